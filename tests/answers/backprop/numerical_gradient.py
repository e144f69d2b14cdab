"""Students' answers to `numerical_gradient`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import itertools

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("numerical_gradient")
def gradient_ndindex(f, x, h=1e-5):
    out = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        out[i] = (f(x + step) - f(x - step)) / (2 * h)
    return out


@right("numerical_gradient")
def gradient_in_place_restored(f, x, h=1e-5):
    """CS231n's way; a float copy only where x holds whole numbers."""
    if x.dtype.kind in "iu":
        x = x.astype(float)
    grad = np.zeros(x.shape)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + h
        plus = f(x)
        x[i] = old - h
        minus = f(x)
        x[i] = old
        grad[i] = (plus - minus) / (2 * h)
        it.iternext()
    return grad


@right("numerical_gradient")
def gradient_in_place_steps(f, x, h=1e-5):
    """Back by += and -=: restored up to rounding."""
    x = np.array(x, dtype=np.float64)
    grad = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        b = f(x)
        x[i] += h
        grad[i] = (a - b) / (2 * h)
    return grad


@right("numerical_gradient")
def gradient_in_the_argument(f, x, h=1e-5):
    """Moves the argument itself and brings it back by += and -=: up to rounding it is as before."""
    if not np.issubdtype(x.dtype, np.floating):
        x = x.astype(float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        b = f(x)
        x[i] += h
        grad[i] = (a - b) / (2 * h)
    return grad


@right("numerical_gradient")
def gradient_flat(f, x, h=1e-5):
    flat = x.ravel().astype(float)
    out = []
    for k in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[k] += h
        down[k] -= h
        out.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / 2 / h)
    return np.array(out).reshape(x.shape)


@right("numerical_gradient")
def gradient_identity(f, x, h=1e-5):
    steps = h * np.eye(x.size)
    values = [f(x + e.reshape(x.shape)) - f(x - e.reshape(x.shape)) for e in steps]
    return (np.array(values) / (2 * h)).reshape(x.shape)


@right("numerical_gradient")
def gradient_enumerated(f, x, h=1e-5):
    x = x * 1.0
    g = np.zeros_like(x)
    for i, value in np.ndenumerate(x.copy()):
        x[i] = value + h
        g[i] = f(x)
        x[i] = value - h
        g[i] -= f(x)
        x[i] = value
    return g / (2 * h)


@right("numerical_gradient")
def gradient_product(f, x, h=1e-5):
    g = np.zeros(x.shape, dtype=float)
    for i in itertools.product(*map(range, x.shape)):
        a = np.array(x, float)
        a[i] += h
        b = np.array(x, float)
        b[i] -= h
        g[i] = float(f(a) - f(b)) / (2.0 * h)
    return g


@right("numerical_gradient")
def gradient_two_halves(f, x, h=1e-5):
    """The mean of the forward and the backward difference is the central one."""
    def one(i):
        e = np.zeros(x.shape)
        e[i] = h
        here = f(x.astype(float))
        return ((f(x + e) - here) / h + (here - f(x - e)) / h) / 2
    return np.array([one(i) for i in np.ndindex(x.shape)]).reshape(x.shape)


@right("numerical_gradient")
def gradient_nested_list(f, x, h=1e-5):
    def slopes(index):
        if len(index) == x.ndim:
            e = np.zeros(x.shape)
            e[index] = h
            return float((f(x + e) - f(x - e)) / (2 * h))
        return [slopes((*index, k)) for k in range(x.shape[len(index)])]
    return slopes(())


