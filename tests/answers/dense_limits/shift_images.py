"""Students' answers to `shift_images`."""
# ruff: noqa: F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


@right("shift_images")
def shift_by_loops(images, dy, dx):
    N, H, W = images.shape
    out = np.zeros((N, H, W))
    for n in range(N):
        for i in range(H):
            for j in range(W):
                a, b = i - dy, j - dx
                if 0 <= a < H and 0 <= b < W:
                    out[n, i, j] = images[n, a, b]
    return out


@right("shift_images")
def shift_by_padding(images, dy, dx):
    N, H, W = images.shape
    big = np.pad(images, ((0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    top, left = abs(dy) - dy, abs(dx) - dx
    return big[:, top:top + H, left:left + W].copy()


@right("shift_images")
def shift_by_roll_and_mask(images, dy, dx):
    N, H, W = images.shape
    moved = np.roll(images, (dy, dx), axis=(1, 2))
    rows, columns = np.arange(H) - dy, np.arange(W) - dx
    inside = ((rows >= 0) & (rows < H))[:, None] & ((columns >= 0) & (columns < W))
    return moved * inside


@right("shift_images")
def shift_by_matrices(images, dy, dx):
    N, H, W = images.shape
    return np.eye(H, k=-dy) @ images @ np.eye(W, k=dx)


@right("shift_images")
def shift_row_by_row(images, dy, dx):
    out = np.zeros_like(images)
    H, W = images.shape[1], images.shape[2]
    for i in range(H):
        if 0 <= i + dy < H:
            for j in range(W):
                if 0 <= j + dx < W:
                    out[:, i + dy, j + dx] = images[:, i, j]
    return out


@right("shift_images")
def shift_one_axis_at_a_time(images, dy, dx):
    def along(a, s, axis):
        a = np.moveaxis(a, axis, 0)
        out = np.zeros_like(a)
        if abs(s) < len(a):
            if s >= 0:
                out[s:] = a[:len(a) - s]
            else:
                out[:s] = a[-s:]
        return np.moveaxis(out, 0, axis)
    return along(along(images, dy, 1), dx, 2).copy()


@right("shift_images")
def shift_by_indices(images, dy, dx):
    N, H, W = images.shape
    n, i, j = np.indices(images.shape)
    a, b = i - dy, j - dx
    good = (a >= 0) & (a < H) & (b >= 0) & (b < W)
    return np.where(good, images[n, np.clip(a, 0, H - 1), np.clip(b, 0, W - 1)], 0)


@wrong("shift_images", "wraps-around")
def shift_rolled(images, dy, dx):
    """Rolls."""
    return np.roll(images, shift=(dy, dx), axis=(1, 2))


@wrong("shift_images", "axes-exchanged")
def shift_exchanged(images, dy, dx):
    """Rows by dx, columns by dy."""
    return shift_by_loops(images, dx, dy)


@wrong("shift_images", "sign-turned")
def shift_other_way(images, dy, dx):
    """Reads from i + dy."""
    N, H, W = images.shape
    out = np.zeros((N, H, W))
    for i in range(H):
        for j in range(W):
            if 0 <= i + dy < H and 0 <= j + dx < W:
                out[:, i, j] = images[:, i + dy, j + dx]
    return out


@wrong("shift_images", "dx-turned")
def shift_left_for_right(images, dy, dx):
    """dx the other way."""
    return shift_by_loops(images, dy, -dx)


@wrong("shift_images", "zero-and-negative-shifts")
def shift_positive_only(images, dy, dx):
    """Slices that work for positive numbers."""
    out = np.zeros_like(images)
    out[:, dy:, dx:] = images[:, :-dy, :-dx]
    return out


@wrong("shift_images", "negative-shifts")
def shift_absolute(images, dy, dx):
    """Takes the size of the shift."""
    return shift_by_loops(images, abs(dy), abs(dx))


@wrong("shift_images", "edge-repeated")
def shift_clipped(images, dy, dx):
    """Clips the indices, and forgets the zeros."""
    N, H, W = images.shape
    rows = np.clip(np.arange(H) - dy, 0, H - 1)
    columns = np.clip(np.arange(W) - dx, 0, W - 1)
    return images[:, rows[:, None], columns]


@wrong("shift_images", "only-down")
def shift_only_rows(images, dy, dx):
    """Never uses dx."""
    return shift_by_loops(images, dy, 0)


@wrong("shift_images", "not-moved")
def shift_nothing(images, dy, dx):
    """Returns a copy."""
    return images.copy()


@wrong("shift_images", "wrong-axes")
def shift_among_images(images, dy, dx):
    """Rolls along the images."""
    return np.roll(images, (dy, dx), axis=(0, 1))


@wrong("shift_images", "changed-input")
def shift_in_place(images, dy, dx):
    """Writes the result over its argument."""
    images[:] = shift_by_loops(images, dy, dx)
    return images.copy()


@wrong("shift_images", "wrapped-part-wrongly-blanked")
def shift_roll_then_zero(images, dy, dx):
    """Blanks the first rows, also for a negative shift."""
    out = np.roll(images, (dy, dx), axis=(1, 2))
    out[:, :dy, :] = 0
    out[:, :, :dx] = 0
    return out


@wrong("shift_images", "enlarged")
def shift_padded(images, dy, dx):
    """Pads, and does not cut."""
    return np.pad(images, ((0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))))


@wrong("shift_images", "left-at-zero")
def shift_only_first(images, dy, dx):
    """Returns in the first turn."""
    out = np.zeros_like(images)
    for n in range(len(images)):
        out[n] = shift_by_loops(images[n:n + 1], dy, dx)[0]
        return out
