"""Diagnosis: from the certain to the general, what is wrong with an answer.

Each rung of the ladder is a function of a `Look` (trial, outcomes and which of them
are right) that returns a `Finding` or None; the first that speaks is the diagnosis.
A rung never guesses: it speaks on a match or not at all.
"""

import functools
import inspect
from dataclasses import dataclass

import numpy as np

from . import relations
from .advice import advise
from .values import OWN, Odd, close, conform, leaves, same_nesting, same_structure
from .words import argument_text, array_text, assignments, leaf_name, listed, number, result_text


@dataclass(frozen=True)
class Finding:
    """`mistake` (an id or None), sentences, and the case that shows it (None: no case is shown)."""

    mistake: str | None
    sentences: tuple
    case: int | None = None
    show_result: bool = True


class Look:
    """What a diagnosis looks at."""

    def __init__(self, trial, outcomes):
        self.trial, self.outcomes = trial, outcomes
        self.exercise, self.count = trial.exercise, trial.count
        self.right = [trial.is_right(i, o) for i, o in enumerate(outcomes)]
        self.wrong = [i for i in range(self.count) if not self.right[i]]
        self.errors = []
        self.offending = [i for i in range(self.count) if i in self.wrong or self.offence(i)]

    def offence(self, index):
        """What a call did beside returning: "changed-input", "returned-argument", "used-global-random" or None."""
        outcome = self.outcomes[index]
        if outcome.changed or outcome.changed_later:
            return "changed-input"
        if outcome.returned_argument is not None and not self.exercise.may_return_arguments:
            return "returned-argument"
        return "used-global-random" if outcome.global_random else None

    @property
    def repeatable(self):
        """Whether the first case, called once more at the end, gave the same again."""
        first, again = self.outcomes[0], self.outcomes[-1]
        if {first.status, again.status} & {"skipped", "timed-out", "interrupted"} or first.status == again.status == "raised":
            return True
        return first.status == again.status and same_structure(first.value, again.value) and all(
            np.all(close(a, b)) for (_, a), (_, b) in zip(leaves(first.value), leaves(again.value)) if isinstance(a, np.ndarray))

    @property
    def torch_names(self):
        names = {name for o in self.outcomes for name in o.torch_names}
        if not names and any(_is_torch_value(o) or _lacks_torch(o) for o in self.outcomes):
            names = {"torch"}
        return sorted(names)

    @functools.cached_property
    def differing(self):
        """`(case, path, expected array, array that came out)` for each part that differs in entries."""
        found = []
        for i in self.wrong:
            if self.outcomes[i].status != "returned":
                continue
            expected, value = self.trial.expected[i], conform(self.trial.expected[i], self.outcomes[i].value)
            for (path, e), (_, v) in zip(leaves(expected), leaves(value)) if same_nesting(expected, value) else ():
                if isinstance(e, np.ndarray) and isinstance(v, np.ndarray) and not (
                        e.shape == v.shape and np.all(close(e, v, *self.trial.tolerance(i)))):
                    found.append((i, path, e, v))
        return found

    def sizes(self, index):
        """Axis name -> size, read off the case's arguments."""
        sizes = {}
        for position, argument in enumerate(self.trial.cases[index].args):
            axes = self.exercise.inputs.get(self.exercise.parameter(position), ())
            if isinstance(argument, np.ndarray) and len(axes) == argument.ndim:
                sizes.update(zip(axes, argument.shape))
        return sizes

    def axes(self, path):
        """The names of the axes of that part of the output, () where they have none."""
        output = self.exercise.output
        if isinstance(output, dict):
            return list(output.values())[path[0]] if len(path) == 1 and path[0] < len(output) else ()
        return output or () if not path else ()


