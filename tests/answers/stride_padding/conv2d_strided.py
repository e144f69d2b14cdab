"""Students' answers to `conv2d_strided`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


def padded(X, p):
    return np.pad(X, p)


def sizes(X, K, s, p):
    return [(n + 2 * p - k) // s + 1 for n, k in zip(X.shape, K.shape)]


# ---------------------------------------------------------------- right


@right("conv2d_strided")
def conv_windows(X, K, stride, padding):
    X = np.pad(X, padding)
    kH, kW = K.shape
    H = (X.shape[0] - kH) // stride + 1
    W = (X.shape[1] - kW) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[i * stride:i * stride + kH, j * stride:j * stride + kW] * K)
    return out


@right("conv2d_strided")
def conv_four_loops(X, K, stride, padding):
    H, W = sizes(X, K, stride, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            total = 0.0
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    y, x = stride * i + m - padding, stride * j + n - padding
                    if 0 <= y < X.shape[0] and 0 <= x < X.shape[1]:
                        total += X[y, x] * K[m, n]
            out[i, j] = total
    return out


@right("conv2d_strided")
def conv_views(X, K, stride, padding):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K)


@right("conv2d_strided")
def conv_tensordot(X, K, stride, padding):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[::stride, ::stride]
    return np.tensordot(windows, K, axes=2)


@right("conv2d_strided")
def conv_thins_the_result(X, K, stride, padding):
    X = padded(X, padding)
    full = np.array([[np.vdot(K, X[i:i + K.shape[0], j:j + K.shape[1]]) for j in range(X.shape[1] - K.shape[1] + 1)]
                     for i in range(X.shape[0] - K.shape[0] + 1)])
    return full[::stride, ::stride].copy()


@right("conv2d_strided")
def conv_kernel_loops(X, K, stride, padding):
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for (m, n), weight in np.ndenumerate(K):
        out += weight * X[m:m + stride * (H - 1) + 1:stride, n:n + stride * (W - 1) + 1:stride]
    return out


@right("conv2d_strided")
def conv_lists(X, K, stride, padding):
    rows = [[0.0] * (X.shape[1] + 2 * padding) for _ in range(X.shape[0] + 2 * padding)]
    for i, row in enumerate(X.tolist()):
        for j, value in enumerate(row):
            rows[i + padding][j + padding] = value
    kernel = K.tolist()
    out = []
    i = 0
    while i + len(kernel) <= len(rows):
        line = []
        j = 0
        while j + len(kernel[0]) <= len(rows[0]):
            line.append(sum(kernel[m][n] * rows[i + m][j + n] for m in range(len(kernel)) for n in range(len(kernel[0]))))
            j += stride
        out.append(line)
        i += stride
    return out


@right("conv2d_strided")
def conv_matrix_of_windows(X, K, stride, padding):
    X = np.pad(X.astype(float), ((padding, padding), (padding, padding)))
    starts = [(i, j) for i in range(0, X.shape[0] - K.shape[0] + 1, stride) for j in range(0, X.shape[1] - K.shape[1] + 1, stride)]
    columns = np.stack([X[i:i + K.shape[0], j:j + K.shape[1]].ravel() for i, j in starts])
    return (columns @ K.ravel()).reshape(-1, len(range(0, X.shape[1] - K.shape[1] + 1, stride)))


@right("conv2d_strided")
def conv_scatter(X, K, stride, padding):
    H, W = sizes(X, K, stride, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    y, x = stride * i + m - padding, stride * j + n - padding
                    if y < 0 or x < 0:
                        continue
                    try:
                        np.add.at(out, (i, j), X[y, x] * K[m, n])
                    except IndexError:
                        pass
    return out


@right("conv2d_strided")
def conv_fourier(X, K, stride, padding):
    X = np.pad(X, padding)
    shape = [n + k - 1 for n, k in zip(X.shape, K.shape)]
    product = np.fft.rfft2(X, shape) * np.fft.rfft2(K[::-1, ::-1], shape)
    full = np.fft.irfft2(product, shape)
    return full[K.shape[0] - 1:X.shape[0]:stride, K.shape[1] - 1:X.shape[1]:stride].copy()


# ---------------------------------------------------------------- wrong


@wrong("conv2d_strided", "stride-ignored")
def conv_no_stride(X, K, stride, padding):
    """The stride is not used."""
    X = np.pad(X, padding)
    kH, kW = K.shape
    out = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
    return out


@wrong("conv2d_strided", "padding-ignored")
def conv_no_padding(X, K, stride, padding):
    """The padding is not used."""
    kH, kW = K.shape
    H = (X.shape[0] - kH) // stride + 1
    W = (X.shape[1] - kW) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = (X[i * stride:i * stride + kH, j * stride:j * stride + kW] * K).sum()
    return out


@wrong("conv2d_strided", "window-start-not-strided")
def conv_starts_at_i(X, K, stride, padding):
    """The window starts at i and not at stride * i."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "stride-on-one-axis")
