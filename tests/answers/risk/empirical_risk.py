"""Students' answers to `empirical_risk`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math
import statistics

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("empirical_risk")
def risk_mean(predict, loss, X, y):
    return np.mean(loss(predict(X), y))


@right("empirical_risk")
def risk_method(predict, loss, X, y):
    losses = loss(predict(X), y)
    return float(losses.mean())


@right("empirical_risk")
def risk_sum_over_count(predict, loss, X, y):
    N = X.shape[0]
    return loss(predict(X), y).sum() / N


@right("empirical_risk")
def risk_loop_over_losses(predict, loss, X, y):
    total = 0
    for value in loss(predict(X), y):
        total += value
    return total / len(y)


@right("empirical_risk")
def risk_one_row_batches(predict, loss, X, y):
    total = 0.0
    for i in range(len(X)):
        total = total + loss(predict(X[i:i + 1]), y[i:i + 1])[0]
    return total / len(X)


@right("empirical_risk")
def risk_fsum(predict, loss, X, y):
    return math.fsum(loss(predict(X), y)) / len(X)


@right("empirical_risk")
def risk_average(predict, loss, X, y):
    return np.average(loss(predict(X), y), axis=0)


@right("empirical_risk")
def risk_dot(predict, loss, X, y):
    values = loss(predict(X), y)
    return np.ones(len(values)) @ values / len(values)


@right("empirical_risk")
def risk_statistics(predict, loss, X, y):
    return statistics.fmean(float(v) for v in loss(predict(X), y))


@right("empirical_risk")
def risk_running_mean(predict, loss, X, y):
    mean = 0.0
    for n, value in enumerate(loss(predict(X), y), start=1):
        mean += (value - mean) / n
    return mean


@right("empirical_risk")
def risk_in_two_batches(predict, loss, X, y):
    half = (len(X) + 1) // 2
    parts = [(X[:half], y[:half]), (X[half:], y[half:])]
    return sum(loss(predict(A), b).sum() for A, b in parts if len(A)) / len(X)


@right("empirical_risk")
def risk_as_array_of_no_axis(predict, loss, X, y):
    return np.array(sum(loss(predict(X), y)) / X.shape[0])


class Risk:
    def __call__(self, predict, loss, X, y):
        return np.mean(np.asarray(loss(predict(X.copy()), y.copy()), dtype=float))


right("empirical_risk")(Risk())
right("empirical_risk")(lambda predict, loss, X, y: np.add.reduce(loss(predict(X), y)) / len(X))


@right("empirical_risk")
def risk_by_slices_of_one(predict, loss, X, y):
    return statistics.fmean(loss(predict(X), y))


@right("empirical_risk")
def risk_by_a_dot_product(predict, loss, X, y):
    losses = loss(predict(X), y)
    return losses @ np.full(len(losses), 1 / len(losses))


@right("empirical_risk")
def risk_by_a_running_mean(predict, loss, X, y):
    m = 0.0
    for k, losses in enumerate(loss(predict(X), y), start=1):
        m += (losses - m) / k
    return m


@right("empirical_risk")
def risk_by_small_batches(predict, loss, X, y):
    X = np.array(X)
    y = np.array(y)
    batches = np.array_split(np.arange(len(X)), max(1, len(X) // 2))
    return sum((loss(predict(X[b]), y[b]).sum() for b in batches)) / len(X)


@right("empirical_risk")
def risk_by_rows_with_an_axis(predict, loss, X, y):
    return np.mean([loss(predict(x[None]), t[None])[0] for x, t in zip(X, y)])


# ---------------------------------------------------------------- wrong


@wrong("empirical_risk", "sum-not-mean")
def risk_sum(predict, loss, X, y):
    """Added up, and not divided by N."""
    return loss(predict(X), y).sum()


@wrong("empirical_risk", "sum-not-mean")
def risk_loop_not_divided(predict, loss, X, y):
    """The loop's sum is not divided."""
    total = 0
    for value in loss(predict(X), y):
        total += value
    return total


@wrong("empirical_risk", "arguments-swapped")
def risk_swapped(predict, loss, X, y):
    """loss(target, prediction)."""
    return np.mean(loss(y, predict(X)))


@wrong("empirical_risk", "arguments-swapped")
def risk_swapped_names(predict, loss, X, y):
    """The same, with names."""
    prediction = predict(X)
    losses = loss(y, prediction)
    return losses.sum() / len(losses)


@wrong("empirical_risk", "losses-returned")
def risk_losses(predict, loss, X, y):
    """One number an example, no mean."""
    return loss(predict(X), y)


