"""Figures of notebook 09: what their texts say, and what they do with wrong shapes and odd numbers."""

import warnings

import numpy as np
import pytest

from utils.plotting import convnet
from utils.plotting.picture import Picture

from .test_plotting import demand_legible, digit, texts_of

IMAGE = np.arange(12.0).reshape(3, 4)
ROWS = np.array([[IMAGE[y:y + 2, x:x + 2].ravel() for x in range(3)] for y in range(2)])
BOXES = [("convolution", "8 kernels", "8 × 28 × 28"), ("ReLU", "entry by entry", "8 × 28 × 28"), ("affine", "to 10", "10 scores")]
SCORES = {"plain": {"dense": 91.0, "convolutional": 96.3}, "shifted": {"dense": 61.2, "convolutional": 80.1}}

EXAMPLES = {
    "layer_boxes": lambda: convnet.layer_boxes(BOXES, "1 × 28 × 28"),
    "windows_as_rows": lambda: convnet.windows_as_rows(IMAGE, ROWS, 2, 2, chosen=4),
    "windows_as_rows, one window": lambda: convnet.windows_as_rows(IMAGE, IMAGE.reshape(1, 1, 12), 3, 4),
    "tiles": lambda: convnet.tiles({"a digit": digit(), "signed": digit() - 0.5, "wide": digit()[:5]}, "Three images"),
    "tiles, many": lambda: convnet.tiles({f"map {k}": digit() * k for k in range(32)}, "Maps", columns=8),
    "tiles, one row of scores": lambda: convnet.tiles({"channel 0": np.arange(-3.0, 7.0)[None]}, "Scores"),
    "grouped_bars": lambda: convnet.grouped_bars(SCORES, "Accuracy", "in percent"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_figure_is_a_picture_with_a_text_and_warns_of_nothing(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = EXAMPLES[name]()
        assert picture.png().startswith(b"\x89PNG")
    assert isinstance(picture, Picture) and len(picture.alt) > 60 and "not drawn" not in picture.alt


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_legible(name):
    shown = EXAMPLES[name]()
    demand_legible(shown, texts_of(shown))


def test_the_texts_say_what_is_seen():
    assert "an image of shape 1 × 28 × 28 goes in; convolution (8 kernels) makes 8 × 28 × 28 of it" in EXAMPLES["layer_boxes"]().alt
    assert "6 windows of 2 by 2, one a row. Window (1, 1) is marked in both: 5, 6, 9 and 10." in EXAMPLES["windows_as_rows"]().alt
    assert "signed (-0.5 to 0.5)" in EXAMPLES["tiles"]().alt
    assert "plain: dense 91, convolutional 96.3" in EXAMPLES["grouped_bars"]().alt


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1e300])
def test_what_cannot_be_drawn_is_counted(odd):
    spoilt = digit()
    spoilt[3, 4] = odd
    rows = ROWS.copy()
    rows[0, 0, 0] = odd
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for picture in (convnet.tiles({"a": spoilt, "b": np.full((3, 3), odd)}, "Odd"), convnet.windows_as_rows(IMAGE, rows, 2, 2),
                        convnet.grouped_bars({"plain": {"dense": odd, "convolutional": 50}}, "Odd", "percent")):
            picture.png()
            assert "not drawn" in picture.alt


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: convnet.tiles({"a": np.zeros(3)}, "x"), r"images\['a'\] has shape \(3,\), expected \(H, W\)"),
        (lambda: convnet.tiles({}, "x"), "found 0 images"),
        (lambda: convnet.windows_as_rows(IMAGE, ROWS, 3, 2), r"rows has shape \(2, 3, 4\), expected \(H', W', 6\)"),
        (lambda: convnet.windows_as_rows(IMAGE, ROWS, 2, 2, chosen=6), "chosen is 6, expected a whole number from 0 to 5"),
        (lambda: convnet.grouped_bars({"a": {"x": 1}, "b": {"y": 1}}, "t", "y"), "groups do not all hold the series x"),
        (lambda: convnet.layer_boxes([], "x"), "found 0 layers"),
    ],
)
def test_a_wrong_shape_is_told_in_words(draw, words):
    with pytest.raises(ValueError, match=words):
        draw()
