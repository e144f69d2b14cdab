"""A computation as a graph of boxes, one for each number: its value on the way forward, its gradient on the way back.

Every operation is drawn in the same shape, so that the eye learns the pattern once.
"""

from typing import NamedTuple

import numpy as np

from utils.plotting.arrays import typeset
from utils.plotting.picture import ALERT, BLUE, GREY, INK, ORANGE, SKY_BLUE, board
from utils.plotting.pieces import box, centred, tint, write


class Node(NamedTuple):
    """One number of a computation.

    name : what it is called. operation : a key of OPERATIONS, "" for a number that is given.
    inputs : the names of what it is computed from. column, row : its place in the drawing.
    """

    name: str
    operation: str
    inputs: tuple
    column: float
    row: float


class Operation(NamedTuple):
    """What a box computes, its derivative by each of its inputs, how it is written, and its rule in words."""

    value: object
    local: object
    written: str
    rule: str


OPERATIONS = {
    "multiply": Operation(
        lambda a, b: a * b, lambda a, b: (b, a), "{0} × {1}", "A product hands each factor the other factor."
    ),
    "add": Operation(lambda a, b: a + b, lambda a, b: (1.0, 1.0), "{0} + {1}", "A sum hands the gradient on as it is."),
    "subtract": Operation(
        lambda a, b: a - b,
        lambda a, b: (1.0, -1.0),
        "{0} − {1}",
        "A difference hands the gradient on; what is subtracted gets it with its sign turned.",
    ),
    "relu": Operation(
        lambda a: a if not a <= 0 else a * 0,  # nan stays nan
        lambda a: (float(a > 0),),
        "relu({0})",
        "relu is a gate: open where its input is positive, closed elsewhere.",
    ),
    "square": Operation(lambda a: a * a, lambda a: (2 * a,), "{0}²", "A square hands back twice its input."),
}


class Moment(NamedTuple):
    """What is known at a step of the walk.

    values, gradients : name -> number, as far as they are known.
    locals : (name of a box, which of its inputs) -> the local derivative, for the boxes the walk back has passed.
    here : the name of the box at work, "" at the start. heading : what happens. lines : it, in numbers. rule : in words.
    """

    values: dict
    gradients: dict
    locals: dict
    here: str
    heading: str
    lines: tuple
    rule: str


def moments(nodes, given):
    """The walk through a graph as a list of Moment: the start, each box forward, the last one's 1, each box backward.

    nodes : a list of Node, each after its inputs; the last one is the loss. given : name -> number, for those given.
    """
    inner = [node for node in nodes if node.operation]
    loss = nodes[-1].name
    values = {node.name: np.float64(given[node.name]) for node in nodes if not node.operation}
    walk = [Moment(dict(values), {}, {}, "", "The numbers that go in", (), "Nothing is computed yet.")]
    gradients, local = {}, {}
    with np.errstate(all="ignore"):
        for node in inner:
            inputs = [values[name] for name in node.inputs]
            values[node.name] = OPERATIONS[node.operation].value(*inputs)
            written = OPERATIONS[node.operation].written
            line = f"{node.name} = {written.format(*node.inputs)} = {written.format(*map(_factor, inputs))} = {typeset(values[node.name])}"
            walk.append(Moment(dict(values), {}, {}, node.name, f"Forward: {node.name}", (line,), ""))
        gradients[loss] = np.float64(1.0)
        walk.append(
            Moment(dict(values), dict(gradients), {}, loss, "Backward: the beginning", (f"∂{loss}/∂{loss} = 1",),
                   f"A change of {loss} is a change of {loss}, one to one.")
        )  # fmt: skip
        for node in reversed(inner):
            inputs = [values[name] for name in node.inputs]
            lines = []
            for place, (name, slope) in enumerate(zip(node.inputs, OPERATIONS[node.operation].local(*inputs), strict=True)):
                local[node.name, place] = slope
                part, before = gradients[node.name] * slope, gradients.get(name)
                gradients[name] = part if before is None else before + part
                line = f"{_factor(gradients[node.name])} · {_factor(slope)} = {typeset(part)}"
                if before is None:
                    line = f"∂{loss}/∂{name} = ∂{loss}/∂{node.name} · ∂{node.name}/∂{name} = {line}"
                else:
                    line = f"one more way from {name} to {loss}: {line}, and {typeset(before)} + {_factor(part)} = {typeset(gradients[name])}"
                lines.append(line)
            walk.append(
                Moment(dict(values), dict(gradients), dict(local), node.name, f"Backward: through {node.name}",
                       tuple(lines), OPERATIONS[node.operation].rule)
            )  # fmt: skip
    return walk


