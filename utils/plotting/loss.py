"""Figures of notebook 02: a prediction and its losses, what each loss asks the logits to do, which axioms hold.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; what cannot be drawn is left out of
the drawing, and the figure and its text say so. Logits and probabilities are those of one example, one entry a class.
"""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from utils.plotting.arrays import (
    at_most,
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
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    VERMILLION,
    Picture,
    board,
    in_house_style,
    panels,
)
from utils.plotting.pieces import box, magnitude, remark, tint, write
from utils.plotting.tables import paragraph

ROW = 38  # height of a class's row, in CSS pixels
LOSS_REACH = 10.0  # where the axis of the losses ends

# ---- a prediction and its losses -------------------------------------------------------------------------------------


@in_house_style
def prediction_and_losses(logits, probabilities, label, losses, reach=None):
    """One example's logits, its probabilities with the target as an outline, and how large its losses are.

    logits, probabilities: (C,), C from 2 to 10. label: int, the true class. losses: a dict from name to number, at
    most 4. reach: the axis of the logits goes from -reach to reach; None: as far as they need.
    A loss above LOSS_REACH, infinity too, has a bar up to the edge and its number beside it.
    Raises ValueError on other shapes. Returns a Picture.
    """
    found = numbers("logits", logits, "C")
    at_most(len(found), 10, "classes")
    shares = numbers("probabilities", probabilities, len(found))
    label = whole("label", label, 0, len(found) - 1)
    at_most(len(losses), 4, "losses")
    sizes = numbers("losses", list(losses.values()), len(losses))
    names = [str(name) for name in losses]
    drawn, drawn_shares = tame(found), tame(shares)
    high = ROW * len(found)
    top = 66
    figure, (left, middle, right) = panels(
        930, top + high + 62, (84, top, 170, high), (398, top, 170, high), (768, top, 130, high)
    )
    reach = 1.05 * magnitude(drawn) if reach is None else float(numbers("reach", reach))
    classes = [f"class {index}" for index in range(len(found))]
    _bars(left, drawn, found, classes, (-reach, reach), BLUE)
    left.set_title("logits")
    _bars(middle, drawn_shares, shares, classes, (0, 1), ORANGE)
    middle.set_title("probabilities")
    middle.add_patch(_outline(label))
    middle.set_xlabel("outlined: the target")
    _losses(right, names, sizes)
    lost = not_drawn(missing(drawn, drawn_shares) + int(np.isnan(sizes).sum()))
    remark(figure, lost)
    told = listed([f"{name} is {short(size)}" for name, size in zip(names, sizes, strict=True)])
    alt = (
        f"{len(found)} classes with logits {listed(map(short, found))} and probabilities "
        f"{listed(map(short, shares))}; the true class is {label}. {told}. {lost}"
    )
    return Picture(figure, alt)


def _bars(axes, drawn, found, names, limits, colour):
    """Level bars from 0, the first at the top, with each number beside its row; what is beyond the limits is cut off."""
    rows = np.arange(len(drawn))
    axes.barh(rows, np.clip(np.nan_to_num(drawn), *limits), height=0.62, color=colour)
    axes.set(xlim=limits, ylim=(len(drawn) - 0.5, -0.5), yticks=rows, yticklabels=names)
    axes.axvline(0, color=GREY, linewidth=1)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(lambda tick, _: typeset(tick))
    for row, value in zip(rows, found, strict=True):
        axes.text(1.05, row, typeset(value), transform=axes.get_yaxis_transform(), va="center", fontsize=11)


def _outline(label):
    return Rectangle((0, label - 0.42), 1, 0.84, fill=False, edgecolor=INK, linewidth=1.8, linestyle=(0, (4, 2)), clip_on=False)


LOSS_COLOURS = (VERMILLION, GREEN, BLUE, ORANGE)


def _losses(axes, names, sizes):
    axes.set(xlim=(0, LOSS_REACH), ylim=(len(sizes) - 0.5, -0.5), yticks=range(len(sizes)), yticklabels=names)
    axes.tick_params(axis="y", length=0)
    axes.set_title("losses")
    axes.set_xticks([0, 5, 10])
    for row, size in enumerate(sizes):
        length = float(np.clip(np.nan_to_num(size, nan=0.0, posinf=LOSS_REACH, neginf=0.0), 0, LOSS_REACH))
        axes.barh([row], [length], height=0.4, color=LOSS_COLOURS[row])
        if size > LOSS_REACH:
            axes.plot([LOSS_REACH], [row], marker=">", markersize=11, color=LOSS_COLOURS[row], clip_on=False)
        axes.text(0.03, row - 0.32, typeset(size), transform=axes.get_yaxis_transform(), va="center", fontsize=11)


