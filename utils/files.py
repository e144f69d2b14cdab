"""Files written whole or not at all, and one writer at a time. Python's own library alone."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def write_text(path, text):
    """Writes `text` to the file `path` whole or not at all, with \\n as the line end on every system."""
    path = Path(path)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        # mkstemp makes a private file; the one it replaces, or a fresh one, is for everybody.
        os.chmod(draft, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


@contextlib.contextmanager
def alone_in(folder):
    """While this is open, no other process is in an `alone_in` of the same folder; one that comes waits.

    A disk that knows no locks (some networks') makes nobody wait.
    """
    try:
        import fcntl
    except ImportError:  # Windows, which cannot lock a folder
        with _alone_by_file(folder):
            yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _alone_by_file(folder):
    import msvcrt

    name = hashlib.sha256(os.path.realpath(folder).encode()).hexdigest()[:16]
    with open(os.path.join(tempfile.gettempdir(), f"course-{name}.lock"), "a+b") as file:
        with contextlib.suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # tries for ten seconds
        yield  # closing the file unlocks it
