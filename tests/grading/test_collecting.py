"""Whose a submission is, and that nothing in an archive leads anywhere."""

import io
import os
import stat
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.made import notebook
from utils.grading import collecting
from utils.grading.collecting import collect
from utils.grading.gradebook import Gradebook
from utils.grading.notebook import Unreadable, code_cells, read

NB = notebook(["x = 1"])


def found(folder):
    return {s.label: (s.student, s.name, s.late, s.attempt, *s.content()[1:]) for s in collect([folder])}


def put(root, **files):
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def zipped(entries):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("path, student, name, late, attempt", [
    ("doejane_12345_67890_01_mlp.ipynb", "12345", "doejane", False, 0),
    ("doejane_LATE_12345_67890_01_mlp-2.ipynb", "12345", "doejane", True, 2),
    ("Jane Doe_4711_assignsubmission_file_/01_mlp.ipynb", "4711", "Jane Doe", False, 0),
    ("Jane Doe_4711_assignsubmission_file_01_mlp.ipynb", "4711", "Jane Doe", False, 0),
    ("submission_99/01_mlp.ipynb", "99", "submission 99", False, 0),
    ("jane/01_mlp (1).ipynb", "jane", "jane", False, 1),
    ("jane/deep/01_mlp.ipynb", "jane", "jane", False, 0),
    ("jane.ipynb", "jane", "jane", False, 0),
    ("Ünï 学生/01_mlp.ipynb", "Ünï 学生", "Ünï 学生", False, 0),
])
def test_whose_it_is(tmp_path, path, student, name, late, attempt):
    put(tmp_path, **{path: NB})
    assert found(tmp_path) == {path: (student, name, late, attempt, NB, "")}
    (tmp_path / "all.zip").write_bytes(zipped({path: NB}))
    (tmp_path / path).unlink()
    assert list(found(tmp_path / "all.zip").values()) == [(student, name, late, attempt, NB, "")]


def test_gradescope_metadata_names_people(tmp_path):
    metadata = b"submission_7:\n  :submitters:\n  - :name: Jane Doe\n    :sid: '123'\n    :email: jane@school.example\n"
    put(tmp_path, **{"submission_metadata.yml": metadata, "submission_7/a.ipynb": NB})
    assert [s.student for s in collect([tmp_path])] == ["123"] and [s.name for s in collect([tmp_path])] == ["Jane Doe"]


def test_metadata_that_cannot_be_read_costs_only_the_names(tmp_path):
    put(tmp_path, **{"submission_metadata.yml": b"[: {", "submission_7/a.ipynb": NB})
    assert [s.student for s in collect([tmp_path])] == ["7"]


def test_several_notebooks_and_other_files(tmp_path):
    put(tmp_path, **{"jane/a.ipynb": NB, "jane/b.ipynb": NB, "jane/data.csv": b"1", "joe/essay.pdf": b"x", ".DS_Store": b"", "jane/.ipynb_checkpoints/a.ipynb": NB})
    assert {label: said[5] for label, said in found(tmp_path).items()} == {
        "jane/a.ipynb": "", "jane/b.ipynb": "", "joe/essay.pdf": "it is no notebook (its name does not end in .ipynb)"}


def test_single_notebooks(tmp_path):
    put(tmp_path, **{"jane-1.ipynb": NB})
    assert [(s.student, s.attempt) for s in collect([tmp_path / "jane-1.ipynb"])] == [("jane-1", 1)]
    with pytest.raises(FileNotFoundError, match="There is no"):
        list(collect([tmp_path / "nothing"]))


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
def test_names_that_are_no_text_are_spelled_out(tmp_path):
    """As an archive from elsewhere gives them, unpacked: one such name must not stop a whole class."""
    for folder in (b"M\xfcller", b"M\xf6ller"):
        place = os.path.join(os.fsencode(tmp_path), folder)
        os.mkdir(place)
        with open(os.path.join(place, b"\xe9.ipynb"), "wb") as file:
            file.write(NB)
    found = list(collect([tmp_path]))
    assert [s.student for s in found] == ["M\\udcf6ller", "M\\udcfcller"] and all((s.student + s.name + s.label).encode() for s in found)
    with Gradebook(tmp_path / "g.sqlite") as book:
        assert [book.add(s) for s in found] and len(book.students()) == 2


