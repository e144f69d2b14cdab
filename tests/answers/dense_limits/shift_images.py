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


@wrong("shift_images", "rolled-flat")
def shift_rolled_flat(images, dy, dx):
    """np.roll without an axis."""
    return np.roll(images, dy * images.shape[2] + dx)


@wrong("shift_images", "negative-index")
def shift_no_lower_bound(images, dy, dx):
    """Asks only whether the index is too large."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    for i in range(h):
        for j in range(w):
            if i - dy < h and j - dx < w:
                out[:, i, j] = images[:, i - dy, j - dx]
    return out


@wrong("shift_images", "negative-index")
def shift_gather_tries(images, dy, dx):
    """Waits for an IndexError, which a negative index does not raise."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    for i in range(h):
        for j in range(w):
            try:
                out[:, i, j] = images[:, i - dy, j - dx]
            except IndexError:
                pass
    return out


@wrong("shift_images", "negative-index")
def shift_scatter_tries(images, dy, dx):
    """The same, pixel by pixel to its new place."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    for i in range(h):
        for j in range(w):
            try:
                out[:, i + dy, j + dx] = images[:, i, j]
            except IndexError:
                pass
    return out


@wrong("shift_images", "edge-left-out")
def shift_loses_the_first(images, dy, dx):
    """0 < i for 0 <= i."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    for i in range(h):
        for j in range(w):
            if 0 < i - dy < h and 0 < j - dx < w:
                out[:, i, j] = images[:, i - dy, j - dx]
    return out


