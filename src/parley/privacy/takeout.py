"""Everything that the desk knows of a person, as one archive that is made while it is sent.

`your-data.json` says what is known, order by order; beside it lie the files that the person handed in. Of the other side there
is what happened and when, and no words: those are in the case file of each order, for both sides the same.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, BinaryIO

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings

from parley.board.content import content_of as brief_content
from parley.board.models import Brief, BriefAnswer, Ruling
from parley.core.order.state import Order
from parley.core.texts import Commitment
from parley.help.requests import answered_by, of_person
from parley.help.votes import votes_of
from parley.office.acts import acts_of
from parley.office.announcements import announced_by
from parley.people.holds import standing
from parley.people.models import Invitation, Person, PolicyVersion
from parley.privacy.authorship import Authors, authors
from parley.privacy.standing import orders_of
from parley.privacy.takeout_of_organisations import organisations_told
from parley.privacy.takeout_of_profile import pictures_told, profile_told
from parley.reads.completion import completion_of
from parley.store.blobs import Erased, blobs
from parley.store.erasure import orders_naming
from parley.store.forms import STATES
from parley.store.plain import instant_text
from parley.store.queries import all_order_ids, events_of, files_of, order_row, texts_of
from parley.store.rows import EventRow, OrderRow, TextRow
from parley.storefront.content import content_of
from parley.storefront.models import Service

FORMAT = "parley-your-data/1"
NAME = "your-data.json"
PIECE_BYTES = 1 << 18
WINDOW = 500


def takeout(person: Person, at: datetime) -> Iterator[bytes]:
    """The bytes of the archive, piece by piece: neither all orders nor any whole file are in memory at once."""
    out = _Out()
    with zipfile.ZipFile(out, "w") as archive:
        wanted: list[tuple[str, str]] = []
        with archive.open(_entry(NAME, at, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as entry:
            for piece in _told(person, at, wanted):
                entry.write(piece.encode())
                yield from out.taken()
        for name, key in wanted:
            try:
                source = blobs().open(key)
            except (Erased, FileNotFoundError):
                continue
            yield from _beside(archive, out, name, source, at)
        for name, source in pictures_told(person):
            yield from _beside(archive, out, name, source, at)
    yield from out.taken()


def _beside(archive: zipfile.ZipFile, out: _Out, name: str, source: BinaryIO, at: datetime) -> Iterator[bytes]:
    """A file beside what is told, as it is: pictures and archives do not get smaller."""
    with source, archive.open(_entry(name, at, zipfile.ZIP_STORED), "w", force_zip64=True) as entry:
        while piece_bytes := source.read(PIECE_BYTES):
            entry.write(piece_bytes)
            yield from out.taken()


class _Out:
    """What a ZIP is written to when nobody can go back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes, /) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Everything is taken as it comes."""

    def close(self) -> None:
        """Nothing is held."""

    def taken(self) -> Iterator[bytes]:
        pieces, self._pieces = self._pieces, []
        yield from pieces


def _entry(name: str, at: datetime, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o600 << 16
    return entry


def _told(person: Person, at: datetime, wanted: list[tuple[str, str]]) -> Iterator[str]:
    """One JSON object, written as it is found. Files to be put beside it are noted in `wanted`: entry and key."""
    head = _plain({"format": FORMAT, "desk": settings.BASE_URL, "made_at": at, **_account(person, at)})
    yield f'{head[:-1]},\n"orders": [\n'
    for number, (row, order) in enumerate(orders_of(str(person.id))):
        yield (",\n" if number else "") + _plain(_order(person, row, order, wanted))
    yield '\n],\n"done_for_the_desk": [\n'
    for number, (row, order) in enumerate(_desk_work(person)):
        yield (",\n" if number else "") + _plain(_order(person, row, order, wanted))
    yield "\n]}\n"


def _account(person: Person, at: datetime) -> dict[str, Any]:
    record = completion_of(str(person.id))
    return {
        "account": {
            "id": str(person.id),
            "name": person.name,
            "organisation": person.organisation,
            "mail_address": person.email,
            "language": person.language,
            "time_zone": person.zone,
            "colours": person.theme,
            "wants_coach": person.wants_coach,
            "joined_at": person.joined_at,
            "last_signed_in_at": person.last_login,
            "is_operator": person.is_operator,
            "is_mediator": person.is_mediator,
            "has_password": person.has_usable_password(),
        },
        "mail_addresses": [
            {"address": one.email, "confirmed": one.verified, "primary": one.primary}
            for one in EmailAddress.objects.filter(user=person)
        ],
        "second_steps": [
            {
                "kind": one.type,
                "name": str(one.data.get("name", "")),
                "added_at": one.created_at,
                "last_used_at": one.last_used_at,
            }
            for one in Authenticator.objects.filter(user=person)
        ],
        "sessions": [
            {"address": one.ip, "browser": one.user_agent, "since": one.created_at, "last_seen_at": one.last_seen_at}
            for one in UserSession.objects.filter(user=person)
        ],
        "invitations": [
            {
                "order_id": str(one.order_id),
                "role": one.role,
                "to": one.email,
                "sent_at": one.created_at,
                "used_at": one.used_at,
            }
            for one in Invitation.objects.filter(email=person.email)
        ],
        "policies_written": [
            {"name": one.policy_id, "version": one.number, "title": one.title, "written_at": one.written_at}
            for one in PolicyVersion.objects.filter(written_by=person).order_by("policy_id", "number")
        ],
        "done_as_operator": [{"what": one.did.value, "about": one.about, "at": one.at} for one in acts_of(person)],
        "announced": [
            {"texts": one.texts, "from": one.starts_at, "until": one.ends_at} for one in announced_by(person)
        ],
        "found_useful": [
            {"article": one.article, "language": one.language, "useful": one.is_useful, "said_at": one.voted_at}
            for one in votes_of(person)
        ],
        "asked_the_operators": [
            {
                "article": one.article,
                "order_id": str(one.order_id) if one.order_id else None,
                "question": one.question,
                "asked_at": one.asked_at,
                "answer": one.answer,
                "answered_at": one.answered_at,
            }
            for one in of_person(person)
        ],
        "answered_for_the_desk": [
            {"request_id": str(one.id), "answer": one.answer, "answered_at": one.answered_at}
            for one in answered_by(person)
        ],
        "legal_holds": [
            {"placed_at": one.placed_at, "until": one.until} for one in standing(at).filter(person_id=person.id)
        ],
        "profile": profile_told(person),
        "organisations": organisations_told(person),
        "services": list(_services(person)),
        **_briefs(person),
        "completion": {
            "completed": record.completed,
            "ended_on_your_side": record.freelancer_caused,
            "counts_for_nothing": record.exempt,
            "first_deliveries": record.first_deliveries,
            "on_time": record.on_time,
        },
    }


def _services(person: Person) -> Iterator[dict[str, Any]]:
    """Everything of a service, also what is still being typed."""
    for one in Service.objects.filter(owner=person).prefetch_related("packages", "extras").order_by("id"):
        yield {
            "id": str(one.id),
            "stage": one.stage,
            "version": one.version,
            "first_published_at": one.listed_at,
            "last_changed_at": one.changed_at,
            "removed_because": one.removed_because,
            "shown": asdict(content_of(one)) if one.was_published else None,
            "being_typed": one.typed,
        }


def _briefs(person: Person) -> dict[str, Any]:
    """Their briefs with what was said of them, which briefs they answered, and what they decided for the desk."""
    return {
        "briefs": [
            {
                "id": str(one.id),
                "stage": one.stage,
                "version": one.version,
                "published_at": one.published_at,
                "expires_at": one.expires_at,
                "last_changed_at": one.changed_at,
                "posted": asdict(brief_content(one)) if one.version else None,
                "being_typed": one.typed,
                "found_by_the_screen": one.reasons,
                "appeals": list(one.appeals.order_by("made_at").values("version", "words", "made_at")),
                "decisions": list(one.rulings.order_by("made_at").values("version", "kind", "words", "made_at")),
            }
            for one in Brief.objects.filter(author=person).order_by("id")
        ],
        "briefs_answered": [
            {"brief_id": str(one.brief_id), "order_id": str(one.order_id), "made_at": one.made_at}
            for one in BriefAnswer.objects.filter(freelancer=person).order_by("made_at")
        ],
        "briefs_decided": [
            {"brief_id": str(one.brief_id), "kind": one.kind, "words": one.words, "made_at": one.made_at}
            for one in Ruling.objects.filter(made_by=person).order_by("made_at")
        ],
    }


def _order(person: Person, row: OrderRow, order: Order, wanted: list[tuple[str, str]]) -> dict[str, Any]:
    """What happened in the order, and this person's own words and files."""
    person_id = str(person.id)
    events, texts = events_of(order.id), texts_of(order.id)
    found = authors(order, events)
    role = order.role_of(person_id)
    return {
        "order_id": str(order.id),
        "your_part": role.value if role is not None else "desk",
        "stage": order.stage.value,
        "made_at": row.created_at,
        "last_changed_at": row.updated_at,
        "price": {"amount_minor": order.terms.price.amount_minor, "currency": order.terms.price.currency},
        "events": [_event(event) for event in events],
        "your_words": [
            {"event": brought.seq, "kind": brought.kind, **_words(texts.get(commitment))}
            for commitment, brought in sorted(found.texts.items(), key=lambda pair: (pair[1].seq, pair[0]))
            if brought.person == person_id
        ],
        "your_files": list(_files(order, found, texts, person_id, wanted)),
    }


