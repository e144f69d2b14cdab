"""Right answers to notebook 03."""

import numpy as np


def empirical_risk(predict, loss, X, y):
    """The mean loss over the examples X (N, ...), y (N,) or (N, k) -> float."""
    return float(np.mean(loss(predict(X), y)))


def split(X, y, fraction, rng):
    """int(fraction * N) random rows to train on, the others to test on -> (X_train, y_train, X_test, y_test)."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    train, test = order[:n], order[n:]
    return X[train], y[train], X[test], y[test]


def polynomial_features(x, degree):
    """x (N,) -> (N, degree + 1), columns x**0 .. x**degree."""
    return x[:, None] ** np.arange(degree + 1)


def least_squares(features, y):
    """The theta (d,) of least norm among those with the smallest mean of (features @ theta - y)**2; features (N, d), y (N,)."""
    return np.linalg.lstsq(features, y, rcond=None)[0]


def generalization_gap(predict, loss, train, test):
    """Test risk minus train risk -> float; train and test are (X, y)."""
    return empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train)
