"""The resolution room: both views item by item, what is open now, and what of it stands there for whom."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from parley.core.order.dispute import CaseReason
from parley.core.order.messages import OpenCase
from parley.core.order.state import Order, Stage
from parley.core.parties import Role
from tests.asks import (
    Ask,
    answer,
    answer_question,
    ask_clarify,
    ask_of,
    change,
    decline_proposal,
    defect,
    deliver,
    new,
    outside,
    priced,
    propose_cancel,
    propose_refund,
    redeliver,
    request,
    statement,
    will_do,
)
from tests.asks_aside import pause
from tests.asks_of_cases import escalate, propose_split, seal
from tests.deals import eur, text
from tests.web.people import AT_ONCE, WAYS, Deed, Visitor, guest, in_stage, mediator, operator, present_deal
from tests.web.reading import ReadPage

CLIENT, FREELANCER = Role.CLIENT, Role.FREELANCER
STAGES = [name for name in WAYS if name != "offered"]


def room(deed: Deed, milestone: int = 1) -> str:
    return reverse("resolution", args=[deed.id, milestone])


def delivered(client: Visitor, freelancer: Visitor, *asks: Ask, **changes: object) -> Deed:
    """Three items of one, two and three hours, all delivered, and then what is asked."""
    deed = in_stage("working", client, freelancer, present_deal(items=3, **changes))
    return deed.does(deliver(), *asks)


def article(page: ReadPage, html: str, name: str) -> str:
    """The words of one matter, by its id."""
    assert name in page.ids
    found = re.search(rf'<article class="matter" id="{name}".*?</article>', html, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def matter(visitor: Visitor, deed: Deed, name: str) -> str:
    answer_ = visitor.get(room(deed))
    return article(visitor.look(room(deed)), answer_.content.decode(), name)


def open_for(reason: CaseReason, by: Role = FREELANCER) -> Ask:
    def ask(order: Order | None) -> OpenCase:
        return ask_of(OpenCase, by, 1, order, reason=reason, statement=text("The margin is mine"))  # type: ignore[return-value]

    return ask


# --- who comes in


@pytest.mark.parametrize("stage", STAGES)
def test_the_room_is_there_in_every_stage_for_both_sides_and_the_operator(
    ana: Visitor, marc: Visitor, stage: str
) -> None:
    deed = in_stage(stage, marc, ana)
    for one in (marc, ana, operator("Olga Petrova")):
        page = one.look(room(deed))
        assert page.headings == ["Resolution room"]
        assert len(set(page.ids)) == len(page.ids)
        for name in ("Both views, item by item", "Item 1.1", "Done when: Test 1.1"):
            assert name in page.text


def test_strangers_meet_the_same_nothing_as_for_an_order_that_is_none(
    ana: Visitor, marc: Visitor, eva: Visitor
) -> None:
    deed = in_stage("case", marc, ana)
    eva.get(room(deed), 404)
    eva.get(room(deed), 404, **{"X-Live": "1"})
    assert guest().get(room(deed), 302).headers["Location"].endswith(f"next={room(deed)}")
    mia = mediator("Mia Lang")
    assert mia.get(room(deed)).status_code == 200
    mia.get(room(in_stage("delivered", marc, ana)), 404)
    marc.get(room(deed, 2), 404)


def test_an_open_page_is_told_that_nothing_has_happened(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana)
    tag = marc.get(room(deed)).headers["ETag"]
    assert marc.get(room(deed), 304, **{"X-Live": "1", "If-None-Match": tag}).content == b""
    deed.does(statement(FREELANCER))
    assert marc.get(room(deed), 200, **{"X-Live": "1", "If-None-Match": tag}).headers["ETag"] != tag


@pytest.mark.parametrize(
    ("stage", "leads"),
    [
        *(("working", False), ("part", True), ("delivered", True), ("revising", True)),
        *(("case", True), ("decided", True), ("released", False)),
    ],
)
def test_next_leads_to_the_room_as_soon_as_there_is_something_to_talk_about(
    ana: Visitor, marc: Visitor, stage: str, leads: bool
) -> None:
    deed = in_stage(stage, marc, ana)
    for one in (ana, marc):
        assert (room(deed) in one.look(deed.address).links) is leads


def test_every_link_of_the_room_leads_somewhere(ana: Visitor, marc: Visitor) -> None:
    for stage in ("working", "delivered", "revising", "case", "sealed", "suggested", "decided", "appealed"):
        deed = in_stage(stage, marc, ana)
        for one in (marc, ana):
            links = {link for link in one.look(room(deed)).links if link.startswith(f"{deed.address}/milestones")}
            for link in links:
                answer_ = one.get(link)
                if answer_.streaming:
                    list(answer_)  # type: ignore[call-overload]


# --- item by item


def test_each_wish_stands_with_the_item_it_belongs_to(ana: Visitor, marc: Visitor) -> None:
    wishes = (defect("The left edge is cut", 2), change("A warmer red", 1), new("A poster too"))
    answers = (will_do(1, 30), outside(2, "Red was agreed"), priced(3, eur(25_00), 90))
    deed = delivered(marc, ana, request(*wishes), answer(*answers))
    for one in (marc, ana):
        first, second, third, beyond = (matter(one, deed, name) for name in ("item-1", "item-2", "item-3", "beyond"))
        assert "A warmer red" in first
        assert "Outside the scope" in first
        assert "Red was agreed" in first
        assert "Asked as a change, request 1" in first
        assert "The left edge is cut" in second
        assert "Will be done · 30 min" in second
        assert "In scope" in second
        assert "Nobody has asked for anything about it." in third
        assert "A poster too" in beyond
        assert "Has a price: €25.00 · ≈ 1.5 h" in beyond
        assert "Outside scope" in beyond
        assert "A poster too" not in first + second + third
        assert "The left edge is cut" not in first + third + beyond


def test_an_old_request_keeps_its_answers_when_a_new_one_comes(ana: Visitor, marc: Visitor) -> None:
    deed = delivered(
        marc,
        ana,
        request(defect("The left edge is cut", 2), change("A warmer red", 2)),
        answer(will_do(1), will_do(2, 45)),
        redeliver(done=[1], explained={2: "It is the warmest there is"}),
        request(defect("Now the right edge", 2)),
    )
    second = matter(marc, deed, "item-2")
    assert second.index("Asked as a defect, request 1") < second.index("Asked as a defect, request 2")
    assert "It is the warmest there is" in second
    assert "Done with the new delivery" in second
    assert second.count("No answer yet.") == 1
    assert "Delivery 2" in second


def test_words_stand_in_the_language_they_were_written_in(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert marc.person is not None
    marc.person.language = "es"
    marc.person.save()
    page = marc.look(deed.act("request-revision"))
    typed = {"kind-1": "defect", "item-1": "1", "words-1": "El margen está cortado"}
    assert marc.fill_in(page, deed.act("request-revision"), typed).status_code == 303
    html = ana.get(room(deed)).content.decode()
    assert re.search(r'<p class="said" dir="auto" lang="es">El margen está cortado</p>', html)
    assert '<p class="said" dir="auto">El margen está cortado</p>' in marc.get(room(deed)).content.decode()


def test_questions_stand_with_their_answers_and_the_open_one_with_its_clock(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("revising", marc, ana).does(ask_clarify("Warmer than what?"))
    text_ = marc.look(room(deed)).text
    assert "Warmer than what?" in text_
    assert "Without an answer the delivery stands" in text_
    assert deed.act("answer-question") in marc.look(room(deed)).links
    assert deed.act("answer-question") not in ana.look(room(deed)).links
    deed.does(answer_question("Than the first draft"))
    after = ana.look(room(deed)).text
    assert after.index("Warmer than what?") < after.index("Than the first draft")
    assert "Open until" not in after.split("Proposals")[0].split("Questions")[1]


# --- what it counts for


def test_the_starting_split_shows_how_each_item_counts(ana: Visitor, marc: Visitor) -> None:
    """One, two and three hours of six; the client opened the case, so that all that was delivered counts by half."""
    deed = delivered(marc, ana, price=120_00)
    assert "Counts in full : €20.00" in matter(ana, deed, "item-1")
    assert "Counts in full : €60.00" in matter(ana, deed, "item-3")
    deed.does(open_for(CaseReason.NOT_AS_AGREED, CLIENT))
    assert "Counts by half : €10.00" in matter(ana, deed, "item-1")
    assert "Counts by half : €30.00" in matter(ana, deed, "item-3")
    page = ana.look(room(deed)).text
    for words in (
        "If the hold were divided now",
        "3 h of 6 h",
        "of €60.00",
        "€60.00",
        "To you, after the fee of €3.00 €57.00",
    ):
        assert words in page
    form = ana.look(deed.act("settle")).form(deed.act("settle"))
    assert form.fields["amount"] == ["60.00"]


def test_after_a_decision_no_other_division_is_worked_out(ana: Visitor, marc: Visitor) -> None:
    page = ana.look(room(in_stage("decided", marc, ana)))
    assert "If the hold were divided now" not in page.text
    assert "Counts by half" not in page.text
    assert "The decision" in page.text


# --- proposals


def test_past_proposals_stand_there_with_what_became_of_them(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(
        propose_refund(eur(10_00), words="For the delay"),
        decline_proposal(CLIENT, words="It is not the delay"),
        propose_cancel(eur(50_00), CLIENT),
    )
    page = marc.look(room(deed)).text
    assert "For the delay" in page
    assert "It is not the delay" in page
    assert "Declined on" in page
    assert "You propose to end Milestone 1" in page
    deed.does(open_for(CaseReason.OTHER))
    assert "Ended with the case on" in marc.look(room(deed)).text
    assert "Nothing is proposed at the moment." in marc.look(room(deed)).text


@pytest.mark.parametrize("who", ["client", "freelancer"])
def test_what_a_remedy_says_is_what_its_yes_brings(ana: Visitor, marc: Visitor, who: str) -> None:
    """One click on a remedy, one yes on the other side: the sums are those of the slip."""
    deed = in_stage("case", marc, ana)
    one, other = (marc, ana) if who == "client" else (ana, marc)
    page = one.look(room(deed))
    offers = [form for form in page.forms if form.action == deed.act("settle")]
    assert {form.fields["amount"][0] for form in offers} == {"90.00", "50.00", "0.00"}
    small = next(form for form in offers if form.fields["amount"] == ["90.00"])
    assert "+€85.50 , after the fee of €4.50" in page.text
    sent = one.client.post(small.action, small.fields)
    assert (sent.status_code, sent.headers["Location"]) == (303, room(deed))
    yes = other.look(deed.act("accept-proposal"))
    assert other.fill_in(yes, deed.act("accept-proposal")).status_code == 303
    ended = deed.order.milestone(1)
    assert (ended.released, ended.fees, ended.refunded) == (eur(85_50), eur(4_50), eur(10_00))


def test_a_small_refund_is_one_click_and_does_what_it_said(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = ana.look(room(deed))
    assert "A small refund: €10.00" in page.text
    form = page.form(deed.act("partial-refund"))
    assert form.fields["reason"] != [""]
    assert ana.client.post(form.action, form.fields).status_code == 303
    answering = marc.look(room(deed))
    assert "What changes if you say yes" in answering.text
    assert marc.fill_in(marc.look(deed.act("accept-proposal")), deed.act("accept-proposal")).status_code == 303
    assert deed.order.milestone(1).refunded == eur(10_00)


def test_all_that_was_asked_can_be_promised_with_one_click(ana: Visitor, marc: Visitor) -> None:
    deed = delivered(marc, ana, request(defect(item=1), change(item=2)))
    form = ana.look(room(deed)).form(deed.act("answer"))
    assert ana.client.post(form.action, form.fields).status_code == 303
    request_ = deed.order.milestone(1).request
    assert request_ is not None
    assert request_.promised() == (1, 2)
    assert len(request_.answers) == 2


def test_where_somebody_owns_a_mistake_both_choose_from_one_list(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(open_for(CaseReason.OUR_MISTAKE))
    own, other = ana.look(room(deed)), marc.look(room(deed))
    assert "You named a mistake of your own." in own.text
    assert "Ana Ruiz named a mistake and wants to put it right with you." in other.text
    for page in (own, other):
        assert "Put it right together" in page.text
        assert [form for form in page.forms if form.action == deed.act("settle")]
    assert own.has_form(deed.act("withdraw-case"))
    assert not other.has_form(deed.act("withdraw-case"))


def test_opening_a_case_leads_into_the_room(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = ana.look(deed.act("open-case"))
    typed: dict[str, object] = {"reason": "our_mistake", "statement": "I mixed up the sizes"}
    sent = ana.fill_in(page, deed.act("open-case"), typed)
    assert (sent.status_code, sent.headers["Location"]) == (303, room(deed))
    assert "I mixed up the sizes" in marc.look(room(deed)).text


# --- support


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        ("delivered", "Support stays closed while the two of you talk"),
        ("case", "Support stays closed while the talk goes on"),
        ("sealed", "Support stays closed until the sealed offers are over"),
        ("mediation", "Support is open"),
        ("decided", "Support has spoken"),
    ],
)
def test_support_says_whether_it_is_open(ana: Visitor, marc: Visitor, stage: str, says: str) -> None:
    deed = in_stage(stage, marc, ana)
    for one in (ana, marc):
        assert says in one.look(room(deed)).text
    assert says not in operator("Olga Petrova").look(room(deed)).text


def test_while_the_talk_has_its_time_the_room_names_the_day_it_opens(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana, present_deal())
    text_ = marc.look(room(deed)).text
    assert "Support stays closed while the talk has its time" in text_
    assert "72 hours at least" in text_
    assert "What is possible now" in text_


# --- what stays hidden


def test_the_room_keeps_sealed_sums_and_private_words_hidden(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("sealed", marc, ana, present_deal(price=10_000_00, **AT_ONCE)).does(seal(eur(7_123_45), FREELANCER))
    for one in (ana, marc, operator("Olga Petrova")):
        html = one.get(room(deed)).content.decode()
        assert "712345" not in re.sub(r"\D", "", html)
        assert "sealed</b>" in html
    paused = in_stage("delivered", marc, ana).does(pause(FREELANCER, words="My mother has died"))
    assert paused.stage() is Stage.PAUSED
    assert "My mother has died" not in marc.get(room(paused)).content.decode()


def test_the_six_steps_stand_where_one_reads_and_not_behind_the_next_card(ana: Visitor, marc: Visitor) -> None:
    """The column of the next card scrolls by itself where it is higher than the window: what is below is not seen there."""
    deed = in_stage("case", marc, ana)
    for page, column in ((room(deed), "resolution-main"), (deed.address, "room-proposals")):
        html = marc.get(page).content.decode()
        assert html.index(f'id="{column}"') < html.index('id="companion"') < html.index("</main>")


def test_readers_of_no_side_get_no_remedy_and_no_companion(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("sealed", marc, ana).does(propose_split(eur(40_00)))
    olga = operator("Olga Petrova").look(room(deed))
    assert "remedies" not in olga.ids
    assert "companion" not in olga.ids
    assert not [form for form in olga.forms if form.action.startswith(deed.address)]
    assert "Marc Vidal" in olga.text


def test_a_case_that_is_over_keeps_its_record(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana).does(statement(FREELANCER), propose_split(eur(40_00)))
    marc.fill_in(marc.look(deed.act("accept-proposal")), deed.act("accept-proposal"))
    page = marc.look(room(deed))
    assert "Accepted on" in page.text
    assert "This is how it was" in page.text
    assert "Support stays closed" not in page.text
    assert "remedies" not in page.ids


def test_both_sealed_and_then_each_round_is_told(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("sealed", marc, ana).does(seal(eur(90_00), FREELANCER), seal(eur(10_00), CLIENT))
    assert "Round 2 of 3" in marc.look(room(deed)).text
    deed.does(escalate(FREELANCER))
    assert "Ana Ruiz wants to go on to a mediator" in marc.look(room(deed)).text
