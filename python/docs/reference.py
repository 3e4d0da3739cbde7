"""The reference, made from the docstrings of the package, compiled classes included."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from typing import Any

import detente as dt
from detente import plots, spark, terms

#: Pages: a title, and what stands on each.
GROUPS: dict[str, tuple[str, str]] = {
    "analysis": (
        "Analysis and tables",
        "analyze score score_files Analyzer Analysis Section Sentence Match RelationScores Heading Boilerplate Table "
        "Summary Parties DetenteError",
    ),
    "uncertainty": (
        "Uncertainty and agreement",
        "bootstrap compare trajectory Intervals Difference krippendorff_alpha validate",
    ),
    "lexicons": ("Lexicons and sentiment", "Lexicon LexiconMatch LexiconError Relations Vader"),
    "terms": (
        "Words and terms",
        "words tokenize sentences headings boilerplate Token Span Stemmer frequency keyness collocations cooccurrence "
        "dispersion diversity readability kwic similarity term_similarity TermVectorizer",
    ),
}


def pages() -> dict[str, str]:
    """Return the pages of the reference as Markdown, by their place in the site."""
    out = {
        key: _page(title, [(f"dt.{name}", getattr(dt, name)) for name in names.split()])
        for key, (title, names) in GROUPS.items()
    }
    out["terms"] += "\n".join(_entry("dt.terms.TermOptions", terms.TermOptions))
    drawn = [(f"dt.plots.{name}", getattr(plots, name)) for name in plots.__all__]
    out["plots"] = _page("Plots and Spark", [*drawn, ("dt.spark.score", spark.score)])
    # The modules register what they hold; their names are for importing only.
    frames = [importlib.import_module(f"detente.{name}") for name in ("polars", "pandas")]
    methods = [
        (f"{column}.detente.{method}", getattr(module.Texts, method))
        for module, column in zip(frames, ('pl.col("text")', 'df["text"]'), strict=True)
        for method in ("net", "score")
    ]
    out["frames"] = _page("Polars and pandas", methods)
    out["command_line"] = _commands()
    return {f"reference/{key}.md": text for key, text in out.items()}


def _page(title: str, entries: list[tuple[str, Any]]) -> str:
    return f"# {title}\n\n" + "\n".join(line for name, thing in entries for line in _entry(name, thing))


def _entry(name: str, thing: Any, level: int = 2) -> Iterator[str]:
    yield f"{'#' * level} {name.removeprefix('dt.') if level > 2 else name}\n"
    if callable(thing) and not _plain_class(thing):
        yield f"```python\n{name}{_signature(thing)}\n```\n"
    yield markdown(inspect.getdoc(thing) or "") + "\n"
    if inspect.isclass(thing) and level == 2:
        members = list(_members(thing))
        yield "\n".join(f"- `.{key}`: {_line(value)}" for key, value in sorted(members) if not callable(value)) + "\n"
        for key, value in members:
            if callable(value):
                yield from _entry(f"{thing.__name__}.{key}", value, level=3)


def _line(value: Any) -> str:
    return " ".join(markdown(inspect.getdoc(value) or "").split())


def _plain_class(thing: Any) -> bool:
    """Whether a class is one that nobody makes by calling it."""
    return inspect.isclass(thing) and (issubclass(thing, Exception) or not getattr(thing, "__text_signature__", True))


def _members(cls: type) -> Iterator[tuple[str, Any]]:
    for name, value in vars(cls).items():
        documented = inspect.getdoc(value) and (callable(value) or inspect.isdatadescriptor(value) or _wrapped(value))
        if not name.startswith("_") and documented:
            yield name, getattr(value, "__func__", value) if _wrapped(value) else value


def _wrapped(value: Any) -> bool:
    return isinstance(value, classmethod | staticmethod)


def _signature(thing: Any) -> str:
    try:
        signature = inspect.signature(thing)
    except (ValueError, TypeError):
        return "(…)"
    kept = [
        p.replace(annotation=inspect.Parameter.empty)
        for p in signature.parameters.values()
        if p.name not in ("self", "cls")
    ]
    return str(signature.replace(parameters=kept, return_annotation=inspect.Signature.empty))


_SECTION = re.compile(r"^(Parameters|Attributes|Returns|Raises|Examples|Notes|References)\n-+\n", re.MULTILINE)


def markdown(doc: str) -> str:
    """Turn a docstring in numpy's style into Markdown."""
    doc = re.sub(r":\w+:`~?(?:detente\.)?([^`]+)`", r"`\1`", doc).replace("``", "`")
    head, *rest = _SECTION.split(doc)
    out = [_escaped(head.strip())]
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        out.append(f"**{title}**")
        out.append(f"```pycon\n{body.strip()}\n```" if title == "Examples" else _described(body.strip(), title))
    return "\n\n".join(out)


def _described(body: str, title: str) -> str:
    """Turn names with indented descriptions into a list."""
    pieces = re.split(r"^(?=\S)", body, flags=re.MULTILINE)
    if title == "Notes" or not any("\n    " in piece for piece in pieces):
        return _escaped(body)
    out = []
    for piece in filter(None, pieces):
        name, _, text = piece.partition("\n")
        out.append(f"- `{name.strip()}`: {_escaped(' '.join(text.split()))}")
    return "\n".join(out)


def _escaped(text: str) -> str:
    """Keep brackets and stars outside code from being read as links and emphasis."""
    parts = re.split(r"(`[^`]*`|```.*?```)", text, flags=re.DOTALL)
    return "".join(p if p.startswith("`") else re.sub(r"([*\[\]<])", r"\\\1", p) for p in parts)


def _commands() -> str:
    import click

    from detente.cli import main

    out = ["# Command line\n", *_help(click.Context(main, info_name="detente"), main)]
    for name, command in _walk(main, "detente"):
        out += [f"## {name}\n", *_help(click.Context(command, info_name=name), command)]
    return "\n".join(out)


def _walk(group: Any, above: str) -> Iterator[tuple[str, Any]]:
    for name in group.list_commands(None):
        command = group.commands[name]
        yield f"{above} {name}", command
        if hasattr(command, "commands"):
            yield from _walk(command, f"{above} {name}")


def _help(context: Any, command: Any) -> list[str]:
    return [f"```text\n{command.get_help(context)}\n```\n"]
