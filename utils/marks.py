"""Marks that outlast the kernel: what was said of each exercise, kept in a small file beside the notebooks.

The file, progress.json, may be deleted at any time; then nothing is known of what was checked before. It holds for
each exercise the verdict and what the verdict was about: a digest of the student's code, and one of the course's.

A mark counts only as long as both are what they were, so that nothing is called right that no longer passes:

- *The student's code* is the function and all it rests on: the top-level statements that bound its name, and the
  names that these read, and so on (`import numpy as np` is one of them). In the session that made the mark, these
  must be the statements that ran last. After a restart, they must stand in the notebook's file: somewhere in it, and
  for the name of an exercise as the last of that name. Comments, blank lines and `@check` are no part of it.
- *The course's code* is the exercise's module and the checker.

Where code cannot be traced (a lambda handed to `check`, a name from `import *`), the mark ends with the session.
What a program changes behind the statements' backs (`globals()[...] = ...`, a file that is read) is not seen.
"""

import ast
import builtins
import collections
import copy
import functools
import hashlib
import json
import symtable
from pathlib import Path
from typing import NamedTuple

from .checking import exercises, say
from .checking.show import as_python, cells_run, notebook_file, remember_cells
from .files import alone_in, write_text

FILE = "progress.json"
FORMAT = 1
AGAIN = "to be checked again"


class Marks:
    """The marks of the notebooks in `folder`; `checking.keep_marks` takes one.

    Never raises for what is the matter with the file: it says so, once, and does without.
    """

    def __init__(self, folder):
        self.path = Path(folder) / FILE
        self._session = {}  # name -> mark, of this session
        self._told = set()
        remember_cells()

    def note(self, exercise, verdict, name):
        """Write a verdict down. name: what the function is called in the notebook; None where it is not known."""
        code = code_behind(name, cells_run()) if name else None
        mark = {"status": verdict.status, "notebook": notebook_file(), "name": name, "code": code, "course": course_digest(exercise)}
        self._session[exercise.name] = mark
        try:
            with alone_in(self.path.parent):
                marks = self._read()
                marks.pop(exercise.name, None)
                if code and verdict.status != "not yet":
                    marks[exercise.name] = mark
                write_text(self.path, json.dumps({"format": FORMAT, "marks": marks}, indent=1) + "\n")
        except OSError as error:
            self._tell(f"What passed cannot be kept for after a restart: `{self.path}` cannot be written ({error.strerror or error}). All else works.")

    def standing(self):
        """Name -> "right", "not right" or AGAIN, for each exercise with a mark, of this session or an earlier one."""
        cells = cells_run()
        found = {}
        for name, mark in self._read().items():
            if name in exercises() and name not in self._session:
                still = mark["course"] == course_digest(exercises()[name]) and self._stands_in_a_notebook(mark)
                if still or mark["status"] == "right":
                    found[name] = mark["status"] if still else AGAIN
        for name, mark in self._session.items():
            still = mark["code"] is None or mark["code"] == code_behind(mark["name"], cells)
            found[name] = mark["status"] if still or mark["status"] != "right" else AGAIN
        return found

    def _stands_in_a_notebook(self, mark):
        """Whether the code that a mark is about stands in the notebook that it was made in, or if that is gone or not known in another."""
        own = self.path.parent / (mark["notebook"] or "")
        files = [own] if own.is_file() else sorted(self.path.parent.glob("*.ipynb"))
        return any(stands_in(mark["code"], _code_cells(file, file.stat().st_mtime_ns)) for file in files)

    def _read(self):
        """The marks in the file; none, and a word about it, where the file is damaged."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            if kept["format"] == FORMAT:
                return {name: _checked(mark) for name, mark in kept["marks"].items()}
        except FileNotFoundError:
            return {}
        except OSError as error:
            self._tell(f"What passed before cannot be read from `{self.path}` ({error.strerror or error}). All else works.")
            return {}
        except (ValueError, KeyError, TypeError, AttributeError):  # json's and Unicode's errors are ValueErrors
            pass
        self._tell(f"`{self.path}`, which keeps what passed before, is damaged or of another version. It is begun anew: run the cells of your exercises again to have them counted.")
        return {}

    def _tell(self, text):
        if text not in self._told:
            self._told.add(text)
            say(text)


def _checked(mark):
    """A mark from the file; raises KeyError, TypeError, AttributeError or ValueError where it is none."""
    if not (
        mark["status"] in ("right", "not right")
        and isinstance(mark["course"], str)
        and isinstance(mark["notebook"], str | None)
        and mark["code"]
        and all(isinstance(text, str) for item in mark["code"].items() for text in item)
    ):
        raise ValueError(mark)
    return mark


# ---- the course's code -----------------------------------------------------------------------------------------------


def course_digest(exercise):
    """A digest of the course's files that say what is right: the exercise's module and the checker."""
    checker = Path(__file__).parent / "checking"
    return _digest_of_files((exercise.cases.__code__.co_filename, *map(str, sorted(checker.glob("*.py")))))


@functools.cache
def _digest_of_files(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()[:16]


# ---- the student's code ----------------------------------------------------------------------------------------------


class Statement(NamedTuple):
    """A top-level statement: the global names that it binds and those that it reads, and a digest of what it says.

    `changes` are names that it binds to something made of what they were before (`n += 1`, `x = x.T`).
    """

    binds: frozenset
    reads: frozenset
    changes: frozenset
    digest: str


@functools.lru_cache(maxsize=4096)
def statements(cell):
    """The Statements of a cell's Python; none where it does not parse."""
    try:
        tree = ast.parse(cell)
        return tuple(map(_statement, tree.body))
    except (SyntaxError, ValueError, RecursionError):
        return ()


def _statement(node):
    if isinstance(node, ast.FunctionDef):
        node = copy.copy(node)
        node.decorator_list = [decorator for decorator in node.decorator_list if not (isinstance(decorator, ast.Name) and decorator.id == "check")]
    top = symtable.symtable(ast.unparse(node), "cell", "exec")
    binds = frozenset(symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported())
    added_to = {each.target.id for each in ast.walk(node) if isinstance(each, ast.AugAssign) and isinstance(each.target, ast.Name)}
    reads = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced() or symbol.get_name() in added_to}
    changes = binds & reads
    tables = top.get_children()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        reads |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return Statement(binds, frozenset(reads), changes, hashlib.sha256(ast.dump(node).encode()).hexdigest()[:16])


def code_behind(name, cells):
    """Name -> digest of the last statement that bound it, for `name` and all the names that this rests on.

    cells: the Python of the cells that ran, first to last. None where one of the names was bound by none of them, or
    changed step by step.
    """
    last = {bound: statement for cell in cells for statement in statements(cell) for bound in statement.binds}
    code, wanted = {}, [name]
    while wanted:
        each = wanted.pop()
        if each in code or each not in last and hasattr(builtins, each):
            continue
        if each not in last or each in last[each].changes:
            return None
        code[each] = last[each].digest
        wanted += last[each].reads
    return code


def stands_in(code, cells):
    """Whether a notebook with these cells still says what `code_behind` found; the name of an exercise, last of all."""
    found = collections.defaultdict(list)
    for cell in cells:
        for statement in statements(cell):
            for name in statement.binds:
                found[name].append(statement.digest)
    return all(digest in (found[name][-1:] if name in exercises() else found[name]) for name, digest in code.items())


@functools.lru_cache(maxsize=64)
def _code_cells(file, changed):
    """The Python of the code cells of a notebook file, which was last changed at `changed`; none where it is no notebook."""
    try:
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(map(as_python, texts))
