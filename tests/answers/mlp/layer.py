"""Students' answers to `layer`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import functools

import numpy as np

from tests.answers import right, wrong
from tests.answers.mlp.given import affine, relu

# ---------------------------------------------------------------- right


@right("layer")
def layer_matmul(X, W, b, activation):
    return activation(X @ W.T + b)


@right("layer")
def layer_calls_affine(X, W, b, activation):
    return activation(affine(X, W, b))


@right("layer")
def layer_by_steps(X, W, b, activation):
    z = np.dot(X, W.T)
    z = z + b
    a = activation(z)
    return a


@right("layer")
def layer_einsum(X, W, b, activation):
    return activation(np.einsum("ij,kj->ik", X, W) + b)


@right("layer")
def layer_rows(X, W, b, activation):
    Z = np.array([W @ x + b for x in X])
    return activation(Z)


@right("layer")
def layer_loops(X, W, b, activation):
    Z = np.zeros((len(X), len(W)))
    for n in range(len(X)):
        for o in range(len(W)):
            for i in range(X.shape[1]):
                Z[n, o] += W[o, i] * X[n, i]
            Z[n, o] += b[o]
    return activation(Z)


@right("layer")
def layer_transposed(X, W, b, activation):
    return activation((W @ X.T + b.reshape(-1, 1)).T)


@right("layer")
def layer_inner_helper(X, W, b, activation):
    def pre_activation(x):
        return x @ W.T + b
    return activation(pre_activation(X))


@right("layer")
def layer_list_out(X, W, b, activation):
    return activation(X @ W.T + b).tolist()


@right("layer")
def layer_single_precision(X, W, b, activation):
    return activation((X.astype(np.float32) @ W.T.astype(np.float32) + b).astype(np.float32))


@right("layer")
def layer_keyword_default(X, W, b, activation=np.tanh):
    return activation(np.inner(X, W) + b)


@right("layer")
def layer_no_activation_allowed(X, W, b, activation=None):
    z = X @ W.T + b
    return z if activation is None else activation(z)


@right("layer")
def layer_sum(X, W, b, activation):
    return activation(np.sum(X[:, np.newaxis] * W, axis=2) + b)


class Layer:
    def __call__(self, X, W, b, activation):
        self.z = X.dot(W.T) + b
        self.a = activation(self.z)
        return self.a


right("layer")(Layer())
right("layer")(lambda X, W, b, f: f(np.matmul(X, W.T) + b))


@right("layer")
def layer_composition(X, W, b, activation):
    steps = [lambda h: h @ W.T, lambda h: h + b, activation]
    return functools.reduce(lambda value, step: step(value), steps, X)


@right("layer")
def layer_copies_first(X, W, b, activation):
    X, W, b = X.copy(), W.copy(), b.copy()
    return np.array(activation(X @ W.T + b))


# ---------------------------------------------------------------- wrong


@wrong("layer", "no-activation")
def layer_no_activation(X, W, b, activation):
    """Forgets the activation."""
    return X @ W.T + b


@wrong("layer", "no-activation")
def layer_no_activation_affine(X, W, b, activation):
    """Forgets the activation, by way of affine."""
    return affine(X, W, b)


@wrong("layer", "no-activation")
def layer_result_of_activation_dropped(X, W, b, activation):
    """Calls the activation and drops what it returns."""
    z = X @ W.T + b
    activation(z)
    return z


@wrong("layer", "no-activation")
def layer_no_activation_loop(X, W, b, activation):
    """Forgets the activation, in loops."""
    return np.array([[sum(w * x) + beta for w, beta in zip(W, b)] for x in X])


@wrong("layer", "bias-left-out")
def layer_no_bias(X, W, b, activation):
    """Forgets the bias."""
    return activation(X @ W.T)


@wrong("layer", "bias-left-out")
def layer_no_bias_einsum(X, W, b, activation):
    """Forgets the bias."""
    return activation(np.einsum("ni,oi->no", X, W))


@wrong("layer", "bias-after-activation")
def layer_bias_after(X, W, b, activation):
    """Adds the bias after the activation."""
    return activation(X @ W.T) + b


@wrong("layer", "bias-after-activation")
def layer_bias_after_loop(X, W, b, activation):
    """Adds the bias after the activation, row by row."""
    Z = np.array([W @ x for x in X])
    return np.array([a + b for a in activation(Z)])


@wrong("layer", "activation-first")
def layer_activation_on_input(X, W, b, activation):
    """Applies the activation to the input."""
    return activation(X) @ W.T + b


@wrong("layer", "activation-first")
def layer_activation_on_input_affine(X, W, b, activation):
    """Applies the activation to the input, by way of affine."""
    return affine(activation(X), W, b)


@wrong("layer", "input-activated-too")
def layer_activation_on_both(X, W, b, activation):
    """Applies the activation to the input and the output."""
    return activation(activation(X) @ W.T + b)


@wrong("layer", "activated-twice")
def layer_activation_twice(X, W, b, activation):
    """Applies the activation twice."""
    return activation(activation(X @ W.T + b))


@wrong("layer", "weights-activated")
def layer_activation_on_weights(X, W, b, activation):
    """Applies the activation to the weights."""
    return X @ activation(W).T + b


@wrong("layer", "activated-apart")
def layer_activation_on_bias(X, W, b, activation):
    """Applies the activation to product and bias each."""
    return activation(X @ W.T) + activation(b)


@wrong("layer", "always-relu")
def layer_relu_hard_coded(X, W, b, activation):
    """Always ReLU, whatever is handed in."""
    return np.maximum(X @ W.T + b, 0)


@wrong("layer", "always-relu")
def layer_relu_hard_coded_call(X, W, b, activation):
    """Calls the global relu instead of the argument."""
    return relu(affine(X, W, b))


@wrong("layer", "always-sigmoid")
def layer_sigmoid_hard_coded(X, W, b, activation):
    """Always the sigmoid."""
    return 0.5 * (1 + np.tanh((X @ W.T + b) / 2))


@wrong("layer", "always-tanh")
def layer_tanh_hard_coded(X, W, b, activation):
    """Always tanh."""
    return np.tanh(X @ W.T + b)


@wrong("layer", "w-not-transposed")
def layer_no_transpose(X, W, b, activation):
    """W is not transposed."""
    return activation(X @ W + b)


@wrong("layer", "w-not-transposed")
def layer_no_transpose_affine(X, W, b, activation):
    """Transposes before calling affine, which transposes too."""
    return activation(affine(X, W.T, b))


@wrong("layer", "order-exchanged")
def layer_lecture_order(X, W, b, activation):
    """W X + b, taken literally."""
    return activation(W @ X + b)


@wrong("layer", "not-transposed-back")
def layer_examples_in_columns(X, W, b, activation):
    """The examples lie in columns."""
    return activation(W @ X.T + b[:, None])


@wrong("layer", "elementwise")
def layer_elementwise(X, W, b, activation):
    """* is not the matrix product."""
    return activation(X * W.T + b)


@wrong("layer", "bias-subtracted")
def layer_bias_subtracted(X, W, b, activation):
    """Subtracts the bias."""
    return activation(X @ W.T - b)


@wrong("layer", "bias-subtracted")
def layer_bias_subtracted_loop(X, W, b, activation):
    """Subtracts the bias."""
    return activation(np.stack([W @ x - b for x in X]))


@wrong("layer", "bias-down-rows")
def layer_bias_column(X, W, b, activation):
    """Adds the bias along the batch."""
    return activation(X @ W.T + b[:, None])


@wrong("layer", "bias-summed")
def layer_bias_sum(X, W, b, activation):
    """Adds all of b to each output."""
    return activation(X @ W.T + np.sum(b))


@wrong("layer", "bias-first-only")
def layer_bias_first(X, W, b, activation):
    """Adds b[0] everywhere."""
    return activation(X @ W.T + b[0])


@wrong("layer", "adds-activation")
def layer_multiplies_activation(X, W, b, activation):
    """Multiplies z by its activation, as Swish does."""
    z = X @ W.T + b
    return z * activation(z)


@wrong("layer", "adds-activation")
def layer_adds_activation(X, W, b, activation):
    """Adds the activation to z."""
    z = X @ W.T + b
    return z + activation(z)


@wrong("layer", "returns-function")
def layer_returns_activation(X, W, b, activation):
    """Returns the function, not its value."""
    return activation


@wrong("layer", "wrong-type")
def layer_returns_lambda(X, W, b, activation):
    """Returns a function that still has to be called."""
    return lambda: activation(X @ W.T + b)


@wrong("layer", "returns-more")
def layer_returns_pair(X, W, b, activation):
    """Returns the pre-activation, too, as backpropagation will want it."""
    z = X @ W.T + b
    return activation(z), z


@wrong("layer", "raised")
def layer_activation_of_arguments(X, W, b, activation):
    """Hands the activation three arguments."""
    return activation(X, W, b)


@wrong("layer", "returned-none")
def layer_activation_as_text(X, W, b, activation):
    """Expects the activation's name, as some libraries do."""
    z = X @ W.T + b
    if activation == "relu":
        return np.maximum(z, 0)
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-z))


