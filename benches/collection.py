"""What scoring a collection costs, as ratios measured in one run on one machine.

    python benches/collection.py [MEGABYTES]

From JSON Lines to Parquet at section level (outline, tokens, stems, VADER, relations, table), against `wc -w` on the
same file; one thread against two; the peak memory of a collection and of one ten times as large; many small files
against reading them. Every figure is the best of three runs.
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ESSAYS = Path(__file__).parents[1] / "tests" / "data" / "essays"
SCORE = """
import sys, resource, detente as dt
dt.score_files(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def essays(megabytes, seed=1):
    """Yield essays of some 5 kB: paragraphs of the sample essays, shuffled, with names and years varied."""
    draw = random.Random(seed)
    paragraphs = [p for f in sorted(ESSAYS.glob("*.txt")) for p in f.read_text(encoding="utf-8").split("\n\n")]
    bodies = [p for p in paragraphs if len(p) > 200]
    headings = [p for p in paragraphs if len(p) < 60 and "\n" not in p]
    size = 0
    while size < megabytes * 1e6:
        pieces = [draw.choice(headings)]
        for _ in range(4):
            pieces += [draw.choice(headings), draw.choice(bodies), draw.choice(bodies)]
        text = "\n\n".join(pieces)
        text = re.sub(r"\b1[89]\d\d\b", lambda _: str(draw.randint(1815, 2020)), text)
        size += len(text.encode())
        yield text


def best(run, times=3):
    """Return the shortest wall time of several runs."""

    def timed():
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return min(timed() for _ in range(times))


def score(source, output, jobs=1):
    """Score in a process of its own; return its peak memory in MB."""
    command = [sys.executable, "-c", SCORE, source, output, str(jobs)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(megabytes):
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        source, large, output = base / "essays.jsonl", base / "large.jsonl", base / "scores.parquet"
        with source.open("w", encoding="utf-8") as file:
            for n, text in enumerate(essays(megabytes)):
                file.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")
        size = source.stat().st_size / 1e6
        words = best(lambda: subprocess.run(["wc", "-w", source], check=True, stdout=subprocess.DEVNULL))
        start = best(lambda: subprocess.run([sys.executable, "-c", "import detente, pyarrow.parquet"], check=True))
        one = best(lambda: score(source, output)) - start
        two = best(lambda: score(source, output, 2)) - start
        print(f"{size:.0f} MB of JSON Lines to Parquet, section level")
        print(f"  one thread          {size / one:8.1f} MB/s   {words / one:.3f} x wc -w ({size / words:.0f} MB/s)")
        print(f"  two threads         {size / two:8.1f} MB/s   {one / two:.2f} x one thread")
        memory = score(source, output)
        with large.open("w", encoding="utf-8") as file:
            rows = source.read_text(encoding="utf-8")
            for _ in range(10):
                file.write(rows)
        more = score(large, output)
        print(f"  peak memory         {memory:8} MB     {more} MB for ten times as much ({more / memory:.2f} x)")
        small = base / "small"
        small.mkdir()
        for n, text in enumerate(essays(megabytes / 20, seed=2)):
            for m, paragraph in enumerate(text.split("\n\n")):
                (small / f"{n:05}-{m:02}.txt").write_text(paragraph, encoding="utf-8")
        files = sorted(small.iterdir())
        reading = best(lambda: [path.read_bytes() for path in files])
        scoring = best(lambda: score(small, output)) - start
        print(f"  {len(files)} small files   {len(files) / scoring:8.0f} /s     {reading / scoring:.3f} x reading them")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"  largest child       {peak:8} MB     ({os.cpu_count()} cores)")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 50)
