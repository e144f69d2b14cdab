"""Mutants of the solutions of notebook 04 that are right all the same."""

from . import ONE_AXIS

AS_MANY_ROWS = "it has as many rows as X"

EQUIVALENT = {
    "minibatches": {
        "return [order.T[start:start + batch_size] for start in range(0, n, batch_size)]": ONE_AXIS,
    },
    "sgd": {
        "for batch in minibatches(len(-X), batch_size, rng):": AS_MANY_ROWS,
        "for batch in minibatches(len(X + 1), batch_size, rng):": AS_MANY_ROWS,
        "for batch in minibatches(len(X - 1), batch_size, rng):": AS_MANY_ROWS,
        "for batch in minibatches(len(y), batch_size, rng):": AS_MANY_ROWS,
        "theta = gradient_step(theta, gradient(theta, X[batch.T], y[batch]), learning_rate)": ONE_AXIS,
        "theta = gradient_step(theta, gradient(theta, X[batch], y[batch.T]), learning_rate)": ONE_AXIS,
        "theta = gradient_step(theta, gradient(theta, X[batch], y.T[batch]), learning_rate)": ONE_AXIS,
    },
}
