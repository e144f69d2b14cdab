"""Exercises of notebook 00: scaling rows, standardising columns."""

import numpy as np

from ..checking import Case, Exercise, Mistake, torch

# ---------------------------------------------------------------- scale_rows


def _scale_rows_cases(rng):
    return [
        Case(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 100.0]), note="2 rows, by hand"),
        Case(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([2.0, 0.0, -1.0]), note="3 rows of 2, by hand"),
        Case(np.array([[2.0, 4.0, 8.0]]), np.array([3.0]), note="a single row", about="a single row"),
        Case(np.array([[1.0], [2.0], [3.0]]), np.array([3.0, 5.0, 7.0]), note="a single column", about="a single column"),
        Case(np.array([[1, 2, 3], [4, 5, 6], [1, 2, 3]]), np.array([0.5, 1.5, 2.5]), note="whole numbers in X, two rows alike, and fractions in s",
             about="an integer array as X"),
        Case(np.array([[0.5, 1.5], [2.5, 3.5]]), np.array([2, 3]), note="fractions in X, whole numbers in s", about="an integer array as s"),
        Case(rng.normal(size=(2, 5)), np.ones(2), note="factors of one: nothing to do", about="factors that are all 1"),
        Case(rng.normal(size=(4, 4)), rng.normal(size=4), note="as many rows as columns"),
        Case(rng.normal(size=(5, 3)).astype(np.float32), rng.normal(size=5).astype(np.float32), note="5 x 3, float32"),
        Case(rng.normal(size=(40, 7)), rng.normal(size=40), note="40 x 7, random"),
    ]


def _scale_rows_sum(args, index):
    X, s = args
    i, j = index
    return f"X[{i}, {j}] * s[{i}] = {X[i, j]:g} * {s[i]:g} = {X[i, j] * s[i]:g}"


def _column_by_column(X, s):
    """Column j times `s[j]` in a loop: an IndexError where there are more columns than factors."""
    out = X.astype(float)
    for j in range(X.shape[1]):
        out[:, j] *= s[j]
    return out


def _loop_into_zeros_like(X, s):
    out = np.zeros_like(X)
    for i in range(len(X)):
        out[i] = X[i] * s[i]
    return out


def _only_rows(rows):
    """Scales those rows (a slice) and leaves the others as they are."""
    def scale(X, s):
        out = X.astype(float)
        out[rows] *= s[rows, None]
        return out
    return scale


