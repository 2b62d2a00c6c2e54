"""A brief from its draft to everybody's eyes, and away again. Each change stands in one transaction with the search."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parley.board.content import Content, content_of, write
from parley.board.likeness import is_like, numbers, pairs
from parley.board.models import Brief, Likeness, Stage
from parley.board.reading import COPY, TEXT, Found, as_rows, read
from parley.people.models import Person
from parley.screen.screening import Verdict
from parley.search.entries import put, remove

KIND = "brief"
"""What briefs are called in the search."""
SHOWN_FOR = timedelta(days=30)
"""So long a brief is shown."""
MOST_NEW_A_DAY = 5
"""Briefs of one person that are posted for the first time within 24 hours."""
MOST_OPEN = 20
"""Briefs of one person that are shown, or wait to be, at a time."""
MOST_DRAFTS = 50
MOST_COMPARED = 50
"""Briefs with a number in common that are compared in full."""
LASTING = (Stage.CLOSED, Stage.ANSWERED)
"""Nothing is written any more in these."""


def keep_draft(author: Person, brief_id: UUID, typed: Mapping[str, str], at: datetime) -> Brief:
    """Keep everything that was typed, right or wrong; nobody else sees it. `brief_id` is made by the form, so that the same
    form sent twice is one draft. Raises ValidationError for one draft too many."""
    with transaction.atomic():
        brief = own(author, brief_id, at)
        brief.typed, brief.changed_at = dict(typed), at
        brief.save()
    return brief


def post(author: Person, brief_id: UUID, content: Content, at: datetime) -> Brief:
    """Screen this content and show it to everybody, have a person look at it, or block it: the brief's stage says which.

    Raises ValidationError where a limit, a twin of the author's own or the end of the brief is in the way; then nothing has
    changed. What was shown before is not shown any more when the new words do not pass.
    """
    with transaction.atomic():
        brief = own(author, brief_id, at)
        if brief.version and brief.stage != Stage.DRAFT and content == content_of(brief) and not brief.is_expired(at):
            brief.typed = {}
            brief.save(update_fields=["typed"])
            return brief
        _make_sure_there_is_room(author, brief, at)
        write(brief, content)
        brief.typed = {}
        brief.version += 1
        _screen(brief, at)
    return brief


def renew(author: Person, brief_id: UUID, at: datetime) -> Brief:
    """Show an expired brief for another month, as if it had been posted now. Raises ValidationError where there is no room."""
    with transaction.atomic():
        brief = own(author, brief_id, at)
        if brief.is_expired(at):
            _make_sure_there_is_room(author, brief, at)
            brief.published_at = None
            _screen(brief, at)
    return brief


def close(author: Person, brief_id: UUID, at: datetime) -> None:
    """End a brief that was posted. Offers that were made to it go on as they are."""
    with transaction.atomic():
        brief = own(author, brief_id, at)
        if brief.stage in (Stage.WAITING, Stage.PUBLISHED, Stage.BLOCKED):
            end(brief, Stage.CLOSED, at)


def delete_draft(brief: Brief) -> None:
    """Throw a draft away that was never posted."""
    Brief.objects.filter(id=brief.id, stage=Stage.DRAFT).delete()


def show(brief: Brief, at: datetime) -> None:
    """Show a locked brief to everybody. Its month goes on when its words change; when it is over, a new one begins."""
    if brief.published_at is None or brief.expires_at is None or brief.expires_at <= at:
        brief.published_at, brief.expires_at = at, at + SHOWN_FOR
    brief.stage, brief.waiting_since, brief.changed_at = Stage.PUBLISHED, None, at
    brief.save()
    body = f"{brief.text}\n{brief.result}"
    put(KIND, brief.id, brief.language, brief.title, body, brief.published_at)


def end(brief: Brief, stage: Stage, at: datetime) -> None:
    """Take a locked brief from everybody's eyes, to this stage."""
    brief.stage, brief.changed_at = stage, at
    brief.waiting_since = at if stage == Stage.WAITING else None
    brief.save()
    remove(KIND, [brief.id])


