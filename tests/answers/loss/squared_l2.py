"""Students' answers to `squared_l2`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import functools
import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("squared_l2")
def squared_sum(prediction, target):
    return np.sum((prediction - target) ** 2, axis=1)


@right("squared_l2")
def squared_einsum(prediction, target):
    d = prediction - target
    return np.einsum("nd,nd->n", d, d)


@right("squared_l2")
def squared_norm(prediction, target):
    return np.linalg.norm(prediction - target, axis=-1) ** 2


@right("squared_l2")
def squared_loops(prediction, target):
    N, d = prediction.shape
    losses = np.zeros(N)
    for i in range(N):
        for j in range(d):
            losses[i] += (prediction[i, j] - target[i, j]) ** 2
    return losses


@right("squared_l2")
def squared_lists(prediction, target):
    return [sum((a - b) ** 2 for a, b in zip(p, t)) for p, t in zip(prediction.tolist(), target.tolist())]


@right("squared_l2")
def squared_diagonal(prediction, target):
    d = prediction - target
    return np.diag(d @ d.T)


@right("squared_l2")
def squared_multiplied_out(prediction, target):
    prediction, target = prediction.astype(float), target.astype(float)
    return (prediction ** 2).sum(1) - 2 * (prediction * target).sum(1) + (target ** 2).sum(1)


@right("squared_l2")
def squared_in_place_on_a_copy(prediction, target):
    d = prediction.astype(float)
    d -= target
    d *= d
    return d.sum(axis=1)


@right("squared_l2")
def squared_by_columns(prediction, target):
    return functools.reduce(np.add, [(p - t) ** 2 for p, t in zip(prediction.T, target.T)])


@right("squared_l2")
def squared_along_axis(prediction, target):
    return np.apply_along_axis(lambda row: row.dot(row), 1, np.subtract(target, prediction))


@right("squared_l2")
def squared_vectorize(prediction, target):
    one = np.vectorize(lambda p, t: math.dist(p, t) ** 2, signature="(d),(d)->()")
    return one(prediction, target)


@right("squared_l2")
def squared_single_precision(prediction, target):
    return np.square(prediction.astype(np.float32) - target.astype(np.float32)).sum(axis=1)


@right("squared_l2")
def squared_recursion(prediction, target):
    if prediction.shape[1] == 0:
        return np.zeros(len(prediction))
    return (prediction[:, 0] - target[:, 0]) ** 2 + squared_recursion(prediction[:, 1:], target[:, 1:])


@right("squared_l2")
def squared_prints_shapes(prediction, target):
    print(prediction.shape, target.shape)
    d = np.abs(prediction - target)
    return np.add.reduce(d ** 2, axis=1)


class SquaredL2:
    def __call__(self, prediction, target):
        self.difference = target - prediction
        return np.array([x @ x for x in self.difference])


right("squared_l2")(SquaredL2())
right("squared_l2")(lambda prediction, target: (prediction - target).__pow__(2) @ np.ones(target.shape[1]))

# ---------------------------------------------------------------- wrong


@wrong("squared_l2", "mean-not-sum")
def squared_mean(prediction, target):
    """The mean over a row, as torch's MSELoss."""
    return np.mean((prediction - target) ** 2, axis=1)


@wrong("squared_l2", "mean-not-sum")
def squared_mean_loop(prediction, target):
    """The mean over a row, in a loop."""
    out = []
    for p, t in zip(prediction, target):
        out.append(((p - t) ** 2).sum() / len(p))
    return np.array(out)


@wrong("squared_l2", "one-number")
def squared_mean_of_everything(prediction, target):
    """Mean squared error of the whole batch."""
    return np.mean((prediction - target) ** 2)


@wrong("squared_l2", "one-number")
def squared_sum_of_everything(prediction, target):
    """The sum over the whole batch."""
    return ((prediction - target) ** 2).sum()


@wrong("squared_l2", "one-number")
def squared_mean_of_rows(prediction, target):
    """The rows' losses, averaged."""
    return ((prediction - target) ** 2).sum(axis=1).mean()


