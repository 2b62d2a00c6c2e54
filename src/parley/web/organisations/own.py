"""What somebody belongs to and is invited to, as the page about themselves lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from parley.people.models import Person
from parley.people.organisation_invitations import waiting_for
from parley.people.organisation_members import MOST_ORGANISATIONS, memberships_of
from parley.web.organisations.door import role_name


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """`says` is the role of a member, or who invites."""

    name: str
    href: str
    says: str


@dataclass(frozen=True, slots=True)
class OwnOrganisations:
    """`has_room`: they may belong to one more."""

    belongs: tuple[OwnOrganisation, ...]
    invited: tuple[OwnOrganisation, ...]
    has_room: bool


def own_organisations(person: Person, at: datetime) -> OwnOrganisations:
    belongs = tuple(
        OwnOrganisation(one.organisation.name, reverse("organisation", args=[one.organisation_id]), role_name(one.role))
        for one in memberships_of(person)
    )
    invited = tuple(
        OwnOrganisation(
            one.organisation.name, reverse("join_organisation", args=[one.organisation_id]), one.by.person.name
        )
        for one in waiting_for(person, at)
    )
    return OwnOrganisations(belongs, invited, len(belongs) < MOST_ORGANISATIONS)
