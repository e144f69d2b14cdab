"""Students' answers to `scale_rows`."""
# ruff: noqa: B006, F821, F841 (such slips are what these answers are about)

import functools

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("scale_rows")
def scale_rows_new_axis(X, s):
    return X * s[:, None]


@right("scale_rows")
def scale_rows_reshape(X, s):
    return s.reshape(-1, 1) * X


@right("scale_rows")
def scale_rows_loops(X, s):
    N, d = X.shape
    out = np.zeros((N, d))
    for i in range(N):
        for j in range(d):
            out[i, j] = s[i] * X[i, j]
    return out


@right("scale_rows")
def scale_rows_einsum(X, s):
    return np.einsum("ij,i->ij", X, s)


@right("scale_rows")
def scale_rows_transposes(X, s):
    return (X.T * s).T


@right("scale_rows")
def scale_rows_diagonal(X, s):
    return np.diag(s) @ X


@right("scale_rows")
def scale_rows_nested_lists(X, s):
    return [[x * factor for x in row] for row, factor in zip(X.tolist(), s.tolist())]


@right("scale_rows")
def scale_rows_list_of_rows(X, s):
    return [row * factor for row, factor in zip(X, s)]


@right("scale_rows")
def scale_rows_in_place_on_a_copy(X, s):
    X = X.astype(float)
    for i in range(len(X)):
        X[i] *= s[i]
    return X


@right("scale_rows")
def scale_rows_matrix(X, s):
    return np.matrix(np.diag(s)) * np.matrix(X)


@right("scale_rows")
def scale_rows_single_precision(X, s):
    return X.astype(np.float32) * s.astype(np.float32)[:, np.newaxis]


@right("scale_rows")
def scale_rows_map(X, s):
    return np.array(list(map(lambda row, factor: factor * row, X, s)))


@right("scale_rows")
def scale_rows_vstack(X, s):
    rows = []
    for i, row in enumerate(X):
        rows.append(row * s[i])
    return np.vstack(rows)


@right("scale_rows")
def scale_rows_repeat(X, s):
    return X * np.repeat(s, X.shape[1]).reshape(X.shape)


@right("scale_rows")
def scale_rows_tile(X, s):
    S = np.tile(s, (X.shape[1], 1)).T
    return np.multiply(X, S)


@right("scale_rows")
def scale_rows_recursion(X, s):
    if len(X) == 1:
        return X * s[0]
    half = len(X) // 2
    return np.concatenate([scale_rows_recursion(X[:half], s[:half]), scale_rows_recursion(X[half:], s[half:])])


@right("scale_rows")
def scale_rows_read_only_result(X, s):
    out = X * np.expand_dims(s, 1)
    out.flags.writeable = False
    return out


@right("scale_rows")
def scale_rows_column_major(X, s):
    return np.asfortranarray(X * s[:, None])


@right("scale_rows")
def scale_rows_complex_detour(X, s):
    return (X * s.astype(complex)[:, None]).real


right("scale_rows")(lambda X, s: np.stack([a * b for a, b in zip(X, s)]))


@right("scale_rows")
def scale_rows_prints_on_the_way(X, s):
    print("X has the shape", X.shape)
    print("s has the shape", s.shape)
    return X * s[:, None]


class RowScaler:
    def __call__(self, X, s):
        return X * s[..., None]


right("scale_rows")(RowScaler())
right("scale_rows")(functools.partial(np.einsum, "nd,n->nd"))


@right("scale_rows")
def scale_rows_default_argument(X, s, axis=0):
    shape = [1, 1]
    shape[axis] = -1
    return X * s.reshape(shape)


# ---------------------------------------------------------------- wrong


@wrong("scale_rows", "scales-columns")
def scale_rows_broadcasts(X, s):
    """Multiplies without a new axis, so that numpy lines s up with the columns."""
    return X * s


@wrong("scale_rows", "scales-columns")
def scale_rows_multiply(X, s):
    """np.multiply without a new axis: s meets the columns."""
    return np.multiply(X, s)


@wrong("scale_rows", "scales-columns")
def scale_rows_scales_columns_loop(X, s):
    """Multiplies column j by s[j]."""
    out = X.astype(float)
    for j in range(X.shape[1]):
        out[:, j] = out[:, j] * s[j]
    return out


@wrong("scale_rows", "scales-columns")
def scale_rows_index_swapped(X, s):
    """The scale has the column's index instead of the row's."""
    out = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            out[i, j] = X[i, j] * s[j]
    return out


@wrong("scale_rows", "scales-columns")
def scale_rows_einsum_columns(X, s):
    """The einsum's s runs with the columns."""
    return np.einsum("ij,j->ij", X, s)


