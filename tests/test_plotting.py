"""Figures: what every Picture keeps, what their texts say, and what they do with whatever students hand over."""

import html
import itertools
import re
import subprocess
import sys
import warnings

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from utils.plotting import arrays, grid, lines, mlp, picture, pieces, regions, start_here, tables
from utils.plotting.picture import Picture


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def digit():
    """A made-up 7 of 28 by 28 pixels, with grey edges."""
    image = np.zeros((28, 28))
    image[6:9, 6:22] = 1
    for row in range(9, 25):
        image[row, 21 - (row - 9) // 2 - 2 : 21 - (row - 9) // 2] = 0.8
    return image


def walk():
    """Stages of a network that is easy to follow: the grid, shifted, cut off by relu, turned."""
    axis = np.linspace(-1, 1, 9)
    start = np.stack(np.meshgrid(axis, axis), axis=-1)
    shifted = start + [0.5, -0.25]
    cut = relu(shifted)
    return [start, shifted, cut, cut @ np.array([[0, 1], [-1, 0]]) * 3], ["input", "affine 1", "relu 1", "affine 2"]


X_LINE = np.linspace(-3, 3, 61)
LAYERS = [np.linspace(-2, 3, 128), relu(np.linspace(-2, 3, 128)), np.array([0.5, -1, 0, 4.25, 3, -2, 1, 1, 0.1, 2])]
NAMES = ["affine 1", "relu 1", "affine 2"]
REGION = (np.add.outer(np.arange(30), np.arange(40)) > 35).astype(int) * 2 + (np.arange(40) > 20)
COUNTS = {"one hidden layer": [(2, 4), (4, 11), (8, 37)], "three hidden layers": [(2, 6), (4, 60), (8, 900)]}

EXAMPLES = {
    "digit_grid": lambda: start_here.digit_grid(np.stack([digit()] * 11), [7] * 11),
    "digit_grid, a long label": lambda: start_here.digit_grid(np.zeros((1, 28, 28)), ["white: these pixels never change"]),
    "digit_grid, long labels": lambda: start_here.digit_grid(np.stack([digit()] * 3), ["seven, not one"] * 3),
    "broadcasting 3x3": lambda: start_here.broadcasting(np.arange(1, 10).reshape(3, 3), [10, 100, 1000]),
    "broadcasting 4x3": lambda: start_here.broadcasting(np.arange(12).reshape(4, 3) / 3, [10, 0, -1, 0.5]),
    "broadcasting 2x4": lambda: start_here.broadcasting(np.arange(8).reshape(2, 4), [10, -3]),
    "broadcasting 6x5": lambda: start_here.broadcasting(np.ones((6, 5)) / 3, np.arange(6) / 3),
    "broadcasting 3x1": lambda: start_here.broadcasting([[1], [2], [3]], [10, 100, 1000]),
    "broadcasting 1x1": lambda: start_here.broadcasting([[2]], [3]),
    "columns_before_after": lambda: start_here.columns_before_after(
        np.stack([np.arange(30), 100 + 7 * (np.arange(30) % 5), np.full(30, 40)], 1),
        np.zeros((30, 3)),
        ["a", "length in cm", "c"],
    ),
    "scaled_digit": lambda: start_here.scaled_digit(
        digit(), digit() * np.where(np.arange(28) == 7, 2, 1)[:, None], 7, 2
    ),
    "scaled_digit, wrong": lambda: start_here.scaled_digit(
        digit(), digit() * np.where(np.arange(28) == 14, 0, 1), 14, 0
    ),
    "network_diagram": lambda: mlp.network_diagram([784, 128, 64, 10]),
    "network_diagram, long": lambda: mlp.network_diagram([784, 100, 80, 64, 32, 10], "sigmoid"),
    "network_diagram, wide": lambda: mlp.network_diagram([12345, 100000, 1], "my activation"),
    "curves": lambda: mlp.curves(
        X_LINE,
        {"relu": relu(X_LINE), "sigmoid": sigmoid(X_LINE), "identity": X_LINE},
        "Activations",
        "z",
        "activation(z)",
    ),
    "curves, seven equal": lambda: mlp.curves(X_LINE, {f"line {i}": X_LINE for i in range(7)}, "Equal", "x", "y"),
    "linear_regions": lambda: mlp.linear_regions(REGION, (-2, 2, -1, 2)),
    "linear_regions, several": lambda: mlp.linear_regions(
        {f"depth {i}, width 8": REGION * (i > REGION) for i in range(6)}, (-2, 2, -2, 2), "Random networks"
    ),
    "region_counts": lambda: mlp.region_counts(COUNTS, "width"),
    "folded_grid": lambda: mlp.folded_grid(*walk(), 1.5),
    "folded_grid, long": lambda: mlp.folded_grid([walk()[0][0] * 1e4] * 25, [f"step {i}" for i in range(25)], 13),
    "forward_pass": lambda: mlp.forward_pass(digit(), LAYERS, NAMES),
}


@pytest.fixture(params=EXAMPLES)
def example(request):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return EXAMPLES[request.param]()


# ---- Picture ---------------------------------------------------------------------------------------------------------


def pixels(shown):
    """The picture as an array (height, width, 4) of bytes, read back from its PNG."""
    import io

    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(shown.png())).convert("RGBA"))


