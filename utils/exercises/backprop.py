"""Exercises of notebook 05: backpropagation, the chain rule by hand (lecture: Backpropagation).

Beside the seven of the curriculum there is `ledger`: the gradients of one two-layer network, one a line, each judged alone
(`Exercise.ledger`). A line is measured by what follows from the lines above it as the student has them, so that one slip is told
once; a line that is still `...` is called blank, and the others are judged all the same. Its cell gives the forward pass:

    @check
    def ledger(X, labels, W1, b1, W2, b2):
        (docstring)
        N = len(X)
        z1 = X @ W1.T + b1                  # (N, H)
        hidden = np.maximum(z1, 0)          # (N, H)
        logits = hidden @ W2.T + b2         # (N, C)
        dlogits = ...                       # (N, C)
        dW2 = ...                           # (C, H)
        db2 = ...                           # (C,)
        dhidden = ...                       # (N, H)
        dz1 = ...                           # (N, H)
        dW1 = ...                           # (H, d)
        db1 = ...                           # (H,)
        return dlogits, dW2, db2, dhidden, dz1, dW1, db1
"""

import math

import numpy as np

from ..checking import Answer, Case, Exercise, Given, Ledger, Mistake, torch

NOTEBOOK = "05_backprop"

# ---------------------------------------------------------------- what several exercises share


def _sigmoid(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def _softmax(z, axis=1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _quiet(function):
    """The same, with numpy's warnings silenced."""
    def quietly(*args):
        with np.errstate(all="ignore"):
            return function(*args)
    return quietly


def _and_quietly(*functions):
    return tuple(form for f in functions for form in (f, _quiet(f)))


def _pulled_back(output, inputs, upstream=None):
    """torch's own gradients of `output`, weighted with `upstream`, for each of the inputs."""
    return torch.autograd.grad(output, inputs, upstream)


def _leaf(tensor):
    """A copy that torch follows."""
    return tensor.detach().clone().requires_grad_()


# ---------------------------------------------------------------- numerical_gradient


def _numerical_reference(f, x, h=1e-5):
    x, gradient = x.clone(), torch.zeros(x.shape, dtype=torch.float64)
    values, slopes = x.reshape(-1), gradient.reshape(-1)     # views
    for k in range(len(values)):
        middle = values[k].item()
        values[k] = middle + h
        above = float(f(x))
        values[k] = middle - h
        slopes[k] = (above - float(f(x))) / (2 * h)
        values[k] = middle
    return gradient


def _numerical_cases(rng):
    weights = np.array([[1.0, 2.0, -1.0], [3.0, -2.0, 0.5]])
    return [
        Case(Given("lambda x: x[0] ** 2 * x[1] + x[1] ** 3"), np.array([3.0, -2.0]), 0.5, note="two numbers and a large h, by hand"),
        Case(Given("lambda X: np.sum(W * X ** 2)", W=weights), np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]]), note="2 x 3, a sum of squares, h left out"),
        Case(Given("lambda X: np.sum((X @ A) ** 5)", A=rng.normal(size=(2, 3))), rng.normal(size=(4, 2)), 0.1, note="4 x 2, h = 0.1"),
        Case(Given("lambda x: np.sum(np.sin(10000 * x))"), rng.uniform(0.5, 1.5, size=3), note="a function that rises and falls fast: h shows",
             about="the h that is taken where none is given"),
        Case(Given("lambda X: np.sum(X ** 3) / 2 + X[0, 0] * X[0, 1]"), np.array([[2, -1, 3]]), note="whole numbers in x", about="an integer array"),
        Case(Given("lambda X: np.sum(X ** 3) + X[0, 1] * X[1, 0]"), np.array([[0.5, -1.25], [2.0, -0.75]], dtype=np.float32), 0.125, note="2 x 2, float32"),
        Case(Given("lambda X: np.sum(C * np.tanh(X)) + X[0, 0, 0] * X[1, 0, 2]", C=rng.normal(size=(2, 1, 3))), rng.normal(size=(2, 1, 3)), 0.01,
             note="three axes", about="three axes"),
        Case(Given("lambda X: np.sum(A * (X @ X))", A=rng.normal(size=(3, 3))), rng.normal(size=(3, 3)), 0.25, note="3 x 3"),
        Case(Given("lambda x: np.exp(x[0])"), np.array([0.5]), 0.5, note="a single entry", about="a single entry"),
    ]


def _numerical_sum(args, index):
    f, x, h = args[0], args[1], args[2] if len(args) > 2 else 1e-5
    if x.size > 3:
        return None
    f, up, down = f.function(), x.astype(float), x.astype(float)
    up[index] += h
    down[index] -= h
    above, below = float(f(up)), float(f(down))
    place = ", ".join(str(k) for k in index)
    return (f"with {x[index]:g} + h and {x[index]:g} - h at [{place}], f is {above:.10g} and {below:.10g}: "
            f"({above:.10g} - {below:.10g}) / (2 * {h:g}) = {(above - below) / (2 * h):.10g}")


def _differences(slope):
    """An answer that visits every entry; `slope(f, x, index, h)` on a float copy of x is what it writes there."""
    def gradient(f, x, h=1e-5):
        x = x.astype(float)
        return np.array([slope(f, x, index, h) for index in np.ndindex(x.shape)], dtype=float).reshape(x.shape)
    return gradient


def _moved(f, x, index, by):
    x = x.copy()
    x[index] += by
    return float(f(x))


def _central(f, x, index, h):
    return (_moved(f, x, index, h) - _moved(f, x, index, -h)) / (2 * h)


