"""Writing an offer: whatever is wrong is said at its field and kept as it was typed; what is right becomes an order, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from parley.core.money import Money
from parley.core.order.state import OrderStage
from parley.core.order.terms import ClauseKey, clauses
from parley.core.parties import Role
from parley.desk.actor import load
from parley.desk.calendars import frozen_calendar
from parley.desk.now import now
from parley.people.models import Invitation
from parley.store.queries import all_order_ids
from tests.web.people import Visitor, in_stage, offer, present_deal, visitor
from tests.web.reading import read

NEW = "/orders/new"


def today(days: int = 0) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


def filled(**changes: Any) -> dict[str, Any]:
    """An offer with nothing wrong. `price_1` stands for the field `price-1`."""
    typed = {
        "role": "freelancer",
        "email": "marc@example.org",
        "title": "A logo",
        "summary": "One logo, and its files.",
        "currency": "EUR",
        "policy": "standard",
        "rounds": "2",
        "kill_fee": "25",
        "region": "ES",
        "region_other": "",
        "name-1": "The logo",
        "price-1": "300",
        "deposit-1": "",
        "due-1": today(20),
        "days-1": "5",
        "what-1-1": "The logo",
        "test-1-1": "It reads at two centimetres",
        "hours-1-1": "8",
        "files-1-1": "svg, png",
    }
    return typed | {name.replace("_", "-") if name not in typed else name: value for name, value in changes.items()}


def sends(visitor: Visitor, **changes: Any) -> HttpResponse:
    return visitor.fill_in(visitor.look(NEW), NEW, filled(**changes))


def made() -> list[UUID]:
    return all_order_ids(None, 10)


# --- right


def test_an_offer_is_made_as_it_was_typed(ana: Visitor, marc: Visitor) -> None:
    answer = sends(ana, price_1="1,234.50", deposit_1="100", hours_1_1="7.5")
    [order_id] = made()
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("order", args=[order_id])
    order = load(order_id)
    assert (order.client, order.freelancer, order.stage) == (marc.id, ana.id, OrderStage.OFFERED)
    [milestone] = order.terms.milestones
    assert (milestone.price, milestone.deposit) == (Money(1_234_50, "EUR"), Money(100_00, "EUR"))
    assert (milestone.items[0].effort_minutes, milestone.items[0].files) == (450, ("svg", "png"))
    assert order.terms.calendar.zone == "Europe/Madrid"
    assert order.terms.calendar.source.endswith(": ES")
    assert "A logo" in marc.look(f"/orders/{order_id}").text


def test_a_client_may_offer_too(ana: Visitor, marc: Visitor) -> None:
    sends(marc, role="client", email=" ANA@example.org ")
    [order_id] = made()
    assert (load(order_id).client, load(order_id).freelancer) == (marc.id, ana.id)


def test_more_milestones_and_parts_are_asked_for_without_losing_a_word(ana: Visitor, marc: Visitor) -> None:
    page = ana.look(NEW)
    half = {"title": "Half typed", "price-1": "not a number yet", "role": "client"}
    second = read(ana.fill_in(page, NEW, half, press=("again", "milestone")))
    third = read(ana.fill_in(second, NEW, press=("again", "item-2")))
    form = third.form(NEW)
    assert {"name-2", "what-2-2"} <= set(form.names)
    assert "what-2-3" not in form.names
    assert (form.fields["title"], form.fields["price-1"], form.fields["role"]) == (
        ["Half typed"], ["not a number yet"], ["client"],
    )  # fmt: skip
    assert "aria-invalid" not in str(third.tags)
    more = {"name-2": "Files", "price-2": "100", "due-2": today(30), "days-2": "3"}
    parts = {f"{field}-2-{part}": value for part in (1, 2)
             for field, value in (("what", "A file"), ("test", "It opens"), ("hours", "1"), ("files", ""))}  # fmt: skip
    answer = ana.fill_in(third, NEW, filled() | more | parts)
    assert answer.status_code == 303
    [order_id] = made()
    first, then = load(order_id).terms.milestones
    assert (first.after, then.after, len(then.items), then.items[1].files) == ((), (1,), 2, ("any",))


def test_the_same_form_twice_is_one_offer_and_one_invitation(ana: Visitor) -> None:
    page = ana.look(NEW)
    first = ana.fill_in(page, NEW, filled(email="new@example.org"))
    [invitation] = Invitation.objects.all()
    second = ana.fill_in(page, NEW, filled(email="new@example.org"))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(made()) == 1
    [again] = Invitation.objects.all()
    assert (again.email, again.token_hash, again.created_at) == (
        "new@example.org", invitation.token_hash, invitation.created_at,
    )  # fmt: skip


def test_the_back_button_and_another_price_is_another_offer(ana: Visitor, marc: Visitor) -> None:
    page = ana.look(NEW)
    first = ana.fill_in(page, NEW, filled())
    second = ana.fill_in(page, NEW, filled(price_1="400"))
    again = ana.fill_in(page, NEW, filled(price_1="400"))
    assert first.headers["Location"] != second.headers["Location"] == again.headers["Location"]
    assert sorted(load(order_id).terms.price.amount_minor for order_id in made()) == [300_00, 400_00]


def test_a_form_with_the_id_of_somebody_elses_offer_changes_nothing_there(ana: Visitor, eva: Visitor) -> None:
    """The id of a form names its order: it must not open a way into an order that exists."""
    sends(ana, email="new@example.org")
    [order_id] = made()
    before = Invitation.objects.get(order_id=order_id)
    page = eva.look(NEW)
    answer = eva.fill_in(page, NEW, filled(email="evas-friend@example.org") | {"command_id": str(order_id)})
    after = Invitation.objects.get(order_id=order_id)
    assert (
        (after.email, after.token_hash) == (before.email, before.token_hash) == ("new@example.org", before.token_hash)
    )
    assert load(order_id).role_of(eva.id) is None
    assert answer.headers.get("Location") != reverse("order", args=[order_id])


# --- wrong

TOO_LONG = "x" * 50_000
WRONG: list[tuple[str, str]] = [
    ("price-1", "three hundred"),
    ("price-1", "-300"),
    ("price-1", "300.001"),
    ("price-1", "300 USD"),
    ("price-1", "$300"),
    ("price-1", "0"),
    ("price-1", ""),
    ("price-1", "1e3"),
    ("price-1", "NaN"),
    ("price-1", "Infinity"),
    ("price-1", "9" * 30),
    ("price-1", "9" * 5_000),
    ("price-1", "1.234.56"),
    ("price-1", "300\0"),
    ("deposit-1", "-1"),
    ("deposit-1", "300"),
    ("deposit-1", "301"),
    ("deposit-1", "some"),
    ("due-1", "1999-12-31"),
    ("due-1", "yesterday"),
    ("due-1", ""),
    ("due-1", "2026-02-30"),
    ("days-1", "-1"),
    ("days-1", "many"),
    ("days-1", "1.5"),
    ("days-1", "9" * 5_000),
    ("days-1", "0" * 5_000),
    ("rounds", "-1"),
    ("rounds", "1000000"),
    ("rounds", "²"),
    ("kill_fee", "101"),
    ("kill_fee", "-1"),
    ("kill_fee", "ten"),
    ("hours-1-1", "0"),
    ("hours-1-1", "-8"),
    ("hours-1-1", "eight"),
    ("hours-1-1", "NaN"),
    ("hours-1-1", "1e99"),
    ("hours-1-1", "9" * 5_000),
    ("files-1-1", "../etc"),
    ("files-1-1", "exe;<b>"),
    ("title", ""),
    ("title", "   "),
    ("title", "x" * 201),
    ("title", "\0"),
    ("title", TOO_LONG),
    ("summary", ""),
    ("summary", TOO_LONG),
    ("name-1", "x" * 201),
    ("what-1-1", ""),
    ("what-1-1", TOO_LONG),
    ("test-1-1", ""),
    ("email", ""),
    ("email", "not an address"),
    ("email", "marc@example.org, eva@example.org"),
    ("email", "ana@example.org"),
    ("email", "ANA@Example.org"),
    ("email", "x" * 300 + "@example.org"),
    ("region", "XX"),
]


@pytest.mark.parametrize(("field", "typed"), WRONG, ids=lambda value: repr(value[:20]) + ("…" * (len(value) > 20)))
def test_what_is_wrong_is_said_and_kept(ana: Visitor, marc: Visitor, field: str, typed: str) -> None:
    page = ana.look(NEW)
    answer = ana.fill_in(page, NEW, filled() | {field: typed})
    assert answer.status_code == 422
    assert made() == []
    again = read(answer)
    wrong = [given["name"] for _, given in again.tags if given.get("aria-invalid") == "true"]
    assert wrong == [field]
    assert f"#f-{field}" in again.links
    kept = again.form(NEW).fields
    assert kept[field] == [typed]
    assert kept["summary" if field != "summary" else "title"] == [
        filled()["summary" if field != "summary" else "title"]
    ]


@pytest.mark.parametrize(
    ("field", "typed"), [("currency", "XXX"), ("currency", "eur"), ("role", "mediator"), ("role", "")]
)
def test_a_choice_that_is_none_is_said_so(ana: Visitor, marc: Visitor, field: str, typed: str) -> None:
    answer = ana.fill_in(ana.look(NEW), NEW, filled() | {field: typed})
    assert answer.status_code == 422
    assert f"#f-{field}" in read(answer).links
    assert made() == []


@pytest.mark.parametrize("policy", ["take-the-money", ""])
def test_a_policy_nobody_has_heard_of_is_said_so(ana: Visitor, marc: Visitor, policy: str) -> None:
    """It may have been retired while the offer was being written: nobody gets another one without having chosen it."""
    answer = sends(ana, policy=policy)
    assert answer.status_code == 422
    assert "#f-policy" in read(answer).links
    assert made() == []


def test_an_order_page_has_one_milestone(ana: Visitor, marc: Visitor) -> None:
    page = read(ana.fill_in(ana.look(NEW), NEW, press=("again", "milestone")))
    second = {"name-2": "More", "price-2": "1", "due-2": today(1), "days-2": "1",
              "what-2-1": "x", "test-2-1": "y", "hours-2-1": "1"}  # fmt: skip
    answer = ana.fill_in(page, NEW, filled(policy="order-page") | second)
    assert answer.status_code == 422
    assert "#f-policy" in read(answer).links


def test_many_things_wrong_are_all_said_at_once(ana: Visitor, marc: Visitor) -> None:
    answer = sends(ana, price_1="x", title="", due_1="1999-01-01", email="nobody")
    assert answer.status_code == 422
    assert {"#f-price-1", "#f-title", "#f-due-1", "#f-email"} <= set(read(answer).links)


def test_a_far_date_that_the_rules_refuse_is_told_with_the_form(ana: Visitor, marc: Visitor) -> None:
    """Not every rule has a check of its own in the form: the core's refusal is shown in its words."""
    answer = sends(ana, due_1="9999-12-31")
    assert answer.status_code == 422
    assert made() == []
    assert read(answer).form(NEW).fields["due-1"] == ["9999-12-31"]


