"""The command ``detente``. What it needs is loaded when it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from detente._core import DetenteError, __version__
from detente.cli_paths import inputs, told, writable
from detente.cli_terms import add_to, is_relations, show
from detente.cli_terms import paths as _paths

if TYPE_CHECKING:
    from detente.collection import Summary
    from detente.table import Table

_LEVELS = ["document", "section", "paragraph", "sentence", "match", "dyad"]


def _relations(_context: click.Context, _option: click.Parameter, file: str | None) -> str | None:
    """Refuse a dictionary where a cooperation-conflict lexicon is asked for."""
    if file is not None and not is_relations(file):
        msg = (
            f"{file!r} has no section such as [events], so it is no cooperation-conflict lexicon; a dictionary is "
            f"counted in Python: dt.Lexicon.read({file!r}).lookup(texts)"
        )
        raise click.BadParameter(msg)
    return file


_lexicon = click.option(
    "--lexicon",
    type=click.Path(exists=True, dir_okay=False),
    callback=_relations,
    help="A cooperation-conflict lexicon of your own.",
)
_extend = click.option(
    "--extend-lexicon",
    type=click.Path(exists=True, dir_okay=False),
    callback=_relations,
    help="Entries to add to the lexicon.",
)
_keep = click.option("--keep-boilerplate", is_flag=True, help="Score menu, order and cookie lines as text.")


class _Commands(click.Group):
    """Errors of ours end in one line and the right exit code; a closed pipe ends in silence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List what people come for first."""
        return ["score", "report", "kwic", "terms", "keyness", "lexicon"]

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read us has enough. Keep the interpreter from complaining at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("detente: interrupted", err=True)
            ctx.exit(130)
        except (DetenteError, ModuleNotFoundError, OSError) as error:
            click.echo(f"detente: {told(error)}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="detente")
def main() -> None:
    """Measure cooperation and conflict in text, section by section.

    \b
    detente score essay.txt                    a table of its sections
    detente score essays/ -o scores.csv        a folder, into a file
    detente report essay.txt -o report.html    see where the words stand
    detente kwic "treat*" essays/              every place of a word

    \b
    Each command has its own help: detente score --help. To complete commands with Tab:
    eval "$(_DETENTE_COMPLETE=bash_source detente)"    (zsh: zsh_source; fish: fish_source | source)
    """  # noqa: D301 - click reads the escape


add_to(main)


@main.command(short_help="Score texts: a row for each section, document or event.")
@_paths
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write .csv, .jsonl or .parquet.")
@click.option("--level", type=click.Choice(_LEVELS), default="section", show_default=True, help="What a row is.")
@_lexicon
@_extend
@_keep
@click.option("--text-column", help="Column of the texts, for tables (.csv, .jsonl, .parquet).")
@click.option("--id-column", help="Column of the ids, for tables.")
@click.option("--encoding", help="Encoding of plain text files (default: found out).")
@click.option(
    "--text-format",
    type=click.Choice(["auto", "plain", "markdown"]),
    help="How plain text files and the texts of tables are marked up (default: auto).",
)
@click.option("--repeated-lines", is_flag=True, help="Find menus by lines that repeat across documents; reads twice.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="Threads; 0 = one per core.")
@click.option("--resume", is_flag=True, help="Take up a run that was interrupted.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
def score(
    paths: tuple[str, ...],
    output: str | None,
    level: Any,
    lexicon: str | None,
    extend_lexicon: str | None,
    keep_boilerplate: bool,
    text_column: str | None,
    id_column: str | None,
    encoding: str | None,
    text_format: str | None,
    repeated_lines: bool,
    jobs: int,
    resume: bool,
    quiet: bool,
) -> None:
    """Score files, folders and globs ("-" reads the standard input).

    Without -o a table that fits goes to a terminal, and CSV with every column to a pipe. Texts come as .txt .md .html
    .docx .odt .rtf .epub .pdf, rows of .csv .jsonl .parquet, and archives of these.

    \b
    detente score essay.txt                           a row for each section
    detente score essays/ -o docs.csv --level document
    detente score essays/ -o why.jsonl --level match  every event, with its reason
    detente score essays/ -o events.csv --level dyad  event data: who did what to whom, and when
    detente score rows.csv --text-column body --id-column key -o scores.parquet
    cat essay.txt | detente score - > scores.csv

    Exit code 0: done; 1: some documents failed, and their rows say why; 2: wrong usage.
    """  # noqa: D301 - click reads the escape
    from detente.collection import score_files

    options: dict[str, Any] = {"lexicon": lexicon, "extend_lexicon": extend_lexicon, "jobs": jobs}
    options["keep_boilerplate"] = keep_boilerplate
    reading = {"text_column": text_column, "id_column": id_column, "encoding": encoding, "text_format": text_format}
    reading = {name: value for name, value in reading.items() if value is not None}
    try:
        if paths == ("-",):
            result: Summary | Table = _score_input(output, level, options, reading)
        else:
            if resume and output is None:
                msg = "--resume takes up a run into a file: give the same -o as before"
                raise DetenteError(msg)
            if output is not None:
                writable(output)
            options |= {**reading, "progress": False if quiet else None, "repeated_lines": repeated_lines}
            result = score_files(inputs(paths, output), output, level, resume=resume, **options)
    except KeyboardInterrupt:
        kept = "; what was scored is kept: --resume goes on" if output else ""
        click.echo(f"detente: interrupted{kept}", err=True)
        sys.exit(130)
    sys.exit(_finish(result, quiet))


def _score_input(output: str | None, level: Any, options: dict[str, Any], reading: dict[str, Any]) -> Table:
    import detente as dt

    if output is not None:
        msg = f"-o needs files to read; of the standard input the rows go on: detente score - > {output}"
        raise DetenteError(msg)
    options["format"] = reading.pop("text_format", "auto")
    for name in reading:
        msg = f"--{name.replace('_', '-')} needs files to read: the standard input is one text in UTF-8"
        raise DetenteError(msg)
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    return dt.score({"-": text}, level, **options)


def _finish(result: Summary | Table, quiet: bool) -> int:
    """Print what there is to print; return the exit code."""
    from detente.table import Table

    if isinstance(result, Table):
        show(result)
        errors = [(i, e) for i, e in zip(result["doc_id"], result["error"], strict=True) if e is not None]
        failed = len(errors)
    else:
        errors, failed = result.errors, result.failed
        if not quiet:
            click.echo(str(result), err=True)
    _tell(errors)
    return 1 if failed else 0


def _tell(errors: list[tuple[str, str]]) -> None:
    """Name the first documents that could not be read, with the reason."""
    for name, error in errors[:20]:
        click.echo(f"detente: {error if name in error else f'{name}: {error}'}", err=True)
    if len(errors) > 20:
        click.echo(f"detente: ... and {len(errors) - 20} more; the column error has them all", err=True)


@main.command(short_help="Write pages that show where the words stand.")
@_paths
@click.option(
    "-o", "--output", default="report.html", show_default=True, help="A page, or a folder (with / at its end)."
)
@click.option("--title", help="Title of the page.")
@_lexicon
@_extend
@_keep
def report(
    paths: tuple[str, ...],
    output: str,
    title: str | None,
    lexicon: str | None,
    extend_lexicon: str | None,
    keep_boilerplate: bool,
) -> None:
    """Write HTML that shows where the texts speak of cooperation and of conflict.

    One document is one page. Several are an overview, with a page for each document in a folder beside it.

    \b
    detente report essay.txt -o essay.html
    detente report essays/ -o report.html      also writes report_files/
    detente report essays/ -o report/          writes report/index.html
    """  # noqa: D301 - click reads the escape
    from detente.collection import documents
    from detente.report import beside, write
    from detente.scoring import analyzer

    where, folder = beside(output)
    if where.suffix.lower() not in (".html", ".htm"):
        msg = f"a report is a web page: name it {where.with_suffix('.html').name!r}, or give a folder with / at its end"
        raise DetenteError(msg)
    if where.name != "index.html":
        writable(output)
    files = inputs(paths, os.fspath(where), folder)

    options: dict[str, Any] = {"lexicon": lexicon, "extend_lexicon": extend_lexicon}

    def items() -> Iterator[Any]:
        for document in documents(files):
            make = analyzer(keep_boilerplate=keep_boilerplate, format=document.format, **options)
            yield document.id, document.error or make.analyze(document.text)

    rows = write(items(), output, title, **options)
    failed = sum(row.error is not None for row in rows)
    _tell([(row.name, row.error) for row in rows if row.error is not None])
    click.echo(f"{len(rows):,} document{'s' if len(rows) != 1 else ''}, {failed:,} failed -> {where}", err=True)
    sys.exit(1 if failed else 0)
