"""Puts solutions into the blank exercises of a notebook.

An exercise is a top-level function decorated with `@check` in a code cell. Its decorator, signature and docstring
stay; its body is replaced by the solution's, line by line, comments included.
"""

import ast
import builtins
import copy
import io
import symtable
import tokenize
from typing import NamedTuple

from utils.publishing.notebooks import PublishingError, code_cells, parse, source, with_source


class Stub(NamedTuple):
    """An exercise's function in a notebook: its name, the index of its cell, its node in the cell's syntax tree."""

    name: str
    cell: int
    node: ast.FunctionDef


def stubs(notebook):
    """The exercises of a notebook, first to last.

    Raises PublishingError for an exercise given twice and for a cell with `@check` whose code does not parse.
    """
    found = {}
    for index, tree in _trees(notebook):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and _is_checked(node):
                if node.name in found:
                    raise PublishingError(
                        f"The exercise {node.name} stands in cell {found[node.name].cell} and again in cell {index}. "
                        "Keep one of them, or let the other go without @check."
                    )
                found[node.name] = Stub(node.name, index, node)
    return list(found.values())


def solution_sources(module_text, name="the module"):
    """The source of each public top-level function in the text of a solutions module: dict name -> text.

    Raises PublishingError where the text does not parse; `name` is what the message calls it.
    """
    try:
        tree = ast.parse(module_text)
    except SyntaxError as error:
        raise PublishingError(f"{name} does not parse: {error}. Mend it first.") from error
    lines = module_text.split("\n")
    return {
        node.name: "\n".join(lines[node.lineno - 1 : _end(node, lines)])
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def solution_alone(blank, solution):
    """What `solve` puts into an exercise: the solution in place of what is there."""
    return solution


def solve(notebook, solutions, only=None, fill=solution_alone):
    """The notebook with solutions put into its exercises.

    Args:
        notebook: its dictionary; not changed.
        solutions: dict name -> the source of the function `name`, for all exercises of the notebook.
        only: the names to fill in; the other exercises stay blank. None for all.
        fill: `fill(blank, solution)`, given the lines that are an exercise's body and those that are its solution's,
            without docstrings: the lines to put there.

    Returns:
        A new dictionary, cells that did not change shared with the given one.

    Raises:
        PublishingError: an exercise without a solution, a solution without an exercise, different parameters,
            a solution that uses a name which the notebook does not define, a name in `only` that is no exercise.
    """
    exercises = stubs(notebook)
    _pair_up({stub.name for stub in exercises}, set(solutions), only)
    defined = _defined_names(notebook)
    cells = list(notebook["cells"])
    # Last first: what is put in below leaves the line numbers above as they were.
    for stub in sorted(exercises, key=lambda stub: (stub.cell, stub.node.lineno), reverse=True):
        _compare_parameters(stub, solutions[stub.name])
        _refuse_unknown_names(stub, solutions[stub.name], defined)
        if only is None or stub.name in only:
            text = _filled_in(source(cells[stub.cell]), stub, solutions[stub.name], fill)
            cells[stub.cell] = with_source(cells[stub.cell], text)
    return {**notebook, "cells": cells}


def _trees(notebook):
    """(index, syntax tree) of each code cell that parses."""
    for index, cell in code_cells(notebook):
        try:
            yield index, parse(source(cell))
        except SyntaxError as error:
            if "@check" in source(cell):
                raise PublishingError(
                    f"Cell {index} has an exercise and does not parse: {error}. Mend the cell."
                ) from error


def _is_checked(node):
    names = [decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list]
    return any(isinstance(name, ast.Name) and name.id == "check" for name in names)


def _pair_up(exercises, solutions, only):
    for missing, what, lacks in [
        (exercises - solutions, "exercise", "a solution: write it in utils/solutions, or take away the cell's @check"),
        (solutions - exercises, "solution", "an exercise: put a cell with @check in, or let its name begin with _"),
        (set(only or ()) - exercises, "name to fill in", "an exercise: check its spelling"),
    ]:
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise PublishingError(f"The {what}{plural} {', '.join(sorted(missing))} found without {lacks}.")


def _compare_parameters(stub, solution):
    ours, theirs = _parameters(stub.node), _parameters(_function(solution))
    if ours != theirs:
        raise PublishingError(
            f"The exercise is {stub.name}({ours}) in cell {stub.cell}, and the solution is {stub.name}({theirs}). "
            "Give both the same parameters."
        )


def _parameters(node):
    arguments = copy.deepcopy(node.args)
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.unparse(arguments)


def _refuse_unknown_names(stub, solution, defined):
    unknown = _global_names(solution) - defined - set(dir(builtins))
    if unknown:
        raise PublishingError(
            f"The solution {stub.name} uses {', '.join(sorted(unknown))}, which no cell of the notebook defines. "
            "Define it inside the function, or import it in the notebook."
        )


def _global_names(function_text):
    """The names that a function looks up outside itself when it runs."""
    tables = symtable.symtable(function_text, "solution", "exec").get_children()
    names = set()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return names


def _defined_names(notebook):
    """The names that the notebook's cells define at their top level, in whatever order."""
    tables = [symtable.symtable(ast.unparse(tree), "cell", "exec") for _, tree in _trees(notebook)]
    symbols = [symbol for table in tables for symbol in table.get_symbols()]
    return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def _filled_in(text, stub, solution, fill):
    lines = text.split("\n")
    first, last = stub.node.lineno - 1, _end(stub.node, lines)
    head, blank = _split("\n".join(lines[first:last]))
    _, body = _split(solution)
    try:
        if not body or _statements(f"{head}\n{body}") != _statements(solution):
            raise SyntaxError("head and body do not make the solution's function")
    except SyntaxError as error:
        raise PublishingError(
            f"The solution {stub.name} does not fit under the exercise's signature in cell {stub.cell}: {error}. "
            "Indent both by four spaces, and give the solution a body."
        ) from error
    return "\n".join([*lines[:first], head, fill(blank, body), *lines[last:]])


def _split(function_text):
    """(head, body) of a function's text: its signature and docstring, and the lines after them."""
    row, column = _colon(function_text)
    lines = function_text.split("\n")
    if _function(function_text).body[0].lineno == row:  # def f(x): return x
        lines[row - 1 : row] = [lines[row - 1][:column], "    " + lines[row - 1][column:].strip()]
    function = _function("\n".join(lines))
    end = function.body[0].end_lineno if ast.get_docstring(function) is not None else row
    return "\n".join(lines[:end]), "\n".join(lines[end:]).strip("\n")


def _colon(function_text):
    """(row, column) just after the colon that ends a function's signature; rows count from 1."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(function_text).readline):
        depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        if token.type == tokenize.OP and token.string == ":" and depth == 0:
            return token.end


def _end(node, lines):
    """The number of a function's last line, indented comments after its last statement included."""
    end = node.end_lineno
    for number, line in enumerate(lines[end:], start=end + 1):
        if line.strip() and not line.startswith((" ", "\t")):
            break
        if line.strip().startswith("#"):
            end = number
    return end


def _function(text):
    return ast.parse(text).body[0]


def _statements(function_text):
    """What a function does, its docstring apart, in a form that can be compared."""
    function = _function(function_text)
    skipped = 1 if ast.get_docstring(function) is not None else 0
    return [ast.dump(statement) for statement in function.body[skipped:]]