def test_counting_up_the_lines_ends_somewhere(ana: Visitor) -> None:
    page = ana.look(NEW)
    for field, value in (("milestones", "999"), ("items-1", "999"), ("milestones", "-5"), ("items-1", "x" * 4_000)):
        answer = ana.fill_in(page, NEW, filled() | {field: value}, press=("again", "milestone"))
        assert answer.status_code == 200
        assert len(read(answer).form(NEW).names) < 1_000


# --- languages write numbers in their own way


@pytest.mark.parametrize(
    ("language", "typed", "minor"),
    [
        ("es", "1.234,50", 1_234_50),
        ("fr", "1 234,50", 1_234_50),
        ("nl", "€ 1.234,50", 1_234_50),
        ("ru", "1 234,50", 1_234_50),
        ("en", "€1,234.50", 1_234_50),
        ("es", "1234.5", 1_234_50),
    ],
)
def test_a_sum_is_read_as_its_writer_writes_it(db: None, marc: Visitor, language: str, typed: str, minor: int) -> None:
    writer = visitor("Iria Soto", language)
    assert writer.fill_in(writer.look(NEW), NEW, filled() | {"price-1": typed}).status_code == 303
    assert load(made()[0]).terms.price == Money(minor, "EUR")


@pytest.mark.parametrize(("currency", "typed", "minor"), [("JPY", "5000", 5000), ("KWD", "1.234", 1_234)])
def test_currencies_without_cents_and_with_mils(
    ana: Visitor, marc: Visitor, currency: str, typed: str, minor: int
) -> None:
    assert sends(ana, currency=currency, price_1=typed, deposit_1="").status_code == 303
    assert load(made()[0]).terms.price == Money(minor, currency)


