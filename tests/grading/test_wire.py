"""What goes over the socket: what is sent arrives, and nothing else is believed."""

import dataclasses

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from utils.checking import Answer, Case, Given, Seed, exercises
from utils.checking.running import Outcome, Raised, run
from utils.checking.trial import Trial
from utils.checking.values import Odd
from utils.grading import wire


def sent(tree):
    return wire.decode(wire.encode(tree))


@pytest.mark.parametrize("name", exercises())
def test_every_case_of_every_exercise_arrives_as_it_is(name):
    for case in Trial(exercises()[name]).cases:
        assert wire.encode(sent(case)) == wire.encode(case)


def test_the_kinds_of_things_that_are_sent():
    tree = {"a": [None, True, 3, -2.5, float("inf"), "ü", (1, 2)], "x": np.arange(6.0).reshape(2, 3), "e": np.zeros((0, 3), np.float32), "s": Seed(4),
            "g": Given("lambda X: X @ w", w=np.ones(2)), "z": np.array(2)}
    back = sent(tree)
    assert back["a"] == tree["a"] and back["s"] == Seed(4) and back["g"] == tree["g"]
    for key in ("x", "e", "z"):
        assert back[key].dtype == tree[key].dtype and back[key].shape == tree[key].shape and back[key].tobytes() == tree[key].tobytes()
    answer = sent(Answer("mlp_forward", np.ones(2), part=1))
    assert answer.exercise == "mlp_forward" and answer.part == 1


def test_what_cannot_be_sent_is_refused():
    for thing in (object(), np.array([object()]), {"f": print}):
        with pytest.raises(TypeError):
            wire.encode(thing)


def test_outcomes_arrive_as_they_are():
    cases = [Case(np.array([1.0, -1.0])), Case(np.array([[2]]))]
    outcomes = run(lambda z: [z, None, "x"] if z.ndim == 1 else 1 / 0, cases)
    back = wire.outcomes(sent(outcomes), [4, 4], 1000)
    assert [o.status for o in back] == ["returned", "raised"] and back[1].raised.kind == "ZeroDivisionError"
    assert [o.changed_later for o in wire.outcomes(sent([dataclasses.replace(o, changed_later=True) for o in outcomes]), [4, 4], 1000)] == [True, True]
    assert isinstance(back[0].value[0], np.ndarray) and back[0].value[1].kind == "none"


@pytest.mark.parametrize("tree", [
    "right", [], [1, 2], [{"status": "right"}], [Outcome("right"), Outcome("right")], [Outcome("raised"), Outcome("raised")],
    [Outcome("returned", value="text")] * 2, [Outcome("returned", value={"a": 1})] * 2, [Outcome("returned", value=np.ones(2), warnings="text")] * 2,
    [Outcome("returned", value=np.ones(2), changed=None)] * 2, [Outcome("raised", raised=Raised(kind=3, message=4))] * 2,
    [Outcome("returned", value=Odd("invented", "x"))] * 2,
])
def test_what_is_no_list_of_outcomes_is_refused(tree):
    with pytest.raises(wire.BadMessage):
        wire.outcomes(sent(tree) if not isinstance(tree, str) else tree, [4, 4], 1000)


@pytest.mark.parametrize("field, value", [
    ("seconds", float("nan")), ("seconds", float("inf")), ("seconds", -1.0), ("seconds", 1e300), ("seconds", "1"), ("changed", (4,)), ("changed", (-1,)),
    ("changed", (10 ** 9,)), ("changed", (0.0,)), ("returned_argument", 4), ("returned_argument", -1), ("returned_argument", True)])
def test_a_time_or_a_place_that_cannot_be_is_refused(field, value):
    """What is written down of it (nan is no number to a database), or looked up by it, would stop the grader."""
    with pytest.raises(wire.BadMessage):
        wire.outcomes(sent([Outcome("returned", value=np.ones(3), **{field: value})]), [4], 1000)


def test_halves_of_characters_do_not_get_through():
    tree = sent({"a\ud800": ["\udfff", Odd("type", "a \ud800")], "failed": Raised("E\udc80", "\ud800")})
    texts = [*tree, tree["a?"][0], tree["a?"][1].text, tree["failed"].kind, tree["failed"].message]
    assert "\n".join(texts).encode() and "\ud800" not in "".join(texts)


def test_a_head_that_is_too_large_is_not_taken_apart():
    message = wire.encode([[] for _ in range(1000)])
    assert wire.head_of(message) == len(message) - 16
    assert wire.decode(message, wire.head_of(message)) == [[]] * 1000
    with pytest.raises(wire.BadMessage, match="far more parts"):
        wire.decode(message, wire.head_of(message) - 1)


@pytest.mark.parametrize("tree", ['{"Outcome": {"SECRET": null}}', '{"SECRET": 1}', '{"n": "SECRET"}', '{"a": ["SECRET", [], 0]}', '{"l": SECRET}', '{"seed": "SECRET"}'])
def test_why_a_message_is_refused_repeats_nothing_of_it(tree):
    head = tree.encode()
    with pytest.raises(wire.BadMessage) as refused:
        wire.decode(wire._LENGTHS.pack(len(head), 0) + head)
    assert "SECRET" not in str(refused.value)


def test_a_result_that_is_far_too_large_is_no_array():
    value, = (o.value for o in wire.outcomes([Outcome("returned", value=np.ones(5000))], [1], 1000))
    assert value.kind == "huge"


@settings(max_examples=1500, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_none(data):
    try:
        wire.decode(data)
    except wire.BadMessage:
        pass


MESSAGE = wire.encode({"outcomes": [Outcome("returned", value=np.arange(4.0)), Outcome("raised", raised=Raised("E", "m"))]})


@settings(max_examples=1500, deadline=None)
@example(MESSAGE.index(b"<f8"), b",")         # numpy evaluates this dtype as Python
@given(st.integers(0, len(MESSAGE)), st.binary(min_size=1, max_size=6))
def test_a_damaged_message_is_read_or_refused(place, damage):
    data = MESSAGE[:place] + damage + MESSAGE[place + len(damage):]
    try:
        tree = wire.decode(data)
        wire.outcomes(tree.get("outcomes") if isinstance(tree, dict) else tree, [4, 4], 1000)
    except wire.BadMessage:
        pass
