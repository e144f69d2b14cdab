"""Students' answers to `momentum_step`."""

import numpy as np

from tests.answers import right, wrong


def stepped(theta, grads, learning_rate):
    return [t - learning_rate * g for t, g in zip(theta, grads)]


# ---------------------------------------------------------------- right


@right("momentum_step")
def momentum_comprehensions(theta, velocity, grads, learning_rate, momentum):
    new_velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p - learning_rate * v for p, v in zip(theta, new_velocity)], new_velocity


@right("momentum_step")
def momentum_loop(theta, velocity, grads, learning_rate, momentum):
    thetas, velocities = [], []
    for p, v, g in zip(theta, velocity, grads):
        v = momentum * v + g
        thetas.append(p - learning_rate * v)
        velocities.append(v)
    return thetas, velocities


@right("momentum_step")
def momentum_float_copies(theta, velocity, grads, learning_rate, momentum):
    theta = [np.array(p, dtype=float) for p in theta]
    velocity = [np.array(v, dtype=float) for v in velocity]
    for p, v, g in zip(theta, velocity, grads):
        v *= momentum
        v += g
        p -= learning_rate * v
    return theta, velocity


@right("momentum_step")
def momentum_zip_star(theta, velocity, grads, learning_rate, momentum):
    pairs = [(p - learning_rate * (momentum * v + g), momentum * v + g) for p, v, g in zip(theta, velocity, grads)]
    return tuple(zip(*pairs))


@right("momentum_step")
def momentum_written_out(theta, velocity, grads, learning_rate, momentum):
    theta = [p - learning_rate * momentum * v - learning_rate * g for p, v, g in zip(theta, velocity, grads)]
    return [theta, [g + momentum * v for v, g in zip(velocity, grads)]]


@right("momentum_step")
def momentum_by_index(theta, velocity, grads, learning_rate, momentum):
    n = len(theta)
    new_velocity, new_theta = [None] * n, [None] * n
    for i in range(n):
        new_velocity[i] = np.add(np.multiply(momentum, velocity[i]), grads[i])
        new_theta[i] = np.subtract(theta[i], np.multiply(learning_rate, new_velocity[i]))
    return new_theta, new_velocity


@right("momentum_step")
def momentum_pairs_unzipped(theta, velocity, grads, learning_rate, momentum):
    pairs = [(t - learning_rate * (momentum * a + g), momentum * a + g) for t, a, g in zip(theta, velocity, grads)]
    th, v = zip(*pairs)
    return th, v


@right("momentum_step")
def momentum_recursive(theta, velocity, grads, learning_rate, momentum):
    if not theta:
        return [], []
    th, v = momentum_recursive(theta[1:], velocity[1:], grads[1:], learning_rate, momentum)
    new = momentum * velocity[0] + grads[0]
    return [theta[0] - learning_rate * new, *th], [new, *v]


@right("momentum_step")
def momentum_flat_and_back(theta, velocity, grads, learning_rate, momentum):

    def flat(L):
        return np.concatenate([np.ravel(a) for a in L]).astype(float)

    def back(f):
        out, k = [], 0
        for t in theta:
            out.append(f[k:k + t.size].reshape(t.shape))
            k += t.size
        return out
    v = momentum * flat(velocity) + flat(grads)
    return back(flat(theta) - learning_rate * v), back(v)


@right("momentum_step")
def momentum_two_gradient_steps(theta, velocity, grads, learning_rate, momentum):
    v = stepped(grads, velocity, -momentum)
    return stepped(theta, v, learning_rate), v


@right("momentum_step")
def momentum_zipped_back(theta, velocity, grads, learning_rate, momentum):
    v = [np.tensordot([momentum, 1.0], np.stack([a, g]), axes=1) for a, g in zip(velocity, grads)]
    return [np.tensordot([1.0, -learning_rate], np.stack([t, a]), axes=1) for t, a in zip(theta, v)], v


# ---------------------------------------------------------------- wrong


@wrong("momentum_step", "rate-inside-velocity")
def momentum_textbook(theta, velocity, grads, learning_rate, momentum):
    """The textbook's other form: the learning rate goes into the velocity."""
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, grads)]
    return [p + v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "rate-inside-velocity")
def momentum_rate_inside(theta, velocity, grads, learning_rate, momentum):
    """The learning rate is in the velocity."""
    velocity = [momentum * v + learning_rate * g for v, g in zip(velocity, grads)]
    return [p - v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "dampened")
def momentum_average(theta, velocity, grads, learning_rate, momentum):
    """A moving average, as in Adam."""
    velocity = [momentum * v + (1 - momentum) * g for v, g in zip(velocity, grads)]
    return [p - learning_rate * v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "nesterov")
