"""The judge: a pure function of an exercise's trial and the outcomes of an answer.

It never calls a student's code, so it serves a notebook and a grader's sandbox alike.
"""

import dataclasses
import warnings

import numpy as np

from .cases import Seed
from .diagnosis import Look, diagnose, shown
from .ledger import judge_lines
from .values import Odd, same_nesting
from .verdict import NOT_RIGHT, NOT_YET, RIGHT, Block, Verdict
from .words import listed


# A function of which this is said would stop the cells below: they use the reference in its place.
STOOD_IN = ("not-callable", "wrong-signature", "timed-out", "interrupted")


def slow(verdict, seconds, own_seconds):
    """A right verdict with a note that the answer is slow: what it took on the largest case, and what the course's own took, where that says something."""
    beside = f", where the course's own `{verdict.name}` took {own_seconds * 1e3:.1f} ms" if 2 * own_seconds < seconds else ""
    note = Block(f"It is right, and slow: {seconds * 1e3:.0f} ms on the largest case{beside}. "
                 f"So that the cells below do not take minutes, they use the course's own `{verdict.name}`. "
                 "If you like, try it without a Python loop over single numbers or places: numpy's loops run inside its functions.")
    return dataclasses.replace(verdict, blocks=(*verdict.blocks, note), details={**verdict.details, "slow": seconds, "own_seconds": own_seconds})


