"""The course's library. It runs on Python 3.11 and newer."""

import sys

# This file keeps to what old Pythons can read, so that they come as far as this sentence.
if sys.version_info < (3, 11):
    raise ImportError(
        "This course needs Python 3.11 or newer, and this is Python %d.%d. "
        "Install a newer Python, then start the course with `make lab` (or choose the newer one as the notebook's kernel)."
        % sys.version_info[:2])
