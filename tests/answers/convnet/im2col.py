"""Students' answers to `im2col`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import itertools

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from tests.answers import right, wrong
from tests.answers.convnet.given import output_size, pad

# ---------------------------------------------------------------- right


@right("im2col")
def im2col_windows(X, kernel_height, kernel_width, stride, padding):
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = sliding_window_view(X, (kernel_height, kernel_width), axis=(2, 3))[:, :, ::stride, ::stride]
    N, C, H_out, W_out, _, _ = windows.shape
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(N, H_out, W_out, -1)


@right("im2col")
def im2col_loop_over_windows(X, kernel_height, kernel_width, stride, padding):
    N, C, H, W = X.shape
    Xp = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    Xp[:, :, padding:padding + H, padding:padding + W] = X
    H_out = (H + 2 * padding - kernel_height) // stride + 1
    W_out = (W + 2 * padding - kernel_width) // stride + 1
    out = np.zeros((N, H_out, W_out, C * kernel_height * kernel_width))
    for y in range(H_out):
        for x in range(W_out):
            window = Xp[:, :, y * stride:y * stride + kernel_height, x * stride:x * stride + kernel_width]
            out[:, y, x, :] = window.reshape(N, -1)
    return out


@right("im2col")
def im2col_loop_over_entries(X, kernel_height, kernel_width, stride, padding):
    X = pad(X, padding)
    N, C, H, W = X.shape
    H_out, W_out = output_size(H, kernel_height, stride, 0), output_size(W, kernel_width, stride, 0)
    cols = np.empty((N, C, kernel_height, kernel_width, H_out, W_out))
    for i in range(kernel_height):
        for j in range(kernel_width):
            cols[:, :, i, j] = X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
    return cols.transpose(0, 4, 5, 1, 2, 3).reshape(N, H_out, W_out, C * kernel_height * kernel_width)


@right("im2col")
def im2col_index_arrays(X, kernel_height, kernel_width, stride, padding):
    """The way of CS231n: index arrays, and one fancy index."""
    N, C, H, W = X.shape
    padded = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="constant")
    out_height = (H + 2 * padding - kernel_height) // stride + 1
    out_width = (W + 2 * padding - kernel_width) // stride + 1
    i0 = np.tile(np.repeat(np.arange(kernel_height), kernel_width), C)
    j0 = np.tile(np.arange(kernel_width), kernel_height * C)
    i1 = stride * np.repeat(np.arange(out_height), out_width)
    j1 = stride * np.tile(np.arange(out_width), out_height)
    k = np.repeat(np.arange(C), kernel_height * kernel_width)
    cols = padded[:, k[None, :], i1[:, None] + i0[None, :], j1[:, None] + j0[None, :]]
    return cols.reshape(N, out_height, out_width, -1)


@right("im2col")
def im2col_strides(X, kernel_height, kernel_width, stride, padding):
    X = np.ascontiguousarray(pad(X, padding))
    N, C, H, W = X.shape
    sN, sC, sH, sW = X.strides
    shape = (N, (H - kernel_height) // stride + 1, (W - kernel_width) // stride + 1, C, kernel_height, kernel_width)
    windows = as_strided(X, shape, (sN, sH * stride, sW * stride, sC, sH, sW))
    return windows.reshape(*shape[:3], -1).copy()


@right("im2col")
def im2col_six_loops(X, kernel_height, kernel_width, stride, padding):
    N, C, H, W = X.shape
    H_out = int((H + 2 * padding - kernel_height) / stride) + 1
    W_out = int((W + 2 * padding - kernel_width) / stride) + 1
    out = np.zeros((N, H_out, W_out, C * kernel_height * kernel_width))
    for n, y, x in itertools.product(range(N), range(H_out), range(W_out)):
        k = 0
        for c in range(C):
            for i in range(kernel_height):
                for j in range(kernel_width):
                    row, column = y * stride + i - padding, x * stride + j - padding
                    if 0 <= row < H and 0 <= column < W:
                        out[n, y, x, k] = X[n, c, row, column]
                    k += 1
    return out


@right("im2col")
def im2col_lists(X, kernel_height, kernel_width, stride, padding):
    H_out = output_size(X.shape[2], kernel_height, stride, padding)
    W_out = output_size(X.shape[3], kernel_width, stride, padding)
    return [[[image[:, y * stride:y * stride + kernel_height, x * stride:x * stride + kernel_width].ravel()
              for x in range(W_out)] for y in range(H_out)] for image in pad(X, padding)]


@right("im2col")
def im2col_one_image_at_a_time(X, kernel_height, kernel_width, stride, padding):
    def one(image):
        if padding > 0:
            image = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
        windows = sliding_window_view(image, (image.shape[0], kernel_height, kernel_width))[0, ::stride, ::stride]
        return windows.reshape(*windows.shape[:2], -1)
    return np.stack([one(image) for image in X])


@right("im2col")
def im2col_stride_by_recursion(X, kernel_height, kernel_width, stride, padding):
    if padding:
        return im2col_stride_by_recursion(pad(X, padding), kernel_height, kernel_width, stride, 0)
    if stride > 1:
        return im2col_stride_by_recursion(X, kernel_height, kernel_width, 1, 0)[:, ::stride, ::stride].copy()
    parts = [X[:, c, i:X.shape[2] - kernel_height + 1 + i, j:X.shape[3] - kernel_width + 1 + j]
             for c in range(X.shape[1]) for i in range(kernel_height) for j in range(kernel_width)]
    return np.stack(parts, axis=-1)


@right("im2col")
def im2col_appends(X, kernel_height, kernel_width, stride, padding):
    X = pad(X, padding).astype(float)
    rows = []
    for top in range(0, X.shape[2] - kernel_height + 1, stride):
        row = []
        for left in range(0, X.shape[3] - kernel_width + 1, stride):
            row.append(X[:, :, top:top + kernel_height, left:left + kernel_width].reshape(len(X), -1))
        rows.append(row)
    return np.moveaxis(np.array(rows), 2, 0)


# ---------------------------------------------------------------- wrong


def windows_of(X, kernel_height, kernel_width, stride, padding):
    return sliding_window_view(pad(X, padding), (kernel_height, kernel_width), axis=(2, 3))[:, :, ::stride, ::stride]


@wrong("im2col", "channels-last")
def im2col_channels_last(X, kernel_height, kernel_width, stride, padding):
    """(kH, kW, C) for (C, kH, kW)."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)
    return w.transpose(0, 2, 3, 4, 5, 1).reshape(*np.array(w.shape)[[0, 2, 3]], -1)


