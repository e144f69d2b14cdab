"""What all tests share: no window is ever opened, and every random test says its seed."""

import os
import time
from pathlib import Path

import matplotlib
import numpy as np
import pytest

# Not by MPLBACKEND: the notebooks' kernels, which inherit the environment, choose for themselves.
matplotlib.use("agg")


@pytest.fixture(scope="session")
def root():
    """The course's folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def seed():
    """A fresh seed, printed; SEED=n in the environment repeats the test with the seed that it printed."""
    value = int(os.environ.get("SEED") or time.time_ns() % 2**32)
    print(f"SEED={value}")  # pytest shows what a failing test printed
    return value


@pytest.fixture
def rng(seed):
    """A numpy Generator from the printed seed."""
    return np.random.default_rng(seed)
