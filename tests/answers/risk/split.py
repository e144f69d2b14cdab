"""Students' answers to `split`."""
# ruff: noqa: F821, F841, NPY002 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("split")
def split_permutation(X, y, fraction, rng):
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@right("split")
def split_shuffled_index(X, y, fraction, rng):
    index = np.arange(X.shape[0])
    rng.shuffle(index)
    cut = int(X.shape[0] * fraction)
    train, test = index[:cut], index[cut:]
    return (X[train], y[train], X[test], y[test])


@right("split")
def split_choice(X, y, fraction, rng):
    N = len(y)
    train = rng.choice(N, size=int(fraction * N), replace=False)
    test = np.setdiff1d(np.arange(N), train)
    return X[train], y[train], X[test], y[test]


@right("split")
def split_mask_keeps_order(X, y, fraction, rng):
    N = len(y)
    mask = np.zeros(N, dtype=bool)
    mask[rng.permutation(N)[:int(fraction * N)]] = True
    return X[mask], y[mask], X[~mask], y[~mask]


@right("split")
def split_random_keys(X, y, fraction, rng):
    keys = rng.random(len(X))
    order = np.argsort(keys)
    n = math.floor(fraction * len(X))
    Xs, ys = X[order], y[order]
    return [Xs[:n].copy(), ys[:n].copy(), Xs[n:].copy(), ys[n:].copy()]


@right("split")
def split_normal_keys_downward(X, y, fraction, rng):
    order = np.argsort(-rng.normal(size=len(X)))
    n = int(fraction * len(X))
    return tuple(a[part] for part in (order[:n], order[n:]) for a in (X, y))


@right("split")
def split_fisher_yates(X, y, fraction, rng):
    index = list(range(len(X)))
    for i in range(len(index) - 1, 0, -1):
        j = rng.integers(0, i + 1)
        index[i], index[j] = index[j], index[i]
    n = int(fraction * len(X))
    index = np.array(index, dtype=int)
    return X[index[:n]], y[index[:n]], X[index[n:]], y[index[n:]]


@right("split")
def split_by_drawing(X, y, fraction, rng):
    left, taken = list(range(len(X))), []
    for _ in range(int(fraction * len(X))):
        taken.append(left.pop(int(rng.integers(len(left)))))
    return X[taken, ...] if taken else X[:0].copy(), y[taken] if taken else y[:0].copy(), X[left] if left else X[:0].copy(), y[left] if left else y[:0].copy()


@right("split")
def split_same_state_twice(X, y, fraction, rng):
    A, b = X.copy(), y.copy()
    state = rng.bit_generator.state
    rng.shuffle(A)
    rng.bit_generator.state = state
    rng.shuffle(b)
    n = int(fraction * len(A))
    return A[:n], b[:n], A[n:], b[n:]


@right("split")
def split_same_seed_twice(X, y, fraction, rng):
    seed = rng.integers(2 ** 32)
    A = np.random.default_rng(seed).permutation(X)
    b = np.random.default_rng(seed).permutation(y)
    n = int(fraction * len(A))
    return A[:n], b[:n], A[n:], b[n:]


@right("split")
def split_permuted_together(X, y, fraction, rng):
    targets = y.reshape(len(y), -1)
    both = rng.permutation(np.hstack([X, targets]))
    n, d = int(fraction * len(X)), X.shape[1]
    A, b = both[:, :d], both[:, d:].reshape(y.shape)
    return A[:n], b[:n], A[n:], b[n:]


@right("split")
def split_test_first(X, y, fraction, rng):
    N = len(X)
    order = rng.permutation(N)
    n_test = N - int(fraction * N)
    test, train = order[:n_test], order[n_test:]
    return X[train], y[train], X[test], y[test]


@right("split")
def split_delete(X, y, fraction, rng):
    chosen = rng.permutation(len(X))[:int(fraction * len(X))]
    return np.take(X, chosen, axis=0), np.take(y, chosen, axis=0), np.delete(X, chosen, axis=0), np.delete(y, chosen, axis=0)


