"""The command line of utils.publishing: python -m utils.publishing --help"""

import argparse
import sys

from utils.publishing import address, cleaning, first_cell, solved
from utils.publishing.notebooks import PublishingError
from utils.publishing.site import building


def main(arguments=None):
    """Runs one command; returns the exit status, 1 with a sentence on stderr when it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except (PublishingError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser():
    parser = argparse.ArgumentParser(prog="python -m utils.publishing", description="The course's tools for authors.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("solved", help="build solved notebooks from the blank ones")
    command.add_argument("out", metavar="OUT", help="the folder to write into, outside of notebooks/")
    command.add_argument("notebooks", metavar="NOTEBOOK", nargs="*", help="01_mlp.ipynb or mlp; all when none is named")
    command.add_argument("--force", action="store_true", help="write into OUT although it is not empty")
    command.set_defaults(command=_solved)

    command = commands.add_parser("repository", help="print or set the repository's address on GitHub")
    command.add_argument("address", metavar="OWNER/NAME", nargs="?", help="the new address; printed when left out")
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


def _solved(options):
    for path in solved.build_solved(options.out, options.notebooks, options.force):
        print(f"wrote {path}")


def _site(options):
    print(f"built {building.build_site(options.out, options.notebooks, options.keep)}: open index.html in it")


def _repository(options):
    if options.address is None:
        print(address.current())
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
