"""Marking one submission: each exercise's function is run in the sandbox, and what came out is judged here.

`Marker.mark` takes a notebook's bytes and returns plain data. It is what every worker does, on this machine or another.
"""

import ast
import dataclasses
import functools
import importlib
import inspect
import itertools
import re
import time

from ..checking.cases import answers_in
from ..checking.exercise import Exercise
from ..checking.judging import judge, not_written, wrong_call
from ..checking.registry import exercises
from ..checking.running import Raised
from ..checking.trial import Trial
from ..checking.values import leaves
from ..checking.verdict import NOT_RIGHT, RIGHT, Block, Verdict
from . import notebook, takeout, wire
from .sandbox import ChildFailed, Sandbox, forks
from .spawning import Spawning

SPARE = 4.0             # seconds on top of an exercise's own, for what is not its function
FEWEST_ENTRIES = 100_000
READ_SECONDS = 20.0
CHILD_SECONDS = 120     # of processor time, for all exercises of a submission that are run in one process
NUMPYS = re.compile(r"RuntimeWarning: (overflow|underflow|divide by zero|invalid value) encountered in (scalar )?[a-z_]+\d{0,2}[a-z]?$")
SUBCLASSES = ("numpy.matrix", "numpy.MaskedArray", "numpy.recarray", "numpy.memmap", "numpy.chararray")
FAILED = ("timed-out", "killed", "refused")
MEMORY = ("MemoryError", "_ArrayMemoryError")     # the second is numpy's

DEFINITION = "definition-failed"
NOT_SHOWN = "What it gave is not shown, since numbers that the notebook's own check does not have come into it; that one, run again, tells more."
WORDS = {
    DEFINITION: "It could not be defined.",
    "timed-out": "It did not come to an end in time, and was ended from outside.",
    "killed": "The process that ran it ended before it had answered.",
    "refused": "What it returned could not be read.",
}


class Marker:
    """Marks submissions, one after the other; a context manager, since it keeps a sandbox warm.

    seed : what the hidden cases are drawn from. notebooks : names of those that count, "01_mlp"; empty: those a submission touches.
    options : `Sandbox`'s own: second_wall, namespaces, trusting.
    """

    def __init__(self, seed, notebooks=(), **options):
        self.seed, self.notebooks = seed, frozenset(notebooks)
        self.sandbox = (Sandbox if forks() else Spawning)(**options)
        self.known = {name: e for name, e in exercises().items() if not self.notebooks or e.notebook in self.notebooks}
        self._order = {name: i for i, name in enumerate(exercises())}
        self._prepared = {}

    def __enter__(self):
        self.sandbox.__enter__()
        return self

    def __exit__(self, *_):
        self.sandbox.close()

    def mark(self, data):
        """Mark a notebook given as bytes.

        Returns {"readable": bool, "reason": why not, "exercises": {name: {...}}, "seconds": float}. An exercise has
        "status" ("right", "not right", "not yet"), "mistake" (an id or None), "failed" (None, or why it could not be
        run to its end: "timed-out", "out-of-memory", "killed", "refused"), "share" (1.0 or 0.0), "cell" (index among the
        notebook's cells, or None), "text" (what the student may read), "relies_on", "passed", "total", "seconds", "seed".
        """
        started = time.perf_counter()
        try:
            cells = notebook.code_cells(notebook.read(data))
        except notebook.Unreadable as problem:
            return {"readable": False, "reason": str(problem), "exercises": {}, "seconds": time.perf_counter() - started}
        run = _Run(self, [text for _, text in cells])
        try:
            run.everything()
        finally:
            run.close()
        results = {}
        touched = self.notebooks or {self.known[name].notebook for name in run.contents}
        for name, exercise in self.known.items():
            if exercise.notebook in touched:
                cell = run.contents.get(name, {}).get("cell")
                index = cells[cell][0] if type(cell) is int and 0 <= cell < len(cells) else None
                results[name] = self._result(name, run, index)
        return {"readable": run.reason is None, "reason": run.reason, "exercises": results, "seconds": time.perf_counter() - started}

    def _result(self, name, run, index):
        verdict, failed, relies_on = run.verdicts.get(name) or (not_written(self.known[name], self.prepared(name).trial.count), None, ())
        shown = self.for_the_student(name, verdict, name not in run.untold)
        return {"status": verdict.status, "mistake": verdict.mistake, "failed": failed, "share": 1.0 if verdict.status == RIGHT else 0.0,
                "cell": index, "text": shown.text, "relies_on": list(relies_on), "passed": verdict.passed,
                "total": verdict.total, "seconds": verdict.details.get("seconds") or 0.0, "seed": self.seed}

    def for_the_student(self, name, verdict, told=True):
        """The verdict without what a hidden case holds: numbers are shown only of cases that the notebook's own check has too.

        told : whether a process that has seen those alone says the same of them; where not, nothing of what it said is shown.
        """
        if verdict.status != NOT_RIGHT:
            return verdict
        if not told:
            known = {m.id: m for m in self.known[name].mistakes}.get(verdict.mistake)
            words = [known.title, known.explanation] if known else [WORDS[DEFINITION]] if verdict.mistake == DEFINITION else []
            return dataclasses.replace(verdict, blocks=tuple(map(Block, [*words, NOT_SHOWN])))
        exercise, public = self.known[name], self.prepared(name).public
        words = [b for b in verdict.blocks if b.kind == "words"]
        if "indices" in verdict.details:        # a ledger: line by line
            hidden = {line for line, index in verdict.details["indices"].items() if index not in public}
            kept = [_without_finding(b, hidden) for b in words]
        else:
            index = verdict.details.get("index")
            hidden = index is not None and index not in public
            kept = words if not hidden else words[:2] if verdict.mistake in {m.id for m in exercise.mistakes} else []
        if not hidden:
            return verdict if verdict.details.get("index") is not None else dataclasses.replace(verdict, blocks=tuple(kept))
        kept.append(Block(NOT_SHOWN))
        return dataclasses.replace(verdict, blocks=tuple(kept))

    def prepared(self, name):
        """The `_Prepared` of an exercise, made once."""
        if name not in self._prepared:
            self._prepared[name] = _Prepared(self.known[name], self.seed)
        return self._prepared[name]

    def comes_before(self, name, other):
        """Whether the exercise `name` stands before `other` in the course."""
        return name in self._order and self._order[name] < self._order[other]


