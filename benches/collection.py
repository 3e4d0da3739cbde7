"""What scoring a collection costs, as ratios measured in one run on one machine.

    python benches/collection.py [MEGABYTES] [SMALL_FILES]

From JSON Lines to Parquet at section level (outline, tokens, stems, VADER, relations, table), against `wc -w` on the
same file (in a locale of UTF-8, as its users have it). One thread against two, and against two processes side by side,
each with one thread and the whole file: what a second core of the machine is worth. CSV and Parquet against JSON Lines;
rows of a sentence each; the peak memory of a collection and of one ten times as large; many small files against reading
them; Spark (a local cluster of two executors with one core each) against one process on one thread. Every figure is the
best of three runs (one run of the large collection), less the time that Python takes to start; a cluster is warm after
a run of its own.
"""

import csv
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import islice
from pathlib import Path

ESSAYS = Path(__file__).parents[1] / "tests" / "data" / "essays"
SCORE = """
import sys, resource, detente as dt
dt.score_files(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
START = "import detente, pyarrow.parquet; detente.score(['War.'])"
# Reading as Python's users do it, and nothing else.
READ = "import sys, pathlib\nfor path in pathlib.Path(sys.argv[1]).iterdir(): path.read_bytes()"


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


def busy(run, times=3):
    """Return the least CPU time of the processes that several runs start: other work on the machine matters little."""

    def used():
        return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])

    def timed():
        start = used()
        run()
        return used() - start

    return min(timed() for _ in range(times))


def python(code, *arguments):
    """Run code in a process of its own; return what it prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def score(source, output, jobs=1):
    """Score in a process of its own; return its peak memory in MB."""
    return int(python(SCORE, source, output, jobs))


def json_lines(path, texts):
    """Write texts as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for n, text in enumerate(texts):
            file.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")


def threads(source, output, start, times):
    """Print speed on one thread, on two, and in two processes; return the peak memory on one thread."""
    size, memory = source.stat().st_size / 1e6, []

    def count():
        locale = {**os.environ, "LC_ALL": "C.UTF-8"}
        subprocess.run(["wc", "-w", source], check=True, stdout=subprocess.DEVNULL, env=locale)

    def alone():
        memory.append(score(source, output))

    def together():
        score(source, output, 2)

    def apart():
        command = [sys.executable, "-c", SCORE, source]
        outputs = [output.with_name(f"apart{n}.parquet") for n in range(2)]
        processes = [subprocess.Popen([*command, output, "1"], stdout=subprocess.DEVNULL) for output in outputs]
        assert all(process.wait() == 0 for process in processes)

    words, one, two, both = (best(run, times) for run in (count, alone, together, apart))
    one, two, both = (seconds - start for seconds in (one, two, both))
    print(f"{size:.0f} MB of JSON Lines to Parquet, section level ({os.cpu_count()} cores)")
    print(f"  one thread          {size / one:8.1f} MB/s   {words / one:.3f} x wc -w ({size / words:.0f} MB/s)")
    print(f"  two threads         {size / two:8.1f} MB/s   {one / two:.2f} x one thread")
    print(f"  two processes       {2 * size / both:8.1f} MB/s   {2 * one / both:.2f} x one thread")
    words, one, two, startup = (busy(run, times) for run in (count, alone, together, lambda: python(START)))
    one, two = one - startup, two - startup
    print(
        f"  by CPU time         {size / one:8.1f} MB/s   {words / one:.3f} x wc -w; two threads use {two / one:.2f} x"
    )
    return max(memory)


def speed(base, megabytes, start):
    """Print speed and memory on some texts, and on ten times as many."""
    texts = list(essays(megabytes))
    memory = []
    for more, times in ((1, 3), (10, 1)):
        source = base / f"essays{more}.jsonl"
        json_lines(source, texts * more)
        memory.append(threads(source, base / "scores.parquet", start, times))
    first, second = memory
    print(f"  peak memory         {first:8} MB     {second} MB for ten times as much ({second / first:.2f} x)")


def tables(base, megabytes, start):
    """Print the speed on the same texts as CSV and as Parquet, beside that on JSON Lines."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = list(essays(megabytes, seed=3))
    sources = {kind: base / f"same.{kind}" for kind in ("jsonl", "csv", "parquet")}
    json_lines(sources["jsonl"], texts)
    with sources["csv"].open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *enumerate(texts)])
    pq.write_table(pa.table({"id": range(len(texts)), "text": texts}), sources["parquet"])
    for jobs in (1, 2):
        runs = {kind: partial(score, source, base / "same.out.parquet", jobs) for kind, source in sources.items()}
        # They take turns, as the machine's clock changes.
        turns = [[best(run, 1) for run in runs.values()] for _ in range(3)]
        times = {kind: min(taken) - start for kind, taken in zip(runs, zip(*turns, strict=True), strict=True)}
        ratios = ", ".join(f"{kind} {times['jsonl'] / times[kind]:.2f} x" for kind in ("csv", "parquet"))
        print(f"  beside JSON Lines   {ratios} ({jobs} threads)")


