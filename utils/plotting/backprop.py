"""Figures of notebook 05: a graph with its numbers, the gradients' way through a network, the products of the affine
map, the gradient check, a training run, what the first layer looks for.

Every function takes arrays or numbers and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge
entries are written as they are in tables, and left out of drawings, which say how many (lecture: Backpropagation).
"""

import numpy as np
from matplotlib.ticker import MaxNLocator

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
from utils.plotting.graph import Node, draw_graph, moments
from utils.plotting.picture import (
    ALERT,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    SKY_BLUE,
    VERMILLION,
    Picture,
    board,
    canvas,
    in_house_style,
)
from utils.plotting.pieces import AROUND_ZERO, arrow, box, centred, magnitude, place, remark, shade, tint, write

MARGIN = 14  # of a board, in CSS pixels
MATRICES = (tint(GREEN, 0.6), tint(SKY_BLUE, 0.4), tint(ORANGE, 0.35))  # the three of a product

# ---- graphs with their numbers ---------------------------------------------------------------------------------------

UNIT = (
    Node("x", "", (), 0, 0),
    Node("w", "", (), 1, 1),
    Node("b", "", (), 2, 1),
    Node("v", "", (), 4, 1),
    Node("y", "", (), 5, 1),
    Node("a", "multiply", ("w", "x"), 1, 0),
    Node("z", "add", ("a", "b"), 2, 0),
    Node("h", "relu", ("z",), 3, 0),
    Node("s", "multiply", ("v", "h"), 4, 0),
    Node("d", "subtract", ("s", "y"), 5, 0),
    Node("L", "square", ("d",), 6, 0),
)
TWICE = (
    Node("x", "", (), 0, 1),
    Node("q", "multiply", ("x", "x"), 1.6, 0),
    Node("L", "add", ("q", "x"), 3.2, 1),
)
UNIT_STEPS = 2 * sum(bool(node.operation) for node in UNIT) + 1  # the last step of the walk through the unit's graph
TWICE_STEPS = 2 * sum(bool(node.operation) for node in TWICE) + 1


@in_house_style
def unit_graph(x=2, w=3, b=-4, v=2, y=1, step=None):
    """The smallest network with its loss, L = (v relu(w x + b) - y)², as a graph with its numbers.

    x, w, b, v, y: numbers. step: how far the walk has come, from 0 (nothing computed) over 6 (all values) and 7 (the
    first gradient) to 13 (all gradients); None is the last one.
    Raises ValueError on another step. Returns a Picture.
    """
    return _graph(UNIT, {"x": x, "w": w, "b": b, "v": v, "y": y}, step, "L = (v relu(w x + b) - y)²")


@in_house_style
def twice_graph(x=3, step=None):
    """A number that is used more than once, L = x x + x, as a graph: the gradients of its ways to L add up.

    x: a number. step: from 0 to 5; None is the last one. Raises ValueError on another step. Returns a Picture.
    """
    return _graph(TWICE, {"x": x}, step, "L = x x + x")


def _graph(nodes, given, step, formula):
    given = {name: numbers(name, value)[()] for name, value in given.items()}
    walk = moments(nodes, given)
    last = len(walk) - 1
    step = last if step is None else whole("step", step, 0, last)
    moment = walk[step]
    values = listed(f"{name} = {short(value)}" for name, value in moment.values.items())
    slopes = [f"∂L/∂{name} = {short(value)}" for name, value in moment.gradients.items()]
    alt = (
        f"The computation {formula} as a graph of boxes, one for each number, at step {step} of {last}, "
        f"{moment.heading}. Values: {values}. {f'Gradients: {listed(slopes)}.' if slopes else 'No gradient is known yet.'}"
    )
    return Picture(draw_graph(nodes, moment), alt)


# ---- the way of the gradients through a network ----------------------------------------------------------------------

BOXES = ("affine", "relu", "affine", "softmax and\ncross-entropy")