@wrong("im2col", "channels-last")
def im2col_channels_last_loop(X, kernel_height, kernel_width, stride, padding):
    """The loop over channels is the innermost."""
    X = pad(X, padding)
    N, C, H, W = X.shape
    H_out, W_out = (H - kernel_height) // stride + 1, (W - kernel_width) // stride + 1
    out = np.zeros((N, H_out, W_out, C * kernel_height * kernel_width))
    for y in range(H_out):
        for x in range(W_out):
            k = 0
            for i in range(kernel_height):
                for j in range(kernel_width):
                    for c in range(C):
                        out[:, y, x, k] = X[:, c, y * stride + i, x * stride + j]
                        k += 1
    return out


@wrong("im2col", "window-column-by-column")
def im2col_column_major(X, kernel_height, kernel_width, stride, padding):
    """Each window is read column by column."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)
    return w.transpose(0, 2, 3, 1, 5, 4).reshape(*np.array(w.shape)[[0, 2, 3]], -1)


@wrong("im2col", "window-flipped")
def im2col_flipped(X, kernel_height, kernel_width, stride, padding):
    """Each window is flipped, as the true convolution has it."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)[..., ::-1, ::-1]
    return w.transpose(0, 2, 3, 1, 4, 5).reshape(*np.array(w.shape)[[0, 2, 3]], -1)


@wrong("im2col", "output-axes-exchanged")
def im2col_width_first(X, kernel_height, kernel_width, stride, padding):
    """(N, W', H', ...)."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)
    return w.transpose(0, 3, 2, 1, 4, 5).reshape(*np.array(w.shape)[[0, 3, 2]], -1)


@wrong("im2col", "kernel-sizes-exchanged")
def im2col_kernel_exchanged(X, kernel_width, kernel_height, stride, padding):
    """The parameters' order: width first."""
    return im2col_windows(X, kernel_height, kernel_width, stride, padding)


@wrong("im2col", "padding-ignored")
def im2col_no_padding(X, kernel_height, kernel_width, stride, padding):
    """padding is not used."""
    return im2col_windows(X, kernel_height, kernel_width, stride, 0)


@wrong("im2col", "padding-one-side")
def im2col_padded_before(X, kernel_height, kernel_width, stride, padding):
    """Pads at the top and the left alone."""
    X = np.pad(X, ((0, 0), (0, 0), (padding, 0), (padding, 0)))
    return im2col_windows(X, kernel_height, kernel_width, stride, 0)


