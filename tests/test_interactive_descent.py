"""The interactive piece of notebook 04: every control changes the picture, and no student's function can break it."""

import numpy as np
import pytest

from tests.test_interactive import alt, control, picture, words
from utils.interactive.descent import descend

A, B = np.linspace(-3, 2, 21), np.linspace(-1, 3, 17)
BOWL = (A[None, :] - 0.5) ** 2 + 4 * (B[:, None] - 1) ** 2


def make_path(learning_rate, batch_size, seed):
    """A way of 20 updates on the bowl, the noisier the smaller the batch."""
    rng, place = np.random.default_rng(seed), np.array([-2.0, 2.5])
    path = [place]
    for _ in range(20):
        slope = np.array([2.0, 8.0]) * (place - [0.5, 1]) + rng.normal(size=2) * (200 - batch_size) / 200
        place = place - learning_rate * slope
        path.append(place)
    return np.array(path)


def piece(function=make_path):
    return descend(function, A, B, BOWL, 0.25, 200, (0.5, 1), ("intercept", "slope"))


@pytest.mark.parametrize(("description", "value"), [("learning rate / limit", 1.1), ("batch size", 5), ("random seed", 7)])
def test_every_control_changes_the_picture(description, value):
    made = piece()
    control(made, "batch size").value = 10
    before = picture(made)
    control(made, description).value = value
    assert alt(made) and picture(made) != before


def test_what_is_chosen_is_handed_to_the_students_function():
    asked = []

    def spy(*choices):
        asked.append(choices)
        return make_path(*choices)

    made = piece(spy)
    control(made, "batch size").value = 1
    control(made, "random seed").value = 3
    control(made, "learning rate / limit").value = 1.0
    assert asked == [(0.125, 10, 0), (0.125, 1, 0), (0.125, 1, 3), (0.25, 1, 3)]


def test_the_whole_data_is_gradient_descent_and_the_sizes_end_with_it():
    made = piece()
    assert [value for _, value in control(made, "batch size").options] == [1, 2, 5, 10, 20, 50, 100, 200]
    assert "SGD goes from (-2, 2.5)" in alt(made)
    control(made, "batch size").value = 200
    assert "gradient descent goes from (-2, 2.5)" in alt(made) and "learning rate 0.125, batch size 200" in alt(made)


def test_a_function_that_fails_is_answered_in_words_and_recovers():
    def picky(learning_rate, batch_size, seed):
        if seed == 1:
            raise IndexError("no such row")
        return None if seed == 2 else make_path(learning_rate, batch_size, seed)

    made = piece(picky)
    seed = control(made, "random seed")
    seed.value = 1
    assert words(made).startswith("Nothing to draw: picky raised IndexError: no such row.")
    seed.value = 2
    assert "what picky returned cannot be drawn" in words(made)
    seed.value = 3
    assert "goes from" in alt(made)


def test_values_that_cannot_be_drawn_are_no_error():
    assert "not drawn" in alt(piece(lambda *choices: make_path(*choices) * np.nan))
    assert "outside the window" in alt(piece(lambda *choices: make_path(*choices) * 1e90))


def test_a_map_of_wrong_shape_is_refused_at_once():
    with pytest.raises(ValueError, match="loss has shape"):
        descend(make_path, A, B, BOWL.T, 0.25, 200)
