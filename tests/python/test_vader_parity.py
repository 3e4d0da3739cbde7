"""The exact mode gives the four numbers of the PyPI package vaderSentiment 3.3.2, on any text."""

# ruff: noqa: SIM905
import json
import random
import unicodedata
from pathlib import Path

import pytest
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

import detente as dt

REFERENCE = SentimentIntensityAnalyzer()
LEXICON = sorted(REFERENCE.lexicon)
EMOJI = sorted(REFERENCE.emojis)
SINGLE_EMOJI = [key for key in EMOJI if len(key) == 1]
# Entries whose valences meet again after the halving and the half-as-much-again of "but".
MEETING = {0.5, 0.75, 1.0, 1.5, 2.0, 2.25, 3.0}
COINCIDING = [word for word in LEXICON if abs(REFERENCE.lexicon[word]) in MEETING]
FUNCTION_WORDS = (
    "no or nor never so this without doubt least at very but kind of sort just enough not don’t n't xn'tx "
    "and the bomb shit to die for yeah right kiss death bad ass badass bus stop beating heart fed up no, ok."
).split()
ODD = (
    "İ ß ẞ ΑΣ ΟΔΟΣ ǅ ǅGOOD ǈ Ǆ ª Ⓜ Ⅷ ⅷ \u212aind ſo ŉ a\u0345 US U.S. I !!!!!! ??? ?!? "
    "❤\ufe0f 👍🏽 👨\u200d👩\u200d👧 🇫🇷 1\ufe0f\u20e3 ‼ ⁉ © 🆗 🆙 😀great great😀 \ufeff \u200b "
    "\x00 good\x00 \x01 good\x0ebad “good” good—bad good… __good__ aaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa"
).split()
PLAIN = "peace word treaty said it was is a table Paris delegates".split()
SPACES = [*" " * 20, *"\t\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\u200b"]
SPACES += ["  ", "\r\n", "", ""]
MARKS = [*"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "...", "!!", "??"]
MODIFIERS = sorted({*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES})
POOLS = [LEXICON, FUNCTION_WORDS, MODIFIERS, COINCIDING, SINGLE_EMOJI, EMOJI, ODD, PLAIN]


def random_case(rng: random.Random, word: str) -> str:
    change = rng.choice([str, str, str, str, str.upper, str.capitalize, str.title, str.swapcase])
    return change(word)


def random_character(rng: random.Random) -> str:
    """Any assigned character: new ones have no case yet in an older Python."""
    while True:
        character = chr(rng.choice([rng.randrange(1, 0x3000), rng.randrange(0xE000, 0x110000)]))
        if unicodedata.category(character) not in ("Cn", "Cs"):
            return character


def random_word(rng: random.Random, weights: list[float]) -> str:
    if rng.random() < 0.02:
        return random_character(rng)
    word = random_case(rng, rng.choice(rng.choices(POOLS, weights)[0]))
    before = rng.choice(MARKS + SINGLE_EMOJI[:30]) if rng.random() < 0.1 else ""
    after = rng.choice(MARKS + SINGLE_EMOJI[:30]) if rng.random() < 0.2 else ""
    return before + word + after


def random_text(rng: random.Random) -> str:
    weights = [rng.random() for _ in POOLS]
    spaces = [" "] if rng.random() < 0.5 else SPACES
    length = rng.choice([1, 2, 3, 4, 5, 6, 8, 12, 20, 40, 200])
    text = "".join(random_word(rng, weights) + rng.choice(spaces) for _ in range(length))
    return text.upper() if rng.random() < 0.1 else text


@pytest.fixture(scope="module")
def exact() -> dt.Vader:
    return dt.Vader(mode="exact")


@pytest.mark.parametrize("seed", range(20))
def test_random_texts(exact: dt.Vader, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(500):
        text = random_text(rng)
        assert exact.polarity_scores(text) == REFERENCE.polarity_scores(text), ascii(text)


def test_every_lexicon_entry(exact: dt.Vader) -> None:
    for word in LEXICON:
        for text in (word, f"{word} word", f"so {word.upper()}"):
            assert exact.polarity_scores(text) == REFERENCE.polarity_scores(text), ascii(text)


def test_every_emoji(exact: dt.Vader) -> None:
    for emoji in EMOJI:
        for text in (emoji, f"good{emoji}bad"):
            assert exact.polarity_scores(text) == REFERENCE.polarity_scores(text), ascii(text)


@pytest.mark.parametrize("word", MODIFIERS)
def test_every_modifier_at_every_distance(exact: dt.Vader, word: str) -> None:
    for text in (
        f"it was {word} good",
        f"we are {word} all bad",
        f"{word} now all good",
        f"A {word.upper()} bad",
    ):
        assert exact.polarity_scores(text) == REFERENCE.polarity_scores(text), ascii(text)


def test_golden_file_is_of_the_package() -> None:
    path = Path(__file__).parents[1] / "data" / "vader_exact.json"
    for case in json.loads(path.read_text(encoding="utf-8")):
        expected = {key: case[key] for key in ("neg", "neu", "pos", "compound")}
        assert REFERENCE.polarity_scores(case["text"]) == expected, case["name"]
