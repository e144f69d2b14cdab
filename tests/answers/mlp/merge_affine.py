"""Students' answers to `merge_affine`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong
from tests.answers.mlp.given import affine

# ---------------------------------------------------------------- right


@right("merge_affine")
def merge_matmul(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


@right("merge_affine")
def merge_einsum(W1, b1, W2, b2):
    return np.einsum("ij,jk->ik", W2, W1), np.einsum("ij,j->i", W2, b1) + b2


@right("merge_affine")
def merge_dot_row(W1, b1, W2, b2):
    W = np.dot(W2, W1)
    b = np.dot(b1, W2.T) + b2
    return (W, b)


@right("merge_affine")
def merge_list_of_two(W1, b1, W2, b2):
    return [W2.dot(W1), W2.dot(b1) + b2]


@right("merge_affine")
def merge_transposes(W1, b1, W2, b2):
    return (W1.T @ W2.T).T, b1 @ W2.T + b2


@right("merge_affine")
def merge_probing(W1, b1, W2, b2):
    def both(X):
        return affine(affine(X, W1, b1), W2, b2)
    d = W1.shape[1]
    b = both(np.zeros((1, d)))[0]
    return (both(np.eye(d)) - b).T, b


@right("merge_affine")
def merge_loops(W1, b1, W2, b2):
    d_out, d_hidden = W2.shape
    d_in = W1.shape[1]
    W = np.zeros((d_out, d_in))
    b = np.zeros(d_out)
    for o in range(d_out):
        for h in range(d_hidden):
            for i in range(d_in):
                W[o, i] += W2[o, h] * W1[h, i]
            b[o] += W2[o, h] * b1[h]
        b[o] += b2[o]
    return W, b


@right("merge_affine")
def merge_lists(W1, b1, W2, b2):
    W = [[sum(row[h] * W1[h, i] for h in range(len(W1))) for i in range(W1.shape[1])] for row in W2]
    b = [sum(w * x for w, x in zip(row, b1)) + c for row, c in zip(W2, b2)]
    return W, b


@right("merge_affine")
def merge_homogeneous(W1, b1, W2, b2):
    def homogeneous(W, b):
        return np.block([[W, b[:, None]], [np.zeros((1, W.shape[1])), np.ones((1, 1))]])
    M = homogeneous(W2, b2) @ homogeneous(W1, b1)
    return M[:-1, :-1], M[:-1, -1]


@right("merge_affine")
def merge_tensordot(W1, b1, W2, b2):
    return np.tensordot(W2, W1, axes=1), np.tensordot(W2, b1, axes=1) + b2


@right("merge_affine")
def merge_sum(W1, b1, W2, b2):
    return (W2[:, :, None] * W1[None]).sum(1), (W2 * b1).sum(axis=1) + b2


@right("merge_affine")
def merge_matrix(W1, b1, W2, b2):
    return np.matrix(W2) * np.matrix(W1), np.asarray(np.matrix(W2) * np.matrix(b1).T).ravel() + b2


@right("merge_affine")
def merge_single_precision(W1, b1, W2, b2):
    W1, b1, W2, b2 = (a.astype(np.float32) for a in (W1, b1, W2, b2))
    return W2 @ W1, W2 @ b1 + b2


@right("merge_affine")
def merge_through_affine(W1, b1, W2, b2):
    return W2 @ W1, affine(b1[None, :], W2, b2)[0]


@right("merge_affine")
def merge_in_place_on_its_own(W1, b1, W2, b2):
    b = b2.astype(float).copy()
    b += W2 @ b1
    return np.matmul(W2, W1), b


class Merge:
    def __call__(self, W1, b1, W2, b2):
        return tuple([np.inner(W2, W1.T), np.inner(W2, b1) + b2])


right("merge_affine")(Merge())
right("merge_affine")(lambda W1, b1, W2, b2: (W2 @ W1, b2 + b1 @ np.transpose(W2)))


# ---------------------------------------------------------------- wrong


@wrong("merge_affine", "order-exchanged")
def merge_wrong_order(W1, b1, W2, b2):
    """W1 W2 for W2 W1."""
    return W1 @ W2, W2 @ b1 + b2


@wrong("merge_affine", "order-exchanged-everywhere")
def merge_wrong_order_throughout(W1, b1, W2, b2):
    """The layers are swapped throughout."""
    return W1 @ W2, W1 @ b2 + b1


@wrong("merge_affine", "order-exchanged-everywhere")
def merge_wrong_order_dot(W1, b1, W2, b2):
    """np.dot(W1, W2)."""
    W = np.dot(W1, W2)
    b = np.dot(W1, b2) + b1
    return W, b


@wrong("merge_affine", "order-exchanged")
def merge_wrong_order_einsum(W1, b1, W2, b2):
    """The einsum's factors are swapped."""
    return np.einsum("ij,jk->ik", W1, W2), np.einsum("ij,j->i", W2, b1) + b2


