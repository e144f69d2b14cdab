"""Exercises of notebook 01: a network is a composition (lecture: Review, Parameter Set Definition)."""

import functools
import math
import sys

import numpy as np

from ..checking import Case, Exercise, Given, Mistake, Observation, Seed, torch
from ..checking.values import as_array

NOTEBOOK = "01_mlp"

# ---------------------------------------------------------------- what the mistakes of several exercises are made of


def _sigmoid(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def _softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _quiet(function):
    """The same, with numpy's warnings silenced."""
    def quietly(z):
        with np.errstate(all="ignore"):
            return function(z)
    return quietly


# ---------------------------------------------------------------- relu


def _relu_cases(rng):
    return [
        Case(np.array([-2.0, 0.0, 3.0]), note="three numbers, by hand"),
        Case(np.array([[-0.5, 1.5], [2.5, 4.0]]), note="2 x 2, by hand"),
        Case(np.array(-1.5), note="a single number, of shape ()", about="an array of shape ()"),
        Case(np.array([[-3, 4, 0], [7, -1, 2]]), note="whole numbers", about="an integer array"),
        Case(np.array([[0.5, 2.0, 1000.0]]), note="nothing negative: nothing to do", about="input with nothing negative"),
        Case(-rng.uniform(0.1, 5.0, size=(2, 3)), note="nothing positive", about="input with nothing positive"),
        Case(rng.normal(size=(2, 3, 4)), note="three axes", about="three axes"),
        Case(rng.normal(size=(4, 5)).astype(np.float32), note="4 x 5, float32"),
        Case(rng.normal(size=(30, 20)) * 50, note="30 x 20, random"),
    ]


def _like(z, values):
    return np.array(values).reshape(np.shape(z))


def _whole_or(nothing, decide):
    """All of z, or `nothing(z)`, by one decision on where it is positive."""
    return lambda z: z + 0 if decide(z > 0) else nothing(z)


def _relu_sum(args, index):
    z = args[0][index].item()
    return f"z is {z:.6g} there, which is {'positive: it stays' if z > 0 else 'not positive: it becomes 0'}"


relu = Exercise(
    name="relu",
    notebook=NOTEBOOK,
    parameters="z",
    reference=lambda z: torch.relu(z),
    cases=_relu_cases,
    arithmetic=_relu_sum,
    hints=(
        "Each entry is treated alone: a positive one stays, any other becomes 0. The larger of two numbers says that in one go.",
        "`np.max` looks for the largest entry *within* an array. There is another function, that compares two arrays entry by entry.",
        "`np.maximum(z, 0)` compares every entry of `z` with 0 and keeps the larger.",
    ),
    mistakes=(
        Mistake("largest-along-axis", (lambda z: np.max(z, 0), lambda z: z.max(axis=0)),
                "This is the largest entry along axis 0, not the larger of each entry and 0.",
                "Perhaps it is `np.max(z, 0)`: there the 0 names an axis. The function that compares two things entry by entry has a longer name."),
        Mistake("largest-entry", lambda z: max(float(np.max(z)), 0.0),
                "This is one number, the largest of all entries.",
                "relu keeps the shape: every entry is compared with 0 on its own."),
        Mistake("if-on-array", (lambda z: z if z > 0 else 0, lambda z: max(0, z), lambda z: max(z, 0)),
                "The whole array is compared with 0 in one question, which has no single answer.",
                "A comparison of an array gives one true or false an entry; `if`, `and` and Python's `max` want a single one. "
                "A numpy function works entry by entry."),
        Mistake("one-decision", (*(_whole_or(nothing, decide) for decide in (np.all, np.any) for nothing in (lambda z: 0.0 * z, lambda z: 0)),
                                 *(lambda z, nothing=nothing: z + 0 if z.sum() > 0 else nothing(z) for nothing in (lambda z: 0.0 * z, lambda z: 0))),
                "One decision is made for the whole array: all of it is kept, or none.",
                "Each entry is compared with 0 on its own. `all` and `any` make one answer of many, as does a sum or a mean; a numpy function works entry by entry."),
        Mistake("absolute-value", lambda z: np.abs(z),
                "Negative entries come out positive: this is the absolute value.",
                "relu does not turn a negative entry around, it replaces it by 0."),
        Mistake("keeps-negative", lambda z: np.minimum(z, 0),
                "The negative entries are kept and the positive ones become 0: the wrong half.",
                "Perhaps it is `minimum` where `maximum` belongs, or a comparison the wrong way round."),
        Mistake("sign-turned", (lambda z: np.maximum(-z, 0), lambda z: -np.maximum(z, 0)),
                "A sign is wrong: this is relu of -z, or minus relu of z.",
                "A positive entry comes out as it went in."),
        Mistake("leaky", tuple(lambda z, a=a: np.where(z > 0, z, a * z) for a in (0.01, 0.1, 0.2, 0.3, 0.05, 0.001)),
                "Negative entries come out small, and still negative: this is the leaky relu.",
                "In relu itself they become exactly 0."),
        Mistake("mask", lambda z: np.where(z > 0, 1.0, 0.0),
                "The result says where z is positive (1 or 0), not what it is there.",
                "That is the derivative of relu. Multiplied with z it would be relu itself."),
        Mistake("zero-becomes-one", lambda z: np.where(z >= 0, 1.0, 0.0),
                "The result says where z is not negative (1 or 0), not what it is there.",
                "That is a step function. relu keeps the positive numbers themselves."),
        Mistake("drops-negatives", lambda z: z[z > 0],
                "The negative entries are left out: the result is shorter than z, and flat.",
                "relu keeps the shape. A negative entry is replaced by 0, not removed."),
        Mistake("capped", tuple(lambda z, c=c: np.clip(z, 0, c) for c in (1, 6)),
                "Large entries are capped: the result is cut above as well as below.",
                "relu has no upper end."),
        Mistake("threshold-one", lambda z: np.maximum(z, 1),
                "Entries are compared with 1, not with 0.",
                "What is below 0 becomes 0; a number between 0 and 1 stays."),
        Mistake("replaced-by-one", lambda z: np.where(z > 0, z, 1.0),
                "Entries that are not positive become 1.",
                "They are to become 0."),
        Mistake("not-a-change", lambda z: z + 0,
                "Nothing is changed: z comes back as it went in.",
                "Negative entries have to become 0."),
        Mistake("zeros-only", lambda z: z * 0.0,
                "Every entry becomes 0.",
                "The positive ones stay as they are."),
        Mistake("softplus", lambda z: np.logaddexp(z, 0),
                "This is softplus, log(1 + exp(z)), a smoothed relu.",
                "relu has a corner at 0 and is exactly 0 to the left of it."),
        Mistake("sigmoid", _sigmoid,
                "This is sigmoid, which goes from 0 to 1.",
                "relu leaves a positive entry as it is, and makes any other 0."),
        Mistake("tanh", np.tanh,
                "This is tanh, which goes from -1 to 1.",
                "relu leaves a positive entry as it is, and makes any other 0."),
        Mistake("gelu", (lambda z: z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z ** 3))) / 2, lambda z: z * _sigmoid(1.702 * z),
                         lambda z: _like(z, [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in np.ravel(z).tolist()])),
                "This is GELU, or an approximation of it: near 0 it is smooth, and dips below 0.",
                "relu has a corner at 0 and is exactly 0 to the left of it."),
        Mistake("swish", lambda z: z * _sigmoid(z),
                "This is z times sigmoid(z), called swish or SiLU: near 0 it is smooth, and dips below 0.",
                "relu has a corner at 0 and is exactly 0 to the left of it."),
        Mistake("elu", lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
                "Negative entries come out between -1 and 0: this is the elu function.",
                "In relu they become exactly 0."),
        Mistake("squared", lambda z: np.maximum(z, 0) ** 2,
                "The positive entries are squared.",
                "They stay as they are. (Perhaps it is `z * np.maximum(z, 0)`, which multiplies by z once too often; a mask of 0 and 1 would be meant.)"),
        Mistake("small-kept-out", (lambda z: np.where(z > 1, z, 0.0), lambda z: np.where(z >= 1, z, 0.0), lambda z: np.where(z > 0.5, z, 0.0)),
                "Small positive entries become 0 too.",
                "The comparison is with 0."),
        Mistake("integer-truncation", (lambda z: np.vectorize(lambda v: v if v > 0 else 0)(z), lambda z: np.maximum(z, 0).astype(int),
                                       lambda z: _like(z, [int(v) if v > 0 else 0 for v in np.ravel(z)])),
                "Fractions are cut off: the numbers pass through an integer array.",
                "`np.vectorize` takes its dtype from the first result it sees, so a whole 0 to begin with makes the rest whole; "
                "`astype(int)` and `dtype=int` cut too."),
    ),
)

# ---------------------------------------------------------------- sigmoid


def _sigmoid_cases(rng):
    return [
        Case(np.array([0.0, 1.0, -1.0]), note="0, 1 and -1, by hand"),
        Case(np.array([[2.0, -3.0], [0.5, -0.25]]), note="2 x 2, by hand"),
        Case(np.array(0.75), note="a single number, of shape ()", about="an array of shape ()"),
        Case(np.array([[-2, 0, 1], [3, -1, 5]]), note="whole numbers", about="an integer array"),
        Case(np.array([-1000.0, 1000.0]), note="-1000 and 1000", about="numbers as large as 1000"),
        Case(np.array([-1000.0, -800.0, -30.0, 0.0, 30.0, 800.0, 1000.0]), note="from -1000 to 1000", about="numbers as large as 1000"),
        Case(rng.normal(size=(2, 3, 4)), note="three axes", about="three axes"),
        Case(rng.normal(size=(4, 5)).astype(np.float32), note="4 x 5, float32"),
        Case(rng.normal(size=(30, 20)) * 8, note="30 x 20, random"),
    ]


def _sigmoid_sum(args, index):
    z = args[0][index].item()
    if abs(z) > 30:
        return None
    return f"z is {z:g} there: 1 / (1 + exp({-z:g})) = 1 / (1 + {np.exp(-z):.6g})"


def _branches(negative, strict):
    """The right values for positive z, and `negative(exp(-|z|))` for the others; z = 0 is among them if `strict`."""
    def two(z):
        return np.where(z > 0 if strict else z >= 0, _sigmoid(z), negative(np.exp(-np.abs(z))))
    return _quiet(two)


def _positive_branch(positive, strict):
    """The right values for negative z, and `positive(exp(-|z|))` for the others; z = 0 is among them unless `strict`."""
    def two(z):
        return np.where(z > 0 if strict else z >= 0, positive(np.exp(-np.abs(z))), _sigmoid(z))
    return _quiet(two)


def _largest_in_the_exponent(z):
    """exp(z - m) / (exp(-m) + exp(z - m)), with one m for all entries."""
    m = np.max(z)
    return np.exp(z - m) / (np.exp(-m) + np.exp(z - m))


def _softmaxes(axis):
    def plain(z):
        return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)
    return functools.partial(_softmax, axis=axis), plain, _quiet(plain)


