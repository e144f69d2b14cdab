"""Interactive pieces: thin ipywidgets shells over `utils.plotting`. One module a notebook; nothing is imported here.

They use only what ipywidgets 7.7 and 8 share, and no Output widget and no `interact`: programs that execute notebooks
can wait for ever on those. A picture is shown as the value of an HTML widget.
"""
