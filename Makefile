# Each target is complete on a fresh machine with Python 3.11+ (venv) and make; a second call
# reuses what is there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
WORKERS ?= auto
INPUTS ?= 2000
OUTPUTS ?= build/outputs

.PHONY: help demo test check fuzz docs gallery notebook snapshot verify bench outputs-record outputs-compare pins scale audit clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Each package is one whose hash is known, the one that builds votekit among them.
$(VENV)/.installed: $(VENV)/.made pyproject.toml requirements.txt
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/.installed ## set up, install, and print the margin of H.R. 3364 of the 115th Congress
	@$(BIN)/votekit margin hr3364-115

test: $(VENV)/.developed ## set up and run all tests
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(VENV)/.developed ## lint, format check, types, American spelling, and the floors that imports go down
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell

snapshot: $(VENV)/.developed ## build the bundled record: make snapshot SOURCES=DIR
	$(BIN)/python scripts/build_snapshot.py $(SOURCES)

verify: $(VENV)/.developed ## compare the bundled record with its sources: make verify SOURCES=DIR
	$(BIN)/python scripts/verify_snapshot.py $(SOURCES)

fuzz: $(VENV)/.developed ## feed every parser mutated documents: make fuzz INPUTS=2000 for each
	VOTEKIT_FUZZ=$(INPUTS) $(BIN)/python -m pytest -n $(WORKERS) tests/fuzz -k fuzz

docs: gallery notebook ## refresh the pages that are made: outputs shown, reference, gallery, notebook
	$(BIN)/python scripts/update_pages.py
	$(BIN)/python scripts/build_reference.py

gallery: $(VENV)/.developed ## rebuild docs/gallery.md and its pictures
	$(BIN)/python scripts/build_gallery.py

notebook: $(VENV)/.developed ## run the notebook again
	$(BIN)/python scripts/build_notebook.py

outputs-record: $(VENV)/.developed ## record what some 270 requests answer: make outputs-record OUTPUTS=DIR
	$(BIN)/python scripts/record_outputs.py record $(OUTPUTS)

outputs-compare: $(VENV)/.developed ## compare with what was recorded: make outputs-compare OUTPUTS=DIR
	$(BIN)/python scripts/record_outputs.py compare $(OUTPUTS)

bench: $(VENV)/.developed ## measure the targets of speed, all of them
	$(BIN)/python scripts/benchmark.py --write docs/benchmarks.md

pins: $(VENV)/.made ## write requirements*.txt with hashes, after a change of pyproject.toml or constraints.txt
	$(PIP) install uv==0.13.9
	$(BIN)/python scripts/pin.py

scale: $(VENV)/.developed ## run the SQL of docs/scale.md in DuckDB, Polars, Dask and Spark (needs a JRE)
	$(PYTHON) -m venv $(VENV)-scale
	$(VENV)-scale/bin/python -m pip --disable-pip-version-check -q install -r scripts/scale/requirements.txt
	$(BIN)/python scripts/scale/run.py --write docs/scale.md

audit: $(VENV)/.developed ## ask for known faults of the pinned dependencies (needs the internet)
	$(PIP) install pip-audit
	$(BIN)/pip-audit -r requirements-dev.txt --require-hashes --disable-pip

clean: ## remove what was set up and built
	rm -rf $(VENV) $(VENV)-scale dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
