"""The one place where the time is asked for. Everything below gets it as an argument (time.md 10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from parley.store.pulse import demo_clock_offset_s


def now() -> datetime:
    """The present instant in UTC. A demo's clock runs ahead of the wall's by as much as somebody has moved it."""
    wall = wall_clock()
    return wall + timedelta(seconds=demo_clock_offset_s()) if settings.DEMO else wall


def wall_clock() -> datetime:
    """The machine's own instant in UTC, also in a demo: what files, sessions and sign-ins are dated with."""
    return datetime.now(UTC)
