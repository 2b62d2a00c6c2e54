"""How an installation gets its first operator: a link that is printed once, works once, and only while there is no operator."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from parley.people.models import FirstOperatorLink, Person
from parley.people.register import register
from parley.people.tokens import new_token, token_hash

LIFE = timedelta(hours=24)


class LinkGone(Exception):
    """The link was used, is too old, was never made, or is not needed any more. Which of these, nobody is told."""


def first_operator_link(at: datetime) -> str | None:
    """A fresh link to become the first operator, valid for 24 hours from `at`; None when there is an operator already.

    Earlier links stop working, so that only the last one printed is worth keeping.
    """
    if Person.objects.operators().exists():
        return None
    token = new_token()
    with transaction.atomic():
        FirstOperatorLink.objects.filter(used_at=None).delete()
        FirstOperatorLink.objects.create(token_hash=token_hash(token), created_at=at, expires_at=at + LIFE)
    return str(settings.BASE_URL) + reverse("first_operator_link", args=[token])


def is_link_open(hashed: str, at: datetime) -> bool:
    """Whether the link with this token hash (tokens.token_hash) would still make an operator at `at`."""
    is_open = FirstOperatorLink.objects.filter(token_hash=hashed, used_at=None, expires_at__gt=at).exists()
    return is_open and not Person.objects.operators().exists()


def become_first_operator(
    hashed: str, at: datetime, *, name: str, email: str, password: str, language: str, zone: str
) -> Person:
    """Uses up the link and makes the operator, both or neither.

    Raises LinkGone when the link does not work at `at`, ValidationError as register does (the link then stays usable).
    """
    with transaction.atomic():
        # The conditional update is the lock: of two people who post at once, one changes the row and the other finds none.
        used = FirstOperatorLink.objects.filter(token_hash=hashed, used_at=None, expires_at__gt=at).update(used_at=at)
        if not used or Person.objects.operators().exists():
            raise LinkGone
        return register(name, email, language, zone, password, is_operator=True)
