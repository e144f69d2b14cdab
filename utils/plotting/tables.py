"""Tables of numbers on a board, with factors laid along them: cells, strips, captions. Lengths are CSS pixels."""

import textwrap

import numpy as np

from utils.plotting.arrays import typeset
from utils.plotting.picture import ALERT, GREY, INK
from utils.plotting.pieces import TINTS, box, centred, write

CELL_HEIGHT = 44
STRIP_GAP = 10  # between a table and the factors beside it
FACTOR_TINTS = TINTS[:6]  # grounds of factors and of the cells they land on


def panel_title(axes, left, top, title, line):
    """A title and, below it, a line in grey."""
    write(axes, left, top + 14, title, size=12, weight="bold")
    write(axes, left, top + 34, line, size=10, color=GREY)


def paragraph(axes, left, top, text, width, **options):
    """Text of 10 pt broken into lines of at most `width` pixels (a letter takes 7.2 on average)."""
    lines = textwrap.wrap(text.replace("X * s", "X\N{NO-BREAK SPACE}*\N{NO-BREAK SPACE}s"), int(width / 7.2))
    write(axes, left, top, "\n".join(lines), va="top", linespacing=1.3, **options)


def cell_width(X, s):
    """Wide enough for every product of an entry of X and one of s."""
    return max(58, 7.4 * max(len(product_text(x, factor)) for x in X.ravel() for factor in s) + 9)


def product_text(value, factor):
    factor = typeset(factor)
    return f"{typeset(value)} × {factor if factor[0] != chr(0x2212) else f'({factor})'}"


def table(axes, left, top, cell, values, factors=None, which=None):
    """Numbers in cells; with `which`, each cell shows its product and has the colour of factor number which[i, j]."""
    for (i, j), value in np.ndenumerate(values):
        x, y = left + j * cell, top + i * CELL_HEIGHT
        face = "white" if which is None else FACTOR_TINTS[which[i, j]]
        box(axes, x, y, cell, CELL_HEIGHT, face=face, edge=GREY, width_of_edge=0.8)
        if which is None:
            centred(axes, x + cell / 2, y + CELL_HEIGHT / 2, typeset(value), size=12)
            continue
        factor = factors[which[i, j]]
        with np.errstate(all="ignore"):
            product = value * factor
        centred(axes, x + cell / 2, y + 13, product_text(value, factor), size=10)
        centred(axes, x + cell / 2, y + 31, typeset(product), size=12, weight="bold")


def factors(axes, left, top, cell, s, across):
    """The entries of s as coloured cells with their indices, laid across or downward."""
    for index, factor in enumerate(s):
        x, y = (left + index * cell, top) if across else (left, top + index * CELL_HEIGHT)
        box(axes, x, y, cell, CELL_HEIGHT, face=FACTOR_TINTS[index], edge=INK, width_of_edge=2)
        centred(axes, x + cell / 2, y + 13, f"s[{index}]", size=10)
        centred(axes, x + cell / 2, y + 31, typeset(factor), size=12, weight="bold")


def mark_unmatched(axes, left, strip_top, table_top, cell, columns, factors):
    """A question mark where a factor has no column below it, or a column no factor above it."""
    for index in range(min(columns, factors), max(columns, factors)):
        top, height = (table_top, factors * CELL_HEIGHT) if factors > columns else (strip_top, CELL_HEIGHT)
        box(axes, left + index * cell, top, cell, height, edge=ALERT, width_of_edge=1.6, linestyle=(0, (3, 2)))
        centred(axes, left + (index + 0.5) * cell, top + height / 2, "?", size=16, color=ALERT)
