"""Figures of notebook 04: what their texts say, and what they do with whatever students hand over."""

import warnings

import numpy as np
import pytest

from tests.test_plotting import SPOIL, demand_legible, texts_of
from utils.plotting import descent

A, B = np.linspace(-3, 2, 21), np.linspace(-1, 3, 17)
BOWL = (A[None, :] - 0.5) ** 2 + 4 * (B[:, None] - 1) ** 2
WAY = np.stack([0.5 - 3 * 0.8 ** np.arange(12), 1 + (-0.6) ** np.arange(12)], axis=1)
CURVE = np.linspace(-5, 5, 41)
SIZES = np.array([1, 4, 16, 64, 256])
LOSSES = {"GD, all 3,000": 0.3 + 0.7 * 0.95 ** np.arange(41), "SGD, 30 rows": 0.2 + 0.8 * 0.95 ** np.arange(201)}
SECONDS = {"GD, all 3,000": 4e-3, "SGD, 30 rows": 2e-4}
LABELS = ("intercept", "slope")


def way_of(walk):
    return descent.steps_on_curve(CURVE, CURVE**2, walk, np.asarray(walk) ** 2, "Downhill", "t", "loss")


EXAMPLES = {
    "steps_on_curve": lambda: way_of(4 * 0.8 ** np.arange(13)),
    "steps_on_curve, leaving": lambda: way_of(4 * (-1.4) ** np.arange(13)),
    "contour_paths, none": lambda: descent.contour_paths(A, B, BOWL, {}, "The loss of every line", LABELS, (0.5, 1)),
    "contour_paths, one": lambda: descent.contour_paths(A, B, BOWL, {"GD": WAY}, "12 steps", LABELS, (0.5, 1)),
    "contour_paths, four": lambda: descent.contour_paths(
        A, B, BOWL, {"GD, best rate": WAY, "SGD, 10 rows": WAY + 0.1, "momentum 0.9": WAY - 0.1, "away": WAY * 9}, "", LABELS, (0.5, 1)
    ),
    "contour_paths, long": lambda: descent.contour_paths(A, B, BOWL, {"SGD": np.tile(WAY, (40, 1))}),
    "variance_by_batch": lambda: descent.variance_by_batch(SIZES, 9.0 / SIZES, {"1/|B|": 9 / SIZES, "exact": 8 / SIZES}),
    "losses": lambda: descent.losses_by_update_and_second(LOSSES, SECONDS),
    "losses, three": lambda: descent.losses_by_update_and_second(
        {**LOSSES, "a third": [5, 1e-4]}, {**SECONDS, "a third": 30.0}
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_legible_and_alt_texts_are_sentences(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900
    assert shown.alt.endswith(".") and shown.alt == " ".join(shown.alt.split())


def drawn_from(spoil):
    """Each figure with one argument spoilt."""
    return {
        "curve": lambda: descent.steps_on_curve(CURVE, spoil(CURVE**2), [1, 2, 3], [1, 4, 9]),
        "walk": lambda: descent.steps_on_curve(CURVE, CURVE**2, spoil([1.0, 2, 3, 4]), spoil([1.0, 4, 9, 16])),
        "way": lambda: descent.contour_paths(A, B, BOWL, {"GD": spoil(WAY), "SGD": WAY}, "t", LABELS, (0.5, 1)),
        "map": lambda: descent.contour_paths(A, B, spoil(BOWL), {"GD": WAY}),
        "variance": lambda: descent.variance_by_batch(SIZES, spoil(9.0 / SIZES), {"1/|B|": 9 / SIZES}),
        "formula": lambda: descent.variance_by_batch(SIZES, 9.0 / SIZES, {"1/|B|": spoil(9 / SIZES)}),
        "losses": lambda: descent.losses_by_update_and_second({"GD": spoil(LOSSES["GD, all 3,000"]), "SGD": [1, 2]}, {"GD": 1, "SGD": 2}),
        "seconds": lambda: descent.losses_by_update_and_second({"GD": [1, 2, 3]}, {"GD": float(spoil(np.ones(1))[0])}),
    }


@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    if spoil in ("one nan", "all sorts", "only nan", "too large") and figure != "seconds":
        assert "not drawn." in shown.alt
        assert any("not drawn." in text for text, _, _ in drawn), "the figure itself must say it too"


def test_the_map_says_where_ways_begin_end_and_leave():
    shown = descent.contour_paths(A, B, BOWL, {"GD": [[0, 0], [1, 1], [9, 1]]}, "Map", LABELS, (0.5, 1))
    assert "GD goes from (0, 0) to (9, 1) in 2 updates. The minimum is at (0.5, 1)." in shown.alt
    assert "1 place outside the window: not drawn." in shown.alt
    assert any("2 updates; ends outside" in text for text, _, _ in texts_of(shown))


def test_the_walk_says_where_it_begins_and_ends():
    assert "a walk of 2 steps over it, from 4, where loss is 16, to 1, where loss is 1." in way_of([4, 2, 1]).alt
    assert "1 place outside the window" in way_of([4, 2, 10]).alt


def test_losses_are_told_by_update_and_by_second():
    shown = descent.losses_by_update_and_second({"GD": [1, 0.5, 0.25]}, {"GD": 0.5})
    assert "GD goes from 1 to 0.25 in 2 updates and 1 seconds." in shown.alt


def test_the_variance_is_told_at_both_ends():
    shown = descent.variance_by_batch([1, 10], [8, 0.8], {"1/|B|": [8, 0.8]})
    assert "what was measured goes from 8 at 1 to 0.8 at 10" in shown.alt


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: descent.steps_on_curve([1, 2], [1, 2], [1], [1, 2]), r"heights has shape \(2,\), expected \(1,\)"),
        (lambda: descent.contour_paths(A, B, BOWL.T, {"GD": WAY}), r"loss has shape \(21, 17\), expected \(17, 21\)"),
        (lambda: descent.contour_paths(A, B, BOWL, {"GD": WAY.T}), r"paths\['GD'\] has shape \(2, 12\), expected \(T, 2\)"),
        (lambda: descent.contour_paths(A, B, BOWL, dict.fromkeys("abcde", WAY)), "found 5 paths, expected from 1 to 4"),
        (lambda: descent.variance_by_batch([1, 2], [1], {"a": [1, 2]}), r"measured has shape \(1,\), expected \(2,\)"),
        (lambda: descent.losses_by_update_and_second({}, {}), "found 0 series, expected from 1 to 3"),
    ],
)
def test_a_wrong_shape_is_an_error_that_says_what_was_found_and_expected(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()


def test_arguments_stay_as_they_were():
    given = [A.copy(), BOWL.copy(), WAY.copy(), LOSSES["GD, all 3,000"].copy()]
    descent.contour_paths(given[0], B, given[1], {"GD": given[2]})
    descent.losses_by_update_and_second({"GD": given[3]}, {"GD": 1})
    for before, after in zip([A, BOWL, WAY, LOSSES["GD, all 3,000"]], given, strict=True):
        np.testing.assert_array_equal(before, after)
