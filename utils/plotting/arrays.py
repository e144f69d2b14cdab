"""What a figure may be drawn from: arrays of a known shape, whose entries may be anything.

Figures are drawn from what a student's function returned. A wrong *shape* is an error, said in words. Wrong *values*
(nan, infinity, 1e300) are not: they are what the student must see, so they are left out of the drawing and counted.
"""

import numpy as np

LARGEST = 1e100  # beyond this the arithmetic of axes (differences, squares, powers of ten) overflows
STEP_BACK = "Print {name}.shape where it is made to see which axis differs."


def numbers(name, values, *shape):
    """Turn `values` into a float64 array of the given shape, or say why that cannot be done.

    name: what the caller calls the array, for the message.
    shape: one entry an axis: an int where the size is fixed, a letter such as "N" where any size of at least 1 will do.
    Returns a new float64 array; its entries may be nan or infinite.
    Raises ValueError when `values` is not made of real numbers, or has another shape.
    """
    expected = "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
    if values is None:
        raise ValueError(
            f"{name} is None, expected an array of shape {expected}. Does the function that makes it end in a return?"
        )
    try:
        found = np.asarray(values)
        if found.dtype.kind not in "biufO":
            raise TypeError(f"entries of type {found.dtype}")
        with np.errstate(over="ignore"):  # a long double may not fit into a float64: it becomes inf
            array = found.astype(np.float64)
    except (TypeError, ValueError, OverflowError, RuntimeError) as error:
        raise ValueError(
            f"{name} is not an array of real numbers ({error}), expected one of shape {expected}. "
            f"Look at what {name} holds."
        ) from None
    fits = array.ndim == len(shape) and all(
        size == wanted if isinstance(wanted, int) else size > 0 for size, wanted in zip(array.shape, shape, strict=True)
    )
    if not fits:
        raise ValueError(f"{name} has shape {array.shape}, expected {expected}. {STEP_BACK.format(name=name)}")
    return array


def whole(name, value, low, high):
    """`value` as an int between `low` and `high`, both allowed. Raises ValueError otherwise."""
    try:
        number = int(value)
        fits = number == value and low <= number <= high
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise ValueError(
            f"{name} is {value!r}, expected a whole number from {low} to {high}. Choose one in that range."
        )
    return number


def one_each(name, values, count, of):
    """`values` as a list of `count` strings, one for each of `of`. Raises ValueError when their number differs."""
    found = [str(value) for value in values]
    if len(found) != count:
        raise ValueError(
            f"{name} has {len(found)} entries, expected {count}: one for each of {of}. Add or take away names."
        )
    return found


def at_most(count, most, what):
    """Raise ValueError when `count` is more than a figure can show legibly, or none at all."""
    if not 1 <= count <= most:
        raise ValueError(
            f"found {count} {what}, expected from 1 to {most}: more cannot be told apart. Hand over a selection."
        )


def tame(array):
    """A copy of `array` with nan wherever an entry cannot be drawn: nan, infinite, or larger than LARGEST."""
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(array) <= LARGEST, array, np.nan)


def missing(*arrays):
    """How many entries of these arrays (as `tame` returns them) are not drawn."""
    return int(sum(np.isnan(array).sum() for array in arrays))


def limits(array, padding=0.05):
    """Finite, distinct axis limits `(low, high)` around the entries of `array`; (-1, 1) where nothing can be drawn."""
    drawn = array[np.isfinite(array)]
    if not drawn.size:
        return -1.0, 1.0
    low, high = float(drawn.min()), float(drawn.max())
    scale = max(abs(low), abs(high))
    if scale < 1e-100:
        return -1.0, 1.0
    if high - low <= 1e-9 * scale:  # a constant, up to rounding
        return low - scale / 2, high + scale / 2
    margin = padding * (high - low)
    return low - margin, high + margin


def short(value):
    """A number as people write it: whole numbers below a million in full, three significant digits otherwise."""
    value = float(value)
    if np.isfinite(value) and value == round(value) and abs(value) < 1e6:
        return str(int(value))
    text = f"{value:.3g}"
    return text.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")


def typeset(value):
    """`short`, with a true minus sign: for figures."""
    return short(value).replace("-", "\N{MINUS SIGN}")


def plural(count, noun):
    """A count and its noun: "1 row", "2 rows"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(items, most=12):
    """Items as a sentence part: "a, b and c", past `most` of them "a, b and 7 more"; with ";" if an item has commas."""
    items = [str(item) for item in items]
    if len(items) > most:
        items = items[:most] + [f"{len(items) - most} more"]
    comma = "; " if any("," in item for item in items) else ", "
    return (
        items[0] if len(items) == 1 else comma.join(items[:-1]) + (comma if comma == "; " else " ") + "and " + items[-1]
    )


def not_drawn(count, because="nan, infinite or too large"):
    """The sentence a figure adds when entries are missing from it; "" when none is."""
    return f"{plural(count, 'value')} {because}: not drawn." if count else ""
