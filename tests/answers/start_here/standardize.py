"""Students' answers to `standardize`."""
# ruff: noqa: F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("standardize")
def standardize_safe_divisor(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X - mean) / std


@right("standardize")
def standardize_where(X):
    mu, sigma = np.mean(X, axis=0, keepdims=True), np.std(X, axis=0, keepdims=True)
    return (X - mu) / np.where(sigma == 0, 1.0, sigma)


@right("standardize")
def standardize_where_after(X):
    std = X.std(0)
    return np.where(std == 0, 0, (X - X.mean(0)) / std)


@right("standardize")
def standardize_nan_to_num(X):
    return np.nan_to_num((X - X.mean(axis=0)) / X.std(axis=0))


@right("standardize")
def standardize_loops(X):
    N, d = X.shape
    out = np.zeros((N, d))
    for j in range(d):
        total = 0.0
        for i in range(N):
            total += X[i, j]
        mean = total / N
        variance = 0.0
        for i in range(N):
            variance += (X[i, j] - mean) ** 2
        std = math.sqrt(variance / N)
        for i in range(N):
            if std > 0:
                out[i, j] = (X[i, j] - mean) / std
    return out


@right("standardize")
def standardize_divide_where(X):
    centred = X - X.mean(axis=0)
    std = X.std(axis=0)
    return np.divide(centred, std, out=np.zeros_like(centred), where=std != 0)


@right("standardize")
def standardize_columns(X):
    columns = []
    for column in X.T:
        if column.std() == 0:
            columns.append(np.zeros(len(column)))
        else:
            columns.append((column - column.mean()) / column.std())
    return np.column_stack(columns)


@right("standardize")
def standardize_masks(X):
    out = X - X.mean(axis=0)
    varies = X.std(axis=0) > 0
    out[:, varies] /= X.std(axis=0)[varies]
    out[:, ~varies] = 0
    return out


@right("standardize")
def standardize_einsum(X):
    Z = X - X.mean(axis=0)
    variance = np.einsum("nd,nd->d", Z, Z) / len(X)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(variance > 0, Z / np.sqrt(variance), 0.0)


@right("standardize")
def standardize_by_its_rows(X):
    Xt = X.T.astype(float).copy()
    for row in Xt:
        row -= row.mean()
        scale = np.sqrt((row ** 2).mean())
        if scale:
            row /= scale
    return Xt.T


@right("standardize")
def standardize_apply_along_axis(X):
    def one_column(x):
        s = x.std()
        return (x - x.mean()) / s if s != 0 else np.zeros(x.shape)
    return np.apply_along_axis(one_column, 0, X)


@right("standardize")
def standardize_lists(X):
    def column(values):
        n = len(values)
        mean = sum(values) / n
        std = (sum((v - mean) ** 2 for v in values) / n) ** 0.5
        return [0.0 if std == 0 else (v - mean) / std for v in values]
    return [list(row) for row in zip(*(column(list(c)) for c in X.T.tolist()))]


@right("standardize")
def standardize_constant_by_range(X):
    constant = X.max(axis=0) == X.min(axis=0)
    std = np.where(constant, 1, np.std(X, axis=0))
    return np.where(constant, 0, (X - np.mean(X, axis=0)) / std)


@right("standardize")
def standardize_variance_formula(X):
    X = X.astype(np.longdouble)
    mean = X.mean(axis=0)
    variance = ((X - mean) ** 2).sum(axis=0) / X.shape[0]
    variance[variance == 0] = np.inf
    return ((X - mean) / variance ** 0.5).astype(float)


@right("standardize")
def standardize_ddof_zero(X):
    std = np.std(X, axis=0, ddof=0)
    std = std + (std == 0)
    return (X - np.average(X, axis=0)) / std


class Standardizer:
    def fit(self, X):
        self.mean_, self.scale_ = X.mean(axis=0), X.std(axis=0)
        self.scale_[self.scale_ == 0.0] = 1.0
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_

    def __call__(self, X):
        return self.fit(X).transform(X)


right("standardize")(Standardizer())
right("standardize")(lambda X: (X - X.mean(0)) / (X.std(0) + (X.std(0) == 0)))


@right("standardize")
def standardize_in_place_on_a_copy(X):
    X = np.array(X, dtype=float)
    X -= X.mean(axis=0)
    std = X.std(axis=0)
    X /= np.where(std > 0, std, 1)
    return X


@right("standardize")
def standardize_try(X):
    result = np.empty(X.shape)
    for j in range(X.shape[1]):
        values = [float(v) for v in X[:, j]]
        mean = math.fsum(values) / len(values)
        std = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
        try:
            result[:, j] = [(v - mean) / std for v in values]
        except ZeroDivisionError:
            result[:, j] = 0
    return result


