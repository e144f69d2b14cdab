"""Students' answers to `affine_backward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("affine_backward")
def affine_back_matmul(upstream, X, W):
    dX = upstream @ W
    dW = upstream.T @ X
    db = upstream.sum(axis=0)
    return dX, dW, db


@right("affine_backward")
def affine_back_turned(upstream, X, W):
    return (W.T @ upstream.T).T, (X.T @ upstream).T, np.sum(upstream, 0)


@right("affine_backward")
def affine_back_einsum(upstream, X, W):
    return np.einsum("no,oi->ni", upstream, W), np.einsum("no,ni->oi", upstream, X), np.einsum("no->o", upstream)


@right("affine_backward")
def affine_back_loops(upstream, X, W):
    (N, d_in), d_out = X.shape, W.shape[0]
    dX, dW, db = np.zeros((N, d_in)), np.zeros((d_out, d_in)), np.zeros(d_out)
    for n in range(N):
        for o in range(d_out):
            db[o] += upstream[n, o]
            for i in range(d_in):
                dX[n, i] += upstream[n, o] * W[o, i]
                dW[o, i] += upstream[n, o] * X[n, i]
    return dX, dW, db


@right("affine_backward")
def affine_back_outer(upstream, X, W):
    dW = sum(np.outer(u, x) for u, x in zip(upstream, X))
    return np.array([W.T @ u for u in upstream]), dW, sum(upstream) + 0


@right("affine_backward")
def affine_back_broadcast(upstream, X, W):
    dX = (upstream[:, :, None] * W[None]).sum(axis=1)
    dW = (upstream[:, :, None] * X[:, None, :]).sum(axis=0)
    return [dX, dW, upstream.sum(0)]


@right("affine_backward")
def affine_back_ones(upstream, X, W):
    return np.dot(upstream, W), np.dot(upstream.T, X), np.ones(len(X)) @ upstream


@right("affine_backward")
def affine_back_augmented(upstream, X, W):
    """The bias as the weight of an input that is always 1."""
    both = upstream.T @ np.hstack([X, np.ones((len(X), 1))])
    return np.matmul(upstream, W), both[:, :-1].copy(), both[:, -1].copy()


@right("affine_backward")
def affine_back_lists(upstream, X, W):
    dX = [[sum(u * w for u, w in zip(row, column)) for column in W.T.tolist()] for row in upstream.tolist()]
    dW = [[sum(u * x for u, x in zip(us, xs)) for xs in X.T.tolist()] for us in upstream.T.tolist()]
    return dX, dW, [sum(us) for us in upstream.T.tolist()]


@right("affine_backward")
def affine_back_accumulates(upstream, X, W):
    dW = np.zeros(W.shape)
    db = np.zeros(W.shape[0])
    dX = np.zeros(X.shape)
    for n, (u, x) in enumerate(zip(upstream, X)):
        dW += u[:, None] * x
        db += u
        dX[n] = u @ W
    return dX, dW, db


right("affine_backward")(lambda upstream, X, W: (np.inner(upstream, W.T), np.tensordot(upstream, X, axes=(0, 0)), np.add.reduce(upstream)))


# ---------------------------------------------------------------- wrong


@wrong("affine_backward", "dw-transposed")
def affine_back_dw_transposed(upstream, X, W):
    """X.T @ upstream."""
    return upstream @ W, X.T @ upstream, upstream.sum(axis=0)


@wrong("affine_backward", "dx-w-transposed")
def affine_back_wt(upstream, X, W):
    """W.T."""
    return upstream @ W.T, upstream.T @ X, upstream.sum(axis=0)


@wrong("affine_backward", "db-not-summed")
def affine_back_db_upstream(upstream, X, W):
    """db = upstream."""
    return upstream @ W, upstream.T @ X, upstream.copy()


@wrong("affine_backward", "db-averaged")
def affine_back_db_mean(upstream, X, W):
    """The mean."""
    return upstream @ W, upstream.T @ X, upstream.mean(0)


@wrong("affine_backward", "db-wrong-axis")
def affine_back_db_axis(upstream, X, W):
    """axis=1."""
    return upstream @ W, upstream.T @ X, np.sum(upstream, axis=1)


@wrong("affine_backward", "db-one-number")
def affine_back_db_sum(upstream, X, W):
    """The axis is missing."""
    return upstream @ W, upstream.T @ X, np.sum(upstream)


@wrong("affine_backward", "db-kept-axis")
def affine_back_db_keepdims(upstream, X, W):
    """keepdims."""
    return upstream @ W, upstream.T @ X, upstream.sum(axis=0, keepdims=True)


@wrong("affine_backward", "parameters-averaged")
def affine_back_averaged(upstream, X, W):
    """1 / N once more."""
    N = X.shape[0]
    return upstream @ W, upstream.T @ X / N, upstream.sum(axis=0) / N


@wrong("affine_backward", "averaged")
def affine_back_all_averaged(upstream, X, W):
    """1 / N once more, everywhere."""
    upstream = upstream / len(X)
    return upstream @ W, upstream.T @ X, upstream.sum(axis=0)


@wrong("affine_backward", "dx-without-w")
def affine_back_dx_upstream(upstream, X, W):
    """dX = upstream."""
    return upstream.copy(), upstream.T @ X, upstream.sum(axis=0)


@wrong("affine_backward", "elementwise")
def affine_back_star(upstream, X, W):
    """* for @."""
    return upstream * W, upstream.T * X, upstream.sum(axis=0)


@wrong("affine_backward", "parts-in-another-order")
def affine_back_order(upstream, X, W):
    """(dW, db, dX)."""
    return upstream.T @ X, upstream.sum(axis=0), upstream @ W


@wrong("affine_backward", "dx-left-out")
def affine_back_two(upstream, X, W):
    """Only the parameters'."""
    return upstream.T @ X, upstream.sum(axis=0)


