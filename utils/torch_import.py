"""torch, imported once, in the background, while a student is still reading.

torch takes seconds to import, so nothing imports it before it is needed.
`load_in_background` starts that early; `import_torch` waits for it.
"""

import contextlib
import functools
import importlib
import threading
import warnings


class MissingTorch(ImportError):
    """torch, which holds the right answers, cannot be imported."""


def import_torch():
    """torch; raises `MissingTorch`, with what to do, where it is not to be had."""
    load_in_background()
    _wait()
    if isinstance(_loaded.get("torch"), Exception):
        raise MissingTorch(
            f"The course checks answers against torch, and torch cannot be imported here ({_loaded['torch']}). "
            "Restart the kernel and try again. If it says the same, install torch with `pip install torch`, "
            "or start the course with `make lab`, which installs all it needs.") from None
    return _loaded["torch"]


_loaded, _imported, _started = {}, threading.Event(), threading.Event()


@functools.cache
def load_in_background():
    """Begin importing torch, so that the first check need not wait for it. Returns the thread that does.

    Always in a thread: interrupting the kernel in the middle of torch's own import
    would leave a torch that works no more, and signals reach the main thread only.
    """
    _started.set()
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


def _wait():
    while not _imported.wait(0.1):      # in short turns, so that Ctrl-C is heard; Thread.join takes an interruption for the thread's end
        pass


@contextlib.contextmanager
def own_warnings(record=False):
    """`warnings.catch_warnings`, not before torch is imported where that has begun.

    torch's import puts the filters aside and back as well. Were both at it at once, the
    one to end last would leave the other's filters behind, for all that follows.
    """
    if _started.is_set():
        _wait()
    with warnings.catch_warnings(record=record) as caught:
        yield caught
