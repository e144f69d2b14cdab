"""Mutants of the solutions of notebook 02 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE

SHIFT = "the same number added to all logits of a row changes nothing"

EQUIVALENT = {
    "squared_l2": {
        "return ((target - prediction) ** 2).sum(axis=1)": "a square does not see the sign",
        "return ((-(prediction - target)) ** 2).sum(axis=1)": "a square does not see the sign",
    },
    "one_hot": {
        "return np.eye(num_classes)[labels.T]": ONE_AXIS,
    },
    "softmax": {
        "e = -np.exp(logits - logits.max(axis=1, keepdims=True))": "the sign cancels in the quotient",
        "e = np.exp(logits + 1 - logits.max(axis=1, keepdims=True))": SHIFT,
        "e = np.exp(logits - 1 - logits.max(axis=1, keepdims=True))": SHIFT,
    },
    "cross_entropy": {
        "with np.errstate():": "a right value that comes with a warning is right",
        "return -np.log(of_true_class.T)": ONE_AXIS,
    },
    "log_softmax": {
        "shifted = logits + 1 - logits.max(axis=1, keepdims=True)": SHIFT,
        "shifted = logits - 1 - logits.max(axis=1, keepdims=True)": SHIFT,
    },
    "cross_entropy_from_logits": {
        "return -log_softmax(logits + 1)[np.arange(len(labels)), labels]": SHIFT,
        "return -log_softmax(logits - 1)[np.arange(len(labels)), labels]": SHIFT,
        "return -log_softmax(logits)[np.arange(len(-labels)), labels]": SAME_SIZE,
        "return -log_softmax(logits)[np.arange(len(labels.T)), labels]": SAME_SIZE,
        "return -log_softmax(logits)[np.arange(len(labels + 1)), labels]": SAME_SIZE,
        "return -log_softmax(logits)[np.arange(len(labels - 1)), labels]": SAME_SIZE,
        "return -log_softmax(logits)[np.arange(len(logits)), labels]": "there are as many rows of logits as labels",
        "return -log_softmax(logits)[np.arange(len(labels)), labels.T]": ONE_AXIS,
    },
}
