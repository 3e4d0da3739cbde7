"""The frame of a page: style, script, and a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html import escape
from importlib import resources


def page(title: str, inner: str, *, script: str = "page.js") -> str:
    """Frame a page.

    A content security policy admits the page's own script by its hash and forbids every other one, and every request.
    """
    code = _file(script)
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash(code)}'; base-uri 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{_file('page.css')}</style></head>"
        f'<body><a class="skip" href="#main">To the content</a><main id="main"><h1>{escape(title)}</h1>{inner}</main>'
        f"<script>{code}</script></body></html>\n"
    )


@lru_cache(maxsize=8)
def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
