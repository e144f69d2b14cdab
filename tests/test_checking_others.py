"""What an answer is handed that is no data: functions from expressions, and what the student's other functions return.

The exercises here are made up: `encode` returns a number and a note of its own kind, `decode` is handed that note.
"""

import copy
import functools
import pickle
import types

import numpy as np
import pytest

from utils.checking import Answer, Case, Exercise, Given, Mistake, check, examine, exercises
from utils.checking.cases import fresh, unchanged
from utils.checking.words import argument_text

X = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])

ENCODE = Exercise(
    name="encode", notebook="00_made_up", parameters="X", output={"sums": ("N",), "note": ()}, own_parts=(1,),
    reference=lambda X: (X.sum(dim=1), [X, X.abs()]),
    cases=lambda rng: [Case(X, note="2 x 3"), Case(rng.normal(size=(4, 2)), note="4 x 2")],
    mistakes=(Mistake("columns", lambda X: (X.sum(axis=0), None), "This sums the columns.", "Sum along the rows."),),
    hints=("Sum the rows.",),
)
DECODE = Exercise(
    name="decode", notebook="00_made_up", parameters="factor, note",
    reference=lambda factor, note: factor * note[1],
    cases=lambda rng: [Case(f, Answer("encode", x, part=1), note=n) for f, x, n in
                       ((2.0, X, "by hand"), (-1.5, rng.normal(size=(4, 2)), "random"))],
    mistakes=(Mistake("sign-kept", lambda factor, note: factor * note[0], "The signs are kept.", "Take the sizes."),),
    hints=("Take the sizes.",),
)


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    for exercise in (ENCODE, DECODE):
        monkeypatch.setitem(exercises(), exercise.name, exercise)


def student(text):
    """A namespace in which a student wrote this."""
    names = {"np": np, "check": check, "__name__": "__main__"}
    exec(text, names)
    return names


RIGHT_PAIRS = {
    "a dict": "def encode(X):\n    return X.sum(axis=1), {'sizes': np.abs(X)}\ndef decode(factor, note):\n    return factor * note['sizes']",
    "a tuple": "def encode(X):\n    return X.sum(axis=1), (X, 'what it was')\ndef decode(factor, note):\n    return factor * abs(note[0])",
    "the argument itself": "def encode(X):\n    return X.sum(axis=1), X\ndef decode(factor, note):\n    return np.abs(factor * note) * np.sign(factor)",
    "a function": "def encode(X):\n    return X.sum(axis=1), lambda f: f * np.abs(X)\ndef decode(factor, note):\n    return note(factor)",
    "an object": "class Note:\n    def __init__(self, X):\n        self.X = X\ndef encode(X):\n    return X.sum(axis=1), Note(X)\n"
                 "def decode(factor, note):\n    return factor * np.abs(note.X)",
    "a generator": "def encode(X):\n    return [X.sum(axis=1), (row for row in X)]\ndef decode(factor, note):\n    return factor * np.abs(list(note))",
}


@pytest.mark.parametrize("text", RIGHT_PAIRS.values(), ids=RIGHT_PAIRS)
def test_a_part_of_ones_own_may_be_anything(text):
    names = student(text)
    assert examine("encode", names["encode"]).status == "right", examine("encode", names["encode"]).text
    assert examine("decode", names["decode"]).status == "right", examine("decode", names["decode"]).text
    as_partial = functools.partial(names["decode"])
    assert examine("decode", as_partial).status == "right"


@pytest.mark.parametrize("body, mistake", [
    ("return X.sum(axis=0), X", "columns"),
    ("return X.sum(axis=1)", "wrong-type"),
    ("return X.sum(axis=1), X, X", "wrong-length"),
    ("return X.sum(axis=1)[None], X", "extra-axis"),
])
def test_what_is_not_ones_own_is_compared(body, mistake):
    verdict = examine("encode", student(f"def encode(X):\n    {body}")["encode"])
    assert (verdict.status, verdict.mistake) == ("not right", mistake), verdict.text


def test_a_known_mistake_is_found_with_the_courses_part_and_the_student_is_told_so():
    verdict = examine("decode", student("def decode(factor, note):\n    return factor * note[0]")["decode"])
    assert verdict.mistake == "sign-kept" and "no `encode` of yours" in verdict.text
    assert "what your `encode` returns as part 2" in verdict.text


@pytest.mark.parametrize("body, words", [
    ("return X.sum(axis=0), X", "is not right yet"),
    ("raise KeyError('sizes')", "your `encode` raised KeyError"),
    ("return X.sum(axis=1)", "does not return a tuple of 2"),
])
def test_what_fails_because_of_the_other_function_is_not_blamed(body, words):
    names = student(f"def encode(X):\n    {body}\ndef decode(factor, note):\n    return factor * note['sizes']")
    verdict = examine("decode", names["decode"])
    assert verdict.mistake == "relies-on" and words in verdict.text, verdict.text
    assert "encode" in verdict.text


def test_a_blank_other_function_is_stood_in_for():
    names = student("def encode(X):\n    ...\ndef decode(factor, note):\n    return factor * note[1]")
    assert examine("decode", names["decode"]).status == "right"


