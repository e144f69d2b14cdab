"""Students' answers to `receptive_field`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import functools
import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("receptive_field")
def field_forward(layers):
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@right("receptive_field")
def field_backward(layers):
    field = 1
    for kernel, stride in reversed(layers):
        field = (field - 1) * stride + kernel
    return field


@right("receptive_field")
def field_recursive(layers):
    if not layers:
        return 1
    (kernel, stride), *rest = layers
    return kernel + stride * (field_recursive(rest) - 1)


@right("receptive_field")
def field_reduce(layers):
    return functools.reduce(lambda field, layer: field * layer[1] + layer[0] - layer[1], layers[::-1], 1)


@right("receptive_field")
def field_numpy(layers):
    layers = np.array(layers)
    jumps = np.cumprod(np.concatenate([[1], layers[:-1, 1]]))
    return 1 + np.sum((layers[:, 0] - 1) * jumps)


@right("receptive_field")
def field_one_sum(layers):
    return 1 + sum((kernel - 1) * math.prod(stride for _, stride in layers[:l]) for l, (kernel, _) in enumerate(layers))


@right("receptive_field")
def field_first_and_last(layers):
    first, last = 0, 0
    for l in range(len(layers) - 1, -1, -1):
        first = first * layers[l][1]
        last = last * layers[l][1] + layers[l][0] - 1
    return last - first + 1


@right("receptive_field")
def field_by_sets(layers):
    pixels = {0}
    for kernel, stride in layers[::-1]:
        pixels = {stride * p + m for p in pixels for m in range(kernel)}
    return float(max(pixels) - min(pixels) + 1)


# ---------------------------------------------------------------- wrong


@wrong("receptive_field", "sum-of-kernels")
def field_sum(layers):
    """Adds the kernels up."""
    return sum(kernel for kernel, _ in layers)


@wrong("receptive_field", "strides-ignored")
def field_no_strides(layers):
    """Each layer adds kernel - 1, whatever the stride."""
    field = 1
    for kernel, stride in layers:
        field += kernel - 1
    return field


@wrong("receptive_field", "product-of-kernels")
def field_product(layers):
    """Multiplies the kernels."""
    return math.prod(kernel for kernel, _ in layers)


@wrong("receptive_field", "stride-applied-too-early")
def field_jump_first(layers):
    """The layer's own stride counts for itself."""
    field, jump = 1, 1
    for kernel, stride in layers:
        jump *= stride
        field += (kernel - 1) * jump
    return field


@wrong("receptive_field", "last-layer-first")
def field_reversed(layers):
    """Goes through the layers from the end, with the forward rule."""
    field, jump = 1, 1
    for kernel, stride in reversed(layers):
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "last-layer-first")
def field_backward_rule_forward(layers):
    """The backward rule, first layer first."""
    field = 1
    for kernel, stride in layers:
        field = (field - 1) * stride + kernel
    return field


@wrong("receptive_field", "one-missing")
def field_starts_at_zero(layers):
    """Starts at 0."""
    field, jump = 0, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "kernel-not-minus-one")
def field_whole_kernels(layers):
    """Adds kernel, not kernel - 1."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += kernel * jump
        jump *= stride
    return field


@wrong("receptive_field", "kernel-not-minus-one")
def field_whole_kernels_from_zero(layers):
    """Adds kernel, not kernel - 1, from 0."""
    return sum(k * math.prod(s for _, s in layers[:l]) for l, (k, _) in enumerate(layers))


@wrong("receptive_field", "returns-the-jump")
def field_jump(layers):
    """Returns the product of the strides."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return jump


@wrong("receptive_field", "previous-stride-only")
def field_last_stride(layers):
    """Only the stride of the layer before counts."""
    field, before = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * before
        before = stride
    return field


@wrong("receptive_field", "own-stride-only")
def field_own_stride(layers):
    """(kernel - 1) * stride, summed."""
    return 1 + sum((kernel - 1) * stride for kernel, stride in layers)


@wrong("receptive_field", "strides-added")
def field_strides_added(layers):
    """Adds the strides up."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump += stride
    return field


@wrong("receptive_field", "area")
def field_squared(layers):
    """The number of pixels in the square."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field ** 2


@wrong("receptive_field", "kernel-not-minus-one")
def field_backward_no_overlap(layers):
    """field * stride + kernel, from the end."""
    field = 0
    for kernel, stride in reversed(layers):
        field = field * stride + kernel
    return field


@wrong("receptive_field", "kernel-and-stride-exchanged")
def field_unpacked_wrongly(layers):
    """Takes the pairs for (stride, kernel)."""
    field, jump = 1, 1
    for stride, kernel in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "one-kernel-only")
