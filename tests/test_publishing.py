"""Solved notebooks, the repository's address, the first cell: what utils.publishing does to notebooks."""

import ast
import copy
import json
import os
import shutil
import stat
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from utils.publishing import __main__ as command_line
from utils.publishing import address, badges, cleaning, first_cell
from utils.publishing.notebooks import PublishingError, dumps, notebook_paths, read, source
from utils.publishing.solved import build_solved
from utils.publishing.solving import solution_sources, solve, stubs

FIRST = first_cell.render(first_cell.PLACEHOLDER)

COLAB_LINK = "https://colab.research.google.com/github/some-one/a.course/blob/main/notebooks/03_made_up.ipynb"

STUB = '''\
# One rung of the ladder.
@check(points=2)
def double(x, *, times=1):
    """Twice x.

    The stub's words."""
    # YOUR CODE HERE
    raise NotImplementedError

double(np.ones(3))'''

SOLUTIONS = '''\
"""The module's own words."""
import numpy as np


def double(x, *, times: int = 1):
    """The solution's words."""
    # Added, not multiplied:
    total = x + x  # keeps the dtype

    if times > 1:
        return double(total, times=times - 1)
    return total
    # the end


def _helper():
    return 3


def ones(n): return np.ones(n)
'''

SOLVED = '''\
# One rung of the ladder.
@check(points=2)
def double(x, *, times=1):
    """Twice x.

    The stub's words."""
    # Added, not multiplied:
    total = x + x  # keeps the dtype

    if times > 1:
        return double(total, times=times - 1)
    return total
    # the end

double(np.ones(3))'''


def cell(text, kind="code", **more):
    made = {"cell_type": kind, "id": f"id-{zlib.crc32(repr(text).encode())}", "metadata": {}, "source": text, **more}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def notebook(*cells):
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


IMPORT = cell("%matplotlib inline\nimport numpy as np")
ONES = cell("@check\ndef ones(n):\n    ...")


@pytest.fixture
def course(tmp_path):
    """A course's folder with one notebook, its solutions, a README and the setting."""
    root = tmp_path / "the course"
    (root / "notebooks").mkdir(parents=True)
    (root / "utils" / "solutions").mkdir(parents=True)
    link = "[Source](https://github.com/OWNER/NAME/blob/main/notebooks/03_made_up.ipynb)"
    cells = [cell(f"# Déjà vu\n{link}", "markdown"), cell(FIRST), IMPORT, cell(STUB), ONES]
    (root / "notebooks" / "03_made_up.ipynb").write_text(dumps(notebook(*cells)), encoding="utf-8")
    (root / "utils" / "solutions" / "made_up.py").write_text(SOLUTIONS, encoding="utf-8")
    (root / "pyproject.toml").write_text('[tool.course]\nrepository = "OWNER/NAME"  # set it\n', encoding="utf-8")
    (root / "README.md").write_text(
        "git clone https://github.com/OWNER/NAME.git, https://github.com/OWNER/NAME/issues, "
        "https://github.com/OWNER/NAME. Not https://github.com/OWNER/NAMES nor OWNER/NAME itself.\n"
        "| [03 · Made up](notebooks/03_made_up.ipynb) | `double` |\nSee [03](notebooks/03_made_up.ipynb).\n",
        encoding="utf-8",
    )
    return root


# --- solving ---------------------------------------------------------------------------------------------------


def test_the_body_is_replaced_and_everything_else_stays():
    blank = notebook(IMPORT, cell(STUB), cell(["@check\n", "def ones(n):\n", "    ..."]))
    before = copy.deepcopy(blank)
    solved = solve(blank, solution_sources(SOLUTIONS))
    assert blank == before
    assert solved["cells"][0] is blank["cells"][0]
    assert solved["cells"][1] == blank["cells"][1] | {"source": SOLVED}
    assert solved["cells"][2]["source"] == ["@check\n", "def ones(n):\n", "    return np.ones(n)"]


