# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help run install test check bench soak clean system test-system environment web

# Servers and report processes start in half the time where Python may keep what it compiled.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
PYTHON := .venv/bin/python
MEALTRACE := .venv/bin/mealtrace
NPM := $(PYTHON) hatch_build.py npm
# The uv on PATH, or else one of our own in a folder that git ignores.
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

run: system install ## serve the demonstration district on http://localhost:8000
	$(MEALTRACE) migrate
	$(MEALTRACE) demo --size small --seed 1
	$(MEALTRACE) serve --port $(PORT)

install: environment web ## a working .venv/bin/mealtrace, with web app and report fonts

test: test-system install check ## the checks and every test, browser tests included
	$(PYTHON) -m pytest -n 3 --dist loadfile

check: environment web ## lint, types, contracts, and the web app's own checks
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	$(NPM) run --silent check
	$(NPM) run --silent test
	$(PYTHON) -m tests.support.api_types

bench: test-system install ## measure, and write benchmarks.json
	$(PYTHON) -m tests.benchmarks

soak: test-system install ## hours of load with failures, every promise checked at the end
	$(PYTHON) -m pytest tests/soak

clean: ## remove what was built; never what was recorded
	rm -rf .venv .uv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf server/web/node_modules server/web/dist reports/fonts/*.ttf reports/fonts/OFL.txt
	find traceability reports server tests -name __pycache__ -not -path '*/node_modules/*' -prune -exec rm -rf {} +

system:
	@bash deploy/setup.sh

test-system:
	@bash deploy/setup.sh tests

environment: $(UV)
	@$(UV) sync --frozen --quiet

web: environment
	@$(PYTHON) hatch_build.py

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv
