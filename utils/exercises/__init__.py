"""The exercises: one module a notebook, each a list of `Exercise` objects by assignment.

Whatever `Exercise` a module here assigns to a name is part of the course (see
`utils.checking.registry`); there is no list to add it to.
"""
