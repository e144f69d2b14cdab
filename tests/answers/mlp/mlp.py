"""Students' answers to `mlp`."""
# ruff: noqa: F821 (such slips are what these answers are about)

import functools

import numpy as np

from tests.answers import right, wrong
from tests.answers.mlp.given import affine, layer, relu

# ---------------------------------------------------------------- right


@right("mlp")
def mlp_loop(X, theta, activation):
    h = X
    for W, b in theta[:-1]:
        h = activation(h @ W.T + b)
    W, b = theta[-1]
    return h @ W.T + b


@right("mlp")
def mlp_enumerate(X, theta, activation):
    for i, (W, b) in enumerate(theta):
        X = X @ W.T + b
        if i < len(theta) - 1:
            X = activation(X)
    return X


@right("mlp")
def mlp_calls_layer(X, theta, activation):
    *hidden, last = theta
    for W, b in hidden:
        X = layer(X, W, b, activation)
    return affine(X, *last)


@right("mlp")
def mlp_recursion(X, theta, activation):
    W, b = theta[0]
    z = affine(X, W, b)
    if len(theta) == 1:
        return z
    return mlp_recursion(activation(z), theta[1:], activation)


@right("mlp")
def mlp_recursion_from_the_end(X, theta, activation):
    W, b = theta[-1]
    if len(theta) > 1:
        X = activation(mlp_recursion_from_the_end(X, theta[:-1], activation))
    return np.dot(X, W.T) + b


@right("mlp")
def mlp_composition(X, theta, activation):
    functions = []
    for W, b in theta:
        functions.append(lambda h, W=W, b=b: h @ W.T + b)
        functions.append(activation)
    for f in functions[:-1]:
        X = f(X)
    return X


@right("mlp")
def mlp_reduce(X, theta, activation):
    hidden = functools.reduce(lambda h, pair: activation(affine(h, *pair)), theta[:-1], X)
    return affine(hidden, *theta[-1])


@right("mlp")
def mlp_einsum(X, theta, activation):
    out = np.einsum("ni,oi->no", X, theta[0][0]) + theta[0][1]
    for W, b in theta[1:]:
        out = np.einsum("ni,oi->no", activation(out), W) + b
    return out


@right("mlp")
def mlp_activations_list(X, theta, activation):
    activations = [activation] * (len(theta) - 1) + [lambda z: z]
    for (W, b), f in zip(theta, activations):
        X = f(X @ W.T + b)
    return X


@right("mlp")
def mlp_while(X, theta, activation):
    k, h = 0, X.copy()
    while k < len(theta):
        W, b = theta[k]
        if k > 0:
            h = activation(h)
        h = np.matmul(h, W.T) + b
        k += 1
    return h


@right("mlp")
def mlp_is_last(X, theta, activation):
    W_last = theta[-1][0]
    for W, b in theta:
        X = X @ W.T + b
        X = X if W is W_last else activation(X)
    return X


@right("mlp")
def mlp_columns(X, theta, activation):
    A = X.T
    for k in range(len(theta)):
        Z = theta[k][0] @ A + theta[k][1][:, None]
        A = activation(Z.T).T if k + 1 < len(theta) else Z
    return A.T


@right("mlp")
def mlp_single_precision(X, theta, activation):
    h = X.astype(np.float32)
    for W, b in theta[:-1]:
        h = activation(h @ W.astype(np.float32).T + b.astype(np.float32))
    return h @ theta[-1][0].astype(np.float32).T + theta[-1][1].astype(np.float32)


@right("mlp")
def mlp_pops_from_its_own_list(X, theta, activation):
    layers = list(theta)
    W_last, b_last = layers.pop()
    while layers:
        W, b = layers.pop(0)
        X = activation(X @ W.T + b)
    return X @ W_last.T + b_last


@right("mlp")
def mlp_list_out(X, theta, activation):
    return mlp_loop(X, theta, activation).tolist()


