"""The course as a course folder of nbgrader: source/01_mlp/01_mlp.ipynb and so on, settings, the library."""

from utils.publishing.marked import build_sources, marked, new_cell, questions, with_cells
from utils.publishing.notebooks import ROOT, dumps, write_text

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"

CONFIG = '''\
"""nbgrader's settings for this course: nbgrader reads them when it is run in this folder."""

import pathlib

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute


class ExecuteWithoutWidgets(Execute):
    """Runs a notebook and takes no part in its widgets: answering an Output widget, it can wait for ever."""

    def on_comm_open_jupyter_widget(self, msg):
        return None


c = get_config()  # noqa: F821, which nbgrader provides
c.CourseDirectory.root = str(pathlib.Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "neural-networks"
c.ClearSolutions.code_stub = {"python": "..."}
c.Execute.timeout = 300  # seconds a cell: some train a network
c.Execute.execute_retries = 1  # a kernel may fail to start
c.Autograde.autograde_preprocessors = [
    ExecuteWithoutWidgets if step is Execute else step for step in Autograde.autograde_preprocessors.default()
]
'''

README = """\
# The course for nbgrader

A course folder of [nbgrader](https://nbgrader.readthedocs.io): one assignment a notebook, a test cell after each
exercise, worth the exercise's points. It holds the solutions: keep it where students cannot read it.

```sh
python -m pip install -r requirements.txt
nbgrader generate_assignment 01_mlp      # release/01_mlp: the students' version
nbgrader autograde 01_mlp                # grades submitted/STUDENT/01_mlp/01_mlp.ipynb
nbgrader export                          # marks of everybody, grades.csv
```

Run them in this folder. `nbgrader db assignment list` shows the assignments; `nbgrader generate_feedback 01_mlp` writes
a page for each student.

Students need the course's library where their notebooks are: `utils/` and `data/` in the folder of the notebook or in
one above it, or `COURSE_ROOT` set to a folder that has both. Give them the bundle that
`python -m utils.publishing student OUT/` makes.

The test cells ask the course's own checker, so the marks are those of `python -m utils.grading`: all of an exercise's
points or none, and a mistake is paid for once. (One exception: `mlp_backward`, which is handed what the student's own
`mlp_forward` keeps, earns nothing here while that one is wrong.) Their hidden part, which students see in the
feedback first, asks for numbers drawn from the seed {seed}; with `seed = {seed}` in its settings, `python -m
utils.grading` draws the same ones. The checks run in the students' own process, as always in nbgrader: who reads
`utils/` there can make them say anything. Where that matters, grade with `python -m utils.grading`, which keeps
answers and students' code apart.
"""


def build_nbgrader(out, force=False, seed=None, root=ROOT):
    """Writes the course folder into `out`, whole or not at all: see build_sources, which says what is taken and returned."""

    def write(draft, path, seed):
        folder = draft / "source" / path.stem
        folder.mkdir(parents=True)
        write_text(folder / path.name, dumps(source_notebook(path, seed, root)))

    return build_sources(out, force, seed, root, "nbgrader>=0.9.6", {"README.md": README, "nbgrader_config.py": CONFIG}, write)


def source_notebook(path, seed, root=ROOT):
    """The notebook in the file `path` as nbgrader's source: solutions between its comments, test cells with points."""
    notebook = marked(path, BEGIN, END, root)
    around = {}
    for question in questions(notebook, seed):
        answer = notebook["cells"][question.cell]
        answer = {**answer, "metadata": answer["metadata"] | {"nbgrader": _cell(question.name, solution=True)}}
        text = (
            f"from utils.checking import examine  # this cell gives the points of {question.name}\n\n{question.seen}\n"
            f"### BEGIN HIDDEN TESTS\n{question.hidden}\n### END HIDDEN TESTS"
        )
        graded = _cell(f"test_{question.name}", grade=True, locked=True, points=question.points)
        around[question.cell] = (), answer, (new_cell(f"test-{question.name}", "code", text, nbgrader=graded),)
    return with_cells(notebook, around)


def _cell(grade_id, grade=False, locked=False, solution=False, points=None):
    """What nbgrader keeps with a cell (its schema, version 3)."""
    kept = {"grade": grade, "grade_id": grade_id, "locked": locked, "solution": solution, "task": False}
    return kept | {"schema_version": 3} | ({} if points is None else {"points": points})
