"""Students' answers to `count_parameters`."""
# ruff: noqa: B006, F841 (such slips are what these answers are about)

import functools
import itertools
import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("count_parameters")
def count_sum_of_sizes(theta):
    return sum(W.size + b.size for W, b in theta)


@right("count_parameters")
def count_loop(theta):
    total = 0
    for W, b in theta:
        total += W.shape[0] * W.shape[1]
        total += b.shape[0]
    return total


@right("count_parameters")
def count_len(theta):
    n = 0
    for W, b in theta:
        n = n + len(W) * len(W[0]) + len(b)
    return n


@right("count_parameters")
def count_numpy_integer(theta):
    return np.sum([np.prod(W.shape) + np.prod(b.shape) for W, b in theta])


@right("count_parameters")
def count_recursion(theta):
    if not theta:
        return 0
    (W, b), *rest = theta
    return W.size + b.size + count_recursion(rest)


@right("count_parameters")
def count_one_by_one(theta):
    count = 0
    for pair in theta:
        for array in pair:
            for _ in array.flat:
                count += 1
    return count


@right("count_parameters")
def count_concatenated(theta):
    return len(np.concatenate([part.ravel() for pair in theta for part in pair])) if len(theta) else 0


@right("count_parameters")
def count_by_formula(theta):
    return sum((W.shape[1] + 1) * W.shape[0] for W, _ in theta)


@right("count_parameters")
def count_reduce(theta):
    return functools.reduce(lambda n, pair: n + pair[0].size + pair[1].size, theta, 0)


@right("count_parameters")
def count_chain(theta):
    return sum(map(np.size, itertools.chain.from_iterable(theta)))


@right("count_parameters")
def count_index(theta):
    total = 0
    for k in range(len(theta)):
        total = total + theta[k][0].size + theta[k][1].size
    return int(total)


@right("count_parameters")
def count_float(theta):
    return float(sum(W.size + b.size for W, b in theta))


@right("count_parameters")
def count_array(theta):
    return np.array(sum(W.size + b.size for W, b in theta))


@right("count_parameters")
def count_dictionary(theta):
    sizes = {}
    for k, (W, b) in enumerate(theta):
        sizes[f"W{k}"], sizes[f"b{k}"] = W.size, b.size
    return sum(sizes.values())


class Counter:
    def __call__(self, theta):
        return sum(math.prod(a.shape) for pair in theta for a in pair)


right("count_parameters")(Counter())
right("count_parameters")(lambda theta: sum(len(b) * (W.shape[-1] + 1) for W, b in theta))


