"""Students' answers to `pixel_correlation`."""

import statistics

import numpy as np

from tests.answers import right, wrong


@right("pixel_correlation")
def correlation_by_loops(images, dy, dx):
    N, H, W = images.shape
    a, b = [], []
    for n in range(N):
        for i in range(H):
            for j in range(W):
                if 0 <= i + dy < H and 0 <= j + dx < W:
                    a.append(float(images[n, i, j]))
                    b.append(float(images[n, i + dy, j + dx]))
    return statistics.correlation(a, b)


def pairs(images, dy, dx):
    if dy < 0:
        return pairs(images[:, ::-1], -dy, dx)
    if dx < 0:
        return pairs(images[:, :, ::-1], dy, -dx)
    H, W = images.shape[1:]
    return images[:, :H - dy, :W - dx], images[:, dy:, dx:]


@right("pixel_correlation")
def correlation_corrcoef(images, dy, dx):
    a, b = pairs(images, dy, dx)
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


@right("pixel_correlation")
def correlation_by_moments(images, dy, dx):
    a, b = (p.astype(float) for p in pairs(images, dy, dx))
    return (np.mean(a * b) - a.mean() * b.mean()) / (a.std() * b.std())


@right("pixel_correlation")
def correlation_of_standard_scores(images, dy, dx):
    a, b = pairs(images, dy, dx)
    return float(np.mean((a - a.mean()) / a.std() * (b - b.mean()) / b.std()))


@right("pixel_correlation")
def correlation_cosine(images, dy, dx):
    a, b = ((p - p.mean()).ravel() for p in pairs(images, dy, dx))
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


@right("pixel_correlation")
def correlation_covariance_matrix(images, dy, dx):
    C = np.cov(np.stack([p.ravel() for p in pairs(images, dy, dx)]))
    return C[0, 1] / np.sqrt(C[0, 0] * C[1, 1])


@right("pixel_correlation")
def correlation_with_mask(images, dy, dx):
    N, H, W = images.shape
    partner = np.roll(images, (-dy, -dx), axis=(1, 2))
    i, j = np.arange(H)[:, None] + dy, np.arange(W) + dx
    inside = np.broadcast_to((i >= 0) & (i < H) & (j >= 0) & (j < W), images.shape)
    return np.corrcoef(images[inside], partner[inside])[1, 0]


@wrong("pixel_correlation", "covariance")
def correlation_is_covariance(images, dy, dx):
    """Not normalised."""
    a, b = pairs(images, dy, dx)
    return np.mean((a - a.mean()) * (b - b.mean()))


@wrong("pixel_correlation", "wraps-around")
def correlation_rolled(images, dy, dx):
    """Pairs across the edge."""
    return np.corrcoef(images.ravel(), np.roll(images, (-dy, -dx), axis=(1, 2)).ravel())[0, 1]


@wrong("pixel_correlation", "mean-over-images")
def correlation_averaged(images, dy, dx):
    """One for each image, averaged."""
    return np.mean([correlation_corrcoef(image[None], dy, dx) for image in images])


@wrong("pixel_correlation", "whole-image-statistics")
def correlation_global_mean(images, dy, dx):
    """Mean and variance of all pixels."""
    a, b = pairs(images, dy, dx)
    m = images.mean()
    return np.mean((a - m) * (b - m)) / images.var()


@wrong("pixel_correlation", "one-mean")
def correlation_one_mean(images, dy, dx):
    """The mean of all pixels for both lists."""
    a, b = pairs(images, dy, dx)
    a, b = a - images.mean(), b - images.mean()
    return (a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum())


@wrong("pixel_correlation", "not-centred")
def correlation_uncentred(images, dy, dx):
    """No means."""
    a, b = pairs(images.astype(float), dy, dx)
    return (a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum())


@wrong("pixel_correlation", "offsets-exchanged")
def correlation_exchanged(images, dy, dx):
    """dy for dx."""
    return correlation_corrcoef(images, dx, dy)


@wrong("pixel_correlation", "sign-ignored")
def correlation_absolute(images, dy, dx):
    """The size of both offsets."""
    return correlation_corrcoef(images, abs(dy), abs(dx))


