"""What is wrong with a set-up, and what to do about it: python -m utils.course doctor [FOLDER]

Nothing but Python's own library is used, for all else may be what is missing; of that library only os and sys until
it is known that no file in the way hides another part of it; and no syntax newer than Python 3.6, so that a Python
too old for the course reaches the sentence that says so.

Each examination below takes a Setup and returns its troubles: sentences that say what is the matter and what to do,
[] where all is well. The first cell runs the quick ones (`require`), the command all of them.
"""

import os
import sys

COURSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NEEDED = ("numpy", "torch", "matplotlib", "ipywidgets")
# Names that a student's own file must not have, beside those of Python's library: what the course imports, and what that imports.
HIDEABLE = NEEDED + ("torchvision", "IPython", "ipykernel", "jupyter_client", "traitlets", "PIL", "sympy", "typing_extensions", "zmq", "tornado")
PARTS = ("checking", "exercises", "interactive", "plotting", "bundled.py", "course.py", "data.py", "files.py", "marks.py", "torch_import.py")

MEMORY = 1000  # MB that a notebook takes at most: torch alone takes 500
DISK = 100  # MB: notebooks with their outputs, and all of MNIST (11 MB, 64 MB unpacked)
IMPORT_SECONDS = 120  # the first import of torch reads gigabytes from a cold disk

INSTALL = "In a terminal, in the course's folder, run `make lab`, or `{python} -m pip install -r requirements.txt`; then restart the kernel (Kernel menu, Restart)."


class NotReady(ImportError):
    """The course cannot start; the message says why, and what to do. A notebook shows the message alone."""

    def _render_traceback_(self):
        return str(self).splitlines()


class Setup:
    """What is examined: the course's folder, the folder that the notebook lies in, this Python."""

    def __init__(self, folder=None):
        self.course = COURSE
        self.folder = os.path.abspath(folder or os.getcwd())
        self.notebooks = os.path.join(self.course, "notebooks")

    def install(self):
        return INSTALL.format(python=_quoted(sys.executable or "python"))


def _quoted(path):
    return '"%s"' % path if " " in path else path


# ---- the examinations ------------------------------------------------------------------------------------------------


def python(setup):
    if sys.version_info >= (3, 11):
        return []
    return ["The course needs Python 3.11 or newer, and this is Python %d.%d (%s). Install a newer Python, then start the course with "
            "`make lab`, or choose the newer one as the notebook's kernel." % (sys.version_info[0], sys.version_info[1], sys.executable)]


def hidden_modules(setup, names=None):
    """Files that Python finds in place of the modules of the same name, among `names` (all that matter when left out)."""
    hidden = set(names or HIDEABLE + tuple(getattr(sys, "stdlib_module_names", ())))
    troubles = []
    for folder in _distinct([setup.folder, setup.notebooks, setup.course]):
        for entry in sorted(os.listdir(folder)) if os.access(folder, os.R_OK) and os.path.isdir(folder) else []:
            name, ending = os.path.splitext(entry)
            path = os.path.join(folder, entry)
            is_package = not ending and os.path.isfile(os.path.join(path, "__init__.py"))
            if name in hidden and (ending == ".py" or is_package):
                troubles.append("%s hides the module `%s` that the course or Python itself needs. Give it another name (my_%s), "
                                "and restart the kernel." % (path, name, entry))
    return troubles


def packages(setup):
    """Packages that are missing or too old."""
    import importlib.metadata
    import importlib.util

    missing, old = [], []
    for name, least in _least_versions(setup).items():
        if importlib.util.find_spec(name) is None:
            missing.append("`%s`" % name)
            continue
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:  # there, and not by pip: then it is what somebody wants it to be
            continue
        if _numbers(version) < _numbers(least):
            old.append("`%s` %s (needed: %s or newer)" % (name, version, least))
    troubles = []
    if missing:
        troubles.append("The course needs %s, which this Python does not have. %s" % (_listed(missing), setup.install()))
    if old:
        troubles.append("Too old for the course: %s. %s" % (_listed(old), setup.install()))
    return troubles


def environment(setup):
    """Another Python than the course's own, where the course has one: no trouble unless something is missing in it."""
    own = os.path.join(setup.course, ".venv")
    if not os.path.isfile(os.path.join(own, "pyvenv.cfg")) or os.path.realpath(own) == os.path.realpath(sys.prefix):
        return []
    if not packages(setup):
        return []
    return ["This is the Python in %s, and not the course's own, which is in %s. Choose that as the notebook's kernel (JupyterLab: Kernel menu, "
            "Change Kernel; VS Code: at the top right), or start the course with `make lab`." % (sys.prefix, own)]


