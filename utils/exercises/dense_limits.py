"""Exercises of notebook 06: why not dense (lecture: Why can't we use DNNs for everything?)."""

import math

import numpy as np

from ..checking import Case, Exercise, Mistake, torch

NOTEBOOK = "06_dense_limits"

# ---------------------------------------------------------------- dense_weights


def _dense_weights_cases(rng):
    return [
        Case(2, 3, 1, 4, 5, note="2 x 3 pixels, 1 channel, 4 hidden units, 5 classes"),
        Case(2, 2, 3, 1, 2, note="2 x 2 pixels, 3 channels, 1 hidden unit, 2 classes"),
        Case(1, 7, 2, 3, 4, note="1 x 7 pixels, 2 channels, 3 hidden units, 4 classes"),
        Case(5, 1, 1, 6, 1, note="5 x 1 pixels, 1 channel, 6 hidden units, 1 class", about="a single class"),
        Case(28, 28, 1, 100, 10, note="MNIST with 100 hidden units"),
        Case(32, 48, 3, 48, 48, note="hidden units, classes and width are all 48"),
        Case(512, 512, 3, 1024, 1024, note="the lecture's picture"),
        Case(4096, 4096, 3, 1024, 1000, note="a large photograph", about="more than 2 to the 31 weights"),
        Case(*rng.integers(3, 40, size=5).tolist(), note="sizes drawn at random"),
    ]


def _dense_weights_sum(args, index):
    height, width, channels, hidden, classes = args
    return (f"{height} * {width} * {channels} * {hidden} + {hidden} * {classes} = {height * width * channels * hidden} + {hidden * classes} "
            f"= {height * width * channels * hidden + hidden * classes}")


dense_weights = Exercise(
    name="dense_weights",
    notebook=NOTEBOOK,
    parameters="height, width, channels, hidden, classes",
    reference=lambda height, width, channels, hidden, classes: torch.tensor([height * width * channels, hidden]) @ torch.tensor([hidden, classes]),
    cases=_dense_weights_cases,
    output=(),
    arithmetic=_dense_weights_sum,
    hints=(
        "A dense layer has one weight for each pair of an input and an output. How many numbers go into the first layer?",
        "The first layer takes height * width * channels numbers to `hidden`; the second takes `hidden` to `classes`. Biases are not counted.",
        "`height * width * channels * hidden + hidden * classes`",
    ),
    mistakes=(
        Mistake("biases-counted", lambda h, w, c, n, k: h * w * c * n + n + n * k + k,
                "The biases are counted too.",
                "The lecture counts weights only. (The biases are a negligible part of it, one for each unit.)"),
        Mistake("last-layer-left-out", lambda h, w, c, n, k: h * w * c * n,
                "Only the first layer is counted.",
                "The hidden units are connected with the classes as well."),
        Mistake("first-layer-left-out", lambda h, w, c, n, k: n * k,
                "Only the last layer is counted.",
                "The first layer is by far the larger one."),
        Mistake("channels-left-out", (lambda h, w, c, n, k: h * w * n + n * k, lambda h, w, c, n, k: h * w * n + n * k + 0 * c),
                "The channels are left out.",
                "A pixel of a colour picture is three numbers, and each has a weight of its own."),
        Mistake("channels-added", lambda h, w, c, n, k: (h * w + c) * n + n * k,
                "The channels are added to the pixels.",
                "Every pixel has `channels` numbers: that is a product."),
        Mistake("classes-on-the-input", (lambda h, w, c, n, k: h * w * c * n + h * w * c * k, lambda h, w, c, n, k: h * w * c * (n + k)),
                "The classes are connected with the input.",
                "The second layer sees the hidden units, and nothing of the picture."),
        Mistake("no-hidden-layer", lambda h, w, c, n, k: h * w * c * k,
                "This is a network without a hidden layer.",
                "The picture goes to the hidden units, and these go to the classes."),
        Mistake("layers-multiplied", lambda h, w, c, n, k: h * w * c * n * k,
                "The two layers are multiplied.",
                "Each layer has its own weights; together they are a sum."),
        Mistake("hidden-squared", (lambda h, w, c, n, k: h * w * c * n + n * n, lambda h, w, c, n, k: h * w * c * n + n * n + n * k),
                "A layer from the hidden units to hidden units is counted.",
                "There is one hidden layer; it is followed by the classes. Where both are 1024, as in the lecture, the two look alike."),
        Mistake("sizes-added", (lambda h, w, c, n, k: h * w * c + n + k, lambda h, w, c, n, k: h * w * c + n, lambda h, w, c, n, k: h + w + c + n + k),
                "The sizes of the layers are added.",
                "This counts units. A weight belongs to a pair of units, so the sizes of neighbouring layers are multiplied."),
        Mistake("width-for-height", (lambda h, w, c, n, k: h * h * c * n + n * k, lambda h, w, c, n, k: w * w * c * n + n * k),
                "The picture is taken for a square.",
                "Height and width are two numbers."),
        Mistake("in-megabytes", (lambda h, w, c, n, k: 4 * (h * w * c * n + n * k), lambda h, w, c, n, k: 8 * (h * w * c * n + n * k)),
                "This counts bytes.",
                "What is asked is how many weights there are, not how much memory they take."),
        Mistake("thirty-two-bits", (lambda h, w, c, n, k: int(np.int64(h * w * c * n + n * k).astype(np.int32)),
                                    lambda h, w, c, n, k: int((np.array([h * w * c * n], dtype=np.int64) + n * k).astype(np.int32)[0])),
                "For a large photograph the number comes out wrong: it does not fit into 32 bits.",
                "The largest number with 32 bits and a sign is about 2.1e9. Python's own numbers have no such end."),
    ),
)

