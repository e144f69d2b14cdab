"""Figures of notebook 03: what their texts say, and what they do with whatever students' functions return."""

import warnings

import numpy as np
import pytest

from tests.test_plotting import SPOIL, UNDRAWABLE, demand_legible, texts_of
from utils.plotting import risk

THETA = np.linspace(-1, 3, 41)
BOWL = (THETA - 1) ** 2 + 0.2
SAMPLES = np.stack([(THETA - shift) ** 2 * bend + 0.1 for shift, bend in ((0.5, 1), (1.5, 0.7), (0.9, 1.6))])
SIZES = np.array([10, 30, 100, 300, 1000, 3000])
CLOSE = np.array([20, 50, 100, 150, 180, 200, 220, 300, 500, 1000, 2000])
X = np.linspace(-1, 1, 51)
POINTS = np.stack([X[::5], np.sin(3 * X[::5])], axis=1)
DEGREES = np.arange(12)
FALLING, BENT = 0.5 * 0.7**DEGREES, 0.1 + 0.02 * (DEGREES - 4.0) ** 2


def pair(train=FALLING, expected=BENT, fitted=X, points=POINTS, degree=4):
    return risk.fit_and_risks(X, np.sin(3 * X), fitted, points, train, expected, degree, 0.09)


def lines(curves, x=SIZES, **options):
    return risk.risk_lines(x, curves, "A title", "examples", "size", **options)


EXAMPLES = {
    "risk_curves": lambda: risk.risk_curves(THETA, BOWL, {"ten": SAMPLES}, "The bus", "announced minutes", "mean squared error"),
    "risk_curves, three panels": lambda: risk.risk_curves(THETA, BOWL, {"n = 5": SAMPLES, "n = 50": SAMPLES, "n = 500": SAMPLES}, "Risks"),
    "risk_curves, four panels": lambda: risk.risk_curves(THETA, BOWL, {f"n = {n}": SAMPLES for n in (5, 50, 500, 5000)}, "Risks"),
    "risk_lines, powers": lambda: lines({"a": SIZES**-0.5, "b": 1.0 / SIZES, "c": 2 * SIZES**-0.5}, log_x=True),
    "risk_lines, close sizes": lambda: lines({"a": 1 + np.abs(CLOSE - 200.0)}, CLOSE, log_x=True),
    "risk_lines, degrees": lambda: lines({"train": FALLING, "test": BENT}, DEGREES, floor=0.09),
    "fits": lambda: risk.fits(X, np.sin(3 * X), {f"degree {p}": X**p * 2 for p in (1, 3, 12)}, POINTS, "The same"),
    "fits, one": lambda: risk.fits(X, np.sin(3 * X), {"a": 1e9 * X}, POINTS),
    "fit_and_risks": pair,
    "fit_and_risks, beyond the scale": lambda: pair(train=FALLING * 1e-9, expected=BENT * 1e9, degree=11),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_figures_are_legible_and_described(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900 and shown.alt.endswith(".") and "not drawn" not in shown.alt


def drawn_from(spoil):
    """Each plotting function with one argument spoilt."""
    return {
        "risk_curves": lambda: risk.risk_curves(THETA, BOWL, {"a": SAMPLES, "b": spoil(SAMPLES)}, "Risks"),
        "risk_curves expected": lambda: risk.risk_curves(THETA, spoil(BOWL), {"a": SAMPLES}, "Risks"),
        "risk_lines": lambda: lines({"a": SIZES**-0.5, "b": spoil(SIZES)}, log_x=True),
        "risk_lines degrees": lambda: lines({"a": spoil(FALLING)}, DEGREES, floor=0.09),
        "fits": lambda: risk.fits(X, np.sin(3 * X), {"a": X, "b": spoil(X)}, POINTS),
        "fit_and_risks": lambda: pair(fitted=spoil(X)),
        "fit_and_risks train": lambda: pair(train=spoil(FALLING)),
        "fit_and_risks expected": lambda: pair(expected=spoil(BENT)),
    }


@pytest.mark.parametrize("spoil", ["all sorts", "only nan", "constant and huge", "huge, of both signs", "zero"])
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    if spoil in UNDRAWABLE:
        assert "not drawn." in shown.alt and any("not drawn." in text for text, _, _ in drawn)
    else:
        assert "not drawn" not in shown.alt or figure.startswith("risk_lines"), "where 0 and -1e99 have no logarithm"


def test_the_minimisers_are_told():
    alt = EXAMPLES["risk_curves"]().alt
    assert "least at announced minutes = 1, marked" in alt and "ten: 3 curves, least between 0.5 and 1.5" in alt


def test_the_slope_is_told_where_a_line_only_falls_or_rises():
    alt = EXAMPLES["risk_lines, powers"]().alt
    assert "a goes from 0.316 at 10 to 0.0183 at 3000, with slope -0.50" in alt and "with slope -1.00" in alt
    alt = lines({"a": [1, 5, 2, 0.5, 3, 4]}, log_x=True).alt
    assert "slope" not in alt and "least at 300 with 0.5, greatest at 30 with 5" in alt


def test_the_least_risk_and_the_gap_are_told():
    assert "test goes from 0.42 at 0 to 1.08 at 11, least at 4 with 0.1" in EXAMPLES["risk_lines, degrees"]().alt
    shown = pair(degree=6)
    assert "expected risk is least for degree 4" in shown.alt
    assert any(text == "gap 0.121" for text, _, _ in texts_of(shown))


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: risk.risk_curves(THETA, BOWL, {"a": BOWL}, "t"), r"samples\['a'\] has shape \(41,\), expected \(S, 41\)"),
        (lambda: risk.risk_curves(THETA, BOWL, {"a": np.ones((50, 41))}, "t"), "found 50 curves in one panel"),
        (lambda: risk.risk_curves(THETA, BOWL, {}, "t"), "found 0 panels, expected from 1 to 4"),
        (lambda: lines({"a": [1, 2]}), r"curves\['a'\] has shape \(2,\), expected \(6,\)"),
        (lambda: risk.fits(X, X, {"a": X[:, None]}, POINTS), r"has shape \(51, 1\), expected \(51,\)"),
        (lambda: risk.fits(X, X, {"a": X}, X), r"points has shape \(51,\), expected \(n, 2\)"),
        (lambda: pair(train=None), "train is None, expected an array"),
        (lambda: pair(degree=12), "degree is 12, expected a whole number from 0 to 11"),
    ],
)
def test_a_wrong_shape_is_told(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
