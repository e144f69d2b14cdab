"""What an instructor may set, in one small TOML file; every setting has a default, and no file is needed.

    notebooks = ["01_mlp", "02_loss"]       # those that count; default: whatever a submission touches
    seed = 20261124                         # of the hidden cases; default: drawn once for a gradebook, and kept in it
    deadline = 2026-11-20T23:59:00          # default: none, nothing is late

    [late]
    per_day = 0.1                           # of the marks, for each day that was begun
    most_days = 5                           # later than that counts nothing

    [points]
    relu = 2.0                              # default: the exercise's own

    [weights]
    "01_mlp" = 0.5                          # a notebook's points are multiplied by it; default 1
"""

import datetime
import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from ..checking.registry import exercises


class BadSettings(ValueError):
    """The settings cannot be used; the message says what was found, what is expected and where."""


@dataclass(frozen=True)
class Settings:
    """notebooks : names, in order; empty: all. seed : int or None. deadline : datetime or None (local time where it names no zone).
    points : exercise -> float. weights : notebook -> float. late_per_day, late_most_days : see above."""

    notebooks: tuple = ()
    seed: int | None = None
    deadline: datetime.datetime | None = None
    late_per_day: float = 0.0
    late_most_days: int | None = None
    points: dict = field(default_factory=dict)
    weights: dict = field(default_factory=dict)

    def worth(self, exercise):
        """The points that an exercise counts, its notebook's weight included."""
        known = exercises()[exercise]
        return self.points.get(exercise, known.points) * self.weights.get(known.notebook, 1.0)

    def late_factor(self, days):
        """What a submission keeps of its marks that came so many begun days after the deadline."""
        if days <= 0:
            return 1.0
        if self.late_most_days is not None and days > self.late_most_days:
            return 0.0
        return max(0.0, 1.0 - self.late_per_day * days)


def read(path):
    """The settings in a file; `None`: the defaults. Raises BadSettings."""
    if path is None:
        return Settings()
    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise BadSettings(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{Path(path).name} is no TOML: {error}.") from None
    return from_mapping(found, Path(path).name)


def from_mapping(found, name="the settings"):
    """The settings in a mapping, as TOML gives it. Raises BadSettings."""
    _known(found, ("notebooks", "seed", "deadline", "late", "points", "weights"), name)
    notebooks = list(dict.fromkeys(e.notebook for e in exercises().values()))
    late = _table(found, "late", name)
    _known(late, ("per_day", "most_days"), f"[late] of {name}")
    points, weights = _table(found, "points", name), _table(found, "weights", name)
    _known(points, exercises(), f"[points] of {name}")
    _known(weights, notebooks, f"[weights] of {name}")
    chosen = found.get("notebooks", [])
    if not isinstance(chosen, list) or not all(isinstance(n, str) for n in chosen):
        raise BadSettings(f"notebooks in {name} is {chosen!r}; a list of names is expected, such as [\"01_mlp\"].")
    _known(dict.fromkeys(chosen), notebooks, f"notebooks in {name}")
    deadline = found.get("deadline")
    if isinstance(deadline, datetime.date) and not isinstance(deadline, datetime.datetime):
        deadline = datetime.datetime.combine(deadline, datetime.time(23, 59, 59))
    if deadline is not None and not isinstance(deadline, datetime.datetime):
        raise BadSettings(f"deadline in {name} is {deadline!r}; a date and time is expected, without quotes: 2026-11-20T23:59:00.")
    seed = found.get("seed")
    if seed is not None and (type(seed) is not int or seed < 0):
        raise BadSettings(f"seed in {name} is {seed!r}; a whole number of at least 0 is expected.")
    most_days = late.get("most_days")
    if most_days is not None and (type(most_days) is not int or most_days < 0):
        raise BadSettings(f"most_days in [late] of {name} is {most_days!r}; a whole number of days is expected.")
    return Settings(tuple(chosen), seed, deadline, _number(late, "per_day", f"[late] of {name}", 0.0, 1.0), most_days,
                    {k: _number(points, k, f"[points] of {name}") for k in points}, {k: _number(weights, k, f"[weights] of {name}") for k in weights})


def _known(found, allowed, where):
    for key in found:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, 1, 0.5)
            raise BadSettings(f"{where}: there is no {key!r}." + (f" Did you mean {near[0]!r}?" if near else f" There are {', '.join(allowed)}."))


def _table(found, key, name):
    table = found.get(key, {})
    if not isinstance(table, dict):
        raise BadSettings(f"{key} in {name} is {table!r}; a table is expected: [{key}] on a line of its own, and settings below it.")
    return table


def _number(table, key, where, low=0.0, high=float("inf")):
    value = table.get(key, low)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise BadSettings(f"{key} in {where} is {value!r}; a number from {low:g}" + (f" to {high:g}" if high < float("inf") else " up") + " is expected.")
    return float(value)
