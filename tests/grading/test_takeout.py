"""What is taken out of a notebook's cells: an exercise's function, what it needs, and nothing else."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.grading.child import namespace
from utils.grading.takeout import Heap, without_magics

NAMES = ("relu", "sigmoid", "affine", "layer", "mlp")


def taken(name, *cells, also=()):
    return Heap(cells, NAMES).taken(name, also)


def texts(found):
    return [ast.unparse(statement) for statement in found.statements]


def function(name, *cells, given=None):
    """The function itself, as a child would have it."""
    names, failed = namespace(taken(name, *cells).statements, given or {}, 5.0)
    assert name in names, failed
    return names[name]


def test_only_what_an_exercise_needs_is_taken():
    found = taken("relu", "import numpy as np\nimport os", "def helper(z):\n    return np.maximum(z, FLOOR)", "FLOOR = 0\nEPOCHS = 10\ntheta = train(EPOCHS)",
                  "@check\ndef relu(z):\n    return helper(z)\nprint(relu(3))", "relu(np.ones(3))")
    assert texts(found) == ["import numpy as np", "def helper(z):\n    return np.maximum(z, FLOOR)", "FLOOR = 0", "def relu(z):\n    return helper(z)"]
    assert found.state == "written" and found.cell == 3 and found.missing == () and found.uses == ()


@pytest.mark.parametrize("cell, state", [
    ("def relu(z):\n    ...", "blank"),
    ("def relu(z):\n    '''Words.'''\n    pass", "blank"),
    ("def relu(z):\n    raise NotImplementedError('later')", "blank"),
    ("def relu(z):\n    return None", "written"),
    ("relu = lambda z: z", "written"),
    ("relu: object = abs", "written"),
    ("class relu:\n    def __call__(self, z):\n        return z", "written"),
    ("check('relu', my_relu)\ndef my_relu(z):\n    return z", "written"),
    ("relu = check(my_relu)\ndef my_relu(z):\n    return z", "written"),
    ("def relu(z):\n    return (z", "unreadable"),
    ("if True:\n    def relu(z):\n        return z", "written"),
    ("try:\n    from fast import relu\nexcept ImportError:\n    relu = abs", "written"),
    ("from utils.solutions.mlp import relu", "missing"),
    ("print('relu')", "missing"),
    ("", "missing"),
])
def test_the_state_of_an_exercise(cell, state):
    assert taken("relu", cell).state == state


def test_the_last_answer_that_is_written_counts():
    cells = ["def relu(z):\n    return 1", "def relu(z):\n    return 2", "def relu(z):\n    ..."]
    assert function("relu", *cells)(0) == 2


def test_cells_in_any_order_do():
    assert function("relu", "def relu(z):\n    return TWICE * z", "TWICE = 2 * ONCE", "ONCE = 1")(3) == 6


def test_a_counter_that_is_changed_later_is_changed():
    assert function("relu", "k = 1", "def relu(z):\n    return k * z", "k += 4")(1) == 5


def test_a_training_cell_costs_nothing():
    assert function("relu", "import time\ntime.sleep(1000)", "while True:\n    pass", "def relu(z):\n    return z")(1) == 1


def test_a_torn_cell_costs_only_what_stands_in_the_tear():
    cells = ["def relu(z):\n    return z\n\ndef torn(:\n    pass\n\n@check\ndef sigmoid(z):\n    return -z\n", "def affine(:\n    pass"]
    assert function("relu", *cells)(1) == 1 and function("sigmoid", *cells)(1) == -1
    assert taken("affine", *cells).state == "unreadable" and "line 1" in taken("affine", *cells).message


def test_magics_and_shell_lines_are_passed_over():
    cell = "%matplotlib inline\n!pip install \\\n   numpy\nfiles = !ls\nrelu?\n?relu\nx = %time 3\ndef relu(z):\n    return '''\n%not magic\n''' and z"
    assert function("relu", cell)(1) == 1
    assert without_magics(cell).count("\n") == cell.count("\n")
    assert function("relu", "%%time\ndef relu(z):\n    return z")(2) == 2
    assert taken("relu", "%%bash\ndef relu(z):\n    return z").state == "missing"


def test_what_is_read_and_nowhere_bound_is_named():
    found = taken("layer", "def layer(X, W, b, activation):\n    return activation(affine(X, W, b) + OFFSET)")
    assert found.missing == ("OFFSET", "affine") and found.uses == ("affine",)


def test_star_imports_bind_what_nothing_else_does():
    assert "from numpy import *" in texts(taken("relu", "from numpy import *", "def relu(z):\n    return maximum(z, 0)"))


def test_exercises_that_are_handed_over_come_along():
    assert texts(taken("mlp", "def relu(z):\n    return z", "def mlp(X):\n    return X", also=("relu",))) == ["def relu(z):\n    return z", "def mlp(X):\n    return X"]


def test_a_right_answer_stands_in_whatever_the_student_wrote():
    cells = ["def affine(X, W, b):\n    return 0", "def layer(X):\n    return affine(X, 1, 1)"]
    assert function("layer", *cells)(1) == 0
    assert function("layer", *cells, given={"affine": "def affine(X, W, b):\n    return 7"})(1) == 7
    assert function("layer", cells[1], given={"affine": "def affine(X, W, b):\n    return 7"})(1) == 7


def test_a_definition_that_fails_says_so():
    names, failed = namespace(taken("relu", "K = 1 / 0", "def relu(z):\n    return K").statements, {}, 5.0)
    assert failed.kind == "ZeroDivisionError" and "relu" in names


@pytest.mark.parametrize("cell", ["\x00", "(" * 5000, "x = " + "-" * 50_000 + "1", "[" * 200 + "]" * 200, "\ufeffdef relu(z):\n    return z", "def relu(z):\r\n    return z\r\n"])
def test_strange_cells_are_no_trouble(cell):
    assert taken("relu", cell).state in ("missing", "written", "unreadable")


PIECES = st.sampled_from(["def relu(z):", "    return z", "@check", "%time", "!ls", "x = 1", "'''", '"""', "(", ")", ":", "\\", "\n", "class A:", "    pass", "lambda", "🦆", "\x00", "\t", "if", "else:",
                          "check('relu', f)", "import numpy as np", "from x import *", "global relu", "async def relu(z):", "await z", "print(", "relu = ", "...", "#"])


@settings(max_examples=600, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map("\n".join), max_size=4))
def test_any_cells_can_be_read(cells):
    found = Heap(cells, NAMES).taken("relu")
    assert found.state in ("missing", "blank", "written", "unreadable")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_text_can_be_read(cells):
    Heap(cells, NAMES).taken("relu")
