"""The exchange of Arrow tables, the one place with unsafe code, under valgrind: `make memcheck`.

What valgrind says of Python, numpy and pyarrow is theirs; a report that goes through the extension module fails.
"""

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def exchange():
    """Hand columns of every layout in, take tables out, drop them in any order, half-read and unread."""
    import pyarrow as pa

    import detente as dt

    texts = ["The army attacked the town. The allies signed a treaty.", None, "Peace.", "café – détente"] * 5
    plain = pa.array(texts)
    columns = [
        plain,
        pa.array(texts, pa.large_string()),
        pa.array(texts, pa.string_view()),
        pa.chunked_array([texts[:7], texts[7:]]),
        plain.dictionary_encode(),
        plain[3:11],
        pa.nulls(4, pa.string()),
    ]
    for column in columns:
        for level in ("document", "section", "match"):
            table = dt.score(column, level)
            rows = table.to_pyarrow()
            again = pa.RecordBatchReader.from_stream(table)
            stream = table.__arrow_c_stream__()
            del table
            assert again.read_all().equals(rows)
            del again, stream, rows
            gc.collect()
    try:
        dt.score(pa.array([1, 2, 3]))
    except TypeError:
        print("whole")


def main():
    """Run the exchange under valgrind; return what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "valgrind.log")
        command = ["valgrind", "--error-limit=no", "--leak-check=no", f"--log-file={log}", sys.executable, __file__]
        done = subprocess.run(
            [*command, "exchange"], env={**os.environ, "PYTHONMALLOC": "malloc"}, capture_output=True, text=True
        )
        reports = log.read_text().split("\n==")
        ours = [line for line in reports if "_core.abi3" in line or ".rs:" in line]
    if done.returncode or done.stdout.strip() != "whole":
        return f"the exchange failed:\n{done.stdout}{done.stderr}"
    if ours:
        return "valgrind reports in the extension module:\n" + "\n".join(ours)
    print("no report goes through the extension module")
    return None


if __name__ == "__main__":
    sys.exit(exchange() if "exchange" in sys.argv else main())
