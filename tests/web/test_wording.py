"""Words that a page puts together: they fit into their sentence, and into the reader's language."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from django.http import HttpResponse
from django.urls import reverse

from parley.config.languages import LANGUAGE_CODES
from parley.core.order.terms import ClauseKey
from parley.desk.calendars import known_countries
from tests.web.people import Visitor, in_stage, offer, visitor


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_country_has_a_name_in_the_readers_language(db: None, language: str) -> None:
    ana = visitor("Ana Ruiz", language=language)
    shown = re.search(r'<select[^>]*name="region".*?</select>', page(ana.get(reverse("new_offer"))), re.DOTALL)
    assert shown is not None
    options = dict(re.findall(r'<option value="([A-Z]*)"[^>]*>([^<]*)</option>', shown[0]))
    named = Locale.parse(language).territories
    assert "GB" in options
    assert set(options) - {""} == set(known_countries())
    assert [code for code in options if code and code not in named] == []
    assert [code for code, name in options.items() if code == name] == []


def test_the_foot_says_whose_time_it_is_as_the_cards_do(ana: Visitor) -> None:
    foot = page(ana.get(reverse("desk"))).partition("<footer")[2]
    assert "Times on this page: your time in Madrid" in foot


def test_the_desk_says_when_the_first_is_due_inside_a_sentence(ana: Visitor, marc: Visitor) -> None:
    in_stage("offered", marc, ana)
    under = re.search(r"The first is due (.*?)\.", page(marc.get(reverse("desk"))))
    assert under is not None
    assert re.match(r"(today|tomorrow|[A-Z][a-z]{2}\u00a0\d)", under[1])


def test_a_note_is_headed_by_who_writes_it(ana: Visitor, marc: Visitor) -> None:
    deed = offer(marc, ana)
    read = marc.look(f"/orders/{deed.id}")
    marc.send(read, reverse("note_on_clause", args=[deed.id]), clause=ClauseKey.MONEY.value, note="Two payments")
    assert "Marc Vidal writes" in page(ana.get(f"/orders/{deed.id}"))
    assert "Your note" in page(marc.get(f"/orders/{deed.id}"))
