"""The completion rate in words, and the page of the docs that publishes the formula."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from parley.core.statistics import COUNTS, RULED, Judged, RateEffect, Reason, Record, Share, Verdict
from parley.words.causes import CAUSES
from parley.words.completion import (
    REASONS,
    VERDICTS,
    WHY,
    formula_words,
    interval_words,
    judged_words,
    month_words,
    rate_effect_words,
    rate_sentence,
    reason_words,
    share_words,
    verdict_name,
)
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "explanation" / "completion.md"


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_every_verdict_and_every_reason_has_words_of_its_own() -> None:
    assert set(REASONS) == set(Reason)
    assert set(VERDICTS) == set(WHY) == set(Verdict)
    assert len({str(words) for words in REASONS.values()}) == len(Reason)


@pytest.mark.parametrize("cause", ["accepted", "late", "cancelled", "silence", "not_funded", "abandoned"])
def test_an_end_is_told_as_on_the_order_s_own_page(cause: str) -> None:
    assert reason_words(Reason(cause)) == str(CAUSES[cause])


@pytest.mark.parametrize(
    ("language", "share", "words", "interval"),
    [
        ("en", Share(24, 25), "96% (24 of 25)", "80.5% to 99.3%"),
        ("en", Share(2, 3), "66.7% (2 of 3)", "20.8% to 93.9%"),
        ("en", Share(1, 1), "100% (1 of 1)", "20.7% to 100%"),
    ],
)
def test_a_share_never_stands_without_its_counts(language: str, share: Share, words: str, interval: str) -> None:
    with translation.override(language):
        assert share_words(share) == words
        assert interval_words(share) == interval


@pytest.mark.parametrize(
    ("language", "percent", "month"),
    [
        ("en", "80.5%", "March 2026"),
        ("es", "80,5\N{NO-BREAK SPACE}%", "Marzo de 2026"),
        ("fr", "80,5\N{NO-BREAK SPACE}%", "Mars 2026"),
        ("nl", "80,5%", "Maart 2026"),
        ("ru", "80,5\N{NO-BREAK SPACE}%", "Март 2026"),
    ],
)
def test_shares_and_months_are_written_as_the_language_does(language: str, percent: str, month: str) -> None:
    with translation.override(language):
        assert percent in share_words(Share(161, 200))
        assert month_words(date(2026, 3, 1)).startswith(month)


def test_the_rate_is_a_sentence_and_its_absence_too() -> None:
    assert rate_sentence(Record(24, 1, 3)) == "96%: 24 of 25 orders that count were completed."
    assert rate_sentence(Record(1)) == "100%: 1 of 1 order that counts was completed."
    assert rate_sentence(Record(exempt=3)) == "There is no completion rate yet: no order has ended that counts."


@pytest.mark.parametrize(
    ("before", "after", "own", "other"),
    [
        (Record(24, 1), Record(24, 1, 1), "Your rate stays 96% (24 of 25)", "Ana’s rate stays 96% (24 of 25)"),
        (
            Record(24, 1),
            Record(24, 2),
            "Your rate goes from 96% (24 of 25) to 92.3% (24 of 26)",
            "Ana’s rate goes from 96% (24 of 25) to 92.3% (24 of 26)",
        ),
        (Record(3), Record(4), "Your rate stays 100% (4 of 4)", "Ana’s rate stays 100% (4 of 4)"),
        (Record(), Record(1), "Your rate begins with 100% (1 of 1)", "Ana’s rate begins with 100% (1 of 1)"),
        (Record(), Record(exempt=1), "You have no rate yet, as before", "Ana has no rate yet, as before"),
    ],
)
def test_what_an_act_would_do_is_told_to_both(before: Record, after: Record, own: str, other: str) -> None:
    effect = RateEffect(before, after, Judged(Verdict.COMPLETED, Reason.ACCEPTED, 1), is_ended=True)
    assert rate_effect_words(effect).sentence.plain == own
    assert rate_effect_words(effect, "Ana").sentence.plain == other


def test_what_is_open_is_called_so() -> None:
    assert judged_words(None) == "Still open"
    assert judged_words(Judged(Verdict.EXEMPT, Reason.SETTLED, 1)) == "Not counted"


def table_of_the_page() -> list[tuple[str, str, str]]:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [(code, how, counts) for code, how, counts in rows]


def test_the_docs_publish_the_table_of_the_code() -> None:
    wanted = [
        (
            f"counts_as_{next(key.value for key, value in RULED.items() if value is reason)}"
            if reason in RULED.values()
            else reason.value,
            reason_words(reason),
            verdict_name(COUNTS[reason]),
        )
        for reason in Reason
    ]
    assert table_of_the_page() == wanted


def test_the_docs_publish_the_formula_of_the_page() -> None:
    assert formula_words() in PAGE.read_text("utf-8")