def own(author: Person, brief_id: UUID, at: datetime) -> Brief:
    """The brief of this id, locked; a new one when there is none. Limits are counted while the author's row is locked too."""
    Person.objects.select_for_update().get(id=author.id)
    brief = Brief.objects.select_for_update().filter(id=brief_id).first()
    if brief is None:
        if Brief.objects.filter(author=author, stage=Stage.DRAFT).count() >= MOST_DRAFTS:
            raise ValidationError(
                _("You have %(most)d drafts, and no more are kept. Delete one first."),
                code="brief.too_many_drafts",
                params={"most": MOST_DRAFTS},
            )
        return Brief(id=brief_id, author=author, changed_at=at)
    if not brief.is_of(author):
        raise ValidationError(_("This form has expired. Open it again."), code="brief.not_yours")
    if brief.stage in LASTING:
        raise ValidationError(_("This brief has ended. Write a new one."), code="brief.ended")
    return brief


def _make_sure_there_is_room(author: Person, brief: Brief, at: datetime) -> None:
    others = Brief.objects.filter(author=author).exclude(id=brief.id)
    is_open = Q(stage=Stage.WAITING) | Q(stage=Stage.PUBLISHED, expires_at__gt=at)
    if others.filter(is_open).count() >= MOST_OPEN:
        raise ValidationError(
            _("%(most)d of your briefs are open, which is the most for one person. Close one first."),
            code="brief.open_too_many",
            params={"most": MOST_OPEN},
        )
    if brief.version:
        return
    if others.filter(first_posted_at__gt=at - timedelta(days=1)).count() >= MOST_NEW_A_DAY:
        raise ValidationError(
            _("You have posted %(most)d new briefs within a day, which is the most. Keep this one as a draft, and post it "
              "tomorrow."),
            code="brief.new_too_many",
            params={"most": MOST_NEW_A_DAY},
        )  # fmt: skip


def _screen(brief: Brief, at: datetime) -> None:
    """Read a locked brief, note what was found, and put it where that leads."""
    brief.first_posted_at = brief.first_posted_at or at
    found = read(content_of(brief))
    verdict, reasons = found.verdict, found.reasons
    if _is_copy(brief):
        reasons = (*reasons, Found(COPY, TEXT, 0, 0))
        verdict = Verdict.REVIEW if verdict is Verdict.PASS else verdict
    is_allowed = brief.allowed == brief.version
    brief.reasons, brief.read_with = as_rows(() if is_allowed else reasons), found.version
    if is_allowed or (verdict is Verdict.PASS and not brief.was_refused):
        show(brief, at)
    else:
        end(brief, Stage.BLOCKED if verdict is Verdict.BLOCK else Stage.WAITING, at)


def _is_copy(brief: Brief) -> bool:
    """Whether an older brief of somebody else has nearly these words. Raises ValidationError where an own one has."""
    mine = pairs(_words(brief))
    shared = numbers(mine)
    brief.save()  # the numbers name it
    Likeness.objects.filter(brief=brief).delete()
    near = Q(pk__in=[])
    for place, value in enumerate(shared):
        near |= Q(place=place, value=value)
    counts = Q(brief__was_refused=True) | Q(brief__stage__in=[Stage.WAITING, Stage.PUBLISHED, Stage.BLOCKED])
    ids = Likeness.objects.filter(near).filter(counts).order_by("-brief_id").values_list("brief_id", flat=True)
    others = Brief.objects.filter(id__in=list(ids.distinct()[:MOST_COMPARED]))
    Likeness.objects.bulk_create(Likeness(brief=brief, place=place, value=one) for place, one in enumerate(shared))
    alike = [other for other in others if is_like(mine, pairs(_words(other)))]
    if any(other.author_id == brief.author_id for other in alike):
        raise ValidationError(
            _("You have a brief with nearly these words already. Change that one, or say what is different here."),
            code="brief.twice",
        )
    return any(_is_older(other, brief) for other in alike)


def _is_older(other: Brief, brief: Brief) -> bool:
    if other.first_posted_at is None or brief.first_posted_at is None:
        return False
    return (other.first_posted_at, other.id) < (brief.first_posted_at, brief.id)


def _words(brief: Brief) -> str:
    return f"{brief.title}\n{brief.text}\n{brief.result}"
