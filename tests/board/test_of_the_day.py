"""The brief of the day: by the published rule, once, and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.board.choosing import Candidate, choose
from parley.board.models import BriefOfTheDay
from parley.board.of_the_day import brief_of, day_of, days
from parley.board.posting import close
from tests.board.posted import FRAUD, NOON, person, posted

DAY = date(2026, 5, 4)
PLAIN = Candidate(UUID(int=1), has_budget=False, has_date=False, has_result=False, answers=0, is_rested=True)
on_both = [pytest.mark.both_engines, pytest.mark.django_db]


def test_none_of_none() -> None:
    assert choose([], DAY) is None


@pytest.mark.parametrize("said", ["has_budget", "has_date", "has_result"])
def test_who_says_more_comes_first_even_with_many_offers(said: str) -> None:
    fuller = replace(PLAIN, id=UUID(int=2), answers=40, **{said: True})
    assert choose([PLAIN, fuller], DAY) == fuller.id


def test_of_those_who_say_as_much_the_fewest_offers_come_first() -> None:
    fewer = replace(PLAIN, id=UUID(int=2), answers=1)
    assert choose([replace(PLAIN, answers=2), fewer], DAY) == fewer.id


def test_who_had_one_lately_comes_last_whatever_they_say() -> None:
    full = replace(PLAIN, id=UUID(int=2), has_budget=True, has_date=True, has_result=True, is_rested=False)
    assert choose([full, PLAIN], DAY) == PLAIN.id
    assert choose([full], DAY) == full.id


candidates = st.builds(Candidate, st.uuids(), *[st.booleans() for _ in range(3)], st.integers(0, 3), st.booleans())


@given(st.lists(candidates, min_size=1, unique_by=lambda one: one.id), st.dates(), st.randoms())
def test_the_order_in_which_they_come_decides_nothing(found: list[Candidate], day: date, chance: object) -> None:
    shuffled = sorted(found, key=lambda one: one.id)
    assert choose(found, day) == choose(shuffled, day) == choose(reversed(shuffled), day)


def test_equals_have_different_days() -> None:
    """The hash decides among equals, and not always for the same one."""
    equal = [replace(PLAIN, id=UUID(int=number)) for number in range(5)]
    assert len({choose(equal, DAY + timedelta(days=number)) for number in range(40)}) == 5


class TestKept:
    pytestmark = on_both

    def test_it_is_chosen_once_and_stays(self) -> None:
        first = posted(person(), "A logo for a bakery", budget=None)
        assert brief_of(DAY, NOON) == first
        posted(person("Lev"), "A website for a choir")
        assert brief_of(DAY, NOON) == first
        assert day_of(first) == DAY

    def test_nobodys_is_chosen_twice(self) -> None:
        first = posted(person())
        assert brief_of(DAY, NOON) == first
        assert brief_of(DAY + timedelta(days=1), NOON) is None
        second = posted(person("Lev"), "A website for a choir")
        assert brief_of(DAY + timedelta(days=1), NOON) == second
        assert days(NOON, 10) == [(DAY + timedelta(days=1), second), (DAY, first)]

    def test_another_author_comes_before_the_one_of_yesterday(self) -> None:
        author = person()
        posted(author)
        brief_of(DAY, NOON)
        posted(author, "A website for a choir")
        plain = posted(person("Lev"), "A song for a wedding", budget=None, wanted_by=None, result="")
        assert brief_of(DAY + timedelta(days=6), NOON) == plain

    def test_a_date_that_has_passed_says_nothing(self) -> None:
        posted(person(), wanted_by=DAY - timedelta(days=1), budget=None)
        other = posted(person("Lev"), "A website for a choir", wanted_by=DAY, budget=None)
        assert brief_of(DAY, NOON) == other

    def test_only_what_everybody_may_read(self) -> None:
        posted(person(), text=FRAUD, result="")
        assert brief_of(DAY, NOON) is None
        assert not BriefOfTheDay.objects.exists()

    def test_when_it_closes_no_second_is_chosen(self) -> None:
        author = person()
        first = posted(author)
        brief_of(DAY, NOON)
        posted(person("Lev"), "A website for a choir")
        close(author, first.id, NOON)
        assert brief_of(DAY, NOON) is None
        first.delete()
        assert brief_of(DAY, NOON) is None
        assert days(NOON, 10) == []
