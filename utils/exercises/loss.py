"""Exercises of notebook 02: measuring a mistake (lecture: Loss Function)."""

import math

import numpy as np

from ..checking import Case, Exercise, Mistake, torch

NOTEBOOK = "02_loss"

# ---------------------------------------------------------------- what the mistakes of several exercises are made of


def _quiet(function):
    """The same, with numpy's warnings silenced."""
    def quietly(*args):
        with np.errstate(all="ignore"):
            return function(*args)
    return quietly


def _softmax(z, axis=1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _log_softmax(z, axis=1):
    z = z - np.max(z, axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def _naive_softmax(z, axis=1):
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


def _divided(e):
    return e / e.sum(axis=1, keepdims=True)


def _both_ways(form):
    """A mistake of softmax, `form(z, shift)`, made with the row maximum subtracted and without."""
    return (lambda z: form(z, z.max(axis=1, keepdims=True)), lambda z: form(z, 0))


def _rows_of(function):
    """The same function on each row alone, into an array like the argument."""
    def into(z):
        out = np.zeros_like(z)
        for i in range(len(z)):
            out[i] = function(z[i:i + 1])[0]
        return out
    return into


def _running(z, shift):
    """exp(z - shift), and its sums where the total of one row goes on into the next: (N, C), (N, 1)."""
    e = np.exp(z - shift)
    return e, np.cumsum(e.sum(axis=1))[:, None]


def _picked(table, labels):
    return table[np.arange(len(labels)), labels]


# What is added to a probability, or put in its place, to keep a logarithm away from 0.
_SMALL = (*(10.0 ** -power for power in (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 20, 30, 100, 300)), np.finfo(float).eps, np.finfo(float).tiny)
_KEPT_FROM_ZERO = (*(lambda p, e=e: p + e for e in _SMALL), *(lambda p, e=e: np.maximum(p, e) for e in _SMALL), *(lambda p, e=e: np.where(p == 0, e, p) for e in _SMALL),
                   *(lambda p, e=e: np.clip(p, e, 1 - e) for e in _SMALL[:12]))

# ---------------------------------------------------------------- squared_l2


def _squared_l2_cases(rng):
    return [
        Case(np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, 4.0], [0.0, 1.0]]), note="2 rows, by hand"),
        Case(np.array([[2.0, -1.0, 0.0], [-3.0, 1.0, 4.0]]), np.array([[0.0, 2.0, -1.0], [1.0, 1.0, 6.0]]), note="2 rows of 3, by hand"),
        Case(np.array([[1.5, -2.0, 0.5]]), np.array([[-1.0, 1.0, 0.25]]), note="a single row", about="a single row"),
        Case(np.array([[2.0], [-1.0], [0.5], [3.0]]), np.array([[-1.0], [1.5], [0.5], [1.0]]), note="a single column", about="a single column"),
        Case(rng.normal(size=(3, 3)) * 2, rng.normal(size=(3, 3)), note="as many rows as columns"),
        Case(np.array([[3, -1, 2], [0, 5, 1], [4, 4, -2], [1, 0, 0]]), np.array([[1, 1, 1], [-2, 3, 0], [4, 1, 2], [0, 1, 0]]),
             note="whole numbers", about="integer arrays"),
        Case(np.array([[1, 2], [0, -3], [4, 1]]), np.array([[0.5, 2.25], [1.5, -1.0], [3.75, 0.0]]),
             note="whole numbers as prediction, fractions as target", about="an integer array as prediction"),
        Case(np.array([[0.25, 0.75], [0.5, 0.5], [0.875, 0.125]]), np.array([[0, 1], [1, 0], [0, 1]]),
             note="probabilities, and whole numbers as target", about="an integer array as target"),
        Case(np.array([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]]), np.array([[1.0, -2.0, 3.0], [0.5, 0.0, 1.0]]), note="a row that is met exactly",
             about="a prediction that equals its target"),
        Case(rng.normal(size=(5, 3)).astype(np.float32), rng.normal(size=(5, 3)).astype(np.float32), note="5 x 3, float32"),
        Case(rng.normal(size=(40, 7)), rng.normal(size=(40, 7)), note="40 x 7, random"),
    ]


def _squared_l2_sum(args, index):
    prediction, target = args
    p, t = prediction[index[0]], target[index[0]]
    if len(p) > 4:
        return None
    terms = " + ".join(f"({a:g} - {b:g})^2" if b >= 0 else f"({a:g} - ({b:g}))^2" for a, b in zip(p, t))
    return f"{terms} = {((p.astype(float) - t) ** 2).sum():g}"


def _difference_form(combine):
    """A mistake made after the difference was taken."""
    return lambda prediction, target: combine(prediction - target)


def _into_integers(prediction, target):
    out = np.zeros(len(prediction), dtype=prediction.dtype)
    for i in range(len(prediction)):
        out[i] = ((prediction[i] - target[i]) ** 2).sum()
    return out


def _integer_differences(prediction, target):
    return ((prediction - target).astype(prediction.dtype) ** 2).sum(axis=1)


squared_l2 = Exercise(
    name="squared_l2",
    notebook=NOTEBOOK,
    parameters="prediction, target",
    reference=lambda prediction, target: torch.nn.functional.mse_loss(prediction, target, reduction="none").sum(dim=1),
    cases=_squared_l2_cases,
    inputs={"prediction": ("N", "d"), "target": ("N", "d")},
    output=("N",),
    arithmetic=_squared_l2_sum,
    hints=(
        "Three steps, in this order: the difference, its square entry by entry, the sum over each row.",
        "The result has one number a row: of the two axes (N, d), the one of the entries goes. `axis` names the axis that disappears.",
        "`(prediction - target) ** 2` is a table of squares; `.sum(axis=1)` adds up each of its rows.",
    ),
    mistakes=(
        Mistake("mean-not-sum", (_difference_form(lambda d: (d ** 2).mean(axis=1)),),
                "This is the mean of the squares in each row, not their sum.",
                "The squared norm adds the squares up. (torch's own `MSELoss` takes the mean, so both are met in practice: they differ by the factor d.)"),
        Mistake("one-number", tuple(_difference_form(f) for f in (
            lambda d: (d ** 2).sum(), lambda d: (d ** 2).mean(), lambda d: (d ** 2).sum() / len(d), lambda d: np.sqrt((d ** 2).sum()),
            lambda d: np.sqrt((d ** 2).mean()), lambda d: np.abs(d).sum(), lambda d: np.abs(d).mean())),
                "The whole batch is brought down to one number.",
                "Each example has a loss of its own, so the result has shape (N,). Averaging over the batch is a step for later (notebook 03); "
                "`axis` says which axis is to go, and without it all of them do."),
        Mistake("wrong-axis", (_difference_form(lambda d: (d ** 2).sum(axis=0)), _difference_form(lambda d: (d ** 2).mean(axis=0)),
                               _difference_form(lambda d: np.sqrt((d ** 2).sum(axis=0)))),
                "The squares are added down the columns, over the examples.",
                "One number for each row is wanted: the axis that disappears is that of the entries in a row."),
        Mistake("root-taken", _difference_form(lambda d: np.sqrt((d ** 2).sum(axis=1))),
                "A root is taken: this is the norm, not the squared norm.",
                "The exercise follows the lecture's formula, which has a small 2 at the upper right: the square of the norm. "
                "`np.linalg.norm` ends with a root."),
        Mistake("root-mean-square", _difference_form(lambda d: np.sqrt((d ** 2).mean(axis=1))),
                "This is the root of the mean square of each row.",
                "Neither a mean nor a root is wanted: the squares of a row are added up, and that is all."),
        Mistake("not-squared", _difference_form(lambda d: d.sum(axis=1)),
                "The differences are added up as they are, without being squared.",
                "Positive and negative differences then cancel, and a bad prediction can seem perfect."),
        Mistake("doubled", (_difference_form(lambda d: (d * 2).sum(axis=1)), _difference_form(lambda d: d * 2)),
                "The differences are doubled, not squared.",
                "`* 2` doubles; a power takes two stars."),
        Mistake("matrix-product", _difference_form(lambda d: d @ d),
                "The table of differences is multiplied with itself as a matrix.",
                "`@` and `np.dot` multiply rows with columns. Here each difference meets itself, entry by entry, and the sum runs over a row."),
        Mistake("absolute-values", _difference_form(lambda d: np.abs(d).sum(axis=1)),
                "The absolute differences are added up: this is the L1 norm.",
                "In the L2 norm each difference is squared."),
        Mistake("sum-then-square", _difference_form(lambda d: d.sum(axis=1) ** 2),
                "The differences are added up first, and the sum is squared.",
                "Each difference is squared by itself, before the sum: otherwise positive and negative ones cancel."),
        Mistake("fourth-power", _difference_form(lambda d: ((d ** 2).sum(axis=1)) ** 2),
                "This is the square of the squared norm.",
                "The sum of the squares is the squared norm already."),
        Mistake("squares-subtracted", lambda p, t: (p ** 2 - t ** 2).sum(axis=1),
                "The squares are subtracted: this is the sum of p^2 - t^2.",
                "Subtract first, then square: (p - t)^2 is another number, which is never negative."),
        Mistake("product-not-doubled", (lambda p, t: (p ** 2 - p * t + t ** 2).sum(axis=1),),
                "The square is multiplied out with the product in it only once: p^2 - p t + t^2.",
                "(p - t)^2 is (p - t) times (p - t): in how many of the four products do p and t meet?"),
        Mistake("norms-subtracted", (lambda p, t: (np.linalg.norm(p, axis=1) - np.linalg.norm(t, axis=1)) ** 2,
                                     lambda p, t: np.linalg.norm(p, axis=1) - np.linalg.norm(t, axis=1)),
                "The lengths of prediction and target are compared, not the two themselves.",
                "Two rows of equal length can point in different directions. Take the difference of the rows first."),
        Mistake("precedence", (lambda p, t: (p - t ** 2).sum(axis=1), lambda p, t: (p ** 2 - t).sum(axis=1)),
                "Only one of the two is squared.",
                "`**` binds more strongly than `-`: put the difference in brackets."),
        Mistake("halved", (_difference_form(lambda d: (d ** 2).sum(axis=1) / 2), _difference_form(lambda d: (d ** 2).mean(axis=1) / 2)),
                "There is a factor 1/2.",
                "Some books put it there so that the derivative looks nicer. The lecture's formula has none."),
        Mistake("not-summed", (_difference_form(lambda d: d ** 2), _difference_form(np.abs), _difference_form(lambda d: (d ** 2).ravel())),
                "There is one number for each entry: the last step, a sum over each row, is missing.",
                "The result has one number a row, shape (N,)."),
        Mistake("axis-kept", (_difference_form(lambda d: (d ** 2).sum(axis=1, keepdims=True)), _difference_form(lambda d: (d ** 2).mean(axis=1, keepdims=True))),
                "The result has shape (N, 1), not (N,).",
                "`keepdims=True` keeps the summed axis with length 1. Subtracted from something of shape (N,), such a result makes a table (N, N), without an error."),
        Mistake("added", (lambda p, t: ((p + t) ** 2).sum(axis=1),),
                "Prediction and target are added.",
                "How far apart they are is told by their difference."),
        Mistake("dot-product", (lambda p, t: (p * t).sum(axis=1), lambda p, t: -(p * t).sum(axis=1), lambda p, t: ((p * t) ** 2).sum(axis=1)),
                "Prediction and target are multiplied with each other: this is built on their dot product.",
                "How far apart they are is told by their difference; what is multiplied is the difference with itself."),
        Mistake("all-pairs", (_difference_form(lambda d: d @ d.T), lambda p, t: ((p[:, None, :] - t[None, :, :]) ** 2).sum(axis=-1),
                              lambda p, t: ((p[None, :, :] - t[:, None, :]) ** 2).sum(axis=-1),
                              lambda p, t: np.sqrt(((p[:, None, :] - t[None, :, :]) ** 2).sum(axis=-1))),
                "Every row meets every other: the result is a table of N x N numbers.",
                "Row i of the prediction belongs to row i of the target and to no other. Of the product `D @ D.T`, only the diagonal would be wanted."),
        Mistake("between-entries", _difference_form(lambda d: d.T @ d),
                "The result is a table of d x d numbers: the entries of the rows are multiplied with each other and summed over the examples.",
                "One number for each row is wanted: the sum of its squares."),
        Mistake("largest-difference", (_difference_form(lambda d: (d ** 2).max(axis=1)), _difference_form(lambda d: np.abs(d).max(axis=1))),
                "Only the largest difference of each row counts.",
                "All entries of a row count: their squares are added up."),
        Mistake("first-row-only", (_difference_form(lambda d: (d[0] ** 2).sum()), _difference_form(lambda d: (d[:1] ** 2).sum(axis=1)),
                                   _difference_form(lambda d: (d[0] ** 2).mean())),
                "Only the first row has a result.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("last-row-left-out", _difference_form(lambda d: (d[:-1] ** 2).sum(axis=1)),
                "The last row has no result.",
                "Perhaps a loop ends too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("last-entry-left-out", _difference_form(lambda d: (d[:, :-1] ** 2).sum(axis=1)),
                "The last entry of each row is left out of the sum.",
                "Perhaps a loop ends too early: the last number of `range(d - 1)` is d - 2."),
        Mistake("first-entry-left-out", _difference_form(lambda d: (d[:, 1:] ** 2).sum(axis=1)),
                "The first entry of each row is left out of the sum.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("sum-overwritten", (_difference_form(lambda d: d[:, -1] ** 2 + 0), _difference_form(lambda d: d[:, 0] ** 2 + 0)),
                "Only one entry of each row counts, the last or the first.",
                "All squares belong in the sum. Perhaps it is overwritten in each turn (`=` where `+=` belongs), or ended in the first."),
        Mistake("accumulator-not-reset", (_difference_form(lambda d: np.cumsum((d ** 2).sum(axis=1))),),
                "The sum is not set back to 0 for each row: what was added up for one goes on into the next.",
                "Each row is a sum of its own. Set the variable that adds it up to 0 inside the loop over the rows."),
        Mistake("target-ignored", lambda p, t: (p ** 2).sum(axis=1),
                "The target plays no part: this is the squared length of the prediction.",
                "What is to be measured is the difference between the two."),
        Mistake("prediction-ignored", lambda p, t: (t ** 2).sum(axis=1),
                "The prediction plays no part: this is the squared length of the target.",
                "What is to be measured is the difference between the two."),
        Mistake("sign-turned", (_difference_form(lambda d: -(d ** 2).sum(axis=1)),),
                "The result is negative.",
                "A sum of squares never is. Look for a minus in front."),
        Mistake("variance", (_difference_form(lambda d: d.var(axis=1)), _difference_form(lambda d: d.var(axis=1) * d.shape[1]), _difference_form(lambda d: d.std(axis=1))),
                "This is built on the variance of the differences: their mean is subtracted before they are squared.",
                "A prediction that is too high by the same amount everywhere would get a loss of 0. Square the differences themselves."),
        Mistake("integer-truncation", (_into_integers, _integer_differences),
                "Where the prediction holds whole numbers, fractions are cut off: something is put into an integer array.",
                "An array made like the prediction has its dtype, and an integer array rounds all that is written into it toward zero. Ask for floats "
                "(`np.zeros(n)` is float), or let numpy choose."),
    ),
)

