"""Students' answers to `log_softmax`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("log_softmax")
def log_soft_shifted(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@right("log_softmax")
def log_soft_log_sum_exp(logits):
    m = np.max(logits, axis=1, keepdims=True)
    lse = m + np.log(np.sum(np.exp(logits - m), axis=1, keepdims=True))
    return logits - lse


@right("log_softmax")
def log_soft_logaddexp(logits):
    return logits - np.logaddexp.reduce(logits.astype(float), axis=1)[:, None]


@right("log_softmax")
def log_soft_loops(logits):
    out = np.zeros(logits.shape)
    for i in range(logits.shape[0]):
        m = max(logits[i])
        total = sum(math.exp(v - m) for v in logits[i])
        for j in range(logits.shape[1]):
            out[i, j] = logits[i, j] - m - math.log(total)
    return out


@right("log_softmax")
def log_soft_lists(logits):
    rows = []
    for row in logits.tolist():
        top = max(row)
        rows.append([v - top - math.log(math.fsum(math.exp(w - top) for w in row)) for v in row])
    return rows


@right("log_softmax")
def log_soft_transposed(logits):
    z = logits.T - logits.max(axis=1)
    return (z - np.log(np.exp(z).sum(axis=0))).T


@right("log_softmax")
def log_soft_log1p(logits):
    top = logits.argmax(axis=1)[:, None]
    z = logits - np.take_along_axis(logits, top, axis=1)
    e = np.exp(z)
    np.put_along_axis(e, top, 0, axis=1)
    return z - np.log1p(e.sum(axis=1, keepdims=True))


@right("log_softmax")
def log_soft_pairwise(logits):
    differences = logits[:, None, :] - logits[:, :, None]
    return -np.logaddexp.reduce(differences.astype(float), axis=2)


@right("log_softmax")
def log_soft_along_axis(logits):
    def one(z):
        z = z - z.max()
        return z - np.log(np.exp(z).sum())
    return np.apply_along_axis(one, 1, logits.astype(float))


@right("log_softmax")
def log_soft_in_place_on_a_copy(logits):
    z = logits.astype(float, copy=True)
    z -= z.max(axis=-1, keepdims=True)
    z -= np.log(np.sum(np.exp(z), axis=-1, keepdims=True))
    return z


@right("log_softmax")
def log_soft_of_the_shares(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    total = e.sum(axis=1, keepdims=True)
    p = e / total
    return np.where(p > 0.1, np.log(np.maximum(p, 0.1)), z - np.log(total))


class LogSoftmax:
    def __call__(self, logits):
        return np.stack([self.one(row) for row in logits])

    def one(self, row):
        self.shift = row.max()
        return row - self.shift - np.log(np.exp(row - self.shift).sum())


right("log_softmax")(LogSoftmax())
right("log_softmax")(lambda logits: (logits - logits.max(1, keepdims=True)) - np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1)).reshape(-1, 1))

# ---------------------------------------------------------------- wrong


@wrong("log_softmax", "log-of-softmax")
def log_soft_of_softmax(logits):
    """log of a stable softmax, which may be 0."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.log(e / e.sum(axis=1, keepdims=True))


@wrong("log_softmax", "log-of-softmax")
def log_soft_of_softmax_silenced(logits):
    """log of a stable softmax, silenced."""
    with np.errstate(divide="ignore"):
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        return np.log(p)


@wrong("log_softmax", "overflow")
def log_soft_naive(logits):
    """log of the naive softmax."""
    e = np.exp(logits)
    return np.log(e / e.sum(axis=1, keepdims=True))


@wrong("log_softmax", "overflow-in-the-sum")
def log_soft_unshifted_sum(logits):
    """z - log sum exp z, without a shift."""
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


@wrong("log_softmax", "shift-not-undone")
def log_soft_shift_once(logits):
    """The shift is made in the sum alone."""
    m = logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))


@wrong("log_softmax", "shift-sign")
def log_soft_shift_sign(logits):
    """The bracket forgotten: z - (log of the sum - m)."""
    m = logits.max(axis=1, keepdims=True)
    return logits - (np.log(np.exp(logits - m).sum(axis=1, keepdims=True)) - m)


@wrong("log_softmax", "global-maximum")
def log_soft_global(logits):
    """The maximum of the whole table."""
    z = logits - logits.max()
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "small-number-added")
def log_soft_epsilon(logits):
    """A small number in the log."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.log(e / e.sum(axis=1, keepdims=True) + 1e-12)


@wrong("log_softmax", "small-number-added")
def log_soft_clip(logits):
    """softmax clipped at 1e-9."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.log(np.clip(e / e.sum(axis=1, keepdims=True), 1e-9, None))


@wrong("log_softmax", "columns-not-rows")
def log_soft_columns(logits):
    """Axis 0 throughout."""
    z = logits - logits.max(axis=0)
    return z - np.log(np.exp(z).sum(axis=0))


