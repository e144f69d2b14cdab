"""The interactive piece of notebook 09: each control changes the picture, and a failing function is told in words."""

import numpy as np
import pytest

from utils.interactive import convnet

from .test_interactive import CONTROLS, all_in, alt, control, image, picture, words


def layers_of(image):
    return {"input": image[None], "doubled": np.stack([2 * image, -image]), "scores": image[:1, :10][None]}


def piece(function=layers_of):
    return convnet.feature_maps(function, np.stack([image(), image()[::-1], 1 - image()]), [3, 1, 4])


def test_it_opens_with_the_first_digit_and_layer():
    assert "A 3: input, 1 × 28 × 28" in alt(piece())
    assert {part.description for part in all_in(piece()) if isinstance(part, CONTROLS)} == {"digit", "layer", "layer before", "layer after"}


@pytest.mark.parametrize(("description", "value", "said"), [("digit", 2, "A 4: input"), ("layer", "doubled", "A 3: doubled, 2 × 28 × 28")])
def test_every_control_changes_the_picture(description, value, said):
    shown = piece()
    before = picture(shown)
    control(shown, description).value = value
    assert said in alt(shown) and picture(shown) != before


def test_the_buttons_walk_through_the_layers_and_stay_at_the_ends():
    shown = piece()
    for button, layer in (("layer before", "input"), ("layer after", "doubled"), ("layer after", "scores"), ("layer after", "scores"), ("layer before", "doubled")):
        control(shown, button).click()
        assert f"A 3: {layer}" in alt(shown)


def fails(image):
    raise ValueError("no idea")


def leaves(image):
    raise SystemExit(3)


@pytest.mark.parametrize("function", [fails, leaves, lambda image: {"input": None}, lambda image: {"input": np.zeros(3)}, lambda image: 3, lambda image: {}])
def test_a_function_that_fails_is_answered_in_words(function):
    assert "Nothing to draw" in words(piece(function))


def test_odd_numbers_are_told():
    assert "not drawn" in alt(piece(lambda image: {"input": np.full((2, 3, 3), np.nan)}))