# ---------------------------------------------------------------- one_hot


def _one_hot_cases(rng):
    return [
        Case(np.array([1, 0, 1]), 4, note="3 labels, 4 classes, by hand"),
        Case(np.array([2, 0, 2, 1, 0]), 3, note="5 labels, 3 classes, by hand"),
        Case(np.array([3]), 5, note="a single label", about="a single label"),
        Case(np.array([0, 0]), 1, note="a single class", about="a single class"),
        Case(np.array([1, 2, 0]), 3, note="as many labels as classes"),
        Case(np.array([3, 0, 0, 1]), 4, note="as many labels as classes, one of them twice"),
        Case(np.array([5, 2]), 7, note="more classes than labels"),
        Case(np.array([4, 1, 3, 1, 0, 4], dtype=np.uint8), 6, note="labels of dtype uint8", about="labels of dtype uint8"),
        Case(np.array([2, 2, 2], dtype=np.int32), 3, note="the last class three times, dtype int32"),
        Case(rng.integers(0, 9, size=30), 10, note="30 labels, 10 classes, random"),
    ]


def _one_hot_sum(args, index):
    labels, num_classes = args
    i, c = index if len(index) == 2 else (index[0], 0)
    return f"labels[{i}] is {labels[i]}, so row {i} has its 1 in column {labels[i]}"


def _rows_filled(labels, num_classes, fill):
    out = np.zeros((len(labels), num_classes))
    fill(out)
    return out


def _filled_by(place):
    """Zeros, (N, C), in which `place(out, labels, C)` writes."""
    def make(labels, num_classes):
        out = np.zeros((len(labels), num_classes))
        place(out, labels, num_classes)
        return out
    return make


def _set(index, value=lambda labels: 1):
    """Writes `value(labels)` at `index(labels)`."""
    def place(out, labels, num_classes):
        out[index(labels)] = value(labels)
    return _filled_by(place)


def _label_by_label(place):
    """As `_filled_by`, in a loop: `place(out, i, label)`."""
    def fill(out, labels, num_classes):
        for i, label in enumerate(labels):
            place(out, i, label)
    return _filled_by(fill)


def _write_row(out, i, label):
    out[label] = 1


def _write_exchanged(out, i, label):
    out[label, i] = 1


def _write_one_further(out, i, label):
    out[i, label + 1] = 1


def _hot(labels, num_classes):
    return (np.asarray(labels)[:, None] == np.arange(num_classes)).astype(float)


def _first_of_its_kind(labels):
    """1 where a label occurs for the first time, else 0."""
    return np.array([label not in labels[:i] for i, label in enumerate(labels)], dtype=float)


one_hot = Exercise(
    name="one_hot",
    notebook=NOTEBOOK,
    parameters="labels, num_classes",
    reference=lambda labels, num_classes: torch.nn.functional.one_hot(labels.long(), int(num_classes)),
    cases=_one_hot_cases,
    inputs={"labels": ("N",)},
    output=("N", "C"),
    arithmetic=_one_hot_sum,
    hints=(
        "Begin with zeros, (N, C), and put one 1 into each row. Which column does row i get it in?",
        "Without a loop: an array of rows and an array of columns, used together as an index, name one entry for each pair. "
        "Or look at the rows of the identity matrix, `np.eye(3)`: which row belongs to class 2?",
        "Row k of `np.eye(num_classes)` is the one-hot vector of class k; indexed with an array of labels, it gives one such row for each label.",
    ),
    mistakes=(
        Mistake("classes-from-labels", (lambda y, c: _hot(y, int(y.max()) + 1), lambda y, c: _hot(y, len(np.bincount(y)))),
                "There are as many columns as the largest label asks for, not `num_classes`.",
                "A batch need not contain every class. Its table would then be narrower than that of the next batch, and narrower than the network's output."),
        Mistake("classes-that-occur", (lambda y, c: (y[:, None] == np.unique(y)).astype(float), lambda y, c: np.eye(len(np.unique(y)))[np.unique(y, return_inverse=True)[1]]),
                "There is one column for each class that occurs among these labels.",
                "A batch need not contain every class; `num_classes` says how many there are, and column c belongs to class c."),
        Mistake("largest-label-left-out", lambda y, c: _hot(y, int(y.max())),
                "There is no column for the largest label.",
                "Classes are counted from 0, and `num_classes` says how many there are."),
        Mistake("transposed", lambda y, c: _hot(y, c).T,
                "The result is transposed: a column for each label and a row for each class.",
                "A batch comes first: one label is one row, so the shape is (N, C)."),
        Mistake("counted-from-one", (lambda y, c: np.eye(c)[y - 1], lambda y, c: (y[:, None] == np.arange(1, c + 1)).astype(float),
                                     _label_by_label(lambda out, i, label: out.__setitem__((i, int(label) - 1), 1))),
                "The 1 stands one column too far to the left: the classes are counted from 1.",
                "Labels run from 0 to C - 1, and so do numpy's columns."),
        Mistake("one-too-far", (_label_by_label(_write_one_further), lambda y, c: np.roll(_hot(y, c), 1, axis=1), lambda y, c: _hot(y + 1, c), lambda y, c: np.eye(c)[y + 1]),
                "The 1 stands one column too far to the right.",
                "Labels run from 0 to C - 1, and so do numpy's columns: label 0 belongs to column 0."),
        Mistake("one-column-too-many", (lambda y, c: _hot(y, c + 1), lambda y, c: _hot(y + 1, c + 1)),
                "There is one column too many.",
                "The labels run from 0 to C - 1: that is `num_classes` columns, not one more."),
        Mistake("one-column-too-few", lambda y, c: _hot(y, c - 1),
                "There is one column too few.",
                "The labels run from 0 to C - 1: that is `num_classes` columns, not one less."),
        Mistake("label-as-value", lambda y, c: _hot(y, c) * y[:, None].astype(float),
                "The label itself stands in its column, where a 1 belongs.",
                "Which class it is, is told by the column. The entry is 1 for every class; now class 0 cannot be seen at all."),
        Mistake("every-row-the-same", (_set(lambda y: (slice(None), y)), lambda y, c: np.tile(np.isin(np.arange(c), y).astype(float), (len(y), 1))),
                "All rows are the same, and hold a 1 for each class that occurs anywhere.",
                "`Y[:, labels] = 1` sets these columns in *every* row: name the row with the column. In lists, `[[0] * C] * N` is one row N times over, "
                "not N rows: what is written into one is written into all."),
        Mistake("whole-rows", (_set(lambda y: y), _label_by_label(_write_row)),
                "Whole rows are set to 1, those whose number is among the labels.",
                "`Y[labels]` names rows. A label is a column: name row and column together, one pair for each label."),
        Mistake("indices-exchanged", (_set(lambda y: (y, np.arange(len(y)))), _label_by_label(_write_exchanged)),
                "Row and column are exchanged: the label is used as the row.",
                "The first index is the row, the example's number; the label is the column."),
        Mistake("inverted", (lambda y, c: 1 - _hot(y, c),),
                "The label's column holds 0, and all others 1: just the wrong way round.",
                "The 1 belongs where the column's number equals the label."),
        Mistake("filled-up", (lambda y, c: (y[:, None] >= np.arange(c)).astype(float), lambda y, c: (y[:, None] <= np.arange(c)).astype(float),
                              lambda y, c: (y[:, None] > np.arange(c)).astype(float), lambda y, c: (y[:, None] < np.arange(c)).astype(float)),
                "Several columns of a row hold a 1: all up to the label, or all from it on.",
                "Only one is hot. Perhaps a comparison is `<` or `>` where it should be `==`, or `Y[i, :label]` stands where `Y[i, label]` belongs."),
        Mistake("labels-against-labels", lambda y, c: (y[:, None] == y).astype(float),
                "The labels are compared with each other: the result is a table of N x N, which says which examples have the same class.",
                "Compare them with the numbers of the classes, 0 to C - 1."),
        Mistake("comparison-flat", (lambda y, c: (y == np.arange(c)).astype(float), lambda y, c: (np.arange(c) == y) * 1),
                "The labels and the numbers of the classes are compared as they lie, one beside the other.",
                "Two flat arrays meet entry by entry, and only if they are equally long. To meet every class, the labels have to stand upright: shape (N, 1)."),
        Mistake("row-not-reset", (lambda y, c: np.maximum.accumulate(_hot(y, c), axis=0), lambda y, c: np.cumsum(_hot(y, c), axis=0)),
                "Each row keeps the 1s of the rows before it.",
                "Perhaps one row of zeros is made before the loop, and goes on being used. Each label begins with zeros of its own."),
        Mistake("one-of-equal-labels", (lambda y, c: _hot(y, c) * _first_of_its_kind(y)[:, None], lambda y, c: _hot(y, c) * _first_of_its_kind(y[::-1])[::-1, None]),
                "Where a label occurs more than once, only one of them gets its 1; the rows of the others stay at 0.",
                "Perhaps the row is looked up by its label: `index` finds the first of equal ones, a dictionary keeps the last. Count the rows as you go."),
        Mistake("first-class-left-out", lambda y, c: _hot(y, c) * (np.arange(c) > 0),
                "The column of class 0 stays at 0.",
                "Labels run from 0 to C - 1. Perhaps a loop over the classes begins at 1, or `if label:` asks whether there is one: 0 counts as no."),
        Mistake("last-class-left-out", lambda y, c: _hot(y, c) * (np.arange(c) < c - 1),
                "The column of the last class stays at 0.",
                "Labels run from 0 to C - 1. Perhaps a loop over the classes ends one too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("counts", lambda y, c: np.bincount(y, minlength=c),
                "This says how often each class occurs.",
                "Each label gets a row of its own; nothing is added up."),
        Mistake("last-row-everywhere", lambda y, c: np.tile(_hot(y[-1:], c), (len(y), 1)),
                "Every row is that of the last label.",
                "Perhaps one list is set back and written into in each turn, and appended each time: it is the same list N times. Make a new one for each label."),
        Mistake("identity", (lambda y, c: np.eye(c), lambda y, c: np.eye(len(y), c), lambda y, c: np.eye(c)[:len(y)]),
                "This is the identity matrix: the labels play no part.",
                "Its rows are the right ones, but they have to be chosen: which of them belongs to `labels[i]`?"),
        Mistake("zeros-only", _filled_by(lambda out, y, c: None),
                "Every entry is 0.",
                "Perhaps `==` stands where `=` belongs: the first asks, the second writes. Or what is written goes into a copy."),
        Mistake("ones-only", lambda y, c: np.ones((len(y), c)),
                "Every entry is 1.",
                "Each row has a single 1, in its label's column."),
        Mistake("minus-one-elsewhere", lambda y, c: 2 * _hot(y, c) - 1,
                "The other columns hold -1.",
                "They hold 0."),
        Mistake("classes-reversed", (lambda y, c: _hot(y, c)[:, ::-1] + 0,),
                "The classes are counted from the right.",
                "Column 0 belongs to class 0."),
        Mistake("reversed-rows", lambda y, c: _hot(y, c)[::-1] + 0,
                "The labels are taken in reverse order.",
                "Row i belongs to `labels[i]`."),
        Mistake("sorted", lambda y, c: _hot(np.sort(y), c),
                "The labels are sorted first.",
                "Row i belongs to `labels[i]`, in the order they come in."),
        Mistake("first-row-only", (_filled_by(lambda out, y, c: out.__setitem__((0, y[0]), 1)), lambda y, c: _hot(y[:1], c), lambda y, c: _hot(y, c)[0]),
                "Only the first label is dealt with.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("last-row-only", (_filled_by(lambda out, y, c: out.__setitem__((-1, y[-1]), 1)), lambda y, c: _hot(y, c)[-1], lambda y, c: _hot(y[-1:], c)),
                "Only the last label is dealt with.",
                "Each label has a row of its own. Perhaps the table is made anew in every turn of a loop."),
        Mistake("last-row-left-out", (_filled_by(lambda out, y, c: out.__setitem__((np.arange(len(y) - 1), y[:-1]), 1)), lambda y, c: _hot(y[:-1], c)),
                "The last label is left out.",
                "Perhaps the loop ends too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("first-row-left-out", (_filled_by(lambda out, y, c: out.__setitem__((np.arange(1, len(y)), y[1:]), 1)), lambda y, c: _hot(y[1:], c)),
                "The first label is left out.",
                "Perhaps the loop begins at 1: the first row is row 0."),
        Mistake("one-row-for-all", (lambda y, c: np.isin(np.arange(c), y).astype(float),),
                "There is a single row for all the labels, with a 1 for each class that occurs.",
                "Each label has a row of its own: the result has N rows."),
        Mistake("label-as-row-too", (_label_by_label(lambda out, i, label: out.__setitem__((label, label), 1)), _set(lambda y: (y, y))),
                "The label is used for the row as well as for the column.",
                "The row is the example's number: row i belongs to `labels[i]`."),
        Mistake("labels-upright", (lambda y, c: y[:, None] + 0, lambda y, c: np.repeat(y[:, None], c, axis=1), lambda y, c: y + 0),
                "The labels themselves are returned.",
                "Each label is to become a row of 0s with a single 1."),
        Mistake("flat", lambda y, c: _hot(y, c).ravel(),
                "The table is laid out flat.",
                "It has a row for each label, shape (N, C)."),
        Mistake("positions", lambda y, c: np.arange(len(y)) * c + y,
                "This says where the 1s stand in a table that is laid out flat.",
                "The table itself is wanted, with a row of 0s and a single 1 for each label."),
        Mistake("smoothed", tuple(lambda y, c, e=e: _hot(y, c) * (1 - e) + e / c for e in (0.1, 0.2, 0.05, 0.01)),
                "A little of the 1 is spread over the other classes (label smoothing).",
                "The entries are exactly 1 and 0."),
        Mistake("rows-counted", lambda y, c: _hot(np.arange(len(y)) % c, c),
                "The 1 stands in column i of row i, whatever the label is.",
                "The column is `labels[i]`, not i. Perhaps a loop writes at its own counter."),
    ),
)