@wrong("merge_affine", "biases-added")
def merge_biases_added(W1, b1, W2, b2):
    """b1 + b2: sizes do not fit."""
    return W2 @ W1, b1 + b2


@wrong("merge_affine", "first-bias-summed")
def merge_biases_added_broadcast(W1, b1, W2, b2):
    """Adds all of b1 to b2."""
    return W2 @ W1, b1.sum() + b2


@wrong("merge_affine", "first-bias-summed")
def merge_biases_summed_loop(W1, b1, W2, b2):
    """Adds b1's sum in a loop; W2's weights are missing."""
    b = b2.astype(float).copy()
    for o in range(len(b)):
        for h in range(len(b1)):
            b[o] += b1[h]
    return W2 @ W1, b


@wrong("merge_affine", "first-bias-left-out")
def merge_no_b1(W1, b1, W2, b2):
    """Forgets b1."""
    return W2 @ W1, b2


@wrong("merge_affine", "first-bias-left-out")
def merge_no_b1_copy(W1, b1, W2, b2):
    """Forgets b1."""
    return np.einsum("oh,hi->oi", W2, W1), b2.copy()


@wrong("merge_affine", "second-bias-left-out")
def merge_no_b2(W1, b1, W2, b2):
    """Forgets b2."""
    return W2 @ W1, W2 @ b1


@wrong("merge_affine", "second-bias-left-out")
def merge_no_b2_loop(W1, b1, W2, b2):
    """Forgets b2."""
    b = np.zeros(len(W2))
    for o in range(len(W2)):
        for h in range(len(b1)):
            b[o] += W2[o, h] * b1[h]
    return W2 @ W1, b


@wrong("merge_affine", "second-bias-left-out")
def merge_no_b2_einsum(W1, b1, W2, b2):
    """Forgets b2, by einsum."""
    return np.einsum("oh,hi->oi", W2, W1), np.einsum("oh,h->o", W2, b1)


@wrong("merge_affine", "zero-bias")
def merge_zero_bias(W1, b1, W2, b2):
    """No bias."""
    return W2 @ W1, np.zeros(len(W2))


@wrong("merge_affine", "weights-only")
def merge_weights_only(W1, b1, W2, b2):
    """Returns only W."""
    return W2 @ W1


@wrong("merge_affine", "bias-only")
def merge_bias_only(W1, b1, W2, b2):
    """Returns only b."""
    return W2 @ b1 + b2


@wrong("merge_affine", "parts-exchanged")
def merge_bias_first(W1, b1, W2, b2):
    """(b, W) for (W, b)."""
    return W2 @ b1 + b2, W2 @ W1


@wrong("merge_affine", "weights-transposed")
def merge_transposed(W1, b1, W2, b2):
    """W comes out as (d_in, d_out)."""
    return W1.T @ W2.T, W2 @ b1 + b2


