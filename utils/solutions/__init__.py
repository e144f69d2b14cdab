"""Right answers in numpy, one module a notebook. Not part of what students are given."""
