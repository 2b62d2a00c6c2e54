"""The brief of the day as it is kept: chosen once, when the day's first reader comes, and not again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count

from parley.board.choosing import Candidate, choose
from parley.board.listing import open_briefs
from parley.board.models import Brief, BriefOfTheDay

RESTS = timedelta(days=7)
"""So long after a brief of theirs was chosen, authors come after those who have not had one."""
MOST_CANDIDATES = 500
"""The newest that were never chosen; older ones have had their days."""


def brief_of(day: date, at: datetime) -> Brief | None:
    """The brief of this day, while it is open; chosen now if nobody has looked yet. None where there was nothing to choose, and
    after the chosen one has closed: a second is not chosen."""
    kept = BriefOfTheDay.objects.filter(day=day).first() or _choose(day, at)
    if kept is None or kept.brief_id is None:
        return None
    return open_briefs(at).select_related("author").filter(id=kept.brief_id).first()


def days(at: datetime, most: int) -> list[tuple[date, Brief]]:
    """The days whose briefs are still open, the newest first."""
    rows = BriefOfTheDay.objects.filter(brief__in=open_briefs(at)).select_related("brief").order_by("-day")[:most]
    return [(row.day, row.brief) for row in rows if row.brief is not None]


def day_of(brief: Brief) -> date | None:
    """The day for which it was chosen."""
    return BriefOfTheDay.objects.filter(brief=brief).values_list("day", flat=True).first()


def _choose(day: date, at: datetime) -> BriefOfTheDay | None:
    chosen = choose(_candidates(day, at), day)
    if chosen is None:
        return None
    try:
        with transaction.atomic():
            return BriefOfTheDay.objects.create(day=day, brief_id=chosen, chosen_at=at)
    except IntegrityError:
        return BriefOfTheDay.objects.filter(day=day).first()  # somebody else came at the same moment


def _candidates(day: date, at: datetime) -> list[Candidate]:
    lately = BriefOfTheDay.objects.filter(day__gt=day - RESTS, day__lt=day, brief__isnull=False)
    tired = set(lately.values_list("brief__author_id", flat=True))
    chosen = BriefOfTheDay.objects.filter(brief__isnull=False).values("brief_id")
    rows = open_briefs(at).exclude(id__in=chosen).annotate(offers=Count("answers"))
    return [
        Candidate(
            row.id,
            has_budget=bool(row.currency),
            has_date=row.wanted_by is not None and row.wanted_by >= day,
            has_result=bool(row.result),
            answers=row.offers,
            is_rested=row.author_id not in tired,
        )
        for row in rows.order_by("-published_at", "-id")[:MOST_CANDIDATES]
    ]
