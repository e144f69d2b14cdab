"""What progress() remembers: marks outlast the kernel, and none counts that no longer passes."""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys

import pytest

from tests.test_notebooks import made_up
from utils import marks
from utils.checking import exercises, find, keep_marks, student
from utils.checking.verdict import Verdict
from utils.marks import AGAIN, Marks, code_behind, stands_in, statements
from utils.publishing import address, first_cell
from utils.publishing.kernel import Kernel
from utils.publishing.notebooks import ROOT, dumps

FIRST = first_cell.render(address.current())
NUMPY = "import numpy as np"
RELU = "@check\ndef relu(z):\n    return np.maximum(z, 0)"
ABS = "@check\ndef relu(z):\n    return np.abs(z)"
HELPED = "@check\ndef relu(z):\n    return positive(z)"
HELPER = "def positive(z):\n    return z * (z > FLOOR)"
FLOOR = "FLOOR = 0"
SIGMOID = "@check\ndef sigmoid(z):\n    return 0.5 * (1 + np.tanh(z / 2))"


class Session:
    """A folder with a notebook, and kernels in it one after the other."""

    def __init__(self, folder):
        self.folder = folder
        self.kernel = None

    def save(self, *cells, name="01_mlp.ipynb"):
        (self.folder / name).write_text(dumps(made_up(FIRST, *cells)), encoding="utf-8")

    def restart(self, name=None):
        self.close()
        environment = {k: v for k, v in os.environ.items() if k not in ("JPY_SESSION_NAME", "PYTHONPATH")} | {"COURSE_ROOT": str(ROOT)}
        if name:
            environment["JPY_SESSION_NAME"] = str(self.folder / name)
        self.kernel = Kernel(self.folder, environment)
        self.run(FIRST)

    def run(self, *cells):
        for cell in cells:
            self.said = "\n".join(self.kernel.run(cell).texts)
        return self.said

    def standing(self, name="relu"):
        said = self.run("progress()")
        return next((line.split(": ")[1] for line in said.splitlines() if line.startswith("  ") and f" {name}: " in line), "not begun")

    def close(self):
        if self.kernel:
            self.kernel.close()


@pytest.fixture
def session(tmp_path):
    session = Session(tmp_path)
    yield session
    session.close()


def test_what_passed_is_right_after_a_restart_as_long_as_its_code_stands(session):
    cells = [NUMPY, FLOOR, HELPER, HELPED, SIGMOID]
    session.save(*cells)
    session.restart("01_mlp.ipynb")
    session.run(*cells)
    assert (session.standing(), session.standing("sigmoid"), session.standing("affine")) == ("right", "right", "not yet")

    session.restart("01_mlp.ipynb")
    assert (session.standing(), session.standing("sigmoid"), session.standing("affine")) == ("right", "right", "not yet")
    assert f"2 of {len(exercises())} exercises are right." in session.said
    assert all(f"{exercise.notebook}: " in session.said for exercise in exercises().values()), "all notebooks"

    session.save(NUMPY, FLOOR, "# moved\n\n" + HELPED.replace("@check\n", "") + "  # by its helper\ncheck(relu)", HELPER, SIGMOID)
    assert session.standing() == "right", "comments, places and the way it is checked are no code"
    for changed in (HELPER.replace(">", ">="), HELPER.replace("FLOOR", "1"), ""):
        session.save(NUMPY, FLOOR, changed, HELPED, SIGMOID)
        assert (session.standing(), session.standing("sigmoid")) == (AGAIN, "right"), changed
    assert "its code or the course has changed since" in session.said
    session.save(NUMPY, "FLOOR = 1", HELPER, HELPED, SIGMOID)
    assert session.standing() == AGAIN, "a number that it reads"
    session.save(NUMPY, FLOOR, HELPER, HELPED, ABS, SIGMOID)
    assert session.standing() == AGAIN, "the last of two exercises of that name is another"
    session.save(*cells)
    assert session.standing() == "right"
    session.run(NUMPY, ABS)
    assert session.standing() == "not right"

    session.restart("01_mlp.ipynb")
    assert session.standing() == "not yet", "what was wrong, and does not stand in the notebook, says nothing of it"
    assert session.standing("sigmoid") == "right"
    (session.folder / "progress.json").unlink()
    assert session.standing("sigmoid") == "not begun"


