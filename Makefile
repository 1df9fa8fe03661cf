# Every target does its own set-up: a virtual environment with pinned, hash-checked packages, and
# Debian packages where a target needs them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out

# Groups of dependencies in pyproject.toml that each set of packages takes.
GROUPS_demo :=
GROUPS_test := test
GROUPS_lint := test lint
GROUPS_docs := test docs
GROUPS_bench := test bench

.PHONY: help demo test lint docs bench fuzz lock clean

help:
	@echo "make demo    the OpenAI case of November 2023: answers here, a report in $(OUT)/"
	@echo "make test    every test, with what they need"
	@echo "make lint    style, types, layers"
	@echo "make docs    the documentation, in docs/_build/html"
	@echo "make bench   speed, beside other packages in the same run"
	@echo "make fuzz    20,000 mutated case files"

demo: $(VENV)/demo.done
	@$(BIN)/python .ci/demo.py $(OUT)

test: $(VENV)/test.done
	@sh .ci/debian chromium fonts-dejavu-core
	$(BIN)/python -m pytest -q $(ARGS)

lint: $(VENV)/lint.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright

docs: $(VENV)/docs.done
	$(BIN)/sphinx-build -W -q -n docs docs/_build/html
	@echo "docs/_build/html/index.html"

bench: $(VENV)/bench.done
	$(BIN)/python -m pytest -q tests/bench --benchmark-enable --benchmark-group-by=group
	$(BIN)/python tests/bench/pairs.py

fuzz: $(VENV)/test.done
	$(BIN)/python tests/fuzz.py --runs 20000 --seed 1

# A stamp for each set of packages; changed pins are installed again.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Kingmaker needs Python 3.11 or newer; try: make demo PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh .ci/debian --need python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/%.done: pyproject.toml constraints.txt .ci/requirements.py | $(VENV)/bin/python
	@$(BIN)/python .ci/requirements.py $(GROUPS_$*) > $(VENV)/$*.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $(VENV)/$*.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock:  # new pins: needs uv
	uv pip compile pyproject.toml --group build --group test --group bench --group lint --group docs \
		--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--upgrade -o constraints.txt

clean:
	rm -rf $(VENV) $(OUT) docs/_build .pytest_cache .ruff_cache .hypothesis .import_linter_cache
