"""Students' answers to `mlp_backward` whose cache is the list of what goes into each layer; and most of the wrong ones."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    cache, h = [], X
    for W, b in theta[:-1]:
        cache.append(h)
        h = np.maximum(0, h @ W.T + b)
    cache.append(h)
    W, b = theta[-1]
    return h @ W.T + b, cache


def affine_backward(upstream, X, W):
    return upstream @ W, upstream.T @ X, upstream.sum(axis=0)


# ---------------------------------------------------------------- right


@right("mlp_backward")
def backward_zip(upstream, theta, cache):
    grads = []
    for (W, b), h in zip(theta[::-1], cache[::-1]):
        upstream, dW, db = affine_backward(upstream, h, W)
        upstream = upstream * (h > 0)
        grads.append((dW, db))
    return grads[::-1]


@right("mlp_backward")
def backward_range(upstream, theta, cache):
    n = len(theta)
    grads = [None] * n
    for k in range(n - 1, -1, -1):
        grads[k] = (upstream.T @ cache[k], upstream.sum(axis=0))
        if k > 0:
            upstream = upstream @ theta[k][0]
            upstream[cache[k] == 0] = 0
    return grads


@right("mlp_backward")
def backward_recursion(upstream, theta, cache):
    dW, db = upstream.T @ cache[-1], upstream.sum(0)
    if len(theta) == 1:
        return [(dW, db)]
    below = (upstream @ theta[-1][0]) * (cache[-1] > 0)
    return backward_recursion(below, theta[:-1], cache[:-1]) + [(dW, db)]


@right("mlp_backward")
def backward_lists_in_lists(upstream, theta, cache):
    grads, g = [], upstream
    for k in reversed(range(len(theta))):
        grads.insert(0, [np.einsum("no,ni->oi", g, cache[k]), np.einsum("no->o", g)])
        g = np.where(cache[k] > 0, np.einsum("no,oi->ni", g, theta[k][0]), 0) if k else None
    return grads


@right("mlp_backward")
def backward_by_example(upstream, theta, cache):
    grads = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in theta]
    for n in range(len(upstream)):
        g = upstream[n].astype(float)
        for k in range(len(theta) - 1, -1, -1):
            grads[k][0][...] += np.outer(g, cache[k][n])
            grads[k][1][...] += g
            g = (theta[k][0].T @ g) * (cache[k][n] > 0)
    return tuple(grads)


@right("mlp_backward")
def backward_deltas(upstream, theta, cache):
    deltas = [upstream]
    for k in range(len(theta) - 1, 0, -1):
        deltas.insert(0, deltas[0] @ theta[k][0] * (cache[k] > 0))
    return [(d.T @ h, d.sum(axis=0)) for d, h in zip(deltas, cache)]


@right("mlp_backward")
def backward_works_on_a_copy(upstream, theta, cache):
    left, grads = list(cache), []
    for W, b in reversed(theta):
        h = left.pop()
        upstream, dW, db = affine_backward(upstream, h, W)
        upstream *= h > 0
        grads = [(dW, db), *grads]
    return grads


# ---------------------------------------------------------------- wrong


@wrong("mlp_backward", "list-reversed")
def backward_not_turned(upstream, theta, cache):
    """The last layer comes first."""
    grads = []
    for (W, b), h in zip(theta[::-1], cache[::-1]):
        grads.append((upstream.T @ h, upstream.sum(axis=0)))
        upstream = (upstream @ W) * (h > 0)
    return grads


@wrong("mlp_backward", "last-masked")
def backward_last_masked(upstream, theta, cache):
    """A relu at the last layer."""
    upstream = upstream * (cache[-1] @ theta[-1][0].T + theta[-1][1] > 0)
    return backward_zip(upstream, theta, cache)


@wrong("mlp_backward", "relu-forgotten")
def backward_no_mask(upstream, theta, cache):
    """No mask."""
    grads = []
    for (W, b), h in zip(theta[::-1], cache[::-1]):
        upstream, dW, db = affine_backward(upstream, h, W)
        grads.append((dW, db))
    return grads[::-1]


@wrong("mlp_backward", "relu-forgotten")
def backward_mask_not_kept(upstream, theta, cache):
    """h >= 0 is always true of what relu gave."""
    grads = []
    for (W, b), h in zip(theta[::-1], cache[::-1]):
        upstream, dW, db = affine_backward(upstream, h, W)
        upstream = upstream * (h >= 0) if len(grads) < len(theta) - 1 else upstream
        grads.append((dW, db))
    return grads[::-1]


@wrong("mlp_backward", "mask-from-gradient")
def backward_mask_of_gradient(upstream, theta, cache):
    """relu of the gradient."""
    grads = []
    for (W, b), h in zip(theta[::-1], cache[::-1]):
        upstream, dW, db = affine_backward(upstream, h, W)
        upstream = np.maximum(upstream, 0)
        grads.append((dW, db))
    return grads[::-1]


@wrong("mlp_backward", "mask-of-the-layer-above")
def backward_mask_above(upstream, theta, cache):
    """The mask of the layer's own output."""
    outputs = [*cache[1:], cache[-1] @ theta[-1][0].T + theta[-1][1]]
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        grads.insert(0, (upstream.T @ cache[k], upstream.sum(axis=0)))
        if k:
            upstream = (upstream @ theta[k][0]) * (outputs[k] > 0)
    return grads