# ---------------------------------------------------------------- softmax


def _logits(rng, n, c, scale=2.0):
    return rng.normal(size=(n, c)) * scale + rng.normal(size=(n, 1))


_LARGE = "logits as large as 1000"
_LEVELS = "rows at very different levels"


def _logit_tables(rng):
    """`(logits, note, about)`: what softmax and log_softmax are tried on."""
    log3 = np.log(3)
    return [
        (np.array([[0.0, log3], [0.0, 0.0]]), "2 rows, by hand: e^1.098612 is 3", ""),
        (np.array([[1.0, 2.0, 3.0], [2.0, -1.0, 0.0]]), "2 rows of 3", ""),
        (np.array([[2.0, -1.0, 0.5, 1.0]]), "a single row", "a single row"),
        (np.array([[3.0], [-2.0]]), "a single class", "a single class"),
        (np.array([[0.5, 2.0, -1.0], [1.5, 0.0, 3.0], [-2.0, 1.0, 0.25]]), "as many rows as classes", ""),
        (np.array([[1, 3, 0, 2], [-1, 0, -3, -2], [2, 2, 5, 1]]), "whole numbers", "an integer array"),
        (np.array([[1000.0, 999.0, 998.0], [998.5, 1000.0, 1001.0]]), "logits near 1000", _LARGE),
        (np.array([[0.0, -1000.0, 1.0], [1000.0, -1000.0, -999.0], [-1000.0, -999.0, -1000.0], [0.0, 3.0, 1000.0], [0.5, 2.0, 1.0]]), "between -1000 and 1000", _LARGE),
        (np.array([[0, 2], [1000, 998], [-1000, -1001]]), "whole numbers, rows near 0, 1000 and -1000", _LEVELS),
        (np.array([[1.0, 2.0, 0.0], [-1000.0, -1002.0, -1001.0], [-800.0, -801.0, -803.0]]), "rows near 0 and near -1000", _LEVELS),
        (_logits(rng, 5, 3).astype(np.float32), "5 x 3, float32", ""),
        (_logits(rng, 30, 10, 4.0), "30 x 10, random", ""),
    ]


def _logit_cases(rng):
    return [Case(logits, note=note, about=about) for logits, note, about in _logit_tables(rng)]


def _exponentials(row):
    return " + ".join(f"e^{v:.6g}" if v >= 0 else f"e^({v:.6g})" for v in row)


def _softmax_sum(args, index):
    row = args[0][index[0]]
    if len(row) > 4:
        return None
    top = f"e^{row[index[1]]:.6g}" if row[index[1]] >= 0 else f"e^({row[index[1]]:.6g})"
    if np.abs(row).max() > 30:
        largest = row.max()
        moved = row - largest
        return (f"{top} / ({_exponentials(row)})\n"
                f"with {largest:g} subtracted from each exponent: {np.exp(moved[index[1]]):.6g} / {np.exp(moved).sum():.6g}")
    return f"{top} / ({_exponentials(row)}) = {np.exp(row[index[1]]):.6g} / {np.exp(row).sum():.6g}"


def _softmax_by(divisor):
    """exp(z - shift) divided by `divisor` of it, with the row maximum as shift, and with none."""
    def form(z, shift):
        e = np.exp(z - shift)
        return e / divisor(e)
    return (*_both_ways(form), _quiet(_both_ways(form)[1]))


def _shifted_by(shift):
    """softmax with `shift(z)` subtracted in place of the row's maximum."""
    def form(z):
        return _naive_softmax(z - shift(z))
    return form, _quiet(form)


def _largest_so_far(z):
    """The largest logit of a row and of all the rows before it."""
    return np.maximum.accumulate(z.max(axis=1))[:, None]


# What is subtracted from a row in place of its own maximum: `(id, shifts, title, explanation)`, for softmax and what is built on it.
_WRONG_SHIFTS = (
    ("maximum-from-zero", (lambda z: np.maximum(z.max(axis=1, keepdims=True), 0),),
     "Where all logits of a row are negative, 0 is taken for the largest of them.",
     "A search for the largest number that begins with 0 finds nothing below it; then all the exponentials of a row near -1000 round to 0. "
     "Begin with the row's first logit."),
    ("last-row-maximum", (lambda z: z[-1].max(),),
     "The maximum of the last row is subtracted from every row.",
     "Each row has its own maximum. Perhaps a variable is used after the loop that set it: it holds what the last turn left there."),
    ("maximum-not-reset", (_largest_so_far, lambda z: np.maximum(_largest_so_far(z), 0)),
     "The maximum is not set back for each row: the largest logit of the rows before goes on into the next.",
     "Each row has its own maximum. Begin the search for it anew, inside the loop over the rows."),
    ("fixed-number-subtracted", tuple(lambda z, c=c: c for c in (100, 200, 300, 500, 600, 700, 709, 710, 1000)),
     "The same fixed number is subtracted from all logits.",
     "It suits rows that lie near it and no others: further up the exponentials overflow, further down all of a row round to 0. "
     "Take the number from the row itself."),
)


def _first_in_loop(function):
    return lambda z: function(z[:1])[0]


_CLIPS = (1, 2, 5, 10, 20, 30, 50, 80, 88, 100, 200, 300, 500, 600, 700, 709)

