"""The grader's side of the sandbox: a helper process, and children forked from it that run student code.

    with Sandbox() as sandbox:
        with sandbox.child(seconds=20) as child:
            found = child.ask({"do": "read", ...}, seconds=5)

What a child answers is decoded by `wire`, and nothing in it is trusted. A child that dies, takes too long or says
something that is no message raises `ChildFailed` with the reason; the helper lives on, and is replaced if it does not.
"""

import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import walls, wire

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
END_SECONDS = 10
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PATH": os.defpath}      # all that student code's processes get
_LENGTH = struct.Struct("<Q")


class SandboxError(RuntimeError):
    """The sandbox itself cannot be set up; the message says why and what to do."""


class ChildFailed(Exception):
    """A child that did not answer. `reason`: "timed-out", "killed" or "refused"; `text` says it in words."""

    def __init__(self, reason, text):
        super().__init__(text)
        self.reason, self.text = reason, text


def forks():
    """Whether children can be forked from a helper here; where not (macOS, Windows), `spawning.Spawning` stands in."""
    return hasattr(os, "fork") and hasattr(os, "pidfd_open")


def see_to_the_walls(second_wall, trusting):
    """Raise SandboxError where the second wall is wanted and not whole, and the submissions are not trusted."""
    if second_wall and not trusting and not walls.complete():
        raise SandboxError(f"{described(walls.available())} Without the whole second wall a submission could read and change this machine's files. "
                           "Install what is missing, or grade on Linux, in a Linux container or in WSL. Where you trust every submission: --trust-submissions.")


class Sandbox:
    """A running helper.

    second_wall : whether children put up what the operating system has of the second wall. namespaces : whether bubblewrap
    stands around the helper where it works (None: only where it does). trusting : go on where the second wall is not whole.
    Raises SandboxError where it is not, and `trusting` is false.
    """

    def __init__(self, second_wall=True, namespaces=None, trusting=False):
        see_to_the_walls(second_wall, trusting)
        self.second_wall, self.trusting = second_wall, trusting
        self.namespaces = second_wall and (works_bubblewrap() if namespaces is None else namespaces)
        self.folder = self._process = self._control = None
        self.walls, self._number = {}, 0

    def __enter__(self):
        self._start()
        return self

    def __exit__(self, *_):
        self.close()

    def _start(self):
        self.folder = tempfile.mkdtemp(prefix="grading-")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)     # an order is a message of its own
        command = [sys.executable, "-I", "-c", BOOT, str(len(shipped())), "fork", str(int(self.second_wall)), self.folder, str(theirs.fileno())]
        if self.namespaces:
            command = _bubblewrap(self.folder) + command
        self._process = subprocess.Popen(command, env=ENVIRONMENT, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                         stderr=subprocess.PIPE, pass_fds=(theirs.fileno(),), start_new_session=True)
        theirs.close()
        with contextlib.suppress(BrokenPipeError):      # it has ended already: it is asked why below
            self._process.stdin.write(shipped())
            self._process.stdin.close()
        self._control = ours
        self._control.settimeout(START_SECONDS)
        self._lines = b""
        try:
            said = self._said()
        except (OSError, ValueError) as error:
            self._process.kill()
            words = self._process.stderr.read().decode(errors="replace").strip().splitlines()
            self.close()
            raise SandboxError(f"The helper that runs student code did not start: {words[-1] if words else error}") from None
        self.walls = {**said["walls"], **({"bubblewrap": True} if self.namespaces else {})}
        if self.second_wall and not self.trusting and not all(self.walls.get(name) is True for name in walls.available()):     # what is here need not be there
            self.close()
            raise SandboxError(f"The helper that runs student code has not the whole second wall, though this process has. There: {described(said['walls'])}")

    def _said(self):
        """The next line that the helper says, decoded. Raises OSError or ValueError where there is none."""
        while b"\n" not in self._lines:
            part = self._control.recv(65536)
            if not part:
                raise ConnectionError("it has ended")
            self._lines += part
        line, _, self._lines = self._lines.partition(b"\n")
        return json.loads(line)

    def close(self):
        """End the helper, and what it has forked."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process.stderr.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = self._process = self._control = None

    def child(self, seconds):
        """A new `Child`, which may use so many seconds of processor time."""
        for attempt in (1, 2):
            ours, theirs = socket.socketpair()
            try:
                if not self.is_up:
                    self.close()
                    self._start()
                self._number += 1
                socket.send_fds(self._control, [json.dumps({"fork": self._number, "seconds": seconds}).encode()], [theirs.fileno()])
                return Child(self, ours, self._number)
            except SandboxError:
                ours.close()
                raise
            except OSError:     # the helper is gone
                ours.close()
                self.close()
                if attempt == 2:
                    raise SandboxError("The helper that runs student code ends again and again. Is there memory left?") from None
            finally:
                theirs.close()

    @property
    def is_up(self):
        """Whether the helper is there, and lives."""
        return self._control is not None and self._process.poll() is None

    def _ended(self, number):
        """Have the child of that number ended, whatever state it is in. Returns how it ended: (reason, words)."""
        try:
            self._control.sendall(json.dumps({"end": number}).encode())
            self._control.settimeout(END_SECONDS)
            while True:
                said = self._said()
                if said.get("ended") == number:
                    return how_it_ended(os.waitstatus_to_exitcode(said["status"]))
        except (OSError, ValueError):
            self.close()
            return "killed", "It ended together with the helper that it was forked from."


class Child:
    """One process that runs student code; a context manager, at whose end it is ended."""

    def __init__(self, sandbox, channel, number):
        self._sandbox, self._channel, self._number = sandbox, channel, number

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()

    def _end(self):
        if self._channel is None:
            return None
        self._channel.close()
        self._channel = None
        return self._sandbox._ended(self._number)

    def ask(self, question, seconds):
        """The answer to a question, decoded but not believed. `question`: a tree for `wire.encode`, or what that gave.

        Raises ChildFailed; the child is then ended.
        """
        message = question if isinstance(question, bytes) else wire.encode(question)
        deadline = time.monotonic() + seconds
        try:
            self._send(_LENGTH.pack(len(message)) + message, deadline)
            length, = _LENGTH.unpack(self._receive(_LENGTH.size, deadline))
            if length > wire.MOST_BYTES:
                raise ChildFailed("refused", f"Its answer is {length / 2**20:.0f} MiB long; {wire.MOST_BYTES / 2**20:.0f} MiB are the most.")
            return wire.decode(self._receive(length, deadline), wire.MOST_HEAD)
        except TimeoutError:
            self._end()
            raise ChildFailed("timed-out", f"It gave no answer within {seconds:g} seconds, and was ended.") from None
        except wire.BadMessage as error:
            self._end()
            raise ChildFailed("refused", f"What it sent is no answer ({error}).") from None
        except ChildFailed:
            self._end()
            raise
        except OSError:
            raise ChildFailed(*self._end()) from None

    def _send(self, data, deadline):
        data = memoryview(data)
        while data:
            self._channel.settimeout(max(deadline - time.monotonic(), 0.001))
            data = data[self._channel.send(data):]

    def _receive(self, count, deadline):
        parts = bytearray()
        while len(parts) < count:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._channel.settimeout(left)
            part = self._channel.recv(min(count - len(parts), 2**20))
            if not part:
                raise ConnectionError("it ended without an answer")
            parts += part
        return bytes(parts)


def how_it_ended(exit_code):
    """How a process ended, as (reason, words). exit_code : as subprocess gives it, minus its number for a signal."""
    if exit_code >= 0:
        return "killed", f"It ended by itself, with exit status {exit_code}, before it had answered."
    if -exit_code == getattr(signal, "SIGXCPU", None):
        return "timed-out", "It used more processor time than it may, and was ended."
    name = signal.Signals(-exit_code).name if -exit_code in list(signal.Signals) else f"signal {-exit_code}"
    return "killed", f"It was ended by {name}."


# The helper gets the little of the course that it needs as text, and imports it from memory: where the course lies, with
# its solutions and references, it is not told.
SHIPPED = {"utils": ("torch_import",), "utils.checking": None, "utils.grading": ("helper", "child", "takeout", "walls", "wire")}   # None: all of it
BOOT = """
import importlib.abc, importlib.util, json, os, sys
said, length = bytearray(), int(sys.argv.pop(1))
while len(said) < length:
    said += os.read(0, length - len(said))
