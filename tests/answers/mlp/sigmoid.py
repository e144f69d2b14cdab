"""Students' answers to `sigmoid`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("sigmoid")
def sigmoid_tanh(z):
    return 0.5 * (1 + np.tanh(z / 2))


@right("sigmoid")
def sigmoid_logaddexp(z):
    return np.exp(-np.logaddexp(0, -z))


@right("sigmoid")
def sigmoid_exp_of_minus_abs(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


@right("sigmoid")
def sigmoid_masks(z):
    out = np.empty(z.shape)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    small = np.exp(z[~positive])
    out[~positive] = small / (1 + small)
    return out


@right("sigmoid")
def sigmoid_loop(z):
    out = np.zeros(z.shape)
    for index in np.ndindex(z.shape):
        if z[index] >= 0:
            out[index] = 1 / (1 + math.exp(-z[index]))
        else:
            out[index] = math.exp(z[index]) / (1 + math.exp(z[index]))
    return out


@right("sigmoid")
def sigmoid_clip(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@right("sigmoid")
def sigmoid_maximum(z):
    return 1.0 / (1.0 + np.exp(np.minimum(-z, 700)))


@right("sigmoid")
def sigmoid_silenced(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


@right("sigmoid")
def sigmoid_long_double(z):
    z = np.asarray(z, dtype=np.longdouble)
    return (1 / (1 + np.exp(-z))).astype(np.float64)


@right("sigmoid")
def sigmoid_recursion(z):
    if isinstance(z, np.ndarray) and z.ndim > 0:
        return [sigmoid_recursion(part) for part in z]
    z = float(z)
    return 1 / (1 + math.exp(-z)) if z > 0 else 1 - 1 / (1 + math.exp(z))


@right("sigmoid")
def sigmoid_flat_lists(z):
    def one(x):
        try:
            return 1 / (1 + math.exp(-x))
        except OverflowError:
            return 0.0
    return np.array([one(float(x)) for x in z.flat]).reshape(z.shape)


@right("sigmoid")
def sigmoid_vectorize(z):
    return np.vectorize(lambda x: 0.5 + 0.5 * math.tanh(0.5 * x), otypes=[float])(z)


@right("sigmoid")
def sigmoid_single_precision(z):
    return 0.5 * np.tanh(0.5 * z.astype(np.float32)) + 0.5


@right("sigmoid")
def sigmoid_piecewise(z):
    return np.piecewise(np.asarray(z, dtype=float), [z >= 0],
                        [lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(x) / (1 + np.exp(x))])


@right("sigmoid")
def sigmoid_softmax_of_two(z):
    m = np.maximum(z, 0)
    return np.exp(z - m) / (np.exp(z - m) + np.exp(0 - m))


@right("sigmoid")
def sigmoid_reciprocal(z):
    return np.reciprocal(1 + np.exp(-np.maximum(z, -709)))


class Sigmoid:
    def __call__(self, z):
        self.out = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
        return self.out


right("sigmoid")(Sigmoid())
right("sigmoid")(lambda z: np.tanh(np.divide(z, 2)) / 2 + 1 / 2)


@right("sigmoid")
def sigmoid_warnings_module(z):
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return 1 / (1 + np.exp(-z))


@right("sigmoid")
def sigmoid_keeps_its_last_result(z):
    e = np.exp(-abs(z))
    return (z >= 0) * (1 / (1 + e)) + (z < 0) * (e / (1 + e))


@right("sigmoid")
def sigmoid_half_precision(z):
    return 0.5 * (1 + np.tanh(z.astype(np.float16) / 2))


# ---------------------------------------------------------------- wrong


@wrong("sigmoid", "overflow")
def sigmoid_overflow(z):
    """The formula as it stands: exp overflows, and numpy warns."""
    return 1 / (1 + np.exp(-z))


@wrong("sigmoid", "overflow")
def sigmoid_overflow_helper(z):
    """The formula as it stands, by steps."""
    denominator = np.add(1.0, np.exp(np.negative(z)))
    return np.divide(1.0, denominator)


@wrong("sigmoid", "overflow-both-branches")
def sigmoid_overflow_where(z):
    """np.where works out both branches, so that the warning comes all the same."""
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@wrong("sigmoid", "overflow")
def sigmoid_overflow_vectorize(z):
    """The formula as it stands, entry by entry, by numpy's exp."""
    return np.array([1 / (1 + np.exp(-x)) for x in z.ravel()]).reshape(z.shape)


@wrong("sigmoid", "overflow")
def sigmoid_overflow_math(z):
    """math.exp raises where numpy warns."""
    return np.array([1 / (1 + math.exp(-x)) for x in z.ravel()]).reshape(z.shape)


@wrong("sigmoid", "single-number-function")
def sigmoid_math_exp_of_array(z):
    """math.exp does not take arrays."""
    return 1 / (1 + math.exp(-z))