def test_only_the_named_exercises_are_filled_in():
    blank = notebook(IMPORT, cell(STUB), ONES)
    solved = solve(blank, solution_sources(SOLUTIONS), only=["ones"])
    assert solved["cells"][1] == blank["cells"][1]
    assert "return" in source(solved["cells"][2])
    assert solve(blank, solution_sources(SOLUTIONS), only=[]) == blank


def test_several_exercises_in_one_cell_and_signatures_over_lines():
    blank = notebook(
        cell(
            "@check\ndef first(a,  # with a colon: here\n          b={'k': lambda x: x}) -> dict[str, int]:\n"
            "    raise NotImplementedError\n    # still the first\n\n# between\n@check\ndef second(): ...\n# after"
        )
    )
    solutions = {
        "first": "def first(a, b={'k': lambda x: x}):\n    text = '''\nnot: indented'''\n    return a, text",
        "second": 'def second():\n    "Words."\n    return 2',
    }
    assert source(solve(blank, solutions)["cells"][0]) == (
        "@check\ndef first(a,  # with a colon: here\n          b={'k': lambda x: x}) -> dict[str, int]:\n"
        "    text = '''\nnot: indented'''\n    return a, text\n\n# between\n@check\ndef second():\n    return 2\n# after"
    )


def test_a_stub_of_a_docstring_alone_is_an_exercise_too():
    blank = notebook(cell('@check\ndef f(x): "Words."'))
    assert source(solve(blank, {"f": "def f(x):\n    return x"})["cells"][0]) == (
        '@check\ndef f(x):\n    "Words."\n    return x'
    )


def test_functions_without_check_and_inner_ones_are_no_exercises():
    blank = notebook(
        cell(
            "def wrong(x):\n    return -x\ncheck(wrong)\n@other\ndef third(): ...\nclass A:\n    @check\n    def f(self): ..."
        )
    )
    assert stubs(blank) == []


ERRORS = {
    "exercise ones found without a solution": ([IMPORT, cell(STUB), ONES], SOLUTIONS.split("def ones")[0], None),
    "solution ones found without an exercise": ([IMPORT, cell(STUB)], SOLUTIONS, None),
    "name to fill in twos found without an exercise": ([IMPORT, cell(STUB), ONES], SOLUTIONS, ["twos"]),
    r"exercise is ones\(m\) in cell 1, and the solution is ones\(n\)": (
        [IMPORT, cell("@check\ndef ones(m): ...")],
        "def ones(n):\n    return n",
        None,
    ),
    r"exercise is ones\(n=1\) in cell 0, and the solution is ones\(n=2\)": (
        [cell("@check\ndef ones(n=1): ...")],
        "def ones(n=2):\n    return n",
        None,
    ),
    "ones stands in cell 0 and again in cell 1": ([ONES, ONES], "def ones(n):\n    return n", None),
    "solution ones uses _helper, np, which no cell": (
        [ONES],
        "def ones(n):\n    return [np.ones(_helper()) for _ in n]",
        None,
    ),
    "Cell 0 has an exercise and does not parse": (
        [cell("@check\ndef ones(n:\n    ...")],
        "def ones(n):\n    return n",
        None,
    ),
    "solution ones does not fit": ([cell("@check\ndef ones(n):\n  '''Words.'''")], "def ones(n):\n    return n", None),
    "give the solution a body": ([ONES], 'def ones(n):\n    """Words alone."""', None),
    "the module does not parse": ([ONES], "def ones(n:", None),
}


@pytest.mark.parametrize("message", ERRORS)
def test_what_does_not_fit_together_is_named(message):
    cells, solutions, only = ERRORS[message]
    with pytest.raises(PublishingError, match=message):
        solve(notebook(*cells), solution_sources(solutions), only)


