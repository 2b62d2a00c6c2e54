"""Ways around an end: milder ways stand before it, and a proposal can be answered with one's own."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from parley.core.order.messages import ProposalDeclined, ProposalMade
from parley.core.order.state import CancelCode, ProposalKind
from parley.core.parties import Role
from parley.store.queries import events_of
from tests.asks import Ask, decline_proposal, propose_cancel, propose_extension, propose_refund
from tests.asks_of_cases import propose_split
from tests.deals import eur
from tests.web.people import AT_ONCE, Deed, Visitor, in_stage, present_deal

CLIENT, FREELANCER = Role.CLIENT, Role.FREELANCER


def counter_of(deed: Deed, number: int = 1) -> str:
    return f"{deed.act('counter-proposal')}?proposal={number}"


def kinds(deed: Deed) -> list[str]:
    return [event.kind for event in events_of(deed.id)]


# --- before an end


@pytest.mark.parametrize(
    ("stage", "who", "act", "ways"),
    [
        ("delivered", "client", "cancel", {"request-revision", "more-time", "partial-refund", "pause", "outreach"}),
        ("revising", "freelancer", "cancel", {"clarify", "extend", "offer-extra", "partial-refund", "pause"}),
        ("working", "freelancer", "resign", {"ask", "extend", "partial-refund", "pause", "cancel"}),
        ("working", "client", "stop", {"partial-refund", "pause", "outreach", "cancel"}),
        ("delivered", "client", "open-case", {"request-revision", "partial-refund", "cancel", "outreach"}),
    ],
)
def test_milder_ways_stand_before_a_heavy_door_with_what_each_would_change(
    ana: Visitor, marc: Visitor, stage: str, who: str, act: str, ways: set[str]
) -> None:
    deed = in_stage(stage, marc, ana)
    visitor = marc if who == "client" else ana
    page = visitor.look(deed.act(act))
    html = visitor.get(deed.act(act)).content.decode()
    assert {deed.act(way) for way in ways} <= set(page.links)
    assert f"{deed.address}#composer" in page.links
    form_at = html.index(f'action="{deed.act(act)}"')
    for way in ways:
        assert html.index(deed.act(way)) < form_at
    before = html[:form_at]
    assert len(re.findall(r'<table class="preview"', before)) >= len(ways)
    assert "If none of these fits" in before


def test_an_end_by_consent_says_whose_yes_it_needs_and_that_silence_is_a_no(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    text = ana.look(deed.act("cancel")).text
    assert "It ends only if Marc Vidal says yes" in text
    assert re.search(r"After 48 hours without an answer it counts as no ?, and everything goes on as agreed", text)
    assert text.index("If none of these fits") < text.index("It ends only if")


def test_an_end_by_consent_names_a_reason_from_the_list(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = ana.look(deed.act("cancel"))
    typed: dict[str, object] = {"amount": "40", "reason": "The shop has closed", "code": "not_needed"}
    assert ana.fill_in(page, deed.act("cancel"), typed).status_code == 303
    [proposal] = deed.order.milestone(1).proposals
    assert proposal.code is CancelCode.NOT_NEEDED
    assert "The reason: the work is not needed any more." in marc.look(deed.address).text


def test_the_slip_beside_a_sum_is_what_a_yes_to_this_sum_brings(ana: Visitor, marc: Visitor) -> None:
    """Without a script too: a button shows it for the sum that stands in the form."""
    deed = in_stage("delivered", marc, ana)
    page = marc.look(deed.act("cancel"))
    assert "If Ana Ruiz says yes" in page.text
    assert "+€50.00 back" in page.text
    form = page.form(deed.act("cancel"))
    shown = marc.client.post(form.action, {**form.fields, "amount": "30", "again": "1"})
    assert "€70.00" in shown.content.decode()
    assert "€28.50" in shown.content.decode()
    sent = marc.client.post(form.action, {**form.fields, "amount": "30", "reason": "Let us leave it"})
    assert sent.status_code == 303
    ana.fill_in(ana.look(deed.act("accept-proposal")), deed.act("accept-proposal"))
    ended = deed.order.milestone(1)
    assert (ended.refunded, ended.released) == (eur(70_00), eur(28_50))


def test_what_a_yes_does_to_the_completion_rate_stands_in_the_slip(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(propose_cancel(eur(50_00), CLIENT))
    assert "Completion" in ana.look(deed.address).text


# --- a proposal against a proposal


@pytest.mark.parametrize(
    ("stage", "theirs", "kind", "prefilled"),
    [
        ("delivered", propose_refund(eur(10_00)), ProposalKind.REFUND, "10.00"),
        ("delivered", propose_cancel(eur(20_00), FREELANCER), ProposalKind.CANCEL, "20.00"),
        ("case", propose_split(eur(40_00)), ProposalKind.SPLIT, "40.00"),
    ],
)
def test_a_counter_declines_theirs_and_makes_ones_own(
    ana: Visitor, marc: Visitor, stage: str, theirs: Ask, kind: ProposalKind, prefilled: str
) -> None:
    deed = in_stage(stage, marc, ana).does(theirs)
    assert counter_of(deed) in marc.look(deed.address).links
    assert counter_of(deed) not in ana.look(deed.address).links
    page = marc.look(counter_of(deed))
    form = page.form(deed.act("counter-proposal"))
    assert form.fields["amount"] == [prefilled]
    assert "If Ana Ruiz says yes" in page.text
    sent = marc.client.post(form.action, {**form.fields, "amount": "35", "reason": "Rather this"})
    assert (sent.status_code, sent.headers["Location"]) == (303, reverse("resolution", args=[deed.id, 1]))
    [mine] = deed.order.milestone(1).proposals
    assert (mine.kind, mine.by, mine.amount) == (kind, CLIENT, eur(35_00))
    assert kinds(deed)[-2:] == [ProposalDeclined.__name__, ProposalMade.__name__]


def test_a_counter_that_comes_twice_is_one_counter(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana).does(propose_split(eur(40_00)))
    form = marc.look(counter_of(deed)).form(deed.act("counter-proposal"))
    filled = {**form.fields, "amount": "35", "reason": "Rather this"}
    assert marc.client.post(form.action, filled).status_code == 303
    once = kinds(deed)
    assert marc.client.post(form.action, filled).status_code == 303
    assert kinds(deed) == once


@pytest.mark.parametrize(
    ("amount", "reason", "says"),
    [("1000", "Too much", "proposal"), ("abc", "Words", "amount"), ("", "Words", "amount"), ("35", "", "words")],
)
def test_a_counter_that_cannot_be_leaves_their_proposal_open(
    ana: Visitor, marc: Visitor, amount: str, reason: str, says: str
) -> None:
    deed = in_stage("case", marc, ana).does(propose_split(eur(40_00)))
    form = marc.look(counter_of(deed)).form(deed.act("counter-proposal"))
    answer = marc.client.post(form.action, {**form.fields, "amount": amount, "reason": reason})
    assert answer.status_code == 422
    if reason:
        assert reason in answer.content.decode()
    [theirs] = deed.order.milestone(1).proposals
    assert theirs.by is FREELANCER
    assert ProposalDeclined.__name__ not in kinds(deed)


def test_a_proposal_that_is_gone_cannot_be_answered(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(propose_refund(eur(10_00)))
    form = marc.look(counter_of(deed)).form(deed.act("counter-proposal"))
    deed.does(decline_proposal(CLIENT))
    answer = marc.client.post(form.action, {**form.fields, "amount": "35", "reason": "Rather this"})
    assert answer.status_code == 422
    assert "Rather this" in answer.content.decode()
    assert deed.order.milestone(1).proposals == ()
    assert "proposal.none" in marc.get(counter_of(deed, 7)).content.decode()


def test_only_what_both_may_propose_is_answered_with_ones_own(ana: Visitor, marc: Visitor) -> None:
    """More time is the freelancer's to ask for: the client says yes, or no with a word."""
    deed = in_stage("working", marc, ana, present_deal(**AT_ONCE)).does(propose_extension())
    assert counter_of(deed) not in marc.look(deed.address).links
    assert not marc.look(counter_of(deed)).has_form(deed.act("counter-proposal"))
    assert not ana.look(counter_of(deed)).has_form(deed.act("counter-proposal"))