@wrong("shift_images", "edge-left-out")
def shift_loses_the_last(images, dy, dx):
    """i < H - 1."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h - 1 and 0 <= j - dx < w - 1:
                out[:, i, j] = images[:, i - dy, j - dx]
    return out


@wrong("shift_images", "old-picture-beneath")
def shift_on_a_copy(images, dy, dx):
    """Begins with a copy of the images."""
    out = images.copy()
    n, h, w = images.shape
    y, x = max(dy, 0), max(dx, 0)
    y2, x2 = max(-dy, 0), max(-dx, 0)
    if y + y2 < h and x + x2 < w:
        out[:, y:h - y2, x:w - x2] = images[:, y2:h - y, x2:w - x]
    return out


@wrong("shift_images", "positive-shifts")
def shift_cuts_the_zeros_off(images, dy, dx):
    """Cuts off what it has put on."""
    n, h, w = images.shape
    p = np.pad(images, ((0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))))
    return p[:, -h:, -w:]


@wrong("shift_images", "mirrored")
def shift_mirrored(images, dy, dx):
    """Pads with the mirrored picture."""
    n, h, w = images.shape
    p = np.pad(images, ((0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))), mode="symmetric")
    return p[:, abs(dy) - dy:abs(dy) - dy + h, abs(dx) - dx:abs(dx) - dx + w]


@wrong("shift_images", "blanked-for-no-shift")
def shift_blanks_all(images, dy, dx):
    """`else` for 0 as well: `[:, 0:] = 0`."""
    m = np.roll(images, (dy, dx), axis=(1, 2))
    if dy > 0:
        m[:, :dy] = 0
    else:
        m[:, dy:] = 0
    if dx > 0:
        m[:, :, :dx] = 0
    else:
        m[:, :, dx:] = 0
    return m


@wrong("shift_images", "one-axis-at-a-time")
def shift_elif(images, dy, dx):
    """`elif` for the second axis."""
    if dy != 0:
        return shift_by_loops(images, dy, 0)
    elif dx != 0:
        return shift_by_loops(images, 0, dx)
    return images.copy()


@wrong("shift_images", "mixed-signs")
def shift_two_cases(images, dy, dx):
    """Two cases of four."""
    if dy >= 0 and dx >= 0:
        return shift_by_loops(images, dy, dx)
    out = np.zeros_like(images)
    h, w = images.shape[1:]
    a, b = abs(dy), abs(dx)
    out[:, :h - a, :w - b] = images[:, a:, b:]
    return out


@wrong("shift_images", "mixed-signs")
def shift_zeros_where_signs_differ(images, dy, dx):
    """Nothing for mixed signs."""
    out = np.zeros_like(images)
    if (dy >= 0) == (dx >= 0):
        out = shift_by_loops(images, dy, dx)
    return out


@wrong("shift_images", "truncated")
def shift_whole_numbers(images, dy, dx):
    """Makes whole numbers of the pixels."""
    return shift_by_loops(images, dy, dx).astype(int)


@wrong("shift_images", "incomplete")
def shift_last_image(images, dy, dx):
    """Keeps only the last image."""
    for im in images:
        s = shift_by_loops(im[None], dy, dx)[0]
    return s


@wrong("shift_images", "not-finite")
def shift_nan(images, dy, dx):
    """nan where nothing was."""
    z = shift_by_loops(np.ones(images.shape), dy, dx)
    return np.where(z > 0, shift_by_loops(images, dy, dx), np.nan)


@right("shift_images")
def shift_einsum(images, dy, dx):
    n, h, w = images.shape
    return np.einsum("ia,nab,jb->nij", np.eye(h, k=-dy), images, np.eye(w, k=-dx))


@right("shift_images")
def shift_step_by_step(images, dy, dx):
    out = images.copy()
    for _ in range(abs(dy)):
        z = np.zeros_like(out[:, :1])
        out = np.concatenate([z, out[:, :-1]] if dy > 0 else [out[:, 1:], z], axis=1)
    for _ in range(abs(dx)):
        z = np.zeros_like(out[:, :, :1])
        out = np.concatenate([z, out[:, :, :-1]] if dx > 0 else [out[:, :, 1:], z], axis=2)
    return out


@right("shift_images")
def shift_recursion(images, dy, dx):
    if dx:
        return shift_recursion(shift_recursion(images, dy, 0).transpose(0, 2, 1), dx, 0).transpose(0, 2, 1).copy()
    out = np.zeros_like(images)
    h = images.shape[1]
    if dy >= 0:
        out[:, dy:] = images[:, :max(h - dy, 0)]
    else:
        out[:, :max(h + dy, 0)] = images[:, -dy:]
    return out


@right("shift_images")
def shift_what_is_there(images, dy, dx):
    out = np.zeros(images.shape)
    n, i, j = np.nonzero(images)
    v = images[n, i, j]
    i, j = i + dy, j + dx
    k = (i >= 0) & (i < images.shape[1]) & (j >= 0) & (j < images.shape[2])
    out[n[k], i[k], j[k]] = v[k]
    return out


@right("shift_images")
def shift_clip_and_mask(images, dy, dx):
    n, h, w = images.shape
    i, j = np.arange(h) - dy, np.arange(w) - dx
    ok = ((i >= 0) & (i < h))[:, None] & ((j >= 0) & (j < w))
    return images[:, np.clip(i, 0, h - 1)][:, :, np.clip(j, 0, w - 1)] * ok


@wrong("shift_images", "wraps-along-one-axis")
def shift_blanks_rows_only(images, dy, dx):
    """Sets to 0 only the rows that came round."""
    m = np.roll(images, (dy, dx), axis=(1, 2))
    if dy > 0:
        m[:, :dy] = 0
    if dy < 0:
        m[:, dy:] = 0
    return m


@wrong("shift_images", "wraps-along-one-axis")
def shift_blanks_columns_only(images, dy, dx):
    """Sets to 0 only the columns that came round."""
    m = np.roll(images, (dy, dx), axis=(1, 2))
    if dx > 0:
        m[:, :, :dx] = 0
    if dx < 0:
        m[:, :, dx:] = 0
    return m


@wrong("shift_images", "wrapped-part-wrongly-blanked")
def shift_blanks_the_first(images, dy, dx):
    """Sets the first rows to 0, whichever way the picture goes."""
    m = np.roll(images, (dy, dx), axis=(1, 2))
    if dy > 0:
        m[:, :dy] = 0
    elif dy < 0:
        m[:, :-dy] = 0
    if dx > 0:
        m[:, :, :dx] = 0
    elif dx < 0:
        m[:, :, :-dx] = 0
    return m


@wrong("shift_images", "blanked-at-the-wrong-end")
def shift_blanks_the_other_end(images, dy, dx):
    """Sets to 0 what has not come round."""
    m = np.roll(images, (dy, dx), axis=(1, 2))
    if dy > 0:
        m[:, -dy:] = 0
    elif dy < 0:
        m[:, :-dy] = 0
    if dx > 0:
        m[:, :, -dx:] = 0
    elif dx < 0:
        m[:, :, :-dx] = 0
    return m


@wrong("shift_images", "second-over-first")
def shift_writes_over(images, dy, dx):
    """Writes the second shift over the first."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    if dy >= 0:
        out[:, dy:] = images[:, :max(h - dy, 0)]
    else:
        out[:, :max(h + dy, 0)] = images[:, -dy:]
    if dx >= 0:
        out[:, :, dx:] = images[:, :, :max(w - dx, 0)]
    else:
        out[:, :, :max(w + dx, 0)] = images[:, :, -dx:]
    return out


@wrong("shift_images", "blanked-not-moved")
def shift_blanks_a_margin(images, dy, dx):
    """The same slice on both sides."""
    out = np.zeros_like(images)
    n, h, w = images.shape
    if abs(dy) >= h or abs(dx) >= w:
        return out
    y, x, y2, x2 = max(dy, 0), max(dx, 0), max(-dy, 0), max(-dx, 0)
    out[:, y:h - y2, x:w - x2] = images[:, y:h - y2, x:w - x2]
    return out


@wrong("shift_images", "one-image-for-all")
def shift_one_array(images, dy, dx):
    """One array for all the images."""
    n, h, w = images.shape
    out = np.zeros((h, w))
    res = []
    for im in images:
        for i in range(h):
            for j in range(w):
                if 0 <= i - dy < h and 0 <= j - dx < w:
                    out[i, j] = im[i - dy, j - dx]
        res.append(out)
    return np.array(res)


@wrong("shift_images", "one-axis-at-a-time")
def shift_returns_early(images, dy, dx):
    """Returns before dx is used."""
    if dy > 0:
        return shift_by_loops(images, dy, 0)
    if dy < 0:
        return shift_by_loops(images, dy, 0)
    return shift_by_loops(images, 0, dx)


@wrong("shift_images", "rounded")
def shift_rounds(images, dy, dx):
    """Rounds."""
    return np.round(shift_by_loops(images, dy, dx), 2)
