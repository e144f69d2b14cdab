"""Rows of the table, and the clock."""

import statistics
import time
from dataclasses import dataclass


@dataclass
class Row:
    """One figure and its peer's, in seconds; `goal` says what was hoped for, `met` whether it is so (None: no goal)."""

    what: str
    seconds: float
    peer_seconds: float
    peer: str
    goal: str = ""
    met: bool | None = None

    def __str__(self):
        verdict = "" if self.met is None else f"; goal: {self.goal}: {'met' if self.met else 'missed'}"
        return (f"{self.what:58} {_amount(self.seconds):>12} {_amount(self.peer_seconds):>12} "
                f"{self.seconds / self.peer_seconds:7.2f}  {self.peer}{verdict}")


def _amount(seconds):
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def once(action):
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median(action, times):
    """The median of so many runs, after one that does not count."""
    action()
    return statistics.median(once(action) for _ in range(times))
