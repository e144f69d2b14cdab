# make alone says what there is. Every target sets itself up in .venv, which takes minutes once and nothing after that.
VENV = .venv
PYTHON =
CONSTRAINTS =
LAB_ARGS =
TEST_ARGS =

python = "$(VENV)/bin/python"

# What a shell may carry over from another project, and what would then be imported or installed somewhere else.
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PIP_TARGET PIP_PREFIX PIP_ROOT MPLBACKEND
export PIP_USER = 0
# The notebooks' "python3" is this environment's, even where the user's own Jupyter has one of that name.
export JUPYTER_PREFER_ENV_PATH = 1

.PHONY: help lab test test-browser bench setup

help:
	@echo 'make lab     install, and open the notebooks in JupyterLab   (LAB_ARGS="--no-browser --port 8899")'
	@echo 'make test    install, and run every test                     (TEST_ARGS="-k mlp")'
	@echo 'make test-browser   the notebooks in JupyterLab in Chromium, every control used  (TEST_ARGS, CHROMIUM=path)'
	@echo 'make bench   install, and measure how fast things are'
	@echo 'make help    this list'
	@echo 'Each takes PYTHON=python3.12 (the Python to use), VENV=folder, CONSTRAINTS=file (for pip).'

# JupyterLab refuses to run as root unless told that this is meant.
lab: setup
	$(python) -m jupyterlab $$([ "$$(id -u)" != 0 ] || echo --allow-root) notebooks $(LAB_ARGS)

test: setup
	$(python) -m pytest $(TEST_ARGS)

# In an environment of its own, which sees the course's packages and has playwright beside them.
test-browser: setup
	@sh .ci/beside .venv-browser "$(VENV)" .ci/browser.txt
	chromium=$$(sh .ci/chromium) && CHROMIUM="$$chromium" COURSE_PYTHON=$(python) .venv-browser/bin/python -m pytest tests/browser $(TEST_ARGS)

# OPENBLAS_CORETYPE, which some machines set, makes numpy slower than it is elsewhere.
bench: setup
	env -u OPENBLAS_CORETYPE $(python) -m tests.benchmarks

setup:
	@sh .ci/setup "$(VENV)" "$(PYTHON)" "$(CONSTRAINTS)"
