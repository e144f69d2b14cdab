"""What students' code may do to the checker: every verdict comes, says what happened, and leaves the process as it was.

Each answer of the tables below is source text. It goes through `examine`, through `check` as a decorator and as a call,
and through a real kernel. Each way gives the same verdict; after it the process is as before and the next check works.
"""

import builtins
import contextlib
import dataclasses
import html.parser
import inspect
import io
import itertools
import json
import linecache
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from utils.checking import UnknownExercise, check, examine, exercises, find, hint, last_verdicts, progress, student
from utils.checking.verdict import _COLOURS

from .kernel import Kernel

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 0.5       # in place of an exercise's own, for answers that never end
PATIENCE = 60       # seconds after which a test gives up: far more than anything here takes

PRELUDE = "import functools, importlib, os, signal, sys, threading, time, warnings\nimport numpy as np\n"
RIGHT_RELU = "def relu(z):\n    return np.maximum(z, 0)\n"

has_signals = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="code that waits can only be stopped where there are signals")


@dataclass(frozen=True)
class Answer:
    id: str
    source: str                 # defines the exercise's function
    status: str
    mistake: str | None
    says: tuple                 # words of the verdict
    exercise: str = "relu"
    before: str = ""            # an earlier cell
    endless: bool = False       # the clock stops it
    waits: bool = False         # and while it waits, which takes signals


def answer(id, source, status, mistake, *says, before="", **more):
    source, before = (textwrap.dedent(text).strip("\n") + "\n" for text in (source, before))
    return Answer(id, source, status, mistake, says, before=before, **more)


def wrong(id, source, mistake, *says, **more):
    return answer(id, source, "not right", mistake, *says, **more)


def right(id, source, *says, **more):
    return answer(id, source, "right", None, *says, **more)


def blank(id, source, **more):
    return answer(id, source, "not yet", "not-written", "Nothing is written yet.", **more)


def endless(id, source, **more):
    return wrong(id, source, "timed-out", "It did not come to an end", f"stopped after {SECONDS:g} seconds", endless=True, **more)


ENDLESS = [
    endless("loop", """
        def relu(z):
            while True:
                pass
        """),
    endless("loop-that-swallows-all", """
        def relu(z):
            while True:
                try:
                    while True:
                        z = z + 1
                except:
                    pass
        """),
    endless("loop-that-swallows-base-exceptions", """
        def relu(z):
            while True:
                try:
                    for i in range(1000):
                        z = z + 1
                except BaseException:
                    continue
        """),
    endless("sleep", "def relu(z):\n    time.sleep(1000)", waits=True),
    endless("sleep-that-swallows-all", """
        def relu(z):
            while True:
                try:
                    time.sleep(1)
                except BaseException:
                    continue
        """, waits=True),
    endless("stopped-and-then-right", """
        def relu(z):
            try:
                while True:
                    pass
            except BaseException:
                return np.maximum(z, 0)
        """),
    endless("in-a-helper", """
        def helper(z):
            while np.ndim(z) < 100:
                pass

        def relu(z):
            return helper(z)
        """),
    endless("waiting-for-a-thread", """
        def relu(z):
            worker = threading.Thread(target=time.sleep, args=(5,), daemon=True)
            worker.start()
            worker.join()
        """, waits=True),
    endless("waiting-for-a-lock", "def relu(z):\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()", waits=True),
    endless("printing", "def relu(z):\n    while True:\n        print('more')"),
    endless("in-the-function-that-is-returned", """
        def compose(*functions):
            def composed(x):
                while True:
                    pass
            return composed
        """, exercise="compose"),
    endless("message", """
        class Endless(Exception):
            def __str__(self):
                while True:
                    pass

        def relu(z):
            raise Endless
        """),
    endless("slow-in-one-case", "def relu(z):\n    while z.size > 100:\n        pass\n    return np.maximum(z, 0)"),
]

