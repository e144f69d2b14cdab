"""Tests of the grader: what goes in, what comes out, and what hostile submissions get."""
