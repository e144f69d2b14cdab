"""Every notebook as a student meets it: opened in JupyterLab in Chromium, run from top to bottom, every control used.

Most of a minute each, so two go on at a time, and each test waits for its own.
"""

import concurrent.futures
import time

import pytest

from tests.browser.conftest import WORKERS
from tests.browser.controls import drive_all
from tests.browser.notebook_page import NotebookPage
from tests.chromium import chromium
from utils.publishing.notebooks import notebook_paths


def visit(path, lab, failures, pictures):
    """Runs a notebook and drives its controls; returns these, the problems, a text each, and the seconds it took.

    pictures: a folder for pictures of the whole notebook as it was run; None for no pictures.
    """
    started = time.monotonic()
    with chromium() as browser, NotebookPage(browser, lab, path.name, failures) as page:
        page.run_all()
        if pictures:
            page.take_pictures(pictures)
        controls = drive_all(page)
        page.overheard()
    return controls, page.problems, time.monotonic() - started


@pytest.fixture(scope="module")
def visits(request, lab, failures):
    """path -> a Future of what `visit` returns, for each of the notebooks that this session's tests will ask for."""
    pictures = request.config.option.pictures
    paths = [item.callspec.params["path"] for item in request.session.items if item.module is request.module]
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as executor:
        yield {path: executor.submit(visit, path, lab, failures, pictures) for path in paths}
        executor.shutdown(wait=False, cancel_futures=True)


@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_notebook_runs_and_every_control_works(path, visits):
    controls, problems, seconds = visits[path].result()
    print(f"{seconds:.0f} s; {len(controls)} controls, each by keyboard and by mouse: {', '.join(control.label for control in controls)}")
    assert not problems, f"{len(problems)} problem(s)\n\n" + "\n\n".join(problems)
    assert controls, "no controls were found: every notebook has an interactive piece"
