"""Students' answers to `init_parameters`."""
# ruff: noqa: B006 (such slips are what these answers are about)

import itertools
import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("init_parameters")
def init_normal(sizes, rng):
    return [(rng.normal(0, np.sqrt(2 / d_in), (d_out, d_in)), np.zeros(d_out))
            for d_in, d_out in zip(sizes[:-1], sizes[1:])]


@right("init_parameters")
def init_standard_normal(sizes, rng):
    theta = []
    for i in range(len(sizes) - 1):
        W = rng.standard_normal((sizes[i + 1], sizes[i])) * (2 / sizes[i]) ** 0.5
        b = np.zeros(sizes[i + 1])
        theta.append((W, b))
    return theta


@right("init_parameters")
def init_pairwise(sizes, rng):
    return [(math.sqrt(2 / m) * rng.standard_normal(size=(n, m)), np.zeros((n,)))
            for m, n in itertools.pairwise(sizes)]


@right("init_parameters")
def init_from_behind(sizes, rng):
    theta = []
    for i in reversed(range(1, len(sizes))):
        theta.insert(0, (rng.normal(scale=np.sqrt(2 / sizes[i - 1]), size=(sizes[i], sizes[i - 1])), np.zeros(sizes[i])))
    return theta


@right("init_parameters")
def init_row_by_row(sizes, rng):
    theta = []
    for d_in, d_out in zip(sizes, sizes[1:]):
        W = np.zeros((d_out, d_in))
        for o in range(d_out):
            W[o] = rng.normal(0, np.sqrt(2 / d_in), d_in)
        theta.append((W, np.zeros(d_out)))
    return theta


@right("init_parameters")
def init_entry_by_entry(sizes, rng):
    theta = []
    for d_in, d_out in zip(sizes, sizes[1:]):
        std = math.sqrt(2.0 / d_in)
        theta.append(([[rng.normal(0, std) for _ in range(d_in)] for _ in range(d_out)], [0] * d_out))
    return theta


