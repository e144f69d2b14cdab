"""Students' answers to `conv_backward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.answers import right, wrong
from tests.answers.convnet.given import im2col, pad

# ---------------------------------------------------------------- right


@right("conv_backward")
def back_im2col(upstream, X, W, stride, padding):
    N, C, H, width = X.shape
    F, _, kH, kW = W.shape
    H_out, W_out = upstream.shape[2:]
    flat = upstream.transpose(0, 2, 3, 1).reshape(-1, F)
    cols = im2col(X, kH, kW, stride, padding).reshape(-1, C * kH * kW)
    dW = (flat.T @ cols).reshape(W.shape)
    db = flat.sum(axis=0)
    dcols = (flat @ W.reshape(F, -1)).reshape(N, H_out, W_out, C, kH, kW)
    dXp = np.zeros((N, C, H + 2 * padding, width + 2 * padding))
    for i in range(kH):
        for j in range(kW):
            dXp[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride] += dcols[..., i, j].transpose(0, 3, 1, 2)
    return dXp[:, :, padding:padding + H, padding:padding + width], dW, db


@right("conv_backward")
def back_kernel_entries(upstream, X, W, stride, padding):
    _, _, kH, kW = W.shape
    Xp = pad(X, padding).astype(float)
    dXp, dW = np.zeros_like(Xp), np.zeros(W.shape)
    for i in range(kH):
        for j in range(kW):
            window = np.s_[:, :, i:i + stride * upstream.shape[2]:stride, j:j + stride * upstream.shape[3]:stride]
            dW[:, :, i, j] = np.einsum("nohw,nchw->oc", upstream, Xp[window])
            dXp[window] += np.einsum("nohw,oc->nchw", upstream, W[:, :, i, j])
    if padding > 0:
        dXp = dXp[:, :, padding:-padding, padding:-padding]
    return dXp, dW, np.einsum("nohw->o", upstream)


@right("conv_backward")
def back_pixels(upstream, X, W, stride, padding):
    """The way of CS231n's naive backward: loops over images, kernels and pixels."""
    N, F, H_out, W_out = upstream.shape
    _, C, HH, WW = W.shape
    Xp = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dXp, dW, db = np.zeros(Xp.shape), np.zeros(W.shape), np.zeros(F)
    for n in range(N):
        for f in range(F):
            db[f] += upstream[n, f].sum()
            for y in range(H_out):
                for x in range(W_out):
                    g = upstream[n, f, y, x]
                    rows, columns = slice(y * stride, y * stride + HH), slice(x * stride, x * stride + WW)
                    dW[f] += g * Xp[n, :, rows, columns]
                    dXp[n, :, rows, columns] += g * W[f]
    H, width = X.shape[2:]
    return dXp[:, :, padding:H + padding, padding:width + padding], dW, db


@right("conv_backward")
def back_add_at(upstream, X, W, stride, padding):
    """Every index of X goes along through im2col; np.add.at adds up what comes back."""
    _, C, kH, kW = W.shape
    numbers = np.arange(1, X.size + 1).reshape(X.shape)             # 0 is the padding
    where = im2col(numbers, kH, kW, stride, padding)
    values = np.concatenate([[0], X.ravel()])
    flat = np.moveaxis(upstream, 1, -1)
    dW = np.tensordot(flat, values[where], axes=((0, 1, 2), (0, 1, 2))).reshape(W.shape)
    dvalues = np.zeros(len(values))
    np.add.at(dvalues, where, flat @ W.reshape(len(W), -1))
    return dvalues[1:].reshape(X.shape), dW, flat.sum(axis=(0, 1, 2))


@right("conv_backward")
def back_full_correlation(upstream, X, W, stride, padding):
    """dX as a convolution of the spread-out upstream with the flipped kernels."""
    N, F, H_out, W_out = upstream.shape
    _, C, kH, kW = W.shape
    H, width = X.shape[2:]
    spread = np.zeros((N, F, H + 2 * padding + kH - 1, width + 2 * padding + kW - 1))
    spread[:, :, kH - 1:kH - 1 + stride * H_out:stride, kW - 1:kW - 1 + stride * W_out:stride] = upstream
    windows = sliding_window_view(spread, (kH, kW), axis=(2, 3))
    dX = np.einsum("nohwij,ocij->nchw", windows, W[:, :, ::-1, ::-1], optimize=True)
    seen = sliding_window_view(pad(X, padding), (kH, kW), axis=(2, 3))[:, :, ::stride, ::stride]
    dW = np.einsum("nohw,nchwij->ocij", upstream, seen, optimize=True)
    return dX[:, :, padding:padding + H, padding:padding + width], dW, upstream.sum((0, 2, 3))


