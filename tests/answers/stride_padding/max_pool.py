"""Students' answers to `max_pool`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


def windows_of(X, size, stride):
    return np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::stride, ::stride, :, :]


def empty_result(X, size, stride):
    H, W = X.shape[-2:]
    return np.zeros(X.shape[:-2] + ((H - size) // stride + 1, (W - size) // stride + 1))


# ---------------------------------------------------------------- right


@right("max_pool")
def max_windows(X, size, stride):
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(-2, -1))
    return out


@right("max_pool")
def max_views(X, size, stride):
    return windows_of(X, size, stride).max(axis=(-1, -2))


@right("max_pool")
def max_shifted_pictures(X, size, stride):
    H, W = empty_result(X, size, stride).shape[-2:]
    pieces = [X[..., m:m + stride * (H - 1) + 1:stride, n:n + stride * (W - 1) + 1:stride] for m in range(size) for n in range(size)]
    return np.max(np.stack(pieces), axis=0)


@right("max_pool")
def max_running(X, size, stride):
    out = np.full_like(empty_result(X, size, stride), -np.inf)
    H, W = out.shape[-2:]
    for m in range(size):
        for n in range(size):
            out = np.maximum(out, X[..., m::stride, n::stride][..., :H, :W])
    return out


@right("max_pool")
def max_by_loops(X, size, stride):
    flat = X.reshape(-1, *X.shape[-2:]).tolist()
    H, W = empty_result(X, size, stride).shape[-2:]
    out = np.empty((len(flat), H, W))
    for c, picture in enumerate(flat):
        for i in range(H):
            for j in range(W):
                best = picture[i * stride][j * stride]
                for m in range(size):
                    for n in range(size):
                        if picture[i * stride + m][j * stride + n] > best:
                            best = picture[i * stride + m][j * stride + n]
                out[c, i, j] = best
    return out.reshape(X.shape[:-2] + (H, W))


@right("max_pool")
def max_rows_then_columns(X, size, stride):
    def along_last(A):
        count = (A.shape[-1] - size) // stride + 1
        return np.stack([A[..., stride * i:stride * i + size].max(axis=-1) for i in range(count)], axis=-1)
    return along_last(along_last(X).swapaxes(-1, -2)).swapaxes(-1, -2)


@right("max_pool")
def max_recursive(X, size, stride):
    if X.ndim > 2:
        return np.array([max_recursive(x, size, stride) for x in X])
    H, W = X.shape
    return [[max(max(row[j:j + size]) for row in X[i:i + size].tolist()) for j in range(0, W - size + 1, stride)]
            for i in range(0, H - size + 1, stride)]


@right("max_pool")
def max_sorts(X, size, stride):
    windows = windows_of(X, size, stride)
    return np.sort(windows.reshape(*windows.shape[:-2], -1), axis=-1)[..., -1]


@right("max_pool")
def max_minus_min(X, size, stride):
    return -(-windows_of(X.astype(float), size, stride)).min(axis=-1).min(axis=-1)


# ---------------------------------------------------------------- wrong


@wrong("max_pool", "starts-at-zero")
def max_from_zero(X, size, stride):
    """The maximum starts at 0."""
    out = empty_result(X, size, stride)
    H, W = out.shape[-2:]
    for m in range(size):
        for n in range(size):
            out = np.maximum(out, X[..., m::stride, n::stride][..., :H, :W])
    return out


@wrong("max_pool", "starts-at-zero")
def max_from_zero_loops(X, size, stride):
    """The maximum starts at 0, in loops."""
    flat = X.reshape(-1, *X.shape[-2:])
    H, W = empty_result(X, size, stride).shape[-2:]
    out = np.zeros((len(flat), H, W))
    for c in range(len(flat)):
        for i in range(H):
            for j in range(W):
                best = 0
                for m in range(size):
                    for n in range(size):
                        if flat[c, i * stride + m, j * stride + n] > best:
                            best = flat[c, i * stride + m, j * stride + n]
                out[c, i, j] = best
    return out.reshape(X.shape[:-2] + (H, W))


@wrong("max_pool", "starts-too-high")
def max_from_minus_thousand(X, size, stride):
    """The maximum starts at -1000."""
    out = np.full_like(empty_result(X, size, stride), -1000)
    H, W = out.shape[-2:]
    for m in range(size):
        for n in range(size):
            out = np.maximum(out, X[..., m::stride, n::stride][..., :H, :W])
    return out


@wrong("max_pool", "mean-not-max")
def max_mean(X, size, stride):
    """The mean."""
    return windows_of(X, size, stride).mean(axis=(-1, -2))


@wrong("max_pool", "sum-not-max")
def max_sum(X, size, stride):
    """The sum."""
    return windows_of(X, size, stride).sum(axis=(-1, -2))


@wrong("max_pool", "min-not-max")
def max_min(X, size, stride):
    """The minimum."""
    return windows_of(X, size, stride).min(axis=(-1, -2))


@wrong("max_pool", "one-entry-of-the-window")
def max_last(X, size, stride):
    """The last entry of the window."""
    return windows_of(X, size, stride)[..., -1, -1].copy()


@wrong("max_pool", "one-entry-of-the-window")
def max_corner(X, size, stride):
    """The first entry of the window: no maximum at all."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride, j * stride]
    return out


