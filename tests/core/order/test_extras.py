"""Extra work: wished for or offered, agreed to in so many words, and a milestone of its own from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from parley.core.money import LARGEST_MINOR, Money
from parley.core.order import messages as m
from parley.core.order.messages import (
    Accepted,
    ExtraAgreed,
    ExtraAsked,
    Funded,
    NoticeAnswered,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    Released,
    RequestAnswered,
    RequestContested,
    Unlocked,
    WorkStarted,
)
from parley.core.order.proposed import MOST_EXTRAS
from parley.core.order.refusals import Code
from parley.core.order.state import Order, OrderStage, ProposalKind, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    accept_proposal,
    answer,
    asked_by,
    cancel_late,
    change,
    decline_proposal,
    deliver,
    fund,
    new,
    on_page,
    outside,
    priced,
    propose_refund,
    redeliver,
    request,
    stop,
    will_do,
    withdraw_proposal,
)
from tests.asks_aside import ask_extra, offer_extra
from tests.asks_of_cases import pay_out
from tests.deals import BERLIN, deal, eur, said, text
from tests.given import Story, agreed, delivered, in_stage, revising, working

LIVE = (Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED, Stage.CLAIMED)


def with_extra(ask: Ask, **changes: Any) -> Ask:
    """The same offer of extra work with other terms."""

    def changed(order: Order | None) -> m.AnyCommand:
        command = ask(order)
        assert isinstance(command, m.OfferExtra)
        return replace(command, extra=replace(command.extra, **changes))

    return changed


def extra_agreed(price: int = 40_00, story: Story | None = None) -> Story:
    return (story or working()).when(offer_extra(eur(price))).when(accept_proposal())


# Wished for


@pytest.mark.parametrize("stage", LIVE)
def test_a_wish_changes_nothing_but_that_somebody_is_asked(stage: Stage) -> None:
    before = in_stage(stage)
    asked = before.when(ask_extra())
    assert isinstance(asked.brought[0], ProposalMade)
    (wish,) = asked.milestone().proposals
    assert (wish.kind, wish.by, wish.reason) == (ProposalKind.WISH, CLIENT, said("Could you draw a fourth page?"))
    assert FREELANCER in turns(asked.order)
    assert asked.books() == before.books()
    if stage not in (Stage.NOTICED, Stage.CLAIMED):
        assert (asked.stage(), asked.milestone().ends_at) == (stage, before.milestone().ends_at)


def test_a_wish_is_answered_by_a_price_and_by_nothing_else() -> None:
    asked = working().when(ask_extra())
    asked.refuses(accept_proposal(FREELANCER), Code.NO_PROPOSAL)
    asked.when(decline_proposal(FREELANCER)).then(ProposalDeclined)
    asked.when(withdraw_proposal(CLIENT)).then(ProposalWithdrawn)
    asked.waits(hours=48).then(ProposalLapsed)
    priced_now = asked.when(offer_extra(eur(30_00))).then(ProposalMade)
    (offer,) = priced_now.milestone().proposals
    assert (offer.kind, offer.by) == (ProposalKind.EXTRA, FREELANCER)
    assert offer.extra is not None
    assert offer.extra.price == eur(30_00)


def test_one_wish_and_one_offer_are_open_at_a_time() -> None:
    working().when(ask_extra()).refuses(ask_extra("And a fifth?"), Code.PROPOSAL_OPEN)
    working().when(offer_extra(eur(1))).refuses(offer_extra(eur(2)), Code.PROPOSAL_OPEN)
    both = working().when(offer_extra(eur(1))).when(ask_extra("And a fifth?"))
    assert [one.kind for one in both.milestone().proposals] == [ProposalKind.EXTRA, ProposalKind.WISH]


def test_a_wish_in_a_notice_is_the_clients_one_reply() -> None:
    noticed = in_stage(Stage.NOTICED)
    noticed.when(ask_extra()).then(ProposalMade, NoticeAnswered).stands(Stage.DELIVERED)
    noticed.when(request(new())).then(ExtraAsked, NoticeAnswered).stands(Stage.DELIVERED)


def test_only_new_things_asked_for_are_a_wish_like_any_other() -> None:
    asked = delivered().when(request(new("An animated one"))).then(ExtraAsked).stands(Stage.DELIVERED)
    (wish,) = asked.milestone().proposals
    assert (wish.number, wish.kind, wish.answer_by) == (1, ProposalKind.WISH, asked.at + timedelta(hours=48))
    asked.refuses(ask_extra(), Code.PROPOSAL_OPEN)
    asked.when(offer_extra(eur(5))).when(accept_proposal()).then(ProposalAccepted, ExtraAgreed, Unlocked)


def test_a_wish_says_something() -> None:
    working().refuses(ask_extra("  "), Code.TEXT_MISSING)
    working().refuses(ask_extra("x" * 20_001), Code.TEXT_TOO_LONG)


# Offered and agreed


def test_extra_work_is_a_milestone_of_its_own_that_waits_for_nothing_but_its_money() -> None:
    before = working()
    story = before.when(offer_extra(eur(40_00))).when(accept_proposal()).then(ProposalAccepted, ExtraAgreed, Unlocked)
    story.stands(Stage.WORKING, Stage.UNFUNDED)
    extra = story.milestone(2)
    assert (extra.number, extra.terms.price, extra.terms.after) == (2, eur(40_00), ())
    assert extra.ends_at == BERLIN.after_business_days(story.at, 3)
    assert story.milestone().version == before.milestone().version
    assert story.order.terms == before.order.terms
    assert turns(story.order) == {CLIENT, FREELANCER}
    done = story.when(fund(2)).then(Funded, WorkStarted).when(deliver(2)).when(accept(2)).then(Accepted, Released)
    assert done.books() == {"client": -140_00, "hold": 100_00, "pending": 38_00, "fee": 2_00}


@pytest.mark.parametrize(
    ("currency", "price", "pending", "fee"),
    [("JPY", 7, 7, 0), ("EUR", 33_33, 31_67, 1_66), ("KWD", 10_001, 9_501, 500)],
)
def test_the_money_of_extra_work_is_as_exact_as_any(currency: str, price: int, pending: int, fee: int) -> None:
    story = working(deal(price=50, currency=currency, fee_basis_points=500)).when(offer_extra(Money(price, currency)))
    story = story.when(accept_proposal()).when(fund(2)).when(deliver(2)).when(accept(2))
    assert story.milestone(2).released == Money(pending, currency)
    assert story.milestone(2).fees == Money(fee, currency)


def test_nobody_agrees_to_extra_work_by_saying_nothing() -> None:
    lapsed = working().when(offer_extra(eur(40_00))).waits(hours=48).then(ProposalLapsed)
    assert len(lapsed.order.milestones) == 1
    free = working().when(offer_extra(eur(0))).waits(hours=48).then(ProposalLapsed)
    assert len(free.order.milestones) == 1


def test_extra_work_that_costs_nothing_begins_at_once_and_ends_like_any() -> None:
    story = extra_agreed(0).then(ProposalAccepted, ExtraAgreed, WorkStarted).stands(Stage.WORKING, Stage.WORKING)
    assert not story.milestone(2).is_funded
    done = story.when(deliver(2)).when(accept(2)).stands(Stage.WORKING, Stage.RELEASED)
    assert done.books() == story.books()
    done.refuses(pay_out(2), Code.NOTHING_TO_PAY_OUT)


def test_a_gift_that_was_delivered_is_no_refund_and_one_that_was_not_is_no_release() -> None:
    given = extra_agreed(0)
    assert given.when(deliver(2)).waits_for_the_end().stage(2) is Stage.RELEASED
    sent_back = given.when(deliver(2)).when(request(change(), number=2))
    assert sent_back.waits_for_the_end().stage(2) is Stage.RELEASED
    assert given.waits_for_the_end().stage(2) is Stage.REFUNDED
    assert given.when(stop(2)).stage(2) is Stage.REFUNDED
    assert given.when(cancel_late(2), days=40).stage(2) is Stage.REFUNDED


def test_the_first_milestone_ends_without_the_extra_one_and_the_order_does_not() -> None:
    story = extra_agreed(40_00).when(deliver()).when(accept()).stands(Stage.RELEASED, Stage.UNFUNDED)
    assert story.order.stage is OrderStage.ACTIVE
    stopped = extra_agreed(40_00).when(stop()).stands(Stage.SPLIT, Stage.UNFUNDED)
    assert stopped.when(fund(2)).stage(2) is Stage.WORKING


def test_where_all_is_paid_up_front_the_extra_is_paid_when_it_is_agreed() -> None:
    story = extra_agreed(40_00, working(deal(2, ONE_TO_ONE))).stands(Stage.WORKING, Stage.LOCKED, Stage.UNFUNDED)
    assert story.when(fund(3)).stage(3) is Stage.WORKING


def test_a_yes_to_extra_work_leaves_other_proposals_open() -> None:
    story = working().when(propose_refund(eur(5_00))).when(offer_extra(eur(40_00)))
    agreed_now = story.when(accept_proposal(proposal=2))
    assert [one.kind for one in agreed_now.milestone().proposals] == [ProposalKind.REFUND]


def test_whose_word_it_is() -> None:
    working().refuses(asked_by(FREELANCER, ask_extra()), Code.NOT_YOUR_ACT)
    for role in Role:
        if role is not FREELANCER:
            working().refuses(asked_by(role, offer_extra(eur(1))), Code.NOT_YOUR_ACT)
    offer = working().when(offer_extra(eur(40_00)))
    offer.refuses(accept_proposal(FREELANCER), Code.PROPOSAL_YOURS)
    offer.refuses(asked_by(Role.MEDIATOR, accept_proposal()), Code.NOT_YOUR_ACT)
    offer.when(accept_proposal()).refuses(accept_proposal(proposal=1), Code.NO_PROPOSAL)
    working().refuses(on_page(0, ask_extra()), Code.PAGE_STALE)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (*LIVE, Stage.RELEASED, Stage.LOCKED)])
def test_where_no_extra_work_is_talked_about(stage: Stage) -> None:
    in_stage(stage).refuses(ask_extra(), Code.NOT_NOW)
    in_stage(stage).refuses(offer_extra(eur(1)), Code.NOT_NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"price": eur(-1)}, Code.PRICE_NOT_POSITIVE),
        ({"price": Money(1, "USD")}, Code.WRONG_CURRENCY),
        ({"price": eur(LARGEST_MINOR + 1)}, Code.NUMBER_OUT_OF_RANGE),
        ({"deposit": eur(1)}, Code.PREDECESSOR_UNKNOWN),
        ({"after": (1,)}, Code.PREDECESSOR_UNKNOWN),
        ({"asks_brief": True}, Code.PREDECESSOR_UNKNOWN),
        ({"items": ()}, Code.NO_ITEMS),
        ({"working_days": -1}, Code.NUMBER_OUT_OF_RANGE),
        ({"due_on": date(2026, 3, 1)}, Code.DATE_PASSED),
        ({"name": said("Never said")}, Code.TEXT_MISSING),
    ],
)
def test_extra_work_that_could_not_be_carried_out_is_not_offered(changes: dict[str, Any], code: Code) -> None:
    working().refuses(with_extra(offer_extra(eur(40_00)), **changes), code)


def test_the_number_somebody_writes_on_extra_work_is_not_looked_at() -> None:
    story = working(deal(2)).when(with_extra(offer_extra(eur(1)), number=1)).when(accept_proposal())
    assert [one.number for one in story.order.milestones] == [1, 2, 3]


def test_an_order_has_room_for_so_many_extras() -> None:
    story = working()
    for _ in range(MOST_EXTRAS):
        story = extra_agreed(1, story)
    story.refuses(offer_extra(eur(1)), Code.EXTRAS_USED)
    story.refuses(ask_extra(), Code.EXTRAS_USED)


def test_two_offers_for_the_last_place_do_not_both_get_it() -> None:
    story = working(deal(2, is_chain=False)).when(fund(2))
    for _ in range(MOST_EXTRAS - 1):
        story = extra_agreed(1, story)
    both = story.when(offer_extra(eur(1))).when(offer_extra(eur(1), 2))
    both.when(accept_proposal()).refuses(accept_proposal(number=2), Code.EXTRAS_USED)


# After the release


def test_for_thirty_days_after_the_release_there_can_be_more() -> None:
    story = delivered().when(accept())
    released_at = story.at
    last = BERLIN.after_days(released_at, 30)
    again = story.when(ask_extra(), at=last).when(offer_extra(eur(5), due_on=date(2026, 6, 1)), at=last)
    again = again.when(accept_proposal())
    again.stands(Stage.RELEASED, Stage.UNFUNDED)
    assert again.order.stage is OrderStage.ACTIVE
    assert again.order.closed_at is None
    for ask in (ask_extra(), offer_extra(eur(5))):
        story.refuses(ask, Code.EXTRA_TOO_LATE, at=last + timedelta(minutes=1))


def test_extra_work_opens_a_closed_order_and_its_end_closes_it_again() -> None:
    story = delivered().when(accept())
    assert story.order.closed_at == story.at
    opened = extra_agreed(5, story)
    assert (opened.order.stage, opened.order.closed_at) == (OrderStage.ACTIVE, None)
    closed = opened.when(fund(2)).when(deliver(2)).when(accept(2))
    assert (closed.order.stage, closed.order.closed_at) == (OrderStage.CLOSED, closed.at)


def test_an_offer_that_was_open_at_the_release_can_still_be_taken() -> None:
    story = delivered().when(offer_extra(eur(5))).when(propose_refund(eur(1))).when(accept())
    assert [one.kind for one in story.milestone().proposals] == [ProposalKind.EXTRA]
    story.when(accept_proposal()).then(ProposalAccepted, ExtraAgreed, Unlocked)
    story.waits(hours=48).then(ProposalLapsed)


# An answer with a price


def test_what_is_answered_with_a_price_can_be_agreed_to_with_one_word() -> None:
    story = delivered(deal(items=2)).when(request(change(item=1), new("A third size"), new("A fourth size")))
    priced_now = story.when(answer(will_do(1), priced(2, eur(30_00), 600), priced(3, eur(10_00), 60)))
    priced_now.then(RequestAnswered, ProposalMade).stands(Stage.REVISING)
    (offer,) = priced_now.milestone().proposals
    assert offer.extra is not None
    assert offer.extra.price == eur(40_00)
    assert [item.price for item in offer.extra.items] == [eur(30_00), eur(10_00)]
    assert [item.what for item in offer.extra.items] == [said("A third size"), said("A fourth size")]
    assert offer.extra.working_days == 3
    done = priced_now.when(accept_proposal()).then(ProposalAccepted, ExtraAgreed, Unlocked)
    done.stands(Stage.REVISING, Stage.UNFUNDED)
    assert done.when(redeliver()).stage() is Stage.DELIVERED
    assert done.when(fund(2)).when(deliver(2)).stage(2) is Stage.DELIVERED


def test_a_price_of_a_hundred_hours_gets_the_days_it_needs() -> None:
    story = delivered().when(request(change(), new())).when(answer(will_do(1), priced(2, eur(30_00), 100 * 60)))
    (offer,) = story.milestone().proposals
    assert offer.extra is not None
    assert offer.extra.working_days == 13


def test_a_price_that_nobody_answers_is_a_no() -> None:
    story = delivered().when(request(change(), new())).when(answer(will_do(1), priced(2, eur(30_00))))
    story.waits(hours=48).then(ProposalLapsed)


def test_where_all_is_priced_or_outside_the_delivery_stands_and_the_price_stays_on_the_table() -> None:
    story = delivered().when(request(change(), new())).when(answer(outside(1), priced(2, eur(30_00))))
    story.then(RequestAnswered, ProposalMade, RequestContested).stands(Stage.DELIVERED)
    assert [one.kind for one in story.milestone().proposals] == [ProposalKind.EXTRA]
    assert story.milestone().rounds_used == 0


def test_a_late_answer_with_a_price_is_due_after_today() -> None:
    """The redelivery was due a week ago: extra work that is due in the past could never be agreed to."""
    late = revising().waits(days=12)
    answered = late.when(answer(priced(1, eur(5_00)))).milestone().proposals[0]
    assert answered.extra is not None
    assert answered.extra.due_on >= BERLIN.local_date(late.at)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (priced(1, None), Code.PRICE_NOT_POSITIVE),
        (priced(1, eur(0)), Code.PRICE_NOT_POSITIVE),
        (priced(1, Money(5, "USD")), Code.WRONG_CURRENCY),
        (priced(1, eur(LARGEST_MINOR + 1)), Code.NUMBER_OUT_OF_RANGE),
        (priced(1, eur(5), 0), Code.NUMBER_OUT_OF_RANGE),
    ],
)
def test_a_price_must_be_one_that_can_be_paid(reply: m.Reply, code: Code) -> None:
    revising().refuses(answer(reply), code)


def test_the_longest_effort_still_makes_an_offer() -> None:
    (offer,) = revising().when(answer(priced(1, eur(5), 600_000))).brought[1:2]
    assert isinstance(offer, ProposalMade)


def test_recommending_is_said_in_words_of_its_own() -> None:
    def recommended(order: Order | None) -> m.AnyCommand:
        command: Any = offer_extra(eur(5))(order)
        changed: m.AnyCommand = replace(command, recommended=text("It saves you the second print run"))
        return changed

    (offer,) = agreed().when(fund()).when(recommended).milestone().proposals
    assert offer.reason == said("It saves you the second print run")
