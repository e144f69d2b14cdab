"""Picture: a figure made without global state, together with a text that says what it shows.

matplotlib.pyplot keeps every figure it makes and shows them when it sees fit. A Picture holds a figure of its own: it
can be made anywhere (a cell, a widget's handler, a test), is shown where it is returned, and goes when it is dropped.
"""

import base64
import contextlib
import functools
import html
import io
import pathlib
import warnings

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..torch_import import own_warnings

# Okabe and Ito, "Color Universal Design" (2008): eight colours that stay apart in the common forms of colour blindness.
BLACK = "#000000"
ORANGE = "#E69F00"
SKY_BLUE = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"

INK = "#1A1A1A"  # text and outlines
GREY = "#666666"  # text of second rank: 5.7 to 1 against white
PALE = "#E4E4E4"  # grids and guides
ALERT = "#A33F00"  # vermillion, dark enough for text on white

# Colours of lines in one figure, in order of use. Yellow is left out: it cannot be seen as a thin line on white.
LINES = (BLUE, VERMILLION, BLACK, GREEN, ORANGE, PURPLE, SKY_BLUE)

CSS_DPI = 96  # a CSS pixel is 1/96 inch, so that 10 pt here are 10 pt on the page
SHARPNESS = 2  # image pixels per CSS pixel

_HOUSE = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": 11,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": PALE,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.linewidth": 2,
    "lines.dash_capstyle": "butt",
}


@contextlib.contextmanager
def house_style():
    """While this is open, matplotlib's settings are the course's own, whatever the reader's session has chosen."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_HOUSE)
        yield


def in_house_style(draw):
    """Decorator of a plotting function: it runs in `house_style`."""

    @functools.wraps(draw)
    def styled(*arguments, **options):
        with house_style():
            return draw(*arguments, **options)

    return styled


def canvas(width, height, rows=1, columns=1, **options):
    """A figure of `width` x `height` CSS pixels with `rows` x `columns` axes, laid out so that nothing overlaps.

    options: handed to `Figure.subplots` (width_ratios, sharex, squeeze, ...).
    Returns (figure, axes), axes as `Figure.subplots` returns them.
    """
    figure = _figure(width, height)
    figure.set_layout_engine("constrained", w_pad=0.1, h_pad=0.1, wspace=0.04, hspace=0.04)
    return figure, figure.subplots(rows, columns, **options)


def panels(width, height, *places):
    """A figure of `width` x `height` CSS pixels with axes at fixed places: where a slider redraws, nothing moves.

    places: one `(left, top, width, height)` in CSS pixels for each axes, top measured downward.
    Returns (figure, list of axes).
    """
    figure = _figure(width, height)
    boxes = [(left / width, 1 - (top + high) / height, wide / width, high / height) for left, top, wide, high in places]
    return figure, [figure.add_axes(box) for box in boxes]


def board(width, height):
    """A figure with one axes that fills it, whose units are CSS pixels, y downward from the top: for drawn schemes.

    Returns (figure, axes).
    """
    figure = _figure(width, height)
    axes = figure.add_axes([0, 0, 1, 1], xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    axes.autoscale(False)
    return figure, axes


def _figure(width, height):
    figure = Figure(figsize=(width / CSS_DPI, height / CSS_DPI), dpi=CSS_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


class Picture:
    """A figure and its text alternative; a notebook shows it when a cell's last line is one.

    figure: a matplotlib Figure made without pyplot (see `canvas`, `board`).
    alt: one to three sentences that say what the figure shows, for those who cannot see it.
    Raises ValueError when `alt` is empty.
    """

    def __init__(self, figure, alt):
        alt = " ".join(str(alt).split())
        if not alt:
            raise ValueError("alt is empty, expected a sentence that says what the figure shows. Write one.")
        self.figure = figure
        self.alt = alt

    def __repr__(self):
        return f"Picture: {self.alt}"

    def png(self):
        """The figure as PNG bytes, SHARPNESS image pixels to a CSS pixel, on opaque white."""
        target = io.BytesIO()
        with own_warnings(), house_style():
            # A name in a script that DejaVu Sans lacks is drawn as boxes: no reason to alarm a student.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self.figure.set_dpi(CSS_DPI * SHARPNESS)
            # straight from the canvas: Figure.savefig would lay everything out twice, and a slider would feel it
            FigureCanvasAgg(self.figure).print_png(
                target, metadata={"Software": None}, pil_kwargs={"compress_level": 4}
            )
        return target.getvalue()

    def html(self):
        """An <img> element that holds the figure itself (no file, no request) and its text alternative."""
        width, height = (round(inches * CSS_DPI) for inches in self.figure.get_size_inches())
        data = base64.b64encode(self.png()).decode("ascii")
        # width and height reserve the place before the image is there, so that a page does not jump at a redraw
        return (
            f'<img src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}" width="{width}" height="{height}" '
            f'style="width:{width}px;max-width:100%;height:auto;background:#fff">'
        )

    def save(self, path):
        """Write the figure to `path`, a name that ends in .png. Raises ValueError for another ending."""
        path = pathlib.Path(path)
        if path.suffix.lower() != ".png":
            raise ValueError(f"found the file name {path.name!r}, expected one that ends in .png. Rename it.")
        path.write_bytes(self.png())

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": self.alt}
