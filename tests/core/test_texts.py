"""An event keeps a commitment to the words, so that the words can be erased."""

from __future__ import annotations

import pytest

from parley.core.order.base import optional_words, require_words, said, some, within
from parley.core.order.refusals import Code, Refusal
from parley.core.texts import LONGEST_LINE, LONGEST_MESSAGE, Text


def test_the_same_words_with_another_salt_give_nothing_away() -> None:
    one, other = Text("No", "a1"), Text("No", "b2")
    assert one.commitment != other.commitment
    assert one.commitment == Text("No", "a1", "fr").commitment
    assert len(one.commitment) == 64
    assert one.commitment == one.commitment.lower()


def test_a_commitment_stands_for_the_very_words() -> None:
    assert Text("Yes", "a1").commitment != Text("Yes ", "a1").commitment
    assert Text("é", "a1").commitment != Text("e\u0301", "a1").commitment


def test_half_of_a_pair_of_surrogates_breaks_nothing() -> None:
    assert Text("\ud800", "a1").commitment != Text("\udc00", "a1").commitment


@pytest.mark.parametrize("words", ["", " ", "\n\t \u00a0"])
def test_blank_words_say_nothing(words: str) -> None:
    blank = Text(words, "a1")
    assert blank.is_blank
    assert optional_words(blank) is None
    assert some(blank, None) == ()
    with pytest.raises(Refusal) as no:
        require_words(blank)
    assert no.value.code is Code.TEXT_MISSING


def test_nothing_is_said_by_nothing() -> None:
    assert said(None) is None
    with pytest.raises(Refusal) as no:
        require_words(None)
    assert no.value.code is Code.TEXT_MISSING


@pytest.mark.parametrize("longest", [LONGEST_LINE, LONGEST_MESSAGE])
def test_the_longest_text_fits_and_one_letter_more_does_not(longest: int) -> None:
    fits = Text("я" * longest, "a1")
    assert within(fits, longest) is fits
    with pytest.raises(Refusal) as no:
        within(Text("я" * (longest + 1), "a1"), longest)
    assert no.value.code is Code.TEXT_TOO_LONG
    assert no.value.facts == {"longest": longest, "length": longest + 1}
