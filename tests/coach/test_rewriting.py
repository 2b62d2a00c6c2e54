"""A better wording stands in place of the sentence that hurt, passes the coach, and keeps every date, sum and promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.coach.advice import Advice, Finding
from parley.coach.packs import written_pack
from parley.coach.review import review
from parley.prose import LANGUAGES
from parley.prose.tokens import read

HITS = {
    language: [hit for rule in written_pack(language).rules.values() for hit in rule.hits] for language in LANGUAGES
}
FIGURES = ["€140.00", "1 250,00 €", "12 000 ₽", "24.11.2026", "2026-12-01", "18:30", "3", "2,5", "$99.50", "№ 7"]
DATES = {
    "en": ["12 May", "Friday", "tomorrow", "May 3"],
    "es": ["12 de mayo", "viernes", "mañana", "3 de junio"],
    "fr": ["12 mai", "vendredi", "demain", "3 juin"],
    "nl": ["12 mei", "vrijdag", "morgen", "3 juni"],
    "ru": ["12 мая", "в пятницу", "завтра", "3 июня"],
}


def numbers(text: str) -> list[str]:
    """Figures, but not the telephone numbers that lead away from the order."""
    return [token.text for one in read(text).sentences for token in one.tokens if token.kind == "number"]


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_no_figure_is_lost_and_none_is_added_and_the_coach_has_no_remark(language: str, data: st.DataObject) -> None:
    hit = data.draw(st.sampled_from(HITS[language]))
    figures = data.draw(st.lists(st.sampled_from([*FIGURES, *DATES[language]]), max_size=3, unique=True))
    text = f"{hit.rstrip('.!?…')} {', '.join(figures)}."
    for finding in review(text, language).findings:
        span = text[finding.start : finding.end]
        assert sorted(set(numbers(finding.rewrite))) == sorted(set(numbers(span))), finding
        assert all(figure in finding.rewrite for figure in figures if figure in span and not numbers(figure)), finding
        again = review(finding.rewrite, language)
        assert again.findings == (), (span, finding.rewrite, sources(again))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_takes_every_better_wording_ends_with_a_message_that_passes(language: str) -> None:
    for hit in HITS[language]:
        text = hit
        for _ in range(6):
            found = review(text, language).findings
            if not found:
                break
            text = taken(text, found[0])
        else:
            pytest.fail(f"{hit!r} became {text!r}, and there is still {sources(review(text, language))}")


def test_a_promise_in_the_same_sentence_is_carried_over() -> None:
    text = "You never answer my messages, but I will send the logo on Friday."
    found = [one for one in review(text, "en").findings if one.label == "accusation"]
    assert found
    assert "I will send the logo on Friday" in found[0].rewrite


def test_a_wording_follows_the_address_of_the_draft() -> None:
    for language in ("es", "fr", "nl", "ru"):
        pack = written_pack(language)
        said = {review(hit, language).findings[0].rewrite for rule in pack.rules.values() for hit in rule.hits[:1]}
        assert any(one.rewrite.formal != one.rewrite.familiar for one in pack.rules.values()), language
        assert len(said) > 5


def taken(text: str, finding: Finding) -> str:
    return text[: finding.start] + finding.rewrite + text[finding.end :]


def sources(advice: Advice) -> list[tuple[str, str]]:
    return [(one.label.value, one.source) for one in advice.findings]
