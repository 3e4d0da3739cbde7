"""detente measures cooperation and conflict in text, section by section.

>>> import detente as dt
>>> a = dt.analyze("The talks collapsed. Moscow expelled two diplomats.")
>>> a.relations.conflict
2
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente import _lazy
from detente._core import (
    Analysis,
    Analyzer,
    Boilerplate,
    DetenteError,
    Heading,
    LexiconError,
    LexiconMatch,
    Match,
    Relations,
    RelationScores,
    Section,
    Sentence,
    Span,
    Stemmer,
    Token,
    Vader,
    __version__,
    boilerplate,
    headings,
    sentences,
    tokenize,
    words,
)
from detente.lexicon import Lexicon
from detente.scoring import analyze, score
from detente.table import Table

if TYPE_CHECKING:
    from detente.agreement import krippendorff_alpha, validate
    from detente.collection import Summary, score_files
    from detente.comparing import Difference, Intervals, bootstrap, compare, trajectory
    from detente.concordance import kwic
    from detente.parties import Parties
    from detente.similarities import similarity, term_similarity
    from detente.terms import collocations, cooccurrence, dispersion, frequency, keyness
    from detente.text_measures import diversity, readability
    from detente.vectorizer import TermVectorizer

#: Names that are loaded when they are first used: they need more than the core.
_LATER = {
    "Difference": "detente.comparing",
    "Intervals": "detente.comparing",
    "Parties": "detente.parties",
    "Summary": "detente.collection",
    "bootstrap": "detente.comparing",
    "compare": "detente.comparing",
    "TermVectorizer": "detente.vectorizer",
    "collocations": "detente.terms",
    "cooccurrence": "detente.terms",
    "dispersion": "detente.terms",
    "diversity": "detente.text_measures",
    "frequency": "detente.terms",
    "keyness": "detente.terms",
    "krippendorff_alpha": "detente.agreement",
    "kwic": "detente.concordance",
    "readability": "detente.text_measures",
    "score_files": "detente.collection",
    "similarity": "detente.similarities",
    "term_similarity": "detente.similarities",
    "trajectory": "detente.comparing",
    "validate": "detente.agreement",
}

__all__ = [
    "Analysis",
    "Analyzer",
    "Boilerplate",
    "DetenteError",
    "Difference",
    "Heading",
    "Intervals",
    "Lexicon",
    "LexiconError",
    "LexiconMatch",
    "Match",
    "Parties",
    "RelationScores",
    "Relations",
    "Section",
    "Sentence",
    "Span",
    "Stemmer",
    "Summary",
    "Table",
    "TermVectorizer",
    "Token",
    "Vader",
    "__version__",
    "analyze",
    "boilerplate",
    "bootstrap",
    "collocations",
    "compare",
    "cooccurrence",
    "dispersion",
    "diversity",
    "frequency",
    "headings",
    "keyness",
    "krippendorff_alpha",
    "kwic",
    "readability",
    "score",
    "score_files",
    "sentences",
    "similarity",
    "term_similarity",
    "tokenize",
    "trajectory",
    "validate",
    "words",
]


def __getattr__(name: str) -> Any:
    return _lazy.load(__name__, _LATER, name)


def __dir__() -> list[str]:
    return sorted(__all__)
