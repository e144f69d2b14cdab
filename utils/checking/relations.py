"""Relations between what came out and the truth, for answers that no known mistake explains.

Each relation is found only where it holds in every entry of every failing case, and
where those entries are varied enough that it cannot hold by accident.
"""

import numpy as np

from .values import close, plain

FEWEST = 3      # different non-zero expected values, over all failing cases


class Pair:
    """One failing case: the expected array, what came out, the sizes by axis name, the arguments and how to name them.

    `tolerance`: `(rtol, atol)` at least, as the case allows it (`Trial.tolerance`): with float32 arguments a result may be
    computed in float32 and come back as float64.
    """

    def __init__(self, expected, got, sizes=None, args=(), name=lambda position: f"argument {position + 1}", tolerance=(0.0, 0.0)):
        self.expected, self.got, self.sizes, self.args, self.name, self.tolerance = expected, got, sizes or {}, args, name, tolerance

    def with_expected(self, transform):
        """Whether what came out equals `transform(expected)`."""
        with np.errstate(all="ignore"):
            try:
                target = np.asarray(transform(self.expected))
            except (ValueError, IndexError, TypeError):
                return False
        return target.shape == self.got.shape and bool(np.all(close(target, self.got, *self.tolerance)))


def telling(pairs):
    """Whether the failing cases together can tell one relation from another."""
    values = np.concatenate([p.expected.ravel() for p in pairs]) if pairs else np.array([])
    with np.errstate(all="ignore"):
        values = values[np.isfinite(values) & (values != 0)]
    return np.unique(np.round(values, 9)).size >= FEWEST


def find(pairs, reference=None):
    """`(id, sentence)` of the first relation that holds in every pair, or None.

    `reference` is the right function on numpy arrays, for the relation that needs it.
    """
    if not telling(pairs):
        return None
    same_shape = all(p.expected.shape == p.got.shape for p in pairs)
    for relation in (_SAME_SHAPE if same_shape else _OTHER_SHAPE):
        found = relation(pairs)
        if found:
            return found
    return _other_axis(pairs, reference) if same_shape else None


def _pointwise(identifier, transform, sentence):
    return lambda pairs: (identifier, sentence) if all(p.with_expected(transform) for p in pairs) else None


def _factor(pairs):
    """A constant factor, or one that is a size (N, d_out, ...) in every case."""
    ratios = []
    for p in pairs:
        usable = np.isfinite(p.expected) & (np.abs(p.expected) > 1e-9)
        if not usable.any():
            return None
        ratio = np.median(p.got[usable] / p.expected[usable])
        if not np.isfinite(ratio) or ratio == 0 or not p.with_expected(lambda e, r=ratio: e * r):
            return None
        ratios.append(ratio)
    for name in pairs[0].sizes:
        sizes = [p.sizes.get(name, 0) for p in pairs]
        if len(set(sizes)) > 1 or len(pairs) == 1:
            if sizes[0] > 1 and np.allclose(ratios, sizes):
                return "off-by-factor", f"Every entry is too large by the factor {name}: a sum stands where a mean belongs, or a division by {name} is missing."
            if sizes[0] > 1 and np.allclose(np.multiply(ratios, sizes), 1):
                return "off-by-factor", f"Every entry is too small by the factor {name}: it is divided by {name} once too often, or a mean stands where a sum belongs."
    if np.allclose(ratios, ratios[0]):
        return "off-by-factor", f"Every entry is {ratios[0]:.6g} times what it should be."
    return None


def _constant(pairs):
    """The same number added to every entry."""
    offsets = [np.median(p.got - p.expected) for p in pairs]
    if np.isfinite(offsets).all() and np.allclose(offsets, offsets[0], rtol=1e-6, atol=1e-9) and abs(offsets[0]) > 1e-9 \
            and all(p.with_expected(lambda e: e + offsets[0]) for p in pairs):
        return "off-by-constant", f"Every entry is off by the same number: it is the expected one {offsets[0]:+.6g}."
    return None


def _flipped(pairs):
    for axis in range(pairs[0].expected.ndim):
        if all(p.expected.ndim > axis and p.with_expected(lambda e: np.flip(e, axis)) for p in pairs):
            return "flipped", f"The entries are the right ones in reverse order along axis {axis}."
    return None


def _shifted(pairs):
    for axis in range(pairs[0].expected.ndim):
        for before, after in ((np.s_[:-1], np.s_[1:]), (np.s_[1:], np.s_[:-1])):
            overlap = [(p.expected[(*[np.s_[:]] * axis, before)], p.got[(*[np.s_[:]] * axis, after)])
                       for p in pairs if p.expected.ndim > axis]
            # what overlaps has to be varied enough by itself: zeros moved by one place are zeros
            if len(overlap) == len(pairs) and telling([Pair(e, g) for e, g in overlap]) and all(np.all(close(e, g, *p.tolerance)) for (e, g), p in zip(overlap, pairs)):
                return "shifted", f"The entries are the right ones, moved by one place along axis {axis}."
    return None


def _unchanged(pairs):
    """One of the arguments, as it was handed in."""
    for position in range(len(pairs[0].args)):
        if all(position < len(p.args) and isinstance(p.args[position], np.ndarray) and p.args[position].shape == p.got.shape
               and np.all(close(np.asarray(p.args[position], dtype=float), p.got, *p.tolerance)) for p in pairs):
            return "unchanged-input", f"The result holds the numbers of `{pairs[0].name(position)}` as they were handed in: nothing has happened to them."
    return None


