"""Running: a student's function is called on the cases, and what happened is written down.

Nothing here knows an answer. What comes out, a list of `Outcome`, is plain data.
"""

import ast
import builtins
import contextlib
import ctypes
import inspect
import io
import itertools
import linecache
import os
import re
import site
import sys
import sysconfig
import time
import warnings
from dataclasses import dataclass

import numpy as np

from ..torch_import import own_warnings
from .cases import AnswerFailed, arrays_in, fresh, snapshot, unchanged
from .functions import answer_to
from .limits import Interrupted, Limit, TimeUp
from .reference import UsesTorch
from .registry import find
from .values import OWN, Odd, describe, plain, type_name

MOST_PRINTED = 2_000        # characters
STATE_BYTES = 625 * 4       # of the Mersenne twister: 624 words and a position
MOST_WARNINGS = 5
SECONDS = 5.0               # for all cases of one check together


@dataclass(frozen=True)
class Raised:
    """An exception, as a student needs to see it."""

    kind: str
    message: str
    line: str = ""              # the student's own line of code
    line_number: int = 0
    in_function: str = ""
    values: tuple = ()          # (name, description) of what that line reads
    names: tuple = ()           # what that function could have meant: its variables and globals
    products: tuple = ()        # (left, its shape, right, its shape) for each `@` in that line


@dataclass(frozen=True)
class Outcome:
    """What one call did. `status`: "returned", "raised", "timed-out", "interrupted" or "skipped"."""

    status: str
    value: object = None        # plain (see values.plain), where it returned
    raised: Raised | None = None
    warnings: tuple = ()
    printed: str = ""
    printed_more: int = 0       # characters that were cut
    changed: tuple = ()         # positions of the arguments that it changed
    returned_argument: int | None = None    # position of the argument that its result shares memory with
    array_class: str = ""       # of an array subclass, np.matrix say
    torch_names: tuple = ()
    global_random: bool = False
    seconds: float = 0.0
    changed_later: bool = False     # whether the function that it returned changed what that was called with


def run(function, cases, seconds=SECONDS):
    """Call `function` on each of `cases`; one `Outcome` each, in order.

    `seconds` is for all of them together. After a call that was stopped the rest is skipped.
    """
    outcomes, deadline, global_random = [], time.monotonic() + seconds, _GlobalRandom()
    for case in cases:
        left = deadline - time.monotonic()
        stopped = outcomes and outcomes[-1].status not in ("returned", "raised")
        outcomes.append(Outcome("skipped") if stopped else call(function, case, left, global_random))
    return outcomes


_under_way = []


def is_under_way():
    """Whether some answer is being run on its cases just now."""
    return bool(_under_way)


def call(function, case, seconds=SECONDS, global_random=None):
    """Call `function` once, on fresh copies of the case's arguments, contained."""
    _under_way.append(case)
    try:
        return _call(function, case, seconds, global_random or _GlobalRandom())
    finally:
        _under_way.pop()


def _call(function, case, seconds, global_random):
    args = before = ()
    printed, caught, result = _Printed(), [], {"status": "returned"}
    started = time.perf_counter()
    limit = Limit(seconds)
    with _contained(printed, caught), UsesTorch() as watch:
        try:
            with limit:     # around looking at the result too: a list can hold itself, a message can take for ever
                try:
                    args = [fresh(argument, lambda name: _answer_to(name, function)) for argument in case.args]
                    before = [snapshot(argument, made) for argument, made in zip(case.args, args)]
                    handed_over = [arrays_in(argument) for argument in args]
                    result.update(_called(function, args, case))
                    itself = result.pop("itself")
                    result["returned_argument"] = _returned_argument(itself, handed_over)
                    result["array_class"] = _array_class(itself)
                except AnswerFailed as error:
                    if not limit.fired:
                        result.update(status="raised", raised=Raised("AnswerFailed", str(error)))
                except BaseException as error:      # SystemExit, recursion and all
                    if not limit.fired:
                        result.update(status="raised", raised=_report(error, function))
        except (TimeUp, Interrupted):
            pass
    if limit.fired:     # also where the code caught the exception and went on
        result = {"status": "interrupted" if limit.fired is Interrupted else "timed-out"}
    result["seconds"] = time.perf_counter() - started
    result["changed"] = tuple(i for i, (a, h) in enumerate(zip(before, args)) if not unchanged(a, h))
    if global_random.put_back():
        result["global_random"] = True
    return Outcome(warnings=tuple(caught), printed=printed.text(), printed_more=printed.cut,
                   torch_names=tuple(sorted(watch.names)), **result)


