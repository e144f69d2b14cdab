"""Exercises of notebook 07: the sliding window (lecture: Convolutional neural networks; Definition; Applying Convolution)."""

import functools

import numpy as np

from ..checking import Case, Exercise, Mistake, Observation, torch
from ..checking.values import as_array

NOTEBOOK = "07_convolution"

# ---------------------------------------------------------------- what the mistakes of several exercises are made of


def _slide(X, K):
    """The lecture's formula: the right answer, which most mistakes are made of."""
    return np.einsum("ijmn,mn->ij", np.lib.stride_tricks.sliding_window_view(X, K.shape), K)


def _flip(K):
    return K[::-1, ::-1]


def _valid(X, K):
    """The shape of the output: one entry for each place where the window fits."""
    return X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1


def _window(X, K, i, j):
    return X[i:i + K.shape[0], j:j + K.shape[1]]


def _filled(shape, entry):
    """An array of shape `shape(X, K)` whose entries are `entry(X, K, i, j)`, filled by two loops as students write them."""
    def answer(X, K):
        S = np.zeros(shape(X, K))
        for i in range(S.shape[0]):
            for j in range(S.shape[1]):
                S[i, j] = entry(X, K, i, j)
        return S
    return answer


def _summed(X, K, pixel, weight=lambda K, m, n: K[m, n]):
    """Four loops: the sum over (m, n) of `pixel(i, j, m, n)` of X times `weight`, for each place (i, j)."""
    S = np.zeros(_valid(X, K))
    for i in range(S.shape[0]):
        for j in range(S.shape[1]):
            S[i, j] = sum(X[pixel(i, j, m, n)] * weight(K, m, n) for m in range(K.shape[0]) for n in range(K.shape[1]))
    return S


def _padded(top, left):
    """As many entries as pixels: zeros outside the image, `top(k)` rows of them above it and `left(k)` columns beside it."""
    def answer(X, K):
        kH, kW = K.shape
        around = ((top(kH), kH - 1 - top(kH)), (left(kW), kW - 1 - left(kW)))
        return _slide(np.pad(X, around), K)
    return answer


