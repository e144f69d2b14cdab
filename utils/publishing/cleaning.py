"""Takes out of a notebook what running it left behind."""

import hashlib
import re

from utils.publishing.notebooks import ROOT, dumps, notebook_paths, read, source, write_text

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# What Jupyter gives a new cell: eight hexadecimal digits, or a UUID.
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}")


def clean(notebook):
    """The notebook without outputs, execution counts and stray metadata, each cell with an id that stays.

    An id that Jupyter made at random, or none, gives way to one made from the cell's place and text. Tags stay.
    """
    cells, taken = [], {cell.get("id") for cell in notebook["cells"]}
    for index, cell in enumerate(notebook["cells"]):
        cell = {**cell, "metadata": {key: value for key, value in cell.get("metadata", {}).items() if key == "tags"}}
        if cell["cell_type"] == "code":
            cell.update(execution_count=None, outputs=[])
        if "id" not in cell or RANDOM_ID.fullmatch(cell["id"]):
            cell["id"] = _new_id(index, cell, taken)
            taken.add(cell["id"])
        cells.append(cell)
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    return {**notebook, "cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _new_id(index, cell, taken):
    digest = hashlib.sha256(source(cell).encode()).hexdigest()[:8]
    new = f"{cell['cell_type']}-{digest}"
    return new if new not in taken else f"{new}-{index}"


def clean_files(names=(), root=ROOT):
    """Cleans the notebooks called `names` (all when empty) in place; returns the paths of those that changed."""
    changed = []
    for path in notebook_paths(root, names):
        text = dumps(clean(read(path)))
        if text != path.read_text(encoding="utf-8"):
            write_text(path, text)
            changed.append(path)
    return changed
