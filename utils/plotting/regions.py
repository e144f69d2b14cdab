"""Maps of regions: renumbering, colours that tell neighbours apart, and boundaries. Arrays in, arrays out."""

import numpy as np

from utils.plotting.arrays import numbers, tame
from utils.plotting.pieces import TINTS

REGION_TINTS = TINTS  # neighbours have different ones


def region_ids(name, values):
    """A region map (H, W) with 0, 1, ... in place of whatever whole numbers it holds, -1 for nan or infinity.

    Raises ValueError when `values` has another shape, or holds numbers that are not whole.
    """
    values = tame(numbers(name, values, "H", "W"))
    known = np.isfinite(values)
    broken = known & (values != np.round(np.where(known, values, 0)))
    if broken.any():
        raise ValueError(
            f"{name} holds {values[broken][0]}, expected whole numbers, one for each linear piece. Number the pieces."
        )
    ids = np.full(values.shape, -1)
    ids[known] = np.unique(values[known], return_inverse=True)[1].ravel()
    return ids


def region_count(ids):
    """How many regions a renumbered map has."""
    return int(ids.max()) + 1


def colouring(ids):
    """An index into REGION_TINTS for each region: not a neighbour's where the tints suffice, and evenly used.

    ids: (H, W), from `region_ids`. Returns (number of regions,). Greedy, those with most neighbours first.
    """
    pairs = np.concatenate(
        [np.stack([a.ravel(), b.ravel()], 1) for a, b in ((ids[:, 1:], ids[:, :-1]), (ids[1:], ids[:-1]))]
    )
    pairs = np.unique(pairs[(pairs[:, 0] != pairs[:, 1]) & (pairs.min(axis=1) >= 0)], axis=0)
    neighbours = [set() for _ in range(region_count(ids))]
    for a, b in pairs.tolist():
        neighbours[a].add(b)
        neighbours[b].add(a)
    colour, used = np.full(len(neighbours), -1), np.zeros(len(REGION_TINTS), dtype=int)
    # those with many neighbours first: they have the least choice
    for index in sorted(range(len(neighbours)), key=lambda i: -len(neighbours[i])):
        taken = {colour[other] for other in neighbours[index]}
        free = [tint for tint in range(len(used)) if tint not in taken] or list(range(len(used)))
        colour[index] = min(free, key=lambda tint: used[tint])
        used[colour[index]] += 1
    return colour


def boundaries(ids, extent):
    """The edges between pixels of different regions as segments (S, 2, 2) of x and y, those in one line joined.

    ids: (H, W). extent: (x_low, x_high, y_low, y_high) of the map, row 0 at the bottom.
    """
    height, width = ids.shape
    x, y = np.linspace(*extent[:2], width + 1), np.linspace(*extent[2:], height + 1)
    segments = []
    for differs, along, across, flip in (
        (ids[1:] != ids[:-1], x, y, False),
        ((ids[:, 1:] != ids[:, :-1]).T, y, x, True),
    ):
        steps = np.diff(differs.astype(np.int8), axis=1, prepend=0, append=0)
        line, start = np.nonzero(steps == 1)
        _, end = np.nonzero(steps == -1)
        here = np.stack([np.stack([along[start], across[line + 1]], 1), np.stack([along[end], across[line + 1]], 1)], 1)
        segments.append(here[..., ::-1] if flip else here)
    return np.concatenate(segments)
