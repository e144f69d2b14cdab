"""The hostile corpus: no points that were not earned, none lost that were, nothing left behind, and the batch goes on.

Once with both walls, and once with the second one switched off, where only what tries to gain or to learn something has
to fail.
"""

import dataclasses
import json
import os
import signal
import subprocess
import time

import pytest

from tests.grading.hostile import HONEST, HOSTILE, TARGET, as_notebook
from utils.checking import exercises, find
from utils.grading import marking, sandbox, walls
from utils.grading.marking import Marker
from utils.grading.spawning import Spawning

SECONDS = 3.0       # in place of an exercise's own, so that what never ends does not take long
SEED = 20260131
GOOD = as_notebook(["import numpy as np\ndef relu(z):\n    return np.maximum(z, 0)",
                    "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n    return np.where(z >= 0, 1, e) / (1 + e)"])

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="student code is run on Linux only")
if_walled = pytest.mark.skipif(not walls.complete(), reason=f"the second wall is not whole here: {walls.available()}")


@pytest.fixture(scope="module", autouse=True)
def short():
    patch = pytest.MonkeyPatch()
    for name in (HONEST, TARGET):
        patch.setitem(exercises(), name, dataclasses.replace(find(name), seconds=SECONDS))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def both_walls(short):
    with Marker(SEED) as marker:
        yield marker


@pytest.fixture(scope="module")
def first_wall(short):
    with Marker(SEED, second_wall=False) as marker:
        yield marker


def statuses(result):
    return {name: r["status"] for name, r in result["exercises"].items() if r["status"] != "not yet"}