@right("split")
def split_sorted_parts(X, y, fraction, rng):
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    train, test = np.sort(order[:n]), np.sort(order[n:])
    return X[train], y[train], X[test], y[test]


@right("split")
def split_pieces(X, y, fraction, rng):
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    (A, B), (a, b) = np.split(X[order], [n]), np.split(y[order], [n])
    return A, a, B, b


@right("split")
def split_single_precision(X, y, fraction, rng):
    X, y = X.astype(np.float32), y.astype(np.float32)
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[order][:n], y[order][:n], X[order][n:], y[order][n:]


@right("split")
def split_spends_some_draws(X, y, fraction, rng):
    rng.normal(size=3)
    order = rng.permuted(np.arange(len(X)))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@right("split")
def split_spawned(X, y, fraction, rng):
    child = rng.spawn(1)[0]
    order = child.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@right("split")
def split_sorts_row_numbers_by_draws(X, y, fraction, rng):
    order = sorted(range(len(X)), key=lambda _: rng.uniform())
    n = int(fraction * len(X))
    a, b = np.array(order[:n], dtype=int), np.array(order[n:], dtype=int)
    return X[a], y[a], X[b], y[b]


@right("split")
def split_by_two_generators_of_one_seed(X, y, fraction, rng):
    s = int(rng.integers(2 ** 31))
    Xs, ys = np.random.default_rng(s).permutation(X), np.random.default_rng(s).permutation(y)
    n = int(fraction * len(X))
    return Xs[:n], ys[:n], Xs[n:], ys[n:]


@right("split")
def split_in_one_lambda(X, y, fraction, rng):
    return (lambda p, n: (X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]))(rng.permutation(len(y)), int(fraction * len(y)))


@right("split")
def split_draws_from_a_hat(X, y, fraction, rng):
    N = len(X)
    hat = list(range(N))
    tr = []
    while len(tr) < int(fraction * N):
        tr.append(hat.pop(int(rng.integers(len(hat)))))
    return X[np.array(tr, int)], y[np.array(tr, int)], X[np.array(hat, int)], y[np.array(hat, int)]


@right("split")
def split_by_ranks_of_draws(X, y, fraction, rng):
    N = len(X)
    r = np.argsort(np.argsort(rng.normal(size=N)))
    m = r < int(fraction * N)
    return X[m], y[m], X[~m], y[~m]


@right("split")
def split_by_delete(X, y, fraction, rng):
    N = len(X)
    a = rng.choice(N, size=int(N * fraction), replace=False, shuffle=False)
    return X[a], y[a], np.delete(X, a, axis=0), np.delete(y, a, axis=0)


@right("split")
def split_side_by_side(X, y, fraction, rng):
    N = len(X)
    Z = np.hstack([X, y.reshape(N, -1)])
    Z = rng.permutation(Z, axis=0)
    n = int(fraction * N)
    d = X.shape[1]
    f = lambda A: A.reshape((len(A),) + y.shape[1:])
    return Z[:n, :d], f(Z[:n, d:]), Z[n:, :d], f(Z[n:, d:])


# ---------------------------------------------------------------- wrong


@wrong("split", "not-shuffled")
def split_in_order(X, y, fraction, rng):
    """The first rows are the training part."""
    n = int(fraction * len(X))
    return X[:n].copy(), y[:n].copy(), X[n:].copy(), y[n:].copy()


@wrong("split", "not-shuffled")
def split_in_order_views(X, y, fraction, rng):
    """The same, as views."""
    n = int(fraction * len(X))
    return X[:n], y[:n], X[n:], y[n:]


@wrong("split", "not-shuffled")
def split_permutation_thrown_away(X, y, fraction, rng):
    """rng.permutation returns a new array, which is not kept."""
    index = np.arange(len(X))
    rng.permutation(index)
    n = int(fraction * len(X))
    return X[index[:n]], y[index[:n]], X[index[n:]], y[index[n:]]


