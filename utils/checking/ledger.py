"""Ledgers: an exercise whose result has several parts, lines, each of which is judged alone.

A line is held against what its own formula makes of the lines above it *as the answer has them*. So a slip is told
at the line where it was made, and the lines that follow from it rightly are right. A line may also be left blank.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .cases import Case
from .trial import Trial
from .values import Odd, conform, equal, plain
from .verdict import NOT_RIGHT, NOT_YET, RIGHT, Block, Verdict
from .words import listed


@dataclass(frozen=True, eq=False)
class Ledger:
    """The parts of an exercise's result, and how each comes about.

    Parameters
    ----------
    lines : an `Exercise` for each part, in order, without cases: its name is the part's; its parameters name arguments of
        the whole exercise, given values, and lines above; its reference, known mistakes and axes are about that part alone.
    given : `given(*arguments) -> {name: array}`, in numpy: what is at hand beside the arguments.
    """

    lines: tuple
    given: Callable

    def names(self, exercise, case):
        """Name -> value of the arguments of a case and of what is given with them."""
        parameters = list(exercise.call_signature.parameters)
        return {**dict(zip(parameters, case.args)), **self.given(*case.args)}


def judge_lines(trial, outcomes, judge):
    """The `Verdict` on a ledger, line by line; None where all of them are right, and where something is the matter with the answer as a whole.

    judge : `judge(trial, outcomes, notes, notes_if_wrong)`, for one line.
    """
    lines = trial.exercise.ledger.lines
    if outcomes[0].status == "raised" and "ellipsis" in outcomes[0].raised.message:
        return _too_early(trial, outcomes[0].raised.line)
    if not all(_has_lines(o, len(lines)) for o in outcomes) or all(trial.is_right(i, o) for i, o in enumerate(outcomes)):
        return None
    at_hand = [trial.exercise.ledger.names(trial.exercise, case) for case in trial.cases]
    verdicts, slipped = [], set()       # names of lines that are not as they should be, those that only follow included
    for k, line in enumerate(lines):
        truth = [expected[k] for expected in trial.expected]
        parts = [conform(true, outcome.value[k]) for true, outcome in zip(truth, outcomes)]
        follows = bool(slipped & set(line.call_signature.parameters))
        verdict, due = _line_verdict(trial, line, at_hand, truth, outcomes, parts, judge, follows)
        verdicts.append(verdict)
        for names, expected, part in zip(at_hand, due, parts):
            names[line.name] = (part + 0 if part.dtype == bool else part) if _can_go_on(part, expected) else expected     # true and false count as 1 and 0
        if verdict and verdict.status != RIGHT or due is not truth:
            slipped.add(line.name)
    return _together(trial, lines, verdicts, sum(outcome.seconds for outcome in outcomes))


def _line_verdict(trial, line, at_hand, truth, outcomes, parts, judge, follows):
    """`(verdict, what is due)` for one line; None for the verdict where the line is blank."""
    is_blank = any(isinstance(part, Odd) and part.kind == "ellipsis" for part in parts)
    if not is_blank and all(equal(true, part, *trial.tolerance(i)) for i, (true, part) in enumerate(zip(truth, parts))):
        return Verdict(line.name, RIGHT), truth
    parameters, right = list(line.call_signature.parameters), line.stand_in()
    due = [plain(right(*(names[p] for p in parameters))) for names in at_hand] if follows else truth
    if is_blank:
        return None, due
    cases = [Case(*(names[p] for p in parameters), note=case.note, about=case.about) for case, names in zip(trial.cases[:trial.count], at_hand)]
    tried = Trial(dataclasses.replace(line, cases=lambda rng: cases), trial.seed)
    tried.expected = due
    alone = [dataclasses.replace(o, value=part, changed=(), returned_argument=None, warnings=(), printed="") for o, part in zip(outcomes, parts)]
    return judge(tried, alone, (), ()), due


def _too_early(trial, line):
    """The verdict where a line is worked out from one that is still blank."""
    name = trial.exercise.name
    return Verdict(name, NOT_YET, "not-written", (
        Block(f"{f'The line `{line}`' if line else 'A line'} uses another that is still `...`. Fill that one in first; what does not follow from it can be judged already. "
              f"Until it is whole the cells below use the course's own `{name}`."),), 0, trial.count, {"case": None, "seconds": 0.0, "seed": None})


def _has_lines(outcome, count):
    return (outcome.status == "returned" and isinstance(outcome.value, list) and len(outcome.value) == count
            and not outcome.changed and not outcome.torch_names and not outcome.global_random)


def _can_go_on(part, expected):
    """Whether lines below can be worked out from this one."""
    return isinstance(part, np.ndarray) and part.shape == expected.shape and part.dtype.kind in "biuf" and bool(np.isfinite(part).all())


def _together(trial, lines, verdicts, seconds):
    wrong = [k for k, verdict in enumerate(verdicts) if verdict and verdict.status == NOT_RIGHT]
    blank = [line.name for line, verdict in zip(lines, verdicts) if verdict is None]
    blocks, slipped = [], set()        # lines that are wrong, and those that follow from them
    for k, (line, verdict) in enumerate(zip(lines, verdicts)):
        follows = bool(slipped & set(line.call_signature.parameters))
        if follows or k in wrong:
            slipped.add(line.name)
        head = f"`{line.name}`" + (f", ({', '.join(line.output)}{',' if len(line.output) == 1 else ''})" if line.output else "")
        if verdict is None:
            blocks.append(Block(f"○ {head}: not yet."))
        elif k in wrong:
            words = [block.text for block in verdict.blocks[:-1] if block.kind == "words"]
            blocks.append(Block(f"✗ {head}: not right. {' '.join(words)}"))
            if k == wrong[0]:
                blocks += [block for block in verdict.blocks if block.kind == "numbers"]
        else:
            blocks.append(Block(f"✓ {head}: right" + (", as what follows from the lines above it." if follows else ".")))
    name = trial.exercise.name
    right = len(lines) - len(wrong) - len(blank)
    rest = f" Still blank: {listed([f'`{b}`' for b in blank])}." if blank else ""
    blocks.append(Block(f"{right} of {len(lines)} lines are right.{rest} `hint(\"{name}\")` gives a hint."))
    first = verdicts[wrong[0]] if wrong else None
    details = {"case": first.details.get("case") if first else None, "seconds": round(seconds, 6), "seed": trial.seed,
               "lines": {line.name: verdict.status if verdict else NOT_YET for line, verdict in zip(lines, verdicts)},
               "index": first.details.get("index") if first else None,
               "indices": {line.name: verdict.details.get("index") for line, verdict in zip(lines, verdicts) if verdict and verdict.status == NOT_RIGHT},
               "errors": [error for verdict in verdicts if verdict for error in verdict.details.get("errors", ())]}
    if not wrong:
        blocks.append(Block(f"Until it is whole the cells below use the course's own `{name}`."))
        return Verdict(name, NOT_YET, "not-written", tuple(blocks), 0, trial.count, details)
    mistake = f"{lines[wrong[0]].name.lower()}-{first.mistake}" if first.mistake else None
    return Verdict(name, NOT_RIGHT, mistake, tuple(blocks), min(v.passed for v in verdicts if v and v.status == NOT_RIGHT), trial.count, details)