def test_build_solved_writes_all_or_nothing(course, tmp_path):
    out = tmp_path / "new" / "out"
    assert build_solved(out, root=course) == [out / "03_made_up.ipynb"]
    assert source(read(out / "03_made_up.ipynb")["cells"][3]) == SOLVED
    assert os.listdir(tmp_path / "new") == ["out"]
    with pytest.raises(PublishingError, match="is not empty"):
        build_solved(out, root=course)
    (out / "own.txt").write_text("mine")
    (course / "notebooks" / "04_more.ipynb").write_text(dumps(notebook(ONES)))
    with pytest.raises(PublishingError, match="04_more.ipynb: 04_more.ipynb has no solutions"):
        build_solved(out, force=True, root=course)
    assert sorted(os.listdir(out)) == ["03_made_up.ipynb", "own.txt"]
    assert build_solved(out, ["made_up"], force=True, root=course) == [out / "03_made_up.ipynb"]
    assert sorted(os.listdir(out)) == ["03_made_up.ipynb", "own.txt"]


@pytest.mark.parametrize("out", ["notebooks", "notebooks/solved", "utils/../notebooks/x", "data/new", ".", ".."])
def test_solved_notebooks_never_go_among_the_courses_files(course, out):
    with pytest.raises(PublishingError, match="the course's own files|the course itself"):
        build_solved(course / out, root=course, force=True)
    assert os.listdir(course / "notebooks") == ["03_made_up.ipynb"]


def test_a_name_that_is_no_notebook_and_a_file_that_is_none(course, tmp_path):
    with pytest.raises(PublishingError, match="No notebook is called nmist. There are: 03_made_up.ipynb"):
        build_solved(tmp_path / "out", ["nmist"], root=course)
    for text, said in [("{", "does not parse"), ("[]", "no list of cells")]:
        (course / "notebooks" / "03_made_up.ipynb").write_text(text)
        with pytest.raises(PublishingError, match=said):
            build_solved(tmp_path / "out", root=course)
    assert not (tmp_path / "out").exists()
    assert [path.name for path in notebook_paths(course, ["03_made_up", "made_up"])] == ["03_made_up.ipynb"]


def test_the_real_notebooks_can_be_solved(tmp_path):
    written = build_solved(tmp_path / "out")
    assert [path.name for path in written] == [path.name for path in notebook_paths()]


# --- the address -----------------------------------------------------------------------------------------------


def test_the_address_is_set_everywhere_and_only_there(course):
    path = course / "notebooks" / "03_made_up.ipynb"
    before, text = read(path), path.read_text(encoding="utf-8")
    changed = address.set_repository("some-one/a.course", course)
    assert {file.name for file in changed} == {"03_made_up.ipynb", "README.md", "pyproject.toml"}
    assert address.current(course) == "some-one/a.course"
    assert '"some-one/a.course"  # set it\n' in (course / "pyproject.toml").read_text()
    assert (course / "README.md").read_text() == (
        "git clone https://github.com/some-one/a.course.git, https://github.com/some-one/a.course/issues, "
        "https://github.com/some-one/a.course. Not https://github.com/OWNER/NAMES nor OWNER/NAME itself.\n"
        f"| [03 · Made up](notebooks/03_made_up.ipynb) · [Open in Colab]({COLAB_LINK}) | `double` |\n"
        "See [03](notebooks/03_made_up.ipynb).\n"
    )
    after = read(path)
    assert after["cells"][1] == {**cell("", "markdown"), "id": "open-in-colab", "source": [f"[Open in Colab]({COLAB_LINK})"]}
    assert source(after["cells"][2]) == first_cell.render("some-one/a.course")
    assert "github.com/some-one/a.course/blob" in source(after["cells"][0])
    assert after["cells"][3:] == before["cells"][2:] and list(after) == list(before)
    assert address.disagreements(course) == []
    address.set_repository("some-one/else", course)
    assert "some-one/a.course" not in path.read_text() + (course / "README.md").read_text()
    address.set_repository("some-one/a.course", course)
    assert address.set_repository("some-one/a.course", course) == []
    address.set_repository("OWNER/NAME", course)
    assert path.read_text(encoding="utf-8") == text


def test_the_repository_agrees_with_its_setting():
    assert address.disagreements() == []


def spoil(course, name, old, new):
    path = course / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


