"""Notebooks with their solutions marked, as other graders take them as sources: what nbgrader and Otter have in common.

Both want the solved notebook, its solutions between two comments that the students' version is made without, and
test cells. These ask the course's own checker, so that marks agree with `python -m utils.grading`; a hidden one asks
it about numbers that no student has seen. No address leads from there to the course's own copy and its solutions.
"""

import ast
import secrets
import textwrap
from pathlib import Path
from typing import NamedTuple

from utils.checking.registry import find
from utils.publishing import address
from utils.publishing.cleaning import clean
from utils.publishing.first_cell import PLACEHOLDER
from utils.publishing.folders import new_folder, written
from utils.publishing.notebooks import ROOT, PublishingError, notebook_paths, read, write_text
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solve, stubs
from utils.publishing.student import PACKAGES, copy_course

SEEDS = 2**31


class Question(NamedTuple):
    """An exercise for another grader: its name, the index of its cell, its points, the code of a test that students see
    and of one that they do not."""

    name: str
    cell: int
    points: float
    seen: str
    hidden: str


def chosen_seed(seed):
    """The seed of the hidden cases: the one that is given, or a new one. Raises PublishingError for a negative one."""
    if seed is not None and seed < 0:
        raise PublishingError(f"The seed is {seed}; a whole number of at least 0 is expected.")
    return secrets.randbelow(SEEDS) if seed is None else seed


def build_sources(out, force, seed, root, package, texts, write):
    """Writes another grader's sources into `out`, all or none, with the course's library beside them.

    Args:
        out, force: see new_folder.
        seed: of the hidden cases; None for a new one.
        root: the course's folder.
        package: what the grader is installed by, for the requirements.
        texts: file name -> text; `{seed}` in the README becomes the seed.
        write: `write(draft, path, seed)` writes the source of the notebook in the file `path` into the folder `draft`.

    Returns:
        The paths written.
    """
    root, out, seed = Path(root), Path(out).resolve(), chosen_seed(seed)
    with new_folder(out, force, root) as draft:
        copy_course(draft, root, (*PACKAGES, package))
        for name, text in texts.items():
            write_text(draft / name, text.format(seed=seed) if name == "README.md" else text)
        for path in notebook_paths(root):
            write(draft, path, seed)
        names = [path.relative_to(draft) for path in written(draft)]
    return [out / name for name in names]


def marked(path, begin, end, root=ROOT):
    """The notebook in the file `path`, solved, each solution between the comments `begin` and `end`.

    What stands in the blank exercise stays before them, but for a lone `...`, which both graders put there themselves;
    a last `return` that is the solution's own comes after them.
    """

    def fill(blank, solution):
        given, answer = _statements(blank), _statements(solution)
        kept, last = blank.split("\n"), []
        if given and isinstance(given[-1], ast.Return) and ast.dump(given[-1]) == ast.dump(answer[-1]):
            cut = given[-1].lineno - 1
            kept, last = kept[:cut], kept[cut:]
            solution = "\n".join(solution.split("\n")[: answer[-1].lineno - 1])
        if blank.strip() == "...":
            kept = []
        return "\n".join([*kept, f"    {begin}", solution.rstrip(), f"    {end}", *last])

    notebook = address.with_address(clean(read(path)), path.name, PLACEHOLDER, root)
    return solve(notebook, solutions_for(path, root), fill=fill)


def questions(notebook, seed):
    """The exercises of a notebook as a list of Question; `seed` is what the hidden cases are drawn from."""
    return [
        Question(stub.name, stub.cell, find(stub.name).points, _test(stub.name, ""), _test(stub.name, f", seed={seed}"))
        for stub in stubs(notebook)
    ]


def with_cells(notebook, around):
    """The notebook with more cells: `around` is a dict index -> (cells before, a cell in its place, cells after)."""
    cells = []
    for index, cell in enumerate(notebook["cells"]):
        before, cell, after = around.get(index, ((), cell, ()))
        cells += [*before, cell, *after]
    return {**notebook, "cells": cells}


def new_cell(id, kind, text, **metadata):
    """A cell of that kind: code, raw or markdown."""
    cell = {"cell_type": kind, "id": id, "metadata": metadata, "source": text.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _test(name, seed):
    return f'verdict = examine("{name}", {name}{seed})\nassert verdict.earns, verdict.text'


def _statements(body):
    return ast.parse(textwrap.dedent(body)).body
