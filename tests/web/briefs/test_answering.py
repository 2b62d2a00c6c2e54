"""Answering with an offer: begun with what the brief says, sent to its author without an address, one at a time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from parley.board.content import Budget
from parley.board.models import Brief, BriefAnswer, Stage
from parley.core.money import Money
from parley.core.parties import Role
from parley.desk.actor import load
from parley.store.queries import all_order_ids
from tests.asks import accept_offer
from tests.board.posted import FRAUD
from tests.web.briefs.on_the_board import of, stands
from tests.web.people import Deed, Visitor
from tests.web.reading import read
from tests.web.test_offer_form import filled

NEW = "/orders/new"


def answers(visitor: Visitor, brief: Brief, **changes: Any) -> HttpResponse:
    page = visitor.look(f"{NEW}?brief={brief.id}")
    names = page.form(NEW).names
    given = {name: value for name, value in filled(**changes).items() if name in names}
    return visitor.fill_in(page, NEW, given)


def test_an_answer_goes_to_the_author_without_their_address(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc, budget=Budget(Money(450_00, "EUR"), Money(450_00, "EUR")))
    assert f"{NEW}?brief={brief.id}" in ana.look(of(brief)).links
    page = ana.look(f"{NEW}?brief={brief.id}")
    form = page.form(NEW)
    assert "marc@example.org" not in ana.get(f"{NEW}?brief={brief.id}").content.decode()
    assert not {"email", "role"} & set(form.names)
    assert (form.fields["title"], form.fields["price-1"], form.fields["test-1-1"]) == (
        ["A logo for a bakery"], ["450.00"], ["An SVG and a PNG file that open without an error."],
    )  # fmt: skip
    assert "Your offer goes to Marc Vidal" in page.text
    answer = answers(ana, brief)
    [order_id] = all_order_ids(None, 5)
    assert answer.status_code == 303
    order = load(order_id)
    assert (order.client, order.freelancer, order.offer.by) == (marc.id, ana.id, Role.FREELANCER)
    assert BriefAnswer.objects.get().order_id == order_id


def test_the_author_sees_the_offers_and_others_how_many(
    ana: Visitor, marc: Visitor, eva: Visitor, nobody: Visitor
) -> None:
    brief = stands(marc)
    answers(ana, brief, price_1="432")
    answers(eva, brief, price_1="321")
    page = marc.look(of(brief))
    assert "Ana Ruiz" in page.text
    assert "€432.00" in page.text
    assert {f"/orders/{order_id}" for order_id in all_order_ids(None, 5)} <= set(page.links)
    for visitor in (ana, nobody):
        told = visitor.look(of(brief)).text
        assert "2 offers" in told
        assert "Eva" not in told
        assert "€321.00" not in told


def test_one_open_offer_at_a_time(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc)
    first, second = (ana.look(f"{NEW}?brief={brief.id}") for _number in range(2))
    names = first.form(NEW).names
    given = {name: value for name, value in filled().items() if name in names}
    assert ana.fill_in(first, NEW, given).status_code == 303
    assert ana.fill_in(first, NEW, given).status_code == 303
    answer = ana.fill_in(second, NEW, given | {"price-1": "999"})
    assert answer.status_code == 409
    assert "still open" in read(answer).text
    assert read(answer).form(NEW).fields["price-1"] == ["999"]
    back = ana.fill_in(first, NEW, given | {"price-1": "999"})
    assert back.status_code == 409
    assert len(all_order_ids(None, 5)) == 1
    assert "See your offer" in ana.look(of(brief)).text


def test_after_a_withdrawn_offer_another_may_come(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc)
    answers(ana, brief)
    [order_id] = all_order_ids(None, 5)
    ana.post(f"/orders/{order_id}/offer/withdraw")
    assert answers(ana, brief).status_code == 303
    assert len(all_order_ids(None, 5)) == 2


def test_accepting_one_ends_the_brief(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    brief = stands(marc)
    answers(ana, brief)
    [order_id] = all_order_ids(None, 5)
    page = marc.look(f"/orders/{order_id}")
    marc.fill_in(page, "/offer/accept", {"clauses": page.form("/offer/accept").fields.get("clauses", []) or _all(page)})
    assert load(order_id).offer.end is not None
    assert Brief.objects.get().stage == Stage.ANSWERED
    eva.get(of(brief), 404)
    eva.get(f"{NEW}?brief={brief.id}", 404)
    assert "found its freelancer" in marc.look(of(brief)).text


def _all(page: Any) -> list[str]:
    return [given["value"] for tag, given in page.tags if tag == "input" and given.get("name") == "clauses"]


def test_an_offer_that_was_accepted_by_another_way_is_noticed_on_the_page(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc)
    answers(ana, brief)
    [order_id] = all_order_ids(None, 5)
    Deed(order_id, marc, ana).does(accept_offer())
    assert "found its freelancer" in marc.look(of(brief)).text
    assert Brief.objects.get().stage == Stage.ANSWERED


def test_a_refused_form_leaves_no_answer(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc)
    assert answers(ana, brief, price_1="").status_code == 422
    assert not BriefAnswer.objects.exists()
    assert answers(ana, brief).status_code == 303


def test_a_brief_that_closed_meanwhile_is_refused_with_everything_kept(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc)
    page = ana.look(f"{NEW}?brief={brief.id}")
    marc.send(marc.look(of(brief)), "/close")
    given = {name: value for name, value in filled().items() if name in page.form(NEW).names}
    answer = ana.fill_in(page, NEW, given)
    assert answer.status_code == 409
    assert "not open any more" in read(answer).text
    assert read(answer).form(NEW).fields["summary"] == ["One logo, and its files."]
    assert not all_order_ids(None, 5)


def test_what_is_not_open_cannot_be_answered(ana: Visitor, marc: Visitor, nobody: Visitor) -> None:
    own, blocked = stands(ana, "A song for a wedding"), stands(marc, text=FRAUD, result="")
    for brief_id in (own.id, blocked.id, "nonsense", "00000000-0000-0000-0000-000000000000"):
        ana.get(f"{NEW}?brief={brief_id}", 404)
    open_one = stands(marc, "A website for a choir", text="Five pages for a choir in two languages.")
    answer = nobody.get(f"{NEW}?brief={open_one.id}", 302)
    assert answer.headers["Location"].endswith(f"next={NEW}%3Fbrief%3D{open_one.id}")
