"""Students' answers to `softmax`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("softmax")
def soft_keepdims(logits):
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


@right("softmax")
def soft_transposed(logits):
    z = logits.T - logits.max(axis=1)
    e = np.exp(z)
    return (e / e.sum(axis=0)).T


@right("softmax")
def soft_new_axis(logits):
    biggest = logits.max(-1)
    numerator = np.exp(logits - biggest[:, None])
    return numerator / numerator.sum(-1)[:, np.newaxis]


@right("softmax")
def soft_loops(logits):
    out = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        m = max(row)
        total = 0.0
        for z in row:
            total += math.exp(z - m)
        for j, z in enumerate(row):
            out[i, j] = math.exp(z - m) / total
    return out


@right("softmax")
def soft_lists(logits):
    def one(row):
        e = [math.exp(z - max(row)) for z in row]
        return [v / sum(e) for v in e]
    return [one(row) for row in logits.tolist()]


@right("softmax")
def soft_log_sum_exp(logits):
    return np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True, dtype=float))


@right("softmax")
def soft_pairwise(logits):
    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[:, None, :] - logits[:, :, None]).sum(axis=2)


@right("softmax")
def soft_pairwise_warns(logits):
    return 1 / np.exp(logits[:, None, :] - logits[:, :, None]).sum(axis=-1)


@right("softmax")
def soft_long_double(logits):
    e = np.exp(logits.astype(np.longdouble))
    return (e / e.sum(axis=1, keepdims=True)).astype(float)


@right("softmax")
def soft_along_axis(logits):
    def one(z):
        z = z - z.max()
        return np.exp(z) / np.exp(z).sum()
    return np.apply_along_axis(one, 1, logits.astype(float))


@right("softmax")
def soft_in_place_on_a_copy(logits):
    z = np.array(logits, dtype=float)
    z -= z.max(axis=1).reshape(-1, 1)
    np.exp(z, out=z)
    z /= z.sum(axis=1).reshape(-1, 1)
    return z


@right("softmax")
def soft_single_precision(logits):
    z = logits.astype(np.float32)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@right("softmax")
def soft_other_shift(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True) + 20)
    return e / e.sum(axis=1, keepdims=True)


@right("softmax")
def soft_einsum(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.einsum("nc,n->nc", e, 1 / np.einsum("nc->n", e))


@right("softmax")
def soft_stacked(logits):
    rows = []
    for row in logits:
        e = np.exp(row - row.max())
        rows.append(e / e.sum())
    return np.vstack(rows)


class Softmax:
    def __call__(self, logits):
        self.P = np.exp(logits - np.amax(logits, 1)[:, None])
        self.P /= self.P.sum(1)[:, None]
        return self.P


right("softmax")(Softmax())
right("softmax")(lambda logits: np.exp(logits - logits.max(1, keepdims=True)) / np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True))

# ---------------------------------------------------------------- wrong


@wrong("softmax", "overflow")
def soft_naive(logits):
    """The formula as it stands."""
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "overflow")
def soft_naive_math(logits):
    """The formula as it stands, by math.exp."""
    return [[math.exp(z) / sum(math.exp(v) for v in row) for z in row] for row in logits.tolist()]


@wrong("softmax", "overflow")
def soft_naive_silenced(logits):
    """The formula as it stands, warnings silenced."""
    with np.errstate(all="ignore"):
        e = np.exp(logits)
        return e / e.sum(axis=1)[:, None]


@wrong("softmax", "nan-replaced")
def soft_nan_to_num(logits):
    """nan becomes 0."""
    with np.errstate(all="ignore"):
        e = np.exp(logits)
        return np.nan_to_num(e / e.sum(axis=1, keepdims=True))


@wrong("softmax", "global-maximum")
def soft_global(logits):
    """The maximum of the whole table."""
    e = np.exp(logits - logits.max())
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "columns-not-rows")
def soft_columns(logits):
    """Axis 0 throughout."""
    e = np.exp(logits - logits.max(axis=0))
    return e / e.sum(axis=0)


@wrong("softmax", "whole-table")
def soft_whole(logits):
    """One sum for the whole table."""
    e = np.exp(logits - logits.max())
    return e / e.sum()


@wrong("softmax", "sum-without-keepdims")
def soft_sum_flat(logits):
    """keepdims forgotten in the sum."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


@wrong("softmax", "maximum-without-keepdims")
def soft_max_flat(logits):
    """keepdims forgotten in the maximum."""
    e = np.exp(logits - logits.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "both-without-keepdims")
