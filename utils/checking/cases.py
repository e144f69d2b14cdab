"""Cases: what an exercise's function is called with, written as plain data.

A case holds arrays, numbers and lists, and for what is not data something that
stands for it: `Seed` for a random generator, `Given` for a function, `Answer` for
what another of the student's functions returns. So a case can be sent to another
process, and each call gets fresh copies of everything.
"""

import copy
import pickle
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Seed:
    """Stands for `numpy.random.default_rng(value)`, made anew for each call."""

    value: int


def _relu(z):
    return np.maximum(z, 0)


def _double(z):
    return 2 * z


def _add_one(z):
    return z + 1


def _square(z):
    return z * z


# What a student's function may be handed; each takes and returns whole arrays.
FUNCTIONS = {
    "relu": _relu,
    "tanh": np.tanh,
    "sin": np.sin,
    "double": _double,
    "add_one": _add_one,
    "square": _square,
}


class Given:
    """Stands for a function that the answer is handed.

    `Given("relu")` is the function of that name in `FUNCTIONS`. `Given("lambda X: X @ w", w=np.array([2.0, -1.0]))` is
    what the expression gives, with `np`, the functions in `FUNCTIONS` and the constants at hand: it can be sent anywhere,
    and a student can redo it. Raises ValueError for a name there is not, and for text that is no expression.
    """

    def __init__(self, expression, **constants):
        self.expression, self.constants = expression, constants
        if expression.isidentifier():
            if expression not in FUNCTIONS or constants:
                raise ValueError(f"no function is given under the name {expression!r}; there are {', '.join(FUNCTIONS)}")
        else:
            try:
                self._code = compile(expression, "<frozen course>", "eval")     # in no report for a line of the student's
            except SyntaxError as error:
                raise ValueError(f"{expression!r} is no Python expression: {error}") from None

    def __repr__(self):
        constants = "".join(f", {name}={value!r}" for name, value in self.constants.items())
        return f"Given({self.expression!r}{constants})"

    def __eq__(self, other):
        return type(other) is Given and other.expression == self.expression and pickle.dumps(other.constants) == pickle.dumps(self.constants)

    def __hash__(self):
        return hash(self.expression)

    def __reduce__(self):       # code cannot be pickled
        return _given, (self.expression, self.constants)

    def function(self):
        """The function itself, made anew, with constants of its own."""
        if self.expression in FUNCTIONS:
            return FUNCTIONS[self.expression]
        names = {"np": np, **FUNCTIONS, **{name: fresh(value) for name, value in self.constants.items()}}
        return eval(self._code, names)      # the author's own words, not a student's


def _given(expression, constants):
    return Given(expression, **constants)


class Answer:
    """Stands for what the answer to another exercise returns for these arguments, or one part of it.

    `Answer("mlp_forward", X, theta, part=1)` is the cache that the student's own `mlp_forward` makes: for an exercise that
    reads what only another of the same student's functions knows how to write. It is found among the globals of the
    function that is checked; where it is blank or missing there, the course's own stands in.
    """

    def __init__(self, exercise, *args, part=None):
        self.exercise, self.args, self.part = exercise, args, part

    def __repr__(self):
        return f"Answer({self.exercise!r})"


class AnswerFailed(Exception):
    """The other exercise's function, which an `Answer` stands for, did not give what is needed; the message says what it did."""

    def __init__(self, exercise, what):
        super().__init__(f"your `{exercise}` {what}")
        self.exercise = exercise


class Case:
    """One call: `Case(X, s, note="two rows, by hand")`.

    Parameters
    ----------
    *args : arrays, numbers, lists, `Seed`, `Given` or `Answer`; the positional arguments.
    note : what the case is, in a few words, as a student reads it.
    about : what sets it apart ("integer input"). Where only cases about one thing
        fail, the verdict says so.
    then : for an exercise that returns a function: the argument tuples that this
        function is called with, one after the other; the results are the output.
    """

    def __init__(self, *args, note="", about="", then=()):
        self.args, self.note, self.about = args, note, about
        self.then = tuple(then)
        self.own_parts = ()     # an exercise's, put here by its trial (see `Exercise.own_parts`)

    def __repr__(self):
        return f"Case({self.note!r})"


