"""The tests in the browser can fail: each fault, planted in a small notebook, is found and named, and nothing else is."""

import json
import os
import subprocess

import pytest

from tests.browser.controls import KINDS, drive_all
from utils.publishing.notebooks import dumps

SHOWN = """
import ipywidgets as widgets
from IPython.display import HTML
place = widgets.HTML()
def show(change): place.value = f"<b>{change['owner'].model_id} is {change['new']}</b>"
def governed(*controls, do=show):
    for control in controls: control.observe(do, names="value")
    return widgets.VBox([*controls, place])
"""

EVERY_KIND = """
presses = []
def press(_): presses.append(1); place.value = f"pressed {len(presses)} times"
button = widgets.Button(description="a button")
button.on_click(press)
kinds = governed(
    widgets.IntSlider(description="a slider"), widgets.FloatRangeSlider(description="a range"),
    widgets.SelectionSlider(options="abcd", description="a choice"), widgets.Dropdown(options="abc", description="a list"),
    widgets.Checkbox(description="a box"), widgets.RadioButtons(options="ab"), widgets.ToggleButtons(options="ab"),
    widgets.ToggleButton(description="a switch"), widgets.IntText(description="a number"), widgets.Text(description="a text"),
    widgets.BoundedFloatText(value=1, max=1, description="a bounded number"), widgets.Textarea(description="some text"),
    widgets.Play(max=1000, interval=200))
widgets.VBox([button, kinds])
"""

# name: (a cell, what is said of it), in a notebook of their own each; "CELL" stands for the cell's id
FAULTS = {
    "dead control": (
        "widgets.VBox([governed(widgets.IntSlider(description='alive')), widgets.IntSlider(description='dead')])",
        ["cell CELL, slider 'dead': by keyboard it changes nothing", "cell CELL, slider 'dead': by mouse it changes nothing"],
    ),
    "error in a slider's callback": (
        "def fail(change):\n    show(change)\n    raise ValueError('planted')\ngoverned(widgets.IntSlider(description='s'), do=fail)",
        ["cell CELL, slider 's', by keyboard: an error in a callback:", "cell CELL, slider 's', by mouse: an error in a callback:"],
    ),
    "error in a button's callback": (
        "b = widgets.Button(description='b')\ndef fail(_):\n    place.value += 'x'\n    raise ValueError('planted')\nb.on_click(fail)\nwidgets.VBox([b, place])",
        ["cell CELL, button 'b', by keyboard: an error in a callback:", "cell CELL, button 'b', by mouse: an error in a callback:"],
    ),
    "words for a picture": (
        "from utils.interactive.start_here import dim_row\nimport numpy as np\n"
        "def f(X, s):\n    if s[3] != 1: raise ValueError('planted')\n    return X * s\ndim_row(f, np.eye(5))",
        ["cell CELL, slider 'row', by keyboard: Nothing to draw: f raised ValueError: planted"],
    ),
    "a control for the mouse alone": (
        "governed(widgets.Checkbox(description='first'), widgets.Checkbox(description='no stop', tabbable=False))",
        ["cell CELL, check box 'no stop': the Tab key does not reach it"],
    ),
    "a control of no known kind": (
        "governed(widgets.DatePicker(description='c'))",
        ["cell CELL: this can be used and is of no kind"],
    ),
    "request to another host": (
        "HTML('<link rel=stylesheet href=\"https://example.org/planted.css\">')",
        ["it asked another host: https://example.org/planted.css", "the browser's console says: Failed to load resource"],
    ),
    "console error": ("HTML('<script>console.error(\"planted\")</script>')", ["the browser's console says: planted"]),
    "a script that fails": ("HTML('<script>setTimeout(() => { throw Error(\"planted\") })</script>')", ["a script of the page failed: planted"]),
    "a picture that does not load": ("HTML('<img src=\"data:image/png;base64,AAAA\" alt=\"\">')", ["cell CELL: it shows a picture that does not load"]),
    "a formula that does not parse": ("from IPython.display import Markdown\nMarkdown(r'$\\left( x$')", ["cell CELL: it shows a formula that does not parse"]),
    "a command that no formula knows": (
        "from IPython.display import Markdown\nMarkdown(r'$x \\planted y$')",
        ["cell CELL: it shows a formula that does not parse: \\planted"],
    ),
    "stderr": ("import sys\nprint('planted', file=sys.stderr)", ["cell CELL: it writes to stderr: planted"]),
    "a cell that fails, and those after it": ("1 / 0", ["cell CELL: it raised ZeroDivisionError: division by zero", "not run: last"]),
}  # fmt: skip


