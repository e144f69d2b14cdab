"""What later cells use in place of a function that is blank or not right.

A blank function is replaced by the reference. One that is written and wrong stays
the student's own, and each cell that uses it says so; only where a call of it raises,
or gives something that is not even of the right kind and shape, the reference answers
that call, and that is said too. So every notebook runs from top to bottom in any state.
"""

import collections
import copy
import functools
import types

import numpy as np

from . import running
from .cases import Answer
from .judging import STOOD_IN
from .limits import Interrupted, TimeUp
from .registry import find
from .show import current_cell, say
from .trial import trial
from .values import conform, describe, leaves, plain, same_structure

_used = {}      # exercise -> the last cell that used its function while that was not right


def for_later_cells(exercise, function, verdict):
    """The function that the name should mean from here on."""
    if verdict.status == "not yet" or verdict.mistake in STOOD_IN or verdict.details.get("slow"):
        reference = stand_in(exercise)
        reference.students_own = function
        return reference
    if verdict.status == "not right" or verdict.details.get("needs_conversion"):
        cushion = _Cushion(exercise, function, verdict.status == "not right")
        return _named_like(function, exercise, lambda *args, **kwargs: cushion(*args, **kwargs))
    return _right_so_far(exercise, function)


def _right_so_far(exercise, function):
    """A right answer, as it is; only where it raises after all (on arrays far larger than the cases) the reference answers."""
    reference = stand_in(exercise)

    def checked(*args, **kwargs):
        try:
            return remembered(exercise, function(*args, **kwargs), args, kwargs)
        except (KeyboardInterrupt, Interrupted, TimeUp):
            raise
        except BaseException as error:
            try:
                right = reference(*args, **kwargs)
            except Exception:       # called wrongly: the answer's own word on it is the better one
                raise error from None
            if not running.is_under_way():
                say(f"Your `{exercise.name}` is right on the checked cases, but here it raised {type(error).__name__}: {str(error)[:200]}. "
                    f"So that this cell can go on, the course's own `{exercise.name}` answered.")
            return right

    return _named_like(function, exercise, checked)


def _named_like(function, exercise, wrapper):
    """The wrapper under the function's name and docstring, and with the function itself to be found on it."""
    if isinstance(function, types.FunctionType):
        functools.update_wrapper(wrapper, function)
    else:       # an object may answer a question for its name with anything
        wrapper.__name__ = wrapper.__qualname__ = exercise.name
    wrapper.students_own = function
    return wrapper


def used_in_this_cell():
    """The exercises whose functions are not right and were used in the cell that is running."""
    return [name for name, cell in _used.items() if cell == current_cell()]


