"""Long runs: memory that stays flat, calls that leave nothing behind, threads that share what they may share."""

import concurrent.futures
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
import runs

import detente as dt

HERE = Path(__file__).parent

#: Calls of every kind, again and again; prints how much the process grew, in MB.
_CALLS = """
import gc, os, random, sys
import detente as dt
sys.path[:0] = sys.argv[2:]
import damage
from detente.readers import read_bytes
rng = random.Random(3)
words = ["army", "treaty", "attacked", "signed", "not", "peace", "talks", "war", "Moscow", "."]
whole = damage.formats()
lexicon = dt.Lexicon.from_dict({"a": ["peace", "sign* ..3 treat*"], "b": ["war", "regex:^att"]})
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
def once():
    text = " ".join(rng.choices(words, k=2000))
    a = dt.analyze(text)
    a.to_json(), a.to_dict(), [m.text for m in a.matches]
    dt.score([text, None, text]).to_pyarrow()
    lexicon.lookup([text]), lexicon.matches(text)
    dt.Vader().polarity_scores(text), dt.words(text), dt.sentences(text), dt.tokenize(text[:2000])
    dt.Parties(text).dyads(), dt.frequency([text])
    for bad in (lambda: dt.analyze(None), lambda: dt.Lexicon.read("/nowhere"), lambda: dt.score([text], "chapter")):
        try:
            bad()
        except Exception:
            pass
    name = rng.choice(sorted(whole))
    list(read_bytes(damage.damaged(whole[name], rng), name))
rounds = int(sys.argv[1])
for _ in range(rounds):
    once()
gc.collect()
before = resident()
for _ in range(rounds):
    once()
gc.collect()
print(resident() - before)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is read from /proc")
def test_repeated_calls_leave_nothing_behind(scale):
    rounds = scale(60, 3_000)
    done = subprocess.run(
        [sys.executable, "-c", _CALLS, str(rounds), str(HERE), str(HERE.parent / "readers")],
        capture_output=True,
        text=True,
        check=True,
    )
    grown = float(done.stdout)
    print(f"\n{rounds} rounds of calls: grown by {grown:.1f} MB")
    assert grown < 12


def test_words_never_seen_before_do_not_pile_up(scale):
    """What is remembered of words is bounded: a worker with half a million of them is made anew."""
    code = """
import resource, sys
import detente as dt
peaks, analyzer = [], dt.Analyzer()
for turn in range(int(sys.argv[1])):
    analyzer.analyze(" ".join(f"w{turn:x}x{n:x}" for n in range(50_000)))
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
print(*peaks)
"""
    done = subprocess.run([sys.executable, "-c", code, str(scale(36, 200))], capture_output=True, text=True, check=True)
    peaks = [int(peak) for peak in done.stdout.split()]
    print(f"\n{len(peaks)} texts of 50,000 new words: {peaks[len(peaks) // 2]} MB, then {peaks[-1]} MB")
    assert peaks[-1] < peaks[len(peaks) // 2] * 1.1 + 20


def test_threads_share_one_analyzer(scale):
    rng = random.Random(4)
    texts = [" ".join(rng.choices(runs.WORDS, k=rng.randint(1, 300))) for _ in range(scale(60, 2_000))]
    analyzer = dt.Analyzer()
    vader, relations = dt.Vader(), dt.Relations()
    lexicon = dt.Lexicon.from_dict({"a": ["attack*", "both states"]})

    def all_of(text):
        table = lexicon.lookup([text]).to_csv()
        return analyzer.analyze(text).to_json(), vader.polarity_scores(text), relations.net([text])[0], table

    expected = [all_of(text) for text in texts]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = list(pool.map(all_of, texts * 3))
    assert found == expected * 3


def test_a_fork_after_use_can_go_on():
    """rayon's own pool would hang in the child: ours is made anew there."""
    texts = ["The army attacked the town."] * 200
    expected = dt.score(texts, level="document").to_csv()
    code = f"""
import os, sys, warnings
warnings.simplefilter("ignore")
import detente as dt
texts = {texts!r}
expected = dt.score(texts, level="document", jobs=2).to_csv()
child = os.fork()
if not child:
    os._exit(0 if dt.score(texts, level="document", jobs=2).to_csv() == expected else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
    assert expected.count("\n") == 201


def test_a_long_stream_needs_no_more_memory_than_a_short_one(tmp_path, scale):
    megabytes = int(os.environ.get("STREAM_MB") or scale(30, 10_000))
    batch = scale(1 << 20, 8 << 20)
    source, output = tmp_path / "stream.jsonl", tmp_path / "out.csv"
    _write_stream(source, megabytes << 20)
    code = f"""
import resource, sys
from detente import inputs, score_files
inputs.batches.__defaults__ = ({batch},)
def told(documents, characters):
    print(characters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
print(score_files({str(source)!r}, {str(output)!r}, "document", progress=told).documents)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *told, documents = done.stdout.split("\n")[:-1]
    peaks = [int(line.split()[1]) >> 10 for line in told]
    early, last = peaks[len(peaks) // 4], peaks[-1]
    print(f"\n{megabytes} MB, {documents} documents: {early} MB of memory after a quarter, {last} MB at the end")
    with output.open("rb") as rows:
        assert sum(1 for _ in rows) == 1 + int(documents)
    # A run remembers the ids of rows, so that they stay unique: some 100 bytes each, and no more.
    assert last < early * 1.2 + 20 + int(documents) * 100 / 1e6


def _write_stream(path, size):
    rng = random.Random(5)
    words = [*runs.WORDS, *(f"w{n:x}" for n in range(2_000))]
    bodies = [" ".join(rng.choices(words, k=rng.randint(50, 1500))) for _ in range(50)]
    written = number = 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            line = json.dumps({"id": f"d{number}", "text": f"{number} {rng.choice(bodies)}"}) + "\n"
            file.write(line)
            written += len(line)
            number += 1
