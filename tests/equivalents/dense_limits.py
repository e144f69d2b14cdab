"""Mutants of the solutions of notebook 06 that are right all the same."""

from . import ONE_AXIS, SAME_SIZE

MAXIMUM = "the larger of two numbers does not depend on their order"
NO_OFFSET = "a slice that ends behind the end ends at the end"
TOO_MUCH = "a margin on the far side is cut off again"
CENTRED = "a correlation does not see what is added to all numbers"
SYMMETRIC = "a correlation is the same both ways round"

EQUIVALENT = {
    "shift_images": {
        "N, H, W = (-images).shape": SAME_SIZE,
        "margins = ((0, 0), (max(0, dy), max(-dy, 0)), (max(dx, 0), max(-dx, 0)))": MAXIMUM,
        "margins = ((0, 0), (max(dy, 0), max(0, -dy)), (max(dx, 0), max(-dx, 0)))": MAXIMUM,
        "margins = ((0, 0), (max(dy, 0), max(-dy, 1)), (max(dx, 0), max(-dx, 0)))": TOO_MUCH,
        "margins = ((0, 0), (max(dy, 0), max(-dy, 0)), (max(0, dx), max(-dx, 0)))": MAXIMUM,
        "margins = ((0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(0, -dx)))": MAXIMUM,
        "margins = ((0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 1)))": TOO_MUCH,
        "top, left = (max(0, -dy), max(-dx, 0))": MAXIMUM,
        "top, left = (max(-dy, 0), max(0, -dx))": MAXIMUM,
    },
    "pixel_correlation": {
        "N, H, W = (-images).shape": SAME_SIZE,
        "here = images[:, max(0, -dy):H - max(dy, 0), max(-dx, 0):W - max(dx, 0)].ravel()": MAXIMUM,
        "here = images[:, max(-dy, 0):H - max(0, dy), max(-dx, 0):W - max(dx, 0)].ravel()": MAXIMUM,
        "here = images[:, max(-dy, 0):H - max(dy, -1), max(-dx, 0):W - max(dx, 0)].ravel()": NO_OFFSET,
        "here = images[:, max(-dy, 0):H - max(dy, 0), max(0, -dx):W - max(dx, 0)].ravel()": MAXIMUM,
        "here = images[:, max(-dy, 0):H - max(dy, 0), max(-dx, 0):W - max(0, dx)].ravel()": MAXIMUM,
        "here = images[:, max(-dy, 0):H - max(dy, 0), max(-dx, 0):W - max(dx, -1)].ravel()": NO_OFFSET,
        "there = images[:, max(0, dy):H - max(-dy, 0), max(dx, 0):W - max(-dx, 0)].ravel()": MAXIMUM,
        "there = images[:, max(dy, 0):H - max(0, -dy), max(dx, 0):W - max(-dx, 0)].ravel()": MAXIMUM,
        "there = images[:, max(dy, 0):H - max(-dy, -1), max(dx, 0):W - max(-dx, 0)].ravel()": NO_OFFSET,
        "there = images[:, max(dy, 0):H - max(-dy, 0), max(0, dx):W - max(-dx, 0)].ravel()": MAXIMUM,
        "there = images[:, max(dy, 0):H - max(-dy, 0), max(dx, 0):W - max(0, -dx)].ravel()": MAXIMUM,
        "there = images[:, max(dy, 0):H - max(-dy, 0), max(dx, 0):W - max(-dx, -1)].ravel()": NO_OFFSET,
        "return np.corrcoef(there, here)[0, 1]": SYMMETRIC,
        "return np.corrcoef(here.T, there)[0, 1]": ONE_AXIS,
        "return np.corrcoef(here + 1, there)[0, 1]": CENTRED,
        "return np.corrcoef(here - 1, there)[0, 1]": CENTRED,
        "return np.corrcoef(here, there.T)[0, 1]": ONE_AXIS,
        "return np.corrcoef(here, there + 1)[0, 1]": CENTRED,
        "return np.corrcoef(here, there - 1)[0, 1]": CENTRED,
    },
    "permute_pixels": {
        "return images.reshape(len(-images), -1)[:, permutation].reshape(images.shape)": SAME_SIZE,
        "return images.reshape(len(images + 1), -1)[:, permutation].reshape(images.shape)": SAME_SIZE,
        "return images.reshape(len(images - 1), -1)[:, permutation].reshape(images.shape)": SAME_SIZE,
        "return images.reshape(len(images), -2)[:, permutation].reshape(images.shape)": "any negative size means: what is left",
        "return images.reshape(len(images), -1)[:, permutation.T].reshape(images.shape)": ONE_AXIS,
        "return images.reshape(len(images), -1)[:, permutation].reshape((-images).shape)": SAME_SIZE,
    },
}
