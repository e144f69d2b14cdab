"""For authors: solved notebooks, the repository's address, clean notebooks, the web site (python -m utils.publishing)."""