RAISING = [
    wrong("SystemExit", "def relu(z):\n    sys.exit(3)", "raised", "It raised SystemExit: 3", "sys.exit(3)"),
    wrong("exit", "def relu(z):\n    raise SystemExit", "raised", "It raised SystemExit."),
    wrong("KeyboardInterrupt", "def relu(z):\n    raise KeyboardInterrupt", "raised", "It raised KeyboardInterrupt."),
    wrong("GeneratorExit", "def relu(z):\n    raise GeneratorExit", "raised", "It raised GeneratorExit."),
    wrong("StopIteration", "def relu(z):\n    return next(iter([]))", "raised", "It raised StopIteration."),
    wrong("MemoryError", "def relu(z):\n    return np.zeros((10**9, 10**6))", "raised", "MemoryError", "np.zeros((10**9, 10**6))"),
    wrong("own-base-exception", "class Mine(BaseException):\n    pass\n\ndef relu(z):\n    raise Mine('mine')", "raised", "It raised Mine: mine"),
    wrong("no-exception", "def relu(z):\n    raise 3", "raised", "TypeError"),
    wrong("recursion", "def relu(z):\n    return relu(z)", "raised", "RecursionError", "It calls itself without end."),
    wrong("recursion-of-two", "def other(z):\n    return relu(z)\n\ndef relu(z):\n    return other(z)", "raised", "RecursionError"),
    wrong("recursion-without-limit", "def relu(z):\n    sys.setrecursionlimit(10**5)\n    return relu(z)", "raised", "RecursionError"),
    wrong("message-that-raises", """
        class Silent(Exception):
            def __str__(self):
                raise ValueError("no")

        def relu(z):
            raise Silent
        """, "raised", "It raised Silent: (its message cannot be read)"),
    wrong("message-of-ten-million", "def relu(z):\n    raise ValueError('x' * 10**7)", "raised", "It raised ValueError: xxx"),
    wrong("message-of-half-characters", "def relu(z):\n    raise ValueError('\\ud800 \\x00 \\x1b[31m')", "raised", "It raised ValueError"),
    wrong("group", "def relu(z):\n    raise ExceptionGroup('two', [ValueError(1), TypeError(2)])", "raised", "It raised ExceptionGroup: two"),
    wrong("checker's-own", """
        from utils.checking.limits import Interrupted

        def relu(z):
            raise Interrupted
        """, "raised", "It raised Interrupted."),
    wrong("checker's-clock", """
        from utils.checking.limits import TimeUp

        def relu(z):
            raise TimeUp
        """, "raised", "It raised TimeUp."),
    wrong("unknown-name", "def relu(z):\n    return np.maximum(zz, 0)", "raised", "It raised NameError: name 'zz' is not defined", "np.maximum(zz, 0)"),
    wrong("exception-in-a-helper", """
        def helper(a, b):
            return a @ b

        def affine(X, W, b):
            return helper(X, b)
        """, "raised", "ValueError", "return a @ b", "in `helper`", exercise="affine"),
    wrong("asks-the-user", "def relu(z):\n    return float(input('z? '))", "raised", "input() was called"),
]

PRINTING = [
    right("five-thousand-lines", "def relu(z):\n    for i in range(5000):\n        print('line', i)\n    return np.maximum(z, 0)",
          "It printed, in the first case that prints (cut):\nline 0\nline 1\n"),
    right("to-stderr", "def relu(z):\n    print('careful', file=sys.stderr)\n    return np.maximum(z, 0)", "It printed, in the first case that prints:\ncareful"),
    right("one-endless-line", "def relu(z):\n    print('x' * 10**6)\n    return np.maximum(z, 0)", "(cut)"),
    wrong("and-wrong", "def relu(z):\n    print('here', z.shape)\n    return -np.maximum(z, 0)", "sign-turned", "here (3,)"),
    wrong("half-characters", "def relu(z):\n    print('\\ud800', end='')\n    return z + 0", "not-a-change", "It printed"),
    right("stdout-replaced", "def relu(z):\n    sys.stdout = open(os.devnull, 'w')\n    sys.stderr = None\n    return np.maximum(z, 0)"),
    right("stdout-closed", "def relu(z):\n    sys.stdout.close()\n    return np.maximum(z, 0)"),
    right("write-and-flush", "def relu(z):\n    sys.stdout.write('a')\n    sys.stdout.flush()\n    return np.maximum(z, 0)", "\na"),
    wrong("no-text", """
        class Text(str):
            def __str__(self):
                raise ValueError("no")

        def relu(z):
            sys.stdout.write(Text("a"))
            return np.maximum(z, 0)
        """, "raised", "ValueError"),
]