softmax = Exercise(
    name="softmax",
    notebook=NOTEBOOK,
    parameters="logits",
    reference=lambda logits: torch.softmax(logits, dim=1),
    cases=_logit_cases,
    inputs={"logits": ("N", "C")},
    output=("N", "C"),
    arithmetic=_softmax_sum,
    hints=(
        "First without large numbers: take the exponential of everything, then divide each row by its own sum. The sum has to stand upright, (N, 1), for that.",
        "For stability: a number subtracted from all logits of a row changes nothing. Which number makes sure that no exponent is positive? It is another one for each row.",
        "`logits.max(axis=1, keepdims=True)` is that number, upright. Subtract it, take `e = np.exp(...)`, and divide by `e.sum(axis=1, keepdims=True)`.",
    ),
    mistakes=(
        Mistake("overflow", (_naive_softmax, _quiet(_naive_softmax), lambda z: np.e ** z / (np.e ** z).sum(axis=1, keepdims=True),
                             *(form for f in (lambda z: _divided(np.exp(z) / np.exp(z).max(axis=1, keepdims=True)),) for form in (f, _quiet(f))),
                             lambda z: [[math.exp(v) / sum(math.exp(w) for w in row) for v in row] for row in z.tolist()]),
                "The exponentials overflow on the way: for a logit of 1000 this asks for e^1000, and infinity divided by infinity is nan.",
                "For a row near -1000 all of them round to 0, and 0 divided by 0 is nan too. The largest float is about 1.8e308, near e^709. The value of softmax itself is harmless: what can be done to a row of logits that does not change it?"),
        Mistake("nan-replaced", (*(_quiet(lambda z, v=v: np.nan_to_num(_naive_softmax(z), nan=v)) for v in (0.0, 1.0)),
                                 _quiet(lambda z: np.nan_to_num(np.exp(z)) / np.nan_to_num(np.exp(z)).sum(axis=1, keepdims=True))),
                "What comes of an overflow, a nan or an infinity, is replaced by another number.",
                "That hides the trouble, and what stands there is no probability that anything was computed for. Avoid the overflow."),
        Mistake("first-row-maximum", tuple(form for f in (lambda z: _naive_softmax(z - z[0].max()),) for form in (f, _quiet(f))),
                "The maximum of the first row is subtracted from every row.",
                "Each row has its own maximum; only that makes sure that none of its exponents is positive, and one of them 0."),
        Mistake("last-row-sum", _softmax_by(lambda e: e[-1].sum()),
                "Every row is divided by the sum of the last one.",
                "Each row is divided by its own sum. Perhaps a variable is used after the loop that set it."),
        Mistake("one-class-for-the-sum", tuple(form for part in (np.s_[:, -1:], np.s_[:, :1]) for f in _softmax_by(lambda e, part=part: e[part]) for form in (f, _quiet(f))),
                "Each exponential is divided by that of a single class, the last or the first.",
                "It is divided by the sum over all classes. Perhaps the sum is overwritten in each turn (`=` where `+=` belongs)."),
        Mistake("first-row-sum", _softmax_by(lambda e: e[0].sum()),
                "Every row is divided by the sum of the first one.",
                "Each row is divided by its own sum."),
        Mistake("global-maximum", (lambda z: _naive_softmax(z - z.max()), _quiet(lambda z: _naive_softmax(z - z.max()))),
                "The maximum of the whole table is subtracted, not that of each row.",
                "A row far below the largest number of the batch then has only zeros for exponentials, and 0 divided by 0 is nan. "
                "One example must not depend on the others that happen to be in its batch."),
        Mistake("maximum-of-sizes", tuple(f for f in (*_shifted_by(lambda z: np.abs(z).max(axis=1, keepdims=True)), *_shifted_by(lambda z: np.abs(z).max()))),
                "The largest *absolute* value is subtracted.",
                "A row of large negative logits is moved even further down, until all its exponentials are 0. Subtract the largest logit, with its sign."),
        *(Mistake(name, tuple(form for shift in shifts for form in _shifted_by(shift)), *words) for name, shifts, *words in _WRONG_SHIFTS),
        Mistake("class-left-out-of-sum", (*_softmax_by(lambda e: e[:, :-1].sum(axis=1, keepdims=True)), *_softmax_by(lambda e: e[:, 1:].sum(axis=1, keepdims=True))),
                "The sum below the line leaves a class out, the last or the first.",
                "It runs over all classes. Indices begin at 0, and the last number of `range(n - 1)` is n - 2."),
        Mistake("running-sum", _softmax_by(lambda e: np.cumsum(e, axis=1)),
                "Each exponential is divided by the sum as it stands just then, of the classes up to its own.",
                "Perhaps the division is made inside the loop that adds up. Finish the sum first."),
        Mistake("columns-not-rows", (lambda z: _softmax(z, 0), lambda z: _naive_softmax(z, 0), _quiet(lambda z: _naive_softmax(z, 0)),
                                     lambda z: _naive_softmax(z - z.max(), 0), lambda z: _naive_softmax(z - z.max(axis=1, keepdims=True), 0)),
                "It works down the columns: the columns add up to 1, not the rows.",
                "`axis` names the axis that disappears. One example is one row, so the sum runs over the classes. (Python's own `sum` adds up the rows of an array, as `axis=0` does.)"),
        Mistake("columns-not-rows-turned", (lambda z: _softmax(z, 0).T + 0, _quiet(lambda z: _naive_softmax(z, 0).T)),
                "It works down the columns, and each column comes out as a row: the result is (C, N).",
                "One example is one row. Perhaps a loop runs over the rows of the transposed logits."),
        Mistake("whole-table", tuple(form for shift in (np.max, lambda z: 0) for form in (lambda z, s=shift: np.exp(z - s(z)) / np.exp(z - s(z)).sum(),
                                                                                       _quiet(lambda z, s=shift: np.exp(z - s(z)) / np.exp(z - s(z)).sum())))
                + (lambda z: np.exp(z - z.max(axis=1, keepdims=True)) / np.exp(z - z.max(axis=1, keepdims=True)).sum(),),
                "Everything is divided by one sum, that of the whole table.",
                "Each row is a distribution of its own, and adds up to 1."),
        Mistake("sum-without-keepdims", _softmax_by(lambda e: e.sum(axis=1)),
                "The sums of the rows lie flat, (N,), and are lined up with the columns: column j is divided by the sum of row j.",
                "numpy lines up shapes from the right. The sums have to stand upright, one to a row: shape (N, 1)."),
        Mistake("maximum-without-keepdims", (lambda z: _naive_softmax(z - z.max(axis=1)), _quiet(lambda z: _naive_softmax(z - z.max(axis=1)))),
                "The maxima of the rows lie flat, (N,), and are lined up with the columns: column j loses the maximum of row j.",
                "numpy lines up shapes from the right. The maxima have to stand upright, one to a row: shape (N, 1)."),
        Mistake("both-without-keepdims", (lambda z: np.exp(z - z.max(axis=1)) / np.exp(z - z.max(axis=1)).sum(axis=1),
                                          _quiet(lambda z: np.exp(z - z.max(axis=1)) / np.exp(z - z.max(axis=1)).sum(axis=1))),
                "The maxima and the sums of the rows lie flat, (N,), and are lined up with the columns.",
                "numpy lines up shapes from the right. Both have to stand upright, one to a row: shape (N, 1)."),
        Mistake("column-maximum", (lambda z: _naive_softmax(z - z.max(axis=0)), _quiet(lambda z: _naive_softmax(z - z.max(axis=0)))),
                "The maximum of each column is subtracted, not that of each row.",
                "Only the same number, subtracted from all logits of a row, leaves softmax as it is. Columns that lose different numbers change it."),
        Mistake("shift-too-small", (*_shifted_by(lambda z: z.mean(axis=1, keepdims=True)), *_shifted_by(lambda z: z.min(axis=1, keepdims=True)),
                                    *_shifted_by(lambda z: np.median(z, axis=1, keepdims=True)), *_shifted_by(lambda z: z[:, :1]), *_shifted_by(lambda z: z[:, -1:])),
                "The number that is subtracted from a row is not large enough: a positive exponent is left, and it can be as large as 2000.",
                "Any number leaves softmax as it is, but only one that no logit exceeds keeps every exponential from overflowing."),
        Mistake("shift-added", (lambda z: _naive_softmax(z + z.max(axis=1, keepdims=True)), _quiet(lambda z: _naive_softmax(z + z.max(axis=1, keepdims=True)))),
                "The maximum is added to the row.",
                "It leaves softmax as it is, but makes large exponents even larger. Subtract it."),
        Mistake("sum-only-on-one-side", tuple(form for f in (lambda z: np.exp(z - z.max(axis=1, keepdims=True)) / np.exp(z).sum(axis=1, keepdims=True),
                                                             lambda z: np.exp(z) / np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
                                              for form in (f, _quiet(f))),
                "The maximum is subtracted on one side of the division line and not on the other.",
                "The shift cancels only if it is made above *and* below."),
        Mistake("not-normalised", (lambda z: np.exp(z - z.max(axis=1, keepdims=True)), np.exp, _quiet(np.exp), lambda z: np.exp(z - z.max())),
                "These are exponentials, not yet divided by their sum.",
                "Probabilities add up to 1, row by row. (To divide a row by its largest exponential is the same as to subtract its largest logit first: it is still no sum.)"),
        Mistake("no-exponential", tuple(_quiet(f) for f in (lambda z: z / z.sum(axis=1, keepdims=True), lambda z: np.abs(z) / np.abs(z).sum(axis=1, keepdims=True),
                                                            lambda z: np.maximum(z, 0) / np.maximum(z, 0).sum(axis=1, keepdims=True),
                                                            lambda z: (z - z.max(axis=1, keepdims=True)) / (z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)))
                + (lambda z: z / z.sum(axis=1, keepdims=True),),
                "The logits themselves are divided by their sum; the exponential is missing.",
                "Logits may be negative, or add up to 0. The exponential makes every one of them positive first."),
        Mistake("divided-by-sum-of-logits", tuple(_quiet(f) for f in (lambda z: np.exp(z) / z.sum(axis=1, keepdims=True), lambda z: np.exp(z / z.sum(axis=1, keepdims=True)),
                                                                      lambda z: np.exp(z - z.max(axis=1, keepdims=True)) / z.sum(axis=1, keepdims=True))),
                "The sum of the logits stands where the sum of their exponentials belongs.",
                "What is above the line has to add up to what is below it: the exponentials."),
        Mistake("sigmoid", (lambda z: np.where(z >= 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z))), lambda z: 1 / (1 + np.exp(-z)), _quiet(lambda z: 1 / (1 + np.exp(-z)))),
                "This is sigmoid of each logit.",
                "sigmoid looks at each number alone, so a row need not add up to 1. In softmax the classes compete."),
        Mistake("sigmoid-normalised", (_quiet(lambda z: 1 / (1 + np.exp(-z)) / (1 / (1 + np.exp(-z))).sum(axis=1, keepdims=True)),),
                "The sigmoids of the logits are divided by their sum.",
                "They add up to 1 and are still not softmax: in softmax it is the exponentials that are divided by their sum."),
        Mistake("sign-turned", (lambda z: _softmax(-z), lambda z: _naive_softmax(-z), _quiet(lambda z: _naive_softmax(-z))),
                "The sign is turned around: the smallest logit gets the largest probability.",
                "The exponent is the logit itself, not minus it."),
        Mistake("logarithm", _log_softmax,
                "This is the logarithm of softmax.",
                "Probabilities lie between 0 and 1. (The logarithm is an exercise of its own, further down.)"),
        Mistake("hard-maximum", (lambda z: np.eye(z.shape[1])[z.argmax(axis=1)], lambda z: (z == z.max(axis=1, keepdims=True)).astype(float)),
                "The largest logit gets probability 1, all others 0.",
                "That is a hard maximum. softmax is soft: a logit that is a little smaller gets a little less."),
        Mistake("class-label", lambda z: z.argmax(axis=1),
                "This is the number of the largest class.",
                "All the probabilities are wanted, one for each class."),
        Mistake("largest-only", (lambda z: _softmax(z).max(axis=1), lambda z: _softmax(z).max(axis=1, keepdims=True)),
                "This is the largest probability of each row.",
                "All of them are wanted, one for each class."),
        Mistake("clipped", tuple(form for c in _CLIPS for form in (lambda z, c=c: _softmax(np.clip(z, -c, c)), lambda z, c=c: _naive_softmax(np.minimum(z, c)))),
                "The logits are clipped, so that those beyond the bound become equal.",
                "That avoids the overflow, but 1000 and 999 are then the same number, and get the same probability. Move a row as a whole instead."),
        Mistake("difference-clipped", tuple(lambda z, c=c: _softmax(np.maximum(z - z.max(axis=1, keepdims=True), -c)) for c in (1, 2, 5, 10, 15, 20)),
                "Logits far below the largest are brought nearer to it.",
                "Their probabilities come out too large. A negative exponent does no harm: it may be as large as it likes."),
        Mistake("base-two", (lambda z: _softmax(z * np.log(2)), lambda z: 2.0 ** z / (2.0 ** z).sum(axis=1, keepdims=True)),
                "The powers are of 2, not of e.",
                "`np.exp` is the exponential."),
        Mistake("exponential-minus-one", (lambda z: np.expm1(z - z.max(axis=1, keepdims=True)) / np.expm1(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True),
                                          _quiet(lambda z: np.expm1(z) / np.expm1(z).sum(axis=1, keepdims=True))),
                "Something is subtracted from the exponentials themselves: this is built of e^z - 1.",
                "Perhaps it is `expm1`; or the largest exponential is subtracted, and not, before the exponentials are taken, the largest logit. "
                "What is divided has to be an exponential, which is never 0 on paper and never negative."),
        Mistake("small-number-added", tuple(form for e in (1.0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6) for form in _softmax_by(lambda x, e=e: x.sum(axis=1, keepdims=True) + e)),
                "A number is added to the sum below the line, so the probabilities do not add up to 1.",
                "With the largest logit subtracted the sum is at least 1: nothing needs protecting."),
        Mistake("small-number-to-result", tuple(lambda z, e=e: _softmax(z) + e for e in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8))
                + tuple(lambda z, e=e: np.clip(_softmax(z), e, 1 - e) for e in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)),
                "The probabilities are kept away from 0: a small number is added to them, or they are clipped.",
                "They come as near to 0 as they like. Return them as they are."),
        Mistake("mean-not-sum", _softmax_by(lambda e: e.mean(axis=1, keepdims=True)),
                "Each row is divided by the mean of its exponentials.",
                "Divided by their sum they add up to 1; now they add up to C."),
        Mistake("divided-by-norm", _softmax_by(lambda e: np.sqrt((e ** 2).sum(axis=1, keepdims=True))),
                "Each row is divided by its length, the root of its sum of squares.",
                "Divided by their sum the entries add up to 1."),
        Mistake("divided-by-the-others", tuple(_quiet(f) for f in _softmax_by(lambda e: e.sum(axis=1, keepdims=True) - e)),
                "Each exponential is divided by the sum of the others, itself left out.",
                "The sum below the line runs over all classes, the one above it included."),
        Mistake("scaled-not-shifted", tuple(_quiet(f) for f in (lambda z: _naive_softmax(z / z.max(axis=1, keepdims=True)), lambda z: _naive_softmax(z / np.abs(z).max()),
                                                                lambda z: _naive_softmax(z / np.abs(z).max(axis=1, keepdims=True)), lambda z: _naive_softmax(z / z.max()))),
                "The logits are divided by their maximum.",
                "That changes their differences, and with them softmax. Only a shift, a subtraction, leaves it as it is."),
        Mistake("standardised-first", tuple(_quiet(f) for f in (lambda z: _softmax((z - z.mean(axis=1, keepdims=True)) / z.std(axis=1, keepdims=True)),
                                                                lambda z: _softmax((z - z.mean()) / z.std()))),
                "The logits are standardised first.",
                "Dividing by a standard deviation changes their differences, and with them softmax."),
        Mistake("accumulator-not-reset", _both_ways(lambda z, shift: np.divide(*_running(z, shift))) + (_quiet(_both_ways(lambda z, shift: np.divide(*_running(z, shift)))[1]),),
                "The sum is not set back to 0 for each row: what was added up for one goes on into the next.",
                "Each row has a sum of its own. Set the variable that adds it up to 0 inside the loop over the rows."),
        Mistake("twice", (lambda z: _softmax(_softmax(z)),),
                "softmax is applied twice.",
                "Once is enough; the second time flattens the probabilities."),
        Mistake("first-row-only", (_first_in_loop(_softmax), lambda z: _softmax(z[:1]), _quiet(_first_in_loop(_naive_softmax))),
                "Only the first row has a result.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("not-transposed-back", (lambda z: _softmax(z).T + 0, _quiet(lambda z: _naive_softmax(z).T)),
                "The numbers are right, but the result is still transposed: (C, N).",
                "A batch comes first. Turn it back before it is returned."),
        Mistake("integer-truncation", (_rows_of(_softmax), lambda z: _softmax(z).astype(z.dtype)),
                "With whole numbers as input the result is cut to whole numbers.",
                "`np.zeros_like(logits)` and a copy of the logits have their dtype: an integer array cannot hold fractions. Ask for floats."),
        Mistake("single-number-function", (lambda z: math.exp(z) / math.exp(z).sum(), lambda z: math.exp(z - z.max(axis=1, keepdims=True))),
                "`math.exp` takes one number, and this is an array.",
                "numpy's `np.exp` works on every entry."),
    ),
)

