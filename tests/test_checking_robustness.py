"""What students' code may do to the checker: every verdict comes, says what happened, and leaves the process as it was.

Each answer of the tables below is source text. It goes through `examine`, through `check` as a decorator and as a call,
and through a real kernel. Each way gives the same verdict; after it the process is as before and the next check works.
"""

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
import torch  # noqa: F401  its import sets warning filters of its own, which are no answer's doing

from utils.checking import UnknownExercise, check, examine, exercises, find, hint, last_verdicts, progress, student
from utils.checking.functions import students_own
from utils.publishing.kernel import Kernel

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 0.3       # in place of an exercise's own, for answers that never end
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
    wrong("recursion-without-limit", "def relu(z):\n    sys.setrecursionlimit(10**4)\n    return relu(z)", "raised", "RecursionError"),
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
            return helper(X.T, W)
        """, "raised", "ValueError", "return a @ b", "in `helper`", exercise="affine"),
    wrong("hat-for-a-power", "def squared_l2(prediction, target):\n    return ((prediction - target) ^ 2).sum(axis=1)", "raised", "In Python `^` is no power",
          exercise="squared_l2"),
    wrong("too-many-arguments", "def layer(X, W, b, activation):\n    return activation(X, W, b)", "raised", "with more arguments than it takes", exercise="layer"),
    wrong("function-as-method", "def layer(X, W, b, activation):\n    return (X @ W.T + b).activation()", "raised", "An array has nothing of the name `activation`", exercise="layer"),
    wrong("method-misspelt", "def relu(z):\n    return z.clipp(0)", "raised", "Did you mean `.clip`?"),
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
    wrong("of-what-it-returns", """
        def compose(*functions):
            def composed(x):
                for function in functions:
                    x[...] = function(x)
                return x.copy()
            return composed
        """, "changed-input", "The function that it returns changes the array it is called with.", exercise="compose"),
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
    wrong("draws-globally", "def relu(z):\n    np.random.seed(0)\n    return np.maximum(z, 0)", "used-global-random", "numpy's global random state"),
    wrong("draws-globally-for-weights", "def init_parameters(sizes, rng):\n    return [(np.random.normal(size=(o, i)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]",
          "used-global-random", "Draw from the generator that is handed in", exercise="init_parameters"),
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
    wrong("infinite-weights", "def init_parameters(sizes, rng):\n    return [(rng.normal(size=(o, i)) * np.inf, np.zeros(o)) for i, o in zip(sizes, sizes[1:])]",
          "not-finite", "not a finite number", exercise="init_parameters"),
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
    returns("very-many-numbers", "list(range(10**5))", "wrong-shape", "(100000,)"),
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
        """, "wrong-type", "Equal"),
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
    wrong("builtin-without-signature", "relu = max", "wrong-shape"),
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


def parameters(answers):
    """Answers as pytest takes them, under the names of their groups."""
    return [pytest.param(a, id=f"{group}:{a.id}", marks=[has_signals] if a.waits else [])
            for group, of_group in GROUPS.items() for a in of_group if a in answers]


ANSWERS = parameters([a for answers in GROUPS.values() for a in answers])


# ---------------------------------------------------------------- the ways an answer goes


def snapshot():
    """What a check leaves as it found it. (Its source is run in the kernel too, so it imports what it needs.)"""
    import builtins, os, signal, sys, warnings
    import numpy as np
    alarm = getattr(signal, "SIGALRM", None)
    return {
        "streams": (id(sys.stdout), id(sys.stderr)), "input": id(builtins.input), "print": id(builtins.print),
        "filters": repr(warnings.filters), "showwarning": id(warnings.showwarning), "errstate": (np.geterr(), np.geterrcall()),
        "handlers": [repr(signal.getsignal(s)) for s in (signal.SIGINT, alarm) if s is not None],
        "timer": alarm and signal.getitimer(signal.ITIMER_REAL), "random": repr(np.random.get_state()),
        "folder": os.getcwd(), "recursion": sys.getrecursionlimit(), "printing": repr(np.get_printoptions()),
    }


_numbers = itertools.count()


def executed(source, namespace):
    """Run source text as a cell would be: in a namespace, its lines to be found by a traceback."""
    filename = f"<cell {next(_numbers)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), namespace)


def defined(answer, source=None):
    """The namespace after an answer's cells, or after `source` in place of its own."""
    namespace = {"__name__": "notebook", "check": check}
    for cell in (PRELUDE, answer.before, answer.source if source is None else source):
        executed(cell, namespace)
    return namespace


def decorated(answer):
    """Its source with `@check` on the exercise's function; None where it is not made by `def` or `class`."""
    source, times = re.subn(rf"^(?=(async def|def|class) {answer.exercise}\b)", "@check\n", answer.source, flags=re.MULTILINE)
    return source if times else None


