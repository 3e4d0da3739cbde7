"""The package as a whole: its names, what importing it costs, its documentation."""

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import detente

ROOT = Path(__file__).parents[2]


def test_every_public_name_is_there_and_documented():
    for name in detente.__all__:
        value = getattr(detente, name)
        assert name == "__version__" or value.__doc__, name
    with pytest.raises(AttributeError, match="no attribute"):
        _ = detente.nothing


def test_importing_loads_nothing_heavy():
    code = "import sys, detente; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    heavy = {"numpy", "pandas", "polars", "pyarrow", "rich", "click", "matplotlib", "sklearn", "scipy"}
    assert not heavy & set(loaded)


def _modules():
    return [m.name for m in pkgutil.walk_packages(detente.__path__, "detente.") if m.name != "detente.__main__"]


@pytest.mark.parametrize("name", ["detente", *_modules()])
def test_examples_in_docstrings(name):
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        pytest.fail(f"{name} needs {error.name} at import")
    assert doctest.testmod(module).failed == 0


def test_examples_in_the_readme(monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README", "README.md", 0)
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples)
    assert result.attempted > 10
    assert result.failed == 0