@wrong("merge_affine", "weights-transposed")
def merge_transposed_loop(W1, b1, W2, b2):
    """W[i, o] for W[o, i]."""
    W = np.zeros((W1.shape[1], W2.shape[0]))
    for i in range(W1.shape[1]):
        for o in range(W2.shape[0]):
            W[i, o] = sum(W2[o, h] * W1[h, i] for h in range(W2.shape[1]))
    return W, W2 @ b1 + b2


@wrong("merge_affine", "weights-transposed")
def merge_transposed_einsum(W1, b1, W2, b2):
    """'io' for 'oi'."""
    return np.einsum("oh,hi->io", W2, W1), W2 @ b1 + b2


@wrong("merge_affine", "weights-added")
def merge_sum_of_weights(W1, b1, W2, b2):
    """Adds the weights."""
    return W1 + W2, b1 + b2


@wrong("merge_affine", "weights-elementwise")
def merge_elementwise(W1, b1, W2, b2):
    """* is not the matrix product."""
    return W2 * W1, W2 * b1 + b2


@wrong("merge_affine", "bias-not-summed")
def merge_elementwise_bias(W1, b1, W2, b2):
    """W2 * b1 has the shape of W2: the sum is missing."""
    return W2 @ W1, W2 * b1 + b2[:, None]


@wrong("merge_affine", "bias-through-product")
def merge_bias_with_merged(W1, b1, W2, b2):
    """Multiplies the bias by the merged W."""
    W = W2 @ W1
    return W, W @ b1 + b2


@wrong("merge_affine", "bias-through-both")
def merge_both_biases_through(W1, b1, W2, b2):
    """W2 (b1 + b2): b2 goes through W2 as well."""
    return W2 @ W1, W2 @ (b1 + b2)


@wrong("merge_affine", "biases-exchanged")
def merge_swapped_biases(W1, b1, W2, b2):
    """W2 b2 + b1."""
    return W2 @ W1, W2 @ b2 + b1


@wrong("merge_affine", "bias-through-first")
def merge_w1_for_bias(W1, b1, W2, b2):
    """W1 b1 + b2."""
    return W2 @ W1, W1 @ b1 + b2


@wrong("merge_affine", "bias-transposed")
def merge_bias_transposed(W1, b1, W2, b2):
    """b1 W2 without the transpose."""
    return W2 @ W1, b1 @ W2 + b2


@wrong("merge_affine", "bias-minus")
def merge_minus(W1, b1, W2, b2):
    """Subtracts b2."""
    return W2 @ W1, W2 @ b1 - b2


@wrong("merge_affine", "first-bias-subtracted")
def merge_minus_b1(W1, b1, W2, b2):
    """b2 - W2 b1: a wrong sign."""
    return W2 @ W1, b2 - W2 @ b1


@wrong("merge_affine", "extra-axis")
def merge_bias_column(W1, b1, W2, b2):
    """b is (d_out, 1)."""
    return W2 @ W1, W2 @ b1[:, None] + b2[:, None]


@wrong("merge_affine", "bias-column-plus-row")
def merge_bias_square(W1, b1, W2, b2):
    """A column plus a row is a matrix."""
    return W2 @ W1, W2 @ b1[:, None] + b2


@wrong("merge_affine", "extra-axis")
def merge_bias_row(W1, b1, W2, b2):
    """b is (1, d_out)."""
    return W2 @ W1, b1[None] @ W2.T + b2


@wrong("merge_affine", "wrong-shape")
def merge_concatenated(W1, b1, W2, b2):
    """Stacks the biases."""
    return W2 @ W1, np.concatenate([b1, b2])


@wrong("merge_affine", "not-merged")
def merge_pairs_back(W1, b1, W2, b2):
    """Returns both layers."""
    return (W1, b1), (W2, b2)


@wrong("merge_affine", "layer-two-only")
def merge_second_only(W1, b1, W2, b2):
    """Returns layer 2."""
    return W2, b2


