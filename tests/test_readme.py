"""What the README says of code is true: its exercise works as it stands there, its example says what it claims."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.M | re.S).group(1)


def python_blocks(text):
    return re.findall(r"```python\n(.*?)```", text, re.S)


def run(code, root):
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture
def copy(tmp_path):
    """A course with nothing in it but the checker, torch and the exercises."""
    for room in ("checking", "exercises"):
        shutil.copytree(ROOT / "utils" / room, tmp_path / "utils" / room, ignore=shutil.ignore_patterns("__pycache__"))
    for module in ("__init__.py", "torch_import.py"):
        shutil.copy(ROOT / "utils" / module, tmp_path / "utils")
    return tmp_path


def test_the_exercise_of_the_readme_works_from_nothing(copy):
    module, cell = python_blocks(section("Add an exercise"))
    (copy / "utils" / "exercises" / "norms.py").write_text(module, encoding="utf-8")
    said = run("from utils.checking import check, examine, find, hint\nimport numpy as np\n" + cell + """
print(examine("row_norms", lambda X: np.sqrt((X * X).sum(axis=1))).status)
print([examine("row_norms", m.functions[0]).mistake for m in find("row_norms").mistakes])
print(row_norms(np.array([[6.0, 8.0]])))
hint("row_norms")
""", copy)
    assert "row_norms: not yet" in said
    assert "\nright\n" in said
    assert "['not-rooted', 'columns']" in said
    assert "[10.]" in said                  # the blank function is stood in for
    assert "Hint 1 of 2" in said


def test_the_exercise_of_the_readme_is_short():
    module, cell = python_blocks(section("Add an exercise"))
    assert len(module.splitlines()) + len(cell.splitlines()) < 40


def test_the_example_of_a_program_says_what_the_readme_claims():
    block = next(b for b in python_blocks(section("The notebooks")))
    said = run(block + "\nprint(verdict.status, verdict.mistake)", ROOT)
    assert "not right absolute-value" in said


def test_the_verdict_at_the_top_is_the_checkers_own():
    shown = re.search(r"```text\n(.*?)```", README, re.S).group(1)
    said = run("from utils.checking import examine\nprint(examine('scale_rows', lambda X, s: X * s).text)", ROOT)
    for line in shown.splitlines():
        assert line.removesuffix(" ...") in said, line


def test_the_table_lists_every_notebook():
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        assert f"(notebooks/{notebook.name})" in README, f"{notebook.name} is not in the README's table"


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"^make (\w+)", README, re.M)):
        assert re.search(rf"^{target}:", makefile, re.M), target
