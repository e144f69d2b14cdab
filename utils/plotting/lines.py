"""Lines of one figure: dashes that tell them apart, labels at their ends, and what they do in words."""

import numpy as np

from utils.plotting.arrays import listed, short
from utils.plotting.pieces import magnitude

DASHES = (
    "-",
    (0, (5, 2)),
    (0, (1.2, 1.4)),
    (0, (6, 2, 1.2, 2)),
    (0, (9, 3)),
    (0, (3, 1.4)),
    (0, (4, 1.6, 1.2, 1.6, 1.2, 1.6)),
)


def spread(positions, gap, low, high):
    """Move positions as little as possible (in the sum of squares) so that neighbours are `gap` apart, in [low, high].

    positions: (N,). Returns (N,), in the same order. Where the room is too small for N - 1 gaps, they shrink evenly.
    """
    positions = np.asarray(positions, dtype=float)
    gap = min(gap, (high - low) / max(len(positions) - 1, 1))
    order = np.argsort(positions, kind="stable")
    # With k gaps taken off, the k-th position must not be below the one before it: isotonic regression, by pooling.
    pools = []
    for rank, position in enumerate(positions[order]):
        pools.append([position - rank * gap, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [[(m * a + n * b) / (m + n), m + n]]
    moved = np.repeat([mean for mean, _ in pools], [count for _, count in pools])
    moved = np.clip(moved, low, high - (len(positions) - 1) * gap) + np.arange(len(positions)) * gap
    result = np.empty_like(positions)
    result[order] = moved
    return result


def label_lines(axes, lines, height):
    """Write each line's label beside its end, joined to it by a thin line, no label on another.

    lines: a list of Line2D with labels; one that has nothing to draw is said to be empty.
    height: of the axes in CSS pixels, roughly. Call it when scales and limits are settled.
    """
    ends = []
    for line in lines:
        x, y = (np.asarray(data, dtype=float) for data in line.get_data(orig=False))
        drawn = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        at = (x[drawn[-1]], y[drawn[-1]]) if drawn.size else None
        ends.append(at and (axes.transScale + axes.transLimits).transform(at))
    wanted = [end[1] if end is not None else 0.5 for end in ends]
    for line, end, at in zip(lines, ends, spread(wanted, 19 / height, 0.0, 1.0), strict=True):
        label = line.get_label() if end is not None else f"{line.get_label()} (nothing to draw)"
        if end is not None:
            axes.plot(
                [end[0], 1.06],
                [end[1], at],
                transform=axes.transAxes,
                clip_on=False,
                # across the plot a leader must not look like data: grey
                color=line.get_color() if end[0] > 0.95 else "#9A9A9A",
                linestyle=line.get_linestyle() if end[0] > 0.95 else "-",
                linewidth=1,
            )
        axes.text(1.07, at, label, transform=axes.transAxes, va="center", fontsize=11)


def course(x, y):
    """What a curve does, in words: where it starts and ends, its least and greatest value, whether it is straight."""
    use = np.isfinite(x) & np.isfinite(y)
    if not use.any():
        return "has no value that can be drawn"
    x, y = x[use], y[use]
    if np.ptp(y / magnitude(y)) < 1e-9:
        return f"stays at {short(y[0])}"
    words = f"goes from {short(y[0])} to {short(y[-1])}"
    if len(x) > 2 and _is_straight(x, y):
        return words + " in a straight line"
    return words + f" (least {short(y.min())}, greatest {short(y.max())})"


def _is_straight(x, y):
    x, y = x / magnitude(x), y / magnitude(y)
    chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0]) if x[-1] != x[0] else np.inf
    return bool(np.max(np.abs(y - chord)) < 1e-9)


def coincidences(lines):
    """A sentence that names curves which lie on each other; "" when none do."""
    groups = []
    for name, y in lines.items():
        for group in groups:
            other = lines[group[0]]
            if np.allclose(y, other, rtol=0, atol=1e-9 * max(magnitude(y), magnitude(other)), equal_nan=True):
                group.append(name)
                break
        else:
            groups.append([name])
    return " ".join(f"{listed(group)} coincide." for group in groups if len(group) > 1)
