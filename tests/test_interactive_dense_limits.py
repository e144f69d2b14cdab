"""The interactive pieces of notebook 06: every control changes the picture, and no student's function breaks them."""

import numpy as np
import pytest

from tests.test_interactive import CONTROLS, all_in, alt, control, picture, words
from utils.interactive.dense_limits import image_size_calculator, move_digit
from utils.solutions.dense_limits import dense_weights, shift_images

IMAGES = np.zeros((5, 28, 28))
IMAGES[:, 10:18, 10:14] = np.arange(1, 6)[:, None, None] / 5
LABELS = np.array([3, 1, 4, 1, 5])


def predict(images):
    shares = np.full((len(images), 10), 0.05)
    shares[:, int(images.sum()) % 10] = 0.55
    return shares


def test_they_open_with_a_picture_and_described_controls():
    calculator, mover = image_size_calculator(dense_weights), move_digit(shift_images, predict, IMAGES, LABELS)
    assert "806,354,944 weights" in alt(calculator) and "A 3, and the same digit not moved" in alt(mover)
    for piece, count in ((calculator, 5), (mover, 3)):
        controls = [part for part in all_in(piece) if isinstance(part, CONTROLS)]
        assert len({part.description for part in controls}) == len(controls) == count
        assert not any(getattr(part, "continuous_update", False) for part in controls)


@pytest.mark.parametrize("description, value, told", [
    ("height", 28, "45,088,768 weights"), ("width", 1024, "1,611,661,312 weights"), ("channels", 1, "269,484,032 weights"),
    ("hidden units", 128, "100,794,368 weights"), ("classes", 8, "805,314,560 weights")])
def test_every_control_of_the_calculator_changes_the_picture(description, value, told):
    piece = image_size_calculator(dense_weights)
    before = picture(piece)
    control(piece, description).value = value
    assert told in alt(piece) and picture(piece) != before


@pytest.mark.parametrize("description, value, told", [("digit", 2, "A 4, "), ("down", -3, "moved 3 up"), ("right", 5, "moved 5 right")])
def test_every_control_of_the_digit_changes_the_picture(description, value, told):
    piece = move_digit(shift_images, predict, IMAGES, LABELS)
    before = picture(piece)
    control(piece, description).value = value
    assert told in alt(piece) and picture(piece) != before


def fails(*arguments):
    raise ValueError("no idea")


def test_functions_that_fail_are_answered_in_words():
    assert "fails raised ValueError: no idea" in words(image_size_calculator(fails))
    assert "fails raised ValueError: no idea" in words(move_digit(fails, predict, IMAGES, LABELS))
    assert "cannot be drawn" in words(move_digit(lambda images, dy, dx: images[:, 1:], predict, IMAGES, LABELS))