# ---------------------------------------------------------------- cross_entropy


def _probabilities(rng, n, c, scale=1.5):
    return _softmax(rng.normal(size=(n, c)) * scale)


def _one_hot_rows(labels, c, kind=float):
    return np.eye(c, dtype=kind)[labels]


def _cross_entropy_cases(rng):
    zero_elsewhere, zero_at_true = "a probability of 0 for another class", "a probability of 0 for the true class"
    return [
        Case(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([[0.0, 1.0], [1.0, 0.0]]), note="2 rows, by hand"),
        Case(np.array([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [0.7, 0.2, 0.1], [0.4, 0.35, 0.25]]), _one_hot_rows([2, 1, 0, 2], 3), note="4 rows of 3, by hand"),
        Case(np.array([[0.125, 0.625, 0.25]]), np.array([[1, 0, 0]]), note="a single row", about="a single row"),
        Case(np.array([[0.6, 0.3, 0.1], [0.25, 0.7, 0.05], [0.15, 0.05, 0.8]]), _one_hot_rows([1, 2, 1], 3), note="as many rows as classes"),
        Case(np.array([[0.0, 0.25, 0.75], [0.5, 0.5, 0.0]]), _one_hot_rows([1, 0], 3), note="a 0 elsewhere, by hand", about=zero_elsewhere),
        Case(np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5], [0.1, 0.9, 0.0, 0.0]]), _one_hot_rows([1, 2, 0], 4), note="certain and right, and others",
             about=zero_elsewhere),
        Case(np.array([[0.0, 1.0], [0.5, 0.5], [0.875, 0.125]]), _one_hot_rows([0, 1, 1], 2), note="certain and wrong, and others", about=zero_at_true),
        Case(np.array([[1, 0], [0, 1], [1, 0], [0, 1]]), _one_hot_rows([0, 0, 1, 1], 2, int), note="whole numbers", about="integer arrays"),
        Case(np.array([[1e-20, 1.0 - 1e-20], [1e-6, 1 - 1e-6], [1e-290, 1.0]]), _one_hot_rows([0, 0, 0], 2), note="nearly certain and wrong",
             about="a tiny probability for the true class"),
        Case(_probabilities(rng, 5, 3).astype(np.float32), _one_hot_rows([0, 2, 1, 2, 0], 3, np.float32), note="5 x 3, float32"),
        Case(_probabilities(rng, 30, 10), _one_hot_rows(rng.integers(0, 10, size=30), 10, int), note="30 x 10, random, targets of whole numbers"),
    ]


def _cross_entropy_sum(args, index):
    probabilities, targets = args
    p, y = probabilities[index[0]], targets[index[0]]
    if len(p) > 4 or len(index) != 1:
        return None
    c = int(np.argmax(y))
    value = "inf" if p[c] == 0 else f"{0 - np.log(float(p[c])):.6g}"
    return f"the true class is {c}, its probability {p[c]:.6g}, so the sum is -log({p[c]:.6g}) = {value}"


def _terms(p, y):
    """y log p, with 0 where y is 0."""
    with np.errstate(all="ignore"):
        return np.where(y == 0, 0, y * np.log(p))


def _on_terms(combine):
    """A mistake made in what is done with y log p: with 0 log 0 = 0, and with nan there."""
    return (lambda p, y: combine(_terms(p, y)), lambda p, y: combine(y * np.log(p)), _quiet(lambda p, y: combine(y * np.log(p))))


def _on_true_class(function):
    """A mistake that knows of the true class's probability alone."""
    return _quiet(lambda p, y: function((p * y).sum(axis=1)))


cross_entropy = Exercise(
    name="cross_entropy",
    notebook=NOTEBOOK,
    parameters="probabilities, targets",
    reference=lambda probabilities, targets: 0 - torch.special.xlogy(targets, probabilities).sum(dim=1),
    cases=_cross_entropy_cases,
    inputs={"probabilities": ("N", "C"), "targets": ("N", "C")},
    output=("N",),
    arithmetic=_cross_entropy_sum,
    hints=(
        "In the lecture's sum all terms but one are 0, for `targets` has a single 1 in each row. Which number does the sum come down to?",
        "If 0 * log 0 makes nan, let no logarithm of another class's probability be taken: pick out the true class's probability first, and take the log of that alone.",
        "`(probabilities * targets).sum(axis=1)` is the probability of each row's true class; `-np.log(...)` of it is the loss. Where it is 0, numpy warns and gives inf, "
        "as it should; `with np.errstate(divide=\"ignore\"):` keeps it quiet.",
    ),
    mistakes=(
        Mistake("zero-times-log-zero", (lambda p, y: -(y * np.log(p)).sum(axis=1), _quiet(lambda p, y: -(y * np.log(p)).sum(axis=1))),
                "Where another class has probability 0 the result is nan: numpy takes 0 times log 0 for 0 times minus infinity, which is nan.",
                "In the sum such a term counts as 0. A class that is not the true one should have no say: take the log only where it is needed, or choose by the target, "
                "not by multiplying."),
        Mistake("small-number-added", tuple(_quiet(lambda p, y, f=f: -np.log((f(p) * y).sum(axis=1))) for f in _KEPT_FROM_ZERO),
                "A small number keeps the logarithm away from 0: it is added to the probabilities, or they are clipped.",
                "The nan is gone, but so is the truth: where the true class has probability 0 the loss is infinite, and it should say so. "
                "No small number is needed if the log is taken of the true class's probability alone."),
        Mistake("infinity-replaced", tuple(form for worst in (np.finfo(float).max, 1e10, 1e9, 1e6, 1e5, 1e4, 1e3, 100.0) for form in (
            _on_true_class(lambda q, w=worst: np.minimum(-np.log(q), w)),))
                + (lambda p, y: -np.nan_to_num(y * np.log(p)).sum(axis=1), lambda p, y: np.nan_to_num(-(y * np.log(p)).sum(axis=1))),
                "The infinity that belongs to a probability of 0 is replaced by a large number, or a nan by 0 afterwards.",
                "`np.nan_to_num` replaces nan by 0, and infinities by the largest float unless it is told otherwise. A loss of infinity is the right answer there."),
        Mistake("zero-costs-nothing", (lambda p, y: -(y * np.log(np.where(p > 0, p, 1))).sum(axis=1), _on_true_class(lambda q: np.where(q > 0, -np.log(q), 0))),
                "Where the true class has probability 0 the loss comes out as 0, the best there is.",
                "The convention 0 * log 0 = 0 is about a *target* of 0. A true class with probability 0 is the worst prediction possible: the loss is infinite."),
        Mistake("infinite-for-any-zero", (_quiet(lambda p, y: np.where((p == 0).any(axis=1), np.inf, -np.log((p * y).sum(axis=1)))),),
                "The loss comes out as infinite as soon as any class has probability 0.",
                "It is infinite only where the *true* class has it. For another class 0 * log 0 counts as 0. (A nan is no infinity: perhaps one is replaced by the other.)"),
        Mistake("zeros-left-out", (_on_true_class(lambda q: -np.log(q[q > 0])),),
                "Rows whose true class has probability 0 are left out.",
                "Each row has its loss; there it is infinite."),
        Mistake("one-number", tuple(form for f in (lambda t: -t.sum(), lambda t: -t.sum(axis=1).mean(), lambda t: -t.mean()) for form in _on_terms(f))
                + (_quiet(lambda p, y: -np.nansum(y * np.log(p))), _quiet(lambda p, y: -np.nanmean(y * np.log(p)))),
                "The whole batch is brought down to one number.",
                "Each example has a loss of its own, so the result has shape (N,). Averaging over the batch is a step for later (notebook 03)."),
        Mistake("mean-over-classes", (*_on_terms(lambda t: -t.mean(axis=1)), _quiet(lambda p, y: -np.nanmean(y * np.log(p), axis=1))),
                "The sum over the classes is divided by their number.",
                "The lecture's formula has a sum over the classes, and nothing is divided."),
        Mistake("sign-missing", _on_terms(lambda t: t.sum(axis=1)),
                "The minus in front of the sum is missing.",
                "The logarithm of a probability is negative or 0. A loss is to be large where the prediction is bad."),
        Mistake("base-two", (*_on_terms(lambda t: -t.sum(axis=1) / np.log(2)),),
                "The logarithm is that of base 2.",
                "In information theory that is usual, and the unit is the bit. Here `log` is the natural logarithm, `np.log`."),
        Mistake("base-ten", (*_on_terms(lambda t: -t.sum(axis=1) / np.log(10)),),
                "The logarithm is that of base 10.",
                "In numpy, as in the lecture, `log` is the natural logarithm: `np.log`."),
        Mistake("other-classes", tuple(_quiet(f) for f in (lambda p, y: -np.where(y == 0, np.log(p), 0).sum(axis=1), lambda p, y: -((1 - y) * np.log(p)).sum(axis=1))),
                "The logarithms of all the other classes are added up, and the true one's is left out.",
                "It is the other way round: y[c] is 1 for the true class, and 0 for the others. Perhaps the two branches of a choice are exchanged."),
        Mistake("class-left-out", tuple(form for part in (np.s_[:, :-1], np.s_[:, 1:]) for form in _on_terms(lambda t, part=part: 0 - t[part].sum(axis=1))),
                "One class is left out of the sum, the last or the first: where it is the true one the loss comes out as 0.",
                "The sum runs over all classes. Indices begin at 0, and the last number of `range(n - 1)` is n - 2."),
        Mistake("wrong-axis", (*_on_terms(lambda t: -t.sum(axis=0)), _quiet(lambda p, y: -np.log((p * y).sum(axis=0)))),
                "The sum runs down the columns, over the examples.",
                "The lecture's sum runs over the classes c, and leaves one number for each example."),
        Mistake("arguments-exchanged", (_quiet(lambda p, y: -(p * np.log(y)).sum(axis=1)), _quiet(lambda p, y: -np.where(p == 0, 0, p * np.log(y)).sum(axis=1)),
                                        lambda p, y: -(p * np.log(y)).sum(axis=1), _quiet(lambda p, y: -np.nansum(p * np.log(y), axis=1))),
                "The roles are exchanged: the logarithm is taken of the targets.",
                "y[c] stands before the log, the prediction inside it. Cross-entropy is not symmetric."),
        Mistake("binary-cross-entropy", tuple(form for f in (
            lambda p, y: -np.where(y == 1, np.log(p), np.log(1 - p)).sum(axis=1), lambda p, y: -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(axis=1),
            lambda p, y: -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean(axis=1)) for form in (f, _quiet(f))),
                "The other classes count as well, with log(1 - p): this is the binary cross-entropy of each class, added up.",
                "The lecture's sum has y[c] log p[c] alone. The others count through p of the true class: probabilities add up to 1."),
        Mistake("no-logarithm", (_on_true_class(lambda q: 1 - q), _on_true_class(lambda q: -q), _on_true_class(lambda q: q + 0)),
                "There is no logarithm: this is the true class's probability, or 1 minus it.",
                "The logarithm is what makes a confident mistake expensive."),
        Mistake("targets-ignored", (_quiet(lambda p, y: -np.log(p).sum(axis=1)), lambda p, y: -np.log(p).sum(axis=1), _quiet(lambda p, y: -np.log(p).mean(axis=1))),
                "The logarithms of all classes are added up; the targets play no part.",
                "The target chooses the class that counts."),
        Mistake("all-pairs", (_quiet(lambda p, y: -np.log(p @ y.T)), _quiet(lambda p, y: -(y @ np.log(p).T)), _quiet(lambda p, y: -(np.log(p) @ y.T)), _quiet(lambda p, y: -np.log(y @ p.T))),
                "Every row meets every other: the result is a table of N x N numbers.",
                "Row i of the probabilities belongs to row i of the targets and to no other. Multiply entry by entry, and sum over the classes."),
        Mistake("wrong-classes", _on_true_class(lambda q: -np.log(1 - q)),
                "This is minus the log of 1 minus the true class's probability.",
                "It is small where it should be large. The log is taken of the true class's probability itself."),
        Mistake("softmax-applied", (lambda p, y: -(y * _log_softmax(p)).sum(axis=1),),
                "The probabilities go through softmax once more.",
                "They are probabilities already: take the logarithm of them as they are."),
        Mistake("not-summed", (*_on_terms(lambda t: 0 - t), lambda p, y: -np.log(p), _quiet(lambda p, y: -np.log(p))),
                "There is one number for each class: the last step, the sum over the classes, is missing.",
                "The result has one number for each example, shape (N,)."),
        Mistake("axis-kept", _on_terms(lambda t: -t.sum(axis=1, keepdims=True)),
                "The result has shape (N, 1), not (N,).",
                "`keepdims=True` keeps the summed axis with length 1. Subtracted from something of shape (N,), such a result makes a table (N, N), without an error."),
        Mistake("largest-probability", (lambda p, y: -np.log(p.max(axis=1)),),
                "The log is taken of the largest probability, that of the predicted class.",
                "The target says which class counts, whatever the network prefers."),
        Mistake("one-hot-as-labels", (lambda p, y: -np.log(p[np.arange(len(y)), y.astype(int)]), lambda p, y: -np.log(p[np.arange(len(y)), y]),
                                      lambda p, y: -np.log(p[np.arange(len(y))[:, None], y.astype(int)]), lambda p, y: -np.log(p[y.astype(int)]),
                                      _quiet(lambda p, y: -np.log(p[np.arange(len(y))[:, None], y.astype(int)]).sum(axis=1)),
                                      lambda p, y: -np.log(p[y])),
                "The one-hot rows are used as if they were labels, the numbers of classes.",
                "`targets` holds a row of 0s and a single 1 for each example; the label is the *place* of the 1. Multiply, or find the place first."),
        Mistake("argmax-of-everything", (lambda p, y: -np.log(p[:, y.argmax()]), lambda p, y: -np.log(p[np.arange(len(y)), y.argmax()])),
                "`argmax` without an `axis` gives a single number for the whole table.",
                "Each row has its own true class: `axis` says which axis is searched."),
        Mistake("argmax-of-columns", (lambda p, y: -np.log(p[np.arange(len(y)), y.argmax(axis=0)]),),
                "`argmax` runs down the columns.",
                "Each row has its own true class: the axis that is searched, and disappears, is that of the classes."),
        Mistake("entropy", (_quiet(lambda p, y: -np.nansum(p * np.log(p), axis=1)), _quiet(lambda p, y: -np.where(p == 0, 0, p * np.log(p)).sum(axis=1))),
                "This is the entropy of the prediction: it is both before the log and inside it.",
                "Before the log stands the target."),
        Mistake("perplexity", (_on_true_class(lambda q: 1 / q), _quiet(lambda p, y: np.exp(-_terms(p, y).sum(axis=1)))),
                "This is e to the power of the loss, 1 over the true class's probability.",
                "The logarithm of it is wanted."),
        Mistake("squared-difference", (lambda p, y: ((p - y) ** 2).sum(axis=1), lambda p, y: ((p - y) ** 2).mean(axis=1)),
                "This is the squared difference, the other loss.",
                "Cross-entropy takes the logarithm of the true class's probability."),
        Mistake("log-one-plus", (lambda p, y: -(y * np.log1p(p)).sum(axis=1), lambda p, y: -(y * np.log(p + 1)).sum(axis=1)),
                "The log is taken of 1 plus the probability.",
                "`np.log1p(x)` is log(1 + x). It does not fail at 0, because it is another function."),
        Mistake("logarithm-of-the-product", (_quiet(lambda p, y: -np.log(p * y).sum(axis=1)), lambda p, y: -np.log(p * y).sum(axis=1)),
                "The target is inside the logarithm: log of y times p, which is log 0 for every other class.",
                "y[c] stands before the log. Or sum first and take the log afterwards."),
        Mistake("squared-term", (_on_true_class(lambda q: np.log(q) ** 2),),
                "The logarithm is squared.",
                "Its sign is to be turned, no more."),
        Mistake("first-row-only", (_quiet(lambda p, y: -_terms(p[:1], y[:1]).sum()), lambda p, y: -_terms(p[:1], y[:1]).sum(axis=1)),
                "Only the first row has a result.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("accumulator-not-reset", (_quiet(lambda p, y: np.cumsum(-_terms(p, y).sum(axis=1))),),
                "The sum is not set back to 0 for each row: what was added up for one goes on into the next.",
                "Each row is a sum of its own."),
        Mistake("integer-truncation", (_quiet(lambda p, y: np.minimum(0 - _terms(p, y), 10 ** 6).astype(y.dtype).sum(axis=1)),
                                       _quiet(lambda p, y: np.trunc(0 - _terms(p, y).sum(axis=1)) if y.dtype.kind == "i" else 0 - _terms(p, y).sum(axis=1))),
                "Where the targets hold whole numbers, the losses are cut to whole numbers: something is put into an integer array.",
                "`np.zeros_like(targets)` has the dtype of the targets. Ask for floats."),
        Mistake("math-log-of-zero", (lambda p, y: np.array([-math.log(q) for q in (p * y).sum(axis=1)]),
                                     lambda p, y: np.array([-sum(math.log(a) for a, b in zip(row, hot) if b) for row, hot in zip(p, y)])),
                "`math.log` raises an error at 0.",
                "Python's own logarithm refuses 0, where numpy's gives minus infinity, with a warning. Where the true class has probability 0 the loss is infinite."),
        Mistake("math-log-of-all", lambda p, y: np.array([-sum(b * math.log(a) for a, b in zip(row, hot)) for row, hot in zip(p, y)]),
                "`math.log` is called for every class, and raises an error where one has probability 0.",
                "Only the true class's logarithm is needed. And where that class has probability 0 the loss is infinite: `math.inf`, or numpy's logarithm."),
    ),
)

