"""How objects with keyword-only options are made again from a pickle."""

from __future__ import annotations

from typing import Any


def make(kind: type, options: dict[str, Any]) -> Any:
    """Call ``kind`` with its options."""
    return kind(**options)
