"""Students' answers to `mlp_backward` whose cache is the input alone: the rest is worked out again."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    h = X
    for W, b in theta[:-1]:
        h = np.maximum(h @ W.T + b, 0)
    return h @ theta[-1][0].T + theta[-1][1], X


@right("mlp_backward")
def backward_from_the_input(upstream, theta, cache):
    inputs = [cache]
    for W, b in theta[:-1]:
        inputs.append(np.maximum(inputs[-1] @ W.T + b, 0))
    grads = []
    for (W, b), h in zip(reversed(theta), reversed(inputs)):
        grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))
        upstream = (upstream @ W) * (h > 0)
    return grads


@right("mlp_backward")
def backward_through_all_paths(upstream, theta, cache):
    """Without a loop backwards: the slope of the logits with respect to each layer's z, layer by layer."""
    inputs, masks = [cache], []
    for W, b in theta[:-1]:
        z = inputs[-1] @ W.T + b
        masks.append(z > 0)
        inputs.append(z * (z > 0))
    grads = []
    for k in range(len(theta)):
        J = np.broadcast_to(np.eye(len(theta[k][1])), (len(cache), len(theta[k][1]), len(theta[k][1])))
        for j in range(k, len(theta) - 1):
            J = np.einsum("oi,ni,nik->nok", theta[j + 1][0], masks[j], J)
        g = np.einsum("no,nok->nk", upstream, J)
        grads.append((np.einsum("nk,ni->ki", g, inputs[k]), g.sum(axis=0)))
    return grads


@wrong("mlp_backward", "relu-forgotten")
def backward_from_the_input_linear(upstream, theta, cache):
    """No mask."""
    inputs = [cache]
    for W, b in theta[:-1]:
        inputs.append(np.maximum(inputs[-1] @ W.T + b, 0))
    grads = []
    for (W, b), h in zip(reversed(theta), reversed(inputs)):
        grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))
        upstream = upstream @ W
    return grads


@wrong("mlp_backward", "changed-input")
def backward_writes_into_the_input(upstream, theta, cache):
    """Writes into the array that is the cache."""
    grads = backward_from_the_input(upstream, theta, cache)
    cache *= 2
    return grads
