"""The helper: a small process with numpy alone, from which those that run student code are forked.

Started by `sandbox` as a process of its own, so that nothing of the grader is in its memory or in that of its children:
no exercise, no expected value, no torch, nothing of a class. Over a socket it is told to fork: a child gets a socket of its
own (passed along with the order), puts up the second wall and answers there (`child`). When a child ends, or is to be ended, whatever it left behind is ended too.
"""

import gc
import json
import linecache
import os
import select
import signal
import socket
import sys
import time

ORPHAN_SECONDS = 5.0        # for ending what a child left behind
WARM_ROUNDS = 10


def main(how, second_wall, folder, more):
    """Get ready, and serve until the grader has gone. Strings, since they come from a command line.

    how : "fork": be the helper; `more` is the number of the control socket. "spawn": be a child, which may use `more`
    seconds of processor time, is asked on standard input and answers on standard output. second_wall : "1" or "0".
    """
    readable = prepare(folder)
    from . import child, walls

    walls.die_with_parent()
    ready = walls.ready(readable) if second_wall == "1" else None
    if how == "spawn":
        child.live(os.dup(0), os.dup(1), ready, float(more))
        return
    control = socket.socket(fileno=int(more))
    walls.adopt_orphans()
    warm_up(child)
    control.sendall(json.dumps({"ready": os.getpid(), "walls": walls.available() if ready else {}}).encode() + b"\n")

    def live(channel, seconds):
        fd = channel.detach()
        child.live(fd, fd, ready, seconds)

    serve(control, live)


def prepare(folder):
    """Import all that is needed later, then forget where packages are. Returns what a child may read."""
    import numpy as np

    for name in ("linalg", "fft", "random", "lib.stride_tricks", "polynomial", "ma", "testing", "matlib"):
        try:
            __import__(f"numpy.{name}")
        except Exception:       # nothing that answers an exercise hangs on it
            pass
    import collections, copy, dataclasses, decimal, fractions, functools, heapq, itertools, math, operator, random, statistics, string, textwrap, typing  # noqa: F401, E401
    from . import child, walls  # noqa: F401  (walls' own packages are found only as long as this process knows where packages are)

    packages = os.path.dirname(np.__path__[0])
    library = os.path.dirname(os.__file__)
    readable = [np.__path__[0], os.path.join(packages, "numpy.libs")]
    readable += [os.path.join(library, name) for name in os.listdir(library) if name != "site-packages"]
    sys.path[:] = [library, os.path.join(library, "lib-dynload")] if os.name != "nt" else [library, os.path.join(sys.base_prefix, "DLLs")]
    sys.path_importer_cache.clear()
    sys.argv[:] = [""]
    sys.executable = sys.prefix = sys.exec_prefix = sys._base_executable = ""
    sys.orig_argv[:] = []
    for name in ("torch", "utils.exercises", "utils.solutions", "utils.publishing", "utils.data", "utils.course"):
        sys.modules[name] = None        # an import of it says so at once
    os.environ.clear()
    os.chdir(folder)
    return readable


def warm_up(child):
    """Do once what every child will do, so that it finds it done (caches filled, code specialised), and keep the memory it shares in one piece."""
    from ..checking.cases import Case

    for _ in range(WARM_ROUNDS):
        heap = child.takeout.Heap(["import numpy as np\ndef twice(x):\n    return np.add(x, x)"], ["twice"])
        child._contents(heap, ["twice"])
        case = child.wire.decode(child.wire.encode(Case(child.np.arange(6.0).reshape(2, 3))))
        child.wire.encode(child.answer(heap, {"exercise": "twice", "also": [], "given": {}, "signature": "twice(x)", "seconds": 5, "cases": [case] * 4}))
    sys.modules.pop("submission", None)
    linecache.clearcache()
    gc.collect()
    gc.freeze()


def serve(control, live):
    """Fork when told to, end when told to, and report each end, until the control socket closes.

    Orders: {"fork": number, "seconds": ...} with a socket, {"end": number}. One child at a time; an order about one that
    has ended already is passed over.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # Ctrl-C is the grader's affair
    child = None        # (number, process, a descriptor that tells when it ends)
    while True:
        heard = select.select([control] if child is None else [control, child[2]], [], [])[0]
        if child is not None and child[2] in heard:
            _report(control, *child)
            child = None
        if control in heard:
            message, fds, _, _ = socket.recv_fds(control, 4096, 4)
            if not message:
                if child is not None:
                    _end(child[1])
                    _end_orphans()
                os._exit(0)
            order = json.loads(message)
            if "fork" in order:
                child = order["fork"], *_forked(socket.socket(fileno=fds[0]), control, order["seconds"], live)
            elif child is not None and order["end"] == child[0]:
                _end(child[1])


def _forked(channel, control, seconds, live):
    pid = os.fork()
    if pid == 0:
        control.close()
        os.setsid()
        try:
            live(channel, seconds)
        finally:
            os._exit(0)
    channel.close()
    return pid, os.pidfd_open(pid)


def _end(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _report(control, number, process, descriptor):
    os.close(descriptor)
    _, status = os.waitpid(process, 0)
    _end_group(process)
    left = _end_orphans()
    control.sendall(json.dumps({"ended": number, "status": status, "left": left}).encode() + b"\n")


def _end_group(child):
    try:
        os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def _end_orphans():
    """End what the child left behind, which is this process's own child now. Returns how many there were."""
    ended, deadline = 0, time.monotonic() + ORPHAN_SECONDS
    while time.monotonic() < deadline:
        for pid in _children():
            _end(pid)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                ended += 1
        except ChildProcessError:       # there is none
            break
        time.sleep(0.002)       # an end takes its time, and what was about to fork may have forked
    return ended


def _children():
    try:
        with open(f"/proc/{os.getpid()}/task/{os.getpid()}/children") as listed:
            return [int(pid) for pid in listed.read().split()]
    except OSError:
        return []