sigmoid = Exercise(
    name="sigmoid",
    notebook=NOTEBOOK,
    parameters="z",
    reference=lambda z: torch.sigmoid(z),
    cases=_sigmoid_cases,
    arithmetic=_sigmoid_sum,
    forbidden_warnings=("overflow", "invalid value", "divide by zero"),
    hints=(
        "1 / (1 + exp(-z)) is right for moderate z. For z = -1000 it asks for exp(1000), which no float can hold. Which exponential of that z is harmless?",
        "Multiply above and below the line by exp(z): the same number is exp(z) / (1 + exp(z)). One form is safe for z >= 0, the other for z < 0. "
        "With `np.where` both are computed everywhere, the dangerous one too: give each something harmless.",
        "`e = np.exp(-np.abs(z))` is never larger than 1. For z >= 0 the value is 1 / (1 + e), for z < 0 it is e / (1 + e).",
    ),
    mistakes=(
        Mistake("overflow", (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(z))),
                             lambda z: 1 - 1 / (1 + np.exp(z)), lambda z: 1 / (1 + np.e ** -z), lambda z: np.vectorize(lambda v: 1 / (1 + np.e ** -v))(z),
                             lambda z: _like(z, [1 / (1 + math.exp(-v)) for v in np.ravel(z)]),
                             lambda z: _like(z, [1 / (1 + math.e ** -v) for v in np.ravel(z).tolist()])),
                "The exponential overflows on the way: for z = -1000, or for z = 1000, this asks for exp(1000).",
                "The largest float is about 1.8e308, near exp(709). Python's own numbers raise OverflowError there; numpy's give infinity, which here happens "
                "to be divided away and leaves only a warning, but would leave nan in a longer computation. "
                "Arrange it so that exp only ever sees numbers that are not positive."),
        Mistake("overflow-both-branches", (lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
                                           lambda z: np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))),
                "Both formulas are the right ones, but `np.where` computes both of them for every entry and only then chooses: "
                "the dangerous one overflows all the same.",
                "Hand each formula input that is harmless (by `np.abs`, `np.minimum` or a mask), or work on the two groups of entries separately."),
        Mistake("overflow-nan", tuple(form for f in (lambda z: np.exp(z) / (1 + np.exp(z)), lambda z: np.e ** z / (1 + np.e ** z)) for form in (f, _quiet(f))),
                "For large z this is infinity divided by infinity: nan.",
                "exp(z) / (1 + exp(z)) is safe for negative z only. Which form is safe for positive z?"),
        Mistake("nan-replaced", tuple(form for v in (0.0, 0.5) for f in (lambda z, v=v: np.nan_to_num(np.exp(z) / (1 + np.exp(z)), nan=v),) for form in (f, _quiet(f))),
                "The nan that comes of an overflow is replaced by another number.",
                "For large z sigmoid is nearly 1, and what stands there now was computed from nothing. Which of the two forms does not overflow for positive z?"),
        Mistake("one-shift-for-all", (_largest_in_the_exponent, _quiet(_largest_in_the_exponent)),
                "One number, the largest entry, is subtracted in every exponent.",
                "On paper it cancels. But for an entry that lies far below the largest, both exponentials round to 0, and 0 / 0 is nan. "
                "Each entry stands alone: which form is safe for it does not depend on the others."),
        Mistake("one-decision", lambda z: _sigmoid(z) if np.all(z >= 0) else _sigmoid(np.minimum(z, 0)),
                "One decision is made for the whole array: as soon as one entry is negative, the positive ones come out as 1/2.",
                "Each entry takes the formula that is safe for it. `np.where`, or a mask, chooses entry by entry."),
        Mistake("negative-branch", tuple(_branches(negative, strict) for strict in (False, True)
                                         for negative in (lambda e: e / (1 - e), lambda e: -e / (1 + e), lambda e: e, lambda e: e * e / (1 + e), lambda e: 0, lambda e: 0.5, lambda e: 1))
                + (lambda z: np.where(z >= 0, _sigmoid(z), z), lambda z: np.where(z > 0, _sigmoid(z), z)),
                "Where z is positive the values are right; where it is negative they are not.",
                "With e = exp(-|z|), 1 / (1 + e) is the value for z >= 0. Work out on paper what it is for z < 0, in terms of the same e. "
                "(Perhaps those places are never filled.)"),
        Mistake("positive-branch", tuple(_positive_branch(positive, strict) for strict in (False, True)
                                         for positive in (lambda e: e / (1 + e), lambda e: 1 / (1 - e), lambda e: e, lambda e: 0, lambda e: 1))
                + (lambda z: np.where(z < 0, _sigmoid(z), z), lambda z: np.where(z <= 0, _sigmoid(z), z)),
                "Where z is negative the values are right; where it is positive they are not.",
                "With e = exp(-|z|), e / (1 + e) is the value for z < 0. Work out on paper what it is for z > 0, in terms of the same e: "
                "it lies between 1/2 and 1. (Perhaps those places are never filled.)"),
        Mistake("zero-left-out", lambda z: np.where(z == 0, 0, _sigmoid(z)),
                "Where z is exactly 0 the result is 0; it should be 1/2.",
                "Perhaps one formula is for z > 0 and the other for z < 0: one of the two has to take 0 as well."),
        Mistake("sign-turned", (lambda z: _sigmoid(-z), lambda z: 1 / (1 + np.exp(z)), lambda z: 1 - _sigmoid(z)),
                "The sign is turned around: this is sigmoid of -z, 1 / (1 + exp(z)), which falls where sigmoid rises.",
                "A large positive z gives nearly 1. Look at the sign in the exponent, or, with two branches, at which entries get which."),
        Mistake("precedence", (lambda z: 1 / 1 + np.exp(-z), _quiet(lambda z: 1 / 1 + np.exp(-z))),
                "This is 1 + exp(-z), the denominator, and not 1 divided by it.",
                "sigmoid lies between 0 and 1. In `1 / 1 + np.exp(-z)` the brackets around the denominator are missing: `/` binds more strongly than `+`."),
        Mistake("precedence-of-the-other-form", tuple(form for f in (lambda z: np.exp(z) / 1 + np.exp(z), lambda z: 2 * np.exp(np.clip(z, -700, 700))) for form in (f, _quiet(f))),
                "This is exp(z) plus exp(z), and not exp(z) divided by 1 + exp(z).",
                "In `np.exp(z) / 1 + np.exp(z)` the brackets around the denominator are missing: `/` binds more strongly than `+`."),
        Mistake("bounds-exchanged", tuple(form for f in (lambda z: np.where(z >= 0, 1 / (1 + np.exp(-np.minimum(z, 0))), np.exp(np.maximum(z, 0)) / (1 + np.exp(np.maximum(z, 0)))),
                                                         lambda z: np.full(np.shape(z), 0.5)) for form in (f, _quiet(f))),
                "Every entry comes out as 1/2.",
                "Perhaps `np.minimum` and `np.maximum` are exchanged. The form for positive z has to see the positive entries, and a harmless 0 in place of the others."),
        Mistake("minus-in-denominator", tuple(form for f in (lambda z: 1 / (1 - np.exp(-z)), lambda z: 1 / (1 - np.exp(-np.clip(z, -500, 500)))) for form in (f, _quiet(f))),
                "The denominator is 1 - exp(-z); it should be 1 + exp(-z).",
                "With a minus it vanishes at z = 0, where sigmoid is 1/2."),
        Mistake("tanh", lambda z: np.tanh(z),
                "This is tanh, which goes from -1 to 1.",
                "sigmoid goes from 0 to 1. (tanh(z) is 2 sigmoid(2 z) - 1.)"),
        Mistake("tanh-unscaled-argument", lambda z: 0.5 * (1 + np.tanh(z)),
                "This is sigmoid(2 z): it rises twice as steeply.",
                "In 0.5 * (1 + tanh(...)) the argument has to be z / 2."),
        Mistake("tanh-half", lambda z: np.tanh(np.asarray(z) / 2),
                "This is tanh(z / 2), which goes from -1 to 1.",
                "It has still to be moved up by 1 and halved."),
        Mistake("exponential-only", tuple(form for f in (lambda z: np.exp(-z), np.exp, lambda z: 1 / np.exp(-z)) for form in (f, _quiet(f))),
                "This is the exponential alone, exp(-z) or exp(z).",
                "1 / (1 + exp(-z)) is wanted."),
        Mistake("gaussian", lambda z: np.exp(-np.square(z)),
                "This is exp(-z^2), a bell.",
                "sigmoid rises from 0 to 1."),
        Mistake("derivative", lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
                "This is the derivative of sigmoid, s (1 - s).",
                "The function itself is wanted: at z = 0 it is 1/2."),
        Mistake("absolute-value", lambda z: 1 / (1 + np.exp(-np.abs(z))),
                "Negative z is treated like positive z: the sign is lost by the absolute value.",
                "With e = exp(-|z|), the value is 1 / (1 + e) for z >= 0 only. What is it for the others?"),
        Mistake("clipped", tuple(lambda z, c=c: 1 / (1 + np.exp(-np.clip(z, -c, c))) for c in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)),
                "z is clipped too tightly: beyond the bounds the value is that at the bound.",
                "Clipping avoids the overflow, but it changes the function wherever z is outside. exp is safe up to about 700."),
        Mistake("result-clipped", tuple(lambda z, c=c: np.clip(_sigmoid(z), c, 1 - c) for c in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)),
                "The result is kept away from 0 and 1, by clipping it.",
                "sigmoid comes as near to 0 and 1 as it likes; at 1000 it is 1 to the last digit. Return it as it is."),
        Mistake("small-number-added", tuple(form for p in range(1, 7) for form in (lambda z, p=p: 1 / (1 + np.exp(-np.clip(z, -500, 500)) + 10.0 ** -p),
                                                                                  lambda z, p=p: _sigmoid(z) + 10.0 ** -p)),
                "A small number is added, below the line or to the result.",
                "The denominator is never less than 1, so nothing needs protecting."),
        Mistake("rounded", (lambda z: np.round(_sigmoid(z)), lambda z: np.where(z > 0, 1.0, 0.0), lambda z: np.where(z >= 0, 1.0, 0.0)),
                "The result is only 0 or 1: this is a step.",
                "sigmoid has every value between."),
        Mistake("hard-sigmoid", (lambda z: np.clip(0.2 * z + 0.5, 0, 1), lambda z: np.clip(np.asarray(z) / 6 + 0.5, 0, 1),
                                 lambda z: np.clip(0.25 * z + 0.5, 0, 1)),
                "This is a broken line that imitates sigmoid (the hard sigmoid).",
                "sigmoid is smooth: 1 / (1 + exp(-z))."),
        Mistake("softmax", tuple(form for axis in (None, -1, 0) for form in _softmaxes(axis)),
                "The exponentials are divided by their sum: this is softmax.",
                "sigmoid treats each entry alone."),
        Mistake("largest-subtracted", (lambda z: _sigmoid(z - np.max(z)), lambda z: 1 / (1 + np.exp(np.max(z) - z))),
                "The largest entry is subtracted from all of them first.",
                "softmax is the same after such a shift; sigmoid is not. It treats each entry alone."),
        Mistake("softplus", lambda z: np.logaddexp(0, z),
                "This is log(1 + exp(z)), softplus.",
                "Its derivative is sigmoid."),
        Mistake("logarithm", lambda z: -np.logaddexp(0, -z),
                "This is the logarithm of sigmoid.",
                "exp of it would be sigmoid."),
        Mistake("logit", (lambda z: np.log(z / (1 - z)), _quiet(lambda z: np.log(z / (1 - z)))),
                "This is log(z / (1 - z)), the inverse function of sigmoid (the logit).",
                "It takes a number between 0 and 1; sigmoid gives one."),
        Mistake("swish", lambda z: z * _sigmoid(z),
                "This is z times sigmoid(z), called swish or SiLU.",
                "sigmoid itself is wanted: it lies between 0 and 1."),
        Mistake("single-number-function", (lambda z: 1 / (1 + math.exp(-z)), lambda z: 1 / (1 + math.exp(-float(z)))),
                "`math.exp` takes one number, and z is an array.",
                "numpy's `np.exp` works on every entry."),
        Mistake("if-on-array", lambda z: 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z)),
                "One `if` is asked about the whole array.",
                "`z >= 0` gives one true or false an entry. `np.where`, or a mask, chooses entry by entry."),
        Mistake("base-two", lambda z: 1 / (1 + np.power(2.0, -z)),
                "The powers are of 2, not of e.",
                "`np.exp` is the exponential."),
        Mistake("relu", lambda z: np.maximum(z, 0),
                "This is relu.",
                "sigmoid is 1 / (1 + exp(-z))."),
        Mistake("integer-truncation", lambda z: _sigmoid(z) if z.dtype.kind == "f" else np.zeros_like(z),
                "With whole numbers as input the result is cut to whole numbers.",
                "`np.zeros_like(z)` and `np.empty_like(z)` have the dtype of z: an integer array cannot hold fractions. Ask for `dtype=float`."),
    ),
)

# ---------------------------------------------------------------- affine


def _affine_cases(rng):
    def case(n, d_in, d_out, note, kind=np.float64, about=""):
        return Case(rng.normal(size=(n, d_in)).astype(kind), rng.normal(size=(d_out, d_in)).astype(kind),
                    rng.normal(size=d_out).astype(kind), note=note, about=about)
    return [
        Case(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]]), np.array([10.0, 20.0]), note="1 row, 2 to 2, by hand"),
        Case(np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]]), np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0]]), np.array([0.5, -0.5]),
             note="2 rows, 3 to 2, by hand"),
        case(3, 3, 3, "3 rows, 3 to 3: every shape is square"),
        case(4, 1, 3, "4 rows, 1 to 3", about="a single input"),
        case(5, 3, 1, "5 rows, 3 to 1", about="a single output"),
        Case(np.array([[1, 2], [3, 4], [5, 6]]), np.array([[1, -1], [2, 0]]), np.array([1, 3]), note="whole numbers everywhere", about="integer arrays"),
        Case(np.array([[1, 2], [3, 4], [1, 2]]), np.array([[0.5, -1.5], [0.25, 2.0]]), np.array([0.125, -0.5]), note="whole numbers in X only, two rows alike",
             about="an integer X"),
        Case(np.array([[0.5, 1.25], [-1.5, 2.0], [0.25, 0.75]]), np.array([[0.5, -1.5], [0.25, 2.0]]), np.array([1, -2]), note="whole numbers in b only",
             about="an integer b"),
        case(4, 3, 5, "4 rows, 3 to 5, float32", np.float32),
        case(60, 25, 20, "60 rows, 25 to 20, random"),
    ]


def _affine_sum(args, index):
    X, W, b = args
    i, k = index
    if X.shape[1] > 4:
        return None
    terms = " + ".join(f"{x:g}*{w:g}" for x, w in zip(X[i], W[k]))
    return f"X[{i}] · W[{k}] + b[{k}] = {terms} + {b[k]:g} = {X[i] @ W[k] + b[k]:g}"


def _bias_by_example(X, W, b):
    """`b[i]` onto all of row i, in a loop: an IndexError where there are more rows than outputs."""
    out = (X @ W.T).astype(float)
    for i in range(len(out)):
        out[i] += b[i]
    return out


def _bias_in(where):
    """A mistake that adds the bias to a part of the result only."""
    def partly(X, W, b):
        out = (X @ W.T).astype(float)
        out[where] += np.broadcast_to(b, out.shape)[where]
        return out
    return partly


def _running(X, W, b, inside=0, after=1, axis=None):
    """Sums that are never set back to 0; the bias goes in `inside` and `after` them."""
    products = X @ W.T + inside * b
    return np.cumsum(products, axis=axis).reshape(products.shape) + after * b


_AXES = {"X": ("N", "d_in"), "W": ("d_out", "d_in"), "b": ("d_out",)}

