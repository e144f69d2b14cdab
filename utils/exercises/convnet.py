"""Exercises of notebook 09: a convolutional network from scratch (lecture: Convolutional Layer)."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ..checking import Case, Exercise, Mistake, torch

NOTEBOOK = "09_convnet"
SLOW = 0.004        # seconds on the last case: a Python loop over the windows of all images takes longer

_IMAGES = ("N", "C", "H", "W")
_KERNELS = ("C_out", "C_in", "kH", "kW")

# ---------------------------------------------------------------- what the mistakes of several exercises are made of


def _pair(value):
    return value if isinstance(value, tuple) else (value, value)


def _padded(X, padding, **how):
    """Zeros around the last two axes; `padding` a number, or (above and below, left and right), each a number or a pair."""
    down, across = (_pair(p) for p in _pair(padding))
    return np.pad(X, ((0, 0), (0, 0), down, across), **how)


def _windows(X, kH, kW, stride=1, padding=0, **how):
    """(N, C, H', W', kH, kW); stride and padding a number or one an axis."""
    down, across = _pair(stride)
    return sliding_window_view(_padded(X, padding, **how), (kH, kW), axis=(2, 3))[:, :, ::down, ::across]


def _before(p):
    return (p, 0), (p, 0)


def _after(p):
    return (0, p), (0, p)


def _size(n, kernel, stride, padding=0):
    return (n + 2 * padding - kernel) // stride + 1


def _partial_windows(X, kH, kW, stride, fill):
    """Windows at every multiple of the stride that is inside, those that stick out filled up."""
    H, W = X.shape[2:]
    H_out, W_out = -(-H // stride), -(-W // stride)
    more = ((0, 0), (0, 0), (0, max((H_out - 1) * stride + kH - H, 0)), (0, max((W_out - 1) * stride + kW - W, 0)))
    wider = np.pad(X.astype(float), more, constant_values=fill)
    return sliding_window_view(wider, (kH, kW), axis=(2, 3))[:, :, ::stride, ::stride][:, :, :H_out, :W_out]


def _at_multiples_of_one(X, kH, kW, stride, padding=0):
    """As many windows as there should be, beginning at 0, 1, 2, ... whatever the stride."""
    H_out, W_out = _size(X.shape[2], kH, stride, padding), _size(X.shape[3], kW, stride, padding)
    return _windows(X, kH, kW, 1, padding)[:, :, :H_out, :W_out]


def _stride_inside(X, kH, kW, stride, padding=0):
    """As many windows as there should be, beginning at 0, 1, 2, ...; it is their entries that are `stride` apart."""
    H_out, W_out = _size(X.shape[2], kH, stride, padding), _size(X.shape[3], kW, stride, padding)
    spread = _windows(X, (kH - 1) * stride + 1, (kW - 1) * stride + 1, 1, padding)
    if spread.shape[2] < H_out or spread.shape[3] < W_out:
        raise IndexError("index is out of bounds")
    return spread[:, :, :H_out, :W_out, ::stride, ::stride]


def _only(U, *place):
    """`U` where `place` says, and zeros elsewhere."""
    kept = np.zeros(U.shape)
    kept[place] = U[place]
    return kept


_ALL, _FIRST, _BUT_LAST = np.s_[:], np.s_[:1], np.s_[:-1]


def _random(rng, *shape, kind=np.float64):
    return rng.normal(size=shape).astype(kind)


# ---------------------------------------------------------------- im2col


def _im2col_cases(rng):
    def case(n, c, h, w, kh, kw, stride, padding, note, about="", kind=np.float64):
        return Case(_random(rng, n, c, h, w, kind=kind), kh, kw, stride, padding,
                    note=f"{note}: {n} x {c} x {h} x {w}, windows {kh} x {kw}, stride {stride}, padding {padding}", about=about)
    return [
        Case(np.arange(1.0, 13).reshape(1, 1, 3, 4), 2, 2, 1, 0, note="one channel, 3 x 4, windows 2 x 2, by hand"),
        Case(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[-1.0, -2.0, -3.0], [-4.0, -5.0, -6.0]]]]), 1, 2, 1, 0,
             note="two channels, 2 x 3, windows 1 x 2, by hand"),
        Case(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]), 3, 2, 2, 1, note="2 x 3, windows 3 x 2, stride 2, padding 1, by hand"),
        Case(np.arange(1, 61).reshape(2, 2, 3, 5), 2, 3, 1, 1, note="whole numbers", about="an integer array"),
        case(3, 3, 3, 3, 3, 3, 1, 1, "every size 3"),
        case(2, 3, 9, 7, 3, 2, 2, 0, "the stride fits one axis and not the other"),
        case(3, 2, 6, 9, 2, 4, 3, 2, "the last row of the padded image is in no window"),
        case(1, 4, 4, 5, 4, 5, 1, 0, "one image, one window"),
        case(4, 2, 5, 8, 2, 1, 3, 1, "windows with gaps between them, float32", kind=np.float32),
        case(40, 3, 11, 12, 3, 2, 1, 1, "random"),
    ]


def _im2col_sum(args, index):
    X, kH, kW, stride, padding = args
    if X.size > 24:
        return None
    n, y, x, k = index
    c, i, j = k // (kH * kW), k % (kH * kW) // kW, k % kW
    row, column = y * stride + i - padding, x * stride + j - padding
    inside = 0 <= row < X.shape[2] and 0 <= column < X.shape[3]
    found = f"X[{n}, {c}, {row}, {column}] = {X[n, c, row, column]:g}" if inside else "in the padding, so it is 0"
    return (f"window ({y}, {x}) begins at row {y * stride - padding}, column {x * stride - padding} of the image; its value number {k} is "
            f"channel {c}, row {i}, column {j} of the window: {found}")


def _im2col_reference(X, kernel_height, kernel_width, stride, padding):
    cols = torch.nn.functional.unfold(X, (kernel_height, kernel_width), padding=padding, stride=stride)
    H_out = _size(X.shape[2], kernel_height, stride, padding)
    return cols.transpose(1, 2).reshape(len(X), H_out, -1, cols.shape[1])


def _cols(windows, order=(0, 2, 3, 1, 4, 5)):
    """Windows (N, C, H', W', kH, kW) with the axes in that order, the last three made one."""
    moved = windows.transpose(order)
    return moved.reshape(*moved.shape[:3], int(np.prod(moved.shape[3:])))


def _reshaped_windows(X, kH, kW, s, p):
    w = _windows(X, kH, kW, s, p)
    return w.reshape(len(X), *w.shape[2:4], -1)


def _reshaped_cols(X, kH, kW, s, p):
    w = _windows(X, kH, kW, s, p)
    return w.transpose(0, 1, 4, 5, 2, 3).reshape(len(X), *w.shape[2:4], -1)


def _reshaped_batch(X, kH, kW, s, p):
    """The classic: (H' W' N, ...) or (C kH kW, ...) put into the right shape as it lies in memory."""
    w = _windows(X, kH, kW, s, p)
    return w.transpose(2, 3, 0, 1, 4, 5).reshape(len(X), *w.shape[2:4], -1)


def _unfolded(X, kH, kW, s, p):
    w = _windows(X, kH, kW, s, p).transpose(0, 1, 4, 5, 2, 3)
    return w.reshape(len(X), X.shape[1] * kH * kW, -1)


def _padded_all_round(first):
    """Loops over the windows of an image padded on every axis from `first` on; its rows do not fit the result."""
    def im2col(X, kH, kW, s, p):
        H_out, W_out = (_size(n, k, s, p) for n, k in zip(X.shape[2:], (kH, kW)))
        out = np.zeros((len(X), H_out, W_out, X.shape[1] * kH * kW))
        X = np.pad(X, [(0, 0)] * first + [(p, p)] * (4 - first))
        for n, y, x in np.ndindex(out.shape[:3]):
            out[n, y, x] = X[n, :, y * s:y * s + kH, x * s:x * s + kW].ravel()
        return out
    return im2col


def _positions_by_columns(X, kH, kW, s, p):
    """The windows are gone through column by column, and put down row by row."""
    right = _cols(_windows(X, kH, kW, s, p))
    return right.swapaxes(1, 2).reshape(right.shape)


def _looped(X, kH, kW, s, p, less=0, square=False):
    """Filled in by loops over the positions: where no window fits there are none, and nothing is raised."""
    X = _padded(X, p)
    H_out, W_out = (max((n - k - less) // s + 1, 0) for n, k in zip(X.shape[2:], (kH, kW)))
    out = np.zeros((len(X), H_out, H_out if square else W_out, X.shape[1] * kH * kW))
    for n, y, x in np.ndindex(out.shape[:3]):
        out[n, y, x] = X[n, :, y * s:y * s + kH, x * s:x * s + kW].ravel()
    return out


def _appended(X, kH, kW, s, p, less=0):
    """The same, collected in lists, which lose their axes where they are empty."""
    X = _padded(X, p)
    return np.array([[[image[:, y:y + kH, x:x + kW].ravel() for x in range(0, X.shape[3] - kW + 1 - less, s)]
                      for y in range(0, X.shape[2] - kH + 1 - less, s)] for image in X])


def _from_the_other_end(X, kH, kW, s, p):
    """Rows and columns -1, -2, ... are numpy's last ones; behind the last there are zeros."""
    H, W = X.shape[2:]
    rows, columns = (np.arange(_size(n, k, s, p))[:, None] * s + np.arange(k) - p for n, k in ((H, kH), (W, kW)))
    rows, columns = np.where(rows < 0, rows + H, rows), np.where(columns < 0, columns + W, columns)
    X = _padded(X, ((0, p), (0, p)))
    return _cols(X[:, :, rows[:, None, :, None], columns[None, :, None, :]])


def _without_first(X, axes):
    """Row 0, or column 0, or both are zeros."""
    X = X.copy()
    for axis in axes:
        np.moveaxis(X, axis, 0)[0] = 0
    return X


