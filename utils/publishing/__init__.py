"""For authors: bundles for students and other graders, solved notebooks, the repository's address (python -m utils.publishing)."""
