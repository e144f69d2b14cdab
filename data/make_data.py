"""Draw the course's bundled data from their sources.

    python data/make_data.py MNIST_FOLDER PHOTOGRAPH [--out FOLDER] [--replace]

writes digits.npz, photograph.npz and checksums.json. The same sources and the
same seed give the same contents on every machine. The bytes of the .npz files
are the same too, as long as zlib compresses alike, so checksums.json records both: the
SHA-256 of each file, and of the arrays inside it. README.md here is the card.
"""

import argparse
import gzip
import hashlib
import io
import json
import os
import sys
import zipfile
import zlib
from pathlib import Path

import numpy as np

SEED = 20240123
TRAIN_COUNT = 10_000
TEST_COUNT = 2_000
NUM_CLASSES = 10
PHOTOGRAPH_SHAPE = (512, 512, 3)


# --- Drawing ---------------------------------------------------------------


def quotas(class_counts, count):
    """How many examples of each class make a sample of `count` with the source's proportions.

    Largest-remainder rounding: every class gets the whole part of its share, and
    the places left over go to the largest fractions (a tie: to the lower class).

    Args:
        class_counts: (C,) ints, examples of each class in the source.
        count: size of the sample, from 0 to the size of the source.

    Returns:
        (C,) int64, summing to `count`; no entry exceeds its class.

    Raises:
        ValueError: the source has fewer than `count` examples.
    """
    class_counts = np.asarray(class_counts, dtype=np.int64)
    total = int(class_counts.sum())
    if not 0 <= count <= total:
        raise ValueError(f"cannot draw {count} examples from a source of {total}; ask for 0 to {total}")
    # Whole numbers throughout: a remainder in floating point could break a tie by its rounding error.
    whole, remainder = np.divmod(class_counts * count, max(total, 1))
    largest_first = np.argsort(-remainder, kind="stable")
    whole[largest_first[: count - int(whole.sum())]] += 1
    return whole


def random_order(n, bits):
    """A random permutation of 0..n-1, from a numpy bit generator.

    numpy promises to keep a bit generator's raw stream, but not the way
    `Generator.permutation` uses it; sorting raw numbers gives the same order in every version.
    """
    return np.argsort(bits.random_raw(n), kind="stable")


def draw_stratified(labels, count, seed):
    """Indices of a random sample whose class proportions are the source's.

    Args:
        labels: (N,) ints from 0.
        count: size of the sample.
        seed: an int, or a sequence of ints.

    Returns:
        (count,) ints, all different, in random order; the same for the same arguments.

    Raises:
        ValueError: `count` exceeds N.
    """
    bits = np.random.PCG64(seed)
    class_counts = np.bincount(labels)
    chosen = [np.empty(0, dtype=np.int64)]
    for label, quota in enumerate(quotas(class_counts, count)):
        members = np.flatnonzero(labels == label)
        chosen.append(members[random_order(len(members), bits)[:quota]])
    chosen = np.concatenate(chosen)
    return chosen[random_order(count, bits)]


# --- Reading the sources ---------------------------------------------------


def read_idx(path):
    """Read one file of unsigned bytes in the IDX format, gzip-compressed or not.

    The format: two zero bytes, the type (8: unsigned byte), the number of
    dimensions, one big-endian 32-bit size per dimension, then the values in row-major order.

    Returns:
        a uint8 array of the shape the file states.

    Raises:
        ValueError: the file is not such a file, or is incomplete.
    """
    path = Path(path)
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError(f"{path} is not a whole gzip file ({error}); fetch it again") from error
    if len(content) < 4 or content[:3] != b"\x00\x00\x08":
        raise ValueError(f"{path} starts with {content[:4]!r}, not as an IDX file of unsigned bytes does")
    dimensions = content[3]
    values_start = 4 + 4 * dimensions
    if len(content) < values_start:
        raise ValueError(f"{path} ends inside its header; fetch it again")
    shape = tuple(int(size) for size in np.frombuffer(content, ">u4", count=dimensions, offset=4))
    expected = int(np.prod(shape, dtype=np.int64))
    if len(content) - values_start != expected:
        found = len(content) - values_start
        raise ValueError(f"{path} holds {found} values where its header {shape} asks for {expected}; fetch it again")
    return np.frombuffer(content, np.uint8, offset=values_start).reshape(shape)


def read_mnist(folder, part):
    """Images (N, 28, 28) and labels (N,), uint8, of MNIST's part "train" or "t10k"."""
    images, labels = (read_idx(find_idx(folder, f"{part}-{kind}-ubyte")) for kind in ("images-idx3", "labels-idx1"))
    if images.shape != (len(labels), 28, 28) or labels.ndim != 1:
        raise ValueError(
            f"{part} in {folder}: images {images.shape} and labels {labels.shape} do not belong together; "
            "expected (N, 28, 28) and (N,)"
        )
    if labels.size and labels.max() >= NUM_CLASSES:
        raise ValueError(f"{part} in {folder}: found the label {labels.max()}; expected 0 to {NUM_CLASSES - 1}")
    return images, labels


