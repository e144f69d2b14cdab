"""Figures of notebook 04: steps on a curve, ways over a contour map, the noise of minibatches, losses by update and second.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many. The notation is the lecture's (Gradient Descent;
Stochastic Gradient Descent): theta, the learning rate eta, the batch B.
"""

import numpy as np
from matplotlib.ticker import FixedLocator, NullFormatter, NullLocator

from utils.plotting.arrays import at_most, limits, listed, missing, not_drawn, numbers, plural, short, tame, typeset
from utils.plotting.lines import DASHES, label_lines
from utils.plotting.picture import BLACK, BLUE, GREY, INK, LINES, PURPLE, VERMILLION, Picture, canvas, in_house_style, panels
from utils.plotting.pieces import remark, tint

FAR = 20  # widths of the window: a path is drawn on its way to a point so far outside, and no farther
MARKERS = "os^D"
WAYS = (VERMILLION, BLUE, BLACK, PURPLE)  # colours of ways over a map; the map itself is pale blue

# ---- steps on a curve ------------------------------------------------------------------------------------------------


@in_house_style
def steps_on_curve(x, y, path, heights, title="", xlabel="theta", ylabel="loss"):
    """A function of one number as a curve, and a walk over it as numbered points joined by lines.

    x, y: (N,), the curve, x in ascending order. path, heights: (T,), where the walk is at each step and how high; what
    lies outside the window that the curve spans is counted, not drawn. title, xlabel, ylabel: str.
    Raises ValueError on other shapes. Returns a Picture.
    """
    x = tame(numbers("x", x, "N"))
    y = tame(numbers("y", y, len(x)))
    path = tame(numbers("path", path, "T"))
    heights = tame(numbers("heights", heights, len(path)))
    (left, right), (low, high) = limits(x, 0), limits(y, 0.08)
    figure, axes = canvas(760, 400)
    axes.plot(x, y, color=BLUE)
    drawn = np.isfinite(path) & np.isfinite(heights)
    inside = drawn & (left <= path) & (path <= right) & (low <= heights) & (heights <= high)
    joined = np.where(drawn, path, np.nan), np.where(drawn, heights, np.nan)
    axes.plot(
        np.clip(joined[0], left - FAR * (right - left), right + FAR * (right - left)),
        np.clip(joined[1], low - FAR * (high - low), high + FAR * (high - low)),
        color=VERMILLION,
        linewidth=1.3,
    )
    axes.plot(path[inside], heights[inside], linestyle="", marker="o", markersize=7, color=VERMILLION, markeredgecolor="white")
    if len(path) and inside[0]:
        axes.plot(path[0], heights[0], marker="o", markersize=11, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=2)
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel, xlim=(left, right), ylim=(low, high))
    axes.grid()
    outside = int((drawn & ~inside).sum())
    said = " ".join(filter(None, (_outside(outside), not_drawn(missing(x, y) + int((~drawn).sum())))))
    remark(figure, said)
    alt = (
        f"{title or 'A walk over a curve'}: {ylabel} against {xlabel} from {short(left)} to {short(right)}, and a walk of "
        f"{plural(len(path) - 1, 'step')} over it, {_from_to(path, heights, ylabel)}. {said}"
    )
    return Picture(figure, alt)


def _outside(count):
    return f"{plural(count, 'place')} outside the window: not drawn." if count else ""


def _from_to(path, heights, ylabel):
    def at(k):
        return f"{short(path[k])}, where {ylabel} is {short(heights[k])}"

    return f"from {at(0)}, to {at(-1)}"


# ---- ways over a contour map -----------------------------------------------------------------------------------------


