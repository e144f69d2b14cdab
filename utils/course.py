"""What a notebook needs beside numpy: one import for the first cell.

`check`, `hint` and `progress` are the checker's; `start`, `compare` and `verify` are here.
"""

import importlib.metadata
import importlib.util
import platform
import warnings
from html import escape

from .checking import check, hint, last_verdicts, load_in_background, progress, say, show, used_in_this_cell
from .data import FOLDER

__all__ = ["check", "compare", "hint", "progress", "start", "verify"]

NEEDED = ("numpy", "torch", "matplotlib", "ipywidgets")


class NotReady(ImportError):
    """Something the course needs is missing; the message says what, and what to do."""


def start():
    """Make ready: see that what the course needs is there, and begin loading torch in the background.

    Raises `NotReady` where a package is missing. Bundled data that is missing is told
    and not raised, for not every cell needs it.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise NotReady(
            f"The course needs {' and '.join(missing)}, which this Python ({platform.python_version()}) does not have. "
            f"Close this and start the course with `make lab`, which installs all it needs; or run `pip install {' '.join(missing)}` "
            "in a terminal and restart the kernel (Kernel menu, Restart).")
    # torch silences this message of its own while it is imported; matplotlib, drawing meanwhile, may undo that.
    warnings.filterwarnings("ignore", message="Warning only once for all operators", category=UserWarning)
    load_in_background()
    if not (FOLDER / "digits.npz").is_file():
        say(f"The bundled digits are missing: there is no digits.npz in {FOLDER}. Bring them back with `git checkout -- data` "
            "in the course's folder, or download the course again. What needs no digits works without them.")
    say(f"Ready: Python {platform.python_version()}, numpy {importlib.metadata.version('numpy')}; "
        f"torch {importlib.metadata.version('torch')} is loading in the background.")


class _Table:
    """Two or three facts beside each other, as text and as HTML."""

    def __init__(self, rows):
        self.rows = [(str(name), str(value)) for name, value in rows]
        self.text = "\n".join(f"{name}: {value}" for name, value in self.rows)

    def _repr_mimebundle_(self, include=None, exclude=None):
        cells = "".join(f'<tr><th scope="row" style="text-align:left;padding:.2em 1em .2em 0">{escape(name)}</th>'
                        f'<td style="text-align:left;padding:.2em 0">{escape(value)}</td></tr>' for name, value in self.rows)
        return {"text/plain": self.text, "text/html": f'<table style="color:inherit;background:transparent">{cells}</table>'}


def compare(prediction, result):
    """Show what was predicted beside what came out.

    prediction : anything; what was typed before the cell was run. `""`, `None` and `...` count as none.
    result : anything that prints on one line.
    """
    none = prediction is None or prediction is Ellipsis or str(prediction).strip() == ""
    show(_Table([("You predicted", "(nothing typed: try it next time, it helps to be surprised)" if none else prediction),
                 ("What came out", result)]))


def verify(claim, holds):
    """Say that something the text claims was computed just now and holds.

    claim : one sentence. holds : the condition, anything that is true or false.
    Raises AssertionError where it does not hold, unless an exercise that was checked in this
    session is not right yet: then it says so, and the notebook goes on.
    """
    if holds:
        say(f"✓ Verified: {claim}")
        return
    wrong = [name for name, verdict in last_verdicts().items() if verdict.status == "not right"]
    if not wrong:
        raise AssertionError(f"The text claims this, and it does not hold: {claim}")
    used = used_in_this_cell()
    reason = f"This cell uses {', '.join(used)}, not right yet." if used else f"The reason may be one of these, not right when last checked: {', '.join(wrong)}."
    say(f"✗ With your functions as they are this does not hold: {claim} {reason}")