def judge(trial, outcomes, notes=(), notes_if_wrong=()):
    """The `Verdict` on an answer.

    Parameters
    ----------
    trial : the exercise's `Trial`.
    outcomes : one `Outcome` for each of `trial.cases`, as `running.run` gives them.
    notes, notes_if_wrong : sentences that whoever ran the answer can add (what it reads from outside, say).
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():      # outputs may hold anything; judging them warns nobody
        warnings.simplefilter("ignore")
        return _judge(trial, outcomes, notes, notes_if_wrong)


def _judge(trial, outcomes, notes, notes_if_wrong):
    if len(outcomes) != len(trial.cases):
        raise ValueError(f"{len(trial.cases)} outcomes were expected, one a case; got {len(outcomes)}")
    by_line = judge_lines(trial, outcomes, _judge) if trial.exercise.ledger and not _is_blank(outcomes[0]) else None
    if by_line:
        return by_line
    if _is_unwritten(outcomes[0]):
        return not_written(trial.exercise, trial.count)
    look = Look(trial, outcomes)
    passed = look.count - len(look.offending)
    if not look.offending and all(look.right) and look.outcomes[-1].status == "returned" and look.repeatable and not look.torch_names and not any(o.global_random for o in outcomes) \
            and not any(m.recognise and m.recognise(trial.cases, outcomes) for m in trial.exercise.mistakes):
        return _right(look, notes)
    finding = diagnose(look)
    blocks = [Block(sentence) for sentence in finding.sentences]
    if finding.case is not None:
        blocks += [Block(text, "numbers", label) for label, text in shown(look, finding)]
    blocks += [Block(note) for note in (*_also(look, finding), *notes, *notes_if_wrong)]
    blocks += _stood_in(trial.exercise, finding.mistake)
    count = f"{passed} of {look.count} cases are right. " if passed < look.count else ""
    blocks.append(Block(f"{count}`hint(\"{trial.exercise.name}\")` gives a hint."))
    details = {"case": trial.cases[finding.case].note if finding.case is not None else None, "index": finding.case, "errors": look.errors,
               "seconds": round(sum(o.seconds for o in outcomes), 6), "seed": trial.seed}
    return Verdict(trial.exercise.name, NOT_RIGHT, finding.mistake, tuple(blocks), passed, look.count, details)


def _right(look, notes):
    first, last = look.trial.cases[0].note, look.trial.cases[look.count - 1].note
    if look.exercise.observe is None:
        agree = "agree with torch"
    elif any(isinstance(argument, Seed) for case in look.trial.cases for argument in case.args):
        agree = "have the shapes and the distribution that are asked for"
    else:
        agree = "do what is asked"
    said = f"All {look.count} cases {agree}, from \"{first}\" to \"{last}\"." if look.count > 1 else "It does what is asked."
    blocks = [Block(said)]
    blocks += [Block(note) for note in (*_also(look), *notes)]
    details = {"case": None, "seconds": round(sum(o.seconds for o in look.outcomes), 6), "seed": look.trial.seed, "needs_conversion": _gives_lists(look) or bool(_subclasses(look))}
    return Verdict(look.exercise.name, RIGHT, None, tuple(blocks), look.count, look.count, details)


def not_written(exercise, total):
    """The verdict on an exercise that is still blank."""
    return Verdict(exercise.name, NOT_YET, "not-written", (
        Block(f"Nothing is written yet. Put your code in place of the `...` and run this cell again; `hint(\"{exercise.name}\")` gives a hint. "
              f"Until then the cells below use the course's own `{exercise.name}`."),), 0, total,
        {"case": None, "seconds": 0.0, "seed": None})


def wrong_call(exercise, mistake, sentences, total):
    """The verdict on something that cannot be called as the exercise asks."""
    blocks = [*(Block(s) for s in sentences), *_stood_in(exercise, mistake)]
    return Verdict(exercise.name, NOT_RIGHT, mistake, tuple(blocks), 0, total,
                   {"case": None, "seconds": 0.0, "seed": None})


def _stood_in(exercise, mistake):
    return [Block(f"Until it is mended the cells below use the course's own `{exercise.name}`.")] if mistake in STOOD_IN else []


def _is_blank(outcome):
    """Whether nothing at all is filled in of what came out."""
    return isinstance(outcome.value, list) and all(isinstance(v, Odd) and v.kind == "ellipsis" for v in outcome.value)


def _is_unwritten(outcome):
    if outcome.status == "raised":
        return outcome.raised.kind == "NotImplementedError" or (
            outcome.raised.kind == "TypeError" and "ellipsis" in outcome.raised.message)
    value = outcome.value
    return isinstance(value, Odd) and (value.kind == "ellipsis" or value.text == "a NotImplementedType") \
        or isinstance(value, list) and any(isinstance(v, Odd) and v.kind == "ellipsis" for v in value)


def _gives_lists(look):
    """Whether lists stand somewhere for the arrays that were asked for."""
    return any(not same_nesting(e, o.value) for o, e in zip(look.outcomes, look.trial.expected))


def _subclasses(look):
    return sorted({o.array_class for o in look.outcomes if o.array_class})


def _also(look, finding=None):
    """What else happened, beside the diagnosis."""
    notes = []
    if finding is not None and finding.mistake != "changed-input":
        changed = sorted({p for o in look.outcomes for p in o.changed})
        if any(o.changed_later for o in look.outcomes):
            notes.append("The function that it returns also changes the array it is called with: let a variable take each new result.")
        if changed:
            notes.append(f"It also changes its argument {listed([f'`{look.exercise.parameter(p)}`' for p in changed])}: work on a copy.")
    told_of = list(dict.fromkeys(w for o in look.outcomes for w in o.warnings))
    told = " ".join(finding.sentences) if finding else ""
    if finding is not None and finding.mistake == "used-torch":
        told_of = []
    for warning in told_of[:2]:
        if warning not in told:
            notes.append(f"numpy warned: {warning.rstrip('.')}." + ("" if finding else " The values are right all the same."))
    for name in _subclasses(look):
        notes.append(f"It returns a {name} and not a plain array: `*` and `**` mean something else there. `np.asarray(...)` makes an array of it.")
    if finding is None and _gives_lists(look):
        notes.append("It returns a list, which is taken for the array it stands for. An array (`np.array(...)`) is handier for whoever calls it.")
    printed = next((o for o in look.outcomes if o.printed.strip()), None)
    if printed is not None:
        lines = printed.printed.strip().splitlines()
        cut = len(lines) > 12 or printed.printed_more
        notes.append("It printed, in the first case that prints" + (" (cut)" if cut else "") + ":\n" + "\n".join(line[:120] for line in lines[:12]))
    return notes