ITS_INPUT = [
    wrong("in-place", "def relu(z):\n    z[z < 0] = 0\n    return z", "changed-input", "It changed its argument `z`.") ,
    wrong("out", "def relu(z):\n    np.maximum(z, 0, out=z)\n    return z.copy()", "changed-input", "It changed its argument `z`."),
    wrong("resized", "def relu(z):\n    out = np.maximum(z, 0)\n    z.resize((1,), refcheck=False)\n    return out", "changed-input", "`z`"),
    wrong("reshaped", "def relu(z):\n    out = np.maximum(z, 0)\n    z.shape = (*z.shape, 1)\n    return out", "changed-input", "`z`"),
    wrong("only-sometimes", "def relu(z):\n    out = np.maximum(z, 0)\n    if z.ndim == 3:\n        z += 1\n    return out", "changed-input", "three axes"),
    wrong("nested-in-theta", "def count_parameters(theta):\n    theta[0][0][:] = 1\n    return sum(W.size + b.size for W, b in theta)",
          "changed-input", "It changed its argument `theta`.", exercise="count_parameters"),
    wrong("item-replaced", "def count_parameters(theta):\n    n = sum(W.size + b.size for W, b in theta)\n    theta[0] = None\n    return n",
          "changed-input", "`theta`", exercise="count_parameters"),
    wrong("item-taken", "def count_parameters(theta):\n    n = 0\n    while theta:\n        W, b = theta.pop()\n        n += W.size + b.size\n    return n",
          "changed-input", "`theta`", exercise="count_parameters"),
    wrong("item-equal-to-all", """
        class Equal(tuple):
            def __eq__(self, other):
                return True

        def count_parameters(theta):
            n = sum(W.size + b.size for W, b in theta)
            theta[0] = Equal(theta[0])
            return n
        """, "changed-input", "`theta`", exercise="count_parameters"),
    wrong("put-into-itself", "def count_parameters(theta):\n    n = sum(W.size + b.size for W, b in theta)\n    theta.append(theta)\n    return n",
          "changed-input", "`theta`", exercise="count_parameters"),
    wrong("returned", "def relu(z):\n    return z if (z >= 0).all() else np.maximum(z, 0)", "returned-argument", "the result is `z` itself, or a view of it"),
    right("drawn-from", "def init_parameters(sizes, rng):\n    rng.random()\n    return [(rng.normal(size=(o, i)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]",
          exercise="init_parameters"),
]

OUTSIDE = [
    right("reads-an-array", "def relu(z):\n    return np.maximum(z, zero)", "It reads `zero`, a variable from outside the function", before="zero = np.zeros(())"),
    wrong("reads-the-wrong-array", "def relu(z):\n    return np.maximum(data, 0)", "wrong-shape", "It reads `data`", before="data = np.arange(12.0).reshape(4, 3)"),
    right("counts-its-calls", "def relu(z):\n    calls[0] += 1\n    return np.maximum(z, 0)", before="calls = [0]"),
    wrong("adds-its-calls", "def relu(z):\n    calls[0] += 1\n    return np.maximum(z, 0) + calls[0]", "not-repeatable", "Something lives on between calls", before="calls = [0]"),
    wrong("mutable-default", "def relu(z, seen=[]):\n    seen.append(1)\n    return np.maximum(z, 0) * len(seen)", "not-repeatable", "a default argument that is a list"),
    wrong("remembers-the-first", "def relu(z, seen=[]):\n    seen.append(np.maximum(z, 0))\n    return seen[-1] if len(seen) < 4 else seen[0]", "not-repeatable", "Called twice") ,
    wrong("draws-globally", "def relu(z):\n    np.random.seed(0)\n    return np.maximum(z, 0)", "used-global-random", "numpy's global random state"),
    wrong("draws-globally-for-weights", "def init_parameters(sizes, rng):\n    return [(np.random.normal(size=(o, i)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]",
          "not-repeatable", "randomness that does not come from the arguments", exercise="init_parameters"),
]

