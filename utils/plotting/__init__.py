"""Figures: pure functions, arrays in, a `Picture` with a text alternative out. One module a notebook.

Nothing is imported here: matplotlib is loaded by the first plot module that is asked for.
"""
