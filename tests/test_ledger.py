"""Ledgers: every line of a result is judged alone, by what follows from the lines above it as the student has them."""

import itertools

import numpy as np
import pytest

from utils.checking import examine, find
from utils.checking.verdict import NOT_RIGHT, NOT_YET, RIGHT
from utils.solutions.backprop import ledger

LINES = [line.name for line in find("ledger").ledger.lines]


def with_lines(**changes):
    """The solution, its result changed line by line: name -> a function of the right line, or `...` for a blank."""
    def answer(X, labels, W1, b1, W2, b2):
        lines = dict(zip(LINES, ledger(X, labels, W1, b1, W2, b2)))
        return tuple(... if changes.get(n) is ... else changes[n](v) if n in changes else v for n, v in lines.items())
    return answer


def statuses(verdict):
    return verdict.details["lines"]


def test_nothing_filled_in_is_not_written():
    verdict = examine("ledger", with_lines(**dict.fromkeys(LINES, ...)))
    assert (verdict.status, verdict.mistake) == (NOT_YET, "not-written")


@pytest.mark.parametrize("count", range(1, len(LINES)))
def test_what_is_filled_in_is_judged_and_the_rest_is_blank(count):
    for blank in itertools.islice(itertools.combinations(LINES, count), 5):
        verdict = examine("ledger", with_lines(**dict.fromkeys(blank, ...)))
        assert verdict.status == NOT_YET
        assert statuses(verdict) == {name: NOT_YET if name in blank else RIGHT for name in LINES}
        assert all(f"`{name}`" in verdict.text for name in LINES)


@pytest.mark.parametrize("name", LINES)
def test_a_mistake_is_told_at_its_line_and_what_follows_from_it_is_right(name):
    for mistake in find("ledger").mistakes:
        if mistake.id.startswith(name.lower() + "-"):
            verdict = examine("ledger", mistake.function if callable(mistake.function) else mistake.function[0])
            if "lines" in verdict.details:      # not where an answer raises because of it
                assert statuses(verdict) == {line: NOT_RIGHT if line == name else RIGHT for line in LINES}, mistake.id


def test_two_lines_that_are_wrong_are_both_told():
    verdict = examine("ledger", with_lines(db2=lambda v: v * 2, dW1=lambda v: v + 1, dz1=...))
    assert verdict.status == NOT_RIGHT and verdict.mistake == "db2-off-by-factor"
    assert [name for name, status in statuses(verdict).items() if status == NOT_RIGHT] == ["db2", "dW1"]
    assert statuses(verdict)["dz1"] == NOT_YET


def test_a_line_that_is_right_in_spite_of_the_line_above_it_is_right():
    verdict = examine("ledger", with_lines(dlogits=lambda v: v * 3))
    assert [name for name, status in statuses(verdict).items() if status == NOT_RIGHT] == ["dlogits"]


def test_each_line_is_shown_with_the_names_of_its_axes_and_the_first_wrong_one_with_its_numbers():
    text = examine("ledger", with_lines(dW2=lambda v: v.T)).text
    assert "`dW2`, (C, H): not right" in text and "transposed" in text and "`db1`, (H,): right" in text
    assert "dlogits = " in text and "It gave:" in text and "Expected:" in text


@pytest.mark.parametrize("part", [None, "text", np.ones((2, 2)), np.array(3.0), [[1.0], [1.0, 2.0]], {"a": 1}, np.full((2, 3), np.nan), np.array(["a"])],
                         ids=["None", "text", "other shape", "number", "ragged", "dictionary", "nan", "letters"])
def test_whatever_stands_in_a_line_the_verdict_is_about_that_line(part):
    verdict = examine("ledger", with_lines(dlogits=lambda v: part))
    assert verdict.status == NOT_RIGHT and verdict.details["errors"] == []
    assert statuses(verdict) == {name: NOT_RIGHT if name == "dlogits" else RIGHT for name in LINES}


def test_a_line_of_true_and_false_is_told_and_what_follows_is_judged():
    verdict = examine("ledger", with_lines(dz1=lambda v: v > 0))
    assert statuses(verdict)["dz1"] == NOT_RIGHT


def test_using_a_line_that_is_still_blank_is_told_with_the_line():
    def too_early(X, labels, W1, b1, W2, b2):
        dlogits = ...
        dW2 = dlogits.T @ X
        return dlogits, dW2, ..., ..., ..., ..., ...

    verdict = examine("ledger", too_early)
    assert verdict.status == NOT_YET and "dW2 = dlogits.T @ X" in verdict.text


def test_the_first_wrong_verdict_is_that_of_the_answer_as_a_whole_where_it_changes_an_argument():
    def spoils(X, labels, W1, b1, W2, b2):
        lines = ledger(X, labels, W1, b1, W2, b2)
        b2 += 1
        return lines

    assert examine("ledger", spoils).mistake == "changed-input"
