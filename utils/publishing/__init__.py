"""For authors: the student bundle, solved notebooks, the repository's address, clean notebooks (python -m utils.publishing)."""
