"""Exercises of notebook 08: padding, the size of the output, strided convolution, pooling, the receptive field."""

import math

import numpy as np

from ..checking import Case, Exercise, Mistake, torch
from ..checking.values import as_array

NOTEBOOK = "08_stride_padding"
_AXES = ("H", "W")


def _whole(rng, *shape):
    """Whole numbers from -9 to 9, as floats, none of them 0."""
    return rng.choice([-1, 1], size=shape) * rng.integers(1, 10, size=shape).astype(float)


# ---------------------------------------------------------------- pad


def _pad_cases(rng):
    return [
        Case(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 1, note="2 x 3, padding 1, by hand"),
        Case(np.array([[7.0, -8.0]]), 2, note="1 x 2, padding 2, by hand"),
        Case(np.array([[1.5, -2.0], [0.5, 3.0], [-1.0, 4.0]]), 0, note="3 x 2, padding 0: nothing to add", about="padding 0"),
        Case(_whole(rng, 2, 3, 4), 1, note="2 channels of 3 x 4, padding 1", about="more than two axes"),
        Case(rng.normal(size=(3, 2, 5)), 0, note="3 channels of 2 x 5, padding 0", about="padding 0"),
        Case(rng.normal(size=(3, 3, 3)), 2, note="3 channels of 3 x 3, padding 2", about="more than two axes"),
        Case(rng.normal(size=(2, 3, 4, 5)), 1, note="a batch: 2 x 3 x 4 x 5, padding 1", about="more than two axes"),
        Case(rng.normal(size=(1, 2, 2, 3, 2)), 3, note="five axes: 1 x 2 x 2 x 3 x 2, padding 3", about="more than two axes"),
        Case(np.array([[1, -2], [3, 4], [0, 6]]), 2, note="whole numbers, padding 2", about="an integer array"),
        Case(rng.normal(size=(4, 3)).astype(np.float32), 1, note="4 x 3, float32, padding 1"),
        Case(rng.normal(size=(2, 3)), 5, note="2 x 3, padding 5: more frame than picture"),
        Case(rng.normal(size=(7, 12)), 3, note="7 x 12, padding 3, random"),
    ]


def _pad_sum(args, index):
    X, padding = args
    *leading, i, j = index
    y, x = i - padding, j - padding
    inside = 0 <= y < X.shape[-2] and 0 <= x < X.shape[-1]
    place = ", ".join(map(str, (*leading, y, x)))
    return f"it is X[{place}] = {X[(*leading, y, x)]:g}" if inside else "it lies in the frame, outside X: 0"


def _widths(X, rows, columns):
    """np.pad's widths: `rows` and `columns` for the last two axes, nothing for the others."""
    return [(0, 0)] * (X.ndim - 2) + [rows, columns]


def _framed(mode="constant", times=1, **options):
    return lambda X, p: np.pad(X, _widths(X, (times * p, times * p), (times * p, times * p)), mode=mode, **options)


def _frame(X, p, make=np.zeros, **options):
    return make((*X.shape[:-2], X.shape[-2] + 2 * p, X.shape[-1] + 2 * p), **options)


def _put(X, p, top, left, **options):
    """X in a frame of p, its upper left corner at (top, left)."""
    out = _frame(X, p, **options)
    out[..., top:top + X.shape[-2], left:left + X.shape[-1]] = X
    return out


def _put_by_minus(X, p):
    out = _frame(X, p)
    out[..., p:-p, p:-p] = X
    return out


def _into_bytes(X, p):
    with np.errstate(all="ignore"):
        return _put(X, p, p, p, dtype=np.uint8)


def _border_overwritten(X, p):
    out = X.copy()
    H, W = X.shape[-2:]
    out[..., :p, :] = out[..., max(H - p, 0):, :] = 0
    out[..., :p] = out[..., max(W - p, 0):] = 0
    return out


