"""Students' answers to `conv2d`."""
# ruff: noqa: F841

import itertools

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("conv2d")
def conv2d_windows(X, K):
    H, W = X.shape
    kH, kW = K.shape
    S = np.zeros((H - kH + 1, W - kW + 1))
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            S[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
    return S


@right("conv2d")
def conv2d_four_loops(X, K):
    out_h = X.shape[0] - K.shape[0] + 1
    out_w = X.shape[1] - K.shape[1] + 1
    result = np.zeros([out_h, out_w], dtype=float)
    for i in range(out_h):
        for j in range(out_w):
            total = 0
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    total += X[i + m, j + n] * K[m, n]
            result[i][j] = total
    return result


@right("conv2d")
def conv2d_lists(X, K):
    X, K = X.tolist(), K.tolist()
    return [[sum(X[i + m][j + n] * K[m][n] for m in range(len(K)) for n in range(len(K[0])))
             for j in range(len(X[0]) - len(K[0]) + 1)]
            for i in range(len(X) - len(K) + 1)]


@right("conv2d")
def conv2d_sliding_window_view(X, K):
    windows = np.lib.stride_tricks.sliding_window_view(X, K.shape)
    return (windows * K).sum(axis=(-2, -1))


@right("conv2d")
def conv2d_einsum(X, K):
    return np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(X, K.shape), K)


@right("conv2d")
def conv2d_dot_of_ravelled(X, K):
    kH, kW = K.shape
    k = K.ravel()
    rows = []
    for i in range(X.shape[0] - kH + 1):
        rows.append([np.dot(X[i:i + kH, j:j + kW].ravel(), k) for j in range(X.shape[1] - kW + 1)])
    return np.array(rows)


@right("conv2d")
def conv2d_tensordot(X, K):
    return np.tensordot(np.lib.stride_tricks.sliding_window_view(X, K.shape), K, axes=2)


@right("conv2d")
def conv2d_as_strided(X, K):
    X = np.ascontiguousarray(X)
    shape = (X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1) + K.shape
    windows = np.lib.stride_tricks.as_strided(X, shape, X.strides * 2)
    return np.einsum("abcd,cd", windows, K)


@right("conv2d")
def conv2d_rows_by_np_correlate(X, K):
    H = X.shape[0] - K.shape[0] + 1
    return np.stack([sum(np.convolve(X[i + m], K[m][::-1], mode="valid") if len(K[m]) <= X.shape[1] else 0
                         for m in range(len(K))) for i in range(H)])


@right("conv2d")
def conv2d_fft(X, K):
    H, W = X.shape
    kH, kW = K.shape
    shape = (H + kH - 1, W + kW - 1)
    full = np.fft.irfft2(np.fft.rfft2(X, shape) * np.fft.rfft2(K[::-1, ::-1], shape), shape)
    return full[kH - 1:H, kW - 1:W]


@right("conv2d")
def conv2d_single_precision(X, K):
    out = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1), dtype=np.float64)
    for (m, n), weight in np.ndenumerate(K):
        out += float(weight) * X[m:m + out.shape[0], n:n + out.shape[1]]
    return out


@right("conv2d")
def conv2d_product(X, K):
    (H, W), (h, w) = X.shape, K.shape
    return np.array([np.vdot(X[i:i + h, j:j + w], K)
                     for i, j in itertools.product(range(H - h + 1), range(W - w + 1))]).reshape(H - h + 1, W - w + 1)


def _im2col(X, kH, kW):
    return np.array([X[i:i + kH, j:j + kW].flatten()
                     for i in range(X.shape[0] - kH + 1) for j in range(X.shape[1] - kW + 1)])


@right("conv2d")
def conv2d_im2col(X, K):
    kH, kW = K.shape
    return (_im2col(X, kH, kW) @ K.flatten()).reshape(X.shape[0] - kH + 1, -1)


# ---------------------------------------------------------------- wrong