@wrong("sigmoid", "overflow-nan")
def sigmoid_other_formula(z):
    """exp(z) / (1 + exp(z)) is inf / inf = nan for large z."""
    return np.exp(z) / (1 + np.exp(z))


@wrong("sigmoid", "overflow-nan")
def sigmoid_other_formula_silenced(z):
    """exp(z) / (1 + exp(z)) is nan for large z, with the warning silenced."""
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return e / (1 + e)


@wrong("sigmoid", "sign-turned")
def sigmoid_sign(z):
    """The minus in the exponent is missing."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(z))


@wrong("sigmoid", "sign-turned")
def sigmoid_sign_stable(z):
    """sigmoid(-z), stable."""
    return 0.5 * (1 - np.tanh(z / 2))


@wrong("sigmoid", "sign-turned")
def sigmoid_sign_loop(z):
    """sigmoid(-z), with the two branches swapped."""
    out = np.zeros(z.shape)
    for i, x in np.ndenumerate(z):
        out[i] = math.exp(-abs(x)) / (1 + math.exp(-abs(x))) if x >= 0 else 1 / (1 + math.exp(-abs(x)))
    return out


@wrong("sigmoid", "minus-in-denominator")
def sigmoid_minus_in_denominator(z):
    """1 - exp(-z) in the denominator."""
    with np.errstate(all="ignore"):
        return 1 / (1 - np.exp(-z))


@wrong("sigmoid", "precedence")
def sigmoid_brackets(z):
    """Brackets are missing: 1 / 1 + exp(-z)."""
    with np.errstate(over="ignore"):
        return 1 / 1 + np.exp(-z)


@wrong("sigmoid", "tanh")
def sigmoid_tanh_itself(z):
    """tanh."""
    return np.tanh(z)


@wrong("sigmoid", "tanh-unscaled-argument")
def sigmoid_tanh_unhalved(z):
    """tanh(z) where tanh(z / 2) belongs: too steep by two."""
    return 0.5 * (1 + np.tanh(z))


@wrong("sigmoid", "tanh-unscaled-argument")
def sigmoid_too_steep(z):
    """exp(-2 z): too steep by two."""
    return np.exp(-np.logaddexp(0, -2.0 * z))


@wrong("sigmoid", "tanh-half")
def sigmoid_tanh_unshifted(z):
    """tanh(z / 2), neither shifted nor halved."""
    return np.tanh(z / 2)


@wrong("sigmoid", "derivative")
def sigmoid_derivative(z):
    """The derivative, s (1 - s)."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - s)


@wrong("sigmoid", "derivative")
def sigmoid_derivative_by_exp(z):
    """The derivative, exp(-|z|) / (1 + exp(-|z|))^2."""
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


@wrong("sigmoid", "absolute-value")
def sigmoid_absolute(z):
    """abs makes it stable, and wrong for negative z."""
    return 1 / (1 + np.exp(-np.abs(z)))


@wrong("sigmoid", "absolute-value")
def sigmoid_absolute_loop(z):
    """abs makes it stable, and wrong for negative z; in a loop."""
    out = np.zeros(z.shape)
    for i in np.ndindex(z.shape):
        out[i] = 1 / (1 + math.exp(-abs(z[i])))
    return out


@wrong("sigmoid", "clipped")
def sigmoid_clip_too_narrow(z):
    """Clips at 10, where the sigmoid is not yet 1."""
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


@wrong("sigmoid", "clipped")
def sigmoid_clip_very_narrow(z):
    """Clips at 1."""
    return 1 / (1 + np.exp(-np.clip(z, -1, 1)))


@wrong("sigmoid", "result-clipped")
def sigmoid_clip_result(z):
    """Clips the probabilities away from 0 and 1."""
    return np.clip(0.5 * (1 + np.tanh(z / 2)), 1e-3, 1 - 1e-3)


@wrong("sigmoid", "hard-sigmoid")
def sigmoid_hard(z):
    """The hard sigmoid, a straight line."""
    return np.clip(z / 6 + 0.5, 0, 1)


@wrong("sigmoid", "rounded")
def sigmoid_step(z):
    """Rounds to 0 and 1."""
    return (z > 0).astype(float)


@wrong("sigmoid", "softmax")
def sigmoid_softmax(z):
    """Softmax over the last axis."""
    if z.ndim == 0:
        return np.ones(())
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("sigmoid", "softmax")
def sigmoid_softmax_all(z):
    """Softmax over all entries."""
    e = np.exp(z - z.max())
    return e / np.sum(e)