def processes():
    """Every process of this machine's user that the tests did not know: pid -> command."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout.splitlines()[1:]
    return {line.split()[0]: line for line in listed if "ps -eo" not in line}


def check_it(hostile, marker):
    before = time.monotonic()
    result = marker.mark(hostile.notebook)
    spent = time.monotonic() - before
    found = statuses(result)
    assert found.get(TARGET) != "right", f"{hostile.id} got points: {result['exercises'][TARGET]['text']}"
    if hostile.keeps:
        assert found.get(HONEST) == "right", f"{hostile.id} cost an honest exercise its points: {result}"
    assert spent < 60, f"{hostile.id} took {spent:.0f} s"
    assert statuses(marker.mark(GOOD)) == {HONEST: "right", TARGET: "right"}, f"after {hostile.id} a right submission is not right"
    return result


@if_walled
@pytest.mark.parametrize("hostile", HOSTILE, ids=[h.id for h in HOSTILE])
def test_with_both_walls(hostile, both_walls):
    result = check_it(hostile, both_walls)
    text = result["exercises"][TARGET]["text"]
    assert "root:" not in text and str(SEED) not in text


@pytest.mark.parametrize("hostile", [h for h in HOSTILE if h.leaks], ids=[h.id for h in HOSTILE if h.leaks])
def test_the_first_wall_alone(hostile, first_wall):
    check_it(hostile, first_wall)


FORBIDDEN = {
    "reading a file": "open('/etc/passwd').read()",
    "reading the course": f"open({str(sandbox.ROOT / 'utils' / 'solutions' / 'mlp.py')!r}).read()",
    "looking into a folder": f"os.listdir({str(sandbox.ROOT)!r})",
    "reading what belongs to another process": "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
    "writing a file": "open('new', 'w')",
    "deleting a file": "os.unlink({file!r})",
    "a process": "os._exit(1) if os.fork() == 0 else None",
    "a program": "os.execv('/bin/true', ['true'])",
    "a signal": "os.kill(os.getppid(), 0)",
    "a socket": "__import__('socket').socket(__import__('socket').AF_UNIX)",
    "a priority": "os.setpriority(os.PRIO_PROCESS, 0, 5)",
}


@if_walled
@pytest.mark.parametrize("namespaces", [None, False], ids=["as-it-comes", "without-namespaces"])
def test_the_operating_system_forbids_each_of_it(namespaces, tmp_path):
    """Asked of student code itself: that the walls are to be had here says nothing of where it runs."""
    (tmp_path / "file").write_text("")
    forbidden = {what: code.replace("{file!r}", repr(str(tmp_path / "file"))) for what, code in FORBIDDEN.items()}
    tries = "\n".join(f"    try:\n        {code}\n        allowed.append({what!r})\n    except OSError as error:\n"
                      f"        assert error.errno in (1, 13, 30), ({what!r}, error)" for what, code in forbidden.items())
    tells = as_notebook(["import os", f"def relu(z):\n    allowed = []\n{tries}\n    raise ValueError(f'allowed: {{allowed}}')"])
    with Marker(SEED, namespaces=namespaces) as marker:
        assert all(marker.sandbox.walls.get(name) is True for name in walls.available()), marker.sandbox.walls
        text = marker.mark(tells)["exercises"]["relu"]["text"]
    assert "ValueError: allowed: []" in text, text


@if_walled
def test_a_helper_without_the_walls_runs_nothing(monkeypatch):
    without = {name: source.replace("import landlockpy", "raise ImportError") for name, source in json.loads(sandbox.shipped()).items()}
    monkeypatch.setattr(sandbox, "shipped", lambda: json.dumps(without).encode())
    with pytest.raises(sandbox.SandboxError, match="has not the whole second wall.*landlockpy is not installed"):
        sandbox.Sandbox().__enter__()
    with sandbox.Sandbox(trusting=True) as trusting:
        assert trusting.walls["seccomp"] is True and trusting.walls["Landlock"] is not True


@if_walled
def test_nothing_is_left_behind(both_walls):
    pid = both_walls.sandbox._process.pid
    for hostile in HOSTILE:
        if hostile.id in ("forks", "detached-process", "threads", "subprocess"):
            both_walls.mark(hostile.notebook)
    children = [line for line in processes().values() if line.split()[1] == str(pid)]
    assert len([c for c in children if "defunct" not in c]) <= 1, children      # bubblewrap's own, where it is


def test_what_a_child_leaves_behind_is_ended_without_the_second_wall():
    detached = next(h for h in HOSTILE if h.id == "detached-process")
    with Marker(SEED, second_wall=False) as marker:
        marker.mark(detached.notebook)
        time.sleep(0.3)
        mine = [line for line in processes().values() if line.split()[1] == str(marker.sandbox._process.pid)]
        assert mine == []


def test_a_helper_that_was_killed_is_replaced(first_wall):
    os.kill(first_wall.sandbox._process.pid, signal.SIGKILL)
    assert statuses(first_wall.mark(GOOD)) == {HONEST: "right", TARGET: "right"}


def test_the_corpus_is_as_large_as_it_should_be():
    assert len(HOSTILE) >= 40 and len({h.id for h in HOSTILE}) == len(HOSTILE)
    assert sum(h.leaks for h in HOSTILE) >= 15


def test_a_machine_without_the_whole_wall_is_told_so_and_puts_up_the_rest(monkeypatch):
    monkeypatch.setattr(walls, "landlockpy", None)
    assert not walls.complete() and "landlockpy is not installed" in sandbox.described(walls.available())
    for kind in (sandbox.Sandbox, Spawning):
        with pytest.raises(sandbox.SandboxError, match="landlockpy is not installed.*--trust-submissions"):
            kind()
    with Marker(SEED, trusting=True) as marker:
        assert "resource limits" in marker.sandbox.walls
        assert statuses(marker.mark(GOOD)) == {HONEST: "right", TARGET: "right"}


@pytest.fixture(scope="module")
def spawned(short):
    """A marker as on a system without fork."""
    patch = pytest.MonkeyPatch()
    patch.setattr(marking, "forks", lambda: False)
    with Marker(SEED, trusting=True) as marker:
        assert type(marker.sandbox) is Spawning
        yield marker
    patch.undo()


@pytest.mark.parametrize("hostile", [h for h in HOSTILE if h.leaks], ids=[h.id for h in HOSTILE if h.leaks])
def test_without_fork(hostile, spawned):
    check_it(hostile, spawned)


def test_without_fork_too_what_does_not_end_is_ended(spawned):
    endless = as_notebook(["import numpy as np\ndef relu(z):\n    while True:\n        try:\n            while True:\n                pass\n"
                           "        except BaseException:\n            pass", "def sigmoid(z):\n    import os\n    os._exit(3)"])
    result = spawned.mark(endless)["exercises"]
    assert (result["relu"]["failed"], result["sigmoid"]["failed"]) == ("timed-out", "killed"), result
    assert "exit status 3" in result["sigmoid"]["text"]
    with Spawning(second_wall=False) as alone:
        child = alone.child(5)
        child.ask({"do": "read", "cells": ["x = 1"], "names": []}, 20)
        process = alone._processes[child._number]
    assert process.poll() is not None and not os.path.exists(alone.folder or "/nowhere/at/all")
