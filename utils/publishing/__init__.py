"""For authors: solved notebooks, the repository's address, clean notebooks (python -m utils.publishing)."""