# ---- what each loss asks the logits to do ----------------------------------------------------------------------------


@in_house_style
def pushes(gradients, label):
    """The push that each loss gives each logit, minus its gradient, as bars on one common scale.

    gradients: a dict from the loss's name to its gradient (C,) with respect to the logits, at most 3 of them, C from 2 to 10.
    label: int, the true class. Raises ValueError on other shapes. Returns a Picture.
    """
    at_most(len(gradients), 3, "losses")
    first = numbers("the first gradient", next(iter(gradients.values())), "C")
    at_most(len(first), 10, "classes")
    label = whole("label", label, 0, len(first) - 1)
    found = {str(name): -numbers(f"gradients[{name!r}]", g, len(first)) for name, g in gradients.items()}
    drawn = {name: tame(values) for name, values in found.items()}
    reach = 1.05 * max(magnitude(np.concatenate([*drawn.values()])), 1e-6)
    high, top, wide = ROW * len(first), 66, 170
    figure, sides = panels(
        140 + 380 * len(found) - 100, top + high + 62, *((140 + 380 * i, top, wide, high) for i in range(len(found)))
    )
    classes = [f"class {index}{' (true)' if index == label else ''}" for index in range(len(first))]
    for axes, (name, values) in zip(sides, drawn.items(), strict=True):
        _bars(axes, values, found[name], classes, (-reach, reach), BLUE)
        axes.set_title(name)
        axes.set_xlabel("push on the logit")
    lost = not_drawn(missing(*drawn.values()))
    remark(figure, lost)
    told = listed([f"{name} pushes them by {listed(map(short, values))}" for name, values in found.items()])
    alt = f"The push on each of {plural(len(first), 'logit')}, minus the gradient; the true class is {label}: {told}. {lost}"
    return Picture(figure, alt)


# ---- which axioms hold -----------------------------------------------------------------------------------------------

HOLDS, FAILS = tint(GREEN, 0.3), tint(VERMILLION, 0.35)


@in_house_style
def axioms(names, measures):
    """A table that says which axioms of a distance hold for which measures, each with an example in numbers.

    names: of the axioms, 1 to 4 strings. measures: a dict from a measure's name to a list of `(holds, example)`, one for
    each axiom: whether it holds, and a short text. At most 6 measures.
    Raises ValueError when their numbers differ. Returns a Picture.
    """
    at_most(len(measures), 6, "measures")
    at_most(len(names), 4, "axioms")
    found = {str(name): list(cells) for name, cells in measures.items()}
    for name, cells in found.items():
        one_each(f"measures[{name!r}]", cells, len(names), "the axioms")
    head, margin, first = 46, 12, 128
    cell, high = 230, 94
    figure, axes = board(2 * margin + first + cell * len(names), 2 * margin + head + high * len(found))
    for j, name in enumerate(names):
        paragraph(axes, margin + first + j * cell + 8, margin + 6, name, cell - 40, weight="bold")
    told = []
    for i, (measure, cells) in enumerate(found.items()):
        y = margin + head + i * high
        write(axes, margin, y + high / 2, measure, size=11, va="center", weight="bold")
        for j, (holds, example) in enumerate(cells):
            x = margin + first + j * cell
            box(axes, x, y, cell, high, face=HOLDS if holds else FAILS, edge=GREY, width_of_edge=0.8)
            sign = "\N{CHECK MARK} holds" if holds else "\N{BALLOT X} fails"
            write(axes, x + 8, y + 20, sign, size=11, weight="bold", color=INK)
            paragraph(axes, x + 8, y + 30, str(example), cell - 12)
        kept = [name for name, (holds, _) in zip(names, cells, strict=True) if holds]
        told.append(f"{measure} satisfies {listed(kept) if kept else 'none'}")
    return Picture(figure, f"A table of {plural(len(found), 'measure')} and {plural(len(names), 'axiom')} of a distance: {listed(told)}.")