im2col = Exercise(
    name="im2col",
    notebook=NOTEBOOK,
    parameters="X, kernel_height, kernel_width, stride, padding",
    reference=_im2col_reference,
    cases=_im2col_cases,
    inputs={"X": _IMAGES},
    output=("N", "H'", "W'", "C * kH * kW"),
    arithmetic=_im2col_sum,
    slow=SLOW,
    hints=(
        "Begin with the padding: zeros around the last two axes, and only around those. Then H' and W' follow from the padded size. "
        "The window at (y, x) begins at row y * stride and column x * stride.",
        "`sliding_window_view(X, (kernel_height, kernel_width), axis=(2, 3))` gives every window at stride 1, in axes (N, C, H', W', kH, kW); "
        "a step in a slice keeps every stride-th. Or fill an array (N, H', W', C, kH, kW) in a loop over the kernel's entries (i, j), by slices with a step.",
        "With `X` padded by `np.pad` and `windows = sliding_window_view(X, (kernel_height, kernel_width), axis=(2, 3))[:, :, ::stride, ::stride]`, "
        "and `N, C, H_out, W_out = windows.shape[:4]`: move the axes, `windows.transpose(0, 2, 3, 1, 4, 5)`, and only then `reshape` the last three into one.",
    ),
    mistakes=(
        Mistake("channels-last", lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p), (0, 2, 3, 4, 5, 1)),
                "Each window's values come in (kH, kW, C) order: the channel changes fastest.",
                "They are to come in (C, kH, kW) order, all of channel 0 first, as a kernel `W[k].ravel()` has its weights."),
        Mistake("window-column-by-column", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p), (0, 2, 3, 1, 5, 4)),
                                            lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p), (0, 2, 3, 5, 4, 1))),
                "Each window is read column by column.",
                "It is read row by row, as `ravel` reads: (C, kH, kW) order, the column within the window changing fastest."),
        Mistake("window-flipped", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p)[..., ::-1, ::-1]),
                                   lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p)[..., ::-1, :]),
                                   lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p)[..., ::-1]),
                                   lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p))[..., ::-1]),
                "Each window's values are read backwards.",
                "There is no flip in the lecture's formula: a window's first value is its upper left one."),
        Mistake("output-axes-exchanged", lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p), (0, 3, 2, 1, 4, 5)),
                "H' and W' are exchanged: the result is (N, W', H', C * kH * kW).",
                "Axis 1 goes down the image, axis 2 across it."),
        Mistake("positions-column-by-column", _positions_by_columns,
                "The windows are gone through column by column, but put down row by row.",
                "Row y, column x of the result belongs to the window that begins y strides down and x strides across."),
        Mistake("batch-not-first", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p), (2, 3, 0, 1, 4, 5)),
                                    lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p), (2, 0, 3, 1, 4, 5))),
                "The images are not along the first axis of the result.",
                "A batch comes first: (N, H', W', C * kH * kW). A list of windows, made an array, has its position first; move the axis."),
        Mistake("kernel-sizes-exchanged", (lambda X, kH, kW, s, p: _cols(_windows(X, kW, kH, s, p)), lambda X, kH, kW, s, p: _looped(X, kW, kH, s, p),
                                           lambda X, kH, kW, s, p: _appended(X, kW, kH, s, p)),
                "Height and width of the kernel are exchanged.",
                "`kernel_height` counts rows, axis 2 of `X`; `kernel_width` counts columns, axis 3."),
        Mistake("kernel-square", tuple(lambda X, kH, kW, s, p, how=how, k=k: how(X, (kH, kW)[k], (kH, kW)[k], s, p)
                                       for k in (0, 1) for how in (lambda *a: _cols(_windows(*a)), _looped, _appended)),
                "The windows are taken for square: one of the kernel's two sizes is used for both.",
                "`kernel_height` and `kernel_width` may differ."),
        Mistake("image-square", lambda X, kH, kW, s, p: _looped(X, kH, kW, s, p, square=True),
                "H' and W' are taken to be equal: both are counted from the image's height.",
                "Images need not be square. W' comes from the width and the kernel's width."),
        Mistake("padding-ignored", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s)), lambda X, kH, kW, s, p: _looped(X, kH, kW, s, 0),
                                    lambda X, kH, kW, s, p: _appended(X, kH, kW, s, 0)),
                "The padding is not there: the windows are those of the image itself.",
                "Zeros belong around the last two axes before any window is taken."),
        Mistake("padding-one-side", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, _before(p))),
                                     lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, _after(p))),
                                     lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, _before(2 * p))),
                                     lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, _after(2 * p)))),
                "The zeros stand on one side of an axis only.",
                "`padding` rows of zeros go above and as many below, `padding` columns to the left and as many to the right."),
        Mistake("padding-one-axis", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, (p, 0))),
                                     lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, (0, p)))),
                "Only one of the two axes is padded.",
                "Rows are added above and below, and columns left and right."),
        Mistake("padding-all-axes", (lambda X, kH, kW, s, p: _cols(_windows(np.pad(X, p), kH, kW, s)),
                                     lambda X, kH, kW, s, p: _cols(_windows(np.pad(X, ((0, 0), (p, p), (p, p), (p, p))), kH, kW, s)),
                                     _padded_all_round(1), _padded_all_round(0)),
                "Batch or channels are padded too: there are images or channels of zeros among the right ones.",
                "`np.pad(X, padding)` pads every axis. It takes a pair an axis, (0, 0) for those that stay as they are."),
        Mistake("padding-twice", lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, 2 * p)),
                "There is twice as much padding as there should be.",
                "`padding` counts the rows above; as many come below. Perhaps it is padded in two places."),
        Mistake("padding-not-zeros", tuple(lambda X, kH, kW, s, p, how=how: _cols(_windows(X, kH, kW, s, p, **how)) for how in (
                {"mode": "edge"}, {"mode": "wrap"}, {"mode": "symmetric"}, {"mode": "reflect"}, {"constant_values": 1})),
                "The padding does not consist of zeros.",
                "`np.pad` with nothing but widths pads with zeros; its other modes repeat or mirror the image."),
        Mistake("negative-index", _from_the_other_end,
                "Above the image and to the left of it stand its last rows and columns, and not zeros.",
                "A negative index counts from the end, and raises nothing: row -1 is the last row. A place outside is one below 0 as well as one beyond the size."),
        Mistake("first-row-outside", tuple(lambda X, kH, kW, s, p, axes=axes: _cols(_windows(_without_first(X, axes), kH, kW, s, p)) for axes in ((2, 3), (2,), (3,))),
                "The image's own first row or first column comes out as zeros, as if it were padding.",
                "Rows and columns are counted from 0, and 0 is inside: `0 <= row < H`."),
        Mistake("size-without-padding", lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p))[:, :_size(X.shape[2], kH, s), :_size(X.shape[3], kW, s)],
                "The image is padded, but H' and W' are counted without the padding: the last windows are missing.",
                "Take the sizes from the padded image, or with `2 * padding` in the formula."),
        Mistake("stride-ignored", lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, 1, p)),
                "There is a window at every position, whatever the stride.",
                "The windows begin `stride` apart, down and across."),
        Mistake("stride-one-axis", (lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, (s, 1), p)), lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, (1, s), p))),
                "The stride is kept along one of the two axes only.",
                "Windows begin `stride` apart down the image and across it."),
        Mistake("step-forgotten-in-position", lambda X, kH, kW, s, p: _cols(_at_multiples_of_one(X, kH, kW, s, p)),
                "There are as many windows as there should be, but they begin at 0, 1, 2, ... and not `stride` apart.",
                "The window at (y, x) begins at row y * stride, column x * stride."),
        Mistake("stride-inside-window", lambda X, kH, kW, s, p: _cols(_stride_inside(X, kH, kW, s, p)),
                "The stride stands within the windows: their entries are `stride` apart, and the windows are not.",
                "A window is a block of the image without gaps. The stride says where it begins: row y * stride + i, not y + i * stride."),
        Mistake("windows-beside-each-other", lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, (kH, kW), p)),
                "The windows stand beside each other without overlapping, whatever the stride.",
                "They begin `stride` apart; with a stride smaller than the kernel they overlap."),
        Mistake("reshaped-not-transposed", (_reshaped_windows, _reshaped_cols, _reshaped_batch),
                "The shape is right, but the numbers are mixed up: `reshape` stands where axes had to be moved.",
                "`reshape` keeps the order in memory and cuts it anew. Bring the axes into the order (N, H', W', C, kH, kW) with `transpose` first; "
                "then the last three can be made one."),
        Mistake("values-before-positions", (_unfolded, lambda X, kH, kW, s, p: np.moveaxis(_cols(_windows(X, kH, kW, s, p)), -1, 1)),
                "Each window's values are along axis 1, before the positions.",
                "That is the layout of `torch.nn.functional.unfold`. Here the positions come first, and a window's values are the last axis, "
                "so that a product with the flattened kernels sums over it."),
        Mistake("positions-in-one-axis", (lambda X, kH, kW, s, p: (lambda c: c.reshape(-1, c.shape[-1]))(_cols(_windows(X, kH, kW, s, p))),
                                          lambda X, kH, kW, s, p: (lambda c: c.reshape(len(X), -1, c.shape[-1]))(_cols(_windows(X, kH, kW, s, p)))),
                "The windows of an image stand in one axis, one below the other.",
                "Their positions are to stay two axes, H' and W'."),
        Mistake("not-flattened", (lambda X, kH, kW, s, p: _windows(X, kH, kW, s, p).transpose(0, 2, 3, 1, 4, 5).copy(),
                                  lambda X, kH, kW, s, p: _windows(X, kH, kW, s, p).copy()),
                "Each window still has its three axes.",
                "C, kH and kW are to become one axis, the last."),
        Mistake("last-window-left-out", (lambda X, kH, kW, s, p: _cols(_windows(_padded(X, p)[:, :, :-1, :-1], kH, kW, s)),
                                         lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p))[:, :-1, :-1],
                                         lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p))[:, :-1],
                                         lambda X, kH, kW, s, p: _cols(_windows(X, kH, kW, s, p))[:, :, :-1],
                                         lambda X, kH, kW, s, p: _looped(X, kH, kW, s, p, less=1), lambda X, kH, kW, s, p: _appended(X, kH, kW, s, p, less=1),
                                         lambda X, kH, kW, s, p: _looped(X, kH, kW, s, p, less=s - 1)),
                "The last window that fits is missing.",
                "`range(0, n - kernel, stride)` ends one too early: a window that ends exactly at the border begins at n - kernel. "
                "In the size formula it is the + 1, which comes after the division."),
        Mistake("partial-windows", (lambda X, kH, kW, s, p: _cols(_partial_windows(_padded(X, p), kH, kW, s, 0)),
                                    lambda X, kH, kW, s, p: _cols(_partial_windows(_padded(X, p), kH, kW, s, 0))[:, :-(-(X.shape[2] + 2 * p - kH) // s) + 1,
                                                                                                               :-(-(X.shape[3] + 2 * p - kW) // s) + 1]),
                "Windows that stick out of the padded image are there as well, filled up with zeros.",
                "A window counts only where it fits: the division in the size formula rounds down."),
        Mistake("first-channel-only", (lambda X, kH, kW, s, p: _cols(_windows(X[:, :1], kH, kW, s, p)),
                                       lambda X, kH, kW, s, p: _cols(_windows(np.repeat(X[:, :1], X.shape[1], axis=1), kH, kW, s, p))),
                "Only the first channel is looked at.",
                "A window goes through all channels: C * kH * kW values."),
        Mistake("channels-combined", (lambda X, kH, kW, s, p: _cols(_windows(X.sum(axis=1, keepdims=True), kH, kW, s, p)),
                                      lambda X, kH, kW, s, p: _cols(_windows(X.mean(axis=1, keepdims=True), kH, kW, s, p))),
                "The channels are added up or averaged.",
                "Nothing is added up here: im2col only copies, and all channels of a window stand one after the other."),
        Mistake("first-image-repeated", (lambda X, kH, kW, s, p: np.repeat(_cols(_windows(X[:1], kH, kW, s, p)), len(X), axis=0),
                                         lambda X, kH, kW, s, p: np.repeat(_cols(_windows(X[-1:], kH, kW, s, p)), len(X), axis=0)),
                "Every image's rows are those of one and the same image.",
                "Look at the index of the batch."),
    ),
)

# ---------------------------------------------------------------- conv_forward


def _layer_cases(rng, backward=False):
    """The cases of the layer; for the backward pass with an upstream in front and without the bias."""
    def made(X, W, b, stride, padding, note, about=""):
        if not backward:
            return Case(X, W, b, stride, padding, note=note, about=about)
        shape = len(X), len(W), _size(X.shape[2], W.shape[2], stride, padding), _size(X.shape[3], W.shape[3], stride, padding)
        if X.size <= 30 or X.dtype.kind == "i":     # from -5 to 5, in no order, with fractions for a whole X
            upstream = (7 * np.arange(np.prod(shape)) % 11 - 5.0).reshape(shape) + (0.5 if X.dtype.kind == "i" else 0)
        else:
            upstream = rng.normal(size=shape).astype(X.dtype)
        return Case(upstream, X, W, stride, padding, note=note, about=about)

    def case(n, c_in, c_out, h, w, kh, kw, stride, padding, note, about="", kind=np.float64):
        return made(_random(rng, n, c_in, h, w, kind=kind), _random(rng, c_out, c_in, kh, kw, kind=kind), _random(rng, c_out, kind=kind), stride, padding,
                    f"{note}: {n} x {c_in} x {h} x {w}, {c_out} kernels {kh} x {kw}, stride {stride}, padding {padding}", about)

    whole = rng.integers(-5, 6, size=(2, 2, 4, 5))
    whole[0, 0, 0, 0] = 3       # never zeros alone
    return [
        made(np.array([[[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [0.0, -1.0, 2.0, 1.0]]]]), np.array([[[[1.0, 0.0], [2.0, -1.0]]]]), np.array([10.0]), 1, 0,
             "one channel, 3 x 4, one kernel 2 x 2, by hand"),
        made(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[-1.0, 0.0, 2.0], [3.0, 1.0, -2.0]]]]),
             np.array([[[[1.0, 2.0]], [[3.0, -1.0]]], [[[0.0, 1.0]], [[-2.0, 4.0]]], [[[5.0, -3.0]], [[1.0, 1.0]]]]), np.array([1.0, -2.0, 3.0]), 1, 0,
             "two channels, 2 x 3, three kernels 1 x 2, by hand"),
        made(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]), np.array([[[[1.0, -1.0], [2.0, 3.0], [-2.0, 1.0]]]]), np.array([0.5]), 2, 1,
             "2 x 3, one kernel 3 x 2, stride 2, padding 1, by hand"),
        made(whole, np.array([[[[0.5, -1.0]], [[1.5, 2.0]]], [[[1.0, 0.25]], [[-0.5, 2.5]]], [[[-1.5, 1.0]], [[2.0, 0.75]]]]), np.array([0.5, -1.25, 2.75]), 1, 1,
             "whole numbers in X, fractions in the weights", "an integer array"),
        made(whole[:, :, :3], np.array([[[[2, -1], [1, 3]], [[1, 4], [-2, 1]]]]), np.array([5]), 1, 0, "whole numbers throughout", "integer arrays"),
        case(3, 3, 3, 3, 3, 3, 3, 1, 1, "every size 3"),
        case(2, 3, 4, 9, 7, 3, 2, 2, 0, "the stride fits one axis and not the other"),
        case(3, 2, 5, 6, 9, 2, 4, 3, 2, "the last row of the padded image is in no window"),
        case(1, 4, 1, 4, 5, 1, 3, 1, 1, "one image, one kernel"),
        case(4, 2, 3, 6, 8, 2, 1, 3, 0, "windows with gaps between them, float32", kind=np.float32),
        case(8, 3, 4, 11, 12, 3, 2, 1, 1, "random"),
    ]


def _forward_sum(args, index):
    X, W, b, stride, padding = args
    if X.size > 24:
        return None
    n, k, y, x = index
    window = _windows(X, *W.shape[2:], stride, padding)[n, :, y, x].ravel()
    terms = " + ".join(f"({w:g}) ({v:g})" for w, v in zip(W[k].ravel(), window))
    return f"kernel {k} over window ({y}, {x}), weight times value, and the bias: {terms} + ({b[k]:g})"


def _product(windows, W):
    """What a layer without bias makes of windows (N, C, H', W', kH, kW): (N, H', W', C_out)."""
    return _cols(windows) @ W.reshape(len(W), -1).T


def _moved(out):
    return out.transpose(0, 3, 1, 2)


def _conv(windows_of=_windows, product=_product, finish=lambda out, b: _moved(out + b)):
    """The layer with one of its parts replaced."""
    return lambda X, W, b, s, p: finish(product(windows_of(X, *W.shape[2:], s, p), W), b)


def _reordered(order):
    """The kernels are flattened with their axes in another order than the windows'."""
    return _conv(product=lambda w, W: _cols(w) @ W.transpose(0, *order).reshape(len(W), -1).T)


def _each_entry(combine):
    """`combine(terms)` of the terms of the kernel's entries, in row-major order; each (N, H', W', C_out)."""
    def product(w, W):
        return combine([w[..., i, j].transpose(0, 2, 3, 1) @ W[:, :, i, j].T for i in range(W.shape[2]) for j in range(W.shape[3])])
    return product


def _each_channel(combine):
    return lambda w, W: combine([_product(w[:, c:c + 1], W[:, c:c + 1]) for c in range(W.shape[1])])


def _exchanged_channels(w, W):
    return np.einsum("nchwij,coij->nhwo", w, W)


def _square_kernel(size):
    """A loop over the kernel's entries with one of its sizes for both; too large a size is an IndexError."""
    def product(w, W):
        k = W.shape[size]
        return sum(w[..., i, j].transpose(0, 2, 3, 1) @ W[:, :, i, j].T for i in range(k) for j in range(k))
    return product


def _cut_kernel(rows=_ALL, columns=_ALL, channels=_ALL):
    """The entries of the kernel that a loop leaves out count nothing."""
    return _conv(product=lambda w, W: _product(w, _only(W, _ALL, channels, rows, columns)))


def _padded_in_channels(first, product):
    """Padded on every axis from `first` on, with what then happens in a product."""
    def conv(X, W, b, s, p):
        X = np.pad(X, [(0, 0)] * first + [(p, p)] * (4 - first))
        return _moved(product(_windows(X, *W.shape[2:], s), W) + b)
    return conv