@wrong("max_pool", "max-of-absolute-values")
def max_absolute(X, size, stride):
    """The largest absolute value."""
    return np.abs(windows_of(X, size, stride)).max(axis=(-1, -2))


@wrong("max_pool", "stride-used-as-size")
def max_stride_as_size(X, size, stride):
    """The window is as large as the stride."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:(i + 1) * stride, j * stride:(j + 1) * stride].max(axis=(-2, -1))
    return out


@wrong("max_pool", "size-used-as-stride")
def max_size_as_stride(X, size, stride):
    """The windows stand side by side."""
    return windows_of(X, size, size).max(axis=(-1, -2))


@wrong("max_pool", "size-used-as-stride")
def max_reshape_cropped(X, size, stride):
    """The reshape trick, after cropping."""
    H, W = X.shape[-2] // size, X.shape[-1] // size
    return X[..., :H * size, :W * size].reshape(*X.shape[:-2], H, size, W, size).max(axis=(-3, -1))


@wrong("max_pool", "reshape-trick")
def max_reshape(X, size, stride):
    """The reshape trick, which needs size = stride and sizes that divide."""
    H, W = X.shape[-2:]
    return X.reshape(*X.shape[:-2], H // size, size, W // size, size).max(axis=(-3, -1))


@wrong("max_pool", "stride-ignored")
def max_no_stride(X, size, stride):
    """Every window."""
    return windows_of(X, size, 1).max(axis=(-1, -2))


@wrong("max_pool", "window-start-not-strided")
def max_starts_at_i(X, size, stride):
    """The window starts at i."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i:i + size, j:j + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "stride-on-one-axis")
def max_one_stride(X, size, stride):
    """The stride is forgotten for the columns."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j:j + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "partial-windows-kept")
def max_partial(X, size, stride):
    """Windows that reach over the edge count as well."""
    H, W = X.shape[-2:]
    rows = range(0, H, stride)
    columns = range(0, W, stride)
    out = np.zeros(X.shape[:-2] + (len(rows), len(columns)))
    for a, i in enumerate(rows):
        for b, j in enumerate(columns):
            out[..., a, b] = X[..., i:i + size, j:j + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "partial-windows-kept")
def max_rounds_up(X, size, stride):
    """The size is rounded up."""
    H, W = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (-(-(H - size) // stride) + 1, -(-(W - size) // stride) + 1))
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "last-window-left-out")
def max_no_plus_one(X, size, stride):
    """The size lacks its + 1."""
    H, W = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + ((H - size) // stride, (W - size) // stride))
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "whole-picture")
def max_global(X, size, stride):
    """The maximum of each whole picture."""
    return X.max(axis=(-2, -1))


@wrong("max_pool", "mixes-channels")
def max_over_channels(X, size, stride):
    """.max() without an axis: over the channels as well."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max()
    return out


@wrong("max_pool", "first-two-axes")
def max_first_axes(X, size, stride):
    """Pools the first two axes."""
    H = (X.shape[0] - size) // stride + 1
    W = (X.shape[1] - size) // stride + 1
    out = np.zeros((H, W) + X.shape[2:])
    for i in range(H):
        for j in range(W):
            out[i, j] = X[i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(0, 1))
    return out


@wrong("max_pool", "pools-one-axis")
def max_rows_only(X, size, stride):
    """Only along the rows."""
    H = (X.shape[-2] - size) // stride + 1
    return np.stack([X[..., i * stride:i * stride + size, :].max(axis=-2) for i in range(H)], axis=-2)


