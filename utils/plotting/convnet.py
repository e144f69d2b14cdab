"""Figures of notebook 09: a network as boxes, im2col's rows, kernels and feature maps, accuracies side by side.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many.
"""

import numpy as np

from utils.plotting.arrays import at_most, listed, missing, not_drawn, numbers, plural, short, tame, typeset, whole
from utils.plotting.picture import ALERT, GREY, INK, LINES, PALE, Picture, board, canvas, in_house_style
from utils.plotting.pieces import (
    AROUND_ZERO,
    INK_RAMP,
    arrow,
    box,
    centred,
    magnitude,
    place,
    remark,
    shade,
    tint,
    write,
)

MARGIN = 14  # of a board, in CSS pixels
CELL = 40


# ---- the network as boxes --------------------------------------------------------------------------------------------


@in_house_style
def layer_boxes(layers, start):
    """A network as boxes from left to right, with the shape of what flows between them.

    layers: a list of `(name, detail, shape)`: two lines in the box, and the shape of what comes out, as text; at most 8.
    start: the shape of what goes in, as text.
    Returns a Picture.
    """
    at_most(len(layers), 8, "layers")
    wide, gap, top, high = 124, 96, 34, 62
    width = 2 * MARGIN + len(layers) * (wide + gap) + gap
    figure, axes = board(width, top + high + 46)
    shapes = [start, *(shape for _, _, shape in layers)]
    for i, shape in enumerate(shapes):
        left = MARGIN + i * (wide + gap)
        arrow(axes, left + 4, left + gap - 4, top + high / 2)
        centred(axes, left + gap / 2, top + high / 2 - 14, shape, size=10)
        if i < len(layers):
            name, detail, _ = layers[i]
            box(axes, left + gap, top, wide, high, face=tint(LINES[i % len(LINES)], 0.25))
            centred(axes, left + gap + wide / 2, top + 22, name, size=11, weight="bold")
            centred(axes, left + gap + wide / 2, top + 42, detail, size=10)
    write(axes, MARGIN, top + high + 30, "Above each arrow: the shape of one image there (a batch has N in front).", size=10, color=GREY)
    steps = listed([f"{name} ({detail}) makes {shape} of it" for name, detail, shape in layers])
    return Picture(figure, f"A network as boxes from left to right: an image of shape {start} goes in; {steps}.")


# ---- im2col ----------------------------------------------------------------------------------------------------------


@in_house_style
def windows_as_rows(image, rows, kernel_height, kernel_width, chosen=0):
    """An image as a table of numbers, one window marked, and beside it the windows as rows, that one marked.

    image: (H, W), at most 8 x 8. rows: (H', W', kernel_height * kernel_width) of stride 1, no padding, at most 12 rows.
    chosen: int, which window is marked, in row-major order. Raises ValueError on other shapes. Returns a Picture.
    """
    image = tame(numbers("image", image, "H", "W"))
    rows = tame(numbers("rows", rows, "H'", "W'", kernel_height * kernel_width))
    at_most(max(image.shape), 8, "rows or columns")
    across = rows.shape[1]
    flat = rows.reshape(-1, rows.shape[-1])
    at_most(len(flat), 12, "windows")
    chosen = whole("chosen", chosen, 0, len(flat) - 1)
    left, top = MARGIN + 4, 62
    right = left + image.shape[1] * CELL + 150
    figure, axes = board(right + max(flat.shape[1] * CELL, 220) + MARGIN, top + max(image.shape[0], len(flat)) * CELL + 46)
    write(axes, left, 26, "the image", size=12, weight="bold")
    write(axes, right, 26, "its windows, one a row", size=12, weight="bold")
    y, x = divmod(chosen, across)
    mark = tint(LINES[1], 0.4)
    for (i, j), value in np.ndenumerate(image):
        inside = y <= i < y + kernel_height and x <= j < x + kernel_width
        box(axes, left + j * CELL, top + i * CELL, CELL, CELL, face=mark if inside else "white", edge=GREY, width_of_edge=0.8)
        centred(axes, left + (j + 0.5) * CELL, top + (i + 0.5) * CELL, typeset(value), size=11)
    box(axes, left + x * CELL, top + y * CELL, kernel_width * CELL, kernel_height * CELL, width_of_edge=2.5)
    for (r, q), value in np.ndenumerate(flat):
        box(axes, right + q * CELL, top + r * CELL, CELL, CELL, face=mark if r == chosen else "white", edge=GREY, width_of_edge=0.8)
        centred(axes, right + (q + 0.5) * CELL, top + (r + 0.5) * CELL, typeset(value), size=11)
    for r in range(len(flat)):
        write(axes, right - 12, top + (r + 0.5) * CELL, f"window {divmod(r, across)}", size=10, ha="right", va="center", color=GREY)
    lost = not_drawn(missing(image, rows))
    write(axes, left, top + max(image.shape[0], len(flat)) * CELL + 28, lost, color=ALERT)
    alt = (
        f"An image of {image.shape[0]} by {image.shape[1]} numbers, and its {plural(len(flat), 'window')} of {kernel_height} by "
        f"{kernel_width}, one a row. Window {(y, x)} is marked in both: {listed([short(v) for v in flat[chosen]])}. {lost}"
    )
    return Picture(figure, alt)


