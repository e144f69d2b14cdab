"""Mutants of the solutions of notebook 01 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE, SYMMETRIC

EQUIVALENT = {
    "relu": {
        "return np.maximum(0, z)": "maximum is symmetric",
        "return np.fmax(z, 0)": "fmax differs from maximum for nan alone, which is no legal input",
    },
    "sigmoid": {
        "e = np.exp(-np.abs(-z))": "the absolute value does not see the sign",
        "return np.where(z > 0, 1, e) / (1 + e)": "both forms give 1/2 at z = 0",
    },
    "affine": {
        "return X @ W.T + b.T": ONE_AXIS,
    },
    "layer": {
        "return activation(affine(X, W, b.T))": ONE_AXIS,
    },
    "init_parameters": {
        "return [(-(rng.normal(size=(d_out, d_in)) * np.sqrt(2 / d_in)), np.zeros(d_out)) for d_in, d_out in zip(sizes[:-1], sizes[1:])]": SYMMETRIC,
        "return [(-rng.normal(size=(d_out, d_in)) * np.sqrt(2 / d_in), np.zeros(d_out)) for d_in, d_out in zip(sizes[:-1], sizes[1:])]": SYMMETRIC,
        "return [(rng.normal(size=(d_out, d_in)) * -np.sqrt(2 / d_in), np.zeros(d_out)) for d_in, d_out in zip(sizes[:-1], sizes[1:])]": SYMMETRIC,
        "return [(rng.normal(size=(d_out, d_in)) * np.sqrt(2 / d_in), -np.zeros(d_out)) for d_in, d_out in zip(sizes[:-1], sizes[1:])]":
            "minus 0 equals 0",
        "return [(rng.normal(size=(d_out, d_in)) * np.sqrt(2 / d_in), np.zeros(d_out)) for d_in, d_out in zip(sizes[:], sizes[1:])]":
            "zip ends with the shorter of the two",
    },
    "count_parameters": {
        "return sum(((-W).size + b.size for W, b in theta))": SAME_SIZE,
        "return sum((W.T.size + b.size for W, b in theta))": SAME_SIZE,
        "return sum((W.size + (-b).size for W, b in theta))": SAME_SIZE,
        "return sum((W.size + b.T.size for W, b in theta))": SAME_SIZE,
        "return sum((W.size + b.size for b, W in theta))": "the two are only added",
    },
    "mlp": {
        "X = layer(X, W, b.T, activation)": ONE_AXIS,
        "return affine(X, W, b.T)": ONE_AXIS,
    },
    "merge_affine": {
        "return (W2 @ W1, W2 @ b1.T + b2)": ONE_AXIS,
        "return (W2 @ W1, W2 @ b1 + b2.T)": ONE_AXIS,
    },
}
