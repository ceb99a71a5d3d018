# Everything here works on a bare machine with Python 3.11+, pip, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.developed

.DEFAULT_GOAL := help
.PHONY: help demo digest test lint types cover check-digest bench fuzz browser screenshots docs messages lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ $(STAMP)

demo: $(STAMP) ## a morning page from sample sources on this machine: out/demo/
	$(BIN)/python -m aggregator demo --out out/demo

digest: $(STAMP) ## the page of config.yaml from real sources: out/
	$(BIN)/python -m aggregator digest

test: $(DEV) ## lint, types, import contracts, and all tests with coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --cov --cov-report=term

lint: $(DEV) ## ruff only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV) ## mypy --strict
	$(BIN)/mypy

bench: $(DEV) ## figures of speed and accuracy
	$(BIN)/python -m tests.bench

browser: $(DEV) ## the page in a real Chromium (Debian: apt-get install chromium fonts-noto-cjk)
	$(BIN)/pytest -m browser -n0

check-digest: $(DEV) ## page, mail and web UI as a reader meets them: sizes, validity, contrast, widths, keyboard (see docs/digest.md)
	$(BIN)/pytest -n0 --no-cov tests/test_render.py tests/test_push.py
	$(BIN)/pytest -n0 --no-cov -m browser
	$(BIN)/python tools/check_digest.py

fuzz: $(DEV) ## long property runs
	HYPOTHESIS_PROFILE=long $(BIN)/pytest -m "not browser" -k "property or fuzz"

screenshots: $(DEV) ## the README's pictures, from the demo
	$(BIN)/python -m aggregator demo --out out/demo --quiet
	$(BIN)/python tools/screenshots.py out/demo/digest.html docs/images

docs: $(DEV) ## the reference pages in docs/reference/
	$(BIN)/python tools/reference.py

messages: $(DEV) ## collect texts without an English version
	$(BIN)/python tools/messages.py

lock: $(STAMP) ## pin what the tests run with: versions and hashes, no addresses
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.lock

clean: ## remove what make made
	rm -rf $(VENV) out dist build .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
