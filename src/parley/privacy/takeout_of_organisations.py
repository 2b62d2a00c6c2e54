"""The organisations of a person, as their own archive tells them, and the invitations to them and by them."""

from __future__ import annotations

from typing import Any

from parley.people.models import OrganisationInvitation, Person
from parley.people.organisation_members import memberships_of


def organisations_told(person: Person) -> dict[str, Any]:
    """Who else belongs to them is not among it: that is known of others."""
    invited = OrganisationInvitation.objects.filter(email=person.email).select_related("organisation")
    made = OrganisationInvitation.objects.filter(by__person=person).select_related("organisation")
    return {
        "belongs_to": [
            {
                "name": one.organisation.name,
                "about": one.organisation.about,
                "language": one.organisation.language,
                "role": one.role,
                "joined_at": one.joined_at,
            }
            for one in memberships_of(person)
        ],
        "invited_to": [_invitation(one) for one in invited.order_by("made_at", "id")],
        "invited_others": [{**_invitation(one), "mail_address": one.email} for one in made.order_by("made_at", "id")],
    }


def _invitation(one: OrganisationInvitation) -> dict[str, Any]:
    return {"organisation": one.organisation.name, "made_at": one.made_at, "expires_at": one.expires_at}
