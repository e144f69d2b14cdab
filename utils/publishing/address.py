"""The repository's address: one setting, in pyproject.toml, and what follows from it in the notebooks and the README.

These are each notebook's first cell, the badges (see badges), and links to the repository.
"""

import re
import tomllib
from pathlib import Path

from utils.publishing import badges, first_cell
from utils.publishing.notebooks import (
    ROOT,
    PublishingError,
    code_cells,
    dumps,
    notebook_paths,
    read,
    source,
    with_source,
    write_text,
)

_SETTING = re.compile(r'^(repository\s*=\s*)"([^"]*)"', re.MULTILINE)
# An owner on GitHub: letters, digits and single hyphens, at most 39; a name: those, dots and underscores as well.
_ADDRESS = re.compile(r"(?![^/]*--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")


def current(root=ROOT):
    """The repository's address as set, owner/name. Raises PublishingError when pyproject.toml does not say it."""
    path = Path(root) / "pyproject.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["course"]["repository"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise PublishingError(
            f'{path} does not give the repository ({error}). Expected under [tool.course]: repository = "OWNER/NAME"'
        ) from error


def set_repository(address, root=ROOT):
    """Sets the repository's address everywhere it stands.

    Args:
        address: owner/name.
        root: the course's folder.

    Returns:
        The paths of the files that changed.

    Raises:
        PublishingError: `address` has another form, or a notebook does not begin with the first cell; nothing is
            changed then.
    """
    if not _ADDRESS.fullmatch(address) or address.endswith(".git"):
        raise PublishingError(
            f"{address!r} is not the address of a repository on GitHub. Expected owner/name, two words with a slash "
            f"between them, as after github.com/ in the browser; or {first_cell.PLACEHOLDER} to take the address away."
        )
    root, old = Path(root), current(root)
    texts, setting = _texts(root, old, address), root / "pyproject.toml"
    # The setting last: were this interrupted, the old address would still be known to the next run.
    texts[setting], found = _SETTING.subn(rf'\g<1>"{address}"', setting.read_text(encoding="utf-8"), count=1)
    if not found:
        raise PublishingError(f'{setting} has no line repository = "{old}", in double quotes. Write it so first.')
    changed = [path for path, text in texts.items() if text != path.read_text(encoding="utf-8")]
    for path in changed:
        write_text(path, texts[path])
    return changed


def disagreements(root=ROOT):
    """Where the notebooks and the README say another address than the setting, a sentence for each; [] for nowhere.

    Raises PublishingError as `set_repository` does.
    """
    root, address = Path(root), current(root)
    found = []
    for path, due in _texts(root, address, address).items():
        text = path.read_text(encoding="utf-8")
        if text != due:
            found.append(f"{path.name} does not have the first cell, badge or links of {address}.")
        found += [f"{path.name} links to {link}, where the address is {address}." for link in badges.strays(due, address)]
    return found


def _texts(root, old, address):
    """path -> text of the notebooks and the README, as they are to be when `old` has given way to `address`."""
    texts = {path: dumps(_moved(read(path), old, address, path.name)) for path in notebook_paths(root)}
    readme = root / "README.md"
    if readme.exists():
        moved = _with_links(readme.read_text(encoding="utf-8"), old, address)
        texts[readme] = badges.with_links(moved, address)
    return texts


def _moved(notebook, old, address, name):
    """The notebook with its first cell and badge for `address`, and its links to `old` turned to `address`."""
    first, cell = next(iter(code_cells(notebook)), (None, None))
    if cell is None or not first_cell.is_first_cell(source(cell)):
        raise PublishingError(
            f"{name} does not begin with the course's first cell: its first code cell is another one. "
            "Put the text of utils/publishing/first_cell.py there; any repository in it will do."
        )
    cells = [
        with_source(cell, _with_links(source(cell), old, address)) if cell["cell_type"] == "markdown" else cell
        for cell in notebook["cells"]
    ]
    cells[first] = with_source(cells[first], first_cell.render(address))
    return badges.with_badge({**notebook, "cells": cells}, name, address)


def _with_links(text, old, address):
    """The text with its links to the repository `old` on GitHub, Colab, nbviewer and Binder turned to `address`."""
    link = rf"((?:github\.com|githubusercontent\.com|/github|/gh)/){re.escape(old)}(?![\w-]|\.(?!git\b)\w)"
    return re.sub(link, rf"\g<1>{address}", text)


def with_address(notebook, name, address, root=ROOT):
    """The notebook of the course in `root` whose file is called `name`, for another address than the course's own."""
    return _moved(notebook, current(root), address, name)
