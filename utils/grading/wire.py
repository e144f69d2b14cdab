"""What goes between a grader and the process that runs student code: plain trees, numbers as bytes, never pickles.

`encode` takes None, booleans, numbers, strings, lists, tuples, dicts with string keys, arrays of numbers, and what a
case is made of (`Case`, `Seed`, `Given`, `Answer`) and an outcome (`Outcome`, `Raised`, `Odd`). A message is a head in
JSON, which says where each array's bytes stand, and then these bytes. `decode` takes nothing on trust: whatever is not
of that form, or larger than it may be, raises `BadMessage`.
"""

import json
import re
import struct

import numpy as np

from ..checking.cases import Answer, Case, Given, Seed
from ..checking.running import Outcome, Raised
from ..checking.values import Odd

MOST_BYTES = 64 * 2**20         # of a message
MOST_HEAD = 8 * 2**20           # of an answer's head, of which each few bytes become an object of hundreds
MOST_SECONDS = 1e6
DEEPEST = 24
_LENGTHS = struct.Struct("<QQ")     # of the head and of the bytes behind it
_DTYPE = re.compile(r"[<>|][biufc][0-9]{1,2}")      # numpy would read more than this, and evaluates some of it as Python
_FIELDS = {"Outcome": Outcome, "Raised": Raised}


class BadMessage(ValueError):
    """What arrived is no message, or one that is too large; the text says in which way."""


def encode(tree):
    """A message as bytes. Raises TypeError for what a message cannot hold."""
    blobs, size = [], 0

    def packed(value):
        nonlocal size
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, np.generic):
            return {"n": repr(value)}
        if isinstance(value, (np.ndarray, np.generic)):
            array = np.ascontiguousarray(value)
            if array.dtype.kind not in "biufc":
                raise TypeError(f"an array of dtype {array.dtype} cannot be sent")
            blobs.append(array.tobytes())
            size += array.nbytes
            return {"a": [array.dtype.str, list(np.shape(value)), size - array.nbytes]}
        if isinstance(value, Odd):
            return {"odd": [value.kind, value.text]}
        if isinstance(value, list):
            return {"l": [packed(item) for item in value]}
        if isinstance(value, tuple):
            return {"t": [packed(item) for item in value]}
        if isinstance(value, dict):
            return {"d": {str(key): packed(item) for key, item in value.items()}}
        if isinstance(value, Seed):
            return {"seed": value.value}
        if isinstance(value, Given):
            return {"given": [value.expression, packed(value.constants)]}
        if isinstance(value, Answer):
            return {"answer": [value.exercise, packed(value.args), value.part]}
        if isinstance(value, Case):
            return {"case": [packed(value.args), value.note, value.about, packed(value.then), list(value.own_parts)]}
        for name, kind in _FIELDS.items():
            if isinstance(value, kind):
                return {name: {key: packed(item) for key, item in vars(value).items()}}
        raise TypeError(f"{type(value).__name__} cannot be sent")

    head = json.dumps(packed(tree)).encode()
    return _LENGTHS.pack(len(head), size) + head + b"".join(blobs)


def head_of(message):
    """How many bytes of a message its head has."""
    return _LENGTHS.unpack_from(message)[0]


def decode(message, most_head=MOST_BYTES):
    """The tree in a message, all text in it fit to be written down. Raises BadMessage for anything else than `encode` makes."""
    if not _LENGTHS.size <= len(message) <= MOST_BYTES:
        raise BadMessage(f"a message of {len(message)} bytes")
    head, size = _LENGTHS.unpack_from(message)
    if _LENGTHS.size + head + size != len(message):
        raise BadMessage("its lengths do not add up")
    if head > most_head:
        raise BadMessage(f"it has far more parts than an answer has ({head / 2**20:.0f} MiB of them)")
    blobs = memoryview(message)[_LENGTHS.size + head:]
    try:
        return _unpacked(json.loads(bytes(message[_LENGTHS.size:_LENGTHS.size + head])), blobs, 0)
    except Exception as error:      # the message decides what is met in it
        raise BadMessage(error.args[0] if type(error) is BadMessage else type(error).__name__) from None


def _unpacked(tree, blobs, depth):
    if depth > DEEPEST:
        raise BadMessage("it is nested too deeply")
    if tree is None or isinstance(tree, bool):
        return tree
    if isinstance(tree, str):
        return _clean(tree)
    if not isinstance(tree, dict) or len(tree) != 1:
        raise BadMessage("a part of an unknown kind")
    (kind, value), = tree.items()

    def inner(item):
        return _unpacked(item, blobs, depth + 1)

    if kind == "n":
        return _number(value)
    if kind == "a":
        return _array(*value, blobs)
    if kind == "l":
        return [inner(item) for item in value]
    if kind == "t":
        return tuple(inner(item) for item in value)
    if kind == "d":
        return {_clean(key): inner(item) for key, item in value.items()}
    if kind == "odd":
        return Odd(*map(_text, value))
    if kind == "seed":
        return Seed(int(value))
    if kind == "given":
        expression, constants = value
        return Given(_text(expression), **inner(constants))
    if kind == "answer":
        exercise, args, part = value
        return Answer(_text(exercise), *inner(args), part=None if part is None else int(part))
    if kind == "case":
        args, note, about, then, own_parts = value
        case = Case(*inner(args), note=_text(note), about=_text(about), then=inner(then))
        case.own_parts = tuple(map(int, own_parts))
        return case
    if kind in _FIELDS:
        return _FIELDS[kind](**{key: inner(item) for key, item in value.items()})
    raise BadMessage("a part of an unknown kind")