@wrong("max_pool", "place-not-value")
def max_argmax(X, size, stride):
    """Where the maximum is."""
    windows = windows_of(X, size, stride)
    return windows.reshape(*windows.shape[:-2], -1).argmax(axis=-1)


@wrong("max_pool", "window-one-off")
def max_window_too_small(X, size, stride):
    """The window lacks its last row and column."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size + 1, j * stride:j * stride + size + 1].max(axis=(-2, -1))
    return out


@wrong("max_pool", "maximum-not-reset")
def max_keeps_the_best(X, size, stride):
    """best goes on from window to window."""
    flat = X.reshape(-1, *X.shape[-2:])
    H, W = empty_result(X, size, stride).shape[-2:]
    out = np.zeros((len(flat), H, W))
    for c in range(len(flat)):
        best = -np.inf
        for i in range(H):
            for j in range(W):
                best = max(best, flat[c, i * stride:i * stride + size, j * stride:j * stride + size].max())
                out[c, i, j] = best
    return out.reshape(X.shape[:-2] + (H, W))


@wrong("max_pool", "truncated")
def max_integers(X, size, stride):
    """The result is an integer array."""
    return windows_of(X, size, stride).max(axis=(-1, -2)).astype(int)


@wrong("max_pool", "returned-argument")
def max_nothing_to_do(X, size, stride):
    """Hands X back where the window is one entry."""
    return X if size == stride == 1 else windows_of(X, size, stride).max(axis=(-1, -2))


@wrong("max_pool", "raised")
def max_two_axes(X, size, stride):
    """Expects exactly two axes."""
    H, W = X.shape
    return np.array([[X[i:i + size, j:j + size].max() for j in range(0, W - size + 1, stride)] for i in range(0, H - size + 1, stride)])


@wrong("max_pool", "returned-none")
def max_no_return(X, size, stride):
    """No return."""
    out = windows_of(X, size, stride).max(axis=(-1, -2))


@wrong("max_pool", "changed-input")
def max_writes(X, size, stride):
    """relu on the argument, undone too late."""
    X -= 1
    return windows_of(X, size, stride).max(axis=(-1, -2)) + 1


@wrong("max_pool", "left-at-zero")
def max_last_row_missing(X, size, stride):
    """The last row of windows is never visited."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2] - 1):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "window-axes-from-the-front")
