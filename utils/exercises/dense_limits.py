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
        Mistake("biases-counted", (lambda h, w, c, n, k: h * w * c * n + n + n * k + k, lambda h, w, c, n, k: h * w * c * n + n + n * k, lambda h, w, c, n, k: h * w * c * n + n * k + k),
                "Biases are counted too.",
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
        Mistake("three-channels", (lambda h, w, c, n, k: h * w * 3 * n + n * k,),
                "Three channels are counted, whatever `channels` says.",
                "A grey picture has one. Use the argument."),
        Mistake("channels-twice", lambda h, w, c, n, k: h * w * c * n + c * n * k,
                "The channels are counted in the last layer as well.",
                "They belong to the picture. The last layer is given the hidden units, and these have no channels."),
        Mistake("channels-added", lambda h, w, c, n, k: (h * w + c) * n + n * k,
                "The channels are added to the pixels.",
                "Every pixel has `channels` numbers: that is a product."),
        Mistake("classes-on-the-input", (lambda h, w, c, n, k: h * w * c * n + h * w * c * k, lambda h, w, c, n, k: h * w * c * (n + k), lambda h, w, c, n, k: (h * w * c + n) * k),
                "The classes are connected with the input.",
                "The second layer sees the hidden units, and nothing of the picture."),
        Mistake("first-layer-without-hidden", lambda h, w, c, n, k: h * w * c + n * k,
                "The first layer is counted as if it had a single unit.",
                "Each of its `hidden` units has a weight for every number of the picture."),
        Mistake("bracket-too-wide", (lambda h, w, c, n, k: h * w * (c * n + n * k), lambda h, w, c, n, k: h * w * c * (n + n * k)),
                "The last layer is counted once for every pixel.",
                "The bracket holds too much: the picture's size belongs to the first layer alone."),
        Mistake("pixels-left-out", lambda h, w, c, n, k: c * n + n * k,
                "Height and width are left out.",
                "Every pixel is an input of the network, and has `channels` numbers."),
        Mistake("no-hidden-layer", lambda h, w, c, n, k: h * w * c * k,
                "This is a network without a hidden layer.",
                "The picture goes to the hidden units, and these go to the classes."),
        Mistake("layers-multiplied", (lambda h, w, c, n, k: h * w * c * n * k, lambda h, w, c, n, k: h * w * c * n * n * k),
                "The two layers are multiplied.",
                "Each layer has its own weights; together they are a sum."),
        Mistake("hidden-squared", (lambda h, w, c, n, k: h * w * c * n + n * n, lambda h, w, c, n, k: h * w * c * n + n * n + n * k),
                "A layer from the hidden units to hidden units is counted.",
                "There is one hidden layer; it is followed by the classes. Where both are 1024, as in the lecture, the two look alike."),
        Mistake("classes-squared", lambda h, w, c, n, k: h * w * c * n + k * k,
                "The last layer is counted as classes times classes.",
                "It has one weight for each pair of a hidden unit and a class. Where both are 1024, as in the lecture, the two look alike."),
        Mistake("sides-added", (lambda h, w, c, n, k: (h + w + c) * n + n * k, lambda h, w, c, n, k: (h + w) * c * n + n * k),
                "Height and width are added.",
                "A picture of 2 x 3 has 6 pixels, not 5, and each pixel has a weight for each unit."),
        Mistake("one-side-left-out", (lambda h, w, c, n, k: h * c * n + n * k, lambda h, w, c, n, k: w * c * n + n * k),
                "Only one side of the picture is counted, its height or its width.",
                "Every pixel is an input of the network."),
        Mistake("always-the-same", lambda h, w, c, n, k: 806_354_944,
                "It is the lecture's number, whatever picture is asked about.",
                "Work it out from the arguments."),
        Mistake("sizes-added", (lambda h, w, c, n, k: h * w * c * n + n + k, lambda h, w, c, n, k: h * w * c + n + k, lambda h, w, c, n, k: h * w * c + n, lambda h, w, c, n, k: h + w + c + n + k),
                "The sizes of the layers are added.",
                "Units are counted by adding. A weight belongs to a pair of units, so the sizes of neighbouring layers are multiplied."),
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
        Case(rng.normal(size=(2, 4, 5)), -1, -2, note="2 images of 4 x 5, 1 up and 2 to the left", about="a negative shift"),
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


def _without_a_bound(is_lost, scatter=False):
    """Pixel by pixel, with a condition that lets indices below 0 through; `is_lost(index, size)` says which are left out."""
    def shifted(images, dy, dx):
        N, H, W = images.shape
        out = np.zeros_like(images)
        for i in range(H):
            for j in range(W):
                a, b = (i + dy, j + dx) if scatter else (i - dy, j - dx)
                if is_lost(a, H) or is_lost(b, W):
                    continue
                if scatter:
                    out[:, a, b] = images[:, i, j]
                else:
                    out[:, i, j] = images[:, a, b]
        return out
    return shifted


def _inside(first, last):
    """Pixel by pixel, with a condition that loses the picture's first or last row and column."""
    return _without_a_bound(lambda index, size: not first <= index < size - last)


def _blanked_on_the_wrong_zero(images, dy, dx):
    """Rolled, then blanked with one condition too few: `[:, 0:]` and `[:, :-0]` are everything and nothing."""
    out = np.roll(images, (dy, dx), axis=(1, 2)).copy()
    out[:, slice(None, dy) if dy > 0 else slice(dy, None)] = 0
    out[:, :, slice(None, dx) if dx > 0 else slice(dx, None)] = 0
    return out


def _blanked(rows, columns):
    """Rolled, then blanked by the slices that these two functions of the shift give."""
    def shifted(images, dy, dx):
        out = np.roll(images, (dy, dx), axis=(1, 2)).copy()
        out[:, rows(dy)] = 0
        out[:, :, columns(dx)] = 0
        return out
    return shifted


def _came_round(shift):
    return slice(None, shift) if shift > 0 else slice(shift, None) if shift < 0 else slice(0, 0)


def _as_many_first(shift):
    return slice(None, abs(shift))


def _other_end(shift):
    return slice(-shift, None) if shift > 0 else slice(None, -shift) if shift < 0 else slice(0, 0)


def _nothing(shift):
    return slice(0, 0)


def _one_after_the_other(images, dy, dx):
    """Along the height, and then along the width over it, from the old images again."""
    along_width = _shifted(np.ones_like(images), 0, dx) > 0
    return np.where(along_width, _shifted(images, 0, dx), _shifted(images, dy, 0))


def _margin_only(sign):
    return lambda images, dy, dx: images * (_shifted(np.ones_like(images), sign * dy, sign * dx) > 0)


def _over_the_old(images, dy, dx):
    return np.where(_shifted(np.ones_like(images), dy, dx) == 0, images, _shifted(images, dy, dx))


def _mirrored(mode):
    def shifted(images, dy, dx):
        N, H, W = images.shape
        a, b = abs(dy), abs(dx)
        return np.pad(images, ((0, 0), (a, a), (b, b)), mode=mode)[:, a - dy:a - dy + H, b - dx:b - dx + W]
    return shifted


def _where_signs_differ(other, both=lambda dy, dx: (dy >= 0) == (dx >= 0)):
    return lambda images, dy, dx: _shifted(images, dy, dx) if both(dy, dx) else other(images, dy, dx)


def _two_cases(careful):
    """One slice for two positive shifts, one for all else; numpy objects where a shift is larger than the picture, unless the first is careful."""
    def shifted(images, dy, dx):
        out, (H, W) = np.zeros_like(images), images.shape[1:]
        if dy >= 0 and dx >= 0:
            if careful:
                return _shifted(images, dy, dx)
            out[:, dy:, dx:] = images[:, :H - dy, :W - dx]
        else:
            out[:, :H - abs(dy), :W - abs(dx)] = images[:, abs(dy):, abs(dx):]
        return out
    return shifted


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
        Mistake("rolled-flat", (lambda images, dy, dx: np.roll(images, dy * images.shape[2] + dx), lambda images, dy, dx: np.roll(images, (dy, dx)),
                                lambda images, dy, dx: np.roll(np.roll(images, dy), dx * images.shape[2])),
                "All pixels of all images are moved along as one long row.",
                "Without `axis`, `np.roll` knows of no rows and columns: what leaves one row comes into the next. And what leaves the picture has to be gone, with zeros in its place."),
        Mistake("negative-index", (_without_a_bound(lambda index, size: index >= size), _without_a_bound(lambda index, size: not -size <= index < size),
                                   _without_a_bound(lambda index, size: index >= size, scatter=True), _without_a_bound(lambda index, size: not -size <= index < size, scatter=True)),
                "On one side, what leaves the picture comes back on the other.",
                "A negative index is no error: it counts from the end. Ask about both ends, 0 <= i < H, before a pixel is taken or set."),
        Mistake("edge-left-out", (_inside(1, 0), _inside(0, 1), _inside(1, 1)),
                "A row and a column of the picture are lost: the first or the last.",
                "Rows run from 0 to H - 1, both included. Look at the condition: `<` or `<=`?"),
        Mistake("old-picture-beneath", _over_the_old,
                "Where nothing was, the old picture shows.",
                "There have to be zeros: begin with `np.zeros_like(images)`, not with a copy of the images."),
        Mistake("blanked-for-no-shift", _blanked_on_the_wrong_zero,
                "Where one of the two shifts is 0, the whole picture is set to 0.",
                "`[:, 0:]` is everything. A shift of 0 needs nothing to be blanked: it is neither the one case nor the other."),
        Mistake("one-axis-at-a-time", (lambda images, dy, dx: _shifted(images, dy, 0 if dy else dx), lambda images, dy, dx: _shifted(images, 0 if dx else dy, dx)),
                "Where both shifts are asked for, only one of them is made.",
                "Down *and* to the right: the two do not exclude each other. Perhaps an `elif` stands where an `if` belongs, or the second begins again with the old images."),
        Mistake("mixed-signs", (_two_cases(False), _two_cases(True),
                                _where_signs_differ(lambda images, dy, dx: _shifted(images, -abs(dy), -abs(dx))), _where_signs_differ(lambda images, dy, dx: np.zeros_like(images)),
                                _where_signs_differ(lambda images, dy, dx: images.copy()), _where_signs_differ(lambda images, dy, dx: _shifted(images, abs(dy), abs(dx))),
                                *(_where_signs_differ(other, lambda dy, dx: dy * dx >= 0) for other in (lambda images, dy, dx: np.zeros_like(images), lambda images, dy, dx: images.copy(),
                                                                                                          lambda images, dy, dx: _shifted(images, -abs(dy), -abs(dx)),
                                                                                                          lambda images, dy, dx: _shifted(images, abs(dy), abs(dx))))),
                "It goes wrong where one shift is negative and the other is not.",
                "There are four cases, two signs along each axis. Treat each axis by itself, and there are only two, twice."),
        Mistake("wraps-along-one-axis", (_blanked(_came_round, _nothing), _blanked(_nothing, _came_round)),
                "Along one of the two axes, what leaves the picture comes back on the other side.",
                "`np.roll` goes in a circle, along both axes: rows *and* columns have come round, and have to be set to 0."),
        Mistake("blanked-at-the-wrong-end", _blanked(_other_end, _other_end),
                "The picture is rolled, and set to 0 at the end that has not come round.",
                "Rolled down, what came round is on top: the *first* dy rows."),
        Mistake("second-over-first", _one_after_the_other,
                "The shift along the width begins again with the old images, and is written over the one along the height.",
                "Move once, by slices along both axes together; or let the second shift go on with what the first one made."),
        Mistake("blanked-not-moved", (_margin_only(1), _margin_only(-1)),
                "A margin is set to 0, but the picture stays where it was.",
                "The slice that is read and the slice that is written are different ones: output pixel (i, j) is input pixel (i - dy, j - dx)."),
        Mistake("one-image-for-all", (lambda images, dy, dx: np.repeat(_shifted(images[-1:], dy, dx), len(images), axis=0),
                                      lambda images, dy, dx: np.repeat(_shifted(images[:1], dy, dx), len(images), axis=0)),
                "All the images become one and the same, the last or the first.",
                "Each is moved by itself. (An array that is made once, before the loop, and put into the list each time, is the same array each time.)"),
        Mistake("wrapped-part-wrongly-blanked", (_rolled_then_blank, _blanked(_as_many_first, _as_many_first), lambda images, dy, dx: _rolled_then_blank(images, dy, dx) * 1),
                "The picture is rolled, and what came round is set to 0 by slices that are right for positive shifts only.",
                "For a negative dy it is the *last* rows that came round, as many as its size says; `[:dy]` then means all but these."),
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
        Mistake("zero-and-negative-shifts", _only_down_and_right,
                "It is right for positive shifts, and not for a shift of 0 or less.",
                "`images[:, :-0]` is empty, and a negative number in a slice counts from the end. Work out where each slice begins and ends in each of the cases, or let "
                "`max(dy, 0)` and `max(-dy, 0)` do it."),
        Mistake("negative-shifts", (_stacked_margins, lambda images, dy, dx: _shifted(images, max(dy, 0), max(dx, 0)), lambda images, dy, dx: _shifted(images, abs(dy), abs(dx))),
                "It is right for positive shifts, and not for negative ones.",
                "Up and to the left is another way than down and to the right, and something has to be moved. Work out where each slice begins and ends for either sign, or let "
                "`max(dy, 0)` and `max(-dy, 0)` do it."),
        Mistake("positive-shifts", lambda images, dy, dx: _shifted(images, min(dy, 0), min(dx, 0)),
                "It is right for negative shifts; for positive ones nothing is moved.",
                "If zeros are put on a side and the picture is cut to its size again, the cut has to be at the other end than the zeros."),
        Mistake("edge-repeated", _held_at_the_edge,
                "Where nothing was, the picture's edge is repeated.",
                "There have to be zeros."),
        Mistake("mirrored", (_mirrored("symmetric"), _mirrored("reflect")),
                "Where nothing was, the picture is mirrored at its edge.",
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


def _about_the_whole_mean(images, dy, dx):
    a, b = _pairs(images, dy, dx)
    return float(((a - images.mean()) * (b - images.mean())).mean() / (a.std() * b.std()))


def _over_the_whole_variance(images, dy, dx):
    a, b = _pairs(images, dy, dx)
    return float(((a - a.mean()) * (b - b.mean())).mean() / images.astype(float).var())


def _rolled(images, dy, dx):
    images = images.astype(float)
    return float(_pearson(images, np.roll(images, (-dy, -dx), axis=(1, 2))))


def _mean_of_each(images, dy, dx):
    return float(np.mean([_pearson(*_pairs(image[None], dy, dx)) for image in images]))


def _centred_each(images, dy, dx):
    a, b = _pairs(images, dy, dx)
    a, b = a - a.mean(axis=(1, 2), keepdims=True), b - b.mean(axis=(1, 2), keepdims=True)
    return float((a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum()))


def _by_bounds(is_partner):
    """The pairs (i, i + dy) and (j, j + dx) that a condition lets through; a negative index counts from the end."""
    def correlation(images, dy, dx):
        images = images.astype(float)
        rows, columns = ([(k, k + offset) for k in range(size) if is_partner(k + offset, size)] for size, offset in zip(images.shape[1:], (dy, dx)))
        here, there = (images[:, [pair[side] for pair in rows]][:, :, [pair[side] for pair in columns]] for side in (0, 1))
        return float(_pearson(here, there))
    return correlation


def _along_the_row(images, dy, dx):
    """Each image (or all of them) laid out as one row, and moved along it."""
    offset = dy * images.shape[-1] + dx
    flat = images.reshape(len(images), -1).astype(float)
    if offset < 0:
        flat, offset = flat[:, ::-1], -offset
    return float(_pearson(flat[:, :flat.shape[1] - offset], flat[:, offset:]))


def _all_in_one_row(images, dy, dx):
    """As above, with the images as one: the last pixels of one meet the first of the next."""
    flat, offset = images.ravel().astype(float), abs(dy * images.shape[-1] + dx)
    return float(_pearson(flat[:len(flat) - offset], flat[offset:]))


def _quiet(function):
    def quietly(*args):
        with np.errstate(all="ignore"):
            return function(*args)
    return quietly


def _centred_each_place(images, dy, dx):
    a, b = _pairs(images, dy, dx)
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
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
        Mistake("not-centred", (_of_pairs(lambda a, b: (a * b).sum() / np.sqrt((a ** 2).sum() * (b ** 2).sum())), _of_pairs(lambda a, b: (a * b).mean() / (a.std() * b.std())),
                               *(_of_pairs(lambda a, b, m=m, n=n: ((a - m * a.mean()) * (b - n * b.mean())).sum() / np.sqrt(((a - m * a.mean()) ** 2).sum() * ((b - n * b.mean()) ** 2).sum()))
                                 for m, n in ((1, 0), (0, 1)))),
                "The means are not subtracted, or only one of the two is.",
                "Pearson's correlation asks whether two numbers are above and below *their means* together."),
        Mistake("mean-of-products-only", (_of_pairs(lambda a, b: (a * b).mean()), _of_pairs(lambda a, b: (a * b).sum())),
                "This is the mean of the products, or their sum.",
                "Subtract the means first, and divide by both standard deviations in the end."),
        Mistake("sum-for-product", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum() / np.sqrt(((a - a.mean()) ** 2).sum() + ((b - b.mean()) ** 2).sum())),
                                    _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / np.sqrt(a.var() + b.var())),
                                    _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / (a.std() + b.std()))),
                "Below the line the two are added.",
                "The covariance is divided by the *product* of the two standard deviations."),
        Mistake("whole-numbers", lambda images, dy, dx: float(_pearson(*_pairs(np.trunc(images), dy, dx))),
                "The pixels are made whole numbers first, and their fractions are cut off.",
                "Brightness is not counted: leave the numbers as they are."),
        Mistake("whole-image-statistics", (_whole_image_statistics, _about_the_whole_mean, _over_the_whole_variance,
                                           lambda images, dy, dx: float(((_pairs(images, dy, dx)[0] - images.mean()) * (_pairs(images, dy, dx)[1] - images.mean())).sum() / ((images - images.mean()) ** 2).sum())),
                "The mean, or the standard deviation, is taken over whole images.",
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
        Mistake("mean-over-images", (_mean_of_each, lambda images, dy, dx: len(images) * _mean_of_each(images, dy, dx)),
                "Each image gets a correlation of its own, and these are averaged, or added up.",
                "The pairs of all images are pooled into one list. (A bright picture's pixels are bright together: that counts.)"),
        Mistake("mean-image", lambda images, dy, dx: float(_pearson(*_pairs(images.mean(axis=0, keepdims=True), dy, dx))),
                "The images are averaged into one, and that has its correlation taken.",
                "The pairs of all images are pooled into one list: as many pairs as all the images have together."),
        Mistake("rows-of-a-table", lambda images, dy, dx: float(np.corrcoef(*(p.reshape(len(images), -1) for p in _pairs(images, dy, dx)))[0, 1]),
                "`np.corrcoef` is given tables, one row an image: it takes each row for a list of its own.",
                "Entry [0, 1] then belongs to the first two images. Make one flat list of all the pixels, and one of all their partners."),
        Mistake("centred-for-each-place", (_centred_each_place, _quiet(_centred_each_place)),
                "From each place in the picture its own mean over the images is subtracted.",
                "There is one mean for all the pixels of a list, over all images and places."),
        Mistake("centred-for-each-image", _centred_each,
                "From each image its own mean is subtracted.",
                "There is one mean for all pairs, over all images."),
        Mistake("first-image-only", (lambda images, dy, dx: float(_pearson(*_pairs(images[:1], dy, dx))), lambda images, dy, dx: float(_pearson(*_pairs(images[-1:], dy, dx)))),
                "Only one of the images counts, the first or the last.",
                "The pairs of all images are pooled. Perhaps the lists begin anew with each image, or `return` stands inside the loop."),
        Mistake("rows-run-on", (_along_the_row, _all_in_one_row, lambda images, dy, dx: float(_pearson(images.astype(float), np.roll(images, -dy * images.shape[2] - dx)))),
                "Pixels at the end of a row are paired with pixels at the beginning of the next.",
                "That comes of moving along the flat picture. A pixel whose partner lies outside is left out, on the right and on the left too: take the pairs first, and lay them out then."),
        Mistake("negative-index", _by_bounds(lambda partner, size: partner < size),
                "For a negative offset, pixels at the edge are paired with pixels at the opposite edge.",
                "A negative index is no error: it counts from the end. Ask about both ends, 0 <= i + dy < H."),
        Mistake("edge-left-out", tuple(form for f in (_by_bounds(lambda partner, size: 0 < partner < size), _by_bounds(lambda partner, size: 0 <= partner < size - 1),
                                                      _by_bounds(lambda partner, size: 0 < partner < size - 1)) for form in (f, _quiet(f))),
                "Partners in the first, or in the last, row and column are left out.",
                "Rows run from 0 to H - 1, both included. Look at the condition: `<` or `<=`?"),
        Mistake("negative-offsets", (lambda images, dy, dx: float(_pearson(*_pairs(images, max(dy, 0), max(dx, 0)))),),
                "A negative offset is taken for 0.",
                "Either offset may be negative: the partner then lies further up, or further to the left."),
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
        Mistake("divided-by-variances", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / (a.var() * b.var())),
                                         _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum() / (((a - a.mean()) ** 2).sum() * ((b - b.mean()) ** 2).sum()))),
                "It is divided by the variances (or the sums of squares) themselves.",
                "The divisor is the product of the two standard deviations: a root is missing."),
        Mistake("not-averaged", _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum() / (a.std() * b.std())),
                "The products are added up, and their sum is divided by the standard deviations, which are means.",
                "That is too large by the number of pairs. Take sums above and below the line, or means in both places."),
        Mistake("precedence", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / a.std() * b.std()),
                               _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum() / np.sqrt(((a - a.mean()) ** 2).sum()) * np.sqrt(((b - b.mean()) ** 2).sum()))),
                "It is divided by the one root and *multiplied* with the other.",
                "`a / b * c` is `(a / b) * c`. Put the denominator into brackets."),
        Mistake("one-variance", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / a.var()), _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / b.var())),
                "It is divided by the variance of one of the two lists.",
                "That is the slope of a regression line. The divisor is the product of *both* standard deviations."),
        Mistake("sample-and-population", (_of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).sum() / (a.size - 1) / (a.std() * b.std())),
                                          _of_pairs(lambda a, b: ((a - a.mean()) * (b - b.mean())).mean() / (a.std(ddof=1) * b.std(ddof=1)))),
                "Above the line it is divided by N and below by N - 1, or the other way round.",
                "Either will do, but the same in both places; then it cancels."),
        Mistake("correlation-matrix", _of_pairs(lambda a, b: np.corrcoef(a.ravel(), b.ravel())[0, 0]),
                "This is 1: the correlation of a list with itself.",
                "Either the two lists are the same one, or it is the wrong entry of the table of 2 x 2 that `np.corrcoef` gives: the one beside the diagonal is asked for."),
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


