"""Students' answers to `sigmoid_backward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


# ---------------------------------------------------------------- right


@right("sigmoid_backward")
def sigmoid_back_own_sigmoid(upstream, z):
    s = sigmoid(z)
    return upstream * s * (1 - s)


@right("sigmoid_backward")
def sigmoid_back_symmetric(upstream, z):
    """The slope is even in z."""
    e = np.exp(-np.abs(z))
    return upstream * e / (1 + e) ** 2


@right("sigmoid_backward")
def sigmoid_back_tanh(upstream, z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - s) * upstream


@right("sigmoid_backward")
def sigmoid_back_tanh_squared(upstream, z):
    return upstream * (1 - np.tanh(z / 2) ** 2) / 4


@right("sigmoid_backward")
def sigmoid_back_naive(upstream, z):
    """The values are right; numpy warns of an overflow that is divided away."""
    s = 1 / (1 + np.exp(-z))
    return upstream * s * (1 - s)


@right("sigmoid_backward")
def sigmoid_back_clipped_far_out(upstream, z):
    s = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return upstream * (s - s ** 2)


@right("sigmoid_backward")
def sigmoid_back_masks(upstream, z):
    s = np.empty(z.shape)
    s[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    s[z < 0] = e / (1 + e)
    return upstream * s * (1 - s)


@right("sigmoid_backward")
def sigmoid_back_math(upstream, z):
    def slope(v):
        e = math.exp(-abs(v))
        return e / (1 + e) ** 2
    return np.array([u * slope(v) for u, v in zip(upstream.ravel(), z.ravel())]).reshape(z.shape)


@right("sigmoid_backward")
def sigmoid_back_cosh(upstream, z):
    return upstream / (4 * np.cosh(np.clip(z / 2, -300, 300)) ** 2)


@right("sigmoid_backward")
def sigmoid_back_both_signs(upstream, z):
    return upstream * sigmoid(z) * sigmoid(-z)


@right("sigmoid_backward")
def sigmoid_back_logs(upstream, z):
    return upstream * np.exp(-np.logaddexp(0, -z) - np.logaddexp(0, z))


# ---------------------------------------------------------------- wrong


@wrong("sigmoid_backward", "upstream-left-out")
def sigmoid_back_no_upstream(upstream, z):
    """Forgets upstream."""
    s = sigmoid(z)
    return s * (1 - s)


@wrong("sigmoid_backward", "slope-of-z")
def sigmoid_back_of_output(upstream, z):
    """Takes z for the output."""
    return upstream * z * (1 - z)


@wrong("sigmoid_backward", "times-sigmoid")
def sigmoid_back_value(upstream, z):
    """Multiplies with sigmoid itself."""
    return upstream * sigmoid(z)


@wrong("sigmoid_backward", "overflow-nan")
def sigmoid_back_quotient(upstream, z):
    """exp(-z) / (1 + exp(-z)) ** 2 is nan at -1000."""
    return upstream * np.exp(-z) / (1 + np.exp(-z)) ** 2


@wrong("sigmoid_backward", "overflow-nan")
def sigmoid_back_quotient_e(upstream, z):
    """exp(z) / (1 + exp(z)) is nan at 1000."""
    s = np.exp(z) / (1 + np.exp(z))
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "overflow")
def sigmoid_back_math_naive(upstream, z):
    """math.exp(1000)."""
    out = np.zeros(z.shape)
    for i in np.ndindex(z.shape):
        s = 1 / (1 + math.exp(-z[i]))
        out[i] = upstream[i] * s * (1 - s)
    return out


@wrong("sigmoid_backward", "plus")
def sigmoid_back_plus(upstream, z):
    """s (1 + s)."""
    s = sigmoid(z)
    return upstream * s * (1 + s)


@wrong("sigmoid_backward", "square")
def sigmoid_back_square(upstream, z):
    """1 - s ** 2, which is for tanh."""
    return upstream * (1 - sigmoid(z) ** 2)


@wrong("sigmoid_backward", "precedence")
def sigmoid_back_brackets(upstream, z):
    """Brackets are missing."""
    s = sigmoid(z)
    return upstream * s * 1 - s


@wrong("sigmoid_backward", "tanh-slope")
def sigmoid_back_tanh_slope(upstream, z):
    """tanh's."""
    return upstream * (1 - np.tanh(z) ** 2)


@wrong("sigmoid_backward", "relu-slope")
def sigmoid_back_relu(upstream, z):
    """relu's."""
    return np.where(z > 0, upstream, 0)


@wrong("sigmoid_backward", "sigmoid-twice")
def sigmoid_back_twice(upstream, z):
    """sigmoid of sigmoid."""
    s = sigmoid(sigmoid(z))
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "sigmoid-of-upstream")
def sigmoid_back_exchanged(z, upstream):
    """The arguments in another order."""
    s = sigmoid(z)
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "integer-truncation")
def sigmoid_back_integer(upstream, z):
    """empty_like(z) cuts."""
    out = np.empty_like(z)
    s = sigmoid(z)
    out[...] = upstream * s * (1 - s)
    return out