def _called(function, args, case):
    """The call itself, and the calls of what it returns where the case asks for them."""
    value = function(*args)
    if inspect.iscoroutine(value):
        value.close()       # an `async def`: unawaited, it would warn later
    if case.then and not callable(value):
        found = plain(value)
        return {"itself": value, "value": found if isinstance(found, Odd) else Odd("type", describe(value))}
    if case.then:
        made = [[fresh(argument) for argument in more] for more in case.then]
        value = [value(*handed_over) for handed_over in made]
        changed = not all(map(unchanged, itertools.chain(*case.then), itertools.chain(*made)))
        return {"itself": value, "value": plain(value), "changed_later": changed}
    value = without_own_parts(value, case.own_parts)
    return {"itself": value, "value": plain(value)}


def without_own_parts(value, own_parts):
    """A tuple with `OWN` in place of those of its parts that are the answer's own affair; anything else as it is."""
    if not own_parts or type(value) not in (tuple, list) or len(value) <= max(own_parts):
        return value
    return tuple(OWN if i in own_parts else part for i, part in enumerate(value))


def _answer_to(name, function):
    """What an `Answer` to that exercise is made with: the same student's function, or the course's own."""
    return answer_to(name, function) or find(name).stand_in()


class _GlobalRandom:
    """The state of numpy's global random generator, to which it is put back after each call."""

    def __init__(self):
        self._generator, self._state = np.random.get_bit_generator(), np.random.get_state(legacy=False)
        self._looked_at = self._memory()

    def put_back(self):
        """Whether it was changed."""
        if self._looked_at is not None and self._memory() == self._looked_at:
            return False
        if np.random.get_bit_generator() is self._generator and _same(np.random.get_state(legacy=False), self._state):
            return False
        np.random.set_bit_generator(self._generator)
        np.random.set_state(self._state)
        return True

    def _memory(self):
        """The generator and the bytes of its state, which are had a hundred times faster than the state as numbers.

        None where they do not say all: another generator than numpy's own, or half of a pair of normal numbers kept for later.
        """
        generator = np.random.get_bit_generator()
        if type(generator) is not np.random.MT19937 or self._state["has_gauss"]:
            return None
        return id(generator), ctypes.string_at(generator.ctypes.state_address, STATE_BYTES)


def _same(one, other):
    """Whether two states, dicts of dicts of numbers and arrays, are equal."""
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return np.array_equal(one, other)


MOST_LOOKED_AT = 2_000      # parts of a result, in a search through it


def _arrays_inside(value):
    """The arrays in a result, subclasses too, however deep in lists and tuples; a list can hold itself."""
    left, looked_at = [value], 0
    while left and looked_at < MOST_LOOKED_AT:
        thing, looked_at = left.pop(), looked_at + 1
        if issubclass(type(thing), np.ndarray):
            yield thing
        elif type(thing) in (list, tuple):
            left.extend(reversed(thing[:MOST_LOOKED_AT]))


def _returned_argument(value, handed_over):
    """The position of the first argument whose arrays share memory with the result, or None."""
    for array in _arrays_inside(value):
        base = np.ndarray.view(array, np.ndarray)
        for i, arrays in enumerate(handed_over):
            if any(np.may_share_memory(base, other) for other in arrays):
                return i
    return None


def _array_class(value):
    """The name of an array subclass (np.matrix, say) in a result, "" where there is none."""
    return next((type_name(array) for array in _arrays_inside(value) if type(array) is not np.ndarray), "")