sources = json.loads(said)

class Shipped(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def find_spec(self, name, path=None, target=None):
        if name in sources:
            return importlib.util.spec_from_loader(name, self, origin=f"<course>/{name}", is_package=self.is_package(name))

    def is_package(self, name):
        return any(other.startswith(name + ".") for other in sources)

    def get_source(self, name):
        return sources[name]

    def exec_module(self, module):
        module.__file__ = f"<frozen course>/{module.__name__}"
        super().exec_module(module)

    def get_code(self, name):
        return compile(sources[name], f"<frozen course>/{name}", "exec")

sys.meta_path.insert(0, Shipped())
from utils.grading import helper
helper.main(*sys.argv[1:])
"""


@functools.cache
def shipped():
    """Module name -> source, of what the helper needs, as JSON."""
    sources = {}
    for package, needed in SHIPPED.items():
        for path in sorted(ROOT.joinpath(*package.split(".")).glob("*.py")):
            if path.stem == "__init__":
                sources[package] = path.read_text(encoding="utf-8")
            elif needed is None or path.stem in needed:
                sources[f"{package}.{path.stem}"] = path.read_text(encoding="utf-8")
    return json.dumps(sources).encode()


def _bubblewrap(folder):
    return ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--ro-bind", "/", "/", "--dev", "/dev",
            "--proc", "/proc", "--bind", folder, folder, "--die-with-parent", "--"]


_bubblewrap_works = None


def works_bubblewrap():
    """Whether bubblewrap is here and may make namespaces (inside default containers and on recent Ubuntu it may not)."""
    global _bubblewrap_works
    if _bubblewrap_works is None:
        try:
            _bubblewrap_works = bool(shutil.which("bwrap")) and subprocess.run(
                [*_bubblewrap(tempfile.gettempdir()), sys.executable, "-I", "-c", ""], capture_output=True, timeout=20).returncode == 0
        except (OSError, subprocess.SubprocessError):
            _bubblewrap_works = False
    return _bubblewrap_works


def described(found):
    """The walls of `Sandbox.walls`, or of `walls.available()`, in one sentence."""
    up = [name for name, state in found.items() if state is True]
    down = [f"{name} ({state})" for name, state in found.items() if state is not True]
    return ("Second wall: " + ", ".join(up) if up else "There is no second wall") + ("; missing: " + ", ".join(down) if down else "") + "."


