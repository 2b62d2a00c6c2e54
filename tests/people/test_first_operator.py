"""The one-time link by which an installation gets its first operator."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from parley.people.first_operator import LIFE, LinkGone, become_first_operator, first_operator_link, is_link_open
from parley.people.models import FirstOperatorLink, Person
from parley.people.register import register
from parley.people.tokens import token_hash

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OLGA = {"name": "Olga", "email": "olga@example.org", "password": "a long way home", "language": "en", "zone": "UTC"}


def hash_of(link: str | None) -> str:
    assert link is not None
    return token_hash(link.rpartition("/")[2])


def test_the_link_makes_one_operator() -> None:
    hashed = hash_of(first_operator_link(AT))
    person = become_first_operator(hashed, AT, **OLGA)
    assert person.is_operator
    assert person.check_password("a long way home")
    with pytest.raises(LinkGone):
        become_first_operator(hashed, AT, **{**OLGA, "email": "mallory@example.org"})
    assert Person.objects.count() == 1


def test_there_is_no_link_once_there_is_an_operator() -> None:
    register("Olga", "olga@example.org", "en", "UTC", is_operator=True)
    assert first_operator_link(AT) is None


def test_an_operator_who_came_another_way_closes_the_link() -> None:
    hashed = hash_of(first_operator_link(AT))
    register("Olga", "olga@example.org", "en", "UTC", is_operator=True)
    assert not is_link_open(hashed, AT)
    with pytest.raises(LinkGone):
        become_first_operator(hashed, AT, **{**OLGA, "email": "mallory@example.org"})


def test_the_link_expires() -> None:
    hashed = hash_of(first_operator_link(AT))
    assert is_link_open(hashed, AT + LIFE - timedelta(seconds=1))
    assert not is_link_open(hashed, AT + LIFE)
    with pytest.raises(LinkGone):
        become_first_operator(hashed, AT + LIFE, **OLGA)


def test_only_the_last_link_works() -> None:
    first, second = hash_of(first_operator_link(AT)), hash_of(first_operator_link(AT))
    assert not is_link_open(first, AT)
    assert is_link_open(second, AT)


def test_a_mistake_does_not_use_the_link_up() -> None:
    hashed = hash_of(first_operator_link(AT))
    with pytest.raises(ValidationError):
        become_first_operator(hashed, AT, **{**OLGA, "name": "\u202e"})
    assert is_link_open(hashed, AT)


def test_the_database_holds_no_usable_token() -> None:
    link = first_operator_link(AT)
    assert link is not None
    token = link.rpartition("/")[2]
    assert len(token) == 43
    assert token not in str(list(FirstOperatorLink.objects.values()))
