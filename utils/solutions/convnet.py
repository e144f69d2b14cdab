"""Right answers to notebook 09."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def im2col(X, kernel_height, kernel_width, stride, padding):
    """Each window's values in a row of their own; X (N, C, H, W) -> (N, H', W', C * kH * kW)."""
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = sliding_window_view(X, (kernel_height, kernel_width), axis=(2, 3))[:, :, ::stride, ::stride]
    N, _, H_out, W_out = windows.shape[:4]
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(N, H_out, W_out, -1)


def conv_forward(X, W, b, stride, padding):
    """X (N, C_in, H, W), W (C_out, C_in, kH, kW), b (C_out,) -> (N, C_out, H', W').

    `im2col(X, ...) @ W.reshape(C_out, -1).T + b` is the same and shorter. But im2col copies each pixel kH * kW
    times, more than fits next to the processor. Here the windows are unfolded along the width alone, channels
    last, and the kernel's rows are taken one after the other.
    """
    C_out, _, kH, kW = W.shape
    X = np.pad(X.transpose(0, 2, 3, 1), ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    rows = sliding_window_view(X, kW, axis=2)[:, :, ::stride].swapaxes(3, 4).copy()     # (N, H + 2 padding, W', kW, C_in)
    N, height, W_out = rows.shape[:3]
    H_out = (height - kH) // stride + 1
    out = 0
    for i in range(kH):
        seen = rows[:, i:i + stride * H_out:stride].reshape(N, H_out * W_out, -1)
        out += seen @ W[:, :, i].transpose(2, 1, 0).reshape(-1, C_out)
    return (out + b).reshape(N, H_out, W_out, C_out).transpose(0, 3, 1, 2)


def conv_backward(upstream, X, W, stride, padding):
    """upstream (N, C_out, H', W') -> (dX, dW, db), shaped like X, W and b.

    Both big ones are convolutions again. `spread` is upstream as a stride of 1 would have it, with zeros between.
    dW slides it over X, with batch and channels exchanged; dX slides the flipped kernels over it, in a frame of zeros.
    """
    C_out, C_in, kH, kW = W.shape
    height, width = X.shape[2] + 2 * padding + kH - 1, X.shape[3] + 2 * padding + kW - 1
    framed = np.zeros((len(X), height, width, C_out), dtype=upstream.dtype).transpose(0, 3, 1, 2)     # channels last in memory
    spread = framed[:, :, kH - 1:height - kH + 1, kW - 1:width - kW + 1]
    spread[:, :, ::stride, ::stride] = upstream
    dW = conv_forward(X.swapaxes(0, 1), spread.swapaxes(0, 1), np.zeros(C_out, X.dtype), 1, padding).swapaxes(0, 1)
    framed = framed[:, :, padding:height - padding, padding:width - padding]     # what X's own pixels met, not its padding's
    dX = conv_forward(framed, W[:, :, ::-1, ::-1].swapaxes(0, 1), np.zeros(C_in, W.dtype), 1, 0)
    return dX, dW, upstream.sum(axis=(0, 2, 3))


def max_pool_forward(X, size, stride):
    """The largest value of each window; X (N, C, H, W) -> (N, C, H', W')."""
    H_out, W_out = ((n - size) // stride + 1 for n in X.shape[2:])
    return np.max([X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
                   for i in range(size) for j in range(size)], axis=0)


def max_pool_backward(upstream, X, size, stride):
    """Each window's gradient goes to its largest entry, the first of equal ones; upstream (N, C, H', W') -> like X."""
    H_out, W_out = upstream.shape[2:]
    largest = max_pool_forward(X, size, stride)
    dX = np.zeros(X.shape, dtype=upstream.dtype)
    waiting = np.ones(upstream.shape, dtype=bool)       # windows whose largest entry is still to be found
    for i in range(size):
        for j in range(size):
            entry = np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            found = waiting & (X[entry] == largest)
            dX[entry] += upstream * found
            waiting &= ~found
    return dX