# ---------------------------------------------------------------- shift_images


def _shift_cases(rng):
    small = np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]])
    return [
        Case(small, 1, 0, note="2 x 3 pixels, one down"),
        Case(small, 0, 1, note="2 x 3 pixels, one to the right"),
        Case(small, 0, -1, note="2 x 3 pixels, one to the left", about="a negative shift"),
        Case(small, -1, 0, note="2 x 3 pixels, one up", about="a negative shift"),
        Case(small, 0, 0, note="2 x 3 pixels, not moved", about="no shift"),
        Case(rng.normal(size=(2, 4, 5)), 1, 2, note="2 images of 4 x 5, 1 down and 2 to the right"),
        Case(rng.normal(size=(3, 5, 4)), -2, 1, note="3 images of 5 x 4, 2 up and 1 to the right", about="a negative shift"),
        Case(rng.normal(size=(2, 4, 5)), 2, -3, note="2 images of 4 x 5, 2 down and 3 to the left", about="a negative shift"),
        Case(rng.integers(1, 9, size=(2, 3, 4)), 1, 1, note="whole numbers", about="integer arrays"),
        Case(rng.normal(size=(2, 3, 5)), 4, 0, note="further down than the image is high", about="a shift out of the picture"),
        Case(rng.normal(size=(2, 3, 5)), 0, -7, note="further to the left than the image is wide", about="a shift out of the picture"),
        Case(rng.normal(size=(2, 3, 5)), -3, 2, note="up by the whole height", about="a shift out of the picture"),
        Case(rng.normal(size=(4, 4, 4)), 1, -1, note="4 images of 4 x 4: all sizes are the same", about="a negative shift"),
        Case(rng.normal(size=(3, 6, 5)).astype(np.float32), 2, 1, note="3 images of 6 x 5, float32"),
        Case(rng.normal(size=(5, 9, 7)), 3, -2, note="5 images of 9 x 7, random", about="a negative shift"),
    ]


def _shift_reference(images, dy, dx):
    N, H, W = images.shape
    margins = (max(dx, 0), max(-dx, 0), max(dy, 0), max(-dy, 0))
    padded = torch.nn.functional.pad(images, margins)
    return padded[:, max(-dy, 0):max(-dy, 0) + H, max(-dx, 0):max(-dx, 0) + W].clone()


def _shifted(images, dy, dx):
    N, H, W = images.shape
    out = np.zeros((N, H, W), dtype=images.dtype)
    for i in range(H):
        for j in range(W):
            if 0 <= i - dy < H and 0 <= j - dx < W:
                out[:, i, j] = images[:, i - dy, j - dx]
    return out


