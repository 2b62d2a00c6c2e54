"""Which services are shown, and in which order: by words through the search, else the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from parley.core.money import Money
from parley.people.models import Person
from parley.search.find import Place, find
from parley.storefront.content import Seen, content_of
from parley.storefront.models import Package, Service, Stage
from parley.storefront.publishing import KIND
from parley.words.trades import Trade

PAGE = 24
OWN_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader is looking for; what is empty or None narrows nothing. One package must have both price and days."""

    words: str = ""
    language: str = ""
    trade: Trade | None = None
    most: Money | None = None
    most_days: int | None = None
    owner: UUID | None = None

    @property
    def is_narrowed(self) -> bool:
        """By anything else than words and language, which the search knows itself."""
        return any(one is not None for one in (self.trade, self.most, self.most_days, self.owner))


@dataclass(frozen=True, slots=True)
class Newest:
    """Where a list without words goes on: the last service of a page."""

    listed_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Listing:
    """Services in their order, and where the list goes on; None at its end."""

    services: tuple[Seen, ...]
    next: Place | Newest | None = None


def look(wanted: Wanted, after: Place | Newest | None = None, limit: int = PAGE) -> Listing:
    """Services that are shown to everybody and that are wanted. A place of another kind of list begins this one anew."""
    if wanted.words.strip():
        among = _narrowed(wanted) if wanted.is_narrowed else None
        languages = (wanted.language,) if wanted.language else ()
        place = after if isinstance(after, Place) else None
        found = find(KIND, wanted.words, languages, limit, place, among)
        return Listing(_seen(found.keys), found.next)
    newest = after if isinstance(after, Newest) else None
    rows = list(_narrowed(wanted, newest).order_by("-listed_at", "-id").values_list("id", "listed_at")[: limit + 1])
    shown = [id_ for id_, _ in rows[:limit]]
    last_id, last_at = rows[limit - 1] if len(rows) > limit else (None, None)
    return Listing(_seen(shown), Newest(last_at, last_id) if last_id is not None and last_at is not None else None)


def seen(service_id: UUID) -> Seen | None:
    """One service with all that it says, whatever its stage; None where nothing was ever published under this id."""
    service = (
        Service.objects.select_related("owner").prefetch_related("packages", "extras").filter(id=service_id).first()
    )
    return Seen(service, content_of(service)) if service is not None and service.was_published else None


def own(owner: Person, before: Newest | None = None) -> tuple[list[Service], Newest | None]:
    """A person's own services of every stage, the last that changed first, and where the list goes on."""
    rows = Service.objects.filter(owner=owner)
    if before is not None:
        rows = rows.filter(Q(changed_at__lt=before.listed_at) | Q(changed_at=before.listed_at, id__lt=before.id))
    found = list(rows.order_by("-changed_at", "-id")[: OWN_PAGE + 1])
    if len(found) <= OWN_PAGE:
        return found, None
    last = found[OWN_PAGE - 1]
    return found[:OWN_PAGE], Newest(last.changed_at, last.id)


def _narrowed(wanted: Wanted, after: Newest | None = None) -> QuerySet[Service]:
    rows = Service.objects.filter(stage=Stage.LISTED)
    if wanted.trade is not None:
        rows = rows.filter(trade=wanted.trade.value)
    if wanted.language and not wanted.words.strip():
        rows = rows.filter(language=wanted.language)
    if wanted.owner is not None:
        rows = rows.filter(owner_id=wanted.owner)
    if wanted.most is not None:
        rows = rows.filter(currency=wanted.most.currency)
    if wanted.most is not None or wanted.most_days is not None:
        packages = Package.objects.filter(service=OuterRef("pk"))
        if wanted.most is not None:
            packages = packages.filter(amount_minor__lte=wanted.most.amount_minor)
        if wanted.most_days is not None:
            packages = packages.filter(delivery_days__lte=wanted.most_days)
        rows = rows.filter(Exists(packages))
    if after is not None:
        # The first half lets the index find the place, the second parts what was published at one instant.
        rows = rows.filter(listed_at__lte=after.listed_at).exclude(listed_at=after.listed_at, id__gte=after.id)
    return rows


def _seen(ids: Iterable[UUID]) -> tuple[Seen, ...]:
    """In this order; what is not shown any more is left out."""
    wanted = list(ids)
    rows = Service.objects.filter(id__in=wanted, stage=Stage.LISTED, owner__is_active=True)
    found = {row.id: row for row in rows.select_related("owner").prefetch_related("packages", "extras")}
    return tuple(Seen(found[id_], content_of(found[id_])) for id_ in wanted if id_ in found)