@right("standardize")
def standardize_tiny_threshold(X):
    std = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(std < 1e-12, 1, std)


@right("standardize")
def standardize_matrix(X):
    X = np.matrix(X)
    std = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(std == 0, 1, std)


@right("standardize")
def standardize_tuples(X):
    std = X.std(axis=0)
    std[std == 0] = 1
    return tuple(tuple(row) for row in (X - X.mean(axis=0)) / std)


# ---------------------------------------------------------------- wrong


@wrong("standardize", "whole-array")
def standardize_whole_array(X):
    """The mean and deviation of the whole array, not of each column."""
    return (X - X.mean()) / X.std()


@wrong("standardize", "whole-array")
def standardize_whole_array_guarded(X):
    """The mean and deviation of the whole array, with the guard for a deviation of zero."""
    mean, std = np.mean(X), np.std(X)
    if std == 0:
        return np.zeros(X.shape)
    return (X - mean) / std


@wrong("standardize", "rows-not-columns")
def standardize_rows(X):
    """axis=1: rows instead of columns."""
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std[std == 0] = 1
    return (X - mean) / std


@wrong("standardize", "rows-not-columns")
def standardize_rows_loop(X):
    """Walks over the rows instead of the columns."""
    out = np.zeros(X.shape)
    for i, row in enumerate(X):
        if row.std() > 0:
            out[i] = (row - row.mean()) / row.std()
    return out


@wrong("standardize", "rows-not-columns")
def standardize_rows_broadcast(X):
    """axis=1 without keepdims: the shapes do not meet."""
    return (X - X.mean(axis=1)) / X.std(axis=1)


@wrong("standardize", "sample-deviation")
def standardize_sample_deviation(X):
    """ddof=1: the sample's standard deviation, not the population's."""
    std = X.std(axis=0, ddof=1)
    std[std == 0] = 1
    return (X - X.mean(axis=0)) / std


@wrong("standardize", "sample-deviation")
def standardize_sample_deviation_guarded(X):
    """Divides by N - 1, and knows of the batch of one."""
    Z = X - X.mean(axis=0)
    std = np.sqrt((Z ** 2).sum(axis=0) / max(len(X) - 1, 1))
    return Z / np.where(std == 0, 1, std)


@wrong("standardize", "sample-deviation")
def standardize_sample_deviation_loop(X):
    """Divides by N - 1 in the loop's variance."""
    out = np.zeros(X.shape)
    N = X.shape[0]
    for j in range(X.shape[1]):
        m = sum(X[:, j]) / N
        v = sum((X[i, j] - m) ** 2 for i in range(N)) / (N - 1)
        if v > 0:
            out[:, j] = (X[:, j] - m) / v ** 0.5
    return out


@wrong("standardize", "sample-deviation")
def standardize_sample_deviation_statistics(X):
    """statistics.stdev is the sample's deviation."""
    import statistics
    out = []
    for column in X.T.astype(float).tolist():
        s = statistics.stdev(column) if len(column) > 1 else 0
        m = statistics.mean(column)
        out.append([(v - m) / s if s else 0 for v in column])
    return np.array(out).T


@wrong("standardize", "divides-by-variance")
def standardize_variance(X):
    """Divides by the variance."""
    var = X.var(axis=0)
    var[var == 0] = 1
    return (X - X.mean(axis=0)) / var


@wrong("standardize", "divides-by-variance")
def standardize_variance_loop(X):
    """Forgets the root."""
    out = np.zeros(X.shape)
    for j in range(X.shape[1]):
        z = X[:, j] - X[:, j].mean()
        v = (z ** 2).mean()
        if v != 0:
            out[:, j] = z / v
    return out


@wrong("standardize", "divides-by-variance")
def standardize_variance_einsum(X):
    """Forgets the root, in an einsum."""
    Z = X - X.mean(0)
    v = np.einsum("ij,ij->j", Z, Z) / len(X)
    return Z / np.where(v == 0, 1, v)


