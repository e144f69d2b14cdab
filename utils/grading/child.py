"""The process that runs one student's code: takes functions out, calls them on the cases it is sent, sends what came out.

It is forked from the helper, holds no answer, and is ended as soon as it has answered or failed to. Whatever it says
is taken for hostile by whoever reads it.
"""

import ast
import importlib
import linecache
import os
import struct
import sys
import types

import numpy as np

from ..checking import functions, running
from ..checking.cases import Case
from ..checking.running import Raised
from . import takeout, wire

_LENGTH = struct.Struct("<Q")
MOST_HEARD = 256 * 2**20
SOURCE = "<submission>"


def live(asked, said_to, ready, seconds):
    """Answer what is asked over one descriptor, over the other (or the same), until it closes.

    ready : the second wall (`walls.Wall`); None: it is switched off. seconds : of processor time.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    for fd in {asked, said_to} if os.name == "nt" else ():
        importlib.import_module("msvcrt").setmode(fd, os.O_BINARY)
    if ready is not None:
        ready.put_up(seconds)
    low, high = sorted((asked, said_to))
    for first, last in ((3, low), (low + 1, high), (high + 1, 256)):
        os.closerange(first, last)
    heap = None
    while True:
        question = _heard(asked)
        if question is None:
            return
        try:
            if question["do"] == "read":
                heap = takeout.Heap(question["cells"], question["names"])
                said = _contents(heap, question["names"])
            else:
                said = answer(heap, question)
        except BaseException as error:      # nothing that is foreseen; the grader says so
            said = {"broken": f"{type(error).__name__}: {str(error)[:400]}"}
        _say(said_to, said)


def _contents(heap, names):
    """What a notebook has of each exercise that it has anything of."""
    found = {name: heap.taken(name) for name in names}
    return {name: {"state": t.state, "cell": t.cell, "missing": list(t.missing), "uses": list(t.uses), "message": t.message}
            for name, t in found.items() if t.state != "missing"}


def answer(heap, question):
    """Take one exercise's function out, and run it on its cases: {"outcomes": [...]} or {"problem": [mistake, sentences]}."""
    name = question["exercise"]
    taken = heap.taken(name, tuple(question["also"]))
    names, failed = namespace(taken.statements, question["given"], question["seconds"])
    if name not in names:
        return {"outcomes": None, "failed": failed}
    function = names[name]
    problem = functions.call_problem(name, question["signature"], function, question["cases"])
    if problem:
        return {"problem": [problem[0], list(problem[1])]}
    return {"outcomes": running.run(function, question["cases"], question["seconds"])}


def namespace(statements, given, seconds):
    """The globals in which the statements were run, and what failed: a `Raised` or None.

    A statement that needs a name which a later one binds is run after that one: cells may stand in any order.
    given : name -> source of a right answer to another exercise, for one that relies on it; it takes the place of the student's.
    """
    module = types.ModuleType("submission")
    names = vars(module)
    sys.modules["submission"] = module
    names.update({name: _course(name) for name in takeout.COURSE})
    placed = {name: _given(name, source) for name, source in given.items()}
    names.update(placed)
    failed, left = None, [s for s in statements if not (getattr(s, "name", None) in placed)]
    while left:
        waiting = []
        for node in left:
            problem = _run(node, names, seconds)
            names.update(placed)
            if problem is not None and problem.kind == "NameError":
                waiting.append(node)
            failed = problem or failed
        if len(waiting) == len(left):
            break
        failed, left = (failed if waiting else None if failed and failed.kind == "NameError" else failed), waiting
    return names, failed


def _run(node, names, seconds):
    """Run one statement in the namespace: None, or how it failed."""
    text = ast.unparse(node)
    filename = f"{SOURCE} line {getattr(node, 'lineno', 0)}"
    linecache.cache[filename] = (len(text), None, [line + "\n" for line in text.split("\n")], filename)
    try:
        code = compile(text, filename, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Raised(type(error).__name__, str(error)[:400])
    outcome = running.call(lambda: exec(code, names), Case(), seconds)
    if outcome.status == "returned":
        return None
    return outcome.raised or Raised("timed-out", f"a definition did not come to an end within {seconds:g} seconds", text.split("\n")[0][:200])


def _course(name):
    def stub(*args, **kwargs):
        return args[-1] if args and name == "check" else None

    return stub


def _given(name, source):
    names = {"np": np, "__name__": "given"}
    exec(compile(source, f"<the course's own {name}>", "exec"), names)
    return names[name]


# ---------------------------------------------------------------- the channel


def _heard(fd):
    head = _read(fd, _LENGTH.size)
    if head is None:
        return None
    length, = _LENGTH.unpack(head)
    return wire.decode(_read(fd, min(length, MOST_HEARD)))


def _read(fd, count):
    parts = []
    while count:
        part = os.read(fd, min(count, 2**20))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _say(fd, tree):
    message = wire.encode(tree)
    if len(message) > wire.MOST_BYTES or wire.head_of(message) > wire.MOST_HEAD:
        message = wire.encode({"problem": ["huge", [f"Its results are {len(message) / 2**20:.0f} MiB together: far larger than they should be."]]})
    message = memoryview(_LENGTH.pack(len(message)) + message)
    while message:
        message = message[os.write(fd, message):]

