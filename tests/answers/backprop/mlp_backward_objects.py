"""Students' answers to `mlp_backward` whose cache is an object of a class of their own."""

import numpy as np

from tests.answers import right, wrong


class Layer:
    def __init__(self, W, b, last):
        self.W, self.b, self.last = W, b, last

    def forward(self, h):
        self.h = h
        self.z = h @ self.W.T + self.b
        return self.z if self.last else np.maximum(self.z, 0)

    def backward(self, g):
        if not self.last:
            g = g * (self.z > 0)
        return g @ self.W, (g.T @ self.h, g.sum(axis=0))


class Network:
    def __init__(self, theta):
        self.layers = [Layer(W, b, k == len(theta) - 1) for k, (W, b) in enumerate(theta)]

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X


@right("mlp_forward")
def mlp_forward(X, theta):
    network = Network(theta)
    return network.forward(X), network


@right("mlp_backward")
def backward_of_layers(upstream, theta, cache):
    grads = []
    for layer in reversed(cache.layers):
        upstream, pair = layer.backward(upstream)
        grads.append(pair)
    grads.reverse()
    return grads


@wrong("mlp_backward", "pairs-exchanged")
def backward_of_layers_pairs(upstream, theta, cache):
    """(db, dW)."""
    return [(db, dW) for dW, db in backward_of_layers(upstream, theta, cache)]


@wrong("mlp_backward", "last-layer-left-out")
def backward_of_layers_but_the_last(upstream, theta, cache):
    """The last layer's own gradients are missing."""
    return backward_of_layers(upstream, theta, cache)[:-1]
