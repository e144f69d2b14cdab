"""What the first cell starts, and the two helpers of the text: predictions and verified claims."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from utils import course
from utils.checking import check, standing_in, student

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def no_verdicts(monkeypatch):
    monkeypatch.setattr(student, "_verdicts", {})
    monkeypatch.setattr(standing_in, "_used", {})


def run(code):
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_start_says_what_it_found_and_loads_torch_in_the_background():
    done = run("import sys, threading\nfrom utils.course import start\nstart()\n"
               "print('at once' if 'torch' in sys.modules and hasattr(sys.modules['torch'], 'tensor') else 'in the background')\n"
               "[t.join() for t in threading.enumerate() if t.name == 'loading torch']\nprint('torch' in sys.modules)")
    assert done.returncode == 0, done.stderr
    assert re.search(r"Ready: Python 3\.\d+\.\d+, numpy \d", done.stdout)
    assert "in the background" in done.stdout and done.stdout.rstrip().endswith("True")


def test_start_tells_of_missing_data_and_goes_on(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(course.doctor, "COURSE", str(tmp_path))
    course.start()
    said = capsys.readouterr().out
    assert "checksums.json is missing" in said and "git checkout -- data" in said and "Ready" in said


def test_importing_the_course_is_light():
    done = run("import sys\nimport utils.course\nprint([m for m in ('torch', 'matplotlib', 'ipywidgets', 'torchvision', 'IPython') if m in sys.modules])")
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_compare_shows_the_prediction_beside_the_result(capsys):
    course.compare("10 20 30", [10, 200, 3000])
    assert capsys.readouterr().out.splitlines() == ["You predicted: 10 20 30", "What came out: [10, 200, 3000]"]


@pytest.mark.parametrize("nothing", ["", "  ", None, ...])
def test_compare_takes_no_prediction_kindly(nothing, capsys):
    course.compare(nothing, 3)
    assert "nothing typed" in capsys.readouterr().out


def test_what_is_typed_reaches_the_page_escaped():
    table = course._Table([("You predicted", "<script>alert(1)</script>")])
    assert "<script>" not in table._repr_mimebundle_()["text/html"]


def test_verify_says_what_holds(capsys):
    course.verify("one is one.", True)
    assert "Verified: one is one." in capsys.readouterr().out


def test_verify_fails_where_the_text_is_wrong():
    with pytest.raises(AssertionError, match="two is three"):
        course.verify("two is three.", False)


def test_verify_names_the_exercise_that_is_not_right_and_goes_on(capsys):
    check("relu", lambda z: abs(z))
    capsys.readouterr()
    course.verify("nothing is negative.", False)
    said = capsys.readouterr().out
    assert "does not hold: nothing is negative." in said and "relu" in said


def test_what_torch_says_of_its_own_kernels_is_not_shown():
    # torch silences it while it is imported in the background; a cell's own catch_warnings can end that silence.
    done = run(
        "import warnings\n"
        "from utils import course\n"
        "from utils.torch_import import load_in_background\n"
        "course.start()\n"
        "load_in_background().join()\n"
        "warnings.warn('Warning only once for all operators,  other operators may also be overridden.')\n"
        "warnings.warn('something else')\n"
    )
    assert done.returncode == 0 and "something else" in done.stderr and "operators" not in done.stderr
