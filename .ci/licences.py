"""What ships in the wheel besides detente's own code, and under which licences.

usage: python .ci/licences.py [--write]

Holds the list that ships with the package against `cargo metadata`, or writes it anew. A crate whose licence is not in
`.ci/deny.toml` fails the check.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "LICENSE-THIRD-PARTY.md"
#: The licence whose text ships as a file of detente's own.
APACHE = "Apache-2.0"
HEAD = """\
# What ships with detente

The compiled module `detente._core` holds code of these Rust packages, on one platform or another. Where the Apache
License 2.0 is among the licences it is chosen, and its text is `LICENSE-APACHE`; the texts of the others follow the
table. Written by `python .ci/licences.py --write`.

| package | version | licence | authors |
|---|---|---|---|
"""


def packages() -> Iterator[dict[str, object]]:
    """Yield the packages that the extension module is linked from: no build scripts, macros, tests."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--features", "python"]
    found = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    by_id = {package["id"]: package for package in found["packages"]}
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    seen, waiting = set(), [found["resolve"]["root"]]
    while waiting:
        package = waiting.pop()
        if package in seen or _is_macro(by_id[package]):
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    seen.discard(found["resolve"]["root"])
    yield from sorted((by_id[package] for package in seen), key=lambda package: (package["name"], package["version"]))


def _is_macro(package: dict[str, object]) -> bool:
    return any("proc-macro" in target["kind"] for target in package["targets"])


def allowed() -> set[str]:
    """Read the licences that may ship from deny.toml."""
    text = (ROOT / ".ci" / "deny.toml").read_text(encoding="utf-8")
    return set(re.findall(r'"([^"]+)"', text.split("\nallow = [", 1)[1].split("]", 1)[0]))


def is_allowed(expression: str, licences: set[str]) -> bool:
    """Say whether an SPDX expression (or a list with slashes) can be met with these licences."""
    expression = expression.replace("/", " OR ")
    if expression.startswith("(") and expression.endswith(")") and expression.count("(") == 1:
        expression = expression[1:-1]
    # AND binds more tightly, but brackets are few: "(A OR B) AND C".
    if "(" in expression:
        return all(is_allowed(part.strip(), licences) for part in re.split(r" AND (?![^(]*\))", expression))
    return any(
        all(licence.strip() in licences for licence in choice.split(" AND ")) for choice in expression.split(" OR ")
    )


def listed(found: list[dict[str, object]]) -> str:
    """Return the list as a page."""
    lines = []
    for package in found:
        authors = ", ".join(re.sub(r"\s*<[^>]*>", "", author) for author in package["authors"]) or "its contributors"
        lines.append(f"| {package['name']} | {package['version']} | {package['license']} | {authors} |\n")
    return HEAD + "".join(lines) + "".join(map(notice, found))


def notice(package: dict[str, object]) -> str:
    """Return the licence text that has to go with a package; "" where `LICENSE-APACHE` serves."""
    expression = package["license"].replace("/", " OR ")
    if APACHE in expression and " AND " not in expression:
        return ""
    folder = Path(package["manifest_path"]).parent
    files = [path for path in sorted(folder.iterdir()) if re.match(r"(?i)licen[cs]e|copying", path.name)]
    # Of several texts: MIT's, and what is required beside it ("AND").
    mit = [path for path in files if "MIT" in path.name]
    files = mit or [path for path in files if "APACHE" not in path.name]
    files += [path for path in folder.iterdir() if "UNICODE" in path.name and path not in files]
    if not files:
        sys.exit(f"{package['name']} {package['version']} has no text of its licence")
    texts = "\n\n".join(_text(path) for path in files)
    return f"\n## {package['name']} {package['version']}\n\n```text\n{texts}\n```\n"


def _text(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").strip("\ufeff\n").splitlines()
    return "\n".join(line.rstrip() for line in lines)


def main() -> str | None:
    """Check, or write; return what is wrong."""
    found = list(packages())
    licences = allowed()
    refused = [
        f"{p['name']} {p['version']}: {p['license']}" for p in found if not is_allowed(p["license"] or "", licences)
    ]
    if refused:
        return "licences that .ci/deny.toml does not allow; use another package:\n" + "\n".join(refused)
    if "--write" in sys.argv:
        LIST.write_text(listed(found), encoding="utf-8")
    elif not LIST.is_file() or LIST.read_text(encoding="utf-8") != listed(found):
        return f"{LIST.relative_to(ROOT)} is out of date: run `python .ci/licences.py --write` and look at what changed"
    return None


if __name__ == "__main__":
    sys.exit(main())