class _Prepared:
    """An exercise ready to be asked of children: its trial, and what goes with it, each found when it is needed."""

    def __init__(self, exercise: Exercise, seed):
        self.exercise, self.trial = exercise, Trial(exercise, seed)
        self.also = tuple(dict.fromkeys(a.exercise for case in self.trial.cases for argument in case.args for a in answers_in(argument)))
        self._question = None

    @functools.cached_property
    def public(self):
        """Indices of the cases that the notebook's own check has too, up to the first that it has not: from there on, what a
        function gives or raises may be what it has kept of a hidden case."""
        pairs = enumerate(zip(self.trial.cases, Trial(self.exercise).cases))
        return {i for i, _ in itertools.takewhile(lambda pair: wire.encode(pair[1][0]) == wire.encode(pair[1][1]), pairs)}

    @functools.cached_property
    def most_entries(self):
        """How many numbers a result may hold."""
        largest = max((leaf.size for value in self.trial.expected for _, leaf in leaves(value) if hasattr(leaf, "size")), default=0)
        return max(FEWEST_ENTRIES, 8 * largest)

    def question(self, given, cases=None):
        """The message that asks a child for its outcomes. given : name -> source of a right answer in place of the student's.

        cases : the indices of those that are sent; None: all.
        """
        asked = {"do": "run", "exercise": self.exercise.name, "also": list(self.also), "given": given, "signature": self.exercise.signature,
                 "seconds": self.exercise.seconds, "cases": [self.trial.cases[i] for i in cases] if cases is not None else list(self.trial.cases)}
        if given or cases is not None:
            return wire.encode(asked)
        self._question = self._question or wire.encode(asked)
        return self._question


