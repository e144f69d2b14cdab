"""Exercises of notebook 03: from the expected loss to the empirical one (lecture: Objective, Empirical Risk Minimization)."""

import functools
import math
from collections import Counter

import numpy as np

from ..checking import Case, Exercise, Given, Mistake, Observation, Seed, torch
from ..checking.values import as_array, conform

NOTEBOOK = "03_risk"

# ---------------------------------------------------------------- functions that are handed in

SQUARED = Given("lambda prediction, target: (prediction - target) ** 2")
# not symmetric: too little costs three times as much as too much
LATE = Given("lambda prediction, target: np.where(prediction < target, 3 * (target - prediction), prediction - target)")
RELATIVE = Given("lambda prediction, target: ((prediction - target) ** 2).sum(axis=1) / (1 + (target ** 2).sum(axis=1))")
LINEX = Given("lambda prediction, target: (np.exp(target - prediction) - (target - prediction) - 1).sum(axis=1)")
LOG = Given("lambda prediction, target: -np.log(prediction[np.arange(len(target)), target.astype(int)])")
EITHER_SIGN = Given("lambda prediction, target: prediction ** 2 - 2 * prediction * target - 1")
SOFTMAX = "lambda X: np.exp(X @ W.T) / np.exp(X @ W.T).sum(axis=1, keepdims=True)"


def _quiet(function):
    """The same, with numpy's warnings silenced."""
    @functools.wraps(function)
    def quietly(*args):
        with np.errstate(all="ignore"):
            return function(*args)
    return quietly


DIFFERENCE = Given("lambda X: X[:, 0] - X[:, 1]")
# losses of either sign whose mean is below 0: -6, 7, -1, -7, -1 and -4, -9, 2
_EITHER = ((np.array([[1.0, 0.0], [0.0, 2.0], [2.0, 1.0], [1.0, 3.0], [1.0, 1.0]]), np.array([3.0, 1.0, 0.5, -2.5, 4.0])),
           (np.array([[1.0, 0.0], [3.0, 1.0], [1.0, 2.0]]), np.array([2.0, 3.0, 1.0])))

# ---------------------------------------------------------------- empirical_risk


def _risk_cases(rng):
    def line(d):
        return Given("lambda X: X @ w", w=rng.normal(size=d))

    def map_to(k, d):
        return Given("lambda X: X @ W.T", W=rng.normal(size=(k, d)))
    return [
        Case(Given("lambda X: 2 * X[:, 0]"), SQUARED, np.array([[1.0], [2.0], [3.0]]), np.array([4.0, 3.0, 7.0]),
             note="3 examples, squared loss, by hand"),
        Case(DIFFERENCE, LATE, np.array([[5.0, 1.0], [0.0, 2.0], [1.0, 1.0], [8.0, 2.0]]), np.array([1.0, 0.0, -2.0, 7.0]),
             note="4 examples, a loss that is not symmetric, by hand"),
        Case(map_to(3, 2), RELATIVE, rng.normal(size=(5, 2)), rng.normal(size=(5, 3)), note="5 examples, 3 outputs each"),
        Case(map_to(3, 3), RELATIVE, rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), note="3 examples, 3 outputs each: everything is square"),
        Case(map_to(1, 2), LINEX, rng.normal(size=(4, 2)), rng.normal(size=(4, 1)), note="4 examples, predictions and targets of shape (4, 1)"),
        Case(Given(SOFTMAX, W=rng.normal(size=(3, 2))), LOG, rng.normal(size=(6, 2)), np.array([2, 0, 1, 1, 0, 2]),
             note="6 examples, probabilities of 3 classes against labels"),
        Case(DIFFERENCE, EITHER_SIGN, *_EITHER[0], note="5 examples, a loss with either sign, by hand", about="a loss that can be negative"),
        Case(Given("lambda X: X.sum(axis=1)"), LATE, np.array([[1, 2], [3, -4], [0, 5], [2, 2]]), np.array([5, -3, 1, 4]), note="whole numbers",
             about="integer arrays"),
        Case(line(3), LATE, rng.normal(size=(1, 3)), np.array([9.0]), note="a single example", about="a single example"),
        Case(Given("lambda x: 3 * x - 1"), LATE, rng.normal(size=5), rng.normal(size=5), note="5 examples, each a single number: X has shape (5,)", about="X of shape (N,)"),
        Case(Given("lambda X: X.mean(axis=(1, 2))"), LATE, rng.normal(size=(4, 2, 3)), rng.normal(size=4), note="4 images of 2 by 3 pixels", about="images as input"),
        Case(Given("lambda X: X @ w", w=rng.normal(size=3).astype(np.float32)), LATE, rng.normal(size=(8, 3)).astype(np.float32),
             rng.normal(size=8).astype(np.float32), note="8 examples, float32"),
        Case(line(7), LATE, rng.normal(size=(60, 7)), rng.normal(size=60), note="60 examples of 7 numbers, random"),
    ]


def _losses(args):
    predict, loss, X, y = args
    return loss.function()(predict.function()(X), y)


def _mean_written_out(losses):
    return f"({' + '.join(f'{value:g}' if value >= 0 else f'({value:g})' for value in losses)}) / {len(losses)} = {losses.mean():g}"


def _risk_sum(args, index):
    return f"the losses of the {len(args[2])} examples, added and divided: {_mean_written_out(_losses(args))}" if len(args[2]) <= 4 else None


def _of_losses(function):
    """A mistake that begins with the right losses."""
    return lambda predict, loss, X, y: function(loss(predict(X), y))


def _flat(array):
    return array.reshape(-1)


def _column(array):
    return array[:, None] if array.ndim == 1 else array


def _squared_instead(predict, loss, X, y):
    squares = (predict(X) - y) ** 2
    return squares.mean() if squares.ndim < 2 else squares.sum(axis=-1).mean()