@wrong("im2col", "padding-all-axes")
def im2col_padded_everywhere(X, kernel_height, kernel_width, stride, padding):
    """np.pad(X, padding) pads the batch and the channels too."""
    return im2col_windows(np.pad(X, padding), kernel_height, kernel_width, stride, 0)


@wrong("im2col", "padding-not-zeros")
def im2col_padded_edge(X, kernel_height, kernel_width, stride, padding):
    """Repeats the border."""
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="edge")
    return im2col_windows(X, kernel_height, kernel_width, stride, 0)


@wrong("im2col", "padding-one-axis")
def im2col_padded_rows(X, kernel_height, kernel_width, stride, padding):
    """Pads above and below, not left and right."""
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (0, 0)))
    return im2col_windows(X, kernel_height, kernel_width, stride, 0)


@wrong("im2col", "stride-ignored")
def im2col_no_stride(X, kernel_height, kernel_width, stride, padding):
    """Every position, whatever the stride."""
    return im2col_windows(X, kernel_height, kernel_width, 1, padding)


@wrong("im2col", "stride-one-axis")
def im2col_stride_down(X, kernel_height, kernel_width, stride, padding):
    """The stride goes down, not across."""
    w = sliding_window_view(pad(X, padding), (kernel_height, kernel_width), axis=(2, 3))[:, :, ::stride]
    return w.transpose(0, 2, 3, 1, 4, 5).reshape(*np.array(w.shape)[[0, 2, 3]], -1)


@wrong("im2col", "windows-beside-each-other")
def im2col_no_overlap(X, kernel_height, kernel_width, stride, padding):
    """Steps by the kernel's size."""
    w = sliding_window_view(pad(X, padding), (kernel_height, kernel_width), axis=(2, 3))[:, :, ::kernel_height, ::kernel_width]
    return w.transpose(0, 2, 3, 1, 4, 5).reshape(*np.array(w.shape)[[0, 2, 3]], -1)


@wrong("im2col", "reshaped-not-transposed")
def im2col_scrambled(X, kernel_height, kernel_width, stride, padding):
    """reshape where the channels had to be moved first."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)
    N, C, H_out, W_out = w.shape[:4]
    return w.reshape(N, H_out, W_out, -1)


@wrong("im2col", "reshaped-not-transposed")
def im2col_scrambled_cols(X, kernel_height, kernel_width, stride, padding):
    """(N, C, kH, kW, H', W') is reshaped."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)
    N, C, H_out, W_out = w.shape[:4]
    return w.transpose(0, 1, 4, 5, 2, 3).reshape(N, H_out, W_out, -1)


@wrong("im2col", "values-before-positions")
def im2col_as_torch_unfold(X, kernel_height, kernel_width, stride, padding):
    """(N, C kH kW, H' W'), as torch's unfold."""
    w = windows_of(X, kernel_height, kernel_width, stride, padding)
    N, C, H_out, W_out = w.shape[:4]
    return w.transpose(0, 1, 4, 5, 2, 3).reshape(N, C * kernel_height * kernel_width, H_out * W_out)


@wrong("im2col", "positions-in-one-axis")
def im2col_two_axes(X, kernel_height, kernel_width, stride, padding):
    """One row a window: (N H' W', C kH kW)."""
    cols = im2col_windows(X, kernel_height, kernel_width, stride, padding)
    return cols.reshape(-1, cols.shape[-1])


@wrong("im2col", "not-flattened")
def im2col_six_axes(X, kernel_height, kernel_width, stride, padding):
    """The window keeps its three axes."""
    return windows_of(X, kernel_height, kernel_width, stride, padding).transpose(0, 2, 3, 1, 4, 5).copy()


@wrong("im2col", "last-window-left-out")
def im2col_range_short(X, kernel_height, kernel_width, stride, padding):
    """range(0, H - kH, stride) stops before the last window."""
    X = pad(X, padding)
    rows = [[X[:, :, y:y + kernel_height, x:x + kernel_width].reshape(len(X), -1)
             for x in range(0, X.shape[3] - kernel_width, stride)] for y in range(0, X.shape[2] - kernel_height, stride)]
    return np.array(rows).reshape(len(range(0, X.shape[2] - kernel_height, stride)), len(range(0, X.shape[3] - kernel_width, stride)),
                                  len(X), -1).transpose(2, 0, 1, 3)


@wrong("im2col", "first-channel-only")
def im2col_first_channel(X, kernel_height, kernel_width, stride, padding):
    """Only channel 0."""
    return im2col_windows(X[:, :1], kernel_height, kernel_width, stride, padding)


