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


def open_invitation(order_id: UUID, role: Role, at: datetime) -> Invitation | None:
    """The invitation to this place of the order, if it can still be taken at `at`."""
    found = Invitation.objects.filter(order_id=order_id, role=role.value).first()
    return found if found is not None and found.is_open(at) else None


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
