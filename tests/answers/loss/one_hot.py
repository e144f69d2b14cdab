"""Students' answers to `one_hot`."""
# ruff: noqa: F821, F841 (such slips are what these answers are about)

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("one_hot")
def hot_eye(labels, num_classes):
    return np.eye(num_classes)[labels]


@right("one_hot")
def hot_fancy(labels, num_classes):
    Y = np.zeros((labels.size, num_classes))
    Y[np.arange(labels.size), labels] = 1
    return Y


@right("one_hot")
def hot_loop(labels, num_classes):
    Y = np.zeros((len(labels), num_classes), dtype=int)
    for i, label in enumerate(labels):
        Y[i][label] = 1
    return Y


@right("one_hot")
def hot_comparison(labels, num_classes):
    return (labels[:, None] == np.arange(num_classes)) * 1.0


@right("one_hot")
def hot_truth_values(labels, num_classes):
    return labels.reshape(-1, 1) == np.arange(num_classes)[None]


@right("one_hot")
def hot_lists(labels, num_classes):
    return [[1 if c == label else 0 for c in range(num_classes)] for label in labels]


@right("one_hot")
def hot_put(labels, num_classes):
    Y = np.zeros((len(labels), num_classes))
    np.put_along_axis(Y, labels[:, None].astype(np.int64), 1, axis=1)
    return Y


@right("one_hot")
def hot_add_at(labels, num_classes):
    Y = np.zeros((len(labels), num_classes), np.float32)
    np.add.at(Y, (np.arange(len(labels)), labels), 1)
    return Y


@right("one_hot")
def hot_flat(labels, num_classes):
    Y = np.zeros(len(labels) * num_classes)
    Y[np.arange(len(labels)) * num_classes + labels] = 1
    return Y.reshape(len(labels), num_classes)


@right("one_hot")
def hot_bincount(labels, num_classes):
    return np.stack([np.bincount([label], minlength=num_classes) for label in labels])


@right("one_hot")
def hot_outer(labels, num_classes):
    return np.equal.outer(labels, range(num_classes)).astype(np.int8)


@right("one_hot")
def hot_columns(labels, num_classes):
    return np.array([[float(label == c) for label in labels] for c in range(num_classes)]).T


@right("one_hot")
def hot_steps(labels, num_classes):
    above = np.arange(num_classes + 1)[None, :] > labels[:, None]
    return np.diff(above.astype(int), axis=1)


@right("one_hot")
def hot_rows_from_a_helper(labels, num_classes):
    def one(label):
        row = [0.0] * num_classes
        row[int(label)] = 1.0
        return row
    return np.array(list(map(one, labels)))


@right("one_hot")
def hot_take(labels, num_classes):
    return np.take(np.identity(num_classes, dtype=int), labels, axis=0)


right("one_hot")(lambda labels, num_classes: np.where(np.arange(num_classes) == labels[:, np.newaxis], 1, 0))

# ---------------------------------------------------------------- wrong


@wrong("one_hot", "classes-from-labels")
def hot_max(labels, num_classes):
    """As many classes as the largest label says."""
    return np.eye(labels.max() + 1)[labels]


@wrong("one_hot", "classes-from-labels")
def hot_max_loop(labels, num_classes):
    """As many classes as the largest label says, in a loop."""
    Y = np.zeros((len(labels), max(labels) + 1))
    for i in range(len(labels)):
        Y[i, labels[i]] = 1
    return Y


@wrong("one_hot", "classes-that-occur")
def hot_unique(labels, num_classes):
    """One column for each class that occurs."""
    return (labels[:, None] == np.unique(labels)).astype(float)


@wrong("one_hot", "transposed")
def hot_transposed(labels, num_classes):
    """(C, N)."""
    return np.eye(num_classes)[:, labels]


@wrong("one_hot", "transposed")
def hot_transposed_zeros(labels, num_classes):
    """(C, N), with the shape the wrong way round from the start."""
    Y = np.zeros((num_classes, len(labels)))
    Y[labels, np.arange(len(labels))] = 1
    return Y


