"""Taking the functions out of a notebook: for each exercise the definitions that it needs, and nothing else.

A notebook is read as a heap of top-level statements. An exercise's function is found by its name, wherever it stands;
what it needs are the statements that bind the names it reads, and the names those read, and so on. Bare expressions (a
training run, a plot, a check) bind nothing, so they are never run. This module runs no code: it reads and picks.

It is used where student code runs, on student code. It needs nothing but Python's own library.
"""

import ast
import builtins
import io
import re
import symtable
import tokenize
from dataclasses import dataclass, field

MOST_CELLS = 5_000
MOST_CHARACTERS = 4_000_000     # of all code cells together
COURSE = ("check", "compare", "hint", "progress", "start", "verify")    # what the first cell imports

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "get_ipython", "display", "In", "Out"}


@dataclass
class Statement:
    """A top-level statement: its text, the global names it binds, and those it reads (in functions too)."""

    node: ast.stmt
    cell: int
    binds: frozenset
    reads: frozenset        # whenever they are read, while it runs or when a function is called later


@dataclass
class Taken:
    """What was taken out for one exercise.

    state : "missing", "blank", "written" or "unreadable" (it stands in a cell that is no Python).
    statements : in the order of the notebook, the definitions it needs.
    cell : number of the code cell that defines it, None where there is none.
    missing : names that are read and nowhere bound.
    uses : other exercises that are reached, bound or not.
    message : for "unreadable", what Python says.
    """

    state: str
    statements: list = field(default_factory=list)
    cell: int | None = None
    missing: tuple = ()
    uses: tuple = ()
    message: str = ""


class Heap:
    """The statements of a notebook's code cells.

    sources : the text of each code cell. names : every exercise's name.
    """

    def __init__(self, sources, names):
        self.names = frozenset(names)
        self.statements, self.unreadable = [], []       # unreadable: (cell, text, message)
        sources = [str(text) for text in sources[:MOST_CELLS]]
        room = MOST_CHARACTERS
        for cell, text in enumerate(sources):
            room -= len(text)
            if room < 0:
                break
            self._read(cell, text)
        self._binding = {}
        for statement in self.statements:
            for name in statement.binds:
                self._binding.setdefault(name, []).append(statement)

    def _read(self, cell, text):
        try:
            nodes = _parsed(text).body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self.unreadable.append((cell, text, f"{type(error).__name__}: {getattr(error, 'msg', error)}"
                                    + (f" (line {error.lineno})" if getattr(error, "lineno", None) else "")))
            nodes = _what_can_be_read(text)
        for node in nodes:
            for made in _as_definitions(node, self.names):
                try:
                    self.statements.append(_statement(made, cell))
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    pass

    def taken(self, name, also=()):
        """What was taken out for the exercise of that name, a `Taken`; with the definitions of the names in `also`, where there are any."""
        defining = [s for s in self._binding.get(name, ()) if not _imports_the_course(s.node)]
        if not defining:
            torn = next(((cell, message) for cell, text, message in self.unreadable
                         if re.search(rf"^\s*(async\s+)?def\s+{re.escape(name)}\b|^\s*{re.escape(name)}\s*=", text, re.MULTILINE)), None)
            return Taken("unreadable", cell=torn[0], message=torn[1]) if torn else Taken("missing")
        chosen = next((s for s in reversed(defining) if not _is_blank(s.node)), None)
        if chosen is None:
            return Taken("blank", cell=defining[-1].cell)
        needed, missing, uses = self._needed(chosen, name, also)
        return Taken("written", [s.node for s in needed], chosen.cell, tuple(sorted(missing)), tuple(sorted(uses)))

    def _needed(self, chosen, exercise, also):
        """(statements in order, names nowhere bound, other exercises reached) of a definition."""
        needed, seen, missing, uses = {id(chosen): chosen}, {exercise}, set(), set(also) & self.names
        left = [*also, *chosen.reads]
        while left:
            name = left.pop()
            if name in seen:
                continue
            seen.add(name)
            if name in self.names:
                uses.add(name)
            found = self._bound_by(name)
            if not found and name not in _BUILTINS and name not in COURSE:
                found = self._bound_by("*")     # from ... import *
                missing |= set() if found or name in also else {name}
            for statement in found:
                if id(statement) not in needed:
                    needed[id(statement)] = statement
                    left += statement.reads
        return [s for s in self.statements if id(s) in needed], missing, uses

    def _bound_by(self, name):
        """The statements to run for a name: the last definition of it that is not blank, and what changes it afterwards."""
        binding = [s for s in self._binding.get(name, ()) if not _imports_the_course(s.node)]
        if name == "*":
            return binding
        whole = [i for i, s in enumerate(binding) if not isinstance(s.node, ast.AugAssign) and not _is_blank(s.node)]
        if not whole:
            return []
        return binding[whole[-1]:whole[-1] + 1] + [s for s in binding[whole[-1] + 1:] if isinstance(s.node, ast.AugAssign)]