@wrong("pixel_correlation", "squared")
def correlation_r_squared(images, dy, dx):
    """The coefficient of determination."""
    return correlation_corrcoef(images, dy, dx) ** 2


@wrong("pixel_correlation", "centred-for-each-image")
def correlation_centred_each(images, dy, dx):
    """A mean for each image."""
    a, b = pairs(images, dy, dx)
    a, b = a - a.mean(axis=(1, 2), keepdims=True), b - b.mean(axis=(1, 2), keepdims=True)
    return (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())


@wrong("pixel_correlation", "only-right")
def correlation_only_columns(images, dy, dx):
    """Forgets dy."""
    return correlation_corrcoef(images, 0, dx)


@wrong("pixel_correlation", "divided-by-variances")
def correlation_variances(images, dy, dx):
    """var for std."""
    a, b = pairs(images, dy, dx)
    return np.mean((a - a.mean()) * (b - b.mean())) / (a.var() * b.var())


@wrong("pixel_correlation", "sample-and-population")
def correlation_mixed(images, dy, dx):
    """np.cov divides by N - 1, np.std by N."""
    a, b = (p.ravel() for p in pairs(images, dy, dx))
    return np.cov(a, b)[0, 1] / (a.std() * b.std())


@wrong("pixel_correlation", "shifted-with-zeros")
def correlation_with_zeros(images, dy, dx):
    """Uses the shifted images, zeros and all."""
    from tests.answers.dense_limits.shift_images import shift_by_loops
    return np.corrcoef(images.ravel(), shift_by_loops(images, -dy, -dx).ravel())[0, 1]


@wrong("pixel_correlation", "wrong-shape")
def correlation_table(images, dy, dx):
    """The whole table of np.corrcoef."""
    a, b = pairs(images, dy, dx)
    return np.corrcoef(a.ravel(), b.ravel())


def blocks(images, dy, dx):
    """The pixels that have a partner, and the partners, still in rows and columns."""
    y, x, up, left = max(dy, 0), max(dx, 0), max(-dy, 0), max(-dx, 0)
    N, H, W = images.shape
    return images[:, up:H - y, left:W - x], images[:, y:H - up, x:W - left]


def correlate(a, b):
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])


@wrong("pixel_correlation", "first-image-only")
def correlation_last_image(images, dy, dx):
    """The loop keeps the last image."""
    for im in images:
        a, b = blocks(im[None], dy, dx)
        r = correlate(a, b)
    return r


@wrong("pixel_correlation", "whole-image-statistics")
def correlation_whole_variance(images, dy, dx):
    """The variance of whole images."""
    a, b = blocks(images, dy, dx)
    return float(((a - a.mean()) * (b - b.mean())).mean() / images.var())


@wrong("pixel_correlation", "divided-by-variances")
def correlation_no_root(images, dy, dx):
    """No root below the line."""
    a, b = blocks(images, dy, dx)
    a = a - a.mean()
    b = b - b.mean()
    return float((a * b).sum() / ((a ** 2).sum() * (b ** 2).sum()))


@wrong("pixel_correlation", "not-averaged")
def correlation_sum_over_deviations(images, dy, dx):
    """A sum over means."""
    a, b = blocks(images, dy, dx)
    return float(((a - a.mean()) * (b - b.mean())).sum() / (a.std() * b.std()))


@wrong("pixel_correlation", "precedence")
def correlation_no_bracket(images, dy, dx):
    """No bracket around the denominator."""
    a, b = blocks(images, dy, dx)
    return float(((a - a.mean()) * (b - b.mean())).mean() / a.std() * b.std())


@wrong("pixel_correlation", "mean-image")
def correlation_of_the_mean(images, dy, dx):
    """The mean of the images."""
    a, b = blocks(images.mean(axis=0, keepdims=True), dy, dx)
    return correlate(a, b)


@wrong("pixel_correlation", "rows-run-on")
def correlation_along_the_row(images, dy, dx):
    """Moves along the flat picture."""
    w = images.shape[2]
    k = dy * w + dx
    f = images.reshape(len(images), -1)
    if k == 0:
        return correlate(f, f)
    return correlate(f[:, :-k], f[:, k:]) if k > 0 else correlate(f[:, -k:], f[:, :k])


