"""Counting terms against scikit-learn's CountVectorizer: speed and memory, measured in one run.

    python benches/terms.py [megabytes]

Speed is in MB of text per second of CPU time (so that other work on the machine matters little), the best of three.
Memory is the peak of a process of its own over what it held before, relative to the size of the text.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from pathlib import Path


def made_up(megabytes: float) -> list[str]:
    """Documents of some 3 kB: words drawn by Zipf's law from 40,000, in sentences of usual length."""
    rng = random.Random(1991)
    syllables = ["pa", "con", "ti", "ra", "men", "de", "lo", "ver", "su", "ni", "tal", "ge"]
    words = [
        "".join(rng.choices(syllables, k=1 + (rank > 9) + (rank > 99) + rng.randint(0, 2))) for rank in range(40_000)
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


def speed(texts: list[str], run, clock=time.process_time) -> float:
    """MB of text a second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = clock()
        run(texts)
        best = min(best, clock() - start)
    return sum(map(len, texts)) / 1e6 / best


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


def main() -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    import detente as dt

    texts = made_up(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
    print(f"{len(texts)} texts, {sum(map(len, texts)) / 1e6:.1f} MB")
    for ngrams in ((1, 1), (1, 2)):
        theirs = CountVectorizer(ngram_range=ngrams).fit_transform
        base = speed(texts, theirs)
        print(f"n-grams {ngrams}: CountVectorizer {base:6.1f} MB/s, memory {memory(texts, theirs):.2f} × text")
        for name, options in (("preset=sklearn", {"preset": "sklearn"}), ("own tokens", {})):
            run = dt.TermVectorizer(ngram_range=ngrams, n_jobs=1, **options).fit_transform
            rate = speed(texts, run)
            print(f"    {name:15} {rate:6.1f} MB/s, {rate / base:5.1f} ×, memory {memory(texts, run):.2f} × text")
    one, two = (speed(texts, dt.TermVectorizer(n_jobs=jobs).fit_transform, time.perf_counter) for jobs in (1, 2))
    print(f"own tokens, by the clock: one thread {one:.1f} MB/s, two {two:.1f} MB/s ({two / one:.2f} ×)")


if __name__ == "__main__":
    main()