def test_yen_have_no_decimals(ana: Visitor, marc: Visitor) -> None:
    assert sends(ana, currency="JPY", price_1="5000.5").status_code == 422


# --- a counter-offer is the same form, filled in with what stands


def test_a_counter_offer_begins_with_what_stands_and_must_change_something(ana: Visitor, marc: Visitor) -> None:
    deed = offer(marc, ana)
    page = marc.look(deed.offer_act("counter_offer"))
    form = page.form(deed.offer_act("counter_offer"))
    assert (form.fields["title"], form.fields["price-1"], form.fields["files-1-1"]) == (
        ["A title"],
        ["100.00"],
        ["pdf"],
    )
    unchanged = marc.fill_in(page, deed.offer_act("counter_offer"))
    assert unchanged.status_code == 422
    assert deed.order.offer.version == 1
    cheaper = marc.fill_in(page, deed.offer_act("counter_offer"), {"price-1": "90"})
    assert cheaper.status_code == 303
    assert deed.order.terms.price == Money(90_00, "EUR")
    assert deed.order.offer.by is Role.CLIENT


def test_a_counter_offer_to_a_version_that_is_gone_keeps_what_was_typed(ana: Visitor, marc: Visitor) -> None:
    deed = offer(marc, ana)
    page = marc.look(deed.offer_act("counter_offer"))
    mine = ana.look(deed.offer_act("counter_offer"))
    assert ana.fill_in(mine, deed.offer_act("counter_offer"), {"price-1": "110"}).status_code == 303
    answer = marc.fill_in(page, deed.offer_act("counter_offer"), {"price-1": "90", "summary": "Rather this"})
    assert answer.status_code == 422
    again = read(answer)
    assert again.form(deed.offer_act("counter_offer")).fields["summary"] == ["Rather this"]
    assert deed.order.terms.price == Money(110_00, "EUR")
    assert marc.fill_in(again, deed.offer_act("counter_offer")).status_code == 303
    assert deed.order.terms.price == Money(90_00, "EUR")