def _shift_sum(args, index):
    images, dy, dx = args
    if images.shape[1] * images.shape[2] > 12:
        return None
    n, i, j = index
    a, b = i - dy, j - dx
    inside = 0 <= a < images.shape[1] and 0 <= b < images.shape[2]
    return f"pixel ({i}, {j}) comes from ({i} - {dy}, {j} - {dx}) = ({a}, {b}), which is " + ("in the picture" if inside else "outside: 0")


def _rolled_then_blank(images, dy, dx):
    """Rolled, with the rows and columns that came round set to 0, by slices that go wrong for negative shifts."""
    out = np.roll(images, (dy, dx), axis=(1, 2)).copy()
    out[:, :dy] = 0
    out[:, :, :dx] = 0
    return out


def _only_down_and_right(images, dy, dx):
    """By slices that are right for positive shifts, and empty for a shift of 0 or less: `images[:, :-dy]`."""
    out = np.zeros_like(images)
    out[:, dy:, dx:] = images[:, :-dy, :-dx]
    return out


def _stacked_margins(images, dy, dx):
    out = np.zeros_like(images)
    H, W = images.shape[1:]
    out[:, max(dy, 0):, max(dx, 0):] = images[:, :H - abs(dy), :W - abs(dx)]
    return out


def _held_at_the_edge(images, dy, dx):
    N, H, W = images.shape
    rows, columns = np.clip(np.arange(H) - dy, 0, H - 1), np.clip(np.arange(W) - dx, 0, W - 1)
    return images[:, rows][:, :, columns]


def _cropped(images, dy, dx):
    N, H, W = images.shape
    return images[:, max(-dy, 0):H - max(dy, 0), max(-dx, 0):W - max(dx, 0)].copy()