_RISK_MISTAKES = (
    Mistake("sum-not-mean", _of_losses(np.sum),
            "The losses are added up, and the sum is not divided by the number of examples.",
            "A sum grows with the number of examples, so that risks of samples of different sizes could not be compared. Look at the fraction before the sum."),
    Mistake("arguments-swapped", lambda predict, loss, X, y: np.mean(loss(y, predict(X))),
            "The loss is called with its two arguments exchanged: the target comes first.",
            "For the squared loss that makes no difference, for others it does. It is `loss(prediction, target)`, in this order."),
    Mistake("losses-returned", (_of_losses(lambda losses: losses + 0), _of_losses(lambda losses: losses / len(losses))),
            "The losses of the single examples are returned, one number for each.",
            "The risk is one number: their mean."),
    Mistake("always-squared", (_squared_instead, lambda predict, loss, X, y: np.mean((predict(X) - y) ** 2)),
            "The squared loss is used, whatever loss is handed in.",
            "Call the argument `loss`: it may be any function of prediction and target."),
    Mistake("always-absolute", lambda predict, loss, X, y: np.mean(np.abs(predict(X) - y)),
            "The absolute difference is used, whatever loss is handed in.",
            "Call the argument `loss`: it may be any function of prediction and target."),
    Mistake("column-against-flat", (lambda predict, loss, X, y: np.mean(loss(predict(X), _column(y))), lambda predict, loss, X, y: np.mean(loss(_column(predict(X)), y)),
                                    lambda predict, loss, X, y: np.mean(loss(predict(X), y[:, None])), lambda predict, loss, X, y: np.mean(loss(predict(X)[:, None], y)),
                                    lambda predict, loss, X, y: np.mean(loss(predict(X), y.reshape(-1, 1))), lambda predict, loss, X, y: np.mean(loss(predict(X).reshape(-1, 1), y)),
                                    lambda predict, loss, X, y: np.mean(loss(predict(X), y.reshape(len(y), -1))), lambda predict, loss, X, y: np.mean(loss(predict(X).reshape(len(X), -1), y))),
            "Prediction or target is made a column first, so that shape (N, 1) meets shape (N,).",
            "numpy then compares every prediction with every target, N times N of them, without a word. Hand prediction and target to `loss` in the shapes they have."),
    Mistake("flattened", (lambda predict, loss, X, y: np.mean(loss(_flat(predict(X)), _flat(y))), lambda predict, loss, X, y: np.mean(loss(_flat(predict(X)), y)),
                          lambda predict, loss, X, y: np.mean(loss(predict(X), _flat(y))), lambda predict, loss, X, y: np.mean(loss(np.squeeze(predict(X)), np.squeeze(y))),
                          lambda predict, loss, X, y: np.mean(loss(np.squeeze(predict(X)), y))),
            "Prediction or target is flattened before the loss sees it.",
            "Where there are several outputs an example, the loss needs to know which belong together. Hand prediction and target over in the shapes they have."),
    Mistake("one-example-at-a-time", lambda predict, loss, X, y: np.mean([loss(predict(x), t) for x, t in zip(X, y)]),
            "`predict` is given single examples, one after the other, where it takes a batch.",
            "The functions that are handed in work on whole arrays: all of `X` goes in at once, and one loss for each row comes out. No loop is needed."),
    Mistake("loss-for-single-examples", lambda predict, loss, X, y: np.mean([loss(p, t) for p, t in zip(predict(X), y)]),
            "`loss` is given single predictions and targets, one after the other, where it takes all of them.",
            "The functions that are handed in work on whole arrays: all predictions go in at once, and one loss for each row comes out. No loop is needed."),
    Mistake("off-by-one-count", (_of_losses(lambda losses: losses.sum() / max(len(losses) - 1, 1)), _quiet(_of_losses(lambda losses: losses.sum() / (len(losses) - 1))),
                                 _of_losses(lambda losses: losses.sum() / (len(losses) + 1))),
            "The sum is divided by one example too few or too many.",
            "It is divided by N itself. (N - 1 belongs to the estimate of a variance.)"),
    Mistake("divided-by-columns", (lambda predict, loss, X, y: loss(predict(X), y).sum() / y.size, lambda predict, loss, X, y: loss(predict(X), y).sum() / X.size,
                                   lambda predict, loss, X, y: loss(predict(X), y).sum() / X.shape[-1], lambda predict, loss, X, y: np.mean(loss(predict(X), y)) / X.shape[-1]),
            "The sum is divided by the wrong count: columns are counted as well as examples, or in their place.",
            "There is one loss for each example, so it is their number, N, that makes a mean of the sum."),
    Mistake("divided-twice", _of_losses(lambda losses: np.mean(losses) / len(losses)),
            "The mean is divided by N once more.",
            "`np.mean` divides already."),
    Mistake("half", _of_losses(lambda losses: np.mean(losses) / 2),
            "The result is half of what it should be.",
            "Some books put a 1/2 before a squared loss, to make its derivative simpler. If a loss wants one it has it inside; the risk is the plain mean."),
    Mistake("last-left-out", (_of_losses(lambda losses: losses[:-1].sum() / len(losses)), _quiet(_of_losses(lambda losses: losses[:-1].sum() / (len(losses) - 1))),
                              _of_losses(lambda losses: losses[:-1].sum() / max(len(losses) - 1, 1))),
            "The last example is left out.",
            "Perhaps a loop ends one too early: the last number of `range(N - 1)` is N - 2."),
    Mistake("first-left-out", (_of_losses(lambda losses: losses[1:].sum() / len(losses)), _quiet(_of_losses(lambda losses: losses[1:].sum() / (len(losses) - 1)))),
            "The first example is left out.",
            "Perhaps a loop begins at 1: indices begin at 0."),
    Mistake("return-in-loop", (_of_losses(lambda losses: losses[0] / len(losses)), _of_losses(lambda losses: losses[0])),
            "Only the first example counts.",
            "Perhaps a `return` stands inside the loop, which it ends in the first turn."),
    Mistake("sum-overwritten", (_of_losses(lambda losses: losses[-1] / len(losses)), _of_losses(lambda losses: losses[-1])),
            "Only the last example counts.",
            "All losses belong in the sum. Perhaps it is overwritten in each turn (`=` where `+=` belongs)."),
    Mistake("median-not-mean", _of_losses(np.median),
            "This is the median of the losses.",
            "The risk is their mean: one very bad prediction counts in full."),
    Mistake("largest-loss", _of_losses(np.max),
            "This is the largest of the losses.",
            "The risk is their mean."),
    Mistake("smallest-loss", _of_losses(np.min),
            "This is the smallest of the losses.",
            "The risk is their mean."),
    Mistake("root-taken", (_quiet(_of_losses(lambda losses: np.sqrt(np.mean(losses)))), _quiet(_of_losses(lambda losses: np.sqrt(np.sum(losses)))),
                           _quiet(_of_losses(lambda losses: np.mean(np.sqrt(losses)))), _of_losses(lambda losses: np.sqrt(np.mean(losses ** 2)))),
            "A root is taken.",
            "A root mean square is a good way to report a squared loss, but the risk is the mean of whatever `loss` gives, as it is."),
    Mistake("loss-squared", _of_losses(lambda losses: np.mean(losses ** 2)),
            "The losses are squared before the mean is taken.",
            "`loss` is all there is to do to a prediction and its target. Take the mean of what it gives, as it is."),
    Mistake("absolute-losses", (_of_losses(lambda losses: np.mean(np.abs(losses))), _of_losses(lambda losses: np.abs(np.mean(losses)))),
            "The sign of a loss is lost.",
            "A loss may be negative (the logarithm of a density, for one). Take the mean of what `loss` gives, as it is."),
    Mistake("not-below-zero", (_of_losses(lambda losses: np.mean(np.maximum(losses, 0))), _of_losses(lambda losses: max(0.0, float(np.mean(losses))))),
            "What is negative is set to 0.",
            "A loss may be negative. Take the mean of what `loss` gives, as it is."),
    Mistake("spread-not-mean", (_of_losses(np.var), _of_losses(np.std)),
            "This is the spread of the losses (their variance or standard deviation).",
            "The risk is their mean."),
    Mistake("loss-of-means", (lambda predict, loss, X, y: loss(predict(X).mean(axis=0, keepdims=True), y.mean(axis=0, keepdims=True))[0],
                              lambda predict, loss, X, y: loss(np.mean(predict(X)), np.mean(y))),
            "The mean is taken first, of predictions and of targets, and then one loss of the two.",
            "Errors in opposite directions cancel that way. First a loss for each example, then the mean."),
    Mistake("no-loss", (lambda predict, loss, X, y: np.mean(predict(X) - y), lambda predict, loss, X, y: np.mean(y - predict(X)), lambda predict, loss, X, y: np.mean(predict(X))),
            "The loss is not used: this is the mean of the predictions, or of what they are off by.",
            "Errors in opposite directions cancel in such a mean. `loss` is a function: call it on prediction and target."),
    Mistake("share-of-hits", (lambda predict, loss, X, y: np.mean(predict(X) == y), lambda predict, loss, X, y: np.mean(predict(X) != y)),
            "This is the share of predictions that hit the target exactly, or miss it.",
            "That is one loss among many, for classes. Call the `loss` that is handed in."),
    Mistake("no-prediction", (lambda predict, loss, X, y: np.mean(loss(X, y)), lambda predict, loss, X, y: np.mean(predict(loss(X, y)))),
            "The loss compares the input itself with the target; `predict` is not used, or comes too late.",
            "The loss is between `predict(X)` and `y`."),
    Mistake("whole-number", (_of_losses(lambda losses: losses.sum() // len(losses)), _of_losses(lambda losses: int(np.mean(losses))),
                             _of_losses(lambda losses: np.round(np.mean(losses))), _of_losses(lambda losses: np.mean(losses.astype(int)))),
            "The result, or each loss, is cut to a whole number.",
            "Perhaps it is `//` where `/` belongs, or an `int(...)` too many."),
)

empirical_risk = Exercise(
    name="empirical_risk",
    notebook=NOTEBOOK,
    parameters="predict, loss, X, y",
    reference=lambda predict, loss, X, y: torch.mean(loss(predict(X), y).double()),
    cases=_risk_cases,
    output=(),
    arithmetic=_risk_sum,
    hints=(
        "Three steps: predictions for all of `X` at once; one loss for each example; one number out of them.",
        "`predict` and `loss` are functions like any other: call them. `loss` takes the prediction first and the target second, and returns shape (N,).",
        "`np.mean(loss(predict(X), y))`, and `float(...)` around it makes a plain Python number of it.",
    ),
    mistakes=_RISK_MISTAKES,
)

# ---------------------------------------------------------------- split

_LARGE_N, _LARGE_SEEDS = 416, (21, 22)      # 16 blocks of 26; an odd number of training rows
_TINY_SEEDS = range(101, 125)


def _split_cases(rng):
    def rows(n, d, k=None):
        """Rows no two of which are alike, in numbers that every float type holds exactly."""
        X = rng.integers(-40, 40, size=(n, d)) / 4
        X[:, 0] = rng.permutation(n) + 1
        return X, rng.permutation(n) + 0.5 if k is None else np.stack([rng.permutation(n) - 3.0 for _ in range(k)], axis=1)
    by_hand = np.stack([np.arange(1.0, 6), 10 * np.arange(1.0, 6)], axis=1)
    large = rows(_LARGE_N, 2)
    two = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([5.0, 6.0])
    return [
        Case(by_hand, 100 * np.arange(1.0, 6), 0.6, Seed(1), note="5 rows, 3 of them to train on"),
        Case(*rows(7, 3), 0.5, Seed(2), note="7 rows, a half of them: int(3.5) = 3"),
        Case(*rows(7, 2), 0.7, Seed(3), note="7 rows, fraction 0.7: int(4.9) = 4"),
        Case(*rows(4, 3), 0.0, Seed(4), note="fraction 0: all rows to test on", about="fraction 0 or 1"),
        Case(*rows(4, 2), 1.0, Seed(5), note="fraction 1: all rows to train on", about="fraction 0 or 1"),
        Case(*rows(9, 3, 2), 0.6, Seed(6), note="9 rows, targets with 2 columns", about="targets with several columns"),
        Case(np.array([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, 12]]), np.array([0, 1, 2, 3, 4, 5]), 0.75, Seed(7), note="whole numbers", about="integer arrays"),
        Case(np.array([[1.0, 2.0]]), np.array([3.0]), 0.5, Seed(8), note="a single row", about="a single row"),
        Case(np.array([[1.0, 1.0], [2.0, 2.0], [1.0, 1.0], [1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 2.0, 1.0, 3.0, 1.0]), 0.5, Seed(9),
             note="5 rows, some of them equal", about="rows that are equal"),
        *(Case(*two, 0.5, Seed(seed), note=f"2 rows, seed {seed}") for seed in _TINY_SEEDS),
        Case(*(part.astype(np.float32) for part in rows(8, 3)), 0.3, Seed(10), note="8 rows, float32"),
        *(Case(*large, 0.6, Seed(seed), note=f"{_LARGE_N} rows, seed {seed}") for seed in _LARGE_SEEDS),
        Case(*large, 0.6, Seed(_LARGE_SEEDS[0]), note=f"{_LARGE_N} rows, seed {_LARGE_SEEDS[0]} again"),
    ]


def _split_reference(X, y, fraction, rng):
    order = torch.as_tensor(rng.permutation(len(X)))
    train, test = order[:int(fraction * len(X))], order[int(fraction * len(X)):]
    return X[train], y[train], X[test], y[test]


def _keys(*arrays):
    """One key for each row of these arrays side by side; a complex row is no real row's equal."""
    rows = np.concatenate([array.reshape(len(array), math.prod(array.shape[1:])) for array in arrays], axis=1)
    rows = rows.astype(np.complex64 if rows.dtype.kind == "c" else np.float32) + 0
    return [row.tobytes() for row in rows]


@functools.lru_cache(maxsize=1024)
def _rows_of(case):
    """The rows of a case, counted: of X, of y, and of both side by side; and for the last where each stands."""
    X, y = case.args[:2]
    places = {}
    for place, key in enumerate(_keys(X, y)):
        places.setdefault(key, []).append(place)
    return Counter(_keys(X)), Counter(_keys(y)), Counter(_keys(X, y)), places


def _missing(wanted, found):
    return sum((wanted - Counter(found)).values())


def _split_observe(case, value):
    X_train, y_train, X_test, y_test = value
    of_X, of_y, of_both, _ = _rows_of(case)
    return {
        "number of rows of `X` that are in neither part": Observation(_missing(of_X, _keys(X_train) + _keys(X_test)), 0),
        "number of entries of `y` that are in neither part": Observation(_missing(of_y, _keys(y_train) + _keys(y_test)), 0),
        "number of rows that have lost their own `y`": Observation(_missing(of_both, _keys(X_train, y_train) + _keys(X_test, y_test)), 0),
    }


class _Sorted:
    """What one outcome of `split` did with the rows: `four` arrays, None where there are not four that fit; sizes; where each row came from."""

    def __init__(self, case, outcome):
        X, y, fraction = self.args = case.args[:3]
        self.N, self.n = len(X), int(fraction * len(X))
        self.value = outcome.value
        self.four = self._four_arrays(X, y)
        self.sizes = tuple(len(part) for part in self.four) if self.four else None
        self.paired = self.four is not None and self.sizes[0] == self.sizes[1] and self.sizes[2] == self.sizes[3]
        self.sized = self.paired and self.sizes == (self.n, self.n, self.N - self.n, self.N - self.n)
        if self.paired:
            self._trace(case)

    def _four_arrays(self, X, y):
        if not isinstance(self.value, list) or len(self.value) != 4:
            return None
        found = [as_array(part) for part in self.value]
        fits = all(part is not None and part.dtype.kind in "biuf" and part.ndim == like.ndim and part.shape[1:] == like.shape[1:]
                   for part, like in zip(found, (X, y, X, y)))
        return found if fits else None

    def _trace(self, case):
        X_train, y_train, X_test, y_test = self.four
        of_X, of_y, of_both, places = _rows_of(case)
        self.all_X = not _missing(of_X, _keys(X_train) + _keys(X_test))
        self.all_y = not _missing(of_y, _keys(y_train) + _keys(y_test))
        keys = [_keys(X_train, y_train), _keys(X_test, y_test)]
        self.own = all(key in of_both for part in keys for key in part)     # each row has its own y
        self.all_rows = not _missing(of_both, keys[0] + keys[1])
        left = {key: list(where) for key, where in places.items()}
        self.train, self.test = ([left[key].pop(0) if left.get(key) else places.get(key, [-1])[0] for key in part] for part in keys)


_last = [None, None, None]


def _all_sorted(cases, outcomes):
    """A `_Sorted` for each case (the one that is repeated at the end left out); kept for the next mistake that asks."""
    if _last[0] is not cases or _last[1] is not outcomes:
        _last[:] = cases, outcomes, [_Sorted(case, outcome) for case, outcome in zip(cases[:-1], outcomes)]
    return _last[2]


def _recogniser(holds):
    """`holds(list of _Sorted)` as a mistake's `recognise`."""
    return lambda cases, outcomes: bool(holds(_all_sorted(cases, outcomes)))


def _with_right_sizes(holds):
    return _recogniser(lambda seen: all(s.sized for s in seen) and holds(seen))


def _with_all_rows(holds):
    """For mistakes of which every single part is in order."""
    return _with_right_sizes(lambda seen: all(s.all_rows for s in seen) and holds(seen))


def _sized_by(*counts):
    """Train sizes by another rule, and no row lost: `count(fraction, N)` for each of `counts`."""
    def holds(seen):
        if not all(s.paired and s.sizes[0] + s.sizes[2] == s.N for s in seen) or all(s.sized for s in seen):
            return False
        return any(all(s.sizes[0] == count(s.args[2], s.N) for s in seen) for count in counts)
    return _recogniser(holds)


def _large(seen):
    """Two seeds, and the first of them again."""
    return seen[-3:]


def _differ_in_count(seen):
    """Whether the same rows, with another seed, are cut in another place."""
    return all(s.paired and s.own and s.all_rows for s in seen) and len({s.sizes[0] for s in _large(seen)}) > 1


def _rows_lost(seen):
    return all(s.paired and s.own and s.sizes[0] + s.sizes[2] <= s.N and len({*s.train, *s.test}) == s.sizes[0] + s.sizes[2] for s in seen) \
        and any(s.sizes[0] + s.sizes[2] < s.N for s in seen)


def _in_both(seen):
    return all(s.paired and s.own for s in seen) and any(s.sizes[0] + s.sizes[2] > s.N for s in seen) \
        and all(s.all_rows and _distinct(s.four[0], s.four[1]) for s in _large(seen))


def _whole(part):
    """Whether that part (0: train, 2: test) is always everything, whatever the fraction."""
    return lambda seen: all(s.paired and s.own and s.sizes[part] == s.N and s.sizes[2 - part] in (s.n, s.N - s.n) for s in seen)


def _distinct(*parts):
    keys = _keys(*parts)
    return len(set(keys)) == len(keys)


def _overlap(seen):
    return all(s.own for s in seen) and any(not s.all_rows for s in _large(seen)) \
        and all(_distinct(*s.four[:2]) and _distinct(*s.four[2:]) for s in _large(seen))


def _repeated(seen):
    return all(s.paired and s.own and s.sizes[0] == s.n for s in seen) and not any(
        _distinct(s.four[0], s.four[1]) and _distinct(s.four[2], s.four[3]) for s in _large(seen))


def _order_kept(parts, whole):
    return np.array_equal(np.concatenate(parts).astype(np.float32), whole.astype(np.float32))


def _apart(seen):
    return all(s.all_X and s.all_y for s in seen) and not all(s.all_rows for s in _large(seen))


def _y_in_order(seen):
    return _apart(seen) and all(_order_kept((s.four[1], s.four[3]), s.args[1]) for s in seen)


def _one_part_in_order(seen):
    """The targets of one part come in their own order, and those of the other belong to their rows."""
    def holds(targets, as_they_were, other):
        return all(_order_kept([s.four[targets]], as_they_were(s)) and not _missing(Counter(_keys(*s.four[other])), _keys(*s.args[:2])) for s in seen)
    return any(not s.own for s in _large(seen)) and (
        holds(1, lambda s: s.args[1][:s.n], np.s_[2:]) or holds(3, lambda s: s.args[1][s.n:], np.s_[:2]))


def _all_four_apart(seen):
    """Each part holds rows of `X` and entries of `y` at most once; across the parts, and between `X` and `y`, nothing belongs together."""
    return all(not s.own and not s.all_X and not s.all_y and all(_distinct(part) and not _missing(Counter(_keys(part)), _keys(s.args[k % 2])) for k, part in enumerate(s.four))
               for s in _large(seen))


def _X_in_order(seen):
    return _apart(seen) and all(_order_kept((s.four[0], s.four[2]), s.args[0]) for s in seen)


def _is_block(s):
    """Whether the training rows follow each other, the first row coming after the last."""
    inside = np.zeros(s.N, dtype=bool)
    inside[s.train] = True
    return np.sum(inside != np.roll(inside, 1)) <= 2


def _all_blocks(seen):
    return all(_is_block(s) for s in _large(seen))


def _same_for_other_seed(seen):
    first, second, again = _large(seen)
    return set(first.train) == set(second.train) == set(again.train)


def _other_for_same_seed(seen):
    first, _, again = _large(seen)
    return (first.train, first.test) != (again.train, again.test)


def _too_regular(seen):
    """Whether the two-row cases always go the same way, or the rows of the large ones are sorted by something like their place.

    The bounds are such that one right answer in a hundred thousand, or fewer, is taken for wrong.
    """
    two = [s.train[0] for s in seen if s.N == 2]
    return len(set(two)) == 1 or any(_regularity(s) > 1 for s in _large(seen))


def _regularity(s):
    """How far the training rows are from random ones, as a share of what is allowed: by runs, by their mean place, by their number in blocks."""
    inside = np.zeros(s.N)
    inside[s.train] = 1
    n, N = s.sizes[0], s.N
    runs, mean_runs = 1 + np.sum(inside[1:] != inside[:-1]), 1 + 2 * n * (N - n) / N
    by_runs = abs(runs - mean_runs) / np.sqrt((mean_runs - 1) * (mean_runs - 2) / (N - 1))
    by_place = abs(np.mean(s.train) - (N - 1) / 2) / np.sqrt((N + 1) * (N - n) / (12 * n))
    blocks = inside.reshape(16, -1).sum(axis=1)
    size, p = N // 16, n / N
    by_blocks = np.sum((blocks - size * p) ** 2) / (size * p * (1 - p) * (N - size) / (N - 1))
    return max(by_runs / 6, by_place / 6, by_blocks / 65)


def _scikit_order(seen):
    """X_train, X_test, y_train, y_test."""
    def holds(s):
        X, y = s.args[:2]
        found = [as_array(part) for part in s.value] if isinstance(s.value, list) and len(s.value) == 4 else []
        return len(found) == 4 and all(part is not None and part.shape[1:] == like.shape[1:] and part.ndim == like.ndim
                                       for part, like in zip(found, (X, X, y, y))) and len(found[0]) + len(found[1]) == len(X) == len(found[2]) + len(found[3])
    return all(holds(s) for s in seen)


def _pairs(seen):
    return all(isinstance(s.value, list) and len(s.value) == 2 and all(isinstance(pair, list) and len(pair) == 2 for pair in s.value) for s in seen)


def _y_first(seen):
    def holds(s):
        X, y = s.args[:2]
        found = [as_array(part) for part in s.value] if isinstance(s.value, list) and len(s.value) == 4 else []
        return len(found) == 4 and all(part is not None and part.shape[1:] == like.shape[1:] and part.ndim == like.ndim
                                       for part, like in zip(found, (y, X, y, X)))
    return all(holds(s) for s in seen)


def _row_numbers(seen):
    def holds(s):
        found = [as_array(part) for part in s.value] if isinstance(s.value, list) and len(s.value) in (2, 4) else []
        flat = [part for part in found if part is not None and part.ndim == 1]
        if not found or len(flat) != len(found):
            return False
        train, test = (flat[0], flat[1]) if len(flat) == 2 else (flat[0], flat[2])
        return np.array_equal(np.sort(np.concatenate([train, test])), np.arange(s.N))
    return all(holds(s) for s in seen)


def _columns_moved(seen):
    def rows(*parts):
        return Counter(_keys(np.concatenate([np.sort(part, axis=1) for part in parts])))
    return any(not s.all_X for s in seen) and all(s.all_y and rows(s.four[0], s.four[2]) == rows(s.args[0]) for s in seen)


def _targets_exchanged(seen):
    return all(s.four is not None and s.sizes == (s.n, s.N - s.n, s.N - s.n, s.n) for s in seen) and not all(s.sized for s in seen)


def _fractions_cut(seen):
    """Whether what came out are the rows with everything behind the point cut off, in `X`, in `y` or in both."""
    def holds(cut_X, cut_y):
        def rows(s):
            X, y = s.args[:2]
            return Counter(_keys(np.trunc(X) if cut_X else X, np.trunc(y) if cut_y else y))
        return all(rows(s) == Counter(_keys(*s.four[:2]) + _keys(*s.four[2:])) for s in seen)
    return not all(s.own for s in seen) and any(holds(*cut) for cut in ((True, True), (False, True), (True, False)))


def _in_integers(cut_X, cut_y):
    """A right split, but for the fractions in `X` or in `y`."""
    return _rearranged(lambda A, b, C, d: tuple(part.astype(int) if cut else part for part, cut in zip((A, b, C, d), (cut_X, cut_y) * 2)))


def _empty_flat(seen):
    """Right but for empty parts, which are plain `[]`."""
    def holds(s):
        if s.sized:
            return s.all_rows
        found = [as_array(part) if not isinstance(part, list) or part else np.zeros(0) for part in s.value] \
            if isinstance(s.value, list) and len(s.value) == 4 else []
        return len(found) == 4 and s.n in (0, s.N) and all(
            part is not None and (part.size == 0 if size == 0 else part.shape == (size, *like.shape[1:]))
            for part, size, like in zip(found, (s.n, s.n, s.N - s.n, s.N - s.n), (*s.args[:2], *s.args[:2])))
    return not all(s.sized for s in seen) and all(holds(s) for s in seen)


def _split_with(choose):
    """A mistaken split by `choose(N, n, rng)` -> row numbers (train, test)."""
    def mistaken(X, y, fraction, rng):
        train, test = (np.asarray(part, dtype=int) for part in choose(len(X), int(fraction * len(X)), rng))
        return X[train], y[train], X[test], y[test]
    return mistaken


def _cut(order, n):
    return order[:n], order[n:]


def _counted(count):
    """A right split, but for the number of training rows."""
    def mistaken(X, y, fraction, rng):
        train, test = _cut(rng.permutation(len(X)), count(fraction, len(X)))
        return X[train], y[train], X[test], y[test]
    return mistaken


def _right_split(X, y, fraction, rng):
    train, test = _cut(rng.permutation(len(X)), int(fraction * len(X)))
    return X[train], y[train], X[test], y[test]


def _rearranged(arrange):
    return lambda X, y, fraction, rng: arrange(*_right_split(X, y, fraction, rng))


def _apart_by(permute_X, permute_y):
    def mistaken(X, y, fraction, rng):
        n = int(fraction * len(X))
        A, b = permute_X(rng, X), permute_y(rng, y)
        return A[:n], b[:n], A[n:], b[n:]
    return mistaken


def _lost_in_rounding(X, y, fraction, rng):
    order = rng.permutation(len(X))
    n, m = int(fraction * len(X)), int((1 - fraction) * len(X))
    train, test = order[:n], order[n:n + m]
    return X[train], y[train], X[test], y[test]


def _by_minus(X, y, fraction, rng):
    order = rng.permutation(len(X))
    m = len(X) - int(fraction * len(X))
    train, test = order[:-m], order[-m:]
    return X[train], y[train], X[test], y[test]


_USUAL = 0.8, 0.75, 0.7


def _with_shape(count):
    """A right split, but for the number of training rows, `count(fraction, shape of X)`."""
    def mistaken(X, y, fraction, rng):
        train, test = _cut(rng.permutation(len(X)), count(fraction, X.shape))
        return X[train], y[train], X[test], y[test]
    return mistaken


def _sized_by_shape(count):
    """As `_sized_by`, by the shape of X; what a slice beyond the end gives is everything."""
    def holds(seen):
        return all(s.paired and s.sizes[0] + s.sizes[2] == s.N for s in seen) and not all(s.sized for s in seen) \
            and all(s.sizes[0] == min(count(s.args[2], s.args[0].shape), s.N) for s in seen)
    return holds


def _four_orders(X, y, fraction, rng):
    n = int(fraction * len(X))
    return rng.permutation(X)[:n], rng.permutation(y)[:n], rng.permutation(X)[n:], rng.permutation(y)[n:]


def _in_one_part(part):
    """A right split, but for the targets of one part (0: train, 1: test), which are cut from `y` as it is."""
    def mistaken(X, y, fraction, rng):
        n = int(fraction * len(X))
        A, b, C, d = _right_split(X, y, fraction, rng)
        return (A, y[:n].copy(), C, d) if part == 0 else (A, b, C, y[n:].copy())
    return mistaken


def _by_coin(X, y, fraction, rng):
    mask = rng.random(len(X)) < fraction
    return X[mask], y[mask], X[~mask], y[~mask]


def _own_generator(N, n, rng):
    """Unseeded where there are many rows, so that the first, small case is told by the same rung each time."""
    return _cut(np.random.default_rng(None if N > 50 else 0).permutation(N), n)


def _numbers_of_rows(X, y, fraction, rng):
    train, test = _cut(rng.permutation(len(X)), int(fraction * len(X)))
    return train, train.copy(), test, test.copy()


def _columns_too(X, y, fraction, rng):
    A, b, C, d = _right_split(X, y, fraction, rng)
    order = rng.permutation(X.shape[1]) if X.shape[1] != 2 else [1, 0]
    return A[:, order], b, C[:, order], d


def _gathered(X, y, fraction, rng):
    return tuple(part if len(part) else np.zeros(0) for part in _right_split(X, y, fraction, rng))


def _sattolo(N, n, rng):
    index = list(range(N))
    for i in range(N - 1, 0, -1):
        j = int(rng.integers(0, i))
        index[i], index[j] = index[j], index[i]
    return _cut(index, n)


def _in_whole_places(N, n, rng):
    """The first row always comes first."""
    return _cut([0, *(1 + rng.permutation(N - 1))], n)


split = Exercise(
    name="split",
    notebook=NOTEBOOK,
    parameters="X, y, fraction, rng",
    reference=_split_reference,
    cases=_split_cases,
    inputs={"X": ("N", "d_in"), "y": ("N",)},
    output={"X_train": ("N_train", "d_in"), "y_train": ("N_train",), "X_test": ("N_test", "d_in"), "y_test": ("N_test",)},
    observe=_split_observe,
    slow=None,
    hints=(
        "Think of the row numbers 0 .. N - 1 as a pack of cards: shuffle it once, and cut it once. Which function of `rng` shuffles?",
        "`order = rng.permutation(N)` holds each row number once, in random order. Its first `int(fraction * N)` numbers are the training rows, the others the test rows. "
        "An array takes a list of row numbers between its square brackets.",
        "With `order = rng.permutation(len(X))` and `n = int(fraction * len(X))`: `train, test = order[:n], order[n:]`, and then `return X[train], y[train], X[test], y[test]`.",
    ),
    mistakes=(
        # These are recognised by what they do to all the cases together, in this order: a shuffle may be written in any way.
        Mistake("order-of-parts", _rearranged(lambda A, b, C, d: (A, C, b, d)),
                "The four parts come in another order: X_train, X_test, y_train, y_test.",
                "That is scikit-learn's order. Here each X is followed by its y.", _recogniser(_scikit_order)),
        Mistake("targets-first", _rearranged(lambda A, b, C, d: (b, A, d, C)),
                "In each pair the targets come first.",
                "The order is X_train, y_train, X_test, y_test.", _recogniser(_y_first)),
        Mistake("nested-pairs", _rearranged(lambda A, b, C, d: ((A, b), (C, d))),
                "Two pairs are returned, (X, y) and (X, y).",
                "One tuple of four is asked for: X_train, y_train, X_test, y_test.", _recogniser(_pairs)),
        Mistake("indices-returned", (_numbers_of_rows, lambda X, y, fraction, rng: _cut(rng.permutation(len(X)), int(fraction * len(X)))),
                "The numbers of the rows are returned, and not the rows.",
                "Between the square brackets of `X` and of `y` they pick the rows out.", _recogniser(_row_numbers)),
        Mistake("empty-without-columns", _gathered,
                "With fraction 0 or 1 one part is empty, and it has lost its second axis: shape (0,) in place of (0, d_in).",
                "`np.array([])` cannot know how many columns there would be. Picking no rows of `X` leaves an array of no rows, with its columns.", _recogniser(_empty_flat)),
        Mistake("fraction-is-test", _rearranged(lambda A, b, C, d: (C, d, A, b)),
                "`fraction` is taken for the share of the test part, or the two parts are exchanged.",
                "It is the share of the training part, which is returned first.", _sized_by(lambda f, N: N - int(f * N), lambda f, N: int((1 - f) * N))),
        Mistake("targets-exchanged", _rearranged(lambda A, b, C, d: (A, d, C, b)),
                "The targets of the two parts are exchanged: the rows to train on come with the targets of the test rows.",
                "`X[train]` and `y[train]` belong together, and so do `X[test]` and `y[test]`.", _recogniser(_targets_exchanged)),
        Mistake("fraction-as-count", _counted(lambda f, N: int(f)),
                "`fraction` itself is taken for the number of training rows.",
                "It is their share: of N rows `int(fraction * N)` are to train on.", _sized_by(lambda f, N: int(f))),
        Mistake("rounded", (_counted(lambda f, N: round(f * N)), _counted(lambda f, N: int(f * N + 0.5))),
                "The number of training rows is rounded to the nearest whole number.",
                "`int(fraction * N)` cuts the fraction off: 4.9 becomes 4.", _sized_by(lambda f, N: round(f * N), lambda f, N: int(f * N + 0.5))),
        Mistake("rounded-up", (_counted(lambda f, N: math.ceil(f * N)), _counted(lambda f, N: N - int((1 - f) * N))),
                "The number of training rows is rounded up (or that of the test rows down).",
                "`int(fraction * N)` cuts the fraction off: 4.9 becomes 4. The test part gets whatever is left.",
                _sized_by(lambda f, N: math.ceil(f * N), lambda f, N: N - int((1 - f) * N))),
        Mistake("minus-zero", _by_minus,
                "With fraction 1 (or 0) everything lands in the wrong part.",
                "`order[:-m]` leaves out the last m, except where m is 0: then it is `order[:0]`, nothing. Cut by a number counted from the front.",
                _sized_by(lambda f, N: 0 if int(f * N) == N else int(f * N), lambda f, N: N if int(f * N) == 0 else int(f * N))),
        Mistake("never-empty", (_counted(lambda f, N: max(1, int(f * N))), _counted(lambda f, N: min(N - 1, int(f * N))),
                                _counted(lambda f, N: max(1, min(N - 1, int(f * N)))), _counted(lambda f, N: min(max(1, int(f * N)), N - 1))),
                "A part gets one row at least, where it should be empty.",
                "Fractions 0 and 1 are allowed: then one part has no rows.",
                _sized_by(lambda f, N: max(1, int(f * N)), lambda f, N: min(N - 1, int(f * N)), lambda f, N: max(1, min(N - 1, int(f * N))),
                          lambda f, N: min(max(1, int(f * N)), N - 1))),
        Mistake("half-and-half", (_counted(lambda f, N: N // 2), _counted(lambda f, N: N - N // 2)),
                "Half of the rows go to each part, whatever the fraction.",
                "`fraction` says how large a share the training part is: `int(fraction * N)` rows.", _sized_by(lambda f, N: N // 2, lambda f, N: N - N // 2)),
        Mistake("always-80-percent", tuple(_counted(lambda f, N, share=share: int(share * N)) for share in _USUAL),
                "The same share of the rows is always used to train on (80 %, say), whatever the fraction.",
                "Call the argument `fraction`: the training part has `int(fraction * N)` rows.", _sized_by(*(lambda f, N, share=share: int(share * N) for share in _USUAL))),
        Mistake("fraction-cut-off", (_counted(lambda f, N: int(f) * N), _counted(lambda f, N: round(f) * N)),
                "All rows or none are used to train on: the fraction becomes a whole number before it meets N.",
                "`int(fraction)` is 0 for every fraction below 1. First the product, then `int`.", _sized_by(lambda f, N: int(f) * N, lambda f, N: round(f) * N)),
        Mistake("one-row-off", (_counted(lambda f, N: int(f * (N - 1))), _counted(lambda f, N: max(int(f * N) - 1, 0)), _counted(lambda f, N: min(int(f * N) + 1, N)),
                                _counted(lambda f, N: int(f * (N + 1)))),
                "The number of training rows is off by one in some cases.",
                "It is `int(fraction * N)`, with N as `len(X)` gives it: nothing is added or taken away.",
                _sized_by(lambda f, N: int(f * (N - 1)), lambda f, N: max(int(f * N) - 1, 0), lambda f, N: min(int(f * N) + 1, N), lambda f, N: min(int(f * (N + 1)), N))),
        Mistake("entries-counted", _with_shape(lambda f, shape: int(f * math.prod(shape))),
                "The number of training rows is `int(fraction * X.size)`, cut off at N: entries are counted, and not rows.",
                "`X.size` counts every number in `X`. N, the number of rows, is `len(X)` or `X.shape[0]`.",
                _recogniser(_sized_by_shape(lambda f, shape: int(f * math.prod(shape))))),
        Mistake("columns-counted", _with_shape(lambda f, shape: int(f * shape[1])),
                "The number of training rows is a share of the number of columns.",
                "N, the number of rows, is `len(X)` or `X.shape[0]`.",
                _recogniser(_sized_by_shape(lambda f, shape: int(f * shape[1])))),
        Mistake("coin-for-each-row", _by_coin,
                "Each row is sent to a part by a coin of its own, so that the sizes of the parts are random.",
                "Exactly `int(fraction * N)` rows belong in the training part. Shuffle all row numbers and cut once.", _recogniser(_differ_in_count)),
        Mistake("whole-as-test", (lambda X, y, fraction, rng: (*_right_split(X, y, fraction, rng)[:2], X.copy(), y.copy()),),
                "The test part holds all the rows, those to train on among them.",
                "What was trained on says little about new examples. Each row belongs in one part only.", _recogniser(_whole(2))),
        Mistake("whole-as-train", (lambda X, y, fraction, rng: (X.copy(), y.copy(), *_right_split(X, y, fraction, rng)[2:]),),
                "The training part holds all the rows, those to test on among them.",
                "Each row belongs in one part only.", _recogniser(_whole(0))),
        Mistake("row-lost", (_lost_in_rounding, _split_with(lambda N, n, rng: (lambda o: (o[:n], o[n:-1]))(rng.permutation(N))),
                             _split_with(lambda N, n, rng: (lambda o: (o[:n], o[n + 1:]))(rng.permutation(N))),
                             _split_with(lambda N, n, rng: _cut(rng.permutation(max(N - 1, 0)), n))),
                "A row is lost: it is in neither part.",
                "Perhaps both sizes are rounded down, or a slice ends in -1, or the second part begins one too late. `order[n:]` is all that `order[:n]` is not.",
                _recogniser(_rows_lost)),
        Mistake("row-in-both", (_split_with(lambda N, n, rng: (lambda o: (o[:n + 1], o[n:]))(rng.permutation(N))),
                                _split_with(lambda N, n, rng: (lambda o: (o[:n], o[max(n - 1, 0):]))(rng.permutation(N)))),
                "A row is in both parts.",
                "A slice `order[:n]` ends before n, and `order[n:]` begins with it: the same n in both.", _recogniser(_in_both)),
        Mistake("targets-not-shuffled", _apart_by(lambda rng, X: rng.permutation(X), lambda rng, y: y.copy()),
                "`X` is shuffled, and `y` is left in its order, so that rows and targets no longer belong together.",
                "Row i of `X` has the target `y[i]`: both have to be put into the same new order.", _with_right_sizes(_y_in_order)),
        Mistake("inputs-not-shuffled", _apart_by(lambda rng, X: X.copy(), lambda rng, y: rng.permutation(y)),
                "`y` is shuffled, and `X` is left in its order, so that rows and targets no longer belong together.",
                "Row i of `X` has the target `y[i]`: both have to be put into the same new order.", _with_right_sizes(_X_in_order)),
        Mistake("shuffled-apart", (_apart_by(lambda rng, X: rng.permutation(X), lambda rng, y: rng.permutation(y)),),
                "`X` and `y` are shuffled apart, each into an order of its own, so that rows and targets no longer belong together.",
                "A model trained on this learns nothing, and no error is raised. Draw one order, and use it for both.", _with_right_sizes(_apart)),
        Mistake("targets-of-one-part", (_in_one_part(0), _in_one_part(1)),
                "In one of the two parts the targets do not belong to the rows: they are cut from `y` as it was handed over.",
                "Whatever picks the rows of `X` for a part has to pick the entries of `y` for it as well.", _with_right_sizes(_one_part_in_order)),
        Mistake("four-orders", _four_orders,
                "Each of the four parts is cut from a shuffle of its own: rows lose their targets, and some are in both parts or in neither.",
                "Each call of `rng.permutation` draws a new order. Draw one, and use it for all four.", _with_right_sizes(_all_four_apart)),
        Mistake("integer-truncation", (_in_integers(True, True), _in_integers(False, True), _in_integers(True, False)),
                "The fractions in the data are cut off: the rows pass through an integer array.",
                "`dtype=int` and `astype(int)` cut. Row numbers are whole numbers; the rows themselves stay as they are.", _with_right_sizes(_fractions_cut)),
        Mistake("columns-shuffled", _columns_too,
                "The columns of `X` are in another order, too.",
                "Only rows move. What a column means has to stay the same.", _with_right_sizes(_columns_moved)),
        Mistake("parts-overlap", _split_with(lambda N, n, rng: (rng.permutation(N)[:n], rng.permutation(N)[n:])),
                "The two parts are drawn apart: some rows are in both, and some in neither.",
                "Draw one order of all the rows and cut it once.", _with_right_sizes(_overlap)),
        Mistake("with-replacement", (_split_with(lambda N, n, rng: _cut(rng.integers(0, N, size=N), n)), _split_with(lambda N, n, rng: _cut(rng.choice(N, N), n)),
                                     _split_with(lambda N, n, rng: (lambda t: (t, np.setdiff1d(np.arange(N), t)))(rng.integers(0, N, size=n)))),
                "Rows are drawn with replacement: some come more than once, and others not at all.",
                "`rng.integers` and `rng.choice` put back what they have drawn (the second, unless told `replace=False`). A permutation holds each row once.",
                _recogniser(_repeated)),
        Mistake("not-shuffled", (lambda X, y, fraction, rng: (lambda n: (X[:n].copy(), y[:n].copy(), X[n:].copy(), y[n:].copy()))(int(fraction * len(X))),),
                "Nothing is shuffled: the first rows are the training part, the last ones the test part.",
                "Data often comes sorted, by class or by date; then the two parts would hold different things. Shuffle before the cut. "
                "(`rng.permutation` returns a new array and leaves the old one as it is; `rng.shuffle` changes the array and returns nothing.)",
                _with_all_rows(lambda seen: all(s.train + s.test == list(range(s.N)) for s in seen if s.N > 2 and len(set(_keys(*s.args[:2]))) == s.N))),
        Mistake("shuffled-after-the-cut", _split_with(lambda N, n, rng: (rng.permutation(n), n + rng.permutation(N - n))),
                "The cut comes first and the shuffle after it: the same rows are always the ones to train on.",
                "Shuffle all rows, then cut.", _with_all_rows(lambda seen: all(sorted(s.train) == list(range(s.n)) for s in _large(seen)))),
        Mistake("last-rows-train", _split_with(lambda N, n, rng: (np.arange(N - n, N), np.arange(N - n))),
                "The last rows are always the ones to train on: nothing is shuffled, or only after the cut.",
                "Data often comes sorted, by class or by date. Shuffle before the cut.",
                _with_all_rows(lambda seen: all(sorted(s.train) == list(range(s.N - s.n, s.N)) for s in _large(seen)))),
        Mistake("not-repeatable", _split_with(_own_generator),
                "With the same seed it gives another result: the randomness does not come from `rng`.",
                "`np.random.default_rng()` makes a new generator, which begins somewhere else each time. Draw from the `rng` that is handed in.",
                _with_all_rows(_other_for_same_seed)),
        Mistake("ignores-rng", (_split_with(lambda N, n, rng: _cut(np.random.default_rng(0).permutation(N), n)),
                                _split_with(lambda N, n, rng: _cut(np.argsort(np.arange(N) * 7 % 5, kind="stable"), n))),
                "Whatever the seed, the same rows go the same way: `rng` is not used, or makes no difference.",
                "Perhaps a generator is made inside, with a seed of its own, or every second or third row is taken. Draw from the `rng` that is handed in.",
                _with_all_rows(_same_for_other_seed)),
        Mistake("turned-like-a-wheel", _split_with(lambda N, n, rng: _cut(np.roll(np.arange(N), rng.integers(N)), n)),
                "Only the starting point is random: rows that were neighbours stay neighbours, in the same part.",
                "If the data is sorted, a part gets a stretch of it. Every order of the rows should be possible.", _with_all_rows(_all_blocks)),
        Mistake("not-random-enough", (_split_with(_sattolo), _split_with(_in_whole_places),
                                      _split_with(lambda N, n, rng: _cut(np.argsort(np.arange(N) + 10 * rng.normal(size=N) * (N > 2)), n))),
                "Which rows go where is not random enough: some rows go the same way in too many of the draws.",
                "Every row should be as likely as any other to be in the training part. Perhaps a row keeps its place, or never does, or rows move only a little. "
                "In a shuffle by exchanging, place i is exchanged with any place up to i, i itself among them.",
                _with_all_rows(_too_regular)),
    ),
)

# ---------------------------------------------------------------- polynomial_features


def _powers_cases(rng):
    return [
        Case(np.array([2.0, 3.0]), 2, note="2 numbers, degree 2, by hand"),
        Case(np.array([-1.0, 0.5, 2.0]), 2, note="3 numbers, degree 2: the result is square"),
        Case(np.array([0.0, -2.0, 0.5, 0.0]), 3, note="4 numbers, zeros among them", about="x equal to 0"),
        Case(np.array([1.5, -0.5, 3.0]), 0, note="degree 0: a column of ones", about="degree 0"),
        Case(np.array([2.5, -1.5, 0.25]), 1, note="degree 1"),
        Case(np.array([-2, 0, 3, 5]), 4, note="whole numbers", about="an integer array"),
        Case(np.array([1.5]), 3, note="a single number", about="a single number"),
        Case(rng.normal(size=6).astype(np.float32), 4, note="6 numbers, float32"),
        Case(rng.normal(size=40), 7, note="40 numbers, degree 7, random"),
    ]


def _powers_sum(args, index):
    x, degree = args
    i, k = index
    return f"row {i} belongs to x[{i}] = {x[i]:g}, column {k} to the power {k}: {x[i]:g}**{k} = {float(x[i]) ** k:g}" if len(x) <= 4 else None


def _powers(x, degree):
    return np.asarray(x)[:, None] ** np.arange(degree + 1)


def _taken_from(take):
    """A mistake that is a rearrangement of the right powers, `take(powers, x, degree)`."""
    return lambda x, degree: take(_powers(x, degree), x, degree)


def _repeated_squares(x, degree):
    columns = [np.ones(len(x)), x * 1.0]
    while len(columns) <= degree:
        columns.append(columns[-1] ** 2)
    return np.column_stack(columns[:degree + 1])


def _product_goes_on(x, degree):
    F, product = np.ones((len(x), degree + 1)), 1.0
    for i in range(len(x)):
        for k in range(degree + 1):
            F[i, k] = product
            product = product * x[i]
    return F


def _product_in_integers(x, degree):
    F = np.ones((len(x), degree + 1), dtype=int)
    for k in range(1, degree + 1):
        F[:, k] = F[:, k - 1] * x
    return F


polynomial_features = Exercise(
    name="polynomial_features",
    notebook=NOTEBOOK,
    parameters="x, degree",
    reference=lambda x, degree: torch.stack([x ** k for k in range(int(degree) + 1)], dim=1),
    cases=_powers_cases,
    inputs={"x": ("N",)},
    output=("N", "degree + 1"),
    arithmetic=_powers_sum,
    hints=(
        "Write the first row by hand, for x = 2 and degree 3: 1, 2, 4, 8. Which power stands in the first column, which in the last, and how many are there?",
        "The exponents are 0, 1, ..., degree: `np.arange(degree + 1)`. Numbers run down and exponents run across: which of the two arrays needs a new axis?",
        "`x[:, None] ** np.arange(degree + 1)`: (N, 1) meets (degree + 1,), and every number meets every exponent. A loop over k that stacks the columns `x ** k` does the same.",
    ),
    mistakes=(
        Mistake("highest-left-out", (_taken_from(lambda F, x, degree: F[:, :-1]), _taken_from(lambda F, x, degree: F[:, :max(degree, 1)])),
                "The highest power is missing: the columns end at x**(degree - 1).",
                "Degree 2 has three columns, for the powers 0, 1 and 2. `range` and `arange` end before the number they are given; `np.vander` is told the number of columns."),
        Mistake("vander-as-it-is", lambda x, degree: np.vander(x, degree),
                "The highest power is missing, and the others come in reverse order.",
                "Column k holds x**k, for k from 0 to `degree`. `np.vander` is told the number of columns, and begins with the highest power unless it is told `increasing=True`."),
        Mistake("x-left-out", _taken_from(lambda F, x, degree: np.delete(F, 1, axis=1) if degree else F),
                "The column of x itself is missing: after the ones comes x**2.",
                "Exponents go from 0 to `degree`, 1 among them."),
        Mistake("last-row-everywhere", lambda x, degree: _powers(np.full(len(x), x[-1]), degree),
                "Every row holds the powers of the last number.",
                "Perhaps one list stands in all rows, and is written over in each turn. `[row] * N` is N times the same list, not N lists; so is one list that is appended again and again."),
        Mistake("first-row-everywhere", lambda x, degree: _powers(np.full(len(x), x[0]), degree),
                "Every row holds the powers of the first number.",
                "Row i belongs to `x[i]`."),
        Mistake("product-not-set-back", _product_goes_on,
                "The product goes on from row to row: each row but the first begins where the one before it ended.",
                "Each row begins with x**0, which is 1: set the product back where a row begins."),
        Mistake("row-number-as-exponent", lambda x, degree: np.repeat((x ** np.arange(len(x)))[:, None], degree + 1, axis=1),
                "The exponent is the number of the row.",
                "In row i and column k stands `x[i] ** k`."),
        Mistake("zeros-everywhere", _taken_from(lambda F, x, degree: F * 0),
                "Every entry is 0.",
                "x**0 is 1 for every x. What begins with 0 stays 0, whatever it is multiplied by."),
        Mistake("ones-left-out", _taken_from(lambda F, x, degree: F[:, 1:]),
                "The first column is missing: the powers begin at x**1.",
                "x**0 is a column of ones. Without it every polynomial would have to go through 0 at x = 0."),
        Mistake("columns-reversed", _taken_from(lambda F, x, degree: F[:, ::-1]),
                "The columns are in reverse order: the highest power comes first.",
                "Column k holds x**k. (`np.vander` begins with the highest power unless it is told `increasing=True`.)"),
        Mistake("transposed", _taken_from(lambda F, x, degree: F.T),
                "Rows and columns are exchanged: each row holds one power, and each column one number.",
                "A row belongs to an example: the result has shape (N, degree + 1)."),
        Mistake("one-power-up", _taken_from(lambda F, x, degree: F * x[:, None]),
                "Every power is one too high: the columns go from x**1 to x**(degree + 1).",
                "The first column holds x**0, which is 1 for every x."),
        Mistake("one-column-too-many", lambda x, degree: _powers(x, degree + 1),
                "There is one column too many: the powers go up to x**(degree + 1).",
                "Degree 2 has three columns, for the powers 0, 1 and 2."),
        Mistake("two-columns-missing", lambda x, degree: _powers(x, degree)[:, 1:-1],
                "The first and the last column are missing.",
                "Exponents go from 0 to `degree`, both of them included. `range(1, degree)` has neither."),
        Mistake("multiples", lambda x, degree: np.asarray(x)[:, None] * np.arange(degree + 1),
                "These are multiples of x, and not powers.",
                "`*` multiplies, `**` raises to a power."),
        Mistake("multiples-from-one", lambda x, degree: np.asarray(x)[:, None] * np.arange(1, degree + 2),
                "These are multiples of x, from 1 times x on, and not powers.",
                "`*` multiplies, `**` raises to a power."),
        Mistake("base-and-exponent-exchanged", (_quiet(lambda x, degree: np.arange(degree + 1.0) ** x[:, None].astype(float)),
                                                _quiet(lambda x, degree: np.arange(degree + 1) ** x[:, None])),
                "Base and exponent are exchanged: these are powers of k, and not of x.",
                "Column k holds `x ** k`."),
        Mistake("highest-only", (lambda x, degree: x ** degree, lambda x, degree: (x ** degree)[:, None]),
                "Only the highest power is there.",
                "Each power from 0 to `degree` has a column of its own."),
        Mistake("summed", _taken_from(lambda F, x, degree: F.sum(axis=1)),
                "The powers are added up, one number for each x.",
                "Keep them apart, each in its own column: later each gets a coefficient of its own."),
        Mistake("zeros-first", _taken_from(lambda F, x, degree: F * (np.arange(degree + 1) > 0)),
                "The first column holds zeros.",
                "x**0 is 1, for x = 0 as well. Perhaps the column is never filled."),
        Mistake("zero-to-the-zero", _taken_from(lambda F, x, degree: np.where((x == 0)[:, None], 0, F)),
                "Where x is 0, the first column holds 0.",
                "x**0 counts as 1 for every x, 0 among them: the constant term of a polynomial does not vanish at 0."),
        Mistake("ones-last", _taken_from(lambda F, x, degree: np.roll(F, -1, axis=1)),
                "The column of ones stands at the end.",
                "Column k holds x**k, so the ones (x**0) come first."),
        Mistake("one-column-over-and-over", (_taken_from(lambda F, x, degree: np.repeat(F[:, -1:], degree + 1, axis=1)), _taken_from(lambda F, x, degree: np.repeat(F[:, -1:] * x[:, None], degree + 1, axis=1))),
                "All columns are the same, one high power of x.",
                "Perhaps one array is appended again and again while it is changed in place (`*=`): then the list holds the same array many times, as it is at the end."),
        Mistake("ones-everywhere", _taken_from(lambda F, x, degree: F * 0 + 1),
                "Every entry is 1.",
                "Column k holds x**k. Perhaps the other columns are never filled."),
        Mistake("not-raised", _taken_from(lambda F, x, degree: np.repeat(x[:, None], degree + 1, axis=1)),
                "Every column holds x itself.",
                "Column k holds x**k."),
        Mistake("first-column-x", _taken_from(lambda F, x, degree: np.column_stack([x, F[:, 1:]])),
                "The first column holds x in place of ones.",
                "Column k holds x**k, and x**0 is 1."),
        Mistake("repeated-squaring", _repeated_squares,
                "Each column is the square of the one before: x, x**2, x**4, and so on.",
                "From one column to the next, multiply by x once."),
        Mistake("squares-only", _taken_from(lambda F, x, degree: np.where(np.arange(degree + 1) > 1, (x ** 2)[:, None], F)),
                "From the third column on it is always x**2.",
                "Column k holds x**k."),
        Mistake("even-powers", lambda x, degree: np.asarray(x)[:, None] ** (2 * np.arange(degree + 1)),
                "These are the even powers alone.",
                "Column k holds x**k, for every k from 0 to `degree`."),
        Mistake("absolute-value", _taken_from(lambda F, x, degree: np.abs(F)),
                "The sign of x is lost.",
                "Odd powers of a negative number are negative."),
        Mistake("reshaped-not-transposed", _taken_from(lambda F, x, degree: F.T.reshape(F.shape)),
                "The powers are computed one after the other, and then pressed into shape: the first row holds what should be the first column, and so on.",
                "`reshape` fills row by row with the numbers as they come. To make columns of rows, turn the array over: `.T`."),
        Mistake("flat", (_taken_from(lambda F, x, degree: F.ravel()), _taken_from(lambda F, x, degree: F.T.ravel())),
                "All powers stand in one flat array.",
                "The result has two axes, (N, degree + 1): a row for each number."),
        Mistake("added-not-multiplied", lambda x, degree: 1.0 + np.asarray(x)[:, None] * np.arange(degree + 1),
                "From one column to the next x is added, where it should be multiplied: 1, 1 + x, 1 + 2 x.",
                "Column k holds x**k. Perhaps it is `+` or `cumsum` where a product is meant."),
        Mistake("running-sum", _taken_from(lambda F, x, degree: np.cumsum(F, axis=1)),
                "Each column holds the sum of all powers up to it.",
                "Column k holds x**k alone. Perhaps it is `cumsum` where a product is meant."),
        Mistake("divided-by-factorial", _taken_from(lambda F, x, degree: F / [math.factorial(k) for k in range(degree + 1)]),
                "Each power is divided by a factorial, as in a Taylor series.",
                "Only the power itself is wanted; its coefficient comes later, from the data."),
        Mistake("other-polynomials", (lambda x, degree: np.polynomial.legendre.legvander(x, degree), lambda x, degree: np.polynomial.chebyshev.chebvander(x, degree),
                                      lambda x, degree: np.polynomial.hermite.hermvander(x, degree)),
                "These are other polynomials (Legendre's, Chebyshev's or Hermite's).",
                "They have their advantages, but plain powers are wanted."),
        Mistake("rows-sorted", lambda x, degree: _powers(np.sort(x), degree),
                "The numbers are sorted first.",
                "Row i belongs to `x[i]`: its target stands in the same place."),
        Mistake("integer-truncation", (_taken_from(lambda F, x, degree: F.astype(int)), _product_in_integers, lambda x, degree: _powers(x.astype(int), degree)),
                "Fractions are cut off: the numbers pass through an integer array.",
                "`dtype=int` and `astype(int)` cut. `np.zeros` and `np.ones` hold floats unless told otherwise."),
    ),
)

# ---------------------------------------------------------------- least_squares

# Where the features are of less than full rank they are such that elimination meets an exact 0:
# whoever inverts `features.T @ features` is then told so by numpy, and gets no number made of rounding.
_WIDE = np.array([[1.0, 0.0, 0.0, 1.0, -1.0], [0.0, 1.0, 0.0, 1.0, 0.0], [0.0, 0.0, 1.0, -1.0, 1.0]])
_WIDER = "more columns than rows"
_DEPENDENT = "columns that depend on each other"


def _fit_cases(rng):
    x = np.linspace(0, 2, 25)
    return [
        Case(np.array([[1.0], [2.0], [2.0]]), np.array([3.0, 0.0, 3.0]), note="3 rows, 1 column, by hand"),
        Case(np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0, 6.0]), note="a line through 3 points, by hand"),
        Case(np.array([[2.0, 1.0], [0.0, 3.0]]), np.array([4.0, 6.0]), note="2 rows, 2 columns: an exact solution"),
        Case(np.array([[1.0, 2.0]]), np.array([5.0]), note="1 row, 2 columns: many solutions", about=_WIDER),
        Case(np.array([[0.001, 0.002]]), np.array([0.005]), note="1 row, 2 columns, small numbers: many solutions", about=_WIDER),
        Case(_WIDE, rng.normal(size=3), note="3 rows, 5 columns", about=_WIDER),
        Case(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 0.0, 1.0]]), np.array([1.0, 3.0, 5.0, 7.0]),
             note="4 rows, a column that is the sum of the others", about=_DEPENDENT),
        Case(np.array([[1.0, 0.0, 2.0], [1.0, 0.0, -1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 3.0]]), np.array([1.0, -1.0, 0.5, 2.0]), note="4 rows, a column of zeros", about=_DEPENDENT),
        Case(np.vstack([_WIDE, _WIDE, _WIDE]), rng.normal(size=9), note="9 rows, 5 columns, of rank 3", about=_DEPENDENT),
        Case(np.array([[1, 2], [1, -1], [1, 3], [1, 0]]), np.array([3, 0, 7, 2]), note="whole numbers", about="integer arrays"),
        # square: where there are more rows, `features @ features.T` has eigenvalues that single precision cannot tell from 0
        Case((rng.normal(size=(3, 3)) + 4 * np.eye(3)).astype(np.float32), rng.normal(size=3).astype(np.float32), note="3 rows, 3 columns, float32"),
        Case(x[:, None] ** np.arange(7), np.sin(3 * x) + 0.1 * rng.normal(size=25), note="25 rows, powers 0 to 6: columns that are nearly dependent",
             about="columns that are nearly dependent"),
        Case(rng.normal(size=(40, 6)), rng.normal(size=40), note="40 rows, 6 columns, random"),
    ]