class _Run:
    """One submission in the sandbox: as few children as will do, and a new one after each that failed."""

    def __init__(self, marker, cells):
        self.marker, self.cells = marker, cells
        self.contents, self.verdicts, self.reason = {}, {}, None
        self.untold = set()         # exercises of which nothing that the student's code said may be shown
        self._child, self._ran_before, self._heard = None, 0, None

    def close(self):
        if self._child is not None:
            self._child.__exit__(None, None, None)
            self._child = None

    def everything(self):
        for is_last in (False, True):
            try:
                contents = self._fresh_child()
                break
            except ChildFailed as failed:
                # Where the helper itself has ended (out of memory, say), a new one has another try.
                if is_last or self.marker.sandbox.is_up:
                    self.reason = f"its cells could not be read: {failed.text}"
                    return
        self.contents = {name: state for name, state in contents.items() if name in self.marker.known}
        for name in self.marker.known:
            if name in self.contents:
                self.verdicts[name] = self._verdict(name)

    def _fresh_child(self):
        self.close()
        self._child, self._ran_before = self.marker.sandbox.child(CHILD_SECONDS), 0
        said = self._child.ask({"do": "read", "cells": self.cells, "names": list(exercises())}, READ_SECONDS)
        return _contents(said)

    def _verdict(self, name):
        """(verdict, why it failed or None, names of exercises that right ones stood in for)."""
        state, exercise = self.contents[name], self.marker.known[name]
        total = self.marker.prepared(name).trial.count
        if state["state"] == "blank":
            return not_written(exercise, total), None, ()
        if state["state"] != "written":
            return wrong_call(exercise, "unreadable", (f"The cell that defines `{name}` is no Python: {state['message']}.",), total), None, ()
        alone = self._child is None or self._ran_before == 0
        verdict, failed = self._ask(name, {})
        known = {m.id for m in exercise.mistakes}
        if not alone and verdict.status != RIGHT and verdict.mistake not in known:
            verdict, failed = self._ask(name, {}, fresh=True)       # what ran before it in the same process may have done it harm
        if verdict.status == RIGHT:
            return verdict, None, ()
        return self._with_right_ones(name, verdict, failed, self._heard)

    def _says_the_same(self, name, verdict, heard):
        """Whether a process that is sent the public cases alone says of them what the other said, which had seen the hidden ones.

        What it raises or returns, and why it cannot be defined, may be made of anything in its memory.
        """
        prepared = self.marker.prepared(name)
        public = sorted(prepared.public)
        if verdict.mistake in FAILED or heard is not None and not public:
            return True         # the words are the grader's own; or there is nothing that would be shown
        try:
            self._fresh_child()
            said = self._child.ask(prepared.question({}, public), prepared.exercise.seconds + SPARE)
            self._ran_before += 1
            outcomes = said.get("outcomes") if isinstance(said, dict) else None
            if outcomes is None or heard is None:
                return outcomes is heard is None and _without_outcomes(prepared.exercise, said, prepared.trial.count).blocks == verdict.blocks
            outcomes = _without_words(wire.outcomes(outcomes, [len(prepared.trial.cases[i].args) for i in public], prepared.most_entries))
            return list(map(_evidence, outcomes)) == [_evidence(heard[i]) for i in public]
        except ChildFailed:
            self._child = None
            return False
        except wire.BadMessage:
            self.close()
            return False

    def _with_right_ones(self, name, verdict, failed, heard):
        """A mistake is paid for once: with right answers to earlier exercises in place of missing and wrong ones, is this one right?"""
        needed = {*self.contents[name]["uses"], *self.marker.prepared(name).also}
        wrong = sorted(other for other in needed if self.marker.comes_before(other, name) and not self._is_right(other))
        given = {other: source for other in wrong if (source := right_answer(other, name)) is not None}
        again, failed_again = self._ask(name, given, fresh=True) if given else (verdict, failed)
        if given:
            self.close()        # that process has seen answers: nothing else is run in it
        if again.status != RIGHT:
            if not self._says_the_same(name, verdict, heard):
                self.untold.add(name)
            return verdict, failed, ()
        stood_in = Block(f"It relies on {', '.join(f'`{o}`' for o in given)}, not right here: with a right one in its place it is right. "
                         "A mistake is paid for once.")
        return dataclasses.replace(again, blocks=(*again.blocks, stood_in)), failed_again, tuple(given)

    def _is_right(self, name):
        return name in self.verdicts and self.verdicts[name][0].status == RIGHT

    def _ask(self, name, given, fresh=False):
        """(verdict, None or why it could not be run to its end)."""
        prepared, exercise = self.marker.prepared(name), self.marker.known[name]
        count, self._heard = prepared.trial.count, None
        try:
            if fresh or self._child is None:
                self._fresh_child()
            self._ran_before += 1
            said = self._child.ask(prepared.question(given), exercise.seconds + SPARE)
            outcomes = said.get("outcomes") if isinstance(said, dict) else None
            if outcomes is None:
                return _without_outcomes(exercise, said, count), None
            outcomes = wire.outcomes(outcomes, [len(case.args) for case in prepared.trial.cases], prepared.most_entries)
            self._heard = _without_words(outcomes)
            return judge(prepared.trial, self._heard), _ended_early(outcomes)
        except ChildFailed as problem:
            self._child = None
            return _failed(exercise, problem.reason, problem.text, count), problem.reason
        except wire.BadMessage as problem:
            self.close()
            return _failed(exercise, "refused", f"What it sent is no answer ({problem}).", count), "refused"


