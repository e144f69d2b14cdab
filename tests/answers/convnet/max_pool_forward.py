"""Students' answers to `max_pool_forward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import itertools

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from tests.answers import right, wrong
from tests.answers.convnet.given import im2col, output_size

# ---------------------------------------------------------------- right


@right("max_pool_forward")
def pool_windows(X, size, stride):
    return sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::stride, ::stride].max(axis=(4, 5))


@right("max_pool_forward")
def pool_loop_over_positions(X, size, stride):
    N, C, H, W = X.shape
    H_out, W_out = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, C, H_out, W_out))
    for y in range(H_out):
        for x in range(W_out):
            out[:, :, y, x] = X[:, :, y * stride:y * stride + size, x * stride:x * stride + size].max(axis=(2, 3))
    return out


@right("max_pool_forward")
def pool_running_maximum(X, size, stride):
    H_out, W_out = output_size(X.shape[2], size, stride, 0), output_size(X.shape[3], size, stride, 0)
    out = np.full((*X.shape[:2], H_out, W_out), -np.inf)
    for i in range(size):
        for j in range(size):
            out = np.maximum(out, X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride])
    return out


@right("max_pool_forward")
def pool_six_loops(X, size, stride):
    N, C, H, W = X.shape
    out = np.empty((N, C, output_size(H, size, stride, 0), output_size(W, size, stride, 0)))
    for n, c, y, x in itertools.product(*map(range, out.shape)):
        best = X[n, c, y * stride, x * stride]
        for i in range(size):
            for j in range(size):
                if X[n, c, y * stride + i, x * stride + j] > best:
                    best = X[n, c, y * stride + i, x * stride + j]
        out[n, c, y, x] = best
    return out


@right("max_pool_forward")
def pool_by_im2col(X, size, stride):
    N, C, H, W = X.shape
    cols = im2col(X.reshape(N * C, 1, H, W), size, size, stride, 0)
    return cols.max(axis=-1).reshape(N, C, *cols.shape[1:3])


@right("max_pool_forward")
def pool_rows_then_columns(X, size, stride):
    """The maximum over a square is the maximum over columns of the maxima over rows."""
    rows = np.array([X[:, :, y:y + size].max(axis=2) for y in range(0, X.shape[2] - size + 1, stride)])
    both = np.array([rows[..., x:x + size].max(axis=-1) for x in range(0, X.shape[3] - size + 1, stride)])
    return both.transpose(2, 3, 1, 0)


@right("max_pool_forward")
def pool_strides(X, size, stride):
    X = np.ascontiguousarray(X)
    N, C, H, W = X.shape
    a, b, c, d = X.strides
    shape = (N, C, (H - size) // stride + 1, (W - size) // stride + 1, size * size)
    rows = as_strided(X, (*shape[:4], size, size), (a, b, c * stride, d * stride, c, d))
    return np.sort(rows.reshape(shape), axis=-1)[..., -1]


@right("max_pool_forward")
def pool_reshape_where_it_fits(X, size, stride):
    N, C, H, W = X.shape
    if size == stride:
        H, W = H // size * size, W // size * size
        return X[:, :, :H, :W].reshape(N, C, H // size, size, W // size, size).max(axis=3).max(axis=-1)
    return pool_loop_over_positions(X, size, stride)


@right("max_pool_forward")
def pool_lists(X, size, stride):
    return [[[[max(map(max, (row[x:x + size] for row in image[y:y + size])))
               for x in range(0, len(image[0]) - size + 1, stride)] for y in range(0, len(image) - size + 1, stride)]
             for image in channels] for channels in X.tolist()]


@right("max_pool_forward")
def pool_take_along(X, size, stride):
    windows = sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    flat = windows.reshape(*windows.shape[:4], -1)
    return np.take_along_axis(flat, flat.argmax(axis=-1)[..., None], axis=-1)[..., 0]


# ---------------------------------------------------------------- wrong


def windows_of(X, size, stride):
    return sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]


@wrong("max_pool_forward", "average")
def pool_mean(X, size, stride):
    """The mean of each window."""
    return windows_of(X, size, stride).mean(axis=(4, 5))


@wrong("max_pool_forward", "starts-at-zero")
def pool_from_zeros(X, size, stride):
    """The maximum starts at 0: negative windows come out as 0."""
    N, C, H, W = X.shape
    H_out, W_out = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, C, H_out, W_out))
    for i in range(size):
        for j in range(size):
            out = np.maximum(out, X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride])
    return out


@wrong("max_pool_forward", "absolute-value")
def pool_abs(X, size, stride):
    """The largest absolute value."""
    return np.abs(windows_of(X, size, stride)).max(axis=(4, 5))


@wrong("max_pool_forward", "stride-is-size")
def pool_not_overlapping(X, size, stride):
    """Steps by size."""
    return windows_of(X, size, size).max(axis=(4, 5))


@wrong("max_pool_forward", "size-is-stride")
def pool_window_of_stride(X, size, stride):
    """The window is as large as the stride."""
    N, C, H, W = X.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            out[:, :, y, x] = X[:, :, y * stride:(y + 1) * stride, x * stride:(x + 1) * stride].max(axis=(2, 3))
    return out


@wrong("max_pool_forward", "one-axis-only")
def pool_rows_only(X, size, stride):
    """The maximum goes down the columns alone."""
    return windows_of(X, size, stride).max(axis=4)[..., 0]


@wrong("max_pool_forward", "position-not-value")
def pool_argmax(X, size, stride):
    """argmax for max."""
    windows = windows_of(X, size, stride)
    return windows.reshape(*windows.shape[:4], -1).argmax(axis=-1)


@wrong("max_pool_forward", "minimum")
def pool_min(X, size, stride):
    """min for max."""
    return windows_of(X, size, stride).min(axis=(4, 5))


@wrong("max_pool_forward", "whole-image")
def pool_global(X, size, stride):
    """The largest of the whole image, one a channel."""
    return X.max(axis=(2, 3))


@wrong("max_pool_forward", "last-window-left-out")
def pool_range_short(X, size, stride):
    """range(0, H - size, stride)."""
    N, C, H, W = X.shape
    out = np.zeros((N, C, len(range(0, H - size, stride)), len(range(0, W - size, stride))))
    for a, y in enumerate(range(0, H - size, stride)):
        for b, x in enumerate(range(0, W - size, stride)):
            out[:, :, a, b] = X[:, :, y:y + size, x:x + size].max(axis=(2, 3))
    return out


@wrong("max_pool_forward", "partial-windows")
def pool_range_long(X, size, stride):
    """range(0, H, stride): windows that stick out are pooled too."""
    return np.array([[X[:, :, y:y + size, x:x + size].max(axis=(2, 3)) for x in range(0, X.shape[3], stride)]
                     for y in range(0, X.shape[2], stride)]).transpose(2, 3, 0, 1)


@wrong("max_pool_forward", "across-channels")
def pool_channels_too(X, size, stride):
    """The channels are pooled as well."""
    return windows_of(X, size, stride).max(axis=(1, 4, 5))


@wrong("max_pool_forward", "output-axes-exchanged")
def pool_width_first(X, size, stride):
    """(N, C, W', H')."""
    return windows_of(X, size, stride).max(axis=(4, 5)).transpose(0, 1, 3, 2)


@wrong("max_pool_forward", "no-maximum")
def pool_subsample(X, size, stride):
    """The first entry of each window: there is no maximum in it."""
    return windows_of(X, size, stride)[..., 0, 0].copy()


@wrong("max_pool_forward", "no-maximum")
def pool_overwritten(X, size, stride):
    """The last entry of each window overwrites the others."""
    N, C, H, W = X.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            for i in range(size):
                for j in range(size):
                    out[:, :, y, x] = X[:, :, y * stride + i, x * stride + j]
    return out


@wrong("max_pool_forward", "stride-ignored")
def pool_every_position(X, size, stride):
    """Steps by 1."""
    return windows_of(X, size, 1).max(axis=(4, 5))


@wrong("max_pool_forward", "stride-one-axis")
def pool_stride_down(X, size, stride):
    """The stride goes down alone."""
    return sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::stride].max(axis=(4, 5))


@wrong("max_pool_forward", "size-and-stride-exchanged")
def pool_parameters(X, stride, size):
    """The parameters' order."""
    return windows_of(X, size, stride).max(axis=(4, 5))