def fresh(argument, answer_to=None):
    """A new copy of an argument, with `Seed`, `Given` and `Answer` turned into what they stand for.

    answer_to : name of an exercise -> the function that answers it, for `Answer`. Raises `AnswerFailed` where that one fails.
    """
    if isinstance(argument, np.ndarray):
        return argument.copy()
    if isinstance(argument, Seed):
        return np.random.default_rng(argument.value)
    if isinstance(argument, Given):
        return argument.function()
    if isinstance(argument, Answer):
        return _answered(argument, answer_to(argument.exercise))
    if isinstance(argument, (list, tuple)):
        return type(argument)(fresh(item, answer_to) for item in argument)
    return argument


def _answered(argument, function):
    try:
        value = function(*(fresh(a) for a in argument.args))
    except Exception as error:
        raise AnswerFailed(argument.exercise, f"raised {type(error).__name__}: {str(error)[:200]}") from None
    if argument.part is None:
        return value
    if type(value) not in (tuple, list) or len(value) <= argument.part:
        raise AnswerFailed(argument.exercise, f"does not return a tuple of {argument.part + 1} or more things")
    return value[argument.part]


def answers_in(argument):
    """Every `Answer` inside an argument."""
    if isinstance(argument, Answer):
        return [argument]
    return [found for item in argument for found in answers_in(item)] if isinstance(argument, (list, tuple)) else []


def snapshot(argument, handed_over):
    """What `unchanged` later compares with: the argument itself or, where an `Answer` stands in it, a copy of what was handed over."""
    if not answers_in(argument):
        return argument
    try:
        return copy.deepcopy(handed_over)
    except Exception:       # a cache may hold anything (a generator, a lock): then nobody can say that it changed
        return handed_over


ROUNDING = 1e-14     # relative: what an array may be off that was added to and taken from again


def unchanged(argument, handed_over):
    """Whether what was handed over still holds what the case says.

    A generator may be drawn from: that is no change. Nor is the rounding that adding a number and taking
    it away again leaves in an array of floats.
    """
    if isinstance(argument, np.ndarray):
        return (type(handed_over) is np.ndarray and handed_over.dtype == argument.dtype and handed_over.shape == argument.shape
                and (handed_over.tobytes() == argument.tobytes() or _same_up_to_rounding(argument, handed_over)))
    if isinstance(argument, (list, tuple)):
        return (type(handed_over) is type(argument) and len(handed_over) == len(argument)
                and all(unchanged(a, h) for a, h in zip(argument, handed_over)))
    if isinstance(argument, dict):
        return type(handed_over) is dict and list(handed_over) == list(argument) and all(unchanged(argument[k], handed_over[k]) for k in argument)
    if isinstance(argument, (bool, int, float, complex, str, np.generic)) or argument is None:
        return type(handed_over) is type(argument) and handed_over == argument
    if hasattr(argument, "__dict__") and not callable(argument) and not isinstance(argument, (Seed, Given)):
        return unchanged(vars(argument), getattr(handed_over, "__dict__", None))
    return True


def _same_up_to_rounding(a, b):
    if a.dtype != np.float64 or not a.size:
        return False
    with np.errstate(all="ignore"):
        near = (np.abs(a - b) <= ROUNDING * (1 + np.abs(a))) | (a == b) | (np.isnan(a) & np.isnan(b))
        return bool(np.all(near & (np.signbit(a) == np.signbit(b))))


def arrays_in(argument):
    """Every array inside an argument, however deep in lists and tuples."""
    if isinstance(argument, np.ndarray):
        return [argument]
    if isinstance(argument, (list, tuple)):
        return [array for item in argument for array in arrays_in(item)]
    return []
