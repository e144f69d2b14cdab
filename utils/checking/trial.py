"""A trial: an exercise's cases for one seed, with the right outputs and those of the known mistakes."""

import functools
from collections.abc import Sequence

import numpy as np

from ..torch_import import import_torch
from .cases import arrays_in
from .running import call
from .values import conform, equal, precision, same_structure

DEFAULT_SEED = 20240123


class Trial:
    """The cases of `exercise` drawn from `seed`.

    `cases` holds each case once and then the first again: an answer that remembers
    one call in the next gives itself away there. Expected outputs and the outcomes
    of known mistakes are computed when they are first asked for, and kept.
    """

    def __init__(self, exercise, seed=None):
        self.exercise = exercise
        self.seed = DEFAULT_SEED if seed is None else seed
        own = list(exercise.cases(np.random.default_rng(self.seed)))
        for case in own:
            case.own_parts = exercise.own_parts
        self.cases = (*own, own[0])
        self.count = len(own)
        self._observed = {}

    @functools.cached_property
    def expected(self):
        """The right output of each case, plain. Raises `MissingTorch` where there is no torch."""
        import_torch()
        reference = self.exercise.stand_in()
        outcomes = [call(reference, case, seconds=60) for case in self.cases]
        for case, outcome in zip(self.cases, outcomes):
            if outcome.status != "returned":
                raise RuntimeError(f"the reference of exercise {self.exercise.name!r} failed on {case}: "
                                   f"{outcome.raised or outcome.status}")
        return [outcome.value for outcome in outcomes]

    @functools.cached_property
    def mistaken(self):
        """`(mistake, outcomes)` for each form of each known mistake that is told by its outputs."""
        return [(m, _Outcomes(function, self.cases)) for m in self.exercise.mistakes if m.recognise is None
                for function in m.functions]

    def tolerance(self, index):
        """`(rtol, atol)` at least: the exercise's, and what the coarsest array among the arguments allows.

        An answer may compute in the precision it is given and return another.
        """
        floats = [array for argument in self.cases[index].args for array in arrays_in(argument) if array.dtype in (np.float16, np.float32)]
        pairs = [(self.exercise.rtol, self.exercise.atol), *(precision(array) for array in floats)]
        return max(rtol for rtol, _ in pairs), max(atol for _, atol in pairs)

    def matches(self, index, target, value):
        """Whether two plain results of one case are the same answer: entry by entry up to
        rounding or, where the exercise observes, in what is observed of them."""
        exercise, expected = self.exercise, self.expected[index]
        if exercise.observe is not None:
            a, b = self.observe(index, target), self.observe(index, value)
            if a is not None and b is not None:
                return all(agree(a[key], b[key]) for key in a)
        return equal(conform(expected, target), conform(expected, value), *self.tolerance(index))

    def observe(self, index, value):
        """What the exercise observes of a plain result of that case, None if it has not the right structure.

        Kept: an answer is compared with each of the known mistakes.
        """
        key = index, id(value)
        if key not in self._observed:
            if len(self._observed) > 2_000:
                self._observed.clear()
            conformed = conform(self.expected[index], value)
            seen = self.exercise.observe(self.cases[index], conformed) if same_structure(self.expected[index], conformed) else None
            self._observed[key] = value, seen       # holding the value keeps its id from being used again
        return self._observed[key][1]

    def is_right(self, index, outcome):
        """Whether one outcome is right in value; warnings that the exercise rules out count, side effects do not."""
        return (outcome.status == "returned" and not self.forbidden(outcome)
                and self.matches(index, self.expected[index], outcome.value))

    def forbidden(self, outcome):
        """The warnings of an outcome that the exercise rules out."""
        return {w for w in outcome.warnings if any(word in w for word in self.exercise.forbidden_warnings)}

    def same(self, index, a, b):
        """Whether two outcomes of one case are the same thing: "value", "raised" or "" (they are not)."""
        if a.status != b.status:
            return ""
        if a.status == "raised":
            return "raised"
        if a.status != "returned" or self.forbidden(a) != self.forbidden(b):
            return ""
        return "value" if self.matches(index, a.value, b.value) else ""


class _Outcomes(Sequence):
    """What `running.run` gives, of a function of the course's own, each case when it is first asked for.

    Most answers differ from most known mistakes in the very first case.
    """

    def __init__(self, function, cases):
        self._function, self._cases, self._found = function, cases, []

    def __len__(self):
        return len(self._cases)

    def __getitem__(self, index):
        while len(self._found) <= (last := range(len(self))[index]):     # in order, for one that remembers
            self._found.append(call(self._function, self._cases[len(self._found)], seconds=60))
        return self._found[last]


def agree(expected, found):
    """Whether two `Observation`s of the same thing are as near as they should be."""
    return bool(abs(found.value - expected.value) <= expected.tolerance)


@functools.lru_cache(maxsize=64)
def trial(exercise, seed=None):
    """The trial of an exercise for a seed; kept, so that a second check is quick."""
    return Trial(exercise, seed)

