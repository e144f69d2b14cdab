"""How fast the course is: every figure beside a named peer, measured in the same run. `make bench` prints the table."""
