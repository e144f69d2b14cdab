"""Students' answers to `true_convolution`."""

import numpy as np

from tests.answers import right, wrong


def correlate(X, K):
    """A student's own conv2d."""
    kH, kW = K.shape
    return np.array([[(X[i:i + kH, j:j + kW] * K).sum() for j in range(X.shape[1] - kW + 1)]
                     for i in range(X.shape[0] - kH + 1)])


# ---------------------------------------------------------------- right


@right("true_convolution")
def true_flip_slices(X, K):
    return correlate(X, K[::-1, ::-1])


@right("true_convolution")
def true_np_flip(X, K):
    return correlate(X, np.flip(K))


@right("true_convolution")
def true_rot90(X, K):
    return correlate(X, np.rot90(K, 2))


@right("true_convolution")
def true_flipud_fliplr(X, K):
    flipped = np.flipud(np.fliplr(K))
    S = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            S[i, j] = np.vdot(X[i:i + K.shape[0], j:j + K.shape[1]], flipped)
    return S


@right("true_convolution")
def true_by_index(X, K):
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] += X[i + m, j + n] * K[kH - 1 - m, kW - 1 - n]
    return S


@right("true_convolution")
def true_textbook(X, K):
    """The textbook's X(i - m, j - n), counted from where the window first fits."""
    kH, kW = K.shape
    H, W = X.shape
    return [[sum(X[i - m, j - n] * K[m, n] for m in range(kH) for n in range(kW)) for j in range(kW - 1, W)]
            for i in range(kH - 1, H)]


@right("true_convolution")
def true_fft(X, K):
    shape = (X.shape[0] + K.shape[0] - 1, X.shape[1] + K.shape[1] - 1)
    full = np.fft.irfft2(np.fft.rfft2(X, shape) * np.fft.rfft2(K, shape), shape)
    return full[K.shape[0] - 1:X.shape[0], K.shape[1] - 1:X.shape[1]]


@right("true_convolution")
def true_both_turned(X, K):
    return correlate(X[::-1, ::-1], K)[::-1, ::-1]


@right("true_convolution")
def true_negative_indices(X, K):
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for m in range(kH):
        for n in range(kW):
            S = S + X[m:m + S.shape[0], n:n + S.shape[1]] * K[-1 - m, -1 - n]
    return S


# ---------------------------------------------------------------- wrong


@wrong("true_convolution", "not-flipped")
def true_not_flipped(X, K):
    """conv2d once more."""
    return correlate(X, K)


@wrong("true_convolution", "not-flipped")
def true_flipped_twice(X, K):
    """Two flips of both axes."""
    return correlate(X, np.flip(K[::-1, ::-1]))


@wrong("true_convolution", "flipped-up-down-only")
def true_rows_only(X, K):
    """K[::-1] flips the rows alone."""
    return correlate(X, K[::-1])


@wrong("true_convolution", "flipped-left-right-only")
def true_columns_only(X, K):
    """fliplr alone."""
    return correlate(X, np.fliplr(K))


@wrong("true_convolution", "transposed-not-flipped")
def true_transposed(X, K):
    """The transpose is no flip."""
    return correlate(X, K.T)


@wrong("true_convolution", "quarter-turn")
def true_quarter_turn(X, K):
    """rot90 once."""
    return correlate(X, np.rot90(K))


@wrong("true_convolution", "image-flipped")
def true_image_flipped(X, K):
    """Flips the image."""
    return correlate(X[::-1, ::-1], K)


@wrong("true_convolution", "result-flipped")
def true_result_flipped(X, K):
    """Flips what comes out."""
    return correlate(X, K)[::-1, ::-1]


@wrong("true_convolution", "flip-off-by-one")
def true_minus_m(X, K):
    """K[-m, -n]: -0 is 0."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] += X[i + m, j + n] * K[-m, -n]
    return S


@wrong("true_convolution", "flip-off-by-one")
def true_k_h_minus_m(X, K):
    """kH - m: an index too far."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] += X[i + m, j + n] * K[kH - m, kW - n]
    return S


