"""The published figures, counted from a real database: whole, once a day, in pieces, and in steps that tell of nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parley.core.parties import Role
from parley.desk.sweep import sweep
from parley.people.models import PublishedFigures
from parley.reads import outcomes as reads
from parley.reads.case_stories import Appealed, CaseStory, Way
from parley.reads.outcomes import Tally, count_further, outcomes
from parley.store.models import Order as OrderModel
from tests.asks import accept_proposal, statement
from tests.asks_of_cases import appeal, decide, decide_appeal, escalate, open_case, propose_split, seal
from tests.deals import MONDAY, deal, eur
from tests.desk.given_orders import delivered, do

pytestmark = pytest.mark.django_db(transaction=True)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUICK = deal(escalate_hours=0)


def cases(count: int, first: int = 1) -> list[UUID]:
    ids = delivered(count, MONDAY, QUICK, first=first)
    do(ids, open_case(), MONDAY + HOUR)
    do(ids, statement(Role.FREELANCER), MONDAY + 2 * HOUR)
    return ids


def settled(count: int, first: int) -> list[UUID]:
    ids = cases(count, first)
    do(ids, propose_split(eur(60_00)), MONDAY + 3 * HOUR)
    do(ids, accept_proposal(Role.CLIENT), MONDAY + 4 * HOUR)
    return ids


def decided(count: int, first: int) -> list[UUID]:
    ids = cases(count, first)
    do(ids, escalate(), MONDAY + DAY)
    do(ids, seal(eur(95_00), Role.FREELANCER), MONDAY + DAY)
    do(ids, escalate(Role.FREELANCER), MONDAY + DAY)
    do(ids, escalate(), MONDAY + 2 * DAY)
    do(ids, decide(eur(70_00)), MONDAY + 3 * DAY)
    return ids


def published(at: datetime) -> reads.Outcomes:
    while not count_further(at):
        pass
    found = outcomes()
    assert found is not None
    return found


LATER = MONDAY + 60 * DAY


def test_nothing_is_published_before_it_was_counted() -> None:
    assert outcomes() is None


def test_each_case_is_counted_by_how_it_ended() -> None:
    settled(6, first=1)
    ids = decided(9, first=101)
    do(ids[:3], appeal(), MONDAY + 3 * DAY + HOUR)
    do(ids[:2], decide_appeal(eur(40_00)), MONDAY + 4 * DAY)
    cases(2, first=201)  # these go on
    delivered(3, MONDAY, QUICK, first=301)  # and these are no cases
    sweep(MONDAY + 30 * DAY)
    found = published(LATER)
    assert found.cases == 15
    assert {way: count for way, count in found.ways.items() if count} == {Way.TALK: 6, Way.DECIDED: 9}
    assert found.appeals == {Appealed.NEVER: 6, Appealed.STOOD: 1, Appealed.CHANGED: 2}
    assert len(found.days["whole"]) == 15
    assert set(found.days["sealed"]) == {0}


def test_only_whole_steps_are_counted_and_the_newest_wait() -> None:
    settled(5, first=1)
    first = published(LATER)
    settled(3, first=11)
    second = published(LATER + DAY)
    assert first.ways == second.ways
    settled(2, first=21)
    assert published(LATER + 2 * DAY).cases == 10


def test_what_ended_on_the_day_itself_waits_for_the_next() -> None:
    settled(5, first=1)
    assert published(MONDAY).cases == 0
    assert published(MONDAY + DAY).cases == 5


def test_figures_stay_for_the_day_and_cost_one_row() -> None:
    settled(5, first=1)
    published(LATER)
    settled(5, first=11)
    with CaptureQueriesContext(connection) as asked:
        assert count_further(LATER + HOUR)
    assert len(asked) == 1
    found = outcomes()
    assert found is not None
    assert found.cases == 5


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 15, 16])
def test_pieces_give_the_same_as_the_whole_and_each_is_bounded(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    settled(6, first=1)
    decided(9, first=101)
    sweep(MONDAY + 30 * DAY)
    whole = published(LATER)
    PublishedFigures.objects.all().delete()
    monkeypatch.setattr(reads, "PIECE", piece)
    steps = 1
    while not count_further(LATER):
        steps += 1
        assert outcomes() is None  # half a count is not published
    assert steps == 15 // piece + 1
    assert outcomes() == whole


def test_a_count_that_takes_longer_than_a_day_comes_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    settled(6, first=1)
    monkeypatch.setattr(reads, "PIECE", 2)
    assert not count_further(LATER)
    for day in range(1, 4):
        count_further(LATER + day * DAY)
    found = outcomes()
    assert found is not None
    assert (found.day, found.cases) == (LATER.date(), 5)


def test_two_who_count_at_once_count_each_case_once(monkeypatch: pytest.MonkeyPatch) -> None:
    settled(10, first=1)
    monkeypatch.setattr(reads, "PIECE", 4)
    count_further(LATER)
    kept = reads._kept()
    count_further(LATER)
    monkeypatch.setattr(reads, "_kept", lambda: kept)  # the second one read before the first had written
    count_further(LATER)
    monkeypatch.undo()
    assert published(LATER).cases == 10


def test_a_damaged_order_is_in_no_figure_and_stops_no_count() -> None:
    ids = settled(11, first=1)
    OrderModel.objects.filter(order_id=ids[0]).update(state="{}", stage="closed")
    assert published(LATER).cases == 10


def test_what_waits_for_a_whole_step_is_the_newest() -> None:
    def story(day: int, way: Way) -> CaseStory:
        return CaseStory(way, MONDAY + day * DAY, Appealed.NEVER, {"whole": 86_400 * day})

    stories = [story(day, Way.TALK if day < 5 else Way.SEALED) for day in range(8)]
    for cut in range(9):
        tally = Tally()
        tally.add(stories[cut:])
        tally.add(stories[:cut])
        tally.close()
        assert dict(tally.ways) == {"talk": 5}
        assert sorted(tally.days["whole"].elements()) == [0, 10, 20, 30, 40]