def by_examine(answer):
    return examine(answer.exercise, defined(answer)[answer.exercise]).to_dict()


def by_decorator(answer):
    if decorated(answer) is None:
        pytest.skip("nothing to decorate")
    defined(answer, decorated(answer))
    return last_verdicts()[answer.exercise].to_dict()


def by_call(answer, call="check({0})"):
    namespace = defined(answer)
    if call == "check({0})" and not callable(namespace[answer.exercise]):
        pytest.skip("a value is no function to check")
    executed(call.format(answer.exercise), namespace)
    return last_verdicts()[answer.exercise].to_dict()


def by_name(answer):
    return by_call(answer, 'check("{0}")')


def by_name_and_function(answer):
    return by_call(answer, 'check("{0}", {0})')


WAYS = [by_examine, by_decorator, by_call, by_name, by_name_and_function]
# How a function is handed over matters where it is odd itself; of the others, one of each group goes the last three ways.
CALLED = [*CALLABLES, *BLANKS, *(answers[0] for answers in GROUPS.values())]


def assert_as_it_should_be(answer, found):
    """A verdict's dict against what the answer's table says; it is JSON, and no rung of the ladder failed on the way."""
    json.dumps(found)
    assert (found["status"], found["mistake"]) == (answer.status, answer.mistake), found["text"]
    missing = [words for words in answer.says if words not in found["text"]]
    assert not missing, f"{missing} not in:\n{found['text']}"
    assert found["text"].splitlines()[0].endswith(f"{answer.exercise}: {answer.status}")
    assert found.get("errors", []) == [], found["errors"]