def _at_once(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def _never_restored(steps):
    """`steps(x, index, h)` moves x in place for the second value, and no one moves it back."""
    def gradient(f, x, h=1e-5):
        x, out = x.astype(float), np.zeros(x.shape)
        for index in np.ndindex(x.shape):
            x[index] += h
            above = f(x)
            steps(x, index, h)
            out[index] = (above - f(x)) / (2 * h)
        return out
    return gradient


def _moved_together(f, x, h=1e-5):
    """Two copies, made once: what was moved for one entry is still moved for the next."""
    up, down, out = x.astype(float), x.astype(float), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up[index] += h
        down[index] -= h
        out[index] = (f(up) - f(down)) / (2 * h)
    return out


def _in_single_precision(f, x, h=1e-5):
    return _truncated_steps(f, x.astype(np.float32), h)


def _two_steps_back(x, index, h):
    x[index] -= 2 * h


def _one_step_back(x, index, h):
    x[index] -= h


def _truncated_steps(f, x, h=1e-5):
    """In place, on a copy of x's own dtype."""
    x, out = x.copy(), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        old = x[index]
        x[index] = old + h
        above = f(x)
        x[index] = old - h
        out[index] = (above - f(x)) / (2 * h)
        x[index] = old
    return out


def _whole_rows(f, x, h=1e-5):
    x, out = x.astype(float), np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        out[i] = (f(up) - f(down)) / (2 * h)
    return out


def _whole_columns(f, x, h=1e-5):
    x, out = x.astype(float), np.zeros(x.shape)
    for j in range(x.shape[-1]):
        up, down = x.copy(), x.copy()
        up[..., j] += h
        down[..., j] -= h
        out[..., j] = (f(up) - f(down)) / (2 * h)
    return out


def _diagonal_only(f, x, h=1e-5):
    whole, out = _differences(_central)(f, x, h), np.zeros(x.shape)
    for i in range(min(x.shape)):
        out[(i,) * x.ndim] = whole[(i,) * x.ndim]
    return out


def _first_only(f, x, h=1e-5):
    out = np.zeros(x.shape)
    out[(0,) * x.ndim] = _central(f, x.astype(float), (0,) * x.ndim, h)
    return out


def _own_h(h):
    return lambda f, x, given=1e-5: _differences(_central)(f, x, h)


def _default_h(default):
    return lambda f, x, h=default: _differences(_central)(f, x, h)


numerical_gradient = Exercise(
    name="numerical_gradient",
    notebook=NOTEBOOK,
    parameters="f, x, h=1e-5",
    reference=_numerical_reference,
    cases=_numerical_cases,
    arithmetic=_numerical_sum,
    rtol=1e-6,      # a difference of nearly equal numbers, divided by a small one
    atol=1e-7,
    slow=None,
    hints=(
        "The slope of a curve at a point is nearly that of the line through two points close by, one on either side. Each entry of `x` is moved alone, "
        "with all others where they were.",
        "For one entry: the value of `f` with that entry larger by `h`, minus the value with it smaller by `h`, over the distance between the two, `2 * h`. "
        "`np.ndindex(x.shape)` gives the index of every entry, whatever the shape of `x`.",
        "Make `gradient = np.zeros(x.shape)`. For each `index` in `np.ndindex(x.shape)` take two copies in floats, `above = x.astype(float)` and the same as `below`, "
        "change `above[index] += h` and `below[index] -= h`, and write `gradient[index] = (f(above) - f(below)) / (2 * h)`.",
    ),
    mistakes=(
        Mistake("forward-difference", _differences(lambda f, x, i, h: (_moved(f, x, i, h) - f(x)) / h),
                "This is the forward difference, from x to x + h: only one side is looked at.",
                "Its error shrinks with h, that of the central difference with h squared. The central one has f at x + h and at x - h."),
        Mistake("backward-difference", _differences(lambda f, x, i, h: (f(x) - _moved(f, x, i, -h)) / h),
                "This is the backward difference, from x - h to x: only one side is looked at.",
                "The central difference has f at x + h and at x - h."),
        Mistake("divided-by-h", _differences(lambda f, x, i, h: 2 * _central(f, x, i, h)),
                "The difference is divided by h, so that every entry is twice what it should be.",
                "From x - h to x + h is a distance of 2 h."),
        Mistake("precedence", _differences(lambda f, x, i, h: _central(f, x, i, h) * h * h),
                "The difference is divided by 2 and multiplied by h.",
                "`a / 2 * h` is `(a / 2) * h`. Put the denominator into brackets."),
        Mistake("bracket-missing", (_differences(lambda f, x, i, h: _moved(f, x, i, h) - _moved(f, x, i, -h) / (2 * h)),
                                    _differences(lambda f, x, i, h: _moved(f, x, i, h) - _moved(f, x, i, -h) / 2 * h),
                                    _differences(lambda f, x, i, h: _moved(f, x, i, h) - _moved(f, x, i, -h) / h)),
                "Only the second value of f is divided, not the difference.",
                "`/` binds more strongly than `-`: put brackets around the difference."),
        Mistake("not-divided", _differences(lambda f, x, i, h: _central(f, x, i, h) * 2 * h),
                "The two values of f are subtracted, but the difference is not divided.",
                "A slope is the change of f over the distance, here 2 h."),
        Mistake("divided-by-h-squared", (_differences(lambda f, x, i, h: _central(f, x, i, h) * 2 / h), _differences(lambda f, x, i, h: _central(f, x, i, h) / (2 * h))),
                "The difference is divided by the square of the step.",
                "A slope is the change of f over the distance, here 2 h."),
        Mistake("divided-by-two", _differences(lambda f, x, i, h: _central(f, x, i, h) * h),
                "The difference is divided by 2, but not by h.",
                "A slope is the change of f over the distance, here 2 h."),
        Mistake("one-sided-half", (_never_restored(_one_step_back), _differences(lambda f, x, i, h: (_moved(f, x, i, h) - f(x)) / (2 * h)),
                                   _differences(lambda f, x, i, h: (f(x) - _moved(f, x, i, -h)) / (2 * h))),
                "One of the two values of f is taken at x itself, and the difference is divided by 2 h.",
                "The points are x + h and x - h. From x + h one step of h back only leads to where it began; x - h is two steps back."),
        Mistake("h-ignored", tuple(_own_h(h) for h in (1e-5, 1e-4, 1e-3, 1e-6, 1e-7)),
                "The `h` that is handed in makes no difference: a fixed one is used.",
                "Use the argument. With a large h the central difference is not the derivative, and here that shows."),
        Mistake("default-h", tuple(_default_h(h) for h in (1e-4, 1e-3, 1e-2, 1e-6, 1e-7, 1e-8)),
                "Where no `h` is given, another one than 1e-5 is used.",
                "Write it into the `def`: `h=1e-5`."),
        Mistake("relative-step", (_differences(lambda f, x, i, h: _central(f, x, i, h * abs(x[i])) if x[i] else 0.0),
                                  _differences(lambda f, x, i, h: (_moved(f, x, i, h * x[i]) - _moved(f, x, i, -h * x[i])) / (2 * h))),
                "The step is h times the size of the entry.",
                "Every entry is moved by `h` itself."),
        Mistake("halved-step", _differences(lambda f, x, i, h: _central(f, x, i, h / 2)),
                "The points are x + h/2 and x - h/2.",
                "That is a central difference, with half the `h` that was asked for."),
        Mistake("doubled-step", _differences(lambda f, x, i, h: _central(f, x, i, 2 * h)),
                "The points are x + 2 h and x - 2 h.",
                "That is a central difference, with twice the `h` that was asked for."),
        Mistake("higher-order", (_differences(lambda f, x, i, h: (4 * _central(f, x, i, h) - _central(f, x, i, 2 * h)) / 3),
                                 _differences(lambda f, x, i, h: (4 * _central(f, x, i, h / 2) - _central(f, x, i, h)) / 3)),
                "More than two values of f are used for an entry: this is a difference of higher order.",
                "It comes nearer to the derivative, but it is another number. What is asked for is the central difference, from f at x + h and x - h alone."),
        Mistake("second-difference", _differences(lambda f, x, i, h: (_moved(f, x, i, h) - 2 * f(x) + _moved(f, x, i, -h)) / h ** 2),
                "This is f(x + h) - 2 f(x) + f(x - h) over h squared, which measures the *second* derivative.",
                "The slope is asked for, not how the slope changes."),
        Mistake("all-zero", lambda f, x, h=1e-5: np.zeros(x.shape),
                "Every entry is 0.",
                "Either nothing is ever written into the result, or f is asked twice at one and the same point. "
                "`up = x` makes no copy: it is a second name of the same array, and what one name adds the other takes away. "
                "(`x.flatten()` *is* a copy: where that is moved, `x` is not.)"),
        Mistake("one-number-everywhere", (lambda f, x, h=1e-5: np.full(x.shape, _differences(_central)(f, x, h).ravel()[-1]),
                                          lambda f, x, h=1e-5: np.full(x.shape, _differences(_central)(f, x, h).sum())),
                "Every entry of the result is the same: the last slope, or the sum of all.",
                "`gradient[:] = ...` and `gradient += ...` write into all the entries. Each slope belongs into one, `gradient[index] = ...`."),
        Mistake("all-at-once", (_at_once, lambda f, x, h=1e-5: np.full(x.shape, _at_once(f, x, h))),
                "All entries of x are moved at once.",
                "That gives one number, the slope along the diagonal. Each entry has a slope of its own: move one at a time, the others staying where they are."),
        Mistake("whole-rows", _whole_rows,
                "A whole row of x is moved at once.",
                "`x[i]` is a row where x has two axes. An index for every axis is needed: `np.ndindex(x.shape)` gives them all."),
        Mistake("whole-columns", _whole_columns,
                "A whole column of x is moved at once.",
                "An index for every axis is needed: `np.ndindex(x.shape)` gives them all."),
        Mistake("diagonal-only", _diagonal_only,
                "Only the entries on the diagonal of x are visited.",
                "One loop counts only one index. `np.ndindex(x.shape)` gives every index there is."),
        Mistake("not-restored", (_never_restored(_two_steps_back), _moved_together),
                "An entry that was moved is not put back before the next one is.",
                "Each slope is taken with all other entries where they were. Keep the old value and put it back, or move a fresh copy each time."),
        Mistake("sign-turned", _differences(lambda f, x, i, h: -_central(f, x, i, h)),
                "The sign is turned around: this is f(x - h) minus f(x + h).",
                "The slope is positive where f rises with x."),
        Mistake("sum-of-values", _differences(lambda f, x, i, h: (_moved(f, x, i, h) + _moved(f, x, i, -h)) / (2 * h)),
                "The two values of f are added.",
                "A slope has their difference."),
        Mistake("entry-alone", lambda f, x, h=1e-5: np.array([(f(v + h) - f(v - h)) / (2 * h) for v in x.astype(float).ravel()]).reshape(x.shape),
                "f is given a single entry of x, not the whole array with one entry moved.",
                "`f` takes an array like x. Only one entry of it is moved, but all of it is handed over."),
        Mistake("flat", lambda f, x, h=1e-5: _differences(_central)(f, x, h).ravel(),
                "The numbers are right, but the result is flat.",
                "There is one slope for each entry of `x`, in the same place: the result has the shape of `x`."),
        Mistake("first-entry-only", _first_only,
                "Only the first entry is filled in.",
                "Look at whether `return` stands inside the loop."),
        Mistake("integer-truncation", (lambda f, x, h=1e-5: _differences(_central)(f, x, h).astype(x.dtype),
                                       _truncated_steps, lambda f, x, h=1e-5: _truncated_steps(f, x, h).astype(x.dtype),
                                       lambda f, x, h=1e-5: _differences(_central)(f, x, h) * (x.dtype.kind == "f")),
                "With whole numbers in `x` something is cut off: the step, or the slopes.",
                "A copy of `x`, and `np.zeros_like(x)`, have the dtype of `x`; in an integer array 3 + 0.00001 is 3 again. Make floats of it first: `x.astype(float)`."),
        Mistake("single-precision", _in_single_precision,
                "`x` is moved in single precision (float32), which has only about seven digits.",
                "Of 2 + 0.00001 hardly anything of the step is left then. Make floats of 64 bits of it: `x.astype(float)`."),
    ),
)

# ---------------------------------------------------------------- relu_backward


def _relu_backward_cases(rng):
    def upstream(*shape):
        return rng.normal(size=shape)
    with_zeros = rng.integers(-2, 3, size=(4, 5)) / 2
    with_zeros[0, :2] = 1e-7, 0      # what is added to z so that something can be divided by it shows at the first
    return [
        Case(np.array([5.0, 7.0, -4.0, -6.0]), np.array([-2.0, 0.0, 3.0, -1.0]), note="four numbers, by hand"),
        Case(np.array([[2.0, -3.0, 0.5], [-1.0, 4.0, -2.0]]), np.array([[0.5, 1.5, -2.0], [3.0, -1.0, 0.0]]), note="2 x 3, by hand"),
        Case(upstream(3, 3), rng.normal(size=(3, 3)), note="3 x 3"),
        Case(upstream(1, 4), np.array([[1.5, -0.5, 0.0, 2.5]]), note="a batch of one", about="a batch of one"),
        Case(np.array([[3, -4, 2, 5]]), np.array([[-3, 4, 0, 7]]), note="whole numbers", about="integer arrays"),
        Case(np.array([[0.5, -1.25, 2.75, 1.5]]), np.array([[2, 3, -1, 0]]), note="whole numbers in z only", about="an integer z"),
        Case(upstream(2, 3).astype(np.float32), rng.normal(size=(2, 3)).astype(np.float32), note="2 x 3, float32"),
        Case(upstream(2, 3, 4), rng.normal(size=(2, 3, 4)), note="three axes", about="three axes"),
        Case(upstream(4, 5), with_zeros, note="4 x 5, many zeros in z"),
        Case(upstream(30, 20) * 50, rng.normal(size=(30, 20)), note="30 x 20, random"),
    ]


def _relu_backward_reference(upstream, z):
    z = _leaf(z)
    return _pulled_back(torch.relu(z), z, upstream)[0]


def _relu_backward_sum(args, index):
    upstream, z = (a[index].item() for a in args)
    return f"z is {z:.6g} there, so the slope of relu is {int(z > 0)}: {upstream:.6g} * {int(z > 0)} = {upstream * (z > 0):.6g}"


def _zeros_like_z(upstream, z):
    out = np.zeros_like(z)
    out[z > 0] = upstream[z > 0]
    return out


relu_backward = Exercise(
    name="relu_backward",
    notebook=NOTEBOOK,
    parameters="upstream, z",
    reference=_relu_backward_reference,
    cases=_relu_backward_cases,
    arithmetic=_relu_backward_sum,
    hints=(
        "By the chain rule each entry of the result is the upstream gradient there, times the slope of relu at that `z`. What is the slope to the left of 0, and to the right?",
        "The slope is 1 where `z` is positive and 0 elsewhere, at 0 as well. A comparison of an array gives true or false an entry, and those multiply like 1 and 0.",
        "`upstream * (z > 0)`",
    ),
    mistakes=(
        Mistake("mask-alone", (lambda u, z: np.where(z > 0, 1.0, 0.0), lambda u, z: np.where(z < 0, 0.0, 1.0)),
                "This is the slope of relu alone, 1 or 0; `upstream` is not used.",
                "By the chain rule the slope is multiplied with what arrives from above."),
        Mistake("mask-from-upstream", (lambda u, z: np.maximum(u, 0), lambda u, z: u * (u >= 0)),
                "It is asked where `upstream` is positive, not where `z` is.",
                "Whether a relu is open was decided on the way forward, by `z`. A gradient may well be negative."),
        Mistake("both-masks", lambda u, z: np.maximum(u, 0) * (z > 0),
                "The mask of `z` is right, but negative gradients are set to 0 as well.",
                "An open relu lets every gradient through, whatever its sign."),
        Mistake("open-at-zero", (lambda u, z: u * (z >= 0), lambda u, z: np.where(z < 0, 0.0, u)),
                "Where `z` is exactly 0 the gradient is let through.",
                "At the kink the slope is 0 by agreement here, as in torch: only a positive `z` is open."),
        Mistake("half-at-zero", lambda u, z: u * np.where(z > 0, 1.0, np.where(z == 0, 0.5, 0.0)),
                "Where `z` is exactly 0 half of the gradient is let through.",
                "At the kink any slope from 0 to 1 could be argued for; the agreement here, as in torch, is 0."),
        Mistake("mask-turned", (lambda u, z: u * (z <= 0), lambda u, z: u * (z < 0)),
                "The gradient is let through where `z` is not positive: the wrong half.",
                "relu is flat to the left of 0: nothing passes there."),
        Mistake("relu-itself", lambda u, z: np.maximum(z, 0),
                "This is relu of `z`, the forward step.",
                "The backward step takes `upstream` and lets it through where relu was open."),
        Mistake("times-relu", (lambda u, z: u * np.maximum(z, 0), lambda u, z: u * np.maximum(z, 0) * (z > 0)),
                "`upstream` is multiplied with relu(z), not with its slope.",
                "To the right of 0 relu rises by 1 for each 1: its slope there is 1, not z."),
        Mistake("times-z", lambda u, z: u * z,
                "`upstream` is multiplied with `z`.",
                "It is the slope of relu that counts, which is 1 or 0."),
        Mistake("not-masked", lambda u, z: u + 0,
                "`upstream` comes back as it was.",
                "Where relu was closed on the way forward, nothing comes back."),
        Mistake("closed-at-zero-only", (lambda u, z: u * (z != 0), lambda u, z: u * (np.abs(z) > 0)),
                "The gradient is let through wherever `z` is not 0, where it is negative as well.",
                "`z` is what went *into* relu. It was closed wherever that is negative."),
        Mistake("bracket-missing", (lambda u, z: u * z > 0,),
                "The result is only true or false: it says where `upstream * z` is positive.",
                "`*` binds more strongly than `>`: put brackets around the comparison."),
        Mistake("true-or-false", (lambda u, z: (u > 0) & (z > 0),),
                "The result is only true or false: where `upstream` and `z` are both positive.",
                "An open relu lets the gradient through as it is, a number, whatever its sign."),
        Mistake("mask-from-product", lambda u, z: u * (u * z > 0),
                "It is asked where `upstream * z` is positive, not where `z` is.",
                "Whether a relu is open was decided on the way forward, by `z` alone."),
        Mistake("z-where-closed", lambda u, z: np.where(z > 0, u, z),
                "Where relu was closed, `z` is returned.",
                "The slope is 0 there: nothing passes."),
        Mistake("relu-of-both", lambda u, z: np.maximum(u, 0) * np.maximum(z, 0),
                "This is relu of `upstream` times relu of `z`.",
                "A gradient does not go through relu itself: it is multiplied with the *slope* that relu has at `z`, and may be negative."),
        Mistake("product-clipped", lambda u, z: np.maximum(u * z, 0),
                "This is relu of the product `upstream * z`.",
                "Whether something passes is asked of `z` alone; and what passes is `upstream` as it is."),
        Mistake("clipped-z", lambda u, z: u * np.clip(z, 0, 1),
                "`upstream` is multiplied with `z`, cut off below 0 and above 1.",
                "The slope of relu is 1 or 0, and nothing between: at z = 0.5 it is 1."),
        Mistake("quotient", tuple(lambda u, z, e=e: u * np.maximum(z, 0) / (z + e) for e in (1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-9, 1e-10, 1e-12)),
                "The slope is worked out as relu(z) / z, with something small added below the line.",
                "That is nearly 1, and not 1. The slope needs no division: ask where `z` is positive."),
        Mistake("averaged", (lambda u, z: u * (z > 0) / len(z), lambda u, z: u * (z > 0) / z.size),
                "Everything is divided by the number of examples, or of entries.",
                "The division by N of the mean loss is in `upstream` already. relu hands the gradient on entry by entry, as it is."),
        Mistake("added", lambda u, z: u + (z > 0),
                "The slope is added to `upstream`.",
                "The chain rule multiplies."),
        Mistake("arguments-exchanged", (lambda u, z: z * (u > 0), lambda u, z: np.where(u > 0, z, 0.0)),
                "`upstream` and `z` have changed places.",
                "The gradient comes first: `relu_backward(upstream, z)`. It is what passes; `z` only decides where."),
        Mistake("leaky", tuple(lambda u, z, a=a: u * np.where(z > 0, 1.0, a) for a in (0.01, 0.1, 0.2, 0.05, 0.001)),
                "Where `z` is negative a small part of the gradient is let through: this belongs to the leaky relu.",
                "relu is flat to the left of 0: its slope there is exactly 0."),
        Mistake("sign-of-z", lambda u, z: u * np.sign(z),
                "`upstream` is multiplied with the sign of `z`.",
                "That is the slope of the absolute value. To the left of 0 relu is flat."),
        Mistake("sigmoid-slope", (lambda u, z: u * _sigmoid(z) * (1 - _sigmoid(z)), lambda u, z: u * np.maximum(z, 0) * (1 - np.maximum(z, 0))),
                "This is the backward step of sigmoid, s (1 - s).",
                "The slope of relu is 1 or 0."),
        Mistake("sign-turned", lambda u, z: -u * (z > 0),
                "The sign is turned around.",
                "Where relu is open, the gradient passes as it is."),
        Mistake("threshold-one", lambda u, z: u * (z > 1),
                "The gradient is let through only where `z` is larger than 1.",
                "relu is open wherever `z` is positive."),
        Mistake("matrix-product", (lambda u, z: u @ (z > 0), lambda u, z: u.T @ (z > 0), lambda u, z: np.dot(u, z > 0), lambda u, z: u @ (z > 0).T),
                "`upstream` and the mask are multiplied as matrices.",
                "relu treats each entry alone, and so does its backward step: `*` multiplies entry by entry."),
        Mistake("picked-out", (lambda u, z: u[z > 0], lambda u, z: u[np.where(z > 0)]),
                "Only the entries that pass are returned: the result is flat, and shorter than `z`.",
                "The result has the shape of `z`, with 0 where nothing passes."),
        Mistake("one-decision", lambda u, z: u + 0 if np.all(z > 0) else 0.0 * u,
                "One decision is made for the whole array: all of it passes, or nothing.",
                "Each entry is open or closed by itself."),
        Mistake("if-on-array", (lambda u, z: u if z > 0 else 0, lambda u, z: u * max(0, z), lambda u, z: u * 1 if z > 0 else u * 0),
                "The whole array is compared with 0 in one question, which has no single answer.",
                "`z > 0` gives one true or false an entry. Multiply with that, or use `np.where`."),
        Mistake("integer-truncation", (_zeros_like_z, lambda u, z: (u * (z > 0)).astype(z.dtype)),
                "With whole numbers in `z` the fractions of the gradient are cut off: the result is put into an integer array.",
                "`np.zeros_like(z)` has the dtype of `z`. The result holds gradients: give it their dtype, or let a product choose."),
    ),
)

# ---------------------------------------------------------------- sigmoid_backward


def _sigmoid_backward_cases(rng):
    return [
        Case(np.array([4.0, -8.0, 16.0]), np.array([0.0, 0.0, 1.0]), note="three numbers, by hand"),
        Case(np.array([[1.0, -2.0, 3.0], [-4.0, 0.5, 2.0]]), np.array([[2.0, -3.0, 0.5], [-0.25, 1.0, -1.0]]), note="2 x 3, by hand"),
        Case(rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), note="3 x 3"),
        Case(np.array([[3, -4, 2]]), np.array([[-2, 0, 1]]), note="whole numbers", about="integer arrays"),
        Case(np.array([[0.5, -1.25, 2.75]]), np.array([[2, -3, 1]]), note="whole numbers in z only", about="an integer z"),
        Case(np.array([2.0, -3.0, 4.0]), np.array([-1000.0, 1000.0, 0.5]), note="-1000, 1000 and 0.5", about="numbers as large as 1000"),
        Case(np.array([3.0, -2.0, 1.0, 0.5, -1.0, 2.0, -3.0]), np.array([-1000.0, -800.0, -20.0, 0.0, 20.0, 800.0, 1000.0]), note="from -1000 to 1000", about="numbers as large as 1000"),
        Case(rng.normal(size=(4, 5)).astype(np.float32), rng.normal(size=(4, 5)).astype(np.float32), note="4 x 5, float32"),
        Case(rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4)), note="three axes", about="three axes"),
        Case(rng.normal(size=(30, 20)) * 5, rng.normal(size=(30, 20)) * 3, note="30 x 20, random"),
    ]


def _sigmoid_backward_reference(upstream, z):
    z = _leaf(z)
    return _pulled_back(torch.sigmoid(z), z, upstream)[0]


def _sigmoid_backward_sum(args, index):
    upstream, z = (a[index].item() for a in args)
    if abs(z) > 30:
        return None
    s = float(_sigmoid(z))
    return f"s = sigmoid({z:.6g}) = {s:.6g} there: {upstream:.6g} * s * (1 - s) = {upstream:.6g} * {s:.6g} * {1 - s:.6g} = {upstream * s * (1 - s):.6g}"


def _slope_of(s, u):
    return u * s * (1 - s)


def _overflowing(u, z):
    return u * np.exp(-z) / (1 + np.exp(-z)) ** 2


def _overflowing_other(u, z):
    return u * np.exp(z) / (1 + np.exp(z)) ** 2


def _overflowing_quotient(u, z):
    s = np.exp(z) / (1 + np.exp(z))
    return u * s * (1 - s)


def _numbers_of_python(formula):
    def by_entry(u, z):
        return np.array([a * formula(float(b)) for a, b in zip(np.ravel(u), np.ravel(z))]).reshape(np.shape(z))
    return by_entry


def _math_slope(z):
    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)