shift_images = Exercise(
    name="shift_images",
    notebook=NOTEBOOK,
    parameters="images, dy, dx",
    reference=_shift_reference,
    cases=_shift_cases,
    inputs={"images": ("N", "H", "W")},
    output=("N", "H", "W"),
    arithmetic=_shift_sum,
    hints=(
        "Begin with zeros in the shape of `images`. Output pixel (i, j) is input pixel (i - dy, j - dx), where there is one.",
        "In one axis: moved by 2 to the right, columns 2, 3, ... take what stood in columns 0, 1, ...; moved by 2 to the left it is the other way round. "
        "A slice such as `[:-dx]` is empty for dx = 0: write where each slice begins and ends with `max(dx, 0)`, `max(-dx, 0)`.",
        "One way: put zeros on the side that becomes free, then cut. `np.pad(images, margins)` with margins `(0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))`; "
        "of that take `[:, top:top + H, left:left + W]`, where `top, left = max(-dy, 0), max(-dx, 0)` and `N, H, W = images.shape`.",
    ),
    mistakes=(
        Mistake("wraps-around", (lambda images, dy, dx: np.roll(images, (dy, dx), axis=(1, 2)), lambda images, dy, dx: np.roll(np.roll(images, dy, axis=-2), dx, axis=-1)),
                "What leaves the picture on one side comes back on the other.",
                "`np.roll` goes in a circle. Where nothing was there have to be zeros."),
        Mistake("wrapped-part-wrongly-blanked", (_rolled_then_blank, lambda images, dy, dx: _rolled_then_blank(images, dy, dx) * 1),
                "The picture is rolled, and what came round is set to 0 by slices that are right for positive shifts only.",
                "For a negative dy it is the *last* rows that came round; `[:dy]` then means all but the last."),
        Mistake("axes-exchanged", (lambda images, dy, dx: _shifted(images, dx, dy),),
                "dy and dx are exchanged: the picture is moved down by dx and right by dy.",
                "`dy` is along the height, axis 1 of (N, H, W); `dx` is along the width, axis 2."),
        Mistake("sign-turned", (lambda images, dy, dx: _shifted(images, -dy, -dx),),
                "The picture is moved the other way: up and to the left.",
                "Positive dy is down, positive dx to the right. Output pixel (i, j) is input pixel (i - dy, j - dx)."),
        Mistake("dy-turned", (lambda images, dy, dx: _shifted(images, -dy, dx),),
                "Along the height the picture is moved the wrong way.",
                "Rows are counted from the top, so moving down makes i larger."),
        Mistake("dx-turned", (lambda images, dy, dx: _shifted(images, dy, -dx),),
                "Along the width the picture is moved the wrong way.",
                "Positive dx is to the right."),
        Mistake("only-down", (lambda images, dy, dx: _shifted(images, dy, 0),),
                "The picture is moved along the height only.",
                "`dx` is not used."),
        Mistake("only-right", (lambda images, dy, dx: _shifted(images, 0, dx),),
                "The picture is moved along the width only.",
                "`dy` is not used."),
        Mistake("wrong-axes", (lambda images, dy, dx: np.roll(images, (dy, dx), axis=(0, 1)), lambda images, dy, dx: _shifted(images.transpose(2, 0, 1), dy, dx).transpose(1, 2, 0)),
                "The images are moved among each other: the shift runs along the axes 0 and 1.",
                "The first axis counts the images. Height and width are axes 1 and 2."),
        Mistake("negative-shifts", (_only_down_and_right, _stacked_margins, lambda images, dy, dx: _shifted(images, max(dy, 0), max(dx, 0)),
                                    lambda images, dy, dx: _shifted(images, abs(dy), abs(dx))),
                "It is right for positive shifts, and not for a shift of 0 or less.",
                "`images[:, :-0]` is empty, and a negative number in a slice counts from the end. Work out where each slice begins and ends in each of the cases, or let "
                "`max(dy, 0)` and `max(-dy, 0)` do it."),
        Mistake("edge-repeated", _held_at_the_edge,
                "Where nothing was, the picture's edge is repeated.",
                "There have to be zeros."),
        Mistake("cropped", _cropped,
                "The part that leaves the picture is cut off, and the result is smaller.",
                "The result has the shape of `images`: zeros fill the place that becomes free."),
        Mistake("enlarged", lambda images, dy, dx: np.pad(images, ((0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0)))),
                "The picture becomes larger by the shift.",
                "What leaves the picture is gone: cut the result to the shape of `images`."),
        Mistake("not-moved", (lambda images, dy, dx: images.copy(), lambda images, dy, dx: images * 1),
                "Nothing is moved.",
                "Output pixel (i, j) is input pixel (i - dy, j - dx)."),
        Mistake("out-of-the-picture", (lambda images, dy, dx: _shifted(images, *(int(math.copysign(min(abs(s), n - 1), s)) for s, n in zip((dy, dx), images.shape[1:]))),
                                       lambda images, dy, dx: _shifted(images, dy % images.shape[1] if dy >= 0 else -(-dy % images.shape[1]),
                                                                       dx % images.shape[2] if dx >= 0 else -(-dx % images.shape[2]))),
                "A shift that is larger than the picture goes wrong.",
                "If everything leaves the picture, nothing is left but zeros."),
        Mistake("ones-for-zeros", lambda images, dy, dx: np.where(_shifted(np.ones_like(images), dy, dx) == 0, np.ones_like(images), _shifted(images, dy, dx)),
                "Where nothing was there are ones.",
                "There have to be zeros: paper, not ink."),
    ),
)

# ---------------------------------------------------------------- pixel_correlation


def _smooth(rng, shape):
    """Random images whose neighbours are alike, each with a brightness of its own."""
    noise = rng.normal(size=shape)
    smooth = noise + np.roll(noise, 1, axis=1) + 0.7 * np.roll(noise, 1, axis=2) + 0.3 * np.roll(noise, (1, 2), axis=(1, 2))
    return smooth * np.linspace(0.5, 2, shape[0])[:, None, None] + np.arange(shape[0])[:, None, None] + 0.2 * np.arange(shape[2])