def test_links_are_not_followed(tmp_path):
    put(tmp_path, **{"secret.ipynb": NB, "class/jane/real.ipynb": NB})
    os.symlink(tmp_path / "secret.ipynb", tmp_path / "class" / "link.ipynb")
    os.symlink("/", tmp_path / "class" / "everything")
    assert {label: said[5] for label, said in found(tmp_path / "class").items()} == {
        "jane/real.ipynb": "", "link.ipynb": "it is a symbolic link, and links are not followed"}


def test_paths_in_an_archive_lead_nowhere(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"../../etc/jane.ipynb": NB, "/etc/joe.ipynb": NB, "C:\\jim\\x.ipynb": NB}))
    before = set(tmp_path.rglob("*"))
    assert [s.label for s in collect([tmp_path / "a.zip"])] == ["etc/jane.ipynb", "etc/joe.ipynb", "jim/x.ipynb"]
    assert set(tmp_path.rglob("*")) == before


def test_links_in_an_archive_are_not_followed(tmp_path):
    entry = zipfile.ZipInfo("jane/a.ipynb")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert [s.content()[1:] for s in collect([tmp_path / "a.zip"])] == [(None, "it is a symbolic link, and links are not followed")]


def test_a_bomb_does_not_go_off(tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_BYTES", 2**20)
    (tmp_path / "a.zip").write_bytes(zipped({"jane/bomb.ipynb": b"0" * 2**24, "joe/a.ipynb": NB}))
    told = {s.student: s.content()[2] for s in collect([tmp_path / "a.zip"])}
    assert told == {"jane": "it has more than 1 MiB", "joe": ""}


def test_archives_in_archives(tmp_path):
    inner = zipped({"a.ipynb": NB})
    nested = zipped({"x.zip": zipped({"y.zip": inner})})
    put(tmp_path, **{"jane/mine.zip": inner, "joe/broken.zip": b"PK nonsense", "jim/deep.zip": nested})
    told = {label: said[4:] for label, said in found(tmp_path).items()}
    assert told["jane/mine.zip/a.ipynb"] == (NB, "")
    assert "no zip file" in told["joe/broken.zip"][1] and "not opened" in told["jim/deep.zip/x.zip/y.zip"][1]


# ---------------------------------------------------------------- notebooks


@pytest.mark.parametrize("data, words", [
    (b"", "empty"), (b"   \n", "empty"), (NB[:50], "no JSON"), (b"[1, 2]", "no notebook"), (b'{"cells": 3}', "no notebook"), (b"[" * 100_000, "nested|no JSON"),
    (b"\xff\xfe\x00", "no JSON"), (b"PK\x03\x04", "no JSON"), (b'{"cells": [' + b'{"a":' * 50_000, "nested|no JSON"),
])
def test_what_is_no_notebook_is_told(data, words):
    with pytest.raises(Unreadable, match=words):
        read(data)


def test_every_format_is_read():
    old = b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1\\n", "b"]}, {"cell_type": "markdown", "source": "x"}]}]}'
    assert code_cells(read(old)) == [(0, "a = 1\nb")]
    assert code_cells(read("\ufeff".encode() + NB)) == [(0, "x = 1")]
    assert code_cells(read(NB.decode().encode("utf-16"))) == [(0, "x = 1")]
    assert code_cells(read(b'{"cells": [null, 3, {"cell_type": "code"}, {"cell_type": "code", "source": 4}, {"cell_type": "code", "source": "y"}]}')) == [(2, ""), (4, "y")]


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
    st.sampled_from(["cells", "cell_type", "source", "input", "worksheets", "outputs", "metadata", "nbformat"]), inner, max_size=4), max_leaves=20)


@settings(max_examples=800, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(tree):
    import json
    try:
        code_cells(read(json.dumps(tree).encode()))
    except Unreadable:
        pass


@settings(max_examples=600, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        code_cells(read(data))
    except Unreadable:
        pass


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 200), st.binary(min_size=1, max_size=20))
def test_a_damaged_archive_is_told(tmp_path_factory, place, damage):
    data = bytearray(zipped({"jane/a.ipynb": NB, "joe/b.ipynb": NB}))
    data[place:place + len(damage)] = damage
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(bytes(data))
    for submission in collect([path]):
        submission.content()
