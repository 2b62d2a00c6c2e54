"""Lengths of time in words: windows of an agreement, and effort."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.words.locales import number

HOUR = 60
TENTH = 6
"""Minutes."""


def hours(count: int) -> str:
    """48 hours"""
    return ngettext("{n} hour", "{n} hours", count).format(n=number(count))


def days(count: int) -> str:
    """7 days"""
    return ngettext("{n} day", "{n} days", count).format(n=number(count))


def business_days(count: int) -> str:
    """5 business days: the days that the calendar of an agreement counts as working days."""
    return ngettext("{n} business day", "{n} business days", count).format(n=number(count))


def effort(minutes: int) -> str:
    """2.5 h; 45 min; 1 h 20 min where a decimal would round. Exact, because people agree on it."""
    if minutes < HOUR:
        return _("{n}\u00a0min").format(n=number(minutes))
    if minutes % TENTH == 0:
        tenths = minutes // TENTH
        # Translators: h is the sign for hours.
        return _("{n}\u00a0h").format(n=number(Decimal(tenths) / 10))
    return _("{hours}\u00a0h {minutes}\u00a0min").format(hours=number(minutes // HOUR), minutes=number(minutes % HOUR))


def hours_for_input(minutes: int) -> str:
    """Hours as one would type them in a form: 1.5, without a unit."""
    return format((Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize(), "f")
