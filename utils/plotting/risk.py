"""Figures of notebook 03: empirical risks about the expected one, lines on logarithmic axes, fitted polynomials.

Every function takes arrays and returns a `Picture`. A wrong shape raises ValueError; nan, infinite and huge entries are
left out of the drawing, and the figure and its text say how many.
"""

import numpy as np
from matplotlib.ticker import FixedLocator, LogLocator, NullLocator

from utils.plotting.arrays import (
    at_most,
    limits,
    listed,
    missing,
    not_drawn,
    numbers,
    plural,
    short,
    tame,
    typeset,
    whole,
)
from utils.plotting.lines import DASHES, label_lines
from utils.plotting.picture import (
    BLACK,
    BLUE,
    GREY,
    LINES,
    ORANGE,
    VERMILLION,
    Picture,
    canvas,
    in_house_style,
    panels,
)
from utils.plotting.pieces import remark

NOT_ON_A_LOG_SCALE = "not above 0, not finite or too large"

# ---- the risk as a function of one parameter -------------------------------------------------------------------------


@in_house_style
def risk_curves(theta, expected, samples, title, xlabel="theta", ylabel="risk"):
    """The expected risk against a parameter, and about it the empirical risks of several samples, with all minimisers.

    theta: (T,), in ascending order. expected: (T,). samples: a dict from a panel's name to (S, T), a curve for each of
    S samples, at most 4 panels and 40 curves in each. title, xlabel, ylabel: str.
    Raises ValueError on other shapes. Returns a Picture.
    """
    theta = tame(numbers("theta", theta, "T"))
    expected = tame(numbers("expected", expected, len(theta)))
    at_most(len(samples), 4, "panels")
    found = {
        str(name): tame(numbers(f"samples[{name!r}]", values, "S", len(theta))) for name, values in samples.items()
    }
    for values in found.values():
        at_most(len(values), 40, "curves in one panel")
    several = len(found) > 1
    figure, grid = canvas(960 if several else 720, 380, 1, len(found), squeeze=False, sharey=True)
    view = _risk_view(expected, found)
    for axes, (name, values) in zip(grid[0], found.items(), strict=True):
        axes.plot(theta, values.T, color=ORANGE, linewidth=1.1, zorder=2)
        axes.plot(theta, expected, color=BLACK, linewidth=2.6, zorder=3)
        # the minimisers in a strip at the bottom, where their spread can be seen
        bottom = view[0] + 0.045 * (view[1] - view[0])
        axes.plot(_minimisers(theta, values), np.full(len(values), bottom), "|", color=VERMILLION, markersize=13, markeredgewidth=1.6)
        best = _minimisers(theta, expected[None])
        axes.plot(best, [bottom], "v", color=BLACK, markersize=9, zorder=4)
        axes.set(title=name, xlabel=xlabel, xlim=limits(theta, 0), ylim=view)
        axes.grid()
    grid[0, 0].set_ylabel(ylabel)
    _key(grid[0, -1])
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, weight="bold")
    lost = not_drawn(missing(theta, expected, *found.values()))
    remark(figure, lost)
    told = listed([_spread_of(theta, values, name) for name, values in found.items()])
    best = _minimisers(theta, expected[None])
    where = f"least at {xlabel} = {short(best[0])}" if np.isfinite(best[0]) else "without a value that can be drawn"
    return Picture(
        figure,
        f"{title}: {ylabel} against {xlabel}. The expected risk is a black curve, {where}, marked by a triangle; "
        f"empirical risks are thin curves about it, their minimisers marked below. {told}. {lost}",
    )


def _key(axes):
    handles = [
        axes.plot([], [], color=BLACK, linewidth=2.6)[0],
        axes.plot([], [], "v", color=BLACK, markersize=9)[0],
        axes.plot([], [], color=ORANGE, linewidth=1.1)[0],
        axes.plot([], [], "|", color=VERMILLION, markersize=13, markeredgewidth=1.6)[0],
    ]
    labels = ["expected risk", "its minimiser", "empirical risks", "their minimisers"]
    axes.legend(handles, labels, fontsize=10, loc="upper center", framealpha=0.95, edgecolor="none", handlelength=1.4)