def diagnose(look):
    """The `Finding` for an answer that is not right.

    A rung that fails on something it did not foresee has nothing to say; `look.errors` keeps
    what happened, for the tests.
    """
    for rung in LADDER:
        try:
            found = rung(look)
        except Exception as error:
            look.errors.append(f"{rung.__name__}: {type(error).__name__}: {error}")
            continue
        if found:
            return found
    return Finding(None, ("The answer is not right.",))


# ---------------------------------------------------------------- the rungs

def uses_torch(look):
    if look.torch_names:
        named = "" if look.torch_names == ["torch"] else f" (it called {listed(look.torch_names[:4])})"
        return Finding("used-torch", (
            f"This answer calls torch{named}. The exercise is numpy's: torch is what the answer is checked against, "
            "so write it with numpy and Python alone.",))
    return None


def stopped(look):
    for i in (*look.wrong, look.count):     # the last call is the first case once more
        outcome, note = look.outcomes[i], look.trial.cases[i].note
        if outcome.status == "timed-out":
            return Finding("timed-out", (
                f"It did not come to an end: it was stopped after {look.exercise.seconds:g} seconds, in the case \"{note}\". "
                "Look for a loop whose condition never becomes false, or that runs over far more than it should.",), i, False)
        if outcome.status == "interrupted":
            return Finding("interrupted", (
                f"You interrupted it after {outcome.seconds:.1f} seconds, in the case \"{note}\". "
                "If it should have been done by then, look for a loop that never ends.",), i, False)
    return None


def relies_on(look):
    """The cases need what another of the student's functions returns, and that function failed."""
    failed = [o.raised.message for o in look.outcomes if o.status == "raised" and o.raised.kind == "AnswerFailed"]
    if not failed:
        return None
    return Finding("relies-on", (f"It could not be tried: {failed[0].rstrip('.')}.", "Mend that first, then run this cell again."))


def _recognised(look):
    """The first mistake that is told by several outcomes together, or None."""
    if all(o.status == "returned" for o in look.outcomes):
        for mistake in look.exercise.mistakes:
            if mistake.recognise and mistake.recognise(look.trial.cases, look.outcomes):
                return mistake
    return None


def known_mistake(look):
    mistake = _recognised(look)
    if mistake:     # with the first wrong case, if a single one is wrong at all
        return Finding(mistake.id, (mistake.title, mistake.explanation), look.wrong[0] if look.wrong else None)
    if not look.wrong:
        return None
    everywhere = range(look.count)
    for mistake, outcomes in look.trial.mistaken:
        if matches(look, outcomes, everywhere):
            return Finding(mistake.id, (mistake.title, mistake.explanation), _smallest_value_case(look))
    return _known_mistake_and_another(look)


def _known_mistake_and_another(look):
    """A known mistake in every ordinary case, with something else going wrong in special ones (`Case.about`)."""
    ordinary = [i for i in range(look.count) if not look.trial.cases[i].about]
    found = {mistake.id: mistake for mistake, outcomes in look.trial.mistaken
             if matches(look, outcomes, ordinary, by_value=2) and not _contradicted(look, outcomes)}
    if len(found) != 1:
        return None
    mistake, = found.values()
    case = next(i for i in ordinary if i in look.wrong and look.outcomes[i].status == "returned")
    return Finding(mistake.id, (mistake.title, mistake.explanation,
                                "Beside that, something else may go wrong with special input; it shows once this is mended."), case)


def _contradicted(look, outcomes):
    """Whether some case came out right where the mistake would have made it wrong."""
    return any(look.right[i] and not look.trial.is_right(i, outcomes[i]) for i in range(look.count))


def matches(look, outcomes, cases, by_value=1):
    """Whether the answer's outcomes are those of a known mistake, on all of these cases.

    Where both raise, the exceptions need not be the same if `by_value` other cases
    show the same wrong value; where every wrong case raises, they must be.
    """
    wrong, kinds = [i for i in cases if i in look.wrong], {}
    for i in cases:
        kinds[i] = look.trial.same(i, look.outcomes[i], outcomes[i])
        if not kinds[i]:
            return False
    if not wrong:
        return False
    if sum(kinds[i] == "value" for i in wrong) >= by_value:
        return True
    return by_value == 1 and all(look.outcomes[i].raised.kind == outcomes[i].raised.kind
                                 and look.outcomes[i].raised.message == outcomes[i].raised.message for i in wrong)


