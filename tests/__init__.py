"""The course's tests: make test, or python -m pytest."""