@wrong("im2col", "changed-input")
def im2col_in_place(X, kernel_height, kernel_width, stride, padding):
    """Works on X itself."""
    X *= 1
    X += 1
    X[...] = X - 1
    X[0, 0, 0, 0] = 0
    return im2col_windows(X, kernel_height, kernel_width, stride, padding)


@wrong("im2col", "returned-none")
def im2col_no_return(X, kernel_height, kernel_width, stride, padding):
    """No return."""
    cols = im2col_windows(X, kernel_height, kernel_width, stride, padding)


@wrong("im2col", "raised")
def im2col_index_out_of_range(X, kernel_height, kernel_width, stride, padding):
    """Forgets to pad, and takes the padded size for the loops."""
    N, C, H, W = X.shape
    H_out, W_out = (H + 2 * padding - kernel_height) // stride + 1, (W + 2 * padding - kernel_width) // stride + 1
    out = np.zeros((N, H_out, W_out, C * kernel_height * kernel_width))
    for y in range(H_out):
        for x in range(W_out):
            out[:, y, x] = X[:, :, y * stride:y * stride + kernel_height, x * stride:x * stride + kernel_width].reshape(N, -1)
    return out


@wrong("im2col", "step-forgotten-in-position")
def im2col_position_not_times_stride(X, kernel_height, kernel_width, stride, padding):
    """The right number of windows, but they start at y and x, not at stride times that."""
    X = pad(X, padding)
    N, C, H, W = X.shape
    H_out, W_out = output_size(H, kernel_height, stride, 0), output_size(W, kernel_width, stride, 0)
    out = np.zeros((N, H_out, W_out, C * kernel_height * kernel_width))
    for y in range(H_out):
        for x in range(W_out):
            out[:, y, x] = X[:, :, y:y + kernel_height, x:x + kernel_width].reshape(N, -1)
    return out


@wrong("im2col", "first-image-repeated")
def im2col_first_image_again(X, kernel_height, kernel_width, stride, padding):
    """X[0] in the loop where X[n] is meant."""
    return np.array([im2col_windows(X[:1], kernel_height, kernel_width, stride, padding)[0] for n in range(len(X))])