@wrong("scale_rows", "scales-columns")
def scale_rows_new_axis_in_front(X, s):
    """The new axis is put in front, which changes nothing."""
    return X * s[None, :]


@wrong("scale_rows", "scales-columns")
def scale_rows_diagonal_right(X, s):
    """Multiplies by the diagonal matrix from the right, which scales columns."""
    return X @ np.diag(s)


@wrong("scale_rows", "sums-rows")
def scale_rows_matrix_product(X, s):
    """A matrix product instead of a scaling: sums the rows up."""
    return s @ X


@wrong("scale_rows", "matrix-vector-product")
def scale_rows_matrix_product_right(X, s):
    """A matrix product with s from the right."""
    return X @ s


@wrong("scale_rows", "sums-rows")
def scale_rows_matmul_column(X, s):
    """X.T @ s: one number a column."""
    return X.T @ s


@wrong("scale_rows", "sums-rows")
def scale_rows_einsum_sums(X, s):
    """The einsum leaves the row's index out of the result and so sums over rows."""
    return np.einsum("ij,i->j", X, s)


@wrong("scale_rows", "row-sums")
def scale_rows_einsum_sums_columns(X, s):
    """The einsum leaves the column's index out: row sums, scaled."""
    return np.einsum("ij,i->i", X, s)


@wrong("scale_rows", "changed-input")
def scale_rows_in_place(X, s):
    """Multiplies the student's X itself, in place."""
    for i in range(len(X)):
        X[i] = X[i] * s[i]
    return X


@wrong("scale_rows", "changed-input")
def scale_rows_in_place_operator(X, s):
    """*= changes X itself."""
    X *= s[:, None]
    return X


@wrong("scale_rows", "changed-input")
def scale_rows_in_place_through_alias(X, s):
    """out = X is no copy."""
    out = X
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            out[i][j] *= s[i]
    return out


@wrong("scale_rows", "changed-input")
def scale_rows_in_place_through_view(X, s):
    """np.asarray makes no copy of an array that is there already."""
    out = np.asarray(X)
    out *= s.reshape(-1, 1)
    return out


@wrong("scale_rows", "changed-input")
def scale_rows_reshapes_argument(X, s):
    """Gives the argument s another shape for good."""
    s.shape = (-1, 1)
    return X * s


@wrong("scale_rows", "integer-truncation")
def scale_rows_keeps_integers(X, s):
    """The result has X's integer dtype, so that fractions are cut off."""
    out = np.zeros_like(X)
    for i in range(len(X)):
        out[i] = X[i] * s[i]
    return out


@wrong("scale_rows", "integer-truncation")
def scale_rows_copy_keeps_integers(X, s):
    """A copy of an integer X holds integers."""
    out = X.copy()
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            out[i, j] = X[i, j] * s[i]
    return out


@wrong("scale_rows", "truncated")
def scale_rows_int(X, s):
    """Casts the result to integers."""
    return (X * s[:, None]).astype(int)


@wrong("scale_rows", "truncated")
def scale_rows_round(X, s):
    """Rounds the result."""
    return np.round(X * s[:, None])


@wrong("scale_rows", "divides")
def scale_rows_divides(X, s):
    """Divides instead of multiplying."""
    return X / s[:, None]


@wrong("scale_rows", "divides")
def scale_rows_divides_loop(X, s):
    """Divides each row."""
    return np.array([row / k for row, k in zip(X, s)])


@wrong("scale_rows", "adds")
def scale_rows_adds(X, s):
    """Adds instead of multiplying."""
    return X + s[:, None]


@wrong("scale_rows", "adds")
def scale_rows_adds_loop(X, s):
    """Adds s[i] to row i."""
    out = []
    for i in range(len(X)):
        out.append(X[i] + s[i])
    return np.array(out)


@wrong("scale_rows", "subtracts")
def scale_rows_subtracts(X, s):
    """Subtracts instead of multiplying."""
    return X - s[:, None]


@wrong("scale_rows", "first-factor-only")
def scale_rows_first_scale_only(X, s):
    """Scales every row by s[0]."""
    return X * s[0]


@wrong("scale_rows", "last-factor-only")
def scale_rows_last_scale_only(X, s):
    """The loop multiplies the whole of X, and only the last round is left."""
    for k in s:
        out = X * k
    return out


@wrong("scale_rows", "all-factors")
def scale_rows_every_scale(X, s):
    """Multiplies all of X by every scale in turn."""
    out = X
    for k in s:
        out = out * k
    return out


@wrong("scale_rows", "all-factors")
def scale_rows_every_scale_prod(X, s):
    """Multiplies by the product of all scales."""
    return X * np.prod(s)


