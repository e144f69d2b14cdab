"""Colours that mean different things in one figure are different to every viewer, and colour never says it alone."""

import itertools

import numpy as np
import pytest

from tests.colours import IN_COLOUR, VISION, ciede2000, contrast, distance, lab
from utils.plotting import backprop, convolution, descent, graph, grid, lines, loss, picture, pieces, regions, stride_padding, tables

# The least CIEDE2000 between two colours that a reader must tell apart. 1 is just noticeable, side by side and at
# leisure; a thin line and its entry in a legend are neither. 10 is many times that, about the difference of two
# neighbouring bars in a good palette of ten colours; and eight colours for all viewers, of which Okabe and Ito's are
# the best known, cannot all be much further apart: their own least is 10.9 (orange and purple, under tritanopia).
APART = 10

# What stands beside each other in one figure.
TOGETHER = {
    "lines": picture.LINES,
    "ways over a map": descent.WAYS,
    "losses": loss.LOSS_COLOURS,
    "axioms": (loss.HOLDS, loss.FAILS),
    "tints": (*pieces.TINTS, "white"),
    "factors": (*tables.FACTOR_TINTS, "white"),
    "entries of a matrix": (*convolution.VALUES, "white"),
    "regions": regions.REGION_TINTS,
    "window, kernel, sum": (convolution.WINDOW, convolution.KERNEL, convolution.SUM, "white"),
    "matrices of a product": backprop.MATRICES,
    "kinds of node": (graph.GROUND_GIVEN, graph.GROUND_MADE, graph.GROUND_GRADIENT),
    "places of a row": (stride_padding.PADDING, stride_padding.SPARE, stride_padding.WINDOW, "white"),
    "the signs of numbers": (pieces.AROUND_ZERO[1], pieces.AROUND_ZERO[3], pieces.AROUND_ZERO[5]),
    "text": (picture.INK, picture.ALERT),
}


def too_near(colours, vision, least=APART):
    """The pairs among colours that a viewer with that vision can hardly tell apart, with their distance."""
    pairs = itertools.combinations(colours, 2)
    return [(a, b, round(far, 1)) for a, b in pairs if (far := distance(a, b, vision)) < least]


@pytest.mark.parametrize("vision", IN_COLOUR)
@pytest.mark.parametrize("name", TOGETHER)
def test_colours_used_together_stay_apart(name, vision):
    assert too_near(TOGETHER[name], vision) == []


@pytest.mark.parametrize("vision", IN_COLOUR)
def test_the_colour_key_gives_each_corner_of_the_grid_its_own_colour(vision):
    corners = np.array([[[-1.0, -3], [4, -3]], [[-1, 8], [4, 8]]])
    assert too_near(list(grid.colours_of_origin(corners).reshape(4, 3)), vision) == []


def test_the_measure_tells_good_from_bad():
    red_and_green = ("#C03030", "#6B8E23")
    assert too_near(red_and_green, "usual") == [] and too_near(red_and_green, "deuteranopia")
    assert too_near((picture.ORANGE, picture.SKY_BLUE), "grey"), "lines cannot do without dashes"
    blue_and_green = ("#2E8B9E", "#2E9E6B")
    assert too_near(blue_and_green, "usual") == [] and too_near(blue_and_green, "tritanopia")


# Sharma, Wu, Dalal (2005), table 1, some of the pairs that break wrong implementations.
@pytest.mark.parametrize(
    "one, other, expected",
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 3.2592, 0.335), 1.0000),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_ciede2000(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


def test_the_simulations_leave_grey_grey():
    for vision in VISION:
        for grey in ("#000000", "#808080", "#ffffff"):
            assert np.allclose(lab(grey, vision), lab(grey), atol=0.5), vision


# ---- without colour --------------------------------------------------------------------------------------------------


def test_lines_differ_by_dashes_too():
    assert len({str(dash) for dash in lines.DASHES}) == len(lines.DASHES) >= len(picture.LINES)


@pytest.mark.parametrize("ramp", [pieces.INK_RAMP, stride_padding.LIGHT_RAMP, stride_padding.HEAT_RAMP, convolution.GREYS])
def test_a_scale_of_amounts_runs_one_way_in_grey(ramp):
    shades = [lab(colour, "grey")[0] for colour in ramp]
    assert min(np.diff(shades)) > 15 or max(np.diff(shades)) < -15


def test_a_scale_around_zero_gets_darker_to_both_sides():
    shades = [lab(colour, "grey")[0] for colour in pieces.AROUND_ZERO]
    assert min(np.diff(shades[:4])) > 10 and max(np.diff(shades[3:])) < -10


# ---- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in TOGETHER if name not in ("lines", "ways over a map", "losses", "the signs of numbers", "text")])
def test_text_is_legible_on_every_ground(name):
    for ground in TOGETHER[name]:
        assert contrast(picture.INK, ground) >= 4.5, ground


def test_text_is_legible_on_white():
    for text in (picture.INK, picture.GREY, picture.ALERT):
        assert contrast(text, "white") >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21) and contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
