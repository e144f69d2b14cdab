"""Figures of notebook 07: a window and its sum, kernels and what they make of a picture, a convolution as a matrix.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many. The notation is the lecture's (Definition of a
Convolution): S(i, j) is the sum over m and n of X(i + m, j + n) K(m, n).
"""

import textwrap

import numpy as np

from utils.plotting.arrays import at_most, listed, missing, not_drawn, numbers, plural, short, tame, typeset, whole
from utils.plotting.picture import (
    ALERT,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    SKY_BLUE,
    Picture,
    board,
    in_house_style,
)
from utils.plotting.pieces import AROUND_ZERO, TINTS, arrow, box, centred, magnitude, place, shade, tint, write
from utils.plotting.tables import panel_title, product_text

MARGIN = 14  # of a board, in CSS pixels
LETTER = 7.2  # the mean width of a letter of 10 pt, in CSS pixels
CELL = 34  # side of a cell with one number in it
GREYS = ("#000000", "#FFFFFF")  # a photograph: 0 is black

WINDOW, KERNEL, SUM = tint(SKY_BLUE, 0.4), tint(ORANGE, 0.4), tint(GREEN, 0.6)
VALUES = TINTS  # one for each different number of a matrix

# ---- one window ------------------------------------------------------------------------------------------------------


@in_house_style
def window_sum(X, K, S, i, j):
    """A window on an image: its pixels, the kernel, their products, and the sum written out, number by number.

    X: (H, W), at most 8 x 10. K: (kH, kW), at most 4 x 4. S: (H - kH + 1, W - kW + 1), what a convolution made of
    them; or None, and only this window's sum is written. i, j: int, the window's upper left corner. Entries of S before
    this window are dark, those to come are grey. Where S[i, j] is not the sum of the products, the figure says so.
    Raises ValueError on other shapes, or a place where the window does not fit. Returns a Picture.
    """
    X, K = numbers("X", X, "H", "W"), numbers("K", K, "kH", "kW")
    for array, name, (rows, columns) in ((X, "X", (8, 10)), (K, "K", (4, 4))):
        at_most(array.shape[0], rows, f"rows of {name}")
        at_most(array.shape[1], columns, f"columns of {name}")
    height, width = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    if min(height, width) < 1:
        raise ValueError(f"K has shape {K.shape}, expected one that fits into X, {X.shape}. Take a smaller kernel.")
    i, j = whole("i", i, 0, height - 1), whole("j", j, 0, width - 1)
    known = S is not None
    S = numbers("S", S, height, width) if known else np.zeros((height, width))
    window = X[i : i + K.shape[0], j : j + K.shape[1]]
    with np.errstate(all="ignore"):
        products = window * K
        total = products.sum()
        S[i, j] = S[i, j] if known else total
        agrees = bool(np.isclose(S[i, j], total, rtol=1e-6, atol=1e-9)) or (np.isnan(S[i, j]) and np.isnan(total))
    cells = [max(CELL, _widest(array, 11) + 9) for array in (X, K, S)]
    product_cell = max(64, LETTER * max(len(product_text(x, k)) for x, k in zip(window.ravel(), K.ravel())) + 10)
    wide = [cells[0] * X.shape[1], cells[1] * K.shape[1], product_cell * K.shape[1], cells[2] * width]
    rooms = [max(room, LETTER * length) for room, length in zip(wide, (16, 16, 24, 16))]
    top, gap = MARGIN + 50, 30
    tables_end = top + max(len(X) * CELL, 44 * len(K), CELL * height)
    full = 2 * MARGIN + sum(rooms) + 3 * gap
    said = f"S[{i}, {j}] = {' + '.join(product_text(x, k) for x, k in zip(window.ravel(), K.ravel()))} = {typeset(total)}"
    lines = textwrap.wrap(said, int((full - 2 * MARGIN) / (LETTER + 1.4)), break_long_words=False)
    wrong = "" if agrees else f"But the S that was handed over has {typeset(S[i, j])} there."
    figure, axes = board(full, tables_end + 26 + 20 * (len(lines) + bool(wrong)) + MARGIN)
    lefts = np.cumsum([MARGIN, *(room + gap for room in rooms)])
    titles = (f"X   {X.shape}", f"K   {K.shape}", "window * K", f"S   {S.shape}")
    for left, title, line in zip(
        lefts, titles, (f"window at ({i}, {j})", "the kernel", "entry by entry", "one sum a window"), strict=False
    ):
        panel_title(axes, left, MARGIN, title, line)
    inside = np.zeros(X.shape, dtype=bool)
    inside[i : i + K.shape[0], j : j + K.shape[1]] = True
    _cells(axes, lefts[0], top, cells[0], X, np.where(inside[..., None], WINDOW, (1, 1, 1)))
    box(axes, lefts[0] + j * cells[0], top + i * CELL, K.shape[1] * cells[0], K.shape[0] * CELL, width_of_edge=2.6)
    _cells(axes, lefts[1], top, cells[1], K, np.broadcast_to(KERNEL, (*K.shape, 3)))
    _products(axes, lefts[2], top, product_cell, window, K, products)
    here = np.arange(S.size).reshape(S.shape) == i * width + j
    later = np.arange(S.size).reshape(S.shape) > i * width + j
    _cells(axes, lefts[3], top, cells[2], S, np.where(here[..., None], SUM, (1, 1, 1)), later, here | known)
    box(axes, lefts[3] + j * cells[2], top + i * CELL, cells[2], CELL, width_of_edge=2.6)
    write(axes, MARGIN, tables_end + 16, "\n".join(lines), size=11, va="top", linespacing=1.35)
    write(axes, MARGIN, tables_end + 20 + 20 * len(lines), wrong, size=11, va="top", color=ALERT)
    alt = (
        f"An image X of {X.shape[0]} by {X.shape[1]} numbers with a window of {K.shape[0]} by {K.shape[1]} at "
        f"row {i}, column {j}; the kernel; their products, entry by entry; and the result S of {height} by {width}. "
        f"The products are {listed(short(value) for value in products.ravel())}; their sum is {short(total)}. "
        + ("S has this number there." if agrees else f"But S has {short(S[i, j])} there.")
    )
    return Picture(figure, alt)


