"""Students' answers to `cross_entropy`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("cross_entropy")
def entropy_of_true_class(probabilities, targets):
    with np.errstate(divide="ignore"):
        return -np.log((probabilities * targets).sum(axis=1))


@right("cross_entropy")
def entropy_warns(probabilities, targets):
    return -np.log(np.sum(probabilities * targets, axis=1))


@right("cross_entropy")
def entropy_where(probabilities, targets):
    with np.errstate(all="ignore"):
        return -np.where(targets == 0, 0, targets * np.log(probabilities)).sum(axis=1)


@right("cross_entropy")
def entropy_nansum(probabilities, targets):
    return -np.nansum(targets * np.log(probabilities), axis=1)


@right("cross_entropy")
def entropy_mask(probabilities, targets):
    return -np.log(probabilities[targets.astype(bool)])


@right("cross_entropy")
def entropy_argmax(probabilities, targets):
    labels = targets.argmax(axis=1)
    return -np.log(probabilities[np.arange(len(labels)), labels])


@right("cross_entropy")
def entropy_loops(probabilities, targets):
    losses = np.zeros(len(targets))
    for i in range(targets.shape[0]):
        for c in range(targets.shape[1]):
            if targets[i, c] == 1:
                losses[i] -= math.log(probabilities[i, c]) if probabilities[i, c] > 0 else -math.inf
    return losses


@right("cross_entropy")
def entropy_lists(probabilities, targets):
    out = []
    for p, y in zip(probabilities.tolist(), targets.tolist()):
        q = p[y.index(1)]
        out.append(float("inf") if q == 0 else -math.log(q))
    return out


@right("cross_entropy")
def entropy_log_where(probabilities, targets):
    logs = np.zeros(probabilities.shape)
    np.log(probabilities, out=logs, where=targets > 0)
    return -(logs * targets).sum(axis=1)


@right("cross_entropy")
def entropy_nan_repaired(probabilities, targets):
    terms = targets * np.log(probabilities)
    terms[np.isnan(terms)] = 0
    return -terms.sum(axis=1)


@right("cross_entropy")
def entropy_nan_to_num(probabilities, targets):
    terms = np.nan_to_num(targets * np.log(probabilities), nan=0.0, neginf=-np.inf)
    return -np.sum(terms, axis=-1)


@right("cross_entropy")
def entropy_product(probabilities, targets):
    return -np.log(np.prod(probabilities ** targets.astype(float), axis=1))


@right("cross_entropy")
def entropy_ones_elsewhere(probabilities, targets):
    return np.log(1 / np.where(targets == 1, probabilities, 1)).sum(axis=1)


@right("cross_entropy")
def entropy_einsum(probabilities, targets):
    return np.negative(np.log(np.einsum("nc,nc->n", probabilities.astype(float), targets.astype(float))))


@right("cross_entropy")
def entropy_along(probabilities, targets):
    chosen = np.take_along_axis(probabilities, np.argmax(targets, axis=1, keepdims=True), axis=1)
    return -np.log(chosen)[:, 0]


@right("cross_entropy")
def entropy_other_base(probabilities, targets):
    return -np.log2((probabilities * targets).max(axis=1)) * np.log(2)


class CrossEntropy:
    def __call__(self, probabilities, targets):
        rows, columns = np.nonzero(targets)
        return -np.log(probabilities[rows, columns])


right("cross_entropy")(CrossEntropy())
right("cross_entropy")(lambda probabilities, targets: -np.log(np.array([p @ y for p, y in zip(probabilities, targets)])))

# ---------------------------------------------------------------- wrong


@wrong("cross_entropy", "zero-times-log-zero")
def entropy_naive(probabilities, targets):
    """0 * log 0 is nan."""
    return -np.sum(targets * np.log(probabilities), axis=1)


@wrong("cross_entropy", "zero-times-log-zero")
def entropy_naive_silenced(probabilities, targets):
    """0 * log 0 is nan, silently."""
    with np.errstate(all="ignore"):
        return -(targets * np.log(probabilities)).sum(axis=-1)


@wrong("cross_entropy", "small-number-added")
def entropy_epsilon(probabilities, targets):
    """log(p + 1e-12)."""
    return -np.sum(targets * np.log(probabilities + 1e-12), axis=1)


@wrong("cross_entropy", None)
def entropy_large_epsilon(probabilities, targets):
    """log(p + 3e-5)."""
    return -np.sum(targets * np.log(probabilities + 3e-5), axis=1)


@wrong("cross_entropy", "small-number-added")
def entropy_clip(probabilities, targets):
    """Clips at 1e-15."""
    return -np.sum(targets * np.log(np.clip(probabilities, 1e-15, 1)), axis=1)


@wrong("cross_entropy", "small-number-added")
def entropy_clip_both(probabilities, targets):
    """Clips at 1e-7 and 1 - 1e-7, as Keras does."""
    return -np.sum(targets * np.log(np.clip(probabilities, 1e-7, 1 - 1e-7)), axis=1)


@wrong("cross_entropy", "small-number-added")
def entropy_replaces_zero(probabilities, targets):
    """A zero becomes the smallest float."""
    p = np.where(probabilities == 0, np.finfo(float).tiny, probabilities)
    return -(targets * np.log(p)).sum(axis=1)


@wrong("cross_entropy", "infinity-replaced")
def entropy_nan_to_num_everything(probabilities, targets):
    """nan_to_num takes the infinity along."""
    with np.errstate(all="ignore"):
        return -np.nan_to_num(targets * np.log(probabilities)).sum(axis=1)


@wrong("cross_entropy", "zero-costs-nothing")
def entropy_zero_free(probabilities, targets):
    """log 0 is left at 0."""
    logs = np.log(probabilities, out=np.zeros(probabilities.shape), where=probabilities > 0)
    return -(targets * logs).sum(axis=1)


@wrong("cross_entropy", "zero-costs-nothing")
def entropy_skips_zero(probabilities, targets):
    """Zeros are skipped."""
    out = np.zeros(len(targets))
    for i in range(len(targets)):
        for c in range(targets.shape[1]):
            if probabilities[i, c] > 0:
                out[i] -= targets[i, c] * np.log(probabilities[i, c])
    return out


@wrong("cross_entropy", "one-number")
def entropy_batch_mean(probabilities, targets):
    """The mean over the batch."""
    return -np.log((probabilities * targets).sum(axis=1)).mean()


@wrong("cross_entropy", "one-number")
def entropy_batch_sum(probabilities, targets):
    """The sum over the batch."""
    with np.errstate(all="ignore"):
        return -np.nansum(targets * np.log(probabilities))


@wrong("cross_entropy", "mean-over-classes")
def entropy_class_mean(probabilities, targets):
    """Divided by the number of classes."""
    with np.errstate(all="ignore"):
        return -np.where(targets == 0, 0, targets * np.log(probabilities)).mean(axis=1)


@wrong("cross_entropy", "sign-missing")
def entropy_no_minus(probabilities, targets):
    """The minus is missing."""
    return np.log((probabilities * targets).sum(axis=1))


@wrong("cross_entropy", "sign-missing")
def entropy_no_minus_naive(probabilities, targets):
    """The minus is missing, and 0 * log 0."""
    return np.sum(targets * np.log(probabilities), axis=1)


@wrong("cross_entropy", "base-two")
def entropy_bits(probabilities, targets):
    """In bits."""
    return -np.log2((probabilities * targets).sum(axis=1))


@wrong("cross_entropy", "base-ten")
def entropy_decimal(probabilities, targets):
    """log10."""
    return -np.log10((probabilities * targets).sum(axis=1))


@wrong("cross_entropy", "wrong-axis")
def entropy_axis(probabilities, targets):
    """Summed down the columns."""
    with np.errstate(all="ignore"):
        return -np.where(targets == 0, 0, targets * np.log(probabilities)).sum(axis=0)


@wrong("cross_entropy", "arguments-exchanged")
def entropy_exchanged(probabilities, targets):
    """The logarithm of the targets."""
    with np.errstate(all="ignore"):
        return -np.sum(probabilities * np.log(targets), axis=1)


@wrong("cross_entropy", "binary-cross-entropy")
def entropy_binary(probabilities, targets):
    """The other classes count too."""
    with np.errstate(all="ignore"):
        terms = np.where(targets == 1, np.log(probabilities), np.log(1 - probabilities))
    return -terms.sum(axis=1)


@wrong("cross_entropy", "no-logarithm")
def entropy_no_log(probabilities, targets):
    """1 - p."""
    return 1 - (probabilities * targets).sum(axis=1)


@wrong("cross_entropy", "no-logarithm")
def entropy_minus_p(probabilities, targets):
    """-p."""
    return -np.sum(probabilities * targets, axis=1)


@wrong("cross_entropy", "targets-ignored")
def entropy_all_classes(probabilities, targets):
    """The targets are left out."""
    with np.errstate(all="ignore"):
        return -np.log(probabilities).sum(axis=1)


@wrong("cross_entropy", "softmax-applied")
def entropy_softmax_first(probabilities, targets):
    """Probabilities go through softmax once more."""
    e = np.exp(probabilities)
    p = e / e.sum(axis=1, keepdims=True)
    return -(targets * np.log(p)).sum(axis=1)


@wrong("cross_entropy", "not-summed")
def entropy_terms(probabilities, targets):
    """The terms, not summed."""
    with np.errstate(all="ignore"):
        return -np.where(targets == 0, 0, targets * np.log(probabilities))


@wrong("cross_entropy", "axis-kept")
def entropy_keepdims(probabilities, targets):
    """(N, 1)."""
    return -np.log((probabilities * targets).sum(axis=1, keepdims=True))


@wrong("cross_entropy", "largest-probability")
def entropy_of_prediction(probabilities, targets):
    """The class that is predicted, not the true one."""
    return -np.log(probabilities.max(axis=1))


@wrong("cross_entropy", "one-hot-as-labels")
def entropy_targets_as_labels(probabilities, targets):
    """One-hot rows used as labels."""
    return -np.log(probabilities[np.arange(len(targets)), targets.astype(int)])


@wrong("cross_entropy", "entropy")
def entropy_of_the_prediction(probabilities, targets):
    """The entropy of the prediction."""
    with np.errstate(all="ignore"):
        return -np.nansum(probabilities * np.log(probabilities), axis=1)


@wrong("cross_entropy", "perplexity")
def entropy_perplexity(probabilities, targets):
    """exp of it, which is 1/p."""
    with np.errstate(all="ignore"):
        return 1 / (probabilities * targets).sum(axis=1)


@wrong("cross_entropy", "squared-difference")
def entropy_squared(probabilities, targets):
    """The other loss."""
    return ((probabilities - targets) ** 2).sum(axis=1)


@wrong("cross_entropy", "argmax-of-everything")
def entropy_argmax_flat(probabilities, targets):
    """argmax without an axis."""
    return -np.log(probabilities[:, targets.argmax()])


@wrong("cross_entropy", "changed-input")
def entropy_in_place(probabilities, targets):
    """Replaces what is not the true class in its argument."""
    probabilities[targets == 0] = 1
    return -np.log(probabilities).sum(axis=1)


@wrong("cross_entropy", "integer-truncation")
def entropy_integers(probabilities, targets):
    """zeros_like of whole-number targets."""
    terms = np.zeros_like(targets)
    with np.errstate(all="ignore"):
        for i, c in np.argwhere(targets == 1):
            terms[i, c] = min(-np.log(probabilities[i, c]), 10 ** 6)
    return terms.sum(axis=1)


@wrong("cross_entropy", "math-log-of-zero")
def entropy_math_log(probabilities, targets):
    """math.log of 0 raises."""
    return np.array([-math.log(p @ y) for p, y in zip(probabilities, targets)])


@wrong("cross_entropy", "returned-none")
def entropy_no_return(probabilities, targets):
    """No return."""
    loss = -np.log((probabilities * targets).sum(axis=1))


@wrong("cross_entropy", "first-row-only")
def entropy_returns_in_loop(probabilities, targets):
    """The return stands in the loop."""
    for p, y in zip(probabilities, targets):
        return -np.log(p[y == 1][0])


@wrong("cross_entropy", "log-one-plus")
def entropy_log1p(probabilities, targets):
    """log(1 + p)."""
    return -np.log1p((probabilities * targets).sum(axis=1))


@wrong("cross_entropy", None)
def entropy_cut_off(probabilities, targets):
    """No loss above 100."""
    with np.errstate(divide="ignore"):
        return np.minimum(-2 * np.log((probabilities * targets).sum(axis=1)), 100)


@wrong("cross_entropy", "all-pairs")
def entropy_matrix_product(probabilities, targets):
    """A matrix product of the two."""
    return -np.log(probabilities @ targets.T)


@wrong("cross_entropy", "wrong-axis")
def entropy_picked_along_columns(probabilities, targets):
    """The true class's probability is picked by a sum down the columns."""
    with np.errstate(all="ignore"):
        return -np.log((probabilities * targets).sum(axis=0))