def _correlation_cases(rng):
    small = np.array([[[1.0, 2.0, 4.0], [3.0, 3.0, 2.0]]])
    return [
        Case(small, 0, 1, note="2 x 3 pixels, the neighbour to the right"),
        Case(small, 1, 0, note="2 x 3 pixels, the neighbour below"),
        Case(small, 0, 0, note="2 x 3 pixels, each pixel with itself", about="no offset"),
        Case(_smooth(rng, (3, 5, 4)), 1, 2, note="3 images of 5 x 4"),
        Case(_smooth(rng, (2, 4, 6)), -1, 2, note="2 images of 4 x 6, up and to the right", about="a negative offset"),
        Case(_smooth(rng, (2, 6, 4)), 2, -1, note="2 images of 6 x 4, down and to the left", about="a negative offset"),
        Case(_smooth(rng, (2, 5, 6)), -2, -3, note="2 images of 5 x 6, up and to the left", about="a negative offset"),
        Case(rng.integers(0, 9, size=(3, 4, 5)), 1, 1, note="whole numbers", about="integer arrays"),
        Case(-3 * _smooth(rng, (2, 5, 5)) + 40, 0, 2, note="2 images of 5 x 5, all bright"),
        Case(_smooth(rng, (4, 7, 5)).astype(np.float32), 1, 0, note="4 images of 7 x 5, float32"),
        Case(_smooth(rng, (4, 9, 8)), 3, 1, note="4 images of 9 x 8, random"),
    ]


def _pairs(images, dy, dx):
    """The pixels (i, j) and (i + dy, j + dx), as two flat arrays."""
    N, H, W = images.shape
    images = images.astype(float)
    here = images[:, max(-dy, 0):H - max(dy, 0), max(-dx, 0):W - max(dx, 0)]
    there = images[:, max(dy, 0):H - max(-dy, 0), max(dx, 0):W - max(-dx, 0)]
    return here, there


def _pearson(a, b):
    a, b = a.ravel() - a.mean(), b.ravel() - b.mean()
    return (a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum())


def _about(mean, a, b):
    """The correlation formula with one and the same mean for both lists."""
    a, b = a - mean, b - mean
    return (a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum())


def _correlation_reference(images, dy, dx):
    N, H, W = images.shape
    down, right = torch.arange(H) + dy, torch.arange(W) + dx
    rows, columns = torch.nonzero((down >= 0) & (down < H))[:, 0], torch.nonzero((right >= 0) & (right < W))[:, 0]
    here, there = images[:, rows][:, :, columns], images[:, rows + dy][:, :, columns + dx]
    return torch.corrcoef(torch.stack([here.flatten(), there.flatten()]))[0, 1]


def _correlation_sum(args, index):
    images, dy, dx = args
    if images.size > 6:
        return None
    a, b = (x.ravel() for x in _pairs(images, dy, dx))
    return (f"{len(a)} pairs: pixels [{', '.join(f'{v:g}' for v in a)}] with [{', '.join(f'{v:g}' for v in b)}], "
            f"whose means are {a.mean():.6g} and {b.mean():.6g}")


def _of_pairs(f):
    return lambda images, dy, dx: float(f(*_pairs(images, dy, dx)))


def _whole_image_statistics(images, dy, dx):
    images = images.astype(float)
    a, b = _pairs(images - images.mean(), dy, dx)
    return float((a * b).mean() / images.var())


def _rolled(images, dy, dx):
    images = images.astype(float)
    return float(_pearson(images, np.roll(images, (-dy, -dx), axis=(1, 2))))


def _mean_of_each(images, dy, dx):
    return float(np.mean([_pearson(*_pairs(image[None], dy, dx)) for image in images]))


def _centred_each(images, dy, dx):
    a, b = _pairs(images, dy, dx)
    a, b = a - a.mean(axis=(1, 2), keepdims=True), b - b.mean(axis=(1, 2), keepdims=True)
    return float((a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum()))