class _Printed(io.TextIOBase):
    """Keeps the beginning of what is printed and counts the rest."""

    def __init__(self):
        self.kept, self.cut = [], 0
        self.room = MOST_PRINTED

    def writable(self):
        return True

    def write(self, text):
        text = str(text)
        self.kept.append(text[:self.room]) if self.room else None
        self.cut += max(len(text) - self.room, 0)
        self.room = max(self.room - len(text), 0)
        return len(text)

    def text(self):
        return "".join(self.kept)


@contextlib.contextmanager
def _contained(printed, caught):
    """What a function prints, warns of, asks for or sets while it runs stays in here."""

    def note_warning(message, category, *_, **__):
        text = f"{category.__name__}: {message}"
        if len(caught) < MOST_WARNINGS and text not in caught:
            caught.append(text)

    def no_input(*_):
        raise RuntimeError("input() was called: a function that is checked gets all it needs as arguments")

    real_input, folder, depth = builtins.input, _folder(), sys.getrecursionlimit()
    with own_warnings(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), \
            np.errstate(all="warn", under="ignore"), np.printoptions():
        warnings.simplefilter("always")
        warnings.showwarning = note_warning
        builtins.input = no_input
        try:
            yield
        finally:
            builtins.input = real_input
            if sys.getrecursionlimit() != depth:
                sys.setrecursionlimit(depth)
            if folder and _folder() != folder:
                os.chdir(folder)


def _folder():
    """The working folder, None where it has been deleted."""
    try:
        return os.getcwd()
    except OSError:
        return None


def _report(error, function):
    """A `Raised` for an exception: the deepest line that is the student's own, and what it reads."""
    try:
        message = re.sub(r"[\w.]*<locals>\.", "", str(error)[:1000])[:400]      # where Python keeps a function is no help
    except BaseException:
        message = "(its message cannot be read)"
    frame, line_number = _students_frame(error.__traceback__, function)
    kind = type.__getattribute__(type(error), "__name__")
    if frame is None:
        return Raised(kind, message)
    line = linecache.getline(frame.f_code.co_filename, line_number).strip()
    names = dict.fromkeys(re.findall(r"[A-Za-z_]\w*", line))
    values = tuple((name, describe(frame.f_locals[name])) for name in names if name in frame.f_locals)[:6]
    known = tuple(name for name in (*frame.f_locals, *frame.f_globals) if not name.startswith("_"))[:500] if kind == "NameError" else ()
    products = _products(line, frame) if "matmul" in message or "aligned" in message else ()
    return Raised(kind, message, line[:200], line_number, frame.f_code.co_name, values, known, products)


def _products(line, frame):
    """The operands of each `@` in a line of code, with their shapes, where reading them again can do nothing."""
    try:
        tree = ast.parse(line.rstrip(":"))
    except SyntaxError:
        return ()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult) and not any(
                isinstance(part, (ast.Call, ast.NamedExpr, ast.Await, ast.Yield, ast.Lambda)) for part in ast.walk(node)):
            try:
                sides = [np.shape(eval(ast.unparse(side), frame.f_globals, frame.f_locals)) for side in (node.left, node.right)]
            except Exception:       # an operand that is itself the product that failed
                continue
            found.append((ast.unparse(node.left), sides[0], ast.unparse(node.right), sides[1]))
    return tuple(found)


def _students_frame(traceback, function):
    """The deepest frame in the function's own file, or else in no library's."""
    own = getattr(getattr(function, "__code__", None), "co_filename", None)
    found = None, 0
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename == own or not _is_library(filename):
            found = traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next
    return found


_HERE = os.path.dirname(os.path.abspath(__file__))
_LIBRARIES = tuple({_HERE, *(os.path.abspath(p) for p in (
    sysconfig.get_paths()["stdlib"], sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"],
    site.getusersitepackages()) if p)})


def _is_library(filename):
    return filename.startswith("<frozen") or filename.startswith("<__array_function__") \
        or os.path.abspath(filename).startswith(_LIBRARIES)
