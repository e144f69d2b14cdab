"""What the tests in the browser share: one server, one browser, and a folder for pictures of what went wrong."""

import contextlib
import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.lab import Lab
from tests.browser.notebook_page import NotebookPage
from utils.publishing.notebooks import ROOT, notebook_paths

FAILURES = ROOT / "browser-failures"  # git does not look into it
WORKERS = min(2, os.cpu_count() or 1)  # notebooks at a time
THREADS = max(1, (os.cpu_count() or 1) // WORKERS)
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    # Whatever asks for another host gets nothing, on a machine with a network as on one without.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_addoption(parser):
    parser.addoption("--pictures", metavar="FOLDER", help="put pictures of every notebook there, wide and narrow, light and dark, to look at")


def find_chromium():
    """The path of the browser: what CHROMIUM says, as `make test-browser` sets it; else the first of the usual names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if not found:
        pytest.exit("There is no Chromium here. Start these tests with `make test-browser`, which says what to do.", returncode=1)
    return found


@contextlib.contextmanager
def chromium():
    """`with chromium() as browser:` playwright's handle of a running Chromium, for the thread that asks for it."""
    with sync_playwright() as playwright:
        # Chromium refuses to be root in its own sandbox.
        sandbox = not (hasattr(os, "getuid") and os.getuid() == 0)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS, chromium_sandbox=sandbox)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser():
    """A running Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab of the course's own environment, on copies of the notebooks."""
    notebooks, scratch = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("lab")
    for path in notebook_paths():
        shutil.copy(path, notebooks)
    python = Path(os.environ.get("COURSE_PYTHON") or sys.executable).absolute()
    with Lab(python, notebooks, scratch, course=ROOT, threads=THREADS) as lab:
        yield lab


@pytest.fixture(scope="session")
def failures():
    """The folder for pictures of what went wrong, empty."""
    shutil.rmtree(FAILURES, ignore_errors=True)
    return FAILURES


@pytest.fixture(scope="session")
def open_notebook(browser, lab, failures):
    """Function of a notebook's file name: the `NotebookPage` with it, to use with `with`."""
    return lambda name, pictures=failures: NotebookPage(browser, lab, name, pictures)