def blank(alt):
    return Picture(picture.canvas(300, 200)[0], alt)


@pytest.mark.parametrize("alt", ["", "  \n "])
def test_a_picture_needs_a_text_alternative(alt):
    with pytest.raises(ValueError, match="alt is empty, expected a sentence"):
        blank(alt)


def test_png_is_twice_as_sharp_as_the_page_and_opaque_white():
    found = pixels(blank("nothing"))
    assert found.shape == (400, 600, 4)
    assert (found[..., 3] == 255).all()
    assert (
        (found[0] == 255).all()
        and (found[:, 0] == 255).all()
        and (found[-1] == 255).all()
        and (found[:, -1] == 255).all()
    )


def test_html_holds_the_image_and_the_escaped_text():
    shown = blank('a "quoted" <b> & more')
    assert 'alt="a &quot;quoted&quot; &lt;b&gt; &amp; more"' in shown.html()
    assert 'src="data:image/png;base64,' in shown.html() and "max-width:100%" in shown.html()
    assert 'width="300" height="200"' in shown.html()
    bundle = shown._repr_mimebundle_()
    assert bundle == {"text/html": shown.html(), "text/plain": 'a "quoted" <b> & more'}


def test_save_writes_the_png_and_refuses_other_endings(tmp_path):
    shown = blank("nothing")
    shown.save(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == shown.png()
    with pytest.raises(ValueError, match=r"'a\.pdf', expected one that ends in \.png"):
        shown.save(tmp_path / "a.pdf")


def test_the_session_s_style_does_not_reach_the_pictures_nor_they_the_session():
    plain = EXAMPLES["curves"]().png()
    with matplotlib.rc_context(
        {"text.color": "white", "axes.facecolor": "black", "font.size": 30, "lines.linewidth": 9}
    ):
        before = dict(matplotlib.rcParams.copy())
        assert EXAMPLES["curves"]().png() == plain
        assert dict(matplotlib.rcParams.copy()) == before


def run(code, root):
    return subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)


def test_plotting_loads_neither_pyplot_nor_widgets_nor_torch(root):
    code = (
        "import sys, utils.plotting, utils.interactive\n"
        "assert not {'matplotlib', 'numpy', 'ipywidgets'} & set(sys.modules), 'the packages themselves import nothing'\n"
        "from utils.plotting import mlp, start_here\n"
        "mlp.network_diagram([2, 3, 1]).html(); mlp.curves([0, 1], {'a': [0, 1]}, 't', 'x', 'y').html()\n"
        "start_here.broadcasting([[1, 2], [3, 4]], [1, 2]).html()\n"
        "found = {'matplotlib.pyplot', 'ipywidgets', 'torch', 'IPython', 'utils.checking'} & set(sys.modules)\n"
        "assert not found, found"
    )
    done = run(code, root)
    assert done.returncode == 0, done.stderr


# ---- every figure ----------------------------------------------------------------------------------------------------


