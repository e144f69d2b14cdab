"""Every page of the site, in light and dark, wide and narrow: readable, reachable, and complete in itself."""

import re

import pytest

from tests.site.conftest import served
from tests.site.visiting import Visit
from utils.publishing.notebooks import notebook_paths, read, source

NOTEBOOKS = [path.stem for path in notebook_paths()]
PAGES = ["index", *NOTEBOOKS, "search"]
WIDE, NARROW = 1280, 390


def test_there_is_no_other_page(site):
    assert {path.stem for path in site.rglob("*.html") if "_static" not in path.parts} == set(PAGES)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_without_fault(visit, name, scheme, width):
    assert visit(name, scheme, width).faults() == []


PLANTED = {
    "image-alt": '<img src="_static/favicon.svg">',
    "color-contrast": '<p style="color:#999;background:#fff">Grey on white</p>',
    "button-name": "<button></button>",
    "target-size": '<button style="width:9px;height:9px;padding:0">a</button>' * 2,
    "scrollable-region-focusable": '<div style="width:9em;overflow:auto"><p style="width:99em">' + "far away " * 60 + "</p></div>",
    "another host": '<img alt="remote" src="https://another.invalid/picture.png">',
    "answered with 404": '<img alt="absent" src="_static/no-such-picture.png">',
    "a script fails": "<script>undefined_function()</script>",
    "wider than the window": '<p style="width:2000px">wide</p>',
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(site, browser, tmp_path, fault):
    page = (site / "index.html").read_text(encoding="utf-8")
    planted = page.replace("</article>", PLANTED[fault] + "</article>")
    assert planted != page
    for path in site.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "planted.html").write_text(planted, encoding="utf-8")
    with served(tmp_path) as address:
        visit = Visit(browser, address, "planted", "light", WIDE)
        faults = visit.faults()
        visit.close()
    assert any(fault in said for said in faults), faults


def test_dark_is_dark_and_light_is_light(visit):
    brightness = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert max(visit("index", "dark").page.evaluate(brightness)) < 60
    assert min(visit("index", "light").page.evaluate(brightness)) > 200


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_formulas_are_set_and_can_be_heard(visit, name):
    page = visit(name).page
    written, set_, heard, wrong = page.evaluate(
        """() => [".math", "mjx-container", "mjx-assistive-mml math", "mjx-merror"].map(
            selector => document.querySelectorAll(selector).length)"""
    )
    assert 0 < written <= set_ == heard and wrong == 0
    left = page.evaluate("() => document.querySelector('.bd-article').innerText.match(/\\\\[(\\[]|\\$\\$|\\\\frac/g)")
    assert left is None, f"TeX is left as it was written: {left}"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_picture_has_its_text_and_every_widget_its_sentence(visit, name):
    page = visit(name).page
    texts = page.evaluate("() => [...document.querySelectorAll('.cell_output img')].map(image => image.alt)")
    assert texts and all(len(text) > 20 for text in texts), texts
    notebook = "\n".join(source(cell) for cell in read(next(p for p in notebook_paths() if p.stem == name))["cells"])
    stills = page.evaluate(
        """() => [...document.querySelectorAll('.course-still')].map(
            words => [words.innerText, words.parentElement.querySelectorAll('img').length])"""
    )
    assert bool(stills) == ("utils.interactive" in re.sub(r"utils\.interactive\.progress", "", notebook))
    assert all("In the notebook" in words and pictures for words, pictures in stills), stills


def test_next_leads_through_the_course_and_previous_back(visit):
    page = visit("index").page
    way = [page.url]
    while page.locator(".prev-next-footer .right-next").count():
        page.locator(".prev-next-footer .right-next").click()
        page.wait_for_load_state()
        way.append(page.url)
    assert [url.rsplit("/", 1)[1].removesuffix(".html") for url in way] == ["index", *NOTEBOOKS]
    for url in reversed(way[:-1]):
        page.locator(".prev-next-footer .left-prev").click()
        page.wait_for_load_state()
        assert page.url == url


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_word_is_searched_and_found_by_keyboard(visit, width):
    page = visit("index", width=width).page
    page.keyboard.press("Control+k")
    page.keyboard.type("momentum")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
    assert page.locator("#search-results li a", has_text="Walking downhill").count()


def test_the_front_page_leads_to_every_notebook(visit):
    links = visit("index").page.evaluate("() => [...document.querySelectorAll('#the-notebooks a')].map(a => a.href)")
    assert [link.rsplit("/", 1)[1] for link in links if link.endswith(".html")] == [f"{name}.html" for name in NOTEBOOKS]
