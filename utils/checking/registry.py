"""The register of exercises: found by name, in the modules of the package `utils.exercises`."""

import difflib
import functools
import importlib
import pkgutil

from .exercise import Exercise

PACKAGE = f"{__package__.rpartition('.')[0]}.exercises"


class UnknownExercise(LookupError):
    """There is no exercise of that name; the message suggests the nearest."""


@functools.cache
def exercises():
    """Every exercise by name, in the order of the notebooks. Each module is searched for `Exercise` objects.

    Raises ValueError where two exercises have the same name.
    """
    package = importlib.import_module(PACKAGE)
    found = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{PACKAGE}.{info.name}")
        for exercise in vars(module).values():
            if isinstance(exercise, Exercise):
                if found.setdefault(exercise.name, exercise) is not exercise:
                    raise ValueError(f"two exercises are called {exercise.name!r}; the second is in {module.__name__}")
    return dict(sorted(found.items(), key=lambda item: item[1].notebook))


def find(name):
    """The exercise of that name; raises `UnknownExercise` with the nearest name there is."""
    known = exercises()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(str(name), known, 1, 0.5) or difflib.get_close_matches(str(name).lower(), known, 1, 0.5)
    advice = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(known)}."
    raise UnknownExercise(f"There is no exercise called `{name}`. {advice}")
