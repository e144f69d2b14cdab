"""Interactive pieces: every control changes the picture, works by keyboard, and no student's function can break one."""

import html
import re
import subprocess
import sys

import ipywidgets as widgets
import numpy as np
import pytest

from utils.interactive import mlp, start_here
from utils.interactive.shell import shown

CONTROLS = (widgets.IntSlider, widgets.FloatSlider, widgets.SelectionSlider, widgets.Dropdown, widgets.Button)


def relu(z):
    return np.maximum(z, 0)


def scale_rows(X, s):
    return X * s[:, None]


def make_stages(activation, seed, depth):
    """A small random network of two units a layer, as a notebook makes it of the student's functions."""
    functions = {"relu": relu, "sigmoid": lambda z: 1 / (1 + np.exp(-z)), "identity": lambda z: z}
    rng = np.random.default_rng(seed)
    axis = np.linspace(-1, 1, 5)
    stages, names = [np.stack(np.meshgrid(axis, axis), axis=-1)], ["input"]
    for layer in range(1, depth + 1):
        stages.append(stages[-1] @ rng.normal(size=(2, 2)).T + rng.normal(size=2))
        names.append(f"affine {layer}")
        if layer < depth:
            stages.append(functions[activation](stages[-1]))
            names.append(f"{activation} {layer}")
    return stages, names


def image():
    return np.outer(np.arange(1.0, 29), np.arange(1.0, 29)) / 28**2


