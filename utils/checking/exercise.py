"""An exercise as data: what is asked, how it is tried, what goes wrong with it."""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .reference import reference_function


@dataclass(frozen=True)
class Mistake:
    """One known way of getting it wrong.

    Parameters
    ----------
    id : short and lasting, in kebab-case; class reports count by it.
    function : numpy code that makes the mistake, or a tuple of such functions where it takes more than
        one form. An answer whose outcomes equal those of one of them on every case has made it.
    title : one sentence that says what the answer does.
    explanation : why that is not what was asked, and what to look at; not the answer itself.
    recognise : for a mistake that only several outputs together show ("two seeds, one
        result"): `recognise(cases, outcomes) -> bool`, used in place of comparing outcomes.
        An answer that it recognises is not right, whatever each output alone is.
    """

    id: str
    function: Callable | tuple
    title: str
    explanation: str
    recognise: Callable | None = None

    @property
    def functions(self):
        return self.function if isinstance(self.function, tuple) else (self.function,)


@dataclass(frozen=True)
class Observation:
    """One measured number (a variance, say) and by how much it may be off."""

    value: float
    tolerance: float


@dataclass(frozen=True, eq=False)
class Exercise:
    """Everything the course knows of one exercise.

    Parameters
    ----------
    name : the function's name.
    notebook : the notebook's file name without its ending, "01_mlp".
    parameters : the function's parameters as a student writes them, "X, W, b" or "*functions".
    reference : the right answer in torch: tensors (float64) in, tensors out.
    cases : `cases(rng) -> list of Case`, smallest first; the random ones drawn from `rng`.
    mistakes, hints : known mistakes; hints from a nudge to nearly the answer.
    points : what it counts in a class.
    inputs : parameter -> names of its axes, {"X": ("N", "d_in")}.
    output : names of the output's axes, ("N", "d_out"); for a tuple of arrays a mapping
        part -> axes, in order; () for a number; None where shapes have no names.
    arithmetic : `arithmetic(args, index) -> str or None`: how that entry of the output comes
        about, written out in numbers, for the cases that are small enough to redo by hand.
    observe : where the output is random: `observe(case, value) -> {what: Observation}`, which is
        compared in place of the entries. An empty mapping: only the structure counts.
    forbidden_warnings : words of numpy warnings that make a right value not right ("overflow").
    rtol, atol : tolerances, where they have to be larger than the precision of the numbers asks for (values.precision).
    may_return_arguments : whether the result may contain an argument itself.
    own_parts : positions in the returned tuple that are the answer's own affair (a cache): they are not compared, and may
        hold arguments. An exercise that needs one gets it by an `Answer` among its cases' arguments.
    seconds : the time for all cases together.
    slow : a right answer that takes more seconds than this on the last case is told so, and not used in
        later cells, which would take minutes; None where time is no matter.
    """

    name: str
    notebook: str
    parameters: str
    reference: Callable
    cases: Callable
    mistakes: Sequence[Mistake]
    hints: Sequence[str]
    points: float = 1.0
    inputs: Mapping[str, tuple] = field(default_factory=dict)
    output: tuple | Mapping[str, tuple] | None = None
    arithmetic: Callable | None = None
    observe: Callable | None = None
    forbidden_warnings: tuple = ()
    rtol: float = 0.0
    atol: float = 0.0
    may_return_arguments: bool = False
    own_parts: tuple = ()
    seconds: float = 5.0
    slow: float | None = 0.01

    def __post_init__(self):
        if not self.name.isidentifier():
            raise ValueError(f"an exercise is named like its function; {self.name!r} is no function's name")
        if not self.hints:
            raise ValueError(f"exercise {self.name!r} has no hint; it needs at least one")
        ids = [mistake.id for mistake in self.mistakes]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"exercise {self.name!r} has two mistakes with the same id: {', '.join(twice)}")

    @property
    def signature(self):
        return f"{self.name}({self.parameters})"

    @functools.cached_property
    def call_signature(self):
        """The parameters as an `inspect.Signature`, defaults included."""
        return inspect.signature(eval(f"lambda {self.parameters}: None"))     # the author's own words, not a student's

    def parameter(self, position):
        """The name of the argument at that position, "functions[1]" among `*functions`."""
        parameters = list(self.call_signature.parameters.values())
        if position >= len(parameters) - 1 and parameters[-1].kind is inspect.Parameter.VAR_POSITIONAL:
            return f"{parameters[-1].name}[{position - len(parameters) + 1}]"
        return parameters[position].name

    def stand_in(self):
        """A right answer as a function of numpy arrays (computed with torch)."""
        return reference_function(self)