@right("conv_backward")
def back_tensordot(upstream, X, W, stride, padding):
    kH, kW = W.shape[2:]
    H_out, W_out = upstream.shape[2:]
    Xp = pad(X, padding)
    windows = sliding_window_view(Xp, (kH, kW), axis=(2, 3))[:, :, ::stride, ::stride]
    dW = np.tensordot(upstream, windows, axes=((0, 2, 3), (0, 2, 3)))
    dwindows = np.tensordot(upstream, W, axes=(1, 0))               # N, H', W', C, kH, kW
    dXp = np.zeros(Xp.shape, dtype=dwindows.dtype)
    for y in range(H_out):
        for x in range(W_out):
            dXp[:, :, y * stride:y * stride + kH, x * stride:x * stride + kW] += dwindows[:, y, x]
    return [dXp[:, :, padding:Xp.shape[2] - padding, padding:Xp.shape[3] - padding], dW, upstream.sum(axis=3).sum(axis=2).sum(axis=0)]


@right("conv_backward")
def back_by_linearity(upstream, X, W, stride, padding):
    """The layer is linear in X and in W: its matrices, by unit inputs, transposed."""
    def forward(X, W):
        return im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T
    g = np.moveaxis(upstream, 1, -1)
    dX = np.empty(X.shape)
    units = np.eye(X[0].size).reshape(-1, *X.shape[1:])
    answers = forward(units, W)                                     # one for each entry of an image
    for n in range(len(X)):
        dX[n] = (answers * g[n]).sum(axis=(1, 2, 3)).reshape(X.shape[1:])
    cols = im2col(X, *W.shape[2:], stride, padding)
    dW = [[np.sum(g[..., o, None] * cols, axis=(0, 1, 2))] for o in range(len(W))]
    return dX, np.array(dW).reshape(W.shape), g.sum(axis=(0, 1, 2))


@right("conv_backward")
def back_one_image_at_a_time(upstream, X, W, stride, padding):
    parts = [back_kernel_entries(upstream[n:n + 1], X[n:n + 1], W, stride, padding) for n in range(len(X))]
    return (np.concatenate([dX for dX, _, _ in parts]), sum(dW for _, dW, _ in parts), sum(db for _, _, db in parts))


@right("conv_backward")
def back_single_precision(upstream, X, W, stride, padding):
    return back_im2col(*(a.astype(np.float32) for a in (upstream, X, W)), stride, padding)


# ---------------------------------------------------------------- wrong


@wrong("conv_backward", "dx-not-cropped")
def back_padded_shape(upstream, X, W, stride, padding):
    """dX keeps its padding."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    return back_im2col(upstream, pad(X, padding), W, stride, 0)[0], dW, db


@wrong("conv_backward", "dx-overwritten")
def back_last_write_wins(upstream, X, W, stride, padding):
    """= for += where windows overlap, going through the windows."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    kH, kW = W.shape[2:]
    dXp = np.zeros(pad(X, padding).shape)
    for y in range(upstream.shape[2]):
        for x in range(upstream.shape[3]):
            dXp[:, :, y * stride:y * stride + kH, x * stride:x * stride + kW] = np.einsum("no,ocij->ncij", upstream[:, :, y, x], W)
    H, width = X.shape[2:]
    return dXp[:, :, padding:padding + H, padding:padding + width], dW, db


@wrong("conv_backward", "dx-overwritten")
def back_last_write_wins_entries(upstream, X, W, stride, padding):
    """= for += where windows overlap, going through the kernel's entries."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    dXp = np.zeros(pad(X, padding).shape)
    for i in range(W.shape[2]):
        for j in range(W.shape[3]):
            dXp[:, :, i:i + stride * upstream.shape[2]:stride, j:j + stride * upstream.shape[3]:stride] = \
                np.einsum("nohw,oc->nchw", upstream, W[:, :, i, j])
    H, width = X.shape[2:]
    return dXp[:, :, padding:padding + H, padding:padding + width], dW, db


@wrong("conv_backward", "dw-averaged")
def back_dw_over_n(upstream, X, W, stride, padding):
    """dW is divided by N."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW / len(X), db