def all_in(widget):
    """The widget and everything inside it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from all_in(child)


def control(piece, description):
    found = [part for part in all_in(piece) if isinstance(part, CONTROLS) and part.description == description]
    assert len(found) == 1, f"expected one control described {description!r}, found {len(found)}"
    return found[0]


def picture(piece):
    """The value of the place where the picture is shown."""
    (place,) = (part for part in all_in(piece) if isinstance(part, widgets.HTML))
    return place.value


def alt(piece):
    found = re.fullmatch(r'<img [^>]*alt="([^"]*)"[^>]*>', picture(piece))
    assert found, f"expected a picture alone, found {picture(piece)[:300]}"
    return html.unescape(found.group(1))


def words(piece):
    """What is said where there is no picture."""
    assert "<img" not in picture(piece)
    return html.unescape(re.sub("<[^>]*>", "", picture(piece)))


PIECES = {
    "dim_row": lambda: start_here.dim_row(scale_rows, image()),
    "walk_through_layers": lambda: mlp.walk_through_layers(*make_stages("relu", 0, 2)),
    "fold": lambda: mlp.fold(make_stages),
}


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_is_a_box_with_a_picture_and_described_controls(name):
    piece = PIECES[name]()
    assert isinstance(piece, widgets.VBox)
    assert len(alt(piece)) > 40
    controls = [part for part in all_in(piece) if isinstance(part, CONTROLS)]
    assert len(controls) >= 2
    assert all(part.description.strip() for part in controls), "a control without a description has no name to hear"
    assert len({part.description for part in controls}) == len(controls)
    assert not any(part.disabled for part in controls)


@pytest.mark.parametrize("name", PIECES)
def test_only_what_both_versions_of_ipywidgets_have_and_no_output_widget(name):
    allowed = (*CONTROLS, widgets.HTML, widgets.VBox, widgets.HBox)
    for part in all_in(PIECES[name]()):
        assert type(part) in allowed, f"found a {type(part).__name__}"
        # drawing takes over 50 ms: a slider must wait until it is let go
        assert not getattr(part, "continuous_update", False)


@pytest.mark.parametrize(
    ("name", "description", "value"),
    [
        ("dim_row", "row", 3),
        ("dim_row", "factor", 1.7),
        ("walk_through_layers", "step", 2.25),
        ("fold", "activation", "sigmoid"),
        ("fold", "random seed", 5),
        ("fold", "layers", 2),
        ("fold", "step", 1),
    ],
)
def test_every_control_changes_the_picture(name, description, value):
    piece = PIECES[name]()
    before = picture(piece)
    control(piece, description).value = value
    assert alt(piece) and picture(piece) != before


# ---- dim_row ---------------------------------------------------------------------------------------------------------


def test_dim_row_shows_what_the_students_function_made():
    piece = PIECES["dim_row"]()
    control(piece, "row").value, control(piece, "factor").value = 9, 0.5
    total = image()[9].sum()
    assert f"row 9 outlined, to be multiplied by 0.5. The row's pixels add up to {total:.3g}" in alt(piece)
    assert f"add up to {total / 2:.3g} after; no other pixel changed." in alt(piece)


def test_dim_row_offers_every_row_and_factors_from_0_to_2():
    piece = PIECES["dim_row"]()
    row, factor = control(piece, "row"), control(piece, "factor")
    assert (row.min, row.max, row.step) == (0, 27, 1)
    assert (factor.min, factor.max) == (0, 2)


def test_dim_row_shows_the_broadcasting_trap():
    piece = start_here.dim_row(lambda X, s: X * s, image())
    assert "27 pixels changed outside row 14" in alt(piece), "X * s scales a column of a square image, without an error"


def raises(X, s):
    raise ValueError("operands could not be broadcast <here>")


def returns_nothing(X, s):
    X * s


def leaves(X, s):
    sys.exit("bye")


def divides(X, s):
    return X / 0


def recurses(X, s):
    return recurses(X, s)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (raises, "Nothing to draw: raises raised ValueError: operands could not be broadcast <here>. Mend it"),
        (leaves, "Nothing to draw: leaves raised SystemExit: bye."),
        (recurses, "Nothing to draw: recurses raised RecursionError: maximum recursion depth exceeded"),
        (returns_nothing, "Nothing to draw: what returns_nothing returned cannot be drawn. scaled is None"),
        (lambda X, s: X @ s, "what the function returned cannot be drawn. scaled has shape (28,), expected (28, 28)"),
        (lambda X, s: "done", "cannot be drawn. scaled is not an array of real numbers"),
        (lambda X: X, "Nothing to draw: the function raised TypeError"),
    ],
)
def test_a_function_that_fails_is_answered_in_words(function, said):
    piece = start_here.dim_row(function, image())
    assert said in words(piece)
    assert "Traceback" not in picture(piece) and "<here>" not in picture(piece)
    control(piece, "row").value = 2
    assert said in words(piece), "moving a control asks again, and does not raise"


def test_a_function_that_fails_only_at_times_recovers():
    def picky(X, s):
        if s[5] != 1:
            raise ZeroDivisionError
        return scale_rows(X, s)

    piece = start_here.dim_row(picky, image())
    assert "no other pixel changed" in alt(piece)
    control(piece, "row").value = 5
    assert words(piece).startswith("Nothing to draw: picky raised ZeroDivisionError. Mend it")
    control(piece, "row").value = 6
    assert "row 6 outlined" in alt(piece)


def test_numpy_s_warnings_are_shown_and_not_printed(recwarn, capsys):
    piece = start_here.dim_row(divides, image())
    assert "<img" in picture(piece), "there is something to draw"
    assert "Under divides NumPy warned: divide by zero encountered in divide." in picture(piece)
    assert not recwarn.list and capsys.readouterr() == ("", "")


def test_a_function_that_writes_into_its_arguments_does_no_harm():
    def greedy(X, s):
        X *= s[:, None]
        s[:] = 7
        return X

    given = image()
    piece = start_here.dim_row(greedy, given)
    for row in (3, 20, 3):
        control(piece, "row").value = row
        assert f"add up to {image()[row].sum():.3g} before" in alt(piece) and "no other pixel changed" in alt(piece)
    np.testing.assert_array_equal(given, image())


def test_dim_row_refuses_what_is_not_an_image():
    with pytest.raises(ValueError, match=r"image has shape \(784,\), expected \(H, W\)"):
        start_here.dim_row(scale_rows, np.zeros(784))


# ---- the walk --------------------------------------------------------------------------------------------------------


def test_on_and_back_move_by_whole_stages_and_stay_at_the_ends():
    piece = PIECES["walk_through_layers"]()
    step, back, on = (control(piece, description) for description in ("step", "back", "on"))
    assert (step.min, step.max) == (0, 3)
    for button, wanted in ((back, 0), (on, 1), (on, 2), (on, 3), (on, 3), (back, 2)):
        button.click()
        assert step.value == wanted
        assert f"at step {wanted} of 3" in alt(piece)


@pytest.mark.parametrize(
    ("start", "after_back", "after_on"), [(1.25, 1, 2), (1.75, 1, 2), (2.0, 1, 3), (0.5, 0, 1), (2.9, 2, 3)]
)
def test_between_stages_the_buttons_go_to_the_next_one(start, after_back, after_on):
    piece = PIECES["walk_through_layers"]()
    step = control(piece, "step")
    for description, wanted in (("back", after_back), ("on", after_on)):
        step.value = start
        control(piece, description).click()
        assert step.value == wanted


def test_walk_refuses_stages_of_wrong_shape_at_once():
    stages, names = make_stages("relu", 0, 2)
    with pytest.raises(ValueError, match=r"stages\[1\] has shape \(25, 2\), expected \(5, 5, 2\)"):
        mlp.walk_through_layers([stages[0], stages[1].reshape(25, 2)], names[:2])


def test_fold_hands_the_choices_to_the_students_function():
    asked = []

    def spy(*choices):
        asked.append(choices)
        return make_stages(*choices)

    piece = mlp.fold(spy, seed=4, depth=2)
    control(piece, "activation").value = "identity"
    control(piece, "random seed").value = 11
    control(piece, "layers").value = 5
    assert asked == [("relu", 4, 2), ("identity", 4, 2), ("identity", 11, 2), ("identity", 11, 5)]
    assert control(piece, "step").max == 9
    control(piece, "step").value = 8.5
    assert len(asked) == 4, "a step asks for nothing new"


def test_fold_offers_relu_sigmoid_and_none():
    options = dict(control(PIECES["fold"](), "activation").options)
    assert options == {"relu": "relu", "sigmoid": "sigmoid", "none (identity)": "identity"}


def test_fewer_layers_take_the_walk_back_to_the_last_stage_there_is():
    piece = PIECES["fold"]()
    assert control(piece, "step").value == 2 and "at step 2 of 5, relu 1" in alt(piece)
    control(piece, "step").value = 5
    control(piece, "layers").value = 1
    assert control(piece, "step").value == control(piece, "step").max == 1
    assert "at step 1 of 1, affine 1" in alt(piece)
    control(piece, "layers").value = 3
    assert control(piece, "step").max == 5 and "at step 1 of 5, affine 1" in alt(piece)


def test_fold_says_what_went_wrong_and_recovers():
    def picky(activation, seed, depth):
        if seed == 1:
            raise IndexError("no such layer")
        stages, names = make_stages(activation, seed, depth)
        return (stages, names[:-1]) if seed == 2 else (None if seed == 3 else (stages, names))

    piece = mlp.fold(picky)
    seed, step = control(piece, "random seed"), control(piece, "step")
    seed.value = 1
    assert words(piece).startswith("Nothing to draw: picky raised IndexError: no such layer.")
    step.value = 2
    control(piece, "on").click()
    assert words(piece), "and the walk goes on"
    seed.value = 2
    assert "what picky returned cannot be drawn. names has 5 entries, expected 6" in words(piece)
    step.value = 1
    assert "names has 5 entries" in words(piece)
    seed.value = 3
    assert words(piece).startswith("Nothing to draw: ")
    seed.value = 0
    assert "at step 1 of 5" in alt(piece)


def test_values_that_cannot_be_drawn_are_no_error():
    def explosive(activation, seed, depth):
        stages, names = make_stages(activation, seed, depth)
        return [stages[0]] + [stage * 1e300 for stage in stages[1:]], names

    piece = mlp.fold(explosive)
    control(piece, "step").value = 2.5
    assert "not drawn" in alt(piece)


# ---- the shell -------------------------------------------------------------------------------------------------------


def test_long_messages_are_cut_and_escaped():
    def fails():
        raise RuntimeError("<script>" + "x" * 5000)

    found = shown(fails, fails, None)
    assert "<script>" not in found and "&lt;script&gt;" in found and len(found) < 1000


def test_interactive_pieces_load_no_pyplot(root):
    code = (
        "import sys\n"
        "import numpy as np\n"
        "from utils.interactive import mlp, start_here\n"
        "start_here.dim_row(lambda X, s: X * s[:, None], np.eye(28))\n"
        "grid = np.stack(np.meshgrid([0, 1], [0, 1]), -1)\n"
        "mlp.walk_through_layers([grid, grid + 1], ['input', 'affine 1'])\n"
        "found = {'matplotlib.pyplot', 'torch', 'utils.checking'} & set(sys.modules)\n"
        "assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
