"""What is heard without a sign goes to a person, and never further."""

from __future__ import annotations

import pytest

from parley.prose import LANGUAGES
from parley.prose.tokens import read
from parley.screen.review import _Found as Found
from parley.screen.review import score
from parley.screen.scorers import COLUMNS, heard, weights_of
from parley.screen.screening import Code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_weights(language: str) -> None:
    weights = weights_of(language)
    assert weights.columns == COLUMNS
    assert weights.hint[0] < weights.caution[0]


def found(code: Code, weight: int) -> Found:
    return Found(code, "x", weight, stands=True, start=0, end=1)


@pytest.mark.parametrize(
    ("signs", "points"),
    [
        ([], 3),
        ([found(Code.OTHER, 2)], 5),
        ([found(Code.OTHER, 2), found(Code.IDENTITY, 3)], 5),
        ([found(Code.MONEY_MULE, 4)], 7),
    ],
)
def test_what_is_heard_blocks_only_beside_a_strong_sign(signs: list[Found], points: int) -> None:
    assert score([*signs, found(Code.RESEMBLES, 3)], set()) == points


def test_a_fraud_is_heard_however_much_honest_talk_stands_around_it() -> None:
    fraud = "Our partner settles through your personal account; you keep a share and pass the rest on the same day."
    honest = "We need a poster for the summer fair of our school, in PDF, with the date and the place. " * 40
    alone, _ = heard(read(fraud), "en")
    among, number = heard(read(f"{honest}\n{fraud}"), "en")
    assert alone > weights_of("en").hint[0]
    assert among > heard(read(honest), "en")[0]
    assert number == 40
