"""Collecting: submissions out of a folder, a zip or single notebooks, and whose each one is.

What learning platforms name their downloads is read off the names. Nothing is unpacked to disk: what stands in an
archive is read into memory, within bounds, so that no path in it leads anywhere and no bomb goes off.
"""

import datetime
import hashlib
import io
import os
import re
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from .notebook import MOST_BYTES

MOST_FILES = 200_000
DEEPEST = 2     # archives in archives

CANVAS = re.compile(r"^(?P<name>[^_]+)(?:_(?P<late>LATE))?_(?P<id>\d+)_(?P<number>\d+)_(?P<file>.+)$")
MOODLE = re.compile(r"^(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)$")
GRADESCOPE = re.compile(r"^submission_(?P<id>\d+)$")
ATTEMPT = re.compile(r"(?:[-_ ]\(?|\()(\d{1,3})\)?$")
IGNORED = re.compile(r"(^|/)(\.|__MACOSX|__pycache__)")


@dataclass(frozen=True)
class Submission:
    """One file that somebody sent in.

    student : an id, as the platform has it, else the name. name : as a person reads it. label : where it was found.
    load : a function that reads the file's bytes (or raises Unread). submitted : datetime (local) or None.
    late : True where the platform says so. attempt : the number at the end of a resubmission's name, else 0.
    """

    student: str
    name: str
    label: str
    load: Callable
    submitted: datetime.datetime | None = None
    late: bool = False
    attempt: int = 0

    def content(self):
        """(hash, bytes or None, why there are none): SHA-256 of the bytes, or of where it was found for what cannot be read."""
        try:
            data = self.load()
        except Unread as problem:
            return hashlib.sha256(f"unread: {self.label}".encode()).hexdigest(), None, str(problem)
        return hashlib.sha256(data).hexdigest(), data, ""


class Unread(Exception):
    """A file that is there and was not read; the message says why."""


def collect(paths):
    """Every submission in some folders, archives and notebooks, an iterator. Raises FileNotFoundError for a path there is not."""
    paths = [Path(path) for path in paths]
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"There is no {path}. Give a folder of submissions, a zip file, or single notebooks.")
    for path in paths:
        files = _in_folder(path) if path.is_dir() else _in_archive(path.name, path, 0) if _is_archive(path.name) else [_file(path, path.name)]
        yield from _submissions(files, alone=not path.is_dir() and not _is_archive(path.name))


@dataclass(frozen=True)
class _Found:
    """A file, before anybody knows whose: its path inside the collection, when it is from, and how to read it."""

    path: str
    load: Callable
    time: datetime.datetime | None = None


def _is_archive(name):
    return name.lower().endswith(".zip")


def _unread(reason):
    def load():
        raise Unread(reason)

    return load


def _in_folder(folder):
    root = folder.resolve()
    for place, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            inside = path.relative_to(root).as_posix()
            if IGNORED.search(inside):
                continue
            if path.is_symlink():
                yield _Found(inside, _unread("it is a symbolic link, and links are not followed"))
            elif _is_archive(name):
                yield from _in_archive(inside, path, 1)
            else:
                yield _file(path, inside)


def _file(path, inside):
    def load():
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise Unread("it is no regular file")
            with open(path, "rb") as file:
                return _not_too_large(file.read(MOST_BYTES + 1))
        except OSError as error:
            raise Unread(f"it cannot be read ({error.strerror})") from None

    try:
        return _Found(inside, load, datetime.datetime.fromtimestamp(path.stat().st_mtime))
    except (OSError, ValueError, OverflowError):
        return _Found(inside, load)


def _not_too_large(data):
    if len(data) > MOST_BYTES:
        raise Unread(f"it has more than {MOST_BYTES // 2**20} MiB")
    return data


