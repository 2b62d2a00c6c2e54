"""The link of somebody who was invited by mail address and has no account yet.

Only a hash of a link's token is kept, so the courier cannot read the link that was made when the offer was. It makes another
one, and the same one for every letter of this invitation: a letter may go out twice, and a later one (the offer was
changed) must not close the link of the first. The token follows from the invitation and the installation's secret key, so
neither the database nor anybody without that key knows it.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac

from parley.core.parties import Role
from parley.people.models import Invitation
from parley.people.tokens import token_hash

SALT = "parley.worker.invited"


class NotYet(Exception):
    """Nobody is known for an empty place at this moment. An offer is written down before its invitation is, and an invitation
    is used before its person has joined; a letter that is carried in between has to wait."""


def open_invitation(order_id: UUID, role: Role, at: datetime) -> Invitation | None:
    """The invitation to this empty place of the order; None when it ran out by `at`. Raises NotYet."""
    found = Invitation.objects.filter(order_id=order_id, role=role.value).first()
    if found is None or found.used_at is not None:
        raise NotYet("nobody is invited to this place yet")
    return found if found.is_open(at) else None


def link_token(invitation: Invitation) -> str:
    """The token for the link in a letter to the invited address. From now on it opens the invitation, and no other does."""
    named = f"{invitation.order_id} {invitation.role} {invitation.email} {invitation.created_at.isoformat()}"
    digest = salted_hmac(SALT, named, algorithm="sha256").digest()
    token = urlsafe_b64encode(digest).rstrip(b"=").decode()
    hashed = token_hash(token)
    if invitation.token_hash != hashed:
        # By the old hash, so that an invitation made anew meanwhile keeps its own.
        Invitation.objects.filter(
            order_id=invitation.order_id, role=invitation.role, token_hash=invitation.token_hash, used_at=None
        ).update(token_hash=hashed)
    return token