affine = Exercise(
    name="affine",
    notebook=NOTEBOOK,
    parameters="X, W, b",
    reference=lambda X, W, b: torch.nn.functional.linear(X, W, b),
    cases=_affine_cases,
    inputs=_AXES,
    output=("N", "d_out"),
    arithmetic=_affine_sum,
    hints=(
        "One example x and one output k: the dot product of x with row k of `W`, plus `b[k]`. Which axes of `X` and `W` are multiplied and summed?",
        "`X` is (N, d_in) and `W` is (d_out, d_in). In a matrix product the inner sizes have to be the same: one of the two has to be turned.",
        "`X @ W.T` is (N, d_out), and `b`, of shape (d_out,), lines up with its last axis: add it.",
    ),
    mistakes=(
        Mistake("w-not-transposed", (lambda X, W, b: X @ W + b, lambda X, W, b: np.einsum("ni,io->no", X, W) + b),
                "`W` is used without its transpose: this is X @ W + b.",
                "Row k of `W` holds the weights of output k, so it is with the *rows* of `W` that the examples are multiplied. "
                "Where `W` is square numpy lets this pass."),
        Mistake("transposed-where-needed", lambda X, W, b: X @ (W if W.shape[0] == W.shape[1] else W.T) + b,
                "`W` is transposed only where the product would not fit otherwise: where it is square it is used as it is.",
                "That shapes fit does not make a product the right one. Row k of `W` holds the weights of output k, whatever its shape."),
        Mistake("ones-at-the-other-end", (lambda X, W, b: np.c_[np.ones(len(X)), X] @ np.c_[W, b].T, lambda X, W, b: np.c_[X, np.ones(len(X))] @ np.c_[b, W].T),
                "The column of ones and the column of biases stand at different ends: the bias meets an input, and the 1 a weight.",
                "Where a 1 is put in front of each example, the bias goes in front of each row of `W`; where it comes last, last."),
        Mistake("reshaped-not-transposed", lambda X, W, b: X @ W.reshape(W.shape[::-1]) + b,
                "`W` is reshaped to (d_in, d_out), not transposed: its numbers stand in another order.",
                "`reshape` reads the numbers row by row and lays them out anew; a transpose exchanges rows and columns."),
        Mistake("order-exchanged", (lambda X, W, b: W @ X + b, lambda X, W, b: W @ X + b[:, None]),
                "The factors are exchanged: this is W @ X.",
                "The lecture's W x has x as a column. In a batch each example is a row, so the transpose of the whole stands in the code."),
        Mistake("not-transposed-back", lambda X, W, b: W @ X.T + b[:, None],
                "The numbers are right, but transposed: outputs run down and examples across, (d_out, N).",
                "A batch comes first: (N, d_out)."),
        Mistake("examples-in-columns", lambda X, W, b: W @ X.T + b,
                "Outputs run down and examples across, (d_out, N), so that a flat bias falls on the examples: example i gets `b[i]`.",
                "The lecture's W x has x as a column. In a batch each example is a row, and the result is (N, d_out). "
                "(Perhaps the arguments stand in another order than `X, W, b`.)"),
        Mistake("last-row-everywhere", lambda X, W, b: np.tile(X[-1] @ W.T + b, (len(X), 1)),
                "Every row of the result is that of the last example.",
                "Perhaps one list or array is used for all rows: `[[0] * n] * N` is one row N times over, and one that is appended again and again is still the same. "
                "Each row needs a list of its own."),
        Mistake("bias-left-out", lambda X, W, b: X @ W.T,
                "The bias is not added.",
                "Without `b` the map is linear, and zeros always go to zeros."),
        Mistake("bias-subtracted", lambda X, W, b: X @ W.T - b,
                "The bias is subtracted.",
                "It is added."),
        Mistake("bias-twice", lambda X, W, b: X @ W.T + 2 * b,
                "The bias is added twice.",
                "Once is enough. Perhaps it is added once inside a loop and once after it."),
        Mistake("bias-inside-sum", lambda X, W, b: X @ W.T + X.shape[1] * b,
                "The bias is added once for each input: d_in times in all.",
                "Perhaps it stands inside the sum over the inputs; it belongs after it."),
        Mistake("bias-down-rows", (lambda X, W, b: X @ W.T + b[:, None], _bias_by_example),
                "The bias is laid along the wrong axis: example i gets `b[i]`.",
                "`b` has one entry an output. In an (N, d_out) array, outputs run along the last axis, where a flat `b` falls by itself."),
        Mistake("bias-first-only", (lambda X, W, b: X @ W.T + b[0], _bias_in(np.s_[:1]), _bias_in(np.s_[:, :1])),
                "The bias is not added everywhere: only its first entry, or only to the first row or output.",
                "Each output k has a bias of its own, `b[k]`, for every example."),
        Mistake("bias-last-only", (lambda X, W, b: X @ W.T + b[-1], _bias_in(np.s_[-1:]), _bias_in(np.s_[:, -1:])),
                "The bias is not added everywhere: only its last entry, or only to the last row or output.",
                "Each output k has a bias of its own, `b[k]`, for every example."),
        Mistake("bias-reversed", lambda X, W, b: X @ W.T + b[::-1],
                "The biases are used in reverse order.",
                "Output k has the bias `b[k]`."),
        Mistake("bias-summed", (lambda X, W, b: X @ W.T + b.sum(), lambda X, W, b: X @ W.T + b.mean()),
                "One number is added everywhere, the sum or the mean of the biases.",
                "Output k has its own bias, `b[k]`."),
        Mistake("bias-multiplied", lambda X, W, b: (X @ W.T) * b,
                "The bias is multiplied with the result.",
                "It is added."),
        Mistake("bias-before-weights", (lambda X, W, b: (X + b) @ W.T, lambda X, W, b: (X + b) @ W),
                "The bias is added to the input, before the weights.",
                "W x + b: first the weights, then the bias."),
        Mistake("bias-added-to-weights", (lambda X, W, b: X @ (W + b[:, None]).T, lambda X, W, b: X @ (W + b).T),
                "The bias is added to the weights.",
                "W x + b: the bias is added to what the weights have made of the input."),
        Mistake("elementwise", (lambda X, W, b: X * W + b, lambda X, W, b: X * W.T + b),
                "X and W are multiplied entry by entry.",
                "`*` is the entrywise product; the matrix product is `@`."),
        Mistake("last-input-left-out", lambda X, W, b: X[:, :-1] @ W[:, :-1].T + b,
                "The last input is left out of the sum.",
                "Perhaps a loop ends one too early: the last number of `range(d_in - 1)` is d_in - 2."),
        Mistake("first-input-left-out", lambda X, W, b: X[:, 1:] @ W[:, 1:].T + b,
                "The first input is left out of the sum.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("sum-overwritten", (lambda X, W, b: X[:, -1:] * W[:, -1] + b, lambda X, W, b: X[:, :1] * W[:, 0] + b),
                "Only one input counts, the last or the first.",
                "All products belong in the sum. Perhaps it is overwritten in each turn (`=` where `+=` belongs), or ended in the first."),
        Mistake("accumulator-not-reset", (_running, functools.partial(_running, axis=1), functools.partial(_running, inside=1, after=0),
                                          functools.partial(_running, inside=1, after=0, axis=1)),
                "The sum is not set back to 0 for each output: what was added up for one goes on into the next.",
                "Each output is a sum of its own. Set the variable that adds it up to 0 where that sum begins, inside the loop over the outputs."),
        Mistake("summed-over-outputs", (lambda X, W, b: (X[:, None, :] * W).sum(axis=1), lambda X, W, b: (X[:, None, :] * W).sum(axis=1) + b),
                "The products are summed over the outputs, not over the inputs.",
                "Output k is the sum over the inputs j of `X[i, j] * W[k, j]`: of the axes, the one of the inputs goes."),
        Mistake("mean-not-sum", lambda X, W, b: X @ W.T / X.shape[1] + b,
                "The products are averaged over the inputs.",
                "A dot product is a sum."),
        Mistake("averaged-over-batch", (lambda X, W, b: (X @ W.T + b) / len(X), lambda X, W, b: X @ W.T / len(X) + b),
                "There is a division by the number of examples.",
                "Each example has its own output; nothing is averaged."),
        Mistake("activated", tuple(lambda X, W, b, f=f: f(X @ W.T + b) for f in (lambda z: np.maximum(z, 0), np.tanh, _sigmoid, _softmax)),
                "An activation is applied as well.",
                "The affine map is only the part before it."),
        Mistake("negated-weights", lambda X, W, b: b - X @ W.T,
                "The weighted sum is subtracted.",
                "It is added to the bias."),
        Mistake("integer-truncation", (lambda X, W, b: (X @ W.T + b).astype(X.dtype), lambda X, W, b: (X @ W.T + b).astype(b.dtype)),
                "Where an argument holds whole numbers, the fractions are cut off: the result is put into an integer array.",
                "An array made like `X`, or as a copy of `b`, has its dtype. Ask for floats (`np.zeros((N, d_out))` is float), or let `@` choose."),
    ),
)

# ---------------------------------------------------------------- layer


def _layer_cases(rng):
    def case(n, d_in, d_out, activation, note, about="", kind=np.float64):
        return Case(rng.normal(size=(n, d_in)).astype(kind), rng.normal(size=(d_out, d_in)).astype(kind),
                    rng.normal(size=d_out).astype(kind), Given(activation), note=note, about=about)
    return [
        Case(np.array([[1.0, 2.0]]), np.array([[3.0, -4.0], [-5.0, 6.0]]), np.array([2.0, -4.0]), Given("relu"), note="1 row, 2 to 2, relu, by hand"),
        Case(np.array([[1.0, -2.0, 3.0], [0.0, -1.0, 1.0]]), np.array([[1.0, 0.0, -2.0], [-1.0, 1.0, 1.0]]), np.array([0.5, -0.25]), Given("square"),
             note="2 rows, 3 to 2, square, by hand"),
        case(3, 3, 3, "tanh", "3 rows, 3 to 3, tanh: every shape is square"),
        case(4, 2, 3, "add_one", "4 rows, 2 to 3, an activation that adds one"),
        case(5, 3, 1, "relu", "5 rows, 3 to 1, relu", about="a single output"),
        Case(np.array([[1, 2], [-3, 4], [5, -6]]), np.array([[1, -1], [2, 0]]), np.array([1, 3]), Given("relu"), note="whole numbers", about="integer arrays"),
        case(4, 3, 5, "tanh", "4 rows, 3 to 5, tanh, float32", kind=np.float32),
        case(60, 25, 20, "sin", "60 rows, 25 to 20, sin, random"),
    ]


def _layer_sum(args, index):
    X, W, b, activation = args
    return f"{activation.expression}({_affine_sum((X, W, b), index)})" if X.shape[1] <= 4 else None


def _before_activation(*ids):
    """Mistakes of `affine`, made inside a layer."""
    return [Mistake(m.id, tuple(lambda X, W, b, a, f=f: a(f(X, W, b)) for f in m.functions), m.title, m.explanation)
            for m in affine.mistakes if m.id in ids]


