"""Students' answers to `average_pool`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import statistics

import numpy as np

from tests.answers import right, wrong
from tests.answers.stride_padding.max_pool import empty_result, windows_of

# ---------------------------------------------------------------- right


@right("average_pool")
def average_windows(X, size, stride):
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].mean(axis=(-2, -1))
    return out


@right("average_pool")
def average_views(X, size, stride):
    return np.einsum("...ijmn->...ij", windows_of(X, size, stride).astype(float)) / size ** 2


@right("average_pool")
def average_added_up(X, size, stride):
    out = empty_result(X, size, stride)
    H, W = out.shape[-2:]
    for m in range(size):
        for n in range(size):
            out += X[..., m::stride, n::stride][..., :H, :W]
    return out / (size * size)


@right("average_pool")
def average_cumulative(X, size, stride):
    C = np.zeros((*X.shape[:-2], X.shape[-2] + 1, X.shape[-1] + 1))
    C[..., 1:, 1:] = X.astype(float).cumsum(axis=-1).cumsum(axis=-2)
    sums = C[..., size:, size:] - C[..., :-size, size:] - C[..., size:, :-size] + C[..., :-size, :-size]
    return sums[..., ::stride, ::stride] / size ** 2


@right("average_pool")
def average_matrices(X, size, stride):
    def averaging(n):
        rows = (n - size) // stride + 1
        A = np.zeros((rows, n))
        for i in range(rows):
            A[i, i * stride:i * stride + size] = 1 / size
        return A
    return averaging(X.shape[-2]) @ X @ averaging(X.shape[-1]).T


@right("average_pool")
def average_lists(X, size, stride):
    if X.ndim > 2:
        return [average_lists(x, size, stride) for x in X]
    H, W = X.shape
    return [[statistics.fmean(X[i:i + size, j:j + size].ravel().tolist()) for j in range(0, W - size + 1, stride)]
            for i in range(0, H - size + 1, stride)]


@right("average_pool")
def average_of_averages(X, size, stride):
    return windows_of(X, size, stride).mean(axis=-1).mean(axis=-1)


# ---------------------------------------------------------------- wrong


@wrong("average_pool", "sum-not-mean")
def average_sum(X, size, stride):
    """The sum."""
    return windows_of(X, size, stride).sum(axis=(-1, -2))


@wrong("average_pool", "max-not-mean")
def average_max(X, size, stride):
    """The maximum, copied from above."""
    return windows_of(X, size, stride).max(axis=(-1, -2))


@wrong("average_pool", "mean-over-nonzero")
def average_nonzero(X, size, stride):
    """Zeros do not count."""
    windows = windows_of(X, size, stride)
    return windows.sum(axis=(-1, -2)) / np.maximum((windows != 0).sum(axis=(-1, -2)), 1)


@wrong("average_pool", "divided-by-size")
def average_by_size(X, size, stride):
    """Divided by size, not by its square."""
    return windows_of(X, size, stride).sum(axis=(-1, -2)) / size


@wrong("average_pool", "divided-by-stride")
def average_by_stride(X, size, stride):
    """Divided by the square of the stride."""
    return windows_of(X, size, stride).sum(axis=(-1, -2)) / stride ** 2


@wrong("average_pool", "median-not-mean")
def average_median(X, size, stride):
    """The median."""
    return np.median(windows_of(X, size, stride), axis=(-1, -2))


@wrong("average_pool", "integer-division")
def average_floor(X, size, stride):
    """// for /."""
    return windows_of(X, size, stride).sum(axis=(-1, -2)) // size ** 2


@wrong("average_pool", "integer-truncation")
def average_integers(X, size, stride):
    """The result has X's dtype."""
    out = empty_result(X, size, stride).astype(X.dtype)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].mean(axis=(-2, -1))
    return out