def _fit_reference(features, y):
    if not (torch.isfinite(features).all() and torch.isfinite(y).all()):      # such come from another function that is wrong
        return torch.full((features.shape[1],), torch.nan, dtype=torch.float64)
    return torch.linalg.lstsq(features, y[:, None], driver="gelsd").solution[:, 0]


def _fit_sum(args, index):
    F, y = args
    if F.shape[1] > 2 or len(F) > 4 or len(F) < F.shape[1]:
        return None
    if F.shape[1] == 1:
        return f"the sum of feature * y is {F[:, 0] @ y:g}, that of feature**2 is {F[:, 0] @ F[:, 0]:g}: {F[:, 0] @ y:g} / {F[:, 0] @ F[:, 0]:g}"
    A, b = F.T @ F, F.T @ y
    equations = " and ".join(f"{row[0]:g}*theta[0] + {row[1]:g}*theta[1] = {value:g}" for row, value in zip(A, b))
    return f"theta solves {equations}"


def _solution(F, y):
    return np.linalg.lstsq(np.asarray(F, dtype=float), np.asarray(y, dtype=float), rcond=None)[0]


def _then(function):
    """A mistake that does something to the right answer: `function(theta, F, y)`."""
    return lambda F, y: function(_solution(F, y), F, y)


def _fitted(cases, outcomes):
    """`(F, y, theta)` for each case in float64, [] where an outcome is not a (d,) array."""
    found = []
    for case, outcome in zip(cases, outcomes):
        F, y = case.args
        theta = conform(F[0], outcome.value)
        if not isinstance(theta, np.ndarray) or theta.shape != (F.shape[1],) or theta.dtype.kind not in "biuf" or not np.isfinite(theta).all():
            return []
        if F.dtype != np.float32:
            found.append((F.astype(float), y.astype(float), theta.astype(float)))
    return found


