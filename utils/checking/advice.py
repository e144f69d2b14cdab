"""Advice: what a student can do about an exception, by what Python or numpy said."""

import difflib
import re

import numpy as np

# (kind of exception or "", words in its message, advice); the first that fits is given.
_ADVICE = (
    ("RecursionError", "", "It calls itself without end. If it means to call another function, look at the name."),
    ("IndexError", "out of bounds", "Indices run from 0 to n - 1. The sizes differ from case to case: read them off `.shape`, and do not write them down as numbers."),
    ("IndexError", "too many indices", "The array has fewer axes than the brackets name. Print its `.shape`."),
    ("AxisError", "", "The array has fewer axes than that, and the first of them is axis 0. Print its `.shape`."),
    ("IndexError", "out of range", "Indices run from 0 to n - 1, and the lengths differ from case to case: ask `len`, or loop over the items themselves."),
    ("UFuncTypeError", "", "An integer array cannot hold fractions, and whole numbers are legal input here: make the result a new array, or convert first."),
    ("_UFuncOutputCastingError", "", "An integer array cannot hold fractions, and whole numbers are legal input here: make the result a new array, or convert first."),
    ("ValueError", "truth value", "`if`, `max`, `and` and the like want one true or false; an array has many. Use numpy's functions, which work entry by entry."),
    ("ValueError", "could not be broadcast", "The shapes do not line up. Write them below each other from the right: each pair of sizes has to be equal, or one of the two 1."),
    ("ValueError", "core dimension", "In `A @ B` the last size of `A` and the second last of `B` (or its only one) have to be equal. Write both shapes down; perhaps one has to be transposed."),
    ("ValueError", "not aligned", "In `A @ B` the last size of `A` and the second last of `B` have to be equal. Write both shapes down; perhaps one has to be transposed."),
    ("ValueError", "does not have enough dimensions", "One side of `@` is a single number or not an array at all. Are a call's round brackets missing?"),
    ("ValueError", "inhomogeneous", "Arrays of different shapes do not fit into one array. Loop over the list instead."),
    ("ValueError", "to unpack", "A tuple has another length than the names that are to take it. Shapes differ from case to case: an array of \"any shape\" may have no axis, or three."),
    ("TypeError", "required positional argument", "A function is called without an argument that it needs. If it is to be handed back and not called, leave the round brackets out."),
    ("TypeError", "were given", "A function is called with more arguments than it takes. Look at how its `def` begins, or at what was handed in."),
    ("TypeError", "'bitwise_xor'", "In Python `^` is no power: that is two stars, `**`."),
    ("TypeError", "for ^", "In Python `^` is no power: that is two stars, `**`."),
    ("TypeError", "not callable", "Something that is no function is followed by round brackets. Square ones belong to an index, and `.T`, `.shape` and `.size` take none."),
    ("TypeError", "'function'", "A function is used as if it were a number. Call it, with its argument in round brackets behind its name."),
    ("TypeError", "builtin_function_or_method", "A call's round brackets are missing: `X.mean` is the function, `X.mean()` its result."),
    ("TypeError", "cannot be interpreted as an integer", "`range` and the shape of an array want whole numbers. `/` gives a fraction even where nothing is left over, `//` a whole number; to go through a list, loop over its items, or over `range(len(...))`."),
    ("TypeError", "NoneType", "Something that is None is used like an array or a number. What works in place (`rng.shuffle`, `append`, `sort`) changes its argument and returns None, "
                              "and so does a function without a `return`."),
    ("TypeError", "only integer scalar arrays", "`range` and indices want a whole number, and this is an array: `range(len(...))`."),
    ("TypeError", "as a data type", "The shape is one argument, a tuple: `np.zeros((n, d))`, with two pairs of brackets."),
    ("TypeError", "length-1 arrays", "A function for single numbers (of `math`, or `float`) was given a whole array. Use numpy's function of the same name."),
    ("TypeError", "size-1 arrays", "A function for single numbers (of `math`, or `float`) was given a whole array. Use numpy's function of the same name."),
    ("TypeError", "0-dimensional arrays", "A function for single numbers (of `math`, or `float`) was given a whole array. Use numpy's function of the same name."),
    ("AttributeError", "'Generator' object has no attribute", "`rng` is a `numpy.random.Generator`: `rng.normal(size=...)`, `rng.standard_normal(shape)`."),
    ("TypeError", "can't multiply sequence by non-int", "A list cannot be multiplied by a fraction; an array can. Go through the list: `[... for array in arrays]`."),
    ("TypeError", "'list' and", "A list is treated like an array: `+`, `-`, `*` and `/` work on arrays. Go through the list: `[... for array in arrays]`."),
    ("TypeError", "and 'list'", "A list is treated like an array: `+`, `-`, `*` and `/` work on arrays. Go through the list: `[... for array in arrays]`."),
    ("AttributeError", "'list' object", "A list is treated like an array."),
    ("AttributeError", "'tuple' object", "A tuple is treated like an array: take it apart first, `W, b = pair`."),
    ("ZeroDivisionError", "", "Something is divided by 0. For which input does the number below the line become 0?"),
    ("OverflowError", "", "A number became larger than a float can hold."),
    ("UnboundLocalError", "", "A name is used before anything was assigned to it: perhaps the assignment stands in a loop that does not run even once, or in an `if`."),
)


def advise(error, known_names=()):
    """A sentence for a `running.Raised`, "" where there is none to give. `known_names`: names that a typing slip may have meant."""
    for left, left_shape, right, right_shape in error.products:
        if left_shape and right_shape and left_shape[-1] != right_shape[max(len(right_shape) - 2, 0)]:
            return (f"`{left}` has shape {left_shape} and `{right}` has shape {right_shape}. In a product `A @ B` the last size of `A` and the first of `B`, "
                    f"here {left_shape[-1]} and {right_shape[max(len(right_shape) - 2, 0)]}, have to be equal. Perhaps one of the two has to be transposed.")
    if error.kind in ("NameError", "AttributeError"):
        function = _attribute_of_array(error)
        if function in known_names:
            return f"An array has nothing of the name `{function}`. If it is a function of your own, or one handed in, call it with the array in round brackets: `{function}(...)`."
        meant = _nearest(error, known_names)
        if meant:
            return f"Did you mean `{meant}`?"
    for kind, words, advice in _ADVICE:
        if error.kind == kind and words in error.message:
            return advice
    if error.kind == "NameError":
        return "A name is used that is not defined: a typing slip, an import, or a cell above that has not been run."
    return ""


def _attribute_of_array(error):
    """The name that was asked of an array in vain, "" where that is not what happened."""
    slip = re.search(r"'numpy.ndarray' object has no attribute '(\w+)'", error.message)
    return slip[1] if slip else ""


def _nearest(error, known_names):
    slip = re.search(r"module 'numpy' has no attribute '(\w+)'", error.message)
    if slip:
        near = difflib.get_close_matches(slip[1], dir(np), 1)
        return f"np.{near[0]}" if near else ""
    attribute = _attribute_of_array(error)
    if attribute:
        near = difflib.get_close_matches(attribute, dir(np.ndarray), 1) or [n for n in dir(np.ndarray) if n.lower() == attribute.lower()]
        return f".{near[0]}" if near else ""
    slip = re.search(r"name '(\w+)' is not defined", error.message)
    near = difflib.get_close_matches(slip[1], set(known_names) - {slip[1]}, 1) if slip else ()
    return near[0] if near else ""