class MLP:
    def __init__(self):
        self.hidden = []

    def __call__(self, X, theta, activation):
        self.hidden = [X]
        for k, (W, b) in enumerate(theta, start=1):
            z = self.hidden[-1] @ W.T + b
            self.hidden.append(activation(z) if k != len(theta) else z)
        return self.hidden[-1]


right("mlp")(MLP())


@right("mlp")
def mlp_remembers_before_activation(X, theta, activation):
    a = X
    for W, b in theta:
        z = a @ W.T + b
        a = activation(z)
    return z


# ---------------------------------------------------------------- wrong


@wrong("mlp", "last-activated")
def mlp_activation_everywhere(X, theta, activation):
    """The activation after the last layer, too."""
    for W, b in theta:
        X = activation(X @ W.T + b)
    return X


@wrong("mlp", "last-activated")
def mlp_activation_everywhere_layer(X, theta, activation):
    """layer for the last one, too."""
    h = X
    for pair in theta:
        h = layer(h, *pair, activation)
    return h


@wrong("mlp", "last-activated")
def mlp_activation_everywhere_recursion(X, theta, activation):
    """The recursion ends after the last activation."""
    if not theta:
        return X
    return mlp_activation_everywhere_recursion(activation(affine(X, *theta[0])), theta[1:], activation)


@wrong("mlp", "last-activated")
def mlp_activation_everywhere_off_by_one(X, theta, activation):
    """k < len(theta) is always so."""
    for k, (W, b) in enumerate(theta):
        X = np.einsum("ni,oi->no", X, W) + b
        if k < len(theta):
            X = activation(X)
    return X


@wrong("mlp", "never-activated")
def mlp_no_activation(X, theta, activation):
    """No activation at all."""
    for W, b in theta:
        X = X @ W.T + b
    return X


@wrong("mlp", "never-activated")
def mlp_no_activation_dropped(X, theta, activation):
    """The activation's result is dropped."""
    for k, (W, b) in enumerate(theta):
        X = X @ W.T + b
        if k < len(theta) - 1:
            activation(X)
    return X


@wrong("mlp", "never-activated")
def mlp_no_activation_merged(X, theta, activation):
    """Multiplies the weights together first."""
    W, b = theta[0]
    for W2, b2 in theta[1:]:
        W, b = W2 @ W, W2 @ b + b2
    return X @ W.T + b


@wrong("mlp", "only-last-activated")
def mlp_activation_last_only(X, theta, activation):
    """The activation after the last layer only."""
    for W, b in theta:
        X = X @ W.T + b
    return activation(X)


@wrong("mlp", "only-last-activated")
def mlp_activation_last_only_if(X, theta, activation):
    """The condition is the wrong way round."""
    for k, (W, b) in enumerate(theta):
        X = affine(X, W, b)
        if k == len(theta) - 1:
            X = activation(X)
    return X


@wrong("mlp", "first-layer-only-activated")
def mlp_activation_first_only(X, theta, activation):
    """The activation after the first layer only."""
    for k, (W, b) in enumerate(theta):
        X = X @ W.T + b
        if k == 0 and len(theta) > 1:
            X = activation(X)
    return X


@wrong("mlp", "input-activated")
def mlp_activation_before(X, theta, activation):
    """The activation before each layer, the first included."""
    for W, b in theta:
        X = activation(X) @ W.T + b
    return X


@wrong("mlp", "input-activated")
def mlp_activation_before_recursion(X, theta, activation):
    """The activation before each layer, by recursion."""
    if len(theta) == 0:
        return X
    W, b = theta[0]
    return mlp_activation_before_recursion(activation(X) @ W.T + b, theta[1:], activation)


@wrong("mlp", "first-layer-not-activated")
def mlp_activation_missing_on_first(X, theta, activation):
    """k > 0: the first layer stays affine and the last one does not."""
    for k, (W, b) in enumerate(theta):
        X = X @ W.T + b
        if k > 0:
            X = activation(X)
    return X