def _smallest_value_case(look):
    returned = [i for i in look.wrong if look.outcomes[i].status == "returned"]
    return (returned or look.wrong)[0]


def not_repeatable(look):
    if look.repeatable:
        return None
    return Finding("not-repeatable", (
        "Called twice with the same arguments, it gave two different answers.",
        "Something lives on between calls: a variable outside the function, a default argument that is a list, or randomness "
        "that does not come from the arguments. Let the result depend on the arguments alone."), 0, False)


def global_random(look):
    for i in range(look.count):
        if look.outcomes[i].global_random:
            return Finding("used-global-random", (
                "It draws from numpy's global random state (`np.random...`), which everything else in the program shares.",
                "Draw from the generator that is handed in, `rng`: the same seed then gives the same numbers, whatever ran before."))
    return None


def raised(look):
    i = look.offending[0] if look.offending else None
    if i is None or look.outcomes[i].status != "raised":
        return None
    error = look.outcomes[i].raised
    # numpy's own words on a product that does not fit are for those who wrote numpy; the advice gives the shapes.
    message = "the two sides of `@` do not fit together." if "gufunc" in error.message else error.message
    sentences = [f"It raised {error.kind}: {message}" if message else f"It raised {error.kind}."]
    if error.line:
        where = f"The line is `{error.line}`" + (f", in `{error.in_function}`" if error.in_function not in ("<lambda>", look.exercise.name) else "")
        values = listed([f"`{name}` is {text}" for name, text in error.values]) if error.values else ""
        sentences.append(where + (f"; there {values}." if values else "."))
    advice = advise(error, [name for name, _ in error.values] + list(error.names))
    if advice:
        sentences.append(advice)
    return Finding("raised", tuple(sentences), i, False)


def returned_nothing(look):
    i = look.offending[0] if look.offending else None
    if i is not None and isinstance(look.outcomes[i].value, Odd) and look.outcomes[i].value.kind == "none":
        return Finding("returned-none", ("It returned None. The value is perhaps computed, but no `return` hands it over.",), i, False)
    return None


def more_than_asked(look):
    """A tuple that holds the right answer and something else."""
    if not look.wrong or look.exercise.observe is not None or isinstance(look.trial.expected[0], list):
        return None
    values = {i: look.outcomes[i].value for i in look.wrong}
    if not all(isinstance(value, list) and value for value in values.values()):
        return None
    for k in range(len(values[look.wrong[0]])):
        if all(k < len(v) and look.trial.matches(i, look.trial.expected[i], v[k]) for i, v in values.items()):
            length = len(values[look.wrong[0]])
            if length == 1:
                return Finding("returns-more", ("It returned a tuple or list with the right answer in it. Return it alone: "
                                                "a comma after a value makes a tuple of it, square brackets a list.",), look.wrong[0], False)
            return Finding("returns-more", (f"It returned {length} things, and number {k + 1} of them is what is asked for. Return that one alone.",),
                           look.wrong[0], False)
    return None


