"""Figures of notebook 00: real digits, the broadcasting trap, columns before and after standardising, a row scaled.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many.
"""

import numpy as np

from utils.plotting.arrays import (
    at_most,
    limits,
    listed,
    missing,
    not_drawn,
    numbers,
    one_each,
    plural,
    short,
    tame,
    typeset,
    whole,
)
from utils.plotting.picture import (
    ALERT,
    BLUE,
    GREY,
    INK,
    LINES,
    PALE,
    VERMILLION,
    Picture,
    board,
    canvas,
    in_house_style,
    panels,
)
from utils.plotting.pieces import INK_RAMP, box, magnitude, place, remark, shade, write
from utils.plotting.tables import (
    CELL_HEIGHT,
    STRIP_GAP,
    cell_width,
    factors,
    mark_unmatched,
    panel_title,
    paragraph,
    table,
)

MARGIN = 12  # of a board, in CSS pixels


@in_house_style
def digit_grid(images, labels, columns=8):
    """Small multiples: each image with its label above it.

    images: (N, H, W), ink bright as in MNIST (0 is paper), N at most 200. labels: (N,), anything that prints.
    columns: int, how many in a row.
    Raises ValueError on other shapes. Returns a Picture.
    """
    images = tame(numbers("images", images, "N", "H", "W"))
    at_most(len(images), 200, "images")
    labels = one_each("labels", labels, len(images), "the images")
    columns = min(whole("columns", columns, 1, 12), len(images))
    rows = -(-len(images) // columns)
    size, gap, head = 84, 14, 22
    room = max(size, 10.5 * max(len(str(label)) for label in labels))  # a bold letter of 12 pt takes up to 10.5 on average
    width, height = 2 * MARGIN + columns * (room + gap) - gap, 2 * MARGIN + rows * (size + head + gap) - gap
    figure, axes = board(max(width, 350), height + 8)
    for index, (image, label) in enumerate(zip(images, labels, strict=True)):
        left = MARGIN + index % columns * (room + gap) + (room - size) / 2
        top = MARGIN + index // columns * (size + head + gap)
        write(axes, left + size / 2, top + head - 6, label, size=12, ha="center", weight="bold")
        place(axes, shade(image, 0, magnitude(image), INK_RAMP), left, top + head, size, size, outline=PALE)
    pixels = f"{images.shape[1]} by {images.shape[2]} pixels"
    lost = not_drawn(missing(images))
    write(axes, MARGIN, height - MARGIN + 8, lost, color=ALERT)
    alt = (
        f"{plural(len(images), 'image')} of {pixels}, dark ink on white, in {plural(rows, 'row')} of {columns}. "
        f"The labels, row by row: {listed(labels, most=24)}. {lost}"
    )
    return Picture(figure, alt)


@in_house_style
def broadcasting(X, s):
    """The broadcasting trap: which factor lands where in `X * s`, beside what is wanted, row i times s[i].

    X: (N, d), N from 1 to 6 and d from 1 to 5. s: (N,). Each entry of s has a colour of its own.
    Where `X * s` cannot be formed the figure says so; where it can, it shows what NumPy multiplies.
    Raises ValueError on other shapes. Returns a Picture.
    """
    X = numbers("X", X, "N", "d")
    at_most(X.shape[0], 6, "rows of X")
    at_most(X.shape[1], 5, "columns of X")
    s = numbers("s", s, X.shape[0])
    rows, columns = X.shape
    cell = cell_width(X, s)
    # a panel is as wide as its table with the strip of factors along it, or as its text
    across = max(columns, rows) * cell
    rooms = max(190, across), max(236, across), max(236, cell + STRIP_GAP + columns * cell)
    table_top = MARGIN + 50 + CELL_HEIGHT + STRIP_GAP
    text_top = table_top + rows * CELL_HEIGHT + 12
    figure, axes = board(2 * MARGIN + sum(rooms) + 2 * 34, text_top + 60)
    left = MARGIN
    _given(axes, left, table_top - CELL_HEIGHT - STRIP_GAP, cell, rooms[0], X, s)
    left += rooms[0] + 34
    found = _product(axes, left, table_top, cell, rooms[1], X, s)
    left += rooms[1] + 34
    _wanted(axes, left, table_top, cell, rooms[2], X, s)
    given = listed(f"s[{i}] = {short(value)}" for i, value in enumerate(s))
    alt = (
        f"Three tables: X with {plural(rows, 'row')} and {plural(columns, 'column')}, beside it {given}; "
        f"what X * s multiplies; what is wanted. {found} Wanted is row i times s[i]: every number of row 0 times "
        f"{short(s[0])}."
    )
    return Picture(figure, alt)


def _given(axes, left, top, cell, room, X, s):
    """The first panel: X, and s below it."""
    panel_title(axes, left, MARGIN, f"X   {X.shape}", "one example a row")
    table(axes, left, top, cell, X)
    below = top + len(X) * CELL_HEIGHT + 16
    factors(axes, left, below, cell, s, across=True)
    paragraph(axes, left, below + CELL_HEIGHT + 8, f"s   {s.shape}: one number for each row of X", room, color=GREY)


def _product(axes, left, top, cell, room, X, s):
    """The second panel: what NumPy makes of X * s. Returns the sentence that says it."""
    panel_title(axes, left, MARGIN, f"X * s   {X.shape} * {s.shape}", "NumPy: s[j] goes to column j")
    strip_top = top - CELL_HEIGHT - STRIP_GAP
    factors(axes, left, strip_top, cell, s, across=True)
    rows, columns = X.shape
    forms = columns == rows or 1 in (rows, columns)
    if forms:
        shape = np.broadcast_shapes(X.shape, s.shape)
        table(axes, left, top, cell, np.broadcast_to(X, shape), s, np.broadcast_to(np.arange(rows), shape))
    else:
        table(axes, left, top, cell, X)
        mark_unmatched(axes, left, strip_top, top, cell, columns, rows)
    found = (
        _what_product_is(X, s)
        if forms
        else (f"X * s cannot be formed: {plural(columns, 'column')}, {rows} factors. NumPy raises a ValueError.")
    )
    paragraph(axes, left, top + rows * CELL_HEIGHT + 12, found, room, color=INK if forms else ALERT)
    return found


def _what_product_is(X, s):
    rows, columns = X.shape
    if rows == 1:
        return "One row and one factor: here X * s is what is wanted."
    if columns == 1:
        return f"No error, but X * s has shape ({rows}, {rows}): every row meets every factor."
    with np.errstate(all="ignore"):
        if np.array_equal(X * s, X * s[:, None], equal_nan=True):
            return "For these numbers X * s happens to be what is wanted."
    return f"No error, but the wrong numbers: column 0 is multiplied by {short(s[0])}, not row 0."


def _wanted(axes, left, top, cell, room, X, s):
    """The third panel: each row times its own factor."""
    panel_title(axes, left, MARGIN, f"wanted   {X.shape}", "s[i] goes to row i")
    factors(axes, left, top, cell, s, across=False)
    which = np.broadcast_to(np.arange(len(X))[:, None], X.shape)
    table(axes, left + cell + STRIP_GAP, top, cell, X, s, which)
    bottom = top + len(X) * CELL_HEIGHT + 12
    paragraph(axes, left, bottom, "Every row has one colour: one factor for the whole row.", room)


@in_house_style
def columns_before_after(before, after, names):
    """The values of a few columns before and after standardising, with each column's mean and standard deviation.

    Of more than 400 values, 400 evenly chosen ones are drawn; mean and deviation are those of all.
    before, after: (N, d), d at most 8, one column a feature. names: d strings.
    Each side has one axis for all its columns. The standard deviation is the population's.
    Raises ValueError on other shapes. Returns a Picture.
    """
    before = tame(numbers("before", before, "N", "d"))
    after = tame(numbers("after", after, *before.shape))
    at_most(before.shape[1], 8, "columns")
    names = one_each("names", names, before.shape[1], "the columns")
    figure, sides = canvas(880, 110 + 74 * len(names), columns=2, sharey=True)
    for axes, values, title in zip(sides, (before, after), ("before", "after"), strict=True):
        _strips(axes, values)
        axes.set(title=title, xlim=limits(np.concatenate([values, _bars(values)]), 0.06), yticks=range(len(names)), yticklabels=names)
        axes.set_ylim(len(names) - 0.35, -0.72)
        axes.tick_params(axis="y", length=0, labelsize=11)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
    figure.supxlabel(
        f"dots: {'400 of the ' if len(before) > 400 else ''}values;  diamond: mean;  bar: one standard deviation (sd) to each side", fontsize=10, color=GREY
    )
    remark(figure, not_drawn(missing(before, after)))
    alt = (
        f"All {len(before)} values of {len(names)} columns on a common axis, before and after. "
        f"Before: {_in_words(names, before)}. After: {_in_words(names, after)}. {not_drawn(missing(before, after))}"
    )
    return Picture(figure, alt)


def _bars(values):
    """(2, d): where the bar of one standard deviation to each side of the mean begins and ends, for each column."""
    ends = [_mean_and_deviation(column[np.isfinite(column)]) if np.isfinite(column).any() else (0, 0) for column in values.T]
    return np.array([[mean - deviation for mean, deviation in ends], [mean + deviation for mean, deviation in ends]])


def _strips(axes, values):
    """A cloud of points a column, its mean as a diamond, one standard deviation to each side as a bar."""
    for index, column in enumerate(values.T):
        shown = column[np.isfinite(column)]
        if not shown.size:
            axes.text(0.01, index, "nothing to draw", transform=axes.get_yaxis_transform(), va="center", color=ALERT)
            continue
        mean, deviation = _mean_and_deviation(shown)
        dots = shown[np.linspace(0, len(shown) - 1, min(len(shown), 400)).astype(int)]
        # the golden ratio spreads points evenly without a random number
        height = index + 0.22 * (2 * (np.arange(len(dots)) * 0.618034 % 1) - 1)
        colour = LINES[index % 2]
        axes.scatter(dots, height, s=16, color=colour, alpha=0.4, linewidths=0)
        axes.plot([mean - deviation, mean + deviation], [index, index], color=INK, linewidth=3.2, solid_capstyle="butt")
        axes.plot([mean], [index], marker="D", markersize=8, color="white", markeredgecolor=INK, markeredgewidth=1.8)
        text = f"mean {typeset(_clean(mean, shown))}, sd {typeset(deviation)}"
        axes.text(0.01, index - 0.4, text, transform=axes.get_yaxis_transform(), va="center", fontsize=10)


def _mean_and_deviation(values):
    """Mean and population standard deviation, by way of numbers near 1: squares of 1e100 would overflow."""
    scale = magnitude(values)
    return float(np.mean(values / scale)) * scale, float(np.std(values / scale)) * scale


def _clean(mean, values):
    """A mean of 1e-17 among numbers near 1 is zero up to rounding, and is written so."""
    return 0.0 if abs(mean) < 1e-12 * magnitude(values) else mean


def _in_words(names, values):
    words = []
    for name, column in zip(names, values.T, strict=True):
        shown = column[np.isfinite(column)]
        if shown.size:
            mean, deviation = _mean_and_deviation(shown)
            words.append(f"{name} has mean {short(_clean(mean, shown))} and standard deviation {short(deviation)}")
        else:
            words.append(f"{name} has nothing to draw")
    return ", ".join(words)


@in_house_style
def scaled_digit(image, scaled, row, factor):
    """A digit, the same digit after one row was scaled (the row outlined), and that row's pixels in both.

    image, scaled: (H, W). row: int in 0..H-1. factor: float, what the row was to be multiplied by, for the title.
    Both images have the same grey scale, from 0 to twice the digit's own largest value.
    The figure counts the pixels that changed outside the row: there should be none.
    Raises ValueError on other shapes or a row that is not there. Returns a Picture.
    """
    image = tame(numbers("image", image, "H", "W"))
    scaled = tame(numbers("scaled", scaled, *image.shape))
    row = whole("row", row, 0, len(image) - 1)
    factor = float(numbers("factor", factor))
    lost = missing(image, scaled)
    elsewhere = _changed_elsewhere(image, scaled, row)
    figure, (left, middle, right) = panels(900, 334, (34, 62, 232, 232), (308, 62, 232, 232), (610, 62, 278, 218))
    for axes, pixels, title in ((left, image, "the digit"), (middle, scaled, f"row {row} times {typeset(factor)}")):
        _digit_with_row(axes, pixels, 2 * magnitude(image), row)
        axes.set_title(title)
    beside = "no other pixel changed" if not elsewhere else f"{plural(elsewhere, 'pixel')} changed outside row {row}"
    middle.set_xlabel(beside, color=ALERT if elsewhere else GREY, fontsize=10)
    left.set_xlabel(f"{image.shape[0]} rows of {image.shape[1]} pixels", color=GREY, fontsize=10)
    _profiles(right, image[row], scaled[row], 2 * magnitude(image))
    right.set_title(f"row {row}, pixel by pixel")
    remark(figure, not_drawn(lost))
    alt = (
        f"A digit of {image.shape[0]} by {image.shape[1]} pixels, and the same digit with row {row} outlined, to be "
        f"multiplied by {short(factor)}. The row's pixels {_sum_in_words(image[row])} before and "
        f"{_sum_in_words(scaled[row])} after; {beside}. {not_drawn(lost)}"
    )
    return Picture(figure, alt)


def _sum_in_words(values):
    drawn = values[np.isfinite(values)]
    return f"add up to {short(drawn.sum())}" if drawn.size else "are none that can be drawn"


def _changed_elsewhere(image, scaled, row):
    """How many pixels of other rows differ between the images, by more than rounding."""
    others = np.arange(len(image)) != row
    before, after = image[others], scaled[others]
    same = np.isclose(before, after, rtol=1e-6, atol=1e-9 * magnitude(image), equal_nan=True)
    return int((~same).sum())


def _digit_with_row(axes, pixels, high, row):
    height, width = pixels.shape
    axes.imshow(
        shade(pixels, 0, high, INK_RAMP), interpolation="nearest", extent=(-0.5, width - 0.5, height - 0.5, -0.5)
    )
    axes.set(xticks=[], yticks=[row], yticklabels=[f"{row}"])
    axes.tick_params(length=0)
    box(axes, -0.75, row - 0.65, width + 0.5, 1.3, edge=VERMILLION, width_of_edge=1.5, clip_on=False)
    for side in axes.spines.values():
        side.set(visible=True, color=PALE)


def _profiles(axes, before, after, high):
    columns = np.arange(len(before))
    for values, label, style in (
        (before, "before", {"color": BLUE, "linewidth": 2.8}),
        (after, "after", {"color": VERMILLION, "linewidth": 1.8, "linestyle": (0, (4, 1.5))}),
    ):
        empty = "" if np.isfinite(values).any() else " (nothing to draw)"
        axes.step(columns, values, where="mid", label=label + empty, **style)
    # at least from 0 to `high`, so that the scale stays while a slider moves; headroom for the legend
    low, top = limits(np.concatenate([before, after, [0.0, high]]), 0.04)
    axes.set(xlabel="column", ylabel="value", xlim=(-0.5, len(before) - 0.5), ylim=(low, top + 0.16 * (top - low)))
    axes.grid(axis="y")
    axes.legend(loc="upper right", ncols=2, fontsize=10, frameon=False, borderpad=0)
