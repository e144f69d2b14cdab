"""Students' answers to `conv_matrix`."""

import numpy as np

from tests.answers import right, wrong


def one(X, K):
    """A student's own conv2d."""
    kH, kW = K.shape
    return np.array([[(X[i:i + kH, j:j + kW] * K).sum() for j in range(X.shape[1] - kW + 1)]
                     for i in range(X.shape[0] - kH + 1)])


# ---------------------------------------------------------------- right


@right("conv_matrix")
def matrix_four_loops(K, height, width):
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * W + j, (i + m) * width + (j + n)] = K[m, n]
    return A


@right("conv_matrix")
def matrix_from_unit_images(K, height, width):
    columns = []
    for p in range(height * width):
        image = np.zeros(height * width)
        image[p] = 1
        columns.append(one(image.reshape(height, width), K).ravel())
    return np.array(columns).T


@right("conv_matrix")
def matrix_rows(K, height, width):
    rows = []
    for i in range(height - K.shape[0] + 1):
        for j in range(width - K.shape[1] + 1):
            row = np.zeros((height, width))
            row[i:i + K.shape[0], j:j + K.shape[1]] = K
            rows.append(row.flatten())
    return np.array(rows)


@right("conv_matrix")
def matrix_padded(K, height, width):
    kH, kW = K.shape
    return np.stack([np.pad(K, ((i, height - kH - i), (j, width - kW - j))).reshape(-1)
                     for i in range(height - kH + 1) for j in range(width - kW + 1)])


@right("conv_matrix")
def matrix_kronecker(K, height, width):
    """Sum over kernel rows of shifted identities times the band matrix of that row."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for m in range(kH):
        band = sum(K[m, n] * np.eye(W, width, k=n) for n in range(kW))
        A = A + np.kron(np.eye(H, height, k=m), band)
    return A


@right("conv_matrix")
def matrix_lists(K, height, width):
    kH, kW = K.shape
    return [[float(K[a - i, b - j]) if 0 <= a - i < kH and 0 <= b - j < kW else 0.0
             for a in range(height) for b in range(width)]
            for i in range(height - kH + 1) for j in range(width - kW + 1)]


@right("conv_matrix")
def matrix_rolled(K, height, width):
    """The first row, moved: wherever the window fits, nothing wraps."""
    kH, kW = K.shape
    first = np.zeros((height, width))
    first[:kH, :kW] = K
    return np.array([np.roll(first.ravel(), i * width + j)
                     for i in range(height - kH + 1) for j in range(width - kW + 1)])


# ---------------------------------------------------------------- wrong


@wrong("conv_matrix", "transposed")
def matrix_transposed(K, height, width):
    """A column for each window."""
    columns = []
    for i in range(height - K.shape[0] + 1):
        for j in range(width - K.shape[1] + 1):
            image = np.zeros((height, width))
            image[i:i + K.shape[0], j:j + K.shape[1]] = K
            columns.append(image.ravel())
    return np.stack(columns, axis=1)


@wrong("conv_matrix", "moved-by-one-each-row")
def matrix_moved_by_row_number(K, height, width):
    """Row r is the first one, moved by r."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    first = np.zeros((height, width))
    first[:kH, :kW] = K
    return np.array([np.roll(first.ravel(), r) for r in range(H * W)])


@wrong("conv_matrix", "circulant")
def matrix_circulant(K, height, width):
    """A row for every pixel, wrapped around the edges."""
    kH, kW = K.shape
    first = np.zeros((height, width))
    first[:kH, :kW] = K
    return np.array([np.roll(first, (i, j), axis=(0, 1)).ravel() for i in range(height) for j in range(width)])


@wrong("conv_matrix", "flipped")
def matrix_flipped(K, height, width):
    """The kernel is flipped."""
    K = K[::-1, ::-1]
    rows = []
    for i in range(height - K.shape[0] + 1):
        for j in range(width - K.shape[1] + 1):
            row = np.zeros((height, width))
            row[i:i + K.shape[0], j:j + K.shape[1]] = K
            rows.append(row.flatten())
    return np.array(rows)


@wrong("conv_matrix", "column-by-output-width")
def matrix_output_width(K, height, width):
    """(i + m) * W + (j + n), with the output's width."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * W + j, (i + m) * W + (j + n)] = K[m, n]
    return A


@wrong("conv_matrix", "row-by-input-width")
def matrix_row_by_input_width(K, height, width):
    """i * width + j for the row: there are not so many rows."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * width + j, (i + m) * width + (j + n)] = K[m, n]
    return A