def _padded_evenly(X, K):
    """k // 2 zeros on each side, and as many entries as pixels."""
    kH, kW = K.shape
    return _slide(np.pad(X, ((kH // 2,) * 2, (kW // 2,) * 2)), K)[:X.shape[0], :X.shape[1]]


def _padded_evenly_all(X, K):
    kH, kW = K.shape
    return _slide(np.pad(X, ((kH // 2,) * 2, (kW // 2,) * 2)), K)


def _padded_by_one(X, K):
    return _slide(np.pad(X, 1), K)


def _full(X, K):
    kH, kW = K.shape
    return _slide(np.pad(X, ((kH - 1,) * 2, (kW - 1,) * 2)), K)


def _circular(X, K):
    return sum(K[m, n] * np.roll(X, (-m, -n), axis=(0, 1)) for m in range(K.shape[0]) for n in range(K.shape[1]))


def _rolled(top, left):
    """The window reaches `top(k)` rows up and `left(k)` columns left of (i, j): negative indices count from the end."""
    return lambda X, K: _slide(np.roll(X, (top(K.shape[0]), left(K.shape[1])), axis=(0, 1)), K)


def _blank_edge(rows, columns):
    """The shape is right, and the last `rows` rows and `columns` columns are left at 0."""
    def answer(X, K):
        S = np.array(_slide(X, K), dtype=float)
        S[len(S) - rows:] = 0
        S[:, S.shape[1] - columns:] = 0
        return S
    return answer


def _as_large_as_input(X, K):
    S = np.zeros(X.shape)
    height, width = _valid(X, K)
    S[:height, :width] = _slide(X, K)
    return S


def _over_the_edge(X, K):
    """Four loops, a window for each pixel: an IndexError."""
    S = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            for m in range(K.shape[0]):
                for n in range(K.shape[1]):
                    S[i, j] += X[i + m, j + n] * K[m, n]
    return S


def _square_image(size):
    """One size of the image, `size(X)`, used for both axes."""
    return _filled(lambda X, K: (size(X) - K.shape[0] + 1, size(X) - K.shape[1] + 1), lambda X, K, i, j: np.sum(_window(X, K, i, j) * K))


def _one_loop_for_both(axis):
    """The result has the right shape, and both loops run over the same axis of it."""
    def answer(X, K):
        S = np.zeros(_valid(X, K))
        for i in range(S.shape[axis]):
            for j in range(S.shape[axis]):
                S[i, j] = np.sum(_window(X, K, i, j) * K)
        return S
    return answer


def _square_kernel_windows(X, K):
    k = K.shape[0]
    return _filled(lambda X, K: (X.shape[0] - k + 1, X.shape[1] - k + 1), lambda X, K, i, j: np.sum(X[i:i + k, j:j + k] * K))(X, K)


def _square_kernel_slices(X, K, k=None):
    k = K.shape[0] if k is None else k
    height, width = X.shape[0] - k + 1, X.shape[1] - k + 1
    S = np.zeros((height, width))
    for m in range(k):
        for n in range(k):
            S += K[m, n] * X[m:m + height, n:n + width]
    return S


def _square_kernel_loops(X, K):
    k = K.shape[0]
    return _filled(lambda X, K: (X.shape[0] - k + 1, X.shape[1] - k + 1),
                   lambda X, K, i, j: sum(X[i + m, j + n] * K[m, n] for m in range(k) for n in range(k)))(X, K)


def _square_kernel_in_right_shape(X, K):
    k = K.shape[0]
    return _filled(_valid, lambda X, K, i, j: sum(X[i + m, j + n] * K[m, n] for m in range(k) for n in range(k)))(X, K)


def _exchanged_place(X, K):
    """S[i, j] from the window at (j, i)."""
    return _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, j, i) * K))(X, K)


def _exchanged_sizes(X, K):
    """Width and height of the image exchanged, of the kernel not."""
    return _filled(lambda X, K: (X.shape[1] - K.shape[0] + 1, X.shape[0] - K.shape[1] + 1), lambda X, K, i, j: np.sum(_window(X, K, i, j) * K))(X, K)


def _tiles(shape):
    return _filled(shape, lambda X, K, i, j: np.sum(_window(X, K, i * K.shape[0], j * K.shape[1]) * K))


def _sized(height, width):
    """The slice goes from i to `height(i, kH)` and from j to `width(j, kW)`."""
    return _filled(_valid, lambda X, K, i, j: np.sum(X[i:height(i, K.shape[0]), j:width(j, K.shape[1])] * K))


def _kernel_sizes_exchanged(shape):
    return _filled(shape, lambda X, K, i, j: np.sum(X[i:i + K.shape[1], j:j + K.shape[0]] * K))


def _always_three(entry):
    return _filled(lambda X, K: (X.shape[0] - 2, X.shape[1] - 2), entry)


def _output_sizes_exchanged(X, K):
    """An array made for (W', H'), filled at (i, j): an IndexError where it is not square."""
    height, width = _valid(X, K)
    S = np.zeros((width, height))
    for i in range(height):
        for j in range(width):
            S[i, j] = np.sum(_window(X, K, i, j) * K)
    return S


def _begins_at_one(rows, columns, cut):
    """The first `rows` rows and `columns` columns of windows are left at 0, or (`cut`) are not there."""
    def answer(X, K):
        S = np.array(_slide(X, K), dtype=float)
        if cut:
            return S[rows:, columns:]
        S[:rows], S[:, :columns] = 0, 0
        return S
    return answer


def _only(part):
    """Only that part of the kernel takes part."""
    def answer(X, K):
        kept = np.zeros(K.shape)
        kept[part] = K[part]
        return _slide(X, kept)
    return answer


def _only_diagonal(X, K):
    return _slide(X, K * np.eye(*K.shape))


def _row_without(row, column):
    """The sum without the last row and/or column of the kernel."""
    def answer(X, K):
        short = np.array(K)
        short[len(K) - row:] = 0
        short[:, K.shape[1] - column:] = 0
        return _slide(X, short)
    return answer


def _from_entry(row, column):
    """The sum without the first row and/or column of the kernel."""
    def answer(X, K):
        short = np.array(K)
        short[:row] = 0
        short[:, :column] = 0
        return _slide(X, short)
    return answer


def _one_entry(m, n):
    return lambda X, K: K[m, n] * X[m % K.shape[0]:, n % K.shape[1]:][:_valid(X, K)[0], :_valid(X, K)[1]]


def _ends_early(after_row):
    """`return` inside the loop over the columns, or (`after_row`) over the rows."""
    def answer(X, K):
        S, all_of_it = np.zeros(_valid(X, K)), _slide(X, K)
        S[0, slice(None) if after_row else 0] = all_of_it[0, slice(None) if after_row else 0]
        return S
    return answer


def _running(axis):
    return lambda X, K: np.cumsum(_slide(X, K).astype(float), axis=axis).reshape(_valid(X, K))


def _cut_to(dtype_of):
    """The result in an integer array, where `dtype_of(X, K)` is one."""
    def answer(X, K):
        return _slide(X, K).astype(dtype_of(X, K))
    return answer


def _filled_as(dtype):
    """Filled entry by entry into an array of that dtype."""
    def answer(X, K):
        S = np.zeros(_valid(X, K), dtype=dtype)
        with np.errstate(all="ignore"):
            for i, j in np.ndindex(S.shape):
                S[i, j] = np.sum(_window(X, K, i, j) * K)
        return S
    return answer


def _normalised(total):
    def answer(X, K):
        with np.errstate(all="ignore"):
            return _slide(X, K) / total(K)
    return answer


def _or_one(total):
    return lambda K: total(K) if abs(total(K)) > 1e-12 else 1


def _case(rng, height, width, kH, kW, note, about="", kind=np.float64):
    return Case(rng.normal(size=(height, width)).astype(kind), rng.normal(size=(kH, kW)).astype(kind), note=note, about=about)


# ---------------------------------------------------------------- conv2d


def _conv2d_cases(rng):
    return [
        Case(np.array([[1.0, 2.0, 0.0, 4.0], [3.0, -1.0, 5.0, 2.0], [0.0, 6.0, 1.0, 7.0]]), np.array([[1.0, 2.0], [-3.0, 4.0]]),
             note="a 3 x 4 image, a 2 x 2 kernel, by hand"),
        Case(np.array([[2.0, 1.0, 0.0, 3.0], [1.0, 4.0, -2.0, 1.0], [0.0, 2.0, 5.0, 1.0], [3.0, 1.0, 2.0, -4.0]]),
             np.array([[1.0, -1.0, 3.0], [0.0, 2.0, 0.5]]), note="a 4 x 4 image, a 2 x 3 kernel, by hand"),
        _case(rng, 6, 5, 3, 2, "6 x 5, a tall kernel: 3 x 2"),
        _case(rng, 5, 5, 3, 3, "5 x 5, a kernel 3 x 3: both are square"),
        _case(rng, 3, 4, 3, 4, "a kernel as large as the image: one window", "a kernel as large as the image"),
        Case(rng.normal(size=(3, 5)), np.array([[2.5]]), note="a kernel 1 x 1", about="a kernel of a single entry"),
        _case(rng, 4, 6, 1, 3, "4 x 6, a kernel 1 x 3", "a kernel of a single row"),
        _case(rng, 6, 4, 3, 1, "6 x 4, a kernel 3 x 1", "a kernel of a single column"),
        Case(np.array([[1, 2, 3, 4], [5, -6, 7, 8], [9, 1, -2, 3]]), np.array([[0.5, -0.25, 1.5], [0.75, 2.0, -1.0]]),
             note="whole numbers in X, fractions in K", about="an integer array as X"),
        Case(np.array([[0.5, 1.5, -2.25, 1.0], [0.25, -0.5, 3.5, 0.75], [1.25, 2.5, -0.125, 2.0]]), np.array([[1, -2, 1], [3, 1, -1]]),
             note="fractions in X, whole numbers in K", about="an integer array as K"),
        _case(rng, 7, 6, 2, 4, "7 x 6, a kernel 2 x 4, float32", kind=np.float32),
        _case(rng, 16, 19, 5, 4, "16 x 19, a kernel 5 x 4, random"),
    ]


def _written_out(X, K, i, j, flipped=False):
    """The sum at (i, j) in numbers."""
    if K.size > 6:
        return None
    weights = _flip(K) if flipped else K
    terms = [f"{x:g}*{w:g}" if w >= 0 else f"{x:g}*({w:g})" for x, w in zip(_window(X, K, i, j).ravel(), weights.ravel())]
    return f"the window at ({i}, {j}), entry by entry with {'the flipped ' if flipped else ''}K: {' + '.join(terms)} = {np.sum(_window(X, K, i, j) * weights):g}"


# Slips that happen with a flipped kernel, or in each of several channels, as well.
_SLIPS = (
    Mistake("kernel-transposed", (lambda X, K: _slide(X, K.T), _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) * K.T)),
                                  lambda X, K: _summed(X, K, lambda i, j, m, n: (i + m, j + n), lambda K, m, n: K[n, m]),
                                  lambda X, K: _summed(X, K, lambda i, j, m, n: (i + n, j + m))),
            "The kernel is used transposed: its rows run down where they should run across.",
            "`K[m, n]` meets `X[i + m, j + n]`: m counts rows in both, n counts columns in both. With a square kernel an exchange goes through without a word."),
    Mistake("output-too-small", (lambda X, K: _slide(X, K)[:-1, :-1], lambda X, K: _slide(X, K)[:-1], lambda X, K: _slide(X, K)[:, :-1],
                                 _blank_edge(1, 1), _blank_edge(1, 0), _blank_edge(0, 1)),
            "The last row or the last column of windows is missing.",
            "Count the places on paper: a window 2 wide fits into a row of 4 at 0, 1 and 2, that is 3 times. The last number of `range(n)` is n - 1."),
    Mistake("output-of-input-size", _as_large_as_input,
            "The result is as large as the image, with zeros where no window fits.",
            "Only places where the whole window lies inside the image count: the result is smaller than the image."),
    Mistake("window-over-the-edge", (_over_the_edge, _filled(lambda X, K: X.shape, lambda X, K, i, j: np.sum(_window(X, K, i, j) * K)),
                                     _filled(lambda X, K: (X.shape[0] - K.shape[0] + 2, X.shape[1] - K.shape[1] + 2),
                                             lambda X, K, i, j: np.sum(_window(X, K, i, j) * K))),
            "The window is moved on until it sticks out of the image.",
            "At the right and lower edge there are no pixels left to multiply with (an index that is too large raises; a slice is cut short in silence). "
            "How often does the window fit into the height, and into the width?"),
    Mistake("same-padding", (_padded(lambda k: k // 2, lambda k: k // 2), _padded(lambda k: (k - 1) // 2, lambda k: (k - 1) // 2),
                             _padded(lambda k: 0, lambda k: 0), _padded_evenly, _padded_evenly_all, _padded_by_one),
            "The image is surrounded with zeros, so that windows reach over its edge.",
            "That is called padding and comes in the next notebook. Here the window stays inside the image, and the result is smaller than it."),
    Mistake("full-output", _full,
            "There is a window for every place where kernel and image touch at all: zeros are put around the image.",
            "Here the window stays inside the image, and the result is smaller than it."),
    Mistake("wraps-around", (_circular, lambda X, K: np.fft.irfft2(np.fft.rfft2(X) * np.conj(np.fft.rfft2(K, X.shape)), X.shape)),
            "At the edge the window goes on at the other side of the image (by `np.roll`, or by a Fourier transform).",
            "The window stays inside the image, and the result is smaller than it."),
    Mistake("anchored-at-centre", (_rolled(lambda k: k // 2, lambda k: k // 2), _rolled(lambda k: (k - 1) // 2, lambda k: (k - 1) // 2)),
            "The window's middle is put at (i, j), and part of it comes from the other side of the image.",
            "In the formula m and n begin at 0: (i, j) is the window's upper left corner. A negative index is no error in numpy, it counts from the end."),
    Mistake("minus-wraps-around", lambda X, K: _summed(X, K, lambda i, j, m, n: (i - m, j - n)),
            "The pixels are taken at `X[i - m, j - n]`, and for small i and j part of them comes from the other side of the image.",
            "A negative index is no error in numpy, it counts from the end. The window lies at (i, j) and goes down and to the right from there."),
    Mistake("rows-columns-exchanged", (lambda X, K: _slide(X, K).T, _exchanged_place, _exchanged_sizes, _output_sizes_exchanged),
            "Rows and columns of the image are exchanged: i is used where j belongs, or the height where the width does.",
            "i goes with m and with the height, j with n and with the width. `X.shape` is (height, width)."),
    Mistake("square-image-assumed", (_square_image(lambda X: X.shape[0]), _square_image(lambda X: X.shape[1]), _one_loop_for_both(0), _one_loop_for_both(1)),
            "One size is used for both axes of the image: this is right for square images only.",
            "`X.shape` holds two numbers, the height and the width."),
    Mistake("square-kernel-assumed", (_square_kernel_windows, _square_kernel_slices, _square_kernel_loops, _square_kernel_in_right_shape,
                                      lambda X, K: _square_kernel_slices(X, K, K.shape[1])),
            "One size is used for both axes of the kernel: this is right for square kernels only.",
            "`K.shape` holds two numbers, kH for the rows and kW for the columns."),
    Mistake("kernel-sizes-exchanged", (_kernel_sizes_exchanged(_valid), _kernel_sizes_exchanged(lambda X, K: (X.shape[0] - K.shape[1] + 1, X.shape[1] - K.shape[0] + 1)),
                                       lambda X, K: _filled(lambda X, K: (X.shape[0] - K.shape[1] + 1, X.shape[1] - K.shape[0] + 1), lambda X, K, i, j: sum(
                                           X[i + m, j + n] * K[m, n] for m in range(K.shape[1]) for n in range(K.shape[0])))(X, K)),
            "The kernel's height and width are exchanged.",
            "`K.shape` is (kH, kW): first the number of rows, then that of the columns. With a square kernel an exchange goes through without a word."),
    Mistake("three-by-three-assumed", (_always_three(lambda X, K, i, j: np.sum(X[i:i + 3, j:j + 3] * K)),
                                       _always_three(lambda X, K, i, j: sum(X[i + m, j + n] * K[m, n] for m in range(3) for n in range(3)))),
            "The kernel is taken for one of 3 x 3.",
            "Kernels come in all sizes. Read kH and kW off `K.shape`."),
    Mistake("window-of-wrong-size", (_sized(lambda i, k: i + k - 1, lambda j, k: j + k - 1), _sized(lambda i, k: i + k + 1, lambda j, k: j + k + 1),
                                     _sized(lambda i, k: k, lambda j, k: k), _sized(lambda i, k: i + k, lambda j, k: k), _sized(lambda i, k: k, lambda j, k: j + k)),
            "The slice that cuts out the window is too long or too short.",
            "A slice `a:b` has b - a entries, and `b` itself is not among them. The window begins at i and is kH long."),
    Mistake("begins-at-one", (_begins_at_one(1, 1, False), _begins_at_one(1, 0, False), _begins_at_one(0, 1, False), _begins_at_one(1, 1, True), _begins_at_one(1, 0, True),
                              _begins_at_one(0, 1, True)),
            "The first row or the first column of windows is missing.",
            "Perhaps a loop begins at 1: indices begin at 0."),
    Mistake("kernel-ignored", lambda X, K: _slide(X, np.ones(K.shape)),
            "The pixels of each window are added as they are: the kernel's numbers play no part.",
            "Each pixel is multiplied with the kernel's entry at its place first."),
    Mistake("sums-multiplied", lambda X, K: _slide(X, np.ones(K.shape)) * K.sum(),
            "The sum of the window is multiplied with the sum of the kernel.",
            "First multiply, pixel by entry; then add."),
    Mistake("one-pixel-for-all", lambda X, K: X[:_valid(X, K)[0], :_valid(X, K)[1]] * K.sum(),
            "The pixel at (i, j) is multiplied with every entry of the kernel.",
            "Entry (m, n) meets the pixel (i + m, j + n)."),
    Mistake("diagonal-only", (_only_diagonal, lambda X, K: _summed(X, K, lambda i, j, m, n: (i + m, j + m)), lambda X, K: _summed(X, K, lambda i, j, m, n: (i + n, j + n))),
            "One index runs for both axes of the window.",
            "m counts rows and n counts columns, each by itself: two loops, one inside the other."),
    Mistake("inner-loop-ends-early", (_only(np.s_[:, :1]), _only(np.s_[:1]), _only(np.s_[:, -1:]), _only(np.s_[-1:])),
            "Only one row or one column of the kernel takes part.",
            "All its entries do. Perhaps a loop is left in its first turn, or begins its sum anew for each row."),
    Mistake("multiplied-not-summed", lambda X, K: np.prod(np.lib.stride_tricks.sliding_window_view(X, K.shape) * K, axis=(2, 3)),
            "The products are multiplied with each other.",
            "They are added up."),
    Mistake("kernel-normalised", (_normalised(np.sum), _normalised(_or_one(np.sum)), _normalised(lambda K: np.abs(K).sum()),
                                  _normalised(lambda K: np.linalg.norm(K)), _normalised(lambda K: np.abs(K).max())),
            "The kernel is divided by its sum, or by another measure of its size.",
            "Its numbers are used as they are. Some good kernels sum to 0 and could not be divided at all."),
    Mistake("mean-not-sum", lambda X, K: _slide(X, K) / K.size,
            "The products are averaged over the window.",
            "They are added, and not divided by how many there are."),
    Mistake("integer-truncation", (_cut_to(lambda X, K: X.dtype), _cut_to(lambda X, K: K.dtype), _cut_to(lambda X, K: int)),
            "Fractions are cut off: the result is put into an integer array.",
            "An array made like `X` or like `K` has its dtype, and whole numbers are legal in both. `np.zeros(shape)` holds floats."),
    Mistake("matrix-product", (_filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) @ K)),
                               _filled(_valid, lambda X, K, i, j: np.sum(K @ _window(X, K, i, j))),
                               _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) @ K.T)),
                               _filled(_valid, lambda X, K, i, j: np.sum(K.T @ _window(X, K, i, j)))),
            "Window and kernel are multiplied as matrices, `@`.",
            "Each pixel of the window meets one entry of the kernel, the one at the same place: that is `*`."),
    Mistake("sum-overwritten", (_one_entry(-1, -1), _one_entry(0, 0)),
            "Only one product of each window is left, that of its last entry or of its first.",
            "All of them are added up. Perhaps `=` stands where `+=` belongs, or the loop ends in its first turn."),
    Mistake("kernel-edge-left-out", (_row_without(1, 1), _row_without(1, 0), _row_without(0, 1)),
            "The last row or the last column of the kernel takes no part.",
            "Perhaps a loop ends one too early: m runs over `range(kH)` and n over `range(kW)`, all of them."),
    Mistake("kernel-start-left-out", (_from_entry(1, 1), _from_entry(1, 0), _from_entry(0, 1)),
            "The first row or the first column of the kernel takes no part.",
            "Perhaps a loop begins at 1: m and n run from 0 on."),
    Mistake("accumulator-not-reset", (_running(None), _running(1), _running(0)),
            "The sum is not set back to 0 for each window: what was added up for one goes on into the next.",
            "Each entry is a sum of its own. Set the variable to 0 where that sum begins, inside the two loops over the places."),
    Mistake("steps-by-kernel", (_tiles(lambda X, K: (X.shape[0] // K.shape[0], X.shape[1] // K.shape[1])),
                                _filled(lambda X, K: (-(-_valid(X, K)[0] // K.shape[0]), -(-_valid(X, K)[1] // K.shape[1])),
                                        lambda X, K, i, j: np.sum(_window(X, K, i * K.shape[0], j * K.shape[1]) * K))),
            "The windows lie side by side, like tiles.",
            "The window moves on by one pixel at a time, so that neighbours overlap."),
    Mistake("does-not-slide", (_filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, 0, 0) * K)), _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, 0) * K)),
                               _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, 0, j) * K))),
            "The window stays where it is, in one direction or in both.",
            "For the entry (i, j) its upper left corner lies at `X[i, j]`: both i and j move it."),
    Mistake("ends-early", (_ends_early(True), _ends_early(False)),
            "Only the first row, or the first entry, is filled in; the others are still 0.",
            "Perhaps `return` stands inside a loop, where it ends the function in the first turn."),
    Mistake("products-not-summed", (lambda X, K: np.lib.stride_tricks.sliding_window_view(X, K.shape) * K,),
            "The products are all there, but they are not added up.",
            "Each window gives one number, the sum of its products."),
    Mistake("largest-not-sum", _filled(_valid, lambda X, K, i, j: np.max(_window(X, K, i, j) * K)),
            "The largest of the products is taken.",
            "They are added up."),
    Mistake("added-not-multiplied", _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) + K)),
            "Pixels and kernel are added.",
            "Each pixel is multiplied with the kernel's entry at its place, and the products are added."),
    Mistake("subtracted-not-multiplied", (_filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) - K)), _filled(_valid, lambda X, K, i, j: np.sum(K - _window(X, K, i, j))),
                                          _filled(_valid, lambda X, K, i, j: np.sum((_window(X, K, i, j) - K) ** 2)),
                                          _filled(_valid, lambda X, K, i, j: np.sum(np.abs(_window(X, K, i, j) - K)))),
            "Pixels and kernel are subtracted from each other.",
            "How far the window is from the kernel is not what is asked. Each pixel is multiplied with the kernel's entry at its place, and the products are added."),
    Mistake("input-cut-to-whole-numbers", (lambda X, K: _slide(X.astype(int), K), lambda X, K: _slide(X, K.astype(int)), lambda X, K: _slide(X.astype(int), K.astype(int))),
            "The fractions of the image or of the kernel are cut off before anything is computed.",
            "`astype(int)` and `dtype=int` cut 0.9 to 0. Use the numbers as they come."),
    Mistake("put-into-bytes", (_filled_as(np.uint8), _cut_to(lambda X, K: np.uint8)),
            "The result is put into an array of bytes (`uint8`), which holds the whole numbers from 0 to 255 and nothing else.",
            "Pictures are stored like that, but sums have fractions and may be negative or large. `np.zeros(shape)` holds floats."),
    Mistake("activated", (lambda X, K: np.maximum(_slide(X, K), 0), lambda X, K: np.abs(_slide(X, K)), lambda X, K: np.clip(_slide(X, K), 0, 1),
                          lambda X, K: np.clip(_slide(X, K), 0, 255)),
            "The sums are changed afterwards: negative ones are cut off or turned around.",
            "That is for an activation to do, later. The sums are returned as they are, and may be negative."),
)

