"""Students' answers to `conv2d_channels`."""

import numpy as np

from tests.answers import right, wrong


def one(X, K):
    """A student's own conv2d."""
    H, W = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    S = np.zeros((H, W))
    for m in range(K.shape[0]):
        for n in range(K.shape[1]):
            S += K[m, n] * X[m:m + H, n:n + W]
    return S


def out_shape(X, K):
    return K.shape[0], X.shape[1] - K.shape[2] + 1, X.shape[2] - K.shape[3] + 1


# ---------------------------------------------------------------- right


@right("conv2d_channels")
def channels_loops(X, K):
    S = np.zeros(out_shape(X, K))
    for k in range(K.shape[0]):
        for c in range(K.shape[1]):
            S[k] += one(X[c], K[k, c])
    return S


@right("conv2d_channels")
def channels_stack(X, K):
    return np.stack([sum(one(x, w) for x, w in zip(X, kernel)) for kernel in K])


@right("conv2d_channels")
def channels_einsum(X, K):
    windows = np.lib.stride_tricks.sliding_window_view(X, K.shape[2:], axis=(1, 2))
    return np.einsum("cijmn,kcmn->kij", windows, K)


@right("conv2d_channels")
def channels_boxes(X, K):
    C_out, C_in, kH, kW = K.shape
    S = np.empty(out_shape(X, K))
    for k in range(C_out):
        for i in range(S.shape[1]):
            for j in range(S.shape[2]):
                S[k, i, j] = np.sum(X[:, i:i + kH, j:j + kW] * K[k])
    return S


@right("conv2d_channels")
def channels_matrix(X, K):
    C_out, C_in, kH, kW = K.shape
    _, H, W = out_shape(X, K)
    columns = np.stack([X[:, i:i + kH, j:j + kW].reshape(-1) for i in range(H) for j in range(W)], axis=1)
    return (K.reshape(C_out, -1) @ columns).reshape(C_out, H, W)


@right("conv2d_channels")
def channels_lists(X, K):
    maps = []
    for kernel in K:
        total = one(X[0], kernel[0])
        for c in range(1, len(kernel)):
            total = total + one(X[c], kernel[c])
        maps.append(total.tolist())
    return maps


@right("conv2d_channels")
def channels_tensordot(X, K):
    windows = np.lib.stride_tricks.sliding_window_view(X, K.shape[2:], axis=(1, 2))
    return np.tensordot(K, windows, axes=([1, 2, 3], [0, 3, 4]))


# ---------------------------------------------------------------- wrong


@wrong("conv2d_channels", "first-channel-only")
def channels_first(X, K):
    """Only channel 0."""
    return np.array([one(X[0], kernel[0]) for kernel in K])


@wrong("conv2d_channels", "last-channel-only")
def channels_overwritten(X, K):
    """= for +=: the last channel is left."""
    S = np.zeros(out_shape(X, K))
    for k in range(K.shape[0]):
        for c in range(K.shape[1]):
            S[k] = one(X[c], K[k, c])
    return S


@wrong("conv2d_channels", "mean-over-channels")
def channels_mean(X, K):
    """The channels' maps are averaged."""
    return np.array([np.mean([one(x, w) for x, w in zip(X, kernel)], axis=0) for kernel in K])


@wrong("conv2d_channels", "channels-not-summed")
def channels_apart(X, K):
    """One map for each pair."""
    return np.array([[one(x, w) for x, w in zip(X, kernel)] for kernel in K])


@wrong("conv2d_channels", "kernel-axes-exchanged")
def channels_c_k(X, K):
    """K[c, k] for K[k, c]."""
    S = np.zeros(out_shape(X, K))
    for k in range(K.shape[0]):
        for c in range(K.shape[1]):
            S[k] += one(X[c], K[c, k])
    return S


@wrong("conv2d_channels", "kernel-axes-exchanged")
def channels_unpacks_wrongly(X, K):
    """C_in, C_out = K.shape[:2]."""
    C_in, C_out, kH, kW = K.shape
    S = np.zeros((C_out, X.shape[1] - kH + 1, X.shape[2] - kW + 1))
    for k in range(C_out):
        for c in range(C_in):
            S[k] += one(X[c], K[c, k])
    return S


