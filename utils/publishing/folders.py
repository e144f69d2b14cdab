"""Folders that a command makes: written whole or not at all, and never among the files that the course is made of."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from utils.publishing.notebooks import ROOT, PublishingError

SOURCES = ("notebooks", "utils", "data", "tests", ".ci", ".git", ".github")


@contextlib.contextmanager
def new_folder(out, force=False, root=ROOT):
    """An empty folder to write into, whose files are moved into `out` when all went well.

    Args:
        out: the folder; made when absent.
        force: write into `out` although it holds something; other files in it are left alone.
        root: the course's folder.

    Raises:
        PublishingError: `out` is one of the course's own folders or lies in one, is a file, or holds something.
    """
    out, root = Path(out).resolve(), Path(root).resolve()
    for source in SOURCES:
        if out == root / source or root / source in out.parents:
            raise PublishingError(
                f"{out} lies among the course's own files. Choose a folder outside of {root / source}."
            )
    if out == root or out in root.parents:
        raise PublishingError(f"{out} holds the course itself. Choose another folder.")
    if out.exists() and not out.is_dir():
        raise PublishingError(f"{out} is a file. Choose the name of a folder.")
    if out.exists() and any(out.iterdir()) and not force:
        raise PublishingError(f"{out} is not empty. Choose another folder, or add --force to write into this one.")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        yield draft
        out.mkdir(exist_ok=True)
        for path in written(draft):
            target = out / path.relative_to(draft)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)
    finally:
        shutil.rmtree(draft)


def written(folder):
    """The files in a folder and those below it, in order."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())
