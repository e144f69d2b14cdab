"""Mutants of the solutions that are right all the same: one module a notebook, found by itself.

Its `EQUIVALENT` maps exercise -> the changed line of a mutant -> why it is right. Reasons that several share stand here.
"""

import importlib
import pkgutil

ONE_AXIS = "an array of one axis is its own transpose"
BROADCAST = "a kept axis of length 1 is broadcast, as the one that numpy adds would be"
SAME_SIZE = "a transpose, or a change of sign, has as many entries"
SYMMETRIC = "the distribution is symmetric about 0"
NEVER_NEGATIVE = "a standard deviation is never negative"


def equivalent():
    """Exercise -> changed line -> reason, of all the modules."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        found.update(importlib.import_module(f"{__name__}.{info.name}").EQUIVALENT)
    return found
