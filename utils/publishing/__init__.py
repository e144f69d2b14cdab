"""For authors: bundles for students and for other graders, solved notebooks, the web site, the repository's address."""
