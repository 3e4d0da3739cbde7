"""What is loaded only when it is used: parts of this package, and other packages."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

#: Which extra of detente brings a package.
_EXTRAS = {
    "matplotlib": "plot",
    "pandas": "pandas",
    "polars": "polars",
    "pyarrow": "pyarrow",
    "pyspark": "spark",
    "scipy": "sklearn",
    "sklearn": "sklearn",
}


def load(package: str, later: dict[str, str], name: str) -> Any:
    """Load ``package.name`` from the module that ``later`` names, and remember it in the package."""
    if name not in later:
        msg = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(later[name]), name)
    setattr(sys.modules[package], name, value)
    return value


def need(module: str) -> ModuleType:
    """Import an optional package, or say which extra brings it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        extra = _EXTRAS.get(package, package)
        msg = f"this needs {package}, which is not installed: pip install 'detente[{extra}]'"
        raise ModuleNotFoundError(msg, name=package) from error
