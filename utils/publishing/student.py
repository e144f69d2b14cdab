"""The student bundle: what students are given, a folder that runs by itself.

It holds the notebooks, blank; the course's library without solutions, grading and publishing; the data; and a README,
a Makefile, requirements and a .gitignore, which are the course's own without what is not in the bundle. The checker is
part of it: so whoever reads `utils/exercises` there finds references in torch and what known mistakes are made of,
right functions among it. Marks come from grading, where there is nothing to read.
"""

import re
from pathlib import Path

from utils.publishing import address, answers
from utils.publishing.cleaning import clean
from utils.publishing.first_cell import PLACEHOLDER
from utils.publishing.folders import new_folder, written
from utils.publishing.notebooks import ROOT, PublishingError, dumps, notebook_paths, read, write_text
from utils.publishing.solved import solutions_for

LEFT_OUT = ("solutions", "grading", "publishing")  # rooms of utils
DATA = ("README.md", "checksums.json", "digits.npz", "make_data.py", "photograph.npz")
PACKAGES = ("numpy", "torch", "torchvision", "matplotlib", "ipywidgets", "jupyter")
TARGETS = ("help", "lab", "setup")
SECTIONS = ("Start", "The notebooks", "Licence")

_PLACES = """\
## Where things are

```text
notebooks/          the exercises; what you write is kept here
utils/
  checking/         the checker: exercise, cases, judge, diagnosis, verdict
  exercises/        cases, torch references, known mistakes, hints
  plotting/         arrays in, picture with alt text out
  interactive/      thin widgets over plotting
data/               the digits and the photograph, and where they come from
```

"""


def build_student(out, force=False, repository=None, root=ROOT):
    """Writes the student bundle into the folder `out`, whole or not at all.

    Args:
        out, force: see new_folder.
        repository: the address owner/name of a repository that the bundle will be, which its first cells fetch in
            Colab. None: no address, for the course's own leads to the solutions.
        root: the course's folder.

    Returns:
        The paths written.

    Raises:
        PublishingError: see new_folder; a source is missing, or a notebook or the library holds a solution.
    """
    root, out = Path(root), Path(out).resolve()
    with new_folder(out, force, root) as draft:
        copy_course(draft, root)
        write_text(draft / "README.md", _readme(_text(root / "README.md"), in_colab=repository is not None))
        for name, made in (("Makefile", _makefile), (".gitignore", _gitignore), ("pyproject.toml", _settings)):
            write_text(draft / name, made(_text(root / name)))
        for name in ("setup", "oldest.txt"):
            _copy(root / ".ci" / name, draft / ".ci" / name)
        (draft / "notebooks").mkdir()
        for path in notebook_paths(root):
            write_text(draft / "notebooks" / path.name, dumps(clean(read(path))))
        address.set_repository(repository or PLACEHOLDER, draft)
        refuse_answers(draft, root)
        names = [path.relative_to(draft) for path in written(draft)]
    return [out / name for name in names]


def copy_course(folder, root=ROOT, packages=PACKAGES):
    """Copies what every bundle holds into `folder`: the library without LEFT_OUT, the data, licence and requirements.

    Args:
        folder, root: the bundle's folder and the course's.
        packages: names, whose lines of requirements.txt are kept, and whole lines to add.
    """
    root, folder = Path(root), Path(folder)
    library = [path.relative_to(root) for path in sorted((root / "utils").rglob("*.py"))]
    hidden = [path for path in library if any(part.startswith((".", "__pycache__")) for part in path.parts)]
    left_out = [path for path in library if path.with_suffix("").parts[1] in LEFT_OUT]
    names = [path for path in library if path not in hidden and path not in left_out]
    for name in [*names, *(Path("data") / name for name in DATA), Path("LICENSE")]:
        _copy(root / name, folder / name)
    write_text(folder / "requirements.txt", _requirements(_text(root / "requirements.txt"), packages))


