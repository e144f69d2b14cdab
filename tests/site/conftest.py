"""What the tests of the site share: the built site, a server for it, a browser."""

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.site.visiting import Visit
from utils.publishing.notebooks import ROOT

ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    # Whatever asks for another host gets nothing, on a machine with a network as on one without.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_addoption(parser):
    parser.addoption("--site", metavar="FOLDER", default=ROOT / "site", type=Path, help="the built site to test")
    parser.addoption("--pictures", metavar="FOLDER", type=Path, help="put a picture of every visit there, to look at")


@pytest.fixture(scope="session")
def site(request):
    """The folder of the built site."""
    folder = request.config.getoption("--site")
    if not (folder / "index.html").is_file():
        pytest.exit(f"There is no site in {folder}. Start these tests with `make test-site`, which builds it.", returncode=1)
    return folder


@pytest.fixture(scope="session")
def browser():
    """Playwright's handle of a running Chromium: the one that CHROMIUM names, as `make test-site` sets it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.exit("There is no Chromium here. Start these tests with `make test-site`, which says what to do.", returncode=1)
    with sync_playwright() as playwright:
        # Chromium refuses to be root in its own sandbox.
        sandbox = not (hasattr(os, "getuid") and os.getuid() == 0)
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS, chromium_sandbox=sandbox)
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """While this is open, the files of a folder are served at the address that it yields."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture
def visit(browser, address, request):
    """Opens a page of the site: visit(name, scheme="light", width=1280) -> a Visit; closed after the test."""
    opened = []

    def open_page(name, scheme="light", width=1280):
        opened.append(Visit(browser, address, name, scheme, width))
        if folder := request.config.getoption("--pictures"):
            opened[-1].take_picture(folder)
        return opened[-1]

    yield open_page
    for one in opened:
        one.close()
