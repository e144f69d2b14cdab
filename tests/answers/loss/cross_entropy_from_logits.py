"""Students' answers to `cross_entropy_from_logits`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong


def log_softmax_of(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def softmax_of(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# ---------------------------------------------------------------- right


@right("cross_entropy_from_logits")
def fused_index(logits, labels):
    return -log_softmax_of(logits)[np.arange(len(labels)), labels]


@right("cross_entropy_from_logits")
def fused_one_hot(logits, labels):
    Y = np.eye(logits.shape[1])[labels]
    return -(Y * log_softmax_of(logits)).sum(axis=1)


@right("cross_entropy_from_logits")
def fused_log_sum_exp(logits, labels):
    m = logits.max(axis=1)
    lse = m + np.log(np.exp(logits - m[:, None]).sum(axis=1))
    return lse - logits[range(len(labels)), labels]


@right("cross_entropy_from_logits")
def fused_loop(logits, labels):
    losses = np.zeros(len(labels))
    for i in range(len(labels)):
        z = logits[i] - logits[i].max()
        losses[i] = np.log(np.exp(z).sum()) - z[labels[i]]
    return losses


@right("cross_entropy_from_logits")
def fused_lists(logits, labels):
    out = []
    for row, label in zip(logits.tolist(), labels.tolist()):
        m = max(row)
        out.append(m + math.log(sum(math.exp(v - m) for v in row)) - row[label])
    return out


@right("cross_entropy_from_logits")
def fused_along(logits, labels):
    return -np.take_along_axis(log_softmax_of(logits), labels[:, None].astype(int), axis=1).squeeze(axis=1)


@right("cross_entropy_from_logits")
def fused_margins(logits, labels):
    margins = logits - logits[np.arange(len(logits)), labels][:, None]
    return np.logaddexp.reduce(margins.astype(float), axis=1)


@right("cross_entropy_from_logits")
def fused_margins_split(logits, labels):
    margins = logits - logits[np.arange(len(logits)), labels].reshape(-1, 1)
    top = margins.max(axis=1)
    return top + np.log(np.exp(margins - top[:, None]).sum(axis=1))


@right("cross_entropy_from_logits")
def fused_mask(logits, labels):
    return -log_softmax_of(logits)[labels[:, None] == np.arange(logits.shape[1])]


@right("cross_entropy_from_logits")
def fused_diagonal(logits, labels):
    return -np.diag(log_softmax_of(logits)[:, labels])


@right("cross_entropy_from_logits")
def fused_flat(logits, labels):
    N, C = logits.shape
    return -log_softmax_of(logits).ravel()[np.arange(N) * C + labels]


@right("cross_entropy_from_logits")
def fused_in_place_on_a_copy(logits, labels):
    z = np.array(logits, dtype=float)
    z -= z.max(axis=1, keepdims=True)
    losses = -z[np.arange(len(z)), labels]
    np.exp(z, out=z)
    losses += np.log(z.sum(axis=1))
    return losses


class CrossEntropyFromLogits:
    def __call__(self, logits, labels):
        return np.array([-log_softmax_of(row[None])[0, label] for row, label in zip(logits, labels)])


right("cross_entropy_from_logits")(CrossEntropyFromLogits())
right("cross_entropy_from_logits")(lambda logits, labels: np.log(np.exp(logits - logits.max(1)[:, None]).sum(1)) + logits.max(1) - logits[np.arange(len(labels)), labels])

# ---------------------------------------------------------------- wrong


@wrong("cross_entropy_from_logits", "log-of-softmax")
def fused_of_softmax(logits, labels):
    """log of softmax: inf where softmax is 0."""
    return -np.log(softmax_of(logits)[np.arange(len(labels)), labels])


@wrong("cross_entropy_from_logits", "log-of-softmax")
def fused_of_softmax_one_hot(logits, labels):
    """log of softmax, with the probability picked by a one-hot table."""
    with np.errstate(divide="ignore"):
        return -np.log((softmax_of(logits) * np.eye(logits.shape[1])[labels]).sum(axis=1))


@wrong("cross_entropy_from_logits", "log-of-softmax-one-hot")
def fused_of_softmax_terms(logits, labels):
    """log of softmax times one-hot: 0 times -inf is nan."""
    Y = np.eye(logits.shape[1])[labels]
    return -np.sum(Y * np.log(softmax_of(logits)), axis=1)


@wrong("cross_entropy_from_logits", "overflow")
def fused_naive(logits, labels):
    """The formula as it stands."""
    e = np.exp(logits)
    p = e / e.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(labels)), labels])


@wrong("cross_entropy_from_logits", "overflow-in-the-sum")
def fused_unshifted(logits, labels):
    """log sum exp without a shift."""
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "one-number")
def fused_mean(logits, labels):
    """The mean, as torch gives it."""
    return -log_softmax_of(logits)[np.arange(len(labels)), labels].mean()


@wrong("cross_entropy_from_logits", "one-number")
def fused_sum(logits, labels):
    """The sum over the batch."""
    return -np.sum(log_softmax_of(logits)[np.arange(len(labels)), labels])


@wrong("cross_entropy_from_logits", "sign-missing")
def fused_no_minus(logits, labels):
    """The minus is missing."""
    return log_softmax_of(logits)[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "all-pairs")
def fused_columns(logits, labels):
    """[:, labels] takes those columns of every row."""
    return -log_softmax_of(logits)[:, labels]


@wrong("cross_entropy_from_logits", "labels-as-rows")
def fused_rows(logits, labels):
    """[labels] takes rows."""
    return -log_softmax_of(logits)[labels]


@wrong("cross_entropy_from_logits", "labels-as-one-hot")
def fused_labels_as_one_hot(logits, labels):
    """Integer labels multiplied as if they were one-hot."""
    return -(labels * log_softmax_of(logits)).sum(axis=1)


@wrong("cross_entropy_from_logits", "labels-as-one-hot")
def fused_labels_upright(logits, labels):
    """Integer labels multiplied, stood upright."""
    return -np.sum(labels[:, None] * log_softmax_of(logits), axis=1)


@wrong("cross_entropy_from_logits", "global-maximum")
def fused_global(logits, labels):
    """The maximum of the whole table."""
    z = logits - logits.max()
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -logp[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "columns-not-rows")
def fused_axis(logits, labels):
    """Axis 0 throughout."""
    z = logits - logits.max(axis=0)
    logp = z - np.log(np.exp(z).sum(axis=0))
    return -logp[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "shift-not-undone")
def fused_shift_once(logits, labels):
    """The maximum is subtracted in the sum alone."""
    m = logits.max(axis=1, keepdims=True)
    return np.log(np.exp(logits - m).sum(axis=1)) - logits[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "small-number-added")
def fused_epsilon(logits, labels):
    """A small number in the log."""
    return -np.log(softmax_of(logits)[np.arange(len(labels)), labels] + 1e-10)


@wrong("cross_entropy_from_logits", "small-number-added")
def fused_clip(logits, labels):
    """softmax clipped."""
    p = np.clip(softmax_of(logits), 1e-12, 1.0)
    return -np.log(p[np.arange(len(labels)), labels])


@wrong("cross_entropy_from_logits", "largest-probability")
def fused_prediction(logits, labels):
    """The predicted class, not the true one."""
    return -log_softmax_of(logits).max(axis=1)


@wrong("cross_entropy_from_logits", "counted-from-one")
def fused_off_by_one(logits, labels):
    """labels - 1."""
    return -log_softmax_of(logits)[np.arange(len(labels)), labels - 1]


@wrong("cross_entropy_from_logits", "base-two")
def fused_bits(logits, labels):
    """In bits."""
    return -log_softmax_of(logits)[np.arange(len(labels)), labels] / np.log(2)


@wrong("cross_entropy_from_logits", "logits-for-log-probabilities")
def fused_no_softmax(logits, labels):
    """Minus the logit."""
    return -logits[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "logarithm-of-logits")
def fused_log_of_logits(logits, labels):
    """The logits are taken for probabilities."""
    with np.errstate(all="ignore"):
        return -np.log(logits[np.arange(len(labels)), labels])


@wrong("cross_entropy_from_logits", "log-sum-exp-only")
def fused_lse(logits, labels):
    """The logit is not subtracted."""
    m = logits.max(axis=1)
    return m + np.log(np.exp(logits - m[:, None]).sum(axis=1))


@wrong("cross_entropy_from_logits", "logit-added")
def fused_plus(logits, labels):
    """The logit is added."""
    m = logits.max(axis=1)
    return m + np.log(np.exp(logits - m[:, None]).sum(axis=1)) + logits[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "no-logarithm")
def fused_probability(logits, labels):
    """1 - p."""
    return 1 - softmax_of(logits)[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "hinge")
def fused_hinge(logits, labels):
    """The hinge loss."""
    margins = np.maximum(0, logits - logits[np.arange(len(labels)), labels][:, None] + 1)
    margins[np.arange(len(labels)), labels] = 0
    return margins.sum(axis=1)


@wrong("cross_entropy_from_logits", "mean-over-classes")
def fused_class_mean(logits, labels):
    """Averaged over the classes."""
    Y = np.eye(logits.shape[1])[labels]
    return -(Y * log_softmax_of(logits)).mean(axis=1)


@wrong("cross_entropy_from_logits", "axis-kept")
def fused_keepdims(logits, labels):
    """(N, 1)."""
    return -np.take_along_axis(log_softmax_of(logits), labels[:, None].astype(int), axis=1)


@wrong("cross_entropy_from_logits", "not-picked")
def fused_log_softmax_itself(logits, labels):
    """All log-probabilities."""
    return -log_softmax_of(logits)


@wrong("cross_entropy_from_logits", "labels-ignored")
def fused_sums_all(logits, labels):
    """The log-probabilities of all classes are summed."""
    return -log_softmax_of(logits).sum(axis=1)


@wrong("cross_entropy_from_logits", "classes-from-labels")
def fused_one_hot_too_narrow(logits, labels):
    """The one-hot table has labels.max() + 1 columns."""
    Y = np.eye(labels.max() + 1)[labels]
    return -(Y * log_softmax_of(logits)).sum(axis=1)


@wrong("cross_entropy_from_logits", "softmax-twice")
def fused_softmax_twice(logits, labels):
    """softmax goes in where logits belong."""
    return -log_softmax_of(softmax_of(logits))[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "changed-input")
def fused_in_place(logits, labels):
    """Shifts its argument."""
    logits -= logits.max(axis=1, keepdims=True)
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "integer-truncation")
def fused_integers(logits, labels):
    """The losses are put into an array like the labels."""
    losses = np.zeros_like(labels)
    for i in range(len(labels)):
        losses[i] = -log_softmax_of(logits[i:i + 1])[0, labels[i]]
    return losses


@wrong("cross_entropy_from_logits", "first-row-only")
def fused_returns_in_loop(logits, labels):
    """The return stands in the loop."""
    for row, label in zip(logits, labels):
        z = row - row.max()
        return np.log(np.exp(z).sum()) - z[label]


@wrong("cross_entropy_from_logits", "accumulator-not-reset")
def fused_running(logits, labels):
    """The sum of exponentials goes on from row to row."""
    losses, total = [], 0.0
    for row, label in zip(logits, labels):
        m = row.max()
        for v in row:
            total += math.exp(v - m)
        losses.append(m + math.log(total) - row[label])
    return losses


@wrong("cross_entropy_from_logits", "infinity-replaced")
def fused_nan_to_num(logits, labels):
    """inf becomes the largest float."""
    with np.errstate(divide="ignore"):
        return np.nan_to_num(-np.log(softmax_of(logits)[np.arange(len(labels)), labels]))


@wrong("cross_entropy_from_logits", "returned-none")
def fused_no_return(logits, labels):
    """No return."""
    losses = -log_softmax_of(logits)[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "indices-exchanged")
def fused_exchanged(logits, labels):
    """The label is used as the row."""
    logp = log_softmax_of(logits)
    return np.array([-logp[labels[i], i] for i in range(len(labels))])


@wrong("cross_entropy_from_logits", "zero-one")
def fused_error(logits, labels):
    """1 where the answer is wrong."""
    return np.where(np.argmax(logits, axis=1) == labels, 0, 1)


@wrong("cross_entropy_from_logits", "true-logit-subtracted")
def fused_true_logit_subtracted(logits, labels):
    """The true class's logit is subtracted from its row."""
    true = logits[np.arange(len(labels)), labels]
    return np.log(np.exp(logits - true[:, None]).sum(axis=1))


