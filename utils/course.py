"""What a notebook needs beside numpy: one import for the first cell.

`check`, `hint` and `progress` are the checker's; `start`, `compare` and `verify` are here.
In a terminal, python -m utils.course doctor says what is wrong with a set-up.
"""

import sys

from . import doctor

# First of all, and before what may be missing is imported. `NotReady`, in words, where the course cannot start.
if __name__ == "__main__":
    sys.exit(doctor.main(sys.argv[1:]))
doctor.require()

import functools  # noqa: E402
import importlib.metadata  # noqa: E402
import platform  # noqa: E402
import warnings  # noqa: E402
from html import escape  # noqa: E402
from pathlib import Path  # noqa: E402

from .checking import (  # noqa: E402
    check,
    hint,
    in_notebook,
    keep_marks,
    last_verdicts,
    load_in_background,
    progress,
    say,
    show,
    used_in_this_cell,
)
from .marks import Marks  # noqa: E402

__all__ = ["check", "compare", "hint", "progress", "start", "verify"]

_marks = functools.cache(Marks)     # `start` run again loses nothing


def start():
    """Make ready: begin loading torch in the background, say what was found; in a notebook, let its marks be kept.

    Bundled data that is missing or damaged is told and not raised, for not every cell needs it.
    """
    # torch silences this message of its own while it is imported; matplotlib, drawing meanwhile, may undo that.
    warnings.filterwarnings("ignore", message="Warning only once for all operators", category=UserWarning)
    load_in_background()
    if in_notebook():
        keep_marks(_marks(Path.cwd()))
    for trouble in doctor.data(doctor.Setup()):
        say(f"{trouble} What needs no data works without it.")
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
