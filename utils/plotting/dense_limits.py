"""Figures of notebook 06: how large a dense network is for a picture, and what one says of a digit that is moved.

Every function takes numbers and arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge
entries are left out of the drawing, and the figure and its text say how many.
"""

import numpy as np

from utils.plotting.arrays import at_most, listed, missing, not_drawn, numbers, short, tame, typeset, whole
from utils.plotting.picture import BLUE, GREY, ORANGE, PALE, Picture, canvas, in_house_style, panels
from utils.plotting.pieces import INK_RAMP, magnitude, remark, shade

ROW = 46  # of a bar, in CSS pixels


@in_house_style
def memory_bars(amounts, title):
    """How much memory things take, as level bars on a logarithmic scale, each with its amount in words.

    amounts: a dict from name to a number of bytes, at most 8. title: above the bars.
    What is not a positive number has no bar. Raises ValueError for what are no numbers. Returns a Picture.
    """
    at_most(len(amounts), 8, "amounts")
    names, found = [str(name) for name in amounts], numbers("amounts", list(amounts.values()), len(amounts))
    drawn = np.where(np.isfinite(found) & (found > 0) & (found < 1e30), found, np.nan)
    figure, axes = canvas(900, 96 + ROW * len(names))
    rows = np.arange(len(names))
    low = 1.0
    high = 10.0 ** np.ceil(np.log10(max(np.nanmax(drawn), 10.0)) + 0.5) if np.isfinite(drawn).any() else 1e6
    axes.barh(rows, np.nan_to_num(drawn, nan=low) - low, left=low, height=0.6, color=[BLUE if i % 2 == 0 else ORANGE for i in rows])
    axes.set_xscale("log")
    axes.set(xlim=(low, high), ylim=(len(names) - 0.5, -0.5), yticks=rows, yticklabels=names, title=title, xlabel="bytes, on a logarithmic scale")
    axes.tick_params(axis="y", length=0, labelsize=11)
    axes.minorticks_off()
    axes.grid(axis="x")
    for row, value in zip(rows, found, strict=True):
        axes.text(1.01, row, in_bytes(value), transform=axes.get_yaxis_transform(), va="center", fontsize=11)
    alt = f"{title}: {listed([f'{name} {in_bytes(value)}' for name, value in zip(names, found, strict=True)])}, as bars on a logarithmic scale."
    return Picture(figure, alt)


def in_bytes(value):
    """A number of bytes in the unit that suits it, powers of 1000: "3.2 GB". float -> str."""
    if not np.isfinite(value) or abs(value) >= 1e30:
        return "not a number of bytes"
    for unit, size in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if abs(value) >= size:
            return f"{value / size:,.3g} {unit}" if value / size < 1000 else f"{value / size:,.0f} {unit}"
    return f"{value:g} bytes"


@in_house_style
def moved_digit(image, moved, probabilities, label, dy, dx):
    """A digit, the same digit moved, and what a network says of the moved one.

    image, moved: (H, W). probabilities: (C,), C from 2 to 10. label: int, the digit's own class. dy, dx: int, for the title.
    Raises ValueError on other shapes. Returns a Picture.
    """
    image = tame(numbers("image", image, "H", "W"))
    moved = tame(numbers("moved", moved, *image.shape))
    shares = numbers("probabilities", probabilities, "C")
    at_most(len(shares), 10, "classes")
    label = whole("label", label, 0, len(shares) - 1)
    drawn = tame(shares)
    figure, (left, middle, right) = panels(900, 356, (20, 62, 230, 230), (290, 62, 230, 230), (606, 62, 220, 230))
    for axes, pixels, title in ((left, image, "the digit"), (middle, moved, _where(dy, dx))):
        axes.imshow(shade(pixels, 0, magnitude(image), INK_RAMP), interpolation="nearest")
        axes.set(xticks=[], yticks=[], title=title)
        for side in axes.spines.values():
            side.set(visible=True, color=PALE)
    classes = np.arange(len(shares))
    right.barh(classes, np.clip(np.nan_to_num(drawn), 0, 1), height=0.62, color=[BLUE if c == label else ORANGE for c in classes])
    right.set(xlim=(0, 1), ylim=(len(shares) - 0.5, -0.5), yticks=classes, title="what the network says", xlabel=f"probability; blue: the right class, {label}")
    right.tick_params(axis="y", length=0)
    right.axvline(0, color=GREY, linewidth=1)
    for c, value in zip(classes, shares, strict=True):
        right.text(1.03, c, typeset(round(float(value), 3)) if np.isfinite(value) else typeset(value), transform=right.get_yaxis_transform(), va="center", fontsize=10)
    lost = not_drawn(missing(image, moved, drawn))
    remark(figure, lost)
    said = int(np.nanargmax(drawn)) if np.isfinite(drawn).any() else None
    verdict = "nothing that can be drawn" if said is None else f"{said}, with probability {short(shares[said])}"
    return Picture(figure, f"A {label}, and the same digit {_where(dy, dx)}; of that one the network says {verdict}. {lost}")


def _where(dy, dx):
    steps = [f"{abs(n)} {word}" for n, word in ((dy, "down" if dy > 0 else "up"), (dx, "right" if dx > 0 else "left")) if n]
    return "moved " + ", ".join(steps) if steps else "not moved"