def conv_rows_strided(X, K, stride, padding):
    """The stride moves the window down only."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[stride * i:stride * i + K.shape[0], j:j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "stride-on-one-axis")
def conv_columns_strided(X, K, stride, padding):
    """The result is thinned along the columns only."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[:, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K)


@wrong("conv2d_strided", "stride-times-kernel-index")
def conv_dilated(X, K, stride, padding):
    """i + stride * m for stride * i + m."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    out[i, j] += X[i + stride * m, j + stride * n] * K[m, n]
    return out


@wrong("conv2d_strided", "negative-index-wraps")
def conv_lecture_to_the_letter(X, K, stride, padding):
    """The lecture's formula, without anything outside: -1 is the last row."""
    H, W = sizes(X, K, stride, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    out[i, j] += X[stride * i + m - padding, stride * j + n - padding] * K[m, n]
    return out


@wrong("conv2d_strided", "negative-index-wraps")
def conv_catches_index_errors(X, K, stride, padding):
    """Catches what lies beyond the end, but not what lies before the beginning."""
    H, W = sizes(X, K, stride, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    try:
                        out[i, j] += X[stride * i + m - padding, stride * j + n - padding] * K[m, n]
                    except IndexError:
                        pass
    return out


@wrong("conv2d_strided", "wraps-around")
def conv_modulo(X, K, stride, padding):
    """Indices are taken modulo the size."""
    H, W = sizes(X, K, stride, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    out[i, j] += X[(stride * i + m - padding) % X.shape[0], (stride * j + n - padding) % X.shape[1]] * K[m, n]
    return out


@wrong("conv2d_strided", "not-padded-with-zeros")
def conv_edge(X, K, stride, padding):
    """Pads with the edge."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding, mode="edge"), K.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K)


@wrong("conv2d_strided", "padding-subtracted-twice")
def conv_padded_and_subtracted(X, K, stride, padding):
    """Pads, and subtracts the padding from the index as well."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    out[i, j] += X[stride * i + m - padding, stride * j + n - padding] * K[m, n]
    return out


@wrong("conv2d_strided", "padding-once-in-the-size")
def conv_size_once(X, K, stride, padding):
    """The size counts the padding once."""
    H = (X.shape[0] + padding - K.shape[0]) // stride + 1
    W = (X.shape[1] + padding - K.shape[1]) // stride + 1
    X = np.pad(X, padding)
    return np.array([[np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K) for j in range(W)] for i in range(H)])


@wrong("conv2d_strided", "padded-on-one-side")
def conv_padded_after(X, K, stride, padding):
    """Pads below and on the right only."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, (0, padding)), K.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K)


@wrong("conv2d_strided", "padded-twice")
def conv_padded_twice(X, K, stride, padding):
    """Pads with twice as much."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, 2 * padding), K.shape)[::stride, ::stride]
    return np.tensordot(windows, K, axes=2)


@wrong("conv2d_strided", "last-window-left-out")
def conv_no_plus_one(X, K, stride, padding):
    """The size lacks its + 1."""
    X = np.pad(X, padding)
    kH, kW = K.shape
    H = (X.shape[0] - kH) // stride
    W = (X.shape[1] - kW) // stride
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[i * stride:i * stride + kH, j * stride:j * stride + kW] * K)
    return out


@wrong("conv2d_strided", "last-window-left-out")
def conv_range_too_short(X, K, stride, padding):
    """The range of starts ends one too early."""
    X = np.pad(X, padding)
    kH, kW = K.shape
    rows = range(0, X.shape[0] - kH, stride)
    columns = range(0, X.shape[1] - kW, stride)
    return np.array([[np.sum(X[i:i + kH, j:j + kW] * K) for j in columns] for i in rows])


@wrong("conv2d_strided", "kernel-flipped")
def conv_true(X, K, stride, padding):
    """The true convolution."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K[::-1, ::-1])


@wrong("conv2d_strided", "mean-not-sum")
def conv_mean(X, K, stride, padding):
    """The mean of the products."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    return np.array([[np.mean(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K) for j in range(W)] for i in range(H)])


@wrong("conv2d_strided", "square-kernel-assumed")
def conv_square_kernel(X, K, stride, padding):
    """One size for both axes of the kernel."""
    X = np.pad(X, padding)
    k = K.shape[0]
    H = (X.shape[0] - k) // stride + 1
    W = (X.shape[1] - k) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[i * stride:i * stride + k, j * stride:j * stride + k] * K)
    return out


