"""`examine`: one answer in, one verdict out. The door for notebooks, graders and tests alike."""

import dataclasses
import functools
import types

import numpy as np

from .cases import answers_in
from .functions import answer_to, call_problem, is_blank, reads, stands_for, students_own
from .judging import judge, not_written, slow, wrong_call
from .reference import one_thread
from .registry import exercises, find
from .running import call, run
from .trial import trial
from .verdict import NOT_RIGHT, RIGHT, Block
from .words import listed


def examine(name, function, seed=None):
    """Run a function on an exercise's cases and judge what comes out.

    Parameters
    ----------
    name : the exercise's name, "relu". Raises `UnknownExercise` for a name there is not.
    function : the answer; anything that can be called.
    seed : what the random cases are drawn from; None is the notebooks' own.

    Returns
    -------
    Verdict, with `status` ("not yet", "not right", "right"), `mistake`, `text`, `html`, `to_dict()`.

    Raises KeyboardInterrupt if it is interrupted, so that a program that examines many stops.
    """
    verdict = examine_exercise(find(name), function, seed)
    if verdict.mistake == "interrupted":
        raise KeyboardInterrupt
    return verdict


def examine_exercise(exercise, function, seed=None):
    """`examine` for an `Exercise` itself; an interruption is a verdict here."""
    function = students_own(function)
    tried = trial(exercise, seed)
    if stands_for(function) == exercise.name or is_blank(function):
        return not_written(exercise, tried.count)
    problem = call_problem(exercise.name, exercise.signature, function, tried.cases)
    if problem:
        return wrong_call(exercise, *problem, tried.count)
    tried.expected      # torch first: what the answer does with it is then seen
    outcomes = run(function, tried.cases, exercise.seconds)
    always, if_wrong = _notes(function)
    verdict = judge(tried, outcomes, always, (*if_wrong, *_answers_not_the_students(function, tried)))
    if verdict.status == NOT_RIGHT and verdict.mistake not in ("interrupted", "timed-out", "used-torch", "relies-on"):
        return _not_right_answers(exercise, function, tried) or _blame(exercise, function, tried, verdict) or _with_doubt(exercise, function, tried, verdict)
    if verdict.status == RIGHT and exercise.slow is not None:
        largest = tried.cases[tried.count - 1]
        seconds = outcomes[tried.count - 1].seconds
        if seconds > exercise.slow:     # the best of four: the machine may have been busy
            with one_thread():
                seconds, own = (min(call(f, largest, exercise.seconds).seconds for _ in range(3)) for f in (function, exercise.stand_in()))
            return slow(verdict, seconds, own) if seconds > exercise.slow else verdict
    return verdict


# ---------------------------------------------------------------- what it reads from outside

def _notes(function):
    """What a reader of the verdict should know of the names a function reads: always, and where it is not right."""
    read = reads(function)

    def told(kinds):
        names = sorted(f"`{name}`" for name, value in read.items() if type(value) in kinds)
        return (f"It reads {listed(names)}, {'a variable' if len(names) == 1 else 'variables'} from outside the function and not among its arguments.",) if names else ()

    return told((np.ndarray,)), told((int, float, list, tuple, dict, np.float64, np.int64))


def _answers(tried):
    """Names of the exercises whose answers are handed to this one (`Answer` among the arguments)."""
    return list(dict.fromkeys(a.exercise for case in tried.cases for argument in case.args for a in answers_in(argument)))


def _answers_not_the_students(function, tried):
    """What a student should know where a case holds what their own function should have made, and it is not written."""
    return tuple(f"There is no `{name}` of yours to use yet, so this was handed what the course's own `{name}` returns. "
                 f"Write `{name}` first: then it is handed what yours returns." for name in _answers(tried) if answer_to(name, function) is None)


def _with_doubt(exercise, function, tried, verdict):
    """The verdict; where no known mistake explains it, with a word on what the answer was handed and nobody has checked."""
    own = [name for name in _answers(tried) if answer_to(name, function) is not None and find(name).own_parts]
    if not own or verdict.mistake in {mistake.id for mistake in exercise.mistakes}:
        return verdict
    named = listed([f"`{name}`" for name in own])
    note = Block(f"It is handed what your own {named} keeps. The numbers that {named} returns are right, but what is kept beside them is checked only here: "
                 "the slip may be there.")
    return dataclasses.replace(verdict, blocks=(*verdict.blocks[:-1], note, verdict.blocks[-1]))


def _not_right_answers(exercise, function, tried):
    """A verdict that says so, where what the answer is handed comes from a function of the student's that is not right."""
    given = {name: answer_to(name, function) for name in _answers(tried)}
    wrong = [name for name, own in given.items() if own is not None and examine_exercise(find(name), own, tried.seed).status == NOT_RIGHT]
    if not wrong:
        return None
    named = listed([f"`{name}`" for name in wrong])
    return wrong_call(exercise, "relies-on", (
        f"`{exercise.name}` is handed what your {named} returns, and {'that is' if len(wrong) == 1 else 'those are'} not right yet.",
        f"So nothing certain can be said of `{exercise.name}`. Mend {named} first, then run this cell again."), tried.count)


def _exercise_calls(function, seen=None):
    """Names of exercises that a function calls through its globals, directly or through helpers."""
    seen = set() if seen is None else seen
    names = {}
    for name, value in reads(function).items():
        if name in exercises() and callable(value):
            names[name] = value
        own = students_own(value)
        if isinstance(own, types.FunctionType) and id(own) not in seen:
            seen.add(id(own))
            if own.__globals__ is getattr(function, "__globals__", None):
                names.update(_exercise_calls(own, seen))
    return names


def _blame(exercise, function, tried, verdict):
    """Where the answer fails only because of another exercise's function that it calls: a verdict that says so."""
    if not isinstance(function, types.FunctionType):
        return None
    calls = {n: v for n, v in _exercise_calls(function).items()
             if n != exercise.name and stands_for(v) != n}
    if not calls:
        return None
    right_ones = {name: find(name).stand_in() for name in calls}
    outcomes = run(_with_globals(function, right_ones), tried.cases, exercise.seconds)
    if not all(map(tried.is_right, range(len(outcomes)), outcomes)) or judge(tried, outcomes).status != RIGHT:     # a diagnosis takes long
        return None
    wrong = [n for n, v in calls.items() if examine_exercise(find(n), v, tried.seed).status == NOT_RIGHT]
    if not wrong:
        return None
    named = listed([f"`{n}`" for n in wrong])
    verdict = wrong_call(exercise, "relies-on", (
        f"What is written in `{exercise.name}` is right: with a right {named} in its place it gives the right answers.",
        f"But it calls {named}, which {'is' if len(wrong) == 1 else 'are'} not right yet. Mend that first, then run this cell again."), tried.count)
    return dataclasses.replace(verdict, details={**verdict.details, "right_otherwise": True})


def _with_globals(function, replacements):
    """The same function, and the helpers it calls, in a copy of its globals with some names replaced."""
    names = dict(function.__globals__)
    copies = {}

    def moved(f):
        if id(f) not in copies:
            copies[id(f)] = copy = types.FunctionType(f.__code__, names, f.__name__, f.__defaults__, f.__closure__)
            copy.__kwdefaults__ = f.__kwdefaults__
            functools.update_wrapper(copy, f)
        return copies[id(f)]

    for name, value in list(names.items()):
        if isinstance(value, types.FunctionType) and value.__globals__ is function.__globals__:
            names[name] = moved(value)
    names.update(replacements)
    return moved(function)
