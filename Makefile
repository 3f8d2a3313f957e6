# The portal's commands; README.md says what each is for.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
IMR_DATA_DIR ?= $(CURDIR)/var
export PORT IMR_DATA_DIR

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
SAMPLES := $(IMR_DATA_DIR)/samples
PIP_COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: setup demo test lint bench requirements clean
.DEFAULT_GOAL := setup

setup: .venv/base  ## .venv with the pinned dependencies, and the database
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0

demo: setup  ## from a bare checkout to a running portal with sample letters
	@$(MANAGE) make_letters 300 --seed 1 --out $(SAMPLES)
	@$(MANAGE) ingest $(SAMPLES)
	@$(MANAGE) update_index
	@exec $(BIN)/gunicorn

test: .venv/development lint  ## from a bare checkout to a passed test suite
	@$(BIN)/pytest -n 2 --dist loadscope

lint: .venv/development
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy .

bench: .venv/development  ## measure parsing, ingest with index, and the search page
	@$(BIN)/python -m benchmarks

requirements: .venv/development  ## compile the pinned requirement files anew
	@$(BIN)/pip install --quiet pip-tools
	@$(PIP_COMPILE) --output-file requirements/base.txt requirements/base.in
	@$(PIP_COMPILE) --output-file requirements/development.txt requirements/development.in

clean:  ## remove the virtual environment; data in var/ stays
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/base: requirements/base.txt | .venv/bin/python
	@echo "Installing the pinned dependencies ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/development: requirements/development.txt | .venv/bin/python
	@echo "Installing the pinned dependencies of tests and checks ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ .venv/base