conv_forward = Exercise(
    name="conv_forward",
    notebook=NOTEBOOK,
    parameters="X, W, b, stride, padding",
    reference=lambda X, W, b, stride, padding: torch.nn.functional.conv2d(X, W, b, stride=stride, padding=padding),
    cases=_layer_cases,
    inputs={"X": ("N", "C_in", "H", "width"), "W": _KERNELS, "b": ("C_out",)},
    output=("N", "C_out", "H'", "W'"),
    arithmetic=_forward_sum,
    rtol=1e-5,
    atol=2e-6,      # an answer may compute in float32, for speed, and return float64
    slow=SLOW,
    hints=(
        "Each number of the output is a dot product, of one window (all its channels) and one kernel, plus that kernel's bias. "
        "`im2col` has the windows side by side; flatten the kernels in the same order, and all dot products are one matrix product.",
        "`W.reshape(C_out, -1)` has one kernel a row, in (C_in, kH, kW) order as `im2col` has the windows. `cols @ W.reshape(C_out, -1).T` is (N, H', W', C_out), "
        "and there the bias, one a kernel, meets the last axis. Which axis has to be moved at the end?",
        "`C_out, C_in, kH, kW = W.shape`, then `out = im2col(X, kH, kW, stride, padding) @ W.reshape(C_out, -1).T + b`, and `out.transpose(0, 3, 1, 2)`. "
        "A quicker way copies less: pad `X` with the channels last, take windows along the width alone with `sliding_window_view(X, kW, axis=2)`, "
        "and add up, `for i in range(kH)`, the products of the `rows` from i on with row i of the kernels, `out = out + ...`.",
    ),
    mistakes=(
        Mistake("bias-left-out", _conv(finish=lambda out, b: _moved(out)),
                "The bias is left out.",
                "Each kernel has one number of its own, which is added to all of its feature map."),
        Mistake("bias-wrong-axis", (_conv(finish=lambda out, b: _moved(out) + b), _conv(finish=lambda out, b: _moved(out) + b[:, None]),
                                    _conv(finish=lambda out, b: _moved(out) + b[:, None, None, None])),
                "The bias is added along a wrong axis: it meets rows, columns or images, where it should meet the channels.",
                "numpy lines up shapes from the right. `b` has one number a kernel, so it fits (N, H', W', C_out) as it is, before the axes are moved; "
                "(N, C_out, H', W') would need it in the shape (C_out, 1, 1)."),
        Mistake("bias-subtracted", _conv(finish=lambda out, b: _moved(out - b)),
                "The bias is subtracted.",
                "It is added."),
        Mistake("bias-twice", _conv(finish=lambda out, b: _moved(out + 2 * b)),
                "The bias is added twice.",
                "Once is enough. Perhaps it is added inside the sum and after it."),
        Mistake("bias-multiplied", _conv(finish=lambda out, b: _moved(out * b)),
                "The sum is multiplied by the bias.",
                "It is added."),
        Mistake("bias-in-every-term", (_conv(product=lambda w, W: (_product(w, W), W[0].size), finish=lambda out, b: _moved(out[0] + out[1] * b)),
                                       _conv(product=lambda w, W: (_product(w, W), W[0, 0].size), finish=lambda out, b: _moved(out[0] + out[1] * b)),
                                       _conv(product=lambda w, W: (_product(w, W), W.shape[1]), finish=lambda out, b: _moved(out[0] + out[1] * b)),
                                       _conv(product=lambda w, W: (_product(w, W), W.shape[2]), finish=lambda out, b: _moved(out[0] + out[1] * b))),
                "The bias is added inside a loop, once for every term of the sum.",
                "It is added once to each number of the output, when the sum is done."),
        Mistake("bias-one-number", (_conv(finish=lambda out, b: _moved(out + b.sum())), _conv(finish=lambda out, b: _moved(out + b[0])),
                                    _conv(finish=lambda out, b: _moved(out + b[-1])), _conv(finish=lambda out, b: _moved(out + b.mean()))),
                "All feature maps get the same bias.",
                "`b[k]` belongs to kernel k and is added to its feature map alone."),
        Mistake("kernel-flipped", (_conv(product=lambda w, W: _product(w, W[:, :, ::-1, ::-1])), _conv(product=lambda w, W: _product(w, W[:, :, ::-1])),
                                   _conv(product=lambda w, W: _product(w, W[..., ::-1])),
                                   _conv(product=lambda w, W: _cols(w) @ W.reshape(len(W), -1)[:, ::-1].T)),
                "The kernel is flipped: this is the true convolution.",
                "The lecture's formula, and deep learning, lay the kernel on the window as it is: upper left on upper left."),
        Mistake("kernel-order", (_reordered((2, 3, 1)), _reordered((1, 3, 2)), _reordered((3, 2, 1)), _reordered((2, 1, 3)),
                                 _conv(product=lambda w, W: _cols(w) @ W.reshape(-1, len(W))),
                                 _conv(product=lambda w, W: _cols(w) @ W.T.reshape(-1, len(W))),
                                 _conv(product=lambda w, W: _cols(w, (0, 2, 3, 4, 5, 1)) @ W.reshape(len(W), -1).T),
                                 _conv(product=lambda w, W: np.einsum("nchwij,ocji->nhwo", w, W))),
                "Windows and kernels are flattened in different orders, so weights meet values that are not theirs.",
                "Both have to be in (C_in, kH, kW) order. `W.reshape(C_out, -1)` keeps one kernel a row; cutting the same numbers into `(-1, C_out)` does not transpose them."),
        Mistake("kernel-turned", (_conv(lambda X, kH, kW, s, p: _windows(X, kW, kH, s, p)), lambda X, W, b, s, p: _conv()(X, W.swapaxes(2, 3), b, s, p), lambda X, W, b, s, p: _conv()(X, np.rot90(W, axes=(2, 3)), b, s, p)),
                "The kernels are turned on their side: kW x kH windows are taken, where they are kH x kW.",
                "Axis 2 of `W` goes down the window, axis 3 across it."),
        Mistake("channels-exchanged", (_conv(product=_exchanged_channels), _conv(product=lambda w, W: _product(w, W.swapaxes(0, 1)))),
                "`W` is taken for (C_in, C_out, kH, kW).",
                "Its first axis counts the kernels, C_out, its second the channels of the input."),
        Mistake("channels-last", _conv(finish=lambda out, b: out + b),
                "The channels come last: the result is (N, H', W', C_out).",
                "Move that axis to place 1: (N, C_out, H', W')."),
        Mistake("reshaped-not-transposed", (_conv(finish=lambda out, b: (out + b).reshape(len(out), len(b), *out.shape[1:3])),
                                            _conv(finish=lambda out, b: np.moveaxis(out + b, -1, 0).reshape(len(out), len(b), *out.shape[1:3])),
                                            _conv(finish=lambda out, b: (out + b).swapaxes(1, 3).reshape(len(out), len(b), *out.shape[1:3]))),
                "The shape is right, but the numbers are mixed up: `reshape` stands where the channels had to be moved.",
                "`reshape` keeps the order in memory and cuts it anew. `transpose(0, 3, 1, 2)` moves an axis."),
        Mistake("kernels-not-second", (_conv(finish=lambda out, b: np.moveaxis(out + b, -1, 0)), _conv(finish=lambda out, b: np.moveaxis(out + b, -1, 2)),
                                       _conv(finish=lambda out, b: (out + b).transpose(0, 2, 3, 1))),
                "The feature maps are along a wrong axis.",
                "The batch comes first, then the channels: (N, C_out, H', W')."),
        Mistake("output-axes-exchanged", _conv(finish=lambda out, b: (out + b).transpose(0, 3, 2, 1)),
                "H' and W' are exchanged: the result is (N, C_out, W', H').",
                "From (N, H', W', C_out) only the last axis has to move; `.T` and a `transpose` in the wrong order turn the image on its side too."),
        Mistake("stride-ignored", _conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, 1, p)),
                "The stride is not used: there is an output at every position.",
                "The windows begin `stride` apart."),
        Mistake("stride-one-axis", (_conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, (s, 1), p)), _conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, (1, s), p))),
                "The stride is kept along one of the two axes only.",
                "Windows begin `stride` apart down the image and across it."),
        Mistake("step-forgotten-in-position", _conv(_at_multiples_of_one),
                "The shape is right, but the windows begin at 0, 1, 2, ... and not `stride` apart.",
                "The window at (y, x) begins at row y * stride, column x * stride."),
        Mistake("stride-inside-window", _conv(_stride_inside),
                "The stride stands within the windows: their entries are `stride` apart, and the windows are not.",
                "A window is a block of the image without gaps. The stride says where it begins: row y * stride + i, not y + i * stride."),
        Mistake("padding-ignored", _conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, s)),
                "The padding is not used.",
                "Zeros belong around the last two axes of `X` before any window is taken."),
        Mistake("padding-one-side", tuple(_conv(lambda X, kH, kW, s, p, f=f, k=k: _windows(X, kH, kW, s, f(k * p))) for f in (_before, _after) for k in (1, 2)),
                "The zeros stand on one side of an axis only.",
                "`padding` rows of zeros go above and as many below, `padding` columns to the left and as many to the right."),
        Mistake("padding-one-axis", (_conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, s, (p, 0))), _conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, s, (0, p)))),
                "Only one of the two axes is padded.",
                "Rows are added above and below, and columns left and right."),
        Mistake("padding-all-axes", tuple(_padded_in_channels(first, product) for first in (0, 1) for product in (
                    _product, lambda w, W: np.einsum("nchwij,ocij->nhwo", w, W), lambda w, W: np.tensordot(w, W, ((1, 4, 5), (1, 2, 3))))),
                "Batch or channels are padded too, so there are more of them than in `X`.",
                "`np.pad(X, padding)` pads every axis. It takes a pair an axis, (0, 0) for those that stay as they are."),
        Mistake("padding-twice", _conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, s, 2 * p)),
                "There is twice as much padding as there should be.",
                "Perhaps it is padded in two places: `im2col` pads already."),
        Mistake("padding-not-zeros", tuple(_conv(lambda X, kH, kW, s, p, how=how: _windows(X, kH, kW, s, p, **how)) for how in (
                {"mode": "edge"}, {"mode": "wrap"}, {"mode": "symmetric"}, {"mode": "reflect"}, {"constant_values": 1})),
                "The padding does not consist of zeros.",
                "`np.pad` with nothing but widths pads with zeros."),
        Mistake("output-padded", lambda X, W, b, s, p: _padded(_conv()(X, W, b, s, 0), p),
                "The zeros are put around the output.",
                "It is the input that is padded, so that windows fit at its border."),
        Mistake("last-window-left-out", (_conv(lambda X, kH, kW, s, p: _windows(X, kH, kW, s, p)[:, :, :-1, :-1]),
                                         _conv(lambda X, kH, kW, s, p: _windows(_padded(X, p)[:, :, :-1, :-1], kH, kW, s))),
                "The last window that fits is missing, down and across.",
                "The size is (n + 2 * padding - kernel) // stride + 1. As a loop: `range(0, n - kernel + 1, stride)`, on the padded size."),
        Mistake("window-averaged", (_conv(product=lambda w, W: _product(w, W) / W[0].size), _conv(product=lambda w, W: _product(w, W) / W[0, 0].size),
                                    lambda X, W, b, s, p: _conv()(X, W, b * W[0].size, s, p) / W[0].size),
                "The products are averaged over the window.",
                "They are summed: a dot product."),
        Mistake("channels-averaged", _conv(product=lambda w, W: _product(w, W) / W.shape[1]),
                "The result is averaged over the input channels.",
                "The sum goes over the channels as it goes over rows and columns of the window."),
        Mistake("first-channel-only", (_conv(product=lambda w, W: _product(w[:, :1], W[:, :1])), _conv(product=lambda w, W: _product(w[:, -1:], W[:, -1:]))),
                "Only one channel of the input is looked at.",
                "The sum goes over all of them: each kernel has a slice for each input channel."),
        Mistake("one-slice-for-all-channels", (_conv(product=lambda w, W: _product(w.sum(axis=1, keepdims=True), W[:, :1])),
                                               _conv(product=lambda w, W: _product(w.sum(axis=1, keepdims=True), W.sum(axis=1, keepdims=True)))),
                "The channels of the input are added up before the kernel sees them.",
                "Each channel has a slice of the kernel to itself, `W[k, c]`; the sum over channels comes after the products."),
        Mistake("sum-overwritten", (_conv(product=_each_entry(lambda terms: terms[-1])), _conv(product=_each_entry(lambda terms: terms[0]))),
                "Only one entry of the kernel has an effect.",
                "Each entry's product is added to what is there: `+=`, not `=`, and `return` after the loop."),
        Mistake("first-row-only", (_cut_kernel(rows=_FIRST), _cut_kernel(columns=_FIRST)),
                "Only the first row, or the first column, of the kernel has an effect.",
                "The sum goes over all of its entries: look at where the loops end, and at whether `return` stands inside one."),
        Mistake("last-entry-left-out", (_cut_kernel(rows=_BUT_LAST), _cut_kernel(columns=_BUT_LAST), _cut_kernel(_BUT_LAST, _BUT_LAST), _cut_kernel(channels=_BUT_LAST)),
                "The last row, column or channel of the kernel is left out.",
                "`range(n)` ends with n - 1, and so does a slice to n."),
        Mistake("kernel-square", (_conv(product=_square_kernel(2)), _conv(product=_square_kernel(3))),
                "The kernel is taken for square: one of its two sizes is used for both.",
                "`kH` and `kW` may differ: the last two sizes of `W`."),
        Mistake("products-not-summed", (_conv(product=_each_entry(lambda terms: np.max(terms, axis=0))), _conv(product=_each_channel(lambda terms: np.max(terms, axis=0))),
                                        _conv(product=_each_channel(lambda terms: np.prod(terms, axis=0)))),
                "The terms of the sum are combined in another way, by a maximum or a product.",
                "A convolution sums the products of weights and values."),
        Mistake("batch-summed", (_conv(finish=lambda out, b: (out.sum(axis=0) + b).transpose(2, 0, 1)),
                                 _conv(finish=lambda out, b: _moved(out.sum(axis=0, keepdims=True) + b)),
                                 _conv(finish=lambda out, b: (out.mean(axis=0) + b).transpose(2, 0, 1)),
                                 _conv(finish=lambda out, b: _moved(out.mean(axis=0, keepdims=True) + b)),
                                 _conv(finish=lambda out, b: _moved(np.broadcast_to(out.sum(axis=0), out.shape) + b))),
                "The images of the batch are added up or averaged.",
                "Each image goes through the layer by itself."),
        Mistake("first-image-repeated", (lambda X, W, b, s, p: _conv()(np.repeat(X[:1], len(X), axis=0), W, b, s, p),
                                         lambda X, W, b, s, p: _conv()(np.repeat(X[-1:], len(X), axis=0), W, b, s, p)),
                "Every image's result is that of one and the same image.",
                "Look at the index of the batch."),
        Mistake("kernels-summed", (_conv(finish=lambda out, b: _moved(np.broadcast_to(out.sum(axis=-1, keepdims=True), out.shape) + b)),
                                   _conv(finish=lambda out, b: _moved((out + b).sum(axis=-1, keepdims=True)))),
                "The kernels' results are added up.",
                "Each kernel makes a feature map of its own."),
        Mistake("first-kernel-only", (_conv(product=lambda w, W: np.repeat(_product(w, W[:1]), len(W), axis=-1)),
                                      _conv(product=lambda w, W: np.repeat(_product(w, W[-1:]), len(W), axis=-1))),
                "Every feature map is made by one and the same kernel.",
                "Feature map k belongs to kernel `W[k]`."),
        Mistake("activated", tuple(_conv(finish=lambda out, b, f=f: f(_moved(out + b))) for f in (lambda z: np.maximum(z, 0), np.tanh, lambda z: 1 / (1 + np.exp(-z)))),
                "An activation is applied as well.",
                "This is the layer's affine part; the ReLU is a step of its own."),
        Mistake("integer-truncation", (lambda X, W, b, s, p: _conv()(X, W, b, s, p).astype(X.dtype),
                                       lambda X, W, b, s, p: _conv()(X, W, 0 * b, s, p).astype(X.dtype) + b[:, None, None],
                                       lambda X, W, b, s, p: _conv()(X, W.astype(X.dtype), b, s, p),
                                       lambda X, W, b, s, p: _conv(product=_each_entry(lambda t: sum(a.astype(X.dtype) for a in t)))(X, W, b, s, p),
                                       lambda X, W, b, s, p: _conv(product=_each_entry(lambda t: sum(a.astype(X.dtype) for a in t)))(X, W, b.astype(X.dtype), s, p)),
                "Where `X` holds whole numbers, fractions are cut off: something is put into an integer array.",
                "An array made with `X`'s dtype cannot hold what weights with fractions make of it. `np.zeros(shape)` is float."),
    ),
)