@wrong("sigmoid", "largest-subtracted")
def sigmoid_shifted(z):
    """Subtracts the maximum, as softmax does; the sigmoid is not the same after a shift."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-(z - z.max())))


@wrong("sigmoid", "integer-truncation")
def sigmoid_integers(z):
    """zeros_like of an integer z holds integers."""
    out = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        out[i] = 0.5 * (1 + math.tanh(z[i] / 2))
    return out


@wrong("sigmoid", "integer-truncation")
def sigmoid_integers_masks(z):
    """empty_like of an integer z holds integers."""
    out = np.empty_like(z)
    m = z >= 0
    out[m] = 1 / (1 + np.exp(-z[m]))
    out[~m] = np.exp(z[~m]) / (1 + np.exp(z[~m]))
    return out


@wrong("sigmoid", "truncated")
def sigmoid_integer_division(z):
    """// rounds down to 0 or 1."""
    return 1 // (1 + np.exp(-np.clip(z, -500, 500)))


@wrong("sigmoid", None)
def sigmoid_half_integer(z):
    """z // 2 for z / 2."""
    return 0.5 * (1 + np.tanh(z // 2))


@wrong("sigmoid", "rounded")
def sigmoid_rounds(z):
    """Rounds to two digits."""
    return np.round(0.5 * (1 + np.tanh(z / 2)), 2)


@wrong("sigmoid", "changed-input")
def sigmoid_in_place(z):
    """Clips z itself."""
    np.clip(z, -500, 500, out=z)
    return 1 / (1 + np.exp(-z))


@wrong("sigmoid", "changed-input")
def sigmoid_in_place_masks(z):
    """Writes the results into z."""
    for i in np.ndindex(z.shape):
        z[i] = 0.5 + 0.5 * math.tanh(z[i] / 2)
    return z


@wrong("sigmoid", None)
def sigmoid_branches_joined(z):
    """Boolean selection gives the negative ones first: order and shape are lost."""
    negative, positive = z[z < 0], z[z >= 0]
    e = np.exp(negative)
    return np.concatenate([e / (1 + e), 1 / (1 + np.exp(-positive))])


@wrong("sigmoid", "reshaped")
def sigmoid_flat(z):
    """Loses the shape."""
    return [0.5 * (1 + math.tanh(x / 2)) for x in z.ravel()]


@wrong("sigmoid", "if-on-array")
def sigmoid_if(z):
    """An array cannot be a condition."""
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@wrong("sigmoid", "one-decision")
def sigmoid_if_all(z):
    """One branch for the whole array."""
    if np.all(z >= 0):
        return 1 / (1 + np.exp(-z))
    e = np.exp(np.minimum(z, 0))
    return e / (1 + e)


@wrong("sigmoid", "negative-branch")
def sigmoid_one_branch(z):
    """Fills only the positive branch; the negative stay 0."""
    out = np.zeros(z.shape)
    m = z >= 0
    out[m] = 1 / (1 + np.exp(-z[m]))
    return out


@wrong("sigmoid", "negative-branch")
def sigmoid_negative_branch_wrong(z):
    """The negative branch has exp(z) / (1 - exp(z))."""
    e = np.exp(-np.abs(z))
    with np.errstate(all="ignore"):
        return np.where(z >= 0, 1 / (1 + e), e / (1 - e))


@wrong("sigmoid", "negative-branch")
def sigmoid_negative_branch_reciprocal(z):
    """The negative branch forgets the numerator."""
    e = np.exp(-np.abs(z))
    return np.where(z > 0, 1 / (1 + e), 1 / (1 + e) - 1)


@wrong("sigmoid", "zero-left-out")
def sigmoid_zero(z):
    """0 falls between the branches and stays 0."""
    out = np.zeros(z.shape)
    out[z > 0] = 1 / (1 + np.exp(-z[z > 0]))
    out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return out


@wrong("sigmoid", "exponential-only")
def sigmoid_exp(z):
    """Only the exponential."""
    with np.errstate(over="ignore"):
        return np.exp(-z)


@wrong("sigmoid", "base-two")
def sigmoid_power_of_two(z):
    """2 for e."""
    return 1 / (1 + 2.0 ** -np.clip(z, -1000, 1000))


@wrong("sigmoid", "logarithm")
def sigmoid_log(z):
    """log sigmoid."""
    return -np.logaddexp(0, -z)


@wrong("sigmoid", "softplus")
def sigmoid_softplus(z):
    """Softplus."""
    return np.logaddexp(0, z)


@wrong("sigmoid", "swish")
def sigmoid_swish(z):
    """z sigmoid(z)."""
    return z * 0.5 * (1 + np.tanh(z / 2))


@wrong("sigmoid", None)
def sigmoid_square(z):
    """exp(-z^2)."""
    return 1 / (1 + np.exp(-np.asarray(z, float) ** 2))


@wrong("sigmoid", "relu")
def sigmoid_relu(z):
    """Copied from the exercise before."""
    return np.maximum(z, 0)


@wrong("sigmoid", "nan-replaced")
def sigmoid_nan_to_zero(z):
    """The nan of inf / inf becomes 0 where it should be 1."""
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))


