"""The briefs of a demo: in all five languages, read by the screen as all others are."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings

from parley.board.listing import open_briefs
from parley.board.models import Brief, Stage
from parley.board.of_the_day import brief_of
from parley.people.register import register
from parley.rehearsal.demo_briefs import demo_briefs, fill_briefs
from tests.board.posted import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def _everybody() -> None:
    for name in {entry["by"] for entry in demo_briefs()}:
        register(name.title(), f"{name}@example.org", "en", "UTC")


@pytest.mark.usefixtures("_everybody")
def test_they_stand_where_a_newcomer_should_meet_them() -> None:
    assert fill_briefs(NOON) == len(demo_briefs())
    assert Counter(Brief.objects.values_list("stage", flat=True)) == {
        Stage.PUBLISHED: len(demo_briefs()) - 2,
        Stage.WAITING: 1,
        Stage.BLOCKED: 1,
    }
    shown = open_briefs(NOON)
    assert {brief.language for brief in shown} == {code for code, _name in settings.LANGUAGES}
    assert brief_of(NOON.date(), NOON) in shown


@pytest.mark.usefixtures("_everybody")
def test_filling_twice_makes_nothing_twice() -> None:
    fill_briefs(NOON)
    assert fill_briefs(NOON + timedelta(days=1)) == 0


def test_without_their_people_there_are_none() -> None:
    assert fill_briefs(NOON) == 0
