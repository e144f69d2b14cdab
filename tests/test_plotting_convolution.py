"""Figures of notebook 07: legible in every state, honest about what they cannot draw, and right in what they say."""

import warnings

import numpy as np
import pytest

from tests.test_plotting import SPOIL, UNDRAWABLE, demand_legible, texts_of
from utils.plotting import convolution as plotting
from utils.solutions.convolution import conv2d, conv_matrix, vertical_edge_kernel

IMAGE = np.array([[1.0, 2, 0, 1, 3, 0], [0, 3, 1, 2, 0, 1], [2, 1, 4, 0, 1, 2], [1, 0, 2, 3, 1, 0], [0, 1, 1, 2, 0, 4]])
KERNEL = np.array([[1.0, 0, -1], [2, 1, -2]])
S = conv2d(IMAGE, KERNEL)
EDGE = vertical_edge_kernel()
LARGE = np.add.outer(np.arange(30.0), np.arange(22.0)) / 50
MAP = conv2d(LARGE, EDGE)
MATRIX = conv_matrix(np.array([[1.0, 2, 3], [4, 5, 6]]), 4, 5)

EXAMPLES = {
    "window_sum": lambda: plotting.window_sum(IMAGE, KERNEL, S, 1, 2),
    "window_sum, alone": lambda: plotting.window_sum(IMAGE, KERNEL, None, 3, 3),
    "window_sum, wrong": lambda: plotting.window_sum(IMAGE, KERNEL, S + 1, 0, 0),
    "window_sum, fractions": lambda: plotting.window_sum(IMAGE / 3, -KERNEL / 7, S / 21, 2, 0),
    "window_sum, largest": lambda: plotting.window_sum(np.ones((8, 10)) / 3, np.ones((4, 4)) / 7, np.ones((5, 7)), 4, 6),
    "window_sum, smallest": lambda: plotting.window_sum([[2]], [[3]], [[6]], 0, 0),
    "gallery": lambda: plotting.gallery({"the image": LARGE, "edges of it": MAP}, {"edges of it": EDGE}, grey=["the image"]),
    "gallery, in colour": lambda: plotting.gallery({"a": np.ones((6, 4, 3)) / 2, "b, with a long name": MAP, "c": np.zeros((3, 3))}, columns=2),
    "gallery, large kernel": lambda: plotting.gallery({"a": LARGE}, {"a": np.ones((7, 9))}),
    "gallery, many": lambda: plotting.gallery({f"map {i}": MAP * (-1) ** i for i in range(12)}, columns=6, size=120),
    "kernel_tables": lambda: plotting.kernel_tables({"hidden": EDGE, "learned": EDGE + 0.00123, "a long name for a small one": [[1]]}),
    "kernel_tables, five": lambda: plotting.kernel_tables({"a": -np.ones((5, 5)) / 3}),
    "matrix_picture": lambda: plotting.matrix_picture(MATRIX, 4, 5),
    "matrix_picture, dense": lambda: plotting.matrix_picture(np.random.default_rng(0).normal(size=(9, 20)), 4, 5, "Dense"),
    "matrix_picture, small": lambda: plotting.matrix_picture(conv_matrix(np.array([[1, -2.125]]), 1, 3), 1, 3),
    "matrix_picture, largest": lambda: plotting.matrix_picture(conv_matrix(np.eye(3), 8, 5), 8, 5),
    "two_ways_round": lambda: plotting.two_ways_round(LARGE, LARGE[::-1], MAP, MAP[::-1], MAP[::-1] + 0.25),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_legible_and_alt_texts_say_something(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900 and shown.alt.endswith(".") and shown.alt == " ".join(shown.alt.split())


def drawn_from(spoil):
    """Each figure with one argument spoilt; those first that write numbers as they are."""
    return {
        "window_sum X": lambda: plotting.window_sum(spoil(IMAGE), KERNEL, S, 1, 1),
        "window_sum S": lambda: plotting.window_sum(IMAGE, KERNEL, spoil(S), 1, 1),
        "gallery map": lambda: plotting.gallery({"a": LARGE, "b": spoil(MAP)}, {"b": EDGE}),
        "gallery colour": lambda: plotting.gallery({"a": spoil(np.ones((4, 5, 3)))}),
        "gallery grey": lambda: plotting.gallery({"a": spoil(LARGE)}, grey=["a"]),
        "gallery kernel": lambda: plotting.gallery({"a": LARGE}, {"a": spoil(EDGE)}),
        "kernel_tables": lambda: plotting.kernel_tables({"a": EDGE, "b": spoil(EDGE)}),
        "matrix_picture": lambda: plotting.matrix_picture(spoil(MATRIX), 4, 5),
        "two_ways_round": lambda: plotting.two_ways_round(LARGE, LARGE, MAP, spoil(MAP), MAP),
    }


@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    if spoil in UNDRAWABLE and not figure.startswith("window_sum"):
        assert "not drawn." in shown.alt
        assert any("not drawn." in text for text, _, _ in drawn), "the figure itself must say it too"


WRONG = {
    "a flat image": (lambda: plotting.window_sum(IMAGE.ravel(), KERNEL, S, 0, 0), r"X has shape \(30,\), expected \(H, W\)"),
    "a large image": (lambda: plotting.window_sum(LARGE, KERNEL, None, 0, 0), "found 30 rows of X, expected from 1 to 8"),
    "a place outside": (lambda: plotting.window_sum(IMAGE, KERNEL, S, 4, 0), "i is 4, expected a whole number from 0 to 3"),
    "a kernel too large": (lambda: plotting.window_sum(KERNEL, IMAGE[:4, :4], None, 0, 0), "expected one that fits into X"),
    "S of another shape": (lambda: plotting.window_sum(IMAGE, KERNEL, IMAGE, 0, 0), r"S has shape \(5, 6\), expected \(4, 4\)"),
    "no return": (lambda: plotting.gallery({"a": None}), r"pictures\['a'\] is None"),
    "two colours": (lambda: plotting.gallery({"a": np.ones((4, 4, 2))}), r"expected \(H, W, 3\)"),
    "no picture": (lambda: plotting.gallery({}), "found 0 pictures"),
    "a flat kernel": (lambda: plotting.kernel_tables({"a": [1, 2]}), r"kernels\['a'\] has shape \(2,\)"),
    "a transposed matrix": (lambda: plotting.matrix_picture(MATRIX.T, 4, 5), r"matrix has shape \(20, 9\), expected \(R, 20\)"),
    "maps of two shapes": (lambda: plotting.two_ways_round(LARGE, LARGE, MAP, MAP, LARGE), r"moved_after has shape \(30, 22\)"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_shape_is_an_error_that_says_what_was_found_and_expected(case):
    draw, message = WRONG[case]
    with pytest.raises(ValueError, match=message):
        draw()


def test_window_sum_writes_every_product_and_says_where_s_disagrees():
    right = plotting.window_sum(IMAGE, KERNEL, S, 1, 2)
    texts = [text for text, _, _ in texts_of(right)]
    assert "S[1, 2] = 1 × 1 + 2 × 0 + 0 × (−1) + 4 × 2 + 0 × 1 + 1 × (−2) = 7" in texts
    assert "their sum is 7. S has this number there." in right.alt
    wrong = plotting.window_sum(IMAGE, KERNEL, S * 2, 1, 2)
    assert "But S has 14 there." in wrong.alt
    assert any("But the S that was handed over has 14 there." in text for text, _, _ in texts_of(wrong))


def test_window_sum_alone_writes_one_entry_of_s():
    one, all_of_it = (len(texts_of(plotting.window_sum(IMAGE, KERNEL, given, 1, 2))) for given in (None, S))
    assert all_of_it - one == S.size - 1


def test_a_picture_with_negative_entries_is_coloured_about_0_and_one_without_is_grey():
    alt = plotting.gallery({"a": LARGE, "b": MAP - 1}).alt
    assert "a (30 by 22, from 0 to 1)" in alt and f"b (28 by 20, from {(MAP - 1).min():.3g} to" in alt
    texts = [text for text, _, _ in texts_of(plotting.gallery({"a": LARGE, "b": -LARGE}, grey=["b"]))]
    assert {"black 0 to white 1", "black 0 to white 1, cut off"} <= {*texts}


def test_equal_entries_of_a_matrix_have_equal_colours_and_others_other_ones():
    shown = plotting.matrix_picture(MATRIX, 4, 5)
    cells = [patch.get_facecolor() for patch in shown.figure.axes[0].patches]
    assert len(cells) == MATRIX.size
    colours = {value: {cell for cell, entry in zip(cells, MATRIX.ravel(), strict=True) if entry == value} for value in range(7)}
    assert all(len(found) == 1 for found in colours.values()) and len(set().union(*colours.values())) == 7
    assert "70 % of the entries 0. Among the others 6 different numbers occur, 1, 2, 3, 4, 5 and 6" in shown.alt


def test_two_ways_round_says_how_far_they_are_apart():
    assert "differ by at most 0.25." in EXAMPLES["two_ways_round"]().alt