# ---------------------------------------------------------------- log_softmax


def _log_softmax_sum(args, index):
    row = args[0][index[0]]
    if len(row) > 4:
        return None
    largest = row.max()
    moved = row - largest
    total = np.log(np.exp(moved).sum())
    return (f"{largest:.6g} subtracted from the row: {moved[index[1]]:.6g} - log({_exponentials(moved)})\n"
            f"= {moved[index[1]]:.6g} - {total:.6g}")


def _log_form(after):
    """A mistake `after(z, s)` in what is done with the logits and the sum of their exponentials: shifted, and not."""
    def shifted(z):
        z = z - z.max(axis=1, keepdims=True)
        return after(z, np.exp(z).sum(axis=1, keepdims=True))

    def plain(z):
        return after(z, np.exp(z).sum(axis=1, keepdims=True))
    return shifted, plain, _quiet(plain)


def _log_sum_exp(z):
    m = z.max(axis=1)
    return m + np.log(np.exp(z - m[:, None]).sum(axis=1))


def _log_shifted(shift, axis=1):
    """log softmax with `shift(z)` subtracted in place of the row's maximum."""
    def form(z):
        z = z - shift(z)
        return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))
    return form, _quiet(form)


def _log_without(part):
    """log softmax with the sum over a part of the classes: shifted, and not."""
    def form(z, shift):
        return z - shift - np.log(np.exp(z - shift)[part].sum(axis=1, keepdims=True))
    shifted, plain = _both_ways(form)
    return shifted, _quiet(shifted), plain, _quiet(plain)