def _minimises_with_more(cases, outcomes):
    """Every answer minimises the loss, but some are longer than they need be."""
    found = _fitted(cases, outcomes)

    def minimises(F, y, theta):
        return np.abs(F.T @ (F @ theta - y)).max() <= 1e-7 * (np.abs(F).max() * np.abs(F @ theta).sum() + np.abs(F.T @ y).max())
    return bool(found) and all(minimises(*fit) for fit in found) \
        and any(np.linalg.norm(theta) > 1.0001 * np.linalg.norm(_solution(F, y)) for F, y, theta in found)


def _is_ridge(cases, outcomes):
    """Whether some number above 0, the same in all cases or N times the same, was added to the diagonal of `F.T @ F`."""
    found = _fitted(cases, outcomes)
    if not found:
        return False
    F, y, theta = found[0]      # the number is read off the first case, where it is theta times it that is left of the derivative
    term = F.T @ (y - F @ theta) @ theta / max(theta @ theta, 1e-300)
    if not 1e-9 < term < 1e9:
        return False

    def far(F, y, theta, wanted):
        return np.abs(theta - wanted).max() > 1e-4 * np.abs(wanted).max()
    return any(far(*fit, _solution(*fit[:2])) for fit in found) and any(
        not any(far(F, y, theta, _ridge(F, y, term * rows(len(F)) / rows(len(found[0][0])))) for F, y, theta in found)
        for rows in (lambda n: 1, lambda n: n))


