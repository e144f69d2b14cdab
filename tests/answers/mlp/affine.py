"""Students' answers to `affine`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import functools
import operator

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("affine")
def affine_matmul(X, W, b):
    return X @ W.T + b


@right("affine")
def affine_dot(X, W, b):
    return np.dot(X, W.transpose()) + b


@right("affine")
def affine_einsum(X, W, b):
    return np.einsum("ni,oi->no", X, W) + b


@right("affine")
def affine_inner(X, W, b):
    return np.inner(X, W) + b.reshape(1, -1)


@right("affine")
def affine_transposed(X, W, b):
    return (W @ X.T + b[:, None]).T


@right("affine")
def affine_rows(X, W, b):
    return np.array([W @ x + b for x in X])


@right("affine")
def affine_three_loops(X, W, b):
    N, d_in = X.shape
    d_out = W.shape[0]
    out = np.zeros((N, d_out))
    for n in range(N):
        for o in range(d_out):
            out[n, o] = b[o]
            for i in range(d_in):
                out[n, o] += W[o, i] * X[n, i]
    return out


@right("affine")
def affine_lists(X, W, b):
    return [[sum(w * x for w, x in zip(row, example)) + bias for row, bias in zip(W.tolist(), b.tolist())]
            for example in X.tolist()]


@right("affine")
def affine_tensordot(X, W, b):
    return np.tensordot(X, W, axes=([1], [1])) + np.broadcast_to(b, (len(X), len(b)))


@right("affine")
def affine_broadcasting(X, W, b):
    return (X[:, None, :] * W[None, :, :]).sum(axis=-1) + b


@right("affine")
def affine_column_of_ones(X, W, b):
    X1 = np.hstack([X, np.ones((len(X), 1))])
    Wb = np.column_stack([W, b])
    return X1 @ Wb.T


@right("affine")
def affine_matrix(X, W, b):
    return np.matrix(X) * np.matrix(W).T + b


@right("affine")
def affine_single_precision(X, W, b):
    return X.astype(np.float32) @ W.T.astype(np.float32) + b.astype(np.float32)


@right("affine")
def affine_in_place_on_its_own(X, W, b):
    out = np.matmul(X, np.swapaxes(W, 0, 1)).astype(float)
    out += b
    return out


@right("affine")
def affine_columns(X, W, b):
    return np.stack([X @ W[j] + b[j] for j in range(len(b))], axis=1)


@right("affine")
def affine_sum_of_outer_products(X, W, b):
    return sum((np.outer(X[:, i], W[:, i]) for i in range(X.shape[1])), np.tile(b, (X.shape[0], 1)))


@right("affine")
def affine_reduce(X, W, b):
    def step(total, pair):
        x, w = pair
        return total + x[:, None] * w[None, :]
    return functools.reduce(step, zip(X.T, W.T), np.zeros((len(X), len(b)))) + b


@right("affine")
def affine_operator(X, W, b):
    return operator.add(operator.matmul(X, W.T), b)


class Affine:
    def __init__(self):
        self.calls = 0

    def __call__(self, X, W, b):
        self.calls += 1
        return np.add(X.dot(W.T), b)


right("affine")(Affine())
right("affine")(lambda X, W, b: b + X @ np.transpose(W))


# ---------------------------------------------------------------- wrong


@wrong("affine", "bias-left-out")
def affine_no_bias(X, W, b):
    """Forgets the bias."""
    return X @ W.T


@wrong("affine", "bias-left-out")
def affine_no_bias_einsum(X, W, b):
    """Forgets the bias."""
    return np.einsum("ni,oi->no", X, W)


@wrong("affine", "bias-left-out")
def affine_no_bias_loops(X, W, b):
    """Forgets the bias: += never meets b."""
    out = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0]):
        for o in range(W.shape[0]):
            for i in range(X.shape[1]):
                out[n, o] += X[n, i] * W[o, i]
    return out


@wrong("affine", "w-not-transposed")
def affine_no_transpose(X, W, b):
    """W is not transposed: the shapes do not fit."""
    return X @ W + b


@wrong("affine", "w-not-transposed")
def affine_no_transpose_dot(X, W, b):
    """np.dot without the transpose."""
    return np.dot(X, W) + b


@wrong("affine", "w-not-transposed")
def affine_no_transpose_einsum(X, W, b):
    """The einsum's indices are W's the wrong way round."""
    return np.einsum("ni,io->no", X, W) + b


@wrong("affine", "order-exchanged")
def affine_lecture_order(X, W, b):
    """The lecture's W x + b, taken literally with a batch."""
    return W @ X + b