def refuse_answers(folder, root=ROOT):
    """Raises PublishingError when a solution of the course in `root` stands in a bundle in `folder`.

    A notebook may use what an earlier one asked for.
    """
    solutions = {path.name: answers.bodies(solutions_for(path, root)) for path in notebook_paths(root)}
    everything = {name: body for bodies in solutions.values() for name, body in bodies.items()}
    for path in written(folder):
        found = []
        if path.suffix == ".py":
            found = answers.found_in(_text(path), everything)
        elif path.suffix == ".ipynb":
            later = [bodies for notebook, bodies in solutions.items() if notebook >= path.name]
            later = {name: body for bodies in later for name, body in bodies.items()}
            found = answers.found_in_notebook(read(path), later)
        if found:
            raise PublishingError(
                f"{path.relative_to(folder).as_posix()} holds the solution of {', '.join(found)}, which students would "
                "get. Leave the exercise blank, or write that code in another way."
            )


def _copy(source, target):
    try:
        content = source.read_bytes()
    except OSError as error:
        raise PublishingError(f"{source} cannot be read ({error.strerror}). Restore it from git.") from error
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _text(path):
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PublishingError(f"{path} cannot be read ({error.strerror}). Restore it from git.") from error


# --- the course's own files, without what is not in a bundle ---------------------------------------------------


def _requirements(text, packages):
    """The lines for these packages; a package that has none is an error unless it says its own version."""
    lines = {re.match(r"[\w-]+", line).group(): line for line in text.splitlines() if re.match(r"\w", line)}
    missing = [name for name in packages if name not in lines and not re.search(r"[<>=]", name)]
    if missing:
        raise PublishingError(f"requirements.txt has no line for {', '.join(missing)}. Restore it from git.")
    return "".join(f"{lines.get(name, name)}\n" for name in packages)


def _readme(text, in_colab):
    """The README's beginning and the sections that are true in a bundle."""
    sections = dict(re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    missing = [title for title in SECTIONS if title not in sections]
    if missing:
        raise PublishingError(f"README.md has no section {', '.join(missing)}. Restore it from git.")
    kept = {title: sections[title] for title in SECTIONS}
    beginning = text[: text.index("\n## ") + 1]
    parts = [(_PLACES if title == "Licence" else "") + f"## {title}\n{body}" for title, body in kept.items()]
    text = beginning + "".join(parts)
    if not in_colab:
        text = re.sub(r"\s+In Colab\b[^.]*\.", "", text)
    # What points to a section that is not here.
    return re.sub(r"\s*\(see \[[^\]]*\]\(#(?!start|the-notebooks|licence)[\w-]+\)\)", "", text)


def _makefile(text):
    """The Makefile's settings and TARGETS; its paragraphs stand apart by empty lines."""
    targets = set(re.findall(r"^([\w-]+):(?!=)", text, re.MULTILINE))
    kept = []
    for paragraph in text.strip().split("\n\n"):
        rule = re.search(r"^([\w-]+):(?!=)", paragraph, re.MULTILINE)
        if rule is None or rule.group(1) in TARGETS:
            kept.append(paragraph)
    text = "\n\n".join(kept) + "\n"
    for target in targets - set(TARGETS):
        text = re.sub(rf"^\t@echo 'make {target}\b.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\.PHONY:.*$", f".PHONY: {' '.join(TARGETS)}", text, flags=re.MULTILINE)
    unused = [name for name in re.findall(r"^(\w+) *=", text, re.MULTILINE) if f"$({name})" not in text]
    return re.sub(rf"^({'|'.join(unused)}) *=.*\n", "", text, flags=re.MULTILINE) if unused else text


def _gitignore(text):
    """Without the paragraphs about what only authors and instructors make."""
    return "\n\n".join(p for p in text.strip().split("\n\n") if "/solved/" not in p and "*.sqlite" not in p) + "\n"


def _settings(text):
    """pyproject.toml's [tool.course] alone."""
    table = re.search(r"^\[tool\.course\]\n.*?(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    if table is None:
        raise PublishingError("pyproject.toml has no [tool.course]. Restore it from git.")
    lines = [line for line in table.group().splitlines() if line.strip() and not line.startswith("#")]
    return "\n".join(lines) + "\n"