@wrong("split", "shuffled-after-the-cut")
def split_shuffled_parts(X, y, fraction, rng):
    """Cut first, shuffled then."""
    n = int(fraction * len(X))
    a, b = rng.permutation(n), n + rng.permutation(len(X) - n)
    return X[a], y[a], X[b], y[b]


@wrong("split", "last-rows-train")
def split_from_the_end(X, y, fraction, rng):
    """The last rows are the training part, always."""
    N = len(X)
    n = int(fraction * N)
    return X[N - n:].copy(), y[N - n:].copy(), X[:N - n].copy(), y[:N - n].copy()


@wrong("split", "shuffled-apart")
def split_shuffled_apart(X, y, fraction, rng):
    """X and y each with an order of its own."""
    n = int(fraction * len(X))
    X, y = rng.permutation(X), rng.permutation(y)
    return X[:n], y[:n], X[n:], y[n:]


@wrong("split", "shuffled-apart")
def split_two_permutations(X, y, fraction, rng):
    """Two permutations."""
    n = int(fraction * len(X))
    p, q = rng.permutation(len(X)), rng.permutation(len(X))
    return X[p[:n]], y[q[:n]], X[p[n:]], y[q[n:]]


@wrong("split", "targets-not-shuffled")
def split_only_X(X, y, fraction, rng):
    """y stays in order."""
    n = int(fraction * len(X))
    X = rng.permutation(X)
    return X[:n], y[:n].copy(), X[n:], y[n:].copy()


@wrong("split", "inputs-not-shuffled")
def split_only_y(X, y, fraction, rng):
    """X stays in order."""
    n = int(fraction * len(X))
    y = rng.permutation(y)
    return X[:n].copy(), y[:n], X[n:].copy(), y[n:]


@wrong("split", "with-replacement")
def split_integers(X, y, fraction, rng):
    """Indices drawn with replacement."""
    index = rng.integers(0, len(X), size=len(X))
    n = int(fraction * len(X))
    return X[index[:n]], y[index[:n]], X[index[n:]], y[index[n:]]


@wrong("split", "with-replacement")
def split_choice_of_all(X, y, fraction, rng):
    """rng.choice draws with replacement unless told."""
    index = rng.choice(len(X), len(X))
    n = int(fraction * len(X))
    return X[index[:n]], y[index[:n]], X[index[n:]], y[index[n:]]


@wrong("split", "parts-overlap")
def split_two_draws(X, y, fraction, rng):
    """The test part is drawn anew from all rows."""
    N = len(X)
    n = int(fraction * N)
    a, b = rng.choice(N, n, replace=False), rng.choice(N, N - n, replace=False)
    return X[a], y[a], X[b], y[b]


@wrong("split", "rounded")
def split_round(X, y, fraction, rng):
    """round for int."""
    order = rng.permutation(len(X))
    n = round(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "rounded-up")
def split_ceil(X, y, fraction, rng):
    """ceil for int."""
    order = rng.permutation(len(X))
    n = int(np.ceil(fraction * len(X)))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "fraction-is-test")
def split_fraction_of_test(X, y, fraction, rng):
    """fraction is the share of the test part."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[n:]], y[order[n:]], X[order[:n]], y[order[:n]]


@wrong("split", "order-of-parts")
def split_sklearn_order(X, y, fraction, rng):
    """X_train, X_test, y_train, y_test, as scikit-learn has it."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], X[order[n:]], y[order[:n]], y[order[n:]]


@wrong("split", "nested-pairs")
def split_pairs(X, y, fraction, rng):
    """Two pairs."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return (X[order[:n]], y[order[:n]]), (X[order[n:]], y[order[n:]])


@wrong("split", "row-lost")
def split_both_rounded_down(X, y, fraction, rng):
    """Both sizes are rounded down, and a row falls between."""
    order = rng.permutation(len(X))
    n, m = int(fraction * len(X)), int((1 - fraction) * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:n + m]], y[order[n:n + m]]


@wrong("split", "row-lost")
def split_last_dropped(X, y, fraction, rng):
    """[n:-1]."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:-1]], y[order[n:-1]]