@wrong("pixel_correlation", "rows-run-on")
def correlation_all_flat(images, dy, dx):
    """Moves along all the images as one."""
    w = images.shape[2]
    k = abs(dy * w + dx)
    f = images.ravel()
    return correlate(f[:len(f) - k], f[k:])


@wrong("pixel_correlation", "negative-index")
def correlation_no_lower_bound(images, dy, dx):
    """Asks only whether the partner is too far down or right."""
    n, h, w = images.shape
    a, b = [], []
    for im in images:
        for i in range(h):
            for j in range(w):
                if i + dy < h and j + dx < w:
                    a.append(im[i, j])
                    b.append(im[i + dy, j + dx])
    return correlate(np.array(a), np.array(b))


@wrong("pixel_correlation", "edge-left-out")
def correlation_loses_the_first(images, dy, dx):
    """0 < for 0 <=."""
    n, h, w = images.shape
    a, b = [], []
    for im in images:
        for i in range(h):
            for j in range(w):
                if 0 < i + dy < h and 0 < j + dx < w:
                    a.append(im[i, j])
                    b.append(im[i + dy, j + dx])
    return correlate(np.array(a), np.array(b))


@wrong("pixel_correlation", "edge-left-out")
def correlation_loses_the_last(images, dy, dx):
    """< H - 1."""
    n, h, w = images.shape
    a, b = [], []
    for im in images:
        for i in range(h):
            for j in range(w):
                if 0 <= i + dy < h - 1 and 0 <= j + dx < w - 1:
                    a.append(im[i, j])
                    b.append(im[i + dy, j + dx])
    return correlate(np.array(a), np.array(b))


@wrong("pixel_correlation", "first-image-only")
def correlation_lists_begin_anew(images, dy, dx):
    """The lists begin anew with each image."""
    n, h, w = images.shape
    for im in images:
        a, b = [], []
        for i in range(h):
            for j in range(w):
                if 0 <= i + dy < h and 0 <= j + dx < w:
                    a.append(im[i, j])
                    b.append(im[i + dy, j + dx])
    return correlate(np.array(a), np.array(b))


@wrong("pixel_correlation", "rows-of-a-table")
def correlation_of_tables(images, dy, dx):
    """Tables, one image a row, to np.corrcoef."""
    a, b = blocks(images, dy, dx)
    return float(np.corrcoef(a.reshape(len(a), -1), b.reshape(len(b), -1))[0, 1])


@wrong("pixel_correlation", "negative-offsets")
def correlation_no_negative(images, dy, dx):
    """0 for a negative offset."""
    if dy < 0:
        dy = 0
    if dx < 0:
        dx = 0
    a, b = blocks(images, dy, dx)
    return correlate(a, b)


@wrong("pixel_correlation", "centred-for-each-place")
def correlation_centred_each_place(images, dy, dx):
    """The mean of each place."""
    a, b = blocks(images, dy, dx)
    a = a - a.mean(axis=0)
    b = b - b.mean(axis=0)
    return float((a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum()))


@wrong("pixel_correlation", "correlation-matrix")
def correlation_with_itself(images, dy, dx):
    """One list twice."""
    a, b = blocks(images, dy, dx)
    return correlate(a, a)


@wrong("pixel_correlation", "mean-of-products-only")
def correlation_sum_of_products(images, dy, dx):
    """np.correlate."""
    a, b = blocks(images, dy, dx)
    return float(np.correlate(a.ravel(), b.ravel())[0])


@wrong("pixel_correlation", "one-variance")
def correlation_slope(images, dy, dx):
    """The slope of the line."""
    a, b = blocks(images, dy, dx)
    return float(np.polyfit(a.ravel(), b.ravel(), 1)[0])


@right("pixel_correlation")
def correlation_flipped(images, dy, dx):
    if dy < 0:
        images, dy = images[:, ::-1], -dy
    if dx < 0:
        images, dx = images[:, :, ::-1], -dx
    h, w = images.shape[1:]
    return np.corrcoef(images[:, :h - dy, :w - dx].ravel(), images[:, dy:, dx:].ravel())[0, 1]


