"""Figures of notebook 05: their numbers are the right ones, and any values a student's functions give can be drawn."""

import subprocess
import sys
import warnings

import numpy as np
import pytest

from tests.colours import contrast
from tests.test_plotting import SPOIL, UNDRAWABLE, demand_legible, texts_of
from utils.plotting import backprop, graph
from utils.plotting.picture import ALERT, INK

RNG = np.random.default_rng(0)
OWN = [RNG.normal(size=shape) for shape in ((6, 5), (6,), (4, 6), (4,))]
NAMES = ["W1", "b1", "W2", "b2"]
LOSSES = 2.3 * np.exp(-np.arange(400) / 100) + 0.1 * RNG.random(400)

EXAMPLES = {
    "unit, start": lambda: backprop.unit_graph(step=0),
    "unit, forward": lambda: backprop.unit_graph(step=6),
    "unit, backward": lambda: backprop.unit_graph(1.234, -2.345, 0.55, -3.33, 100.5, step=10),
    "unit, all": lambda: backprop.unit_graph(),
    "twice": lambda: backprop.twice_graph(-2.5),
    "twice, forward": lambda: backprop.twice_graph(step=2),
    "flow": lambda: backprop.gradient_flow(50, [784, 100, 10]),
    "flow, wide": lambda: backprop.gradient_flow(123456, [12345, 98765, 1000]),
    "products": lambda: backprop.affine_products(),
    "products, small": lambda: backprop.affine_products(1, 1, 1),
    "products, large": lambda: backprop.affine_products(8, 8, 8),
    "table": lambda: backprop.gradient_table(NAMES, OWN, [OWN[0], OWN[1] * 1.3, OWN[2], OWN[3] * np.nan], [0, 0.13, 2e-9, np.nan]),
    "table of one": lambda: backprop.gradient_table(["w"], [3.0], [3.1], [0.02]),
    "run": lambda: backprop.training_run(LOSSES, [0.9, 0.95], [0.89, 0.93]),
    "run of one": lambda: backprop.training_run([2.3], [0.1], [0.1]),
    "weights": lambda: backprop.weight_images(RNG.normal(size=(11, 42)), 6, 7),
    "weights of one": lambda: backprop.weight_images(np.zeros((1, 4)), 2, 2),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_figures_are_legible_and_have_a_text(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = EXAMPLES[name]()
        demand_legible(shown, texts_of(shown))
    assert 40 < len(shown.alt) < 900 and shown.alt.endswith(".")


def drawn_from(spoil):
    return {
        "table": lambda: backprop.gradient_table(NAMES[:2], [spoil(OWN[0]), OWN[1]], [OWN[0], spoil(OWN[1])], spoil([1e-9, 2.0])),
        "losses": lambda: backprop.training_run(spoil(LOSSES), [0.9, 0.95], [0.89, 0.93]),
        "accuracies": lambda: backprop.training_run(LOSSES, spoil([0.9, 0.95]), spoil([0.89, 0.93])),
        "weights": lambda: backprop.weight_images(spoil(np.ones((3, 4))), 2, 2),
        "unit": lambda: backprop.unit_graph(*spoil(np.arange(5.0))),
    }


@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    if figure not in ("table", "unit") and spoil in UNDRAWABLE:     # those write their numbers, nan among them
        assert "not drawn." in shown.alt and any("not drawn." in text for text, _, _ in drawn)


# ---- graphs ----------------------------------------------------------------------------------------------------------


def loss(x, w, b, v, y):
    return (v * max(w * x + b, 0) - y) ** 2


@pytest.mark.parametrize("given", [(2, 3, -4, 2, 1), (1.5, -2, 7, -0.3, 0.2), (2, 1, -4, 2, 1)])
def test_the_graph_s_gradients_are_those_that_nudging_measures(given):
    names = "x", "w", "b", "v", "y"
    last = graph.moments(backprop.UNIT, dict(zip(names, given, strict=True)))[-1]
    for index, name in enumerate(names):
        up, down = ([value + sign * 1e-6 * (k == index) for k, value in enumerate(given)] for sign in (1, -1))
        assert last.gradients[name] == pytest.approx((loss(*up) - loss(*down)) / 2e-6, abs=1e-6)
    assert last.values["L"] == loss(*given)


def test_gradients_of_several_ways_add_up():
    last = graph.moments(backprop.TWICE, {"x": -2.5})[-1]
    assert last.gradients["x"] == 2 * -2.5 + 1


def test_the_walk_goes_forward_then_backward_one_box_a_step():
    walk = graph.moments(backprop.UNIT, {"x": 2, "w": 3, "b": -4, "v": 2, "y": 1})
    assert len(walk) == backprop.UNIT_STEPS + 1
    assert [moment.here for moment in walk] == ["", *"azhsdL", "L", *"Ldshza"]
    assert [len(moment.values) for moment in walk] == [5, 6, 7, 8, 9, 10, 11] + [11] * 7
    assert [len(moment.gradients) for moment in walk] == [0] * 7 + [1, 2, 4, 6, 7, 9, 11]
    assert len(graph.moments(backprop.TWICE, {"x": 1})) == backprop.TWICE_STEPS + 1


def test_the_gate_is_closed_at_0_and_lets_nan_through():
    gate = graph.OPERATIONS["relu"]
    assert [gate.local(z) for z in (-1.0, 0.0, 2.0)] == [(0.0,), (0.0,), (1.0,)]
    assert gate.value(-3.0) == 0 and gate.value(2.5) == 2.5 and np.isnan(gate.value(np.nan))


def test_the_text_says_what_is_known_at_a_step():
    assert "No gradient is known yet." in backprop.unit_graph(step=6).alt
    assert "at step 8 of 13, Backward: through L" in backprop.unit_graph(step=8).alt
    assert "∂L/∂w = 24 and ∂L/∂x = 36." in backprop.unit_graph().alt
    assert "∂L/∂x = 7." in backprop.twice_graph(3).alt


# ---- the others ------------------------------------------------------------------------------------------------------


def test_the_table_names_the_entry_that_differs_most_and_what_is_too_large():
    other = OWN[0].copy()
    other[2, 3] += 1
    shown = backprop.gradient_table(["W1", "b1"], OWN[:2], [other, OWN[1]], [0.2, 3e-10])
    assert "W1 (6, 5) 0.2, too large; and b1 (6,) 3e-10." in shown.alt
    assert "[2, 3]" in [text for text, _, _ in texts_of(shown)]


def test_the_flow_gives_each_gradient_the_shape_of_its_own():
    texts = [text for text, _, _ in texts_of(backprop.gradient_flow(5, [4, 3, 6]))]
    assert {"dW1 (3, 4)", "db1 (3,)", "dW2 (6, 3)", "db2 (6,)", "W1 (3, 4)", "dlogits", "dhidden", "dz1"} <= set(texts)
    assert texts.count("(5, 3)") == 4 and texts.count("(5, 6)") == 2


def test_a_running_mean_leaves_out_what_is_no_number():
    found = backprop._running_mean(np.array([1.0, np.nan, 3.0, 5.0]), 2)
    np.testing.assert_allclose(found, [1, 1, 3, 4])
    assert np.isnan(backprop._running_mean(np.array([np.nan, np.nan]), 2)).all()


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: backprop.unit_graph(step=14), "step is 14, expected a whole number from 0 to 13"),
        (lambda: backprop.unit_graph(x=[1, 2]), r"x has shape \(2,\), expected \(\)"),
        (lambda: backprop.unit_graph(w="a"), "w is not an array of real numbers"),
        (lambda: backprop.gradient_flow(5, [4, 3]), "sizes has 2 entries, expected 3"),
        (lambda: backprop.affine_products(9), "n is 9, expected a whole number from 1 to 8"),
        (lambda: backprop.gradient_table(["W"], [np.ones((2, 3))], [np.ones((3, 2))], [0]), r"numerical\['W'\] has shape \(3, 2\), expected \(2, 3\)"),
        (lambda: backprop.gradient_table(["W"], [], [], [0]), "yours has 0 entries, expected 1"),
        (lambda: backprop.training_run([1, 2], [0.1], [0.1, 0.2]), r"test_accuracy has shape \(2,\), expected \(1,\)"),
        (lambda: backprop.weight_images(np.ones((3, 5)), 2, 2), r"W has shape \(3, 5\), expected \(n, 4\)"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_an_error_that_says_what_was_found_and_expected(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()


def test_text_has_contrast_enough():
    for ground in (graph.GROUND_GIVEN, graph.GROUND_MADE, graph.GROUND_GRADIENT):
        assert contrast(INK, ground) >= 4.5
    assert contrast(ALERT, "white") >= 4.5


def test_plotting_loads_neither_pyplot_nor_widgets_nor_torch(root):
    code = (
        "import sys\nfrom utils.plotting import backprop\nbackprop.unit_graph().html()\n"
        "found = {'matplotlib.pyplot', 'ipywidgets', 'torch', 'IPython', 'utils.checking'} & set(sys.modules)\n"
        "assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