@wrong("conv_matrix", "height-for-width")
def matrix_height_for_width(K, height, width):
    """(i + m) * height + (j + n)."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * W + j, (i + m) * height + j + n] = K[m, n]
    return A


@wrong("conv_matrix", "same-padding")
def matrix_same(K, height, width):
    """As many rows as pixels, the kernel's middle on each."""
    kH, kW = K.shape
    A = np.zeros((height * width, height * width))
    for i in range(height):
        for j in range(width):
            for m in range(kH):
                for n in range(kW):
                    a, b = i + m - kH // 2, j + n - kW // 2
                    if 0 <= a < height and 0 <= b < width:
                        A[i * width + j, a * width + b] = K[m, n]
    return A


@wrong("conv_matrix", "kernel-in-one-piece")
def matrix_in_one_piece(K, height, width):
    """The kernel's numbers side by side."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            start = i * width + j
            A[i * W + j, start:start + K.size] = K.ravel()
    return A


@wrong("conv_matrix", "kernel-transposed")
def matrix_k_n_m(K, height, width):
    """K[n, m] for K[m, n]."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * W + j, (i + m) * width + (j + n)] = K[n, m]
    return A


@wrong("conv_matrix", "not-reshaped")
def matrix_three_axes(K, height, width):
    """The rows are still images."""
    kH, kW = K.shape
    return np.array([np.pad(K, ((i, height - kH - i), (j, width - kW - j)))
                     for i in range(height - kH + 1) for j in range(width - kW + 1)])


@wrong("conv_matrix", "integer-truncation")
def matrix_ints(K, height, width):
    """dtype=int."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width), dtype=int)
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * W + j, (i + m) * width + (j + n)] = K[m, n]
    return A


@wrong("conv_matrix", "column-major")
def matrix_column_major(K, height, width):
    """Pixels counted down the columns."""
    kH, kW = K.shape
    H, W = height - kH + 1, width - kW + 1
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[j * H + i, (j + n) * height + (i + m)] = K[m, n]
    return A


@wrong("conv_matrix", "output-too-small")
def matrix_too_small(K, height, width):
    """height - kH without the + 1."""
    kH, kW = K.shape
    H, W = height - kH, width - kW
    A = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m in range(kH):
                for n in range(kW):
                    A[i * W + j, (i + m) * width + (j + n)] = K[m, n]
    return A


@wrong("conv_matrix", "sizes-exchanged")
def matrix_sizes_exchanged(K, width, height):
    """The parameters stand in another order."""
    return matrix_four_loops(K, height, width)


# ---------------------------------------------------------------- more ways


@right("conv_matrix")
def matrix_by_kronecker(K, height, width):
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    return sum(w * np.kron(np.eye(H, height, m), np.eye(W, width, n)) for (m, n), w in np.ndenumerate(K))


@right("conv_matrix")
def matrix_by_windows_of_numbers(K, height, width):
    numbers = np.arange(height * width).reshape(height, width)
    places = np.lib.stride_tricks.sliding_window_view(numbers, K.shape).reshape(-1, K.size)
    M = np.zeros((len(places), height * width))
    np.put_along_axis(M, places, np.broadcast_to(K.ravel(), places.shape), axis=1)
    return M


@right("conv_matrix")
def matrix_by_padding(K, height, width):
    kH, kW = K.shape
    return np.stack([np.pad(K, ((i, height - kH - i), (j, width - kW - j))).ravel() for i in range(height - kH + 1) for j in range(width - kW + 1)])


@wrong("conv_matrix", "wrong-shape")
def matrix_without_empty_columns(K, height, width):
    """Columns that hold only zeros are left out: where a corner of the kernel is 0 a pixel loses its column."""
    M = matrix_by_padding(K, height, width)
    return M[:, M.any(axis=0)]


@wrong("conv_matrix", "column-by-output-width")
def matrix_kernel_lines_too_near(K, height, width):
    """The kernel's lines follow each other at the distance of a line of the result."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M = np.zeros((H * W, height * width))
    for i, j in np.ndindex(H, W):
        for m, n in np.ndindex(K.shape):
            M[i * W + j, i * width + j + m * W + n] = K[m, n]
    return M


