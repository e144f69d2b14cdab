"""What must hold for the repository as a whole: its top level, its notebooks' files, its links, who imports whom."""

import re
import shutil
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.notebook_tools import broken_links, file_problems, imported_modules, remote_media
from utils.publishing import address, first_cell
from utils.publishing.notebooks import ROOT, dumps, notebook_paths, read, source

TOP_LEVEL = {
    "notebooks", "utils", "data", "tests", "requirements.txt", "README.md", "Makefile", "LICENSE", "pyproject.toml",
    ".ci", ".github", ".gitignore",
}  # fmt: skip
LARGEST_FILE = 3_000_000  # bytes: the bundled digits take two million

# Who may know whom in utils (None: everybody); a room that is not named here is a mistake.
ROOMS = {
    "__init__": {"doctor"},
    "bundled": set(),
    "files": set(),
    "torch_import": set(),
    "data": {"bundled"},
    "doctor": {"bundled"},
    "checking": {"torch_import"},
    "marks": {"checking", "files"},
    "exercises": {"checking"},
    "solutions": set(),
    "plotting": {"torch_import"},
    "interactive": {"plotting", "torch_import"},
    "course": {"checking", "exercises", "plotting", "interactive", "data", "doctor", "marks"},
    "grading": None,
    "publishing": None,
}
# What a room may not use from elsewhere: notebooks' machinery, global figures, or the answers' own library.
NOTEBOOK_LIBRARIES = {"IPython", "ipywidgets", "nbformat"}
BARRED = {
    "data": NOTEBOOK_LIBRARIES | {"matplotlib"},
    "checking": NOTEBOOK_LIBRARIES - {"IPython"} | {"matplotlib"},  # in a notebook, IPython shows its verdicts
    "exercises": NOTEBOOK_LIBRARIES | {"matplotlib"},
    "solutions": NOTEBOOK_LIBRARIES | {"matplotlib", "torch", "torchvision"},
    "plotting": NOTEBOOK_LIBRARIES | {"matplotlib.pyplot", "torch", "torchvision"},
    "interactive": {"matplotlib.pyplot", "torch", "torchvision"},
}