_flipped_forms = {
    "flipped": (lambda X, K: _slide(X, _flip(K)),),
    "flipped-up-down": (lambda X, K: _slide(X, K[::-1]),),
    "flipped-left-right": (lambda X, K: _slide(X, K[:, ::-1]),),
}
_AXES = {"X": ("H", "W"), "K": ("kH", "kW")}
_OUTPUT = ("H - kH + 1", "W - kW + 1")

conv2d = Exercise(
    name="conv2d",
    notebook=NOTEBOOK,
    parameters="X, K",
    reference=lambda X, K: torch.nn.functional.conv2d(X[None, None], K[None, None])[0, 0],
    cases=_conv2d_cases,
    inputs=_AXES,
    output=_OUTPUT,
    arithmetic=lambda args, index: _written_out(*args, *index),
    slow=0.03,
    hints=(
        "One entry first: the window at (i, j) is `X[i:i + kH, j:j + kW]`, as large as `K`. Multiply the two entry by entry and add all the products.",
        "How often does the window fit? Its upper left corner can stand at 0, 1, ..., H - kH: that is H - kH + 1 rows of places. Make `S` of that shape with "
        "`np.zeros`, and fill it in two loops.",
        "In two loops over `range(H - kH + 1)` and `range(W - kW + 1)`: `S[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)`.",
        "Much faster on a photograph, the loops the other way round: with `kH, kW = K.shape`, and `height`, `width` the sizes of `S`, go over the kernel's entries, "
        "`for m in range(kH)`, `for n in range(kW)`, and add `K[m, n] * X[m:m + height, n:n + width]` to all of `S` at once.",
    ),
    mistakes=(
        Mistake("flipped", _flipped_forms["flipped"],
                "The kernel is flipped in both axes: this is the true convolution of mathematics.",
                "The lecture's formula has `X[i + m, j + n]` and `K[m, n]`, with a plus: nothing is turned around. (Functions of numpy and scipy that have "
                "`convolve` in their name do flip.)"),
        Mistake("flipped-up-down", _flipped_forms["flipped-up-down"],
                "The kernel is turned upside down.",
                "Its first row meets the first row of the window. `K[::-1]` turns the rows around."),
        Mistake("flipped-left-right", _flipped_forms["flipped-left-right"],
                "The kernel is turned left to right.",
                "Its first column meets the first column of the window. (`np.convolve` turns what it is given around.)"),
        Mistake("arguments-exchanged", (lambda X, K: _slide(K, X), _filled(lambda X, K: _valid(K, X), lambda X, K, i, j: np.sum(_window(K, X, i, j) * X))),
                "Image and kernel are exchanged: the image is slid over the kernel.",
                "The first argument, `X`, is the image, and the larger one."),
        *_SLIPS,
    ),
)

# ---------------------------------------------------------------- true_convolution


def _true_cases(rng):
    return [
        Case(np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 5.0], [0.0, 6.0, 1.0], [2.0, 4.0, -3.0]]), np.array([[1.0, 2.0], [-3.0, 4.0]]),
             note="a 4 x 3 image, a 2 x 2 kernel, by hand"),
        Case(np.array([[2.0, 1.0, 0.0, 3.0], [1.0, 4.0, -2.0, 1.0], [0.0, 2.0, 5.0, 1.0]]), np.array([[1.0, -1.0, 3.0], [0.0, 2.0, 0.5]]),
             note="a 3 x 4 image, a 2 x 3 kernel, by hand"),
        _case(rng, 6, 5, 3, 2, "6 x 5, a tall kernel: 3 x 2"),
        _case(rng, 5, 5, 3, 3, "5 x 5, a kernel 3 x 3: both are square"),
        _case(rng, 3, 4, 3, 4, "a kernel as large as the image: one window", "a kernel as large as the image"),
        Case(rng.normal(size=(3, 5)), np.array([[2.5]]), note="a kernel 1 x 1", about="a kernel of a single entry"),
        _case(rng, 4, 6, 1, 3, "4 x 6, a kernel 1 x 3", "a kernel of a single row"),
        _case(rng, 6, 4, 3, 1, "6 x 4, a kernel 3 x 1", "a kernel of a single column"),
        Case(np.array([[1, 2, 3, 4], [5, -6, 7, 8], [9, 1, -2, 3]]), np.array([[0.5, -0.25, 1.5], [0.75, 2.0, -1.0]]),
             note="whole numbers in X, fractions in K", about="an integer array as X"),
        Case(np.array([[0.5, 1.5, -2.25, 1.0], [0.25, -0.5, 3.5, 0.75], [1.25, 2.5, -0.125, 2.0]]), np.array([[1, -2, 1], [3, 1, -1]]),
             note="fractions in X, whole numbers in K", about="an integer array as K"),
        _case(rng, 7, 6, 2, 4, "7 x 6, a kernel 2 x 4, float32", kind=np.float32),
        _case(rng, 15, 18, 4, 5, "15 x 18, a kernel 4 x 5, random"),
    ]


def _from_one_on(X, K):
    """The slices of the kernel stop short of its first row and its first column."""
    short = K[-1:0:-1, -1:0:-1]
    return _filled(lambda X, K: _valid(X, short), lambda X, K, i, j: np.sum(_window(X, short, i, j) * short))(X, K)


def _nothing_outside(X, K):
    """The sum over `X[i - m, j - n]` for i and j from 0 on; what lies above or to the left of the image counts as 0."""
    (kH, kW), (height, width) = K.shape, _valid(X, K)
    return _slide(np.pad(X, ((kH - 1, 0), (kW - 1, 0))), _flip(K))[:height, :width]


def _turned_in_itself(X, K):
    """Entry by entry, in one array: what the first half is to give has been overwritten by then."""
    K = K.copy()
    for m, n in np.ndindex(K.shape):
        K[m, n] = K[K.shape[0] - 1 - m, K.shape[1] - 1 - n]
    return _slide(X, K)


def _rows_turned_in_themselves(X, K):
    """The same with whole rows; the columns are turned around rightly."""
    K = K.copy()
    for m in range(len(K)):
        K[m] = K[len(K) - 1 - m]
    return _slide(X, K[:, ::-1])


def _square_flipped(X, K, axis=0):
    k = K.shape[axis]
    S = np.zeros((X.shape[0] - k + 1, X.shape[1] - k + 1))
    for m in range(k):
        for n in range(k):
            S += X[m:m + S.shape[0], n:n + S.shape[1]] * K[k - 1 - m, k - 1 - n]
    return S


def _with_flip(identifiers, **more):
    """Slips of `conv2d`, made with the flipped kernel; `more` forms of some of them."""
    return [Mistake(m.id, (*(lambda X, K, f=f: f(X, _flip(K)) for f in m.functions), *more.get(m.id.replace("-", "_"), ())), m.title, m.explanation)
            for m in _SLIPS if m.id in identifiers]