@wrong("conv2d_strided", "sizes-exchanged")
def conv_exchanged(X, K, stride, padding):
    """Height and width of the kernel are exchanged in the size."""
    X = np.pad(X, padding)
    kW, kH = K.shape
    H = (X.shape[0] - kH) // stride + 1
    W = (X.shape[1] - kW) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    out[i, j] += X[i * stride + m, j * stride + n] * K[m, n]
    return out


@wrong("conv2d_strided", "integer-truncation")
def conv_integers(X, K, stride, padding):
    """The result has X's dtype."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W), dtype=X.dtype)
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "picture-thinned-first")
def conv_thins_first(X, K, stride, padding):
    """Thins the picture out, and convolves what is left."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding)[::stride, ::stride], K.shape)
    return np.einsum("ijmn,mn->ij", windows, K)


@wrong("conv2d_strided", "result-padded")
def conv_result_padded(X, K, stride, padding):
    """Pads the result."""
    windows = np.lib.stride_tricks.sliding_window_view(X, K.shape)[::stride, ::stride]
    return np.pad(np.einsum("ijmn,mn->ij", windows, K), padding)


@wrong("conv2d_strided", "sum-overwritten")
def conv_overwrites(X, K, stride, padding):
    """= for +=."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    out[i, j] = X[stride * i + m, stride * j + n] * K[m, n]
    return out


@wrong("conv2d_strided", "accumulator-not-reset")
def conv_keeps_adding(X, K, stride, padding):
    """The sum is never set back to 0."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out, total = np.zeros((H, W)), 0.0
    for i in range(H):
        for j in range(W):
            total += np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K)
            out[i, j] = total
    return out


@wrong("conv2d_strided", "crops")
def conv_crops(X, K, stride, padding):
    """Cuts the border off where it should be padded."""
    X = X[padding:X.shape[0] - padding, padding:X.shape[1] - padding]
    H, W = [(n - k) // stride + 1 for n, k in zip(X.shape, K.shape)]
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "stride-and-padding-exchanged")
def conv_other_order(X, K, padding, stride):
    """The parameters in another order."""
    return conv_windows(X, K, stride, padding)


@wrong("conv2d_strided", "left-at-zero")
def conv_one_row(X, K, stride, padding):
    """Only the first row: the indentation is wrong."""
    (H, W), X = sizes(X, K, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K)
        return out


@wrong("conv2d_strided", "changed-input")
def conv_writes_into_the_kernel(X, K, stride, padding):
    """Turns the kernel for good."""
    K[:] = K[::-1, ::-1].copy()
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K[::-1, ::-1])


@wrong("conv2d_strided", "returned-none")
def conv_no_return(X, K, stride, padding):
    """No return."""
    out = conv_windows(X, K, stride, padding)


@wrong("conv2d_strided", "used-torch")
def conv_torch(X, K, stride, padding):
    """Asks torch."""
    import torch
    X, K = (torch.as_tensor(a, dtype=torch.float64)[None, None] for a in (X, K))
    return torch.nn.functional.conv2d(X, K, stride=stride, padding=padding)[0, 0].numpy()


@wrong("conv2d_strided", "raised")
def conv_float_sizes(X, K, stride, padding):
    """/ for //: range wants whole numbers."""
    X = np.pad(X, padding)
    H = (X.shape[0] - K.shape[0]) / stride + 1
    W = (X.shape[1] - K.shape[1]) / stride + 1
    return np.array([[np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K) for j in range(W)] for i in range(H)])


@wrong("conv2d_strided", "padding-not-subtracted")
def conv_pads_and_forgets(X, K, stride, padding):
    """Pads, and cuts the windows out of X all the same."""
    padded_X = np.pad(X, padding)
    kH, kW = K.shape
    H = (padded_X.shape[0] - kH) // stride + 1
    W = (padded_X.shape[1] - kW) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            window = X[i * stride:i * stride + kH, j * stride:j * stride + kW]
            out[i, j] = np.sum(window * K)
    return out


@wrong("conv2d_strided", "size-without-padding")
def conv_sized_by_the_unpadded(X, K, stride, padding):
    """The size is computed before padding."""
    kH, kW = K.shape
    H = (X.shape[0] - kH) // stride + 1
    W = (X.shape[1] - kW) // stride + 1
    X = np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(X[i * stride:i * stride + kH, j * stride:j * stride + kW] * K)
    return out