@pytest.fixture
def short(monkeypatch):
    """Gives an endless answer little time."""
    def shorten(answer):
        if answer.endless:
            monkeypatch.setitem(exercises(), answer.exercise, dataclasses.replace(find(answer.exercise), seconds=SECONDS))
    return shorten


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("way", [by_examine, by_decorator])
def test_the_verdict_in_plain_python(answer, way, short, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    short(answer)
    assert_judged_and_no_more(answer, way)


@pytest.mark.parametrize("answer", parameters(CALLED))
@pytest.mark.parametrize("way", [by_call, by_name, by_name_and_function])
def test_the_verdict_of_check_as_a_call(answer, way, short):
    short(answer)
    assert_judged_and_no_more(answer, way)


def assert_judged_and_no_more(answer, way):
    """The verdict is the one in the table, the process is as before, and the next check works."""
    student._verdicts.clear()
    before = snapshot()
    with warnings.catch_warnings():
        warnings.simplefilter("error")      # what an answer's warnings do is the verdict's to say; the checker itself gives none
        inside = snapshot()
        found = way(answer)
        assert snapshot() == inside
    assert_as_it_should_be(answer, found)
    assert snapshot() == before
    assert examine("relu", lambda z: np.maximum(z, 0)).status == "right"


# ---------------------------------------------------------------- in a kernel

KERNEL_SET_UP = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
{PRELUDE}
import dataclasses, json
import torch
from utils.checking import check, exercises, find, hint, last_verdicts, progress
full = dict(exercises())
{inspect.getsource(snapshot)}

def seconds(name, value):
    exercises()[name] = full[name] if value is None else dataclasses.replace(full[name], seconds=value)
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with Kernel(tmp_path_factory.mktemp("kernel")) as running:
        ready = running.run(KERNEL_SET_UP)
        assert not ready.error and not ready.stderr, ready
        yield running


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_verdict_in_a_kernel(answer, kernel):
    kernel.run(f"seconds({answer.exercise!r}, {SECONDS if answer.endless else None})")
    kernel.run(answer.before)
    source = decorated(answer) or f"{answer.source}\ncheck({answer.exercise!r}, {answer.exercise});"
    # In one cell, for a kernel itself sets some of this anew with every cell.
    cell = kernel.run(f"before = snapshot()\n{source}\nas_before = snapshot() == before", PATIENCE)
    after = kernel.run(f"print(json.dumps(last_verdicts()[{answer.exercise!r}].to_dict()))\nprint(as_before)")
    assert not cell.error and not after.error, (cell, after)
    found, as_before = after.stdout.splitlines()
    assert_as_it_should_be(answer, json.loads(found))
    assert as_before == "True"
    # Shown once, as text and as HTML, and nothing of what it printed or warned of beside it.
    assert [sorted(bundle) for bundle in cell.shown] == [["text/html", "text/plain"]]
    assert cell.texts == [json.loads(found)["text"]]
    assert (cell.stdout, cell.stderr) == ("", "")
    assert kernel.run("check('relu', lambda z: np.maximum(z, 0))\nprint(last_verdicts()['relu'].status, 1 + 1)").stdout == "right 2\n"


@pytest.mark.parametrize("how", ["pass", "time.sleep(1)"])
@has_signals
def test_interrupting_the_kernel_gives_the_prompt_back(kernel, tmp_path, how):
    begun = tmp_path / "begun"
    kernel.run("seconds('relu', 10 * 60)")
    cell = kernel.begin("before = snapshot()\n"
                        f"@check\ndef relu(z):\n    open({str(begun)!r}, 'w').close()\n    while True:\n"
                        f"        try:\n            {how}\n        except Exception:\n            pass\n\nas_before = snapshot() == before")
    wait_until(begun.exists)
    kernel.interrupt()
    done = kernel.finish(cell, PATIENCE)
    assert not done.error and "You interrupted it after" in "".join(done.texts), done
    assert kernel.run("seconds('relu', None)\n1 + 1").texts == ["2"]
    assert kernel.run("print(as_before, last_verdicts()['relu'].mistake)").stdout == "True interrupted\n"
    assert kernel.run("print(relu(np.array([-1.0, 2.0])))").stdout == "[0. 2.]\n", "later cells use the course's own"


@has_signals
def test_an_interrupt_that_is_swallowed_again_and_again_still_ends_it(kernel, tmp_path):
    begun = tmp_path / "begun"
    kernel.run("seconds('relu', 10 * 60)")
    cell = kernel.begin(f"@check\ndef relu(z):\n    open({str(begun)!r}, 'w').close()\n    while True:\n"
                        "        try:\n            time.sleep(1)\n        except BaseException:\n            continue")
    wait_until(begun.exists)
    kernel.interrupt()
    done = kernel.finish(cell, PATIENCE)
    assert "You interrupted it after" in "".join(done.texts), done
    assert kernel.run("seconds('relu', None)\n1 + 1").texts == ["2"]


def wait_until(happened):
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"{happened} has not come true"
        time.sleep(0.02)


def test_later_cells_of_a_kernel_use_what_check_gives_them(kernel):
    kernel.run("def relu(z):\n    ...\n\ncheck(relu)")
    assert kernel.run("print(relu(np.array([-1.0, 2.0])))").stdout == "[0. 2.]\n"
    kernel.run("def relu(z):\n    return z * 5\n\ncheck('relu')")
    assert kernel.run("print(relu(np.array([-1.0, 2.0])))").stdout == "[-5. 10.]\n"


def test_hints_and_progress_in_a_kernel_are_text_and_html(kernel):
    for call in ("hint('relu')", "hint('rellu')", "progress()", "check('rellu')", "check()"):
        cell = kernel.run(call)
        shown = [bundle for bundle in cell.shown if "text/html" in bundle]
        assert len(shown) == 1 and not cell.error and not cell.stdout, (call, cell)
        assert words_of(shown[0]["text/html"]) and shown[0]["text/plain"]


# ---------------------------------------------------------------- elsewhere than on the main thread


# Loops that swallow every exception are left out: a watching thread ends them by chance, after half a minute at worst.
@pytest.mark.parametrize("answer", [a for a in ENDLESS if not a.waits and "swallows" not in a.id], ids=lambda a: a.id)
def test_an_endless_answer_is_stopped_on_another_thread(answer, short):
    short(answer)
    before, found = snapshot(), []
    worker = threading.Thread(target=lambda: found.append(by_examine(answer)), daemon=True)
    worker.start()
    worker.join(PATIENCE)
    assert found, "the check did not come back"
    assert_as_it_should_be(answer, found[0])
    assert snapshot() == before


def test_checks_on_two_threads_do_not_meet(monkeypatch):
    """One is stopped by its clock; the other, in the meantime, is not."""
    monkeypatch.setitem(exercises(), "compose", dataclasses.replace(find("compose"), seconds=SECONDS))
    endless_one = next(a for a in ENDLESS if a.exercise == "compose")
    found = []
    worker = threading.Thread(target=lambda: found.append(by_examine(endless_one)["mistake"]), daemon=True)
    worker.start()
    statuses = {by_examine(Answer("right", RIGHT_RELU, "right", None, ()))["status"] for _ in range(20)}
    worker.join(PATIENCE)
    assert (found, statuses) == (["timed-out"], {"right"})


# ---------------------------------------------------------------- interrupts, in a process of its own


def in_a_process(code, *arguments, folder=ROOT, **environment):
    """What a fresh Python prints, its stderr included."""
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=2 * PATIENCE)
    return done.stdout.decode(environment.get("PYTHONIOENCODING", "utf-8"))