@wrong("max_pool_forward", "sum")
def pool_sum(X, size, stride):
    """The sum of each window."""
    return windows_of(X, size, stride).sum(axis=(4, 5))


@wrong("max_pool_forward", "stride-is-size")
def pool_reshape_only(X, size, stride):
    """The reshape trick, where stride does not divide the size."""
    N, C, H, W = X.shape
    return X.reshape(N, C, H // size, size, W // size, size).max(axis=(3, 5))


@wrong("max_pool_forward", "step-forgotten-in-position")
def pool_position_not_times_stride(X, size, stride):
    """The window starts at y and x, not at stride times that."""
    N, C, H, W = X.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            out[:, :, y, x] = X[:, :, y:y + size, x:x + size].max(axis=(2, 3))
    return out


@wrong("max_pool_forward", "whole-batch")
def pool_one_maximum_a_window(X, size, stride):
    """np.max without an axis: one number for all images and channels."""
    N, C, H, W = X.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            out[:, :, y, x] = np.max(X[:, :, y * stride:y * stride + size, x * stride:x * stride + size])
    return out


@wrong("max_pool_forward", "returned-none")
def pool_no_return(X, size, stride):
    """No return."""
    out = windows_of(X, size, stride).max(axis=(4, 5))


@wrong("max_pool_forward", "median")
def pool_median(X, size, stride):
    """The median of each window, by sorting and taking the middle."""
    windows = windows_of(X, size, stride)
    return np.sort(windows.reshape(*windows.shape[:4], -1), axis=-1)[..., size * size // 2]


@right("max_pool_forward")
def pool_recursive(X, size, stride):
    H_out, W_out = [(n - size) // stride + 1 for n in X.shape[2:]]

    def largest(k):
        i, j = divmod(k, size)
        part = X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
        return part.copy() if k == 0 else np.maximum(largest(k - 1), part)

    return largest(size * size - 1)


def running(X, size, stride, start, rows=None):
    H_out, W_out = [(n - size) // stride + 1 for n in X.shape[2:]]
    out = np.full((*X.shape[:2], H_out, W_out), start)
    for i in range(size) if rows is None else rows:
        for j in range(size) if rows is None else rows:
            out = np.maximum(out, X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride])
    return out


@wrong("max_pool_forward", "starts-too-high")
def pool_from_minus_one(X, size, stride):
    """The search starts at -1."""
    return running(X, size, stride, -1.0)


@wrong("max_pool_forward", "starts-too-high")
def pool_from_minus_a_billion(X, size, stride):
    """The search starts at -1e9."""
    return running(X, size, stride, -1e9)


@wrong("max_pool_forward", "nothing-taken-over")
def pool_maximum_thrown_away(X, size, stride):
    """np.maximum(out, part), and nothing is done with it."""
    H_out, W_out = [(n - size) // stride + 1 for n in X.shape[2:]]
    out = np.full((*X.shape[:2], H_out, W_out), -np.inf)
    for i in range(size):
        for j in range(size):
            np.maximum(out, X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride])
    return out


@wrong("max_pool_forward", "window-too-small")
def pool_size_minus_one(X, size, stride):
    """range(size - 1)."""
    return running(X, size, stride, -np.inf, range(size - 1))


@wrong("max_pool_forward", "window-too-small")
def pool_range_from_one(X, size, stride):
    """range(1, size)."""
    return running(X, size, stride, -np.inf, range(1, size))


@wrong("max_pool_forward", "window-too-large")
def pool_size_plus_one(X, size, stride):
    """top:top + size + 1."""
    out = np.zeros((*X.shape[:2], *[(n - size) // stride + 1 for n in X.shape[2:]]))
    for n, c, y, x in np.ndindex(out.shape):
        out[n, c, y, x] = X[n, c, y * stride:y * stride + size + 1, x * stride:x * stride + size + 1].max()
    return out


@wrong("max_pool_forward", "stride-inside-window")
def pool_stride_times_entry(X, size, stride):
    """Entry (i, j) is looked for i * stride down and j * stride across."""
    out = np.zeros((*X.shape[:2], *[(n - size) // stride + 1 for n in X.shape[2:]]))
    for n, c, y, x in np.ndindex(out.shape):
        out[n, c, y, x] = max(X[n, c, y + i * stride, x + j * stride] for i in range(size) for j in range(size))
    return out


@wrong("max_pool_forward", "last-window-left-out")
def pool_no_plus_one_down(X, size, stride):
    """The + 1 is forgotten for H'."""
    return pool_windows(X, size, stride)[:, :, :-1]