@wrong("layer", "raised")
def layer_activation_method(X, W, b, activation):
    """Takes the activation for an array's method."""
    return (X @ W.T + b).activation()


@wrong("layer", "changed-input")
def layer_in_place_bias(X, W, b, activation):
    """Adds to b in place."""
    b += 0 * b + (X @ W.T).mean(axis=0)
    return activation(X @ W.T + b)


@wrong("layer", "changed-input")
def layer_in_place_input(X, W, b, activation):
    """Scales X in place on the way."""
    X /= 1.5
    return activation(1.5 * X @ W.T + b)


@wrong("layer", "returned-none")
def layer_forgets_return(X, W, b, activation):
    """No return."""
    activation(X @ W.T + b)


@wrong("layer", "returned-none")
def layer_prints(X, W, b, activation):
    """Prints."""
    print(activation(X @ W.T + b))


@wrong("layer", None)
def layer_returns_input(X, W, b, activation):
    """Overwrites a name and returns the other."""
    h = activation(X @ W.T + b)
    return X


@wrong("layer", "wrong-signature")
def layer_three_arguments(X, W, b):
    """The argument activation is missing."""
    return np.maximum(X @ W.T + b, 0)


@wrong("layer", "raised")
def layer_activation_first(activation, X, W, b):
    """The activation comes first."""
    return activation(X @ W.T + b)