sigmoid_backward = Exercise(
    name="sigmoid_backward",
    notebook=NOTEBOOK,
    parameters="upstream, z",
    reference=_sigmoid_backward_reference,
    cases=_sigmoid_backward_cases,
    arithmetic=_sigmoid_backward_sum,
    hints=(
        "Upstream times slope again. The derivative of sigmoid can be written with sigmoid itself: call its value s. What is the slope at z = 0, where s is 1/2?",
        "The slope is s (1 - s). The only thing to take care of is s: it has to be a sigmoid that neither overflows nor becomes nan at z = 1000 and z = -1000, "
        "such as the one of notebook 01, with `e = np.exp(-np.abs(z))`.",
        "s (1 - s) is the same for z and for -z, because sigmoid(-z) is 1 - sigmoid(z). So `s = 1 / (1 + np.exp(-np.abs(z)))`, whose exponential is never above 1, will do, "
        "and the result is `upstream * s * (1 - s)`.",
    ),
    mistakes=(
        Mistake("upstream-left-out", lambda u, z: _sigmoid(z) * (1 - _sigmoid(z)),
                "This is the slope of sigmoid alone; `upstream` is not used.",
                "By the chain rule the slope is multiplied with what arrives from above."),
        Mistake("times-sigmoid", lambda u, z: u * _sigmoid(z),
                "`upstream` is multiplied with sigmoid itself, not with its slope.",
                "The slope is s (1 - s), which is never larger than 1/4."),
        Mistake("sigmoid-itself", lambda u, z: _sigmoid(z) + 0 * u,
                "This is sigmoid of `z`, the forward step.",
                "The backward step multiplies `upstream` with the slope of sigmoid."),
        Mistake("sigmoid-of-complement", lambda u, z: u * _sigmoid(z) * _sigmoid(1 - z),
                "sigmoid(1 - z) stands where 1 - sigmoid(z) belongs.",
                "First the sigmoid, then 1 minus what it gave."),
        Mistake("times-z", lambda u, z: u * _sigmoid(z) * (1 - _sigmoid(z)) * z,
                "`z` is multiplied in as well.",
                "The slope is s (1 - s), and `z` is in it only by way of s."),
        Mistake("bracket-in-sigmoid", (*_and_quietly(lambda u, z: u * (1 + np.exp(-z)) * -np.exp(-z)), lambda u, z: _slope_of(np.where(z >= 0, 1, np.exp(-np.abs(z))) / 1 + np.exp(-np.abs(z)), u)),
                "In the sigmoid a bracket is missing: `1 / 1 + e` is 1 + e.",
                "`/` binds more strongly than `+`: the whole of 1 + e belongs below the line."),
        Mistake("times-complement", lambda u, z: u * (1 - _sigmoid(z)),
                "`upstream` is multiplied with 1 - s; a factor s is missing.",
                "The slope is s (1 - s)."),
        Mistake("slope-of-z", (lambda u, z: u * z * (1 - z), _quiet(lambda u, z: u * z * (1.0 - z))),
                "This is upstream z (1 - z): `z` stands where sigmoid(z) belongs.",
                "In s (1 - s) the s is the *output* of the sigmoid. If a formula takes the output, the output has to be computed first."),
        Mistake("sigmoid-twice", lambda u, z: u * _sigmoid(_sigmoid(z)) * (1 - _sigmoid(_sigmoid(z))),
                "sigmoid is applied twice: s is sigmoid(sigmoid(z)).",
                "`z` is what went *into* the sigmoid, so one sigmoid of it is enough."),
        Mistake("sigmoid-of-upstream", lambda u, z: z * _sigmoid(u) * (1 - _sigmoid(u)),
                "`upstream` and `z` have changed places.",
                "The gradient comes first: `sigmoid_backward(upstream, z)`."),
        Mistake("slope-at-upstream", (lambda u, z: u * _sigmoid(u) * (1 - _sigmoid(u)), lambda u, z: _sigmoid(u) * (1 - _sigmoid(u))),
                "The slope is taken at `upstream`, not at `z`.",
                "The slope is that of the forward step, at the `z` which went in."),
        Mistake("slope-at-product", (lambda u, z: _sigmoid(u * z) * (1 - _sigmoid(u * z)), lambda u, z: u * _sigmoid(u * z) * (1 - _sigmoid(u * z))),
                "The slope is taken at `upstream * z`.",
                "What went into the sigmoid is `z`. `upstream` is multiplied with the slope, from outside."),
        Mistake("upstream-for-output", (lambda u, z: u * (1 - u), lambda u, z: u * u * (1 - u), lambda u, z: _sigmoid(z) * (1 - u), lambda u, z: u * _sigmoid(z) * (1 - u)),
                "In s (1 - s), `upstream` stands where the output of the sigmoid belongs.",
                "`upstream` comes from the right, and may be any number. The s is sigmoid(z)."),
        Mistake("one-term-only", (lambda u, z: u * _sigmoid(z) - _sigmoid(z) ** 2,),
                "This is upstream s - s s: only the first of the two terms is multiplied with `upstream`.",
                "s (1 - s) is s - s s, and the whole of it is the slope: put it into brackets."),
        Mistake("divided", _and_quietly(lambda u, z: u / (_sigmoid(z) * (1 - _sigmoid(z)))),
                "`upstream` is divided by the slope.",
                "The chain rule multiplies."),
        Mistake("averaged", (lambda u, z: u * _sigmoid(z) * (1 - _sigmoid(z)) / len(z), lambda u, z: u * _sigmoid(z) * (1 - _sigmoid(z)) / z.size),
                "Everything is divided by the number of examples, or of entries.",
                "The division by N of the mean loss is in `upstream` already. sigmoid treats each entry alone."),
        Mistake("plus", lambda u, z: u * _sigmoid(z) * (1 + _sigmoid(z)),
                "This is s (1 + s).",
                "A sign: the slope is s (1 - s), and vanishes where s is 1."),
        Mistake("square", (lambda u, z: u * _sigmoid(z) ** 2, lambda u, z: u * (1 - _sigmoid(z) ** 2), lambda u, z: u * (1 - _sigmoid(z)) ** 2),
                "A square of sigmoid (or of 1 minus it) stands where s (1 - s) belongs.",
                "1 - t squared is the slope of tanh. For sigmoid it is s (1 - s), which is 1/4 at z = 0 and vanishes on both sides."),
        Mistake("tanh-slope", lambda u, z: u * (1 - np.tanh(z) ** 2),
                "This is the backward step of tanh.",
                "The slope of sigmoid is s (1 - s)."),
        Mistake("relu-slope", lambda u, z: u * (z > 0),
                "This is the backward step of relu.",
                "The slope of sigmoid is s (1 - s)."),
        Mistake("precedence", (lambda u, z: u * _sigmoid(z) - _sigmoid(z), lambda u, z: u * _sigmoid(z) * 1 - _sigmoid(z)),
                "The bracket around 1 - s is missing: this is upstream s - s.",
                "`*` binds more strongly than `-`."),
        Mistake("added", lambda u, z: u + _sigmoid(z) * (1 - _sigmoid(z)),
                "The slope is added to `upstream`.",
                "The chain rule multiplies."),
        Mistake("sign-turned", lambda u, z: -u * _sigmoid(z) * (1 - _sigmoid(z)),
                "The sign is turned around: this is s (s - 1).",
                "sigmoid rises everywhere: its slope is never negative."),
        Mistake("not-squared", (lambda u, z: u * np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))), _quiet(lambda u, z: u * np.exp(-z) / (1 + np.exp(-z)))),
                "The denominator is not squared: this is exp(-z) / (1 + exp(-z)).",
                "The derivative of 1 / v is minus v' over v *squared*."),
        Mistake("square-inside", (lambda u, z: u * np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)) ** 2), *_and_quietly(lambda u, z: u * np.exp(-z) / (1 + np.exp(-z) ** 2))),
                "In the denominator only the exponential is squared, not the sum: 1 + e ** 2.",
                "`**` binds more strongly than `+`: the whole of 1 + e is squared."),
        Mistake("exponential-only", (lambda u, z: u * np.exp(-np.abs(z)), _quiet(lambda u, z: u * np.exp(-z))),
                "This is `upstream` times exp(-z).",
                "exp(-z) is only the inner derivative; the outer one, of 1 / (1 + v), is missing."),
        Mistake("overflow-nan", tuple(form for f in (_overflowing, _overflowing_other, _overflowing_quotient) for form in (f, _quiet(f))),
                "For a large z, of one sign or the other, this is infinity divided by infinity: nan.",
                "The formula is right on paper. exp(1000) is beyond the largest float: see to it that exp only gets numbers that are not positive."),
        Mistake("overflow", (_numbers_of_python(_math_slope), _numbers_of_python(lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2)),
                "For z = -1000 this asks Python for exp(1000), which raises OverflowError.",
                "The largest float is about 1.8e308, near exp(709). See to it that the exponential only gets numbers that are not positive."),
        Mistake("clipped", tuple(lambda u, z, c=c: u * _sigmoid(np.clip(z, -c, c)) * (1 - _sigmoid(np.clip(z, -c, c))) for c in (1, 2, 3, 4, 5, 6, 8, 10)) + (
                    lambda u, z: _slope_of(_sigmoid(np.minimum(z, 0)), u), lambda u, z: _slope_of(_sigmoid(np.maximum(z, 0)), u)),
                "z is clipped too tightly: beyond the bounds the slope is that at the bound.",
                "Clipping avoids the overflow, but it changes the function wherever z is outside. exp is safe up to about 700."),
        Mistake("output-clipped", tuple(lambda u, z, e=e: u * np.clip(_sigmoid(z), e, 1 - e) * (1 - np.clip(_sigmoid(z), e, 1 - e))
                                        for e in (1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 1e-10)),
                "The output of sigmoid is kept away from 0 and 1, so that far outside a slope is left.",
                "Far outside the slope is 0. Here no logarithm is taken and nothing is divided, so 0 and 1 do no harm."),
        Mistake("integer-truncation", lambda u, z: (u * _sigmoid(z) * (1 - _sigmoid(z))).astype(z.dtype),
                "With whole numbers in `z` the fractions are cut off: the result is put into an integer array.",
                "`np.zeros_like(z)` has the dtype of `z`. Ask for floats, or let a product choose."),
        Mistake("matrix-product", lambda u, z: u @ (_sigmoid(z) * (1 - _sigmoid(z))),
                "`upstream` and the slopes are multiplied as matrices.",
                "sigmoid treats each entry alone, and so does its backward step: `*` multiplies entry by entry."),
    ),
)

# ---------------------------------------------------------------- affine_backward


def _affine_backward_cases(rng):
    def case(n, d_in, d_out, note, about="", kind=np.float64):
        return Case(*(rng.normal(size=shape).astype(kind) for shape in ((n, d_out), (n, d_in), (d_out, d_in))), note=note, about=about)
    return [
        Case(np.array([[2.0], [-1.0]]), np.array([[1.0, 2.0, 3.0], [0.0, -4.0, 1.0]]), np.array([[5.0, -2.0, 1.0]]), note="2 rows, 3 to 1, by hand"),
        Case(np.array([[1.0, -2.0, 3.0], [0.0, 2.0, -1.0]]), np.array([[1.0, 2.0, 0.0, -1.0], [3.0, -1.0, 2.0, 1.0]]),
             np.array([[1.0, 0.0, 2.0, -1.0], [-3.0, 1.0, 0.0, 1.0], [2.0, 2.0, -1.0, 0.0]]), note="2 rows, 4 to 3, by hand"),
        case(3, 3, 3, "3 rows, 3 to 3: every shape is square"),
        case(1, 3, 2, "a batch of one, 3 to 2", about="a batch of one"),
        case(4, 1, 3, "4 rows, 1 to 3", about="a single input"),
        Case(np.array([[1, -2], [3, 4], [-5, 6]]), np.array([[1, 2, 3], [0, -1, 4], [2, 2, -2]]), np.array([[1, -1, 2], [2, 0, 3]]),
             note="whole numbers everywhere", about="integer arrays"),
        Case(np.array([[0.5, -1.25], [1.75, 0.25], [-0.5, 2.5]]), np.array([[1, 2, 3], [0, -1, 4], [2, 2, -2]]), np.array([[1, -1, 2], [2, 0, 3]]),
             note="whole numbers in X and W only", about="an integer X and W"),
        case(4, 3, 5, "4 rows, 3 to 5, float32", kind=np.float32),
        case(20, 7, 5, "20 rows, 7 to 5, random"),
    ]


def _affine_backward_reference(upstream, X, W):
    X, W, b = _leaf(X), _leaf(W), torch.zeros(W.shape[0], dtype=torch.float64, requires_grad=True)
    return _pulled_back(torch.nn.functional.linear(X, W, b), (X, W, b), upstream)


def _affine_backward_sum(args, index, part):
    u, X, W = args
    part = ("dX", "dW", "db")[part]
    if max(u.shape + X.shape) > 4:
        return None
    if part == "db":
        k, = index
        return f"summed over the examples, upstream[i, {k}]: {' + '.join(f'{v:g}' for v in u[:, k])} = {u[:, k].sum():g}"
    i, j = index
    if part == "dX":
        over, first, second, left, right = "outputs k", f"upstream[{i}, k]", f"W[k, {j}]", u[i], W[:, j]
    else:
        over, first, second, left, right = "examples n", f"upstream[n, {i}]", f"X[n, {j}]", u[:, i], X[:, j]
    return f"summed over the {over}, {first} * {second}: {' + '.join(f'{a:g}*{b:g}' for a, b in zip(left, right))} = {left @ right:g}"


def _dX(u, X, W):
    return u @ W


def _dW(u, X, W):
    return u.T @ X


def _db(u, X, W):
    return u.sum(axis=0)


def _entry_by_entry(products):
    """Whole numbers where a sum is added up in an integer array, entry by entry: each time the fraction is cut off."""
    total = np.zeros(products.shape[1:], dtype=int)
    for product in products:
        total = np.trunc(total + product).astype(int)
    return total


def _summed_in(argument, products):
    return _entry_by_entry(products) if argument.dtype.kind in "iu" else products.sum(axis=0)


def _cut_dX(u, X, W):
    return _summed_in(X, u.T[:, :, None] * W[:, None, :])


def _cut_dW(u, X, W):
    return _summed_in(W, u[:, :, None] * X[:, None, :])


def _without(rows):
    """dW and db, each without the examples that the slice leaves out."""
    return (lambda u, X, W: u[rows].T @ X[rows]), (lambda u, X, W: u[rows].sum(axis=0))


def _masked_parts(mask):
    return lambda u, X, W: _parts()(u * mask(u, X, W), X, W)


def _parts(dX=_dX, dW=_dW, db=_db):
    """An answer whose parts come about in these three ways."""
    return lambda u, X, W: (dX(u, X, W), dW(u, X, W), db(u, X, W))


