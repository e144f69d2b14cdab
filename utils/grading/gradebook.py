"""The gradebook: one SQLite file that holds every submission, every verdict, and what a person decided.

What is in it once stays: a run that is stopped at any point (Ctrl-C, kill -9, a full disk) goes on where it was, since
each submission is written whole or not at all. Several graders may work on one gradebook: each takes what it marks, and
what a grader that died had taken is free again.
"""

import contextlib
import datetime
import json
import os
import secrets
import socket
import sqlite3
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

from ..checking.registry import exercises

VERSION = 1
LAPSE = 600.0       # seconds after which a claim of a grader elsewhere that gives no sign is free again

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS students (student TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS submissions (
    hash TEXT NOT NULL, student TEXT NOT NULL REFERENCES students, label TEXT NOT NULL, submitted TEXT, late INTEGER NOT NULL,
    attempt INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (student, hash, label));
CREATE TABLE IF NOT EXISTS contents (hash TEXT PRIMARY KEY, data BLOB, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gradings (
    hash TEXT NOT NULL, seed INTEGER NOT NULL, readable INTEGER NOT NULL, reason TEXT, failed TEXT, seconds REAL NOT NULL, graded TEXT NOT NULL,
    PRIMARY KEY (hash, seed));
CREATE TABLE IF NOT EXISTS results (
    hash TEXT NOT NULL, seed INTEGER NOT NULL, exercise TEXT NOT NULL, status TEXT NOT NULL, mistake TEXT, failed TEXT, share REAL NOT NULL,
    cell INTEGER, text TEXT NOT NULL, relies_on TEXT NOT NULL, passed INTEGER NOT NULL, total INTEGER NOT NULL,
    seconds REAL NOT NULL, PRIMARY KEY (hash, seed, exercise));
CREATE TABLE IF NOT EXISTS overrides (
    student TEXT NOT NULL, exercise TEXT NOT NULL, share REAL NOT NULL, reason TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (student, exercise));
CREATE TABLE IF NOT EXISTS claims (hash TEXT NOT NULL, seed INTEGER NOT NULL, owner TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (hash, seed));
"""


class GradebookError(RuntimeError):
    """The gradebook cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Mark:
    """What a student has for one exercise: the share of its points before lateness, and where it comes from."""

    student: str
    exercise: str
    share: float
    status: str
    mistake: str | None
    failed: str | None
    hash: str | None
    label: str | None
    days_late: int
    text: str
    relies_on: tuple
    override: str | None        # the reason, where a person decided


class Gradebook:
    """An open gradebook; a context manager. path : the file, made where there is none. Raises GradebookError."""

    def __init__(self, path, must_exist=False):
        self.path = Path(path)
        if must_exist and not self.path.is_file():
            raise GradebookError(f"There is no gradebook {path}. `grade SUBMISSIONS/ --into {path}` makes one.")
        try:
            self._db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise GradebookError(f"{path} is no gradebook that can be opened ({error}). Give another file, or move this one away.") from None
        self._set_once("version", str(VERSION))
        if self.about("version") != str(VERSION):
            raise GradebookError(f"{path} is of version {self.about('version')}; this course writes version {VERSION}. Use the course that made it.")
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("DELETE FROM claims WHERE owner = ?", (self.owner,))
        self._db.close()

    @contextlib.contextmanager
    def _change(self):
        """A transaction: all of it is written, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def about(self, key):
        row = self._db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return row and row[0]

    def _set_once(self, key, value):
        self._db.execute("INSERT OR IGNORE INTO about VALUES (?, ?)", (key, value))
        return self.about(key)

    def seed(self, wanted=None):
        """The seed of the hidden cases: the one that is wanted, else the gradebook's own, drawn when it is first asked for."""
        return int(self._set_once("seed", str(secrets.randbelow(2**31)))) if wanted is None else wanted

    # ------------------------------------------------------------ submissions

    def add(self, submission):
        """Take a submission in; one that is in already is passed over. Returns its content's hash."""
        digest, data, reason = submission.content()
        submitted = submission.submitted.isoformat(timespec="seconds") if submission.submitted else None
        with self._change() as db:
            db.execute("INSERT OR IGNORE INTO students VALUES (?, ?)", (submission.student, submission.name))
            db.execute("INSERT OR IGNORE INTO contents VALUES (?, ?, ?)", (digest, None if data is None else zlib.compress(data, 1), reason))
            number, = db.execute("SELECT COUNT(*) FROM submissions").fetchone()
            db.execute("INSERT OR IGNORE INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?)",
                       (digest, submission.student, submission.label, submitted, int(submission.late), submission.attempt, number))
        return digest

    def content(self, digest):
        """(the bytes or None, why there are none) of a submission's content."""
        data, reason = self._db.execute("SELECT data, reason FROM contents WHERE hash = ?", (digest,)).fetchone()
        return (None if data is None else zlib.decompress(data)), reason

    def students(self):
        """(student, name) of everybody, by name."""
        return self._db.execute("SELECT student, name FROM students ORDER BY name COLLATE NOCASE, student").fetchall()

    def submissions(self, student=None):
        """Rows (hash, student, label, submitted, late, attempt), a student's oldest first."""
        where, values = ("WHERE student = ?", (student,)) if student is not None else ("", ())
        return self._db.execute(f"SELECT hash, student, label, submitted, late, attempt FROM submissions {where} "
                                "ORDER BY student, attempt, submitted, number", values).fetchall()

    # ------------------------------------------------------------ grading

    def waiting(self, seed):
        """How many contents are still to be graded with that seed."""
        return self._db.execute("SELECT COUNT(*) FROM contents WHERE hash NOT IN (SELECT hash FROM gradings WHERE seed = ?)", (seed,)).fetchone()[0]

    def claim(self, seed, most):
        """Take up to so many contents that nobody has graded or is grading with that seed; their hashes."""
        now = time.time()
        with self._change() as db:
            held = db.execute("SELECT hash, owner, until FROM claims WHERE seed = ?", (seed,)).fetchall()
            free = [h for h, owner, until in held if owner != self.owner and _is_over(owner, until, now)]
            db.executemany("DELETE FROM claims WHERE hash = ? AND seed = ?", [(h, seed) for h in free])
            rows = db.execute("SELECT hash FROM contents WHERE hash NOT IN (SELECT hash FROM gradings WHERE seed = ?1) "
                              "AND hash NOT IN (SELECT hash FROM claims WHERE seed = ?1) ORDER BY rowid LIMIT ?2", (seed, most)).fetchall()
            db.executemany("INSERT INTO claims VALUES (?, ?, ?, ?)", [(h, seed, self.owner, now + LAPSE) for h, in rows])
        return [h for h, in rows]

    def keep_claims(self):
        """Say that this grader is still at it."""
        self._db.execute("UPDATE claims SET until = ? WHERE owner = ?", (time.time() + LAPSE, self.owner))

    def record(self, digest, seed, result):
        """Write down what `marking.Marker.mark` found; all of it at once. What is graded already stays as it is."""
        now = _now()
        with self._change() as db:
            new = db.execute("INSERT OR IGNORE INTO gradings VALUES (?, ?, ?, ?, ?, ?, ?)",
                             (digest, seed, int(result["readable"]), result["reason"], result.get("failed"), result["seconds"], now)).rowcount
            if new:
                db.executemany("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
                    (digest, seed, name, r["status"], r["mistake"], r["failed"], r["share"], r["cell"], r["text"],
                     json.dumps(r["relies_on"]), r["passed"], r["total"], r["seconds"]) for name, r in result["exercises"].items()])
            db.execute("DELETE FROM claims WHERE hash = ? AND seed = ?", (digest, seed))

    def forget(self, seed, only_failed):
        """Have contents graded anew: all of them, or those that a grader could not get through."""
        which = "AND hash IN (SELECT hash FROM gradings WHERE failed IS NOT NULL)" if only_failed else ""
        with self._change() as db:
            db.execute(f"DELETE FROM results WHERE seed = ? {which}", (seed,))
            db.execute(f"DELETE FROM gradings WHERE seed = ? {which}", (seed,))

    def not_graded(self, seed):
        """(student, label, reason) of each submission that is not graded, or could not be read."""
        return self._db.execute(
            "SELECT s.student, s.label, COALESCE(g.failed, g.reason, 'it has not been graded yet') FROM submissions s LEFT JOIN gradings g "
            "ON g.hash = s.hash AND g.seed = ? WHERE g.hash IS NULL OR g.readable = 0 OR g.failed IS NOT NULL ORDER BY s.student, s.label", (seed,)).fetchall()

    def results(self, digest, seed):
        """Exercise -> dict of its result, for one content."""
        names = ("exercise", "status", "mistake", "failed", "share", "cell", "text", "relies_on", "passed", "total", "seconds")
        rows = self._db.execute(f"SELECT {', '.join(names)} FROM results WHERE hash = ? AND seed = ?", (digest, seed)).fetchall()
        return {row[0]: dict(zip(names[1:], row[1:])) | {"relies_on": json.loads(row[7])} for row in rows}

    # ------------------------------------------------------------ marks

    def override(self, student, exercise, share, reason):
        """A person's decision: that share (0 to 1) of the exercise's points, for a reason. Survives every regrading. `share` None takes it back."""
        if not reason.strip():
            raise GradebookError("A mark that is set by hand needs a reason: --reason \"...\".")
        if self._db.execute("SELECT 1 FROM students WHERE student = ?", (student,)).fetchone() is None:
            raise GradebookError(f"There is no student {student!r} in {self.path.name}.")
        with self._change() as db:
            db.execute("DELETE FROM overrides WHERE student = ? AND exercise = ?", (student, exercise))
            if share is not None:
                db.execute("INSERT INTO overrides VALUES (?, ?, ?, ?, ?)", (student, exercise, share, reason, _now()))

    def counting(self, seed, settings):
        """Exercise by name: those of the notebooks that the settings name, else of those that anybody's submission touches."""
        notebooks = set(settings.notebooks) or {exercises()[name].notebook for name, in self._db.execute(
            "SELECT DISTINCT exercise FROM results WHERE seed = ?", (seed,)) if name in exercises()}
        return {name: e for name, e in exercises().items() if e.notebook in notebooks}

    def marks(self, student, seed, settings, counting):
        """Exercise -> Mark of one student. Of several submissions of a notebook the latest counts.

        counting : name -> Exercise, those that count.
        """
        counted = {}
        for digest, _, label, submitted, late, _ in self.submissions(student):
            results = self.results(digest, seed)
            days = _days_late(submitted, late, settings.deadline)
            for notebook in {counting[name].notebook for name in results if name in counting}:
                counted[notebook] = digest, label, days, {n: r for n, r in results.items() if n in counting and counting[n].notebook == notebook}
        overrides = dict(((e, (share, reason)) for e, share, reason in self._db.execute(
            "SELECT exercise, share, reason FROM overrides WHERE student = ?", (student,))))
        found = {}
        for name, exercise in counting.items():
            digest, label, days, results = counted.get(exercise.notebook, (None, None, 0, {}))
            result = results.get(name, {"share": 0.0, "status": "not yet", "mistake": None, "failed": None, "text": "", "relies_on": []})
            share, reason = overrides.get(name, (result["share"], None))
            found[name] = Mark(student, name, share, result["status"], result["mistake"], result["failed"], digest, label, days, result["text"],
                               tuple(result["relies_on"]), reason)
        return found


def points(mark, settings):
    """What a mark is worth, lateness included; a mark set by hand is not made less by lateness."""
    factor = 1.0 if mark.override else settings.late_factor(mark.days_late)
    return mark.share * settings.worth(mark.exercise) * factor


def _days_late(submitted, flagged, deadline):
    """Begun days after the deadline; 1 where only the platform says that it came late."""
    days = 0
    if deadline is not None and submitted is not None:
        when = datetime.datetime.fromisoformat(submitted)
        limit = deadline.astimezone().replace(tzinfo=None) if deadline.tzinfo else deadline
        seconds = (when - limit).total_seconds()
        days = max(0, -int(-seconds // 86400)) if seconds > 0 else 0
    return max(days, int(bool(flagged)))


def _is_over(owner, until, now):
    """Whether a claim is free again: its time is up, or its grader was on this machine and has ended."""
    host, pid, _ = owner.split(":")
    if host == socket.gethostname():
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except OSError:
            pass
    return now > until


def _now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
