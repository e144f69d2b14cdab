"""Students' answers to `mlp_forward`; more right ones stand beside the `mlp_backward` that reads their cache."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


def relu(z):
    return np.maximum(z, 0)


# ---------------------------------------------------------------- right


@right("mlp_forward")
def forward_inputs(X, theta):
    inputs, h = [], X
    for k, (W, b) in enumerate(theta):
        inputs.append(h)
        h = h @ W.T + b
        if k < len(theta) - 1:
            h = relu(h)
    return h, inputs


@right("mlp_forward")
def forward_no_cache(X, theta):
    """What the way back needs can be worked out again."""
    h = X
    for W, b in theta[:-1]:
        h = relu(h @ W.T + b)
    return h @ theta[-1][0].T + theta[-1][1], None


@right("mlp_forward")
def forward_recursion(X, theta):
    (W, b), *rest = theta
    z = X @ W.T + b
    if not rest:
        return z, (X, z, None)
    logits, above = forward_recursion(relu(z), rest)
    return logits, (X, z, above)


@right("mlp_forward")
def forward_string_keys(X, theta):
    cache = {"h0": X}
    for k, (W, b) in enumerate(theta, 1):
        cache[f"z{k}"] = np.einsum("ni,oi->no", cache[f"h{k - 1}"], W) + b
        cache[f"h{k}"] = relu(cache[f"z{k}"]) if k < len(theta) else cache[f"z{k}"]
    return cache[f"h{len(theta)}"], cache


@right("mlp_forward")
def forward_generator(X, theta):
    """The cache is a generator, which cannot be copied."""
    values = [X]
    for W, b in theta[:-1]:
        values.append(relu(values[-1].dot(W.T) + b))
    W, b = theta[-1]
    return [values[-1].dot(W.T) + b, (v for v in values)]


@right("mlp_forward")
def forward_by_example(X, theta):
    rows = []
    for x in X:
        for W, b in theta[:-1]:
            x = relu(W @ x + b)
        rows.append(theta[-1][0] @ x + theta[-1][1])
    return np.array(rows), X


class Forward:
    def __call__(self, X, theta):
        return forward_inputs(X, theta)


right("mlp_forward")(Forward())


# ---------------------------------------------------------------- wrong


@wrong("mlp_forward", "last-activated")
def forward_relu_everywhere(X, theta):
    """relu after the last layer too."""
    cache = []
    for W, b in theta:
        cache.append(X)
        X = relu(X @ W.T + b)
    return X, cache


@wrong("mlp_forward", "never-activated")
def forward_no_relu(X, theta):
    """No relu."""
    cache = []
    for W, b in theta:
        cache.append(X)
        X = X @ W.T + b
    return X, cache


@wrong("mlp_forward", "logits-alone")
def forward_logits(X, theta):
    """No cache."""
    return forward_inputs(X, theta)[0]


@wrong("mlp_forward", "cache-first")
def forward_cache_first(X, theta):
    """The cache, which is None, first."""
    return None, forward_inputs(X, theta)[0]


@wrong("mlp_forward", "wrong-shape")
def forward_cache_list_first(X, theta):
    """The cache first: a list of arrays, where the logits belong."""
    logits, cache = forward_inputs(X, theta)
    return cache, logits


@wrong("mlp_forward", "last-layer-left-out")
def forward_hidden_only(X, theta):
    """The last layer is missing."""
    for W, b in theta[:-1]:
        X = relu(X @ W.T + b)
    return X + 0, None


@wrong("mlp_forward", "w-not-transposed")
def forward_not_transposed(X, theta):
    """X @ W."""
    for W, b in theta[:-1]:
        X = relu(X @ W + b)
    return X @ theta[-1][0] + theta[-1][1], None


@wrong("mlp_forward", "bias-left-out")
def forward_no_bias(X, theta):
    """No bias."""
    for W, _ in theta[:-1]:
        X = relu(X @ W.T)
    return X @ theta[-1][0].T, None


@wrong("mlp_forward", "each-from-input")
def forward_from_input(X, theta):
    """Each layer gets X."""
    h = X
    for W, b in theta[:-1]:
        h = relu(X @ W.T + b)
    return h @ theta[-1][0].T + theta[-1][1], None


@wrong("mlp_forward", "probabilities")
def forward_softmax(X, theta):
    """softmax at the end."""
    logits, cache = forward_inputs(X, theta)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True), cache


@wrong("mlp_forward", "other-activation")
def forward_tanh(X, theta):
    """tanh."""
    for W, b in theta[:-1]:
        X = np.tanh(X @ W.T + b)
    return X @ theta[-1][0].T + theta[-1][1], None


@wrong("mlp_forward", "order-reversed")
def forward_reversed(X, theta):
    """The last layer first."""
    return forward_inputs(X, theta[::-1])


@wrong("mlp_forward", "first-two-layers-only")
def forward_two(X, theta):
    """Two layers."""
    return forward_inputs(X, theta[:2])


@wrong("mlp_forward", "wrong-length")
def forward_three(X, theta):
    """Three things."""
    logits, cache = forward_inputs(X, theta)
    return logits, cache, theta


@wrong("mlp_forward", "changed-input")
def forward_pops(X, theta):
    """Empties theta."""
    cache = []
    while len(theta) > 1:
        W, b = theta.pop(0)
        cache.append(X)
        X = relu(X @ W.T + b)
    return X @ theta[0][0].T + theta[0][1], cache


@wrong("mlp_forward", "raised")
def forward_typo(X, theta):
    """A name that is not there."""
    for W, b in theta[:-1]:
        h = relu(h @ W.T + b)
    return h, None


@wrong("mlp_forward", "returned-none")
def forward_no_return(X, theta):
    """No return."""
    logits, cache = forward_inputs(X, theta)


@wrong("mlp_forward", "each-from-input")
def forward_x_everywhere(X, theta):
    """X goes into every layer."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = X @ W.T + b
        cache.append((h, z))
        h = relu(z) if i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "absolute-value")
