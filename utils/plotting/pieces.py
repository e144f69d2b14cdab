"""The parts that several figures share: colours for numbers, labels beside lines, images on a board, notes."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from utils.plotting.picture import ALERT, BLUE, GREY, INK, ORANGE, SKY_BLUE, VERMILLION, YELLOW

INK_RAMP = ("#FFFFFF", "#9A9A9A", "#4A4A4A", "#000000")  # a digit: dark ink on white paper
AROUND_ZERO = ("#003F6B", BLUE, "#8FC1E0", "#FFFFFF", "#F2B48A", VERMILLION, "#6E2F00")  # negative, zero, positive
NOT_DRAWN = "#F0E442"  # cells without a drawable number: a colour no ramp contains


def tint(colour, strength=0.35):
    """`colour` mixed with white: a ground on which dark text stays legible."""
    return tuple(1 - strength * (1 - channel) for channel in to_rgb(colour))


# Grounds that mean different things in one figure, in order of use: dark text is legible on each, and no two, nor any
# and white, are alike to any viewer (tests/test_colours.py says how far they are apart).
TINTS = tuple(
    tint(colour, strength)
    for colour, strength in (
        (SKY_BLUE, 0.4),
        (ORANGE, 1),
        (BLUE, 0.8),
        (YELLOW, 0.7),
        (INK, 0.3),
        (VERMILLION, 1),
        (VERMILLION, 0.35),
        (SKY_BLUE, 0.9),
        (INK, 0.5),
    )
)


def shade(values, low, high, ramp):
    """Colours for numbers: `low` gets the ramp's first colour, `high` its last; what lies outside gets the nearest end.

    values: array of any shape, nan where there is nothing to draw.
    Returns an RGB array of shape values.shape + (3,).
    """
    stops = np.array([to_rgb(colour) for colour in ramp])
    # divide first: high - low may overflow where values / high does not
    scale = max(abs(low), abs(high))
    low, high, scaled = low / scale, high / scale, values / scale
    where = np.clip((np.nan_to_num(scaled, nan=low) - low) / (high - low), 0, 1)
    colours = np.stack([np.interp(where, np.linspace(0, 1, len(stops)), channel) for channel in stops.T], axis=-1)
    colours[np.isnan(values)] = to_rgb(NOT_DRAWN)
    return colours


def magnitude(array):
    """The largest absolute value that can be drawn, and 1 where that is zero or there is none: a scale to divide by."""
    sizes = np.abs(array[np.isfinite(array)])
    largest = float(sizes.max()) if sizes.size else 0.0
    return largest if largest > 1e-100 else 1.0


def place(axes, colours, left, top, width, height, outline=GREY):
    """Put an RGB array on a `board`, its upper left corner at (left, top), each entry a sharp rectangle."""
    axes.imshow(
        colours,
        extent=(left, left + width, top + height, top),
        aspect="auto",
        interpolation="nearest",
        zorder=1,
        clip_on=False,
    )
    box(axes, left, top, width, height, edge=outline, width_of_edge=0.8)


def box(axes, left, top, width, height, face="none", edge=INK, width_of_edge=1.0, **options):
    """A rectangle on a `board`."""
    axes.add_patch(
        Rectangle(
            (left, top), width, height, facecolor=face, edgecolor=edge, linewidth=width_of_edge, zorder=2, **options
        )
    )


def write(axes, x, y, text, size=10, **options):
    """Text on a `board`, above everything else."""
    axes.text(x, y, text, fontsize=size, zorder=5, **options)


def centred(axes, x, y, text, size=10, **options):
    """Text on a `board`, its middle at (x, y)."""
    write(axes, x, y, text, size, ha="center", va="center", **options)


def arrow(axes, start, end, y, **options):
    """A level arrow on a `board`, from x = `start` to x = `end`."""
    style = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0, **options}
    axes.annotate("", (end, y), (start, y), arrowprops=style)


def remark(figure, text):
    """Say something in the figure, above all axes, such as that entries are left out of it. Does nothing when empty."""
    if text:
        figure.suptitle(text, color=ALERT, fontsize=10, x=0.01, ha="left")


def origin_colours(u, v):
    """The two-dimensional colour key: blue to orange along `u`, dark to light along `v`: safe for the colour-blind.

    u, v: arrays of one shape, entries in [0, 1]. Returns RGB of shape u.shape + (3,).
    """
    corners = [[to_rgb("#08306B"), to_rgb("#8A2D00")], [to_rgb(SKY_BLUE), to_rgb(ORANGE)]]
    u, v = np.asarray(u)[..., None], np.asarray(v)[..., None]
    dark, light = ((1 - u) * np.array(left) + u * np.array(right) for left, right in corners)
    return np.clip((1 - v) * dark + v * light, 0, 1)
