"""A grid of points of the plane on its way through a network: colours of origin, limits, and the drawing itself."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from utils.plotting.arrays import limits
from utils.plotting.picture import GREY, PALE
from utils.plotting.pieces import origin_colours


def blend(start, end, part):
    """The points on the way from one stage to the next; at its ends exactly the stages, whatever the other is."""
    if part == 0:
        return start
    return end if part == 1 else (1 - part) * start + part * end


def colours_of_origin(grid):
    """The colour key of the grid: (G, G, 3), from each point's relative place in the grid's bounding box."""
    relative = []
    for axis in (0, 1):
        low, high = limits(grid[..., axis], 0)
        scale = max(abs(low), abs(high))
        relative.append(
            np.clip(np.nan_to_num((grid[..., axis] / scale - low / scale) / (high / scale - low / scale)), 0, 1)
        )
    return origin_colours(*relative)


def draw_grid(axes, points, colours, view, dots=0):
    """Translucent cells (darker where the plane lies on itself), grid lines, points of size `dots`, within `view`."""
    cells = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]], axis=2).reshape(-1, 4, 2)
    cell_colours = (colours[:-1, :-1] + colours[1:, 1:]).reshape(-1, 3) / 2
    lines = [
        np.stack(pair, axis=2).reshape(-1, 2, 2)
        for pair in ((points[:, :-1], points[:, 1:]), (points[:-1], points[1:]))
    ]
    line_colours = [
        (a + b).reshape(-1, 3) / 2 for a, b in ((colours[:, :-1], colours[:, 1:]), (colours[:-1], colours[1:]))
    ]
    for draw_zero in (axes.axhline, axes.axvline):
        draw_zero(0, color=GREY, linewidth=1, zorder=1)
    # drawn as a picture of its own weight: antialiased cells would leave bright seams between neighbours
    options = {"alpha": 0.22, "linewidths": 0, "antialiaseds": False, "zorder": 2}
    _add(axes, PolyCollection, cells, cell_colours, facecolors=True, **options)
    _add(axes, LineCollection, np.concatenate(lines), np.concatenate(line_colours), linewidths=1.1, zorder=3)
    drawn = np.isfinite(points).all(axis=-1)
    if dots:
        axes.scatter(*points[drawn].T, s=dots, c=colours[drawn], linewidths=0, zorder=4)
    x, y, half = view
    axes.set(xlim=(x - half, x + half), ylim=(y - half, y + half), aspect="equal", anchor="N")
    axes.grid(color=PALE, linewidth=0.7)
    for spine in axes.spines.values():
        spine.set(visible=True, color=PALE)


def _add(axes, kind, shapes, colours, facecolors=False, **options):
    """Add those shapes to the axes of which every corner can be drawn."""
    drawn = np.isfinite(shapes).all(axis=(1, 2))
    options["facecolors" if facecolors else "colors"] = colours[drawn]
    axes.add_collection(kind(shapes[drawn], **options), autolim=False)


def square_around(points):
    """Centre and half side `(x, y, half)` of a square around all points that can be drawn, and the origin if near."""
    points = points[np.isfinite(points).all(axis=-1)]
    with_origin = np.concatenate([points, np.zeros((1, 2))])
    low, high, half = _bounds(with_origin)
    if len(points) and half > 2 * _bounds(points)[2] > 0:
        low, high, half = _bounds(points)
    size = float(np.abs(with_origin).max())
    half = max(half, 1e-6 * size) if size > 1e-100 else 1.0  # a square of no size cannot be shown
    return np.array([*(low / 2 + high / 2), 1.08 * half])


def _bounds(points):
    low, high = points.min(axis=0), points.max(axis=0)
    return low, high, float((high / 2 - low / 2).max())