@wrong("mlp_backward", "mask-of-the-layer-below")
def backward_mask_of_the_next(upstream, theta, cache):
    """What arrives at layer k is masked by what went into it, not by what came out."""
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        if k < len(theta) - 1:
            upstream = upstream * (cache[k] > 0)
        upstream, dW, db = affine_backward(upstream, cache[k], theta[k][0])
        grads.insert(0, (dW, db))
    return grads


@wrong("mlp_backward", "mask-of-the-layer-below")
def backward_mask_below(upstream, theta, cache):
    """cache[k - 1] for cache[k]."""
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        grads.insert(0, (upstream.T @ cache[k], upstream.sum(axis=0)))
        if k > 0:
            upstream = (upstream @ theta[k][0]) * (cache[k - 1] > 0)
    return grads


@wrong("mlp_backward", "not-through-w")
def backward_without_w(upstream, theta, cache):
    """Does not go through W."""
    grads = []
    for (W, b), h in zip(theta[::-1], cache[::-1]):
        grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))
        if len(grads) < len(theta):
            upstream = upstream * (h > 0)
    return grads


@wrong("mlp_backward", "upstream-everywhere")
def backward_same_upstream(upstream, theta, cache):
    """upstream at each layer."""
    return [(upstream.T @ h, upstream.sum(axis=0)) for (W, b), h in zip(theta, cache)]


@wrong("mlp_backward", "w-transposed")
def backward_wt(upstream, theta, cache):
    """W.T."""
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        grads.insert(0, (upstream.T @ cache[k], upstream.sum(axis=0)))
        if k:
            upstream = (upstream @ theta[k][0].T) * (cache[k] > 0)
    return grads


@wrong("mlp_backward", "averaged")
def backward_averaged(upstream, theta, cache):
    """1 / N once more."""
    N = len(upstream)
    return [(dW / N, db / N) for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "dw-averaged")
def backward_dw_averaged(upstream, theta, cache):
    """1 / N once more, in dW."""
    N = len(upstream)
    return [(dW / N, db) for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "averaged-at-each-layer")
def backward_averages_on(upstream, theta, cache):
    """The average is passed on."""
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        upstream, dW, db = affine_backward(upstream / len(upstream), cache[k], theta[k][0])
        upstream = upstream * (cache[k] > 0)
        grads.insert(0, (dW, db))
    return grads


@wrong("mlp_backward", "db-averaged")
def backward_db_mean(upstream, theta, cache):
    """mean for sum."""
    return [(dW, db / len(upstream)) for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "db-left-out")
def backward_no_db(upstream, theta, cache):
    """Only dW."""
    return [dW for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "dw-transposed")
def backward_dw_transposed(upstream, theta, cache):
    """h.T @ upstream."""
    return [(dW.T, db) for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "pairs-exchanged")
def backward_db_first(upstream, theta, cache):
    """(db, dW)."""
    return [(db, dW) for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "flat-list")
def backward_flat(upstream, theta, cache):
    """A flat list."""
    grads = []
    for dW, db in backward_zip(upstream, theta, cache):
        grads += [dW, db]
    return grads


