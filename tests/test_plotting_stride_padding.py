"""Figures of notebook 08: what they show and say, and what they do with whatever students hand over."""

import re
import warnings

import numpy as np
import pytest

from tests.test_plotting import SPOIL, UNDRAWABLE, demand_legible, texts_of
from utils.plotting import stride_padding as figures

X = np.arange(20).reshape(4, 5)
K = np.array([[1, 0, -1], [2, 1, -2]])


def convolved(X, K, stride, padding):
    """The right result, for the figure of one window."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(X, padding), K.shape)[::stride, ::stride]
    return (windows * K).sum(axis=(-2, -1))


def rings():
    """A picture with fine detail, (24, 30)."""
    y, x = np.indices((24, 30))
    return 0.5 + 0.5 * np.cos((x**2 + y**2) / 20)


EXAMPLES = {
    "line": lambda: figures.windows_on_line(8, 3, 2, 1),
    "line, no window": lambda: figures.windows_on_line(2, 5, 1),
    "line, long": lambda: figures.windows_on_line(30, 1, 1, 10),
    "line, one place": lambda: figures.windows_on_line(1, 1, 30),
    "line, gaps": lambda: figures.windows_on_line(30, 2, 29, 10),
    "window": lambda: figures.window_on_grid(X, K, 2, 1, convolved(X, K, 2, 1), 3),
    "window, last": lambda: figures.window_on_grid(X, K, 1, 3, convolved(X, K, 1, 3), 8 * 9 + 8),
    "window, one entry": lambda: figures.window_on_grid([[7]], [[-3]], 1, 0, [[-21]], 0),
    "window, large numbers": lambda: figures.window_on_grid(X * 1000, K / 7, 2, 1, convolved(X * 1000, K / 7, 2, 1), 2),
    "gallery": lambda: figures.gallery({"rings": rings(), "every second": rings()[::2, ::2]}),
    "gallery, eight": lambda: figures.gallery({f"picture {i}": rings()[:, : 3 * i + 1] for i in range(8)}, ink=True),
    "fan": lambda: figures.seen_by_one_entry([(3, 1), (2, 2), (3, 1)]),
    "fan, wide": lambda: figures.seen_by_one_entry([(3, 2)] * 4),
    "fan, gaps": lambda: figures.seen_by_one_entry([(1, 3), (4, 2), (2, 1)]),
    "fan, one layer": lambda: figures.seen_by_one_entry([(1, 1)]),
    "influence": lambda: figures.influence(np.outer([0, 1, 2, 1, 0], [0, 0, 1, 3, 1])),
    "influence, none": lambda: figures.influence(np.zeros((3, 4))),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_are_legible_and_the_alternative_says_something(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900
    assert shown.alt.endswith(".") and shown.alt == " ".join(shown.alt.split())


def drawn_from(spoil):
    """Each figure of arrays with one of them spoilt."""
    return {
        "window X": lambda: figures.window_on_grid(spoil(X), K, 2, 1, convolved(X, K, 2, 1), 3),
        "window K": lambda: figures.window_on_grid(X, spoil(K), 2, 1, convolved(X, K, 2, 1), 3),
        "window result": lambda: figures.window_on_grid(X, K, 2, 1, spoil(convolved(X, K, 2, 1)), 3),
        "gallery": lambda: figures.gallery({"a": rings(), "b": spoil(rings())}),
        "influence": lambda: figures.influence(spoil(np.ones((4, 6)))),
    }


@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    if spoil in UNDRAWABLE and not figure.startswith("window"):
        assert "not drawn." in shown.alt
        assert any("not drawn." in text for text, _, _ in drawn), "the figure itself must say it too"


@pytest.mark.parametrize("n, kernel, stride, padding", [(5, 3, 1, 0), (8, 3, 2, 1), (10, 4, 3, 2), (6, 2, 5, 0), (1, 1, 1, 0), (2, 5, 1, 0)])
def test_the_line_counts_windows_and_what_is_left_over(n, kernel, stride, padding):
    starts = [at for at in range(n + 2 * padding) if at % stride == 0 and at + kernel <= n + 2 * padding]
    rest = n + 2 * padding - (starts[-1] + kernel if starts else 0)
    alt = figures.windows_on_line(n, kernel, stride, padding).alt
    assert re.search(rf"\b{len(starts)} windows? fits?; {rest} places? left over", alt)


@pytest.mark.parametrize("arguments", [(0, 3, 1), (8, 0, 1), (8, 3, 0), (8, 3, 1, -1), (8, 3, 1.5), (31, 3, 1), ("8", 3, None)])
def test_the_line_refuses_other_numbers(arguments):
    with pytest.raises(ValueError, match="expected a whole number"):
        figures.windows_on_line(*arguments)


def test_the_window_shows_its_sum_and_says_where_the_result_differs():
    right = convolved(X, K, 2, 1)
    alt = figures.window_on_grid(X, K, 2, 1, right, 2).alt
    assert f"= {right[0, 2]}. The result holds {right[0, 2]} there." in alt.replace("\N{MINUS SIGN}", "-")
    alt = figures.window_on_grid(X, K, 2, 1, right + 1, 2).alt
    assert f"holds {right[0, 2] + 1} there, where {right[0, 2]} is due" in alt
    with pytest.raises(ValueError, match=r"the result has shape \(2, 2\), expected \(3, 3\)"):
        figures.window_on_grid(X, K, 2, 1, np.zeros((2, 2)), 2)


def test_the_fan_counts_what_is_seen():
    assert "8 in the input" in figures.seen_by_one_entry([(3, 1), (2, 2), (3, 1)]).alt
    assert "31 in the input" in figures.seen_by_one_entry([(3, 2)] * 4).alt
    with pytest.raises(ValueError, match="found 63 places of the input"):
        figures.seen_by_one_entry([(3, 2)] * 5)


def test_influence_frames_what_changes():
    changes = np.zeros((6, 7))
    changes[1:4, 2:7] = 0.5
    assert "depends on 3 x 5 pixels. The largest change is 0.5." in figures.influence(changes).alt
    assert "No pixel changes the entry." in figures.influence(np.zeros((6, 7))).alt


def test_a_gallery_has_one_scale_with_a_low_and_a_high_end():
    assert "rings (24 by 30, mean" in figures.gallery({"rings": rings()}).alt
    with pytest.raises(ValueError, match="expected low below high"):
        figures.gallery({"rings": rings()}, low=1, high=1)


def test_figures_leave_their_arguments_as_they_were():
    given = {"X": X.copy(), "result": convolved(X, K, 2, 1), "picture": rings()}
    kept = {name: array.copy() for name, array in given.items()}
    figures.window_on_grid(given["X"], K, 2, 1, given["result"], 0)
    figures.gallery({"a": given["picture"]})
    figures.influence(given["picture"][:20, :20])
    for name, array in given.items():
        np.testing.assert_array_equal(array, kept[name])
