"""Which briefs are shown, and in which order: by words through the search, else the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from parley.board.models import Brief, Stage
from parley.board.posting import KIND
from parley.core.money import Money
from parley.people.models import Person
from parley.search.find import Place, find
from parley.words.trades import Trade

PAGE = 24
OWN_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader is looking for; what is empty or None narrows nothing. A brief pays `least` when its budget reaches it: one
    without a budget does not."""

    words: str = ""
    language: str = ""
    trade: Trade | None = None
    least: Money | None = None
    author: UUID | None = None


@dataclass(frozen=True, slots=True)
class Newest:
    """Where a list without words goes on: the last brief of a page."""

    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Listed:
    """A brief in a list, with how many offers answer it."""

    brief: Brief
    offers: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Briefs in their order, and where the list goes on; None at its end."""

    briefs: tuple[Listed, ...]
    next: Place | Newest | None = None


def open_briefs(at: datetime) -> QuerySet[Brief]:
    """What everybody may read at this instant. What has expired is left out here, and by nothing else."""
    return Brief.objects.filter(stage=Stage.PUBLISHED, expires_at__gt=at, author__is_active=True)


def look(wanted: Wanted, at: datetime, after: Place | Newest | None = None, limit: int = PAGE) -> Listing:
    """Open briefs that are wanted. A place of another kind of list begins this one anew."""
    rows = _narrowed(wanted, at)
    if wanted.words.strip():
        languages = (wanted.language,) if wanted.language else ()
        found = find(KIND, wanted.words, languages, limit, after if isinstance(after, Place) else None, rows)
        return Listing(_listed(found.keys), found.next)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if isinstance(after, Newest):
        rows = rows.filter(published_at__lte=after.at).exclude(published_at=after.at, id__gte=after.id)
    keys = list(rows.order_by("-published_at", "-id").values_list("id", "published_at")[: limit + 1])
    last_id, last_at = keys[limit - 1] if len(keys) > limit else (None, None)
    place = Newest(last_at, last_id) if last_id is not None and last_at is not None else None
    return Listing(_listed(id_ for id_, _ in keys[:limit]), place)


def newest(at: datetime, language: str, most: int) -> list[Brief]:
    """The newest open briefs, of one language or of all, for those who follow them."""
    rows = open_briefs(at).filter(language=language) if language else open_briefs(at)
    return list(rows.order_by("-published_at", "-id")[:most])


def own_briefs(author: Person, before: Newest | None = None) -> tuple[list[Listed], Newest | None]:
    """A person's own briefs of every stage, the last that changed first, and where the list goes on."""
    rows = Brief.objects.filter(author=author).annotate(offers=Count("answers"))
    if before is not None:
        rows = rows.filter(Q(changed_at__lt=before.at) | Q(changed_at=before.at, id__lt=before.id))
    found = list(rows.order_by("-changed_at", "-id")[: OWN_PAGE + 1])
    listed = [Listed(row, row.offers) for row in found[:OWN_PAGE]]
    if len(found) <= OWN_PAGE:
        return listed, None
    last = found[OWN_PAGE - 1]
    return listed, Newest(last.changed_at, last.id)


def _narrowed(wanted: Wanted, at: datetime) -> QuerySet[Brief]:
    rows = open_briefs(at)
    if wanted.trade is not None:
        rows = rows.filter(trade=wanted.trade.value)
    if wanted.author is not None:
        rows = rows.filter(author_id=wanted.author)
    if wanted.least is not None:
        enough = Q(most_minor__gte=wanted.least.amount_minor) | Q(
            most_minor__isnull=True, least_minor__gte=wanted.least.amount_minor
        )
        rows = rows.filter(enough, currency=wanted.least.currency)
    return rows


def _listed(ids: Iterable[UUID]) -> tuple[Listed, ...]:
    """In this order."""
    wanted = list(ids)
    rows = Brief.objects.filter(id__in=wanted).select_related("author").annotate(offers=Count("answers"))
    found = {row.id: Listed(row, row.offers) for row in rows}
    return tuple(found[id_] for id_ in wanted if id_ in found)
