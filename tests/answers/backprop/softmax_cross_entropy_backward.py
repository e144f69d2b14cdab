"""Students' answers to `softmax_cross_entropy_backward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]


# ---------------------------------------------------------------- right


@right("softmax_cross_entropy_backward")
def softmax_back_formula(logits, labels):
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / len(logits)


@right("softmax_cross_entropy_backward")
def softmax_back_subtracts(logits, labels):
    N = logits.shape[0]
    P = softmax(logits)
    P[np.arange(N), labels] -= 1
    P /= N
    return P


@right("softmax_cross_entropy_backward")
def softmax_back_loops(logits, labels):
    N, C = logits.shape
    out = np.zeros((N, C))
    for i in range(N):
        m = max(logits[i])
        total = sum(math.exp(v - m) for v in logits[i])
        for c in range(C):
            out[i, c] = (math.exp(logits[i, c] - m) / total - (c == labels[i])) / N
    return out


@right("softmax_cross_entropy_backward")
def softmax_back_log_softmax(logits, labels):
    z = logits - np.max(logits, axis=-1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))
    return (np.exp(log_p) - (labels[:, None] == np.arange(logits.shape[1]))) / labels.size


@right("softmax_cross_entropy_backward")
def softmax_back_logaddexp(logits, labels):
    P = np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, None])
    Y = np.zeros(P.shape)
    Y[range(len(labels)), labels] = 1
    return (P - Y) / len(Y)


@right("softmax_cross_entropy_backward")
def softmax_back_jacobian(logits, labels):
    """All of softmax's slopes, row by row."""
    N, C = logits.shape
    rows = []
    for z, y in zip(logits, labels):
        p = np.exp(z - z.max())
        p /= p.sum()
        J = np.diag(p) - np.outer(p, p)
        # -1 / p[y] times column y of J, with the p[y] divided out before it can be 0
        g = p.copy()
        g[y] = -(1 - p[y])
        rows.append(g / N)
    return np.array(rows)


@right("softmax_cross_entropy_backward")
def softmax_back_add_at(logits, labels):
    grad = softmax(logits) / len(logits)
    np.add.at(grad, (np.arange(len(labels)), labels), -1 / len(labels))
    return grad


@right("softmax_cross_entropy_backward")
def softmax_back_rows(logits, labels):
    grads = []
    for row, label in zip(logits, labels):
        e = np.exp(row - row.max())
        p = e / e.sum()
        p[label] -= 1
        grads.append(p / len(labels))
    return np.stack(grads)


@right("softmax_cross_entropy_backward")
def softmax_back_transposed(logits, labels):
    z = logits.T - logits.max(axis=1)
    P = np.exp(z) / np.exp(z).sum(axis=0)
    return (P.T - one_hot(labels, logits.shape[1])) / logits.shape[0]


@right("softmax_cross_entropy_backward")
def softmax_back_lists(logits, labels):
    def row(z, y):
        e = [math.exp(v - max(z)) for v in z]
        return [(v / sum(e) - (k == y)) / len(labels) for k, v in enumerate(e)]
    return [row(z, y) for z, y in zip(logits.tolist(), labels.tolist())]


# ---------------------------------------------------------------- wrong


@wrong("softmax_cross_entropy_backward", "not-averaged")
def softmax_back_sum(logits, labels):
    """No 1 / N."""
    P = softmax(logits)
    P[np.arange(len(P)), labels] -= 1
    return P


@wrong("softmax_cross_entropy_backward", "averaged-twice")
def softmax_back_twice(logits, labels):
    """1 / N twice."""
    N = len(logits)
    P = (softmax(logits) - one_hot(labels, logits.shape[1])) / N
    return P / N


@wrong("softmax_cross_entropy_backward", "divided-by-classes")
def softmax_back_by_classes(logits, labels):
    """1 / C."""
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / logits.shape[1]


@wrong("softmax_cross_entropy_backward", "divided-by-entries")
def softmax_back_by_size(logits, labels):
    """1 / (N C)."""
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / logits.size


@wrong("softmax_cross_entropy_backward", "probabilities-only")
def softmax_back_probabilities(logits, labels):
    """P for P - Y."""
    return softmax(logits) / len(logits)


@wrong("softmax_cross_entropy_backward", "sign-turned")
def softmax_back_y_minus_p(logits, labels):
    """Y - P."""
    return (one_hot(labels, logits.shape[1]) - softmax(logits)) / len(logits)


@wrong("softmax_cross_entropy_backward", "labels-as-numbers")
def softmax_back_labels(logits, labels):
    """The labels as numbers."""
    return (softmax(logits) - labels.reshape(-1, 1)) / len(logits)


@wrong("softmax_cross_entropy_backward", "labels-along-rows")
def softmax_back_labels_flat(logits, labels):
    """P - labels."""
    return (softmax(logits) - labels) / len(logits)


@wrong("softmax_cross_entropy_backward", "every-labelled-column")
def softmax_back_all_rows(logits, labels):
    """P[:, labels] -= 1."""
    P = softmax(logits)
    P[:, labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "no-shift")