layer = Exercise(
    name="layer",
    notebook=NOTEBOOK,
    parameters="X, W, b, activation",
    reference=lambda X, W, b, activation: activation(torch.nn.functional.linear(X, W, b)),
    cases=_layer_cases,
    inputs=_AXES,
    output=("N", "d_out"),
    arithmetic=_layer_sum,
    hints=(
        "A layer is two steps, one inside the other: the affine map, then the activation of what it gives.",
        "`activation` is a function like any other: call it, `activation(z)`, with z the result of the affine map.",
        "`activation(affine(X, W, b))`",
    ),
    mistakes=(
        Mistake("no-activation", lambda X, W, b, a: X @ W.T + b,
                "The activation is not applied.",
                "`activation` is handed in as a function: call it on the result of the affine map."),
        Mistake("activation-first", lambda X, W, b, a: a(X) @ W.T + b,
                "The activation comes first: it is applied to the input, before the weights.",
                "In sigma(W x + b) the affine map is the inner function, so it is the one computed first."),
        Mistake("bias-after-activation", lambda X, W, b, a: a(X @ W.T) + b,
                "The bias is added after the activation.",
                "It belongs inside: sigma(W x + b)."),
        Mistake("activated-apart", lambda X, W, b, a: a(X @ W.T) + a(b),
                "The activation is applied to the product and to the bias apart, and the two are added.",
                "It is applied once, to their sum: sigma(W x + b)."),
        Mistake("always-relu", lambda X, W, b, a: np.maximum(X @ W.T + b, 0),
                "relu is applied whatever activation is handed in.",
                "Call the argument `activation`."),
        Mistake("always-sigmoid", lambda X, W, b, a: _sigmoid(X @ W.T + b),
                "sigmoid is applied whatever activation is handed in.",
                "Call the argument `activation`."),
        Mistake("always-tanh", lambda X, W, b, a: np.tanh(X @ W.T + b),
                "tanh is applied whatever activation is handed in.",
                "Call the argument `activation`."),
        Mistake("activated-twice", lambda X, W, b, a: a(a(X @ W.T + b)),
                "The activation is applied twice.",
                "Once is enough. (With relu one would not notice: relu of relu is relu.)"),
        Mistake("input-activated-too", lambda X, W, b, a: a(a(X) @ W.T + b),
                "The activation is applied to the input as well.",
                "The input of a layer is taken as it is; it was activated, if at all, by the layer before."),
        Mistake("softmax-added", lambda X, W, b, a: _softmax(a(X @ W.T + b)),
                "The result goes through softmax as well.",
                "The layer ends with the activation that is handed in."),
        Mistake("weights-activated", lambda X, W, b, a: X @ a(W).T + b,
                "The activation is applied to the weights.",
                "It is applied to the result, W x + b."),
        Mistake("w-not-transposed", lambda X, W, b, a: a(X @ W + b),
                "`W` is used without its transpose: this is activation(X @ W + b).",
                "Row k of `W` holds the weights of output k. `affine` has it right: call it."),
        Mistake("bias-left-out", lambda X, W, b, a: a(X @ W.T),
                "The bias is left out.",
                "sigma(W x + b): `affine` adds it; call it."),
        Mistake("bias-subtracted", lambda X, W, b, a: a(X @ W.T - b),
                "The bias is subtracted.",
                "It is added."),
        Mistake("bias-twice", (lambda X, W, b, a: a(X @ W.T + 2 * b), lambda X, W, b, a: a(X @ W.T + b) + b),
                "The bias is added twice.",
                "`affine` adds it already."),
        Mistake("adds-activation", (lambda X, W, b, a: X @ W.T + b + a(X @ W.T + b), lambda X, W, b, a: (X @ W.T + b) * a(X @ W.T + b)),
                "The activation's result is combined with what went into it.",
                "What comes out of the layer is the activation's result alone."),
        Mistake("input-added", (lambda X, W, b, a: a(X @ W.T + b) + X, lambda X, W, b, a: a(X @ W.T + b) + (X if X.shape[1] == len(W) else 0)),
                "The layer's input is added to its output.",
                "That is a residual layer, a later invention. Here the activation's result is all that comes out."),
        Mistake("sign-turned", lambda X, W, b, a: a(-(X @ W.T + b)),
                "A sign is wrong: this is the activation of -(W x + b).",
                "It is applied to W x + b."),
        Mistake("truncated-before-activation", lambda X, W, b, a: a((X @ W.T + b).astype(int)),
                "What goes into the activation is cut to whole numbers.",
                "W x + b keeps its fractions. Perhaps it is put into an integer array."),
        Mistake("not-transposed-back", lambda X, W, b, a: a(W @ X.T + b[:, None]),
                "The numbers are right, but transposed: (d_out, N).",
                "A batch comes first: (N, d_out)."),
        Mistake("returns-function", lambda X, W, b, a: a,
                "The activation itself is returned, not what it gives.",
                "Call it: `activation(z)`."),
        Mistake("relu-added", (lambda X, W, b, a: np.maximum(a(X @ W.T + b), 0), lambda X, W, b, a: a(np.maximum(X @ W.T + b, 0))),
                "relu is applied beside the activation that is handed in.",
                "The one that is handed in is all there is."),
        *_before_activation("last-row-everywhere", "transposed-where-needed", "ones-at-the-other-end", "reshaped-not-transposed", "order-exchanged", "examples-in-columns", "elementwise", "negated-weights", "bias-inside-sum",
                            "bias-down-rows", "bias-first-only", "bias-last-only", "bias-reversed", "bias-summed", "bias-multiplied",
                            "bias-before-weights", "bias-added-to-weights", "last-input-left-out", "first-input-left-out", "sum-overwritten",
                            "accumulator-not-reset", "mean-not-sum"),
    ),
)

# ---------------------------------------------------------------- compose


def _compose_cases(rng):
    x, more, zeros = np.array([1.0, 2.0, -3.0]), rng.normal(size=(2, 3)), np.zeros(2)
    return [
        Case(Given("double"), Given("add_one"), then=((x,), (more,), (zeros,)), note="double, then add one"),
        Case(Given("add_one"), Given("double"), then=((x,), (more,)), note="add one, then double"),
        Case(Given("square"), then=((x,), (more,)), note="a single function", about="a single function"),
        Case(then=((x,), (more,)), note="no function at all: the identity", about="no function at all"),
        Case(Given("add_one"), Given("square"), Given("double"), then=((x,), (more,)), note="three functions"),
        Case(Given("double"), Given("double"), Given("add_one"), Given("double"), then=((x,), (more,)), note="four functions, one of them three times"),
        Case(Given("sin"), Given("add_one"), Given("square"), Given("lambda x: x - x.mean()"), Given("double"),
             then=((rng.normal(size=(20, 10)),), (rng.normal(size=7),)), note="five functions, random input"),
    ]


def _compose_reference(*functions):
    return lambda x: functools.reduce(lambda value, function: function(value), functions, x)


def _composed_with(combine):
    """A mistake that combines the functions' separate results."""
    return lambda *functions: lambda x: combine([f(x) for f in functions] or [x])


def _exhausted(*functions):
    steps = iter(functions)
    return lambda x: functools.reduce(lambda value, step: step(value), steps, x)


def _one_pass(*functions):
    def composed(x):
        for function in functions:
            y = function(x)
        return y
    return composed


def _returns_in_loop(*functions):
    def composed(x):
        for function in functions:
            return function(x)
        return x
    return composed


def _pops_from_the_end(*functions):
    steps = list(functions)

    def composed(x):
        while steps:
            x = steps.pop()(x)
        return x
    return composed


def _late_binding(*functions):
    composed = lambda x: x                                      # noqa: E731
    for function in functions:
        composed = lambda x: function(composed(x))              # noqa: E731, B023
    return composed


def _needs_one(*functions):
    first, *rest = functions
    return _compose_reference(first, *rest)


def _needs_one_by_index(kind):
    """The first function is taken by its index, from a tuple or a list."""
    return lambda *functions: _compose_reference(kind(functions)[0], *functions[1:])


def _every_step(*functions):
    def listed(x):
        values = [x]
        for function in functions:
            values.append(function(values[-1]))
        return values
    return listed


def _first_result_kept(*functions):
    kept = []

    def composed(x):
        kept.append(_compose_reference(*functions)(x))
        return kept[0]
    return composed


def _item_by_item(*functions):
    composed = _compose_reference(*functions)
    return lambda x: np.array([composed(item) for item in x])


def _none_for_nothing(*functions):
    return _compose_reference(*functions) if functions else None


compose = Exercise(
    name="compose",
    notebook=NOTEBOOK,
    parameters="*functions",
    reference=_compose_reference,
    cases=_compose_cases,
    may_return_arguments=True,      # of a single function, the function itself is the composition
    hints=(
        "`compose` returns a function. Define one inside, `def composed(x):`, and return it without calling it.",
        "Inside, let a variable go through all the functions: each takes what the one before it gave.",
        "`for function in functions: x = function(x)`, and after the loop `return x`. With no function the loop does nothing, and x comes back.",
    ),
    mistakes=(
        Mistake("order-reversed", lambda *fs: _compose_reference(*fs[::-1]),
                "The functions are applied in the wrong order: the last one given comes first.",
                "Here the first one given is applied first, as data flows through the layers. (In the notation h2 ∘ h1 it is written the other way round.)"),
        Mistake("all-on-the-input", (_one_pass, lambda *fs: lambda x: fs[-1](x) if fs else x),
                "Only the last function has an effect.",
                "Perhaps each is applied to the original input, and its result replaces the one before. Let it replace the input: x = function(x)."),
        Mistake("first-only", _returns_in_loop,
                "Only the first function is applied.",
                "Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("last-left-out", lambda *fs: _compose_reference(*fs[:-1]),
                "The last function is left out.",
                "Perhaps the loop ends one too early."),
        Mistake("first-left-out", lambda *fs: _compose_reference(*fs[1:]),
                "The first function is left out.",
                "Perhaps the loop begins at 1: indices begin at 0."),
        Mistake("two-only", (lambda *fs: _compose_reference(*fs[:2]), lambda *fs: lambda x: fs[1](fs[0](x))),
                "Only the first two functions are applied.",
                "There may be any number of them: loop over `functions`."),
        Mistake("first-and-last-only", (lambda *fs: lambda x: fs[-1](fs[0](x)), lambda *fs: _compose_reference(*fs[:1], *fs[-1:]), lambda *fs: _compose_reference(*fs[:1], *fs[1:][-1:])),
                "Only the first and the last function are applied.",
                "There may be any number of them: loop over `functions`."),
        Mistake("first-repeated", lambda *fs: _compose_reference(*fs[:1] * len(fs)),
                "The first function is applied over and over, in the place of the others.",
                "Each turn of the loop takes the next one. Look at the index."),
        Mistake("results-added", _composed_with(sum),
                "Each function is applied to the input, and the results are added.",
                "In a composition each function takes what the one before it gave."),
        Mistake("results-multiplied", _composed_with(lambda results: np.prod(results, axis=0)),
                "Each function is applied to the input, and the results are multiplied.",
                "In a composition each function takes what the one before it gave."),
        Mistake("results-listed", (lambda *fs: lambda x: [f(x) for f in fs], lambda *fs: lambda x: tuple(f(x) for f in fs)),
                "The result is a list of what each function gives for the input.",
                "In a composition each function takes what the one before it gave; one value comes out."),
        Mistake("steps-listed", (_every_step, lambda *fs: lambda x: _every_step(*fs)(x)[1:]),
                "The result is a list of all the steps on the way.",
                "Only the last one is asked for: what the last function gives."),
        Mistake("input-added", lambda *fs: _compose_reference(*(lambda x, f=f: x + f(x) for f in fs)),
                "What goes into each function is added to what it gives.",
                "Each result replaces the one before: x = function(x)."),
        Mistake("works-once", _exhausted,
                "The function that is returned works only once: the second time it is called, nothing is applied.",
                "`iter`, `map`, `zip`, `reversed` and generators are used up by the first loop over them, and `pop` empties a list. "
                "Loop over the tuple itself, inside the function you return."),
        Mistake("first-result-kept", _first_result_kept,
                "The function that is returned gives the result of its first call again, whatever it is called with later.",
                "Nothing may be kept from one call to the next: compute the result anew, from the x that is handed in."),
        Mistake("item-by-item", _item_by_item,
                "The functions are applied to each item of x by itself.",
                "A function may look at the whole of x (its mean, say): hand it the whole."),
        Mistake("works-once-reversed", (_pops_from_the_end, lambda *fs: _exhausted(*fs[::-1])),
                "The last function is applied first; and the second time the result is called, nothing is applied.",
                "Perhaps it is `pop()`, which takes from the end and empties the list, or `reversed`, which is used up by the first loop over it. "
                "Loop over the tuple itself, inside the function you return."),
        Mistake("applies-forever", (_late_binding, lambda *fs: _compose_reference(*fs[-1:] * len(fs))),
                "The function that is returned calls itself without end, or the last function over and over.",
                "A function made in a loop looks its variables up when it is called, and by then they have their last values. "
                "Loop inside the function you return, or bind the values when it is made."),
        Mistake("nothing-composed", (_needs_one, _needs_one_by_index(tuple), _needs_one_by_index(list), _none_for_nothing,
                                     *(lambda *fs, v=value: _compose_reference(*fs) if fs else (lambda x: v) for value in (None, 0)),
                                     lambda *fs: functools.reduce(lambda f, g: lambda x: g(f(x)), fs)),
                "With no function at all it does not give the identity.",
                "Composing nothing leaves x as it is, just as a sum of no numbers is 0. "
                "Perhaps the first function is taken before the loop, and there is none."),
        Mistake("ignores-functions", lambda *fs: lambda x: x,
                "No function is applied: x comes back as it went in.",
                "Call them, one after the other."),
        Mistake("last-twice", lambda *fs: _compose_reference(*fs, *fs[-1:]),
                "The last function is applied twice.",
                "Once in the loop is enough."),
        Mistake("first-twice", lambda *fs: _compose_reference(*fs[:1], *fs),
                "The first function is applied twice.",
                "Perhaps it is applied once before the loop, which begins with it again."),
        Mistake("each-twice", lambda *fs: _compose_reference(*(f for g in fs for f in (g, g))),
                "Each function is applied twice.",
                "Once each."),
        Mistake("repeats-dropped", lambda *fs: _compose_reference(*dict.fromkeys(fs)),
                "A function that is given more than once is applied only once.",
                "Each is applied as often as it is given. Perhaps they are put into a set or a dictionary, which keeps one of each."),
    ),
)

# ---------------------------------------------------------------- init_parameters


_MIDDLE = [12, 10, 12, 10]          # compared between seeds; its first and last layer have the same shape
_LARGE = [160, 60, 100]             # measured; its sizes differ widely, and d_in + d_out differs from layer to layer
_SOME, _ENOUGH = 1_000, 5_000       # weights, to measure a layer's variance by; and all else


def _init_cases(rng):
    a, b = (int(s) for s in rng.choice(1_000_000, size=2, replace=False))
    return [
        Case([2, 3], Seed(a), note="one layer, 2 to 3"),
        Case([3, 4, 2], Seed(a), note="two layers, 3 to 4 to 2"),
        Case([5, 1, 4, 1], Seed(b), note="three layers, some of width 1"),
        Case(_MIDDLE, Seed(a), note="three layers, the first and the last of the same shape"),
        Case(_MIDDLE, Seed(b), note="the same sizes, another seed"),
        Case(_LARGE, Seed(a), note="160 to 60 to 100, with enough weights to measure", about="large layers"),
        Case([1, 1200], Seed(b), note="1 to 1200: a single input, where 2 / d_in is farthest from its neighbours", about="large layers"),
    ]


def _init_reference(sizes, rng):
    return [(torch.from_numpy(rng.normal(size=(d_out, d_in))) * (2 / d_in) ** 0.5, torch.zeros(d_out, dtype=torch.float64))
            for d_in, d_out in zip(sizes[:-1], sizes[1:])]


