"""Sphinx's settings for the course's site. building.py copies this file beside the sources that it writes."""

from pathlib import Path

# The front page begins with the course's name.
project = html_title = Path(__file__).with_name("index.md").read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")

language = "en"
extensions = ["myst_nb", "sphinx.ext.mathjax"]
html_theme = "sphinx_book_theme"
exclude_patterns = ["_static"]
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["course.css"]
html_js_files = ["course.js"]
html_copy_source = False  # the note on each page offers the notebook itself, without outputs
html_show_sphinx = False
html_last_updated_fmt = None
html_use_index = False
html_context = {"default_mode": "auto"}  # light or dark as the reader's system is
html_theme_options = {
    "logo": {"text": project},
    "navbar_persistent": [],  # the search has its place in the side bar, and on a phone above the article
    "footer_content_items": [],  # no author, no year: the front page says the licence
    "show_navbar_depth": 1,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_repository_button": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}

# The outputs are stored already: see utils/publishing/executing.py.
nb_execution_mode = "off"
nb_code_prompt_show = "Show the code of the first cell"
nb_code_prompt_hide = "Hide the code of the first cell"
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence"]
myst_heading_anchors = 3

# A copy that building.py puts there: no page asks another host for anything.
mathjax_path = "mathjax/tex-chtml.js"
# Without the menu a formula is no stop for the Tab key; screen readers get its MathML all the same.
mathjax3_config = {"options": {"enableMenu": False}}


def setup(app):
    """The front page's title, in the browser's tab, does not say the course's name twice."""

    def say_once(app, page, template, context, tree):
        if page == "index":
            context["docstitle"] = ""

    app.connect("html-page-context", say_once)