def wrong_type(look):
    i = look.offending[0] if look.offending else None
    if i is None or look.outcomes[i].status != "returned":
        return None
    raw = look.outcomes[i].value
    expected, value = look.trial.expected[i], conform(look.trial.expected[i], raw)
    wanted = "a function" if look.trial.cases[i].then else _kind(look, expected)
    if isinstance(raw, Odd):
        return Finding("wrong-type", (f"It returned {raw.text}; what was expected is {wanted}.",), i, False)
    for path, leaf in leaves(value):
        if isinstance(leaf, Odd) and leaf != OWN:
            return Finding("wrong-type", (f"{_capital(leaf_name(look.exercise, path, look.trial.cases[i]))} is {leaf.text}; a number or an array was expected there.",), i, False)
    bare = isinstance(raw, np.ndarray) and isinstance(expected, list) and OWN in [e for e in expected if isinstance(e, Odd)]
    if bare or isinstance(expected, list) and (not isinstance(value, list) or len(value) != len(expected)):
        return Finding("wrong-type" if not isinstance(raw, list) else "wrong-length", (f"It returned {_found(raw)}; what was expected is {wanted}.",), i)
    if isinstance(expected, np.ndarray) and isinstance(value, list):
        ragged = " They have different shapes, so they make no array." if len(value) > 1 else ""
        return Finding("wrong-type", (f"It returned {_found(raw)}; what was expected is {wanted}.{ragged}",), i)
    return None


def _found(raw):
    if isinstance(raw, np.ndarray):
        return f"an array of shape {raw.shape}" if raw.shape else "a number"
    if not isinstance(raw, list):
        return "something else"
    return "an empty list" if not raw else f"{len(raw)} {'thing' if len(raw) == 1 else 'things'} (a tuple or a list)"


def _capital(text):
    return text if text.startswith("`") else text[0].upper() + text[1:]


def _kind(look, expected):
    if isinstance(expected, np.ndarray):
        axes = look.axes(())
        named = f", ({', '.join(axes)}{',' if len(axes) == 1 else ''})" if axes else ""
        return "one number" if not expected.shape else f"an array of shape {expected.shape}{named}"
    if isinstance(look.exercise.output, dict):
        return f"the tuple ({', '.join(look.exercise.output)})"
    if all(isinstance(item, list) for item in expected):
        return f"a list of {len(expected)}, each item of it a list or tuple of {len(expected[0])}"
    return f"a list of {len(expected)}"


def wrong_shape(look):
    i = look.offending[0] if look.offending else None
    if i is None or look.outcomes[i].status != "returned":
        return None
    shaped = [d for d in look.differing if d[2].shape != d[3].shape]
    mine = [d for d in shaped if d[0] == i]
    if not mine:
        expected, value = look.trial.expected[i], conform(look.trial.expected[i], look.outcomes[i].value)
        if not same_structure(expected, value):
            return Finding("wrong-type", (f"The result is not built as it should be: {_first_difference(look, i, expected, value, look.outcomes[i].value)}",), i)
        return None
    _, path, expected, got = mine[0]
    same_part = [d for d in look.differing if d[1] == path]
    related = relations.find([relations.Pair(e, v, look.sizes(k), tolerance=look.trial.tolerance(k)) for k, p, e, v in same_part])
    if related and all(look.outcomes[k].status == "returned" for k in look.wrong):
        return Finding(related[0], (related[1], _shapes(look, i, path, expected, got)), i)
    return Finding("wrong-shape", (_shapes(look, i, path, expected, got),), i)


def _first_difference(look, i, expected, value, raw, path=()):
    """Where two structures part, in words; `raw` is `value` before it was conformed."""
    if not isinstance(expected, list) or not isinstance(value, list):
        return "its parts are of another kind."
    for k, (e, v) in enumerate(zip(expected, value)):
        if not same_structure(e, v):
            item = raw[k] if isinstance(raw, list) and len(raw) == len(expected) else v
            if isinstance(e, list) and isinstance(v, list) and len(e) == len(v):
                return _first_difference(look, i, e, v, item, (*path, k))
            wanted = f"an array of shape {e.shape}" if isinstance(e, np.ndarray) else f"a list of {len(e)}" if isinstance(e, list) else "another kind"
            return f"{leaf_name(look.exercise, (*path, k), look.trial.cases[i])} is {item.text if isinstance(item, Odd) else _found(item)}, expected is {wanted}."
    return "its parts are of another kind."