@np.errstate(all="ignore")
def _init_observe(case, theta):
    """What the biases are, and of each layer with enough weights their mean, variance and form."""
    found = {}
    for number, (W, b) in enumerate(theta, 1):
        name = f"layer {number}"
        found |= _observed_biases(b, name)
        if W.size >= _SOME:
            found[f"variance of the weights of {name}, with {W.shape[1]} {'input' if W.shape[1] == 1 else 'inputs'},"] = _observed_variance(W)
        if W.size >= _ENOUGH:
            found |= _observed_form(W.astype(np.float64), name)
    return found


def _observed_biases(b, name):
    found = {f"number of biases of {name} that are not 0": Observation(float(np.count_nonzero(b)), 0.0)}
    if b.size > 1:
        alike = bool(np.all(b == b[0]))
        found[f"number of different biases of {name}, less one,"] = Observation(float(not alike), 0.0)
        found[f"bias that the units of {name} share"] = Observation(float(b[0]) if alike else 0.0, 1e-9)
    return found


def _six_errors(count):
    """Six standard errors of the difference between the means of two samples of unit variance."""
    return 6 * np.sqrt(2 / count)


def _observed_variance(W):
    variance = float(W.var(dtype=np.float64))
    return Observation(variance, _six_errors(W.size) * np.sqrt(2) * variance)


def _observed_form(W, name):
    """What sets the weights apart from independent normal numbers with mean 0.

    Rows and columns that are too much alike are told by the spread of their means;
    where it is smaller than by chance, even 0, nothing is said. Of float16 weights,
    which are legal, a third coincide with others: far fewer than of rounded ones.
    """
    error, mean, deviation = _six_errors(W.size), float(W.mean()), float(W.std())
    standard = (W - mean) / (deviation or 1)
    square = standard * standard
    rows, columns = (float(standard.mean(axis=axis).std()) for axis in (1, 0))
    return {
        f"number of different weights of {name}, as a share of all,": Observation(np.unique(W).size / W.size, 0.45),
        f"mean of the weights of {name}": Observation(mean, error * deviation),
        f"skewness of the weights of {name} (0 for a normal distribution)": Observation(float((square * standard).mean()), error * np.sqrt(6)),
        f"kurtosis of the weights of {name} (3 for a normal distribution)": Observation(float((square * square).mean()), error * np.sqrt(24)),
        f"spread of the row means of {name}'s weights": Observation(rows, 1 / np.sqrt(W.shape[1]) + error),
        f"spread of the column means of {name}'s weights": Observation(columns, 1 / np.sqrt(W.shape[0]) + error),
    }


def _init_with(spread, transposed=False, bias=lambda d_out, rng: np.zeros(d_out), draw=lambda rng, shape: rng.normal(size=shape)):
    """A mistaken initialisation: weights of a given standard deviation, biases of a given kind."""
    def init(sizes, rng):
        theta = []
        for d_in, d_out in zip(sizes[:-1], sizes[1:]):
            W = draw(rng, (d_in, d_out) if transposed else (d_out, d_in)) * spread(d_in, d_out)
            theta.append((W, bias(d_out, rng)))
        return theta
    return init


def _he(d_in, d_out):
    return np.sqrt(2 / d_in)


def _right_init(sizes, rng):
    return _init_with(_he)(sizes, rng)


def _layer_by_layer(layer):
    """A mistaken initialisation of which each layer is `layer(d_in, d_out, rng)`."""
    return lambda sizes, rng: [layer(d_in, d_out, rng) for d_in, d_out in zip(sizes[:-1], sizes[1:])]


def _same_each_layer(sizes, rng):
    seed = int(rng.integers(2 ** 31))
    return _layer_by_layer(lambda d_in, d_out, _: _right_init([d_in, d_out], np.random.default_rng(seed))[0])(sizes, rng)


def _same_rows(d_in, d_out, rng):
    return np.tile(rng.normal(size=d_in) * _he(d_in, d_out), (d_out, 1)), np.zeros(d_out)


def _same_columns(d_in, d_out, rng):
    return np.tile(rng.normal(size=(d_out, 1)) * _he(d_in, d_out), (1, d_in)), np.zeros(d_out)


def _weights(cases, outcomes, sizes):
    """For each case with these sizes, the list of the layers' weights; [] where they are not pairs with a matrix."""
    found = []
    for case, outcome in zip(cases, outcomes):
        if case.args[0] == sizes:
            pairs = outcome.value if isinstance(outcome.value, list) else []
            matrices = [as_array(pair[0]) if isinstance(pair, list) and len(pair) == 2 else None for pair in pairs]
            found.append(matrices if all(W is not None and W.ndim == 2 for W in matrices) else [])
    return found


def _in_large_layers(holds):
    """Recognises an answer by its weights: `holds(W)` for each large layer."""
    def recognise(cases, outcomes):
        theta, = _weights(cases, outcomes, _LARGE)
        return bool(theta) and all(W.size >= _ENOUGH and bool(holds(W)) for W in theta)
    return recognise


def _ignores_rng(cases, outcomes):
    """The same sizes from another seed, and the very same weights, in every layer."""
    a, b = _weights(cases, outcomes, _MIDDLE)
    first, again = _weights((cases[0], cases[-1]), (outcomes[0], outcomes[-1]), cases[0].args[0])
    return len(a) == len(b) == len(_MIDDLE) - 1 and all(map(np.array_equal, a, b)) and len(first) == len(again) and all(map(np.array_equal, first, again))


def _repeats_layers(cases, outcomes):
    """Layers of the same shape, and the very same weights."""
    return all(len(theta) == len(_MIDDLE) - 1 and np.array_equal(theta[0], theta[-1]) for theta in _weights(cases, outcomes, _MIDDLE))


init_parameters = Exercise(
    name="init_parameters",
    notebook=NOTEBOOK,
    parameters="sizes, rng",
    reference=_init_reference,
    cases=_init_cases,
    observe=_init_observe,
    slow=None,
    hints=(
        "`sizes` with n + 1 numbers makes n layers: layer i goes from `sizes[i]` to `sizes[i + 1]`. A list of pairs is wanted, one `(W, b)` a layer.",
        "`W` has shape (d_out, d_in). `rng.normal(size=...)` draws with standard deviation 1; "
        "what has it to be multiplied with, for the *variance* to become 2 / d_in?",
        "The standard deviation is the root of the variance: `W = rng.normal(size=(d_out, d_in)) * np.sqrt(2 / d_in)`, `b = np.zeros(d_out)`.",
    ),
    mistakes=(
        Mistake("zero-weights", _init_with(lambda i, o: 0.0),
                "Where a layer has many inputs, all its weights are 0.",
                "Then all units of a layer compute the same thing, and always will. They have to be drawn at random. "
                "(Perhaps they are drawn, and their fractions are then cut off, by `int` or `//`.)",
                recognise=_in_large_layers(lambda W: not W.any())),
        Mistake("one-weights", (_init_with(_he, draw=lambda rng, shape: np.ones(shape)), _init_with(lambda i, o: 1, draw=lambda rng, shape: np.ones(shape)),
                                _init_with(_he, draw=lambda rng, shape: np.full(shape, rng.normal()))),
                "All weights of a layer are the same number.",
                "Then all units of a layer compute the same thing, and always will. "
                "Each has to be drawn at random: `size=` says how many numbers are to be drawn.",
                recognise=_in_large_layers(lambda W: W.flat[0] != 0 and (W == W.flat[0]).all())),
        Mistake("same-rows", _layer_by_layer(_same_rows),
                "Every row of `W` is the same: one row is drawn, and repeated.",
                "Then all units of a layer compute the same thing, and always will. Draw the whole (d_out, d_in) array.",
                recognise=_in_large_layers(lambda W: (W == W[0]).all())),
        Mistake("same-columns", _layer_by_layer(_same_columns),
                "Every column of `W` is the same: one column is drawn, and repeated.",
                "Then a unit looks at the sum of its inputs and at nothing else. Draw the whole (d_out, d_in) array.",
                recognise=_in_large_layers(lambda W: (W == W[:, :1]).all())),
        Mistake("ignores-rng", lambda sizes, rng: _right_init(sizes, np.random.default_rng(0)),
                "Another seed gives the very same weights.",
                "Draw from the generator that is handed in, `rng`. Perhaps a new one is made inside, with a fixed seed: that gives the same numbers for ever.",
                recognise=_ignores_rng),
        Mistake("same-each-layer", _same_each_layer,
                "Layers of the same shape get the very same weights.",
                "Draw on from the one `rng`. Perhaps a generator is made anew for each layer, and begins again from its seed.",
                recognise=_repeats_layers),
        Mistake("all-positive", (_init_with(_he, draw=lambda rng, shape: rng.random(size=shape)),
                                 _init_with(_he, draw=lambda rng, shape: np.abs(rng.normal(size=shape))),
                                 _init_with(lambda i, o: 1, draw=lambda rng, shape: rng.random(size=shape))),
                "No weight of the large layers is negative.",
                "They are to be normal with mean 0. "
                "Perhaps they are drawn by `rng.random`, which gives numbers from 0 to 1, or their absolute values are taken.",
                recognise=_in_large_layers(lambda W: 0 <= W.min() < W.std())),
        Mistake("variance-for-deviation", _init_with(lambda i, o: 2 / i),
                "The weights have standard deviation 2 / d_in; it is their variance that should be 2 / d_in.",
                "`rng.normal(loc, scale)` and a factor in front both take a standard deviation: the root of the variance."),
        Mistake("no-root-of-d-in", _init_with(lambda i, o: np.sqrt(2) / i),
                "The root is taken of the 2 alone: the standard deviation is sqrt(2) / d_in.",
                "The whole variance, 2 / d_in, belongs under the root."),
        Mistake("root-of-two-missing", _init_with(lambda i, o: np.sqrt(1 / i)),
                "The variance is 1 / d_in, half of what it should be.",
                "The 2 makes up for relu, which sets half of the entries to 0."),
        Mistake("two-below-the-line", (_init_with(lambda i, o: np.sqrt(1 / (2 * i))),),
                "The variance is 1 / (2 d_in): the 2 stands below the line.",
                "It makes up for relu, which sets half of the entries to 0: the weights have to be larger, not smaller."),
        Mistake("variance-doubled", (_init_with(lambda i, o: 2 / np.sqrt(i)), _init_with(lambda i, o: 2 * np.sqrt(1 / i))),
                "The standard deviation is 2 / sqrt(d_in), so the variance is 4 / d_in: the 2 is outside the root.",
                "The variance is 2 / d_in, so the standard deviation is sqrt(2 / d_in)."),
        Mistake("by-outputs", _init_with(lambda i, o: np.sqrt(2 / o)),
                "The variance is 2 / d_out: the number of outputs stands where the number of inputs belongs.",
                "Each output is a sum of d_in terms; it is their number that the variance has to make up for."),
        Mistake("by-inputs-and-outputs", (_init_with(lambda i, o: np.sqrt(2 / (i + o))),
                                          _init_with(lambda i, o: np.sqrt(6 / (i + o)), draw=lambda rng, shape: rng.uniform(-1, 1, size=shape))),
                "The variance is 2 / (d_in + d_out): that is Glorot's (Xavier's) rule.",
                "With relu, He's rule is wanted: 2 / d_in."),
        Mistake("by-number-of-weights", _init_with(lambda i, o: np.sqrt(2 / (i * o))),
                "The variance is 2 divided by the number of the layer's weights, d_in * d_out.",
                "Each output is a sum of d_in terms; it is their number that the variance has to make up for."),
        Mistake("first-size-everywhere", lambda sizes, rng: _init_with(lambda i, o: np.sqrt(2 / sizes[0]))(sizes, rng),
                "Every layer has the variance of the first one, 2 / sizes[0].",
                "Each layer has a d_in of its own: the size of what goes into it."),
        Mistake("one-size-everywhere", tuple(lambda sizes, rng, n=number: _init_with(lambda i, o: np.sqrt(2 / n(sizes)))(sizes, rng) for number in (
                    lambda sizes: sizes[-1], len, lambda sizes: len(sizes) - 1, sum, max, lambda sizes: sizes[1])),
                "Every layer has the same variance, made from one number of the whole network.",
                "Each layer has a d_in of its own: the size of what goes into it."),
        Mistake("last-layer-halved", lambda sizes, rng: _right_init(sizes, rng)[:-1] + [(W / np.sqrt(2), b) for W, b in _right_init(sizes, rng)[-1:]],
                "The last layer has variance 1 / d_in, all the others 2 / d_in.",
                "No relu comes after the last layer, so there are reasons for it; but the exercise asks for the same rule in every layer."),
        Mistake("not-scaled", _init_with(lambda i, o: 1.0),
                "The weights have variance 1, whatever the number of inputs.",
                "A sum of d_in such terms grows with d_in, layer by layer. The variance is to be 2 / d_in."),
        Mistake("constant-scale", tuple(_init_with(lambda i, o, c=c: c) for c in (0.1, 0.01, 0.001, 0.02, 0.05, 0.2, 0.5, np.sqrt(2), 2)),
                "The weights have one fixed standard deviation, whatever the number of inputs.",
                "The variance is to be 2 / d_in."),
        Mistake("inverse-root", _init_with(lambda i, o: np.sqrt(i / 2)),
                "The fraction is upside down: the variance is d_in / 2.",
                "More inputs mean smaller weights: 2 / d_in."),
        Mistake("multiplied-by-root", _init_with(lambda i, o: np.sqrt(2 * i)),
                "The variance is 2 * d_in, so it grows with the number of inputs.",
                "More inputs mean smaller weights: 2 / d_in."),
        Mistake("mean-not-zero", (_init_with(lambda i, o: 1, draw=lambda rng, shape: rng.normal(np.sqrt(2 / shape[1]), size=shape)),
                                  _init_with(lambda i, o: 1, draw=lambda rng, shape: rng.normal(1, np.sqrt(2 / shape[1]), size=shape))),
                "The mean of the weights is not 0.",
                "The first argument of `rng.normal` is the mean, the second the standard deviation."),
        Mistake("uniform", (_init_with(_he, draw=lambda rng, shape: rng.uniform(-np.sqrt(3), np.sqrt(3), size=shape)),
                            _init_with(_he, draw=lambda rng, shape: rng.uniform(-1, 1, size=shape)),
                            _init_with(lambda i, o: 1 / np.sqrt(i), draw=lambda rng, shape: rng.uniform(-1, 1, size=shape))),
                "The weights are drawn from a uniform distribution.",
                "A normal one is asked for: `rng.normal` or `rng.standard_normal`."),
        Mistake("rounded", (*(_init_with(_he, draw=lambda rng, shape, d=d: np.round(rng.normal(size=shape), d)) for d in (0, 1, 2)),
                            *(lambda sizes, rng, d=d: [(np.round(W, d), b) for W, b in _right_init(sizes, rng)] for d in (1, 2, 3))),
                "The weights are rounded: only few different values occur.",
                "Leave them as they are drawn."),
        Mistake("transposed", _init_with(_he, transposed=True),
                "`W` has shape (d_in, d_out), and should have (d_out, d_in).",
                "Row k holds the weights of output k."),
        Mistake("transposed-by-rows", _init_with(lambda i, o: np.sqrt(2 / o), transposed=True),
                "`W` has shape (d_in, d_out), and should have (d_out, d_in); the variance is then taken from the wrong size too.",
                "Row k holds the weights of output k, one for each of d_in inputs."),
        Mistake("random-biases", (_init_with(_he, bias=lambda o, rng: rng.normal(size=o)), _init_with(_he, bias=lambda o, rng: rng.random(size=o)),
                                  _init_with(_he, bias=lambda o, rng: rng.normal(size=o) * 0.01)),
                "The biases are drawn at random.",
                "They start at 0: the random weights make the units differ already."),
        Mistake("biases-one", _init_with(_he, bias=lambda o, rng: np.ones(o)),
                "The biases are 1.",
                "They start at 0."),
        Mistake("biases-small", tuple(_init_with(_he, bias=lambda o, rng, c=c: np.full(o, c)) for c in (0.01, 0.1)),
                "The biases are a small constant.",
                "They start at 0."),
        Mistake("bias-as-row", _init_with(_he, bias=lambda o, rng: np.zeros((1, o))),
                "The bias has shape (1, d_out), and should have (d_out,).",
                "A flat array lines up with the last axis by itself."),
        Mistake("bias-as-column", _init_with(_he, bias=lambda o, rng: np.zeros((o, 1))),
                "The bias has shape (d_out, 1), and should have (d_out,).",
                "A column would be added along the wrong axis."),
        Mistake("bias-as-number", _init_with(_he, bias=lambda o, rng: 0.0),
                "The bias is a single number.",
                "Each of the d_out outputs has its own: `np.zeros(d_out)`."),
        Mistake("bias-by-inputs", lambda sizes, rng: [(W, np.zeros(W.shape[1])) for W, _ in _right_init(sizes, rng)],
                "The bias has one entry for each input; it should have one for each output.",
                "It is added to the outputs: shape (d_out,)."),
        Mistake("layer-too-few", (lambda sizes, rng: _right_init(sizes[:-1], rng), lambda sizes, rng: _right_init(sizes, rng)[:-1]),
                "The last layer is missing.",
                "n + 1 sizes make n layers. Perhaps a loop ends one too early."),
        Mistake("first-layer-left-out", (lambda sizes, rng: _right_init(sizes[1:], rng), lambda sizes, rng: _right_init(sizes, rng)[1:]),
                "The first layer is missing.",
                "Perhaps a loop begins at 1: n + 1 sizes make n layers, and the first one takes `sizes[0]` inputs."),
        Mistake("first-layer-only", lambda sizes, rng: _right_init(sizes[:2], rng),
                "Only the first layer comes back.",
                "Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("weights-only", lambda sizes, rng: [W for W, _ in _right_init(sizes, rng)],
                "The list holds weights without biases.",
                "Each item is a pair `(W, b)`."),
        Mistake("parts-exchanged", lambda sizes, rng: [(b, W) for W, b in _right_init(sizes, rng)],
                "The two parts of each pair are exchanged: the bias comes first.",
                "`(W, b)`, in this order."),
        Mistake("dictionary", (lambda sizes, rng: {f"W{k}": W for k, (W, b) in enumerate(_right_init(sizes, rng), 1)},
                               lambda sizes, rng: [{"W": W, "b": b} for W, b in _right_init(sizes, rng)]),
                "There is a dictionary where pairs `(W, b)` belong.",
                "A list of pairs is asked for, first layer first: `[(W, b), (W, b), ...]`."),
        Mistake("two-lists", lambda sizes, rng: tuple(list(part) for part in zip(*_right_init(sizes, rng))),
                "All weights come in one list and all biases in another.",
                "One list of pairs is asked for: a layer's `(W, b)` together."),
        Mistake("flat-list", lambda sizes, rng: [a for pair in _right_init(sizes, rng) for a in pair],
                "Weights and biases follow each other in one flat list.",
                "Each item is a pair `(W, b)`."),
        Mistake("last-layer-first", lambda sizes, rng: _right_init(sizes, rng)[::-1],
                "The layers come in reverse order.",
                "The first layer is first."),
        Mistake("sizes-reversed", lambda sizes, rng: _right_init(sizes[::-1], rng),
                "The sizes are read from the end.",
                "`sizes[0]` is the number of inputs of the network."),
    ),
)

