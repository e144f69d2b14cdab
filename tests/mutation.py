"""Mechanical mutants of a function: its source with one small change, each a slip that a student might make.

`mutants(source)` gives them all. It knows nothing of exercises.
"""

import ast
import copy
import difflib
from dataclasses import dataclass

# Names that a hurried hand takes for one another.
FAMILIES = (
    ("maximum", "minimum", "fmax", "fmin"), ("max", "min", "argmax", "argmin"), ("zeros", "ones"),
    ("zeros_like", "ones_like"), ("mean", "sum", "median", "prod"), ("std", "var"), ("exp", "expm1", "exp2"),
    ("log", "log1p", "log2", "log10"), ("sqrt", "square", "cbrt"), ("abs", "sign"),
    ("normal", "uniform", "laplace", "exponential"), ("standard_normal", "random", "standard_exponential"),
    ("permutation", "arange"), ("sin", "cos", "tan"), ("sinh", "cosh", "tanh"), ("floor", "ceil", "round", "trunc"),
    ("argsort", "sort"), ("any", "all"), ("isnan", "isinf", "isfinite"), ("vstack", "hstack"), ("flip", "sort"),
    ("cumsum", "cumprod"), ("fliplr", "flipud"), ("size", "ndim"), ("append", "extend"), ("dot", "outer"), ("rows", "columns"),
)
REDUCTIONS = {"mean", "sum", "median", "prod", "std", "var", "max", "min", "any", "all", "argmax", "argmin"}
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
ORDER = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
OPPOSITES = ((ast.And, ast.Or), (ast.In, ast.NotIn), (ast.Is, ast.IsNot))
NOT_COMMUTATIVE = (ast.Sub, ast.Div, ast.MatMult, ast.Pow, ast.FloorDiv, ast.Mod)


@dataclass(frozen=True)
class Mutant:
    """`source`: the whole function, changed. `lines`: the lines that are new in it, or "without" and what was
    deleted, with a number behind it where another mutant has the same. `what`: the kind of change."""

    what: str
    source: str
    lines: str


def mutants(source):
    """Every mutant of the one function in `source`, each with exactly one change, no two the same."""
    tree = ast.parse(source)
    function = tree.body[0]
    function.decorator_list = []
    original = ast.unparse(function)
    found, seen, lines = [], {original}, []
    for path, node in _nodes(function):
        for what, replacement in _changes(node, path, function):
            changed = ast.unparse(ast.fix_missing_locations(_with(function, path, replacement)))
            if changed not in seen and _compiles(changed):
                seen.add(changed)
                lines.append(_difference(original, changed))
                again = f"   ({lines.count(lines[-1])})" if lines[-1] in lines[:-1] else ""
                found.append(Mutant(what, changed, lines[-1] + again))
    return found