@wrong("mlp", "last-two-layers-affine")
def mlp_two_affine_at_the_end(X, theta, activation):
    """len(theta) - 2: the last two layers stay affine."""
    for k, (W, b) in enumerate(theta):
        X = X @ W.T + b
        if k < len(theta) - 2:
            X = activation(X)
    return X


@wrong("mlp", "activated-twice")
def mlp_activation_twice(X, theta, activation):
    """layer applies the activation, and it is applied again."""
    for W, b in theta[:-1]:
        X = activation(layer(X, W, b, activation))
    W, b = theta[-1]
    return X @ W.T + b


@wrong("mlp", "last-layer-left-out")
def mlp_no_last_layer(X, theta, activation):
    """The last layer is missing."""
    for W, b in theta[:-1]:
        X = activation(X @ W.T + b)
    return X


@wrong("mlp", "last-layer-left-out")
def mlp_no_last_layer_range(X, theta, activation):
    """range(len(theta) - 1), and nothing after it."""
    h = X
    for k in range(len(theta) - 1):
        h = layer(h, theta[k][0], theta[k][1], activation)
    return h


@wrong("mlp", "last-layer-twice")
def mlp_last_layer_twice(X, theta, activation):
    """The loop runs over all layers, and the last one comes again."""
    for W, b in theta:
        X = activation(X @ W.T + b)
    W, b = theta[-1]
    return X @ W.T + b


@wrong("mlp", "first-layer-left-out")
def mlp_no_first_layer(X, theta, activation):
    """Starts with the second layer."""
    for W, b in theta[1:-1]:
        X = activation(X @ W.T + b)
    return X @ theta[-1][0].T + theta[-1][1]


@wrong("mlp", "first-layer-only")
def mlp_first_layer_only(X, theta, activation):
    """return inside the loop."""
    for k, (W, b) in enumerate(theta):
        X = X @ W.T + b
        if k < len(theta) - 1:
            X = activation(X)
        return X


@wrong("mlp", "each-from-input")
def mlp_input_every_time(X, theta, activation):
    """Each layer gets X instead of what came before."""
    for W, b in theta[:-1]:
        h = activation(X @ W.T + b)
    W, b = theta[-1]
    return h @ W.T + b


@wrong("mlp", "each-from-input")
def mlp_input_every_time_shadow(X, theta, activation):
    """Overwrites the output with a function of X each time."""
    for k, (W, b) in enumerate(theta):
        out = X @ W.T + b
        if k < len(theta) - 1:
            out = activation(out)
    return out


@wrong("mlp", "order-reversed")
def mlp_reversed(X, theta, activation):
    """The layers from the last to the first, as the lecture writes them."""
    for W, b in theta[:0:-1]:
        X = activation(X @ W.T + b)
    return X @ theta[0][0].T + theta[0][1]


@wrong("mlp", "bias-left-out")
def mlp_no_bias(X, theta, activation):
    """Forgets the biases."""
    for W, _ in theta[:-1]:
        X = activation(X @ W.T)
    return X @ theta[-1][0].T


@wrong("mlp", "last-bias-left-out")
def mlp_no_bias_last(X, theta, activation):
    """Forgets the last bias."""
    for W, b in theta[:-1]:
        X = activation(X @ W.T + b)
    return X @ theta[-1][0].T


@wrong("mlp", "hidden-bias-left-out")
def mlp_no_bias_hidden(X, theta, activation):
    """Forgets the hidden biases."""
    for W, b in theta[:-1]:
        X = activation(X @ W.T)
    return X @ theta[-1][0].T + theta[-1][1]


@wrong("mlp", "bias-after-activation")
def mlp_bias_after(X, theta, activation):
    """Adds the bias after the activation."""
    for W, b in theta[:-1]:
        X = activation(X @ W.T) + b
    return X @ theta[-1][0].T + theta[-1][1]


