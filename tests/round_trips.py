"""The bundles for nbgrader and Otter-Grader in those graders themselves: make test-bundles

Each makes its students' version of every notebook. Of some it grades a right, a wrong and a blank submission, made
from that version, and its marks must be those of `python -m utils.grading`. Not collected with the other tests: the
graders need environments of their own (tests/graders.py).
"""

import json
import subprocess
import sys

import numpy as np
import pytest

from tests import graders
from tests.notebook_tools import file_problems
from utils.checking import examine, exercises, find
from utils.checking.trial import Trial
from utils.publishing import answers
from utils.publishing.first_cell import PLACEHOLDER
from utils.publishing.nbgrader import build_nbgrader
from utils.publishing.notebooks import ROOT, code_cells, dumps, notebook_paths, read, source
from utils.publishing.otter import build_otter
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solve, stubs

SEED = 1811
NAMES = [path.stem for path in notebook_paths()]

# Right for the numbers of the notebook's own check alone.
KNOWN = [round(float(case.args[0].sum()), 9) for case in Trial(find("scale_rows")).cases]
BY_HEART = f"def scale_rows(X, s):\n    return X * (s[:, None] if round(float(X.sum()), 9) in {KNOWN} else 1)"

# What the wrong submission has in place of solutions: what was learned by heart, a function that raises, one that
# returns nothing, a known mistake. What is not named here is right, so that there are right functions that call wrong
# ones (layer and mlp call affine); None stays blank.
WRONG = {
    "00_start_here": {"scale_rows": BY_HEART, "standardize": None},
    "01_mlp": {
        "relu": "def relu(z):\n    return z.nonsense",
        "sigmoid": "def sigmoid(z):\n    return None",
        "affine": "def affine(X, W, b):\n    return X @ W.T",
        "compose": None,
    },
}


def submissions(name, version):
    """The right, the wrong and the blank submission of a notebook, made from its students' version."""
    sources = solutions_for(ROOT / "notebooks" / f"{name}.ipynb")
    answers = {exercise: text for exercise, text in (sources | WRONG[name]).items() if text is not None}
    wrong = solve(version, sources | answers, answers)
    return {"right": solve(version, sources), "wrong": wrong, "blank": version}


def own_marks(name, notebooks, folder):
    """What `python -m utils.grading` gives for these submissions: student -> exercise -> points."""
    (folder / "in").mkdir(parents=True)
    for student, notebook in notebooks.items():
        (folder / "in" / f"{student}.ipynb").write_text(dumps(notebook), encoding="utf-8")
    (folder / "settings.toml").write_text(f'seed = {SEED}\nnotebooks = ["{name}"]\n')
    settings = ["--settings", str(folder / "settings.toml")]
    book, marks = str(folder / "grades.sqlite"), folder / "marks.jsonl"
    for command in (
        ["grade", str(folder / "in"), "--into", book, "--reports", "none", "--trust-submissions", *settings],
        ["export", book, "--format", "jsonl", "--to", str(marks), *settings],
    ):
        subprocess.run([sys.executable, "-m", "utils.grading", *command], cwd=ROOT, check=True, capture_output=True)
    lines = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    return {line["student"]: {n: exercise["points"] for n, exercise in line["exercises"].items()} for line in lines}


def look_over(name, version):
    """Asserts that a grader's students' version of a notebook is the course's notebook, blank, with tests."""
    ours = read(ROOT / "notebooks" / f"{name}.ipynb")
    sources = solutions_for(ROOT / "notebooks" / f"{name}.ipynb")
    assert [stub.name for stub in stubs(version)] == [stub.name for stub in stubs(ours)]
    assert answers.found_in_notebook(version, answers.bodies(sources)) == []
    text = json.dumps(version)
    assert str(SEED) not in text and "SOLUTION" not in text and "HIDDEN" not in text
    cells = {source(cell) for _, cell in code_cells(version)}
    given = {stub.cell for stub in stubs(ours)}
    assert all(source(cell) in cells for index, cell in code_cells(ours) if index not in given)
    for exercise in [stub.name for stub in stubs(ours)]:
        assert f"examine(\\\"{exercise}\\\", {exercise})" in text or f"examine('{exercise}', {exercise})" in text
    problems = file_problems(version, PLACEHOLDER)
    assert not [problem for problem in problems if "not a valid notebook" in problem or "twice" in problem], problems


def assert_marks_agree(marks, expected, name):
    assert marks == expected
    points = {exercise.name: exercise.points for exercise in exercises().values() if exercise.notebook == name}
    assert marks["right"] == points
    assert marks["wrong"] == {exercise: 0 if exercise in WRONG[name] else points[exercise] for exercise in points}
    assert marks["blank"] == dict.fromkeys(points, 0)