def _compiles(source):
    try:
        compile(source, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


def _difference(original, changed):
    lines = [line.strip() for line in difflib.ndiff(original.splitlines(), changed.splitlines())]
    new = [line[1:].strip() for line in lines if line.startswith("+")]
    return "; ".join(new) if new else "without " + "; ".join(line[1:].strip() for line in lines if line.startswith("-"))


# ---------------------------------------------------------------- going through the tree, changing a copy


def _nodes(node, path=()):
    """`(path, node)` for every node below `node`, docstrings and annotations left out."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "ctx"):
            continue
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, ast.AST) and not _is_docstring(node, name, index):
                here = (*path, (name, index))
                yield here, item
                yield from _nodes(item, here)


def _is_docstring(node, name, index):
    return isinstance(node, ast.FunctionDef) and name == "body" and index == 0 and ast.get_docstring(node) is not None


def _with(tree, path, replacement):
    """A copy of the tree with what is at the end of `path` replaced; with None, deleted."""
    tree = copy.deepcopy(tree)
    parent = tree
    for name, index in path[:-1]:
        parent = getattr(parent, name) if index is None else getattr(parent, name)[index]
    name, index = path[-1]
    if index is None:
        setattr(parent, name, replacement)
    elif replacement is not None:
        getattr(parent, name)[index] = replacement
    else:
        del getattr(parent, name)[index]
        if name == "body" and not parent.body:
            parent.body.append(ast.Pass())
    return tree


def _changes(node, path, function):
    """`(kind, replacement)` for every change of this one node."""
    for change in (_operators, _comparisons, _signs, _constants, _calls, _attributes, _slices, _names, _targets, _conditions):
        yield from change(node, path, function)
    if isinstance(node, ast.stmt):
        yield from _statements(node, function)


def _changed(node, **fields):
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


# ---------------------------------------------------------------- the kinds of change


def _operators(node, path, function):
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ARITHMETIC):
        for other in ARITHMETIC:
            if not isinstance(node.op, other):
                yield "arithmetic", _changed(node, op=other())
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, NOT_COMMUTATIVE):
            yield "operands exchanged", _changed(node, left=node.right, right=node.left)
        yield "operand alone", node.left
        yield "operand alone", node.right


def _comparisons(node, path, function):
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in ORDER if isinstance(node.ops[0], ORDER) else ():
            if not isinstance(node.ops[0], other):
                yield "comparison", _changed(node, ops=[other()])
    for pair in OPPOSITES:
        if isinstance(node, ast.BoolOp) and isinstance(node.op, pair):
            yield "opposite", _changed(node, op=pair[isinstance(node.op, pair[0])]())
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], pair):
            yield "opposite", _changed(node, ops=[pair[isinstance(node.ops[0], pair[0])]()])


def _signs(node, path, function):
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not, ast.Invert)):
        yield "sign dropped", node.operand
    elif isinstance(node, (ast.Name, ast.Call, ast.BinOp, ast.Subscript, ast.Attribute)) and _is_value(node, path):
        yield "sign added", ast.UnaryOp(ast.USub(), node)


def _is_value(node, path):
    """Whether the node is an operand, an argument, or a (part of a) value that is returned or assigned."""
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return False
    return path[-1][0] in ("left", "right", "args", "value", "elts", "elt", "comparators") and not _is_base(path)


def _is_base(path):
    """`X` in `X.T` and `X[0]`: the field is called `value` there too."""
    return len(path) > 1 and path[-1][0] == "value" and path[-2][0] in ("func", "slice")


def _constants(node, path, function):
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield "truth", ast.Constant(not node.value)
    elif isinstance(node.value, (int, float)):
        for value in dict.fromkeys((1 - node.value if node.value in (0, 1) else node.value + 1, node.value + 1, node.value - 1)):
            yield "constant", ast.Constant(value)


def _calls(node, path, function):
    if not isinstance(node, ast.Call):
        return
    for i in range(len(node.args)):
        for j in range(i + 1, len(node.args)):
            args = list(node.args)
            args[i], args[j] = args[j], args[i]
            yield "arguments exchanged", _changed(node, args=args)
    for i in range(len(node.keywords)):
        yield "keyword dropped", _changed(node, keywords=node.keywords[:i] + node.keywords[i + 1:])
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    given = {keyword.arg for keyword in node.keywords}
    if name in REDUCTIONS and "axis" in given and "keepdims" not in given:
        yield "keepdims", _changed(node, keywords=[*node.keywords, ast.keyword("keepdims", ast.Constant(True))])
    if name in REDUCTIONS and "axis" not in given and isinstance(node.func, ast.Attribute):
        for axis in (0, 1, -1):
            yield "axis", _changed(node, keywords=[*node.keywords, ast.keyword("axis", ast.Constant(axis))])
    if name == "range":
        for i, argument in enumerate(node.args):
            for op in (ast.Add, ast.Sub):
                args = list(node.args)
                args[i] = ast.BinOp(argument, op(), ast.Constant(1))
                yield "range", _changed(node, args=args)
        if len(node.args) == 1:
            yield "range", _changed(node, args=[ast.Constant(1), *node.args])
    if len(node.args) == 1 and not node.keywords and _is_value(node, path):
        yield "call left out", node.args[0]
    if name in ("mean", "sum") and isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        # Arrays have no method for it, so it takes the function.
        function = ast.Attribute(ast.Name("np", ast.Load()), "median", ast.Load())
        yield "name in its family", _changed(node, func=function, args=[node.func.value, *node.args])


def _is_module(node):
    return isinstance(node, ast.Name) and node.id == "np"


def _attributes(node, path, function):
    name = getattr(node, "attr", None) or getattr(node, "id", None)
    is_method = isinstance(node, ast.Attribute) and not _is_module(node.value)
    for family in FAMILIES:
        for other in family if name in family else ():
            if other != name and not (is_method and other == "median") and isinstance(node, (ast.Attribute, ast.Name)) and not _is_stored(node):
                yield "name in its family", _changed(node, **{"attr" if isinstance(node, ast.Attribute) else "id": other})
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield "transpose dropped", node.value
    if isinstance(node, ast.Name) and not _is_stored(node) and node.id in _locals(function) and path[-1][0] != "func":
        yield "transpose added", ast.Attribute(node, "T", ast.Load())


def _is_stored(node):
    return not isinstance(node.ctx, ast.Load)


def _slices(node, path, function):
    if not isinstance(node, ast.Slice):
        return
    yield "slice", _changed(node, lower=None if node.lower else ast.Constant(1))
    yield "slice", _changed(node, upper=None if node.upper else ast.UnaryOp(ast.USub(), ast.Constant(1)))
    yield "slice", _changed(node, step=None if node.step else ast.UnaryOp(ast.USub(), ast.Constant(1)))
    for bound in ("lower", "upper", "step"):
        value = getattr(node, bound)
        if value is not None and not isinstance(value, ast.Constant):
            for op in (ast.Add, ast.Sub):
                yield "slice", _changed(node, **{bound: ast.BinOp(value, op(), ast.Constant(1))})


def _names(node, path, function):
    if isinstance(node, ast.Name) and not _is_stored(node) and node.id in _locals(function):
        for other in sorted(_locals(function) - {node.id}):
            yield "other name", _changed(node, id=other)
        if path[-1][0] in ("left", "right", "args", "elts"):
            for op in (ast.Add, ast.Sub):
                yield "off by one", ast.BinOp(node, op(), ast.Constant(1))


def _targets(node, path, function):
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store):
        for i in range(len(node.elts) - 1):
            elts = list(node.elts)
            elts[i], elts[i + 1] = elts[i + 1], elts[i]
            yield "targets exchanged", _changed(node, elts=elts)


def _conditions(node, path, function):
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        yield "condition negated", _changed(node, test=ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.comprehension):
        for i in range(len(node.ifs)):
            yield "condition dropped", _changed(node, ifs=node.ifs[:i] + node.ifs[i + 1:])


def _statements(node, function):
    if not isinstance(node, (ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Pass)):
        yield "deleted", None
    if isinstance(node, ast.Return):
        for name in _parameters(function):
            yield "returns an argument", ast.Return(ast.Name(name, ast.Load()))
    if isinstance(node, (ast.For, ast.While)):
        yield "return in the loop", _changed(node, body=[*node.body, ast.Break()])


def _parameters(function):
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [a.arg for a in (*named, arguments.vararg, arguments.kwarg) if a is not None]


def _locals(function):
    """The names of a function's parameters and variables, those of comprehensions and inner functions included."""
    stored = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and _is_stored(node)}
    return stored.union(*(_parameters(f) for f in ast.walk(function) if isinstance(f, (ast.FunctionDef, ast.Lambda))))