@right("pixel_correlation")
def correlation_nan_outside(images, dy, dx):
    n, h, w = images.shape
    p = np.full((n, h + 2 * abs(dy), w + 2 * abs(dx)), np.nan)
    p[:, abs(dy):abs(dy) + h, abs(dx):abs(dx) + w] = images
    b = p[:, abs(dy) + dy:abs(dy) + dy + h, abs(dx) + dx:abs(dx) + dx + w]
    ok = ~np.isnan(b)
    return correlate(images[ok], b[ok])


@right("pixel_correlation")
def correlation_indices(images, dy, dx):
    n, h, w = images.shape
    i, j = np.mgrid[:h, :w]
    ok = (i + dy >= 0) & (i + dy < h) & (j + dx >= 0) & (j + dx < w)
    i, j = i[ok], j[ok]
    return correlate(images[:, i, j], images[:, i + dy, j + dx])


@right("pixel_correlation")
def correlation_five_sums(images, dy, dx):
    a, b = (v.astype(float).ravel() for v in blocks(images, dy, dx))
    n = a.size
    return (n * (a @ b) - a.sum() * b.sum()) / np.sqrt((n * (a @ a) - a.sum() ** 2) * (n * (b @ b) - b.sum() ** 2))


@right("pixel_correlation")
def correlation_other_end(images, dy, dx):
    if dy < 0:
        dy, dx = -dy, -dx
    h, w = images.shape[1:]
    if dx >= 0:
        a, b = images[:, :h - dy, :w - dx], images[:, dy:, dx:]
    else:
        a, b = images[:, :h - dy, -dx:], images[:, dy:, :w + dx]
    return np.corrcoef(a.ravel(), b.ravel())[1, 0]


@right("pixel_correlation")
def correlation_concatenated(images, dy, dx):
    A, B = [], []
    for im in images:
        a, b = blocks(im[None], dy, dx)
        A.append(a.ravel())
        B.append(b.ravel())
    return np.corrcoef(np.concatenate(A), np.concatenate(B))[0][1]


@wrong("pixel_correlation", "whole-image-statistics")
def correlation_about_the_whole_mean(images, dy, dx):
    """The mean of whole images, and standard deviations of the lists."""
    a, b = blocks(images, dy, dx)
    m = images.mean()
    return float(((a - m) * (b - m)).mean() / (a.std() * b.std()))


@wrong("pixel_correlation", "sum-for-product")
def correlation_sum_under_the_root(images, dy, dx):
    """+ for * under the root."""
    a, b = blocks(images, dy, dx)
    a = a - a.mean()
    b = b - b.mean()
    return float((a * b).sum() / np.sqrt((a ** 2).sum() + (b ** 2).sum()))


@wrong("pixel_correlation", "not-centred")
def correlation_centres_one(images, dy, dx):
    """Subtracts one of the two means."""
    a, b = blocks(images, dy, dx)
    b2 = b - b.mean()
    return float((a * b2).sum() / np.sqrt((a ** 2).sum() * (b2 ** 2).sum()))


@wrong("pixel_correlation", "rows-run-on")
def correlation_rolled_flat(images, dy, dx):
    """np.roll of the flat images."""
    n, h, w = images.shape
    a = images.ravel()
    b = np.roll(images.ravel(), -(dy * w + dx))
    return correlate(a, b)


@wrong("pixel_correlation", "mean-over-images")
def correlation_added_up(images, dy, dx):
    """Adds up the images' correlations."""
    a, b = blocks(images, dy, dx)
    return float(np.sum([correlate(x, y) for x, y in zip(a, b)]))


@wrong("pixel_correlation", "whole-numbers")
def correlation_whole_numbers(images, dy, dx):
    """Makes whole numbers of the pixels."""
    a, b = blocks(images.astype(int), dy, dx)
    return correlate(a, b)


@wrong("pixel_correlation", None)
def correlation_two_orders(images, dy, dx):
    """Lays one list out by rows and the other by columns."""
    a, b = blocks(images, dy, dx)
    return float(np.corrcoef(a.ravel(), b.ravel(order="F"))[0, 1])
