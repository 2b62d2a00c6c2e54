"""The completion rate: a published formula that no silence, no client and no order of counting can bend."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal, localcontext
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.foresight import preview
from parley.core.order.messages import CorrectRecord
from parley.core.order.records import CountsAs
from parley.core.order.state import Order, Stage
from parley.core.parties import Role
from parley.core.statistics import (
    COUNTS,
    NORMAL_QUANTILE_MILLIONTHS,
    RULED,
    EndedOrder,
    Judged,
    MilestoneEnd,
    Reason,
    Record,
    Share,
    Verdict,
    ended_order,
    judge,
    rate_effect,
    rate_if,
    record_of,
)
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    cancel_before_work,
    cancel_late,
    change,
    deliver,
    fund,
    new_id,
    redeliver,
    request,
    resign,
    stop,
    there,
)
from tests.deals import MONDAY, deal, text
from tests.given import Story, agreed, delivered, in_stage, offered, working

COMPLETED, CAUSED, EXEMPT = Verdict.COMPLETED, Verdict.FREELANCER_CAUSED, Verdict.EXEMPT
CAUSES = {reason.value: verdict for reason, verdict in COUNTS.items() if reason not in RULED.values()}
BY_CONSENT_OR_CLIENT = ("cancelled", "stopped", "stopped_in_pause", "before_work", "no_brief", "not_funded")
AGED = timedelta(days=4000)


def end(cause: str, counts_as: CountsAs | None = None, number: int = 1, on_time: bool | None = None) -> MilestoneEnd:
    return MilestoneEnd(number, cause, counts_as, on_time)


def ended(*ends: MilestoneEnd, role: Role = FREELANCER, days_ago: int = 0, number: int = 1) -> EndedOrder:
    return EndedOrder(UUID(int=number), role, MONDAY - timedelta(days=days_ago), ends)


ends = st.builds(
    end,
    st.sampled_from(sorted(CAUSES)),
    st.sampled_from([None, None, None, *CountsAs]),
    on_time=st.sampled_from([None, True, False]),
)
histories = st.lists(
    st.builds(
        lambda several, role, days: ended(*several, role=role, days_ago=days),
        st.lists(ends, min_size=1, max_size=3),
        st.sampled_from([FREELANCER, FREELANCER, CLIENT]),
        st.integers(0, 4000),
    ),
    max_size=30,
)


# --- the table


def test_every_reason_is_in_the_published_table() -> None:
    assert set(COUNTS) == set(Reason)


@pytest.mark.parametrize(("cause", "verdict"), CAUSES.items())
def test_an_end_counts_by_its_cause(cause: str, verdict: Verdict) -> None:
    assert judge([end(cause)]) == Judged(verdict, Reason(cause), 1)


@pytest.mark.parametrize("cause", sorted(CAUSES))
@pytest.mark.parametrize(
    ("ruling", "verdict"), [(CountsAs.COMPLETED, COMPLETED), (CountsAs.FREELANCER, CAUSED), (CountsAs.EXEMPT, EXEMPT)]
)
def test_a_ruling_wins_over_the_cause(cause: str, ruling: CountsAs, verdict: Verdict) -> None:
    assert judge([end(cause, ruling)]).verdict is verdict


def test_a_decision_that_names_nobody_counts_for_nobody() -> None:
    assert judge([end("decided")]) == Judged(EXEMPT, Reason.DECIDED, 1)


@pytest.mark.parametrize(
    ("causes", "verdict", "milestone"),
    [
        (["accepted", "late", "accepted"], CAUSED, 2),
        (["late", "resigned"], CAUSED, 1),
        (["accepted", "stopped", "predecessor_stopped"], COMPLETED, 1),
        (["stopped", "silence"], COMPLETED, 2),
        (["cancelled", "settled"], EXEMPT, 1),
        (["predecessor_stopped", "stopped"], EXEMPT, 2),
        (["predecessor_stopped"], EXEMPT, 1),
    ],
)
def test_the_worst_milestone_that_the_freelancer_caused_decides(
    causes: list[str], verdict: Verdict, milestone: int
) -> None:
    judged = judge([end(cause, number=number) for number, cause in enumerate(causes, 1)])
    assert (judged.verdict, judged.milestone) == (verdict, milestone)


@pytest.mark.parametrize("unknown", [end("the dog ate it"), end("ruled_exempt"), end("")])
def test_a_cause_that_nobody_has_published_is_not_counted_in_silence(unknown: MilestoneEnd) -> None:
    with pytest.raises(ValueError, match=r"the dog ate it|ruled_exempt|''"):
        judge([unknown])


# --- real orders


def judged(story: Story) -> Judged:
    seen = ended_order(story.order, FREELANCER)
    assert seen is not None
    return seen.judged


@pytest.mark.parametrize(
    ("story", "verdict", "reason"),
    [
        (delivered().when(accept()), COMPLETED, Reason.ACCEPTED),
        (delivered().waits_for_the_end(), COMPLETED, Reason.SILENCE),
        (working().waits_for_the_end(), CAUSED, Reason.ABANDONED),
        (working().when(cancel_late(), days=13), CAUSED, Reason.LATE),
        (working().when(resign()), CAUSED, Reason.RESIGNED),
        (working().when(stop()), EXEMPT, Reason.STOPPED),
        (agreed().when(stop()), EXEMPT, Reason.STOPPED),
        (agreed().waits_for_the_end(), EXEMPT, Reason.NOT_FUNDED),
        (in_stage(Stage.FUNDED).waits_for_the_end(), EXEMPT, Reason.NO_BRIEF),
        (in_stage(Stage.FUNDED).when(cancel_before_work()), EXEMPT, Reason.BEFORE_WORK),
        (in_stage(Stage.SPLIT), EXEMPT, Reason.VALUATION),
        (working(deal(3)).when(stop()), EXEMPT, Reason.STOPPED),
        (delivered(deal(2)).when(accept()).when(stop(2)), COMPLETED, Reason.ACCEPTED),
        (delivered(deal(2)).when(accept()).when(fund(2)).when(resign(2)), CAUSED, Reason.RESIGNED),
    ],
)
def test_how_an_order_ended_says_what_it_counts_as(story: Story, verdict: Verdict, reason: Reason) -> None:
    found = judged(story)
    assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    "stage",
    [
        *(Stage.LOCKED, Stage.UNFUNDED, Stage.LAPSED, Stage.FUNDED, Stage.WORKING, Stage.DELIVERED, Stage.REVISING),
        *(Stage.CLARIFY, Stage.NOTICED, Stage.MARKED, Stage.CASE_TALK, Stage.CASE_DECISION),
    ],
)
def test_an_order_that_is_open_is_not_counted(stage: Stage) -> None:
    assert ended_order(in_stage(stage).order, FREELANCER) is None


def test_one_milestone_of_two_does_not_end_an_order_and_an_offer_is_none() -> None:
    assert ended_order(delivered(deal(2)).when(accept()).order, FREELANCER) is None
    assert ended_order(offered().waits_for_the_end().order, FREELANCER) is None


def test_an_operator_who_corrects_the_record_corrects_the_rate() -> None:
    def correct(counts_as: CountsAs) -> Ask:
        return lambda order: CorrectRecord(
            order_id=there(order).id,
            id=new_id(),
            by=Role.OPERATOR,
            milestone=1,
            person="an-operator",
            counts_as=counts_as,
            reason=text("The client had agreed to it by telephone"),
        )

    late = working().when(cancel_late(), days=13)
    corrected = late.when(correct(CountsAs.EXEMPT))
    assert judged(corrected) == Judged(EXEMPT, Reason.RULED_EXEMPT, 1)
    assert judged(corrected.when(correct(CountsAs.COMPLETED))) == Judged(COMPLETED, Reason.RULED_COMPLETED, 1)
    before = preview(late.order, correct(CountsAs.EXEMPT)(late.order), late.at)
    effect = rate_effect(Record(4, 1), before.before, before.after)
    assert (effect.before, effect.after) == (Record(4, 1), Record(4, 0, 1))


def test_an_order_ended_when_its_last_milestone_did() -> None:
    story = delivered(deal(2)).when(accept()).when(stop(2), days=1)
    seen = ended_order(story.order, FREELANCER)
    assert seen is not None
    assert seen.ended_at == story.at


def test_on_time_is_the_first_delivery_against_the_due_date_then_in_force() -> None:
    def shares(story: Story) -> tuple[bool, ...]:
        seen = ended_order(story.order, FREELANCER)
        assert seen is not None
        return seen.first_deliveries

    due_at = working().milestone().due_at
    assert due_at is not None
    assert shares(working().when(deliver(), at=due_at).when(accept())) == (True,)
    assert shares(working().when(deliver(), at=due_at + timedelta(seconds=1)).when(accept())) == (False,)
    assert shares(working().when(resign())) == ()
    late = working().when(deliver(), at=due_at + timedelta(seconds=1)).when(request(change()))
    assert shares(late.when(redeliver()).when(accept())) == (False,), "the second delivery was due later"
    two = delivered(deal(2, is_chain=False)).when(accept()).when(fund(2)).when(deliver(2), days=20).when(accept(2))
    assert shares(two) == (True, False)


# --- the record


@given(histories)
def test_the_order_of_the_orders_does_not_matter(orders: list[EndedOrder]) -> None:
    assert record_of(orders) == record_of(reversed(orders)) == record_of(sorted(orders, key=lambda one: one.ended_at))


@given(histories, st.integers(1, 4000))
def test_inactivity_changes_nothing(orders: list[EndedOrder], days: int) -> None:
    aged = [EndedOrder(o.order_id, o.role, o.ended_at - timedelta(days=days), o.milestones) for o in orders]
    assert record_of(aged) == record_of(orders)


@given(histories, st.sampled_from(BY_CONSENT_OR_CLIENT))
def test_one_cancellation_that_the_client_caused_moves_the_rate_by_nothing(
    orders: list[EndedOrder], cause: str
) -> None:
    before, after = record_of(orders), record_of([*orders, ended(end(cause))])
    assert after.rate == before.rate
    assert after == rate_if(before, EXEMPT)


@given(histories, st.sampled_from(["late", "decided", "resigned"]))
def test_a_corrected_decision_restores_the_rate(orders: list[EndedOrder], cause: str) -> None:
    ruled = record_of([*orders, ended(end(cause, CountsAs.FREELANCER))])
    assert ruled == rate_if(record_of(orders), CAUSED)
    corrected = record_of([*orders, ended(end(cause, CountsAs.EXEMPT))])
    assert corrected.rate == record_of(orders).rate


@given(histories)
def test_what_one_did_as_a_client_is_nowhere_in_it(orders: list[EndedOrder]) -> None:
    assert record_of(orders) == record_of([order for order in orders if order.role is FREELANCER])


@given(histories, st.sampled_from(Verdict))
def test_one_more_order_is_what_was_foretold(orders: list[EndedOrder], verdict: Verdict) -> None:
    cause = {COMPLETED: "accepted", CAUSED: "late", EXEMPT: "settled"}[verdict]
    assert record_of([*orders, ended(end(cause))]) == rate_if(record_of(orders), verdict)


@given(histories)
def test_every_order_counts_exactly_once(orders: list[EndedOrder]) -> None:
    record = record_of(orders)
    mine = [order for order in orders if order.role is FREELANCER]
    assert record.completed + record.freelancer_caused + record.exempt == len(mine)
    assert record.on_time <= record.first_deliveries == sum(len(order.first_deliveries) for order in mine)


def test_no_orders_are_no_rate() -> None:
    assert record_of([]) == Record()
    assert Record(exempt=5).rate is None
    assert Record().on_time_share is None


# --- shares


@pytest.mark.parametrize(
    ("part", "whole", "permille"),
    [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (3, 2000, 2), (0, 7, 0), (7, 7, 1000), (24, 25, 960)],
)
def test_a_share_is_rounded_half_up(part: int, whole: int, permille: int) -> None:
    assert Share(part, whole).permille == permille


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(24, 25, 805, 993), (1, 1, 207, 1000), (0, 1, 0, 793), (68, 76, 806, 946), (5, 10, 237, 763)],
)
def test_the_interval_is_wilson_s(part: int, whole: int, low: int, high: int) -> None:
    """Figures from the formula as textbooks print it."""
    assert (Share(part, whole).low_permille, Share(part, whole).high_permille) == (low, high)


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_is_the_formula_in_fifty_digits(share: tuple[int, int]) -> None:
    part, whole = share
    with localcontext() as context:
        context.prec = 50
        z, p, n = Decimal(NORMAL_QUANTILE_MILLIONTHS) / 10**6, Decimal(part) / whole, Decimal(whole)
        centre, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
        wanted = [
            int(((centre + sign * half) / (1 + z * z / n) * 1000 + Decimal("0.5")).to_integral_value("ROUND_FLOOR"))
            for sign in (-1, 1)
        ]
    found = Share(part, whole)
    assert [found.low_permille, found.high_permille] == [max(wanted[0], 0), wanted[1]]
    assert 0 <= found.low_permille <= found.permille <= found.high_permille <= 1000


# --- what a choice would do


def effect(story: Story, ask: object, record: Record) -> tuple[int, int, Judged | None, bool]:
    seen = preview(story.order, ask(story.order), story.at + timedelta(minutes=1))  # type: ignore[operator]
    found = rate_effect(record, seen.before, seen.after)
    return (
        found.after.completed - found.before.completed,
        found.after.freelancer_caused - found.before.freelancer_caused,
        found.judged,
        found.is_ended,
    )


def test_each_choice_says_what_it_would_do_to_the_rate() -> None:
    record = Record(completed=9, freelancer_caused=1)
    assert effect(delivered(), accept(), record) == (1, 0, Judged(COMPLETED, Reason.ACCEPTED, 1), True)
    assert effect(working(), resign(), record) == (0, 1, Judged(CAUSED, Reason.RESIGNED, 1), True)
    assert effect(working(), stop(), record) == (0, 0, Judged(EXEMPT, Reason.STOPPED, 1), True)


def test_an_order_that_goes_on_changes_nothing_yet() -> None:
    assert effect(delivered(deal(2)), accept(), Record(completed=3)) == (0, 0, None, False)


def test_a_milestone_lost_in_an_order_that_goes_on_counts_at_once_and_only_once() -> None:
    two = working(deal(2, is_chain=False)).when(fund(2))
    assert effect(two, resign(), Record(completed=3)) == (0, 1, Judged(CAUSED, Reason.RESIGNED, 1), False)
    later = two.when(resign()).when(deliver(2))
    assert effect(later, accept(2), Record(completed=3)) == (0, 0, Judged(CAUSED, Reason.RESIGNED, 1), True)


def test_an_order_that_is_in_the_record_already_is_not_counted_twice() -> None:
    done: Order = delivered().when(accept()).order
    found = rate_effect(Record(completed=4), done, done)
    assert found.before == found.after == Record(completed=4)