@has_signals
def test_an_interrupt_while_torch_is_being_imported_leaves_torch_whole():
    assert in_a_process("""
        import os, signal, sys, threading, time
        import numpy as np
        from utils.checking import examine

        def interrupt():
            while "torch" not in sys.modules:       # now it is in the middle of its import
                time.sleep(0.001)
            os.kill(os.getpid(), signal.SIGINT)

        def relu(z):
            return np.maximum(z, 0)

        threading.Thread(target=interrupt, daemon=True).start()
        try:
            examine("relu", relu)
            print("not interrupted")
        except KeyboardInterrupt:
            print("interrupted")
        print(examine("relu", relu).status)
        """).splitlines() == ["interrupted", "right"]


def test_a_picture_drawn_while_torch_is_being_imported_leaves_the_filters_of_both_alone(tmp_path):
    """A torch of our own, whose import puts the filters aside as the real one's does, and takes a while."""
    (tmp_path / "torch.py").write_text(textwrap.dedent("""
        import time, warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            time.sleep(1)
            warnings.warn("torch is not heard while it is imported")
        """))
    assert in_a_process(f"""
        import sys, warnings
        sys.path.insert(0, {str(tmp_path)!r})
        from matplotlib.figure import Figure
        from utils.plotting.picture import Picture
        from utils.torch_import import import_torch, load_in_background

        figure = Figure()
        before = list(warnings.filters)
        load_in_background()
        while "torch" not in sys.modules:
            pass
        Picture(figure, "an empty figure, drawn at once").png()
        print(import_torch().__name__, warnings.filters == before)
        """).split("\n", 1)[0] == "torch True"


@has_signals
def test_examine_hands_an_interrupt_on_so_that_a_batch_stops():
    assert in_a_process("""
        import os, signal
        from utils.checking import examine

        def relu(z):
            os.kill(os.getpid(), signal.SIGINT)
            while True:
                pass

        try:
            examine("relu", relu)
        except KeyboardInterrupt:
            print("interrupted", signal.getsignal(signal.SIGINT) is signal.default_int_handler)
        """) == "interrupted True\n"


@has_signals
def test_somebody_elses_alarm_still_comes():
    assert in_a_process("""
        import signal, time
        import numpy as np
        from utils.checking import examine

        rung = []
        examine("relu", lambda z: np.maximum(z, 0))
        signal.signal(signal.SIGALRM, lambda *_: rung.append(True))
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        examine("relu", lambda z: np.maximum(z, 0))
        deadline = time.monotonic() + 30
        while not rung and time.monotonic() < deadline:
            time.sleep(0.01)
        print(rung)
        """) == "[True]\n"


# ---------------------------------------------------------------- without torch, without a notebook, without UTF-8

NO_TORCH = """
    import sys

    class Blocked:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == "torch":
                raise ModuleNotFoundError("No module named 'torch'", name="torch")

    sys.meta_path.insert(0, Blocked())
    import numpy as np
    from utils.checking import MissingTorch, check, examine

    def relu(z):
        return np.maximum(z, 0)
"""


def test_without_torch_examine_says_so():
    said = in_a_process(textwrap.dedent(NO_TORCH) + textwrap.dedent("""
        try:
            examine("relu", relu)
        except MissingTorch as problem:
            print(problem)
        """))
    assert said.startswith("The course checks answers against torch, and torch cannot be imported here (No module named 'torch').")
    assert "`pip install torch`" in said and len(said.splitlines()) == 1


def test_without_torch_check_says_so_and_returns_the_function():
    said = in_a_process(textwrap.dedent(NO_TORCH) + textwrap.dedent("""
        print(check(relu) is relu)

        @check
        def sigmoid(z):
            return 1 / (1 + np.exp(-z))

        print(sigmoid(0.0))
        """)).splitlines()
    assert len(said) == 4 and said[1::2] == ["True", "0.5"], said
    assert all("torch cannot be imported" in line for line in said[::2])


@pytest.mark.parametrize("module", ["torch", "torchvision", "matplotlib", "ipywidgets", "IPython"])
def test_the_checker_comes_without(module):
    assert in_a_process(f"import sys, utils.checking, utils.exercises\nprint({module!r} in sys.modules)") == "False\n"


def test_exercises_come_without_torch():
    assert in_a_process("import sys\nfrom utils.checking import exercises\nprint(len(exercises()) > 0, 'torch' in sys.modules)") == "True False\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_the_signs_shows_the_words(encoding):
    said = in_a_process("""
        from utils.checking import check, hint, progress

        @check
        def relu(z):
            raise ValueError("\\ud800 and so on")

        @check
        def sigmoid(z):
            ...

        hint("relu")
        progress()
        """, PYTHONIOENCODING=encoding)
    for words in ("relu: not right", "It raised ValueError", "and so on", "sigmoid: not yet", "Hint 1 of", "exercises are right."):
        assert words in said
    assert "Traceback" not in said


