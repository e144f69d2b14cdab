"""A warm check of every exercise: a right answer and each known mistake, beside the check one would write by hand."""

import importlib
import statistics

import numpy as np

from utils.checking import examine, exercises
from utils.checking.cases import fresh
from utils.checking.examining import examine_exercise

from .timing import Row, median, once

GOAL_MEDIAN, GOAL_WORST = 0.020, 0.150


def _by_hand(exercise, answer):
    """Call the answer on the same cases and compare with torch, computed anew: no containment, no diagnosis."""
    reference, cases = exercise.stand_in(), exercise.cases(np.random.default_rng(0))

    def compare():
        for case in cases:
            found = answer(*(fresh(a, _right) for a in case.args))
            expected = reference(*(fresh(a, _right) for a in case.args))
            if exercise.observe is None:
                _assert_equal(found, expected, exercise.own_parts)
    return compare


def _right(name):
    return exercises()[name].stand_in()


def _assert_equal(found, expected, passed_over=()):
    if isinstance(expected, (list, tuple)):
        for i, (a, b) in enumerate(zip(found, expected)):
            if i not in passed_over:
                _assert_equal(a, b)
    elif not callable(expected):
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


def rows():
    right, wrong, peers = {}, {}, {}
    for name, exercise in exercises().items():
        answer = _solution(exercise)
        peers[name] = median(_by_hand(exercise, answer), 7)
        right[name,] = median(lambda n=name, a=answer: examine(n, a), 15)
        for mistake in exercise.mistakes:
            examine_exercise(exercise, mistake.functions[0])
            wrong[name, mistake.id] = min(once(lambda e=exercise, m=mistake: examine_exercise(e, m.functions[0])) for _ in range(3))
    peer, by_hand = statistics.median(peers.values()), "the same cases with torch and numpy.testing.assert_allclose, by hand"
    for what, times in (("right answers", right), ("known mistakes", wrong)):
        middle, (slowest, worst) = statistics.median(times.values()), max(times.items(), key=lambda item: item[1])
        yield Row(f"a warm check: median of {len(times)} {what}", middle, peer, by_hand, f"under {GOAL_MEDIAN * 1e3:.0f} ms", middle < GOAL_MEDIAN)
        yield Row(f"   the slowest of them, {' '.join(slowest)}", worst, peers[slowest[0]], by_hand,
                  f"under {GOAL_WORST * 1e3:.0f} ms", worst < GOAL_WORST)


def _solution(exercise):
    module = importlib.import_module(f"utils.solutions.{exercise.notebook.split('_', 1)[1]}")
    return getattr(module, exercise.name)