@wrong("scale_rows", "total-factor")
def scale_rows_sum_of_scales(X, s):
    """Multiplies by the sum of all scales."""
    return X * s.sum()


@wrong("scale_rows", "left-at-zero")
def scale_rows_off_by_one_short(X, s):
    """Leaves the last row out."""
    out = np.zeros(X.shape)
    for i in range(len(X) - 1):
        out[i] = X[i] * s[i]
    return out


@wrong("scale_rows", "first-row-left-out")
def scale_rows_off_by_one_start(X, s):
    """Starts with row 1, so that row 0 stays as it was."""
    out = X.astype(float)
    for i in range(1, len(X)):
        out[i] = X[i] * s[i]
    return out


@wrong("scale_rows", "last-row-left-out")
def scale_rows_last_row_unscaled(X, s):
    """Stops before the last row, which stays as it was."""
    out = X.astype(float)
    for i in range(len(X) - 1):
        out[i] *= s[i]
    return out


@wrong("scale_rows", "raised")
def scale_rows_off_by_one_end(X, s):
    """Goes one row too far."""
    out = np.zeros(X.shape)
    for i in range(len(X) + 1):
        out[i] = X[i] * s[i]
    return out


@wrong("scale_rows", "shifted-factors")
def scale_rows_previous_scale(X, s):
    """Uses the scale of the row before."""
    return np.array([X[i] * s[i - 1] for i in range(len(X))])


@wrong("scale_rows", "reversed-factors")
def scale_rows_reversed(X, s):
    """Uses the scales in reversed order."""
    return X * s[::-1, None]


@wrong("scale_rows", "left-at-zero")
def scale_rows_returns_in_loop(X, s):
    """The return stands inside the loop: only the first row comes back scaled."""
    out = np.zeros(X.shape)
    for i in range(len(X)):
        out[i] = X[i] * s[i]
        return out


@wrong("scale_rows", "incomplete")
def scale_rows_returns_row_in_loop(X, s):
    """Returns the first scaled row."""
    for row, k in zip(X, s):
        return row * k


@wrong("scale_rows", "incomplete")
def scale_rows_returns_last_row(X, s):
    """Returns the loop's last row."""
    for i in range(len(X)):
        row = X[i] * s[i]
    return row


@wrong("scale_rows", "returned-none")
def scale_rows_forgets_return(X, s):
    """No return."""
    out = X * s[:, None]


@wrong("scale_rows", "returned-none")
def scale_rows_prints(X, s):
    """Prints the answer and returns nothing."""
    print(X * s[:, None])


@wrong("scale_rows", "unchanged-input")
def scale_rows_loop_variable(X, s):
    """Changes the loop's variable, not the array."""
    out = X.astype(float)
    for i in range(len(out)):
        row = out[i]
        row = row * s[i]
    return out


@wrong("scale_rows", "unchanged-input")
def scale_rows_returns_x(X, s):
    """Returns X untouched."""
    return X


@wrong("scale_rows", "unchanged-input")
def scale_rows_computes_and_drops(X, s):
    """Calculates the product and returns a copy of X."""
    X * s[:, None]
    return X.copy()


@wrong("scale_rows", "not-transposed-back")
def scale_rows_transposed_result(X, s):
    """Forgets to transpose back."""
    return X.T * s


@wrong("scale_rows", "reshaped")
def scale_rows_flat(X, s):
    """Appends numbers to one flat list."""
    out = []
    for i in range(len(X)):
        for x in X[i]:
            out.append(x * s[i])
    return np.array(out)


@wrong("scale_rows", "wrong-type")
def scale_rows_list_repeats(X, s):
    """Takes rows to be lists: a list times a number repeats the list."""
    return [X[i].tolist() * int(s[i]) for i in range(len(X))]


@wrong("scale_rows", "raised")
def scale_rows_list_of_lists(X, s):
    """Multiplies a list by a float."""
    rows = X.tolist()
    return [rows[i] * s[i].item() for i in range(len(rows))]


@wrong("scale_rows", "raised")
def scale_rows_hard_coded(X, s):
    """Only for three rows."""
    return np.array([X[0] * s[0], X[1] * s[1], X[2] * s[2]])


@wrong("scale_rows", "raised")
def scale_rows_hard_coded_reshape(X, s):
    """The number of rows is written into the code."""
    return X * s.reshape(3, 1)


@wrong("scale_rows", "raised")
def scale_rows_typo(X, s):
    """A typing mistake in the name."""
    return x * s[:, None]


@wrong("scale_rows", "raised")
def scale_rows_call_brackets(X, s):
    """Round brackets where square ones belong."""
    out = np.zeros(X.shape)
    for i in range(len(X)):
        out[i] = X(i) * s(i)
    return out


