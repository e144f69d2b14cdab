"""Builds solved notebooks from the blank ones and utils/solutions."""

import os
import shutil
import tempfile
from pathlib import Path

from utils.publishing.notebooks import ROOT, PublishingError, dumps, notebook_paths, read, topic, write_text
from utils.publishing.solving import solution_sources, solve


def solutions_for(path, root=ROOT):
    """The solutions of the notebook `path`: dict name -> source of the function.

    Raises PublishingError when the notebook has no module in utils/solutions.
    """
    module = Path(root) / "utils" / "solutions" / f"{topic(path)}.py"
    try:
        text = module.read_text(encoding="utf-8")
    except OSError as error:
        raise PublishingError(
            f"{Path(path).name} has no solutions: {module} cannot be read ({error.strerror}). Write that module."
        ) from error
    return solution_sources(text, name=str(module))


def build_solved(out, names=(), force=False, root=ROOT):
    """Writes solved notebooks into the folder `out`, all of them or none.

    Args:
        out: the folder; made when absent.
        names: which notebooks (see notebook_paths); empty for all.
        force: write into `out` although it holds something; other files in it are left alone.
        root: the course's folder.

    Returns:
        The paths written, in order.

    Raises:
        PublishingError: `out` lies in notebooks/ or holds something, or a notebook cannot be solved.
    """
    out, blank = Path(out).resolve(), (Path(root) / "notebooks").resolve()
    if out == blank or blank in out.parents:
        raise PublishingError(f"{out} lies in the folder of the blank notebooks. Choose a folder outside of {blank}.")
    if out.exists() and not out.is_dir():
        raise PublishingError(f"{out} is a file. Choose the name of a folder.")
    if out.exists() and any(out.iterdir()) and not force:
        raise PublishingError(f"{out} is not empty. Choose another folder, or add --force to write into this one.")
    texts = {path.name: _named(path, root) for path in notebook_paths(root, names)}
    if not texts:
        raise PublishingError(f"There is no notebook in {blank}: nothing to solve.")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        for name, text in texts.items():
            write_text(draft / name, text)
        out.mkdir(exist_ok=True)
        for name in texts:
            os.replace(draft / name, out / name)
    finally:
        shutil.rmtree(draft)
    return [out / name for name in texts]


def _named(path, root):
    """The text of the solved notebook; an error says which notebook it is about."""
    try:
        return dumps(solve(read(path), solutions_for(path, root)))
    except PublishingError as error:
        raise PublishingError(f"{path.name}: {error}") from error
