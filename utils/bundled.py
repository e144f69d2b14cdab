"""The bundled data files as bytes, each compared with the size and SHA-256 that checksums.json beside it records.

Nothing but Python's own library is needed, so that utils.doctor can look at them where numpy is missing.
"""

import hashlib
import json

RESTORE = "Restore it with `git checkout -- data` in the course's folder, or download the course again."


class DataError(RuntimeError):
    """Data that is missing, damaged, unreadable or cannot be fetched; the message says what to do."""


def read_verified(path):
    """The bytes of a bundled file (a Path), once they are those that checksums.json records.

    Raises DataError where the file or the record is missing, unreadable, cut short or damaged.
    """
    recorded = _recorded_checksum(path)
    content = read_bytes(path)
    if len(content) < recorded["bytes"]:
        raise DataError(f"{path} is cut short: {len(content)} bytes of {recorded['bytes']}. {RESTORE}")
    found = hashlib.sha256(content).hexdigest()
    if found != recorded["sha256"]:
        raise DataError(
            f"{path} is damaged or was changed: its SHA-256 starts with {found[:12]}, "
            f"where {recorded['sha256'][:12]} is recorded in checksums.json. {RESTORE}"
        )
    return content


def recorded_names(folder):
    """The names of the files that checksums.json in `folder` (a Path) records. Raises DataError as above."""
    return list(_records(folder / "checksums.json"))


def _recorded_checksum(path):
    """The size and SHA-256 that checksums.json records for a bundled file."""
    records = path.parent / "checksums.json"
    try:
        record = _records(records)[path.name]
        return {"bytes": int(record["bytes"]), "sha256": str(record["sha256"])}
    except (ValueError, KeyError, TypeError):
        raise DataError(
            f"{records} is damaged: no size and SHA-256 of {path.name} could be read from it. {RESTORE}"
        ) from None


def _records(path):
    try:
        return dict(json.loads(read_bytes(path)))
    except (ValueError, TypeError):  # json's and Unicode's errors are ValueErrors
        raise DataError(f"{path} is damaged: no sizes and SHA-256 could be read from it. {RESTORE}") from None


def read_bytes(path, remedy=RESTORE):
    """The bytes of a file (a Path). Raises DataError, which ends with `remedy`, where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path} is missing. {remedy}") from None
    except PermissionError:
        raise DataError(f"{path} is there, but you have no permission to read it. Allow reading it. {remedy}") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror or error}). {remedy}") from None
