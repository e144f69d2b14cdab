"""Interactive pieces of notebook 07: a window to slide, with its arithmetic; a kernel to edit, on a photograph."""

import ipywidgets as widgets
import numpy as np

from utils.interactive.shell import WIDE, shown, slider
from utils.plotting.arrays import numbers
from utils.plotting.convolution import gallery, window_sum
from utils.plotting.picture import Picture

PRESETS = {
    "vertical edge": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "horizontal edge": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "box": [[0.111, 0.111, 0.111]] * 3,
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "outline": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
    "one pixel": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "shift": [[1, 0, 0], [0, 0, 0], [0, 0, 0]],
}


OWN = "(your own)"


def slide_window(conv2d, X, K):
    """Two sliders move a window over X, row by row; the picture writes its sum out, number by number.

    conv2d: function (X, K) -> (H - kH + 1, W - kW + 1). X: (H, W), at most 8 x 10. K: (kH, kW), at most 4 x 4.
    Two buttons go to the next window, in reading order, and back. Where the student's function has another number
    than the sum, the picture says so; one that fails is answered in words. Returns a VBox.
    """
    X, K = numbers("X", X, "H", "W"), numbers("K", K, "kH", "kW")
    rows, columns = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    window_sum(X, K, np.zeros((rows, columns)), 0, 0)  # what is handed over here is wrong once and for all: say so now
    row = slider(widgets.IntSlider, "row i", 0, rows - 1, 0)
    column = slider(widgets.IntSlider, "column j", 0, columns - 1, 0)
    back, on = widgets.Button(description="back"), widgets.Button(description="next window")
    picture = widgets.HTML()
    going = [False]  # while both sliders move, one picture is enough

    def redraw(_=None):
        if not going[0]:
            picture.value = shown(
                conv2d, lambda: conv2d(X.copy(), K.copy()), lambda S: window_sum(X, K, numbers("S", S, rows, columns), row.value, column.value)
            )

    def go(step):
        place = min(max(row.value * columns + column.value + step, 0), rows * columns - 1)
        going[0] = True
        row.value, column.value = divmod(place, columns)
        going[0] = False
        redraw()

    for control in (row, column):
        control.observe(redraw, names="value")
    back.on_click(lambda _: go(-1))
    on.on_click(lambda _: go(1))
    redraw()
    return widgets.VBox([row, column, widgets.HBox([back, on]), picture])


def edit_kernel(conv2d, image):
    """Nine number fields, a list of kernels to start from, and what the student's function makes of the image.

    conv2d: function (X, K) -> (H - 2, W - 2) for a kernel of 3 x 3. image: (H, W).
    A field is taken over with Enter, Tab or its arrows. A function that fails, or returns something that cannot be
    drawn, is answered in words. Raises ValueError when `image` is not a two-dimensional array. Returns a VBox.
    """
    image = numbers("image", image, "H", "W")
    preset = widgets.Dropdown(options=[OWN, *PRESETS], value="vertical edge", description="start from", style=WIDE)
    fields = [[_field(m, n) for n in range(3)] for m in range(3)]
    picture = widgets.HTML()
    filling = [False]  # while a preset fills nine fields, one picture is enough

    def redraw(_=None):
        if filling[0]:
            return
        K = np.array([[field.value for field in line] for line in fields])
        name = f"after the kernel, which sums to {K.sum():.3g}"
        picture.value = shown(
            conv2d,
            lambda: conv2d(image.copy(), K.copy()),
            # what sums to about 1 makes a photograph of a photograph
            lambda S: _with_kernel(gallery({"the photograph": image, name: S}, columns=2, size=330, grey=(name,) if K.sum() > 0.39 else ()), K),
        )

    def edited(_):
        if not filling[0]:
            preset.value = OWN  # so that the kernel one started from can be chosen again
            redraw()

    def fill(_=None):
        if preset.value == OWN:
            return
        filling[0] = True
        for line, values in zip(fields, PRESETS[preset.value], strict=True):
            for field, value in zip(line, values, strict=True):
                field.value = value
        filling[0] = False
        redraw()

    preset.observe(fill, names="value")
    for line in fields:
        for field in line:
            field.observe(edited, names="value")
    fill()
    return widgets.VBox([preset, *(widgets.HBox(line) for line in fields), picture])


def _with_kernel(picture, K):
    """The picture, its text alternative with the kernel in it, which those who see read off the fields."""
    return Picture(picture.figure, f"{picture.alt} The kernel, row by row: {'; '.join(' '.join(f'{entry:g}' for entry in row) for row in K)}.")


def _field(m, n):
    return widgets.BoundedFloatText(
        value=0.0, min=-20.0, max=20.0, step=0.5, description=f"K[{m}, {n}]", layout=widgets.Layout(width="150px", min_width="112px"),
        style={"description_width": "56px"},
    )  # fmt: skip
