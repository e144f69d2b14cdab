"""Interactive piece of notebook 05: step through a graph with its numbers, forward and backward."""

import ipywidgets as widgets

from utils.interactive.shell import shown, slider
from utils.plotting.backprop import UNIT_STEPS, unit_graph


def step_through_graph(x=2, w=3, b=-4, v=2, y=1):
    """A slider over the steps of the walk through the graph of the smallest network, with buttons back and on; w and b to choose.

    x, w, b, v, y: numbers, as `utils.plotting.backprop.unit_graph` takes them; w and b between -6 and 6.
    The walk stays at its step when a number is changed. Raises ValueError on other numbers. Returns a VBox.
    """
    unit_graph(x, w, b, v, y, 0)  # what is handed over here is wrong once and for all: say so at once
    step = slider(widgets.IntSlider, "step", 0, UNIT_STEPS, 0)
    back, on = widgets.Button(description="back"), widgets.Button(description="on")
    choose_w = slider(widgets.FloatSlider, "w", -6.0, 6.0, w, step=0.5, readout_format=".1f")
    choose_b = slider(widgets.FloatSlider, "b", -6.0, 6.0, b, step=0.5, readout_format=".1f")
    picture = widgets.HTML()

    def redraw(_=None):
        numbers = x, choose_w.value, choose_b.value, v, y
        picture.value = shown(unit_graph, lambda: numbers, lambda numbers: unit_graph(*numbers, step.value))

    def go(by):
        step.value = min(max(step.value + by, 0), UNIT_STEPS)

    for control in (step, choose_w, choose_b):
        control.observe(redraw, names="value")
    back.on_click(lambda _: go(-1))
    on.on_click(lambda _: go(1))
    redraw()
    walk = widgets.HBox([step, back, on], layout=widgets.Layout(flex_flow="row wrap"))
    return widgets.VBox([walk, choose_w, choose_b, picture])