def _shapes(look, i, path, expected, got):
    """The shapes, axis by axis, by name."""
    sizes, axes = look.sizes(i), look.axes(path)
    what = leaf_name(look.exercise, path, look.trial.cases[i])
    text = f"{_capital(what)} has shape {got.shape}; expected is {expected.shape}"
    text += f", ({', '.join(axes)}{',' if len(axes) == 1 else ''})." if len(axes) == expected.ndim > 0 else "."
    if expected.ndim != got.ndim:
        return text + f" It has {got.ndim} {'axis' if got.ndim == 1 else 'axes'} and not {expected.ndim}."
    for axis, (want, have) in enumerate(zip(expected.shape, got.shape)):
        if want != have:
            name = f", {axes[axis]}," if axis < len(axes) else ""
            text += f" Axis {axis}{name} should be {want} long and is {have}"
            others = [n for n, size in sizes.items() if size == have and size > 1 and (axis >= len(axes) or n != axes[axis])]
            text += f", which is {listed(others, 'or')}." if others else "."
    return text


def side_effect_first(look):
    """Where the smallest case that offends is right in value: what it did beside is the first thing to mend.

    Not where a mistake is recognised by several outcomes together: then each value is possible, and the whole is wrong.
    """
    if look.offending and look.offending[0] not in look.wrong and not _recognised(look):
        return side_effect(look)
    return None


def side_effect(look):
    i = look.offending[0] if look.offending else None
    offence = look.offence(i) if i is not None else None
    if offence == "changed-input" and not look.outcomes[i].changed:
        return Finding("changed-input", (
            "The function that it returns changes the array it is called with.",
            "Whoever calls it still needs that array. Let a variable take each new result, `x = ...`; `x[...] = ` and `x *= ...` write into the array itself."), i, False)
    if offence == "changed-input":
        names = listed([f"`{look.exercise.parameter(p)}`" for p in look.outcomes[i].changed])
        lists = [arg for arg in (look.trial.cases[i].args[p] for p in look.outcomes[i].changed) if isinstance(arg, list)]
        if any(isinstance(item, np.ndarray) for arg in lists for item in arg):
            advice = ("Whoever calls the function still needs the list they handed in, and the arrays in it. `array -= ...` and `array[...] = ` write into an array, "
                      "`append`, `pop`, `reverse` and assignments to an item change the list: make new arrays, and a new list for them.")
            return Finding("changed-input", (f"It changed its argument {names}.", advice), i, False)
        if lists:
            advice = ("Whoever calls the function still needs the list they handed in. `append`, `pop`, `reverse`, `sort` and assignments to an item change the list itself: "
                      "loop over it, or work on a copy, `list(...)`.")
            return Finding("changed-input", (f"It changed its argument {names}.", advice), i, False)
        return Finding("changed-input", (
            f"It changed its argument {names}.",
            "Whoever calls the function still needs what they handed in. Make a new array "
            "(an operation such as `a = a * b` does; `a *= b`, `a[...] = ` and `out=a` write into the old one)."), i, False)
    if offence == "returned-argument" and i not in look.wrong:
        name = look.exercise.parameter(look.outcomes[i].returned_argument)
        return Finding("returned-argument", (
            f"The numbers are right, but the result is `{name}` itself, or a view of it, and not a new array.",
            f"Whoever changes the result later changes `{name}` with it. Return a copy, even where there is nothing to do."), i, False)
    return None


