"""What a page says of how its figures were made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

#: The measures and where they come from.
_MEASURES = (
    "Events are found by a lexicon whose entries carry a CAMEO code (Gerner, Schrodt, Yilmaz & Abu-Jabr 2002) and "
    "a weight on the conflict–cooperation scale of Goldstein (1992), −10 to +10, and are read in their context: "
    "negation, reversal, modality. Verbal events are words, material ones deeds. With C events of cooperation and "
    "K of conflict, balance = (C − K) / (C + K); its 95 % interval comes from logit = ln((C + ½) / (K + ½)) with "
    "standard error √(1/(C + ½) + 1/(K + ½)) (Lowe, Benoit, Mikhaylov & Laver 2011). Net is the sum of the "
    "weights, intensity their mean. Sentiment is the mean VADER compound over sentences (Hutto & Gilbert 2014). "
    "The bootstrap draws blocks of sentences (Künsch 1989; Politis & Romano 1992)."
)


def method(provenance: Mapping[str, Any]) -> str:
    """Explain the measures, with their papers, and give version, options and lexicon digests."""
    lines = "".join(f"<li>{escape(k)}: <code>{escape(str(v))}</code></li>" for k, v in _flat(provenance))
    again = f"<p>To make these figures again, and to cite them, name:</p><ul>{lines}</ul>" if lines else ""
    return f"<p>{escape(_MEASURES)}</p>{again}"


def _flat(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value
