"""The course's data: 12,000 bundled digits, one photograph, and all of MNIST on request.

The bundled files lie in data/, beside this package; data/README.md says what they
are and where they come from. Each is compared with its recorded SHA-256 when it is
read. numpy is enough for them: torchvision is imported for the full set alone.
"""

import contextlib
import gzip
import hashlib
import io
import os
import re
import socket
import sys
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .bundled import DataError, read_bytes, read_verified

FOLDER = Path(__file__).resolve().parent.parent / "data"

# The four files of MNIST, unpacked, and the SHA-256 of each.
MNIST_FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}

REFETCH = "Delete it and call load_digits(full=True) again, or put a whole copy in its place."
SILENCE_SECONDS = 30  # a server that says nothing for so long has failed


class Digits(NamedTuple):
    """Handwritten digits to learn from and to test on; unpacks in this order."""

    train_images: np.ndarray  # (N, 28, 28) float64, 0 is paper and 1 is ink
    train_labels: np.ndarray  # (N,) int64, 0 to 9
    test_images: np.ndarray  # (M, 28, 28) float64
    test_labels: np.ndarray  # (M,) int64


def load_digits(full=False):
    """Handwritten digits from MNIST, as numpy arrays.

    Args:
        full: False for the bundled 10,000 + 2,000 digits, drawn from MNIST with the class
            proportions kept; they need no network. True for all 60,000 + 10,000, fetched by torchvision
            on first use (11 MB, kept in data/mnist-full); as float64 they take 440 MB of memory.

    Returns:
        Digits(train_images, train_labels, test_images, test_labels): images (N, 28, 28)
        float64 in [0, 1], row by row from the top; labels (N,) int64 in 0..9. New arrays on each
        call, so a student may change them. Train and test are never mixed: no
        writer of MNIST's test set wrote a digit of its training set.

    Raises:
        DataError: a file is missing, damaged or unreadable, or the full set cannot be fetched.

    Source: LeCun, Cortes and Burges, the MNIST database; see data/README.md.
    """
    if full:
        return _load_full_mnist()
    arrays = _read_bundled("digits.npz")
    return Digits(
        _to_unit_interval(arrays["train_images"]),
        arrays["train_labels"].astype(np.int64),
        _to_unit_interval(arrays["test_images"]),
        arrays["test_labels"].astype(np.int64),
    )


def load_photograph():
    """A colour photograph, the lecture's 512 x 512 x 3 picture of the real world.

    Returns:
        (512, 512, 3) float64 in [0, 1]: height, width, and the channels red, green, blue. A new array on each call.

    Raises:
        DataError: the file is missing, damaged or unreadable.

    Source: the astronaut Eileen Collins, NASA, public domain; see data/README.md.
    """
    return _to_unit_interval(_read_bundled("photograph.npz")["photograph"])


def _to_unit_interval(pixels):
    """Bytes 0..255 as float64 in [0, 1]."""
    return pixels / 255.0


# --- The bundled files -----------------------------------------------------