class _Cushion:
    """A student's function that cannot stop a later cell, nor spoil the data of one."""

    def __init__(self, exercise, function, is_wrong):
        self.exercise, self.function, self.is_wrong = exercise, function, is_wrong
        self.reference = stand_in(exercise)
        self.trusted = set()    # shapes of arguments for which an array of the right shape came back
        self.told = set()

    def __call__(self, *args, **kwargs):
        if self.is_wrong:
            self._note_use()
        shapes = tuple(np.shape(a) if isinstance(a, np.ndarray) else None for a in args)
        trusted = shapes in self.trusted and not kwargs
        spare_args, spare_kwargs = copy.deepcopy((args, kwargs))    # the answer may write into its arguments
        value = self._settled(lambda: self.function(*spare_args, **spare_kwargs), lambda: self.reference(*args, **kwargs),
                              trusted, lambda: self.trusted.add(shapes))
        return remembered(self.exercise, value, args, kwargs)

    def _settled(self, call, reference_call, trusted=False, trust=lambda: None):
        """What the answer gives, or where that would stop whoever uses it, what the reference gives."""
        value = error = None
        try:
            value = call()
        except (KeyboardInterrupt, Interrupted, TimeUp):
            raise
        except BaseException as raised:      # sys.exit() among them
            error = raised
        if trusted and type(value) is np.ndarray and value.dtype.kind in "iuf":
            return value
        try:
            right = reference_call()
        except Exception:       # called wrongly: then what the answer itself says is the better word
            if error is not None:
                raise error
            return value
        if error is not None:
            self._tell(f"raised {type(error).__name__} (its verdict says more: run its cell again)")
            return right
        if callable(right) and callable(value):
            return lambda *args: self._settled(lambda: value(*copy.deepcopy(args)), lambda: right(*args))
        if isinstance(right, np.ndarray) and _is_plainly_like(value, right):
            trust()
            return np.asarray(value) if np.asarray(value).dtype.kind != "b" else np.asarray(value, dtype=float)
        own_parts = self.exercise.own_parts
        expected = plain(running.without_own_parts(right, own_parts))
        found = conform(expected, plain(running.without_own_parts(value, own_parts)))
        if callable(right) or not same_structure(expected, found) or _is_complex(found):
            self._tell(f"returned {describe(value)}, where {describe(right)} is due")
            return right
        return _as_in(right, [value[i] if i in own_parts else part for i, part in enumerate(found)] if own_parts else found, own_parts)

    def _note_use(self):
        name = self.exercise.name
        if not running.is_under_way() and _used.get(name) != current_cell():
            _used[name] = current_cell()
            say(f"This cell uses your `{name}`, which is not right yet.")

    def _tell(self, what):
        key = current_cell(), what
        if key not in self.told and not running.is_under_way():
            self.told.add(key)
            name = self.exercise.name
            say(f"Your `{name}` {what}. So that this cell can go on, the course's own `{name}` answers where yours cannot.")


def _is_plainly_like(value, right):
    """Whether a value is an array (or a list that numpy makes one of) of real numbers, in the reference's shape."""
    if type(value) is list:
        try:
            value = np.asarray(value)
        except ValueError:
            return False
    return type(value) is np.ndarray and value.shape == right.shape and value.dtype.kind in "biuf"


def _as_in(right, found, own_parts=()):
    """A plain value in the containers of the reference's: a later cell unpacks tuples and calls arrays' methods.

    The parts at `own_parts` are no plain values, and stay as they are.
    """
    if isinstance(right, (list, tuple)):
        return type(right)(f if i in own_parts else _as_in(r, f) for i, (r, f) in enumerate(zip(right, found)))
    return found if isinstance(right, np.ndarray) and right.ndim else found[()]


def _is_complex(value):
    return any(isinstance(leaf, np.ndarray) and leaf.dtype.kind == "c" for _, leaf in leaves(value))


# ---------------------------------------------------------------- what only its own maker can read

_made = collections.deque(maxlen=16)        # (part of a result, its exercise, its position, arguments), newest last


def remembered(exercise, result, args, kwargs):
    """The result. Of the parts that are the answer's own affair (a cache) it is kept what they were made of."""
    if exercise.own_parts and type(result) in (tuple, list):
        arguments = exercise.call_signature.bind(*args, **kwargs).args
        _made.extend((result[i], exercise.name, i, arguments) for i in exercise.own_parts if i < len(result))
    return result


def stand_in(exercise):
    """The reference, which can also be handed what only the student's own functions can read: it makes its own of the same."""
    reference = exercise.stand_in()
    places = [(position, argument) for position, argument in enumerate(trial(exercise).cases[0].args) if isinstance(argument, Answer)]
    if not places:
        return reference

    @functools.wraps(reference)
    def answer(*args, **kwargs):
        args = list(exercise.call_signature.bind(*args, **kwargs).args)
        for position, stands in places:
            args[position] = next((find(name).stand_in()(*made_of)[part] for thing, name, part, made_of in reversed(_made)
                                   if thing is args[position] and (name, part) == (stands.exercise, stands.part)), args[position])
        return reference(*args)

    return answer
