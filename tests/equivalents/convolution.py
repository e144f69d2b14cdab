"""Mutants of the solutions of notebook 07 that are right all the same."""

MINUS_ZERO = "minus 0 equals 0"
WORKED_OUT = "numpy works out a size that is negative in a reshape"
SAME_SHAPE = "a change of sign leaves the shape"
LISTS = "a list of rows stands for an array"

EQUIVALENT = {
    "conv2d": {
        "kH, kW = (-K).shape": SAME_SHAPE,
        "height, width = ((-X).shape[0] - kH + 1, X.shape[1] - kW + 1)": SAME_SHAPE,
        "height, width = (X.shape[0] - kH + 1, (-X).shape[1] - kW + 1)": SAME_SHAPE,
        "S = -np.zeros((height, width))": MINUS_ZERO,
    },
    "box_kernel": {
        "return np.ones((size, size)) / (-size) ** 2": "the square does not see the sign",
    },
    "vertical_edge_kernel": {
        "return [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]": LISTS,
    },
    "conv2d_channels": {
        "return [sum((conv2d(channel, kernel) for channel, kernel in zip(X, kernels))) for kernels in K]": LISTS,
    },
    "conv_matrix": {
        "kH, kW = (-K).shape": SAME_SHAPE,
        "M = -np.zeros((len(places), height, width))": MINUS_ZERO,
        "return M.reshape(-len(places), height * width)": WORKED_OUT,
        "return M.reshape(len(M), height * width)": "there is an image for each place",
        "return M.reshape(len(places), -(height * width))": WORKED_OUT,
        "return M.reshape(len(places), -height * width)": WORKED_OUT,
        "return M.reshape(len(places), height * -width)": WORKED_OUT,
    },
}
