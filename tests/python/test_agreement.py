"""Agreement: published values, and what must hold of any coding."""

import random

import pytest

import detente as dt

_ = None
#: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": four observers, twelve units, with gaps.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]


@pytest.mark.parametrize(
    ("scale", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_published_values(scale, expected):
    assert dt.krippendorff_alpha(FOUR, scale) == pytest.approx(expected, abs=5e-4)


def test_two_observers_binary():
    # Krippendorff (2011): two observers, ten units, two values.
    a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert dt.krippendorff_alpha([a, b]) == pytest.approx(0.095, abs=5e-4)


def _slow(ratings):
    """Interval alpha from its definition: mean squared difference within units over that among all values."""
    units = [[v for v in unit if v is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n = len(values)
    observed = sum(sum((a - b) ** 2 for a in unit for b in unit) / (len(unit) - 1) for unit in units) / n
    expected = sum((a - b) ** 2 for a in values for b in values) / (n * (n - 1))
    return 1 - observed / expected


def test_it_is_the_definition_on_random_codings():
    draw = random.Random(1)
    for _round in range(50):
        ratings = [[draw.choice([None, 0, 1, 2, 5]) for _unit in range(12)] for _coder in range(3)]
        assert dt.krippendorff_alpha(ratings, "interval") == pytest.approx(_slow(ratings))
        assert dt.krippendorff_alpha(ratings[::-1], "interval") == pytest.approx(_slow(ratings))


def test_full_agreement_is_one_and_nothing_to_compare_is_none():
    assert dt.krippendorff_alpha([["a", "b"], ["a", "b"]]) == 1.0
    assert dt.krippendorff_alpha([["a", "a"], ["a", "a"]]) is None
    assert dt.krippendorff_alpha([["a", None], [None, "b"]]) is None
    assert dt.krippendorff_alpha([]) is None


def test_wrong_input_says_so():
    with pytest.raises(dt.DetenteError, match="lengths differ"):
        dt.krippendorff_alpha([[1], [1, 2]])
    with pytest.raises(dt.DetenteError, match="scale must be"):
        dt.krippendorff_alpha([[1], [1]], "weird")
    with pytest.raises(dt.DetenteError, match="below 0"):
        dt.krippendorff_alpha([[-1], [1]], "ratio")
    with pytest.raises(dt.DetenteError, match="2 hand codes but 1"):
        dt.validate(["a", "b"], ["a"])


def test_validation_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    draw = random.Random(2)
    gold = [draw.choice("abc") for _unit in range(60)]
    guess = [draw.choice("abcd") for _unit in range(60)]
    expected = metrics.precision_recall_fscore_support(gold, guess, zero_division=0)
    table = dt.validate(gold, guess)
    for name, values in zip(["precision", "recall", "f1"], expected, strict=False):
        assert table[name][:-1] == pytest.approx(list(values))
        assert table[name][-1] == pytest.approx(sum(values) / len(values))
