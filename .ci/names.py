"""The public names of both faces, recorded, so that none changes by accident.

python .ci/names.py python          prints the names of the Python package, with their signatures
python .ci/names.py rust            prints those of the crate, read from `cargo doc --no-deps`
python .ci/names.py FACE --check    holds them against .ci/names/FACE.txt
python .ci/names.py FACE --write    records them: for a change that is meant, with a line in CHANGELOG.md
"""

from __future__ import annotations

import difflib
import enum
import html
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def python() -> Iterator[str]:
    """Yield the names of `detente`, and of its classes, with their signatures."""
    import detente

    for name in sorted(detente.__all__):
        value = getattr(detente, name)
        yield f"{name}{_signature(value)}"
        if isinstance(value, type):
            for member in sorted(vars(value)):
                # What every class of Python has, and what `object` gives, is no name of ours.
                if not member.startswith("_") or member in ("__len__", "__getitem__", "__iter__", "__arrow_c_stream__"):
                    yield f"{name}.{member}{_signature(inspect.getattr_static(value, member))}"


def _signature(value: object) -> str:
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    if not callable(value) or isinstance(value, enum.EnumType):
        return ""
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):
        return ""
    # Without annotations: the stubs hold those, and each version of Python writes them in its own way.
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def rust() -> Iterator[str]:
    """Yield the items of the crate, and their public members, from the pages that rustdoc wrote."""
    folder = ROOT / "target" / "doc" / "detente"
    index = folder / "all.html"
    if not index.is_file():
        sys.exit("there is no target/doc/detente: run `cargo doc --no-deps` first")
    listed = index.read_text(encoding="utf-8").split('id="main-content"', 1)[1]
    for place in sorted(set(re.findall(r'href="([\w/.]+\.html)"', listed))):
        page = (folder / place).read_text(encoding="utf-8")
        item = re.sub(r"/?(\w+)\.(\w+)\.html$", r"/\2", place).lstrip("/").replace("/", "::")
        for declaration in re.findall(r'<pre class="rust item-decl"><code>(.*?)</code></pre>', page, re.DOTALL)[:1]:
            yield f"{item}: {_text(declaration)}"
        own = page.split('id="trait-implementations"', 1)[0]
        for header in re.findall(r'<h4 class="code-header">(.*?)</h4>', own, re.DOTALL):
            if _text(header).startswith("pub "):
                yield f"{item}: {_text(header)}"


def _text(markup: str) -> str:
    """Return what a reader sees: one line, without the notes that rustdoc folds away."""
    markup = re.sub(r"<summary.*?</summary>", "", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).replace("\u200b", "").split())


def main(arguments: list[str]) -> str | None:
    """Print, check or record; return what is wrong."""
    faces = {"python": python, "rust": rust}
    if not arguments or arguments[0] not in faces:
        return __doc__
    face, *how = arguments
    record = ROOT / ".ci" / "names" / f"{face}.txt"
    found = [f"{line}\n" for line in faces[face]()]
    if how == ["--write"]:
        record.parent.mkdir(exist_ok=True)
        record.write_text("".join(found), encoding="utf-8")
    elif how == ["--check"]:
        known = record.read_text(encoding="utf-8").splitlines(keepends=True)
        if changes := "".join(line for line in difflib.unified_diff(known, found, n=0) if not line.startswith("@@")):
            return (
                f"{changes}The public names ({face}) are not those recorded. A name that goes or changes breaks its "
                f"users: take it back, or record it (`python .ci/names.py {face} --write`) and say so in CHANGELOG.md."
            )
    else:
        sys.stdout.writelines(found)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
