"""Libraries that need not be installed, loaded when a file asks for them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from .document import BadFile

__all__ = ["needed", "optional"]


def optional(module: str) -> ModuleType | None:
    """Load a module, or give `None` if it is not installed.

    Parameters
    ----------
    module
        Its name.

    Examples
    --------
    >>> optional("no_such_module") is None
    True
    """
    try:
        return import_module(module)
    except ImportError:
        return None


def needed(module: str, what: str, extra: str = "docs") -> ModuleType:
    """Load a module, or say how to install it.

    Parameters
    ----------
    module
        Its name.
    what
        The kind of files that it reads, as in ``"PDF files"``.
    extra
        The extra of detente that brings it.

    Raises
    ------
    BadFile
        If it is not installed.
    """
    found = optional(module)
    if found is None:
        library = module.partition(".")[0]
        raise BadFile(f"{what} need the library {library}: pip install 'detente[{extra}]'")
    return found