def _gives(*functions):
    """Recognises what is `function(theta, F, y)` for one of these, theta being right: for results that may be 0 but for rounding."""
    def recognise(cases, outcomes):
        return any(all(_near(function(_solution(*case.args), *case.args), as_array(outcome.value), case.args[1]) for case, outcome in zip(cases, outcomes))
                   for function in functions)
    return recognise


def _near(wanted, found, y):
    return found is not None and found.shape == np.shape(wanted) and found.dtype.kind in "biuf" \
        and bool(np.all(np.abs(found - wanted) <= 1e-5 * np.abs(y).max()))


def _by_qr(F, y):
    Q, R = np.linalg.qr(F)
    return np.linalg.solve(R, Q.T @ y)


def _tall_or_wide(F, y):
    """One formula for more rows than columns, another for fewer: right for both, but not for columns that depend on each other."""
    return np.linalg.inv(F.T @ F) @ F.T @ y if F.shape[0] >= F.shape[1] else F.T @ np.linalg.inv(F @ F.T) @ y


def _by_cholesky(F, y):
    L = np.linalg.cholesky(F.T @ F)
    return np.linalg.solve(L.T, np.linalg.solve(L, F.T @ y))


def _ridge_if_singular(F, y, term):
    return _ridge(F, y, term if np.linalg.matrix_rank(F) < F.shape[1] else 0.0)