NUMBERS = [
    wrong("nan", "def relu(z):\n    return z * np.nan", "not-finite", "not a finite number", "is nan"),
    wrong("inf", "def relu(z):\n    return np.maximum(z, 0) + np.inf", "not-finite", "is inf"),
    wrong("nan-and-both-infinities", """
        def relu(z):
            out = np.maximum(z, 0).astype(float).ravel()
            out[::2], out[1::3], out[2::5] = np.nan, np.inf, -np.inf
            return out.reshape(z.shape)
        """, "not-finite"),
    wrong("infinite-weights", "def init_parameters(sizes, rng):\n    return [(np.full((o, i), np.inf), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]",
          None, "inf", exercise="init_parameters"),
    wrong("imaginary", "def relu(z):\n    return np.maximum(z, 0) + 1j * z", None, "-2j"),
    right("imaginary-part-zero", "def relu(z):\n    return np.maximum(z, 0) + 0j"),
    right("lists-of-numbers", "def relu(z):\n    return np.maximum(z, 0).tolist()", "It returns a list, which is taken for the array it stands for."),
    right("numpy-integer", "def count_parameters(theta):\n    return np.int32(sum(W.size + b.size for W, b in theta))", exercise="count_parameters"),
    right("float-count", "def count_parameters(theta):\n    return float(sum(W.size + b.size for W, b in theta))", exercise="count_parameters"),
    wrong("float16", "def relu(z):\n    return np.float16(1)", "wrong-shape", "shape ()"),
    wrong("any-constant", "def count_parameters(theta):\n    return 3", None, "expected 9", exercise="count_parameters"),
]


def returns(id, value, mistake, *says, exercise="relu", before=""):
    """An answer that returns one thing, whatever it is given."""
    return wrong(f"returns-{id}", f"def {exercise}(*anything):\n    return {value}", mistake, *says, exercise=exercise, before=before)


TYPES = [
    answer("returns-None-in-words", "def relu(z):\n    return None", "not right", "returned-none", "It returned None."),
    answer("returns-bare", "def relu(z):\n    return", "not right", "returned-none", "It returned None."),
    answer("forgets-return", "def relu(z):\n    out = np.maximum(z, 0)", "not right", "returned-none", "no `return` hands it over"),
    returns("str", "'abc'", "wrong-type", "It returned a str"),
    returns("bytes", "b'abc'", "wrong-type", "a bytes"),
    returns("dict", "{1: 2}", "wrong-type", "a dict"),
    returns("set", "{1, 2}", "wrong-type", "a set"),
    returns("generator", "(i for i in range(3))", "wrong-type", "a generator"),
    returns("endless-iterator", "iter(int, 1)", "wrong-type", "a callable_iterator"),
    returns("range", "range(3)", "wrong-type", "a range"),
    returns("map", "map(abs, [1])", "wrong-type", "a map"),
    returns("module", "np", "wrong-type", "a module"),
    returns("function", "np.tanh", "wrong-type", "a function"),
    returns("class", "int", "wrong-type", "a function (type)"),
    returns("generator-of-numbers", "np.random.default_rng(0)", "wrong-type", "Generator"),
    returns("object-array", "np.array([None, 2], dtype=object)", "wrong-type", "dtype object"),
    returns("object-array-of-numbers", "np.array([0, 0, 3], dtype=object)", "wrong-type", "dtype object"),
    returns("string-array", "np.array(['a'])", "wrong-type", "dtype <U1"),
    returns("dates", "np.array(['2020-01-01'], dtype='M8[D]')", "wrong-type", "dtype datetime64"),
    returns("records", "np.zeros(3, dtype=[('a', int)])", "wrong-type"),
    returns("ragged-list", "[[1], [1, 2]]", "wrong-type", "2 things"),
    returns("list-of-anything", "[1, 'a', None]", "wrong-type", "a str"),
    returns("empty-list", "[]", "wrong-type", "an empty list"),
    returns("complex", "2j", "wrong-shape"),
    returns("bool", "True", "wrong-shape"),
    returns("number", "3", "wrong-shape", "has shape (); expected is (3,)"),
    returns("enormous-number", "10**400", "wrong-type", "too large for any numpy type"),
    returns("large-number", "-10**30", "wrong-shape"),
    returns("empty-array", "np.zeros((0, 3))", "wrong-shape", "(0, 3)"),
    returns("million-numbers", "list(range(10**6))", "wrong-type", "too many items"),
    returns("huge-array", "np.broadcast_to(1.0, (10**6, 10**6))", "wrong-type", "far larger than the result should be"),
    returns("large-array", "np.broadcast_to(1.0, (4000, 4000))", "wrong-type", "far larger than the result should be"),
    returns("list-that-holds-itself", "[endless]", "wrong-type", "nested too deeply", before="endless = []\nendless.append(endless)"),
    returns("list-that-holds-itself-often", "endless", "wrong-type", "nested too deeply", before="endless = []\nendless.extend([endless] * 1000)"),
    returns("deep-list", "deep", "wrong-type", "nested too deeply", before="deep = []\nfor _ in range(10**5):\n    deep = [deep]"),
    returns("type-as-html", "type('<b>', (), {})()", "wrong-type", "a <b>"),
    returns("pair-of-wrong-things", "(None, 'a')", "wrong-type", exercise="merge_affine"),
    returns("triple", "(1, 2, 3)", "wrong-length", "3 things", exercise="merge_affine"),
    returns("number-for-a-list", "3", "wrong-type", exercise="init_parameters"),
    returns("list-of-numbers-for-a-list-of-pairs", "[1, 2, 3]", "wrong-length", exercise="init_parameters"),
    returns("number-for-a-function", "3", "wrong-type", "expected is a function", exercise="compose"),
    wrong("generator-function", "def relu(z):\n    yield np.maximum(z, 0)", "wrong-type", "a generator"),
    wrong("async", "async def relu(z):\n    return np.maximum(z, 0)", "wrong-type", "a coroutine"),
]