@wrong("empirical_risk", "always-squared")
def risk_always_squared(predict, loss, X, y):
    """Does not use the loss that is handed in."""
    return np.mean((predict(X) - y) ** 2)


@wrong("empirical_risk", "always-squared")
def risk_always_squared_norm(predict, loss, X, y):
    """Does not use the loss that is handed in; sums over columns."""
    d = predict(X) - y
    return np.mean(np.sum(d * d, axis=-1)) if d.ndim > 1 else np.mean(d * d)


@wrong("empirical_risk", "column-against-flat")
def risk_column_target(predict, loss, X, y):
    """Makes a column of y, so that (N,) meets (N, 1)."""
    return np.mean(loss(predict(X), y.reshape(len(y), -1)))


@wrong("empirical_risk", "column-against-flat")
def risk_column_prediction(predict, loss, X, y):
    """Makes a column of the prediction."""
    prediction = predict(X)
    if prediction.ndim == 1:
        prediction = prediction[:, np.newaxis]
    return loss(prediction, y).mean()


@wrong("empirical_risk", "one-example-at-a-time")
def risk_row_by_row(predict, loss, X, y):
    """Hands over single rows, where predict takes a batch."""
    total = 0
    for x, target in zip(X, y):
        total += loss(predict(x), target)
    return total / len(X)


@wrong("empirical_risk", "one-example-at-a-time")
def risk_comprehension_of_rows(predict, loss, X, y):
    """The same in one line."""
    return np.mean([loss(predict(X[i]), y[i]) for i in range(len(X))])


@wrong("empirical_risk", "off-by-one-count")
def risk_bessel(predict, loss, X, y):
    """Divides by N - 1, as a variance would."""
    return loss(predict(X), y).sum() / max(len(X) - 1, 1)


@wrong("empirical_risk", "median-not-mean")
def risk_median(predict, loss, X, y):
    """The median."""
    return np.median(loss(predict(X), y))


@wrong("empirical_risk", "root-taken")
def risk_root(predict, loss, X, y):
    """A root mean square out of habit."""
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.mean(loss(predict(X), y)))


@wrong("empirical_risk", "no-prediction")
def risk_no_prediction(predict, loss, X, y):
    """The input is compared with the target."""
    return np.mean(loss(X, y))


@wrong("empirical_risk", "return-in-loop")
def risk_returns_at_once(predict, loss, X, y):
    """return inside the loop."""
    total = 0
    for value in loss(predict(X), y):
        total += value
        return total / len(X)


@wrong("empirical_risk", "last-left-out")
def risk_loop_too_short(predict, loss, X, y):
    """range(N - 1)."""
    losses = loss(predict(X), y)
    total = 0
    for i in range(len(X) - 1):
        total += losses[i]
    return total / len(X)


@wrong("empirical_risk", "divided-by-columns")
def risk_divided_by_entries(predict, loss, X, y):
    """Divides by the number of entries of y."""
    return loss(predict(X), y).sum() / y.size


@wrong("empirical_risk", "divided-by-columns")
def risk_divided_by_inputs(predict, loss, X, y):
    """Divides by the number of entries of X."""
    return loss(predict(X), y).sum() / X.size


@wrong("empirical_risk", "divided-twice")
def risk_divided_twice(predict, loss, X, y):
    """A mean, divided by N once more."""
    return np.mean(loss(predict(X), y)) / len(X)


@wrong("empirical_risk", "returned-none")
def risk_no_return(predict, loss, X, y):
    """Computed and not handed over."""
    risk = np.mean(loss(predict(X), y))


@wrong("empirical_risk", "largest-loss")
def risk_largest(predict, loss, X, y):
    """The worst case."""
    return np.max(loss(predict(X), y))


@wrong("empirical_risk", "half")
def risk_half(predict, loss, X, y):
    """The half that some books put before the sum."""
    return loss(predict(X), y).sum() / (2 * len(X))


@wrong("empirical_risk", "absolute-losses")
def risk_absolute(predict, loss, X, y):
    """Loses the sign of a loss."""
    return np.mean(np.abs(loss(predict(X), y)))


@wrong("empirical_risk", "loss-squared")
def risk_squared_losses(predict, loss, X, y):
    """Squares once more."""
    return np.mean(loss(predict(X), y) ** 2)


@wrong("empirical_risk", "whole-number")
def risk_floor_division(predict, loss, X, y):
    """// for /."""
    return loss(predict(X), y).sum() // len(X)


@wrong("empirical_risk", "loss-of-means")
def risk_loss_of_means(predict, loss, X, y):
    """Averages before the loss."""
    prediction = predict(X)
    return loss(prediction.mean(axis=0, keepdims=True), y.mean(axis=0, keepdims=True))[0]


