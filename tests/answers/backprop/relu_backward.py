"""Students' answers to `relu_backward`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("relu_backward")
def relu_back_product(upstream, z):
    return upstream * (z > 0)


@right("relu_backward")
def relu_back_where(upstream, z):
    return np.where(z > 0, upstream, 0)


@right("relu_backward")
def relu_back_copy(upstream, z):
    dz = upstream.copy()
    dz[z <= 0] = 0
    return dz


@right("relu_backward")
def relu_back_astype(upstream, z):
    mask = (np.maximum(z, 0) > 0).astype(float)
    return mask * upstream


@right("relu_backward")
def relu_back_loop(upstream, z):
    out = np.zeros(z.shape)
    for i in np.ndindex(z.shape):
        if z[i] > 0:
            out[i] = upstream[i]
    return out


@right("relu_backward")
def relu_back_heaviside(upstream, z):
    return upstream * np.heaviside(z, 0)


@right("relu_backward")
def relu_back_lists(upstream, z):
    return np.array([u if v > 0 else 0 for u, v in zip(upstream.ravel().tolist(), z.ravel().tolist())]).reshape(z.shape)


@right("relu_backward")
def relu_back_sign(upstream, z):
    return upstream * np.sign(np.maximum(z, 0))


@right("relu_backward")
def relu_back_vectorize(upstream, z):
    return np.vectorize(lambda u, v: float(u) if v > 0 else 0.0)(upstream, z)


@right("relu_backward")
def relu_back_multiply_where(upstream, z):
    return np.multiply(upstream, 1.0, where=z > 0, out=np.zeros(z.shape))


right("relu_backward")(lambda upstream, z: upstream * np.where(z > 0, 1, 0))


# ---------------------------------------------------------------- wrong


@wrong("relu_backward", "mask-from-upstream")
def relu_back_of_upstream(upstream, z):
    """Asks where upstream is positive."""
    return np.where(upstream > 0, upstream, 0)


@wrong("relu_backward", "mask-alone")
def relu_back_derivative(upstream, z):
    """Forgets upstream."""
    return (z > 0).astype(float)


@wrong("relu_backward", "open-at-zero")
def relu_back_geq(upstream, z):
    """z >= 0."""
    return upstream * (z >= 0)


@wrong("relu_backward", "open-at-zero")
def relu_back_smaller(upstream, z):
    """Only z < 0 is set to zero."""
    dz = upstream.copy()
    dz[z < 0] = 0
    return dz


@wrong("relu_backward", "times-relu")
def relu_back_times_relu(upstream, z):
    """Multiplies with relu(z)."""
    return upstream * np.maximum(0, z)


@wrong("relu_backward", "relu-itself")
def relu_back_forward(upstream, z):
    """The forward step."""
    return np.maximum(z, 0)


@wrong("relu_backward", "changed-input")
def relu_back_in_place(upstream, z):
    """Writes into upstream."""
    upstream[z <= 0] = 0
    return upstream


@wrong("relu_backward", "changed-input")
def relu_back_alias(upstream, z):
    """dz = upstream is no copy."""
    dz = upstream
    dz[z <= 0] = 0
    return dz


@wrong("relu_backward", "integer-truncation")
def relu_back_zeros_like(upstream, z):
    """zeros_like(z) takes z's dtype."""
    out = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        if z[i] > 0:
            out[i] = upstream[i]
    return out


@wrong("relu_backward", "mask-turned")
def relu_back_turned(upstream, z):
    """Sets the wrong half to zero."""
    dz = upstream.copy()
    dz[z > 0] = 0
    return dz


@wrong("relu_backward", "if-on-array")
def relu_back_if(upstream, z):
    """if on an array."""
    if z > 0:
        return upstream
    return 0


@wrong("relu_backward", "arguments-exchanged")
def relu_back_exchanged(z, upstream):
    """The arguments in another order."""
    return upstream * (z > 0)


@wrong("relu_backward", "picked-out")
def relu_back_selected(upstream, z):
    """Only what passes."""
    return upstream[z > 0]


@wrong("relu_backward", "matrix-product")
def relu_back_matmul(upstream, z):
    """@ for *."""
    return upstream @ (z > 0)


@wrong("relu_backward", "both-masks")
def relu_back_twice(upstream, z):
    """Sets negative gradients to zero as well."""
    return np.maximum(upstream * (z > 0), 0)


@wrong("relu_backward", "half-at-zero")
def relu_back_half(upstream, z):
    """1/2 at the kink."""
    return upstream * np.heaviside(z, 0.5)


@wrong("relu_backward", "not-masked")
def relu_back_nothing(upstream, z):
    """Nothing happens."""
    return upstream.copy()


@wrong("relu_backward", "sign-of-z")
def relu_back_sign_of_z(upstream, z):
    """The slope of the absolute value."""
    return np.sign(z) * upstream


@wrong("relu_backward", "returned-none")
def relu_back_no_return(upstream, z):
    """No return."""
    dz = upstream * (z > 0)