LIARS = [
    wrong("equal-to-all", """
        class Equal:
            def __eq__(self, other):
                return True

            def __array__(self, *args, **kwargs):
                return np.zeros(3)

            def __array_ufunc__(self, *args, **kwargs):
                return True

        def relu(z):
            return Equal()
        """, "wrong-type", "It returned an? Equal"),
    wrong("says-it-is-an-array", """
        class Array:
            __class__ = property(lambda self: np.ndarray)
            shape, dtype = (3,), np.dtype(float)

        def relu(z):
            return Array()
        """, "wrong-type", "Array"),
    wrong("array-that-lies", """
        class Array(np.ndarray):
            shape = property(lambda self: (3,))
            dtype = property(lambda self: np.dtype(float))
            __eq__ = lambda self, other: True
            __array_ufunc__ = __array_function__ = __array_wrap__ = lambda self, *args, **kwargs: True
            __class__ = property(lambda self: float)

        def relu(z):
            return np.zeros(np.shape(z)).view(Array)
        """, "zeros-only"),
    right("array-that-lies-needlessly", """
        class Array(np.ndarray):
            __eq__ = lambda self, other: True
            __array_ufunc__ = __array_function__ = lambda self, *args, **kwargs: True

        def relu(z):
            return np.maximum(z, 0).view(Array)
        """),
    wrong("number-that-lies", """
        class Number(float):
            __eq__ = lambda self, other: True
            __sub__ = __rsub__ = lambda self, other: 0.0

        def count_parameters(theta):
            return Number(3)
        """, "wrong-type", "Number", exercise="count_parameters"),
    wrong("list-that-lies", """
        class Liar(list):
            __eq__ = lambda self, other: True
            __len__ = lambda self: 3
            __iter__ = lambda self: iter([0.0, 0.0, 3.0])

        def relu(z):
            return Liar()
        """, "wrong-type", "an empty list"),
    wrong("type-that-raises", """
        class Meta(type):
            __module__ = property(lambda cls: 1 / 0)

        class Thing(metaclass=Meta):
            pass

        def relu(z):
            return Thing()
        """, "raised"),
]

