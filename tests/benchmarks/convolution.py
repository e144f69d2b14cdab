"""The numpy convolution beside torch's and beside plain loops: forward and backward, float32, one thread.

Measured in a process of its own: numpy's and torch's threads are counted when they are imported, and some
machines set variables that make numpy's OpenBLAS take a slower way; those are unset.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from .timing import Row, once

ROOT = Path(__file__).resolve().parents[2]
BATCH, CHANNELS, HEIGHT, WIDTH, KERNELS, SIZE, STRIDE, PADDING = 32, 16, 14, 14, 32, 5, 1, 2
GOAL = 1.5      # times torch's time
ROUNDS = 100
UNSET = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def loops_forward(X, W, b, stride, padding):
    """The layer as one would write it first: a loop over images, kernels and pixels."""
    kH, kW = W.shape[2:]
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros((len(X), len(W), (X.shape[2] - kH) // stride + 1, (X.shape[3] - kW) // stride + 1), dtype=X.dtype)
    for n, k, y, x in np.ndindex(out.shape):
        out[n, k, y, x] = (X[n, :, y * stride:y * stride + kH, x * stride:x * stride + kW] * W[k]).sum() + b[k]
    return out


def loops_backward(upstream, X, W, stride, padding):
    """Its backward pass, by the same loop."""
    kH, kW = W.shape[2:]
    H, width = X.shape[2:]
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dX, dW = np.zeros_like(X), np.zeros_like(W)
    for n, k, y, x in np.ndindex(upstream.shape):
        window = np.s_[n, :, y * stride:y * stride + kH, x * stride:x * stride + kW]
        dW[k] += upstream[n, k, y, x] * X[window]
        dX[window] += upstream[n, k, y, x] * W[k]
    return dX[:, :, padding:padding + H, padding:padding + width], dW, upstream.sum(axis=(0, 2, 3))


def measure():
    """The fewest seconds by "numpy" and by "torch", taken in turns (what else runs only adds to a time), and of one run by "loops".

    Raises where the three do not agree.
    """
    import torch

    from utils.solutions import convnet

    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    X = rng.normal(size=(BATCH, CHANNELS, HEIGHT, WIDTH)).astype(np.float32)
    W = (rng.normal(size=(KERNELS, CHANNELS, SIZE, SIZE)) / SIZE).astype(np.float32)
    b = rng.normal(size=KERNELS).astype(np.float32)
    tensors = [torch.from_numpy(a).requires_grad_() for a in (X, W, b)]
    found = {}

    def by(name, forward, backward):
        def both():
            out = forward(X, W, b, STRIDE, PADDING)
            found[name] = (out, *backward(out, X, W, STRIDE, PADDING))
        return both

    def by_torch():
        out = torch.nn.functional.conv2d(*tensors, stride=STRIDE, padding=PADDING)
        found["torch"] = [t.detach().numpy() for t in (out, *torch.autograd.grad(out, tensors, out.detach()))]

    by_numpy = by("numpy", convnet.conv_forward, convnet.conv_backward)
    for action in (by_numpy, by_torch) * 3:
        action()
    seconds = [(once(by_numpy), once(by_torch)) for _ in range(ROUNDS)]
    loops = once(by("loops", loops_forward, loops_backward))
    for name in ("numpy", "loops"):
        for part, expected in zip(found[name], found["torch"]):
            np.testing.assert_allclose(part, expected, rtol=1e-3, atol=1e-4 * np.abs(expected).max(), err_msg=f"{name} and torch do not agree")
    return {"numpy": min(a for a, _ in seconds), "torch": min(b for _, b in seconds), "loops": loops}


def rows():
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    code = "import json; from tests.benchmarks.convolution import measure; print(json.dumps(measure()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    seconds = json.loads(done.stdout)
    peer = (f"torch: {BATCH} x {CHANNELS} x {HEIGHT} x {WIDTH}, {KERNELS} kernels {SIZE} x {SIZE}, stride {STRIDE}, padding {PADDING}, float32, best of {ROUNDS}; "
            f"one thread each, {' and '.join(UNSET)} unset")
    yield Row("a convolution, forward and backward: the solution", seconds["numpy"], seconds["torch"], peer,
              f"at most {GOAL} times torch's", seconds["numpy"] <= GOAL * seconds["torch"])
    yield Row("   the same in plain loops over images, kernels and pixels", seconds["loops"], seconds["torch"], peer)