pixel_correlation = Exercise(
    name="pixel_correlation",
    notebook=NOTEBOOK,
    parameters="images, dy, dx",
    reference=_correlation_reference,
    cases=_correlation_cases,
    inputs={"images": ("N", "H", "W")},
    output=(),
    arithmetic=_correlation_sum,
    rtol=1e-6,
    hints=(
        "Two lists of numbers are needed: the pixels (i, j) that have a partner in the picture, and these partners (i + dy, j + dx), in the same order. Which rows have a partner dy further down?",
        "With dy = 1: the pixels are all rows but the last, `images[:, :H - 1]`, the partners all rows but the first, `images[:, 1:]`. For a negative dy it is the other way round; `max(dy, 0)` and `max(-dy, 0)` "
        "serve both. Then subtract from each list *its own* mean.",
        "`here = images[:, max(-dy, 0):H - max(dy, 0), max(-dx, 0):W - max(dx, 0)].ravel()`, `there = images[:, max(dy, 0):H - max(-dy, 0), max(dx, 0):W - max(-dx, 0)].ravel()` with `N, H, W = images.shape`; "
        "then `np.corrcoef(here, there)[0, 1]`, or each minus its mean, and `(here * there).sum() / np.sqrt((here ** 2).sum() * (there ** 2).sum())`.",
    ),
    mistakes=(
        Mistake("covariance", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean()), _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum()),
                               _of_pairs(lambda a, b: np.cov(a.ravel(), b.ravel())[0, 1])),
                "This is the covariance: it is not divided by the two standard deviations.",
                "A correlation lies between -1 and 1, and does not change when all pixels are made twice as bright."),
        Mistake("not-centred", (_of_pairs(lambda a, b: (a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum())), _of_pairs(lambda a, b: (a * b).mean() / (a.std() * b.std()))),
                "The means are not subtracted.",
                "Pearson's correlation asks whether two numbers are above and below *their means* together."),
        Mistake("mean-of-products-only", _of_pairs(lambda a, b: (a * b).mean()),
                "This is the mean of the products.",
                "Subtract the means first, and divide by both standard deviations in the end."),
        Mistake("whole-image-statistics", (_whole_image_statistics,
                                           lambda images, dy, dx: float(((_pairs(images, dy, dx)[0] - images.mean()) * (_pairs(images, dy, dx)[1] - images.mean())).sum() / ((images - images.mean()) ** 2).sum())),
                "Mean and standard deviation are taken over whole images.",
                "Only pixels that have a partner count, and the two lists are different ones: each has a mean and a standard deviation of its own."),
        Mistake("one-mean", (lambda images, dy, dx: float(_about(images.mean(), *_pairs(images, dy, dx))), _of_pairs(lambda a, b: _about((a.mean() + b.mean()) / 2, a, b))),
                "One mean is subtracted from both lists.",
                "The two lists hold different pixels: subtract from each its own mean."),
        Mistake("wraps-around", _rolled,
                "Pixels at the edge are paired with pixels at the opposite edge.",
                "`np.roll` goes in a circle. A pixel whose partner lies outside the picture is left out."),
        Mistake("shifted-with-zeros", lambda images, dy, dx: float(_pearson(images.astype(float), _shifted(images.astype(float), -dy, -dx))),
                "Pixels at the edge are paired with zeros.",
                "A pixel whose partner lies outside the picture is left out; the zeros that `shift_images` puts there are no pixels."),
        Mistake("mean-over-images", _mean_of_each,
                "Each image gets a correlation of its own, and these are averaged.",
                "The pairs of all images are pooled into one list. (A bright picture's pixels are bright together: that counts.)"),
        Mistake("centred-for-each-image", _centred_each,
                "From each image its own mean is subtracted.",
                "There is one mean for all pairs, over all images."),
        Mistake("first-image-only", lambda images, dy, dx: float(_pearson(*_pairs(images[:1], dy, dx))),
                "Only the first image counts.",
                "The pairs of all images are pooled."),
        Mistake("offsets-exchanged", lambda images, dy, dx: float(_pearson(*_pairs(images, dx, dy))),
                "dy and dx are exchanged.",
                "`dy` is along the height, axis 1; `dx` is along the width, axis 2."),
        Mistake("sign-ignored", (lambda images, dy, dx: float(_pearson(*_pairs(images, abs(dy), abs(dx)))), lambda images, dy, dx: float(_pearson(*_pairs(images, dy, abs(dx)))),
                                 lambda images, dy, dx: float(_pearson(*_pairs(images, abs(dy), dx))), lambda images, dy, dx: float(_pearson(*_pairs(images, dy, -dx)))),
                "The sign of an offset is ignored or turned.",
                "Down and to the *left* is another pair of pixels than down and to the right. (Both signs turned at once would be the same pairs.)"),
        Mistake("only-down", lambda images, dy, dx: float(_pearson(*_pairs(images, dy, 0))),
                "Only the offset along the height is used.",
                "The partner of (i, j) is (i + dy, j + dx)."),
        Mistake("only-right", lambda images, dy, dx: float(_pearson(*_pairs(images, 0, dx))),
                "Only the offset along the width is used.",
                "The partner of (i, j) is (i + dy, j + dx)."),
        Mistake("squared", (_of_pairs(lambda a, b: _pearson(a, b) ** 2), _of_pairs(lambda a, b: abs(_pearson(a, b)))),
                "The result has lost its sign: it is the square, or the size, of the correlation.",
                "A correlation may be negative."),
        Mistake("divided-by-variances", _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / (a.var() * b.var())),
                "It is divided by the variances.",
                "The divisor is the product of the two standard deviations: a root is missing."),
        Mistake("one-variance", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / a.var()), _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / b.var())),
                "It is divided by the variance of one of the two lists.",
                "That is the slope of a regression line. The divisor is the product of *both* standard deviations."),
        Mistake("sample-and-population", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum() / (a.size - 1) / (a.std() * b.std())),
                                          _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / (a.std(ddof=1) * b.std(ddof=1)))),
                "Above the line it is divided by N and below by N - 1, or the other way round.",
                "Either will do, but the same in both places; then it cancels."),
        Mistake("correlation-matrix", _of_pairs(lambda a, b: np.corrcoef(a.ravel(), b.ravel())[0, 0]),
                "This is 1: the correlation of a list with itself.",
                "`np.corrcoef` gives a 2 x 2 table; the entry beside the diagonal is the one."),
    ),
)

