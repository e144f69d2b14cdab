"""The "Open in Colab" badges: a cell under each notebook's title, and a link beside each notebook in the README.

A badge is a link in words and no picture: Colab's own picture would be fetched from another host whenever a notebook
is opened, and a screen reader would say no more for it. As long as no address is set there is no badge, for it could
lead nowhere; the README says under Publish how to set one.
"""

import re

from utils.publishing.first_cell import PLACEHOLDER

CELL_ID = "open-in-colab"
WORDS = "Open in Colab"

_LINK = re.compile(r"https://colab\.research\.google\.com/github/([^/\s)]+/[^/\s)]+)/[^\s)]*")
_README_ROW = re.compile(rf"(\]\(notebooks/([\w-]+\.ipynb)\))(?: · \[{WORDS}\]\([^)]*\))?")


def url(repository, name):
    """Where Colab opens the notebook file `name` of the GitHub repository `repository`, an owner/name."""
    return f"https://colab.research.google.com/github/{repository}/blob/main/notebooks/{name}"


def with_badge(notebook, name, repository):
    """The notebook, whose file is called `name`, with its badge for `repository`; without one for PLACEHOLDER."""
    cells = [cell for cell in notebook["cells"] if cell.get("id") != CELL_ID]
    if repository != PLACEHOLDER:
        text = f"[{WORDS}]({url(repository, name)})"
        badge = {"cell_type": "markdown", "id": CELL_ID, "metadata": {}, "source": [text]}
        cells.insert(1 if cells and cells[0]["cell_type"] == "markdown" else 0, badge)
    return {**notebook, "cells": cells}


def with_links(readme, repository):
    """The README's text with a badge beside each notebook in its table; without them for PLACEHOLDER."""

    def beside(match):
        badge = f" · [{WORDS}]({url(repository, match[2])})" if repository != PLACEHOLDER else ""
        return match[1] + badge

    rows = [_README_ROW.sub(beside, line) if line.startswith("|") else line for line in readme.split("\n")]
    return "\n".join(rows)


def strays(text, repository):
    """The links to Colab in a text that lead to another repository than `repository`, or to none."""
    return [link[0] for link in _LINK.finditer(text) if link[1] != repository or repository == PLACEHOLDER]