# ---------------------------------------------------------------- conv_backward


def _backward_reference(upstream, X, W, stride, padding):
    X.requires_grad_()
    W.requires_grad_()
    b = torch.zeros(len(W), dtype=torch.float64, requires_grad=True)
    out = torch.nn.functional.conv2d(X, W, b, stride=stride, padding=padding)
    return torch.autograd.grad(out, (X, W, b), upstream)


def _rows_columns(shape, stride):
    """Where the entry (i, j) of every window lies in the padded image, for `for (i, j), place in ...`."""
    H_out, W_out = shape
    return lambda i, j: np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]


def _dcols(U, W):
    """(N, C_in, H', W', kH, kW): what each window's entries get."""
    return np.einsum("nohw,ocij->nchwij", U, W)


def _put_back(dcols, shape, stride, padding, overwrite=False):
    """The windows' gradients added up in place, dX with its padding."""
    dX, place = np.zeros((*shape[:2], shape[2] + 2 * padding, shape[3] + 2 * padding)), _rows_columns(dcols.shape[2:4], stride)
    for i in range(dcols.shape[4]):
        for j in range(dcols.shape[5]):
            if overwrite:
                dX[place(i, j)] = dcols[..., i, j]
            else:
                dX[place(i, j)] += dcols[..., i, j]
    return dX


def _put_back_by_windows(dcols, shape, stride, padding):
    """The same, window after window, each overwriting what is there."""
    dX, (kH, kW) = np.zeros((*shape[:2], shape[2] + 2 * padding, shape[3] + 2 * padding)), dcols.shape[4:]
    for y in range(dcols.shape[2]):
        for x in range(dcols.shape[3]):
            dX[:, :, y * stride:y * stride + kH, x * stride:x * stride + kW] = dcols[:, :, y, x]
    return dX


def _crop(dX, shape, padding):
    return dX[:, :, padding:padding + shape[2], padding:padding + shape[3]].copy()


def _dX(U, X, W, s, p):
    return _crop(_put_back(_dcols(U, W), X.shape, s, p), X.shape, p)


def _dW(U, X, W, s, p, windows=None):
    windows = _windows(X, *W.shape[2:], s, p) if windows is None else windows
    return np.einsum("nohw,nchwij->ocij", U, windows)


def _db(U):
    return U.sum(axis=(0, 2, 3))


def _backward(U, X, W, s, p):
    return _dX(U, X, W, s, p), _dW(U, X, W, s, p), _db(U)


def _with(dX=None, dW=None, db=None):
    """The right gradients with some of them replaced."""
    def backward(*args):
        return ((dX or _dX)(*args), (dW or _dW)(*args), (db or (lambda U, *_: _db(U)))(*args))
    return backward


def _dW_unpadded(U, X, W, s, p, offset=0):
    """dW from slices of X without its padding; where a slice is too short, what is there."""
    dW, place = np.zeros(W.shape), _rows_columns(U.shape[2:], s)
    for i in range(W.shape[2]):
        for j in range(W.shape[3]):
            part = X[place(i, j)]
            dW[:, :, i, j] = np.einsum("nohw,nchw->oc", U[:, :, :part.shape[2], :part.shape[3]], part)
    return dW


def _dX_no_stride(U, X, W, s, p):
    return _crop(_put_back(_dcols(U, W), X.shape, 1, p)[:, :, :X.shape[2] + 2 * p, :X.shape[3] + 2 * p], X.shape, p)


def _dX_averaged(U, X, W, s, p):
    counts = _put_back(np.ones((*X.shape[:2], *U.shape[2:], *W.shape[2:])), X.shape, s, p)
    return _crop(_put_back(_dcols(U, W), X.shape, s, p) / np.maximum(counts, 1), X.shape, p)


def _dX_minus_zero(U, X, W, s, p):
    return _put_back(_dcols(U, W), X.shape, s, p)[:, :, p:-p or 0, p:-p or 0]


def _dX_cut_otherwise(order):
    """The flat gradient of a window, in (C, kH, kW) order, is cut into axes in another order."""
    def dX(U, X, W, s, p):
        dcols = _dcols(U, W).transpose(0, 2, 3, 1, 4, 5)
        cut = dcols.reshape(*dcols.shape[:3], *(W.shape[1:][k] for k in order))
        return _crop(_put_back(np.moveaxis(cut, [3 + i for i in range(3)], [(1, 4, 5)[k] for k in order]), X.shape, s, p), X.shape, p)
    return dX


def _with_upstream(change, *which):
    """`upstream` replaced by `change(upstream)` on the way to some of the gradients, to all of them if none is named."""
    def backward(U, X, W, s, p):
        right, other = _backward(U, X, W, s, p), _backward(change(U), X, W, s, p)
        return tuple(b if not which or name in which else a for name, a, b in zip(("dX", "dW", "db"), right, other))
    return backward


def _cut_entries(*which, rows=_ALL, columns=_ALL):
    """What a loop over some of the kernel's entries gives."""
    def backward(U, X, W, s, p):
        dX, dW, db = _backward(U, X, W, s, p)
        return (_dX(U, X, _only(W, _ALL, _ALL, rows, columns), s, p) if "dX" in which else dX), (_only(dW, _ALL, _ALL, rows, columns) if "dW" in which else dW), db
    return backward


def _last_window_only(U, X, W, s, p):
    windows = _windows(X, *W.shape[2:], s, p)
    return np.einsum("o,cij->ocij", U[-1, :, -1, -1], windows[-1, :, -1, -1])


def _both_strides(down, across):
    """dX and dW from windows that begin `down` and `across` apart, where it should be the stride."""
    def backward(U, X, W, s, p):
        step, (H_out, W_out), (kH, kW) = (down or s, across or s), U.shape[2:], W.shape[2:]
        dP, dcols = np.zeros(_padded(X, p).shape), _dcols(U, W)
        for y, x in np.ndindex(H_out, W_out):
            dP[:, :, y * step[0]:y * step[0] + kH, x * step[1]:x * step[1] + kW] += dcols[:, :, y, x]
        return _crop(dP, X.shape, p), _dW(U, X, W, s, p, _windows(X, kH, kW, step, p)[:, :, :H_out, :W_out]), _db(U)
    return backward


def _dX_scrambled(order):
    """The flat gradient of a window is cut into (C, kH, kW) though it is in another order."""
    def dX(U, X, W, s, p):
        dcols = _dcols(U, W).transpose(0, 2, 3, *order)
        shape = (*dcols.shape[:3], W.shape[1], *W.shape[2:])
        return _crop(_put_back(dcols.reshape(shape).transpose(0, 3, 1, 2, 4, 5), X.shape, s, p), X.shape, p)
    return dX


def _unordered(U):
    """(N, C_out, H', W') reshaped as if it were (N, H', W', C_out)."""
    N, C_out, H_out, W_out = U.shape
    return U.reshape(N, H_out, W_out, C_out).transpose(0, 3, 1, 2)


def _unordered_of(order):
    """The same, where the axes were moved, but not into the right order."""
    def unordered(U):
        N, C_out, H_out, W_out = U.shape
        return U.transpose(order).reshape(N, H_out, W_out, C_out).transpose(0, 3, 1, 2)
    return unordered


def _positions_turned(U):
    return U.swapaxes(2, 3).reshape(U.shape)


def _dW_flat(U, X, W, s, p):
    return _dW(U, X, W, s, p).reshape(len(W), -1)


def _truncated(which):
    """Collected in arrays of the arguments' dtype."""
    def backward(U, X, W, s, p):
        dX, dW, db = _backward(U, X, W, s, p)
        return (dX.astype(X.dtype) if "X" in which else dX), (dW.astype(W.dtype) if "W" in which else dW), db
    return backward


def _truncated_on_the_way(U, X, W, s, p, weights=True):
    """Each window's share of dX, and of dW where `W` is whole, is cut off as it is added to an integer array."""
    dX, dW, db = _backward(U, X, W, s, p)
    if X.dtype.kind != "i":
        return dX, dW, db
    dX, dW = np.zeros(_padded(X, p).shape), np.zeros(W.shape)
    (kH, kW), whole = W.shape[2:], weights and W.dtype.kind == "i"
    for n in range(len(X)):
        for k in range(len(W)):
            for y in range(U.shape[2]):
                for x in range(U.shape[3]):
                    at = np.s_[n, :, y * s:y * s + kH, x * s:x * s + kW]
                    dW[k] = np.trunc(dW[k] + U[n, k, y, x] * _padded(X, p)[at]) if whole else dW[k] + U[n, k, y, x] * _padded(X, p)[at]
                    dX[at] = np.trunc(dX[at] + U[n, k, y, x] * W[k])
    return _crop(dX, X.shape, p), dW, db


def _forward_without_bias(X, W, s, p):
    return _moved(_product(_windows(X, *W.shape[2:], s, p), W))


def _mean_db(U, *_):
    return U.mean(axis=(0, 2, 3))


