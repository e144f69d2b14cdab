"""Students' answers to `mlp_backward` whose cache is a numpy array of arrays, or a queue of records."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    cache, h = np.empty(len(theta), dtype=object), X
    for k, (W, b) in enumerate(theta):
        cache[k] = h
        z = h @ W.T + b
        h = np.maximum(z, 0)
    return z, cache


@right("mlp_backward")
def backward_from_object_array(upstream, theta, cache):
    grads = [None] * len(theta)
    for k in range(len(theta))[::-1]:
        grads[k] = (upstream.T @ cache[k], upstream.sum(axis=0))
        upstream = (upstream @ theta[k][0]) * (cache[k] > 0)
    return grads


@wrong("mlp_backward", "changed-input")
def backward_clears_the_object_array(upstream, theta, cache):
    """Lets go of what was used."""
    grads = [None] * len(theta)
    for k in range(len(theta))[::-1]:
        grads[k] = (upstream.T @ cache[k], upstream.sum(axis=0))
        upstream = (upstream @ theta[k][0]) * (cache[k] > 0)
        cache[k] = None
    return grads