def momentum_looks_ahead(theta, velocity, grads, learning_rate, momentum):
    """Nesterov's rule."""
    velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p - learning_rate * (g + momentum * v) for p, v, g in zip(theta, velocity, grads)], velocity


@wrong("momentum_step", "old-velocity")
def momentum_old(theta, velocity, grads, learning_rate, momentum):
    """theta moves by the velocity of the step before."""
    new_theta = [p - learning_rate * v for p, v in zip(theta, velocity)]
    return new_theta, [momentum * v + g for v, g in zip(velocity, grads)]


@wrong("momentum_step", "ascent")
def momentum_up(theta, velocity, grads, learning_rate, momentum):
    """Walks uphill."""
    velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p + learning_rate * v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "velocity-negated")
def momentum_minus(theta, velocity, grads, learning_rate, momentum):
    """The gradient is subtracted in the velocity, and the velocity added."""
    velocity = [momentum * v - g for v, g in zip(velocity, grads)]
    return [p + learning_rate * v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "velocity-not-updated")
def momentum_forgets(theta, velocity, grads, learning_rate, momentum):
    """The old velocity is handed back."""
    new = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p - learning_rate * n for p, n in zip(theta, new)], [v.copy() for v in velocity]


@wrong("momentum_step", "parts-exchanged")
def momentum_order(theta, velocity, grads, learning_rate, momentum):
    """The velocity comes first."""
    velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return velocity, [p - learning_rate * v for p, v in zip(theta, velocity)]


@wrong("momentum_step", "theta-only")
def momentum_theta_only(theta, velocity, grads, learning_rate, momentum):
    """The velocity is lost."""
    return [p - learning_rate * (momentum * v + g) for p, v, g in zip(theta, velocity, grads)]


@wrong("momentum_step", "rates-exchanged")
def momentum_rates(theta, velocity, grads, learning_rate, momentum):
    """The two numbers are exchanged."""
    velocity = [learning_rate * v + g for v, g in zip(velocity, grads)]
    return [p - momentum * v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "pairs-not-lists")
def momentum_pairs(theta, velocity, grads, learning_rate, momentum):
    """A list of pairs."""
    out = []
    for p, v, g in zip(theta, velocity, grads):
        v = momentum * v + g
        out.append((p - learning_rate * v, v))
    return out


@wrong("momentum_step", "changed-input")
def momentum_writes_velocity(theta, velocity, grads, learning_rate, momentum):
    """The velocity's list is changed."""
    new_theta = []
    for i in range(len(theta)):
        velocity[i] = momentum * velocity[i] + grads[i]
        new_theta.append(theta[i] - learning_rate * velocity[i])
    return new_theta, velocity


@wrong("momentum_step", "changed-input")
def momentum_in_place(theta, velocity, grads, learning_rate, momentum):
    """Everything in place."""
    for p, v, g in zip(theta, velocity, grads):
        v *= momentum
        v += g
        p -= learning_rate * v
    return theta, velocity


@wrong("momentum_step", "momentum-left-out")
def momentum_sum(theta, velocity, grads, learning_rate, momentum):
    """The velocity never fades."""
    velocity = [v + g for v, g in zip(velocity, grads)]
    return [p - learning_rate * v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "momentum-on-gradient")
def momentum_brackets(theta, velocity, grads, learning_rate, momentum):
    """The momentum multiplies the gradient too."""
    velocity = [momentum * (v + g) for v, g in zip(velocity, grads)]
    return [p - learning_rate * v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "plain-step")
def momentum_ignored(theta, velocity, grads, learning_rate, momentum):
    """theta takes a plain gradient step."""
    velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p - learning_rate * g for p, g in zip(theta, grads)], velocity


@wrong("momentum_step", "gradient-twice")
def momentum_both(theta, velocity, grads, learning_rate, momentum):
    """The gradient is subtracted once in the velocity and once beside it."""
    velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p - learning_rate * (v + g) for p, v, g in zip(theta, velocity, grads)], velocity


@wrong("momentum_step", "no-learning-rate")
def momentum_no_rate(theta, velocity, grads, learning_rate, momentum):
    """The learning rate is forgotten."""
    velocity = [momentum * v + g for v, g in zip(velocity, grads)]
    return [p - v for p, v in zip(theta, velocity)], velocity


@wrong("momentum_step", "integer-truncation")
def momentum_zeros_like(theta, velocity, grads, learning_rate, momentum):
    """Integer arrays cut the fractions off."""
    new_velocity, new_theta = [np.zeros_like(v) for v in velocity], [np.zeros_like(p) for p in theta]
    for i in range(len(theta)):
        new_velocity[i][:] = momentum * velocity[i] + grads[i]
        new_theta[i][:] = theta[i] - learning_rate * new_velocity[i]
    return new_theta, new_velocity