def max_axes_from_the_front(X, size, stride):
    """axis=(0, 1) of a window that has channels before its rows."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(0, 1))
    return out


@wrong("max_pool", "size-over-stride")
def max_size_over_stride(X, size, stride):
    """The size is the picture's over the stride."""
    H, W = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (H // stride, W // stride))
    for i in range(H // stride):
        for j in range(W // stride):
            out[..., i, j] = np.max(X[..., i * stride:i * stride + size, j * stride:j * stride + size], axis=(-2, -1))
    return out


@wrong("max_pool", "largest-in-size")
def max_farthest_from_zero(X, size, stride):
    """The larger of maximum and minimum, by their size."""
    windows = windows_of(X, size, stride)
    high, low = windows.max(axis=(-1, -2)), windows.min(axis=(-1, -2))
    return np.where(np.abs(low) > np.abs(high), low, high)


# ---------------------------------------------------------------- more ways


@right("max_pool")
def max_one_axis_after_the_other(X, size, stride):
    across = np.lib.stride_tricks.sliding_window_view(X, size, axis=-1)[..., ::stride, :].max(axis=-1)
    return np.lib.stride_tricks.sliding_window_view(across, size, axis=-2)[..., ::stride, :, :].max(axis=-1)


@right("max_pool")
def max_from_the_smallest_of_all(X, size, stride):
    best = np.full(empty_result(X, size, stride).shape, X.min())
    H, W = best.shape[-2:]
    for m in range(size):
        for n in range(size):
            best = np.maximum(best, X[..., m::stride, n::stride][..., :H, :W])
    return best


@wrong("max_pool", "size-and-stride-exchanged")
def max_arguments_exchanged(X, size, stride):
    """Size and stride are exchanged."""
    return windows_of(X, stride, size).max(axis=(-2, -1))


@wrong("max_pool", "window-too-long")
def max_end_times_stride(X, size, stride):
    """The stride multiplies the whole end of the slice."""
    out = empty_result(X, size, stride)
    for i, j in np.ndindex(out.shape[-2:]):
        out[..., i, j] = X[..., stride * i:stride * (i + size), stride * j:stride * (j + size)].max(axis=(-2, -1))
    return out


@wrong("max_pool", "size-used-as-stride")
def max_tiles_of_the_right_number(X, size, stride):
    """The number of windows is right, and they stand side by side until the picture ends: an error."""
    out = empty_result(X, size, stride)
    for i, j in np.ndindex(out.shape[-2:]):
        out[..., i, j] = np.max(X[..., i * size:(i + 1) * size, j * size:(j + 1) * size], axis=(-2, -1))
    return out


@wrong("max_pool", "stored-where-it-begins")
def max_stored_at_i(X, size, stride):
    """The loops step by the stride, and the maximum is stored at [i, j]."""
    out = empty_result(X, size, stride)
    for i in range(0, X.shape[-2] - size + 1, stride):
        for j in range(0, X.shape[-1] - size + 1, stride):
            out[..., i, j] = X[..., i:i + size, j:j + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "window-axes-first")
def max_list_of_lists(X, size, stride):
    """A list of lists: its axes come first."""
    return np.array([[X[..., i:i + size, j:j + size].max(axis=(-2, -1)) for j in range(0, X.shape[-1] - size + 1, stride)]
                     for i in range(0, X.shape[-2] - size + 1, stride)])


@wrong("max_pool", "mixes-channels")
def max_list_of_numbers(X, size, stride):
    """The same without `axis`: one number for all pictures."""
    return np.array([[X[..., i:i + size, j:j + size].max() for j in range(0, X.shape[-1] - size + 1, stride)]
                     for i in range(0, X.shape[-2] - size + 1, stride)])


@wrong("max_pool", "sizes-from-the-front")
def max_first_two_sizes(X, size, stride):
    """The sizes of the first two axes."""
    H, W = ((n - size) // stride + 1 for n in X.shape[:2])
    out = np.zeros((*X.shape[:-2], H, W))
    for i in range(H):
        for j in range(W):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(-2, -1))
    return out


@wrong("max_pool", "rows-columns-exchanged")
def max_crosswise(X, size, stride):
    """Rows and columns of the result are exchanged."""
    return windows_of(X, size, stride).max(axis=(-2, -1)).swapaxes(-1, -2)


@wrong("max_pool", "ends-early")
def max_returns_in_the_loop(X, size, stride):
    """`return` in the outer loop."""
    out = empty_result(X, size, stride)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            out[..., i, j] = X[..., i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(-2, -1))
        return out


@wrong("max_pool", "one-line-of-the-window")
def max_first_row_only(X, size, stride):
    """The slice is forgotten for the rows."""
    out = empty_result(X, size, stride)
    for i, j in np.ndindex(out.shape[-2:]):
        out[..., i, j] = X[..., stride * i, stride * j:stride * j + size].max(axis=-1)
    return out


@wrong("max_pool", "reshaped-in-order")
def max_reshape_without_a_swap(X, size, stride):
    """`reshape` into (H', W', size, size) keeps neighbours in a row together, not windows."""
    H, W = X.shape[-2] // size, X.shape[-1] // size
    return X[..., :H * size, :W * size].reshape(*X.shape[:-2], H, W, size, size).max(axis=(-2, -1))


@wrong("max_pool", "one-entry-of-the-window")
def max_thinned(X, size, stride):
    """Every `stride`-th pixel."""
    return X[..., ::stride, ::stride].copy()


@wrong("max_pool", "starts-at-the-least-positive")
def max_from_tiny(X, size, stride):
    """`tiny` is the smallest positive number, not the lowest one."""
    return np.maximum(windows_of(X, size, stride).max(axis=(-2, -1)), np.finfo(float).tiny)


@wrong("max_pool", "starts-too-high")
def max_from_minus_a_billion(X, size, stride):
    """-1e9 is low, and some entries are lower."""
    best = np.full(empty_result(X, size, stride).shape, -1e9)
    H, W = best.shape[-2:]
    for m in range(size):
        for n in range(size):
            best = np.maximum(best, X[..., m::stride, n::stride][..., :H, :W])
    return best


@wrong("max_pool", "starts-too-high")
def max_from_an_odd_number(X, size, stride):
    """Any number may be too high."""
    return np.maximum(windows_of(X, size, stride).max(axis=(-2, -1)), -12345.5)