@wrong("merge_affine", "wrong-type")
def merge_function(W1, b1, W2, b2):
    """Returns a function of X."""
    return lambda X: (X @ W1.T + b1) @ W2.T + b2


@wrong("merge_affine", "wrong-type")
def merge_augmented(W1, b1, W2, b2):
    """One matrix with the bias as its last column."""
    return np.column_stack([W2 @ W1, W2 @ b1 + b2])


@wrong("merge_affine", "wrong-type")
def merge_dictionary(W1, b1, W2, b2):
    """A dictionary."""
    return {"W": W2 @ W1, "b": W2 @ b1 + b2}


@wrong("merge_affine", "activated")
def merge_with_relu(W1, b1, W2, b2):
    """A ReLU between, which cannot be merged."""
    return W2 @ np.maximum(W1, 0), W2 @ np.maximum(b1, 0) + b2


@wrong("merge_affine", "activated")
def merge_relu_on_bias(W1, b1, W2, b2):
    """A ReLU on the bias."""
    return W2 @ W1, np.maximum(W2 @ b1 + b2, 0)


@wrong("merge_affine", "changed-input")
def merge_in_place(W1, b1, W2, b2):
    """Adds to b2 in place."""
    b2 += W2 @ b1
    return W2 @ W1, b2


@wrong("merge_affine", "changed-input")
def merge_in_place_alias(W1, b1, W2, b2):
    """b = b2 is no copy."""
    b = b2
    for o in range(len(b)):
        for h in range(len(b1)):
            b[o] += W2[o, h] * b1[h]
    return W2 @ W1, b


@wrong("merge_affine", "changed-input")
def merge_in_place_out(W1, b1, W2, b2):
    """np.add writes into b2."""
    return W2 @ W1, np.add(b2, W2 @ b1, out=b2)


@wrong("merge_affine", "integer-truncation")
def merge_integer_bias(W1, b1, W2, b2):
    """Collects in an array of b2's integer dtype."""
    b = np.array(b2)
    for o in range(len(b)):
        b[o] = W2[o] @ b1 + b2[o]
    return W2 @ W1, b


@wrong("merge_affine", "truncated")
def merge_integers(W1, b1, W2, b2):
    """Casts to int."""
    return (W2 @ W1).astype(int), (W2 @ b1 + b2).astype(int)


@wrong("merge_affine", "bias-inside-sum")
def merge_b2_for_each_hidden(W1, b1, W2, b2):
    """Adds b2 inside the inner loop."""
    b = np.zeros(len(b2))
    for o in range(len(b2)):
        for h in range(len(b1)):
            b[o] += W2[o, h] * b1[h] + b2[o]
    return W2 @ W1, b


@wrong("merge_affine", "mean-not-sum")
def merge_mean(W1, b1, W2, b2):
    """Averages over the hidden units."""
    H = len(b1)
    return W2 @ W1 / H, W2 @ b1 / H + b2


@wrong("merge_affine", "last-hidden-left-out")
def merge_skips_hidden(W1, b1, W2, b2):
    """Leaves out the last hidden unit."""
    return W2[:, :-1] @ W1[:-1], W2[:, :-1] @ b1[:-1] + b2


@wrong("merge_affine", "last-hidden-left-out")
def merge_skips_hidden_loop(W1, b1, W2, b2):
    """range(H - 1) leaves out the last hidden unit."""
    W, b = np.zeros((len(W2), W1.shape[1])), b2.astype(float).copy()
    for h in range(len(b1) - 1):
        W += np.outer(W2[:, h], W1[h])
        b += W2[:, h] * b1[h]
    return W, b


@wrong("merge_affine", "returned-none")
def merge_forgets_return(W1, b1, W2, b2):
    """No return."""
    W, b = W2 @ W1, W2 @ b1 + b2