def _risk_view(expected, found):
    """From below all curves to a little above the expected one: a sample's curve may leave at the top."""
    drawn = np.concatenate([expected, *(values.ravel() for values in found.values())])
    low, _ = limits(drawn)
    _, high = limits(expected)
    low, high = (low, high) if low < high else limits(drawn)
    return low - 0.09 * (high - low), high + 0.1 * (high - low)


def _minimisers(theta, values):
    """Where each row of `values` is least: (S,), nan where nothing can be drawn."""
    drawn = np.isfinite(values) & np.isfinite(theta)
    place = np.where(drawn, values, np.inf).argmin(axis=1)
    return np.where(drawn.any(axis=1), theta[place], np.nan)


def _spread_of(theta, values, name):
    places = _minimisers(theta, values)
    places = places[np.isfinite(places)]
    if not places.size:
        return f"{name}: nothing to draw"
    return f"{name}: {plural(len(values), 'curve')}, least between {short(places.min())} and {short(places.max())}"


# ---- risks and errors against a size ---------------------------------------------------------------------------------


@in_house_style
def risk_lines(x, curves, title, xlabel, ylabel, log_x=False, floor=None):
    """Positive numbers against a size on a logarithmic scale, a line for each series with its name at its end.

    x: (N,), in ascending order. curves: a dict from name to (N,) values, at most 7; what is not above 0 is left out.
    log_x: whether x is on a logarithmic scale too, where powers of x are straight lines; their slopes are then told in
    the text. floor: a number, drawn as a level grey line: no risk can fall below it. title, xlabel, ylabel: str.
    Raises ValueError on other shapes. Returns a Picture.
    """
    x = numbers("x", x, "N")
    series = {str(name): tame(numbers(f"curves[{name!r}]", values, len(x))) for name, values in curves.items()}
    at_most(len(series), len(LINES), "curves")
    for values in series.values():
        values[~(values > 0)] = np.nan
    height = 410
    figure, axes = canvas(760, height)
    drawn = []
    for index, (name, values) in enumerate(series.items()):
        style = {"color": LINES[index], "linestyle": DASHES[index], "marker": "osD^vPX"[index], "markersize": 6}
        drawn += axes.plot(x, values, label=name, **style)
    shown = np.concatenate([*series.values()])
    lost = not_drawn(missing(shown), NOT_ON_A_LOG_SCALE)
    shown = shown[np.isfinite(shown)]
    low, high = (shown.min(), shown.max()) if shown.size else (0.1, 10)
    if floor is not None:
        axes.axhline(floor, color=GREY, linewidth=1.2, linestyle=(0, (2, 2)), zorder=1)
        low, high = min(low, floor), max(high, floor)
    axes.set(title=title, xlabel=xlabel, ylabel=f"{ylabel} (log scale)", yscale="log", ylim=_log_view(low, high))
    _few_ticks(axes.yaxis, low, high)
    if log_x:
        axes.set(xscale="log", xlim=_log_view(x.min(), x.max(), 1.08), xlabel=f"{xlabel} (log scale)")
        axes.xaxis.set_major_locator(FixedLocator(_apart(x)))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(lambda tick, _: f"{tick:,.0f}" if tick >= 1 else typeset(tick))
    else:
        axes.set_xlim(limits(x))
        axes.xaxis.get_major_locator().set_params(integer=True)
    if floor is not None:
        axes.annotate(
            f"the noise alone: {typeset(floor)}", (0.99, floor), xycoords=("axes fraction", "data"),
            # below the line, where the axes' edge leaves room for it
            xytext=(0, -12 if floor > low * (high / low) ** 0.1 else 4), textcoords="offset points", fontsize=10, color=GREY, ha="right",
        )  # fmt: skip
    axes.grid()
    label_lines(axes, drawn, height - 90)
    remark(figure, lost)
    told = listed([f"{name} {_course(x, values, log_x)}" for name, values in series.items()], most=7)
    ground = f" A level line marks the noise alone, {short(floor)}." if floor is not None else ""
    scale = "both on logarithmic scales" if log_x else "on a logarithmic scale"
    return Picture(figure, f"{title}: {ylabel} against {xlabel}, {scale}. {told}.{ground} {lost}")