@in_house_style
def gradient_flow(n, sizes):
    """A network of two layers with its loss: forward above, what comes back below, each with its shape.

    n: the number of examples in the batch. sizes: `[d_in, d_hidden, C]`. Whole numbers of at least 1.
    Raises ValueError on others. Returns a Picture.
    """
    n = whole("n", n, 1, 10**6)
    if len(sizes) != 3:
        raise ValueError(f"sizes has {len(sizes)} entries, expected 3: [d_in, d_hidden, C]. Give two layers.")
    d_in, d_hidden, classes = (whole("an entry of sizes", size, 1, 10**6) for size in sizes)
    texts = [f"({n}, {d_in})", f"({n}, {d_hidden})", f"({n}, {d_hidden})", f"({n}, {classes})", "()"]
    gap = max(84, 7.4 * max(map(len, texts)) + 8)
    wide, high, top = 114, 74, 66
    middle = top + high / 2
    figure, axes = board(2 * MARGIN + 4 * wide + 14 + 5 * gap, 268)
    write(axes, MARGIN, 26, "forward", size=11, weight="bold", color=BLUE)
    write(axes, MARGIN, middle + 40, "back", size=11, weight="bold", color=ALERT)
    left = MARGIN
    forward = ["X", "z1", "hidden", "logits", "loss"]
    for index, (name, shape) in enumerate(zip(forward, texts, strict=True)):
        arrow(axes, left + 4, left + gap - 4, middle - 22, color=BLUE)
        centred(axes, left + gap / 2, middle - 36, name, size=11, weight="bold")
        centred(axes, left + gap / 2, middle - 8, shape)
        if index:  # nothing goes back to X: the digits are not to be changed
            arrow(axes, left + gap - 4, left + 4, middle + 20, color=ALERT)
            back = "1" if name == "loss" else f"d{name}"
            centred(axes, left + gap / 2, middle + 34, back, size=11, weight="bold", color=ALERT)
            centred(axes, left + gap / 2, middle + 52, shape)
        left += gap
        if index == 4:
            break
        wide += 14 * (index == 3)  # its name is the longest
        face = tint(SKY_BLUE, 0.4) if BOXES[index] == "affine" else tint(ORANGE, 0.35)
        box(axes, left, top, wide, high, face=face, edge=INK, width_of_edge=1.2)
        layer = {0: "1", 2: "2"}.get(index)
        centred(axes, left + wide / 2, middle, f"affine {layer}" if layer else BOXES[index], size=11 if index < 3 else 10, weight="bold")
        if layer:
            rows, columns = (d_hidden, d_in) if layer == "1" else (classes, d_hidden)
            axes.annotate("", (left + wide / 2, top + 2), (left + wide / 2, 46), arrowprops=_style(BLUE))
            centred(axes, left + wide / 2, 16, f"W{layer} ({rows}, {columns})")
            centred(axes, left + wide / 2, 34, f"b{layer} ({rows},)")
            axes.annotate("", (left + wide / 2, top + high + 62), (left + wide / 2, top + high + 2), arrowprops=_style(ALERT))
            for line, text in enumerate((f"dW{layer} ({rows}, {columns})", f"db{layer} ({rows},)")):
                centred(axes, left + wide / 2, top + high + 76 + 19 * line, text, size=11, weight="bold", color=ALERT)
        left += wide
    alt = (
        f"A network of two layers and its loss as boxes: affine 1, relu, affine 2, softmax and cross-entropy. Forward "
        f"flow X {texts[0]}, z1 {texts[1]}, hidden {texts[2]}, logits {texts[3]} and the loss, a single number. Back flow "
        f"dlogits {texts[3]}, dhidden {texts[2]} and dz1 {texts[1]}; out of affine 2 come dW2 ({classes}, {d_hidden}) "
        f"and db2 ({classes},), out of affine 1 dW1 ({d_hidden}, {d_in}) and db1 ({d_hidden},)."
    )
    return Picture(figure, alt)


def _style(colour):
    return {"arrowstyle": "-|>", "color": colour, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}


# ---- the products of an affine map -----------------------------------------------------------------------------------


