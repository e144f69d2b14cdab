"""Widgets on a page without a kernel: the first picture stands still, and words say what moves in the notebook.

A page that loaded Jupyter's widgets would show controls that do nothing. The course's pieces keep their picture in
an HTML widget, so it can be shown as it is; what could be changed is told in a sentence.
"""

import html

from utils.publishing.executing import WIDGET_STATE

VIEW = "application/vnd.jupyter.widget-view+json"

_SAID_ELSEWHERE = "ButtonModel", "HTMLModel", "HTMLMathModel", "LabelModel", "IntProgressModel", "FloatProgressModel"


def stand_still(notebook):
    """The notebook with each widget's view replaced by HTML, and without the widgets' state."""
    metadata = dict(notebook.get("metadata", {}))
    stored = metadata.pop("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    models = {model: entry["state"] for model, entry in stored.items()}
    cells = [
        {**cell, "outputs": [_still_output(output, models) for output in cell["outputs"]]} if "outputs" in cell else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells, "metadata": metadata}


def _still_output(output, models):
    view = output.get("data", {}).get(VIEW)
    if view is None:
        return output
    text = still(view["model_id"], models)
    return {**output, "data": {"text/html": text, "text/plain": "A picture with controls, which work in the notebook."}}


def still(model, models):
    """A widget as HTML that stands still: its pictures and words, below a sentence about its controls.

    Args:
        model: the widget's id.
        models: the state of all widgets, dict id -> dict of traits.
    """
    parts = [models[part] for part in _leaves(model, models)]
    controls = [part for part in parts if part["_model_name"] not in _SAID_ELSEWHERE]
    buttons = [part["description"] for part in parts if part["_model_name"] == "ButtonModel"]
    shown = [_shown(part) for part in parts if part not in controls and part["_model_name"] != "ButtonModel"]
    sentence = _sentence(controls, buttons)
    return (f'<p class="course-still">{sentence}</p>' if sentence else "") + "".join(shown)


def _leaves(model, models):
    """The ids of the widgets in a box, in order; of those that are no boxes."""
    children = models[model].get("children")
    if children is None:
        return [model]
    return [leaf for child in children for leaf in _leaves(child.removeprefix("IPY_MODEL_"), models)]


def _shown(part):
    if part["_model_name"].startswith("HTML"):
        return part["value"]
    if part["_model_name"] == "LabelModel":
        return f"<span>{html.escape(part['value'])}</span>"
    return f"<span>{html.escape(part.get('description', ''))}: </span>"  # a progress bar; its label says how far


def _sentence(controls, buttons):
    """What can be changed in the notebook, and where it stands here; "" when there is nothing."""
    if not controls and not buttons:
        return ""
    changed = [f"<strong>{html.escape(c.get('description', ''))}</strong> (here {html.escape(_value(c))})" for c in controls]
    pressed = [f"<strong>{html.escape(button)}</strong>" for button in buttons]
    changes = f"change {_listed(changed)}" if changed else ""
    presses = f"press {_listed(pressed)}" if pressed else ""
    return f"This picture stands still. In the notebook it moves: there you {' and '.join(filter(None, [changes, presses]))}."


def _value(control):
    labels, index = control.get("_options_labels"), control.get("index")
    if labels is not None and isinstance(index, int):
        return str(labels[index])
    value = control.get("value")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _listed(items):
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
