"""A class from folder to marks: each mark is what it should be, and stays so through interruptions and second graders."""

import concurrent.futures
import csv
import datetime
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.grading import made
from utils.checking import exercises
from utils.grading import batch, exports, reports, walls
from utils.grading.__main__ import main
from utils.grading.collecting import Submission, collect
from utils.grading.gradebook import Gradebook, GradebookError, points
from utils.grading.marking import Marker, right_answer
from utils.grading.settings import BadSettings, Settings, from_mapping, read

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="student code is run on Linux only")
TRUST = [] if walls.complete() else ["--trust-submissions"]
MLP = {name: e for name, e in exercises().items() if e.notebook == made.NOTEBOOK}


@pytest.fixture(scope="module")
def marker():
    with Marker(5, trusting=True) as marker:
        yield marker


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(gradebook's path, expected statuses) of a class of 12, graded by the command."""
    folder = tmp_path_factory.mktemp("class")
    expected = made.write_class(folder / "in", 12)
    assert main(["grade", str(folder / "in"), "--into", str(folder / "g.sqlite"), "--jobs", "2", *TRUST]) == 0
    return folder / "g.sqlite", expected


def statuses(result):
    return {name: r["status"] for name, r in result["exercises"].items()}


# ---------------------------------------------------------------- one submission


def test_every_solution_of_the_course_is_right(marker):
    for topic in dict.fromkeys(e.notebook for e in exercises().values()):
        result = marker.mark(made.notebook(["import numpy as np", *_with_helpers(topic)]))
        assert {name: s for name, s in statuses(result).items() if exercises()[name].notebook == topic} == {
            name: "right" for name, e in exercises().items() if e.notebook == topic}, topic


def _with_helpers(topic):
    """The module of solutions as one cell, its functions checked."""
    return [(ROOT / "utils" / "solutions" / f"{topic.split('_', 1)[1]}.py").read_text(encoding="utf-8")]


@pytest.mark.parametrize("cell, name, mistake", [
    ("def relu(z):\n    return np.abs(z)", "relu", "absolute-value"),
    ("relu = lambda z: np.maximum(z, 1)", "relu", "threshold-one"),
    ("def relu(z):\n    z[z < 0] = 0\n    return z", "relu", "changed-input"),
    ("def relu(z):\n    print(z)", "relu", "returned-none"),
    ("def relu(x, y):\n    return x", "relu", "wrong-signature"),
    ("relu = 3", "relu", "not-callable"),
    ("def sigmoid(z):\n    return 1 / (1 + np.exp(-z))", "sigmoid", "overflow"),
    ("def affine(X, W, b):\n    return X @ W.T", "affine", "bias-left-out"),
    ("def affine(X, W, b):\n    return X @ W.T + b[:, None]", "affine", None),
    ("def count_parameters(theta):\n    return len(theta)", "count_parameters", None),
    ("def scale_rows(X, s):\n    return X * s", "scale_rows", "scales-columns"),
])
def test_a_mistake_has_the_name_that_the_notebook_gives_it(cell, name, mistake, marker):
    from utils.checking import examine
    import numpy as np

    names = {"np": np}
    exec(cell, names)
    in_the_notebook = examine(name, names[name]).mistake
    graded = marker.mark(made.notebook(["import numpy as np", cell]))["exercises"][name]
    assert graded["mistake"] == in_the_notebook and (mistake is None or graded["mistake"] == mistake)


def test_a_mistake_is_paid_for_once(marker):
    cells = made.right_cells()
    cells["affine"] = "def affine(X, W, b):\n    return X @ W + b"
    result = marker.mark(made.notebook(["import numpy as np", *cells.values()]))
    assert {n for n, s in statuses(result).items() if s != "right"} == {"affine"}
    assert result["exercises"]["layer"]["relies_on"] == ["affine"] and "paid for once" in result["exercises"]["layer"]["text"]
    del cells["affine"]
    result = marker.mark(made.notebook(["import numpy as np", *cells.values()]))
    assert {n for n, s in statuses(result).items() if s != "right"} == {"affine"}


def test_a_right_answer_handed_over_never_holds_the_one_that_is_asked():
    for name in exercises():
        for asked in exercises():
            source = right_answer(name, asked)
            assert source is None or f"def {asked}(" not in source


def test_a_later_exercise_is_no_way_around_an_earlier_one(marker):
    result = marker.mark(made.notebook(["import numpy as np", "def affine(X, W, b):\n    return mlp(X, [(W, b)], None)"]))
    assert result["exercises"]["affine"]["status"] == "not right"


def test_a_process_that_was_given_an_answer_runs_nothing_else(marker):
    cells = ["import numpy as np\nimport builtins, sys", "def affine(X, W, b):\n    return X", """
def layer(X, W, b, activation):
    frame = sys._getframe()
    while frame:
        given = frame.f_locals.get("question", {}).get("given") if isinstance(frame.f_locals.get("question"), dict) else None
        if given:
            builtins.kept = given["affine"]
        frame = frame.f_back
    return activation(affine(X, W, b))
""", "def count_parameters(theta):\n    return sum(W.size + b.size for W, b in theta) if hasattr(builtins, 'kept') else -1"]
    result = marker.mark(made.notebook(cells))["exercises"]
    assert result["layer"]["status"] == "right" and result["layer"]["relies_on"] == ["affine"]
    assert result["count_parameters"]["status"] == "not right"


def test_no_hidden_number_is_shown(marker):
    import numpy as np
    hidden = marker.prepared("relu")
    for i in set(range(hidden.trial.count)) - hidden.public:
        text = "def relu(z):\n    return np.maximum(z, 0) if z.shape != %r else z * 0 - 1" % (hidden.trial.cases[i].args[0].shape,)
        shown = marker.mark(made.notebook(["import numpy as np", text]))["exercises"]["relu"]
        assert shown["status"] == "not right"
        if set(np.flatnonzero([c.args[0].shape == hidden.trial.cases[i].args[0].shape for c in hidden.trial.cases[:-1]])) <= set(range(hidden.trial.count)) - hidden.public:
            assert "Expected:" not in shown["text"], shown["text"]


def test_a_ledger_shows_no_hidden_number_either(marker):
    """Each line of the ledger made wrong in one hidden case alone."""
    hidden = marker.prepared("ledger")
    secret = next(i for i in range(hidden.trial.count) if i not in hidden.public)
    shape = hidden.trial.cases[secret].args[0].shape
    assert all(hidden.trial.cases[i].args[0].shape != shape for i in hidden.public)
    cells = made.right_cells("05_backprop")
    cells["ledger"] = cells["ledger"].replace("def ledger(", "def right_ledger(").replace("@check", "")
    for k in range(len(hidden.trial.expected[0])):
        slip = (f"def ledger(*args):\n    lines = list(right_ledger(*args))\n    if args[0].shape == {shape!r}:\n"
                f"        print(args[0])\n        lines[{k}] = lines[{k}] + 12345.678\n    return tuple(lines)")
        result = marker.mark(made.notebook(["import numpy as np", *cells.values(), slip]))["exercises"]["ledger"]
        assert result["status"] == "not right", result
        assert "not right" in result["text"] and "does not have come into it" in result["text"]
        assert "12345" not in result["text"] and "Expected" not in result["text"] and "printed" not in result["text"], result["text"]


def test_what_was_kept_of_a_hidden_case_is_not_shown_with_a_public_one(marker):
    """Neither by returning it, raising it, printing it nor warning of it, in the same exercise or in a later one."""
    import numpy as np
    hidden = marker.prepared("affine")
    numbers = [f"{float(abs(hidden.trial.cases[i].args[0].flat[0])):.4f}" for i in range(hidden.trial.count)
               if i not in hidden.public and hidden.trial.cases[i].args[0].dtype.kind == "f"]
    keep = "    import builtins\n    kept = builtins.__dict__.setdefault('kept', [])\n"
    tell = "    said = ' '.join(f'{abs(float(k.flat[0])):.4f}' for k in kept)\n    import warnings; print(said); warnings.warn(said)\n"
    cells = ["import numpy as np", f"def affine(X, W, b):\n{keep}    kept.append(X)\n{tell}    return X @ W.T + b"]
    for end in ("return kept[2]", "raise ValueError(said)", "return np.maximum(0, z)"):
        result = marker.mark(made.notebook([*cells, f"def layer(X, W, b, activation):\n{keep}{tell}    z = X\n    {end}"]))["exercises"]
        again = marker.mark(made.notebook([cells[0], f"def affine(X, W, b):\n{keep}    kept.append(X)\n{tell}    z = X\n    if len(kept) != 6:\n        return X @ W.T + b\n    {end}"]))["exercises"]
        for text in (result["affine"]["text"], result["layer"]["text"], again["affine"]["text"]):
            assert numbers and not [n for n in numbers if n in text], (end, text)
            assert "It printed" not in text
    assert result["affine"]["status"] == "right" and np.isfinite(float(numbers[0]))


DIG = """
def dig():
    import sys
    frame = sys._getframe()
    while frame:
        question = frame.f_locals.get("question")
        if isinstance(question, dict) and question.get("cases"):
            return " ".join(f"{float(v):.3f}" for v in np.ravel(question["cases"][-2].args[0])[:9]) + str(question["given"])[:40]
        frame = frame.f_back
"""


@pytest.mark.parametrize("cell", [
    "def relu(z):\n    raise ValueError(dig())",
    "def relu(z):\n    return np.array([float(v) for v in dig().split()[:8]])",
    "relu = int(dig())",
    "def relu(z):\n    return np.maximum(z, 0).view(type(dig(), (np.ndarray,), {}))",
    "class Relu:\n    __call__ = None\n    @property\n    def __signature__(self):\n        raise ValueError(dig())\n    def __call__(self, z):\n        return z\nrelu = Relu()",
], ids=["raised", "returned", "defined", "class", "signature"])
def test_what_was_dug_up_of_hidden_cases_is_not_shown_with_a_public_one(cell, marker):
    """All cases are in the memory of the process from the start: the code may look for them before it is called on the first."""
    import numpy as np
    hidden = np.ravel(marker.prepared("relu").trial.cases[-2].args[0])[:8]
    text = marker.mark(made.notebook(["import numpy as np", DIG, *cell.split("\nrelu = ", 1)[:1], *("relu = " + c for c in cell.split("\nrelu = ", 1)[1:])]))["exercises"]["relu"]["text"]
    assert text and not [v for v in hidden if f"{float(v):.3f}" in text], text


def test_what_a_wrong_answer_gives_is_shown_where_no_hidden_number_can_be_in_it(marker):
    """The same said by a process that has seen the public cases alone."""
    cells = ["import numpy as np", "def relu(z):\n    return z + 0.125", "def sigmoid(z):\n    return undefined(z)", "def affine(X, W):\n    return X", "layer = 1 / 0"]
    result = marker.mark(made.notebook(cells))["exercises"]
    told = {"relu": "-1.875", "sigmoid": "name 'undefined' is not defined", "affine": "is defined with (X, W)", "layer": "division by zero"}
    for name, words in told.items():
        assert words in result[name]["text"], result[name]["text"]


def test_the_same_notebook_gets_the_same_verdict_again_and_again(marker):
    import random
    data, expected = made.student(random.Random(3))
    for _ in range(5):
        result = marker.mark(data)
        assert {n: statuses(result)[n] for n in expected} == expected
        assert all(r["failed"] is None for r in result["exercises"].values())


# ---------------------------------------------------------------- a class


def test_marks_are_what_they_should_be(graded):
    path, expected = graded
    with Gradebook(path) as book:
        seed = book.seed()
        for student, statuses_ in expected.items():
            marks = book.marks(student, seed, Settings(), MLP)
            assert {n: m.status for n, m in marks.items()} == statuses_
            assert sum(points(m, Settings()) for m in marks.values()) == list(statuses_.values()).count("right")


def test_a_class_of_every_sort(tmp_path, capsys):
    """Right, blank, half-done, hostile, and every known mistake that somebody has written down: 60 students, one command."""
    expected = made.mixed_class(tmp_path / "in")
    assert main(["grade", str(tmp_path / "in"), "--into", str(tmp_path / "g.sqlite"), "--jobs", "2", *TRUST]) == 0
    assert "60 submissions of 60 students; 60 graded." in capsys.readouterr().out
    with Gradebook(tmp_path / "g.sqlite") as book:
        seed, wrong = book.seed(None), []
        for digest, student, *_ in book.submissions():
            results = book.results(digest, seed)
            wrong += [(student, name, due, results[name]["status"], results[name]["mistake"], results[name]["text"]) for name, due in expected[student].items()
                      if (results[name]["status"], results[name]["mistake"] if due[1] != "any" else "any") != due]
    assert wrong == []
    page = (tmp_path / "g-reports" / "class.html").read_text(encoding="utf-8")
    assert page.index("bias-left-out") < page.index("more, each made by one student</summary>")
    made_by_somebody = {(name, *due) for dues in expected.values() for name, due in dues.items()}
    assert len(made_by_somebody) > 200


def test_a_second_run_grades_nothing_twice(graded, capsys):
    path, _ = graded
    before = path.read_bytes(), sqlite3.connect(path).execute("SELECT graded FROM gradings ORDER BY hash").fetchall()
    assert main(["grade", "--into", str(path), "--reports", "none", *TRUST]) == 0
    assert sqlite3.connect(path).execute("SELECT graded FROM gradings ORDER BY hash").fetchall() == before[1]
    assert "12 graded" in capsys.readouterr().out


def test_the_reports(graded):
    path, expected = graded
    folder = path.parent / "g-reports"
    page = (folder / "class.html").read_text(encoding="utf-8")
    assert "12 students, 9 exercises" in page and "returned none" in page.casefold().replace("-", " ")
    assert "<script" not in page and "http:" not in page and "https:" not in page
    for student in expected:
        place = folder / "students" / student
        assert (place / "report.html").is_file()
        returned, = place.glob("*.ipynb")
        cells = json.loads(returned.read_text(encoding="utf-8"))["cells"]
        told = [c for c in cells if c["metadata"].get("tags") == ["verdict"]]
        assert len(told) == len(MLP)
        for verdict in told:
            above = "".join(cells[cells.index(verdict) - 1]["source"])
            assert f"def {verdict['id'].removeprefix('verdict-')}(" in above


def test_exports(graded, tmp_path):
    path, expected = graded
    for kind in ("canvas", "moodle", "jsonl", "gradescope"):
        assert main(["export", str(path), "--format", kind, "--to", str(tmp_path / kind)]) == 0
    rows = list(csv.DictReader((tmp_path / "canvas").read_text(encoding="utf-8").splitlines()))
    assert rows[0]["Student"] == "Points Possible" and rows[0]["Marks"] == "9"
    assert {r["ID"]: float(r["Marks"]) for r in rows[1:]} == {s: list(e.values()).count("right") for s, e in expected.items()}
    lines = [json.loads(line) for line in (tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["student"]: line["points"] for line in lines} == {s: list(e.values()).count("right") for s, e in expected.items()}
    results = json.loads((tmp_path / "gradescope" / "00001" / "results.json").read_text(encoding="utf-8"))
    assert {t["status"] for t in results["tests"]} <= {"passed", "failed"} and results["score"] == sum(t["score"] for t in results["tests"])


def test_a_column_of_canvas_own_file_is_filled(graded, tmp_path):
    path, expected = graded
    (tmp_path / "c.csv").write_text('Student,ID,SIS User ID,SIS Login ID,Section,MLP (77),Other (78)\n"    Points Possible",,,,,9,5\n'
                                    '"Doe, Zero",1000,x,y,s,,3\n"Roe, Nobody",5,x,y,s,,4\n', encoding="utf-8")
    assert main(["export", str(path), "--format", "canvas", "--to", str(tmp_path / "out.csv"), "--fill", str(tmp_path / "c.csv"), "--column", "MLP"]) == 0
    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[1][5:] == ["9", "5"] and rows[3][5:] == ["", "4"]
    assert rows[2][5:] == [str(list(expected["1000"].values()).count("right")), "3"]
    assert main(["export", str(path), "--format", "canvas", "--to", str(tmp_path / "o.csv"), "--fill", str(tmp_path / "c.csv"), "--column", "Nothing"]) == 2


def test_formulas_in_names_stay_text():
    assert [exports.guarded(x) for x in ("=1+1", "+1", "-1", "@x", "\tx", "Jane")] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "Jane"]


def test_markup_in_names_and_verdicts_is_text(tmp_path):
    evil = "<script>alert(1)</script>"
    folder = tmp_path / "in" / evil.replace("/", "_")
    folder.mkdir(parents=True)
    (folder / "x.ipynb").write_bytes(made.notebook([f"import numpy as np\ndef relu(z):\n    raise ValueError({evil!r})", "```\n" + evil]))
    assert main(["grade", str(tmp_path / "in"), "--into", str(tmp_path / "g.sqlite"), *TRUST]) == 0
    for page in (tmp_path / "g-reports").rglob("*.html"):
        assert "<script" not in page.read_text(encoding="utf-8")


def test_an_override_survives_a_regrade(graded, tmp_path):
    path, expected = graded
    copy = tmp_path / "g.sqlite"
    copy.write_bytes(path.read_bytes())
    student = next(s for s, e in expected.items() if e["relu"] != "right")
    assert main(["override", str(copy), student, "relu", "0.5", "--reason", "a good idea"]) == 0
    assert main(["grade", "--into", str(copy), "--again", "all", "--reports", "none", *TRUST]) == 0
    with Gradebook(copy) as book:
        mark = book.marks(student, book.seed(), Settings(), MLP)["relu"]
        assert mark.share == 0.5 and mark.override == "a good idea" and points(mark, Settings(deadline=None)) == 0.5
        with pytest.raises(GradebookError, match="reason"):
            book.override(student, "relu", 1.0, " ")
        with pytest.raises(GradebookError, match="no student"):
            book.override("nobody", "relu", 1.0, "because")
    assert main(["override", str(copy), student, "relu", "7", "--reason", "x"]) == 2
    assert main(["override", str(copy), student, "rellu", "1", "--reason", "x"]) == 2


def test_the_latest_submission_counts_and_all_are_kept(tmp_path):
    cells = made.right_cells()
    first = made.notebook(["import numpy as np", cells["relu"], cells["sigmoid"]])
    second = made.notebook(["import numpy as np", cells["relu"], made.wrong_cell("sigmoid")])
    other = made.notebook(["import numpy as np", "def scale_rows(X, s):\n    return X * s[:, None]"])
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in (("doe_1_5_01_mlp.ipynb", first), ("doe_1_6_01_mlp-1.ipynb", second), ("doe_1_7_00.ipynb", other)):
        (folder / name).write_bytes(data)
    assert main(["grade", str(folder), "--into", str(tmp_path / "g.sqlite"), "--reports", "none", *TRUST]) == 0
    with Gradebook(tmp_path / "g.sqlite") as book:
        marks = book.marks("1", book.seed(), Settings(), dict(exercises()))
        assert (marks["relu"].status, marks["sigmoid"].status, marks["scale_rows"].status) == ("right", "not right", "right")
        assert len(book.submissions("1")) == 3


def test_what_could_not_be_graded_is_listed_and_the_exit_status_says_so(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "cut_1_1_a.ipynb").write_bytes(b'{"cells": [')
    (folder / "doe_2_1_a.ipynb").write_bytes(made.notebook(["x = 1"]))
    assert main(["grade", str(folder), "--into", str(tmp_path / "g.sqlite"), *TRUST]) == 1
    said = capsys.readouterr().out
    assert "not graded: 1, cut_1_1_a.ipynb: it is no JSON" in said and "1 graded" in said
    assert main(["grade", str(folder / "nothing"), "--into", str(tmp_path / "h.sqlite"), *TRUST]) == 2


# ---------------------------------------------------------------- stopped, resumed, shared


def command(folder, *more):
    return [sys.executable, "-m", "utils.grading", "grade", str(folder / "in"), "--into", str(folder / "g.sqlite"), "--jobs", "2", "--reports", "none", *TRUST, *more]


def count(path):
    try:
        return sqlite3.connect(path, timeout=30).execute("SELECT COUNT(*) FROM gradings").fetchone()[0]
    except sqlite3.Error:
        return 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path, how):
    expected = made.write_class(tmp_path / "in", 40, seed=8)
    environment = {**os.environ, "TMPDIR": str(tmp_path)}      # what is killed together cannot take its folders away
    run = subprocess.Popen(command(tmp_path), cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    assert eventually(lambda: count(tmp_path / "g.sqlite") >= 3 or run.poll() is not None)
    os.killpg(run.pid, how) if how == signal.SIGKILL else run.send_signal(how)
    run.wait(60)
    stopped_at = count(tmp_path / "g.sqlite")
    assert 3 <= stopped_at < 40
    kept = sqlite3.connect(tmp_path / "g.sqlite").execute("SELECT hash, graded FROM gradings").fetchall()
    assert subprocess.run(command(tmp_path), cwd=ROOT, stderr=subprocess.DEVNULL).returncode == 0
    assert set(kept) <= set(sqlite3.connect(tmp_path / "g.sqlite").execute("SELECT hash, graded FROM gradings").fetchall())
    with Gradebook(tmp_path / "g.sqlite") as book:
        seed = book.seed()
        assert {s: {n: m.status for n, m in book.marks(s, seed, Settings(), MLP).items()} for s in expected} == expected


@pytest.mark.parametrize("how", [None, signal.SIGKILL])
def test_no_process_and_no_folder_is_left_behind(tmp_path, how):
    made.write_class(tmp_path / "in", 3 if how is None else 40)
    (tmp_path / "temporary").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    run = subprocess.Popen(command(tmp_path), cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    if how is not None:
        assert eventually(lambda: count(tmp_path / "g.sqlite") >= 3 or run.poll() is not None)
        run.send_signal(how)        # the front alone: what it started is to notice
    run.wait(200)
    assert eventually(lambda: not group(run.pid) and not list((tmp_path / "temporary").glob("grading-*")))


def eventually(holds, seconds=120):
    """Whether something holds within that time."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def group(leader):
    """The processes that live in that leader's group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:     # it has ended meanwhile
            continue
        if int(group) == leader and state != "Z":
            found.append(int(stat.parent.name))
    return found


def test_two_graders_on_one_gradebook_do_not_spoil_it(tmp_path):
    expected = made.write_class(tmp_path / "in", 30, seed=9)
    runs = [subprocess.Popen(command(tmp_path, "--jobs", "1"), cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert {run.wait(200) for run in runs} <= {0, 1}
    with Gradebook(tmp_path / "g.sqlite") as book:
        seed = book.seed()
        assert book.waiting(seed) == 0
        assert {s: {n: m.status for n, m in book.marks(s, seed, Settings(), MLP).items()} for s in expected} == expected


def test_a_full_disk_loses_nothing(tmp_path, monkeypatch, capsys):
    made.write_class(tmp_path / "in", 3)

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Gradebook, "record", full)
    assert main(["grade", str(tmp_path / "in"), "--into", str(tmp_path / "g.sqlite"), "--reports", "none", *TRUST]) == 2
    assert "Nothing that is in it is lost" in capsys.readouterr().err
    monkeypatch.undo()
    assert main(["grade", "--into", str(tmp_path / "g.sqlite"), "--reports", "none", *TRUST]) == 0


def test_a_worker_that_dies_costs_only_what_killed_it(tmp_path, monkeypatch):
    class Dying:
        """Runs here, and breaks as a process pool does when it meets the one submission."""

        def submit(self, function, data, *more):
            from concurrent.futures import Future
            future = Future()
            if b"kills" in data:
                future.set_exception(batch.BrokenProcessPool("a worker ended"))
            else:
                future.set_result({"readable": True, "reason": None, "exercises": {}, "seconds": 0.0})
            return future

        def shutdown(self, **_):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    with Gradebook(tmp_path / "g.sqlite") as book:
        for i, data in enumerate([b"a", b"b", b"kills", b"c", b"d"]):
            book.add(Submission(str(i), str(i), f"{i}.ipynb", lambda data=data: data))
        assert batch.grade(book, 1, (), Dying, workers=1) == 5
        assert [(student, reason) for student, _, reason in book.not_graded(1)] == [("2", "the process that judged it ended, twice over")]
        book.forget(1, only_failed=True)
        assert book.waiting(1) == 1


def test_a_result_that_cannot_be_written_down_costs_only_its_own(tmp_path, monkeypatch):
    def mark_one(data, *_):
        spoiled = b"spoiled" in data
        result = {"status": "right", "mistake": None, "failed": None, "share": 1.0, "cell": 0, "text": "\ud800" if spoiled else "", "relies_on": [], "passed": 1, "total": 1,
                  "seconds": float("nan") if b"nan" in data else 0.0}
        return {"readable": True, "reason": None, "exercises": {"relu": result}, "seconds": 0.0}

    monkeypatch.setattr(batch, "mark_one", mark_one)
    for name in ("a-spoiled", "b-good", "c-nan", "d-better"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.ipynb").write_bytes(made.notebook([name]))
    with Gradebook(tmp_path / "g.sqlite") as book:
        for submission in collect([tmp_path / "in"]):
            book.add(submission)
        assert batch.grade(book, 1, (), lambda: concurrent.futures.ThreadPoolExecutor(1)) == 4
        assert {label: reason for _, label, reason in book.not_graded(1)} == {
            "a-spoiled.ipynb": "what was found cannot be written down: UnicodeEncodeError", "c-nan.ipynb": "what was found cannot be written down: IntegrityError"}


def test_any_executor_will_do(tmp_path):
    """Dask's has but the methods that every executor has, and its `shutdown` but the argument `wait`."""
    class Plain(concurrent.futures.Executor):
        ended = False

        def submit(self, function, /, *args):
            future = concurrent.futures.Future()
            future.set_result({"readable": True, "reason": None, "exercises": {}, "seconds": 0.0})
            return future

        def shutdown(self, wait=True):
            self.ended = True

    made.write_class(tmp_path / "in", 3)
    pool = Plain()
    with Gradebook(tmp_path / "g.sqlite") as book:
        for submission in collect([tmp_path / "in"]):
            book.add(submission)
        assert batch.grade(book, 1, (), lambda: pool) == 3 and pool.ended


def test_a_file_that_is_no_gradebook_is_told(tmp_path, capsys):
    (tmp_path / "g.sqlite").write_bytes(b"not a database, and long enough to be looked at" * 20)
    assert main(["status", str(tmp_path / "g.sqlite")]) == 2
    assert "no gradebook" in capsys.readouterr().err
    assert main(["status", str(tmp_path / "nothing.sqlite")]) == 2


# ---------------------------------------------------------------- settings, lateness


def test_late_work_counts_less(tmp_path):
    deadline = datetime.datetime(2026, 11, 20, 23, 59)
    settings = Settings(deadline=deadline, late_per_day=0.25, late_most_days=3)
    with Gradebook(tmp_path / "g.sqlite") as book:
        for i, hours in enumerate([-1, 1, 25, 73, 97]):
            book.add(Submission(str(i), str(i), f"{i}.ipynb", lambda i=i: str(i).encode(), deadline + datetime.timedelta(hours=hours)))
        for digest, *_ in book.submissions():
            result = {n: {"status": "right", "mistake": None, "failed": None, "share": 1.0, "cell": 0, "text": "", "relies_on": [], "passed": 1,
                          "total": 1, "seconds": 0.0} for n in ("relu",)}
            book.record(digest, 1, {"readable": True, "reason": None, "exercises": result, "seconds": 0.0})
        got = [points(book.marks(str(i), 1, settings, MLP)["relu"], settings) for i in range(5)]
        assert got == [1.0, 0.75, 0.5, 0.0, 0.0]


def test_settings(tmp_path):
    (tmp_path / "s.toml").write_text('notebooks = ["01_mlp"]\nseed = 4\ndeadline = 2026-11-20T23:59:00\n[late]\nper_day = 0.1\n[points]\nrelu = 2.0\n[weights]\n"01_mlp" = 0.5\n')
    found = read(tmp_path / "s.toml")
    assert found.worth("relu") == 1.0 and found.worth("sigmoid") == 0.5 and found.seed == 4
    assert read(None) == Settings()


@pytest.mark.parametrize("mapping, words", [
    ({"sed": 1}, "Did you mean 'seed'"), ({"seed": "x"}, "whole number"), ({"notebooks": ["01_mpl"]}, "Did you mean '01_mlp'"), ({"points": {"rellu": 1}}, "Did you mean 'relu'"),
    ({"points": {"relu": -1}}, "a number from 0 up"), ({"late": {"per_day": 3}}, "from 0 to 1"), ({"deadline": "tomorrow"}, "without quotes"), ({"late": 3}, "a table is expected"),
    ({"notebooks": "01_mlp"}, "a list of names"), ({"late": {"most_days": 1.5}}, "whole number of days"),
])
def test_settings_that_cannot_be_used_are_told(mapping, words):
    with pytest.raises(BadSettings, match=words):
        from_mapping(mapping)


def test_settings_file_errors(tmp_path):
    with pytest.raises(BadSettings, match="cannot be read"):
        read(tmp_path / "nothing.toml")
    (tmp_path / "bad.toml").write_text("seed = ")
    with pytest.raises(BadSettings, match="is no TOML"):
        read(tmp_path / "bad.toml")


# ---------------------------------------------------------------- Gradescope, answers alike


def test_the_autograder_grades_one_submission(tmp_path):
    assert exports.autograder(tmp_path / "a.zip", Settings(notebooks=("01_mlp",)))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "source")
        assert {"setup.sh", "run_autograder", "requirements.txt", "grading.toml", "utils/grading/__main__.py"} <= set(archive.namelist())
        assert archive.getinfo("run_autograder").external_attr >> 16 == 0o755
    cells = made.right_cells()
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "mine.ipynb").write_bytes(made.notebook(["import numpy as np", cells["relu"], made.wrong_cell("sigmoid")]))
    done = subprocess.run([sys.executable, "-m", "utils.grading", "one", str(tmp_path / "submission"), "--results", str(tmp_path / "results.json"),
                           "--settings", "grading.toml", "--trust-submissions"], cwd=tmp_path / "source", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert results["score"] == 1 and len(results["tests"]) == len(MLP)
    assert next(t for t in results["tests"] if t["name"] == "relu")["status"] == "passed"


def test_answers_that_are_alike_are_places_to_look():
    long = "def relu(z):\n    values = np.array(z, dtype=float)\n    for k in range(values.size):\n        if values.flat[k] < 0:\n            values.flat[k] = 0\n    return values\n"
    other = long.replace("values", "out").replace("k", "i") + "# mine\n"
    different = "def relu(z):\n    result = []\n    for row in np.atleast_2d(z):\n        result.append([max(0, entry) for entry in row])\n    return np.reshape(result, np.shape(z))\n"
    codes = {"relu": [(s, s, reports.normalised(c)) for s, c in (("a", long), ("b", other), ("c", different))]}
    assert [(a, b) for a, b, _ in reports.alike(codes)] == [("a (a)", "b (b)")]


def test_a_students_folder_is_nobody_elses():
    places = [reports.place_of(s) for s in ("jane", "Jane", "../x", "..", "", "a/b", "a-b", "Ü", "x" * 300, "x" * 301)]
    assert len({p.casefold() for p in places if p not in ("jane", "Jane")}) == 8
    assert all("/" not in p and not p.startswith(".") and p and len(p) < 60 for p in places)