def _text(value):
    if not isinstance(value, str):
        raise BadMessage("something else where text belongs")
    return _clean(value)


def _clean(text):
    """Text without halves of characters, which JSON and Python know and no file or database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _number(text):
    if len(text) > 400:
        raise BadMessage("a number too long to be one")
    try:
        return int(text)
    except ValueError:
        return float(text)


def _array(dtype, shape, offset, blobs):
    if not (isinstance(dtype, str) and _DTYPE.fullmatch(dtype) and isinstance(shape, list) and len(shape) <= 32
            and all(type(n) is int and 0 <= n <= MOST_BYTES for n in [*shape, offset])):
        raise BadMessage("an array that is none")
    dtype = np.dtype(dtype)
    count = 1
    for n in shape:
        count *= n
    if offset + count * dtype.itemsize > len(blobs):
        raise BadMessage("an array larger than what came with it")
    return np.frombuffer(blobs, dtype, count, offset).reshape(shape).copy()


# ---------------------------------------------------------------- what an answer may be

_STATUSES = ("returned", "raised", "timed-out", "interrupted", "skipped")
_ODD_KINDS = ("none", "type", "torch", "ellipsis", "objects", "huge", "deep", "own")


def outcomes(tree, arguments, most_entries):
    """The list of outcomes in a decoded message from student code, each field of its kind and cut to size.

    arguments : how many arguments each case has. An array with more than `most_entries` entries is taken for a result that
    is far too large. Raises BadMessage where it is no such list.
    """
    if not isinstance(tree, list) or len(tree) != len(arguments):
        raise BadMessage(f"{len(arguments)} outcomes were due")
    try:
        return [_outcome(item, count, most_entries) for item, count in zip(tree, arguments)]
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise BadMessage(error.args[0] if type(error) is BadMessage else type(error).__name__) from None


def _outcome(item, arguments, most_entries):
    if type(item) is not Outcome or item.status not in _STATUSES:
        raise BadMessage("something else where an outcome belongs")
    raised = item.raised
    if (item.status == "raised") != (type(raised) is Raised):
        raise BadMessage("an outcome that raised without saying what")
    return Outcome(
        item.status, _value(item.value, most_entries, 0) if item.status == "returned" else None, raised and _raised(raised),
        _texts(item.warnings, 5), _cut(item.printed, 2_000), int(item.printed_more),
        tuple(_below(i, arguments) for i in _several(item.changed, 32)), None if item.returned_argument is None else _below(item.returned_argument, arguments),
        _cut(item.array_class, 60), _texts(item.torch_names, 20), bool(item.global_random), _seconds(item.seconds),
        bool(item.changed_later))


def _below(number, count):
    if type(number) is not int or not 0 <= number < count:
        raise BadMessage("an argument that there is not")
    return number


def _seconds(value):
    if type(value) not in (int, float) or not 0 <= value <= MOST_SECONDS:      # nan is neither
        raise BadMessage("a time that is none")
    return float(value)


def _raised(raised):
    return Raised(_cut(raised.kind, 80), _cut(raised.message, 400), _cut(raised.line, 200), int(raised.line_number), _cut(raised.in_function, 80),
                  tuple((_cut(name, 60), _cut(text, 200)) for name, text in _several(raised.values, 6)), _texts(raised.names, 500),
                  tuple((_cut(a, 80), _shape(s), _cut(b, 80), _shape(t)) for a, s, b, t in _several(raised.products, 10)))


def _shape(value):
    return tuple(int(n) for n in _several(value, 32))


def _value(value, most_entries, depth):
    if isinstance(value, np.ndarray):
        return value if value.size <= most_entries else Odd("huge", f"an array of shape {value.shape}, far larger than the result should be")
    if type(value) is Odd and value.kind in _ODD_KINDS:
        return Odd(value.kind, _cut(value.text, 200))
    if type(value) is list and depth <= 17:
        return [_value(v, most_entries, depth + 1) for v in value]
    raise BadMessage("a result that is not plain")


def _cut(text, most):
    if not isinstance(text, str):
        raise BadMessage("something else where text belongs")
    return _clean(text)[:most]


def _texts(items, most):
    return tuple(_cut(item, 400) for item in _several(items, most))


def _several(items, most):
    if type(items) not in (list, tuple):
        raise BadMessage("something else where several things belong")
    return items[:most]
