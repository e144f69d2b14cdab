"""Students' answers to `minibatches`."""

import math
import random

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("minibatches")
def batches_permutation(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@right("minibatches")
def batches_shuffle(n, batch_size, rng):
    indices = np.arange(n)
    rng.shuffle(indices)
    return np.split(indices, np.arange(batch_size, n, batch_size))


@right("minibatches")
def batches_choice(n, batch_size, rng):
    order = rng.choice(n, size=n, replace=False)
    count = math.ceil(n / batch_size)
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(count)]


@right("minibatches")
def batches_argsort(n, batch_size, rng):
    order = np.argsort(rng.random(n))
    batches = []
    start = 0
    while start < n:
        batches.append(order[start:min(start + batch_size, n)])
        start += batch_size
    return batches


@right("minibatches")
def batches_lists(n, batch_size, rng):
    order = list(range(n))
    rng.shuffle(order)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@right("minibatches")
def batches_fisher_yates(n, batch_size, rng):
    order = np.arange(n)
    for i in range(n - 1, 0, -1):
        j = rng.integers(i + 1)
        order[i], order[j] = order[j], order[i]
    batches = ()
    while len(order):
        batches, order = (*batches, order[:batch_size]), order[batch_size:]
    return batches


@right("minibatches")
def batches_one_by_one(n, batch_size, rng):
    batches, current = [], []
    for index in rng.permutation(np.arange(n)):
        current.append(index)
        if len(current) == batch_size:
            batches.append(np.array(current))
            current = []
    if current:
        batches.append(np.array(current))
    return batches


@right("minibatches")
def batches_python_random(n, batch_size, rng):
    order = random.Random(int(rng.integers(2 ** 63))).sample(range(n), n)
    return [np.array(order[i:i + batch_size], dtype=np.int32) for i in range(0, n, batch_size)]


@right("minibatches")
def batches_drawn_from_what_is_left(n, batch_size, rng):
    left, batches = np.arange(n), []
    while left.size:
        batch = rng.choice(left, size=min(batch_size, left.size), replace=False)
        batches.append(batch)
        left = np.setdiff1d(left, batch)
    return batches


@right("minibatches")
def batches_split_at_places(n, batch_size, rng):
    idx = np.arange(n)
    rng.shuffle(idx)
    return np.split(idx, range(batch_size, n, batch_size))


@right("minibatches")
def batches_cards_from_a_hat(n, batch_size, rng):
    hat, out = list(range(n)), []
    while hat:
        b = []
        while hat and len(b) < batch_size:
            b.append(hat.pop(int(rng.integers(len(hat)))))
        out.append(np.array(b))
    return tuple(out)


@right("minibatches")
def batches_draws_from_what_is_left(n, batch_size, rng):
    left = np.arange(n)
    out = []
    while left.size:
        b = rng.choice(left, min(batch_size, left.size), replace=False)
        left = np.setdiff1d(left, b)
        out.append(b)
    return out


@right("minibatches")
def batches_fills_a_buffer(n, batch_size, rng):
    p = rng.permutation(n)
    out, b = [], []
    for v in p:
        b.append(int(v))
        if len(b) == batch_size:
            out.append(np.array(b))
            b = []
    if b:
        out.append(np.array(b))
    return out


# ---------------------------------------------------------------- wrong


@wrong("minibatches", "not-shuffled")
def batches_in_order(n, batch_size, rng):
    """No shuffle."""
    order = np.arange(n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "not-shuffled")
def batches_shuffle_not_kept(n, batch_size, rng):
    """rng.permutation returns a new array, which is dropped."""
    order = np.arange(n)
    rng.permutation(order)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "ignores-rng")
def batches_own_generator(n, batch_size, rng):
    """A generator with a fixed seed is made inside."""
    rng = np.random.default_rng(0)
    order = rng.permutation(n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "not-repeatable")
def batches_unseeded(n, batch_size, rng):
    """A generator without a seed is made inside."""
    order = np.random.default_rng().permutation(n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "used-global-random")
def batches_global(n, batch_size, rng):
    """numpy's global state."""
    order = np.random.permutation(n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "tail-dropped")
def batches_floor(n, batch_size, rng):
    """The rest is dropped."""
    order = rng.permutation(n)
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(n // batch_size)]


@wrong("minibatches", "tail-dropped")
def batches_reshape(n, batch_size, rng):
    """The rest is cut off, so that the others fit into a table."""
    order = rng.permutation(n)
    full = n // batch_size * batch_size
    return order[:full].reshape(-1, batch_size)


@wrong("minibatches", "with-replacement")
def batches_integers(n, batch_size, rng):
    """Indices are drawn with replacement."""
    return [rng.integers(0, n, size=min(batch_size, n - i)) for i in range(0, n, batch_size)]


@wrong("minibatches", "with-replacement")
def batches_choice_replaced(n, batch_size, rng):
    """rng.choice draws with replacement unless told otherwise."""
    order = rng.choice(n, size=n)
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "drawn-apart")
def batches_each_drawn_anew(n, batch_size, rng):
    """Each batch is drawn from all rows."""
    return [rng.choice(n, size=min(batch_size, n - i), replace=False) for i in range(0, n, batch_size)]