@wrong("split", "row-lost")
def split_row_at_the_cut_dropped(X, y, fraction, rng):
    """[n + 1:]."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n + 1:]], y[order[n + 1:]]


@wrong("split", "minus-zero")
def split_from_the_end_by_minus(X, y, fraction, rng):
    """[:-m] with m = 0."""
    order = rng.permutation(len(X))
    m = len(X) - int(fraction * len(X))
    return X[order[:-m]], y[order[:-m]], X[order[-m:]], y[order[-m:]]


@wrong("split", "coin-for-each-row")
def split_coin(X, y, fraction, rng):
    """Each row by a coin of its own: the sizes are random."""
    mask = rng.random(len(X)) < fraction
    return X[mask], y[mask], X[~mask], y[~mask]


@wrong("split", "ignores-rng")
def split_fixed_seed(X, y, fraction, rng):
    """A generator of its own, with a fixed seed."""
    order = np.random.default_rng(0).permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "ignores-rng")
def split_every_third(X, y, fraction, rng):
    """Spread evenly, not at random."""
    N = len(X)
    place = (np.arange(N) * 7919 + 13) % N if N % 7919 else np.arange(N)
    order = np.argsort(place, kind="stable")
    n = int(fraction * N)
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "not-repeatable")
def split_fresh_generator(X, y, fraction, rng):
    """A generator of its own, without a seed."""
    order = np.random.default_rng().permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "used-global-random")
def split_global(X, y, fraction, rng):
    """numpy's global state."""
    order = np.random.permutation(len(X))
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "changed-input")
def split_in_place(X, y, fraction, rng):
    """The arguments themselves are reordered."""
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    n = int(fraction * len(X))
    return X[:n].copy(), y[:n].copy(), X[n:].copy(), y[n:].copy()


@wrong("split", "shuffled-apart")
def split_shuffled_in_place_apart(X, y, fraction, rng):
    """rng.shuffle of each, in place."""
    rng.shuffle(X)
    rng.shuffle(y)
    n = int(fraction * len(X))
    return X[:n].copy(), y[:n].copy(), X[n:].copy(), y[n:].copy()


@wrong("split", "turned-like-a-wheel")
def split_rolled(X, y, fraction, rng):
    """A random starting point, the order kept."""
    shift = rng.integers(len(X))
    A, b = np.roll(X, shift, axis=0), np.roll(y, shift, axis=0)
    n = int(fraction * len(X))
    return A[:n], b[:n], A[n:], b[n:]


@wrong("split", "indices-returned")
def split_indices(X, y, fraction, rng):
    """The numbers of the rows, not the rows."""
    order = rng.permutation(len(X))
    n = int(fraction * len(X))
    return order[:n], order[:n], order[n:], order[n:]


@wrong("split", "columns-shuffled")
def split_columns(X, y, fraction, rng):
    """The columns are reordered as well."""
    order = rng.permutation(len(X))
    A = rng.permutation(X[order], axis=1)
    n = int(fraction * len(X))
    return A[:n], y[order[:n]], A[n:], y[order[n:]]


@wrong("split", "never-empty")
def split_at_least_one(X, y, fraction, rng):
    """At least one training row."""
    order = rng.permutation(len(X))
    n = max(1, int(fraction * len(X)))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "empty-without-columns")
def split_appended(X, y, fraction, rng):
    """Rows gathered in lists: an empty one has no columns."""
    parts = [], [], [], []
    n = int(fraction * len(X))
    for place, i in enumerate(rng.permutation(len(X))):
        parts[0 if place < n else 2].append(X[i])
        parts[1 if place < n else 3].append(y[i])
    return tuple(np.array(part) for part in parts)


