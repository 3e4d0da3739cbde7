"""Fixtures of the tests of hostile input and faults.

They run short in `make test`; `make soak` sets LONG=1 and runs them at full length.
"""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "readers")]  # for `damage`, `runs` and `files`


@pytest.fixture
def scale():
    """Choose between the length of the short run and that of the long one."""
    long = bool(os.environ.get("LONG"))
    return lambda short, full: full if long else short