@wrong("conv2d_strided", "stride-and-padding-ignored")
def conv_of_notebook_07(X, K, stride, padding):
    """The loop of notebook 07, as it was."""
    kH, kW = K.shape
    out = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (X[i:i + kH, j:j + kW] * K).sum()
    return out


@wrong("conv2d_strided", "kernel-transposed")
def conv_indices_of_the_kernel_swapped(X, K, stride, padding):
    """K[n, m] for K[m, n]."""
    (H, W), X = sizes(X, K.T, stride, padding), np.pad(X, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for m in range(K.shape[1]):
                for n in range(K.shape[0]):
                    out[i, j] += X[stride * i + m, stride * j + n] * K[n, m]
    return out


@wrong("conv2d_strided", "relies-on")
def conv_by_a_wrong_size(X, K, stride, padding):
    """Right, but for the output_size that it calls."""
    X = np.pad(X, padding)
    out = np.zeros([output_size(n, k, stride, 0) for n, k in zip(X.shape, K.shape)])
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(X[i * stride:i * stride + K.shape[0], j * stride:j * stride + K.shape[1]] * K)
    return out


def output_size(n, kernel, stride, padding):
    return (n + 2 * padding - kernel) // stride


# ---------------------------------------------------------------- more ways


@right("conv2d_strided")
def conv_scattered(X, K, stride, padding):
    out = np.zeros(sizes(X, K, stride, padding))
    for (y, x), pixel in np.ndenumerate(X):
        for (m, n), weight in np.ndenumerate(K):
            (i, rest_i), (j, rest_j) = divmod(y + padding - m, stride), divmod(x + padding - n, stride)
            if rest_i == rest_j == 0 and 0 <= i < out.shape[0] and 0 <= j < out.shape[1]:
                out[i, j] += pixel * weight
    return out


@right("conv2d_strided")
def conv_by_selections(X, K, stride, padding):
    H, W = sizes(X, K, stride, padding)

    def selection(count, n, m):
        return np.array([[float(y == stride * i + m - padding) for y in range(n)] for i in range(count)])

    return sum(w * selection(H, X.shape[0], m) @ X @ selection(W, X.shape[1], n).T for (m, n), w in np.ndenumerate(K))


@wrong("conv2d_strided", "matrix-product")
def conv_matrix_products(X, K, stride, padding):
    """`@` for `*`."""
    X, out = padded(X, padding), np.zeros(sizes(X, K, stride, padding))
    for i, j in np.ndindex(out.shape):
        out[i, j] = (X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] @ K.T).sum()
    return out


@wrong("conv2d_strided", "activated")
def conv_with_relu(X, K, stride, padding):
    """A relu at the end."""
    windows = np.lib.stride_tricks.sliding_window_view(padded(X, padding), K.shape)[::stride, ::stride]
    return np.maximum((windows * K).sum(axis=(2, 3)), 0)


@wrong("conv2d_strided", "kernel-flipped-one-axis")
def conv_upside_down(X, K, stride, padding):
    """The kernel's rows are turned around."""
    windows = np.lib.stride_tricks.sliding_window_view(padded(X, padding), K.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, K[::-1])


@wrong("conv2d_strided", "negative-index-wraps")
def conv_guarded_at_the_end_only(X, K, stride, padding):
    """Beyond the end it counts zeros, before the beginning the last rows."""
    out = np.zeros(sizes(X, K, stride, padding))
    for i, j in np.ndindex(out.shape):
        for m, n in np.ndindex(K.shape):
            y, x = stride * i + m - padding, stride * j + n - padding
            if y < X.shape[0] and x < X.shape[1]:
                out[i, j] += X[y, x] * K[m, n]
    return out