@wrong("affine", "examples-in-columns")
def affine_lecture_order_transposed(X, W, b):
    """W X^T + b: the bias meets the wrong axis."""
    return W @ X.T + b


@wrong("affine", "not-transposed-back")
def affine_examples_in_columns(X, W, b):
    """W X^T + b as columns: the result is transposed."""
    return W @ X.T + b[:, None]


@wrong("affine", "not-transposed-back")
def affine_examples_in_columns_list(X, W, b):
    """Builds one list an output, so that the examples lie in columns."""
    return np.array([X @ w + beta for w, beta in zip(W, b)])


@wrong("affine", "not-transposed-back")
def affine_examples_in_columns_einsum(X, W, b):
    """The einsum's output is 'on'."""
    return np.einsum("ni,oi->on", X, W) + b[:, None]


@wrong("affine", "elementwise")
def affine_elementwise(X, W, b):
    """* is not the matrix product."""
    return X * W + b


@wrong("affine", "elementwise")
def affine_elementwise_transposed(X, W, b):
    """* is not the matrix product, with the transpose."""
    return X * W.T + b


@wrong("affine", "reshaped-not-transposed")
def affine_reshape_for_transpose(X, W, b):
    """reshape has the shape of a transpose and another order of the entries."""
    return X @ W.reshape(W.shape[1], W.shape[0]) + b


@wrong("affine", "bias-subtracted")
def affine_bias_subtracted(X, W, b):
    """Subtracts the bias."""
    return X @ W.T - b


@wrong("affine", "bias-subtracted")
def affine_bias_subtracted_loop(X, W, b):
    """Subtracts the bias."""
    return np.array([[np.dot(w, x) - beta for w, beta in zip(W, b)] for x in X])


@wrong("affine", "bias-twice")
def affine_bias_twice(X, W, b):
    """Adds the bias twice."""
    out = X @ W.T + b
    out += b
    return out


@wrong("affine", "bias-inside-sum")
def affine_bias_in_the_inner_loop(X, W, b):
    """Adds the bias for every input."""
    out = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0]):
        for o in range(W.shape[0]):
            for i in range(X.shape[1]):
                out[n, o] += X[n, i] * W[o, i] + b[o]
    return out


@wrong("affine", "bias-inside-sum")
def affine_bias_every_term(X, W, b):
    """Adds the bias before the sum, so d_in times."""
    return (X[:, None, :] * W + b[:, None]).sum(axis=2)


@wrong("affine", "bias-multiplied")
def affine_bias_multiplied(X, W, b):
    """Multiplies by the bias."""
    return X @ W.T * b


@wrong("affine", "bias-summed")
def affine_bias_sum(X, W, b):
    """Adds all of b to each output."""
    return X @ W.T + b.sum()


@wrong("affine", "bias-summed")
def affine_bias_mean(X, W, b):
    """Adds b's mean to each output."""
    return X @ W.T + np.mean(b)


@wrong("affine", "bias-first-only")
def affine_bias_first(X, W, b):
    """Adds b[0] everywhere."""
    return X @ W.T + b[0]


@wrong("affine", "bias-down-rows")
def affine_bias_column(X, W, b):
    """Adds the bias along the batch."""
    return X @ W.T + b[:, None]


@wrong("affine", "bias-down-rows")
def affine_bias_by_example(X, W, b):
    """Adds b[n] to example n."""
    out = X @ W.T.astype(float)
    for n in range(len(out)):
        out[n] += b[n]
    return out


@wrong("affine", "bias-before-weights")
def affine_bias_before(X, W, b):
    """(X + b) W^T: adds the bias to the input."""
    return (X + b) @ W.T


@wrong("affine", "bias-added-to-weights")
def affine_bias_to_weights(X, W, b):
    """X (W + b)^T: adds the bias to the weights."""
    return X @ (W + b[:, None]).T


@wrong("affine", "bias-first-only")
def affine_bias_first_row_only(X, W, b):
    """The bias gets only to the first example."""
    out = (X @ W.T).astype(float)
    out[0] += b
    return out


@wrong("affine", "bias-reversed")
def affine_bias_reversed(X, W, b):
    """The biases are in reversed order."""
    return X @ W.T + b[::-1]


@wrong("affine", "activated")
def affine_with_relu(X, W, b):
    """Applies an activation already."""
    return np.maximum(X @ W.T + b, 0)


@wrong("affine", "activated")
def affine_with_relu_loop(X, W, b):
    """Applies an activation already, in a loop."""
    return np.array([[max(0, np.dot(w, x) + beta) for w, beta in zip(W, b)] for x in X])


@wrong("affine", "activated")
def affine_with_sigmoid(X, W, b):
    """Applies the sigmoid already."""
    return 0.5 + 0.5 * np.tanh((X @ W.T + b) / 2)


