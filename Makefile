# `make demo` shows what detente does; `make test` runs every check. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Asked of the system where it is missing: Java for Spark, Chromium for the tests of reports.
APT = apt-get update -qq && apt-get install -y -qq --no-install-recommends

.PHONY: demo test rust lint python notebooks bench docs system wheel clean

demo: $(BIN)/detente
	$(BIN)/detente score tests/data/essays
	$(BIN)/detente report tests/data/essays -o report.html

test: rust lint python notebooks

# Rust: tests, doctests, documentation.
rust:
	cargo test --locked
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

lint: $(VENV)/dev
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --features python -- -D warnings
	$(BIN)/ruff check python tests benches
	$(BIN)/ruff format --check python tests benches

python: $(VENV)/built system
	$(BIN)/mypy
	$(BIN)/python -m mypy.stubtest detente._core
	$(BIN)/pytest -q

notebooks: $(VENV)/built system
	$(BIN)/pytest -q --nbmake notebooks

bench: $(VENV)/built
	cargo bench --locked
	for script in benches/*.py; do $(BIN)/python $$script || exit 1; done

# What the tests need beyond Rust and Python.
system:
	command -v java > /dev/null || ($(APT) openjdk-17-jre-headless)
	command -v chromium > /dev/null || ($(APT) chromium)

# The documentation site, in site/.
docs: $(VENV)/built
	$(BIN)/mkdocs build --strict -f python/docs/mkdocs.yml

wheel: $(VENV)/dev
	$(BIN)/maturin build --release --locked --out dist

clean:
	rm -rf target $(VENV) dist site report.html report_files

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || (apt-get update && apt-get install -y python3-venv && $(PYTHON) -m venv $(VENV))
	$(BIN)/python -m pip install -q --upgrade pip

# The package as a user installs it.
$(BIN)/detente: $(BIN)/python
	$(BIN)/pip install -q .

# Tools of development.
$(VENV)/dev: pyproject.toml | $(BIN)/python
	$(BIN)/pip install -q --group dev
	touch $@

SOURCES := Cargo.toml Cargo.lock pyproject.toml $(shell find src -type f)
$(VENV)/built: $(VENV)/dev $(SOURCES)
	$(BIN)/maturin develop --release --locked -q
	touch $@
