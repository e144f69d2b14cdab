"""Marks for other systems: CSV for Canvas and Moodle, `results.json` and an autograder for Gradescope, JSON Lines.

Cells of a CSV that a spreadsheet would take for a formula are made plain text.
"""

import csv
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

from ..checking.registry import exercises
from .gradebook import points

FORMATS = ("canvas", "moodle", "gradescope", "gradescope-autograder", "jsonl")
ROOT = Path(__file__).resolve().parents[2]


class ExportError(RuntimeError):
    """An export cannot be made; the message says what is missing."""


def export(book, seed, settings, kind, to, fill=None, column=None):
    """Write one export; returns a sentence that says what was written. Raises ExportError."""
    counting = book.counting(seed, settings)
    if kind == "gradescope-autograder":
        return autograder(to, settings)
    rows = [(student, name, book.marks(student, seed, settings, counting)) for student, name in book.students()]
    if kind == "jsonl":
        _write(to, "".join(json.dumps(_line(student, name, marks, settings), ensure_ascii=False) + "\n" for student, name, marks in rows))
    elif kind == "gradescope":
        for number, (student, name, marks) in enumerate(rows, start=1):
            _write(Path(to) / f"{number:05d}" / "results.json", json.dumps(gradescope_results(marks, settings), indent=1, ensure_ascii=False))
        _write(Path(to) / "students.json", json.dumps({f"{i:05d}": {"student": s, "name": n} for i, (s, n, _) in enumerate(rows, 1)}, indent=1, ensure_ascii=False))
    else:
        totals = {student: (name, total(marks, settings)) for student, name, marks in rows}
        make = _canvas if kind == "canvas" else _moodle
        return make(totals, possible(counting, settings), Path(to), fill, column or "Marks")
    return f"{len(rows)} students written to {to}."


def total(marks, settings):
    """A student's points, of the notebooks that count."""
    return round(sum(points(mark, settings) for mark in marks.values()), 4)


def possible(counted, settings):
    """The most points there are."""
    return round(sum(settings.worth(name) for name in counted), 4)


def _line(student, name, marks, settings):
    return {"student": student, "name": name, "points": total(marks, settings), "possible": possible(marks, settings), "exercises": {
        n: {"status": m.status, "mistake": m.mistake, "failed": m.failed, "share": m.share, "points": round(points(m, settings), 4), "days_late": m.days_late,
            "relies_on": list(m.relies_on), "override": m.override, "submission": m.hash} for n, m in marks.items()}}


def gradescope_results(marks, settings, seconds=None):
    """The content of Gradescope's results.json for one student."""
    tests = []
    for number, (name, mark) in enumerate(marks.items(), start=1):
        worth = settings.worth(name)
        tests.append({"name": name, "number": str(number), "score": round(points(mark, settings), 4), "max_score": worth,
                      "status": "passed" if mark.share > 0 else "failed", "output": mark.text or f"{name}: {mark.status}", "output_format": "text",
                      "tags": [exercises()[name].notebook], "visibility": "visible"})
    found = {"score": total(marks, settings), "output": "", "output_format": "text", "visibility": "visible", "stdout_visibility": "hidden", "tests": tests,
             "extra_data": {"mistakes": {name: mark.mistake for name, mark in marks.items() if mark.mistake}}}
    return found | ({} if seconds is None else {"execution_time": round(seconds, 2)})


def write_results(path, marks, settings, seconds, problems):
    """Write one student's results.json, with what could not be read told on top."""
    touched = {e.notebook for name, e in exercises().items() if name in marks and marks[name].hash}
    shown = {name: mark for name, mark in marks.items() if settings.notebooks or exercises()[name].notebook in touched}
    results = gradescope_results(shown, settings, seconds)
    results["output"] = "\n".join(f"Not graded: {problem}." for problem in problems) or ("" if shown else "There is no exercise in what was sent in.")
    _write(path, json.dumps(results, indent=1, ensure_ascii=False))


# ---------------------------------------------------------------- CSV


def _canvas(totals, most, to, fill, column):
    if fill is None:
        header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column]
        rows = [header, ["Points Possible", "", "", "", "", _number(most)]]
        rows += [[name, student, "", "", "", _number(score)] for student, (name, score) in totals.items()]
        _write_csv(to, rows)
        return f"{len(totals)} students written to {to}. Canvas takes it more safely with --fill EXPORT.csv, the gradebook that you exported there."
    rows = _read_csv(fill)
    place = next((i for i, head in enumerate(rows[0]) if head == column or head.startswith(f"{column} (")), None)
    if place is None:
        raise ExportError(f"{fill} has no column {column!r}. It has: {', '.join(rows[0])}. Name the assignment with --column.")
    keys = [i for i, head in enumerate(rows[0]) if head in ("ID", "SIS User ID", "SIS Login ID", "Student")]
    return _filled(rows, keys, place, totals, to, skip=("Points Possible",))


