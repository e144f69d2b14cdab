"""For authors: bundles for students and for other graders, solved notebooks, the repository's address."""
