"""The course as sources of Otter-Grader: a notebook for `otter assign` each, and what its tests need beside them."""

import ast

from utils.publishing.marked import build_sources, marked, new_cell, questions, with_cells
from utils.publishing.notebooks import ROOT, code_cells, dumps, parse, source, write_text

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"

CONFIG = """\
# ASSIGNMENT CONFIG
name: {name}
requirements: requirements.txt
files:
    - utils
    - data
export_cell:
    pdf: false
    run_tests: false"""

README = """\
# The course for Otter-Grader

Sources for [Otter-Grader](https://otter-grader.readthedocs.io): one notebook an assignment, a question for each
exercise, worth its points. They hold the solutions: keep them where students cannot read them.

```sh
python -m pip install -r requirements.txt
otter assign 01_mlp.ipynb dist/01_mlp     # makes dist/01_mlp/student and dist/01_mlp/autograder
otter run -a dist/01_mlp/autograder/*.zip SUBMISSION.ipynb     # grades one submission, into results.json
```

`dist/01_mlp/student` is what students get, the course's library and data included; the zip in
`dist/01_mlp/autograder` is also what Gradescope takes as an autograder. `otter assign` runs the solved notebook first,
which takes as long as the notebook does; with `--no-run-tests` it does not.

The tests ask the course's own checker, so the marks are those of `python -m utils.grading`: all of an exercise's
points or none, and a mistake is paid for once. (One exception: `mlp_backward`, which is handed what the student's own
`mlp_forward` keeps, earns nothing here while that one is wrong.) The tests that count are hidden from students and
ask for numbers drawn from the seed {seed}; with `seed = {seed}` in its settings, `python -m utils.grading` draws the
same ones. Cells with controls to play with are tagged `otter_ignore`: run without a browser they can wait for ever.
The checks run in the students' own process, as always in Otter: who reads `utils/` there can make them say anything.
Where that matters, grade with `python -m utils.grading`, which keeps answers and students' code apart.
"""

IGNORED = "otter_ignore"


def build_otter(out, force=False, seed=None, root=ROOT):
    """Writes the sources for `otter assign` into `out`, all or none: see build_sources, which says what is taken and returned."""

    def write(draft, path, seed):
        write_text(draft / path.name, dumps(source_notebook(path, seed, root)))

    return build_sources(out, force, seed, root, "otter-grader>=7", {"README.md": README}, write)


def source_notebook(path, seed, root=ROOT):
    """The notebook in the file `path` as a source of `otter assign`: its settings, a question for each exercise."""
    notebook = _without_controls(marked(path, BEGIN, END, root))
    around = {}
    for question in questions(notebook, seed):
        name = question.name
        config = f"# BEGIN QUESTION\nname: {name}\npoints: {question.points:g}"
        counts = f"points: {question.points:g}\nhidden: true"
        tests = (("seen", question.seen, "points: 0"), ("hidden", question.hidden, counts))
        around[question.cell] = (
            (_raw("begin-question", name, config), _raw("begin-solution", name, "# BEGIN SOLUTION")),
            notebook["cells"][question.cell],
            (
                _raw("end-solution", name, "# END SOLUTION"),
                _raw("begin-tests", name, "# BEGIN TESTS"),
                *(new_cell(f"test-{kind}-{name}", "code", _test(code, settings)) for kind, code, settings in tests),
                _raw("end-tests", name, "# END TESTS"),
                _raw("end-question", name, "# END QUESTION"),
            ),
        )
    notebook = with_cells(notebook, around)
    first = new_cell("assignment-config", "raw", CONFIG.format(name=path.stem))
    return {**notebook, "cells": [first, *notebook["cells"]]}


def _test(code, settings):
    return f'""" # BEGIN TEST CONFIG\n{settings}\n""" # END TEST CONFIG\nfrom utils.checking import examine\n{code}'


def _raw(what, name, text):
    return new_cell(f"{what}-{name}", "raw", text)


def _without_controls(notebook):
    """The notebook with the cells that show controls tagged for Otter to leave out."""
    cells, controls = list(notebook["cells"]), set()
    for index, cell in code_cells(notebook):
        tree = parse(source(cell))
        for node in ast.walk(tree):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("utils.interactive.") and module != "utils.interactive.progress":
                controls |= {alias.asname or alias.name for alias in node.names}
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        if any(isinstance(function, ast.Name) and function.id in controls for function in calls):
            tags = [*cell["metadata"].get("tags", []), IGNORED]
            cells[index] = {**cell, "metadata": {**cell["metadata"], "tags": tags}}
    return {**notebook, "cells": cells}