@wrong("merge_affine", "returned-none")
def merge_prints(W1, b1, W2, b2):
    """Prints."""
    print(W2 @ W1, W2 @ b1 + b2)


@wrong("merge_affine", "wrong-shape")
def merge_other_arguments(W1, W2, b1, b2):
    """The arguments are in another order."""
    return W2 @ W1, W2 @ b1 + b2


@wrong("merge_affine", "raised")
def merge_typo(W1, b1, W2, b2):
    """w2 for W2."""
    return W2 @ W1, w2 @ b1 + b2


@wrong("merge_affine", "wrong-length")
def merge_three(W1, b1, W2, b2):
    """Returns three things."""
    return W2 @ W1, W2 @ b1, b2


@wrong("merge_affine", "first-bias-twice")
def merge_b1_twice(W1, b1, W2, b2):
    """Adds W2 b1 twice."""
    b = W2 @ b1 + b2
    return W2 @ W1, W2 @ b1 + b


@wrong("merge_affine", "wrong-length")
def merge_list_in_list(W1, b1, W2, b2):
    """A list with one pair, as a theta has it."""
    return [(W2 @ W1, W2 @ b1 + b2)]


@wrong("merge_affine", "biases-exchanged")
def merge_bias_through_layer_one(W1, b1, W2, b2):
    """W1 b2 + b1."""
    return W2 @ W1, W1 @ b2 + b1


@wrong("merge_affine", "second-bias-twice")
def merge_begins_with_b2(W1, b1, W2, b2):
    """b begins as b2, and b2 is added once more."""
    b = b2.astype(float)
    for k in range(len(b1)):
        b = b + W2[:, k] * b1[k]
    return W2 @ W1, b + b2


@wrong("merge_affine", "bias-in-weights")
def merge_from_unit_vectors(W1, b1, W2, b2):
    """The columns are read off from unit vectors, bias and all."""
    def both(X):
        return affine(affine(X, W1, b1), W2, b2)
    return both(np.eye(W1.shape[1])).T, both(np.zeros((1, W1.shape[1])))[0]


@wrong("merge_affine", "bias-summed-over-outputs")
def merge_bias_wrong_axis(W1, b1, W2, b2):
    """The sum runs along axis 0."""
    return W2 @ W1, (W2 * b1).sum(axis=0) + b2


@wrong("merge_affine", "sum-overwritten")
def merge_product_overwritten(W1, b1, W2, b2):
    """= for +=."""
    W = np.zeros((len(W2), W1.shape[1]))
    for i in range(len(W2)):
        for j in range(W1.shape[1]):
            for k in range(len(W1)):
                W[i, j] = W2[i, k] * W1[k, j]
    return W, W2 @ b1 + b2


@wrong("merge_affine", "last-hidden-left-out")
def merge_product_ends_early(W1, b1, W2, b2):
    """The loop over the hidden units ends one too early, in the weights alone."""
    W = np.zeros((len(W2), W1.shape[1]))
    for k in range(len(W1) - 1):
        W += np.outer(W2[:, k], W1[k])
    return W, W2 @ b1 + b2


@wrong("merge_affine", "first-hidden-left-out")
def merge_bias_begins_at_one(W1, b1, W2, b2):
    """The loop over the hidden units begins at 1, in the bias alone."""
    b = b2.astype(float)
    for k in range(1, len(b1)):
        b = b + W2[:, k] * b1[k]
    return W2 @ W1, b


@wrong("merge_affine", "layer-one-only")
def merge_the_first(W1, b1, W2, b2):
    """Layer 1 as it is."""
    return W1.copy(), b1.copy()


@right("merge_affine")
def merge_block_matrices(W1, b1, W2, b2):
    first = np.vstack([np.column_stack([W1, b1]), np.r_[np.zeros(W1.shape[1]), 1]])
    both = np.column_stack([W2, b2]) @ first
    return both[:, :-1], both[:, -1]