def _is_huge_where_dependent(cases, outcomes):
    """Right where the features have full rank, and beyond all measure, or no number, where columns depend on each other.

    With more columns than rows either will do.
    """
    largest = 0.0
    for case, outcome in zip(cases, outcomes):
        F, y = case.args
        theta, wanted = as_array(outcome.value), _solution(F, y)
        if theta is None or theta.shape != wanted.shape or theta.dtype.kind not in "biuf":
            return False
        is_right = bool(np.all(np.abs(theta - wanted) <= 1e-4 * np.abs(wanted).max()))
        is_huge = not np.isfinite(theta).all() or np.abs(theta).max() > 1e6 * np.abs(wanted).max()
        if not (is_huge if case.about == _DEPENDENT else is_right or is_huge and case.about == _WIDER):
            return False
        largest = max(largest, np.abs(theta[np.isfinite(theta)]).max(initial=0.0))
    return largest > 1e6        # what is nan everywhere may have come about in another way


def _by_svd(F, y):
    U, s, Vt = np.linalg.svd(F, full_matrices=False)
    return Vt.T @ ((U.T @ y) / s)


def _or_zeros(F, y):
    return _solution(F, y) if np.linalg.matrix_rank(F) == F.shape[1] else np.zeros(F.shape[1])


def _basic(F, y):
    """A minimiser with zeros where a column depends on those before it."""
    kept = []
    for j in range(F.shape[1]):
        if np.linalg.matrix_rank(F[:, [*kept, j]]) == len(kept) + 1:
            kept.append(j)
    theta = np.zeros(F.shape[1])
    theta[kept] = _solution(F[:, kept], y)
    return theta