def short_rows(base, megabytes, start):
    """Print the speed on rows of a sentence each."""
    source = base / "sentences.jsonl"
    sentences = [s for text in essays(megabytes, seed=4) for s in re.split(r"(?<=[.?!])\s+", text) if len(s) > 20]
    json_lines(source, sentences)
    one, two = (best(partial(score, source, base / "sentences.parquet", jobs)) - start for jobs in (1, 2))
    rates = f"{len(sentences) / one:8.0f} /s     {len(sentences) / two:.0f} /s on two threads ({one / two:.2f} x)"
    print(f"  {len(sentences)} sentences    {rates}")


def small_files(base, count, start):
    """Print the speed on small files: a paragraph each."""
    folder = base / "small"
    folder.mkdir()
    texts = (paragraph for text in essays(1e9, seed=2) for paragraph in text.split("\n\n"))
    for n, paragraph in zip(range(count), texts, strict=False):
        (folder / f"{n:06}.txt").write_text(paragraph, encoding="utf-8")
    bare = best(lambda: python("import pathlib"))
    reading = best(lambda: python(READ, folder)) - bare
    for jobs in (1, 2):
        scoring = best(lambda jobs=jobs: score(folder, base / "small.parquet", jobs)) - start
        ratio = f"{reading / scoring:.3f} x reading them"
        print(f"  {count} small files {count / scoring:10.0f} /s     {ratio} ({jobs} threads)")


def batched(items, size):
    """Yield items in lists."""
    items = iter(items)
    while some := list(islice(items, size)):
        yield some


def cluster(cores):
    """Start Spark."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        # Compressed: some 70 MB of text, about as much as the documentation says.
        "spark.sql.files.maxPartitionBytes": "16m",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    }
    builder = SparkSession.builder.master(f"local-cluster[{cores},1,1024]").appName("detente")
    spark = builder.config(map=options).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def on_spark(base, megabytes, cores=2):
    """Print Spark's speed per core, from Parquet, when all is warm: one run of the job came before."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    import detente as dt
    from detente.spark import score as score_frame

    source = base / "essays.parquet"
    size, schema = 0, pa.schema({"id": pa.string(), "text": pa.string()})
    with pq.ParquetWriter(source, schema) as writer:
        for n, texts in enumerate(batched(essays(megabytes), 400)):
            writer.write_table(pa.table([[f"{n}-{m}" for m in range(len(texts))], texts], schema=schema))
            size += sum(len(text.encode()) for text in texts) / 1e6

    def native():
        for batch in pq.ParquetFile(source).iter_batches(1000):
            dt.score(batch.column("text"), ids=batch.column("id").to_pylist(), jobs=1)

    one = best(native)
    begin = time.perf_counter()
    spark = cluster(cores)

    def run():
        score_frame(spark.read.parquet(str(source))).write.format("noop").mode("overwrite").save()

    run()
    start = time.perf_counter() - begin
    many = best(run)
    spark.stop()
    print(f"{size:.0f} MB of texts in Parquet, scored at section level")
    print(f"  one process         {size / one:8.1f} MB/s")
    print(
        f"  Spark, per core     {size / many / cores:8.1f} MB/s   {one / many / cores:.2f} x (first run: {start:.0f} s)"
    )


def main(megabytes=100.0, count=100_000):
    """Print the ratios."""
    start = best(lambda: python(START))
    with tempfile.TemporaryDirectory() as folder:
        speed(Path(folder), megabytes, start)
        tables(Path(folder), megabytes, start)
        short_rows(Path(folder), megabytes / 4, start)
        small_files(Path(folder), int(count), start)
        # Planning a job and sending it out takes half a second, which is no part of the cost of a text.
        on_spark(Path(folder), 8 * megabytes)


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
