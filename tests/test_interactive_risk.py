"""The interactive piece of notebook 03: each slider counts, and no function that fails can break it."""

import time

import ipywidgets as widgets
import numpy as np
import pytest

from tests.test_interactive import all_in, alt, control, picture, words
from utils.interactive.risk import explore

GRID = np.linspace(-1, 1, 101)


def experiment(degree, size, seed):
    """As the notebook makes it of the students' functions."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, size=size)
    y = np.sin(np.pi * x) + 0.3 * rng.normal(size=size)
    fits = [np.linalg.lstsq(x[:, None] ** np.arange(p + 1), y, rcond=None)[0] for p in range(16)]
    curves = [GRID[:, None] ** np.arange(p + 1) @ theta for p, theta in enumerate(fits)]
    train = [np.mean((x[:, None] ** np.arange(p + 1) @ theta - y) ** 2) for p, theta in enumerate(fits)]
    return np.stack([x, y], axis=1), curves[degree], train, [0.09 + np.mean((c - np.sin(np.pi * GRID)) ** 2) for c in curves]


def piece(function=experiment):
    return explore(function, GRID, np.sin(np.pi * GRID), 0.09)


def test_it_is_a_box_of_sliders_above_a_picture():
    made = piece()
    assert {type(part) for part in all_in(made)} == {widgets.VBox, widgets.IntSlider, widgets.HTML}
    assert not any(getattr(part, "continuous_update", False) for part in all_in(made))
    assert "A polynomial of degree 3 fitted to 16 examples" in alt(made)


@pytest.mark.parametrize(("description", "value", "said"), [
    ("degree", 9, "A polynomial of degree 9 fitted to 16 examples"), ("examples", 64, "degree 3 fitted to 64 examples"), ("random seed", 5, "degree 3"),
])  # fmt: skip
def test_every_slider_changes_the_picture(description, value, said):
    made = piece()
    before = picture(made)
    control(made, description).value = value
    assert said in alt(made) and picture(made) != before


def test_every_degree_and_size_can_be_drawn_and_soon():
    made = piece()
    started = time.process_time()
    for degree, size in ((0, 4), (15, 4), (15, 200), (7, 100)):
        control(made, "degree").value, control(made, "examples").value = degree, size
        assert f"degree {degree} fitted to {size} examples" in alt(made)
    assert (time.process_time() - started) / 8 < 0.5


@pytest.mark.parametrize(("function", "said"), [
    (lambda degree, size, seed: None, "what the function returned cannot be drawn"),
    (lambda degree, size, seed: 1 / 0, "the function raised ZeroDivisionError"),
    (lambda degree, size, seed: (np.ones((4, 2)), np.ones(3), [1], [1]), "fitted has shape (3,), expected (101,)"),
])  # fmt: skip
def test_a_function_that_fails_is_answered_in_words(function, said):
    made = piece(function)
    assert said in words(made)
    control(made, "degree").value = 2
    assert said in words(made)
