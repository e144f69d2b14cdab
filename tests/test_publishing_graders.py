"""The bundles for other graders, as far as it can be seen without those graders (with them: make test-bundles)."""

import json
import re
import shutil
import zipfile

import pytest

from utils.checking import exercises, find
from utils.publishing import __main__ as command_line
from utils.publishing import address, nbgrader, otter
from utils.publishing.marked import marked
from utils.publishing.notebooks import ROOT, PublishingError, code_cells, dumps, notebook_paths, parse, read, source
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solve, stubs

SEED = 1811
PATHS = notebook_paths()
SOURCES = {"nbgrader": nbgrader.source_notebook, "otter": otter.source_notebook}
BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"


def by_name(notebook):
    """Exercise -> the text of its cell."""
    return {stub.name: source(notebook["cells"][stub.cell]) for stub in stubs(notebook)}


def statements(text):
    return [line for line in re.sub(r"#.*", "", text).split("\n") if line.strip()]


def for_students(text):
    """What both graders make of a marked cell: `...` in place of each solution."""
    return re.sub(rf"( *)#*{BEGIN}\n.*?#*{END}", r"\1...", text, flags=re.DOTALL)


# --- solutions between comments --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_with_its_solutions_taken_out_it_is_the_notebook_of_the_students(path):
    blank, solved = by_name(read(path)), by_name(solve(read(path), solutions_for(path)))
    with_marks = by_name(marked(path, BEGIN, END))
    assert list(with_marks) == list(blank)
    for name, text in with_marks.items():
        assert text.count(BEGIN) == text.count(END) == 1
        left = for_students(text)
        if name != "ledger":  # what is given there stays, and one more ... comes after it
            assert left == blank[name]
            assert statements(text) == statements(solved[name])
        else:
            assert [line for line in left.split("\n") if line.strip() != "..."] == blank[name].split("\n")


def test_a_ledger_is_right_when_it_is_marked_and_not_yet_when_it_is_taken_out():
    path = next(path for path in PATHS if path.stem == "05_backprop")
    notebook = marked(path, BEGIN, END)
    names = {"check": lambda function: function}
    exec("import numpy as np", names)
    names["softmax_cross_entropy_backward"] = find("softmax_cross_entropy_backward").stand_in()
    text = by_name(notebook)["ledger"]
    assert "dlogits = ..." in text and text.count("return dlogits") == 1
    for code, status in ((text, "right"), (for_students(text), "not yet")):
        exec(code, names)
        exec("from utils.checking import examine\nverdict = examine('ledger', ledger)", names)
        assert names["verdict"].status == status, names["verdict"].text


# --- what each grader reads ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nbgrader_finds_a_solution_and_a_test_for_each_exercise(path):
    notebook = nbgrader.source_notebook(path, SEED)
    marked_cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    kept = [(cell["metadata"]["nbgrader"], source(cell)) for cell in marked_cells]
    names = list(by_name(read(path)))
    assert [about["grade_id"] for about, _ in kept] == [id for name in names for id in (name, f"test_{name}")]
    for name, (answer, text), (graded, test) in zip(names, kept[0::2], kept[1::2]):
        assert (answer["solution"], answer["grade"], answer["locked"]) == (True, False, False)
        assert "points" not in answer
        assert (graded["solution"], graded["grade"], graded["locked"]) == (False, True, True)
        assert graded["points"] == exercises()[name].points
        assert "### BEGIN SOLUTION" in text and re.search(rf"### BEGIN HIDDEN TESTS\n.*seed={SEED}\)", test)
        assert str(SEED) not in re.sub(r"### BEGIN HIDDEN TESTS.*### END HIDDEN TESTS", "", test, flags=re.DOTALL)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_otter_finds_a_question_for_each_exercise(path):
    cells = otter.source_notebook(path, SEED)["cells"]
    assert source(cells[0]).startswith(f"# ASSIGNMENT CONFIG\nname: {path.stem}\n") and cells[0]["cell_type"] == "raw"
    raw = [source(cell) for cell in cells[1:] if cell["cell_type"] == "raw"]
    names = list(by_name(read(path)))
    assert raw == [
        text
        for name in names
        for text in (
            f"# BEGIN QUESTION\nname: {name}\npoints: {exercises()[name].points:g}",
            "# BEGIN SOLUTION",
            "# END SOLUTION",
            "# BEGIN TESTS",
            "# END TESTS",
            "# END QUESTION",
        )
    ]
    tests = [source(cell) for cell in cells if "BEGIN TEST CONFIG" in source(cell)]
    assert len(tests) == 2 * len(names)
    for seen, hidden in zip(tests[0::2], tests[1::2]):
        assert "points: 0\n" in seen and "hidden" not in seen and str(SEED) not in seen
        assert "hidden: true" in hidden and f"seed={SEED}" in hidden


@pytest.mark.parametrize("grader", SOURCES)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_cell_has_an_id_of_its_own_and_code_parses(grader, path):
    notebook = SOURCES[grader](path, SEED)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for _, cell in code_cells(notebook):
        parse(source(cell))


def test_otter_leaves_out_the_cells_that_show_controls_and_no_others():
    for path in PATHS:
        for _, cell in code_cells(otter.source_notebook(path, SEED)):
            shown = re.findall(r"from utils\.interactive\.(\w+) import", source(cell))
            ignored = otter.IGNORED in cell["metadata"].get("tags", [])
            exercise = "@check" in source(cell)
            assert not (ignored and exercise)
            if shown and shown != ["progress"] and len(source(cell).split("\n")) > 1:
                assert ignored, source(cell)


