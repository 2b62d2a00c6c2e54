"""Ordering from a service: one page, then an ordinary offer with the service's own words and sums."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from parley.core.money import Money
from parley.core.order.state import Order, OrderStage
from parley.core.order.terms import clauses, terms_hash
from parley.core.parties import Role
from parley.desk.actor import load
from parley.store.queries import all_order_ids
from parley.storefront.models import Service
from parley.storefront.publishing import publish
from tests.storefront.offered import NOON, content, offered
from tests.web.people import Visitor, operator
from tests.web.reading import read

pytestmark = pytest.mark.django_db
ABOUT = "A bakery in Cádiz, two rooms, known for its rye bread."


@pytest.fixture
def service(ana: Visitor) -> Service:
    return offered(ana.person)


def at(service: Service, query: str = "") -> str:
    return reverse("order_service", args=[service.id]) + query


def sends(visitor: Visitor, service: Service, query: str = "", **typed: object) -> HttpResponse:
    return visitor.fill_in(visitor.look(at(service, query)), "/order", {"about": ABOUT, **typed}, ("send", "1"))


def made(answer: HttpResponse) -> Order:
    assert answer.status_code == 303, read(answer).text
    return load(UUID(answer.headers["Location"].rsplit("/", 1)[1]))


def test_an_offer_with_what_was_shown(marc: Visitor, ana: Visitor, service: Service) -> None:
    order = made(sends(marc, service, "?package=2", extra=["1"]))
    assert (order.stage, order.offer.by) == (OrderStage.OFFERED, Role.CLIENT)
    assert (order.client, order.freelancer) == (marc.id, ana.id)
    [milestone] = order.terms.milestones
    assert order.terms.price == Money(540_00, "EUR")
    assert milestone.working_days == 13
    assert [item.effort_minutes for item in milestone.items] == [240, 120, 60]
    assert order.terms.rounds == 2
    page = ana.look(reverse("order", args=[order.id])).text
    for words in ("A logo for your bakery", ABOUT, "Three drafts", "A version for dark grounds", "Readable on black"):
        assert words in page, words


def test_the_freelancer_accepts_as_always(marc: Visitor, ana: Visitor, service: Service) -> None:
    order = made(sends(marc, service))
    answer = ana.client.post(
        reverse("accept_offer", args=[order.id]),
        {"terms": terms_hash(order.terms), "clauses": [clause.key.value for clause in clauses(order.terms)]},
    )
    assert answer.status_code == 303
    assert load(order.id).stage is not OrderStage.OFFERED


def test_the_freelancer_can_answer_with_other_terms(marc: Visitor, ana: Visitor, service: Service) -> None:
    order = made(sends(marc, service))
    page = ana.look(reverse("counter_offer", args=[order.id]))
    assert page.form("/counter").fields["price-1"] == ["200.00"]
    assert ana.fill_in(page, "/counter", {"price-1": "250"}, ("send", "1")).status_code == 303
    assert load(order.id).terms.price == Money(250_00, "EUR")


def test_what_was_ordered_stays_however_the_service_changes(marc: Visitor, ana: Visitor, service: Service) -> None:
    order = made(sends(marc, service))
    before = terms_hash(order.terms)
    assert ana.person is not None
    publish(ana.person, service.id, content("Something else", packages=content().packages[:1]), NOON)
    assert terms_hash(load(order.id).terms) == before
    assert "A logo for your bakery" in marc.look(reverse("order", args=[order.id])).text


def test_a_change_in_between_is_told_before_anything_is_sent(marc: Visitor, ana: Visitor, service: Service) -> None:
    page = marc.look(at(service))
    assert ana.person is not None
    publish(ana.person, service.id, content("Dearer now"), NOON)
    answer = marc.fill_in(page, "/order", {"about": ABOUT}, ("send", "1"))
    again = read(answer)
    assert answer.status_code == 409
    assert "The service has changed" in again.text
    assert again.form("/order").fields["about"] == [ABOUT]
    assert all_order_ids(None, 5) == []
    assert marc.fill_in(again, "/order", {}, ("send", "1")).status_code == 303


def test_working_it_out_again_keeps_what_was_typed(marc: Visitor, service: Service) -> None:
    page = marc.look(at(service))
    assert "€200.00" in page.text
    again = read(marc.fill_in(page, "/order", {"about": "Half a sen", "package": "2", "extra": ["1"]}, ("again", "1")))
    assert "Send Ana Ruiz the offer for €540.00" in again.text
    assert again.form("/order").fields["about"] == ["Half a sen"]
    assert again.form("/order").fields["package"] == ["2"]
    assert all_order_ids(None, 5) == []


def test_the_same_form_twice_is_one_order_and_another_filling_another(marc: Visitor, service: Service) -> None:
    page = marc.look(at(service))
    first = marc.fill_in(page, "/order", {"about": ABOUT}, ("send", "1"))
    second = marc.fill_in(page, "/order", {"about": ABOUT}, ("send", "1"))
    assert first.headers["Location"] == second.headers["Location"]
    third = marc.fill_in(page, "/order", {"about": "A shop."}, ("send", "1"))
    assert third.headers["Location"] != first.headers["Location"]
    assert len(all_order_ids(None, 5)) == 2


@pytest.mark.parametrize("about", ["", "  \u200b", "x" * 4_001])
def test_it_has_to_be_about_something(marc: Visitor, service: Service, about: str) -> None:
    answer = sends(marc, service, about=about)
    assert answer.status_code == 422
    assert read(answer).form("/order").fields["about"][0].strip("\n ") == about.strip()
    assert all_order_ids(None, 5) == []


@pytest.mark.parametrize("choice", [{"package": "9"}, {"package": "-1"}, {"package": "²"}, {"extra": ["7", "x", ""]}])
def test_what_is_not_offered_cannot_be_chosen(marc: Visitor, service: Service, choice: dict[str, object]) -> None:
    answer = marc.client.post(at(service), {"version": "1", "about": ABOUT, "send": "1", **choice})
    assert made(answer).terms.price == Money(200_00, "EUR")


def test_ones_own_service_is_not_for_oneself(ana: Visitor, service: Service) -> None:
    page = ana.look(at(service))
    assert "This is your own service" in page.text
    assert not page.has_form("/order")
    assert ana.client.post(at(service), {"version": "1", "about": ABOUT}).status_code == 422
    assert "Order Basic" not in ana.look(reverse("service", args=[service.id])).text


def test_a_guest_signs_in_and_comes_back(nobody: Visitor, service: Service) -> None:
    page = nobody.look(reverse("service", args=[service.id]))
    [order, _other] = [link for link in page.links if "/order?" in link]
    answer = nobody.get(order, 302)
    assert answer.headers["Location"].endswith(f"next={order.replace('?', '%3F').replace('=', '%3D')}")


def test_an_operator_sees_what_is_removed_and_cannot_order_it(service: Service) -> None:
    Service.objects.update(stage="removed", stage_before="listed")
    olga = operator("Olga Petrova")
    assert "cannot be ordered now" in olga.look(at(service)).text


def test_before_it_is_sent_the_page_says_what_is_agreed(marc: Visitor, service: Service) -> None:
    text = marc.look(at(service)).text
    for words in ("What you agree on", "What happens if…", "Readable on black", "You pay in all", "5 business days"):
        assert (words in text) is (words != "Readable on black"), words
