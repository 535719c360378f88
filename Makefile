# What can be done with this house. `make run` and `make test` need nothing but Python 3.11, make and the registries.
PYTHON ?= python3
export PYTHON

BIN := .venv/bin
ONCE := scripts/once.sh
WITH_NODE := scripts/with-node.sh
FLASK := $(BIN)/flask --app wsgi
CATALOGUES := $(wildcard translations/en/*.po)
# What `make check test` has looked at already when it comes to the tests.
CHECKED := $(if $(filter check,$(MAKECMDGOALS)),--ignore tests/house)

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run serve test check format locks messages reference fonts pictures screenshots bench-pages bench-plans bench-print bench-money campaigns clean

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' Makefile | expand -t 14

setup: ## Install what the server needs; seconds when nothing has changed
	@scripts/system.sh run
	@$(ONCE) $(BIN)/gunicorn requirements.txt -- scripts/venv.sh .venv requirements.txt
	@$(ONCE) node_modules package.json package-lock.json -- $(WITH_NODE) npm ci --ignore-scripts
	@$(ONCE) static/vendor package-lock.json scripts/vendor.py -- $(BIN)/python scripts/vendor.py
	@$(ONCE) .setup/gazetteer.json.gz package-lock.json requirements.txt scripts/gazetteer.py -- $(BIN)/python scripts/gazetteer.py
	@$(ONCE) translations/en/LC_MESSAGES/messages.mo scripts/messages.py $(CATALOGUES) -- $(BIN)/python scripts/messages.py
	@$(MAKE) --no-print-directory fonts || echo "set-up: no font pack; papers will carry the mark 样式待配" >&2

setup-test: setup
	@scripts/system.sh test
	@$(ONCE) $(BIN)/pytest requirements-dev.txt -- scripts/venv.sh .venv requirements-dev.txt

run: setup ## Set up, load the demonstration day, serve it and print where and for whom
	@$(FLASK) demo load --if-empty
	@$(BIN)/python scripts/serve.py

serve: ## Serve the court that is in FIELDWRIT_HOME: web and worker, started and stopped together
	@$(BIN)/python scripts/serve.py

test: setup-test ## All tests; PostgreSQL when the machine has it; pages in a real Chromium
	$(BIN)/pytest tests --ignore tests/browser $(CHECKED) -n 2
	$(BIN)/pytest tests/browser -n 2
	$(WITH_NODE) node --test tests/tablet/*.test.js

check: setup-test ## Format, lint, types, room borders, licences, house rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/licences.py
	$(WITH_NODE) node_modules/.bin/tsc --project static/js/tsconfig.json
	$(BIN)/pytest tests/house

format: setup-test ## Put all Python files into the one form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

locks: setup ## Lock the newest allowed versions, each by its hash
	scripts/locks.sh

messages: ## Merge the English catalogues of the rooms into the one that is read
	$(BIN)/python scripts/messages.py

reference: ## Write docs/reference.md anew: settings, commands, doors, verbs, papers, refusals
	$(BIN)/python -m scripts.reference

fonts: ## Build the font pack of papers from Debian's packages, unpacked and never installed
	@$(ONCE) .setup/fonts/current scripts/fonts.py scripts/outlines.py -- $(BIN)/python scripts/fonts.py

pictures: setup-test ## Take the pictures of the documents anew, into docs/pictures
	$(BIN)/python -m tests.browser.pictures

screenshots: setup-test ## Take a picture of every page, into var/screenshots
	FIELDWRIT_PICTURES=var/screenshots $(BIN)/pytest tests/browser -n 2

bench-pages: setup-test ## Measure the CPU time of every page of the demonstration day
	$(BIN)/python -m bench.pages

bench-plans: setup-test ## Measure planning beside its peers (requirements-bench.txt): CASE=sweep, scale, replan, validator, calib
	$(BIN)/python -m bench $(CASE)

bench-print: setup-test ## Measure printing: CASE=single, batch, size, soak or peers, all without one (other engines: requirements-bench.txt)
	$(BIN)/python -m bench.print $(CASE)

bench-money: setup-test ## Measure matching: CASE=accuracy, decisions or scale, own sets or another generator's (--generator, --scorer)
	$(BIN)/python -m bench.money $(CASE)

campaigns: setup-test ## The property tests with many examples; long, never in CI
	FIELDWRIT_EXAMPLES=5000 $(BIN)/pytest tests --ignore tests/browser -n 2

clean: ## Remove what set-up made; the store in var/ stays
	rm -rf .setup .venv node_modules static/vendor translations/en/LC_MESSAGES .mypy_cache .ruff_cache .pytest_cache
