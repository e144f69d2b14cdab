"""Mutants of the solutions of notebook 05 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE

EQUIVALENT = {}
