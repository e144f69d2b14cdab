"""Figures of notebook 02: legible, told in words, and drawn from whatever students hand over."""

import warnings

import numpy as np
import pytest

from tests.test_plotting import SPOIL, demand_legible, texts_of
from utils.plotting.loss import axioms, prediction_and_losses, pushes

Z, P = np.array([2.0, 3.0, -1.0]), np.array([0.265, 0.722, 0.013])
LOSSES = {"squared L2": 1.06, "cross-entropy": 1.33}
GRADIENTS = {"squared L2": np.array([2.7e-4, -1.8e-4, -9e-5]), "cross-entropy": np.array([1.0, -1.0, 4.5e-5])}
ROWS = {
    "norm": [(True, "squares sum to 0 only if all are 0"), (True, "0 to 2: 2; 0 to 1 to 2: 1 + 1")],
    "cross-entropy": [(False, "(0.5, 0.5) to itself: 0.693"), (False, "(1, 0) to (0.01, 0.99): 4.61; through (0.5, 0.5): 0.69 + 2.31")],
}

EXAMPLES = {
    "prediction": lambda: prediction_and_losses(Z, P, 0, LOSSES),
    "prediction, large": lambda: prediction_and_losses([1000, -1000, 12.5], [1, 0, 1e-300], 1, {"squared L2": 2, "cross-entropy": 2000}, reach=1000),
    "prediction, infinite loss": lambda: prediction_and_losses([0, -1e-17], [1, 0], 1, {"cross-entropy": np.inf}),
    "prediction, ten classes": lambda: prediction_and_losses(np.arange(10) / 3, np.full(10, 0.1), 9, LOSSES),
    "pushes": lambda: pushes(GRADIENTS, 1),
    "pushes, one loss": lambda: pushes({"cross-entropy": [0.5, -0.5]}, 0),
    "axioms": lambda: axioms(["0 just where the two are equal", "a detour is never shorter"], ROWS),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_legible_and_the_alt_text_says_what_is_shown(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900 and shown.alt.endswith(".") and "not drawn" not in shown.alt


def test_the_alt_text_has_the_numbers():
    alt = EXAMPLES["prediction"]().alt
    assert "logits 2, 3 and -1" in alt and "probabilities 0.265, 0.722 and 0.013" in alt
    assert "the true class is 0. Beside them a bar for each loss: squared L2 is 1.06 and cross-entropy is 1.33." in alt
    assert "cross-entropy pushes them by -1, 1 and -4.5e-5" in EXAMPLES["pushes"]().alt
    assert "cross-entropy satisfies none" in EXAMPLES["axioms"]().alt


def drawn_from(spoil):
    return {
        "logits": lambda: prediction_and_losses(spoil(Z), P, 0, LOSSES),
        "probabilities": lambda: prediction_and_losses(Z, spoil(P), 0, LOSSES, reach=10),
        "gradients": lambda: pushes({**GRADIENTS, "cross-entropy": spoil(GRADIENTS["cross-entropy"])}, 1),
    }


@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    lost = spoil in ("one nan", "all sorts", "only nan", "too large")
    assert ("not drawn." in shown.alt) == lost == any("not drawn." in text for text, _, _ in drawn)


@pytest.mark.parametrize("size", [np.nan, np.inf, -np.inf, 1e300, -5.0, 0.0, 1e-320])
def test_any_loss_is_written_and_only_nan_is_not_drawn(size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = prediction_and_losses(Z, P, 0, {"squared L2": 1.0, "cross-entropy": size})
        demand_legible(shown, texts_of(shown))
    assert ("not drawn." in shown.alt) == bool(np.isnan(size))


def test_no_argument_is_changed():
    given = Z.copy(), P.copy(), {name: g.copy() for name, g in GRADIENTS.items()}
    prediction_and_losses(Z, P, 0, LOSSES)
    pushes(GRADIENTS, 1)
    for before, after in ((given[0], Z), (given[1], P), *((given[2][name], GRADIENTS[name]) for name in GRADIENTS)):
        np.testing.assert_array_equal(before, after)


WRONG = {
    "a batch": (lambda: prediction_and_losses(Z[None], P, 0, LOSSES), r"logits has shape \(1, 3\), expected \(C,\)"),
    "another length": (lambda: prediction_and_losses(Z, P[:2], 0, LOSSES), r"probabilities has shape \(2,\), expected \(3,\)"),
    "a class outside": (lambda: prediction_and_losses(Z, P, 3, LOSSES), "label is 3, expected a whole number from 0 to 2"),
    "no loss": (lambda: prediction_and_losses(Z, P, 0, {}), "found 0 losses, expected from 1 to 4"),
    "a loss of a batch": (lambda: prediction_and_losses(Z, P, 0, {"a": [1.0, 2.0]}), r"losses has shape \(1, 2\), expected \(1,\)"),
    "gradients that differ": (lambda: pushes({"a": Z, "b": Z[:2]}, 0), r"gradients\['b'\] has shape \(2,\), expected \(3,\)"),
    "an axiom too few": (lambda: axioms(["one"], ROWS), "has 2 entries, expected 1"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_shape_is_an_error_that_says_what_was_found_and_expected(case):
    draw, message = WRONG[case]
    with pytest.raises(ValueError, match=message):
        draw()
