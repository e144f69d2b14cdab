"""Every notebook runs from top to bottom whatever is written in its exercises: nothing, the right thing, something wrong.

No cell raises, and no warning reaches the student that is not the arithmetic of their own wrong numbers. There are
hundreds of such states to a notebook, so most of them are run here without a kernel, in this way:

- A process for each notebook runs it solved, once, and keeps what each cell assigned and how long it took.
- For every other state it forks. The child runs again the cells that depend, by the names in them, on the exercises
  that differ, and takes the rest from the solved run. It can do no harm to its parent, and one that hangs is killed.
- Pictures are made but not turned into image files, except in a few states, which are run whole.
- Slow cells take turns: each runs in the first state of a group and then in every 2nd, 4th, 8th ... so that no cell
  takes more than a small part of the time. `EVERY_CELL=1` in the environment runs all of them, which takes long.

Outside a notebook the course's words are printed; what a kernel makes of them is seen by the last test.
"""

import ast
import concurrent.futures
import contextlib
import functools
import importlib
import io
import itertools
import json
import math
import os
import re
import subprocess
import sys
import symtable
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from tests.notebook_tools import again_if_stalled, run, run_problems
from utils.checking import exercises, last_verdicts
from utils.checking.trial import trial
from utils.checking.verdict import NOT_YET, RIGHT
from utils.publishing.notebooks import ROOT, code_cells, notebook_paths, parse, read, source, topic
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solve, stubs

WORKERS = min(2, os.cpu_count() or 1)
CPU_SECONDS = 60  # a state that takes more computing than this is killed
RUN_TIMEOUT = 1800  # seconds, for all states of a notebook
EVERY_CELL = bool(os.environ.get("EVERY_CELL"))

SOLVED, BLANK = "solved", "blank"  # what may stand in an exercise, beside a function


# ---- the states ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """What stands in a notebook's exercises.

    group : the states that one test is about. name : of the state in its group.
    answers : exercise -> BLANK, or a function put in its place; those not named are solved.
    whole : whether all cells are run, and all pictures drawn to the end.
    seconds : the time limit of the exercises, where it is to be shorter than their own.
    """

    group: str
    name: str
    answers: dict = field(default_factory=dict)
    whole: bool = False
    seconds: float | None = None


def states(path):
    """All states of the notebook in the file `path`."""
    names = [stub.name for stub in stubs(read(path))]
    found = [State("blank and solved", SOLVED, whole=True), State("blank and solved", BLANK, dict.fromkeys(names, BLANK), True)]
    found += [State("one blank", name, {name: BLANK}) for name in names]
    found += [State("one solved", name, {other: BLANK for other in names if other != name}) for name in names]
    right = vars(importlib.import_module(f"utils.solutions.{topic(path)}"))
    for kind, make in OTHER_ANSWERS.items():
        answers = {name: make(right[name]) for name in names}
        found.append(State("all wrong alike", kind, answers, seconds=LIMITS.get(kind)))
        found += [State(f"{name} wrong", kind, {name: answers[name]}, seconds=LIMITS.get(kind)) for name in names]
    for name in names:
        for mistake in exercises()[name].mistakes:
            forms = mistake.functions
            found += [
                State(f"{name} mistaken", mistake.id + (f", form {i}" if len(forms) > 1 else ""), {name: form})
                for i, form in enumerate(forms, start=1)
            ]
    return found


def groups(path):
    """The names of the groups of a notebook's states, in order."""
    return list(dict.fromkeys(state.group for state in states(path)))


# ---- answers that are no known mistake -------------------------------------------------------------------------------


def changed(value, change):
    """A right result with `change` made to each array in it; a function's own results are changed likewise."""
    if callable(value):
        return lambda *args: changed(value(*args), change)
    if isinstance(value, (list, tuple)):
        return type(value)(changed(item, change) for item in value)
    return change(np.asarray(value))


def with_change(change):
    """A maker of answers: the right function, its results changed."""
    return lambda right: lambda *args: changed(right(*args), change)


def with_result(result):
    """A maker of answers: a function that returns `result` whatever it is given."""
    return lambda right: lambda *args: result


def that_raises(kind, *message):
    """A maker of answers: a function that raises."""

    def make(right):
        def wrong(*args):
            raise kind(*message)

        return wrong

    return make


def arrays(args):
    """The arrays among the arguments and in their lists."""
    for argument in args:
        if isinstance(argument, np.ndarray):
            yield argument
        elif isinstance(argument, (list, tuple)):
            yield from arrays(argument)


def with_arrays(do):
    """A maker of answers: the right function, which does something to its arguments' arrays when it is done."""

    def make(right):
        def wrong(*args):
            result = right(*args)
            for array in arrays(args):
                do(array)
            return result

        return wrong

    return make