log_softmax = Exercise(
    name="log_softmax",
    notebook=NOTEBOOK,
    parameters="logits",
    reference=lambda logits: torch.log_softmax(logits, dim=1),
    cases=lambda rng: [*_logit_cases(rng)[:-2],
                       Case(np.array([[0.5, -50000.0, 1.0], [1e5, -1e5, 99999.0]]), note="as large as 100,000", about="logits as large as 100,000"),
                       *_logit_cases(rng)[-2:]],
    inputs={"logits": ("N", "C")},
    output=("N", "C"),
    arithmetic=_log_softmax_sum,
    hints=(
        "Take the logarithm on paper before you take it in code: the log of a quotient is a difference, and the log of e^z is z.",
        "log softmax is z minus the log of the sum of the e^z. A number subtracted from all logits of a row still changes nothing, and makes the sum harmless.",
        "`shifted = logits - logits.max(axis=1, keepdims=True)`; then `shifted` minus the `np.log` of `np.exp(shifted)` summed with `.sum(axis=1, keepdims=True)`.",
    ),
    mistakes=(
        Mistake("log-of-softmax", tuple(form for f in (lambda z: np.log(_softmax(z)),) for form in (f, _quiet(f))),
                "softmax is computed first, and then its logarithm: where a probability is too small for a float it has become 0, and its logarithm minus infinity.",
                "The exact value there is an ordinary number, such as -2000. Simplify the logarithm on paper, so that no tiny probability is ever formed."),
        Mistake("overflow", tuple(form for f in (lambda z: np.log(_naive_softmax(z)),) for form in (f, _quiet(f)))
                + (lambda z: [[math.log(math.exp(v) / sum(math.exp(w) for w in row)) for v in row] for row in z.tolist()],),
                "The exponentials overflow on the way, and infinity divided by infinity is nan.",
                "A number subtracted from all logits of a row changes nothing; and the logarithm of a quotient can be simplified on paper."),
        Mistake("overflow-in-the-sum", tuple(form for f in (lambda z: z - np.log(np.exp(z).sum(axis=1, keepdims=True)),) for form in (f, _quiet(f)))
                + (lambda z: [[v - math.log(sum(math.exp(w) for w in row)) for v in row] for row in z.tolist()],),
                "The logarithm is simplified as it should be, but the exponentials in the sum still overflow (or all round to 0).",
                "What may be subtracted from a row of logits without changing softmax, so that no exponent is positive?"),
        Mistake("shift-not-undone", (lambda z: z - np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)),
                                     _quiet(lambda z: z - z.max(axis=1, keepdims=True) - np.log(np.exp(z).sum(axis=1, keepdims=True)))),
                "The maximum is subtracted in one place and not in the other.",
                "Either the shifted logits stand in both places, or the maximum has to be put back: the log of the sum of the e^z is the maximum plus the log of the shifted sum."),
        Mistake("shift-sign", (lambda z: z + z.max(axis=1, keepdims=True) - np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)),),
                "The maximum m is put back with the wrong sign: it is added where it should be subtracted.",
                "The log of the sum of the e^z is m plus the log of the shifted sum. All of that is subtracted from z, m included: mind the bracket."),
        Mistake("global-maximum", _log_shifted(lambda z: z.max()),
                "The maximum of the whole table is subtracted, not that of each row.",
                "A row far below it then has only zeros for exponentials, and the log of their sum is minus infinity."),
        Mistake("first-row-maximum", _log_shifted(lambda z: z[0].max()),
                "The maximum of the first row is subtracted from every row.",
                "Each row has its own maximum; only that makes sure that none of its exponents is positive, and one of them 0."),
        Mistake("maximum-of-sizes", (*_log_shifted(lambda z: np.abs(z).max(axis=1, keepdims=True)), *_log_shifted(lambda z: np.abs(z).max())),
                "The largest *absolute* value is subtracted.",
                "A row of large negative logits is moved even further down, until all its exponentials are 0. Subtract the largest logit, with its sign."),
        Mistake("shift-too-small", tuple(form for s in (lambda z: z.mean(axis=1, keepdims=True), lambda z: z.min(axis=1, keepdims=True),
                                                        lambda z: np.median(z, axis=1, keepdims=True)) for form in _log_shifted(s)),
                "The number that is subtracted from a row is not large enough: a positive exponent is left, and it can be as large as 2000.",
                "Only a number that no logit exceeds keeps every exponential from overflowing."),
        *(Mistake(name, tuple(form for shift in shifts for form in _log_shifted(shift)), *words) for name, shifts, *words in _WRONG_SHIFTS),
        Mistake("one-class-for-the-sum", tuple(form for part in (np.s_[:, -1:], np.s_[:, :1]) for form in _log_without(part)),
                "The sum consists of a single exponential, that of the last or the first class.",
                "It runs over all classes. Perhaps it is overwritten in each turn (`=` where `+=` belongs)."),
        Mistake("class-left-out-of-sum", tuple(form for part in (np.s_[:, :-1], np.s_[:, 1:]) for form in _log_without(part)),
                "The sum of the exponentials leaves a class out, the last or the first.",
                "It runs over all classes. Indices begin at 0, and the last number of `range(n - 1)` is n - 2."),
        Mistake("small-number-added", tuple(lambda z, f=f: np.log(f(_softmax(z))) for f in _KEPT_FROM_ZERO),
                "A small number keeps the logarithm away from 0: it is added to the probabilities, or they are clipped.",
                "The minus infinity is gone, but what stands in its place is a number of your choice, where the exact value is -2000. Simplify the logarithm on paper instead."),
        Mistake("infinity-replaced", (_quiet(lambda z: np.nan_to_num(np.log(_softmax(z)))), _quiet(lambda z: np.nan_to_num(np.log(_naive_softmax(z)))),
                                      _quiet(lambda z: np.nan_to_num(np.log(_softmax(z)), neginf=0.0))),
                "An infinity, or a nan, is replaced by another number.",
                "The exact value is an ordinary number, such as -2000, and can be had: simplify the logarithm on paper."),
        Mistake("columns-not-rows", (lambda z: _log_softmax(z, 0), *_log_shifted(lambda z: 0, 0), *_log_shifted(lambda z: z.max(axis=1, keepdims=True), 0), _quiet(lambda z: np.log(_softmax(z, 0)))),
                "It works down the columns.",
                "`axis` names the axis that disappears. One example is one row, so the sum runs over the classes. (Python's own `sum` adds up the rows of an array, as `axis=0` does.)"),
        Mistake("whole-table", tuple(form for s in (np.max, lambda z: 0, lambda z: z.max(axis=1, keepdims=True)) for form in (
            lambda z, s=s: z - s(z) - np.log(np.exp(z - s(z)).sum()), _quiet(lambda z, s=s: z - s(z) - np.log(np.exp(z - s(z)).sum())))),
                "One sum is taken of the whole table.",
                "Each row has a sum of its own."),
        Mistake("sum-without-keepdims", _log_form(lambda z, s: z - np.log(s[:, 0])),
                "The sums of the rows lie flat, (N,), and are lined up with the columns.",
                "numpy lines up shapes from the right. They have to stand upright, one to a row: shape (N, 1)."),
        Mistake("maximum-without-keepdims", _log_shifted(lambda z: z.max(axis=1)),
                "The maxima of the rows lie flat, (N,), and are lined up with the columns: column j loses the maximum of row j.",
                "numpy lines up shapes from the right. They have to stand upright, one to a row: shape (N, 1)."),
        Mistake("both-without-keepdims", tuple(form for f in (lambda z: z - z.max(axis=1) - np.log(np.exp(z - z.max(axis=1)).sum(axis=1)),) for form in (f, _quiet(f)))
                + (lambda z: z - _log_sum_exp(z),),
                "What belongs to a row, its maximum and its sum, lies flat, (N,), and is lined up with the columns.",
                "numpy lines up shapes from the right. Both have to stand upright, one to a row: shape (N, 1)."),
        Mistake("column-maximum", _log_shifted(lambda z: z.max(axis=0)),
                "The maximum of each column is subtracted, not that of each row.",
                "Only the same number, subtracted from all logits of a row, leaves the result as it is."),
        Mistake("softmax", (_softmax, _quiet(_naive_softmax)),
                "This is softmax itself; the logarithm is missing.",
                "Logarithms of probabilities are negative or 0."),
        Mistake("sign-turned", (lambda z: -_log_softmax(z), _quiet(lambda z: -np.log(_softmax(z))), *(_quiet(f) for f in _log_form(lambda z, s: np.log(s) - z))),
                "The sign is turned around.",
                "Logarithms of probabilities are negative or 0; the minus of the loss comes later."),
        Mistake("logits-turned", (lambda z: _log_softmax(-z), _quiet(lambda z: np.log(_softmax(-z)))),
                "The logits' sign is turned around: the smallest gets the largest probability.",
                "The exponent is the logit itself, not minus it."),
        Mistake("sum-added", _log_form(lambda z, s: z + np.log(s)),
                "The log of the sum is added.",
                "The log of a quotient is a difference: above minus below."),
        Mistake("logarithm-of-shifted", lambda z: z - z.max(axis=1, keepdims=True),
                "The maximum is subtracted, and nothing else: the log of the sum is missing.",
                "This is the logarithm of what stands above the line. What stands below it has a logarithm too."),
        Mistake("no-logarithm-of-sum", _log_form(lambda z, s: z - s),
                "The sum of the exponentials is subtracted without its logarithm being taken.",
                "The log of a quotient is the difference of two logs."),
        Mistake("divided-by-logarithm", tuple(_quiet(f) for f in _log_form(lambda z, s: z / np.log(s))),
                "The logit is divided by the log of the sum.",
                "The log of a quotient is a difference, not a quotient of logs."),
        Mistake("logs-summed", tuple(form for f in (lambda z: z - z.max(axis=1, keepdims=True) - (z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True),
                                                    lambda z: z - z.sum(axis=1, keepdims=True)) for form in (f,)),
                "The logarithm is taken of each exponential, inside the sum, so that the logits themselves are added up.",
                "The log of a sum is not the sum of the logs. First the sum, then its log."),
        Mistake("base-two", (*_log_form(lambda z, s: z - np.log2(s)), lambda z: _log_softmax(z) / np.log(2), _quiet(lambda z: np.log2(_softmax(z)))),
                "A logarithm is that of base 2.",
                "`np.log`, the natural logarithm, undoes `np.exp`."),
        Mistake("base-ten", (*_log_form(lambda z, s: z - np.log10(s)), lambda z: _log_softmax(z) / np.log(10), _quiet(lambda z: np.log10(_softmax(z)))),
                "A logarithm is that of base 10.",
                "`np.log`, the natural logarithm, undoes `np.exp`."),
        Mistake("mean-not-sum", _log_form(lambda z, s: z - np.log(s / z.shape[1])),
                "The mean of the exponentials stands where their sum belongs.",
                "Probabilities add up to 1; these are too large by the factor C."),
        Mistake("log-one-plus", (*_log_form(lambda z, s: z - np.log1p(s)), lambda z: np.log1p(_softmax(z))),
                "The log is taken of 1 plus the number.",
                "`np.log1p(x)` is log(1 + x). It does not fail at 0, because it is another function."),
        Mistake("log-sum-exp", (_log_sum_exp, lambda z: _log_sum_exp(z)[:, None], _quiet(lambda z: np.log(np.exp(z).sum(axis=1))), _quiet(lambda z: np.log(np.exp(z).sum(axis=1, keepdims=True)))),
                "This is the log of the sum of the exponentials alone, one number a row.",
                "It is what has to be subtracted from each logit."),
        Mistake("log-sigmoid", (lambda z: -np.logaddexp(0, -z), _quiet(lambda z: np.log(1 / (1 + np.exp(-z)))), _quiet(lambda z: -np.log(1 + np.exp(-z)))),
                "This is the log of sigmoid of each logit.",
                "In softmax the classes compete: the sum runs over the row."),
        Mistake("logarithm-of-logits", (_quiet(np.log), _quiet(lambda z: np.log(np.abs(z))), _quiet(lambda z: np.log(z / z.sum(axis=1, keepdims=True)))),
                "The logarithm is taken of the logits themselves.",
                "Logits may be negative. The exponential comes first; on paper, it and the logarithm undo each other for what stands above the line."),
        Mistake("not-normalised", (lambda z: z + 0.0, _quiet(lambda z: np.log(np.exp(z)))),
                "The logits come back as they went in.",
                "The log of the sum is still to be subtracted."),
        Mistake("hard-maximum", _quiet(lambda z: np.log((z == z.max(axis=1, keepdims=True)).astype(float))),
                "The largest logit gets probability 1, all others 0.",
                "softmax is soft: a logit that is a little smaller gets a little less."),
        Mistake("clipped", tuple(form for c in _CLIPS for form in (lambda z, c=c: _log_softmax(np.clip(z, -c, c)), lambda z, c=c: z - np.log(np.exp(np.clip(z, -c, c)).sum(axis=1, keepdims=True)))),
                "The logits are clipped.",
                "That avoids the overflow, but changes every value in which a clipped logit takes part."),
        Mistake("accumulator-not-reset", (lambda z: z - z.max(axis=1, keepdims=True) - np.log(_running(z, z.max(axis=1, keepdims=True))[1]),
                                          _quiet(lambda z: z - np.log(_running(z, 0)[1]))),
                "The sum is not set back to 0 for each row: what was added up for one goes on into the next.",
                "Each row has a sum of its own."),
        Mistake("first-row-only", (_first_in_loop(_log_softmax), lambda z: _log_softmax(z[:1])),
                "Only the first row has a result.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("not-transposed-back", lambda z: _log_softmax(z).T + 0,
                "The numbers are right, but the result is still transposed: (C, N).",
                "A batch comes first. Turn it back before it is returned."),
        Mistake("integer-truncation", (_rows_of(_log_softmax), lambda z: np.trunc(_log_softmax(z)) if z.dtype.kind == "i" else _log_softmax(z)),
                "With whole numbers as input the result is cut to whole numbers.",
                "`np.zeros_like(logits)` and a copy of the logits have their dtype: an integer array cannot hold fractions. Ask for floats."),
    ),
)

# ---------------------------------------------------------------- cross_entropy_from_logits


def _labelled_cases(rng):
    return [
        Case(np.array([[0.0, np.log(3)], [0.0, 0.0]]), np.array([0, 1]), note="2 rows, by hand: e^1.098612 is 3"),
        Case(np.array([[1.0, 2.0, 3.0], [2.0, -1.0, 0.0], [0.0, 0.5, -2.0], [1.0, 1.0, 4.0]]), np.array([2, 1, 0, 1]), note="4 rows of 3"),
        Case(np.array([[2.0, -1.0, 0.5, 1.0]]), np.array([1]), note="a single row", about="a single row"),
        Case(np.array([[0.5, 2.0, -1.0], [1.5, 0.0, 3.0], [-2.0, 1.0, 0.25]]), np.array([2, 0, 0]), note="as many rows as classes"),
        Case(np.array([[5.0, 5.0, 5.0, 5.0], [-2.0, -2.0, -2.0, -1.0]]), np.array([3, 2]), note="logits that are all equal, and a row beside them"),
        Case(np.array([[1, 3, 0, 2], [-1, 0, -3, -2], [2, 2, 5, 1]]), np.array([0, 1, 2], dtype=np.uint8), note="whole numbers", about="an integer array as logits"),
        Case(np.array([[1000.0, 999.0, 998.0], [998.5, 1000.0, 1001.0]]), np.array([1, 0]), note="logits near 1000", about=_LARGE),
        Case(np.array([[0.0, -1000.0, 1.0], [1000.0, -1000.0, -999.0], [0.0, 3.0, 1000.0], [800.0, 0.0, -800.0], [730.0, 0.0, 1.0], [0.5, 2.0, 1.0]]), np.array([2, 1, 2, 1, 1, 0]),
             note="between -1000 and 1000, confident and right or wrong", about=_LARGE),
        Case(np.array([[1.0, 2.0, 0.0], [-1000.0, -1002.0, -1001.0], [-800.0, -801.0, -803.0]]), np.array([0, 2, 1]), note="rows near 0 and near -1000", about=_LEVELS),
        Case(np.array([[0.5, -50000.0, 1.0], [1e5, -1e5, 99999.0]]), np.array([0, 1]), note="as large as 100,000", about="logits as large as 100,000"),
        Case(_logits(rng, 5, 3).astype(np.float32), np.array([0, 2, 1, 1, 0]), note="5 x 3, float32"),
        Case(_logits(rng, 30, 10, 3.0), rng.integers(0, 9, size=30), note="30 x 10, random"),
    ]


def _labelled_sum(args, index):
    logits, labels = args
    row, label = logits[index[0]], int(labels[index[0]])
    if len(row) > 4 or len(index) != 1:
        return None
    chosen = f"{row[label]:.6g}" if row[label] >= 0 else f"({row[label]:.6g})"
    if np.abs(row).max() > 30:
        return f"the label is {label}: log({_exponentials(row)}) - {chosen}\n({row.max():g} can be subtracted from all the logits first)"
    return f"the label is {label}: log({_exponentials(row)}) - {chosen} = {np.log(np.exp(row).sum()):.6g} - {chosen}"


def _from_log_probabilities(*ids):
    """Mistakes of `log_softmax`, made on the way to the loss; where one raises, so does the loss."""
    return [Mistake(m.id, tuple(_picked_from(f) for f in m.functions), m.title, m.explanation) for m in log_softmax.mistakes if m.id in ids]


def _picked_from(function):
    return lambda z, y: -_picked(np.asarray(function(z)), y)


def _on_log_probabilities(pick):
    """A mistake in what is picked out of the log-probabilities: stable, by softmax, and by naive softmax."""
    return (lambda z, y: pick(_log_softmax(z), y), _quiet(lambda z, y: pick(np.log(_softmax(z)), y)), _quiet(lambda z, y: pick(np.log(_naive_softmax(z)), y)))


def _hinge(z, y, margin=1.0):
    margins = np.maximum(0, z - _picked(z, y)[:, None] + margin)
    margins[np.arange(len(y)), y] = 0
    return margins.sum(axis=1)