@right("im2col")
def im2col_one_index(X, kernel_height, kernel_width, stride, padding):
    X = np.pad(np.asarray(X, float), [(0, 0)] * 2 + [(padding,) * 2] * 2)
    C = X.shape[1]
    c, i, j = np.unravel_index(np.arange(C * kernel_height * kernel_width), (C, kernel_height, kernel_width))
    y = stride * np.arange((X.shape[2] - kernel_height) // stride + 1)[:, None, None]
    x = stride * np.arange((X.shape[3] - kernel_width) // stride + 1)[None, :, None]
    return X[:, c, y + i, x + j]


im2col_one_line = right("im2col")(lambda X, kernel_height, kernel_width, stride, padding: (
    lambda V: np.moveaxis(V, 1, 3).reshape(V.shape[0], V.shape[2], V.shape[3], -1))(sliding_window_view(
        np.pad(X, ((0,) * 2,) * 2 + ((padding,) * 2,) * 2), (kernel_height, kernel_width), axis=(-2, -1))[..., ::stride, ::stride, :, :]))


def fill(X, kernel_height, kernel_width, stride, padding, H_out, W_out):
    """Loops over the positions, and out[n, y, x] = the window."""
    Xp = pad(X, padding)
    out = np.zeros((len(X), H_out, W_out, X.shape[1] * kernel_height * kernel_width))
    for n in range(len(X)):
        for y in range(H_out):
            for x in range(W_out):
                out[n, y, x] = Xp[n, :, y * stride:y * stride + kernel_height, x * stride:x * stride + kernel_width].ravel()
    return out


@wrong("im2col", "padding-ignored")
def im2col_no_padding_in_loops(X, kernel_height, kernel_width, stride, padding):
    """padding is not used, and where no window fits there is none."""
    H_out, W_out = output_size(X.shape[2], kernel_height, stride, 0), output_size(X.shape[3], kernel_width, stride, 0)
    return fill(X, kernel_height, kernel_width, stride, 0, H_out, W_out)


@wrong("im2col", "kernel-sizes-exchanged")
def im2col_sizes_exchanged_in_loops(X, kernel_height, kernel_width, stride, padding):
    """kw, kh = kernel_height, kernel_width."""
    kw, kh = kernel_height, kernel_width
    return fill(X, kh, kw, stride, padding, output_size(X.shape[2], kh, stride, padding), output_size(X.shape[3], kw, stride, padding))


@wrong("im2col", "image-square")
def im2col_square_image(X, kernel_height, kernel_width, stride, padding):
    """W' is H'."""
    H_out = output_size(X.shape[2], kernel_height, stride, padding)
    return fill(X, kernel_height, kernel_width, stride, padding, H_out, H_out)


@wrong("im2col", "last-window-left-out")
def im2col_no_plus_one_down(X, kernel_height, kernel_width, stride, padding):
    """The + 1 is forgotten for H' alone."""
    H_out = (X.shape[2] + 2 * padding - kernel_height) // stride
    return fill(X, kernel_height, kernel_width, stride, padding, H_out, output_size(X.shape[3], kernel_width, stride, padding))


@wrong("im2col", "last-window-left-out")
def im2col_plus_one_before_division(X, kernel_height, kernel_width, stride, padding):
    """(n - k + 1) // stride."""
    H_out = (X.shape[2] + 2 * padding - kernel_height + 1) // stride
    return fill(X, kernel_height, kernel_width, stride, padding, H_out, (X.shape[3] + 2 * padding - kernel_width + 1) // stride)


@wrong("im2col", "last-window-left-out")
def im2col_range_to_n_minus_k(X, kernel_height, kernel_width, stride, padding):
    """range(0, n - k, stride), in a list comprehension."""
    P = pad(X, padding)
    return np.array([[[P[n, :, y:y + kernel_height, x:x + kernel_width].ravel() for x in range(0, P.shape[3] - kernel_width, stride)]
                      for y in range(0, P.shape[2] - kernel_height, stride)] for n in range(len(P))])


@wrong("im2col", "partial-windows")
def im2col_rounded_up(X, kernel_height, kernel_width, stride, padding):
    """Rounded up, with room for what sticks out."""
    H_out = int(np.ceil((X.shape[2] + 2 * padding - kernel_height) / stride)) + 1
    W_out = int(np.ceil((X.shape[3] + 2 * padding - kernel_width) / stride)) + 1
    P = np.pad(pad(X, padding), ((0, 0), (0, 0), (0, stride), (0, stride)))
    return fill(P, kernel_height, kernel_width, stride, 0, H_out, W_out)


def entry_by_entry(X, kernel_height, kernel_width, stride, padding, inside):
    N, C, H, W = X.shape
    H_out, W_out = output_size(H, kernel_height, stride, padding), output_size(W, kernel_width, stride, padding)
    out = np.zeros((N, H_out, W_out, C, kernel_height, kernel_width))
    for y, x, i, j in itertools.product(range(H_out), range(W_out), range(kernel_height), range(kernel_width)):
        row, column = y * stride + i - padding, x * stride + j - padding
        if inside(row, H) and inside(column, W):
            out[:, y, x, :, i, j] = X[:, :, row, column]
    return out.reshape(N, H_out, W_out, -1)


@wrong("im2col", "negative-index")
def im2col_negative_index(X, kernel_height, kernel_width, stride, padding):
    """Only `row < H` is asked: row -1 is numpy's last one."""
    return entry_by_entry(X, kernel_height, kernel_width, stride, padding, lambda place, n: place < n)


@wrong("im2col", "first-row-outside")
def im2col_zero_is_outside(X, kernel_height, kernel_width, stride, padding):
    """0 < row for 0 <= row."""
    return entry_by_entry(X, kernel_height, kernel_width, stride, padding, lambda place, n: 0 < place < n)


@wrong("im2col", "stride-inside-window")
def im2col_stride_times_entry(X, kernel_height, kernel_width, stride, padding):
    """X[..., y + i * stride, x + j * stride]."""
    P = pad(X, padding)
    H_out, W_out = output_size(X.shape[2], kernel_height, stride, padding), output_size(X.shape[3], kernel_width, stride, padding)
    out = np.zeros((len(X), H_out, W_out, X.shape[1], kernel_height, kernel_width))
    for y, x, i, j in itertools.product(range(H_out), range(W_out), range(kernel_height), range(kernel_width)):
        out[:, y, x, :, i, j] = P[:, :, y + i * stride, x + j * stride]
    return out.reshape(len(X), H_out, W_out, -1)


@wrong("im2col", "padding-not-zeros")
def im2col_reflected(X, kernel_height, kernel_width, stride, padding):
    """mode="reflect"."""
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="reflect")
    return im2col_windows(X, kernel_height, kernel_width, stride, 0)


@wrong("im2col", "wrong-type")
def im2col_lists_of_numbers(X, kernel_height, kernel_width, stride, padding):
    """A hundred thousand numbers in lists of lists: right, and too many to go through."""
    return im2col_windows(X, kernel_height, kernel_width, stride, padding).tolist()
