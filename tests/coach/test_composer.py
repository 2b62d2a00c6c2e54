"""Messages from an order's own facts: nothing is lost, nothing is invented, and the coach has no remark."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.coach.advice import Context
from parley.coach.composer import NEEDS, Facts, Kind, MissingFact, Phrase, compose, messages_of, phrases
from parley.coach.review import review
from parley.prose import LANGUAGES

SLOT = re.compile(r"\{(\w+)\}")
NAMES = st.sampled_from(["Ana", "Marc", "Вера", "Joris", "Zoë", "O'Neil"])
DATES = st.sampled_from(["24.11.2026", "26 Nov", "1 décembre", "24 ноября", "2 de diciembre, 18:00", "vr 27 nov 09:30"])
SUMS = st.sampled_from(["€140.00", "1 250,00 €", "12 000 ₽", "$99.50", "€ 1.000,00"])
HOURS = st.integers(1, 400).map(lambda number: f"- 2: {number} h")
TITLES = st.sampled_from(["Logo", "№ 3", "Banner 300x250", "Web 2", "{reader}", "100 % ok"])
FACTS = st.builds(
    Facts, reader=NAMES, writer=NAMES, deliverable=TITLES, due=DATES, until=DATES, release=DATES, new_date=DATES,
    asked=TITLES, possible=TITLES, effort=HOURS, sum=SUMS, reason=TITLES,
)  # fmt: skip

BOTH = [(language, familiar) for language in LANGUAGES for familiar in (False, True)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(facts=FACTS, kind=st.sampled_from(Kind), familiar=st.booleans())
def test_whatever_the_order_the_coach_has_no_remark_and_every_fact_stands(
    language: str, facts: Facts, kind: Kind, familiar: bool
) -> None:
    text = compose(kind, language, facts, familiar=familiar)
    advice = review(text, language, Context())
    assert advice.findings == (), (text, [(one.source, text[one.start : one.end]) for one in advice.findings])
    used = {slot for one in messages_of(language).paragraphs[kind] for slot in SLOT.findall(one.formal)}
    assert all(getattr(facts, slot) in text for slot in used)


@pytest.mark.parametrize(("language", "familiar"), BOTH)
@pytest.mark.parametrize("kind", Kind)
def test_a_paragraph_without_its_fact_is_left_out(language: str, familiar: bool, kind: Kind) -> None:
    least = Facts(**dict.fromkeys(NEEDS[kind], "17"))
    text = compose(kind, language, least, familiar=familiar)
    assert "17" in text
    assert not SLOT.search(text)
    assert review(text, language).findings == ()


@pytest.mark.parametrize("kind", Kind)
def test_a_message_that_would_say_nothing_is_refused_with_what_is_missing(kind: Kind) -> None:
    whole = Facts(**{field.name: "17" for field in fields(Facts)})
    for fact in NEEDS[kind]:
        with pytest.raises(MissingFact) as refused:
            compose(kind, "en", replace(whole, **{fact: "  "}))
        assert refused.value.fact == fact


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_use_the_same_facts_in_the_same_messages(language: str) -> None:
    def facts_of(of: str, kind: Kind) -> set[str]:
        return {slot for one in messages_of(of).paragraphs[kind] for slot in SLOT.findall(one.formal)}

    for kind in Kind:
        assert facts_of(language, kind) == facts_of("en", kind)
        assert facts_of(language, kind) <= {field.name for field in fields(Facts)}
        assert all(
            SLOT.findall(one.formal) == SLOT.findall(one.familiar) for one in messages_of(language).paragraphs[kind]
        )


@pytest.mark.parametrize(("language", "familiar"), BOTH)
@pytest.mark.parametrize("phrase", Phrase)
def test_phrases_are_calm(language: str, familiar: bool, phrase: Phrase) -> None:
    said = phrases(phrase, language, familiar=familiar)
    assert len(said) >= 3
    for one in said:
        assert review(one, language).findings == ()