def test_a_check_in_a_folder_that_is_gone(tmp_path):
    assert "relu: right" in in_a_process("""
        import os, sys
        import numpy as np
        import torch        # which cannot be imported from there
        from utils.checking import check

        os.makedirs(sys.argv[1])
        os.chdir(sys.argv[1])
        os.rmdir(sys.argv[1]) if os.name == "posix" else None
        check("relu", lambda z: np.maximum(z, 0))
        """, str(tmp_path / "gone"))


# ---------------------------------------------------------------- calls of check that check nothing


def said_by(call, *args):
    """`(what it returns, what it prints)`."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        result = call(*args)
    return result, out.getvalue()


def test_an_unknown_name_gets_the_nearest():
    def rellu(z):
        return np.maximum(z, 0)

    with pytest.raises(UnknownExercise, match="no exercise called `rellu`. Did you mean `relu`?"):
        examine("rellu", rellu)
    for call in (lambda: check(rellu), lambda: check("rellu"), lambda: check("rellu", rellu), lambda: hint("rellu"), lambda: hint(rellu)):
        assert "There is no exercise called `rellu`. Did you mean `relu`?" in said_by(call)[1]
    assert said_by(check, rellu)[0] is rellu
    assert said_by(check, "rellu", rellu)[0] is rellu


@pytest.mark.parametrize("name,near", [("Relu", "relu"), ("scale_row", "scale_rows"), ("standardise", "standardize"), ("SIGMOID", "sigmoid"), ("merge_afine", "merge_affine")])
def test_the_nearest_name(name, near):
    with pytest.raises(UnknownExercise, match=f"Did you mean `{near}`"):
        find(name)


def test_a_name_that_is_near_to_none_gets_them_all():
    with pytest.raises(UnknownExercise) as raised:
        find("qqqqqqqq")
    assert all(name in str(raised.value) for name in exercises())


@pytest.mark.parametrize("name", ["", "relu ", "ré\u0301lu", 3, None, ("relu",)])
def test_no_name_is_too_odd(name):
    with pytest.raises(UnknownExercise):
        find(name)


@pytest.mark.parametrize("arguments,words", [
    ((), "`check` takes one function"),
    ((1, 2), "`check` takes one function"),
    ((1, 2, 3), "`check` takes one function"),
    ((np.zeros(3),), "without calling it"),
    ((None,), "without calling it"),
    ((3.5,), "without calling it"),
    (("relu",), "`relu` is not defined yet. Run the cell with its `def` first."),
    ((lambda z: z,), "There is no exercise called `<lambda>`"),
])
def test_a_call_that_checks_nothing_says_what_to_do(arguments, words):
    student._verdicts.clear()
    result, said = said_by(check, *arguments)
    assert words in said
    assert result is (arguments[-1] if arguments else None)
    assert not last_verdicts()


def test_check_of_a_call_is_told():
    relu = np.maximum
    result, said = said_by(lambda: check(relu(np.array([-1.0, 1.0]), 0)))
    assert "`check(relu)`, not `check(relu(x))`" in said
    assert result.tolist() == [0, 1]


# ---------------------------------------------------------------- a function that calls itself, or others

RECURSIVE = Answer("recursive", """
def compose(*functions):
    if not functions:
        return lambda x: x
    first, *rest = functions
    return lambda x: compose(*rest)(first(x))
