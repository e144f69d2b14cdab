"""Exercises of notebook 04: gradient descent, minibatches, stochastic gradient descent, momentum."""

import numpy as np

from ..checking import Case, Exercise, Given, Mistake, Observation, Seed, torch
from ..checking.values import as_array

NOTEBOOK = "04_descent"

# ---------------------------------------------------------------- gradient_step


def _arrays(rng, *shapes, kind=np.float64):
    return [rng.normal(size=shape).astype(kind) for shape in shapes]


def _step_cases(rng):
    shapes = (2, 3), (2,)
    return [
        Case([np.array([1.0, 2.0])], [np.array([3.0, -8.0])], 0.25, note="one array of two numbers, by hand"),
        Case([np.array([[1.0, -2.0, 3.0], [0.0, 4.0, -1.0]]), np.array([5.0, 6.0])],
             [np.array([[2.0, 0.0, -4.0], [6.0, 8.0, 2.0]]), np.array([-2.0, 4.0])], 0.5, note="a matrix and a vector, by hand"),
        Case(_arrays(rng, (3, 3), (3, 3), (3, 3)), _arrays(rng, (3, 3), (3, 3), (3, 3)), 0.3, note="three arrays of one shape"),
        Case(_arrays(rng, *shapes), [np.zeros(shape) for shape in shapes], 0.2, note="a gradient of zeros: nothing to do", about="a gradient of zeros"),
        Case([np.array([[1, 2, 3], [4, 5, 6]]), np.array([7, 8])], [np.array([[1, 0, -1], [3, 5, 2]]), np.array([1, -1])], 0.25,
             note="whole numbers everywhere", about="integer arrays"),
        Case([np.array([[1, 2, 3], [4, 5, 6]]), np.array([7, 8])], _arrays(rng, *shapes), 0.1, note="whole numbers in theta only", about="an integer theta"),
        Case(_arrays(rng, *shapes), [np.array([[1, 0, -1], [3, 5, 2]]), np.array([1, -1])], 0.1, note="whole numbers in grads only",
             about="integer gradients"),
        Case(_arrays(rng, *shapes), _arrays(rng, *shapes), 0, note="0 as the learning rate: nothing to do", about="a learning rate of 0"),
        Case(_arrays(rng, *shapes), _arrays(rng, *shapes), 2, note="2 as the learning rate", about="a whole number as the learning rate"),
        Case(_arrays(rng, (4, 2), (4,), kind=np.float32), _arrays(rng, (4, 2), (4,), kind=np.float32), 0.05, note="float32"),
        Case(_arrays(rng, (4, 3, 2, 5), (1,), (6, 4), (7,)), _arrays(rng, (4, 3, 2, 5), (1,), (6, 4), (7,)), 0.01, note="four arrays with 1 to 4 axes, random"),
    ]


def _each(change):
    """A step that does `change(array, grad, learning_rate)` to each array."""
    return lambda theta, grads, lr: [change(t, g, lr) for t, g in zip(theta, grads)]


def _quietly(function):
    """The same, with numpy's warnings silenced."""
    def quietly(*args):
        with np.errstate(all="ignore"):
            return function(*args)
    return quietly


_USUAL_RATES = 0.1, 0.01, 0.001, 0.05, 0.5


def _right_step(theta, grads, learning_rate):
    return [t - learning_rate * g for t, g in zip(theta, grads)]


def _step_where(chosen):
    """A step that only the chosen arrays take; the others come back as they were."""
    return lambda theta, grads, lr: [t - lr * g if chosen(i, len(theta)) else t + 0 for i, (t, g) in enumerate(zip(theta, grads))]


def _entry_of(lists, index, path):
    """The place of an entry in words, "[0][1, 2]", and that entry of each list."""
    return f"[{path[-1]}][{', '.join(map(str, index))}]", *(values[path[-1]][index] for values in lists)


def _step_sum(args, index, *path):
    place, t, g = _entry_of(args[:2], index, path)
    lr = args[2]
    return f"theta{place} - learning_rate * grads{place} = {t:g} - {lr:g} * {_bracketed(g)} = {t - lr * g:g}"


def _bracketed(number):
    return f"{number:g}" if number >= 0 else f"({number:g})"


gradient_step = Exercise(
    name="gradient_step",
    notebook=NOTEBOOK,
    parameters="theta, grads, learning_rate",
    reference=lambda theta, grads, learning_rate: [torch.sub(t, g, alpha=learning_rate) for t, g in zip(theta, grads)],
    cases=_step_cases,
    arithmetic=_step_sum,
    hints=(
        "`theta` and `grads` are lists. A list cannot be multiplied by a fraction; an array can. Go through both lists side by side: `zip(theta, grads)`.",
        "For each array, one new array: the array minus learning_rate times its gradient. The new ones go into a new list.",
        "`[array - learning_rate * grad for array, grad in zip(theta, grads)]`",
    ),
    mistakes=(
        Mistake("ascent", _each(lambda t, g, lr: t + lr * g),
                "The gradient is added: this walks uphill.",
                "The gradient points where the loss grows fastest. To make the loss smaller, go the other way."),
        Mistake("no-learning-rate", _each(lambda t, g, lr: t - g),
                "The learning rate is not used: the whole gradient is subtracted.",
                "The step is the learning rate times the gradient."),
        Mistake("rate-written-down", tuple(_each(lambda t, g, lr, rate=rate: t - rate * g) for rate in _USUAL_RATES),
                "The learning rate is always the same (0.1, say), whatever is handed in.",
                "A number is written in the code where the argument `learning_rate` belongs."),
        Mistake("absolute-gradient", _each(lambda t, g, lr: t - lr * abs(g)),
                "The sign of the gradient is lost: nothing is ever made larger.",
                "Where the gradient is negative, downhill is towards larger numbers. Use it as it is."),
        Mistake("divides-by-learning-rate", (_quietly(_each(lambda t, g, lr: t - g / lr)), _quietly(_each(lambda t, g, lr: t - g / lr if lr else t + 0))),
                "The gradient is divided by the learning rate.",
                "A small learning rate makes a small step: it is a factor."),
        Mistake("learning-rate-twice", (_each(lambda t, g, lr: t - lr * lr * g), _each(lambda t, g, lr: t - 2 * lr * g)),
                "The learning rate counts twice.",
                "Perhaps the gradients are multiplied by it, and what comes of that once more; or the step is taken twice."),
        Mistake("learning-rate-subtracted", (_each(lambda t, g, lr: t - lr), _each(lambda t, g, lr: t - g - lr), _each(lambda t, g, lr: t - (g - lr)),
                                             _each(lambda t, g, lr: t - (g + lr))),
                "The learning rate is added or subtracted where it should be a factor of the gradient.",
                "The step is learning_rate *times* the gradient."),
        Mistake("scales-the-result", _each(lambda t, g, lr: lr * (t - g)),
                "theta is multiplied by the learning rate as well: this is learning_rate * (theta - gradient).",
                "`*` binds more strongly than `-`. Without brackets the learning rate meets the gradient alone."),
        Mistake("scales-theta", _each(lambda t, g, lr: lr * t - g),
                "The learning rate multiplies theta, and not the gradient.",
                "theta stays as it is; from it learning_rate times the gradient is subtracted."),
        Mistake("shrinks-theta", (_each(lambda t, g, lr: t - lr * t - lr * g), _each(lambda t, g, lr: t - lr * t)),
                "A part of theta itself is subtracted too: theta shrinks at each step.",
                "That is weight decay, an addition to gradient descent. Here the step is learning_rate times the gradient and nothing else."),
        Mistake("update-only", (_each(lambda t, g, lr: -lr * g), _each(lambda t, g, lr: lr * g)),
                "This is the step alone, without theta.",
                "Asked for is where the step leads: theta minus learning_rate times the gradient."),
        Mistake("arguments-exchanged", (_each(lambda t, g, lr: g - lr * t), _each(lambda t, g, lr: lr * g - t)),
                "theta and the gradient are exchanged.",
                "From theta, learning_rate times the gradient is subtracted. (Look at the order of the names behind `for` and in `zip`.)"),
        Mistake("multiplied", (_each(lambda t, g, lr: t - lr * t * g), _each(lambda t, g, lr: t * lr * g), _each(lambda t, g, lr: t * (1 - lr * g))),
                "The step is multiplied with theta.",
                "It is subtracted: theta - learning_rate * gradient."),
        Mistake("sign-only", _each(lambda t, g, lr: t - lr * np.sign(g)),
                "Only the sign of the gradient is used: every entry moves by the same amount.",
                "A steep direction gets a large step and a flat one a small step: use the gradient as it is."),
        Mistake("normalised", (_each(lambda t, g, lr: t - lr * g / (np.linalg.norm(g) or 1)),
                               lambda theta, grads, lr: [t - lr * g / (np.sqrt(sum((x * x).sum() for x in grads)) or 1) for t, g in zip(theta, grads)]),
                "The gradient is divided by its length.",
                "Use it as it is: where the loss is flat the steps shall become small."),
        Mistake("summed-gradient", (_each(lambda t, g, lr: t - lr * g.sum()), _each(lambda t, g, lr: t - lr * g.mean())),
                "Every entry of an array is moved by the same amount, the sum or the mean of the gradient's entries.",
                "Each entry of theta has an entry of the gradient of its own. (If there was a mean over the examples, whoever made the gradient has taken it.)"),
        Mistake("averaged-over-rows", (_each(lambda t, g, lr: t - lr * g.mean(axis=0)), _each(lambda t, g, lr: t - lr * g.sum(axis=0))),
                "The rows of a gradient are averaged or added up, and all rows of the array are moved alike.",
                "Each entry of theta has an entry of the gradient of its own. (If there was a mean over the examples, whoever made the gradient has taken it.)"),
        Mistake("arrays-taken-apart", lambda theta, grads, lr: [row for array in _right_step(theta, grads, lr) for row in array],
                "The arrays are taken apart: their rows stand in the list one by one.",
                "`append` adds one item; `extend` and `+=` add all that is in it."),
        Mistake("result-reversed", lambda theta, grads, lr: _right_step(theta, grads, lr)[::-1],
                "The new arrays come in reverse order.",
                "The first new array belongs to the first of theta. Perhaps they are taken from the end (`pop()`), or put in at the front."),
        Mistake("averaged-again", (_each(lambda t, g, lr: t - lr * g / len(t)), _each(lambda t, g, lr: t - lr * g / t.size),
                                   lambda theta, grads, lr: [t - lr * g / len(theta) for t, g in zip(theta, grads)]),
                "The gradient is divided by the number of rows, of entries or of arrays.",
                "Take it as it is. A mean over the examples belongs to the loss, and whoever made the gradient has taken it."),
        Mistake("first-gradient-everywhere", lambda theta, grads, lr: [t - lr * grads[0] for t in theta],
                "Every array is moved by the first gradient.",
                "Each array of `theta` has a gradient of its own, at the same place in `grads`."),
        Mistake("gradients-reversed", lambda theta, grads, lr: [t - lr * g for t, g in zip(theta, grads[::-1])],
                "The gradients are taken in reverse order.",
                "The first gradient belongs to the first array."),
        Mistake("first-array-only", (lambda theta, grads, lr: _right_step(theta[:1], grads, lr), _step_where(lambda i, n: i == 0),
                                     lambda theta, grads, lr: theta[0] - lr * grads[0]),
                "Only the first array takes a step.",
                "`theta` may hold any number of arrays. Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("last-array-left-out", (lambda theta, grads, lr: _right_step(theta[:-1], grads, lr), _step_where(lambda i, n: i < n - 1)),
                "The last array is left out.",
                "Perhaps a loop ends one too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("last-array-only", (lambda theta, grads, lr: _right_step(theta[-1:], grads[-1:], lr), lambda theta, grads, lr: theta[-1] - lr * grads[-1]),
                "Only the last array comes back.",
                "Perhaps each turn of a loop writes over what the one before it made. Collect the new arrays in a list."),
        Mistake("first-array-left-out", (lambda theta, grads, lr: _right_step(theta[1:], grads[1:], lr), _step_where(lambda i, n: i > 0)),
                "The first array is left out.",
                "Perhaps a loop begins at 1: indices begin at 0."),
        Mistake("nothing-done", _each(lambda t, g, lr: t + 0),
                "theta comes back as it was.",
                "Perhaps the new arrays are made in a loop and go nowhere: `p = p - ...` gives the name `p` to a new array, and the list keeps the old one."),
        Mistake("pairs", (lambda theta, grads, lr: [(t - lr * g, g) for t, g in zip(theta, grads)],
                          lambda theta, grads, lr: (_right_step(theta, grads, lr), [g + 0 for g in grads])),
                "The gradients are returned as well.",
                "Only the new theta is asked for: a list of arrays."),
        Mistake("flattened", lambda theta, grads, lr: np.concatenate([(t - lr * g).ravel() for t, g in zip(theta, grads)]),
                "All arrays are laid behind each other in one long one.",
                "A list of arrays is asked for, each in its own shape, as `theta` is."),
        Mistake("integer-truncation", (_each(lambda t, g, lr: (t - lr * g).astype(t.dtype)), _each(lambda t, g, lr: t - (lr * g).astype(g.dtype))),
                "Where an array holds whole numbers, the fractions of the result are cut off.",
                "`np.zeros_like(array)`, `np.empty_like(array)` and `array.copy()` have the dtype of `array`, and an integer array cannot hold fractions. "
                "Let numpy choose, by computing the whole array at once."),
    ),
)

# ---------------------------------------------------------------- gradient_descent


def _descent_cases(rng):
    symmetric = rng.normal(size=(3, 3))
    return [
        Case(Given("lambda theta: [2 * theta[0]]"), [np.array([4.0, -8.0])], 0.25, 2, note="the loss is the sum of squares; two steps, by hand"),
        Case(Given("lambda theta: [theta[1].sum() * theta[0], theta[0].sum() + theta[1]]"), [np.array([1.0, 2.0]), np.array([1.0, 0.0, -2.0])], 0.5, 3,
             note="two arrays, each in the gradient of the other; three steps"),
        Case(Given("lambda theta: [np.outer(theta[0] @ x + theta[1] - y, x), theta[0] @ x + theta[1] - y]",
                   x=np.array([1.0, -0.5, 2.0]), y=np.array([1.0, -1.0])), _arrays(rng, (2, 3), (2,)), 0.1, 4,
             note="an affine map that learns one example; four steps"),
        Case(Given("lambda theta: [2 * theta[0]]"), [np.array([1.0, 2.0, 3.0])], 0.1, 0, note="no step at all: the start alone", about="steps = 0"),
        Case(Given("lambda theta: [theta[0] - 1, 2 * theta[1]]"), [np.ones(3), np.zeros((2, 2))], 0.1, 4, note="a start at the minimum: the gradient is 0",
             about="a start where the gradient is 0"),
        Case(Given("lambda theta: [theta[0] - theta[1].mean(), theta[1] - theta[0].mean()]"), [np.array([1, 2, 3]), np.array([[4, 6], [-3, 1]])], 0.25, 3,
             note="whole numbers as the start", about="an integer theta"),
        Case(Given("lambda theta: [2 * theta[0]]"), [np.array([1.0, -2.0])], 1.5, 6, note="a learning rate so large that it diverges"),
        Case(Given("lambda theta: [theta[0] - 2, theta[1] + theta[0].sum()]"), _arrays(rng, (4,), (2, 3), kind=np.float32), 0.1, 3, note="float32"),
        Case(Given("lambda theta: [A @ theta[0] + theta[1].mean(), np.tanh(theta[1]) + theta[0].sum() / 7, theta[2] * theta[0][0]]", A=symmetric @ symmetric.T),
             _arrays(rng, (3,), (2, 4), (5,)), 0.05, 12, note="three arrays, twelve steps, random"),
    ]