@wrong("standardize", "constant-column-nan")
def standardize_no_guard(X):
    """Constant columns come out as nan."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


@wrong("standardize", "constant-column-nan")
def standardize_no_guard_loop(X):
    """Constant columns come out as nan, in a loop."""
    out = np.zeros(X.shape)
    for j in range(X.shape[1]):
        out[:, j] = (X[:, j] - np.mean(X[:, j])) / np.std(X[:, j])
    return out


@wrong("standardize", "constant-column-nan")
def standardize_no_guard_python(X):
    """Python numbers: a constant column is a division by zero."""
    out = []
    for column in X.T.tolist():
        m = sum(column) / len(column)
        s = (sum((v - m) ** 2 for v in column) / len(column)) ** 0.5
        out.append([(v - m) / s for v in column])
    return np.array(out).T


@wrong("standardize", "constant-column-nan")
def standardize_no_guard_silenced(X):
    """Silences the warning; the nan stays."""
    with np.errstate(all="ignore"):
        return (X - X.mean(axis=0)) / X.std(axis=0)


@wrong("standardize", "constant-column-ones")
def standardize_constant_to_one(X):
    """Constant columns become ones."""
    std = X.std(axis=0)
    out = (X - X.mean(axis=0)) / np.where(std == 0, 1, std)
    out[:, std == 0] = 1
    return out


@wrong("standardize", "constant-column-kept")
def standardize_constant_kept(X):
    """Constant columns stay as they are."""
    out = X.astype(float)
    for j in range(X.shape[1]):
        if X[:, j].std() != 0:
            out[:, j] = (X[:, j] - X[:, j].mean()) / X[:, j].std()
    return out


@wrong("standardize", "constant-column-kept")
def standardize_constant_kept_where(X):
    """Constant columns stay as they are, with np.where."""
    std = X.std(axis=0)
    return np.where(std == 0, X, (X - X.mean(axis=0)) / np.where(std == 0, 1, std))


@wrong("standardize", "constant-column-dropped")
def standardize_constant_dropped(X):
    """Constant columns are left out."""
    std = X.std(axis=0)
    X = X[:, std > 0]
    return (X - X.mean(axis=0)) / X.std(axis=0)


@wrong("standardize", "small-number-added")
def standardize_small_epsilon(X):
    """The internet's recipe: an epsilon in the divisor."""
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)


@wrong("standardize", "small-number-added")
def standardize_large_epsilon(X):
    """An epsilon in the divisor, large enough to matter."""
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-3)


@wrong("standardize", "small-number-added")
def standardize_batch_norm(X):
    """Batch normalisation's epsilon under the root."""
    return (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-5)


@wrong("standardize", "not-centred")
def standardize_no_centre(X):
    """Divides and does not subtract the mean."""
    std = X.std(axis=0)
    return X / np.where(std == 0, 1, std)


@wrong("standardize", "not-divided")
def standardize_only_centre(X):
    """Subtracts the mean and does not divide."""
    return X - X.mean(axis=0)


@wrong("standardize", "not-divided")
def standardize_only_centre_loop(X):
    """Subtracts the mean and does not divide, in a loop."""
    columns = [X[:, j] - sum(X[:, j]) / len(X) for j in range(X.shape[1])]
    return np.stack(columns, axis=1)


@wrong("standardize", "precedence")
def standardize_precedence(X):
    """The brackets are missing: only the mean is divided."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return X - X.mean(axis=0) / std


@wrong("standardize", "sign")
def standardize_sign(X):
    """mean - X: the sign is the wrong way round."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X.mean(axis=0) - X) / std


@wrong("standardize", "adds-mean")
def standardize_adds_mean(X):
    """Adds the mean."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X + X.mean(axis=0)) / std


@wrong("standardize", "multiplies")
def standardize_multiplies(X):
    """Multiplies by the deviation."""
    return (X - X.mean(axis=0)) * X.std(axis=0)


@wrong("standardize", "min-max")
def standardize_min_max(X):
    """Scales to 0..1."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / np.where(high == low, 1, high - low)


@wrong("standardize", "min-max")
def standardize_min_max_loop(X):
    """Scales to 0..1, column by column."""
    out = np.zeros(X.shape)
    for j in range(X.shape[1]):
        c = X[:, j]
        if c.max() > c.min():
            out[:, j] = (c - c.min()) / (c.max() - c.min())
    return out


@wrong("standardize", "divides-by-range")
def standardize_mean_over_range(X):
    """Divides by the range."""
    spread = X.max(axis=0) - X.min(axis=0)
    return (X - X.mean(axis=0)) / np.where(spread == 0, 1, spread)


@wrong("standardize", "median")
def standardize_median(X):
    """Subtracts the median."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X - np.median(X, axis=0)) / std


@wrong("standardize", "mean-absolute-deviation")
def standardize_absolute_deviation(X):
    """The mean absolute deviation instead of the standard deviation."""
    Z = X - X.mean(axis=0)
    d = np.abs(Z).mean(axis=0)
    return Z / np.where(d == 0, 1, d)


@wrong("standardize", "divides-by-norm")
def standardize_unit_norm(X):
    """Divides by the column's length instead of its deviation: the 1 / N under the root is missing."""
    Z = X - X.mean(axis=0)
    norm = np.linalg.norm(Z, axis=0)
    return Z / np.where(norm == 0, 1, norm)