@in_house_style
def contour_paths(a, b, loss, paths, title="", labels=("theta[0]", "theta[1]"), minimum=None):
    """A loss of two numbers as a contour map, and ways over it: a ring where each begins, a cross at the minimum.

    a: (A,), b: (B,): the window, in ascending order, 2 to 400 numbers each. loss: (B, A), at (b, a).
    paths: a dict from name to (T, 2), at most 4 ways; what lies outside the window is counted, not drawn.
    minimum: (2,) or None. labels: two str. Raises ValueError on other shapes. Returns a Picture.
    """
    a, b = numbers("a", a, "A"), numbers("b", b, "B")
    height = tame(numbers("loss", loss, len(b), len(a)))
    if paths:
        at_most(len(paths), 4, "paths")
    ways = {str(name): tame(numbers(f"paths[{name!r}]", path, "T", 2)) for name, path in paths.items()}
    figure, (axes, key) = panels(860, 500, (76, 62, 500, 370), (604, 62, 250, 370))
    _contours(axes, a, b, height)
    key.set_axis_off()
    key.set(xlim=(0, 1), ylim=(1, 0))
    outside = lost = 0
    for index, (name, way) in enumerate(ways.items()):
        out, not_a_number = _draw_way(axes, way, a, b, index)
        outside, lost = outside + out, lost + not_a_number
        _key_line(key, 0.08 + 0.17 * index, index, name, _ending(way, a, b))
    if minimum is not None:
        axes.plot(*numbers("minimum", minimum, 2), marker="+", markersize=15, markeredgewidth=2.5, color=BLACK, zorder=6)
        _key_text(key, 0.08 + 0.17 * len(ways), "the minimum", "+")
    if ways:
        _key_text(key, 0.08 + 0.17 * len(ways) + (0.1 if minimum is not None else 0), "a start", "ring")
    axes.set(xlim=(a[0], a[-1]), ylim=(b[0], b[-1]), xlabel=labels[0], ylabel=labels[1])
    axes.set_title(title)
    lost += missing(height)
    said = " ".join(filter(None, (_outside(outside), not_drawn(lost))))
    remark(figure, said)
    found = f"{listed([f'{name} {_way_in_words(way)}' for name, way in ways.items()], most=4)}. " if ways else ""
    where = "" if minimum is None else f"The minimum is at ({short(minimum[0])}, {short(minimum[1])})."
    alt = f"{title or 'Ways over a contour map'}: contours of the loss, {labels[0]} across, {labels[1]} up. {found}{where} {said}"
    return Picture(figure, alt)


def _contours(axes, a, b, height):
    """Lines and tints of equal loss, closer together near the lowest place."""
    known = height[np.isfinite(height)]
    low, high = limits(known, 0)
    levels = low + (high - low) * np.linspace(0, 1, 14) ** 2.2
    if np.ptp(known) if known.size else False:
        shades = [tint("#56B4E9", strength) for strength in np.linspace(0.5, 0.04, len(levels) - 1)]
        filled = np.ma.masked_invalid(height)
        axes.contourf(a, b, filled, levels=levels, colors=shades, zorder=0)
        axes.contour(a, b, filled, levels=levels[1:-1], colors=[GREY], linewidths=0.6, zorder=1)


def _window(values, low, high):
    return np.clip(values, low - FAR * (high - low), high + FAR * (high - low))


def _inside(way, a, b):
    return (a[0] <= way[:, 0]) & (way[:, 0] <= a[-1]) & (b[0] <= way[:, 1]) & (way[:, 1] <= b[-1])


