"""Interactive piece of notebook 02: three logits, the probabilities they make, and both losses."""

import ipywidgets as widgets
import numpy as np

from utils.interactive.shell import WIDE, shown, slider
from utils.plotting.loss import prediction_and_losses

REACH = 10.0  # of the sliders
SCALES = (("1", 1), ("100, up to 1000", 100))


def three_logits(measure, logits=(2.0, 3.0, -1.0), label=0):
    """Three sliders for the logits, the true class to choose, and what they are multiplied by, above the picture.

    measure: function (logits, label) -> (probabilities, losses), with logits (3,), label an int from 0 to 2,
    probabilities (3,) and losses a dict from name to number.
    A function that fails, or returns something that cannot be drawn, is answered in words. Returns a VBox.
    """
    sliders = [
        slider(widgets.FloatSlider, f"logit of class {c}", -REACH, REACH, value, step=0.5, readout_format=".1f")
        for c, value in enumerate(logits)
    ]
    label = widgets.Dropdown(options=[(f"class {c}", c) for c in range(3)], value=label, description="true class", style=WIDE)
    scale = widgets.Dropdown(options=SCALES, value=1, description="logits times", style=WIDE)
    picture = widgets.HTML()

    def redraw(_=None):
        chosen = np.array([part.value for part in sliders]) * scale.value
        picture.value = shown(
            measure,
            lambda: measure(chosen.copy(), label.value),
            lambda made: prediction_and_losses(chosen, made[0], label.value, made[1], reach=REACH * scale.value),
        )

    for control in (*sliders, label, scale):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([*sliders, widgets.HBox([label, scale], layout=widgets.Layout(flex_flow="row wrap")), picture])
