"""Solutions of notebook 04: gradient descent, minibatches, stochastic gradient descent, momentum."""


def gradient_step(theta, grads, learning_rate):
    """theta after one step against the gradient.  theta, grads: lists of arrays of the same shapes -> such a list"""
    return [array - learning_rate * grad for array, grad in zip(theta, grads)]


def gradient_descent(gradient, theta, learning_rate, steps):
    """The trajectory of gradient descent.  gradient(theta) -> list like theta  ->  list of steps + 1 thetas, theta first"""
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
    return trajectory


def minibatches(n, batch_size, rng):
    """A fresh shuffle of 0..n-1, cut in order  ->  list of index arrays of length batch_size, the last possibly shorter"""
    order = rng.permutation(n)
    return [order[start:start + batch_size] for start in range(0, n, batch_size)]


def sgd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    """The trajectory of SGD.  gradient(theta, X, y) -> list like theta  ->  list of thetas, theta first, one more an update"""
    trajectory = [theta]
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)
            trajectory.append(theta)
    return trajectory


def momentum_step(theta, velocity, grads, learning_rate, momentum):
    """One step with momentum, torch.optim.SGD's rule  ->  (theta, velocity), both lists of arrays"""
    velocity = [momentum * v + grad for v, grad in zip(velocity, grads)]
    return gradient_step(theta, velocity, learning_rate), velocity