def test_within_a_session_a_mark_goes_when_what_it_rests_on_changes(session):
    session.restart()
    session.run(NUMPY, FLOOR, HELPER, HELPED)
    assert session.standing() == "right"
    session.run("z = 3", "unrelated = z", HELPER)
    assert session.standing() == "right"
    session.run(HELPER.replace(">", "<"))
    assert session.standing() == AGAIN
    session.run(HELPER)
    assert session.standing() == "right"
    session.run("def relu(z):\n    return z")
    assert session.standing() == AGAIN


def test_a_blank_exercise_takes_its_mark_away(session):
    session.save(NUMPY, RELU)
    session.restart()
    session.run(NUMPY, RELU, "@check\ndef relu(z):\n    ...")
    session.restart()
    assert session.standing() == "not begun"


@pytest.mark.parametrize("checked, kept", [("check(relu)", True), ("check('relu')", True), ("check('relu', mine)", True), ("check('relu', lambda z: np.maximum(z, 0))", False)])
def test_what_cannot_be_traced_ends_with_the_session(session, checked, kept):
    code = [NUMPY, "def relu(z):\n    return np.maximum(z, 0)", "mine = lambda z: z * (z > 0)", checked]
    session.save(*code)
    session.restart()
    session.run(*code)
    assert session.standing() == "right"
    session.restart()
    assert session.standing() == ("right" if kept else "not begun")


def test_a_mark_is_about_the_notebook_it_was_made_in(session):
    session.save(NUMPY, RELU, name="copy.ipynb")
    session.save(NUMPY, ABS)
    session.restart("copy.ipynb")
    session.run(NUMPY, RELU)
    session.restart()
    assert session.standing() == "right", "it stands in the copy"
    session.save(NUMPY, ABS, name="copy.ipynb")
    session.save(NUMPY, RELU)
    assert session.standing() == AGAIN, "another notebook's code is no matter"
    (session.folder / "copy.ipynb").rename(session.folder / "renamed.txt")
    assert session.standing() == "right", "unless that notebook is gone: it may have another name"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 2, "marks": {}}', '{"format": 1, "marks": {"relu": {"status": "right"}}}',
                                  '{"format": 1, "marks": {"relu": 3}}', '{"format": 1, "marks": {"relu": {"status": "right", "notebook": null, "name": "relu", "course": "0", "code": {}}}}', "\x00\ud800"])  # fmt: skip
