"""Words: cases, arrays and results as a student reads them in a verdict."""

import numpy as np

from .cases import Answer, Given, Seed
from .values import Odd, leaves

WIDEST = 64     # entries of an array that is printed whole


def array_text(array):
    """An array in at most a few lines; a large one by its shape and range."""
    if array.size > WIDEST:
        span = f", from {array.min():.4g} to {array.max():.4g}" if array.dtype.kind in "biuf" and np.isfinite(array).all() else ""
        return f"array of shape {array.shape}{span}"
    with np.errstate(all="ignore"):
        sizes = np.abs(array[np.isfinite(array) & (array != 0)]).astype(float)
    plainly = not sizes.size or (sizes.min() > 1e-4 and sizes.max() < 1e7)
    return np.array2string(array, precision=6, suppress_small=plainly, max_line_width=78)


def argument_text(argument):
    """One argument of a case, as it would be typed or printed."""
    if isinstance(argument, np.ndarray):
        text = array_text(argument)
        return text if argument.dtype == np.float64 else f"{text}   ({argument.dtype})"
    if isinstance(argument, Seed):
        return f"np.random.default_rng({argument.value})"
    if isinstance(argument, Given):
        return "\n".join([argument.expression, *(labelled(f"  with {name}", argument_text(value)) for name, value in argument.constants.items())])
    if isinstance(argument, Answer):
        return f"what your `{argument.exercise}` returns" + ("" if argument.part is None else f" as part {argument.part + 1}")
    return repr(argument)


def assignments(exercise, case):
    """The case's arguments as `name = value`, one below the other; a nested list item by item."""
    return "\n".join(labelled(name, argument_text(item)) for i, argument in enumerate(case.args)
                     for name, item in _named(exercise.parameter(i), argument))


def _named(name, argument):
    if isinstance(argument, (list, tuple)) and any(isinstance(item, (np.ndarray, list, tuple)) for item in argument):
        return [pair for i, item in enumerate(argument) for pair in _named(f"{name}[{i}]", item)]
    return [(name, argument)]


def labelled(name, text):
    head = f"{name} = "
    return head + text.replace("\n", "\n" + " " * len(head))


def result_text(value, exercise):
    """A plain result as printed, its parts by their names where they have some."""
    names = list(exercise.output) if isinstance(exercise.output, dict) else ()
    if isinstance(value, np.ndarray):
        return array_text(value)
    if isinstance(value, Odd):
        return value.text
    if not value:
        return "[] (an empty list)"
    def name(path):
        return names[path[0]] if len(path) == 1 and path[0] < len(names) else "".join(f"[{i}]" for i in path)

    return "\n".join(labelled(name(path), leaf.text if isinstance(leaf, Odd) else array_text(leaf))
                     for path, leaf in leaves(value)[:12])


def leaf_name(exercise, path, case=None):
    """What a part of the result is called: "`W`" by its name, "part [1][0] of the result" by its place."""
    if not path:
        return "the result"
    if case is not None and case.then and len(path) == 1:
        return f"what the returned function gives for {('its first', 'its second', 'its third', 'its next')[min(path[0], 3)]} input"
    if isinstance(exercise.output, dict) and path[0] < len(exercise.output) and len(path) == 1:
        return f"`{list(exercise.output)[path[0]]}`"
    return "part " + "".join(f"[{i}]" for i in path) + " of the result"


def number(value):
    """One entry, with as many digits as help."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and np.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def listed(items, last="and"):
    """"a, b and c"."""
    items = [str(item) for item in items]
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + f" {last} " + items[-1]