@wrong("standardize", "divides-by-norm")
def standardize_sum_of_squares_loop(X):
    """The sum of squares is not divided by N."""
    out = np.zeros(X.shape)
    for j in range(X.shape[1]):
        z = X[:, j] - X[:, j].mean()
        s = math.sqrt(sum(z * z))
        if s:
            out[:, j] = z / s
    return out


@wrong("standardize", "divides-by-mean-square")
def standardize_uncentred_deviation(X):
    """Divides by the root mean square of X: the deviation is taken before the mean is subtracted."""
    rms = np.sqrt((X.astype(float) ** 2).mean(axis=0))
    return (X - X.mean(axis=0)) / np.where(rms == 0, 1, rms)


@wrong("standardize", "changed-input")
def standardize_in_place(X):
    """Changes X itself."""
    std = X.std(axis=0)
    std[std == 0] = 1
    X -= X.mean(axis=0)
    X /= std
    return X


@wrong("standardize", "changed-input")
def standardize_in_place_columns(X):
    """Writes the new columns into X."""
    for j in range(X.shape[1]):
        m, s = X[:, j].mean(), X[:, j].std()
        if s == 0:
            X[:, j] = 0
        else:
            X[:, j] = (X[:, j] - m) / s
    return X


@wrong("standardize", "changed-input")
def standardize_in_place_slice(X):
    """A slice is a view: Z writes into X."""
    Z = X[:]
    for j in range(Z.shape[1]):
        column = Z[:, j].astype(float)
        Z[:, j] = (column - column.mean()) / (column.std() or 1)
    return Z


@wrong("standardize", "integer-truncation")
def standardize_keeps_integers(X):
    """np.zeros_like(X) is of integers where X is, so that fractions are cut off."""
    out = np.zeros_like(X)
    for j in range(X.shape[1]):
        if X[:, j].std() > 0:
            out[:, j] = (X[:, j] - X[:, j].mean()) / X[:, j].std()
    return out


@wrong("standardize", "integer-truncation")
def standardize_copy_keeps_integers(X):
    """X.copy() is of integers where X is."""
    Z = X.copy()
    for j in range(X.shape[1]):
        c = X[:, j]
        Z[:, j] = (c - c.mean()) / (c.std() if c.std() else 1)
    return Z


@wrong("standardize", "mean-rounded-down")
def standardize_integer_mean(X):
    """// rounds the mean down."""
    mean = X.sum(axis=0) // len(X)
    std = np.sqrt(((X - mean) ** 2).sum(axis=0) / len(X))
    return (X - mean) / np.where(std == 0, 1, std)


@wrong("standardize", "wrong-count")
def standardize_wrong_count(X):
    """Divides the sum by the number of columns."""
    mean = X.sum(axis=0) / X.shape[1]
    std = np.sqrt(((X - mean) ** 2).sum(axis=0) / X.shape[1])
    return (X - mean) / np.where(std == 0, 1, std)


@wrong("standardize", "whole-array-deviation")
def standardize_overwritten_mean(X):
    """Centres first and then takes the deviation of the whole."""
    Z = X - X.mean(axis=0)
    s = Z.std()
    return Z / (s if s else 1)


@wrong("standardize", "whole-array-mean")
def standardize_whole_mean(X):
    """The mean of the whole array, the deviation of each column."""
    std = X.std(axis=0)
    return (X - X.mean()) / np.where(std == 0, 1, std)


@wrong("standardize", "left-at-zero")
def standardize_skips_last_column(X):
    """range(d - 1) leaves out the last column."""
    out = np.zeros(X.shape)
    for j in range(X.shape[1] - 1):
        if X[:, j].std():
            out[:, j] = (X[:, j] - X[:, j].mean()) / X[:, j].std()
    return out


@wrong("standardize", "left-at-zero")
def standardize_skips_first_column(X):
    """Counts columns from 1."""
    out = np.zeros(X.shape)
    for j in range(1, X.shape[1]):
        if X[:, j].std():
            out[:, j] = (X[:, j] - X[:, j].mean()) / X[:, j].std()
    return out


@wrong("standardize", "raised")
def standardize_loops_over_rows_count(X):
    """Takes the number of rows for the number of columns."""
    out = np.zeros(X.shape)
    for j in range(len(X)):
        c = X[:, j]
        out[:, j] = (c - c.mean()) / (c.std() or 1)
    return out


