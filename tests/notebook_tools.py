"""Helpers for the tests of notebooks: rules for their files, and runs in a kernel that keep what each cell put out.

A run is pytest with nbval in a process of its own. nbval fails a cell that raises or takes too long, and looks at
nothing else when no outputs are stored; so this module is also a pytest plugin in that process (the hook at the
end), which writes down every cell's outputs for the tests to read.
"""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbformat.validator import iter_validate

from utils.publishing import cleaning, first_cell, notebooks, solving

LINES_PER_CELL = 15
CELL_TIMEOUT = 120  # seconds
KERNEL_TIMEOUT = 30  # seconds
RUN_TIMEOUT = 1800  # seconds, for a whole notebook: a run that hangs in spite of the two above ends all the same
STATES = ("blank", "solved", "even half", "odd half")

_RECORD = "NOTEBOOK_RECORD"


class CellRun(NamedTuple):
    """What one code cell did: its id and text; the phase reported on ("setup", before it ran, or "call"); nbval's
    complaint, "" for none; its outputs as Jupyter stores them."""

    id: str
    source: str
    phase: str
    complaint: str
    outputs: list


def filled_in_names(notebook, state):
    """The exercises that are solved in this one of STATES: none, all, every other one."""
    names = [stub.name for stub in solving.stubs(notebook)]
    return {"blank": [], "solved": names, "even half": names[0::2], "odd half": names[1::2]}[state]


def in_state(notebook, solutions, state):
    """The notebook with its exercises solved as this one of STATES says."""
    return solving.solve(notebook, solutions, filled_in_names(notebook, state))


