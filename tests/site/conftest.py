"""What the tests of the site share: the built site, a server for it, a browser."""

import functools
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.chromium import chromium
from tests.site.visiting import Visit
from utils.publishing.notebooks import ROOT


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
    """A running Chromium."""
    with chromium() as browser:
        yield browser


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
