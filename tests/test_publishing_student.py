"""The student bundle: it holds no answer, what it says of itself is true, and it runs where there is nothing else."""

import ast
import re
import shutil
import subprocess
import sys

import pytest

from tests.notebook_tools import broken_links, file_problems, imported_modules
from utils.publishing import __main__ as command_line
from utils.publishing import answers, first_cell, student
from utils.publishing.folders import written
from utils.publishing.notebooks import ROOT, PublishingError, code_cells, dumps, notebook_paths, parse, read, source
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solution_sources, solve, stubs

# What a package is called where it is imported, for those that are called otherwise where they are installed.
INSTALLED_WITH = {"IPython": "ipywidgets"}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    out = tmp_path_factory.mktemp("student") / "the bundle"
    student.build_student(out)
    return out


def modules(folder):
    return [path for path in written(folder) if path.suffix == ".py"]


# --- no answers ------------------------------------------------------------------------------------------------


def test_it_holds_no_solution_and_nothing_that_has_one(bundle):
    student.refuse_answers(bundle)
    names = {path.relative_to(bundle).as_posix() for path in written(bundle)}
    assert not [name for name in names if re.search(r"solution|grading|publishing|tests?/|answers", name)]
    for path in modules(bundle):
        package = ".".join(path.relative_to(bundle).parts[:-1])
        for name in imported_modules(path, package):
            assert name.split(".")[:2][-1] not in student.LEFT_OUT or not name.startswith("utils"), f"{path}: {name}"
    for path in (bundle / "notebooks").glob("*.ipynb"):
        for _, cell in code_cells(read(path)):
            assert not re.search(r"utils\.(solutions|grading|publishing)", source(cell))


def test_every_file_of_it_is_expected(bundle):
    rooms = {path.relative_to(bundle).parts[0] for path in written(bundle)}
    files = {"README.md", "Makefile", "LICENSE", "requirements.txt", ".gitignore", "pyproject.toml"}
    assert rooms == {"notebooks", "utils", "data", ".ci"} | files
    assert {path.suffix for path in written(bundle / "utils")} == {".py"}
    ours = {path.name for path in (ROOT / "utils").iterdir() if not path.name.startswith(("__pycache__", "."))}
    assert {path.name for path in (bundle / "utils").iterdir()} == ours - set(student.LEFT_OUT)
    assert {path.name for path in (bundle / "data").iterdir()} == set(student.DATA)


def test_the_exercises_are_blank_and_the_rest_is_as_in_the_course(bundle):
    for path in notebook_paths():
        ours, theirs = read(path), read(bundle / "notebooks" / path.name)
        assert dumps(ours) == dumps(theirs)
        assert file_problems(theirs, first_cell.PLACEHOLDER) == []


@pytest.mark.parametrize("where", ["notebook", "one line", "library", "renamed", "in a block"])
def test_a_solution_left_in_it_stops_the_bundle(bundle, tmp_path, where):
    copy = tmp_path / "copy"
    shutil.copytree(bundle, copy)
    path = copy / "notebooks" / "07_convolution.ipynb"
    sources = solutions_for(path)
    if where in ("notebook", "one line"):
        solved = solve(read(path), sources, ["conv2d" if where == "notebook" else "box_kernel"])
        path.write_text(dumps(solved), encoding="utf-8")
    elif where == "in a block":
        text = "if True:\n    try:\n        pass\n    finally:\n" + indented(sources["conv2d"], 8)
        (copy / "utils" / "plotting" / "kept.py").write_text(text)
    else:
        text = sources["conv2d"] if where == "library" else renamed(sources["conv2d"])
        (copy / "utils" / "plotting" / "kept.py").write_text(text)
    with pytest.raises(PublishingError, match="holds the solution of (conv2d|box_kernel)"):
        student.refuse_answers(copy)


def indented(function, spaces):
    """The statements of a function, as they stand in a block that is so deep."""
    body = ast.parse(function).body[0].body
    lines = "\n".join(ast.unparse(statement) for statement in body).splitlines()
    return "".join(" " * spaces + line + "\n" for line in lines)


def renamed(function):
    tree = ast.parse(function)
    for node in ast.walk(tree):
        for field in ("id", "arg", "name"):
            if getattr(node, field, "np") != "np" and isinstance(node, (ast.Name, ast.arg, ast.FunctionDef)):
                setattr(node, field, "its_" + getattr(node, field))
    return ast.unparse(tree)


def test_other_code_is_no_solution():
    solutions = answers.bodies(solution_sources("def f(x):\n    y = x + 1\n    return y\ndef g(x):\n    return -x"))
    assert answers.found_in("def h(a):\n    print(a)\n    b = a + 1\n    return b", solutions) == ["f"]
    for other in ["y = x + 2\nreturn y", "return -x", "y = x + 1\nreturn x", "y = x + 1", "y = x + 1\nz = y\nreturn y"]:
        assert answers.found_in("def h(x):\n    " + other.replace("\n", "\n    "), solutions) == []


# --- what it says is true --------------------------------------------------------------------------------------