conv_backward = Exercise(
    name="conv_backward",
    notebook=NOTEBOOK,
    parameters="upstream, X, W, stride, padding",
    reference=_backward_reference,
    cases=lambda rng: _layer_cases(rng, backward=True),
    inputs={"upstream": ("N", "C_out", "H'", "W'"), "X": ("N", "C_in", "H", "width"), "W": _KERNELS},
    output={"dX": ("N", "C_in", "H", "width"), "dW": _KERNELS, "db": ("C_out",)},
    rtol=1e-5,
    atol=2e-6,      # as above
    slow=SLOW,
    hints=(
        "The layer is an affine layer on the rows of `im2col`, and you know that layer's three gradients. Make `upstream` a matrix as well, one row a window: "
        "the channels have to come last before you reshape. db: whatever a bias was added to sends its gradient back, so sum over images and positions.",
        "dW is `upstream` as a matrix, transposed, times the rows of `im2col`, in the shape of `W`. The gradient of those rows is `upstream` as a matrix times `W` as a matrix. "
        "im2col copied each pixel into several windows, so dX adds up what comes back from all of them: `+=` into an array of the padded size, whose padding is cut off at the end.",
        "With `N, _, H, width = X.shape`, `C_out, C_in, kH, kW = W.shape` and a padded copy of `X`, for each entry (i, j) of the kernel let `seen` be "
        "`[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]`: `dW[:, :, i, j] = np.einsum('nohw,nchw->oc', upstream, X[seen])` and "
        "`dX[seen] += np.einsum('nohw,oc->nchw', upstream, W[:, :, i, j])`. Start from `np.zeros` of the padded shape, cut off `padding` with "
        "`dX[:, :, padding:padding + H, padding:padding + width]`, and `db = upstream.sum(axis=(0, 2, 3))`. "
        "(Or with `conv_forward` alone: dX is `upstream`, spread out by `stride` in a frame of zeros, under the flipped kernels; dW is `X` under `upstream`, "
        "first two axes exchanged by `swapaxes(0, 1)`.)",
    ),
    mistakes=(
        Mistake("dx-not-cropped", _with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)),
                "`dX` still has its padding.",
                "The gradient has the shape of `X`: the rows and columns that belong to the padding are cut off on all four sides."),
        Mistake("dx-cropped-one-side", (_with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, :X.shape[2], :X.shape[3]]),
                                        _with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, 2 * p:, 2 * p:]),
                                        _with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, p:, p:])),
                "The padding is cut off `dX` at one side only.",
                "The image begins `padding` rows down and `padding` columns across, and is as large as `X`."),
        Mistake("dx-cropped-one-axis", (_with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, p:p + X.shape[2], :X.shape[3]]),
                                        _with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, :X.shape[2], p:p + X.shape[3]]),
                                        _with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, p:p + X.shape[2]]),
                                        _with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, :, p:p + X.shape[3]])),
                "The padding is cut off `dX` on both sides along one of its two axes only.",
                "There are rows of padding above and below the image, and columns of it left and right."),
        Mistake("dx-cut-too-short", (_with(dX=lambda U, X, W, s, p: _put_back(_dcols(U, W), X.shape, s, p)[:, :, p:X.shape[2], p:X.shape[3]]),
                                     _with(dX=lambda U, X, W, s, p: _crop(_put_back(_dcols(U, W), X.shape, s, p), X.shape, p)[:, :, p:X.shape[2] - p, p:X.shape[3] - p])),
                "More than the padding is cut off `dX`.",
                "In the padded array the image begins at row `padding` and ends before row `padding + H`; the columns likewise."),
        Mistake("dx-empty-without-padding", _with(dX=_dX_minus_zero),
                "Where there is no padding, `dX` comes out empty: `[padding:-padding]` is `[0:-0]`, and -0 is 0.",
                "Cut from `padding` to `padding + H`, which holds for 0 as well."),
        Mistake("dx-overwritten", (_with(dX=lambda U, X, W, s, p: _crop(_put_back_by_windows(_dcols(U, W), X.shape, s, p), X.shape, p)),
                                   _with(dX=lambda U, X, W, s, p: _crop(_put_back(_dcols(U, W), X.shape, s, p, overwrite=True), X.shape, p)),
                                   _with(dX=lambda U, X, W, s, p: _crop(_put_back_by_windows(_dcols(U[:, -1:], W[-1:]), X.shape, s, p), X.shape, p))),
                "Where windows overlap, the last one to write into `dX` wins.",
                "A pixel that is in several windows gets a gradient from each of them, and they add up: `+=`."),
        Mistake("dx-averaged", (_with(dX=_dX_averaged), _with(dX=lambda U, X, W, s, p: _dX(U, X, W, s, p) / len(X))),
                "`dX` is averaged, over the windows that a pixel is in or over the batch.",
                "Gradients from different ways add up. A mean over the batch belongs to the loss, and is in `upstream` already."),
        Mistake("dx-kernel-flipped", (_with(dX=lambda U, X, W, s, p: _dX(U, X, W[:, :, ::-1, ::-1], s, p)), _with(dX=lambda U, X, W, s, p: _dX(U, X, W[:, :, ::-1], s, p)),
                                      _with(dX=lambda U, X, W, s, p: _dX(U, X, W[..., ::-1], s, p))),
                "The kernels lie the wrong way round on their way to `dX`.",
                "Entry (i, j) of a window was multiplied by entry (i, j) of the kernel, so its gradient is too. (As a convolution over `upstream`, that is the flipped kernel; "
                "put back window by window, it is the kernel as it is.)"),
        Mistake("dx-stride-ignored", _with(dX=_dX_no_stride),
                "The windows' gradients are put back side by side, and not `stride` apart.",
                "What came from the window at (y, x) goes back to the rows from y * stride on and the columns from x * stride on."),
        Mistake("stride-ignored", (_both_strides(1, 1), _both_strides(1, 0), _both_strides(0, 1)),
                "The windows are taken to begin 0, 1, 2, ... rows or columns into the image, and not `stride` apart: `dX` and `dW` both are wrong by it.",
                "The window at (y, x) begins at row y * stride, column x * stride."),
        Mistake("last-window-left-out", (_with_upstream(lambda U: _only(U, _ALL, _ALL, _BUT_LAST)), _with_upstream(lambda U: _only(U, _ALL, _ALL, _ALL, _BUT_LAST)),
                                         _with_upstream(lambda U: _only(U, _ALL, _ALL, _BUT_LAST, _BUT_LAST)),
                                         *(_with_upstream(lambda U, at=at: _only(U, _ALL, _ALL, *at), "dX", "dW") for at in (
                                             (_BUT_LAST,), (_ALL, _BUT_LAST), (_BUT_LAST, _BUT_LAST)))),
                "The last row, or column, of windows sends nothing back.",
                "There are as many windows as `upstream` has rows and columns, and `range(n)` ends with n - 1."),
        Mistake("one-image-only", (_with_upstream(lambda U: _only(U, _FIRST)), _with_upstream(lambda U: _only(U, np.s_[-1:]))),
                "All three gradients are those of a single image of the batch.",
                "`dW` and `db` add up over the batch, and `dX` has a part for each image: look at where the loop ends, and at whether `return` stands inside it."),
        Mistake("dx-one-image-only", (_with_upstream(lambda U: _only(U, _FIRST), "dX"), _with_upstream(lambda U: _only(U, np.s_[-1:]), "dX")),
                "`dX` is filled in for a single image of the batch; the others are 0.",
                "Each image has a part of its own in `dX`. Perhaps the array of zeros is made anew for each of them."),
        Mistake("first-entries-only", (*(_cut_entries(*which, rows=rows, columns=columns) for which in (("dX",), ("dX", "dW"))
                                         for rows, columns in ((_FIRST, _ALL), (_FIRST, _FIRST), (_ALL, _FIRST))),),
                "Only the first row, column or entry of the kernel is worked through.",
                "Look at where the loops over its entries end, and at whether `return` stands inside one."),
        Mistake("last-entries-left-out", (*(_cut_entries(*which, rows=rows, columns=columns) for which in (("dX",), ("dX", "dW"), ("dW",))
                                            for rows, columns in ((_BUT_LAST, _ALL), (_ALL, _BUT_LAST), (_BUT_LAST, _BUT_LAST))),),
                "The last row or column of the kernel is left out.",
                "`range(n)` ends with n - 1, and so does a slice to n."),
        Mistake("dx-one-kernel-only", (_with(dX=lambda U, X, W, s, p: _dX(U[:, -1:], X, W[-1:], s, p)), _with(dX=lambda U, X, W, s, p: _dX(U[:, :1], X, W[:1], s, p)),
                                       _with(dX=lambda U, X, W, s, p: _dX(U, X, W, s, p) / len(W))),
                "`dX` does not add up what comes back from all the kernels.",
                "Each kernel has seen each pixel: sum over C_out."),
        Mistake("dx-scrambled", (_with(dX=_dX_scrambled((4, 5, 1))), _with(dX=_dX_scrambled((1, 5, 4))),
                                 _with(dX=_dX_cut_otherwise((1, 2, 0))), _with(dX=_dX_cut_otherwise((0, 2, 1)))),
                "The flat gradient of a window is cut into its three axes in a wrong order.",
                "It is in the order of the flattened kernel, `W.reshape(C_out, -1)`: (C_in, kH, kW)."),
        Mistake("dx-upstream-left-out", _with(dX=lambda U, X, W, s, p: _dX(np.ones(U.shape), X, W, s, p)),
                "`dX` does not depend on `upstream`.",
                "The chain rule multiplies: what a window passes on is `upstream` times the kernel."),
        Mistake("dx-zeros", _with(dX=lambda U, X, W, s, p: np.zeros(X.shape)),
                "`dX` is zeros.",
                "It is made, and perhaps never filled in."),
        Mistake("dw-averaged", (_with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p) / len(X)), _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p) / (U.size / len(W))),
                                _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p) / U[0, 0].size)),
                "`dW` is averaged, over the batch or over the positions.",
                "Every image and position where a weight was used sends a gradient back, and they add up. A mean over the batch belongs to the loss, and is in `upstream` already."),
        Mistake("parameters-averaged", (lambda U, X, W, s, p: (_dX(U, X, W, s, p), _dW(U, X, W, s, p) / len(X), _db(U) / len(X)),
                                        lambda U, X, W, s, p: (_dX(U, X, W, s, p), _dW(U, X, W, s, p) / len(X), _mean_db(U)),
                                        lambda U, X, W, s, p: (_dX(U, X, W, s, p), _dW(U, X, W, s, p) * len(W) / U.size, _mean_db(U))),
                "`dW` and `db` are averaged over the batch.",
                "A mean over the batch belongs to the loss, and is in `upstream` already."),
        Mistake("all-averaged", lambda U, X, W, s, p: tuple(g / len(X) for g in _backward(U, X, W, s, p)),
                "All three gradients are divided by N.",
                "A mean over the batch belongs to the loss, and is in `upstream` already."),
        Mistake("dw-without-padding", _with(dW=_dW_unpadded),
                "`dW` is taken from `X` without its padding.",
                "The windows that the kernel saw are windows of the padded image; so are those that its gradient sums over."),
        Mistake("dw-stride-ignored", _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p, _at_multiples_of_one(X, *W.shape[2:], s, p))),
                "In `dW` the windows lie side by side, and not `stride` apart.",
                "Take the same windows as the forward pass does."),
        Mistake("dw-flipped", (_with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p)[:, :, ::-1, ::-1]), _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p)[:, :, ::-1]),
                               _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p)[..., ::-1])),
                "`dW` is flipped.",
                "Entry (i, j) of the kernel was multiplied by entry (i, j) of each window."),
        Mistake("dw-axes-exchanged", (_with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p).swapaxes(2, 3)), _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p).swapaxes(0, 1)),
                                      _with(dW=lambda U, X, W, s, p: np.moveaxis(_dW(U, X, W, s, p), 1, -1)), _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p).T)),
                "The axes of `dW` are in a wrong order.",
                "A gradient has the shape of what it is the gradient of: (C_out, C_in, kH, kW)."),
        Mistake("dw-reshaped-not-transposed",
                (_with(dW=lambda U, X, W, s, p: _dW_flat(U, X, W, s, p).T.reshape(W.shape)),
                 _with(dW=lambda U, X, W, s, p: np.moveaxis(_dW(U, X, W, s, p), 1, -1).reshape(W.shape)),
                 _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p).swapaxes(2, 3).reshape(W.shape)),
                 _with(dW=lambda U, X, W, s, p: _dW(U, X, W, s, p).swapaxes(0, 1).reshape(W.shape))),
                "`dW` has the right shape, but its numbers are mixed up: `reshape` stands where axes had to be moved.",
                "Make a matrix (C_out, C_in * kH * kW) first, each row in (C_in, kH, kW) order; that one can be reshaped to the shape of `W`."),
        Mistake("dw-flat", (_with(dW=_dW_flat), _with(dW=lambda U, X, W, s, p: _dW_flat(U, X, W, s, p).T)),
                "`dW` is a matrix still.",
                "It has the shape of `W`, (C_out, C_in, kH, kW)."),
        Mistake("dw-last-image-only", (_with(dW=lambda U, X, W, s, p: _dW(U[-1:], X[-1:], W, s, p)), _with(dW=lambda U, X, W, s, p: _dW(U[:1], X[:1], W, s, p))),
                "`dW` is that of a single image of the batch.",
                "It adds up over the batch: `+=` in a loop over images, and `return` after it."),
        Mistake("dw-windows-of-one-image", (lambda U, X, W, s, p: (_dX(U, X, W, s, p), _dW(U, np.repeat(X[:1], len(X), axis=0), W, s, p), _db(U)),
                                            lambda U, X, W, s, p: (_dX(U, X, W, s, p), _dW(U, np.repeat(X[-1:], len(X), axis=0), W, s, p), _db(U))),
                "For `dW` every image's windows are taken from one and the same image.",
                "Look at the index of the batch."),
        Mistake("dw-overwritten", (_with(dW=_last_window_only), _with(dW=lambda U, X, W, s, p: _dW(U[:, :, -1:, -1:], X, W, s, p, _windows(X, *W.shape[2:], s, p)[:, :, -1:, -1:]))),
                "`dW` is what the last window alone sends back.",
                "A weight is used in every window, and all its gradients add up: `+=`."),
        Mistake("dw-upstream-left-out", _with(dW=lambda U, X, W, s, p: _dW(np.ones(U.shape), X, W, s, p)),
                "`dW` does not depend on `upstream`.",
                "The chain rule multiplies: each window counts as much as `upstream` says."),
        Mistake("dw-zeros", _with(dW=lambda U, X, W, s, p: np.zeros(W.shape)),
                "`dW` is zeros.",
                "It is made, and perhaps never filled in."),
        Mistake("db-averaged", (_with(db=_mean_db), _with(db=lambda U, *_: _db(U) / len(U)), _with(db=lambda U, *_: _db(U) / U[0, 0].size)),
                "`db` is a mean.",
                "The bias was added at every position of every image: all those gradients add up."),
        Mistake("db-too-few-axes", tuple(_with(db=lambda U, *_, a=a: U.sum(axis=a)) for a in (0, (2, 3), (0, 2), (0, 3), 1, (1, 2), (0, 1), (1, 3))),
                "`db` is summed over too few axes.",
                "One number a kernel is left when images, rows and columns are summed over: three axes."),
        Mistake("db-too-many-axes", _with(db=lambda U, *_: U.sum()),
                "`db` is one number.",
                "Each kernel has a bias of its own: the axis of the kernels stays."),
        Mistake("db-wrong-axes", tuple(_with(db=lambda U, *_, a=a: U.sum(axis=a)) for a in ((0, 1, 2), (0, 1, 3), (1, 2, 3))),
                "`db` is summed over wrong axes: not the kernels remain.",
                "`upstream` is (N, C_out, H', W'): axis 1 stays, the others are summed over. (`(0, 1, 2)` would be right with the channels last.)"),
        Mistake("db-overwritten", (_with(db=lambda U, *_: U[-1, :, -1, -1]), _with(db=lambda U, *_: U[:, :, -1, -1].sum(axis=0))),
                "`db` is what the last position alone sends back.",
                "The bias is used at every position of every image, and all its gradients add up: `+=`."),
        Mistake("db-one-image-only", (_with(db=lambda U, *_: _db(U[:1])), _with(db=lambda U, *_: _db(U[-1:]))),
                "`db` is that of a single image of the batch.",
                "It adds up over the batch."),
        Mistake("db-in-every-term", tuple(_with(db=lambda U, X, W, s, p, of=of: _db(U) * of(W)) for of in (
                    lambda W: W[0, 0].size, lambda W: W[0].size, lambda W: W.shape[1], lambda W: W.shape[2])),
                "`db` is added up inside a loop over the kernel's entries or the channels, once for each of them.",
                "The bias has no part in that loop: it is added once to each number of the output."),
        Mistake("db-upstream-left-out", (_with(db=lambda U, *_: np.full(U.shape[1], float(U[:, 0].size))), _with(db=lambda U, *_: np.ones(U.shape[1])),
                                         _with(db=lambda U, *_: np.zeros(U.shape[1]))),
                "`db` does not depend on `upstream`.",
                "The bias is added with weight 1, so its gradient is the sum of `upstream`."),
        Mistake("parts-exchanged", (lambda *a: _backward(*a)[::-1], lambda *a: tuple(_backward(*a)[i] for i in (1, 2, 0)), lambda *a: tuple(_backward(*a)[i] for i in (1, 0, 2)),
                                    lambda *a: tuple(_backward(*a)[i] for i in (0, 2, 1)), lambda *a: tuple(_backward(*a)[i] for i in (2, 0, 1))),
                "The three gradients are right, but in another order.",
                "(dX, dW, db), as the arguments of `conv_forward` come."),
        Mistake("upstream-left-out", lambda U, X, W, s, p: _backward(np.ones(U.shape), X, W, s, p),
                "The gradients do not depend on `upstream`.",
                "They are the gradients of the loss, not of the layer's own output: the chain rule multiplies by `upstream`."),
        Mistake("upstream-layout", (lambda U, X, W, s, p: _backward(_unordered(U), X, W, s, p), lambda U, X, W, s, p: (*_backward(_unordered(U), X, W, s, p)[:2], _db(U)),
                                    lambda U, X, W, s, p: (_dX(U, X, W, s, p), _dW(_unordered(U), X, W, s, p), _db(U)),
                                    *(_with_upstream(_unordered_of(order), *which) for order in ((1, 2, 3, 0), (1, 0, 2, 3)) for which in ((), ("dX", "dW"), ("dW",)))),
                "`upstream` is made a matrix without moving its channels last, so its numbers are mixed up.",
                "It is (N, C_out, H', W'). `transpose(0, 2, 3, 1)` puts the channels last; then `reshape(-1, C_out)` has one row a window."),
        Mistake("upstream-column-by-column", (_with_upstream(_positions_turned), _with_upstream(_positions_turned, "dW")),
                "In the matrix made of `upstream` the windows stand column by column, where im2col has them row by row.",
                "Its rows are to be in the order (N, H', W'): `transpose(0, 2, 3, 1)` before the `reshape`."),
        Mistake("relu-inside", (lambda U, X, W, s, p: _backward(U * (_forward_without_bias(X, W, s, p) > 0), X, W, s, p),
                                _with(dX=lambda U, X, W, s, p: _dX(U, X, W, s, p) * (X > 0)), lambda U, X, W, s, p: _backward(U * (U > 0), X, W, s, p)),
                "Some gradients are set to 0, as a ReLU does on the way back.",
                "The ReLU is a step of its own, with a backward pass of its own. Here everything is affine."),
        Mistake("integer-truncation", (_truncated("XW"), _truncated("X"), _truncated("W"), _truncated_on_the_way,
                                       lambda *a: _truncated_on_the_way(*a, weights=False)),
                "Where an argument holds whole numbers, fractions are cut off: a gradient is collected in an integer array.",
                "`np.zeros_like(X)` has the dtype of `X`. `np.zeros(X.shape)` is float."),
    ),
)

