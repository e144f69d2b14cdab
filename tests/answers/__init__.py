"""Answers as students write them, right and wrong, collected for the test that shows them all to the checker.

A right answer stands under ``@right(exercise)``. A wrong one stands under ``@wrong(exercise, mistake)``, where
``mistake`` is the id that its verdict has to give it, or None where no single name would be honest; its docstring
says in words what is wrong with it. They are written in as many styles as people have. There is a folder for each
notebook and in it a module for each exercise; a new module is found by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """One student's function for one exercise; ``mistake`` is the id expected in the verdict on a wrong one."""

    exercise: str
    function: Callable
    is_right: bool
    mistake: str | None = None

    def __str__(self):
        return f"{self.exercise}: {getattr(self.function, '__name__', type(self.function).__name__)}"


ANSWERS: list[Answer] = []


def right(exercise):
    """Collect the decorated function as a right answer to the exercise of that name."""
    def collect(function):
        ANSWERS.append(Answer(exercise, function, True))
        return function
    return collect


def wrong(exercise, mistake):
    """Collect the decorated function as a wrong answer to the exercise of that name, made by that mistake."""
    def collect(function):
        ANSWERS.append(Answer(exercise, function, False, mistake))
        return function
    return collect
