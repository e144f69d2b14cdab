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


@right("generalization_gap")
def gap_both_parts_in_one_batch(predict, loss, train, test):
    n = len(train[0])
    X = np.concatenate([train[0], test[0]])
    y = np.concatenate([train[1], test[1]])
    losses = loss(predict(X), y)
    return np.mean(losses[n:]) - np.mean(losses[:n])


@right("generalization_gap")
def gap_mean_of_all_differences(predict, loss, train, test):
    a = loss(predict(test[0]), test[1])
    b = loss(predict(train[0]), train[1])
    return (a[:, None] - b[None, :]).mean()


@right("generalization_gap")
def gap_over_a_common_denominator(predict, loss, train, test):
    a = loss(predict(test[0]), test[1])
    b = loss(predict(train[0]), train[1])
    return (a.sum() * len(b) - b.sum() * len(a)) / (len(a) * len(b))


@right("generalization_gap")
def gap_by_subtract(predict, loss, train, test):
    return -np.subtract(*[np.mean(loss(predict(p[0]), p[1])) for p in (train, test)])


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


@wrong("generalization_gap", "losses-subtracted")
def gap_shorter_part_counts(predict, loss, train, test):
    """The losses are subtracted row by row, as far as both go."""
    (a, b), (c, d) = (train, test)
    la, lc = loss(predict(a), b), loss(predict(c), d)
    n = min(len(la), len(lc))
    return np.mean(lc[:n] - la[:n])


@wrong("generalization_gap", "one-not-divided")
def gap_train_summed(predict, loss, train, test):
    """The training losses are added up only."""
    (a, b), (c, d) = (train, test)
    return empirical_risk(predict, loss, c, d) - np.sum(loss(predict(a), b))


@wrong("generalization_gap", "one-not-divided")
def gap_missing_brackets(predict, loss, train, test):
    """Only the training losses are divided."""
    (a, b), (c, d) = (train, test)
    lt, le = loss(predict(a), b), loss(predict(c), d)
    return le.sum() - lt.sum() / len(lt)


@wrong("generalization_gap", "counts-exchanged")
def gap_sizes_exchanged(predict, loss, train, test):
    """Each sum is divided by the size of the other part."""
    (a, b), (c, d) = (train, test)
    lt, le = loss(predict(a), b), loss(predict(c), d)
    return le.sum() / len(lt) - lt.sum() / len(le)


@wrong("generalization_gap", "one-mean-only")
def gap_test_losses_not_averaged(predict, loss, train, test):
    """The test losses stay an array."""
    (a, b), (c, d) = (train, test)
    return loss(predict(c), d) - np.mean(loss(predict(a), b))


@wrong("generalization_gap", "spread-not-mean")
def gap_variances(predict, loss, train, test):
    """The difference of the variances."""
    (a, b), (c, d) = (train, test)
    return np.var(loss(predict(c), d)) - np.var(loss(predict(a), b))


@wrong("generalization_gap", "extra-axis")
def gap_in_a_list(predict, loss, train, test):
    """An array of one number."""
    return np.array([empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train)])


@wrong("generalization_gap", None)
def gap_against_all(predict, loss, train, test):
    """Test risk minus the risk on all rows."""
    (a, b), (c, d) = (train, test)
    return empirical_risk(predict, loss, c, d) - empirical_risk(predict, loss, np.concatenate([a, c]), np.concatenate([b, d]))


@wrong("generalization_gap", "added")
def gap_minus_both(predict, loss, train, test):
    """Both risks are subtracted from 0."""
    gap = 0
    for X, y in (test, train):
        gap -= empirical_risk(predict, loss, X, y)
    return gap


@wrong("generalization_gap", "extra-axis")
def gap_diff_keeps_an_axis(predict, loss, train, test):
    """np.diff returns an array."""
    return np.diff([empirical_risk(predict, loss, *train), empirical_risk(predict, loss, *test)])


@wrong("generalization_gap", "raised")
def gap_exchanged_functions(predict, loss, train, test):
    """predict and loss are exchanged."""
    return empirical_risk(loss, predict, *test) - empirical_risk(loss, predict, *train)


@wrong("generalization_gap", None)
def gap_larger_of_both(predict, loss, train, test):
    """The larger of the two risks."""
    return max(empirical_risk(predict, loss, *test), empirical_risk(predict, loss, *train))


@wrong("generalization_gap", "relative")
def gap_one_minus_ratio(predict, loss, train, test):
    """1 minus the ratio."""
    return 1 - empirical_risk(predict, loss, *train) / empirical_risk(predict, loss, *test)
