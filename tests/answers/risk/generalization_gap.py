"""Students' answers to `generalization_gap`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


def empirical_risk(predict, loss, X, y):
    return np.mean(loss(predict(X), y))


# ---------------------------------------------------------------- right


@right("generalization_gap")
def gap_of_risks(predict, loss, train, test):
    return empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train)


@right("generalization_gap")
def gap_unpacked(predict, loss, train, test):
    X_train, y_train = train
    X_test, y_test = test
    train_risk = loss(predict(X_train), y_train).mean()
    test_risk = loss(predict(X_test), y_test).mean()
    return float(test_risk - train_risk)


@right("generalization_gap")
def gap_indices(predict, loss, train, test):
    return np.mean(loss(predict(test[0]), test[1])) - np.mean(loss(predict(train[0]), train[1]))


@right("generalization_gap")
def gap_loop(predict, loss, train, test):
    risks = []
    for X, y in (train, test):
        total = 0
        for value in loss(predict(X), y):
            total += value
        risks.append(total / len(X))
    return risks[1] - risks[0]


@right("generalization_gap")
def gap_minus_train(predict, loss, train, test):
    def risk(pair):
        X, y = pair
        losses = loss(predict(X), y)
        return losses.sum() / losses.size
    return -risk(train) + risk(test)


@right("generalization_gap")
def gap_diff(predict, loss, train, test):
    return np.diff([empirical_risk(predict, loss, *part) for part in (train, test)])[0]


@right("generalization_gap")
def gap_weights(predict, loss, train, test):
    losses = np.concatenate([loss(predict(test[0]), test[1]), loss(predict(train[0]), train[1])])
    n = len(test[0])
    weights = np.where(np.arange(len(losses)) < n, 1 / n, -1 / len(train[0]))
    return losses @ weights


right("generalization_gap")(lambda predict, loss, train, test: np.float64(
    np.average(loss(predict(test[0]), test[1])) - np.average(loss(predict(train[0]), train[1]))))


# ---------------------------------------------------------------- wrong


@wrong("generalization_gap", "order-exchanged")
def gap_train_minus_test(predict, loss, train, test):
    """Train minus test."""
    return empirical_risk(predict, loss, *train) - empirical_risk(predict, loss, *test)


@wrong("generalization_gap", "order-exchanged")
def gap_diff_reversed(predict, loss, train, test):
    """The same, by np.diff in the wrong order."""
    return float(np.diff([empirical_risk(predict, loss, *part) for part in (test, train)])[0])


@wrong("generalization_gap", "absolute-value")
def gap_absolute(predict, loss, train, test):
    """The sign is lost."""
    return abs(empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train))


@wrong("generalization_gap", "test-risk-only")
def gap_test_only(predict, loss, train, test):
    """Nothing is subtracted."""
    X, y = test
    return np.mean(loss(predict(X), y))


@wrong("generalization_gap", "train-risk-only")
def gap_train_only(predict, loss, train, test):
    """The risk on the training part."""
    X, y = train
    return np.mean(loss(predict(X), y))


@wrong("generalization_gap", "sums-not-means")
def gap_sums(predict, loss, train, test):
    """Sums in place of means."""
    return loss(predict(test[0]), test[1]).sum() - loss(predict(train[0]), train[1]).sum()


@wrong("generalization_gap", "ratio")
def gap_ratio(predict, loss, train, test):
    """Test risk divided by train risk."""
    return empirical_risk(predict, loss, *test) / empirical_risk(predict, loss, *train)


@wrong("generalization_gap", "added")
def gap_added(predict, loss, train, test):
    """A plus for a minus."""
    return empirical_risk(predict, loss, *test) + empirical_risk(predict, loss, *train)


@wrong("generalization_gap", "not-below-zero")
def gap_clipped(predict, loss, train, test):
    """A negative gap is set to 0."""
    return max(0.0, empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train))


@wrong("generalization_gap", "arguments-swapped")
def gap_swapped_loss(predict, loss, train, test):
    """loss(target, prediction)."""
    (X, y), (A, b) = train, test
    return np.mean(loss(b, predict(A))) - np.mean(loss(y, predict(X)))


@wrong("generalization_gap", "pair-of-risks")
def gap_pair(predict, loss, train, test):
    """Both risks, not their difference."""
    return empirical_risk(predict, loss, *train), empirical_risk(predict, loss, *test)


@wrong("generalization_gap", "always-squared")
def gap_always_squared(predict, loss, train, test):
    """Does not use the loss."""
    return np.mean((predict(test[0]) - test[1]) ** 2) - np.mean((predict(train[0]) - train[1]) ** 2)


@wrong("generalization_gap", "relative")
def gap_relative(predict, loss, train, test):
    """Divided by the train risk."""
    a, b = empirical_risk(predict, loss, *train), empirical_risk(predict, loss, *test)
    return (b - a) / a


@wrong("generalization_gap", "roots-taken")
def gap_roots(predict, loss, train, test):
    """Root mean squares."""
    with np.errstate(invalid="ignore"):
        return np.sqrt(empirical_risk(predict, loss, *test)) - np.sqrt(empirical_risk(predict, loss, *train))


@wrong("generalization_gap", "same-part-twice")
def gap_same_twice(predict, loss, train, test):
    """A copied line, not changed."""
    X, y = train
    train_risk = np.mean(loss(predict(X), y))
    test_risk = np.mean(loss(predict(X), y))
    return test_risk - train_risk


@wrong("generalization_gap", "losses-subtracted")
def gap_losses_subtracted(predict, loss, train, test):
    """Loss by loss, which needs equally many."""
    return np.mean(loss(predict(test[0]), test[1]) - loss(predict(train[0]), train[1]))


@wrong("generalization_gap", "order-exchanged")
def gap_unpacked_the_other_way(predict, loss, train, test):
    """The parts are taken for each other."""
    X_test, y_test = train
    X_train, y_train = test
    return empirical_risk(predict, loss, X_test, y_test) - empirical_risk(predict, loss, X_train, y_train)


@wrong("generalization_gap", "raised")
def gap_not_unpacked(predict, loss, train, test):
    """The pair is handed over as one argument."""
    return empirical_risk(predict, loss, test) - empirical_risk(predict, loss, train)


@wrong("generalization_gap", "one-division")
def gap_divided_by_train_count(predict, loss, train, test):
    """Both sums are divided by the number of training rows."""
    n = len(train[0])
    return loss(predict(test[0]), test[1]).sum() / n - loss(predict(train[0]), train[1]).sum() / n


@wrong("generalization_gap", None)
def gap_squared(predict, loss, train, test):
    """The difference is squared."""
    return (empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train)) ** 2 + 1