def _walk(move):
    """A descent that goes on by `move(gradient, theta, learning_rate, number of the step, start)`."""
    def descent(gradient, theta, learning_rate, steps):
        trajectory = [theta]
        for k in range(steps):
            trajectory.append(move(gradient, trajectory[-1], learning_rate, k, theta))
        return trajectory
    return descent


_right_descent = _walk(lambda gradient, theta, lr, k, start: _right_step(theta, gradient(theta), lr))


def _of_right(change):
    """What `change` makes of the right trajectory."""
    return lambda gradient, theta, lr, steps: change(_right_descent(gradient, theta, lr, steps))


def _floats(theta):
    return [np.array(t, dtype=float) for t in theta]


def _all_the_last(gradient, theta, lr, steps):
    return [_right_descent(gradient, _floats(theta), lr, steps)[-1]] * (steps + 1)


def _all_the_last_but_the_start(gradient, theta, lr, steps):
    last = _right_descent(gradient, _floats(theta), lr, steps)[-1]
    return [theta] + [last] * steps


def _one_after_the_other(order):
    def move(gradient, theta, lr, k, start):
        theta = list(theta)
        for i in range(len(theta))[::order]:
            theta[i] = theta[i] - lr * gradient(theta)[i]
        return theta
    return move


def _one_step_old(gradient, theta, lr, steps):
    trajectory = [theta]
    for _ in range(steps):
        trajectory.append(_right_step(trajectory[-1], gradient(trajectory[max(len(trajectory) - 2, 0)]), lr))
    return trajectory


def _gradients_added_up(gradient, theta, lr, steps):
    trajectory, total = [theta], [np.zeros(t.shape) for t in theta]
    for _ in range(steps):
        total = [a + g for a, g in zip(total, gradient(theta))]
        theta = _right_step(theta, total, lr)
        trajectory.append(theta)
    return trajectory


def _until_it_stands_still(tolerance):
    def descent(gradient, theta, lr, steps):
        trajectory = [theta]
        for _ in range(steps):
            grads = gradient(theta)
            if all(np.abs(g).max() < tolerance for g in grads):
                break
            theta = _right_step(theta, grads, lr)
            trajectory.append(theta)
        return trajectory
    return descent


def _with_gradients(gradient, theta, lr, steps):
    trajectory = [theta]
    for _ in range(steps):
        grads = gradient(theta)
        theta = _right_step(theta, grads, lr)
        trajectory.append(grads)
    return trajectory


def _truncated(theta, like):
    return [t.astype(a.dtype) for t, a in zip(theta, like)]


def _moved(change):
    """A descent that changes each array by `change(array, grad, learning_rate)`."""
    return _walk(lambda gradient, theta, lr, k, start: [change(t, g, lr) for t, g in zip(theta, gradient(theta))])


def _at_rate(rate):
    """A descent with another learning rate, `rate(learning_rate, number of the step)`."""
    return _walk(lambda gradient, theta, lr, k, start: _right_step(theta, gradient(theta), rate(lr, k)))


gradient_descent = Exercise(
    name="gradient_descent",
    notebook=NOTEBOOK,
    parameters="gradient, theta, learning_rate, steps",
    reference=lambda gradient, theta, lr, steps: _walk(
        lambda gradient, theta, lr, k, start: [torch.sub(t, g, alpha=lr) for t, g in zip(theta, gradient(theta))])(gradient, theta, lr, steps),
    cases=_descent_cases,
    may_return_arguments=True,      # the first theta may be the one that was handed in
    hints=(
        "Begin with a list that holds the start alone, `[theta]`. Each turn of a loop over `range(steps)` makes one more theta out of the one before it.",
        "In each turn: ask for the gradient where you are *now*, `gradient(theta)`; let your `gradient_step` make a new list of new arrays; "
        "call that `theta`, and append it.",
        "`trajectory = [theta]`; then, `for _ in range(steps):` `theta = gradient_step(theta, gradient(theta), learning_rate)` and `trajectory.append(theta)`; "
        "after the loop `return trajectory`.",
    ),
    mistakes=(
        Mistake("same-array", (_all_the_last, _all_the_last_but_the_start),
                "All thetas of the trajectory are the same one, the last: one list of arrays is changed in place, and stored again and again.",
                "A list holds its items, not copies of them. What is appended and then changed by `-=`, `[...] =` or `theta[i] =` changes in the trajectory too. "
                "Make new arrays and a new list at each step."),
        Mistake("gradient-at-the-start", _walk(lambda gradient, theta, lr, k, start: _right_step(theta, gradient(start), lr)),
                "Every step uses the gradient at the start.",
                "The gradient changes with theta. Ask for it anew at each step, inside the loop, where theta stands by then."),
        Mistake("nothing-done", _walk(lambda gradient, theta, lr, k, start: theta),
                "theta never moves: every entry of the list is the start.",
                "`gradient_step` returns a new theta, and leaves the old one as it is. What it returns has to be kept."),
        Mistake("start-taken-apart", _of_right(lambda trajectory: [*trajectory[0], *trajectory[1:]]),
                "The arrays of the start stand in the list one by one, and not as one theta.",
                "The list begins with one item, the theta that was handed in: `[theta]` is a list that holds it, `list(theta)` and `theta` itself are not."),
        Mistake("two-steps-a-turn", _walk(lambda gradient, theta, lr, k, start: (lambda new: _right_step(new, gradient(new), lr))(_right_step(theta, gradient(theta), lr))),
                "From each theta to the next there are two steps.",
                "Every step leads to a theta of the list. Perhaps the step is taken twice, once to look at it and once to keep it."),
        Mistake("steps-listed", _of_right(lambda trajectory: trajectory[:1] + [[b - a for a, b in zip(old, new)] for old, new in zip(trajectory, trajectory[1:])]),
                "Behind the start the list holds the steps, each theta minus the one before it.",
                "The places are asked for: where each step leads to."),
        Mistake("always-from-the-start", _walk(lambda gradient, theta, lr, k, start: _right_step(start, gradient(start), lr)),
                "Every step is the first one: each theta is one step away from the start.",
                "What a step gives has to take the place of theta before the next one."),
        Mistake("gradient-one-step-old", _one_step_old,
                "Each step uses the gradient of the place before: it is one step old.",
                "First ask for the gradient where theta stands now, then step. Perhaps the gradient is asked for before theta gets its new value, and used after it."),
        Mistake("arguments-exchanged", _moved(lambda t, g, lr: g - lr * t),
                "theta and its gradient are exchanged in the step: this is gradient - learning_rate * theta.",
                "`gradient_step(theta, grads, learning_rate)` takes theta first."),
        Mistake("rate-written-down", tuple(_at_rate(lambda lr, k, rate=rate: rate) for rate in _USUAL_RATES),
                "The learning rate is always the same (0.1, say), whatever is handed in.",
                "A number is written in the code where the argument `learning_rate` belongs."),
        Mistake("steps-from-the-start", _walk(lambda gradient, theta, lr, k, start: _right_step(start, gradient(theta), lr)),
                "Each step begins at the start again, with the gradient of the newest theta.",
                "A step begins where the one before it ended: the theta whose gradient it is is also the one that it moves."),
        Mistake("start-left-out", _of_right(lambda trajectory: trajectory[1:]),
                "The start is not in the list.",
                "steps + 1 thetas are asked for; the first one is the theta that was handed in."),
        Mistake("last-left-out", (_of_right(lambda trajectory: trajectory[:max(1, len(trajectory) - 1)]), _of_right(lambda trajectory: trajectory[:-1])),
                "The last theta is missing.",
                "`steps` steps lead through steps + 1 thetas. Perhaps the loop ends one step too early, or theta is stored before the step and not after it."),
        Mistake("one-step-too-many", lambda gradient, theta, lr, steps: _right_descent(gradient, theta, lr, steps + 1),
                "There is one step too many.",
                "`steps` steps lead through steps + 1 thetas, the start among them."),
        Mistake("start-twice", (_of_right(lambda trajectory: trajectory[:1] + trajectory), _of_right(lambda trajectory: (trajectory[:1] + trajectory)[:max(len(trajectory), 1)])),
                "The start stands in the list twice.",
                "Perhaps theta is put there before the loop, and again in the first turn before the step. Store it after the step."),
        Mistake("last-only", _of_right(lambda trajectory: trajectory[-1]),
                "Only the last theta comes back.",
                "The whole way is asked for: a list of steps + 1 thetas."),
        Mistake("start-and-last", (_of_right(lambda trajectory: [trajectory[0], trajectory[-1]]), _of_right(lambda trajectory: trajectory if len(trajectory) == 1 else [trajectory[0], trajectory[-1]])),
                "Only the start and the last theta are in the list.",
                "What stands behind the loop is done once, when it is over. Every theta on the way is asked for: store each inside the loop."),
        Mistake("trajectory-and-last", (_of_right(lambda trajectory: (trajectory[-1], trajectory)), _of_right(lambda trajectory: (trajectory, trajectory[-1]))),
                "The last theta is returned beside the trajectory.",
                "The trajectory alone is asked for; the last theta is its last entry."),
        Mistake("returns-in-the-loop", _of_right(lambda trajectory: trajectory[:2]),
                "Only one step is taken.",
                "Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("reversed", _of_right(lambda trajectory: trajectory[::-1]),
                "The trajectory comes in reverse order.",
                "The start is first."),
        Mistake("gradient-unpacked", _walk(lambda gradient, theta, lr, k, start: _right_step(theta, gradient(*theta), lr)),
                "The gradient is handed the arrays of theta one by one.",
                "`gradient` takes one argument, theta as a whole, the list: no star."),
        Mistake("ascent", _moved(lambda t, g, lr: t + lr * g),
                "The gradient is added: this walks uphill.",
                "`gradient_step` has it right: call it."),
        Mistake("one-array-after-the-other", (_walk(_one_after_the_other(1)), _walk(_one_after_the_other(-1))),
                "The arrays of theta are moved one after the other: the gradient for the next is taken when the one before has moved already.",
                "All parts of a gradient belong to one theta. Ask for the gradient once a step, before anything moves."),
        Mistake("no-learning-rate", _moved(lambda t, g, lr: t - g),
                "The learning rate is not used.",
                "A step subtracts learning_rate times the gradient. `gradient_step` does it: call it."),
        Mistake("learning-rate-twice", (_at_rate(lambda lr, k: lr * lr), _at_rate(lambda lr, k: 2 * lr)),
                "The learning rate counts twice.",
                "`gradient_step` multiplies by it already."),
        Mistake("learning-rate-decays", (_at_rate(lambda lr, k: lr / (k + 1)), _at_rate(lambda lr, k: lr ** (k + 1)), _at_rate(lambda lr, k: lr / np.sqrt(k + 1))),
                "The learning rate becomes smaller from step to step.",
                "It is the same at each step. (Letting it shrink is a good idea at times, and another algorithm.)"),
        Mistake("learning-rate-grows", (_at_rate(lambda lr, k: lr * k), _at_rate(lambda lr, k: lr * (k + 1))),
                "The learning rate is multiplied by the number of the step.",
                "It is the same at each step."),
        Mistake("learning-rate-divided", lambda gradient, theta, lr, steps: _right_descent(gradient, theta, lr / (steps or 1), steps),
                "The learning rate is divided by the number of steps.",
                "Each step uses the learning rate as it is."),
        Mistake("gradients-added-up", _gradients_added_up,
                "The gradients are added up: each step uses the sum of all gradients so far.",
                "A step uses the gradient at the theta where it begins, and no older one. Perhaps a variable for the sum is not set back."),
        Mistake("first-array-only", _walk(lambda gradient, theta, lr, k, start: [theta[0] - lr * gradient(theta)[0], *theta[1:]]),
                "Only the first array of theta moves.",
                "`theta` may hold any number of arrays, and each has a gradient. `gradient_step` moves them all."),
        Mistake("last-array-left-out", _walk(lambda gradient, theta, lr, k, start: _right_step(theta[:-1], gradient(theta), lr) + theta[-1:]),
                "The last array of theta never moves.",
                "Perhaps a loop ends one too early. `gradient_step` moves them all."),
        Mistake("stops-early", tuple(_until_it_stands_still(tolerance) for tolerance in (1e-12, 1e-3)),
                "It stops before all steps are taken, where the gradient is 0 or small.",
                "The list is to have steps + 1 entries in any case. At a minimum theta stays where it is."),
        Mistake("gradients-listed", (_with_gradients, lambda gradient, theta, lr, steps: [gradient(t) for t in _right_descent(gradient, theta, lr, steps)],
                                     lambda gradient, theta, lr, steps: [gradient(t) for t in _right_descent(gradient, theta, lr, steps)[:-1]]),
                "The list holds gradients.",
                "The thetas are asked for, the places and not the slopes."),
        Mistake("with-gradients", (lambda gradient, theta, lr, steps: [(t, gradient(t)) for t in _right_descent(gradient, theta, lr, steps)],
                                   lambda gradient, theta, lr, steps: (_right_descent(gradient, theta, lr, steps), [gradient(t) for t in _right_descent(gradient, theta, lr, steps)])),
                "The gradients are returned as well.",
                "The thetas alone are asked for."),
        Mistake("arrays-in-a-row", _of_right(lambda trajectory: [t for theta in trajectory for t in theta]),
                "The arrays of all thetas stand in one flat list.",
                "Each item of the list is a theta, a list of arrays itself. `append` adds one item; `extend` and `+=` add all that is in it."),
        Mistake("each-array-apart", _of_right(lambda trajectory: [list(way) for way in zip(*trajectory)]),
                "There is one list for each array of theta, with its values from step to step.",
                "It is to be the other way round: one item for each step, and in it all arrays of theta."),
        Mistake("integer-truncation", _walk(lambda gradient, theta, lr, k, start: _truncated(_right_step(theta, gradient(theta), lr), start)),
                "With whole numbers at the start the fractions of each step are cut off.",
                "`np.zeros_like(array)` and `array.copy()` have the dtype of `array`, and an integer array cannot hold fractions. Let numpy choose."),
        Mistake("normalised", (_moved(lambda t, g, lr: t - lr * g / (np.linalg.norm(g) or 1)), _walk(lambda gradient, theta, lr, k, start: (
            lambda grads: [t - lr * g / (np.sqrt(sum((a * a).sum() for a in grads)) or 1) for t, g in zip(theta, grads)])(gradient(theta)))),
                "Each gradient is divided by its length.",
                "Use it as it is: near the minimum the steps shall become small."),
    ),
)

