"""The demo's help: its people voted and asked, and every word of it is of articles that are there."""

from __future__ import annotations

import pytest

from parley.desk.now import now
from parley.help.library import library
from parley.help.requests import answered, waiting
from parley.help.votes import Counted, all_counted
from parley.people.models import Person
from parley.people.register import register
from parley.rehearsal.demo_help import fill_help
from parley.rehearsal.demo_people import demo_stories, register_staff

pytestmark = pytest.mark.django_db


def test_votes_and_questions_are_those_of_the_demos_people() -> None:
    register_staff()
    cast = {one.email: one for story in demo_stories() for one in story.cast.values()}
    for one in cast.values():
        if Person.objects.with_email(one.email) is None:
            register(one.name, one.email, one.language, one.zone)
    fill_help(now())
    counts = all_counted()
    assert counts["not-accepted", "es"] == Counted(18, 3)
    assert {slug for slug, _language in counts} <= library().articles.keys()
    assert (len(waiting().requests), len(answered().requests)) == (2, 1)
    assert {one.article for one in waiting().requests} <= library().articles.keys()