true_convolution = Exercise(
    name="true_convolution",
    notebook=NOTEBOOK,
    parameters="X, K",
    reference=lambda X, K: torch.nn.functional.conv2d(X[None, None], K.flip(0, 1)[None, None])[0, 0],
    cases=_true_cases,
    inputs=_AXES,
    output=_OUTPUT,
    arithmetic=lambda args, index: _written_out(*args, *index, flipped=True),
    slow=0.03,
    hints=(
        "Only the kernel changes: turn it around, upside down and left to right, and the rest is what `conv2d` does.",
        "`K[::-1]` has the rows in reverse order. The columns want the same.",
        "`conv2d(X, K[::-1, ::-1])`",
    ),
    mistakes=(
        Mistake("not-flipped", lambda X, K: _slide(X, K),
                "The kernel is not flipped: this is `conv2d`.",
                "Entry `K[0, 0]` meets the *last* pixel of the window here, and the last entry the first. (Two flips undo each other.)"),
        Mistake("flipped-up-down-only", lambda X, K: _slide(X, K[::-1]),
                "The kernel is turned upside down only.",
                "Both axes are flipped. `K[::-1]` turns the rows around and leaves the columns as they are."),
        Mistake("flipped-left-right-only", lambda X, K: _slide(X, K[:, ::-1]),
                "The kernel is turned left to right only.",
                "Both axes are flipped."),
        Mistake("transposed-not-flipped", (lambda X, K: _slide(X, K.T), _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) * K.T))),
                "The kernel is transposed, not flipped.",
                "A transpose mirrors at the diagonal: rows become columns. A flip reverses the order within each axis."),
        Mistake("flipped-and-transposed", (lambda X, K: _slide(X, _flip(K).T), _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) * _flip(K).T))),
                "The kernel is flipped, and transposed as well.",
                "The flip alone is wanted: rows stay rows."),
        Mistake("quarter-turn", (lambda X, K: _slide(X, np.rot90(K)), lambda X, K: _slide(X, np.rot90(K, -1)),
                                 _filled(_valid, lambda X, K, i, j: np.sum(_window(X, K, i, j) * np.rot90(K)))),
                "The kernel is turned by a quarter.",
                "Flipping both axes is a half turn: two quarters."),
        Mistake("image-flipped", lambda X, K: _slide(_flip(X), K),
                "The sums are the right ones, in reverse order, as if the image were flipped and not the kernel.",
                "What belongs at the upper left ends up at the lower right. Flip the kernel, and nothing else."),
        Mistake("result-flipped", (lambda X, K: _flip(_slide(X, K)),),
                "The result is flipped, not the kernel.",
                "Inside each window the kernel has to lie the other way round; the windows stay where they are. (Flipping image and kernel both comes to the same.)"),
        Mistake("flip-off-by-one", (lambda X, K: _slide(X, np.roll(_flip(K), 1, axis=(0, 1))),
                                    lambda X, K: _summed(X, K, lambda i, j, m, n: (i + m, j + n), lambda K, m, n: K[K.shape[0] - m, K.shape[1] - n])),
                "The flip is off by one: an index `-m`, or `kH - m`, where m begins at 0.",
                "For m = 0 the *last* row is wanted. `-0` is 0, the first one; and `kH` is one more than the last index there is."),
        Mistake("flip-stops-short", _from_one_on,
                "The slice that turns the kernel around leaves out its first row and its first column.",
                "What stands behind the first colon is where a slice ends, and is not among what it takes: one that ends at 0 has no entry 0."),
        Mistake("turned-in-itself", (_turned_in_itself, _rows_turned_in_themselves),
                "The kernel is turned around in one array: half of its entries are overwritten before they are read.",
                "Entry by entry, what was at the front is gone when its turn comes to go to the back. Write into a second array, or let a slice turn it around."),
        Mistake("negated-kernel", lambda X, K: _slide(X, -K),
                "The kernel's sign is turned around, not its order.",
                "`-K` changes the numbers. A flip moves them."),
        Mistake("sorted-kernel", lambda X, K: _slide(X, np.sort(K, axis=None)[::-1].reshape(K.shape)),
                "The kernel's numbers are sorted.",
                "They are to stand in reverse *order of place*, whatever their size."),
        *_with_flip(("output-too-small", "output-of-input-size", "window-over-the-edge", "same-padding", "full-output", "wraps-around", "anchored-at-centre",
                     "rows-columns-exchanged", "square-image-assumed", "square-kernel-assumed", "kernel-normalised", "mean-not-sum", "integer-truncation",
                     "matrix-product", "sum-overwritten", "accumulator-not-reset", "steps-by-kernel", "ends-early", "activated", "kernel-sizes-exchanged",
                     "three-by-three-assumed", "window-of-wrong-size", "begins-at-one", "kernel-edge-left-out", "kernel-start-left-out"),
                    square_kernel_assumed=(_square_flipped, functools.partial(_square_flipped, axis=1))),
        Mistake("minus-wraps-around", lambda X, K: _summed(X, K, lambda i, j, m, n: (i - m, j - n)),
                "The pixels are taken at `X[i - m, j - n]`, with i and j from 0 on: for small ones part of them comes from the other side of the image.",
                "That is the textbook's formula, but its windows begin where they first fit, at i = kH - 1 and j = kW - 1. "
                "A negative index is no error in numpy, it counts from the end."),
        Mistake("minus-leaves-the-image", _nothing_outside,
                "The pixels are taken at `X[i - m, j - n]`, with i and j from 0 on, and what lies outside the image counts as 0.",
                "That is the textbook's formula, but only windows inside the image are wanted: the first one is at i = kH - 1 and j = kW - 1."),
    ),
)

# ---------------------------------------------------------------- box_kernel


def _box(size):
    return np.ones((size, size)) / size ** 2


def _by_caret(size):
    with np.errstate(all="ignore"):
        return np.ones((size, size)) / (size ^ 2)


def _is_bell_shaped(cases, outcomes):
    """Whether each kernel adds up to 1, is the same from all sides, and is largest in its middle."""
    kernels = [as_array(outcome.value) for outcome in outcomes]
    for case, K in zip(cases, kernels):
        if K is None or K.shape != (case.args[0],) * 2 or K.dtype.kind not in "iuf" or not np.isfinite(K).all() or abs(K.sum() - 1) > 1e-5:
            return False
        if any(np.abs(K - turned).max() > 1e-6 for turned in (K.T, K[::-1], K[:, ::-1])) or not K.min() > 0:
            return False
        half = (len(K) + 1) // 2
        if np.any(np.diff(K[:half], axis=0) < -1e-9) or (len(K) > 2 and not K[half - 1, half - 1] > 1.001 * K[0, 0]):
            return False
    return True


