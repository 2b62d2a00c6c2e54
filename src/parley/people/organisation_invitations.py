"""Invitations into an organisation: to the mail address of somebody with an account, or by a link that works once.

Whether an address has an account is told to nobody: an invitation waits for whoever has that address, and who has it sees it on
the page about themselves. A link is a key like that of an offer (people.invitations): only its hash is kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet

from parley.people.models import MemberRole, Membership, OrganisationInvitation, Person
from parley.people.organisation_members import (
    MOST_MEMBERS,
    OrganisationRefused,
    hold,
    make_sure_one_more_fits,
    may_invite,
    membership_of,
)
from parley.people.tokens import TOKEN_CHARACTERS, new_token, token_hash

LIFE = timedelta(days=14)
MOST_OPEN = 50
"""Invitations of one organisation that wait at once."""
CAN_INVITE = tuple(role for role in MemberRole.values if may_invite(role))


def invite_address(by: Person, organisation_id: UUID, email: str, at: datetime) -> None:
    """An earlier invitation to the same address is replaced. Raises ValidationError where the address is none, and
    OrganisationRefused."""
    email = email.strip().lower()
    validate_email(email)
    with transaction.atomic():
        membership = _who_invites(by, organisation_id)
        OrganisationInvitation.objects.filter(organisation_id=organisation_id, email=email).delete()
        _add(membership, at, email=email)


def invite_by_link(by: Person, organisation_id: UUID, at: datetime) -> str:
    """The token for a link that one person can use. It is kept nowhere. Raises OrganisationRefused."""
    token = new_token()
    with transaction.atomic():
        _add(_who_invites(by, organisation_id), at, token_hash=token_hash(token))
    return token


def withdraw(by: Person, organisation_id: UUID, invitation_id: UUID) -> None:
    """Whatever is not there any more is withdrawn already. Raises OrganisationRefused."""
    with transaction.atomic():
        _who_invites(by, organisation_id)
        OrganisationInvitation.objects.filter(organisation_id=organisation_id, id=invitation_id).delete()


def waiting_in(organisation_id: UUID, at: datetime) -> list[OrganisationInvitation]:
    """Open invitations, the newest first. At most MOST_OPEN."""
    found = _open(at).filter(organisation_id=organisation_id).select_related("by__person")
    return list(found.order_by("-made_at", "-id"))


def waiting_for(person: Person, at: datetime) -> list[OrganisationInvitation]:
    """Open invitations to this person's own address, the newest first, into what they do not belong to yet."""
    found = _open(at).filter(email=person.email).exclude(organisation__memberships__person=person)
    return list(found.select_related("organisation", "by__person").order_by("-made_at", "-id")[:MOST_OPEN])


def by_token(token: str, at: datetime) -> OrganisationInvitation | None:
    """The open invitation of this link, or None: unknown, expired, withdrawn and used all look alike."""
    return _open(at).filter(token_hash=token_hash(token)).first() if len(token) == TOKEN_CHARACTERS else None


def invitation_for(person: Person, organisation_id: UUID, hashed: str, at: datetime) -> OrganisationInvitation | None:
    """The one by which this person can join: to their address, or that of the link whose token's hash they hold."""
    theirs = Q(email=person.email) | Q(token_hash=hashed) if hashed else Q(email=person.email)
    found = _open(at).filter(theirs, organisation_id=organisation_id).select_related("organisation", "by__person")
    return found.order_by("-email").first()


def accept(person: Person, invitation: OrganisationInvitation, at: datetime) -> None:
    """Makes the person a member and uses the invitation up. Who is a member already stays what they are. Raises
    OrganisationRefused."""
    with transaction.atomic():
        organisation_id = invitation.organisation_id
        hold(organisation_id)
        found = _open(at).filter(id=invitation.id).first()
        if found is None or (found.email and found.email != person.email):
            raise OrganisationRefused("organisation.invitation_closed")
        if membership_of(person, organisation_id) is not None:
            return
        make_sure_one_more_fits(person)
        if Membership.objects.filter(organisation_id=organisation_id).count() >= MOST_MEMBERS:
            raise OrganisationRefused("organisation.full")
        Membership.objects.create(organisation_id=organisation_id, person=person, role=MemberRole.MEMBER, joined_at=at)
        OrganisationInvitation.objects.filter(organisation_id=organisation_id).filter(
            Q(id=found.id) | Q(email=person.email)
        ).delete()


def decline(person: Person, invitation: OrganisationInvitation) -> None:
    """An invitation to the person's address goes. A link stays: who declines it need not be whom it was meant for."""
    OrganisationInvitation.objects.filter(id=invitation.id, email=person.email).delete()


def sweep_invitations(at: datetime) -> int:
    """Delete what nobody can use any more. How many."""
    gone, _each = OrganisationInvitation.objects.filter(expires_at__lt=at).delete()
    return gone


def _open(at: datetime) -> QuerySet[OrganisationInvitation]:
    """Those of people who may still invite."""
    return OrganisationInvitation.objects.filter(expires_at__gt=at, by__role__in=CAN_INVITE)


def _who_invites(by: Person, organisation_id: UUID) -> Membership:
    hold(organisation_id)
    membership = membership_of(by, organisation_id)
    if membership is None or not may_invite(membership.role):
        raise OrganisationRefused("organisation.not_yours")
    return membership


def _add(by: Membership, at: datetime, email: str = "", token_hash: str = "") -> None:
    if _open(at).filter(organisation_id=by.organisation_id).count() >= MOST_OPEN:
        raise OrganisationRefused("organisation.too_many_invitations")
    OrganisationInvitation.objects.create(
        organisation_id=by.organisation_id, by=by, email=email, token_hash=token_hash, made_at=at, expires_at=at + LIFE
    )
