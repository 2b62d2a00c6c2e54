"""What order desks promise, one story for each thing: all of them through the real desk, on both engines.

Each is played in a transaction that is taken back, which is the quickest way to an empty database; some are played once more
with real commits, in one database.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from parley.reads.audit import audit
from parley.reads.audit_of_order import look_at
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import play
from parley.rehearsal.reading import read_story
from parley.rehearsal.story import Cast, Expect, Story
from tests.rehearsal.conftest import PLAYED_AT

pytestmark = pytest.mark.both_engines

FILES = sorted((STORIES / "inventory").glob("*"))
ORDER_DESK = [f"{row:02}" for row in range(1, 40)]
CHANGED_IN_TRANSLATION = [f"1e-{point}" for point in range(1, 6)]
"""The sixth is about articles that lack a vote or a heading in some languages: nothing of it happens in an order."""


@cache
def read(path: Path) -> Story:
    return read_story(path.read_text("utf-8"), str(path.parent))


def row_of(path: Path) -> str:
    found = re.fullmatch(r"(1e-[0-9]|[0-9]{2})-[a-z][a-z-]*[a-z]\.toml", path.name)
    assert found, f"{path.name} names no row of the inventory"
    return found[1]


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_row_works(path: Path) -> None:
    played = play(read(path), PLAYED_AT)
    assert played.failure is None
    assert look_at(played.order.id).findings == ()


@pytest.mark.usefixtures("_real_commits")
def test_together_they_leave_nothing_unsound() -> None:
    """What one story leaves armed is carried out while the next is played."""
    chosen = FILES[::5]
    for path in chosen:
        assert play(read(path), PLAYED_AT).failure is None, path.name
    result = audit()
    assert result.found == []
    assert result.orders == len(chosen)


def test_every_row_has_one_story() -> None:
    assert Counter(map(row_of, FILES)) == Counter(ORDER_DESK + CHANGED_IN_TRANSLATION)


def test_every_story_says_what_it_proves_and_looks_at_what_comes_of_it() -> None:
    for path in FILES:
        story = read(path)
        expected = [step.expect for step in story.steps if step.expect != Expect()]
        assert story.about, path.name
        assert len(expected) >= 3, path.name
        assert any(one.balances for one in expected), path.name
        assert story.steps[-1].expect != Expect(), path.name


def test_somebody_is_the_same_person_in_every_story() -> None:
    known: dict[str, Cast] = {}
    for path in FILES:
        for cast in read(path).cast.values():
            assert known.setdefault(cast.email, cast) == cast, path.name
    assert {cast.language for cast in known.values()} == {"en", "es", "fr", "nl", "ru"}


def test_they_differ_in_money_zones_and_ways_of_working() -> None:
    orders = [read(path).order for path in FILES]
    assert {order.currency for order in orders} >= {"EUR", "USD", "JPY", "KWD"}
    assert {order.policy for order in orders} == {"standard", "order-page", "one-to-one"}
    assert len({order.zone for order in orders}) >= 6
