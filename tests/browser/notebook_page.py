"""A notebook open in JupyterLab in the browser: run it, type into it, ask what it shows, note what goes wrong."""

import contextlib
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import TimeoutError as BrowserTimeout

OPEN_TIMEOUT = 120  # seconds, for JupyterLab's page and a kernel
RUN_TIMEOUT = 300  # seconds, for all cells of a notebook
CALM = 0.3  # seconds for which the kernel must be idle before a run counts as done
WIDE = {"width": 1280, "height": 1000}
NARROW, TALL = 500, 4000  # pixels
SCRIPT = Path(__file__).with_name("page.js")
LIGHT, DARK = THEMES = ("JupyterLab Light", "JupyterLab Dark")


class NotebookPage:
    """`with NotebookPage(browser, lab, "01_mlp.ipynb", pictures) as page: page.run_all()`.

    Args:
        browser: playwright's.
        lab: a running `Lab`.
        notebook: the name of a file in its folder.
        pictures: a folder for pictures of what went wrong, made when there is something to put in.

    Attributes:
        problems: what went wrong so far, a text each, that ends with the name of its picture.
        page: playwright's page.
    """

    def __init__(self, browser, lab, notebook, pictures):
        self._browser, self._lab, self.notebook, self._pictures = browser, lab, notebook, Path(pictures)
        self.problems, self._said, self._taken = [], [], 0

    def __enter__(self):
        self.page = self._browser.new_page(viewport=WIDE)
        self.page.add_init_script(path=SCRIPT)
        self.page.on("console", lambda message: message.type == "error" and self._said.append(f"the browser's console says: {message.text}"))
        self.page.on("pageerror", lambda error: self._said.append(f"a script of the page failed: {error}"))
        self.page.on("request", self._note_address)
        self.page.on("websocket", self._note_address)
        try:
            self.page.goto(self._lab.address(self.notebook))
            self.page.wait_for_function("window.course.ready()", timeout=OPEN_TIMEOUT * 1000)
        except BrowserTimeout:
            self.complain(f"it was not open, with a kernel, after {OPEN_TIMEOUT} s")
            self.__exit__()
            raise RuntimeError("\n".join(self.problems)) from None
        self.page.evaluate("course.listen()")
        # More room for the notebook.
        self.page.evaluate("() => { jupyterapp.shell.collapseLeft(); jupyterapp.shell.collapseRight(); }")
        return self

    def __exit__(self, *_):
        self.page.close()
        self._lab.stop_kernel(self.notebook)
        return False

    def _note_address(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self._lab.origin:
            self._said.append(f"it asked another host: {request.url}")

    # --- running ---------------------------------------------------------------------------------------------------

    def run_all(self, timeout=RUN_TIMEOUT):
        """Runs all cells, and notes each that fails, is not run, or shows something broken."""
        self.page.evaluate("course.run('notebook:run-all-cells')")
        if not self._wait_until_idle(timeout):
            self.complain(f"its cells were not all run after {timeout} s")
        cells = self.cells()
        for cell in cells:
            expected = "raises-exception" in cell["tags"]
            found = [] if expected else [f"it raised {error}" for error in cell["errors"]]
            found += [f"it writes to stderr: {cell['stderr']}"] if cell["stderr"] else []
            found += [f"it shows {broken}" for broken in cell["broken"]]
            for problem in found:
                self.complain(f"cell {cell['id']}: {problem}", self.cell(cell["id"]))
        left = [cell["id"] for cell in cells if cell["code"] and cell["source"].strip() and not cell["run"]]
        if left:
            self.complain(f"not run: {', '.join(left)}")
        self.overheard()

    def run_cell(self, id, timeout=RUN_TIMEOUT):
        """Runs one cell as a student does, with Shift+Enter in it; returns its output area's locator."""
        self.cell(id).locator(".cm-content").click()
        before = self.page.evaluate("id => course.count(id)", id)
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function("([id, before]) => course.count(id) !== before", arg=[id, before], timeout=timeout * 1000)
        if not self._wait_until_idle(timeout):
            self.complain(f"cell {id}: it was not run after {timeout} s", self.cell(id))
        return self.cell(id).locator(".jp-Cell-outputArea")

    def type_into(self, id, text):
        """Puts `text` in place of what a code cell holds, by the keyboard."""
        self.cell(id).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+A")
        # Line by line and each from its very beginning: the editor indents by itself.
        for number, line in enumerate(text.split("\n")):
            if number:
                self.page.keyboard.press("Enter")
                self.page.keyboard.press("Shift+Home")
            self.page.keyboard.type(line) if line else self.page.keyboard.press("Backspace")
        self.page.keyboard.press("Escape")  # what the editor offers to complete

    def _wait_until_idle(self, timeout):
        """Whether the kernel came to rest, and stayed so for CALM seconds, before the time was over."""
        deadline, since = time.monotonic() + timeout, None
        while time.monotonic() < deadline:
            if self.page.evaluate("course.dead()"):
                self.complain("its kernel is gone")
                return True
            if not self.page.evaluate("course.idle()"):
                since = None
            elif since is None:
                since = time.monotonic()
            elif time.monotonic() - since >= CALM:
                return True
            self.page.wait_for_timeout(100)
        return False

    # --- looking ---------------------------------------------------------------------------------------------------

    def cells(self):
        """What JupyterLab holds of each cell: see `cells` in page.js."""
        return self.page.evaluate("course.cells()")

    def cell(self, id):
        """The locator of a cell."""
        return self.page.locator(f'.jp-Notebook .jp-Cell[data-course-id="{id}"]')

    def faint(self, place, contrast):
        """The pieces of text in what the locator `place` finds whose contrast is less, as [contrast, text] each."""
        return place.evaluate("(element, least) => course.faint(element, least)", contrast)

    def set_theme(self, theme):
        """Changes JupyterLab's colours to this one of THEMES."""
        if self.page.evaluate("document.body.dataset.jpThemeName") == theme:
            return
        self.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
        self.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        self.page.wait_for_timeout(1000)  # asked for another one before it is through with this one, JupyterLab fails

    def take_pictures(self, folder):
        """Pictures of the whole notebook, in both themes, wide and as narrow as half a small screen, as PNG files."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        scroller = self.page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer")
        for theme in THEMES:
            self.set_theme(theme)
            for width in (WIDE["width"], NARROW):
                self.page.set_viewport_size({"width": width, "height": TALL})
                self.page.wait_for_timeout(500)  # texts are wrapped anew
                height, view = scroller.evaluate("e => [e.scrollHeight, e.clientHeight]")
                for number, top in enumerate(range(0, height, view)):
                    scroller.evaluate("(e, top) => { e.scrollTop = top; }", top)
                    name = f"{Path(self.notebook).stem}-{theme.split()[-1].lower()}-{width}-{number:02}.png"
                    self.page.screenshot(path=folder / name)
        self.page.set_viewport_size(WIDE)
        self.set_theme(LIGHT)

    # --- what goes wrong -------------------------------------------------------------------------------------------

    def complain(self, problem, place=None):
        """Notes a problem, with a picture; place: the locator of what to have in it."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._taken += 1
        picture = self._pictures / f"{Path(self.notebook).stem}-{self._taken}.png"
        with contextlib.suppress(BrowserTimeout):
            if place is not None:
                place.scroll_into_view_if_needed(timeout=2000)
            self.page.screenshot(path=picture)
        self.problems.append(f"{self.notebook}: {problem}\n    (picture: {picture})")

    def overheard(self, where=""):
        """Notes what was said since the last time by the browser, or by the kernel outside of its answers to cells.

        where: what was being done, such as "cell slider, slider 'row', by mouse".
        """
        asides = [f"an error in a callback:\n{_plain(text)}" for text in self.page.evaluate("course.asides.splice(0)")]
        said, self._said = self._said, []
        for problem in dict.fromkeys(asides + said):
            self.complain(f"{where}: {problem}" if where else problem)


def _plain(text):
    """A traceback's last lines, without colours."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).strip().splitlines()
    return "\n".join(f"      {line}" for line in lines[-8:])