def _event(row: EventRow) -> dict[str, Any]:
    return {"number": row.seq, "kind": row.kind, "at": row.at, "by": row.by}


def _words(row: TextRow | None) -> dict[str, Any]:
    if row is None or row.body is None:
        return {"words": None, "erased_at": row.erased_at if row else None}
    return {"words": row.body, "language": row.language}


def _files(
    order: Order, found: Authors, texts: dict[str, TextRow], person_id: str, wanted: list[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    kept = {row.sha256: row.stored_as for row in files_of(order.id)}
    told: set[str] = set()
    for person, seq, file in found.handed_in:
        if person != person_id:
            continue
        key = kept.get(file.sha256)
        entry = f"files/{order.id}/{file.sha256}" + (f".{file.ending}" if file.ending.isalnum() else "")
        if key is not None and file.sha256 not in told:
            told.add(file.sha256)
            wanted.append((entry, key))
        yield {
            "event": seq,
            "name": _name(texts, file.name),
            "media_type": file.media_type,
            "size_bytes": file.size_bytes,
            "sha256": file.sha256,
            "entry": entry if key is not None else None,
        }


def _name(texts: dict[str, TextRow], commitment: Commitment) -> str | None:
    row = texts.get(commitment)
    return row.body if row is not None else None


def _desk_work(person: Person) -> Iterator[tuple[OrderRow, Order]]:
    """Orders of others in which this person acted for the desk. Only looked for where they may have: all orders are read."""
    if not (person.is_mediator or person.is_operator):
        return
    after = None
    while window := all_order_ids(after, WINDOW):
        for order_id in orders_naming(window[0], window[-1], str(person.id)):
            row = order_row(order_id)
            order = STATES.from_text(row.state) if row is not None else None
            if row is not None and order is not None and order.role_of(str(person.id)) is None:
                yield row, order
        after = window[-1]


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_as_text, indent=1)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not told")
