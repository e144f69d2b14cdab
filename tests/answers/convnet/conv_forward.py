"""Students' answers to `conv_forward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.answers import right, wrong
from tests.answers.convnet.given import im2col, output_size, pad

# ---------------------------------------------------------------- right


@right("conv_forward")
def conv_im2col(X, W, b, stride, padding):
    C_out, C_in, kH, kW = W.shape
    cols = im2col(X, kH, kW, stride, padding)
    out = cols @ W.reshape(C_out, -1).T + b
    return out.transpose(0, 3, 1, 2)


@right("conv_forward")
def conv_windows_einsum(X, W, b, stride, padding):
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,ocij->nohw", windows, W, optimize=True) + b[None, :, None, None]


@right("conv_forward")
def conv_tensordot(X, W, b, stride, padding):
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.moveaxis(np.tensordot(windows, W, axes=((1, 4, 5), (1, 2, 3))) + b, -1, 1)


@right("conv_forward")
def conv_kernel_entries(X, W, b, stride, padding):
    C_out, C_in, kH, kW = W.shape
    Xp = pad(X, padding)
    H_out, W_out = output_size(X.shape[2], kH, stride, padding), output_size(X.shape[3], kW, stride, padding)
    out = np.zeros((len(X), C_out, H_out, W_out))
    for i in range(kH):
        for j in range(kW):
            part = Xp[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            out += np.einsum("nchw,oc->nohw", part, W[:, :, i, j])
    return out + b.reshape(1, -1, 1, 1)


@right("conv_forward")
def conv_seven_loops(X, W, b, stride, padding):
    """Slow, and right."""
    N, C, H, width = X.shape
    F, _, HH, WW = W.shape
    Xp = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    H_out = 1 + (H + 2 * padding - HH) // stride
    W_out = 1 + (width + 2 * padding - WW) // stride
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for y in range(H_out):
                for x in range(W_out):
                    total = b[f]
                    for c in range(C):
                        for i in range(HH):
                            for j in range(WW):
                                total = total + Xp[n, c, y * stride + i, x * stride + j] * W[f, c, i, j]
                    out[n, f, y, x] = total
    return out


@right("conv_forward")
def conv_loop_over_pixels(X, W, b, stride, padding):
    Xp = pad(X, padding)
    N, C, H, width = Xp.shape
    F, _, HH, WW = W.shape
    out = np.empty((N, F, (H - HH) // stride + 1, (width - WW) // stride + 1))
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            window = Xp[:, None, :, y * stride:y * stride + HH, x * stride:x * stride + WW]
            out[:, :, y, x] = (window * W[None]).sum(axis=(2, 3, 4)) + b
    return out


@right("conv_forward")
def conv_stride_by_slicing(X, W, b, stride, padding):
    if stride > 1:
        return conv_stride_by_slicing(X, W, b, 1, padding)[:, :, ::stride, ::stride].copy()
    if padding:
        return conv_stride_by_slicing(pad(X, padding), W, b, 1, 0)
    return conv_windows_einsum(X, W, b, 1, 0)


@right("conv_forward")
def conv_batched_matmul(X, W, b, stride, padding):
    N, C_out = len(X), len(W)
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    H_out, W_out = windows.shape[2:4]
    cols = windows.transpose(0, 1, 4, 5, 2, 3).reshape(N, -1, H_out * W_out)
    return (W.reshape(C_out, -1) @ cols + b[:, None]).reshape(N, C_out, H_out, W_out)


@right("conv_forward")
def conv_as_a_matrix(X, W, b, stride, padding):
    """The layer's dense matrix, built by sending each unit image through."""
    def linear(X):
        return conv_kernel_entries(X, W, np.zeros(len(W)), stride, padding)
    N, C, H, width = X.shape
    units = np.eye(C * H * width).reshape(-1, C, H, width)
    answers = linear(units)
    return (X.reshape(N, -1) @ answers.reshape(len(units), -1)).reshape(N, *answers.shape[1:]) + b[:, None, None]


@right("conv_forward")
def conv_one_kernel_at_a_time(X, W, b, stride, padding):
    maps = []
    for kernel, bias in zip(W, b):
        maps.append(im2col(X, *W.shape[2:], stride, padding) @ kernel.ravel() + bias)
    return np.stack(maps, axis=1)