def find_idx(folder, name):
    """The path of `name`.gz in `folder`, or of `name` itself where only the unpacked file is there."""
    for path in (Path(folder) / f"{name}.gz", Path(folder) / name):
        if path.is_file():
            return path
    raise ValueError(f"neither {name}.gz nor {name} is in {folder}; name the folder that holds the four MNIST files")


def read_photograph(path):
    """The photograph's pixels, (512, 512, 3) uint8, from a lossless picture file."""
    from matplotlib.image import imread

    pixels = imread(path)
    if pixels.dtype.kind == "f":  # matplotlib scales PNG to [0, 1]; times 255 and rounded is exact for 8 bits
        pixels = np.round(pixels * 255)
    if pixels.shape != PHOTOGRAPH_SHAPE:
        raise ValueError(f"{path} is {pixels.shape}; expected height, width and channels {PHOTOGRAPH_SHAPE}")
    return pixels.astype(np.uint8)


# --- Making the files ------------------------------------------------------


def draw_digits(train, test, train_count, test_count, seed):
    """The arrays of digits.npz, drawn from (images, labels) pairs `train` and `test`."""
    # A stream of its own for each part: the size of one does not change the other's draw.
    train_rows = draw_stratified(train[1], train_count, [seed, 0])
    test_rows = draw_stratified(test[1], test_count, [seed, 1])
    return {
        "train_images": train[0][train_rows],
        "train_labels": train[1][train_rows],
        "test_images": test[0][test_rows],
        "test_labels": test[1][test_rows],
    }


def npz_bytes(arrays):
    """The bytes of a compressed .npz file that does not depend on the clock or the operating system."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # zipfile writes another number on Windows
            member.external_attr = 0o644 << 16
            npy = io.BytesIO()
            np.lib.format.write_array(npy, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(member, npy.getvalue(), compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return file.getvalue()


def contents_sha256(arrays):
    """SHA-256 of named arrays: for each name in sorted order, a line `name dtype shape`, then its bytes, row-major."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.name} {array.shape}\n".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def make(mnist_folder, photograph_path):
    """Everything this script writes: ({file name: bytes}, {file name: its record in checksums.json}, digits)."""
    train, test = read_mnist(mnist_folder, "train"), read_mnist(mnist_folder, "t10k")
    digits = draw_digits(train, test, TRAIN_COUNT, TEST_COUNT, SEED)
    bundles = {"digits.npz": digits, "photograph.npz": {"photograph": read_photograph(photograph_path)}}
    files = {name: npz_bytes(arrays) for name, arrays in bundles.items()}
    checksums = {
        name: {
            "bytes": len(files[name]),
            "sha256": hashlib.sha256(files[name]).hexdigest(),
            "contents_sha256": contents_sha256(arrays),
        }
        for name, arrays in bundles.items()
    }
    return files, checksums, digits


def changed_contents(out, checksums):
    """The names whose contents differ from those recorded in `out`/checksums.json; none where there is no record."""
    path = Path(out) / "checksums.json"
    if not path.exists():
        return []
    try:
        recorded = json.loads(path.read_bytes())
        return [name for name in checksums if recorded[name]["contents_sha256"] != checksums[name]["contents_sha256"]]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{path} is damaged; restore it, or delete it if the contents may be new") from None


def write_whole(path, content):
    """Write a file so that it is there whole or not at all."""
    scratch = path.with_name(path.name + ".part")
    scratch.write_bytes(content)
    os.replace(scratch, path)


def report(checksums, digits):
    """What the card states, as text."""
    lines = []
    for name, record in checksums.items():
        lines += [f"{name}: {record['bytes']} bytes"]
        lines += [f"  SHA-256 of the file      {record['sha256']}"]
        lines += [f"  SHA-256 of its contents  {record['contents_sha256']}"]
    for part in ("train", "test"):
        counts = np.bincount(digits[f"{part}_labels"], minlength=NUM_CLASSES)
        lines += [f"{part}: {counts.sum()} digits, per label " + " ".join(str(count) for count in counts)]
    return "\n".join(lines)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Draw the course's bundled data from their sources.")
    parser.add_argument("mnist", type=Path, help="folder with the four MNIST files (IDX, .gz or unpacked)")
    parser.add_argument("photograph", type=Path, help="the 512 x 512 colour photograph, a lossless picture file")
    here = Path(__file__).resolve().parent
    parser.add_argument("--out", type=Path, default=here, help="folder to write to (default: this script's)")
    parser.add_argument("--replace", action="store_true", help="write contents that differ from those recorded")
    options = parser.parse_args(arguments)
    try:
        files, checksums, digits = make(options.mnist, options.photograph)
        changed = changed_contents(options.out, checksums)
        if changed and not options.replace:
            parser.error(
                f"the contents of {' and '.join(changed)} differ from those recorded in "
                f"{options.out / 'checksums.json'}, so the sources are not the ones the card names; "
                "nothing was written. Give the right sources, or --replace and bring the card (README.md) up to date"
            )
        options.out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_whole(options.out / name, content)
        write_whole(options.out / "checksums.json", (json.dumps(checksums, indent=2) + "\n").encode())
    except (OSError, ValueError) as error:
        parser.error(str(error))
    print(report(checksums, digits))


if __name__ == "__main__":
    sys.exit(main())
