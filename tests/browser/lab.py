"""A JupyterLab server of its own: private settings, private folders, a port and a token that nobody else has."""

import json
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

START_TIMEOUT = 120  # seconds

# Whatever the reader's own JupyterLab is set to.
SETTINGS = {
    # A cell that is far away would not be in the page at all, and what is in it could not be driven.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
    # No question whether there may be news, which are fetched from another host.
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True,
    },
}  # fmt: skip


class Lab:
    """`with Lab(python, notebooks, scratch, course) as lab: lab.address("01_mlp.ipynb")`.

    Args:
        python: the Python whose JupyterLab is started, and whose kernel runs the notebooks.
        notebooks: the folder it opens.
        scratch: an empty folder for its settings and its log.
        course: what COURSE_ROOT says, so that notebooks that were copied away find the course.
        threads: for numpy and torch in each kernel.

    Attributes: python and folder, as given; origin, host and port; log, the file with what it says.

    Raises RuntimeError when the server does not come up; the message has what it said.
    """

    def __init__(self, python, notebooks, scratch, course, threads=1):
        self.python, self.folder, self._scratch, self._course = python, Path(notebooks), Path(scratch), course
        self._threads = threads

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.origin, self._token = f"127.0.0.1:{port}", secrets.token_hex(16)
        for plugin, values in SETTINGS.items():
            file = self._scratch / "settings" / f"{plugin}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))
        command = [
            self.python, "-m", "jupyterlab", "--no-browser", *(["--allow-root"] if os.name != "nt" and os.getuid() == 0 else []),
            "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={self._token}", f"--ServerApp.root_dir={self.folder}",
            f"--LabApp.user_settings_dir={self._scratch / 'settings'}", f"--LabApp.workspaces_dir={self._scratch / 'workspaces'}",
            "--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly",
        ]  # fmt: skip
        self.log = self._scratch / "server.log"
        with open(self.log, "wb") as log:
            self._server = subprocess.Popen(command, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _environment(self):
        # Not handed on: what would let a kernel find the course, or other packages, without its first cell.
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONSAFEPATH", "MPLBACKEND", "JUPYTER_PATH")}
        folders = {name: str(self._scratch / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
        threads = {"OMP_NUM_THREADS": str(self._threads)}
        return environment | folders | threads | {"COURSE_ROOT": str(self._course), "JUPYTER_PREFER_ENV_PATH": "1"}

    def _wait(self):
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            try:
                return self.ask("GET", "api")
            except urllib.error.URLError:
                if self._server.poll() is not None or time.monotonic() > deadline:
                    said = self.log.read_text(encoding="utf-8", errors="replace")
                    raise RuntimeError(f"JupyterLab did not start with {self.python}. It said:\n{said}") from None
                time.sleep(0.1)

    def ask(self, method, path):
        """What the server's REST interface answers, such as `ask("GET", "api/sessions")`; None for an empty answer."""
        request = urllib.request.Request(
            f"http://{self.origin}/{path}", method=method, headers={"Authorization": f"token {self._token}"}
        )
        # No proxy: one that is set for the world outside would be asked for this address, too.
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def address(self, notebook):
        """Where the browser finds a notebook of the folder."""
        # A workspace of its own (no dots in its name): in the one that all share, a page may open what another one left.
        workspace = Path(notebook).stem
        return f"http://{self.origin}/lab/workspaces/{workspace}/tree/{urllib.parse.quote(notebook)}?reset&token={self._token}"

    def stop_kernel(self, notebook):
        """Ends the kernel of a notebook: one with torch takes most of a gigabyte."""
        for session in self.ask("GET", "api/sessions"):
            if session["path"] == notebook:
                self.ask("DELETE", f"api/sessions/{session['id']}")

    def __exit__(self, *_):
        # Asked to end, it ends its kernels, too.
        self._server.terminate()
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        return False
