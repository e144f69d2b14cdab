"""Keeps executed notebooks, so that a second build of the site runs only what has changed."""

import hashlib
import importlib.metadata
import json
import sys
from pathlib import Path

from utils.publishing.notebooks import ROOT, dumps, write_text

# What a blank notebook's outputs depend on, beside itself: the library without the rooms that no notebook knows.
_NOT_USED = {"publishing", "grading", "solutions"}
_PACKAGES = ("numpy", "torch", "matplotlib", "ipywidgets", "ipykernel")


def fingerprint(path, root=ROOT):
    """A text that changes when the outputs of the notebook `path` may: with it, the library, the data, the versions."""
    digest = hashlib.sha256(Path(path).read_bytes())
    utils = Path(root) / "utils"
    for module in sorted(utils.rglob("*.py")):
        if module.relative_to(utils).parts[0] not in _NOT_USED:
            digest.update(module.relative_to(root).as_posix().encode() + module.read_bytes())
    digest.update((Path(root) / "data" / "checksums.json").read_bytes())
    digest.update(repr([sys.version, *map(importlib.metadata.version, _PACKAGES)]).encode())
    return digest.hexdigest()[:32]


def kept(path, folder, make, root=ROOT):
    """What `make(path)` returned when it was last called for this notebook as it is now; else calls it, and keeps that.

    Args:
        path: the notebook's file.
        folder: where to keep; None keeps nothing.
        make: takes the path, returns a notebook's dictionary.
        root: the course's folder.
    """
    if folder is None:
        return make(path)
    stem = Path(path).stem
    place = Path(folder) / f"{stem}-{fingerprint(path, root)}.json"
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        made = make(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.glob(f"{stem}-*.json"):
        old.unlink()
    write_text(place, dumps(made))
    return made
