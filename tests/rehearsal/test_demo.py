"""The demo: filled on any day, and a clock that one can move without changing what happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from parley.core.calendar import Calendar
from parley.core.order.state import OrderStage, ProposalKind, Stage
from parley.desk.actor import load
from parley.desk.now import now
from parley.people.models import Invitation, Person
from parley.reads.audit import audit
from parley.rehearsal.demo import fill
from parley.rehearsal.demo_clock import STEPS, NoDemo, move, move_to, next_deadline
from parley.rehearsal.demo_people import STORIES, demo_people, demo_stories
from parley.rehearsal.play import Played, play
from parley.rehearsal.reading import read_story
from parley.store.pulse import demo_clock_offset_s
from parley.store.queries import all_order_ids, events_of

pytestmark = pytest.mark.usefixtures("_real_commits")


@pytest.fixture
def _demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 6, 17, 15, 30, tzinfo=UTC),
        datetime(2026, 6, 21, 0, 5, tzinfo=UTC),  # a Sunday, just after midnight
        datetime(2026, 12, 28, 8, 0, tzinfo=UTC),  # Christmas and its substitutes lie in every window
        datetime(2027, 1, 1, 12, 0, tzinfo=UTC),
        datetime(2027, 3, 29, 6, 0, tzinfo=UTC),  # Easter Monday, a day after the clocks changed
        datetime(2026, 10, 26, 23, 59, tzinfo=UTC),  # a Monday, a day after they changed back
        datetime(2028, 2, 29, 3, 0, tzinfo=UTC),
        datetime(2026, 1, 6, 23, 4, tzinfo=UTC),  # a week of holidays in Armenia just before
        datetime(2026, 4, 2, 10, 38, tzinfo=UTC),  # the clocks changed between two steps that lie four days back
    ],
    ids=lambda at: f"{at:%a %d %b}",
)
def test_it_can_be_filled_on_any_day(at: datetime) -> None:
    assert fill(at) == len(demo_stories())
    assert audit().found == []
    orders = [load(order_id) for order_id in all_order_ids(None, 100)]
    stages = {milestone.stage for order in orders for milestone in order.milestones}
    assert stages >= {
        Stage.UNFUNDED, Stage.LAPSED, Stage.FUNDED, Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.NOTICED,
        Stage.MARKED, Stage.PAUSED, Stage.AT_BANK, Stage.CASE_TALK, Stage.CASE_SEALED, Stage.CASE_MEDIATION,
        Stage.CASE_DECISION, Stage.CASE_APPEAL, Stage.APPEAL_FILED, Stage.RELEASED, Stage.REFUNDED,
    }  # fmt: skip
    assert [order.stage for order in orders].count(OrderStage.OFFERED) == 3
    milestones = [milestone for order in orders for milestone in order.milestones]
    assert any(milestone.stage is Stage.WORKING and milestone.parts for milestone in milestones)
    assert any(one.kind is ProposalKind.EXTRA for milestone in milestones for one in milestone.proposals)
    assert any(milestone.case is not None and milestone.case.suggestion is not None for milestone in milestones)
    assert any(milestone.outreach_asked_by is not None for milestone in milestones)
    assert any(milestone.paid_out for milestone in milestones)
    assert {len(order.ratings) for order in orders} == {0, 1, 2}
    assert all(event.at <= at for order in orders for event in events_of(order.id))
    assert (deadline := next_deadline()) is not None
    assert deadline > at


def test_everybody_of_the_demo_is_in_a_case() -> None:
    """So that whoever one becomes, the new rooms are one click away."""
    parties = {story.order.title: {story.order.client, story.order.freelancer} - {None} for story in demo_stories()}
    in_a_case = [
        parties[story.order.title]
        for story in demo_stories()
        if any(step.deed is not None and step.deed.do == "open_case" for step in story.steps)
    ]
    assert set().union(*in_a_case) == set().union(*parties.values())


def test_filling_again_changes_nothing() -> None:
    at = datetime(2026, 6, 17, 15, 30, tzinfo=UTC)
    fill(at)
    people = set(Person.objects.values_list("email", flat=True))
    assert people == set(demo_people())
    assert fill(at + timedelta(days=1)) == 0
    assert len(all_order_ids(None, 100)) == len(demo_stories())
    assert set(Person.objects.values_list("email", flat=True)) == people
    assert Invitation.objects.count() == 1


def in_review() -> Played:
    """Delivered two days before now; everything ahead is the clock's."""
    at = now()
    return play(read_story((STORIES / "demo-in-review.toml").read_text("utf-8")), at, until=at)


def after(played: Played) -> list[tuple[str, datetime]]:
    return [(event.kind, event.at) for event in events_of(played.order.id, len(played.happenings))]


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("hours", [1_000, 100, 31])
def test_stepping_gives_the_same_events_as_waiting(hours: int) -> None:
    """Whether the clock is moved in one leap or in many, and wherever the leaps end."""
    played = in_review()
    reminder_and_road = {(type(event).__name__, stop.at) for stop in played.road for event in stop.events}
    begun = now()
    while now() < begun + timedelta(days=40):
        move_to(now() + timedelta(hours=hours))
    happened = after(played)
    assert {one for one in happened if one[0] != "Nudged"} == reminder_and_road
    assert [kind for kind, _ in happened][-4:] == ["NoticeSent", "MarkedComplete", "Released", "Cleared"]
    assert audit().found == []


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_the_bar(step: str) -> None:
    in_review()
    at = now()
    first = next_deadline()
    assert first is not None
    to = {"1h": at + timedelta(hours=1), "48h": at + timedelta(hours=48), "next": first}.get(step)
    moved = move(step, at)
    to = to or Calendar().after_business_days(at, 5)
    assert to <= moved < to + timedelta(seconds=10)


@pytest.mark.usefixtures("_demo")
def test_the_next_deadline_has_come_when_the_clock_is_there() -> None:
    played = in_review()
    due = next_deadline()
    move("next", now())
    assert [(kind, at) for kind, at in after(played)] == [("Nudged", due)]
    assert next_deadline() != due


@pytest.mark.usefixtures("_demo")
def test_the_clock_never_goes_back() -> None:
    move_to(now() + timedelta(days=1))
    ahead = demo_clock_offset_s()
    assert ahead >= 86_399
    move_to(now() - timedelta(days=3))
    assert demo_clock_offset_s() == ahead


@pytest.mark.usefixtures("_demo")
def test_a_step_that_nobody_offers() -> None:
    with pytest.raises(ValueError, match="none of"):
        move("1y", now())


def test_outside_a_demo_nobody_moves_the_clock() -> None:
    with pytest.raises(NoDemo):
        move_to(now() + timedelta(days=1))
    assert demo_clock_offset_s() == 0
