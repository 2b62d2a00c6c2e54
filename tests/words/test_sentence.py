"""Sentences that are put together: what stands between the words belongs to the language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from parley.words.leaving import clearing_words, hold_words
from parley.words.sentence import fill, say, strong

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pattern", "word", "said"),
    [
        ("It ends on {word}.", "24 нояб.", "It ends on 24 нояб."),
        ("Until {word}. Then it is over.", "24 нояб.", "Until 24 нояб. Then it is over."),
        ("It ends on {word}.", "24 Nov", "It ends on 24 Nov."),
        ("{word}, and more.", "24 нояб.", "24 нояб., and more."),
        ("{word}.", "", "."),
    ],
)
def test_a_word_that_ends_with_a_full_stop_ends_the_sentence_too(pattern: str, word: str, said: str) -> None:
    assert fill(pattern, word=word) == said
    assert say(pattern, word=strong(word)).plain == said
    assert fill("{inner}.", inner=say("{word}", word=strong(word))) == word.removesuffix(".") + "."


@pytest.mark.parametrize("language", ["en", "es", "fr", "nl", "ru"])
def test_no_sentence_about_leaving_ends_twice(language: str) -> None:
    with translation.override(language):
        day = "24\u00a0нояб." if language == "ru" else "24\u00a0nov."
        for said in (clearing_words(day), hold_words(AT, "UTC", AT)):
            assert ".." not in said
