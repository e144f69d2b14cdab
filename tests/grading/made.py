"""Classes made up for tests: notebooks of students who are right, who made a known mistake, who left blanks."""

import inspect
import json
import random
from pathlib import Path

import utils.solutions
from utils.checking import exercises

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