def soft_both_flat(logits):
    """keepdims forgotten twice."""
    e = np.exp(logits - logits.max(axis=1))
    return e / e.sum(axis=1)


@wrong("softmax", "column-maximum")
def soft_column_maximum(logits):
    """The maxima of the columns are subtracted."""
    e = np.exp(logits - logits.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "shift-too-small")
def soft_mean_shift(logits):
    """The mean is subtracted."""
    e = np.exp(logits - logits.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "shift-too-small")
def soft_minimum(logits):
    """The minimum is subtracted."""
    with np.errstate(all="ignore"):
        e = np.exp(logits - logits.min(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "not-normalised")
def soft_exponentials(logits):
    """Not divided."""
    return np.exp(logits - logits.max(axis=1, keepdims=True))


@wrong("softmax", "sum-only-on-one-side")
def soft_shift_above_only(logits):
    """The shift is made above the line alone."""
    with np.errstate(all="ignore"):
        return np.exp(logits - logits.max(axis=1, keepdims=True)) / np.exp(logits).sum(axis=1, keepdims=True)


@wrong("softmax", "no-exponential")
def soft_shares(logits):
    """Shares of the logits themselves."""
    return logits / logits.sum(axis=1, keepdims=True)


@wrong("softmax", "sigmoid")
def soft_sigmoid(logits):
    """sigmoid of each."""
    e = np.exp(-np.abs(logits))
    return np.where(logits >= 0, 1, e) / (1 + e)


@wrong("softmax", "sign-turned")
def soft_min(logits):
    """exp(-z)."""
    z = -logits
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "logarithm")
def soft_log(logits):
    """log softmax."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("softmax", "hard-maximum")
def soft_hard(logits):
    """1 at the largest, 0 elsewhere."""
    return (logits == logits.max(axis=1, keepdims=True)).astype(float)


@wrong("softmax", "hard-maximum")
def soft_argmax(logits):
    """1 at the largest, by argmax."""
    return np.eye(logits.shape[1])[logits.argmax(axis=1)]


@wrong("softmax", "clipped")
def soft_clip(logits):
    """Clips the logits."""
    e = np.exp(np.clip(logits, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "base-two")
def soft_two(logits):
    """2 for e."""
    e = 2.0 ** (logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "small-number-added")
def soft_epsilon(logits):
    """A small number below the line."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / (e.sum(axis=1, keepdims=True) + 1e-3)


@wrong("softmax", "not-normalised")
def soft_by_largest(logits):
    """Divided by the largest exponential."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.max(axis=1, keepdims=True)


@wrong("softmax", "mean-not-sum")
def soft_by_mean(logits):
    """Divided by the mean."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.mean(axis=1, keepdims=True)


@wrong("softmax", "divided-by-norm")
def soft_by_norm(logits):
    """Divided by the norm."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / np.linalg.norm(e, axis=1, keepdims=True)


@wrong("softmax", "integer-truncation")
def soft_integers(logits):
    """zeros_like of whole numbers."""
    out = np.zeros_like(logits)
    for i in range(len(logits)):
        e = np.exp(logits[i] - logits[i].max())
        out[i] = e / e.sum()
    return out


@wrong("softmax", "changed-input")
def soft_in_place(logits):
    """Shifts its argument."""
    logits -= logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "changed-input")
def soft_in_place_rows(logits):
    """Writes the rows back."""
    for i in range(len(logits)):
        e = np.exp(logits[i] - max(logits[i]))
        logits[i] = e / e.sum()
    return logits


@wrong("softmax", "first-row-only")
def soft_returns_in_loop(logits):
    """The return stands in the loop."""
    for row in logits:
        e = np.exp(row - row.max())
        return e / e.sum()


@wrong("softmax", "accumulator-not-reset")
def soft_total_goes_on(logits):
    """The total is not set back."""
    out, total = np.zeros(logits.shape), 0.0
    for i, row in enumerate(logits):
        e = np.exp(row - row.max())
        for v in e:
            total += v
        out[i] = e / total
    return out


@wrong("softmax", "twice")
def soft_twice(logits):
    """softmax of softmax."""
    return soft_keepdims(soft_keepdims(logits))


@wrong("softmax", "class-label")
def soft_class(logits):
    """The class, not the probabilities."""
    return logits.argmax(axis=1)


@wrong("softmax", "not-transposed-back")
def soft_not_turned_back(logits):
    """(C, N)."""
    e = np.exp(logits.T - logits.max(axis=1))
    return e / e.sum(axis=0)


@wrong("softmax", "rounded")
def soft_rounded(logits):
    """Rounded to two digits."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.round(e / e.sum(axis=1, keepdims=True), 2)