@wrong("conv_backward", "parameters-averaged")
def back_both_over_n(upstream, X, W, stride, padding):
    """dW and db are divided by N."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW / len(X), db / len(X)


@wrong("conv_backward", "db-averaged")
def back_db_mean(upstream, X, W, stride, padding):
    """db is a mean."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW, upstream.mean(axis=(0, 2, 3))


@wrong("conv_backward", "db-averaged")
def back_db_over_n(upstream, X, W, stride, padding):
    """db is divided by N."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW, db / len(X)


@wrong("conv_backward", "db-too-few-axes")
def back_db_over_batch(upstream, X, W, stride, padding):
    """db is summed over the batch alone."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW, upstream.sum(axis=0)


@wrong("conv_backward", "db-too-few-axes")
def back_db_over_positions(upstream, X, W, stride, padding):
    """db is summed over the positions alone."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW, upstream.sum(axis=(2, 3))


@wrong("conv_backward", "db-too-many-axes")
def back_db_one_number(upstream, X, W, stride, padding):
    """db is one number."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW, upstream.sum()


@wrong("conv_backward", "db-wrong-axes")
def back_db_columns(upstream, X, W, stride, padding):
    """axis (0, 1, 2), as if the channels came last."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW, upstream.sum(axis=(0, 1, 2))


@wrong("conv_backward", "dx-kernel-flipped")
def back_flipped(upstream, X, W, stride, padding):
    """The kernel is flipped once too often on the way to dX."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    return back_im2col(upstream, X, W[:, :, ::-1, ::-1], stride, padding)[0], dW, db


@wrong("conv_backward", "dx-stride-ignored")
def back_dx_no_stride(upstream, X, W, stride, padding):
    """The windows are put back at y and x, not at stride times that."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    kH, kW = W.shape[2:]
    dXp = np.zeros(pad(X, padding).shape)
    for y in range(upstream.shape[2]):
        for x in range(upstream.shape[3]):
            dXp[:, :, y:y + kH, x:x + kW] += np.einsum("no,ocij->ncij", upstream[:, :, y, x], W)
    H, width = X.shape[2:]
    return dXp[:, :, padding:padding + H, padding:padding + width], dW, db


@wrong("conv_backward", "upstream-layout")
def back_reshaped_upstream(upstream, X, W, stride, padding):
    """upstream.reshape(-1, C_out) without moving the channels last."""
    N, F, H_out, W_out = upstream.shape
    mixed = upstream.reshape(N, H_out, W_out, F).transpose(0, 3, 1, 2)
    return back_im2col(mixed, X, W, stride, padding)


@wrong("conv_backward", "dw-axes-exchanged")
def back_dw_kernel_transposed(upstream, X, W, stride, padding):
    """dW is (C_out, C_in, kW, kH)."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW.transpose(0, 1, 3, 2), db


@wrong("conv_backward", "dw-axes-exchanged")
def back_dw_channels_exchanged(upstream, X, W, stride, padding):
    """dW is (C_in, C_out, kH, kW)."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW.transpose(1, 0, 2, 3), db


@wrong("conv_backward", "dw-reshaped-not-transposed")
def back_dw_scrambled(upstream, X, W, stride, padding):
    """(C kH kW, C_out) is reshaped to W's shape, where it had to be transposed."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    flat = upstream.transpose(0, 2, 3, 1).reshape(-1, len(W))
    cols = im2col(X, *W.shape[2:], stride, padding).reshape(len(flat), -1)
    return dX, (cols.T @ flat).reshape(W.shape), db


