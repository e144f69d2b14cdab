"""Prints the table. A goal is printed beside its figure with "met" or "missed"; nothing here fails."""

import importlib.metadata
import os
import platform

from . import checks, convolution, imports, notebooks, reading


def main():
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "torch", "matplotlib", "ipywidgets"))
    print(f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores; OPENBLAS_CORETYPE "
          f"{os.environ.get('OPENBLAS_CORETYPE', 'unset')}")
    print(f"{'what':58} {'measured':>12} {'peer':>12} {'ratio':>7}  the peer; the goal")
    for part in (imports, reading, convolution, checks, notebooks):
        for row in part.rows():
            print(row, flush=True)


if __name__ == "__main__":
    main()