@wrong("softmax", "single-number-function")
def soft_math(logits):
    """math.exp of an array."""
    e = math.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "returned-none")
def soft_no_return(logits):
    """No return."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "used-torch")
def soft_torch(logits):
    """torch's own."""
    import torch
    return torch.softmax(torch.tensor(logits, dtype=torch.float64), dim=1).numpy()


@wrong("softmax", None)
def soft_third_root(logits):
    """A temperature of 3."""
    e = np.exp((logits - logits.max(axis=1, keepdims=True)) / 3)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "first-row-maximum")
def soft_first_maximum(logits):
    """The first row's maximum for all."""
    m = logits.max(axis=1)
    return np.array([np.exp(row - m[0]) / np.exp(row - m[0]).sum() for row in logits])


@wrong("softmax", "first-row-sum")
def soft_first_sum(logits):
    """The first row's sum for all."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    total = 0
    for v in e[0]:
        total += v
    return e / total


@wrong("softmax", "maximum-from-zero")
def soft_search_begins_with_zero(logits):
    """The largest of a row is searched for from 0 on."""
    out = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        m = 0
        for v in row:
            if v > m:
                m = v
        e = np.exp(row - m)
        out[i] = e / e.sum()
    return out


@wrong("softmax", "maximum-not-reset")
def soft_search_goes_on(logits):
    """The largest so far goes on into the next row."""
    out, m = np.zeros(logits.shape), -np.inf
    for i, row in enumerate(logits):
        for v in row:
            m = max(m, v)
        e = np.exp(row - m)
        out[i] = e / e.sum()
    return out


@wrong("softmax", "last-row-maximum")
def soft_maximum_after_the_loop(logits):
    """m is what the last turn left in it."""
    for row in logits:
        m = row.max()
    e = np.exp(logits - m)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "last-row-sum")
def soft_sum_after_the_loop(logits):
    """The sum is what the last turn left in it."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    for row in e:
        total = row.sum()
    return e / total


@wrong("softmax", "fixed-number-subtracted")
def soft_minus_thousand(logits):
    """1000 from everything."""
    e = np.exp(logits - 1000)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "running-sum")
def soft_divides_too_early(logits):
    """Divides inside the loop that adds up."""
    out = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        total = 0
        for j, v in enumerate(np.exp(row - row.max())):
            total += v
            out[i, j] = v / total
    return out


@wrong("softmax", "class-left-out-of-sum")
def soft_sum_ends_early(logits):
    """The sum leaves the last class out."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    total = np.zeros((len(e), 1))
    for c in range(e.shape[1] - 1):
        total[:, 0] += e[:, c]
    return e / total


@wrong("softmax", "one-class-for-the-sum")
def soft_sum_overwritten(logits):
    """= for +=."""
    out = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        e = np.exp(row - row.max())
        for v in e:
            total = v
        out[i] = e / total
    return out


@wrong("softmax", "columns-not-rows-turned")
def soft_loop_over_columns(logits):
    """A loop over the transposed logits."""
    return np.array([np.exp(c - c.max()) / np.exp(c - c.max()).sum() for c in logits.T])


@wrong("softmax", "nan-replaced")
def soft_infinity_made_finite(logits):
    """Infinities become the largest float, whose sum is infinite again."""
    with np.errstate(all="ignore"):
        e = np.nan_to_num(np.exp(logits))
        return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "overflow")
def soft_divided_by_the_largest(logits):
    """The largest exponential is divided away, after it has overflowed."""
    e = np.exp(logits)
    e = e / e.max(axis=1, keepdims=True)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "exponential-minus-one")
def soft_largest_exponential_subtracted(logits):
    """The maximum is subtracted after the exponential."""
    with np.errstate(all="ignore"):
        e = np.exp(logits)
        e = e - e.max(axis=1, keepdims=True)
        return e / e.sum(axis=1, keepdims=True)


@right("softmax")
def soft_by_ones(logits):
    e = np.exp(logits - np.sort(logits, axis=1)[:, -1:])
    return e / (e @ np.ones((e.shape[1], e.shape[1])))