@wrong("conv2d_strided", "padding-of-its-own")
def conv_always_same(X, K, stride, padding):
    """Half the kernel, whatever is asked for."""
    kH, kW = K.shape
    X = np.pad(X, ((kH // 2, kH // 2), (kW // 2, kW // 2)))
    return np.array([[(X[i:i + kH, j:j + kW] * K).sum() for j in range(0, X.shape[1] - kW + 1, stride)] for i in range(0, X.shape[0] - kH + 1, stride)])


@wrong("conv2d_strided", "stored-where-it-begins")
def conv_stored_at_i(X, K, stride, padding):
    """The loops step by the stride, and the sum is stored at [i, j]: an IndexError."""
    X, out = padded(X, padding), np.zeros(sizes(X, K, stride, padding))
    for i in range(0, X.shape[0] - K.shape[0] + 1, stride):
        for j in range(0, X.shape[1] - K.shape[1] + 1, stride):
            out[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "stored-where-it-begins")
def conv_zeros_between(X, K, stride, padding):
    """The same, in an array that is large enough: there are zeros between the sums."""
    X = padded(X, padding)
    out = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i in range(0, out.shape[0], stride):
        for j in range(0, out.shape[1], stride):
            out[i, j] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "loops-not-strided")
def conv_loops_over_all_places(X, K, stride, padding):
    """The loops are those of stride 1: an IndexError."""
    X, out = padded(X, padding), np.zeros(sizes(X, K, stride, padding))
    for i in range(X.shape[0] - K.shape[0] + 1):
        for j in range(X.shape[1] - K.shape[1] + 1):
            out[i, j] = (X[i * stride:i * stride + K.shape[0], j * stride:j * stride + K.shape[1]] * K).sum()
    return out


@wrong("conv2d_strided", "window-end-not-strided")
def conv_slice_ends_at_i(X, K, stride, padding):
    """The end of the slice is without the stride."""
    X, out = padded(X, padding), np.zeros(sizes(X, K, stride, padding))
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(X[stride * i:i + K.shape[0], stride * j:j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "window-too-long")
def conv_slice_ends_late(X, K, stride, padding):
    """The stride multiplies the whole end of the slice."""
    X, out = padded(X, padding), np.zeros(sizes(X, K, stride, padding))
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(X[stride * i:stride * (i + K.shape[0]), stride * j:stride * (j + K.shape[1])] * K)
    return out


@wrong("conv2d_strided", "windows-up-to-the-edge")
def conv_steps_to_the_edge(X, K, stride, padding):
    """Windows begin at every step up to the edge, and are cut off there."""
    X, (kH, kW), rows = padded(X, padding), K.shape, []
    for i in range(0, X.shape[0], stride):
        rows.append([])
        for j in range(0, X.shape[1], stride):
            window = X[i:i + kH, j:j + kW]
            rows[-1].append(np.sum(window * K[:window.shape[0], :window.shape[1]]))
    return np.array(rows)


@wrong("conv2d_strided", "rounds-to-nearest")
def conv_round(X, K, stride, padding):
    """The size by `round`."""
    X = padded(X, padding)
    out = np.zeros([round((n - k) / stride) + 1 for n, k in zip(X.shape, K.shape)])
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "padding-added-to-the-size")
def conv_size_plus_padding(X, K, stride, padding):
    """The padding is added after the division."""
    out = np.zeros([(n - k) // stride + 1 + 2 * padding for n, k in zip(X.shape, K.shape)])
    X = padded(X, padding)
    for i, j in np.ndindex(out.shape):
        window = X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]]
        out[i, j] = (window * K).sum()
    return out


@wrong("conv2d_strided", "empty-slice-at-zero")
def conv_frame_by_minus(X, K, stride, padding):
    """A frame of its own, with `padding:-padding`."""
    frame = np.zeros(np.add(X.shape, 2 * padding))
    frame[padding:-padding, padding:-padding] = X
    return (np.lib.stride_tricks.sliding_window_view(frame, K.shape)[::stride, ::stride] * K).sum(axis=(2, 3))


@wrong("conv2d_strided", "rows-columns-exchanged")
def conv_stored_crosswise(X, K, stride, padding):
    """`out[j, i]`."""
    out, X = np.zeros(sizes(X, K, stride, padding)), padded(X, padding)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[j, i] = np.sum(X[stride * i:stride * i + K.shape[0], stride * j:stride * j + K.shape[1]] * K)
    return out


@wrong("conv2d_strided", "first-kernel-entries-left-out")
def conv_kernel_from_one(X, K, stride, padding):
    """The loops over the kernel begin at 1."""
    out, X = np.zeros(sizes(X, K, stride, padding)), padded(X, padding)
    for i, j in np.ndindex(out.shape):
        for m in range(1, K.shape[0]):
            for n in range(1, K.shape[1]):
                out[i, j] += X[stride * i + m, stride * j + n] * K[m, n]
    return out


@wrong("conv2d_strided", None)
def conv_flipped_without_padding(X, K, stride, padding):
    """Two things: the kernel is flipped, and the padding is not used."""
    return (np.lib.stride_tricks.sliding_window_view(X, K.shape)[::stride, ::stride] * K[::-1, ::-1]).sum(axis=(2, 3))
