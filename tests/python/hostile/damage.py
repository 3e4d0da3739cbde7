"""Small files of every format that the readers know, and ways to damage them."""

from __future__ import annotations

import io
import random

import files

PROSE = "\n\n".join(text for _, text in files.ESSAY.blocks)
ROWS = [{"id": f"r{n}", "text": text, "year": 1900 + n} for n, (_, text) in enumerate(files.ESSAY.blocks)]


def formats() -> dict[str, bytes]:
    """Return one whole file of each format, by its name."""
    import json

    import pyarrow
    import pyarrow.parquet

    lines = [json.dumps(row) for row in ROWS]
    table = ["id,text,year", *(f'{r["id"]},"{r["text"]}",{r["year"]}' for r in ROWS)]
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), sink)
    made = {
        "plain.txt": PROSE.encode(),
        "wide.txt": PROSE.encode("utf-16"),
        "western.txt": PROSE.replace("treaty", "tr\u00e9aty").encode("cp1252"),
        "essay.md": files.markdown(),
        "page.html": files.html(),
        "essay.docx": files.docx(),
        "essay.odt": files.odt(),
        "essay.rtf": files.rtf(),
        "book.epub": files.epub(),
        "print.pdf": files.pdf(),
        "rows.csv": "\n".join(table).encode(),
        "rows.tsv": "\n".join(
            f"{r['id']}\t{r['text']}\t{r['year']}" for r in [{"id": "id", "text": "text", "year": "year"}, *ROWS]
        ).encode(),
        "rows.jsonl": "\n".join(lines).encode(),
        "rows.json": f"[{','.join(lines)}]".encode(),
        "rows.parquet": sink.getvalue(),
    }
    made["all.zip"] = files.zipped({name: made[name] for name in ("plain.txt", "essay.docx", "rows.csv", "page.html")})
    return made


def damaged(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes with one to three kinds of damage."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        rng.choice(_WAYS)(changed, rng)
    return bytes(changed)


def _cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _lose(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    del data[start : start + rng.randrange(1, 400)]


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randrange(1, 30) if data else 0):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _zero(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.randrange(1, 200))
    data[start:end] = bytes(end - start)


def _swap(data: bytearray, rng: random.Random) -> None:
    one, other = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    size = min(rng.randrange(1, 300), other - one, len(data) - other)
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


def _repeat(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    data[start:start] = data[start : start + rng.randrange(1, 400)] * rng.randrange(1, 30)


def _noise(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    data[start:start] = rng.randbytes(rng.randrange(1, 300))


_WAYS = [_cut, _lose, _flip, _zero, _swap, _repeat, _noise]