def imports(setup):
    """Packages that are there and cannot be imported, tried in processes of their own: some crash."""
    import importlib.util
    import subprocess

    troubles = []
    for name in NEEDED:
        if importlib.util.find_spec(name) is None:
            continue
        try:
            done = subprocess.run([sys.executable, "-P", "-c", "import %s; %s" % (name, "torch.zeros(2).sum()" if name == "torch" else "")],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=setup.course,
                                  timeout=IMPORT_SECONDS, check=False)  # fmt: skip
        except subprocess.TimeoutExpired:
            troubles.append("`import %s` takes more than %d seconds. Is the disk on a slow network, or is the machine very busy? "
                            "Try again, and move the course to a local disk." % (name, IMPORT_SECONDS))
            continue
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            last = said[-1] if said else "it ends with status %d and says nothing" % done.returncode
            troubles.append("`%s` is there and cannot be imported (%s). Install it anew: `%s -m pip install --force-reinstall %s`; "
                            "then restart the kernel." % (name, last[:300], _quoted(sys.executable), name))
    return troubles


def course(setup):
    """Parts of the course that are missing, and notebooks that would not find it."""
    utils = os.path.join(setup.course, "utils")
    missing = [part for part in PARTS if not os.path.exists(os.path.join(utils, part))]
    troubles = []
    if missing:
        troubles.append("The course's folder is not whole: %s lacks %s. Bring it back with `git checkout -- utils`, or download the course again."
                        % (utils, _listed(missing)))
    try:
        has_notebooks = any(name.endswith(".ipynb") for name in os.listdir(setup.folder))
    except OSError as error:
        return troubles + ["%s cannot be read (%s). Go to the folder that the notebooks are in." % (setup.folder, error.strerror)]
    if has_notebooks and not _finds_course(setup.folder):
        troubles.append("The notebooks in %s do not find the course: there is no folder `utils` of the course beside them or above. Put them into %s "
                        "and open them there, or set the environment variable COURSE_ROOT to %s." % (setup.folder, setup.notebooks, setup.course))
    return troubles


def data(setup):
    import pathlib

    from .bundled import DataError, read_verified, recorded_names

    folder = pathlib.Path(setup.course, "data")
    troubles = []
    try:
        names = recorded_names(folder)
    except DataError as error:
        return [str(error)]
    for name in names:
        try:
            read_verified(folder / name)
        except DataError as error:
            troubles.append(str(error))
    return troubles


def memory(setup):
    free = _free_memory()
    if free is None or free >= MEMORY:
        return []
    return ["Only %d MB of memory are free, and a notebook takes up to %d: it may be ended without a word. Close other programs and other "
            "notebooks (Kernel menu, Shut Down All Kernels), or use a larger machine." % (free, MEMORY)]


def disk(setup):
    import shutil

    troubles = []
    for folder in _distinct([setup.folder, setup.course]):
        try:
            free = shutil.disk_usage(folder).free // 1_000_000
        except OSError:
            continue
        if free < DISK:
            troubles.append("Only %d MB are free on the disk of %s; the course needs %d. Delete what you do not need." % (free, folder, DISK))
    return troubles[:1]


def writable(setup):
    """Whether a file can be made beside the notebooks. Tried, for rights alone do not tell (a disk may be read-only)."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=setup.folder):
            return []
    except OSError as error:
        return ["Nothing can be written into %s (%s): notebooks cannot be saved there. Copy the course into a folder of your own."
                % (setup.folder, error.strerror or error)]


def widgets(setup):
    """JupyterLab's part of ipywidgets, without which sliders are shown as text."""
    import importlib.util

    if any(importlib.util.find_spec(name) is None for name in ("jupyterlab", "ipywidgets")):
        return []  # another program shows the notebooks, and has its own
    home = os.path.expanduser("~")
    places = os.environ.get("JUPYTER_PATH", "").split(os.pathsep) + [os.environ.get("JUPYTER_DATA_DIR", "")] + [
        os.path.join(sys.prefix, "share", "jupyter"), os.path.join(home, ".local", "share", "jupyter"), os.path.join(home, "Library", "Jupyter"),
        os.path.join(os.environ.get("APPDATA", home), "jupyter"), "/usr/local/share/jupyter", "/usr/share/jupyter"]
    extension = os.path.join("labextensions", "@jupyter-widgets", "jupyterlab-manager", "package.json")
    if any(place and os.path.isfile(os.path.join(place, extension)) for place in places):
        return []
    return ["JupyterLab lacks its part of ipywidgets, so that sliders are shown as text. Run `%s -m pip install --force-reinstall jupyterlab_widgets`, "
            "and start JupyterLab again." % _quoted(sys.executable)]