# ---- kernels and feature maps ----------------------------------------------------------------------------------------


@in_house_style
def tiles(images, title, columns=8, size=88):
    """Small images side by side, each under its name: kernels, feature maps, digits.

    images: a dict from name to (H, W); at most 32. One without negative numbers is drawn as ink on paper, one with them
    in blue (negative), white (zero) and orange (positive); each by its own largest value, which stands below it.
    title: str. columns: int, how many in a row. size: the side of a tile in CSS pixels.
    Raises ValueError on other shapes. Returns a Picture.
    """
    maps = {str(name): tame(numbers(f"images[{name!r}]", values, "H", "W")) for name, values in images.items()}
    at_most(len(maps), 32, "images")
    columns = min(whole("columns", columns, 1, 12), len(maps))
    across = -(-len(maps) // columns)
    wide, head, foot = size + 16, 24, 26
    tall = size * max(min(values.shape[0] / values.shape[1], 1) for values in maps.values())
    width = max(2 * MARGIN + columns * wide, 420)
    figure, axes = board(width, 44 + across * (head + tall + foot) + MARGIN)
    write(axes, MARGIN, 26, title, size=12, weight="bold")
    for index, (name, values) in enumerate(maps.items()):
        left = MARGIN + index % columns * wide
        top = 44 + index // columns * (head + tall + foot) + head
        write(axes, left, top - 6, name, size=10)
        scale, signed = magnitude(values), bool(np.nanmin(np.where(np.isnan(values), 0, values)) < 0)
        high, broad = values.shape[0] / max(values.shape), values.shape[1] / max(values.shape)
        colours = shade(values, -scale, scale, AROUND_ZERO) if signed else shade(values, 0, scale, INK_RAMP)
        place(axes, colours, left, top, size * broad, size * high, outline=PALE)
        largest = values[np.isfinite(values)]
        range_text = f"{_brief(largest.min())} to {_brief(largest.max())}" if largest.size else "nothing drawn"
        write(axes, left, top + tall + 16, range_text, size=10, color=GREY)
    lost = not_drawn(missing(*maps.values()))
    remark(figure, lost)
    described = listed([f"{name} ({_range_in_words(values)})" for name, values in maps.items()], most=10)
    return Picture(figure, f"{title}: {plural(len(maps), 'small image')}, with the range of each: {described}. {lost}")


def _brief(value):
    """Two digits, for what stands in small letters below a tile."""
    return typeset(float(f"{value:.2g}"))


def _range_in_words(values):
    drawn = values[np.isfinite(values)]
    return f"{short(drawn.min())} to {short(drawn.max())}" if drawn.size else "nothing that can be drawn"


# ---- accuracies ------------------------------------------------------------------------------------------------------


@in_house_style
def grouped_bars(groups, title, ylabel):
    """Groups of bars, a bar a series, each with its number above it; told apart by hatching as well as by colour.

    groups: a dict from group name to a dict from series name to a number in percent (0 to 100); the same series in
    each. title, ylabel: str. Raises ValueError on other shapes, or series that differ. Returns a Picture.
    """
    at_most(len(groups), 8, "groups")
    names = list(next(iter(groups.values())))
    at_most(len(names), 4, "series")
    if any(list(series) != names for series in groups.values()):
        raise ValueError(f"groups do not all hold the series {listed(names)}, expected the same in each. Add what is missing.")
    values = tame(numbers("groups", [list(series.values()) for series in groups.values()], len(groups), len(names)))
    figure, axes = canvas(160 + 150 * len(groups), 360)
    wide = 0.8 / len(names)
    for k, name in enumerate(names):
        at = np.arange(len(groups)) + (k - (len(names) - 1) / 2) * wide
        heights = np.nan_to_num(values[:, k])
        axes.bar(at, heights, wide * 0.92, label=name, color=tint(LINES[k], 0.75), edgecolor=INK, hatch=("", "//", "..", "xx")[k], linewidth=0.8)
        for x, value, height in zip(at, values[:, k], heights, strict=True):
            axes.text(x, height + 1, typeset(np.round(value, 1)) if np.isfinite(value) else "?", ha="center", fontsize=10)
    axes.set(title=title, ylabel=ylabel, ylim=(0, 118), yticks=range(0, 101, 20))
    axes.set_xticks(range(len(groups)), list(groups))
    axes.grid(axis="y")
    axes.legend(loc="upper right", ncols=len(names), frameon=False)
    lost = not_drawn(missing(values))
    remark(figure, lost)
    described = listed(
        [
            f"{group}: " + ", ".join(f"{name} {short(np.round(v, 1)) if np.isfinite(v) else 'not drawn'}" for name, v in zip(names, row, strict=True))
            for group, row in zip(groups, values, strict=True)
        ]
    )
    return Picture(figure, f"{title}, {ylabel}, as bars. {described}. {lost}")
