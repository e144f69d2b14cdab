"""The sandbox where no process can be forked from a helper: every child is a process of its own, started afresh.

It holds no more than a forked one: numpy, the code that calls functions, and what it is sent. What the operating system
has of the second wall is put up; on macOS and Windows that is little, so grading there is for submissions that one trusts.
"""

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

from . import walls
from .sandbox import BOOT, END_SECONDS, ENVIRONMENT, Child, how_it_ended, see_to_the_walls, shipped

KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")       # Windows starts no Python without them


class Spawning:
    """What `sandbox.Sandbox` is, by processes started afresh. second_wall, trusting : as there; there are no namespaces."""

    def __init__(self, second_wall=True, namespaces=None, trusting=False):
        see_to_the_walls(second_wall, trusting)
        self.second_wall = second_wall
        self.walls = walls.available() if second_wall else {}
        self.folder, self.is_up = None, True
        self._processes = {}

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="grading-")
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End all that was started."""
        for number in list(self._processes):
            self._ended(number)
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    def child(self, seconds):
        """A new `Child`, which may use so many seconds of processor time."""
        command = [sys.executable, "-I", "-c", BOOT, str(len(shipped())), "spawn", str(int(self.second_wall)), self.folder, str(seconds)]
        environment = ENVIRONMENT | {name: os.environ[name] for name in KEPT if name in os.environ}
        process = subprocess.Popen(command, env=environment, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        self._processes[process.pid] = process
        with contextlib.suppress(OSError):      # it has ended already, and the first question will say how
            process.stdin.write(shipped())
            process.stdin.flush()
        return Child(self, _Pipes(process), process.pid)

    def _ended(self, number):
        """Have the process of that number ended, and all it started in its session. Returns how it ended: (reason, words)."""
        process = self._processes.pop(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)          # one that ends by itself says more than one that is ended
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(number, signal.SIGKILL)
        process.kill()
        process.wait(END_SECONDS)
        return how_it_ended(process.returncode)


class _Pipes:
    """A process's standard input and output as `Child` uses a socket. Reading and writing go on in threads, for a pipe knows no timeout."""

    def __init__(self, process):
        self._process, self._heard, self._to_say = process, queue.Queue(8), queue.Queue()
        self._seconds, self._rest, self._closed = None, b"", threading.Event()
        for work in (self._read, self._write):
            threading.Thread(target=work, daemon=True).start()

    def settimeout(self, seconds):
        self._seconds = seconds

    def send(self, data):
        """Hand data over to be written; the next `recv` is what waits."""
        self._to_say.put(bytes(data))
        return len(data)

    def recv(self, count):
        """At most `count` bytes, none at the end. Raises TimeoutError after the seconds of `settimeout`."""
        if not self._rest:
            try:
                self._rest = self._heard.get(timeout=self._seconds)
            except queue.Empty:
                raise TimeoutError from None
        part, self._rest = self._rest[:count], self._rest[count:]
        return part

    def close(self):
        self._closed.set()
        self._to_say.put(None)
        with contextlib.suppress(queue.Empty):      # room for the reading thread, so that it sees the end
            while True:
                self._heard.get_nowait()

    def _read(self):
        with contextlib.suppress(OSError, ValueError):
            while not self._closed.is_set() and (part := self._process.stdout.read1(2**20)):
                self._heard.put(part)
        if not self._closed.is_set():
            self._heard.put(b"")
        self._process.stdout.close()

    def _write(self):
        with contextlib.suppress(OSError, ValueError):
            while (data := self._to_say.get()) is not None:
                self._process.stdin.write(data)
                self._process.stdin.flush()
        with contextlib.suppress(OSError):
            self._process.stdin.close()
