"""From opening a notebook to its first verdict, and whole notebooks, in a real kernel."""

import json
import os
import tempfile
from pathlib import Path

from utils.publishing.kernel import Kernel
from utils.publishing import solving

from .timing import Row, once

ROOT = Path(__file__).resolve().parents[2]
PEER_CELL = "import numpy, torch, matplotlib.figure"


def _code_cells(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _run(cells):
    with tempfile.TemporaryDirectory() as folder:
        with Kernel(folder, {**os.environ, "COURSE_ROOT": str(ROOT)}) as kernel:
            for cell in cells:
                done = kernel.run(cell)
                if done.error:
                    raise RuntimeError(f"a cell failed: {done.error}\n{cell}")


def rows():
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not paths:
        print("there is no notebook in notebooks/ to measure")
        return
    peer = min(once(lambda: _run([PEER_CELL])) for _ in range(3))
    peer_name = "starting a kernel and importing numpy, torch and matplotlib"
    for path in paths:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        module = ROOT / "utils" / "solutions" / f"{path.stem.split('_', 1)[1]}.py"
        solved = solving.solve(notebook, solving.solution_sources(module.read_text(encoding="utf-8"), module.name))
        cells = _code_cells(solved)
        first = next(i for i, cell in enumerate(cells) if "@check" in cell)
        yield Row(f"{path.stem}: opening to the first verdict", min(once(lambda: _run([cells[0], cells[first]])) for _ in range(3)), peer, peer_name)
        for state, one in (("blank", notebook), ("solved", solved)):
            yield Row(f"{path.stem}: the whole notebook, {state}", once(lambda n=one: _run(_code_cells(n))), peer, peer_name)
