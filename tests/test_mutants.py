"""Mutants of the solutions: every one-step slip in a right answer is refused by the checker.

A mutant that is let through is either a hole in an exercise's cases, to be mended there, or the same
function in other words; those are listed in `tests/equivalents`, each with its reason.
"""

import dataclasses
import importlib
import inspect
import pkgutil

import pytest

import utils.solutions
from utils.checking import examine, exercises
from utils.checking.cases import answers_in
from utils.checking.trial import trial

from .equivalents import equivalent
from .mutation import mutants

SECONDS = 1.0       # a mutant that loops is stopped after that

EQUIVALENT = equivalent()


def _functions():
    """`(module, function)` for every function that is written in a module of solutions, helpers included."""
    for info in pkgutil.iter_modules(utils.solutions.__path__):
        module = importlib.import_module(f"{utils.solutions.__name__}.{info.name}")
        for function in vars(module).values():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                yield module, function


FUNCTIONS = {function.__name__: (module, function) for module, function in _functions()}


@pytest.fixture(autouse=True)
def short_limits(monkeypatch):
    for name, exercise in exercises().items():
        monkeypatch.setitem(exercises(), name, dataclasses.replace(exercise, seconds=SECONDS))


def _judges(module, name):
    """The exercises whose checks a mutant of that function meets: its own and those that are handed what it returns
    or, for a helper, those of its module that reach it."""
    if name in exercises():
        return [name, *(n for n in exercises() if FUNCTIONS[n][0] is module and name in _handed(n))]
    return [n for n, (m, f) in FUNCTIONS.items() if m is module and n in exercises() and name in _reached(module, f)]


def _handed(name):
    """The exercises whose answers are handed to the answer of this one."""
    return {answer.exercise for argument in trial(exercises()[name]).cases[0].args for answer in answers_in(argument)}


def _reached(module, function, seen=frozenset()):
    names = {n for n in _code_names(function.__code__) if inspect.isfunction(getattr(module, n, None))} - seen
    return names.union(*(_reached(module, getattr(module, n), seen | names) for n in names))


def _code_names(code):
    return set(code.co_names).union(*(_code_names(c) for c in code.co_consts if inspect.iscode(c)))


def _survives(module, mutant, judges):
    """Whether every one of these exercises takes its solution for right, with the mutant in its module."""
    namespace = {"__name__": module.__name__, "__package__": module.__package__}
    exec(compile(inspect.getsource(module), module.__file__, "exec"), namespace)
    exec(compile(mutant.source, "<mutant>", "exec"), namespace)
    return all(examine(name, namespace[name]).status == "right" for name in judges)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_mutant_of_a_solution_is_refused_unless_it_is_equivalent(name):
    module, function = FUNCTIONS[name]
    judges, made = _judges(module, name), mutants(inspect.getsource(function))
    assert judges, f"{name} in {module.__name__} is neither an exercise nor used by one"
    print(f"{name}: {len(made)} mutants")
    survivors = {mutant.lines: mutant.what for mutant in made if _survives(module, mutant, judges)}
    listed = EQUIVALENT.get(name, {})
    unlisted = [f"{lines}   ({what})" for lines, what in survivors.items() if lines not in listed]
    assert not unlisted, f"wrong answers to {name} that are taken for right, or right ones to list as EQUIVALENT: {unlisted}"
    gone = [lines for lines in listed if lines not in survivors]
    assert not gone, f"listed as EQUIVALENT for {name}, but refused or not made any more: {gone}"


def test_what_is_listed_as_equivalent_belongs_to_a_solution():
    assert set(EQUIVALENT) <= set(FUNCTIONS)


# ---------------------------------------------------------------- the mutants themselves

SAMPLE = """
def scaled(X, s, axis=0):
    \"\"\"Says 1 + 1 without being changed.\"\"\"
    out = X.T - s[1:] @ np.maximum(X.mean(axis=0), 2)
    for i in range(len(s)):
        if i > 3 and not s:
            out = -out / 2.5
    return out
"""


@pytest.fixture(scope="module")
def sample():
    return mutants(SAMPLE)


@pytest.mark.parametrize("lines", [
    "def scaled(X, s, axis=1):",
    "out = X - s[1:] @ np.maximum(X.mean(axis=0), 2)",
    "out = X.T + s[1:] @ np.maximum(X.mean(axis=0), 2)",
    "out = s[1:] @ np.maximum(X.mean(axis=0), 2) - X.T",
    "out = X.T - np.maximum(X.mean(axis=0), 2) @ s[1:]",
    "out = X.T - s[0:] @ np.maximum(X.mean(axis=0), 2)",
    "out = X.T - s[1:-1] @ np.maximum(X.mean(axis=0), 2)",
    "out = X.T - s[1:] @ np.minimum(X.mean(axis=0), 2)",
    "out = X.T - s[1:] @ np.maximum(2, X.mean(axis=0))",
    "out = X.T - s[1:] @ np.maximum(X.sum(axis=0), 2)",
    "out = X.T - s[1:] @ np.maximum(np.median(X, axis=0), 2)",
    "out = X.T - s[1:] @ np.maximum(X.mean(axis=1), 2)",
    "out = X.T - s[1:] @ np.maximum(X.mean(), 2)",
    "out = X.T - s[1:] @ np.maximum(X.mean(axis=0, keepdims=True), 2)",
    "out = s.T - s[1:] @ np.maximum(X.mean(axis=0), 2)",
    "for i in range(len(s) - 1):",
    "for i in range(len(s + 1)):",
    "if i >= 3 and (not s):",
    "if i > 3 or not s:",
    "if i > 3 and s:",
    "if i > 4 and (not s):",
    "out = out / 2.5",
    "out = -out * 2.5",
    "without out = X.T - s[1:] @ np.maximum(X.mean(axis=0), 2)",
    "return X",
    "return -out",
    "return out.T",
])
def test_each_kind_of_slip_is_made(sample, lines):
    assert lines in {mutant.lines for mutant in sample}


def test_mutants_differ_from_the_original_and_from_each_other_and_leave_the_docstring_alone(sample):
    sources = [mutant.source for mutant in sample]
    assert len(set(sources)) == len(sources) > 80
    assert all("Says 1 + 1 without being changed." in source for source in sources)
    assert all(mutant.lines for mutant in sample)