box_kernel = Exercise(
    name="box_kernel",
    notebook=NOTEBOOK,
    parameters="size",
    reference=lambda size: torch.full((size, size), 1 / size ** 2, dtype=torch.float64),
    cases=lambda rng: [Case(2, note="2 x 2, by hand"), Case(3, note="3 x 3"), Case(5, note="5 x 5"), Case(1, note="1 x 1: the picture stays as it is", about="a size of 1"),
                       Case(4, note="4 x 4"), Case(8, note="8 x 8")],
    output=("size", "size"),
    arithmetic=lambda args, index: f"{args[0] ** 2} equal entries that add up to 1: each is 1 / {args[0] ** 2} = {1 / args[0] ** 2:g}",
    hints=(
        "How many entries are there? Each of them is 1 divided by that number.",
        "An array of ones of the right shape, divided by how many they are. The shape is one argument, a tuple.",
        "`np.ones((size, size)) / size ** 2`",
    ),
    mistakes=(
        Mistake("not-normalised", lambda size: np.ones((size, size)),
                "The entries are 1: they add up to size times size, and the picture would become that much brighter.",
                "They are to add up to 1, so that the kernel takes an average."),
        Mistake("divided-by-size", lambda size: np.ones((size, size)) / size,
                "The entries are divided by `size`: they add up to `size`, not to 1.",
                "How many entries are there, in rows and columns together?"),
        Mistake("divided-twice", (lambda size: _box(size) / size ** 2, lambda size: _box(size) / size),
                "The entries are divided once too often.",
                "They are to add up to 1. Add yours up."),
        Mistake("divided-by-twice-size", lambda size: np.ones((size, size)) / (2 * size),
                "The entries are divided by twice `size`.",
                "Twice `size` and `size` squared are the same for a size of 2 only. How many entries are there, in rows and columns together?"),
        Mistake("caret-for-power", (_by_caret, lambda size: np.full((size, size), 1 / (size ^ 2))),
                "`^` is no power in Python: it compares the bits of two whole numbers.",
                "`2 ^ 2` is 0 and `3 ^ 2` is 1. A power is written with two stars."),
        Mistake("always-3-by-3", (lambda size: np.ones((3, 3)) / 9, lambda size: np.ones((3, 3)) / size ** 2),
                "The kernel is 3 x 3 whatever `size` is.",
                "Both its shape and its entries depend on `size`."),
        Mistake("always-divided-by-9", lambda size: np.ones((size, size)) / 9,
                "The entries are 1/9 whatever `size` is.",
                "That is right for a size of 3 only."),
        Mistake("one-axis", (lambda size: np.ones(size) / size, lambda size: np.ones(size) / size ** 2, lambda size: np.ones((1, size)) / size,
                             lambda size: np.ones((size, 1)) / size),
                "The kernel has a single row or column.",
                "It is square: `size` rows of `size` entries."),
        Mistake("flat", lambda size: np.ones(size * size) / size ** 2,
                "The numbers are right, but they lie in one row.",
                "The kernel has two axes, (size, size)."),
        Mistake("one-number", (lambda size: 1 / size ** 2, lambda size: 1 / size),
                "This is one number, and not an array of equal ones.",
                "The kernel has two axes, (size, size)."),
        Mistake("integer-truncation", (lambda size: np.ones((size, size), dtype=int) // size ** 2, lambda size: np.full((size, size), 1 // size ** 2)),
                "The entries are cut to whole numbers: 1 divided by more than 1 becomes 0.",
                "`//` cuts, and so does an integer array. `/` gives fractions."),
        Mistake("size-is-a-radius", lambda size: _box(2 * size + 1),
                "`size` is taken for the distance from the middle to the edge.",
                "It is the number of rows, and of columns."),
        Mistake("diagonal", (lambda size: np.eye(size) / size, lambda size: np.eye(size), lambda size: np.eye(size) / size ** 2),
                "Only the diagonal is filled.",
                "All entries are equal. `np.eye` makes a diagonal, `np.ones` fills."),
        Mistake("middle-only", lambda size: np.where(np.arange(size * size).reshape(size, size) == size // 2 * size + size // 2, 1.0, 0.0),
                "Only the middle entry is not 0: this kernel would leave the picture as it is.",
                "All entries are equal."),
        Mistake("zeros", lambda size: np.zeros((size, size)),
                "All entries are 0.",
                "They add up to 1. Perhaps `zeros` stands where `ones` belongs."),
        Mistake("one-less", (*(lambda size, n=n: np.ones((size, size)) / max(size ** 2 - 1, 1) if n else _box(max(size - 1, 1)) for n in (0, 1)),
                             lambda size: np.ones((size, size)) / (size + 1) ** 2, lambda size: np.ones((size, size)) / (size ** 2 + 1), lambda size: _box(size + 1)),
                "A number is off by one: the size, or the count of the entries.",
                "`size` rows of `size` entries, all of which count."),
        Mistake("bell-shaped", lambda size: np.outer(*[np.poly1d([0.5, 0.5]) ** (size - 1)] * 2),
                "The entries are larger in the middle: this is a bell-shaped blur.",
                "A box has equal entries.", _is_bell_shaped),
    ),
)

# ---------------------------------------------------------------- vertical_edge_kernel
# Any scale will do, and many kernels: it is judged by what it does, never by its numbers.


def _as_kernel(value):
    """A returned value as a 3 x 3 array whose largest entry has size 1; None where it is nothing of the kind."""
    array = as_array(value)
    if array is None or array.shape != (3, 3) or array.dtype.kind not in "biuf" or not np.isfinite(array).all():
        return None
    array = array.astype(float)
    largest = np.abs(array).max()
    return array / largest if largest > 0 else array


def _nothing(numbers):
    """Whether these are 0, up to rounding in single precision."""
    return bool(np.all(np.abs(numbers) < 1e-5))


def _to_steps(K):
    """The response to a step of brightness: one between the first two columns, and one between the last two.

    Whatever rises from left to right is made of such steps.
    """
    return K[:, 1:].sum(), K[:, 2].sum()


def _is_rising(K):
    """Whether it answers no step that rises negatively, and some positively, and nothing that changes from top to bottom."""
    steps = _to_steps(K)
    return _nothing(K.sum(axis=1)) and min(steps) > -1e-5 and max(steps) > 1e-5


def _observe_edge(case, value):
    K = _as_kernel(value)
    if K is None:
        nan = Observation(float("nan"), 0.5)
        return {"sum of the entries": nan, "response to brightness that changes only from top to bottom": nan, "sign of the response where brightness rises": nan}
    steps = _to_steps(K)
    sign = 1.0 if min(steps) > -1e-5 and max(steps) > 1e-5 else -1.0 if max(steps) < 1e-5 and min(steps) < -1e-5 else 0.0
    return {
        "sum of the entries": Observation(K.sum(), 3e-5),
        "response to brightness that changes only from top to bottom": Observation(np.abs(K.sum(axis=1)).max(), 1e-5),
        "sign of the response where brightness rises": Observation(sign, 0.5),
    }


def _recognised(test):
    """A `recognise` by a test of the kernel that was returned."""
    def recognise(cases, outcomes):
        K = _as_kernel(outcomes[0].value)
        return K is not None and not _is_rising(K) and bool(test(K))
    return recognise


def _of_shape(*shapes):
    def recognise(cases, outcomes):
        array = as_array(outcomes[0].value)
        return array is not None and array.shape in shapes
    return recognise


def _constantly(*rows):
    return lambda: np.array(rows, dtype=float)


def _is_the_same_every_way(K):
    return _nothing(K.sum()) and _nothing(K - K.T) and _nothing(K - K[::-1]) and _nothing(K - K[:, ::-1])


def _mirrors_at_a_diagonal(K):
    """Whether it compares two opposite corners: a half turn negates it, and a reflection in a diagonal leaves it alone."""
    return _nothing(K + _flip(K)) and (_nothing(K - K.T) or _nothing(K - _flip(K).T))


vertical_edge_kernel = Exercise(
    name="vertical_edge_kernel",
    notebook=NOTEBOOK,
    parameters="",
    reference=lambda: torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]], dtype=torch.float64),
    cases=lambda rng: [Case(note="the kernel, by what it answers to")],
    observe=_observe_edge,
    hints=(
        "Where brightness rises from left to right, the right part of the window is brighter than the left. Which of the two gets the positive numbers?",
        "Right minus left: a column of -1, a column of 0, a column of 1. Then each row adds up to 0, and what is the same all along a row gives nothing.",
        "`np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])` does it; a heavier middle row does as well.",
    ),
    mistakes=(
        Mistake("zeros", _constantly((0, 0, 0), (0, 0, 0), (0, 0, 0)),
                "All entries are 0: the kernel answers nothing to anything.",
                "It is to answer with a positive number where brightness rises from left to right.", _recognised(lambda K: not K.any())),
        Mistake("falls-not-rises", (_constantly((1, 0, -1), (1, 0, -1), (1, 0, -1)), _constantly((2, 0, -2), (4, 0, -4), (2, 0, -2))),
                "The signs are the wrong way round: it answers positively where brightness *falls* from left to right.",
                "Rising means that the right is brighter than the left. Remember that nothing is flipped: the kernel's right column meets the window's right column.",
                _recognised(lambda K: _is_rising(-K))),
        Mistake("horizontal-edges", (_constantly((-1, -1, -1), (0, 0, 0), (1, 1, 1)), _constantly((1, 2, 1), (0, 0, 0), (-1, -2, -1))),
                "This kernel answers to brightness that changes from top to bottom, and not from left to right: it finds horizontal edges.",
                "A vertical edge runs up and down; across it, from left to right, brightness changes. Compare the columns, not the rows.",
                _recognised(lambda K: _is_rising(K.T) or _is_rising(-K.T))),
        Mistake("averages", (_constantly((1, 1, 1), (1, 1, 1), (1, 1, 1)), _constantly((1, 0, 1), (1, 0, 1), (1, 0, 1))),
                "No two entries differ in sign: the kernel adds pixels up, and compares nothing.",
                "An edge is a difference: what is on the one side counts positive, what is on the other negative, and the entries add up to 0.",
                _recognised(lambda K: K.any() and (K.min() >= 0 or K.max() <= 0))),
        Mistake("all-directions", (_constantly((0, 1, 0), (1, -4, 1), (0, 1, 0)), _constantly((-1, -1, -1), (-1, 8, -1), (-1, -1, -1))),
                "This kernel compares the middle with what is around it, on all sides alike: it answers to dots and outlines in every direction.",
                "Here only left and right are to be compared.", _recognised(_is_the_same_every_way)),
        Mistake("finds-lines", (_constantly((-1, 2, -1), (-1, 2, -1), (-1, 2, -1)), _constantly((1, -2, 1), (1, -2, 1), (1, -2, 1)), _constantly((0, 0, 0), (-1, 2, -1), (0, 0, 0))),
                "The two outer columns have the same sign: the kernel answers to thin vertical lines, and not at all to brightness that rises steadily.",
                "For an edge the two sides of the window count against each other.",
                _recognised(lambda K: _nothing(K.sum(axis=1)) and _nothing(sum(_to_steps(K))) and K[:, 0].sum() * K[:, 2].sum() > 1e-9)),
        Mistake("columns-add-up-to-0", (_constantly((1, 0, -1), (0, 0, 0), (-1, 0, 1)), _constantly((2, -1, -1), (-1, 2, -1), (-1, -1, 2))),
                "Each column adds up to 0: a picture that changes only from left to right gets no answer at all.",
                "In such a picture all three rows of the window are alike. What one row of the kernel adds, another takes away.",
                _recognised(lambda K: _nothing(K.sum(axis=0)) and _nothing(K.sum(axis=1)))),
        Mistake("diagonal-edges", (_constantly((-2, -1, 0), (-1, 0, 1), (0, 1, 2)), _constantly((0, 1, 2), (-1, 0, 1), (-2, -1, 0)), _constantly((0, 1, 1), (-1, 0, 1), (-1, -1, 0))),
                "This kernel compares two corners: it answers to diagonal edges, and so to brightness that changes from top to bottom too.",
                "In every row by itself, what counts on the right has to be what counts on the left: each row adds up to 0.",
                _recognised(_mirrors_at_a_diagonal)),
        Mistake("negative-for-some-steps", (_constantly((-2, 3, -1), (-2, 3, -1), (-2, 3, -1)), _constantly((1, -3, 2), (1, -3, 2), (1, -3, 2))),
                "To brightness that rises in one half of the window it answers positively, in the other half negatively.",
                "Wherever in the window brightness rises, the answer is positive, or 0. What is the sum of the last column, and what that of the last two?",
                _recognised(lambda K: _nothing(K.sum(axis=1)) and min(_to_steps(K)) < -1e-5 and max(_to_steps(K)) > 1e-5)),
        Mistake("sum-not-zero", (_constantly((-1, 0, 1), (-1, 1, 1), (-1, 0, 1)), _constantly((-1, 0, 2), (-1, 0, 2), (-1, 0, 2)),
                                 _constantly((0, -1, 0), (-1, 5, -1), (0, -1, 0))),
                "The entries do not add up to 0: the kernel answers even where the picture is the same everywhere.",
                "Where nothing changes, what is added has to equal what is subtracted.",
                _recognised(lambda K: not _nothing(K.sum()))),
        Mistake("rows-do-not-balance", (_constantly((0, 0, 2), (-1, 0, 1), (-2, 0, 0)), _constantly((-1, 0, 2), (-1, 0, 1), (-1, 0, 0))),
                "The entries add up to 0, but those of single rows do not: the kernel also answers to brightness that changes only from top to bottom.",
                "Such a picture is the same all along a row. What has to hold for each row, so that it gives nothing?",
                _recognised(lambda K: not _nothing(K.sum(axis=1)))),
        Mistake("one-row", (lambda: np.array([[-1.0, 0.0, 1.0]]), lambda: np.array([-1.0, 0.0, 1.0]), lambda: np.array([[-1.0], [0.0], [1.0]])),
                "The kernel has a single row, or a single column.",
                "It is to have three rows of three.", _of_shape((3,), (1, 3), (3, 1))),
        Mistake("flat", lambda: np.array([-1.0, 0, 1, -1, 0, 1, -1, 0, 1]),
                "The nine numbers lie in one row.",
                "The kernel has two axes: three rows of three.", _of_shape((9,))),
    ),
)

# ---------------------------------------------------------------- conv2d_channels


def _channels(X, K):
    """The right answer."""
    return np.einsum("cijmn,kcmn->kij", np.lib.stride_tricks.sliding_window_view(X, K.shape[2:], axis=(1, 2)), K)


def _each(slide):
    """The right sum over channels, of windows slid in some other way."""
    return lambda X, K: np.array([sum(slide(X[c], K[k, c]) for c in range(K.shape[1])) for k in range(K.shape[0])])


def _channels_cases(rng):
    def case(c_in, height, width, c_out, kH, kW, note, about="", kind=np.float64):
        return Case(rng.normal(size=(c_in, height, width)).astype(kind), rng.normal(size=(c_out, c_in, kH, kW)).astype(kind), note=note, about=about)
    return [
        Case(np.array([[[1.0, 2.0, 0.0], [3.0, -1.0, 4.0]], [[5.0, 0.0, 1.0], [-2.0, 6.0, 3.0]]]), np.array([[[[1.0, 2.0]], [[-1.0, 3.0]]]]),
             note="2 channels of 2 x 3, one kernel 1 x 2, by hand"),
        Case(np.array([[[1.0, 2.0], [3.0, -1.0]], [[5.0, 0.0], [-2.0, 4.0]]]), np.array([[[[1.0, 2.0]], [[-1.0, 3.0]]], [[[4.0, 0.0]], [[2.0, -5.0]]]]),
             note="2 channels of 2 x 2, two kernels 1 x 2, by hand"),
        Case(np.array([[[1.0, 2.0], [3.0, 4.0], [0.0, -1.0]], [[2.0, 0.0], [1.0, 5.0], [3.0, 1.0]]]),
             np.array([[[[1.0, 0.5], [2.0, -1.0]], [[0.0, 1.0], [4.0, 3.0]]], [[[-2.0, 1.0], [0.0, 3.0]], [[1.0, 1.0], [5.0, -1.0]]],
                       [[[2.0, 7.0], [1.0, 0.0]], [[3.0, -1.0], [0.0, 2.0]]]]),
             note="2 channels of 3 x 2, three kernels 2 x 2, by hand"),
        case(3, 5, 6, 2, 3, 2, "3 channels in, 2 out, kernels 3 x 2"),
        case(2, 4, 5, 4, 2, 3, "2 channels in, 4 out, kernels 2 x 3"),
        case(3, 5, 5, 3, 3, 3, "3 channels in, 3 out, everything square"),
        case(1, 5, 4, 3, 2, 2, "1 channel in, 3 out", "a single channel in"),
        case(3, 4, 6, 1, 2, 3, "3 channels in, 1 out", "a single channel out"),
        case(4, 3, 5, 2, 1, 1, "kernels 1 x 1: channels are mixed, pixel by pixel", "kernels of a single entry"),
        Case(rng.integers(-9, 10, size=(3, 4, 5)), rng.integers(-8, 9, size=(2, 3, 2, 3)) / 4, note="whole numbers in X, fractions in K", about="an integer array as X"),
        Case(rng.integers(-9, 10, size=(3, 4, 5)) / 4, rng.integers(-8, 9, size=(2, 3, 2, 3)), note="fractions in X, whole numbers in K", about="an integer array as K"),
        case(2, 6, 5, 3, 2, 3, "2 channels in, 3 out, float32", kind=np.float32),
        case(3, 12, 10, 4, 3, 4, "3 channels in, 4 out, 12 x 10, random"),
    ]