@wrong("conv2d_channels", "every-kernel-meets-every-channel")
def channels_cross(X, K):
    """The image's channels are added before, the kernels' too."""
    return np.array([one(X.sum(axis=0), kernel.sum(axis=0)) for kernel in K])


@wrong("conv2d_channels", "every-kernel-meets-every-channel")
def channels_cross_loops(X, K):
    """One loop too many."""
    S = np.zeros(out_shape(X, K))
    for k in range(K.shape[0]):
        for c in range(X.shape[0]):
            for d in range(K.shape[1]):
                S[k] += one(X[c], K[k, d])
    return S


@wrong("conv2d_channels", "flipped")
def channels_flipped(X, K):
    """Flips the kernels."""
    return np.array([sum(one(x, w[::-1, ::-1]) for x, w in zip(X, kernel)) for kernel in K])


@wrong("conv2d_channels", "channels-last")
def channels_last(X, K):
    """The maps along the last axis."""
    return np.stack([sum(one(x, w) for x, w in zip(X, kernel)) for kernel in K], axis=-1)


@wrong("conv2d_channels", "maps-summed")
def channels_all_summed(X, K):
    """One map for all kernels together."""
    return sum(one(x, w) for kernel in K for x, w in zip(X, kernel))


@wrong("conv2d_channels", "first-kernel-only")
def channels_one_kernel(X, K):
    """Only the first output."""
    return sum(one(x, w) for x, w in zip(X, K[0]))


@wrong("conv2d_channels", "accumulator-not-reset")
def channels_running(X, K):
    """The sum goes on from one output to the next."""
    total, maps = 0, []
    for kernel in K:
        for x, w in zip(X, kernel):
            total = total + one(x, w)
        maps.append(total)
    return np.array(maps)


@wrong("conv2d_channels", "integer-truncation")
def channels_int(X, K):
    """The result has the image's dtype."""
    S = np.zeros(out_shape(X, K), dtype=X.dtype)
    for k in range(K.shape[0]):
        S[k] = sum(one(X[c], K[k, c]) for c in range(len(X)))
    return S


@wrong("conv2d_channels", "channels-reversed")
def channels_bgr(X, K):
    """The channels in reverse order."""
    return np.array([sum(one(x, w) for x, w in zip(X[::-1], kernel)) for kernel in K])


@wrong("conv2d_channels", "depthwise")
def channels_depthwise(X, K):
    """Output k looks at channel k alone."""
    return np.array([one(X[k], K[k, k]) for k in range(len(K))])


@wrong("conv2d_channels", "output-too-small")
def channels_small(X, K):
    """One row and one column are missing."""
    C_out, C_in, kH, kW = K.shape
    H, W = X.shape[1] - kH, X.shape[2] - kW
    S = np.zeros((C_out, H, W))
    for k in range(C_out):
        for i in range(H):
            for j in range(W):
                S[k, i, j] = np.sum(X[:, i:i + kH, j:j + kW] * K[k])
    return S


@wrong("conv2d_channels", "mean-not-sum")
def channels_mean_of_window(X, K):
    """np.mean over the whole window."""
    C_out, C_in, kH, kW = K.shape
    S = np.zeros(out_shape(X, K))
    for k in range(C_out):
        for i in range(S.shape[1]):
            for j in range(S.shape[2]):
                S[k, i, j] = np.mean(X[:, i:i + kH, j:j + kW] * K[k])
    return S


@wrong("conv2d_channels", "raised")
def channels_typo(X, K):
    """A name that is not there."""
    return np.array([sum(one(x, w) for x, w in zip(X, kernels)) for kernel in K])  # noqa: F821


# ---------------------------------------------------------------- more ways


@right("conv2d_channels")
def channels_by_dictionary(X, K):
    maps = {}
    for k, c in np.ndindex(K.shape[:2]):
        maps[k] = maps.get(k, 0) + one(X[c], K[k, c])
    return tuple(maps[k] for k in sorted(maps))


@right("conv2d_channels")
def channels_backwards(X, K):
    return sum(np.stack([one(X[c], kernel[c]) for kernel in K]) for c in reversed(range(len(X))))