def _moodle(totals, most, to, fill, column):
    if fill is None:
        rows = [["Identifier", "Full name", "Grade", "Maximum grade"]]
        rows += [[f"Participant {student}", name, _number(score), _number(most)] for student, (name, score) in totals.items()]
        _write_csv(to, rows)
        return f"{len(totals)} students written to {to}. Moodle takes it more safely with --fill WORKSHEET.csv, the grading worksheet from there."
    rows = _read_csv(fill)
    place = next((i for i, head in enumerate(rows[0]) if head in (column, "Grade")), None)
    if place is None:
        raise ExportError(f"{fill} has no column 'Grade' or {column!r}. It has: {', '.join(rows[0])}. Name it with --column.")
    keys = [i for i, head in enumerate(rows[0]) if head in ("Identifier", "ID number", "Username", "Email address", "Full name")]
    return _filled(rows, keys, place, totals, to)


def _filled(rows, keys, place, totals, to, skip=()):
    by_name = {}
    for student, (name, score) in totals.items():
        by_name.setdefault(_folded(name), []).append((student, score))
    used = set()
    for row in rows[1:]:
        row += [""] * (len(rows[0]) - len(row))
        if row[0].strip() in skip or not any(row):
            continue
        values = [row[i].strip().removeprefix("Participant ").removeprefix("'") for i in keys]
        student = next((v for v in values if v in totals), None)
        if student is None:
            named = [pair for v in values for pair in by_name.get(_folded(v), ())]
            student = named[0][0] if len(named) == 1 else None      # two of one name: a person has to look
        if student is not None:
            row[place] = _number(totals[student][1])
            used.add(student)
    _write_csv(to, rows, guard=False)       # what the platform wrote itself stays as it is
    left = [f"{name} ({student})" for student, (name, _) in totals.items() if student not in used]
    return f"{len(used)} students filled in, written to {to}." + (f" Not found there: {', '.join(left)}." if left else "")


def _folded(name):
    """A name as platforms write it in several ways: "Doe, Jane", "jane doe", "doejane"."""
    parts = [p.strip() for p in name.split(",")]
    words = (parts[1] + " " + parts[0] if len(parts) == 2 else name).casefold().split()
    return "".join(sorted("".join(words)))


def guarded(cell):
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _number(value):
    return f"{value:g}"


def _read_csv(path):
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"{path} cannot be read: {error}.") from None
    rows = list(csv.reader(io.StringIO(text)))
    if not rows:
        raise ExportError(f"{path} is empty. Export the gradebook there once more.")
    return rows


def _write_csv(path, rows, guard=True):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([guarded(c) for c in row] if guard else row for row in rows)
    _write(path, text.getvalue())


def _write(path, text):
    """Write a file whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


# ---------------------------------------------------------------- Gradescope's autograder

_SETUP = """#!/usr/bin/env bash
# Run once by Gradescope, when the image is built.
set -e
apt-get update
apt-get install -y python3 python3-venv python3-pip libseccomp2
python3 -m venv /autograder/venv
/autograder/venv/bin/pip install -r /autograder/source/requirements.txt
"""

_RUN = """#!/usr/bin/env bash
# Run by Gradescope for each submission. The container holds one submission only, so it is graded also where the
# container's system lacks a part of the second wall.
cd /autograder/source
/autograder/venv/bin/python -m utils.grading one /autograder/submission --results /autograder/results/results.json --settings grading.toml --trust-submissions
"""


def autograder(to, settings):
    """A zip that Gradescope takes as an autograder: the course's library, its two scripts, the settings."""
    to = Path(to)
    to.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((ROOT / "utils").rglob("*.py")):
            archive.write(path, path.relative_to(ROOT).as_posix())
        archive.write(ROOT / "requirements.txt", "requirements.txt")
        for name, text in (("setup.sh", _SETUP), ("run_autograder", _RUN)):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o755 << 16
            archive.writestr(entry, text)
        archive.writestr("grading.toml", _settings_text(settings))
    return f"An autograder for Gradescope is in {to}: upload it there as it is."


def _settings_text(settings):
    """The settings as TOML. The seed stays out: it would lie beside every submission."""
    lines = [f"notebooks = {json.dumps(list(settings.notebooks))}"]
    if settings.deadline:
        lines.append(f"deadline = {settings.deadline.isoformat()}")
    lines += ["[late]", f"per_day = {settings.late_per_day}"] + ([] if settings.late_most_days is None else [f"most_days = {settings.late_most_days}"])
    for head, table in (("points", settings.points), ("weights", settings.weights)):
        lines += [f"[{head}]"] + [f"{json.dumps(key)} = {value}" for key, value in table.items()]
    return "\n".join(lines) + "\n"
