"""The checker against answers as students write them: right ones pass, wrong ones get the name of their mistake.

The answers are in `tests/answers`; the mistakes that the exercises know of themselves are tried as answers too.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import time
import warnings
from collections import Counter

import numpy as np
import pytest

import tests.answers
import utils.solutions
from utils.checking import examine, exercises, find
from utils.checking.verdict import NOT_RIGHT, NOT_YET, RIGHT

for _module in pkgutil.walk_packages(tests.answers.__path__, f"{tests.answers.__name__}."):
    importlib.import_module(_module.name)

SEEDS = (None, 1, 20260131)     # the notebooks' own, and two others
FEWEST_RIGHT, FEWEST_WRONG, FEWEST_MISTAKES, FEWEST_HINTS = 4, 6, 6, 2
MOST_LINES = 80                 # of a verdict that anybody reads to the end

ANSWERS = tests.answers.ANSWERS
RIGHT_ANSWERS = [answer for answer in ANSWERS if answer.is_right]
WRONG_ANSWERS = [answer for answer in ANSWERS if not answer.is_right]
FORMS = [(name, mistake, form) for name, exercise in exercises().items()
         for mistake in exercise.mistakes for form in range(len(mistake.functions))]


def strictly_examined(name, function, seed=None):
    """The verdict; a warning that comes from the checker itself, and not from the answer, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return examine(name, function, seed)


def complaint(what, seed, verdict, wanted):
    """What a failing test says: whose answer it is, what was wanted, and what the student was told."""
    found = verdict.status if verdict.status != NOT_RIGHT else f"{verdict.status}, mistake {verdict.mistake!r}"
    told = "\n".join(f"    | {line}" for line in verdict.text.splitlines())
    return f"{what}, seed {seed}: {wanted} was wanted, and the verdict is: {found}\n{told}"


def answer_named(name):
    """The collected function of that name."""
    found, = (answer.function for answer in ANSWERS if getattr(answer.function, "__name__", "") == name)
    return found


def ids(answers):
    """Names for pytest, told apart by a number where two are the same (lambdas)."""
    names, seen = [str(answer) for answer in answers], Counter()
    for name in names:
        seen[name] += 1
        yield name if names.count(name) == 1 else f"{name} {seen[name]}"


# ---------------------------------------------------------------- students' answers

@pytest.mark.parametrize("answer", RIGHT_ANSWERS, ids=ids(RIGHT_ANSWERS))
def test_a_right_answer_is_right(answer):
    for seed in SEEDS:
        verdict = strictly_examined(answer.exercise, answer.function, seed)
        assert (verdict.status, verdict.mistake) == (RIGHT, None), complaint(answer, seed, verdict, RIGHT)


@pytest.mark.parametrize("answer", WRONG_ANSWERS, ids=ids(WRONG_ANSWERS))
def test_a_wrong_answer_is_told_its_mistake(answer):
    for seed in SEEDS:
        verdict = strictly_examined(answer.exercise, answer.function, seed)
        assert (verdict.status, verdict.mistake) == (NOT_RIGHT, answer.mistake), \
            complaint(f"{answer} ({answer.function.__doc__})", seed, verdict, f"{NOT_RIGHT}, mistake {answer.mistake!r},")
        assert readable(verdict), complaint(answer, seed, verdict, "a verdict that can be read")


def readable(verdict):
    """Whether a verdict is there, is short enough to be read, and holds no address, inner name or doubled full stop."""
    return bool(verdict.blocks) and len(verdict.text.splitlines()) <= MOST_LINES \
        and not re.search(r" at 0x|<locals>|(?<!\.)\.\.(?!\.)", verdict.text)


@pytest.mark.parametrize("name", exercises())
def test_every_exercise_has_answers(name):
    is_right = [answer.is_right for answer in ANSWERS if answer.exercise == name]
    named = {answer.mistake for answer in ANSWERS if answer.exercise == name and answer.mistake}
    assert is_right.count(True) >= FEWEST_RIGHT, f"write right answers to {name} in tests/answers, {FEWEST_RIGHT} or more"
    assert len(named & {mistake.id for mistake in find(name).mistakes}) >= FEWEST_WRONG, \
        f"write wrong answers to {name} in tests/answers, by {FEWEST_WRONG} or more of its known mistakes"


def test_every_answer_belongs_to_an_exercise_and_a_wrong_one_says_what_is_wrong():
    assert {answer.exercise for answer in ANSWERS} <= set(exercises())
    assert [str(answer) for answer in WRONG_ANSWERS if not answer.function.__doc__] == []


# ---------------------------------------------------------------- the exercises' own mistakes

@pytest.mark.parametrize("name, mistake, form", FORMS, ids=[f"{n}: {m.id} {i}" for n, m, i in FORMS])
def test_a_known_mistake_is_told_by_its_own_name(name, mistake, form):
    for seed in SEEDS[:1] if form else SEEDS:      # the other forms of a mistake, hundreds, once each
        verdict = strictly_examined(name, mistake.functions[form], seed)
        assert (verdict.status, verdict.mistake) == (NOT_RIGHT, mistake.id), \
            complaint(f"{name}, form {form} of its mistake {mistake.id!r}", seed, verdict, f"mistake {mistake.id!r}")
        assert mistake.title in verdict.text and mistake.explanation in verdict.text