@wrong("mlp", "bias-after-activation")
def mlp_bias_after_einsum(X, theta, activation):
    """Adds the bias after the activation."""
    for k, (W, b) in enumerate(theta):
        Z = np.einsum("ni,oi->no", X, W)
        X = (activation(Z) if k < len(theta) - 1 else Z) + b
    return X


@wrong("mlp", "always-relu")
def mlp_relu_hard_coded(X, theta, activation):
    """Always ReLU."""
    for W, b in theta[:-1]:
        X = np.maximum(X @ W.T + b, 0)
    return X @ theta[-1][0].T + theta[-1][1]


@wrong("mlp", "always-relu")
def mlp_relu_hard_coded_call(X, theta, activation):
    """Calls the global relu."""
    for W, b in theta[:-1]:
        X = relu(affine(X, W, b))
    return affine(X, *theta[-1])


@wrong("mlp", "always-relu")
def mlp_relu_hard_coded_layer(X, theta, activation):
    """Hands relu on instead of the argument."""
    for W, b in theta[:-1]:
        X = layer(X, W, b, relu)
    return affine(X, *theta[-1])


@wrong("mlp", "w-not-transposed")
def mlp_no_transpose(X, theta, activation):
    """W is not transposed."""
    for W, b in theta[:-1]:
        X = activation(X @ W + b)
    return X @ theta[-1][0] + theta[-1][1]


@wrong("mlp", "transposed")
def mlp_examples_in_columns(X, theta, activation):
    """Forgets to transpose back."""
    A = X.T
    for k, (W, b) in enumerate(theta):
        A = W @ A + b[:, None]
        if k < len(theta) - 1:
            A = activation(A)
    return A


@wrong("mlp", "raised")
def mlp_two_layers(X, theta, activation):
    """Exactly two layers."""
    (W1, b1), (W2, b2) = theta
    return activation(X @ W1.T + b1) @ W2.T + b2


@wrong("mlp", "first-two-layers-only")
def mlp_first_two_layers(X, theta, activation):
    """The first two layers, whatever there is."""
    W1, b1 = theta[0]
    W2, b2 = theta[1]
    return activation(X @ W1.T + b1) @ W2.T + b2


@wrong("mlp", "first-and-last-only")
def mlp_first_and_last(X, theta, activation):
    """The first and the last layer."""
    W1, b1 = theta[0]
    W2, b2 = theta[-1]
    return activation(X @ W1.T + b1) @ W2.T + b2


@wrong("mlp", "one-layer-repeated")
def mlp_shared_first(X, theta, activation):
    """W and b are read once before the loop."""
    W, b = theta[0]
    for _ in theta[:-1]:
        X = activation(X @ W.T + b)
    W, b = theta[-1]
    return X @ W.T + b


@wrong("mlp", "raised")
def mlp_bias_first(X, theta, activation):
    """Takes the pairs for (b, W)."""
    for b, W in theta[:-1]:
        X = activation(X @ W.T + b)
    b, W = theta[-1]
    return X @ W.T + b


@wrong("mlp", "wrong-shape")
def mlp_two_lists(X, theta, activation):
    """Takes theta for two lists."""
    Ws, bs = theta
    for W, b in zip(Ws[:-1], bs[:-1]):
        X = activation(X @ W.T + b)
    return X @ Ws[-1].T + bs[-1]


@wrong("mlp", "changed-input")
def mlp_pops(X, theta, activation):
    """Takes the last layer out of the list that was handed in."""
    W_last, b_last = theta.pop()
    for W, b in theta:
        X = activation(X @ W.T + b)
    return X @ W_last.T + b_last


@wrong("mlp", "changed-input")
def mlp_pops_first(X, theta, activation):
    """Empties the list that was handed in, from the front."""
    while len(theta) > 1:
        W, b = theta.pop(0)
        X = activation(X @ W.T + b)
    return X @ theta[0][0].T + theta[0][1]


