"""Mutants of the solutions of notebook 09 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE

NEGATIVE_SIZE = "numpy takes any negative size for the one that is to be worked out"
SAME_TYPE = "the dtype of zeros changes no number that is added to them"
BOTH_WAYS = "exchanging axis 0 with 1 is exchanging 1 with 0"
MINUS_ZERO = "minus 0 equals 0"
ROOM_LEFT = "what is at the end of the frame is cut off"


def changed(line, reason, *changes):
    """`line` with one thing replaced by another in it -> reason, for each of the changes."""
    return {line.replace(old, new, 1): reason for old, new in changes}


_SPREAD = "framed = np.zeros((len(X), height, width, C_out), dtype=upstream.dtype).transpose(0, 3, 1, 2)"
_DW = "dW = conv_forward(X.swapaxes(0, 1), spread.swapaxes(0, 1), np.zeros(C_out, X.dtype), 1, padding).swapaxes(0, 1)"
_DX = "dX = conv_forward(framed, W[:, :, ::-1, ::-1].swapaxes(0, 1), np.zeros(C_in, W.dtype), 1, 0)"
_UNPOOLED = "dX = np.zeros(X.shape, dtype=upstream.dtype)"

EQUIVALENT = {
    "im2col": {
        "N, _, H_out, W_out = (-windows).shape[:4]": SAME_SIZE,
        "return windows.transpose(0, 2, 3, 1, 4, 5).reshape(N, H_out, W_out, -2)": NEGATIVE_SIZE,
    },
    "conv_forward": {
        "C_out, _, kH, kW = (-W).shape": SAME_SIZE,
        "N, height, W_out = (-rows).shape[:3]": SAME_SIZE,
        "rows = sliding_window_view(X, kW, axis=2)[:, :, ::stride].swapaxes(4, 3).copy()": "exchanging axis 3 with 4 is exchanging 4 with 3",
        "return (out + b.T).reshape(N, H_out, W_out, C_out).transpose(0, 3, 1, 2)": ONE_AXIS,
        "seen = rows[:, i:i + stride * H_out:stride].reshape(H_out * W_out, N, -1)":
            "every product is of one row of windows, whatever block it stands in, and the end cuts them anew",
        "seen = rows[:, i:i + stride * H_out:stride].reshape(N, H_out * W_out, -2)": NEGATIVE_SIZE,
        "out += seen @ W[:, :, i].transpose(2, 1, 0).reshape(-2, C_out)": NEGATIVE_SIZE,
        **changed("return (out + b).reshape(N, H_out, W_out, C_out).transpose(0, 3, 1, 2)", NEGATIVE_SIZE,
                  ("(N", "(-N"), ("H_out", "-H_out"), ("W_out", "-W_out"), ("C_out", "-C_out")),
    },
    "conv_backward": {
        "C_out, C_in, kH, kW = (-W).shape": SAME_SIZE,
        "height, width = ((-X).shape[2] + 2 * padding + kH - 1, X.shape[3] + 2 * padding + kW - 1)": SAME_SIZE,
        "height, width = (X.shape[2] + 2 * padding + kH - 1, (-X).shape[3] + 2 * padding + kW - 1)": SAME_SIZE,
        "framed = -" + _SPREAD.removeprefix("framed = "): MINUS_ZERO,
        **changed(_SPREAD, SAME_SIZE, ("len(X)", "len(-X)"), ("len(X)", "len(upstream)"), ("len(X)", "len(X + 1)"), ("len(X)", "len(X - 1)")),
        **changed(_SPREAD, ROOM_LEFT, ("height", "height + 1"), ("width", "width + 1")),
        **changed(_SPREAD, SAME_TYPE, (", dtype=upstream.dtype", ""), ("dtype=upstream", "dtype=(-upstream)"), ("dtype=upstream", "dtype=upstream.T")),
        **changed(_DW, BOTH_WAYS, ("X.swapaxes(0, 1)", "X.swapaxes(1, 0)"), ("spread.swapaxes(0, 1)", "spread.swapaxes(1, 0)"),
                  ("padding).swapaxes(0, 1)", "padding).swapaxes(1, 0)")),
        **changed(_DW, MINUS_ZERO, ("np.zeros", "-np.zeros")),
        **changed(_DW, SAME_TYPE, *(("X.dtype", f"{other}.dtype") for other in ("(-X)", "X.T", "W", "framed", "spread", "upstream"))),
        **changed(_DX, BOTH_WAYS, ("swapaxes(0, 1)", "swapaxes(1, 0)")),
        **changed(_DX, MINUS_ZERO, ("np.zeros", "-np.zeros")),
        **changed(_DX, SAME_TYPE, *(("W.dtype", f"{other}.dtype") for other in ("(-W)", "W.T", "X", "dW", "framed", "spread", "upstream"))),
        "return (dX, dW, spread.sum(axis=(0, 2, 3)))": "`spread` holds upstream and zeros",
    },
    "max_pool_forward": {
        "H_out, W_out = ((n - size) // stride + 1 for n in (-X).shape[2:])": SAME_SIZE,
    },
    "max_pool_backward": {
        "H_out, W_out = (-upstream).shape[2:]": SAME_SIZE,
        "waiting = np.ones((-upstream).shape, dtype=bool)": SAME_SIZE,
        "waiting = np.ones(largest.shape, dtype=bool)": "it has the shape of upstream",
        "dX = -np.zeros(X.shape, dtype=upstream.dtype)": MINUS_ZERO,
        **changed(_UNPOOLED, SAME_SIZE, ("X.shape", "(-X).shape")),
        **changed(_UNPOOLED, SAME_TYPE, (", dtype=upstream.dtype", ""), ("dtype=upstream", "dtype=(-upstream)"), ("dtype=upstream", "dtype=upstream.T")),
        "found = waiting & (X[entry] >= largest)": "no entry of a window is larger than its largest",
    },
}
