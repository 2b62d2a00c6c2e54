"""Before a policy is saved: where silence leads in telling situations, down to the last payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.deadlines import deadlines_for
from parley.core.money import Money
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import Released, Split
from parley.core.order.terms import Windows
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, POLICIES, STANDARD, Policy
from parley.core.provisions import PROVISIONS, Kind, policy_of, values
from parley.core.situations import CannotBeOffered, Situation
from parley.core.what_if import WhatIf, what_if
from tests.deals import MONDAY


def told(policy: Policy, fee_basis_points: int = 500) -> dict[Situation, WhatIf]:
    return {
        one.situation: one for one in what_if(policy, MONDAY, zone="Europe/Berlin", fee_basis_points=fee_basis_points)
    }


def but(policy: Policy = STANDARD, **windows: object) -> Policy:
    return replace(policy, windows=replace(policy.windows, **windows))  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_situation_ends_and_every_cent_is_told(policy: Policy) -> None:
    for one in told(policy).values():
        assert deadlines_for(one.end) == ()
        assert one.order.terms.windows == policy.windows
        assert one.order.terms.policy == policy.name
        paid_in = {m.number: m.released + m.refunded + m.fees for m in one.end.milestones}
        assert all(money.amount_minor in (0, 1_000_00) for money in paid_in.values())
        assert one.earned() + one.back() == sum(paid_in.values(), Money(0, "EUR"))
        assert [stop.days for stop in one.stops] == sorted(stop.days for stop in one.stops)


def test_a_delivery_that_nobody_answers_is_released_with_its_days_and_sums() -> None:
    delivered = told(STANDARD)[Situation.DELIVERED]
    assert [(stop.days, stop.foreseen.deadline) for stop in delivered.stops] == [
        (7, DeadlineKind.REVIEW_ENDS),
        (9, DeadlineKind.NOTICE_ENDS),
        (16, DeadlineKind.RELEASE),
        (21, DeadlineKind.CLEARANCE),
    ]
    release, clearance = delivered.stops[-2:]
    assert (release.movement.freelancer_gets, release.movement.fee) == (Money(950_00, "EUR"), Money(50_00, "EUR"))
    assert (release.available, clearance.available) == (Money(0, "EUR"), Money(950_00, "EUR"))
    assert (delivered.earned(), delivered.back()) == (Money(1_000_00, "EUR"), Money(0, "EUR"))
    assert (delivered.settled_on(), delivered.last_day()) == (16, 21)


@pytest.mark.parametrize(
    ("situation", "days", "earned", "back"),
    [
        (Situation.OFFER_UNANSWERED, 7, 0, 0),
        (Situation.NEVER_FUNDED, 17, 0, 0),
        (Situation.NO_BRIEF, 14, 0, 1_000_00),
        (Situation.NEVER_DELIVERED, 21, 0, 1_000_00),
        (Situation.EARLY_NOTICE, 11, 1_000_00, 0),
        (Situation.ONE_REPLY, 11, 1_000_00, 0),
        (Situation.QUESTION_LEFT_OPEN, 18, 1_000_00, 0),
        (Situation.PAUSED, None, 0, 1_000_00),
        (Situation.CASE_UNDECIDED, None, 500_00, 500_00),
        (Situation.DECIDED, None, 500_00, 500_00),
    ],
)
def test_the_standard_policy_leads_where_its_windows_say(
    situation: Situation, days: int | None, earned: int, back: int
) -> None:
    one = told(STANDARD)[situation]
    assert one.is_reached
    assert days is None or one.settled_on() == days
    assert (one.earned(), one.back()) == (Money(earned, "EUR"), Money(back, "EUR"))


def test_a_request_that_is_left_alone_becomes_a_case_and_ends_by_valuation() -> None:
    alone = told(STANDARD)[Situation.REQUEST_LEFT_ALONE]
    assert alone.stops[0].foreseen.deadline is DeadlineKind.REDELIVERY_MISSING
    assert any(isinstance(event, Released | Split) for stop in alone.stops for event in stop.foreseen.events)


def test_a_deposit_that_was_paid_goes_back_when_nothing_is_ever_delivered() -> None:
    never = told(ONE_TO_ONE)[Situation.NEVER_DELIVERED]
    assert (never.earned(), never.back()) == (Money(0, "EUR"), Money(1_000_00, "EUR"))
    assert never.stops[-1].movement.freelancer_gets == Money(-190_00, "EUR")


def test_the_next_milestone_is_told_only_where_there_may_be_one() -> None:
    assert Situation.NEXT_MILESTONE not in told(ORDER_PAGE)
    each, up_front = told(STANDARD)[Situation.NEXT_MILESTONE], told(ONE_TO_ONE)[Situation.NEXT_MILESTONE]
    assert [stop.foreseen.milestone for stop in each.stops][-2:] == [2, 2]
    assert each.back() == Money(0, "EUR")
    assert up_front.back() == Money(1_000_00, "EUR")


def test_windows_of_no_length_fire_at_once_and_are_told_on_day_nought() -> None:
    at_once = told(but(review_days=0, notice_hours=0, release_business_days=0, clearance_days=0))
    delivered = at_once[Situation.DELIVERED]
    assert [stop.days for stop in delivered.stops] == [0, 0, 0, 0]
    assert delivered.earned() == Money(1_000_00, "EUR")
    assert not at_once[Situation.REQUEST_LEFT_ALONE].is_reached
    assert not at_once[Situation.ONE_REPLY].is_reached


def test_an_offer_that_expires_at_once_never_gets_any_further() -> None:
    told_all = told(but(offer_days=0))
    assert told_all[Situation.OFFER_UNANSWERED].is_reached
    others = [one for situation, one in told_all.items() if situation is not Situation.OFFER_UNANSWERED]
    assert not any(one.is_reached for one in others)
    assert {stop.foreseen.deadline for one in others for stop in one.stops} == {DeadlineKind.OFFER_EXPIRES}


def test_an_early_notice_is_not_told_where_the_review_is_over_before_it_may_be_sent() -> None:
    assert not told(ORDER_PAGE)[Situation.EARLY_NOTICE].is_reached
    shorter = told(but(review_days=2))
    assert not shorter[Situation.EARLY_NOTICE].is_reached
    assert shorter[Situation.EARLY_NOTICE].same_as(shorter[Situation.EARLY_NOTICE])
    assert [s.foreseen.at for s in shorter[Situation.EARLY_NOTICE].stops] == [
        s.foreseen.at for s in shorter[Situation.DELIVERED].stops
    ], "a clock before the refused notice fires in time"


def test_two_policies_are_the_same_where_their_windows_make_no_difference() -> None:
    mine, shipped = told(but(review_days=10)), told(STANDARD)
    differing = {situation for situation in Situation if not mine[situation].same_as(shipped[situation])}
    assert differing == {
        Situation.DELIVERED,
        Situation.NEXT_MILESTONE,
        Situation.QUESTION_LEFT_OPEN,
        Situation.ONE_REPLY,  # the notice to which it is a reply goes out later
    }


def test_a_pause_ends_by_itself_and_the_clocks_go_on_with_what_remained() -> None:
    paused, never = told(STANDARD)[Situation.PAUSED], told(STANDARD)[Situation.NEVER_DELIVERED]
    assert paused.stops[0].foreseen.deadline is DeadlineKind.PAUSE_ENDS
    assert paused.settled_on() == never.settled_on() + STANDARD.windows.pause_days


def test_every_stage_of_a_case_has_its_time() -> None:
    longer = told(but(sealed_days=6, mediation_days=9, decision_days=20, appeal_business_days=0))
    undecided = longer[Situation.CASE_UNDECIDED]
    assert [(stop.days, stop.foreseen.deadline) for stop in undecided.stops] == [
        (7, DeadlineKind.TALK_ENDS),
        (13, DeadlineKind.SEALED_ENDS),
        (22, DeadlineKind.MEDIATION_ENDS),
        (42, DeadlineKind.DECISION_MISSING),
        (47, DeadlineKind.CLEARANCE),
    ]
    assert longer[Situation.DECIDED].settled_on() == 0, "decisions are final"


def test_money_that_may_not_be_held_for_long_is_out_before_the_cap() -> None:
    for one in told(replace(STANDARD, hold_cap_days=60)).values():
        for milestone in one.end.milestones:
            if milestone.funded_at is not None:
                assert one.stops[-1].foreseen.at <= milestone.funded_at + timedelta(days=65), one.situation


def test_a_cap_that_leaves_no_time_for_a_review_leaves_no_offer() -> None:
    with pytest.raises(CannotBeOffered):
        told(replace(STANDARD, hold_cap_days=10))


def test_days_are_those_of_the_zone() -> None:
    late = MONDAY.replace(hour=23, minute=30)
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
        [offer] = [one for one in what_if(STANDARD, late, zone=zone) if one.situation is Situation.OFFER_UNANSWERED]
        assert [stop.days for stop in offer.stops] == [7]
        assert abs(offer.stops[0].foreseen.at - late - timedelta(days=7)) <= timedelta(hours=1)


def _provision_values() -> st.SearchStrategy[dict[str, object]]:
    strategies: dict[str, st.SearchStrategy[object]] = {}
    for one in PROVISIONS:
        number = st.one_of(st.just(one.least), st.integers(one.least, min(one.most, 40)), st.just(one.most))
        match one.kind:
            case Kind.NUMBER:
                strategies[one.name] = number
            case Kind.NUMBER_OR_NONE:
                strategies[one.name] = st.one_of(st.none(), number)
            case Kind.IN_A_ROW:
                strategies[one.name] = st.lists(number, unique=True, max_size=5).map(sorted)  # type: ignore[type-var]
            case Kind.CHOICE:
                strategies[one.name] = st.sampled_from(one.choices)
    # A hundred tries to reach somebody, a year apart, are only slow.
    strategies["contacts_before_notice"] = st.integers(0, 4)
    return st.fixed_dictionaries(strategies)


@given(_provision_values())
def test_whatever_an_operator_writes_silence_ends_and_no_cent_is_lost(given: dict[str, object]) -> None:
    policy = policy_of("mine", given)
    try:
        told = what_if(policy, MONDAY, fee_basis_points=333)
    except CannotBeOffered:
        assert policy.hold_cap_days is not None
        return
    for one in told:
        assert deadlines_for(one.end) == ()
        for milestone in one.end.milestones:
            assert not milestone.held
            settled = milestone.released + milestone.refunded + milestone.fees
            assert settled.amount_minor in (0, 1_000_00)


def test_the_specimen_of_a_policy_keeps_all_it_sets() -> None:
    policy = policy_of("mine", {**values(STANDARD), "kill_fee_percent": 60, "rounds": 7, "funding": "all_up_front"})
    for one in told(policy).values():
        terms = one.order.terms
        assert (terms.kill_fee_percent, terms.rounds, terms.funding.value) == (60, 7, "all_up_front")
    assert Windows() == STANDARD.windows
