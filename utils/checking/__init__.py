"""The checker: it compares an answer with torch and names the mistake.

For students (`check`, `hint`, `progress`), for programs (`examine`), and for authors
of exercises (`Exercise`, `Case`, `Mistake`, `Observation`, `Seed`, `Given`, `Answer`, `Ledger`, `torch`).
The way of an answer: `running` calls it on the cases of a `trial`, `judging` compares
and asks `diagnosis` what went wrong, `verdict` says it.
"""

from ..torch_import import MissingTorch, load_in_background
from .cases import Answer, Case, Given, Seed
from .examining import examine
from .exercise import Exercise, Mistake, Observation
from .ledger import Ledger
from .reference import torch
from .registry import UnknownExercise, exercises, find
from .show import in_notebook, say, show
from .standing_in import used_in_this_cell
from .student import check, hint, keep_marks, last_verdicts, progress
from .verdict import Verdict

__all__ = ["Answer", "Case", "Exercise", "Given", "Ledger", "MissingTorch", "Mistake", "Observation", "Seed", "UnknownExercise", "Verdict", "check",
           "examine", "exercises", "find", "hint", "in_notebook", "keep_marks", "last_verdicts", "load_in_background", "progress", "say", "show", "torch",
           "used_in_this_cell"]