# ---------------------------------------------------------------- minibatches

_ENOUGH = 200       # indices, to measure how well they are shuffled
_TINY_SEEDS = range(101, 121)       # two indices have to come in either order: in 20 draws the same one each time is no chance


def _batch_cases(rng):
    a, b = (int(s) for s in rng.choice(1_000_000, size=2, replace=False))
    return [
        Case(10, 4, Seed(a), note="10 indices in batches of 4: 4, 4 and 2"),
        Case(12, 4, Seed(a), note="12 indices in batches of 4: it comes out even", about="a batch size that divides n"),
        Case(6, 1, Seed(b), note="batches of one", about="a batch size of 1"),
        Case(7, 7, Seed(b), note="one batch of all", about="a batch size that divides n"),
        Case(5, 8, Seed(b), note="a batch size larger than n: one batch of all", about="a batch size larger than n"),
        Case(9, 2, Seed(a), note="9 indices in batches of 2: the last batch is a single one"),
        Case(40, 6, Seed(a), note="40 indices in batches of 6"),
        Case(40, 6, Seed(b), note="the same sizes, another seed"),
        Case(500, 7, Seed(b), note="500 indices in batches of 7"),
        *(Case(2, 1, Seed(seed), note=f"2 indices in batches of one, seed {seed}", about="two indices") for seed in _TINY_SEEDS),
        Case(1000, 64, Seed(a), note="1000 indices in batches of 64, with enough of them to measure the shuffle"),
    ]


def _sizes(n, batch_size):
    """The right sizes of the batches."""
    return [min(batch_size, n - start) for start in range(0, n, batch_size)]


def _batches_observe(case, batches):
    """What sets the batches apart from a shuffle of 0..n-1 that was cut in order; the right shapes are seen to already."""
    n = case.args[0]
    order = np.real(np.concatenate(batches)).astype(float)
    found = {
        "smallest index": Observation(float(order.min()), 0.0),
        "largest index": Observation(float(order.max()), 0.0),
        "number of different indices": Observation(float(np.unique(order).size), 0.0),
        "number of batches that are not made of whole numbers": Observation(float(sum(batch.dtype.kind not in "iu" for batch in batches)), 0.0),
    }
    return found | _measured(order) if n >= _ENOUGH else found


def _measured(order):
    """How far the order is from a random one: what chance allows, six standard errors, counts as no distance at all."""
    n = len(order)
    steps = np.diff(order)

    def beyond_chance(value, wanted, allowed):
        return Observation(float(value if abs(value - wanted) > allowed else wanted), float(allowed))
    return {
        "correlation of index and place": beyond_chance(np.corrcoef(np.arange(n), order)[0, 1] if np.ptp(order) else 1.0, 0.0, 6 / np.sqrt(n)),
        "share of indices that are followed by a larger one": beyond_chance((steps > 0).mean(), 0.5, 6 / np.sqrt(12 * n)),
        "number of indices that are followed by their neighbour": beyond_chance((np.abs(steps) == 1).sum(), 2.0, 18.0),
        "number of indices that stay in their place": beyond_chance((order == np.arange(n)).sum(), 1.0, 13.0),
    }


def _cut(order, batch_size):
    return [order[start:start + batch_size] for start in range(0, len(order), batch_size)]


def _right_batches(n, batch_size, rng):
    return _cut(rng.permutation(n), batch_size)


def _index_lists(outcome):
    """The batches of an outcome, a list of flat arrays; None where it is something else. Kept, since every mistake asks for it."""
    if id(outcome) not in _lists:
        if len(_lists) > 500:
            _lists.clear()
        _lists[id(outcome)] = outcome, _read_lists(outcome)     # holding the outcome keeps its id from being used again
    return _lists[id(outcome)][1]


_lists = {}


def _read_lists(outcome):
    value = list(outcome.value) if isinstance(outcome.value, np.ndarray) and outcome.value.ndim == 2 else outcome.value
    if not isinstance(value, list):
        return None
    found = [np.zeros(0, dtype=int) if isinstance(item, list) and not item else as_array(item) for item in value]
    return found if all(batch is not None and batch.ndim == 1 and batch.dtype.kind in "iu" for batch in found) else None


def _in_all(holds, where=lambda n, batch_size: True):
    """Recognises an answer by its batches: `holds(n, batch_size, batches)` in every case `where` that can be told."""
    def recognise(cases, outcomes):
        for case, outcome in zip(cases, outcomes):
            n, size = case.args[:2]
            if where(n, size) and ((batches := _index_lists(outcome)) is None or not holds(n, size, batches)):
                return False
        return True
    return recognise


def _joined(batches):
    return np.concatenate(batches) if batches else np.zeros(0, dtype=int)


def _holds_all(n, size, batches):
    """Whether the sizes are right and every index occurs once."""
    return [len(b) for b in batches] == _sizes(n, size) and np.array_equal(np.sort(_joined(batches)), np.arange(n))


def _many(n, size):
    """Cases with so many batches of more than one index that nothing comes about by chance."""
    return n >= 40 and size > 1


def _ignores_seed(cases, outcomes):
    first, second = (_index_lists(o) for c, o in zip(cases, outcomes) if c.args[:2] == (40, 6))
    return bool(first) and bool(second) and len(_joined(first)) > 0 and len(first) == len(second) and all(map(np.array_equal, first, second))


def _sizes_are(sizes):
    """Recognises an answer whose batches have these sizes, `sizes(n, batch_size)`, where they ought to have others."""
    def recognise(cases, outcomes):
        sizes_are_so = _in_all(lambda n, size, batches: [len(b) for b in batches] == list(sizes(n, size)), where=lambda n, size: size <= n)
        return sizes_are_so(cases, outcomes)
    return recognise


def _even(n, count):
    """The sizes of `np.array_split(np.arange(n), count)`."""
    return [len(part) for part in np.array_split(np.arange(n), max(count, 1))]


def _batches_with(change):
    """A mistake made to the right batches: `change(batches, n, batch_size)`."""
    return lambda n, batch_size, rng: change(_right_batches(n, batch_size, rng), n, batch_size)


def _filled(batch, order, size):
    """That batch with as many indices from the beginning of the order as it takes."""
    return np.concatenate([batch, order[:max(size - len(batch), 0)]])


def _is_last_batch(cases, outcomes):
    """A flat array, as long as the last batch should be, where there ought to be several."""
    def alone(case, outcome):
        n, size, _ = case.args
        found = as_array(outcome.value)
        return found is not None and found.dtype.kind in "iu" and found.shape == (_sizes(n, size)[-1],)
    return all(alone(case, outcome) for case, outcome in zip(cases, outcomes) if case.args[1] < case.args[0])


def _never_otherwise(cases, outcomes):
    """Whether two indices come in the same order with every one of many seeds."""
    found = [_index_lists(outcome) for case, outcome in zip(cases, outcomes) if case.args[0] == 2]
    return all(batches is not None and _holds_all(2, 1, batches) for batches in found) and len({_joined(batches)[0] for batches in found}) == 1


def _sattolo(n, batch_size, rng):
    index = list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(rng.integers(0, i))
        index[i], index[j] = index[j], index[i]
    return _cut(np.array(index), batch_size)


def _drawn(replace):
    return lambda n, batch_size, rng: [rng.choice(n, size=size, replace=replace) for size in _sizes(n, batch_size)]


def _blocks(n, batch_size, rng):
    return sorted(_cut(np.arange(n), batch_size), key=lambda _: rng.random())


def _is_run(batch):
    return np.array_equal(np.sort(batch), np.arange(batch.min(), batch.min() + len(batch))) if len(batch) else False


def _mask(batch, n):
    return np.isin(np.arange(n), batch)


def _are_floats(cases, outcomes):
    def whole(outcome):
        found = [as_array(item) for item in outcome.value] if isinstance(outcome.value, list) else []
        return bool(found) and all(b is not None and b.ndim == 1 and b.dtype.kind == "f" and np.array_equal(b, np.round(b)) for b in found)
    return all(whole(outcome) for outcome in outcomes)


def _are_masks(cases, outcomes):
    def masks(case, outcome):
        value = outcome.value if isinstance(outcome.value, list) else list(outcome.value) if isinstance(outcome.value, np.ndarray) and outcome.value.ndim == 2 else []
        found = [as_array(item) for item in value]
        return bool(found) and all(b is not None and b.dtype.kind == "b" and b.shape == (case.args[0],) for b in found)
    return all(map(masks, cases, outcomes))


def _are_bounds(cases, outcomes):
    """Where each batch begins and ends, in place of what is in it."""
    def bounds(case, outcome):
        n, size = case.args[:2]
        found = as_array(outcome.value)
        return found is not None and np.array_equal(found, [(start, min(start + size, n)) for start in range(0, n, size)])
    return all(bounds(case, outcome) for case, outcome in zip(cases, outcomes) if _many(*case.args[:2]))


def _are_uncut(cases, outcomes):
    """The indices in one piece, where there ought to be several batches of more than one."""
    def uncut(case, outcome):
        found = as_array(outcome.value)
        return found is not None and (found.ndim == 1 or found.shape[:1] == (1,)) and found.size == case.args[0]
    return all(uncut(case, outcome) for case, outcome in zip(cases, outcomes) if 1 < case.args[1] < case.args[0])


