"""The order room beside the usual way: cases, pauses, the bank, parts, extra work, and readers who are of no side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parley.core.order.state import Stage
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.rehearsal.samples import sample
from tests.asks import accept_proposal, statement
from tests.asks_aside import ask_extra, claim_part, offer_extra
from tests.asks_of_cases import (
    appeal,
    bank_says,
    chargeback,
    decide_appeal,
    outreach,
    pay_out,
    propose_split,
    seal,
    write_for_support,
)
from tests.deals import eur
from tests.web.people import AT_ONCE, WAYS, Deed, Visitor, in_stage, operator, present_deal
from tests.web.reading import read

LATER: dict[str, Callable[[Deed], Deed]] = {
    "outreach asked": lambda deed: WAYS["delivered"](deed).does(outreach()),
    "outreach sent": lambda deed: WAYS["delivered"](deed).does(outreach(), write_for_support()),
    "wish": lambda deed: WAYS["delivered"](deed).does(ask_extra()),
    "extra": lambda deed: WAYS["delivered"](deed).does(offer_extra(eur(40_00))),
    "extra agreed": lambda deed: WAYS["delivered"](deed).does(offer_extra(eur(40_00)), accept_proposal()),
    "free extra": lambda deed: WAYS["delivered"](deed).does(offer_extra(eur(0)), accept_proposal()),
    "settlement": lambda deed: WAYS["case"](deed).does(propose_split(eur(40_00))),
    "with the bank": lambda deed: WAYS["working"](deed).does(chargeback()),
    "case with the bank": lambda deed: WAYS["sealed"](deed).does(chargeback()),
    "back from the bank": lambda deed: WAYS["working"](deed).does(chargeback(), bank_says(won=True)),
    "reversed": lambda deed: WAYS["working"](deed).does(chargeback(), bank_says(won=False)),
    "appealed": lambda deed: WAYS["decided"](deed).does(appeal()),
    "decided twice": lambda deed: WAYS["decided"](deed).does(appeal(), decide_appeal(eur(40_00))),
    "paid out": lambda deed: WAYS["cleared"](deed).does(pay_out()),
    "owed": lambda deed: WAYS["cleared"](deed).does(pay_out(), chargeback(), bank_says(won=False)),
}


def reached(name: str, client: Visitor, freelancer: Visitor) -> Deed:
    if name in WAYS:
        return in_stage(name, client, freelancer)
    return LATER[name](in_stage("offered", client, freelancer, present_deal(**AT_ONCE)))


@pytest.mark.parametrize("name", [one for one in (*WAYS, *LATER) if one != "offered"])
def test_the_room_of_each_stage_is_there_for_everybody_in_it(ana: Visitor, marc: Visitor, name: str) -> None:
    deed = reached(name, marc, ana)
    for one in (marc, ana, operator("Olga Petrova")):
        page = one.look(deed.address)
        assert page.headings == ["A title"]
        assert len(set(page.ids)) == len(page.ids)


def test_every_door_of_a_room_opens(ana: Visitor, marc: Visitor) -> None:
    """No link of Next or of a case leads nowhere."""
    for name in ("working", "delivered", "case", "sealed", "suggested", "decided", "cleared"):
        deed = in_stage(name, marc, ana)
        for one in (marc, ana, operator("Olga Petrova")):
            links = {link for link in one.look(deed.address).links if link.startswith(deed.address + "/milestones")}
            for link in links - {link for link in links if "/files/" in link}:
                one.get(link)


def test_whoever_is_of_no_side_gets_no_button_of_a_side(ana: Visitor, marc: Visitor) -> None:
    deed = reached("settlement", marc, ana)
    olga = operator("Olga Petrova")
    page = olga.look(deed.address)
    assert not page.has_form("/messages")
    assert not [link for link in page.links if "proposal" in link and "#" not in link]
    assert olga.post(deed.offer_act("messages"), text="Hello").status_code == 404
    assert {reverse("person", args=[marc.id]), reverse("person", args=[ana.id])} <= set(page.links)


def test_a_wish_is_answered_with_an_offer_and_never_with_a_yes(ana: Visitor, marc: Visitor) -> None:
    deed = reached("wish", marc, ana)
    room = ana.look(deed.address)
    assert not [link for link in room.links if "accept-proposal" in link]
    assert [link for link in room.links if "decline-proposal" in link]
    form = ana.look(deed.act("offer-extra")).form(deed.act("offer-extra"))
    assert form.fields["what-1"] == ["Could you draw a fourth page?"]
    assert deed.act("offer-extra") in room.links


def test_extra_work_names_its_items_price_and_what_a_yes_leads_to(ana: Visitor, marc: Visitor) -> None:
    text = marc.look(reached("extra", marc, ana).address).text
    for words in ("A fourth page", "One page more", "It is as wide as the others", "€40.00", "Accept the proposal"):
        assert words in text
    agreed = marc.look(reached("extra agreed", marc, ana).address).text
    assert "Extra work, agreed later" in agreed
    assert "€140.00 in all" in agreed


def test_extra_work_can_be_priced_item_by_item(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = ana.look(deed.act("offer-extra"))
    more = ana.fill_in(page, deed.act("offer-extra"), {"name": "Two pages", "what-1": "One"}, press=("again", "1"))
    typed = {
        "test-1": "It is wide", "hours-1": "1", "price-1": "10", "what-2": "Two", "test-2": "It is high", "hours-2": "2",
        "price-2": "20.50", "due": "2035-01-05",
    }  # fmt: skip
    short = ana.fill_in(read(more), deed.act("offer-extra"), {**typed, "price-2": ""})
    assert short.status_code == 422
    wrong = ana.fill_in(read(more), deed.act("offer-extra"), {**typed, "price": "31"})
    assert wrong.status_code == 422
    assert "30.50" in wrong.content.decode()
    assert ana.fill_in(read(more), deed.act("offer-extra"), typed).status_code == 303
    [proposal] = deed.order.milestone(1).proposals
    assert proposal.extra is not None
    assert proposal.extra.price == eur(30_50)
    assert [item.price for item in proposal.extra.items] == [eur(10_00), eur(20_50)]


def test_a_settlement_starts_from_what_was_delivered_item_by_item(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana)
    page = ana.look(deed.act("settle"))
    worth = valuation(deed.order.milestone(1))
    assert page.form(deed.act("settle")).fields["amount"] == [f"{worth.decimal():.2f}"]
    assert "What was delivered is worth" in page.text
    assert "1. Item 1.1" in page.text


def test_a_case_is_opened_after_milder_ways_were_shown(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = marc.look(deed.act("open-case"))
    assert f"{deed.address}#composer" in page.links
    assert {deed.act("partial-refund"), deed.act("cancel"), deed.act("outreach")} <= set(page.links)
    assert marc.post(deed.act("open-case"), statement="The colours differ").status_code == 422


def test_both_sides_of_a_case_stand_beside_each_other(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana).does(statement(Role.FREELANCER))
    for one in (marc, ana):
        text = one.look(deed.address).text
        assert "The colours are not those we agreed on" in text
        assert "This is how it was" in text


def test_a_decision_shows_all_of_its_reasons(ana: Visitor, marc: Visitor) -> None:
    for name in ("decided", "appealed", "decided twice"):
        page = ana.look(reached(name, marc, ana).address)
        for words in (
            "The second item was never delivered",
            "The hold is divided so",
            "Arithmetic, item by item",
            "Together",
        ):
            assert words in page.text
        assert any(link.endswith("#clause-1") for link in page.links)
        assert any(link.endswith("#event-1") for link in page.links)


def test_a_part_is_fetched_by_the_other_side(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    upload = SimpleUploadedFile("item-1.pdf", sample("item-1.pdf", 1))
    ana.fill_in(ana.look(deed.act("deliver-part")), deed.act("deliver-part"), {"items": ["1"], "files-1": upload})
    [link] = [link for link in marc.look(deed.address).links if "/files/" in link]
    answer = marc.get(link)
    assert b"".join(answer.streaming_content) == sample("item-1.pdf", 1)  # type: ignore[attr-defined]


def test_a_message_of_the_client_is_said_to_answer_a_claim(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("part", marc, ana).does(claim_part())
    assert "A message answers the last notice." in marc.look(deed.address).text
    assert "A message stops no clock" in ana.look(deed.address).text
    marc.send(marc.look(deed.address), "/messages", text="Here I am")
    assert deed.stage() is Stage.WORKING


def test_what_a_bank_took_back_is_shown_as_owed_to_the_freelancer_alone(ana: Visitor, marc: Visitor) -> None:
    deed = reached("owed", marc, ana)
    assert "Owed, because the bank took it back" in ana.look(deed.address).text
    assert "Owed" not in marc.look(deed.address).text


def test_whoever_has_sealed_an_offer_is_not_asked_for_one_again(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("sealed", marc, ana).does(seal(eur(61_37), Role.FREELANCER))
    assert deed.act("seal") not in ana.look(deed.address).links
    page = ana.look(deed.act("seal"))
    assert not page.has_form(deed.act("seal"))
    assert "Your offer is sealed" in page.text
    assert deed.act("seal") in marc.look(deed.address).links
    assert marc.look(deed.act("seal")).has_form(deed.act("seal"))
