"""Students' answers to `mlp_backward` whose cache is one function that does it all, or which need none."""

import numpy as np

from tests.answers import right, wrong


@right("mlp_forward")
def mlp_forward(X, theta):
    """The whole way back, as one function of what arrives."""
    (W, b), *rest = theta
    z = X @ W.T + b
    if not rest:
        return z, lambda g: (g @ W, [(g.T @ X, g.sum(axis=0))])
    logits, above = mlp_forward(np.maximum(z, 0), rest)

    def back(g):
        g, grads = above(g)
        g = g * (z > 0)
        return g @ W, [(g.T @ X, g.sum(axis=0)), *grads]
    return logits, back


@right("mlp_backward")
def backward_calls_the_cache(upstream, theta, cache):
    return cache(upstream)[1]


@wrong("mlp_backward", "sign-turned")
def backward_calls_the_cache_negative(upstream, theta, cache):
    """A minus."""
    return cache(-upstream)[1]


@wrong("mlp_backward", "wrong-length")
def backward_calls_the_cache_whole(upstream, theta, cache):
    """dX and all."""
    return (*cache(upstream)[1], cache(upstream)[0])
