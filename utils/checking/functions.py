"""What can be told of a student's function without calling it: whose it is, whether it is blank, what it reads."""

import ast
import dis
import inspect
import textwrap
import types

from .values import describe


def students_own(function):
    """What the student wrote, where `check` has wrapped it."""
    while isinstance(function, types.FunctionType) and "students_own" in vars(function):
        function = function.students_own
    return function


def stands_for(function):
    """The name of the exercise whose reference this function is, or None."""
    return vars(function).get("of_exercise") if isinstance(function, types.FunctionType) else None


def is_blank(function):
    """Whether a function's body is nothing but a docstring, `...` or `pass`.

    `return None`, typed in so many words, is an answer (a wrong one), not a blank.
    """
    if not isinstance(function, types.FunctionType) or function.__name__ == "<lambda>":
        return False
    code = function.__code__
    if any(not _does_nothing(i) for i in dis.get_instructions(code)):
        return False
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return True
    return not any(isinstance(node, ast.Return) for node in ast.walk(tree))


def _does_nothing(instruction):
    return instruction.opname in ("RESUME", "NOP", "RETURN_VALUE", "COPY_FREE_VARS", "MAKE_CELL") or (
        instruction.opname in ("LOAD_CONST", "RETURN_CONST") and instruction.argval is None)



def call_problem(name, signature, function, cases):
    """`(mistake, sentences)` where the arguments of the cases do not fit the function, else None.

    signature : the exercise's, as a student writes it, "affine(X, W, b)".
    """
    if not callable(function):
        return "not-callable", (f"`{name}` is {describe(function)}, not a function.",
                                f"Define it with `def {signature}:`, and check the function itself, without calling it.")
    try:
        found = inspect.signature(function)
    except (ValueError, TypeError):     # some built-in functions do not tell
        return None
    for case in cases:
        try:
            found.bind(*case.args)
        except TypeError as error:
            count = len(case.args)
            return "wrong-signature", (
                f"It is called as `{signature}`, here with {count} argument{'' if count == 1 else 's'}; "
                f"but it is defined with ({', '.join(found.parameters)}), which does not take that: {error}.",
                *(("The star in `*functions` gathers any number of arguments into a tuple.",) if "(*" in signature else ()))
    return None


# ---------------------------------------------------------------- what it reads from outside

def _global_names(code):
    """Names that a code object, or one inside it, reads as globals."""
    names = {i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _global_names(constant)
    return names


def reads(function):
    """Global name -> value for what a Python function reads, directly."""
    if not isinstance(function, types.FunctionType):
        return {}
    names = function.__globals__
    return {name: names[name] for name in _global_names(function.__code__) if name in names}


def answer_to(name, function):
    """The function that answers the exercise `name` for whoever wrote `function`: the one among the globals it sees.

    None where there is none, or where it is blank or stood in for: then the course's own has to do.
    """
    found = _globals(function).get(name)
    own = students_own(found)
    return own if callable(own) and stands_for(found) != name and not is_blank(own) else None


def _globals(function):
    """The globals of a function, of a partial function's function, or of an object's `__call__`."""
    own = students_own(function)
    try:
        candidates = own, getattr(own, "func", None), getattr(type(own), "__call__", None)
    except Exception:       # an object may answer such a question with anything
        return {}
    return next((candidate.__globals__ for candidate in candidates if isinstance(candidate, types.FunctionType)), {})