@wrong("one_hot", "counted-from-one")
def hot_from_one(labels, num_classes):
    """Classes are counted from 1."""
    return np.eye(num_classes)[labels - 1]


@wrong("one_hot", "counted-from-one")
def hot_from_one_comparison(labels, num_classes):
    """Classes 1 to C are compared with."""
    return (labels[:, None] == np.arange(1, num_classes + 1)).astype(float)


@wrong("one_hot", "one-column-too-many")
def hot_wide(labels, num_classes):
    """C + 1 columns."""
    return np.eye(num_classes + 1)[labels]


@wrong("one_hot", "label-as-value")
def hot_label(labels, num_classes):
    """The label itself stands in its column."""
    Y = np.zeros((len(labels), num_classes))
    for i, label in enumerate(labels):
        Y[i, label] = label
    return Y


@wrong("one_hot", "every-row-the-same")
def hot_all_columns(labels, num_classes):
    """Y[:, labels] sets the columns in every row."""
    Y = np.zeros((len(labels), num_classes))
    Y[:, labels] = 1
    return Y


@wrong("one_hot", "every-row-the-same")
def hot_one_list_many_times(labels, num_classes):
    """All rows are one list."""
    Y = [[0] * num_classes] * len(labels)
    for i, label in enumerate(labels):
        Y[i][label] = 1
    return np.array(Y)


@wrong("one_hot", "whole-rows")
def hot_whole_rows(labels, num_classes):
    """Y[labels] sets whole rows."""
    Y = np.zeros((len(labels), num_classes))
    Y[labels] = 1
    return Y


@wrong("one_hot", "indices-exchanged")
def hot_exchanged(labels, num_classes):
    """The label is used as the row."""
    Y = np.zeros((len(labels), num_classes))
    Y[labels, np.arange(len(labels))] = 1
    return Y


@wrong("one_hot", "inverted")
def hot_cold(labels, num_classes):
    """0 at the label, 1 elsewhere."""
    return (labels[:, None] != np.arange(num_classes)).astype(float)


@wrong("one_hot", "filled-up")
def hot_thermometer(labels, num_classes):
    """1 up to the label."""
    return (labels[:, None] >= np.arange(num_classes)).astype(int)


@wrong("one_hot", "labels-against-labels")
def hot_labels_twice(labels, num_classes):
    """Labels compared with labels: (N, N)."""
    return (labels[:, None] == labels).astype(float)


@wrong("one_hot", "counts")
def hot_counts(labels, num_classes):
    """How often each class occurs."""
    return np.bincount(labels, minlength=num_classes)


@wrong("one_hot", "identity")
def hot_identity(labels, num_classes):
    """The identity, not indexed."""
    return np.eye(num_classes)


@wrong("one_hot", "zeros-only")
def hot_zeros(labels, num_classes):
    """== where = belongs."""
    Y = np.zeros((len(labels), num_classes))
    for i, label in enumerate(labels):
        Y[i, label] == 1
    return Y


@wrong("one_hot", "minus-one-elsewhere")
def hot_plus_minus(labels, num_classes):
    """-1 elsewhere."""
    return np.where(labels[:, None] == np.arange(num_classes), 1, -1)


@wrong("one_hot", "classes-reversed")
def hot_reversed(labels, num_classes):
    """Counted from the end."""
    return np.eye(num_classes)[::-1][labels]


@wrong("one_hot", "sorted")
def hot_sorted(labels, num_classes):
    """Sorted first."""
    return np.eye(num_classes)[np.sort(labels)]


@wrong("one_hot", "first-row-only")
def hot_returns_in_loop(labels, num_classes):
    """The return stands in the loop."""
    Y = np.zeros((len(labels), num_classes))
    for i, label in enumerate(labels):
        Y[i, label] = 1
        return Y


@wrong("one_hot", "last-row-left-out")
def hot_range(labels, num_classes):
    """range(N - 1)."""
    Y = np.zeros((len(labels), num_classes))
    for i in range(len(labels) - 1):
        Y[i, labels[i]] = 1
    return Y