def overwrite(array):
    array[...] = 0


def raise_above(size):
    """A maker of answers: right on arrays of at most `size` entries, and raises on larger ones."""

    def refuse(array):
        if array.size > size:
            raise MemoryError(f"{array.size} entries")

    return with_arrays(refuse)


def endless(right):
    def wrong(*args):
        while True:
            pass

    return wrong


def talkative(right):
    def wrong(*args):
        print("I was here. " * 400)
        return right(*args)

    return wrong


def without_end(right):
    def wrong(*args):
        return wrong(*args)

    return wrong


def only_once(right):
    """Right when it is called first, wrong ever after."""
    calls = itertools.count()
    return lambda *args: right(*args) if next(calls) == 0 else None


OTHER_ANSWERS = {
    "raises ValueError": that_raises(ValueError, "no idea"),
    "raises without a message": that_raises(AssertionError),
    "leaves by sys.exit": that_raises(SystemExit, 3),
    "recurses without end": without_end,
    "loops without end": endless,
    "returns None": with_result(None),
    "returns ...": with_result(...),
    "returns a string": with_result("a string"),
    "returns a function": with_result(lambda *args: None),
    "returns a dict": with_result({"result": 1}),
    "returns an empty list": with_result([]),
    "returns an empty array": with_result(np.zeros(0)),
    "returns one number": with_result(1.5),
    "nan": with_change(lambda a: np.full(a.shape, np.nan)),
    "inf": with_change(lambda a: np.full(a.shape, np.inf)),
    "zeros": with_change(np.zeros_like),
    "1e300": with_change(lambda a: np.full(a.shape, 1e300)),
    "negative": with_change(lambda a: -np.abs(a) - 1),
    "whole numbers": with_change(lambda a: np.nan_to_num(a).astype(int)),
    "complex": with_change(lambda a: a * 1j),
    "booleans": with_change(lambda a: a > 0),
    "objects": with_change(lambda a: a.astype(object)),
    "lists": with_change(lambda a: a.tolist()),
    "one axis more": with_change(lambda a: a[None]),
    "transposed": with_change(lambda a: a.T),
    "one entry less": with_change(lambda a: a[:-1] if a.ndim else a),
    "a matrix": with_change(lambda a: np.asmatrix(a) if a.ndim < 3 else a),
    "writes into its arguments": with_arrays(overwrite),
    "prints much": talkative,
    "right once": only_once,
    "raises above 8 entries": raise_above(8),
    "raises above 50,000 entries": raise_above(50_000),
    "takes no argument": lambda right: lambda: 0,
    "takes one argument too many": lambda right: eval("lambda *args, more: 0"),
    "not a function": lambda right: 3,
}
LIMITS = {"loops without end": 0.05}  # seconds


# ---- cells, and which of them depend on what -------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A code cell: its id and syntax tree; the global names it reads, in functions too; those it binds or changes;
    and for each function it defines the names that this reads."""

    id: str
    tree: ast.Module
    reads: frozenset
    binds: frozenset
    functions: dict


def cells_of(notebook):
    """The code cells of a notebook, first to last."""
    found = []
    for index, cell in code_cells(notebook):
        tree = parse(source(cell))
        reads, binds = _names(symtable.symtable(ast.unparse(tree), "cell", "exec"))
        functions = {node.name: _names(symtable.symtable(ast.unparse(node), "cell", "exec"))[0]
                     for node in tree.body if isinstance(node, ast.FunctionDef)}
        found.append(Cell(cell.get("id", str(index)), tree, frozenset(reads), frozenset(binds | _changed_in_place(tree)), functions))
    return found


def _names(table):
    """(read, bound): the global names that a table of symbols and those inside it read and bind."""
    top = table.get_type() == "module"
    read = {s.get_name() for s in table.get_symbols() if s.is_referenced() and (top or s.is_global())}
    bound = {s.get_name() for s in table.get_symbols()
             if (s.is_assigned() or s.is_imported()) and (top or s.is_declared_global())}
    for inner in table.get_children():
        inner_read, inner_bound = _names(inner)
        read, bound = read | inner_read, bound | inner_bound
    return read, bound


def _changed_in_place(tree):
    """Names whose values a cell may change without binding them: x[0] = ..., x.a = ..., x.append(...)."""
    found = set()
    for node in ast.walk(tree):
        places = [node] if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store) else []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            places = [node.value.func]
        for place in places:
            while isinstance(place, (ast.Subscript, ast.Attribute)):
                place = place.value
                if isinstance(place, ast.Name):
                    found.add(place.id)
    return found


def dependent(cells, names):
    """Indices of the cells that depend on any of `names`, an exercise's own cell included."""
    functions = {name: reads for cell in cells for name, reads in cell.functions.items()}
    affected, found = {*names}, []
    for index, cell in enumerate(cells):
        reads, more = set(), set(cell.reads)
        while more:  # what a function reads that the cell calls, the cell reads
            reads |= more
            more = {name for known in more for name in functions.get(known, ())} - reads
        if reads & affected or names & cell.functions.keys():
            found.append(index)
            affected |= cell.binds
        else:
            affected -= cell.binds
    return found