affine_backward = Exercise(
    name="affine_backward",
    notebook=NOTEBOOK,
    parameters="upstream, X, W",
    reference=_affine_backward_reference,
    cases=_affine_backward_cases,
    inputs={"upstream": ("N", "d_out"), "X": ("N", "d_in"), "W": ("d_out", "d_in")},
    output={"dX": ("N", "d_in"), "dW": ("d_out", "d_in"), "db": ("d_out",)},
    arithmetic=_affine_backward_sum,
    hints=(
        "Each gradient has the shape of what it belongs to: dX that of `X`, dW that of `W`, db one entry an output. "
        "`upstream` is (N, d_out). Which product with `W` is (N, d_in), and which with `X` is (d_out, d_in)?",
        "dX[i, j] adds up over the outputs, upstream[i, k] * W[k, j]; dW[k, j] adds up over the examples, upstream[i, k] * X[i, j]; db[k] adds up upstream[i, k] over the examples.",
        "dX is `upstream @ W`, dW is `upstream.T @ X`, and db is `upstream.sum(axis=0)`: the axis that is summed over is the one that both factors share. Return the three in that order.",
    ),
    mistakes=(
        Mistake("dw-transposed", (_parts(dW=lambda u, X, W: X.T @ u), _parts(dW=lambda u, X, W: np.einsum("ni,no->io", X, u))),
                "`dW` is X.T @ upstream, which is (d_in, d_out): the right one transposed.",
                "`W` is (d_out, d_in) in this course, and a gradient has the shape of what it belongs to. Turn the other factor."),
        Mistake("dw-factors-exchanged", (_parts(dW=lambda u, X, W: X @ u.T), _parts(dW=lambda u, X, W: u @ X.T), _parts(dW=lambda u, X, W: X @ u)),
                "`dW` is a product in which the examples are not what is summed over.",
                "The weights are shared by all examples, so their gradient is a sum over the examples: N has to be the inner size of the product."),
        Mistake("dx-w-transposed", (_parts(dX=lambda u, X, W: u @ W.T), _parts(dX=lambda u, X, W: np.einsum("no,io->ni", u, W))),
                "`dX` is upstream @ W.T.",
                "The transpose stands in the forward step, X @ W.T. On the way back the sum runs over the outputs, which are the rows of `W`. Where `W` is square numpy lets this pass."),
        Mistake("dx-transposed", (_parts(dX=lambda u, X, W: W.T @ u.T), _parts(dX=lambda u, X, W: (u @ W).T)),
                "`dX` comes out transposed, (d_in, N).",
                "A batch comes first: (N, d_in), the shape of `X`."),
        Mistake("dx-without-w", (_parts(dX=lambda u, X, W: u + 0), _parts(dX=lambda u, X, W: u.copy()),
                                 _parts(dX=lambda u, X, W: np.repeat(u.sum(axis=1, keepdims=True), X.shape[1], axis=1)),
                                 _parts(dX=lambda u, X, W: u.sum(axis=1, keepdims=True) * np.ones(X.shape))),
                "`dX` is made without `W`.",
                "How much an output changes with an input is the weight between them: dX is made of `upstream` and `W`."),
        Mistake("dx-is-w", (_parts(dX=lambda u, X, W: W + 0), _parts(dX=lambda u, X, W: np.broadcast_to(W.sum(axis=0), X.shape) + 0)),
                "`dX` is made of `W` alone, without `upstream`.",
                "The chain rule multiplies what arrives from above with the slope here, which is `W`."),
        Mistake("dw-is-x", (_parts(dW=lambda u, X, W: X + 0), _parts(dW=lambda u, X, W: np.broadcast_to(X.sum(axis=0), W.shape) + 0)),
                "`dW` is made of `X` alone, without `upstream`.",
                "The chain rule multiplies what arrives from above with the slope here, which is `X`."),
        Mistake("dw-from-w", (_parts(dW=lambda u, X, W: u.T @ (u @ W)), _parts(dW=lambda u, X, W: u.T @ u @ W)),
                "`dW` is made of `W`, or of dX, not of `X`.",
                "The affine map is linear in `W`: how much it changes with a weight is the input that this weight is multiplied with."),
        Mistake("dw-averaged", _parts(dW=lambda u, X, W: u.T @ X / len(X)),
                "`dW` is averaged over the examples.",
                "It is a sum. If the loss is a mean, the division by N is in `upstream` already."),
        Mistake("parameters-averaged", _parts(dW=lambda u, X, W: u.T @ X / len(X), db=lambda u, X, W: u.mean(axis=0)),
                "`dW` and `db` are averaged over the examples.",
                "They are sums. If the loss is a mean, the division by N is in `upstream` already, and would be made twice."),
        Mistake("averaged", (_parts(*(lambda u, X, W, f=f: f(u, X, W) / len(X) for f in (_dX, _dW, _db))),
                             _parts(*(lambda u, X, W, f=f: f(u / len(X), X, W) for f in (_dX, _dW, _db)))),
                "All three are divided by the number of examples.",
                "If the loss is a mean, the division by N is in `upstream` already: here it would be made twice."),
        Mistake("db-averaged", (_parts(db=lambda u, X, W: u.mean(axis=0)), _parts(db=lambda u, X, W: u.sum(axis=0) / len(X))),
                "`db` is the mean over the examples.",
                "The bias is shared by all examples: its gradient is a sum. If the loss is a mean, the division by N is in `upstream` already."),
        Mistake("db-not-summed", (_parts(db=lambda u, X, W: u + 0), _parts(db=lambda u, X, W: u.copy())),
                "`db` is `upstream` as it is, one row an example.",
                "The one bias is added to every example: what it receives from each of them adds up. The result has the shape of the bias, (d_out,)."),
        Mistake("db-wrong-axis", _parts(db=lambda u, X, W: u.sum(axis=1)),
                "`db` is summed along the wrong axis: one number an example.",
                "`axis` names the axis that disappears. One number an output is to be left, so the examples have to go."),
        Mistake("db-one-number", (_parts(db=lambda u, X, W: u.sum()), _parts(db=lambda u, X, W: np.full(len(W), u.sum()))),
                "`db` is one number, the sum of all of `upstream`.",
                "Each output has a bias of its own, and a gradient of its own."),
        Mistake("db-kept-axis", (_parts(db=lambda u, X, W: u.sum(axis=0, keepdims=True)), _parts(db=lambda u, X, W: u.sum(axis=0)[:, None]),
                                 _parts(db=lambda u, X, W: np.ones((1, len(u))) @ u)),
                "`db` has an axis of length 1 too many.",
                "The bias is flat, (d_out,), and so is its gradient."),
        Mistake("db-ones", (_parts(db=lambda u, X, W: np.ones(len(W))), _parts(db=lambda u, X, W: np.zeros(len(W))), _parts(db=lambda u, X, W: np.full(len(W), float(len(u))))),
                "`db` does not contain `upstream`.",
                "The slope with respect to the bias is 1; the chain rule multiplies it with what arrives from above, and the examples add up."),
        Mistake("db-first-example", (_parts(db=lambda u, X, W: u[0] + 0), _parts(db=lambda u, X, W: u[-1] + 0)),
                "`db` holds what a single example sends back, the first or the last.",
                "All examples use the same bias: add up over them. Perhaps a loop writes `=` where `+=` belongs."),
        Mistake("dw-one-example", (_parts(dW=lambda u, X, W: np.outer(u[-1], X[-1])), _parts(dW=lambda u, X, W: np.outer(u[0], X[0]))),
                "`dW` holds what a single example sends back, the first or the last.",
                "All examples use the same weights: add up over them. Perhaps a loop writes `=` where `+=` belongs, or ends in its first turn."),
        Mistake("one-example", (_parts(dW=lambda u, X, W: np.outer(u[-1], X[-1]), db=lambda u, X, W: u[-1] + 0),
                                _parts(dW=lambda u, X, W: np.outer(u[0], X[0]), db=lambda u, X, W: u[0] + 0),
                                *(lambda u, X, W, i=i: (u[i] @ W, np.outer(u[i], X[i]), u[i] + 0) for i in (0, -1)),
                                lambda u, X, W: (np.concatenate([u[:1] @ W, 0.0 * X[1:]]), np.outer(u[0], X[0]), u[0] + 0)),
                "`dW` and `db` hold what a single example sends back, the first or the last.",
                "All examples use the same weights and the same bias: add up over them. Perhaps a loop writes `=` where `+=` belongs, or `return` stands inside it."),
        Mistake("example-missing", tuple(_parts(**parts) for dW, db in map(_without, (np.s_[:-1], np.s_[1:])) for parts in ({"dW": dW, "db": db}, {"dW": dW}, {"db": db})),
                "In `dW` or `db` one example is missing from the sum, the last or the first.",
                "All N examples count. Look at where the loop, or the slice, begins and ends."),
        Mistake("sums-multiplied", (_parts(dW=lambda u, X, W: np.outer(u.sum(axis=0), X.sum(axis=0))), _parts(dW=lambda u, X, W: np.outer(u.sum(axis=0), X.mean(axis=0))),
                                    _parts(dW=lambda u, X, W: np.outer(u.mean(axis=0), X.mean(axis=0)))),
                "`dW` is the sum of `upstream` over the examples, times that of `X`.",
                "Each example's gradient meets that example's own input: first multiply, then add up."),
        Mistake("db-from-dw", _parts(db=lambda u, X, W: (u.T @ X).sum(axis=1)),
                "`db` is made of `dW`, or of `X`.",
                "The slope with respect to the bias is 1: of the inputs there is nothing in it."),
        Mistake("masked", (_parts(dX=lambda u, X, W: (u @ W) * (X > 0)), _parts(dX=lambda u, X, W: np.maximum(u @ W, 0)), _masked_parts(lambda u, X, W: X @ W.T > 0),
                           _masked_parts(lambda u, X, W: u > 0)),
                "A relu has got in: some of what passes is set to 0.",
                "This is the affine map alone, and it lets everything through. Its relu, where it has one, is a box of its own, with a function of its own."),
        Mistake("elementwise", (lambda u, X, W: (u * W, u * X, u.sum(axis=0)), lambda u, X, W: (u * W, u.T * X, u.sum(axis=0)),
                                _parts(dX=lambda u, X, W: u * W), _parts(dW=lambda u, X, W: u * X)),
                "Matrices are multiplied entry by entry.",
                "`*` is the entrywise product; a gradient that adds up over outputs or over examples is a matrix product, `@`."),
        Mistake("dx-dw-exchanged", lambda u, X, W: (u.T @ X, u @ W, u.sum(axis=0)),
                "`dX` and `dW` have changed places.",
                "The order is (dX, dW, db)."),
        Mistake("parts-in-another-order", (lambda u, X, W: (u.T @ X, u.sum(axis=0), u @ W), lambda u, X, W: (u.sum(axis=0), u.T @ X, u @ W),
                                           lambda u, X, W: (u @ W, u.sum(axis=0), u.T @ X)),
                "The three are right, but in another order.",
                "The order is (dX, dW, db)."),
        Mistake("dx-left-out", lambda u, X, W: (u.T @ X, u.sum(axis=0)),
                "Only `dW` and `db` are returned.",
                "dX is what the layer below needs: without it nothing can go further back."),
        Mistake("db-left-out", lambda u, X, W: (u @ W, u.T @ X),
                "Only `dX` and `dW` are returned.",
                "The bias is a parameter as well: its gradient comes third."),
        Mistake("dw-only", lambda u, X, W: u.T @ X,
                "Only `dW` is returned.",
                "Three things are asked for: (dX, dW, db)."),
        Mistake("sign-turned", _parts(*(lambda u, X, W, f=f: -f(u, X, W) for f in (_dX, _dW, _db))),
                "Every sign is turned around.",
                "The gradient is asked for. It is the step of gradient descent that goes against it."),
        Mistake("forward-again", (_parts(dX=lambda u, X, W: X @ W.T @ W), _parts(dX=lambda u, X, W: X @ W.T)),
                "`dX` is made from X @ W.T, the forward step; `upstream` is not used.",
                "The backward step takes `upstream` and multiplies it with the slope, which is `W`."),
        Mistake("reshaped-not-transposed", (_parts(dW=lambda u, X, W: u.reshape(u.shape[::-1]) @ X), _parts(dX=lambda u, X, W: u @ W.T.reshape(W.shape))),
                "Something is reshaped where it should be transposed: its numbers stand in another order.",
                "`reshape` reads the numbers row by row and lays them out anew; a transpose exchanges rows and columns."),
        Mistake("integer-truncation", (_parts(*(lambda u, X, W, f=f: f(u, X, W).astype(X.dtype) for f in (_dX, _dW, _db))),
                                       _parts(dX=lambda u, X, W: (u @ W).astype(X.dtype), dW=lambda u, X, W: (u.T @ X).astype(W.dtype)),
                                       _parts(dX=lambda u, X, W: (u @ W).astype(X.dtype)), _parts(dW=lambda u, X, W: (u.T @ X).astype(W.dtype)),
                                       _parts(_cut_dX, _cut_dW), _parts(_cut_dX, _cut_dW, lambda u, X, W: _summed_in(W, u)), _parts(_cut_dX), _parts(dW=_cut_dW)),
                "Where an argument holds whole numbers, the fractions of the gradient are cut off.",
                "`np.zeros_like(X)` and `np.zeros_like(W)` have the dtype of `X` and `W`: an integer array cannot hold fractions. Ask for floats, or let `@` choose."),
    ),
)

# ---------------------------------------------------------------- softmax_cross_entropy_backward


def _softmax_backward_cases(rng):
    return [
        Case(np.log([[1.0, 1.0, 2.0], [3.0, 1.0, 4.0]]), np.array([2, 0]), note="2 rows of 3: softmax gives quarters and eighths, by hand"),
        Case(np.array([[1.0, -2.0], [0.5, 2.0], [3.0, 3.0], [-1.0, 0.25], [2.0, -0.5]]), np.array([1, 1, 0, 0, 1]), note="5 rows of 2"),
        Case(rng.normal(size=(3, 3)) * 2, np.array([2, 2, 0]), note="3 x 3: as many rows as classes"),
        Case(np.array([[0.5, -1.0, 2.0, 1.0]]), np.array([3]), note="a batch of one", about="a batch of one"),
        Case(rng.normal(size=(4, 5)), np.array([0, 2, 2, 1]), note="4 rows of 5; no row has one of the last two classes", about="a last class that no row has"),
        Case(np.array([[10.0, 0.0, 1.0], [-1.0, 0.5, 9.0]]), np.array([0, 2]), note="2 rows of 3, sure and right"),
        Case(np.array([[1, 0, -2], [3, 3, 1]]), np.array([0, 2]), note="whole numbers as logits", about="integer logits"),
        Case(rng.normal(size=(4, 3)).astype(np.float32), np.array([1, 0, 2, 1]), note="4 rows of 3, float32"),
        Case(np.array([[1000.0, 1001.0, 999.0], [998.0, 1000.0, 1000.0]]), np.array([0, 1]), note="logits near 1000", about="logits as large as 1000"),
        Case(np.array([[1000.0, 0.0, -1000.0], [-1000.0, -999.0, -998.0]]), np.array([1, 0]), note="from -1000 to 1000", about="logits as large as 1000"),
        Case(rng.normal(size=(30, 10)) * 3, rng.integers(0, 10, size=30), note="30 rows of 10, random"),
    ]


def _softmax_backward_reference(logits, labels):
    logits = _leaf(logits)
    return _pulled_back(torch.nn.functional.cross_entropy(logits, labels.long()), logits)[0]


def _softmax_backward_sum(args, index):
    logits, labels = args
    i, c = index
    if logits.shape[1] > 4 or np.abs(logits).max() > 30:
        return None
    P, N = _softmax(logits), len(logits)
    y = int(labels[i] == c)
    return f"softmax gives {P[i, c]:.6g} there; labels[{i}] is {labels[i]}, so the target is {y}: ({P[i, c]:.6g} - {y}) / {N} = {(P[i, c] - y) / N:.6g}"


def _targets(z, y):
    return (np.arange(z.shape[1]) == np.asarray(y)[:, None]).astype(float)


def _difference(softmax=_softmax, targets=_targets, count=len):
    """An answer (softmax - targets) / count, with one of the three made otherwise."""
    def gradient(z, y):
        return (softmax(z) - targets(z, y)) / count(z)
    return gradient


