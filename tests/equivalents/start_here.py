"""Mutants of the solutions of notebook 00 that are right all the same."""

from . import ONE_AXIS, BROADCAST, NEVER_NEGATIVE

EQUIVALENT = {
    "scale_rows": {
        "return X * s.T[:, None]": ONE_AXIS,
    },
    "standardize": {
        "spread = X.std(axis=0, keepdims=True)": BROADCAST,
        "return (X - X.mean(axis=0, keepdims=True)) / np.where(spread == 0, 1, spread)": BROADCAST,
        "return (X - X.mean(axis=0)) / np.where(spread <= 0, 1, spread)": NEVER_NEGATIVE,
        "return (X - X.mean(axis=0)) / np.where(-spread == 0, 1, spread)": "minus 0 equals 0",
        "return (X - X.mean(axis=0)) / np.where(spread == 0, 2, spread)": "0 divided by 2 is 0 as well",
        "return (X - X.mean(axis=0)) / np.where(spread.T == 0, 1, spread)": ONE_AXIS,
        "return (X - X.mean(axis=0)) / np.where(spread == 0, 1, spread.T)": ONE_AXIS,
    },
}
