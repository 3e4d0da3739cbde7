"""Lexicons (dictionaries) of your own: every usual format, one matcher, counts and scores."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Literal, TypeVar, overload

from detente import _core
from detente._core import LexiconMatch
from detente._texts import named
from detente.table import Table

Overlap = Literal["longest", "key", "all"]
Unit = Literal["document", "section", "paragraph", "sentence"]
Measure = Literal["count", "percent", "per_1000"]
T = TypeVar("T")

#: Findings of one kind that a notebook shows.
_SHOWN = 50


@lru_cache(maxsize=16)
def _compiled(name: str, content: str, **options: Any) -> _core.Lookup:
    """Compile a lexicon, once for each set of options."""
    cues = options.pop("cues")
    cues = None if cues is None else _core.Lexicon.parse("cues", cues, "json")
    return _core.Lookup(_core.Lexicon.parse(name, content, "json"), cues=cues, **options)


class Lexicon:
    """Nested keys with entries of one or many words.

    Make one with :meth:`read`, :meth:`from_dict` or :meth:`parse`. In an entry ``*`` stands for any characters of a
    word, ``?`` for one, a lone ``*`` for one word, ``..3`` for a gap of up to three words, ``~5`` for "near, in any
    order". Marks in front change how it is read: ``!`` an exception, ``case:`` upper and lower case count,
    ``fixed:``, ``regex:`` and ``stem:``; ``"!/other/key"`` excludes the matches of another key. Case, curly quotes and
    hyphens make no difference: "joint venture" matches "Joint-Venture", and "u.s." matches "U.S.".

    Examples
    --------
    >>> import detente as dt
    >>> lexicon = dt.Lexicon.from_dict({"coop": ["agree*", "peace treaty"], "conf": ["war"]})
    >>> lexicon.lookup(["They agreed on a peace treaty after the war."]).to_dicts()[0]["coop"]
    2
    """

    __slots__ = ("_lexicon",)

    def __init__(self, lexicon: _core.Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def read(cls, path: str | os.PathLike[str], *, encoding: str | None = None) -> Lexicon:
        """Read a lexicon file.

        Parameters
        ----------
        path
            YAML, JSON, CSV, TSV, LIWC ``.dic`` and ``.dicx``, Lexicoder ``.lc3`` and ``.lcd``, WordStat ``.cat``,
            Yoshikoder ``.ykd``, or a VADER or NRC table. The format is known by extension and content.
        encoding
            Of a file that is not UTF-8, such as ``"cp1252"``.

        Raises
        ------
        LexiconError
            If the file is empty, binary, encrypted or malformed. The message names file, line and remedy.
        """
        if encoding is None:
            return cls(_core.Lexicon.read(os.fspath(path)))
        with open(path, encoding=encoding) as file:
            text = file.read()
        return cls(_core.Lexicon.read_text(os.path.basename(os.fspath(path)), text))

    @classmethod
    def parse(cls, text: str, format: str = "yaml", *, name: str = "lexicon") -> Lexicon:
        """Read a lexicon from text.

        Examples
        --------
        >>> import detente as dt
        >>> dt.Lexicon.parse("coop: [agree*]").keys
        ['coop']
        """
        return cls(_core.Lexicon.parse(name, text, format))

    @classmethod
    def from_dict(cls, keys: Mapping[str, Any], *, name: str = "lexicon") -> Lexicon:
        """Make a lexicon from nested mappings.

        Parameters
        ----------
        keys
            From a key to a list of entries, to the keys below it, or to weights: ``{"good": 1.9}``.
        name
            The lexicon's name.

        Examples
        --------
        >>> import detente as dt
        >>> dt.Lexicon.from_dict({"valence": {"good": 1.9, "bad": -2.5}}).entries()
        [('valence', 'good', 1.9), ('valence', 'bad', -2.5)]
        """
        return cls(_core.Lexicon.parse(name, json.dumps(keys, default=_plain), "json"))

    @classmethod
    def cues(cls) -> Lexicon:
        """Return the built-in English cues of negation and valence shifting, to be changed and given back."""
        return cls(_core.Lexicon.cues())

    @property
    def name(self) -> str:
        """The name: the file's, without its extension."""
        return self._lexicon.name

    @property
    def keys(self) -> list[str]:
        """The paths of the keys (``"relations/cooperation"``), each before the keys below it."""
        return self._lexicon.keys

    @property
    def digest(self) -> str:
        """SHA-256 of the content, the same for every format."""
        return self._lexicon.digest

    @property
    def notes(self) -> list[str]:
        """What was irregular in the file and passed over."""
        return self._lexicon.notes

    def entries(self) -> list[tuple[str, str, float | None]]:
        """Return all entries as (key, entry, weight)."""
        return self._lexicon.entries()

    def to_dict(self) -> dict[str, Any]:
        """Return the nested keys with lists of entries; a weighted entry is a dict of one item."""
        keys: dict[str, Any] = json.loads(self._lexicon.to_json())
        return keys

    def to_text(self, format: str = "yaml") -> str:
        """Return the lexicon in a format."""
        return self._lexicon.to_text(format)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the lexicon in the format of the extension.

        Raises
        ------
        LexiconError
            If the format cannot hold what the lexicon has, such as weights in a ``.dic`` file.
        """
        self._lexicon.write(os.fspath(path))

    def at_level(self, levels: int) -> Lexicon:
        """Return the lexicon with every key cut to its first names: ``"a/b/c"`` to ``"a/b"`` for 2."""
        return Lexicon(self._lexicon.at_level(levels))

    def with_weight(self, key: str, weight: float) -> Lexicon:
        """Return the lexicon with this weight for every entry of a key and of the keys below it."""
        return Lexicon(self._lexicon.with_weight(key, weight))

    def _lookup(
        self,
        *,
        language: str = "english",
        overlap: str = "longest",
        cross_sentences: bool = False,
        negation: bool | int = False,
        cues: Lexicon | None = None,
        shifters: bool = False,
        format: str = "auto",
        keep_boilerplate: bool = False,
    ) -> _core.Lookup:
        before = None if negation is False else 5 if negation is True else negation
        return _compiled(
            self.name,
            self._lexicon.to_json(),
            language=language,
            overlap=overlap,
            cross_sentences=cross_sentences,
            negation=before,
            cues=None if cues is None else cues._lexicon.to_json(),
            shifters=shifters,
            format=format,
            keep_boilerplate=keep_boilerplate,
        )

    def lookup(
        self,
        texts: Any,
        *,
        overlap: Overlap = "longest",
        level: Unit = "document",
        measure: Measure = "count",
        nomatch: str | None = None,
        negation: bool | int = False,
        cues: Lexicon | None = None,
        levels: int | None = None,
        cross_sentences: bool = False,
        language: str = "english",
        ids: Iterable[object] | None = None,
        format: str = "auto",
        keep_boilerplate: bool = False,
        jobs: int = 0,
    ) -> Table:
        """Count the matches of every key.

        Parameters
        ----------
        texts
            A list of ``str``, a dict from id to text, or a column of polars, pandas, pyarrow or DuckDB.
        overlap
            ``"longest"``: a match within a longer one of any key does not count (quanteda's
            ``nested_scope = "dictionary"``); ``"key"``: within a longer one of the same key (quanteda's default);
            ``"all"``: every match of every entry counts.
        level
            What a row stands for.
        measure
            ``"count"``, ``"percent"`` of the words, or matches ``"per_1000"`` words.
        nomatch
            The name of a column for the words that match nothing.
        negation
            Count negated matches apart, in columns ``neg_…``: True (a negator up to 5 words before, in the same
            clause) or a number of words.
        cues
            Negators and other cues in place of :meth:`cues`.
        levels
            Cut the keys to their first so many names.
        cross_sentences
            Let a match reach into the next sentence.
        language
            Of the texts, for entries that are stems.
        ids
            An identifier for each text.
        format, keep_boilerplate
            As in :func:`detente.analyze`.
        jobs
            Threads; 0 means one per core.

        Returns
        -------
        Table
            A column for each key that has entries, beside ``n_words`` and ``coverage``, the share of the words that
            belong to a match.

        Examples
        --------
        >>> import detente as dt
        >>> lexicon = dt.Lexicon.from_dict({"islands": ["samoa"], "territories": ["american samoa"]})
        >>> t = lexicon.lookup({"a": "American Samoa", "b": "Samoa, not Tonga"}, nomatch="other")
        >>> t["islands"], t["territories"], t["other"]
        ([0, 1], [1, 0], [0, 2])
        """
        lexicon = self if levels is None else self.at_level(levels)
        compiled = lexicon._lookup(
            overlap=overlap,
            cross_sentences=cross_sentences,
            negation=negation,
            cues=cues,
            language=language,
            format=format,
            keep_boilerplate=keep_boilerplate,
        )
        names, column = _named(texts, ids)
        return Table(compiled.counts(names, column, level, measure=measure, nomatch=nomatch, jobs=jobs))

    @overload
    def matches(self, texts: str, **options: Any) -> list[LexiconMatch]: ...
    @overload
    def matches(self, texts: Iterable[str], **options: Any) -> list[list[LexiconMatch]]: ...
    def matches(self, texts: str | Iterable[str], **options: Any) -> Any:
        """Return the matches in a text, or in each of several, with their places.

        The texts are read as they stand: headings are not looked for.

        Parameters
        ----------
        texts
            A text, or several.
        options
            ``overlap``, ``cross_sentences``, ``negation``, ``cues`` and ``language`` as in :meth:`lookup`.

        Examples
        --------
        >>> import detente as dt
        >>> lexicon = dt.Lexicon.from_dict({"coop": ["agree*"]})
        >>> text = "They did not agree."
        >>> match = lexicon.matches(text, negation=True)[0]
        >>> text[match.start : match.end], match.key, match.negated
        ('agree', 'coop', True)
        """
        compiled = self._lookup(**options)
        if isinstance(texts, str):
            return compiled.matches(texts)
        return [compiled.matches(text) for text in texts]

    def replace(self, text: str, **options: Any) -> list[str]:
        """Return the tokens of a text with keys, in capitals, in the place of the words they match.

        Examples
        --------
        >>> import detente as dt
        >>> dt.Lexicon.from_dict({"nato": ["atlantic alliance"]}).replace("The Atlantic Alliance met.")
        ['The', 'NATO', 'met', '.']
        """
        return self._lookup(**options).replaced(text)

    def apply(self, texts: Iterable[str], function: Callable[[list[LexiconMatch]], T], **options: Any) -> list[T]:
        """Return ``function(matches)`` for each text: a score of your own.

        Examples
        --------
        >>> import detente as dt
        >>> lexicon = dt.Lexicon.from_dict({"coop": {"agree*": 1.0, "treaty": 3.0}})
        >>> lexicon.apply(["They agreed on a treaty."], lambda found: max(m.weight for m in found))
        [3.0]
        """
        return [function(found) for found in self.matches(texts, **options)]

    def valence(
        self,
        texts: Any,
        *,
        level: Unit = "document",
        negation: bool | int = False,
        shifters: bool = False,
        cues: Lexicon | None = None,
        ids: Iterable[object] | None = None,
        jobs: int = 0,
        **options: Any,
    ) -> Table:
        """Sum and average the weights of the matches.

        Columns: ``sum``; ``mean`` over the matches, with a 95 % interval; ``mean_over_words``. With ``negation`` a
        negated match counts with the opposite sign. With ``shifters`` also ``shifted``, the mean over the sentences of
        the sum of weights, changed by negators, amplifiers, de-amplifiers and adversatives, over the root of the number
        of words (after Rinker's sentimentr).

        Examples
        --------
        >>> import detente as dt
        >>> lexicon = dt.Lexicon.from_dict({"valence": {"good": 1.0}})
        >>> lexicon.valence(["It is not good."], negation=True)["sum"]
        [-1.0]
        """
        compiled = self._lookup(negation=negation, shifters=shifters, cues=cues, **options)
        names, column = _named(texts, ids)
        return Table(compiled.valence(names, column, level, jobs=jobs))

    def polarity(
        self,
        texts: Any,
        *,
        positive: str = "positive",
        negative: str = "negative",
        level: Unit = "document",
        ids: Iterable[object] | None = None,
        jobs: int = 0,
        **options: Any,
    ) -> Table:
        """Weigh a positive key against a negative one.

        With *p*, *n* matches in *N* words: ``logit`` = ln((p + ½)/(n + ½)) (Lowe, Benoit, Mikhaylov & Laver 2011),
        ``relpropdiff`` = (p − n)/(p + n), ``abspropdiff`` = (p − n)/N, each with a 95 % interval. With ``negation`` a
        negated match counts for the other side.

        Examples
        --------
        >>> import detente as dt
        >>> lexicon = dt.Lexicon.from_dict({"positive": ["peace"], "negative": ["war"]})
        >>> lexicon.polarity(["Peace, peace, no war, peace."])["relpropdiff"]
        [0.5]
        """
        compiled = self._lookup(**options)
        names, column = _named(texts, ids)
        return Table(compiled.polarity(names, column, level, positive=positive, negative=negative, jobs=jobs))

    def check(self, texts: Any = None, *, overlap: Overlap = "longest", jobs: int = 0) -> CheckReport:
        """Look for entries that can never match, duplicates, covered and overlapping entries.

        Parameters
        ----------
        texts
            Texts to look for entries that never match in them.
        overlap, jobs
            As in :meth:`lookup`.

        Examples
        --------
        >>> import detente as dt
        >>> report = dt.Lexicon.from_dict({"a": ["joint venture", "joint-venture"]}).check()
        >>> report.findings[0].kind, report.findings[0].message
        ('duplicate', 'as "joint venture"')
        """
        compiled = self._lookup(overlap=overlap)
        column = None if texts is None else _named(texts, None)[1]
        text, found = compiled.check(self._lexicon.notes, column, jobs=jobs)
        report = json.loads(found)
        findings = [Finding(f["kind"], f["key"], f["entry"], f["message"]) for f in report["findings"]]
        return CheckReport(report["name"], report["n_keys"], report["n_entries"], findings, text)

    def __len__(self) -> int:
        return len(self._lexicon)

    def __eq__(self, other: object) -> bool:
        return self._lexicon == other._lexicon if isinstance(other, Lexicon) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Lexicon({self.name!r}, {len(self.keys)} keys, {len(self)} entries)"

    def _repr_html_(self) -> str:
        entries: dict[str, list[str]] = {key: [] for key in self.keys}
        for key, entry, weight in self.entries():
            entries[key].append(entry if weight is None else f"{entry} ({weight:+g})")
        rows = "".join(
            f"<tr><th style='text-align:left'>{escape(key)}</th><td>{len(own)}</td>"
            f"<td style='text-align:left'>{escape(', '.join(own[:12]))}{' …' if len(own) > 12 else ''}</td></tr>"
            for key, own in entries.items()
        )
        return f"<p>{escape(repr(self))}</p><table>{rows}</table>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.name, self._lexicon.to_json()))


@dataclass(frozen=True)
class Finding:
    """One finding of :meth:`Lexicon.check`."""

    #: ``"cannot_match"``, ``"duplicate"``, ``"shadowed"``, ``"overlapping"``, ``"irregular"`` or ``"never_matched"``.
    kind: str
    #: The key and the entry; empty for an irregularity of the file.
    key: str
    entry: str
    #: What is found, and why.
    message: str


@dataclass(frozen=True, repr=False)
class CheckReport:
    """What :meth:`Lexicon.check` found; its repr is a report to read."""

    name: str
    n_keys: int
    n_entries: int
    findings: list[Finding]
    text: str

    def of_kind(self, kind: str) -> list[Finding]:
        """Return the findings of one kind."""
        return [finding for finding in self.findings if finding.kind == kind]

    def to_table(self) -> Table:
        """Return the findings as a table."""
        names = ("kind", "key", "entry", "message")
        return Table.from_columns({name: [getattr(f, name) for f in self.findings] for name in names})

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(f.kind)}</td><td>{escape(f.key)}</td><td>{escape(f.entry)}</td>"
            f"<td>{escape(f.message)}</td></tr>"
            for f in self.findings[:_SHOWN]
        )
        more = f"<p>… and {len(self.findings) - _SHOWN} more</p>" if len(self.findings) > _SHOWN else ""
        head = f"<p>{escape(self.name)}: {self.n_keys} keys, {self.n_entries} entries</p>"
        if not rows:
            return f"{head}<p>Nothing to report.</p>"
        return f"{head}<table>{rows}</table>{more}"


def _again(name: str, content: str) -> Lexicon:
    return Lexicon(_core.Lexicon.parse(name, content, "json"))


def _plain(value: object) -> Any:
    """Turn what JSON does not know into lists and dicts."""
    if isinstance(value, Lexicon):
        return value.to_dict()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"a lexicon holds keys, entries and weights, not {type(value).__name__}")


def _named(texts: Any, ids: Iterable[object] | None) -> tuple[list[str], Any]:
    """Return identifiers, and the texts as a column."""
    if isinstance(texts, str):
        texts = [texts]
    return named(texts, ids)
