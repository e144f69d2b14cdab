"""Students' answers to `output_size`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import math

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("output_size")
def size_floor_division(n, kernel, stride, padding):
    return (n + 2 * padding - kernel) // stride + 1


@right("output_size")
def size_floor(n, kernel, stride, padding):
    return math.floor((n + 2 * padding - kernel) / stride + 1)


@right("output_size")
def size_np_floor(n, kernel, stride, padding):
    return np.floor((n + 2 * padding - kernel) / stride) + 1


@right("output_size")
def size_int(n, kernel, stride, padding):
    return int((n - kernel + 2 * padding) / stride) + 1


@right("output_size")
def size_one_inside(n, kernel, stride, padding):
    return (n + 2 * padding - kernel + stride) // stride


@right("output_size")
def size_range(n, kernel, stride, padding):
    return len(range(0, n + 2 * padding - kernel + 1, stride))


@right("output_size")
def size_counts(n, kernel, stride, padding):
    count, start = 0, -padding
    while start + kernel <= n + padding:
        count += 1
        start += stride
    return count


@right("output_size")
def size_recursive(n, kernel, stride, padding):
    room = n + 2 * padding
    return 0 if room < kernel else 1 + size_recursive(room - stride, kernel, stride, 0)


@right("output_size")
def size_divmod(n, kernel, stride, padding):
    steps, _ = divmod(n + 2 * padding - kernel, stride)
    return np.int64(steps + 1)


@right("output_size")
def size_ceiling(n, kernel, stride, padding):
    return math.ceil((n + 2 * padding - kernel + 1) / stride)


@right("output_size")
def size_slices(n, kernel, stride, padding):
    return np.zeros(n + 2 * padding)[kernel - 1::stride].size


# ---------------------------------------------------------------- wrong


@wrong("output_size", "plus-one-missing")
def size_no_one(n, kernel, stride, padding):
    """+ 1 forgotten."""
    return (n + 2 * padding - kernel) // stride


@wrong("output_size", "plus-one-missing")
def size_no_one_int(n, kernel, stride, padding):
    """+ 1 forgotten, with int."""
    return int((n - kernel + 2 * padding) / stride)


@wrong("output_size", "plus-one-inside")
def size_one_in_the_brackets(n, kernel, stride, padding):
    """The 1 is added before the division."""
    return (n + 2 * padding - kernel + 1) // stride


@wrong("output_size", "rounds-up")
def size_ceil(n, kernel, stride, padding):
    """Rounds up."""
    return math.ceil((n + 2 * padding - kernel) / stride) + 1


@wrong("output_size", "rounds-up")
def size_ceil_negative(n, kernel, stride, padding):
    """Rounds up, by a negative floor."""
    return -(-(n + 2 * padding - kernel) // stride) + 1


@wrong("output_size", "rounds-to-nearest")
def size_round(n, kernel, stride, padding):
    """Rounds to the nearest."""
    return round((n + 2 * padding - kernel) / stride) + 1


@wrong("output_size", "not-rounded")
def size_fraction(n, kernel, stride, padding):
    """Leaves the fraction."""
    return (n + 2 * padding - kernel) / stride + 1


@wrong("output_size", "padding-once")
def size_padding_once(n, kernel, stride, padding):
    """The padding counts once."""
    return (n + padding - kernel) // stride + 1


@wrong("output_size", "padding-left-out")
def size_no_padding(n, kernel, stride, padding):
    """No padding."""
    return (n - kernel) // stride + 1


@wrong("output_size", "padding-subtracted")
def size_minus_padding(n, kernel, stride, padding):
    """The padding is subtracted."""
    return (n - 2 * padding - kernel) // stride + 1


@wrong("output_size", "brackets-missing")
def size_no_brackets(n, kernel, stride, padding):
    """Without brackets the division comes first."""
    return n + 2 * padding - kernel // stride + 1


@wrong("output_size", "brackets-missing")
def size_no_brackets_true_division(n, kernel, stride, padding):
    """Without brackets, int of it."""
    return int(n + 2 * padding - kernel / stride + 1)


@wrong("output_size", "stride-left-out")
def size_no_stride(n, kernel, stride, padding):
    """The stride is not used."""
    return n + 2 * padding - kernel + 1


@wrong("output_size", "kernel-left-out")
def size_no_kernel(n, kernel, stride, padding):
    """The kernel is not used."""
    return (n + 2 * padding) // stride + 1


@wrong("output_size", "kernel-left-out")
def size_over_stride(n, kernel, stride, padding):
    """n over stride."""
    return (n + 2 * padding) // stride


@wrong("output_size", "same-size-formula")
def size_same(n, kernel, stride, padding):
    """The rule of "same" padding: n / stride, rounded up."""
    return math.ceil(n / stride)


@wrong("output_size", "kernel-one-off")
def size_kernel_minus_one(n, kernel, stride, padding):
    """Subtracts kernel - 1."""
    return (n + 2 * padding - (kernel - 1)) // stride + 1


@wrong("output_size", "kernel-one-off")
def size_torch_formula_slip(n, kernel, stride, padding):
    """torch's formula, with a bracket lost."""
    return (n + 2 * padding - kernel - 1) // stride + 1