pad = Exercise(
    name="pad",
    notebook=NOTEBOOK,
    parameters="X, padding",
    reference=lambda X, padding: torch.nn.functional.pad(X, (padding, padding, padding, padding)),
    cases=_pad_cases,
    inputs={"X": _AXES},
    arithmetic=_pad_sum,
    hints=(
        "The result has `2 * padding` more rows and `2 * padding` more columns than `X`. Begin with zeros of that shape: where in it does `X` belong?",
        "The last two axes are `X.shape[-2]` and `X.shape[-1]`; `...` in an index stands for all the axes before them. "
        "A slice that ends at `-padding` is empty where padding is 0: let it end at `padding + H` instead.",
        "`*leading, H, W = X.shape`, then `result = np.zeros((*leading, H + 2 * padding, W + 2 * padding), dtype=X.dtype)`, "
        "then `result[..., padding:padding + H, padding:padding + W] = X`.",
    ),
    mistakes=(
        Mistake("leading-axes-too", lambda X, p: np.pad(X, p),
                "Every axis is padded, the channels and the batch as well.",
                "With one number `np.pad` pads all axes there are. Only the last two are rows and columns: a channel of zeros is none of the picture."),
        Mistake("first-two-axes", lambda X, p: np.pad(X, [(p, p), (p, p)] + [(0, 0)] * (X.ndim - 2)),
                "The first two axes are padded, where the last two were meant.",
                "In a picture with channels the shape is (C, H, W): rows and columns come last. Count axes from the end, -2 and -1."),
        Mistake("one-side-only", (lambda X, p: np.pad(X, _widths(X, (0, p), (0, p))), lambda X, p: np.pad(X, _widths(X, (p, 0), (p, 0)))),
                "The zeros stand on one side of each axis only.",
                "Padding goes on every side: above and below, left and right. So each size grows by twice the padding."),
        Mistake("one-axis-only", (lambda X, p: np.pad(X, _widths(X, (0, 0), (p, p))), lambda X, p: np.pad(X, _widths(X, (p, p), (0, 0)))),
                "Only one of the two axes is padded.",
                "Zeros belong on all four sides: above, below, left and right."),
        Mistake("one-side-missing", (lambda X, p: np.pad(X, _widths(X, (p, p), (0, p))), lambda X, p: np.pad(X, _widths(X, (p, p), (p, 0))),
                                     lambda X, p: np.pad(X, _widths(X, (0, p), (p, p))), lambda X, p: np.pad(X, _widths(X, (p, 0), (p, p)))),
                "One of the four sides has no zeros.",
                "Padding goes on every side: above and below, left and right."),
        Mistake("nothing-added", (lambda X, p: X.copy(), lambda X, p: X + p, lambda X, p: X),
                "The result is as large as `X`: nothing was put around it.",
                "Padding makes the picture larger, by `padding` rows above and below, and as many columns on the left and on the right."),
        Mistake("one-leading-axis-assumed", lambda X, p: np.pad(X, p) if X.ndim == 2 else np.stack([np.pad(x, p) for x in X]),
                "A picture with channels comes out right, but with more axes before them the channels are padded too.",
                "How many axes stand before rows and columns differs from case to case. In an index `...` stands for all of them."),
        Mistake("edge-repeated", _framed("edge"),
                "The frame repeats the edge of the picture.",
                "The frame is to hold zeros. (Repeating the edge is a kind of padding too, `mode=\"edge\"`, but another one.)"),
        Mistake("mirrored", (_framed("reflect"), _framed("symmetric")),
                "The frame mirrors the picture.",
                "The frame is to hold zeros. (Mirroring is a kind of padding too, but another one.)"),
        Mistake("wrapped-around", _framed("wrap"),
                "The frame goes on at the other side of the picture, as if it were rolled up.",
                "The frame is to hold zeros."),
        Mistake("not-zeros", (_framed(constant_values=1), _framed(constant_values=np.nan), lambda X, p: _framed(constant_values=p)(X, p),
                              _framed("mean"), _framed("minimum"), _framed(constant_values=-1),
                              lambda X, p: np.pad(X.astype(float), _widths(X, (p, p), (p, p)), constant_values=-np.inf), _framed(constant_values=255),
                              lambda X, p: np.pad(X.astype(float), _widths(X, (p, p), (p, p)), constant_values=0.5)),
                "The frame holds another number than 0.",
                "What lies outside the picture counts as 0. Look at what the array holds before `X` is put in."),
        Mistake("padding-in-all", (lambda X, p: np.pad(X, _widths(X, (p // 2, p - p // 2), (p // 2, p - p // 2))),
                                   lambda X, p: np.pad(X, _widths(X, (p - p // 2, p // 2), (p - p // 2, p // 2)))),
                "Each axis grows by `padding` in all, shared between its two ends.",
                "`padding` is what is added at *each* end."),
        Mistake("twice-as-much", _framed(times=2),
                "There is twice as much frame as was asked for.",
                "`padding` is what is added at each end, not half of it."),
        Mistake("always-one", lambda X, p: np.pad(X, _widths(X, (1, 1), (1, 1))),
                "The frame is one entry wide, whatever `padding` is.",
                "Use the argument."),
        Mistake("crops", lambda X, p: X[..., p:max(X.shape[-2] - p, p), p:max(X.shape[-1] - p, p)].copy(),
                "The border is cut off: the picture became smaller.",
                "Padding adds rows and columns around the picture, and loses none."),
        Mistake("in-the-corner", (lambda X, p: _put(X, p, 0, 0), lambda X, p: _put(X, p, 2 * p, 2 * p)),
                "The frame has the right size, but the picture lies in its corner and not in its middle.",
                "The first row of `X` belongs `padding` rows below the top, and the first column as far from the left."),
        Mistake("one-axis-in-the-corner", (lambda X, p: _put(X, p, 0, p), lambda X, p: _put(X, p, p, 0)),
                "Along one axis the picture begins at 0 and not at `padding`.",
                "All the zeros of that axis stand at its end. They belong at both ends."),
        Mistake("empty-slice-at-zero", _put_by_minus,
                "With padding 0 the slice `padding:-padding` is `0:0`, and empty.",
                "`-0` is 0, so a slice that ends there ends before it begins. Count the end from the front, or treat 0 by itself."),
        Mistake("border-overwritten", _border_overwritten,
                "The outermost rows and columns of the picture are set to 0, and it did not grow.",
                "Padding adds rows and columns around the picture, and loses none of what is there."),
        Mistake("integer-truncation", (lambda X, p: _put(X, p, p, p, dtype=int), _into_bytes),
                "The fractions are cut off: the result is put into an integer array.",
                "Give the array of zeros the dtype of `X`, or leave it at float."),
        Mistake("frame-alone", _frame,
                "There are only zeros: the picture is not in the frame.",
                "Write `X` into the middle of the zeros."),
    ),
)

# ---------------------------------------------------------------- output_size


def _output_size_cases(rng):
    fixed = [
        (5, 3, 1, 0, "5 places, a window of 3, step 1, by hand"),
        (7, 3, 2, 0, "7 places, a window of 3, step 2, by hand"),
        (8, 3, 2, 0, "8 places, a window of 3, step 2: one place is left over"),
        (4, 3, 1, 1, "4 places, a window of 3, step 1, padding 1"),
        (8, 3, 2, 1, "8 places, a window of 3, step 2, padding 1"),
        (10, 3, 4, 0, "10 places, a window of 3, step 4: three places are left over"),
        (10, 4, 3, 2, "10 places, a window of 4, step 3, padding 2"),
        (6, 2, 3, 1, "6 places, a window of 2, step 3, padding 1"),
        (9, 2, 3, 0, "9 places, a window of 2, step 3: gaps between the windows"),
        (5, 5, 3, 0, "a window as long as the line"),
        (6, 1, 2, 0, "a window of one place, step 2"),
        (1, 3, 2, 3, "one place, padding 3"),
        (28, 5, 1, 2, "28 places, a window of 5, padding 2"),
        (224, 7, 2, 3, "224 places, a window of 7, step 2, padding 3"),
    ]
    drawn = []
    for _ in range(4):
        n, stride, padding = int(rng.integers(20, 300)), int(rng.integers(2, 9)), int(rng.integers(1, 6))
        drawn.append((n, int(rng.integers(2, 12)), stride, padding, "drawn at random"))
    return [Case(n, kernel, stride, padding, note=note) for n, kernel, stride, padding, note in (*fixed, *drawn)]


def _output_size_sum(args, index):
    n, kernel, stride, padding = args
    length = n + 2 * padding
    starts = list(range(0, length - kernel + 1, stride))
    if len(starts) > 8:
        return None
    after = starts[-1] + stride
    line = f"on the line with its padding, places 0 to {length - 1}, windows begin at {', '.join(map(str, starts))}"
    return f"{line}; one that begins at {after} would end at {after + kernel - 1}, beyond the line"


def _fraction(value):
    """Whole where it is whole, as a Python number."""
    return int(value) if value == int(value) else value


output_size = Exercise(
    name="output_size",
    notebook=NOTEBOOK,
    parameters="n, kernel, stride, padding",
    # counted by torch itself: a convolution of a line of zeros
    reference=lambda n, kernel, stride, padding: torch.nn.functional.conv1d(
        torch.zeros(1, 1, n), torch.zeros(1, 1, kernel), stride=stride, padding=padding).shape[-1],
    cases=_output_size_cases,
    output=(),
    arithmetic=_output_size_sum,
    hints=(
        "Draw the line, with its padding, and lay the first window at its beginning. How many places lie behind that window?",
        "Every further window needs `stride` more places. So divide what is left behind the first window by `stride`, and leave the remainder. "
        "And do not forget the first window itself.",
        "Behind the first window lie `n + 2 * padding - kernel` places; `// stride` gives how many steps fit into them, and `+ 1` counts the window before the first step.",
    ),
    mistakes=(
        Mistake("plus-one-missing", lambda n, k, s, p: (n + 2 * p - k) // s,
                "One window is missing.",
                "This counts the steps from window to window. Between two windows lies one step: there is one window more than there are steps."),
        Mistake("plus-one-inside", lambda n, k, s, p: (n + 2 * p - k + 1) // s,
                "The 1 is added before the division, not after it.",
                "With stride 1 that is the same; with another it is not. The 1 stands for the first window, which needs no step."),
        Mistake("rounds-up", (lambda n, k, s, p: math.ceil((n + 2 * p - k) / s) + 1, lambda n, k, s, p: (n + 2 * p - k) // s + 2 if (n + 2 * p - k) % s else (n + 2 * p - k) // s + 1),
                "The division is rounded up, so that a window that reaches over the end is counted.",
                "Only whole windows count: what is left over at the end is left out."),
        Mistake("rounds-to-nearest", (lambda n, k, s, p: round((n + 2 * p - k) / s) + 1, lambda n, k, s, p: round((n + 2 * p - k) / s + 1),
                                      lambda n, k, s, p: int((n + 2 * p - k) / s + 1.5)),
                "The division is rounded to the nearest whole number.",
                "Only whole windows count: three quarters of a window are none."),
        Mistake("not-rounded", lambda n, k, s, p: _fraction((n + 2 * p - k) / s + 1),
                "The division leaves a fraction.",
                "There is no half window: what is left over at the end is left out. `//` divides and drops the remainder."),
        Mistake("padding-once", lambda n, k, s, p: (n + p - k) // s + 1,
                "The padding is counted once.",
                "The line is padded at both ends."),
        Mistake("padding-left-out", lambda n, k, s, p: (n - k) // s + 1,
                "The padding is not counted.",
                "Windows may lie on the padding too: the line is that much longer, at both ends."),
        Mistake("padding-subtracted", (lambda n, k, s, p: (n - 2 * p - k) // s + 1, lambda n, k, s, p: (n - p - k) // s + 1),
                "The padding is subtracted.",
                "Padding makes the line longer."),
        Mistake("padding-counted-double", lambda n, k, s, p: (n + 4 * p - k) // s + 1,
                "The padding is counted twice over.",
                "The line grows by `padding` at each of its two ends, and no more."),
        Mistake("padding-after-division", (lambda n, k, s, p: (n - k) // s + 1 + 2 * p, lambda n, k, s, p: (n - k) // s + 1 + p),
                "The padding is added to the number of windows.",
                "It is the *line* that is padded, before windows are laid on it."),
        Mistake("padding-divided-apart", (lambda n, k, s, p: (n - k) // s + 2 * p // s + 1, lambda n, k, s, p: (n - k) // s + 2 * (p // s) + 1),
                "The line and its padding are divided by the stride apart, and both are rounded down.",
                "Two remainders together can make another step. Add first, divide once."),
        Mistake("brackets-missing", (lambda n, k, s, p: n + 2 * p - k // s + 1, lambda n, k, s, p: int(n + 2 * p - k / s + 1), lambda n, k, s, p: _fraction(n + 2 * p - k / s + 1),
                                     lambda n, k, s, p: n + (2 * p - k) // s + 1),
                "Only the last part is divided by the stride.",
                "`/` and `//` come before `+` and `-`: what is to be divided as a whole needs brackets."),
        Mistake("line-divided-first", (lambda n, k, s, p: (n + 2 * p) // s - k + 1, lambda n, k, s, p: n // s + 2 * p - k + 1),
                "The line is divided by the stride before the window is taken off.",
                "What is divided into steps are the places behind the first window. The window itself is not made of steps."),
        Mistake("two-times-too-much", (lambda n, k, s, p: (2 * (n + p) - k) // s + 1, lambda n, k, s, p: (n + 2 * (p - k)) // s + 1),
                "The 2 multiplies more than the padding.",
                "The padding is there twice, once at each end; the line and the window are there once. `*` comes before `+` and `-`, unless brackets say otherwise."),
        Mistake("padding-squared", lambda n, k, s, p: (n + p ** 2 - k) // s + 1,
                "The padding is squared.",
                "`p ** 2` is p times p. At two ends there are 2 times p places."),
        Mistake("kernel-added", lambda n, k, s, p: (n + 2 * p + k) // s + 1,
                "The length of the window is added to the line.",
                "The line does not get longer by the window: the first window lies on it, and what is left are the places behind that."),
        Mistake("start-of-last-window", lambda n, k, s, p: (n + 2 * p - k) // s * s,
                "This is where the last window begins.",
                "Asked for is how many windows there are, the first and the last included."),
        Mistake("ends-early", lambda n, k, s, p: 1,
                "The result is 1, whatever the line is: only the first window counts.",
                "Perhaps `return` stands inside a loop, where it ends the function in the first turn."),
        Mistake("stride-left-out", lambda n, k, s, p: n + 2 * p - k + 1,
                "The stride is not used: these are the windows for stride 1.",
                "With a larger stride fewer windows fit."),
        Mistake("kernel-left-out", (lambda n, k, s, p: (n + 2 * p) // s + 1, lambda n, k, s, p: (n + 2 * p) // s, lambda n, k, s, p: (n + 2 * p - 1) // s + 1,
                                    lambda n, k, s, p: -(-(n + 2 * p) // s)),
                "The length of the window is not used.",
                "A window needs `kernel` places: near the end there is no room for one any more."),
        Mistake("same-size-formula", (lambda n, k, s, p: -(-n // s), lambda n, k, s, p: n // s),
                "This is n divided by the stride.",
                "That is the result only for one choice of padding, the one that is called \"same\". Here padding and kernel are whatever is given."),
        Mistake("kernel-one-off", (lambda n, k, s, p: (n + 2 * p - (k - 1)) // s + 1, lambda n, k, s, p: (n + 2 * p - k - 1) // s + 1),
                "What is left behind the first window is off by one.",
                "The first window takes `kernel` places. Count on a small drawing how many lie behind it."),
        Mistake("one-too-many", lambda n, k, s, p: (n + 2 * p - k) // s + 2,
                "One window too many is counted.",
                "Lay the windows of the smallest case on a drawn line, and count."),
        Mistake("multiplied-by-stride", lambda n, k, s, p: (n + 2 * p - k) * s + 1,
                "The stride multiplies, where it was to divide.",
                "The larger the step, the fewer windows fit."),
        Mistake("remainder", (lambda n, k, s, p: (n + 2 * p - k) % s + 1, lambda n, k, s, p: (n + 2 * p - k) % s),
                "This takes the remainder of the division.",
                "`%` gives what is left over, `//` how many times it fits."),
        Mistake("transposed-convolution", lambda n, k, s, p: (n - 1) * s - 2 * p + k,
                "This is the formula of the way back: which line gives n windows.",
                "That is the size after a *transposed* convolution. Asked for is how many windows fit on a line of n."),
        Mistake("stride-and-padding-exchanged", lambda n, k, s, p: (n + 2 * s - k) // p + 1,
                "Stride and padding are exchanged.",
                "The parameters come in the order n, kernel, stride, padding."),
        Mistake("kernel-and-stride-exchanged", lambda n, k, s, p: (n + 2 * p - s) // k + 1,
                "Kernel and stride are exchanged.",
                "`kernel` is how long a window is, `stride` how far apart two windows begin."),
        Mistake("kernel-and-padding-exchanged", lambda n, k, s, p: (n + 2 * k - p) // s + 1,
                "Kernel and padding are exchanged.",
                "The parameters come in the order n, kernel, stride, padding."),
        Mistake("image-and-kernel-exchanged", lambda n, k, s, p: (k + 2 * p - n) // s + 1,
                "The line and the window are exchanged.",
                "The parameters come in the order n, kernel, stride, padding: n is the length of the line."),
    ),
)

# ---------------------------------------------------------------- conv2d_strided


def _conv_cases(rng):
    def case(H, W, kH, kW, stride, padding, note, about="", kind=np.float64):
        return Case(rng.normal(size=(H, W)).astype(kind), rng.normal(size=(kH, kW)).astype(kind), stride, padding, note=note, about=about)
    return [
        Case(np.array([[1.0, 2.0, 0.0, 1.0], [3.0, 1.0, 2.0, -1.0], [0.0, 2.0, 1.0, 4.0]]), np.array([[1.0, 2.0], [-1.0, 3.0]]), 1, 0,
             note="3 x 4, kernel 2 x 2, stride 1, padding 0, by hand"),
        Case(np.array([[1.0, 2.0, 0.0, 1.0, 5.0], [3.0, 1.0, 2.0, -1.0, 2.0], [0.0, 2.0, 1.0, 4.0, -3.0]]), np.array([[1.0, -2.0, 3.0]]), 2, 0,
             note="3 x 5, kernel 1 x 3, stride 2, padding 0, by hand"),
        Case(np.array([[1.0, 2.0], [3.0, -4.0], [5.0, 6.0]]), np.array([[1.0, -1.0], [2.0, 3.0]]), 1, 1,
             note="3 x 2, kernel 2 x 2, stride 1, padding 1, by hand"),
        Case(_whole(rng, 4, 6), _whole(rng, 3, 3), 2, 1, note="4 x 6, kernel 3 x 3, stride 2, padding 1: both together"),
        Case(_whole(rng, 5, 6), _whole(rng, 3, 2), 2, 0, note="5 x 6, kernel 3 x 2, stride 2"),
        Case(_whole(rng, 6, 5), _whole(rng, 3, 3), 2, 0, note="6 x 5, kernel 3 x 3, stride 2: it divides along one axis and not along the other"),
        Case(_whole(rng, 7, 9), _whole(rng, 2, 2), 3, 0, note="7 x 9, kernel 2 x 2, stride 3: gaps between the windows"),
        Case(rng.normal(size=(4, 3)), np.array([[1.0]]), 1, 0, note="4 x 3, a kernel of the single entry 1: nothing happens", about="a kernel of one entry"),
        Case(rng.normal(size=(5, 7)), np.array([[-2.5]]), 2, 1, note="5 x 7, a kernel of one entry, stride 2, padding 1", about="a kernel of one entry"),
        case(4, 5, 4, 5, 3, 0, "4 x 5, a kernel as large as the picture", about="a single window"),
        Case(np.array([[1, 2, -3, 4], [0, 5, 6, -7], [8, 9, 1, 2], [3, 1, 4, 1]]), np.array([[0.5, -0.25], [0.75, 1.5]]), 1, 1,
             note="whole numbers in X, fractions in K", about="an integer array as X"),
        Case(np.array([[0.5, 1.5, -2.5], [3.5, 0.25, 1.25]]), np.array([[1, -2], [3, 1]]), 1, 1,
             note="fractions in X, whole numbers in K", about="an integer array as K"),
        case(3, 2, 2, 2, 2, 3, "3 x 2, kernel 2 x 2, stride 2, padding 3: some windows see nothing but padding"),
        case(8, 8, 3, 3, 2, 1, "8 x 8, kernel 3 x 3, stride 2, padding 1: everything is square"),
        case(9, 6, 4, 3, 3, 2, "9 x 6, kernel 4 x 3, float32, stride 3, padding 2", kind=np.float32),
        case(19, 14, 3, 5, 2, 2, "19 x 14, kernel 3 x 5, stride 2, padding 2, random"),
    ]


def _conv_sum(args, index):
    X, K, stride, padding = args
    if K.size > 9:
        return None
    (i, j), terms, total = index, [], 0
    for (m, n), weight in np.ndenumerate(K):
        y, x = stride * i + m - padding, stride * j + n - padding
        value = X[y, x] if 0 <= y < X.shape[0] and 0 <= x < X.shape[1] else 0
        terms.append(f"{value:g}*{_bracketed(weight)}")
        total += value * weight
    top, left = stride * i - padding, stride * j - padding
    where = f"the window's upper left corner is at row {top}, column {left} of X" + (" (what lies outside X is 0)" if padding else "")
    return f"{where}: {' + '.join(terms)} = {total:g}"


def _bracketed(value):
    return f"({value:g})" if value < 0 else f"{value:g}"


def _windows(X, kH, kW, down=1, right=1):
    """A view of every window of the last two axes: (..., H', W', kH, kW)."""
    return np.lib.stride_tricks.sliding_window_view(X, (kH, kW), axis=(-2, -1))[..., ::down, ::right, :, :]


def _conv(X, K, down, right=None, combine=np.sum):
    """The right convolution of an array that is padded already."""
    products = _windows(X, *K.shape, down, down if right is None else right) * K
    return combine(products, axis=(-2, -1))


def _sizes(X, K, s, p):
    return [(n + 2 * p - k) // s + 1 for n, k in zip(X.shape, K.shape)]


def _padded_by(**options):
    return lambda X, K, s, p: _conv(np.pad(X, p, **options), K, s)


def _by_index(value, sizes=_sizes):
    """Four loops; `value(X, s, p, i, m, j, n)` is what K[m, n] meets in the window (i, j)."""
    def conv(X, K, s, p):
        out = np.zeros(sizes(X, K, s, p))
        for i, j in np.ndindex(out.shape):
            for (m, n), weight in np.ndenumerate(K):
                out[i, j] += value(X, s, p, i, m, j, n) * weight
        return out
    return conv


def _or_zero(X, y, x):
    return X[y, x] if 0 <= y < X.shape[0] and 0 <= x < X.shape[1] else 0.0


def _caught(X, y, x):
    """What Python makes of negative indices; where that is an IndexError, 0."""
    try:
        return X[y, x]
    except IndexError:
        return 0.0


def _caught_below(X, y, x):
    """What Python makes of negative indices; below and on the right of the picture 0."""
    return X[y, x] if y < X.shape[0] and x < X.shape[1] else 0.0


def _dilated_sizes(X, K, s, p):
    return [max(n + 2 * p - s * (k - 1), 0) for n, k in zip(X.shape, K.shape)]


def _stored_at_its_start(sizes):
    """The window's place steps by the stride, and its sum is stored at that place."""
    def conv(X, K, s, p):
        X, (kH, kW) = np.pad(X, p), K.shape
        out = np.zeros(sizes(X, K, s))
        for i in range(0, X.shape[0] - kH + 1, s):
            for j in range(0, X.shape[1] - kW + 1, s):
                out[i, j] = np.sum(X[i:i + kH, j:j + kW] * K)
        return out
    return conv


def _steps_among_results(X, K, s, p):
    """The loop over the results steps by the stride, and the window is where the result is."""
    right = np.zeros(_sizes(X, K, s, p))
    right[::s, ::s] = _conv(np.pad(X, p), K, 1)[:right.shape[0]:s, :right.shape[1]:s]
    return right


def _sliced(end, product=lambda window, K: window * K):
    """The slice of the window begins where it should, and ends at `end(i, k, s)`."""
    def conv(X, K, s, p):
        out, X, (kH, kW) = np.zeros(_sizes(X, K, s, p)), np.pad(X, p), K.shape
        for i, j in np.ndindex(out.shape):
            out[i, j] = np.sum(product(X[s * i:end(i, kH, s), s * j:end(j, kW, s)], K))
        return out
    return conv


def _more_loops_than_room(X, K, s, p):
    out, X = np.zeros(_sizes(X, K, s, p)), np.pad(X, p)
    for i in range(X.shape[0] - K.shape[0] + 1):
        for j in range(X.shape[1] - K.shape[1] + 1):
            out[i, j] = np.sum(X[s * i:s * i + K.shape[0], s * j:s * j + K.shape[1]] * K)
    return out


def _steps_to_the_edge(X, K, s, p):
    out, X = np.zeros(_sizes(X, K, s, p)), np.pad(X, p)
    for i in range(0, X.shape[0], s):
        for j in range(0, X.shape[1], s):
            out[i // s, j // s] = np.sum(X[i:i + K.shape[0], j:j + K.shape[1]] * K)
    return out


def _exchanged(stored):
    """i and j exchanged: where the sum is stored, or where the window lies."""
    def conv(X, K, s, p):
        out, X, (kH, kW) = np.zeros(_sizes(X, K, s, p)), np.pad(X, p), K.shape
        for i, j in np.ndindex(out.shape):
            if stored:
                out[j, i] = np.sum(X[s * i:s * i + kH, s * j:s * j + kW] * K)
            else:
                out[i, j] = np.sum(X[s * j:s * j + kH, s * i:s * i + kW] * K)
        return out
    return conv


def _part_of_the_kernel(rows, columns):
    """Only these rows and columns of the kernel count."""
    def conv(X, K, s, p):
        part = np.zeros(K.shape)
        part[rows, columns] = K[rows, columns]
        return _conv(np.pad(X, p), part, s)
    return conv


def _framed_by_minus(X, K, s, p):
    padded = np.zeros((X.shape[0] + 2 * p, X.shape[1] + 2 * p))
    padded[p:-p, p:-p] = X
    return _conv(padded, K, s)


def _in_matrix_products(product):
    return _sliced(lambda i, k, s: s * i + k, product)


def _first_windows(down, right):
    """The number of windows is right, but they begin at i * down, j * right (None: at the stride)."""
    def conv(X, K, s, p):
        H, W = _sizes(X, K, s, p)
        return _conv(np.pad(X, p), K, down or s, right or s)[:H, :W]
    return conv


def _sized(size):
    """The first windows of the padded picture, as many as `size(n, k, s, p)` says along each axis; over the edge there are zeros."""
    def conv(X, K, s, p):
        H, W = (max(size(n, k, s, p), 0) for n, k in zip(X.shape, K.shape))
        room = [(0, max(s * (count - 1) + k - (n + 2 * p), 0)) for count, k, n in zip((H, W), K.shape, X.shape)]
        return _conv(np.pad(np.pad(X, p), room), K, s)[:H, :W]
    return conv


def _cut_windows(size):
    """As `_sized`, but a window over the edge is cut off, and does not fit the kernel any more."""
    def conv(X, K, s, p):
        out, X = np.zeros([max(size(n, k, s, p), 0) for n, k in zip(X.shape, K.shape)]), np.pad(X, p)
        for i, j in np.ndindex(out.shape):
            out[i, j] = np.sum(X[s * i:s * i + K.shape[0], s * j:s * j + K.shape[1]] * K)
        return out
    return conv


def _sized_from_the_padded(X, K, s, p):
    """The sizes are counted from the padded picture with the padding once more, and the windows run over its end."""
    X = np.pad(X, p)
    out = np.zeros(_sizes(X, K, s, p))
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(X[s * i:s * i + K.shape[0], s * j:s * j + K.shape[1]] * K)
    return out


def _crops_in_loops(X, K, s, p):
    X = X[p:X.shape[0] - p, p:X.shape[1] - p]
    out = np.zeros([(n - k) // s + 1 for n, k in zip(X.shape, K.shape)])
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(X[s * i:s * i + K.shape[0], s * j:s * j + K.shape[1]] * K)
    return out


def _windows_of_the_unpadded(X, K, s, p):
    out = np.zeros(_sizes(X, K, s, p))
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(X[s * i:s * i + K.shape[0], s * j:s * j + K.shape[1]] * K)
    return out


def _square(k_of):
    def conv(X, K, s, p):
        k, X = k_of(K), np.pad(X, p)
        out = np.zeros([(n - k) // s + 1 for n in X.shape])
        for i, j in np.ndindex(out.shape):
            out[i, j] = np.sum(X[s * i:s * i + k, s * j:s * j + k] * K[:k, :k])
        return out
    return conv


def _square_uncut(k_of):
    def conv(X, K, s, p):
        k, X = k_of(K), np.pad(X, p)
        out = np.zeros([(n - k) // s + 1 for n in X.shape])
        for i, j in np.ndindex(out.shape):
            out[i, j] = np.sum(X[s * i:s * i + k, s * j:s * j + k] * K)
        return out
    return conv


def _sizes_exchanged(X, K, s, p):
    X = np.pad(X, p)
    kW, kH = K.shape
    out = np.zeros(((X.shape[0] - kH) // s + 1, (X.shape[1] - kW) // s + 1))
    for i, j in np.ndindex(out.shape):
        for m in range(kH):
            for n in range(kW):
                out[i, j] += X[s * i + m, s * j + n] * K[m, n]
    return out


def _height_twice(axis):
    """Both sizes of the result are computed from one axis of the picture."""
    def conv(X, K, s, p):
        X = np.pad(X, p)
        H, W = ((X.shape[axis] - k) // s + 1 for k in K.shape)
        out = np.zeros((H, W))
        for i, j in np.ndindex(H, W):
            out[i, j] = np.sum(X[s * i:s * i + K.shape[0], s * j:s * j + K.shape[1]] * K)
        return out
    return conv


def _one_product(place):
    return lambda X, K, s, p: (_windows(np.pad(X, p), *K.shape, s, s) * K)[(..., *place)]


def _never_reset(each_row):
    def conv(X, K, s, p):
        right = _conv(np.pad(X, p), K, s)
        return np.cumsum(right, axis=1) if each_row else np.cumsum(right).reshape(right.shape)
    return conv


def _result_in(which):
    def conv(X, K, s, p):
        right = _conv(np.pad(X, p), K, s)
        dtype = (X if which == 0 else K).dtype
        return right.astype(dtype) if dtype.kind == "i" else right
    return conv


conv2d_strided = Exercise(
    name="conv2d_strided",
    notebook=NOTEBOOK,
    parameters="X, K, stride, padding",
    reference=lambda X, K, stride, padding: torch.nn.functional.conv2d(X[None, None], K[None, None], stride=stride, padding=padding)[0, 0],
    cases=_conv_cases,
    inputs={"X": _AXES, "K": ("kH", "kW")},
    output=("H'", "W'"),
    arithmetic=_conv_sum,
    hints=(
        "Begin with the loop of `conv2d`. Two things change: how many windows there are, and where the window (i, j) begins.",
        "Pad first, `padded = pad(X, padding)`; then a negative index cannot occur any more. In the padded picture the window (i, j) begins at row "
        "`stride * i`, column `stride * j`, and reaches `kH` rows down and `kW` columns to the right.",
        "`kH, kW = K.shape`; `H_out = output_size(X.shape[0], kH, stride, padding)`, and `W_out` in the same way with `X.shape[1]` and `kW`; "
        "`padded = pad(X, padding)`; then for i in `range(H_out)` and j in `range(W_out)`: "
        "`window = padded[stride * i:stride * i + kH, stride * j:stride * j + kW]` and `result[i, j] = (window * K).sum()`.",
    ),
    mistakes=(
        Mistake("stride-ignored", lambda X, K, s, p: _conv(np.pad(X, p), K, 1),
                "The stride is not used: these are the windows for stride 1.",
                "Where does the window (i, j) begin, and how many of them are there, when each step is `stride` long?"),
        Mistake("padding-ignored", lambda X, K, s, p: _conv(X, K, s),
                "The padding is not used; the stride is right.",
                "Pad `X` first: windows may lie on the zeros around it. The size of the result grows with it."),
        Mistake("stride-and-padding-ignored", lambda X, K, s, p: _conv(X, K, 1),
                "Neither stride nor padding is used: this is `conv2d` of notebook 07.",
                "Begin with the stride: where does the window (i, j) begin when each step is `stride` long?"),
        Mistake("window-start-not-strided", _first_windows(1, 1),
                "The number of windows is right, but the window (i, j) begins at (i, j).",
                "After i steps of `stride` it begins further on."),
        Mistake("stride-on-one-axis", (_first_windows(None, 1), _first_windows(1, None), lambda X, K, s, p: _conv(np.pad(X, p), K, s, 1),
                                       lambda X, K, s, p: _conv(np.pad(X, p), K, 1, s)),
                "The stride is used along one axis only.",
                "The window moves by `stride` down as well as to the right."),
        Mistake("stride-times-kernel-index", (_by_index(lambda X, s, p, i, m, j, n: np.pad(X, p)[i + s * m, j + s * n]),
                                              _by_index(lambda X, s, p, i, m, j, n: _or_zero(X, i + s * m - p, j + s * n - p)),
                                              _by_index(lambda X, s, p, i, m, j, n: np.pad(X, p)[s * (i + m), s * (j + n)]),
                                              _by_index(lambda X, s, p, i, m, j, n: _or_zero(X, s * (i + m) - p, s * (j + n) - p)),
                                              _by_index(lambda X, s, p, i, m, j, n: np.pad(X, p)[i + s * m, j + s * n], _dilated_sizes)),
                "The stride multiplies the kernel's index: inside a window every `stride`-th entry is read.",
                "That is a *dilated* convolution. The stride belongs to where the window begins, s * i; inside it the entries are neighbours."),
        Mistake("negative-index-wraps", (_by_index(lambda X, s, p, i, m, j, n: X[s * i + m - p, s * j + n - p]),
                                         _by_index(lambda X, s, p, i, m, j, n: _caught(X, s * i + m - p, s * j + n - p)),
                                         _by_index(lambda X, s, p, i, m, j, n: _caught_below(X, s * i + m - p, s * j + n - p))),
                "Where the formula asks for row or column -1, Python answers with the last one.",
                "The formula reads outside the picture when p > 0, and means zeros there. A negative index of an array counts from its end, without a word. "
                "Pad first, and leave `- p` away."),
        Mistake("wraps-around", _padded_by(mode="wrap"),
                "Outside the picture it goes on at the other side, as if it were rolled up.",
                "What lies outside counts as 0."),
        Mistake("not-padded-with-zeros", (_padded_by(mode="edge"), _padded_by(mode="reflect"), _padded_by(mode="symmetric"), _padded_by(constant_values=1)),
                "What stands around the picture is not zeros.",
                "What lies outside the picture counts as 0: not its edge once more, no mirror image, no ones."),
        Mistake("padding-subtracted-twice", (_by_index(lambda X, s, p, i, m, j, n: np.pad(X, p)[s * i + m - p, s * j + n - p]),
                                             _by_index(lambda X, s, p, i, m, j, n: _or_zero(np.pad(X, p), s * i + m - p, s * j + n - p))),
                "The picture is padded, and the padding is subtracted from the index as well.",
                "In the padded picture everything lies `padding` further on already, so the window begins at s * i. `- p` is for the picture without its frame."),
        Mistake("padding-not-subtracted", (_by_index(lambda X, s, p, i, m, j, n: _or_zero(X, s * i + m, s * j + n)),
                                           _by_index(lambda X, s, p, i, m, j, n: X[s * i + m, s * j + n]), _windows_of_the_unpadded),
                "The size counts the padding, but the windows are cut out of `X` itself, from its first entry on, and run over its end.",
                "The first window begins `padding` rows above the picture and as far to the left. Is it the padded picture that the windows are cut out of? "
                "(A picture that lies in the upper left corner of its frame comes to the same.)"),
        Mistake("padding-added", (_by_index(lambda X, s, p, i, m, j, n: _or_zero(X, s * i + m + p, s * j + n + p)),
                                  _by_index(lambda X, s, p, i, m, j, n: X[s * i + m + p, s * j + n + p])),
                "The padding is added to the index.",
                "The first window begins *before* the picture: the lecture's formula subtracts p."),
        Mistake("padding-once-in-the-size", _sized(lambda n, k, s, p: (n + p - k) // s + 1),
                "The padding is counted once: windows are missing below and on the right.",
                "There is padding at both ends of each axis, around the picture and in the size of the result. `pad` and `output_size` have it right: call them."),
        Mistake("size-without-padding", _sized(lambda n, k, s, p: (n - k) // s + 1),
                "The picture is padded, but the size of the result is computed as if it were not.",
                "Compute the sizes from the padded picture, or count the padding twice, once for each end."),
        Mistake("padding-counted-again", (_sized_from_the_padded, _sized(lambda n, k, s, p: (n + 4 * p - k) // s + 1)),
                "The size counts the padding twice over: the picture is padded already when it is measured.",
                "Take the sizes before you pad; or pad first, and give `output_size` a padding of 0."),
        Mistake("last-window-left-out", (_sized(lambda n, k, s, p: (n + 2 * p - k) // s), _sized(lambda n, k, s, p: -(-(n + 2 * p - k) // s))),
                "The last row and the last column of windows are missing.",
                "There is one window more than there are steps. Perhaps a `+ 1` is missing in the size, or in the end of a `range`."),
        Mistake("plus-one-inside", _sized(lambda n, k, s, p: (n + 2 * p - k + 1) // s),
                "The size of the result has its 1 inside the division.",
                "With stride 1 that is the same; with another it is not. `output_size` has it right: call it."),
        Mistake("rounds-to-nearest", (_sized(lambda n, k, s, p: round((n + 2 * p - k) / s) + 1), _cut_windows(lambda n, k, s, p: round((n + 2 * p - k) / s) + 1),
                                      _sized(lambda n, k, s, p: round((n + 2 * p - k) / s + 1)), _cut_windows(lambda n, k, s, p: round((n + 2 * p - k) / s + 1))),
                "The size is rounded to the nearest whole number, and not down.",
                "Only whole windows count: three quarters of a window are none."),
        Mistake("padding-added-to-the-size", (_sized(lambda n, k, s, p: (n - k) // s + 1 + 2 * p), _cut_windows(lambda n, k, s, p: (n - k) // s + 1 + 2 * p)),
                "The padding is added to the number of windows.",
                "It is the *picture* that is padded, before windows are laid on it. `output_size` counts them: call it."),
        Mistake("loops-not-strided", _more_loops_than_room,
                "The loops run over all places, as with stride 1, but the result has room for the windows of this stride only.",
                "The loops count windows, not pixels: over as many as the result has rows and columns."),
        Mistake("windows-up-to-the-edge", (_sized(lambda n, k, s, p: -(-(n + 2 * p) // s)), _cut_windows(lambda n, k, s, p: -(-(n + 2 * p) // s)), _steps_to_the_edge),
                "There is a window at every step up to the very edge, and the last ones reach over it.",
                "The last window has to end on the padded picture, not only to begin there."),
        Mistake("stored-where-it-begins", (_stored_at_its_start(lambda X, K, s: _sizes(X, K, 1, 0)), _stored_at_its_start(lambda X, K, s: _sizes(X, K, s, 0)), _steps_among_results),
                "One index stands for two things: where a window begins, and where its sum is stored.",
                "Windows begin `stride` places apart, but their sums lie side by side: the sum of the window (i, j) is entry (i, j), and its window begins further on."),
        Mistake("window-end-not-strided", (_sliced(lambda i, k, s: i + k), _sliced(lambda i, k, s: i + k, lambda window, K: K * window)),
                "The slice that cuts out the window begins at the stride's place, but ends at `i + kH`.",
                "A slice `a:b` has b - a entries. Wherever the window begins, it reaches kH rows down and kW columns to the right from there."),
        Mistake("window-too-long", (_sliced(lambda i, k, s: s * (i + k)), _sliced(lambda i, k, s: s * (i + k), lambda window, K: K * window)),
                "The slice that cuts out the window is `stride` times as long as the kernel.",
                "A slice `a:b` has b - a entries. The stride says where the window begins; how long it is the kernel says alone."),
        Mistake("rounds-up", (_sized(lambda n, k, s, p: -(-(n + 2 * p - k) // s) + 1), _cut_windows(lambda n, k, s, p: -(-(n + 2 * p - k) // s) + 1)),
                "The size is rounded up: there are windows that reach over the edge of the padded picture.",
                "Only whole windows count."),
        Mistake("padded-on-one-side", lambda X, K, s, p: _conv(np.pad(X, (0, p)), K, s),
                "The padding stands below and on the right only.",
                "Zeros belong on all four sides."),
        Mistake("padded-along-one-axis", (lambda X, K, s, p: _conv(np.pad(X, ((p, p), (0, 0))), K, s), lambda X, K, s, p: _conv(np.pad(X, ((0, 0), (p, p))), K, s)),
                "Only one of the two axes is padded.",
                "Zeros belong on all four sides."),
        Mistake("padding-of-its-own", (lambda X, K, s, p: _conv(np.pad(X, 1), K, s), lambda X, K, s, p: _conv(np.pad(X, [(k // 2,) * 2 for k in K.shape]), K, s),
                                       lambda X, K, s, p: _conv(np.pad(X, K.shape[0] // 2), K, s), lambda X, K, s, p: _conv(np.pad(X, [((k - 1) // 2,) * 2 for k in K.shape]), K, s),
                                       lambda X, K, s, p: _conv(np.pad(X, [(k - 1,) * 2 for k in K.shape]), K, s)),
                "There is always the same padding, such as 1 or half the kernel, whatever `padding` is.",
                "How much is put around the picture is what the argument `padding` says; it may be 0."),
        Mistake("empty-slice-at-zero", _framed_by_minus,
                "With padding 0 the slice `padding:-padding` is `0:0`, and empty.",
                "`-0` is 0, so a slice that ends there ends before it begins. `pad` knows what to do with a padding of 0: call it."),
        Mistake("padded-twice", lambda X, K, s, p: _conv(np.pad(X, 2 * p), K, s),
                "There is twice as much padding as was asked for.",
                "Perhaps the picture is padded in two places."),
        Mistake("crops", (lambda X, K, s, p: _conv(X[p:X.shape[0] - p, p:X.shape[1] - p], K, s), _crops_in_loops),
                "The border is cut off where it should be padded.",
                "Padding makes the picture larger."),
        Mistake("result-padded", lambda X, K, s, p: np.pad(_conv(X, K, s), p),
                "The result is padded, not the picture.",
                "The zeros belong around `X`, before the windows are laid."),
        Mistake("picture-thinned-first", (lambda X, K, s, p: _conv(np.pad(X, p)[::s, ::s], K, 1), lambda X, K, s, p: _conv(np.pad(X[::s, ::s], p), K, 1)),
                "The picture is thinned out first, and the kernel sees what is left.",
                "A window holds neighbours of `X`. It is the windows of which only every `stride`-th is taken."),
        Mistake("kernel-flipped", lambda X, K, s, p: _conv(np.pad(X, p), K[::-1, ::-1], s),
                "The kernel is flipped: this is the true convolution.",
                "The lecture's formula multiplies X(s i + m, ...) with K(m, n), without a flip."),
        Mistake("kernel-transposed", lambda X, K, s, p: _conv(np.pad(X, p), K.T, s),
                "The kernel is transposed: its rows and columns are exchanged.",
                "m goes with the rows of both, n with the columns of both."),
        Mistake("kernel-flipped-one-axis", (lambda X, K, s, p: _conv(np.pad(X, p), K[::-1], s), lambda X, K, s, p: _conv(np.pad(X, p), K[:, ::-1], s)),
                "The kernel is turned upside down, or left to right.",
                "`K[0, 0]` meets the window's upper left entry. Nothing is turned around."),
        Mistake("matrix-product", (_in_matrix_products(lambda window, K: window @ K), _in_matrix_products(lambda window, K: window @ K.T), _in_matrix_products(lambda window, K: K.T @ window)),
                "Window and kernel are multiplied as matrices, `@`.",
                "Each entry of the window meets one entry of the kernel, the one at the same place: that is `*`."),
        Mistake("activated", (lambda X, K, s, p: np.maximum(_conv(np.pad(X, p), K, s), 0), lambda X, K, s, p: np.abs(_conv(np.pad(X, p), K, s))),
                "The sums are changed afterwards: negative ones are cut off or turned around.",
                "That is for an activation to do, later. The sums are returned as they are, and may be negative."),
        Mistake("mean-not-sum", lambda X, K, s, p: _conv(np.pad(X, p), K, s, combine=np.mean),
                "The products are averaged.",
                "They are added up; the kernel itself holds the weights."),
        Mistake("max-not-sum", lambda X, K, s, p: _conv(np.pad(X, p), K, s, combine=np.max),
                "Only the largest product is kept.",
                "All products of a window are added up."),
        Mistake("kernel-not-used", lambda X, K, s, p: _conv(np.pad(X, p), np.ones_like(K), s),
                "The entries of the window are added up without the kernel.",
                "Each entry is multiplied with the kernel's entry at its place first."),
        Mistake("square-kernel-assumed", (_square_uncut(lambda K: K.shape[0]), _square_uncut(lambda K: K.shape[1]), _square(lambda K: min(K.shape))),
                "The kernel is taken for a square: one of its sizes is used for both axes.",
                "A kernel has a height and a width, `K.shape[0]` and `K.shape[1]`."),
        Mistake("square-picture-assumed", (_height_twice(0), _height_twice(1)),
                "The picture is taken for a square: one of its sizes is used for both axes.",
                "A picture has a height and a width, `X.shape[0]` and `X.shape[1]`."),
        Mistake("sizes-exchanged", _sizes_exchanged,
                "Height and width of the kernel are exchanged.",
                "`K.shape` is (height, width): rows first."),
        Mistake("stride-and-padding-exchanged", lambda X, K, s, p: _conv(np.pad(X, s), K, p),
                "Stride and padding are exchanged.",
                "The parameters come in the order X, K, stride, padding."),
        Mistake("rows-columns-exchanged", (_exchanged(True), _exchanged(False)),
                "i and j are exchanged, where a window is cut out or where its sum is stored.",
                "i counts rows, of the picture and of the result, and j counts columns."),
        Mistake("first-kernel-entries-left-out", (_part_of_the_kernel(np.s_[1:], np.s_[1:]), _part_of_the_kernel(np.s_[1:], np.s_[:]), _part_of_the_kernel(np.s_[:], np.s_[1:])),
                "The first row or the first column of the kernel is left out of the sum.",
                "Perhaps a loop over the kernel begins at 1: m and n run from 0 on."),
        Mistake("last-kernel-entries-left-out", (_part_of_the_kernel(np.s_[:-1], np.s_[:-1]), _part_of_the_kernel(np.s_[:-1], np.s_[:]), _part_of_the_kernel(np.s_[:], np.s_[:-1])),
                "The last row or the last column of the kernel is left out of the sum.",
                "Perhaps a loop over the kernel ends one too early: the last number of `range(kH - 1)` is kH - 2."),
        Mistake("sum-overwritten", (_one_product((-1, -1)), _one_product((0, 0))),
                "Only one product of each window counts, the last or the first.",
                "All products belong in the sum. Perhaps it is overwritten in each turn (`=` where `+=` belongs), or ended in the first."),
        Mistake("accumulator-not-reset", (_never_reset(False), _never_reset(True)),
                "The sum is not set back to 0 for each window: what was added up for one goes on into the next.",
                "Each window has a sum of its own. Set the variable that adds it up to 0 where that sum begins, inside the loop over the windows."),
        Mistake("integer-truncation", (_result_in(0), _result_in(1)),
                "Where an argument holds whole numbers, the fractions are cut off: the result is put into an integer array.",
                "An array made like `X` or like `K` has its dtype. `np.zeros((H_out, W_out))` is float."),
    ),
)

# ---------------------------------------------------------------- max_pool, average_pool


def _pool_cases(rng, small, numbers):
    """The cases both poolings share; `small`: the ones to be redone by hand, `numbers(*shape)` draws the others."""
    return [
        *small,
        Case(numbers(6, 5), 2, 2, note="6 x 5, size 2, stride 2: a column is left over"),
        Case(numbers(5, 7), 3, 2, note="5 x 7, size 3, stride 2: the windows overlap"),
        Case(numbers(8, 6), 2, 3, note="8 x 6, size 2, stride 3: gaps between the windows"),
        Case(numbers(4, 6), 2, 1, note="4 x 6, size 2, stride 1: the size divides both axes, and the windows overlap"),
        Case(numbers(2, 4, 7), 2, 2, note="2 channels of 4 x 7, size 2, stride 2", about="more than two axes"),
        Case(numbers(4, 4, 4), 2, 2, note="4 channels of 4 x 4, size 2, stride 2", about="more than two axes"),
        Case(numbers(2, 3, 5, 4), 3, 1, note="a batch: 2 x 3 x 5 x 4, size 3, stride 1", about="more than two axes"),
        Case(numbers(1, 2, 2, 3, 5), 2, 2, note="five axes: 1 x 2 x 2 x 3 x 5, size 2, stride 2", about="more than two axes"),
        Case(np.full((3, 5), 2.5), 2, 1, note="3 x 5, every entry 2.5", about="a constant picture"),
        Case(numbers(3, 4), 1, 1, note="3 x 4, size 1, stride 1: nothing happens", about="windows of one entry"),
        Case(numbers(5, 4), 1, 2, note="5 x 4, size 1, stride 2", about="windows of one entry"),
        Case(numbers(4, 4), 4, 4, note="4 x 4, size 4: a single window"),
        Case(numbers(9, 8).astype(np.float32), 3, 3, note="9 x 8, float32, size 3, stride 3"),
        Case(rng.normal(size=(2, 3, 9, 12)), 3, 2, note="a batch: 2 x 3 x 9 x 12, size 3, stride 2, random"),
    ]


def _max_pool_cases(rng):
    small = [
        Case(np.array([[1.0, -2.0, 5.0, 0.0], [3.0, 2.0, -1.0, -4.0], [-5.0, -1.0, -8.0, -6.0], [-2.0, -7.0, -9.0, -3.0]]), 2, 2,
             note="4 x 4, size 2, stride 2, by hand"),
        Case(np.array([[4.0, -1.0, 3.0, 2.0], [0.0, 5.0, -6.0, 1.0]]), 2, 1, note="2 x 4, size 2, stride 1, by hand"),
        Case(np.array([[-1, 3, -4, -2], [-5, 0, -7, -3]]), 2, 2, note="whole numbers, 2 x 4, size 2, stride 2", about="an integer array"),
    ]
    far_below = Case(-rng.integers(1, 10, size=(4, 5)) * 1e9, 2, 2, note="4 x 5, every entry below -1,000,000,000, size 2, stride 2")
    cases = _pool_cases(rng, small, lambda *shape: rng.normal(size=shape) * 3 - 1)
    return [*cases[:-1], far_below, cases[-1]]


def _average_pool_cases(rng):
    small = [
        Case(np.array([[1.0, 2.0, 8.0, 0.0], [5.0, 0.0, -3.0, -1.0]]), 2, 2, note="2 x 4, size 2, stride 2, by hand"),
        Case(np.array([[4.0, 0.0, -8.0, 2.0], [0.0, 12.0, 6.0, -2.0]]), 2, 1, note="2 x 4, size 2, stride 1, by hand"),
        Case(np.array([[0.0, 0.0, 0.0, 3.0], [0.0, 0.0, -6.0, 0.0]]), 2, 2, note="2 x 4, a window of zeros"),
        Case(np.array([[1, 4, 2, 0], [3, -6, 0, 5], [7, 1, 1, -2]]), 2, 1, note="whole numbers, 3 x 4, size 2, stride 1", about="an integer array"),
    ]
    return _pool_cases(rng, small, lambda *shape: rng.normal(size=shape) * 3 - 1)


def _pool_sum(word, reduce, terms):
    def arithmetic(args, index):
        X, size, stride = args
        if size > 3:
            return None
        *leading, i, j = index
        window = X[(*leading, slice(stride * i, stride * i + size), slice(stride * j, stride * j + size))].ravel()
        return (f"the window is rows {stride * i} to {stride * i + size - 1}, columns {stride * j} to {stride * j + size - 1}: "
                f"{terms(window)} = {reduce(window):.6g}")
    return arithmetic


def _pooled(reduce, size_of=lambda size, stride: size, down=lambda size, stride: stride, right=None):
    """Every window of `size_of` entries, `down` and `right` apart."""
    def pool(X, size, stride):
        across = right or down
        windows = _windows(X, *[size_of(size, stride)] * 2, down(size, stride), across(size, stride))
        return reduce(windows, axis=(-2, -1))
    return pool


def _right_count(n, size, stride):
    return (n - size) // stride + 1


def _in_loops(reduce, count=_right_count, begin=lambda i, size, stride: i * stride, length=lambda size, stride: size, begin_right=None, axis=(-2, -1)):
    """Loops over `count` windows an axis; slices that run over the edge are cut off there, as Python does it."""
    def pool(X, size, stride):
        out = np.zeros((*X.shape[:-2], *(max(count(n, size, stride), 0) for n in X.shape[-2:])))
        for i, j in np.ndindex(out.shape[-2:]):
            top, left = begin(i, size, stride), (begin_right or begin)(j, size, stride)
            out[..., i, j] = reduce(X[..., top:top + length(size, stride), left:left + length(size, stride)], axis=axis)
        return out
    return pool


def _zeros_beyond(reduce):
    """As many windows as it takes to cover everything; beyond the edge there are zeros."""
    def pool(X, size, stride):
        more = [-(-(n - size) // stride) * stride + size - n for n in X.shape[-2:]]
        return reduce(_windows(np.pad(X, _widths(X, (0, more[0]), (0, more[1]))), size, size, stride, stride), axis=(-2, -1))
    return pool


def _reshape_trick(reduce, crop):
    def pool(X, size, stride):
        H, W = (n // size for n in X.shape[-2:])
        X = X[..., :H * size, :W * size] if crop else X
        return reduce(X.reshape(*X.shape[:-2], H, size, W, size), axis=(-3, -1))
    return pool


def _one_axis(reduce, axis):
    def pool(X, size, stride):
        windows = np.lib.stride_tricks.sliding_window_view(X, size, axis=axis)
        return reduce(windows[..., ::stride, :, :] if axis == -2 else windows[..., ::stride, :], axis=-1)
    return pool


def _first_axes(reduce):
    def pool(X, size, stride):
        windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(0, 1))[::stride, ::stride]
        return reduce(windows, axis=(-2, -1))
    return pool


def _first_axes_in_loops(reduce):
    def pool(X, size, stride):
        H, W = (_right_count(n, size, stride) for n in X.shape[:2])
        out = np.zeros((H, W, *X.shape[2:]))
        for i, j in np.ndindex(H, W):
            out[i, j] = reduce(X[i * stride:i * stride + size, j * stride:j * stride + size], axis=(0, 1))
        return out
    return pool


def _filled_with(number):
    """The same number at every place of a picture's result, or of all pictures'."""
    return lambda X, size, stride: np.broadcast_to(number(X), (*X.shape[:-2], *(_right_count(n, size, stride) for n in X.shape[-2:])))


def _square_picture(reduce, axis):
    """The windows along both axes are counted along one of them."""
    def pool(X, size, stride):
        count = _right_count(X.shape[axis], size, stride)
        return _in_loops(reduce, count=lambda n, size, stride: count)(X, size, stride)
    return pool


def _first_only(reduce, rows):
    """`return` inside a loop: the first row of windows, or the first window, and zeros."""
    def pool(X, size, stride):
        right = _pooled(reduce)(X, size, stride)
        out = np.zeros(right.shape)
        out[..., :1, :None if rows else 1] = right[..., :1, :None if rows else 1]
        return out
    return pool


def _pooled_where_it_begins(reduce, sizes):
    """The window's place steps by the stride, and what it gives is stored at that place."""
    def pool(X, size, stride):
        out = np.zeros((*X.shape[:-2], *(sizes(n, size, stride) for n in X.shape[-2:])))
        for i in range(0, X.shape[-2] - size + 1, stride):
            for j in range(0, X.shape[-1] - size + 1, stride):
                out[..., i, j] = reduce(X[..., i:i + size, j:j + size], axis=(-2, -1))
        return out
    return pool


def _pooled_steps_among_results(reduce):
    """The loop over the results steps by the stride, and the window is where the result is."""
    def pool(X, size, stride):
        everywhere, out = _pooled(reduce, down=lambda size, stride: 1)(X, size, stride), np.zeros(_pooled(reduce)(X, size, stride).shape)
        out[..., ::stride, ::stride] = everywhere[..., :out.shape[-2]:stride, :out.shape[-1]:stride]
        return out
    return pool


def _sizes_from_the_front(reduce):
    """As many windows as fit on the first two axes; those beyond the edge are cut off, or empty."""
    def pool(X, size, stride):
        counts = [_right_count(n, size, stride) for n in X.shape[:2]]
        out = np.zeros((*X.shape[:-2], *(max(count, 0) for count in counts)))
        for i, j in np.ndindex(out.shape[-2:]):
            out[..., i, j] = reduce(X[..., i * stride:i * stride + size, j * stride:j * stride + size], axis=(-2, -1))
        return out
    return pool


def _reshaped_in_order(reduce, crop):
    """`reshape(..., H, W, size, size)`: pieces that follow each other in memory, and are no windows."""
    def pool(X, size, stride):
        H, W = (n // size for n in X.shape[-2:])
        X = X[..., :H * size, :W * size] if crop else X
        return reduce(X.reshape(*X.shape[:-2], H, W, size, size), axis=(-2, -1))
    return pool


def _shared_mistakes(reduce, what):
    """What goes wrong with the windows, whatever is made of their entries; `what`: "maximum" or "mean"."""
    return (
        Mistake("stride-used-as-size", (_in_loops(reduce, length=lambda size, stride: stride), _pooled(reduce, size_of=lambda size, stride: stride)),
                "The stride is used as the size: a window is `stride` x `stride` entries.",
                "`size` says how large a window is, `stride` how far apart two windows begin. They need not be equal."),
        Mistake("size-and-stride-exchanged", _pooled(reduce, size_of=lambda size, stride: stride, down=lambda size, stride: size),
                "Size and stride are exchanged.",
                "`size` says how large a window is, `stride` how far apart two windows begin. The parameters come in the order X, size, stride."),
        Mistake("window-too-long", _in_loops(reduce, length=lambda size, stride: size * stride),
                "The slice that cuts out a window is `stride` times too long.",
                "A slice `a:b` has b - a entries. The stride says where the window begins; how long it is `size` says alone."),
        Mistake("size-used-as-stride", (_pooled(reduce, down=lambda size, stride: size), _in_loops(reduce, begin=lambda i, size, stride: i * size)),
                "The windows stand side by side: the size is used as the stride.",
                "`size` says how large a window is, `stride` how far apart two windows begin. Windows may overlap, or leave gaps. "
                "(The trick with `reshape` knows only windows side by side.)"),
        Mistake("reshape-trick", _reshape_trick(reduce, crop=False),
                "The trick with `reshape` works only where the size equals the stride and divides both axes.",
                "Sizes that do not divide leave a rest, which is left out, and windows may overlap. That takes a loop, or slices with a step."),
        Mistake("reshaped-in-order", (_reshaped_in_order(reduce, True), _reshaped_in_order(reduce, False)),
                "The picture is reshaped into pieces that are no windows.",
                "A reshape keeps the entries in reading order: what follows each other in a row stays together. A window takes a few entries from each of several rows."),
        Mistake("stored-where-it-begins", (_pooled_where_it_begins(reduce, lambda n, size, stride: n - size + 1), _pooled_where_it_begins(reduce, _right_count),
                                           _pooled_steps_among_results(reduce)),
                f"One index stands for two things: where a window begins, and where its {what} is stored.",
                "Windows begin `stride` places apart, but what they give lies side by side: the window (i, j) gives entry (i, j), and begins further on."),
        Mistake("square-picture-assumed", (_square_picture(reduce, -2), _square_picture(reduce, -1)),
                "The picture is taken for a square: one of its sizes is used for both axes.",
                "A picture has a height and a width, `X.shape[-2]` and `X.shape[-1]`."),
        Mistake("rows-columns-exchanged", lambda X, size, stride: np.swapaxes(_pooled(reduce)(X, size, stride), -1, -2),
                "Rows and columns of the result are exchanged.",
                "The window (i, j) is row i and column j of the result: i goes with the height, j with the width."),
        Mistake("window-axes-first", lambda X, size, stride: np.moveaxis(_pooled(reduce)(X, size, stride), (-2, -1), (0, 1)),
                "The windows' rows and columns come first in the result, and the channels and the batch behind them.",
                "In a list of lists the outer ones are the first axes. The result has the axes of `X`, in their order: (..., H', W')."),
        Mistake("ends-early", (_first_only(reduce, True), _first_only(reduce, False)),
                "Only the first row of windows, or the first window, is filled in; the others are still 0.",
                "Perhaps `return` stands inside a loop, where it ends the function in the first turn."),
        Mistake("one-line-of-the-window", (_pooled(lambda windows, axis: reduce(windows[..., 0, :], axis=-1)), _pooled(lambda windows, axis: reduce(windows[..., 0], axis=-1))),
                "Only one row, or one column, of each window is looked at.",
                f"A window is `size` rows high *and* `size` columns wide, and all its entries count for its {what}."),
        Mistake("stride-ignored", _pooled(reduce, down=lambda size, stride: 1),
                "The stride is not used: there is a window at every place.",
                "Two neighbouring windows begin `stride` entries apart."),
        Mistake("window-start-not-strided", _in_loops(reduce, begin=lambda i, size, stride: i),
                "The number of windows is right, but the window (i, j) begins at (i, j).",
                "After i steps of `stride` it begins further on."),
        Mistake("stride-on-one-axis", (_in_loops(reduce, begin_right=lambda j, size, stride: j),
                                       _in_loops(reduce, begin=lambda i, size, stride: i, begin_right=lambda j, size, stride: j * stride),
                                       _pooled(reduce, right=lambda size, stride: 1), _pooled(reduce, down=lambda size, stride: 1, right=lambda size, stride: stride)),
                "The stride is used along one axis only.",
                "The window moves by `stride` down as well as to the right."),
        Mistake("partial-windows-kept", (_in_loops(reduce, count=lambda n, size, stride: -(-(n - size) // stride) + 1),
                                         _in_loops(reduce, count=lambda n, size, stride: -(-n // stride)), _zeros_beyond(reduce)),
                "There are more windows than fit: the last ones reach over the edge.",
                "Only whole windows count; what is left over at the edge is left out. The size of the result is rounded down."),
        Mistake("size-over-stride", (_in_loops(reduce, count=lambda n, size, stride: n // stride), _in_loops(reduce, count=lambda n, size, stride: n // size)),
                "The size of the result is the picture's, divided by the stride or by the size of a window.",
                "That is right only where size and stride are equal. `output_size` counts the windows that fit: call it."),
        Mistake("last-window-left-out", (_in_loops(reduce, count=lambda n, size, stride: (n - size) // stride),
                                         _in_loops(reduce, count=lambda n, size, stride: -(-(n - size) // stride))),
                "The last row and the last column of windows are missing.",
                "There is one window more than there are steps. Perhaps a `+ 1` is missing in the size, or in the end of a `range`."),
        Mistake("window-one-off", (_in_loops(reduce, length=lambda size, stride: size + 1), _in_loops(reduce, length=lambda size, stride: size - 1 or 1),
                                   _in_loops(reduce, length=lambda size, stride: size - 1)),
                "A window has one row and one column too many, or too few.",
                "A slice `a:b` ends before b, so that `a:a + size` holds `size` entries."),
        Mistake("sizes-from-the-front", _sizes_from_the_front(reduce),
                "Height and width are read off the first two axes, where rows and columns are the last two.",
                "In a picture with channels the shape is (C, H, W). Counted from the end, rows and columns are always -2 and -1."),
        Mistake("mixes-channels", (_in_loops(lambda window, axis: reduce(window)),
                                   lambda X, size, stride: reduce(_windows(X, size, size, stride, stride), axis=(*range(X.ndim - 2), -2, -1))),
                f"The {what} is taken over the channels and the batch as well.",
                f"Each picture is pooled by itself: tell numpy over which axes to take the {what}, the last two of the window."),
        Mistake("window-axes-from-the-front", (_in_loops(reduce, axis=(0, 1)), _in_loops(reduce, axis=(1, 2))),
                f"The axes over which the {what} of a window is taken are counted from the front.",
                "How many axes stand before rows and columns differs from case to case. Counted from the end, rows and columns are always -2 and -1."),
        Mistake("first-two-axes", (_first_axes(reduce), _first_axes_in_loops(reduce)),
                "The first two axes are pooled, where the last two were meant.",
                "In a picture with channels the shape is (C, H, W): rows and columns come last. Count axes from the end, -2 and -1."),
        Mistake("pools-one-axis", (_one_axis(reduce, -2), _one_axis(reduce, -1)),
                "Only one axis is pooled.",
                "A window is `size` rows high *and* `size` columns wide."),
        Mistake("whole-picture", (lambda X, size, stride: reduce(X, axis=(-2, -1)), lambda X, size, stride: reduce(X), _filled_with(reduce),
                                  _filled_with(lambda X: reduce(X, axis=(-2, -1), keepdims=True))),
                f"The {what} is taken of the whole picture.",
                f"Each window gives a {what} of its own."),
        Mistake("one-entry-of-the-window", tuple(_pooled(lambda windows, axis, at=at: windows[at]) for at in ((..., 0, 0), (..., -1, -1), (..., 0, -1), (..., -1, 0)))
                + (lambda X, size, stride: X[..., ::stride, ::stride].copy(),),
                "One fixed entry of each window is taken, whatever the others are.",
                f"All entries of the window count for its {what}. Perhaps a value is overwritten in each turn of a loop, or the loop ends in its first."),
        Mistake("absolute-values", (_pooled(lambda windows, axis: reduce(np.abs(windows), axis=axis)), _pooled(lambda windows, axis: np.abs(reduce(windows, axis=axis)))),
                "The signs are lost: absolute values are taken.",
                "Entries are taken as they are. " + ("A negative one makes the mean smaller." if what == "mean" else "-5 is smaller than -1.")),
        *(() if what == "maximum" else (
            Mistake("relu-first", _pooled(lambda windows, axis: reduce(np.maximum(windows, 0), axis=axis)),
                    "Negative entries are set to 0 first.",
                    "Pooling takes the entries as they are; a relu, if any, is a step of its own."),)),
    )


def _renamed(mistakes, **names):
    return tuple(Mistake(names.get(m.id.replace("-", "_"), m.id), m.function, m.title, m.explanation) for m in mistakes)


def _started_at(number):
    return lambda X, size, stride: np.maximum(_pooled(np.max)(X, size, stride), number)


def _starts_somewhere(cases, outcomes):
    """Whether every result is the right one, but for entries that lie below one and the same number and come out as that."""
    numbers = set()
    for case, outcome in zip(cases, outcomes):
        right, value = _pooled(np.max)(*case.args), as_array(outcome.value)
        if value is None or value.shape != right.shape or value.dtype.kind not in "iuf":
            return False
        raised = ~np.isclose(value, right, rtol=1e-6, atol=1e-9)
        if np.any(value[raised] < right[raised]):
            return False
        numbers.update(np.round(value[raised].astype(float), 6).tolist())
    return len(numbers) == 1 and numbers != {0.0}


def _best_so_far(each):
    """`best` is set back for each picture, for each row of windows, or never."""
    def pool(X, size, stride):
        right = _windows(X, size, size, stride, stride).max(axis=(-2, -1))
        if each == "row":
            return np.maximum.accumulate(right, axis=-1)
        if each == "picture":
            return np.maximum.accumulate(right.reshape(*right.shape[:-2], -1), axis=-1).reshape(right.shape)
        return np.maximum.accumulate(right.ravel()).reshape(right.shape)
    return pool


def _sum_so_far(each):
    def pool(X, size, stride):
        right = _windows(X, size, size, stride, stride).mean(axis=(-2, -1))
        if each == "row":
            return np.cumsum(right, axis=-1)
        if each == "picture":
            return np.cumsum(right.reshape(*right.shape[:-2], -1), axis=-1).reshape(right.shape)
        return np.cumsum(right).reshape(right.shape)
    return pool


def _by_caret(X, size, stride):
    with np.errstate(all="ignore"):
        return _pooled(np.sum)(X, size, stride) / (size ^ 2)


def _halved(from_first):
    """(so far + one more) / 2, over the entries of the window."""
    def pool(X, size, stride):
        windows = _flat(_windows(X, size, size, stride, stride)).astype(float)
        so_far = windows[..., 0] if from_first else np.zeros(windows.shape[:-1])
        for k in range(int(from_first), windows.shape[-1]):
            so_far = (so_far + windows[..., k]) / 2
        return so_far
    return pool


def _flat(windows):
    return windows.reshape(*windows.shape[:-2], -1)


def _largest_size(windows, axis):
    flat = _flat(windows)
    return np.take_along_axis(flat, np.abs(flat).argmax(axis=-1)[..., None], axis=-1)[..., 0]


_POOL_HINTS = (
    "It is the loop of `conv2d_strided` once more, without a kernel: the window (i, j) begins at row `stride * i`, column `stride * j`. How many windows are there?",
    "`...` in an index stands for all the axes before the last two, so that `X[..., a:b, c:d]` is the same window of every picture at once.",
)

max_pool = Exercise(
    name="max_pool",
    notebook=NOTEBOOK,
    parameters="X, size, stride",
    reference=lambda X, size, stride: _torch_pool(torch.nn.functional.max_pool2d, X, size, stride),
    cases=_max_pool_cases,
    inputs={"X": _AXES},
    arithmetic=_pool_sum("maximum", np.max, lambda window: f"max({', '.join(f'{v:.6g}' for v in window)})"),
    hints=(
        *_POOL_HINTS,
        "With `H_out` and `W_out` from `output_size` (padding 0): `window = X[..., stride * i:stride * i + size, stride * j:stride * j + size]` and "
        "`result[..., i, j] = window.max(axis=(-2, -1))`.",
    ),
    mistakes=(
        Mistake("starts-at-zero", _pooled(lambda windows, axis: np.maximum(windows.max(axis=axis), 0)),
                "The search for the maximum starts at 0: a window of negative numbers gives 0.",
                "The largest of -5 and -1 is -1. Start with the first entry of the window, or at `-np.inf`."),
        Mistake("mean-not-max", _pooled(np.mean),
                "This takes the mean of each window.",
                "That is `average_pool`. Here the largest entry is asked for."),
        Mistake("sum-not-max", _pooled(np.sum),
                "This takes the sum of each window.",
                "The largest entry is asked for."),
        Mistake("min-not-max", _pooled(np.min),
                "This takes the smallest entry of each window.",
                "The largest is asked for. Look at the direction of a comparison."),
        Mistake("median-not-max", _pooled(np.median),
                "This takes the median of each window.",
                "The largest entry is asked for."),
        Mistake("starts-at-the-least-positive", (lambda X, size, stride: np.maximum(_pooled(np.max)(X, size, stride), np.finfo(float).tiny),),
                "The search for the maximum starts at the smallest *positive* number.",
                "`np.finfo(float).tiny` and `sys.float_info.min` lie next to 0, above it: a window of negative numbers never gets past them. "
                "Start with the first entry of the window, or at `-np.inf`."),
        Mistake("starts-too-high", tuple(_started_at(number) for number in (-1, -100, -9999, -1e9)),
                "The search for the maximum starts at a number that some entries lie below.",
                "However low it is chosen, entries may be lower. Start with the first entry of the window, or at `-np.inf`.", _starts_somewhere),
        *_renamed(_shared_mistakes(np.max, "maximum"), absolute_values="max-of-absolute-values"),
        Mistake("largest-in-size", _pooled(_largest_size),
                "The entry farthest from 0 is taken, negative ones too.",
                "-5 is smaller than 3: signs count."),
        Mistake("place-not-value", _pooled(lambda windows, axis: _flat(windows).argmax(axis=-1)),
                "This gives *where* in its window the largest entry stands, not the entry.",
                "`argmax` gives a place, `max` the value."),
        Mistake("second-largest", lambda X, size, stride: np.sort(_flat(_windows(X, size, size, stride, stride)), axis=-1)[..., -2 if size > 1 else -1],
                "The second largest entry is taken.",
                "The last of the sorted entries is the largest: index -1."),
        Mistake("maximum-not-reset", (_best_so_far("picture"), _best_so_far("row"), _best_so_far("")),
                "The best so far is carried over from one window to the next.",
                "Each window has a maximum of its own: start anew inside the loop over the windows."),
    ),
)

average_pool = Exercise(
    name="average_pool",
    notebook=NOTEBOOK,
    parameters="X, size, stride",
    reference=lambda X, size, stride: _torch_pool(torch.nn.functional.avg_pool2d, X, size, stride),
    cases=_average_pool_cases,
    inputs={"X": _AXES},
    arithmetic=_pool_sum("mean", np.mean, lambda window: f"({' + '.join(_bracketed(v) for v in window)}) / {window.size}"),
    hints=(
        *_POOL_HINTS,
        "As in `max_pool`: `H_out` and `W_out` from `output_size`, `window = X[..., stride * i:stride * i + size, stride * j:stride * j + size]`, "
        "and `result[..., i, j] = window.mean(axis=(-2, -1))`.",
    ),
    mistakes=(
        Mistake("sum-not-mean", _pooled(np.sum),
                "This takes the sum of each window.",
                "A mean is the sum divided by how many there are: `size * size`."),
        Mistake("max-not-mean", _pooled(np.max),
                "This takes the largest entry of each window.",
                "That is `max_pool`. Here the mean is asked for."),
        Mistake("median-not-mean", _pooled(np.median),
                "This takes the median of each window.",
                "The mean is asked for: the sum, divided by how many there are."),
        Mistake("mean-over-nonzero", (_pooled(lambda w, axis: w.sum(axis=axis) / np.maximum((w != 0).sum(axis=axis), 1)),
                                      _pooled(lambda w, axis: w.sum(axis=axis) / (w != 0).sum(axis=axis))),
                "Zeros do not count: the sum is divided by the number of the other entries.",
                "A zero is an entry like any other. Divide by all of them, `size * size`."),
        Mistake("divided-by-size", lambda X, size, stride: _pooled(np.sum)(X, size, stride) / size,
                "The sum is divided by `size`.",
                "A window has `size` rows of `size` entries. How many is that?"),
        Mistake("divided-by-twice-size", lambda X, size, stride: _pooled(np.sum)(X, size, stride) / (2 * size),
                "The sum is divided by twice `size`.",
                "Twice `size` and `size` squared are the same for a size of 2 only. A window has `size` rows of `size` entries."),
        Mistake("divided-by-a-fixed-number", (lambda X, size, stride: _pooled(np.sum)(X, size, stride) / 4, lambda X, size, stride: _pooled(np.sum)(X, size, stride) / 9),
                "The sum is divided by the same number whatever `size` is.",
                "How many entries a window has depends on `size`."),
        Mistake("divided-twice", (lambda X, size, stride: _pooled(np.mean)(X, size, stride) / size ** 2, lambda X, size, stride: _pooled(np.mean)(X, size, stride) / size),
                "The mean is divided once more.",
                "A mean is the sum, divided by the number of entries once."),
        Mistake("caret-for-power", _by_caret,
                "`^` is no power in Python: it compares the bits of two whole numbers.",
                "`2 ^ 2` is 0 and `3 ^ 2` is 1. A power is written with two stars."),
        Mistake("halved-in-every-turn", (_halved(from_first=False), _halved(from_first=True)),
                "In every turn the result is the mean of what is there and one more entry, so that later entries count for more.",
                "In a mean all entries have the same weight: add them all, and divide once."),
        Mistake("activated", _pooled(lambda windows, axis: np.maximum(windows.mean(axis=axis), 0)),
                "Negative means are set to 0.",
                "Pooling gives the mean as it is; a relu, if any, is a step of its own."),
        Mistake("divided-by-stride", (lambda X, size, stride: _pooled(np.sum)(X, size, stride) / stride ** 2, lambda X, size, stride: _pooled(np.sum)(X, size, stride) / stride,
                                      lambda X, size, stride: _pooled(np.sum)(X, size, stride) / (size * stride)),
                "The sum is divided by the stride, by its square, or by size times stride.",
                "How many entries a window has depends on `size`."),
        Mistake("divided-by-windows", lambda X, size, stride: _pooled(np.sum)(X, size, stride) / math.prod(_right_count(n, size, stride) for n in X.shape[-2:]),
                "The sum is divided by the number of windows.",
                "Divide by the number of entries in one window."),
        Mistake("divided-by-all-pictures", _in_loops(lambda window, axis: window.sum(axis=axis) / window.size),
                "The sum is divided by the entries of all pictures' windows together.",
                "`window.size` counts the channels and the batch as well. One picture's window has `size * size` entries."),
        Mistake("integer-division", (lambda X, size, stride: _pooled(np.sum)(X, size, stride) // size ** 2, lambda X, size, stride: np.rint(_pooled(np.mean)(X, size, stride))),
                "The fractions are gone: the mean is rounded to a whole number.",
                "`//` drops what is left over; `/` does not."),
        Mistake("integer-truncation", lambda X, size, stride: _pooled(np.mean)(X, size, stride).astype(X.dtype),
                "With whole numbers in `X` the fractions are cut off: the result is put into an integer array.",
                "`np.zeros_like(X)` and `dtype=X.dtype` give an integer array where `X` is one. The mean of whole numbers need not be whole."),
        Mistake("root-mean-square", _pooled(lambda w, axis: np.sqrt((w.astype(float) ** 2).mean(axis=axis))),
                "This takes the root of the mean square.",
                "The plain mean is asked for, in which signs count."),
        *_shared_mistakes(np.mean, "mean"),
        Mistake("sum-not-reset", (_sum_so_far("picture"), _sum_so_far("row"), _sum_so_far("")),
                "The sum is carried over from one window to the next.",
                "Each window has a sum of its own: start at 0 inside the loop over the windows."),
    ),
)


def _torch_pool(function, X, size, stride):
    """torch's pooling, which takes three or four axes, for any number of leading axes."""
    pooled = function(X.reshape(1, -1, *X.shape[-2:]), size, stride)
    return pooled.reshape(*X.shape[:-2], *pooled.shape[-2:])


# ---------------------------------------------------------------- receptive_field


def _receptive_field_cases(rng):
    def drawn(count):
        return [(int(rng.integers(2, 8)), int(rng.integers(1, 4))) for _ in range(count)]
    return [
        Case([(3, 1)], note="one layer: kernel 3"),
        Case([(3, 1), (3, 1)], note="two layers of kernel 3, stride 1, by hand"),
        Case([(3, 2), (3, 1)], note="the first layer has stride 2, by hand"),
        Case([(3, 1), (3, 2)], note="the last layer has stride 2"),
        Case([(5, 1), (2, 2), (3, 1), (2, 2)], note="convolution 5, pooling 2, convolution 3, pooling 2"),
        Case([(2, 2), (2, 2), (2, 2)], note="three times pooling 2 with stride 2"),
        Case([(3, 2), (5, 3), (2, 1), (4, 2)], note="four layers, all different"),
        Case([(7, 2), (3, 2), (1, 1), (3, 1), (3, 2), (3, 1)], note="six layers, one with kernel 1"),
        Case([(1, 2), (3, 1), (2, 3), (3, 1)], note="strides larger than their kernels"),
        Case(drawn(3), note="three layers, drawn at random"),
        Case(drawn(5), note="five layers, drawn at random"),
    ]


def _receptive_field_sum(args, index):
    layers, = args
    if len(layers) > 4:
        return None
    field, steps = 1, []
    for number, (kernel, stride) in reversed(list(enumerate(layers, start=1))):
        field = (field - 1) * stride + kernel
        before = f"the output of layer {number - 1}" if number > 1 else "the input"
        steps.append(f"{field} neighbours of {before}")
    return "backward from one output entry: it sees " + ", which see ".join(steps)


LONGEST = 4096  # places that are laid out to be counted; a deep stack of strides sees millions


def _measured_field(layers):
    """One entry of the output, spread back over all that it can see: the length of what comes out."""
    length = _backward(lambda field, k, s: (field - 1) * s + k)(layers)
    if length > LONGEST:
        return length
    spread = torch.ones(1, 1, 1)
    for kernel, stride in reversed(layers):
        spread = torch.nn.functional.conv_transpose1d(spread, torch.ones(1, 1, kernel), stride=stride)
    return spread.shape[-1]


def _field(grow=lambda field, k, s, jump: field + (k - 1) * jump, step=lambda jump, s: jump * s, start=1, order=list, first_step=False, result=lambda field, jump: field):
    """The forward rule, with one of its parts exchanged."""
    def receptive(layers):
        field, jump = start, 1
        for k, s in order(layers):
            if first_step:
                jump = step(jump, s)
            field = grow(field, k, s, jump)
            if not first_step:
                jump = step(jump, s)
        return result(field, jump)
    return receptive


def _strides_from_one_before(layers):
    field, jump = 1, 1
    for i, (k, _) in enumerate(layers):
        jump *= layers[i - 1][1]
        field += (k - 1) * jump
    return field


def _backward(grow, start=1):
    def receptive(layers):
        field = start
        for k, s in reversed(layers):
            field = grow(field, k, s)
        return field
    return receptive


receptive_field = Exercise(
    name="receptive_field",
    notebook=NOTEBOOK,
    parameters="layers",
    reference=_measured_field,
    cases=_receptive_field_cases,
    output=(),
    arithmetic=_receptive_field_sum,
    hints=(
        "Begin with one layer, then two of stride 1: how many more places does the second kernel reach, on each side?",
        "Two neighbours of a layer's input lie `jump` places apart in the picture. A kernel reaches over `kernel - 1` such gaps. "
        "By what does a layer's stride change the jump, and for which layers?",
        "Begin with `field, jump = 1, 1`. For each `kernel, stride` in `layers`: first `field += (kernel - 1) * jump`, then `jump *= stride`.",
    ),
    mistakes=(
        Mistake("sum-of-kernels", lambda layers: sum(k for k, _ in layers),
                "This adds the kernels up.",
                "The windows of neighbouring entries overlap: a second layer of kernel 3 adds only one place on each side."),
        Mistake("strides-ignored", _field(step=lambda jump, s: 1),
                "The strides are not used.",
                "Behind a layer of stride 2 neighbours lie two places apart in its input, so that a later kernel reaches twice as far."),
        Mistake("product-of-kernels", lambda layers: math.prod(k for k, _ in layers),
                "This multiplies the kernels.",
                "That would be right if the windows of neighbouring entries did not overlap."),
        Mistake("stride-applied-too-early", (_field(first_step=True), _field(grow=lambda field, k, s, jump: (field + k - 1) * s)),
                "A layer's own stride counts for its own kernel.",
                "The kernel of a layer lies on its *input*. Its stride spreads its outputs apart, which only later layers notice."),
        Mistake("sum-overwritten", (_field(grow=lambda field, k, s, jump: 1 + (k - 1) * jump), _field(grow=lambda field, k, s, jump: (k - 1) * jump)),
                "Only what the last layer adds is left.",
                "What all layers add is added up. Perhaps `=` stands where `+=` belongs, or the sum begins anew in each turn."),
        Mistake("brackets-missing", (_field(grow=lambda field, k, s, jump: field + k * jump - 1), _field(grow=lambda field, k, s, jump: field + k - 1 * jump)),
                "The 1 is not taken off the kernel before that is multiplied.",
                "`*` comes before `-`: what is to be subtracted first needs brackets."),
        Mistake("index-minus-one", _strides_from_one_before,
                "The first layer gets the stride of the last one.",
                "`layers[i - 1]` is `layers[-1]` where i is 0, and index -1 is the last layer, without a word. Before the first layer there is no stride."),
        Mistake("both-sides-counted", _field(grow=lambda field, k, s, jump: field + 2 * (k - 1) * jump),
                "Each kernel counts twice, once for each side.",
                "From its first entry to its last a kernel reaches over kernel - 1 gaps, to the left and to the right together."),
        Mistake("first-layer-twice", (lambda layers: _field(start=layers[0][0])(layers), lambda layers: (_field()(layers) - 1) * layers[0][1] + layers[0][0]),
                "The first layer counts twice.",
                "The count begins with its kernel, and the loop then begins with it once more."),
        Mistake("kernel-times-stride", (lambda layers: sum(k * s for k, s in layers), lambda layers: 1 + sum(k * s for k, s in layers)),
                "Kernel times stride is added up, layer by layer.",
                "A kernel of 3 reaches over *two* gaps; and how wide these are, the strides of the layers *before* it say, all of them together."),
        Mistake("field-times-stride", (_field(grow=lambda field, k, s, jump: field * s + k - 1), _field(grow=lambda field, k, s, jump: field * s + k)),
                "Going forward, all that is seen so far is multiplied with the stride.",
                "A layer's stride changes nothing in what is seen already: it spreads the layer's outputs apart, and only later kernels reach further by it."),
        Mistake("backward-from-0", (_backward(lambda field, k, s: (field - 1) * s + k, start=0), _backward(lambda field, k, s: field * s + k - s, start=0)),
                "Going backward, the count begins at 0.",
                "One entry of the output is asked about: begin at 1."),
        Mistake("backward-one-short", _backward(lambda field, k, s: (field - 1) * s + k - 1),
                "Going backward, each layer adds one too few.",
                "Between the first and the last of `field` neighbours lie `field - 1` steps of the stride; behind the last step the kernel reaches once, with all its entries."),
        Mistake("odd-kernels-assumed", _field(grow=lambda field, k, s, jump: field + k // 2 * 2 * jump),
                "Kernels are counted as half a kernel on each side: this is right for odd kernels only.",
                "A kernel of 2, as in pooling, reaches over one gap, and not over two."),
        Mistake("one-side-only", (_field(grow=lambda field, k, s, jump: field + k // 2 * jump), _field(grow=lambda field, k, s, jump: field + (k - 1) // 2 * jump),
                                  _field(grow=lambda field, k, s, jump: field + (k - 1) / 2 * jump)),
                "Only one half of each kernel counts.",
                "A kernel reaches to both sides of its middle: from its first entry to its last."),
        Mistake("all-strides-for-all", lambda layers: 1 + sum(k - 1 for k, _ in layers) * math.prod(s for _, s in layers),
                "Each kernel is multiplied with the strides of all layers.",
                "What counts for a kernel are the strides of the layers *before* it: neither its own nor those behind it."),
        Mistake("own-stride-to-a-power", (lambda layers: 1 + sum((k - 1) * s ** i for i, (k, s) in enumerate(layers)), lambda layers: 1 + sum((k - 1) * s ** i for i, (k, s) in enumerate(layers, 1))),
                "A layer's own stride is taken to a power.",
                "That is right only where all strides are equal. What counts are the strides of the layers before it, multiplied."),
        Mistake("stride-subtracted", (_field(grow=lambda field, k, s, jump: field + k - s), _field(grow=lambda field, k, s, jump: field + (k - s) * jump)),
                "The stride is subtracted from the kernel.",
                "A kernel reaches over as many gaps as it is long, less one, whatever its stride: that shows only in the layers behind it."),
        Mistake("last-layer-first", _field(order=lambda layers: list(reversed(layers))),
                "The layers are taken in the wrong order.",
                "`layers` begins at the input. With a rule that goes forward begin at the front, with one that goes backward at the end."),
        Mistake("one-missing", _field(start=0),
                "The result is one too small.",
                "Without any layer an entry sees one place, itself: begin at 1."),
        Mistake("kernel-not-minus-one", (_field(grow=lambda field, k, s, jump: field + k * jump), _field(grow=lambda field, k, s, jump: field + k * jump, start=0)),
                "Each layer adds its whole kernel.",
                "A kernel of 3 reaches from its first entry over *two* gaps to its last."),
        Mistake("kernel-plus-one", _field(grow=lambda field, k, s, jump: field + (k + 1) * jump),
                "Each layer adds its kernel and one more.",
                "A kernel of 3 reaches from its first entry over *two* gaps to its last."),
        Mistake("one-too-many", _field(start=2),
                "The result is one too large.",
                "Without any layer an entry sees one place, itself."),
        Mistake("returns-the-jump", _field(result=lambda field, jump: jump),
                "This is the product of the strides: how far apart, in the input, two neighbouring outputs lie.",
                "Asked for is how many places *one* output sees."),
        Mistake("previous-stride-only", _field(step=lambda jump, s: s),
                "Only the stride of the layer just before counts.",
                "Strides multiply: behind two layers of stride 2, neighbours lie four places apart."),
        Mistake("own-stride-only", _field(step=lambda jump, s: s, first_step=True),
                "Each kernel is multiplied with its own stride alone.",
                "What counts for a kernel are the strides of all layers *before* it, multiplied."),
        Mistake("strides-added", (_field(step=lambda jump, s: jump + s), _field(step=lambda jump, s: jump + s - 1)),
                "The strides are added up.",
                "Strides multiply: behind two layers of stride 3, neighbours lie nine places apart."),
        Mistake("area", _field(result=lambda field, jump: field ** 2),
                "This is the number of pixels in the square that is seen.",
                "The length of its side is asked for."),
        Mistake("overlap-forgotten", (_backward(lambda field, k, s: field * s + k), _backward(lambda field, k, s: field * s + k - 1)),
                "Going backward, the overlap of neighbouring windows is counted twice.",
                "Between the first and the last of `field` neighbours lie `field - 1` steps of the stride; behind the last step the kernel reaches once."),
        Mistake("kernel-and-stride-exchanged", lambda layers: _field()([(s, k) for k, s in layers]),
                "Kernel and stride are exchanged where the pairs are taken apart.",
                "Each layer is `(kernel, stride)`, in this order."),
        Mistake("one-kernel-only", (lambda layers: max(k for k, _ in layers), lambda layers: layers[0][0], lambda layers: layers[-1][0]),
                "Only one layer counts: the first, the last, or the one with the largest kernel.",
                "Every layer widens what is seen. Perhaps a `return` stands inside the loop."),
        Mistake("last-layer-left-out", lambda layers: _field()(layers[:-1]),
                "The last layer is left out.",
                "Perhaps a loop ends one too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("first-layer-left-out", lambda layers: _field()(layers[1:]),
                "The first layer is left out.",
                "Perhaps a loop begins at 1: the first layer is number 0."),
    ),
)