@wrong("minibatches", "drawn-apart")
def batches_shuffled_in_the_loop(n, batch_size, rng):
    """Shuffles anew for every batch."""
    order, batches = np.arange(n), []
    for i in range(0, n, batch_size):
        rng.shuffle(order)
        batches.append(order[i:i + batch_size].copy())
    return batches


@wrong("minibatches", "overlapping")
def batches_stride_one(n, batch_size, rng):
    """The start moves on by one only."""
    order = rng.permutation(n)
    return [order[i:i + batch_size] for i in range(n)]


@wrong("minibatches", "batch-one-short")
def batches_minus_one(n, batch_size, rng):
    """Slices end one too early."""
    order = rng.permutation(n)
    return [order[i:i + batch_size - 1] for i in range(0, n, batch_size)]


@wrong("minibatches", "batch-one-long")
def batches_plus_one(n, batch_size, rng):
    """Slices end one too late."""
    order = rng.permutation(n)
    return [order[i:i + batch_size + 1] for i in range(0, n, batch_size)]


@wrong("minibatches", "indices-from-one")
def batches_from_one(n, batch_size, rng):
    """Counts from 1."""
    order = rng.permutation(np.arange(1, n + 1))
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "one-index-too-many")
def batches_n_plus_one(n, batch_size, rng):
    """0..n."""
    order = rng.permutation(n + 1)
    return [order[i:i + batch_size] for i in range(0, n + 1, batch_size)]


@wrong("minibatches", "one-index-missing")
def batches_n_minus_one(n, batch_size, rng):
    """0..n-2."""
    order = rng.permutation(n - 1)
    return [order[i:i + batch_size] for i in range(0, n - 1, batch_size)]


@wrong("minibatches", "last-batch-missing")
def batches_range_too_short(n, batch_size, rng):
    """range ends one batch too early."""
    order = rng.permutation(n)
    return [order[i:i + batch_size] for i in range(0, n - batch_size, batch_size)]