# ---------------------------------------------------------------- max_pool_forward


def _pool_images(rng):
    """`(X, size, stride, note, about)`: the cases of both directions."""
    def image(*shape, kind=np.float64):
        return _random(rng, *shape, kind=kind)
    few = rng.integers(-2, 2, size=(3, 2, 7, 6))
    return [
        (np.array([[[[1.0, 5.0, 2.0, 0.0], [4.0, 3.0, 8.0, 6.0], [7.0, 9.0, -1.0, 2.0], [-3.0, -2.0, -6.0, -5.0]]]]), 2, 2, "4 x 4, windows 2 x 2, stride 2, by hand", ""),
        (np.array([[[[3.0, 1.0, 2.0, -4.0], [0.0, 7.0, 5.0, -1.0], [6.0, 2.0, 4.0, -2.0]]]]), 2, 1, "3 x 4, windows 2 x 2 that overlap, by hand", ""),
        (-np.array([[[[1.0, 2.0, 3.0], [5.0, 4.0, 6.0], [9.0, 8.0, 7.0]], [[9.0, 5.0, 1.0], [2.0, 8.0, 6.0], [3.0, 7.0, 4.0]]]]), 2, 1,
         "two channels, all numbers negative", "negative numbers"),
        (-1e12 * np.array([[[[4.0, 3.0, 5.0], [2.0, 6.0, 8.0]]]]), 2, 1, "numbers far below 0", "negative numbers"),
        (np.array([[[[2.0, 5.0, 5.0], [5.0, 5.0, 1.0], [0.0, 5.0, 5.0]]]]), 2, 1, "equal maxima in a window", "equal maxima"),
        (few, 2, 2, "whole numbers, many of them equal", "an integer array"),
        (few[:, :, :6] * 0.5, 3, 2, "many equal numbers, windows 3 x 3, stride 2", "equal maxima"),
        (image(3, 3, 5, 5), 3, 1, "3 images, 3 channels, 5 x 5, windows 3 x 3, stride 1: the result is 3 x 3", ""),
        (image(2, 3, 7, 8), 3, 2, "7 x 8, windows 3 x 3, stride 2: fits one axis and not the other", ""),
        (image(2, 4, 8, 5), 2, 3, "8 x 5, windows 2 x 2, stride 3: gaps between the windows", ""),
        (image(1, 2, 4, 3), 1, 2, "windows of one pixel, stride 2", "windows of one pixel"),
        (image(3, 2, 6, 9, kind=np.float32), 2, 2, "6 x 9, windows 2 x 2, stride 2, float32", ""),
        (image(24, 4, 13, 14), 3, 2, "24 images, 4 channels, 13 x 14, windows 3 x 3, stride 2, random", ""),
    ]


def _pool_cases(rng):
    return [Case(X, size, stride, note=note, about=about) for X, size, stride, note, about in _pool_images(rng)]