def _ridge(F, y, term):
    return np.linalg.solve(F.T @ F + term * np.eye(F.shape[1]), F.T @ y)


least_squares = Exercise(
    name="least_squares",
    notebook=NOTEBOOK,
    parameters="features, y",
    reference=_fit_reference,
    cases=_fit_cases,
    inputs={"features": ("N", "d"), "y": ("N",)},
    output=("d",),
    arithmetic=_fit_sum,
    # The powers 0 to 6 have a condition number of some thousands. The normal equations square it, so that a right answer by
    # way of their pseudo-inverse has about 16 - 8 digits there; one by lstsq has all but a few.
    rtol=1e-6,
    atol=1e-6,
    hints=(
        "At the minimum the derivative by each coefficient is 0; in matrix form that is `features.T @ (features @ theta - y) = 0`. "
        "Which functions of `np.linalg` know about least squares?",
        "`features.T @ features` cannot be inverted where columns depend on each other, or where there are more columns than rows. "
        "`np.linalg.lstsq` and `np.linalg.pinv` (the pseudo-inverse) do without, and choose the solution of least norm.",
        "`np.linalg.lstsq(features, y, rcond=None)` returns four things, the solution first: take `[0]`.",
    ),
    mistakes=(
        Mistake("not-least-norm", _basic,
                "Where there are many minimisers, this is one of them, and not the one of least norm.",
                "With more columns than rows, or columns that depend on each other, theta can move without changing a single prediction. "
                "Of all these the shortest is wanted. `np.linalg.lstsq` and `np.linalg.pinv` find it.", _minimises_with_more),
        Mistake("ridge", tuple(lambda F, y, term=term: _ridge(F, y, term) for term in (1.0, 0.1, 1e-2, 1e-4, 1e-6, 1e-8)),
                "Something is added to the diagonal of features.T @ features: this is ridge regression.",
                "It makes the matrix invertible and the coefficients smaller, and it no longer minimises the squared loss: "
                "it minimises the loss plus a penalty on theta. The minimiser itself is asked for.", _is_ridge),
        Mistake("residuals-returned", (_then(lambda theta, F, y: y - F @ theta), _then(lambda theta, F, y: F @ theta - y)),
                "The errors of the best fit are returned, one for each row.",
                "theta itself is wanted, one coefficient for each column.",
                _gives(lambda theta, F, y: y - F @ theta, lambda theta, F, y: F @ theta - y)),
        Mistake("returns-risk", (_then(lambda theta, F, y: np.mean((F @ theta - y) ** 2)), _then(lambda theta, F, y: np.sum((F @ theta - y) ** 2))),
                "The smallest loss is returned.",
                "What is wanted is where it is reached: theta.",
                _gives(lambda theta, F, y: np.mean((F @ theta - y) ** 2), lambda theta, F, y: np.sum((F @ theta - y) ** 2))),
        Mistake("divides-by-nothing", _quiet(_by_svd),
                "Where columns depend on each other, it divides by a number that is 0, or nothing but rounding.",
                "Perhaps it is a singular value. Where one is 0, or as good as 0, theta may be anything in its direction, and the shortest theta has nothing there: leave that direction out.", _is_huge_where_dependent),
        Mistake("small-directions-cut", tuple(lambda F, y, share=share: np.linalg.pinv(F, rcond=share) @ y for share in (0.1, 1e-2, 1e-3)),
                "Directions in which the features are small, but not 0, are left out as if they were 0.",
                "`rcond` says which share of the largest singular value counts as 0. Only what is rounding should; the functions' own choice is made for that."),
        Mistake("normal-equations-singular", (lambda F, y: np.linalg.solve(F.T @ F, F.T @ y), lambda F, y: np.linalg.inv(F.T @ F) @ F.T @ y,
                                              lambda F, y: np.linalg.inv(F.T @ F) @ (F.T @ y), _tall_or_wide, _by_cholesky),
                "The normal equations are solved as if features.T @ features could always be inverted. Here it cannot.",
                "With more columns than rows, or columns that depend on each other, it is singular: there are many minimisers, and the one of least norm is wanted. "
                "`np.linalg` has a function that minimises without inverting, and one for a pseudo-inverse."),
        Mistake("ridge-where-singular", tuple(lambda F, y, term=term: _ridge_if_singular(F, y, term) for term in (1.0, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)),
                "Where features.T @ features cannot be inverted, a number is added to its diagonal.",
                "That makes it invertible, and leads near the minimiser of least norm, or not so near where the features are small numbers. "
                "`np.linalg` has a function that minimises without inverting, and one for a pseudo-inverse."),
        Mistake("nothing-where-singular", tuple(lambda F, y, other=other: _solution(F, y) if np.linalg.matrix_rank(F) == F.shape[1] else other(F) for other in (
            lambda F: None, lambda F: np.nan, lambda F: np.full(F.shape[1], np.nan), lambda F: np.array([]))),
                "Where features.T @ features cannot be inverted, there is no answer.",
                "There are many minimisers then, and the shortest of them is wanted. `np.linalg` has a function that minimises without inverting, and one for a pseudo-inverse."),
        Mistake("wide-only", (lambda F, y: F.T @ np.linalg.inv(F @ F.T) @ y, lambda F, y: F.T @ np.linalg.solve(F @ F.T, y), lambda F, y: F.T @ (np.linalg.inv(F @ F.T) @ y)),
                "features @ features.T is inverted: that is the formula for more columns than rows.",
                "Usually there are more rows than columns; then this matrix is singular, and so it is where rows depend on each other. "
                "`np.linalg` has a function that minimises in any case, and one for a pseudo-inverse."),
        Mistake("star-in-place-of-at", (lambda F, y: np.linalg.pinv(F) * y, lambda F, y: np.linalg.solve(F.T @ F, F.T * y), lambda F, y: np.linalg.inv(F.T @ F) @ F.T * y,
                                        lambda F, y: np.linalg.pinv(F.T @ F) @ F.T * y, lambda F, y: np.linalg.pinv(F.T @ F) * (F.T @ y), lambda F, y: np.linalg.inv(F.T @ F) * (F.T @ y)),
                "In one place `*` stands where `@` belongs: a whole table of numbers comes back.",
                "`*` multiplies entry by entry, `@` is the product of matrices, which adds up as well."),
        Mistake("zeros-where-singular", _or_zeros,
                "Where features.T @ features cannot be inverted, zeros are returned.",
                "There are many minimisers then, and the shortest of them is wanted; all zeros is no minimiser at all. "
                "`np.linalg` has a function that minimises without inverting, and one for a pseudo-inverse."),
        Mistake("triangular-singular", (_by_qr, lambda F, y: (lambda Q, R: np.linalg.inv(R) @ (Q.T @ y))(*np.linalg.qr(F)), lambda F, y: (lambda Q, R: np.linalg.inv(R) @ Q.T @ y)(*np.linalg.qr(F))),
                "The QR factors are solved as if R were always square and invertible.",
                "With more columns than rows R is not square, and with columns that depend on each other it has a 0 on its diagonal, or a number that is nothing but rounding."),
        Mistake("entry-by-entry-inverse", tuple(_quiet(f) for f in (
            lambda F, y: (F.T @ F).astype(float) ** -1 @ F.T @ y, lambda F, y: 1 / (F.T @ F) @ F.T @ y, lambda F, y: 1 / (F.T @ F) @ (F.T @ y), lambda F, y: (F.T @ F).astype(float) ** -1 @ (F.T @ y),
            lambda F, y: (F.T @ y) / (F.T @ F), lambda F, y: (F.T @ y) / (F.T @ F).sum(axis=1), lambda F, y: (F.T @ y) / np.diag(F.T @ F), lambda F, y: F.T @ y / (F * F).sum())),
                "It divides by the entries of features.T @ features, one by one.",
                "Dividing by a matrix means solving a system of equations, in which every entry has its say in every coefficient; `/` and `** -1` work on each entry alone."),
        Mistake("square-only", (lambda F, y: np.linalg.solve(F, y), lambda F, y: np.linalg.inv(F) @ y),
                "`features` is treated as a square, invertible matrix.",
                "There are as many rows as examples and as many columns as coefficients, usually more rows: no theta fits all of them, and the nearest is wanted."),
        Mistake("first-rows-only", (lambda F, y: np.linalg.solve(F[:F.shape[1]], y[:F.shape[1]]),),
                "Only the first d rows are used, as many as there are coefficients.",
                "All examples count. No theta fits all of them; the nearest is wanted."),
        Mistake("not-solved", (lambda F, y: F.T @ y, lambda F, y: F.T @ y / len(y)),
                "This is features.T @ y, the right-hand side of the normal equations.",
                "It still has to be solved for theta: `features.T @ features @ theta = features.T @ y`."),
        Mistake("columns-alone", lambda F, y: np.array([column @ y / (column @ column) if column.any() else 0.0 for column in F.T]),
                "Each coefficient is computed as if its column were the only one.",
                "That is right only where the columns are at right angles to each other. They have to be found together."),
        Mistake("intercept-added", lambda F, y: _solution(np.column_stack([np.ones(len(F)), F]), y),
                "A column of ones is put before the features, and there is one coefficient too many.",
                "The features are complete as they are: `polynomial_features` has the ones in it already."),
        Mistake("intercept-added-and-dropped", (lambda F, y: _solution(np.column_stack([np.ones(len(F)), F]), y)[1:],
                                                lambda F, y: _solution(F - F.mean(axis=0), y - y.mean()), lambda F, y: _solution(F - F.mean(axis=0), y)),
                "A constant is fitted beside the features (by a column of ones, or by subtracting means).",
                "The features are taken as they are, and no constant but theirs is there to help."),
        Mistake("features-scaled", (lambda F, y: _solution((F - F.mean(axis=0)) / np.where(F.std(axis=0) == 0, 1, F.std(axis=0)), y),
                                    lambda F, y: _solution(F / np.where(F.std(axis=0) == 0, 1, F.std(axis=0)), y), _quiet(lambda F, y: _solution(np.nan_to_num(F / np.abs(F).max(axis=0)), y)),
                                    _quiet(lambda F, y: _solution(np.nan_to_num(F / np.linalg.norm(F, axis=0)), y))),
                "The columns are scaled or standardised first.",
                "Then theta belongs to other features than those that were handed over."),
        Mistake("predictions-returned", _then(lambda theta, F, y: F @ theta),
                "The predictions are returned, one for each row.",
                "theta itself is wanted, one coefficient for each column."),
        Mistake("another-result", tuple(lambda F, y, part=part: np.linalg.lstsq(F, y, rcond=None)[part] for part in (1, 2, 3)),
                "`np.linalg.lstsq` returns four things, and this is another one than the solution.",
                "In order: the solution, the squared residuals, the rank, the singular values."),
        Mistake("rows-and-columns-exchanged", (lambda F, y: np.linalg.lstsq(F.T, y, rcond=None)[0], lambda F, y: np.linalg.pinv(F.T) @ y, lambda F, y: np.linalg.pinv(F) .T @ y),
                "`features` is transposed where it should not be.",
                "A row belongs to an example and a column to a coefficient. The pseudo-inverse of an (N, d) array has shape (d, N)."),
        Mistake("arguments-exchanged", (lambda F, y: np.linalg.lstsq(y, F, rcond=None)[0], lambda F, y: np.linalg.lstsq(y[:, None], F, rcond=None)[0],
                                        lambda F, y: np.linalg.lstsq(y[:, None], F, rcond=None)[0][0]),
                "Features and targets are exchanged: this predicts the features from y.",
                "`np.linalg.lstsq(A, b)` finds the x that makes A @ x as near to b as can be."),
        Mistake("divided-by-n", (_then(lambda theta, F, y: theta / len(y)), _then(lambda theta, F, y: theta * len(y)), _then(lambda theta, F, y: theta * len(y) / 2),
                                 _then(lambda theta, F, y: theta * 2 / len(y))),
                "There is a division by N on one side of the equations only.",
                "The mean loss and the summed loss have the same minimiser: a factor 1/N stands on both sides and goes."),
        Mistake("columns-reversed", _then(lambda theta, F, y: theta[::-1].copy()),
                "The coefficients are in reverse order.",
                "Coefficient k belongs to column k. (`np.polyfit` has the highest power first.)"),
        Mistake("half", (_then(lambda theta, F, y: theta / 2), _then(lambda theta, F, y: theta * 2)),
                "Every coefficient is twice or half what it should be.",
                "The 2 of the derivative of a square stands before everything, and can be divided away on both sides."),
        Mistake("intercept-zero", lambda F, y: np.concatenate([[0.0], _solution(F[:, 1:], y)]) if F.shape[1] > 1 else np.zeros(1),
                "The first coefficient is left at 0.",
                "The first column counts like any other. Perhaps a loop or a slice begins at 1."),
        Mistake("integer-truncation", (_then(lambda theta, F, y: theta.astype(F.dtype)), _then(lambda theta, F, y: theta.astype(y.dtype))),
                "Where the arguments hold whole numbers, the coefficients are cut to whole numbers.",
                "An array made like an argument has its dtype: an integer array cannot hold fractions."),
    ),
)