def _channels_sum(args, index):
    X, K = args
    k, i, j = index
    if X.shape[0] > 2 or K[k].size > 8:
        return None
    parts = [f"channel {c}: {np.sum(_window(X[c], K[k, c], i, j) * K[k, c]):g}" for c in range(X.shape[0])]
    return f"the window at ({i}, {j}) under kernel {k}, {'; '.join(parts)}; together {sum(np.sum(_window(X[c], K[k, c], i, j) * K[k, c]) for c in range(X.shape[0])):g}"


def _boxes_times(kernel):
    """For each map and place the sum of the whole box of pixels times `kernel(K, k)`."""
    def answer(X, K):
        S = np.zeros((len(K), *_valid(X[0], K[0, 0])))
        for k, i, j in np.ndindex(S.shape):
            S[k, i, j] = np.sum(X[:, i:i + K.shape[2], j:j + K.shape[3]] * kernel(K, k))
        return S
    return answer


def _kernel_pairs(X, K, pairs):
    """Output k is the sum over `pairs(k)` of channel c under kernel entry `(a, b)`."""
    return np.array([sum(_slide(X[c], K[a, b]) for c, a, b in pairs(k)) for k in range(K.shape[0])])


def _first_map(X, K):
    """One map among zeros: `return` in the loop over the kernels."""
    S = np.zeros(_channels(X, K).shape)
    S[0] = _channels(X, K)[0]
    return S


def _first_slice(X, K):
    """One channel in one map among zeros: `return` in the loop over the channels."""
    S = np.zeros(_channels(X, K).shape)
    S[0] = _slide(X[0], K[0, 0])
    return S


def _without_last_map(X, K):
    S = np.zeros(_channels(X, K).shape)
    S[:-1] = _channels(X, K)[:-1]
    return S


def _some_channels(channels, begin=lambda X, K: 0):
    """The sum over `channels(number of them)`, as `sum` has it: 0 where there are none."""
    return lambda X, K: np.array([sum((_slide(X[c], K[k, c]) for c in channels(len(X))), begin(X, K)) for k in range(len(K))])


def _counted(maps, channels):
    """Loops over so many kernels and so many channels."""
    def answer(X, K):
        S = np.zeros((maps(X, K), *_valid(X[0], K[0, 0])))
        for k in range(maps(X, K)):
            for c in range(channels(X, K)):
                S[k] += _slide(X[c], K[k, c])
        return S
    return answer


def _every_partial_sum(X, K):
    """The sum so far, collected for each channel of each kernel."""
    return np.array([sum(_slide(X[c], kernel[c]) for c in range(last + 1)) for kernel in K for last in range(len(X))])


def _zero_map(X, K):
    return np.zeros(_valid(X[0], K[0, 0]))


def _cut_in_each_turn(dtype_of):
    """`S[k] = S[k] + ...`, with S in an integer array: cut off once for each channel."""
    def answer(X, K):
        S = np.zeros(_channels(X, K).shape, dtype=dtype_of(X, K))
        for k in range(len(K)):
            for c in range(len(X)):
                S[k] = S[k] + _slide(X[c], K[k, c])
        return S
    return answer


def _in_channels(identifiers):
    """Slips of `conv2d`, made in every channel."""
    return [Mistake(m.id, tuple(_each(f) for f in m.functions), m.title, m.explanation) for m in conv2d.mistakes if m.id in identifiers]


conv2d_channels = Exercise(
    name="conv2d_channels",
    notebook=NOTEBOOK,
    parameters="X, K",
    reference=lambda X, K: torch.nn.functional.conv2d(X[None], K)[0],
    cases=_channels_cases,
    inputs={"X": ("C_in", "H", "W"), "K": ("C_out", "C_in", "kH", "kW")},
    output=("C_out", *_OUTPUT),
    arithmetic=_channels_sum,
    slow=0.03,
    hints=(
        "One map first: output k looks at every channel c of the image, each through its own kernel `K[k, c]`, and adds the maps it gets.",
        "`conv2d(X[c], K[k, c])` is one of these maps. Two loops: the outer one over the kernels, the inner one over the channels, with a sum that begins anew for each kernel.",
        "For `kernels` in `K`: the `sum` of `conv2d(channel, kernel)` for `channel, kernel in zip(X, kernels)`. `np.array` of the list of these maps is the result.",
    ),
    mistakes=(
        Mistake("first-channel-only", (lambda X, K: _kernel_pairs(X, K, lambda k: [(0, k, 0)]),),
                "Only the first channel of the image is looked at.",
                "Each map is the sum over all channels. Perhaps a loop ends in its first turn, or an index is 0 where it should be c."),
        Mistake("last-channel-only", lambda X, K: _kernel_pairs(X, K, lambda k: [(len(X) - 1, k, len(X) - 1)]),
                "Only the last channel of the image is left.",
                "Each map is the sum over all channels. Perhaps `=` stands where `+=` belongs."),
        Mistake("last-channel-left-out", (_some_channels(lambda count: range(count - 1), _zero_map), _some_channels(lambda count: range(count - 1))),
                "The last channel is left out.",
                "Perhaps a loop over the channels ends one too early."),
        Mistake("counts-exchanged", (_counted(lambda X, K: len(K), lambda X, K: len(K)), _counted(lambda X, K: len(X), lambda X, K: len(X)), _counted(lambda X, K: K.shape[1], lambda X, K: K.shape[0])),
                "The number of channels and the number of kernels are exchanged, or taken for the same.",
                "`K` has shape (C_out, C_in, kH, kW). There are C_out kernels, each of which makes a map, and C_in channels, as many as `X` has."),
        Mistake("collected-in-every-turn", _every_partial_sum,
                "There is a map for each turn of the inner loop, not one for each kernel.",
                "A map is ready when all channels have been added. What collects the maps stands behind the loop over the channels, not in it."),
        Mistake("first-channel-left-out", (_some_channels(lambda count: range(1, count), _zero_map), _some_channels(lambda count: range(1, count))),
                "The first channel is left out.",
                "Perhaps a loop over the channels begins at 1: the first channel is number 0."),
        Mistake("first-channel-under-all-kernels", lambda X, K: np.array([sum(_slide(X[0], weights) for weights in kernel) for kernel in K]),
                "Channel 0 of the image is looked at through the kernels of all channels.",
                "`K[k, c]` belongs to channel c of the image. Perhaps an index of `X` is 0 where it should be c."),
        Mistake("first-slice-only", (lambda X, K: _slide(X[0], K[0, 0]), lambda X, K: _slide(X[0], K[0, 0])[None], _first_slice),
                "Only the first channel under the first kernel is there.",
                "All kernels give a map, and each map is the sum over all channels. Perhaps `return` stands inside the loops."),
        Mistake("mean-over-channels", lambda X, K: _channels(X, K) / len(X),
                "The channels' maps are averaged.",
                "They are added: S_k is a sum over the input channels."),
        Mistake("mean-not-sum", (lambda X, K: _channels(X, K) / K[0].size, lambda X, K: _channels(X, K) / K[0, 0].size),
                "The products are averaged over the window.",
                "They are added, and not divided by how many there are."),
        Mistake("channels-not-summed", (lambda X, K: np.array([[_slide(X[c], K[k, c]) for c in range(len(X))] for k in range(len(K))]),
                                        lambda X, K: np.array([_slide(X[c], K[k, c]) for k in range(len(K)) for c in range(len(X))])),
                "The maps of the single channels are all there, but they are not added up.",
                "One map for each kernel: the sum of its maps over the channels."),
        Mistake("kernel-axes-exchanged", (lambda X, K: np.array([sum(_slide(X[c], K[c, k]) for c in range(K.shape[1])) for k in range(K.shape[0])]),
                                          lambda X, K: np.array([sum(_slide(X[c], K[c, k]) for c in range(K.shape[0])) for k in range(K.shape[1])]),
                                          lambda X, K: np.array([sum(_slide(X[c], K[c, k]) for c in range(len(X))) for k in range(K.shape[1])]),
                                          lambda X, K: np.array([sum(_slide(X[k], K[k, c]) for k in range(K.shape[0])) for c in range(K.shape[1])]),
                                          _boxes_times(lambda K, k: K[:, k])),
                "The first two axes of `K` are exchanged: `K[c, k]` is used where `K[k, c]` belongs.",
                "`K` has shape (C_out, C_in, kH, kW): first which map is made, then which channel is looked at. With as many channels in as out an exchange goes through without a word."),
        Mistake("every-kernel-meets-every-channel", (lambda X, K: np.array([_slide(X.sum(axis=0), kernel.sum(axis=0)) for kernel in K]),),
                "Every channel of the image meets the kernels of all channels.",
                "Channel c meets the kernel of channel c alone, `K[k, c]`: one c for both. (Adding up the channels before sliding mixes them in the same way.)"),
        Mistake("image-channels-added-first", (lambda X, K: np.array([_slide(X.mean(axis=0), kernel[0]) for kernel in K]),
                                               lambda X, K: np.array([_slide(X.mean(axis=0), kernel.mean(axis=0)) for kernel in K])),
                "The image's channels are merged into one before the window slides.",
                "Each channel has a kernel of its own; only what these give is added."),
        Mistake("same-kernel-for-all-channels", lambda X, K: np.array([sum(_slide(x, kernel[0]) for x in X) for kernel in K]),
                "Every channel is looked at through the kernel of channel 0.",
                "Channel c has a kernel of its own, `K[k, c]`. (Adding up the channels first, and sliding `K[k, 0]` over the sum, comes to the same.)"),
        Mistake("depthwise", (lambda X, K: np.array([_slide(X[k], K[k, k]) for k in range(len(K))]), lambda X, K: np.array([_slide(X[k], K[k, 0]) for k in range(len(K))]),
                              lambda X, K: np.array([sum(_slide(X[k], w) for w in K[k]) for k in range(len(K))]),
                              lambda X, K: np.array([_slide(x, kernel[c]) for c, (x, kernel) in enumerate(zip(X, K))])),
                "Each map looks at one channel alone, the one with its own number.",
                "Every map looks at all channels, and adds what it finds in them."),
        Mistake("maps-summed", (lambda X, K: _channels(X, K).sum(axis=0), lambda X, K: _channels(X, K).sum(axis=0)[None],
                                lambda X, K: np.repeat(_channels(X, K).sum(axis=0)[None], len(K), axis=0)),
                "The maps of all kernels are added into one.",
                "Each kernel gives a map of its own: C_out maps. Only the channels are summed."),
        Mistake("first-kernel-only", (lambda X, K: _channels(X, K)[0], lambda X, K: _channels(X, K)[:1], lambda X, K: np.repeat(_channels(X, K)[:1], len(K), axis=0),
                                      _first_map),
                "Only the first kernel is used.",
                "Each of the C_out kernels gives a map of its own. Perhaps `return` stands inside a loop."),
        Mistake("last-kernel-only", (lambda X, K: _channels(X, K)[-1], lambda X, K: _channels(X, K)[-1:], lambda X, K: np.repeat(_channels(X, K)[-1:], len(K), axis=0)),
                "Only the map of the last kernel is left.",
                "Each of the C_out kernels gives a map of its own. Perhaps what collects the maps is made anew in each turn."),
        Mistake("last-kernel-left-out", (_without_last_map, lambda X, K: np.array([_channels(X, kernel[None])[0] for kernel in K[:-1]])),
                "The map of the last kernel is missing.",
                "Perhaps a loop over the kernels ends one too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("maps-joined", (lambda X, K: np.concatenate(list(_channels(X, K))), lambda X, K: np.concatenate(list(_channels(X, K)), axis=1)),
                "The maps are joined into one large one, below or beside each other.",
                "`np.concatenate`, `np.vstack` and `np.hstack` make an axis longer that is there already. The maps lie along a new one, which comes first."),
        Mistake("maps-summed-to-numbers", lambda X, K: _channels(X, K).sum(axis=(1, 2)),
                "Each map is added up to a single number.",
                "Without `axis`, `np.sum` of a list of maps adds up all their entries. The maps are added to each other, place by place, and remain maps."),
        Mistake("summed-over-kernels", (lambda X, K: np.array([sum(_slide(X[c], K[k, c]) for k in range(len(K))) for c in range(len(X))]),),
                "The sum runs over the kernels, and there is a map for each channel.",
                "It is the other way round: a map for each kernel, the sum over the channels. `np.sum` takes away the axis that it is told."),
        Mistake("channels-last", (lambda X, K: np.moveaxis(_channels(X, K), 0, -1),),
                "The numbers are right, but the maps lie along the last axis.",
                "Channels come first in this course, as in torch: (C_out, H', W')."),
        Mistake("channels-reversed", (lambda X, K: _channels(X[::-1], K),),
                "The channels are taken in reverse order: the first kernel meets the last channel.",
                "Channel c meets `K[k, c]`."),
        Mistake("outputs-reversed", lambda X, K: _channels(X, K)[::-1],
                "The maps are in reverse order.",
                "Map k is made by `K[k]`."),
        Mistake("accumulator-not-reset", (lambda X, K: np.cumsum(_channels(X, K).astype(float), axis=0),),
                "The sum is not set back to 0 for each kernel: what was added up for one map goes on into the next.",
                "Each map is a sum of its own. Set it to 0 inside the loop over the kernels."),
        Mistake("channels-flipped-too", lambda X, K: _channels(X, K[:, ::-1, ::-1, ::-1]),
                "The kernels are flipped, and along the channels too.",
                "Nothing is flipped: `K[k, c, m, n]` meets `X[c, i + m, j + n]`."),
        Mistake("integer-truncation", (lambda X, K: _channels(X, K).astype(X.dtype), lambda X, K: _channels(X, K).astype(K.dtype), lambda X, K: _channels(X, K).astype(int),
                                       _cut_in_each_turn(lambda X, K: X.dtype), _cut_in_each_turn(lambda X, K: K.dtype), _cut_in_each_turn(lambda X, K: int)),
                "Fractions are cut off: the result is put into an integer array.",
                "An array made like `X` or like `K` has its dtype, and whole numbers are legal in both. `np.zeros(shape)` holds floats."),
        Mistake("activated", (lambda X, K: np.maximum(_channels(X, K), 0), lambda X, K: sum(np.maximum(_each(_slide)(X[c:c + 1], K[:, c:c + 1]), 0) for c in range(len(X)))),
                "Negative sums are cut off: an activation is applied.",
                "That is a step of its own in a convolutional layer. The sums are returned as they are."),
        *_in_channels(("flipped", "flipped-up-down", "flipped-left-right", "kernel-transposed", "output-too-small", "same-padding", "full-output", "wraps-around",
                       "square-kernel-assumed", "square-image-assumed", "rows-columns-exchanged", "anchored-at-centre", "sum-overwritten", "kernel-normalised",
                       "kernel-sizes-exchanged", "begins-at-one", "kernel-ignored", "inner-loop-ends-early")),
    ),
)

