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