scale_rows = Exercise(
    name="scale_rows",
    notebook="00_start_here",
    parameters="X, s",
    reference=lambda X, s: torch.diag(s) @ X,
    cases=_scale_rows_cases,
    inputs={"X": ("N", "d"), "s": ("N",)},
    output=("N", "d"),
    arithmetic=_scale_rows_sum,
    hints=(
        "`X` has shape (N, d) and `s` has shape (N,). numpy lines shapes up from the right: which axis of `X` does `s` meet?",
        "Give `s` a second axis of length 1, so that its N entries stand one to a row. Indexing with `None` (`np.newaxis`) adds an axis.",
        "`s[:, None]` has shape (N, 1). Multiplied with an (N, d) array, each of its entries is repeated along its row.",
    ),
    mistakes=(
        Mistake("scales-columns", (lambda X, s: X * s, lambda X, s: (X.T * s[:, None]).T, lambda X, s: X @ np.diag(s), _column_by_column),
                "This scales the columns: column j is multiplied by `s[j]`, where row i was to be multiplied by `s[i]`.",
                "numpy lines up shapes from the right, so an `s` of shape (N,) meets the last axis of `X`. With as many rows as columns it "
                "goes through without a word. `s` has to be made to stand upright, one entry to a row. (A diagonal matrix on the right, `X @ np.diag(s)`, "
                "acts on columns too, and so does a loop that takes `s` by the column's index.)"),
        Mistake("upright-where-needed", lambda X, s: X * s if X.shape[1] == len(s) else X * s[:, None],
                "Where there are as many columns as factors this scales the columns, elsewhere the rows.",
                "That shapes fit does not make a product the right one. `s` has one entry a row, whatever the shape of `X`: it always has to stand upright."),
        Mistake("last-row-everywhere", lambda X, s: np.tile(X[-1] * s[-1], (len(X), 1)),
                "Every row of the result is that of the last row.",
                "Perhaps one list or array is used for all rows: `[[0] * d] * N` is one row N times over, and one that is appended again and again is still the same. "
                "Each row needs a list of its own."),
        Mistake("factors-multiplied-up", lambda X, s: X * np.cumprod(s)[:, None],
                "Row i is multiplied by its own factor and by those of all the rows before it.",
                "Row i is multiplied by `s[i]` alone. Perhaps a variable is multiplied on from row to row."),
        Mistake("not-transposed-back", lambda X, s: X.T * s,
                "The numbers are right, but the result is still transposed.",
                "In `X.T` the rows of `X` are columns, which is why a flat `s` fits. What comes out has shape (d, N) and has to be turned back."),
        Mistake("sums-rows", lambda X, s: s @ X,
                "This adds the scaled rows up: one row is left, the sum of all `s[i] * X[i]`.",
                "A matrix product, such as `s @ X`, multiplies and then adds. Here nothing is to be added: each row stays a row."),
        Mistake("matrix-vector-product", lambda X, s: X @ s,
                "This is the matrix product `X @ s`: column j meets `s[j]`, and each row is summed up to one number.",
                "Row i is to be multiplied by `s[i]`, entry by entry, and the result keeps the shape of `X`."),
        Mistake("row-sums", lambda X, s: (X * s[:, None]).sum(axis=1),
                "The rows are scaled, and then summed: one number a row is left.",
                "The result keeps the shape of `X`."),
        Mistake("outer-product", lambda X, s: X[:, :1] * s,
                "This multiplies the first column of `X` with every entry of `s`: a table of products, N x N.",
                "Each entry of row i meets `s[i]` and no other factor."),
        Mistake("adds", lambda X, s: X + s[:, None],
                "The factor is added to the row, not multiplied with it.",
                "`s` stands on the right axis; the operation is the wrong one."),
        Mistake("subtracts", lambda X, s: X - s[:, None],
                "The factor is subtracted from the row, not multiplied with it.",
                "`s` stands on the right axis; the operation is the wrong one."),
        Mistake("divides", (lambda X, s: X / s[:, None], lambda X, s: X / np.where(s == 0, np.inf, s)[:, None]),
                "The row is divided by its factor.",
                "Row i is to be `s[i]` times what it was."),
        Mistake("raised-to-a-power", lambda X, s: X ** s[:, None].astype(float),
                "The row is raised to the power of its factor.",
                "`**` is the power, `*` the product."),
        Mistake("scales-twice", lambda X, s: X * s[:, None] ** 2,
                "Each row is multiplied by its factor twice.",
                "Perhaps a loop over the columns scales the whole row again in each turn, or the product is taken of an array that is scaled already."),
        Mistake("scaled-row-added", lambda X, s: X + X * s[:, None],
                "The scaled row is added to the row as it was: row i comes out 1 + `s[i]` times what it was.",
                "Perhaps `+=` stands where `=` belongs, in an array that began as a copy of `X`."),
        Mistake("first-factor-only", lambda X, s: X * s[0],
                "Every row is multiplied by the first factor, `s[0]`.",
                "Each row has a factor of its own."),
        Mistake("last-factor-only", lambda X, s: X * s[-1],
                "Every row is multiplied by the last factor, `s[-1]`.",
                "Each row has a factor of its own. Perhaps a loop multiplies the whole of `X` in each turn, and what it made in the last one is all that is "
                "left."),
        Mistake("all-factors", lambda X, s: X * np.prod(s),
                "Every row is multiplied by all the factors.",
                "Row i is multiplied by `s[i]` alone. Perhaps a loop multiplies the whole of `X` in each turn."),
        Mistake("total-factor", (lambda X, s: X * s.sum(), lambda X, s: X * s.mean()),
                "Every row is multiplied by the same number, the sum or the mean of all factors.",
                "Row i is multiplied by `s[i]` alone."),
        Mistake("first-row-only", _only_rows(slice(0, 1)),
                "Only the first row is scaled.",
                "Perhaps a `return` stands inside the loop, where it ends the function in the first turn."),
        Mistake("last-row-left-out", _only_rows(slice(0, -1)),
                "The last row is left as it was.",
                "Perhaps the loop ends too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("first-row-left-out", _only_rows(slice(1, None)),
                "The first row is left as it was.",
                "Perhaps the loop begins at 1: the first row is row 0."),
        Mistake("factors-only", lambda X, s: np.repeat(s[:, None], X.shape[1], axis=1).astype(float),
                "The result holds the factors themselves, and nothing of `X`.",
                "The factors, spread out over the rows, are still to be multiplied with `X`."),
        Mistake("integer-truncation", _loop_into_zeros_like,
                "With whole numbers in `X` the fractions are cut off: the result is put into an integer array.",
                "`np.zeros_like(X)` and `X.copy()` have the dtype of `X`, and an integer array rounds all that is written into it toward zero. "
                "Ask for floats, or let numpy choose by computing the whole array at once."),
        Mistake("integer-factors", lambda X, s: X * s.astype(int)[:, None],
                "The factors are cut to whole numbers.",
                "A factor of 0.5 becomes 0 when it is made an integer."),
        Mistake("reversed-factors", lambda X, s: X * s[::-1][:, None],
                "The factors are used in reverse order: the first row gets the last factor.",
                "Row i belongs to `s[i]`."),
        Mistake("shifted-factors", (lambda X, s: X * np.roll(s, 1)[:, None], lambda X, s: X * np.roll(s, -1)[:, None]),
                "The factors are off by one row: a row gets the factor of its neighbour.",
                "Row i belongs to `s[i]`, and both are counted from 0."),
        Mistake("absolute-factors", lambda X, s: X * np.abs(s)[:, None],
                "Negative factors are used without their sign.",
                "A factor of -1 turns a row around."),
        Mistake("normalised-factors", lambda X, s: X * (s / (np.abs(s).sum() or 1))[:, None],
                "The factors are divided by their sum first.",
                "`s[i]` is used as it is."),
    ),
)