@right("conv_forward")
def conv_single_precision(X, W, b, stride, padding):
    return conv_windows_einsum(X.astype(np.float32), W.astype(np.float32), b.astype(np.float32), stride, padding)


@right("conv_forward")
def conv_list_of_images(X, W, b, stride, padding):
    return [conv_im2col(image[None], W, b, stride, padding)[0] for image in X]


# ---------------------------------------------------------------- wrong


@wrong("conv_forward", "bias-left-out")
def conv_no_bias(X, W, b, stride, padding):
    """b is not used."""
    return (im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T).transpose(0, 3, 1, 2)


@wrong("conv_forward", "bias-wrong-axis")
def conv_bias_last_axis(X, W, b, stride, padding):
    """The bias is added after the transpose, so it meets the columns."""
    return (im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T).transpose(0, 3, 1, 2) + b


@wrong("conv_forward", "bias-wrong-axis")
def conv_bias_rows(X, W, b, stride, padding):
    """b[:, None] meets the rows of the image."""
    return (im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T).transpose(0, 3, 1, 2) + b[:, None]


@wrong("conv_forward", "kernel-flipped")
def conv_true(X, W, b, stride, padding):
    """The true convolution."""
    return conv_im2col(X, W[:, :, ::-1, ::-1], b, stride, padding)


@wrong("conv_forward", "kernel-order")
def conv_kernel_channels_last(X, W, b, stride, padding):
    """The kernel is flattened (kH, kW, C), the windows (C, kH, kW)."""
    cols = im2col(X, *W.shape[2:], stride, padding)
    return (cols @ W.transpose(0, 2, 3, 1).reshape(len(W), -1).T + b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "kernel-order")
def conv_kernel_reshaped_straight(X, W, b, stride, padding):
    """W.reshape(-1, C_out) in place of a transpose."""
    cols = im2col(X, *W.shape[2:], stride, padding)
    return (cols @ W.reshape(-1, len(W)) + b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "kernel-order")
def conv_kernel_column_major(X, W, b, stride, padding):
    """Each kernel is read column by column."""
    cols = im2col(X, *W.shape[2:], stride, padding)
    return (cols @ W.transpose(0, 1, 3, 2).reshape(len(W), -1).T + b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "channels-exchanged")
def conv_channels_exchanged(X, W, b, stride, padding):
    """W is taken for (C_in, C_out, kH, kW)."""
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,coij->nohw", windows, W) + b[:, None, None]


@wrong("conv_forward", "channels-last")
def conv_not_moved_back(X, W, b, stride, padding):
    """(N, H', W', C_out)."""
    return im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T + b


@wrong("conv_forward", "reshaped-not-transposed")
def conv_reshaped_back(X, W, b, stride, padding):
    """reshape to the right shape, where the axis had to be moved."""
    out = im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T + b
    return out.reshape(out.shape[0], out.shape[3], out.shape[1], out.shape[2])


@wrong("conv_forward", "output-axes-exchanged")
def conv_width_first(X, W, b, stride, padding):
    """(N, C_out, W', H')."""
    return conv_im2col(X, W, b, stride, padding).transpose(0, 1, 3, 2)


@wrong("conv_forward", "stride-ignored")
def conv_no_stride(X, W, b, stride, padding):
    """stride is not used."""
    return conv_windows_einsum(X, W, b, 1, padding)


@wrong("conv_forward", "stride-one-axis")
def conv_stride_down_only(X, W, b, stride, padding):
    """The stride goes down alone."""
    return conv_windows_einsum(X, W, b, 1, padding)[:, :, ::stride]


@wrong("conv_forward", "padding-ignored")
def conv_no_padding(X, W, b, stride, padding):
    """padding is not used."""
    return conv_windows_einsum(X, W, b, stride, 0)


@wrong("conv_forward", "padding-one-side")
def conv_padding_before(X, W, b, stride, padding):
    """Zeros at the top and the left alone."""
    return conv_windows_einsum(np.pad(X, ((0, 0), (0, 0), (padding, 0), (padding, 0))), W, b, stride, 0)


@wrong("conv_forward", "window-averaged")
def conv_mean(X, W, b, stride, padding):
    """mean where a sum belongs."""
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, None, :, ::stride, ::stride]
    return (windows * W[None, :, :, None, None]).mean(axis=(2, 5, 6)) + b[:, None, None]