# ---------------------------------------------------------------- generalization_gap


def _gap_cases(rng):
    def part(n, d, k=None, kind=np.float64):
        return rng.normal(size=(n, d)).astype(kind), rng.normal(size=n if k is None else (n, k)).astype(kind)
    # losses 1, 3, 0 and 2: nothing is rounded, in whatever order it is computed
    same = np.array([[1.0, 4.0], [0.0, -1.0], [2.0, 0.0], [3.0, 1.0]]), np.array([0.0, 1.0, 2.0, 1.0])
    return [
        Case(Given("lambda X: 2 * X[:, 0]"), SQUARED, (np.array([[1.0], [2.0]]), np.array([3.0, 5.0])), (np.array([[3.0], [0.0], [1.0]]), np.array([8.0, 1.0, 3.0])),
             note="2 rows to train on and 3 to test on, squared loss, by hand"),
        Case(DIFFERENCE, LATE, (np.array([[5.0, 1.0], [0.0, 2.0]]), np.array([1.0, 0.0])), (np.array([[1.0, 1.0], [4.0, 2.0], [6.0, 2.0], [3.0, 0.0]]), np.array([0.0, 2.0, 5.0, 3.0])),
             note="a loss that is not symmetric, and a gap below 0, by hand"),
        Case(Given("lambda X: X @ W.T", W=rng.normal(size=(3, 2))), RELATIVE, part(5, 2, 3), part(4, 2, 3), note="3 outputs an example"),
        Case(Given("lambda X: X @ W.T", W=rng.normal(size=(1, 2))), LINEX, part(6, 2, 1), part(3, 2, 1), note="predictions and targets of shape (N, 1)"),
        Case(Given(SOFTMAX, W=rng.normal(size=(3, 2))), LOG, (rng.normal(size=(5, 2)), np.array([2, 0, 1, 1, 0])), (rng.normal(size=(4, 2)), np.array([1, 2, 2, 0])),
             note="probabilities of 3 classes against labels"),
        Case(DIFFERENCE, EITHER_SIGN, *_EITHER, note="a loss with either sign, by hand", about="a loss that can be negative"),
        Case(Given("lambda X: X.sum(axis=1)"), LATE, (np.array([[1, 2], [3, -4]]), np.array([5, -3])), (np.array([[0, 5], [2, 2], [1, 1]]), np.array([1, 4, 9])),
             note="whole numbers", about="integer arrays"),
        Case(Given("lambda X: X[:, 0]"), LATE, same, tuple(a.copy() for a in same), note="the same rows twice: the gap is 0", about="a gap of 0"),
        Case(Given("lambda X: X @ w", w=rng.normal(size=3)), LATE, part(1, 3), part(2, 3), note="a single row to train on", about="a single row"),
        Case(Given("lambda X: X @ w", w=rng.normal(size=3).astype(np.float32)), LATE, part(5, 3, None, np.float32),
             (rng.normal(size=(5, 3)).astype(np.float32), 5 + rng.random(5).astype(np.float32)), note="5 rows and 5 rows, float32"),
        Case(Given("lambda X: X @ w", w=rng.normal(size=4)), LATE, part(40, 4), part(25, 4), note="40 rows and 25 rows, random"),
    ]


def _gap_sum(args, index):
    predict, loss, train, test = args
    if max(len(train[0]), len(test[0])) > 4:
        return None
    of_test, of_train = (_losses((predict, loss, *part)) for part in (test, train))
    return f"test risk: {_mean_written_out(of_test)}\ntrain risk: {_mean_written_out(of_train)}"


def _of_risks(combine):
    """A mistake that begins with the right risks: `combine(test, train)`."""
    def gap(predict, loss, train, test):
        return combine(*(float(np.mean(loss(predict(X), y))) for X, y in (test, train)))
    return gap


def _gap_of(risk):
    """The gap by a mistaken risk."""
    return lambda predict, loss, train, test: risk(predict, loss, *test) - risk(predict, loss, *train)


def _divided_by(count):
    """Both sums divided by `count(number of test rows, number of training rows)`."""
    def gap(predict, loss, train, test):
        of_test, of_train = (loss(predict(X), y) for X, y in (test, train))
        return (of_test.sum() - of_train.sum()) / count(len(of_test), len(of_train))
    return gap


def _of_losses_of_both(combine):
    """A mistake that begins with the right losses of both parts: `combine(test, train)`."""
    return lambda predict, loss, train, test: combine(*(loss(predict(X), y) for X, y in (test, train)))


def _pooled(predict, loss, train, test):
    return np.mean(np.concatenate([loss(predict(X), y) for X, y in (train, test)]))


def _in_the_risk(*ids):
    """Mistakes of `empirical_risk`, made inside the gap."""
    return [Mistake(m.id, tuple(_gap_of(f) for f in m.functions), m.title, m.explanation) for m in _RISK_MISTAKES if m.id in ids]


generalization_gap = Exercise(
    name="generalization_gap",
    notebook=NOTEBOOK,
    parameters="predict, loss, train, test",
    reference=lambda predict, loss, train, test: torch.mean(loss(predict(test[0]), test[1]).double()) - torch.mean(loss(predict(train[0]), train[1]).double()),
    cases=_gap_cases,
    output=(),
    arithmetic=_gap_sum,
    hints=(
        "It is the difference of two risks, and you have a function that computes a risk. Which of the two is subtracted?",
        "`train` and `test` are pairs: `X, y = train` takes one apart, and a star does it inside a call, `f(*train)`.",
        "`empirical_risk(predict, loss, *test) - empirical_risk(predict, loss, *train)`",
    ),
    mistakes=(
        Mistake("order-exchanged", _of_risks(lambda test, train: train - test),
                "The sign is wrong: this is train risk minus test risk.",
                "The gap says how much worse it gets on new examples: it is positive where the test risk is the larger."),
        Mistake("absolute-value", _of_risks(lambda test, train: abs(test - train)),
                "The sign is lost: this is the distance of the two risks.",
                "By luck a test part can be easier than the training part. Then the gap is negative, and should say so."),
        Mistake("test-risk-only", _of_risks(lambda test, train: test),
                "This is the test risk alone.",
                "The train risk has to be subtracted."),
        Mistake("train-risk-only", _of_risks(lambda test, train: train),
                "This is the train risk alone.",
                "It has to be subtracted from the test risk."),
        Mistake("same-part-twice", _of_risks(lambda test, train: 0.0),
                "The result is always 0: the same part is used twice.",
                "Perhaps a line was copied and not changed. One risk is on `test`, the other on `train`."),
        Mistake("added", (_of_risks(lambda test, train: test + train), _of_risks(lambda test, train: -test - train)),
                "The two risks are added.",
                "The gap is their difference."),
        Mistake("ratio", (_quiet(_of_risks(lambda test, train: np.float64(test) / train)), _quiet(_of_risks(lambda test, train: np.float64(train) / test))),
                "One risk is divided by the other.",
                "The gap is a difference."),
        Mistake("relative", (_quiet(_of_risks(lambda test, train: (np.float64(test) - train) / train)), _quiet(_of_risks(lambda test, train: (np.float64(test) - train) / test))),
                "The difference is divided by one of the risks.",
                "The gap is the plain difference."),
        Mistake("not-below-zero", _of_risks(lambda test, train: max(0.0, test - train)),
                "A negative gap is set to 0.",
                "By luck a test part can be easier than the training part. Then the gap is negative, and should say so."),
        Mistake("pair-of-risks", (_of_risks(lambda test, train: (train, test)), _of_risks(lambda test, train: (test, train))),
                "Both risks are returned.",
                "One number is asked for, their difference."),
        Mistake("squared", _of_risks(lambda test, train: (test - train) ** 2),
                "The difference is squared.",
                "The gap is the plain difference, with its sign."),
        Mistake("average-of-both", (_of_risks(lambda test, train: (test + train) / 2), _of_risks(lambda test, train: (test - train) / 2)),
                "The result is divided by 2.",
                "The gap is the plain difference: nothing is averaged."),
        Mistake("pooled", _pooled,
                "This is the risk on all rows together.",
                "The two parts have a risk each, and the gap is the difference."),
        Mistake("losses-subtracted", (lambda predict, loss, train, test: np.mean(loss(predict(test[0]), test[1]) - loss(predict(train[0]), train[1])),
                                      lambda predict, loss, train, test: loss(predict(test[0]), test[1]) - loss(predict(train[0]), train[1]),
                                      lambda predict, loss, train, test: np.mean([a - b for a, b in zip(loss(predict(test[0]), test[1]), loss(predict(train[0]), train[1]))]),
                                      lambda predict, loss, train, test: np.sum([a - b for a, b in zip(loss(predict(test[0]), test[1]), loss(predict(train[0]), train[1]))])),
                "The losses are subtracted one by one, row by row.",
                "The two parts need not have the same number of rows, and row i of one has nothing to do with row i of the other. First the two means, then the difference."),
        Mistake("one-division", (_divided_by(lambda test, train: train), _divided_by(lambda test, train: test), _divided_by(lambda test, train: test + train)),
                "Both sums are divided by the same number of rows.",
                "Each risk is a mean over its own part: each is divided by its own number of rows."),
        Mistake("one-not-divided", (_of_losses_of_both(lambda test, train: test.mean() - train.sum()), _of_losses_of_both(lambda test, train: test.sum() - train.mean())),
                "One of the two sums is not divided by its number of rows.",
                "Both risks are means. `/` binds more strongly than `-`: what is to be divided as a whole needs brackets."),
        Mistake("counts-exchanged", _of_losses_of_both(lambda test, train: test.sum() / len(train) - train.sum() / len(test)),
                "Each sum is divided by the number of rows of the other part.",
                "Each risk is a mean over its own part: each is divided by its own number of rows."),
        Mistake("one-mean-only", (_of_losses_of_both(lambda test, train: test - train.mean()), _of_losses_of_both(lambda test, train: test.mean() - train)),
                "The losses of one of the two parts are not made into a mean: one number for each row comes back.",
                "The gap is one number, the difference of two means."),
        Mistake("pairs-turned", (lambda predict, loss, train, test: np.mean(loss(predict(test[1]), test[0])) - np.mean(loss(predict(train[1]), train[0])),),
                "Each pair is taken apart the wrong way round, as (y, X).",
                "`train` and `test` are (X, y)."),
        *(Mistake("sums-not-means", tuple(_gap_of(f) for f in m.functions),
                  "The losses are added up, and the sums are not divided by the numbers of rows.",
                  "The two parts usually have different sizes, so that sums cannot be compared: a risk is a mean.") for m in _RISK_MISTAKES if m.id == "sum-not-mean"),
        *(Mistake("roots-taken", tuple(_gap_of(f) for f in m.functions), "Roots are taken before the difference.", m.explanation)
          for m in _RISK_MISTAKES if m.id == "root-taken"),
        *_in_the_risk("arguments-swapped", "always-squared", "always-absolute", "column-against-flat", "flattened", "one-example-at-a-time", "off-by-one-count",
                      "divided-by-columns", "divided-twice", "last-left-out", "first-left-out", "return-in-loop", "sum-overwritten", "median-not-mean",
                      "largest-loss", "spread-not-mean", "whole-number", "loss-squared", "absolute-losses", "loss-of-means", "no-loss", "share-of-hits", "no-prediction"),
    ),
)