@in_house_style
def affine_products(n=4, d_in=5, d_out=3):
    """The four sums of an affine map as rectangles in scale: the sides that meet are the index that is summed away.

    n, d_in, d_out: int from 1 to 8; i counts examples, j inputs, k outputs.
    Raises ValueError on others. Returns a Picture.
    """
    sizes = {"i": whole("n", n, 1, 8), "j": whole("d_in", d_in, 1, 8), "k": whole("d_out", d_out, 1, 8)}
    equations = (
        ("forward: Z = X Wᵀ (+ b)", "the sum over the inputs j", ("Z", "ik"), ("X", "ij"), ("Wᵀ", "jk")),
        ("dW = Uᵀ X", "the sum over the examples i", ("dW", "kj"), ("Uᵀ", "ki"), ("X", "ij")),
        ("dX = U W", "the sum over the outputs k", ("dX", "ij"), ("U", "ik"), ("W", "kj")),
        ("db = the sum of U's rows", "the sum over the examples i", ("db", "k"), ("1 1 ... 1", "i"), ("U", "ik")),
    )
    side = 16
    panel = max(430, 30 * 3 + 22 + side * max(2 * sizes[a] + sizes[b] for a in sizes for b in sizes) + 24)
    high = max(sizes.values()) * side + 104
    figure, axes = board(2 * MARGIN + 2 * panel, 2 * MARGIN + 2 * high - 10)
    for number, (title, line, *parts) in enumerate(equations):
        left, top = MARGIN + number % 2 * panel, MARGIN + number // 2 * high
        write(axes, left, top + 10, title, size=12, weight="bold")
        write(axes, left, top + 29, line, color=GREY)
        _product(axes, left, top + 62, parts, sizes, side)
    facts = listed([f"{title} ({line})" for title, line, *_ in equations])
    alt = (
        f"Four matrix products as rectangles in scale, for {n} examples (index i), {d_in} inputs (j) and {d_out} outputs (k): "
        f"{facts}. In each the two sides that meet belong to the same index, the one that is summed away."
    )
    return Picture(figure, alt)