@wrong("log_softmax", "whole-table")
def log_soft_whole(logits):
    """One sum for all."""
    z = logits - logits.max()
    return z - np.log(np.exp(z).sum())


@wrong("log_softmax", "sum-without-keepdims")
def log_soft_sum_flat(logits):
    """keepdims forgotten in the sum."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1))


@wrong("log_softmax", "maximum-without-keepdims")
def log_soft_max_flat(logits):
    """keepdims forgotten in the maximum."""
    z = logits - logits.max(axis=1)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "softmax")
def log_soft_no_log(logits):
    """softmax."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("log_softmax", "sign-turned")
def log_soft_negative(logits):
    """A minus too many."""
    z = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1, keepdims=True)) - z


@wrong("log_softmax", "sum-added")
def log_soft_plus(logits):
    """The log of the sum is added."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z + np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "logarithm-of-shifted")
def log_soft_only_shift(logits):
    """Only the shift."""
    return logits - logits.max(axis=1, keepdims=True)


@wrong("log_softmax", "no-logarithm-of-sum")
def log_soft_sum_itself(logits):
    """The log of the sum is forgotten."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.exp(z).sum(axis=1, keepdims=True)


@wrong("log_softmax", "base-two")
def log_soft_bits(logits):
    """log2 of the sum."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log2(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "logs-summed")
def log_soft_sum_of_logs(logits):
    """The log goes inside the sum."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z)).sum(axis=1, keepdims=True)


@wrong("log_softmax", "changed-input")
def log_soft_in_place(logits):
    """Shifts its argument."""
    logits -= logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


@wrong("log_softmax", "integer-truncation")
def log_soft_integers(logits):
    """zeros_like of whole numbers."""
    out = np.zeros_like(logits)
    for i, row in enumerate(logits):
        out[i] = row - row.max() - np.log(np.exp(row - row.max()).sum())
    return out


@wrong("log_softmax", "infinity-replaced")
def log_soft_nan_to_num(logits):
    """-inf becomes the smallest float."""
    with np.errstate(all="ignore"):
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.nan_to_num(np.log(e / e.sum(axis=1, keepdims=True)))


@wrong("log_softmax", "mean-not-sum")
def log_soft_mean(logits):
    """The mean of the exponentials."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).mean(axis=1, keepdims=True))


@wrong("log_softmax", "log-sum-exp")
def log_soft_lse(logits):
    """log sum exp itself."""
    m = logits.max(axis=1)
    return m + np.log(np.exp(logits - m[:, None]).sum(axis=1))


@wrong("log_softmax", "column-maximum")
def log_soft_column_maximum(logits):
    """The maxima of the columns."""
    z = logits - logits.max(axis=0)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "first-row-only")
def log_soft_returns_in_loop(logits):
    """The return stands in the loop."""
    for row in logits:
        z = row - row.max()
        return z - np.log(np.exp(z).sum())


@wrong("log_softmax", "log-sigmoid")
def log_soft_sigmoid(logits):
    """log sigmoid of each."""
    return -np.logaddexp(0, -logits)


@wrong("log_softmax", "logarithm-of-logits")
def log_soft_of_logits(logits):
    """The log of the logits."""
    with np.errstate(all="ignore"):
        return np.log(logits)


@wrong("log_softmax", "returned-none")
def log_soft_no_return(logits):
    """No return."""
    z = logits - logits.max(axis=1, keepdims=True)
    out = z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "maximum-from-zero")
def log_soft_search_begins_with_zero(logits):
    """The largest of a row is searched for from 0 on."""
    m = np.maximum(logits.max(axis=1, keepdims=True), 0)
    return logits - m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))


@wrong("log_softmax", "maximum-not-reset")
def log_soft_search_goes_on(logits):
    """The largest so far goes on into the next row."""
    out, m = np.zeros(logits.shape), -np.inf
    for i, row in enumerate(logits):
        m = max(m, row.max())
        out[i] = row - m - np.log(np.exp(row - m).sum())
    return out


@wrong("log_softmax", "fixed-number-subtracted")
def log_soft_minus_thousand(logits):
    """1000 from everything."""
    z = logits - 1000
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@wrong("log_softmax", "class-left-out-of-sum")
def log_soft_sum_ends_early(logits):
    """The sum leaves the last class out."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z)[:, :-1].sum(axis=1, keepdims=True))


@wrong("log_softmax", "one-class-for-the-sum")
def log_soft_sum_overwritten(logits):
    """= for +=."""
    out = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        z = row - row.max()
        for v in z:
            total = np.exp(v)
        out[i] = z - np.log(total)
    return out


@right("log_softmax")
def log_soft_one_plus_the_rest(logits):
    out = np.empty(logits.shape)
    for i, row in enumerate(logits):
        z = row - row.max()
        out[i] = z - np.log1p(np.exp(np.delete(z, row.argmax())).sum())
    return out