def _widest(values, points=10):
    """Width in CSS pixels of the widest of these numbers, as DejaVu Sans writes them (a digit takes 0.64 em)."""
    ems = {".": 0.32, "\N{MINUS SIGN}": 0.84}
    em = points * 96 / 72
    return em * max((sum(ems.get(letter, 0.64) for letter in typeset(value)) for value in np.ravel(values)), default=0)


def _cells(axes, left, top, cell, values, faces, grey=None, written=None):
    """Numbers in cells of CELL height, on these grounds; in grey where `grey` says so, none where not `written`."""
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column * cell, top + row * CELL
        box(axes, x, y, cell, CELL, face=faces[row, column], edge=GREY, width_of_edge=0.8)
        colour = GREY if grey is not None and grey[row, column] else INK
        if written is None or written[row, column]:
            centred(axes, x + cell / 2, y + CELL / 2, typeset(value), size=11, color=colour)


def _products(axes, left, top, cell, window, K, products):
    for (row, column), value in np.ndenumerate(products):
        x, y = left + column * cell, top + row * 44
        box(axes, x, y, cell, 44, face=SUM, edge=GREY, width_of_edge=0.8)
        centred(axes, x + cell / 2, y + 13, product_text(window[row, column], K[row, column]))
        centred(axes, x + cell / 2, y + 31, typeset(value), size=11, weight="bold")


# ---- pictures and kernels --------------------------------------------------------------------------------------------