@wrong("minibatches", "empty-last-batch")
def batches_one_more(n, batch_size, rng):
    """n // batch_size + 1 batches, also where they divide."""
    order = rng.permutation(n)
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(n // batch_size + 1)]


@wrong("minibatches", "even-sizes")
def batches_array_split(n, batch_size, rng):
    """np.array_split makes the batches as even as it can."""
    return np.array_split(rng.permutation(n), math.ceil(n / batch_size))


@wrong("minibatches", "batch-size-as-count")
def batches_as_count(n, batch_size, rng):
    """batch_size batches."""
    return np.array_split(rng.permutation(n), batch_size)


@wrong("minibatches", "blocks-shuffled")
def batches_blocks(n, batch_size, rng):
    """The batches are shuffled, not the rows."""
    batches = [np.arange(i, min(i + batch_size, n)) for i in range(0, n, batch_size)]
    rng.shuffle(batches) if len({len(b) for b in batches}) == 1 else batches.sort(key=lambda _: rng.random())
    return batches


@wrong("minibatches", "shuffled-inside-batches")
def batches_shuffled_inside(n, batch_size, rng):
    """Rows are shuffled within their batch only."""
    return [rng.permutation(np.arange(i, min(i + batch_size, n))) for i in range(0, n, batch_size)]


@wrong("minibatches", "sorted-batches")
def batches_sorted(n, batch_size, rng):
    """Each batch is sorted."""
    order = rng.permutation(n)
    return [np.sort(order[i:i + batch_size]) for i in range(0, n, batch_size)]


@wrong("minibatches", "not-cut")
def batches_uncut(n, batch_size, rng):
    """The shuffle, in one piece."""
    return rng.permutation(n)


@wrong("minibatches", "wrong-type")
def batches_generator(n, batch_size, rng):
    """A generator and not a list."""
    order = rng.permutation(n)
    return (order[i:i + batch_size] for i in range(0, n, batch_size))


@wrong("minibatches", "returned-none")
def batches_shuffle_returns_none(n, batch_size, rng):
    """rng.shuffle works in place and returns None."""
    order = rng.shuffle(np.arange(n))
    return order


@wrong("minibatches", "one-batch-only")
def batches_returns_in_loop(n, batch_size, rng):
    """The return stands in the loop."""
    order = rng.permutation(n)
    batches = []
    for i in range(0, n, batch_size):
        batches.append(order[i:i + batch_size])
        return batches


@wrong("minibatches", "same-batch-again")
def batches_first_again(n, batch_size, rng):
    """The slice does not move on."""
    order = rng.permutation(n)
    return [order[:batch_size] for _ in range(0, n, batch_size)]


@wrong("minibatches", "last-batch-filled-up")
def batches_filled_from_the_front(n, batch_size, rng):
    """The last batch is filled up from the front."""
    p = rng.permutation(n)
    out = []
    for i in range(0, n, batch_size):
        b = p[i:i + batch_size]
        if len(b) < batch_size:
            b = np.concatenate([b, p[:batch_size - len(b)]])
        out.append(b)
    return out


@wrong("minibatches", "last-batch-filled-up")
def batches_last_moved_back(n, batch_size, rng):
    """The last batch is moved back until it is full."""
    p = rng.permutation(n)
    k = n // batch_size
    out = [p[i * batch_size:(i + 1) * batch_size] for i in range(k)]
    if n % batch_size:
        out.append(p[-batch_size:])
    return out


@wrong("minibatches", "small-batch-first")
def batches_small_one_first(n, batch_size, rng):
    """The small batch comes first."""
    p = rng.permutation(n)
    r = n % batch_size
    out = [p[:r]] if r else []
    return out + [p[i:i + batch_size] for i in range(r, n, batch_size)]


@wrong("minibatches", "one-index-missing")
def batches_one_fewer(n, batch_size, rng):
    """A permutation of n - 1."""
    p = rng.permutation(n - 1)
    return [p[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "single-one-dropped")
def batches_range_to_n_minus_one(n, batch_size, rng):
    """The range ends at n - 1."""
    p = rng.permutation(n)
    return [p[i:i + batch_size] for i in range(0, n - 1, batch_size)]


@wrong("minibatches", "slice-end-fixed")
def batches_slice_to_batch_size(n, batch_size, rng):
    """The slice ends at batch_size in every turn."""
    p = rng.permutation(n)
    return [p[i:batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "drawn-apart-all-full")
def batches_drawn_in_turn(n, batch_size, rng):
    """Each batch is drawn from all indices."""
    return [rng.choice(n, batch_size, replace=False) for _ in range(n // batch_size)]


@wrong("minibatches", "not-random-enough")
def batches_zero_stays(n, batch_size, rng):
    """0 always comes first."""
    p = np.arange(n)
    rng.shuffle(p[1:])
    return [p[i:i + batch_size] for i in range(0, n, batch_size)]


@wrong("minibatches", "even-sizes")
def batches_split_into_one_more(n, batch_size, rng):
    """n // batch_size + 1 even pieces."""
    return np.array_split(rng.permutation(n), n // batch_size + 1)


@wrong("minibatches", "batch-size-as-count")
def batches_batch_size_times(n, batch_size, rng):
    """As many batches as one has indices."""
    p = rng.permutation(n)
    return [p[i * batch_size:(i + 1) * batch_size] for i in range(batch_size)]


@wrong("minibatches", "last-batch-only")
def batches_last_one(n, batch_size, rng):
    """The last batch alone."""
    p = rng.permutation(n)
    for i in range(0, n, batch_size):
        batch = p[i:i + batch_size]
    return batch


@wrong("minibatches", "count-rounded")
def batches_count_rounded(n, batch_size, rng):
    """The number of batches is rounded."""
    p = rng.permutation(n)
    return [p[i * batch_size:(i + 1) * batch_size] for i in range(round(n / batch_size))]


@wrong("minibatches", "same-batch-again")
def batches_buffer_cleared(n, batch_size, rng):
    """One list, cleared and filled again."""
    p = rng.permutation(n)
    out = []
    b = []
    for v in p:
        b.append(int(v))
        if len(b) == batch_size:
            out.append(b)
            b.clear()
    if b:
        out.append(b)
    return out


@wrong("minibatches", "tail-dropped")
def batches_buffer_forgotten(n, batch_size, rng):
    """What is left over is forgotten."""
    p = rng.permutation(n)
    out = []
    b = []
    for v in p:
        b.append(int(v))
        if len(b) == batch_size:
            out.append(np.array(b))
            b = []
    return out


@wrong("minibatches", "wrong-shape")
def batches_slices_from_the_end(n, batch_size, rng):
    """Slices that begin with -0."""
    p = rng.permutation(n)
    return [p[-i - batch_size:-i] for i in range(0, n, batch_size)]


@wrong("minibatches", "wrong-length")
def batches_no_batches_of_one(n, batch_size, rng):
    """Batches of one index are left out."""
    p = rng.permutation(n)
    out = [p[i:i + batch_size] for i in range(0, n, batch_size)]
    return [b for b in out if len(b) > 1]


@wrong("minibatches", "wrong-length")
def batches_none(n, batch_size, rng):
    """The list stays empty."""
    order = rng.permutation(n)
    batches = []
    for i in range(n, batch_size):
        batches.append(order[i:i + batch_size])
    return batches