@wrong("cross_entropy_from_logits", "both-without-keepdims")
def fused_everything_flat(logits, labels):
    """Maxima and sums lie flat."""
    z = logits - logits.max(axis=1)
    return -(z - np.log(np.exp(z).sum(axis=1)))[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "logit-added")
def fused_logit_added_shifted(logits, labels):
    """A minus is missing."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z[np.arange(len(labels)), labels] + np.log(np.exp(z).sum(axis=1))


@wrong("cross_entropy_from_logits", "losses-added-up")
def fused_total_so_far(logits, labels):
    """The list holds the total so far."""
    out, total = [], 0
    for row, c in zip(logits, labels):
        z = row - row.max()
        total -= z[c] - np.log(np.exp(z).sum())
        out.append(total)
    return np.array(out)


@wrong("cross_entropy_from_logits", "maximum-from-zero")
def fused_search_begins_with_zero(logits, labels):
    """The largest of a row is searched for from 0 on."""
    out = np.zeros(len(logits))
    for i, row in enumerate(logits):
        m = 0
        for v in row:
            m = max(m, v)
        out[i] = -(row[labels[i]] - m - np.log(np.exp(row - m).sum()))
    return out


@wrong("cross_entropy_from_logits", "maximum-not-reset")
def fused_search_goes_on(logits, labels):
    """The largest so far goes on into the next row."""
    out, m = np.zeros(len(logits)), -np.inf
    for i, row in enumerate(logits):
        m = max(m, row.max())
        out[i] = -(row[labels[i]] - m - np.log(np.exp(row - m).sum()))
    return out


@wrong("cross_entropy_from_logits", "column-and-flat")
def fused_column_minus_flat(logits, labels):
    """keepdims, where what it is subtracted from is flat."""
    m = logits.max(axis=1, keepdims=True)
    return m + np.log(np.exp(logits - m).sum(axis=1, keepdims=True)) - logits[np.arange(len(labels)), labels]


@wrong("cross_entropy_from_logits", "entropy")
def fused_entropy(logits, labels):
    """The entropy of the prediction."""
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(np.exp(log_p) * log_p).sum(axis=1)


@wrong("cross_entropy_from_logits", "gradient")
def fused_gradient(logits, labels):
    """P - Y."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - np.eye(logits.shape[1])[labels]


@right("cross_entropy_from_logits")
def fused_one_logarithm(logits, labels):
    return np.logaddexp.reduce(logits - logits[np.arange(len(labels)), labels][:, None], axis=1)