""", "right", None, (), exercise="compose")
CALLS_ITSELF = Answer("calls-itself", "def relu(z):\n    return relu(z)\n", "not right", "raised", ("RecursionError",))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("answer", [RECURSIVE, CALLS_ITSELF], ids=lambda a: a.id)
@pytest.mark.parametrize("earlier", ["", "blank"])
def test_a_function_that_calls_itself_calls_itself(answer, way, earlier):
    """Not what an earlier run of its cell left under that name."""
    before = f"@check\ndef {answer.exercise}(*anything):\n    ...\n" if earlier else ""
    assert_as_it_should_be(answer, way(dataclasses.replace(answer, before=before)))


def test_a_mistake_in_another_exercise_is_put_down_to_it():
    namespace = {"check": check}
    executed(PRELUDE + "def affine(X, W, b):\n    return X @ W.T - b\n\n@check\ndef layer(X, W, b, activation):\n    return activation(affine(X, W, b))\n", namespace)
    verdict = last_verdicts()["layer"]
    assert (verdict.status, verdict.mistake) == ("not right", "relies-on")
    assert "it calls `affine`, which is not right yet" in verdict.text


def test_a_blank_exercise_that_another_one_calls_does_no_harm():
    namespace = {"check": check}
    executed(PRELUDE + "@check\ndef affine(X, W, b):\n    ...\n\n@check\ndef layer(X, W, b, activation):\n    return activation(affine(X, W, b))\n", namespace)
    assert last_verdicts()["layer"].status == "right"


# ---------------------------------------------------------------- what later cells get


def checked(source, name="relu"):
    """`(what the name means afterwards, what was printed)`."""
    namespace = {"check": check}
    executed(PRELUDE, namespace)
    _, said = said_by(executed, source, namespace)
    return namespace[name], said


Z = np.array([-1.0, 2.0])


@pytest.mark.parametrize("blank_answer", [a for a in BLANKS if a.exercise == "relu"], ids=lambda a: a.id)
@pytest.mark.parametrize("form", ["decorated", "called"])
def test_a_blank_function_gives_right_answers_to_later_cells(blank_answer, form):
    source = decorated(blank_answer) if form == "decorated" else blank_answer.source + "relu = check(relu)"
    relu, said = checked(source)
    assert relu(Z).tolist() == [0, 2]
    assert relu(z=Z).tolist() == [0, 2], "by keyword as well"
    assert type(relu(Z)) is np.ndarray
    assert "use the course's own `relu`" in said


def test_check_as_a_plain_call_puts_the_stand_in_under_the_name():
    relu, _ = checked("def relu(z):\n    ...\n\ncheck(relu)")
    assert relu(Z).tolist() == [0, 2]


def test_what_stands_in_for_a_blank_function_is_still_blank_when_it_is_checked_again():
    relu, _ = checked("@check\ndef relu(z):\n    ...\n")
    assert examine("relu", relu).status == "not yet"
    _, said = said_by(check, relu)
    assert "relu: not yet" in said


def test_a_right_function_stays_the_students_own():
    relu, _ = checked("@check\n" + RIGHT_RELU)
    assert students_own(relu).__code__.co_filename.startswith("<cell")


def test_a_wrong_function_stays_the_students_own():
    relu, said = checked("@check\ndef relu(z):\n    return z * 5\n")
    assert relu(Z).tolist() == [-5, 10]
    assert "course's own" not in said_by(relu, Z)[1]


@pytest.mark.parametrize("body,words", [
    ("raise ValueError('no')", "raised ValueError"),
    ("return z[:1]", "returned array of shape (1,), where array of shape (2,) is due"),
    ("return z.sum()", "returned 1.0"),
    ("return None if z.size == 2 else z", "returned None"),
    ("return 'relu'", "returned a str"),
    ("sys.exit()", "raised SystemExit"),
    ("return relu(z)", "raised RecursionError"),
    ("z.resize((1,), refcheck=False)", "returned None"),
    ("z *= 0\n    raise ValueError('changed before')", "raised ValueError"),
])
def test_where_a_wrong_function_would_stop_later_cells_the_reference_answers_and_says_so_once(body, words):
    relu, _ = checked(f"@check\ndef relu(z):\n    {body}\n")
    first, said = said_by(relu, Z.copy())
    assert first.tolist() == [0, 2]
    assert words in said and said.count("the course's own `relu` answers where yours cannot") == 1
    again, nothing = said_by(relu, Z.copy())
    assert again.tolist() == [0, 2] and nothing == ""


def test_booleans_in_a_tuple_are_numbers_to_later_cells():
    merge_affine, _ = checked("@check\ndef merge_affine(W1, b1, W2, b2):\n    return W2 @ W1 > 0, b2 > 0\n", "merge_affine")
    W, b = merge_affine(np.eye(2), Z, np.eye(2), Z)
    assert (W - b).tolist() == [[1, -1], [0, 0]]


def test_of_a_tuple_with_a_wrong_part_it_is_said_that_a_part_is_wrong():
    merge_affine, _ = checked("@check\ndef merge_affine(W1, b1, W2, b2):\n    return W2 @ W1, b2[:1]\n", "merge_affine")
    result, said = said_by(merge_affine, np.eye(2), Z, np.eye(2), Z)
    assert result[1].tolist() == (2 * Z).tolist()
    assert "returned tuple of length 2 whose parts are not all of the kind and shape that is due" in said


@pytest.mark.parametrize("answer", [next(a for a in ENDLESS if a.id == "loop"), next(a for a in CALLABLES if a.id == "too-many-arguments")], ids=lambda a: a.id)
def test_a_function_that_cannot_serve_later_cells_is_stood_in_for_and_the_verdict_says_so(answer, short):
    short(answer)
    relu, said = checked(decorated(answer))
    assert relu(Z).tolist() == [0, 2]
    assert "the course's own `relu`" in said, "a student who goes on with another function must be told"


def test_a_ctrl_c_in_a_later_cell_is_not_answered_by_the_reference():
    relu, _ = checked("@check\ndef relu(z):\n    if z.size == 2:\n        raise KeyboardInterrupt\n    return z\n")
    with pytest.raises(KeyboardInterrupt):
        relu(Z)


def test_a_wrong_call_of_a_wrong_function_is_the_callers_mistake():
    relu, _ = checked("@check\ndef relu(z):\n    return -z\n")
    with pytest.raises(TypeError):
        relu()


# ---------------------------------------------------------------- how a verdict looks


class _Reader(html.parser.HTMLParser):
    """Tags, attributes and text of HTML; an element left open is an error."""

    VOID = {"br"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words, self.open = [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("p", "pre", "div", "td", "th", "tr", "caption"):
            self.words.append(" ")

    def handle_data(self, data):
        hidden = self.attributes[-1][1].get("aria-hidden") == "true" and self.open[-1] == self.attributes[-1][0]
        self.words.append("" if hidden else data)


def words_of(text):
    """What a screen reader reads, as single words."""
    return "".join(_Reader(text).words).split()


def verdict_of(answer):
    return examine(answer.exercise, defined(answer)[answer.exercise])


DANGEROUS = "<script>alert('relu')</script><img src=x onerror=alert(1)>&amp;\" onmouseover=\"alert(2)"
INJECTIONS = {
    "message": f"def relu(z):\n    raise ValueError({DANGEROUS!r})",
    "line": f"def relu(z):\n    return z[{DANGEROUS!r}]",
    "print": f"def relu(z):\n    print({DANGEROUS!r})\n    return z + 0",
    "warning": f"def relu(z):\n    warnings.warn({DANGEROUS!r})\n    return z + 0",
    "type": f"def relu(z):\n    return type({DANGEROUS!r}, (), {{}})()",
    "exception": f"def relu(z):\n    raise type({DANGEROUS!r}, (Exception,), {{}})",
    "value": f"def relu(z):\n    name = type({DANGEROUS!r}, (), {{}})()\n    return z @ name",
    "function": f"def helper(z):\n    return 1 / 0\n\nhelper.__code__ = helper.__code__.replace(co_name={DANGEROUS!r})\n\ndef relu(z):\n    return helper(z)",
    "name": f"def relu(z):\n    return z + {DANGEROUS!r}",
    "default": f"def relu(z, a, b={DANGEROUS!r}):\n    return 1",
    "backticks": f"def relu(z):\n    raise ValueError('`' + {DANGEROUS!r} + '`')",
}


@pytest.mark.parametrize("source", INJECTIONS.values(), ids=INJECTIONS)
def test_a_students_text_is_never_html(source):
    verdict = verdict_of(answer("dangerous", source, "not right", None))
    read = _Reader(verdict.html)
    assert set(read.tags) <= {"div", "span", "code", "p", "pre", "br"}
    assert {name for _, attributes in read.attributes for name in attributes} <= {"style", "role", "aria-label", "aria-hidden", "tabindex"}
    assert "<script" not in verdict.html and "<img" not in verdict.html
    if source is not INJECTIONS["default"]:
        assert "alert(" in verdict.html, "nothing dangerous came as far as here, so this tests nothing"


def test_a_backtick_in_a_students_text_does_not_swallow_the_rest():
    verdict = verdict_of(answer("backtick", "def relu(z):\n    raise ValueError('a ` b')", "not right", "raised"))
    assert "a ` b" in " ".join(words_of(verdict.html)) or "a b" not in " ".join(words_of(verdict.html))


LOOKS = [ENDLESS[0], RAISING[0], PRINTING[0], PRINTING[3], ITS_INPUT[0], OUTSIDE[0], NUMBERS[0], NUMBERS[4], TYPES[0], LIARS[2], CALLABLES[0], TORCH[0], BLANKS[0]]


@pytest.mark.parametrize("answer", LOOKS, ids=lambda a: a.id)
def test_html_and_text_say_the_same(answer, short):
    short(answer)
    verdict = verdict_of(answer)
    said, read = verdict.text.replace("`", "").split(), words_of(verdict.html)
    assert read == said[1:], "but for the sign, which no screen reader reads"


@pytest.mark.parametrize("answer", LOOKS, ids=lambda a: a.id)
def test_the_state_is_in_words_with_a_role_and_a_label(answer, short):
    short(answer)
    verdict = verdict_of(answer)
    read = _Reader(verdict.html)
    tag, attributes = read.attributes[0]
    assert (tag, attributes["role"]) == ("div", "status")
    assert attributes["aria-label"] == f"Verdict. {answer.exercise}: {answer.status}"
    assert " ".join(words_of(verdict.html)).startswith(f"{answer.exercise}: {answer.status}")
    signs = [tag for tag, attributes in read.attributes if attributes.get("aria-hidden") == "true"]
    assert signs == ["span"], "the sign stands for eyes alone"


def luminance(colour):
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("background", ["#ffffff", "#111111"])
@pytest.mark.parametrize("answer", [BLANKS[0], NUMBERS[0], PRINTING[0]], ids=lambda a: a.status)
def test_the_border_is_seen_in_light_and_dark_themes(answer, background):
    colour, = set(re.findall(r"border-left:\d+px solid (#\w{6})", verdict_of(answer).html))
    assert contrast(colour, background) >= 3


def test_no_colour_of_text_or_background_is_set():
    """Whatever the theme's own are, they have contrast; the border alone is coloured."""
    for answer in (BLANKS[0], NUMBERS[0], PRINTING[0]):
        for _, attributes in _Reader(verdict_of(answer).html).attributes:
            style = dict(part.split(":") for part in attributes.get("style", "").split(";") if part)
            assert style.get("color", "inherit") == "inherit" and style.get("background", "transparent") == "transparent"