@wrong("true_convolution", "minus-wraps-around")
def true_wraps(X, K):
    """X[i - m, j - n] from 0 on: negative indices take pixels from the other side."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            for m in range(kH):
                for n in range(kW):
                    S[i, j] += X[i - m, j - n] * K[m, n]
    return S


@wrong("true_convolution", "full-output")
def true_full(X, K):
    """All places where the two touch."""
    shape = (X.shape[0] + K.shape[0] - 1, X.shape[1] + K.shape[1] - 1)
    return np.fft.irfft2(np.fft.rfft2(X, shape) * np.fft.rfft2(K, shape), shape)


@wrong("true_convolution", "flipped-and-transposed")
def true_flipped_transposed(X, K):
    """Turned over and transposed."""
    return correlate(X, K[::-1, ::-1].T)


@wrong("true_convolution", "negated-kernel")
def true_minus_k(X, K):
    """-K for the flip."""
    return correlate(X, -K)


@wrong("true_convolution", "output-too-small")
def true_too_small(X, K):
    """Ranges without the + 1."""
    kH, kW = K.shape
    F = K[::-1, ::-1]
    return np.array([[(X[i:i + kH, j:j + kW] * F).sum() for j in range(X.shape[1] - kW)]
                     for i in range(X.shape[0] - kH)])


@wrong("true_convolution", "changed-input")
def true_flips_in_place(X, K):
    """Writes the flipped kernel into K."""
    K[:] = K[::-1, ::-1].copy()
    return correlate(X, K)


# ---------------------------------------------------------------- more ways


@right("true_convolution")
def true_by_scatter(X, K):
    full = np.zeros(np.add(X.shape, K.shape) - 1)
    for (m, n), weight in np.ndenumerate(K):
        full[m:m + X.shape[0], n:n + X.shape[1]] += weight * X
    return full[K.shape[0] - 1:X.shape[0], K.shape[1] - 1:X.shape[1]]


@right("true_convolution")
def true_by_complement(X, K):
    height, width = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    return sum(K[~m, ~n] * X[m:m + height, n:n + width] for m, n in np.ndindex(K.shape))


@right("true_convolution")
def true_both_turned(X, K):
    return correlate(X[::-1, ::-1], K)[::-1, ::-1]


@wrong("true_convolution", "minus-leaves-the-image")
def true_zero_outside(X, K):
    """The textbook's formula from (0, 0) on, with zeros where it leaves the image."""
    S = np.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i, j in np.ndindex(S.shape):
        for m, n in np.ndindex(K.shape):
            if i >= m and j >= n:
                S[i, j] += X[i - m, j - n] * K[m, n]
    return S


@wrong("true_convolution", "flip-stops-short")
def true_slice_to_zero(X, K):
    """A slice that ends before entry 0."""
    return correlate(X, K[-1:0:-1, -1:0:-1])


@wrong("true_convolution", "square-kernel-assumed")
def true_one_size(X, K):
    """One size for both axes of the kernel."""
    k = len(K)
    S = np.zeros((X.shape[0] - k + 1, X.shape[1] - k + 1))
    for m in range(k):
        for n in range(k):
            S += X[m:m + S.shape[0], n:n + S.shape[1]] * K[k - 1 - m, k - 1 - n]
    return S


@wrong("true_convolution", "turned-in-itself")
def true_in_one_array(X, K):
    """The copy is turned around in place: its second half reads what the first has overwritten."""
    turned = np.array(K)
    for m in range(K.shape[0]):
        for n in range(K.shape[1]):
            turned[m, n] = turned[K.shape[0] - m - 1, K.shape[1] - n - 1]
    return correlate(X, turned)


@wrong("true_convolution", "not-flipped")
def true_swapped_twice(X, K):
    """Each pair of entries is swapped twice, which leaves the kernel as it was."""
    K, (kH, kW) = K.copy(), K.shape
    for m in range(kH):
        for n in range(kW):
            K[m, n], K[kH - 1 - m, kW - 1 - n] = K[kH - 1 - m, kW - 1 - n], K[m, n]
    return correlate(X, K)


@wrong("true_convolution", "matrix-product")
def true_products(X, K):
    """The flip is right, and `@` stands for `*`."""
    turned = np.flip(K)
    return np.array([[(X[i:i + K.shape[0], j:j + K.shape[1]] @ turned.T).sum() for j in range(X.shape[1] - K.shape[1] + 1)]
                     for i in range(X.shape[0] - K.shape[0] + 1)])


@wrong("true_convolution", "kernel-edge-left-out")
def true_loops_too_short(X, K):
    """The loops over the flipped kernel end one too early."""
    kH, kW = K.shape
    S = np.zeros((X.shape[0] - kH + 1, X.shape[1] - kW + 1))
    for i, j in np.ndindex(S.shape):
        S[i, j] = sum(X[i + m, j + n] * K[kH - 1 - m, kW - 1 - n] for m in range(kH - 1) for n in range(kW - 1))
    return S