DISAGREEING = {
    "another first cell": ("notebooks/03_made_up.ipynb", '\\"some-one/a.course\\"', '\\"some-one/else\\"'),
    "another badge": ("notebooks/03_made_up.ipynb", "github/some-one/a.course/blob/main", "github/some-one/else/blob/main"),
    "a badge to another branch": ("notebooks/03_made_up.ipynb", "google.com/github/some-one/a.course/blob/main", "google.com/github/some-one/a.course/blob/old"),
    "no badge": ("notebooks/03_made_up.ipynb", '"open-in-colab"', '"something-else"'),
    "another link to Colab in the text": ("notebooks/03_made_up.ipynb", "# Déjà vu", "[Colab](https://colab.research.google.com/github/x/y/blob/main/z.ipynb)"),
    "another badge in the README": ("README.md", "colab.research.google.com/github/some-one/a.course", "colab.research.google.com/github/a/b"),
    "no badge in the README": ("README.md", f" · [Open in Colab]({COLAB_LINK})", ""),
    "another setting": ("pyproject.toml", "some-one/a.course", "some-one/else"),
    "no setting": ("pyproject.toml", "some-one/a.course", "OWNER/NAME"),
}


@pytest.mark.parametrize("case", DISAGREEING)
def test_what_disagrees_with_the_setting_is_found_and_mended(course, case):
    address.set_repository("some-one/a.course", course)
    name, old, new = DISAGREEING[case]
    spoil(course, name, old, new)
    found = address.disagreements(course)
    assert found and ("setting" in case or all(sentence.startswith(Path(name).name) for sentence in found))
    if "setting" in case or "in the text" in case:
        return
    address.set_repository("some-one/a.course", course)
    assert address.disagreements(course) == []


def test_without_an_address_no_badge_leads_nowhere(course):
    text = (course / "notebooks" / "03_made_up.ipynb").read_text() + (course / "README.md").read_text()
    assert "colab.research" not in text and address.disagreements(course) == []
    spoil(course, "README.md", "See ", f"[Open in Colab]({badges.url('OWNER/NAME', '03_made_up.ipynb')}) See ")
    assert ["README.md" in sentence for sentence in address.disagreements(course)] == [True]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "name",
        "a/b/c",
        "a b/c",
        "https://github.com/a/b",
        "a/b.git",
        "-a/b",
        "a--b/c",
        "a/..",
        "a/b\n",
        'a/b"',
        "ä/b",
        "a" * 40 + "/b",
    ],
)
def test_an_address_of_another_form_changes_nothing(course, wrong):
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    with pytest.raises(PublishingError, match="Expected owner/name"):
        address.set_repository(wrong, course)
    assert before == {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}


def test_a_notebook_without_the_first_cell_changes_nothing(course):
    (course / "notebooks" / "04_more.ipynb").write_text(dumps(notebook(IMPORT, cell(FIRST))))
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    with pytest.raises(PublishingError, match="04_more.ipynb does not begin with the course's first cell"):
        address.set_repository("a/b", course)
    assert before == {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}


def test_a_setting_that_is_missing_is_named(course):
    for text in ["", "[tool.course]\n", "[tool.course\n", "[tool.course]\nrepository = 'a/b'\n"]:
        (course / "pyproject.toml").write_text(text)
        with pytest.raises(PublishingError, match="repository = "):
            address.set_repository("c/d", course)


# --- cleaning --------------------------------------------------------------------------------------------------


