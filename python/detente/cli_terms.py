"""The commands for terms and lexicons: ``detente terms``, ``kwic``, ``keyness``, ``lexicon check``."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente._core import DetenteError
from detente.cli_paths import inputs, writable

if TYPE_CHECKING:
    from detente.table import Table

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_output = click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write .csv, .jsonl or .parquet.")
_by = click.option(
    "--by",
    type=click.Choice(["document", "section"]),
    default="document",
    show_default=True,
    help="What counts as a text.",
)
_stem = click.option("--stem", is_flag=True, help="Count stems.")
_stop = click.option("--stop-words/--no-stop-words", default=True, help="Count function words (default: yes).")
_ngrams = click.option(
    "--ngrams", type=(int, int), default=(1, 1), metavar="N M", help="From N to M words (default: 1 1)."
)
_language = click.option("--language", default="english", show_default=True, help="Of stems and function words.")

#: The tables that `detente terms` makes, by the names of their functions.
_TABLES = [
    "frequency",
    "collocations",
    "cooccurrence",
    "dispersion",
    "diversity",
    "readability",
    "similarity",
    "term_similarity",
]

#: A section line of a cooperation-conflict lexicon.
_RELATIONS = re.compile(r"^\[(events|object |operator |outcomes|void|marks|anchors|scale)", re.MULTILINE)


def is_relations(file: str) -> bool:
    """Whether a file is a cooperation-conflict lexicon, and no dictionary."""
    return _RELATIONS.search(Path(file).read_bytes().decode("utf-8", "replace")) is not None


def add_to(group: click.Group) -> None:
    """Add the commands to the group."""
    for command in (terms, kwic, keyness, lexicon):
        group.add_command(command)


def _texts(given: tuple[str, ...], output: str | None = None) -> tuple[dict[str, str], int]:
    """Read documents; tell of those that cannot be read and count them."""
    from detente.collection import documents

    if output is not None:
        writable(output)

    texts: dict[str, str] = {}
    failed = 0
    for document in documents(inputs(given, output)):
        if document.error is None:
            texts[document.id] = document.text
        else:
            failed += 1
            click.echo(f"detente: {document.error}", err=True)
    return texts, failed


def show(table: Table, output: str | None = None) -> None:
    """Write a table to a file, a terminal or a pipe."""
    if output is not None:
        from detente.formats import write

        write(table, Path(output))
    elif sys.stdout.isatty():
        from detente.console import print_table

        print_table(table)
    else:
        _pipe(table.to_csv() or "")


def _pipe(text: str) -> None:
    """Write a text to the standard output as it is."""
    settings: dict[str, Any] = {"encoding": sys.stdout.encoding, "errors": sys.stdout.errors, "newline": ""}
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # a stand-in for it, as notebooks and tests have
        sys.stdout.write(text)
        return
    # With a buffer of our own: under PYTHONUNBUFFERED, Python's loses what a pipe or disk did not take at once.
    with open(descriptor, "w", closefd=False, **settings) as out:
        out.write(text)


def _options(stem: bool, stop_words: bool, ngrams: tuple[int, int], language: str) -> dict[str, Any]:
    return {"stem": stem, "stop_words": None if stop_words else True, "ngrams": ngrams, "language": language}


@click.command(short_help="Count terms.")
@paths
@_output
@_by
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    default="frequency",
    metavar="TABLE",
    help=f"What to measure: {', '.join(_TABLES)} (default: frequency).",
)
@click.option("--size", type=click.IntRange(2, 5), default=2, show_default=True, help="Words in a collocation.")
@_stem
@_stop
@_ngrams
@_language
def terms(
    paths: tuple[str, ...],
    output: str | None,
    by: Any,
    table: str,
    size: int,
    stem: bool,
    stop_words: bool,
    ngrams: tuple[int, int],
    language: str,
) -> None:
    """Count terms: how often, in which rank, in how many documents or sections. Or measure them in other ways.

    \b
    detente terms essays/ --no-stop-words
    detente terms essays/ --ngrams 2 3 --by section -o terms.csv
    detente terms essays/ --table collocations --size 3
    detente terms essays/ --table readability --by section    always of all words
    """  # noqa: D301 - click reads the escape
    import detente as dt

    texts, failed = _texts(paths, output)
    options: dict[str, Any] = {"by": by}
    if table != "readability":
        options |= _options(stem, stop_words, ngrams, language)
    if table == "collocations":
        options["size"] = size
    show(getattr(dt, table)(texts, **options), output)
    sys.exit(1 if failed else 0)


@click.command(short_help="Show every place of a word, a phrase or a lexicon's entries.")
@click.argument("arguments", nargs=-1, required=True, metavar="[PATTERN] PATH...")
@_output
@_by
@click.option("--regex", "kind", flag_value="regex", help="Each word of PATTERN is a regular expression.")
@click.option("--fixed", "kind", flag_value="fixed", help="PATTERN as it is (default: * and ? are wild).")
@click.option("--case-sensitive", is_flag=True, help='Tell "May" from "may".')
@click.option("--lexicon", type=click.Path(exists=True, dir_okay=False), help="Find its entries; leave PATTERN out.")
@click.option("--key", "keys", multiple=True, help="Only this key of the lexicon and those below (may be repeated).")
@click.option("--window", type=click.IntRange(0), default=5, show_default=True, help="Words on either side.")
@click.option("--within-sentence", is_flag=True, help="Never show more than the sentence.")
@_language
def kwic(
    arguments: tuple[str, ...],
    output: str | None,
    by: Any,
    kind: Any,
    case_sensitive: bool,
    lexicon: str | None,
    keys: tuple[str, ...],
    window: int,
    within_sentence: bool,
    language: str,
) -> None:
    """Show every place of PATTERN, a word or phrase, or of a lexicon's entries, in its context.

    \b
    detente kwic "treat*" essays/
    detente kwic "peace treat*" essays/ --window 10 -o places.csv
    detente kwic --regex "(sign|ratif).*" essays/
    detente kwic --lexicon own.yml --key conflict essays/
    """  # noqa: D301 - click reads the escape
    import detente as dt

    options: dict[str, Any] = {"window": window, "within_sentence": within_sentence, "by": by, "language": language}
    if lexicon is None:
        if keys:
            msg = "--key needs a --lexicon"
            raise click.UsageError(msg)
        pattern: Any
        pattern, *given = arguments
        if not given:
            msg = "give a PATTERN, and the files to look in"
            raise click.UsageError(msg)
        options |= {"kind": kind or "glob", "case_sensitive": case_sensitive}
    else:
        if kind or case_sensitive:
            msg = "the lexicon says how its entries are read: leave --regex, --fixed and --case-sensitive out"
            raise click.UsageError(msg)
        pattern, given = dt.Lexicon.read(lexicon), list(arguments)
        options["key"] = keys or None
    texts, failed = _texts(tuple(given), output)
    show(dt.kwic(texts, pattern, **options), output)
    sys.exit(1 if failed else 0)


@click.command(short_help="Compare the words of two groups of texts.")
@click.argument("target", metavar="TARGET")
@click.argument("reference", metavar="[REFERENCE]", required=False)
@_output
@click.option("--relations", is_flag=True, help="Compare TARGET's sections of cooperation with those of conflict.")
@click.option(
    "--frequencies",
    type=click.Path(exists=True, dir_okay=False),
    help="In place of REFERENCE: a CSV with the columns term and count (as `detente terms` writes it).",
)
@click.option(
    "--measure",
    type=click.Choice(["g2", "g2_williams", "chi2", "chi2_yates", "exact", "pmi", "log_odds"]),
    default="g2",
    show_default=True,
    help="The statistic that terms are ordered by.",
)
@click.option("--min-count", type=click.IntRange(1), default=1, show_default=True, help="Leave rarer terms out.")
@_stem
@_stop
@_ngrams
@_language
def keyness(
    target: str,
    reference: str | None,
    output: str | None,
    relations: bool,
    frequencies: str | None,
    measure: Any,
    min_count: int,
    stem: bool,
    stop_words: bool,
    ngrams: tuple[int, int],
    language: str,
) -> None:
    """Compare texts: which terms set TARGET apart from REFERENCE (files, folders or globs).

    \b
    detente keyness essays/peace/ essays/war/
    detente keyness "19*.txt" "20*.txt" --no-stop-words --min-count 3 -o keyness.csv
    detente keyness essays/ --relations               its sections of cooperation and of conflict
    detente keyness essays/ --frequencies english.csv a list of word frequencies
    """  # noqa: D301 - click reads the escape
    import detente as dt

    if sum([reference is not None, relations, frequencies is not None]) != 1:
        msg = "give one of REFERENCE, --relations and --frequencies"
        raise click.UsageError(msg)
    ours, failed = _texts((target,), output)
    theirs: Any = None
    if reference is not None:
        read, more = _texts((reference,), output)
        theirs, failed = list(read.values()), failed + more
    elif frequencies is not None:
        theirs = _frequencies(frequencies)
    options = _options(stem, stop_words, ngrams, language) | {"measure": measure, "min_count": min_count}
    by: Any = "relations" if relations else "texts"
    show(dt.keyness(list(ours.values()), theirs, by=by, **options), output)
    sys.exit(1 if failed else 0)


def _frequencies(path: str) -> dict[str, int]:
    """Read a frequency list; counts of a term that stands twice (in two groups, say) are added up."""
    counts: dict[str, int] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"term", "count"} <= set(rows.fieldnames or ()):
            msg = f"{path}: a frequency list needs the columns term and count"
            raise DetenteError(msg)
        for row in rows:
            try:
                count = int(row["count"])
            except (TypeError, ValueError):
                msg = f"{path}:{rows.line_num}: the count {row['count']!r} is no whole number"
                raise DetenteError(msg) from None
            counts[row["term"]] = counts.get(row["term"], 0) + count
    return counts


@click.group(short_help="Check lexicons.")
def lexicon() -> None:
    """Look at lexicons: detente lexicon check --help."""


@lexicon.command(short_help="Tell of entries that cannot match, are doubled, or never do.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.argument("paths", nargs=-1, metavar="[PATH...]")
def check(file: str, paths: tuple[str, ...]) -> None:
    """Tell of entries that can never match, are doubled, or shadow each other; in PATHs, of those that never do.

    FILE is a dictionary (YAML, JSON, CSV, .dic, .dicx, .lc3, .cat, .ykd) or a cooperation-conflict lexicon. Exit code 1
    says that there is something to look at.

    \b
    detente lexicon check own.yml
    detente lexicon check own.dic essays/    also entries that never match there
    """  # noqa: D301 - click reads the escape
    import detente as dt

    if is_relations(file):
        # What is built in is held to its own tests.
        findings = [finding for finding in dt.Relations(file).check() if finding[0] == file]
        for where, line, pattern, message in findings:
            click.echo(f"{where}:{line}: {pattern!r}: {message}")
        click.echo(f"{len(findings)} findings", err=True)
        sys.exit(1 if findings else 0)
    texts = list(_texts(paths)[0].values()) if paths else None
    report = dt.Lexicon.read(file).check(texts)
    click.echo(repr(report))
    sys.exit(1 if report.findings else 0)