@wrong("mlp", "changed-input")
def mlp_reverses_theta(X, theta, activation):
    """Reverses the list that was handed in, and back again only half."""
    theta.reverse()
    for W, b in theta[:0:-1]:
        X = activation(X @ W.T + b)
    return X @ theta[0][0].T + theta[0][1]


@wrong("mlp", "changed-input")
def mlp_bias_in_place(X, theta, activation):
    """Adds to b in place."""
    for k, (W, b) in enumerate(theta):
        Z = X @ W.T
        b += 1
        X = Z + b - 1
        b -= 0.5
        if k < len(theta) - 1:
            X = activation(X)
    return X


@wrong("mlp", "all-layers-listed")
def mlp_returns_all(X, theta, activation):
    """Returns all layers' values."""
    values = [X]
    for W, b in theta[:-1]:
        values.append(activation(values[-1] @ W.T + b))
    values.append(values[-1] @ theta[-1][0].T + theta[-1][1])
    return values


@wrong("mlp", "returns-more")
def mlp_returns_hidden_too(X, theta, activation):
    """Returns the output and a cache."""
    cache = []
    for W, b in theta[:-1]:
        X = activation(X @ W.T + b)
        cache.append(X)
    return X @ theta[-1][0].T + theta[-1][1], cache


@wrong("mlp", "softmax-at-the-end")
def mlp_softmax(X, theta, activation):
    """A softmax at the end."""
    z = mlp_loop(X, theta, activation)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("mlp", "sigmoid-at-the-end")
def mlp_sigmoid_at_the_end(X, theta, activation):
    """A sigmoid at the end."""
    return 0.5 + 0.5 * np.tanh(mlp_loop(X, theta, activation) / 2)


@wrong("mlp", "wrong-shape")
def mlp_argmax(X, theta, activation):
    """Returns the predicted classes."""
    return mlp_loop(X, theta, activation).argmax(axis=1)


@wrong("mlp", "incomplete")
def mlp_first_example(X, theta, activation):
    """Only one example."""
    x = X[0]
    for W, b in theta[:-1]:
        x = activation(W @ x + b)
    return theta[-1][0] @ x + theta[-1][1]


@wrong("mlp", "returned-none")
def mlp_forgets_return(X, theta, activation):
    """No return."""
    for W, b in theta[:-1]:
        X = activation(X @ W.T + b)
    X = X @ theta[-1][0].T + theta[-1][1]


@wrong("mlp", "returned-none")
def mlp_prints(X, theta, activation):
    """Prints."""
    print(mlp_loop(X, theta, activation))


@wrong("mlp", None)
def mlp_residual(X, theta, activation):
    """Adds the input of a layer to its output where the sizes allow it."""
    for k, (W, b) in enumerate(theta):
        Z = X @ W.T + b
        Z = activation(Z) if k < len(theta) - 1 else Z
        X = Z + X if Z.shape == X.shape else Z + X.mean(axis=1, keepdims=True)
    return X


@wrong("mlp", "raised")
def mlp_range_of_list(X, theta, activation):
    """range(theta)."""
    for k in range(theta):
        X = activation(X @ theta[k][0].T + theta[k][1])
    return X


@wrong("mlp", "raised")
def mlp_three_names(X, theta, activation):
    """Unpacks three values from a pair."""
    for W, b, f in theta:
        X = f(X @ W.T + b)
    return X


@wrong("mlp", "raised")
def mlp_dictionary(X, theta, activation):
    """Reads theta as a dictionary."""
    return activation(X @ theta["W1"].T + theta["b1"]) @ theta["W2"].T + theta["b2"]


@wrong("mlp", None)
def mlp_single_layer_activated(X, theta, activation):
    """Treats the first layer on its own, so that a network of one layer ends with an activation."""
    W, b = theta[0]
    X = activation(X @ W.T + b)
    for W, b in theta[1:-1]:
        X = activation(X @ W.T + b)
    if len(theta) > 1:
        X = X @ theta[-1][0].T + theta[-1][1]
    return X


