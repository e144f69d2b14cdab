"""The first code cell of every notebook: it finds the course and starts it.

A notebook may be opened anywhere: in its own folder, in the course's root or that root's parent, in a copy
elsewhere with the course's kernel, alone in Colab. So the cell looks for a folder with utils/course.py, in this
order: COURSE_ROOT, which somebody set on purpose; the working directory and those above it; the folder that
holds the kernel's virtual environment; the folders in the working directory. In Colab it fetches the repository when there is none; never the placeholder's,
which on GitHub may be somebody's.

Another module called `utils` (many projects have one) must not be taken for the course's: the course's folder
goes to the front of sys.path, and a `utils` imported before that is forgotten. Run again, the cell leaves both
alone, so that nothing is lost.

The cell's syntax is Python 3.6's, so that a Python too old for the course reaches what utils/__init__.py says.
"""

PLACEHOLDER = "OWNER/NAME"

_TEMPLATE = """\
import os, pathlib, sys  # Run this cell first (no need to read it): it finds the course and starts it.
repository, here = "<repository>", pathlib.Path.cwd()
def find_course():
    places = [os.getenv("COURSE_ROOT", here), here, *here.parents, os.path.dirname(sys.prefix), *sorted(here.glob("*"))]
    found = [p for p in map(str, places) if os.path.isfile(os.path.join(p, "utils", "course.py"))]
    return os.path.realpath(found[0]) if found else None
if "google.colab" in sys.modules and repository != "<placeholder>" and not find_course():
    os.system("GIT_TERMINAL_PROMPT=0 git clone --quiet --depth 1 https://github.com/" + repository)
if not find_course(): raise FileNotFoundError(
    f"The course is not in, above or below {here}, nor in COURSE_ROOT: set that (in Colab: repository) to where it is.")
if sys.path[0] != find_course():
    sys.path.insert(0, find_course())
    for name in [name for name in sys.modules if name.split(".")[0] == "utils"]: del sys.modules[name]
from utils.course import check, compare, hint, progress, start, verify
start()"""


def render(repository):
    """The cell's text for the repository `repository`, an owner/name or PLACEHOLDER."""
    return _TEMPLATE.replace("<repository>", repository).replace("<placeholder>", PLACEHOLDER)


def is_first_cell(text):
    """Whether `text` is a first cell, for whatever repository and of whatever age."""
    return "from utils.course import" in text and "find_course()" in text
