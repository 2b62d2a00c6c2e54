"""The names of the people in orders, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from parley.core.order.state import Order
from parley.core.parties import PARTIES, Role
from parley.people.leaving import left_names
from parley.people.models import Invitation, Person
from parley.reads.wording import Name

Names = Mapping[Role, Name]


def names_of(orders: Iterable[Order]) -> dict[UUID, Names]:
    """Client and freelancer of each order by name; an invited side that has not joined is known by its mail address, one that
    left by its name for as long as that is kept."""
    listed = list(orders)
    ids = {UUID(person) for order in listed for role in PARTIES if (person := order.person(role))}
    people = Person.objects.in_bulk(ids)
    left = left_names(ids - people.keys())
    empty = [order.id for order in listed if any(order.person(role) is None for role in PARTIES)]
    invited = {
        (invitation.order_id, invitation.role): invitation.email
        for invitation in Invitation.objects.filter(order_id__in=empty)
    }
    return {order.id: {role: _name(order, role, people, left, invited) for role in PARTIES} for order in listed}


def _name(
    order: Order,
    role: Role,
    people: Mapping[UUID, Person],
    left: Mapping[UUID, str],
    invited: Mapping[tuple[UUID, str], str],
) -> Name:
    person_id = order.person(role)
    if person_id is None:
        return Name(None, invited.get((order.id, role.value), ""))
    person = people.get(UUID(person_id))
    if person is None:
        return Name(None, left[UUID(person_id)])
    return Name(person.id, person.name, person.language, person.zone)
