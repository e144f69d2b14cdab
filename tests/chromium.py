"""A running Chromium, for the tests of the notebooks and of the site: `make test-browser`, `make test-site`."""

import contextlib
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    # Whatever asks for another host gets nothing, on a machine with a network as on one without.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def find_chromium():
    """The path of the browser: what CHROMIUM says, as the make targets set it; else the first of the usual names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if not found:
        pytest.exit("There is no Chromium here. Start these tests with `make test-browser` or `make test-site`, which say what to do.", returncode=1)
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