def notebook(*cells):
    """The text of a notebook file with these code cells, (id, source) each."""
    made = [{"cell_type": "code", "execution_count": None, "id": id, "metadata": {}, "outputs": [], "source": text.strip()} for id, text in cells]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return dumps({"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def tried(open_notebook, lab, pictures, *cells):
    """The controls and the problems that a notebook with these cells turns out to have."""
    (lab.folder / "planted.ipynb").write_text(notebook(*cells), encoding="utf-8")
    with open_notebook("planted.ipynb", pictures) as page:
        page.run_all()
        controls = drive_all(page)
        page.overheard()
    return controls, page.problems


def test_every_kind_of_control_is_driven_and_found_well(open_notebook, lab, tmp_path):
    controls, problems = tried(open_notebook, lab, tmp_path, ("first", SHOWN), ("kinds", EVERY_KIND))
    assert not problems, "\n".join(problems)
    assert {control.kind for control in controls} == set(KINDS)
    assert len(controls) == 17  # a range has two handles, two groups of buttons two buttons each


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named_with_a_picture(fault, open_notebook, lab, tmp_path):
    cell, expected = FAULTS[fault]
    root = "import os, sys\nsys.path.insert(0, os.environ['COURSE_ROOT'])"
    _, problems = tried(open_notebook, lab, tmp_path, ("first", root + SHOWN), ("planted", cell), ("last", "'the last cell'"))
    for said in expected:
        said = said.replace("CELL", "planted")
        assert any(f"planted.ipynb: {said}" in problem for problem in problems), f"not said: {said}\nsaid:\n" + "\n".join(problems)
    assert len(problems) == len(expected), "\n".join(problems)
    assert len(list(tmp_path.glob("*.png"))) == len(problems)
    assert all(str(tmp_path) in problem for problem in problems)


def test_the_kernel_is_the_courses_own(open_notebook, lab, tmp_path):
    (lab.folder / "whose.ipynb").write_text(notebook(("whose", "import sys; print(sys.prefix)")), encoding="utf-8")
    with open_notebook("whose.ipynb", tmp_path) as page:
        said = page.run_cell("whose").inner_text()
    prefix = subprocess.run([lab.python, "-c", "import sys; print(sys.prefix)"], check=True, capture_output=True, encoding="utf-8").stdout
    assert os.path.realpath(said.strip()) == os.path.realpath(prefix.strip())


@pytest.mark.parametrize(
    "style, found",
    [
        ("color:#777;background:#fff", [4.48]),
        ("color:#767676;background:#fff", []),
        ("color:rgba(0,0,0,.4);background:#fff", [2.85]),  # half transparent text
        ("color:#fff;background:rgba(0,0,0,.1)", [1.25]),  # and a half transparent ground
        ("color:#fff;background:#000", []),
    ],
)
def test_text_that_stands_out_too_little_is_found(style, found, browser):
    from tests.browser.notebook_page import SCRIPT

    page = browser.new_page()
    page.add_init_script(path=SCRIPT)
    page.goto("about:blank")
    page.set_content(f'<div style="{style}"><p>some <b>words</b></p><i aria-hidden="true" style="color:{style}">x</i></div>')
    faint = page.evaluate("course.faint(document.querySelector('div'), 4.5)")
    page.close()
    assert [words for _, words in faint] == ["some", "words"] * bool(found)
    assert all(abs(contrast - found[0]) < 0.02 for contrast, _ in faint), json.dumps(faint)