@right("count_parameters")
def count_bytes(theta):
    return sum(a.nbytes // a.itemsize for pair in theta for a in pair)


# ---------------------------------------------------------------- wrong


@wrong("count_parameters", "weights-only")
def count_no_biases(theta):
    """Forgets the biases."""
    return sum(W.size for W, b in theta)


@wrong("count_parameters", "weights-only")
def count_no_biases_loop(theta):
    """Forgets the biases."""
    n = 0
    for W, _ in theta:
        rows, columns = W.shape
        n += rows * columns
    return n


@wrong("count_parameters", "biases-only")
def count_only_biases(theta):
    """Only the biases."""
    return sum(len(b) for _, b in theta)


@wrong("count_parameters", "rows-only")
def count_rows(theta):
    """len(W) is the number of rows."""
    return sum(len(W) + len(b) for W, b in theta)


@wrong("count_parameters", "rows-only")
def count_rows_loop(theta):
    """len(W) is the number of rows."""
    n = 0
    for W, b in theta:
        n += len(W)
        n += len(b)
    return n


@wrong("count_parameters", "sizes-added")
def count_columns(theta):
    """The number of columns for that of entries."""
    return sum(W.shape[1] + b.size for W, b in theta)


@wrong("count_parameters", "sizes-added")
def count_rows_plus_columns(theta):
    """Adds rows and columns."""
    return sum(W.shape[0] + W.shape[1] + len(b) for W, b in theta)


@wrong("count_parameters", "sizes-added")
def count_sum_of_shape(theta):
    """Adds W's shape up."""
    return sum(sum(W.shape) + sum(b.shape) for W, b in theta)


@wrong("count_parameters", "counts-layers")
def count_layers(theta):
    """The number of layers."""
    return len(theta)


@wrong("count_parameters", "counts-arrays")
def count_arrays(theta):
    """The number of arrays."""
    return sum(len(pair) for pair in theta)


@wrong("count_parameters", "counts-arrays")
def count_twice_layers(theta):
    """Twice the number of layers."""
    return 2 * len(theta)


@wrong("count_parameters", "one-bias-a-layer")
def count_one_bias(theta):
    """One bias a layer."""
    return sum(W.size + 1 for W, b in theta)


@wrong("count_parameters", "one-bias-a-layer")
def count_one_bias_loop(theta):
    """One bias a layer, in a loop."""
    n = 0
    for k in range(len(theta)):
        n += np.prod(theta[k][0].shape) + 1
    return n


@wrong("count_parameters", "bias-per-input")
def count_input_biases(theta):
    """A bias for each input instead of each output."""
    return sum(W.size + W.shape[1] for W, b in theta)


@wrong("count_parameters", "biases-twice")
def count_biases_twice(theta):
    """Biases count twice."""
    return sum(W.size + b.size + b.size for W, b in theta)


@wrong("count_parameters", "bias-multiplied")
def count_biases_multiplied(theta):
    """Multiplies weights and biases."""
    return sum(W.size * b.size for W, b in theta)


@wrong("count_parameters", "first-layer-only")
def count_first_layer(theta):
    """return inside the loop."""
    total = 0
    for W, b in theta:
        total += W.size + b.size
        return total
    return 0


@wrong("count_parameters", "first-layer-only")
def count_first_layer_index(theta):
    """Only theta[0]."""
    W, b = theta[0]
    return W.size + b.size


@wrong("count_parameters", "last-layer-only")
def count_last_layer(theta):
    """= for +=: the last layer only."""
    total = 0
    for W, b in theta:
        total = W.size + b.size
    return total


@wrong("count_parameters", "last-layer-only")
def count_last_layer_index(theta):
    """Only the last layer."""
    return theta[-1][0].size + theta[-1][1].size


@wrong("count_parameters", "last-layer-left-out")
def count_skips_last(theta):
    """The last layer is left out."""
    return sum(W.size + b.size for W, b in theta[:-1])


@wrong("count_parameters", "last-layer-left-out")
def count_skips_last_range(theta):
    """range(len(theta) - 1)."""
    n = 0
    for i in range(len(theta) - 1):
        n += theta[i][0].size + theta[i][1].size
    return n


@wrong("count_parameters", "first-layer-left-out")
def count_skips_first(theta):
    """The first layer is left out."""
    return sum(W.size + b.size for W, b in theta[1:])


@wrong("count_parameters", "last-bias-left-out")
def count_last_bias_missing(theta):
    """The last layer's bias is left out."""
    return sum(W.size + b.size for W, b in theta) - theta[-1][1].size


@wrong("count_parameters", "layers-multiplied")
def count_product(theta):
    """Multiplies the layers' counts."""
    total = 1
    for W, b in theta:
        total *= W.size + b.size
    return total


@wrong("count_parameters", "weights-taken-for-square")
def count_square_weights(theta):
    """Takes W for square."""
    return sum(W.shape[0] ** 2 + b.size for W, b in theta)


@wrong("count_parameters", "nonzero-only")
def count_nonzero(theta):
    """Counts the entries that are not zero."""
    return int(sum(np.count_nonzero(W) + np.count_nonzero(b) for W, b in theta))


@wrong("count_parameters", "distinct-only")
def count_unique(theta):
    """Counts different values."""
    return sum(len(np.unique(W)) + len(np.unique(b)) for W, b in theta)


@wrong("count_parameters", "values-summed")
def count_values(theta):
    """Adds the values up."""
    return sum(W.sum() + b.sum() for W, b in theta)


@wrong("count_parameters", "values-summed")
def count_values_as_int(theta):
    """Adds the values up and rounds."""
    return int(sum(W.sum() + b.sum() for W, b in theta))


@wrong("count_parameters", "counts-bytes")
def count_in_bytes(theta):
    """Counts bytes."""
    return sum(W.nbytes + b.nbytes for W, b in theta)


@wrong("count_parameters", "per-layer-list")
def count_per_layer(theta):
    """A list: one count a layer."""
    return [W.size + b.size for W, b in theta]


@wrong("count_parameters", "weights-and-biases-apart")
def count_pair(theta):
    """Weights and biases apart."""
    return sum(W.size for W, _ in theta), sum(b.size for _, b in theta)


@wrong("count_parameters", "units-counted")
def count_neurons(theta):
    """Counts the units, the input's included."""
    return theta[0][0].shape[1] + sum(len(b) for _, b in theta)


@wrong("count_parameters", "first-weights-left-out")
def count_consecutive(theta):
    """Multiplies neighbouring output sizes and forgets the input."""
    n = [len(b) for _, b in theta]
    return sum(a * b for a, b in zip(n, n[1:])) + sum(n)


@wrong("count_parameters", "returned-none")
def count_forgets_return(theta):
    """No return."""
    total = sum(W.size + b.size for W, b in theta)


@wrong("count_parameters", "returned-none")
def count_prints(theta):
    """Prints."""
    print(sum(W.size + b.size for W, b in theta))


@wrong("count_parameters", "wrong-type")
def count_text(theta):
    """Returns text."""
    return f"{sum(W.size + b.size for W, b in theta)} parameters"


@wrong("count_parameters", "wrong-type")
def count_digits(theta):
    """Returns the number as text."""
    return str(sum(W.size + b.size for W, b in theta))


@wrong("count_parameters", "raised")
def count_theta_size(theta):
    """A list has no size."""
    return theta.size


@wrong("count_parameters", "raised")
def count_array_of_theta(theta):
    """theta does not fit into one array."""
    return np.array(theta).size


@wrong("count_parameters", "raised")
def count_np_size(theta):
    """np.size of a list of pairs of different shapes."""
    return np.size(theta)


@wrong("count_parameters", "raised")
def count_size_call(theta):
    """size is no function."""
    return sum(W.size() + b.size() for W, b in theta)


@wrong("count_parameters", "raised")
def count_torch_numel(theta):
    """numel is torch's."""
    return sum(W.numel() + b.numel() for W, b in theta)


@wrong("count_parameters", "raised")
def count_without_unpacking(theta):
    """The elements are pairs, not layers with attributes."""
    return sum(layer.W.size + layer.b.size for layer in theta)


@wrong("count_parameters", "off-by-constant")
def count_starts_at_one(theta):
    """The count starts at 1."""
    total = 1
    for W, b in theta:
        total += W.size + b.size
    return total


@wrong("count_parameters", "bias-before-product")
def count_operator_precedence(theta):
    """Adds before multiplying."""
    return sum(W.shape[0] * (W.shape[1] + b.shape[0]) for W, b in theta)


@wrong("count_parameters", "last-layer-only")
def count_reset_in_loop(theta):
    """The count is reset for each layer."""
    for W, b in theta:
        total = 0
        total += W.size
        total += b.size
    return total


@wrong("count_parameters", "changed-input")
def count_pops(theta):
    """Empties the list that was handed in."""
    total = 0
    while theta:
        W, b = theta.pop()
        total += W.size + b.size
    return total


total_so_far = 0


@wrong("count_parameters", "not-repeatable")
def count_global(theta):
    """A global total that is never reset."""
    global total_so_far
    for W, b in theta:
        total_so_far += W.size + b.size
    return total_so_far


@wrong("count_parameters", "not-repeatable")
def count_mutable_default(theta, counts=[]):
    """The default list remembers earlier calls."""
    counts.extend(W.size + b.size for W, b in theta)
    return sum(counts)


@wrong("count_parameters", "raised")
def count_two_layers(theta):
    """Only two layers."""
    (W1, b1), (W2, b2) = theta
    return W1.size + b1.size + W2.size + b2.size


@wrong("count_parameters", "bias-per-input")
def count_formula_wrong_axis(theta):
    """(d_out + 1) d_in for (d_in + 1) d_out."""
    return sum((W.shape[0] + 1) * W.shape[1] for W, _ in theta)


@wrong("count_parameters", "off-by-factor")
def count_thousands(theta):
    """In thousands."""
    return sum(W.size + b.size for W, b in theta) / 1000


@wrong("count_parameters", "hidden-biases-left-out")
def count_biases_after_the_loop(theta):
    """The biases are added after the loop: the last layer's."""
    n = 0
    for W, b in theta:
        n += W.size
    n += b.size
    return n


@wrong("count_parameters", "sizes-for-theta")
def count_from_sizes(sizes):
    """Expects the sizes."""
    return sum(i * o + o for i, o in zip(sizes, sizes[1:]))


@wrong("count_parameters", "weights-twice")
def count_copied_slip(theta):
    """W where b was meant."""
    return sum(W.size + W.size for W, b in theta)


@wrong("count_parameters", "largest-layer-only")
def count_max(theta):
    """max for sum."""
    return max(W.size + b.size for W, b in theta)


@wrong("count_parameters", "averaged-over-layers")
def count_mean(theta):
    """A mean over the layers."""
    return np.mean([W.size + b.size for W, b in theta])


@wrong("count_parameters", "weights-taken-for-square")
def count_rows_times_biases(theta):
    """Rows times biases, which are as many."""
    return sum(W.shape[0] * b.shape[0] for W, b in theta)


@right("count_parameters")
def count_laid_flat(theta):
    return len(np.concatenate([np.append(W.ravel(), b) for W, b in theta]))
