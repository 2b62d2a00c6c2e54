"""What people say of a brief: its author's appeal, and an operator's decision, always with words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parley.board.models import LONGEST_WORDS, Appeal, Brief, Ruling, Stage
from parley.board.posting import end, own, show
from parley.people.models import Person
from parley.storefront.screening import clean_text

PAGE = 25


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a brief, and by whom: the author, or an operator (None when their account is gone)."""

    at: datetime
    version: int
    kind: str
    words: str
    by: Person | None
    is_authors: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the queue goes on: the last brief of a page."""

    waiting_since: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Queue:
    """Briefs that wait for a person, the oldest first; `appealed` are those whose authors appealed against the block of this
    version."""

    briefs: tuple[Brief, ...]
    appealed: frozenset[UUID] = frozenset()
    next: Place | None = None


def may_appeal(brief: Brief) -> bool:
    """Once for each version that is blocked."""
    return brief.stage == Stage.BLOCKED and not brief.appeals.filter(version=brief.version).exists()


def appeal(author: Person, brief_id: UUID, words: str, at: datetime) -> Brief:
    """Ask a person to look at a blocked brief. Raises ValidationError without words, and for a second time; the same form sent
    twice is one appeal."""
    said = _clean(words, _("Write why this brief should be published. A person reads it."))
    with transaction.atomic():
        brief = own(author, brief_id, at)
        made = brief.appeals.filter(version=brief.version).first()
        if made is not None and made.words == said:
            return brief
        if made is not None or brief.stage != Stage.BLOCKED:
            raise ValidationError(
                _(
                    "An appeal can be made once for each version that is blocked. Change the words, and post them again."
                ),
                code="appeal.made",
            )
        Appeal.objects.create(brief=brief, version=brief.version, words=said, made_at=at)
        end(brief, Stage.WAITING, at)
    return brief


def rule(brief_id: UUID, version: int, operator: Person, words: str, at: datetime, *, is_allowed: bool) -> Brief:
    """Allow or refuse a brief that waits, in the version that the operator has read. Raises ValidationError without words, for
    an own brief, and when it has changed since or somebody else was faster."""
    said = _clean(words, _("Write the reason. The author reads it."))
    with transaction.atomic():
        brief = _of_another(brief_id, operator)
        if brief.stage != Stage.WAITING or brief.version != version:
            raise ValidationError(
                _("This brief does not wait any more as you read it. Read it again."), code="ruling.too_late"
            )
        kind = Ruling.Kind.ALLOWED if is_allowed else Ruling.Kind.REFUSED
        _note(brief, kind, said, operator, at)
        if is_allowed:
            brief.allowed, brief.was_refused, brief.reasons = brief.version, False, []
            show(brief, at)
        else:
            brief.was_refused = True
            end(brief, Stage.BLOCKED, at)
    return brief


def take_away(brief_id: UUID, version: int, operator: Person, words: str, at: datetime) -> Brief:
    """Block a brief that everybody could read. Raises ValidationError as `rule` does."""
    said = _clean(words, _("Write the reason. The author reads it."))
    with transaction.atomic():
        brief = _of_another(brief_id, operator)
        if brief.stage != Stage.PUBLISHED or brief.version != version:
            raise ValidationError(_("This brief has changed since you read it. Read it again."), code="ruling.too_late")
        _note(brief, Ruling.Kind.TAKEN_AWAY, said, operator, at)
        brief.allowed, brief.was_refused = 0, True
        end(brief, Stage.BLOCKED, at)
    return brief


def queue(after: Place | None = None) -> Queue:
    """What waits for a person; each brief with its author."""
    rows = Brief.objects.filter(stage=Stage.WAITING).select_related("author")
    if after is not None:
        rows = rows.filter(
            Q(waiting_since__gt=after.waiting_since) | Q(waiting_since=after.waiting_since, id__gt=after.id)
        )
    found = list(rows.order_by("waiting_since", "id")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    goes_on = Place(last.waiting_since, last.id) if last is not None and last.waiting_since else None
    appeals = Appeal.objects.filter(brief__in=found[:PAGE], version=F("brief__version"))
    return Queue(tuple(found[:PAGE]), frozenset(appeals.values_list("brief_id", flat=True)), goes_on)


def history(brief: Brief) -> tuple[Said, ...]:
    """All appeals and decisions, the oldest first."""
    said = [
        Said(one.made_at, one.version, "appeal", one.words, brief.author, is_authors=True)
        for one in brief.appeals.all()
    ]
    said += [
        Said(one.made_at, one.version, one.kind, one.words, one.made_by)
        for one in brief.rulings.select_related("made_by")
    ]
    return tuple(sorted(said, key=lambda one: one.at))


def _of_another(brief_id: UUID, operator: Person) -> Brief:
    """The brief, locked. Nobody judges their own."""
    brief = Brief.objects.select_for_update().get(id=brief_id)
    if brief.is_of(operator):
        raise ValidationError(_("This brief is yours. Somebody else has to decide it."), code="ruling.own")
    return brief


def _note(brief: Brief, kind: Ruling.Kind, words: str, operator: Person, at: datetime) -> None:
    Ruling.objects.create(brief=brief, version=brief.version, kind=kind, words=words, made_by=operator, made_at=at)


def _clean(words: str, if_empty: object) -> str:
    said = clean_text(words)
    if not said:
        raise ValidationError(str(if_empty), code="words.empty")
    if len(said) > LONGEST_WORDS:
        raise ValidationError(
            _("This is too long: %(length)d characters, and %(most)d fit."),
            code="words.too_long",
            params={"length": len(said), "most": LONGEST_WORDS},
        )
    return said