def forward_absolute(X, theta):
    """The absolute value for relu."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = abs(z) if i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "relu-turned")
def forward_minimum(X, theta):
    """The minimum for the maximum."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = np.minimum(z, 0) if i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "bias-subtracted")
def forward_minus_bias(X, theta):
    """Subtracts the bias."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T - b
        cache.append((h, z))
        h = relu(z) if i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "leaky")
def forward_leaky(X, theta):
    """The leaky relu."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = np.where(z > 0, z, 0.01 * z) if i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "single-layer-activated")
def forward_first_by_hand(X, theta):
    """The first layer before the loop, with relu even where it is the last."""
    W, b = theta[0]
    h = relu(X @ W.T + b)
    cache = [X, h]
    for W, b in theta[1:-1]:
        h = relu(h @ W.T + b)
        cache.append(h)
    if len(theta) > 1:
        W, b = theta[-1]
        h = h @ W.T + b
    return h, cache


@wrong("mlp_forward", "first-not-activated")
def forward_first_without_relu(X, theta):
    """No relu after the first layer."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = relu(z) if 0 < i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "last-layer-twice")
def forward_last_twice(X, theta):
    """The last layer in the loop, and again behind it."""
    h = X
    c = []
    for W, b in theta:
        c.append(h)
        h = relu(h @ W.T + b)
    W, b = theta[-1]
    return h @ W.T + b, c


@wrong("mlp_forward", "activated-before")
def forward_relu_before(X, theta):
    """relu before the product."""
    h = X
    c = []
    for W, b in theta[:-1]:
        c.append(h)
        h = relu(h) @ W.T + b
    W, b = theta[-1]
    return h @ W.T + b, c


@wrong("mlp_forward", "probabilities")
def forward_log_softmax(X, theta):
    """Logarithms of probabilities."""
    h = X
    c = []
    for W, b in theta[:-1]:
        c.append(h)
        h = relu(h @ W.T + b)
    W, b = theta[-1]
    z = h @ W.T + b
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True)), c


@wrong("mlp_forward", "last-two-layers-affine")
def forward_loop_too_short(X, theta):
    """No relu after the last hidden layer."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = relu(z) if i < len(theta) - 2 else z
    return h, cache


@wrong("mlp_forward", "mask-for-relu")
def forward_masks(X, theta):
    """Hands on where z is positive."""
    cache = []
    h = X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = z > 0 if i < len(theta) - 1 else z
    return h, cache


@wrong("mlp_forward", "transposed")
def forward_columns(X, theta):
    """One example a column."""
    cache = []
    h = X.T
    for i, (W, b) in enumerate(theta):
        z = W @ h + b[:, None]
        cache.append((h, z))
        h = relu(z) if i < len(theta) - 1 else z
    return h, cache


@right("mlp_forward")
def forward_head_and_tail(X, theta):
    *hid, (W, b) = theta
    hs, zs = [X], []
    for V, c in hid:
        zs.append(hs[-1] @ V.T + c)
        hs.append(relu(zs[-1]))
    return hs[-1] @ W.T + b, {"h": hs, "z": zs}


@right("mlp_forward")
def forward_nested_cache(X, theta):
    (W, b), rest = (theta[0], theta[1:])
    z = X.dot(W.T) + b
    if not rest:
        return z, ((X, z), None)
    out, tail = forward_nested_cache(np.where(z > 0, z, 0), rest)
    return out, ((X, z), tail)


@right("mlp_forward")
def forward_relu_of_what_came(X, theta):
    h = X
    first = True
    cache = []
    for W, b in theta:
        if not first:
            h = relu(h)
        first = False
        cache.append(h)
        h = np.einsum("ij,kj->ik", h, W) + b
    return h, tuple(cache)


@right("mlp_forward")
def forward_steps(X, theta):

    def steps():
        h = X
        for W, b in theta[:-1]:
            z = h @ W.T + b
            yield (h, z)
            h = relu(z)
        W, b = theta[-1]
        yield (h, h @ W.T + b)
    cache = list(steps())
    return cache[-1][1], cache


@right("mlp_forward")
def forward_plain_python(X, theta):
    h = X.tolist()
    cache = [h]
    for i, (W, b) in enumerate(theta):
        h = [[sum((w * x for w, x in zip(row, r))) + c for row, c in zip(W.tolist(), b.tolist())] for r in h]
        if i < len(theta) - 1:
            h = [[max(v, 0) for v in r] for r in h]
        cache.append(h)
    return h, cache
