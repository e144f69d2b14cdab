"""What the tests in the browser share: one server, one browser, and a folder for pictures of what went wrong."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.browser.lab import Lab
from tests.browser.notebook_page import NotebookPage
from tests.chromium import chromium
from utils.publishing.notebooks import ROOT, notebook_paths

FAILURES = ROOT / "browser-failures"  # git does not look into it
WORKERS = min(2, os.cpu_count() or 1)  # notebooks at a time
THREADS = max(1, (os.cpu_count() or 1) // WORKERS)


def pytest_addoption(parser):
    parser.addoption("--pictures", metavar="FOLDER", help="put pictures of every notebook there, wide and narrow, light and dark, to look at")


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
