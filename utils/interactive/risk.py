"""Interactive piece of notebook 03: degree and sample size, and what they do to the fit, the two risks and their gap."""

import ipywidgets as widgets

from utils.interactive.shell import shown, slider
from utils.plotting.risk import fit_and_risks


def explore(experiment, x, truth, floor, degree=3, size=16, degrees=16):
    """Three sliders, the degree, the number of examples and the random seed; the picture shows the fit and its risks.

    experiment: function (degree, size, seed) -> (points, fitted, train, expected): points (size, 2); fitted (T,), the
    curve at `x`; train and expected (degrees,), the risks of the fits of degree 0 .. degrees - 1 to these points.
    x, truth: (T,), the true curve. floor: the noise's share of the risk. degree, size: where the sliders begin.
    A function that fails, or returns something that cannot be drawn, is answered in words. Returns a VBox.
    """
    degree = slider(widgets.IntSlider, "degree", 0, degrees - 1, degree)
    size = slider(widgets.IntSlider, "examples", 4, 200, size, step=4)
    seed = slider(widgets.IntSlider, "random seed", 0, 20, 0)
    picture = widgets.HTML()

    def draw(made):
        points, fitted, train, expected = made
        return fit_and_risks(x, truth, fitted, points, train, expected, degree.value, floor)

    def redraw(_=None):
        picture.value = shown(experiment, lambda: experiment(degree.value, size.value, seed.value), draw)

    for control in (degree, size, seed):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([degree, size, seed, picture])