def _unshifted(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def _shifted_by(largest):
    def softmax(z):
        e = np.exp(z - largest(z))
        return e / e.sum(axis=1, keepdims=True)
    return softmax


def _unkept_sum(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


def _all_columns(z, y):
    """`targets[:, labels] = 1`: every class that occurs, in every row."""
    targets = np.zeros(z.shape)
    targets[:, y] = 1
    return targets


def _eye_of_largest(z, y):
    return np.eye(int(np.max(y)) + 1)[y]


def _chain(z, y):
    """The gradient with respect to the probabilities."""
    with np.errstate(all="ignore"):
        return -_targets(z, y) / _softmax(z)


def _softmax_slopes(z, g):
    """A gradient with respect to the probabilities, taken back to the logits."""
    P = _softmax(z)
    return P * (g - (g * P).sum(axis=1, keepdims=True))


def _some_targets(z, y, rows):
    targets = np.zeros(z.shape)
    targets[rows] = _targets(z, y)[rows]
    return targets


def _diagonal_jacobian(z, y):
    P = _softmax(z)
    return _chain(z, y) * P * (1 - P) / len(z)


def _true_entry_only(z, y):
    P = _softmax(z)
    return (P - 1) * _targets(z, y) / len(z)


softmax_cross_entropy_backward = Exercise(
    name="softmax_cross_entropy_backward",
    notebook=NOTEBOOK,
    parameters="logits, labels",
    reference=_softmax_backward_reference,
    cases=_softmax_backward_cases,
    inputs={"logits": ("N", "C"), "labels": ("N",)},
    output=("N", "C"),
    arithmetic=_softmax_backward_sum,
    hints=(
        "Softmax and cross-entropy together have a gradient simpler than either alone: for one example, the probabilities minus the one-hot target. What does the *mean* over N examples add to that?",
        "In row i of the probabilities take 1 away in column `labels[i]`, then divide everything by N. For the probabilities take the largest logit of each *row* away first, "
        "with `keepdims=True`, so that no exponential overflows.",
        "`e = np.exp(logits - logits.max(axis=1, keepdims=True))`, `P = e / e.sum(axis=1, keepdims=True)`, then `P[np.arange(len(labels)), labels] -= 1`, and return `P / len(logits)`.",
    ),
    mistakes=(
        Mistake("not-averaged", _difference(count=lambda z: 1),
                "The division by N is missing: this is the gradient of the *sum* of the losses.",
                "The gradient of the mean loss is asked for: each example has a share of one N-th."),
        Mistake("averaged-twice", _difference(count=lambda z: len(z) ** 2),
                "Everything is divided by N twice.",
                "The mean over the batch has one division by N in it."),
        Mistake("divided-by-classes", _difference(count=lambda z: z.shape[1]),
                "Everything is divided by the number of classes, C.",
                "The mean is over the examples, of which there are N, one a row."),
        Mistake("divided-by-one-less", _and_quietly(_difference(count=lambda z: np.float64(len(z) - 1))),
                "Everything is divided by N - 1.",
                "A mean over N examples is their sum over N."),
        Mistake("divided-by-entries", (_difference(count=np.size), _difference(count=lambda z: z.shape[0] * z.shape[1])),
                "Everything is divided by the number of entries, N times C.",
                "The loss is one number an example; the mean is over the N examples."),
        Mistake("probabilities-only", (_difference(targets=lambda z, y: 0), lambda z, y: _softmax(z)),
                "These are the probabilities (or they over N): the target is not subtracted.",
                "The gradient is P - Y. In the column of the true class it is negative: that logit has to rise."),
        Mistake("target-added", (lambda z, y: (_softmax(z) + _targets(z, y)) / len(z), lambda z, y: _softmax(z) + _targets(z, y)),
                "The target is added: this is P + Y.",
                "The gradient is P - Y. In the column of the true class it is negative: that logit has to rise."),
        Mistake("true-class-positive", (lambda z, y: np.abs(_softmax(z) - _targets(z, y)) / len(z), lambda z, y: np.abs(_softmax(z) - _targets(z, y))),
                "No entry is negative: in the column of the true class this is 1 - P.",
                "That logit has to rise, the others have to fall. So its gradient is P - 1, and has the other sign."),
        Mistake("true-class-replaced", (*(lambda z, y, v=v: np.where(_targets(z, y), v, _softmax(z)) / len(z) for v in (0, -1)),
                                        *(lambda z, y, v=v: np.where(_targets(z, y), v, _softmax(z)) for v in (0, -1))),
                "In the column of the true class the probability is thrown away: 0 or -1 stands in its place.",
                "1 is *subtracted* from it there, `-=` and not `=`: P - 1 is left."),
        Mistake("rows-missed", tuple(lambda z, y, r=r: (_softmax(z) - _some_targets(z, y, r)) / len(z) for r in (np.s_[:1], np.s_[:-1], np.s_[1:], np.s_[-1:])),
                "The target is subtracted in some of the rows only.",
                "Every row has a label. Look at where the loop begins and ends, and at whether `return` stands inside it."),
        Mistake("one-label-for-all", tuple(_difference(targets=lambda z, y, i=i: _targets(z, np.full(len(y), y[i]))) for i in (0, -1)),
                "Every row is given one and the same label, that of the first or of the last.",
                "Row i has the label `labels[i]`."),
        Mistake("sign-turned", lambda z, y: (_targets(z, y) - _softmax(z)) / len(z),
                "The sign is turned around: this is Y - P.",
                "The gradient points to where the loss *rises*: up for the wrong classes, down for the true one, P - Y."),
        Mistake("sign-turned-not-averaged", lambda z, y: _targets(z, y) - _softmax(z),
                "This is Y - P, with the sign turned around and without the division by N.",
                "The gradient of the mean loss is (P - Y) / N."),
        Mistake("targets-only", (lambda z, y: -_targets(z, y) / len(z), lambda z, y: -_targets(z, y), lambda z, y: _targets(z, y), lambda z, y: _targets(z, y) / len(z)),
                "These are the targets; the probabilities are missing.",
                "The gradient is P - Y, with P the softmax of the logits."),
        Mistake("labels-as-numbers", (_difference(targets=lambda z, y: y[:, None]), _difference(targets=lambda z, y: y[:, None], count=lambda z: 1)),
                "The labels themselves are subtracted, as numbers: 2 where the class is number 2.",
                "A label names a column. In that column the target is 1, in the others 0: make it one-hot."),
        Mistake("labels-along-rows", (_difference(targets=lambda z, y: y), _difference(targets=lambda z, y: y, count=lambda z: 1)),
                "The labels are subtracted as numbers, and along the rows: class c gets `labels[c]`.",
                "A label names a column. In that column of its own row the target is 1, in the others 0: make it one-hot."),
        Mistake("every-labelled-column", (_difference(targets=_all_columns), _difference(targets=_all_columns, count=lambda z: 1)),
                "1 is subtracted in every row for every class that occurs in the batch.",
                "`P[:, labels]` means all rows. Each row has one column of its own: two index arrays pair them up, the row numbers and the labels."),
        Mistake("target-scaled-twice", (lambda z, y: (_softmax(z) - _targets(z, y) / len(z)) / len(z),),
                "The target is divided by N twice, the probabilities once.",
                "From the probabilities 1 is taken away in the column of the true class, and the whole is divided by N then."),
        Mistake("one-from-every-class", (lambda z, y: (_softmax(z) - 1) / len(z), lambda z, y: _softmax(z) - 1),
                "1 is subtracted in every column, not only in that of the true class.",
                "The target is 1 for the true class and 0 for the others. `labels` says which column it is."),
        Mistake("identity-for-targets", (_difference(targets=lambda z, y: np.eye(*z.shape)),),
                "Row i is given the class number i for its target; `labels` is not used.",
                "Of the identity matrix take the rows that the labels name."),
        Mistake("logits-turned", (_difference(softmax=lambda z: _softmax(-z)),),
                "softmax is taken of minus the logits.",
                "The larger a logit, the larger its probability."),
        Mistake("multiplied-by-n", (_difference(count=lambda z: 1 / len(z)),),
                "It is multiplied with N, not divided.",
                "The mean loss has 1 / N before each example's loss."),
        Mistake("squared", (lambda z, y: (_softmax(z) - _targets(z, y)) ** 2 / len(z), lambda z, y: (_softmax(z) - _targets(z, y)) ** 2),
                "The differences are squared.",
                "The gradient is P - Y itself, with its sign, over N."),
        Mistake("target-scaled-alone", (lambda z, y: _softmax(z) - _targets(z, y) / len(z),),
                "Only the target is divided by N, not the probabilities.",
                "`/` binds more strongly than `-`: put brackets around the difference."),
        Mistake("probabilities-scaled-alone", (lambda z, y: _softmax(z) / len(z) - _targets(z, y),),
                "Only the probabilities are divided by N, not the target.",
                "The whole difference is divided. If 1 is subtracted after the division, it has to be 1 / N."),
        Mistake("no-softmax", (_difference(softmax=lambda z: z), _difference(softmax=lambda z: z, count=lambda z: 1)),
                "The target is subtracted from the logits themselves.",
                "That would be the gradient for a squared error. Cross-entropy compares *probabilities*: softmax of the logits."),
        Mistake("sigmoid", _difference(softmax=_sigmoid),
                "The probabilities come from sigmoid, each by itself.",
                "Softmax makes them of a whole row: they sum to 1."),
        Mistake("log-probabilities", (_difference(softmax=lambda z: z - z.max(axis=1, keepdims=True) - np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))),),
                "The logarithms of the probabilities stand where the probabilities belong.",
                "The gradient is P - Y, with softmax itself. Its logarithm is part of the loss."),
        Mistake("exponentials-only", (_difference(softmax=lambda z: np.exp(z - z.max(axis=1, keepdims=True))), *_and_quietly(_difference(softmax=np.exp))),
                "The exponentials are not divided by their sum.",
                "Each row of softmax sums to 1."),
        Mistake("softmax-over-rows", (_difference(softmax=lambda z: _softmax(z, 0)), *_and_quietly(_difference(softmax=lambda z: np.exp(z) / np.exp(z).sum(axis=0)))),
                "The softmax runs down the columns, over the examples.",
                "Each example has its own probabilities, over the classes: the sum is along a row, `axis=1`."),
        Mistake("softmax-over-everything", (_difference(softmax=lambda z: _softmax(z, (0, 1))), _difference(softmax=lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()),
                                            *_and_quietly(_difference(softmax=lambda z: np.exp(z) / np.exp(z).sum()))),
                "The exponentials are divided by the sum over the whole batch.",
                "Each row is a distribution of its own: sum with `axis=1, keepdims=True`."),
        Mistake("softmax-twice", (_difference(softmax=lambda z: _softmax(_softmax(z))), _difference(softmax=lambda z: _softmax(_softmax(z)), count=lambda z: 1)),
                "softmax is applied twice.",
                "`logits` go into softmax once; what comes out are the probabilities."),
        Mistake("back-through-softmax", (lambda z, y: _softmax_slopes(z, (_softmax(z) - _targets(z, y)) / len(z)), lambda z, y: (_softmax(z) - _targets(z, y)) * _softmax(z) * (1 - _softmax(z)) / len(z),
                                         lambda z, y: _softmax_slopes(z, _softmax(z) - _targets(z, y)), lambda z, y: (_softmax(z) - _targets(z, y)) * _softmax(z) * (1 - _softmax(z))),
                "P - Y is multiplied with the slopes of softmax once more.",
                "P - Y is what is left of the whole way, through the logarithm and through softmax. Nothing is to be multiplied with it but 1 / N."),
        Mistake("epsilon", tuple(_difference(softmax=lambda z, e=e: np.exp(z - z.max(axis=1, keepdims=True)) / (np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True) + e))
                                 for e in (1e-8, 1e-9, 1e-10, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)),
                "Something small is added to the sum of the exponentials.",
                "Where the largest logit of the row has been taken away the sum is at least 1, and can never be 0. With the addition the probabilities no longer sum to 1."),
        Mistake("clipped", tuple(_difference(softmax=lambda z, c=c: _softmax(np.clip(z, -c, c))) for c in (5, 10, 20, 30, 50, 100, 500, 700)),
                "The logits are clipped: where several are beyond the bound they become equal.",
                "1000 and 1001 differ as 0 and 1 do. Do not cut anything off: take the largest logit of the row away from all of it."),
        Mistake("sum-not-kept", (_difference(softmax=_unkept_sum), *_and_quietly(_difference(softmax=lambda z: np.exp(z) / np.exp(z).sum(axis=1)))),
                "The sums of the rows are flat, (N,), and are laid along the columns.",
                "(N, C) and (N,) do not line up, unless C happens to be N: then numbers come out, wrong ones. `keepdims=True` keeps the sums in a column, (N, 1)."),
        Mistake("no-shift", _and_quietly(_difference(softmax=_unshifted), _difference(softmax=_shifted_by(lambda z: z.min(axis=1, keepdims=True))),
                                         _difference(softmax=_shifted_by(lambda z: z.mean(axis=1, keepdims=True)))),
                "For large logits, or for some far above the others, this is nan: exp(1000) is infinity.",
                "Softmax does not change if the same number is taken from a whole row. Take the largest one away, and no exponential is above 1."),
        Mistake("global-maximum", _and_quietly(_difference(softmax=_shifted_by(np.max))),
                "The largest logit of the whole batch is subtracted, and a row far below it comes out as 0 divided by 0.",
                "Each row has a largest logit of its own: `max` with `axis=1, keepdims=True`."),
        Mistake("column-maximum", _and_quietly(_difference(softmax=_shifted_by(lambda z: z.max(axis=0)))),
                "The largest logit of each *column* is subtracted, which changes the softmax of the rows.",
                "Only one and the same number may be taken from all of a row: the largest of that row, `axis=1`."),
        Mistake("maximum-not-kept", _and_quietly(_difference(softmax=_shifted_by(lambda z: z.max(axis=1)))),
                "The largest logits of the rows are flat, (N,), and are laid along the columns.",
                "(N, C) and (N,) do not line up, unless C happens to be N: then each column loses another row's maximum. `keepdims=True` keeps a column, (N, 1)."),
        Mistake("before-softmax", (lambda z, y: _chain(z, y) / len(z), _chain),
                "This is the gradient with respect to the probabilities, -Y / P: the way through softmax is missing.",
                "The gradient with respect to the *logits* is asked for. Multiplied through softmax the P below the line goes away: P - Y is left."),
        Mistake("diagonal-of-softmax", _diagonal_jacobian,
                "Of softmax only the slopes P (1 - P) are used, of each probability with respect to its own logit.",
                "A logit moves all probabilities of its row, not only its own: the other terms, -P P', belong to the sum. What is left in the end is P - Y."),
        Mistake("true-class-only", _true_entry_only,
                "Only the column of the true class is filled in; the other logits get 0.",
                "A wrong class has a gradient too, its probability: its logit has to fall."),
        Mistake("one-row", (lambda z, y: _difference()(z, y).sum(axis=0), lambda z, y: _difference()(z, y).mean(axis=0), lambda z, y: (_softmax(z) - _targets(z, y)).mean(axis=0)),
                "The rows are added up (or averaged) into one.",
                "The mean loss is one number, but its gradient has an entry for every logit, (N, C). The mean only puts the factor 1 / N before each."),
        Mistake("classes-from-largest-label", (_difference(targets=_eye_of_largest), _difference(targets=_eye_of_largest, count=lambda z: 1)),
                "The number of classes is taken from the largest label in the batch.",
                "A batch need not have every class in it. There are as many classes as columns in `logits`."),
        Mistake("labels-from-one", (_difference(targets=lambda z, y: _targets(z, y - 1)), _difference(targets=lambda z, y: np.eye(z.shape[1])[y - 1])),
                "The labels are counted from 1: the column before the true one is taken.",
                "Labels run from 0 to C - 1, as columns do."),
        Mistake("largest-taken-for-true", (_difference(targets=lambda z, y: (z == z.max(axis=1, keepdims=True)).astype(float)),
                                           _difference(targets=lambda z, y: _targets(z, _softmax(z).argmax(axis=1)))),
                "The class with the largest logit is taken for the true one; `labels` is not used.",
                "The target is where the label says, whatever the network thinks."),
        Mistake("the-loss", (lambda z, y: -np.log(_softmax(z)[np.arange(len(z)), y]), lambda z, y: -np.log(_softmax(z)[np.arange(len(z)), y]).mean(),
                             lambda z, y: -_targets(z, y) * np.log(_softmax(z)), lambda z, y: -_targets(z, y) * np.log(_softmax(z)) / len(z)),
                "This is the loss, not its gradient.",
                "The gradient says for each logit how the loss changes with it: (P - Y) / N."),
        Mistake("integer-truncation", (lambda z, y: _difference()(z, y).astype(z.dtype), lambda z, y: (_softmax(z).astype(z.dtype) - _targets(z, y)) / len(z)),
                "With whole numbers as logits the fractions are cut off.",
                "`np.zeros_like(logits)` and `logits.copy()` have the dtype of `logits`: an integer array cannot hold probabilities. Ask for floats."),
    ),
)

