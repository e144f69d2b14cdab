"""Right answers to notebook 06."""

import numpy as np


def dense_weights(height, width, channels, hidden, classes):
    """How many weights: from every input number to every hidden unit, and from there to every class."""
    return height * width * channels * hidden + hidden * classes


def shift_images(images, dy, dx):
    """The images moved down by dy and right by dx, zeros where nothing was; (N, H, W) -> (N, H, W)."""
    N, H, W = images.shape
    margins = (0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))      # zeros on the side that becomes free
    top, left = max(-dy, 0), max(-dx, 0)
    return np.pad(images, margins)[:, top:top + H, left:left + W]


def pixel_correlation(images, dy, dx):
    """Pearson correlation between pixels (i, j) and (i + dy, j + dx), over all images and positions; -> float."""
    N, H, W = images.shape
    here = images[:, max(-dy, 0):H - max(dy, 0), max(-dx, 0):W - max(dx, 0)].ravel()
    there = images[:, max(dy, 0):H - max(-dy, 0), max(dx, 0):W - max(-dx, 0)].ravel()
    return np.corrcoef(here, there)[0, 1]


def permute_pixels(images, permutation):
    """Output pixel k (row-major) is input pixel permutation[k]; the same for every image; (N, H, W) -> (N, H, W)."""
    return images.reshape(len(images), -1)[:, permutation].reshape(images.shape)
