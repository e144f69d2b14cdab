"""Importing the course's library in a fresh process, beside importing numpy alone."""

import statistics
import subprocess
import sys
from pathlib import Path

from .timing import Row

ROOT = Path(__file__).resolve().parents[2]
TIMES = 9
GOAL = 0.3      # seconds over numpy's own


def _seconds(module):
    """The median over fresh processes (files warm), by the process's own clock: without Python's own start."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"

    def once():
        return float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout)

    once()
    return statistics.median(once() for _ in range(TIMES))


def rows():
    numpy = _seconds("numpy")
    for module in ("utils", "utils.checking", "utils.course"):
        seconds = _seconds(f"numpy, {module}")
        yield Row(f"import of numpy and {module}", seconds, numpy, "import of numpy alone",
                  f"under {GOAL} s more, here {max(seconds - numpy, 0):.3f} s", seconds - numpy < GOAL)
