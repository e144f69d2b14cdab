"""Every notebook as a student meets it: opened in JupyterLab in Chromium, run from top to bottom, every control used."""

import pytest

from tests.browser.controls import drive_all
from utils.publishing.notebooks import notebook_paths


@pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)
def test_notebook_runs_and_every_control_works(path, open_notebook):
    with open_notebook(path.name) as page:
        page.run_all()
        controls = drive_all(page)
        page.overheard()
    print(f"{path.name}: {len(controls)} controls")
    assert not page.problems, f"{len(page.problems)} problem(s)\n\n" + "\n\n".join(page.problems)
    assert controls, "no controls were found: every notebook has an interactive piece"