@wrong("conv_matrix", "slides-one-way-only")
def matrix_slides_down(K, height, width):
    """j is forgotten in the column."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M = np.zeros((H * W, height * width))
    for i, j in np.ndindex(H, W):
        M[i * W + j].reshape(height, width)[i:i + K.shape[0], :K.shape[1]] = K
    return M


@wrong("conv_matrix", "minus-for-plus")
def matrix_minus(K, height, width):
    """Minus signs: for the first windows columns are counted from the end."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M = np.zeros((H * W, height * width))
    for i, j in np.ndindex(H, W):
        for m, n in np.ndindex(K.shape):
            M[i * W + j, (i - m) * width + (j - n)] = K[m, n]
    return M


@wrong("conv_matrix", "windows-share-a-row")
def matrix_row_of_the_line(K, height, width):
    """The counter of rows is raised in the outer loop."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M, row = np.zeros((H * W, height * width)), 0
    for i in range(H):
        for j in range(W):
            for m, n in np.ndindex(K.shape):
                M[row, (i + m) * width + j + n] = K[m, n]
        row += 1
    return M


@wrong("conv_matrix", "windows-share-a-row")
def matrix_row_never_raised(K, height, width):
    """The counter of rows stays at 0."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M, row = np.zeros((H, W, height, width)).reshape(H * W, height, width), 0
    for i in range(H):
        for j in range(W):
            M[row, i:i + K.shape[0], j:j + K.shape[1]] = K
    return M.reshape(H * W, -1)


@wrong("conv_matrix", "pixels-share-a-column")
def matrix_indices_added(K, height, width):
    """Row and column of the pixel are added."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M = np.zeros((H * W, height * width))
    for i, j in np.ndindex(H, W):
        for m, n in np.ndindex(K.shape):
            M[i * W + j, i + m + j + n] = K[m, n]
    return M


@wrong("conv_matrix", "last-window-everywhere")
def matrix_one_canvas_cleared(K, height, width):
    """One image, cleared and written on for each window; `ravel` copies nothing."""
    canvas, rows = np.zeros((height, width)), []
    for i in range(height - K.shape[0] + 1):
        for j in range(width - K.shape[1] + 1):
            canvas[:] = 0
            canvas[i:i + K.shape[0], j:j + K.shape[1]] = K
            rows.append(canvas.ravel())
    return np.array(rows)


@wrong("conv_matrix", "reshaped-not-transposed")
def matrix_reshaped(K, height, width):
    """Column by column, by images with a single bright pixel; then `reshape` for `.T`."""
    units = np.eye(height * width).reshape(-1, height, width)
    columns = np.array([one(unit, K).ravel() for unit in units])
    return columns.reshape(-1, height * width)


@wrong("conv_matrix", "square-image-assumed")
def matrix_height_twice(K, height, width):
    """The height is the width, too."""
    return matrix_by_padding(K, height, height)


@wrong("conv_matrix", "ends-early")
def matrix_returns_in_the_loop(K, height, width):
    """`return` in the outer loop."""
    H, W = height - K.shape[0] + 1, width - K.shape[1] + 1
    M = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for m, n in np.ndindex(K.shape):
                M[i * W + j, (i + m) * width + j + n] = K[m, n]
        return M


@wrong("conv_matrix", "last-window-of-each-line")
def matrix_append_too_far_left(K, height, width):
    """`append` stands behind the inner loop."""
    rows = []
    for i in range(height - K.shape[0] + 1):
        for j in range(width - K.shape[1] + 1):
            canvas = np.zeros((height, width))
            canvas[i:i + K.shape[0], j:j + K.shape[1]] = K
        rows.append(canvas.ravel())
    return np.array(rows)


@wrong("conv_matrix", "window-over-the-edge")
def matrix_for_every_pixel(K, height, width):
    """A window for every pixel: at the right edge the kernel does not fit."""
    rows = []
    for i in range(height):
        for j in range(width):
            canvas = np.zeros((height, width))
            canvas[i:i + K.shape[0], j:j + K.shape[1]] = K
            rows.append(canvas.ravel())
    return np.array(rows)


@wrong("conv_matrix", "output-too-small")
def matrix_last_windows_missing(K, height, width):
    """`range(height - kH)`: where one window fits there is no row at all."""
    rows = []
    for i in range(height - K.shape[0]):
        for j in range(width - K.shape[1]):
            canvas = np.zeros((height, width))
            canvas[i:i + K.shape[0], j:j + K.shape[1]] = K
            rows.append(canvas.ravel())
    return np.array(rows)
