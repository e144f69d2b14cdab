"""Mutants of the solutions of notebook 08 that are right all the same."""

from . import SAME_SIZE

MINUS_ZERO = "minus 0 equals 0"
OVERWRITTEN = "every entry is overwritten"

# both poolings begin with the same lines
POOLED = {
    "H_out = output_size((-X).shape[-2], size, stride, 0)": SAME_SIZE,
    "W_out = output_size((-X).shape[-1], size, stride, 0)": SAME_SIZE,
    "result = -np.zeros((*X.shape[:-2], H_out, W_out))": OVERWRITTEN,
    "result = np.ones((*X.shape[:-2], H_out, W_out))": OVERWRITTEN,
    "result = np.zeros((*(-X).shape[:-2], H_out, W_out))": SAME_SIZE,
}

EQUIVALENT = {
    "pad": {
        "*leading, H, W = (-X).shape": SAME_SIZE,
        "result = -np.zeros((*leading, H + 2 * padding, W + 2 * padding), dtype=X.dtype)": MINUS_ZERO,
        "result = np.zeros((*leading, H + 2 * padding, W + 2 * padding))": "a result of any numeric dtype will do",
        "result = np.zeros((*leading, H + 2 * padding, W + 2 * padding), dtype=(-X).dtype)": "a change of sign keeps the dtype",
        "result = np.zeros((*leading, H + 2 * padding, W + 2 * padding), dtype=X.T.dtype)": "a transpose keeps the dtype",
    },
    "conv2d_strided": {
        "kH, kW = (-K).shape": SAME_SIZE,
        "H_out = output_size((-X).shape[0], kH, stride, padding)": SAME_SIZE,
        "W_out = output_size((-X).shape[1], kW, stride, padding)": SAME_SIZE,
        "result = -np.zeros((H_out, W_out))": OVERWRITTEN,
        "result = np.ones((H_out, W_out))": OVERWRITTEN,
    },
    "max_pool": POOLED,
    "average_pool": POOLED,
    "receptive_field": {
        "jump, field = (1, 1)": "both begin at 1",
    },
}