def not_finite(look):
    i = look.offending[0] if look.offending else None
    for case, path, expected, got in look.differing:
        bad = ~np.isfinite(got)
        if case == i and expected.shape == got.shape and np.any(bad & np.isfinite(expected)):
            index = tuple(int(k) for k in np.argwhere(bad & np.isfinite(expected))[0])
            count = int(bad.sum())
            sentences = [f"{count} of {bad.size} entries {'is' if count == 1 else 'are'} not a finite number: "
                         f"{_entry(look, path, index)} is {number(got[index])}, expected {number(expected[index])}."]
            if look.outcomes[i].warnings:
                sentences.append(f"numpy warned of it: {look.outcomes[i].warnings[0].rstrip('.')}.")
            elif np.all(np.isinf(got[bad])):
                sentences.append("numpy warned of nothing: perhaps it was there from the beginning, a first value such as `-np.inf` that nothing has replaced.")
            sentences.append("Look for a division by zero, for 0 times infinity, or for an exponential of something large.")
            return Finding("not-finite", tuple(sentences), i)
    return None


def warned(look):
    for i in look.wrong:
        outcome = look.outcomes[i]
        forbidden = look.trial.forbidden(outcome) if outcome.status == "returned" else None
        if forbidden and look.trial.matches(i, look.trial.expected[i], outcome.value):
            return Finding("warned", (
                f"The values are right, but numpy warned on the way: {listed(sorted(forbidden))}.",
                "This exercise asks for a computation in which no intermediate value leaves the range of the numbers."), i, False)
    return None


def related(look):
    if look.exercise.observe is not None or not look.differing or any(look.outcomes[i].status != "returned" for i in look.wrong):
        return None
    found = {}
    for path in dict.fromkeys(path for _, path, _, _ in look.differing):
        pairs = [relations.Pair(e, v, look.sizes(i), look.trial.cases[i].args, look.exercise.parameter, look.trial.tolerance(i))
                 for i, p, e, v in look.differing if p == path]
        found[path] = relations.find(pairs, look.exercise.stand_in() if not path else None)
    identifiers = {relation and relation[0] for relation in found.values()}
    if len(identifiers) != 1 or None in identifiers:
        return None
    first = next(iter(found))
    identifier, sentence = found[first]
    if len(found) == 1 and first and not look.trial.cases[0].then:
        sentence = f"In {leaf_name(look.exercise, first)}: {sentence[0].lower()}{sentence[1:]}"
    return Finding(identifier, (sentence, *_only_about(look)), look.wrong[0])


def observed(look):
    """For random output: what is measured and is not as it should be."""
    if look.exercise.observe is None or not look.wrong:
        return None
    for i in look.wrong:
        if look.outcomes[i].status != "returned":
            continue
        value = conform(look.trial.expected[i], look.outcomes[i].value)
        if not same_structure(look.trial.expected[i], value):
            continue
        wanted, found = (look.exercise.observe(look.trial.cases[i], v) for v in (look.trial.expected[i], value))
        off = [key for key in wanted if not abs(found[key].value - wanted[key].value) <= wanted[key].tolerance]
        if off:
            return Finding(None, tuple(
                f"The {key} is {found[key].value:.4g}; it should be " + (
                    f"about {wanted[key].value:.2g}, give or take {wanted[key].tolerance:.1g}." if wanted[key].tolerance else f"{wanted[key].value:.4g}.")
                for key in off[:3]), i, False)
    return None


def entries_differ(look):
    if not look.wrong:
        return None
    number_only = isinstance(look.trial.expected[look.wrong[0]], np.ndarray) and not look.trial.expected[look.wrong[0]].shape
    sentence = "It is a number, as it should be, but not the right one." if number_only else "The shape is right, but some entries are not."
    return Finding(None, (sentence, *_only_about(look)), look.wrong[0])


def _only_about(look):
    """"Only ... goes wrong", where the failing cases have one thing in common that no right one has."""
    about = {look.trial.cases[i].about for i in look.wrong}
    if len(about) == 1 and (word := about.pop()) and len(look.wrong) < look.count \
            and all(look.trial.cases[i].about != word for i in range(look.count) if look.right[i]):
        return (f"Only this goes wrong: {word}. The other cases are right.",)
    return ()