@wrong("layer", "incomplete")
def layer_first_example(X, W, b, activation):
    """Only the first example."""
    return activation(W @ X[0] + b)


@wrong("layer", None)
def layer_skips_last_example(X, W, b, activation):
    """The last example stays 0."""
    Z = np.zeros((len(X), len(b)))
    for n in range(len(X) - 1):
        Z[n] = W @ X[n] + b
    return activation(Z)


@wrong("layer", "wrong-shape")
def layer_batch_mean(X, W, b, activation):
    """Takes the mean over the batch."""
    return activation(X @ W.T + b).mean(axis=0)


@wrong("layer", "wrong-shape")
def layer_sum_outputs(X, W, b, activation):
    """Sums the outputs."""
    return activation(X @ W.T + b).sum(axis=1)


@wrong("layer", "sign-turned")
def layer_negated(X, W, b, activation):
    """activation(-z)."""
    return activation(-(X @ W.T + b))


@wrong("layer", "truncated-before-activation")
def layer_integers(X, W, b, activation):
    """The pre-activation is of integers."""
    return activation((X @ W.T + b).astype(int))


@wrong("layer", "reshaped-not-transposed")
def layer_reshape_for_transpose(X, W, b, activation):
    """reshape is no transpose."""
    return activation(X @ W.reshape(W.shape[::-1]) + b)


@wrong("layer", "softmax-added")
def layer_softmax_after(X, W, b, activation):
    """A softmax on top of the activation."""
    a = activation(X @ W.T + b)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("layer", "raised")
def layer_typo(X, W, b, activation):
    """A typing mistake."""
    return actvation(X @ W.T + b)


@wrong("layer", "relu-added")
def layer_relu_on_top(X, W, b, activation):
    """relu of what the activation gives."""
    return relu(activation(affine(X, W, b)))


@wrong("layer", "transposed-where-needed")
def layer_transposes_if_it_must(X, W, b, activation):
    """Where W is square it is not transposed."""
    if W.shape[0] == W.shape[1]:
        return activation(X @ W + b)
    return activation(X @ W.T + b)


@wrong("layer", "raised")
def layer_all_arguments_on(X, W, b, activation):
    """The activation is handed everything."""
    return activation(X, W, b)


@wrong("layer", "raised")
def layer_activation_as_method(X, W, b, activation):
    """The activation is called as if arrays had it."""
    return affine(X, W, b).activation()


@wrong("layer", "incomplete")
def layer_first_row_in_a_list(X, W, b, activation):
    """A list with the first row."""
    return [activation(W @ X[0] + b)]


@right("layer")
def layer_three_steps_in_turn(X, W, b, activation):
    steps = [lambda v: v @ W.T, lambda v: v + b, activation]
    return functools.reduce(lambda value, step: step(value), steps, X)
