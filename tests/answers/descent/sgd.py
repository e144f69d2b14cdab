"""Students' answers to `sgd`."""

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
