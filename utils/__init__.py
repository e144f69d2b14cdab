"""The course's library. It runs on Python 3.11 and newer."""

import sys

# This file and doctor.py keep to what old Pythons can read, so that they come as far as this sentence.
if sys.version_info < (3, 11):
    from .doctor import NotReady, Setup, python

    # In a notebook words alone are shown; elsewhere a program ends with them.
    raise (NotReady if "IPython" in sys.modules else SystemExit)(python(Setup())[0])
