"""Every notebook runs from top to bottom whatever stands in its exercises: nothing, the right thing, or something wrong.

No cell raises, the only warnings a student sees come from their own wrong numbers, no exercise is blamed for another,
and nothing is called verified but what is so in the solved notebook. A notebook has hundreds of such states, so most
are run without a kernel, as follows:

- A process for each notebook runs it solved and keeps what each cell assigned and how long it took.
- For every other state it forks. The child runs the cells that depend, by the names in them, on the exercises that
  differ, and takes what the others assigned from the solved run. It can do its parent no harm, and ends in any case.
- Pictures are made but not turned into image files, except in a few states, which are run whole.
- Slow cells take turns: the slower a cell, the fewer states of a group it is run in. EVERY_CELL=1 in the environment
  runs them in all states, and all forms of the known mistakes; that takes half an hour for a long notebook.

Outside a notebook what the course says is printed. What a kernel makes of it, the last tests see.
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
import symtable
import sys
import tempfile
import time
import traceback
import warnings
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from tests.notebook_tools import again_if_stalled, run, run_problems, verdicts
from tests.test_notebooks import made_up
from utils.checking import exercises, last_verdicts
from utils.checking.trial import trial
from utils.checking.verdict import NOT_RIGHT, NOT_YET, RIGHT
from utils.publishing.notebooks import ROOT, code_cells, notebook_paths, parse, read, source, topic
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solve, stubs

WORKERS = min(2, os.cpu_count() or 1)
CPU_SECONDS = 120  # a state that computes for longer is ended
RUN_TIMEOUT = 3600  # seconds, for all states of a notebook
TURN_SECONDS = 0.01  # what a slow cell may take in a state, on average over its group, were it run as in the solved one
EVERY_CELL = bool(os.environ.get("EVERY_CELL"))


# ---- answers that are no known mistake -------------------------------------------------------------------------------
# Each is a function that makes the answer out of the right one.


def changed(value, change):
    """A right result with `change` made to each array in it; of a function, to what it returns."""
    if callable(value):
        return lambda *args: changed(value(*args), change)
    if isinstance(value, (list, tuple)):
        return type(value)(changed(item, change) for item in value)
    return change(np.asarray(value))


def with_change(change):
    """The right answer, its results changed."""
    return lambda right: lambda *args: changed(right(*args), change)


def with_result(result):
    """An answer that returns `result` whatever it is given."""
    return lambda right: lambda *args: result


def that_raises(error):
    def make(right):
        def wrong(*args):
            raise error

        return wrong

    return make


def that_does(do):
    """The right answer, which at the end does something to each array among its arguments."""

    def make(right):
        def wrong(*args):
            result = right(*args)
            for array in arrays_in(args):
                do(array)
            return result

        return wrong

    return make


def arrays_in(arguments):
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            yield argument
        elif isinstance(argument, (list, tuple)):
            yield from arrays_in(argument)


def overwrite(array):
    array[...] = 0


def refuse_above(size):
    def refuse(array):
        if array.size > size:
            raise MemoryError(f"{array.size} entries are too many")

    return refuse


def that_loops(right):
    def wrong(*args):
        while True:
            pass

    return wrong


def that_recurses(right):
    def wrong(*args):
        return wrong(*args)

    return wrong


def that_prints(right):
    def wrong(*args):
        print("I was here. " * 400)
        return right(*args)

    return wrong


def right_once(right):
    calls = itertools.count()
    return lambda *args: right(*args) if next(calls) == 0 else None


OTHER_ANSWERS = {
    "raises ValueError": that_raises(ValueError("no idea")),
    "leaves by sys.exit": that_raises(SystemExit(3)),
    "recurses without end": that_recurses,
    "loops without end": that_loops,
    "returns None": with_result(None),
    "returns ...": with_result(...),
    "returns a string": with_result("a string"),
    "returns a function": with_result(lambda *args: None),
    "returns a dict": with_result({"result": 1}),
    "returns an empty list": with_result([]),
    "returns an empty array": with_result(np.zeros(0)),
    "returns one number": with_result(1.5),
    "nan": with_change(lambda array: np.full(array.shape, np.nan)),
    "inf": with_change(lambda array: np.full(array.shape, np.inf)),
    "zeros": with_change(np.zeros_like),
    "1e300": with_change(lambda array: np.full(array.shape, 1e300)),
    "negative": with_change(lambda array: -np.abs(array) - 1),
    "whole numbers": with_change(lambda array: np.nan_to_num(array).astype(int)),
    "booleans": with_change(lambda array: array > 0),
    "complex": with_change(lambda array: array * 1j),
    "objects": with_change(lambda array: array.astype(object)),
    "lists": with_change(lambda array: array.tolist()),
    "matrices": with_change(lambda array: array.view(np.matrix) if array.ndim == 2 else array),
    "one axis more": with_change(lambda array: array[None]),
    "transposed": with_change(lambda array: array.T),
    "one entry less": with_change(lambda array: array[:-1] if array.ndim else array),
    "writes into its arguments": that_does(overwrite),
    "prints much": that_prints,
    "right once": right_once,
    "raises above 8 entries": that_does(refuse_above(8)),
    "raises above 50,000 entries": that_does(refuse_above(50_000)),
    "takes no argument": lambda right: lambda: 0,
    "takes one argument too many": lambda right: eval("lambda *args, more: 0"),
    "not a function": lambda right: 3,
}
SECONDS = {"loops without end": 0.05}  # a time limit shorter than the exercise's own
WHOLE = ("nan", "zeros", "1e300")  # kinds that matplotlib may stumble over when it draws


# ---- states ----------------------------------------------------------------------------------------------------------

BLANK = "blank"


@dataclass(frozen=True)
class State:
    """What stands in a notebook's exercises.

    group : the states that one test is about. name : which of them it is.
    answers : exercise -> BLANK, or what is put in its place; an exercise that is not named is solved.
    whole : whether every cell is run, and every picture drawn.
    seconds : the time limit of the exercises in `answers`, where it is not their own.
    number, of : it is the `number`th of the `of` states in its group.
    """

    group: str
    name: str
    answers: dict = field(default_factory=dict)
    whole: bool = False
    seconds: float | None = None
    number: int = 0
    of: int = 1


def states(path):
    """The states of the notebook in the file `path`."""
    names = [stub.name for stub in stubs(read(path))]
    right = vars(importlib.import_module(f"utils.solutions.{topic(path)}"))
    found = [State("solved", "solved", whole=True), State("blank", "blank", dict.fromkeys(names, BLANK), whole=True)]
    found += [State("one blank", name, {name: BLANK}) for name in names]
    found += [State("one solved", name, {other: BLANK for other in names if other != name}) for name in names]
    for kind, make in OTHER_ANSWERS.items():
        answers = {name: make(right[name]) for name in names}
        found.append(State("all wrong alike", kind, answers, kind in WHOLE, SECONDS.get(kind)))
        found += [State(f"{name} wrong", kind, {name: answers[name]}, seconds=SECONDS.get(kind)) for name in names]
    for name in names:
        for mistake in exercises()[name].mistakes:
            for form, function in enumerate(mistake.functions[: None if EVERY_CELL else 1], start=1):
                found.append(State(f"{name} mistaken", f"{mistake.id}, form {form}", {name: function}))
    return _numbered(found)


def _numbered(found):
    grouped = {group: [state for state in found if state.group == group] for group in _groups(found)}
    return [
        replace(state, number=number, of=len(members))
        for members in grouped.values()
        for number, state in enumerate(members)
    ]


def _groups(found):
    return list(dict.fromkeys(state.group for state in found))


# ---- cells, and which of them depend on what -------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A code cell: its id and syntax tree; the global names it reads, those it binds or changes, in functions too;
    and for each function it defines the names that the function reads."""

    id: str
    tree: ast.Module
    reads: frozenset
    binds: frozenset
    functions: dict


