"""Many texts through the Python face."""

import math
import multiprocessing
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import detente as dt

TEXTS = ["The allies signed a treaty.", None, "The army attacked the town.", "", "Rain fell."]
FIXED = [
    "doc_id", "section", "heading", "level", "start", "end", "n_sentences", "n_words", "cooperation", "conflict",
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "cooperation_per_1000",
    "conflict_per_1000", "balance", "balance_low", "balance_high", "logit", "logit_se", "intensity", "net",
    "sentiment", "error",
]  # fmt: skip
LEVELS = ["document", "section", "paragraph", "sentence", "match", "dyad"]


def test_the_columns_of_sections_are_fixed():
    assert dt.score(["a"]).columns == FIXED


def test_every_text_has_a_row_and_nulls_stay_null():
    t = dt.score(TEXTS, level="document")
    assert t["doc_id"] == ["text1", "text2", "text3", "text4", "text5"]
    assert t["cooperation"] == [1, None, 0, 0, 0]
    assert t["balance"] == [1.0, None, -1.0, None, None]
    assert [e is not None for e in t["error"]] == [False, True, False, False, False]


def test_a_series_names_its_texts_by_its_index():
    series = pd.Series(["War.", "Peace."], index=["essay a", 7])
    assert dt.score(series, "document")["doc_id"] == ["essay a", "7"]
    assert dt.kwic(series, "peace")["doc_id"] == ["7"]
    assert dt.score(series, "document", ids=["x", "y"])["doc_id"] == ["x", "y"]
    filtered = pd.Series(["Calm.", "War.", "Peace."])[1:]
    assert dt.score(filtered, "document")["doc_id"] == ["1", "2"]
    assert dt.score(pd.Series(["War."]), "document")["doc_id"] == ["text1"]


@pytest.mark.parametrize(
    "column",
    [
        pl.Series(TEXTS),
        pl.Series(TEXTS, dtype=pl.Categorical),
        pd.Series(TEXTS),
        pd.Series(TEXTS, dtype=object),
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
        pa.chunked_array([TEXTS[:2], [], TEXTS[2:]]),
        np.array(TEXTS, dtype=object),
        tuple(TEXTS),
        (text for text in TEXTS),
    ],
    ids=lambda c: type(c).__module__ + "." + type(c).__name__,
)
def test_any_column_gives_the_same_table(column):
    assert dt.score(column) == dt.score(TEXTS)


def test_missing_ids_and_texts_are_none():
    ids = [None, float("nan"), pd.NA, pd.NaT, "e", 6]
    t = dt.score(["War.", "Peace.", pd.NA, pd.NaT, None, float("nan")], "document", ids=ids)
    assert t["doc_id"] == ["text1", "text2", "text3", "text4", "e", "6"]
    assert t["n_words"] == [1, 1, None, None, None, None]


@pytest.mark.parametrize(
    "call",
    [
        lambda jobs: dt.score(["War."], jobs=jobs),
        lambda jobs: dt.similarity(["war", "peace"], jobs=jobs),
        lambda jobs: dt.Lexicon.from_dict({"a": ["war"]}).lookup(["war"], jobs=jobs),
    ],
)
def test_numbers_of_threads_are_checked(call):
    with pytest.raises(dt.DetenteError, match="jobs is a number of threads, 0 for one per core: -1 is none"):
        call(-1)
    assert call(0) == call(3)


BROKEN = [b"caf\xe9 war", b"\xe2\x82", b"The army attacked.\xf0\x9f", None, "é".encode()]
MENDED = ["caf\ufffd war", "\ufffd", "The army attacked.\ufffd", None, "é"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(BROKEN, pa.binary()).view(pa.string()),
        pa.array(BROKEN, pa.large_binary()).view(pa.large_string()),
        pa.array(BROKEN, pa.binary_view()).view(pa.string_view()),
        pa.array(BROKEN, pa.binary()).dictionary_encode().cast(pa.dictionary(pa.int32(), pa.binary())),
    ],
    ids=lambda c: str(c.type),
)
@pytest.mark.parametrize("start", [0, 1])
def test_a_column_that_is_no_utf_8_is_mended(column, start):
    if pa.types.is_dictionary(column.type):
        column = pa.DictionaryArray.from_arrays(column.indices, column.dictionary.view(pa.string()))
    assert dt.score(column[start:], "document") == dt.score(MENDED[start:], "document")


def test_columns_without_texts():
    t = dt.score(pd.Series([float("nan")] * 2), level="document")
    assert t["n_words"] == [None, None]
    with pytest.raises(TypeError, match="column of texts"):
        dt.score(pl.Series([1, 2]))
    with pytest.raises(TypeError, match="choose its text column"):
        dt.score(pl.DataFrame({"text": ["a"]}))
    with pytest.raises(TypeError, match=r"write \[text\]"):
        dt.score("one text")
    assert len(dt.score([])) == 0