# ---------------------------------------------------------------- conv_matrix


def _places(K, height, width):
    """(H', W'), as `_valid` has it."""
    return height - K.shape[0] + 1, width - K.shape[1] + 1


def _matrix(K, height, width):
    """The right answer."""
    (H, W), (kH, kW) = _places(K, height, width), K.shape
    M = np.zeros((H, W, height, width))
    for i in range(H):
        for j in range(W):
            M[i, j, i:i + kH, j:j + kW] = K
    return M.reshape(H * W, height * width)


def _placed(row, column, weight=lambda K, m, n: K[m, n], shape=None):
    """Four loops that write `weight` into row `row(i, j, ...)` and column `column(i, j, m, n, ...)`."""
    def answer(K, height, width):
        (H, W), (kH, kW) = _places(K, height, width), K.shape
        M = np.zeros(shape(K, height, width) if shape else (H * W, height * width))
        for i in range(H):
            for j in range(W):
                for m in range(kH):
                    for n in range(kW):
                        M[row(i, j, H, W, height, width), column(i + m, j + n, H, W, height, width)] = weight(K, m, n)
        return M
    return answer


def _row(i, j, H, W, height, width):
    return i * W + j


def _column(a, b, H, W, height, width):
    return a * width + b


def _written(row, column):
    """The same, where the place may depend on i, j, m and n in any way."""
    def answer(K, height, width):
        (H, W), M = _places(K, height, width), np.zeros((np.prod(_places(K, height, width)), height * width))
        for i, j, m, n in np.ndindex(H, W, *K.shape):
            M[row(i, j, W), column(i, j, m, n, W, width)] = K[m, n]
        return M
    return answer


def _begins_at(i_of, j_of):
    return _written(lambda i, j, W: i * W + j, lambda i, j, m, n, W, width: (i_of(i) + m) * width + j_of(j) + n)


def _first_rows_only(count):
    """`return` inside a loop: the first `count(W')` rows, the others at 0."""
    def answer(K, height, width):
        M = _matrix(K, height, width)
        M[count(_places(K, height, width)[1]):] = 0
        return M
    return answer


def _square_placed(K, height, width, axis):
    k = K.shape[axis]
    H, W = height - k + 1, width - k + 1
    M = np.zeros((H * W, height * width))
    for i, j, m, n in np.ndindex(H, W, k, k):
        M[i * W + j, (i + m) * width + (j + n)] = K[m, n]
    return M


def _first_row(K, height, width):
    first = np.zeros((height, width))
    first[:K.shape[0], :K.shape[1]] = K
    return first.ravel()


def _same_matrix(top, left):
    """A row for each pixel, the kernel reaching `top(k)` up and `left(k)` to the left of it."""
    def answer(K, height, width):
        kH, kW = K.shape
        M = np.zeros((height * width, height * width))
        for i in range(height):
            for j in range(width):
                for m in range(kH):
                    for n in range(kW):
                        a, b = i + m - top(kH), j + n - left(kW)
                        if 0 <= a < height and 0 <= b < width:
                            M[i * width + j, a * width + b] = K[m, n]
        return M
    return answer


def _circulant(K, height, width):
    first = _first_row(K, height, width).reshape(height, width)
    return np.array([np.roll(first, (i, j), axis=(0, 1)).ravel() for i in range(height) for j in range(width)])


def _rolled_rows(count):
    return lambda K, height, width: np.array([np.roll(_first_row(K, height, width), r) for r in range(count(K, height, width))])


def _in_one_piece(K, height, width):
    (H, W), M = _places(K, height, width), np.zeros((np.prod(_places(K, height, width)), height * width))
    for i in range(H):
        for j in range(W):
            piece = K.ravel()[:height * width - (i * width + j)]
            M[i * W + j, i * width + j:i * width + j + len(piece)] = piece
    return M


def _in_one_piece_exactly(start):
    """The same, with a slice that has to fit."""
    def answer(K, height, width):
        (H, W), M = _places(K, height, width), np.zeros((np.prod(_places(K, height, width)), height * width))
        for i in range(H):
            for j in range(W):
                at = start(i, j, W, width)
                M[i * W + j, at:at + K.size] = K.ravel()
        return M
    return answer


def _smaller_matrix(rows, columns):
    def answer(K, height, width):
        (H, W) = _places(K, height, width)
        M = _matrix(K, height, width).reshape(H, W, height * width)
        return M[:H - rows, :W - columns].reshape(max(H - rows, 0) * max(W - columns, 0), height * width)
    return answer


def _blank_rows(rows, columns):
    def answer(K, height, width):
        H, W = _places(K, height, width)
        M = _matrix(K, height, width).reshape(H, W, height * width)
        M[H - rows:] = 0
        M[:, W - columns:] = 0
        return M.reshape(H * W, height * width)
    return answer


def _last_of_each_line(K, height, width):
    H, W = _places(K, height, width)
    return _matrix(K, height, width).reshape(H, W, -1)[:, -1]


def _over_the_edge_of_a_canvas(K, height, width):
    rows = []
    for i in range(height):
        for j in range(width):
            canvas = np.zeros((height, width))
            canvas[i:i + K.shape[0], j:j + K.shape[1]] = K
            rows.append(canvas.ravel())
    return np.array(rows)


def _on_one_canvas(copied, cleared=False):
    """One image for all windows, written on again and again (`cleared` before each); its copies as rows, or that one image in every row."""
    def answer(K, height, width):
        canvas, rows = np.zeros((height, width)), []
        for i in range(_places(K, height, width)[0]):
            for j in range(_places(K, height, width)[1]):
                canvas[...] = 0 if cleared else canvas
                canvas[i:i + K.shape[0], j:j + K.shape[1]] = K
                rows.append(canvas.flatten() if copied else canvas.reshape(-1))
        return np.array(rows)
    return answer


def _conv_matrix_cases(rng):
    def case(kH, kW, height, width, note, about="", kind=np.float64):
        return Case(rng.normal(size=(kH, kW)).astype(kind), height, width, note=note, about=about)
    return [
        Case(np.array([[1.0, 2.0], [3.0, 4.0]]), 2, 3, note="a 2 x 2 kernel on a 2 x 3 image, by hand"),
        Case(np.array([[1.0, -2.0, 0.5], [3.0, 4.0, 6.0]]), 3, 4, note="a 2 x 3 kernel on a 3 x 4 image, by hand"),
        case(3, 2, 5, 4, "a 3 x 2 kernel on a 5 x 4 image"),
        case(3, 3, 5, 5, "a 3 x 3 kernel on a 5 x 5 image: both are square"),
        case(2, 3, 2, 3, "a kernel as large as the image: one row", "a kernel as large as the image"),
        Case(np.array([[2.5]]), 3, 2, note="a kernel 1 x 1", about="a kernel of a single entry"),
        case(1, 3, 3, 5, "a 1 x 3 kernel on a 3 x 5 image", "a kernel of a single row"),
        case(2, 1, 4, 3, "a 2 x 1 kernel on a 4 x 3 image", "a kernel of a single column"),
        Case(np.array([[0, -2], [5, 0], [4, 7]]), 4, 3, note="whole numbers, two of them 0", about="an integer array"),
        case(2, 2, 4, 5, "a 2 x 2 kernel on a 4 x 5 image, float32", kind=np.float32),
        case(3, 4, 8, 9, "a 3 x 4 kernel on an 8 x 9 image, random"),
    ]


def _matrix_entry(args, index):
    K, height, width = args
    W = _places(K, height, width)[1]
    (i, j), (a, b) = divmod(index[0], W), divmod(index[1], width)
    there = f"row {index[0]} is the window at ({i}, {j}), column {index[1]} is the pixel ({a}, {b})"
    if 0 <= a - i < K.shape[0] and 0 <= b - j < K.shape[1]:
        return f"{there}: in that window it meets K[{a - i}, {b - j}] = {K[a - i, b - j]:g}"
    return f"{there}, which is not in that window: 0"


def _to_torch_matrix(K, height, width):
    units = torch.eye(height * width, dtype=torch.float64).reshape(-1, 1, height, width)
    return torch.nn.functional.conv2d(units, K[None, None]).reshape(height * width, -1).T


