"""Students' answers to `max_pool_backward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import itertools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.answers import right, wrong
from tests.answers.convnet.given import im2col, max_pool_forward

# ---------------------------------------------------------------- right


@right("max_pool_backward")
def unpool_loops(upstream, X, size, stride):
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        window = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        i, j = np.unravel_index(np.argmax(window), window.shape)
        dX[n, c, y * stride + i, x * stride + j] += upstream[n, c, y, x]
    return dX


@right("max_pool_backward")
def unpool_entries(upstream, X, size, stride):
    """Entry by entry of the window, in row-major order; what has been given is not given again."""
    H_out, W_out = upstream.shape[2:]
    out = max_pool_forward(X, size, stride)
    dX, open_ = np.zeros(X.shape), np.ones(upstream.shape, dtype=bool)
    for i in range(size):
        for j in range(size):
            window = np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            hit = open_ & (X[window] == out)
            dX[window] += upstream * hit
            open_ &= ~hit
    return dX


@right("max_pool_backward")
def unpool_add_at(upstream, X, size, stride):
    N, C, H, W = X.shape
    windows = sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    k = windows.reshape(*upstream.shape, -1).argmax(axis=-1)
    n, c, y, x = np.indices(upstream.shape)
    dX = np.zeros(X.shape)
    np.add.at(dX, (n, c, y * stride + k // size, x * stride + k % size), upstream)
    return dX


@right("max_pool_backward")
def unpool_positions(upstream, X, size, stride):
    dX = np.zeros(X.shape)
    N, C, H_out, W_out = upstream.shape
    for y in range(H_out):
        for x in range(W_out):
            window = X[:, :, y * stride:y * stride + size, x * stride:x * stride + size].reshape(N, C, -1)
            mask = np.arange(size * size) == window.argmax(axis=2)[..., None]
            dX[:, :, y * stride:y * stride + size, x * stride:x * stride + size] += (mask * upstream[:, :, y, x, None]).reshape(N, C, size, size)
    return dX


@right("max_pool_backward")
def unpool_bincount(upstream, X, size, stride):
    numbers = np.arange(X.size).reshape(X.shape)
    def windows(A):
        return sliding_window_view(A, (size, size), axis=(2, 3))[:, :, ::stride, ::stride].reshape(*upstream.shape, -1)
    first = np.take_along_axis(windows(numbers), windows(X).argmax(axis=-1)[..., None], axis=-1)
    return np.bincount(first.ravel(), weights=upstream.ravel(), minlength=X.size).reshape(X.shape)


@right("max_pool_backward")
def unpool_cumulative(upstream, X, size, stride):
    """The first maximum is where the running count of maxima is 1."""
    N, C, H_out, W_out = upstream.shape
    cols = im2col(X.reshape(N * C, 1, *X.shape[2:]), size, size, stride, 0).reshape(*upstream.shape, -1)
    is_max = cols == cols.max(axis=-1, keepdims=True)
    first = is_max & (np.cumsum(is_max, axis=-1) == 1)
    dcols = (first * upstream[..., None]).reshape(*upstream.shape, size, size)
    dX = np.zeros(X.shape)
    for i in range(size):
        for j in range(size):
            dX[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride] += dcols[..., i, j]
    return dX


@right("max_pool_backward")
def unpool_pure_python(upstream, X, size, stride):
    dX = (X * 0.0).tolist()
    for n, image in enumerate(upstream.tolist()):
        for c, channel in enumerate(image):
            for y, row in enumerate(channel):
                for x, g in enumerate(row):
                    best, where = None, None
                    for i in range(y * stride, y * stride + size):
                        for j in range(x * stride, x * stride + size):
                            if best is None or X[n, c, i, j] > best:
                                best, where = X[n, c, i, j], (i, j)
                    dX[n][c][where[0]][where[1]] += g
    return dX


@right("max_pool_backward")
def unpool_single_images(upstream, X, size, stride):
    def one(g, image):
        d = np.zeros(image.shape)
        for y in range(g.shape[0]):
            for x in range(g.shape[1]):
                part = image[y * stride:y * stride + size, x * stride:x * stride + size]
                rows, columns = np.where(part == part.max())
                d[y * stride + rows[0], x * stride + columns[0]] += g[y, x]
        return d
    return np.array([[one(g, image) for g, image in zip(a, b)] for a, b in zip(upstream, X)])


# ---------------------------------------------------------------- wrong


def through_windows(upstream, X, size, stride, share):
    """Adds up what `share` makes of each window and its upstream."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        at = np.s_[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        dX[at] += share(X[at], upstream[n, c, y, x])
    return dX


