"""Figures of notebook 01: the network as a composition, activations, linear regions, the folded plane, a forward pass.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many. The notation is the lecture's (Review: DNNs & SGD),
with one example a row: a layer is activation(X @ W.T + b).
"""

from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.ticker import FixedLocator, NullLocator

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
from utils.plotting.diagram import draw_network
from utils.plotting.grid import blend, colours_of_origin, draw_grid, square_around
from utils.plotting.lines import DASHES, coincidences, course, label_lines
from utils.plotting.picture import (
    ALERT,
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
from utils.plotting.pieces import (
    AROUND_ZERO,
    INK_RAMP,
    arrow,
    box,
    magnitude,
    place,
    remark,
    shade,
    write,
)
from utils.plotting.regions import REGION_TINTS, boundaries, colouring, region_count, region_ids

MARGIN = 14  # of a board, in CSS pixels
LETTER = 7.2  # the mean width of a letter of 10 pt, in CSS pixels

# ---- the network as a composition ------------------------------------------------------------------------------------


@in_house_style
def network_diagram(sizes, activation="relu"):
    """A network as a composition of boxes: affine, activation, affine, ... with the shape of what flows between them.

    sizes: `[d_0, ..., d_n]`, from 2 to 10 whole numbers of at least 1; layer i maps d_(i-1) numbers to d_i.
    activation: str, the name in the box after every layer but the last, which stays affine.
    Raises ValueError on other sizes. Returns a Picture.
    """
    at_most(len(sizes) - 1, 9, "layers")
    sizes = [whole("an entry of sizes", size, 1, 10**9) for size in sizes]
    layers = len(sizes) - 1
    figure = draw_network(sizes, activation)
    order = [part for i in range(1, layers + 1) for part in (f"affine {i}", activation)][:-1]
    shapes = listed(f"W{i} of shape ({after}, {before})" for i, (before, after) in enumerate(pairwise(sizes), start=1))
    alt = (
        f"A network of {plural(layers, 'layer')} as boxes from left to right: a batch X of shape (N, {sizes[0]}) goes "
        f"through {listed(order, most=20)}, and comes out with shape (N, {sizes[-1]}). The weights are {shapes}."
    )
    return Picture(figure, alt)


# ---- curves ----------------------------------------------------------------------------------------------------------


@in_house_style
def curves(x, curves, title, xlabel, ylabel):
    """Functions of one number as lines, each with its name at its end; told apart by dashes as well as by colour.

    x: (N,), in ascending order. curves: a dict from name to (N,) values, at most 7; a later line lies on an earlier
    one, thinner, so that lines which coincide are seen to. title, xlabel, ylabel: str.
    Raises ValueError on other shapes. Returns a Picture.
    """
    x = tame(numbers("x", x, "N"))
    lines = {str(name): tame(numbers(f"curves[{name!r}]", y, len(x))) for name, y in curves.items()}
    at_most(len(lines), len(LINES), "curves")
    height = 400
    figure, axes = canvas(760, height)
    drawn = []
    for index, (name, y) in enumerate(lines.items()):
        thickness = 1.9 + 1.8 * (1 - index / max(len(lines) - 1, 1)) if len(lines) > 1 else 2.6
        drawn += axes.plot(x, y, color=LINES[index], linestyle=DASHES[index], linewidth=thickness, label=name)
    axes.set(
        title=title, xlabel=xlabel, ylabel=ylabel, xlim=limits(x, 0), ylim=limits(np.concatenate([*lines.values()]))
    )
    axes.grid()
    for draw_zero in (axes.axhline, axes.axvline):
        draw_zero(0, color="#B0B0B0", linewidth=1, zorder=1)
    label_lines(axes, drawn, height - 90)
    remark(figure, not_drawn(missing(x, *lines.values())))
    described = listed([f"{name} {course(x, y)}" for name, y in lines.items()], most=7)
    alt = (
        f"{title}: {ylabel} against {xlabel} from {short(limits(x, 0)[0])} to {short(limits(x, 0)[1])}. {described}. "
        f"{coincidences(lines)} {not_drawn(missing(x, *lines.values()))}"
    )
    return Picture(figure, alt)


# ---- linear regions --------------------------------------------------------------------------------------------------


@in_house_style
def linear_regions(region, extent, title=""):
    """Which linear piece each point of a window of the plane falls in: regions in tints, their boundaries as lines.

    region: (H, W) whole numbers, two points of one piece having the same number; row 0 is the bottom row and column 0
    the left one, as np.meshgrid lays them out. Or a dict from name to such a map, at most 8, drawn side by side.
    extent: `(x_low, x_high, y_low, y_high)`, the window. title: str.
    The title counts the numbers that occur: pieces smaller than the distance of two points can be missed.
    Raises ValueError on other shapes, or numbers that are not whole. Returns a Picture.
    """
    named = isinstance(region, dict)
    at_most(len(region) if named else 1, 8, "maps")
    given = region if named else {"": region}
    maps = {str(name): region_ids(f"region[{name!r}]" if named else "region", values) for name, values in given.items()}
    extent = _window(extent)
    a_row = min(len(maps), 4)
    rows = -(-len(maps) // a_row)
    side = (400, 340, 262, 210)[a_row - 1]
    lost = sum(int((ids < 0).sum()) for ids in maps.values())
    heading = " ".join(part for part in (title, not_drawn(lost)) if part)
    shape = min(max((extent[3] - extent[2]) / (extent[1] - extent[0]), 0.25), 4)  # height to width
    height = rows * (side * shape + (88 if named else 70)) + (34 if heading else 4)
    figure, grid = canvas(a_row * (side + 22) + 50, height, rows, a_row, squeeze=False, sharex=True, sharey=True)
    for axes in grid.ravel()[len(maps) :]:
        axes.set_axis_off()
    for axes, (name, ids) in zip(grid.ravel(), maps.items(), strict=False):  # the last row may be shorter
        _draw_regions(axes, ids, extent)
        count = plural(region_count(ids), "region")
        axes.set(box_aspect=shape, title=f"{name}\n{count}" if name else count)
        axes.set_xlabel("x₁")
    for axes in grid[:, 0]:
        axes.set_ylabel("x₂")
    if heading:
        figure.suptitle(heading, x=0.01, ha="left", fontsize=12)
    counted = listed(f"{name}{': ' if name else ''}{_counted(ids)}" for name, ids in maps.items())
    window = "x1 from {} to {} and x2 from {} to {}".format(*map(short, extent))
    alt = f"{title or 'Linear regions'}: the pieces of the plane, {window}, in tints. {counted}. {not_drawn(lost)}"
    return Picture(figure, alt)


def _window(extent):
    low_high = numbers("extent", extent, 4)
    if not (np.isfinite(low_high).all() and low_high[0] < low_high[1] and low_high[2] < low_high[3]):
        raise ValueError(
            f"extent is {tuple(low_high.tolist())}, expected finite (x_low, x_high, y_low, y_high), low before high. "
            "Reorder them."
        )
    return tuple(low_high)


def _counted(ids):
    """How many regions, and which part of the window the largest one takes."""
    known = ids[ids >= 0]
    if not known.size:
        return "nothing to draw"
    share = 100 * np.bincount(known).max() / ids.size
    return f"{plural(region_count(ids), 'region')}, the largest taking {share:.0f} % of the window"


def _draw_regions(axes, ids, extent):
    colours = np.array([*REGION_TINTS, (1, 1, 1)])[np.append(colouring(ids), len(REGION_TINTS))[ids]]
    axes.imshow(colours, extent=extent, origin="lower", interpolation="nearest", aspect="auto")
    axes.add_collection(
        LineCollection(boundaries(ids, extent), colors=INK, linewidths=0.8, capstyle="projecting"), autolim=False
    )
    axes.set(xlim=extent[:2], ylim=extent[2:])
    for spine in axes.spines.values():
        spine.set_visible(True)


@in_house_style
def region_counts(counts, xlabel, title="Linear regions"):
    """How many linear regions there are against a size of the network, on a logarithmic scale, a line for each series.

    counts: a dict from the series' name to a list of `(x, count)`, at most 7 series; counts that are not above 0 are
    left out. xlabel, title: str.
    Raises ValueError on other shapes. Returns a Picture.
    """
    series = {str(name): tame(numbers(f"counts[{name!r}]", pairs, "N", 2)) for name, pairs in counts.items()}
    at_most(len(series), len(LINES), "series")
    for pairs in series.values():
        pairs[~(pairs[:, 1] > 0) | np.isnan(pairs[:, 0])] = np.nan
    height = 400
    figure, axes = canvas(720, height)
    drawn = []
    for index, (name, pairs) in enumerate(series.items()):
        style = {
            "color": LINES[index],
            "linestyle": DASHES[index],
            "marker": "osD^vPX"[index],
            "markersize": 7,
            "label": name,
        }
        drawn += axes.plot(*pairs.T, **style)
    every = np.concatenate([*series.values()])
    lost = not_drawn(missing(every[:, 1]), "not above 0, not finite or too large")
    axes.set(
        title=title,
        xlabel=xlabel,
        ylabel="number of linear regions (log scale)",
        yscale="log",
        xlim=limits(every[:, 0]),
    )
    _logarithmic(axes, every[:, 1][np.isfinite(every[:, 1])])
    places = np.unique(every[:, 0][np.isfinite(every[:, 0])])
    if 1 <= len(places) <= 12:
        axes.set_xticks(places, [typeset(at) for at in places])
    axes.grid()
    label_lines(axes, drawn, height - 90)
    remark(figure, lost)
    described = listed([f"{name} {_growth(pairs)}" for name, pairs in series.items()])
    return Picture(figure, f"{title} against {xlabel}, on a logarithmic scale: {described}. {lost}")


def _logarithmic(axes, values):
    """Limits and ticks of a logarithmic axis: 1, 2, 5, 10, ... over few decades, powers of ten over many."""
    low, high = (values.min() / 1.3, values.max() * 1.3) if values.size else (0.5, 20)
    axes.set_ylim(low, high)
    first, last = int(np.floor(np.log10(low))), int(np.ceil(np.log10(high)))
    steps = (1, 2, 5) if last - first <= 3 else (1,)
    ticks = [step * 10.0**power for power in range(first, last + 1, max(1, (last - first) // 8)) for step in steps]
    axes.yaxis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(lambda tick, _: f"{tick:,.0f}" if 1 <= tick < 1e6 else typeset(tick))


def _growth(pairs):
    drawn = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(drawn):
        return "has nothing to draw"
    (x_first, first), (x_last, last) = drawn[0], drawn[-1]
    return f"goes from {short(first)} at {short(x_first)} to {short(last)} at {short(x_last)}"


# ---- the folded plane ------------------------------------------------------------------------------------------------


@in_house_style
def folded_grid(stages, names, step):
    """A grid of points of the plane at one stage of a network, each point in the colour of the place it came from.

    stages: a list of 2 to 30 arrays (G, G, 2): the grid, and where its points are after each step of the network.
    names: one string for each stage. step: float in 0..len(stages) - 1; between two stages the points are on the
    straight way from one to the other. Each picture has limits of its own, which hold all its points, and the axes
    through 0 where they do not lie far outside.
    Raises ValueError on other shapes or a step outside. Returns a Picture.
    """
    at_most(len(stages), 30, "stages")
    first = numbers("stages[0]", stages[0], "G", "G", 2)
    if min(first.shape[:2]) < 2:
        raise ValueError(f"stages[0] has shape {first.shape}, expected at least 2 by 2 points. Make a finer grid.")
    stages = [tame(numbers(f"stages[{index}]", stage, *first.shape)) for index, stage in enumerate(stages)]
    names = one_each("names", names, len(stages), "the stages")
    last = len(stages) - 1
    step = float(numbers("step", step))
    if not 0 <= step <= last:
        raise ValueError(f"step is {short(step)}, expected a number from 0 to {last}. Choose one in that range.")
    before = min(int(step), max(last - 1, 0))
    part = step - before
    after = min(before + 1, last)
    points = blend(stages[before], stages[after], part)
    # blended limits hold the blended points, and the view does not jump on the way
    view = blend(square_around(stages[before]), square_around(stages[after]), part)
    colours = colours_of_origin(stages[0])
    here = names[before] if part == 0 else names[after] if part == 1 else f"between {names[before]} and {names[after]}"

    figure, (axes, key, ladder) = panels(860, 580, (92, 62, 470, 470), (648, 62, 180, 180), (612, 290, 240, 250))
    draw_grid(axes, points, colours, view, dots=9)
    axes.set_title(f"step {typeset(round(step, 2))} of {last}: {here}")
    axes.set(xlabel="first coordinate", ylabel="second coordinate")
    axes.yaxis.set_label_coords(-0.145, 0.5)  # stays where it is when the numbers grow longer
    draw_grid(key, stages[0], colours, square_around(stages[0]))
    key.set_title("where each point began", fontsize=11)
    _draw_ladder(ladder, names, step)
    lost = missing(points)
    remark(figure, not_drawn(lost))
    return Picture(figure, _fold_in_words(points, stages[0], step, last, here, lost))


def _draw_ladder(axes, names, step):
    """The names of the stages one below the other, with a mark where we are."""
    axes.set_axis_off()
    shown = range(len(names))
    if len(names) > 12:  # a window around the step
        start = int(np.clip(round(step) - 5, 0, len(names) - 12))
        shown = range(start, start + 12)
    axes.set(xlim=(0, 250), ylim=(shown[0] + 11.4, shown[0] - 0.6))
    for index in shown:
        near = abs(index - step) < 0.5
        style = {"weight": "bold", "color": INK} if near else {"color": GREY}
        axes.text(60, index, names[index], fontsize=11, va="center", **style)
        axes.plot([44], [index], marker="o", markersize=6, color=INK if index <= step else "white", markeredgecolor=INK)
    axes.plot([44, 44], [shown[0], shown[-1]], color=GREY, linewidth=1, zorder=1)
    axes.plot([28], [step], marker=">", markersize=9, color=VERMILLION, clip_on=False)


def _fold_in_words(points, grid, step, last, here, lost):
    drawn = points[np.isfinite(points).all(axis=-1)]
    size, at = " by ".join(map(str, grid.shape[:2])), short(round(step, 2))
    words = f"A grid of {size} points of the plane, coloured by where they began, at step {at} of {last}, {here}. "
    if not len(drawn):
        return words + not_drawn(lost)
    (x_low, y_low), (x_high, y_high) = drawn.min(axis=0), drawn.max(axis=0)
    zero = drawn == 0
    on_axis, at_origin = 100 * zero.any(axis=1).mean(), 100 * zero.all(axis=1).mean()
    return words + (
        f"The first coordinate goes from {short(x_low)} to {short(x_high)}, the second from {short(y_low)} to "
        f"{short(y_high)}; {on_axis:.0f} % of the points have a coordinate that is 0, {at_origin:.0f} % lie at the "
        f"origin. {not_drawn(lost)}"
    )


# ---- a forward pass --------------------------------------------------------------------------------------------------

COLUMN = 300  # height of a layer's heat map, in CSS pixels
A_COLUMN = 64  # entries one below the other in it


@in_house_style
def forward_pass(image, activations, names):
    """One image and what each layer makes of it, as columns of colours about 0, the last one with its numbers.

    image: (H, W). activations: a list of 1 to 8 one-dimensional arrays (d_i,), first layer first, d_i at most 1024.
    names: one string for each. Each layer has its own scale, written below it: its largest absolute value.
    An array of at most 20 entries at the end is labelled 0, 1, ... with its values, the greatest in a frame.
    Raises ValueError on other shapes. Returns a Picture.
    """
    image = tame(numbers("image", image, "H", "W"))
    at_most(len(activations), 8, "layers")
    found = [numbers(f"activations[{index}]", values, "d") for index, values in enumerate(activations)]
    layers = [tame(values) for values in found]
    for values in layers:
        at_most(len(values), 1024, "entries in one layer")
    names = one_each("names", names, len(layers), "the layers")
    widths = [_width_of(values) for values in layers]
    slots = [max(width, LETTER * len(name) + 8, 84) for width, name in zip(widths, names, strict=True)]
    top, side, gap = MARGIN + 50, 168, 30
    lost = not_drawn(missing(image, *layers))
    width = 2 * MARGIN + side + sum(slots) + gap * len(layers) + 56
    figure, axes = board(max(width, 620), top + COLUMN + (100 if lost else 78))
    write(axes, MARGIN, MARGIN + 14, "the image", size=11, weight="bold")
    write(axes, MARGIN, MARGIN + 34, f"{image.shape[0]} by {image.shape[1]} pixels", color=GREY)
    place(
        axes, shade(image, 0, magnitude(image), INK_RAMP), MARGIN, top + (COLUMN - side) / 2, side, side, outline=PALE
    )
    left = MARGIN + side
    for index, (values, name, slot, width) in enumerate(zip(layers, names, slots, widths, strict=True)):
        middle = left + gap + slot / 2
        is_output = index == len(layers) - 1 and len(values) <= 20
        arrow(axes, left + 6, left + gap - 4, top + COLUMN / 2)
        write(axes, middle, MARGIN + 14, name, size=11, weight="bold", ha="center")
        write(axes, middle, MARGIN + 34, plural(len(values), "number"), color=GREY, ha="center")
        _heat(axes, values, middle - width / 2, top, width)
        if is_output:
            _outputs(axes, found[index], middle - width / 2, top, width)
        write(axes, middle, top + COLUMN + 19, _scale_of(values), ha="center")
        left += gap + slot
    _scale(axes, MARGIN + 58, top + COLUMN + 46)
    write(axes, MARGIN, top + COLUMN + 84, lost, color=ALERT)
    return Picture(figure, f"{_pass_in_words(image, layers, names)} {lost}")


def _width_of(values):
    """Width of a layer's heat map in CSS pixels: wide cells where there are few, several columns where many."""
    return 48 if len(values) <= 20 else max(28, 14 * -(-len(values) // A_COLUMN))


def _heat(axes, values, left, top, width):
    columns = -(-len(values) // A_COLUMN)
    a_column = -(-len(values) // columns)
    cells = np.full(columns * a_column, np.nan)
    cells[: len(values)] = values
    colours = shade(cells, -magnitude(values), magnitude(values), AROUND_ZERO)
    colours[len(values) :] = 1  # the last column may be shorter: white, not the colour of a missing number
    place(axes, colours.reshape(columns, a_column, 3).transpose(1, 0, 2), left, top, width, COLUMN)


def _outputs(axes, values, left, top, width):
    """Labels and numbers (inf and nan as they are) beside the cells of the last layer, the greatest drawn one framed."""
    cell, drawn = COLUMN / len(values), tame(values)
    best = int(np.nanargmax(drawn)) if np.isfinite(drawn).any() else None
    for index, value in enumerate(values):
        weight = "bold" if index == best else "normal"
        middle = top + (index + 0.5) * cell
        write(axes, left - 7, middle, str(index), ha="right", va="center", weight=weight)
        write(axes, left + width + 7, middle, typeset(value), va="center", weight=weight)
    if best is not None:
        box(axes, left - 2, top + best * cell, width + 4, cell, edge=INK, width_of_edge=2.4)


def _scale_of(values):
    shown = values[np.isfinite(values)]
    if not shown.size:
        return "nothing to draw"
    return f"scale ±{typeset(magnitude(values))}" if shown.any() else "all 0"


def _scale(axes, left, top):
    """The key of the colours: from minus to plus a layer's scale."""
    ramp = shade(np.linspace(-1, 1, 101), -1, 1, AROUND_ZERO)[None]
    place(axes, ramp, left, top, 180, 12)
    write(axes, left - 6, top + 6, "\N{MINUS SIGN} scale", va="center", ha="right")
    write(axes, left + 90, top - 6, "0", ha="center")
    write(axes, left + 186, top + 6, "+ scale, the largest absolute value in its layer", va="center")


def _pass_in_words(image, layers, names):
    parts = []
    for name, values in zip(names, layers, strict=True):
        shown = values[np.isfinite(values)]
        positive, zero = int((shown > 0).sum()), int((shown == 0).sum())
        parts.append(f"{name} ({plural(len(values), 'number')}, {positive} above 0, {zero} equal to 0)")
    words = f"An image of {image.shape[0]} by {image.shape[1]} pixels and what a network makes of it: {listed(parts)}."
    output = layers[-1]
    if len(output) > 20 or not np.isfinite(output).any():
        return words
    best = int(np.nanargmax(output))
    return f"{words} The greatest of the {plural(len(output), 'output')} is {short(output[best])}, number {best}."