# ---------------------------------------------------------------- standardize


def _standardize_cases(rng):
    tiny = rng.normal(size=(6, 3)) * np.array([1.0, 1e-6, 100.0])
    return [
        Case(np.array([[1.0], [3.0]]), note="one column of two numbers, by hand"),
        Case(np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0], [7.0, 60.0]]), note="4 rows of 2, by hand"),
        Case(np.array([[2.0, 5.0], [4.0, 5.0], [9.0, 5.0]]), note="a constant column beside another", about="a constant column"),
        Case(np.array([[0.0, 1.0], [0.0, 3.0], [0.0, 8.0]]), note="a column of zeros beside another", about="a constant column"),
        Case(np.array([[1, 4, -2], [2, 4, 0], [4, 4, 7], [8, 4, 3]]), note="whole numbers, one column constant", about="an integer array"),
        Case(np.array([[3.0, -1.0, 2.0]]), note="a single row: every column is constant", about="a single row"),
        Case(rng.normal(size=(4, 4)) * 3 + 1, note="as many rows as columns"),
        Case(tiny, note="columns of very different scale: 1, 0.000001 and 100", about="a column of very small numbers"),
        Case(np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]]), note="standardised already: nothing to do",
             about="columns that are standardised already"),
        Case((rng.normal(size=(7, 3)) + 0.5).astype(np.float32), note="7 x 3, float32"),
        Case(rng.gamma(2.0, size=(50, 6)) * np.arange(1, 7), note="50 x 6, skewed"),
    ]


def _standardize_reference(X):
    spread = X.std(dim=0, correction=0)
    return torch.where(spread == 0, torch.zeros_like(X), (X - X.mean(dim=0)) / torch.where(spread == 0, torch.ones_like(spread), spread))


def _standardize_sum(args, index):
    X, = args
    i, j = index
    column = X[:, j].astype(float)
    if column.std() == 0:
        return f"column {j} is constant, so it becomes zeros"
    return (f"column {j} has mean {column.mean():.6g} and population standard deviation {column.std():.6g}: "
            f"({X[i, j]:.6g} - {column.mean():.6g}) / {column.std():.6g} = {(X[i, j] - column.mean()) / column.std():.6g}")


def _safe(spread):
    return np.where(spread == 0, 1, spread)


def _center(X, axis=0):
    return X - X.mean(axis=axis, keepdims=True)


def _divided(centre, spread):
    """A mistake, `centre(X) / spread(X)`, in the ways there are to treat a constant column:
    divide it by 1, put zeros there, or not at all."""
    return (lambda X: centre(X) / _safe(spread(X)),
            lambda X: np.where(X.std(axis=0) == 0, 0, centre(X) / _safe(spread(X))),
            lambda X: centre(X) / spread(X))


def _deviation(X):
    return X.std(axis=0)


def _sample_deviation(X):
    return np.sqrt((_center(X) ** 2).sum(axis=0) / max(len(X) - 1, 1))


def _nan_sample_deviation(X):
    return X.std(axis=0, ddof=1)        # nan for a single row