@wrong("conv2d", "flipped")
def conv2d_flips(X, K):
    """Flips the kernel, as a mathematician would."""
    K = np.flip(K)
    S = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            S[i, j] = (X[i:i + K.shape[0], j:j + K.shape[1]] * K).sum()
    return S


@wrong("conv2d", "flipped-up-down")
def conv2d_flips_rows(X, K):
    """K[::-1] turns the rows around."""
    return np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(X, K.shape), K[::-1])


@wrong("conv2d", "flipped-left-right")
def conv2d_np_convolve_rows(X, K):
    """np.convolve flips each row."""
    H = X.shape[0] - K.shape[0] + 1
    return np.stack([sum(np.convolve(X[i + m], K[m], mode="valid") for m in range(len(K))) for i in range(H)])


@wrong("conv2d", "kernel-transposed")
def conv2d_k_n_m(X, K):
    """K[n, m] for K[m, n]."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] += X[i + m, j + n] * K[n, m]
    return S


@wrong("conv2d", "output-too-small")
def conv2d_one_too_small(X, K):
    """H - kH without the + 1."""
    H, W = X.shape
    kH, kW = K.shape
    S = np.zeros((H - kH, W - kW))
    for i in range(H - kH):
        for j in range(W - kW):
            S[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
    return S


@wrong("conv2d", "output-too-small")
def conv2d_range_too_short(X, K):
    """The shape is right, the ranges end one too early."""
    H, W = X.shape
    kH, kW = K.shape
    S = np.zeros((H - kH + 1, W - kW + 1))
    for i in range(H - kH):
        for j in range(W - kW):
            S[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
    return S


@wrong("conv2d", "same-padding")
def conv2d_same(X, K):
    """Pads with zeros so that the size stays."""
    kH, kW = K.shape
    padded = np.pad(X, ((kH // 2, kH // 2), (kW // 2, kW // 2)))
    S = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            S[i, j] = np.sum(padded[i:i + kH, j:j + kW] * K)
    return S


@wrong("conv2d", "output-of-input-size")
def conv2d_zeros_like(X, K):
    """An output as large as the input, filled where windows fit."""
    S = np.zeros_like(X, dtype=float)
    for i in range(X.shape[0] - K.shape[0] + 1):
        for j in range(X.shape[1] - K.shape[1] + 1):
            S[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return S


@wrong("conv2d", "window-over-the-edge")
def conv2d_all_pixels(X, K):
    """A window for every pixel: at the right edge there are no pixels left."""
    S = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    S[i, j] += X[i + m, j + n] * K[m, n]
    return S


@wrong("conv2d", "square-image-assumed")
def conv2d_square_image(X, K):
    """One n for both axes of the image."""
    n = X.shape[0]
    kH, kW = K.shape
    S = np.zeros((n - kH + 1, n - kW + 1))
    for i in range(n - kH + 1):
        for j in range(n - kW + 1):
            S[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
    return S


@wrong("conv2d", "square-kernel-assumed")
def conv2d_square_kernel(X, K):
    """One k for both axes of the kernel."""
    k = K.shape[0]
    S = np.zeros((X.shape[0] - k + 1, X.shape[1] - k + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            S[i, j] = np.sum(X[i:i + k, j:j + k] * K)
    return S


@wrong("conv2d", "square-kernel-assumed")
def conv2d_square_kernel_four_loops(X, K):
    """One k for both axes of the kernel, in four loops."""
    H, W = X.shape
    k = len(K)
    S = np.zeros((H - k + 1, W - k + 1))
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            for m in range(k):
                for n in range(k):
                    S[i, j] += X[i + m, j + n] * K[m, n]
    return S


@wrong("conv2d", "mean-not-sum")
def conv2d_mean(X, K):
    """np.mean for np.sum."""
    kH, kW = K.shape
    return np.array([[np.mean(X[i:i + kH, j:j + kW] * K) for j in range(X.shape[1] - kW + 1)]
                     for i in range(X.shape[0] - kH + 1)])


@wrong("conv2d", "kernel-normalised")
def conv2d_normalises(X, K):
    """Divides by the kernel's sum, where it has one."""
    weights = K / K.sum() if K.sum() != 0 else K
    return np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(X, K.shape), weights)