def test_cleaning_takes_out_what_a_run_leaves_and_nothing_else(course):
    path = course / "notebooks" / "03_made_up.ipynb"
    clean = read(path)
    used = copy.deepcopy(clean)
    used["metadata"] |= {"widgets": {"application/x": {}}, "colab": {"provenance": []}}
    used["metadata"]["language_info"]["version"] = "3.11.2"
    used["cells"][1] |= {"execution_count": 3, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    used["cells"][2]["metadata"] = {"scrolled": True}
    path.write_text(json.dumps(used))
    assert cleaning.clean_files(root=course) == [path]
    assert read(path) == clean
    assert cleaning.clean_files(root=course) == []


def test_random_and_missing_ids_become_lasting_ones():
    cells = [
        cell("a", id="0f3b91aa"),
        cell("a"),
        cell("a", id="d0a3c1de-1234-4321-8888-0123456789ab"),
        cell("b", id="b"),
    ]
    del cells[1]["id"]
    cells[0]["metadata"] = {"tags": ["kept"], "collapsed": True}
    cleaned = cleaning.clean(notebook(*cells))
    ids = [made["id"] for made in cleaned["cells"]]
    assert len(set(ids)) == 4 and ids[3] == "b" and not any(cleaning.RANDOM_ID.fullmatch(id) for id in ids)
    assert cleaned["cells"][0]["metadata"] == {"tags": ["kept"]}
    assert cleaning.clean(cleaned) == cleaned


# --- the command line ------------------------------------------------------------------------------------------


def test_the_command_line_says_what_it_did_or_why_not(tmp_path, capsys):
    assert command_line.main(["repository"]) == 0
    assert capsys.readouterr().out.strip() == address.current()
    assert command_line.main(["first-cell"]) == 0
    assert capsys.readouterr().out.strip() == first_cell.render(address.current())
    (tmp_path / "full").write_text("a file")
    assert command_line.main(["solved", str(tmp_path / "full")]) == 1
    assert "is a file. Choose" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        command_line.main([])


# --- the first cell --------------------------------------------------------------------------------------------

COURSE_MODULE = """\
import sys
check = compare = hint = progress = verify = None
def start():
    starts.append(1)
    print("started", __file__, len(starts))
starts = []
"""


@pytest.fixture
def tree(tmp_path):
    """A folder "up" with a course in it, whose modules say where they lie, and an empty folder "away"."""
    utils = tmp_path / "up" / "the course" / "utils"
    (utils / "deep").mkdir(parents=True)
    (utils / "__init__.py").write_text("")
    (utils / "course.py").write_text(COURSE_MODULE)
    (utils.parent / "notebooks").mkdir()
    (tmp_path / "away").mkdir()
    return tmp_path.resolve()


def run_first_cell(
    folder, before="", after="", repository="OWNER/NAME", environment=None, prefix="/nowhere/venv", twice=False
):
    """Runs the first cell in a fresh Python in `folder`, with lines of code before and after it."""
    text = first_cell.render(repository)
    code = f"import sys\nsys.prefix = {prefix!r}\n{before}\n{text}\n{text if twice else ''}\n{after}\n"
    inherited = {key: value for key, value in os.environ.items() if key not in ("COURSE_ROOT", "PYTHONPATH")}
    settings = {"cwd": folder, "env": inherited | (environment or {})}
    return subprocess.run([sys.executable, "-c", code], **settings, check=False, capture_output=True, encoding="utf-8")


def started(done):
    """The file of the course that a run of the first cell started."""
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.split("started ")[-1].rsplit(" ", 1)[0])


@pytest.mark.parametrize("folder", ["up", "up/the course", "up/the course/notebooks", "up/the course/utils/deep"])
def test_the_course_is_found_from_folders_around_it(tree, folder):
    assert started(run_first_cell(tree / folder)) == tree / "up" / "the course" / "utils" / "course.py"


def test_elsewhere_the_course_is_found_by_the_variable_or_the_kernel(tree):
    course = tree / "up" / "the course"
    for settings in [
        {"environment": {"COURSE_ROOT": str(course)}},
        {"environment": {"COURSE_ROOT": os.path.join("..", "up", "the course")}},
        {"prefix": str(course / ".venv")},
    ]:
        assert started(run_first_cell(tree / "away", **settings)) == course / "utils" / "course.py"


@pytest.mark.parametrize("wrong", [None, "", "/no/such/folder"])
def test_not_found_says_where_it_looked_and_what_to_do(tree, wrong):
    environment = {} if wrong is None else {"COURSE_ROOT": wrong}
    done = run_first_cell(tree / "away", environment=environment)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("FileNotFoundError: ") and str(tree / "away") in last and "COURSE_ROOT: set that" in last


