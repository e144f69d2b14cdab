"""Earlier exercises, right: some answers call them, as students' later answers call their own earlier ones."""

import numpy as np


def relu(z):
    return np.maximum(z, 0)


def affine(X, W, b):
    return X @ W.T + b


def layer(X, W, b, activation):
    return activation(affine(X, W, b))