@right("init_parameters")
def init_transposed_draw(sizes, rng):
    return [(rng.normal(0, (2 / i) ** 0.5, (i, o)).T, np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@right("init_parameters")
def init_all_at_once(sizes, rng):
    counts = [o * i for i, o in zip(sizes, sizes[1:])]
    draws = np.split(rng.standard_normal(sum(counts)), np.cumsum(counts)[:-1])
    return [(draw.reshape(o, i) * np.sqrt(2 / i), np.zeros(o)) for draw, i, o in zip(draws, sizes, sizes[1:])]


@right("init_parameters")
def init_box_muller(sizes, rng):
    def gaussian(shape):
        u, v = 1 - rng.random(shape), rng.random(shape)
        return np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)
    return [(gaussian((o, i)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@right("init_parameters")
def init_tuples(sizes, rng):
    return tuple((rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:]))


@right("init_parameters")
def init_lists_as_pairs(sizes, rng):
    return [[rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o, dtype=int)] for i, o in zip(sizes, sizes[1:])]


@right("init_parameters")
def init_recursion(sizes, rng):
    if len(sizes) < 2:
        return []
    d_in, d_out = sizes[0], sizes[1]
    pair = np.sqrt(2 / d_in) * rng.standard_normal((d_out, d_in)), np.zeros(d_out)
    return [pair] + init_recursion(sizes[1:], rng)


@right("init_parameters")
def init_single_precision(sizes, rng):
    theta = []
    for d_in, d_out in zip(sizes, sizes[1:]):
        W = rng.standard_normal((d_out, d_in), dtype=np.float32) * np.float32(np.sqrt(2 / d_in))
        theta.append((W, np.zeros(d_out, dtype=np.float32)))
    return theta


@right("init_parameters")
def init_multivariate(sizes, rng):
    return [(rng.multivariate_normal(np.zeros(i), np.eye(i) * 2 / i, size=o, method="cholesky"), np.zeros(o))
            for i, o in zip(sizes, sizes[1:])]


@right("init_parameters")
def init_spawned(sizes, rng):
    child = np.random.default_rng(rng.integers(2 ** 63))
    return [(child.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@right("init_parameters")
def init_bias_from_product(sizes, rng):
    theta = []
    for d_in, d_out in zip(sizes, sizes[1:]):
        W = rng.normal(0, np.sqrt(2 / d_in), (d_out, d_in))
        theta.append((W, 0 * W[:, 0]))
    return theta


class HeInitializer:
    def __call__(self, sizes, rng):
        return list(map(lambda i, o: (rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)), sizes[:-1], sizes[1:]))


right("init_parameters")(HeInitializer())
right("init_parameters")(lambda sizes, rng: [(rng.normal(size=(sizes[k], sizes[k - 1])) / np.sqrt(sizes[k - 1] / 2),
                                              np.zeros(sizes[k])) for k in range(1, len(sizes))])


# ---------------------------------------------------------------- wrong


def init_with(scale=lambda i, o: np.sqrt(2 / i), bias=np.zeros):
    """Make an answer that is right but for its scale or its bias."""
    def init(sizes, rng):
        return [(rng.normal(0, scale(i, o), (o, i)), bias(o)) for i, o in zip(sizes, sizes[1:])]
    return init


@wrong("init_parameters", "variance-for-deviation")
def init_variance_as_deviation(sizes, rng):
    """rng.normal takes the standard deviation, and gets the variance."""
    return [(rng.normal(0, 2 / i, (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "variance-for-deviation")
def init_variance_as_deviation_loop(sizes, rng):
    """Multiplies by 2 / d_in and not by its root."""
    theta = []
    for k in range(1, len(sizes)):
        theta.append((rng.standard_normal((sizes[k], sizes[k - 1])) * 2 / sizes[k - 1], np.zeros(sizes[k])))
    return theta


@wrong("init_parameters", "root-of-two-missing")
def init_one_over(sizes, rng):
    """Variance 1 / d_in."""
    return init_with(lambda i, o: np.sqrt(1 / i))(sizes, rng)


@wrong("init_parameters", "root-of-two-missing")
def init_one_over_loop(sizes, rng):
    """Divides by the root of d_in; the 2 is missing."""
    return [(rng.standard_normal((o, i)) / np.sqrt(i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "variance-doubled")
def init_two_outside_root(sizes, rng):
    """2 / sqrt(d_in): the 2 is outside the root."""
    return init_with(lambda i, o: 2 / np.sqrt(i))(sizes, rng)


@wrong("init_parameters", "no-root-of-d-in")
def init_half_root(sizes, rng):
    """sqrt(2) / d_in: the d_in is outside the root."""
    return init_with(lambda i, o: np.sqrt(2) / i)(sizes, rng)


@wrong("init_parameters", "by-outputs")
def init_d_out(sizes, rng):
    """Variance 2 / d_out."""
    return init_with(lambda i, o: np.sqrt(2 / o))(sizes, rng)


@wrong("init_parameters", "by-outputs")
def init_d_out_loop(sizes, rng):
    """Takes the size of the layer's output for that of its input."""
    theta = []
    for k in range(len(sizes) - 1):
        W = rng.normal(0, 1, (sizes[k + 1], sizes[k])) * np.sqrt(2 / sizes[k + 1])
        theta.append((W, np.zeros(sizes[k + 1])))
    return theta


@wrong("init_parameters", "by-inputs-and-outputs")
def init_glorot(sizes, rng):
    """Glorot's variance, 2 / (d_in + d_out)."""
    return init_with(lambda i, o: np.sqrt(2 / (i + o)))(sizes, rng)


@wrong("init_parameters", "first-size-everywhere")
def init_first_size(sizes, rng):
    """Every layer has the variance of the first."""
    return [(rng.normal(0, np.sqrt(2 / sizes[0]), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "by-number-of-weights")
def init_number_of_weights(sizes, rng):
    """Divides by the number of weights."""
    return init_with(lambda i, o: np.sqrt(2 / (i * o)))(sizes, rng)


@wrong("init_parameters", "not-scaled")
def init_unscaled(sizes, rng):
    """Variance 1."""
    return [(rng.standard_normal((o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "not-scaled")
def init_unscaled_default(sizes, rng):
    """rng.normal's own deviation, 1."""
    return [(rng.normal(size=(o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "constant-scale")
def init_hundredth(sizes, rng):
    """The internet's 0.01."""
    return [(0.01 * rng.standard_normal((o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "multiplied-by-root")
def init_multiplied(sizes, rng):
    """Multiplies where it should divide."""
    return init_with(lambda i, o: np.sqrt(2 * i))(sizes, rng)


@wrong("init_parameters", "inverse-root")
def init_divided_by_scale(sizes, rng):
    """Divides by the deviation."""
    return [(rng.standard_normal((o, i)) / np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "mean-not-zero")
def init_mean(sizes, rng):
    """rng.normal's first argument is the mean."""
    return [(rng.normal(np.sqrt(2 / i), size=(o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "mean-not-zero")
def init_mean_one(sizes, rng):
    """The mean is 1."""
    return [(rng.normal(1, np.sqrt(2 / i), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "all-positive")
def init_uniform_zero_one(sizes, rng):
    """Uniform in 0..1."""
    return [(rng.random((o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "all-positive")
def init_uniform_scaled(sizes, rng):
    """Uniform in 0..1, scaled: no weight is negative."""
    return [(rng.random((o, i)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "uniform")
def init_uniform_right_variance(sizes, rng):
    """Uniform with the right variance: not normal."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        limit = np.sqrt(6 / i)
        theta.append((rng.uniform(-limit, limit, (o, i)), np.zeros(o)))
    return theta


@wrong("init_parameters", "random-biases")
def init_uniform_torch_default(sizes, rng):
    """torch's default: uniform within 1 / sqrt(d_in), biases as well."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        k = 1 / np.sqrt(i)
        theta.append((rng.uniform(-k, k, (o, i)), rng.uniform(-k, k, o)))
    return theta


@wrong("init_parameters", None)
def init_signs(sizes, rng):
    """Signs with the right variance: not normal."""
    return [(rng.choice([-1.0, 1.0], (o, i)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "all-positive")
def init_absolute(sizes, rng):
    """Takes absolute values."""
    return [(np.abs(rng.normal(0, np.sqrt(2 / i), (o, i))), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "zero-weights")
def init_zeros(sizes, rng):
    """All weights are zero."""
    return [(np.zeros((o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "one-weights")
def init_ones(sizes, rng):
    """All weights are one."""
    return [(np.ones((o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "one-weights")
def init_constant(sizes, rng):
    """All weights of a layer are the same number: rng.normal without a size."""
    return [(np.full((o, i), rng.normal(0, np.sqrt(2 / i))), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "same-rows")
def init_same_rows(sizes, rng):
    """All rows of a layer are the same draw."""
    return [(np.tile(rng.normal(0, np.sqrt(2 / i), i), (o, 1)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "same-rows")
def init_same_row_list(sizes, rng):
    """[row] * d_out repeats one draw."""
    return [(np.array([list(rng.normal(0, np.sqrt(2 / i), i))] * o), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "same-columns")
def init_same_columns(sizes, rng):
    """All columns are the same draw."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, 1)) * np.ones((1, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "transposed")
def init_transposed(sizes, rng):
    """W is (d_in, d_out)."""
    return [(rng.normal(0, np.sqrt(2 / i), (i, o)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "transposed")
def init_transposed_loop(sizes, rng):
    """W is (d_in, d_out), in a loop."""
    theta = []
    for k in range(len(sizes) - 1):
        W = np.sqrt(2 / sizes[k]) * rng.standard_normal((sizes[k], sizes[k + 1]))
        theta.append((W, np.zeros(sizes[k + 1])))
    return theta


@wrong("init_parameters", "bias-by-inputs")
def init_bias_d_in(sizes, rng):
    """The biases are (d_in,)."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(i)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "bias-as-column")
def init_bias_column(sizes, rng):
    """The biases are (d_out, 1)."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros((o, 1))) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "bias-as-row")
def init_bias_row(sizes, rng):
    """The biases are (1, d_out)."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros((1, o))) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "bias-as-number")
def init_bias_number(sizes, rng):
    """The bias is one number."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, i)), 0.0) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "biases-one")
def init_bias_ones(sizes, rng):
    """The biases are ones."""
    return init_with(bias=np.ones)(sizes, rng)


@wrong("init_parameters", "biases-small")
def init_bias_small(sizes, rng):
    """The biases are 0.01, so that ReLUs start alive."""
    return init_with(bias=lambda o: np.full(o, 0.01))(sizes, rng)


@wrong("init_parameters", "random-biases")
def init_bias_random(sizes, rng):
    """The biases are random, too."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, i)), rng.normal(0, np.sqrt(2 / i), o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "random-biases")
def init_bias_random_standard(sizes, rng):
    """The biases are random, with variance 1."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        theta.append((rng.standard_normal((o, i)) * np.sqrt(2 / i), rng.standard_normal(o)))
    return theta


@wrong("init_parameters", "weights-only")
def init_no_bias(sizes, rng):
    """Only weights."""
    return [rng.normal(0, np.sqrt(2 / i), (o, i)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "parts-exchanged")
def init_bias_first(sizes, rng):
    """(b, W) for (W, b)."""
    return [(np.zeros(o), rng.normal(0, np.sqrt(2 / i), (o, i))) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "two-lists")
def init_two_lists(sizes, rng):
    """A list of weights and a list of biases."""
    Ws = [rng.normal(0, np.sqrt(2 / i), (o, i)) for i, o in zip(sizes, sizes[1:])]
    return Ws, [np.zeros(o) for o in sizes[1:]]


@wrong("init_parameters", "flat-list")
def init_flat_list(sizes, rng):
    """One flat list W, b, W, b."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        theta += [rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)]
    return theta


@wrong("init_parameters", "dictionary")
def init_dictionary(sizes, rng):
    """A dictionary, as one finds it on the internet."""
    parameters = {}
    for k in range(1, len(sizes)):
        parameters[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k], sizes[k - 1]))
        parameters[f"b{k}"] = np.zeros((sizes[k], 1))
    return parameters


@wrong("init_parameters", "dictionary")
def init_list_of_dictionaries(sizes, rng):
    """A list of dictionaries."""
    return [{"W": rng.normal(0, np.sqrt(2 / i), (o, i)), "b": np.zeros(o)} for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "layer-too-few")
def init_last_layer_missing(sizes, rng):
    """One layer too few."""
    theta = []
    for k in range(len(sizes) - 2):
        theta.append((rng.normal(0, np.sqrt(2 / sizes[k]), (sizes[k + 1], sizes[k])), np.zeros(sizes[k + 1])))
    return theta


@wrong("init_parameters", "layer-too-few")
def init_last_layer_missing_range(sizes, rng):
    """range(1, len(sizes) - 1) ends one too early."""
    return [(rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k], sizes[k - 1])), np.zeros(sizes[k]))
            for k in range(1, len(sizes) - 1)]


@wrong("init_parameters", "first-layer-left-out")
def init_first_layer_missing(sizes, rng):
    """Starts with the second layer."""
    return init_normal(sizes[1:], rng)


@wrong("init_parameters", "raised")
def init_index_too_far(sizes, rng):
    """sizes[k + 1] beyond the end."""
    return [(rng.normal(0, np.sqrt(2 / sizes[k]), (sizes[k + 1], sizes[k])), np.zeros(sizes[k + 1]))
            for k in range(len(sizes))]


@wrong("init_parameters", "first-layer-only")
def init_first_layer_only(sizes, rng):
    """return inside the loop: a list with one layer."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        theta.append((rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)))
        return theta


@wrong("init_parameters", "wrong-length")
def init_square_layers(sizes, rng):
    """W is (d, d) for each size."""
    return [(rng.normal(0, np.sqrt(2 / d), (d, d)), np.zeros(d)) for d in sizes]


@wrong("init_parameters", "last-layer-first")
def init_last_layer_last(sizes, rng):
    """Returns the layers last first."""
    return init_normal(sizes, rng)[::-1]


@wrong("init_parameters", "sizes-reversed")
def init_sizes_reversed(sizes, rng):
    """Runs through the sizes from the end."""
    return init_normal(sizes[::-1], rng)


@wrong("init_parameters", "ignores-rng")
def init_own_seed(sizes, rng):
    """A generator of its own with a fixed seed: the same weights each time."""
    rng = np.random.default_rng(0)
    return init_normal(sizes, rng)


@wrong("init_parameters", "not-repeatable")
def init_own_generator(sizes, rng):
    """A fresh generator of its own: the same seed gives other weights."""
    rng = np.random.default_rng()
    return init_normal(sizes, rng)


@wrong("init_parameters", "used-global-random")
def init_global_state(sizes, rng):
    """numpy's global state."""
    return [(np.random.randn(o, i) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "used-global-random")
def init_global_normal(sizes, rng):
    """numpy's global state, by np.random.normal."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        theta.append((np.random.normal(0, np.sqrt(2 / i), size=(o, i)), np.zeros(o)))
    return theta


@wrong("init_parameters", "used-global-random")
def init_global_seeded(sizes, rng):
    """Seeds numpy's global state."""
    np.random.seed(42)
    return [(np.random.randn(o, i) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "not-repeatable")
def init_python_random(sizes, rng):
    """Python's random module."""
    import random
    return [(np.array([[random.gauss(0, (2 / i) ** 0.5) for _ in range(i)] for _ in range(o)]), np.zeros(o))
            for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "same-each-layer")
def init_same_draw_each_layer(sizes, rng):
    """Starts the same generator anew for each layer, so that layers share their numbers."""
    seed = int(rng.integers(1000))
    return [(np.random.default_rng(seed).normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", None)
def init_sorted(sizes, rng):
    """Sorts the weights."""
    return [(np.sort(rng.normal(0, np.sqrt(2 / i), (o, i)), axis=None).reshape(o, i), np.zeros(o))
            for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "rounded")
def init_rounded(sizes, rng):
    """Rounds to one digit."""
    return [(np.round(rng.normal(0, np.sqrt(2 / i), (o, i)), 1), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "zero-weights")
def init_integers(sizes, rng):
    """Integer weights."""
    return [(rng.normal(0, np.sqrt(2 / i), (o, i)).astype(int), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "zero-weights")
def init_integer_division(sizes, rng):
    """2 // d_in is 0 from 3 on."""
    return [(rng.normal(0, np.sqrt(2 // i), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "raised")
def init_randn(sizes, rng):
    """Generators have no randn."""
    return [(rng.randn(o, i) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "raised")
def init_standard_normal_arguments(sizes, rng):
    """standard_normal takes one shape, not two numbers."""
    return [(rng.standard_normal(o, i) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "wrong-signature")
def init_no_generator(sizes):
    """The argument rng is missing."""
    rng = np.random.default_rng(1)
    return init_normal(sizes, rng)


@wrong("init_parameters", "returned-none")
def init_forgets_return(sizes, rng):
    """No return."""
    theta = []
    for i, o in zip(sizes, sizes[1:]):
        theta.append((rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)))


@wrong("init_parameters", "changed-input")
def init_pops_sizes(sizes, rng):
    """Empties the list of sizes that was handed in."""
    theta = []
    while len(sizes) > 1:
        i = sizes.pop(0)
        o = sizes[0]
        theta.append((rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)))
    return theta


@wrong("init_parameters", "not-repeatable")
def init_mutable_default(sizes, rng, theta=[]):
    """The list in the default argument grows from call to call."""
    for i, o in zip(sizes, sizes[1:]):
        theta.append((rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)))
    return theta


@wrong("init_parameters", "wrong-length")
def init_hard_coded(sizes, rng):
    """Two layers, whatever sizes says."""
    a, b, c = sizes[0], sizes[1], sizes[-1]
    return [(rng.normal(0, np.sqrt(2 / a), (b, a)), np.zeros(b)), (rng.normal(0, np.sqrt(2 / b), (c, b)), np.zeros(c))]


@wrong("init_parameters", "wrong-length")
def init_appends_layer_zero(sizes, rng):
    """A layer for the input as well."""
    return [(np.eye(sizes[0]), np.zeros(sizes[0]))] + init_normal(sizes, rng)


@wrong("init_parameters", "wrong-type")
def init_generator(sizes, rng):
    """A generator, not a list."""
    return ((rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:]))


@wrong("init_parameters", "wrong-type")
def init_zip(sizes, rng):
    """Returns zip's object."""
    return zip([rng.normal(0, np.sqrt(2 / i), (o, i)) for i, o in zip(sizes, sizes[1:])], [np.zeros(o) for o in sizes[1:]])


@wrong("init_parameters", "used-torch")
def init_torch(sizes, rng):
    """torch's layers."""
    import torch
    layers = [torch.nn.Linear(i, o) for i, o in zip(sizes, sizes[1:])]
    return [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in layers]


@wrong("init_parameters", "constant-scale")
def init_deviation_two(sizes, rng):
    """Standard deviation 2."""
    return [(rng.normal(0, 2, (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "constant-scale")
def init_root_two(sizes, rng):
    """The d_in is forgotten."""
    return [(rng.normal(0, np.sqrt(2), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "one-size-everywhere")
def init_number_of_sizes(sizes, rng):
    """The number of sizes stands where a size belongs."""
    return [(rng.normal(0, np.sqrt(2 / len(sizes)), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "one-size-everywhere")
def init_last_size(sizes, rng):
    """The last size for every layer."""
    return [(rng.normal(0, np.sqrt(2 / sizes[-1]), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@wrong("init_parameters", "last-layer-halved")
def init_no_relu_behind_the_last(sizes, rng):
    """No relu comes after the last layer, so its variance is 1 / d_in."""
    n = len(sizes) - 1
    return [(rng.normal(0, np.sqrt((2 if k < n - 1 else 1) / sizes[k]), (sizes[k + 1], sizes[k])), np.zeros(sizes[k + 1])) for k in range(n)]


@wrong("init_parameters", "two-below-the-line")
def init_half_below(sizes, rng):
    """1 / (2 d_in)."""
    return [(rng.normal(0, np.sqrt(1 / (2 * i)), (o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


@right("init_parameters")
def init_one_draw_cut_up(sizes, rng):
    drawn, theta, used = rng.standard_normal(sum(i * o for i, o in zip(sizes, sizes[1:]))), [], 0
    for i, o in zip(sizes, sizes[1:]):
        theta.append((drawn[used:used + i * o].reshape(o, i) * np.sqrt(2 / i), np.zeros(o)))
        used += i * o
    return theta


@right("init_parameters")
def init_from_the_last_layer_on(sizes, rng):
    theta = []
    for i, o in reversed(list(zip(sizes, sizes[1:]))):
        theta.insert(0, (rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)))
    return theta


@right("init_parameters")
def init_many_dimensional_normal(sizes, rng):
    return [(rng.multivariate_normal(np.zeros(i), 2 / i * np.eye(i), size=o), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]
