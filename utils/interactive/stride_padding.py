"""Interactive piece of notebook 08: stride, padding and kernel on a drawn picture, window by window."""

import ipywidgets as widgets
import numpy as np

from utils.interactive.shell import shown, slider
from utils.plotting.stride_padding import window_on_grid

PICTURE = np.array(
    [
        [1, 2, 0, 3, 1, 0, 2],
        [0, 1, 4, 1, 2, 3, 1],
        [2, 0, 1, 5, 0, 1, 2],
        [1, 3, 2, 0, 1, 2, 0],
        [0, 1, 0, 2, 4, 1, 3],
        [3, 0, 2, 1, 0, 5, 1],
    ]
)
KERNEL = np.array([[1, 0, -1, 2], [2, 1, 0, -1], [0, -1, 1, 1], [1, 0, 2, -2]])


def lay_windows(conv2d_strided):
    """Sliders for kernel size, stride and padding, and a walk through the windows on a picture of 6 x 7.

    conv2d_strided: the student's function (X, K, stride, padding) -> (H', W').
    The result that is shown is the student's, beside the sum written out.
    A function that fails, or returns something that cannot be drawn, is answered in words. Returns a VBox.
    """
    size = slider(widgets.IntSlider, "kernel size", 1, 4, 3)
    stride = slider(widgets.IntSlider, "stride", 1, 4, 2)
    padding = slider(widgets.IntSlider, "padding", 0, 2, 1)
    window = slider(widgets.IntSlider, "window", 1, 1, 1)
    back, on = widgets.Button(description="back"), widgets.Button(description="on")
    picture = widgets.HTML()
    changing = []  # not empty while the slider's end is being moved, which may move the slider

    def redraw(_=None):
        if changing:
            return
        K = KERNEL[: size.value, : size.value]
        picture.value = shown(
            conv2d_strided,
            lambda: conv2d_strided(PICTURE.copy(), K.copy(), stride.value, padding.value),
            lambda result: window_on_grid(PICTURE, K, stride.value, padding.value, result, window.value - 1),
        )

    def resize(_=None):
        changing.append(True)
        rows, columns = ((n + 2 * padding.value - size.value) // stride.value + 1 for n in PICTURE.shape)
        window.max = rows * columns
        window.value = min(window.value, window.max)
        changing.clear()
        redraw()

    for control in (size, stride, padding):
        control.observe(resize, names="value")
    window.observe(redraw, names="value")

    def go(by):
        window.value = min(max(window.value + by, 1), window.max)

    back.on_click(lambda _: go(-1))
    on.on_click(lambda _: go(1))
    resize()
    walk = widgets.HBox([window, back, on], layout=widgets.Layout(flex_flow="row wrap"))
    return widgets.VBox([size, stride, padding, walk, picture])
