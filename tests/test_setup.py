"""The Makefile's set-up: which Python it takes, when it makes .venv anew, what it says when it cannot.

Each test copies the Makefile into a folder whose name has spaces, with a requirements.txt that asks for one tiny
wheel made here, so that pip needs no network, and a path on which there are only the commands that the test puts there.
"""

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from utils.publishing.notebooks import ROOT

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("make"), reason="needs make, as Linux and macOS have"
)


BORROW_PIP = (
    """printf '#!%s/bin/python\\n' "$(cd "$3" && pwd -P)" >"$3/bin/pip" && """
    f"""echo '{Path(importlib.util.find_spec("pip").origin).parents[1]}' >"$(echo "$3"/lib/python*/site-packages)/pip.pth\""""
)


class Course:
    """A folder with the Makefile; `make` runs it with only the given commands on the path."""

    def __init__(self, folder):
        self.folder = folder / "the course's folder"
        self.commands = folder / "commands"
        self.commands.mkdir()
        (self.folder / ".ci").mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", self.folder)
        shutil.copy(ROOT / ".ci" / "setup", self.folder / ".ci")
        wheel = tiny_wheel(folder)
        (self.folder / "requirements.txt").write_text(f"# What is needed:\ntiny @ {wheel.as_uri()}\n")
        for name in ["sh", "echo", "mkdir", "rm", "cat", "cmp", "grep", "head", "ls", "sed", "tr", "env", "id"]:
            (self.commands / name).symlink_to(shutil.which(name))

    def python(self, name, version=None, venv=True, quick=True):
        """Puts a Python on the path under this name.

        Args:
            name: the command's.
            version: what it says it is, such as "3.12": it answers questions and does nothing. None: this Python.
            venv: whether it has what makes virtual environments.
            quick: whether those borrow this Python's pip, which saves seconds, instead of getting their own.
        """
        if version is None:
            borrow = f'"$real" -m venv --without-pip "$3" && {BORROW_PIP}; exit' if quick else ":"
            text = f'real=\'{sys.executable}\'\nif [ "$1 $2" = "-m venv" ]; then {borrow}; fi\nexec "$real" "$@"\n'
        else:
            lie = f"import sys; sys.version_info = ({version.replace('.', ', ')}, 0)\n"
            lie += "" if venv else "sys.modules['ensurepip'] = None\n"
            text = f'[ "$1" != --version ] || {{ echo Python {version}.0; exit; }}\n[ "$1" = -c ] || exit 99\n'
            text += f'exec "{sys.executable}" -c "{lie}$2"\n'
        command = self.commands / name
        command.write_text(f"#!/bin/sh\n{text}")
        command.chmod(command.stat().st_mode | stat.S_IEXEC)
        return command

    def make(self, *arguments, **environment):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        return subprocess.run(
            [shutil.which("make"), *arguments], cwd=self.folder, env=inherited | {"PATH": str(self.commands)} | environment,
            check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        )  # fmt: skip

    def tiny(self):
        """What the environment's own Python finds of the package that was to be installed."""
        code = "import tiny; print(tiny.__file__)"
        found = subprocess.run(
            [self.folder / ".venv/bin/python", "-I", "-c", code], check=False, capture_output=True, encoding="utf-8"
        )
        return found.stdout.strip()