def run(notebook, name, folder, course, threads=1, cell_timeout=CELL_TIMEOUT):
    """Runs a notebook in a kernel of this Python and returns a list of CellRun, one for each code cell.

    Args:
        notebook: its dictionary.
        name: the name its file gets.
        folder: an empty folder, which becomes the working directory.
        course: what COURSE_ROOT says.
        threads: for numpy and torch.
        cell_timeout: seconds; for nbval, a cell whose kernel died takes for ever.

    Raises:
        RuntimeError: not every cell was run, or the run took too long; the message has what pytest said.
    """
    folder = Path(folder)
    (folder / name).write_text(notebooks.dumps(notebook), encoding="utf-8")
    settings, record = folder / "pytest.ini", folder / "record.jsonl"
    settings.write_text("[pytest]\n", encoding="utf-8")
    command = [
        sys.executable, "-m", "pytest", "-c", str(settings), "-p", "no:cacheprovider", "-p", __name__, "--color=no",
        "--nbval-lax", "--nbval-current-env", f"--nbval-cell-timeout={cell_timeout}",
        f"--nbval-kernel-startup-timeout={KERNEL_TIMEOUT}", str(folder / name),
    ]  # fmt: skip
    # Not handed on: what would let a kernel find the course without its first cell, or change what is run.
    unwanted = ("PYTHONPATH", "PYTHONSAFEPATH", "PYTEST_ADDOPTS", "MPLBACKEND")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    environment |= {"COURSE_ROOT": str(course), "IPYTHONDIR": str(folder / "ipython"), _RECORD: str(record)}
    environment |= {"OMP_NUM_THREADS": str(threads)}
    try:
        done = subprocess.run(
            command, check=False, cwd=notebooks.ROOT, env=environment, timeout=RUN_TIMEOUT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{name} took more than {RUN_TIMEOUT} s. pytest said:\n{error.stdout}") from error
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    cells = [CellRun(**json.loads(line)) for line in lines]
    expected = len(notebooks.code_cells(notebook))
    if not cells or len(cells) != expected:
        raise RuntimeError(f"{name}: {len(cells)} of {expected} code cells were run. pytest said:\n{done.stdout}")
    return cells


def again_if_stalled(run_once):
    """The result of run_once(), of a second call if the first one's kernel never came up (about one in 300)."""
    cells = run_once()
    return run_once() if all(cell.phase == "setup" and cell.complaint for cell in cells) else cells


def run_problems(cells):
    """What is wrong with a run, a text for each problem, with the cell's id, its code and what it put out."""
    problems = []
    for cell in cells:
        found = [cell.complaint] if cell.complaint else []
        for output in cell.outputs if cell.phase == "call" else []:
            text = output.get("text", "")
            if output.get("name") == "stderr":
                found.append(f"it writes to stderr:\n{text}")
            elif re.search(r"^.*\b[A-Z]\w*Warning\b.*$", text, re.MULTILINE):
                found.append(f"it prints a warning:\n{text}")
        problems += [f"cell {cell.id}:\n{cell.source}\n\n{problem}" for problem in found]
    return problems


def verdicts(cells):
    """What the exercises of a run were said to be: dict name -> the verdict its own cell showed last."""
    said = {}
    for cell in cells:
        for name in re.findall(r"^@check\b.*\n(?:@.*\n)*def (\w+)", cell.source, re.MULTILINE):
            shown = "\n".join(output["data"].get("text/plain", "") for output in cell.outputs if "data" in output)
            said[name] = (["none"] + re.findall(rf"^\W*{name}: (.+)$", shown, re.MULTILINE))[-1]
    return said


def file_problems(notebook, repository):
    """What is wrong with a notebook as a file of the repository, a sentence for each problem; [] when all is well."""
    cells = notebook["cells"]
    ids = [cell.get("id") for cell in cells]
    code = [(cell.get("id"), notebooks.source(cell)) for _, cell in notebooks.code_cells(notebook)]
    text = [(cell.get("id"), notebooks.source(cell)) for cell in cells if cell["cell_type"] != "code"]
    # Not nbformat.validate, which repairs some faults instead of naming them.
    faults = iter_validate(nbformat.from_dict(notebook), version=4, version_minor=5)
    problems = [f"it is not a valid notebook: {fault.message}" for fault in faults]
    if (notebook.get("nbformat"), notebook.get("nbformat_minor")) != (4, 5):
        problems.append("its format is not 4.5")
    if notebook.get("metadata", {}).get("kernelspec", {}).get("name") != "python3":
        problems.append("its kernel is not python3")
    problems += [f"the id {id} stands twice" for id in sorted({id for id in ids if ids.count(id) > 1}, key=str)]
    if not problems and cleaning.clean(notebook) != notebook:
        problems.append("it holds outputs, counts, metadata or random ids: python -m utils.publishing clean")
    if not code or code[0][1] != first_cell.render(repository):
        problems.append(f"its first code cell is not the course's: python -m utils.publishing repository {repository}")
    exercises = {cells[stub.cell].get("id") for stub in solving.stubs(notebook)}
    problems += [
        f"cell {id} has {len(lines.splitlines())} lines, more than {LINES_PER_CELL}"
        for id, lines in code
        if id not in exercises and len(lines.splitlines()) > LINES_PER_CELL
    ]
    problems += [f"cell {id} shows something remote: {found}" for id, lines in text for found in remote_media(lines)]
    return problems


def remote_media(text):
    """The pictures, videos and frames in a Markdown text that would be fetched from another host."""
    markdown = re.findall(r"!\[[^\]]*\]\(\s*<?((?:https?:)?//[^)\s>]+)", text)
    html = re.findall(r"<(?:img|video|audio|source|iframe|embed|object|script|link)\b[^>]*", text, re.IGNORECASE)
    return markdown + [tag for tag in html if re.search(r"(?:src|href|data|poster)\s*=\s*[\"']?\s*(?:https?:)?//", tag)]


def broken_links(text, folder):
    """The links in a Markdown text that lead into the repository and to nothing there.

    Args:
        text: the file's or the cell's text.
        folder: the folder that relative links start from.
    """
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    links = re.findall(r"\]\(\s*<?([^)\s>]+)", text) + re.findall(r"(?:href|src)=[\"']([^\"']+)", text)
    return [link for link in links if not re.match(r"[a-z]+:|//", link) and not _leads_somewhere(link, text, folder)]


def _leads_somewhere(link, text, folder):
    place, _, anchor = link.partition("#")
    target = Path(folder) / place
    if place and (not target.exists() or target.suffix != ".md"):
        return target.exists()
    headings = re.findall(r"^#+\s+(.*?)\s*#*$", target.read_text(encoding="utf-8") if place else text, re.MULTILINE)
    # GitHub's rule: lower case, punctuation dropped, a hyphen for each space.
    return not anchor or anchor in [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def imported_modules(path, package):
    """The full names that a Python file imports, wherever in it, importlib's constant arguments included.

    Args:
        path: the file.
        package: the package it belongs to, for relative imports, such as "utils.plotting".
    """
    names = set()
    for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            names |= {argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    return names


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """As a plugin of a run: writes a line for each cell's report, in the form of CellRun."""
    report = yield
    if _RECORD in os.environ and (report.when == "call" or (report.when == "setup" and report.failed)):
        line = CellRun(
            id=item.cell.get("id", f"number {item.cell_num}"),
            source=item.cell.source,
            phase=report.when,
            complaint=str(report.longrepr) if report.failed else "",
            outputs=item.test_outputs or [],
        )
        with open(os.environ[_RECORD], "a", encoding="utf-8") as record:
            record.write(json.dumps(line._asdict()) + "\n")
    return report
