"""The course as a web site to read: notebooks executed once, pages made from them, Sphinx (python -m utils.publishing site)."""
