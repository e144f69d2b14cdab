"""The figures of a notebook that was run, and what is wrong with their text alternatives.

A figure on the page is in a cell's outputs. One that a control draws is inside a widget, so a run that is to be
looked at has two more cells: WATCH, after the first one, looks at each Picture when it is made; WIDGETS, at the end,
moves every control and tells what was drawn.
"""

import hashlib
import html.parser
import itertools
import json
import re
from pathlib import Path
from typing import NamedTuple

from matplotlib.colors import to_hex

from tests.colours import lab

ROOT = Path(__file__).resolve().parents[1]

WIDGETS = {
    "cell_type": "code", "id": "figures-of-widgets", "metadata": {}, "execution_count": None, "outputs": [],
    "source": "from tests.figures import tell_of_widgets\ntell_of_widgets()",
}  # fmt: skip

# The notebook may run from a bundle, which has no tests: they are looked for after it, and before what is installed.
WATCH = {**WIDGETS, "id": "watch-figures", "source": f"sys.path.insert(1, {str(ROOT)!r})\nfrom tests.figures import watch\nwatch()"}

SHORTEST = 60  # characters: "A graph of the loss against the step." has 37, and says nothing that the text around does not
LIGHTER = 20  # in CIELAB's L, of 100: a fifth of the way from black to white is seen in thin lines without hue
# What a figure is made of: a text alternative that names none of these does not say what is to be seen.
DRAWN = (
    r"\b(axis|axes|along|across|against|from left|left to right|horizontal\w*|vertical\w*|curves?|lines?|bars?|points?|dots?|crosses|circles?|rings?|"
    r"arrows?|boxes|box|steps?|grids?|squares?|cells?|columns?|rows?|tables?|heat ?maps?|maps?|histograms?|contours?|pictures?|images?|photographs?|"
    r"digits?|panels?|networks?|nodes?|layers?|regions?|shad\w+|colou?r\w*|window|kernel|matri(x|ces)|diagram|plane|surface)\b"
)


class Figure(NamedTuple):
    """A figure: the id of its cell, its text alternative (None: it has none), a digest of what is drawn."""

    cell: str
    alt: str | None
    digest: str


