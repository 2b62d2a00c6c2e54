"""What counts as nearly the same words, and that it is found without comparing everything."""

from __future__ import annotations

import pytest

from parley.board.likeness import is_like, numbers, pairs

TEXT = (
    "Our bakery opens in spring and we need a logo with three drafts first, then one of them worked out in two colours, and "
    "files for a sign above the door, for paper bags, and for the website that my brother is making."
)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(",", " —").replace(".", "!!!"),
        TEXT.replace("o", "о").replace("a", "а"),
        TEXT.replace("spring", "autumn"),
        "\u200b".join(TEXT),
        f"{TEXT} Thanks!",
    ],
)
def test_these_are_nearly_the_same(other: str) -> None:
    assert is_like(pairs(TEXT), pairs(other))
    assert set(enumerate(numbers(pairs(TEXT)))) & set(enumerate(numbers(pairs(other))))


@pytest.mark.parametrize("other", ["", "A logo", " ".join(reversed(TEXT.split())), "We need three chairs of oak."])
def test_these_are_not(other: str) -> None:
    assert not is_like(pairs(TEXT), pairs(other))


def test_a_text_of_no_words_is_like_nothing() -> None:
    assert not is_like(pairs("…"), pairs("!!"))
    assert numbers(pairs("…")) == ()


def test_the_numbers_are_the_same_everywhere() -> None:
    """They are kept in the database: another version of Python must make the same."""
    assert numbers(pairs("three oak chairs"))[0] == numbers(pairs("Three  OAK chairs"))[0]
    assert all(0 <= one < 1 << 61 for one in numbers(pairs(TEXT)))