def texts_of(shown):
    """Every text that drawing the picture really draws, with its box in image pixels."""
    drawn = []
    draw = Text.draw

    def remember(self, renderer, *arguments, **options):
        if self.get_visible() and self.get_text().strip():
            drawn.append((self.get_text(), self.get_fontsize(), self.get_window_extent(renderer)))
        return draw(self, renderer, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch, picture.house_style():
        shown.figure.set_dpi(picture.CSS_DPI * picture.SHARPNESS)
        patch.setattr(Text, "draw", remember)
        FigureCanvasAgg(shown.figure).draw()
    return drawn


def demand_legible(shown, drawn):
    """Every text of at least 10 pt, inside the figure, and clear of every other one."""
    width, height = shown.figure.bbox.size
    assert drawn
    for text, size, box in drawn:
        assert size >= 10, f"{text!r} has {size} pt, expected at least 10"
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert inside, f"{text!r} leaves the figure: {box} of {width} x {height}"
    for (a, _, box), (b, _, other) in itertools.combinations(drawn, 2):
        wide = min(box.x1, other.x1) - max(box.x0, other.x0)
        high = min(box.y1, other.y1) - max(box.y0, other.y0)
        # the boxes of two lines of text may touch by their leading
        assert wide <= 1 or high <= 4, f"{a!r} and {b!r} overlap by {wide:.0f} x {high:.0f}"


def test_texts_are_legible_inside_the_figure_and_clear_of_each_other(example):
    demand_legible(example, texts_of(example))


def test_alt_texts_are_one_to_four_sentences(example):
    assert 40 < len(example.alt) < 900
    assert example.alt.endswith(".") and example.alt == " ".join(example.alt.split())


def everywhere(value):
    return lambda array: np.full(np.shape(array), value, dtype=float)


def one_nan(array):
    result = np.array(array, dtype=float)
    result.flat[result.size // 3] = np.nan
    return result


def all_sorts(array):
    """Every third entry is one of these, in turn."""
    result = np.array(array, dtype=float)
    places = range(0, result.size, 3)
    values = itertools.cycle([np.inf, -np.inf, 1e300, np.nan, 1e-320])
    for place, value in zip(places, values, strict=False):
        result.flat[place] = value
    return result


def both_ends(array):
    result = np.full(np.shape(array), 1e99)
    result.flat[::2] = -1e99
    return result


SPOIL = {
    "one nan": one_nan,
    "all sorts": all_sorts,
    "only nan": everywhere(np.nan),
    "too large": everywhere(1e300),
    "constant and huge": everywhere(1e99),
    "huge, of both signs": both_ends,
    "constant and tiny": everywhere(1e-320),
    "zero": everywhere(0.0),
}
UNDRAWABLE = ("one nan", "all sorts", "only nan", "too large")


def drawn_from(spoil):
    """Each plotting function with one argument spoilt; a dict from name to a function that draws."""
    stages, names = walk()
    return {
        "digit_grid": lambda: start_here.digit_grid(spoil(np.stack([digit()] * 3)), [1, 2, 3]),
        "broadcasting X": lambda: start_here.broadcasting(spoil(np.ones((3, 3))), [1, 2, 3]),
        "broadcasting s": lambda: start_here.broadcasting(np.ones((3, 2)), spoil([1, 2, 3])),
        "columns before": lambda: start_here.columns_before_after(spoil(np.ones((9, 2))), np.ones((9, 2)), "ab"),
        "columns after": lambda: start_here.columns_before_after(np.ones((9, 2)), spoil(np.ones((9, 2))), "ab"),
        "scaled_digit image": lambda: start_here.scaled_digit(spoil(digit()), digit(), 3, 1),
        "scaled_digit scaled": lambda: start_here.scaled_digit(digit(), spoil(digit()), 9, 1),
        "curves": lambda: mlp.curves(X_LINE, {"a": X_LINE, "b": spoil(X_LINE)}, "t", "x", "y"),
        "curves x": lambda: mlp.curves(spoil(X_LINE), {"a": X_LINE, "b": X_LINE}, "t", "x", "y"),
        "region_counts": lambda: mlp.region_counts({"a": spoil([(1, 2), (3, 4)]), "b": [(2, 3)]}, "width"),
        "folded_grid": lambda: mlp.folded_grid([stages[0], spoil(stages[1]), stages[2]], names[:3], 1),
        "folded_grid blend": lambda: mlp.folded_grid([stages[0], spoil(stages[1]), stages[2]], names[:3], 1.25),
        "folded_grid input": lambda: mlp.folded_grid([spoil(stages[0]), stages[1]], names[:2], 0),
        "forward_pass": lambda: mlp.forward_pass(digit(), [LAYERS[0], spoil(LAYERS[2])], "ab"),
        "forward_pass wide": lambda: mlp.forward_pass(spoil(digit()), [spoil(LAYERS[0])], "a"),
    }


@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("figure", drawn_from(np.array))
def test_any_values_are_drawn_without_error_or_warning(figure, spoil):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = drawn_from(SPOIL[spoil])[figure]()
        drawn = texts_of(shown)
    demand_legible(shown, drawn)
    texts = [text for text, _, _ in drawn]
    if figure.startswith("broadcasting"):
        assert "not drawn" not in shown.alt, "it writes its numbers, nan among them"
    elif spoil in UNDRAWABLE:
        assert "not drawn." in shown.alt
        assert any("not drawn." in text for text in texts), "the figure itself must say it too"
    else:
        assert "not drawn" not in shown.alt or figure == "region_counts", "where 0 and -1e99 have no logarithm"


def test_region_maps_with_nan_are_drawn_and_say_so():
    spoiled = one_nan(REGION)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = mlp.linear_regions({"a": spoiled, "none": np.full((4, 4), np.inf)}, (0, 1, 0, 1))
        shown.png()
    assert "a: 4 regions" in shown.alt and "17 values nan, infinite or too large: not drawn." in shown.alt
    assert "none: nothing to draw" in shown.alt


@pytest.mark.parametrize("dtype", [np.int64, np.uint8, bool, np.float32, np.float16, np.longdouble, object])
def test_any_real_dtype_will_do_and_arguments_stay_as_they_were(dtype):
    image = (digit() > 0.5).astype(dtype)
    kept = image.copy()
    shown = start_here.scaled_digit(image, image, 3, 1)
    assert (image == kept).all() and image.dtype == kept.dtype
    assert "no other pixel changed" in shown.alt


def test_plotting_changes_none_of_its_arguments():
    stages, names = walk()
    given = [np.array(COUNTS["one hidden layer"], dtype=float), np.where(X_LINE > 2, np.nan, X_LINE), digit(), *stages]
    kept = [array.copy() for array in given]
    mlp.region_counts({"a": given[0], "b": [(1, -5)]}, "width")
    mlp.curves(given[1], {"a": given[1]}, "t", "x", "y")
    start_here.scaled_digit(given[2], given[2], 0, 1)
    mlp.folded_grid(given[3:], names, 0.5)
    for before, after in zip(kept, given, strict=True):
        np.testing.assert_array_equal(before, after)


WRONG_SHAPES = {
    "images (28, 28)": (lambda: start_here.digit_grid(digit(), [1]), r"images has shape \(28, 28\), expected \(N, H, W\)"),
    "too few labels": (lambda: start_here.digit_grid([digit()] * 2, [1]), "labels has 1 entries, expected 2"),
    "too many images": (lambda: start_here.digit_grid(np.zeros((201, 2, 2)), range(201)), "found 201 images, expected .* 200"),
    "s for columns": (lambda: start_here.broadcasting(np.ones((4, 3)), [1, 2, 3]), r"s has shape \(3,\), expected \(4,\)"),
    "a table too large": (lambda: start_here.broadcasting(np.ones((9, 3)), np.ones(9)), "found 9 rows of X, expected from 1 to 6"),
    "after transposed": (
        lambda: start_here.columns_before_after(np.ones((5, 2)), np.ones((2, 5)), "ab"), r"after has shape \(2, 5\), expected \(5, 2\)",
    ),
    "a lost axis": (lambda: start_here.scaled_digit(digit(), digit()[0], 3, 1), r"scaled has shape \(28,\), expected \(28, 28\)"),
    "no return": (lambda: start_here.scaled_digit(digit(), None, 3, 1), r"scaled is None, expected .*\(28, 28\).*return"),
    "text": (lambda: start_here.scaled_digit(digit(), "a", 3, 1), "scaled is not an array of real numbers"),
    "ragged": (lambda: start_here.scaled_digit(digit(), [[1], [1, 2]], 3, 1), "scaled is not an array of real numbers"),
    "complex": (lambda: start_here.scaled_digit(digit(), digit() * 1j, 3, 1), "scaled is not an array of real numbers"),
    "a row outside": (lambda: start_here.scaled_digit(digit(), digit(), 28, 1), "row is 28, expected a whole number from 0 to 27"),
    "one size": (lambda: mlp.network_diagram([3]), "found 0 layers, expected from 1 to 9"),
    "no size": (lambda: mlp.network_diagram([3, 0]), "an entry of sizes is 0, expected a whole number"),
    "curves of other length": (lambda: mlp.curves([1, 2], {"a": [1]}, "", "", ""), r"curves\['a'\] has shape \(1,\), expected \(2,\)"),
    "no curve": (lambda: mlp.curves([1, 2], {}, "", "", ""), "found 0 curves, expected from 1 to 7"),
    "a column": (lambda: mlp.curves([1, 2], {"a": [[1], [2]]}, "", "", ""), r"has shape \(2, 1\), expected \(2,\)"),
    "a flat map": (lambda: mlp.linear_regions(REGION.ravel(), (0, 1, 0, 1)), r"region has shape \(1200,\), expected \(H, W\)"),
    "half regions": (lambda: mlp.linear_regions(REGION / 2, (0, 1, 0, 1)), "region holds 0.5, expected whole numbers"),
    "no map": (lambda: mlp.linear_regions({}, (0, 1, 0, 1)), "found 0 maps, expected from 1 to 8"),
    "an extent reversed": (lambda: mlp.linear_regions(REGION, (1, 0, 0, 1)), "low before high"),
    "counts alone": (lambda: mlp.region_counts({"a": [1, 2]}, "x"), r"counts\['a'\] has shape \(2,\), expected \(N, 2\)"),
    "stages flattened": (lambda: mlp.folded_grid([np.ones((9, 2))] * 2, "ab", 0), r"stages\[0\] has shape \(9, 2\), expected \(G, G, 2\)"),
    "a stage in three dimensions": (
        lambda: mlp.folded_grid([np.ones((3, 3, 2)), np.ones((3, 3, 3))], "ab", 0),
        r"stages\[1\] has shape \(3, 3, 3\), expected \(3, 3, 2\)",
    ),
    "a step outside": (lambda: mlp.folded_grid(*walk(), 3.5), "step is 3.5, expected a number from 0 to 3"),
    "a batch of one": (lambda: mlp.forward_pass(digit(), [np.ones((1, 10))], "a"), r"activations\[0\] has shape \(1, 10\), expected \(d,\)"),
    "an empty layer": (lambda: mlp.forward_pass(digit(), [[]], "a"), r"activations\[0\] has shape \(0,\), expected \(d,\)"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_SHAPES)
def test_a_wrong_shape_is_an_error_that_says_what_was_found_and_expected(case):
    draw, message = WRONG_SHAPES[case]
    with pytest.raises(ValueError, match=message):
        draw()


# ---- pieces ---------------------------------------------------------------------------------------------------------

def test_shade_runs_from_one_end_of_the_ramp_to_the_other_and_marks_nan():
    ramp = ("#000000", "#FFFFFF")
    found = pieces.shade(np.array([-1.0, 0, 1, 2, 3, 9, np.nan]), 0, 3, ramp)
    np.testing.assert_allclose(found[:6, 0], [0, 0, 1 / 3, 2 / 3, 1, 1])
    assert tuple(found[6]) == to_rgb(pieces.NOT_DRAWN)
    zero = pieces.shade(np.array([-5.0, 0, 5]), -5, 5, pieces.AROUND_ZERO)
    assert tuple(zero[1]) == (1, 1, 1), "zero is white"


# ---- the parts -------------------------------------------------------------------------------------------------------


def test_spread_labels_keep_their_distance_order_and_room_and_move_least(seed, rng):
    for _ in range(200):
        wanted = rng.uniform(0, 1, rng.integers(1, 8))
        gap = rng.uniform(0, 0.2)
        moved = lines.spread(wanted, gap, 0.0, 1.0)
        fits = min(gap, 1 / max(len(wanted) - 1, 1))
        order = np.argsort(wanted)
        assert (np.diff(moved[order]) >= fits - 1e-12).all()
        assert moved.min() >= -1e-12 and moved.max() <= 1 + 1e-12
        # no small admissible move brings them nearer to where they should be
        cost = ((moved - wanted) ** 2).sum()
        for _ in range(20):
            other = moved + rng.normal(0, 0.01, len(moved))
            admissible = (np.diff(other[order]) >= fits).all() and other.min() >= 0 and other.max() <= 1
            assert not admissible or ((other - wanted) ** 2).sum() >= cost - 1e-12


def test_limits_are_finite_distinct_and_hold_the_values():
    for values in ([1, 2, 3], [5, 5], [0, 0], [np.nan], [-1e99, 1e99], [1e-320, 0], [1e15, 1e15 + 1], [np.nan, 4]):
        array = np.array(values, dtype=float)
        low, high = arrays.limits(array)
        assert np.isfinite([low, high, high - low]).all() and low < high
        drawn = array[np.isfinite(array)]
        assert (low <= drawn).all() and (drawn <= high).all()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3, "3"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (123456, "123456"),
        (1.5e7, "1.5e7"),
        (1e-5, "1e-5"),
        (np.nan, "nan"),
        (-np.inf, "-inf"),
    ],
)
def test_numbers_are_written_shortly(value, written):
    assert arrays.short(value) == written


def test_lists_in_sentences():
    assert arrays.listed(["a"]) == "a"
    assert arrays.listed("abc") == "a, b and c"
    assert arrays.listed(range(9), most=2) == "0, 1 and 7 more"
    assert arrays.listed(["a, b", "c"]) == "a, b; and c"


# ---- what the texts say ----------------------------------------------------------------------------------------------


def test_digit_grid_names_labels_and_layout():
    alt = start_here.digit_grid(np.zeros((5, 8, 6)), [3, 1, 4, 1, 5], columns=2).alt
    assert "5 images of 8 by 6 pixels" in alt and "3 rows of 2" in alt and "3, 1, 4, 1 and 5" in alt


@pytest.mark.parametrize(
    ("X", "s", "said"),
    [
        ([[1, 2], [3, 4]], [5, 6], "No error, but the wrong numbers: column 0 is multiplied by 5, not row 0."),
        ([[1, 2], [3, 4]], [5, 5], "X * s happens to be what is wanted"),
        ([[1, 2], [3, 4], [5, 6]], [1, 2, 3], "X * s cannot be formed: 2 columns, 3 factors."),
        ([[1], [2], [3]], [1, 2, 3], "X * s has shape (3, 3)"),
        ([[1, 2, 3]], [4], "here X * s is what is wanted"),
    ],
)
def test_broadcasting_says_what_numpy_does(X, s, said):
    shown = start_here.broadcasting(X, s)
    assert said in shown.alt
    X, s = np.array(X), np.array(s)
    try:  # NumPy itself is the judge of what is said
        product = X * s
    except ValueError:
        assert "cannot be formed" in said
    else:
        same = product.shape == X.shape and np.array_equal(product, X * s[:, None])
        assert same == ("is what is wanted" in said or "to be what is wanted" in said)


def test_broadcasting_colours_cells_by_the_factor_that_lands_there():
    shown = start_here.broadcasting(np.arange(9).reshape(3, 3), [10, 100, 1000])
    grounds = [patch.get_facecolor()[:3] for patch in shown.figure.axes[0].patches]
    tints = [to_rgb(colour) for colour in tables.FACTOR_TINTS]
    cells = [tints.index(ground) for ground in grounds if ground in tints]
    strip, by_columns, by_rows = [0, 1, 2], [0, 1, 2] * 3, [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert cells == [*strip, *strip, *by_columns, *strip, *by_rows], "s below X; X * s; what is wanted"


def test_columns_say_mean_and_deviation():
    before = np.array([[1.0, 10], [3, 10]])
    alt = start_here.columns_before_after(before, np.array([[-1.0, 0], [1, 0]]), ["a", "b"]).alt
    assert "Before: a has mean 2 and standard deviation 1, b has mean 10 and standard deviation 0." in alt
    assert "After: a has mean 0 and standard deviation 1, b has mean 0 and standard deviation 0." in alt


def test_scaled_digit_counts_what_changed_elsewhere():
    image = np.arange(1.0, 13).reshape(3, 4)
    by_row, by_column = image.copy(), image.copy()
    by_row[1] *= 2
    by_column[:, 1] *= 2
    assert (
        "add up to 26 before and add up to 52 after; no other pixel changed"
        in start_here.scaled_digit(image, by_row, 1, 2).alt
    )
    assert "2 pixels changed outside row 1" in start_here.scaled_digit(image, by_column, 1, 2).alt


def test_network_diagram_names_every_shape():
    shown = mlp.network_diagram([5, 4, 3, 2], "sigmoid")
    assert (
        "(N, 5) goes through affine 1, sigmoid, affine 2, sigmoid and affine 3, and comes out with shape (N, 2)"
        in shown.alt
    )
    texts = [text for text, _, _ in texts_of(shown)]
    for wanted in ("W₁ (4, 5)", "b₁ (4,)", "W₂ (3, 4)", "b₃ (2,)", "MLP(X) = h₃(h₂(h₁(X)))", "h₃(X) = affine₃(X)"):
        assert wanted in texts
    flows = [text for text in texts if text.startswith("(N, ")]
    assert flows == ["(N, 5)", "(N, 4)", "(N, 4)", "(N, 3)", "(N, 3)", "(N, 2)"]
    assert texts.count("sigmoid") == 2, "the last layer stays affine"


def test_curves_say_what_is_straight_and_what_coincides():
    shown = mlp.curves(
        X_LINE, {"deep": 2 * X_LINE + 1, "merged": 2 * X_LINE + 1 + 1e-14, "relu": relu(X_LINE)}, "T", "x", "y"
    )
    assert "deep goes from -5 to 7 in a straight line" in shown.alt
    assert "relu goes from 0 to 3 (least 0, greatest 3)" in shown.alt
    assert "deep and merged coincide." in shown.alt and "relu coincide" not in shown.alt


def test_curves_label_every_line_even_one_with_nothing_to_draw():
    shown = mlp.curves(X_LINE, {"a": X_LINE, "b": X_LINE * np.nan}, "T", "x", "y")
    assert {"a", "b (nothing to draw)"} <= {text for text, _, _ in texts_of(shown)}


def test_linear_regions_counts_whatever_the_numbers_are():
    shown = mlp.linear_regions({"here": REGION * 1000 - 7}, (-2, 2, -1, 2))
    assert "here: 4 regions" in shown.alt and "x1 from -2 to 2 and x2 from -1 to 2" in shown.alt
    assert "here\n4 regions" in [text for text, _, _ in texts_of(shown)]


def test_neighbouring_regions_differ_in_colour(seed, rng):
    for _ in range(20):  # cells of a random Voronoi diagram: planar, as linear regions are
        seeds, points = rng.uniform(0, 40, (rng.integers(2, 60), 2)), np.indices((40, 40)).reshape(2, -1).T
        ids = regions.region_ids("map", np.argmin(((points[:, None] - seeds) ** 2).sum(-1), axis=1).reshape(40, 40))
        colour = regions.colouring(ids)[ids]
        for a, b, a_id, b_id in (
            (colour[1:], colour[:-1], ids[1:], ids[:-1]),
            (colour.T[1:], colour.T[:-1], ids.T[1:], ids.T[:-1]),
        ):
            assert (a != b)[a_id != b_id].all()


def test_boundaries_lie_between_regions():
    ids = np.array([[0, 0, 1], [0, 0, 1]])
    found = regions.boundaries(ids, (0, 3, 0, 2))
    assert found.tolist() == [[[2, 0], [2, 2]]], "one straight line at x = 2, from bottom to top"
    found = regions.boundaries(ids.T, (0, 2, 0, 3))
    assert found.tolist() == [[[0, 2], [2, 2]]]


def test_region_counts_say_where_each_series_goes_and_leave_out_what_has_no_logarithm():
    alt = mlp.region_counts({"wide": [(2, 4), (8, 37)], "deep": [(2, 0), (4, 60)]}, "units").alt
    assert "wide goes from 4 at 2 to 37 at 8" in alt and "deep goes from 60 at 4 to 60 at 4" in alt
    assert "1 value not above 0, not finite or too large: not drawn." in alt


def test_folded_grid_draws_the_stage_it_names():
    stages, names = walk()
    alt = mlp.folded_grid(stages, names, 2).alt
    zero = stages[2].reshape(-1, 2) == 0
    assert "9 by 9 points" in alt and "step 2 of 3, relu 1" in alt
    assert f"{100 * zero.any(1).mean():.0f} % of the points have a coordinate that is 0" in alt
    assert f"{100 * zero.all(1).mean():.0f} % lie at the origin" in alt
    assert "from 0 to 1.5, the second from 0 to 0.75" in alt


def test_folded_grid_blends_between_stages_and_is_exact_at_them():
    stages, names = walk()
    assert (
        "between affine 1 and relu 1. The first coordinate goes from -0.25 to 1.5"
        in mlp.folded_grid(stages, names, 1.5).alt
    )
    last_unknown = [stages[0], stages[1], stages[2] * np.nan]
    assert "not drawn" not in mlp.folded_grid(last_unknown, names[:3], 1).alt
    np.testing.assert_array_equal(grid.blend(stages[0], stages[2] * np.nan, 0), stages[0])
    np.testing.assert_array_equal(grid.blend(stages[2] * np.nan, stages[0], 1), stages[0])


def test_folded_grid_view_holds_every_point_at_every_step():
    stages, names = walk()
    far = [*stages, stages[0] * 1e-3 + 50, stages[0] * 0 + 7]
    for step in np.linspace(0, 5, 41):
        axes = mlp.folded_grid(far, [*names, "far", "one point"], step).figure.axes[0]
        points = axes.collections[-1].get_offsets()
        for values, (low, high) in zip(points.T, (axes.get_xlim(), axes.get_ylim()), strict=True):
            assert low < values.min() and values.max() < high
        assert np.ptp(axes.get_xlim()) == pytest.approx(np.ptp(axes.get_ylim()))


def test_folded_grid_keeps_each_point_s_colour_from_stage_to_stage():
    stages, names = walk()
    first, last = (
        mlp.folded_grid(stages, names, step).figure.axes[0].collections[-1].get_facecolors() for step in (0, 3)
    )
    np.testing.assert_array_equal(first, last)
    assert len(np.unique(first, axis=0)) == 81


def test_forward_pass_says_which_output_is_greatest():
    shown = mlp.forward_pass(digit(), LAYERS, NAMES)
    positive = int((LAYERS[1] > 0).sum())
    assert f"relu 1 (128 numbers, {positive} above 0, {128 - positive} equal to 0)" in shown.alt
    assert "The greatest of the 10 outputs is 4.25, number 3." in shown.alt
    texts = [text for text, _, _ in texts_of(shown)]
    assert {*"0123456789"} <= {*texts} and "4.25" in texts


def test_forward_pass_writes_infinite_outputs_as_they_are():
    shown = mlp.forward_pass(digit(), [[1.0, np.inf, -np.inf, np.nan, 1e300]], ["output"])
    assert {"inf", "\N{MINUS SIGN}inf", "nan", "1e300"} <= {text for text, _, _ in texts_of(shown)}
    assert "The greatest of the 5 outputs is 1, number 0. 4 values" in shown.alt


def test_html_is_what_the_alt_says(example):
    found = re.search(r'alt="([^"]*)"', example.html()).group(1)
    assert html.unescape(found) == example.alt
