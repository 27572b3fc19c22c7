# Every task of the project. `make demo` and `make test` do all their own set-up.
SHELL := /bin/bash
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help build demo test check golden bench clean
help:            ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build: $(VENV)/.installed
$(VENV)/.installed: setup.cfg pyproject.toml
	@echo "Setting up .venv (a few minutes the first time)"
	@test -x $(BIN)/python || $(PY) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@
