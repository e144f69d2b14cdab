"""Interactive pieces of notebook 07: every control changes the picture, and no student's function can break one."""

import ipywidgets as widgets
import numpy as np
import pytest

from tests.test_interactive import all_in, alt, control, picture, words
from utils.interactive import convolution
from utils.solutions.convolution import conv2d

IMAGE = np.array([[1.0, 2, 0, 1, 3, 0], [0, 3, 1, 2, 0, 1], [2, 1, 4, 0, 1, 2], [1, 0, 2, 3, 1, 0], [0, 1, 1, 2, 0, 4]])
KERNEL = np.array([[1.0, 0, -1], [2, 1, -2]])
PHOTOGRAPH = np.add.outer(np.arange(20.0) % 7, np.arange(16.0) % 5) / 10

PIECES = {
    "slide_window": lambda: convolution.slide_window(conv2d, IMAGE, KERNEL),
    "edit_kernel": lambda: convolution.edit_kernel(conv2d, PHOTOGRAPH),
}
KINDS = (widgets.IntSlider, widgets.Dropdown, widgets.Button, widgets.BoundedFloatText)


def field(piece, m, n):
    found, = (part for part in all_in(piece) if getattr(part, "description", "") == f"K[{m}, {n}]")
    return found


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_is_a_box_with_a_picture_and_described_controls(name):
    piece = PIECES[name]()
    assert isinstance(piece, widgets.VBox) and len(alt(piece)) > 40
    controls = [part for part in all_in(piece) if isinstance(part, KINDS)]
    assert len(controls) >= 4 and all(part.description.strip() for part in controls)
    for part in all_in(piece):
        assert type(part) in (*KINDS, widgets.HTML, widgets.VBox, widgets.HBox), f"found a {type(part).__name__}"
        assert not getattr(part, "continuous_update", False)


@pytest.mark.parametrize(("name", "description", "value"), [
    ("slide_window", "row i", 2), ("slide_window", "column j", 3), ("edit_kernel", "start from", "outline"),
])
def test_every_control_changes_the_picture(name, description, value):
    piece = PIECES[name]()
    before = picture(piece)
    (control(piece, description)).value = value
    assert alt(piece) and picture(piece) != before


def test_the_window_goes_where_the_sliders_say_and_its_sum_is_told():
    piece = PIECES["slide_window"]()
    control(piece, "row i").value, control(piece, "column j").value = 1, 2
    assert "a window of 2 by 3 at row 1, column 2" in alt(piece)
    assert "their sum is 7. S has this number there." in alt(piece)


def test_the_buttons_go_through_the_windows_in_reading_order_and_stay_at_the_ends():
    piece = PIECES["slide_window"]()
    row, column = control(piece, "row i"), control(piece, "column j")
    back, on = control(piece, "back"), control(piece, "next window")
    back.click()
    assert (row.value, column.value) == (0, 0)
    for place in [(0, 1), (0, 2), (0, 3), (1, 0)]:
        on.click()
        assert (row.value, column.value) == place
        assert "at row {}, column {}".format(*place) in alt(piece)
    back.click()
    assert (row.value, column.value) == (0, 3)
    row.value, column.value = 3, 3
    on.click()
    assert (row.value, column.value) == (3, 3)


def test_a_step_over_the_end_of_a_line_draws_once():
    drawn = []

    def spy(X, K):
        drawn.append(1)
        return conv2d(X, K)

    piece = convolution.slide_window(spy, IMAGE, KERNEL)
    control(piece, "column j").value = 3
    before = len(drawn)
    control(piece, "next window").click()
    assert len(drawn) == before + 1


def test_every_number_field_and_every_preset_is_seen():
    piece = PIECES["edit_kernel"]()
    seen = {picture(piece)}
    for m in range(3):
        for n in range(3):
            field(piece, m, n).value = 7.25
            seen.add(picture(piece))
    assert control(piece, "start from").value == convolution.OWN
    for name in convolution.PRESETS:
        control(piece, "start from").value = name
        seen.add(picture(piece))
        kernel = np.array([[field(piece, m, n).value for n in range(3)] for m in range(3)])
        np.testing.assert_array_equal(kernel, convolution.PRESETS[name])
        assert f"which sums to {kernel.sum():.3g}" in alt(piece)
    assert len(seen) == 9 + len(convolution.PRESETS), "each of them is another picture; the first one comes twice"


def raises(X, K):
    raise ValueError("operands could not be broadcast <here>")


def leaves(X, K):
    raise SystemExit(3)


@pytest.mark.parametrize("make", [lambda f: convolution.slide_window(f, IMAGE, KERNEL), lambda f: convolution.edit_kernel(f, PHOTOGRAPH)])
@pytest.mark.parametrize(("function", "said"), [
    (raises, "Nothing to draw: raises raised ValueError: operands could not be broadcast <here>."),
    (leaves, "Nothing to draw: leaves raised SystemExit: 3."),
    (lambda X, K: None, "what the function returned cannot be drawn."),
    (lambda X, K: "done", "what the function returned cannot be drawn."),
    (lambda X: X, "the function raised TypeError"),
])
def test_a_function_that_fails_is_answered_in_words(make, function, said):
    piece = make(function)
    assert said in words(piece) and "Traceback" not in picture(piece) and "<here>" not in picture(piece)
    first = next(part for part in all_in(piece) if isinstance(part, (widgets.IntSlider, widgets.BoundedFloatText)))
    first.value = 1
    assert said in words(piece)


def test_a_function_that_writes_into_its_arguments_does_no_harm():
    def greedy(X, K):
        S = conv2d(X, K)
        X[:], K[:] = 0, 0
        return S

    given, kernel = IMAGE.copy(), KERNEL.copy()
    piece = convolution.slide_window(greedy, given, kernel)
    for row in (2, 1):
        control(piece, "row i").value = row
        assert "S has this number there." in alt(piece)
    np.testing.assert_array_equal(given, IMAGE)
    np.testing.assert_array_equal(kernel, KERNEL)


def test_a_wrong_function_is_shown_to_disagree():
    assert "But S has" in alt(convolution.slide_window(lambda X, K: conv2d(X, K[::-1, ::-1]), IMAGE, KERNEL))


def test_what_cannot_be_shown_at_all_is_refused_at_once():
    with pytest.raises(ValueError, match="found 30 rows of X"):
        convolution.slide_window(conv2d, np.ones((30, 4)), KERNEL)
    with pytest.raises(ValueError, match=r"image has shape \(9,\), expected \(H, W\)"):
        convolution.edit_kernel(conv2d, np.ones(9))
