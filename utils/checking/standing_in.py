"""What later cells use in place of a function that is blank or not right.

A blank function is replaced by the reference. One that is written and wrong stays
the student's own, and each cell that uses it says so; only where a call of it raises,
or gives something that is not even of the right kind and shape, the reference answers
that call, and that is said too. So every notebook runs from top to bottom in any state.
"""

import copy
import functools
import types

import numpy as np

from . import running
from .judging import STOOD_IN
from .limits import Interrupted, TimeUp
from .show import current_cell, say
from .values import conform, describe, leaves, plain, same_structure

_used = {}      # exercise -> the last cell that used its function while that was not right


def for_later_cells(exercise, function, verdict):
    """The function that the name should mean from here on."""
    if verdict.status == "not yet" or verdict.mistake in STOOD_IN or verdict.details.get("slow"):
        reference = exercise.stand_in()
        reference.students_own = function
        return reference
    if verdict.status == "not right" or verdict.details.get("needs_conversion"):
        cushion = _Cushion(exercise, function, verdict.status == "not right")
        return _named_like(function, exercise, lambda *args, **kwargs: cushion(*args, **kwargs))
    return _right_so_far(exercise, function)


def _right_so_far(exercise, function):
    """A right answer, as it is; only where it raises after all (on arrays far larger than the cases) the reference answers."""
    reference = exercise.stand_in()

    def checked(*args, **kwargs):
        try:
            return function(*args, **kwargs)
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
        self.reference = exercise.stand_in()
        self.trusted = set()    # shapes of arguments for which an array of the right shape came back
        self.told = set()

    def __call__(self, *args, **kwargs):
        if self.is_wrong:
            self._note_use()
        shapes = tuple(np.shape(a) if isinstance(a, np.ndarray) else None for a in args)
        trusted = shapes in self.trusted and not kwargs
        spare_args, spare_kwargs = copy.deepcopy((args, kwargs))    # the answer may write into its arguments
        return self._settled(lambda: self.function(*spare_args, **spare_kwargs), lambda: self.reference(*args, **kwargs),
                             trusted, lambda: self.trusted.add(shapes))

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
        expected = plain(right)
        found = conform(expected, plain(value))
        if callable(right) or not same_structure(expected, found) or _is_complex(found):
            self._tell(f"returned {describe(value)}, where {describe(right)} is due")
            return right
        return _as_in(right, found)

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


def _as_in(right, found):
    """A plain value in the containers of the reference's: a later cell unpacks tuples and calls arrays' methods."""
    if isinstance(right, (list, tuple)):
        return type(right)(_as_in(r, f) for r, f in zip(right, found))
    return found if isinstance(right, np.ndarray) and right.ndim else found[()]


def _is_complex(value):
    return any(isinstance(leaf, np.ndarray) and leaf.dtype.kind == "c" for _, leaf in leaves(value))
