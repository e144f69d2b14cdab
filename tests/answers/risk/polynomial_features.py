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


@right("polynomial_features")
def powers_by_cumprod(x, degree):
    F = np.repeat(np.asarray(x, float)[:, None], degree + 1, axis=1)
    F[:, 0] = 1
    return np.cumprod(F, axis=1)


@right("polynomial_features")
def powers_recursive_again(x, degree):
    if degree == 0:
        return np.ones((len(x), 1))
    F = powers_recursive_again(x, degree - 1)
    return np.hstack([F, F[:, -1:] * x[:, None]])


@right("polynomial_features")
def powers_vander_turned_round(x, degree):
    return np.vander(x, degree + 1)[:, ::-1]


@right("polynomial_features")
def powers_by_vectorize(x, degree):
    return np.vectorize(pow, otypes=[float])(x[:, None], np.arange(degree + 1)[None, :])


@right("polynomial_features")
def powers_by_meshgrid(x, degree):
    a, b = np.meshgrid(np.arange(degree + 1), x)
    return b ** a


@right("polynomial_features")
def powers_by_fromfunction(x, degree):
    return np.fromfunction(lambda i, k: x[i.astype(int)].astype(float) ** k, (len(x), degree + 1))


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


@wrong("polynomial_features", "highest-left-out")
def powers_ones_then_up_to_degree_minus_one(x, degree):
    """The last power is left out, the ones are there."""
    return np.stack([np.ones(len(x))] + [x ** k for k in range(1, degree)], axis=1)


@wrong("polynomial_features", "flat")
def powers_behind_each_other(x, degree):
    """All powers behind each other, one column after the other."""
    return np.concatenate([x ** k for k in range(degree + 1)])


@wrong("polynomial_features", "reshaped-not-transposed")
def powers_reshaped(x, degree):
    """Reshaped where it should be turned over."""
    return np.array([x ** k for k in range(degree + 1)]).reshape(len(x), degree + 1)


@wrong("polynomial_features", "added-not-multiplied")
def powers_cumsum_of_columns(x, degree):
    """cumsum where cumprod is meant."""
    F = np.repeat(x[:, None], degree + 1, axis=1).astype(float)
    F[:, 0] = 1
    return np.cumsum(F, axis=1)


@wrong("polynomial_features", "first-row-everywhere")
def powers_first_number_tiled(x, degree):
    """The powers of the first number in every row."""
    return np.tile(x[0] ** np.arange(degree + 1.0), (len(x), 1))


@wrong("polynomial_features", "vander-as-it-is")
def powers_vander_short(x, degree):
    """np.vander(x, degree)."""
    return np.vander(x, degree)


@wrong("polynomial_features", "zeros-everywhere")
def powers_product_from_zero(x, degree):
    """The products begin with 0."""
    F = np.zeros((len(x), degree + 1))
    for k in range(1, degree + 1):
        F[:, k] = F[:, k - 1] * x
    return F


@wrong("polynomial_features", "last-row-everywhere")
def powers_rows_are_one_list(x, degree):
    """All rows are the same list."""
    F = [[1.0] * (degree + 1)] * len(x)
    for i in range(len(x)):
        for k in range(degree + 1):
            F[i][k] = float(x[i]) ** k
    return np.array(F)


@wrong("polynomial_features", "last-row-everywhere")
def powers_row_written_over(x, degree):
    """One list is appended again and again."""
    rows = []
    row = [0] * (degree + 1)
    for v in x:
        for k in range(degree + 1):
            row[k] = v ** k
        rows.append(row)
    return np.array(rows)


@wrong("polynomial_features", "row-number-as-exponent")
def powers_row_number_in_the_exponent(x, degree):
    """i in the exponent in place of k."""
    F = np.zeros((len(x), degree + 1))
    for i in range(len(x)):
        for k in range(degree + 1):
            F[i, k] = x[i] ** i
    return F


@wrong("polynomial_features", "product-not-set-back")
def powers_product_goes_on(x, degree):
    """The product is not set back for the next row."""
    F = np.ones((len(x), degree + 1))
    p = 1.0
    for i in range(len(x)):
        for k in range(degree + 1):
            F[i, k] = p
            p *= x[i]
    return F


@wrong("polynomial_features", "raised")
def powers_hat_for_power(x, degree):
    """^ for **."""
    return np.stack([x ^ k for k in range(degree + 1)], axis=1)


@wrong("polynomial_features", "x-left-out")
def powers_no_column_of_x(x, degree):
    """After the ones comes the square."""
    cols = [np.ones(len(x))]
    for k in range(2, degree + 1):
        cols.append(x ** k)
    return np.stack(cols, axis=1)


@wrong("polynomial_features", "one-column-over-and-over")
def powers_one_column_appended_in_place(x, degree):
    """One array is appended, and multiplied in place afterwards."""
    cols = []
    p = np.ones(len(x))
    for k in range(degree + 1):
        cols.append(p)
        p *= x
    return np.stack(cols, axis=1)


@wrong("polynomial_features", "wrong-shape")
def powers_too_few_exponents(x, degree):
    """degree exponents from 0 to degree."""
    return x[:, None] ** np.linspace(0, degree, degree)


@wrong("polynomial_features", None)
def powers_columns_normalised(x, degree):
    """Each column is divided by its length."""
    F = np.stack([x ** k for k in range(degree + 1)], axis=1)
    return F / np.linalg.norm(F, axis=0)