class _Images(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "img":
            self.found.append((attributes.get("alt"), _digest(attributes.get("src", ""))))
        elif tag in ("svg", "canvas", "object", "embed", "video"):
            self.found.append((attributes.get("aria-label"), _digest(repr(attributes))))


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def figures(cells):
    """The Figures of a run, a list of notebook_tools.CellRun, in order."""
    found = []
    for cell in cells:
        for output in cell.outputs:
            data = output.get("data", {})
            if cell.id == WIDGETS["id"] and output.get("name") == "stdout":
                found += [Figure(*figure) for figure in json.loads(output["text"])["figures"]]
            elif "text/html" in data:
                found += [Figure(cell.id, *image) for image in _Images("".join(data["text/html"])).found]
            else:
                found += [Figure(cell.id, None, _digest(str(data[kind]))) for kind in data if kind.startswith("image/")]
    return found


def alt_problems(found):
    """What is wrong with the text alternatives of a notebook's figures, a sentence each; [] when all is well."""
    problems, seen = [], {}
    for figure in found:
        alt = (figure.alt or "").strip()
        first = seen.setdefault(alt.casefold(), figure)
        if not alt:
            problems.append(f"a figure of cell {figure.cell} has no text alternative")
        elif re.search(r"\.(png|jpe?g|svg|gif|webp)\b", alt, re.IGNORECASE):
            problems.append(f"cell {figure.cell}: the name of a file stands for what is shown: {alt!r}")
        elif len(alt) < SHORTEST:
            problems.append(f"cell {figure.cell}: {len(alt)} characters, fewer than {SHORTEST}, say too little: {alt!r}")
        elif not re.search(DRAWN, alt, re.IGNORECASE):
            problems.append(f"cell {figure.cell}: nothing that is drawn is named (axes, lines, bars, a picture ...): {alt!r}")
        elif first.digest != figure.digest:
            problems.append(f"cells {first.cell} and {figure.cell} show different figures and say the same of them: {alt!r}")
    return list(dict.fromkeys(problems))


def line_problems(cells):
    """What was found wrong with lines in the Pictures that a run made (see `alike`), a sentence each."""
    texts = [output["text"] for cell in cells if cell.id == WIDGETS["id"] for output in cell.outputs if output.get("name") == "stdout"]
    assert texts, "the run had no cell WIDGETS"
    return json.loads(texts[-1])["lines"]


def alike(figure):
    """The pairs of lines in one axes of a matplotlib figure that hue alone tells apart, a sentence each.

    They must differ in their dashes, in their markers, in their width by half, or in how light they are. Lines of one
    colour are parts of one thing.
    """
    problems = []
    for axes in figure.axes:
        # what is not clipped leads out of the axes, from a line's end to its label
        lines = [line for line in axes.lines if line.get_visible() and line.get_clip_on() and len(line.get_xdata()) > 0]
        for one, other in itertools.combinations(lines, 2):
            thin, thick = sorted((one.get_linewidth(), other.get_linewidth()))
            colours = _colour(one), _colour(other)
            if (
                colours[0] != colours[1]
                and abs(lab(colours[0], "grey")[0] - lab(colours[1], "grey")[0]) < LIGHTER
                and str(one._unscaled_dash_pattern) == str(other._unscaled_dash_pattern)
                and str(one.get_marker()) == str(other.get_marker())
                and _is_markers(one) == _is_markers(other)
                and thick < 1.5 * thin
            ):
                problems.append(f"two lines of {axes.get_title() or 'a figure'!r} differ in hue alone, {' and '.join(colours)}: {one}, {other}")
    return problems


def _colour(line):
    """What a line, or where there are markers alone a marker, is seen in."""
    if not _is_markers(line):
        return to_hex(line.get_color())
    face = line.get_markerfacecolor()
    return to_hex(line.get_markeredgecolor() if str(face) == "none" else face)


def _is_markers(line):
    return line.get_linestyle() == "None" or len(line.get_xdata()) == 1


# ---- inside the kernel -----------------------------------------------------------------------------------------------


_line_problems = []


def watch():
    """From here on, looks at the lines of each Picture that is made."""
    from utils.plotting.picture import Picture

    make = Picture.__init__

    def made(self, figure, alt):
        make(self, figure, alt)
        _line_problems.extend(alike(figure))

    Picture.__init__ = made


def tell_of_widgets():
    """Moves every control of every widget to its ends or its other choices and back; prints the Figures, as JSON."""
    from ipywidgets import widgets

    everything = getattr(widgets.widget, "_instances", None)  # ipywidgets 8
    everything = list((widgets.Widget.widgets if everything is None else everything).values())
    pages = [widget for widget in everything if isinstance(widget, widgets.HTML)]
    found = {}

    def look():
        for number, page in enumerate(pages):
            for image in _Images(page.value).found:
                found[(f"{WIDGETS['id']}, piece {number}", *image)] = None

    look()
    for control in everything:
        before = getattr(control, "value", None)
        for value in _other_values(control, widgets):
            control.value = value
            look()
            control.value = before
    print(json.dumps({"figures": list(found), "lines": list(dict.fromkeys(_line_problems))}))


def _other_values(control, widgets):
    if isinstance(control, (widgets.IntSlider, widgets.FloatSlider)):
        return [value for value in (control.min, control.max) if value != control.value]
    if isinstance(control, widgets.FloatLogSlider):
        return [control.base**control.min, control.base**control.max]
    if isinstance(control, (widgets.Dropdown, widgets.ToggleButtons, widgets.RadioButtons, widgets.Select, widgets.SelectionSlider)):
        values = [option[1] if isinstance(option, tuple) else option for option in control.options]
        return [value for value in values if value != control.value][:8]
    if isinstance(control, (widgets.Checkbox, widgets.ToggleButton)):
        return [not control.value]
    return []
