"""Who mediates on this desk, as its operators say."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from parley.people.models import Person


def named_mediators() -> list[Person]:
    """Everybody who was named and has an account in use, by name."""
    return list(Person.objects.filter(is_mediator=True, is_active=True).order_by("name", "id"))


def people_by_id(person_ids: Iterable[str]) -> dict[str, Person]:
    """Those who have an account, by the ids that orders hold. Somebody who has left is not among them."""
    ids = {UUID(text) for text in person_ids if _reads_as_id(text)}
    return {str(person.id): person for person in Person.objects.filter(id__in=ids)} if ids else {}


def _reads_as_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def name_mediator(email: str) -> Person | None:
    """From now on the person with this mail address mediates here; None where nobody has an account with it. Naming somebody
    twice changes nothing."""
    person = Person.objects.with_email(email)
    if person is None or not person.is_active:
        return None
    Person.objects.filter(id=person.id).update(is_mediator=True)
    return person


def take_back(person_id: UUID) -> Person | None:
    """This person mediates here no more. What they decided stays. None where nobody of this id was named."""
    person = Person.objects.filter(id=person_id, is_mediator=True).first()
    if person is not None:
        Person.objects.filter(id=person.id).update(is_mediator=False)
    return person
