"""A real Jupyter kernel of this Python, for tests and benchmarks: cells go in, what they put out comes back."""

import os
import queue
import subprocess
import sys
import time
from dataclasses import dataclass, field

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

START_TIMEOUT = 60      # seconds


@dataclass
class Cell:
    """What a cell put out: `error` is the exception's name and message, "" for none; `shown` holds a mime bundle for each display."""

    stdout: str = ""
    stderr: str = ""
    error: str = ""
    shown: list = field(default_factory=list)

    @property
    def texts(self):
        return [bundle.get("text/plain", "") for bundle in self.shown]


class Kernel:
    """`with Kernel(folder) as kernel: kernel.run("1 + 1")`. `folder` becomes its working directory."""

    def __init__(self, folder, environment=None):
        self._manager = KernelManager()
        # By its command and not by name: a kernel called "python3" may belong to another Python.
        self._manager._kernel_spec = KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python")
        environment = {**(os.environ if environment is None else environment), "IPYTHONDIR": str(folder)}
        self._manager.start_kernel(cwd=str(folder), env=environment, stderr=subprocess.DEVNULL)     # its own log
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        try:
            self._client.wait_for_ready(timeout=START_TIMEOUT)
        except RuntimeError:
            self.close()
            raise

    def run(self, code, timeout=120):
        """Run a cell to its end; returns its `Cell`. Raises TimeoutError where it takes more than `timeout` seconds."""
        return self.finish(self.begin(code), timeout)

    def begin(self, code):
        """Hand a cell over and return at once; `finish` takes what this returns."""
        return self._client.execute(code, store_history=True)

    def finish(self, message_id, timeout=120):
        cell, deadline = Cell(), time.monotonic() + timeout
        while time.monotonic() < deadline:
            try:
                message = self._client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") == message_id and _note(message, cell):
                return cell
        raise TimeoutError(f"the cell was not done after {timeout} s; until then it had put out {cell}")

    def interrupt(self):
        """What a notebook's stop button does."""
        self._manager.interrupt_kernel()

    def close(self):
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
        return False


def _note(message, cell):
    """Write a message down in `cell`; returns whether it was the last one."""
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        setattr(cell, content["name"], getattr(cell, content["name"]) + content["text"])
    elif kind in ("display_data", "execute_result"):
        cell.shown.append(content["data"])
    elif kind == "error":
        cell.error = f"{content['ename']}: {content['evalue']}"
    return kind == "status" and content["execution_state"] == "idle"
