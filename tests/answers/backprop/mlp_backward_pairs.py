"""Students' answers to `mlp_backward` whose cache is a list of pairs: what goes into a layer, and the z that comes out."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    cache, h = [], X
    for i, (W, b) in enumerate(theta):
        z = h @ W.T + b
        cache.append((h, z))
        h = np.maximum(z, 0) if i < len(theta) - 1 else z
    return h, cache


def relu_backward(upstream, z):
    return upstream * (z > 0)


def pair(g, h):
    return g.T @ h, g.sum(axis=0)


# ---------------------------------------------------------------- right


@right("mlp_backward")
def pairs_from_the_end(upstream, theta, cache):
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        grads.append(pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads[::-1]


@right("mlp_backward")
def pairs_example_by_example(upstream, theta, cache):
    grads = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in theta]
    for n in range(len(upstream)):
        g = upstream[n].astype(float)
        for i in range(len(theta) - 1, -1, -1):
            h, z = cache[i][0][n], cache[i][1][n]
            if i < len(theta) - 1:
                g = g * (z > 0)
            grads[i][0][...] += np.outer(g, h)
            grads[i][1][...] += g
            g = theta[i][0].T @ g
    return grads


@right("mlp_backward")
def pairs_computed_again(upstream, theta, cache):
    X = cache[0][0]
    return pairs_from_the_end(upstream, theta, mlp_forward(X, theta)[1])


@right("mlp_backward")
def pairs_all_deltas_first(upstream, theta, cache):
    deltas = [upstream]
    for (W, _), (h, _) in zip(theta[:0:-1], cache[:0:-1]):
        deltas.insert(0, deltas[0] @ W * np.sign(h))
    return [pair(d, h) for d, (h, _) in zip(deltas, cache)]


@right("mlp_backward")
def pairs_as_a_generator(upstream, theta, cache):
    def walk(g):
        for k, ((W, _), (h, z)) in enumerate(zip(theta[::-1], cache[::-1])):
            g = g if k == 0 else np.where(z > 0, g, 0.0)
            yield g.T @ h, np.ones(len(g)) @ g
            g = g @ W
    return list(walk(upstream))[::-1]


# ---------------------------------------------------------------- wrong


@wrong("mlp_backward", "some-relus-forgotten")
def pairs_first_layer_behind_the_loop(upstream, theta, cache):
    """The first layer is taken care of behind the loop, without its mask."""
    grads, g = [], upstream
    for i in range(len(theta) - 1, 0, -1):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        grads.append(pair(g, cache[i][0]))
        g = g @ theta[i][0]
    grads.append(pair(g, cache[0][0]))
    return grads[::-1]


@wrong("mlp_backward", "some-relus-forgotten")
def pairs_mask_at_the_first(upstream, theta, cache):
    """A mask at the first layer only."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i == 0 and len(theta) > 1:
            g = relu_backward(g, cache[i][1])
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "some-relus-forgotten")
def pairs_mask_before_the_last(upstream, theta, cache):
    """A mask before the last layer only."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i == len(theta) - 2:
            g = relu_backward(g, cache[i][1])
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "mask-after-the-gradients")
def pairs_mask_too_late(upstream, theta, cache):
    """dW and db first, the mask then."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        grads.insert(0, pair(g, cache[i][0]))
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "mask-after-the-gradients")
def pairs_db_too_early(upstream, theta, cache):
    """db before the mask."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        db = g.sum(axis=0)
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        grads.insert(0, (g.T @ cache[i][0], db))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "mask-not-handed-on")
def pairs_mask_for_the_parameters(upstream, theta, cache):
    """The masked gradient has another name, and the old one goes on."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        dz = relu_backward(g, cache[i][1]) if i < len(theta) - 1 else g
        grads.insert(0, pair(dz, cache[i][0]))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "upstream-not-replaced")
def pairs_always_upstream(upstream, theta, cache):
    """upstream @ W at every layer."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(upstream @ theta[i + 1][0], cache[i][1])
        grads.insert(0, pair(g, cache[i][0]))
    return grads


@wrong("mlp_backward", "one-mask-for-all")
def pairs_first_mask(upstream, theta, cache):
    """cache[0] for cache[i]."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[0][1])
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "before-relu")
def pairs_z_for_h(upstream, theta, cache):
    """The z of the layer before, in place of relu of it."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        h = cache[i - 1][1] if i else cache[0][0]
        grads.insert(0, pair(g, h))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "dx-beside")
def pairs_and_dx(upstream, theta, cache):
    """The gradient at the input as well."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads, g


@wrong("mlp_backward", "mask-of-the-layer-above")
def pairs_mask_of_its_own(upstream, theta, cache):
    """Behind layer i, the mask of z of layer i."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
        if i > 0:
            g = relu_backward(g, cache[i][1])
    return grads


@wrong("mlp_backward", "raised")
def pairs_minus_one(upstream, theta, cache):
    """cache[i - 1], at the first layer too: there it is the last."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        grads.insert(0, pair(g, cache[i][0]))
        g = relu_backward(g @ theta[i][0], cache[i - 1][1])
    return grads


@wrong("mlp_backward", "returned-none")
def pairs_turns_in_place(upstream, theta, cache):
    """`reverse` turns the list around, and returns nothing."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        grads.append(pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads.reverse()


@wrong("mlp_backward", "times-z")
def pairs_times_z(upstream, theta, cache):
    """z for the slope."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = g * cache[i][1]
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "bracket-missing")
def pairs_no_bracket(upstream, theta, cache):
    """No bracket around the comparison."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = g * cache[i][1] > 0
        grads.insert(0, pair(g, cache[i][0]))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "one-example")
def pairs_first_example(upstream, theta, cache):
    """The first example only."""
    grads, g = [], upstream
    for i in reversed(range(len(theta))):
        if i < len(theta) - 1:
            g = relu_backward(g, cache[i][1])
        grads.insert(0, (np.outer(g[0], cache[i][0][0]), g[0].copy()))
        g = g @ theta[i][0]
    return grads


@wrong("mlp_backward", "wrong-type")
def pairs_within_pairs(upstream, theta, cache):
    """A pair within each pair."""
    return [((dW, db), db) for dW, db in pairs_from_the_end(upstream, theta, cache)]
