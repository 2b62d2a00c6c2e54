"""Closing an account: what the accounts know of a person goes at once; what still has to wait is written down beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from parley.people.departures import Departure, LegalHold, Parting
from parley.people.models import CacheEntry, FirstOperatorLink, Invitation, Person, PolicyVersion
from parley.people.organisation_invitations import sweep_invitations
from parley.people.organisation_members import leave_all_organisations

SESSIONS_AT_ONCE = 500


def close_account(person: Person, order_ids: Iterable[UUID], at: datetime) -> Departure:
    """Delete the account, with everything that hangs on it. `order_ids` are the orders of which this person is a party.

    The person's name and address go into the departure, which keeps them until `finish`.
    """
    with transaction.atomic():
        departure = Departure.objects.create(
            person_id=person.id, name=person.name, email=person.email, language=person.language, asked_at=at
        )
        listed = list(order_ids)
        Parting.objects.bulk_create(
            Parting(order_id=order_id, person_id=person.id, is_party=True) for order_id in listed
        )
        Invitation.objects.filter(Q(email=person.email) | Q(used_by=person) | Q(order_id__in=listed)).delete()
        for version in PolicyVersion.objects.filter(written_by=person):
            # The rules stay, because others chose them; the words are the person's. Its short name is part of terms.
            PolicyVersion.objects.filter(policy_id=version.policy_id, number=version.number).update(
                title=version.policy_id, written_by=None
            )
        LegalHold.objects.filter(placed_by=person).update(placed_by=None)
        end_sessions(person)
        leave_all_organisations(person)
        Person.objects.filter(id=person.id).delete()
    return departure


def end_sessions(person: Person) -> int:
    """End every session of this person, and each in which somebody gives their address to get in. How many.

    A session's content is packed, so that the database cannot be asked for a name in it: all of them are opened.
    """
    found = [
        session.session_key
        for session in Session.objects.iterator(SESSIONS_AT_ONCE)
        if _names(session.get_decoded(), person)
    ]
    for start in range(0, len(found), SESSIONS_AT_ONCE):
        Session.objects.filter(session_key__in=found[start : start + SESSIONS_AT_ONCE]).delete()
    return len(found)


def _names(held: object, person: Person) -> bool:
    """Whether this person's id or address stands anywhere in what a session holds."""
    if isinstance(held, dict):
        if str(held.get(SESSION_KEY)) == str(person.id):
            return True
        return any(_names(one, person) for pair in held.items() for one in pair)
    if isinstance(held, list | tuple):
        return any(_names(one, person) for one in held)
    if not isinstance(held, str):
        return False
    return str(person.id) in held or person.email in held.lower()


def is_last_operator(person: Person) -> bool:
    """Whether nobody would run the installation any more."""
    return person.is_operator and not Person.objects.operators().exclude(id=person.id).exists()


# --- those who left


def unfinished() -> list[Departure]:
    """Everybody of whom something still waits, the longest in front."""
    return list(Departure.objects.filter(finished_at=None).order_by("asked_at", "person_id"))


def open_partings(person_id: UUID) -> list[Parting]:
    """Orders of somebody who left that still hold their words."""
    return list(Parting.objects.filter(person_id=person_id, emptied_at=None).order_by("order_id"))


def finish(departure: Departure, at: datetime) -> None:
    """Nothing waits any more: name and address go. That somebody of this id left stays."""
    Departure.objects.filter(person_id=departure.person_id).update(name="", email="", language="", finished_at=at)


def left_names(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What to call those of these people who have no account any more: by their name while it is kept, afterwards as somebody
    who left, in the language that is active."""
    ids = set(person_ids)
    if not ids:
        return {}
    kept = dict(Departure.objects.filter(person_id__in=ids).values_list("person_id", "name"))
    return {person_id: kept.get(person_id) or left_name() for person_id in ids}


def known(person_ids: Iterable[UUID]) -> dict[UUID, Person | Departure]:
    """Those of these people who are known by name: from their account, or from their departure while that keeps it."""
    ids = set(person_ids)
    kept = Departure.objects.exclude(name="").in_bulk(ids)
    return {**kept, **Person.objects.in_bulk(ids)}


def left_name() -> str:
    """What somebody is called whose name was erased."""
    # Translators: stands in the place of a name, also inside a sentence.
    return _("a person who left")


def sweep_rests(at: datetime) -> int:
    """Delete what is over and serves nobody: sessions, counts of tries, unused links. How many rows."""
    gone, _each = Session.objects.filter(expire_date__lt=at).delete()
    counts, _each = CacheEntry.objects.filter(expires__lt=at).delete()
    links, _each = FirstOperatorLink.objects.filter(expires_at__lt=at).delete()
    return gone + counts + links + sweep_invitations(at)