@wrong("max_pool_backward", "ties-shared")
def unpool_ties_shared(upstream, X, size, stride):
    """Equal maxima share the upstream."""
    return through_windows(upstream, X, size, stride, lambda w, g: g * (w == w.max()) / (w == w.max()).sum())


@wrong("max_pool_backward", "ties-all")
def unpool_ties_all(upstream, X, size, stride):
    """Each of several equal maxima gets the whole upstream: the mask window == max."""
    return through_windows(upstream, X, size, stride, lambda w, g: g * (w == np.max(w)))


@wrong("max_pool_backward", "ties-all")
def unpool_ties_all_entries(upstream, X, size, stride):
    """The same, entry by entry."""
    dX, out = np.zeros(X.shape), max_pool_forward(X, size, stride)
    H_out, W_out = upstream.shape[2:]
    for i in range(size):
        for j in range(size):
            at = np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            dX[at] += upstream * (X[at] == out)
    return dX


@wrong("max_pool_backward", "ties-last")
def unpool_ties_last(upstream, X, size, stride):
    """>= for >: the last of several equal maxima gets it."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        best = -np.inf
        for i in range(size):
            for j in range(size):
                if X[n, c, y * stride + i, x * stride + j] >= best:
                    best, where = X[n, c, y * stride + i, x * stride + j], (y * stride + i, x * stride + j)
        dX[(n, c, *where)] += upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "ties-column-major")
def unpool_column_major(upstream, X, size, stride):
    """The first of several equal maxima, column by column."""
    def share(w, g):
        mask = np.zeros(w.size)
        mask[w.T.argmax()] = g
        return mask.reshape(w.shape).T
    return through_windows(upstream, X, size, stride, share)


@wrong("max_pool_backward", "index-transposed")
def unpool_index_transposed(upstream, X, size, stride):
    """j, i = divmod(k, size): row and column of the maximum are exchanged."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        j, i = divmod(int(X[n, c, y * stride:y * stride + size, x * stride:x * stride + size].argmax()), size)
        dX[n, c, y * stride + i, x * stride + j] += upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "average-gradient")
def unpool_mean(upstream, X, size, stride):
    """The gradient of average pooling."""
    return through_windows(upstream, X, size, stride, lambda w, g: g / size ** 2)


@wrong("max_pool_backward", "whole-window")
def unpool_repeat(upstream, X, size, stride):
    """Every entry of the window gets it."""
    return through_windows(upstream, X, size, stride, lambda w, g: g)


@wrong("max_pool_backward", "overwritten")
def unpool_overwrites(upstream, X, size, stride):
    """= for += where windows overlap."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        window = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        i, j = np.unravel_index(np.argmax(window), window.shape)
        dX[n, c, y * stride + i, x * stride + j] = upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "overwritten")
def unpool_fancy_plus(upstream, X, size, stride):
    """dX[index] += upstream adds only once where an index comes twice."""
    windows = sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    k = windows.reshape(*upstream.shape, -1).argmax(axis=-1)
    n, c, y, x = np.indices(upstream.shape)
    dX = np.zeros(X.shape)
    dX[n, c, y * stride + k // size, x * stride + k % size] += upstream
    return dX


@wrong("max_pool_backward", "window-overwritten")
def unpool_overwrites_windows(upstream, X, size, stride):
    """The whole window is overwritten, zeros and all."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        at = np.s_[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        mask = np.zeros(size * size)
        mask[X[at].argmax()] = upstream[n, c, y, x]
        dX[at] = mask.reshape(size, size)
    return dX


@wrong("max_pool_backward", "upstream-left-out")
def unpool_mask(upstream, X, size, stride):
    """The mask alone."""
    return unpool_loops(np.ones(upstream.shape), X, size, stride)


@wrong("max_pool_backward", "image-maximum")
def unpool_global(upstream, X, size, stride):
    """The window is compared with the maximum of the whole image."""
    def one(g, image):
        return through_windows(g[None, None], image[None, None], size, stride, lambda w, v: v * (w == image.max()))[0, 0]
    return np.array([[one(g, image) for g, image in zip(a, b)] for a, b in zip(upstream, X)])


