"""Every notebook runs from top to bottom in any state: blank, solved, every other exercise solved.

No cell raises, warns or writes to stderr, and each exercise is said to be what it is: right or not yet. The blank ones
are a student's: they run from a student bundle, in an empty folder. The runs take minutes, so two go on at a time, and
each test waits for its own.
"""

import concurrent.futures
import functools
import os

import matplotlib.figure
import pytest

from tests.figures import WATCH, WIDGETS, Figure, alike, alt_problems, figures, line_problems
from tests.notebook_tools import (
    STATES,
    CellRun,
    again_if_stalled,
    filled_in_names,
    in_state,
    run,
    run_problems,
    verdicts,
)
from utils.checking.verdict import NOT_YET, RIGHT
from utils.marks import Marks
from utils.publishing import notebooks
from utils.publishing.notebooks import ROOT, notebook_paths, read
from utils.publishing.solved import solutions_for
from utils.publishing.solving import stubs
from utils.publishing.student import build_student

WORKERS = min(2, os.cpu_count() or 1)
THREADS = max(1, (os.cpu_count() or 1) // WORKERS)


def notebook_in_state(path, state, course):
    """The notebook of that course, in that state, with a cell at the end that tells of the figures in widgets."""
    notebook = in_state(read(course / "notebooks" / path.name), solutions_for(path), state)
    after = notebooks.code_cells(notebook)[0][0] + 1  # the first cell, which finds the course
    return {**notebook, "cells": [*notebook["cells"][:after], WATCH, *notebook["cells"][after:], WIDGETS]}


def run_alone(notebook, name, folders, course):
    """(a list of CellRun, the folder that the notebook ran in)."""
    tried = []

    def once():
        tried.append(folders.mktemp("run"))
        return run(notebook, name, tried[-1], course=course, threads=THREADS)

    return again_if_stalled(once), tried[-1]


@pytest.fixture(scope="module")
def runs(request, tmp_path_factory):
    """(path, state) -> a Future of the run, for each of the runs that this session's tests will ask for."""
    params = [item.callspec.params for item in request.session.items
              if item.module is request.module and "runs" in getattr(item, "fixturenames", ())]  # fmt: skip
    asked_for = dict.fromkeys((each["path"], each["state"]) for each in params)  # several tests look at one run
    bundle = tmp_path_factory.mktemp("student") / "bundle"
    build_student(bundle)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as executor:
        futures = {}
        for path, state in asked_for:
            course = bundle if state == "blank" else ROOT
            # made here and not by the workers: in CPython 3.11 two threads that parse Python at a time can fail (SystemError, AST constructor)
            notebook = notebook_in_state(path, state, course)
            futures[path, state] = executor.submit(run_alone, notebook, path.name, tmp_path_factory, course)
        yield futures
        executor.shutdown(wait=False, cancel_futures=True)


@pytest.mark.notebooks
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_notebook_runs_clean_and_its_verdicts_are_true(path, state, runs):
    cells, _ = runs[path, state].result()
    problems = run_problems(cells)
    assert not problems, f"{path.name}, {state}, {len(problems)} problem(s)\n\n" + "\n\n".join(problems)
    filled_in = filled_in_names(read(path), state)
    expected = {stub.name: RIGHT if stub.name in filled_in else NOT_YET for stub in stubs(read(path))}
    assert verdicts(cells) == expected, f"{path.name}, {state}"


@pytest.mark.notebooks
@pytest.mark.parametrize("state", ["blank", "solved"])
@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_every_figure_says_what_it_shows(path, state, runs):
    cells, _ = runs[path, state].result()
    found = figures(cells)
    problems = alt_problems(found) + line_problems(cells)
    assert found and not problems, f"{path.name}, {state}, {len(found)} figures\n" + "\n".join(problems)


@pytest.mark.notebooks
@pytest.mark.parametrize("state", ["solved"])
@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_progress_counts_what_is_solved_and_goes_on_counting(path, state, runs):
    cells, folder = runs[path, state].result()
    names = filled_in_names(read(path), state)
    said = [output["data"]["text/plain"] for cell in cells if cell.source == "progress()" for output in cell.outputs]
    assert len(said) == 1 and f"{path.stem}: {len(names)} of {len(names)} right\n" in said[0], said
    assert Marks(folder).standing() == dict.fromkeys(names, RIGHT), "after a restart"


def made_up(*sources):
    """A notebook with these code cells, whose ids are c0, c1, ..."""
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{i}", "metadata": {}, "outputs": [], "source": text}
        for i, text in enumerate(sources)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def test_a_run_shows_what_nbval_does_not_look_at(tmp_path):
    notebook = made_up(
        "import os, sys, warnings; print(os.environ['COURSE_ROOT'])",
        "warnings.warn('it is late')",
        "print('DeprecationWarning: gone tomorrow')",
        "print('to whom it may concern', file=sys.stderr)",
        "1 / 0",
        "import utils.course",
        "print('a warning, as a word, is none')",
    )
    cells = run(notebook, "made_up.ipynb", tmp_path, course=tmp_path)
    problems = run_problems(cells)
    assert [problem.split(":")[0] for problem in problems] == ["cell c1", "cell c2", "cell c3", "cell c4", "cell c5"]
    for problem, said in zip(problems, ["it is late", "gone tomorrow", "whom it may", "ZeroDivisionError", "utils"]):
        assert said in problem
    assert cells[0].outputs[0]["text"].strip() == str(tmp_path)


def test_a_notebook_that_cannot_be_run_is_no_success(tmp_path):
    with pytest.raises(RuntimeError, match="0 of 0 code cells were run"):
        run(made_up(), "empty.ipynb", tmp_path, course=tmp_path)


def test_a_cell_that_kills_its_kernel_is_a_problem(tmp_path):
    cells = run(made_up("1", "import os; os._exit(1)", "2"), "dying.ipynb", tmp_path, course=tmp_path, cell_timeout=5)
    assert [problem.split(":")[0] for problem in run_problems(cells)] == ["cell c1"]


def test_a_cell_that_takes_too_long_is_a_problem(tmp_path):
    cells = run(made_up("import time; time.sleep(60)"), "slow.ipynb", tmp_path, course=tmp_path, cell_timeout=1)
    (problem,) = run_problems(cells)
    assert problem.startswith("cell c0") and "Timeout of 1 seconds exceeded" in problem


def test_a_kernel_that_never_came_up_gets_one_more_try():
    stalled = [CellRun("c0", "", "setup", "Kernel didn't respond", []), CellRun("c1", "", "setup", "the same", [])]
    fine = [CellRun("c0", "", "call", "", [])]
    failed = [CellRun("c0", "", "call", "ZeroDivisionError", [])]
    for results, tries in [([stalled, fine], 2), ([stalled, stalled], 2), ([failed, fine], 1), ([fine, fine], 1)]:
        left = list(results)
        assert again_if_stalled(functools.partial(left.pop, 0)) is results[tries - 1]
        assert len(results) - len(left) == tries


def test_the_halves_are_all_exercises_between_them():
    notebook = made_up(*(f"@check\ndef {name}(x):\n    raise NotImplementedError" for name in "abc"))
    solutions = {name: f"def {name}(x):\n    return '{name}'" for name in "abc"}

    def solved(state):
        cells = in_state(notebook, solutions, state)["cells"]
        return {name for name, cell in zip("abc", cells) if "return" in cell["source"]}

    assert [solved(state) for state in STATES] == [set(), {"a", "b", "c"}, {"a", "c"}, {"b"}]


FINE_ALT = "The loss against the step, both axes logarithmic: one falling line for each of three learning rates."


@pytest.mark.parametrize(
    "figures, said",
    [
        ([FINE_ALT], ""),
        ([FINE_ALT, FINE_ALT.replace("three", "four")], ""),
        ([None], "has no text alternative"),
        ([" "], "has no text alternative"),
        (["figures/loss-against-the-step-for-three-learning-rates-and-one-line-each.png"], "name of a file"),
        (["A graph of the loss."], "20 characters, fewer than 60"),
        (["This illustrates in an instructive way what was explained in the text above it, and more."], "nothing that is drawn"),
        ([FINE_ALT, FINE_ALT], "cells cell and cell show different figures"),
    ],
)
def test_a_text_alternative_that_says_nothing_is_told(figures, said):
    problems = alt_problems([Figure("cell", alt, str(number)) for number, alt in enumerate(figures)])
    assert len(problems) == bool(said) and all(said in problem for problem in problems)


def test_the_same_figure_may_be_shown_twice():
    assert alt_problems([Figure("a", FINE_ALT, "1"), Figure("b", FINE_ALT, "1")]) == []


def test_figures_are_found_wherever_they_are(tmp_path):
    notebook = made_up(
        "from IPython.display import HTML\nHTML('<p><img src=\"data:1\" alt=\"one\"><img src=\"data:2\"></p>')",
        "import sys; sys.path.insert(0, %r)\nimport ipywidgets\nbox = ipywidgets.HTML()\nslider = ipywidgets.IntSlider(2, 1, 3)" % str(ROOT),
        "def draw(change=None): box.value = f'<img src=\"{slider.value}\" alt=\"at {slider.value}\">'\nslider.observe(draw, 'value'); draw()",
        "from matplotlib import pyplot\n%matplotlib inline\npyplot.plot([1, 2]);",
    )
    notebook["cells"].append(WIDGETS)
    cells = run(notebook, "made_up.ipynb", tmp_path, course=tmp_path)
    assert run_problems(cells) == []
    found = [(figure.cell, figure.alt) for figure in figures(cells)]
    piece = f"{WIDGETS['id']}, piece 0"
    assert found == [("c0", "one"), ("c0", None), ("c3", None), (piece, "at 2"), (piece, "at 1"), (piece, "at 3")]


def test_lines_that_hue_alone_tells_apart_are_told():
    def problems(first, second):
        figure = matplotlib.figure.Figure()
        axes = figure.subplots()
        axes.plot([0, 1], **first)
        axes.plot([1, 0], **second)
        return alike(figure)

    blue, red = {"color": "#0072B2"}, {"color": "#D55E00"}
    assert "#0072b2 and #d55e00" in problems(blue, red)[0]
    assert problems(blue, blue) == []
    for difference in ({"color": "#E69F00"}, {"linestyle": "--"}, {"marker": "o"}, {"linewidth": 4}, {"linestyle": "", "marker": "+"}):
        assert problems(blue, red | difference) == []