@wrong("affine_backward", "one-example")
def affine_back_overwrites(upstream, X, W):
    """= for +=."""
    for u, x in zip(upstream, X):
        dW = np.outer(u, x)
        db = u.copy()
    return upstream @ W, dW, db


@wrong("affine_backward", "integer-truncation")
def affine_back_zeros_like(upstream, X, W):
    """zeros_like takes the integer dtype."""
    dX, dW, db = np.zeros_like(X), np.zeros_like(W), np.zeros(len(W))
    for n in range(len(X)):
        dX[n] = upstream[n] @ W
    for o in range(len(W)):
        dW[o] = upstream[:, o] @ X
        db[o] = upstream[:, o].sum()
    return dX, dW, db


@wrong("affine_backward", "dw-from-w")
def affine_back_dw_of_dx(upstream, X, W):
    """dW from dX."""
    dX = upstream @ W
    return dX, upstream.T @ dX, upstream.sum(axis=0)


@wrong("affine_backward", "sign-turned")
def affine_back_negative(upstream, X, W):
    """A minus."""
    return -upstream @ W, -upstream.T @ X, -upstream.sum(axis=0)


@wrong("affine_backward", "wrong-type")
def affine_back_dict(upstream, X, W):
    """A dictionary."""
    return {"dX": upstream @ W, "dW": upstream.T @ X, "db": upstream.sum(axis=0)}


@wrong("affine_backward", "dw-only")
def affine_back_dw_alone(upstream, X, W):
    """Only dW."""
    return upstream.T @ X


@wrong("affine_backward", "raised")
def affine_back_no_fit(upstream, X, W):
    """No size fits."""
    return upstream @ X, upstream @ W, upstream.sum(axis=0)


@wrong("affine_backward", "changed-input")
def affine_back_updates(upstream, X, W):
    """Takes a step with W on the way."""
    dX, dW, db = upstream @ W, upstream.T @ X, upstream.sum(axis=0)
    W -= (0.1 * dW).astype(W.dtype)
    return dX, dW, db


@wrong("affine_backward", "example-missing")
def affine_back_all_but_one(upstream, X, W):
    """The loop ends one example too early."""
    dW = np.zeros(W.shape)
    db = np.zeros(len(W))
    for i in range(len(X) - 1):
        dW += np.outer(upstream[i], X[i])
        db += upstream[i]
    return upstream @ W, dW, db


@wrong("affine_backward", "example-missing")
def affine_back_db_from_the_second(upstream, X, W):
    """The first example is missing in db."""
    return upstream @ W, upstream.T @ X, upstream[1:].sum(axis=0)


