"""Students' answers to `dense_weights`."""

import numpy as np

from tests.answers import right, wrong


@right("dense_weights")
def weights_formula(height, width, channels, hidden, classes):
    return height * width * channels * hidden + hidden * classes


@right("dense_weights")
def weights_factored(height, width, channels, hidden, classes):
    return hidden * (height * width * channels + classes)


@right("dense_weights")
def weights_loop(height, width, channels, hidden, classes):
    sizes = [height * width * channels, hidden, classes]
    total = 0
    for a, b in zip(sizes, sizes[1:]):
        total += a * b
    return total


@right("dense_weights")
def weights_prod(height, width, channels, hidden, classes):
    return int(np.prod([height, width, channels, hidden], dtype=np.int64)) + hidden * classes


@right("dense_weights")
def weights_as_float(height, width, channels, hidden, classes):
    return float(height) * width * channels * hidden + hidden * classes


@right("dense_weights")
def weights_by_shapes(height, width, channels, hidden, classes):
    shapes = ((hidden, height * width * channels), (classes, hidden))
    return sum(rows * columns for rows, columns in shapes)


@wrong("dense_weights", "biases-counted")
def weights_with_biases(height, width, channels, hidden, classes):
    """Counts the biases."""
    d = height * width * channels
    return (d + 1) * hidden + (hidden + 1) * classes


@wrong("dense_weights", "channels-left-out")
def weights_grey(height, width, channels, hidden, classes):
    """A grey picture."""
    return height * width * hidden + hidden * classes


@wrong("dense_weights", "last-layer-left-out")
def weights_one_layer(height, width, channels, hidden, classes):
    """Forgets the second layer."""
    return height * width * channels * hidden


@wrong("dense_weights", "first-layer-left-out")
def weights_last_layer(height, width, channels, hidden, classes):
    """Overwrites where it should add."""
    total = height * width * channels * hidden
    total = hidden * classes
    return total


@wrong("dense_weights", "layers-multiplied")
def weights_product(height, width, channels, hidden, classes):
    """Everything times everything."""
    return height * width * channels * hidden * classes


@wrong("dense_weights", "sizes-added")
def weights_units(height, width, channels, hidden, classes):
    """Counts units."""
    return height * width * channels + hidden + classes


@wrong("dense_weights", "no-hidden-layer")
def weights_direct(height, width, channels, hidden, classes):
    """Straight from the picture to the classes."""
    return height * width * channels * classes


@wrong("dense_weights", "hidden-squared")
def weights_lecture_numbers(height, width, channels, hidden, classes):
    """Reads 1024 * 1024 off the lecture as hidden squared."""
    return height * width * channels * hidden + hidden ** 2


@wrong("dense_weights", "classes-on-the-input")
def weights_both_from_input(height, width, channels, hidden, classes):
    """Both layers see the picture."""
    return height * width * channels * (hidden + classes)


@wrong("dense_weights", "thirty-two-bits")
def weights_int32(height, width, channels, hidden, classes):
    """numpy's 32-bit integers overflow without a word in an array product."""
    with np.errstate(all="ignore"):
        first = np.array([height * width * channels], dtype=np.int32) * np.array([hidden], dtype=np.int32)
        return int((first + np.array([hidden * classes], dtype=np.int32))[0])


@wrong("dense_weights", "in-megabytes")
def weights_bytes(height, width, channels, hidden, classes):
    """The memory in float32."""
    return (height * width * channels * hidden + hidden * classes) * 4


@wrong("dense_weights", "returned-none")
def weights_printed(height, width, channels, hidden, classes):
    """Prints the number."""
    print(height * width * channels * hidden + hidden * classes)


@wrong("dense_weights", "bracket-too-wide")
def weights_precedence(height, width, channels, hidden, classes):
    """A bracket too many."""
    return height * width * channels * (hidden + hidden * classes)


@wrong("dense_weights", "biases-counted")
def weights_hidden_biases(height, width, channels, hidden, classes):
    """The hidden units' biases."""
    return height * width * channels * hidden + hidden + hidden * classes


@wrong("dense_weights", "one-side-left-out")
def weights_height_only(height, width, channels, hidden, classes):
    """No width."""
    return height * channels * hidden + hidden * classes


@wrong("dense_weights", "layers-multiplied")
def weights_all_multiplied(height, width, channels, hidden, classes):
    """One product."""
    return height * width * channels * hidden * hidden * classes


@wrong("dense_weights", "sizes-added")
def weights_last_sizes_added(height, width, channels, hidden, classes):
    """hidden + classes."""
    return height * width * channels * hidden + hidden + classes


@wrong("dense_weights", "sides-added")
def weights_sides_added(height, width, channels, hidden, classes):
    """Adds the sides."""
    return (height + width + channels) * hidden + hidden * classes


@wrong("dense_weights", "always-the-same")
def weights_by_heart(height, width, channels, hidden, classes):
    """The lecture's number."""
    return 806354944


@wrong("dense_weights", "three-channels")
def weights_three_channels(height, width, channels, hidden, classes):
    """Always three channels."""
    return height * width * 3 * hidden + hidden * classes


@wrong("dense_weights", "classes-squared")
def weights_classes_squared(height, width, channels, hidden, classes):
    """classes * classes."""
    return height * width * channels * hidden + classes * classes


@wrong("dense_weights", "channels-twice")
def weights_channels_again(height, width, channels, hidden, classes):
    """Channels in the last layer."""
    return height * width * channels * hidden + channels * hidden * classes


@wrong("dense_weights", "classes-on-the-input")
def weights_bracket(height, width, channels, hidden, classes):
    """The classes on the input, by a bracket."""
    return height * width * channels * (hidden + classes)


@wrong("dense_weights", "width-for-height")
def weights_square_picture(height, width, channels, hidden, classes):
    """height ** 2."""
    return height ** 2 * channels * hidden + hidden * classes


@right("dense_weights")
def weights_neighbouring_sizes(height, width, channels, hidden, classes):
    sizes = [height * width * channels, hidden, classes]
    return sum((a * b for a, b in zip(sizes, sizes[1:])))


@right("dense_weights")
def weights_dot(height, width, channels, hidden, classes):
    return np.dot([height * width * channels, classes], [hidden, hidden])


@right("dense_weights")
def weights_unit_by_unit(height, width, channels, hidden, classes):
    total = 0
    for _ in range(hidden):
        total += height * width * channels + classes
    return total


@wrong("dense_weights", "first-layer-without-hidden")
def weights_no_hidden_in_the_first(height, width, channels, hidden, classes):
    """The first product without hidden."""
    return height * width * channels + hidden * classes


@wrong("dense_weights", "bracket-too-wide")
def weights_wide_bracket(height, width, channels, hidden, classes):
    """The last layer inside the bracket."""
    return height * width * (channels * hidden + hidden * classes)


@wrong("dense_weights", "pixels-left-out")
def weights_no_pixels(height, width, channels, hidden, classes):
    """Neither height nor width."""
    return channels * hidden + hidden * classes


@wrong("dense_weights", "classes-on-the-input")
def weights_narrow_bracket(height, width, channels, hidden, classes):
    """Input and hidden units, times classes."""
    return (height * width * channels + hidden) * classes