@wrong("mlp", "raised")
def mlp_single_layer_undefined(X, theta, activation):
    """h does not exist where there is one layer only."""
    for k, (W, b) in enumerate(theta[:-1]):
        h = activation((X if k == 0 else h) @ W.T + b)
    W, b = theta[-1]
    return h @ W.T + b


@wrong("mlp", "raised")
def mlp_last_by_equality(X, theta, activation):
    """Compares arrays to find the last layer."""
    for W, b in theta:
        X = X @ W.T + b
        if (W, b) != theta[-1]:
            X = activation(X)
    return X


@wrong("mlp", None)
def mlp_last_by_shape(X, theta, activation):
    """Takes a layer with the last one's shape for the last one."""
    for W, b in theta:
        X = X @ W.T + b
        if W.shape != theta[-1][0].shape:
            X = activation(X)
    return X


@wrong("mlp", "one-layer-repeated")
def mlp_late_binding(X, theta, activation):
    """The lambdas all see the last W and b."""
    functions = []
    for W, b in theta:
        functions.append(lambda h: h @ W.T + b)
    for f in functions[:-1]:
        X = activation(f(X))
    return functions[-1](X)


@wrong("mlp", "bias-subtracted")
def mlp_bias_subtracted(X, theta, activation):
    """Subtracts the biases."""
    for W, b in theta[:-1]:
        X = activation(X @ W.T - b)
    return X @ theta[-1][0].T - theta[-1][1]


@wrong("mlp", "always-tanh")
def mlp_tanh_hard_coded(X, theta, activation):
    """Always tanh."""
    for W, b in theta[:-1]:
        X = np.tanh(X @ W.T + b)
    return X @ theta[-1][0].T + theta[-1][1]


@wrong("mlp", "first-and-last-only")
def mlp_last_inside_the_loop(X, theta, activation):
    """The last layer and the return stand inside the loop."""
    for W, b in theta[:-1]:
        X = layer(X, W, b, activation)
        return affine(X, *theta[-1])


@wrong("mlp", "last-hidden-layer-twice")
def mlp_names_of_the_loop(X, theta, activation):
    """After the loop W and b are the last turn's."""
    for W, b in theta[:-1]:
        X = layer(X, W, b, activation)
    return affine(X, W, b)


@wrong("mlp", "first-layer-twice")
def mlp_begins_before_the_loop(X, theta, activation):
    """The first layer before the loop, and in it."""
    X = layer(X, *theta[0], activation)
    for W, b in theta[:-1]:
        X = layer(X, W, b, activation)
    return affine(X, *theta[-1])


@wrong("mlp", "last-hidden-layer-only-activated")
def mlp_activation_after_the_loop(X, theta, activation):
    """The activation is not indented."""
    for W, b in theta[:-1]:
        X = affine(X, W, b)
    if len(theta) > 1:
        X = activation(X)
    return affine(X, *theta[-1])


@wrong("mlp", "last-hidden-layer-left-out")
def mlp_two_too_few(X, theta, activation):
    """The loop ends one too early."""
    for W, b in theta[:-2]:
        X = layer(X, W, b, activation)
    return affine(X, *theta[-1])


@wrong("mlp", None)
def mlp_last_layer_by_its_shape(X, theta, activation):
    """A layer of the last one's shape is taken for the last."""
    for W, b in theta:
        X = affine(X, W, b)
        if W.shape != theta[-1][0].shape:
            X = activation(X)
    return X


@right("mlp")
def mlp_ones_column(X, theta, activation):
    for k, (W, b) in enumerate(theta, 1):
        X = np.c_[X, np.ones(len(X))] @ np.c_[W, b].T
        X = activation(X) if k < len(theta) else X
    return X


@right("mlp")
def mlp_activation_between(X, theta, activation):
    layers = iter(theta)
    X = affine(X, *next(layers))
    for W, b in layers:
        X = affine(activation(X), W, b)
    return X