@pytest.mark.parametrize(("field", "typed"), [("price-1", "-1"), ("due-1", "1999-01-01"), ("title", TOO_LONG)])
def test_a_wrong_counter_offer_is_said_and_kept(ana: Visitor, marc: Visitor, field: str, typed: str) -> None:
    deed = offer(marc, ana)
    answer = marc.fill_in(marc.look(deed.offer_act("counter_offer")), deed.offer_act("counter_offer"), {field: typed})
    assert answer.status_code == 422
    assert read(answer).form(deed.offer_act("counter_offer")).fields[field] == [typed]
    assert deed.order.offer.version == 1


def test_what_a_counter_offer_leaves_alone_stays_ticked_and_governed_as_it_was(ana: Visitor, marc: Visitor) -> None:
    """Windows of its own, a calendar with a part of a country, milestones beside each other: the form asks about none."""
    odd = present_deal(
        2, is_chain=False, review_days=9, calendar=frozen_calendar("Europe/Berlin", ["DE", "GB-ENG"], now().date())
    )
    deed = offer(marc, ana, odd)
    before = {clause.key: clause.hash for clause in clauses(deed.order.terms)}
    page = marc.look(deed.offer_act("counter_offer"))
    assert marc.fill_in(page, deed.offer_act("counter_offer"), {"rounds": "1"}).status_code == 303
    after = {clause.key: clause.hash for clause in clauses(deed.order.terms)}
    assert [key for key in before if before[key] != after[key]] == [ClauseKey.CHANGES]


def test_there_is_nothing_to_counter_once_it_is_agreed(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("unfunded", marc, ana)
    for answer in (marc.get(deed.offer_act("counter_offer"), None), marc.post(deed.offer_act("counter_offer"))):
        assert (answer.status_code, answer.headers["Location"]) == (303, deed.address)
