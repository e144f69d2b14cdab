"""Right answers to notebook 05."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Central differences of f, entry by entry; any shape -> the same shape."""
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        above, below = x.astype(float), x.astype(float)     # copies, in floats
        above[index] += h
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient


def relu_backward(upstream, z):
    """upstream where z is positive, 0 elsewhere; -> like z."""
    return upstream * (z > 0)


def sigmoid_backward(upstream, z):
    """upstream times the slope of sigmoid at z; -> like z."""
    s = 1 / (1 + np.exp(-np.abs(z)))        # sigmoid of |z|: s (1 - s) is the same for z and -z
    return upstream * s * (1 - s)


def affine_backward(upstream, X, W):
    """upstream (N, d_out), X (N, d_in), W (d_out, d_in) -> dX, dW, db, each in the shape of what it belongs to."""
    return upstream @ W, upstream.T @ X, upstream.sum(axis=0)


def softmax_cross_entropy_backward(logits, labels):
    """logits (N, C), labels (N,) -> (N, C), the gradient of the mean loss."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    P[np.arange(len(labels)), labels] -= 1
    return P / len(logits)


def ledger(X, labels, W1, b1, W2, b2):
    """The gradients of the mean cross-entropy of a two-layer network, from the logits back to the first layer."""
    z1 = X @ W1.T + b1                              # (N, H)
    hidden = np.maximum(z1, 0)                      # (N, H)
    logits = hidden @ W2.T + b2                     # (N, C)
    dlogits = softmax_cross_entropy_backward(logits, labels)    # (N, C)
    dW2 = dlogits.T @ hidden                        # (C, H)
    db2 = dlogits.sum(axis=0)                       # (C,)
    dhidden = dlogits @ W2                          # (N, H)
    dz1 = dhidden * (z1 > 0)                        # (N, H)
    dW1 = dz1.T @ X                                 # (H, d)
    db1 = dz1.sum(axis=0)                           # (H,)
    return dlogits, dW2, db2, dhidden, dz1, dW1, db1


def mlp_forward(X, theta):
    """X (N, d_0) -> the logits (N, d_n), and the input of each layer as the cache."""
    h, cache = X, []
    for W, b in theta[:-1]:
        cache.append(h)
        h = np.maximum(h @ W.T + b, 0)
    W, b = theta[-1]
    cache.append(h)
    return h @ W.T + b, cache


def mlp_backward(upstream, theta, cache):
    """upstream (N, d_n) -> a list of (dW, db), first layer first."""
    grads = []
    for (W, b), h in zip(reversed(theta), reversed(cache)):
        grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))
        upstream = (upstream @ W) * (h > 0)     # the h of the first layer is X: what is left then is not used
    return grads
