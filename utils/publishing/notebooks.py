"""Notebooks as files and as dictionaries: read, written with the least change, their code cells parsed.

A notebook here is the dictionary that its JSON holds (nbformat 4.5), keys in the file's order.
"""

import ast
import json
import re
from pathlib import Path

from utils.files import write_text  # noqa: F401 - for those who write notebooks

ROOT = Path(__file__).resolve().parents[2]


class PublishingError(Exception):
    """Something in the sources stands in the way; the message says what, and what to do."""


def read(path):
    """The notebook in the file `path`. Raises PublishingError when there is none or it is not a notebook."""
    try:
        notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise PublishingError(f"{path} cannot be read ({error.strerror}). Check the name.") from error
    except ValueError as error:
        raise PublishingError(
            f"{path} is not a notebook: its JSON does not parse ({error}). Restore it from git."
        ) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise PublishingError(f"{path} is not a notebook: it has no list of cells. Expected nbformat 4.")
    return notebook


def dumps(notebook):
    """The notebook's JSON as Jupyter itself lays it out, so that a change shows as that change alone."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def source(cell):
    """A cell's text, which the file holds as one string or as a list of lines."""
    text = cell["source"]
    return text if isinstance(text, str) else "".join(text)


def with_source(cell, text):
    """The cell with another text, held in the same form; the very same cell if the text is its own."""
    if text == source(cell):
        return cell
    return {**cell, "source": text if isinstance(cell["source"], str) else text.splitlines(keepends=True)}


def code_cells(notebook):
    """(index, cell) of each code cell, first to last; the index counts all cells."""
    return [(index, cell) for index, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code"]


def parse(code):
    """The syntax tree of a cell's code, IPython's own lines (%magic, !shell, ?help) left out.

    Line numbers stay those of the cell. Raises SyntaxError.
    """
    try:
        return ast.parse(code)
    except SyntaxError:
        return ast.parse(re.sub(r"^(\s*)[%!?].*", r"\1pass", code, flags=re.MULTILINE))


def topic(path):
    """The name of a notebook's modules in utils: 01_mlp.ipynb -> mlp."""
    return re.sub(r"^\d+_", "", Path(path).stem)


def notebook_paths(root=ROOT, names=()):
    """The notebooks called `names` (01_mlp.ipynb, 01_mlp, mlp or a path), or all of them, in order.

    Raises PublishingError when a name means none of them.
    """
    present = sorted((Path(root) / "notebooks").glob("*.ipynb"))
    if not names:
        return present
    chosen = []
    for name in names:
        matches = [path for path in present if name in (path.name, path.stem, topic(path))]
        matches = matches or [path for path in present if Path(name).resolve() == path.resolve()]
        if not matches:
            known = ", ".join(path.name for path in present) or "none"
            raise PublishingError(f"No notebook is called {name}. There are: {known}.")
        chosen += matches
    return sorted(set(chosen))
