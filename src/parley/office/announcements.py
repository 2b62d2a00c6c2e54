"""What the desk tells everybody, for its time. Plain words: nothing in them is ever markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from parley.office.models import Announcement
from parley.people.models import Person
from parley.people.names import fewer_marks, is_visible

LONGEST_TEXT = 280
"""Characters in one language: it stands above everything else."""
LONGEST_TIME = timedelta(days=92)
"""Whatever is to be known for longer belongs on a page of its own."""
MOST_AT_ONCE = 3


class AnnouncementRefused(Exception):
    """Why something was not announced. `code` is one of:

    - `announcement.no_words`: nothing in the desk's own language, which everybody sees whose language has no text;
    - `announcement.too_long`: more than LONGEST_TEXT characters in `language`;
    - `announcement.over`: it would end before it begins, or has ended already;
    - `announcement.too_far`: it would stand for longer than LONGEST_TIME;
    - `announcement.too_many`: MOST_AT_ONCE others stand or wait already.
    """

    def __init__(self, code: str, language: str = "") -> None:
        self.code = code
        self.language = language
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement, in the language that `text` is in."""

    id: UUID
    text: str
    language: str
    ends_at: datetime


def announce(
    texts: Mapping[str, str], language: str, starts_at: datetime, ends_at: datetime, by: Person, at: datetime
) -> Announcement:
    """Show these texts, by language, from `starts_at` to `ends_at` (UTC). `language` is the desk's own. Raises
    AnnouncementRefused."""
    cleaned = {code: words for code, typed in texts.items() if (words := clean_text(typed))}
    if language not in cleaned:
        raise AnnouncementRefused("announcement.no_words", language)
    for code, words in cleaned.items():
        if len(words) > LONGEST_TEXT:
            raise AnnouncementRefused("announcement.too_long", code)
    if ends_at <= max(starts_at, at):
        raise AnnouncementRefused("announcement.over")
    if ends_at - max(starts_at, at) > LONGEST_TIME:
        raise AnnouncementRefused("announcement.too_far")
    if len(not_over(at)) >= MOST_AT_ONCE:
        raise AnnouncementRefused("announcement.too_many")
    return Announcement.objects.create(texts=cleaned, starts_at=starts_at, ends_at=ends_at, written_by=by)


def clean_text(typed: str) -> str:
    """One line, composed, without invisible and direction-turning characters."""
    composed = unicodedata.normalize("NFC", typed)
    # Line ends are control characters, and are spaces here.
    seen = "".join(one if is_visible(one) or one.isspace() else "" for one in composed)
    return fewer_marks(" ".join(seen.split()))


def standing(at: datetime, language: str, otherwise: str) -> tuple[Announced, ...]:
    """What is shown at `at` to a reader of `language`, the newest first; in the desk's own language, `otherwise`, where
    nobody wrote it in the reader's."""
    rows = _open(at).filter(starts_at__lte=at).order_by("-id")[:MOST_AT_ONCE]
    return tuple(_told(row, language, otherwise) for row in rows)


def not_over(at: datetime) -> Sequence[Announcement]:
    """Those that stand and those that wait for their time, the one that begins first in front."""
    return list(_open(at).select_related("written_by").order_by("starts_at", "id"))


def withdraw(announcement_id: UUID, at: datetime) -> bool:
    """Show it no more. False where none of this id stands or waits."""
    return bool(_open(at).filter(id=announcement_id).update(withdrawn_at=at))


def announced_by(person: Person) -> Sequence[Announcement]:
    """Everything that this person announced, oldest first."""
    return list(Announcement.objects.filter(written_by=person).order_by("id"))


def forget_announcements(person: Person) -> None:
    """Delete what this person announced: it leaves with them."""
    Announcement.objects.filter(written_by=person).delete()


def _open(at: datetime) -> QuerySet[Announcement]:
    return Announcement.objects.filter(withdrawn_at=None, ends_at__gt=at)


def _told(row: Announcement, language: str, otherwise: str) -> Announced:
    code = next((code for code in (language, otherwise) if code in row.texts), next(iter(row.texts)))
    return Announced(row.id, str(row.texts[code]), code, row.ends_at)
