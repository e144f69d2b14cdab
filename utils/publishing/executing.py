"""Runs a notebook once, from top to bottom, and stores what its cells put out."""

import os
import tempfile

from utils.publishing.kernel import Kernel
from utils.publishing.notebooks import ROOT, PublishingError, source

CELL_TIMEOUT = 300  # seconds
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


def execute(notebook, root=ROOT, cell_timeout=CELL_TIMEOUT):
    """The notebook with the outputs of a run in a kernel of this Python; `notebook` itself is not changed.

    Args:
        notebook: its dictionary.
        root: the course's folder, which the first cell is told.
        cell_timeout: seconds for each cell.

    Returns:
        A new dictionary. Its metadata hold the state of the widgets as Jupyter stores it, where there are any.

    Raises:
        PublishingError: a cell raises, takes longer, or ends its kernel; the message says which.
    """
    cells = []
    with tempfile.TemporaryDirectory() as folder:
        # Not handed on: what would let the kernel find the course without its first cell, or change what is run.
        unwanted = ("PYTHONPATH", "PYTHONSAFEPATH", "MPLBACKEND")
        environment = {key: value for key, value in os.environ.items() if key not in unwanted}
        with Kernel(folder, {**environment, "COURSE_ROOT": str(root)}) as kernel:
            for number, cell in enumerate(notebook["cells"]):
                cells.append(_executed(kernel, number, cell, cell_timeout) if cell["cell_type"] == "code" else cell)
            widgets = kernel.widgets
    return {**notebook, "cells": cells, "metadata": {**notebook.get("metadata", {}), **_stored(widgets)}}


def _executed(kernel, number, cell, cell_timeout):
    try:
        done = kernel.run(source(cell), cell_timeout)
    except (TimeoutError, RuntimeError) as error:
        raise PublishingError(f"Cell {cell.get('id', number)} did not come to its end: {error}") from error
    if done.error:
        raise PublishingError(f"Cell {cell.get('id', number)} raises {done.error}\n\n{source(cell)}")
    return {**cell, "outputs": done.outputs, "execution_count": done.execution_count}


def _stored(widgets):
    """The widgets' state as notebooks store it; Jupyter's own keys for the model stand beside the state."""
    if not widgets:
        return {}
    state = {
        model: {
            "model_name": traits.get("_model_name", ""),
            "model_module": traits.get("_model_module", ""),
            "model_module_version": traits.get("_model_module_version", ""),
            "state": traits,
        }
        for model, traits in widgets.items()
    }
    return {"widgets": {WIDGET_STATE: {"version_major": 2, "version_minor": 0, "state": state}}}