@wrong("average_pool", "stride-used-as-size")
def average_stride_as_size(X, size, stride):
    """The window is as large as the stride."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:(i + 1) * stride, j * stride:(j + 1) * stride].mean(axis=(-2, -1))
    return out


@wrong("average_pool", "size-used-as-stride")
def average_side_by_side(X, size, stride):
    """The windows stand side by side."""
    return windows_of(X, size, size).mean(axis=(-1, -2))


@wrong("average_pool", "reshape-trick")
def average_reshape(X, size, stride):
    """The reshape trick."""
    H, W = X.shape[-2:]
    return X.reshape(*X.shape[:-2], H // size, size, W // size, size).mean(axis=(-3, -1))


@wrong("average_pool", "stride-ignored")
def average_no_stride(X, size, stride):
    """Every window."""
    return windows_of(X, size, 1).mean(axis=(-1, -2))


@wrong("average_pool", "window-start-not-strided")
def average_starts_at_i(X, size, stride):
    """The window starts at i."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i:i + size, j:j + size].mean(axis=(-2, -1))
    return out


@wrong("average_pool", "partial-windows-kept")
def average_partial(X, size, stride):
    """Windows over the edge count as well."""
    H, W = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (-(-(H - size) // stride) + 1, -(-(W - size) // stride) + 1))
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].mean(axis=(-2, -1))
    return out


@wrong("average_pool", "last-window-left-out")
def average_no_plus_one(X, size, stride):
    """The size lacks its + 1."""
    return average_views(X, size, stride)[..., :-1, :-1].copy()


@wrong("average_pool", "mixes-channels")
def average_over_channels(X, size, stride):
    """.mean() without an axis."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return out


@wrong("average_pool", "first-two-axes")
def average_first_axes(X, size, stride):
    """Pools the first two axes."""
    H, W = [(n - size) // stride + 1 for n in X.shape[:2]]
    out = np.zeros((H, W) + X.shape[2:])
    for i in range(H):
        for j in range(W):
            out[i, j] = X[i * stride:i * stride + size, j * stride:j * stride + size].mean(axis=(0, 1))
    return out


@wrong("average_pool", "whole-picture")
def average_global(X, size, stride):
    """The mean of each whole picture."""
    return X.mean(axis=(-2, -1))


@wrong("average_pool", "one-entry-of-the-window")
def average_corner(X, size, stride):
    """The first entry of the window."""
    out = empty_result(X, size, stride)
    out[...] = X[..., ::stride, ::stride][..., :out.shape[-2], :out.shape[-1]]
    return out


@wrong("average_pool", "sum-not-reset")
def average_keeps_adding(X, size, stride):
    """The sum goes on from window to window."""
    flat = X.reshape(-1, *X.shape[-2:])
    H, W = empty_result(X, size, stride).shape[-2:]
    out, total = np.zeros((len(flat), H, W)), 0
    for c in range(len(flat)):
        for i in range(H):
            for j in range(W):
                total += flat[c, i * stride:i * stride + size, j * stride:j * stride + size].sum()
                out[c, i, j] = total / size ** 2
    return out.reshape(X.shape[:-2] + (H, W))


@wrong("average_pool", "pools-one-axis")
def average_columns_only(X, size, stride):
    """Only along the columns."""
    W = (X.shape[-1] - size) // stride + 1
    return np.stack([X[..., j * stride:j * stride + size].mean(axis=-1) for j in range(W)], axis=-1)


@wrong("average_pool", "absolute-values")
def average_absolute(X, size, stride):
    """The mean of the absolute values."""
    return np.abs(windows_of(X, size, stride)).mean(axis=(-1, -2))


@wrong("average_pool", "raised")
def average_three_axes(X, size, stride):
    """Expects exactly three axes."""
    C, H, W = X.shape
    return windows_of(X, size, stride).mean(axis=(-1, -2))


@wrong("average_pool", "returned-none")
def average_no_return(X, size, stride):
    """No return."""
    out = average_views(X, size, stride)


@wrong("average_pool", "divided-by-all-pictures")
def average_by_window_size(X, size, stride):
    """window.size counts the channels too."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            window = X[..., i * stride:i * stride + size, j * stride:j * stride + size]
            out[..., i, j] = window.sum(axis=(-2, -1)) / window.size
    return out


@wrong("average_pool", "window-axes-from-the-front")
def average_axes_from_the_front(X, size, stride):
    """axis=(1, 2), right for three axes alone."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].mean(axis=(1, 2))
    return out


# ---------------------------------------------------------------- more ways


@right("average_pool")
def average_summed_area(X, size, stride):
    area = np.zeros((*X.shape[:-2], X.shape[-2] + 1, X.shape[-1] + 1))
    area[..., 1:, 1:] = X.cumsum(axis=-2).cumsum(axis=-1)
    sums = area[..., size:, size:] - area[..., :-size, size:] - area[..., size:, :-size] + area[..., :-size, :-size]
    return sums[..., ::stride, ::stride] / size ** 2


@right("average_pool")
def average_updated(X, size, stride):
    mean, count = empty_result(X, size, stride), 0
    for m in range(size):
        for n in range(size):
            count += 1
            mean = mean + (X[..., m::stride, n::stride][..., :mean.shape[-2], :mean.shape[-1]] - mean) / count
    return mean


@wrong("average_pool", "divided-by-twice-size")
def average_twice_size(X, size, stride):
    """`*` for `**`: right for a size of 2."""
    return windows_of(X, size, stride).sum(axis=(-2, -1)) / (size * 2)


@wrong("average_pool", "divided-by-a-fixed-number")
def average_of_four(X, size, stride):
    """A window of 2 x 2 has four entries, others do not."""
    return windows_of(X, size, stride).sum(axis=(-2, -1)) / 4


@wrong("average_pool", "divided-twice")
def average_of_the_mean(X, size, stride):
    """The mean, divided once more."""
    return windows_of(X, size, stride).mean(axis=(-2, -1)) / size ** 2


@wrong("average_pool", "divided-by-stride")
def average_size_times_stride(X, size, stride):
    """Divided by size times stride."""
    return windows_of(X, size, stride).sum(axis=(-2, -1)) / (size * stride)


@wrong("average_pool", "caret-for-power")
def average_caret(X, size, stride):
    """`^` is no power."""
    return windows_of(X, size, stride).sum(axis=(-2, -1)) / (size ^ 2)


@wrong("average_pool", "halved-in-every-turn")
def average_running_half(X, size, stride):
    """The mean of what is there and one more, in every turn."""
    mean = empty_result(X, size, stride)
    for m in range(size):
        for n in range(size):
            mean = (mean + X[..., m::stride, n::stride][..., :mean.shape[-2], :mean.shape[-1]]) / 2
    return mean


@wrong("average_pool", "activated")
def average_with_relu(X, size, stride):
    """A relu at the end."""
    return np.maximum(windows_of(X, size, stride).mean(axis=(-2, -1)), 0)


@wrong("average_pool", "size-and-stride-exchanged")
def average_arguments_exchanged(X, size, stride):
    """Size and stride are exchanged."""
    return windows_of(X, stride, size).mean(axis=(-2, -1))


@wrong("average_pool", "window-axes-first")
def average_list_of_lists(X, size, stride):
    """A list of lists: its axes come first."""
    return np.array([[X[..., i:i + size, j:j + size].mean(axis=(-2, -1)) for j in range(0, X.shape[-1] - size + 1, stride)]
                     for i in range(0, X.shape[-2] - size + 1, stride)])


@wrong("average_pool", "size-used-as-stride")
def average_tiles_of_the_right_number(X, size, stride):
    """The number of windows is right, and they stand side by side until the picture ends: means of nothing."""
    out = empty_result(X, size, stride)
    with np.errstate(all="ignore"):
        for i, j in np.ndindex(out.shape[-2:]):
            window = X[..., i * size:(i + 1) * size, j * size:(j + 1) * size]
            out[..., i, j] = window.sum(axis=(-2, -1)) / np.float64(window.shape[-1] * window.shape[-2])
    return out


@wrong("average_pool", "ends-early")
def average_returns_in_the_loop(X, size, stride):
    """`return` in the inner loop."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].mean(axis=(-2, -1))
            return out
