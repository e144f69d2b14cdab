"""Mutants of the solutions of notebook 05 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE

EVERY_ENTRY_WRITTEN = "every entry is written"
SAME_LENGTH = "it has as many rows"
SHIFTED = "softmax does not change if one number is added to a whole row"

EQUIVALENT = {
    "numerical_gradient": {
        "gradient = -np.zeros(x.shape)": EVERY_ENTRY_WRITTEN,
        "gradient = np.ones(x.shape)": EVERY_ENTRY_WRITTEN,
        "gradient = np.zeros((-x).shape)": SAME_SIZE,
        "for index in np.ndindex((-x).shape):": SAME_SIZE,
        "for index in np.ndindex(gradient.shape):": "it has the shape of x",
        "below, above = (x.astype(float), x.astype(float))": "the two are the same to begin with",
    },
    "sigmoid_backward": {
        "s = 1 / (1 + np.exp(np.abs(z)))": "sigmoid of -|z|, for which the slope is the same; numpy warns, and warnings are not ruled out",
        "s = 1 / (1 + np.exp(-np.abs(-z)))": "the absolute value does not see the sign",
    },
    "softmax_cross_entropy_backward": {
        "e = -np.exp(logits - logits.max(axis=1, keepdims=True))": "the sign goes out in the quotient",
        "e = np.exp(logits + 1 - logits.max(axis=1, keepdims=True))": SHIFTED,
        "e = np.exp(logits - 1 - logits.max(axis=1, keepdims=True))": SHIFTED,
        "P[np.arange(len(-labels)), labels] -= 1": SAME_SIZE,
        "P[np.arange(len(labels.T)), labels] -= 1": ONE_AXIS,
        "P[np.arange(len(P)), labels] -= 1": SAME_LENGTH,
        "P[np.arange(len(e)), labels] -= 1": SAME_LENGTH,
        "P[np.arange(len(logits)), labels] -= 1": SAME_LENGTH,
        "P[np.arange(len(labels + 1)), labels] -= 1": SAME_LENGTH,
        "P[np.arange(len(labels - 1)), labels] -= 1": SAME_LENGTH,
        "P[np.arange(len(labels)), labels.T] -= 1": ONE_AXIS,
        "return P / len(-logits)": SAME_SIZE,
        "return P / len(P)": SAME_LENGTH,
        "return P / len(e)": SAME_LENGTH,
        "return P / len(labels)": SAME_LENGTH,
        "return P / len(logits + 1)": SAME_LENGTH,
        "return P / len(logits - 1)": SAME_LENGTH,
    },
    "ledger": {
        "z1 = X @ W1.T + b1.T": ONE_AXIS,
        "hidden = np.maximum(0, z1)": "maximum is symmetric",
        "hidden = np.fmax(z1, 0)": "fmax differs from maximum for nan alone, which is no legal input",
        "logits = hidden @ W2.T + b2.T": ONE_AXIS,
        "logits = hidden @ W2.T + (b2 + 1)": SHIFTED,
        "logits = hidden @ W2.T + (b2 - 1)": SHIFTED,
        "dlogits = softmax_cross_entropy_backward(logits + 1, labels)": SHIFTED,
        "dlogits = softmax_cross_entropy_backward(logits - 1, labels)": SHIFTED,
        "dlogits = softmax_cross_entropy_backward(logits, labels.T)": ONE_AXIS,
        "dhidden = dlogits @ (W2 + 1)": "each row of dlogits sums to 0",
        "dhidden = dlogits @ (W2 - 1)": "each row of dlogits sums to 0",
        "dz1 = dhidden * (hidden > 0)": "relu of z is positive where z is",
        "return (dlogits, dW2, db2.T, dhidden, dz1, dW1, db1)": ONE_AXIS,
        "return (dlogits, dW2, db2, dhidden, dz1, dW1, db1.T)": ONE_AXIS,
    },
    "mlp_forward": {
        "h = np.maximum(0, h @ W.T + b)": "maximum is symmetric",
        "h = np.fmax(h @ W.T + b, 0)": "fmax differs from maximum for nan alone, which is no legal input",
        "h = np.maximum(h @ W.T + b.T, 0)": ONE_AXIS,
        "return (h @ W.T + b.T, cache)": ONE_AXIS,
    },
    "mlp_backward": {
        "upstream = upstream @ W * (h != 0)": "what relu gives is never negative",
    },
}