@wrong("scale_rows", "raised")
def scale_rows_range_of_array(X, s):
    """range(X) instead of range(len(X))."""
    out = np.zeros(X.shape)
    for i in range(X):
        out[i] = X[i] * s[i]
    return out


@wrong("scale_rows", "raised")
def scale_rows_zeros_arguments(X, s):
    """np.zeros(N, d) takes d for a dtype."""
    out = np.zeros(X.shape[0], X.shape[1])
    for i in range(len(X)):
        out[i] = X[i] * s[i]
    return out


@wrong("scale_rows", "wrong-signature")
def scale_rows_one_argument(X):
    """The second argument is missing."""
    return X * 2


@wrong("scale_rows", "wrong-shape")
def scale_rows_arguments_swapped(s, X):
    """The arguments are in the other order."""
    return X * s[:, None]


@wrong("scale_rows", "scales-twice")
def scale_rows_squares_scale(X, s):
    """Scales twice: once in the loop over columns, and once more."""
    out = X * s[:, None]
    for i in range(len(X)):
        out[i] = out[i] * s[i]
    return out


@wrong("scale_rows", "scaled-row-added")
def scale_rows_wrong_accumulation(X, s):
    """Adds the scaled row to the old one."""
    out = X.astype(float)
    for i in range(len(X)):
        out[i] += X[i] * s[i]
    return out


@wrong("scale_rows", "absolute-factors")
def scale_rows_absolute(X, s):
    """Takes the scale's absolute value, as a 'scale' cannot be negative."""
    return X * np.abs(s)[:, None]


@wrong("scale_rows", "left-at-zero")
def scale_rows_negative_to_zero(X, s):
    """Skips rows with a negative scale."""
    return np.array([X[i] * s[i] if s[i] > 0 else X[i] * 0 for i in range(len(X))])


@wrong("scale_rows", "scales-columns")
def scale_rows_vectorize(X, s):
    """np.vectorize broadcasts just as * does."""
    return np.vectorize(lambda x, k: x * k)(X, s)


@wrong("scale_rows", "returns-more")
def scale_rows_tuple(X, s):
    """Returns the scales too."""
    return X * s[:, None], s


@wrong("scale_rows", "wrong-type")
def scale_rows_generator(X, s):
    """Returns a generator that was never turned into a list."""
    return (row * k for row, k in zip(X, s))


@wrong("scale_rows", "wrong-type")
def scale_rows_string(X, s):
    """Returns the text of the answer."""
    return str(X * s[:, None])


@wrong("scale_rows", "used-torch")
def scale_rows_torch(X, s):
    """Returns a torch tensor."""
    import torch
    return torch.tensor(X) * torch.tensor(s)[:, None]


@wrong("scale_rows", "not-repeatable")
def scale_rows_mutable_default(X, s, rows=[]):
    """The list in the default argument grows from call to call."""
    for row, k in zip(X, s):
        rows.append(row * k)
    return rows


scaled_rows_so_far = []


@wrong("scale_rows", "not-repeatable")
def scale_rows_global_list(X, s):
    """Collects in a global list that is never emptied."""
    for i in range(len(X)):
        scaled_rows_so_far.append(list(X[i] * s[i]))
    return scaled_rows_so_far


@wrong("scale_rows", "upright-where-needed")
def scale_flat_if_it_fits(X, s):
    """A flat s, unless that raises an error."""
    try:
        return X * s
    except ValueError:
        return X * s[:, None]


@wrong("scale_rows", "last-row-everywhere")
def scale_list_of_the_same_list(X, s):
    """A list that is one row many times over."""
    out = [[0] * X.shape[1]] * len(X)
    for i in range(len(X)):
        for j in range(X.shape[1]):
            out[i][j] = s[i] * X[i, j]
    return np.array(out)


@wrong("scale_rows", "factors-multiplied-up")
def scale_factor_goes_on(X, s):
    """The factor is multiplied on from row to row."""
    out, factor = [], 1
    for row, f in zip(X, s):
        factor = factor * f
        out.append(row * factor)
    return np.array(out)


@wrong("scale_rows", "left-at-zero")
def scale_looks_rows_up(X, s):
    """The row is looked up, so that of two equal rows only the first is filled."""
    rows = X.tolist()
    out = np.zeros(X.shape)
    for row in rows:
        i = rows.index(row)
        out[i] = s[i] * np.array(row)
    return out


@right("scale_rows")
def scale_column_by_column(X, s):
    return np.stack([X[:, j] * s for j in range(X.shape[1])], axis=-1)