# ---------------------------------------------------------------- mlp_forward

# The course's own cache, of `mlp_forward`'s reference and of the mistakes below: what goes into each layer, a list.


def _theta(rng, sizes, kind=np.float64):
    return [(rng.normal(size=(d_out, d_in)).astype(kind), rng.normal(size=d_out).astype(kind)) for d_in, d_out in zip(sizes[:-1], sizes[1:])]


_HAND = [(np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([0.0, -1.0])), (np.array([[1.0, -2.0]]), np.array([0.5]))]
_HAND_X = np.array([[1.0, 2.0], [3.0, 3.0], [2.0, -1.0]])      # one hidden z is exactly 0
_WHOLE = [(np.array([[1, -1], [2, 1], [0, -3]]), np.array([1, -3, 2])), (np.array([[1, 0, -1], [2, 2, 1]]), np.array([-1, 4]))]
_WHOLE_X = np.array([[1, 2], [3, 4], [-5, 6], [2, -1]])


def _has_open_and_closed_units(X, theta):
    """Whether in every hidden layer some z are positive and some are not."""
    for W, b in theta[:-1]:
        z = X @ W.T + b
        if (z > 0).all() or (z <= 0).all():
            return False
        X = np.maximum(z, 0)
    return True


def _both_signs(rng, shape):
    """Normal numbers, some of them positive and some not."""
    while True:
        numbers = rng.normal(size=shape)
        if numbers.min() < 0 < numbers.max():
            return numbers


def _networks(rng):
    """`(X, theta, note, about)`, smallest first."""
    def network(n, sizes, note, about="", kind=np.float64):
        while True:     # until nothing hides behind zeros; a few times at most
            X, theta = rng.normal(size=(n, sizes[0])).astype(kind), _theta(rng, sizes, kind)
            if _has_open_and_closed_units(X, theta):
                return X, theta, note, about
    return [
        (_HAND_X, _HAND, "3 rows, 2 to 2 to 1, by hand", ""),
        network(3, [3, 3, 3, 3], "3 rows, three layers, every shape square"),
        network(4, [2, 3], "4 rows, a single layer, 2 to 3", "a single layer"),
        network(5, [3, 4, 2], "5 rows, 3 to 4 to 2"),
        network(5, [2, 4, 3, 6], "5 rows, 2 to 4 to 3 to 6"),
        (_WHOLE_X, _WHOLE, "whole numbers", "integer arrays"),
        network(1, [4, 3, 5, 2], "a batch of one, three layers", "a batch of one"),
        network(6, [3, 5, 2], "6 rows, 3 to 5 to 2, float32", kind=np.float32),
        network(20, [7, 6, 5, 8, 4], "20 rows, four layers, random"),
    ]


def _mlp_forward_cases(rng):
    return [Case(X, theta, note=note, about=about) for X, theta, note, about in _networks(rng)]


def _mlp_forward_reference(X, theta):
    inputs = [X]
    for W, b in theta[:-1]:
        inputs.append(torch.relu(torch.nn.functional.linear(inputs[-1], W, b)))
    return torch.nn.functional.linear(inputs[-1], *theta[-1]), inputs


def _relu(z):
    return np.maximum(z, 0)


def _plain(h, W, b):
    return h @ W.T + b


def _hidden(h, W, b):
    return _relu(h @ W.T + b)


def _forward(inside=_hidden, last=_plain, order=lambda theta: theta):
    """A mistaken network: what its hidden layers and its last one do, and which layers it takes."""
    def network(X, theta):
        inputs, layers = [X], order(theta)
        for W, b in layers[:-1]:
            inputs.append(inside(inputs[-1], W, b))
        return last(inputs[-1], *layers[-1]), inputs
    return network


def _each_from_input(X, theta):
    h = X
    for W, b in theta[:-1]:
        h = _hidden(X, W, b)
    return _plain(h, *theta[-1]), None


def _activated(where):
    """A network with relu after the layers for which `where(k, number of layers)` is true."""
    def network(X, theta):
        h = X
        for k, (W, b) in enumerate(theta):
            h = _hidden(h, W, b) if where(k, len(theta)) else _plain(h, W, b)
        return h, None
    return network


mlp_forward = Exercise(
    name="mlp_forward",
    notebook=NOTEBOOK,
    parameters="X, theta",
    reference=_mlp_forward_reference,
    cases=_mlp_forward_cases,
    inputs={"X": ("N", "d_0")},
    output={"logits": ("N", "d_n"), "cache": ()},
    own_parts=(1,),
    hints=(
        "Forward it is the network of notebook 01, with relu after every layer but the last. What will the way back need that would be lost otherwise? "
        "Whatever that is, and in whatever form, goes into `cache`.",
        "The backward step of an affine map needs its input and its `W`; that of relu needs its `z`, or what relu gave (it is positive in the same places). "
        "`theta` will be at hand again, so the input of each layer is enough.",
        "Begin with `h = X` and `cache = []`. For each `W, b in theta[:-1]`: `cache.append(h)`, then `h = np.maximum(h @ W.T + b, 0)`. "
        "At the end `W, b = theta[-1]`, `cache.append(h)`, and return `h @ W.T + b, cache`.",
    ),
    mistakes=(
        Mistake("last-activated", _forward(last=_hidden),
                "relu is applied after the last layer too.",
                "The last layer stays affine: logits may be negative. relu stands *between* layers."),
        Mistake("never-activated", _forward(_plain),
                "relu is not applied at all: the network is a chain of affine maps.",
                "A chain of affine maps is one affine map. relu comes after every layer but the last."),
        Mistake("only-last-activated", _forward(_plain, _hidden),
                "relu is applied after the last layer only: it should be after all the others.",
                "relu stands between the layers."),
        Mistake("input-activated", lambda X, theta: _forward()(_relu(X), theta),
                "relu is applied to the input as well.",
                "The input goes into the first affine map as it is."),
        Mistake("logits-alone", lambda X, theta: _forward()(X, theta)[0],
                "Only the logits are returned.",
                "Two things are asked for: the logits, and a `cache` with what the way back will need."),
        Mistake("cache-first", lambda X, theta: (None, _forward()(X, theta)[0]),
                "The logits come second.",
                "The order is (logits, cache)."),
        Mistake("activated-before", _forward(lambda h, W, b: _plain(_relu(h), W, b)),
                "relu is applied to what goes *into* a layer, not to what comes out: to the input, and not before the last layer.",
                "relu stands between the layers: relu(h @ W.T + b), for all but the last."),
        Mistake("last-layer-twice", (lambda X, theta: (_plain(_forward(last=_hidden)(X, theta)[0], *theta[-1]), None), lambda X, theta: (_plain(_forward()(X, theta)[0], *theta[-1]), None)),
                "The last layer is applied twice: in the loop, and once more behind it.",
                "If the last layer is taken care of behind the loop, the loop has to leave it out, `theta[:-1]`. Where shapes are square numpy lets this pass."),
        Mistake("last-layer-left-out", _forward(last=lambda h, W, b: h),
                "The last layer is left out.",
                "The loop runs over all layers but the last; the last still has to follow, without relu."),
        Mistake("first-layer-left-out", (_forward(order=lambda theta: theta[1:] or theta), _forward(order=lambda theta: theta[1:])),
                "The first layer is left out.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("each-from-input", (_each_from_input, lambda X, theta: (_plain(X, *theta[-1]), None)),
                "Each layer is given the network's input, not what the layer before it gave.",
                "Let the result replace the data, h = relu(...), and multiply that with the next `W`."),
        Mistake("order-reversed", _forward(order=lambda theta: theta[::-1]),
                "The layers are applied from the last to the first.",
                "`theta` lists the first layer first."),
        Mistake("first-two-layers-only", _forward(order=lambda theta: theta[:2]),
                "Only the first two layers are used.",
                "`theta` may have any number of layers: loop over it."),
        Mistake("first-and-last-only", (_forward(order=lambda theta: [theta[0], theta[-1]]), _forward(order=lambda theta: theta if len(theta) < 2 else [theta[0], theta[-1]])),
                "Only the first and the last layer are used.",
                "`theta` may have any number of layers: loop over it."),
        Mistake("w-not-transposed", (_forward(lambda h, W, b: _relu(h @ W + b), lambda h, W, b: h @ W + b), _forward(lambda h, W, b: _relu(h @ W + b))),
                "`W` is used without its transpose.",
                "Row k of `W` holds the weights of output k: h @ W.T."),
        Mistake("bias-left-out", _forward(lambda h, W, b: _relu(h @ W.T), lambda h, W, b: h @ W.T),
                "The biases are left out.",
                "Each layer adds its own `b`."),
        Mistake("bias-subtracted", _forward(lambda h, W, b: _relu(h @ W.T - b), lambda h, W, b: h @ W.T - b),
                "The biases are subtracted.",
                "A layer is h @ W.T + b."),
        Mistake("last-bias-left-out", _forward(last=lambda h, W, b: h @ W.T),
                "The last layer's bias is left out.",
                "It has no relu, but it has a bias."),
        Mistake("hidden-bias-left-out", _forward(lambda h, W, b: _relu(h @ W.T)),
                "The biases of the hidden layers are left out.",
                "Each layer adds its own `b`."),
        Mistake("bias-after-activation", _forward(lambda h, W, b: _relu(h @ W.T) + b),
                "The bias is added after relu.",
                "It belongs inside: relu(h @ W.T + b)."),
        Mistake("other-activation", (_forward(lambda h, W, b: _sigmoid(h @ W.T + b)), _forward(lambda h, W, b: np.tanh(h @ W.T + b))),
                "sigmoid or tanh stands between the layers.",
                "In this exercise it is relu."),
        Mistake("absolute-value", _forward(lambda h, W, b: np.abs(h @ W.T + b)),
                "The absolute value stands where relu belongs.",
                "relu makes 0 of what is negative; it does not turn its sign."),
        Mistake("relu-turned", _forward(lambda h, W, b: np.minimum(h @ W.T + b, 0)),
                "The hidden layers keep what is negative, and make 0 of what is positive.",
                "relu is the *larger* of z and 0."),
        Mistake("leaky", tuple(_forward(lambda h, W, b, a=a: np.where(h @ W.T + b > 0, h @ W.T + b, a * (h @ W.T + b))) for a in (0.01, 0.1, 0.2, 0.05, 0.001)),
                "Where z is negative a small part of it is let through: this is the leaky relu.",
                "relu gives exactly 0 there."),
        Mistake("probabilities", (_forward(last=lambda h, W, b: _softmax(h @ W.T + b)), _forward(last=lambda h, W, b: np.log(_softmax(h @ W.T + b)))),
                "The output goes through softmax, or through its logarithm.",
                "Logits are what comes *before* softmax: `softmax_cross_entropy_backward` will take it along."),
        Mistake("mask-for-relu", _forward(lambda h, W, b: (h @ W.T + b > 0) * 1.0),
                "The hidden layers give 1 or 0: where z is positive, and not what it is there.",
                "That is the slope of relu, which the way back will need. Forward, relu itself: the larger of z and 0."),
        Mistake("single-layer-activated", (_activated(lambda k, n: k < n - 1 or n == 1), _activated(lambda k, n: k == 0 or k < n - 1)),
                "A network of a single layer gets a relu.",
                "Its only layer is its last, and the last layer stays affine. Perhaps the first layer is taken care of before the loop."),
        Mistake("first-not-activated", _activated(lambda k, n: 0 < k < n - 1),
                "There is no relu after the first layer.",
                "Every layer but the last one has it. Indices begin at 0."),
        Mistake("only-first-activated", _activated(lambda k, n: k == 0 < n - 1),
                "There is a relu after the first layer only.",
                "Every layer but the last one has it, however many there are."),
        Mistake("last-two-layers-affine", lambda X, theta: (_forward(order=lambda layers: layers)(X, theta) if len(theta) < 2 else
                                                            (_plain(_plain(_forward()(X, theta[:-1])[1][-1], *theta[-2]), *theta[-1]), None)),
                "The last two layers have no relu between them.",
                "Every layer but the last one has it. Perhaps a loop ends one too early."),
    ),
)

# ---------------------------------------------------------------- mlp_backward


def _mlp_backward_cases(rng):
    cases = []
    for X, theta, note, about in _networks(rng):
        kind = X.dtype if X.dtype == np.float32 else np.float64
        upstream = _both_signs(rng, (len(X), len(theta[-1][1]))).astype(kind)
        if X is _HAND_X:
            upstream = np.array([[2.0], [-1.0], [3.0]])
        if X is _WHOLE_X:
            upstream = np.array([[1, -2], [3, 1], [-1, 2], [2, -3]])
        cases.append(Case(upstream, theta, Answer("mlp_forward", X, theta, part=1), note=note, about=about))
    halves = np.array([[0.5, -1.25], [1.75, 0.5], [-0.25, 2.5], [1.5, -0.75]])
    cases.insert(-1, Case(halves, _WHOLE, Answer("mlp_forward", _WHOLE_X, _WHOLE, part=1), note="whole numbers in X and theta, fractions in upstream",
                          about="an integer theta"))
    return cases


def _mlp_backward_reference(upstream, theta, cache):
    theta = [(_leaf(W), _leaf(b)) for W, b in theta]
    logits, _ = _mlp_forward_reference(cache[0], theta)
    gradients = _pulled_back(logits, [parameter for layer in theta for parameter in layer], upstream)
    return [tuple(gradients[k:k + 2]) for k in range(0, len(gradients), 2)]


def _pairs(g, h, W):
    """What a layer's parameters get: g arrives from above, h is its input."""
    return g.T @ h, g.sum(axis=0)


def _through(g, W, z):
    """What arrives below a layer and the relu before it; z is that relu's input."""
    return (g @ W) * (z > 0)


def _backward(pair=_pairs, through=_through, start=lambda upstream, z: upstream, finish=lambda grads: grads):
    """A mistaken way back: what each layer's parameters get, what goes on below it, where it starts, what becomes of the list."""
    def gradients(upstream, theta, cache):
        zs = [_plain(h, *layer) for h, layer in zip(cache, theta)]
        g, grads = start(upstream, zs[-1]), []
        for k in reversed(range(len(theta))):
            W = theta[k][0]
            grads.insert(0, pair(g, cache[k], W))
            if k:
                g = through(g, W, zs[k - 1])
        return finish(grads)
    return gradients


def _indexed(step):
    """A way back whose step may look anywhere: `step(g, k, theta, cache, zs)` for what goes on below layer k."""
    def gradients(upstream, theta, cache):
        zs = [_plain(h, *layer) for h, layer in zip(cache, theta)]
        g, grads = upstream, []
        for k in reversed(range(len(theta))):
            grads.insert(0, _pairs(g, cache[k], None))
            if k:
                g = step(g, k, theta, cache, zs)
        return grads
    return gradients


def _input_everywhere(upstream, theta, cache):
    """Every dW from the network's input."""
    deltas = [upstream]
    for k in range(len(theta) - 1, 0, -1):
        deltas.insert(0, _through(deltas[0], theta[k][0], cache[k]))
    return [_pairs(g, cache[0], None) for g in deltas]


def _own_output(upstream, theta, cache):
    """dW from what the layer gave in place of what it was given."""
    outputs = [*cache[1:], _plain(cache[-1], *theta[-1])]
    g, grads = upstream, []
    for k in reversed(range(len(theta))):
        grads.insert(0, (g.T @ outputs[k], g.sum(axis=0)))
        if k:
            g = _through(g, theta[k][0], cache[k])
    return grads


def _upstream_everywhere(upstream, theta, cache):
    return [(upstream.T @ h, upstream.sum(axis=0)) for h in cache]


def _accumulating(upstream, theta, cache):
    """What arrives below is added to what arrived above."""
    return _backward(through=lambda g, W, z: g + _through(g, W, z))(upstream, theta, cache)


