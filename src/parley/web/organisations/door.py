"""The doors of an organisation's own pages, and what is said where a rule is in the way."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.people.models import MemberRole, Membership, Person
from parley.people.organisation_invitations import MOST_OPEN
from parley.people.organisation_members import (
    MOST_MEMBERS,
    MOST_ORGANISATIONS,
    may_edit,
    may_invite,
    membership_of,
)
from parley.web.accounts.owners import Guarded, View, owners_only
from parley.words.locales import number

SENDS_A_MINUTE = 30
"""Forms about organisations that one person sends."""
FOUNDED_A_DAY = 3
INVITED_A_DAY = 20
"""By one person."""
DAY_S = 24 * 3600


def members_only(*methods: str) -> Callable[[View[Membership]], Guarded]:
    """Lets members in; for all others there is no such page. Hands over the visitor's own membership."""
    return owners_only(membership_of, methods, "")


def inviting_only(*methods: str) -> Callable[[View[Membership]], Guarded]:
    """The same for those who may invite."""
    return owners_only(_inviting, methods, "")


def owning_only(*methods: str) -> Callable[[View[Membership]], Guarded]:
    """The same for owners."""
    return owners_only(_owning, methods, "")


def role_name(role: str) -> str:
    return str(MemberRole(role).label)


def refusal_words(code: str) -> str:
    """What is in the way, and the way on: the codes of OrganisationRefused."""
    match code:
        case "organisation.too_many":
            pattern = ngettext(
                "A person belongs to at most {most} organisation. Leave one, then this works.",
                "A person belongs to at most {most} organisations. Leave one, then this works.",
                MOST_ORGANISATIONS,
            )
            return pattern.format(most=number(MOST_ORGANISATIONS))
        case "organisation.full":
            pattern = ngettext(
                "An organisation has at most {most} member, and this one is full. Ask its owner to make room.",
                "An organisation has at most {most} members, and this one is full. Ask its owner to make room.",
                MOST_MEMBERS,
            )
            return pattern.format(most=number(MOST_MEMBERS))
        case "organisation.last_owner":
            return _(
                "An organisation always has an owner, and there is no other here. Make somebody else an owner first, then "
                "this works."
            )
        case "organisation.nobody":
            return _("This person does not belong to the organisation any more. There is nothing left to do.")
        case "organisation.invitation_closed":
            return _(
                "This invitation was used or withdrawn, or its time is over. Ask whoever invited you for another one."
            )
        case "organisation.too_many_invitations":
            pattern = ngettext(
                "{most} invitation is open, and that is as many as fit. Withdraw one, then this works.",
                "{most} invitations are open, and that is as many as fit. Withdraw one, then this works.",
                MOST_OPEN,
            )
            return pattern.format(most=number(MOST_OPEN))
        case _other:
            return _("Your role in this organisation does not allow this, or not any more. Ask one of its owners.")


def _inviting(person: Person, organisation_id: UUID) -> Membership | None:
    found = membership_of(person, organisation_id)
    return found if found is not None and may_invite(found.role) else None


def _owning(person: Person, organisation_id: UUID) -> Membership | None:
    found = membership_of(person, organisation_id)
    return found if found is not None and may_edit(found.role) else None
