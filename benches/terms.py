"""Counting terms against scikit-learn's CountVectorizer and `wc -w`: speed and memory, measured in one run.

    python benches/terms.py [megabytes]

Speed is in MB of text per second of CPU time (so that other work on the machine matters little), the best of several
turns that the rivals take one after the other. Memory is the peak of a process of its own over what it held before,
relative to the size of the text.
"""

from __future__ import annotations

import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

#: MB/s of quanteda 4.3.1 for tokens + dfm + tokens_lookup (58 entries, nested, with globs) on one thread, and of
#: scikit-learn's CountVectorizer, on the same texts and machine: R cannot be asked of whoever runs this.
QUANTEDA, BESIDE_IT = 2.6, 21.0

#: What the figures should be: beside CountVectorizer, beside quanteda, two threads beside one, memory beside the text.
GOALS = {"CountVectorizer": 5, "quanteda": 30, "two threads": 1.7, "memory": 2, "memory of pairs": 5}

TURNS = 5
SYLLABLES = ["pa", "con", "ti", "ra", "men", "de", "lo", "ver", "su", "ni", "tal", "ge"]


def made_up(megabytes: float) -> list[str]:
    """Documents of some 3 kB: words drawn by Zipf's law from 40,000, in sentences of usual length."""
    rng = random.Random(1991)
    words = [
        "".join(rng.choices(SYLLABLES, k=1 + (rank > 9) + (rank > 99) + rng.randint(0, 2))) for rank in range(40_000)
    ]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    texts, size = [], 0
    while size < megabytes * 1e6:
        drawn = rng.choices(words, weights, k=500)
        for at in range(18, len(drawn), 19):
            drawn[at] = drawn[at].capitalize() + "."
        texts.append(" ".join(drawn))
        size += len(texts[-1])
    return texts


def lexicon_keys(texts: list[str]) -> dict:
    """58 entries, nested, some of them globs and phrases, all of which occur."""
    words = texts[0].replace(".", "").lower().split()
    rare = [word for word in words if len(word) > 6]
    keys = {"words": rare[:30], "globs": [word[:5] + "*" for word in rare[30:48]]}
    return {"own": keys, "phrases": [" ".join(words[at : at + 2]) for at in range(0, 20, 2)]}


def speeds(texts: list[str], runs: dict, turns: int = TURNS) -> dict[str, float]:
    """MB of text per second of CPU time, the best of the turns of each."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(turns):
        for name, run in runs.items():
            start = time.process_time()
            run(texts)
            best[name] = min(best[name], time.process_time() - start)
    size = sum(map(len, texts)) / 1e6
    return {name: size / seconds for name, seconds in best.items()}


def wc_speed(texts: list[str]) -> float:
    """MB per second of CPU time of `wc -w` on the texts in one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.txt"
        path.write_text("\n".join(texts), encoding="utf-8")
        best = float("inf")
        for _ in range(3):
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run(["wc", "-w", path], check=True, stdout=subprocess.DEVNULL)
            after = getrusage(RUSAGE_CHILDREN)
            best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return path.stat().st_size / 1e6 / best


def gain_of_two(texts: list[str], run_with) -> tuple[float, float]:
    """How much faster two threads are than one: by the clock, and by CPU time on a machine with nothing else to do.

    By CPU time the two threads' work takes what the calling thread does alone, and half of what the pool does.
    """
    one, two = (run_with(jobs) for jobs in (1, 2))
    alone = pooled = clock_one = clock_two = float("inf")
    for _ in range(2 * TURNS):
        start = time.process_time(), time.perf_counter()
        one(texts)
        alone = min(alone, time.process_time() - start[0])
        clock_one = min(clock_one, time.perf_counter() - start[1])
        start = time.process_time(), time.thread_time(), time.perf_counter()
        two(texts)
        everywhere, here = time.process_time() - start[0], time.thread_time() - start[1]
        pooled = min(pooled, here + (everywhere - here) / 2)
        clock_two = min(clock_two, time.perf_counter() - start[2])
    return clock_one / clock_two, alone / pooled


def _status(name: str) -> int:
    """A figure of this process in bytes, from Linux."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def _peak(texts: list[str], run, pipe) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    before = _status("VmRSS")
    result = run(texts)
    pipe.send(_status("VmHWM") - before)
    del result


def memory(texts: list[str], run) -> float:
    """Peak memory over what the process held before, the result included, in sizes of the text."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_peak, args=(texts, run, theirs))
    process.start()
    grown = ours.recv()
    process.join()
    return grown / sum(map(len, texts))


class Pipeline:
    """Tokens, matrix and lexicon counts, on one thread."""

    def __init__(self, keys: dict) -> None:
        import detente as dt

        self.keys = keys
        # With it a new process loads the libraries, before its memory is measured.
        self.vectorizer = dt.TermVectorizer(n_jobs=1)

    def __call__(self, texts: list[str]):
        import detente as dt

        matrix = self.vectorizer.fit_transform(texts)
        return matrix, dt.Lexicon.from_dict(self.keys).lookup(texts, overlap="key", jobs=1)


def fit_with(options: dict, jobs: int):
    import detente as dt

    return dt.TermVectorizer(n_jobs=jobs, **options).fit_transform


def main() -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    import detente as dt

    texts = made_up(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
    print(f"{len(texts)} texts, {sum(map(len, texts)) / 1e6:.1f} MB, one thread")
    for ngrams, turns in (((1, 1), TURNS), ((1, 2), 2)):
        runs = {
            "CountVectorizer": CountVectorizer(ngram_range=ngrams).fit_transform,
            'preset="sklearn"': dt.TermVectorizer(ngram_range=ngrams, n_jobs=1, preset="sklearn").fit_transform,
            "own tokens": dt.TermVectorizer(ngram_range=ngrams, n_jobs=1).fit_transform,
        }
        room = GOALS["memory" if ngrams == (1, 1) else "memory of pairs"]
        print(f"n-grams {ngrams} (goals: {GOALS['CountVectorizer']} × CountVectorizer, memory at most {room} × text)")
        found = speeds(texts, runs, turns)
        for name, rate in found.items():
            times = rate / found["CountVectorizer"]
            print(f"    {name:17} {rate:6.1f} MB/s, {times:5.1f} ×, memory {memory(texts, runs[name]):5.2f} × text")

    pipeline, base = Pipeline(lexicon_keys(texts)), CountVectorizer().fit_transform
    found = speeds(texts, {"CountVectorizer": base, "pipeline": pipeline})
    rate, times = found["pipeline"], found["pipeline"] / found["CountVectorizer"]
    print(f"tokens + matrix + lexicon lookup: {rate:.1f} MB/s, {times:.1f} × CountVectorizer alone")
    print(f"    {rate / wc_speed(texts):.2f} × wc -w, memory {memory(texts, pipeline):.2f} × text")
    print(
        f"    {times * BESIDE_IT / QUANTEDA:.0f} × quanteda ({QUANTEDA} MB/s where CountVectorizer had {BESIDE_IT}), "
        f"goal {GOALS['quanteda']}"
    )

    for name, options in (("own tokens", {}), ('preset="sklearn"', {"preset": "sklearn"})):
        clock, work = gain_of_two(texts, partial(fit_with, options))
        figures = f"{work:.2f} × one by CPU time, {clock:.2f} × by the clock of this machine"
        print(f"two threads, {name}: {figures}, goal {GOALS['two threads']}")


if __name__ == "__main__":
    main()
