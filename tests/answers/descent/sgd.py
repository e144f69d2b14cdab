"""Students' answers to `sgd`."""

import itertools

import numpy as np

from tests.answers import right, wrong


def gradient_step(theta, grads, learning_rate):
    return [p - learning_rate * g for p, g in zip(theta, grads)]


def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


# ---------------------------------------------------------------- right


@right("sgd")
def sgd_two_loops(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@right("sgd")
def sgd_shuffles_copies(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    history = [[p.copy() for p in theta]]
    for _ in range(epochs):
        order = rng.permutation(X.shape[0])
        X, y = X[order], y[order]
        for i in range(0, X.shape[0], batch_size):
            grads = gradient(history[-1], X[i:i + batch_size], y[i:i + batch_size])
            history.append([p - learning_rate * g for p, g in zip(history[-1], grads)])
    return history


@right("sgd")
def sgd_flat_list_of_batches(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    batches = [batch for _ in range(epochs) for batch in minibatches(len(y), batch_size, rng)]
    trajectory = [theta]
    for batch in batches:
        grads = gradient(trajectory[-1], X[batch], y[batch])
        trajectory.append(gradient_step(trajectory[-1], grads, learning_rate))
    return trajectory


@right("sgd")
def sgd_pairs(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    rows = list(zip(X, y))
    trajectory = [theta]
    for _ in range(epochs):
        rng.shuffle(rows) if False else None
        order = list(range(len(rows)))
        rng.shuffle(order)
        for start in range(0, len(order), batch_size):
            chosen = [rows[i] for i in order[start:start + batch_size]]
            batch_X, batch_y = np.array([x for x, _ in chosen]), np.array([t for _, t in chosen])
            theta = gradient_step(theta, gradient(theta, batch_X, batch_y), learning_rate)
            trajectory.append(theta)
    return trajectory


@right("sgd")
def sgd_in_place_on_copies(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    theta = [np.array(p, dtype=float) for p in theta]
    trajectory = [[p.copy() for p in theta]]
    n = len(X)
    for _ in range(epochs):
        order = np.argsort(rng.random(n))
        while order.size:
            batch, order = order[:batch_size], order[batch_size:]
            for p, g in zip(theta, gradient(theta, X[batch], y[batch])):
                p -= learning_rate * g
            trajectory.append([p.copy() for p in theta])
    return tuple(trajectory)


@right("sgd")
def sgd_stacked(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    data = np.column_stack([X, y])
    trajectory = [theta]
    for _ in range(epochs):
        shuffled = rng.permutation(data)
        for chunk in np.split(shuffled, range(batch_size, len(data), batch_size)):
            theta = gradient_step(theta, gradient(theta, chunk[:, :-1], chunk[:, -1]), learning_rate)
            trajectory.append(theta)
    return trajectory


@right("sgd")
def sgd_by_accumulate(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    all_b = [b for _ in range(epochs) for b in minibatches(len(X), batch_size, rng)]
    return list(itertools.accumulate(all_b, lambda t, b: gradient_step(t, gradient(t, X[b], y[b]), learning_rate), initial=theta))


@right("sgd")
def sgd_recursive(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    if epochs == 0:
        return [theta]
    path = [theta]
    for b in minibatches(len(y), batch_size, rng):
        path.append(gradient_step(path[-1], gradient(path[-1], X[b], y[b]), learning_rate))
    return path[:-1] + sgd_recursive(gradient, X, y, path[-1], learning_rate, batch_size, epochs - 1, rng)


@right("sgd")
def sgd_generator_of_thetas(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):

    def walk(t):
        yield t
        for _ in range(epochs):
            order = list(range(len(X)))
            rng.shuffle(order)
            while order:
                b, order = order[:batch_size], order[batch_size:]
                t = gradient_step(t, gradient(t, X[b], y[b]), learning_rate)
                yield t
    return list(walk(theta))


@right("sgd")
def sgd_draws_from_what_is_left(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    path = [theta]
    for _ in range(epochs):
        left = np.arange(len(X))
        while len(left):
            b = rng.choice(left, min(batch_size, len(left)), replace=False)
            left = left[~np.isin(left, b)]
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path


@right("sgd")
def sgd_rows_one_by_one(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    path = [theta]
    for e in range(epochs):
        order = [int(i) for i in rng.permutation(len(y))]
        for k in range(0, len(order), batch_size):
            rows = order[k:k + batch_size]
            g = gradient(path[-1], np.array([X[r] for r in rows]), np.array([y[r] for r in rows]))
            path.append([p - learning_rate * q for p, q in zip(path[-1], g)])
    return path


# ---------------------------------------------------------------- wrong


@wrong("sgd", "whole-data")
def sgd_whole_data(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The batch is not used."""
    trajectory = [theta]
    for _ in range(epochs):
        for _batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X, y), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "whole-data")
def sgd_is_gd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Gradient descent, epochs steps of it."""
    trajectory = [theta]
    for _ in range(epochs):
        theta = gradient_step(theta, gradient(theta, X, y), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("sgd", "not-shuffled")
def sgd_in_order(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """No shuffle."""
    trajectory = [theta]
    for _ in range(epochs):
        for i in range(0, len(X), batch_size):
            theta = gradient_step(theta, gradient(theta, X[i:i + batch_size], y[i:i + batch_size]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "shuffled-once")
def sgd_shuffled_once(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The batches are made before the epochs begin."""
    batches = minibatches(len(X), batch_size, rng)
    trajectory = [theta]
    for _ in range(epochs):
        for batch in batches:
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "ignores-rng")
def sgd_own_seed(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """A generator of its own."""
    return sgd_two_loops(gradient, X, y, theta, learning_rate, batch_size, epochs, np.random.default_rng(1))


@wrong("sgd", "shuffled-once")
def sgd_seed_each_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The same seed in each epoch."""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, np.random.default_rng(42)):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "labels-apart")
def sgd_labels_apart(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """X and y are shuffled apart."""
    trajectory = [theta]
    for _ in range(epochs):
        X, y = rng.permutation(X), rng.permutation(y)
        for i in range(0, len(X), batch_size):
            theta = gradient_step(theta, gradient(theta, X[i:i + batch_size], y[i:i + batch_size]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "labels-apart")
def sgd_labels_in_order(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """X is shuffled and y is not."""
    trajectory = [theta]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            batch = order[i:i + batch_size]
            theta = gradient_step(theta, gradient(theta, X[batch], y[i:i + batch_size]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "tail-dropped")
def sgd_tail_dropped(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The last, smaller batch is left out."""
    trajectory = [theta]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(len(X) // batch_size):
            batch = order[k * batch_size:(k + 1) * batch_size]
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "one-batch-an-epoch")
def sgd_one_batch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """One random batch an epoch."""
    trajectory = [theta]
    for _ in range(epochs):
        batch = rng.choice(len(X), size=min(batch_size, len(X)), replace=False)
        theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("sgd", "one-theta-an-epoch")
def sgd_stored_each_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """theta is stored once an epoch."""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("sgd", "one-epoch-only")
def sgd_returns_in_loop(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The return stands in the loop over epochs."""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
        return trajectory
    return trajectory


@wrong("sgd", "same-array")
def sgd_aliased(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """One list of arrays, stored again and again."""
    theta = [np.array(p, dtype=float) for p in theta]
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            for p, g in zip(theta, gradient(theta, X[batch], y[batch])):
                p -= learning_rate * g
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "start-left-out")
def sgd_no_start(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The start is missing."""
    trajectory = []
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "last-only")
def sgd_last_only(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Only the last theta."""
    return sgd_two_loops(gradient, X, y, theta, learning_rate, batch_size, epochs, rng)[-1]


@wrong("sgd", "ascent")
def sgd_up(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Uphill."""
    return sgd_two_loops(gradient, X, y, theta, -learning_rate, batch_size, epochs, rng)


@wrong("sgd", "averaged-again")
def sgd_averaged(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Divides by the batch's size, which the gradient has done already."""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            grads = [g / len(batch) for g in gradient(theta, X[batch], y[batch])]
            theta = gradient_step(theta, grads, learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "gradient-at-the-start")
def sgd_gradient_at_start(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The gradient is always that at the start."""
    start, trajectory = theta, [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(start, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "gradient-of-the-epoch")
def sgd_gradient_of_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The gradient is that at the epoch's first theta."""
    trajectory = [theta]
    for _ in range(epochs):
        first = theta
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(first, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "drawn-apart")
def sgd_with_replacement(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Each batch is drawn from all rows."""
    trajectory = [theta]
    n = len(X)
    for _ in range(epochs):
        for i in range(0, n, batch_size):
            batch = rng.choice(n, size=min(batch_size, n - i), replace=False)
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "starts-over")
def sgd_starts_over(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Each epoch begins at the start again."""
    trajectory = [theta]
    for _ in range(epochs):
        current = theta
        for batch in minibatches(len(X), batch_size, rng):
            current = gradient_step(current, gradient(current, X[batch], y[batch]), learning_rate)
            trajectory.append(current)
    return trajectory


@wrong("sgd", "one-array-after-the-other")
def sgd_sequential(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Asks for the gradient anew for each array."""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = list(theta)
            for i in range(len(theta)):
                theta[i] = theta[i] - learning_rate * gradient(theta, X[batch], y[batch])[i]
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "used-global-random")
def sgd_global(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """numpy's global state."""
    trajectory = [theta]
    for _ in range(epochs):
        order = np.random.permutation(len(X))
        for i in range(0, len(X), batch_size):
            batch = order[i:i + batch_size]
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "changed-input")
def sgd_shuffles_the_data(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The data itself is put into another order."""
    trajectory = [theta]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
        for i in range(0, len(X), batch_size):
            theta = gradient_step(theta, gradient(theta, X[i:i + batch_size], y[i:i + batch_size]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "batch-size-as-count")
def sgd_as_count(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """batch_size batches an epoch."""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in np.array_split(rng.permutation(len(X)), batch_size):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "raised")
def sgd_batch_is_no_start(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Takes an index array for the place where the batch starts."""
    trajectory = [theta]
    for _ in range(epochs):
        for i in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[i:i + batch_size], y[i:i + batch_size]), learning_rate)
            trajectory.append(theta)
    return trajectory


@wrong("sgd", "drawn-apart-all-full")
def sgd_drawn_with_replacement(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Each batch is drawn with replacement, all of them full."""
    path = [theta]
    for _ in range(epochs):
        for _ in range(-(-len(X) // batch_size)):
            b = rng.integers(0, len(X), size=batch_size)
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "returns-in-the-loop")
def sgd_returns_at_once(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The return stands in the inner loop."""
    path = [theta]
    for _ in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
            return path


@wrong("sgd", "one-update-an-epoch")
def sgd_mean_of_the_batches(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """One step an epoch, by the mean of the batches' gradients."""
    path = [theta]
    for _ in range(epochs):
        gs = [gradient(theta, X[b], y[b]) for b in minibatches(len(X), batch_size, rng)]
        theta = gradient_step(theta, [np.mean(a, axis=0) for a in zip(*gs)], learning_rate)
        path.append(theta)
    return path


@wrong("sgd", "nested-by-epoch")
def sgd_a_list_an_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """A list of thetas for each epoch."""
    path = [theta]
    for _ in range(epochs):
        inner = []
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            inner.append(theta)
        path.append(inner)
    return path


@wrong("sgd", "one-row-at-a-time")
def sgd_row_by_row(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """An update for each row."""
    path = [theta]
    for _ in range(epochs):
        for i in rng.permutation(len(X)):
            theta = gradient_step(theta, gradient(theta, X[i:i + 1], y[i:i + 1]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "sizes-exchanged")
def sgd_sizes_exchanged(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """n and batch_size are exchanged."""
    path = [theta]
    for _ in range(epochs):
        for b in minibatches(batch_size, len(X), rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "start-twice")
def sgd_stored_before_the_update(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """theta is stored before the update."""
    path = [theta]
    for _ in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            path.append(theta)
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
    return path


@wrong("sgd", "one-batch-drawn")
def sgd_one_draw_an_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """One batch is drawn in each epoch."""
    path = [theta]
    for _ in range(epochs):
        b = rng.choice(len(X), batch_size, replace=False)
        theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
        path.append(theta)
    return path


@wrong("sgd", "learning-rate-decays")
def sgd_rate_falls_by_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The learning rate falls from epoch to epoch."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate / (e + 1))
            path.append(theta)
    return path


@wrong("sgd", "times-the-rows")
def sgd_times_the_rows(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The gradient is multiplied by the rows of the batch."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate * len(b))
            path.append(theta)
    return path


@wrong("sgd", "always-from-the-start")
def sgd_start_not_left(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Every update begins at the start."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            path.append(gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate))
    return path


@wrong("sgd", "raised")
def sgd_data_written_over(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """X and y are written over by the batch."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            X, y = X[b], y[b]
            theta = gradient_step(theta, gradient(theta, X, y), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "loops-exchanged")
def sgd_loops_exchanged(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The loop over the batches is the outer one."""
    path = [theta]
    for b in minibatches(len(X), batch_size, rng):
        for e in range(epochs):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "start-and-last")
def sgd_stored_at_the_end(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """append stands behind both loops."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
    path.append(theta)
    return path


@wrong("sgd", "same-batch-again")
def sgd_first_batch_again(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The first batch in every update of the epoch."""
    path = [theta]
    for e in range(epochs):
        bs = minibatches(len(X), batch_size, rng)
        for _ in bs:
            b = bs[0]
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", None)
def sgd_rows_behind_the_first(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """A run of rows that begins at the first index of the batch."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            i = b[0]
            theta = gradient_step(theta, gradient(theta, X[i:i + batch_size], y[i:i + batch_size]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "one-row-of-each-batch")
def sgd_first_row_only(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Only the first row of each batch."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b[:1]], y[b[:1]]), learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "rate-written-down")
def sgd_rate_written_down(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """0.1 for the learning rate."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), 0.1)
            path.append(theta)
    return path


@wrong("sgd", "arguments-exchanged")
def sgd_step_arguments_exchanged(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The arguments of the step are exchanged."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(gradient(theta, X[b], y[b]), theta, learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "gradients-added-up")
def sgd_added_up_in_the_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The gradients of an epoch are added up."""
    path = [theta]
    for e in range(epochs):
        acc = None
        for b in minibatches(len(X), batch_size, rng):
            g = gradient(theta, X[b], y[b])
            acc = g if acc is None else [a + c for a, c in zip(acc, g)]
            theta = gradient_step(theta, acc, learning_rate)
            path.append(theta)
    return path


@wrong("sgd", "reversed")
def sgd_newest_first(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The newest theta comes first."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path[::-1]


@wrong("sgd", "trajectory-and-last")
def sgd_last_and_trajectory(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The last theta and the trajectory."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return theta, path


@wrong("sgd", "gradients-listed")
def sgd_stores_gradients(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Gradients are stored."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            g = gradient(theta, X[b], y[b])
            theta = gradient_step(theta, g, learning_rate)
            path.append(g)
    return path


@wrong("sgd", "first-array-only")
def sgd_one_array_moves(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Only the first array moves."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            g = gradient(theta, X[b], y[b])
            theta = [theta[0] - learning_rate * g[0]] + [t.copy() for t in theta[1:]]
            path.append(theta)
    return path


@wrong("sgd", "gradient-one-step-old")
def sgd_stale_gradient(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The gradient of the place before."""
    path = [theta]
    for e in range(epochs):
        for b in minibatches(len(X), batch_size, rng):
            old = path[max(len(path) - 2, 0)]
            path.append(gradient_step(path[-1], gradient(old, X[b], y[b]), learning_rate))
    return path


@wrong("sgd", "epochs-begin-twice")
def sgd_start_of_each_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Each epoch's start is stored."""
    path = []
    for e in range(epochs):
        path.append(theta)
        for b in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
            path.append(theta)
    return path or [theta]


@wrong("sgd", "drawn-apart-all-full")
def sgd_all_draws(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """As many draws as updates, without epochs."""
    path = [theta]
    for _ in range(epochs * -(-len(X) // batch_size)):
        b = rng.integers(len(X), size=batch_size)
        theta = gradient_step(theta, gradient(theta, X[b], y[b]), learning_rate)
        path.append(theta)
    return path


@wrong("sgd", "wrong-length")
def sgd_begins_anew_and_stores_each_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Each epoch begins at the start, and only its last theta is stored."""
    path = [theta]
    for _ in range(epochs):
        now = theta
        for batch in minibatches(len(X), batch_size, rng):
            now = gradient_step(now, gradient(now, X[batch], y[batch]), learning_rate)
        path.append(now)
    return path


@wrong("sgd", None)
def sgd_begins_anew_without_a_rate(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """Each epoch begins at the start, and the learning rate is not used."""
    path = [theta]
    for _ in range(epochs):
        now = theta
        for batch in minibatches(len(X), batch_size, rng):
            now = gradient_step(now, gradient(now, X[batch], y[batch]), 1)
            path.append(now)
    return path


@wrong("sgd", "wrong-length")
def sgd_all_rows_for_one_epoch(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """All rows in every update, and only one epoch."""
    path = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X, y), learning_rate)
            path.append(theta)
        return path


@wrong("sgd", "wrong-length")
def sgd_first_batches_newest_first(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The first batch of each epoch alone, and the newest theta comes first."""
    path = [theta]
    for _ in range(epochs):
        batch = minibatches(len(X), batch_size, rng)[0]
        theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
        path.insert(0, theta)
    return path
