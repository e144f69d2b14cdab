"""Interactive piece of notebook 01: walk through a network's layers and watch the plane fold."""

import math

import ipywidgets as widgets

from utils.interactive.shell import WIDE, shown, slider
from utils.plotting.mlp import folded_grid

ACTIVATIONS = (("relu", "relu"), ("sigmoid", "sigmoid"), ("none (identity)", "identity"))


def walk_through_layers(stages, names):
    """A slider over the stages of a network, with buttons that go back and on by one stage, above the folded grid.

    stages: list of (G, G, 2) arrays; names: one string for each; as `utils.plotting.mlp.folded_grid` takes them.
    Between two whole steps the points are on their way. Raises ValueError on other shapes. Returns a VBox.
    """
    folded_grid(stages, names, 0)  # what is handed over here is wrong once and for all: say so at once
    walk = _Walk(walk_through_layers)
    walk.show(lambda: (stages, names))
    return widgets.VBox([walk.controls, walk.picture])


def fold(make_stages, seed=0, depth=3):
    """The walk through the layers, with the activation, the random seed and the depth to choose.

    make_stages: function (activation, seed, depth) -> (stages, names), as `walk_through_layers` takes them;
    activation is "relu", "sigmoid" or "identity", seed an int from 0 to 20, depth an int from 1 to 6.
    A function that fails, or returns something that cannot be drawn, is answered in words. Returns a VBox.
    """
    # It opens after the first activation: at the input neither the activation nor the seed could be seen to matter.
    activation = widgets.Dropdown(options=ACTIVATIONS, value="relu", description="activation", style=WIDE)
    seed = slider(widgets.IntSlider, "random seed", 0, 20, seed)
    depth = slider(widgets.IntSlider, "layers", 1, 6, depth)
    walk = _Walk(make_stages, start=2)

    def rebuild(_=None):
        walk.show(lambda: make_stages(activation.value, seed.value, depth.value))

    for control in (activation, seed, depth):
        control.observe(rebuild, names="value")
    rebuild()
    return widgets.VBox([activation, seed, depth, walk.controls, walk.picture])


class _Walk:
    """The slider and buttons over stages that may be exchanged for others, and the picture they lead to."""

    def __init__(self, made_by, start=0):
        self.made_by = made_by  # the function to name when something fails
        # until the stages are known, its end is only far enough for where it starts
        self.step = slider(widgets.FloatSlider, "step", 0.0, max(start, 1), start, step=0.25, readout_format=".2f")
        self.back, self.on = widgets.Button(description="back"), widgets.Button(description="on")
        self.picture = widgets.HTML()
        self.controls = widgets.HBox([self.step, self.back, self.on], layout=widgets.Layout(flex_flow="row wrap"))
        self.made = None
        self.step.observe(self._redraw, names="value")
        # a slider keeps its value between its ends, so that "back" and "on" stay there
        self.back.on_click(lambda _: self._go(math.ceil(self.step.value) - 1))
        self.on.on_click(lambda _: self._go(math.floor(self.step.value) + 1))

    def show(self, make):
        """Take the stages and names from `make()`, and draw; the step stays where it was, if there is such a step."""
        self.made = None  # moving the slider's end moves the slider: no drawing on the way

        def take():
            stages, names = make()
            self.step.max = max(len(stages) - 1, 1)
            self.made = list(stages), list(names)
            return self.made

        self.picture.value = shown(self.made_by, take, self._draw)

    def _go(self, step):
        self.step.value = step

    def _redraw(self, _):
        if self.made is not None:
            self.picture.value = shown(self.made_by, lambda: self.made, self._draw)

    def _draw(self, made):
        return folded_grid(*made, self.step.value)
