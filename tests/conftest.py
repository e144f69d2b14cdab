"""What all tests share: no window is ever opened, and every random test says its seed."""

import os
import time
from pathlib import Path

import hypothesis
import matplotlib
import numpy as np
import pytest

# Not by MPLBACKEND: the notebooks' kernels, which inherit the environment, choose for themselves.
matplotlib.use("agg")


@pytest.fixture(scope="session")
def root():
    """The course's folder."""
    return Path(__file__).resolve().parents[1]


# The inputs that hypothesis draws are the same ones, too, unless SEED says otherwise.
hypothesis.settings.register_profile("course", derandomize=not os.environ.get("SEED"))
hypothesis.settings.load_profile("course")


@pytest.fixture
def seed():
    """A seed, printed: always the same one, so that what passed passes again; SEED=n in the environment takes another, SEED=fresh a new one each time."""
    wanted = os.environ.get("SEED") or "20240123"
    value = time.time_ns() % 2**32 if wanted == "fresh" else int(wanted)
    print(f"SEED={value}")  # pytest shows what a failing test printed
    return value


@pytest.fixture
def rng(seed):
    """A numpy Generator from the printed seed."""
    return np.random.default_rng(seed)