@wrong("standardize", "left-at-zero")
def standardize_returns_in_loop(X):
    """The return stands inside the loop."""
    out = np.zeros(X.shape)
    for j in range(X.shape[1]):
        c = X[:, j]
        out[:, j] = (c - c.mean()) / (c.std() or 1)
        return out


@wrong("standardize", "not-transposed-back")
def standardize_transposed(X):
    """Stacks the columns as rows."""
    return np.array([(c - c.mean()) / (c.std() or 1) for c in X.T])


@wrong("standardize", "returned-none")
def standardize_forgets_return(X):
    """No return."""
    std = X.std(axis=0)
    std[std == 0] = 1
    Z = (X - X.mean(axis=0)) / std


@wrong("standardize", "returned-none")
def standardize_prints(X):
    """Prints."""
    print((X - X.mean(axis=0)) / X.std(axis=0))


@wrong("standardize", "returns-more")
def standardize_returns_statistics(X):
    """Returns the mean and the deviation with the result."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X - X.mean(axis=0)) / std, X.mean(axis=0), std


@wrong("standardize", "raised")
def standardize_array_in_if(X):
    """An array cannot be a condition."""
    std = X.std(axis=0)
    if std == 0:
        return np.zeros(X.shape)
    return (X - X.mean(axis=0)) / std


@wrong("standardize", "one-constant-column-decides")
def standardize_any_constant(X):
    """One constant column turns all to zeros."""
    std = X.std(axis=0)
    if (std == 0).any():
        return np.zeros(X.shape)
    return (X - X.mean(axis=0)) / std


@wrong("standardize", "constant-column-nan")
def standardize_all_constant(X):
    """The guard works only where all columns are constant."""
    std = X.std(axis=0)
    if np.all(std == 0):
        return np.zeros(X.shape)
    return (X - X.mean(axis=0)) / std


@wrong("standardize", "raised")
def standardize_std_as_attribute(X):
    """Forgets the call's brackets."""
    return (X - X.mean) / X.std


@wrong("standardize", "raised")
def standardize_wrong_name(X):
    """numpy has no such function."""
    return (X - np.mean(X, axis=0)) / np.stdev(X, axis=0)


@wrong("standardize", "sum-for-mean")
def standardize_sum_for_mean(X):
    """Subtracts the sum."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X - X.sum(axis=0)) / std


@wrong("standardize", "used-torch")
def standardize_torch_std(X):
    """torch's std is the sample's, and the result is a tensor."""
    import torch
    X = torch.tensor(X, dtype=torch.float64)
    return (X - X.mean(dim=0)) / X.std(dim=0)


@wrong("standardize", "rounded")
def standardize_rounds(X):
    """Rounds to two digits."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return np.round((X - X.mean(axis=0)) / std, 2)


@wrong("standardize", "divides-by-sum")
def standardize_percent(X):
    """Gives the column shares: divides by the sum."""
    with np.errstate(all="ignore"):
        return X / X.sum(axis=0)


@wrong("standardize", "divides-by-standard-error")
def standardize_root_n(X):
    """Divides by the standard error, std / sqrt(N)."""
    std = X.std(axis=0) / np.sqrt(len(X))
    return (X - X.mean(axis=0)) / np.where(std == 0, 1, std)


@wrong("standardize", "raised")
def standardize_hard_coded(X):
    """Only the first two columns."""
    a = (X[:, 0] - X[:, 0].mean()) / (X[:, 0].std() or 1)
    b = (X[:, 1] - X[:, 1].mean()) / (X[:, 1].std() or 1)
    return np.stack([a, b], axis=1)


FIRST_COLUMN_MEAN = 3.0


@wrong("standardize", None)
def standardize_global_mean(X):
    """Uses a mean that an earlier cell worked out."""
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X - FIRST_COLUMN_MEAN) / std


@wrong("standardize", "divides-by-largest")
def standard_by_the_largest(X):
    """Divided by the largest size."""
    largest = np.abs(X).max(axis=0)
    return X / np.where(largest == 0, 1, largest)


@wrong("standardize", "last-column-for-all")
def standard_after_the_loop(X):
    """Mean and deviation are what the last turn left in them."""
    for j in range(X.shape[1]):
        mean = X[:, j].mean()
        deviation = X[:, j].std() or 1
    return (X - mean) / deviation


@wrong("standardize", "small-deviations-kept")
def standard_at_least_one(X):
    """A deviation below 1 counts as 1."""
    return (X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1)


@wrong("standardize", "mean-put-back")
def standard_with_its_mean(X):
    """The mean is added again."""
    s = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(s == 0, 1, s) + X.mean(axis=0)


@right("standardize")
def standard_one_where_zero(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + (X.std(axis=0) == 0))