# What each examination looks at, as the command names it; the quick ones are those of the first cell.
QUICK = (("Python", python), ("files in the way", hidden_modules), ("packages", packages), ("environment", environment))
THOROUGH = (("imports", imports), ("the course's folder", course), ("data", data), ("memory", memory), ("disk", disk), ("saving", writable),
            ("widgets in JupyterLab", widgets))


# ---- the two ways in -------------------------------------------------------------------------------------------------


def require(setup=None):
    """For the first cell: raises NotReady, with every trouble on a line of its own, where the course cannot start.

    A file that hides a module of Python's own is no reason here: that module may be loaded already, or not be used.
    """
    setup = setup or Setup()
    troubles = hidden_modules(setup, NEEDED) + packages(setup) + environment(setup)
    if troubles:
        raise NotReady("\n".join(troubles + ["For more, in a terminal, in %s: %s -m utils.course doctor" % (setup.course, _quoted(sys.executable))]))


def main(arguments=(), write=print):
    """The command: a line for each examination. Returns the exit status, 0 only when all is well."""
    if len(arguments) != (arguments[:1] == ["doctor"]) + (len(arguments) > 1) or arguments[:1] != ["doctor"] or arguments[1:2] in (["-h"], ["--help"]):
        write("usage: python -m utils.course doctor [FOLDER]\n\nSays what is wrong with the set-up of this Python, and of the notebooks in FOLDER "
              "(this one when left out).")
        return 2
    setup, troubles = Setup(*arguments[1:]), 0
    sys.path[:] = [place for place in sys.path if os.path.abspath(place or ".") not in (setup.folder, setup.course, setup.notebooks)]
    for name, examine in QUICK + THOROUGH:
        found = examine(setup)
        troubles += len(found)
        for line in found or ["well" if name != "Python" else "%d.%d.%d in %s" % (sys.version_info[:3] + (sys.prefix,))]:
            _write(write, "%s %s: %s" % ("✗" if found else "✓", name, line))
    _write(write, "All is well." if not troubles else "%d thing%s to mend." % (troubles, "" if troubles == 1 else "s"))
    return 1 if troubles else 0


def _write(write, line):
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    write(line.encode(encoding, "replace").decode(encoding))  # a terminal may lack the signs


# ---- small things ----------------------------------------------------------------------------------------------------


def _distinct(folders):
    return list(dict.fromkeys(folders))


def _listed(words):
    return " and ".join([", ".join(words[:-1])] * (len(words) > 1) + words[-1:])


def _least_versions(setup):
    """name -> the least version of each needed package, as requirements.txt says; "0" where it says nothing."""
    import re

    try:
        with open(os.path.join(setup.course, "requirements.txt"), encoding="utf-8") as file:
            text = file.read()
    except OSError:
        text = ""
    said = dict(re.findall(r"^([A-Za-z0-9_-]+)>=([0-9.]+)", text, re.MULTILINE))
    return {name: said.get(name, "0") for name in NEEDED}


def _numbers(version):
    """(2, 14, 1) of "2.14.1+cu130", so that versions can be compared."""
    import re

    return tuple(int(number) for number in re.match(r"[0-9.]*", version)[0].split(".") if number)


def _finds_course(folder):
    """Whether a notebook in `folder` finds a course, by the rules of the first cell (utils/publishing/first_cell.py)."""
    above = [folder]
    while os.path.dirname(above[-1]) != above[-1]:
        above.append(os.path.dirname(above[-1]))
    places = [os.environ.get("COURSE_ROOT", folder)] + above + [os.path.dirname(sys.prefix)]
    places += [os.path.join(folder, name) for name in os.listdir(folder)]
    return any(os.path.isfile(os.path.join(place, "utils", "course.py")) for place in places)


def _free_memory():
    """MB of memory that this process may still take; None where the system does not tell.

    The least of what the machine has left, what a container may have, and what the process may have.
    """
    found = []
    try:
        with open("/proc/meminfo") as file:
            found += [int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable:")]
    except (OSError, ValueError):
        pass
    for limit, used in (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes")):
        try:
            with open("/sys/fs/cgroup/" + limit) as most, open("/sys/fs/cgroup/" + used) as now:
                found.append(int(most.read()) - int(now.read()))
        except (OSError, ValueError):  # "max"
            pass
    try:
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[0]
        found += [most] if most != resource.RLIM_INFINITY else []
    except ImportError:
        pass
    return min(found) // 1_000_000 if found else None