@wrong("empirical_risk", "raised")
def risk_calls_the_result(predict, loss, X, y):
    """A typing slip."""
    return np.mean(loss(predcit(X), y))


@wrong("empirical_risk", None)
def risk_trimmed(predict, loss, X, y):
    """Leaves the largest loss out, as an outlier."""
    losses = np.sort(loss(predict(X), y))
    return losses[:-1].mean() if len(losses) > 1 else losses[0]


@wrong("empirical_risk", "no-loss")
def risk_mean_error(predict, loss, X, y):
    """The mean of the errors, without a loss."""
    return np.mean(predict(X) - y)


@wrong("empirical_risk", "share-of-hits")
def risk_accuracy(predict, loss, X, y):
    """The accuracy."""
    return (predict(X) == y).mean()


@wrong("empirical_risk", "extra-axis")
def risk_keepdims(predict, loss, X, y):
    """An axis is kept."""
    return np.mean(loss(predict(X), y), keepdims=True)


@wrong("empirical_risk", "column-against-flat")
def risk_column_by_reshape(predict, loss, X, y):
    """The targets become a column, by reshape."""
    return np.mean(loss(predict(X), y.reshape(-1, 1)))


@wrong("empirical_risk", "changed-input")
def risk_through_targets(predict, loss, X, y):
    """The differences are written into the targets."""
    y -= predict(X)
    return np.mean(loss(y, np.zeros_like(y)))


@wrong("empirical_risk", "off-by-one-count")
def risk_count_plus_one(predict, loss, X, y):
    """Divided by N + 1."""
    return np.sum(loss(predict(X), y)) / (len(y) + 1)


@wrong("empirical_risk", "raised")
def risk_over_columns(predict, loss, X, y):
    """The loop goes over columns."""
    total = 0
    for i in range(X.shape[1]):
        total += loss(predict(X[:, i]), y[i])
    return total / X.shape[1]


@wrong("empirical_risk", None)
def risk_halved_in_each_turn(predict, loss, X, y):
    """Each turn halves what has been added up so far."""
    avg = 0.0
    for losses in loss(predict(X), y):
        avg = (avg + losses) / 2
    return avg


@wrong("empirical_risk", None)
def risk_input_turned(predict, loss, X, y):
    """The input is transposed."""
    return np.mean(loss(predict(X.T), y))


@wrong("empirical_risk", "loss-for-single-examples")
def risk_loss_of_single_pairs(predict, loss, X, y):
    """The loss is called on single predictions."""
    p = predict(X)
    total = 0
    for i in range(len(X)):
        total += loss(p[i], y[i])
    return total / len(X)


@wrong("empirical_risk", "loss-for-single-examples")
def risk_loss_of_single_pairs_in_a_sum(predict, loss, X, y):
    """The loss is called on single predictions, in a generator."""
    return sum((loss(p, t) for p, t in zip(predict(X), y))) / len(y)


@wrong("empirical_risk", "losses-returned")
def risk_one_over_n_times_losses(predict, loss, X, y):
    """The losses are divided by N and not added up."""
    return 1 / len(X) * loss(predict(X), y)


@wrong("empirical_risk", "root-taken")
def risk_root_of_mean_square_of_losses(predict, loss, X, y):
    """The root of the mean of the squared losses."""
    return float(np.sqrt(np.mean(loss(predict(X), y) ** 2)))


@wrong("empirical_risk", "off-by-constant")
def risk_minus_one_behind(predict, loss, X, y):
    """1 is subtracted from the mean: the brackets are missing."""
    losses = loss(predict(X), y)
    return sum(losses) / len(losses) - 1


@wrong("empirical_risk", "extra-axis")
def risk_single_losses_keep_an_axis(predict, loss, X, y):
    """The losses of one-row batches are added up as arrays."""
    total = 0
    for i in range(len(X)):
        total += loss(predict(X[i:i + 1]), y[i:i + 1])
    return total / len(X)


@wrong("empirical_risk", "rounded")
def risk_rounded_to_cents(predict, loss, X, y):
    """Rounded to two digits."""
    return round(float(np.mean(loss(predict(X), y))), 2)


@wrong("empirical_risk", None)
def risk_later_count_more(predict, loss, X, y):
    """Later examples count more."""
    losses = loss(predict(X), y)
    return np.average(losses, weights=np.arange(1, len(losses) + 1))


@wrong("empirical_risk", "raised")
def risk_predicts_targets_too(predict, loss, X, y):
    """The targets are sent through `predict` as well."""
    return np.mean(loss(predict(X), predict(y)))
