"""Students' answers to `gradient_descent`."""

import copy
import itertools

import numpy as np

from tests.answers import right, wrong


def gradient_step(theta, grads, learning_rate):
    return [p - learning_rate * g for p, g in zip(theta, grads)]


# ---------------------------------------------------------------- right


@right("gradient_descent")
def descent_loop(gradient, theta, learning_rate, steps):
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
    return trajectory


@right("gradient_descent")
def descent_last_entry(gradient, theta, learning_rate, steps):
    thetas = [[p.copy() for p in theta]]
    while len(thetas) < steps + 1:
        thetas.append([p - learning_rate * g for p, g in zip(thetas[-1], gradient(thetas[-1]))])
    return thetas


@right("gradient_descent")
def descent_recursion(gradient, theta, learning_rate, steps):
    if steps == 0:
        return [theta]
    return [theta] + descent_recursion(gradient, gradient_step(theta, gradient(theta), learning_rate), learning_rate, steps - 1)


@right("gradient_descent")
def descent_accumulate(gradient, theta, learning_rate, steps):
    return list(itertools.accumulate(range(steps), lambda t, _: gradient_step(t, gradient(t), learning_rate), initial=theta))


@right("gradient_descent")
def descent_in_place_with_copies(gradient, theta, learning_rate, steps):
    theta = [np.array(p, dtype=float) for p in theta]
    history = [copy.deepcopy(theta)]
    for _ in range(steps):
        for p, g in zip(theta, gradient(theta)):
            p -= learning_rate * g
        history.append(copy.deepcopy(theta))
    return history


@right("gradient_descent")
def descent_preallocated(gradient, theta, learning_rate, steps):
    history = [None] * (steps + 1)
    history[0] = tuple(theta)
    for k in range(steps):
        current = list(history[k])
        grads = gradient(current)
        history[k + 1] = tuple(current[i] - learning_rate * grads[i] for i in range(len(current)))
    return tuple(history)


# ---------------------------------------------------------------- wrong


@wrong("gradient_descent", "same-array")
def descent_aliased(gradient, theta, learning_rate, steps):
    """One list of arrays, changed in place and stored again and again."""
    theta = [np.array(p, dtype=float) for p in theta]
    trajectory = [theta]
    for _ in range(steps):
        for p, g in zip(theta, gradient(theta)):
            p -= learning_rate * g
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "same-array")
def descent_aliased_list(gradient, theta, learning_rate, steps):
    """The items of one list are exchanged, and the list is stored again and again."""
    theta = list(theta)
    trajectory = [theta]
    for _ in range(steps):
        grads = gradient(theta)
        for i in range(len(theta)):
            theta[i] = theta[i] - learning_rate * grads[i]
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "same-array")
def descent_aliased_argument(gradient, theta, learning_rate, steps):
    """The argument itself is changed and stored."""
    trajectory = [theta]
    for _ in range(steps):
        grads = gradient(theta)
        for i in range(len(theta)):
            theta[i] = theta[i] - learning_rate * grads[i]
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "gradient-at-the-start")
def descent_gradient_once(gradient, theta, learning_rate, steps):
    """The gradient is computed before the loop."""
    grads = gradient(theta)
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, grads, learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "always-from-the-start")
def descent_never_moves_on(gradient, theta, learning_rate, steps):
    """theta is never replaced."""
    trajectory = [theta]
    for _ in range(steps):
        trajectory.append(gradient_step(theta, gradient(theta), learning_rate))
    return trajectory


@wrong("gradient_descent", "start-left-out")
def descent_without_start(gradient, theta, learning_rate, steps):
    """The start is not in the list."""
    trajectory = []
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "last-left-out")
def descent_one_too_few(gradient, theta, learning_rate, steps):
    """steps thetas in all."""
    trajectory = [theta]
    for _ in range(1, steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "last-left-out")
def descent_appends_first(gradient, theta, learning_rate, steps):
    """Each theta is stored before the step, the last one never."""
    trajectory = []
    for _ in range(steps):
        trajectory.append(theta)
        theta = gradient_step(theta, gradient(theta), learning_rate)
    return trajectory


@wrong("gradient_descent", "one-step-too-many")
def descent_one_too_many(gradient, theta, learning_rate, steps):
    """steps + 1 steps."""
    trajectory = [theta]
    for _ in range(steps + 1):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "last-only")
def descent_last_only(gradient, theta, learning_rate, steps):
    """Only where it ends is returned."""
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
    return theta


@wrong("gradient_descent", "ascent")
def descent_ascends(gradient, theta, learning_rate, steps):
    """Walks uphill."""
    trajectory = [theta]
    for _ in range(steps):
        theta = [p + learning_rate * g for p, g in zip(theta, gradient(theta))]
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "one-array-after-the-other")
def descent_sequential(gradient, theta, learning_rate, steps):
    """The gradient is asked anew for each array, when the ones before have moved already."""
    trajectory = [theta]
    for _ in range(steps):
        theta = list(theta)
        for i in range(len(theta)):
            theta[i] = theta[i] - learning_rate * gradient(theta)[i]
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "returns-in-the-loop")
def descent_returns_in_loop(gradient, theta, learning_rate, steps):
    """The return stands in the loop."""
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
        return trajectory
    return trajectory


@wrong("gradient_descent", "stops-early")
def descent_converged(gradient, theta, learning_rate, steps):
    """Stops where the gradient is small."""
    trajectory = [theta]
    for _ in range(steps):
        grads = gradient(theta)
        if sum(np.abs(g).sum() for g in grads) < 1e-8:
            break
        theta = gradient_step(theta, grads, learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "arrays-in-a-row")
def descent_extends(gradient, theta, learning_rate, steps):
    """extend for append: one flat list of arrays."""
    trajectory = list(theta)
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.extend(theta)
    return trajectory


@wrong("gradient_descent", "gradients-listed")
def descent_gradients(gradient, theta, learning_rate, steps):
    """Stores the gradients."""
    trajectory = [theta]
    for _ in range(steps):
        grads = gradient(theta)
        theta = gradient_step(theta, grads, learning_rate)
        trajectory.append(grads)
    return trajectory


@wrong("gradient_descent", "steps-from-the-start")
def descent_from_start(gradient, theta, learning_rate, steps):
    """Each step is taken from the start, with the newest gradient."""
    start = theta
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(start, gradient(theta), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "no-learning-rate")
def descent_no_rate(gradient, theta, learning_rate, steps):
    """The learning rate is not used."""
    trajectory = [theta]
    for _ in range(steps):
        theta = [p - g for p, g in zip(theta, gradient(theta))]
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "learning-rate-decays")
def descent_decays(gradient, theta, learning_rate, steps):
    """The learning rate shrinks."""
    trajectory = [theta]
    for k in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate / (k + 1))
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "gradient-unpacked")
def descent_unpacks(gradient, theta, learning_rate, steps):
    """Hands the arrays over one by one."""
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(*theta), learning_rate)
        trajectory.append(theta)
    return trajectory


@wrong("gradient_descent", "returned-none")
def descent_no_return(gradient, theta, learning_rate, steps):
    """Forgets to return."""
    trajectory = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        trajectory.append(theta)
