# The two commands of the README are `make demo` and `make test`. Each sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Images of Python for containers set it; then every command that a test gives would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check lint types imports docs bench crash-test soak screenshots lock clean

demo: $(READY)
	@$(BIN)/clausewatch demo

test: $(READY)
	@$(BIN)/pytest -n auto tests

check: lint types imports docs

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

imports: $(READY)
	@$(BIN)/lint-imports --no-logo

# The generated pages of docs/ must be what the program says now.
docs: $(READY)
	@$(BIN)/python -m monitor.docs --check

bench: $(READY)
	@$(BIN)/python -m tests.bench

crash-test: $(READY)
	@$(BIN)/python -m tests.crash --kills 200

# 30 simulated days of 500 policies, in a few minutes.
soak: $(READY)
	@$(BIN)/python -m tests.soak

screenshots: $(READY)
	@$(BIN)/python -m tests.screenshots

# After a change of dependencies: writes the one lock file anew.
lock: $(READY)
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --group dev --all-extras \
		--generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV)

# The stamp stands only after a complete set-up, so that an interrupted one is made again.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Clausewatch needs Python 3.11 or newer, found " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
