"""Students' answers to `gradient_step`."""

import functools
import operator

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("gradient_step")
def step_comprehension(theta, grads, learning_rate):
    return [p - learning_rate * g for p, g in zip(theta, grads)]


@right("gradient_step")
def step_loop(theta, grads, learning_rate):
    new = []
    for i in range(len(theta)):
        new.append(theta[i] - learning_rate * grads[i])
    return new


@right("gradient_step")
def step_in_place_on_a_float_copy(theta, grads, learning_rate):
    new = [np.array(p, dtype=float) for p in theta]
    for p, g in zip(new, grads):
        p -= learning_rate * g
    return new


@right("gradient_step")
def step_map(theta, grads, learning_rate):
    return list(map(lambda p, g: np.subtract(p, np.multiply(learning_rate, g)), theta, grads))


@right("gradient_step")
def step_tuple(theta, grads, learning_rate):
    return tuple(p + (-learning_rate) * g for p, g in zip(theta, grads))


@right("gradient_step")
def step_nested_lists(theta, grads, learning_rate):
    def minus(p, g):
        return [minus(a, b) for a, b in zip(p, g)] if isinstance(p, list) else p - learning_rate * g
    return [minus(p.tolist(), g.tolist()) for p, g in zip(theta, grads)]


@right("gradient_step")
def step_recursion(theta, grads, learning_rate):
    if not theta:
        return []
    return [theta[0] - learning_rate * grads[0], *step_recursion(theta[1:], grads[1:], learning_rate)]


@right("gradient_step")
def step_flat_and_back(theta, grads, learning_rate):
    flat = np.concatenate([p.ravel() for p in theta]) - learning_rate * np.concatenate([g.ravel() for g in grads])
    parts = np.split(flat, np.cumsum([p.size for p in theta])[:-1])
    return [part.reshape(p.shape) for part, p in zip(parts, theta)]


@right("gradient_step")
def step_on_a_shallow_copy(theta, grads, learning_rate):
    theta = list(theta)
    for i, g in enumerate(grads):
        theta[i] = theta[i] - learning_rate * g
    return theta


@right("gradient_step")
def step_recursive(theta, grads, learning_rate):
    if len(theta) == 0:
        return []
    return [theta[0] - learning_rate * grads[0]] + step_recursive(theta[1:], grads[1:], learning_rate)


@right("gradient_step")
def step_flat_and_back_again(theta, grads, learning_rate):
    flat = np.concatenate([np.ravel(t) for t in theta]) - learning_rate * np.concatenate([np.ravel(g) for g in grads])
    out, k = [], 0
    for t in theta:
        out.append(flat[k:k + t.size].reshape(t.shape))
        k += t.size
    return out


@right("gradient_step")
def step_by_partial(theta, grads, learning_rate):
    upd = functools.partial(operator.mul, learning_rate)
    return [t - upd(g) for t, g in zip(theta, grads)]


@right("gradient_step")
def step_stacks_and_multiplies(theta, grads, learning_rate):
    return [np.stack([t, g], axis=-1) @ np.array([1.0, -learning_rate]) for t, g in zip(theta, grads)]


@right("gradient_step")
def step_into_a_buffer(theta, grads, learning_rate):
    out = []
    for t, g in zip(theta, grads):
        buf = np.empty(np.shape(t))
        np.multiply(g, -learning_rate, out=buf)
        buf += t
        out.append(buf)
    return out


@right("gradient_step")
def step_as_nested_lists(theta, grads, learning_rate):
    return [(t - learning_rate * g).tolist() for t, g in zip(theta, grads)]


# ---------------------------------------------------------------- wrong


@wrong("gradient_step", "ascent")
def step_up(theta, grads, learning_rate):
    """Walks uphill."""
    return [p + learning_rate * g for p, g in zip(theta, grads)]


@wrong("gradient_step", "no-learning-rate")
def step_without_rate(theta, grads, learning_rate):
    """Forgets the learning rate."""
    return [p - g for p, g in zip(theta, grads)]


@wrong("gradient_step", "changed-input")
def step_in_place(theta, grads, learning_rate):
    """Writes into the arrays it was handed (and cannot, where they hold whole numbers)."""
    for p, g in zip(theta, grads):
        p -= learning_rate * g
    return theta


@wrong("gradient_step", "changed-input")
def step_into_the_list(theta, grads, learning_rate):
    """Puts the new arrays into the list it was handed."""
    for i in range(len(theta)):
        theta[i] = theta[i] - learning_rate * grads[i]
    return theta


@wrong("gradient_step", "raised")
def step_lists_as_arrays(theta, grads, learning_rate):
    """Lists can neither be multiplied by a fraction nor subtracted."""
    return theta - learning_rate * grads


@wrong("gradient_step", "scales-the-result")
def step_brackets(theta, grads, learning_rate):
    """The brackets stand around the wrong thing."""
    return [learning_rate * (p - g) for p, g in zip(theta, grads)]


@wrong("gradient_step", "update-only")
def step_update(theta, grads, learning_rate):
    """Returns the change and not the new theta."""
    return [-learning_rate * g for g in grads]


@wrong("gradient_step", "first-array-only")
def step_returns_in_loop(theta, grads, learning_rate):
    """The return stands in the loop."""
    new = []
    for p, g in zip(theta, grads):
        new.append(p - learning_rate * g)
        return new


@wrong("gradient_step", "integer-truncation")
def step_into_empty_like(theta, grads, learning_rate):
    """Arrays made like theta's cannot hold fractions where those are whole numbers."""
    new = [np.empty_like(p) for p in theta]
    for i in range(len(theta)):
        new[i][...] = theta[i] - learning_rate * grads[i]
    return new