def test_no_address_leads_to_the_copy_with_the_solutions(tmp_path):
    for name in ("notebooks", "utils/solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    address.set_repository("some-one/the-course", tmp_path)
    path = notebook_paths(tmp_path)[1]
    assert "some-one/the-course" in dumps(read(path))
    for source_notebook in SOURCES.values():
        assert "some-one" not in dumps(source_notebook(path, SEED, tmp_path))


# --- the tests in them -----------------------------------------------------------------------------------------

ANSWERS = {
    "right": ("def relu(z):\n    return np.maximum(z, 0)", True),
    "wrong": ("def relu(z):\n    return abs(z)", False),
    "blank": ("def relu(z):\n    ...", False),
}


@pytest.mark.parametrize("grader", SOURCES)
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("checked", [True, False])
def test_the_tests_of_a_grader_pass_on_a_right_answer_alone(grader, answer, checked):
    text, passes = ANSWERS[answer]
    path = next(path for path in PATHS if path.stem == "01_mlp")
    cells = [source(cell) for _, cell in code_cells(SOURCES[grader](path, SEED))]
    tests = [cell for cell in cells if 'examine("relu", relu' in cell]
    assert len(tests) == {"nbgrader": 1, "otter": 2}[grader]
    names = {}
    exec(f"import numpy as np\nfrom utils.checking import check\n{'@check' if checked else ''}\n{text}", names)
    for test in tests:
        if passes:
            exec(test, names)
        else:
            with pytest.raises(AssertionError, match="relu: not "):
                exec(test, names)


def test_a_mistake_is_paid_for_once():
    code = "import numpy as np\nfrom utils.checking import examine\n"
    code += "def affine(X, W, b):\n    return {}\ndef layer(X, W, b, activation):\n    return {}\n"
    code += "verdicts = examine('affine', affine), examine('layer', layer)"
    for affine, layer, earned in [
        ("X @ W.T + b", "activation(affine(X, W, b))", [True, True]),
        ("X @ W.T", "activation(affine(X, W, b))", [False, True]),
        ("X @ W.T", "affine(X, W, b)", [False, False]),
        ("X @ W.T + b", "affine(X, W, b)", [True, False]),
    ]:
        names = {}
        exec(code.format(affine, layer), names)
        assert [verdict.earns for verdict in names["verdicts"]] == earned


# --- the bundles -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("grader", SOURCES)
def test_a_bundle_holds_what_its_tests_need_and_says_its_seed(grader, tmp_path, capsys):
    out = tmp_path / "out"
    assert command_line.main([grader, str(out), "--seed", str(SEED)]) == 0
    assert "README.md says" in capsys.readouterr().out
    assert {path.stem for path in out.rglob("*.ipynb")} == {path.stem for path in PATHS}
    library = [path.relative_to(out).as_posix() for path in out.rglob("*.py")]
    assert not [path for path in library if re.search("solutions|grading|publishing", path)]
    assert (out / "utils" / "checking" / "__init__.py").exists() and (out / "data" / "digits.npz").exists()
    assert re.search(rf"^{grader}", (out / "requirements.txt").read_text(), re.MULTILINE)
    readme = (out / "README.md").read_text()
    assert f"seed = {SEED}" in " ".join(readme.split()) and "{" not in readme
    for name in re.findall(r"\b01_mlp\b", readme):
        assert list(out.rglob(f"{name}.ipynb"))
    assert command_line.main([grader, str(out)]) == 1
    assert "is not empty" in capsys.readouterr().err


@pytest.mark.parametrize("grader", SOURCES)
def test_the_seed_is_another_one_each_time(grader, tmp_path):
    build = {"nbgrader": nbgrader.build_nbgrader, "otter": otter.build_otter}[grader]
    for name in "ab":
        build(tmp_path / name)
    readmes = [" ".join((tmp_path / name / "README.md").read_text().split()) for name in "ab"]
    seeds = {re.search(r"seed = (\d+)", text)[1] for text in readmes}
    assert len(seeds) == 2
    with pytest.raises(PublishingError, match="at least 0"):
        build(tmp_path / "c", seed=-1)
    with pytest.raises(PublishingError, match="is not empty"):
        build(tmp_path / "a")


def test_nbgraders_settings_are_python():
    compile(nbgrader.CONFIG, "nbgrader_config.py", "exec")


# --- Gradescope ------------------------------------------------------------------------------------------------


def test_the_autograder_for_gradescope_is_that_of_grading(tmp_path, capsys):
    (tmp_path / "s.toml").write_text('notebooks = ["01_mlp"]\n')
    assert command_line.main(["gradescope", str(tmp_path / "a.zip"), "--settings", str(tmp_path / "s.toml")]) == 0
    assert "upload it" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {"run_autograder", "setup.sh", "grading.toml", "utils/grading/__main__.py"} <= set(archive.namelist())
        assert json.dumps(["01_mlp"]) in archive.read("grading.toml").decode()
    (tmp_path / "s.toml").write_text("notebooks = 1\n")
    assert command_line.main(["gradescope", str(tmp_path / "b.zip"), "--settings", str(tmp_path / "s.toml")]) == 1
    assert "a list of names is expected" in capsys.readouterr().err and not (tmp_path / "b.zip").exists()