@wrong("sigmoid_backward", "changed-input")
def sigmoid_back_in_place(upstream, z):
    """*= on upstream."""
    s = sigmoid(z)
    if upstream.dtype.kind == "f":
        upstream *= s * (1 - s)
        return upstream
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "not-squared")
def sigmoid_back_not_squared(upstream, z):
    """The square is forgotten."""
    e = np.exp(-np.abs(z))
    return upstream * e / (1 + e)


@wrong("sigmoid_backward", "raised")
def sigmoid_back_typo(upstream, z):
    """sigmod."""
    s = sigmod(z)
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "sign-turned")
def sigmoid_back_sign(upstream, z):
    """s (s - 1)."""
    s = sigmoid(z)
    return upstream * s * (s - 1)


@wrong("sigmoid_backward", "upstream-for-output")
def sigmoid_back_upstream_as_output(upstream, z):
    """Takes upstream for the output."""
    return upstream * (1 - upstream)


@wrong("sigmoid_backward", "upstream-for-output")
def sigmoid_back_one_minus_upstream(upstream, z):
    """1 - upstream for 1 - s."""
    s = sigmoid(z)
    return s * (1 - upstream)


@wrong("sigmoid_backward", "one-term-only")
def sigmoid_back_multiplied_out(upstream, z):
    """s - s s, of which only the s is multiplied."""
    s = sigmoid(z)
    return upstream * s - s * s


@wrong("sigmoid_backward", "divided")
def sigmoid_back_divides(upstream, z):
    """Divides by the slope."""
    s = sigmoid(z)
    return upstream / (s * (1 - s))


@wrong("sigmoid_backward", "slope-at-upstream")
def sigmoid_back_slope_at_upstream(upstream, z):
    """The slope at upstream, and no z at all."""
    s = sigmoid(upstream)
    return s * (1 - s)


@wrong("sigmoid_backward", "slope-at-product")
def sigmoid_back_slope_at_product(upstream, z):
    """The slope at the product."""
    s = sigmoid(upstream * z)
    return s * (1 - s)


@wrong("sigmoid_backward", "square-inside")
def sigmoid_back_square_inside(upstream, z):
    """The square is inside the sum."""
    e = np.exp(-np.abs(z))
    return upstream * e / (1 + e ** 2)


@wrong("sigmoid_backward", "output-clipped")
def sigmoid_back_keeps_off_the_ends(upstream, z):
    """Keeps s away from 0 and 1."""
    s = sigmoid(z)
    s = np.clip(s, 1e-07, 1 - 1e-07)
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "sigmoid-of-complement")
def sigmoid_back_sigmoid_of_complement(upstream, z):
    """sigmoid(1 - z) for 1 - sigmoid(z)."""
    return upstream * sigmoid(z) * sigmoid(1 - z)


@wrong("sigmoid_backward", "times-z")
def sigmoid_back_times_z(upstream, z):
    """z once more."""
    s = sigmoid(z)
    return upstream * s * (1 - s) * z


@wrong("sigmoid_backward", "bracket-in-sigmoid")
def sigmoid_back_bracket_in_sigmoid(upstream, z):
    """1 / 1 + e."""
    with np.errstate(all="ignore"):
        s = 1 / 1 + np.exp(-z)
        return upstream * s * (1 - s)


@wrong("sigmoid_backward", "clipped")
def sigmoid_back_half_clipped(upstream, z):
    """No positive z gets into the exponential, or anywhere."""
    s = 1 / (1 + np.exp(-np.minimum(z, 0)))
    return upstream * s * (1 - s)


@wrong("sigmoid_backward", "sigmoid-itself")
def sigmoid_back_forward(upstream, z):
    """Only sigmoid itself."""
    return sigmoid(z)


@wrong("sigmoid_backward", "averaged")
def sigmoid_back_averaged(upstream, z):
    """Divides by the number of rows."""
    s = sigmoid(z)
    return upstream * s * (1 - s) / len(z)


@right("sigmoid_backward")
def sigmoid_back_halves(upstream, z):
    with np.errstate(over="ignore"):
        return upstream / (np.exp(z / 2) + np.exp(-z / 2)) ** 2


@right("sigmoid_backward")
def sigmoid_back_product_of_both(upstream, z):
    return upstream * sigmoid(z) * sigmoid(-z)


@right("sigmoid_backward")
def sigmoid_back_logarithms_added(upstream, z):
    return upstream * np.exp(-np.logaddexp(0, -z) - np.logaddexp(0, z))


@right("sigmoid_backward")
def sigmoid_back_multiplied_out_rightly(upstream, z):
    s = sigmoid(z)
    return upstream * (s - s * s)