@wrong("conv_forward", "first-channel-only")
def conv_first_channel(X, W, b, stride, padding):
    """The other channels are not looked at."""
    return conv_im2col(X[:, :1], W[:, :1], b, stride, padding)


@wrong("conv_forward", "channels-averaged")
def conv_channel_mean(X, W, b, stride, padding):
    """Averages over the input channels."""
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,ocij->nchwo", windows, W).mean(axis=1).transpose(0, 3, 1, 2) + b[:, None, None]


@wrong("conv_forward", "bias-in-every-term")
def conv_bias_inside(X, W, b, stride, padding):
    """The bias is added for every entry of the kernel."""
    Xp = pad(X, padding)
    kH, kW = W.shape[2:]
    H_out, W_out = output_size(Xp.shape[2], kH, stride, 0), output_size(Xp.shape[3], kW, stride, 0)
    out = np.zeros((len(X), len(W), H_out, W_out))
    for i in range(kH):
        for j in range(kW):
            part = Xp[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            out += np.einsum("nchw,oc->nohw", part, W[:, :, i, j]) + b[:, None, None]
    return out


@wrong("conv_forward", "sum-overwritten")
def conv_overwrites(X, W, b, stride, padding):
    """= for += in the loop over kernel entries: the last entry remains."""
    Xp = pad(X, padding)
    kH, kW = W.shape[2:]
    H_out, W_out = output_size(Xp.shape[2], kH, stride, 0), output_size(Xp.shape[3], kW, stride, 0)
    for i in range(kH):
        for j in range(kW):
            part = Xp[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride]
            out = np.einsum("nchw,oc->nohw", part, W[:, :, i, j]) + b[:, None, None]
    return out


@wrong("conv_forward", "integer-truncation")
def conv_into_zeros_like(X, W, b, stride, padding):
    """The result is collected in an array of X's dtype."""
    Xp = pad(X, padding)
    F, _, kH, kW = W.shape
    out = np.zeros((len(X), F, output_size(Xp.shape[2], kH, stride, 0), output_size(Xp.shape[3], kW, stride, 0)), dtype=X.dtype)
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            for f in range(F):
                out[:, f, y, x] = (Xp[:, :, y * stride:y * stride + kH, x * stride:x * stride + kW] * W[f]).sum(axis=(1, 2, 3)) + b[f]
    return out


@wrong("conv_forward", "activated")
def conv_relu(X, W, b, stride, padding):
    """The ReLU is applied as well."""
    return np.maximum(conv_im2col(X, W, b, stride, padding), 0)


@wrong("conv_forward", "batch-summed")
def conv_batch_summed(X, W, b, stride, padding):
    """The index n is missing on the right of the einsum."""
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,ocij->ohw", windows, W) + b[:, None, None]


@wrong("conv_forward", "raised")
def conv_typo(X, W, b, stride, padding):
    """C_otu."""
    C_out, C_in, kH, kW = W.shape
    return (im2col(X, kH, kW, stride, padding) @ W.reshape(C_otu, -1).T + b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "raised")
def conv_not_reshaped(X, W, b, stride, padding):
    """W is not flattened before the product."""
    return (im2col(X, *W.shape[2:], stride, padding) @ W.T + b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "used-torch")
def conv_torch(X, W, b, stride, padding):
    """Asks torch."""
    import torch
    return torch.nn.functional.conv2d(*(torch.tensor(a, dtype=torch.float64) for a in (X, W, b)), stride=stride, padding=padding).numpy()


@wrong("conv_forward", "last-window-left-out")
def conv_size_without_one(X, W, b, stride, padding):
    """(n + 2p - k) // s without the + 1."""
    return conv_im2col(X, W, b, stride, padding)[:, :, :-1, :-1]


@wrong("conv_forward", "changed-input")
def conv_changes_bias(X, W, b, stride, padding):
    """Adds into b."""
    out = conv_no_bias(X, W, b, stride, padding)
    b *= 1
    b += 1
    return out + (b - 1)[:, None, None]


@right("conv_forward")
def conv_fourier(X, W, b, stride, padding):
    P = pad(X, padding).astype(float)
    size = P.shape[2:]
    S = np.fft.irfft2(np.einsum("nchw,kchw->nkhw", np.fft.rfft2(P), np.conj(np.fft.rfft2(W, s=size))), s=size)
    S = S[:, :, :size[0] - W.shape[2] + 1, :size[1] - W.shape[3] + 1]
    return S[:, :, ::stride, ::stride] + np.reshape(b, (-1, 1, 1))


@right("conv_forward")
def conv_bias_as_a_weight(X, W, b, stride, padding):
    rows = im2col(X, *W.shape[2:], stride, padding)
    rows = np.concatenate([rows, np.ones((*rows.shape[:3], 1))], axis=-1)
    return np.moveaxis(rows @ np.hstack([W.reshape(len(W), -1), b[:, None]]).T, -1, 1)


@wrong("conv_forward", "bias-twice")
def conv_bias_twice(X, W, b, stride, padding):
    """Added to the product, and once more at the end."""
    out = im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T + b
    return out.transpose(0, 3, 1, 2) + b[:, None, None]


@wrong("conv_forward", "bias-multiplied")
def conv_bias_times(X, W, b, stride, padding):
    """* b for + b."""
    return (im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T * b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "kernel-order")
def conv_einsum_letters(X, W, b, stride, padding):
    """kcji for kcij: weights meet the transposed window, and only square kernels fit."""
    windows = sliding_window_view(pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncyxij,kcji->nkyx", windows, W) + b[:, None, None]


@wrong("conv_forward", "kernel-turned")
def conv_sizes_exchanged(X, W, b, stride, padding):
    """im2col is called with kW, kH."""
    C_out, C_in, kH, kW = W.shape
    return (im2col(X, kW, kH, stride, padding) @ W.reshape(C_out, -1).T + b).transpose(0, 3, 1, 2)


@wrong("conv_forward", "reshaped-not-transposed")
def conv_swapped_and_reshaped(X, W, b, stride, padding):
    """swapaxes(1, 3), and a reshape to put the shape right."""
    out = im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T + b
    N, H_out, W_out, C_out = out.shape
    return out.swapaxes(1, 3).reshape(N, C_out, H_out, W_out)


@wrong("conv_forward", "kernels-not-second")
def conv_transposed_the_other_way(X, W, b, stride, padding):
    """transpose(0, 2, 3, 1), which is the way from channels first to channels last."""
    return (im2col(X, *W.shape[2:], stride, padding) @ W.reshape(len(W), -1).T + b).transpose(0, 2, 3, 1)


@wrong("conv_forward", "padding-all-axes")
def conv_pads_every_axis(X, W, b, stride, padding):
    """np.pad(X, padding)."""
    windows = sliding_window_view(np.pad(X, padding), W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncyxij,kcij->nkyx", windows, W) + b[:, None, None]


def entries(X, W, b, stride, padding, rows, columns):
    """out += ... over some of the kernel's entries."""
    P = pad(X, padding)
    H_out, W_out = output_size(X.shape[2], W.shape[2], stride, padding), output_size(X.shape[3], W.shape[3], stride, padding)
    out = np.zeros((len(X), len(W), H_out, W_out)) + b[:, None, None]
    for i in rows:
        for j in columns:
            out += np.einsum("ncyx,kc->nkyx", P[:, :, i:i + stride * H_out:stride, j:j + stride * W_out:stride], W[:, :, i, j])
    return out


@wrong("conv_forward", "last-entry-left-out")
def conv_last_row_left_out(X, W, b, stride, padding):
    """range(kH - 1)."""
    return entries(X, W, b, stride, padding, range(W.shape[2] - 1), range(W.shape[3]))


@wrong("conv_forward", "first-row-only")
def conv_returns_after_a_row(X, W, b, stride, padding):
    """return stands inside the outer loop."""
    return entries(X, W, b, stride, padding, range(1), range(W.shape[3]))


@wrong("conv_forward", "kernel-square")
def conv_square_kernel(X, W, b, stride, padding):
    """range(kH) for columns as well."""
    return entries(X, W, b, stride, padding, range(W.shape[2]), range(W.shape[2]))


@wrong("conv_forward", "first-image-repeated")
def conv_first_image(X, W, b, stride, padding):
    """P[0] for P[n]."""
    P = pad(X, padding)
    out = np.zeros((len(X), len(W), output_size(X.shape[2], W.shape[2], stride, padding), output_size(X.shape[3], W.shape[3], stride, padding)))
    for n, k, y, x in np.ndindex(out.shape):
        out[n, k, y, x] = np.sum(P[0, :, y * stride:y * stride + W.shape[2], x * stride:x * stride + W.shape[3]] * W[k]) + b[k]
    return out