# ---------------------------------------------------------------- permute_pixels


def _permute_cases(rng):
    return [
        Case(np.array([[[1.0, 2.0], [3.0, 4.0]]]), np.array([1, 3, 0, 2]), note="one image of 2 x 2"),
        Case(np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]), np.array([2, 0, 1, 5, 3, 4]), note="one image of 2 x 3"),
        Case(np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[7.0, 8.0, 9.0], [10.0, 11.0, 12.0]]]), np.arange(6), note="nothing is permuted",
             about="a permutation that leaves all in place"),
        Case(rng.normal(size=(2, 3, 4)), rng.permutation(12), note="2 images of 3 x 4"),
        Case(rng.normal(size=(4, 3, 2)), np.roll(np.arange(6), 2), note="4 images of 3 x 2, all pixels moved on by two"),
        Case(rng.integers(0, 9, size=(3, 2, 5)), rng.permutation(10), note="whole numbers", about="integer arrays"),
        Case(rng.normal(size=(6, 2, 3)), rng.permutation(6), note="as many images as pixels"),
        Case(rng.normal(size=(4, 4, 4)), rng.permutation(16), note="4 images of 4 x 4: all sizes are the same"),
        Case(rng.normal(size=(3, 5, 4)).astype(np.float32), rng.permutation(20), note="3 images of 5 x 4, float32"),
        Case(rng.normal(size=(7, 8, 6)), rng.permutation(48), note="7 images of 8 x 6, random"),
    ]


def _flat(images):
    return images.reshape(len(images), -1)


def _permute_sum(args, index):
    images, permutation = args
    n, i, j = index
    k = i * images.shape[2] + j
    if images.shape[1] * images.shape[2] > 12:
        return None
    return f"pixel ({i}, {j}) is number {k}; permutation[{k}] = {permutation[k]}, and that pixel of image {n} is {_flat(images)[n, permutation[k]]:g}"


def _column_major(images, p):
    N, H, W = images.shape
    return _flat(images.transpose(0, 2, 1))[:, p].reshape(N, W, H).transpose(0, 2, 1)