minibatches = Exercise(
    name="minibatches",
    notebook=NOTEBOOK,
    parameters="n, batch_size, rng",
    reference=lambda n, batch_size, rng: list(torch.from_numpy(rng.permutation(n)).split(batch_size)),
    cases=_batch_cases,
    observe=_batches_observe,
    hints=(
        "Two steps: shuffle the numbers from 0 to n - 1 once, then cut what comes out into pieces, one behind the other.",
        "`rng.permutation(n)` gives the numbers from 0 to n - 1 in random order. `order[start:start + batch_size]` is a piece of it; "
        "a slice that reaches beyond the end stops there, which is just right for the last batch.",
        "With `order = rng.permutation(n)`: `[order[start:start + batch_size] for start in range(0, n, batch_size)]`.",
    ),
    mistakes=(
        Mistake("not-whole-numbers", _batches_with(lambda batches, n, size: [b.astype(float) for b in batches]),
                "The indices are floats, such as 3.0.",
                "An index is a whole number; numpy refuses to look up row 3.0. Perhaps they pass through `np.zeros` or an empty array, which are floats.",
                recognise=_are_floats),
        Mistake("masks", _batches_with(lambda batches, n, size: [_mask(b, n) for b in batches]),
                "Each batch is a mask of n times true or false.",
                "Arrays of indices are asked for: the numbers of the rows.",
                recognise=_are_masks),
        Mistake("bounds", lambda n, batch_size, rng: [(start, min(start + batch_size, n)) for start in range(0, n, batch_size)],
                "Each batch is a pair, where it begins and where it ends.",
                "The indices themselves are asked for: cut a shuffled array at these places.",
                recognise=_are_bounds),
        Mistake("not-cut", lambda n, batch_size, rng: rng.permutation(n),
                "The indices come in one piece.",
                "They are to be cut into batches: a list of arrays, `batch_size` indices in each.",
                recognise=_are_uncut),
        Mistake("not-shuffled", (lambda n, batch_size, rng: _cut(np.arange(n), batch_size), lambda n, batch_size, rng: _cut(np.arange(n), batch_size)[:n // batch_size],
                                 lambda n, batch_size, rng: _cut(np.arange(n)[::-1], batch_size)),
                "The indices are not shuffled: they come in the order in which they are counted.",
                "Data often lies sorted, all zeros first. `rng.permutation` returns a shuffled copy, which has to be kept; `rng.shuffle` works in place, "
                "and returns None.",
                recognise=lambda cases, outcomes: any(_in_all(lambda n, size, batches, k=k: np.array_equal(
                    _joined(batches), np.arange(n)[::k][:sum(map(len, batches))]) and len(_joined(batches)) > 0, where=_many)(cases, outcomes) for k in (1, -1))),
        Mistake("ignores-rng", lambda n, batch_size, rng: _right_batches(n, batch_size, np.random.default_rng(0)),
                "Another seed gives the very same batches.",
                "Draw from the generator that is handed in, `rng`. Perhaps a new one is made inside, with a fixed seed: that gives the same order for ever.",
                recognise=_ignores_seed),
        Mistake("same-batch-again", lambda n, batch_size, rng: [_right_batches(n, batch_size, rng)[0]] * len(_sizes(n, batch_size)),
                "Every batch is the same.",
                "Perhaps the slice does not move on: it has to begin where the one before it ended.",
                recognise=_in_all(lambda n, size, batches: len(batches) > 1 and all(np.array_equal(batches[0], b) for b in batches), where=_many)),
        Mistake("overlapping", (lambda n, batch_size, rng: (lambda order: [order[i:i + batch_size] for i in range(n)])(rng.permutation(n)),
                                lambda n, batch_size, rng: (lambda order: [order[i:i + batch_size] for i in range(n - batch_size + 1)])(rng.permutation(n))),
                "The batches overlap: each begins one index after the one before it.",
                "A batch begins where the one before it ended. The third argument of `range` is its step.",
                recognise=_in_all(lambda n, size, batches: len(batches) in (n, n - size + 1) and all(
                    np.array_equal(a[1:], b[:len(a) - 1]) for a, b in zip(batches, batches[1:])), where=_many)),
        Mistake("batch-size-as-count", (lambda n, batch_size, rng: np.array_split(rng.permutation(n), batch_size),
                                        lambda n, batch_size, rng: (lambda order: [order[k * batch_size:(k + 1) * batch_size] for k in range(batch_size)])(rng.permutation(n))),
                "There are `batch_size` batches; it is the number of indices in each batch.",
                "How many pieces of length batch_size are there? (`np.array_split` takes the number of pieces.)",
                recognise=lambda cases, outcomes: any(_sizes_are(sizes)(cases, outcomes) for sizes in (
                    _even, lambda n, size: [max(0, min(size, n - k * size)) for k in range(size)]))),
        Mistake("empty-last-batch", (lambda n, batch_size, rng: (lambda order: [order[k * batch_size:(k + 1) * batch_size] for k in range(n // batch_size + 1)])(rng.permutation(n)),
                                     _batches_with(lambda batches, n, size: [*batches, batches[0][:0]]),
                                     lambda n, batch_size, rng: np.split(rng.permutation(n), range(0, n, batch_size))),
                "A batch is empty.",
                "Where `batch_size` divides n, n // batch_size batches are all of them. The mean over an empty batch would be nan.",
                recognise=lambda cases, outcomes: any(_in_all(lambda n, size, batches: any(not len(b) for b in batches)
                                                              and [len(b) for b in batches if len(b)] == _sizes(n, size), where=where)(cases, outcomes)
                                                      for where in (lambda n, size: (n, size) in ((12, 4), (7, 7)), lambda n, size: True))),
        Mistake("one-index-too-many", lambda n, batch_size, rng: _cut(rng.permutation(n + 1), batch_size),
                "There are n + 1 indices: n itself is among them.",
                "Rows are counted from 0, so the last one is n - 1. `rng.permutation(n)` and `np.arange(n)` stop there.",
                recognise=_in_all(lambda n, size, batches: np.array_equal(np.sort(_joined(batches)), np.arange(n + 1)))),
        Mistake("one-index-missing", (lambda n, batch_size, rng: _cut(rng.permutation(n - 1), batch_size),
                                      lambda n, batch_size, rng: _cut(1 + rng.permutation(n - 1), batch_size),
                                      lambda n, batch_size, rng: _cut(rng.permutation(n)[:-1], batch_size)),
                "One index is missing.",
                "Each number from 0 to n - 1 belongs in exactly one batch.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches if len(b)] == _sizes(n - 1, size) and np.unique(_joined(batches)).size == n - 1)),
        Mistake("single-one-dropped", lambda n, batch_size, rng: (lambda order: [order[i:i + batch_size] for i in range(0, n - 1, batch_size)])(rng.permutation(n)),
                "Where the last batch would be a single index, it is left out.",
                "Perhaps a `range` ends one too early: its end itself is never reached, so `range(0, n, batch_size)` ends just right.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == [min(size, n - start) for start in range(0, n - 1, size)]
                                  and np.unique(_joined(batches)).size == len(_joined(batches)))),
        Mistake("slice-end-fixed", lambda n, batch_size, rng: (lambda order: [order[i:batch_size] for i in range(0, n, batch_size)])(rng.permutation(n)),
                "The first batch is right, and all others are empty.",
                "The second number of a slice is a place too, and no length: `order[4:8]` has 4 entries, and `order[4:4]` none. The end has to move on with the beginning.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == [min(size, n)] + [0] * (len(_sizes(n, size)) - 1))),
        Mistake("last-batch-filled-up", (_batches_with(lambda batches, n, size: batches[:-1] + [_filled(batches[-1], _joined(batches), size)]),
                                         _batches_with(lambda batches, n, size: batches[:-1] + [_joined(batches)[-size:]])),
                "The last batch is filled up to `batch_size` with indices that are in another batch already.",
                "Each index belongs in exactly one batch, so the last one may be smaller.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == [size] * len(_sizes(n, size)) and np.unique(_joined(batches)).size == n
                                  and _joined(batches).min() == 0 and _joined(batches).max() == n - 1 and np.unique(_joined(batches[:-1])).size == size * (len(batches) - 1),
                                  where=lambda n, size: size <= n)),
        Mistake("small-batch-first", lambda n, batch_size, rng: (lambda order, rest: ([order[:rest]] if rest else []) + _cut(order[rest:], batch_size))(rng.permutation(n), n % batch_size),
                "The smaller batch comes first.",
                "The shuffle is cut after every `batch_size` indices from the beginning: what is left over is the last batch.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == _sizes(n, size)[::-1] and np.array_equal(np.sort(_joined(batches)), np.arange(n)))),
        Mistake("indices-from-one", lambda n, batch_size, rng: _cut(1 + rng.permutation(n), batch_size),
                "The indices run from 1 to n.",
                "Rows are counted from 0, so that the last one is n - 1.",
                recognise=_in_all(lambda n, size, batches: np.array_equal(np.sort(_joined(batches)), np.arange(1, n + 1)))),
        Mistake("tail-dropped", (_batches_with(lambda batches, n, size: batches[:n // size]), _batches_with(lambda batches, n, size: batches[:max(n // size, 1)])),
                "The last, smaller batch is left out: where `batch_size` does not divide n, some indices are in no batch.",
                "Each index belongs in exactly one batch. n // batch_size counts the full ones only; how many are there in all?",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == [size] * (n // size) and np.unique(_joined(batches)).size == n // size * size,
                                  where=lambda n, size: size <= n)),
        Mistake("last-batch-missing", (_batches_with(lambda batches, n, size: batches[:-1]), _batches_with(lambda batches, n, size: batches[:-1] or batches)),
                "The last batch is missing, also where it is a full one.",
                "Perhaps a `range` ends too early: its end itself is never reached, so `range(0, n, batch_size)` ends just right.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == _sizes(n, size)[:-1] and np.unique(_joined(batches)).size == len(_joined(batches)),
                                  where=lambda n, size: size < n)),
        Mistake("arguments-exchanged", lambda n, batch_size, rng: _right_batches(batch_size, n, rng),
                "n and batch_size are exchanged: the indices run from 0 to batch_size - 1.",
                "There are n indices; batch_size of them make a batch.",
                recognise=_in_all(lambda n, size, batches: np.array_equal(np.sort(_joined(batches)), np.arange(size)), where=lambda n, size: size > 1)),
        Mistake("one-batch-only", _batches_with(lambda batches, n, size: batches[:1]),
                "Only one batch comes back.",
                "Perhaps a `return` stands inside the loop, which it ends in the first turn.",
                recognise=_in_all(lambda n, size, batches: len(batches) == 1 and len(batches[0]) == size, where=lambda n, size: size < n)),
        Mistake("tail-merged", _batches_with(lambda batches, n, size: batches if n % size == 0 or n < size else batches[:-2] + [np.concatenate(batches[-2:])]),
                "What is left over at the end goes into the last full batch, which becomes too large.",
                "It makes a batch of its own, smaller than the others.",
                recognise=_sizes_are(lambda n, size: [size] * (n // size - 1) + [size + n % size])),
        Mistake("count-rounded", lambda n, batch_size, rng: _right_batches(n, batch_size, rng)[:round(n / batch_size)],
                "A last batch of less than half the size, or of just half of it, is left out.",
                "The number of batches is n / batch_size rounded up, not to the nearest whole number: every index belongs in a batch.",
                recognise=_sizes_are(lambda n, size: _sizes(n, size)[:round(n / size)])),
        Mistake("last-batch-only", _batches_with(lambda batches, n, size: batches[-1]),
                "Only the last batch comes back.",
                "Perhaps each turn of a loop writes over what the one before it made. Collect the batches in a list.",
                recognise=_is_last_batch),
        Mistake("even-sizes", (lambda n, batch_size, rng: np.array_split(rng.permutation(n), -(-n // batch_size)),
                               lambda n, batch_size, rng: np.array_split(rng.permutation(n), max(n // batch_size, 1)),
                               lambda n, batch_size, rng: np.array_split(rng.permutation(n), n // batch_size + 1)),
                "The batches are made as even as possible, where they are to have `batch_size` indices each, and the last one what is left.",
                "`np.array_split` into a number of pieces evens them out. Cut after every batch_size indices.",
                recognise=lambda cases, outcomes: any(_sizes_are(sizes)(cases, outcomes) for sizes in (
                    lambda n, size: _even(n, -(-n // size)), lambda n, size: _even(n, n // size), lambda n, size: _even(n, n // size + 1)))),
        Mistake("even-sizes-or-an-error", (lambda n, batch_size, rng: np.array_split(rng.permutation(n), n // batch_size),
                                           lambda n, batch_size, rng: np.split(rng.permutation(n), n // batch_size)),
                "The shuffle is cut into n // batch_size even pieces. Where `batch_size` does not divide n, that is one piece too few.",
                "Each batch has `batch_size` indices, and the last one what is left: 10 in batches of 4 are 4, 4 and 2. Cut after every batch_size indices."),
        Mistake("batch-one-short", lambda n, batch_size, rng: (lambda order: [order[i:i + batch_size - 1] for i in range(0, n, batch_size)])(rng.permutation(n)),
                "Each batch is one index short.",
                "A slice ends before its second number: `order[3:7]` has 4 entries.",
                recognise=_sizes_are(lambda n, size: [min(size - 1, n - start) for start in range(0, n, size)])),
        Mistake("batch-one-long", lambda n, batch_size, rng: (lambda order: [order[i:i + batch_size + 1] for i in range(0, n, batch_size)])(rng.permutation(n)),
                "Each batch has one index too many, the first one of the next.",
                "A slice ends before its second number: `order[3:7]` has 4 entries.",
                recognise=_sizes_are(lambda n, size: [min(size + 1, n - start) for start in range(0, n, size)])),
        Mistake("with-replacement", (_drawn(True), lambda n, batch_size, rng: _cut(rng.integers(0, n, size=n), batch_size)),
                "Indices are drawn with replacement: some come several times, even in one batch, and others never.",
                "In a shuffle each index occurs exactly once. `rng.integers` draws each number anew, and so does `rng.choice`, unless `replace=False` is said.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == _sizes(n, size) and any(np.unique(b).size < len(b) for b in batches)
                                  and np.unique(_joined(batches)).size < 0.85 * n, where=lambda n, size: n >= 1000)),
        Mistake("drawn-apart-all-full", (lambda n, batch_size, rng: [rng.permutation(n)[:batch_size] for _ in range(0, n, batch_size)],
                                         lambda n, batch_size, rng: [rng.choice(n, batch_size, replace=False) for _ in range(0, n, batch_size)],
                                         lambda n, batch_size, rng: [rng.choice(n, batch_size) for _ in range(0, n, batch_size)],
                                         lambda n, batch_size, rng: [rng.integers(0, n, size=batch_size) for _ in range(0, n, batch_size)],
                                         lambda n, batch_size, rng: [rng.permutation(n)[:batch_size] for _ in range(n // batch_size)],
                                         lambda n, batch_size, rng: [rng.choice(n, batch_size, replace=False) for _ in range(n // batch_size)],
                                         lambda n, batch_size, rng: [rng.choice(n, batch_size) for _ in range(n // batch_size)],
                                         lambda n, batch_size, rng: [rng.integers(0, n, size=batch_size) for _ in range(n // batch_size)]),
                "Each batch is drawn apart from the others, all of them full.",
                "So some indices come several times in an epoch, and others never. Shuffle once, before the loop, and cut that one order into pieces."),
        Mistake("drawn-apart", (_drawn(False), lambda n, batch_size, rng: [_right_batches(n, batch_size, rng)[k] for k in range(len(_sizes(n, batch_size)))]),
                "Each batch is drawn apart from the others: some indices come into several batches, and others into none.",
                "Shuffle once, before the loop, and cut that one order into pieces.",
                recognise=_in_all(lambda n, size, batches: [len(b) for b in batches] == _sizes(n, size) and all(np.unique(b).size == len(b) for b in batches)
                                  and np.unique(_joined(batches)).size < 0.85 * n and 0 <= _joined(batches).min() and _joined(batches).max() < n, where=_many)),
        Mistake("shuffled-inside-batches", lambda n, batch_size, rng: [rng.permutation(block) for block in _cut(np.arange(n), batch_size)],
                "The indices are shuffled only inside their batch: the first batch always holds the first ones.",
                "Shuffle all numbers from 0 to n - 1 first, then cut.",
                recognise=_in_all(lambda n, size, batches: _holds_all(n, size, batches) and all(b.min() == k * size and b.max() < (k + 1) * size for k, b in enumerate(batches)),
                                  where=_many)),
        Mistake("blocks-shuffled", _blocks,
                "The batches are shuffled and not the indices: each batch is a run of neighbours.",
                "Data often lies sorted; then such a batch holds one class only. Shuffle first, then cut.",
                recognise=_in_all(lambda n, size, batches: sum(map(len, batches)) == n and all(map(_is_run, batches)), where=_many)),
        Mistake("rotated", lambda n, batch_size, rng: _cut(np.roll(np.arange(n), int(rng.integers(1, n + 1))), batch_size),
                "The indices keep their order; only where they begin is random.",
                "Neighbours should not stay neighbours: shuffle them.",
                recognise=_in_all(lambda n, size, batches: _holds_all(n, size, batches) and np.array_equal(np.diff(_joined(batches)) % n, np.ones(n - 1)), where=_many)),
        Mistake("not-random-enough", (_sattolo, lambda n, batch_size, rng: _cut(np.concatenate([[0], 1 + rng.permutation(n - 1)]), batch_size)),
                "Not every order can come up: two indices always come in the same one.",
                "Perhaps an index always stays in its place, or never does. In a shuffle by exchanging, place i is exchanged with any place up to i, i itself among them.",
                recognise=_never_otherwise),
        Mistake("sorted-batches", _batches_with(lambda batches, n, size: [np.sort(b) for b in batches]),
                "Each batch is sorted.",
                "The mean over a batch does not care; but a shuffle that is cut in order leaves the indices in random order inside the batches too. Leave them as they come.",
                recognise=_in_all(lambda n, size, batches: _holds_all(n, size, batches) and all((np.diff(b) > 0).all() for b in batches), where=_many)),
    ),
)

# ---------------------------------------------------------------- sgd

# A gradient that leaves a mark: with rows of X that are unit vectors, `theta[0]` counts how often each row was used, `theta[1]` holds
# the y that it was used with, and `theta[2]` depends on the theta before it alone. So the batches can be read off the trajectory.
_MARKS = "lambda theta, X, y: [-X.sum(axis=0), -y @ X, theta[2] - theta[0].sum()]"
_REGRESSION = "lambda theta, X, y: [X.T @ (X @ theta[0] + theta[1] - y) / len(y), (X @ theta[0] + theta[1] - y).mean(keepdims=True)]"
_NEAR = 1e-3        # what is read off is a whole number; float32 rounds it


def _marked(rng, n, batch_size, epochs, learning_rate, seed, note, about="", kind=np.float64):
    """A case with n rows whose batches can be read off; two more columns, of zeros, make X lopsided."""
    X = np.hstack([np.eye(n), np.zeros((n, 2))]).astype(kind)
    y = (rng.permutation(n) + 2).astype(kind)
    theta = [rng.integers(-3, 4, size=size).astype(kind) for size in (n + 2, n + 2, 2)]
    return Case(Given(_MARKS), X, y, theta, learning_rate, batch_size, epochs, seed, note=note, about=about)


def _whole_batch(rng, n, batch_size, note):
    return Case(Given(_REGRESSION), rng.normal(size=(n, 3)), rng.normal(size=n), _arrays(rng, (3,), (1,)), 0.1, batch_size, 4, Seed(1), note=note,
                about="a single batch of all rows")


def _sgd_cases(rng):
    a, b = (Seed(int(s)) for s in rng.choice(1_000_000, size=2, replace=False))
    return [
        _marked(rng, 5, 2, 2, 0.5, a, "5 rows in batches of 2, two epochs; row i of X has its 1 in column i, so theta[0] shows which rows were used"),
        _marked(rng, 6, 3, 3, 0.25, a, "6 rows in batches of 3: it comes out even"),
        _marked(rng, 4, 1, 2, 0.1, b, "batches of one", "a batch size of 1"),
        _whole_batch(rng, 6, 6, "one batch of all 6 rows: gradient descent"),
        _whole_batch(rng, 5, 9, "a batch size larger than the number of rows: gradient descent"),
        _marked(rng, 5, 2, 0, 0.5, a, "no epoch at all: the start alone", "epochs = 0"),
        _marked(rng, 7, 3, 2, 0.5, b, "whole numbers everywhere", "integer arrays", np.int64),
        _marked(rng, 8, 3, 2, 0.25, b, "8 rows in batches of 3, float32", kind=np.float32),
        _marked(rng, 30, 4, 3, 0.5, a, "30 rows in batches of 4, three epochs"),
        _marked(rng, 30, 4, 3, 0.5, b, "the same sizes, another seed"),
    ]


def _sgd_reference(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        for batch in torch.from_numpy(rng.permutation(len(X))).split(batch_size):
            theta = [torch.sub(t, g, alpha=learning_rate) for t, g in zip(theta, gradient(theta, X[batch], y[batch]))]
            trajectory.append(theta)
    return trajectory


class _Run:
    """What can be read off a trajectory of a marked case: `used` (updates, N), how often each row was used in each update;
    `met`, the y it met there; `places`, `theta[2]` from the start on. The trajectory may have any length above 0."""

    def __init__(self, case, trajectory):
        _, self.X, self.y, self.theta, self.rate, self.size, self.epochs, _ = case.args
        self.n = len(self.X)
        self.sizes = _sizes(self.n, self.size)
        self.per_epoch = len(self.sizes)
        counts, sums, self.places = (np.array([np.asarray(theta[part], dtype=float) for theta in trajectory]) for part in range(3))
        self.counts, self.totals = counts[:, :self.n], counts.sum(axis=1)
        self.used, self.met = np.diff(self.counts, axis=0) / self.rate, np.diff(sums[:, :self.n], axis=0) / self.rate
        self.updates = len(self.used)
        self.from_start = all(_near(part[0], start) for part, start in zip((counts, sums, self.places), self.theta))

    @property
    def is_whole(self):
        """Whether each row was used once or not at all in each update."""
        return _near(self.used, np.round(self.used)) and set(np.round(self.used).ravel()) <= {0.0, 1.0}

    @property
    def rows(self):
        """How many rows were used in each update."""
        return np.round(self.used.sum(axis=1)).tolist()

    @property
    def is_complete(self):
        return self.from_start and self.updates == self.epochs * self.per_epoch

    @property
    def has_sizes(self):
        return self.is_complete and self.rows == self.sizes * self.epochs

    def epoch(self, k):
        return self.used[k * self.per_epoch:(k + 1) * self.per_epoch]

    def batches(self, k):
        """The rows of each batch of epoch k, in ascending order."""
        return [np.flatnonzero(row > 0.5) for row in self.epoch(k)]

    def places_are(self, next_place):
        """Whether `theta[2]` goes on as `next_place(k)` says, the place after update k."""
        return all(_near(self.places[k + 1], next_place(k)) for k in range(self.updates))

    def step_at(self, k, at):
        """`theta[2]` after update k, had its gradient been taken at the theta after `at` updates."""
        return self.places[k] - self.rate * (self.places[at] - self.totals[at])


def _near(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return a.shape == b.shape and bool(np.all(np.abs(a - b) <= _NEAR * (1 + np.abs(b))))


def _is_marked(case):
    return case.args[0].expression == _MARKS


def _sgd_observe(case, trajectory):
    """What sets a trajectory apart from that of SGD; its length and the shapes in it are seen to already."""
    complex_ones = sum(array.dtype.kind == "c" for theta in trajectory for array in theta)
    trajectory = [[np.real(array).astype(float) for array in theta] for theta in trajectory]
    found = {"number of arrays of complex numbers": Observation(float(complex_ones), 0.0)}
    if not _is_marked(case):
        return found | {f"entry {index} of theta[{i}] after update {k}": Observation(float(value), 1e-6 * (1 + abs(value)))
                for k, theta in enumerate(trajectory) for i, array in enumerate(theta) for index, value in enumerate(np.ravel(array).tolist())}
    run = _Run(case, trajectory)
    found |= {"number of entries in which the first theta differs from the start": Observation(
        float(sum(np.count_nonzero(np.abs(a - b) > _NEAR) for a, b in zip(trajectory[0], case.args[3]))), 0.0)}
    found |= {f"number of rows used in update {k + 1}": Observation(round(float(rows), 2), 0.0) for k, rows in enumerate(run.used.sum(axis=1))}
    off = np.abs(run.used - np.round(run.used)) > 0.01
    found["number of places where a row counts in part, or more than once, in an update"] = Observation(float((off | (run.used > 1.5) | (run.used < -0.5)).sum()), 0.0)
    for k in range(run.epochs):
        found[f"number of rows that are not used exactly once in epoch {k + 1}"] = Observation(float((np.abs(run.epoch(k).sum(axis=0) - 1) > 0.01).sum()), 0.0)
    found["number of times that a row meets the y of another"] = Observation(float((np.abs(run.met - run.used * run.y) > 0.01).sum()), 0.0)
    for k, place in enumerate(run.places[1:], 1):
        found |= {f"entry {i} of theta[2] after update {k}": Observation(float(value), _NEAR * (1 + abs(value))) for i, value in enumerate(place)}
    return found | _observed_shuffles(run) if run.n >= 30 and run.is_whole else found


def _observed_shuffles(run):
    epochs = [np.round(run.epoch(k)) for k in range(run.epochs)]
    together = sum(int((batches[:, :-1] * batches[:, 1:]).sum()) for batches in epochs)
    return {
        "number of epochs with the same batches as an earlier one": Observation(
            float(sum(any(np.array_equal(epochs[k], e) for e in epochs[:k]) for k in range(run.epochs))), 0.0),
        "number of epochs in which the rows come in their own order": Observation(float(sum(_in_order(run, k) for k in range(run.epochs))), 0.0),
        "number of neighbours that are in one batch": Observation(float(together), 25.0),
    }


def _in_order(run, k):
    """Whether the rows of epoch k come as they are counted, up or down."""
    return any(all(np.array_equal(a, np.sort(b)) for a, b in zip(run.batches(k), _cut(np.arange(run.n)[::step], run.size))) for step in (1, -1))


def _from_runs(holds, where=lambda run: True):
    """Recognises an answer by its trajectories: `holds(run)` in every marked case of one epoch or more `where` that can be told."""
    def recognise(cases, outcomes):
        told = False
        for case, outcome in zip(cases, outcomes):
            if not _is_marked(case) or not case.args[6]:
                continue
            run = _run_of(case, outcome)
            if run is None or where(run) and not holds(run):
                return False
            told = told or where(run)
        return told
    return recognise


def _run_of(case, outcome):
    """The `_Run` of an outcome, None where it is no list of thetas; kept, since every mistake asks for it."""
    key = id(case), id(outcome)
    if key not in _runs:
        if len(_runs) > 200:
            _runs.clear()
        _runs[key] = case, outcome, _read_off(case, outcome.value)      # holding both keeps their ids from being used again
    return _runs[key][2]


_runs = {}


def _read_off(case, thetas):
    shapes = [array.shape for array in case.args[3]]
    if not isinstance(thetas, list) or not thetas:
        return None
    for theta in thetas:
        found = [as_array(part) for part in theta] if isinstance(theta, list) else []
        if [getattr(part, "shape", None) for part in found] != shapes or any(part.dtype.kind == "c" for part in found):
            return None
    return _Run(case, [[as_array(part) for part in theta] for theta in thetas])


def _is_last_alone(cases, outcomes):
    def alone(case, outcome):
        found = [as_array(part) for part in outcome.value] if isinstance(outcome.value, list) else []
        return [getattr(part, "shape", None) for part in found] == [array.shape for array in case.args[3]]
    return all(alone(case, outcome) for case, outcome in zip(cases, outcomes) if _is_marked(case))


def _sgd_ignores_seed(cases, outcomes):
    runs = [_run_of(case, outcome) for case, outcome in zip(cases, outcomes) if _is_marked(case) and case.args[5] == 4]
    return all(runs) and len(runs) == 2 and runs[0].updates > 1 and runs[0].used.shape == runs[1].used.shape and _near(runs[0].used, runs[1].used) \
        and runs[0].is_whole and 0 < min(runs[0].rows) and max(runs[0].rows) < runs[0].n     # of all rows, or none, it would be no wonder


def _sgd_with(batches_of=lambda n, size, epochs, rng: [b for _ in range(epochs) for b in _right_batches(n, size, rng)], change=lambda t, g, lr, size: t - lr * g,
              finish=lambda trajectory, epochs, per_epoch: trajectory, labels=lambda y, batch, rng: y[batch]):
    """A mistaken SGD: other batches, another step, another list at the end, other labels."""
    def sgd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
        trajectory = [theta]
        for batch in batches_of(len(X), batch_size, epochs, rng):
            grads = gradient(theta, X[batch], labels(y, batch, rng))
            theta = [change(t, g, learning_rate, len(batch)) for t, g in zip(theta, grads)]
            trajectory.append(theta)
        return finish(trajectory, epochs, -(-len(X) // batch_size))
    return sgd


def _sgd_at(where):
    """A mistaken SGD whose gradient is taken at `trajectory[where(k, per_epoch)]` in update k."""
    def sgd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
        trajectory = [theta]
        for _ in range(epochs):
            for batch in _right_batches(len(X), batch_size, rng):
                at = trajectory[where(len(trajectory) - 1, -(-len(X) // batch_size))]
                trajectory.append(_right_step(trajectory[-1], gradient(at, X[batch], y[batch]), learning_rate))
        return trajectory
    return sgd


def _starts_over(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        now = theta
        for batch in _right_batches(len(X), batch_size, rng):
            now = _right_step(now, gradient(now, X[batch], y[batch]), learning_rate)
            trajectory.append(now)
    return trajectory


def _sgd_one_after_the_other(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        for batch in _right_batches(len(X), batch_size, rng):
            theta = list(theta)
            for i in range(len(theta)):
                theta[i] = theta[i] - learning_rate * gradient(theta, X[batch], y[batch])[i]
            trajectory.append(theta)
    return trajectory


def _collected(together):
    """A mistaken SGD that makes one update an epoch, with `together(the batches' gradients)`."""
    def sgd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
        trajectory = [theta]
        for _ in range(epochs):
            grads = [gradient(trajectory[-1], X[batch], y[batch]) for batch in _right_batches(len(X), batch_size, rng)]
            trajectory.append(_right_step(trajectory[-1], [together(list(of_batches)) for of_batches in zip(*grads)], learning_rate))
        return trajectory
    return sgd


def _sgd_from_the_start(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    return [theta] + [_right_step(theta, gradient(theta, X[batch], y[batch]), learning_rate) for _ in range(epochs) for batch in _right_batches(len(X), batch_size, rng)]


def _decaying(rate):
    """A mistaken SGD with another learning rate, `rate(learning_rate, number of the update, number of the epoch)`."""
    def sgd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
        trajectory = [theta]
        for epoch in range(epochs):
            for batch in _right_batches(len(X), batch_size, rng):
                trajectory.append(_right_step(trajectory[-1], gradient(trajectory[-1], X[batch], y[batch]), rate(learning_rate, len(trajectory) - 1, epoch)))
        return trajectory
    return sgd


def _sgd_truncated(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        for batch in _right_batches(len(X), batch_size, rng):
            trajectory.append(_truncated(_right_step(trajectory[-1], gradient(trajectory[-1], X[batch], y[batch]), learning_rate), theta))
    return trajectory


def _each_epoch(batches):
    """The same kind of batches in each epoch, drawn anew."""
    return lambda n, size, epochs, rng: [batch for _ in range(epochs) for batch in batches(n, size, rng)]


def _once(batches=_right_batches):
    return lambda n, size, epochs, rng: batches(n, size, rng) * epochs


def _labels_in_order(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        for batch, rows in zip(_right_batches(len(X), batch_size, rng), _cut(np.arange(len(X)), batch_size)):
            trajectory.append(_right_step(trajectory[-1], gradient(trajectory[-1], X[batch], y[rows]), learning_rate))
    return trajectory


def _labels_shuffled_apart(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    trajectory = [theta]
    for _ in range(epochs):
        for batch, rows in zip(_right_batches(len(X), batch_size, rng), _right_batches(len(X), batch_size, rng)):
            trajectory.append(_right_step(trajectory[-1], gradient(trajectory[-1], X[batch], y[rows]), learning_rate))
    return trajectory


_DECAYS = (lambda lr, k, epoch: lr / (epoch + 1), lambda lr, k, epoch: lr / (k + 1), lambda lr, k, epoch: lr / np.sqrt(epoch + 1), lambda lr, k, epoch: lr / np.sqrt(k + 1),
           lambda lr, k, epoch: lr / 2 ** epoch, lambda lr, k, epoch: lr * 0.9 ** epoch, lambda lr, k, epoch: lr * 0.99 ** epoch)
_DRAWS = (lambda n, size, rng: rng.choice(n, size, replace=False), lambda n, size, rng: rng.choice(n, size), lambda n, size, rng: rng.integers(0, n, size=size),
          lambda n, size, rng: rng.permutation(n)[:size])


def _nested(with_start):
    """A right SGD, but for the list: one list for each epoch, behind the start or without it."""
    def finish(trajectory, epochs, per_epoch):
        lists = [trajectory[1 + k * per_epoch:1 + (k + 1) * per_epoch] for k in range(epochs)]
        return [trajectory[0], *lists] if with_start else lists
    return _sgd_with(finish=finish)


def _are_nested(cases, outcomes):
    def nested(case, outcome):
        _, X, _, theta, _, size, epochs, _ = case.args
        lists = outcome.value[-epochs:] if isinstance(outcome.value, list) else []
        return len(lists) == epochs and len(outcome.value) <= epochs + 1 and all(
            isinstance(thetas, list) and len(thetas) == len(_sizes(len(X), size)) and all(
                isinstance(t, list) and [getattr(as_array(part), "shape", None) for part in t] == [array.shape for array in theta] for t in thetas) for thetas in lists)
    return all(nested(case, outcome) for case, outcome in zip(cases, outcomes) if _is_marked(case) and case.args[6])


def _with_batch_gradients(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
    found = [theta]
    for _ in range(epochs):
        for batch in _right_batches(len(X), batch_size, rng):
            grads = gradient(theta, X[batch], y[batch])
            theta = _right_step(theta, grads, learning_rate)
            found.append(grads)
    return found


def _sgd_added_up(each_epoch):
    """A mistaken SGD that steps by the sum of all gradients so far, or so far in the epoch."""
    def sgd(gradient, X, y, theta, learning_rate, batch_size, epochs, rng):
        trajectory, total = [theta], [np.zeros(t.shape) for t in theta]
        for _ in range(epochs):
            total = [np.zeros(t.shape) for t in theta] if each_epoch else total
            for batch in _right_batches(len(X), batch_size, rng):
                total = [a + g for a, g in zip(total, gradient(trajectory[-1], X[batch], y[batch]))]
                trajectory.append(_right_step(trajectory[-1], total, learning_rate))
        return trajectory
    return sgd


def _is_batches(used, sizes):
    """Whether each row of `used` holds as many ones as `sizes` says, and zeros."""
    return _near(used, np.round(used)) and set(np.round(used).ravel() + 0.0) <= {0.0, 1.0} and _near(used.sum(axis=1), sizes)


def _are_trajectory_and_last(cases, outcomes):
    def both(case, outcome):
        runs = [_read_off(case, item) for item in outcome.value] if isinstance(outcome.value, list) and len(outcome.value) == 2 else []
        return any(run is not None and run.is_complete for run in runs)
    return all(both(case, outcome) for case, outcome in zip(cases, outcomes) if _is_marked(case) and case.args[6])


def _at_ends_of_epochs(trajectory, epochs, per_epoch):
    return trajectory[::per_epoch]


def _is_plain(run):
    return run.from_start and _near(run.used, np.ones_like(run.used)) and run.places_are(lambda k: run.step_at(k, k))


def _is_shuffled(run):
    """Whether the batches are right in size, with each row once an epoch."""
    return run.has_sizes and run.is_whole and all(_near(run.epoch(k).sum(axis=0), np.ones(run.n)) for k in range(run.epochs))


def _unlike_current(run):
    return not run.places_are(lambda k: run.step_at(k, k))


sgd = Exercise(
    name="sgd",
    notebook=NOTEBOOK,
    parameters="gradient, X, y, theta, learning_rate, batch_size, epochs, rng",
    reference=_sgd_reference,
    cases=_sgd_cases,
    inputs={"X": ("N", "d"), "y": ("N",)},
    observe=_sgd_observe,
    may_return_arguments=True,      # the first theta may be the one that was handed in
    slow=0.1,
    hints=(
        "Two loops, one inside the other: over the epochs, and in each epoch over the batches that one call of your `minibatches` gives. "
        "In the inner loop stands the step of `gradient_descent`.",
        "A batch is an array of row numbers. The same one picks the rows of `X` and the entries of `y`: `X[batch]`, `y[batch]`. "
        "The gradient is asked for at the newest theta, with these rows alone.",
        "`for _ in range(epochs):` `for batch in minibatches(len(X), batch_size, rng):` `theta = gradient_step(theta, gradient(theta, X[batch], y[batch]), learning_rate)`, "
        "then `trajectory.append(theta)`; `trajectory` begins as `[theta]`.",
    ),
    mistakes=(
        Mistake("last-only", _sgd_with(finish=lambda trajectory, epochs, per: trajectory[-1]),
                "Only the last theta comes back.",
                "The whole way is asked for: the start, and one theta after each update.",
                recognise=_is_last_alone),
        Mistake("same-array", (_sgd_with(finish=lambda trajectory, epochs, per: [trajectory[-1]] * len(trajectory)),
                               _sgd_with(finish=lambda trajectory, epochs, per: trajectory[:1] + [trajectory[-1]] * (len(trajectory) - 1))),
                "All thetas of the trajectory are the same one, the last: one list of arrays is changed in place, and stored again and again.",
                "A list holds its items, not copies of them. What is appended and then changed by `-=` or `theta[i] =` changes in the trajectory too. "
                "Make new arrays and a new list at each update: `gradient_step` does.",
                recognise=_from_runs(lambda run: run.updates == run.epochs * run.per_epoch and not run.used[1:].any()
                                     and _near((run.counts[-1] - run.theta[0][:run.n]) / run.rate, np.full(run.n, run.epochs)), where=lambda run: run.per_epoch > 1)),
        Mistake("start-left-out", _sgd_with(finish=lambda trajectory, epochs, per: trajectory[1:]),
                "The start is not in the list.",
                "The first theta is the one that was handed in; then comes one for each update.",
                recognise=_from_runs(lambda run: run.updates + 1 == run.epochs * run.per_epoch and not run.from_start)),
        Mistake("last-left-out", _sgd_with(finish=lambda trajectory, epochs, per: trajectory[:-1] or trajectory),
                "The last theta is missing.",
                "Perhaps theta is stored before each update and not after it.",
                recognise=_from_runs(lambda run: run.updates + 1 == run.epochs * run.per_epoch and run.from_start and run.is_whole
                                     and run.rows == (run.sizes * run.epochs)[:-1])),
        Mistake("ascent", _sgd_with(change=lambda t, g, lr, size: t + lr * g),
                "The gradient is added: this walks uphill.",
                "`gradient_step` has it right: call it.",
                recognise=_from_runs(lambda run: run.updates and run.from_start and _near(run.used, np.round(run.used)) and set(np.round(run.used).ravel() + 0.0) <= {0.0, -1.0}
                                     and run.used.any())),
        Mistake("reversed", _sgd_with(finish=lambda trajectory, epochs, per: trajectory[::-1]),
                "The trajectory comes in reverse order.",
                "The start is first.",
                recognise=_from_runs(lambda run: run.updates == run.epochs * run.per_epoch and not run.from_start and _near(run.counts[-1], run.theta[0][:run.n])
                                     and _near((-run.used).sum(axis=1), (run.sizes * run.epochs)[::-1]))),
        Mistake("gradients-listed", _with_batch_gradients,
                "Behind the start the list holds gradients.",
                "The thetas are asked for, the places and not the slopes.",
                recognise=_from_runs(lambda run: run.is_complete and set(np.round(run.counts[1:]).ravel() + 0.0) <= {0.0, -1.0} and _near(-run.counts[1:].sum(axis=1), run.sizes * run.epochs))),
        Mistake("nothing-done", _sgd_with(change=lambda t, g, lr, size: t + 0),
                "theta never moves: every entry of the list is the start.",
                "`gradient_step` returns a new theta, and leaves the old one as it is. What it returns has to be kept.",
                recognise=_from_runs(lambda run: run.is_complete and not run.used.any() and not np.diff(run.places, axis=0).any())),
        Mistake("rate-written-down", tuple(_decaying(lambda lr, k, epoch, rate=rate: rate) for rate in _USUAL_RATES),
                "The learning rate is always the same (0.1, say), whatever is handed in.",
                "A number is written in the code where the argument `learning_rate` belongs.",
                recognise=lambda cases, outcomes: any(_from_runs(lambda run, rate=rate: run.is_complete and all(
                    _near(np.sort(row)[-size:], np.full(size, rate / run.rate)) for row, size in zip(run.used, run.sizes * run.epochs)))(cases, outcomes) for rate in _USUAL_RATES)),
        Mistake("arguments-exchanged", _sgd_with(change=lambda t, g, lr, size: g - lr * t),
                "theta and its gradient are exchanged in the step: this is gradient - learning_rate * theta.",
                "`gradient_step(theta, grads, learning_rate)` takes theta first.",
                recognise=_from_runs(lambda run: run.is_complete and run.places_are(lambda k: run.places[k] - run.totals[k] - run.rate * run.places[k]))),
        Mistake("gradients-added-up", (_sgd_added_up(True), _sgd_added_up(False)),
                "The gradients are added up: each update uses the sum of those before it as well.",
                "An update uses the gradient of its own batch, and no older one. Perhaps a variable for the sum is not set back.",
                recognise=_from_runs(lambda run: run.is_complete and any(_is_batches(added, run.sizes * run.epochs) for added in (
                    np.diff(run.used, axis=0, prepend=0), np.concatenate([np.diff(run.epoch(k), axis=0, prepend=0) for k in range(run.epochs)]))),
                    where=lambda run: run.per_epoch > 1)),
        Mistake("trajectory-and-last", (_sgd_with(finish=lambda trajectory, epochs, per: (trajectory[-1], trajectory)), _sgd_with(finish=lambda trajectory, epochs, per: (trajectory, trajectory[-1]))),
                "The last theta is returned beside the trajectory.",
                "The trajectory alone is asked for; the last theta is its last entry.",
                recognise=_are_trajectory_and_last),
        Mistake("epochs-begin-twice", _sgd_with(finish=lambda trajectory, epochs, per: [
            t for k, theta in enumerate(trajectory) for t in ([theta, theta] if 0 < k < epochs * per and k % per == 0 else [theta])]),
                "Where a new epoch begins, theta is stored once more.",
                "The start is stored once, before the loops; then comes one theta after each update.",
                recognise=_from_runs(lambda run: run.from_start and run.is_whole and run.rows == ([*run.sizes, 0.0] * run.epochs)[:-1], where=lambda run: run.epochs > 1)),
        Mistake("loops-exchanged", _sgd_with(batches_of=lambda n, size, epochs, rng: [b for b in _right_batches(n, size, rng) for _ in range(epochs)]),
                "The two loops are exchanged: each batch is used several times in a row, and then never again.",
                "The outer loop is over the epochs. In each of them all batches take their turn, once.",
                recognise=_from_runs(lambda run: run.is_complete and run.is_whole and run.rows == [size for size in run.sizes for _ in range(run.epochs)] and all(
                    _near(run.used[k], run.used[k - k % run.epochs]) for k in range(run.updates)), where=lambda run: run.epochs > 1 and run.per_epoch > 1)),
        Mistake("same-batch-again", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: (lambda batches: batches[:1] * len(batches))(_right_batches(n, size, rng)))),
                "In an epoch every update uses the same batch.",
                "Each batch of the epoch has its turn. Perhaps an index stays what it is, or `[0]` stands where the batch of the loop belongs.",
                recognise=_from_runs(lambda run: run.is_complete and run.is_whole and set(run.rows) == {float(run.size)} and all(
                    _near(run.epoch(k), np.repeat(run.epoch(k)[:1], run.per_epoch, axis=0)) for k in range(run.epochs)), where=lambda run: run.per_epoch > 1)),
        Mistake("one-row-of-each-batch", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: [b[:1] for b in _right_batches(n, size, rng)])),
                "Each update uses only one row of its batch.",
                "All rows of the batch go into the gradient together.",
                recognise=_from_runs(lambda run: run.is_complete and run.is_whole and set(run.rows) == {1.0}, where=lambda run: run.size > 1)),
        Mistake("first-array-only", lambda gradient, X, y, theta, lr, size, epochs, rng: [[moved[0], *theta[1:]] for moved in _sgd_with()(
            lambda t, X, y: gradient([t[0], *theta[1:]], X, y), X, y, theta, lr, size, epochs, rng)],
                "Only the first array of theta moves.",
                "`theta` may hold any number of arrays, and each has a gradient. `gradient_step` moves them all.",
                recognise=_from_runs(lambda run: run.has_sizes and run.is_whole and not run.met.any() and not np.diff(run.places, axis=0).any())),
        Mistake("last-array-left-out", lambda gradient, X, y, theta, lr, size, epochs, rng: [[*moved[:-1], theta[-1]] for moved in _sgd_with()(
            lambda t, X, y: gradient([*t[:-1], theta[-1]], X, y), X, y, theta, lr, size, epochs, rng)],
                "The last array of theta never moves.",
                "Perhaps a loop ends one too early. `gradient_step` moves them all.",
                recognise=_from_runs(lambda run: run.has_sizes and run.is_whole and _near(run.met, run.used * run.y) and not np.diff(run.places, axis=0).any())),
        Mistake("gradient-one-step-old", _sgd_at(lambda k, per_epoch: max(k - 1, 0)),
                "Each update uses the gradient at the place before: it is one update old.",
                "First ask for the gradient where theta stands now, then step.",
                recognise=_from_runs(lambda run: run.has_sizes and _unlike_current(run) and run.updates > 2 and run.places_are(lambda k: run.step_at(k, max(k - 1, 0))))),
        Mistake("no-learning-rate", _sgd_with(change=lambda t, g, lr, size: t - g),
                "The learning rate is not used.",
                "A step subtracts learning_rate times the gradient. `gradient_step` does it: call it.",
                recognise=_from_runs(lambda run: run.updates and run.from_start and _near(run.used * run.rate, np.round(run.used * run.rate)) and run.rate * run.used.max() > 0.99
                                     and run.used.min() > -_NEAR)),
        Mistake("learning-rate-twice", _sgd_with(change=lambda t, g, lr, size: t - lr * lr * g),
                "The learning rate counts twice.",
                "`gradient_step` multiplies by it already.",
                recognise=_from_runs(lambda run: run.updates and run.from_start and _near(run.used / run.rate, np.round(run.used / run.rate)) and run.used.max() < 0.99 and run.used.any()
                                     and run.used.min() > -_NEAR)),
        Mistake("averaged-again", _sgd_with(change=lambda t, g, lr, size: t - lr * g / size),
                "The gradient is divided by the number of rows in the batch.",
                "Whoever made the gradient has taken the mean already, or the sum if they wanted a sum. Use it as it is.",
                recognise=_from_runs(lambda run: run.updates and all(_near(row[row > _NEAR], np.full((row > _NEAR).sum(), 1 / max((row > _NEAR).sum(), 1)))
                                                                    for row in run.used) and (run.used > _NEAR).sum(axis=1).max() > 1, where=lambda run: run.size > 1)),
        Mistake("times-the-rows", _sgd_with(change=lambda t, g, lr, size: t - lr * g * size),
                "The gradient is multiplied by the number of rows in the batch.",
                "Whoever made the gradient has taken the mean already, or the sum if they wanted a sum. Use it as it is.",
                recognise=_from_runs(lambda run: run.is_complete and all(_near(row[row > _NEAR], np.full(size, float(size))) for row, size in zip(run.used, run.sizes * run.epochs)),
                                     where=lambda run: run.size > 1)),
        Mistake("one-row-at-a-time", (_sgd_with(batches_of=lambda n, size, epochs, rng: [b for _ in range(epochs) for b in _cut(rng.permutation(n), 1)]),
                                      _sgd_with(batches_of=lambda n, size, epochs, rng: [b for _ in range(epochs) for b in _cut(np.arange(n), 1)])),
                "Every update uses a single row: `batch_size` makes no difference.",
                "An update belongs to a batch: its rows go into the gradient together.",
                recognise=_from_runs(lambda run: run.updates == run.epochs * run.n and run.is_whole and set(run.rows) == {1.0}, where=lambda run: run.size > 1)),
        Mistake("one-update-an-epoch", (_collected(sum), _collected(lambda grads: sum(grads) / len(grads))),
                "There is one update an epoch, made of the gradients of all its batches together.",
                "Each batch makes an update of its own, and the next batch's gradient is taken where that one has led to. That is the point of small batches.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.epochs and any(
                    _near(run.used, np.full(run.used.shape, share)) and run.places_are(lambda k: run.places[k] - run.rate * share * run.per_epoch * (run.places[k] - run.totals[k]))
                    for share in (1.0, 1 / run.per_epoch)), where=lambda run: run.per_epoch > 1)),
        Mistake("averaged-over-all", lambda gradient, X, *rest: _sgd_with(change=lambda t, g, lr, size: t - lr * g / len(X))(gradient, X, *rest),
                "The gradient is divided by the number of all rows.",
                "Whoever made the gradient has taken a mean already, over the batch. Use it as it is.",
                recognise=_from_runs(lambda run: run.updates and run.from_start and _near(run.used * run.n, np.round(run.used * run.n)) and run.n * run.used.max() < 1.01 and run.used.any()
                                     and run.used.min() > -_NEAR)),
        Mistake("whole-data", (_sgd_with(batches_of=lambda n, size, epochs, rng: [np.arange(n)] * (epochs * -(-n // size))),
                               _sgd_with(batches_of=lambda n, size, epochs, rng: [np.arange(n)] * epochs)),
                "Every update uses all rows: this is gradient descent.",
                "Hand the gradient the rows of the batch alone.",
                recognise=_from_runs(lambda run: run.updates in (run.epochs, run.epochs * run.per_epoch) and _is_plain(run))),
        Mistake("one-theta-an-epoch", _sgd_with(finish=_at_ends_of_epochs),
                "One theta is stored for each epoch.",
                "One for each update is asked for: store it in the inner loop.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.epochs and _near(run.used, np.ones_like(run.used)))),
        Mistake("one-batch-an-epoch", (_sgd_with(batches_of=lambda n, size, epochs, rng: [_right_batches(n, size, rng)[0] for _ in range(epochs)]),
                                       _sgd_with(batches_of=_once(lambda n, size, rng: _right_batches(n, size, rng)[:1]))),
                "There is one update an epoch, with one batch.",
                "In an epoch every row is used once: one update for each batch. Perhaps a loop over the batches is missing, or ends in its first turn.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.epochs and run.rows == [run.size] * run.epochs)),
        Mistake("start-and-last", _sgd_with(finish=lambda trajectory, epochs, per: trajectory if len(trajectory) == 1 else [trajectory[0], trajectory[-1]]),
                "Only the start and the last theta are in the list.",
                "What stands behind the loops is done once, when they are over. One theta for each update is asked for: store it in the inner loop.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == 1 and _near(run.used, np.full(run.used.shape, float(run.epochs))), where=lambda run: run.epochs > 1)),
        Mistake("start-twice", (_sgd_with(finish=lambda trajectory, epochs, per: trajectory[:1] + trajectory), _sgd_with(finish=lambda trajectory, epochs, per: (trajectory[:1] + trajectory)[:len(trajectory)])),
                "The start stands in the list twice.",
                "Perhaps theta is put there before the loops, and again in the first turn before the update. Store it after the update.",
                recognise=_from_runs(lambda run: run.from_start and run.updates in (len(run.sizes) * run.epochs, len(run.sizes) * run.epochs + 1) and run.rows[0] == 0
                                     and run.is_whole and run.rows[1:] == (run.sizes * run.epochs)[:run.updates - 1])),
        Mistake("returns-in-the-loop", _sgd_with(finish=lambda trajectory, epochs, per: trajectory[:2]),
                "Only one update is made.",
                "Perhaps a `return` stands inside the loops, which it ends in the first turn.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == 1 and run.is_whole and run.rows == run.sizes[:1], where=lambda run: run.per_epoch > 1)),
        Mistake("nested-by-epoch", (_nested(True), _nested(False)),
                "The thetas of each epoch stand in a list of their own.",
                "One flat list is asked for: the start, and one theta after each update, whatever the epoch.",
                recognise=_are_nested),
        Mistake("learning-rate-decays", tuple(_decaying(rate) for rate in _DECAYS),
                "The learning rate becomes smaller from epoch to epoch, or from update to update.",
                "It is the same at each update. (Letting it shrink is a good idea at times, and another algorithm.)",
                recognise=_from_runs(lambda run: run.is_complete and any(
                    all(_near(row[row > _NEAR], np.full(size, rate(run.rate, k, k // run.per_epoch) / run.rate)) for k, (row, size) in enumerate(zip(run.used, run.sizes * run.epochs)))
                    for rate in _DECAYS), where=lambda run: run.epochs > 1)),
        # what is drawn in this way has one form that fails where a batch is larger than the data, and so is not recognised as `one-batch-an-epoch`
        Mistake("one-batch-drawn", _sgd_with(batches_of=lambda n, size, epochs, rng: [rng.choice(n, size, replace=False) for _ in range(epochs)]),
                "In each epoch one batch is drawn, and one update is made.",
                "In an epoch every row is used once: one call of `minibatches`, and one update for each of its batches."),
        Mistake("drawn-apart-all-full", (
            *(_sgd_with(batches_of=_each_epoch(lambda n, size, rng, draw=draw: [draw(n, size, rng) for _ in range(0, n, size)])) for draw in _DRAWS),
            *(_sgd_with(batches_of=_each_epoch(lambda n, size, rng, draw=draw: [draw(n, size, rng) for _ in range(n // size)])) for draw in _DRAWS)),
                "Each batch is drawn apart from the others, all of them full.",
                "So some rows are used several times in an epoch, and others not at all. One shuffle, cut into batches: one call of `minibatches` an epoch does it."),
        Mistake("sizes-exchanged", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: _right_batches(size, n, rng))),
                "The number of rows and the batch size are exchanged: only the first `batch_size` rows are ever used.",
                "`minibatches(n, batch_size, rng)` takes the number of rows first."),
        Mistake("one-epoch-only", (_sgd_with(batches_of=lambda n, size, epochs, rng: _right_batches(n, size, rng)),
                                   _sgd_with(batches_of=lambda n, size, epochs, rng: _right_batches(n, size, rng)[:epochs * n])),
                "Only one epoch is run.",
                "Perhaps a `return` stands inside the loop over the epochs, or the loop is missing.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.per_epoch and run.rows == run.sizes)),
        Mistake("one-epoch-missing", _sgd_with(batches_of=lambda n, size, epochs, rng: [b for _ in range(epochs - 1) for b in _right_batches(n, size, rng)]),
                "There is one epoch too few.",
                "Perhaps the loop ends too early: `range(epochs)` has `epochs` turns.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.per_epoch * (run.epochs - 1))),
        Mistake("one-epoch-too-many", _sgd_with(batches_of=lambda n, size, epochs, rng: [b for _ in range(epochs + 1) for b in _right_batches(n, size, rng)]),
                "There is one epoch too many.",
                "`range(epochs)` has `epochs` turns.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.per_epoch * (run.epochs + 1))),
        Mistake("last-batch-missing", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: _right_batches(n, size, rng)[:-1])),
                "The last batch of each epoch is left out, also where it is a full one.",
                "Perhaps a `range` ends too early: its end itself is never reached. `minibatches` has them all.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.epochs * (run.per_epoch - 1) and run.rows == run.sizes[:-1] * run.epochs)),
        Mistake("tail-dropped", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: _right_batches(n, size, rng)[:n // size])),
                "The last, smaller batch of each epoch is left out.",
                "Each row is used once an epoch, those that are left over at the end as well. `minibatches` has them.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.epochs * (run.n // run.size) and run.rows == [run.size] * run.updates and run.is_whole
                                     and run.used.reshape(run.epochs, -1, run.n).sum(axis=1).max() < 1.5,
                                     where=lambda run: run.n % run.size)),
        Mistake("batch-size-as-count", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: np.array_split(rng.permutation(n), size))),
                "There are `batch_size` batches; it is the number of rows in each batch.",
                "`minibatches` has it right: call it.",
                recognise=_from_runs(lambda run: run.from_start and run.updates == run.epochs * run.size and run.rows == _even(run.n, run.size) * run.epochs)),
        Mistake("always-from-the-start", _sgd_from_the_start,
                "Every update begins at the start again: each theta is one step away from it.",
                "What a step gives has to take the place of theta before the next one.",
                recognise=_from_runs(lambda run: run.is_complete and run.updates > 1 and all(_near((run.counts[k + 1] - run.counts[0]).sum() / run.rate, size)
                                                                                           for k, size in enumerate(run.sizes * run.epochs)))),
        Mistake("starts-over", _starts_over,
                "Each epoch begins at the start again.",
                "Training goes on from epoch to epoch: theta stays where the last update has left it.",
                recognise=_from_runs(lambda run: run.is_complete and all(_near((run.counts[k * run.per_epoch + 1] - run.counts[0]).sum() / run.rate, run.sizes[0])
                                                                        for k in range(run.epochs)))),
        Mistake("labels-apart", (_labels_in_order, _labels_shuffled_apart, _sgd_with(labels=lambda y, batch, rng: y[:len(batch)])),
                "X and y do not belong together any more: rows of X meet the y of other rows.",
                "Whatever shuffles the rows of `X` has to do the very same to `y`: one array of indices for both.",
                recognise=_from_runs(lambda run: run.is_whole and run.rows == run.sizes * run.epochs and not _near(run.met, run.used * run.y)
                                     and np.isin(np.round(run.met[run.used > 0.5]), run.y).all(),
                                     where=lambda run: run.n >= 30)),
        Mistake("drawn-apart", (_sgd_with(batches_of=_each_epoch(_drawn(False))), _sgd_with(batches_of=_each_epoch(_drawn(True))),
                                _sgd_with(batches_of=_each_epoch(lambda n, size, rng: _cut(rng.integers(0, n, size=n), size)))),
                "Each batch is drawn apart from the others: in an epoch some rows are used more than once, and others not at all.",
                "An epoch goes through all rows: one shuffle, cut into batches. One call of `minibatches` an epoch does it.",
                recognise=_from_runs(lambda run: run.has_sizes and _near(run.used, np.round(run.used)) and run.used.min() > -0.5
                                     and all((np.abs(run.epoch(k).sum(axis=0) - 1) > 0.5).mean() > 0.25 for k in range(run.epochs)), where=lambda run: run.n >= 30)),
        Mistake("not-shuffled", (_sgd_with(batches_of=_once(lambda n, size, rng: _cut(np.arange(n), size))),
                                 _sgd_with(batches_of=_once(lambda n, size, rng: _cut(np.arange(n)[::-1], size)))),
                "The rows are not shuffled: in every epoch they come in their own order.",
                "Data often lies sorted, all zeros first. `minibatches` shuffles: call it in each epoch.",
                recognise=_from_runs(lambda run: _is_shuffled(run) and all(_in_order(run, k) for k in range(run.epochs)), where=lambda run: run.n >= 30)),
        Mistake("shuffled-once", (_sgd_with(batches_of=_once()), _sgd_with(batches_of=_once(lambda n, size, rng: _right_batches(n, size, np.random.default_rng(0))))),
                "Every epoch has the same batches: the rows are shuffled once and for all.",
                "Shuffle anew in each epoch: one call of `minibatches` inside the loop over the epochs. (A generator that is made anew there, with a fixed seed, "
                "gives the same order each time.)",
                recognise=_from_runs(lambda run: _is_shuffled(run) and all(_near(run.epoch(0), run.epoch(k)) for k in range(run.epochs)), where=lambda run: run.n >= 30)),
        Mistake("blocks-shuffled", _sgd_with(batches_of=_each_epoch(lambda n, size, rng: [b for b in _blocks(n, size, rng)])),
                "The batches are shuffled and not the rows: each batch is a run of neighbours.",
                "Data often lies sorted; then such a batch holds one class only. Shuffle the rows first, then cut.",
                recognise=_from_runs(lambda run: run.is_complete and run.is_whole and all(_near(run.epoch(k).sum(axis=0), np.ones(run.n)) for k in range(run.epochs))
                                     and all(map(_is_run, [b for k in range(run.epochs) for b in run.batches(k)])),
                                     where=lambda run: run.n >= 30)),
        Mistake("ignores-rng", _sgd_with(batches_of=lambda n, size, epochs, rng: (lambda own: [b for _ in range(epochs) for b in _right_batches(n, size, own)])(np.random.default_rng(0))),
                "Another seed gives the very same batches.",
                "Draw from the generator that is handed in, `rng`: hand it on to `minibatches`.",
                recognise=_sgd_ignores_seed),
        Mistake("gradient-at-the-start", _sgd_at(lambda k, per_epoch: 0),
                "Every update uses the gradient at the start.",
                "Ask for the gradient where theta stands now. Perhaps the new theta has another name than the one that the gradient is given.",
                recognise=_from_runs(lambda run: run.has_sizes and _unlike_current(run) and run.places_are(lambda k: run.step_at(k, 0)))),
        Mistake("gradient-of-the-epoch", _sgd_at(lambda k, per_epoch: k // per_epoch * per_epoch),
                "All updates of an epoch use the gradient at the theta where the epoch began.",
                "Ask for the gradient where theta stands now, after the update before.",
                recognise=_from_runs(lambda run: run.has_sizes and _unlike_current(run) and run.places_are(lambda k: run.step_at(k, k // run.per_epoch * run.per_epoch)))),
        Mistake("one-array-after-the-other", _sgd_one_after_the_other,
                "The arrays of theta are moved one after the other: the gradient for the next is taken when the one before has moved already.",
                "All parts of a gradient belong to one theta. Ask for it once an update, before anything moves.",
                recognise=_from_runs(lambda run: run.has_sizes and _unlike_current(run)
                                     and run.places_are(lambda k: run.places[k] - run.rate * (run.places[k] - run.totals[k + 1])))),
        Mistake("integer-truncation", _sgd_truncated,
                "With whole numbers at the start the fractions of each update are cut off.",
                "`np.zeros_like(array)` and `array.copy()` have the dtype of `array`, and an integer array cannot hold fractions. Let numpy choose.",
                # where there are no whole numbers it is right
                recognise=_from_runs(lambda run: run.updates and run.from_start and (
                    _near(run.counts, np.round(run.counts)) and _near(run.places, np.round(run.places)) if run.X.dtype.kind == "i" else run.has_sizes and run.is_whole))),
    ),
)

# ---------------------------------------------------------------- momentum_step


def _momentum_cases(rng):
    shapes = (2, 3), (2,)

    def case(rate, momentum, *shapes, note, about="", kind=np.float64):
        return Case(*(_arrays(rng, *shapes, kind=kind) for _ in range(3)), rate, momentum, note=note, about=about)
    return [
        Case([np.array([1.0, 2.0])], [np.array([10.0, -20.0])], [np.array([4.0, 8.0])], 0.25, 0.5, note="one array of two numbers, by hand"),
        Case([np.array([[1.0, -2.0, 3.0], [0.0, 4.0, -1.0]]), np.array([5.0, 6.0])], [np.array([[4.0, 0.0, -8.0], [2.0, 6.0, 2.0]]), np.array([-2.0, 4.0])],
             [np.array([[2.0, 1.0, -4.0], [6.0, 8.0, 3.0]]), np.array([1.0, -3.0])], 0.25, 0.5, note="a matrix and a vector, by hand"),
        case(0.3, 0.9, (3, 3), (3, 3), (3, 3), note="three arrays of one shape"),
        Case(_arrays(rng, *shapes), [np.zeros(shape) for shape in shapes], _arrays(rng, *shapes), 0.2, 0.9, note="a velocity of zeros: the first step",
             about="a velocity of zeros"),
        case(0.2, 0.0, *shapes, note="momentum 0: plain gradient descent", about="momentum 0"),
        Case([np.array([[1, 2, 3], [4, 5, 6]]), np.array([7, 8])], [np.array([[3, 1, -1], [1, 5, 2]]), np.array([1, -1])],
             [np.array([[1, 0, -1], [3, 5, 2]]), np.array([2, -3])], 0.25, 0.5, note="whole numbers everywhere", about="integer arrays"),
        Case([np.array([[1, 2, 3], [4, 5, 6]]), np.array([7, 8])], *(_arrays(rng, *shapes) for _ in range(2)), 0.1, 0.8, note="whole numbers in theta only",
             about="an integer theta"),
        Case(_arrays(rng, *shapes), [np.array([[3, 1, -1], [1, 5, 2]]), np.array([1, -1])], _arrays(rng, *shapes), 0.1, 0.8, note="whole numbers in velocity only",
             about="an integer velocity"),
        case(0.05, 0.9, (4, 2), (4,), note="float32", kind=np.float32),
        case(0.01, 0.95, (4, 3, 2, 5), (1,), (6, 4), (7,), note="four arrays with 1 to 4 axes, random"),
    ]


def _momentum_reference(theta, velocity, grads, learning_rate, momentum):
    velocity = [torch.add(g, v, alpha=momentum) for v, g in zip(velocity, grads)]
    return [torch.sub(t, v, alpha=learning_rate) for t, v in zip(theta, velocity)], velocity


def _moves(velocity_rule=lambda v, g, lr, m: m * v + g, theta_rule=lambda t, new, old, g, lr, m: t - lr * new):
    """A mistaken step: the new velocity is `velocity_rule(v, g, lr, m)`, the new array `theta_rule(t, new velocity, old one, g, lr, m)`."""
    def step(theta, velocity, grads, lr, m):
        new = [velocity_rule(v, g, lr, m) for v, g in zip(velocity, grads)]
        return [theta_rule(t, n, v, g, lr, m) for t, n, v, g in zip(theta, new, velocity, grads)], new
    return step


_right_momentum = _moves()


def _of_momentum(change):
    """What `change(theta, velocity)` makes of the right result."""
    return lambda theta, velocity, grads, lr, m: change(*_right_momentum(theta, velocity, grads, lr, m))


def _momentum_where(chosen, of_velocity=True):
    """A step that only the chosen arrays take; the others come back as they were, or theirs of theta alone."""
    def step(theta, velocity, grads, lr, m):
        moved, new = _right_momentum(theta, velocity, grads, lr, m)
        n = len(theta)
        return ([a if chosen(i, n) else t + 0 for i, (a, t) in enumerate(zip(moved, theta))],
                [a if chosen(i, n) or not of_velocity else v + 0 for i, (a, v) in enumerate(zip(new, velocity))])
    return step


def _momentum_truncated(where):
    def step(theta, velocity, grads, lr, m):
        new = [m * v + g for v, g in zip(velocity, grads)]
        if "velocity" in where:
            new = _truncated(new, velocity)
        moved = _right_step(theta, new, lr)
        return _truncated(moved, theta) if "theta" in where else moved, new
    return step


def _momentum_sum(args, index, *path):
    (place, t, v, g), (lr, m) = _entry_of(args[:3], index, path), args[3:]
    new = m * v + g
    text = f"momentum * velocity{place} + grads{place} = {m:g} * {_bracketed(v)} + {_bracketed(g)} = {new:g}"
    if path[0] == 1:
        return text
    return f"the new velocity: {text}\ntheta{place} - learning_rate * that = {t:g} - {lr:g} * {_bracketed(new)} = {t - lr * new:g}"


momentum_step = Exercise(
    name="momentum_step",
    notebook=NOTEBOOK,
    parameters="theta, velocity, grads, learning_rate, momentum",
    reference=_momentum_reference,
    cases=_momentum_cases,
    output={"theta": (), "velocity": ()},
    arithmetic=_momentum_sum,
    hints=(
        "Two lines. First the new velocity, array by array; then theta, which moves by the *new* velocity as it otherwise does by the gradient.",
        "new velocity = momentum * velocity + gradient; new theta = theta - learning_rate * new velocity. The second one your `gradient_step` can do.",
        "`velocity = [momentum * v + grad for v, grad in zip(velocity, grads)]`, then `return gradient_step(theta, velocity, learning_rate), velocity`.",
    ),
    mistakes=(
        Mistake("rate-inside-velocity", (_moves(lambda v, g, lr, m: m * v - lr * g, lambda t, n, v, g, lr, m: t + n), _moves(lambda v, g, lr, m: m * v + lr * g, lambda t, n, v, g, lr, m: t - n),
                                         _moves(lambda v, g, lr, m: m * v - lr * g, lambda t, n, v, g, lr, m: t - n)),
                "The learning rate is inside the velocity.",
                "Many texts write it so, and with one fixed learning rate it leads the same way. But torch's velocity holds gradients alone, "
                "and the learning rate comes in where theta moves: so a change of the learning rate acts at once."),
        Mistake("rate-twice", (_moves(lambda v, g, lr, m: m * v + lr * g), _moves(lambda v, g, lr, m: lr * (m * v + g)),
                               _moves(lambda v, g, lr, m: m * v - lr * g, lambda t, n, v, g, lr, m: t + lr * n)),
                "The learning rate counts twice: in the velocity, and again where theta moves.",
                "It belongs to the second line alone."),
        Mistake("dampened", _moves(lambda v, g, lr, m: m * v + (1 - m) * g),
                "The gradient is multiplied by 1 - momentum: the velocity is a moving average of the gradients.",
                "That is called dampening. Here the velocity is a fading *sum*: the gradient comes in whole."),
        Mistake("shares-exchanged", (_moves(lambda v, g, lr, m: (1 - m) * v + m * g), _moves(lambda v, g, lr, m: v + m * g)),
                "The momentum multiplies the gradient, and not the velocity.",
                "It says how much of the old velocity stays."),
        Mistake("momentum-on-gradient", _moves(lambda v, g, lr, m: m * (v + g)),
                "The momentum multiplies the gradient too.",
                "The old velocity fades by the factor `momentum`; the new gradient comes in whole. `*` binds more strongly than `+`: no brackets are needed."),
        Mistake("momentum-left-out", _moves(lambda v, g, lr, m: v + g),
                "The momentum is not used: the velocity never fades.",
                "The old velocity is multiplied by `momentum`, a number below 1, before the gradient is added."),
        Mistake("momentum-twice", (_moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * m * n), _moves(lambda v, g, lr, m: m * m * v + g)),
                "The momentum counts twice.",
                "It multiplies the old velocity once, and nothing else."),
        Mistake("nesterov", _moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * (g + m * n)),
                "theta moves by the gradient plus momentum times the new velocity: that is Nesterov's rule.",
                "It looks one step ahead. Here theta moves by the new velocity as it is."),
        Mistake("theta-and-velocity-exchanged", lambda theta, velocity, grads, lr, m: _right_momentum(velocity, theta, grads, lr, m),
                "theta and the old velocity are exchanged.",
                "`theta` moves, and `velocity` fades and takes up the gradient. Look at the order of the names behind `for` and in `zip`, or in a call."),
        Mistake("momentum-subtracted", _moves(lambda v, g, lr, m: g - m * v),
                "momentum * velocity is subtracted from the gradient.",
                "It is added: what persists adds up, and what changes sign cancels."),
        Mistake("velocity-forgotten", _moves(lambda v, g, lr, m: g + 0),
                "The old velocity is not used: the new one is the gradient alone.",
                "The velocity remembers: what is left of the old one is momentum * velocity, and to that the gradient is added."),
        Mistake("rest-of-velocity", _moves(lambda v, g, lr, m: (1 - m) * v + g),
                "The old velocity is multiplied by 1 - momentum.",
                "`momentum` itself says how much of the old velocity stays."),
        Mistake("rate-on-gradient-alone", (_moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * g - m * v), _moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * g + m * v),
                                           _moves(lambda v, g, lr, m: m * v + g, lambda t, n, v, g, lr, m: t - (m * v + lr * g))),
                "theta moves by momentum * velocity without the learning rate.",
                "The learning rate multiplies the whole new velocity, and not only the gradient in it."),
        Mistake("divides-by-learning-rate", _moves(theta_rule=lambda t, n, v, g, lr, m: t - n / lr),
                "The velocity is divided by the learning rate.",
                "A small learning rate makes a small step: it is a factor."),
        Mistake("update-only", (_moves(theta_rule=lambda t, n, v, g, lr, m: lr * n), _moves(theta_rule=lambda t, n, v, g, lr, m: -lr * n)),
                "In place of theta comes the step alone.",
                "Asked for is where the step leads: theta minus learning_rate times the new velocity."),
        Mistake("momentum-written-down", (_moves(lambda v, g, lr, m: 0.9 * v + g), _moves(lambda v, g, lr, m: 0.5 * v + g), _moves(lambda v, g, lr, m: 0.99 * v + g)),
                "The momentum is always the same (0.9, say), whatever is handed in.",
                "A number is written in the code where the argument `momentum` belongs."),
        Mistake("rate-written-down", tuple(_moves(theta_rule=lambda t, n, v, g, lr, m, rate=rate: t - rate * n) for rate in _USUAL_RATES),
                "The learning rate is always the same (0.1, say), whatever is handed in.",
                "A number is written in the code where the argument `learning_rate` belongs."),
        Mistake("last-velocity-only", lambda theta, velocity, grads, lr, m: (lambda t, v: (t, v[-1]))(*_right_momentum(theta, velocity, grads, lr, m)),
                "theta is right, but only the last array of the velocity comes back.",
                "Each turn of a loop writes over what the one before it made. Collect the new velocities in a list, as the new arrays of theta."),
        Mistake("old-velocity", _moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * v),
                "theta moves by the old velocity.",
                "First the velocity is renewed, then theta moves by the new one."),
        Mistake("plain-step", _moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * g),
                "theta moves by the gradient alone, as without momentum.",
                "It is the new velocity that moves theta."),
        Mistake("gradient-twice", (_moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * (n + g)), _moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * g - n),
                                   _moves(theta_rule=lambda t, n, v, g, lr, m: t - lr * g - m * n)),
                "theta moves by the velocity and by the gradient.",
                "The gradient is in the velocity already."),
        Mistake("ascent", _moves(theta_rule=lambda t, n, v, g, lr, m: t + lr * n),
                "The velocity is added to theta: this walks uphill.",
                "The velocity is made of gradients, which point uphill."),
        Mistake("velocity-negated", (_moves(lambda v, g, lr, m: m * v - g), _moves(lambda v, g, lr, m: m * v - g, lambda t, n, v, g, lr, m: t + lr * n),
                                     _moves(lambda v, g, lr, m: -(m * v + g), lambda t, n, v, g, lr, m: t + lr * n)),
                "The gradient goes into the velocity with a minus.",
                "Some texts let the velocity point downhill. torch's points uphill, as gradients do, and the minus stands where theta moves."),
        Mistake("no-learning-rate", _moves(theta_rule=lambda t, n, v, g, lr, m: t - n),
                "The learning rate is not used.",
                "theta moves by learning_rate times the new velocity."),
        Mistake("rates-exchanged", _moves(lambda v, g, lr, m: lr * v + g, lambda t, n, v, g, lr, m: t - m * n),
                "The learning rate and the momentum are exchanged.",
                "The momentum makes the velocity fade; the learning rate multiplies the step. (Perhaps the arguments stand in another order.)"),
        Mistake("velocity-not-updated", lambda theta, velocity, grads, lr, m: (_right_momentum(theta, velocity, grads, lr, m)[0], [v + 0 for v in velocity]),
                "theta is right, but the old velocity is handed back.",
                "Whoever takes the next step needs the new one. Perhaps `v = ...` in a loop renews the name alone, and the list keeps the old arrays."),
        Mistake("gradients-as-velocity", lambda theta, velocity, grads, lr, m: (_right_momentum(theta, velocity, grads, lr, m)[0], [g + 0 for g in grads]),
                "theta is right, but the gradients are handed back as the velocity.",
                "The velocity is momentum * velocity + gradient, the sum that theta has moved by."),
        Mistake("step-as-velocity", (lambda theta, velocity, grads, lr, m: (lambda t, v: (t, [lr * a for a in v]))(*_right_momentum(theta, velocity, grads, lr, m)), lambda theta, velocity, grads, lr, m: (
            lambda t, v: (t, [-lr * a for a in v]))(*_right_momentum(theta, velocity, grads, lr, m))),
                "theta is right, but what is handed back as the velocity has been multiplied by the learning rate.",
                "The velocity holds gradients alone; the learning rate comes in where theta moves."),
        Mistake("parts-exchanged", _of_momentum(lambda theta, velocity: (velocity, theta)),
                "The two parts are exchanged: the velocity comes first.",
                "`(theta, velocity)`, in this order."),
        Mistake("theta-only", _of_momentum(lambda theta, velocity: theta),
                "Only theta comes back.",
                "The next step needs the new velocity: return both, `(theta, velocity)`."),
        Mistake("velocity-only", _of_momentum(lambda theta, velocity: velocity),
                "Only the velocity comes back.",
                "`(theta, velocity)` is asked for."),
        Mistake("pairs-not-lists", _of_momentum(lambda theta, velocity: list(zip(theta, velocity))),
                "There is one pair for each array, with its new value and its velocity.",
                "Two lists are asked for: all arrays of theta, and all velocities."),
        Mistake("one-list", _of_momentum(lambda theta, velocity: theta + velocity),
                "theta and velocity stand in one list, one behind the other.",
                "Two lists are asked for, `(theta, velocity)`: a comma between them, and not a plus."),
        Mistake("first-array-only", (lambda theta, velocity, grads, lr, m: _right_momentum(theta[:1], velocity[:1], grads[:1], lr, m), lambda theta, velocity, grads, lr, m: (
            theta[0] - lr * (m * velocity[0] + grads[0]), m * velocity[0] + grads[0]), _momentum_where(lambda i, n: i == 0), _momentum_where(lambda i, n: i == 0, False)),
                "Only the first array takes a step.",
                "`theta` may hold any number of arrays. Perhaps a `return` stands inside the loop, which it ends in the first turn."),
        Mistake("last-array-left-out", (lambda theta, velocity, grads, lr, m: _right_momentum(theta[:-1], velocity[:-1], grads[:-1], lr, m), _momentum_where(lambda i, n: i < n - 1)),
                "The last array is left out.",
                "Perhaps a loop ends one too early: the last number of `range(n - 1)` is n - 2."),
        Mistake("integer-truncation", tuple(_momentum_truncated(where) for where in (("theta", "velocity"), ("theta",), ("velocity",))),
                "Where an array holds whole numbers, the fractions of the result are cut off.",
                "`np.zeros_like(array)` and `array.copy()` have the dtype of `array`, and an integer array cannot hold fractions. Let numpy choose."),
    ),
)
