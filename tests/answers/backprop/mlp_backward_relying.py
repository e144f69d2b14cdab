"""Answers to `mlp_backward` beside an `mlp_forward` that is not right: the verdict says which of the two to mend."""

import numpy as np

from tests.answers import wrong


@wrong("mlp_forward", "never-activated")
def mlp_forward(X, theta):
    """No relu; the cache holds what goes into each layer."""
    cache = []
    for W, b in theta:
        cache.append(X)
        X = X @ W.T + b
    return X, cache


@wrong("mlp_backward", "relies-on")
def backward_beside_a_wrong_forward(upstream, theta, cache):
    """Right by itself."""
    grads = []
    for (W, b), h in zip(reversed(theta), reversed(cache)):
        grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))
        upstream = (upstream @ W) * (h > 0)
    return grads


@wrong("mlp_backward", "relies-on")
def backward_wrong_as_well(upstream, theta, cache):
    """Wrong as well, but nothing certain can be said yet."""
    return [(upstream.T @ cache[-1], np.sum(upstream, axis=0))]