permute_pixels = Exercise(
    name="permute_pixels",
    notebook=NOTEBOOK,
    parameters="images, permutation",
    reference=lambda images, permutation: torch.gather(images.flatten(1), 1, permutation.long().expand(len(images), -1)).reshape(images.shape),
    cases=_permute_cases,
    inputs={"images": ("N", "H", "W"), "permutation": ("H * W",)},
    output=("N", "H", "W"),
    arithmetic=_permute_sum,
    hints=(
        "Row-major order: pixel (i, j) is number i * W + j. Lay each image out as one row, as notebook 00 did.",
        "`images.reshape(len(images), -1)` has one image a row, (N, H * W). An array of indices picks columns, in the order that it names.",
        "`images.reshape(len(images), -1)[:, permutation].reshape(images.shape)`",
    ),
    mistakes=(
        Mistake("inverse", (lambda images, p: _flat(images)[:, np.argsort(p)].reshape(images.shape),),
                "The permutation is used backwards: input pixel k goes to the place permutation[k].",
                "What is asked is the other direction: output pixel k *is* input pixel permutation[k]. (Assigning to `out[:, permutation]` does it backwards.)"),
        Mistake("images-permuted", (lambda images, p: images[p % len(images)][:len(images)],),
                "The images are put into another order, not their pixels.",
                "The first axis counts the images; the permutation runs over the H * W pixels of each."),
        Mistake("all-pixels-together", lambda images, p: np.concatenate([images.ravel()[p], images.ravel()[len(p):]]).reshape(images.shape),
                "All images are laid out as one long row, and only the first is permuted.",
                "Each image is laid out by itself: (N, H * W)."),
        Mistake("first-image-only", lambda images, p: np.repeat(_flat(images)[:1, p], len(images), axis=0).reshape(images.shape),
                "Every image becomes the first one, permuted.",
                "Each image is permuted by itself."),
        Mistake("column-major", (_column_major,),
                "Pixels are counted column by column.",
                "Row-major means along the rows: pixel (i, j) is number i * W + j, as `reshape` counts."),
        Mistake("height-and-width-exchanged", (lambda images, p: _flat(images)[:, p].reshape(len(images), images.shape[2], images.shape[1]),
                                               lambda images, p: _flat(images)[:, p].reshape(len(images), images.shape[2], images.shape[1]).transpose(0, 2, 1)),
                "Height and width are exchanged when the row is laid back into an image.",
                "The result has the shape of `images`, (N, H, W)."),
        Mistake("left-flat", lambda images, p: _flat(images)[:, p],
                "The pixels are right, but the images are still rows, (N, H * W).",
                "Lay them back: `.reshape(images.shape)`."),
        Mistake("rows-permuted", (lambda images, p: images[:, p[p < images.shape[1]]], lambda images, p: images[:, np.argsort(p[:images.shape[1]])]),
                "Whole rows of pixels change places.",
                "The permutation is one of single pixels, H * W of them."),
        Mistake("rows-and-columns-permuted", lambda images, p: images[:, p[p < images.shape[1]]][:, :, p[p < images.shape[2]]],
                "Rows change places, and columns do.",
                "The permutation is one of single pixels, H * W of them."),
        Mistake("within-each-row", lambda images, p: images[:, :, p[p < images.shape[2]]],
                "Pixels change places within their row only.",
                "A pixel may go anywhere: lay the whole image out first."),
        Mistake("not-permuted", (lambda images, p: images.copy(), lambda images, p: images * 1),
                "Nothing is permuted.",
                "Output pixel k is input pixel permutation[k]."),
        Mistake("reversed", lambda images, p: _flat(images)[:, p[::-1]].reshape(images.shape),
                "The permutation is read from its end.",
                "Output pixel 0 is input pixel permutation[0]."),
        Mistake("off-by-one", (lambda images, p: _flat(images)[:, p - 1].reshape(images.shape), lambda images, p: _flat(images)[:, (p + 1) % len(p)].reshape(images.shape)),
                "The pixels are off by one.",
                "Pixels are counted from 0."),
        Mistake("applied-twice", lambda images, p: _flat(images)[:, p][:, p].reshape(images.shape),
                "The permutation is applied twice.",
                "Once is enough. Perhaps it is done once to all images and then again in a loop."),
        Mistake("permutation-itself", (lambda images, p: np.broadcast_to(p.reshape(images.shape[1:]), images.shape).astype(float),),
                "The result holds the permutation, and nothing of the images.",
                "permutation[k] says which pixel is taken; its value is still to be looked up."),
        Mistake("random-permutation", lambda images, p: _flat(images)[:, np.random.default_rng(0).permutation(len(p))].reshape(images.shape),
                "Another permutation is drawn, and the one that is handed in is not used.",
                "The same permutation has to serve the training digits and the test digits, so it is handed in."),
    ),
)