@wrong("max_pool_backward", "times-value")
def unpool_times_value(upstream, X, size, stride):
    """mask * window * upstream."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        window = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        i, j = np.unravel_index(np.argmax(window), window.shape)
        dX[n, c, y * stride + i, x * stride + j] += upstream[n, c, y, x] * window[i, j]
    return dX


@wrong("max_pool_backward", "minimum")
def unpool_min(upstream, X, size, stride):
    """argmin for argmax."""
    return unpool_loops(upstream, -X, size, stride)


@wrong("max_pool_backward", "absolute-value")
def unpool_abs(upstream, X, size, stride):
    """The entry of largest absolute value."""
    return unpool_loops(upstream, np.abs(X), size, stride)


@wrong("max_pool_backward", "nothing-for-negative")
def unpool_positive(upstream, X, size, stride):
    """The maximum starts at 0: windows without a positive entry give nothing."""
    return through_windows(upstream, X, size, stride, lambda w, g: unpool_loops(np.array([[[[g]]]]), w[None, None], size, 1)[0, 0] * (w.max() > 0))


@wrong("max_pool_backward", "stride-is-size")
def unpool_stride_size(upstream, X, size, stride):
    """The windows stand at multiples of size."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        window = X[n, c, y * size:y * size + size, x * size:x * size + size]
        if window.size:
            i, j = np.unravel_index(np.argmax(window), window.shape)
            dX[n, c, y * size + i, x * size + j] += upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "position-in-window")
def unpool_window_index(upstream, X, size, stride):
    """The position inside the window is taken for the position in the image."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        window = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        i, j = np.unravel_index(np.argmax(window), window.shape)
        dX[n, c, i, j] += upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "pooled-shape")
def unpool_small(upstream, X, size, stride):
    """The result has the shape of upstream."""
    return upstream * (max_pool_forward(X, size, stride) != 0)


@wrong("max_pool_backward", "uncovered-cut-off")
def unpool_covered_only(upstream, X, size, stride):
    """The rows and columns that no window covers are missing."""
    H, W = ((n - 1) * stride + size for n in upstream.shape[2:])
    return unpool_loops(upstream, X[:, :, :H, :W], size, stride)


@wrong("max_pool_backward", "changed-input")
def unpool_in_place(upstream, X, size, stride):
    """Marks in X what was taken."""
    dX = unpool_loops(upstream, X, size, stride)
    X[...] = 0
    return dX


@wrong("max_pool_backward", "integer-truncation")
def unpool_zeros_like(upstream, X, size, stride):
    """np.zeros_like(X) is an integer array where X is one."""
    dX = np.zeros_like(X)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        window = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        i, j = np.unravel_index(np.argmax(window), window.shape)
        dX[n, c, y * stride + i, x * stride + j] += int(upstream[n, c, y, x]) if dX.dtype.kind == "i" else upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "raised")
def unpool_flat_index(upstream, X, size, stride):
    """argmax's number is used as if it were a pair."""
    dX = np.zeros(X.shape)
    for n, c, y, x in itertools.product(*map(range, upstream.shape)):
        i, j = np.argmax(X[n, c, y * stride:y * stride + size, x * stride:x * stride + size])
        dX[n, c, y * stride + i, x * stride + j] += upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "channel-mixed")
def unpool_first_channel(upstream, X, size, stride):
    """Every channel's maximum is looked for in channel 0."""
    return unpool_loops(upstream, np.repeat(X[:, :1], X.shape[1], axis=1), size, stride)


@right("max_pool_backward")
def unpool_what_is_left(upstream, X, size, stride):
    H_out, W_out = upstream.shape[2:]
    places = [np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride] for i in range(size) for j in range(size)]
    largest, left, dX = np.max([X[place] for place in places], axis=0), upstream.astype(float), np.zeros(X.shape)
    for place in places:
        given = np.where(X[place] == largest, left, 0)
        dX[place] += given
        left = left - given
    return dX


@right("max_pool_backward")
def unpool_sorted_tuples(upstream, X, size, stride):
    """The largest of (value, -row, -column) is the first maximum."""
    dX = np.zeros(X.shape)
    for n, c, y, x in np.ndindex(upstream.shape):
        _, row, column = max((X[n, c, a, b], -a, -b) for a in range(y * stride, y * stride + size) for b in range(x * stride, x * stride + size))
        dX[n, c, -row, -column] += upstream[n, c, y, x]
    return dX


