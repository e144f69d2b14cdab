"""Values: what a student's function returned, made plain, and compared.

`plain` takes a result apart by its real type, never by what the object says of
itself, so an object that claims to equal anything, or an array subclass with a
shape of its own invention, is seen for what it is.
"""

from typing import NamedTuple

import numpy as np

MOST_ENTRIES = 4_000_000
MOST_ITEMS = 20_000
DEEPEST = 16


class Odd(NamedTuple):
    """Stands for a result that is neither numbers, nor an array, nor a list of such.

    kind : "none", "type", "torch", "ellipsis", "objects", "huge", "deep" or "own".
    text : what it is, in words.
    """

    kind: str
    text: str


OWN = Odd("own", "(your own)")      # a part of a result that is the answer's own affair: it is as it should be, whatever it is


def type_name(value):
    """The name of a value's real type, `module.name` where that says more."""
    kind = type(value)
    name = str(type.__getattribute__(kind, "__name__"))
    module = str(kind.__module__ or "").split(".")[0]
    return f"{module}.{name}" if module in ("numpy", "torch") else name


def plain(value):
    """A copy of `value` made of nothing but base-class arrays, lists and `Odd`.

    Numbers become arrays of shape (); tuples become lists.
    """
    return _plain(value, 0, [MOST_ITEMS])


def _plain(value, depth, budget):
    budget[0] -= 1
    if depth > DEEPEST:
        return Odd("deep", "a list nested too deeply")
    if budget[0] < 0:
        return Odd("deep", f"a list with more than {MOST_ITEMS:,} items, lists in lists counted, which is too many to go through (`np.array(...)` makes an array of it)")
    kind = type(value)
    if kind is Odd:
        return value
    if value is None:
        return Odd("none", "None")
    if value is Ellipsis:
        return Odd("ellipsis", "...")
    if issubclass(kind, np.ndarray):
        return _plain_array(np.ndarray.view(value, np.ndarray))
    if kind in (bool, int, float, complex):
        return _plain_number(value)
    if issubclass(kind, np.generic) and kind.__module__ == "numpy":
        return _plain_array(np.asarray(value))
    if issubclass(kind, (list, tuple)):
        base = list if issubclass(kind, list) else tuple
        if base.__len__(value) > 64 and all(type(item) in (int, float) for item in base.__iter__(value)):
            return _plain_array(np.array(list(base.__iter__(value))))
        items = []
        for item in base.__iter__(value):
            items.append(_plain(item, depth + 1, budget))
            if budget[0] < 0:
                return items[-1]
        return items
    if str(kind.__module__).split(".")[0] == "torch":
        return Odd("torch", f"a {type_name(value)}")
    if callable(value):
        return Odd("type", f"a function ({type_name(value)})")
    return Odd("type", f"a {type_name(value)}")


def _plain_array(array):
    if array.dtype.kind not in "biufc":
        return Odd("objects", f"an array of dtype {array.dtype}, which is not a numeric one")
    if array.size > MOST_ENTRIES:
        return Odd("huge", f"an array of shape {array.shape}, far larger than the result should be")
    copy = np.array(array, order="C", copy=True)
    if copy.dtype.kind == "c" and not np.any(copy.imag):
        copy = copy.real.copy()
    return copy


def _plain_number(value):
    array = np.array(value)
    if array.dtype.kind == "O":         # an int beyond 64 bits
        try:
            array = np.array(float(value))
        except OverflowError:
            return Odd("huge", "a whole number too large for any numpy type")
    return _plain_array(array)


def as_array(value):
    """The array that a plain value is or stands for (a rectangular list of numbers), else None."""
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, list) and value:
        items = [as_array(item) for item in value]
        if all(item is not None and item.shape == items[0].shape for item in items):
            return np.stack(items)
    return None


