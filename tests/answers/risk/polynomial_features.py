"""Students' answers to `polynomial_features`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("polynomial_features")
def powers_broadcast(x, degree):
    return x[:, None] ** np.arange(degree + 1)


@right("polynomial_features")
def powers_vander(x, degree):
    return np.vander(x, degree + 1, increasing=True)


@right("polynomial_features")
def powers_vander_turned(x, degree):
    return np.vander(x, degree + 1)[:, ::-1]


@right("polynomial_features")
def powers_stack(x, degree):
    return np.stack([x ** k for k in range(degree + 1)], axis=1)


@right("polynomial_features")
def powers_column_stack(x, degree):
    return np.column_stack([np.power(x, k) for k in range(degree + 1)])


@right("polynomial_features")
def powers_array_of_columns(x, degree):
    columns = []
    for k in range(0, degree + 1):
        columns.append(x ** k)
    return np.array(columns).T


@right("polynomial_features")
def powers_double_loop(x, degree):
    out = np.zeros((len(x), degree + 1))
    for i in range(len(x)):
        for k in range(degree + 1):
            out[i, k] = x[i] ** k
    return out


@right("polynomial_features")
def powers_by_multiplying(x, degree):
    F = np.ones((len(x), degree + 1))
    for k in range(1, degree + 1):
        F[:, k] = F[:, k - 1] * x
    return F


@right("polynomial_features")
def powers_cumprod(x, degree):
    steps = np.repeat(x[:, None], degree + 1, axis=1).astype(float)
    steps[:, 0] = 1
    return np.cumprod(steps, axis=1)


@right("polynomial_features")
def powers_lists(x, degree):
    return [[float(v) ** k for k in range(degree + 1)] for v in x]


@right("polynomial_features")
def powers_polyvander(x, degree):
    return np.polynomial.polynomial.polyvander(x, degree)


@right("polynomial_features")
def powers_outer(x, degree):
    return np.power.outer(x.astype(float), np.arange(degree + 1))


@right("polynomial_features")
def powers_recursive(x, degree):
    if degree == 0:
        return np.ones((len(x), 1))
    before = powers_recursive(x, degree - 1)
    return np.hstack([before, before[:, -1:] * x.reshape(-1, 1)])


@right("polynomial_features")
def powers_ones_and_rest(x, degree):
    return np.concatenate([np.ones((x.size, 1)), x.reshape(-1, 1) ** np.arange(1, degree + 1)], axis=1)


@right("polynomial_features")
def powers_horner_columns(x, degree):
    out, column = np.empty((x.shape[0], degree + 1), dtype=np.float32), np.ones(len(x))
    for k in range(degree + 1):
        out[:, k] = column
        column = column * x
    return out


right("polynomial_features")(lambda x, degree: np.transpose([x ** k for k in range(degree + 1)]))


# ---------------------------------------------------------------- wrong


@wrong("polynomial_features", "highest-left-out")
def powers_range_degree(x, degree):
    """range(degree): x**degree is missing."""
    return np.stack([x ** k for k in range(degree)], axis=1) if degree else np.zeros((len(x), 0))


@wrong("polynomial_features", "highest-left-out")
def powers_vander_degree(x, degree):
    """np.vander's N is the number of columns."""
    return np.vander(x, degree, increasing=True)


@wrong("polynomial_features", "ones-left-out")
def powers_from_one(x, degree):
    """Begins at x**1."""
    return x[:, None] ** np.arange(1, degree + 1)


@wrong("polynomial_features", "columns-reversed")
def powers_vander_default(x, degree):
    """np.vander begins with the highest power."""
    return np.vander(x, degree + 1)


@wrong("polynomial_features", "columns-reversed")
def powers_range_downward(x, degree):
    """A range that goes down."""
    return np.column_stack([x ** k for k in range(degree, -1, -1)])


@wrong("polynomial_features", "transposed")
def powers_rows(x, degree):
    """One power a row."""
    return np.array([x ** k for k in range(degree + 1)])


@wrong("polynomial_features", "transposed")
def powers_as_rows_by_broadcasting(x, degree):
    """The new axis is on the wrong one."""
    return x ** np.arange(degree + 1)[:, None]


@wrong("polynomial_features", "multiples")
def powers_times(x, degree):
    """* for **."""
    return x[:, None] * np.arange(degree + 1)


@wrong("polynomial_features", "base-and-exponent-exchanged")
def powers_of_k(x, degree):
    """k ** x."""
    with np.errstate(all="ignore"):
        return np.arange(degree + 1.0) ** x[:, None].astype(float)


@wrong("polynomial_features", "one-power-up")
def powers_one_up(x, degree):
    """x**1 .. x**(degree + 1)."""
    return x[:, None] ** np.arange(1, degree + 2)


@wrong("polynomial_features", "one-power-up")
def powers_cumprod_of_x(x, degree):
    """cumprod of x alone begins with x."""
    return np.cumprod(np.tile(x[:, None], (1, degree + 1)), axis=1)


@wrong("polynomial_features", "one-column-too-many")
def powers_one_more(x, degree):
    """range(degree + 2)."""
    return np.stack([x ** k for k in range(degree + 2)], axis=1)


@wrong("polynomial_features", "highest-only")
def powers_highest(x, degree):
    """Only x ** degree."""
    return x ** degree


@wrong("polynomial_features", "summed")
def powers_summed(x, degree):
    """The powers are added up."""
    total = 0
    for k in range(degree + 1):
        total = total + x ** k
    return total


@wrong("polynomial_features", "zeros-first")
def powers_first_column_zero(x, degree):
    """The first column is never filled."""
    F = np.zeros((len(x), degree + 1))
    for k in range(1, degree + 1):
        F[:, k] = x ** k
    return F


@wrong("polynomial_features", "ones-last")
def powers_ones_at_the_end(x, degree):
    """The ones are appended."""
    return np.column_stack([x ** k for k in range(1, degree + 1)] + [np.ones(len(x))])


@wrong("polynomial_features", "one-column-over-and-over")
def powers_same_array(x, degree):
    """The same array is appended each time, and multiplied in place."""
    columns, power = [], np.ones(len(x))
    for k in range(degree + 1):
        columns.append(power)
        if k < degree:
            power *= x
    return np.column_stack(columns)


@wrong("polynomial_features", "integer-truncation")
def powers_in_integers(x, degree):
    """An array of whole numbers."""
    F = np.zeros((len(x), degree + 1), dtype=int)
    for k in range(degree + 1):
        F[:, k] = x ** k
    return F


@wrong("polynomial_features", "absolute-value")
def powers_absolute(x, degree):
    """|x|, so that nothing goes wrong with negative numbers."""
    return np.abs(x)[:, None] ** np.arange(degree + 1)


@wrong("polynomial_features", "flat")
def powers_flat(x, degree):
    """Not cut into rows."""
    return np.array([v ** k for v in x for k in range(degree + 1)])


@wrong("polynomial_features", "raised")
def powers_no_new_axis(x, degree):
    """(N,) against (degree + 1,)."""
    return x ** np.arange(degree + 1)


@wrong("polynomial_features", "repeated-squaring")
def powers_squared_again(x, degree):
    """Each column is the square of the one before."""
    columns = [np.ones(len(x)), x * 1.0]
    while len(columns) <= degree:
        columns.append(columns[-1] ** 2)
    return np.column_stack(columns[:degree + 1])


@wrong("polynomial_features", None)
def powers_of_sines(x, degree):
    """Sines."""
    return np.sin(x[:, None] * np.arange(degree + 1))