CALLABLES = [
    wrong("too-few-arguments", "def affine(X, W):\n    return X @ W.T", "wrong-signature", "It is called as `affine(X, W, b)`, here with 3 arguments", "(X, W)", exercise="affine"),
    wrong("no-arguments", "def relu():\n    return 1", "wrong-signature", "It is called as `relu(z)`, here with 1 argument"),
    wrong("too-many-arguments", "def relu(z, axis):\n    return 1", "wrong-signature", "missing a required argument: 'axis'"),
    wrong("keyword-only", "def relu(*, z):\n    return 1", "wrong-signature"),
    wrong("keyword-only-beside", "def relu(z, *, low):\n    return 1", "wrong-signature", "'low'"),
    wrong("one-for-a-star", "def compose(functions):\n    return functions[0]", "wrong-signature", "The star in `*functions`", exercise="compose"),
    wrong("default-that-cannot-be-printed", """
        class Bad:
            def __repr__(self):
                raise ValueError("no")

        def relu(z, other, bad=Bad()):
            return 1
        """, "wrong-signature"),
    right("star", "def affine(*arguments):\n    X, W, b = arguments\n    return X @ W.T + b", exercise="affine"),
    right("star-and-keywords", "def relu(z, *more, low=0, **rest):\n    return np.maximum(z, low)"),
    right("positional-only", "def relu(anything, /):\n    return np.maximum(anything, 0)"),
    right("lambda", "relu = lambda z: np.maximum(z, 0)"),
    right("partial", "relu = functools.partial(np.maximum, 0)"),
    right("class-with-call", "class Relu:\n    def __call__(self, z):\n        return np.maximum(z, 0)\n\nrelu = Relu()"),
    right("method", "class Relu:\n    def apply(self, z):\n        return np.maximum(z, 0)\n\nrelu = Relu().apply"),
    right("vectorized", "relu = np.vectorize(lambda x: max(float(x), 0.0))"),
    wrong("class", "class relu:\n    def __init__(self, z):\n        pass", "wrong-type", "relu"),
    wrong("ufunc", "relu = np.tanh", "tanh", exercise="relu"),
    wrong("ufunc-of-two", "relu = np.maximum", "wrong-signature"),
    wrong("builtin", "relu = abs", "absolute-value"),
    wrong("builtin-without-signature", "relu = max", None),
    wrong("type", "relu = int", "raised"),
    wrong("attributes-that-raise", """
        class Thing:
            def __getattr__(self, name):
                raise ValueError(name)

            def __call__(self, z):
                return -np.maximum(z, 0)

        relu = Thing()
        """, "sign-turned"),
    wrong("every-attribute-is-itself", """
        class Thing:
            def __getattr__(self, name):
                return self

            def __call__(self, z):
                return -np.maximum(z, 0)

        relu = Thing()
        """, "sign-turned"),
    wrong("code-that-is-none", """
        class Thing:
            __code__ = __name__ = __signature__ = "code"

            def __call__(self, z):
                return -np.maximum(z, 0)

        relu = Thing()
        """, "sign-turned"),
    wrong("number", "relu = 3", "not-callable", "`relu` is 3, not a function"),
    wrong("result", "relu = np.zeros(3)", "not-callable", "without calling it"),
    wrong("text", "relu = 'relu'", "not-callable", "not a function"),
]

STATE = [
    right("seterr", "def relu(z):\n    np.seterr(all='raise')\n    return np.maximum(z, 0)"),
    right("filters", "def relu(z):\n    warnings.resetwarnings()\n    warnings.showwarning = None\n    return np.maximum(z, 0)"),
    wrong("warnings-are-errors", "def relu(z):\n    warnings.simplefilter('error')\n    warnings.warn('careful')\n    return np.maximum(z, 0)", "raised", "careful"),
    right("a-warning-of-its-own", "def relu(z):\n    warnings.warn('careful')\n    return np.maximum(z, 0)", "careful", "The values are right all the same."),
    right("recursion-limit", "def relu(z):\n    sys.setrecursionlimit(5000)\n    return np.maximum(z, 0)"),
    right("chdir", "def relu(z):\n    os.chdir(os.path.dirname(os.getcwd()))\n    return np.maximum(z, 0)"),
    right("print-options", "def relu(z):\n    np.set_printoptions(precision=1, threshold=1)\n    return np.maximum(z, 0)"),
    right("input-replaced", "def relu(z):\n    import builtins\n    builtins.input = print\n    return np.maximum(z, 0)"),
    right("handlers", "def relu(z):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    return np.maximum(z, 0)"),
    right("trace", "def relu(z):\n    sys.settrace(lambda *event: None)\n    return np.maximum(z, 0)"),
    right("daemon-thread-left-behind", "def relu(z):\n    threading.Thread(target=time.sleep, args=(1,), daemon=True).start()\n    return np.maximum(z, 0)"),
]