def test_what_was_learned_by_heart_passes_the_notebooks_own_check_alone():
    names = {"np": np}
    exec(BY_HEART, names)
    assert examine("scale_rows", names["scale_rows"]).status == "right"
    assert examine("scale_rows", names["scale_rows"], seed=SEED).status == "not right"


# --- nbgrader --------------------------------------------------------------------------------------------------

GENERATE_ALL = """
import pathlib
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI

app = NbGrader()
app.load_config_file()
api = NbGraderAPI(config=app.config)
for folder in sorted(pathlib.Path("source").iterdir()):
    done = api.generate_assignment(folder.name)
    assert done["success"], done
"""

READ_MARKS = """
import json
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps([
        [submission.assignment.name, submission.student.id, grade.name, grade.auto_score, grade.max_score]
        for assignment in book.assignments for submission in assignment.submissions
        for notebook in submission.notebooks for grade in notebook.grades
    ]))
"""


@pytest.fixture(scope="module")
def nbgrader_course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nbgrader") / "the course"
    build_nbgrader(folder, seed=SEED)
    graders.run("nbgrader", ["python", "-c", GENERATE_ALL], folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_makes_the_students_version(nbgrader_course, name):
    look_over(name, read(nbgrader_course / "release" / name / f"{name}.ipynb"))


@pytest.mark.parametrize("name", WRONG)
def test_nbgrader_gives_the_marks_that_we_give(nbgrader_course, tmp_path, name):
    notebooks = submissions(name, read(nbgrader_course / "release" / name / f"{name}.ipynb"))
    for student, notebook in notebooks.items():
        (nbgrader_course / "submitted" / student / name).mkdir(parents=True)
        (nbgrader_course / "submitted" / student / name / f"{name}.ipynb").write_text(dumps(notebook), encoding="utf-8")
    graders.run("nbgrader", ["nbgrader", "autograde", name], nbgrader_course)
    marks = {student: {} for student in notebooks}
    rows = json.loads(graders.run("nbgrader", ["python", "-c", READ_MARKS], nbgrader_course))
    for assignment, student, test, score, most in rows:
        if assignment == name:
            exercise = test.removeprefix("test_")
            marks[student][exercise] = score
            assert most == exercises()[exercise].points
    assert_marks_agree(marks, own_marks(name, notebooks, tmp_path), name)


# --- Otter -----------------------------------------------------------------------------------------------------

ASSIGN_ALL = """
import pathlib
from otter.assign import main

for path in sorted(pathlib.Path().glob("*.ipynb")):
    main(str(path), f"dist/{path.stem}", no_run_tests=True)
"""

RUN_ALL = """
import sys
from otter.run import main

for path in sys.argv[2:]:
    for last in (False, True):
        try:
            main(path + "/submission.ipynb", autograder=sys.argv[1], output_dir=path, no_logo=True)
            break
        except RuntimeError:  # a kernel that never came up, about one in 300
            if last:
                raise
"""


@pytest.fixture(scope="module")
def otter_sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("otter") / "the sources"
    build_otter(folder, seed=SEED)
    graders.run("otter", ["python", "-c", ASSIGN_ALL], folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_otter_makes_the_students_version(otter_sources, name):
    student = otter_sources / "dist" / name / "student"
    look_over(name, read(student / f"{name}.ipynb"))
    assert (student / "utils" / "course.py").exists() and not (student / "utils" / "solutions").exists()
    assert (student / "data" / "digits.npz").exists()


@pytest.mark.parametrize("name", WRONG)
def test_otter_gives_the_marks_that_we_give(otter_sources, tmp_path, name):
    notebooks = submissions(name, read(otter_sources / "dist" / name / "student" / f"{name}.ipynb"))
    for student, notebook in notebooks.items():
        (tmp_path / student).mkdir()
        (tmp_path / student / "submission.ipynb").write_text(dumps(notebook), encoding="utf-8")
    (autograder,) = (otter_sources / "dist" / name / "autograder").glob("*.zip")
    folders = [tmp_path / student for student in notebooks]
    graders.run("otter", ["python", "-c", RUN_ALL, autograder, *folders], tmp_path)
    marks = {}
    for student in notebooks:
        tests = json.loads((tmp_path / student / "results.json").read_text(encoding="utf-8"))["tests"]
        graded = {test["name"]: test for test in tests if test["name"] in exercises()}
        marks[student] = {exercise: test["score"] for exercise, test in graded.items()}
        assert all(test["max_score"] == exercises()[exercise].points for exercise, test in graded.items())
    assert_marks_agree(marks, own_marks(name, notebooks, tmp_path / "own"), name)
