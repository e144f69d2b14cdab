"""Cases: what an exercise's function is called with, written as plain data.

A case holds arrays, numbers and lists, and for what is not data a name that
stands for it: `Seed` for a random generator, `Given` for a function. So a case
can be sent to another process, and each call gets fresh copies of everything.
"""

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


@dataclass(frozen=True)
class Given:
    """Stands for the function of that name in `FUNCTIONS`."""

    name: str

    def __post_init__(self):
        if self.name not in FUNCTIONS:
            raise ValueError(f"no function is given under the name {self.name!r}; there are {', '.join(FUNCTIONS)}")


class Case:
    """One call: `Case(X, s, note="two rows, by hand")`.

    Parameters
    ----------
    *args : arrays, numbers, lists, `Seed` or `Given`; the positional arguments.
    note : what the case is, in a few words, as a student reads it.
    about : what sets it apart ("integer input"). Where only cases about one thing
        fail, the verdict says so.
    then : for an exercise that returns a function: the argument tuples that this
        function is called with, one after the other; the results are the output.
    """

    def __init__(self, *args, note="", about="", then=()):
        self.args, self.note, self.about = args, note, about
        self.then = tuple(then)

    def __repr__(self):
        return f"Case({self.note!r})"


def fresh(argument):
    """A new copy of an argument, with `Seed` and `Given` turned into what they stand for."""
    if isinstance(argument, np.ndarray):
        return argument.copy()
    if isinstance(argument, Seed):
        return np.random.default_rng(argument.value)
    if isinstance(argument, Given):
        return FUNCTIONS[argument.name]
    if isinstance(argument, (list, tuple)):
        return type(argument)(fresh(item) for item in argument)
    return argument


def unchanged(argument, handed_over):
    """Whether what was handed over still holds what the case says.

    A generator may be drawn from: that is no change.
    """
    if isinstance(argument, np.ndarray):
        return (type(handed_over) is np.ndarray and handed_over.dtype == argument.dtype
                and handed_over.shape == argument.shape and handed_over.tobytes() == argument.tobytes())
    if isinstance(argument, (list, tuple)):
        return (type(handed_over) is type(argument) and len(handed_over) == len(argument)
                and all(unchanged(a, h) for a, h in zip(argument, handed_over)))
    if isinstance(argument, (Seed, Given)):
        return True
    return type(handed_over) is type(argument) and handed_over == argument


def arrays_in(argument):
    """Every array inside an argument, however deep in lists and tuples."""
    if isinstance(argument, np.ndarray):
        return [argument]
    if isinstance(argument, (list, tuple)):
        return [array for item in argument for array in arrays_in(item)]
    return []
