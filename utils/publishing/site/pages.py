"""The site's pages as sources for Sphinx: the notebooks, each with a note on top, and a front page from the README."""

import base64
import hashlib
import re

from utils.publishing import badges, first_cell, solving
from utils.publishing.notebooks import source
from utils.publishing.site.stills import stand_still

# Folders in Sphinx's folder for static files: the pictures, and the notebooks as they are, without outputs
FIGURES, DOWNLOADS = "figures", "notebooks"
_DATA_PICTURE = re.compile(r'<img src="data:image/png;base64,([A-Za-z0-9+/=]+)"([^>]*)')
WIDE = 600  # CSS pixels: a picture that is wider would be too small to read if it were fitted to a phone
_FRONT_SECTIONS = ("The notebooks", "Start", "Licence")


def notebook_page(notebook, name, repository):
    """An executed notebook as a page.

    Args:
        notebook: its dictionary, outputs included.
        name: its file's name.
        repository: owner/name on GitHub, or first_cell.PLACEHOLDER when there is none yet.

    Returns:
        (page, figures): the page's notebook, widgets standing still, pictures as files; and dict name -> PNG bytes.
    """
    page, figures = stand_still(notebook), {}
    # The notebook's own link to Colab gives way to the note, which says it in a sentence.
    cells = [_prepared(cell, figures) for cell in page["cells"] if cell.get("id") != badges.CELL_ID]
    title = next((i for i, cell in enumerate(cells) if cell["cell_type"] == "markdown"), -1)
    note = {"cell_type": "markdown", "id": "site-note", "metadata": {}, "source": _note(name, repository)}
    return {**page, "cells": [*cells[: title + 1], note, *cells[title + 1 :]]}, figures


def _note(name, repository):
    own = f'<a href="_static/{DOWNLOADS}/{name}" download>download the notebook</a> into your copy of the course'
    if repository == first_cell.PLACEHOLDER:
        how = f"To write your own answers, [start the course](index.md#start), or {own}."
    else:
        how = (
            f"To write your own answers, [open it in Colab]({badges.url(repository, name)}), "
            f"[start the course](index.md#start) on your computer, or {own}."
        )
    return f":::{{note}}\nYou are reading the notebook as it opens: its exercises are blank, its controls stand still. {how}\n:::"


def _prepared(cell, figures):
    if cell["cell_type"] != "code":
        return cell
    tags = []
    if first_cell.is_first_cell(source(cell)):
        tags = ["hide-input"]  # it is the same everywhere, and nobody has to read it
    elif solving.stubs({"cells": [cell]}):
        tags = ["exercise"]  # a class of that name, for the style sheet
    cell = {**cell, "metadata": {**cell["metadata"], "tags": tags}}
    return {**cell, "outputs": [_with_files(output, figures) for output in cell["outputs"]]}


def _with_files(output, figures):
    """The output with its pictures in files, so that a page is small and pictures come when they are scrolled to."""
    text = output.get("data", {}).get("text/html")
    if text is None:
        return output

    def put_aside(match):
        picture = base64.b64decode(match[1])
        name = f"{hashlib.sha256(picture).hexdigest()[:16]}.png"
        figures[name] = picture
        width = re.search(r'width="(\d+)"', match[2])
        wide = ' class="course-wide"' if width and int(width[1]) > WIDE else ""
        return f'<img src="_static/{FIGURES}/{name}" loading="lazy"{wide}{match[2]}'

    text = "".join(text) if isinstance(text, list) else text
    return {**output, "data": {**output["data"], "text/html": _DATA_PICTURE.sub(put_aside, text)}}


def front_page(readme, names, repository):
    """The front page: the README's opening, its table of notebooks and how to start, with links that hold on the site.

    Args:
        readme: the README's text.
        names: the notebooks' file names, in order.
        repository: owner/name, or first_cell.PLACEHOLDER.
    """
    opening, *rest = re.split(r"^(?=## )", readme, flags=re.MULTILINE)
    sections = {part.split("\n", 1)[0].removeprefix("## ").strip(): part for part in rest}
    chosen = [_pruned(sections[title]) for title in _FRONT_SECTIONS if title in sections]
    contents = "\n".join(name.removesuffix(".ipynb") for name in names)
    toctree = f"```{{toctree}}\n:hidden:\n:caption: Notebooks\n\n{contents}\n```"
    return "\n".join([_linked(text, repository) for text in [opening, *chosen]] + ["", toctree, ""])


def _pruned(section):
    """The README's section on notebooks goes on after its table, with what is for programs."""
    table = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return section[: table.end()] if table else section


def _linked(text, repository):
    """Links to notebooks lead to their pages, others into the repository; where that has no address, they are words."""

    def turned(match):
        words, place = match[1], match[2]
        if re.match(r"[a-z]+:", place):
            return match[0]
        if notebook := re.fullmatch(r"notebooks/(\w+\.ipynb)", place):
            return f"[{words}]({notebook[1]})"
        if repository == first_cell.PLACEHOLDER:
            return words
        here = f"https://github.com/{repository}"
        return f"[{words}]({here}{place})" if place.startswith("#") else f"[{words}]({here}/blob/main/{place})"

    if repository == first_cell.PLACEHOLDER:
        text = re.sub(r"\s+\(see \[[^\]]+\]\(#[^)]*\)\)", "", text)  # what it points to is not on the site
    return re.sub(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", turned, text)