cross_entropy_from_logits = Exercise(
    name="cross_entropy_from_logits",
    notebook=NOTEBOOK,
    parameters="logits, labels",
    reference=lambda logits, labels: torch.nn.functional.cross_entropy(logits, labels.long(), reduction="none") + 0,     # never minus 0
    cases=_labelled_cases,
    inputs={"logits": ("N", "C"), "labels": ("N",)},
    output=("N",),
    arithmetic=_labelled_sum,
    hints=(
        "Cross-entropy is minus the log-probability of the true class, and you have written a function that gives all log-probabilities.",
        "Of row i, only the entry in column `labels[i]` is wanted. An array of rows and an array of columns, used together as an index, name one entry for each pair.",
        "`-log_softmax(logits)[np.arange(len(labels)), labels]`: rows 0, 1, 2, ..., and in each the column of its label.",
    ),
    mistakes=(
        *_from_log_probabilities("log-of-softmax", "overflow", "overflow-in-the-sum", "shift-not-undone", "shift-sign", "global-maximum", "first-row-maximum", "maximum-of-sizes", "shift-too-small",
                                 "maximum-from-zero", "maximum-not-reset", "last-row-maximum", "fixed-number-subtracted", "class-left-out-of-sum", "one-class-for-the-sum", "both-without-keepdims",
                                 "small-number-added", "columns-not-rows", "whole-table", "sum-without-keepdims", "maximum-without-keepdims", "column-maximum",
                                 "sum-added", "logarithm-of-shifted", "no-logarithm-of-sum", "logs-summed", "base-two", "base-ten", "mean-not-sum",
                                 "log-sigmoid", "logarithm-of-logits", "clipped", "accumulator-not-reset", "logits-turned"),
        Mistake("log-of-softmax-one-hot", tuple(form for f in (lambda z, y: -(_hot(y, z.shape[1]) * np.log(_softmax(z))).sum(axis=1),) for form in (f, _quiet(f))),
                "softmax is computed first, and then its logarithm, times a one-hot table: where any probability has become 0, 0 times minus infinity is nan.",
                "The exact value there is an ordinary number. Work with log-probabilities from the start, and form no tiny probability."),
        Mistake("true-logit-subtracted", tuple(form for f in (lambda z, y: np.log(np.exp(z - _picked(z, y)[:, None]).sum(axis=1)),) for form in (f, _quiet(f))),
                "The true class's logit is subtracted from its row, which is right on paper; but where another one lies far above it, the exponential overflows.",
                "Any number may be subtracted from a row, but only one that no logit exceeds keeps every exponential from overflowing."),
        Mistake("losses-added-up", _on_log_probabilities(lambda lp, y: np.cumsum(-_picked(lp, y))),
                "Each row's loss has those of the rows before it added to it.",
                "Each row has a loss of its own. Perhaps a sum is kept over all rows, and listed as it grows."),
        Mistake("infinity-replaced", (_quiet(lambda z, y: np.nan_to_num(-np.log(_picked(_softmax(z), y)))), _quiet(lambda z, y: np.nan_to_num(-np.log(_picked(_naive_softmax(z), y))))),
                "An infinity, or a nan, is replaced by another number.",
                "The exact loss is an ordinary number, such as 2000, and can be had: from log-probabilities that are computed without forming tiny probabilities."),
        Mistake("one-number", tuple(form for f in (lambda lp, y: -_picked(lp, y).mean(), lambda lp, y: -_picked(lp, y).sum(), lambda lp, y: -lp.mean()) for form in _on_log_probabilities(f)),
                "The whole batch is brought down to one number.",
                "Each example has a loss of its own, so the result has shape (N,). (torch's `cross_entropy` takes the mean unless it is told otherwise.)"),
        Mistake("sign-missing", _on_log_probabilities(_picked),
                "The minus is missing.",
                "Log-probabilities are negative or 0. A loss is to be large where the prediction is bad."),
        Mistake("all-pairs", (*_on_log_probabilities(lambda lp, y: -lp[:, y]), lambda z, y: _log_sum_exp(z) - z[:, y]),
                "Every row meets every label: the result is a table of N x N numbers.",
                "`[:, labels]` takes these columns of *every* row. Row i belongs to label i alone: name the rows with the columns."),
        Mistake("column-and-flat", (lambda z, y: _log_sum_exp(z)[:, None] - _picked(z, y), lambda z, y: _log_sum_exp(z) - _picked(z, y)[:, None],
                                    lambda z, y: np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)) - _picked(z - z.max(axis=1, keepdims=True), y),
                                    lambda z, y: np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1)) - _picked(z - z.max(axis=1, keepdims=True), y)[:, None]),
                "A column, (N, 1), and a flat array, (N,), are subtracted, which makes a table of N x N numbers.",
                "Once the label's entry of each row is picked, all that belongs to a row is flat: with `keepdims=True` the other part would be a column."),
        Mistake("gradient", (lambda z, y: _softmax(z) - _hot(y, z.shape[1]), lambda z, y: (_softmax(z) - _hot(y, z.shape[1])) / len(z)),
                "This is the gradient of the loss, probability minus target.",
                "The loss itself is wanted: one number a row, minus a log-probability."),
        Mistake("other-classes", _on_log_probabilities(lambda lp, y: -np.where(_hot(y, lp.shape[1]) == 0, lp, 0).sum(axis=1)),
                "The log-probabilities of all the other classes are added up, and the true one's is left out.",
                "It is the other way round: of each row, only the entry of its label is wanted."),
        Mistake("labels-as-rows", _on_log_probabilities(lambda lp, y: -lp[y]),
                "The labels are used as numbers of rows.",
                "A single index chooses rows. The label is a column: name row and column together."),
        Mistake("labels-as-one-hot", tuple(form for f in (lambda lp, y: -(y * lp).sum(axis=1), lambda lp, y: -(y[:, None] * lp).sum(axis=1), lambda lp, y: -y * lp,
                                                          lambda lp, y: -(y[:, None] * lp), lambda lp, y: -(y @ lp)) for form in _on_log_probabilities(f)),
                "The integer labels are multiplied as if they were one-hot rows.",
                "A label is the number of a class, not a weight: label 3 would count three times, and label 0 not at all. Use it as an index, or make it one-hot first."),
        Mistake("largest-probability", _on_log_probabilities(lambda lp, y: -lp.max(axis=1)),
                "The loss is that of the predicted class, the one with the largest probability.",
                "The label says which class counts, whatever the network prefers."),
        Mistake("counted-from-one", _on_log_probabilities(lambda lp, y: -_picked(lp, y - 1)),
                "The class before the label's is taken: classes are counted from 1.",
                "Labels run from 0 to C - 1, and so do numpy's columns."),
        Mistake("logits-for-log-probabilities", (lambda z, y: -_picked(z, y), lambda z, y: -_picked(z - z.mean(axis=1, keepdims=True), y)),
                "This is minus the logit itself; softmax plays no part.",
                "A large logit means little if the others are as large. The log of the sum over the classes is still to come in."),
        Mistake("log-sum-exp-only", (lambda z, y: _log_sum_exp(z), lambda z, y: -_log_sum_exp(z), _quiet(lambda z, y: np.log(np.exp(z).sum(axis=1)))),
                "This is the log of the sum of the exponentials alone; the labels play no part.",
                "The logit of the true class belongs in it as well."),
        Mistake("entropy", (_quiet(lambda z, y: -np.nansum(_softmax(z) * np.log(_softmax(z)), axis=1)), lambda z, y: -(_softmax(z) * _log_softmax(z)).sum(axis=1)),
                "This is the entropy of the prediction: its probabilities stand before the log as well, and the labels play no part.",
                "Of each row's log-probabilities, the one of its label is wanted."),
        Mistake("perplexity", tuple(_quiet(f) for f in (lambda z, y: 1 / _picked(_softmax(z), y), lambda z, y: np.exp(-_picked(_log_softmax(z), y)))),
                "This is e to the power of the loss, 1 over the true class's probability.",
                "The logarithm of it is wanted."),
        Mistake("logit-added", (lambda z, y: _log_sum_exp(z) + _picked(z, y), lambda z, y: _picked(z - z.max(axis=1, keepdims=True), y) + np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1)),
                                _quiet(lambda z, y: np.log(np.exp(z).sum(axis=1)) + _picked(z, y))),
                "The true class's logit is added to the log of the sum.",
                "A larger logit of the true class makes the loss smaller."),
        Mistake("no-logarithm", (lambda z, y: 1 - _picked(_softmax(z), y), lambda z, y: -_picked(_softmax(z), y), lambda z, y: _picked(_softmax(z), y),
                                 _quiet(lambda z, y: 1 - _picked(_naive_softmax(z), y))),
                "There is no logarithm: this is the true class's probability, or 1 minus it.",
                "The logarithm is what makes a confident mistake expensive."),
        Mistake("indices-exchanged", (lambda z, y: -_log_softmax(z)[y, np.arange(len(y))], _quiet(lambda z, y: -np.log(_softmax(z))[y, np.arange(len(y))])),
                "Row and column are exchanged: the label is used as the row.",
                "The first index is the row, the example's number; the label is the column."),
        Mistake("taken-flat", _on_log_probabilities(lambda lp, y: -np.take(lp, y)),
                "The labels count along the whole table, row after row, so that only its first numbers are taken.",
                "`np.take` without an axis lays the table out flat. Name row and column together."),
        Mistake("probability-times-log", (_quiet(lambda z, y: -_picked(_softmax(z) * np.log(_softmax(z)), y)), lambda z, y: -_picked(_softmax(z) * _log_softmax(z), y)),
                "The log-probability of the true class is multiplied by its probability.",
                "Before the log stands the target, which is 1 there."),
        Mistake("wrong-classes", (_quiet(lambda z, y: -np.log(1 - _picked(_softmax(z), y))),),
                "This is minus the log of 1 minus the true class's probability.",
                "It is small where it should be large. The log is taken of the true class's probability itself."),
        Mistake("zero-one", (lambda z, y: (z.argmax(axis=1) != y).astype(float),),
                "This says whether the answer is wrong: 1 or 0.",
                "That counts mistakes. Cross-entropy also says how sure the network was."),
        Mistake("hinge", tuple(lambda z, y, m=m: _hinge(z, y, m) for m in (1.0, 0.0)),
                "This is the hinge loss, which is 0 as soon as the true class leads by enough.",
                "Cross-entropy is minus the log of a probability, and never quite 0."),
        Mistake("mean-over-classes", _on_log_probabilities(lambda lp, y: -_picked(lp, y) / lp.shape[1]),
                "The loss is divided by the number of classes.",
                "The sum over the classes has a single term that is not 0, and nothing is divided."),
        Mistake("axis-kept", _on_log_probabilities(lambda lp, y: -_picked(lp, y)[:, None]),
                "The result has shape (N, 1), not (N,).",
                "Subtracted from something of shape (N,), such a result makes a table (N, N), without an error."),
        Mistake("not-picked", (*_on_log_probabilities(lambda lp, y: -lp), *_on_log_probabilities(lambda lp, y: lp + 0)),
                "These are the log-probabilities of all classes; the labels play no part.",
                "Of each row, the entry of its label is wanted."),
        Mistake("labels-ignored", (*_on_log_probabilities(lambda lp, y: -lp.sum(axis=1)), *_on_log_probabilities(lambda lp, y: -lp.mean(axis=1))),
                "The log-probabilities of all classes are added up or averaged; the labels play no part.",
                "Of each row, the entry of its label is wanted."),
        Mistake("first-class-only", (*_on_log_probabilities(lambda lp, y: -lp[:, 0]), *_on_log_probabilities(lambda lp, y: -lp[:, y[0]]), *_on_log_probabilities(lambda lp, y: -lp[:, y[-1]])),
                "The same column is taken in every row.",
                "Row i has a label of its own, `labels[i]`."),
        Mistake("classes-from-labels", _on_log_probabilities(lambda lp, y: -(_hot(y, int(y.max()) + 1) * lp).sum(axis=1)),
                "The one-hot table has only as many columns as the largest label asks for.",
                "A batch need not contain every class. How many there are is told by the logits' shape."),
        Mistake("softmax-twice", (lambda z, y: -_picked(_log_softmax(_softmax(z)), y),),
                "softmax is applied twice: the second time to probabilities.",
                "This function is given logits, and has softmax in it already."),
        Mistake("binary-cross-entropy", tuple(form for f in (lambda p, h: -(h * np.log(p) + (1 - h) * np.log(1 - p)).sum(axis=1),) for form in (
            _quiet(lambda z, y, f=f: f(_softmax(z), _hot(y, z.shape[1]))), lambda z, y, f=f: f(_softmax(z), _hot(y, z.shape[1]))))
                + (lambda z, y: np.logaddexp(0, np.where(_hot(y, z.shape[1]) == 1, -z, z)).sum(axis=1),),
                "The other classes count as well, with log(1 - p): this is the binary cross-entropy of each class, added up.",
                "Only the true class's log-probability counts. The others count through it: probabilities add up to 1."),
        Mistake("squared-difference", (lambda z, y: ((_softmax(z) - _hot(y, z.shape[1])) ** 2).sum(axis=1),),
                "This is the squared difference of the probabilities and the one-hot labels, the other loss.",
                "Cross-entropy takes the logarithm of the true class's probability."),
        Mistake("first-row-only", (lambda z, y: -_log_softmax(z)[0, y[0]], lambda z, y: -_log_softmax(z)[:1, y[0]], _quiet(lambda z, y: -np.log(_softmax(z))[0, y[0]])),
                "Only the first row has a result.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("integer-truncation", (lambda z, y: (0 - _picked(_log_softmax(z), y)).astype(y.dtype), lambda z, y: (0 - _picked(_log_softmax(z), y)).astype(z.dtype)),
                "The losses are cut to whole numbers: they are put into an array made like the labels, or like logits of whole numbers.",
                "`np.zeros_like(labels)` is an integer array. Ask for floats."),
    ),
)
