"""Right answers to notebook 08."""

import numpy as np


def pad(X, padding):
    """Zeros on every side of the last two axes; (..., H, W) -> (..., H + 2 padding, W + 2 padding)."""
    *leading, H, W = X.shape
    result = np.zeros((*leading, H + 2 * padding, W + 2 * padding), dtype=X.dtype)
    result[..., padding:padding + H, padding:padding + W] = X
    return result


def output_size(n, kernel, stride, padding):
    """How many windows of `kernel` places fit on a line of n with padding at both ends, `stride` places apart."""
    return (n + 2 * padding - kernel) // stride + 1


def conv2d_strided(X, K, stride, padding):
    """X (H, W), K (kH, kW) -> (H', W'): the window at (i, j) begins at (stride i, stride j) of the padded X."""
    kH, kW = K.shape
    H_out = output_size(X.shape[0], kH, stride, padding)
    W_out = output_size(X.shape[1], kW, stride, padding)
    padded = pad(X, padding)
    result = np.zeros((H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            window = padded[stride * i:stride * i + kH, stride * j:stride * j + kW]
            result[i, j] = (window * K).sum()
    return result


def max_pool(X, size, stride):
    """The largest entry of every window; (..., H, W) -> (..., H', W')."""
    H_out = output_size(X.shape[-2], size, stride, 0)
    W_out = output_size(X.shape[-1], size, stride, 0)
    result = np.zeros((*X.shape[:-2], H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            window = X[..., stride * i:stride * i + size, stride * j:stride * j + size]
            result[..., i, j] = window.max(axis=(-2, -1))
    return result


def average_pool(X, size, stride):
    """The mean of every window; (..., H, W) -> (..., H', W')."""
    H_out = output_size(X.shape[-2], size, stride, 0)
    W_out = output_size(X.shape[-1], size, stride, 0)
    result = np.zeros((*X.shape[:-2], H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            window = X[..., stride * i:stride * i + size, stride * j:stride * j + size]
            result[..., i, j] = window.mean(axis=(-2, -1))
    return result


def receptive_field(layers):
    """How wide a piece of the input one output entry can see; layers: (kernel, stride), input side first."""
    field, jump = 1, 1      # jump: how far apart, in the input, two neighbours lie
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field
