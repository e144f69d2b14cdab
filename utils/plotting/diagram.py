"""The scheme of a network: a row of boxes, one for each affine map and each activation, joined by arrows."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from utils.plotting.picture import BLUE, GREY, INK, ORANGE, SKY_BLUE, board
from utils.plotting.pieces import arrow, box, centred, tint, write

MARGIN = 14  # lengths in CSS pixels
START = 18  # room for the X, or the dots, at the beginning of a line
BOX = 84  # height of a box
LINE = BOX + 56  # height of a line of boxes with the formulas above it
LETTER = 7.2  # mean width of a letter of 10 pt

GRAPHS = {  # what the box of an activation shows: its graph over -3..3, scaled into -1..1
    "relu": lambda z: np.maximum(z, 0) / 1.5 - 1,
    "sigmoid": lambda z: 2 / (1 + np.exp(-2 * z)) - 1,
    "tanh": lambda z: np.tanh(z),
    "identity": lambda z: z / 3,
}


class Widths(NamedTuple):
    """Widths of the three parts of a layer, chosen so that the texts fit."""

    arrow: float
    affine: float
    activation: float

    @property
    def layer(self):
        return self.affine + self.activation + 2 * self.arrow


def draw_network(sizes, activation):
    """The figure of `utils.plotting.mlp.network_diagram`: up to three layers in one line, otherwise two a line."""
    layers = len(sizes) - 1
    a_line = layers if layers <= 3 else 2
    weights = [f"W{i} ({after}, {before})" for i, (before, after) in enumerate(pairwise(sizes), start=1)]
    widths = Widths(
        arrow=max(62, LETTER * len(f"(N, {max(sizes)})") + 6),
        affine=max(108, LETTER * max(map(len, weights)) + 14),
        activation=max(64, 9 * len(activation) + 14),
    )
    end = -widths.activation if a_line == layers else widths.arrow + 24  # the last layer has no activation
    lines = -(-layers // a_line)
    figure, axes = board(2 * MARGIN + START + a_line * widths.layer + end, 2 * MARGIN + 22 + lines * LINE)
    composition = "".join(f"h{_below(i)}(" for i in range(layers, 0, -1)) + "X" + ")" * layers
    write(axes, MARGIN, MARGIN + 12, f"MLP(X) = {composition}", size=12, weight="bold")
    for line in range(lines):
        _line(
            axes,
            MARGIN + 64 + line * LINE,
            range(line * a_line, min((line + 1) * a_line, layers)),
            sizes,
            activation,
            widths,
        )
    return figure


def _line(axes, top, numbers, sizes, activation, widths):
    """One line of layers, those with the given numbers from 0, with an arrow out of it at its end."""
    left, last = MARGIN + START, len(sizes) - 2
    centred(axes, left - 10, top + BOX / 2, "…" if numbers[0] else "X", size=12, weight="bold")
    for number in numbers:
        shapes = sizes[number], sizes[number + 1]
        left = _layer(axes, left, top, number + 1, shapes, activation if number < last else None, widths)
    _flow(axes, left, top, sizes[numbers[-1] + 1], widths)
    if numbers[-1] < last:
        centred(axes, left + widths.arrow + 12, top + BOX / 2, "…", size=12, weight="bold")


def _layer(axes, left, top, number, sizes, activation, widths):
    """Arrow and affine box, then arrow and activation box unless `activation` is None. Returns the right end."""
    before, after = sizes
    sub = _below(number)
    _flow(axes, left, top, before, widths)
    start = left + widths.arrow
    end, middle = start + widths.affine, start + widths.affine / 2
    box(axes, start, top, widths.affine, BOX, face=tint(SKY_BLUE, 0.4), edge=BLUE, width_of_edge=1.5)
    centred(axes, middle, top + 18, f"affine {number}", size=11, weight="bold")
    centred(axes, middle, top + 44, f"W{sub} ({after}, {before})")
    centred(axes, middle, top + 65, f"b{sub} ({after},)")
    formula = f"affine{sub}(X)"
    if activation is not None:
        _flow(axes, end, top, after, widths)
        end = _activation(axes, end + widths.arrow, top, activation, widths.activation)
        formula = f"{activation}({formula})"
    axes.plot([start, start, end, end], [top - 8, top - 14, top - 14, top - 8], color=GREY, linewidth=1.2)
    write(axes, (start + end) / 2, top - 21, f"h{sub}(X) = {formula}", ha="center", va="baseline")
    return end


def _activation(axes, left, top, name, width):
    """The box of an activation, with its graph where it is a known one. Returns where the box ends."""
    box(axes, left, top, width, BOX, face=tint(ORANGE, 0.35), edge="#8A5A00", width_of_edge=1.5)
    x, y = left + width / 2, top + 54
    centred(axes, x, top + 18, name, size=11, weight="bold")
    if name in GRAPHS:
        z = np.linspace(-3, 3, 61)
        zero = 19 if name == "relu" else 0  # relu is never below its axis: the axis lies at the foot
        axes.plot([x - 22, x + 22], [y + zero] * 2, color=GREY, linewidth=0.8, zorder=3)
        axes.plot([x, x], [y - 20, y + 20], color=GREY, linewidth=0.8, zorder=3)
        axes.plot(x + 22 * z / 3, y - 19 * GRAPHS[name](z), color=INK, linewidth=2, zorder=4)
    return left + width


def _flow(axes, left, top, size, widths):
    """An arrow with the shape of what flows along it below."""
    arrow(axes, left + 3, left + widths.arrow - 3, top + BOX / 2)
    centred(axes, left + widths.arrow / 2, top + BOX / 2 + 17, f"(N, {size})")


def _below(number):
    """A number in subscript digits."""
    return "".join(chr(ord("₀") + int(digit)) for digit in str(number))