@wrong("conv2d_channels", "first-channel-under-all-kernels")
def channels_x_zero(X, K):
    """`X[0]` for `X[c]`."""
    return np.array([sum(one(X[0], K[k, c]) for c in range(len(X))) for k in range(len(K))])


@wrong("conv2d_channels", "first-kernel-only")
def channels_return_in_outer_loop(X, K):
    """`return` in the loop over the kernels."""
    S = np.zeros(out_shape(X, K))
    for k in range(len(K)):
        for c in range(len(X)):
            S[k] += one(X[c], K[k, c])
        return S


@wrong("conv2d_channels", "first-slice-only")
def channels_return_in_inner_loop(X, K):
    """`return` in the loop over the channels."""
    S = np.zeros(out_shape(X, K))
    for k in range(len(K)):
        for c in range(len(X)):
            S[k] += one(X[c], K[k, c])
            return S


@wrong("conv2d_channels", "first-slice-only")
def channels_return_the_first_map(X, K):
    """The first map that there is is handed back."""
    for k in range(len(K)):
        for c in range(len(X)):
            return one(X[c], K[k, c])


@wrong("conv2d_channels", "first-channel-left-out")
def channels_from_one(X, K):
    """The loop over the channels begins at 1."""
    S = np.zeros(out_shape(X, K))
    for k in range(len(K)):
        for c in range(1, len(X)):
            S[k] += one(X[c], K[k, c])
    return S


@wrong("conv2d_channels", "last-kernel-left-out")
def channels_one_map_less(X, K):
    """`range(len(K) - 1)`."""
    return np.array([sum(one(X[c], K[k, c]) for c in range(len(X))) for k in range(len(K) - 1)])


@wrong("conv2d_channels", "maps-joined")
def channels_concatenated(X, K):
    """`np.concatenate` for `np.stack`."""
    return np.concatenate([sum(one(x, w) for x, w in zip(X, kernel)) for kernel in K])


@wrong("conv2d_channels", "maps-summed-to-numbers")
def channels_sum_without_axis(X, K):
    """`np.sum` of a list adds up everything."""
    return np.array([np.sum([one(X[c], K[k, c]) for c in range(len(X))]) for k in range(len(K))])


@wrong("conv2d_channels", "integer-truncation")
def channels_cut_in_each_turn(X, K):
    """The result has the dtype of X, and is cut off for each channel."""
    S = np.zeros(out_shape(X, K), dtype=X.dtype)
    for k in range(len(K)):
        for c in range(len(X)):
            S[k] = S[k] + one(X[c], K[k, c])
    return S


@wrong("conv2d_channels", "off-by-constant")
def channels_from_ones(X, K):
    """The sums begin at 1."""
    S = np.ones(out_shape(X, K))
    for k in range(len(K)):
        for c in range(len(X)):
            S[k] += one(X[c], K[k, c])
    return S


@wrong("conv2d_channels", "extra-axis")
def channels_axis_kept(X, K):
    """The axis that is summed over is kept."""
    return np.array([[one(x, w) for x, w in zip(X, kernel)] for kernel in K]).sum(axis=1, keepdims=True)


@wrong("conv2d_channels", "counts-exchanged")
def channels_as_many_as_kernels(X, K):
    """The inner loop runs over as many channels as there are kernels."""
    S = np.zeros(out_shape(X, K))
    for k in range(K.shape[0]):
        for c in range(K.shape[0]):
            S[k] += one(X[c], K[k, c])
    return S


@wrong("conv2d_channels", "counts-exchanged")
def channels_unpacked_the_wrong_way(X, K):
    """C_in and C_out are exchanged where the shape is taken apart."""
    C_in, C_out, kH, kW = K.shape
    S = np.zeros((C_out, X.shape[1] - kH + 1, X.shape[2] - kW + 1))
    for k in range(C_out):
        for c in range(C_in):
            S[k] += one(X[c], K[k, c])
    return S


@wrong("conv2d_channels", "collected-in-every-turn")
def channels_append_too_far_in(X, K):
    """`append` stands in the loop over the channels."""
    maps = []
    for kernel in K:
        total = 0
        for x, w in zip(X, kernel):
            total = total + one(x, w)
            maps.append(total)
    return np.array(maps)