def _draw_way(axes, way, a, b, index):
    """Draws one way; returns how many of its places lie outside the window, and how many numbers cannot be drawn."""
    drawn = np.isfinite(way).all(axis=1)
    inside = drawn & _inside(way, a, b)
    colour = WAYS[index]
    x, y = _window(way[drawn, 0], a[0], a[-1]), _window(way[drawn, 1], b[0], b[-1])
    axes.plot(x, y, color=colour, linewidth=1.6, linestyle=DASHES[index], zorder=3)
    if len(way) <= 120:
        axes.plot(*way[inside].T, linestyle="", marker=MARKERS[index], markersize=4.5, color=colour, zorder=4)
    if len(way) and inside[0]:
        ring = {"markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 1.8}
        axes.plot(*way[0], marker="o", markersize=11, zorder=5, **ring)
    return int((drawn & ~inside).sum()), int(np.isnan(way).sum())


def _key_line(key, at, index, name, ending):
    colour = WAYS[index]
    style = {"marker": MARKERS[index], "markersize": 5.5, "markevery": [1], "clip_on": False}
    key.plot([0, 0.08, 0.16], [at] * 3, color=colour, linewidth=1.8, linestyle=DASHES[index], **style)
    key.text(0.21, at, name, va="center", fontsize=11, weight="bold")
    key.text(0.21, at + 0.062, ending, va="center", color=GREY)


def _key_text(key, at, text, mark):
    style = {"marker": "+", "markersize": 13, "markeredgewidth": 2.5, "color": BLACK}
    if mark == "ring":
        style = {"marker": "o", "markersize": 11, "markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 1.8}
    key.plot([0.08], [at], **style)
    key.text(0.21, at, text, va="center", fontsize=11)


def _ending(way, a, b):
    """How many updates, and whether the way ends inside the window."""
    updates = plural(len(way) - 1, "update")
    if not np.isfinite(way[-1]).all():
        return f"{updates}; end not drawn"
    return updates if _inside(way[-1:], a, b)[0] else f"{updates}; ends outside"


def _way_in_words(way):
    def place(point):
        return f"({short(point[0])}, {short(point[1])})"

    return f"goes from {place(way[0])} to {place(way[-1])} in {plural(len(way) - 1, 'update')}"


# ---- the noise of minibatches ----------------------------------------------------------------------------------------


@in_house_style
def variance_by_batch(sizes, measured, formulas, title="Variance of the minibatch gradient"):
    """Measured variances against the batch size, both logarithmic, as points; formulas as lines.

    sizes: (K,), above 0. measured: (K,). formulas: a dict from name to (K,), at most 3. title: str.
    What is not above 0 has no logarithm and is left out. Raises ValueError on other shapes. Returns a Picture.
    """
    sizes = _positive(numbers("sizes", sizes, "K"))
    measured = _positive(numbers("measured", measured, len(sizes)))
    at_most(len(formulas), 3, "formulas")
    lines = {str(name): _positive(numbers(f"formulas[{name!r}]", y, len(sizes))) for name, y in formulas.items()}
    height = 420
    figure, axes = canvas(760, height)
    drawn = [
        axes.plot(sizes, y, color=LINES[index], linestyle=DASHES[index], label=name)[0] for index, (name, y) in enumerate(lines.items())
    ]
    axes.plot(sizes, measured, linestyle="", marker="o", markersize=9, markerfacecolor="white", markeredgecolor=INK, markeredgewidth=2, zorder=5)
    axes.set(title=title, xlabel="batch size |B| (log scale); rings: measured", ylabel="variance (log scale)", xscale="log", yscale="log")
    _log_limits(axes.set_xlim, sizes)
    _log_limits(axes.set_ylim, np.concatenate([measured, *lines.values()]))
    known = np.unique(sizes[np.isfinite(sizes)])
    ticks = known if 1 <= len(known) <= 8 and known[-1] < 1e5 else []
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(lambda tick, _: typeset(tick))
    _few_powers(axes.yaxis, axes.get_ylim())
    axes.grid()
    label_lines(axes, drawn, height - 90)
    lost = not_drawn(missing(sizes, measured, *lines.values()), "not above 0, not finite or too large")
    remark(figure, lost)
    described = listed([f"{name} {_first_to_last(sizes, y)}" for name, y in {"what was measured": measured, **lines}.items()])
    return Picture(figure, f"{title} against the batch size, both on logarithmic scales: {described}. {lost}")


def _positive(values):
    values = tame(values)
    with np.errstate(invalid="ignore"):
        return np.where(values > 1e-100, values, np.nan)


def _log_limits(set_limits, values):
    known = values[np.isfinite(values)]
    low, high = (known.min(), known.max()) if known.size else (1.0, 10.0)
    set_limits(low / 1.35, high * 1.35)


def _few_powers(axis, ends):
    """Ticks of a logarithmic axis: powers of ten, and over less than two decades 1, 2, 5 times a power."""
    first, last = int(np.floor(np.log10(ends[0]))), int(np.ceil(np.log10(ends[1])))
    steps = (1, 2, 5) if last - first <= 2 else (1,)
    powers = range(first, last + 1, max(1, (last - first) // 7))
    ticks = [step * 10.0**power for power in powers for step in steps]
    axis.set_major_locator(FixedLocator([tick for tick in ticks if ends[0] <= tick <= ends[1]]))
    axis.set_minor_locator(NullLocator())
    axis.set_minor_formatter(NullFormatter())
    axis.set_major_formatter(lambda tick, _: typeset(tick))


def _first_to_last(x, y):
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return "has nothing to draw"
    x, y = x[known], y[known]
    return f"goes from {short(y[0])} at {short(x[0])} to {short(y[-1])} at {short(x[-1])}"


# ---- losses by update and by second ----------------------------------------------------------------------------------


@in_house_style
def losses_by_update_and_second(losses, seconds, title="The same training, counted in updates and in seconds"):
    """Losses on a logarithmic scale, at the left against the number of updates, at the right against the time taken.

    losses: a dict from name to (T,), the loss after 0, 1, ... updates, at most 3. seconds: a dict from the same names to
    the seconds of one update. Raises ValueError on other shapes. Returns a Picture.
    """
    at_most(len(losses), 3, "series")
    series = {str(name): _positive(numbers(f"losses[{name!r}]", values, "T")) for name, values in losses.items()}
    pace = {name: float(numbers(f"seconds[{name!r}]", seconds[name])) for name in losses}
    figure, (by_update, by_second, key) = panels(900, 440, (80, 62, 360, 290), (520, 62, 360, 290), (80, 404, 800, 30))
    times = {}
    for index, (name, values) in enumerate(series.items()):
        style = {"color": LINES[index], "linestyle": DASHES[index], "marker": MARKERS[index], "markevery": max(1, len(values) // 12)}
        updates = np.arange(len(values))
        with np.errstate(invalid="ignore"):  # 0 updates of infinite length
            times[name] = tame(updates * pace[name])
        by_update.plot(updates, values, **style)
        by_second.plot(times[name], values, **style)
        left = 0.02 + index * 0.5
        key.plot([left, left + 0.06], [0.5, 0.5], color=LINES[index], linestyle=DASHES[index], marker=MARKERS[index])
        key.text(left + 0.075, 0.5, name, va="center", fontsize=11)
    key.set_axis_off()
    key.set(xlim=(0, 1.5 if len(series) > 2 else 1), ylim=(0, 1))
    every = np.concatenate([*series.values()])
    for axes, xs in ((by_update, [np.arange(len(v)) for v in series.values()]), (by_second, [*times.values()])):
        axes.set(yscale="log", xlim=limits(np.concatenate(xs).astype(float), 0.03))
        _log_limits(axes.set_ylim, every)
        _few_powers(axes.yaxis, axes.get_ylim())
        axes.grid()
    by_update.set(xlabel="updates", ylabel="loss on all the data (log scale)")
    by_second.set(xlabel="seconds, as measured here")
    by_update.set_title("by updates")
    by_second.set_title("by seconds")
    lost = not_drawn(missing(every), "not above 0, not finite or too large")
    remark(figure, lost)
    described = listed([f"{name} {_loss_in_words(series[name], times[name])}" for name in series])
    return Picture(figure, f"{title}, on a logarithmic scale: {described}. {lost}")


def _loss_in_words(values, times):
    known = np.flatnonzero(np.isfinite(values))
    if not known.size:
        return "has nothing to draw"
    end = known[-1]
    return f"goes from {short(values[known[0]])} to {short(values[end])} in {plural(int(end), 'update')} and {short(times[end])} seconds"
