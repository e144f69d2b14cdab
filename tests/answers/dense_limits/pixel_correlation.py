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
