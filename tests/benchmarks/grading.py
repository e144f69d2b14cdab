"""Grading beside nbgrader and otter-grader: the same submissions of the same three exercises, in one run.

    python -m tests.benchmarks.grading [--submissions 200] [--peers 20] [--class 10000]

The peers get environments of their own (tests/graders.py makes them), and are measured on the first submissions only. Ours
starts its workers once for a class, which takes seconds (torch), so its speed is told twice: for the whole run, and a
submission once the workers are up, which is what the goals are about.

All three graders call the same functions on the same cases and compare with the same expected values;
the peers by assertions in test cells, as their instructors write them. Students are right in some and wrong in others.
"""

import argparse
import json
import os
import random
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from tests import graders
from utils.checking import exercises
from utils.grading import batch
from utils.grading.collecting import collect
from utils.grading.gradebook import Gradebook

SEED = 7
GOALS = {"nbgrader": 100, "otter-grader": 250}

ANSWERS = {
    "softmax": ("def softmax(logits):\n    e = np.exp(logits - logits.max(axis=1, keepdims=True))\n    return e / e.sum(axis=1, keepdims=True)",
                "def softmax(logits):\n    e = np.exp(logits - logits.max(axis=0, keepdims=True))\n    return e / e.sum(axis=0, keepdims=True)"),
    "affine": ("def affine(X, W, b):\n    return X @ W.T + b", "def affine(X, W, b):\n    return X @ W.T"),
    "conv2d_strided": (
        "def conv2d_strided(X, K, stride, padding):\n    X = np.pad(X, padding)\n    kH, kW = K.shape\n    H, W = (X.shape[0] - kH) // stride + 1, (X.shape[1] - kW) // stride + 1\n"
        "    S = np.zeros((H, W))\n    for i in range(H):\n        for j in range(W):\n"
        "            S[i, j] = (X[i * stride:i * stride + kH, j * stride:j * stride + kW] * K).sum()\n    return S",
        "def conv2d_strided(X, K, stride, padding):\n    X = np.pad(X, padding)\n    kH, kW = K.shape\n    H, W = (X.shape[0] - kH) // stride + 1, (X.shape[1] - kW) // stride + 1\n"
        "    S = np.zeros((H, W))\n    for i in range(H):\n        for j in range(W):\n            S[i, j] = (X[i:i + kH, j:j + kW] * K).sum()\n    return S"),
}
NAMES = [name for name in ANSWERS if name in exercises()]


def students(count):
    """(id, {exercise: (source, is right)}) of so many students, told apart by a comment."""
    rng = random.Random(SEED)
    for i in range(count):
        yield f"student{i:05d}", {name: (ANSWERS[name][int(wrong)] + f"\n# {i}", not wrong) for name in NAMES for wrong in [rng.random() < 0.3]}


def notebook(cells):
    return {"cells": cells, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}


def code(text, id, **metadata):
    return {"cell_type": "code", "id": id, "metadata": metadata, "source": text, "outputs": [], "execution_count": None}


def test_code(name):
    """Assertions on the exercise's cases, as an instructor writes them for graders that run them beside the answer."""
    from utils.checking.trial import Trial

    trial, lines = Trial(exercises()[name]), ["import numpy as np"]
    for case, expected in zip(trial.cases[:trial.count], trial.expected):
        arguments = ", ".join(f"np.array({a.tolist()!r}, dtype={str(a.dtype)!r})" if isinstance(a, np.ndarray) else repr(a) for a in case.args)
        lines.append(f"np.testing.assert_allclose({name}({arguments}), np.array({expected.tolist()!r}), rtol=1e-5, atol=1e-6)")
    return "\n".join(lines)


# ---------------------------------------------------------------- the three graders: each returns (seconds, {student: {exercise: right}})


