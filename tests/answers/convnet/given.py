"""Earlier exercises, right: some answers call them, as students' later answers call their own earlier ones."""

import numpy as np


def pad(X, padding):
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2)


def output_size(n, kernel, stride, padding):
    return (n + 2 * padding - kernel) // stride + 1


def im2col(X, kernel_height, kernel_width, stride, padding):
    X = pad(X, padding)
    N, C, H, W = X.shape
    H_out, W_out = output_size(H, kernel_height, stride, 0), output_size(W, kernel_width, stride, 0)
    cols = np.zeros((N, H_out, W_out, C, kernel_height, kernel_width), dtype=X.dtype)
    for i in range(kernel_height):
        for j in range(kernel_width):
            cols[..., i, j] = X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride].transpose(0, 2, 3, 1)
    return cols.reshape(N, H_out, W_out, -1)


def max_pool_forward(X, size, stride):
    N, C, H, W = X.shape
    out = np.empty((N, C, output_size(H, size, stride, 0), output_size(W, size, stride, 0)), dtype=X.dtype)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = X[:, :, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(2, 3))
    return out