def field_largest(layers):
    """The largest kernel."""
    return max(kernel for kernel, stride in layers)


@wrong("receptive_field", "one-kernel-only")
def field_returns_in_loop(layers):
    """return stands in the loop."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
        return field


@wrong("receptive_field", "last-layer-left-out")
def field_no_last(layers):
    """Leaves the last layer out."""
    field, jump = 1, 1
    for l in range(len(layers) - 1):
        kernel, stride = layers[l]
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "changed-input")
def field_pops(layers):
    """Empties the list that was handed in."""
    field = 1
    while layers:
        kernel, stride = layers.pop()
        field = (field - 1) * stride + kernel
    return field


@wrong("receptive_field", "raised")
def field_attributes(layers):
    """A tuple has no attribute kernel."""
    return 1 + sum(layer.kernel - 1 for layer in layers)


@wrong("receptive_field", "wrong-shape")
def field_every_layer(layers):
    """The field after every layer."""
    fields, jump = [1], 1
    for kernel, stride in layers:
        fields.append(fields[-1] + (kernel - 1) * jump)
        jump *= stride
    return fields


@wrong("receptive_field", "overlap-forgotten")
def field_backward_from_one(layers):
    """field * stride + kernel, from the end and from 1."""
    field = 1
    for kernel, stride in reversed(layers):
        field = field * stride + kernel
    return field


# ---------------------------------------------------------------- more ways


@right("receptive_field")
def field_of_two_ends(layers):
    first = last = 0
    for kernel, stride in layers[::-1]:
        first, last = first * stride, last * stride + kernel - 1
    return last - first + 1


@right("receptive_field")
def field_begins_with_the_first_kernel(layers):
    field, jump = layers[0]
    for kernel, stride in layers[1:]:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "first-layer-twice")
def field_first_kernel_again(layers):
    """The count begins with the first kernel, and the loop with the first layer."""
    field, jump = layers[0][0], 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "kernel-times-stride")
def field_products(layers):
    """Kernel times stride, added up."""
    return sum(kernel * stride for kernel, stride in layers)


@wrong("receptive_field", "field-times-stride")
def field_multiplied_going_forward(layers):
    """All that is seen so far is multiplied with the stride."""
    field = 1
    for kernel, stride in layers:
        field = field * stride + kernel - 1
    return field


@wrong("receptive_field", "backward-from-0")
def field_backward_from_nothing(layers):
    """Going backward from 0."""
    field = 0
    for kernel, stride in reversed(layers):
        field = (field - 1) * stride + kernel
    return field


@wrong("receptive_field", "backward-one-short")
def field_backward_two_ones(layers):
    """Going backward, 1 is taken off twice."""
    field = 1
    for kernel, stride in reversed(layers):
        field = (field - 1) * stride + (kernel - 1)
    return field


@wrong("receptive_field", "odd-kernels-assumed")
def field_half_kernels(layers):
    """Half a kernel on each side: right for odd ones."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += 2 * (kernel // 2) * jump
        jump *= stride
    return field


@wrong("receptive_field", "one-side-only")
def field_one_half(layers):
    """Half a kernel."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) / 2 * jump
        jump *= stride
    return field


@wrong("receptive_field", "both-sides-counted")
def field_twice_the_gaps(layers):
    """kernel - 1 on each side."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += 2 * (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "all-strides-for-all")
def field_whole_product(layers):
    """The strides of all layers for each kernel."""
    jump = math.prod(stride for _, stride in layers)
    return 1 + sum((kernel - 1) * jump for kernel, _ in layers)


@wrong("receptive_field", "own-stride-to-a-power")
def field_powers(layers):
    """Right where all strides are equal."""
    return 1 + sum((kernel - 1) * stride ** i for i, (kernel, stride) in enumerate(layers))


@wrong("receptive_field", "stride-subtracted")
def field_overlap(layers):
    """Each layer is taken to add what its windows overlap by."""
    field = 1
    for kernel, stride in layers:
        field += kernel - stride
    return field


@wrong("receptive_field", "sum-overwritten")
def field_begins_anew(layers):
    """The field begins anew in each turn."""
    jump = 1
    for kernel, stride in layers:
        field = 1
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("receptive_field", "brackets-missing")
def field_without_brackets(layers):
    """kernel - 1 * jump."""
    field, jump = 1, 1
    for kernel, stride in layers:
        field += kernel - 1 * jump
        jump *= stride
    return field


@wrong("receptive_field", "index-minus-one")
def field_stride_before(layers):
    """`layers[i - 1]` where i is 0."""
    field, jump = 1, 1
    for i in range(len(layers)):
        jump *= layers[i - 1][1]
        field += (layers[i][0] - 1) * jump
    return field
