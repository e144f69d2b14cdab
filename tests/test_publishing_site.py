"""What the site's pages are made of: notebooks executed once, widgets standing still, a front page from the README."""

import base64
import importlib.util

import pytest

from tests.test_publishing import cell, notebook
from utils.publishing import executing, first_cell
from utils.publishing.kernel import Kernel
from utils.publishing.notebooks import PublishingError, notebook_paths, source
from utils.publishing.site import building, keeping
from utils.publishing.site.pages import FIGURES, front_page, notebook_page
from utils.publishing.site.stills import VIEW, stand_still, still

PNG = base64.b64encode(b"a picture").decode()


def ran(*outputs):
    """A code cell with these outputs."""
    return {**cell("draw()"), "outputs": list(outputs)}


# --- executing -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with Kernel(tmp_path_factory.mktemp("kernel")) as kernel:
        yield kernel


def test_outputs_are_stored_as_jupyter_stores_them(kernel):
    outputs = kernel.run("import sys\nprint(1)\nprint(2)\nprint('to stderr', file=sys.stderr)\n3").outputs
    assert [output["output_type"] for output in outputs] == ["stream", "stream", "execute_result"]
    assert [output.get("text") for output in outputs] == ["1\n2\n", "to stderr\n", None]
    assert outputs[2]["data"] == {"text/plain": "3"} and outputs[2]["execution_count"] >= 1


def test_what_is_cleared_or_updated_is_not_kept(kernel):
    code = "from IPython.display import clear_output, display\nprint('old')\nclear_output(wait=True)\nprint('new')"
    assert kernel.run(code).stdout == "new\n"
    assert kernel.run("print('old')\nclear_output()").outputs == []
    assert kernel.run("shown = display('before', display_id=True)\nshown.update('after')").texts == ["'after'"]


def test_a_widgets_state_is_followed(kernel):
    done = kernel.run("import ipywidgets\nslider = ipywidgets.IntSlider(2)\nslider.value = 5\nslider")
    model = done.shown[0][VIEW]["model_id"]
    assert (kernel.widgets[model]["_model_name"], kernel.widgets[model]["value"]) == ("IntSliderModel", 5)


def test_an_executed_notebook_is_a_new_one(tmp_path):
    blank = notebook(cell("# Title", "markdown"), cell("x = 6"), cell("x * 7"))
    done = executing.execute(blank, root=tmp_path)
    assert [c.get("outputs") for c in blank["cells"]] == [None, [], []]
    assert done["cells"][2]["outputs"][0]["data"] == {"text/plain": "42"} and done["cells"][2]["execution_count"] == 2
    assert done["metadata"] == blank["metadata"]


@pytest.mark.parametrize(
    "code, said",
    [("1 / 0", "raises ZeroDivisionError"), ("import time; time.sleep(60)", "after 1 s"), ("import os; os._exit(1)", "kernel died")],
)
def test_a_cell_that_fails_is_named(tmp_path, code, said):
    faulty = cell(code)
    with pytest.raises(PublishingError, match=f"Cell {faulty['id']} (?s:.*){said}"):
        executing.execute(notebook(faulty), root=tmp_path, cell_timeout=1)