@pytest.mark.parametrize("name", exercises())
def test_known_mistakes_are_enough_and_each_is_explained(name):
    mistakes = find(name).mistakes
    assert len(mistakes) >= FEWEST_MISTAKES
    assert [m.id for m in mistakes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", m.id)] == [], "ids are in kebab-case"
    for mistake in mistakes:
        assert len(mistake.title) >= 10 and mistake.title.endswith("."), f"{mistake.id}: no sentence: {mistake.title!r}"
        assert len(mistake.explanation) >= 10 and mistake.explanation != mistake.title, f"{mistake.id}: explain it"
    titles = Counter(mistake.title for mistake in mistakes)
    assert [title for title, times in titles.items() if times > 1] == [], "two mistakes have the same title"


@pytest.mark.parametrize("name", exercises())
def test_hints_go_from_a_nudge_to_nearly_the_answer(name):
    hints, words = find(name).hints, solution_words(name)
    assert len(hints) >= FEWEST_HINTS and len(set(hints)) == len(hints)
    in_last = {word for word in words if re.search(rf"\b{word}\b", hints[-1])}
    assert len(in_last) >= len(words) / 2, f"the last hint has {sorted(in_last)} of the solution's {sorted(words)}"


def solution_words(name):
    """The names that the body of an exercise's solution uses: variables, functions, attributes, other than `np`."""
    for info in pkgutil.iter_modules(utils.solutions.__path__):
        solution = getattr(importlib.import_module(f"{utils.solutions.__name__}.{info.name}"), name, None)
        if solution is not None:
            body = ast.parse(inspect.getsource(solution)).body[0].body
            nodes = [node for statement in body for node in ast.walk(statement)]
            attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
            return {node.id for node in nodes if isinstance(node, ast.Name)} - {"np"} | attributes
    raise LookupError(f"utils.solutions has no {name}")


# ---------------------------------------------------------------- what a verdict says beside its name

def test_a_right_answer_with_a_warning_is_right_and_the_warning_is_told():
    verdict = examine("standardize", answer_named("standardize_nan_to_num"))
    assert verdict.status == RIGHT
    assert "invalid value encountered" in verdict.text and "right all the same" in verdict.text
    assert "warn" not in examine("standardize", answer_named("standardize_safe_divisor")).text


def test_a_warning_that_the_exercise_rules_out_is_not_right():
    verdict = examine("sigmoid", answer_named("sigmoid_overflow"))
    assert verdict.status == NOT_RIGHT and "overflow" in verdict.text


def test_a_list_is_taken_for_an_array_and_the_student_is_told():
    verdict = examine("scale_rows", answer_named("scale_rows_nested_lists"))
    assert verdict.status == RIGHT and "list" in verdict.text
    assert "list" not in examine("scale_rows", answer_named("scale_rows_new_axis")).text


def test_what_an_answer_prints_is_shown():
    verdict = examine("scale_rows", answer_named("scale_rows_prints_on_the_way"))
    assert verdict.status == RIGHT and "s has the shape (2,)" in verdict.text


def test_a_changed_argument_is_named():
    for exercise, answer, argument in (("scale_rows", "scale_rows_in_place", "X"), ("merge_affine", "merge_in_place", "b2"),
                                       ("mlp", "mlp_pops", "theta")):
        assert f"`{argument}`" in examine(exercise, answer_named(answer)).text, answer


def test_the_smallest_case_is_shown_with_what_came_out_and_what_was_expected():
    verdict = examine("count_parameters", answer_named("count_no_biases"))
    assert verdict.details["case"] == find("count_parameters").cases(np.random.default_rng(0))[0].note
    assert re.search(r"\b6\b", verdict.text) and re.search(r"\b9\b", verdict.text)


def test_a_mistake_recognised_by_several_cases_shows_the_smallest_wrong_one_and_what_came_out():
    verdict = examine("split", answer_named("split_shuffled_apart"))
    assert verdict.details["case"] == find("split").cases(np.random.default_rng(0))[0].note
    assert "It gave:" in verdict.text and "X_train = [[" in verdict.text and "Expected:" not in verdict.text


def test_a_mistake_recognised_by_several_cases_is_told_before_a_result_that_is_a_view():
    verdict = examine("split", answer_named("split_in_order_views"))
    assert verdict.mistake == "not-shuffled" and verdict.details["case"] is None, "each case alone is possible"


def test_the_students_own_line_is_shown_where_it_raises():
    verdict = examine("layer", answer_named("layer_typo"))
    assert "actvation(X @ W.T + b)" in verdict.text and "actvation" in verdict.text.split("The line")[0]


def test_a_slow_right_answer_is_told_its_time_and_that_of_the_courses_own():
    def slowly(X, W, b, stride, padding):
        time.sleep(0.02)
        return answer_named("conv_im2col")(X, W, b, stride, padding)

    verdict = examine("conv_forward", slowly)
    assert verdict.status == RIGHT and verdict.details["slow"] >= 0.02 > verdict.details["own_seconds"] > 0
    assert re.search(r"slow: \d+ ms on the largest case, where the course's own `conv_forward` took [\d.]+ ms", verdict.text)
    assert "slow" not in examine("conv_forward", answer_named("conv_im2col")).text


def left_as_it_is(X, s):
    ...


def passes(X, s):
    """Still to be done."""
    pass


def raises_not_implemented(X, s):
    raise NotImplementedError("later")


def returns_the_dots(X, s):
    return ...


@pytest.mark.parametrize("blank", [left_as_it_is, passes, raises_not_implemented, returns_the_dots])
def test_a_blank_is_not_yet_written_and_no_mistake(blank):
    verdict = examine("scale_rows", blank)
    assert verdict.status == NOT_YET and "hint" in verdict.text


def test_what_is_no_function_is_told_so():
    verdict = examine("relu", 3.0)
    assert verdict.status == NOT_RIGHT and "def relu(z)" in verdict.text
