"""Showing: HTML where a notebook can show it, plain text everywhere else."""

import os
import sys

from .verdict import marked


class Words:
    """A sentence or two, shown like a verdict."""

    def __init__(self, text):
        self.text = text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text,
                "text/html": f'<div role="status" style="border-left:5px solid #7a7a7a;padding:.3em 0 .3em .9em;margin:.4em 0;'
                             f'max-width:52em;color:inherit;background:transparent;line-height:1.45">{marked(self.text)}</div>'}


def _shell():
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None


def in_notebook():
    """Whether what is displayed goes to a notebook (a kernel), not to a terminal or a file."""
    return hasattr(_shell(), "kernel")


def current_cell():
    """A number for the cell that is running, another for each; 0 outside notebooks."""
    return getattr(_shell(), "execution_count", 0)


_cells_run = []


def remember_cells():
    """From here on, in a notebook, keep what `cells_run` tells. Not IPython's own history, which a program that runs notebooks may leave out."""
    shell = _shell()
    if shell is not None and not _cells_run:
        _cells_run.extend(shell.user_ns.get("In", ()))
        shell.events.register("pre_run_cell", lambda info: _cells_run.append(as_python(info.raw_cell)))


def cells_run():
    """The Python of each cell that was run in this session, the running one last; [] outside notebooks."""
    return list(_cells_run)


def as_python(cell):
    """A cell's text as it is run: IPython's own lines (%magic, !shell, ?help) turned into Python; "" where that cannot be."""
    shell = _shell()
    try:
        return shell.transform_cell(cell) if shell is not None else cell
    except SyntaxError:
        return ""


def notebook_file():
    """The file name of the notebook that is running, where the program that shows it tells; None elsewhere."""
    # JupyterLab and Notebook by the environment, VS Code by a variable.
    path = os.environ.get("JPY_SESSION_NAME") or getattr(_shell(), "user_ns", {}).get("__vsc_ipynb_file__")
    name = os.path.basename(str(path)) if path else ""
    return name if name.endswith(".ipynb") else None


def show(thing):
    """Show something that has `.text` and a mime bundle."""
    if in_notebook():
        from IPython.display import display
        display(thing)
    else:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        print(thing.text.encode(encoding, "replace").decode(encoding))     # a terminal may lack the signs


def say(text):
    """Show a sentence; `code` is marked as such in a notebook."""
    show(Words(text))
