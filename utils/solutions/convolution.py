"""Right answers to notebook 07."""

import numpy as np


def conv2d(X, K):
    """Sum of K[m, n] * X[i + m, j + n]; X (H, W), K (kH, kW) -> (H - kH + 1, W - kW + 1)."""
    kH, kW = K.shape
    height, width = X.shape[0] - kH + 1, X.shape[1] - kW + 1
    S = np.zeros((height, width))
    for m in range(kH):
        for n in range(kW):
            S += K[m, n] * X[m:m + height, n:n + width]     # entry (m, n) of all windows at once
    return S


def true_convolution(X, K):
    """conv2d with the kernel flipped in both axes; -> (H - kH + 1, W - kW + 1)."""
    return conv2d(X, K[::-1, ::-1])


def box_kernel(size):
    """(size, size), equal entries that sum to 1."""
    return np.ones((size, size)) / size ** 2


def vertical_edge_kernel():
    """(3, 3): what is on the right minus what is on the left."""
    return np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def conv2d_channels(X, K):
    """X (C_in, H, W), K (C_out, C_in, kH, kW) -> (C_out, H', W'); each map is the sum over the input channels."""
    return np.array([sum(conv2d(channel, kernel) for channel, kernel in zip(X, kernels)) for kernels in K])


def conv_matrix(K, height, width):
    """(H' * W', height * width): the matrix that does to X.ravel() what conv2d does to X."""
    kH, kW = K.shape
    places = [(i, j) for i in range(height - kH + 1) for j in range(width - kW + 1)]
    M = np.zeros((len(places), height, width))
    for row, (i, j) in zip(M, places):
        row[i:i + kH, j:j + kW] = K       # a row, seen as an image: the kernel where its window lies
    return M.reshape(len(places), height * width)