def _product(axes, left, top, parts, sizes, side):
    """One line of rectangles: result = left factor, right factor."""
    (_, out), (_, one), _ = parts
    summed = (set(one) - set(out)).pop()
    for position, (name, indices) in enumerate(parts):
        rows, columns = ("", indices) if len(indices) == 1 else indices
        wide, tall = sizes[columns] * side, (sizes[rows] if rows else 1) * side
        x = left + 30
        face = MATRICES[position]
        box(axes, x, top, wide, tall, face=face, edge=GREY)
        for row in range(1, tall // side):
            axes.plot([x, x + wide], [top + row * side] * 2, color="white", linewidth=1, zorder=3)
        for column in range(1, wide // side):
            axes.plot([x + column * side] * 2, [top, top + tall], color="white", linewidth=1, zorder=3)
        heavy = {"color": ALERT, "linewidth": 3.5, "zorder": 4}
        style = {index: {"color": ALERT, "weight": "bold"} if index == summed else {} for index in sizes}
        centred(axes, x + wide / 2, top - 11, columns, size=12, **style[columns])
        if columns == summed:
            axes.plot([x, x + wide], [top, top], **heavy)
        if rows:
            centred(axes, x - 11, top + tall / 2, rows, size=12, **style[rows])
            if rows == summed:
                axes.plot([x, x], [top, top + tall], **heavy)
        centred(axes, x + wide / 2, top + tall + 13, name, size=11, weight="bold")
        left = x + max(wide, 14)
        if position == 0:
            centred(axes, left + 16, top + side, "=", size=14)
            left += 22


# ---- the gradient check ----------------------------------------------------------------------------------------------

LEAST, MOST = -13, 1  # powers of ten between which relative errors are drawn


@in_house_style
def gradient_table(names, yours, numerical, errors, limit=1e-6):
    """The gradient check: for each parameter the entry that differs most, and the relative error as a point.

    names: one string for each parameter, at most 12. yours, numerical: a list of arrays, two of one shape for each name.
    errors: one number for each name. limit: what an error has to be below; the line in the plot.
    Raises ValueError on other shapes. Returns a Picture.
    """
    at_most(len(names), 12, "parameters")
    names = one_each("names", names, len(names), "the parameters")
    for what, arrays in (("yours", yours), ("numerical", numerical)):
        one_each(what, arrays, len(names), "the parameters")
    pairs = []
    for name, own, other in zip(names, yours, numerical, strict=True):
        shape = np.shape(own)
        pairs.append((numbers(f"yours[{name!r}]", own, *shape), numbers(f"numerical[{name!r}]", other, *shape)))
    errors = numbers("errors", errors, len(names))
    row, top = 34, MARGIN + 62
    columns = {"parameter": MARGIN, "shape": MARGIN + 92, "entry": MARGIN + 186, "yours": MARGIN + 375,
               "numerical": MARGIN + 475, "error": MARGIN + 570}  # fmt: skip
    start, end = MARGIN + 630, MARGIN + 840
    figure, axes = board(end + 24, top + row * len(names) + 48)
    write(axes, MARGIN, MARGIN + 12, "Gradient check", size=12, weight="bold")
    titles = ("", "shape", "most different at", "yours", "numerical", "rel. error")
    for (key, x), title in zip(columns.items(), titles, strict=True):
        write(axes, x, MARGIN + 42, title, color=GREY, ha="right" if key in ("yours", "numerical", "error") else "left")
    _scale_of_errors(axes, start, end, top, row * len(names), limit)
    words = []
    for number, (name, (own, other), error) in enumerate(zip(names, pairs, errors, strict=True)):
        y = top + (number + 0.5) * row
        index = _most_different(own, other)
        place_of = f"[{', '.join(map(str, index))}]"
        fine = bool(error < limit)
        cells = (name, str(own.shape), place_of, typeset(own[index]), typeset(other[index]), _error_text(error))
        for (key, x), text in zip(columns.items(), cells, strict=True):
            bold = {"weight": "bold"} if key in ("parameter", "error") else {}
            right = key in ("yours", "numerical", "error")
            colour = {"color": ALERT} if key == "error" and not fine else {}
            write(axes, x, y, text, va="center", ha="right" if right else "left", **bold, **colour)
        at = _where(error, start, end)
        if at is not None:
            style = {"marker": "o" if fine else "X", "markersize": 9, "color": BLUE if fine else VERMILLION, "zorder": 4}
            axes.plot([at], [y], **style)
        else:
            centred(axes, (start + end) / 2, y, "no number", color=ALERT)
        words.append(f"{name} {own.shape} {_error_text(error, short)}{'' if fine else ', too large'}")
    alt = (
        f"Table of a gradient check, a row for each parameter, with its relative error as a point on a logarithmic scale; "
        f"below {short(limit)} is good: {listed(words)}."
    )
    return Picture(figure, alt)


def _most_different(own, other):
    with np.errstate(all="ignore"):
        gaps = np.abs(own - other)
    if not gaps.size:
        return ()
    return tuple(int(k) for k in np.unravel_index(np.argmax(np.where(np.isnan(gaps), np.inf, gaps)), gaps.shape))


def _error_text(error, write_number=typeset):
    return "0" if error == 0 else write_number(float(f"{error:.1e}")) if np.isfinite(error) else str(error)


def _where(error, start, end):
    """Where an error lies on the logarithmic scale, None where it is no number."""
    if np.isnan(error):
        return None
    power = np.clip(np.log10(error) if error > 0 else LEAST, LEAST, MOST)
    return start + (end - start) * (power - LEAST) / (MOST - LEAST)


def _scale_of_errors(axes, start, end, top, height, limit):
    """Powers of ten below the points, and the line of the limit, the good side tinted."""
    at = _where(limit, start, end)
    box(axes, start, top, at - start, height, face=tint(SKY_BLUE, 0.2), edge="none")
    axes.plot([at, at], [top, top + height], color=INK, linewidth=1.4, linestyle=(0, (5, 2)), zorder=3)
    for power in range(-12, MOST, 3):
        x = _where(10.0**power, start, end)
        axes.plot([x, x], [top, top + height], color=PALE, linewidth=0.8, zorder=1)
        text = "1" if power == 0 else f"$10^{{{power}}}$"
        write(axes, x, top + height + 18, text, ha="center", color=GREY)
    write(axes, (start + end) / 2, top + height + 38, "relative error", ha="center")
    write(axes, at - 6, top - 8, "agree", ha="right", color=GREY)
    write(axes, at + 6, top - 8, "differ", color=GREY)


# ---- a training run --------------------------------------------------------------------------------------------------


@in_house_style
def training_run(losses, train_accuracy, test_accuracy):
    """A training run: the loss of each batch with its running mean, and the accuracy after each epoch.

    losses: (U,), one for each update. train_accuracy, test_accuracy: (E,), between 0 and 1, after each epoch.
    Raises ValueError on other shapes. Returns a Picture.
    """
    losses = tame(numbers("losses", losses, "U"))
    train = tame(numbers("train_accuracy", train_accuracy, "E"))
    test = tame(numbers("test_accuracy", test_accuracy, len(train)))
    figure, (left, right) = canvas(860, 340, 1, 2)
    updates = np.arange(1, len(losses) + 1)
    mean = _running_mean(losses, max(1, len(losses) // 50))
    left.plot(updates, losses, color=SKY_BLUE, linewidth=0.7, label="each batch")
    left.plot(updates, mean, color=INK, linewidth=2, label="running mean")
    left.set(title="Loss while training", xlabel="update", ylabel="mean cross-entropy", xlim=limits(updates, 0))
    left.set_ylim(*_from_zero(losses))
    epochs = np.arange(1, len(train) + 1)
    right.plot(epochs, 100 * train, color=BLUE, marker="o", label="training digits")
    right.plot(epochs, 100 * test, color=VERMILLION, marker="s", linestyle=(0, (5, 2)), label="test digits")
    right.set(title="Accuracy after each epoch", xlabel="epoch", ylabel="right, in percent")
    right.set(xlim=limits(epochs, 0.06), ylim=limits(100 * np.concatenate([train, test]), 0.1))
    right.xaxis.set_major_locator(MaxNLocator(integer=True))
    for axes, corner in ((left, "upper right"), (right, "lower right")):
        axes.grid()
        axes.legend(loc=corner, frameon=True, framealpha=0.9, edgecolor=PALE)
    lost = not_drawn(missing(losses, train, test))
    remark(figure, lost)
    alt = (
        f"Two plots. Left, the loss of {plural(len(losses), 'update')}, whose running mean {_from_to(mean)}. Right, the "
        f"accuracy after each of {plural(len(train), 'epoch')}: on the training digits it {_from_to(100 * train)} percent, "
        f"on the test digits it {_from_to(100 * test)} percent. {lost}"
    )
    return Picture(figure, alt)


def _running_mean(values, width):
    """The mean of the last `width` values, as far as they are numbers; nan where none is."""
    known = np.isfinite(values)
    scale = magnitude(values)
    sums = np.cumsum(np.where(known, values / scale, 0.0))
    counts = np.cumsum(known)
    sums[width:], counts[width:] = sums[width:] - sums[:-width].copy(), counts[width:] - counts[:-width].copy()
    return np.where(counts > 0, sums / np.maximum(counts, 1) * scale, np.nan)


def _from_zero(values):
    low, high = limits(values)
    return min(low, 0.0), high


def _from_to(values):
    drawn = values[np.isfinite(values)]
    return f"goes from {short(drawn[0])} to {short(drawn[-1])}" if drawn.size else "has nothing to draw"


# ---- what the first layer looks for ----------------------------------------------------------------------------------


@in_house_style
def weight_images(W, height, width, columns=8):
    """Rows of a weight matrix as images about 0, each in a scale of its own: what a unit of the first layer looks for.

    W: (n, height * width), n from 1 to 64. height, width: of an image. columns: int, how many in a row.
    Raises ValueError on other shapes. Returns a Picture.
    """
    height, width = whole("height", height, 1, 200), whole("width", width, 1, 200)
    W = tame(numbers("W", W, "n", height * width))
    at_most(len(W), 64, "rows of W")
    columns = min(whole("columns", columns, 1, 12), len(W))
    rows = -(-len(W) // columns)
    size, gap, head = 88, 14, 22
    lost = not_drawn(missing(W))
    figure, axes = board(max(2 * MARGIN + columns * (size + gap) - gap, 500), 2 * MARGIN + rows * (size + head + gap) + 40)
    for index, weights in enumerate(W):
        left, top = MARGIN + index % columns * (size + gap), MARGIN + index // columns * (size + head + gap)
        centred(axes, left + size / 2, top + head / 2, f"unit {index}", weight="bold")
        colours = shade(weights, -magnitude(weights), magnitude(weights), AROUND_ZERO)
        place(axes, colours.reshape(height, width, 3), left, top + head, size, size, outline=PALE)
    below = MARGIN + rows * (size + head + gap) + 12
    place(axes, shade(np.linspace(-1, 1, 101), -1, 1, AROUND_ZERO)[None], MARGIN + 74, below, 120, 12)
    write(axes, MARGIN, below + 6, "negative", va="center")
    write(axes, MARGIN + 202, below + 6, "positive, each image in its own scale", va="center")
    write(axes, MARGIN, below + 34, lost, color=ALERT)
    alt = (
        f"The weights of {plural(len(W), 'unit')} as images of {height} by {width}, blue where negative and orange where "
        f"positive, each in its own scale; the largest weight is {short(_largest(W))} in size. {lost}"
    )
    return Picture(figure, alt)


def _largest(array):
    drawn = np.abs(array[np.isfinite(array)])
    return drawn.max() if drawn.size else np.nan
