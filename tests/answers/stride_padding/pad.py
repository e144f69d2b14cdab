"""Students' answers to `pad`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("pad")
def pad_numpy(X, padding):
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2)


@right("pad")
def pad_numpy_constant(X, padding):
    widths = ((0, 0),) * (X.ndim - 2) + ((padding, padding), (padding, padding))
    return np.pad(X, widths, mode="constant", constant_values=0)


@right("pad")
def pad_into_zeros(X, padding):
    shape = list(X.shape)
    shape[-1] += 2 * padding
    shape[-2] += 2 * padding
    out = np.zeros(shape)
    out[..., padding:padding + X.shape[-2], padding:padding + X.shape[-1]] = X
    return out


@right("pad")
def pad_cuts_from_behind(X, padding):
    if padding == 0:
        return X.copy()
    out = np.zeros((*X.shape[:-2], X.shape[-2] + 2 * padding, X.shape[-1] + 2 * padding), dtype=X.dtype)
    out[..., padding:-padding, padding:-padding] = X
    return out


@right("pad")
def pad_concatenates(X, padding):
    side = np.zeros(X.shape[:-1] + (padding,))
    X = np.concatenate([side, X, side], axis=-1)
    above = np.zeros(X.shape[:-2] + (padding, X.shape[-1]))
    return np.concatenate([above, X, above], axis=-2)


@right("pad")
def pad_entry_by_entry(X, padding):
    flat = X.reshape(-1, X.shape[-2], X.shape[-1])
    out = np.zeros((len(flat), X.shape[-2] + 2 * padding, X.shape[-1] + 2 * padding))
    for n in range(len(flat)):
        for i in range(X.shape[-2]):
            for j in range(X.shape[-1]):
                out[n, i + padding, j + padding] = flat[n, i, j]
    return out.reshape(X.shape[:-2] + out.shape[1:])


@right("pad")
def pad_recursive(X, padding):
    if X.ndim > 2:
        return np.stack([pad_recursive(x, padding) for x in X])
    return np.pad(X.astype(float), padding)


@right("pad")
def pad_ring_by_ring(X, padding):
    out = np.array(X, dtype=np.float64)
    for _ in range(padding):
        out = np.apply_along_axis(lambda row: np.r_[0, row, 0], -1, out)
        out = np.apply_along_axis(lambda column: np.r_[0, column, 0], -2, out)
    return out


@right("pad")
def pad_lists(X, padding):
    if X.ndim > 2:
        return [pad_lists(x, padding) for x in X]
    width = X.shape[1] + 2 * padding
    empty = [[0.0] * width for _ in range(padding)]
    return empty + [[0.0] * padding + row + [0.0] * padding for row in X.tolist()] + empty


@right("pad")
def pad_by_matrices(X, padding):
    tall = np.eye(X.shape[-2] + 2 * padding)[:, padding:padding + X.shape[-2]]
    wide = np.eye(X.shape[-1] + 2 * padding)[padding:padding + X.shape[-1]]
    return tall @ X @ wide


# ---------------------------------------------------------------- wrong


@wrong("pad", "leading-axes-too")
def pad_all_axes(X, padding):
    """np.pad with one number pads every axis."""
    return np.pad(X, padding)


@wrong("pad", "leading-axes-too")
def pad_all_axes_constant(X, padding):
    """np.pad with one pair of numbers pads every axis."""
    return np.pad(X, ((padding, padding),) * X.ndim, "constant")


@wrong("pad", "first-two-axes")
def pad_first_two(X, padding):
    """Pads the first two axes, whatever comes after."""
    return np.pad(X, [(padding, padding), (padding, padding)] + [(0, 0)] * (X.ndim - 2))


@wrong("pad", "one-side-only")
def pad_after(X, padding):
    """Only below and on the right."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(0, padding)] * 2)


@wrong("pad", "one-side-only")
def pad_before(X, padding):
    """Only above and on the left."""
    out = np.zeros((*X.shape[:-2], X.shape[-2] + padding, X.shape[-1] + padding))
    out[..., padding:, padding:] = X
    return out


@wrong("pad", "one-axis-only")
def pad_columns_only(X, padding):
    """Only left and right."""
    return np.pad(X, [(0, 0)] * (X.ndim - 1) + [(padding, padding)])


@wrong("pad", "one-axis-only")
def pad_rows_only(X, padding):
    """Only above and below."""
    strip = np.zeros(X.shape[:-2] + (padding, X.shape[-1]))
    return np.concatenate((strip, X, strip), axis=-2)


@wrong("pad", "edge-repeated")
def pad_edge(X, padding):
    """Repeats the edge."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2, mode="edge")


@wrong("pad", "mirrored")
def pad_reflect(X, padding):
    """Mirrors the picture at its edge."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2, mode="reflect")


@wrong("pad", "wrapped-around")
def pad_wrap(X, padding):
    """Goes on at the other side."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2, mode="wrap")


@wrong("pad", "not-zeros")
def pad_ones(X, padding):
    """Ones around."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2, constant_values=1)


@wrong("pad", "not-zeros")
def pad_ones_array(X, padding):
    """np.ones for np.zeros."""
    h, w = X.shape[-2:]
    out = np.ones(X.shape[:-2] + (h + 2 * padding, w + 2 * padding))
    out[..., padding:padding + h, padding:padding + w] = X
    return out


