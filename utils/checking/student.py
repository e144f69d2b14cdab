"""What a student types: `check`, `hint`, `progress`."""

import inspect

from ..torch_import import MissingTorch
from .examining import examine_exercise
from .functions import stands_for, students_own
from .registry import UnknownExercise, exercises, find
from .show import say, show
from .standing_in import for_later_cells

_verdicts = {}      # name -> the last verdict
_hints_given = {}   # name -> how many
_keepers = []       # what keeps the verdicts for another session, if anything does


def check(*args):
    """Check an answer and show the verdict.

    As a decorator, `@check` over `def relu(z):`; or as a call, `check(relu)`, `check("relu")`,
    or `check("relu", my_function)`. Returns the function for later cells to use: the student's
    own, or where it is still blank the course's.
    """
    caller = inspect.currentframe().f_back
    try:
        name, function = _name_and_function(args, {**caller.f_globals, **caller.f_locals})
        exercise = find(name)
    except (_NotChecked, UnknownExercise) as problem:
        say(str(problem))
        return args[-1] if args else None
    # A decorator runs before its name is bound: an answer that calls itself would meet whatever had the name before.
    if len(args) == 1 and caller.f_locals is caller.f_globals and _name_of(function) == name:
        caller.f_globals[name] = function
    try:
        verdict = examine_exercise(exercise, function)
    except MissingTorch as problem:
        say(str(problem))
        return function
    _verdicts[name] = verdict
    show(verdict)
    if _keepers:
        _keepers[-1].note(exercise, verdict, _name_in(caller, function))
    result = for_later_cells(exercise, students_own(function), verdict)
    if caller.f_globals.get(name) is function and caller.f_locals is caller.f_globals:     # later cells find it under its name
        caller.f_globals[name] = result
    return result


class _NotChecked(Exception):
    """What was given to `check` cannot be checked; the message says why and what to do."""


def _name_and_function(args, names):
    if len(args) == 2 and isinstance(args[0], str):
        return args
    if len(args) != 1:
        raise _NotChecked("`check` takes one function: write `@check` above its `def`, or `check(relu)` below it.")
    thing, = args
    if isinstance(thing, str):
        if thing not in names:
            find(thing)
            raise _NotChecked(f"`{thing}` is not defined yet. Run the cell with its `def` first.")
        return thing, names[thing]
    own = students_own(thing)
    if not callable(own):
        raise _NotChecked("`check` was given a value and not a function. Check the function itself, without calling it: "
                          "`check(relu)`, not `check(relu(x))`.")
    name = _name_of(own)
    if name not in exercises():     # a lambda or a partial function, known by the name it was given
        name = next((n for n, value in names.items() if value is thing and n in exercises()), name)
    return name, thing


def _name_of(function):
    own = students_own(function)
    try:
        return stands_for(own) or str(own.__name__)
    except Exception:       # an object may answer such a question with anything
        return type(own).__name__


def _name_in(caller, function):
    """The global name under which the caller has a function; None where it has it under no name of its own."""
    candidates = _name_of(function), *caller.f_globals
    return next((n for n in candidates if caller.f_globals.get(n) is function and not n.startswith("_")), None)


def hint(exercise):
    """Show the next hint for an exercise, given by its name or its function; the last is nearly the answer."""
    name = exercise if isinstance(exercise, str) else _name_of(exercise)
    try:
        hints = find(name).hints
    except UnknownExercise as problem:
        say(str(problem))
        return
    given = _hints_given.get(name, 0)
    number = min(given, len(hints) - 1)
    _hints_given[name] = given + 1
    more = " Ask again for the next." if number + 1 < len(hints) else " That was the last one."
    say(f"Hint {number + 1} of {len(hints)} for `{name}`: {hints[number]}{more}")


class Progress:
    """Where one stands: every notebook, and the exercises of those that were begun, with what was said of them last.

    standing : exercise -> "right", "not right", "not yet", or other words for what counts as neither.
    """

    SIGNS = {"right": "✓", "not right": "✗", "not yet": "○"}

    def __init__(self, standing):
        self.notebooks = {}     # notebook -> {exercise: status}
        for exercise in exercises().values():
            self.notebooks.setdefault(exercise.notebook, {})[exercise.name] = standing.get(exercise.name, "not yet")
        self.begun = {exercise.notebook for exercise in exercises().values() if exercise.name in standing}
        self.others = {status for states in self.notebooks.values() for status in states.values()} - set(self.SIGNS)

    @staticmethod
    def _count(states):
        return f"{sum(status == 'right' for status in states.values())} of {len(states)}"

    @property
    def summary(self):
        everything = {name: status for states in self.notebooks.values() for name, status in states.items()}
        why = " To be checked again: it passed, and its code or the course has changed since, or is not saved. Run its cell." if self.others else ""
        return f"{self._count(everything)} exercises are right.{why}"

    @property
    def text(self):
        lines = []
        for notebook, states in self.notebooks.items():
            lines.append(f"{notebook}: {self._count(states)} right")
            if notebook in self.begun:
                lines += [f"  {self.SIGNS.get(status, '↻')} {name}: {status}" for name, status in states.items()]
        return "\n".join([*lines, self.summary])

    def _repr_mimebundle_(self, include=None, exclude=None):
        style = ' style="text-align:left;vertical-align:top;padding:.1em .8em;white-space:normal"'
        head = f"<th scope=\"col\"{style}>"
        rows = "".join(f'<tr><th scope="row"{style}>{notebook}</th><td{style}>{self._count(states)}</td><td{style}>{self._exercises(notebook)}</td></tr>'
                       for notebook, states in self.notebooks.items())
        return {"text/plain": self.text,
                "text/html": f'<table style="color:inherit;background:transparent"><caption style="text-align:left">{self.summary}</caption>'
                             f"<thead><tr>{head}notebook</th>{head}right</th>{head}exercises</th></tr></thead><tbody>{rows}</tbody></table>"}

    def _exercises(self, notebook):
        """The exercises of a notebook that was begun, in words, by what was said of them."""
        if notebook not in self.begun:
            return "not begun"
        by_status = {}
        for name, status in self.notebooks[notebook].items():
            by_status.setdefault(status, []).append(f"<code>{name}</code>")
        return "<br>".join(f"{self.SIGNS.get(status, '↻')} {status}: {', '.join(names)}" for status, names in by_status.items())


def keep_marks(keeper):
    """Have the verdicts of `check` kept, and `progress` show what was kept before; None for this session's alone.

    keeper : has `note(exercise, verdict, name)`, called after each check with the name of the function in the notebook
        or None, and `standing()`, exercise -> what `progress` is to show.
    """
    _keepers[:] = [keeper] if keeper is not None else []


def progress():
    """Show every notebook, and the exercises of those that were begun, with what was said of each last.

    In a notebook that counts what was checked before the kernel was restarted as well, as long as nothing has changed
    since (utils/marks.py says how that is known); elsewhere this session alone.
    """
    show(Progress(_keepers[-1].standing() if _keepers else {name: verdict.status for name, verdict in _verdicts.items()}))


def last_verdicts():
    """Exercise name -> last verdict of this session, for programs."""
    return dict(_verdicts)


