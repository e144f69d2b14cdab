"""The interactive piece of notebook 08: windows on a drawn picture."""

import sys

import ipywidgets as widgets
import numpy as np
import pytest

from tests.test_interactive import CONTROLS, all_in, alt, control, picture, words
from utils.interactive.stride_padding import lay_windows


def conv2d_strided(X, K, stride, padding):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[::stride, ::stride]
    return (windows * K).sum(axis=(-2, -1))


def test_the_piece_is_a_box_with_a_picture_and_described_controls():
    piece = lay_windows(conv2d_strided)
    assert isinstance(piece, widgets.VBox) and len(alt(piece)) > 40
    controls = [part for part in all_in(piece) if isinstance(part, CONTROLS)]
    assert [part.description for part in controls] == ["kernel size", "stride", "padding", "window", "back", "on"]
    for part in all_in(piece):
        assert type(part) in (*CONTROLS, widgets.HTML, widgets.VBox, widgets.HBox)
        assert not getattr(part, "continuous_update", False)


@pytest.mark.parametrize(("description", "value"), [("kernel size", 2), ("stride", 1), ("padding", 0), ("window", 5)])
def test_every_slider_changes_the_picture(description, value):
    piece = lay_windows(conv2d_strided)
    before = picture(piece)
    control(piece, description).value = value
    assert alt(piece) and picture(piece) != before


def test_buttons_walk_through_the_windows_and_stay_at_the_ends():
    piece = lay_windows(conv2d_strided)
    window, back, on = (control(piece, description) for description in ("window", "back", "on"))
    assert (window.min, window.max, window.value) == (1, 12, 1)
    for button, wanted in ((back, 1), (on, 2), (on, 3), (back, 2)):
        button.click()
        assert window.value == wanted and f"Window {wanted} of 12" in alt(piece)
    window.value = 12
    on.click()
    assert window.value == 12


def test_fewer_windows_take_the_walk_back_to_the_last_one():
    piece = lay_windows(conv2d_strided)
    window = control(piece, "window")
    window.value = 12
    control(piece, "stride").value = 4
    assert window.value == window.max == 4 and "Window 4 of 4" in alt(piece)
    control(piece, "stride").value = 1
    assert window.max == 42 and "Window 4 of 42" in alt(piece)


def test_all_settings_can_be_drawn():
    piece = lay_windows(conv2d_strided)
    for size in range(1, 5):
        control(piece, "kernel size").value = size
        for padding in (0, 2):
            control(piece, "padding").value = padding
            assert "The result holds" in alt(piece) and "is due" not in alt(piece)


def test_a_wrong_result_is_shown_beside_the_right_sum():
    assert "is due" in alt(lay_windows(lambda X, K, stride, padding: conv2d_strided(X, K, stride, padding) + 1))


def leaves(X, K, stride, padding):
    sys.exit("bye")


def greedy(X, K, stride, padding):
    right = conv2d_strided(X, K, stride, padding)
    X[:], K[:] = 0, 0
    return right


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (leaves, "Nothing to draw: leaves raised SystemExit: bye."),
        (lambda *args: None, "Nothing to draw: what the function returned cannot be drawn. the result is None"),
        (lambda X, K, s, p: X, "the result has shape (6, 7), expected (3, 4)"),
    ],
)
def test_a_function_that_fails_is_answered_in_words(function, said):
    piece = lay_windows(function)
    assert said in words(piece)
    control(piece, "window").value = 2
    assert said in words(piece)


def test_a_function_that_writes_into_its_arguments_does_no_harm():
    piece = lay_windows(greedy)
    control(piece, "on").click()
    assert "is due" not in alt(piece)