# ---------------------------------------------------------------- reading cells


def _parsed(text):
    """The syntax tree of a cell: as it is or, where that is no Python, without its magics and shell lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    if text.lstrip().startswith("%%"):
        head, _, rest = text.lstrip().partition("\n")
        return ast.parse(rest if head.split()[0] in ("%%time", "%%timeit", "%%capture", "%%prun") else "")
    try:
        return ast.parse(text)
    except SyntaxError:
        plain = without_magics(text)
        if plain == text:
            raise
        return ast.parse(plain)


def without_magics(text):
    """The cell with `%magic`, `!shell`, `?help` and `x = !shell` lines made harmless; lines inside strings stay.

    The number of lines is kept, so that messages name the right one.
    """
    inside = _lines_inside_strings(text)
    lines, continued = [], False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        magic = number not in inside and (re.match(r"[%!?]", bare) or re.search(r"\w\?{1,2}$", bare) or re.match(r"[\w, ]+=\s*[%!]", bare))
        lines.append("" if continued else line[:len(line) - len(line.lstrip())] + "pass" if magic else line)
        continued = bool(continued or magic) and bare.endswith("\\")
    return "\n".join(lines)


def _lines_inside_strings(text):
    inside = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.STRING and token.start[0] != token.end[0]:
                inside.update(range(token.start[0] + 1, token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        pass
    return inside


def _what_can_be_read(text):
    """The top-level statements of a torn cell that are Python by themselves: a syntax error costs only where it stands."""
    lines, starts = without_magics(text).split("\n"), []
    for i, line in enumerate(lines):
        if line[:1].strip() and not line.startswith(("#", ")", "]", "}", "else", "elif", "except", "finally")):
            decorated = starts and all(lines[k].startswith(("@", "#")) or not lines[k].strip() for k in range(starts[-1], i))
            if not decorated:
                starts.append(i)
    found = []
    for start, end in zip(starts[:2_000], [*starts[1:], len(lines)]):
        try:
            found += ast.parse("\n" * start + "\n".join(lines[start:end])).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return found


# ---------------------------------------------------------------- statements


def _as_definitions(node, names):
    """The statement as definitions: without `@check`; `check("relu", f)` as `relu = f`; other expressions not at all."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        node.decorator_list = [d for d in node.decorator_list if _name(d.func if isinstance(d, ast.Call) else d) != "check"]
        return [node]
    if isinstance(node, ast.Expr):
        call = node.value
        if isinstance(call, ast.Call) and _name(call.func) == "check" and len(call.args) == 2 and not call.keywords:
            named, function = call.args
            if isinstance(named, ast.Constant) and named.value in names and _name(function) != named.value:
                return [ast.fix_missing_locations(ast.copy_location(ast.Assign([ast.Name(named.value, ast.Store())], function), node))]
        return []
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _name(node.value.func) == "check" and node.value.args:
        node.value = node.value.args[-1]        # relu = check(relu_of_mine)
    return [node]


def _name(node):
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def _imports_the_course(node):
    """Whether a statement imports from the course: that is not there where student code runs."""
    return (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "utils"
            or isinstance(node, ast.Import) and any(a.name.split(".")[0] == "utils" for a in node.names))


def _is_blank(node):
    """Whether a function is still as it was handed out: a docstring, `...`, `pass`, `raise NotImplementedError`."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    return all(isinstance(s, ast.Pass) or isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant)
               or isinstance(s, ast.Raise) and _name(s.exc.func if isinstance(s.exc, ast.Call) else s.exc) == "NotImplementedError"
               for s in node.body)


def _statement(node, cell):
    module = ast.Module([node], [])
    table = symtable.symtable(ast.unparse(module), "cell", "exec")
    binds, reads = set(), set()
    for symbol in table.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            binds.add(symbol.get_name())
        if symbol.is_referenced():
            reads.add(symbol.get_name())
    left = list(table.get_children())
    while left:
        inner = left.pop()
        left += inner.get_children()
        for symbol in inner.get_symbols():
            if symbol.is_global() and symbol.is_referenced():
                reads.add(symbol.get_name())
            if symbol.is_global() and symbol.is_assigned() and symbol.is_declared_global():
                reads.add(symbol.get_name())
    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
        binds.add("*")
    return Statement(node, cell, frozenset(binds), frozenset(reads))