def test_a_changed_note_is_seen_whatever_holds_it():
    for note in ("{'X': X.copy()}", "[X.copy()]", "types.SimpleNamespace(X=X.copy())"):
        read = "note.X" if "types" in note else "note['X']" if "{" in note else "note[0]"
        names = student(f"import types\ndef encode(X):\n    return X.sum(axis=1), {note}\n"
                        f"def decode(factor, note):\n    result = factor * np.abs({read})\n    {read}[0] = 0\n    return result")
        assert examine("decode", names["decode"]).mistake == "changed-input", note


# ---------------------------------------------------------------- in a notebook, where each may be missing or wrong

ENCODES = {
    "blank": "@check\ndef encode(X):\n    ...",
    "right": "@check\ndef encode(X):\n    return X.sum(axis=1), {'X': X}",
    "wrong": "@check\ndef encode(X):\n    return X.sum(axis=0), {'X': X}",
    "raises": "@check\ndef encode(X):\n    return X.nonsense(), {'X': X}",
}
DECODES = {
    "blank": "@check\ndef decode(factor, note):\n    ...",
    "right": "@check\ndef decode(factor, note):\n    return factor * np.abs(note['X'])",
    "wrong": "@check\ndef decode(factor, note):\n    return factor * note['X']",
    "raises": "@check\ndef decode(factor, note):\n    return factor * note['Y']",
}


@pytest.mark.parametrize("encode", ENCODES)
@pytest.mark.parametrize("decode", DECODES)
def test_a_later_cell_can_use_both_in_any_state(encode, decode, capsys):
    names = student(f"{ENCODES[encode]}\n{DECODES[decode]}")
    sums, note = names["encode"](X)
    result = names["decode"](3.0, note)
    assert np.shape(sums) in ((2,), (3,)) and np.shape(result) == X.shape
    if decode != "wrong":
        np.testing.assert_allclose(result, 3.0 * np.abs(X))
    if encode == "right" and decode == "wrong":
        np.testing.assert_allclose(result, 3.0 * X)


# ---------------------------------------------------------------- functions from expressions


def test_a_function_is_made_from_an_expression_and_fresh_constants():
    w = np.array([2.0, -1.0])
    given = Given("lambda X: relu(X @ w)", w=w)
    one, other = fresh(given), fresh(given)
    np.testing.assert_array_equal(one(np.array([[1.0, 1.0], [0.0, 3.0]])), [1.0, 0.0])
    assert one is not other and one.__globals__["w"] is not w
    for sent in (pickle.loads(pickle.dumps(given)), copy.deepcopy(given)):
        np.testing.assert_array_equal(fresh(sent)(np.eye(2)), [2.0, 0.0])
    assert argument_text(given) == "lambda X: relu(X @ w)\n  with w = [ 2. -1.]"
    assert argument_text(Given("relu")) == "relu"


def test_what_is_no_expression_cannot_be_given():
    with pytest.raises(ValueError, match="is no Python expression"):
        Given("def f(x): return x")
    with pytest.raises(ValueError, match="no function is given under the name"):
        Given("relu", w=1)


def test_a_reference_meets_a_given_function_in_tensors_and_an_answer_in_arrays(monkeypatch):
    predicted = Exercise(
        name="predicted", notebook="00_made_up", parameters="predict, X", output=(),
        reference=lambda predict, X: predict(X).sum(), hints=("Sum.",), mistakes=(),
        cases=lambda rng: [Case(Given("lambda X: X @ w", w=np.array([1.0, 2.0, 3.0])), X, note="2 x 3")],
    )
    monkeypatch.setitem(exercises(), "predicted", predicted)
    assert predicted.stand_in()(lambda X: X[:, 0], X) == 5.0
    assert examine("predicted", lambda predict, X: np.sum(predict(X))).status == "right"
    shown = examine("predicted", lambda predict, X: np.sum(predict(X)) + 1).text
    assert "predict = lambda X: X @ w" in shown and "with w = [1. 2. 3.]" in shown
    raised = examine("predicted", lambda predict, X: predict(X.T))
    assert raised.mistake == "raised" and "predict(X.T)" in raised.text, raised.text


# ---------------------------------------------------------------- what counts as a change


def test_rounding_left_by_adding_and_taking_away_is_no_change():
    x = np.array([1.0, 1e-9, -3.0, 1e6])
    touched = x.copy()
    touched += 1e-5
    touched -= 2e-5
    touched += 1e-5
    assert (touched != x).any() and unchanged(x, touched)
    assert not unchanged(x, x + 1e-9) and not unchanged(x, x * (1 + 1e-12))


def test_changes_inside_objects_and_dicts_are_seen():
    thing = types.SimpleNamespace(a=np.ones(2), b=[1, 2])
    same, other = copy.deepcopy(thing), copy.deepcopy(thing)
    other.a[0] = 2
    assert unchanged(thing, same) and not unchanged(thing, other)
    assert unchanged({"a": 1, "b": None}, {"a": 1, "b": None}) and not unchanged({"a": 1}, {"a": 1, "b": 2})