def cells_of(notebook):
    """The code cells of a notebook, first to last."""
    return [as_cell(cell.get("id", str(index)), source(cell)) for index, cell in code_cells(notebook)]


def as_cell(id, text):
    tree = parse(text)
    reads, binds = _global_names(tree)
    functions = {node.name: _global_names(node)[0] for node in tree.body if isinstance(node, ast.FunctionDef)}
    return Cell(id, tree, frozenset(reads), frozenset(binds | _changed_in_place(tree)), functions)


def _global_names(node):
    """(read, bound): the global names that a piece of code reads and binds, in functions too."""
    read, bound = set(), set()
    tables = [symtable.symtable(ast.unparse(node), "cell", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if top or symbol.is_global():
                read |= {symbol.get_name()} if symbol.is_referenced() else set()
                bound |= {symbol.get_name()} if symbol.is_assigned() or symbol.is_imported() else set()
    return read, bound


def _changed_in_place(tree):
    """Names whose values a cell may change without binding them: x[0] = 1, x.a = 1, x.append(1)."""
    places = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            places.append(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            places.append(node.value.func)
    found = set()
    for place in places:
        inner = place
        while isinstance(inner, (ast.Subscript, ast.Attribute)):
            inner = inner.value
        found |= {inner.id} if isinstance(inner, ast.Name) and inner is not place else set()
    return found


def dependent(cells, names):
    """The indices of the cells that depend on any of `names`, and of those that define them."""
    functions = {name: reads for cell in cells for name, reads in cell.functions.items()}
    affected, found = set(names), set()
    for index, cell in enumerate(cells):
        reads, more = set(), set(cell.reads)
        while more:  # a cell that calls a function reads what the function reads
            reads |= more
            more = {name for known in more for name in functions.get(known, ())} - reads
        if reads & affected or cell.functions.keys() & names:
            found.add(index)
            affected |= cell.binds
        else:
            affected -= cell.binds
    return found


def with_answers(cell, blank, answers):
    """The syntax tree of a solved cell, its exercises as `answers` has them; `blank` is the same cell unsolved."""
    given = {name: answers[name] for name in cell.functions if name in answers}
    tree = blank.tree if BLANK in given.values() else cell.tree
    body = [_checked(node) if given.get(getattr(node, "name", None), BLANK) != BLANK else node for node in tree.body]
    return ast.Module(body, [])


def _checked(node):
    """What checks an answer, in place of the definition of its exercise."""
    call = ast.parse(f"{node.name} = check({node.name!r}, _answers[{node.name!r}])").body[0]
    return ast.copy_location(call, node)


# ---- running cells ---------------------------------------------------------------------------------------------------


class Session:
    """Runs cells in one namespace, as a kernel would, and keeps what is wrong with them.

    wrong : whether there is a wrong answer among the exercises.
    """

    def __init__(self, names, wrong=False):
        self.names, self.wrong = names, wrong
        self.problems, self.output = [], {}

    def run(self, id, tree):
        """Run a cell's syntax tree and show the value of its last line."""
        said = io.StringIO()
        last = tree.body[-1] if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = functools.partial(self._warned, id)
            try:
                body = ast.fix_missing_locations(ast.Module(tree.body[:-1] if last else tree.body, []))
                exec(compile(body, f"<{id}>", "exec"), self.names)  # noqa: S102 - a cell
                if last:
                    said.write(shown(eval(compile(ast.Expression(last.value), f"<{id}>", "eval"), self.names)))
            except BaseException:  # noqa: BLE001 - sys.exit() among them
                self.problems.append(f"cell {id} raises\n{_traceback()}")
        self.output[id] = said.getvalue()

    def _warned(self, id, message, category, filename, lineno, *_):
        # A wrong answer may warn, and its wrong numbers may overflow, or be divided by, in the lines of later cells: that
        # is numpy telling students about their own numbers. The course's library has to bear any numbers in silence.
        whose = _who_warns()
        if not (self.wrong and (whose == "answer" or whose == "notebook" and issubclass(category, RuntimeWarning))):
            self.problems.append(f"cell {id} warns ({whose}, {filename}:{lineno})\n  {category.__name__}: {message}")


def shown(value):
    """What a notebook would show of a cell's last value: its text, and its HTML without tags."""
    if value is None:
        return ""
    bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {"text/plain": repr(value)}
    held = getattr(value, "value", "")  # of a widget that holds HTML
    html = bundle.get("text/html", "") + (held if isinstance(held, str) else "")
    inside = [shown(child) for child in getattr(value, "children", ())]
    return "\n".join([bundle.get("text/plain", ""), re.sub("<[^>]*>", " ", html), *inside])


def _who_warns():
    """Whose line it is that warns: the innermost one that is no library's."""
    frame = sys._getframe(2)
    while frame is not None:
        file, function = frame.f_code.co_filename, frame.f_code.co_name
        if frame.f_globals.get("__name__") == "__main__" and file.startswith("<"):
            return "notebook"
        if file == __file__:
            return "unknown" if function in ("run", "shown") else "answer"
        if Path(file).is_relative_to(ROOT / "utils"):
            place = Path(file).relative_to(ROOT / "utils")
            return "answer" if place.parts[0] in ("exercises", "solutions") else str(place)
        frame = frame.f_back
    return "unknown"


def _traceback():
    """The exception at hand and the last lines that led to it."""
    kind, error, trace = sys.exc_info()
    lines = [f"  {f.name} in {Path(f.filename).name}:{f.lineno}: {f.line}" for f in traceback.extract_tb(trace)[1:]]
    return "\n".join([*lines[-8:], f"  {kind.__name__}: {str(error)[:500]}"])


# ---- running states --------------------------------------------------------------------------------------------------


class Solved:
    """A notebook run solved, which every other state of it starts from."""

    def __init__(self, notebook, solutions):
        self.names = [stub.name for stub in stubs(notebook)]
        self.blank, self.cells = cells_of(notebook), cells_of(solve(notebook, solutions))
        self.namespace = {"__name__": "__main__"}
        self.session = Session(self.namespace)
        self.assigned, self.seconds = [], []
        for cell in self.cells:
            before, started = dict(self.namespace), time.process_time()
            self.session.run(cell.id, cell.tree)
            self.seconds.append(time.process_time() - started)
            now = self.namespace.items()
            self.assigned.append({name: value for name, value in now if before.get(name, self) is not value})
        self.problems = self.session.problems + untrue_verdicts(self.names, {})

    def run(self, state):
        """Runs a state; returns its Session. To be called in a process of its own: what it changes stays changed."""
        if state.seconds is not None:
            for name in state.answers:
                object.__setattr__(exercises()[name], "seconds", state.seconds)
        if not state.whole:
            draw_no_pictures()
        # The namespace itself, emptied: it is where the functions of the solved run look names up.
        self.namespace.clear()
        self.namespace.update({"__name__": "__main__", "_answers": state.answers})
        session = Session(self.namespace, wrong=any(answer != BLANK for answer in state.answers.values()))
        concerned = dependent(self.cells, {*state.answers, "progress"})  # which tells of all exercises, naming none
        for index, cell in enumerate(self.cells):
            if state.whole or index in concerned and self._has_its_turn(index, state):
                session.run(cell.id, with_answers(cell, self.blank[index], state.answers))
            else:
                self.namespace.update(self.assigned[index])
        session.problems += untrue_verdicts(self.names, state.answers) + self._new_claims(session)
        return session

    def _new_claims(self, session):
        """What is said to be verified here and was not so in the solved run: a claim with a wrong number in it."""
        return [
            f"cell {id} says what is verified in no solved notebook (a claim may hold no number of the student's)\n  {line}"
            for id, said in session.output.items()
            for line in said.splitlines()
            if line.startswith("✓ Verified") and line not in self.session.output.get(id, "").splitlines()
        ]

    def _has_its_turn(self, index, state):
        cell = self.cells[index]
        if EVERY_CELL or cell.functions.keys() & set(self.names):
            return True
        # A power of two, so that a machine's speed and its moods seldom change which cells a state runs.
        stride = 2 ** max(0, math.ceil(math.log2(max(self.seconds[index], 1e-6) / TURN_SECONDS)))
        first = zlib.crc32(f"{state.group} {cell.id}".encode())  # not all slow cells in the same states
        return (state.number - first) % min(stride, state.of) == 0


def untrue_verdicts(names, answers):
    """What is wrong with the last verdicts: a blank exercise is not yet right, and a solved one is right, or fails for no
    other reason than that it calls one that is wrong."""
    said, problems = last_verdicts(), []
    for name in names:
        verdict, given = said.get(name), "blank" if answers.get(name) == BLANK else "solved"
        if verdict is None:
            problems.append(f"{name} was not checked")
        elif name not in answers or given == "blank":
            true = verdict.status == (NOT_YET if given == "blank" else RIGHT)
            if not (true or given == "solved" and answers and verdict.mistake == "relies-on"):
                problems.append(f"{name} is {given}, and its verdict is\n{verdict}")
    return problems


def draw_no_pictures():
    from utils.plotting.picture import Picture

    Picture.png = lambda self: b""


def share_digits():
    """Lets the digits be read from their file only once; each call still gives new arrays."""
    import utils.data

    load, digits = utils.data.load_digits, utils.data.load_digits()

    def shared(full=False):
        return load(full) if full else type(digits)(*(array.copy() for array in digits))

    utils.data.load_digits = shared


# ---- a process for each notebook -------------------------------------------------------------------------------------


def main(path, groups):
    """Runs the states of these groups, and prints a line of JSON for each: its group, its name, and what is wrong."""
    import torch

    torch.set_num_threads(1)  # a child that is forked from a process with threads may hang
    sys.path.insert(0, str(ROOT))  # or the first cell would forget the modules loaded here and load them anew
    share_digits()
    solved = Solved(read(path), solutions_for(path))
    for name in solved.names:  # what a wrong answer is compared with is worked out here and not in every child
        for seed in (None, trial(exercises()[name], None).seed):
            _ = trial(exercises()[name], seed).mistaken
    with tempfile.TemporaryDirectory() as folder:
        running = {}  # process id -> (state, the file for its problems)
        for number, state in enumerate(state for state in states(path) if state.group in groups):
            if len(running) == WORKERS:
                report(running)
            answer = Path(folder) / f"{number}.json"
            running[fork(solved, state, answer)] = state, answer
        while running:
            report(running)


def fork(solved, state, answer):
    """Starts a process that runs a state and writes its problems to the file `answer`; returns the process id."""
    import resource

    process = os.fork()
    if process:
        return process
    try:
        # LAPACK says what it thinks of a nan by itself, on the output that the results go to
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        problems = solved.run(state).problems if state.answers else solved.problems
        answer.write_text(json.dumps(problems), encoding="utf-8")
    finally:
        os._exit(0)


def report(running):
    """Waits for one of the processes and prints what it found."""
    process, status = os.wait()
    state, answer = running.pop(process)
    problems = [f"its process ended with status {status}: it crashed, or computed for more than {CPU_SECONDS} s"]
    if answer.exists():
        problems = json.loads(answer.read_text(encoding="utf-8"))
    print(json.dumps([state.group, state.name, problems]), flush=True)


def problems_in(path, groups):
    """Group -> name of a state -> its problems, from a process that runs the notebook in the file `path`."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.test_any_state", str(path), *groups]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=environment, timeout=RUN_TIMEOUT, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The states of {path.name} could not be run:\n{done.stderr[-4000:]}")
    found = {(group, name): problems for group, name, problems in map(json.loads, done.stdout.splitlines())}
    order = [(state.group, state.name) for state in states(path)]
    return {group: {n: found[g, n] for g, n in order if g == group and (g, n) in found} for group in groups}


# ---- the tests -------------------------------------------------------------------------------------------------------


# In a kernel a wrong answer is text.
BODIES = {
    "raises": "raise ValueError('no idea')",
    "returns None": "return None",
    "returns a string": "return 'a string'",
    "leaves": "raise SystemExit(3)",
    "loops": "while True:\n        pass",
    "returns a number": "return float('nan')",
}


def wrong_in_turn(path, turn):
    """Exercise -> which of BODIES it has; in the turns of a notebook (see `turns`) each of them occurs."""
    names = [stub.name for stub in stubs(read(path))]
    kinds = itertools.islice(itertools.cycle(BODIES), turn * len(names), None)
    return dict(zip(names, kinds, strict=False))


def turns(path):
    names = stubs(read(path))
    return range(math.ceil(len(BODIES) / len(names)) if names else 0)


def cells_in_kernel(path, turn, folders):
    """The CellRuns of a notebook with wrong answers, run in a kernel."""
    wrong = {
        name: f"def {name}({exercises()[name].parameters}):\n    {BODIES[kind]}\n"
        for name, kind in wrong_in_turn(path, turn).items()
    }
    notebook = solve(read(path), wrong)
    return again_if_stalled(lambda: run(notebook, path.name, folders.mktemp("run"), course=ROOT))


GROUPS = [(path, group) for path in notebook_paths() for group in _groups(states(path))]
TURNS = [(path, turn) for path in notebook_paths() for turn in turns(path)]


@pytest.fixture(scope="module")
def runs(request, tmp_path_factory):
    """path -> a Future of its problems_in; (path, turn) -> a Future of its cells_in_kernel: what this session asks for."""
    asked = [
        item.callspec.params
        for item in request.session.items
        if item.module is request.module and "runs" in item.fixturenames
    ]
    groups = {
        a["path"]: [b["group"] for b in asked if b["path"] == a["path"] and "group" in b] for a in asked if "group" in a
    }
    kernels = [(a["path"], a["turn"]) for a in asked if "turn" in a]
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as executor:
        futures = {path: executor.submit(problems_in, path, names) for path, names in groups.items()}
        futures |= {key: executor.submit(cells_in_kernel, *key, tmp_path_factory) for key in kernels}
        yield futures
        executor.shutdown(wait=False, cancel_futures=True)


@pytest.mark.notebooks
@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="each state is run in a forked process, and this system has no fork"
)
@pytest.mark.parametrize(("path", "group"), GROUPS, ids=[f"{path.stem}-{group}" for path, group in GROUPS])
def test_no_cell_stops_or_warns(path, group, runs):
    found = runs[path].result()[group]
    assert list(found) == [state.name for state in states(path) if state.group == group]
    bad = [f"--- {group}: {name}\n" + "\n".join(problems) for name, problems in found.items() if problems]
    assert not bad, f"{path.name}: {len(bad)} of {len(found)} states have problems\n\n" + "\n\n".join(bad)


@pytest.mark.notebooks
@pytest.mark.parametrize(("path", "turn"), TURNS, ids=[f"{path.stem}-{turn}" for path, turn in TURNS])
def test_no_cell_stops_in_a_kernel(path, turn, runs):
    cells, kinds = runs[path, turn].result(), wrong_in_turn(path, turn)
    problems = run_problems(cells)
    assert not problems, f"{path.name} with {kinds}, {len(problems)} problem(s)\n\n" + "\n\n".join(problems)
    assert verdicts(cells) == dict.fromkeys(kinds, NOT_RIGHT)


# ---- that the tests above can fail -----------------------------------------------------------------------------------


def session_of(*texts, wrong=False):
    session = Session({"__name__": "__main__"}, wrong)
    for index, text in enumerate(texts):
        session.run(f"c{index}", as_cell("", text).tree)
    return session


@pytest.mark.parametrize("text", ["1 / 0", "x = 1\nraise SystemExit", "[][0]", "assert False"])
def test_a_cell_that_raises_is_a_problem_and_the_next_one_runs(text):
    session = session_of(text, "print(6 * 7)", "'shown'")
    assert [problem.splitlines()[0] for problem in session.problems] == ["cell c0 raises"]
    assert session.output == {"c0": "", "c1": "42\n", "c2": "'shown'\n"}


def test_a_value_that_cannot_be_shown_is_a_problem():
    session = session_of("class Bad:\n    def _repr_mimebundle_(self):\n        raise ValueError('unseen')", "Bad()")
    assert len(session.problems) == 1 and "unseen" in session.problems[0]


def test_whose_warnings_count():
    numbers, word = "import numpy as np\nnp.log(np.zeros(2))", "import warnings\nwarnings.warn('late')"
    library = f"exec(compile({numbers!r}, {str(ROOT / 'utils' / 'plotting' / 'made_up.py')!r}, 'exec'), {{}})"
    answer = library.replace("plotting", "exercises")
    for text in (numbers, answer):
        assert not session_of(text, wrong=True).problems
    for text, wrong in [(numbers, False), (answer, False), (word, False), (word, True), (library, True)]:
        assert len(session_of(text, wrong=wrong).problems) == 1, text


def test_which_cells_depend_on_an_exercise():
    texts = {
        "exercise": "def relu(z):\n    return z",
        "uses it": "y = relu(3)",
        "uses what was made of it": "print(y)",
        "binds that anew": "y = 4",
        "uses the new one": "print(y)",
        "defines a function that calls it": "def twice(z):\n    return relu(relu(z))",
        "calls that": "w = [twice(v) for v in range(3)]",
        "changes in place": "kept = []",
        "in place": "kept.append(w)",
        "reads what was changed": "len(kept)",
        "has a local of that name": "def other(relu):\n    return relu",
        "calls before it is defined": "def late():\n    return twice(1)",
        "calls the late one": "late()",
        "has nothing to do with it": "import numpy as np\nnp.ones(3)",
    }
    cells = [as_cell(name, text) for name, text in texts.items()]
    free = {
        "binds that anew",
        "uses the new one",
        "changes in place",
        "has a local of that name",
        "has nothing to do with it",
    }
    assert [cell.id for index, cell in enumerate(cells) if index not in dependent(cells, {"relu"})] == [
        name for name in texts if name in free
    ]


def test_a_state_that_stops_a_cell_is_found(monkeypatch):
    monkeypatch.setattr("utils.checking.student._verdicts", {})
    monkeypatch.syspath_prepend(str(ROOT))
    notebook = made_up(
        "import numpy as np\nfrom utils.checking import check",
        "@check\ndef relu(z):\n    ...",
        "total = relu(np.array([-1.0, 2.0])).sum()",
        "assert total > 0",
        "print(f'✓ Verified: it is {total:g}, and not less than 2.')",
    )
    solved = Solved(notebook, {"relu": "def relu(z):\n    return np.maximum(z, 0)"})
    assert solved.problems == []
    for answer, ids in [(BLANK, []), (np.abs, ["c4"]), (lambda z: -np.abs(z), ["c3", "c4"]), (lambda z: None, [])]:
        found = solved.run(State("group", "name", {"relu": answer}, whole=True)).problems
        assert [problem.split()[1] for problem in found] == ids, found
    assert untrue_verdicts(["relu", "mlp"], {"relu": BLANK})[1:] == ["mlp was not checked"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