# ---- running ---------------------------------------------------------------------------------------------------------


class Session:
    """Runs cells in one namespace, as a kernel would, and keeps what is wrong with them."""

    def __init__(self, draw=True, wrong=()):
        self.names = {"__name__": "__main__"}
        self.problems, self.draw, self.wrong, self.output = [], draw, wrong, {}

    def run(self, cell, tree=None):
        """Run a cell, or another syntax tree in its place, and show its last value."""
        said = io.StringIO()
        tree = tree or cell.tree
        body, last = (tree.body[:-1], tree.body[-1]) if isinstance(tree.body[-1], ast.Expr) else (tree.body, None)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = functools.partial(self._note_warning, cell)
            try:
                exec(compile(ast.Module(body, []), f"<{cell.id}>", "exec"), self.names)
                if last is not None:
                    value = eval(compile(ast.Expression(last.value), f"<{cell.id}>", "eval"), self.names)
                    said.write(_shown(value))
            except BaseException:
                self.problems.append(f"cell {cell.id} raises:\n{_own_lines()}")
        self.output[cell.id] = said.getvalue()

    def _note_warning(self, cell, message, category, filename, lineno, *_):
        # Numbers that are wrong may overflow in later cells, and numpy says so: it is the student's own news, as long as
        # it is not the course's library that does the arithmetic.
        by = _who_warns()
        if not (self.wrong and (by == "answer" or by == "notebook" and issubclass(category, RuntimeWarning))):
            self.problems.append(f"cell {cell.id} warns ({by}, {filename}:{lineno}): {category.__name__}: {message}")


def _shown(value):
    """What a notebook would make of a cell's last value."""
    if value is None:
        return ""
    bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {"text/plain": repr(value)}
    held = getattr(value, "value", "")  # of a widget that holds HTML
    html = bundle.get("text/html", "") + (held if isinstance(held, str) else "")
    for child in getattr(value, "children", ()):
        html += _shown(child)
    return bundle.get("text/plain", "") + re.sub("<[^>]*>", " ", html) + "\n"


def _who_warns():
    """Whose line it is that warns: the innermost one that is neither numpy's nor another library's."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith("<") and name.endswith(">") and not name.startswith("<frozen") and name != "<__array_function__ internals>":
            return "notebook"
        if name == __file__ and frame.f_code.co_name not in ("run", "_shown"):
            return "answer"
        with contextlib.suppress(ValueError):
            place = Path(name).resolve().relative_to(ROOT).parts
            if place[0] == "utils":
                return "answer" if place[1] in ("exercises", "solutions") else "/".join(place)
        frame = frame.f_back
    return "unknown"


def _own_lines():
    """The traceback of the exception at hand, without this file's lines."""
    kind, error, trace = sys.exc_info()
    lines = [f"  {f.name} in {Path(f.filename).name}:{f.lineno}: {f.line}" for f in traceback.extract_tb(trace)[1:]]
    return "\n".join([*lines[-8:], f"  {kind.__name__}: {str(error)[:500]}"])


class Replaced(ast.NodeTransformer):
    """Puts `name = check("name", <function>)` in place of an exercise's definition."""

    def __init__(self, name):
        self.name = name

    def visit_FunctionDef(self, node):
        if node.name != self.name:
            return node
        return ast.copy_location(ast.parse(f"{self.name} = check({self.name!r}, _answers[{self.name!r}])").body[0], node)


