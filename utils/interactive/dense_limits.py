"""Interactive pieces of notebook 06: how large a dense network is for a picture, and a digit to move."""

import ipywidgets as widgets

from utils.interactive.shell import WIDE, shown, slider
from utils.plotting.dense_limits import memory_bars, moved_digit

SIDES = (8, 16, 28, 32, 64, 128, 224, 256, 512, 1024, 2048, 4096)


def image_size_calculator(dense_weights, height=512, width=512, channels=3, hidden=1024, classes=1024):
    """Sliders for a picture and a network, above the memory that picture, weights and training take.

    dense_weights: function (height, width, channels, hidden, classes) -> int, the number of weights.
    A function that fails is answered in words. Returns a VBox.
    """
    options = {"options": SIDES, "style": WIDE, "continuous_update": False, "layout": widgets.Layout(width="420px", max_width="100%")}
    height = widgets.SelectionSlider(value=height, description="height", **options)
    width = widgets.SelectionSlider(value=width, description="width", **options)
    channels = widgets.Dropdown(options=[("1, grey", 1), ("3, colour", 3)], value=channels, description="channels", style=WIDE)
    hidden = widgets.SelectionSlider(value=hidden, description="hidden units", **options)
    classes = widgets.SelectionSlider(value=classes, description="classes", **options)
    picture = widgets.HTML()
    sizes = (height, width, channels, hidden, classes)

    def draw(weights):
        amounts = {
            "the picture, a byte a number": height.value * width.value * channels.value,
            "the weights, in float32": 4 * weights,
            "training: weights, gradients, 2 averages": 16 * weights,
        }
        return memory_bars(amounts, f"{weights:,} weights")

    def redraw(_=None):
        picture.value = shown(dense_weights, lambda: dense_weights(*(control.value for control in sizes)), draw)

    for control in sizes:
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([height, width, channels, hidden, classes, picture])


def move_digit(shift_images, predict, images, labels):
    """Sliders for which digit, and how far down and to the right, above the digit, the moved one and the network's answer.

    shift_images: function (images, dy, dx) -> (N, H, W). predict: function of (N, H, W) -> (N, C), probabilities.
    images: (N, H, W). labels: (N,). A function that fails is answered in words. Returns a VBox.
    """
    which = slider(widgets.IntSlider, "digit", 0, len(images) - 1, 0)
    down = slider(widgets.IntSlider, "down", -8, 8, 0)
    right = slider(widgets.IntSlider, "right", -8, 8, 0)
    picture = widgets.HTML()

    def compute():
        moved = shift_images(images[which.value : which.value + 1].copy(), down.value, right.value)
        return moved, predict(moved)

    def redraw(_=None):
        n = which.value
        picture.value = shown(
            shift_images, compute, lambda made: moved_digit(images[n], made[0][0], made[1][0], int(labels[n]), down.value, right.value)
        )

    for control in (which, down, right):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([which, down, right, picture])
