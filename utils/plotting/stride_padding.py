"""Figures of notebook 08: windows on a line and on a picture, galleries of pictures, and what one output entry sees.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many. Stride, padding and kernel are the lecture's.
"""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from utils.plotting.arrays import at_most, listed, missing, not_drawn, numbers, plural, short, tame, typeset, whole
from utils.plotting.picture import (
    ALERT,
    BLUE,
    GREY,
    INK,
    LINES,
    ORANGE,
    PALE,
    SKY_BLUE,
    Picture,
    board,
    in_house_style,
)
from utils.plotting.pieces import INK_RAMP, box, centred, magnitude, place, shade, tint, write
from utils.plotting.tables import paragraph

MARGIN = 14  # of a board, in CSS pixels
LIGHT_RAMP = ("#000000", "#FFFFFF")  # a photograph: 0 is dark
# Grounds of places: the padding, those that no window reaches, those that a window is on.
PADDING, SPARE, WINDOW = tint(INK, 0.22), tint(ORANGE, 0.35), tint(SKY_BLUE, 0.5)
HEAT_RAMP = ("#FFFFFF", "#F6C6A4", "#E07B39")  # light enough for dark numbers on it

# ---- windows on a line -----------------------------------------------------------------------------------------------

BAR = 24  # a window on its row, in CSS pixels
MOST_ROWS = 12


@in_house_style
def windows_on_line(n, kernel, stride, padding=0):
    """A line of n places with its padding, every window that fits on it in a row of its own, and what is left over.

    n: int, 1 to 30. kernel: int, 1 to 30. stride: int, 1 to 30. padding: int, 0 to 10.
    The first window that does not fit any more is dashed. Of more than 12 windows 12 are drawn.
    Raises ValueError for other numbers. Returns a Picture.
    """
    n, kernel, stride = (whole(*pair, 1, 30) for pair in (("n", n), ("kernel", kernel), ("stride", stride)))
    padding = whole("padding", padding, 0, 10)
    length = n + 2 * padding
    starts = list(range(0, length - kernel + 1, stride))
    after = starts[-1] + stride if starts else 0
    left_over = length - (starts[-1] + kernel if starts else 0)
    cell = float(np.clip(720 / max(length, min(after + kernel, length + 8)), 17, 44))
    rows = min(len(starts), MOST_ROWS) + 1
    width = max(int(2 * MARGIN + cell * max(length, after + kernel)), 640)
    figure, axes = board(width, 96 + rows * (BAR + 6) + MARGIN)
    write(axes, MARGIN, MARGIN + 14, _heading(n, kernel, stride, padding), size=12, weight="bold")
    top = MARGIN + 30
    for at in range(length):
        outside = not padding <= at < padding + n
        spare = at >= length - left_over
        face = SPARE if spare else PADDING if outside else "white"
        box(axes, MARGIN + at * cell, top, cell, 30, face=face, edge=GREY, width_of_edge=0.8)
        if cell >= 20:
            centred(axes, MARGIN + (at + 0.5) * cell, top + 15, "0" if outside else str(at - padding))
    top += 38
    for row, start in enumerate(starts[:MOST_ROWS]):
        colour = LINES[row % 2]
        ground = tint(colour, 0.3)
        box(axes, MARGIN + start * cell, top, kernel * cell, BAR, face=ground, edge=colour, width_of_edge=1.6)
        centred(axes, MARGIN + (start + kernel / 2) * cell, top + BAR / 2, str(row + 1))
        top += BAR + 6
    if len(starts) <= MOST_ROWS:
        box(axes, MARGIN + after * cell, top, kernel * cell, BAR, edge=ALERT, width_of_edge=1.4, linestyle=(0, (4, 3)))
        if kernel * cell >= 90:
            centred(axes, MARGIN + (after + kernel / 2) * cell, top + BAR / 2, "does not fit", color=ALERT)
    fit = f"{plural(len(starts), 'window')} {'fits' if len(starts) == 1 else 'fit'}"
    summary = f"{fit}; {plural(left_over, 'place')} left over at the end."
    cut = f" The first {MOST_ROWS} are drawn." if len(starts) > MOST_ROWS else ""
    write(axes, MARGIN, top + BAR + 20, summary + cut, size=11)
    words = (
        f"A line of {plural(n, 'place')} with padding {padding} at both ends, {plural(length, 'place')} in all. Windows "
        f"of {kernel}, {plural(stride, 'place')} apart, are drawn below it one under the other. {summary}{cut}"
    )
    return Picture(figure, words)


