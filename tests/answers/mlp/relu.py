"""Students' answers to `relu`."""
# ruff: noqa: F821 (such slips are what these answers are about)

import functools

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("relu")
def relu_maximum(z):
    return np.maximum(0, z)


@right("relu")
def relu_where(z):
    return np.where(z > 0, z, 0)


@right("relu")
def relu_times_mask(z):
    return z * (z > 0)


@right("relu")
def relu_half_sum(z):
    return (z + np.abs(z)) / 2


@right("relu")
def relu_mask_on_a_copy(z):
    out = np.array(z)
    out[out < 0] = 0
    return out


@right("relu")
def relu_clip(z):
    return np.clip(z, 0, None)


@right("relu")
def relu_clip_method(z):
    return z.clip(min=0)


@right("relu")
def relu_flat_loop(z):
    flat = [x if x > 0 else 0 for x in z.ravel()]
    return np.array(flat).reshape(z.shape)


@right("relu")
def relu_ndindex(z):
    out = np.zeros_like(z)
    for index in np.ndindex(z.shape):
        if z[index] > 0:
            out[index] = z[index]
    return out


@right("relu")
def relu_vectorize(z):
    return np.vectorize(lambda x: max(x, 0.0), otypes=[float])(z)


@right("relu")
def relu_recursion(z):
    if np.ndim(z) == 0:
        return max(float(z), 0.0)
    return [relu_recursion(part) for part in z]


@right("relu")
def relu_single_precision(z):
    return np.maximum(z.astype("float32"), 0)


@right("relu")
def relu_heaviside(z):
    return np.heaviside(z, 0) * z


@right("relu")
def relu_fmax_with_zeros(z):
    return np.fmax(z, np.zeros(z.shape))


@right("relu")
def relu_minus_the_negative_part(z):
    return z - np.minimum(z, 0)


@right("relu")
def relu_einsum(z):
    return np.einsum("...,...->...", z, (z >= 0).astype(int))


class ReLU:
    def __init__(self, threshold=0):
        self.threshold = threshold

    def __call__(self, z):
        return np.maximum(z, self.threshold)


right("relu")(ReLU())
right("relu")(functools.partial(np.maximum, 0))
right("relu")(lambda z: (z > 0) * z)


@right("relu")
def relu_out_argument(z):
    out = np.empty(z.shape)
    np.maximum(z, 0, out=out)
    return out


@right("relu")
def relu_select(z):
    return np.select([z > 0, z <= 0], [z, 0])


@right("relu")
def relu_putmask(z):
    z = z.copy()
    np.putmask(z, z < 0, 0)
    return z


@right("relu")
def relu_with_a_warning(z):
    with np.errstate(all="warn"):
        zero_over_zero = np.zeros(1) / np.zeros(1)
    return np.maximum(z, 0) + 0 * np.nan_to_num(zero_over_zero[0])


# ---------------------------------------------------------------- wrong


@wrong("relu", "not-a-change")
def relu_identity(z):
    """Returns z."""
    return z


@wrong("relu", "not-a-change")
def relu_identity_copy(z):
    """Returns a copy of z."""
    return np.array(z)


@wrong("relu", "absolute-value")
def relu_absolute(z):
    """Takes the absolute value."""
    return np.abs(z)


@wrong("relu", "absolute-value")
def relu_absolute_where(z):
    """Turns the negative ones positive."""
    return np.where(z > 0, z, -z)


@wrong("relu", "absolute-value")
def relu_absolute_loop(z):
    """Turns the negative ones positive, in a loop."""
    return np.array([x if x > 0 else -x for x in z.ravel()]).reshape(z.shape)


@wrong("relu", "keeps-negative")
def relu_minimum(z):
    """minimum for maximum."""
    return np.minimum(0, z)


@wrong("relu", "keeps-negative")
def relu_minimum_where(z):
    """The condition is the wrong way round: keeps the negative ones."""
    return np.where(z < 0, z, 0)


@wrong("relu", "keeps-negative")
def relu_minimum_mask(z):
    """Sets the positive ones to zero."""
    out = z.copy()
    out[out > 0] = 0
    return out


@wrong("relu", "keeps-negative")
def relu_minimum_clip(z):
    """clip's arguments are the wrong way round."""
    return np.clip(z, None, 0)


@wrong("relu", "mask")
def relu_step(z):
    """The derivative: 1 where z is positive."""
    return (z > 0).astype(float)


