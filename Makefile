# Each target first sets .venv up from requirements.lock when it is missing or stale.
# Another Python for it: make clean, then make PYTHON=python3.13 TARGET.

BIN := .venv/bin
STAMP := .venv/.standpoint
OLDEST := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < tuple(map(int, "$(OLDEST)".split("."))))
PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done),python3)

.PHONY: help reports test lab check bench lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 16

reports: $(STAMP)  ## build every report of every case into reports/
	@$(BIN)/standpoint build

test: $(STAMP)  ## run the linters and the whole test suite; all run, and any failure fails
	@failed=; \
	run() { echo "== $$*"; "$(BIN)/$$@" || failed="$$failed  $$1 $$2"; }; \
	run ruff check; \
	run ruff format --check; \
	run mypy; \
	run codespell; \
	run nbstripout --keep-id --verify notebooks/*.ipynb; \
	run pytest -n auto --dist worksteal; \
	test -z "$$failed" || { echo >&2 "Failed:$$failed"; exit 1; }

lab: $(STAMP)  ## open JupyterLab on notebooks/
	@$(BIN)/jupyter-lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks/

check: $(STAMP)  ## list every problem in the data of every case
	@$(BIN)/standpoint check

bench: $(STAMP)  ## run the benchmarks, which make their own data
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

lock: $(STAMP)  ## resolve pyproject.toml into requirements.lock; all anew with UPGRADE=--upgrade
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version $(OLDEST) --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" --quiet $(UPGRADE) -o requirements.lock

clean:  ## delete all that was made: .venv, reports/ and the caches
	rm -rf .venv reports .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./.git -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# The stamp comes last and holds the folder that .venv was made in, since an environment cannot be moved:
# an unfinished set-up, a copied folder or a Python that has gone all start from nothing.
ifneq ($(shell test -x $(BIN)/python && cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
FRESH := yes
endif

$(STAMP): pyproject.toml requirements.lock
	@rm -f $@
ifdef FRESH
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo >&2 "Standpoint needs Python $(OLDEST) or newer. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo >&2 "This Python cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making .venv, an environment of its own for this folder"
	@"$(PYTHON)" -m venv --clear .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock | $(BIN)/python -m pip install -qq --require-hashes -r /dev/stdin
endif
	@echo "Installing what requirements.lock lists into .venv (a minute or so, longer when it is not yet downloaded)"
# uv does not read pip's settings, so an index that only pip knows is handed on.
	@index=$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}}; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode requirements.lock && \
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@echo "$(CURDIR)" > $@