def test_a_notebook_is_executed_again_only_when_something_it_depends_on_has_changed(tmp_path):
    course, keep, runs = tmp_path / "course", tmp_path / "kept", []
    for name in ("notebooks/01_mlp.ipynb", "utils/course.py", "utils/publishing/site.py", "data/checksums.json"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("{}")

    def run():
        return keeping.kept(course / "notebooks/01_mlp.ipynb", keep, lambda path: runs.append(path) or {"run": len(runs)}, course)

    assert [run(), run()] == [{"run": 1}] * 2
    (course / "utils/publishing/site.py").write_text("another")
    assert run() == {"run": 1}
    for count, name in enumerate(["utils/course.py", "data/checksums.json", "notebooks/01_mlp.ipynb"], start=2):
        (course / name).write_text("another")
        assert [run(), run()] == [{"run": count}] * 2
    assert len(list(keep.iterdir())) == 1
    next(keep.iterdir()).write_text("cut sho")
    assert run() == {"run": 5}


# --- widgets that stand still ----------------------------------------------------------------------------------

MODELS = {
    "box": {"_model_name": "VBoxModel", "children": ["IPY_MODEL_row", "IPY_MODEL_kind", "IPY_MODEL_walk", "IPY_MODEL_picture"]},
    "walk": {"_model_name": "HBoxModel", "children": ["IPY_MODEL_back", "IPY_MODEL_on"]},
    "row": {"_model_name": "FloatSliderModel", "description": "row <1>", "value": 0.25},
    "kind": {"_model_name": "DropdownModel", "description": "kind", "_options_labels": ["none", "relu"], "index": 1},
    "back": {"_model_name": "ButtonModel", "description": "back"},
    "on": {"_model_name": "ButtonModel", "description": "on"},
    "picture": {"_model_name": "HTMLModel", "value": '<img alt="A digit." src="x.png">'},
}


def test_a_widget_becomes_its_picture_and_a_sentence_about_its_controls():
    text = still("box", MODELS)
    assert "In the notebook it moves" in text
    assert "<strong>row &lt;1&gt;</strong> (here 0.25) and <strong>kind</strong> (here relu)" in text
    assert "press <strong>back</strong> and <strong>on</strong>" in text
    assert text.endswith('<img alt="A digit." src="x.png">')


def test_a_progress_bar_says_how_far_it_came():
    models = {
        "box": {"_model_name": "HBoxModel", "children": ["IPY_MODEL_bar", "IPY_MODEL_words"]},
        "bar": {"_model_name": "IntProgressModel", "description": "training", "value": 3},
        "words": {"_model_name": "LabelModel", "value": "3 of 3 in 1 s"},
    }
    assert still("box", models) == "<span>training: </span><span>3 of 3 in 1 s</span>"


def test_the_real_widgets_stand_still(tmp_path):
    code = "import numpy as np\nfrom utils.interactive.start_here import dim_row\ndim_row(lambda X, s: X * s[:, None], np.eye(28))"
    run = executing.execute(notebook(cell(first_cell.render(first_cell.PLACEHOLDER)), cell(code)))
    page = stand_still(run)
    data = page["cells"][1]["outputs"][0]["data"]
    assert VIEW not in data and "widgets" not in page["metadata"]
    assert "<strong>row</strong> (here 14) and <strong>factor</strong> (here 0.2)" in data["text/html"]
    assert '<img src="data:image/png;base64,' in data["text/html"] and 'alt="' in data["text/html"]


# --- pages -----------------------------------------------------------------------------------------------------


def shown(text):
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": text, "text/plain": "words"}}


def page_of(*cells, repository=first_cell.PLACEHOLDER):
    return notebook_page(notebook(cell("# Title", "markdown"), *cells), "01_mlp.ipynb", repository)


def test_pictures_become_files_and_keep_their_text():
    text = f'<img src="data:image/png;base64,{PNG}" alt="A digit." width="{{}}" height="9" style="max-width:100%">'
    page, figures = page_of(ran(shown(text.format(900)), shown(text.format(300))))
    (name,) = figures
    assert figures[name] == b"a picture"
    wide, narrow = (output["data"]["text/html"] for output in page["cells"][2]["outputs"])
    assert narrow == f'<img src="_static/{FIGURES}/{name}" loading="lazy" alt="A digit." width="300" height="9" style="max-width:100%">'
    assert 'class="course-wide"' in wide


def test_the_note_offers_colab_when_there_is_an_address():
    without, _ = page_of()
    withit, _ = page_of(repository="some-one/a.course")
    assert "colab" not in source(without["cells"][1]).lower()
    assert (
        "(https://colab.research.google.com/github/some-one/a.course/blob/main/notebooks/01_mlp.ipynb)"
        in source(withit["cells"][1])
    )


def test_the_badge_of_the_notebook_gives_way_to_the_note():
    badge = {"cell_type": "markdown", "id": "open-in-colab", "metadata": {}, "source": "[Open in Colab](https://x.org)"}
    page, _ = page_of(badge, cell("1"), repository="some-one/a.course")
    assert [c["id"] for c in page["cells"]].count("open-in-colab") == 0


def test_exercises_and_the_first_cell_are_marked():
    first, exercise, other = cell(first_cell.render("a/b")), cell("@check\ndef f(x):\n    ..."), cell("f(1)")
    page, _ = page_of(first, exercise, other)
    assert [c["metadata"]["tags"] for c in page["cells"][2:]] == [["hide-input"], ["exercise"], []]


README = """\
# A course

Its words.

## Start

Run it (see [Publish](#publish)). See [the data](data/README.md).

## The notebooks

| notebook | time |
|---|---|
| [01 · One](notebooks/01_mlp.ipynb) | 30 min |

In a program:

## Grade a class

Not for readers. [x](notebooks/01_mlp.ipynb)
"""


def test_the_front_page_is_made_of_the_readme():
    page = front_page(README, ["01_mlp.ipynb"], first_cell.PLACEHOLDER)
    assert page.startswith("# A course\n\nIts words.")
    assert "[01 · One](01_mlp.ipynb)" in page
    assert page.index("## The notebooks") < page.index("## Start")
    assert "Run it. See the data." in page
    assert not any(words in page for words in ["Grade a class", "In a program", "Publish"])
    assert page.rstrip().endswith("01_mlp\n```")


def test_with_an_address_the_front_page_links_into_the_repository():
    page = front_page(README, ["01_mlp.ipynb"], "some-one/course")
    assert "[the data](https://github.com/some-one/course/blob/main/data/README.md)" in page
    assert "(see [Publish](https://github.com/some-one/course#publish))" in page


def test_the_real_readme_has_what_the_front_page_needs(root):
    page = front_page((root / "README.md").read_text(encoding="utf-8"), [], first_cell.PLACEHOLDER)
    assert all(f"]({path.name})" in page for path in notebook_paths())
    assert "\n## Start\n" in page and "](" not in page.replace(".ipynb)", "").replace("](0", "")


# --- building --------------------------------------------------------------------------------------------------


@pytest.fixture
def equipped(monkeypatch):
    """As if what the site needs were installed."""
    monkeypatch.setattr(building, "NEEDED", {})


def test_a_folder_of_somebody_elses_is_left_alone(equipped, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(PublishingError, match="is no site made by this command"):
        building.build_site(tmp_path)
    with pytest.raises(PublishingError, match="holds the course itself"):
        building.build_site("notebooks")
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_what_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(building, "NEEDED", {"no_such_module": "no-such-package"})
    with pytest.raises(PublishingError, match="needs no-such-package.*make site"):
        building.build_site(tmp_path / "out")


def test_a_notebook_that_writes_to_stderr_is_not_published(monkeypatch):
    noisy = ran({"output_type": "stream", "name": "stderr", "text": "UserWarning: late"})
    monkeypatch.setattr(building, "execute", lambda blank: notebook(noisy))
    with pytest.raises(PublishingError, match="writes to stderr:\nUserWarning: late"):
        building.executed(notebook_paths()[0])


@pytest.mark.skipif(importlib.util.find_spec("sphinx_book_theme") is not None, reason="what the site needs is installed")
def test_without_sphinx_the_command_says_what_to_do(tmp_path, capsys):
    from utils.publishing.__main__ import main

    assert main(["site", str(tmp_path / "out")]) == 1
    assert "make site" in capsys.readouterr().err