class Base:
    """A notebook run solved: what every other state of it starts from."""

    def __init__(self, path):
        notebook, solutions = read(path), solutions_for(path)
        self.names = [stub.name for stub in stubs(notebook)]
        self.blank, self.cells = cells_of(notebook), cells_of(solve(notebook, solutions))
        self.assigned, self.seconds = [], []
        self.session = Session()
        for cell in self.cells:
            before = dict(self.session.names)
            started = time.process_time()
            self.session.run(cell)
            self.seconds.append(time.process_time() - started)
            self.assigned.append({name: value for name, value in self.session.names.items()
                                  if name in cell.binds or before.get(name, self) is not value})
        self.problems = [*self.session.problems, *wrong_verdicts(self.names, {})]
        for name in self.names:  # what a wrong answer is compared with: worked out once, not in every child
            tried = trial(exercises()[name], None)
            tried.mistaken, trial(exercises()[name], tried.seed).mistaken

    def problems_of(self, state, number):
        """What is wrong in a state. To be called in a process of its own: it leaves everything changed."""
        return self.run(state, number).problems

    def run(self, state, number):
        """The Session of a state, which is the `number`th of its group."""
        if state.seconds is not None:
            for exercise in exercises().values():
                object.__setattr__(exercise, "seconds", state.seconds)
        session = Session(wrong=[name for name, answer in state.answers.items() if answer != BLANK])
        session.names = self.session.names  # the same object: it is where the functions of the solved run look names up
        session.names.clear()
        session.names.update({"__name__": "__main__", "_answers": state.answers})
        if not state.whole:
            draw_no_pictures()
        # `progress()` depends on every exercise, by no name.
        concerned = set(dependent(self.cells, {*state.answers, "progress"}))
        for index, cell in enumerate(self.cells):
            if state.whole or index in concerned and self._has_its_turn(index, number):
                session.run(cell, self._tree(index, state))
            else:
                session.names.update(self.assigned[index])
        session.problems += wrong_verdicts(self.names, state.answers)
        return session

    def _has_its_turn(self, index, number):
        if EVERY_CELL or self.cells[index].functions.keys() & set(self.names):
            return True
        stride = 2 ** max(0, math.ceil(math.log2(max(self.seconds[index], 1e-9) / 0.04)))
        return number % stride == 0

    def _tree(self, index, state):
        tree = self.cells[index].tree
        for name in self.cells[index].functions.keys() & state.answers.keys():
            tree = self.blank[index].tree if state.answers[name] == BLANK else tree
        for name in self.cells[index].functions.keys() & state.answers.keys():
            if state.answers[name] != BLANK:
                tree = ast.fix_missing_locations(Replaced(name).visit(ast.parse(ast.unparse(tree))))
        return tree


def wrong_verdicts(names, answers):
    """What is wrong with the last verdicts: a blank exercise is not yet, a solved one is right, or not right for the sole
    reason that it calls another."""
    said, problems = last_verdicts(), []
    for name in names:
        answer, verdict = answers.get(name, SOLVED), said.get(name)
        if verdict is None:
            problems.append(f"{name} has no verdict")
        elif answer == BLANK and verdict.status != NOT_YET:
            problems.append(f"{name} is blank, and its verdict is:\n{verdict}")
        elif answer == SOLVED and verdict.status != RIGHT and verdict.mistake != "relies-on":
            problems.append(f"{name} is solved, and its verdict is:\n{verdict}")
    return problems


def draw_no_pictures():
    from utils.plotting.picture import Picture

    Picture.png = lambda self: b""


def share_digits():
    """Let the digits be read once; each call still gives new arrays."""
    import utils.data

    digits, load = utils.data.load_digits(), utils.data.load_digits
    utils.data.load_digits = lambda full=False: load(full) if full else digits._replace(
        **{name: array.copy() for name, array in digits._asdict().items()})


# ---- a process for each notebook -------------------------------------------------------------------------------------


def main(path, wanted):
    """Run the states of the wanted groups and print a line of JSON for each: its group, its name and what is wrong."""
    import torch

    torch.set_num_threads(1)  # a forked child of a parent with threads hangs
    sys.path.insert(0, str(ROOT))  # or the first cell would forget the modules that are loaded, and load them anew
    share_digits()
    base = Base(path)
    positions = {}
    tasks = []
    for state in states(path):
        number = positions[state.group] = positions.get(state.group, -1) + 1
        if state.group in wanted:
            tasks.append((state, number))
    with tempfile.TemporaryDirectory() as folder:
        running = {}
        for number, (state, position) in enumerate(tasks):
            if len(running) == WORKERS:
                report(running)
            answer = Path(folder) / f"{number}.json"
            pid = os.fork()
            if not pid:
                child(base, state, position, answer)
            running[pid] = state, answer
        while running:
            report(running)


def child(base, state, number, answer):
    """In a forked process: run a state, write down its problems, and end."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        problems = base.problems if not state.answers else base.problems_of(state, number)
        answer.write_text(json.dumps(problems), encoding="utf-8")
    finally:
        os._exit(0)


def report(running):
    """Wait for one of the children and print what it found."""
    pid, status = os.wait()
    state, answer = running.pop(pid)
    if answer.exists():
        problems = json.loads(answer.read_text(encoding="utf-8"))
    else:
        problems = [f"the process ended with status {status}; it may have taken more than {CPU_SECONDS} s"]
    print(json.dumps([state.group, state.name, problems]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
