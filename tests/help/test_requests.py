"""Questions to the operators: asked once, answered once, and gone with whoever wrote them."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest

from parley.help.models import HelpRequest
from parley.help.requests import (
    KEEP_GUESTS,
    MOST_WAITING,
    PAGE,
    answer_request,
    answered,
    ask_operators,
    of_person,
    sweep_guests,
    too_many_wait,
    waiting,
)
from parley.help.votes import Voter, vote
from parley.people.models import Person
from parley.people.register import register
from parley.privacy.departure import leave
from parley.privacy.takeout import takeout

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def ana() -> Person:
    return register("Ana Ruiz", "ana@example.org", "es", "Europe/Madrid")


@pytest.fixture
def olga() -> Person:
    register("Otto Berg", "otto@example.org", "en", "UTC", is_operator=True)
    return register("Olga Petrova", "olga@example.org", "en", "UTC", is_operator=True)


def asks(question: str = "Where is my money?", *, at: datetime = AT, **asker: Any) -> HelpRequest:
    by = {"person": None, "email": "", **asker}
    return ask_operators(question, **by, language="es", article="money-held", order_id=None, at=at)


def test_the_same_question_sent_twice_is_one(ana: Person) -> None:
    assert asks(person=ana).id == asks(person=ana).id
    assert asks(email="Guest@example.org").id == asks(email="guest@example.org ").id
    assert HelpRequest.objects.count() == 2


def test_only_a_few_questions_of_one_asker_wait(ana: Person) -> None:
    for number in range(MOST_WAITING):
        assert not too_many_wait(ana, "")
        asked = asks(f"Question {number}", person=ana)
    assert too_many_wait(ana, "")
    assert not too_many_wait(None, "guest@example.org")
    answer_request(asked, "Here.", ana, AT)
    assert not too_many_wait(ana, "")


def test_a_question_is_answered_once(ana: Person, olga: Person) -> None:
    asked = asks(person=ana)
    assert answer_request(asked, "It is held.", olga, AT)
    assert not answer_request(asked, "It is gone.", olga, AT)
    assert asked.answer == "It is held."
    assert [one.id for one in answered().requests] == [asked.id]
    assert waiting().requests == ()


def test_the_list_goes_on_by_key_and_misses_nobody() -> None:
    made = [asks(f"Question {number}", email=f"guest-{number}@example.org").id for number in range(PAGE + 3)]
    first = waiting()
    assert first.next_after is not None
    second = waiting(first.next_after)
    assert second.next_after is None
    assert [one.id for one in (*first.requests, *second.requests)] == made[::-1]


def test_what_guests_asked_goes_after_half_a_year(ana: Person) -> None:
    asks(email="old@example.org", at=AT - KEEP_GUESTS - timedelta(seconds=1))
    asks(email="new@example.org", at=AT - KEEP_GUESTS + timedelta(seconds=1))
    kept = asks(person=ana, at=AT - timedelta(days=900))
    assert sweep_guests(AT) == 1
    assert {one.email for one in HelpRequest.objects.all()} == {"new@example.org", ""}
    assert of_person(ana) == [kept]


def test_somebody_who_leaves_takes_their_questions_and_answers_along(ana: Person, olga: Person) -> None:
    asks("As a guest before", email=ana.email)
    asks("With an account", person=ana)
    asked_by_other = asks("Of somebody else", email="guest@example.org")
    answer_request(asked_by_other, "An answer in my words", olga, AT)
    leave(ana, AT)
    leave(olga, AT)
    [left] = HelpRequest.objects.all()
    assert (left.question, left.answer, left.answered_by) == ("Of somebody else", "", None)
    assert left.answered_at == AT


def test_a_persons_own_data_holds_votes_questions_and_answers(ana: Person, olga: Person) -> None:
    vote(Voter(ana), "money-held", "es", is_useful=True, at=AT)
    answer_request(asks("Where is my money, please?", person=ana), "In its hold, dear Ana.", olga, AT)
    told = {person.name: _unzipped(person) for person in (ana, olga)}
    assert "Where is my money, please?" in told["Ana Ruiz"]
    assert '"found_useful": [\n' in told["Ana Ruiz"]
    assert "In its hold, dear Ana." in told["Ana Ruiz"]
    assert "In its hold, dear Ana." in told["Olga Petrova"]
    assert "Where is my money" not in told["Olga Petrova"]


def _unzipped(person: Person) -> str:
    with zipfile.ZipFile(BytesIO(b"".join(takeout(person, AT)))) as archive:
        return archive.read("your-data.json").decode()