@wrong("one_hot", "comparison-flat")
def hot_flat_comparison(labels, num_classes):
    """labels is not stood upright."""
    return (labels == np.arange(num_classes)).astype(float)


@wrong("one_hot", "labels-upright")
def hot_upright(labels, num_classes):
    """Only an axis is added."""
    return labels[:, None]


@wrong("one_hot", "smoothed")
def hot_smoothed(labels, num_classes):
    """Label smoothing."""
    return np.eye(num_classes)[labels] * 0.9 + 0.1 / num_classes


@wrong("one_hot", "returned-none")
def hot_no_return(labels, num_classes):
    """No return."""
    Y = np.eye(num_classes)[labels]


@wrong("one_hot", "raised")
def hot_zeros_without_brackets(labels, num_classes):
    """The shape is not a tuple."""
    Y = np.zeros(len(labels), num_classes)
    Y[np.arange(len(labels)), labels] = 1
    return Y


@wrong("one_hot", "positions")
def hot_list_of_positions(labels, num_classes):
    """The positions in the flat table."""
    return np.arange(len(labels)) * num_classes + labels


@wrong("one_hot", "wrong-shape")
def hot_ten_classes(labels, num_classes):
    """Always ten classes."""
    return np.eye(10)[labels]


@wrong("one_hot", "label-as-row-too")
def hot_label_twice(labels, num_classes):
    """Y[label, label]."""
    Y = np.zeros((len(labels), num_classes))
    for label in labels:
        Y[label, label] = 1
    return Y


@wrong("one_hot", "one-row-for-all")
def hot_one_row(labels, num_classes):
    """One row for all labels."""
    Y = np.zeros(num_classes)
    Y[labels] = 1
    return Y


@wrong("one_hot", "row-not-reset")
def hot_row_goes_on(labels, num_classes):
    """The row of zeros is made once, before the loop."""
    row, Y = np.zeros(num_classes), []
    for c in labels:
        row[c] = 1
        Y.append(row.copy())
    return np.array(Y)


@wrong("one_hot", "last-row-everywhere")
def hot_same_row_appended(labels, num_classes):
    """One row, set back in each turn and appended each time."""
    row, Y = np.zeros(num_classes), []
    for c in labels:
        row[:] = 0
        row[c] = 1
        Y.append(row)
    return np.array(Y)


@wrong("one_hot", "one-of-equal-labels")
def hot_row_by_index(labels, num_classes):
    """The row is where the label is found first."""
    labels = list(labels)
    Y = np.zeros((len(labels), num_classes))
    for c in labels:
        Y[labels.index(c), c] = 1
    return Y


@wrong("one_hot", "one-of-equal-labels")
def hot_row_by_dictionary(labels, num_classes):
    """A dictionary from labels to rows keeps the last of equal ones."""
    Y = np.zeros((len(labels), num_classes))
    for c, i in {int(c): i for i, c in enumerate(labels)}.items():
        Y[i, c] = 1
    return Y


@wrong("one_hot", "first-class-left-out")
def hot_if_there_is_a_label(labels, num_classes):
    """0 counts as no label."""
    Y = np.zeros((len(labels), num_classes))
    for i, c in enumerate(labels):
        if c:
            Y[i, c] = 1
    return Y


@wrong("one_hot", "last-class-left-out")
def hot_classes_end_early(labels, num_classes):
    """The loop over the classes ends one too early."""
    Y = np.zeros((len(labels), num_classes))
    for c in range(num_classes - 1):
        Y[:, c] = labels == c
    return Y


@right("one_hot")
def hot_distance_to_the_label(labels, num_classes):
    away = np.abs(np.subtract.outer(labels.astype(int), np.arange(num_classes)))
    return 1 - np.minimum(away, 1)


@right("one_hot")
def hot_added_at(labels, num_classes):
    Y = np.zeros((len(labels), num_classes))
    np.add.at(Y, (np.arange(len(labels)), labels), 1)
    return Y
