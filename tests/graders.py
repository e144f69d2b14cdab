"""nbgrader and Otter-Grader, each in an environment of its own: for the benchmarks, and for the tests of bundles.

An environment is made once, by .ci/beside, as .ci/nbgrader.txt and .ci/otter.txt say. It sees this Python's own packages
after its own: torch, which takes gigabytes, is not installed again.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(name):
    """The folder with the programs of the grader "nbgrader" or "otter", made where it is missing or out of date."""
    venv = ROOT / f".venv-{name}"
    subprocess.run(["sh", ROOT / ".ci" / "beside", venv, sys.prefix, ROOT / ".ci" / f"{name}.txt"], check=True, stdout=subprocess.DEVNULL)
    if not (venv / "share" / "jupyter" / "kernels" / "python3").exists():
        # The kernel "python3" is this environment's; without this it would be whichever Jupyter finds.
        subprocess.run([venv / "bin" / "python", "-m", "ipykernel", "install", "--sys-prefix"], check=True, capture_output=True)
    return venv / "bin"


def settings(programs, folder):
    """The environment variables to run a grader with: nothing of the user's own."""
    unwanted = ("PYTHONPATH", "COURSE_ROOT", "MPLBACKEND")
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "JUPYTER_PREFER_ENV_PATH": "1", "HOME": str(folder),
        "JUPYTER_DATA_DIR": str(folder / "data-of-jupyter"),
    }  # fmt: skip


def run(name, command, folder, timeout=900):
    """Runs a grader's command (a list, its first word a program of the environment) in `folder`; returns its stdout.

    Raises RuntimeError with what it said where it fails.
    """
    programs = environment(name)
    command = [str(programs / command[0]), *map(str, command[1:])]
    done = subprocess.run(
        command, cwd=folder, env=settings(programs, Path(folder)), timeout=timeout, check=False,
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode:
        said = f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        raise RuntimeError(f"{' '.join(command)} ended with status {done.returncode}:\n{said}")
    return done.stdout
