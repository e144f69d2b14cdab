"""Classes made up for tests: notebooks of students who are right, who made a known mistake, who left blanks."""

import builtins
import inspect
import json
import random
import re
import sys
import textwrap
from pathlib import Path

import utils.solutions
from utils.checking import exercises, functions

NOTEBOOK = "01_mlp"


def notebook(cells, **more):
    """A notebook with these code cells, as bytes."""
    made = {"cells": [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
                      for i, text in enumerate(cells)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}
    return json.dumps(made).encode()


def right_cells(topic=NOTEBOOK):
    """Exercise -> a cell with a right answer, of one notebook; helpers come with each cell."""
    module = __import__(f"{utils.solutions.__name__}.{topic.split('_', 1)[1]}", fromlist=["x"])
    return {name: "@check\n" + inspect.getsource(getattr(module, name)) for name, e in exercises().items() if e.notebook == topic}


def blank_cell(name):
    return f"@check\ndef {name}({exercises()[name].parameters}):\n    ..."


def wrong_cell(name):
    return f"@check\ndef {name}({exercises()[name].parameters}):\n    return None"


def student(rng, topic=NOTEBOOK):
    """A notebook of somebody who got some right, some wrong and left some, and what its verdicts must be."""
    cells, expected = ["import numpy as np", "theta = train_for_hours()"], {}
    for name, cell in right_cells(topic).items():
        kind = rng.choice(["right", "right", "not right", "not yet"])
        cells.append({"right": cell, "not right": wrong_cell(name), "not yet": blank_cell(name)}[kind])
        expected[name] = kind
    return notebook(cells), expected


def write_class(folder, count, seed=1):
    """`count` Canvas-like files; student id -> expected statuses."""
    rng, expected = random.Random(seed), {}
    Path(folder).mkdir(parents=True, exist_ok=True)
    for i in range(count):
        data, statuses = student(rng)
        (Path(folder) / f"doe{i}_{1000 + i}_{9000 + i}_01_mlp.ipynb").write_bytes(data)
        expected[str(1000 + i)] = statuses
    return expected


# ---------------------------------------------------------------- a class of every sort


def mixed_class(folder, count=60, topic=NOTEBOOK):
    """Write a class of so many students: 8 right, 3 blank, 3 half-done, 6 hostile, the rest with known mistakes; Moodle-like folders.

    Returns student id -> exercise -> (status, mistake; "any" where it is nobody's). A student with mistakes makes one in each
    exercise; in a class of 60 all that `tests/answers` has by name are made by somebody.
    """
    from tests.grading.hostile import HONEST, HOSTILE, TARGET

    names = list(right_cells(topic))
    right, wrong = {n: _answers(n, True) for n in names}, {n: _answers(n, False) for n in names}
    expected = {}
    for i in range(count):
        sort, number = _sort(i, count)
        cells, due = [IMPORTS], {}
        for k, name in enumerate(names):
            if sort == "right" or sort == "half-done" and k < len(names) // 2:
                cell, due[name] = right[name][number % len(right[name])]
            elif sort == "mistaken":
                cell, due[name] = wrong[name][number % len(wrong[name])]
            else:
                cell, due[name] = blank_cell(name), ("not yet", "not-written")
            cells.append(cell)
        data = notebook(cells)
        if sort == "hostile":
            hostile = HOSTILE[number * len(HOSTILE) // 6 % len(HOSTILE)]
            data, due = hostile.notebook, {HONEST: ("right", None), TARGET: ("not right", "any")} if hostile.keeps else {TARGET: ("not right", "any")}
        student = Path(folder) / f"{sort} {number:02d}_{1000 + i}_assignsubmission_file"
        student.mkdir(parents=True)
        (student / f"{topic}.ipynb").write_bytes(data)
        expected[str(1000 + i)] = due
    return expected


IMPORTS = "import functools, itertools, math, operator, random\nfrom functools import partial, reduce\nimport numpy as np"


def _sort(i, count):
    start = 0
    for sort, size in (("right", 8), ("blank", 3), ("half-done", 3), ("hostile", 6), ("mistaken", count)):
        if i < start + size:
            return sort, i - start
        start += size


def _answers(exercise, are_right):
    """[(cell, (status, mistake))]: right ones, or one for each known mistake, of those whose source stands by itself."""
    import tests.test_answers  # noqa: F401 - brings in all of them
    from tests.answers import ANSWERS

    names, found = dict(vars(builtins)), {}
    exec(IMPORTS, names)
    for answer in ANSWERS:
        function = answer.function
        if answer.exercise != exercise or answer.is_right != are_right or not inspect.isfunction(function) or not are_right and answer.mistake is None:
            continue
        source = textwrap.dedent(inspect.getsource(function))
        if not re.match(r"@(right|wrong)\(.*\)\ndef \w+\(", source) or not set(functions._global_names(function.__code__)) <= names.keys():
            continue
        cell = re.sub(r"\A@.*\ndef \w+\(", f"@check\ndef {exercise}(", source)
        if re.search(rf"\b{function.__name__}\b", cell):
            continue
        found.setdefault(answer.mistake if not are_right else function.__name__, (cell, ("right", None) if are_right else ("not right", answer.mistake)))
    return list(found.values())


if __name__ == "__main__":
    mixed_class(sys.argv[1], *map(int, sys.argv[2:]))