def _pool_sum(args, index):
    X, size, stride = args
    n, c, y, x = index
    if X.size > 24:
        return None
    window = X[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
    return f"the window is rows {y * stride} to {y * stride + size - 1}, columns {x * stride} to {x * stride + size - 1}: {', '.join(f'{v:g}' for v in window.ravel())}"


def _pool_windows(X, size, stride):
    return _windows(X, size, size, stride)


def _pooled(reduce, windows=_pool_windows):
    return lambda X, size, stride: reduce(windows(X, size, stride))


def _largest(windows):
    return windows.max(axis=(4, 5))


def _flat(windows):
    return windows.reshape(*windows.shape[:4], windows.shape[4] * windows.shape[5])


def _window_of_stride(X, size, stride):
    """Windows as large as the stride, as many as there should be; those that reach out are cut."""
    H_out, W_out = _size(X.shape[2], size, stride), _size(X.shape[3], size, stride)
    return np.array([[X[:, :, y * stride:(y + 1) * stride, x * stride:(x + 1) * stride].max(axis=(2, 3)) for x in range(W_out)]
                     for y in range(H_out)]).transpose(2, 3, 0, 1)


def _reshaped_only(X, size, stride):
    """The reshape trick for windows beside each other."""
    N, C, H, W = X.shape
    return X.reshape(N, C, H // size, size, W // size, size).max(axis=(3, 5))


def _size_one_less(X, size, stride, windows):
    """Loops over size - 1 rows and columns of the windows: where size is 1 nothing is compared."""
    if size == 1:
        return np.full(_pool_windows(X, size, stride).shape[:4], -np.inf)
    return windows(_pool_windows(X, size, stride)).max(axis=(4, 5))


def _size_one_more(X, size, stride):
    H_out, W_out = (_size(n, size, stride) for n in X.shape[2:])
    more = np.pad(X.astype(float), ((0, 0), (0, 0), (0, 1), (0, 1)), constant_values=-np.inf)
    return _largest(_windows(more, size + 1, size + 1, stride))[:, :, :H_out, :W_out]


def _pool_square(X, size, stride):
    """Filled in by loops, with as many columns as rows; the maximum of nothing is an error."""
    out = np.zeros((*X.shape[:2], *[_size(X.shape[2], size, stride)] * 2))
    for y, x in np.ndindex(out.shape[2:]):
        out[:, :, y, x] = X[:, :, y * stride:y * stride + size, x * stride:x * stride + size].max(axis=(2, 3))
    return out


def _starts_too_high(cases, outcomes):
    """Whether each value is the larger of the right one and some negative number, always the same."""
    starts = set()
    for case, outcome in zip(cases, outcomes):
        largest = _pooled(_largest)(*case.args).astype(float)
        value = np.asarray(outcome.value, dtype=float) if isinstance(outcome.value, np.ndarray) else None
        if value is None or value.shape != largest.shape:
            return False
        off = ~np.isclose(value, largest, rtol=1e-6, atol=1e-9)
        starts.update(np.unique(value[off]))
        if not np.all(value[off] > largest[off]):
            return False
    return len(starts) == 1 and -np.inf < min(starts) < 0


max_pool_forward = Exercise(
    name="max_pool_forward",
    notebook=NOTEBOOK,
    parameters="X, size, stride",
    reference=lambda X, size, stride: torch.nn.functional.max_pool2d(X, size, stride),
    cases=_pool_cases,
    inputs={"X": _IMAGES},
    output=("N", "C", "H'", "W'"),
    arithmetic=_pool_sum,
    slow=SLOW,
    hints=(
        "The windows are those of a convolution with a kernel size x size and no padding; of each, in each channel by itself, only the largest value is kept.",
        "The entry (i, j) of all windows at once is a slice of `X` with a step: rows i, i + stride, ... and columns j, j + stride, ..., as many as there are windows. "
        "There are size * size such slices, and the maximum goes over them.",
        "`H_out, W_out = ((n - size) // stride + 1 for n in X.shape[2:])`; then `np.max` of the list of all `X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]` "
        "for i and j in `range(size)`, along `axis=0`.",
    ),
    mistakes=(
        Mistake("average", _pooled(lambda w: w.mean(axis=(4, 5))),
                "This is the mean of each window: average pooling.",
                "Of each window the largest value is kept."),
        Mistake("sum", _pooled(lambda w: w.sum(axis=(4, 5))),
                "This is the sum of each window.",
                "Of each window the largest value is kept."),
        Mistake("median", (_pooled(lambda w: np.median(w, axis=(4, 5))), _pooled(lambda w: np.sort(_flat(w))[..., w.shape[-1] ** 2 // 2])),
                "This is the median of each window.",
                "Of each window the largest value is kept."),
        Mistake("minimum", _pooled(lambda w: w.min(axis=(4, 5))),
                "This is the smallest value of each window.",
                "Of each window the largest value is kept."),
        Mistake("starts-at-zero", (_pooled(lambda w: np.maximum(_largest(w), 0)), _pooled(lambda w: np.maximum(_largest(w), 1e-9))),
                "Where all values of a window are negative, the result is 0: the search for the maximum starts at 0.",
                "Start with the window's first value, or with minus infinity."),
        Mistake("starts-too-high", _pooled(lambda w: np.maximum(_largest(w), -1000.0)),
                "Where all values of a window are far below 0, the result is the number that the search for the maximum starts at.",
                "No number is small enough for every image. Start with the window's first value, or with minus infinity, `-np.inf`.",
                recognise=_starts_too_high),
        Mistake("nothing-taken-over", (_pooled(lambda w: np.full(w.shape[:4], -np.inf)), _pooled(lambda w: np.zeros(w.shape[:4]))),
                "The result is what it was made with: no value of the image gets into it.",
                "`np.maximum(a, b)` changes neither of the two. It returns a new array, and that has to be kept."),
        Mistake("absolute-value", (_pooled(lambda w: np.abs(w).max(axis=(4, 5))),
                                   _pooled(lambda w: np.take_along_axis(_flat(w), np.abs(_flat(w)).argmax(axis=-1)[..., None], axis=-1)[..., 0])),
                "The values are compared by their size without the sign.",
                "-3 is smaller than 1."),
        Mistake("position-not-value", (_pooled(lambda w: _flat(w).argmax(axis=-1)), _pooled(lambda w: _flat(w.swapaxes(4, 5)).argmax(axis=-1))),
                "The result says where in its window the largest value is, not what it is.",
                "`argmax` gives positions, `max` values."),
        Mistake("no-maximum", (_pooled(lambda w: w[..., 0, 0].copy()), _pooled(lambda w: w[..., -1, -1].copy())),
                "There is no maximum in it: the result is one fixed entry of each window, its first or its last.",
                "All size * size entries of a window are compared. (In a loop: the new value replaces the old one only if it is larger.)"),
        Mistake("one-axis-only", (_pooled(lambda w: w[..., 0].max(axis=4)), _pooled(lambda w: w[..., 0, :].max(axis=4)),
                                  lambda X, size, stride: _windows(X, size, 1, stride).max(axis=(4, 5)), lambda X, size, stride: _windows(X, 1, size, stride).max(axis=(4, 5)),
                                  lambda X, size, stride: _windows(X, size, 1, (stride, 1)).max(axis=(4, 5)), lambda X, size, stride: _windows(X, 1, size, (1, stride)).max(axis=(4, 5))),
                "The maximum goes along one axis of the window only.",
                "A window is size x size: the maximum goes over its rows and its columns."),
        Mistake("window-too-small", (_pooled(lambda w: w[..., :-1, :-1].max(axis=(4, 5))), _pooled(lambda w: w[..., 1:, 1:].max(axis=(4, 5))),
                                     lambda *a: _size_one_less(*a, lambda w: w[..., :-1, :-1]), lambda *a: _size_one_less(*a, lambda w: w[..., 1:, 1:])),
                "One row and one column of each window are left out.",
                "A window is size x size: `range(size)`, and a slice from `top` to `top + size`, which leaves out its end."),
        Mistake("window-too-large", _size_one_more,
                "The windows have one row and one column too many.",
                "A window is size x size. A slice leaves out its end: `top:top + size` has `size` rows."),
        Mistake("max-after-sum", (_pooled(lambda w: w.sum(axis=5).max(axis=4)), _pooled(lambda w: w.sum(axis=4).max(axis=4))),
                "The values are summed along one axis of the window, and the maximum is taken along the other.",
                "The maximum goes over both."),
        Mistake("whole-image", (lambda X, size, stride: X.max(axis=(2, 3)), lambda X, size, stride: X.max(axis=(2, 3), keepdims=True),
                                lambda X, size, stride: np.broadcast_to(X.max(axis=(2, 3), keepdims=True), _pooled(_largest)(X, size, stride).shape).copy()),
                "This is the largest value of the whole image.",
                "Each window has its own."),
        Mistake("whole-batch", (_pooled(lambda w: np.broadcast_to(w.max(axis=(0, 1, 4, 5)), w.shape[:4]).copy()), _pooled(lambda w: w.max(axis=(0, 1, 4, 5))),
                                _pooled(lambda w: np.broadcast_to(w.max(axis=(0, 4, 5)), w.shape[:4]).copy()), _pooled(lambda w: w.max(axis=(0, 4, 5)))),
                "The maximum goes over the images of the batch as well.",
                "Each image, and each channel, is pooled by itself. `np.max` without an `axis` gives one number for all."),
        Mistake("across-channels", (_pooled(lambda w: w.max(axis=(1, 4, 5))), _pooled(lambda w: w.max(axis=(1, 4, 5))[:, None]),
                                    _pooled(lambda w: np.broadcast_to(w.max(axis=(1, 4, 5))[:, None], w.shape[:4]).copy())),
                "The maximum goes over the channels as well.",
                "Each channel is pooled by itself, and all of them stay."),
        Mistake("first-channel-only", (_pooled(lambda w: _largest(w)[:, :1]), _pooled(lambda w: _largest(w)[:, 0]),
                                       _pooled(lambda w: np.repeat(_largest(w)[:, :1], w.shape[1], axis=1))),
                "Only the first channel is pooled.",
                "Each channel has a result of its own."),
        Mistake("output-axes-exchanged", _pooled(lambda w: _largest(w).swapaxes(2, 3)),
                "H' and W' are exchanged: the result is (N, C, W', H').",
                "Axis 2 goes down the image, axis 3 across it."),
        Mistake("channels-last", _pooled(lambda w: np.moveaxis(_largest(w), 1, -1)),
                "The channels come last: the result is (N, H', W', C).",
                "It is (N, C, H', W'), as the input is."),
        Mistake("stride-is-size", (_pooled(_largest, lambda X, size, stride: _windows(X, size, size, size)), _reshaped_only),
                "The windows stand beside each other, `size` apart, whatever the stride.",
                "They begin `stride` apart; with a stride smaller than `size` they overlap."),
        Mistake("size-is-stride", (_window_of_stride, _pooled(_largest, lambda X, size, stride: _windows(X, stride, stride, stride))),
                "The windows are as large as the stride.",
                "They are size x size; `stride` only says how far apart they begin."),
        Mistake("size-and-stride-exchanged", _pooled(_largest, lambda X, size, stride: _windows(X, stride, stride, size)),
                "`size` and `stride` are exchanged.",
                "The parameters come in the order X, size, stride: the windows are size x size and begin `stride` apart."),
        Mistake("stride-ignored", _pooled(_largest, lambda X, size, stride: _windows(X, size, size)),
                "There is a window at every position, whatever the stride.",
                "The windows begin `stride` apart."),
        Mistake("stride-one-axis", (_pooled(_largest, lambda X, size, stride: _windows(X, size, size, (stride, 1))),
                                    _pooled(_largest, lambda X, size, stride: _windows(X, size, size, (1, stride)))),
                "The stride is kept along one of the two axes only.",
                "Windows begin `stride` apart down the image and across it."),
        Mistake("step-forgotten-in-position", _pooled(_largest, lambda X, size, stride: _at_multiples_of_one(X, size, size, stride)),
                "The shape is right, but the windows begin at 0, 1, 2, ... and not `stride` apart.",
                "The window at (y, x) begins at row y * stride, column x * stride."),
        Mistake("stride-inside-window", _pooled(_largest, lambda X, size, stride: _stride_inside(X, size, size, stride)),
                "The stride stands within the windows: their entries are `stride` apart, and the windows are not.",
                "A window is a block of the image without gaps. The stride says where it begins: row y * stride + i, not y + i * stride."),
        Mistake("image-square", _pool_square,
                "H' and W' are taken to be equal: both are counted from the image's height.",
                "Images need not be square. W' comes from the width."),
        Mistake("last-window-left-out", (_pooled(lambda w: _largest(w)[:, :, :-1, :-1]), _pooled(lambda w: _largest(w)[:, :, :-1]), _pooled(lambda w: _largest(w)[..., :-1]),
                                         lambda X, size, stride: _largest(_pool_windows(X[:, :, :-1, :-1], size, stride)) if min(X.shape[2:]) > size else np.zeros((*X.shape[:2], 0, 0))),
                "The last window that fits is missing.",
                "A window that ends exactly at the border begins at n - size: `range(0, n - size + 1, stride)`. In the size formula it is the + 1."),
        Mistake("partial-windows", (_pooled(_largest, lambda X, size, stride: _partial_windows(X, size, size, stride, -np.inf)),
                                    _pooled(_largest, lambda X, size, stride: _partial_windows(X, size, size, stride, 0)),
                                    _pooled(_largest, lambda X, size, stride: _partial_windows(X, size, size, stride, -np.inf)[:, :, :-(-(X.shape[2] - size) // stride) + 1,
                                                                                                                    :-(-(X.shape[3] - size) // stride) + 1])),
                "Windows that stick out of the image are pooled too.",
                "A window counts only where it fits: the division in the size formula rounds down, and the rest at the border is left out."),
        Mistake("hard-coded", (lambda X, size, stride: _largest(_windows(X, 2, 2, 2)), lambda X, size, stride: _largest(_windows(X, 2, 2, stride)),
                               lambda X, size, stride: _largest(_windows(X, size, size, 2)), lambda X, size, stride: _largest(_windows(X, 3, 3, stride))),
                "The size of the windows, or how far apart they begin, is one fixed number.",
                "`size` and `stride` differ from case to case."),
        Mistake("not-pooled", lambda X, size, stride: X + 0,
                "The image comes back as it was.",
                "It becomes smaller: one value a window."),
    ),
)

# ---------------------------------------------------------------- max_pool_backward


def _unpool_cases(rng):
    cases = []
    for X, size, stride, note, about in _pool_images(rng):
        shape = *X.shape[:2], _size(X.shape[2], size, stride), _size(X.shape[3], size, stride)
        if X.size <= 30:
            upstream = 10.0 * (1 + np.arange(np.prod(shape))).reshape(shape) * (-1.0) ** np.arange(np.prod(shape)).reshape(shape)
        else:
            upstream = rng.normal(size=shape).astype(X.dtype if X.dtype.kind == "f" else float)
        cases.append(Case(upstream, X, size, stride, note=note, about=about))
    whole = rng.integers(1, 9, size=(2, 1, 2, 3))
    return [*cases[:5], Case(whole, rng.integers(-9, 9, size=(2, 1, 4, 5)), 3, 1, note="whole numbers throughout", about="integer arrays"), *cases[5:]]


def _unpool_reference(upstream, X, size, stride):
    X.requires_grad_()
    return torch.autograd.grad(torch.nn.functional.max_pool2d(X, size, stride), X, upstream)[0]


def _unpool_sum(args, index):
    upstream, X, size, stride = args
    if X.size > 24:
        return None
    n, c, row, column = index
    first = _flat(_pool_windows(X, size, stride)).argmax(axis=-1)[n, c]
    found = [(y, x) for y in range(first.shape[0]) for x in range(first.shape[1])
             if (y * stride + first[y, x] // size, x * stride + first[y, x] % size) == (row, column)]
    if not found:
        return f"X is {X[index]:g} there, which is the (first) largest value of no window: 0"
    named = ", ".join(f"({y}, {x})" for y, x in found)
    terms = " + ".join(f"({upstream[n, c, y, x]:g})" for y, x in found)
    return f"X is {X[index]:g} there, the (first) largest value of window{'s' if len(found) > 1 else ''} {named}: {terms}"


def _mask(windows, choose=lambda flat: flat.argmax(axis=-1)):
    """1 at the chosen entry of each window, 0 elsewhere: (N, C, H', W', size, size)."""
    flat = _flat(windows)
    return (np.arange(flat.shape[-1]) == choose(flat)[..., None]).reshape(windows.shape).astype(float)


def _last(flat):
    return flat.shape[-1] - 1 - flat[..., ::-1].argmax(axis=-1)


def _shared_back(mask, U, X, stride):
    """Each window's mask times its upstream, added up in place."""
    return _put_back(mask * U[..., None, None], X.shape, stride, 0)


def _unpooled(mask=_mask, put=_shared_back, windows=_pool_windows):
    return lambda U, X, size, stride: put(mask(windows(X, size, stride)), U, X, stride)


def _chosen(choose):
    return _unpooled(lambda w: _mask(w, choose))


def _are_largest(windows):
    return (windows == windows.max(axis=(4, 5), keepdims=True)).astype(float)


def _transposed_choice(windows):
    """The first maximum, column by column."""
    return _mask(windows.swapaxes(4, 5)).swapaxes(4, 5)


def _chosen_overwritten(order=1):
    """The chosen entries are written one after the other, the last to come staying; where nothing is chosen there is 0."""
    def put(mask, U, X, stride):
        dX = np.zeros(X.shape)
        n, c, y, x, i, j = np.nonzero(mask)
        for k in range(len(n))[::order]:
            dX[n[k], c[k], y[k] * stride + i[k], x[k] * stride + j[k]] = U[n[k], c[k], y[k], x[k]]
        return dX
    return put


def _windows_overwritten(mask, U, X, stride):
    return _put_back_by_windows(mask * U[..., None, None], X.shape, stride, 0)


def _entries_overwritten(mask, U, X, stride):
    return _put_back(mask * U[..., None, None], X.shape, stride, 0, overwrite=True)


def _chosen_values(put=_shared_back):
    return lambda U, X, size, stride: _unpooled(put=put)(_largest(_pool_windows(X, size, stride)).astype(float), X, size, stride)


def _only_positive(windows):
    return _mask(windows) * (_largest(windows) > 0)[..., None, None]


def _above(start, otherwise=None):
    """The first maximum where it is above `start` (at it, for a comparison with a running maximum); else nothing, or one fixed entry."""
    def mask(windows):
        found = (_largest(windows) > start)[..., None, None]
        return np.where(found, _mask(windows), 0 if otherwise is None else _mask(windows, lambda flat: np.full(flat.shape[:-1], otherwise)))
    return mask


def _row_and_column_apart(windows):
    """The first row that holds a maximum, and the first column that does."""
    rows, columns = windows.max(axis=5).argmax(axis=4), windows.max(axis=4).argmax(axis=4)
    return _mask(windows, lambda flat: rows * windows.shape[5] + columns)


def _remembered_once(windows):
    """Whether a window has given its gradient away is forgotten at the next entry."""
    equal, waiting = _flat(_are_largest(windows)) > 0, np.ones(windows.shape[:4], dtype=bool)
    found = np.zeros(equal.shape)
    for k in range(equal.shape[-1]):
        found[..., k] = equal[..., k] & waiting
        waiting = found[..., k] == 0
    return found.reshape(windows.shape)


def _first_in_image(U, X, size, stride):
    """The first pixel of the image with the value of the window's maximum."""
    dX, largest = np.zeros(X.shape), _largest(_pool_windows(X, size, stride))
    for n, c, y, x in np.ndindex(U.shape):
        dX[n, c].ravel()[np.argmax(X[n, c] == largest[n, c, y, x])] += U[n, c, y, x]
    return dX


def _into_whole_numbers(mask, U, X, stride):
    """The chosen entries are added up one after the other in an integer array."""
    dX = np.zeros(X.shape)
    for n, c, y, x, i, j in np.argwhere(mask):
        at = n, c, y * stride + i, x * stride + j
        dX[at] = np.trunc(dX[at] + U[n, c, y, x])
    return dX


def _some_windows(*place):
    return lambda U, X, size, stride: _unpooled()(_only(U, *place), X, size, stride)


def _image_maximum(U, X, size, stride, axes=(2, 3)):
    top = X.max(axis=axes, keepdims=True)
    return _shared_back((_pool_windows(X, size, stride) == top[..., None, None]).astype(float), U, X, stride)


def _stride_of_size(U, X, size, stride):
    """Chosen within windows `size` apart, as many as upstream has, those outside left out; put back there."""
    dX = np.zeros(X.shape)
    for n, c, y, x in np.ndindex(U.shape):
        window = X[n, c, y * size:y * size + size, x * size:x * size + size]
        if window.size:
            i, j = np.unravel_index(np.argmax(window), window.shape)
            dX[n, c, y * size + i, x * size + j] += U[n, c, y, x]
    return dX


def _in_window(U, X, size, stride):
    """The position in the window taken for the one in the image."""
    mask = _mask(_pool_windows(X, size, stride)) * U[..., None, None]
    dX = np.zeros(X.shape)
    dX[:, :, :size, :size] = mask.sum(axis=(2, 3))
    return dX


def _flat_in_window(U, X, size, stride):
    """The same with `argmax`'s number, taken for one of the flat image."""
    dX, first = np.zeros(X.shape), _flat(_pool_windows(X, size, stride)).argmax(axis=-1)
    for n, c, y, x in np.ndindex(U.shape):
        dX[n, c].ravel()[first[n, c, y, x]] += U[n, c, y, x]
    return dX


def _enlarged(step):
    """Every pixel is compared with the one maximum that stands over it when the pooled image is enlarged `step` times."""
    def unpooled(U, X, size, stride):
        def large(a):
            return np.repeat(np.repeat(a, step(size, stride), axis=2), step(size, stride), axis=3)[:, :, :X.shape[2], :X.shape[3]]
        top, dX = large(_largest(_pool_windows(X, size, stride))), np.zeros(X.shape)
        inside = np.s_[:, :, :top.shape[2], :top.shape[3]]
        dX[inside] = large(U) * (X[inside] == top)
        return dX
    return unpooled


def _positions_at_one(mask, U, X, stride):
    return _put_back(mask * U[..., None, None], X.shape, 1, 0)


def _covered_only(U, X, size, stride):
    H, W = ((n - 1) * stride + size for n in U.shape[2:])
    return _unpooled()(U, X[:, :, :H, :W], size, stride)


def _anywhere(U, X, size, stride):
    """Entries that equal the maximum of any window, not of their own."""
    pooled = _largest(_pool_windows(X, size, stride))
    return np.array([[sum(g * (image == v) for g, v in zip(G.ravel(), V.ravel())) for G, V, image in zip(*three)] for three in zip(U, pooled, X)])


def _cut(U, X, size, stride):
    dX = _unpooled()(U, X, size, stride)
    return dX.astype(X.dtype)


def _cut_on_the_way(U, X, size, stride):
    return _unpooled()(np.trunc(U) if X.dtype.kind == "i" else U, X, size, stride)


def _window_of_stride_back(U, X, size, stride):
    dX = np.zeros(X.shape)
    for n, c, y, x in np.ndindex(U.shape):
        window = X[n, c, y * stride:(y + 1) * stride, x * stride:(x + 1) * stride]
        i, j = np.unravel_index(np.argmax(window), window.shape)
        dX[n, c, y * stride + i, x * stride + j] += U[n, c, y, x]
    return dX


max_pool_backward = Exercise(
    name="max_pool_backward",
    notebook=NOTEBOOK,
    parameters="upstream, X, size, stride",
    reference=_unpool_reference,
    cases=_unpool_cases,
    inputs={"upstream": ("N", "C", "H'", "W'"), "X": _IMAGES},
    output=_IMAGES,
    arithmetic=_unpool_sum,
    slow=SLOW,
    hints=(
        "A small change of the largest value of a window changes the output by as much; a small change of any other changes nothing. So each window's gradient goes, whole, "
        "to its largest entry. Several windows may have the same one: then it adds up.",
        "Of several equal maxima the first one in row-major order takes it, as `argmax` finds it. In a loop over the entries (i, j) of the window, remember which windows are still waiting: "
        "`X` there equals the maximum, and the window has not given its gradient away yet.",
        "`largest = max_pool_forward(X, size, stride)`, `dX = np.zeros(X.shape, ...)`, `waiting = np.ones(upstream.shape, dtype=bool)`, `H_out, W_out = upstream.shape[2:]`. "
        "For i and j in `range(size)` let `entry` be `np.s_[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]`: `found = waiting & (X[entry] == largest)`, "
        "`dX[entry] += upstream * found`, and those found wait no longer.",
    ),
    mistakes=(
        Mistake("ties-shared", _unpooled(lambda w: _are_largest(w) / _are_largest(w).sum(axis=(4, 5), keepdims=True)),
                "Where several values of a window are the largest, they share its gradient.",
                "Here, as in torch, the first of them in row-major order takes all of it."),
        Mistake("ties-all", _unpooled(_are_largest),
                "Where several values of a window are the largest, each of them gets the whole gradient.",
                "Then more flows back than came in. The first of them in row-major order takes it, as `argmax` finds it; the comparison with the maximum finds all."),
        Mistake("ties-last", _chosen(_last),
                "Where several values of a window are the largest, the last one takes the gradient.",
                "It is to be the first in row-major order. In a loop: `>`, not `>=`."),
        Mistake("ties-column-major", (_unpooled(_transposed_choice), _unpooled(lambda w: _mask(w[..., ::-1], _last)[..., ::-1]),
                                      _unpooled(lambda w: _mask(w[..., ::-1])[..., ::-1])),
                "Where several values of a window are the largest, another one than the first in row-major order takes the gradient.",
                "Row-major order goes through the first row from left to right, then the second."),
        Mistake("row-and-column-apart", _unpooled(_row_and_column_apart),
                "Where several values of a window are the largest, the row is that of one and the column that of another.",
                "Row and column belong together: look for the place of the first maximum in one search, as `argmax` of the flat window does."),
        Mistake("waiting-forgotten", _unpooled(_remembered_once),
                "Where several values of a window are the largest, more than the first get its gradient: that it is given away is known to the next entry only.",
                "A window that has given its gradient away stays so: what is remembered narrows with each entry, `waiting &= ...`."),
        Mistake("index-transposed", _unpooled(lambda w: _mask(w).swapaxes(4, 5)),
                "Within the window, row and column of the largest entry are exchanged.",
                "`argmax` counts row by row: number k is row k // size, column k % size."),
        Mistake("average-gradient", (_unpooled(lambda w: np.full(w.shape, 1 / (w.shape[4] * w.shape[5]))),),
                "Each window's gradient is spread evenly: this is the gradient of average pooling.",
                "Only the largest entry has had a say in the output."),
        Mistake("whole-window", _unpooled(lambda w: np.ones(w.shape)),
                "Every entry of a window gets its gradient.",
                "Only the largest entry has had a say in the output."),
        Mistake("overwritten", (_unpooled(put=_chosen_overwritten()), _unpooled(put=_chosen_overwritten(-1))),
                "Where one entry is the largest of several windows, one of their gradients overwrites the others.",
                "They add up: `+=`. (With index arrays, `dX[index] += ...` adds only once where an index comes twice; `np.add.at` adds each time.)"),
        Mistake("window-overwritten", (_unpooled(put=_windows_overwritten), _unpooled(put=_entries_overwritten)),
                "Where windows overlap, one overwrites what another has put there, with its zeros too.",
                "Add to what is there: `+=`."),
        Mistake("upstream-left-out", (lambda U, X, size, stride: _unpooled()(np.ones(U.shape), X, size, stride),
                                      lambda U, X, size, stride: _unpooled(put=_chosen_overwritten())(np.ones(U.shape), X, size, stride)),
                "The result only marks the largest entries: `upstream` is not in it.",
                "The chain rule multiplies: each window's largest entry gets that window's upstream."),
        Mistake("image-maximum", (_image_maximum, lambda *a: _image_maximum(*a, axes=(0, 1, 2, 3)), lambda *a: _image_maximum(*a, axes=(1, 2, 3))),
                "The values are compared with the maximum of the whole image, or of the whole batch.",
                "Each window has its own largest entry."),
        Mistake("value-anywhere", _anywhere,
                "A window's gradient goes to every pixel of the image with the value of its maximum, inside the window or not.",
                "It stays within its window."),
        Mistake("first-in-image", _first_in_image,
                "A window's gradient goes to the first pixel of the whole image with the value of its maximum, inside the window or not.",
                "It stays within its window."),
        Mistake("value-not-gradient", (_chosen_values(), _chosen_values(_chosen_overwritten())),
                "The result holds the largest values themselves: `upstream` is not in it.",
                "What flows back is the gradient. The values only say where it goes."),
        Mistake("times-value", (_unpooled(lambda w: _mask(w) * w), _unpooled(lambda w: _mask(w) * _largest(w)[..., None, None])),
                "The gradient is multiplied by the value of the entry.",
                "The output *is* the largest entry, so its derivative by it is 1."),
        Mistake("minimum", _chosen(lambda flat: flat.argmin(axis=-1)),
                "The smallest entry of each window gets the gradient.",
                "The largest one has become the output."),
        Mistake("absolute-value", _chosen(lambda flat: np.abs(flat).argmax(axis=-1)),
                "The entry of largest size without its sign gets the gradient.",
                "-3 is smaller than 1."),
        Mistake("nothing-for-negative", (_unpooled(_only_positive), _unpooled(lambda w: _mask(w) * (_largest(w) != 0)[..., None, None])),
                "Windows without a positive value (or whose largest is 0) pass no gradient on.",
                "Every window has a largest entry, negative or 0 as it may be."),
        Mistake("starts-too-high", tuple(_unpooled(_above(*how)) for how in ((-1e-9,), (-1.0,), (-100.0,), (0.0, 0), (-1.0, 0), (-100.0, 0))),
                "Windows whose values are all negative, or far below 0, send their gradient nowhere or to a wrong entry: the search for the maximum starts too high.",
                "Start with the window's first value, or with minus infinity, `-np.inf`."),
        Mistake("last-window-left-out", (_some_windows(_ALL, _ALL, _BUT_LAST), _some_windows(_ALL, _ALL, _ALL, _BUT_LAST), _some_windows(_ALL, _ALL, _BUT_LAST, _BUT_LAST)),
                "The last row, or column, of windows passes nothing on.",
                "There are as many windows as `upstream` has rows and columns, and `range(n)` ends with n - 1."),
        Mistake("returned-too-soon", (_some_windows(_FIRST, _FIRST), _some_windows(_FIRST, _FIRST, _FIRST), _some_windows(_FIRST, _FIRST, _FIRST, _FIRST)),
                "Only the first channel, the first row of windows or the first window passes its gradient on.",
                "`return` stands inside a loop: it ends the function the first time it is reached."),
        Mistake("last-entry-left-out", (_unpooled(lambda w: _only(_mask(w), ..., _BUT_LAST, _BUT_LAST)), _unpooled(lambda w: _only(_mask(w), ..., _BUT_LAST, _ALL)),
                                        _unpooled(lambda w: _only(_mask(w), ..., _BUT_LAST))),
                "Where the largest value is in the last row or column of its window, nothing is passed on.",
                "A window is size x size: `range(size)`."),
        Mistake("not-only-largest", (_unpooled(lambda w: (w >= w.mean(axis=(4, 5), keepdims=True)).astype(float)), _unpooled(lambda w: (w > 0).astype(float)),
                                     _unpooled(lambda w: (w == w.max(axis=5, keepdims=True)).astype(float)), _unpooled(lambda w: (w == w.max(axis=4, keepdims=True)).astype(float))),
                "More entries of a window get its gradient than the largest one.",
                "The maximum goes over the whole window, rows and columns, and one entry has it."),
        Mistake("fixed-entry", (_chosen(lambda flat: np.zeros(flat.shape[:-1])), _chosen(lambda flat: np.full(flat.shape[:-1], flat.shape[-1] - 1))),
                "It is always the same entry of a window, its first or its last, that gets the gradient.",
                "It is the largest that does."),
        Mistake("stride-is-size", _stride_of_size,
                "The windows are taken to stand beside each other, `size` apart.",
                "The window at (y, x) begins at row y * stride, column x * stride."),
        Mistake("size-is-stride", _window_of_stride_back,
                "The windows are taken to be as large as the stride.",
                "They are size x size; `stride` only says how far apart they begin."),
        Mistake("step-forgotten-in-position", (_unpooled(put=_positions_at_one),
                                               _unpooled(put=_positions_at_one, windows=lambda X, size, stride: _at_multiples_of_one(X, size, size, stride))),
                "The gradients are put back at windows that begin at 0, 1, 2, ..., and not `stride` apart.",
                "The window at (y, x) begins at row y * stride, column x * stride."),
        Mistake("position-in-window", (_in_window, _flat_in_window),
                "The position of the maximum within its window is taken for its position in the image.",
                "Add where the window begins: row y * stride + i, column x * stride + j."),
        Mistake("enlarged-and-compared", (_enlarged(lambda size, stride: size), _enlarged(lambda size, stride: stride)),
                "The pooled image is enlarged and compared with `X`, pixel by pixel: each pixel belongs to one window only, and equal maxima all count.",
                "Windows may overlap, or leave gaps, and of several equal maxima only the first in row-major order counts."),
        Mistake("averaged", (lambda U, X, size, stride: _unpooled()(U, X, size, stride) / len(X), lambda U, X, size, stride: _unpooled()(U, X, size, stride) / size ** 2),
                "The gradient is divided, by N or by the size of a window.",
                "The largest entry gets its window's gradient whole. A mean over the batch belongs to the loss, and is in `upstream` already."),
        Mistake("pooled-shape", (lambda U, X, size, stride: U + 0, lambda U, X, size, stride: U * (_largest(_pool_windows(X, size, stride)) > 0),
                                 lambda U, X, size, stride: U * (_largest(_pool_windows(X, size, stride)) != 0)),
                "The result has the shape of `upstream`.",
                "It is the gradient by `X`, so it has the shape of `X`: one number for each pixel, most of them 0."),
        Mistake("uncovered-cut-off", _covered_only,
                "The rows and columns at the border that no window covers are missing.",
                "The gradient has the shape of `X`; where no window looks it is 0."),
        Mistake("channel-mixed", (lambda U, X, size, stride: _unpooled()(U, np.repeat(X[:, :1], X.shape[1], axis=1), size, stride),
                                  lambda U, X, size, stride: _unpooled()(U, np.repeat(X[:1], len(X), axis=0), size, stride)),
                "Where the maximum lies is looked up in one channel, or one image, for all of them.",
                "Each channel of each image has its own maxima."),
        Mistake("output-axes-exchanged", lambda U, X, size, stride: _unpooled()(U, X, size, stride).swapaxes(2, 3),
                "Rows and columns of the result are exchanged.",
                "It has the shape of `X`, (N, C, H, W)."),
        Mistake("integer-truncation", (_cut, _cut_on_the_way),
                "Where `X` holds whole numbers, the gradient's fractions are cut off: it is put into an integer array.",
                "`np.zeros_like(X)` has the dtype of `X`. `np.zeros(X.shape)` is float."),
        Mistake("made-whole", (_unpooled(put=_into_whole_numbers), lambda *a: np.trunc(_unpooled()(*a))),
                "The gradient's fractions are cut off: the result is an integer array.",
                "`upstream` has fractions. `np.zeros(X.shape)` without a dtype is float."),
    ),
)
