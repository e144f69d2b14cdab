"""Figures of notebook 06: legible, told in words, and drawn from whatever students hand over."""

import warnings

import numpy as np
import pytest

from tests.test_plotting import SPOIL, demand_legible, texts_of
from utils.plotting.dense_limits import in_bytes, memory_bars, moved_digit

IMAGE = np.arange(28 * 28).reshape(28, 28) / 784
SHARES = np.array([0.02, 0.82, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02])
AMOUNTS = {"the picture, a byte a number": 786_432, "the weights, in float32": 3_225_419_776, "training: weights, gradients, 2 averages": 12_901_679_104}

EXAMPLES = {
    "bars": lambda: memory_bars(AMOUNTS, "806,354,944 weights"),
    "bars, small": lambda: memory_bars({"the picture": 64, "the weights": 360}, "90 weights"),
    "digit": lambda: moved_digit(IMAGE, np.roll(IMAGE, 3, axis=0), SHARES, 7, 3, -2),
    "digit, not moved": lambda: moved_digit(IMAGE, IMAGE, SHARES, 1, 0, 0),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_legible_and_the_alt_text_says_what_is_shown(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900 and shown.alt.strip().endswith(".") and "not drawn" not in shown.alt


def test_the_alt_text_has_the_numbers():
    assert "the weights, in float32 3.23 GB" in EXAMPLES["bars"]().alt
    assert "A 7, and the same digit moved 3 down, 2 left; of that one the network says 1, with probability 0.82." in EXAMPLES["digit"]().alt
    assert "not moved" in EXAMPLES["digit, not moved"]().alt


@pytest.mark.parametrize("value, text", [(0, "0 bytes"), (999, "999 bytes"), (786_432, "786 kB"), (3.2254e9, "3.23 GB"), (5e15, "5,000 TB"), (np.nan, "not a number of bytes")])
def test_bytes_in_words(value, text):
    assert in_bytes(value) == text


@pytest.mark.parametrize("spoil", SPOIL)
def test_odd_values_are_left_out_and_said(spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for shown in (moved_digit(SPOIL[spoil](IMAGE), IMAGE, SHARES, 3, 1, 1), moved_digit(IMAGE, IMAGE, SPOIL[spoil](SHARES), 3, 1, 1),
                      memory_bars(dict(zip("abc", SPOIL[spoil](np.array([1.0, 2.0, 3.0])))), "odd amounts")):
            assert shown.png()


@pytest.mark.parametrize("draw, words", [
    (lambda: moved_digit(IMAGE, IMAGE[:-1], SHARES, 3, 0, 0), "moved has shape"),
    (lambda: moved_digit(IMAGE, IMAGE, SHARES, 10, 0, 0), "label is 10"),
    (lambda: moved_digit(None, IMAGE, SHARES, 1, 0, 0), "image is None"),
    (lambda: memory_bars({"a": "much"}, "t"), "amounts is not an array"),
])
def test_wrong_shapes_are_told(draw, words):
    with pytest.raises(ValueError, match=words):
        draw()
