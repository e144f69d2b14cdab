"""A real kernel and no front end: cells go in, what they put out comes back, and the state of the widgets they made.

The channels are polled with short timeouts. Jupyter's own executors (nbclient, and nbconvert and myst-nb on top of it)
answer widgets' messages while they wait, and now and then wait for ever (jupyter/nbclient#312).
"""

import os
import queue
import subprocess
import sys
import time
from dataclasses import dataclass, field

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

START_TIMEOUT = 60  # seconds
POLL = 0.2  # seconds


@dataclass
class Cell:
    """What a cell put out, in the form in which a notebook's file stores it: a list of nbformat's output dictionaries."""

    outputs: list = field(default_factory=list)
    execution_count: int | None = None

    @property
    def stdout(self):
        return self._stream("stdout")

    @property
    def stderr(self):
        return self._stream("stderr")

    @property
    def error(self):
        """The exception's name and message; "" for none."""
        errors = [f"{output['ename']}: {output['evalue']}" for output in self.outputs if output["output_type"] == "error"]
        return errors[-1] if errors else ""

    @property
    def shown(self):
        """A mime bundle for each display."""
        return [output["data"] for output in self.outputs if "data" in output]

    @property
    def texts(self):
        return [bundle.get("text/plain", "") for bundle in self.shown]

    def _stream(self, name):
        return "".join(output["text"] for output in self.outputs if output.get("name") == name)


class Kernel:
    """`with Kernel(folder) as kernel: kernel.run("1 + 1")`. `folder` becomes its working directory.

    widgets: the state of every widget the cells have made so far, dict id -> dict of its traits.
    """

    def __init__(self, folder, environment=None):
        self.widgets = {}
        self._displays = {}  # display id -> the outputs that show it
        self._clear = False  # whether the next output replaces what is there
        self._manager = KernelManager()
        # By its command and not by name: a kernel called "python3" may belong to another Python.
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        self._manager._kernel_spec = KernelSpec(argv=command, language="python")
        environment = {**(os.environ if environment is None else environment), "IPYTHONDIR": str(folder)}
        self._manager.start_kernel(cwd=str(folder), env=environment, stderr=subprocess.DEVNULL)  # its own log
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        try:
            self._client.wait_for_ready(timeout=START_TIMEOUT)
        except RuntimeError:
            self.close()
            raise

    def run(self, code, timeout=120):
        """Run a cell to its end; returns its `Cell`.

        Raises TimeoutError where it takes more than `timeout` seconds, RuntimeError where the kernel dies.
        """
        return self.finish(self.begin(code), timeout)

    def begin(self, code):
        """Hand a cell over and return at once; `finish` takes what this returns."""
        return self._client.execute(code, store_history=True)

    def finish(self, message_id, timeout=120):
        cell, deadline = Cell(), time.monotonic() + timeout
        while time.monotonic() < deadline:
            try:
                message = self._client.get_iopub_msg(timeout=POLL)
            except queue.Empty:
                if not self._manager.is_alive():
                    raise RuntimeError(f"the kernel died; until then the cell had put out {cell}") from None
                continue
            if message["msg_type"].startswith("comm_"):
                self._note_widget(message["content"])
            elif message["parent_header"].get("msg_id") == message_id and self._note(message, cell):
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

    def _note_widget(self, content):
        """Keep a widget's state: all of it where it is made, and what changes after that."""
        data = content.get("data", {})
        if content.get("target_name") == "jupyter.widget":
            self.widgets[content["comm_id"]] = dict(data.get("state", {}))
        elif data.get("method") == "update":
            self.widgets.get(content["comm_id"], {}).update(data["state"])

    def _note(self, message, cell):
        """Write a message down in `cell`; returns whether it was the last one."""
        kind, content = message["msg_type"], message["content"]
        if kind == "status":
            return content["execution_state"] == "idle"
        if kind == "execute_input":
            cell.execution_count = content["execution_count"]
        elif kind == "clear_output":
            self._clear = True
            if not content.get("wait"):
                self._clear_now(cell)
        elif kind == "update_display_data":
            for output in self._displays.get(content["transient"]["display_id"], ()):
                output.update(data=content["data"], metadata=content["metadata"])
        elif kind in ("stream", "display_data", "execute_result", "error"):
            self._clear_now(cell)
            self._add(kind, content, cell)
        return False

    def _clear_now(self, cell):
        if self._clear:
            cell.outputs.clear()
            self._clear = False

    def _add(self, kind, content, cell):
        last = cell.outputs[-1] if cell.outputs else {}
        if kind == "stream" and last.get("name") == content["name"]:
            last["text"] += content["text"]
            return
        kept = {key: value for key, value in content.items() if key != "transient"}
        cell.outputs.append({"output_type": kind, **kept})
        if display := content.get("transient", {}).get("display_id"):
            self._displays.setdefault(display, []).append(cell.outputs[-1])
