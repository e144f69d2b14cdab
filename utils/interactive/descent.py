"""Interactive piece of notebook 04: gradient descent on a contour map, with the learning rate and the batch size to choose."""

import ipywidgets as widgets

from utils.interactive.shell import WIDE, shown, slider
from utils.plotting.descent import contour_paths


def descend(make_path, a, b, loss, limit, rows, minimum=None, labels=("theta[0]", "theta[1]")):
    """A contour map and the way that SGD takes over it, for a learning rate, a batch size and a random seed.

    make_path: function (learning_rate, batch_size, seed) -> (T, 2), the way. a, b, loss, minimum, labels: the map, as
    `utils.plotting.descent.contour_paths` takes them. limit: the learning rate past which gradient descent diverges; the
    slider goes from 0.05 to 1.2 times that. rows: the number of rows of the data, the largest batch.
    A function that fails, or returns something that cannot be drawn, is answered in words. Returns a VBox.
    """
    contour_paths(a, b, loss, {})  # a map that cannot be drawn is wrong once and for all: say so at once
    rate = slider(widgets.FloatSlider, "learning rate / limit", 0.05, 1.2, 0.5, step=0.05, readout_format=".2f")
    sizes = [size for size in (1, 2, 5, 10, 20, 50, 100) if size < rows]
    options = [(str(size), size) for size in sizes] + [(f"all {rows}", rows)]
    size = widgets.Dropdown(options=options, value=min(10, rows), description="batch size", style=WIDE)
    seed = slider(widgets.IntSlider, "random seed", 0, 20, 0)
    picture = widgets.HTML()

    def draw(path):
        title = f"learning rate {rate.value * limit:.3g}, batch size {size.value}"
        return contour_paths(a, b, loss, {"SGD" if size.value < rows else "gradient descent": path}, title, labels, minimum)

    def redraw(_=None):
        picture.value = shown(make_path, lambda: make_path(rate.value * limit, size.value, seed.value), draw)

    for control in (rate, size, seed):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([rate, size, seed, picture])
