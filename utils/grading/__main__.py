"""`python -m utils.grading`: grade a class, report, export, decide by hand."""

import argparse
import dataclasses
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from ..checking.registry import UnknownExercise, exercises, find
from . import batch, exports, reports, sandbox, walls
from . import settings as settings_module
from .collecting import collect
from .gradebook import Gradebook, GradebookError

TRUST = "--trust-submissions"


def main(arguments=None):
    """Exit status 0: everything was done and everything is graded. 1: something is not graded (it is listed). 2: it could not be
    done at all. 130: interrupted; the same command goes on."""
    options = _parser().parse_args(arguments)
    try:
        return options.do(options)
    except (GradebookError, settings_module.BadSettings, sandbox.SandboxError, exports.ExportError, UnknownExercise, FileNotFoundError,
            RuntimeError) as problem:
        print(f"{problem}", file=sys.stderr)
        return 2
    except sqlite3.OperationalError as problem:
        print(f"The gradebook could not be written ({problem}). Nothing that is in it is lost: make room, and run the same command again.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted. What was graded is kept: run the same command again to go on.", file=sys.stderr)
        return 130


def _parser():
    parser = argparse.ArgumentParser(prog="python -m utils.grading", description="Grade a class: submissions in, marks and reports out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    grade = commands.add_parser("grade", help="grade submissions into a gradebook, and write the reports")
    grade.add_argument("submissions", nargs="*", help="folders, zip files, notebooks; none: go on with what the gradebook holds")
    grade.add_argument("--into", required=True, metavar="GRADEBOOK", help="the gradebook, an SQLite file; made where there is none")
    grade.add_argument("--settings", metavar="TOML", help="points, weights, lateness, seed, which notebooks count")
    grade.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time (default: all cores)")
    grade.add_argument("--scheduler", metavar="ADDRESS", help="grade on the Dask cluster whose scheduler is there")
    grade.add_argument("--reports", metavar="FOLDER", help="where the reports go (default: beside the gradebook); 'none' for no reports")
    grade.add_argument("--again", choices=("failed", "all"), help="grade anew what a grader could not get through, or everything")
    grade.add_argument(TRUST, action="store_true", help="grade where the operating system's wall is not whole: of it, what there is is put up")
    grade.set_defaults(do=_grade)

    report = commands.add_parser("report", help="write the pages of a gradebook anew")
    report.add_argument("gradebook")
    report.add_argument("--to", required=True, metavar="FOLDER")
    report.add_argument("--settings", metavar="TOML")
    report.set_defaults(do=_report)

    export = commands.add_parser("export", help="marks for Canvas, Moodle, Gradescope, or as JSON Lines")
    export.add_argument("gradebook")
    export.add_argument("--format", required=True, choices=exports.FORMATS)
    export.add_argument("--to", required=True, metavar="FILE", help="a file; for gradescope a folder")
    export.add_argument("--fill", metavar="CSV", help="canvas, moodle: the CSV that you exported there, of which one column is filled")
    export.add_argument("--column", metavar="NAME", help="the assignment's name there")
    export.add_argument("--settings", metavar="TOML")
    export.set_defaults(do=_export)

    override = commands.add_parser("override", help="set a mark by hand, with a reason; it survives a regrade")
    override.add_argument("gradebook")
    override.add_argument("student")
    override.add_argument("exercise")
    override.add_argument("share", help="from 0 (nothing) to 1 (full marks); 'none' takes an override back")
    override.add_argument("--reason", required=True)
    override.set_defaults(do=_override)

    one = commands.add_parser("one", help="grade one student's folder, and write Gradescope's results.json")
    one.add_argument("submission")
    one.add_argument("--results", required=True, metavar="JSON")
    one.add_argument("--settings", metavar="TOML")
    one.add_argument(TRUST, action="store_true")
    one.set_defaults(do=_one)

    status = commands.add_parser("status", help="what is graded, and what is not and why")
    status.add_argument("gradebook")
    status.set_defaults(do=_status)
    return parser


def _grade(options):
    settings = settings_module.read(options.settings)
    if options.jobs < 1:
        raise RuntimeError(f"--jobs is {options.jobs}; a number of at least 1 is expected.")
    if not options.scheduler:       # a cluster's workers see to their own
        sandbox.see_to_the_walls(True, options.trust_submissions)
        print(sandbox.described({**walls.available(), **({"bubblewrap": True} if sandbox.works_bubblewrap() else {})}))
    with Gradebook(options.into) as book:
        seed = book.seed(settings.seed)
        for submission in collect(options.submissions):
            book.add(submission)
        if options.again:
            book.forget(seed, options.again == "failed")
        waiting = book.waiting(seed)
        if options.scheduler:
            executor = batch.dask_executor(options.scheduler)
            make, workers = lambda: executor, 2 * options.jobs
        else:
            workers = max(1, min(options.jobs, waiting))
            make = lambda: batch.local_executor(workers)        # noqa: E731
        if waiting:
            batch.grade(book, seed, settings.notebooks, make, options.trust_submissions, workers, batch.Progress(waiting))
        return _summary(book, seed, settings, options)


def _one(options):
    settings = settings_module.read(options.settings)
    sandbox.see_to_the_walls(True, options.trust_submissions)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Gradebook(Path(folder) / "one.sqlite") as book:
        seed = book.seed(settings.seed)
        for submission in collect([options.submission]):
            book.add(dataclasses.replace(submission, student="one", name="one"))
        batch.grade(book, seed, settings.notebooks, lambda: batch.local_executor(1), options.trust_submissions)
        marks = book.marks("one", seed, settings, book.counting(seed, settings)) if book.students() else {}
        exports.write_results(options.results, marks, settings, time.monotonic() - started, [reason for _, _, reason in book.not_graded(seed)])
    return 0


def _summary(book, seed, settings, options):
    if options.reports != "none":
        folder = Path(options.reports) if options.reports else Path(options.into).with_suffix("").with_name(Path(options.into).stem + "-reports")
        reports.write(book, seed, settings, folder)
        print(f"Reports: {folder / 'class.html'}, and one for each student in {folder / 'students'}.")
    not_graded = book.not_graded(seed)
    submissions = book.submissions()
    print(f"{len(submissions)} submissions of {len(book.students())} students; {len(submissions) - len(not_graded)} graded.")
    return _told(not_graded)


def _told(not_graded):
    for student, label, reason in not_graded:
        print(f"  not graded: {_plain(student)}, {_plain(label)}: {_plain(reason)}")
    return 1 if not_graded else 0


def _plain(text):
    """Text of a submission's making, without what would move a terminal's cursor."""
    return "".join(c if c.isprintable() else "?" for c in str(text))


def _open(options):
    book = Gradebook(options.gradebook, must_exist=True)
    settings = settings_module.read(getattr(options, "settings", None))
    return book, settings, book.seed(settings.seed)


def _report(options):
    book, settings, seed = _open(options)
    with book:
        reports.write(book, seed, settings, Path(options.to))
    print(f"Reports: {Path(options.to) / 'class.html'}.")
    return 0


def _export(options):
    book, settings, seed = _open(options)
    with book:
        print(exports.export(book, seed, settings, options.format, Path(options.to), options.fill, options.column))
    return 0


def _override(options):
    find(options.exercise)
    try:
        share = None if options.share == "none" else float(options.share)
    except ValueError:
        share = -1.0
    if share is not None and not 0 <= share <= 1:
        raise GradebookError(f"The share is {options.share!r}; a number from 0 to 1 is expected, or none.")
    book, _, _ = _open(options)
    with book:
        book.override(options.student, options.exercise, share, options.reason)
    print(f"{options.student}, {options.exercise}: " + ("as graded" if share is None else f"{share:g} of its points") + f" ({options.reason}).")
    return 0


def _status(options):
    book, _, seed = _open(options)
    with book:
        print(f"{len(book.submissions())} submissions of {len(book.students())} students; {book.waiting(seed)} contents wait. Seed {seed}; "
              f"{len(exercises())} exercises.")
        return _told(book.not_graded(seed))


if __name__ == "__main__":
    sys.exit(main())
