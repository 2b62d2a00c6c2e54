"""The services of the demo are such as the storefront would take from anybody."""

from __future__ import annotations

from typing import Any

import pytest

from parley.rehearsal.demo_people import demo_stories
from parley.rehearsal.demo_services import content_of_entry, demo_services, fill_services
from parley.storefront.content import LONGEST_PART, LONGEST_SUMMARY
from parley.storefront.listing import Wanted, look
from parley.storefront.models import LONGEST_NAME, LONGEST_TAG, LONGEST_TITLE
from parley.storefront.screening import clean_line, clean_text
from parley.words.trades import trade_of
from tests.storefront.offered import NOON
from tests.storefront.offered import person as registered

SERVICES = demo_services()


@pytest.mark.parametrize("entry", SERVICES, ids=lambda entry: entry["title"])
def test_a_service_of_the_demo_passes_its_own_screening(entry: dict[str, Any]) -> None:
    content = content_of_entry(entry)
    assert clean_line(content.title, LONGEST_TITLE) == content.title
    assert clean_text(content.summary).strip() == content.summary.strip()
    assert len(content.summary) <= LONGEST_SUMMARY
    assert trade_of(content.trade) is not None
    for tag in content.tags:
        assert clean_line(tag, LONGEST_TAG) == tag
    for package in content.packages:
        assert clean_line(package.name, LONGEST_NAME) == package.name
        assert all(max(len(item.what), len(item.test)) <= LONGEST_PART for item in package.items)


def test_they_belong_to_people_of_the_demo_in_all_five_languages() -> None:
    people = {cast.email: cast.language for story in demo_stories() for cast in story.cast.values()}
    assert {f"{entry['by']}@example.org" for entry in SERVICES} <= set(people)
    assert {entry["language"] for entry in SERVICES} == {"en", "es", "fr", "nl", "ru"}
    assert 10 <= len(SERVICES) <= 14


@pytest.mark.django_db
def test_filling_twice_makes_nothing_twice() -> None:
    registered("Lev", "ru")
    registered("Inés", "es")
    mine = [entry["title"] for entry in SERVICES if entry["by"] in ("lev", "ines")]
    assert fill_services(NOON) == len(mine)
    assert fill_services(NOON) == 0
    assert [one.content.title for one in look(Wanted()).services] == mine