def with_places(upstream, X, size, stride, place, dX=None):
    """place(window) -> (i, j), or None for nowhere."""
    dX = np.zeros(X.shape) if dX is None else dX
    for n, c, y, x in np.ndindex(upstream.shape):
        found = place(X[n, c, y * stride:y * stride + size, x * stride:x * stride + size])
        if found is not None:
            dX[n, c, y * stride + found[0], x * stride + found[1]] += upstream[n, c, y, x]
    return dX


def first_maximum(window):
    return np.unravel_index(np.argmax(window), window.shape)


@wrong("max_pool_backward", "row-and-column-apart")
def unpool_row_and_column_apart(upstream, X, size, stride):
    """The row with the largest maximum, the column with the largest maximum."""
    return with_places(upstream, X, size, stride, lambda w: (w.max(axis=1).argmax(), w.max(axis=0).argmax()))


@wrong("max_pool_backward", "starts-too-high")
def unpool_running_from_zero(upstream, X, size, stride):
    """The running maximum starts at 0."""
    return with_places(upstream, X, size, stride, lambda w: first_maximum(w) if w.max() >= 0 else None)


@wrong("max_pool_backward", "starts-too-high")
def unpool_search_from_minus_a_thousand(upstream, X, size, stride):
    """best = -1000, and where nothing is larger the place stays (0, 0)."""
    def place(window):
        best, found = -1000, (0, 0)
        for i in range(size):
            for j in range(size):
                if window[i, j] > best:
                    best, found = window[i, j], (i, j)
        return found
    return with_places(upstream, X, size, stride, place)


@wrong("max_pool_backward", "made-whole")
def unpool_into_integers(upstream, X, size, stride):
    """np.zeros(X.shape, dtype=int)."""
    return with_places(upstream, X, size, stride, first_maximum, np.zeros(X.shape, dtype=int))


@wrong("max_pool_backward", "last-window-left-out")
def unpool_last_row_of_windows(upstream, X, size, stride):
    """range(H_out - 1)."""
    return with_places(upstream[:, :, :-1], X, size, stride, first_maximum)


@wrong("max_pool_backward", "returned-too-soon")
def unpool_returns_after_a_channel(upstream, X, size, stride):
    """return stands inside the loop over the channels."""
    return with_places(upstream[:1, :1], X, size, stride, first_maximum)


@wrong("max_pool_backward", "first-in-image")
def unpool_first_in_image(upstream, X, size, stride):
    """np.argwhere on the image, and not on the window."""
    dX = np.zeros(X.shape)
    for n, c, y, x in np.ndindex(upstream.shape):
        largest = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size].max()
        i, j = np.argwhere(X[n, c] == largest)[0]
        dX[n, c, i, j] += upstream[n, c, y, x]
    return dX


@wrong("max_pool_backward", "value-not-gradient")
def unpool_values(upstream, X, size, stride):
    """The value is put back, not the gradient."""
    largest = np.array([[[[image[y * stride:y * stride + size, x * stride:x * stride + size].max() for x in range(upstream.shape[3])]
                          for y in range(upstream.shape[2])] for image in images] for images in X], dtype=float)
    return with_places(largest, X, size, stride, first_maximum)


def by_entries(upstream, X, size, stride, narrow, rows=None):
    H_out, W_out = upstream.shape[2:]
    places = {(i, j): np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride] for i in range(size) for j in range(size)}
    largest = np.max([X[place] for place in places.values()], axis=0)
    dX, waiting = np.zeros(X.shape), np.ones(upstream.shape, dtype=bool)
    for (i, _), place in places.items():
        if rows is None or i in rows:
            found = waiting & (X[place] == largest)
            dX[place] += upstream * found
            waiting = narrow(waiting, found)
    return dX


@wrong("max_pool_backward", "waiting-forgotten")
def unpool_waiting_anew(upstream, X, size, stride):
    """waiting = ~found for waiting &= ~found."""
    return by_entries(upstream, X, size, stride, lambda waiting, found: ~found)


@wrong("max_pool_backward", "last-entry-left-out")
def unpool_last_row_of_entries(upstream, X, size, stride):
    """range(size - 1) for the rows."""
    return by_entries(upstream, X, size, stride, lambda waiting, found: waiting & ~found, range(size - 1))