def conform(expected, value):
    """`value` in the structure of `expected`, where a list stands for an array or the
    other way round; unchanged where it cannot be made to."""
    if isinstance(expected, np.ndarray):
        array = as_array(value)
        return value if array is None else array
    if isinstance(expected, list):
        if isinstance(value, np.ndarray) and value.ndim:
            value = [np.asarray(item) for item in value]
        if isinstance(value, list) and len(value) == len(expected):
            return [conform(e, v) for e, v in zip(expected, value)]
    return value


def leaves(value, path=()):
    """`(path, leaf)` for every array or `Odd` inside a plain value."""
    if isinstance(value, list):
        return [leaf for i, item in enumerate(value) for leaf in leaves(item, (*path, i))]
    return [(path, value)]


def same_nesting(a, b):
    """Whether two plain values are lists of the same lengths in the same places, whatever the arrays in them."""
    if isinstance(a, list) or isinstance(b, list):
        return isinstance(a, list) and isinstance(b, list) and len(a) == len(b) and all(map(same_nesting, a, b))
    return True


def same_structure(a, b):
    """Whether two plain values have arrays of the same shapes in the same places."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same_structure, a, b))
    return isinstance(a, Odd) and isinstance(b, Odd) and a == b


def precision(array):
    """The relative and the scale tolerance that an array's own precision allows.

    float64 arithmetic in another order stays within 1e-9 of the largest entry by
    a wide margin; float32 carries about seven digits and float16 about three, and
    sums of some dozens of terms lose one or two of them. A float64 array whose
    entries are all float32 numbers was computed in float32 at the last.
    """
    if array.dtype == np.float16:
        return 1e-2, 5e-3
    if array.dtype in (np.float32, np.complex64):
        return 1e-5, 2e-6
    if array.dtype.kind == "f" and array.size:
        with np.errstate(all="ignore"):
            if np.array_equal(array, array.astype(np.float32), equal_nan=True):
                return 1e-5, 2e-6
    return 1e-7, 1e-9


def close(expected, array, rtol=0.0, atol=0.0):
    """Entry by entry, whether `array` equals `expected` up to rounding; same shape as both.

    The tolerance is `rtol * |expected| + atol * (the largest finite |expected|)`, with
    `precision(array)` or what is given, whichever is larger. inf equals inf and nan equals nan.
    """
    if expected.dtype.kind in "biu":    # a count is right or it is not
        return np.asarray(array == expected)
    own_rtol, own_atol = precision(array)
    rtol, atol = max(rtol, own_rtol), max(atol, own_atol)
    with np.errstate(all="ignore"):
        magnitude = np.abs(np.asarray(expected, dtype=complex if expected.dtype.kind == "c" else float))
        finite = magnitude[np.isfinite(magnitude)]
        scale = finite.max() if finite.size else 0.0
        got = array.astype(complex if array.dtype.kind == "c" else float)
        near = np.abs(got - expected) <= rtol * magnitude + atol * scale
        return np.where(np.isfinite(magnitude), near, (got == expected) | (np.isnan(got) & np.isnan(expected)))


def equal(expected, value, rtol=0.0, atol=0.0):
    """Whether two plain values agree in structure and, up to rounding, in every entry."""
    value = conform(expected, value)
    if not same_structure(expected, value):
        return False
    return all(bool(np.all(close(e, v, rtol, atol))) if isinstance(e, np.ndarray) else True
               for (_, e), (_, v) in zip(leaves(expected), leaves(value)))


def describe(value):
    """A value in a few words, by its real type: for error reports."""
    kind = type(value)
    if issubclass(kind, np.ndarray):
        base = np.ndarray.view(value, np.ndarray)
        return f"array of shape {base.shape}" + ("" if base.dtype == np.float64 else f", {base.dtype}")
    if kind in (bool, int, float, complex) or value is None:
        return repr(value)[:40]
    if issubclass(kind, np.generic) and kind.__module__ == "numpy":
        return str(value)[:40]
    if kind in (list, tuple):
        return f"{kind.__name__} of length {len(value)}"
    return "a function" if callable(value) else f"a {type_name(value)}"