def tracked_files():
    """The repository's files: those git knows, and new ones that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git repository: its files are not told apart from others")
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]


# --- the top level ---------------------------------------------------------------------------------------------


def test_the_top_level_holds_what_it_should():
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} == TOP_LEVEL


def test_no_file_is_large():
    assert [path.name for path in tracked_files() if path.stat().st_size > LARGEST_FILE] == []


def test_the_oldest_versions_are_those_that_the_requirements_admit():
    requirements = [Requirement(line) for line in lines("requirements.txt")]
    oldest = {pin.name: pin for pin in map(Requirement, lines(".ci/oldest.txt"))}
    for requirement in requirements:
        bounds = {bound.operator: bound.version for bound in requirement.specifier}
        assert set(bounds) == {">="}, f"{requirement}: a lower bound and no upper one was expected"
        if requirement.name in oldest:
            (pin,) = oldest[requirement.name].specifier
            version = pin.version.removesuffix(".*")
            assert pin.operator == "==" and version in SpecifierSet(f"~={bounds['>=']}.0"), f"{pin} for {requirement}"


def test_the_oldest_python_is_the_same_everywhere():
    needed = tomllib.loads(text("pyproject.toml"))["tool"]["course"]["requires-python"].removeprefix(">=")
    major, minor = needed.split(".")
    assert set(re.findall(r"version_info < \((\d+), (\d+)\)", text(".ci/setup") + text("utils/__init__.py"))) == {
        (major, minor)
    }
    assert f'versions: oldest\n            python: "{needed}"' in text(".github/workflows/test.yml")
    assert f"py{major}{minor}" in text("pyproject.toml")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def lines(name):
    return [line for line in text(name).splitlines() if line.strip() and not line.startswith("#")]


# --- the notebooks' files --------------------------------------------------------------------------------------


def test_there_are_notebooks():
    assert notebook_paths()


@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_a_notebook_is_as_it_should_be_committed(path):
    assert file_problems(read(path), address.current()) == []
    assert path.read_text(encoding="utf-8") == dumps(read(path)), "not laid out as Jupyter does: open and save it"


def fine_notebook():
    def cell(id, kind, text):
        made = {"cell_type": kind, "id": id, "metadata": {}, "source": text}
        return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})

    exercise = "@check\ndef f(x):\n" + "    # a line\n" * 20 + "    ..."
    cells = [
        cell("title", "markdown", "# Title\n![local](a.png) [link](https://example.org)"),
        cell("first", "code", first_cell.render("OWNER/NAME")),
        cell("exercise", "code", exercise),
        cell("look", "code", "\n".join(["f(1)"] * 15)),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def test_a_fine_notebook_has_no_problems():
    assert file_problems(fine_notebook(), "OWNER/NAME") == []


SPOILED = {
    "outputs": lambda n: n["cells"][3].update(outputs=[{"output_type": "stream", "name": "stdout", "text": "1"}]),
    "counts": lambda n: n["cells"][3].update(execution_count=1),
    "stands twice": lambda n: n["cells"][3].update(id="first"),
    "random ids": lambda n: n["cells"][3].update(id="0f3b91aa"),
    "not a valid notebook": lambda n: n["cells"][3].pop("id"),
    "format is not 4.5": lambda n: n.update(nbformat_minor=4),
    "kernel is not python3": lambda n: n["metadata"]["kernelspec"].update(name="conda-env"),
    "metadata or": lambda n: n["metadata"].update(widgets={"application/vnd.jupyter.widget-state+json": {}}),
    "has 16 lines": lambda n: n["cells"][3].update(source="\n".join(["f(1)"] * 16)),
    "something remote": lambda n: n["cells"][0].update(source="![x](https://example.org/a.png)"),
    "first code cell is not": lambda n: n["cells"].insert(1, {**n["cells"][3], "id": "new"}),
    "repository OWNER/NAME": lambda n: n["cells"][1].update(source=first_cell.render("some-one/else")),
}


@pytest.mark.parametrize("problem", SPOILED)
def test_each_fault_of_a_notebook_is_named(problem):
    notebook = fine_notebook()
    SPOILED[problem](notebook)
    problems = file_problems(notebook, "OWNER/NAME")
    assert any(problem in said for said in problems), problems


def test_remote_pictures_are_told_from_links_and_local_ones():
    remote = [
        "![a](http://x.org/a.png)",
        "![](//x.org/a)",
        "<img alt='' src='https://x.org/a.png'>",
        '<IFRAME src="//x.org">',
    ]
    local = [
        "[a](http://x.org/a.png)",
        "![a](b/c.png)",
        "![a](attachment:b.png)",
        '<a href="https://x.org">',
        "<img src='a.png'>",
    ]
    assert all(remote_media(text) for text in remote)
    assert not any(remote_media(text) for text in local)


# --- links -----------------------------------------------------------------------------------------------------


def test_links_into_the_repository_lead_somewhere():
    pages = [
        (path.relative_to(ROOT), path.parent, path.read_text(encoding="utf-8"))
        for path in tracked_files()
        if path.suffix == ".md"
    ]
    for path in notebook_paths():
        markdown = "\n".join(source(cell) for cell in read(path)["cells"] if cell["cell_type"] == "markdown")
        pages.append((path.relative_to(ROOT), path.parent, markdown))
    assert {str(name): found for name, folder, text in pages if (found := broken_links(text, folder))} == {}


def test_broken_links_are_told_from_good_ones(tmp_path):
    (tmp_path / "a b.md").write_text("# One heading: `it`, *said*")
    (tmp_path / "page.md").write_text("## Here & there")
    (tmp_path / "x.png").write_text("")
    good = "# Top\n[a](page.md) [b](page.md#here--there) ![c](x.png) [d](https://x.org/y) [e](#top) `[f](no.md)` [g](mailto:x@y)"
    bad = ["no.md", "page.md#nowhere", "#nowhere", "x/y.png"]
    assert broken_links(good, tmp_path) == []
    assert broken_links(good + "".join(f" [x]({link})" for link in bad), tmp_path) == bad


# --- rooms -----------------------------------------------------------------------------------------------------


def room_problems(root):
    """The imports in `root`/utils that the rooms' rules do not allow, a sentence each."""
    problems = []
    for path in sorted((root / "utils").rglob("*.py")):
        inside = path.relative_to(root).with_suffix("").parts
        room = inside[1]
        for name in sorted(imported_modules(path, ".".join(inside[:-1]))):
            parts = name.split(".")
            known = ROOMS.get(room, set())
            if (
                parts[0] == "utils"
                and known is not None
                and parts[1] not in known | {room}
                or any(name == barred or name.startswith(f"{barred}.") for barred in BARRED.get(room, ()))
            ):
                problems.append(f"{'/'.join(inside)} imports {name}")
        if room not in ROOMS:
            problems.append(f"{'/'.join(inside)} is in no room: put it into one, or name the new one in ROOMS")
    return problems


def test_each_room_knows_only_what_it_may():
    assert room_problems(ROOT) == []


@pytest.mark.parametrize(
    "file, code, allowed",
    [
        ("checking/a.py", "from utils.checking import b", True),
        ("checking/a.py", "from . import b", True),
        ("checking/a.py", "from utils.exercises.mlp import x", False),
        ("checking/a.py", "from ..exercises import mlp", False),
        ("checking/a.py", "def f():\n    import utils.plotting.mlp", False),
        ("checking/a.py", "import ipywidgets.widgets", False),
        ("exercises/a.py", "from utils.checking import b\nimport torch", True),
        ("exercises/a.py", "import importlib\nimportlib.import_module('utils.solutions.mlp')", False),
        ("plotting/deep/a.py", "from utils.plotting import b\nfrom matplotlib.figure import Figure", True),
        ("plotting/deep/a.py", "from ...checking import b", False),
        ("plotting/a.py", "import matplotlib.pyplot as plt", False),
        ("plotting/a.py", "from matplotlib import pyplot", False),
        ("interactive/a.py", "import ipywidgets\nfrom utils.plotting import mlp", True),
        ("course.py", "from utils import exercises", True),
        ("course.py", "from utils import solutions", False),
        ("grading/a.py", "from utils.solutions import mlp", True),
        ("cellar/a.py", "", False),
    ],
)
def test_the_rules_of_the_rooms_tell_right_from_wrong(tmp_path, file, code, allowed):
    path = tmp_path / "utils" / file
    path.parent.mkdir(parents=True)
    path.write_text(code)
    assert (room_problems(tmp_path) == []) is allowed, room_problems(tmp_path)
