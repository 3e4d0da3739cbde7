"""Execute the notebooks in place and keep their outputs: ``python python/docs/run_notebooks.py [NAME...]``."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"


def run(path: Path) -> None:
    """Execute a notebook; what differs from run to run (times, paths, ids) is left out of the file."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
        cell.metadata = {}
        if "SparkSession" in cell.source:
            # Java says when and where it started.
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for notebook in sorted(FOLDER.glob("*.ipynb")):
        if not wanted or notebook.stem in wanted:
            run(notebook)
            print(f"{notebook.name}: {notebook.stat().st_size // 1024} KB")
