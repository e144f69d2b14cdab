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
    """Where one stands: exercises by notebook with their last verdict."""

    def __init__(self, verdicts):
        self.rows = [(e.notebook, e.name, verdicts[e.name].status if e.name in verdicts else "not yet") for e in exercises().values()]
        begun = {notebook for notebook, name, _ in self.rows if name in verdicts}
        self.rows = [row for row in self.rows if row[0] in begun or not begun]

    @property
    def summary(self):
        right = sum(status == "right" for *_, status in self.rows)
        return f"{right} of {len(self.rows)} exercises are right."

    @property
    def text(self):
        signs = {"right": "✓", "not right": "✗", "not yet": "○"}
        lines = []
        for notebook in dict.fromkeys(row[0] for row in self.rows):
            lines.append(notebook)
            lines += [f"  {signs[status]} {name}: {status}" for n, name, status in self.rows if n == notebook]
        return "\n".join([*lines, self.summary])

    def _repr_mimebundle_(self, include=None, exclude=None):
        cell = '<td style="text-align:left;padding:.1em .8em">'
        head = '<th scope="col" style="text-align:left;padding:.1em .8em">'
        rows = "".join(f"<tr>{cell}{notebook}</td>{cell}<code>{name}</code></td>{cell}{status}</td></tr>"
                       for notebook, name, status in self.rows)
        return {"text/plain": self.text,
                "text/html": f"<table><caption>{self.summary}</caption><thead><tr>{head}notebook</th>{head}exercise</th>"
                             f"{head}verdict</th></tr></thead><tbody>{rows}</tbody></table>"}


def progress():
    """Show every exercise of the notebooks that were begun in this session, with its last verdict."""
    show(Progress(_verdicts))


def last_verdicts():
    """Exercise name -> last verdict of this session, for programs."""
    return dict(_verdicts)