@wrong("split", "not-random-enough")
def split_sattolo(X, y, fraction, rng):
    """A Fisher-Yates shuffle that may leave nothing in its place."""
    index = np.arange(len(X))
    for i in range(len(index) - 1, 0, -1):
        j = rng.integers(0, i)
        index[[i, j]] = index[[j, i]]
    n = int(fraction * len(X))
    return X[index[:n]], y[index[:n]], X[index[n:]], y[index[n:]]


@wrong("split", "not-random-enough")
def split_first_row_stays(X, y, fraction, rng):
    """The first row is always in the training part."""
    order = np.concatenate([[0], 1 + rng.permutation(len(X) - 1)]).astype(int)
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "not-random-enough")
def split_neighbours_swapped(X, y, fraction, rng):
    """Only neighbours are exchanged, now and then."""
    index = np.arange(len(X))
    for i in range(0, len(X) - 1, 2):
        if rng.random() < 0.5:
            index[[i, i + 1]] = index[[i + 1, i]]
    n = int(fraction * len(X))
    return X[index[:n]], y[index[:n]], X[index[n:]], y[index[n:]]


@wrong("split", "with-replacement")
def split_out_of_bag(X, y, fraction, rng):
    """Drawn with replacement; whatever was not drawn is the test part."""
    train = rng.integers(len(X), size=int(fraction * len(X)))
    test = np.setdiff1d(np.arange(len(X)), train)
    return X[train], y[train], X[test], y[test]


@wrong("split", "row-lost")
def split_permutation_too_short(X, y, fraction, rng):
    """permutation(N - 1)."""
    order = rng.permutation(len(X) - 1)
    n = int(fraction * len(X))
    return X[order[:n]], y[order[:n]], X[order[n:]], y[order[n:]]


@wrong("split", "not-repeatable")
def split_python_random(X, y, fraction, rng):
    """Python's own generator."""
    import random
    order = random.sample(range(len(X)), len(X))
    n = int(fraction * len(X))
    train, test = np.array(order[:n], dtype=int), np.array(order[n:], dtype=int)
    return X[train], y[train], X[test], y[test]


@wrong("split", "four-orders")
def split_four_permutations(X, y, fraction, rng):
    """Each part is cut from a permutation of its own."""
    n = int(fraction * len(X))
    return rng.permutation(X)[:n], rng.permutation(y)[:n], rng.permutation(X)[n:], rng.permutation(y)[n:]


@wrong("split", "targets-of-one-part")
def split_test_targets_unshuffled(X, y, fraction, rng):
    """The targets of the test part are cut from y as it was."""
    p = rng.permutation(len(X))
    n = int(fraction * len(X))
    return X[p[:n]], y[p[:n]], X[p[n:]], y[n:]


@wrong("split", "entries-counted")
def split_size_of_all_entries(X, y, fraction, rng):
    """X.size is taken for the number of rows."""
    p = rng.permutation(len(X))
    n = int(fraction * X.size)
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "half-and-half")
def split_always_half(X, y, fraction, rng):
    """The fraction is forgotten: half and half."""
    p = rng.permutation(len(X))
    n = len(X) // 2
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "never-empty")
def split_one_row_each_at_least(X, y, fraction, rng):
    """Each part gets one row at least."""
    p = rng.permutation(len(X))
    n = min(max(1, int(fraction * len(X))), len(X) - 1)
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "fraction-cut-off")
def split_int_too_early(X, y, fraction, rng):
    """int(fraction) * N."""
    p = rng.permutation(len(X))
    n = int(fraction) * len(X)
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "one-row-off")
def split_share_of_n_minus_one(X, y, fraction, rng):
    """The share of N - 1."""
    p = rng.permutation(len(X))
    n = int(fraction * (len(X) - 1))
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "row-lost")
def split_by_value(X, y, fraction, rng):
    """The test rows are those that are unlike every training row."""
    n = int(fraction * len(X))
    p = rng.permutation(len(X))
    tr = X[p[:n]].tolist()
    mask = np.array([x.tolist() not in tr for x in X], dtype=bool)
    return X[p[:n]], y[p[:n]], X[mask], y[mask]


