"""The data room: what the bundled data promise, and what a student is told when something is wrong with them."""

import gzip
import hashlib
import http.server
import importlib.util
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from utils import data
from utils.data import DataError, Digits, load_digits, load_photograph

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = {"digits.npz": load_digits, "photograph.npz": load_photograph}

# The sources, where a maintainer keeps them beside the repository.
SOURCES = ROOT.parent / "shared" / "data"
needs_sources = pytest.mark.skipif(
    not (SOURCES / "mnist").is_dir(), reason="the MNIST files and the photograph are not in ../shared/data"
)


def load_script():
    spec = importlib.util.spec_from_file_location("make_data", ROOT / "data" / "make_data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make_data = load_script()


@pytest.fixture(scope="module")
def digits():
    return load_digits()


@pytest.fixture(scope="module")
def card():
    return (ROOT / "data" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the bundled files, to be damaged at will, that the loaders read instead of the real ones."""
    for name in [*BUNDLED, "checksums.json"]:
        shutil.copy(ROOT / "data" / name, tmp_path / name)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    return tmp_path


def counts_in(card):
    """The card's table of counts: (10, 4) ints, train, of, test, of."""
    rows = re.findall(r"^\| (\d) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", card, re.MULTILINE)
    assert [int(row[0]) for row in rows] == list(range(10))
    return np.array(rows, dtype=int)[:, 1:]


# --- What the bundled data are ---------------------------------------------


def test_digits_have_the_promised_shapes_types_and_range(digits):
    assert isinstance(digits, Digits)
    train_images, train_labels, test_images, test_labels = digits
    assert digits.train_images is train_images and digits.test_labels is test_labels
    assert train_images.shape == (10_000, 28, 28) and test_images.shape == (2_000, 28, 28)
    assert train_labels.shape == (10_000,) and test_labels.shape == (2_000,)
    for images in (train_images, test_images):
        assert images.dtype == np.float64
        assert images.min() == 0 and images.max() == 1
    for labels in (train_labels, test_labels):
        assert labels.dtype == np.int64
        assert set(labels) == set(range(10))


def test_digits_are_the_stored_bytes_over_255(digits):
    with np.load(ROOT / "data" / "digits.npz", allow_pickle=False) as stored:
        assert set(stored.files) == set(Digits._fields)
        for key in stored.files:
            assert stored[key].dtype == np.uint8
            scale = 255 if key.endswith("images") else 1
            np.testing.assert_array_equal(np.round(getattr(digits, key) * scale), stored[key])


def test_photograph_has_the_promised_shape_type_and_range():
    photograph = load_photograph()
    assert photograph.shape == (512, 512, 3)
    assert photograph.dtype == np.float64
    assert photograph.min() == 0 and photograph.max() == 1
    # Colour, and the axes as promised: three different channels, each as smooth as photographs are.
    assert not np.allclose(photograph[..., 0], photograph[..., 2])
    assert np.abs(np.diff(photograph, axis=0)).mean() < 0.1 and np.abs(np.diff(photograph, axis=1)).mean() < 0.1


@pytest.mark.parametrize("part, columns", [("train", (0, 1)), ("test", (2, 3))])
def test_each_class_keeps_its_share_of_the_source(digits, card, part, columns):
    drawn, source = counts_in(card)[:, columns].T
    labels = getattr(digits, f"{part}_labels")
    np.testing.assert_array_equal(np.bincount(labels), drawn)
    exact = source * len(labels) / source.sum()
    assert drawn.sum() == len(labels)
    assert np.abs(drawn - exact).max() < 1
    # Largest remainder: every class rounded up has a fraction at least that of every class rounded down.
    fraction, up = exact - np.floor(exact), drawn > np.floor(exact)
    assert up.any() and fraction[up].min() >= fraction[~up].max()


@pytest.mark.parametrize("part", ["train", "test"])
def test_any_stretch_of_the_digits_is_a_mixture(digits, part):
    """Shuffled: the first tenth holds each label about as often as the whole does."""
    labels = getattr(digits, f"{part}_labels")
    share = np.bincount(labels) / len(labels)
    n = len(labels) // 10
    expected = n * share
    deviation = np.sqrt(n * share * (1 - share))
    assert (np.abs(np.bincount(labels[:n], minlength=10) - expected) < 4 * deviation).all()


def test_no_image_is_in_both_parts(digits):
    train, test = ({image.tobytes() for image in images} for images in (digits.train_images, digits.test_images))
    assert len(test) > 1_900 and len(train) > 9_900
    assert train.isdisjoint(test)


def test_checksums_are_those_of_the_files_and_of_the_card(card):
    recorded = json.loads((ROOT / "data" / "checksums.json").read_text(encoding="utf-8"))
    assert set(recorded) == set(BUNDLED)
    for name, record in recorded.items():
        content = (ROOT / "data" / name).read_bytes()
        assert record["bytes"] == len(content)
        assert record["sha256"] == hashlib.sha256(content).hexdigest()
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            digest = hashlib.sha256()
            for key in sorted(archive.files):  # as the card describes it, written out once more
                digest.update(f"{key} {archive[key].dtype} {archive[key].shape}\n".encode())
                digest.update(archive[key].tobytes(order="C"))
        assert record["contents_sha256"] == digest.hexdigest()
        assert f"| `{name}`, the file | `{record['sha256']}` |" in card
        assert f"| `{name}`, its contents | `{record['contents_sha256']}` |" in card


def test_the_card_names_the_seed_and_the_repository_stays_small(card):
    assert f"seed {make_data.SEED}" in card
    assert (ROOT / "data" / "digits.npz").stat().st_size < 2_500_000
    assert (ROOT / "data" / "photograph.npz").stat().st_size < 1_000_000


def test_every_call_gives_fresh_arrays_that_may_be_written_to(digits):
    spoiled = load_digits()
    for array in spoiled:
        array[:] = 7
    for array, other in zip(load_digits(), digits, strict=True):
        np.testing.assert_array_equal(array, other)
    photograph = load_photograph()
    photograph[:] = 7
    assert load_photograph().max() == 1


def test_the_working_directory_does_not_matter_and_torch_is_not_imported(tmp_path):
    code = (
        "import sys; from utils.data import load_digits, load_photograph; "
        "print(load_digits().test_labels.sum(), load_photograph().shape, "
        "any(name.split('.')[0] in ('torch', 'torchvision', 'matplotlib') for name in sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n")[0] == f"{load_digits().test_labels.sum()} (512, 512, 3) False"
    assert run.stderr == ""


# --- What is said when a bundled file is bad -------------------------------


def remove(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def truncate(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def flip_a_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


def swap_labels(path):
    """A sound .npz of the right keys, shapes and types, whose contents are wrong."""
    with np.load(path) as archive:
        arrays = {key: archive[key] for key in archive.files}
    np.savez(path, **{key: array[::-1] for key, array in arrays.items()})


def replace_by_a_web_page(path):
    path.write_bytes(b"<html>Please sign in to this network.</html>")


def turn_into_a_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize(
    "spoil, says",
    [
        (remove, "is missing"),
        (empty, "is cut short: 0 bytes of"),
        (truncate, "is cut short"),
        (flip_a_byte, "is damaged or was changed"),
        (swap_labels, "is damaged or was changed"),
        (turn_into_a_folder, "read"),  # Windows calls it a matter of permission, the others do not
    ],
)
def test_a_bad_file_is_named_with_what_to_do(folder, name, spoil, says):
    spoil(folder / name)
    with pytest.raises(DataError) as caught:
        BUNDLED[name]()
    message = str(caught.value)
    assert str(folder / name) in message and says in message
    assert "git checkout -- data" in message and "\n" not in message
    (other,) = set(BUNDLED) - {name}
    BUNDLED[other]()  # one bad file does not spoil the other


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"digits.npz": {"bytes": 1}}', b'{"digits.npz": null}']
)
def test_bad_checksums_are_named_with_what_to_do(folder, content):
    path = folder / "checksums.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        load_digits()
    assert str(path) in str(caught.value) and "git checkout -- data" in str(caught.value)


def test_checksums_are_read_whatever_the_line_endings(folder):
    path = folder / "checksums.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    load_digits()


def test_a_file_without_permission_is_named_with_what_to_do(folder, monkeypatch):
    path = folder / "digits.npz"
    real = Path.read_bytes

    def refuse(self):  # chmod would not stop an administrator, and does nothing on Windows
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DataError, match="no permission to read it") as caught:
        load_digits()
    assert str(path) in str(caught.value)


# --- All of MNIST, with small stand-ins for its four files -----------------


def idx(array):
    """A uint8 array in the IDX format."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()


def small_mnist(n_train=30, n_test=20):
    """{name: contents of the unpacked file}, and the Digits they stand for."""
    rng = np.random.default_rng(5)
    arrays = {}
    for part, n in (("train", n_train), ("t10k", n_test)):
        arrays[f"{part}-images-idx3-ubyte"] = rng.integers(0, 256, (n, 28, 28), dtype=np.uint8)
        arrays[f"{part}-labels-idx1-ubyte"] = rng.permutation(np.arange(n, dtype=np.uint8) % 10)
    expected = Digits(*(array / 255 if array.ndim == 3 else array for array in arrays.values()))
    return {name: idx(array) for name, array in arrays.items()}, expected


@pytest.fixture
def mnist(tmp_path, monkeypatch):
    """Stand-ins for MNIST's files, known to the loader as the genuine ones; nothing is in place yet."""
    files, expected = small_mnist()
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    monkeypatch.setattr(data, "MNIST_FILES", {name: hashlib.sha256(files[name]).hexdigest() for name in files})
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    class Mnist:
        raw = tmp_path / "mnist-full" / "MNIST" / "raw"

        def place(self, names=tuple(files), packed=False):
            self.raw.mkdir(parents=True, exist_ok=True)
            for name in names:
                content = gzip.compress(files[name]) if packed else files[name]
                (self.raw / (f"{name}.gz" if packed else name)).write_bytes(content)

        def assert_loads(self):
            found = load_digits(full=True)
            assert isinstance(found, Digits)
            for array, other in zip(found, expected, strict=True):
                assert array.dtype == (np.float64 if array.ndim == 3 else np.int64)
                np.testing.assert_array_equal(array, other)
                array[:] = 0  # writeable

        def leftovers(self):
            return sorted(path.name for path in (tmp_path / "mnist-full").rglob("*") if path.is_file())

    stand_in = Mnist()
    stand_in.files = files
    return stand_in


@pytest.fixture
def server(mnist, monkeypatch):
    """A server of the stand-ins on this machine, where torchvision looks for MNIST; `answers` may be spoiled."""
    from torchvision.datasets import MNIST

    answers = {f"/{name}.gz": gzip.compress(content, mtime=0) for name, content in mnist.files.items()}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.requests.append(self.path)
            content = self.server.answers[self.path]
            self.send_response(200)
            # The length of the whole file, also where only a part of it is sent.
            self.send_header("Content-Length", str(len(answers[self.path])))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    http_server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http_server.answers, http_server.requests = dict(answers), []
    thread = threading.Thread(target=http_server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    resources = [(path[1:], hashlib.md5(answers[path]).hexdigest()) for path in answers]
    monkeypatch.setattr(MNIST, "mirrors", [f"http://127.0.0.1:{http_server.server_port}/"])
    monkeypatch.setattr(MNIST, "resources", resources)
    yield http_server
    http_server.shutdown()
    http_server.server_close()
    thread.join()


@pytest.fixture
def no_network(mnist, monkeypatch):
    """torchvision looks for MNIST at a port of this machine where nobody listens."""
    from torchvision.datasets import MNIST

    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setattr(MNIST, "mirrors", [f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/second/"])


@pytest.mark.parametrize("packed", [False, True])
def test_the_full_set_is_read_from_files_put_there_by_hand(mnist, no_network, packed):
    mnist.place(packed=packed)
    mnist.assert_loads()
    mnist.assert_loads()


def test_the_full_set_is_fetched_once_with_a_bar_on_standard_output(mnist, server, capsys):
    timeout = socket.getdefaulttimeout()
    mnist.assert_loads()
    shown = capsys.readouterr()
    assert "Fetching all of MNIST" in shown.out and "100%" in shown.out
    assert shown.err == ""  # a notebook would paint it red
    assert sorted(mnist.leftovers()) == sorted(mnist.files)
    assert socket.getdefaulttimeout() == timeout
    server.requests.clear()
    mnist.assert_loads()
    assert server.requests == [] and capsys.readouterr().out == ""


def test_without_a_network_the_message_says_what_to_do(mnist, no_network):
    with pytest.raises(DataError) as caught:
        load_digits(full=True)
    message = str(caught.value)
    assert "could not be fetched" in message and "refused" in message
    assert "load_digits() needs no network" in message
    assert str(mnist.raw) in message and all(name in message for name in mnist.files)
    assert "\n" not in message
    assert mnist.leftovers() == []


@pytest.mark.parametrize(
    "spoil", [lambda answer: answer[: len(answer) // 2], lambda answer: b"", lambda answer: answer[::-1]]
)
def test_a_download_that_arrives_spoiled_does_not_poison_the_next_try(mnist, server, spoil):
    path = "/t10k-images-idx3-ubyte.gz"  # not the first: files before it have arrived by then
    whole = server.answers[path]
    server.answers[path] = spoil(whole)
    with pytest.raises(DataError, match="could not be fetched"):
        load_digits(full=True)
    assert len(set(server.requests)) == 3  # train images and labels, then the spoiled one
    assert mnist.leftovers() == []
    server.answers[path] = whole
    mnist.assert_loads()


def test_a_server_that_says_nothing_is_given_up(mnist, monkeypatch):
    from torchvision.datasets import MNIST

    monkeypatch.setattr(data, "SILENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, never answers
        monkeypatch.setattr(MNIST, "mirrors", [f"http://127.0.0.1:{silent.getsockname()[1]}/"])
        with pytest.raises(DataError, match="timed out"):
            load_digits(full=True)
    assert mnist.leftovers() == []


def test_a_download_that_is_interrupted_leaves_nothing_behind(mnist, server, monkeypatch):
    timeout = socket.getdefaulttimeout()

    def interrupted(root, train, download=True):
        (Path(root) / "MNIST" / "raw").mkdir(parents=True)
        (Path(root) / "MNIST" / "raw" / "train-images-idx3-ubyte").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(data, "_torchvision_mnist", lambda: interrupted)
        with pytest.raises(KeyboardInterrupt):
            load_digits(full=True)
    assert mnist.leftovers() == []
    assert socket.getdefaulttimeout() == timeout
    mnist.assert_loads()


def test_a_file_already_in_place_is_kept_when_the_others_are_fetched(mnist, server):
    kept = "t10k-labels-idx1-ubyte"
    mnist.place([kept])
    before = (mnist.raw / kept).stat()
    mnist.assert_loads()
    after = (mnist.raw / kept).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("spoil", [empty, truncate, flip_a_byte, replace_by_a_web_page])
@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_file_of_the_full_set_is_named(mnist, no_network, packed, spoil):
    mnist.place(packed=packed)
    path = mnist.raw / ("train-labels-idx1-ubyte" + (".gz" if packed else ""))
    spoil(path)
    with pytest.raises(DataError, match="incomplete or damaged") as caught:
        load_digits(full=True)
    assert str(path) in str(caught.value) and "Delete it" in str(caught.value)
    assert not packed or not path.with_suffix("").exists()
    path.unlink()
    mnist.place(packed=packed)
    mnist.assert_loads()


def test_a_folder_that_cannot_be_written_to_is_named(mnist, no_network):
    (data.FOLDER / "mnist-full").write_bytes(b"in the way")
    with pytest.raises(DataError, match="could not be fetched") as caught:
        load_digits(full=True)
    assert str(data.FOLDER / "mnist-full") in str(caught.value)


def test_files_by_hand_where_nothing_may_be_written_are_named(mnist, no_network, monkeypatch):
    mnist.place(packed=True)

    def refuse(self, content):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(DataError, match="cannot be written") as caught:
        load_digits(full=True)
    assert str(mnist.raw) in str(caught.value)


def test_without_torchvision_the_message_says_what_to_do(mnist, monkeypatch):
    monkeypatch.setitem(sys.modules, "torchvision.datasets", None)
    with pytest.raises(DataError, match="needs torchvision") as caught:
        load_digits(full=True)
    assert "pip install -r requirements.txt" in str(caught.value)


def test_the_full_set_goes_where_git_ignores_it():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"data/mnist-full/", "/data/mnist-full/"} & set(ignored)


@needs_sources
def test_the_real_full_set_loads_and_holds_the_bundled_digits(tmp_path, monkeypatch, digits):
    raw = tmp_path / "mnist-full" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for name in data.MNIST_FILES:
        shutil.copy(SOURCES / "mnist" / f"{name}.gz", raw)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    full = load_digits(full=True)
    assert full.train_images.shape == (60_000, 28, 28) and full.test_images.shape == (10_000, 28, 28)
    for part in ("train", "test"):
        source, drawn = (
            [(image.tobytes(), label) for image, label in zip(images, labels, strict=True)]
            for images, labels in (
                (getattr(kind, f"{part}_images"), getattr(kind, f"{part}_labels")) for kind in (full, digits)
            )
        )
        assert set(drawn) <= set(source)


# --- The script that draws the data ----------------------------------------


@pytest.mark.filterwarnings("error")
def test_quotas_by_hand():
    # Shares 1.5, 2.5 and 6.0 of 10: one place is left over, and the tie goes to the lower class.
    np.testing.assert_array_equal(make_data.quotas([3, 5, 12], 10), [2, 2, 6])
    # Shares 0.9, 0.8 and 0.3 of 2: two places left over, for the largest fractions.
    np.testing.assert_array_equal(make_data.quotas([9, 8, 3], 2), [1, 1, 0])
    np.testing.assert_array_equal(make_data.quotas([0, 4], 3), [0, 3])
    np.testing.assert_array_equal(make_data.quotas([2, 1], 0), [0, 0])
    np.testing.assert_array_equal(make_data.quotas([0, 0], 0), [0, 0])


def test_quotas_keep_every_share_to_within_one():
    seed = 11
    print(f"seed {seed}")
    rng = np.random.default_rng(seed)
    for _ in range(200):
        class_counts = rng.integers(0, 50, rng.integers(1, 12))
        total = class_counts.sum()
        count = int(rng.integers(0, total + 1))
        found = make_data.quotas(class_counts, count)
        assert found.sum() == count
        assert (found >= 0).all() and (found <= class_counts).all()
        if total:
            assert np.abs(found - class_counts * count / total).max() < 1


@pytest.mark.parametrize("count", [-1, 6])
def test_quotas_refuse_more_than_there_is(count):
    with pytest.raises(ValueError, match="source of 5"):
        make_data.quotas([2, 3], count)


def test_a_draw_is_stratified_without_repetition_and_reproducible():
    seed = 3
    print(f"seed {seed}")
    labels = np.random.default_rng(seed).choice(4, size=500, p=[0.1, 0.2, 0.3, 0.4])
    chosen = make_data.draw_stratified(labels, 90, [seed, 0])
    assert len(set(chosen.tolist())) == 90
    np.testing.assert_array_equal(np.bincount(labels[chosen]), make_data.quotas(np.bincount(labels), 90))
    np.testing.assert_array_equal(chosen, make_data.draw_stratified(labels, 90, [seed, 0]))
    assert not np.array_equal(chosen, make_data.draw_stratified(labels, 90, [seed, 1]))
    assert (np.diff(labels[chosen]) < 0).sum() > 10  # shuffled, not class after class
    np.testing.assert_array_equal(np.sort(make_data.draw_stratified(labels, 500, seed)), np.arange(500))


def test_every_example_of_a_class_is_drawn_equally_often():
    labels = np.array([0] * 6 + [1] * 3)
    rounds = 600
    drawn = np.bincount(np.concatenate([make_data.draw_stratified(labels, 3, seed) for seed in range(rounds)]))
    # Each index is in a draw with chance 1/3: five standard deviations to either side.
    assert np.abs(drawn - rounds / 3).max() < 5 * np.sqrt(rounds * (1 / 3) * (2 / 3))


def test_the_random_order_is_the_same_in_every_version_of_numpy():
    np.testing.assert_array_equal(make_data.random_order(8, np.random.PCG64([20240123, 0])), [7, 2, 6, 1, 5, 0, 3, 4])


def test_the_two_parts_never_mix_and_do_not_depend_on_each_other():
    train = (np.zeros((40, 28, 28), np.uint8), np.arange(40, dtype=np.uint8) % 10)
    test = (np.ones((30, 28, 28), np.uint8), np.arange(30, dtype=np.uint8) % 10)
    drawn = make_data.draw_digits(train, test, 20, 10, seed=1)
    assert drawn["train_images"].max() == 0 and drawn["test_images"].min() == 1
    assert drawn["train_images"].shape == (20, 28, 28) and drawn["test_labels"].shape == (10,)
    fewer = make_data.draw_digits(train, test, 10, 10, seed=1)
    np.testing.assert_array_equal(drawn["test_labels"], fewer["test_labels"])


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_idx_files_are_read_packed_or_not(tmp_path, suffix):
    array = np.arange(2 * 3 * 5, dtype=np.uint8).reshape(2, 3, 5)
    path = tmp_path / f"some-idx3-ubyte{suffix}"
    path.write_bytes(gzip.compress(idx(array)) if suffix else idx(array))
    np.testing.assert_array_equal(make_data.read_idx(path), array)


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("a", b"", "starts with"),
        ("a", b"<html>", "starts with"),
        ("a", idx(np.zeros((2, 3), np.uint8))[:7], "ends inside its header"),
        ("a", idx(np.zeros((2, 3), np.uint8))[:-1], "holds 5 values where its header"),
        ("a", idx(np.zeros((2, 3), np.uint8)) + b"x", "holds 7 values where its header"),
        ("a.gz", b"not gzip", "not a whole gzip file"),
        ("a.gz", gzip.compress(b"x" * 1000)[:-9], "not a whole gzip file"),
        ("a.gz", gzip.compress(b"x" * 1000)[:12] + b"\xff" * 40, "not a whole gzip file"),
    ],
    # Spelled out: ids made from the contents would hold the time that gzip stamps.
    ids=["empty", "web page", "header cut", "values cut", "values added", "not gzip", "gzip cut", "gzip spoiled"],
)
def test_a_source_that_is_not_whole_is_refused(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ValueError, match=says) as caught:
        make_data.read_idx(path)
    assert str(path) in str(caught.value)


def test_npz_files_do_not_depend_on_the_clock(monkeypatch):
    arrays = {"b": np.arange(6, dtype=np.uint8).reshape(2, 3), "a": np.arange(4.0)[::2]}
    first = make_data.npz_bytes(arrays)
    monkeypatch.setattr("time.time", lambda: 1e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2001, 2, 3, 4, 5, 6, 0, 0, 0))
    assert make_data.npz_bytes(arrays) == first
    with np.load(io.BytesIO(first), allow_pickle=False) as archive:
        assert archive.files == ["b", "a"]
        for key, array in arrays.items():
            np.testing.assert_array_equal(archive[key], array)
            assert archive[key].dtype == array.dtype


def test_the_checksum_of_contents_tells_names_shapes_types_and_values_apart():
    base = np.arange(6, dtype=np.uint8)
    others = [
        {"a": base},
        {"b": base},
        {"a": base.reshape(2, 3)},
        {"a": base.reshape(3, 2)},
        {"a": base.view(np.int8)},
        {"a": base[::-1]},
        {"a": base, "b": base[:0]},
    ]
    assert len({make_data.contents_sha256(arrays) for arrays in others}) == len(others)
    swapped = {"y": base, "x": base + 1}
    assert make_data.contents_sha256(swapped) == make_data.contents_sha256(dict(reversed(swapped.items())))


@pytest.fixture
def small_sources(tmp_path, monkeypatch):
    """A folder with four small MNIST-like files, a photograph beside it, and a script that draws as little."""
    from PIL import Image  # matplotlib brings it; its own imsave would add a channel

    monkeypatch.setattr(make_data, "TRAIN_COUNT", 20)
    monkeypatch.setattr(make_data, "TEST_COUNT", 10)
    folder, photograph = tmp_path / "mnist", tmp_path / "photograph.png"
    folder.mkdir()
    for name, content in small_mnist()[0].items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(content))
    pixels = np.arange(512 * 512 * 3).reshape(512, 512, 3) % 251
    Image.fromarray(pixels.astype(np.uint8)).save(photograph)
    return folder, photograph, pixels


def everything_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def run_script(*arguments):
    make_data.main([str(argument) for argument in arguments])


def refusal(capsys, *arguments):
    """What the script says when it stops with an error."""
    with pytest.raises(SystemExit) as stopped:
        run_script(*arguments)
    assert stopped.value.code == 2
    return capsys.readouterr().err


def test_the_script_writes_what_the_loaders_accept_and_twice_the_same(small_sources, tmp_path, monkeypatch, capsys):
    folder, photograph, pixels = small_sources
    out = tmp_path / "out"
    run_script(folder, photograph, "--out", out)
    first = everything_in(out)
    assert set(first) == {"digits.npz", "photograph.npz", "checksums.json"}
    run_script(folder, photograph, "--out", out)
    assert everything_in(out) == first
    said = capsys.readouterr().out
    assert "train: 20 digits, per label 2 2 2 2 2 2 2 2 2 2" in said
    assert hashlib.sha256(first["digits.npz"]).hexdigest() in said

    monkeypatch.setattr(data, "FOLDER", out)
    assert load_digits().train_images.shape == (20, 28, 28)
    np.testing.assert_array_equal(np.round(load_photograph() * 255), pixels)


def test_the_script_refuses_other_sources_unless_told(small_sources, tmp_path, capsys):
    folder, photograph, _ = small_sources
    out = tmp_path / "out"
    run_script(folder, photograph, "--out", out)
    first = everything_in(out)
    for name, content in small_mnist(n_train=40)[0].items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(content))
    said = refusal(capsys, folder, photograph, "--out", out)
    assert "digits.npz differ" in said and "photograph.npz" not in said and "--replace" in said
    assert everything_in(out) == first
    run_script(folder, photograph, "--out", out, "--replace")
    assert everything_in(out)["digits.npz"] != first["digits.npz"]
    assert everything_in(out)["photograph.npz"] == first["photograph.npz"]


def test_the_script_names_a_source_that_is_missing_or_unfit(small_sources, tmp_path, capsys):
    folder, photograph, _ = small_sources
    out = tmp_path / "out"
    assert str(tmp_path / "nowhere") in refusal(capsys, tmp_path / "nowhere", photograph, "--out", out)
    assert "nowhere.png" in refusal(capsys, folder, tmp_path / "nowhere.png", "--out", out)
    bad_record = tmp_path / "bad_record"
    bad_record.mkdir()
    (bad_record / "checksums.json").write_bytes(b'{"digits.npz": {}}')
    assert str(bad_record / "checksums.json") in refusal(capsys, folder, photograph, "--out", bad_record)
    labels = folder / "t10k-labels-idx1-ubyte.gz"
    labels.write_bytes(gzip.compress(idx(np.zeros(19, np.uint8))))
    assert "do not belong together" in refusal(capsys, folder, photograph, "--out", out)
    labels.write_bytes(gzip.compress(idx(np.full(20, 10, np.uint8))))
    assert "found the label 10" in refusal(capsys, folder, photograph, "--out", out)
    assert not out.exists()


@needs_sources
def test_the_bundled_data_are_what_the_script_draws_from_the_real_sources():
    _, checksums, _ = make_data.make(SOURCES / "mnist", SOURCES / "astronaut.png")
    recorded = json.loads((ROOT / "data" / "checksums.json").read_text(encoding="utf-8"))
    # The contents: the bytes of a file depend on how the local zlib compresses.
    assert {name: record["contents_sha256"] for name, record in checksums.items()} == {
        name: record["contents_sha256"] for name, record in recorded.items()
    }