def test_the_readme_links_to_what_is_there_and_names_nothing_else(bundle):
    text = (bundle / "README.md").read_text(encoding="utf-8")
    assert broken_links(text, bundle) == []
    assert not re.search(r"OWNER|solutions|grading|publishing|make (test|bench)|\bColab\b|tests/", text)
    assert set(re.findall(r"^## (.*)", text, re.MULTILINE)) == {*student.SECTIONS, "Where things are"}
    for place in re.findall(r"^(\s*)([\w.]+)/ ", text, re.MULTILINE):
        assert (bundle / ("utils" if place[0] else "") / place[1]).is_dir()
    for path in notebook_paths():
        assert f"(notebooks/{path.name})" in text


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_its_makefile_has_what_the_readme_says_and_no_more(bundle):
    def make(*arguments):
        done = subprocess.run(["make", *arguments], cwd=bundle, check=True, capture_output=True, encoding="utf-8")
        return done.stdout

    assert set(re.findall(r"^make (\w+)", make(), re.MULTILINE)) == {"lab", "help"}
    assert "jupyterlab" in make("-n", "lab") and 'sh .ci/setup ".venv"' in make("-n", "lab")
    text = (bundle / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^([\w-]+):(?!=)", text, re.MULTILINE)) == set(student.TARGETS)
    assert not re.search(r"test|bench", text)


def test_its_requirements_are_all_it_imports(bundle):
    names = set(re.findall(r"^([\w-]+)", (bundle / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    assert names == set(student.PACKAGES)
    code = [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in modules(bundle)]
    code += [(path, parse(source(cell))) for path in notebook_paths(bundle) for _, cell in code_cells(read(path))]
    for path, tree in code:
        for node in ast.walk(tree):
            found = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            found += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in {name.split(".")[0] for name in found} - set(sys.stdlib_module_names) - {"utils"}:
                assert INSTALLED_WITH.get(name, name) in names, f"{path.name} imports {name}"


def test_a_repository_of_the_students_own_is_put_everywhere(tmp_path):
    student.build_student(tmp_path / "out", repository="some-one/for-students")
    for path in notebook_paths(tmp_path / "out"):
        assert file_problems(read(path), "some-one/for-students") == []
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "In Colab" in text and broken_links(text, tmp_path / "out") == []
    with pytest.raises(PublishingError, match="Expected owner/name"):
        student.build_student(tmp_path / "other", repository="nonsense")
    assert not (tmp_path / "other").exists()


# --- it runs ---------------------------------------------------------------------------------------------------
# That every notebook runs blank from a bundle is tests/test_notebooks.py's.


def test_the_first_cell_finds_the_bundle_and_nothing_else(bundle):
    cell = source(code_cells(read(bundle / "notebooks" / "00_start_here.ipynb"))[0][1])
    code = f"""{cell}
import pathlib, pkgutil, utils
print([m.__file__ for name, m in list(sys.modules.items()) if name.split(".")[0] == "utils"])
print([info.name for info in pkgutil.iter_modules(utils.__path__)])
from utils.checking import examine, exercises
print(len(exercises()), examine("relu", lambda z: z * (z > 0)).status, examine("relu", abs).mistake)
"""
    environment = {"PATH": "", "HOME": str(bundle), "MPLBACKEND": "agg", "SYSTEMROOT": "C:\\Windows"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=bundle / "notebooks", env=environment, check=False, capture_output=True,
        encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    files, rooms, said = done.stdout.splitlines()[-3:]
    assert all(str(bundle.resolve()) in file for file in ast.literal_eval(files))
    assert set(ast.literal_eval(rooms)).isdisjoint(student.LEFT_OUT)
    exercises = sum(len(stubs(read(path))) for path in notebook_paths())
    assert said == f"{exercises} right absolute-value"


# --- the command -----------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did_or_why_not(tmp_path, capsys):
    out = tmp_path / "out"
    assert command_line.main(["student", str(out)]) == 0
    assert "make lab" in capsys.readouterr().out
    assert command_line.main(["student", str(out)]) == 1
    assert "is not empty" in capsys.readouterr().err
    (out / "mine.txt").write_text("kept")
    assert command_line.main(["student", str(out), "--force"]) == 0
    assert (out / "mine.txt").exists()
    assert command_line.main(["student", str(ROOT), "--force"]) == 1
    assert "holds the course itself" in capsys.readouterr().err


@pytest.mark.parametrize(
    "missing, said",
    [
        ("data/digits.npz", "digits.npz cannot be read"),
        ("README.md", "README.md cannot be read"),
        (".ci/setup", "setup cannot be read"),
        ("utils/solutions/loss.py", "02_loss.ipynb has no solutions"),
    ],
)
def test_a_source_that_is_missing_is_named(tmp_path, missing, said):
    course = tmp_path / "course"
    for name in ("notebooks", "utils", "data", ".ci"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "Makefile", "LICENSE", "requirements.txt", ".gitignore", "pyproject.toml"):
        shutil.copy(ROOT / name, course)
    (course / missing).unlink()
    with pytest.raises(PublishingError, match=said):
        student.build_student(tmp_path / "out", root=course)
    assert not (tmp_path / "out").exists()
