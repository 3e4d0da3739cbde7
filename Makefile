# `make demo` shows what detente does; `make test` runs every check. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Asked of the system where it is missing: Java for Spark, Chromium for the tests of reports.
APT = apt-get update -qq && apt-get install -y -qq --no-install-recommends

.PHONY: demo test rust lint python notebooks bench docs system wheel names fuzz soak memcheck audit sdist-test clean

demo: $(BIN)/detente
	$(BIN)/detente score tests/data/essays
	$(BIN)/detente report tests/data/essays -o report.html

test: rust lint python notebooks

# Rust: tests, doctests, documentation.
rust:
	cargo test --locked
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
	$(PYTHON) .ci/names.py rust --check
	$(PYTHON) .ci/licences.py

lint: $(VENV)/dev
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --features python -- -D warnings
	$(BIN)/ruff check python tests benches .ci
	$(BIN)/ruff format --check python tests benches .ci

python: $(VENV)/built system
	$(BIN)/mypy
	$(BIN)/python -m mypy.stubtest detente._core
	$(BIN)/python .ci/names.py python --check
	$(BIN)/pytest -q

notebooks: $(VENV)/built system
	$(BIN)/pytest -q --nbmake notebooks

bench: $(VENV)/built
	cargo bench --locked
	for script in benches/*.py; do $(BIN)/python $$script || exit 1; done

# Records the public names and what ships: for changes that are meant.
names: $(VENV)/built
	cargo doc --locked --no-deps
	$(BIN)/python .ci/names.py rust --write
	$(BIN)/python .ci/names.py python --write
	$(BIN)/python .ci/licences.py --write

# The targets of tests/hostile under libFuzzer with address sanitizer, SECONDS each; needs `cargo install cargo-fuzz`.
# What is found stands in tests/fuzz/artifacts. RUSTC_BOOTSTRAP: the sanitizers' switches, on a stable toolchain.
SECONDS ?= 3600
TARGETS ?= $(notdir $(wildcard tests/hostile/seeds/*))
fuzz:
	for target in $(TARGETS); do \
		mkdir -p tests/fuzz/corpus/$$target && RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz $$target \
			tests/fuzz/corpus/$$target tests/hostile/seeds/$$target -- -max_total_time=$(SECONDS) -timeout=20 -max_len=4096 \
			|| exit 1; done

# The tests of damaged files, faults and endurance at full length: 10,000 files, 100 kills, 10 GB (or STREAM_MB).
soak: $(VENV)/built
	LONG=1 $(BIN)/pytest -s tests/python/hostile

# The exchange of Arrow tables under valgrind (which must be installed); some minutes.
memcheck: $(VENV)/built
	$(BIN)/python tests/python/hostile/memcheck.py

# Licences, sources, bans and advisories (the network must reach their lists); needs `cargo install cargo-deny`.
audit: $(VENV)/dev
	cargo deny --config .ci/deny.toml check
	$(BIN)/pip install -q pip-audit && $(BIN)/pip-audit --skip-editable

# The source distribution, built and tested as a user would: in an environment of its own, away from this folder.
sdist-test: $(VENV)/dev
	.ci/sdist-test

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