@wrong("split", "integer-truncation")
def split_into_integer_arrays(X, y, fraction, rng):
    """The rows are copied into integer arrays."""
    N = len(X)
    n = int(fraction * N)
    p = rng.permutation(N)
    Xt = np.zeros((n, X.shape[1]), dtype=int)
    yt = np.zeros((n,) + y.shape[1:], dtype=int)
    Xe = np.zeros((N - n, X.shape[1]), dtype=int)
    ye = np.zeros((N - n,) + y.shape[1:], dtype=int)
    Xt[:] = X[p[:n]]
    yt[:] = y[p[:n]]
    Xe[:] = X[p[n:]]
    ye[:] = y[p[n:]]
    return Xt, yt, Xe, ye


@wrong("split", "integer-truncation")
def split_targets_to_int(X, y, fraction, rng):
    """The targets become whole numbers."""
    n = int(fraction * len(X))
    p = rng.permutation(len(X))
    return X[p[:n]], y[p[:n]].astype(int), X[p[n:]], y[p[n:]].astype(int)


@wrong("split", "targets-exchanged")
def split_targets_of_the_other_part(X, y, fraction, rng):
    """Training rows with test targets, and the other way round."""
    n = int(fraction * len(X))
    p = rng.permutation(len(X))
    return X[p[:n]], y[p[n:]], X[p[n:]], y[p[:n]]


@wrong("split", "fraction-is-test")
def split_test_count_in_front(X, y, fraction, rng):
    """The number of test rows is counted off for training."""
    N = len(X)
    n = int((1 - fraction) * N)
    p = rng.permutation(N)
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "fraction-as-count")
def split_fraction_counts_rows(X, y, fraction, rng):
    """int(fraction) rows."""
    n = int(fraction)
    p = rng.permutation(len(X))
    return X[p[:n]], y[p[:n]], X[p[n:]], y[p[n:]]


@wrong("split", "parts-overlap")
def split_test_from_the_unshuffled(X, y, fraction, rng):
    """The test rows are cut from X as it was."""
    n = int(fraction * len(X))
    p = rng.permutation(len(X))
    return X[p[:n]], y[p[:n]], X[n:].copy(), y[n:].copy()


@wrong("split", "shuffled-apart")
def split_inverse_for_targets(X, y, fraction, rng):
    """The targets are put into the inverse order."""
    n = int(fraction * len(X))
    p = rng.permutation(len(X))
    X, y = X[p], y[np.argsort(p)]
    return X[:n], y[:n], X[n:], y[n:]


@wrong("split", "columns-shuffled")
def split_columns_permuted(X, y, fraction, rng):
    """The columns are shuffled and not the rows."""
    p = rng.permutation(X.shape[1])
    X = X[:, p]
    n = int(fraction * len(X))
    return X[:n], y[:n].copy(), X[n:], y[n:].copy()


@wrong("split", None)
def split_entries_shuffled(X, y, fraction, rng):
    """All entries of X are shuffled."""
    N, d = X.shape
    Z = rng.permutation(X.ravel()).reshape(N, d)
    n = int(fraction * N)
    return Z[:n], y[:n].copy(), Z[n:], y[n:].copy()


@wrong("split", "row-in-both")
def split_test_as_large_as_train(X, y, fraction, rng):
    """The test part is the last n rows."""
    n = int(fraction * len(X))
    p = rng.permutation(len(X))
    return X[p[:n]], y[p[:n]], X[p[-n:]], y[p[-n:]]


@wrong("split", "not-random-enough")
def split_never_stays(X, y, fraction, rng):
    """A shuffle by exchanging in which nothing may stay in its place."""
    N = len(X)
    idx = list(range(N))
    for i in range(N - 1):
        j = int(rng.integers(i + 1, N))
        idx[i], idx[j] = (idx[j], idx[i])
    n = int(fraction * N)
    a = np.array(idx[:n], int)
    b = np.array(idx[n:], int)
    return X[a], y[a], X[b], y[b]