def test_a_folder_one_may_not_read_is_no_obstacle(tree):
    shut = tree / "up" / "a shut folder"
    shut.mkdir(mode=0)
    if os.access(shut, os.R_OK):
        pytest.skip("this user may read every folder")
    assert started(run_first_cell(tree / "up")) == tree / "up" / "the course" / "utils" / "course.py"


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_links_in_a_circle_are_no_obstacle(tree):
    (tree / "up" / "circle").symlink_to(tree / "up" / "circle")
    assert started(run_first_cell(tree / "up")) == tree / "up" / "the course" / "utils" / "course.py"


FOREIGN = {
    "beside the notebook": ("up/the course/notebooks/utils.py", ""),
    "imported before": ("foreign/utils.py", "sys.path.insert(0, {foreign!r}); import utils"),
    "imported before, a package": ("foreign/utils/__init__.py", "sys.path.insert(0, {foreign!r}); import utils.part"),
    "installed": ("foreign/utils/__init__.py", "sys.path.append({foreign!r})"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_foreign_utils_is_not_taken_for_the_course(tree, case):
    file, before = FOREIGN[case]
    (tree / file).parent.mkdir(parents=True, exist_ok=True)
    (tree / file).write_text("")
    (tree / file).with_name("part.py").write_text("")
    done = run_first_cell(tree / "up/the course/notebooks", before=before.format(foreign=str(tree / "foreign")))
    assert started(done) == tree / "up" / "the course" / "utils" / "course.py"


def test_run_again_the_cell_loses_nothing(tree):
    done = run_first_cell(
        tree / "up", after="print(sys.path.count(find_course()), sys.path[0] == find_course())", twice=True
    )
    assert done.stdout.splitlines()[1].endswith("course.py 2"), done.stderr
    assert done.stdout.splitlines()[2] == "1 True"


COLAB = "import types; sys.modules['google.colab'] = types.ModuleType('google.colab')"


@pytest.fixture
def git(tree):
    """A `git` that notes how it was called and copies the course, or fails when there is a file "offline"."""
    script = tree / "bin" / "git"
    script.parent.mkdir()
    script.write_text(
        f"""#!/bin/sh
echo "$@" >>'{tree}/calls'
[ ! -e '{tree}/offline' ] || exit 128
for last; do :; done
cp -R '{tree}/up/the course' "${{last##*/}}"
"""
    )
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    return {"environment": {"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"}, "before": COLAB}


posix = pytest.mark.skipif(os.name == "nt", reason="Colab is Linux")


def calls(tree):
    return (tree / "calls").read_text().splitlines() if (tree / "calls").exists() else []


@posix
def test_colab_fetches_the_course_once(tree, git):
    for _ in range(2):
        done = run_first_cell(tree / "away", repository="some-one/a.course", **git)
        assert started(done) == tree / "away" / "a.course" / "utils" / "course.py"
    assert calls(tree) == ["clone --quiet --depth 1 https://github.com/some-one/a.course"]


@posix
def test_colab_fetches_nothing_where_the_course_is_at_hand(tree, git):
    shutil.copytree(tree / "up" / "the course", tree / "away" / "copy")
    assert started(run_first_cell(tree / "away" / "copy" / "notebooks", repository="a/b", **git)).parts[-3] == "copy"
    assert calls(tree) == []


@posix
@pytest.mark.parametrize("repository, offline, fetched", [("some-one/course", True, 1), ("OWNER/NAME", False, 0)])
def test_colab_without_the_course_says_what_to_do(tree, git, repository, offline, fetched):
    if offline:
        (tree / "offline").write_text("")
    done = run_first_cell(tree / "away", repository=repository, **git)
    assert "in Colab: repository" in done.stderr.strip().splitlines()[-1]
    assert len(calls(tree)) == fetched


def test_the_first_cell_is_short_and_reaches_an_old_python():
    assert len(FIRST.splitlines()) <= 15 and max(map(len, FIRST.splitlines())) <= 120
    ast.parse(FIRST, feature_version=(3, 6))
    assert first_cell.is_first_cell(FIRST) and not first_cell.is_first_cell("from utils.course import check")