def _around_relu(for_dW, for_db, handed_on):
    """A way back in which what has not been through the layer's own relu yet is used for some things: each says whether masked."""
    def gradients(upstream, theta, cache):
        raw = masked = upstream
        grads = []
        for k in reversed(range(len(theta))):
            grads.insert(0, ((masked if for_dW else raw).T @ cache[k], (masked if for_db else raw).sum(axis=0)))
            raw = (masked if handed_on else raw) @ theta[k][0]
            masked = raw * (cache[k] > 0)       # cache[k] is relu of z[k - 1]
        return grads
    return gradients


def _masked_at(where):
    """A way back with relu's mask below the layers k for which `where(k, number of layers)` is true."""
    return _indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (zs[k - 1] > 0) if where(k, len(theta)) else g @ theta[k][0])


def _always_upstream(upstream, theta, cache):
    grads = [_pairs(upstream, cache[-1], None)]
    for k in reversed(range(1, len(theta))):
        grads.insert(0, _pairs(_through(upstream, theta[k][0], cache[k]), cache[k - 1], None))
    return grads


def _before_relu(upstream, theta, cache):
    """dW from z, in place of relu of z."""
    zs = [_plain(h, *layer) for h, layer in zip(cache, theta)]
    return [(g.T @ (zs[k - 1] if k else cache[0]), db) for k, (g, db) in enumerate(_deltas(upstream, theta, cache))]


def _deltas(upstream, theta, cache):
    """What arrives at each layer, and its sum over the examples."""
    return _backward(pair=lambda g, h, W: (g, g.sum(axis=0)))(upstream, theta, cache)


def _with_dX(masked, first):
    """The gradients and, before or behind them, what arrives at the input."""
    def gradients(upstream, theta, cache):
        g = _deltas(upstream, theta, cache)[0][0] @ theta[0][0]
        both = _backward()(upstream, theta, cache), g * (cache[0] > 0) if masked else g
        return both[::-1] if first else both
    return gradients


def _two_layers(upstream, theta, cache):
    grads = _backward()(upstream, theta[-2:], cache[-2:])
    return grads


def _first_and_last(upstream, theta, cache):
    """As if there were two layers, the first and the last."""
    if len(theta) == 1:
        return _backward()(upstream, theta, cache)
    last = _pairs(upstream, cache[-1], None)
    g = _through(upstream, theta[-1][0], cache[-1])
    return [_pairs(g, cache[0], None), last]


def _per_layer(grads, function):
    return [function(dW, db) for dW, db in grads]


mlp_backward = Exercise(
    name="mlp_backward",
    notebook=NOTEBOOK,
    parameters="upstream, theta, cache",
    reference=_mlp_backward_reference,
    cases=_mlp_backward_cases,
    inputs={"upstream": ("N", "d_n")},
    hints=(
        "The layers are visited from the last to the first. At each of them `affine_backward` gives `dW`, `db`, and dX, which is what arrives below it. "
        "Between two layers there is a relu to go back through.",
        "Start with `upstream` at the last layer, which has no relu. At layer k, with its input h out of the `cache`: dW and db of that layer, then, unless it is the first, "
        "what arrives below is multiplied with the slope of the relu that made h. Collect the pairs so that the first layer comes first.",
        "With the inputs of the layers in `cache`: loop `for (W, b), h in zip(reversed(theta), reversed(cache))`, in it `grads.insert(0, (upstream.T @ h, upstream.sum(axis=0)))` "
        "and then `upstream = (upstream @ W) * (h > 0)`; at the end return `grads`. What the last turn leaves in `upstream` is not used.",
    ),
    mistakes=(
        Mistake("list-reversed", _backward(finish=lambda grads: grads[::-1]),
                "The gradients are right, but the last layer's come first.",
                "The way back visits the last layer first, and a list that is appended to keeps that order. The result is in the order of `theta`: turn the list around."),
        Mistake("last-masked", _backward(start=lambda u, z: u * (z > 0)),
                "`upstream` goes through a relu at the last layer, and there is none.",
                "The last layer stays affine: what arrives from the loss reaches it whole."),
        Mistake("relu-forgotten", _backward(through=lambda g, W, z: g @ W),
                "The gradient goes back as if there were no relu between the layers.",
                "Between two layers the gradient is multiplied with the slope of relu, 1 or 0: a closed unit passes nothing."),
        Mistake("some-relus-forgotten", (_masked_at(lambda k, n: k > 1), _masked_at(lambda k, n: k == 1), _masked_at(lambda k, n: k == n - 1), _masked_at(lambda k, n: k < n - 1)),
                "One relu is gone back through and another is not.",
                "There is a relu after every layer but the last, and the gradient goes back through each of them. Look at the condition, or at a layer that is treated outside the loop."),
        Mistake("mask-after-the-gradients", (_around_relu(False, False, True), _around_relu(True, False, True), _around_relu(False, True, True)),
                "`dW` or `db` is made of the gradient before it has been through the relu of that layer.",
                "From the right it first comes to relu, then to the affine map before it: first the mask, then dW, db and what goes on."),
        Mistake("mask-not-handed-on", _around_relu(True, True, False),
                "`dW` and `db` are made behind the mask, but what goes on below the layer is not.",
                "What goes on has been through the same relu: the masked gradient is what is multiplied with `W`."),
        Mistake("upstream-not-replaced", _always_upstream,
                "It is always `upstream` that goes back through the weights, not what has arrived at the layer.",
                "`upstream` is what arrives at the last layer. Let what goes on below a layer replace it."),
        Mistake("one-mask-for-all", (_indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (zs[0] > 0)), _indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (zs[-2] > 0))),
                "The same mask is used at every relu.",
                "Each relu has a mask of its own, of the z that went into it."),
        Mistake("mask-from-gradient", (_backward(through=lambda g, W, z: np.maximum(g @ W, 0)), _backward(through=lambda g, W, z: np.maximum(g @ W, 0) * (z > 0))),
                "Where the *gradient* is negative it is set to 0.",
                "Whether a relu is open was decided on the way forward, by its z. A gradient may well be negative."),
        Mistake("open-at-zero", _backward(through=lambda g, W, z: (g @ W) * (z >= 0)),
                "Where a relu's z is exactly 0 the gradient is let through.",
                "At the kink the slope is 0 by agreement, as in `relu_backward`."),
        Mistake("mask-turned", (_backward(through=lambda g, W, z: (g @ W) * (z <= 0)), _backward(through=lambda g, W, z: (g @ W) * (z < 0))),
                "The gradient is let through where the relu was closed.",
                "A relu passes the gradient where its z was positive."),
        Mistake("mask-of-the-layer-above", (_indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (zs[k] > 0)),
                                            _indexed(lambda g, k, theta, cache, zs: (g * (zs[k] > 0)) @ theta[k][0])),
                "The mask is that of the layer's own output, one layer too high up.",
                "Behind layer k, on the way down, lies the relu that made its *input*. Its mask has the shape of that input."),
        Mistake("mask-of-the-layer-below", (_indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (cache[k - 1] > 0)),
                                            _indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (zs[k - 2] > 0) if k > 1 else g @ theta[k][0])),
                "The mask is taken one layer too far down.",
                "The relu behind layer k is the one that made the input of layer k. Its mask has the shape of that input."),
        Mistake("mask-of-the-input", _indexed(lambda g, k, theta, cache, zs: (g @ theta[k][0]) * (cache[0] > 0)),
                "The mask of every layer is where the network's input is positive.",
                "Each relu has a mask of its own, and the input went through none."),
        Mistake("times-z", _backward(through=lambda g, W, z: (g @ W) * z),
                "The gradient is multiplied with z.",
                "It is the slope of relu that counts, 1 where z is positive, and 0 elsewhere."),
        Mistake("bracket-missing", _backward(through=lambda g, W, z: (g @ W) * z > 0),
                "What goes on below a layer is only true or false.",
                "`*` binds more strongly than `>`: put brackets around the comparison, z > 0."),
        Mistake("one-example", tuple(_backward(pair=lambda g, h, W, i=i: (np.outer(g[i], h[i]), g[i] + 0)) for i in (0, -1)),
                "The gradients hold what a single example sends back, the first or the last.",
                "All examples use the same parameters: add up over them."),
        Mistake("times-relu", _backward(through=lambda g, W, z: (g @ W) * _relu(z)),
                "The gradient is multiplied with what relu gave, not with its slope.",
                "The slope is 1 where z is positive, and 0 elsewhere."),
        Mistake("sigmoid-slope", (_backward(through=lambda g, W, z: (g @ W) * _sigmoid(z) * (1 - _sigmoid(z))),
                                  _backward(through=lambda g, W, z: (g @ W) * _relu(z) * (1 - _relu(z)))),
                "Between the layers the gradient is multiplied with the slope of sigmoid.",
                "In this network it is relu, with the slope 1 or 0."),
        Mistake("not-through-w", (_backward(through=lambda g, W, z: g * (z > 0)),
                                  _backward(through=lambda g, W, z: g.sum(axis=1, keepdims=True) * (z > 0))),
                "What goes on below a layer has not been through its weights.",
                "How much the output of a layer changes with its input is its `W`: the gradient is multiplied with it, as in `affine_backward`."),
        Mistake("w-transposed", _backward(through=lambda g, W, z: (g @ W.T) * (z > 0)),
                "On the way back the gradient is multiplied with W.T.",
                "The transpose stands in the forward step. Back, the sum runs over the outputs, which are the rows of `W`."),
        Mistake("w-of-the-layer-below", _indexed(lambda g, k, theta, cache, zs: (g @ theta[k - 1][0]) * (zs[k - 1] > 0)),
                "The gradient goes back through the weights of the layer below, not of the layer it is at.",
                "At layer k it goes through W of layer k, and then through the relu that made the input of layer k."),
        Mistake("upstream-everywhere", _upstream_everywhere,
                "Every layer is given `upstream` itself, as if each were the last.",
                "`upstream` arrives at the last layer. The others get what the layer above passes on: let it replace the variable."),
        Mistake("dw-averaged", _backward(pair=lambda g, h, W: (g.T @ h / len(h), g.sum(axis=0))),
                "Each `dW` is averaged over the examples.",
                "It is a sum. The division by N of the mean loss is in `upstream` already."),
        Mistake("averaged", (_backward(pair=lambda g, h, W: (g.T @ h / len(h), g.mean(axis=0))), _backward(start=lambda u, z: u / len(u))),
                "Everything is divided by the number of examples.",
                "The division by N of the mean loss is in `upstream` already: here it would be made twice."),
        Mistake("averaged-at-each-layer", (_backward(pair=lambda g, h, W: (g.T @ h / len(h), g.mean(axis=0)), through=lambda g, W, z: _through(g, W, z) / len(z)),
                                           _backward(through=lambda g, W, z: _through(g, W, z) / len(z))),
                "There is a division by the number of examples at each layer.",
                "The division by N of the mean loss is made once, before `upstream` arrives here."),
        Mistake("db-averaged", _backward(pair=lambda g, h, W: (g.T @ h, g.mean(axis=0))),
                "Each `db` is averaged over the examples.",
                "The bias is shared by all examples: what it receives adds up."),
        Mistake("db-not-summed", _backward(pair=lambda g, h, W: (g.T @ h, g + 0)),
                "Each `db` still has a row for every example.",
                "The one bias is added to every example: what it receives from each of them adds up, to the shape (d_out,)."),
        Mistake("db-wrong-axis", _backward(pair=lambda g, h, W: (g.T @ h, g.sum(axis=1))),
                "Each `db` is summed along the wrong axis: one number an example.",
                "The examples have to go: `axis=0`."),
        Mistake("db-kept-axis", _backward(pair=lambda g, h, W: (g.T @ h, g.sum(axis=0, keepdims=True))),
                "Each `db` has an axis of length 1 too many.",
                "A bias is flat, (d_out,), and so is its gradient."),
        Mistake("db-left-out", (_backward(pair=lambda g, h, W: g.T @ h), _backward(pair=lambda g, h, W: (g.T @ h, np.zeros(g.shape[1]))),
                                _backward(pair=lambda g, h, W: (g.T @ h, 0.0))),
                "The gradients of the biases are left out, or 0.",
                "Each layer has a pair, (dW, db): the biases learn as well."),
        Mistake("dw-transposed", _backward(pair=lambda g, h, W: (h.T @ g, g.sum(axis=0))),
                "Each `dW` comes out transposed, (d_in, d_out).",
                "`W` is (d_out, d_in), and a gradient has the shape of what it belongs to."),
        Mistake("pairs-exchanged", _backward(pair=lambda g, h, W: (g.sum(axis=0), g.T @ h)),
                "In each pair `db` comes first.",
                "The pairs are (dW, db), as theta's are (W, b)."),
        Mistake("flat-list", (_backward(finish=lambda grads: [part for pair in grads for part in pair]),
                              _backward(finish=lambda grads: [part for pair in grads[::-1] for part in pair[::-1]])),
                "The gradients stand in one flat list.",
                "There is a pair for each layer: a list of (dW, db)."),
        Mistake("two-lists", _backward(finish=lambda grads: ([dW for dW, _ in grads], [db for _, db in grads])),
                "There is a list of all dW and a list of all db.",
                "There is a pair for each layer: a list of (dW, db)."),
        Mistake("dx-too", _backward(pair=lambda g, h, W: (g @ W, g.T @ h, g.sum(axis=0))),
                "Each layer has three things, dX among them.",
                "dX is passed on to the layer below. What is returned are the gradients of the parameters, (dW, db)."),
        Mistake("dx-beside", tuple(_with_dX(masked, first) for masked in (False, True) for first in (False, True)),
                "The gradient at the input is returned beside the list.",
                "Nobody descends on the input. What is returned is the list of pairs, (dW, db), alone."),
        Mistake("before-relu", _before_relu,
                "Each `dW` is made with z, what went into the relu, not with what relu gave.",
                "A weight is multiplied with the layer's input: what relu gave is what its gradient has in it."),
        Mistake("from-the-output", _own_output,
                "Each `dW` is made with what the layer *gave*, not with what it was given.",
                "A weight is multiplied with the layer's input, so the input is what its gradient has in it."),
        Mistake("from-the-input", _input_everywhere,
                "Every `dW` is made with the network's input.",
                "Each layer has an input of its own: for all but the first it is what the relu before it gave."),
        Mistake("added-up", _accumulating,
                "What arrives at a layer is added to what arrived at the layer above.",
                "The variable that holds the gradient is *replaced* by what goes on below: `=`, not `+=`."),
        Mistake("first-layer-left-out", _backward(finish=lambda grads: grads[1:]),
                "The first layer's gradients are missing.",
                "Perhaps a loop ends one too early: `range(len(theta) - 1, 0, -1)` does not reach 0."),
        Mistake("last-layer-only", (_backward(finish=lambda grads: grads[-1:]), _backward(finish=lambda grads: grads[-1])),
                "Only the last layer's gradients are there.",
                "Perhaps `return` stands inside the loop, which it ends in the first turn."),
        Mistake("last-layer-left-out", _backward(finish=lambda grads: grads[:-1]),
                "The last layer's gradients are missing.",
                "The last layer has no relu, but it has parameters like the others."),
        Mistake("two-layers-only", (_two_layers, _first_and_last),
                "Two layers are taken care of, and no more.",
                "`theta` may have any number of layers: loop over them."),
        Mistake("step-taken", tuple(lambda u, theta, cache, r=r: [(W - r * dW, b - r * db) for (W, b), (dW, db) in zip(theta, _backward()(u, theta, cache))]
                                    for r in (1.0, 0.1, 0.01)),
                "These are the parameters after a step of gradient descent.",
                "The gradients themselves are asked for; the step is taken by whoever calls."),
        Mistake("sign-turned", (_backward(start=lambda u, z: -u), _backward(finish=lambda grads: _per_layer(grads, lambda dW, db: (-dW, -db)))),
                "Every sign is turned around.",
                "The gradient is asked for. It is the step of gradient descent that goes against it."),
        Mistake("mask-before-weights", _indexed(lambda g, k, theta, cache, zs: (g * (zs[k - 1] > 0)) @ theta[k][0]),
                "The mask is multiplied with the gradient before it goes through the weights.",
                "Forward, relu comes first and then `W`. Back, it is the other way round: first through `W`, then through relu."),
        Mistake("integer-truncation", (_backward(finish=lambda grads: _per_layer(grads, lambda dW, db: (np.trunc(dW), np.trunc(db)))),
                                       lambda u, theta, cache: [(dW.astype(W.dtype), db.astype(b.dtype)) for (W, b), (dW, db) in zip(theta, _backward()(u, theta, cache))]),
                "Where `theta` holds whole numbers (or everywhere) the fractions of the gradients are cut off.",
                "`np.zeros_like(W)` has the dtype of `W`: an integer array cannot hold fractions. Ask for floats, or let `@` choose."),
    ),
)