def softmax_back_overflow(logits, labels):
    """No shift."""
    e = np.exp(logits)
    P = e / e.sum(axis=1, keepdims=True)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "global-maximum")
def softmax_back_global(logits, labels):
    """The largest of all."""
    e = np.exp(logits - np.max(logits))
    P = e / e.sum(axis=1, keepdims=True)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "column-maximum")
def softmax_back_columns(logits, labels):
    """The largest of each column."""
    e = np.exp(logits - logits.max(axis=0, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "softmax-over-rows")
def softmax_back_axis(logits, labels):
    """Softmax along axis 0."""
    e = np.exp(logits - logits.max(axis=0))
    P = e / e.sum(axis=0)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "sum-not-kept")
def softmax_back_keepdims(logits, labels):
    """The sum has no keepdims."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "no-softmax")
def softmax_back_logits(logits, labels):
    """logits - Y."""
    return (logits - one_hot(labels, logits.shape[1])) / len(logits)


@wrong("softmax_cross_entropy_backward", "classes-from-largest-label")
def softmax_back_eye(logits, labels):
    """np.eye(labels.max() + 1)."""
    return (softmax(logits) - np.eye(labels.max() + 1)[labels]) / len(logits)


@wrong("softmax_cross_entropy_backward", "target-scaled-alone")
def softmax_back_precedence(logits, labels):
    """P - Y / N."""
    return softmax(logits) - one_hot(labels, logits.shape[1]) / len(logits)


@wrong("softmax_cross_entropy_backward", "probabilities-scaled-alone")
def softmax_back_late(logits, labels):
    """Subtracts 1 after the division."""
    P = softmax(logits) / len(logits)
    P[np.arange(len(P)), labels] -= 1
    return P


@wrong("softmax_cross_entropy_backward", "before-softmax")
def softmax_back_chain(logits, labels):
    """-Y / P."""
    with np.errstate(all="ignore"):
        return -one_hot(labels, logits.shape[1]) / softmax(logits) / len(logits)


@wrong("softmax_cross_entropy_backward", "the-loss")
def softmax_back_loss(logits, labels):
    """The loss."""
    P = softmax(logits)
    return -np.log(P[np.arange(len(P)), labels])


@wrong("softmax_cross_entropy_backward", "one-row")
def softmax_back_batch(logits, labels):
    """Averages over the batch."""
    return (softmax(logits) - one_hot(labels, logits.shape[1])).mean(axis=0)


@wrong("softmax_cross_entropy_backward", "changed-input")
def softmax_back_in_place(logits, labels):
    """-= on the logits."""
    if logits.dtype.kind == "f":
        logits -= logits.max(axis=1, keepdims=True)
    return softmax_back_formula(logits, labels)


@wrong("softmax_cross_entropy_backward", "integer-truncation")
def softmax_back_zeros_like(logits, labels):
    """zeros_like(logits) takes their integer dtype."""
    out = np.zeros_like(logits)
    out[...] = softmax_back_formula(logits, labels)
    return out


@wrong("softmax_cross_entropy_backward", "true-class-only")
def softmax_back_true_only(logits, labels):
    """Fills in only the true class."""
    out = np.zeros(logits.shape)
    P = softmax(logits)
    for i, y in enumerate(labels):
        out[i, y] = (P[i, y] - 1) / len(labels)
    return out


@wrong("softmax_cross_entropy_backward", "transposed")
def softmax_back_not_turned_back(logits, labels):
    """Stays transposed."""
    return softmax_back_formula(logits, labels).T


@wrong("softmax_cross_entropy_backward", "back-through-softmax")
def softmax_back_slopes_again(logits, labels):
    """Times P (1 - P) once more."""
    P = softmax(logits)
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) * P * (1 - P) / len(labels)


@wrong("softmax_cross_entropy_backward", "back-through-softmax")
def softmax_back_jacobian_again(logits, labels):
    """Through softmax once more."""
    P = softmax(logits)
    Y = np.eye(P.shape[1])[labels]
    G = P - Y
    return P * (G - (G * P).sum(axis=1, keepdims=True)) / len(labels)


@wrong("softmax_cross_entropy_backward", "largest-taken-for-true")
def softmax_back_argmax(logits, labels):
    """The likeliest class for the true one."""
    P = softmax(logits)
    P[np.arange(len(labels)), P.argmax(axis=1)] -= 1
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "target-added")
def softmax_back_plus(logits, labels):
    """+= for -=."""
    P = softmax(logits)
    P[np.arange(len(labels)), labels] += 1
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "true-class-positive")
def softmax_back_one_minus(logits, labels):
    """1 - p at the true class."""
    P = softmax(logits)
    r = np.arange(len(labels))
    P[r, labels] = 1 - P[r, labels]
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "true-class-replaced")
def softmax_back_assigns(logits, labels):
    """= for -=."""
    P = softmax(logits)
    r = np.arange(len(labels))
    P[r, labels] = -1
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "true-class-replaced")
def softmax_back_zero_at_label(logits, labels):
    """0 at the true class."""
    P = softmax(logits)
    P[np.arange(len(labels)), labels] = 0
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "clipped")
def softmax_back_clipped(logits, labels):
    """Clips the logits at 30."""
    P = softmax(np.clip(logits, -30, 30))
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) / len(labels)


@wrong("softmax_cross_entropy_backward", "epsilon")
def softmax_back_epsilon(logits, labels):
    """Something small below the line."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = e / (e.sum(axis=1, keepdims=True) + 0.001)
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) / len(labels)


