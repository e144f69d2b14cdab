"""The heart of the course in a real browser: an exercise answered wrongly, the mistake read, mended, seen right.

In light and in dark, a verdict's text stands out from what is behind it, and its words alone say what it is.
"""

import pytest

from tests.browser.notebook_page import THEMES

CONTRAST = 4.5  # to 1: WCAG 2.2, criterion 1.4.3, for text of ordinary size
NOTEBOOK, EXERCISE = "00_start_here.ipynb", "exercise-scale-rows"
WRITTEN = '''@check
def scale_rows(X, s):
    """Row i of X times s[i].  X: (N, d), s: (N,) -> (N, d)"""
    {}'''
ANSWERS = [
    # what is typed, the state in words, and what else is to be read
    (WRITTEN.format("..."), "not yet", []),
    (WRITTEN.format("return X * s"), "not right", ["This scales the columns", "The smallest case that shows it", "by hand"]),
    (WRITTEN.format("return X * s[:, None]"), "right", ["agree"]),
]


def verdict_in(output):
    """The locator of the verdict in a cell's output."""
    return output.locator("[role=status]").first


@pytest.mark.parametrize("theme", THEMES)
def test_an_exercise_is_answered_wrongly_read_mended_and_seen_right(theme, open_notebook):
    with open_notebook(NOTEBOOK) as page:
        page.set_theme(theme)
        page.run_cell("first-cell")
        for text, state, words in ANSWERS:
            page.type_into(EXERCISE, text)
            output = page.run_cell(EXERCISE)
            cell = next(cell for cell in page.cells() if cell["id"] == EXERCISE)
            assert cell["source"] == text, "the cell does not hold what was typed into it"
            verdict = verdict_in(output)
            said = verdict.inner_text()
            if f"scale_rows: {state}" not in said.splitlines()[0] or not all(word in said for word in words):
                page.complain(f"to {text.splitlines()[-1].strip()} it says:\n{said}", output)
            if not verdict.get_attribute("aria-label").endswith(f"scale_rows: {state}"):
                page.complain(f"a screen reader is told: {verdict.get_attribute('aria-label')}", output)
            for contrast, piece in page.faint(verdict, CONTRAST):
                page.complain(f"in {theme}, verdict {state!r}: {contrast} to 1 is too little contrast for {piece!r}", output)
        page.overheard()
    assert not page.problems, "\n\n".join(page.problems)
