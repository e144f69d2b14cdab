"""References: right answers by torch, and the going between numpy and torch."""

import contextlib
import functools
import sys
import threading

import numpy as np

from ..torch_import import import_torch

_inside = threading.local()


class _LazyTorch:
    """`torch`, imported when the first of its names is used."""

    def __getattr__(self, name):
        return getattr(import_torch(), name)


torch = _LazyTorch()


def to_torch(value):
    """Arrays become tensors (numbers in float64, booleans as they are); functions are wrapped
    so that they take and return tensors; lists and tuples keep their kind; the rest stays."""
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.array(value)
        if array.dtype.kind in "iuf":
            array = array.astype(np.float64)
        return import_torch().from_numpy(array)
    if isinstance(value, (list, tuple)):
        return type(value)(to_torch(item) for item in value)
    if callable(value) and not isinstance(value, type):
        return lambda *args: to_torch(value(*(to_numpy(a) for a in args)))
    return value


def to_numpy(value):
    """The way back: tensors become fresh arrays."""
    if isinstance(value, import_torch().Tensor):
        return value.detach().numpy().copy()
    if isinstance(value, (list, tuple)):
        return type(value)(to_numpy(item) for item in value)
    if callable(value) and not isinstance(value, type):
        return lambda *args: _as_course(lambda: to_numpy(value(*(to_torch(a) for a in args))))
    return value


def _as_course(function, *args):
    """Call the course's own torch code, where torch is allowed."""
    _inside.depth = getattr(_inside, "depth", 0) + 1
    try:
        return function(*args)
    finally:
        _inside.depth -= 1


def reference_function(exercise):
    """The exercise's torch reference as a function of numpy arrays, under the exercise's name."""

    def right_answer(*args):
        # Nested lists may stand for arrays (a list of rows); lists of arrays are structure.
        return to_numpy(exercise.reference(*(to_torch(_list_as_array(a)) for a in args)))

    def reference(*args, **kwargs):
        bound = exercise.call_signature.bind(*args, **kwargs)
        bound.apply_defaults()
        return _as_course(right_answer, *bound.args)

    reference.__name__ = reference.__qualname__ = exercise.name
    reference.__doc__ = f"The course's own {exercise.signature}, computed with torch."
    reference.__module__ = __name__
    reference.of_exercise = exercise.name
    return reference


def _list_as_array(argument):
    if isinstance(argument, (list, tuple)) and argument and not any(
            isinstance(item, (np.ndarray, tuple)) or callable(item) for item in argument):
        array = np.array(argument) if _rectangular(argument) else None
        return argument if array is None or array.dtype.kind not in "biuf" or array.ndim < 2 else array
    return argument


def _rectangular(items):
    shapes = {np.shape(item) if not isinstance(item, list) or _rectangular(item) else None for item in items}
    return len(shapes) == 1 and None not in shapes


@contextlib.contextmanager
def one_thread():
    """torch on one thread: on a busy machine its threads wait for each other, a hundred times as long as a small step takes."""
    threads = import_torch().get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class UsesTorch:
    """`with UsesTorch() as watch:` notes in `watch.names` each torch function called in its body,
    other than by the course itself. Where torch is not loaded there is nothing to watch."""

    def __enter__(self):
        self.names, self._mode = set(), None
        if sys.modules.get("torch") is not None:
            self._mode = _mode_class()(self.names)
            self._mode.__enter__()
        return self

    def __exit__(self, *exception):
        if self._mode is not None:
            self._mode.__exit__(*exception)
        return False


@functools.cache
def _mode_class():
    from torch.overrides import TorchFunctionMode

    class Watch(TorchFunctionMode):
        def __init__(self, names):
            super().__init__()
            self.names = names

        def __torch_function__(self, function, types, args=(), kwargs=None):
            if not getattr(_inside, "depth", 0):
                self.names.add(getattr(function, "__name__", "torch"))
            return function(*args, **(kwargs or {}))

    return Watch