@wrong("conv2d", "integer-truncation")
def conv2d_int_output(X, K):
    """The output has the image's dtype."""
    H, W = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    S = np.zeros((H, W), dtype=X.dtype)
    for i in range(H):
        for j in range(W):
            S[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return S


@wrong("conv2d", "matrix-product")
def conv2d_matmul(X, K):
    """@ for *."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            S[i, j] = np.sum(X[i:i + kH, j:j + kW] @ K)
    return S


@wrong("conv2d", "sum-overwritten")
def conv2d_overwrites(X, K):
    """= for +=."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] = X[i + m, j + n] * K[m, n]
    return S


@wrong("conv2d", "anchored-at-centre")
def conv2d_centred(X, K):
    """Centres the window on (i, j): negative indices come in from the other side."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] += X[i + m - kH // 2, j + n - kW // 2] * K[m, n]
    return S


@wrong("conv2d", "rows-columns-exchanged")
def conv2d_s_j_i(X, K):
    """Writes S[j, i] into an array made for it."""
    kH, kW = K.shape
    H, W = X.shape[0] - kH + 1, X.shape[1] - kW + 1
    S = np.zeros((W, H))
    for i in range(H):
        for j in range(W):
            S[j, i] = np.sum(X[i:i + kH, j:j + kW] * K)
    return S


@wrong("conv2d", "accumulator-not-reset")
def conv2d_running_total(X, K):
    """total = 0 stands before all loops."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    total = 0
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    total += X[i + m, j + n] * K[m, n]
            S[i, j] = total
    return S


@wrong("conv2d", "steps-by-kernel")
def conv2d_tiles(X, K):
    """Tiles the image instead of sliding."""
    kH, kW = K.shape
    H, W = X.shape[0] // kH, X.shape[1] // kW
    return np.array([[np.sum(X[i * kH:(i + 1) * kH, j * kW:(j + 1) * kW] * K) for j in range(W)] for i in range(H)])


@wrong("conv2d", "ends-early")
def conv2d_returns_in_loop(X, K):
    """return inside the loop."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            S[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
        return S


@wrong("conv2d", "wraps-around")
def conv2d_circular_fft(X, K):
    """The Fourier product without room at the edges."""
    return np.fft.irfft2(np.fft.rfft2(X) * np.conj(np.fft.rfft2(K, X.shape)), X.shape)


@wrong("conv2d", "full-output")
def conv2d_full(X, K):
    """Every window that touches the image."""
    kH, kW = K.shape
    padded = np.pad(X, ((kH - 1, kH - 1), (kW - 1, kW - 1)))
    return np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(padded, K.shape), K)


@wrong("conv2d", "returned-none")
def conv2d_no_return(X, K):
    """No return."""
    S = [[np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K) for j in range(X.shape[1] - K.shape[1] + 1)]
         for i in range(X.shape[0] - K.shape[0] + 1)]


@wrong("conv2d", "changed-input")
def conv2d_writes_into_x(X, K):
    """The result is written over the image."""
    H, W = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    for i in range(H):
        for j in range(W):
            X[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return X[:H, :W].copy()


@wrong("conv2d", None)
def conv2d_window_one_too_long(X, K):
    """The slice is one too long in both axes."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            window = X[i:i + kH + 1, j:j + kW + 1]
            S[i, j] = np.sum(window * K[0, 0])
    return S


# ---------------------------------------------------------------- more ways


@right("conv2d")
def conv2d_trace(X, K):
    kH, kW = K.shape
    return np.array([[np.trace(X[i:i + kH, j:j + kW] @ K.T) for j in range(X.shape[1] - kW + 1)] for i in range(X.shape[0] - kH + 1)])


@right("conv2d")
def conv2d_scattered(X, K):
    (kH, kW), S = K.shape, np.zeros(np.subtract(X.shape, K.shape) + 1)
    for (a, b), pixel in np.ndenumerate(X):
        for (m, n), weight in np.ndenumerate(K):
            if 0 <= a - m < S.shape[0] and 0 <= b - n < S.shape[1]:
                S[a - m, b - n] += pixel * weight
    return S


@right("conv2d")
def conv2d_complex_fourier(X, K):
    S = np.fft.ifft2(np.fft.fft2(X) * np.conj(np.fft.fft2(K, X.shape)))
    return S[:X.shape[0] - K.shape[0] + 1, :X.shape[1] - K.shape[1] + 1]


@right("conv2d")
def conv2d_rows_of_recursion(X, K):
    if len(X) < len(K):
        return np.zeros((0, X.shape[1] - K.shape[1] + 1))
    row = [np.vdot(X[:len(K), j:j + K.shape[1]], K) for j in range(X.shape[1] - K.shape[1] + 1)]
    return np.vstack([[row], conv2d_rows_of_recursion(X[1:], K)])


@wrong("conv2d", "matrix-product")
def conv2d_product_with_transpose(X, K):
    """`@` with the transposed kernel, and all entries of the product added."""
    S = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i, j in np.ndindex(S.shape):
        S[i, j] = (X[i:i + K.shape[0], j:j + K.shape[1]] @ K.T).sum()
    return S


@wrong("conv2d", "kernel-start-left-out")
def conv2d_kernel_from_one(X, K):
    """The loops over the kernel begin at 1."""
    S = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i, j in np.ndindex(S.shape):
        for m in range(1, K.shape[0]):
            for n in range(1, K.shape[1]):
                S[i, j] += X[i + m, j + n] * K[m, n]
    return S


@wrong("conv2d", "subtracted-not-multiplied")
def conv2d_difference(X, K):
    """The kernel is subtracted from the window."""
    kH, kW = K.shape
    return np.array([[(X[i:i + kH, j:j + kW] - K).sum() for j in range(X.shape[1] - kW + 1)] for i in range(X.shape[0] - kH + 1)])


@wrong("conv2d", "subtracted-not-multiplied")
def conv2d_squared_distance(X, K):
    """How far each window is from the kernel, squared."""
    windows = np.lib.stride_tricks.sliding_window_view(X, K.shape)
    return ((windows - K) ** 2).sum(axis=(2, 3))


@wrong("conv2d", "put-into-bytes")
def conv2d_bytes(X, K):
    """A picture is an array of bytes; this one's sums do not fit into one."""
    kH, kW = K.shape
    S = np.array([[(X[i:i + kH, j:j + kW] * K).sum() for j in range(X.shape[1] - kW + 1)] for i in range(X.shape[0] - kH + 1)])
    return S.astype(np.uint8)


@wrong("conv2d", "input-cut-to-whole-numbers")
def conv2d_whole_pixels(X, K):
    """The pixels are made whole numbers first."""
    X = X.astype(int)
    return np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(X, K.shape), K)


@wrong("conv2d", "off-by-constant")
def conv2d_from_ones(X, K):
    """The sum begins at 1."""
    height, width = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    S = np.ones((height, width))
    for m in range(K.shape[0]):
        for n in range(K.shape[1]):
            S += K[m, n] * X[m:m + height, n:n + width]
    return S


@wrong("conv2d", "square-image-assumed")
def conv2d_one_range(X, K):
    """Both loops run over the rows of the result."""
    S = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    places = range(len(S))
    for i in places:
        for j in places:
            S[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return S


@wrong("conv2d", None)
def conv2d_flipped_and_cut_off(X, K):
    """Two things: the kernel is flipped, and negative sums are cut off."""
    return np.maximum(np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(X, K.shape), K[::-1, ::-1]), 0)
