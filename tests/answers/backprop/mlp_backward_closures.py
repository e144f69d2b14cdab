"""Students' answers to `mlp_backward` whose cache is functions: each knows its own way back."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    ways_back = []

    def affine(h, W, b):
        ways_back.append(lambda g: (g @ W, (g.T @ h, g.sum(axis=0))))
        return h @ W.T + b

    def relu(z):
        ways_back.append(lambda g: (g * (z > 0), None))
        return np.maximum(z, 0)

    for W, b in theta[:-1]:
        X = relu(affine(X, W, b))
    return affine(X, *theta[-1]), ways_back


@right("mlp_backward")
def backward_by_closures(upstream, theta, cache):
    grads = []
    for back in reversed(cache):
        upstream, pair = back(upstream)
        if pair is not None:
            grads.insert(0, pair)
    return grads


@wrong("mlp_backward", "list-reversed")
def backward_by_closures_reversed(upstream, theta, cache):
    """The last layer comes first."""
    grads = []
    for back in reversed(cache):
        upstream, pair = back(upstream)
        if pair is not None:
            grads.append(pair)
    return grads


@wrong("mlp_backward", "changed-input")
def backward_by_closures_popped(upstream, theta, cache):
    """Empties the cache."""
    grads = []
    while cache:
        upstream, pair = cache.pop()(upstream)
        if pair is not None:
            grads.insert(0, pair)
    return grads
