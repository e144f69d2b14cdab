"""Reading the bundled digits, beside reading the same arrays from an uncompressed file."""

import tempfile
from pathlib import Path

import numpy as np

from utils.data import load_digits

from .timing import Row, median


def rows():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digits.npz"
        np.savez(path, *load_digits())
        peer = median(lambda: [array.copy() for array in np.load(path).values()], 7)
    yield Row("load_digits()", median(load_digits, 7), peer, "numpy.load of the same arrays as floats, not compressed, not verified")