@wrong("affine", "last-input-left-out")
def affine_skips_last_input(X, W, b):
    """range(d_in - 1): the last input is left out."""
    out = np.zeros((X.shape[0], W.shape[0])) + b
    for i in range(X.shape[1] - 1):
        out += np.outer(X[:, i], W[:, i])
    return out


@wrong("affine", "first-input-left-out")
def affine_skips_first_input(X, W, b):
    """Starts with the second input."""
    return X[:, 1:] @ W[:, 1:].T + b


@wrong("affine", "left-at-zero")
def affine_skips_last_output(X, W, b):
    """The last output stays 0."""
    out = np.zeros((X.shape[0], W.shape[0]))
    for o in range(W.shape[0] - 1):
        out[:, o] = X @ W[o] + b[o]
    return out


@wrong("affine", "left-at-zero")
def affine_skips_last_example(X, W, b):
    """The last example stays 0."""
    out = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0] - 1):
        out[n] = W @ X[n] + b
    return out


@wrong("affine", "sum-overwritten")
def affine_assigns_instead_of_adding(X, W, b):
    """= for +=: only the last term is left."""
    out = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0]):
        for o in range(W.shape[0]):
            for i in range(X.shape[1]):
                out[n, o] = X[n, i] * W[o, i]
            out[n, o] += b[o]
    return out


@wrong("affine", "accumulator-not-reset")
def affine_accumulator_not_reset(X, W, b):
    """The sum is set to zero once, not for each output."""
    out = np.zeros((X.shape[0], W.shape[0]))
    total = 0
    for n in range(X.shape[0]):
        for o in range(W.shape[0]):
            for i in range(X.shape[1]):
                total += X[n, i] * W[o, i]
            out[n, o] = total + b[o]
    return out


@wrong("affine", "w-not-transposed")
def affine_loop_indices_swapped(X, W, b):
    """W[i, o] for W[o, i]."""
    out = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0]):
        for o in range(W.shape[0]):
            for i in range(X.shape[1]):
                out[n, o] += X[n, i] * W[i, o]
            out[n, o] += b[o]
    return out


@wrong("affine", "wrong-shape")
def affine_batch_sum(X, W, b):
    """Sums over the batch."""
    return X.sum(axis=0) @ W.T + b


@wrong("affine", "wrong-shape")
def affine_einsum_sums_batch(X, W, b):
    """The einsum leaves n out."""
    return np.einsum("ni,oi->o", X, W) + b


@wrong("affine", "incomplete")
def affine_first_example_only(X, W, b):
    """Only the first example."""
    return W @ X[0] + b


@wrong("affine", "incomplete")
def affine_returns_in_loop(X, W, b):
    """return inside the loop."""
    for x in X:
        return W @ x + b


@wrong("affine", "mean-not-sum")
def affine_mean_for_sum(X, W, b):
    """The mean over inputs instead of the sum."""
    return (X[:, None, :] * W).mean(axis=-1) + b


@wrong("affine", "mean-not-sum")
def affine_divided_by_inputs(X, W, b):
    """Divides the sum by d_in."""
    return X @ W.T / X.shape[1] + b


@wrong("affine", "averaged-over-batch")
def affine_divided_by_batch(X, W, b):
    """Divides by N."""
    return X @ W.T / len(X) + b


@wrong("affine", "summed-over-outputs")
def affine_sum_over_outputs(X, W, b):
    """Sums over the wrong axis after broadcasting."""
    return (X[:, None, :] * W).sum(axis=1)


@wrong("affine", "reshaped")
def affine_flattened(X, W, b):
    """One long vector."""
    return (X @ W.T + b).ravel()


@wrong("affine", "extra-axis")
def affine_extra_axis(X, W, b):
    """An axis of length one too many."""
    return np.array([W @ x[:, None] + b[:, None] for x in X])


@wrong("affine", "extra-axis")
def affine_squeezed(X, W, b):
    """squeeze takes the batch of one away."""
    return np.squeeze(X @ W.T + b)


@wrong("affine", "changed-input")
def affine_bias_in_place(X, W, b):
    """Adds the product to b itself."""
    b += (X @ W.T)[0]
    return X @ W.T + b


@wrong("affine", "reshaped-not-transposed")
def affine_transposes_argument(X, W, b):
    """Gives W another shape for good."""
    W.shape = W.shape[::-1]
    return X @ W + b


@wrong("affine", "changed-input")
def affine_writes_into_x(X, W, b):
    """Centres X on the way, in place, and puts it right too late."""
    X -= X.mean(axis=0)
    return X @ W.T + b


