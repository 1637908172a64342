# onrecord: `make demo` to see it, `make test` to test it. Needs Python 3.11 or newer with venv, and nothing else.
# Everything is installed by hash into .venv; nothing is written outside this folder.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
TEST_WORKERS ?= 2

# Keeps uv's cache in this folder, unless you have a shared one; and no Python is ever downloaded.
export UV_CACHE_DIR ?= $(CURDIR)/.cache/uv
export UV_PYTHON_DOWNLOADS := never
export PIP_NO_CACHE_DIR := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup web demo test test-web check bench lock wheel clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

setup: $(VENV)/.ok ## make .venv with everything in it

# Four steps, each with its stamp, so that a change redoes only what depends on it.
$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.uv: requirements/bootstrap.lock | $(VENV)/.made
	$(PY) -m pip install -q --require-hashes -r requirements/bootstrap.lock
	touch $@

$(VENV)/.deps: requirements/dev.lock $(VENV)/.uv
	$(UV) pip install -q --python $(PY) --require-hashes -r requirements/dev.lock
	touch $@

$(VENV)/.ok: pyproject.toml $(VENV)/.deps
	$(UV) pip install -q --python $(PY) --no-deps --no-build-isolation --editable .
	touch $@

web: web/.ok ## build the live map of the pages (needs Node 20; without it the server draws the map)

web/.ok: web/package-lock.json web/build.mjs $(wildcard web/src/*)
	@command -v npm > /dev/null || { echo "The live map needs Node 20 or newer with npm; the pages work without it." >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund --silent && npm run -s build
	touch $@

demo: setup ## run the small war in examples/ through, in a folder of its own
	$(VENV)/bin/onrecord demo

test: setup ## run every test
	$(PY) -m pytest -q -n $(TEST_WORKERS) tests

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
test-web: setup web ## run the journeys through the pages in a real browser (needs Chromium)
	@test -n "$(CHROMIUM)" || { echo "The journeys need Chromium: apt-get install chromium, or make test-web CHROMIUM=PATH" >&2; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(PY) -m pytest -q -m browser tests/web

check: setup ## style, types, layers, house rules, documentation, wheel
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -q $(wildcard tests/docs) tests/house
	$(MAKE) --no-print-directory wheel

bench: setup ## score onrecord and its peers; writes BENCHMARKS.md
	$(PY) -m benchmarks run

wheel: setup ## build the wheel and check that its data files are in it
	rm -rf dist
	$(UV) build -q --wheel --no-build-isolation --python $(PY) --out-dir dist
	$(PY) -m tests.house.wheel_contents dist/*.whl

# No address of a registry may stand in a lock, so the header is off and no index is written.
COMPILE = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header
lock: $(VENV)/.uv ## resolve the locks anew (UPGRADE=--upgrade to take newer releases)
	$(COMPILE) $(UPGRADE) requirements/bootstrap.in -o requirements/bootstrap.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --all-extras -o requirements/run.lock
	$(COMPILE) $(UPGRADE) pyproject.toml requirements/dev.in --all-extras -c requirements/run.lock -o requirements/dev.lock
	$(COMPILE) $(UPGRADE) requirements/bench.in -c requirements/dev.lock -o requirements/bench.lock

clean: ## remove everything make has made
	rm -rf web/node_modules web/.ok src/onrecord/web/static
	rm -rf $(VENV) .cache dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
