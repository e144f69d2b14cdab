"""Finds the course's solutions where none should be: in what students are given.

A solution is found again under other names and in the middle of other code: its statements are compared with every
run of statements there is, names made alike. A solution of a single statement (`return X @ W.T + b`) is looked for
in the notebooks' exercises alone: known mistakes are made of such lines, and later notebooks use them.
"""

import ast
import copy

from utils.publishing.notebooks import code_cells, parse, source
from utils.publishing.solving import stubs


def bodies(solutions):
    """The statements of solutions in a form that can be compared: dict name -> tuple.

    Args:
        solutions: dict name -> the source of the function (see solution_sources).
    """
    return {name: _alike(_body(ast.parse(text).body[0])) for name, text in solutions.items()}


def found_in(code, answers):
    """The names of the solutions of more than one statement that stand somewhere in a piece of code, in order.

    Args:
        code: Python's text; a notebook's cell may hold IPython's lines.
        answers: what `bodies` gives.

    Raises:
        SyntaxError: the code does not parse.
    """
    wanted = {}  # the forms of a solution's statements -> (name, texts) of the solutions of that form
    for name, statements in answers.items():
        if len(statements) > 1:
            wanted.setdefault(tuple(form for form, _ in statements), []).append((name, statements))
    lengths, found = {len(forms) for forms in wanted}, set()
    for block in _blocks(parse(code)):
        forms = [_form(statement) for statement in block]
        for length in lengths:
            for start in range(len(block) - length + 1):
                for name, statements in wanted.get(tuple(forms[start : start + length]), ()):
                    if _alike(block[start : start + length]) == statements:
                        found.add(name)
    return sorted(found)


def found_in_notebook(notebook, answers):
    """The names of the solutions that stand in a notebook, in their own exercises those of a single statement too."""
    found = {stub.name for stub in stubs(notebook) if _alike(_body(stub.node)) == answers.get(stub.name)}
    for _, cell in code_cells(notebook):
        try:
            found.update(found_in(source(cell), answers))
        except SyntaxError:
            continue
    return sorted(found)


def _body(function):
    return function.body[ast.get_docstring(function) is not None :]


def _blocks(tree):
    """Every list of statements in a syntax tree."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block


def _form(statement):
    """The kinds of a statement's parts: quickly told, and the same for statements that are alike."""
    return tuple(type(node).__name__ for node in ast.walk(statement))


def _alike(statements):
    """(form, text) of each statement, in the text each name but numpy's replaced by its number among them."""
    numbers, found = {"np": "np"}, []
    for statement in copy.deepcopy(statements):
        for node in ast.walk(statement):
            for field in ("id", "arg", "name"):
                name = getattr(node, field, None)
                if isinstance(name, str) and not isinstance(node, (ast.keyword, ast.alias)):
                    setattr(node, field, numbers.setdefault(name, f"n{len(numbers)}"))
        found.append((_form(statement), ast.unparse(statement)))
    return tuple(found)
