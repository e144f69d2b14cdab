"""What `make test-browser` sets up: a browser found or installed, and an environment beside the course's own."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.test_setup import tiny_wheel
from utils.publishing.notebooks import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs sh, as Linux and macOS have")
# Chrome has a fixed place there, which a path without it does not hide.
not_on_macos = pytest.mark.skipif(sys.platform == "darwin", reason="there is a Chrome in /Applications, or not")


class Machine:
    """A folder of commands, and `.ci/chromium` run with no others on the path."""

    def __init__(self, folder):
        self.commands = folder / "commands"
        self.commands.mkdir()

    def command(self, name, text="true"):
        path = self.commands / name
        path.write_text(f"#!{shutil.which('sh')}\n{text}\n")
        path.chmod(0o755)
        return str(path)

    def find(self, **environment):
        return subprocess.run(
            [shutil.which("sh"), ROOT / ".ci" / "chromium"], env={"PATH": str(self.commands), **environment},
            check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        )  # fmt: skip


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path)
    machine.command("id", "echo 1000")
    return machine


def test_a_browser_that_is_there_is_taken(machine):
    chrome = machine.command("google-chrome")
    assert machine.find().stdout == f"{chrome}\n"
    chromium = machine.command("chromium")
    assert machine.find().stdout == f"{chromium}\n"


def test_a_browser_that_is_named_is_taken_or_refused(machine, tmp_path):
    machine.command("chromium")
    mine = machine.command("my browser")
    assert machine.find(CHROMIUM=mine).stdout == f"{mine}\n"
    done = machine.find(CHROMIUM=str(tmp_path / "none"))
    assert done.returncode != 0 and "none, and there is no such program" in done.stderr and not done.stdout


@not_on_macos
def test_without_a_browser_it_says_what_to_install(machine):
    machine.command("apt-get", 'echo "must not be asked"')  # this is not root
    done = machine.find()
    assert done.returncode != 0 and "sudo apt install chromium" in done.stderr and "CHROMIUM" in done.stderr
    assert not done.stdout and "must not" not in done.stderr


@not_on_macos
def test_root_gets_it_from_apt_get(machine):
    machine.command("id", "echo 0")
    machine.command("apt-get", f"""echo "asked: $*"
        case "$*" in *"install -y chromium") : >{machine.commands}/chromium; {shutil.which("chmod")} +x {machine.commands}/chromium;; esac""")
    done = machine.find()
    assert done.stdout == f"{machine.commands}/chromium\n", done.stderr  # the path alone: it is what a caller takes
    assert "asked: -qq update" in done.stderr


@not_on_macos
def test_apt_get_that_fails_is_no_success(machine):
    machine.command("id", "echo 0")
    machine.command("apt-get", "echo no network >&2; exit 100")
    done = machine.find()
    assert done.returncode != 0 and "no network" in done.stderr and "There is no Chromium here" in done.stderr


def test_an_environment_beside_the_courses_sees_its_packages_and_has_more(tmp_path):
    folder, requirements = tmp_path / "an environment", tmp_path / "more.txt"

    def make():
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_TARGET"))}
        return subprocess.run(
            ["sh", ROOT / ".ci" / "beside", folder, sys.prefix, requirements], env=environment,
            check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        )  # fmt: skip

    requirements.write_text(f"tiny @ {(tmp_path / 'no.whl').as_uri()}\n")
    done = make()
    assert done.returncode != 0 and "pip could not install" in done.stderr
    requirements.write_text(f"tiny @ {tiny_wheel(tmp_path).as_uri()}\n")
    done = make()
    assert done.returncode == 0, done.stderr
    code = "import numpy, sys, tiny; print(numpy.__file__, tiny.__file__, sep='\\n')"
    found = subprocess.run([folder / "bin/python", "-I", "-c", code], check=True, capture_output=True, encoding="utf-8")
    numpy, tiny = found.stdout.splitlines()
    assert numpy.startswith(sys.prefix) and tiny.startswith(str(folder))
    done = make()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_folder_that_is_no_environment_is_left_alone(tmp_path):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/thesis.tex").write_text("")
    command = ["sh", ROOT / ".ci" / "beside", tmp_path / "precious", sys.prefix, ROOT / ".ci" / "browser.txt"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode != 0 and "is in the way" in done.stderr
    assert (tmp_path / "precious/thesis.tex").exists()