def _mean_by_columns(X):
    return X.sum(axis=0) / X.shape[1]


def _around(X, mean, count):
    """The root of the summed squared distances from `mean` over `count`."""
    return np.sqrt(((X - mean) ** 2).sum(axis=0) / count)


def _zero_division(X):
    """Python's own numbers, which raise where numpy's give nan."""
    out = []
    for column in X.T.tolist():
        mean = sum(column) / len(column)
        spread = (sum((v - mean) ** 2 for v in column) / len(column)) ** 0.5
        out.append([(v - mean) / spread for v in column])
    return np.array(out).T


def _unless(some_constant, otherwise):
    """The right values, without a guard, unless `some_constant(X.std(axis=0) == 0)`."""
    return lambda X: otherwise(X) if some_constant(_deviation(X) == 0) else _center(X) / _deviation(X)


def _into_integers(X):
    out = np.zeros_like(X)
    for j in range(X.shape[1]):
        column = X[:, j]
        if column.std() != 0:
            out[:, j] = (column - column.mean()) / column.std()
    return out


def _keep_constant(X):
    return np.where(X.std(axis=0) == 0, X, _center(X) / _safe(X.std(axis=0)))


_SMALL = tuple(10.0 ** -power for power in range(3, 13))

standardize = Exercise(
    name="standardize",
    notebook="00_start_here",
    parameters="X",
    reference=_standardize_reference,
    cases=_standardize_cases,
    inputs={"X": ("N", "d")},
    output=("N", "d"),
    arithmetic=_standardize_sum,
    hints=(
        "Two numbers a column are needed: its mean and its standard deviation. Which `axis` runs down a column?",
        "`X.mean(axis=0)` has one entry a column, shape (d,), and lines up with the last axis of `X`. Subtract first, then divide.",
        "Where the standard deviation is exactly 0, divide by 1 instead: the column minus its mean is zeros already. `np.where(std == 0, 1, std)` does that.",
    ),
    mistakes=(
        Mistake("rows-not-columns", (lambda X: _center(X, 1) / _safe(X.std(axis=1, keepdims=True)), lambda X: _center(X, 1) / X.std(axis=1, keepdims=True),
                                     lambda X: (X - X.mean(axis=1)) / _safe(X.std(axis=1)), lambda X: (X - X.mean(axis=1)) / X.std(axis=1)),
                "The mean and the standard deviation are taken of each row, not of each column.",
                "`axis` names the axis that disappears: `axis=0` runs down the rows and leaves one number a column."),
        Mistake("whole-array", (lambda X: (X - X.mean()) / _safe(X.std()), lambda X: (X - X.mean()) / X.std()),
                "One mean and one standard deviation are taken of the whole array.",
                "Each column has its own; `axis` says along which axis to average."),
        Mistake("whole-array-deviation", (*_divided(_center, lambda X: X.std()), *_divided(_center, lambda X: _center(X).std())),
                "The means are taken column by column, but the standard deviation is one number for the whole array.",
                "Give `std` the same `axis` as `mean`."),
        Mistake("whole-array-mean", _divided(lambda X: X - X.mean(), _deviation),
                "The standard deviations are taken column by column, but the mean is one number for the whole array.",
                "Give `mean` the same `axis` as `std`."),
        Mistake("sample-deviation", (*_divided(_center, _sample_deviation), *_divided(_center, _nan_sample_deviation)),
                "This divides by the sample standard deviation: the squares are averaged over N - 1.",
                "The population standard deviation is asked for, with N below the line: numpy's own default, `ddof=0`."),
        Mistake("divides-by-variance", _divided(_center, lambda X: X.var(axis=0)),
                "The columns are divided by their variance, not by its square root.",
                "The variance is in squared units. After division by the standard deviation the numbers have spread 1."),
        Mistake("divides-by-root-deviation", _divided(_center, lambda X: np.sqrt(X.std(axis=0))),
                "The columns are divided by the square root of their standard deviation.",
                "`std` has the root in it already; it is `var` that needs one."),
        Mistake("divides-by-standard-error", _divided(_center, lambda X: X.std(axis=0) / np.sqrt(len(X))),
                "The columns are divided by the standard deviation over the root of N, which is the standard error of their mean.",
                "After division by the standard deviation itself the numbers have spread 1."),
        Mistake("wrong-count", (*_divided(lambda X: X - _mean_by_columns(X), lambda X: _around(X, _mean_by_columns(X), X.shape[1])),
                                *_divided(lambda X: X - _mean_by_columns(X), _deviation),
                                *_divided(_center, lambda X: _around(X, X.mean(axis=0), X.shape[1]))),
                "A sum down a column is divided by the number of columns, d.",
                "A column has N entries, one a row: its mean is its sum over N."),
        Mistake("not-divided", lambda X: _center(X),
                "The mean is subtracted, but nothing is divided.",
                "The columns have mean 0 now, and still the spread they had."),
        Mistake("not-centred", _divided(lambda X: X, _deviation),
                "The columns are divided by their standard deviation, but their mean is not taken away first.",
                "Mean 0 is asked for as well as standard deviation 1; a constant column minus its mean is zeros."),
        Mistake("constant-column-nan", (lambda X: _center(X) / X.std(axis=0), _unless(np.all, lambda X: np.zeros(X.shape)), _zero_division),
                "A constant column is divided by its standard deviation, which is 0.",
                "0 divided by 0 is nan for numpy, and an error for Python's own numbers. Such a column is to become zeros, so something other than 0 has to "
                "stand below the line there: column by column, for one may be constant and another not."),
        Mistake("one-constant-column-decides", (_unless(np.any, lambda X: np.zeros(X.shape)), _unless(np.any, _center), _unless(np.any, lambda X: X + 0)),
                "As soon as one column is constant, no column is standardised.",
                "Each column is treated by itself: a constant one becomes zeros, and those beside it are standardised all the same."),
        Mistake("constant-column-kept", _keep_constant,
                "A constant column is left as it was.",
                "It is to become zeros: that is what is left of it when its mean is taken away."),
        Mistake("constant-column-ones", lambda X: np.where(X.std(axis=0) == 0, 1, _center(X) / _safe(X.std(axis=0))),
                "A constant column comes out as ones.",
                "It is to become zeros."),
        Mistake("constant-column-dropped", lambda X: (_center(X) / _safe(X.std(axis=0)))[:, X.std(axis=0) != 0],
                "A constant column is left out of the result.",
                "The result has the shape of `X`, with zeros in that column."),
        Mistake("small-number-added",
                (*(lambda X, e=e: _center(X) / (X.std(axis=0) + e) for e in _SMALL),
                 *(lambda X, e=e: _center(X) / np.sqrt(X.var(axis=0) + e) for e in _SMALL)),
                "A small number is added below the line, so no column comes out with a spread of exactly 1.",
                "For a column of very small numbers the addition is not small at all. Only a standard deviation of exactly 0 needs care."),
        Mistake("small-column-zeroed", (lambda X: np.where(X.std(axis=0) < 1e-5, 0, _center(X) / _safe(X.std(axis=0))),
                                        lambda X: _center(X) / np.where(X.std(axis=0) < 1e-5, 1, X.std(axis=0))),
                "A column of very small numbers is taken for a constant one.",
                "Its standard deviation is small, but it is not 0. Compare with 0 itself."),
        Mistake("min-max", _divided(lambda X: X - X.min(axis=0), lambda X: X.max(axis=0) - X.min(axis=0)),
                "This moves each column into the range from 0 to 1 (min-max scaling).",
                "Standardising is about the mean and the standard deviation."),
        Mistake("divides-by-largest", (*_divided(lambda X: X, lambda X: np.abs(X).max(axis=0)), *_divided(_center, lambda X: np.abs(X).max(axis=0)),
                                       *_divided(_center, lambda X: np.abs(_center(X)).max(axis=0))),
                "The columns are divided by their largest size.",
                "Standardising is about the mean and the standard deviation: one far entry would squeeze all the others."),
        Mistake("last-column-for-all", tuple(lambda X, f=f: (X - X[:, -1].mean()) / f(X[:, -1].std()) for f in (_safe, lambda deviation: deviation)),
                "The mean and the standard deviation of the last column are used for every column.",
                "Each column has its own. Perhaps a variable is used after the loop that set it: it holds what the last turn left there."),
        Mistake("small-deviations-kept", tuple(lambda X, c=c: _center(X) / np.maximum(X.std(axis=0), c) for c in (1, 0.1, 0.01, 1e-3, 1e-4, 1e-5)),
                "Small standard deviations are replaced by a larger number, so columns with little spread keep it.",
                "Every column that is not constant comes out with standard deviation 1, however small its numbers are. Only one of exactly 0 needs care."),
        Mistake("mean-put-back", lambda X: _center(X) / _safe(X.std(axis=0)) + X.mean(axis=0),
                "The mean is added again at the end.",
                "The columns are to have mean 0."),
        Mistake("divides-by-range", _divided(_center, lambda X: X.max(axis=0) - X.min(axis=0)),
                "The columns are divided by their range, largest minus smallest.",
                "The standard deviation is the root of the mean squared distance from the mean."),
        Mistake("divides-by-norm", _divided(_center, lambda X: np.linalg.norm(_center(X), axis=0)),
                "The columns are divided by their length, the root of the *sum* of squares.",
                "The standard deviation is the root of the *mean* of squares: a factor of the root of N lies between them."),
        Mistake("divides-by-sum", _divided(lambda X: X, lambda X: X.sum(axis=0)),
                "Each entry is divided by the sum of its column: these are shares.",
                "Standardising is about the mean and the standard deviation."),
        Mistake("mean-absolute-deviation", _divided(_center, lambda X: np.abs(_center(X)).mean(axis=0)),
                "The columns are divided by the mean of their absolute distances from the mean.",
                "The standard deviation squares the distances, averages, and takes the root."),
        Mistake("divides-by-mean-square", _divided(_center, lambda X: np.sqrt((X.astype(float) ** 2).mean(axis=0))),
                "The columns are divided by the root of their mean square, with the squares taken before the mean was subtracted.",
                "The standard deviation is about the distances from the mean."),
        Mistake("mean-not-squared", _divided(_center, lambda X: np.sqrt((X.astype(float) ** 2).mean(axis=0) - X.mean(axis=0))),
                "The variance is taken as the mean of the squares minus the mean.",
                "By that road it is the mean of the squares minus the *square* of the mean."),
        Mistake("divides-before-subtracting", lambda X: np.where(X.std(axis=0) == 0, 0, X / _safe(X.std(axis=0)) - X.mean(axis=0)),
                "The division comes before the subtraction: the mean is subtracted in its old units from columns in new ones.",
                "Subtract first; or put brackets around the subtraction, for `/` binds more strongly than `-`."),
        Mistake("precedence", (lambda X: X - X.mean(axis=0) / _safe(X.std(axis=0)), lambda X: X - X.mean(axis=0) / X.std(axis=0)),
                "Only the mean is divided: `X - mean / std` is `X - (mean / std)`.",
                "`/` binds more strongly than `-`. Put brackets around the subtraction."),
        Mistake("multiplies", lambda X: _center(X) * X.std(axis=0),
                "The columns are multiplied by their standard deviation.",
                "To bring a spread to 1 it has to be divided out."),
        Mistake("median", _divided(lambda X: X - np.median(X, axis=0), _deviation),
                "The median is subtracted in place of the mean.",
                "The column is to have mean 0."),
        Mistake("sum-for-mean", _divided(lambda X: X - X.sum(axis=0), _deviation),
                "The sum of each column is subtracted, not its mean.",
                "The column is to have mean 0: what has to be taken away is the sum over N."),
        Mistake("adds-mean", _divided(lambda X: X + X.mean(axis=0), _deviation),
                "The mean is added to each column, not subtracted.",
                "The column is to have mean 0; now its mean is twice as far from it as before."),
        Mistake("mean-rounded-down", (*_divided(lambda X: X - X.sum(axis=0) // len(X), _deviation),
                                      *_divided(lambda X: X - X.sum(axis=0) // len(X), lambda X: _around(X, X.sum(axis=0) // len(X), len(X)))),
                "The mean is rounded down to a whole number.",
                "`//` divides and rounds down; `/` keeps the fraction."),
        Mistake("sign", _divided(lambda X: -_center(X), _deviation),
                "The sign is turned around: this is the mean minus the entry.",
                "An entry above the mean comes out positive."),
        Mistake("clipped", tuple(lambda X, c=c: np.clip(_center(X) / _safe(X.std(axis=0)), -c, c) for c in (1, 2, 3)),
                "The result is cut off at a largest and a smallest value.",
                "Every entry keeps its distance from the mean, however large it is."),
        Mistake("integer-truncation", _into_integers,
                "With whole numbers in `X` the fractions are cut off: the result is put into an integer array.",
                "`np.zeros_like(X)` and `X.copy()` have the dtype of `X`, and an integer array rounds all that is written into it toward zero."),
        Mistake("not-transposed-back", lambda X: (_center(X) / _safe(X.std(axis=0))).T,
                "The numbers are right, but the result is transposed.",
                "Turn it back before it is returned."),
    ),
)
