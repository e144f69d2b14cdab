"""Builds the site: executes the notebooks, writes Sphinx's sources into a draft, runs Sphinx, and puts the result in place."""

import concurrent.futures
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from utils.publishing import address
from utils.publishing.executing import execute
from utils.publishing.notebooks import ROOT, PublishingError, dumps, notebook_paths, read, write_text
from utils.publishing.site.keeping import kept
from utils.publishing.site.pages import DOWNLOADS, FIGURES, front_page, notebook_page

NEEDED = {"sphinx": "sphinx", "myst_nb": "myst-nb", "sphinx_book_theme": "sphinx-book-theme"}
MATHJAX = "sphinx-mathjax-offline"  # its package holds MathJax as files
# What pages with TeX load, now and when a formula needs an extension of it.
MATHJAX_PARTS = ("tex-chtml.js", "output/chtml/fonts/woff-v2", "input/tex/extensions")
WORKERS = 2  # notebooks that are executed at a time


def build_site(out, names=(), keep=None, root=ROOT, say=print):
    """Builds the site into the folder `out`, whole or not at all; a site that is there already is replaced.

    Args:
        out: the folder; made when absent.
        names: which notebooks (see notebook_paths); empty for all.
        keep: a folder for executed notebooks, which are used again as long as nothing they depend on has changed;
            None to execute all.
        root: the course's folder.
        say: is told, a sentence at a time, what goes on.

    Raises:
        PublishingError: something that is needed is not installed, `out` holds something else than a site, a
            notebook does not run, or Sphinx warns of something.
    """
    out, root = Path(out).resolve(), Path(root)
    _refuse(out)
    paths, repository = notebook_paths(root, names), address.current(root)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as draft:
        sources, built = Path(draft) / "sources", Path(draft) / "built"
        write_sources(sources, paths, (root / "README.md").read_text(encoding="utf-8"), repository, keep, say)
        _run_sphinx(sources, built)
        (built / ".nojekyll").touch()  # GitHub Pages leaves out folders that begin with _ otherwise
        if out.exists():
            shutil.rmtree(out)
        os.replace(built, out)
    return out


def write_sources(folder, paths, readme, repository, keep=None, say=print):
    """Executes the notebooks in `paths` and writes what Sphinx makes pages of into `folder`, which must not exist."""
    own = Path(__file__).parent
    shutil.copytree(own / "static", folder / "_static")
    shutil.copy(own / "conf.py", folder)
    figures, downloads = folder / "_static" / FIGURES, folder / "_static" / DOWNLOADS
    figures.mkdir()
    downloads.mkdir()
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as executor:
        for path, done in zip(paths, executor.map(lambda path: kept(path, keep, executed), paths)):
            page, pictures = notebook_page(done, path.name, repository)
            write_text(folder / path.name, dumps(page))
            shutil.copy(path, downloads)
            for name, picture in pictures.items():
                (figures / name).write_bytes(picture)
            say(f"{path.name}: {len(pictures)} pictures")
    write_text(folder / "index.md", front_page(readme, [path.name for path in paths], repository))
    _copy_mathjax(folder / "_static" / "mathjax")


def executed(path):
    """The notebook in the file `path`, blank as it is, with the outputs of one run.

    Raises PublishingError where a cell fails, or writes to stderr: a warning has no place on a page.
    """
    try:
        notebook = execute(read(path))
    except PublishingError as error:
        raise PublishingError(f"{path.name}: {error}") from error
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if output.get("name") == "stderr":
                raise PublishingError(f"{path.name}: cell {cell['id']} writes to stderr:\n{output['text']}")
    return notebook


def _refuse(out):
    missing = [name for module, name in NEEDED.items() if importlib.util.find_spec(module) is None]
    if missing:
        raise PublishingError(
            f"The site needs {', '.join(missing)}, which {sys.executable} does not have. "
            "Run make site, which installs it apart; or pip install -r .ci/site.txt."
        )
    if out == ROOT or ROOT in out.parents and out.relative_to(ROOT).parts[0] in {"notebooks", "utils", "data", "tests"}:
        raise PublishingError(f"{out} holds the course itself. Choose a folder of its own, such as site/.")
    if out.is_file() or out.exists() and any(out.iterdir()) and not (out / ".buildinfo").exists():
        raise PublishingError(f"{out} is there and is no site made by this command. Choose another place, or move it away.")


def _copy_mathjax(folder):
    try:
        files = importlib.metadata.files(MATHJAX)
    except importlib.metadata.PackageNotFoundError as error:
        raise PublishingError(f"{MATHJAX} is not installed, which holds MathJax. Run make site.") from error
    home = next((Path(file.locate()).parent for file in files if file.name == "tex-chtml.js"), None)
    if home is None:
        raise PublishingError(f"{MATHJAX} does not hold tex-chtml.js as it did. Look where it is now, and say so here.")
    for part in MATHJAX_PARTS:
        target = folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (home / part).is_dir() else shutil.copy)(home / part, target)


def _run_sphinx(sources, built):
    command = [
        sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "-d", str(built.parent / "doctrees"),
        str(sources), str(built),
    ]  # fmt: skip
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise PublishingError(f"Sphinx could not build the site, or warned:\n{done.stderr.strip() or done.stdout}")
