"""What nobody could keep, typed into the form of an offer or of a counter-offer: said at its field, and nothing is written."""

from __future__ import annotations

import pytest

from parley.desk.actor import load
from parley.people.models import Person
from parley.store.queries import all_order_ids
from tests.desk.given_orders import everything
from tests.web.people import Visitor, offer
from tests.web.reading import ReadPage, read
from tests.web.test_offer_form import NEW, filled

WRONG = [
    ("days-1", "10000"),
    ("days-1", "-10000"),
    ("days-1", "367"),
    ("days-1", ""),
    ("kill_fee", "101"),
    ("kill_fee", "10000"),
    ("kill_fee", "99.5"),
    ("kill_fee", "%"),
    ("rounds", "21"),
    ("hours-1-1", ""),
    ("hours-1-1", "0"),
    ("hours-1-1", "0.0"),
    ("hours-1-1", "-0.5"),
    ("hours-1-1", "10001"),
    ("region", "XX"),
    ("region", "ES-XX"),
    ("region_other", "XX"),
    ("region_other", "'; --"),
]


def assert_said(page: ReadPage, action: str, field: str, typed: str) -> None:
    """At this field and no other, with a link to it on top; and what was typed is still there."""
    assert [given["name"] for _, given in page.tags if given.get("aria-invalid") == "true"] == [field]
    assert f"#f-{field}" in page.links
    assert page.form(action).fields[field] == [typed]


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_an_offer_that_nobody_could_keep_is_not_made(ana: Visitor, marc: Visitor, field: str, typed: str) -> None:
    offer(marc, ana)
    before = everything()
    answer = ana.fill_in(ana.look(NEW), NEW, filled() | {field: typed})
    assert answer.status_code == 422
    assert_said(read(answer), NEW, field, typed)
    assert everything() == before


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_a_counter_offer_that_nobody_could_keep_changes_nothing(
    ana: Visitor, marc: Visitor, field: str, typed: str
) -> None:
    deed = offer(marc, ana)
    before = everything()
    action = deed.offer_act("counter_offer")
    answer = marc.fill_in(marc.look(action), action, {field: typed})
    assert answer.status_code == 422
    assert_said(read(answer), action, field, typed)
    assert everything() == before


def test_two_countries_that_are_none_are_both_said(ana: Visitor, marc: Visitor) -> None:
    answer = ana.fill_in(ana.look(NEW), NEW, filled(region="XX", region_other="YY"))
    assert answer.status_code == 422
    assert {"#f-region", "#f-region_other"} <= set(read(answer).links)


@pytest.mark.parametrize(("stored", "zone"), [("Mars/Olympus", "UTC"), ("", "UTC"), ("Asia/Calcutta", "Asia/Kolkata")])
def test_an_account_with_an_unknown_zone_can_still_make_offers(
    ana: Visitor, marc: Visitor, stored: str, zone: str
) -> None:
    """Its pages are shown in UTC, so its agreements live there too."""
    Person.objects.filter(pk=ana.id).update(zone=stored)
    answer = ana.fill_in(ana.look(NEW), NEW, filled())
    assert answer.status_code == 303
    [made] = all_order_ids(None, 2)
    assert load(made).terms.calendar.zone == zone