@pytest.mark.parametrize("seed", [None, 3, np.int64(3)], ids=repr)
def test_a_verdict_is_a_dict_for_programs(seed):
    for answer in (BLANKS[0], NUMBERS[0], PRINTING[0], CALLABLES[0]):
        verdict = examine(answer.exercise, defined(answer)[answer.exercise], seed)
        found = json.loads(json.dumps(verdict.to_dict()))
        assert {"name", "status", "mistake", "text", "passed", "total", "case", "seconds"} <= set(found)
        assert (found["name"], found["status"], found["mistake"], found["text"]) == (answer.exercise, answer.status, answer.mistake, verdict.text)
        assert 0 <= found["passed"] <= found["total"]


# ---------------------------------------------------------------- hints and progress


def test_hints_come_one_at_a_time_and_the_last_one_stays():
    student._hints_given.clear()
    hints = find("relu").hints
    said = [said_by(hint, "relu")[1] for _ in range(len(hints) + 2)]
    for number, (text, words) in enumerate(zip(said, hints), 1):
        assert f"Hint {number} of {len(hints)}" in text and words in text
        assert all(other not in text for other in hints if other != words)
    assert said[len(hints) - 1] == said[-1] == said[-2]
    assert "Ask again for the next." in said[0] and "That was the last one." in said[-1]


