"""Students' answers to `mlp_backward` whose cache is a dictionary."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    cache = {"X": X, "z": [], "h": []}
    h = X
    for k, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache["z"].append(z)
        h = np.maximum(z, 0)
        cache["h"].append(h)
    return cache["z"][-1], cache


@right("mlp_backward")
def backward_from_dict(upstream, theta, cache):
    grads = {}
    g = upstream
    for k in range(len(theta) - 1, -1, -1):
        below = cache["h"][k - 1] if k > 0 else cache["X"]
        grads[k] = (g.T @ below, g.sum(axis=0))
        if k > 0:
            g = g @ theta[k][0]
            g = np.where(cache["z"][k - 1] > 0, g, 0.0)
    return [grads[k] for k in range(len(theta))]


@wrong("mlp_backward", "open-at-zero")
def backward_from_dict_geq(upstream, theta, cache):
    """z >= 0."""
    grads = {}
    g = upstream
    for k in range(len(theta) - 1, -1, -1):
        below = cache["h"][k - 1] if k > 0 else cache["X"]
        grads[k] = (g.T @ below, g.sum(axis=0))
        if k > 0:
            g = (g @ theta[k][0]) * (cache["z"][k - 1] >= 0)
    return [grads[k] for k in range(len(theta))]


@wrong("mlp_backward", "wrong-type")
def backward_from_dict_to_dict(upstream, theta, cache):
    """The gradients in a dictionary."""
    return dict(enumerate(backward_from_dict(upstream, theta, cache)))


@wrong("mlp_backward", "from-the-output")
def backward_from_dict_outputs(upstream, theta, cache):
    """What the layer gave, not what it was given."""
    grads = {}
    g = upstream
    for k in range(len(theta) - 1, -1, -1):
        given = cache["h"][k] if k < len(theta) - 1 else cache["z"][k]
        grads[k] = (g.T @ given, g.sum(axis=0))
        if k > 0:
            g = (g @ theta[k][0]) * (cache["z"][k - 1] > 0)
    return [grads[k] for k in range(len(theta))]


@wrong("mlp_backward", "changed-input")
def backward_from_dict_writes(upstream, theta, cache):
    """Keeps the gradients in the cache."""
    cache["grads"] = backward_from_dict(upstream, theta, cache)
    return cache["grads"]