def _heading(n, kernel, stride, padding):
    return f"n = {n}, kernel {kernel}, stride {stride}, padding {padding}"


# ---- one window on a picture -----------------------------------------------------------------------------------------

CELL = 30  # of a grid with numbers, in CSS pixels
WIDEST = 11  # rows or columns of a grid


@in_house_style
def window_on_grid(X, K, stride, padding, result, window):
    """A picture with its padding, one window on it, the kernel, the result as far as it goes, and that entry's sum.

    X: (H, W) and K: (kH, kW), whole numbers for choice, at most 11 rows and columns with the padding.
    stride, padding: int. result: (H', W'), what a convolution of these gives. window: int, which window, row by row.
    Raises ValueError on other shapes. Returns a Picture.
    """
    X, K = tame(numbers("X", X, "H", "W")), tame(numbers("K", K, "kH", "kW"))
    padding, stride = whole("padding", padding, 0, 5), whole("stride", stride, 1, 12)
    (H, W), (kH, kW) = (size + 2 * padding for size in X.shape), K.shape
    at_most(max(H, W), WIDEST, "rows or columns")
    rows, columns = ((size - k) // stride + 1 for size, k in ((H, kH), (W, kW)))
    found = numbers("the result", result, rows, columns)
    window = whole("window", window, 0, rows * columns - 1)
    i, j = divmod(window, columns)

    left, top = MARGIN, MARGIN + 48
    middle = left + WIDEST * CELL + 34
    right = middle + 4 * CELL + 48
    figure, axes = board(right + WIDEST * CELL + MARGIN, top + WIDEST * CELL + 74)
    titles = ((left, "X with its padding", (H, W)), (middle, "K", K.shape), (right, "result", found.shape))
    for at, name, size in titles:
        write(axes, at, MARGIN + 14, name, size=12, weight="bold")
        write(axes, at, MARGIN + 34, f"{size[0]} x {size[1]}", color=GREY)
    padded = np.pad(X, padding)
    outside = np.pad(np.zeros(X.shape, dtype=bool), padding, constant_values=True)
    faces = np.where(outside[..., None], PADDING, to_rgb("white"))
    faces[stride * i : stride * i + kH, stride * j : stride * j + kW] = WINDOW
    _numbers(axes, left, top, padded, faces)
    _numbers(axes, middle, top, K, np.full((kH, kW, 3), tint(ORANGE, 0.4)))
    so_far = np.arange(found.size).reshape(found.shape) <= window
    _numbers(axes, right, top, found, np.ones((rows, columns, 3)), which=so_far)
    box(axes, left + stride * j * CELL, top + stride * i * CELL, kW * CELL, kH * CELL, edge=BLUE, width_of_edge=3)
    box(axes, right + j * CELL, top + i * CELL, CELL, CELL, edge=BLUE, width_of_edge=3)

    patch = padded[stride * i : stride * i + kH, stride * j : stride * j + kW]
    said, total = _sum_in_words(patch, K)
    corner = f"row {stride * i}, column {stride * j} of the padded picture"
    where = f"window {window + 1} of {rows * columns}: result[{i}, {j}] begins at {corner}"
    write(axes, MARGIN, top + WIDEST * CELL + 22, where, size=11, weight="bold")
    paragraph(axes, MARGIN, top + WIDEST * CELL + 32, said, right + WIDEST * CELL - MARGIN)
    agrees = np.isfinite(found[i, j]) and abs(found[i, j] - total) <= 1e-6 * max(1.0, abs(total))
    outcome = f"The result holds {short(found[i, j])} there" + ("." if agrees else f", where {short(total)} is due.")
    if not agrees:
        write(axes, right, top + rows * CELL + 18 if rows < WIDEST else top - 6, f"{short(total)} is due", color=ALERT)
    words = (
        f"A picture of {X.shape[0]} by {X.shape[1]} with padding {padding}, a kernel of {kH} by {kW}, stride {stride}: "
        f"the result has {plural(rows, 'row')} and {plural(columns, 'column')}. Window {window + 1} of {rows * columns} "
        f"is marked, at {corner}. {said}. {outcome}"
    )
    return Picture(figure, words)


def _numbers(axes, left, top, values, faces, colours=None, which=None, edge=GREY):
    """A grid of cells with faces (H, W, 3) and the numbers in them, where `which` is true; "…" for too long a one."""
    H, W = values.shape
    place(axes, faces, left, top, W * CELL, H * CELL, outline=edge)
    across = [((left, y), (left + W * CELL, y)) for y in top + CELL * np.arange(1, H)]
    down = [((x, top), (x, top + H * CELL)) for x in left + CELL * np.arange(1, W)]
    axes.add_collection(LineCollection(across + down, colors=edge, linewidths=0.8, zorder=2), autolim=False)
    for (y, x), value in np.ndenumerate(values):
        if which is None or which[y, x]:
            text = typeset(value)
            text = text if len(text) <= 3 else "\N{HORIZONTAL ELLIPSIS}"
            colour = INK if colours is None else colours[y, x]
            centred(axes, left + (x + 0.5) * CELL, top + (y + 0.5) * CELL, text, color=colour)


def _sum_in_words(patch, K):
    """The products of a window, written out, and their sum."""
    with np.errstate(all="ignore"):
        total = float(np.sum(patch * K))
    terms = [f"{typeset(a)}·{_bracketed(b)}" for a, b in zip(patch.ravel(), K.ravel(), strict=True)]
    return f"{' + '.join(terms)} = {typeset(total)}", total


def _bracketed(value):
    text = typeset(value)
    return f"({text})" if text.startswith("\N{MINUS SIGN}") else text


# ---- pictures beside each other --------------------------------------------------------------------------------------

SIDE = 230  # the longer side of a picture in a gallery, in CSS pixels


@in_house_style
def gallery(pictures, low=0.0, high=1.0, ink=False):
    """Grey pictures beside each other, all on one scale and about equally large, each pixel a sharp square.

    pictures: a dict from name to (H, W), at most 8. low, high: what is drawn black and white (with ink=True: white and
    black, as for digits). Raises ValueError on other shapes. Returns a Picture.
    """
    at_most(len(pictures), 8, "pictures")
    found = {str(name): tame(numbers(f"pictures[{name!r}]", values, "H", "W")) for name, values in pictures.items()}
    if not low < high:
        raise ValueError(f"low is {low} and high is {high}, expected low below high. Exchange them.")
    columns = min(len(found), 4)
    rows = -(-len(found) // columns)
    slot, tall = SIDE + 18, SIDE + 62
    lost = not_drawn(missing(*found.values()))
    figure, axes = board(2 * MARGIN + columns * slot - 18, MARGIN + rows * tall + (22 if lost else 0))
    for index, (name, values) in enumerate(found.items()):
        left, top = MARGIN + index % columns * slot, MARGIN + index // columns * tall
        scale = SIDE / max(values.shape)
        write(axes, left, top + 12, name, size=11, weight="bold")
        write(axes, left, top + 30, f"{values.shape[0]} x {values.shape[1]} pixels", color=GREY)
        ramp = INK_RAMP if ink else LIGHT_RAMP
        place(axes, shade(values, low, high, ramp), left, top + 38, values.shape[1] * scale, values.shape[0] * scale)
    if lost:
        write(axes, MARGIN, MARGIN + rows * tall + 6, lost, color=ALERT)
    parts = [f"{name} ({values.shape[0]} by {values.shape[1]}, {_tones(values)})" for name, values in found.items()]
    described = listed(parts, most=8)
    return Picture(figure, f"{plural(len(found), 'picture')} in grey, beside each other: {described}. {lost}")


def _tones(values):
    drawn = values[np.isfinite(values)]
    if not drawn.size:
        return "nothing to draw"
    return f"mean {short(drawn.mean())}, from {short(drawn.min())} to {short(drawn.max())}"


# ---- what one output entry sees --------------------------------------------------------------------------------------


@in_house_style
def seen_by_one_entry(layers):
    """One entry of the last layer's output, below it all that it sees in each layer, down to the input, as a fan.

    layers: a list of 1 to 6 pairs (kernel, stride), input side first; the input seen is at most 40 places wide.
    Raises ValueError for others. Returns a Picture.
    """
    at_most(len(layers), 6, "layers")
    layers = [(whole("a kernel", kernel, 1, 40), whole("a stride", stride, 1, 40)) for kernel, stride in layers]
    count = 1
    for kernel, stride in reversed(layers):
        count = (count - 1) * stride + kernel
    at_most(count, 40, "places of the input")
    # where the entries of each level stand, in places of the input: in the middle of what they see
    levels = [np.arange(count, dtype=float)]
    for kernel, stride in layers:
        below = levels[-1]
        starts = range(0, len(below) - kernel + 1, stride)
        levels.append(np.array([(below[start] + below[start + kernel - 1]) / 2 for start in starts]))
    label, cell, high = 250, float(np.clip(560 / count, 14, 40)), 66
    right = label + cell * count + 14
    figure, axes = board(int(right + 116), 2 * MARGIN + high * len(layers) + 34)
    heights = [MARGIN + 16 + high * (len(layers) - level) for level in range(len(levels))]
    across = [label + (places + 0.5) * cell for places in levels]
    for level, (kernel, stride) in enumerate(layers):
        ends = [
            ((x, heights[level + 1]), (across[level][stride * index + m], heights[level]))
            for index, x in enumerate(across[level + 1])
            for m in range(kernel)
        ]
        colour = LINES[level % len(LINES)]
        axes.add_collection(LineCollection(ends, colors=colour, linewidths=0.9, zorder=1), autolim=False)
    names = ["the input", *(f"after layer {k}: kernel {a}, stride {b}" for k, (a, b) in enumerate(layers, start=1))]
    for xs, y, name in zip(across, heights, names, strict=True):
        style = {"marker": "s", "markersize": 9, "color": "white", "markeredgecolor": INK, "linestyle": "none"}
        axes.plot(xs, np.full(len(xs), y), zorder=3, **style)
        write(axes, MARGIN, y, name, va="center")
        if name == "the input":
            write(axes, right, y, f"sees {count}", va="center", weight="bold")
        else:
            write(axes, right, y, f"{len(xs)} {'entry' if len(xs) == 1 else 'entries'}", va="center")
    words = listed([f"{len(xs)} in {name}" for xs, name in zip(across[::-1], names[::-1], strict=True)], most=8)
    alt = (
        f"One output entry and all that it depends on, layer by layer downward: {words}. Lines lead from each entry to "
        "those that its kernel covers."
    )
    return Picture(figure, alt)


@in_house_style
def influence(changes, title="How much one output entry changes"):
    """How much one output entry changes when one input pixel is poked: a number in each pixel's cell, shaded.

    changes: (H, W), at most 21 rows and columns. The smallest rectangle that holds every change is framed.
    Raises ValueError on other shapes. Returns a Picture.
    """
    found = numbers("changes", changes, "H", "W")
    at_most(max(found.shape), 21, "rows or columns")
    values, (H, W) = tame(found), found.shape
    lost = not_drawn(missing(values))
    figure, axes = board(max(2 * MARGIN + W * CELL, 520), MARGIN + 48 + H * CELL + 34 + (20 if lost else 0))
    write(axes, MARGIN, MARGIN + 14, str(title), size=12, weight="bold")
    write(axes, MARGIN, MARGIN + 34, f"{H} x {W} input pixels, each poked by 1", color=GREY)
    top = MARGIN + 44
    colours = shade(values, 0, magnitude(values), HEAT_RAMP)
    _numbers(axes, MARGIN, top, values, colours, which=np.isfinite(values) & (values != 0), edge=PALE)
    changed = np.argwhere(np.nan_to_num(values, nan=1.0) != 0)
    if len(changed):
        (first_row, first), (last_row, last) = changed.min(axis=0), changed.max(axis=0)
        high, wide = last_row - first_row + 1, last - first + 1
        box(axes, MARGIN + first * CELL, top + first_row * CELL, wide * CELL, high * CELL, edge=BLUE, width_of_edge=3)
        summary = f"The entry depends on {high} x {wide} pixels."
    else:
        summary = "No pixel changes the entry."
    write(axes, MARGIN, top + H * CELL + 22, summary, size=11)
    if lost:
        write(axes, MARGIN, top + H * CELL + 42, lost, color=ALERT)
    largest = f"The largest change is {short(np.nanmax(values))}." if np.isfinite(values).any() else ""
    alt = f"{title}: a grid of {H} by {W} input pixels, each poked in turn. {summary} {largest} {lost}"
    return Picture(figure, alt)