@wrong("pad", "crops")
def pad_crops(X, padding):
    """Cuts the border off."""
    h, w = X.shape[-2:]
    return X[..., padding:h - padding, padding:w - padding].copy()


@wrong("pad", "in-the-corner")
def pad_corner(X, padding):
    """The frame has the right size, and X lies in its corner."""
    h, w = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (h + 2 * padding, w + 2 * padding))
    out[..., :h, :w] = X
    return out


@wrong("pad", "empty-slice-at-zero")
def pad_minus_zero(X, padding):
    """-0 is 0, so that the slice is empty where padding is 0."""
    h, w = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (h + 2 * padding, w + 2 * padding))
    out[..., padding:-padding, padding:-padding] = X
    return out


@wrong("pad", "padding-in-all")
def pad_half(X, padding):
    """padding in all, half of it on each side."""
    before = padding // 2
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(before, padding - before)] * 2)


@wrong("pad", "twice-as-much")
def pad_double(X, padding):
    """2 * padding on each side."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(2 * padding, 2 * padding)] * 2)


@wrong("pad", "always-one")
def pad_always_one(X, padding):
    """A frame of one, whatever padding is."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(1, 1)] * 2)


@wrong("pad", "border-overwritten")
def pad_overwrites(X, padding):
    """Sets the border itself to zero; nothing grows."""
    out = X.copy()
    if padding:
        out[..., :padding, :] = 0
        out[..., -padding:, :] = 0
        out[..., :, :padding] = 0
        out[..., :, -padding:] = 0
    return out


@wrong("pad", "integer-truncation")
def pad_integers(X, padding):
    """Asks for an integer array."""
    h, w = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (h + 2 * padding, w + 2 * padding), dtype=int)
    out[..., padding:padding + h, padding:padding + w] = X
    return out


@wrong("pad", "returned-argument")
def pad_nothing_to_do(X, padding):
    """Hands X itself back where padding is 0."""
    if padding == 0:
        return X
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2)


@wrong("pad", "raised")
def pad_two_axes(X, padding):
    """Expects exactly two axes."""
    h, w = X.shape
    out = np.zeros((h + 2 * padding, w + 2 * padding))
    out[padding:padding + h, padding:padding + w] = X
    return out


@wrong("pad", "returned-none")
def pad_forgets_return(X, padding):
    """No return."""
    out = np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding)] * 2)


@wrong("pad", "left-at-zero")
def pad_forgets_the_picture(X, padding):
    """The last row of the picture is never put in."""
    h, w = X.shape[-2:]
    out = np.zeros(X.shape[:-2] + (h + 2 * padding, w + 2 * padding))
    for i in range(h - 1):
        out[..., padding + i, padding:padding + w] = X[..., i, :]
    return out


@wrong("pad", "frame-alone")
def pad_zeros_alone(X, padding):
    """Only the frame: X is not put in."""
    return np.zeros(X.shape[:-2] + (X.shape[-2] + 2 * padding, X.shape[-1] + 2 * padding))


# ---------------------------------------------------------------- more ways


@right("pad")
def pad_by_matrices(X, padding):
    H, W = X.shape[-2:]
    return np.eye(H + 2 * padding, H, -padding) @ X @ np.eye(W, W + 2 * padding, padding)


@right("pad")
def pad_by_clipped_indices(X, padding):
    H, W = X.shape[-2:]
    y, x = np.arange(-padding, H + padding)[:, None], np.arange(-padding, W + padding)
    inside = (0 <= y) & (y < H) & (0 <= x) & (x < W)
    return np.where(inside, X[..., np.clip(y, 0, H - 1), np.clip(x, 0, W - 1)], 0)


@right("pad")
def pad_by_insert(X, padding):
    X = np.array(X)
    for _ in range(padding):
        X = np.insert(np.insert(X, [0, X.shape[-1]], 0, axis=-1), [0, X.shape[-2]], 0, axis=-2)
    return X


@wrong("pad", "not-zeros")
def pad_minus_infinity(X, padding):
    """As before a maximum: minus infinity."""
    out = np.full((*X.shape[:-2], X.shape[-2] + 2 * padding, X.shape[-1] + 2 * padding), -np.inf)
    out[..., padding:padding + X.shape[-2], padding:padding + X.shape[-1]] = X
    return out


@wrong("pad", "one-side-missing")
def pad_three_sides(X, padding):
    """On the left there is nothing."""
    return np.pad(X, [(0, 0)] * (X.ndim - 2) + [(padding, padding), (0, padding)])


@wrong("pad", "nothing-added")
def pad_adds_to_the_values(X, padding):
    """`padding` is added to the pixels."""
    return X + padding


@wrong("pad", "one-leading-axis-assumed")
def pad_each_of_the_first_axis(X, padding):
    """A loop over the first axis, where it is a batch with channels behind it."""
    if X.ndim == 2:
        return np.pad(X, padding)
    return np.array([np.pad(x, padding) for x in X])


@wrong("pad", "integer-truncation")
def pad_bytes(X, padding):
    """Pictures are bytes, the numbers here are not."""
    out = np.zeros((*X.shape[:-2], X.shape[-2] + 2 * padding, X.shape[-1] + 2 * padding), dtype=np.uint8)
    with np.errstate(all="ignore"):
        out[..., padding:padding + X.shape[-2], padding:padding + X.shape[-1]] = X
    return out