conv_matrix = Exercise(
    name="conv_matrix",
    notebook=NOTEBOOK,
    parameters="K, height, width",
    reference=_to_torch_matrix,
    cases=_conv_matrix_cases,
    inputs={"K": ("kH", "kW")},
    output=("H' * W'", "height * width"),
    arithmetic=_matrix_entry,
    slow=0.03,
    hints=(
        "One row of the matrix makes one entry of the result. Lay that row out as an image, (height, width): where is it 0, and where does the kernel lie in it?",
        "For the window at (i, j): an image of zeros with `K` written into the window's place, then flattened. Do this for all places, i in the outer loop, j in the inner one.",
        "Begin with `M = np.zeros((len(places), height, width))`, where `places` lists all `(i, j)`. For each `row` of it: `row[i:i + kH, j:j + kW] = K`. At the end reshape "
        "`M` to `(len(places), height * width)`.",
    ),
    mistakes=(
        Mistake("transposed", lambda K, height, width: _matrix(K, height, width).T,
                "The matrix is transposed: each window has a column.",
                "In `M @ x` each *row* makes one entry of the result. So each window has a row, and each pixel a column."),
        Mistake("flipped", lambda K, height, width: _matrix(_flip(K), height, width),
                "The kernel is flipped in every row.",
                "`conv2d` flips nothing: `K[0, 0]` meets the window's upper left pixel."),
        Mistake("flipped-one-axis", (lambda K, height, width: _matrix(K[::-1], height, width), lambda K, height, width: _matrix(K[:, ::-1], height, width)),
                "The kernel is turned upside down, or left to right, in every row.",
                "`K[0, 0]` meets the window's upper left pixel."),
        Mistake("kernel-transposed", (_placed(_row, _column, lambda K, m, n: K[n, m]), lambda K, height, width: _matrix(K.T, height, width)),
                "The kernel is transposed.",
                "`K[m, n]` meets the pixel (i + m, j + n)."),
        Mistake("circulant", (_circulant,),
                "There is a row for every pixel, and at the edges the kernel goes on at the other side of the image.",
                "Only places where the window fits have a row: H' * W' of them."),
        Mistake("moved-by-one-each-row", (_rolled_rows(lambda K, height, width: int(np.prod(_places(K, height, width)))),),
                "Each row is the one above, moved by one place.",
                "Within a line of windows that is right. At its end the window goes back to the left and one line down: how many pixels is that, counted in reading order?"),
        Mistake("moved-by-one-all-pixels", (_rolled_rows(lambda K, height, width: height * width),),
                "Each row is the one above, moved by one place, for as many rows as there are pixels.",
                "Only places where the window fits have a row: H' * W' of them. At the end of a line of windows the next one begins further on than by one pixel."),
        Mistake("slides-one-way-only", (_begins_at(lambda i: i, lambda j: 0), _begins_at(lambda i: 0, lambda j: j)),
                "The window moves along one axis only: down, or to the right.",
                "Window (i, j) has its upper left corner at pixel (i, j): i moves it down, and j to the right."),
        Mistake("minus-for-plus", _written(lambda i, j, W: i * W + j, lambda i, j, m, n, W, width: (i - m) * width + j - n),
                "`K[m, n]` is written to the pixel (i - m, j - n).",
                "The window lies at (i, j) and goes down and to the right from there. A negative column is no error in numpy: it counts from the end."),
        Mistake("windows-share-a-row", (_written(lambda i, j, W: 0, lambda i, j, m, n, W, width: (i + m) * width + j + n),
                                        _written(lambda i, j, W: i, lambda i, j, m, n, W, width: (i + m) * width + j + n),
                                        _written(lambda i, j, W: i + j, lambda i, j, m, n, W, width: (i + m) * width + j + n)),
                "Several windows are written into the same row of the matrix.",
                "Each window (i, j) has a row of its own. Follow the row's number through both loops: does it change in every turn of the inner one, and never come twice?"),
        Mistake("pixels-share-a-column", (_placed(_row, lambda a, b, H, W, height, width: a + b),
                                          _placed(lambda i, j, H, W, height, width: i + j, lambda a, b, H, W, height, width: a + b)),
                "Row and column of a pixel are only added, so that several pixels share a column of the matrix.",
                "Counted in reading order, a step down passes a whole line of pixels, and a step to the right one."),
        Mistake("column-by-output-width", (_placed(_row, lambda a, b, H, W, height, width: a * W + b),
                                           _written(lambda i, j, W: i * W + j, lambda i, j, m, n, W, width: i * width + j + m * W + n)),
                "Pixels are counted with the width of the result, where the width of the image belongs.",
                "The columns stand for the image's pixels in reading order: pixel (a, b) is number a * width + b."),
        Mistake("height-for-width", (_placed(_row, lambda a, b, H, W, height, width: a * height + b), _placed(lambda i, j, H, W, height, width: i * H + j, _column),
                                     _placed(lambda i, j, H, W, height, width: i * H + j, lambda a, b, H, W, height, width: a * height + b)),
                "In counting pixels or windows a height is used where a width belongs.",
                "In reading order a step down passes a whole line: as many as it is *wide*."),
        Mistake("row-by-input-width", (_placed(lambda i, j, H, W, height, width: i * width + j, _column),
                                       _placed(lambda i, j, H, W, height, width: i * width + j, _column, shape=lambda K, height, width: (height * width,) * 2)),
                "The rows are counted with the width of the image, where the width of the result belongs.",
                "The rows stand for the windows in reading order: there are W' of them in a line."),
        Mistake("rows-for-all-pixels", lambda K, height, width: np.pad(_matrix(K, height, width), ((0, height * width - int(np.prod(_places(K, height, width)))), (0, 0))),
                "There are as many rows as pixels, and the last ones are 0.",
                "Only places where the window fits have a row: H' * W' of them."),
        Mistake("row-width-off-by-one", (_placed(lambda i, j, H, W, height, width: i * (W - 1) + j, _column), _placed(lambda i, j, H, W, height, width: i * (W + 1) + j, _column)),
                "The rows are counted with a line that is one window too short or too long.",
                "A line has W' = width - kW + 1 windows, and window (i, j) is row i * W' + j."),
        Mistake("square-kernel-assumed", tuple(functools.partial(_square_placed, axis=axis) for axis in (0, 1)),
                "One size is used for both axes of the kernel: this is right for square kernels only.",
                "`K.shape` holds two numbers, kH for the rows and kW for the columns."),
        Mistake("column-major", (_placed(lambda i, j, H, W, height, width: j * H + i, lambda a, b, H, W, height, width: b * height + a),
                                 _placed(lambda i, j, H, W, height, width: j * H + i, _column), _placed(_row, lambda a, b, H, W, height, width: b * height + a)),
                "Pixels or windows are counted down the columns.",
                "`ravel` reads line by line: from left to right, then the next line."),
        Mistake("same-padding", (_same_matrix(lambda k: k // 2, lambda k: k // 2), _same_matrix(lambda k: (k - 1) // 2, lambda k: (k - 1) // 2), _same_matrix(lambda k: 0, lambda k: 0)),
                "There is a row for every pixel, with the kernel cut off at the edges: that is a convolution with padding.",
                "Only places where the whole window fits have a row: H' * W' of them."),
        Mistake("kernel-in-one-piece", (_in_one_piece, _in_one_piece_exactly(lambda i, j, W, width: i * width + j), _in_one_piece_exactly(lambda i, j, W, width: i * W + j)),
                "The kernel's numbers lie side by side in each row of the matrix.",
                "The window's second line lies a whole image line further on: between its first line and its second there are zeros, `width - kW` of them."),
        Mistake("not-reshaped", (lambda K, height, width: _matrix(K, height, width).reshape(-1, height, width),
                                 lambda K, height, width: _matrix(K, height, width).reshape(*_places(K, height, width), height, width),
                                 lambda K, height, width: _matrix(K, height, width).reshape(*_places(K, height, width), -1)),
                "The numbers are right, but the array has more than two axes.",
                "A matrix has two: windows down, pixels across."),
        Mistake("output-too-small", (_smaller_matrix(1, 1), _smaller_matrix(1, 0), _smaller_matrix(0, 1), _blank_rows(1, 1), _blank_rows(1, 0), _blank_rows(0, 1),
                                     lambda K, height, width: _matrix(K, height, width)[:-1], lambda K, height, width: np.array(list(_smaller_matrix(1, 1)(K, height, width)))),
                "The last windows, of a line or of all lines, have no row.",
                "The window fits at 0, 1, ..., height - kH, that is height - kH + 1 times. The last number of `range(n)` is n - 1."),
        Mistake("sizes-exchanged", (lambda K, height, width: _matrix(K, width, height),),
                "Height and width are exchanged.",
                "The arguments are `K, height, width`, in this order: the height counts rows."),
        Mistake("last-window-of-each-line", _last_of_each_line,
                "There is one row for each line of windows, that of its last window.",
                "Every window has a row of its own. Perhaps what collects the rows stands behind the inner loop, and not in it."),
        Mistake("window-over-the-edge", _over_the_edge_of_a_canvas,
                "The window is moved on until it sticks out of the image.",
                "At the right and lower edge there is no room left for the kernel. How often does the window fit into the height, and into the width?"),
        Mistake("square-image-assumed", (lambda K, height, width: _matrix(K, height, height), lambda K, height, width: _matrix(K, width, width)),
                "One size is used for both axes of the image: this is right for square images only.",
                "`height` counts the image's rows, and `width` its columns."),
        Mistake("reshaped-not-transposed", lambda K, height, width: _matrix(K, height, width).T.reshape(-1, height * width),
                "The matrix is made column by column, and then reshaped where it should be transposed.",
                "A reshape leaves the numbers in their order and only cuts them anew. What belongs in a column stays side by side."),
        Mistake("ends-early", (_first_rows_only(lambda W: W), _first_rows_only(lambda W: 1)),
                "Only the rows of the first line of windows, or of the first window, are filled in.",
                "Perhaps `return` stands inside a loop, where it ends the function in the first turn."),
        Mistake("integer-truncation", lambda K, height, width: _matrix(K, height, width).astype(int),
                "Fractions are cut off: the matrix holds whole numbers.",
                "`np.zeros(shape)` holds floats; `dtype=int` cuts."),
        Mistake("ones-for-kernel", (lambda K, height, width: _matrix(np.ones(K.shape), height, width),),
                "Where a window lies there are ones, not the kernel's numbers.",
                "Each pixel of the window meets its own entry of `K`."),
        Mistake("first-row-everywhere", (_rolled_rows(lambda K, height, width: 1), lambda K, height, width: np.repeat(_matrix(K, height, width)[:1], np.prod(_places(K, height, width)), axis=0)),
                "Every row is the one of the first window, or there is no other.",
                "The window slides: each row has the kernel in another place."),
        Mistake("windows-add-up", _on_one_canvas(True),
                "What was written for one window is still there in the next row.",
                "Each row begins with zeros. Perhaps the image of zeros is made once, before the loop."),
        Mistake("last-window-everywhere", (_on_one_canvas(False), _on_one_canvas(False, cleared=True)),
                "All rows are one and the same array, as the last turn of the loop has left it.",
                "A list of one array many times over is no list of many arrays. Make a new image of zeros inside the loop."),
        Mistake("edge-of-kernel-left-out", (lambda K, height, width: _matrix(np.pad(K[:-1, :-1], ((0, 1), (0, 1))), height, width),
                                            lambda K, height, width: _matrix(np.pad(K[:-1], ((0, 1), (0, 0))), height, width),
                                            lambda K, height, width: _matrix(np.pad(K[:, :-1], ((0, 0), (0, 1))), height, width)),
                "The last row or column of the kernel is left out.",
                "Perhaps a loop ends one too early: m runs over `range(kH)` and n over `range(kW)`, all of them."),
    ),
)
