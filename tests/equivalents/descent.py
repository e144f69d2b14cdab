"""Mutants of the solutions of notebook 04 that are right all the same."""

EQUIVALENT = {}
