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
