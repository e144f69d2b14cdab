"""Students' answers to `ledger`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(X, W1, b1, W2, b2):
    z1 = X @ W1.T + b1
    hidden = np.maximum(z1, 0)
    return z1, hidden, hidden @ W2.T + b2


def at_the_logits(logits, labels):
    P = softmax(logits)
    P[np.arange(len(P)), labels] -= 1
    return P / len(P)


# ---------------------------------------------------------------- right


@right("ledger")
def ledger_plain(X, labels, W1, b1, W2, b2):
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    dlogits = (softmax(logits) - np.eye(len(b2))[labels]) / len(X)
    dW2 = dlogits.T @ hidden
    db2 = dlogits.sum(axis=0)
    dhidden = dlogits @ W2
    dz1 = np.where(z1 > 0, dhidden, 0)
    dW1 = dz1.T @ X
    db1 = dz1.sum(axis=0)
    return dlogits, dW2, db2, dhidden, dz1, dW1, db1


@right("ledger")
def ledger_list(X, labels, W1, b1, W2, b2):
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    out = [at_the_logits(logits, labels)]
    out += [(hidden.T @ out[0]).T, np.sum(out[0], 0), (W2.T @ out[0].T).T]
    out += [out[3] * (hidden > 0)]
    out += [np.einsum("nh,nd->hd", out[4], X), np.einsum("nh->h", out[4])]
    return out


def affine_backward(upstream, X, W):
    return upstream @ W, upstream.T @ X, upstream.sum(axis=0)


@right("ledger")
def ledger_by_functions(X, labels, W1, b1, W2, b2):
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    dlogits = at_the_logits(logits, labels)
    dhidden, dW2, db2 = affine_backward(dlogits, hidden, W2)
    dz1 = dhidden * (z1 > 0)
    _, dW1, db1 = affine_backward(dz1, X, W1)
    return dlogits, dW2, db2, dhidden, dz1, dW1, db1


@right("ledger")
def ledger_by_example(X, labels, W1, b1, W2, b2):
    N = len(X)
    dlogits, dhidden, dz1 = np.zeros((N, len(b2))), np.zeros((N, len(b1))), np.zeros((N, len(b1)))
    dW2, db2, dW1, db1 = (np.zeros(p.shape) for p in (W2, b2, W1, b1))
    for n in range(N):
        z = W1 @ X[n] + b1
        h = np.maximum(z, 0)
        s = W2 @ h + b2
        p = np.exp(s - s.max())
        dlogits[n] = p / p.sum()
        dlogits[n, labels[n]] -= 1
        dlogits[n] /= N
        dW2 += np.outer(dlogits[n], h)
        db2 += dlogits[n]
        dhidden[n] = W2.T @ dlogits[n]
        dz1[n] = dhidden[n] * (z > 0)
        dW1 += np.outer(dz1[n], X[n])
        db1 += dz1[n]
    return dlogits, dW2, db2, dhidden, dz1, dW1, db1


@right("ledger")
def ledger_floats_first(X, labels, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.array(a, dtype=float) for a in (X, W1, b1, W2, b2))
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    d = at_the_logits(logits, labels)
    e = d.dot(W2)
    e2 = e.copy()
    e2[z1 <= 0] = 0
    return d, d.T.dot(hidden), d.sum(0), e, e2, e2.T.dot(X), e2.sum(0)


# ---------------------------------------------------------------- wrong


def _ledger(X, labels, W1, b1, W2, b2, **lines):
    """The right one, with some lines made otherwise."""
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    made = {"X": X, "labels": labels, "W2": W2, "z1": z1, "hidden": hidden, "logits": logits}
    formulas = {"dlogits": lambda m: at_the_logits(m["logits"], labels), "dW2": lambda m: m["dlogits"].T @ m["hidden"], "db2": lambda m: m["dlogits"].sum(axis=0),
                "dhidden": lambda m: m["dlogits"] @ W2, "dz1": lambda m: m["dhidden"] * (z1 > 0), "dW1": lambda m: m["dz1"].T @ X, "db1": lambda m: m["dz1"].sum(axis=0)}
    for name, formula in formulas.items():
        made[name] = lines.get(name, formula)(made)
    return tuple(made[name] for name in formulas)


@wrong("ledger", "dlogits-not-averaged")
def ledger_sum(X, labels, W1, b1, W2, b2):
    """No 1 / N; all that follows is consistent."""
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=lambda m: at_the_logits(m["logits"], labels) * len(X))


@wrong("ledger", "dlogits-probabilities-only")
def ledger_probabilities(X, labels, W1, b1, W2, b2):
    """P for P - Y."""
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=lambda m: softmax(m["logits"]) / len(X))


@wrong("ledger", "dlogits-sign-turned")
def ledger_sign(X, labels, W1, b1, W2, b2):
    """Y - P."""
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=lambda m: -at_the_logits(m["logits"], labels))


@wrong("ledger", "dw2-transposed")
def ledger_dw2_transposed(X, labels, W1, b1, W2, b2):
    """hidden.T @ dlogits."""
    return _ledger(X, labels, W1, b1, W2, b2, dW2=lambda m: m["hidden"].T @ m["dlogits"])


@wrong("ledger", "dw2-before-relu")
def ledger_z1(X, labels, W1, b1, W2, b2):
    """z1 for hidden."""
    return _ledger(X, labels, W1, b1, W2, b2, dW2=lambda m: m["dlogits"].T @ m["z1"])


@wrong("ledger", "db2-averaged")
def ledger_db2_mean(X, labels, W1, b1, W2, b2):
    """mean for sum."""
    return _ledger(X, labels, W1, b1, W2, b2, db2=lambda m: m["dlogits"].mean(axis=0))


@wrong("ledger", "db2-not-summed")
def ledger_db2_whole(X, labels, W1, b1, W2, b2):
    """Not summed."""
    return _ledger(X, labels, W1, b1, W2, b2, db2=lambda m: m["dlogits"])


@wrong("ledger", "dhidden-without-weights")
def ledger_no_weights(X, labels, W1, b1, W2, b2):
    """dhidden without W2: the sum of dlogits."""
    return _ledger(X, labels, W1, b1, W2, b2, dhidden=lambda m: np.repeat(m["dlogits"].sum(axis=1, keepdims=True), len(b1), axis=1))


@wrong("ledger", "dz1-not-masked")
def ledger_no_mask(X, labels, W1, b1, W2, b2):
    """No mask."""
    return _ledger(X, labels, W1, b1, W2, b2, dz1=lambda m: m["dhidden"] + 0)


@wrong("ledger", "dz1-mask-from-upstream")
def ledger_mask_of_gradient(X, labels, W1, b1, W2, b2):
    """The mask of the gradient."""
    return _ledger(X, labels, W1, b1, W2, b2, dz1=lambda m: np.maximum(m["dhidden"], 0))


@wrong("ledger", "dz1-open-at-zero")
def ledger_geq(X, labels, W1, b1, W2, b2):
    """z1 >= 0."""
    return _ledger(X, labels, W1, b1, W2, b2, dz1=lambda m: m["dhidden"] * (m["z1"] >= 0))


@wrong("ledger", "dw1-past-relu")
def ledger_past_relu(X, labels, W1, b1, W2, b2):
    """dhidden for dz1."""
    return _ledger(X, labels, W1, b1, W2, b2, dW1=lambda m: m["dhidden"].T @ X)


@wrong("ledger", "db1-wrong-axis")
def ledger_db1_axis(X, labels, W1, b1, W2, b2):
    """axis=1."""
    return _ledger(X, labels, W1, b1, W2, b2, db1=lambda m: m["dz1"].sum(axis=1))


@wrong("ledger", "dw2-negated")
def ledger_dw2_negative(X, labels, W1, b1, W2, b2):
    """A sign in one line: no known mistake, but a relation."""
    return _ledger(X, labels, W1, b1, W2, b2, dW2=lambda m: -m["dlogits"].T @ m["hidden"])


@wrong("ledger", None)
def ledger_dw2_odd(X, labels, W1, b1, W2, b2):
    """Neither a known mistake nor a relation."""
    return _ledger(X, labels, W1, b1, W2, b2, dW2=lambda m: m["dlogits"].T @ m["hidden"] ** 2)


@wrong("ledger", "dlogits-not-averaged")
def ledger_half_done(X, labels, W1, b1, W2, b2):
    """The first line is wrong and the last four are blank."""
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    dlogits = at_the_logits(logits, labels) * len(X)
    return dlogits, dlogits.T @ hidden, dlogits.sum(axis=0), ..., ..., ..., ...


@wrong("ledger", "raised")
def ledger_no_fit(X, labels, W1, b1, W2, b2):
    """W2 turned: the sizes do not fit."""
    return _ledger(X, labels, W1, b1, W2, b2, dhidden=lambda m: m["dlogits"] @ W2.T @ W1)


@wrong("ledger", "wrong-length")
def ledger_four(X, labels, W1, b1, W2, b2):
    """Only the parameters' gradients."""
    lines = ledger_plain(X, labels, W1, b1, W2, b2)
    return lines[1], lines[2], lines[5], lines[6]