def _factor(value):
    """A number as a factor: a negative one in brackets."""
    text = typeset(value)
    return f"({text})" if text[0] == "\N{MINUS SIGN}" else text


# ---- the drawing -----------------------------------------------------------------------------------------------------

MARGIN = 14  # lengths in CSS pixels
WIDE, HIGH = 90, 98  # of a box
GAP, DROP = 57, 46  # between boxes beside each other and one below the other
LETTERS = 6  # of a number that fits between two boxes
CAPTION = 104  # room for the words below
GROUND_GIVEN, GROUND_MADE, GROUND_GRADIENT = tint(GREY, 0.12), tint(SKY_BLUE, 0.4), tint(ORANGE, 0.4)


def draw_graph(nodes, moment):
    """The figure of a graph at one Moment."""
    columns, rows = max(node.column for node in nodes) + 1, max(node.row for node in nodes) + 1
    width = max(2 * MARGIN + columns * (WIDE + GAP) - GAP, 640)
    below = MARGIN + rows * (HIGH + DROP) - DROP + 26
    figure, axes = board(width, below + CAPTION)
    boxes = {node.name: node for node in nodes}
    for node in nodes:
        for place in range(len(node.inputs)):
            _edge(axes, boxes, node, place, moment)
    for node in nodes:
        _box(axes, node, nodes[-1].name, moment)
    write(axes, MARGIN, below, moment.heading, size=12, weight="bold", va="center")
    for number, line in enumerate(moment.lines):
        write(axes, MARGIN, below + 25 + 23 * number, line, size=11, va="center")
    write(axes, MARGIN, below + 25 + 23 * len(moment.lines), moment.rule, color=GREY, va="center")
    return figure


def _corner(node):
    """Left and top of a node's box."""
    return MARGIN + node.column * (WIDE + GAP), MARGIN + node.row * (HIGH + DROP)


def _box(axes, node, loss, moment):
    """Three lines in one shape for all: what it is, its value, its gradient."""
    left, top = _corner(node)
    middle, ground = left + WIDE / 2, GROUND_MADE if node.operation else GROUND_GIVEN
    known = node.name in moment.gradients
    box(axes, left, top, WIDE, 54, face=ground, edge="none")
    box(axes, left, top + 54, WIDE, HIGH - 54, face=GROUND_GRADIENT if known else "white", edge="none")
    axes.plot([left, left + WIDE], [top + 54] * 2, color=GREY, linewidth=0.8, zorder=3)
    here = node.name == moment.here
    box(axes, left, top, WIDE, HIGH, edge=INK if here else BLUE if node.operation else GREY, width_of_edge=3.2 if here else 1.2)
    formula = OPERATIONS[node.operation].written.format(*node.inputs) if node.operation else ""
    title = f"{node.name} = {formula}" if formula else node.name
    centred(axes, middle, top + 14, title, size=10, weight="bold")
    if node.name in moment.values:
        centred(axes, middle, top + 37, typeset(moment.values[node.name]), size=13)
    if known:
        centred(axes, middle, top + 65, f"∂{loss}/∂{node.name}")
        centred(axes, middle, top + 85, typeset(moment.gradients[node.name]), size=13)


def _edge(axes, boxes, node, place, moment):
    """The arrow from an input to a box; once the walk back has passed it, with the local derivative beside it."""
    source = boxes[node.inputs[place]]
    (left, top), (left_to, top_to) = _corner(source), _corner(node)
    same = [k for k, name in enumerate(node.inputs) if name == source.name]
    aside = 26 * (same.index(place) - (len(same) - 1) / 2)  # two arrows between the same boxes lie side by side
    options = {"ha": "center"}
    if source.column == node.column:
        start, end = (left + WIDE / 2, top), (left_to + WIDE / 2, top_to + HIGH)
        label, options = (left + WIDE / 2 + 8, (top + top_to + HIGH) / 2), {"ha": "left"}
    else:
        start, end = (left + WIDE, top + HIGH / 2 + aside), (left_to, top_to + HIGH / 2 + aside)
        label = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        if source.row == node.row:
            label = label[0], label[1] - 11
        else:  # on the arrow itself, which it interrupts
            options["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    passed = (node.name, place) in moment.locals
    style = {"arrowstyle": "-|>", "color": ALERT if passed else INK, "linewidth": 1.4, "shrinkA": 2, "shrinkB": 2}
    # on the way back the arrow points back: that is where the gradient goes
    tail, head = (end, start) if passed else (start, end)
    axes.annotate("", head, tail, arrowprops=style)
    if passed:
        text = typeset(moment.locals[node.name, place])
        text = text if len(text) <= LETTERS else "…"  # the words below the graph have it in full
        write(axes, *label, f"×{text}", color=ALERT, va="center", weight="bold", **options)