@wrong("conv_backward", "dw-flat")
def back_dw_matrix(upstream, X, W, stride, padding):
    """dW is left as a matrix."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dX, dW.reshape(len(W), -1), db


@wrong("conv_backward", "dw-without-padding")
def back_dw_unpadded(upstream, X, W, stride, padding):
    """dW is taken from the windows of X itself, moved in by the padding."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    dW = np.zeros(W.shape)
    H_out, W_out = upstream.shape[2:]
    for i in range(W.shape[2]):
        for j in range(W.shape[3]):
            part = X[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            dW[:, :, i, j] = np.einsum("nohw,nchw->oc", upstream[:, :, :part.shape[2], :part.shape[3]], part)
    return dX, dW, db


@wrong("conv_backward", "dw-last-image-only")
def back_dw_last_image(upstream, X, W, stride, padding):
    """dW = in the loop over the batch."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    for n in range(len(X)):
        dW = back_im2col(upstream[n:n + 1], X[n:n + 1], W, stride, padding)[1]
    return dX, dW, db


@wrong("conv_backward", "parts-exchanged")
def back_order(upstream, X, W, stride, padding):
    """(dW, db, dX)."""
    dX, dW, db = back_im2col(upstream, X, W, stride, padding)
    return dW, db, dX


@wrong("conv_backward", "upstream-left-out")
def back_ones(upstream, X, W, stride, padding):
    """upstream is taken for ones."""
    return back_im2col(np.ones(upstream.shape), X, W, stride, padding)


@wrong("conv_backward", "integer-truncation")
def back_zeros_like(upstream, X, W, stride, padding):
    """The gradients are collected in arrays of X's and W's dtype."""
    Xp = pad(X, padding)
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    N, F, H_out, W_out = upstream.shape
    kH, kW = W.shape[2:]
    for n in range(N):
        for f in range(F):
            for y in range(H_out):
                for x in range(W_out):
                    at = np.s_[n, :, y * stride:y * stride + kH, x * stride:x * stride + kW]
                    dW[f] = dW[f] + upstream[n, f, y, x] * Xp[at]
                    dXp[at] = dXp[at] + upstream[n, f, y, x] * W[f]
    H, width = X.shape[2:]
    return dXp[:, :, padding:padding + H, padding:padding + width], dW, upstream.sum(axis=(0, 2, 3))


@wrong("conv_backward", "raised")
def back_dx_short(upstream, X, W, stride, padding):
    """dX is as large as the windows reach, without the rows that no window covers."""
    N, F, H_out, W_out = upstream.shape
    kH, kW = W.shape[2:]
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    dXp = np.zeros((N, W.shape[1], (H_out - 1) * stride + kH, (W_out - 1) * stride + kW))
    for y in range(H_out):
        for x in range(W_out):
            dXp[:, :, y * stride:y * stride + kH, x * stride:x * stride + kW] += np.einsum("no,ocij->ncij", upstream[:, :, y, x], W)
    return dXp[:, :, padding:-padding, padding:-padding] + 0 * X, dW, db


@wrong("conv_backward", "dx-empty-without-padding")
def back_minus_zero(upstream, X, W, stride, padding):
    """dXp[:, :, p:-p, p:-p] is empty for p = 0."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    dXp = back_im2col(upstream, pad(X, padding), W, stride, 0)[0]
    return dXp[:, :, padding:-padding, padding:-padding], dW, db


@wrong("conv_backward", "negated")
def back_negated(upstream, X, W, stride, padding):
    """Everything with a minus."""
    return tuple(-g for g in back_im2col(upstream, X, W, stride, padding))


@wrong("conv_backward", "wrong-length")
def back_two(upstream, X, W, stride, padding):
    """db is forgotten."""
    return back_im2col(upstream, X, W, stride, padding)[:2]


@wrong("conv_backward", None)
def back_one_output_channel(upstream, X, W, stride, padding):
    """dX is the sum over all but the last kernel."""
    _, dW, db = back_im2col(upstream, X, W, stride, padding)
    return back_im2col(upstream[:, :-1], X, W[:-1], stride, padding)[0] if len(W) > 1 else np.zeros(X.shape), dW, db


@wrong("conv_backward", "changed-input")
def back_relu_in_place(upstream, X, W, stride, padding):
    """Zeroes upstream on the way."""
    result = back_im2col(upstream, X, W, stride, padding)
    upstream[...] = 0
    return result


@right("conv_backward")
def back_by_numbered_pixels(upstream, X, W, stride, padding):
    """im2col of the pixels' numbers says where each copy came from; bincount adds up."""
    rows = im2col(X, *W.shape[2:], stride, padding)
    places = im2col(np.arange(1, X.size + 1).reshape(X.shape), *W.shape[2:], stride, padding)
    U = np.moveaxis(upstream, 1, -1)
    dX = np.bincount(places.ravel(), weights=(U @ W.reshape(len(W), -1)).ravel(), minlength=X.size + 1)[1:]
    return dX.reshape(X.shape), np.tensordot(U, rows, ((0, 1, 2),) * 2).reshape(W.shape), U.sum((0, 1, 2))


@right("conv_backward")
def back_numerically(upstream, X, W, stride, padding):
    """The layer is linear in each argument, so unit vectors give its derivative exactly."""
    def along(shape, f):
        return np.array([(upstream * f(unit.reshape(shape))).sum() for unit in np.eye(np.prod(shape))]).reshape(shape)

    def layer(X, W):
        return np.moveaxis(im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T, -1, 1)

    return along(X.shape, lambda e: layer(e, W)), along(W.shape, lambda e: layer(X, e)), along((len(W),), lambda e: e[:, None, None])


def window_by_window(upstream, X, W, stride, padding, dX=np.add, dW=np.add, db=np.add, step=None, images=None, rows=None):
    """Four loops; how each gradient takes up what comes is for the caller to say."""
    P = pad(X, padding)
    dP, kernels, biases = np.zeros(P.shape), np.zeros(W.shape), np.zeros(len(W))
    for n, k, y, x in np.ndindex(images or len(X), len(W), rows or upstream.shape[2], upstream.shape[3]):
        at = np.s_[n, :, y * (step or stride):y * (step or stride) + W.shape[2], x * (step or stride):x * (step or stride) + W.shape[3]]
        g = upstream[n, k, y, x]
        kernels[k] = dW(kernels[k], g * P[at])
        dP[at] = dX(dP[at], g * W[k])
        biases[k] = db(biases[k], g)
    return dP[:, :, padding:padding + X.shape[2], padding:padding + X.shape[3]], kernels, biases


def replaced(old, new):
    return new


@wrong("conv_backward", "dx-overwritten")
def back_dx_assigned(upstream, X, W, stride, padding):
    """dX[...] = in the four loops: the last kernel's last window wins."""
    return window_by_window(upstream, X, W, stride, padding, dX=replaced)


@wrong("conv_backward", "dw-overwritten")
def back_dw_assigned(upstream, X, W, stride, padding):
    """dW[k] = for dW[k] +=."""
    return window_by_window(upstream, X, W, stride, padding, dW=replaced)


@wrong("conv_backward", "db-overwritten")
def back_db_assigned(upstream, X, W, stride, padding):
    """db[k] = for db[k] +=."""
    return window_by_window(upstream, X, W, stride, padding, db=replaced)


@wrong("conv_backward", "stride-ignored")
def back_positions_without_stride(upstream, X, W, stride, padding):
    """y and x where y * stride and x * stride belong."""
    return window_by_window(upstream, X, W, stride, padding, step=1)


@wrong("conv_backward", "one-image-only")
def back_returns_after_an_image(upstream, X, W, stride, padding):
    """return stands inside the loop over the images."""
    return window_by_window(upstream, X, W, stride, padding, images=1)


@wrong("conv_backward", "last-window-left-out")
def back_last_windows(upstream, X, W, stride, padding):
    """range(H_out - 1)."""
    return window_by_window(upstream, X, W, stride, padding, rows=upstream.shape[2] - 1) if upstream.shape[2] > 1 else (np.zeros(X.shape), np.zeros(W.shape), np.zeros(len(W)))


def from_rows(upstream, X, W, stride, padding, U_flat=None, cut=None, entries=None, crop=None, db=None):
    """By im2col, with some of its steps given."""
    N, C, H, width = X.shape
    C_out, _, kH, kW = W.shape
    H_out, W_out = upstream.shape[2:]
    U_flat = upstream.transpose(0, 2, 3, 1).reshape(-1, C_out) if U_flat is None else U_flat
    rows = im2col(X, kH, kW, stride, padding).reshape(-1, C * kH * kW)
    dR = (U_flat @ W.reshape(C_out, -1)).reshape(N, H_out, W_out, -1)
    dR = dR.reshape(N, H_out, W_out, C, kH, kW) if cut is None else cut(dR)
    dP = np.zeros((N, C, H + 2 * padding, width + 2 * padding))
    for i, j in entries or np.ndindex(kH, kW):
        dP[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride] += dR[..., i, j].transpose(0, 3, 1, 2)
    dX = dP[:, :, padding:padding + H, padding:padding + width] if crop is None else crop(dP)
    return dX, (U_flat.T @ rows).reshape(W.shape), U_flat.sum(axis=0) if db is None else db


@wrong("conv_backward", "upstream-layout")
def back_upstream_batch_last(upstream, X, W, stride, padding):
    """transpose(1, 2, 3, 0), and reshaped to (-1, C_out) all the same."""
    return from_rows(upstream, X, W, stride, padding, upstream.transpose(1, 2, 3, 0).reshape(-1, len(W)))


@wrong("conv_backward", "upstream-column-by-column")
def back_upstream_width_first(upstream, X, W, stride, padding):
    """transpose(0, 3, 2, 1)."""
    return from_rows(upstream, X, W, stride, padding, upstream.transpose(0, 3, 2, 1).reshape(-1, len(W)))


@wrong("conv_backward", "dx-scrambled")
def back_rows_cut_channels_last(upstream, X, W, stride, padding):
    """The rows' gradient is cut into (kH, kW, C)."""
    C, kH, kW = W.shape[1:]
    return from_rows(upstream, X, W, stride, padding, cut=lambda dR: np.moveaxis(dR.reshape(*dR.shape[:3], kH, kW, C), -1, 3))


@wrong("conv_backward", "last-entries-left-out")
def back_last_column_left_out(upstream, X, W, stride, padding):
    """range(kW - 1)."""
    return from_rows(upstream, X, W, stride, padding, entries=np.ndindex(W.shape[2], W.shape[3] - 1))


@wrong("conv_backward", "first-entries-only")
def back_returns_after_a_row(upstream, X, W, stride, padding):
    """return stands inside the outer loop over the entries."""
    return from_rows(upstream, X, W, stride, padding, entries=np.ndindex(1, W.shape[3]))


@wrong("conv_backward", "dx-cropped-one-axis")
def back_cropped_rows_only(upstream, X, W, stride, padding):
    """Columns are cut from 0."""
    return from_rows(upstream, X, W, stride, padding, crop=lambda dP: dP[:, :, padding:padding + X.shape[2], :X.shape[3]])


@wrong("conv_backward", "dx-cut-too-short")
def back_cut_at_height(upstream, X, W, stride, padding):
    """[padding:H] for [padding:padding + H]."""
    return from_rows(upstream, X, W, stride, padding, crop=lambda dP: dP[:, :, padding:X.shape[2], padding:X.shape[3]])


@wrong("conv_backward", "db-in-every-term")
def back_db_in_the_loop(upstream, X, W, stride, padding):
    """db += ... inside the loops over the kernel's entries."""
    return from_rows(upstream, X, W, stride, padding, db=sum(upstream.sum(axis=(0, 2, 3)) for _ in np.ndindex(W.shape[2:])))


@wrong("conv_backward", "db-in-every-term")
def back_db_for_each_channel(upstream, X, W, stride, padding):
    """The same, in a loop over the input channels."""
    return from_rows(upstream, X, W, stride, padding, db=sum(upstream.sum(axis=(0, 2, 3)) for _ in range(X.shape[1])))


@wrong("conv_backward", "db-one-image-only")
def back_db_last_image(upstream, X, W, stride, padding):
    """db is made anew for each image."""
    for n in range(len(X)):
        db = np.zeros(len(W))
        db += upstream[n].sum(axis=(1, 2))
    return from_rows(upstream, X, W, stride, padding, db=db)


@wrong("conv_backward", "dx-one-image-only")
def back_dx_made_anew(upstream, X, W, stride, padding):
    """The array of zeros for dX is made inside the loop over the images."""
    dX, dW, db = from_rows(upstream, X, W, stride, padding)
    dX[:-1] = 0
    return dX, dW, db


@wrong("conv_backward", "dw-windows-of-one-image")
def back_dw_first_images_windows(upstream, X, W, stride, padding):
    """P[0] for P[n] in dW."""
    dX, _, db = from_rows(upstream, X, W, stride, padding)
    return dX, window_by_window(upstream, X[:1].repeat(len(X), axis=0), W, stride, padding)[1], db
