# make demo   read the bundled examples and print the readings (leaves dragoman.duckdb)
# make test   everything that must hold: style, types, tests
# make test-train   the tests of the training, where the CPU build of PyTorch can be had
# make lock   write the lock files anew from pyproject.toml
# make clean  remove the environment and all that was made

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test test-train check-style lock clean

demo: $(VENV)/runtime.done
	$(BIN)/dragoman read examples --into dragoman.duckdb
	@echo
	@echo "Next:  $(BIN)/dragoman events        $(BIN)/dragoman pledges        $(BIN)/dragoman --help"

test: $(VENV)/dev.done check-style
	$(BIN)/python -m pytest -n 2 --dist loadfile

# PyTorch is too large for the lock file, and its CPU build is not on every index: without it these tests are skipped.
test-train: $(VENV)/dev.done
	$(BIN)/pip install --quiet --disable-pip-version-check "torch==2.13.0+cpu" onnx onnxscript safetensors \
	    || echo "No CPU build of PyTorch here: the tests of the training are skipped."
	$(BIN)/python -m pytest tests/train/test_training.py tests/train/test_recombine.py

check-style: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/runtime.done: requirements.lock pyproject.toml scripts/environment
	scripts/environment $(PYTHON) $(VENV) requirements.lock
	touch $@

$(VENV)/dev.done: requirements-dev.lock pyproject.toml scripts/environment
	scripts/environment $(PYTHON) $(VENV) requirements-dev.lock
	touch $@ $(VENV)/runtime.done

lock: $(VENV)/dev.done
	scripts/lock $(VENV)

clean:
	rm -rf $(VENV) dragoman.duckdb dragoman.duckdb.wal .pytest_cache .mypy_cache .ruff_cache .hypothesis