# ---------------------------------------------------------------- count_parameters


def _theta(rng, sizes, zero_biases=False):
    return [(rng.normal(size=(d_out, d_in)), np.zeros(d_out) if zero_biases else rng.normal(size=d_out))
            for d_in, d_out in zip(sizes[:-1], sizes[1:])]


def _count_cases(rng):
    return [
        Case([(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([1.0, 2.0, 3.0]))], note="one layer, 2 to 3: 6 weights and 3 biases"),
        Case(_theta(rng, [3, 4, 2]), note="3 to 4 to 2"),
        Case(_theta(rng, [2, 2, 2]), note="2 to 2 to 2"),
        Case(_theta(rng, [4, 1]), note="4 to 1"),
        Case(_theta(rng, [5, 3, 3, 4], True), note="three layers, biases 0", about="biases that are 0"),
        Case([(np.zeros((3, 2)), np.zeros(3)), (np.eye(3), np.zeros(3))], note="weights with zeros in them", about="weights that are 0"),
        Case(_theta(rng, [784, 100, 10]), note="784 to 100 to 10, for digits"),
    ]


def _numbers(theta):
    return sum(W.size + b.size for W, b in theta)


count_parameters = Exercise(
    name="count_parameters",
    notebook=NOTEBOOK,
    parameters="theta",
    reference=lambda theta: sum(W.numel() + b.numel() for W, b in theta),
    cases=_count_cases,
    output=(),
    hints=(
        "Every number that training may change is a parameter: all the weights and all the biases, of every layer.",
        "An array knows how many numbers it holds: `W.size`.",
        "`sum(W.size + b.size for W, b in theta)`",
    ),
    mistakes=(
        Mistake("weights-only", lambda theta: sum(W.size for W, b in theta),
                "Only the weights are counted.",
                "The biases are parameters too."),
        Mistake("biases-only", lambda theta: sum(b.size for W, b in theta),
                "Only the biases are counted.",
                "The weights are parameters too."),
        Mistake("counts-layers", lambda theta: len(theta),
                "This counts the layers.",
                "Each layer holds d_out * d_in weights and d_out biases."),
        Mistake("counts-arrays", lambda theta: 2 * len(theta),
                "This counts the arrays, two a layer.",
                "Count the numbers in them: `.size`."),
        Mistake("last-layer-only", lambda theta: theta[-1][0].size + theta[-1][1].size,
                "Only the last layer is counted.",
                "Perhaps the sum is overwritten in the loop (`=` for `+=`)."),
        Mistake("sizes-for-theta", (lambda theta: sum(i * o + o for i, o in zip(theta[:-1], theta[1:])), lambda theta: sum((theta[k] + 1) * theta[k + 1] for k in range(len(theta) - 1))),
                "`theta` is read as if it were a list of sizes.",
                "It is a list of pairs `(W, b)`, one for each layer. Each array knows its own size."),
        Mistake("hidden-biases-left-out", lambda theta: sum(W.size for W, b in theta) + theta[-1][1].size,
                "All the weights are counted, but only the last layer's biases.",
                "Each layer brings its biases with it. Perhaps they are added after the loop, where `b` is the last one."),
        Mistake("weights-twice", (lambda theta: sum(2 * W.size for W, b in theta), lambda theta: sum(2 * W.size + b.size for W, b in theta)),
                "The weights are counted twice.",
                "Once each, and then the biases."),
        Mistake("largest-layer-only", lambda theta: max(W.size + b.size for W, b in theta),
                "Only the largest layer is counted.",
                "The numbers of all the layers are added up."),
        Mistake("averaged-over-layers", lambda theta: _numbers(theta) / len(theta),
                "The numbers of the layers are averaged.",
                "They are added up: the count is that of the whole network."),
        Mistake("first-layer-only", lambda theta: theta[0][0].size + theta[0][1].size,
                "Only the first layer is counted.",
                "Perhaps a `return` stands inside the loop."),
        Mistake("last-layer-left-out", lambda theta: _numbers(theta[:-1]),
                "The last layer is left out.",
                "It has no activation, but it has parameters."),
        Mistake("first-layer-left-out", lambda theta: _numbers(theta[1:]),
                "The first layer is left out.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("first-weights-left-out", lambda theta: _numbers(theta) - theta[0][0].size,
                "The weights of the first layer are left out; its biases are counted.",
                "Perhaps sizes are multiplied with their neighbours, and the number of inputs is not among them: no bias has its length."),
        Mistake("last-bias-left-out", lambda theta: _numbers(theta) - theta[-1][1].size,
                "The biases of the last layer are left out.",
                "It has no activation, but it has biases."),
        Mistake("sizes-added", (lambda theta: sum(sum(W.shape) + b.size for W, b in theta), lambda theta: sum(sum(W.shape) for W, b in theta)),
                "The sizes of the axes are added, not multiplied.",
                "A (d_out, d_in) array holds d_out times d_in numbers."),
        Mistake("weights-taken-for-square", tuple(form for axis in (0, 1) for form in (lambda theta, axis=axis: sum(W.shape[axis] ** 2 + b.size for W, b in theta),
                                                                                      lambda theta, axis=axis: sum(W.shape[axis] ** 2 for W, b in theta))),
                "Each `W` is taken for a square array: one of its sizes is multiplied by itself.",
                "A (d_out, d_in) array holds d_out times d_in numbers."),
        Mistake("bias-before-product", lambda theta: sum(W.shape[0] * (W.shape[1] + b.size) for W, b in theta),
                "The biases are added before the product: this is the sum of d_out * (d_in + d_out).",
                "There are d_out * d_in weights and d_out biases: the product first, without brackets around the sum."),
        Mistake("counts-axes", lambda theta: sum(W.ndim + b.ndim for W, b in theta),
                "This counts axes, two for each `W` and one for each `b`.",
                "`.ndim` is the number of axes; `.size` counts the numbers."),
        Mistake("rows-only", (lambda theta: sum(len(W) + len(b) for W, b in theta),),
                "Only the rows of each `W` are counted, and the entries of each `b`.",
                "`len` of a matrix is the number of its rows; `.size` counts the numbers."),
        Mistake("bias-per-input", lambda theta: sum(W.size + W.shape[1] for W, b in theta),
                "One bias is counted for each input.",
                "There is one for each output."),
        Mistake("one-bias-a-layer", lambda theta: sum(W.size + 1 for W, b in theta),
                "One bias is counted for each layer.",
                "There is one for each output."),
        Mistake("biases-twice", lambda theta: sum(W.size + 2 * b.size for W, b in theta),
                "The biases are counted twice.",
                "Once each."),
        Mistake("bias-multiplied", lambda theta: sum(W.size * b.size for W, b in theta),
                "Weights and biases are multiplied.",
                "They are added."),
        Mistake("layers-multiplied", lambda theta: math.prod(W.size + b.size for W, b in theta),
                "The numbers of the layers are multiplied.",
                "They are added: each layer brings its parameters with it."),
        Mistake("values-summed", (lambda theta: sum(W.sum() + b.sum() for W, b in theta), lambda theta: int(sum(W.sum() + b.sum() for W, b in theta))),
                "The values of the parameters are added up.",
                "How many there are is asked."),
        Mistake("nonzero-only", lambda theta: sum(np.count_nonzero(W) + np.count_nonzero(b) for W, b in theta),
                "Only the numbers that are not 0 are counted.",
                "A parameter that happens to be 0 is one all the same."),
        Mistake("distinct-only", (lambda theta: sum(np.unique(a).size for pair in theta for a in pair),
                                  lambda theta: len({v for pair in theta for a in pair for v in a.flat})),
                "Numbers that are equal are counted once.",
                "Each place in an array is a parameter of its own, whatever number stands there."),
        Mistake("units-counted", lambda theta: theta[0][0].shape[1] + sum(b.size for W, b in theta),
                "This counts the units, inputs included.",
                "Count the numbers in `W` and `b`."),
        Mistake("counts-bytes", (lambda theta: sum(W.nbytes + b.nbytes for W, b in theta), lambda theta: sys.getsizeof(theta)),
                "This counts bytes.",
                "A float64 number has eight of them. (`sys.getsizeof` of a list counts what the list itself takes, and not what is in it.)"),
        Mistake("doubled", lambda theta: 2 * _numbers(theta),
                "Everything is counted twice.",
                "Once each."),
        Mistake("per-layer-list", (lambda theta: [W.size + b.size for W, b in theta], lambda theta: [(W.size, b.size) for W, b in theta]),
                "The numbers of each layer are listed, and not added.",
                "One number is asked for, of the whole network."),
        Mistake("weights-and-biases-apart", lambda theta: (sum(W.size for W, b in theta), sum(b.size for W, b in theta)),
                "Weights and biases are counted apart, in two numbers.",
                "One number is asked for: their sum."),
    ),
)

