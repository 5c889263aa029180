# make demo    a graph of the shipped report, a question answered with quotes, a page to look at
# make test    all checks: pytest, ruff, mypy --strict, import-linter
# Needs Python 3.11 or later (with venv) and make; everything else goes into .venv.

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
BROWSERS = chromium chromium-browser google-chrome google-chrome-stable

.PHONY: help models demo test lint format types imports pytest assets browser virtuoso docs reference tour pictures constraints clean

help:
	@sed -n 's/^# //p' Makefile

demo: $(VENV)/.installed assets
	$(BIN)/gwr build
	@echo
	$(BIN)/gwr ask "哪些企业在龙源工业园？"
	@echo
	$(BIN)/gwr ask "Which bridges were opened to traffic last year?"
	@echo
	$(BIN)/gwr view

test: $(VENV)/.installed-dev assets browser virtuoso
	@$(MAKE) --no-print-directory --keep-going lint format types imports pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .

format: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

pytest: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto --dist loadfile

# The first of these that is new enough; the stamp files let a later make skip what is done.
$(VENV)/bin/python:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "$$python -m venv $(VENV)"; \
			exec $$python -m venv $(VENV); \
		fi; \
	done; \
	echo "gwr-graph needs Python 3.11 or later; name one: make PYTHON=/path/to/python3" >&2; exit 1

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# The SPARQL editor of the workbench and, for the tests, axe-core: from npm, not committed. Without
# npm there is a plain text area, and the tests of the editor are skipped, or fail where CI=true.
assets: $(VENV)/bin/python
	@if [ -n "$$CI" ] && ! command -v npm >/dev/null && command -v apt-get >/dev/null; then \
		sudo=; if [ "$$(id -u)" != 0 ]; then sudo="sudo -n"; fi; \
		echo "installing npm"; \
		$$sudo apt-get -qq update && $$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install --no-install-recommends npm >/dev/null || \
			echo "not installed: npm" >&2; \
	fi
	@$(BIN)/python scripts/assets.py

# Tests of the page want a browser, pictures of it a Chinese font. Without a browser the tests are
# skipped, or fail where CI=true.
browser:
	@missing=chromium; \
	for name in $(BROWSERS); do if command -v $$name >/dev/null; then missing=; fi; done; \
	if ! fc-list :lang=zh 2>/dev/null | grep -q .; then missing="$$missing fonts-noto-cjk"; fi; \
	sudo=; if [ "$$(id -u)" != 0 ]; then sudo="sudo -n"; fi; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if command -v apt-get >/dev/null && $$sudo true 2>/dev/null; then \
		echo "installing $$missing"; \
		$$sudo apt-get -qq update && $$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install --no-install-recommends $$missing >/dev/null && exit 0; \
	fi; \
	echo "not installed: $$missing; tests that need a browser say so" >&2

# Tests of remote stores want a server that is not Oxigraph. Without it they are skipped, or fail
# where CI is set; only there is it installed, because a database server is no small guest.
virtuoso:
	@if [ -n "$$CI" ] && ! command -v virtuoso-t >/dev/null && command -v apt-get >/dev/null; then \
		sudo=; if [ "$$(id -u)" != 0 ]; then sudo="sudo -n"; fi; \
		echo "installing virtuoso-opensource-7"; \
		$$sudo apt-get -qq update && $$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install --no-install-recommends virtuoso-opensource-7 >/dev/null || \
			echo "not installed: virtuoso-opensource-7" >&2; \
	fi

# What the documentation shows, made anew from the program of today.
docs: reference tour pictures

reference tour: $(VENV)/.installed-dev
	$(BIN)/python scripts/$(if $(filter tour,$@),tour,make_reference).py

pictures: $(VENV)/.installed-dev browser
	$(BIN)/python scripts/screenshots.py

# Newest versions that pyproject.toml allows, written down.
constraints:
	rm -rf build/fresh && $(PYTHON) -m venv build/fresh
	build/fresh/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	head -n 1 constraints.txt > build/constraints.txt
	build/fresh/bin/python -m pip freeze --exclude-editable >> build/constraints.txt
	mv build/constraints.txt constraints.txt

# The models of the extraction, made anew from the gold. SHARED holds the reports and gold that are
# not in this repository; gold of the measuring half is never trained on. Needs scikit-learn.
SHARED = ../shared
MEASURING = 河南省 云南省 黑龙江省 重庆市
models: $(VENV)/.installed-dev
	$(INSTALL) scikit-learn
	rm -rf build/gold && mkdir -p build/gold
	$(BIN)/python scripts/align_gold.py $(SHARED)/reports/provinces-2026 build/gold
	for name in $(MEASURING); do rm -f build/gold/$$name-*; done
	for file in tests/gold/written tests/gold/training; do cp $$file/*.jsonl $$file/*.num.txt build/gold/; done
	for file in $(SHARED)/gold/*.num.txt; do \
		stem=$$(basename $$file .num.txt); \
		cp $$file build/gold/$$stem-shared.num.txt; cp $(SHARED)/gold/$$stem.jsonl build/gold/$$stem-shared.jsonl; \
	done
	$(BIN)/python scripts/train.py $$(ls build/gold/*.jsonl | sed 's/\.jsonl$$//')

clean:
	rm -rf $(VENV) build dist node_modules src/gwr_graph/web/static/npm gwr-graph-data graph.html \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
