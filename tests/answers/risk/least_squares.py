"""Students' answers to `least_squares`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("least_squares")
def fit_lstsq(features, y):
    return np.linalg.lstsq(features, y, rcond=None)[0]


@right("least_squares")
def fit_lstsq_unpacked(features, y):
    solution, residuals, rank, singular_values = np.linalg.lstsq(features, y)
    return solution


@right("least_squares")
def fit_pinv(features, y):
    return np.linalg.pinv(features) @ y


@right("least_squares")
def fit_svd(features, y):
    U, s, Vt = np.linalg.svd(features, full_matrices=False)
    keep = s > 1e-10 * max(s[0], 1e-300)
    return Vt[keep].T @ ((U[:, keep].T @ y) / s[keep])


@right("least_squares")
def fit_normal_equations_pinv(features, y):
    return np.linalg.pinv(features.T @ features) @ (features.T @ y)


@right("least_squares")
def fit_pinv_of_gram_other_side(features, y):
    return features.T @ (np.linalg.pinv(features @ features.T) @ y)


@right("least_squares")
def fit_hermitian(features, y):
    A = features.T @ features
    values, vectors = np.linalg.eigh(A)
    inverse = np.array([1 / v if v > 1e-11 * values.max() else 0.0 for v in values])
    return vectors @ (inverse * (vectors.T @ (features.T @ y)))


@right("least_squares")
def fit_column_target(features, y):
    return np.linalg.lstsq(features, y[:, None], rcond=None)[0].ravel()


@right("least_squares")
def fit_list(features, y):
    w, *_ = np.linalg.lstsq(np.asarray(features, dtype=float), np.asarray(y, dtype=float), rcond=1e-12)
    return w.tolist()


@right("least_squares")
def fit_normal_lstsq(features, y):
    return np.linalg.lstsq(features.T @ features, features.T @ y, rcond=1e-11)[0]


@right("least_squares")
def fit_solve_or_pinv(features, y):
    N, d = features.shape
    if np.linalg.matrix_rank(features) == d:
        return np.linalg.solve(features.T @ features, features.T @ y)
    return np.dot(np.linalg.pinv(features), y)


@right("least_squares")
def fit_qr_twice(features, y):
    Q, R = np.linalg.qr(features.astype(float))
    return np.linalg.pinv(R) @ (Q.T @ y)


@right("least_squares")
def fit_by_eigenvectors_of_the_gram_matrix(F, y):
    F = np.asarray(F, float)
    w, V = np.linalg.eigh(F.T @ F)
    keep = w > 1e-11 * w.max()
    return V[:, keep] @ (V[:, keep].T @ (F.T @ y) / w[keep])


@right("least_squares")
def fit_by_conjugate_gradients(F, y):
    F = np.asarray(F, float)
    x = np.zeros(F.shape[1])
    r = F.T @ (y - F @ x)
    p = r.copy()
    first = r @ r
    for _ in range(10 * F.shape[1]):
        if r @ r <= 1e-28 * first or first == 0:
            break
        Ap = F.T @ (F @ p)
        a = r @ r / (p @ Ap)
        x = x + a * p
        new = r - a * Ap
        p = new + new @ new / (r @ r) * p
        r = new
    return x


@right("least_squares")
def fit_by_a_basis_of_the_rows(F, y):
    F = np.asarray(F, float)
    basis = []
    for row in F:
        v = row.copy()
        for _ in range(2):
            for b in basis:
                v = v - b @ v * b
        if np.linalg.norm(v) > 1e-10 * max(1.0, np.linalg.norm(row)):
            basis.append(v / np.linalg.norm(v))
    if not basis:
        return np.zeros(F.shape[1])
    B = np.array(basis).T
    G = F @ B
    Q, R = np.linalg.qr(G)
    return B @ np.linalg.solve(R, Q.T @ y)


@right("least_squares")
def fit_solves_where_rank_allows(F, y):
    N, d = F.shape
    if np.linalg.matrix_rank(F) == d:
        return np.linalg.solve(F.T @ F, F.T @ y)
    return np.linalg.pinv(F) @ y


@right("least_squares")
def fit_lstsq_of_normal_equations(features, y):
    return np.linalg.lstsq(features.T @ features, features.T @ y, rcond=None)[0]


@right("least_squares")
def fit_pinv_hermitian(features, y):
    return np.linalg.pinv(features.T @ features, hermitian=True) @ (features.T @ y)


@right("least_squares")
def fit_three_ways(features, y):
    r = np.linalg.matrix_rank(features)
    if r == features.shape[1]:
        return np.linalg.solve(features.T @ features, features.T @ y)
    if r == features.shape[0]:
        return features.T @ np.linalg.solve(features @ features.T, y)
    return np.linalg.pinv(features) @ y


# ---------------------------------------------------------------- wrong


@wrong("least_squares", "normal-equations-singular")
def fit_normal_equations(features, y):
    """Solved as if features.T @ features could always be inverted."""
    return np.linalg.solve(features.T @ features, features.T @ y)


@wrong("least_squares", "normal-equations-singular")
def fit_normal_equations_inverse(features, y):
    """The same with inv."""
    return np.linalg.inv(features.T @ features) @ features.T @ y


@wrong("least_squares", "normal-equations-singular")
def fit_normal_equations_inverse_dot(features, y):
    """The same with dot."""
    A = features.T.dot(features)
    b = features.T.dot(y)
    return np.linalg.inv(A).dot(b)


@wrong("least_squares", "ridge")
def fit_ridge(features, y):
    """A ridge term, to be safe."""
    return np.linalg.solve(features.T @ features + 1e-3 * np.eye(features.shape[1]), features.T @ y)


@wrong("least_squares", "ridge")
def fit_small_ridge(features, y):
    """A small ridge term, to be safe."""
    d = features.shape[1]
    return np.linalg.inv(features.T @ features + 1e-6 * np.identity(d)) @ (features.T @ y)


@wrong("least_squares", "ridge")
def fit_ridge_of_one(features, y):
    """As in notebook 01."""
    return np.linalg.solve(features.T @ features + np.eye(len(features[0])), features.T @ y)


@wrong("least_squares", "ridge")
def fit_ridge_times_n(features, y):
    """A ridge term that grows with N."""
    N, d = features.shape
    return np.linalg.solve(features.T @ features / N + 0.01 * np.eye(d), features.T @ y / N)


@wrong("least_squares", "not-solved")
def fit_projection(features, y):
    """features.T @ y, and nothing is inverted."""
    return features.T @ y


@wrong("least_squares", "square-only")
def fit_solve_directly(features, y):
    """solve wants a square matrix."""
    return np.linalg.solve(features, y)


@wrong("least_squares", "square-only")
def fit_inv_directly(features, y):
    """So does inv."""
    return np.linalg.inv(features) @ y


@wrong("least_squares", "returns-more")
def fit_whole_tuple(features, y):
    """All four results of lstsq."""
    return np.linalg.lstsq(features, y, rcond=None)


@wrong("least_squares", "predictions-returned")
def fit_predictions(features, y):
    """features @ theta."""
    return features @ np.linalg.lstsq(features, y, rcond=None)[0]


@wrong("least_squares", "intercept-added")
def fit_with_intercept(features, y):
    """A column of ones is put in front."""
    A = np.hstack([np.ones((len(features), 1)), features])
    return np.linalg.lstsq(A, y, rcond=None)[0]


@wrong("least_squares", "intercept-added-and-dropped")
def fit_centred(features, y):
    """The means are subtracted."""
    return np.linalg.lstsq(features - features.mean(axis=0), y - y.mean(), rcond=None)[0]


@wrong("least_squares", "columns-alone")
def fit_columns_alone(features, y):
    """Each coefficient as if its column were the only one."""
    return np.array([column @ y / (column @ column) if column.any() else 0.0 for column in features.T])


@wrong("least_squares", "not-least-norm")
def fit_basic_solution(features, y):
    """A minimiser with zeros, not the one of least norm."""
    keep = []
    for j in range(features.shape[1]):
        if np.linalg.matrix_rank(features[:, keep + [j]]) == len(keep) + 1:
            keep.append(j)
    theta = np.zeros(features.shape[1])
    if keep:
        theta[keep] = np.linalg.lstsq(features[:, keep], y, rcond=None)[0]
    return theta


@wrong("least_squares", "extra-axis")
def fit_as_column(features, y):
    """(d, 1)."""
    return np.linalg.lstsq(features, y.reshape(-1, 1), rcond=None)[0]


@wrong("least_squares", "negated")
def fit_negated(features, y):
    """A sign."""
    return np.linalg.pinv(features) @ (-y)


@wrong("least_squares", "columns-reversed")
def fit_reversed(features, y):
    """The last coefficient first, as np.polyfit has it."""
    return np.linalg.lstsq(features, y, rcond=None)[0][::-1]


@wrong("least_squares", "residuals-returned")
def fit_residuals(features, y):
    """y - features @ theta."""
    return y - features @ (np.linalg.pinv(features) @ y)


@wrong("least_squares", "returns-risk")
def fit_risk(features, y):
    """The smallest risk, not where it is."""
    r = y - features @ (np.linalg.pinv(features) @ y)
    return np.mean(r ** 2)


@wrong("least_squares", "rows-and-columns-exchanged")
def fit_transposed(features, y):
    """features.T for features."""
    return np.linalg.lstsq(features.T, y, rcond=None)[0]


@wrong("least_squares", "raised")
def fit_no_transpose(features, y):
    """features @ features."""
    return np.linalg.inv(features @ features.T) @ features.T @ y


@wrong("least_squares", "divided-by-n")
def fit_divided(features, y):
    """1/N on one side only."""
    N = len(y)
    return np.linalg.pinv(features.T @ features) @ (features.T @ y) / N


@wrong("least_squares", "divided-by-n")
def fit_divided_the_other_side(features, y):
    """1/N on the other side only."""
    N = len(y)
    return np.linalg.pinv(features.T @ features / N) @ (features.T @ y)


@wrong("least_squares", None)
def fit_gradient_descent_too_short(features, y):
    """A hundred steps of gradient descent."""
    theta = np.zeros(features.shape[1])
    for _ in range(100):
        theta = theta - 0.01 * features.T @ (features @ theta - y) / len(y)
    return theta


@right("least_squares")
def fit_pinv_cut(features, y):
    return np.linalg.pinv(features, rcond=1e-10).dot(y)


@right("least_squares")
def fit_try_then_pinv(features, y):
    try:
        return np.linalg.solve(features.T @ features, features.T @ y)
    except np.linalg.LinAlgError:
        return np.linalg.pinv(features) @ y


@wrong("least_squares", "zeros-where-singular")
def fit_zeros_where_singular(features, y):
    """Gives up where the matrix is singular."""
    try:
        return np.linalg.solve(features.T @ features, features.T @ y)
    except np.linalg.LinAlgError:
        return np.zeros(features.shape[1])


@wrong("least_squares", "ridge-where-singular")
def fit_ridge_if_singular(F, y):
    """1e-6 on the diagonal where the determinant is 0."""
    A = F.T @ F
    if abs(np.linalg.det(A)) < 1e-10:
        A = A + 1e-06 * np.eye(len(A))
    return np.linalg.solve(A, F.T @ y)


@wrong("least_squares", "entry-by-entry-inverse")
def fit_power_minus_one(F, y):
    """** -1 for the inverse of a matrix."""
    return (F.T @ F).astype(float) ** (-1) @ F.T @ y


@wrong("least_squares", "entry-by-entry-inverse")
def fit_divided_by_row_sums(F, y):
    """Divided by the sums of the rows of the Gram matrix."""
    return F.T @ y / (F.T @ F).sum(axis=1)


@wrong("least_squares", "normal-equations-singular")
def fit_tall_and_wide_formula(F, y):
    """One formula for tall and one for wide features, none for dependent columns."""
    if F.shape[0] >= F.shape[1]:
        return np.linalg.inv(F.T @ F) @ F.T @ y
    return F.T @ np.linalg.inv(F @ F.T) @ y


@wrong("least_squares", "small-directions-cut")
def fit_rcond_too_large(F, y):
    """rcond=0.1."""
    return np.linalg.pinv(F, rcond=0.1) @ y


@wrong("least_squares", "divides-by-nothing")
def fit_svd_uncut(F, y):
    """Divides by singular values that are 0."""
    U, s, Vt = np.linalg.svd(F, full_matrices=False)
    return Vt.T @ (U.T @ y / s)


@wrong("least_squares", "divided-by-n")
def fit_two_over_n_on_the_left(F, y):
    """2 / N on one side."""
    return np.linalg.pinv(2 * F.T @ F / len(y)) @ (F.T @ y)


@wrong("least_squares", None)
def fit_last_row_dropped(F, y):
    """The last row is not used."""
    return np.linalg.lstsq(F[:-1], y[:-1], rcond=None)[0]


@wrong("least_squares", "raised")
def fit_polyfit(F, y):
    """np.polyfit of the second column."""
    return np.polyfit(F[:, 1], y, F.shape[1] - 1)


@wrong("least_squares", "triangular-singular")
def fit_by_qr(F, y):
    """The factors of QR."""
    Q, R = np.linalg.qr(F)
    return np.linalg.solve(R, Q.T @ y)


@wrong("least_squares", "nothing-where-singular")
def fit_none_if_singular(features, y):
    """None where the matrix is singular."""
    try:
        return np.linalg.solve(features.T @ features, features.T @ y)
    except np.linalg.LinAlgError:
        return None


@wrong("least_squares", "star-in-place-of-at")
def fit_star_for_at(features, y):
    """* for @ on the right-hand side."""
    return np.linalg.solve(features.T @ features, features.T * y)


@wrong("least_squares", "star-in-place-of-at")
def fit_pinv_times(features, y):
    """* for @ with the pseudo-inverse."""
    return np.linalg.pinv(features) * y


@wrong("least_squares", "wide-only")
def fit_right_inverse(features, y):
    """The formula for wide features, for all."""
    return features.T @ np.linalg.inv(features @ features.T) @ y


@wrong("least_squares", "normal-equations-singular")
def fit_cholesky(features, y):
    """Cholesky's factors."""
    L = np.linalg.cholesky(features.T @ features)
    z = np.linalg.solve(L, features.T @ y)
    return np.linalg.solve(L.T, z)


@wrong("least_squares", "incomplete")
def fit_first_coefficient(features, y):
    """[0] once too often."""
    return np.linalg.lstsq(features, y, rcond=None)[0][0]


@wrong("least_squares", None)
def fit_descends_from_a_random_start(features, y):
    """Gradient descent from a random start."""
    rng = np.random.default_rng(0)
    theta = rng.normal(size=features.shape[1])
    L = np.linalg.norm(features, 2) ** 2
    for _ in range(500):
        theta = theta - features.T @ (features @ theta - y) / L
    return theta


@wrong("least_squares", "zeros-where-singular")
def fit_zeros_by_determinant(features, y):
    """Zeros where the determinant is 0."""
    A = features.T @ features
    if np.linalg.det(A) == 0:
        return np.zeros(features.shape[1])
    return np.linalg.solve(A, features.T @ y)