# ---------------------------------------------------------------- ledger


def _ledger_cases(rng):
    def case(n, d, hidden, classes, note, about="", kind=np.float64, largest=None):
        """`largest` is the largest label that occurs, which is the last class where nothing else is said."""
        X, theta = rng.normal(size=(n, d)).astype(kind), _theta(rng, [d, hidden, classes], kind)
        largest = classes - 1 if largest is None else largest
        while not _has_open_and_closed_units(X, theta):
            theta = _theta(rng, [d, hidden, classes], kind)
        (W1, b1), (W2, b2) = theta
        labels = rng.integers(0, largest + 1, size=n)
        labels[rng.integers(n)] = largest
        return Case(X, labels, W1, b1, W2, b2, note=note, about=about)
    return [
        Case(np.array([[1.0], [-2.0]]), np.array([2, 0]), np.array([[2.0], [-1.0], [3.0], [1.0]]), np.array([1.0, 0.0, -1.0, 2.0]),
             np.array([[0.5, -0.5, 0.0, 0.5], [0.0, 1.0, -0.5, 0.5], [-0.5, 0.5, 1.0, 0.0]]), np.array([-1.0, 0.5, 0.0]),
             note="2 rows, 1 to 4 to 3, halves and whole numbers"),
        case(5, 3, 4, 2, "5 rows, 3 to 4 to 2"),
        case(3, 3, 3, 3, "3 rows, 3 to 3 to 3: every shape is square"),
        case(1, 2, 5, 3, "a batch of one", "a batch of one"),
        Case(np.array([[1, -2], [0, 3], [2, 2]]), np.array([1, 0, 1]), np.array([[1, -1], [2, 1], [0, -3], [1, 1]]), np.array([1, -2, 1, 0]),
             np.array([[1, 0, -1, 2], [1, -1, 0, 1]]), np.array([-1, 1]), note="whole numbers as integers", about="integer arrays"),
        case(4, 2, 5, 3, "4 rows, 2 to 5 to 3, float32", kind=np.float32),
        case(3, 2, 3, 4, "3 rows, 2 to 3 to 4; no row has the last class", about="a last class that no row has", largest=2),
        case(12, 6, 7, 5, "12 rows, 6 to 7 to 5, random"),
    ]


def _ledger_given(X, labels, W1, b1, W2, b2):
    z1 = X @ W1.T + b1
    return {"z1": z1, "hidden": _relu(z1), "logits": _relu(z1) @ W2.T + b2}


def _ledger_reference(X, labels, W1, b1, W2, b2):
    W1, b1, W2, b2 = (_leaf(parameter) for parameter in (W1, b1, W2, b2))
    z1 = torch.nn.functional.linear(X, W1, b1)
    hidden = torch.relu(z1)
    logits = torch.nn.functional.linear(hidden, W2, b2)
    return _pulled_back(torch.nn.functional.cross_entropy(logits, labels.long()), (logits, W2, b2, hidden, z1, W1, b1))


def _line(name, parameters, axes, reference, *mistakes):
    inputs = {"X": ("N", "d"), "labels": ("N",), "W2": ("C", "H"), "z1": ("N", "H"), "hidden": ("N", "H"), "logits": ("N", "C"), "dlogits": ("N", "C"),
              "dhidden": ("N", "H"), "dz1": ("N", "H")}
    return Exercise(name=name, notebook=NOTEBOOK, parameters=parameters, reference=reference, cases=None, inputs=inputs, output=axes,
                    arithmetic={"dlogits": _softmax_backward_sum, "dz1": _relu_backward_sum}.get(name),
                    mistakes=[Mistake(*m) for m in mistakes], hints=("The ledger has the hints.",))


def _with_ledger_names(words):
    """What relu_backward is told, in the names that the ledger's line has."""
    for own, there in (("`upstream`", "`dhidden`"), ("`z`", "`z1`"), ("`upstream * z`", "`dhidden * z1`"),
                       ("`relu_backward(upstream, z)`", "`relu_backward(dhidden, z1)`"), ("relu(z)", "relu(z1)"), ("not z.", "not z1.")):
        words = words.replace(own, there)
    return words


def _sum_line(name, of, instead=()):
    """The line of a bias: `of` summed over the examples."""
    also = ", dhidden" if instead else ""
    return _line(
        name, f"{of}, {of[1:]}{also}", ("H" if instead else "C",), lambda g, *_: g.sum(axis=0),
        *instead,
        ("not-summed", lambda g, *_: g + 0, f"This is `{of}` as it is, one row an example.",
         "The one bias is added to every example, so what it receives from each of them adds up."),
        ("wrong-axis", lambda g, *_: g.sum(axis=1), f"`{of}` is summed along the wrong axis: one number an example.", "One number a bias is to be left: the examples have to go."),
        ("averaged", lambda g, *_: g.mean(axis=0), f"This is the mean of `{of}` over the examples.", "It is a sum: the 1 / N of the mean loss is in `dlogits` already."),
        ("one-number", (lambda g, *_: g.sum(), lambda g, *_: np.full(g.shape[1], g.sum())), f"This is one number, the sum of all of `{of}`.", "Each bias has a gradient of its own."),
        ("one-example", (lambda g, *_: g[0] + 0, lambda g, *_: g[-1] + 0), f"This is what a single example sends back, the first row of `{of}` or the last.",
         "All examples use the same bias: add up over them."),
        ("without-upstream", (lambda g, *_: np.ones(g.shape[1]), lambda g, *_: np.zeros(g.shape[1]), lambda g, *_: np.full(g.shape[1], float(len(g)))),
         f"There is nothing of `{of}` in it.", f"The slope with respect to a bias is 1; it is multiplied with what arrives, `{of}`, and the examples add up."),
        ("from-the-values", lambda g, values, *_: values.sum(axis=0), f"This is made with `{of[1:]}`, and not with the gradient there, `{of}`.",
         "A gradient is made of what comes back, and that is called d-something."),
        ("kept-axis", (lambda g, *_: g.sum(axis=0, keepdims=True), lambda g, *_: g.sum(axis=0)[:, None]), f"`{name}` has an axis of length 1 too many.",
         "A bias is flat, and so is its gradient."),
    )


_LEDGER = (
    _line("dlogits", "logits, labels", ("N", "C"), _softmax_backward_reference,
          *((m.id, m.function, m.title, m.explanation) for m in softmax_cross_entropy_backward.mistakes
            if m.id in ("not-averaged", "averaged-twice", "divided-by-classes", "divided-by-entries", "probabilities-only", "sign-turned", "sign-turned-not-averaged",
                        "targets-only", "labels-as-numbers", "labels-along-rows", "every-labelled-column", "target-scaled-alone", "probabilities-scaled-alone", "no-softmax",
                        "before-softmax", "true-class-only", "one-row", "softmax-over-rows", "softmax-over-everything", "sum-not-kept", "exponentials-only", "softmax-twice",
                        "log-probabilities", "sigmoid", "back-through-softmax", "target-added", "true-class-positive", "true-class-replaced",
                        "rows-missed", "one-label-for-all", "target-scaled-twice", "one-from-every-class", "identity-for-targets", "logits-turned", "squared", "multiplied-by-n",
                        "labels-from-one", "largest-taken-for-true", "classes-from-largest-label"))),
    _line("dW2", "dlogits, hidden, logits, z1", ("C", "H"), lambda dlogits, hidden, logits, z1: dlogits.T @ hidden,
          ("transposed", lambda g, hidden, logits, z1: hidden.T @ g, "`dW2` is the right one transposed, (H, C).", "A gradient has the shape of what it belongs to, and `W2` is (C, H)."),
          ("before-relu", lambda g, hidden, logits, z1: g.T @ z1, "`dW2` is made with `z1`, what went into relu.",
           "The second layer is given `hidden`: that is what its weights are multiplied with."),
          ("from-the-values", lambda g, hidden, logits, z1: logits.T @ hidden, "`dW2` is made with `logits`, and not with the gradient there, `dlogits`.",
           "A gradient is made of what comes back, and that is called d-something."),
          ("from-the-mask", lambda g, hidden, logits, z1: g.T @ (hidden > 0), "`dW2` is made with relu's mask, and not with what relu gave.",
           "The second layer is given `hidden`: that is what its weights are multiplied with. The mask belongs further back."),
          ("one-example", (lambda g, hidden, *_: np.outer(g[-1], hidden[-1]), lambda g, hidden, *_: np.outer(g[0], hidden[0])),
           "`dW2` holds what a single example sends back, the first or the last.", "All examples use the same weights: add up over them."),
          ("averaged", lambda g, hidden, logits, z1: g.T @ hidden / len(g), "`dW2` is averaged over the examples.", "It is a sum: the 1 / N of the mean loss is in `dlogits` already.")),
    _sum_line("db2", "dlogits"),
    _line("dhidden", "dlogits, W2, logits, z1", ("N", "H"), lambda dlogits, W2, logits, z1: dlogits @ W2,
          ("w-transposed", lambda g, W2, *_: g @ W2.T, "This is dlogits @ W2.T.", "The transpose stands in the forward step. Back, the sum runs over the outputs, which are the rows of `W2`."),
          ("transposed", lambda g, W2, *_: W2.T @ g.T, "`dhidden` is the right one transposed, (H, N).", "A batch comes first, as in `hidden`."),
          ("from-the-values", lambda g, W2, logits, z1: logits @ W2, "`dhidden` is made with `logits`, and not with the gradient there, `dlogits`.",
           "A gradient is made of what comes back, and that is called d-something."),
          ("masked-already", lambda g, W2, logits, z1: (g @ W2) * (z1 > 0), "relu's mask is in `dhidden` already.",
           "`dhidden` belongs to what relu *gave*; the mask comes with `dz1`. If no mask stands in this line: `dz1 = dhidden` makes no copy, "
           "and what is then written into `dz1` is written into `dhidden` as well."),
          ("times-hidden", lambda g, W2, logits, z1: (g @ W2) * _relu(z1), "`hidden` is multiplied in.", "How much a logit changes with a hidden unit is the weight between them, and nothing else."),
          ("without-weights", (lambda g, W2, *_: g + 0, lambda g, W2, *_: np.repeat(g.sum(axis=1, keepdims=True), W2.shape[1], axis=1)), "`dhidden` is made without `W2`.",
           "How much a logit changes with a hidden unit is the weight between them.")),
    _line("dz1", "dhidden, z1", ("N", "H"), _relu_backward_reference,
          *((m.id, m.function, _with_ledger_names(m.title), _with_ledger_names(m.explanation)) for m in relu_backward.mistakes
            if m.id in ("mask-alone", "mask-from-upstream", "both-masks", "open-at-zero", "mask-turned", "relu-itself", "times-relu", "times-z", "not-masked",
                        "arguments-exchanged", "sigmoid-slope", "half-at-zero", "sign-of-z", "closed-at-zero-only", "bracket-missing", "true-or-false", "product-clipped", "added"))),
    _line("dW1", "dz1, X, z1, dhidden", ("H", "d"), lambda dz1, X, z1, dhidden: dz1.T @ X,
          ("transposed", lambda g, X, *_: X.T @ g, "`dW1` is the right one transposed, (d, H).", "A gradient has the shape of what it belongs to, and `W1` is (H, d)."),
          ("past-relu", lambda g, X, z1, above: above.T @ X, "`dW1` is made with `dhidden`: relu is skipped.", "The first layer's affine map gave `z1`: what arrives at it is `dz1`."),
          ("from-the-values", lambda g, X, z1, above: z1.T @ X, "`dW1` is made with `z1`, and not with the gradient there, `dz1`.",
           "A gradient is made of what comes back, and that is called d-something."),
          ("one-example", (lambda g, X, *_: np.outer(g[-1], X[-1]), lambda g, X, *_: np.outer(g[0], X[0])),
           "`dW1` holds what a single example sends back, the first or the last.", "All examples use the same weights: add up over them."),
          ("averaged", lambda g, X, *_: g.T @ X / len(g), "`dW1` is averaged over the examples.", "It is a sum: the 1 / N of the mean loss is in `dlogits` already.")),
    _sum_line("db1", "dz1", instead=(
        ("past-relu", lambda g, z1, above: above.sum(axis=0), "`db1` is made with `dhidden`: relu is skipped.", "The first layer's affine map gave `z1`: what arrives at it is `dz1`."),)),
)

_LEDGER_FORMULAS = {
    "dlogits": _difference(), "dW2": lambda g, hidden, logits, z1: g.T @ hidden, "db2": lambda g, logits: g.sum(axis=0), "dhidden": lambda g, W2, logits, z1: g @ W2,
    "dz1": lambda g, z1: g * (z1 > 0), "dW1": lambda g, X, z1, above: g.T @ X, "db1": lambda g, z1, above: g.sum(axis=0),
}


def _with_line(name, mistaken):
    """A ledger with one line mistaken, and all the others what follows from the lines above them."""
    def ledger(X, labels, W1, b1, W2, b2):
        names = {"X": X, "labels": labels, "W2": W2, **_ledger_given(X, labels, W1, b1, W2, b2)}
        result = []
        for line in _LEDGER:
            arguments = [names[p] for p in line.call_signature.parameters]
            right = _LEDGER_FORMULAS[line.name](*arguments)
            result.append(mistaken(*arguments) if line.name == name else right)
            names[line.name] = result[-1] if np.shape(result[-1]) == np.shape(right) else right
        return tuple(result)
    return ledger


ledger = Exercise(
    name="ledger",
    notebook=NOTEBOOK,
    parameters="X, labels, W1, b1, W2, b2",
    reference=_ledger_reference,
    cases=_ledger_cases,
    inputs={"X": ("N", "d"), "labels": ("N",), "W1": ("H", "d"), "b1": ("H",), "W2": ("C", "H"), "b2": ("C",)},
    output={line.name: line.output for line in _LEDGER},
    ledger=Ledger(_LEDGER, _ledger_given),
    hints=(
        "Begin with the shapes: a gradient has the shape of what it belongs to. `dlogits` is softmax minus one-hot, over N. The lines below it can be "
        "filled in one by one; what is still `...` is left alone.",
        "Each layer needs what arrives from above and what went into it. A sum over the examples makes the gradients of weights and biases; a sum over the outputs makes what goes further down.",
        "`dlogits = softmax_cross_entropy_backward(logits, labels)`, or with `P` the softmax of the `logits`: `P[np.arange(N), labels] -= 1`, "
        "`dlogits = P / N`. Then `dW2 = dlogits.T @ hidden`, `db2 = dlogits.sum(axis=0)`, `dhidden = dlogits @ W2`, "
        "`dz1 = dhidden * (z1 > 0)`, `dW1 = dz1.T @ X`, `db1 = dz1.sum(axis=0)`.",
    ),
    mistakes=[Mistake(f"{line.name.lower()}-{m.id}", tuple(_with_line(line.name, f) for f in m.functions), m.title, m.explanation)
              for line in _LEDGER for m in line.mistakes],
)
