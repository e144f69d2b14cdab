"""The notebooks in JupyterLab in a real browser: `make test-browser`. Plain pytest does not collect these tests."""
