"""The built site in a real browser: `make test-site`. Plain pytest does not collect these tests."""
