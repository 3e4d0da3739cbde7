"""Scores inside polars expressions and pandas columns."""

import subprocess
import sys

import pandas as pd
import polars as pl
import pytest

import detente as dt
import detente.pandas
import detente.polars

TEXTS = ["Talks\n\nThe allies signed a treaty.\n\nWar\n\nThe army attacked.", None, "Rain fell.", ""]


@pytest.mark.parametrize("level", ["document", "section", "paragraph", "sentence", "match", "dyad"])
def test_polars_rows_are_those_of_score(level):
    df = pl.DataFrame({"n": range(4), "text": TEXTS})
    found = df.select("n", pl.col("text").detente.score(level).alias("s"))
    if level != "document":
        found = found.filter(pl.col("s").list.len() > 0).explode("s")
    expected = dt.score(TEXTS, level)
    assert found.select("n").to_series().to_list() == expected._table.documents.tolist()
    assert found.select("s").unnest("s").equals(expected.to_polars().drop("doc_id"))


def test_polars_lazily_and_in_groups():
    df = pl.DataFrame({"text": TEXTS * 50})
    lazy = df.lazy().select(pl.col("text").detente.net()).collect().to_series()
    assert lazy.null_count() == 50
    assert lazy.to_list()[:4] == [lazy[0], None, 0.0, 0.0]
    assert lazy[0] == dt.Relations().net(TEXTS[:1])[0]


@pytest.mark.parametrize("level", ["document", "section", "match"])
def test_pandas_rows_keep_their_index(level):
    texts = pd.Series(TEXTS, index=list("abcd"))
    found = texts.detente.score(level)
    expected = dt.score(TEXTS, level)
    assert found.index.tolist() == ["abcd"[row] for row in expected._table.documents]
    pd.testing.assert_frame_equal(found.reset_index(drop=True), expected.to_pandas().drop(columns="doc_id"))
    assert texts.detente.net().index.tolist() == list("abcd")


def test_importing_detente_imports_no_data_frames():
    code = "import sys, detente; print([m for m in ('pandas', 'polars', 'pyarrow') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("extension", ["csv", "parquet"])
def test_scoring_files_imports_no_data_frames(tmp_path, extension):
    (tmp_path / "a.txt").write_text("War.", encoding="utf-8")
    code = (
        "import sys, detente as dt; dt.score_files(sys.argv[1], sys.argv[2]);"
        "print([m for m in ('pandas', 'polars') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code, tmp_path / "a.txt", tmp_path / f"out.{extension}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