@wrong("relu", "mask")
def relu_step_where(z):
    """1 for the positive ones instead of z."""
    return np.where(z > 0, 1, 0)


@wrong("relu", "mask")
def relu_step_heaviside(z):
    """The step function."""
    return np.heaviside(z, 0)


@wrong("relu", "mask")
def relu_mask(z):
    """Returns the mask."""
    return z > 0


@wrong("relu", "mask")
def relu_step_loop(z):
    """The step function, in a loop."""
    out = np.zeros(z.shape)
    for index, x in np.ndenumerate(z):
        if x > 0:
            out[index] = 1
    return out


@wrong("relu", "largest-along-axis")
def relu_maximum_of_all(z):
    """np.max(z, 0): the largest along axis 0."""
    return np.max(z, 0)


@wrong("relu", "largest-entry")
def relu_largest(z):
    """One number: the largest of all and 0."""
    return max(z.max(), 0)


@wrong("relu", "if-on-array")
def relu_python_max(z):
    """Python's max does not take arrays."""
    return max(0, z)


@wrong("relu", "if-on-array")
def relu_if(z):
    """An array cannot be a condition."""
    if z > 0:
        return z
    return 0


@wrong("relu", "one-decision")
def relu_if_all(z):
    """Decides for the whole array at once."""
    if (z > 0).all():
        return z.copy()
    return np.zeros(z.shape)


@wrong("relu", "one-decision")
def relu_if_any(z):
    """Keeps all entries where any one is positive."""
    if np.any(z > 0):
        return z.copy()
    return np.zeros(z.shape)


@wrong("relu", "drops-negatives")
def relu_selects(z):
    """Leaves the negative ones out."""
    return z[z > 0]


@wrong("relu", "drops-negatives")
def relu_selects_list(z):
    """Collects only the positive ones."""
    out = []
    for x in z.ravel():
        if x > 0:
            out.append(x)
    return np.array(out)


@wrong("relu", "reshaped")
def relu_flat(z):
    """Forgets the shape."""
    return np.array([max(x, 0) for x in z.ravel()])


@wrong("relu", "changed-input")
def relu_in_place(z):
    """Changes z itself."""
    z[z < 0] = 0
    return z


@wrong("relu", "changed-input")
def relu_in_place_out(z):
    """Writes the result into z."""
    return np.maximum(z, 0, out=z)


@wrong("relu", "changed-input")
def relu_in_place_alias(z):
    """A second name for z is no copy."""
    a = z
    for index in np.ndindex(a.shape):
        if a[index] < 0:
            a[index] = 0
    return a


@wrong("relu", "changed-input")
def relu_in_place_ravel(z):
    """ravel gives a view: the loop changes z."""
    flat = z.ravel()
    for i in range(len(flat)):
        if flat[i] < 0:
            flat[i] = 0
    return flat.reshape(z.shape)


@wrong("relu", "changed-input")
def relu_in_place_multiply(z):
    """*= changes z."""
    z *= z > 0
    return z


@wrong("relu", "leaky")
def relu_leaky(z):
    """The leaky ReLU."""
    return np.where(z > 0, z, 0.01 * z)


@wrong("relu", "leaky")
def relu_leaky_maximum(z):
    """The leaky ReLU, by maximum."""
    return np.maximum(0.01 * z, z)


@wrong("relu", "leaky")
def relu_leaky_loop(z):
    """The leaky ReLU with a slope of 0.1."""
    out = z.astype(float)
    for index in np.ndindex(z.shape):
        if out[index] < 0:
            out[index] *= 0.1
    return out


@wrong("relu", "elu")
def relu_elu(z):
    """ELU."""
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


@wrong("relu", "softplus")
def relu_softplus(z):
    """Softplus, the smooth one."""
    return np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0)


@wrong("relu", "sigmoid")
def relu_sigmoid(z):
    """The sigmoid."""
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@wrong("relu", "tanh")
def relu_tanh(z):
    """tanh."""
    return np.tanh(z)


@wrong("relu", "gelu")
def relu_gelu(z):
    """GELU's approximation."""
    return 0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z ** 3)))


@wrong("relu", "capped")
def relu_six(z):
    """ReLU6: cuts off above 6, too."""
    return np.clip(z, 0, 6)


@wrong("relu", "capped")
def relu_one(z):
    """Cuts off above 1, too."""
    return np.minimum(np.maximum(z, 0), 1)


@wrong("relu", "small-kept-out")
def relu_threshold_one(z):
    """The threshold is 1."""
    return np.where(z > 1, z, 0)


