"""Students' answers to `vertical_edge_kernel`."""

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("vertical_edge_kernel")
def edge_prewitt():
    return np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])


@right("vertical_edge_kernel")
def edge_sobel():
    return np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])


@right("vertical_edge_kernel")
def edge_sobel_scaled():
    return np.outer([1, 2, 1], [-1, 0, 1]) / 8


@right("vertical_edge_kernel")
def edge_scharr():
    return np.array([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]])


@right("vertical_edge_kernel")
def edge_middle_row():
    K = np.zeros((3, 3))
    K[1, 0], K[1, 2] = -0.5, 0.5
    return K


@right("vertical_edge_kernel")
def edge_lists():
    return [[-1, 0, 1]] * 3


@right("vertical_edge_kernel")
def edge_neighbours():
    return np.array([[-1, 1, 0], [-1, 1, 0], [-1, 1, 0]])


@right("vertical_edge_kernel")
def edge_tile():
    return np.tile(np.array([-1, 0, 1], dtype=np.float32) / 3, (3, 1))


@right("vertical_edge_kernel")
def edge_uneven():
    return np.array([[-0.1, -0.2, 0.3], [-4.0, 1.0, 3.0], [-1e-3, 0.0, 1e-3]])


@right("vertical_edge_kernel")
def edge_large():
    return 255 * np.stack([-np.ones(3), np.zeros(3), np.ones(3)], axis=1)


# ---------------------------------------------------------------- wrong


@wrong("vertical_edge_kernel", "falls-not-rises")
def edge_falling():
    """Positive where brightness falls."""
    return np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])


@wrong("vertical_edge_kernel", "falls-not-rises")
def edge_falling_prewitt():
    """Positive where brightness falls, another kernel."""
    return np.array([[1, 0, -1]] * 3) / 6


@wrong("vertical_edge_kernel", "horizontal-edges")
def edge_horizontal():
    """The transposed kernel."""
    return np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])


@wrong("vertical_edge_kernel", "horizontal-edges")
def edge_horizontal_negative():
    """The transposed kernel, turned over."""
    return np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])


@wrong("vertical_edge_kernel", "averages")
def edge_box():
    """A box."""
    return np.ones((3, 3)) / 9


@wrong("vertical_edge_kernel", "averages")
def edge_vertical_bar():
    """A vertical bar of ones."""
    return np.array([[0, 1, 0], [0, 1, 0], [0, 1, 0]])


@wrong("vertical_edge_kernel", "finds-lines")
def edge_line():
    """A vertical line's kernel."""
    return np.array([[-1, 2, -1], [-1, 2, -1], [-1, 2, -1]])


@wrong("vertical_edge_kernel", "all-directions")
def edge_laplacian():
    """The Laplacian."""
    return np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])


@wrong("vertical_edge_kernel", "all-directions")
def edge_outline():
    """The eight neighbours against the middle."""
    return np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])


@wrong("vertical_edge_kernel", "diagonal-edges")
def edge_diagonal():
    """From one corner to the other."""
    return np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]])


@wrong("vertical_edge_kernel", "one-row")
def edge_one_row():
    """One row only."""
    return np.array([[-1, 0, 1]])


@wrong("vertical_edge_kernel", "one-row")
def edge_flat_row():
    """One row only, flat."""
    return np.array([-1, 0, 1])


@wrong("vertical_edge_kernel", "sum-not-zero")
def edge_sum_not_zero():
    """More is added than subtracted."""
    return np.array([[-1, 0, 1], [-1, 1, 1], [-1, 0, 1]])


@wrong("vertical_edge_kernel", "zeros")
def edge_zeros():
    """All zeros."""
    return np.zeros((3, 3))


@wrong("vertical_edge_kernel", "flat")
def edge_nine():
    """Nine numbers in a row."""
    return [-1, 0, 1, -2, 0, 2, -1, 0, 1]


@wrong("vertical_edge_kernel", "rows-do-not-balance")
def edge_corner():
    """Sums to 0, but single rows do not."""
    return np.array([[0, 0, 2], [-1, 0, 1], [-2, 0, 0]])


@wrong("vertical_edge_kernel", "wrong-shape")
def edge_five():
    """5 x 5."""
    return np.tile([-2, -1, 0, 1, 2], (5, 1))


@wrong("vertical_edge_kernel", "not-finite")
def edge_nan():
    """Not numbers."""
    return np.full((3, 3), np.nan)


@wrong("vertical_edge_kernel", "finds-lines")
def edge_line_dark():
    """A dark vertical line's kernel."""
    return np.array([[1, -2, 1], [1, -2, 1], [1, -2, 1]])


@wrong("vertical_edge_kernel", "sum-not-zero")
def edge_identity_minus_mean():
    """A sharpening kernel."""
    return np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])


@wrong("vertical_edge_kernel", "negative-for-some-steps")
def edge_falls_then_rises():
    """Rises in all, but answers negatively to a step in its right half."""
    return np.array([[-2, 3, -1], [-2, 3, -1], [-2, 3, -1]])


# ---------------------------------------------------------------- more ways


@right("vertical_edge_kernel")
def edge_uneven_rows_that_balance():
    return np.array([[-1, 0, 1], [-5, 2, 3], [0, -1, 1]])


@right("vertical_edge_kernel")
def edge_rounding():
    return np.array([[-0.1, -0.2, 0.3]] * 3)


@wrong("vertical_edge_kernel", "averages")
def edge_in_bytes():
    """-1 is 255 in an array of bytes."""
    return np.tile([-1, 0, 1], (3, 1)).astype(np.uint8)


@wrong("vertical_edge_kernel", "zeros")
def edge_cut_to_zero():
    """Thirds, cut to whole numbers."""
    return (np.tile([-1, 0, 1], (3, 1)) / 3).astype(int)


@wrong("vertical_edge_kernel", "negative-for-some-steps")
def edge_and_line():
    """A step into the last column is answered negatively."""
    return np.array([[-3, 4, -1]] * 3)
