"""The interactive piece of notebook 02: every control changes the picture, and no student's function breaks it."""

import numpy as np
import pytest

from tests.test_interactive import CONTROLS, all_in, alt, control, picture, words
from utils.interactive.loss import three_logits


def measure(logits, label):
    e = np.exp(logits - logits.max())
    p = e / e.sum()
    return p, {"squared L2": ((p - np.eye(3)[label]) ** 2).sum(), "cross-entropy": np.log(e.sum()) - (logits - logits.max())[label]}


def test_it_opens_with_a_picture_and_described_controls():
    piece = three_logits(measure)
    assert "logits 2, 3 and -1" in alt(piece) and "the true class is 0" in alt(piece)
    controls = [part for part in all_in(piece) if isinstance(part, CONTROLS)]
    assert len({part.description for part in controls}) == len(controls) == 5
    assert not any(getattr(part, "continuous_update", False) for part in controls)


@pytest.mark.parametrize(
    ("description", "value", "told"),
    [
        ("logit of class 0", -4.5, "logits -4.5, 3 and -1"),
        ("logit of class 1", 10, "logits 2, 10 and -1"),
        ("logit of class 2", 0.5, "logits 2, 3 and 0.5"),
        ("true class", 2, "the true class is 2"),
        ("logits times", 100, "logits 200, 300 and -100"),
    ],
)
def test_every_control_changes_the_picture(description, value, told):
    piece = three_logits(measure)
    before = picture(piece)
    control(piece, description).value = value
    assert told in alt(piece) and picture(piece) != before


def test_a_thousand_is_in_reach_and_a_stable_loss_is_told():
    piece = three_logits(measure, logits=(10.0, -10.0, 0.0), label=1)
    control(piece, "logits times").value = 100
    assert "squared L2 is 2 and cross-entropy is 2000." in alt(piece)


def test_nan_is_drawn_as_far_as_it_goes_and_said():
    piece = three_logits(lambda logits, label: (np.array([1.0, np.nan, 0.0]), {"squared L2": np.nan}))
    assert "2 values nan, infinite or too large: not drawn." in alt(piece)


def fails(logits, label):
    raise ValueError("no idea")


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (fails, "Nothing to draw: fails raised ValueError: no idea."),
        (lambda logits, label: None, "cannot be drawn"),
        (lambda logits, label: (logits[:2], {"a": 1.0}), "probabilities has shape (2,), expected (3,)"),
        (lambda logits, label: (logits, {"a": logits}), "losses has shape (1, 3), expected (1,)"),
    ],
)
def test_a_function_that_fails_is_answered_in_words(function, said):
    piece = three_logits(function)
    assert said in words(piece)
    control(piece, "true class").value = 1
    assert said in words(piece)


def test_a_function_that_writes_into_its_arguments_does_no_harm():
    def greedy(logits, label):
        made = measure(logits, label)
        logits[:] = 7
        return made

    assert "logits 2, 3 and -1" in alt(three_logits(greedy))
