"""A page of the site, opened in the browser, and what is wrong with it."""

from pathlib import Path

import axe_playwright_python

# The rules of axe-core that stand for success criteria of WCAG 2.2, levels A and AA.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
HEIGHT = 900

_READY = """async () => {
    await window.MathJax?.startup?.promise;
    await document.fonts.ready;
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    for (const picture of document.images) picture.loading = "eager";
    await Promise.all([...document.images].map(picture => picture.decode().catch(() => {})));
}"""
# The theme and the course's own script make what scrolls reachable when the window has changed, some moments later.
_REACHABLE = """() => [...document.querySelectorAll("pre, .cell_output > .output, .pst-scrollable-table-container, mjx-container")]
    .every(box => box.scrollWidth <= box.clientWidth || box.clientWidth === 0 || box.tabIndex === 0)"""


class Visit:
    """A page opened, everything folded unfolded, all pictures loaded.

    browser: playwright's. address: where the site is served. name: the page's, without .html.
    scheme: "light" or "dark". width: of the window, in CSS pixels.
    """

    def __init__(self, browser, address, name, scheme, width):
        self.name, self.scheme, self.width = name.split("?")[0].removesuffix(".html"), scheme, width
        self._address, self._faults = address, []
        self.page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        self.page.on("request", self._look_at_request)
        self.page.on("response", self._look_at_response)
        self.page.on("pageerror", lambda error: self._faults.append(f"a script fails: {error}"))
        self.page.goto(address + name if ".html" in name else f"{address}{name}.html")
        self.page.evaluate(_READY)

    def close(self):
        self.page.close()

    def faults(self):
        """What is wrong with the page, a sentence each: requests, scripts, its width, axe-core's violations."""
        try:
            self.page.wait_for_function(_REACHABLE, timeout=5000)
        except Exception:  # noqa: BLE001 - axe says better which box it is
            pass
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        too_wide = [f"the page is {wider} pixels wider than the window"] if wider > 0 else []
        return [*self._faults, *too_wide, *self.violations()]

    def violations(self):
        """axe-core's violations of WCAG 2.2 AA, a sentence for each element."""
        self.page.evaluate(AXE)
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found = self.page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{rule['id']}: {node['html'][:200]} ({' '.join(node['failureSummary'].split())[:300]})"
            for rule in found
            for node in rule["nodes"]
        ]

    def take_picture(self, folder):
        """Puts a picture of the whole page into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.name}-{self.width}-{self.scheme}.png", full_page=True)

    def _look_at_request(self, request):
        if not request.url.startswith((self._address, "data:", "blob:")):
            self._faults.append(f"the page asks another host: {request.url}")

    def _look_at_response(self, response):
        if response.status >= 400:
            self._faults.append(f"{response.url} is answered with {response.status}")