@wrong("ledger", "changed-input")
def ledger_takes_a_step(X, labels, W1, b1, W2, b2):
    """Changes W2 on the way."""
    lines = ledger_plain(X, labels, W1, b1, W2, b2)
    W2 -= W2
    return lines


@wrong("ledger", "dlogits-classes-from-largest-label")
def ledger_largest_label(X, labels, W1, b1, W2, b2):
    """As many classes as the batch happens to have."""
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=lambda m: (softmax(m["logits"]) - np.eye(labels.max() + 1)[labels]) / len(X))


@wrong("ledger", "dlogits-softmax-over-everything")
def ledger_softmax_of_the_batch(X, labels, W1, b1, W2, b2):
    """One sum for the whole batch."""
    return _ledger(X, labels, W1, b1, W2, b2,
                   dlogits=lambda m: (np.exp(m["logits"]) / np.exp(m["logits"]).sum() - np.eye(len(b2))[labels]) / len(X))


@wrong("ledger", "dlogits-off-by-factor")
def ledger_twice(X, labels, W1, b1, W2, b2):
    """Twice everything, as for a square."""
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=lambda m: 2 * (softmax(m["logits"]) - np.eye(len(b2))[labels]) / len(X))


@wrong("ledger", "dlogits-target-added")
def ledger_target_added(X, labels, W1, b1, W2, b2):
    """P + Y."""
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=lambda m: (softmax(m["logits"]) + np.eye(len(b2))[labels]) / len(X))