def _read_bundled(name):
    """The arrays of a bundled .npz file, as a dict, once its bytes are those that checksums.json records."""
    with np.load(io.BytesIO(read_verified(FOLDER / name)), allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


# --- All of MNIST ----------------------------------------------------------


def _load_full_mnist():
    """All 60,000 + 10,000 digits, through torchvision."""
    mnist = _torchvision_mnist()
    folder = FOLDER / "mnist-full"
    raw = folder / "MNIST" / "raw"  # where torchvision looks
    missing = [name for name in MNIST_FILES if not _is_in_place(raw, name)]
    if missing:
        _download_mnist(mnist, folder, raw, missing)
    train, test = mnist(folder, train=True), mnist(folder, train=False)
    return Digits(
        _to_unit_interval(train.data.numpy()),
        train.targets.numpy().astype(np.int64),
        _to_unit_interval(test.data.numpy()),
        test.targets.numpy().astype(np.int64),
    )


def _torchvision_mnist():
    """torchvision.datasets.MNIST, imported late: the import takes seconds, and the bundled digits do without."""
    try:
        from torchvision.datasets import MNIST
    except (ImportError, RuntimeError, OSError) as error:  # a torchvision made for another torch raises either
        raise DataError(
            f"The full MNIST set needs torchvision, which could not be imported ({_first_line(error)}). "
            "Install the course's requirements again (`pip install -r requirements.txt`), "
            "or use load_digits(), which needs numpy alone."
        ) from None
    return MNIST


def _is_in_place(raw, name):
    """Whether one of MNIST's files lies in `raw`, unpacking it if somebody put the .gz there; a wrong one raises."""
    path, packed = raw / name, raw / f"{name}.gz"
    if not path.exists() and packed.exists():
        try:
            content = gzip.decompress(read_bytes(packed, REFETCH))
        except (gzip.BadGzipFile, EOFError, zlib.error):
            content = b""
        _refuse_unless_genuine(content, packed, name)
        _write_whole(path, content)
        return True
    if not path.exists():
        return False
    _refuse_unless_genuine(read_bytes(path, REFETCH), path, name)
    return True


def _is_genuine(content, name):
    return hashlib.sha256(content).hexdigest() == MNIST_FILES[name]


def _refuse_unless_genuine(content, path, name):
    if not _is_genuine(content, name):
        raise DataError(f"{path} is incomplete or damaged: its contents are not those of MNIST's {name}. {REFETCH}")


def _write_whole(path, content):
    """Write a file so that it is there whole or not at all, even if two notebooks do this at once."""
    try:
        with _scratch_folder(path.parent) as scratch:
            (scratch / path.name).write_bytes(content)
            os.replace(scratch / path.name, path)
    except OSError as error:
        raise DataError(
            f"{path} cannot be written ({error.strerror or error}). "
            "Make room and allow writing there, or move the course to a folder of your own."
        ) from None


def _download_mnist(mnist, folder, raw, missing):
    """Fetch MNIST through torchvision into a scratch folder, and move the `missing` files from there to `raw`.

    torchvision takes any file of the right name for whole, so it never gets to
    write in `raw`: what is there was verified, and a download cut off leaves nothing behind.
    """
    from http.client import HTTPException  # late: it brings in much that the bundled digits do without

    print(f"Fetching all of MNIST (four files, 11 MB) into {folder}. This happens once.", flush=True)
    try:
        raw.mkdir(parents=True, exist_ok=True)
        with (
            _scratch_folder(folder) as scratch,
            contextlib.redirect_stderr(_ProgressBar()),
            _socket_timeout(SILENCE_SECONDS),
        ):
            mnist(scratch, train=False, download=True)
            fetched = scratch / "MNIST" / "raw"
            for name in missing:
                if not _is_genuine((fetched / name).read_bytes(), name):
                    raise OSError(f"{name} arrived damaged")
                os.replace(fetched / name, raw / name)
    except (OSError, RuntimeError, HTTPException) as error:
        raise DataError(
            f"The full MNIST set could not be fetched into {folder} ({_first_line(error)}). "
            "load_digits() needs no network: it reads the 12,000 bundled digits. "
            f"To have all 70,000, try again later, or put the four files {', '.join(MNIST_FILES)} "
            f"(unpacked, or each with .gz) into {raw} and call load_digits(full=True) again."
        ) from None


def _first_line(error):
    """The reason in one line: torchvision lists what each server answered, and the first answer will do."""
    text = str(error)
    text = text.partition("got:\n")[2] or text
    lines = text.strip().splitlines()
    return lines[0].strip().strip("<>") if lines else type(error).__name__


@contextlib.contextmanager
def _scratch_folder(parent):
    """A folder in `parent`, so on the same disk: a file moves out of it in one step; what stays in it is deleted."""
    with tempfile.TemporaryDirectory(dir=parent, prefix="unfinished-", ignore_cleanup_errors=True) as scratch:
        yield Path(scratch)


@contextlib.contextmanager
def _socket_timeout(seconds):
    """Connections opened within give up after `seconds` of silence; torchvision itself would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


class _ProgressBar:
    """Stands for standard error during a download, and writes to standard output.

    Where tqdm is absent, torchvision writes bare percentages, which a notebook
    would paint red as errors; here they become a bar. All else passes unchanged.
    """

    STEPS = 30

    def write(self, text):
        percentage = re.fullmatch(r"\r(\d+\.\d)%", text)
        if percentage:
            share = float(percentage[1]) / 100
            text = f"\r[{'#' * round(share * self.STEPS):<{self.STEPS}}] {share:4.0%}"
        sys.stdout.write(text)
        return len(text)

    def flush(self):
        sys.stdout.flush()
