"""Making a person whose address is known to be theirs."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parley.people.models import Person
from parley.people.register import register

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_a_person_is_found_however_the_address_is_capitalised() -> None:
    person = register("Ana Ruiz", " Ana@Example.ORG ", "es", "Europe/Madrid")
    assert person.email == "ana@example.org"
    assert Person.objects.with_email("ANA@example.org") == person
    assert Person.objects.get_by_natural_key("Ana@Example.org") == person
    assert EmailAddress.objects.get(user=person).verified
    assert person.id.version == 7
    assert abs(person.joined_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_without_a_password_none_fits() -> None:
    person = register("Ana Ruiz", "ana@example.org", "es", "Europe/Madrid")
    assert not person.has_usable_password()
    assert not person.check_password("")


def test_one_address_has_one_person() -> None:
    register("Ana Ruiz", "ana@example.org", "es", "UTC")
    with pytest.raises(ValidationError) as refused:
        register("Another Ana", "ANA@example.org", "en", "UTC")
    assert refused.value.code == "email.taken"
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.bulk_create([Person(name="Ana", email="ANA@EXAMPLE.ORG")])


@pytest.mark.parametrize(
    ("name", "email", "language"),
    [("", "a@example.org", "en"), ("Ana", "not an address", "en"), ("Ana", "a@example.org", "tlh")],
)
def test_what_makes_no_person(name: str, email: str, language: str) -> None:
    with pytest.raises(ValidationError):
        register(name, email, language, "UTC")
    assert not Person.objects.exists()


def test_an_unknown_zone_is_utc() -> None:
    assert register("Ana", "ana@example.org", "en", "Mars/Olympus").zone == "UTC"