@wrong("affine_backward", "sums-multiplied")
def affine_back_sums_first(upstream, X, W):
    """Adds up first and multiplies then."""
    return upstream @ W, np.outer(upstream.sum(axis=0), X.sum(axis=0)), upstream.sum(axis=0)


@wrong("affine_backward", "sums-multiplied")
def affine_back_sum_and_mean(upstream, X, W):
    """Sum and mean, multiplied."""
    return upstream @ W, np.outer(upstream.sum(axis=0), X.mean(axis=0)), upstream.sum(axis=0)


@wrong("affine_backward", "masked")
def affine_back_relu_of_x(upstream, X, W):
    """relu's mask, of X."""
    return upstream @ W * (X > 0), upstream.T @ X, upstream.sum(axis=0)


@wrong("affine_backward", "masked")
def affine_back_relu_of_z(upstream, X, W):
    """relu's mask, of what the map gives."""
    u = upstream * (X @ W.T > 0)
    return u @ W, u.T @ X, u.sum(axis=0)


@wrong("affine_backward", "integer-truncation")
def affine_back_zeros_like_loops(upstream, X, W):
    """Adds up in arrays of whole numbers."""
    dW = np.zeros_like(W)
    db = np.zeros_like(W[:, 0])
    dX = np.zeros_like(X)
    N, D = X.shape
    for i in range(N):
        for k in range(len(W)):
            db[k] += upstream[i, k]
            for j in range(D):
                dW[k, j] += upstream[i, k] * X[i, j]
                dX[i, j] += upstream[i, k] * W[k, j]
    return dX, dW, db


@wrong("affine_backward", "db-from-dw")
def affine_back_db_of_dw(upstream, X, W):
    """db is the sums of the rows of dW."""
    dW = upstream.T @ X
    return upstream @ W, dW, dW.sum(axis=1)


@wrong("affine_backward", "db-ones")
def affine_back_db_zeros(upstream, X, W):
    """Zeros, never filled."""
    return upstream @ W, upstream.T @ X, np.zeros(W.shape[0])


@wrong("affine_backward", "one-example")
def affine_back_returns_in_loop(upstream, X, W):
    """`return` in the loop."""
    dW = np.zeros(W.shape)
    db = np.zeros(len(W))
    dX = np.zeros(X.shape)
    for i, (u, x) in enumerate(zip(upstream, X)):
        dW += np.outer(u, x)
        db += u
        dX[i] = u @ W
        return dX, dW, db


@wrong("affine_backward", "one-example")
def affine_back_one_example(upstream, X, W):
    """Written for one example."""
    u, x = upstream[0], X[0]
    return u @ W, np.outer(u, x), u.copy()


@wrong("affine_backward", "parts-in-another-order")
def affine_back_parameters_first(upstream, X, W):
    """The parameters first."""
    return upstream.T @ X, upstream.sum(axis=0), upstream @ W


@wrong("affine_backward", "reordered")
def affine_back_reshapes(upstream, X, W):
    """reshape where a transpose belongs."""
    return upstream @ W, (X.T @ upstream).reshape(W.shape), upstream.sum(axis=0)


@wrong("affine_backward", "negated")
def affine_back_dw_turned(upstream, X, W):
    """A minus too many, in dW."""
    return upstream @ W, -upstream.T @ X, upstream.sum(axis=0)


@right("affine_backward")
def affine_back_column_of_ones(upstream, X, W):
    G = upstream.T @ np.column_stack([X, np.ones(len(X))])
    return upstream @ W, G[:, :-1], G[:, -1]


@right("affine_backward")
def affine_back_tensordot(upstream, X, W):
    return np.tensordot(upstream, W, 1), np.tensordot(upstream, X, (0, 0)), np.ones(len(X)) @ upstream


@right("affine_backward")
def affine_back_add_at(upstream, X, W):
    db = np.zeros(W.shape[0])
    np.add.at(db, np.tile(np.arange(len(W)), len(X)), upstream.ravel())
    return np.inner(upstream, W.T), np.inner(upstream.T, X.T), db


@right("affine_backward")
def affine_back_matmul_functions(upstream, X, W):
    return np.matmul(upstream, W), np.matmul(np.swapaxes(upstream, 0, 1), X), upstream.T.sum(axis=-1)
