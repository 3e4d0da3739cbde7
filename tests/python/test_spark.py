"""Spark, for real: a cluster of two executors on this machine."""

import os
import signal
import sys

import pytest

import detente as dt
from detente.spark import score

ROWS = [
    (
        f"d{n:03}",
        None if n % 17 == 5 else f"Year {n}\n\nThe allies signed a treaty in {1900 + n}. The army attacked.",
        n,
    )
    for n in range(120)
]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("detente")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 7)
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def frame(spark, rows=ROWS, partitions=5):
    return spark.createDataFrame(rows, "id string, text string, level int").repartition(partitions)


def collected(scored):
    rows = [row.asDict() for row in scored.collect()]
    return sorted(rows, key=lambda r: (r["doc_id"], r.get("section") or 0))


# Spark and pandas warn about each other's versions.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{kind}")
    for kind in ("DeprecationWarning", "FutureWarning", "ResourceWarning", "UserWarning")
]


def test_the_figures_are_those_of_one_machine(spark):
    expected = dt.score([t for _, t, _ in ROWS], ids=[i for i, _, _ in ROWS]).to_dicts()
    found = collected(score(frame(spark)))
    assert [{k: v for k, v in row.items() if k != "meta_level"} for row in found] == expected
    assert {row["doc_id"]: row["meta_level"] for row in found} == {i: n for i, _, n in ROWS}


def test_event_data_is_that_of_one_machine(spark):
    rows = [(f"d{n:02}", f"In {1950 + n} Iran attacked Iraq. It also expelled two envoys.", n) for n in range(12)]
    expected = dt.score([t for _, t, _ in rows], ids=[i for i, _, _ in rows], level="dyad").to_dicts()
    found = [row.asDict() for row in score(frame(spark, rows), level="dyad").collect()]
    found.sort(key=lambda row: (row["doc_id"], row["start"]))
    assert [{k: v for k, v in row.items() if k != "level"} for row in found] == expected
    assert {row["carried"] for row in found} == {None, "party; years"}


def test_skewed_and_empty_partitions(spark):
    rows = [("long", "The army attacked the town. " * 5000, 0), *ROWS[:3]]
    found = collected(score(frame(spark, rows, partitions=9), level="document"))
    assert [row["doc_id"] for row in found] == ["d000", "d001", "d002", "long"]
    assert found[-1]["conflict"] == 5000


def test_a_killed_task_is_run_again(spark, tmp_path):
    marker = str(tmp_path / "killed")

    def kill_once(batches):
        for number, batch in enumerate(batches):
            if number == 1 and not os.path.exists(marker):
                open(marker, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    df = frame(spark)
    found = collected(score(df.mapInArrow(kill_once, df.schema)))
    assert os.path.exists(marker)
    assert found == collected(score(df))


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="the parents of processes are read from /proc")
def test_a_lost_executor_loses_no_row(spark, tmp_path):
    """The whole executor dies half-way through a partition, as when a machine goes: another one takes over."""
    marker = str(tmp_path / "lost")

    def lose_once(batches):
        for number, batch in enumerate(batches):
            if number == 1 and not os.path.exists(marker):
                with open(f"/proc/{os.getppid()}/stat") as file:
                    executor = int(file.read().rpartition(")")[2].split()[1])
                with open(f"/proc/{executor}/cmdline") as file:
                    assert "CoarseGrainedExecutorBackend" in file.read()
                open(marker, "w").close()
                os.kill(executor, signal.SIGKILL)
            yield batch

    df = frame(spark)
    found = collected(score(df.mapInArrow(lose_once, df.schema)))
    assert os.path.exists(marker)
    assert found == collected(score(df))


def test_a_missing_column_is_said(spark):
    with pytest.raises(dt.DetenteError, match="no column 'body'"):
        score(frame(spark), text="body")


def test_lexicons_travel_with_the_job(spark, tmp_path):
    added = tmp_path / "own.txt"
    added.write_text("[events]\n057 | strong | plant/v ..2 oaks | The kings planted oaks.\n", encoding="utf-8")
    texts = ["The two kings planted oaks.", "The army attacked."]
    df = spark.createDataFrame([(str(n), text) for n, text in enumerate(texts)], "id string, text string")
    found = collected(score(df, level="document", extend_lexicon=added))
    expected = dt.score(texts, "document", ids=["0", "1"], extend_lexicon=added)
    assert found == expected.to_dicts()
    assert expected["cooperation"] == [1, 0]