@wrong("squared_l2", "one-number")
def squared_whole_norm(prediction, target):
    """The norm of the whole table, squared."""
    return np.linalg.norm(prediction - target) ** 2


@wrong("squared_l2", "wrong-axis")
def squared_columns(prediction, target):
    """Axis 0."""
    return np.sum((prediction - target) ** 2, axis=0)


@wrong("squared_l2", "root-taken")
def squared_is_norm(prediction, target):
    """The norm itself."""
    return np.linalg.norm(prediction - target, axis=1)


@wrong("squared_l2", "root-taken")
def squared_root_loop(prediction, target):
    """The norm itself, by math.dist."""
    return [math.dist(p, t) for p, t in zip(prediction, target)]


@wrong("squared_l2", "root-mean-square")
def squared_rmse(prediction, target):
    """The root of the mean square."""
    return np.sqrt(((prediction - target) ** 2).mean(axis=1))


@wrong("squared_l2", "not-squared")
def squared_forgets_square(prediction, target):
    """The differences are summed as they are."""
    return (prediction - target).sum(axis=1)


@wrong("squared_l2", "absolute-values")
def squared_l1(prediction, target):
    """Absolute values: the L1 norm."""
    return np.abs(prediction - target).sum(axis=1)


@wrong("squared_l2", "sum-then-square")
def squared_after_sum(prediction, target):
    """Sums, then squares."""
    return np.sum(prediction - target, axis=1) ** 2


@wrong("squared_l2", "squares-subtracted")
def squared_difference_of_squares(prediction, target):
    """p^2 - t^2."""
    return np.sum(prediction ** 2 - target ** 2, axis=1)


@wrong("squared_l2", "precedence")
def squared_brackets(prediction, target):
    """Brackets missing: only the target is squared."""
    return (prediction - target ** 2).sum(axis=1)


@wrong("squared_l2", "halved")
def squared_half(prediction, target):
    """A factor 1/2, as some books have it."""
    return 0.5 * np.sum((prediction - target) ** 2, axis=1)


@wrong("squared_l2", "not-summed")
def squared_not_summed(prediction, target):
    """The squares, one an entry."""
    return (prediction - target) ** 2


@wrong("squared_l2", "axis-kept")
def squared_keepdims(prediction, target):
    """(N, 1)."""
    return np.sum((prediction - target) ** 2, axis=1, keepdims=True)


@wrong("squared_l2", "added")
def squared_plus(prediction, target):
    """A plus where the minus belongs."""
    return np.sum((prediction + target) ** 2, axis=1)


@wrong("squared_l2", "dot-product")
def squared_dot(prediction, target):
    """The dot product of the two."""
    return (prediction * target).sum(axis=1)


@wrong("squared_l2", "all-pairs")
def squared_matrix_product(prediction, target):
    """D D^T without its diagonal being taken."""
    d = prediction - target
    return d @ d.T


@wrong("squared_l2", "all-pairs")
def squared_pairwise(prediction, target):
    """Every prediction against every target."""
    return ((prediction[:, None, :] - target[None, :, :]) ** 2).sum(axis=-1)


@wrong("squared_l2", "largest-difference")
def squared_maximum(prediction, target):
    """Only the largest square."""
    return np.max((prediction - target) ** 2, axis=1)


@wrong("squared_l2", "changed-input")
def squared_in_place(prediction, target):
    """prediction -= target."""
    prediction -= target
    return (prediction ** 2).sum(axis=1)


@wrong("squared_l2", "integer-truncation")
def squared_integers(prediction, target):
    """The result has the dtype of the prediction."""
    out = np.zeros(len(prediction), dtype=prediction.dtype)
    for i in range(len(prediction)):
        out[i] = np.sum((prediction[i] - target[i]) ** 2)
    return out


@wrong("squared_l2", "integer-truncation")
def squared_integer_difference(prediction, target):
    """The difference is put into an array like the prediction."""
    d = np.empty_like(prediction)
    d[:] = prediction - target
    return (d ** 2).sum(axis=1)


