"""Invitations: the other side of an offer may be a mail address that has no account yet.

The link may be opened as often as one likes until somebody has joined or it has expired: reading commits to nothing. Joining is
a form that a signed-in person posts; it binds the invitation to that person for good. The link is a key, and mail gets
forwarded: somebody whose own address is not the invited one is asked to confirm that they are meant, and both sides see the
name of whoever joined.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from parley.people.models import Invitation, Person
from parley.people.tokens import TOKEN_CHARACTERS, new_token, token_hash

LIFE = timedelta(days=30)


class InvitationRefused(Exception):
    """Why somebody cannot join by this link. `code` is one of:

    - `invitation.closed`: unknown, expired, replaced or used by somebody else; these are not told apart.
    - `invitation.other_address`: the person's address is not the invited one, and they have not confirmed that they are meant.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def invite(order_id: UUID, role: str, email: str, language: str, at: datetime, life: timedelta = LIFE) -> str:
    """Invites whoever reads mail at `email` to take `role` in the order. Returns the token for the link, which is kept nowhere.

    An earlier invitation to the same role stops working. Raises ValidationError when the address is none.
    """
    email = email.strip().lower()
    validate_email(email)
    token = new_token()
    invitation = {
        "email": email,
        "language": language,
        "token_hash": token_hash(token),
        "created_at": at,
        "expires_at": at + life,
        "used_at": None,
        "used_by": None,
    }
    Invitation.objects.update_or_create(order_id=order_id, role=role, defaults=invitation)
    return token


def is_invited(order_id: UUID, role: str) -> bool:
    """Whether somebody was invited to this place before. The link of their letter must not be replaced by asking twice."""
    return Invitation.objects.filter(order_id=order_id, role=role).exists()


def find(token: str, at: datetime) -> Invitation | None:
    """The open invitation of this token, or None: unknown, expired, replaced and used all look alike."""
    return find_hashed(token_hash(token), at) if len(token) == TOKEN_CHARACTERS else None


def find_hashed(hashed: str, at: datetime) -> Invitation | None:
    """As `find`, for a page that keeps only the token's hash in the session."""
    invitation = Invitation.objects.filter(token_hash=hashed).first()
    return invitation if invitation is not None and invitation.is_open(at) else None


def waiting_for(person: Person, at: datetime) -> QuerySet[Invitation]:
    """Open invitations to the person's own (confirmed) address, oldest first: somebody who signed up first needs no link."""
    return Invitation.objects.filter(email=person.email, used_at=None, expires_at__gt=at).order_by("created_at")


def use(token: str, person: Person, at: datetime, *, other_address_confirmed: bool = False) -> Invitation:
    """Binds the invitation to the person who joins, once and for all. The same person using it again gets it again.

    Raises InvitationRefused.
    """
    return use_hashed(token_hash(token), person, at, other_address_confirmed=other_address_confirmed)


def use_hashed(hashed: str, person: Person, at: datetime, *, other_address_confirmed: bool = False) -> Invitation:
    """As `use`, for a page that keeps only the token's hash in the session."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(token_hash=hashed).first()
        if invitation is not None and invitation.used_by == person:
            return invitation
        if invitation is None or not invitation.is_open(at):
            raise InvitationRefused("invitation.closed")
        if invitation.email != person.email and not other_address_confirmed:
            raise InvitationRefused("invitation.other_address")
        invitation.used_at = at
        invitation.used_by = person
        invitation.save(update_fields=["used_at", "used_by"])
        return invitation