@right("numerical_gradient")
def gradient_flat_iterator(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for k in range(x.size):
        a, b = x.astype("float64"), x.astype("float64")
        a.flat[k] += h
        b.flat[k] -= h
        g.flat[k] = (f(a) - f(b)) / (2 * h)
    return g


class Central:
    def __call__(self, f, x, h=1e-5):
        return gradient_ndindex(f, x, h)


right("numerical_gradient")(Central())


# ---------------------------------------------------------------- wrong


@wrong("numerical_gradient", "forward-difference")
def gradient_forward(f, x, h=1e-5):
    """(f(x + h) - f(x)) / h."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x)) / h
    return g


@wrong("numerical_gradient", "backward-difference")
def gradient_backward(f, x, h=1e-5):
    """(f(x) - f(x - h)) / h."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x) - f(x - e)) / h
    return g


@wrong("numerical_gradient", "divided-by-h")
def gradient_by_h(f, x, h=1e-5):
    """The distance is 2 h, not h."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / h
    return g


@wrong("numerical_gradient", "precedence")
def gradient_brackets(f, x, h=1e-5):
    """/ 2 * h multiplies by h."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / 2 * h
    return g


@wrong("numerical_gradient", "h-ignored")
def gradient_fixed_h(f, x, h=1e-5):
    """Sets h itself."""
    h = 1e-5
    return gradient_ndindex(f, x, h)


@wrong("numerical_gradient", "h-ignored")
def gradient_fixed_eps(f, x, h=1e-5):
    """Uses an eps of its own."""
    eps = 1e-4
    return gradient_ndindex(f, x, eps)


@wrong("numerical_gradient", "default-h")
def gradient_other_default(f, x, h=1e-3):
    """The default is 1e-3."""
    return gradient_flat(f, x, h)


@wrong("numerical_gradient", "wrong-signature")
def gradient_no_default(f, x, h):
    """h has no default."""
    return gradient_flat(f, x, h)


@wrong("numerical_gradient", "all-at-once")
def gradient_whole(f, x, h=1e-5):
    """Moves all entries at once."""
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong("numerical_gradient", "all-at-once")
def gradient_whole_filled(f, x, h=1e-5):
    """Moves all entries at once, in a loop over them."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        g[i] = (f(x + h) - f(x - h)) / (2 * h)
    return g


@wrong("numerical_gradient", "whole-rows")
def gradient_rows(f, x, h=1e-5):
    """One index where x has two axes."""
    g = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.astype(float), x.astype(float)
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", "not-restored")
def gradient_not_restored(f, x, h=1e-5):
    """x stays at x - h."""
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        g[i] = (a - f(x)) / (2 * h)
    return g


@wrong("numerical_gradient", "one-sided-half")
def gradient_one_step_back(f, x, h=1e-5):
    """From x + h back by h: that is x."""
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= h
        g[i] = (a - f(x)) / (2 * h)
    return g


@wrong("numerical_gradient", "changed-input")
def gradient_spoils_x(f, x, h=1e-5):
    """Writes f's values into x in the end."""
    g = gradient_flat(f, x, h)
    x[...] = g
    return g


@wrong("numerical_gradient", "integer-truncation")
def gradient_integer_steps(f, x, h=1e-5):
    """A copy of an integer x cannot take the step."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old - h
        b = f(x)
        x[i] = old
        g[i] = (a - b) / (2 * h)
    return g


@wrong("numerical_gradient", "integer-truncation")
def gradient_integer_result(f, x, h=1e-5):
    """zeros_like(x) is an integer array where x is."""
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "flat")
def gradient_stays_flat(f, x, h=1e-5):
    """Is not put back into shape."""
    return np.array([(f(x + h * e.reshape(x.shape)) - f(x - h * e.reshape(x.shape))) / (2 * h) for e in np.eye(x.size)])


@wrong("numerical_gradient", "diagonal-only")
def gradient_diagonal(f, x, h=1e-5):
    """x[i, i] alone."""
    whole = gradient_flat(f, x, h)
    g = np.zeros(x.shape)
    for i in range(min(x.shape)):
        g[(i,) * x.ndim] = whole[(i,) * x.ndim]
    return g


@wrong("numerical_gradient", "first-entry-only")
def gradient_returns_in_loop(f, x, h=1e-5):
    """return stands in the loop."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
        return g


@wrong("numerical_gradient", "sign-turned")
def gradient_reversed(f, x, h=1e-5):
    """f(x - h) - f(x + h)."""
    return -gradient_flat(f, x, h)


@wrong("numerical_gradient", "raised")
def gradient_flattened_argument(f, x, h=1e-5):
    """Hands f a flat x."""
    flat = x.ravel().astype(float)
    g = np.zeros(flat.size)
    for k in range(flat.size):
        a, b = flat.copy(), flat.copy()
        a[k] += h
        b[k] -= h
        g[k] = (f(a) - f(b)) / (2 * h)
    return g.reshape(x.shape)


@wrong("numerical_gradient", "sum-of-values")
def gradient_plus(f, x, h=1e-5):
    """Adds the two values."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) + f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "returned-none")
def gradient_no_return(f, x, h=1e-5):
    """No return."""
    g = gradient_flat(f, x, h)


@wrong("numerical_gradient", "bracket-missing")
def gradient_divides_one_value(f, x, h=1e-05):
    """No brackets around the difference."""
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros_like(x)
        e[i] = h
        g[i] = f(x + e) - f(x - e) / (2 * h)
    return g


@wrong("numerical_gradient", "all-zero")
def gradient_two_names(f, x, h=1e-05):
    """Two names for one array: what the one adds the other takes away."""
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        plus = x
        minus = x
        plus[i] += h
        minus[i] -= h
        g[i] = (f(plus) - f(minus)) / (2 * h)
    return g


@wrong("numerical_gradient", "all-zero")
def gradient_moves_a_copy(f, x, h=1e-05):
    """Moves the flattened copy, and asks f for the array that stays as it was."""
    x = x.astype(float)
    flat = x.flatten()
    g = np.zeros(x.size)
    for i in range(x.size):
        flat[i] += h
        p = f(x)
        flat[i] -= 2 * h
        m = f(x)
        flat[i] += h
        g[i] = (p - m) / (2 * h)
    return g.reshape(x.shape)


@wrong("numerical_gradient", "not-restored")
def gradient_keeps_the_step(f, x, h=1e-05):
    """The array of steps is made once, before the loop."""
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    e = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "higher-order")
def gradient_five_points(f, x, h=1e-05):
    """The formula with four values."""
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (8 * (f(x + e) - f(x - e)) - f(x + 2 * e) + f(x - 2 * e)) / (12 * h)
    return g


@wrong("numerical_gradient", "second-difference")
def gradient_second(f, x, h=1e-05):
    """The second derivative."""
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - 2 * f(x) + f(x - e)) / h ** 2
    return g


@wrong("numerical_gradient", "single-precision")
def gradient_float32(f, x, h=1e-05):
    """Everything in float32."""
    x = np.array(x, dtype=np.float32)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape, np.float32)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "relative-step")
def gradient_multiplies(f, x, h=1e-05):
    """Moves by h times the entry."""
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a = x.copy()
        a[i] *= 1 + h
        b = x.copy()
        b[i] *= 1 - h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g


@wrong("numerical_gradient", "one-number-everywhere")
def gradient_fills_all(f, x, h=1e-05):
    """`g[:]` where `g[i]` belongs."""
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[:] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "one-number-everywhere")
def gradient_adds_up(f, x, h=1e-05):
    """`g +=` where `g[i] =` belongs."""
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g += (f(x + e) - f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "integer-truncation")
def gradient_integer_step(f, x, h=1e-05):
    """The step is written into an integer array, and is 0 there."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros_like(x)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@wrong("numerical_gradient", "divided-by-h-squared")
def gradient_by_h_squared(f, x, h=1e-05):
    """Over h squared."""
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / h ** 2
    return g


@wrong("numerical_gradient", "left-at-zero")
def gradient_skips_the_first(f, x, h=1e-05):
    """Begins with the second entry."""
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in list(np.ndindex(x.shape))[1:]:
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@right("numerical_gradient")
def gradient_side_by_side(f, x, h=1e-05):
    g = np.zeros(x.shape)
    for sign in (1, -1):
        for i in np.ndindex(x.shape):
            y = x.astype(float)
            y[i] += sign * h
            g[i] += sign * f(y)
    return g / (2 * h)


@right("numerical_gradient")
def gradient_recursion(f, x, h=1e-05):
    y = np.array(x, float)

    def go(index, depth):
        if depth == y.ndim:
            a = y.copy()
            a[index] = y[index] + h
            p = f(a)
            a[index] = y[index] - h
            return (p - f(a)) / (2 * h)
        return [go(index + (k,), depth + 1) for k in range(y.shape[depth])]
    return np.array(go((), 0))


@right("numerical_gradient")
def gradient_unravelled(f, x, h=1e-05):
    y = x * 1.0

    def d(k):
        i = np.unravel_index(k, y.shape)
        a = y.copy()
        a[i] += h
        b = y.copy()
        b[i] -= h
        return (f(a) - f(b)) / (2 * h)
    return np.fromiter(map(d, range(y.size)), float).reshape(y.shape)


@right("numerical_gradient")
def gradient_true_step(f, x, h=1e-05):
    y = np.array(x, float)
    g = np.zeros_like(y)
    for i in np.ndindex(y.shape):
        a, b = y.copy(), y.copy()
        a[i] += h
        b[i] -= h
        g[i] = (f(a) - f(b)) / (a[i] - b[i])
    return g
