"""Interactive piece of notebook 09: what a convolutional network makes of a digit, layer by layer."""

import ipywidgets as widgets
import numpy as np

from utils.interactive.shell import WIDE, shown, slider
from utils.plotting.arrays import numbers
from utils.plotting.convnet import tiles


def feature_maps(layers_of, images, labels):
    """Choose a digit and a layer, and see what comes out of it, channel by channel.

    layers_of: function (image (H, W)) -> a dict from a layer's name to (C, H', W'), first layer first.
    images: (N, H, W). labels: (N,), anything that prints.
    A function that fails, or returns something that cannot be drawn, is answered in words. Returns a VBox.
    """
    images = numbers("images", images, "N", "H", "W")
    digit = slider(widgets.IntSlider, "digit", 0, len(images) - 1, 0)
    layer = widgets.Dropdown(options=_names(layers_of, images[0]), description="layer", style=WIDE)
    back, on = widgets.Button(description="layer before"), widgets.Button(description="layer after")
    picture = widgets.HTML()

    def draw(layers):
        maps = np.asarray(layers[layer.value])
        named = {f"channel {k}": values for k, values in enumerate(maps)}
        size = 300 if len(maps) == 1 else 128
        return tiles(named, f"A {labels[digit.value]}: {layer.value}, {' × '.join(map(str, maps.shape))}", columns=4, size=size)

    def redraw(_=None):
        picture.value = shown(layers_of, lambda: layers_of(images[digit.value].copy()), draw)

    def go(steps):
        index = layer.options.index(layer.value) + steps
        layer.value = layer.options[min(max(index, 0), len(layer.options) - 1)]

    back.on_click(lambda _: go(-1))
    on.on_click(lambda _: go(1))
    for control in (digit, layer):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([digit, widgets.HBox([layer, back, on], layout=widgets.Layout(flex_flow="row wrap")), picture])


def _names(layers_of, image):
    """The layers there are; one that stands for them all where the function fails."""
    try:
        return [str(name) for name in layers_of(image.copy())] or ["(none)"]
    except (Exception, SystemExit):  # noqa: BLE001 - told where the picture would be
        return ["(none)"]
