"""Students' answers to `box_kernel`."""

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("box_kernel")
def box_ones(size):
    return np.ones((size, size)) / (size * size)


@right("box_kernel")
def box_full(size):
    return np.full((size, size), 1 / size ** 2)


@right("box_kernel")
def box_normalised(size):
    K = np.ones([size] * 2)
    return K / K.sum()


@right("box_kernel")
def box_lists(size):
    return [[1 / (size * size)] * size for _ in range(size)]


@right("box_kernel")
def box_outer(size):
    line = np.repeat(1.0 / size, size)
    return np.outer(line, line)


@right("box_kernel")
def box_loops(size):
    K = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            K[i, j] = size ** -2.0
    return K


@right("box_kernel")
def box_single_precision(size):
    return np.ones((size, size), dtype=np.float32) / np.float32(size ** 2)


# ---------------------------------------------------------------- wrong


@wrong("box_kernel", "not-normalised")
def box_of_ones(size):
    """Ones, not divided."""
    return np.ones((size, size))


@wrong("box_kernel", "divided-by-size")
def box_over_size(size):
    """Divides by size, not by its square."""
    return np.ones((size, size)) / size


@wrong("box_kernel", "always-3-by-3")
def box_of_three(size):
    """3 x 3 whatever is asked."""
    return np.ones((3, 3)) / 9


@wrong("box_kernel", "always-divided-by-9")
def box_over_nine(size):
    """Right for 3 only."""
    return np.ones((size, size)) / 9


@wrong("box_kernel", "one-axis")
def box_line(size):
    """One axis only."""
    return np.ones(size) / size


@wrong("box_kernel", "flat")
def box_flat(size):
    """Not reshaped."""
    return np.ones(size * size) / size ** 2


@wrong("box_kernel", "one-number")
def box_entry(size):
    """The entry alone."""
    return 1 / size ** 2


@wrong("box_kernel", "integer-truncation")
def box_floor_division(size):
    """// cuts to whole numbers."""
    return np.ones((size, size), dtype=int) // (size * size)


@wrong("box_kernel", "size-is-a-radius")
def box_radius(size):
    """size pixels to each side."""
    n = 2 * size + 1
    return np.ones((n, n)) / n ** 2


@wrong("box_kernel", "diagonal")
def box_eye(size):
    """np.eye for np.ones."""
    return np.eye(size) / size


@wrong("box_kernel", "zeros")
def box_zeros(size):
    """zeros for ones."""
    return np.zeros((size, size)) / size ** 2


@wrong("box_kernel", "divided-twice")
def box_twice(size):
    """Normalised once more by the size."""
    K = np.ones((size, size)) / size ** 2
    return K / size ** 2


@wrong("box_kernel", "raised")
def box_shape_as_two_numbers(size):
    """np.ones takes the shape as one argument."""
    return np.ones(size, size) / size ** 2


# ---------------------------------------------------------------- more ways


@right("box_kernel")
def box_softmax(size):
    e = np.exp(np.zeros((size, size)))
    return e / e.sum()


@right("box_kernel")
def box_broadcast(size):
    return np.broadcast_to(1 / size ** 2, (size, size))


@wrong("box_kernel", "divided-by-twice-size")
def box_twice_size(size):
    """`*` for `**`: right for a size of 2."""
    return np.ones((size, size)) / (size * 2)


@wrong("box_kernel", "caret-for-power")
def box_caret(size):
    """`^` is no power."""
    return np.ones((size, size)) / (size ^ 2)


@wrong("box_kernel", "caret-for-power")
def box_caret_of_numbers(size):
    """`^` is no power, and a Python number divided by 0 raises."""
    return np.full((size, size), 1 / (size ^ 2))


@wrong("box_kernel", "always-3-by-3")
def box_shape_fixed(size):
    """The entries follow the size, the shape does not."""
    return np.ones((3, 3)) / size ** 2


@wrong("box_kernel", "bell-shaped")
def box_gauss(size):
    """A Gaussian blur."""
    x = np.arange(size) - (size - 1) / 2
    g = np.exp(-x ** 2 / 2)
    return np.outer(g, g) / g.sum() ** 2


@wrong("box_kernel", "bell-shaped")
def box_triangle(size):
    """Weights that grow towards the middle, and sum to 1."""
    t = np.minimum(np.arange(size) + 1, size - np.arange(size))
    return np.outer(t, t) / t.sum() ** 2


@wrong("box_kernel", "one-less")
def box_one_more(size):
    """The entries are those of the next larger box."""
    return np.full((size, size), (size + 1) ** -2.0)
