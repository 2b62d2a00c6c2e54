"""Which services are shown: by words, by filters, page by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parley.core.money import Money
from parley.desk.intake import new_id
from parley.storefront.listing import Newest, Wanted, look, own
from parley.storefront.models import Service
from parley.storefront.publishing import keep_draft, pause
from parley.words.trades import Trade
from tests.storefront.offered import NOON, offered, package, person

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]


@pytest.fixture
def street() -> None:
    """Four services, each an hour younger than the one before."""
    ines, lev = person(), person("Lev", "ru")
    offered(ines, "A logo for your bakery")
    offered(ines, "Diseño de logotipos", NOON + timedelta(hours=1), language="es", tags=(), extras=())
    offered(lev, "Логотипы для пекарен", NOON + timedelta(hours=2), language="ru", tags=(), currency="USD", extras=(),
            packages=(package(price=90_00, days=20, currency="USD"),))  # fmt: skip
    offered(lev, "Song texts with a logo", NOON + timedelta(hours=3), trade="writing", tags=(), extras=(),
            packages=(package("Quick", 900_00, 2), package("Slow", 50_00, 30)))  # fmt: skip


def titles(after: Any = None, limit: int = 24, **wanted: Any) -> list[str]:
    return [one.content.title for one in look(Wanted(**wanted), after, limit).services]


ALL = ["Song texts with a logo", "Логотипы для пекарен", "Diseño de logotipos", "A logo for your bakery"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ALL),
        ({"language": "es"}, ["Diseño de logotipos"]),
        ({"trade": Trade.WRITING}, ALL[:1]),
        ({"most": Money(200_00, "EUR")}, [ALL[0], ALL[2], ALL[3]]),
        ({"most": Money(200_00, "USD")}, [ALL[1]]),
        ({"most_days": 5}, [ALL[0], ALL[2], ALL[3]]),
        ({"most": Money(200_00, "EUR"), "most_days": 5}, [ALL[2], ALL[3]]),
        ({"words": "logo"}, [ALL[0], ALL[3], ALL[2]]),
        ({"words": "logo", "trade": Trade.WRITING}, [ALL[0]]),
        ({"words": "logo", "most_days": 2}, [ALL[0]]),
        ({"words": "логотип"}, [ALL[1]]),
        ({"words": "logotipo", "language": "es"}, [ALL[2]]),
        ({"words": "logotipo", "language": "ru"}, []),
        ({"words": "bakeries"}, [ALL[3]]),
        ({"words": "!!!"}, []),
        ({"words": "   "}, ALL),
    ],
)
def test_what_is_wanted_is_found(street: None, wanted: dict[str, Any], found: list[str]) -> None:
    assert sorted(titles(**wanted)) == sorted(found)
    if "words" not in wanted:
        assert titles(**wanted) == found


def test_of_one_person(street: None) -> None:
    assert titles(owner=person("Lev").id) == ALL[:2]
    assert titles(owner=person("Lev").id, words="song") == ALL[:1]


@pytest.mark.parametrize("words", ["", "logo"])
def test_page_by_page_every_service_comes_once(words: str) -> None:
    owner = person()
    for letter in "ABCDEFGHIJ":
        offered(owner, f"Logo {letter}", NOON)  # all at one instant
    whole = titles(words=words)
    seen: list[str] = []
    after = None
    while True:
        listing = look(Wanted(words=words), after, 3)
        seen += [one.content.title for one in listing.services]
        after = listing.next
        if after is None:
            break
    assert seen == whole
    assert len(seen) == 10


def test_nobody_finds_what_is_paused_or_whose_owner_is_shut_out(street: None) -> None:
    pause(Service.objects.get(language="es"), NOON)
    lev = person("Lev")
    lev.is_active = False
    lev.save()
    assert titles() == ["A logo for your bakery"]
    assert titles(words="logo") == ["A logo for your bakery"]


def test_ones_own_with_drafts_the_last_changed_first() -> None:
    owner = person()
    old = offered(owner, "Posters", NOON)
    draft = keep_draft(owner, new_id(), {"title": "Cards"}, NOON + timedelta(hours=1))
    offered(person("Lev"), "Songs", NOON)
    found, more = own(owner)
    assert [one.id for one in found] == [draft.id, old.id]
    assert more is None
    found, _more = own(owner, Newest(draft.changed_at, draft.id))
    assert [one.id for one in found] == [old.id]