@wrong("mlp_backward", "first-layer-left-out")
def backward_stops_early(upstream, theta, cache):
    """range(n - 1, 0, -1)."""
    grads = []
    for k in range(len(theta) - 1, 0, -1):
        grads.insert(0, (upstream.T @ cache[k], upstream.sum(axis=0)))
        upstream = (upstream @ theta[k][0]) * (cache[k] > 0)
    return grads


@wrong("mlp_backward", "last-layer-only")
def backward_returns_in_loop(upstream, theta, cache):
    """return in the loop."""
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        grads.insert(0, (upstream.T @ cache[k], upstream.sum(axis=0)))
        upstream = (upstream @ theta[k][0]) * (cache[k] > 0)
        return grads


@wrong("mlp_backward", "two-layers-only")
def backward_two(upstream, theta, cache):
    """As if there were two."""
    if len(theta) == 1:
        return [(upstream.T @ cache[0], upstream.sum(axis=0))]
    below = (upstream @ theta[-1][0]) * (cache[-1] > 0)
    return [(below.T @ cache[-2], below.sum(axis=0)), (upstream.T @ cache[-1], upstream.sum(axis=0))]


@wrong("mlp_backward", "step-taken")
def backward_updates(upstream, theta, cache):
    """theta after a step."""
    return [(W - 0.1 * dW, b - 0.1 * db) for (W, b), (dW, db) in zip(theta, backward_zip(upstream, theta, cache))]


@wrong("mlp_backward", "changed-input")
def backward_updates_in_place(upstream, theta, cache):
    """Takes the step itself."""
    grads = backward_zip(upstream, theta, cache)
    for (W, b), (dW, db) in zip(theta, grads):
        if W.dtype.kind == "f":
            W -= 0.1 * dW
            b -= 0.1 * db
    return grads


@wrong("mlp_backward", "changed-input")
def backward_pops_the_cache(upstream, theta, cache):
    """Empties the cache."""
    grads = []
    for W, b in reversed(theta):
        h = cache.pop()
        grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))
        upstream = (upstream @ W) * (h > 0)
    return grads


@wrong("mlp_backward", "changed-input")
def backward_scales_upstream(upstream, theta, cache):
    """*= on upstream."""
    first = upstream
    grads = backward_zip(upstream, theta, cache)
    if first.dtype.kind == "f":
        first *= 0.5
    return grads


@wrong("mlp_backward", "from-the-input")
def backward_always_x(upstream, theta, cache):
    """cache[0] for cache[k]."""
    grads = []
    for k in range(len(theta) - 1, -1, -1):
        grads.insert(0, (upstream.T @ cache[0], upstream.sum(axis=0)))
        if k:
            upstream = (upstream @ theta[k][0]) * (cache[k] > 0)
    return grads


@wrong("mlp_backward", "sign-turned")
def backward_negative(upstream, theta, cache):
    """A minus."""
    return [(-dW, -db) for dW, db in backward_zip(upstream, theta, cache)]


@wrong("mlp_backward", "added-up")
def backward_adds(upstream, theta, cache):
    """+= for =."""
    g, grads = upstream, []
    for k in range(len(theta) - 1, -1, -1):
        grads.insert(0, (g.T @ cache[k], g.sum(axis=0)))
        if k:
            g = g + (g @ theta[k][0]) * (cache[k] > 0)
    return grads


@wrong("mlp_backward", "integer-truncation")
def backward_zeros_like(upstream, theta, cache):
    """zeros_like(W) takes W's integer dtype."""
    grads = [(np.zeros_like(W), np.zeros_like(b)) for W, b in theta]
    for k in range(len(theta) - 1, -1, -1):
        grads[k][0][...] = upstream.T @ cache[k]
        grads[k][1][...] = upstream.sum(axis=0)
        upstream = (upstream @ theta[k][0]) * (cache[k] > 0)
    return grads


@wrong("mlp_backward", "returned-none")
def backward_no_return(upstream, theta, cache):
    """No return."""
    grads = backward_zip(upstream, theta, cache)


@wrong("mlp_backward", "raised")
def backward_other_cache(upstream, theta, cache):
    """Reads a cache that is not there."""
    return [(upstream.T @ cache["h"][k], upstream.sum(axis=0)) for k in range(len(theta))]
