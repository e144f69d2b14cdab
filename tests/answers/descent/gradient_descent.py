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


@right("gradient_descent")
def descent_recursive(gradient, theta, learning_rate, steps):
    if steps == 0:
        return [theta]
    return [theta] + descent_recursive(gradient, gradient_step(theta, gradient(theta), learning_rate), learning_rate, steps - 1)


@right("gradient_descent")
def descent_by_accumulate(gradient, theta, learning_rate, steps):
    return list(itertools.accumulate(range(steps), lambda t, _: gradient_step(t, gradient(t), learning_rate), initial=theta))


@right("gradient_descent")
def descent_in_place_on_copies(gradient, theta, learning_rate, steps):
    theta = [np.array(t, dtype=float) for t in theta]
    path = [copy.deepcopy(theta)]
    for _ in range(steps):
        for t, g in zip(theta, gradient(theta)):
            t -= learning_rate * g
        path.append(copy.deepcopy(theta))
    return path


@right("gradient_descent")
def descent_list_made_beforehand(gradient, theta, learning_rate, steps):
    path = [None] * (steps + 1)
    path[0] = tuple(theta)
    for k in range(steps):
        here = list(path[k])
        path[k + 1] = tuple((a - learning_rate * g for a, g in zip(here, gradient(here))))
    return tuple(path)


@right("gradient_descent")
def descent_by_reduce(gradient, theta, learning_rate, steps):
    from functools import reduce
    return reduce(lambda p, _: p + [gradient_step(p[-1], gradient(p[-1]), learning_rate)], range(steps), [theta])


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


@wrong("gradient_descent", "rate-written-down")
def descent_rate_written_down(gradient, theta, learning_rate, steps):
    """0.1 for the learning rate."""
    path = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), 0.1)
        path.append(theta)
    return path


@wrong("gradient_descent", "start-and-last")
def descent_first_and_last(gradient, theta, learning_rate, steps):
    """The first and the last theta."""
    start = theta
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
    return [start, theta]


@wrong("gradient_descent", "arguments-exchanged")
def descent_step_arguments_exchanged(gradient, theta, learning_rate, steps):
    """The arguments of the step are exchanged."""
    path = [theta]
    for _ in range(steps):
        theta = gradient_step(gradient(theta), theta, learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "gradient-one-step-old")
def descent_stale_gradient(gradient, theta, learning_rate, steps):
    """The gradient of the place before."""
    path = [theta]
    prev = theta
    for _ in range(steps):
        g = gradient(prev)
        prev = theta
        theta = gradient_step(theta, g, learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "trajectory-and-last")
def descent_last_and_trajectory(gradient, theta, learning_rate, steps):
    """The last theta and the trajectory."""
    path = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        path.append(theta)
    return theta, path


@wrong("gradient_descent", "same-array")
def descent_shallow_copies(gradient, theta, learning_rate, steps):
    """Copies of the list, and not of the arrays in it."""
    theta = [t.astype(float) for t in theta]
    path = [theta]
    for _ in range(steps):
        new = list(theta)
        for t, g in zip(new, gradient(new)):
            t -= learning_rate * g
        path.append(new)
        theta = new
    return path


@wrong("gradient_descent", None)
def descent_with_momentum(gradient, theta, learning_rate, steps):
    """Momentum is added."""
    path = [theta]
    v = [np.zeros(np.shape(t)) for t in theta]
    for _ in range(steps):
        v = [0.9 * a + g for a, g in zip(v, gradient(theta))]
        theta = gradient_step(theta, v, learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "start-taken-apart")
def descent_list_of_the_start(gradient, theta, learning_rate, steps):
    """list(theta) where [theta] is meant."""
    path = list(theta)
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "start-taken-apart")
def descent_appends_to_theta(gradient, theta, learning_rate, steps):
    """The trajectory is theta itself, and grows."""
    path = theta
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "start-and-last")
def descent_stored_behind_the_loop(gradient, theta, learning_rate, steps):
    """append stands behind the loop."""
    path = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
    path.append(theta)
    return path


@wrong("gradient_descent", "two-steps-a-turn")
def descent_two_steps_a_turn(gradient, theta, learning_rate, steps):
    """Two steps in each turn."""
    path = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        theta = gradient_step(theta, gradient(theta), learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "nothing-done")
def descent_result_not_kept(gradient, theta, learning_rate, steps):
    """What gradient_step returns is not kept."""
    path = [theta]
    for _ in range(steps):
        gradient_step(theta, gradient(theta), learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "nothing-done")
def descent_start_over_and_over(gradient, theta, learning_rate, steps):
    """The start, over and over."""
    return [theta] * (steps + 1)


@wrong("gradient_descent", "steps-listed")
def descent_differences(gradient, theta, learning_rate, steps):
    """The steps in place of the places."""
    path = [theta]
    for _ in range(steps):
        new = gradient_step(theta, gradient(theta), learning_rate)
        path.append([n - t for n, t in zip(new, theta)])
        theta = new
    return path


@wrong("gradient_descent", "normalised")
def descent_total_length(gradient, theta, learning_rate, steps):
    """Divided by the length of the whole gradient."""
    path = [theta]
    for _ in range(steps):
        g = gradient(theta)
        n = np.sqrt(sum((np.sum(a ** 2) for a in g))) or 1
        theta = gradient_step(theta, [a / n for a in g], learning_rate)
        path.append(theta)
    return path


@wrong("gradient_descent", "wrong-type")
def descent_flattened(gradient, theta, learning_rate, steps):
    """Each theta in one array."""
    path = [theta]
    for _ in range(steps):
        theta = gradient_step(theta, gradient(theta), learning_rate)
        path.append(theta)
    return [np.concatenate([np.ravel(a) for a in t]) for t in path]
