"""Interactive piece of notebook 00: scale one row of a digit with one's own function."""

import ipywidgets as widgets
import numpy as np

from utils.interactive.shell import shown, slider
from utils.plotting.arrays import numbers
from utils.plotting.start_here import scaled_digit


def dim_row(scale_rows, image):
    """Two sliders, a row and a factor; the student's function scales that row of the image, and the picture shows it.

    scale_rows: function (X, s) -> array like X, row i multiplied by s[i]. image: (H, W).
    A function that fails, or returns something that cannot be drawn, is answered in words.
    Raises ValueError when `image` is not a two-dimensional array of numbers. Returns a VBox.
    """
    image = numbers("image", image, "H", "W")
    rows = len(image)
    row = slider(widgets.IntSlider, "row", 0, rows - 1, rows // 2)
    factor = slider(widgets.FloatSlider, "factor", 0.0, 2.0, 0.2, step=0.1, readout_format=".1f")
    picture = widgets.HTML()

    def redraw(_=None):
        s = np.ones(rows)
        s[row.value] = factor.value
        picture.value = shown(
            scale_rows,
            lambda: scale_rows(image.copy(), s),
            lambda scaled: scaled_digit(image, scaled, row.value, factor.value),
        )

    for control in (row, factor):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([row, factor, picture])
