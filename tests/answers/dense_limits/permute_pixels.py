"""Students' answers to `permute_pixels`."""

import numpy as np

from tests.answers import right, wrong


@right("permute_pixels")
def permute_flat(images, permutation):
    N, H, W = images.shape
    return images.reshape(N, H * W)[:, permutation].reshape(N, H, W)


@right("permute_pixels")
def permute_by_loops(images, permutation):
    N, H, W = images.shape
    out = np.zeros((N, H, W))
    for n in range(N):
        flat = images[n].ravel()
        for k in range(H * W):
            out[n, k // W, k % W] = flat[permutation[k]]
    return out


@right("permute_pixels")
def permute_take(images, permutation):
    return np.take(images.reshape(len(images), -1), permutation, axis=1).reshape(images.shape)


@right("permute_pixels")
def permute_by_matrix(images, permutation):
    P = np.eye(len(permutation))[permutation]
    return (images.reshape(len(images), -1) @ P.T).reshape(images.shape)


@right("permute_pixels")
def permute_unravel(images, permutation):
    rows, columns = np.unravel_index(np.asarray(permutation).reshape(images.shape[1:]), images.shape[1:])
    return images[:, rows, columns]


@right("permute_pixels")
def permute_comprehension(images, permutation):
    return np.array([image.flatten()[permutation].reshape(image.shape) for image in images])


@right("permute_pixels")
def permute_scatter_of_inverse(images, permutation):
    out = np.empty_like(images.reshape(len(images), -1))
    out[:, np.argsort(permutation)] = images.reshape(len(images), -1)
    return out.reshape(images.shape)


@wrong("permute_pixels", "inverse")
def permute_scatter(images, permutation):
    """Assigns to the permuted places."""
    flat = images.reshape(len(images), -1)
    out = np.empty_like(flat)
    out[:, permutation] = flat
    return out.reshape(images.shape)


@wrong("permute_pixels", "left-flat")
def permute_left_flat(images, permutation):
    """Forgets to lay the rows back."""
    return images.reshape(len(images), -1)[:, permutation]


@wrong("permute_pixels", "not-permuted")
def permute_nothing(images, permutation):
    """The result of the indexing is thrown away."""
    flat = images.reshape(len(images), -1)
    flat[:, permutation]
    return flat.reshape(images.shape).copy()


@wrong("permute_pixels", "column-major")
def permute_fortran(images, permutation):
    """Counts down the columns."""
    N, H, W = images.shape
    return np.array([image.ravel(order="F")[permutation].reshape((H, W), order="F") for image in images])


@wrong("permute_pixels", "first-image-only")
def permute_first(images, permutation):
    """The same image over and over."""
    first = images[0].ravel()[permutation].reshape(images.shape[1:])
    return np.stack([first] * len(images))


@wrong("permute_pixels", "applied-twice")
def permute_twice(images, permutation):
    """Permutes what is permuted."""
    return permute_flat(permute_flat(images, permutation), permutation)


@wrong("permute_pixels", "height-and-width-exchanged")
def permute_exchanged(images, permutation):
    """Width first."""
    N, H, W = images.shape
    return images.reshape(N, -1)[:, permutation].reshape(N, W, H)


@wrong("permute_pixels", "reversed")
def permute_reversed(images, permutation):
    """From the end."""
    return permute_flat(images, permutation[::-1])


@wrong("permute_pixels", "random-permutation")
def permute_own(images, permutation):
    """Draws its own."""
    return permute_flat(images, np.random.default_rng(0).permutation(len(permutation)))


@wrong("permute_pixels", "used-global-random")
def permute_shuffled(images, permutation):
    """Shuffles."""
    return permute_flat(images, np.random.permutation(len(permutation)))


@wrong("permute_pixels", "changed-input")
def permute_in_place(images, permutation):
    """Writes over the images."""
    images[...] = permute_flat(images, permutation)
    return images.copy()


@wrong("permute_pixels", "raised")
def permute_rows_of_images(images, permutation):
    """Indexes the images."""
    return images[permutation]


@wrong("permute_pixels", "off-by-one")
def permute_from_one(images, permutation):
    """Counts from 1."""
    return permute_flat(images, np.asarray(permutation) - 1)


@wrong("permute_pixels", "overwritten")
def permute_overwrites(images, permutation):
    """Fills the array that it reads from."""
    out = images.copy().reshape(len(images), -1)
    for k, p in enumerate(permutation):
        out[:, k] = out[:, p]
    return out.reshape(images.shape)


@wrong("permute_pixels", "images-in-columns")
def permute_images_in_columns(images, permutation):
    """Lays the images out as columns."""
    n = len(images)
    f = images.reshape(-1, n).T
    return f[:, permutation].reshape(images.shape)


@wrong("permute_pixels", "images-in-columns")
def permute_rows_of_pixels(images, permutation):
    """Lays the images out as (H * W, N)."""
    n = len(images)
    return images.reshape(-1, n)[permutation].reshape(images.shape)


@wrong("permute_pixels", "column-major")
def permute_turned_before(images, permutation):
    """Counts down the columns when it takes the pixels."""
    return np.array([im.T.ravel()[permutation].reshape(im.shape) for im in images])


@wrong("permute_pixels", "height-and-width-exchanged")
def permute_turned_behind(images, permutation):
    """Counts down the columns when it lays them back."""
    return np.array([im.ravel()[permutation].reshape(im.T.shape).T for im in images])


@wrong("permute_pixels", "off-by-one")
def permute_from_one_less(images, permutation):
    """Counts from 1."""
    f = images.reshape(len(images), -1)
    return f[:, permutation - 1].reshape(images.shape)


@wrong("permute_pixels", "left-at-zero")
def permute_all_but_the_last(images, permutation):
    """The loop ends one image too early."""
    f = images.reshape(len(images), -1)
    out = np.zeros_like(f)
    for n in range(len(f) - 1):
        out[n] = f[n, permutation]
    return out.reshape(images.shape)


@wrong("permute_pixels", "truncated")
def permute_whole_numbers(images, permutation):
    """Makes whole numbers of the pixels."""
    return images.reshape(len(images), -1)[:, permutation].reshape(images.shape).astype(int)


@wrong("permute_pixels", "inverse")
def permute_scatter_loop(images, permutation):
    """Puts pixel k to where permutation[k] says."""
    n, h, w = images.shape
    out = np.zeros_like(images)
    for k, p in enumerate(permutation):
        out[:, p // w, p % w] = images[:, k // w, k % w]
    return out


@right("permute_pixels")
def permute_rows_and_columns(images, permutation):
    i, j = np.divmod(permutation.reshape(images.shape[1:]), images.shape[2])
    return images[:, i, j]


@right("permute_pixels")
def permute_turned_twice(images, permutation):
    return images.reshape(len(images), -1).T[permutation].T.reshape(images.shape)


@right("permute_pixels")
def permute_offsets(images, permutation):
    n, h, w = images.shape
    return images.ravel()[np.arange(n)[:, None] * h * w + permutation].reshape(images.shape)


@right("permute_pixels")
def permute_plain_python(images, permutation):
    n, h, w = images.shape
    p = [int(x) for x in permutation]
    out = []
    for im in images.tolist():
        flat = [v for row in im for v in row]
        flat = [flat[q] for q in p]
        out.append([flat[r * w:(r + 1) * w] for r in range(h)])
    return out


@right("permute_pixels")
def permute_take_along_axis(images, permutation):
    f = images.reshape(len(images), -1)
    return np.take_along_axis(f, np.broadcast_to(permutation, f.shape), 1).reshape(images.shape)


@wrong("permute_pixels", "height-and-width-exchanged")
def permute_turned_at_the_end(images, permutation):
    """Turns the images at the end."""
    return images.reshape(len(images), -1)[:, permutation].reshape(images.shape).transpose(0, 2, 1)


@wrong("permute_pixels", "column-major")
def permute_mod_exchanged(images, permutation):
    """// and % exchanged."""
    n, h, w = images.shape
    return images[:, permutation % h, permutation // h].reshape(images.shape)


@wrong("permute_pixels", "left-flat")
def permute_list_of_rows(images, permutation):
    """A list of flat images."""
    return [im.ravel()[permutation] for im in images]