def tiny_wheel(folder):
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return path


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course that is set up, for tests that only look."""
    course = Course(tmp_path_factory.mktemp("made"))
    course.python("python3", quick=False)
    done = course.make("setup", PYTHONPATH="/nowhere", PIP_USER="1", PIP_TARGET=str(course.folder / "elsewhere"))
    assert done.returncode == 0, done.stderr
    return course, done


def test_it_installs_what_is_asked_for_in_spite_of_the_shell(made):
    course, done = made
    assert course.tiny().startswith(str(course.folder / ".venv"))
    assert not (course.folder / "elsewhere").exists()
    assert done.stdout.startswith("Installing tiny into .venv: ")


def test_the_second_time_it_does_nothing(made):
    course, _ = made
    before = (course.folder / ".venv/.course-installed").stat().st_mtime_ns
    done = course.make("setup")
    assert (done.returncode, done.stdout) == (0, "") or "Nothing to be done" in done.stdout
    assert (course.folder / ".venv/.course-installed").stat().st_mtime_ns == before


def test_other_requirements_are_installed_into_the_same_environment(course):
    course.python("python3")
    assert course.make("setup").returncode == 0
    (course.folder / ".venv/mine").write_text("")
    with open(course.folder / "requirements.txt", "a") as file:
        file.write("# one more line\n")
    (course.folder / "pins.txt").write_text("tiny==1.0\n")
    for arguments in [["setup"], ["setup", "CONSTRAINTS=pins.txt"]]:
        assert "Installing tiny" in course.make(*arguments).stdout
        assert course.make(*arguments).stdout == ""
    assert (course.folder / ".venv/mine").exists()
    done = course.make("setup", "CONSTRAINTS=no-such-file")
    assert done.returncode != 0 and "No file no-such-file" in done.stderr


def test_an_interrupted_installation_is_repaired(course):
    course.python("python3")
    assert course.make("setup").returncode == 0
    # As pip leaves it when it is killed: half a package, which pip itself takes for a whole one.
    (course.folder / ".venv/.course-installed").unlink()
    (course.folder / ".venv/.course-installing").write_text("999999999\n")
    os.unlink(course.tiny())
    done = course.make("setup")
    assert done.returncode == 0 and "made anew" in done.stdout, done.stderr
    assert course.tiny().startswith(str(course.folder / ".venv"))
    assert not (course.folder / ".venv/.course-installing").exists()


def test_the_torch_of_another_environment_is_used(course):
    course.python("python3")
    assert course.make("setup").returncode == 0
    (packages,) = course.folder.glob(".venv/lib/python*/site-packages")
    (packages / "torch.py").write_text("")
    (packages / "tiny.py").write_text("theirs = True")
    # This one, were it asked for, could not be installed.
    with open(course.folder / "requirements.txt", "a") as file:
        file.write("torch @ file:///no/such/torch-2.9-py3-none-any.whl\n")
    (course.folder / "pins.txt").write_text("tiny==1.0\ntorch==0.1\n")
    arguments = ["setup", "VENV=.venv-other", "TORCH=.venv", "CONSTRAINTS=pins.txt"]
    done = course.make(*arguments)
    assert done.returncode == 0, done.stderr
    code = "import torch, tiny; print(torch.__file__); print(tiny.__file__)"
    found = subprocess.run([course.folder / ".venv-other/bin/python", "-c", code], check=True, capture_output=True, text=True).stdout.splitlines()
    assert found[0].startswith(str(packages)) and found[1].startswith(str(course.folder / ".venv-other"))
    assert course.make(*arguments).stdout == ""
    (packages / "torch.py").write_text("raise ImportError('made for another numpy')")
    with open(course.folder / "requirements.txt", "a") as file:
        file.write("# again\n")
    done = course.make(*arguments)
    assert done.returncode != 0 and "The torch of .venv does not run beside" in done.stderr


def test_a_failed_installation_is_said_and_tried_again(course):
    course.python("python3")
    good = (course.folder / "requirements.txt").read_text()
    (course.folder / "requirements.txt").write_text("tiny @ file:///no/such/tiny-1.0-py3-none-any.whl\n")
    done = course.make("setup")
    assert done.returncode != 0 and "pip could not install" in done.stderr
    (course.folder / "requirements.txt").write_text(good)
    assert course.make("setup").returncode == 0
    assert course.tiny()


def test_one_installation_at_a_time(course):
    course.python("python3")
    (course.folder / ".venv").mkdir()
    (course.folder / ".venv/.course-installing").write_text(f"{os.getpid()}\n")
    done = course.make("setup")
    assert done.returncode != 0 and "Another make is installing" in done.stderr


def test_a_moved_environment_is_made_anew(course):
    course.python("python3")
    assert course.make("setup").returncode == 0
    course.folder = course.folder.rename(course.folder.with_name("moved"))
    done = course.make("setup")
    assert done.returncode == 0 and "made anew" in done.stdout
    assert course.tiny().startswith(str(course.folder / ".venv"))
    assert course.make("setup").stdout == ""


def test_an_environment_of_an_old_python_is_made_anew(course):
    course.python("python3")
    assert course.make("setup").returncode == 0
    (course.folder / ".venv/bin/python").unlink()
    shutil.copy(course.python("old", version="3.10"), course.folder / ".venv/bin/python")
    assert "made anew" in course.make("setup").stdout
    assert course.tiny()


def test_a_folder_that_is_no_environment_is_left_alone(course):
    course.python("python3")
    (course.folder / "precious").mkdir()
    (course.folder / "precious/thesis.tex").write_text("")
    done = course.make("setup", "VENV=precious")
    assert done.returncode != 0 and "is in the way" in done.stderr
    assert (course.folder / "precious/thesis.tex").exists()


@pytest.mark.parametrize(
    "others, said",
    [
        ({}, "needs Python 3.11 or newer"),
        ({"python3": "3.9"}, "python3 is: Python 3.9.0"),
        ({"python3": "3.12 without venv"}, "sudo apt install python3.12-venv"),
        ({"python3": "3.9", "python3.11": "3.11 without venv"}, "sudo apt install python3.11-venv"),
    ],
)
def test_without_a_fit_python_it_says_what_to_do(course, others, said):
    for name, version in others.items():
        course.python(name, version.split()[0], venv="without" not in version)
    done = course.make("setup")
    assert done.returncode != 0 and said in done.stderr, done.stderr
    assert not (course.folder / ".venv").exists()


@pytest.mark.parametrize(
    "others, taken",
    [
        ({"python3": None, "python3.13": "3.13"}, "python3"),
        ({"python3": "3.9", "python3.12": None, "python3.11": "3.11"}, "python3.12"),
        ({"python3": "3.12 without venv", "python3.11": None}, "python3.11"),
    ],
)
def test_it_takes_the_first_fit_python(course, others, taken):
    (course.folder / "requirements.txt").write_text("# nothing\n")
    for name, version in others.items():
        course.python(name, version and version.split()[0], venv="without" not in (version or ""))
    note = course.commands / taken
    note.write_text(note.read_text().replace("\n", f'\n[ "$1" != -m ] || echo "$@" >>"{course.folder}/taken"\n', 1))
    done = course.make("setup")
    assert done.returncode == 0, done.stderr
    assert (course.folder / "taken").read_text() == "-m venv .venv\n"


def test_a_python_that_is_named_is_taken_or_refused(course):
    (course.folder / "requirements.txt").write_text("# nothing\n")
    course.python("python3", version="3.12")
    course.python("mine")
    course.python("old", version="3.8")
    done = course.make("setup", "PYTHON=old")
    assert done.returncode != 0 and "old is: Python 3.8.0" in done.stderr
    assert course.make("setup", "PYTHON=mine").returncode == 0
    assert course.make("setup", "PYTHON=mine").stdout == ""
    assert course.make("setup").stdout == ""


def test_each_target_is_in_the_help_and_passes_its_arguments_on(course):
    course.python("python3")
    done = course.make()
    assert done.returncode == 0
    assert {line.split()[1] for line in done.stdout.splitlines() if line.startswith("make ")} == {
        "help",
        "lab",
        "test",
        "test-browser",
        "test-colab",
        "test-bundles",
        "test-site",
        "site",
        "bench",
    }
    lab = course.make("-n", "lab", "LAB_ARGS=--no-browser --port 8899").stdout
    assert "-m jupyterlab" in lab and "notebooks --no-browser --port 8899" in lab
    assert '".venv/bin/python" -m pytest -k mlp' in course.make("-n", "test", "TEST_ARGS=-k mlp").stdout
    assert "-m pytest tests/browser -k mlp" in course.make("-n", "test-browser", "TEST_ARGS=-k mlp").stdout


def test_a_failing_test_fails_make(course):
    course.python("python3")
    (course.folder / "requirements.txt").write_text("# nothing\n")
    done = course.make("test", "TEST_ARGS=--no-such-option")
    assert done.returncode != 0 and '".venv/bin/python" -m pytest --no-such-option' in done.stdout
