"""Builds solved notebooks from the blank ones and utils/solutions."""

from pathlib import Path

from utils.publishing.folders import new_folder
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
        PublishingError: `out` lies among the course's files or holds something, or a notebook cannot be solved.
    """
    out = Path(out).resolve()
    texts = {path.name: _named(path, root) for path in notebook_paths(root, names)}
    if not texts:
        raise PublishingError(f"There is no notebook in {Path(root) / 'notebooks'}: nothing to solve.")
    with new_folder(out, force, root) as draft:
        for name, text in texts.items():
            write_text(draft / name, text)
    return [out / name for name in texts]


def _named(path, root):
    """The text of the solved notebook; an error says which notebook it is about."""
    try:
        return dumps(solve(read(path), solutions_for(path, root)))
    except PublishingError as error:
        raise PublishingError(f"{path.name}: {error}") from error