def test_a_hint_is_asked_for_by_name_or_function():
    relu, _ = checked("@check\ndef relu(z):\n    ...\n")
    wrong_relu, _ = checked("@check\ndef relu(z):\n    return z * 3\n")
    for asked in ("relu", relu, wrong_relu, np.maximum):
        student._hints_given.clear()
        assert ("Hint 1 of" in said_by(hint, asked)[1]) == (asked is not np.maximum)


@pytest.mark.parametrize("odd", [None, 3, np.zeros(3), object(), [], lambda z: z], ids=repr)
def test_a_hint_for_anything_else_says_what_there_is(odd):
    assert "There is no exercise called" in said_by(hint, odd)[1]


def test_progress_counts_and_shows_states_in_words():
    student._verdicts.clear()
    checked("@check\n" + RIGHT_RELU)
    checked("@check\ndef sigmoid(z):\n    return z\n", "sigmoid")
    checked("@check\ndef affine(X, W, b):\n    ...\n", "affine")
    said = said_by(progress)[1]
    names = [name for name, exercise in exercises().items() if exercise.notebook == find("relu").notebook]
    for name, status in {"relu": "right", "sigmoid": "not right", "affine": "not yet", "mlp": "not yet"}.items():
        assert f" {name}: {status}\n" in said
    assert f"{find('relu').notebook}: 1 of {len(names)} right\n" in said
    assert f"1 of {len(exercises())} exercises are right." in said and "scale_rows" not in said, "a notebook not begun is one line"
    bundle = student.Progress({name: verdict.status for name, verdict in last_verdicts().items()})._repr_mimebundle_()
    assert bundle["text/plain"] in said
    read = _Reader(bundle["text/html"])
    notebooks = {exercise.notebook for exercise in exercises().values()}
    assert read.tags.count("caption") == 1 and read.tags.count("tr") == len(notebooks) + 1
    assert {attributes.get("scope") for tag, attributes in read.attributes if tag == "th"} == {"col", "row"}
    text = " ".join(words_of(bundle["text/html"]))
    assert "right: relu" in text and "not right: sigmoid" in text and "not yet: affine" in text and text.count("not begun") == len(notebooks) - 1


def test_progress_before_anything_was_checked_shows_every_notebook():
    student._verdicts.clear()
    said = said_by(progress)[1]
    for notebook in {exercise.notebook for exercise in exercises().values()}:
        assert f"{notebook}: 0 of " in said
    assert f"0 of {len(exercises())} exercises are right." in said