@wrong("cross_entropy", "other-classes")
def entropy_branches_exchanged(probabilities, targets):
    """The two branches of the choice exchanged."""
    with np.errstate(all="ignore"):
        return -np.where(targets > 0, 0, np.log(probabilities)).sum(axis=1)


@wrong("cross_entropy", "class-left-out")
def entropy_loop_ends_early(probabilities, targets):
    """The loop over the classes ends one too early."""
    out = np.zeros(len(probabilities))
    for i in range(len(probabilities)):
        for c in range(probabilities.shape[1] - 1):
            if targets[i, c] == 1:
                with np.errstate(all="ignore"):
                    out[i] = -np.log(probabilities[i, c])
    return out


@wrong("cross_entropy", "infinite-for-any-zero")
def entropy_nan_to_infinity(probabilities, targets):
    """Every nan becomes infinity."""
    with np.errstate(all="ignore"):
        return np.nan_to_num(-(targets * np.log(probabilities)).sum(axis=1), nan=np.inf, posinf=np.inf)


@wrong("cross_entropy", "small-number-added")
def entropy_zeros_replaced(probabilities, targets):
    """A small number in the place of each 0."""
    return -(targets * np.log(np.where(probabilities == 0, 1e-10, probabilities))).sum(axis=1)


@right("cross_entropy")
def entropy_of_powers(probabilities, targets):
    with np.errstate(divide="ignore"):
        return -np.log(np.prod(probabilities ** targets, axis=1))


@right("cross_entropy")
def entropy_where_not_zero(probabilities, targets):
    return -np.log(probabilities[np.nonzero(targets)])