def _without_finding(block, lines):
    """A ledger's paragraph; where it is about one of these lines, only that the line is not right."""
    about = re.match(r"✗ `(\w+)`(, \([^)]*\))?: not right\.", block.text)
    return Block(about.group()) if about and about.group(1) in lines else block


def _without_words(outcomes):
    """The outcomes without what a function may have said of a hidden case: what it printed, names of its own making, and warnings that are not numpy's own."""
    return [dataclasses.replace(o, printed="", printed_more=0, warnings=tuple(w for w in o.warnings if NUMPYS.match(w)),
                                array_class=o.array_class if o.array_class in SUBCLASSES else "subclass of numpy's array" if o.array_class else "",
                                torch_names=("torch",) if o.torch_names else ()) for o in outcomes]


def _evidence(outcome):
    """What a verdict may show of an outcome, as bytes that can be compared."""
    return wire.encode(dataclasses.replace(outcome, seconds=0.0))


def _ended_early(outcomes):
    """Why the outcomes are not all there, or None."""
    if any(o.status == "timed-out" for o in outcomes):
        return "timed-out"
    return "out-of-memory" if any(o.raised and o.raised.kind in MEMORY for o in outcomes) else None


def _without_outcomes(exercise, said, count):
    """The verdict where a function was not there to be run, or cannot be called as it is asked for."""
    if isinstance(said, dict) and isinstance(said.get("problem"), list) and len(said["problem"]) == 2:
        mistake, sentences = said["problem"]
        if mistake in ("not-callable", "wrong-signature", "huge") and isinstance(sentences, list):
            return wrong_call(exercise, mistake, [str(s)[:600] for s in sentences[:4]], count)
    failed = said.get("failed") if isinstance(said, dict) else None
    broken = said.get("broken") if isinstance(said, dict) else None
    words = f"{str(failed.kind)[:60]}: {str(failed.message)[:200]}" if isinstance(failed, Raised) else str(broken)[:200] if broken \
        else "there is nothing of that name when what defines it has been run."
    return wrong_call(exercise, DEFINITION, (f"`{exercise.name}` could not be defined: {words}",), count)


def _failed(exercise, reason, text, count):
    return Verdict(exercise.name, NOT_RIGHT, reason, (Block(WORDS.get(reason, text)), Block(text)), 0, count, {"seconds": 0.0})


def _contents(said):
    """What a child says the notebook has, each part of its kind. Raises ChildFailed where it is nothing of the sort."""
    if not isinstance(said, dict) or "broken" in said:
        raise ChildFailed("refused", str(said.get("broken") if isinstance(said, dict) else said)[:300])
    found = {}
    for name, state in said.items():
        if not (isinstance(state, dict) and isinstance(state.get("uses"), list) and state.get("state") in ("blank", "written", "unreadable")):
            raise ChildFailed("refused", "what it says of the notebook is not of the form that was asked for")
        found[name] = {"state": state["state"], "cell": state.get("cell"), "uses": [str(u) for u in state["uses"][:200]],
                       "message": str(state.get("message", ""))[:200]}
    return found


@functools.cache
def right_answer(name, asked):
    """The source of a right answer to the exercise `name`, with what it needs, for judging `asked`; None where it would hold that one."""
    try:
        module = importlib.import_module(f"{__package__.rpartition('.')[0]}.solutions.{exercises()[name].notebook.split('_', 1)[1]}")
    except ImportError:
        return None
    taken = takeout.Heap([inspect.getsource(module)], exercises()).taken(name)
    if taken.state != "written" or asked in taken.uses or asked == name:
        return None
    return "\n\n".join(ast.unparse(statement) for statement in taken.statements)