def ours(folder, sent_in):
    (folder / "in").mkdir()
    for student, answers in sent_in:
        cells = [code("import numpy as np", "imports"), *(code(source, name) for name, (source, _) in answers.items())]
        (folder / "in" / f"{student}.ipynb").write_text(json.dumps(notebook(cells)))
    jobs = os.cpu_count() or 1
    with Gradebook(folder / "grades.sqlite") as book:
        started = time.perf_counter()
        for submission in collect([folder / "in"]):
            book.add(submission)
        watch = Times()
        batch.grade(book, SEED, (), lambda: batch.local_executor(jobs), True, jobs, watch)
        seconds = time.perf_counter() - started
        marks = {s: {n: r["status"] == "right" for n, r in book.results(digest, SEED).items() if n in NAMES} for digest, s, *_ in book.submissions()}
    return seconds, marks, watch.warm()


class Times:
    """When each submission was graded."""

    def __init__(self):
        self.at = []

    def step(self):
        self.at.append(time.perf_counter())

    def warm(self):
        """Seconds a submission once all workers are up: from the end of the first tenth on."""
        first = max(len(self.at) // 10, 1)
        return (self.at[-1] - self.at[first - 1]) / max(len(self.at) - first, 1)


def nbgrader(folder, sent_in):
    programs = graders.environment("nbgrader")
    env = graders.settings(programs, folder)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")

    def answer(name, source):
        return code(source, name, nbgrader={"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": True, "task": False})

    def test(name):
        return code(test_code(name), f"test-{name}", nbgrader={"grade": True, "grade_id": f"test-{name}", "locked": True, "points": 1, "schema_version": 3, "solution": False, "task": False})

    def write(path, answers):
        path.parent.mkdir(parents=True)
        cells = [code("import numpy as np", "imports")] + [cell for name, source in answers.items() for cell in (answer(name, source), test(name))]
        path.write_text(json.dumps(notebook(cells)))

    write(folder / "source" / "ps1" / "p.ipynb", {name: ANSWERS[name][0] for name in NAMES})
    subprocess.run([programs / "nbgrader", "generate_assignment", "ps1"], cwd=folder, env=env, check=True, capture_output=True)
    for student, answers in sent_in:
        write(folder / "submitted" / student / "ps1" / "p.ipynb", {name: source for name, (source, _) in answers.items()})
    started = time.perf_counter()
    subprocess.run([programs / "nbgrader", "autograde", "ps1"], cwd=folder, env=env, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    read = ("import json; from nbgrader.api import Gradebook; book = Gradebook('sqlite:///gradebook.db'); "
            "print(json.dumps({s.id: {g.name: book.find_submission_notebook('p', 'ps1', s.id) and [x.score for x in book.find_submission_notebook('p', 'ps1', s.id).grades "
            "if x.name == g.name][0] for g in book.find_submission_notebook('p', 'ps1', s.id).grades} for s in book.students}))")
    said = subprocess.run([programs / "python", "-c", read], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout
    return seconds, {s: {n.removeprefix("test-"): bool(score) for n, score in scores.items()} for s, scores in json.loads(said).items()}


def otter(folder, sent_in):
    programs = graders.environment("otter")
    env = graders.settings(programs, folder)
    (folder / "tests").mkdir()
    for name in NAMES:
        lines = test_code(name).split("\n")
        doctest = "\n".join(f">>> {line}" for line in lines)
        (folder / "tests" / f"{name}.py").write_text(
            f"OK_FORMAT = True\ntest = {{'name': {name!r}, 'points': 1, 'suites': [{{'cases': [{{'code': {doctest!r}, 'hidden': False, 'locked': False}}], "
            "'scored': True, 'setup': '', 'teardown': '', 'type': 'doctest'}]}\n")
    subprocess.run([programs / "otter", "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment", "--no-requirements"], cwd=folder, env=env, check=True, capture_output=True)
    found, seconds = {}, 0.0
    for student, answers in sent_in:
        place = folder / student
        place.mkdir()
        cells = [code("import numpy as np\nimport otter\ngrader = otter.Notebook()", "imports")]
        for name, (source, _) in answers.items():
            cells += [code(source, name), code(f"grader.check({name!r})", f"check-{name}")]
        (place / "p.ipynb").write_text(json.dumps(notebook(cells)))
        started = time.perf_counter()
        subprocess.run([programs / "otter", "run", "-a", str(folder / "autograder.zip"), "-o", str(place), "--no-logo", "p.ipynb"], cwd=place, env=env, check=True, capture_output=True)
        seconds += time.perf_counter() - started
        tests = json.loads((place / "results.json").read_text())["tests"]
        found[student] = {name: any(name in t["name"] and t.get("score", 0) > 0 for t in tests) for name in NAMES}
    return seconds, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--peers", type=int, default=20, help="how many of them the peers grade; 0: the peers are left out")
    parser.add_argument("--class", dest="large", type=int, default=0, help="grade so many synthetic submissions, and watch the memory")
    options = parser.parse_args()
    everybody = list(students(options.submissions))
    print(f"{len(everybody)} submissions of {', '.join(NAMES)}; {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")
    print(f"{'grader':14} {'submissions':>11} {'seconds':>9} {'a submission':>13} {'times ours':>11} {'once warm':>11}  marks as they should be")
    whole = warm = None
    for name, grade, few in (("this course", ours, everybody), ("nbgrader", nbgrader, everybody[:options.peers]), ("otter-grader", otter, everybody[:options.peers])):
        if not few:
            continue
        with tempfile.TemporaryDirectory() as folder:
            seconds, marks, *more = grade(Path(folder), few)
        one = seconds / len(few)
        whole, warm = whole or one, warm or more[0]
        wrong = sum(marks[s].get(n) != right for s, answers in few for n, (_, right) in answers.items())
        goal = f"; goal over {GOALS[name]}: {'met' if one / warm > GOALS[name] else 'missed'}" if name in GOALS else f"; once warm {warm * 1e3:.1f} ms"
        print(f"{name:14} {len(few):11} {seconds:9.2f} {one * 1e3:10.1f} ms {one / whole:11.1f} {one / warm:11.1f}  "
              f"{len(few) * len(NAMES) - wrong} of {len(few) * len(NAMES)}{goal}", flush=True)
    if options.large:
        large_class(options.large)


def large_class(count):
    """A class of that many, and how the memory of the grader and its workers grows."""
    def memory():
        listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True).stdout.split("\n")[1:]
        rows = [tuple(map(int, line.split())) for line in listed if line.strip()]
        mine, grown = {os.getpid()}, True
        while grown:
            more = {pid for pid, parent, _ in rows if parent in mine} - mine
            mine, grown = mine | more, bool(more)
        return sum(rss for pid, _, rss in rows if pid in mine) / 1024

    class Watch:
        done = 0

        def step(self):
            self.done += 1
            if self.done % max(count // 10, 1) == 0:
                print(f"   {self.done} graded, {time.perf_counter() - started:.0f} s, {memory():.0f} MiB in all processes", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        folder, jobs = Path(folder), os.cpu_count() or 1
        (folder / "in").mkdir()
        for student, answers in students(count):
            cells = [code("import numpy as np", "imports"), *(code(source, name) for name, (source, _) in answers.items())]
            (folder / "in" / f"{student}.ipynb").write_text(json.dumps(notebook(cells)))
        started = time.perf_counter()
        with Gradebook(folder / "grades.sqlite") as book:
            for submission in collect([folder / "in"]):
                book.add(submission)
            batch.grade(book, SEED, (), lambda: batch.local_executor(jobs), True, jobs, Watch())
            print(f"{count} submissions in {time.perf_counter() - started:.0f} s; not graded: {len(book.not_graded(SEED))}")


if __name__ == "__main__":
    main()