@wrong("output_size", "transposed-convolution")
def size_way_back(n, kernel, stride, padding):
    """The formula of the way back."""
    return (n - 1) * stride - 2 * padding + kernel


@wrong("output_size", "padding-after-division")
def size_padding_last(n, kernel, stride, padding):
    """Adds the padding to the result."""
    return (n - kernel) // stride + 1 + 2 * padding


@wrong("output_size", "padding-counted-double")
def size_padding_four(n, kernel, stride, padding):
    """4 * padding."""
    n = n + 2 * padding
    return (n + 2 * padding - kernel) // stride + 1


@wrong("output_size", "multiplied-by-stride")
def size_times(n, kernel, stride, padding):
    """Multiplies by the stride."""
    return (n + 2 * padding - kernel) * stride + 1


@wrong("output_size", "remainder")
def size_remainder(n, kernel, stride, padding):
    """% for //."""
    return (n + 2 * padding - kernel) % stride + 1


@wrong("output_size", "stride-and-padding-exchanged")
def size_other_order(n, kernel, padding, stride):
    """The parameters in another order."""
    return (n + 2 * padding - kernel) // stride + 1


@wrong("output_size", "image-and-kernel-exchanged")
def size_kernel_first(kernel, n, stride, padding):
    """The parameters in another order."""
    return (n + 2 * padding - kernel) // stride + 1


@wrong("output_size", "one-too-many")
def size_two(n, kernel, stride, padding):
    """Adds 1 twice."""
    return (n + 2 * padding - kernel) // stride + 2


@wrong("output_size", "returns-more")
def size_pair(n, kernel, stride, padding):
    """Two numbers, height and width."""
    size = (n + 2 * padding - kernel) // stride + 1
    return size, size


@wrong("output_size", "returned-none")
def size_prints(n, kernel, stride, padding):
    """Prints the result."""
    print((n + 2 * padding - kernel) // stride + 1)


@wrong("output_size", "raised")
def size_of_array(n, kernel, stride, padding):
    """Takes n for an array."""
    return (n.shape[0] + 2 * padding - kernel) // stride + 1


# ---------------------------------------------------------------- more ways


@right("output_size")
def size_by_views(n, kernel, stride, padding):
    return len(np.lib.stride_tricks.sliding_window_view(np.zeros(n + 2 * padding), kernel)[::stride])


@right("output_size")
def size_by_recursion(n, kernel, stride, padding):
    length = n + 2 * padding
    return 0 if length < kernel else 1 + size_by_recursion(length - stride, kernel, stride, 0)


@wrong("output_size", "two-times-too-much")
def size_brackets_around_line(n, kernel, stride, padding):
    """The line is doubled with its padding."""
    return (2 * (n + padding) - kernel) // stride + 1


@wrong("output_size", "two-times-too-much")
def size_brackets_around_kernel(n, kernel, stride, padding):
    """The kernel is taken off twice."""
    return (n + 2 * (padding - kernel)) // stride + 1


@wrong("output_size", "padding-squared")
def size_padding_squared(n, kernel, stride, padding):
    """`**` for `*`."""
    return (n + padding ** 2 - kernel) // stride + 1


@wrong("output_size", "kernel-added")
def size_kernel_added(n, kernel, stride, padding):
    """The sign of the kernel."""
    return (n + 2 * padding + kernel) // stride + 1


@wrong("output_size", "line-divided-first")
def size_line_divided(n, kernel, stride, padding):
    """Brackets around the padded line only."""
    return (n + 2 * padding) // stride - kernel + 1


@wrong("output_size", "start-of-last-window")
def size_last_start(n, kernel, stride, padding):
    """The place at which the last window begins."""
    start = 0
    while start + stride + kernel <= n + 2 * padding:
        start += stride
    return start


@wrong("output_size", "ends-early")
def size_returns_in_the_loop(n, kernel, stride, padding):
    """`return` stands inside the loop."""
    count = 0
    for start in range(0, n + 2 * padding - kernel + 1, stride):
        count += 1
        return count


@wrong("output_size", "kernel-and-stride-exchanged")
def size_kernel_for_stride(n, kernel, stride, padding):
    """Kernel and stride are exchanged."""
    return (n + 2 * padding - stride) // kernel + 1


@wrong("output_size", "kernel-and-padding-exchanged")
def size_kernel_for_padding(n, kernel, stride, padding):
    """Kernel and padding are exchanged."""
    return (n + 2 * kernel - padding) // stride + 1


@wrong("output_size", "remainder")
def size_left_over(n, kernel, stride, padding):
    """What is left over."""
    return divmod(n + 2 * padding - kernel, stride)[1]


@wrong("output_size", "kernel-one-off")
def size_strictly_before_the_end(n, kernel, stride, padding):
    """`<` where `<=` belongs."""
    count = start = 0
    while start + kernel < n + 2 * padding:
        count, start = count + 1, start + stride
    return count
