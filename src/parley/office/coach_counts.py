"""What the coach finds, counted by kind, language and week. Counts only: no words, no people, no orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.db.models import F

from parley.office.models import CoachCount


def count_findings(found: Iterable[tuple[str, str]], at: datetime) -> None:
    """Add these findings, each a label with the language of its draft, to the week of `at` (UTC)."""
    week = monday(at)
    # Always in the same order: two that count at once must not wait for each other.
    for (language, label), more in sorted(Counter((language, label) for label, language in found).items()):
        where = CoachCount.objects.filter(week=week, language=language, label=label)
        if not where.update(count=F("count") + more):
            _row, is_new = CoachCount.objects.get_or_create(
                week=week, language=language, label=label, defaults={"count": more}
            )
            if not is_new:
                where.update(count=F("count") + more)


def counts_since(week: date) -> dict[tuple[date, str, str], int]:
    """By week, language and label, from that week's Monday on."""
    rows = CoachCount.objects.filter(week__gte=week).values_list("week", "language", "label", "count")
    return {(on, language, label): count for on, language, label, count in rows}


def monday(at: datetime) -> date:
    """The first day of the week of `at`, in UTC."""
    on = at.astimezone(UTC).date()
    return on - timedelta(days=on.weekday())