def _log_view(low, high, factor=1.35):
    return low / factor, high * factor


def _apart(x):
    """Those of `x` whose labels do not touch on a logarithmic axis; the last one always."""
    places = np.log(x) / (np.log(x[-1] / x[0]) or 1)
    kept = [len(x) - 1]
    for index in reversed(range(len(x) - 1)):
        if places[kept[-1]] - places[index] > 0.05:
            kept.append(index)
    return x[kept[::-1]]


def _few_ticks(axis, low, high):
    """Ticks at 1, 2 and 5 times powers of ten over few decades, at powers of ten over many."""
    decades = np.log10(high) - np.log10(low)
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if decades < 2.5 else (1,), numticks=12))
    axis.set_minor_locator(NullLocator())
    if decades < 2.5:
        axis.set_major_formatter(lambda tick, _: typeset(tick))


def _course(x, values, log_x):
    use = np.isfinite(values) & np.isfinite(x)
    if not use.any():
        return "has nothing to draw"
    a, b = x[use], values[use]
    words = f"goes from {short(b[0])} at {short(a[0])} to {short(b[-1])} at {short(a[-1])}"
    least = int(b.argmin())
    if log_x and len(a) > 1 and (np.all(np.diff(b) < 0) or np.all(np.diff(b) > 0)):
        return f"{words}, with slope {np.polyfit(np.log(a), np.log(b), 1)[0]:.2f}"
    most = int(b.argmax())
    if least not in (0, len(b) - 1):
        words = f"{words}, least at {short(a[least])} with {short(b[least])}"
    return words if most in (0, len(b) - 1) else f"{words}, greatest at {short(a[most])} with {short(b[most])}"


# ---- fitted curves ---------------------------------------------------------------------------------------------------


@in_house_style
def fits(x, truth, fitted, points, title=""):
    """Curves fitted to the same points, side by side, over the true curve; a curve may leave the picture.

    x: (T,), in ascending order. truth: (T,). fitted: a dict from a panel's name to (T,), at most 4.
    points: (n, 2), the examples as (x, y). title: str. Raises ValueError on other shapes. Returns a Picture.
    """
    x, truth = tame(numbers("x", x, "T")), tame(numbers("truth", truth, len(x)))
    points = tame(numbers("points", points, "n", 2))
    at_most(len(fitted), 4, "panels")
    curves = {str(name): tame(numbers(f"fitted[{name!r}]", values, len(x))) for name, values in fitted.items()}
    figure, grid = canvas(960 if len(curves) > 1 else 560, 350, 1, len(curves), squeeze=False, sharey=True)
    for axes, (name, values) in zip(grid[0], curves.items(), strict=True):
        _draw_fit(axes, x, truth, values, points)
        axes.set_title(name)
    grid[0, 0].set_ylabel("y")
    grid[0, 0].legend(fontsize=10, loc="upper left", framealpha=0.95, edgecolor="none")
    if title:
        figure.suptitle(title, x=0.01, ha="left", fontsize=12, weight="bold")
    lost = not_drawn(missing(x, truth, points, *curves.values()))
    remark(figure, lost)
    told = listed([f"{name}: {_fit_in_words(truth, values)}" for name, values in curves.items()])
    return Picture(
        figure, f"{title or 'Fits'}: curves fitted to {plural(len(points), 'point')}, over the true curve. {told}. {lost}"
    )


def _draw_fit(axes, x, truth, values, points):
    axes.plot(x, truth, color=GREY, linewidth=1.6, linestyle=(0, (5, 2)), label="truth")
    axes.plot(x, values, color=BLUE, linewidth=2.2, label="fitted")
    axes.plot(*points.T, "o", color=VERMILLION, markersize=5, label="examples", zorder=4)
    middle = np.concatenate([truth, points[:, 1]])
    low, high = limits(middle, 0.3)
    axes.set(xlabel="x", xlim=limits(x, 0.02), ylim=(low, high))
    axes.grid()


