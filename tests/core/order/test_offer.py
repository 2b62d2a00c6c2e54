"""The offer: proposed, talked over, accepted or not. Nobody is bound to a version that they have not seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parley.core.money import LARGEST_MINOR, Money
from parley.core.order.messages import (
    ClauseNoted,
    Joined,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
    Unlocked,
)
from parley.core.order.refusals import Code
from parley.core.order.soundness import FURTHEST_DAYS, LONGEST_EFFORT_MINUTES, MOST_ITEMS, MOST_MILESTONES, MOST_ROUNDS
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import ClauseKey, clauses
from parley.core.order.turns import turns
from parley.core.texts import LONGEST_LINE
from tests.asks import (
    CLIENT,
    CLIENT_PERSON,
    CLOCK,
    FREELANCER,
    FREELANCER_PERSON,
    STRANGER,
    accept_offer,
    counter,
    decline,
    join,
    make_offer,
    note,
    withdraw,
)
from tests.deals import BERLIN, MONDAY, Deal, deal, said, text
from tests.given import Story, agreed, given, offered

CHEAPER = deal(price=80_00)
_FIRST, _SECOND = deal(items=2).terms.milestones[0].items
PRICED_IN_PART = (replace(_FIRST, price=Money(100_00, "EUR")), _SECOND)


def unlocked(story: Story) -> list[int]:
    return [event.milestone for event in story.brought if isinstance(event, Unlocked)]


def test_an_offer_waits_a_week_for_the_other_side() -> None:
    story = offered().then(Offered)
    assert story.order.stage is OrderStage.OFFERED
    assert story.the(Offered).expires_at == BERLIN.after_days(MONDAY, 7)
    assert turns(story.order) == {CLIENT}
    assert story.books() == {}


def test_an_offer_that_nobody_answers_expires_to_the_minute() -> None:
    story = offered()
    story.waits(days=6, hours=23, minutes=59).then()
    expired = story.waits(days=7).then(OfferExpired)
    assert expired.order.stage is OrderStage.EXPIRED
    assert turns(expired.order) == frozenset()
    expired.when(accept_offer()).then(Code.NOT_NOW)


def test_an_acceptance_a_minute_after_the_week_finds_the_offer_expired() -> None:
    offered().when(accept_offer(), days=7, minutes=1).then(OfferExpired, Code.NOT_NOW)


def test_accepting_unlocks_the_first_milestones_only() -> None:
    story = agreed(deal(3)).then(OfferAccepted, Unlocked)
    story.stands(Stage.UNFUNDED, Stage.LOCKED, Stage.LOCKED)
    assert story.the(Unlocked).fund_by == BERLIN.after_business_days(story.at, 3)
    assert story.order.stage is OrderStage.AGREED
    assert unlocked(agreed(deal(3, is_chain=False))) == [1, 2, 3]


def test_nobody_accepts_their_own_offer() -> None:
    offered().when(accept_offer(by=FREELANCER)).then(Code.OFFER_YOURS)
    offered().when(decline(by=FREELANCER)).then(Code.OFFER_YOURS)
    offered().when(note(ClauseKey.MONEY, by=FREELANCER)).then(Code.OFFER_YOURS)
    countered = offered().when(counter(CHEAPER))
    countered.when(accept_offer(by=CLIENT)).then(Code.OFFER_YOURS)


def test_every_clause_must_be_ticked() -> None:
    story = offered()
    keys = [clause.key for clause in clauses(story.order.terms)]
    refused = story.when(accept_offer(ticked=keys[1:])).then(Code.CLAUSES_OPEN)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"missing": 1, "of": len(keys)}
    story.when(accept_offer(ticked=keys)).then(OfferAccepted, Unlocked)


def test_an_offer_that_changed_under_the_reader_is_not_accepted() -> None:
    """The page showed version one; while it was read, the freelancer made it dearer."""
    story = offered()
    old = accept_offer()(story.order)
    changed = story.when(counter(deal(price=900_00), by=FREELANCER)).then(OfferCountered)
    changed.when(lambda _: old).then(Code.OFFER_CHANGED)
    changed.when(counter(CHEAPER, seen=1)).then(Code.OFFER_CHANGED)


def test_declining_and_withdrawing_end_the_talk() -> None:
    declined = offered().when(decline("Too dear")).then(OfferDeclined)
    assert declined.the(OfferDeclined).reason == said("Too dear")
    withdrawn = offered().when(withdraw()).then(OfferWithdrawn)
    assert [declined.order.stage, withdrawn.order.stage] == [OrderStage.DECLINED, OrderStage.WITHDRAWN]
    for story in (declined, withdrawn):
        for ask in (accept_offer(), decline(), withdraw(), counter(CHEAPER), note(ClauseKey.WORK), join(STRANGER)):
            story.when(ask).then(Code.NOT_NOW)
        story.waits(days=400).then()
    offered().when(withdraw(by=CLIENT)).then(Code.NOT_YOUR_ACT)


def test_a_counter_offer_is_for_the_first_side_to_accept_with_a_week_of_its_own() -> None:
    story = offered().when(counter(CHEAPER), days=5).then(OfferCountered)
    assert turns(story.order) == {FREELANCER}
    assert story.order.offer.version == 2
    assert story.order.offer.expires_at == BERLIN.after_days(story.at, 7)
    accepted = story.when(accept_offer(), days=6).then(OfferAccepted, Unlocked)
    assert accepted.order.terms.price == Money(80_00, "EUR")


def test_a_counter_offer_that_changes_nothing_is_none() -> None:
    offered().when(counter(deal())).then(Code.NOTHING_CHANGED)
    offered().when(counter(deal(), by=FREELANCER)).then(Code.NOTHING_CHANGED)


def test_nobody_keeps_an_offer_open_by_changing_it_again_and_again() -> None:
    story = offered()
    for day in range(1, 7):
        story = story.when(counter(deal(price=80_00 + day), by=FREELANCER), days=1).then(OfferCountered)
    assert story.order.offer.expires_at == BERLIN.after_days(MONDAY, 7)
    story.waits(days=2).then(OfferExpired)


# Notes and ticks


def test_a_note_gives_the_turn_back_and_blocks_acceptance_until_a_new_version() -> None:
    noted = offered().when(note(ClauseKey.MONEY, "Five percent less")).then(ClauseNoted)
    assert noted.order.offer.notes == {"money": said("Five percent less")}
    assert turns(noted.order) == {FREELANCER}
    noted.when(accept_offer()).then(Code.CLAUSE_IN_TALK)
    answered = noted.when(counter(CHEAPER, by=FREELANCER)).then(OfferCountered)
    assert answered.order.offer.notes == {}
    assert turns(answered.order) == {CLIENT}
    answered.when(accept_offer()).then(OfferAccepted, Unlocked)


def test_a_note_can_be_answered_by_leaving_everything_as_it_is() -> None:
    """Else one question would keep an offer from ever being accepted as it stands."""
    noted = offered().when(note(ClauseKey.MONEY, "Is that with tax?"))
    stays = noted.when(counter(deal(), by=FREELANCER)).then(OfferCountered)
    stays.when(accept_offer()).then(OfferAccepted, Unlocked)
    noted.when(counter(deal())).then(Code.NOTHING_CHANGED)


def test_a_note_says_something_about_a_clause_that_is_there() -> None:
    offered().when(note(ClauseKey.MONEY, " ")).then(Code.TEXT_MISSING)
    offered().when(note(ClauseKey.DEPOSIT)).then(Code.CLAUSE_UNKNOWN)
    agreeing = offered().when(note(ClauseKey.MONEY, agreed=[ClauseKey.DEPOSIT, ClauseKey.WORK]))
    assert set(agreeing.order.offer.ticks) == {"work"}
    stale = note(ClauseKey.MONEY)(offered().order)
    offered().when(counter(CHEAPER, by=FREELANCER)).when(lambda _: stale).then(Code.OFFER_CHANGED)


def test_a_tick_stays_on_what_did_not_change_and_falls_from_what_did() -> None:
    every = [clause.key for clause in clauses(deal().terms)]
    noted = offered().when(note(ClauseKey.WORK, "More blue", agreed=every))
    assert set(noted.order.offer.ticks) == {key.value for key in every} - {"work"}
    slower = deal(review_days=9).but(text("Blue"), summary=said("Blue"))
    answered = noted.when(counter(slower, by=FREELANCER))
    assert set(answered.order.offer.ticks) == {key.value for key in every} - {"work", "review"}


def test_a_second_note_takes_the_tick_of_its_clause_away() -> None:
    story = offered().when(note(ClauseKey.WORK, agreed=[ClauseKey.MONEY, ClauseKey.CHANGES]))
    story = story.when(note(ClauseKey.MONEY, agreed=[ClauseKey.MONEY, ClauseKey.WORK, ClauseKey.CHANGES]))
    assert set(story.order.offer.ticks) == {"changes"}
    assert set(story.order.offer.notes) == {"work", "money"}


def test_the_ticks_of_one_side_are_never_those_of_the_other() -> None:
    story = offered().when(note(ClauseKey.WORK, agreed=[ClauseKey.MONEY])).when(counter(deal(review_days=9)))
    assert story.order.offer.by is CLIENT
    assert story.order.offer.ticks == {}


# Who the other side is


def test_an_invited_client_joins_and_then_accepts() -> None:
    invited = given().when(make_offer(client=None), at=MONDAY).then(Offered)
    for ask in (accept_offer(), counter(CHEAPER)):
        invited.when(ask).then(Code.NOT_JOINED)
    joined = invited.when(join(CLIENT_PERSON)).then(Joined)
    assert joined.order.role_of(CLIENT_PERSON) is CLIENT
    assert joined.order.role_of(STRANGER) is None
    joined.when(join(STRANGER)).then(Code.PLACE_TAKEN)
    joined.when(accept_offer()).then(OfferAccepted, Unlocked)


def test_an_invited_freelancer_joins_on_the_freelancers_side() -> None:
    invited = given().when(make_offer(by=CLIENT, freelancer=None), at=MONDAY)
    joined = invited.when(join(FREELANCER_PERSON, by=FREELANCER)).then(Joined)
    assert (joined.order.client, joined.order.freelancer) == (CLIENT_PERSON, FREELANCER_PERSON)
    assert joined.order.person(FREELANCER) == FREELANCER_PERSON
    joined.when(accept_offer()).then(OfferAccepted, Unlocked)


def test_nobody_sits_on_both_sides_of_the_table() -> None:
    given().when(make_offer(client=FREELANCER_PERSON)).then(Code.SAME_PERSON)
    invited = given().when(make_offer(client=None), at=MONDAY)
    invited.when(join(FREELANCER_PERSON)).then(Code.SAME_PERSON)
    invited.when(join(STRANGER, by=FREELANCER)).then(Code.PLACE_TAKEN)


def test_an_offer_is_made_by_somebody_who_has_a_part_in_it() -> None:
    given().when(make_offer(by=CLIENT, client=None)).then(Code.NOT_YOUR_ACT)
    given().when(make_offer(by=FREELANCER, freelancer=None)).then(Code.NOT_YOUR_ACT)
    given().when(make_offer(by=CLOCK)).then(Code.NOT_YOUR_ACT)


def test_the_same_order_is_not_offered_twice() -> None:
    offered().when(make_offer()).then(Code.ALREADY_MADE)


def test_either_side_may_offer_first() -> None:
    story = offered(by=CLIENT)
    assert turns(story.order) == {FREELANCER}
    story.when(accept_offer(by=FREELANCER)).then(OfferAccepted, Unlocked)


# Terms that could not be carried out


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        (Code.NO_MILESTONES, deal().but(milestones=())),
        (Code.NO_MILESTONES, deal(MOST_MILESTONES + 1)),
        (Code.NO_ITEMS, deal().with_milestone(items=())),
        (Code.NO_ITEMS, deal(items=MOST_ITEMS + 1)),
        (Code.NO_ITEMS, deal().with_milestone(items=deal().terms.milestones[0].items * 2)),
        (Code.NUMBER_OUT_OF_RANGE, deal().but(rounds=-1)),
        (Code.NUMBER_OUT_OF_RANGE, deal().but(rounds=MOST_ROUNDS + 1)),
        (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(working_days=-1)),
        (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(working_days=367)),
        (Code.NUMBER_OUT_OF_RANGE, deal(price=LARGEST_MINOR + 1)),
        (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(due_on=date(9999, 12, 31))),
        (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(due_on=date(2026, 3, 2) + timedelta(days=FURTHEST_DAYS + 1))),
        (
            Code.NUMBER_OUT_OF_RANGE,
            deal().with_milestone(items=(replace(deal().terms.milestones[0].items[0], effort_minutes=0),)),
        ),
        (Code.PERCENT_OUT_OF_RANGE, deal().but(kill_fee_percent=101)),
        (Code.PERCENT_OUT_OF_RANGE, deal().but(kill_fee_percent=-1)),
        (Code.PERCENT_OUT_OF_RANGE, deal(fee_basis_points=10_001)),
        (Code.PERCENT_OUT_OF_RANGE, deal(fee_basis_points=-1)),
        (Code.PRICE_NOT_POSITIVE, deal(price=0)),
        (Code.PRICE_NOT_POSITIVE, deal(price=-1)),
        (Code.PRICE_NOT_POSITIVE, deal(items=2, item_prices=(200_00, -100_00))),
        (Code.ITEMS_DO_NOT_ADD_UP, deal(items=2, item_prices=(50_00, 49_99))),
        (
            Code.ITEMS_DO_NOT_ADD_UP,
            deal(items=2).with_milestone(items=PRICED_IN_PART),
        ),
        (Code.DEPOSIT_TOO_LARGE, deal(deposit=100_00)),
        (Code.DEPOSIT_TOO_LARGE, deal(deposit=-1)),
        (Code.WRONG_CURRENCY, deal().with_milestone(price=Money(100_00, "USD"))),
        (Code.WRONG_CURRENCY, deal().with_milestone(deposit=Money(0, "USD"))),
        (Code.DATE_PASSED, deal().with_milestone(due_on=date(2026, 3, 1))),
        (Code.PREDECESSOR_UNKNOWN, deal(2).with_milestone(1, after=(2,))),
        (Code.PREDECESSOR_UNKNOWN, deal(2).with_milestone(2, after=(2,))),
        (Code.PREDECESSOR_UNKNOWN, deal(2).with_milestone(2, after=(0,))),
        (Code.PREDECESSOR_UNKNOWN, deal(2).with_milestone(2, number=3)),
        (Code.TEXT_MISSING, deal().but(title=said("Never brought"))),
        (Code.TEXT_MISSING, deal().but(text(""), title=said(""))),
        (Code.TEXT_TOO_LONG, deal().but(text("x" * (LONGEST_LINE + 1)), title=said("x" * (LONGEST_LINE + 1)))),
    ],
)  # fmt: skip
def test_terms_that_could_not_be_carried_out_are_refused(code: Code, broken: Deal) -> None:
    given().when(make_offer(broken), at=MONDAY).then(code)
    offered(deal(price=99_00)).when(counter(broken)).then(code)


@pytest.mark.parametrize(
    "fine",
    [
        deal(MOST_MILESTONES),
        deal(items=MOST_ITEMS),
        deal().but(rounds=0, kill_fee_percent=0),
        deal(fee_basis_points=10_000),
        deal().with_milestone(items=(replace(_FIRST, effort_minutes=LONGEST_EFFORT_MINUTES),)),
        deal(items=2, item_prices=(100_00, 0)),
        deal(price=1),
        deal(price=LARGEST_MINOR),
        deal(deposit=99_99),
        deal().with_milestone(due_on=date(2026, 3, 2), working_days=0),
        deal().with_milestone(due_on=date(2026, 3, 2) + timedelta(days=FURTHEST_DAYS), working_days=366),
        deal().but(text("x" * LONGEST_LINE), title=said("x" * LONGEST_LINE)),
    ],
)
def test_terms_at_the_edge_can_be_agreed(fine: Deal) -> None:
    assert agreed(fine).refusal is None


def test_a_date_may_be_today_where_the_agreement_lives() -> None:
    """At 23:30 UTC on Sunday it is Monday in Berlin already."""
    late = MONDAY.replace(day=1, hour=23, minute=30)
    offered(deal().with_milestone(due_on=date(2026, 3, 2)), at=late).then(Offered)
    given(at=late).when(make_offer(deal().with_milestone(due_on=date(2026, 3, 1)))).then(Code.DATE_PASSED)


def test_a_counter_need_not_bring_the_words_that_are_there_already() -> None:
    shorter = Deal(CHEAPER.terms, ())
    offered().when(counter(shorter)).then(OfferCountered)
    given().when(make_offer(shorter)).then(Code.TEXT_MISSING)