@wrong("momentum_step", "velocity-forgotten")
def momentum_no_memory(theta, velocity, grads, learning_rate, momentum):
    """The velocity is the gradient."""
    v = [g.copy() for g in grads]
    return [t - learning_rate * a for t, a in zip(theta, v)], v


@wrong("momentum_step", "first-array-only")
def momentum_first_array(theta, velocity, grads, learning_rate, momentum):
    """Only the first array moves."""
    v = [momentum * velocity[0] + grads[0]] + [a.copy() for a in velocity[1:]]
    return [theta[0] - learning_rate * v[0]] + [t.copy() for t in theta[1:]], v


@wrong("momentum_step", "rest-of-velocity")
def momentum_one_minus(theta, velocity, grads, learning_rate, momentum):
    """The velocity is multiplied by 1 - momentum."""
    v = [(1 - momentum) * a + g for a, g in zip(velocity, grads)]
    return [t - learning_rate * a for t, a in zip(theta, v)], v


@wrong("momentum_step", "rate-on-gradient-alone")
def momentum_heavy_ball_without_rate(theta, velocity, grads, learning_rate, momentum):
    """momentum * velocity without the learning rate."""
    v = [momentum * a + g for a, g in zip(velocity, grads)]
    return [t - learning_rate * g - momentum * a for t, a, g in zip(theta, velocity, grads)], v


@wrong("momentum_step", "update-only")
def momentum_step_for_theta(theta, velocity, grads, learning_rate, momentum):
    """The step in place of theta."""
    v = [momentum * a + g for a, g in zip(velocity, grads)]
    return [-learning_rate * a for a in v], v


@wrong("momentum_step", "divides-by-learning-rate")
def momentum_divides(theta, velocity, grads, learning_rate, momentum):
    """Divided by the learning rate."""
    v = [momentum * a + g for a, g in zip(velocity, grads)]
    return [t - a / learning_rate for t, a in zip(theta, v)], v


@wrong("momentum_step", "last-velocity-only")
def momentum_last_velocity(theta, velocity, grads, learning_rate, momentum):
    """The last velocity alone."""
    ths = []
    for t, a, g in zip(theta, velocity, grads):
        a = momentum * a + g
        ths.append(t - learning_rate * a)
    return ths, a


@wrong("momentum_step", "momentum-written-down")
def momentum_nine_tenths(theta, velocity, grads, learning_rate, momentum):
    """0.9 for the momentum."""
    v = [0.9 * a + g for a, g in zip(velocity, grads)]
    return [t - learning_rate * a for t, a in zip(theta, v)], v


@wrong("momentum_step", None)
def momentum_theta_fades(theta, velocity, grads, learning_rate, momentum):
    """theta is multiplied by the momentum."""
    v = [momentum * a + g for a, g in zip(velocity, grads)]
    return [momentum * t - learning_rate * a for t, a in zip(theta, v)], v


@wrong("momentum_step", "theta-and-velocity-exchanged")
def momentum_of_theta(theta, velocity, grads, learning_rate, momentum):
    """The velocity is made of theta."""
    v = [momentum * a + g for a, g in zip(theta, grads)]
    return [t - learning_rate * a for t, a in zip(velocity, v)], v


@wrong("momentum_step", "theta-and-velocity-exchanged")
def momentum_zip_in_another_order(theta, velocity, grads, learning_rate, momentum):
    """The names behind `for` stand in another order than in zip."""
    th, ve = [], []
    for v, t, g in zip(theta, velocity, grads):
        v = momentum * v + g
        ve.append(v)
        th.append(t - learning_rate * v)
    return th, ve


@wrong("momentum_step", "momentum-subtracted")
def momentum_minus_again(theta, velocity, grads, learning_rate, momentum):
    """momentum * velocity is subtracted."""
    v = [g - momentum * a for a, g in zip(velocity, grads)]
    return [t - learning_rate * a for t, a in zip(theta, v)], v


@wrong("momentum_step", "returned-argument")
def momentum_gradient_itself_at_rest(theta, velocity, grads, learning_rate, momentum):
    """The gradient itself, where the velocity is 0."""
    v = [momentum * a + g if np.any(a) else g for a, g in zip(velocity, grads)]
    return [t - learning_rate * a for t, a in zip(theta, v)], v


@wrong("momentum_step", None)
def momentum_both_velocities(theta, velocity, grads, learning_rate, momentum):
    """theta moves by the old velocity too."""
    v = [momentum * a + g for a, g in zip(velocity, grads)]
    return [t - learning_rate * (a + b) for t, a, b in zip(theta, v, velocity)], v
