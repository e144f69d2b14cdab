"""The command line of utils.publishing: python -m utils.publishing --help"""

import argparse
import sys

from utils.checking import UnknownExercise
from utils.grading import exports
from utils.grading.settings import BadSettings, read
from utils.publishing import address, cleaning, first_cell, nbgrader, otter, solved, student
from utils.publishing.notebooks import PublishingError
from utils.publishing.site import building


def main(arguments=None):
    """Runs one command; returns the exit status, 1 with a sentence on stderr when it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except (PublishingError, BadSettings, UnknownExercise, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser():
    parser = argparse.ArgumentParser(prog="python -m utils.publishing", description="The course's tools for authors.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("solved", help="build solved notebooks from the blank ones")
    _into_folder(command)
    command.add_argument("notebooks", metavar="NOTEBOOK", nargs="*", help="01_mlp.ipynb or mlp; all when none is named")
    command.set_defaults(command=_solved)

    command = commands.add_parser("student", help="build what students are given: everything but solutions and grading")
    _into_folder(command)
    command.add_argument("--repository", metavar="OWNER/NAME", help="the repository that the bundle will be, for Colab")
    command.set_defaults(command=_student)

    for grader, build, what in (
        ("nbgrader", nbgrader.build_nbgrader, "a course folder of nbgrader"),
        ("otter", otter.build_otter, "sources for Otter-Grader's `otter assign`"),
    ):
        command = commands.add_parser(grader, help=f"build {what}: solutions marked, tests with points")
        _into_folder(command)
        command.add_argument("--seed", type=int, help="of the hidden tests' numbers (default: a new one)")
        command.set_defaults(command=_for_another_grader, build=build)

    command = commands.add_parser("gradescope", help="build an autograder for Gradescope, a zip file")
    command.add_argument("out", metavar="OUT.zip", help="the zip file to write")
    command.add_argument("--settings", metavar="TOML", help="points and more, see utils/grading/settings.py")
    command.set_defaults(command=_gradescope)

    command = commands.add_parser("repository", help="print or set the repository's address on GitHub")
    command.add_argument(
        "address", metavar="OWNER/NAME", nargs="?",
        help="the new address, put into first cells, badges and links; left out, it is printed, and where it is not followed",
    )  # fmt: skip
    command.set_defaults(command=_repository)

    command = commands.add_parser("clean", help="take outputs and other traces of a run out of the notebooks, in place")
    command.add_argument("notebooks", metavar="NOTEBOOK", nargs="*", help="01_mlp.ipynb or mlp; all when none is named")
    command.set_defaults(command=_clean)

    command = commands.add_parser("site", help="build the course as a web site to read, every notebook executed once")
    command.add_argument("out", metavar="OUT", help="the folder to write into; a site that is there is replaced")
    command.add_argument("notebooks", metavar="NOTEBOOK", nargs="*", help="01_mlp.ipynb or mlp; all when none is named")
    command.add_argument("--keep", metavar="FOLDER", help="keep executed notebooks there, and use them while nothing they depend on changes")
    command.set_defaults(command=_site)

    command = commands.add_parser("first-cell", help="print the text of every notebook's first code cell")
    command.set_defaults(command=lambda options: print(first_cell.render(address.current())))
    return parser


def _into_folder(command):
    command.add_argument("out", metavar="OUT", help="the folder to write into, outside of the course's own")
    command.add_argument("--force", action="store_true", help="write into OUT although it is not empty")


def _student(options):
    written = student.build_student(options.out, options.force, options.repository)
    print(f"wrote {len(written)} files into {options.out}; start there with: make lab")


def _for_another_grader(options):
    options.build(options.out, options.force, options.seed)
    print(f"wrote {options.out}; its README.md says how to go on")


def _gradescope(options):
    print(exports.autograder(options.out, read(options.settings)))


def _solved(options):
    for path in solved.build_solved(options.out, options.notebooks, options.force):
        print(f"wrote {path}")


def _site(options):
    print(f"built {building.build_site(options.out, options.notebooks, options.keep)}: open index.html in it")


def _repository(options):
    if options.address is None:
        print(address.current())
        wrong = address.disagreements()
        if wrong:
            again = f"Put it there: python -m utils.publishing repository {address.current()}"
            raise PublishingError("\n".join([*wrong, again]))
    else:
        _say_changed(address.set_repository(options.address))


def _clean(options):
    _say_changed(cleaning.clean_files(options.notebooks))


def _say_changed(paths):
    for path in paths:
        print(f"changed {path}")
    if not paths:
        print("nothing to change")


if __name__ == "__main__":
    sys.exit(main())
