"""Students' answers to `mlp_backward` whose cache is a tuple of tuples, one within the other."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    cache, h = (), X
    for k, (W, b) in enumerate(theta):
        z = h.dot(W.T) + b
        last = k == len(theta) - 1
        cache += ((h, None if last else z > 0),)
        h = z if last else z * (z > 0)
    return h, cache


@right("mlp_backward")
def backward_from_masks(upstream, theta, cache):
    grads = []
    for (W, _), (h, mask) in zip(reversed(theta), reversed(cache)):
        g = upstream if mask is None else upstream * mask
        grads.append((np.dot(g.T, h), np.sum(g, axis=0)))
        upstream = np.dot(g, W)
    return list(reversed(grads))


@wrong("mlp_backward", "mask-turned")
def backward_from_masks_turned(upstream, theta, cache):
    """Lets through what was closed."""
    grads = []
    for (W, _), (h, mask) in zip(reversed(theta), reversed(cache)):
        g = upstream if mask is None else upstream * ~mask
        grads.append((np.dot(g.T, h), np.sum(g, axis=0)))
        upstream = np.dot(g, W)
    return list(reversed(grads))


@wrong("mlp_backward", "db-kept-axis")
def backward_from_masks_keepdims(upstream, theta, cache):
    """keepdims."""
    grads = []
    for (W, _), (h, mask) in zip(reversed(theta), reversed(cache)):
        g = upstream if mask is None else upstream * mask
        grads.append((np.dot(g.T, h), np.sum(g, axis=0, keepdims=True)))
        upstream = np.dot(g, W)
    return list(reversed(grads))