@wrong("affine", "integer-truncation")
def affine_integers(X, W, b):
    """Collects in an array of X's integer dtype."""
    out = np.zeros((X.shape[0], W.shape[0]), dtype=X.dtype)
    for n in range(len(X)):
        out[n] = W @ X[n] + b
    return out


@wrong("affine", "truncated")
def affine_int_result(X, W, b):
    """Casts to int."""
    return (X @ W.T + b).astype(int)


@wrong("affine", "returned-none")
def affine_forgets_return(X, W, b):
    """No return."""
    h = X @ W.T + b


@wrong("affine", "returned-none")
def affine_prints(X, W, b):
    """Prints."""
    print(X @ W.T + b)


@wrong("affine", "examples-in-columns")
def affine_other_order_of_arguments(W, X, b):
    """The arguments' order is W, X, b."""
    return X @ W.T + b


@wrong("affine", "wrong-type")
def affine_pair(X, W, b):
    """Returns the product and the bias."""
    return X @ W.T, b


@wrong("affine", "returns-more")
def affine_comma(X, W, b):
    """A comma at the end makes a tuple."""
    return X @ W.T + b,


@wrong("affine", "raised")
def affine_transposed_method(X, W, b):
    """W.transpose without brackets."""
    return X @ W.transpose + b


@wrong("affine", "raised")
def affine_t_call(X, W, b):
    """W.T is no function."""
    return X @ W.T() + b


@wrong("affine", "raised")
def affine_lower_case(X, W, b):
    """x for X."""
    return x @ W.T + b


@wrong("affine", "raised")
def affine_hard_coded_zeros(X, W, b):
    """The sizes are written into the code."""
    out = np.zeros((4, 2))
    for n in range(4):
        for o in range(2):
            out[n, o] = W[o] @ X[n] + b[o]
    return out


@wrong("affine", "used-torch")
def affine_torch(X, W, b):
    """Returns a torch tensor."""
    import torch
    return torch.nn.functional.linear(*(torch.as_tensor(a, dtype=torch.float64) for a in (X, W, b)))


W_of_an_earlier_cell = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


@wrong("affine", "raised")
def affine_global_weights(X, W, b):
    """Uses a global W from an earlier cell."""
    return X @ W_of_an_earlier_cell.T + b


@wrong("affine", "wrong-shape")
def affine_concatenated_lists(X, W, b):
    """+ joins lists instead of adding."""
    return [list(W @ x) + list(b) for x in X]


@wrong("affine", "activated")
def affine_softmaxed(X, W, b):
    """A softmax at the end."""
    z = X @ W.T + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("affine", "negated")
def affine_negated(X, W, b):
    """The sign of the whole."""
    return -(X @ W.T + b)


@wrong("affine", "transposed-where-needed")
def affine_try_and_fall_back(X, W, b):
    """Transposes only if it has to."""
    try:
        return X @ W + b
    except ValueError:
        return X @ W.T + b


@wrong("affine", "ones-at-the-other-end")
def affine_ones_in_front_bias_behind(X, W, b):
    """A 1 before each example, the bias after each row of W."""
    return np.hstack([np.ones((len(X), 1)), X]) @ np.hstack([W, b[:, None]]).T


@wrong("affine", "last-row-everywhere")
def affine_one_row_many_times(X, W, b):
    """A list of the same list."""
    out = [[0] * len(b)] * len(X)
    for i, x in enumerate(X):
        for k in range(len(b)):
            out[i][k] = W[k] @ x + b[k]
    return np.array(out)


@wrong("affine", "last-row-everywhere")
def affine_same_array_appended(X, W, b):
    """One array, written anew and appended in each turn."""
    out, row = [], np.zeros(len(b))
    for x in X:
        for k in range(len(b)):
            row[k] = W[k] @ x + b[k]
        out.append(row)
    return np.array(out)


@wrong("affine", "incomplete")
def affine_list_returned_in_loop(X, W, b):
    """The list is returned in the first turn."""
    rows = []
    for x in X:
        rows.append(W @ x + b)
        return np.array(rows)


@wrong("affine", "left-at-zero")
def affine_looks_rows_up(X, W, b):
    """The row is looked up, so that of two equal rows only the first is filled."""
    rows = X.tolist()
    out = np.zeros((len(X), len(b)))
    for row in rows:
        out[rows.index(row)] = W @ np.array(row) + b
    return out


@right("affine")
def affine_input_by_input(X, W, b):
    out = np.tile(b.astype(float), (len(X), 1))
    for j in range(X.shape[1]):
        out += np.outer(X[:, j], W[:, j])
    return out


@right("affine")
def affine_stacked_products(X, W, b):
    return (W @ X[..., None])[..., 0] + b