def _fit_in_words(truth, values):
    away = np.abs(values - truth)
    if not np.isfinite(away).any():
        return "nothing to draw"
    return f"at most {short(np.nanmax(away))} away from the truth"


@in_house_style
def fit_and_risks(x, truth, fitted, points, train, expected, degree, floor):
    """One fit and, beside it, its train and expected risk among those of all degrees; panels that stay in place.

    x: (T,). truth, fitted: (T,). points: (n, 2). train, expected: (D,), the risks of the degrees 0 .. D - 1 on a
    logarithmic scale from a tenth of `floor` to a thousand times it. degree: which of them is the one drawn.
    floor: the noise's share of the risk, above 0. Raises ValueError on other shapes. Returns a Picture.
    """
    x, truth = tame(numbers("x", x, "T")), tame(numbers("truth", truth, len(x)))
    fitted, points = tame(numbers("fitted", fitted, len(x))), tame(numbers("points", points, "n", 2))
    train = tame(numbers("train", train, "D"))
    expected = tame(numbers("expected", expected, len(train)))
    degree = whole("degree", degree, 0, len(train) - 1)
    figure, (left, right) = panels(940, 400, (64, 48, 380, 292), (548, 48, 270, 292))
    _draw_fit(left, x, truth, fitted, points)
    left.set(title=f"degree {degree}, {plural(len(points), 'example')}", ylabel="y")
    left.legend(fontsize=10, loc="upper left", framealpha=0.95, edgecolor="none")
    low, high = floor / 10, floor * 1000
    degrees = np.arange(len(train))
    risks = {"train risk": train, "expected risk": expected}
    lines = []
    for (name, values), colour, dash, marker in zip(risks.items(), (BLUE, VERMILLION), DASHES, "os", strict=False):
        inside = np.clip(values, low, high)
        lines += right.plot(degrees, inside, color=colour, linestyle=dash, marker=marker, markersize=4, label=name)
        right.plot([degree], inside[[degree]], marker, color=colour, markersize=11, markeredgecolor=BLACK, zorder=5)
    right.axvline(degree, color=GREY, linewidth=1, zorder=1)
    right.axhline(floor, color=GREY, linewidth=1.2, linestyle=(0, (2, 2)), zorder=1)
    right.text(0.02, floor, f"noise: {typeset(floor)}", transform=right.get_yaxis_transform(), va="top", fontsize=10, color=GREY)
    cut = np.any((train < low) | (train > high) | (expected < low) | (expected > high))
    right.set(
        title=_gap_title(train[degree], expected[degree]),
        xlabel="degree (marks at the edge lie beyond it)" if cut else "degree",
        ylabel="risk (log scale)", yscale="log", ylim=(low / 1.3, high * 1.3), xlim=limits(degrees),
    )  # fmt: skip
    right.xaxis.get_major_locator().set_params(integer=True)
    right.yaxis.set_minor_locator(NullLocator())
    right.grid()
    label_lines(right, [line for line in lines if np.isfinite(line.get_ydata()).any()], 292)
    lost = not_drawn(missing(x, truth, fitted, points, train, expected))
    remark(figure, lost)
    return Picture(
        figure,
        f"A polynomial of degree {degree} fitted to {plural(len(points), 'example')}, a curve over the true one: {_fit_in_words(truth, fitted)}. Its "
        f"train risk is {short(train[degree])}, its expected risk {short(expected[degree])}; beside it both are drawn as lines over the degrees 0 to "
        f"{len(train) - 1}, on a logarithmic axis that ends at {short(low)} and {short(high)}. The expected risk is least "
        f"for {_least(expected)}. {lost}",
    )


def _gap_title(train, expected):
    with np.errstate(all="ignore"):
        gap = expected - train
    return f"gap {typeset(gap)}" if np.isfinite(gap) else "no gap to tell"


def _least(values):
    return f"degree {int(np.nanargmin(values))}" if np.isfinite(values).any() else "no degree that can be drawn"