@wrong("squared_l2", "first-row-only")
def squared_returns_in_loop(prediction, target):
    """The return stands in the loop."""
    for p, t in zip(prediction, target):
        return np.sum((p - t) ** 2)


@wrong("squared_l2", "accumulator-not-reset")
def squared_running_total(prediction, target):
    """The total is not set back to 0."""
    out, total = [], 0
    for p, t in zip(prediction, target):
        for a, b in zip(p, t):
            total += (a - b) ** 2
        out.append(total)
    return np.array(out)


@wrong("squared_l2", "sum-overwritten")
def squared_overwrites(prediction, target):
    """= where += belongs."""
    out = np.zeros(len(prediction))
    for i in range(prediction.shape[0]):
        for j in range(prediction.shape[1]):
            out[i] = (prediction[i, j] - target[i, j]) ** 2
    return out


@wrong("squared_l2", "last-entry-left-out")
def squared_range(prediction, target):
    """range(d - 1)."""
    out = np.zeros(len(prediction))
    for j in range(prediction.shape[1] - 1):
        out += (prediction[:, j] - target[:, j]) ** 2
    return out


@wrong("squared_l2", "target-ignored")
def squared_prediction_only(prediction, target):
    """The target never comes in."""
    return (prediction ** 2).sum(axis=1)


@wrong("squared_l2", "sign-turned")
def squared_negative(prediction, target):
    """A minus in front."""
    return -np.sum((prediction - target) ** 2, axis=1)


@wrong("squared_l2", "variance")
def squared_variance(prediction, target):
    """The variance of the differences, times their number."""
    return np.var(prediction - target, axis=1)


@wrong("squared_l2", "left-at-zero")
def squared_last_row(prediction, target):
    """The last row is left out."""
    out = np.zeros(len(prediction))
    for i in range(1, len(prediction)):
        out[i - 1] = ((prediction[i - 1] - target[i - 1]) ** 2).sum()
    return out


@wrong("squared_l2", "raised")
def squared_caret(prediction, target):
    """^ is no power in Python."""
    return np.sum((prediction - target) ^ 2, axis=1)


@wrong("squared_l2", "returned-none")
def squared_no_return(prediction, target):
    """No return."""
    loss = ((prediction - target) ** 2).sum(axis=1)


@wrong("squared_l2", "used-torch")
def squared_torch(prediction, target):
    """torch's own loss."""
    import torch
    p, t = torch.as_tensor(prediction).double(), torch.as_tensor(target).double()
    return torch.nn.functional.mse_loss(p, t, reduction="none").sum(dim=1).numpy()


@wrong("squared_l2", "raised")
def squared_method(prediction, target):
    """Arrays have no method square."""
    return (prediction - target).square().sum(axis=1)


@wrong("squared_l2", None)
def squared_cubed(prediction, target):
    """Third powers."""
    return (np.abs(prediction - target) ** 3).sum(axis=1)


@wrong("squared_l2", "doubled")
def squared_one_star(prediction, target):
    """* 2 for ** 2."""
    return np.sum((prediction - target) * 2, axis=1)


@wrong("squared_l2", "matrix-product")
def squared_dot_itself(prediction, target):
    """np.dot of the table with itself."""
    d = prediction - target
    return np.dot(d, d)


@wrong("squared_l2", "product-not-doubled")
def squared_multiplied_out_short(prediction, target):
    """(p - t)^2 as p^2 - p t + t^2."""
    return (prediction ** 2 - prediction * target + target ** 2).sum(axis=1)


@wrong("squared_l2", "not-summed")
def squared_flat_squares(prediction, target):
    """All squares in one flat array."""
    return (prediction.ravel() - target.ravel()) ** 2


@wrong("squared_l2", "raised")
def squared_with_a_hat(prediction, target):
    """The hat for a power."""
    return ((prediction - target) ^ 2).sum(axis=1)


@right("squared_l2")
def squared_by_python_distance(prediction, target):
    return np.array([math.dist(p, t) ** 2 for p, t in zip(prediction, target)])


@right("squared_l2")
def squared_times_ones(prediction, target):
    return (prediction - target) ** 2 @ np.ones(prediction.shape[1])