def _in_archive(inside, source, depth):
    """The files in a zip (a path, or bytes in a file), in the place of the archive itself; one that is none is a file that cannot be read."""
    if depth > DEEPEST:
        yield _Found(inside, _unread("archives inside archives inside archives are not opened"))
        return
    try:
        archive = zipfile.ZipFile(source)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        yield _Found(inside, _unread(f"it is no zip file that can be opened ({str(error)[:80]})"))
        return
    if len(entries) > MOST_FILES:
        yield _Found(inside, _unread(f"it holds {len(entries):,} files; {MOST_FILES:,} are the most that are read"))
        return
    for entry in entries:
        name = _inside_path(entry.filename)
        path = f"{inside}/{name}" if depth else name
        if entry.is_dir() or IGNORED.search(name):
            continue
        found = _from_archive(archive, entry, path)
        if not _is_archive(name):
            yield found
            continue
        try:
            yield from _in_archive(path, io.BytesIO(found.load()), depth + 1)
        except Unread as problem:
            yield _Found(path, _unread(str(problem)), found.time)


def _inside_path(name):
    """A path in an archive without what would lead out of it. Nothing is written there, but it is shown."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".") and not part.endswith(":")]
    return "/".join(parts) or "unnamed"


def _from_archive(archive, entry, path):
    def load():
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unread("it is a symbolic link, and links are not followed")
        try:
            with archive.open(entry) as file:
                data = file.read(MOST_BYTES + 1)
        except Exception as error:      # a damaged or encrypted entry raises whatever its decompressor likes
            raise Unread(f"it cannot be unpacked ({type(error).__name__}: {str(error)[:80]})") from None
        return _not_too_large(data)

    try:
        return _Found(path, load, datetime.datetime(*entry.date_time))
    except ValueError:
        return _Found(path, load)


# ---------------------------------------------------------------- whose it is


def _submissions(files, alone):
    files = list(files)
    people = _gradescope_people(files)
    groups = {}
    for found in files:
        if not found.path.endswith(("submission_metadata.yml", "submission_metadata.yaml")):
            submission = _submission(found, people, alone)
            groups.setdefault(submission.student, []).append((found, submission))
    for members in groups.values():
        notebooks = [s for f, s in members if f.path.lower().endswith(".ipynb")]
        if notebooks:       # beside a notebook, what else was sent in (data, pictures) is no matter
            yield from notebooks
            continue
        for found, submission in members:
            known = getattr(found.load, "__qualname__", "").startswith("_unread")
            yield submission if known else replace(submission, load=_unread("it is no notebook (its name does not end in .ipynb)"))


def _submission(found, people, alone):
    parts = found.path.split("/")
    for depth, part in enumerate(parts):
        stem = part.rsplit(".", 1)[0] if depth == len(parts) - 1 else part
        moodle, gradescope, canvas = MOODLE.match(part), GRADESCOPE.match(part), CANVAS.match(part) if depth == len(parts) - 1 else None
        if moodle:
            return _made(found, moodle["id"], moodle["name"])
        if gradescope:
            return _made(found, *people.get(part, (gradescope["id"], f"submission {gradescope['id']}")))
        if canvas:
            return _made(found, canvas["id"], canvas["name"], bool(canvas["late"]))
    if len(parts) == 1:
        name = ATTEMPT.sub("", stem) or stem
        return _made(found, stem if alone else name, stem if alone else name)
    return _made(found, parts[0], parts[0])


def _made(found, student, name, late=False):
    stem = found.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    attempt = ATTEMPT.search(stem)
    return Submission(_writable(student)[:200], " ".join(_writable(name).split())[:200], _writable(found.path)[:500], found.load, found.time, late,
                      int(attempt[1]) if attempt else 0)


def _writable(text):
    """Text that can be written down: bytes of a file name that are no UTF-8 (an archive from elsewhere, unpacked) are spelled out."""
    return str(text).encode("utf-8", "backslashreplace").decode("utf-8")


def _gradescope_people(files):
    """Folder -> (id, name), from the metadata that Gradescope puts into its downloads."""
    metadata = next((f for f in files if f.path.endswith(("submission_metadata.yml", "submission_metadata.yaml"))), None)
    if metadata is None:
        return {}
    import yaml     # comes with jupyter

    try:
        found = yaml.safe_load(metadata.load())
        people = {}
        for folder, about in found.items():
            submitter = about[":submitters"][0]
            people[str(folder)] = (str(submitter.get(":sid") or submitter.get(":email") or folder), str(submitter.get(":name") or folder))
        return people
    except (yaml.YAMLError, AttributeError, KeyError, IndexError, TypeError, RecursionError, Unread):
        return {}
