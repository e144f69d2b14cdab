"""python -m utils.course doctor: each thing that can be wrong with a set-up is made, and must be told in words.

Each test has a copy of the course and a virtual environment in which there are only the packages that it puts there.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from utils import doctor
from utils.publishing import address, first_cell
from utils.publishing.notebooks import ROOT

FINE = {"numpy": "", "torch": "zeros = lambda n: type('T', (), {'sum': lambda self: 0})()", "matplotlib": "", "ipywidgets": ""}
LEAST = doctor._least_versions(doctor.Setup())
UNSHARE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]


class Student:
    """A student's machine: the course in `course`, an environment without packages in `environment`."""

    def __init__(self, folder, environment="course/.venv"):
        self.folder, self.course, self.environment = folder, folder / "course", folder / environment
        ignore = shutil.ignore_patterns("__pycache__", "grading", "publishing", "solutions", "mnist-full")
        for name in ("utils", "data"):
            shutil.copytree(ROOT / name, self.course / name, ignore=ignore)
        shutil.copy(ROOT / "requirements.txt", self.course)
        (self.course / "notebooks").mkdir()
        (self.course / "notebooks" / "01_mlp.ipynb").write_text("{}")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.environment], check=True)
        self.python = next(p for p in (self.environment / "bin" / "python", self.environment / "Scripts" / "python.exe") if p.exists())
        found = subprocess.run([self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True)
        self.packages = Path(found.stdout.strip())

    def package(self, name, code="", version=None):
        version = version or LEAST.get(name, "1")
        (self.packages / name).mkdir()
        (self.packages / name / "__init__.py").write_text(code)
        info = self.packages / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")

    def fine(self, but=()):
        for name, code in FINE.items():
            if name not in but:
                self.package(name, code)
        return self

    def run(self, *command, cwd=None, **more):
        unwanted = ("PYTHONPATH", "COURSE_ROOT", "JUPYTER_PATH", "JUPYTER_DATA_DIR")
        environment = {key: value for key, value in os.environ.items() if key not in unwanted} | {"HOME": str(self.folder), "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=cwd or self.course, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120, **more)

    def doctor(self, *arguments, **more):
        return self.run(self.python, "-m", "utils.course", "doctor", *arguments, **more)


@pytest.fixture
def student(tmp_path):
    return Student(tmp_path)


def told(done, *words, things=1):
    """The one line of trouble, which has all these words; the exit status says that there is trouble."""
    troubles = [line for line in done.stdout.splitlines() if line.startswith("✗ ")]
    assert done.returncode == 1 and len(troubles) == things, done.stdout + done.stderr
    assert not done.stderr, done.stderr
    for word in words:
        assert any(word in line for line in troubles), (word, troubles)
    assert done.stdout.rstrip().endswith("to mend.")


def test_all_is_well(student):
    done = student.fine().doctor()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "All is well." and "✗" not in done.stdout
    assert len(done.stdout.splitlines()) == len(doctor.QUICK + doctor.THOROUGH) + 1


def test_this_set_up_is_well():
    """The real packages, and the environment that the tests run in."""
    done = subprocess.run([sys.executable, "-m", "utils.course", "doctor"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=os.environ | {"PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_what_it_understands(student):
    for arguments in ([], ["docter"], ["doctor", "a", "b"], ["doctor", "--help"]):
        done = student.run(student.python, "-m", "utils.course", *arguments)
        assert done.returncode == 2 and "usage: python -m utils.course doctor [FOLDER]" in done.stdout


def test_an_old_python_is_told_in_words_alone(student):
    lie = "import sys; sys.version_info = (3, 9, 1, 'final', 0); import utils.course"
    done = student.run(student.python, "-c", lie)
    assert done.returncode == 1 and done.stderr.startswith("The course needs Python 3.11 or newer, and this is Python 3.9 (")
    assert "Install a newer Python" in done.stderr and len(done.stderr.splitlines()) == 1
    for name in ("__init__.py", "doctor.py"):
        ast.parse((ROOT / "utils" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_nothing_but_pythons_own_library_is_imported():
    code = "import sys; before = set(sys.modules); from utils import doctor; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['utils', 'utils.doctor']"


@pytest.mark.parametrize("name", FINE)
def test_a_missing_package(student, name):
    told(student.fine(but=[name]).doctor(), f"needs `{name}`, which this Python does not have", "make lab", "requirements.txt", "restart the kernel")


def test_several_missing_packages_in_one_line(student):
    told(student.fine(but=["numpy", "torch", "ipywidgets"]).doctor(), "needs `numpy`, `torch` and `ipywidgets`,")


@pytest.mark.parametrize("name", FINE)
def test_a_package_too_old(student, name):
    student.fine(but=[name]).package(name, FINE[name], version="1.26.4+cpu")
    told(student.doctor(), f"Too old for the course: `{name}` 1.26.4+cpu (needed: {LEAST[name]} or newer)", "make lab")


@pytest.mark.parametrize(
    "code, words",
    [
        ("raise OSError('libcudart.so.13: cannot open shared object file')", "OSError: libcudart.so.13: cannot open shared object file"),
        ("import os; os._exit(132)", "status 132"),
        ("", "has no attribute 'zeros'"),
    ],
)
def test_a_broken_torch(student, code, words):
    student.fine(but=["torch"]).package("torch", code)
    told(student.doctor(), "`torch` is there and cannot be imported", words, "--force-reinstall torch")


@pytest.mark.parametrize("place", [".", "notebooks"])
@pytest.mark.parametrize("file", ["torch.py", "numpy.py", "random.py", "json.py", "IPython/__init__.py"])
def test_a_file_that_hides_a_module(student, place, file):
    path = student.fine().course / place / file
    path.parent.mkdir(exist_ok=True)
    path.write_text("raise RuntimeError('the wrong one')")
    name = file.split("/")[0]
    told(student.doctor(), f"{name} hides the module `{name.removesuffix('.py')}`", f"another name (my_{name})", "restart the kernel")


def test_a_file_of_another_name_hides_nothing(student):
    for name in ("my_torch.py", "randomly.py", "torch.txt", "utils.py"):
        (student.course / "notebooks" / name).write_text("")
    (student.course / "notebooks" / "statistics").mkdir()
    assert student.fine().doctor().returncode == 0


def test_another_kernel_than_the_courses_own(tmp_path):
    student = Student(tmp_path, environment="another")
    assert student.fine().doctor().returncode == 0, "the course has no environment of its own"
    (student.course / ".venv").mkdir()
    (student.course / ".venv" / "pyvenv.cfg").write_text("")
    assert student.doctor().returncode == 0, "another environment that has everything is as good"
    shutil.rmtree(student.packages / "torch")
    told(student.doctor(), f"not the course's own, which is in {student.course / '.venv'}", "Change Kernel", "needs `torch`", things=2)


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda data: (data / "digits.npz").unlink(), "digits.npz is missing"),
        (lambda data: (data / "digits.npz").write_bytes((data / "digits.npz").read_bytes()[:-100]), "digits.npz is cut short"),
        (lambda data: (data / "photograph.npz").write_bytes(bytes((data / "photograph.npz").stat().st_size)), "photograph.npz is damaged"),
        (lambda data: (data / "checksums.json").write_text("{"), "checksums.json is damaged"),
        (lambda data: shutil.rmtree(data), "checksums.json is missing"),
    ],
)
def test_data_missing_or_damaged(student, spoil, words):
    spoil(student.fine().course / "data")
    told(student.doctor(), words, "git checkout -- data")


def test_parts_of_the_course_missing(student):
    shutil.rmtree(student.fine().course / "utils" / "plotting")
    told(student.doctor(), "utils lacks plotting", "git checkout -- utils")


def test_notebooks_without_the_course_beside_them(student, tmp_path):
    away = tmp_path / "downloads"
    away.mkdir()
    assert student.fine().doctor(away).returncode == 0, "no notebook there, no trouble"
    (away / "01_mlp.ipynb").write_text("{}")
    # The course's own environment would lead the first cell to the course; another one does not.
    assert student.doctor(away).returncode == 0
    elsewhere = Student(tmp_path / "other", environment="environment").fine()
    told(elsewhere.doctor(away), f"The notebooks in {away} do not find the course", "COURSE_ROOT", str(elsewhere.course))
    assert elsewhere.doctor(elsewhere.course / "notebooks").returncode == 0


def test_a_folder_that_is_not_there(student, tmp_path):
    done = student.fine().doctor(tmp_path / "nowhere")
    assert done.returncode == 1 and "cannot be read (No such file or directory)" in done.stdout and not done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
def test_too_little_memory(student):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))

    told(student.fine().doctor(preexec_fn=limit), "Only 700 MB of memory are free, and a notebook takes up to 1000", "Close other")


def mounted(student, options, folder):
    """The doctor's word where a small disk of its own lies at `folder`; skips where one cannot be had."""
    folder.mkdir()
    if not shutil.which("unshare") or subprocess.run([*UNSHARE, f"mount -t tmpfs none '{folder}'"], check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    return student.run(*UNSHARE, f"mount -t tmpfs -o {options} none '{folder}' && exec '{student.python}' -m utils.course doctor '{folder}'")


def test_a_full_disk(student, tmp_path):
    told(mounted(student.fine(), "size=50m", tmp_path / "small"), "Only 52 MB are free on the disk of", "needs 100", "Delete")


def test_a_disk_that_is_read_only(student, tmp_path):
    told(mounted(student.fine(), "ro", tmp_path / "fixed"), "Nothing can be written into", "Read-only file system", "folder of your own")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_one_may_not_write_into(student):
    (student.fine().course / "notebooks").chmod(0o555)
    told(student.doctor(student.course / "notebooks"), "Nothing can be written into", "Permission denied")


def test_jupyterlab_without_its_part_of_the_widgets(student):
    student.fine().package("jupyterlab")
    told(student.doctor(), "sliders are shown as text", "jupyterlab_widgets")
    extension = student.environment / "share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager/package.json"
    extension.parent.mkdir(parents=True)
    extension.write_text(json.dumps({}))
    assert student.doctor().returncode == 0


# ---- what the first cell makes of it ---------------------------------------------------------------------------------


def test_the_first_cell_shows_words_and_no_traceback(tmp_path):
    """In IPython itself: a file torch.py lies beside the notebook."""
    (tmp_path / "torch.py").write_text("")
    (tmp_path / "cell.ipy").write_text(first_cell.render(address.current()), encoding="utf-8")
    environment = os.environ | {"COURSE_ROOT": str(ROOT), "IPYTHONDIR": str(tmp_path / "ipython"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "IPython", "--colors=NoColor", "-c", "%run -i cell.ipy"], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120)
    said = done.stdout + done.stderr
    assert "torch.py hides the module `torch`" in said and "python -m utils.course doctor" in said.replace(f'"{sys.executable}"', "python").replace(sys.executable, "python")
    assert "Traceback" not in said and "NotReady" not in said


@pytest.mark.parametrize("name", FINE)
def test_the_first_cell_stops_at_what_is_missing(student, name):
    """numpy too: nothing is imported before the doctor has looked."""
    done = student.fine(but=[name]).run(student.python, "-c", first_cell.render(address.current()), cwd=student.course / "notebooks")
    last = done.stderr.strip().splitlines()
    assert any(f"NotReady: The course needs `{name}`" in line for line in last) and "For more" in last[-1] and done.returncode == 1