# ---------------------------------------------------------------- mlp


def _mlp_cases(rng):
    def case(n, sizes, activation, note, about="", kind=np.float64):
        return Case(rng.normal(size=(n, sizes[0])).astype(kind), [(W.astype(kind), b.astype(kind)) for W, b in _theta(rng, sizes)],
                    Given(activation), note=note, about=about)
    whole = [(np.array([[1, -1], [2, 1], [0, -3]]), np.array([1, -3, 2])), (np.array([[1, 0, -1], [2, 2, 1]]), np.array([-1, 4]))]
    hand = [(np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([0.0, -1.0])), (np.array([[1.0, -2.0]]), np.array([0.5]))]
    return [
        Case(np.array([[1.0, 2.0], [3.0, 1.0]]), hand, Given("relu"), note="2 rows, 2 to 2 to 1, relu, by hand"),
        case(3, [3, 3, 3, 3], "tanh", "3 rows, three layers, every shape square, tanh"),
        case(4, [2, 3], "tanh", "a single layer: no activation at all", about="a single layer"),
        case(5, [3, 4, 2], "sin", "5 rows, 3 to 4 to 2, sin"),
        case(5, [2, 4, 3, 2], "relu", "5 rows, 2 to 4 to 3 to 2, relu"),
        Case(np.array([[1, -2], [3, 4], [-5, 6]]), whole, Given("relu"), note="whole numbers", about="integer arrays"),
        case(1, [4, 3, 5, 2], "add_one", "a batch of one, an activation that adds one", about="a batch of one"),
        case(6, [3, 5, 2], "tanh", "6 rows, 3 to 5 to 2, tanh, float32", kind=np.float32),
        case(30, [10, 8, 7, 9, 4], "tanh", "30 rows, four layers, random"),
    ]


def _mlp_reference(X, theta, activation):
    for W, b in theta[:-1]:
        X = activation(torch.nn.functional.linear(X, W, b))
    return torch.nn.functional.linear(X, *theta[-1])


def _network(inside=lambda h, W, b, a: a(h @ W.T + b), last=lambda h, W, b, a: h @ W.T + b):
    """A mistaken network: what its hidden layers and what its last layer do."""
    def network(X, theta, a):
        for W, b in theta[:-1]:
            X = inside(X, W, b, a)
        return last(X, *theta[-1], a)
    return network


def _activated(h, W, b, a):
    return a(h @ W.T + b)


def _plain_affine(h, W, b, a):
    return h @ W.T + b


def _at_the_end(function):
    """The right network, and then one thing more."""
    return _network(last=lambda h, W, b, a: function(h @ W.T + b))


def _activated_where(condition):
    """The activation after each layer k of n for which `condition(k, n)` holds."""
    def network(X, theta, a):
        for k, (W, b) in enumerate(theta):
            X = X @ W.T + b
            X = a(X) if condition(k, len(theta)) else X
        return X
    return network


def _through_the_layers(order):
    """The right network, with the layers `order(theta)` in place of theta."""
    return lambda X, theta, a: _network()(X, order(theta), a)


def _each_from_input(X, theta, a):
    for W, b in theta[:-1]:
        h = a(X @ W.T + b)
    return (h if len(theta) > 1 else X) @ theta[-1][0].T + theta[-1][1]


def _each_from_input_unbound(X, theta, a):
    for W, b in theta[:-1]:
        h = a(X @ W.T + b)
    return h @ theta[-1][0].T + theta[-1][1]        # no h where there is a single layer


def _names_after_the_loop(X, theta, a):
    for W, b in theta[:-1]:
        X = a(X @ W.T + b)
    return X @ W.T + b


def _from_input_only(X, theta, a):
    return X @ theta[-1][0].T + theta[-1][1]


def _every_layer(X, theta, a):
    """The input and what each layer gives."""
    values = [X]
    for W, b in theta[:-1]:
        values.append(a(values[-1] @ W.T + b))
    return [*values, values[-1] @ theta[-1][0].T + theta[-1][1]]


mlp = Exercise(
    name="mlp",
    notebook=NOTEBOOK,
    parameters="X, theta, activation",
    reference=_mlp_reference,
    cases=_mlp_cases,
    inputs={"X": ("N", "d_0")},
    output=("N", "d_n"),
    hints=(
        "What one layer gives is what the next one takes. All layers but the last have the activation; the last is affine.",
        "Loop over `theta[:-1]` with `layer`, letting the variable for the data be replaced in each turn; then treat `theta[-1]` on its own, with `affine`.",
        "`for W, b in theta[:-1]: X = layer(X, W, b, activation)`, then `W, b = theta[-1]` and `return affine(X, W, b)`.",
    ),
    mistakes=(
        Mistake("last-activated", _network(last=_activated),
                "The activation is applied after the last layer too.",
                "The last layer stays affine, so that the network can give any number."),
        Mistake("never-activated", _network(_plain_affine),
                "No activation is applied: the network is a chain of affine maps.",
                "A chain of affine maps is one affine map. The activation comes after every layer but the last."),
        Mistake("only-last-activated", _network(_plain_affine, _activated),
                "The activation is applied after the last layer only: it should be after all the others.",
                "Every layer but the last has it."),
        Mistake("input-activated", lambda X, theta, a: _network()(a(X), theta, a),
                "The activation is applied to the input as well.",
                "The input goes into the first affine map as it is. "
                "(If the activation stands before each layer's affine map, it has to go behind it: activation(W x + b).)"),
        Mistake("last-layer-left-out", lambda X, theta, a: _network(last=lambda h, W, b, a: h)(X, theta, a),
                "The last layer is left out.",
                "The loop runs over all layers but the last; the last still has to follow, without activation."),
        Mistake("first-layer-only", (lambda X, theta, a: _activated_where(lambda k, n: k < len(theta) - 1)(X, theta[:1], a),
                                     lambda X, theta, a: _activated(X, *theta[0], a), lambda X, theta, a: _plain_affine(X, *theta[0], a)),
                "Only the first layer is applied.",
                "Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("first-and-last-only", (lambda X, theta, a: _network()(X, [theta[0], theta[-1]], a),
                                        lambda X, theta, a: _network()(X, [theta[0], theta[-1]], a) if len(theta) > 1 else None,
                                        lambda X, theta, a: _network()(X, [theta[0], theta[-1]] if len(theta) > 1 else theta, a)),
                "Only the first and the last layer are used.",
                "`theta` may have any number of layers: loop over it. Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("last-hidden-layer-twice", _names_after_the_loop,
                "In place of the last layer, the one before it is applied a second time.",
                "After a loop over `theta[:-1]` the names `W` and `b` still stand for the last turn's. The last layer is `theta[-1]`."),
        Mistake("first-layer-twice", _through_the_layers(lambda theta: theta[:1] + theta),
                "The first layer is applied twice.",
                "Perhaps it is applied once before the loop, which begins with it again."),
        Mistake("one-layer-repeated", (_through_the_layers(lambda theta: theta[:1] * (len(theta) - 1) + theta[-1:]),
                                       _through_the_layers(lambda theta: theta[:1] * len(theta)), _through_the_layers(lambda theta: theta[-1:] * len(theta))),
                "One layer is used over and over, the first or the last, in the place of others.",
                "Each turn of the loop takes the `W` and `b` of its own layer. "
                "(Functions made in a loop look `W` and `b` up when they are called: by then they are the last ones.)"),
        Mistake("first-layer-left-out", (_through_the_layers(lambda theta: theta[1:]), _through_the_layers(lambda theta: theta[1:] or theta)),
                "The first layer is left out.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("each-from-input", (_each_from_input, _each_from_input_unbound, _from_input_only),
                "Each layer is given the network's input, not what the layer before it gave.",
                "Let the result replace the data: X = layer(X, ...)."),
        Mistake("order-reversed", _through_the_layers(lambda theta: theta[::-1]),
                "The layers are applied from the last to the first.",
                "`theta` lists the first layer first."),
        Mistake("w-not-transposed", (_network(lambda h, W, b, a: a(h @ W + b), lambda h, W, b, a: h @ W + b), _network(lambda h, W, b, a: a(h @ W + b))),
                "`W` is used without its transpose.",
                "Row k of `W` holds the weights of output k. `affine` has it right: call it."),
        Mistake("reshaped-not-transposed", _network(lambda h, W, b, a: a(h @ W.reshape(W.shape[::-1]) + b),
                                                    lambda h, W, b, a: h @ W.reshape(W.shape[::-1]) + b),
                "`W` is reshaped to (d_in, d_out), not transposed: its numbers stand in another order.",
                "`reshape` reads the numbers row by row and lays them out anew. `affine` has it right: call it."),
        Mistake("bias-subtracted", _network(lambda h, W, b, a: a(h @ W.T - b), lambda h, W, b, a: h @ W.T - b),
                "The biases are subtracted.",
                "Each layer adds its own `b`."),
        Mistake("bias-left-out", _network(lambda h, W, b, a: a(h @ W.T), lambda h, W, b, a: h @ W.T),
                "The biases are left out.",
                "Each layer adds its own `b`."),
        Mistake("hidden-bias-left-out", _network(lambda h, W, b, a: a(h @ W.T)),
                "The biases of the hidden layers are left out.",
                "Each layer adds its own `b`."),
        Mistake("last-bias-left-out", _network(last=lambda h, W, b, a: h @ W.T),
                "The last layer's bias is left out.",
                "It has no activation, but it has a bias."),
        Mistake("bias-after-activation", _network(lambda h, W, b, a: a(h @ W.T) + b),
                "The bias is added after the activation.",
                "It belongs inside: activation(W x + b)."),
        Mistake("always-relu", (lambda X, theta, a: _network()(X, theta, lambda z: np.maximum(z, 0)),
                                lambda X, theta, a: _network(last=_activated)(X, theta, lambda z: np.maximum(z, 0))),
                "relu is applied whatever activation is handed in.",
                "Call the argument `activation`."),
        Mistake("always-sigmoid", lambda X, theta, a: _network()(X, theta, _sigmoid),
                "sigmoid is applied whatever activation is handed in.",
                "Call the argument `activation`."),
        Mistake("always-tanh", lambda X, theta, a: _network()(X, theta, np.tanh),
                "tanh is applied whatever activation is handed in.",
                "Call the argument `activation`."),
        Mistake("activated-twice", _network(lambda h, W, b, a: a(a(h @ W.T + b))),
                "The activation is applied twice in each layer.",
                "`layer` applies it already."),
        Mistake("last-layer-twice", _through_the_layers(lambda theta: theta + theta[-1:]),
                "The last layer is applied twice, once with the activation and once without.",
                "Perhaps a loop over all of `theta` takes it in, and it follows once more. Loop over `theta[:-1]`."),
        Mistake("first-layer-only-activated", _activated_where(lambda k, n: k == 0 < n - 1),
                "Only the first layer has an activation.",
                "Every layer but the last has one."),
        Mistake("first-layer-not-activated", (_activated_where(lambda k, n: k > 0), _activated_where(lambda k, n: 0 < k < n - 1)),
                "The first layer has no activation.",
                "Every layer but the *last* has one. Perhaps a condition such as `k > 0` leaves out the wrong one."),
        Mistake("last-hidden-layer-only-activated", _activated_where(lambda k, n: k == n - 2),
                "Of the hidden layers only the last one has an activation.",
                "Every layer but the last has one. Perhaps it stands after the loop, and not in it."),
        Mistake("last-hidden-layer-left-out", (_through_the_layers(lambda theta: theta[:-2] + theta[-1:]),),
                "The layer before the last is left out.",
                "Perhaps the loop ends one too early: `theta[:-1]` is all layers but the last."),
        Mistake("last-two-layers-affine", _activated_where(lambda k, n: k < n - 2),
                "The last two layers have no activation; only the last one should have none.",
                "With n layers, counted from 0, the last is number n - 1, and the one before it is still activated."),
        Mistake("first-two-layers-only", _through_the_layers(lambda theta: theta[:2]),
                "Only the first two layers are used.",
                "`theta` may have any number of layers: loop over it."),
        Mistake("softmax-at-the-end", _at_the_end(_softmax),
                "The output goes through softmax.",
                "The last layer stays affine: softmax belongs to the loss, or to whoever reads the output as probabilities."),
        Mistake("sigmoid-at-the-end", _at_the_end(_sigmoid),
                "The output goes through sigmoid.",
                "The last layer stays affine: what is done with its output is another matter."),
        Mistake("input-added", _network(lambda h, W, b, a: h + a(h @ W.T + b) if h.shape[1] == W.shape[0] else a(h @ W.T + b)),
                "Each layer's input is added to its output.",
                "That is a residual network, a later invention. Here each result replaces the data."),
        Mistake("all-layers-listed", (_every_layer, lambda X, theta, a: _every_layer(X, theta, a)[1:],
                                      lambda X, theta, a: [_network()(X, theta[:k], a) for k in range(1, len(theta) + 1)]),
                "What each layer gives is listed.",
                "Only the output of the last layer is asked for."),
    ),
)