def test_data_frames_come_out_with_types():
    t = dt.score(TEXTS)
    frames = [t.to_pandas(), t.to_polars(), t.to_pyarrow().to_pandas()]
    for frame in frames:
        assert list(frame.columns) == FIXED
        assert len(frame) == len(t)
    assert t.to_polars()["balance"].dtype == pl.Float64
    assert math.isnan(t.to_pandas()["balance"][1])
    assert pa.table(t) == t.to_pyarrow()


@pytest.mark.parametrize("level", LEVELS)
def test_tables_pickle_and_compare(level):
    t = dt.score(TEXTS, level=level)
    assert pickle.loads(pickle.dumps(t)) == t
    assert t.to_csv().splitlines()[0] == ",".join(t.columns)
    assert len(t.to_jsonl().splitlines()) == len(t)


@pytest.mark.parametrize("level", LEVELS)
def test_threads_change_nothing(level):
    texts = [f"{text or ''} They met in {n}." for n, text in enumerate(TEXTS * 400)]
    one = dt.score(texts, level=level, jobs=1)
    assert one.to_csv() == dt.score(texts, level=level, jobs=3).to_csv()


def test_a_table_agrees_with_the_analysis_of_its_text():
    text = "Talks\n\nThe allies signed a treaty. Then the army attacked.\n\nWar\n\nThey fought for years.\n"
    analysis, rows = dt.analyze(text), dt.score([text]).to_dicts()
    assert [r["heading"] for r in rows] == [s.heading for s in analysis.sections]
    assert [r["net"] for r in rows] == [s.relations.net for s in analysis.sections]
    assert analysis.to_arrow("match")["entry"] == [m.entry for m in analysis.matches]
    assert analysis.to_arrow(level="sentence")["start"] == [s.start for s in analysis.sentences]


def test_metadata_is_carried_through():
    t = dt.score(["One. Two.", "Three."], level="sentence", metadata={"year": [1991, 2014]})
    assert t["year"] == [1991, 1991, 2014]
    with pytest.raises(dt.DetenteError, match="already"):
        dt.score(["a"], metadata={"net": [1]})


def test_relations_and_vader_over_columns():
    net = dt.Relations().net(pd.Series(TEXTS))
    assert net.dtype == np.float64
    assert net[0] > 0 > net[2]
    assert net[3] == net[4] == 0.0
    assert np.isnan(net[1])
    compound = dt.Vader().compound(TEXTS)
    assert compound.shape == (5,)
    assert np.isnan(compound[1])


def _in_child(queue):
    queue.put(dt.score(TEXTS, jobs=2).to_csv())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_do_not_hang_after_the_pool_was_used(method):
    expected = dt.score(TEXTS, jobs=2).to_csv()
    context = multiprocessing.get_context(method)
    queue = context.SimpleQueue()
    child = context.Process(target=_in_child, args=(queue,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert queue.get() == expected


def test_threads_and_joblib(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    from joblib import Parallel, delayed

    expected = dt.score(TEXTS, jobs=2).to_csv()
    with ThreadPoolExecutor(4) as pool:
        assert {pool.submit(_csv, jobs).result(60) for jobs in (0, 1, 2, 3) * 5} == {expected}
    # joblib's processes are new ones ("loky") or forks; its threads share the pool.
    for backend in ("loky", "multiprocessing", "threading"):
        found = Parallel(n_jobs=2, backend=backend)(delayed(_csv)(2) for _ in range(4))
        assert set(found) == {expected}


def _csv(jobs):
    return dt.score(TEXTS, jobs=jobs).to_csv()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_while_the_pool_works():
    from concurrent.futures import ThreadPoolExecutor

    texts = [f"{text or ''} They fought in {n}." for n, text in enumerate(TEXTS * 2000)]
    context = multiprocessing.get_context("fork")
    with ThreadPoolExecutor(1) as pool:
        whole = pool.submit(dt.score, texts, jobs=2)
        queue = context.SimpleQueue()
        child = context.Process(target=_in_child, args=(queue,))
        child.start()
        child.join(60)
        assert child.exitcode == 0
        assert queue.get() == dt.score(TEXTS, jobs=1).to_csv()
        assert len(whole.result(60)) == len(texts)


def _files_in_child(queue, folder):
    queue.put(dt.score_files(folder, jobs=2).to_csv())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_files_in_a_child(tmp_path, method):
    for n in range(20):
        (tmp_path / f"{n}.txt").write_text("The army attacked.", encoding="utf-8")
    expected = dt.score_files(tmp_path, jobs=2).to_csv()
    context = multiprocessing.get_context(method)
    queue = context.SimpleQueue()
    child = context.Process(target=_files_in_child, args=(queue, tmp_path))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert queue.get() == expected