@wrong("ledger", "dlogits-rows-missed")
def ledger_one_row(X, labels, W1, b1, W2, b2):
    """The target of the first row only."""
    def slip(m):
        P = softmax(m["logits"])
        P[0, labels[0]] -= 1
        return P / len(X)
    return _ledger(X, labels, W1, b1, W2, b2, dlogits=slip)


@wrong("ledger", "dw2-from-the-values")
def ledger_dw2_of_logits(X, labels, W1, b1, W2, b2):
    """The d is forgotten."""
    return _ledger(X, labels, W1, b1, W2, b2, dW2=lambda m: m["logits"].T @ m["hidden"])


@wrong("ledger", "dw2-from-the-mask")
def ledger_dw2_of_mask(X, labels, W1, b1, W2, b2):
    """The mask for hidden."""
    return _ledger(X, labels, W1, b1, W2, b2, dW2=lambda m: m["dlogits"].T @ (m["hidden"] > 0))


@wrong("ledger", "db2-from-the-values")
def ledger_db2_of_logits(X, labels, W1, b1, W2, b2):
    """The d is forgotten."""
    return _ledger(X, labels, W1, b1, W2, b2, db2=lambda m: m["logits"].sum(axis=0))


@wrong("ledger", "db2-without-upstream")
def ledger_db2_ones(X, labels, W1, b1, W2, b2):
    """The slope alone."""
    return _ledger(X, labels, W1, b1, W2, b2, db2=lambda m: np.ones_like(b2))


@wrong("ledger", "db2-one-example")
def ledger_db2_first(X, labels, W1, b1, W2, b2):
    """The first row."""
    return _ledger(X, labels, W1, b1, W2, b2, db2=lambda m: m["dlogits"][0])


@wrong("ledger", "dhidden-from-the-values")
def ledger_dhidden_of_logits(X, labels, W1, b1, W2, b2):
    """The d is forgotten."""
    return _ledger(X, labels, W1, b1, W2, b2, dhidden=lambda m: m["logits"] @ W2)


@wrong("ledger", "dhidden-masked-already")
def ledger_mask_in_dhidden(X, labels, W1, b1, W2, b2):
    """The mask one line too early."""
    return _ledger(X, labels, W1, b1, W2, b2, dhidden=lambda m: (m["dlogits"] @ W2) * (m["z1"] > 0))


@wrong("ledger", "dhidden-masked-already")
def ledger_two_names(X, labels, W1, b1, W2, b2):
    """dz1 = dhidden makes no copy."""
    z1, hidden, logits = forward(X, W1, b1, W2, b2)
    dlogits = at_the_logits(logits, labels)
    dhidden = dlogits @ W2
    dz1 = dhidden
    dz1[z1 <= 0] = 0
    return dlogits, dlogits.T @ hidden, dlogits.sum(axis=0), dhidden, dz1, dz1.T @ X, dz1.sum(axis=0)


@wrong("ledger", "dhidden-times-hidden")
def ledger_times_hidden(X, labels, W1, b1, W2, b2):
    """hidden once more."""
    return _ledger(X, labels, W1, b1, W2, b2, dhidden=lambda m: m["dlogits"] @ W2 * m["hidden"])


@wrong("ledger", "dz1-arguments-exchanged")
def ledger_exchanged(X, labels, W1, b1, W2, b2):
    """relu_backward(z1, dhidden)."""
    return _ledger(X, labels, W1, b1, W2, b2, dz1=lambda m: m["z1"] * (m["dhidden"] > 0))


@wrong("ledger", "dz1-sigmoid-slope")
def ledger_sigmoid_slope(X, labels, W1, b1, W2, b2):
    """h (1 - h)."""
    return _ledger(X, labels, W1, b1, W2, b2, dz1=lambda m: m["dhidden"] * m["hidden"] * (1 - m["hidden"]))


@wrong("ledger", "dw1-from-the-values")
def ledger_dw1_of_z1(X, labels, W1, b1, W2, b2):
    """The d is forgotten."""
    return _ledger(X, labels, W1, b1, W2, b2, dW1=lambda m: m["z1"].T @ X)


@wrong("ledger", "dw1-one-example")
def ledger_dw1_last(X, labels, W1, b1, W2, b2):
    """The last example's."""
    return _ledger(X, labels, W1, b1, W2, b2, dW1=lambda m: np.outer(m["dz1"][-1], X[-1]))