# ---------------------------------------------------------------- merge_affine


def _merge_cases(rng):
    def case(d_in, d_mid, d_out, note, about="", kind=np.float64):
        return Case(*(rng.normal(size=s).astype(kind) for s in ((d_mid, d_in), (d_mid,), (d_out, d_mid), (d_out,))), note=note, about=about)
    return [
        Case(np.array([[2.0]]), np.array([3.0]), np.array([[5.0]]), np.array([7.0]), note="numbers: 5 (2 x + 3) + 7, by hand"),
        Case(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, -1.0]), np.array([[3.0, 0.0], [1.0, 4.0]]), np.array([10.0, 20.0]),
             note="2 to 2 to 2, by hand"),
        case(3, 3, 3, "3 to 3 to 3: every shape is square"),
        case(2, 4, 3, "2 to 4 to 3"),
        case(5, 1, 4, "5 to 1 to 4", about="a middle of width 1"),
        case(4, 3, 1, "4 to 3 to 1", about="a single output"),
        Case(np.array([[1, 2], [3, 4], [-1, 0]]), np.array([1, -2, 3]), np.array([[1, 0, 2], [-1, 1, 1]]), np.array([5, 6]),
             note="whole numbers", about="integer arrays"),
        Case(np.array([[0.5, 2.0], [3.0, -0.25]]), np.array([1.5, -2.5]), np.array([[0.5, 0.75], [-1.5, 1.0]]), np.array([5, 6]),
             note="whole numbers in b2 only", about="an integer b2"),
        case(3, 5, 2, "3 to 5 to 2, float32", kind=np.float32),
        case(20, 30, 11, "20 to 30 to 11, random"),
    ]


merge_affine = Exercise(
    name="merge_affine",
    notebook=NOTEBOOK,
    parameters="W1, b1, W2, b2",
    reference=lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + b2),
    cases=_merge_cases,
    inputs={"W1": ("d_hidden", "d_in"), "b1": ("d_hidden",), "W2": ("d_out", "d_hidden"), "b2": ("d_out",)},
    output={"W": ("d_out", "d_in"), "b": ("d_out",)},
    hints=(
        "Write the second layer with the first one put in for x, W2 (W1 x + b1) + b2, and multiply the brackets out.",
        "What stands before x is the new `W`; what is left without x is the new `b`. Check the shapes: (d_out, d_in) and (d_out,).",
        "W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2).",
    ),
    mistakes=(
        Mistake("order-exchanged", (lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2), lambda W1, b1, W2, b2: (np.einsum("ij,jk->ik", W1, W2), W2 @ b1 + b2)),
                "The weights are multiplied in the wrong order: W1 W2.",
                "Layer 1 acts first, so it stands next to x: W2 W1 x. For (d_hidden, d_in) and (d_out, d_hidden) only that order fits."),
        Mistake("order-exchanged-everywhere", lambda W1, b1, W2, b2: (W1 @ W2, W1 @ b2 + b1),
                "Layer 2 is applied first and layer 1 after it.",
                "Layer 1 acts first: W2 (W1 x + b1) + b2."),
        Mistake("biases-added", lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2),
                "The biases are simply added.",
                "b1 goes through layer 2 before b2 is added: W2 is multiplied with it too."),
        Mistake("first-bias-summed", lambda W1, b1, W2, b2: (W2 @ W1, b1.sum() + b2),
                "The sum of all of `b1` is added to each entry of `b2`.",
                "b1 goes through layer 2: output k gets the sum of its entries *weighted* by row k of W2."),
        Mistake("biases-exchanged", (lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b2 + b1), lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b2 + b1)),
                "The biases are exchanged: b2 goes through a layer, and b1 is added.",
                "b1 belongs to the first layer, so it goes through the second; b2 is added last."),
        Mistake("second-bias-twice", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + 2 * b2),
                "`b2` is added twice.",
                "Once is enough. Perhaps a variable begins as `b2`, and `b2` is added once more."),
        Mistake("bias-in-weights", lambda W1, b1, W2, b2: (W2 @ W1 + (W2 @ b1 + b2)[:, None], W2 @ b1 + b2),
                "The new bias is right, but the new `W` has it in each of its columns as well.",
                "Perhaps `W` is read off from what the two layers make of unit vectors: that is a column of `W` plus the bias."),
        Mistake("bias-summed-over-outputs", (lambda W1, b1, W2, b2: (W2 @ W1, (W2 * b1).sum(axis=0) + b2), lambda W1, b1, W2, b2: (W2 @ W1, b1 * W2.sum(axis=0) + b2)),
                "The products of W2 and b1 are summed over the outputs, not over the hidden units.",
                "Entry k of W2 b1 is the sum over the hidden units j of `W2[k, j] * b1[j]`: of the axes, the one of the hidden units goes."),
        Mistake("zero-bias", lambda W1, b1, W2, b2: (W2 @ W1, np.zeros(len(W2))),
                "The new bias is 0.",
                "Two layers that move their input are one layer that moves it: both biases go into the new one."),
        Mistake("second-bias-left-out", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1),
                "`b2` is left out.",
                "It is added last, and nothing acts on it."),
        Mistake("first-bias-left-out", lambda W1, b1, W2, b2: (W2 @ W1, b2 + 0),
                "`b1` is left out.",
                "It goes through layer 2: W2 b1 is part of the new bias."),
        Mistake("first-bias-twice", lambda W1, b1, W2, b2: (W2 @ W1, 2 * (W2 @ b1) + b2),
                "W2 b1 is added twice.",
                "Once is enough."),
        Mistake("bias-inside-sum", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + len(b1) * b2),
                "`b2` is added once for each hidden unit.",
                "Perhaps it stands inside the sum over the hidden units; it belongs after it."),
        Mistake("bias-through-both", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ (b1 + b2)),
                "`b2` is multiplied by W2 as well.",
                "It is added after layer 2's weights: put the brackets around b1 alone."),
        Mistake("bias-transposed", lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2),
                "The bias is b1 @ W2, which is W2 transposed times b1.",
                "W2 acts on b1 as on any vector: W2 @ b1 (or b1 @ W2.T)."),
        Mistake("bias-through-first", lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b1 + b2),
                "`b1` is multiplied by W1.",
                "It is added after W1 has acted; it is W2 that acts on it."),
        Mistake("bias-through-product", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ W1 @ b1 + b2),
                "`b1` is multiplied by W2 W1.",
                "It is added after W1 has acted; only W2 acts on it."),
        Mistake("bias-elementwise", (lambda W1, b1, W2, b2: (W2 @ W1, b1 * b2), lambda W1, b1, W2, b2: (W2 @ W1, b1 * b2 + b2)),
                "The biases are multiplied entry by entry.",
                "The new bias is W2 b1 + b2."),
        Mistake("bias-not-summed", (lambda W1, b1, W2, b2: (W2 @ W1, W2 * b1 + b2), lambda W1, b1, W2, b2: (W2 @ W1, W2 * b1 + b2[:, None])),
                "W2 and b1 are multiplied entry by entry, and not summed: the bias has the shape of a matrix.",
                "W2 b1 is a matrix times a vector, `@`: one number for each output."),
        Mistake("bias-column-plus-row", lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1)[:, None] + b2),
                "A column and a row are added, which makes a table: the bias has shape (d_out, d_out).",
                "Both parts of the bias are flat, (d_out,)."),
        Mistake("bias-minus", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 - b2),
                "`b2` is subtracted.",
                "It is added."),
        Mistake("first-bias-subtracted", lambda W1, b1, W2, b2: (W2 @ W1, b2 - W2 @ b1),
                "W2 b1 is subtracted from `b2`.",
                "It is added."),
        Mistake("sum-overwritten", tuple(form for k in (slice(-1, None), slice(0, 1)) for form in (
                    lambda W1, b1, W2, b2, k=k: (W2[:, k] @ W1[k], W2 @ b1 + b2), lambda W1, b1, W2, b2, k=k: (W2[:, k] @ W1[k], W2[:, k] @ b1[k] + b2),
                    lambda W1, b1, W2, b2, k=k: (W2 @ W1, W2[:, k] @ b1[k] + b2))),
                "Only one hidden unit counts, the last or the first.",
                "All products belong in the sums. Perhaps a sum is overwritten in each turn (`=` where `+=` belongs), or ended in the first."),
        Mistake("last-hidden-left-out", (lambda W1, b1, W2, b2: (W2[:, :-1] @ W1[:-1], W2[:, :-1] @ b1[:-1] + b2),
                                         lambda W1, b1, W2, b2: (W2[:, :-1] @ W1[:-1], W2 @ b1 + b2), lambda W1, b1, W2, b2: (W2 @ W1, W2[:, :-1] @ b1[:-1] + b2)),
                "The last hidden unit is left out of the sums.",
                "Perhaps a loop ends one too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("first-hidden-left-out", (lambda W1, b1, W2, b2: (W2[:, 1:] @ W1[1:], W2[:, 1:] @ b1[1:] + b2),
                                          lambda W1, b1, W2, b2: (W2[:, 1:] @ W1[1:], W2 @ b1 + b2), lambda W1, b1, W2, b2: (W2 @ W1, W2[:, 1:] @ b1[1:] + b2)),
                "The first hidden unit is left out of the sums.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("mean-not-sum", (lambda W1, b1, W2, b2: (W2 @ W1 / len(b1), W2 @ b1 / len(b1) + b2), lambda W1, b1, W2, b2: (W2 @ W1 / len(b1), W2 @ b1 + b2)),
                "The products are averaged over the hidden units.",
                "A matrix product is a sum."),
        Mistake("weights-transposed", (lambda W1, b1, W2, b2: (W1.T @ W2.T, W2 @ b1 + b2), lambda W1, b1, W2, b2: ((W2 @ W1).T, W2 @ b1 + b2)),
                "The new `W` comes out transposed, (d_in, d_out).",
                "X @ W1.T @ W2.T is X @ (W2 @ W1).T: the transpose stands outside already."),
        Mistake("transposes-mixed", (lambda W1, b1, W2, b2: (W2.T @ W1, W2 @ b1 + b2), lambda W1, b1, W2, b2: (W2 @ W1.T, W2 @ b1 + b2)),
                "One of the two weight matrices is transposed.",
                "W2 W1, neither of them transposed: (d_out, d_hidden) times (d_hidden, d_in)."),
        Mistake("weights-added", (lambda W1, b1, W2, b2: (W1 + W2, W2 @ b1 + b2), lambda W1, b1, W2, b2: (W1 + W2, b1 + b2)),
                "The weights are added.",
                "One map after another is a product of matrices."),
        Mistake("weights-elementwise", (lambda W1, b1, W2, b2: (W1 * W2, W2 @ b1 + b2), lambda W1, b1, W2, b2: (W1 * W2, W2 * b1 + b2)),
                "The weights are multiplied entry by entry.",
                "One map after another is a matrix product, `@`."),
        Mistake("weights-elementwise-exchanged", lambda W1, b1, W2, b2: (W2 * W1, b1 + b2),
                "The weights are multiplied entry by entry, and the biases added.",
                "One map after another is a matrix product, `@`, and b1 goes through layer 2 as well."),
        Mistake("layer-one-only", lambda W1, b1, W2, b2: (W1 + 0, b1 + 0),
                "This is layer 1 alone.",
                "Layer 2 has to be in it: W2 (W1 x + b1) + b2."),
        Mistake("layer-two-only", lambda W1, b1, W2, b2: (W2 + 0, b2 + 0),
                "This is layer 2 alone.",
                "Layer 1 has to be in it: W2 (W1 x + b1) + b2."),
        Mistake("not-merged", lambda W1, b1, W2, b2: ((W1 + 0, b1 + 0), (W2 + 0, b2 + 0)),
                "Both layers come back as they are.",
                "One layer is asked for, one `W` and one `b`, that does what the two do."),
        Mistake("parts-exchanged", lambda W1, b1, W2, b2: (W2 @ b1 + b2, W2 @ W1),
                "The two parts are exchanged: the bias comes first.",
                "`(W, b)`, in this order."),
        Mistake("weights-only", lambda W1, b1, W2, b2: W2 @ W1,
                "Only the weights are returned.",
                "A pair `(W, b)` is asked for."),
        Mistake("bias-only", lambda W1, b1, W2, b2: W2 @ b1 + b2,
                "Only the bias is returned.",
                "A pair `(W, b)` is asked for."),
        Mistake("integer-truncation", lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1 + b2).astype(b2.dtype)),
                "With whole numbers in `b2` the fractions of the new bias are cut off: it is put into an integer array.",
                "A copy of `b2` has its dtype. Ask for floats, or let numpy choose by computing the whole array at once."),
        Mistake("activated", (lambda W1, b1, W2, b2: (W2 @ W1, W2 @ np.maximum(b1, 0) + b2),
                              lambda W1, b1, W2, b2: (W2 @ np.maximum(W1, 0), W2 @ np.maximum(b1, 0) + b2),
                              lambda W1, b1, W2, b2: (W2 @ W1, np.maximum(W2 @ b1 + b2, 0))),
                "An activation is applied on the way.",
                "Two layers can be merged because there is nothing but affine maps here."),
    ),
)
