"""Who left is called by their name while it is kept, and in the reader's language afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from parley.people.departures import Parting
from parley.people.leaving import close_account, end_sessions, finish, known, left_name, left_names, unfinished
from parley.people.models import Person
from parley.people.register import register

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ORDER = UUID(int=7)


def eva() -> Person:
    return register("Eva Lind", "eva@example.org", "en", "Europe/Stockholm")


def test_the_name_is_kept_until_nothing_waits_any_more() -> None:
    person = eva()
    assert known([person.id])[person.id] == person
    departure = close_account(person, [ORDER], NOW)
    assert not Person.objects.exists()
    assert [(one.order_id, one.is_party) for one in Parting.objects.all()] == [(ORDER, True)]
    assert unfinished() == [departure]
    assert left_names([person.id]) == {person.id: "Eva Lind"}
    assert known([person.id])[person.id].name == "Eva Lind"
    finish(departure, NOW)
    assert unfinished() == []
    assert left_names([person.id]) == {person.id: left_name()}
    assert known([person.id]) == {}


def test_the_address_can_be_used_again_at_once() -> None:
    first = eva()
    close_account(first, [], NOW)
    assert eva().id != first.id


def test_every_session_that_names_the_person_ends_however_deep_it_says_so() -> None:
    person = eva()
    held: list[object] = [
        {"_auth_user_id": str(person.id)},
        {"login": {"state": ["x", {"email": "EVA@example.org"}]}},
        {"login": {"user": str(person.id)}},
        {"login": {"email": "marc@example.org"}},
        {"empty": None, "number": 5},
    ]
    for one in held:
        session = SessionStore()
        session.update(one)  # type: ignore[arg-type]
        session.save()
    assert end_sessions(person) == 3
    left = [str(session.get_decoded()) for session in Session.objects.all()]
    assert len(left) == 2
    assert not any("eva" in one.lower() or str(person.id) in one for one in left)
