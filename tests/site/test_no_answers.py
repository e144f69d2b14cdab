"""The site gives no answers away: every exercise is blank, its verdict says so, no solution stands anywhere."""

import ast
import html
import re

import pytest

from utils.publishing.notebooks import notebook_paths, read, source
from utils.publishing.solved import solutions_for
from utils.publishing.solving import solve, stubs

NOTEBOOKS = pytest.mark.parametrize("path", notebook_paths(), ids=lambda path: path.stem)


def squeezed(code):
    """A text without comments and white space, so that layout hides nothing."""
    return re.sub(r"#.*|\s", "", code)


def text_in(file):
    """What a built file says: a page's text without its tags, the cells of a notebook."""
    if file.suffix == ".ipynb":
        return "\n".join(source(cell) for cell in read(file)["cells"])
    text = file.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[a-zA-Z/!][^>]*>", "", text)) if file.suffix == ".html" else text


def bodies(path):
    """What to look for: name -> the body of the solution as it is written and as Python would write it, squeezed."""
    found = {}
    for name, text in solutions_for(path).items():
        function = ast.parse(text).body[0]
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        written = text.split("\n", body[0].lineno - 1)[-1]
        found[name] = {squeezed(written), squeezed("\n".join(ast.unparse(statement) for statement in body))}
    return found


def given_away(file, path, made_of=None):
    """The exercises of the notebook `path` whose solution stands in a built file more often than in what it is made of.

    (A later notebook may hold a softmax, which students wrote in an earlier one.)
    """
    made_of = made_of or next((blank for blank in notebook_paths() if blank.stem == file.stem), None)
    blank, text = squeezed(text_in(made_of)) if made_of else "", squeezed(text_in(file))
    return sorted(
        name for name, forms in bodies(path).items() if any(text.count(form) > blank.count(form) for form in forms)
    )


@NOTEBOOKS
def test_no_page_and_no_file_holds_a_solution(site, path):
    files = [file for file in site.rglob("*") if file.suffix in {".html", ".ipynb", ".txt", ".md"}]
    assert {file.name for file in files} >= {path.name, f"{path.stem}.html"}
    found = {file.name: given_away(file, path) for file in [*files, site / "searchindex.js"]}
    assert {name: names for name, names in found.items() if names} == {}


@NOTEBOOKS
def test_a_solution_that_stands_on_a_page_is_found(site, path, tmp_path):
    page = (site / f"{path.stem}.html").read_text(encoding="utf-8")
    solved = solve(read(path), solutions_for(path))
    cells = "".join(f"<pre><span>{html.escape(source(cell))}</span></pre>\n" for cell in solved["cells"])
    (tmp_path / "planted.html").write_text(page + cells, encoding="utf-8")
    assert given_away(tmp_path / "planted.html", path, made_of=path) == sorted(stub.name for stub in stubs(read(path)))


@NOTEBOOKS
def test_the_verdict_on_each_exercise_is_not_yet(site, path):
    page = (site / f"{path.stem}.html").read_text(encoding="utf-8")
    for stub in stubs(read(path)):
        said = re.findall(rf'aria-label="Verdict\. {stub.name}: ([a-z ]+)"', page)
        assert said and said[0] == "not yet", f"{stub.name}: {said}"
