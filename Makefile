# make alone says what there is. Every target sets itself up in .venv, which takes minutes once and nothing after that.
VENV = .venv
PYTHON =
CONSTRAINTS =
TORCH =
LAB_ARGS =
TEST_ARGS =

python = "$(VENV)/bin/python"

# What a shell may carry over from another project, and what would then be imported or installed somewhere else.
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PIP_TARGET PIP_PREFIX PIP_ROOT MPLBACKEND
export PIP_USER = 0
# The notebooks' "python3" is this environment's, even where the user's own Jupyter has one of that name.
export JUPYTER_PREFER_ENV_PATH = 1

.PHONY: help lab test test-browser test-colab test-bundles test-site site bench setup

help:
	@echo 'make lab           install, and open the notebooks in JupyterLab   (LAB_ARGS="--no-browser --port 8899")'
	@echo 'make test          install, and run every test                     (TEST_ARGS="-k mlp", here and below)'
	@echo 'make test-browser  the notebooks in JupyterLab in Chromium, every control used   (CHROMIUM=path)'
	@echo 'make test-colab    run every notebook with the versions of Google Colab'
	@echo 'make test-bundles  grade with nbgrader and Otter-Grader what is made for them'
	@echo 'make site          build the course as a web site to read, in site/'
	@echo 'make test-site     look at every page of that site in Chromium'
	@echo 'make bench         measure how fast things are'
	@echo 'make help          this list'
	@echo 'Each takes PYTHON=python3.12 (the Python to use), VENV=folder, CONSTRAINTS=file (for pip),'
	@echo 'TORCH=folder (an environment whose torch is used, in place of installing it again).'

# JupyterLab refuses to run as root unless told that this is meant.
lab: setup
	$(python) -m jupyterlab $$([ "$$(id -u)" != 0 ] || echo --allow-root) notebooks $(LAB_ARGS)

test: setup
	$(python) -m pytest $(TEST_ARGS)

# In an environment of its own, which sees the course's packages and has playwright beside them.
test-browser: setup
	@sh .ci/beside .venv-browser "$(VENV)" .ci/browser.txt
	chromium=$$(sh .ci/chromium) && CHROMIUM="$$chromium" COURSE_PYTHON=$(python) .venv-browser/bin/python -m pytest tests/browser $(TEST_ARGS)

# Beside the torch of $(VENV), so that it is not installed twice: .ci/colab.txt says more.
test-colab: setup
	@sh .ci/setup .venv-colab "" .ci/colab.txt "$(VENV)"
	.venv-colab/bin/python -m pytest tests/test_notebooks.py -k "blank or solved" $(TEST_ARGS)

test-bundles: setup
	$(python) -m pytest tests/round_trips.py $(TEST_ARGS)

# OPENBLAS_CORETYPE, which some machines set, makes numpy slower than it is elsewhere.
bench: setup
	env -u OPENBLAS_CORETYPE $(python) -m tests.benchmarks

# Beside the course's own environment: what students install stays what requirements.txt says.
site: setup
	@sh .ci/beside .venv-site "$(VENV)" .ci/site.txt
	.venv-site/bin/python -m utils.publishing site site --keep .venv-site/executed

test-site: site
	CHROMIUM="$$(sh .ci/chromium)" && export CHROMIUM && .venv-site/bin/python -m pytest tests/site $(TEST_ARGS)

setup:
	@sh .ci/setup "$(VENV)" "$(PYTHON)" "$(CONSTRAINTS)" "$(TORCH)"