_PARTS = {"only the first": np.s_[:1], "only the last": np.s_[-1:], "all but the last": np.s_[:-1], "all but the first": np.s_[1:]}


def _left_at_zero(pairs):
    """Right in some places, and 0 in all the others."""
    wrong = [~close(p.expected, p.got, *p.tolerance) for p in pairs]
    if not all(np.all(p.got[w] == 0) for p, w in zip(pairs, wrong)) or not any(np.any(p.got) for p in pairs):
        return None
    for axis in range(pairs[0].expected.ndim):
        for words, part in _PARTS.items():
            def fits(p, w):
                if p.expected.ndim <= axis:
                    return False
                filled = np.zeros(p.expected.shape, dtype=bool)
                filled[(*[slice(None)] * axis, part)] = True
                return not np.any(w & filled) and np.all(p.got[~filled] == 0)
            if all(fits(p, w) for p, w in zip(pairs, wrong)):
                return "left-at-zero", (f"Along axis {axis}, {words} of the entries are filled in, and rightly; the others are 0. "
                                        "Look at where the loop begins and ends, and at whether `return` stands inside it.")
    return "left-at-zero", "All entries that are wrong are 0: those places were never filled, or were filled with 0."


def _rounded(pairs):
    for digits in range(1, 7):
        if all(p.with_expected(lambda e: np.round(e, digits)) for p in pairs):
            return "rounded", f"Every entry is rounded to {digits} digit{'s' if digits > 1 else ''} after the point. Leave the numbers as they are."
    return None


def _reordered(pairs):
    def same_entries(p):
        with np.errstate(all="ignore"):
            return bool(np.all(close(np.sort(p.expected, axis=None), np.sort(p.got, axis=None), *p.tolerance)))
    if all(same_entries(p) for p in pairs):
        return "reordered", "The numbers are all there, but in other places."
    return None


def _other_axis(pairs, reference):
    """What the right function gives for the transposed argument: rows and columns exchanged."""
    if reference is None or any(len(p.args) != 1 or not isinstance(p.args[0], np.ndarray) or p.args[0].ndim != 2 for p in pairs):
        return None

    def crosswise(p):
        with np.errstate(all="ignore"):
            try:
                target = plain(reference(p.args[0].T.copy()))
            except Exception:       # the reference may not take that shape
                return False
        return target.T.shape == p.got.shape and bool(np.all(close(target.T, p.got, *p.tolerance)))

    if all(crosswise(p) for p in pairs):
        return "wrong-axis", "It works along the wrong axis: rows are treated as columns and columns as rows."
    return None


def _extra_axis(pairs):
    if all(p.got.size == p.expected.size and np.squeeze(p.got).shape == np.squeeze(p.expected).shape
           and p.with_expected(lambda e: e.reshape(p.got.shape)) for p in pairs):
        return "extra-axis", (f"The numbers are right, but the shape is {pairs[0].got.shape} and not {pairs[0].expected.shape}: "
                              "an axis of length 1 was kept, added or dropped.")
    return None


def _raveled(pairs):
    if all(p.got.size == p.expected.size and p.with_expected(lambda e: e.reshape(p.got.shape)) for p in pairs):
        return "reshaped", f"The numbers are right and in the right order, but the shape is {pairs[0].got.shape} and not {pairs[0].expected.shape}."
    return None


def _part(pairs):
    """A single slice, or all but one, of what was asked for."""
    takes = {"all but the last": lambda e: e[:-1], "all but the first": lambda e: e[1:],
             "only the first": lambda e: e[0], "only the last": lambda e: e[-1]}
    for words, take in takes.items():
        if all(p.expected.ndim for p in pairs) and all(p.with_expected(take) for p in pairs):
            return "incomplete", f"The result holds {words} of what was asked for along axis 0, and that is right as far as it goes."
    return None


_TRANSPOSED = _pointwise("transposed", lambda e: e.T if e.ndim > 1 else e, "The result is the right one transposed: its rows and columns are exchanged.")

_SAME_SHAPE = (
    _pointwise("negated", lambda e: -e, "Every entry has the wrong sign."),
    _pointwise("absolute-value", np.abs, "The sizes are right, but every sign is lost: these are absolute values."),
    _TRANSPOSED,
    _unchanged,
    _factor,
    _constant,
    _pointwise("truncated", np.trunc, "The fractions are cut off: somewhere the numbers pass through an integer array, `int` or `//`."),
    _pointwise("truncated", np.floor, "The fractions are gone: every entry is rounded down to a whole number."),
    _pointwise("truncated", np.rint, "The fractions are gone: every entry is rounded to a whole number."),
    _pointwise("complement", lambda e: 1 - e, "Every entry is 1 minus what it should be."),
    _pointwise("reciprocal", lambda e: 1 / e, "Every entry is 1 divided by what it should be."),
    _pointwise("squared", lambda e: e * e, "Every entry is the square of what it should be."),
    _pointwise("square-root", np.sqrt, "Every entry is the square root of what it should be."),
    _pointwise("logarithm", np.log, "Every entry is the logarithm of what it should be."),
    _pointwise("exponential", np.exp, "Every entry is e to the power of what it should be."),
    _rounded,
    _flipped,
    _shifted,
    _reordered,
    _left_at_zero,
)
_OTHER_SHAPE = (_TRANSPOSED, _extra_axis, _raveled, _part)