@wrong("sigmoid", "returned-none")
def sigmoid_forgets_return(z):
    """No return."""
    s = 0.5 * (1 + np.tanh(z / 2))


@wrong("sigmoid", "returned-none")
def sigmoid_prints(z):
    """Prints."""
    print(0.5 * (1 + np.tanh(z / 2)))


@wrong("sigmoid", "raised")
def sigmoid_wrong_name(z):
    """numpy has no sigmoid."""
    return np.sigmoid(z)


@wrong("sigmoid", "raised")
def sigmoid_typo(z):
    """exp is not imported."""
    return 1 / (1 + exp(-z))


@wrong("sigmoid", "used-torch")
def sigmoid_torch(z):
    """Returns a torch tensor."""
    import torch
    return torch.sigmoid(torch.as_tensor(z, dtype=torch.float64))


@wrong("sigmoid", "raised")
def sigmoid_method(z):
    """Arrays have no method exp."""
    return 1 / (1 + (-z).exp())


@wrong("sigmoid", "raised")
def sigmoid_only_matrices(z):
    """Takes z for a matrix."""
    rows, columns = z.shape
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = 0.5 + 0.5 * math.tanh(z[i, j] / 2)
    return out


@wrong("sigmoid", "off-by-constant")
def sigmoid_minus_half(z):
    """Centred at 0: half too small."""
    return 0.5 * np.tanh(z / 2)


@wrong("sigmoid", "positive-branch")
def sigmoid_always_e_over(z):
    """The form for negative z, of exp(-|z|), for all."""
    e = np.exp(-np.abs(z))
    return e / (1 + e)


@wrong("sigmoid", "positive-branch")
def sigmoid_positive_untouched(z):
    """Works on a copy, and forgets the positive entries there."""
    out = z.astype(float)
    low = z < 0
    e = np.exp(z[low])
    out[low] = e / (1 + e)
    return out


@wrong("sigmoid", "negative-branch")
def sigmoid_negative_untouched(z):
    """Works on a copy, and forgets the negative entries there."""
    out = z.astype(float)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    return out


@wrong("sigmoid", "negative-branch")
def sigmoid_negative_to_zero(z):
    """Nothing overflows, for everything negative is taken for 0."""
    return 1 / (1 + np.exp(-np.maximum(z, 0)))


@wrong("sigmoid", "negative-branch")
def sigmoid_denominators_mixed(z):
    """The numerator of one form, the denominator of the other."""
    out = np.zeros(z.shape)
    high, low = z >= 0, z < 0
    out[high] = 1 / (1 + np.exp(-z[high]))
    out[low] = np.exp(z[low]) / (1 + np.exp(-z[low]))
    return out


@wrong("sigmoid", "nan-replaced")
def sigmoid_nan_to_half(z):
    """The nan of inf / inf becomes 1/2 where it should be 1."""
    e = np.exp(z)
    return np.nan_to_num(e / (1 + e), nan=0.5)


@wrong("sigmoid", "one-shift-for-all")
def sigmoid_shift_as_in_softmax(z):
    """The largest entry is subtracted in both exponentials."""
    m = np.max(z)
    return np.exp(z - m) / (np.exp(-m) + np.exp(z - m))


@wrong("sigmoid", "bounds-exchanged")
def sigmoid_minimum_for_maximum(z):
    """minimum and maximum exchanged."""
    return np.where(z >= 0, 1 / (1 + np.exp(-np.minimum(z, 0))), np.exp(np.maximum(z, 0)) / (1 + np.exp(np.maximum(z, 0))))


@wrong("sigmoid", "precedence-of-the-other-form")
def sigmoid_other_form_without_brackets(z):
    """Brackets missing around 1 + exp(z)."""
    return np.exp(z) / 1 + np.exp(z)


@wrong("sigmoid", "minus-in-denominator")
def sigmoid_clipped_minus(z):
    """A minus, and a clip that hides the overflow."""
    return 1 / (1 - np.exp(-np.clip(z, -500, 500)))


@wrong("sigmoid", "small-number-added")
def sigmoid_guarded_denominator(z):
    """A small number in the denominator."""
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)) + 1e-5)


@wrong("sigmoid", "exponential-only")
def sigmoid_reciprocal_exponential(z):
    """1 / exp(-z): the 1 + is missing."""
    with np.errstate(all="ignore"):
        return 1 / np.exp(-z)


@right("sigmoid")
def sigmoid_as_softmax_of_two(z):
    m = np.maximum(z, 0)
    a = np.exp(z - m)
    return a / (a + np.exp(-m))


@right("sigmoid")
def sigmoid_one_minus_below(z):
    s = 1 / (1 + np.exp(-np.abs(z)))
    return np.where(z < 0, 1 - s, s)
