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


@wrong("relu_backward", "closed-at-zero-only")
def relu_back_not_zero(upstream, z):
    """Open wherever z is not 0."""
    return upstream * (np.abs(z) > 0)


@wrong("relu_backward", "quotient")
def relu_back_quotient(upstream, z):
    """relu(z) / z for the slope, with a small number against the division by 0."""
    return upstream * np.maximum(z, 0) / (z + 1e-08)


@wrong("relu_backward", "true-or-false")
def relu_back_both_positive(upstream, z):
    """Only says where both are positive."""
    return (upstream > 0) & (z > 0)


@wrong("relu_backward", "bracket-missing")
def relu_back_no_bracket(upstream, z):
    """No bracket around the comparison."""
    return upstream * z > 0


@wrong("relu_backward", "averaged")
def relu_back_averaged(upstream, z):
    """Divides by the number of rows."""
    return upstream * (z > 0) / len(z)


@wrong("relu_backward", "product-clipped")
def relu_back_of_product(upstream, z):
    """relu of the product."""
    return np.maximum(upstream * z, 0)


@wrong("relu_backward", "clipped-z")
def relu_back_clipped(upstream, z):
    """z clipped to 0 and 1 for the slope."""
    return upstream * np.clip(z, 0, 1)


@wrong("relu_backward", "z-where-closed")
def relu_back_else_z(upstream, z):
    """z where nothing should pass."""
    return np.where(z > 0, upstream, z)


@wrong("relu_backward", "mask-alone")
def relu_back_slope_alone(upstream, z):
    """The slope alone, and 1 at 0."""
    return (z >= 0) * 1.0


@wrong("relu_backward", "relu-of-both")
def relu_back_relu_twice(upstream, z):
    """relu of both."""
    return np.maximum(upstream, 0) * np.maximum(z, 0)


@wrong("relu_backward", "mask-from-product")
def relu_back_sign_of_product(upstream, z):
    """The mask of the product."""
    return np.where(upstream * z > 0, upstream, 0)


@wrong("relu_backward", "not-masked")
def relu_back_any(upstream, z):
    """One question for the whole array: is any z positive?"""
    if (z > 0).any():
        return upstream * 1.0
    return upstream * 0.0


@wrong("relu_backward", "relu-itself")
def relu_back_maximum(upstream, z):
    """Computes relu once more."""
    return np.maximum(z, 0)


@right("relu_backward")
def relu_back_putmask(upstream, z):
    g = np.array(upstream, float)
    np.putmask(g, z <= 0, 0)
    return g


@right("relu_backward")
def relu_back_choose(upstream, z):
    return np.choose(z > 0, [np.zeros_like(upstream), upstream])


@right("relu_backward")
def relu_back_takes_away(upstream, z):
    return upstream - upstream * (z <= 0)


@right("relu_backward")
def relu_back_masked_array(upstream, z):
    return np.ma.masked_where(z <= 0, upstream).filled(0)


@right("relu_backward")
def relu_back_flat_indices(upstream, z):
    g = np.zeros(z.size)
    k = np.flatnonzero(z > 0)
    g[k] = np.take(upstream, k)
    return g.reshape(z.shape)
