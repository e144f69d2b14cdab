"""Mutants of the solutions of notebook 03 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE

AS_MANY_TARGETS = "there are as many targets, and places in the order, as rows"
ONE_LOSS_EACH = "the losses have one axis"

EQUIVALENT = {
    "empirical_risk": {
        "return np.mean(loss(predict(X), y))": "numpy's float64 is a float as well",
        "return float(np.mean(loss(predict(X), y), axis=0))": ONE_LOSS_EACH,
        "return float(np.mean(loss(predict(X), y), axis=-1))": ONE_LOSS_EACH,
    },
    "split": {
        "order = -rng.permutation(len(X))": "-1, -2, ... count rows from the end: each row is still there once",
        "order = rng.permutation(len(-X))": SAME_SIZE,
        "order = rng.permutation(len(y))": AS_MANY_TARGETS,
        "order = rng.permutation(len(X + 1))": SAME_SIZE,
        "order = rng.permutation(len(X - 1))": SAME_SIZE,
        "n = int(fraction * len(-X))": SAME_SIZE,
        "n = int(fraction * len(order))": AS_MANY_TARGETS,
        "n = int(fraction * len(y))": AS_MANY_TARGETS,
        "n = int(fraction * len(X + 1))": SAME_SIZE,
        "n = int(fraction * len(X - 1))": SAME_SIZE,
        "train, test = (order.T[:n], order[n:])": ONE_AXIS,
        "train, test = (order[:n], order.T[n:])": ONE_AXIS,
        "return (X[train.T], y[train], X[test], y[test])": ONE_AXIS,
        "return (X[train], y[train.T], X[test], y[test])": ONE_AXIS,
        "return (X[train], y[train], X[test.T], y[test])": ONE_AXIS,
        "return (X[train], y[train], X[test], y[test.T])": ONE_AXIS,
    },
    "polynomial_features": {
        "return x.T[:, None] ** np.arange(degree + 1)": ONE_AXIS,
    },
    "least_squares": {
        "return np.linalg.lstsq(features, y)[0]": "rcond=None is numpy's default",
        "return np.linalg.lstsq(features, y.T, rcond=None)[0]": ONE_AXIS,
    },
}
