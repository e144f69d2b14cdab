"""The interactive piece of notebook 05, and the progress bar."""

import ipywidgets as widgets
import pytest

from tests.test_interactive import CONTROLS, all_in, alt, control, picture, words
from utils.interactive import backprop, progress
from utils.plotting.backprop import UNIT_STEPS


def test_it_is_a_box_of_what_both_versions_of_ipywidgets_have():
    piece = backprop.step_through_graph()
    controls = [part for part in all_in(piece) if isinstance(part, CONTROLS)]
    assert {part.description for part in controls} == {"step", "back", "on", "w", "b"}
    for part in all_in(piece):
        assert type(part) in (*CONTROLS, widgets.HTML, widgets.VBox, widgets.HBox)
        assert not getattr(part, "continuous_update", False)


@pytest.mark.parametrize(("description", "value"), [("step", 9), ("w", 1.5), ("b", 0.5)])
def test_every_control_changes_the_picture(description, value):
    piece = backprop.step_through_graph()
    before = picture(piece)
    control(piece, description).value = value
    assert alt(piece) and picture(piece) != before


def test_the_buttons_go_one_step_and_stay_at_the_ends():
    piece = backprop.step_through_graph()
    step, back, on = (control(piece, description) for description in ("step", "back", "on"))
    assert (step.min, step.max, step.value) == (0, UNIT_STEPS, 0)
    back.click()
    assert step.value == 0
    for wanted in (1, 2):
        on.click()
        assert step.value == wanted and f"at step {wanted} of {UNIT_STEPS}" in alt(piece)
    step.value = UNIT_STEPS
    on.click()
    assert step.value == UNIT_STEPS
    back.click()
    assert step.value == UNIT_STEPS - 1


def test_a_closed_gate_sends_nothing_back_and_the_step_stays():
    piece = backprop.step_through_graph()
    control(piece, "step").value = UNIT_STEPS
    assert "∂L/∂w = 24" in alt(piece)
    control(piece, "w").value = 1.5
    assert "∂L/∂w = 0 and ∂L/∂x = 0" in alt(piece) and "∂L/∂y = 2" in alt(piece)
    assert control(piece, "step").value == UNIT_STEPS


def test_what_is_no_number_is_refused_at_once():
    with pytest.raises(ValueError, match="x is not an array of real numbers"):
        backprop.step_through_graph(x="two")
    piece = backprop.step_through_graph(x=1e200)
    control(piece, "step").value = UNIT_STEPS
    assert "inf" in alt(piece) or words(piece), "too large is no error"


# ---- the progress bar ------------------------------------------------------------------------------------------------


def test_the_bar_hands_on_every_item_and_shows_nothing_outside_a_notebook(capsys):
    assert list(progress.with_bar(["a", "b", "c"], "training")) == ["a", "b", "c"]
    assert list(progress.with_bar([], "nothing")) == []
    assert capsys.readouterr() == ("", "")


def test_the_bar_fills_up(monkeypatch):
    shown = []
    monkeypatch.setattr(progress, "get_ipython", object)
    monkeypatch.setattr(progress, "display", shown.append)
    for _ in progress.with_bar(range(12), "training"):
        pass
    (box,) = shown
    bar, label = box.children
    assert bar.description == "training" and bar.value == bar.max == 12
    assert label.value.startswith("12 of 12 in ")
