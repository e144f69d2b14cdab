"""References: right answers by torch, and the going between numpy and torch.

torch takes seconds to import, so nothing here imports it before it is needed.
`load_in_background` starts that early, while a student is still reading.
"""

import functools
import importlib
import sys
import threading
import warnings

import numpy as np


class MissingTorch(ImportError):
    """torch, which holds the right answers, cannot be imported."""


_inside = threading.local()


def import_torch():
    """torch; raises `MissingTorch`, with what to do, where it is not to be had."""
    load_in_background()
    while not _imported.wait(0.1):      # in short turns, so that Ctrl-C is heard; Thread.join takes an interruption for the thread's end
        pass
    if isinstance(_loaded.get("torch"), Exception):
        raise MissingTorch(
            f"The course checks answers against torch, and torch cannot be imported here ({_loaded['torch']}). "
            "Restart the kernel and try again. If it says the same, install torch with `pip install torch`, "
            "or start the course with `make lab`, which installs all it needs.") from None
    return _loaded["torch"]


_loaded, _imported = {}, threading.Event()


@functools.cache
def load_in_background():
    """Begin importing torch, so that the first check need not wait for it. Returns the thread that does.

    Always in a thread: interrupting the kernel in the middle of torch's own import
    would leave a torch that works no more, and signals reach the main thread only.
    """
    # torch silences a warning about its own kernels while it is imported, but silence belongs to all threads: a cell
    # that ends a `warnings.catch_warnings` at that moment would let it through.
    warnings.filterwarnings("ignore", message="Warning only once for all operators")
    thread = threading.Thread(target=_import, name="loading torch", daemon=True)
    thread.start()
    return thread


def _import():
    try:
        _loaded["torch"] = importlib.import_module("torch")
    except Exception as error:      # told at the first check, in words, by import_torch
        _loaded["torch"] = error
    finally:
        _imported.set()


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