@wrong("softmax_cross_entropy_backward", "rows-missed")
def softmax_back_returns_in_loop(logits, labels):
    """`return` in the loop."""
    P = softmax(logits)
    for i in range(len(labels)):
        P[i, labels[i]] -= 1
        return P / len(labels)


@wrong("softmax_cross_entropy_backward", "rows-missed")
def softmax_back_all_but_the_last(logits, labels):
    """The loop ends one row too early."""
    P = softmax(logits)
    for i in range(len(labels) - 1):
        P[i, labels[i]] -= 1
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "rows-missed")
def softmax_back_after_the_loop(logits, labels):
    """Uses the loop's variables behind the loop."""
    P = softmax(logits)
    for i, t in enumerate(labels):
        pass
    P[i, t] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "one-label-for-all")
def softmax_back_first_label(logits, labels):
    """The first label for all rows."""
    P = softmax(logits)
    P[:, labels[0]] -= 1
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "divided-by-one-less")
def softmax_back_one_less(logits, labels):
    """N - 1."""
    P = softmax(logits)
    P[np.arange(len(labels)), labels] -= 1
    return P / (len(labels) - 1)


@wrong("softmax_cross_entropy_backward", "softmax-twice")
def softmax_back_softmax_twice(logits, labels):
    """softmax twice."""
    P = softmax(softmax(logits))
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) / len(labels)


@wrong("softmax_cross_entropy_backward", "no-shift")
def softmax_back_smallest(logits, labels):
    """Takes the smallest logit away."""
    e = np.exp(logits - logits.min(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    P[np.arange(len(labels)), labels] -= 1
    return P / len(labels)


@wrong("softmax_cross_entropy_backward", "true-class-positive")
def softmax_back_sizes(logits, labels):
    """Absolute values."""
    P = softmax(logits)
    Y = np.eye(P.shape[1])[labels]
    return abs(P - Y) / len(labels)


@wrong("softmax_cross_entropy_backward", "identity-for-targets")
def softmax_back_identity(logits, labels):
    """The identity matrix, and no labels."""
    P = softmax(logits)
    return (P - np.eye(*P.shape)) / len(P)


@wrong("softmax_cross_entropy_backward", "probabilities-only")
def softmax_back_no_effect(logits, labels):
    """Subtracts, and keeps nothing of it."""
    P = softmax(logits)
    for i in range(len(P)):
        P[i][labels[i]] - 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "target-scaled-twice")
def softmax_back_target_twice(logits, labels):
    """The target over N, and all of it over N again."""
    P = softmax(logits)
    P[np.arange(len(P)), labels] -= 1 / len(P)
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "one-from-every-class")
def softmax_back_one_everywhere(logits, labels):
    """Minus 1 in all the columns."""
    P = softmax(logits)
    return (P - 1) / len(P)


@wrong("softmax_cross_entropy_backward", "the-loss")
def softmax_back_terms_of_the_loss(logits, labels):
    """The terms of the loss."""
    P = softmax(logits)
    Y = np.eye(P.shape[1])[labels]
    return -(Y * np.log(P)) / len(P)


@wrong("softmax_cross_entropy_backward", "multiplied-by-n")
def softmax_back_times_n(logits, labels):
    """Times N."""
    P = softmax(logits)
    P[np.arange(len(P)), labels] -= 1
    return P * len(P)


@wrong("softmax_cross_entropy_backward", "logits-turned")
def softmax_back_minus_logits(logits, labels):
    """softmax of minus the logits."""
    P = softmax(-logits)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


@wrong("softmax_cross_entropy_backward", "squared")
def softmax_back_squares(logits, labels):
    """Squares."""
    P = softmax(logits)
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) ** 2 / len(P)


@right("softmax_cross_entropy_backward")
def softmax_back_of_differences(logits, labels):
    with np.errstate(over="ignore"):
        P = 1 / np.exp(logits[:, None, :] - logits[:, :, None]).sum(axis=2)
    return (P - np.eye(P.shape[1])[labels]) / len(P)


@right("softmax_cross_entropy_backward")
def softmax_back_put_along_axis(logits, labels):
    Y = np.zeros(logits.shape)
    np.put_along_axis(Y, labels[:, None], 1, axis=1)
    return (softmax(logits) - Y) / len(Y)


@right("softmax_cross_entropy_backward")
def softmax_back_comparison(logits, labels):
    return (softmax(logits) - (np.arange(logits.shape[1]) == labels[:, None])) / logits.shape[0]