@wrong("relu", "threshold-one")
def relu_at_least_one(z):
    """maximum with 1."""
    return np.maximum(z, 1)


@wrong("relu", "sign-turned")
def relu_negated(z):
    """The sign: max(0, -z)."""
    return np.maximum(0, -z)


@wrong("relu", "sign-turned")
def relu_negative_result(z):
    """-max(0, z)."""
    return -np.maximum(0, z)


@wrong("relu", "squared")
def relu_squared(z):
    """z squared where positive."""
    return np.maximum(z, 0) ** 2


@wrong("relu", "integer-truncation")
def relu_integers(z):
    """Integer output: fractions are cut off."""
    return np.maximum(z, 0).astype(int)


@wrong("relu", "integer-truncation")
def relu_vectorize_integers(z):
    """np.vectorize takes the dtype of the first result, the integer 0, for all."""
    return np.vectorize(lambda x: x if x > 0 else 0)(z)


@wrong("relu", None)
def relu_subtracts_minimum(z):
    """Shifts the whole so that the smallest is 0."""
    return z - z.min()


@wrong("relu", "raised")
def relu_only_vectors(z):
    """Loops over the first axis and takes its entries for numbers."""
    out = np.zeros(len(z))
    for i in range(len(z)):
        if z[i] > 0:
            out[i] = z[i]
    return out


@wrong("relu", "raised")
def relu_only_matrices(z):
    """Takes z for a matrix."""
    out = np.zeros(z.shape)
    rows, columns = z.shape
    for i in range(rows):
        for j in range(columns):
            out[i, j] = max(z[i, j], 0)
    return out


@wrong("relu", "left-at-zero")
def relu_off_by_one(z):
    """Leaves the last entry out."""
    flat, out = z.ravel(), np.zeros(z.size)
    for i in range(z.size - 1):
        out[i] = max(flat[i], 0)
    return out.reshape(z.shape)


@wrong("relu", "returned-none")
def relu_forgets_return(z):
    """No return."""
    np.maximum(z, 0)


@wrong("relu", "returned-none")
def relu_prints(z):
    """Prints."""
    print(np.maximum(z, 0))


@wrong("relu", "returned-none")
def relu_returns_one_branch(z):
    """The positive branch has no return."""
    if np.all(z < 0):
        return np.zeros(z.shape)


@wrong("relu", "raised")
def relu_typo(z):
    """A typing mistake in numpy's name."""
    return np.maximun(z, 0)


@wrong("relu", "raised")
def relu_one_argument_short(z):
    """Gives np.maximum only one argument."""
    return np.maximum(z)


@wrong("relu", "raised")
def relu_other_name(z):
    """Uses x, which does not exist here."""
    return np.maximum(x, 0)


@wrong("relu", "used-torch")
def relu_torch(z):
    """Returns a torch tensor."""
    import torch
    return torch.relu(torch.as_tensor(z))


@wrong("relu", "left-at-zero")
def relu_rows_with_a_negative(z):
    """Zeroes whole rows with a negative entry."""
    return np.where((z < 0).any(axis=-1, keepdims=True), 0, z)


@wrong("relu", "wrong-type")
def relu_returns_function(z):
    """Returns a function, not the array."""
    return lambda z: np.maximum(z, 0)


@wrong("relu", "transposed")
def relu_transposed(z):
    """Builds the matrix column by column."""
    return np.maximum(z, 0).T


@wrong("relu", "keeps-negative")
def relu_mask_wrong(z):
    """z times the mask of the negative ones."""
    return z * (z < 0)


@wrong("relu", "one-decision")
def relu_by_the_sum(z):
    """Keeps all where the sum is positive, and nothing where it is not."""
    return z.copy() if np.sum(z) > 0 else z * 0


@wrong("relu", "small-kept-out")
def relu_above_a_half(z):
    """The threshold is 1/2."""
    return np.where(z > 0.5, z, 0)


@wrong("relu", "reshaped")
def relu_flat_list(z):
    """One flat list for any shape."""
    return np.array([max(v, 0) for v in np.ravel(z)])


@wrong("relu", None)
def relu_lowest_to_zero(z):
    """Moves everything up until nothing is negative."""
    return z - np.min(z)


@right("relu")
def relu_masked_array(z):
    return np.ma.masked_less(z, 0).filled(0)


@right("relu")
def relu_without_the_negative_part(z):
    return z - np.minimum(z, 0)