@in_house_style
def gallery(pictures, kernels=None, columns=4, size=200, grey=()):
    """Pictures side by side, each with its name and its scale, and below it the kernel that made it.

    pictures: dict from name to (H, W), or (H, W, 3) for a colour picture from 0 to 1; at most 12. One without negative
    entries is grey, from 0 (black) to its largest; one with negative entries is coloured about 0, blue for negative.
    kernels: dict from some of the names to (kH, kW), drawn with their numbers if they are at most 5 x 5.
    columns: int, how many in a row. size: width of a picture in CSS pixels. grey: names of those to be drawn as a
    photograph is, from 0 (black) to 1 (white), what lies outside cut off.
    Raises ValueError on other shapes. Returns a Picture.
    """
    at_most(len(pictures), 12, "pictures")
    shown = {str(name): _picture(f"pictures[{name!r}]", values) for name, values in pictures.items()}
    kernels = {str(name): tame(numbers(f"kernels[{name!r}]", K, "kH", "kW")) for name, K in (kernels or {}).items()}
    columns = min(whole("columns", columns, 1, 6), len(shown))
    high = {name: size * values.shape[0] / values.shape[1] for name, values in shown.items()}
    gap, head = 22, 44
    lines = [list(shown)[first : first + columns] for first in range(0, len(shown), columns)]
    below = [max((26 + _kernel_height(kernels[name]) for name in line if name in kernels), default=0) for line in lines]
    tall = [max(high[name] for name in line) for line in lines]
    tops = np.cumsum([MARGIN, *(head + picture + kernel + 12 for picture, kernel in zip(tall, below, strict=True))])
    lost = not_drawn(missing(*shown.values(), *kernels.values()))
    written = [text for name, values in shown.items() for text in (name, name, _scale_of(values))]
    step = max([size + gap, *(_kernel_width(K) + gap for K in kernels.values()), *(7.5 * len(text) + 16 for text in written)])
    figure, axes = board(
        max(2 * MARGIN + columns * step - gap, 420), tops[-1] + MARGIN + (20 if lost else 0)
    )
    for index, (name, values) in enumerate(shown.items()):
        left, top = MARGIN + index % columns * step, tops[index // columns]
        write(axes, left, top + 14, name, size=11, weight="bold")
        as_photograph = name in grey and values.ndim == 2
        scale = "black 0 to white 1, cut off" if as_photograph else _scale_of(values)
        write(axes, left, top + 33, scale, color=GREY)
        colours = shade(values, 0, 1, GREYS) if as_photograph else _colours(values)
        place(axes, colours, left, top + head, size, high[name], outline=PALE)
        if name in kernels:
            _kernel(axes, left, top + head + tall[index // columns] + 14, kernels[name])
    write(axes, MARGIN, figure.get_size_inches()[1] * 96 - MARGIN, lost, color=ALERT)
    described = listed(f"{name}{' ' if name else ''}({_in_words(values)})" for name, values in shown.items())
    with_kernels = f" Below {listed(kernels)} the kernel is drawn." if kernels else ""
    return Picture(figure, f"{plural(len(shown), 'picture')} side by side: {described}.{with_kernels} {lost}")


def _picture(name, values):
    array = np.asarray(values) if values is not None else None
    if array is not None and array.ndim == 3:
        return tame(numbers(name, values, "H", "W", 3))
    return tame(numbers(name, values, "H", "W"))


def _is_signed(values):
    return values.ndim == 2 and bool((values[np.isfinite(values)] < 0).any())


def _colours(values):
    if values.ndim == 3:
        return np.clip(np.nan_to_num(values), 0, 1)
    if _is_signed(values):
        return shade(values, -magnitude(values), magnitude(values), AROUND_ZERO)
    return shade(values, 0, magnitude(values), GREYS)


def _scale_of(values):
    if values.ndim == 3:
        return "in colour"
    drawn = values[np.isfinite(values)]
    if not drawn.size:
        return "nothing to draw"
    if not drawn.any():
        return "all 0"
    largest = typeset(magnitude(values))
    return f"blue \N{MINUS SIGN}{largest} to orange +{largest}" if _is_signed(values) else f"black 0 to white {largest}"


def _in_words(values):
    drawn = values[np.isfinite(values)]
    if not drawn.size:
        return "nothing to draw"
    return f"{values.shape[0]} by {values.shape[1]}, {'in colour' if values.ndim == 3 else f'from {short(drawn.min())} to {short(drawn.max())}'}"


# Kernels are drawn with their numbers up to this many to a side, and as colours alone beyond.
MOST_WRITTEN = 5


def _kernel_cell(K):
    if max(K.shape) > MOST_WRITTEN:
        return 90 / max(K.shape), 90 / max(K.shape)
    return max(38, _widest(K) + 10), 24


def _kernel_width(K):
    return K.shape[1] * _kernel_cell(K)[0]


def _kernel_height(K):
    return K.shape[0] * _kernel_cell(K)[1]


def _kernel(axes, left, top, K):
    """A kernel as coloured cells about 0, pale enough for its numbers."""
    wide, tall = _kernel_cell(K)
    colours = shade(K, -magnitude(K), magnitude(K), AROUND_ZERO)
    if max(K.shape) > MOST_WRITTEN:
        place(axes, 1 - 0.6 * (1 - colours), left, top, _kernel_width(K), _kernel_height(K))
        return
    for (row, column), value in np.ndenumerate(K):
        x, y = left + column * wide, top + row * tall
        face = tuple(1 - 0.3 * (1 - channel) for channel in colours[row, column])
        box(axes, x, y, wide, tall, face=face, edge=GREY, width_of_edge=0.8)
        centred(axes, x + wide / 2, y + tall / 2, typeset(value))


@in_house_style
def kernel_tables(kernels):
    """Kernels side by side, with their names and numbers, coloured about 0.

    kernels: dict from name to (kH, kW), at most 6 of them, each at most 5 x 5.
    Raises ValueError on other shapes. Returns a Picture.
    """
    at_most(len(kernels), 6, "kernels")
    shown = {str(name): numbers(f"kernels[{name!r}]", K, "kH", "kW") for name, K in kernels.items()}
    for K in shown.values():
        at_most(max(K.shape), MOST_WRITTEN, "rows or columns of a kernel")
    rounded = {name: np.round(K, 3) if np.abs(tame(K)[np.isfinite(tame(K))]).max(initial=0) > 0.01 else K for name, K in shown.items()}
    rooms = [max(_kernel_width(K), (LETTER + 1.4) * len(name)) for name, K in rounded.items()]
    gap = 30
    full = max(2 * MARGIN + sum(rooms) + gap * (len(rooms) - 1), 360)
    tall = max(_kernel_height(K) for K in rounded.values())
    lost = not_drawn(missing(*map(tame, shown.values())))
    figure, axes = board(full, 2 * MARGIN + 26 + tall + (24 if lost else 0))
    left = MARGIN
    for (name, K), room in zip(rounded.items(), rooms, strict=True):
        write(axes, left, MARGIN + 14, name, size=11, weight="bold")
        _kernel_written(axes, left, MARGIN + 26, K)
        left += room + gap
    write(axes, MARGIN, 2 * MARGIN + 26 + tall + 14, lost, color=ALERT)
    described = "; ".join(f"{name}: {_rows_in_words(K)}" for name, K in rounded.items())
    return Picture(figure, f"{plural(len(shown), 'kernel')} side by side, row by row. {described}. {lost}")


def _kernel_written(axes, left, top, K):
    """`_kernel` for numbers that may not be drawable: they are written as they are."""
    wide, tall = _kernel_cell(K)
    drawn = tame(K)
    colours = shade(drawn, -magnitude(drawn), magnitude(drawn), AROUND_ZERO)
    for (row, column), value in np.ndenumerate(K):
        x, y = left + column * wide, top + row * tall
        face = tuple(1 - 0.3 * (1 - channel) for channel in colours[row, column])
        box(axes, x, y, wide, tall, face=face, edge=GREY, width_of_edge=0.8)
        centred(axes, x + wide / 2, y + tall / 2, typeset(value))


def _rows_in_words(K):
    return " / ".join(" ".join(map(short, row)) for row in K)


# ---- a convolution as a matrix ---------------------------------------------------------------------------------------


@in_house_style
def matrix_picture(matrix, height, width, title="The matrix of a convolution"):
    """A matrix that maps an image to a feature map, equal entries in equal colours, zeros white.

    matrix: (R, height * width), at most 30 x 40; a row for each window, a column for each pixel in reading order.
    height, width: int, of the image; a line after every `width` columns shows where its rows end.
    Up to 9 different numbers have a colour each; if there are more, colours go by size, about 0.
    Raises ValueError on other shapes. Returns a Picture.
    """
    height, width = whole("height", height, 1, 40), whole("width", width, 1, 40)
    found = numbers("matrix", matrix, "R", height * width)
    at_most(found.shape[0], 30, "rows")
    at_most(found.shape[1], 40, "columns")
    values = tame(found)
    rounded = np.round(values, 9)
    different = np.unique(rounded[np.isfinite(rounded) & (rounded != 0)])
    few = 1 <= len(different) <= len(VALUES)
    wide = max(26, _widest(different) + 8) if few else 20
    written = few and wide * found.shape[1] <= 1200  # a matrix any wider is shown by its colours alone
    wide = wide if written else 20
    tall, left, top = 26, MARGIN + 26, MARGIN + 64
    lost = not_drawn(missing(values))
    full = max(left + values.shape[1] * wide + MARGIN, 520)
    figure, axes = board(full, top + len(values) * tall + MARGIN + 8 + (20 if lost else 0))
    write(axes, MARGIN, MARGIN + 14, f"{title}   {values.shape}", size=12, weight="bold")
    write(axes, MARGIN, MARGIN + 34, "a row for each window, a column for each pixel, in reading order", color=GREY)
    colours = _by_value(rounded, different) if few else shade(values, -magnitude(values), magnitude(values), AROUND_ZERO)
    for (row, column), value in np.ndenumerate(rounded):
        x, y = left + column * wide, top + row * tall
        box(axes, x, y, wide, tall, face=colours[row, column], edge=PALE, width_of_edge=0.6)
        if written and value != 0 and np.isfinite(value):
            centred(axes, x + wide / 2, y + tall / 2, typeset(value))
    for line in range(height + 1):
        x = left + line * width * wide
        axes.plot([x, x], [top - 6, top + len(values) * tall], color=INK, linewidth=1.2, zorder=3)
        if line < height:
            name = f"image row {line}" if width * wide > 80 else f"row {line}" if width * wide > 44 else f"{line}"
            centred(axes, x + width * wide / 2, top - 10, name)
    for row in range(len(values)):
        write(axes, left - 8, top + (row + 0.5) * tall, f"{row}", ha="right", va="center", color=GREY)
    write(axes, MARGIN, top + len(values) * tall + MARGIN + 12, lost, color=ALERT)
    zeros = float(np.mean(values == 0)) * 100
    numbers_in_it = plural(len(different), "different number") if len(different) else "no number"
    alt = (
        f"{title}: {len(values)} rows and {values.shape[1]} columns, {zeros:.0f} % of the entries 0. Among the others "
        f"{numbers_in_it} {'occurs' if len(different) == 1 else 'occur'}{_which(different) if few else ''}; equal entries have equal colours. {lost}"
    )
    return Picture(figure, alt)


def _which(different):
    return f", {listed(map(short, different))}"


def _by_value(values, different):
    colours = np.ones((*values.shape, 3))
    for value, colour in zip(different, VALUES, strict=False):
        colours[values == value] = colour
    colours[np.isnan(values)] = shade(np.array(np.nan), -1, 1, AROUND_ZERO)
    return colours


# ---- equivariance ----------------------------------------------------------------------------------------------------


@in_house_style
def two_ways_round(first, moved, after, across, moved_after):
    """The square of equivariance: an image and the image moved, a function's outputs for both, and the first output moved.

    first, moved: (H, W), an image and the same one moved. after, across: a function's outputs for these two.
    moved_after: `after`, moved like the image; shaped as `across` is. The figure says how far the two ways are apart.
    Raises ValueError on other shapes. Returns a Picture.
    """
    first = tame(numbers("first", first, "H", "W"))
    moved = tame(numbers("moved", moved, *first.shape))
    after = tame(numbers("after", after, "H'", "W'"))
    across = tame(numbers("across", across, *after.shape))
    moved_after = tame(numbers("moved_after", moved_after, *after.shape))
    panels = (
        ("the image", first, 0, 0), ("its output", after, 0, 1), ("that output, moved", moved_after, 0, 2),
        ("the image, moved", moved, 1, 0), ("its output", across, 1, 2),
    )  # fmt: skip
    size, gap, head = 200, 56, 46
    lost = not_drawn(missing(*(values for _, values, *_ in panels)))
    tall = size * max(values.shape[0] / values.shape[1] for _, values, *_ in panels)
    figure, axes = board(2 * MARGIN + 3 * size + 2 * gap, 2 * MARGIN + 2 * (head + tall) + 24 + (20 if lost else 0))
    signed = max(magnitude(values) for values in (after, across))
    for name, values, row, column in panels:
        left, top = MARGIN + column * (size + gap), MARGIN + row * (head + tall + 16)
        is_map = column > 0
        write(axes, left, top + 14, name, size=11, weight="bold")
        scale = f"blue \N{MINUS SIGN}{typeset(signed)} to orange +{typeset(signed)}" if is_map else _scale_of(values)
        write(axes, left, top + 33, scale, color=GREY)
        colours = shade(values, -signed, signed, AROUND_ZERO) if is_map else _colours(values)
        place(axes, colours, left, top + head, size, size * values.shape[0] / values.shape[1], outline=PALE)
    for row, start, end in ((0, 0, 1), (0, 1, 2), (1, 0, 2)):
        y = MARGIN + row * (head + tall + 16) + head + tall / 2
        arrow(axes, MARGIN + start * (size + gap) + size + 8, MARGIN + end * (size + gap) - 8, y)
    with np.errstate(all="ignore"):
        apart = np.abs(across - moved_after)
    largest = float(np.nanmax(apart)) if np.isfinite(apart).any() else float("nan")
    said = f"The two pictures on the right differ by at most {typeset(largest)}."
    top = MARGIN + head + tall + 16 + head + tall / 2 + 20
    write(axes, MARGIN + size + gap, top, "\n".join(textwrap.wrap(said, 28)), size=11, va="top", linespacing=1.35)
    write(axes, MARGIN, 2 * MARGIN + 2 * (head + tall) + 24, lost, color=ALERT)
    alt = (
        f"Two ways round. First line: an image of {first.shape[0]} by {first.shape[1]}, a function's output for it, and "
        f"that moved. Second line: the image moved, and the function's output for that. {said} {lost}"
    )
    return Picture(figure, alt)