LADDER = (uses_torch, stopped, relies_on, global_random, not_repeatable, side_effect_first, known_mistake, raised, returned_nothing, more_than_asked,
          wrong_type, wrong_shape, side_effect, not_finite, warned, related, observed, entries_differ)


# ---------------------------------------------------------------- what is shown of a case

def shown(look, finding):
    """`(label, text)` pairs for the case of a finding: arguments, what came out, what was expected, the sum."""
    i = finding.case
    case, exercise = look.trial.cases[i], look.exercise
    out = [(f"The smallest case that shows it: {case.note}." if case.note else "The smallest case that shows it:",
            assignments(exercise, case) or "(no argument)")]
    outcome, expected = look.outcomes[i], look.trial.expected[i]
    if case.then:
        out.append(("and the function it returns, called one after the other with:", "\n".join(argument_text(a) for more in case.then for a in more)))
    if exercise.observe is not None:    # what is expected is random, and shows nothing; what came out of a recognised mistake does
        recognised = any(m.id == finding.mistake and m.recognise for m in exercise.mistakes)
        return out + [("It gave:", result_text(outcome.value, exercise))] if recognised and outcome.status == "returned" and _is_small(outcome.value) else out
    if case.then:
        return out + _shown_result(look, i, finding) if finding.show_result else out
    return out + _shown_result(look, i, finding) if finding.show_result and outcome.status == "returned" else \
        out + ([("Expected:", result_text(expected, look.exercise))] if _is_small(expected) and exercise.observe is None else [])


def _shown_result(look, i, finding):
    expected, outcome = look.trial.expected[i], look.outcomes[i]
    if outcome.status != "returned":
        return []
    value = conform(expected, outcome.value)
    differing = [d for d in look.differing if d[0] == i]
    out = []
    if _is_small(expected) and _is_small(value):
        out = [("It gave:", result_text(value, look.exercise)), ("Expected:", result_text(expected, look.exercise))]
    if differing and differing[0][2].shape == differing[0][3].shape:
        _, path, want, got = differing[0]
        wrong = ~close(want, got, *look.trial.tolerance(i))
        index = tuple(int(k) for k in np.argwhere(wrong)[0])
        many = f"{int(wrong.sum())} of {wrong.size} entries differ. " if wrong.size > 1 else ""
        sum_text = _arithmetic(look, i, path, index)
        line = f"{_entry(look, path, index)} is {number(got[index])}, expected {number(want[index])}"
        out.append((f"{many}The first one:" if many else "The value:", line + (f"\n{sum_text}" if sum_text else "")))
    elif differing and not out:
        out = [("It gave:", array_text(differing[0][3])), ("Expected:", array_text(differing[0][2]))]
    return out


def _arithmetic(look, i, path, index):
    """How that entry of that part comes about, in numbers; None where the exercise does not say."""
    arithmetic = look.exercise.arithmetic
    try:
        inspect.signature(arithmetic).bind((), index, *path)
    except TypeError:       # there is none, or it takes no path
        return None
    return arithmetic(look.trial.cases[i].args, index, *path)


def _entry(look, path, index):
    place = f"[{', '.join(str(k) for k in index)}]" if index else ""
    name = leaf_name(look.exercise, path, look.trial.cases[0])
    if not path:
        return f"result{place}" if place else "the result"
    return f"entry {place} of {name}" if place else name


def _is_small(value):
    return sum(leaf.size if isinstance(leaf, np.ndarray) else 1 for _, leaf in leaves(value)) <= 64


def _is_torch_value(outcome):
    return any(isinstance(leaf, Odd) and leaf.kind == "torch" for _, leaf in leaves(outcome.value))


def _lacks_torch(outcome):
    """Where torch cannot be imported (a grader's sandbox), an attempt to is the same thing."""
    return outcome.raised is not None and outcome.raised.kind in ("ImportError", "ModuleNotFoundError") and "torch" in outcome.raised.message