def _overwritten(images, p):
    out = _flat(images).copy()
    for k, source in enumerate(p):
        out[:, k] = out[:, source]
    return out.reshape(images.shape)


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
        Mistake("overwritten", _overwritten,
                "Pixels are overwritten before they are read.",
                "If the places are filled in the same array that the pixels are taken from, some pixels are lost and others come twice. Take them from the images as they were."),
        Mistake("images-in-columns", (lambda images, p: images.reshape(-1, len(images))[p].reshape(images.shape), lambda images, p: images.reshape(-1, len(images)).T[:, p].reshape(images.shape),
                                      lambda images, p: images.reshape(-1, len(images))[p].T.reshape(images.shape)),
                "The images are laid out as (H * W, N), which mixes the pixels of different images.",
                "`reshape` reads image after image: only (N, H * W) puts each image into a row of its own."),
        Mistake("column-major", (_column_major, lambda images, p: _flat(images.transpose(0, 2, 1))[:, p].reshape(images.shape)),
                "Pixels are counted column by column.",
                "Row-major means along the rows: pixel (i, j) is number i * W + j, as `reshape` counts."),
        Mistake("height-and-width-exchanged", (lambda images, p: _flat(images)[:, p].reshape(len(images), images.shape[2], images.shape[1]),
                                               lambda images, p: _flat(images)[:, p].reshape(len(images), images.shape[2], images.shape[1]).transpose(0, 2, 1),
                                               lambda images, p: _flat(images)[:, p].reshape(images.shape).transpose(0, 2, 1)),
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