@wrong("gradient_step", "last-array-left-out")
def step_one_too_few(theta, grads, learning_rate):
    """The loop ends one array too early."""
    return [theta[i] - learning_rate * grads[i] for i in range(len(theta) - 1)]


@wrong("gradient_step", "returned-none")
def step_no_return(theta, grads, learning_rate):
    """Forgets to return."""
    new = [p - learning_rate * g for p, g in zip(theta, grads)]  # noqa: F841


@wrong("gradient_step", "arguments-exchanged")
def step_exchanged(theta, grads, learning_rate):
    """Takes the gradient for theta and theta for the gradient."""
    return [g - learning_rate * p for p, g in zip(theta, grads)]


@wrong("gradient_step", "divides-by-learning-rate")
def step_divided(theta, grads, learning_rate):
    """Divides."""
    return [p - g / learning_rate for p, g in zip(theta, grads)]


@wrong("gradient_step", "averaged-again")
def step_mean(theta, grads, learning_rate):
    """Divides by the number of rows once more."""
    return [p - learning_rate * g / len(p) for p, g in zip(theta, grads)]


@wrong("gradient_step", "sign-only")
def step_sign(theta, grads, learning_rate):
    """Every entry moves by the same amount."""
    return [p - learning_rate * np.sign(g) for p, g in zip(theta, grads)]


@wrong("gradient_step", "summed-gradient")
def step_sum(theta, grads, learning_rate):
    """The gradient's entries are added up first."""
    return [p - learning_rate * g.sum() for p, g in zip(theta, grads)]


@wrong("gradient_step", "pairs")
def step_pairs(theta, grads, learning_rate):
    """Returns theta and its gradient together."""
    return [(p - learning_rate * g, g) for p, g in zip(theta, grads)]


@wrong("gradient_step", "flattened")
def step_flat(theta, grads, learning_rate):
    """One long array comes back."""
    return np.concatenate([(p - learning_rate * g).ravel() for p, g in zip(theta, grads)])


@wrong("gradient_step", "scales-theta")
def step_decay(theta, grads, learning_rate):
    """Multiplies theta by the learning rate."""
    return [learning_rate * p - g for p, g in zip(theta, grads)]


@wrong("gradient_step", "multiplied")
def step_product(theta, grads, learning_rate):
    """Multiplies the step with theta."""
    return [p - learning_rate * g * p for p, g in zip(theta, grads)]


@wrong("gradient_step", "rate-written-down")
def step_rate_written_down(theta, grads, learning_rate):
    """0.1 for the learning rate."""
    return [t - 0.1 * g for t, g in zip(theta, grads)]


@wrong("gradient_step", "returned-argument")
def step_theta_itself_at_rate_zero(theta, grads, learning_rate):
    """theta itself, where the learning rate is 0."""
    if learning_rate == 0:
        return theta
    return [t - learning_rate * g for t, g in zip(theta, grads)]


@wrong("gradient_step", "absolute-gradient")
def step_absolute(theta, grads, learning_rate):
    """The absolute value of the gradient."""
    return [t - learning_rate * abs(g) for t, g in zip(theta, grads)]


@wrong("gradient_step", "returned-argument")
def step_array_itself_where_flat(theta, grads, learning_rate):
    """The array itself, where the gradient is 0."""
    return [t if not np.any(g) else t - learning_rate * g for t, g in zip(theta, grads)]


@wrong("gradient_step", None)
def step_clipped(theta, grads, learning_rate):
    """The gradient is clipped."""
    return [t - learning_rate * np.clip(g, -1, 1) for t, g in zip(theta, grads)]


@wrong("gradient_step", None)
def step_biases_left_alone(theta, grads, learning_rate):
    """Arrays of one axis stay as they are."""
    return [t - learning_rate * g if t.ndim > 1 else t.copy() for t, g in zip(theta, grads)]


@wrong("gradient_step", "arrays-taken-apart")
def step_extends(theta, grads, learning_rate):
    """extend for append."""
    new = []
    for t, g in zip(theta, grads):
        new.extend(t - learning_rate * g)
    return new


@wrong("gradient_step", "averaged-over-rows")
def step_mean_over_rows(theta, grads, learning_rate):
    """The mean over the rows of a gradient."""
    return [t - learning_rate * g.mean(axis=0) for t, g in zip(theta, grads)]


@wrong("gradient_step", "result-reversed")
def step_inserts_in_front(theta, grads, learning_rate):
    """Each new array is put in at the front."""
    new = []
    for t, g in zip(theta, grads):
        new.insert(0, t - learning_rate * g)
    return new


@wrong("gradient_step", "result-reversed")
def step_pops_copies_from_the_end(theta, grads, learning_rate):
    """Taken from the end of copies of the lists."""
    theta, grads = list(theta), list(grads)
    new = []
    while theta:
        new.append(theta.pop() - learning_rate * grads.pop())
    return new


@wrong("gradient_step", "wrong-type")
def step_object_arrays(theta, grads, learning_rate):
    """Arrays of objects."""
    return np.array(theta, dtype=object) - learning_rate * np.array(grads, dtype=object)


@wrong("gradient_step", "wrong-length")
def step_appends_old_and_new(theta, grads, learning_rate):
    """The old array is appended as well."""
    new = []
    for t, g in zip(theta, grads):
        new.append(t)
        new.append(t - learning_rate * g)
    return new


@wrong("gradient_step", "raised")
def step_whole_list_of_gradients(theta, grads, learning_rate):
    """The list of gradients where one of them is meant."""
    return [theta[i] - learning_rate * grads for i in range(len(theta))]