TORCH = [
    wrong("inside", "def relu(z):\n    import torch\n    return torch.relu(torch.tensor(z)).numpy()", "used-torch", "This answer calls torch", "numpy's"),
    wrong("from-numpy", "def relu(z):\n    return F.relu(torch.from_numpy(z)).numpy()", "used-torch", before="import torch\nimport torch.nn.functional as F"),
    wrong("asarray", "def relu(z):\n    return np.asarray(torch.relu(torch.as_tensor(z)))", "used-torch", before="import torch"),
    wrong("__import__", "def relu(z):\n    t = __import__('torch')\n    return t.relu(t.tensor(z)).detach().numpy()", "used-torch"),
    wrong("importlib", "def relu(z):\n    t = importlib.import_module('torch')\n    return t.clamp(t.tensor(z), min=0).numpy()", "used-torch"),
    wrong("alias", "def relu(z):\n    return positive(T.tensor(z)).numpy()", "used-torch", before="import torch as T\nfrom torch import relu as positive"),
    wrong("module", "def relu(z):\n    return activation(torch.tensor(z)).numpy()", "used-torch", before="import torch\nactivation = torch.nn.ReLU()"),
    wrong("operators", "def relu(z):\n    t = torch.tensor(z)\n    return (t * (t > 0)).tolist()", "used-torch", before="import torch"),
    wrong("operators-below", "def relu(z):\n    return np.from_dlpack(torch.ops.aten.relu(torch.from_dlpack(z)))", "used-torch", before="import torch"),
    wrong("tensor-returned", "def relu(z):\n    return torch.relu(torch.tensor(z))", "used-torch", before="import torch"),
    wrong("tensor-from-outside", "def relu(z):\n    return kept", "used-torch", before="import torch\nkept = torch.zeros(3)"),
    wrong("beside-right-numpy", "def relu(z):\n    torch.zeros(3)\n    return np.maximum(z, 0)", "used-torch", before="import torch"),
    right("only-imported", "import torch\n\ndef relu(z):\n    import torch\n    return np.maximum(z, 0)"),
]

BLANKS = [
    blank("dots", "def relu(z):\n    ..."),
    blank("pass", "def relu(z):\n    pass"),
    blank("docstring", "def relu(z):\n    \"\"\"z where it is positive.\"\"\""),
    blank("docstring-and-dots", "def relu(z):\n    \"\"\"z where it is positive.\"\"\"\n    ..."),
    blank("returns-dots", "def relu(z):\n    return ..."),
    blank("dots-in-a-formula", "def relu(z):\n    x = ...\n    return x + 1"),
    blank("dots-in-a-call", "def relu(z):\n    return np.maximum(z, ...)"),
    blank("dots-in-a-tuple", "def merge_affine(W1, b1, W2, b2):\n    W = ...\n    b = ...\n    return W, b", exercise="merge_affine"),
    blank("not-implemented", "def relu(z):\n    raise NotImplementedError"),
    blank("not-implemented-with-words", "def relu(z):\n    raise NotImplementedError('to do')"),
    blank("returns-not-implemented", "def relu(z):\n    return NotImplemented"),
    blank("a-helper-is-blank", "def helper(z):\n    return ...\n\ndef relu(z):\n    return helper(z) * 2"),
]

GROUPS = {"endless": ENDLESS, "raising": RAISING, "printing": PRINTING, "input": ITS_INPUT, "outside": OUTSIDE, "numbers": NUMBERS,
          "types": TYPES, "liars": LIARS, "callables": CALLABLES, "state": STATE, "torch": TORCH, "blank": BLANKS}
ANSWERS = [pytest.param(a, id=f"{group}:{a.id}", marks=[has_signals] if a.waits else []) for group, answers in GROUPS.items() for a in answers]