def test_a_damaged_file_is_told_once_and_begun_anew(session, text):
    (session.folder / "progress.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    session.save(NUMPY, RELU)
    session.restart()
    said = session.run("progress()")
    assert "is damaged or of another version. It is begun anew" in said and "0 of" in said
    assert "damaged" not in session.run("progress()")
    session.run(NUMPY, RELU)
    session.restart()
    assert session.standing() == "right" and "damaged" not in session.said


def test_where_nothing_can_be_written_it_works_without(session):
    (session.folder / "progress.json").mkdir()  # in the way for every user, root too
    session.restart()
    session.run(NUMPY)
    said = session.run(RELU)
    assert "relu: right" in said and "cannot be kept" in said
    assert "cannot be kept" not in session.run(SIGMOID)
    assert session.standing() == "right"


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs a disk that is read-only for root too")
def test_a_read_only_folder(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir()
    code = f"""
from utils.checking import exercises
from utils.checking.verdict import Verdict
from utils.marks import Marks
marks = Marks({str(shut)!r})
marks.note(exercises()["relu"], Verdict("relu", "right"), None)
print(marks.standing())
"""
    mount = f"mount -t tmpfs -o ro none '{shut}' && exec '{sys.executable}' -c \"$0\""
    if subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f"mount -t tmpfs none '{shut}'"], check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    done = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert "cannot be written (Read-only file system)" in done.stdout and "{'relu': 'right'}" in done.stdout, done.stderr


def test_a_changed_exercise_or_checker_takes_the_mark_away(tmp_path, monkeypatch):
    monkeypatch.setattr(marks, "cells_run", lambda: [NUMPY, RELU])
    (tmp_path / "a.ipynb").write_text(dumps(made_up(NUMPY, RELU)), encoding="utf-8")
    Marks(tmp_path).note(find("relu"), Verdict("relu", "right"), "relu")
    assert Marks(tmp_path).standing() == {"relu": "right"}
    assert marks.course_digest(find("relu")) == marks.course_digest(find("sigmoid")) != marks.course_digest(find("softmax"))
    monkeypatch.setattr(marks, "course_digest", lambda exercise: "another")
    assert Marks(tmp_path).standing() == {"relu": AGAIN}


def note_all(folder, names, barrier):
    marks.cells_run = lambda: [f"def {name}(): ..." for name in names]
    kept = Marks(folder)
    barrier.wait()
    for name in names:
        kept.note(find(name), Verdict(name, "right"), name)


def test_two_notebooks_at_once_lose_nothing(tmp_path):
    names, spawn = list(exercises()), multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(4)
    writers = [spawn.Process(target=note_all, args=(tmp_path, names[i::4], barrier)) for i in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    assert set(json.loads((tmp_path / "progress.json").read_text())["marks"]) == set(names)
    assert os.listdir(tmp_path) == ["progress.json"], "no draft, no lock is left behind"


def test_outside_a_notebook_nothing_is_kept(tmp_path):
    code = f"{FIRST}\n{NUMPY}\n{RELU.replace('@check', '')}\ncheck(relu)\nprogress()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"COURSE_ROOT": str(ROOT), "PYTHONUTF8": "1"}, check=True, capture_output=True, text=True)
    assert "relu: right" in done.stdout and os.listdir(tmp_path) == []


def test_a_keeper_is_given_the_name_of_the_function(capsys):
    class Keeper:
        def __init__(self):
            self.notes = []

        def note(self, exercise, verdict, name):
            self.notes.append((exercise.name, verdict.status, name))

    keeper = Keeper()
    keep_marks(keeper)
    try:
        exec("from utils.checking import check\nimport numpy as np\n@check\ndef relu(z):\n    return np.maximum(z, 0)\n"
             "mine = lambda z: abs(z)\ncheck('relu', mine)\ncheck('relu', lambda z: z)", {"__name__": "__main__"})
    finally:
        keep_marks(None)
    assert keeper.notes == [("relu", "right", "relu"), ("relu", "not right", "mine"), ("relu", "not right", None)]
    assert student._keepers == []


# ---- tracing ---------------------------------------------------------------------------------------------------------


def test_statements_bind_and_read():
    def of(text):
        (statement,) = statements(text)
        return set(statement.binds), set(statement.reads)

    assert of("import numpy.linalg as la, os.path") == ({"la", "os"}, set())
    assert of("a, (b, *c) = d") == ({"a", "b", "c"}, {"d"})
    assert of("for i in range(n): total += i") == ({"i", "total"}, {"i", "range", "n", "total"})
    assert of("@check\n@other\ndef f(x, y=k):\n    z = x\n    return [g(w) for w in z]") == ({"f"}, {"other", "k", "g"})
    assert of("class A(B):\n    def m(self):\n        return h()") == ({"A"}, {"B", "h"})
    assert statements("def broken(:") == ()
    assert statements("%time x = 1") == ()


def test_the_code_behind_a_name_is_what_ran_last():
    cells = ["def g(): return 1", "def f(): return g() + len([])", "def g(): return 2"]
    code = code_behind("f", cells)
    assert set(code) == {"f", "g"} and code["g"] == statements(cells[2])[0].digest
    assert code_behind("f", cells[1:2]) is None and code_behind("f", []) is None
    assert code_behind("f", ["def f(n): return f(n - 1)"]).keys() == {"f"}
    assert code_behind("f", ["n = 1", "n += 1", "def f(): return n"]) is None
    assert code_behind("f", ["def f(): return 1", "f = f or print"]) is None
    assert stands_in(code, cells) and stands_in(code, cells[::-1]) and not stands_in(code, cells[:2])
