"""The console's health: workers, letters, disk, the last audit. Everything is one row, a bound or a look at the disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.office.last_audit import last_audit
from parley.reads.operations import CLOCK, Pulse, pulses
from parley.reads.operations_queue import letters_failed, letters_waiting
from parley.words.console import gigabytes, up_to
from parley.words.dates import relative
from parley.words.locales import number

LONG_SILENCE_S = 120
"""A worker that was alive this long ago is taken for one that does not run."""
LITTLE_ROOM_BYTES = 2_000_000_000
AUDIT_OLD_DAYS = 8


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing: what it is, how it is, and what to do where it is not well. `tone` is drawn and said."""

    name: str
    state: str
    tone: Literal["good", "soon", "failed"]
    way_on: str = ""


def health(at: datetime) -> tuple[HealthLine, ...]:
    return (*_workers(at), _letters(at), _database(), _disk(), health_of_audit(at))


def _workers(at: datetime) -> list[HealthLine]:
    found = pulses(at)
    way_on = _("Start ./parley work: deadlines and letters wait for it.")
    if not any(pulse.name == CLOCK for pulse in found):
        return [HealthLine(_("The clock"), _("was never alive"), "failed", way_on)]
    return [_worker(pulse, way_on) for pulse in found]


def _worker(pulse: Pulse, way_on: str) -> HealthLine:
    # Translators: {name} is the name of a program that works in the background, such as "clock".
    name = _("Worker: {name}").format(name=pulse.name)
    if pulse.age_s > LONG_SILENCE_S:
        minutes = pulse.age_s // 60
        silent = ngettext("silent for {n} minute", "silent for {n} minutes", minutes).format(n=number(minutes))
        return HealthLine(name, silent, "failed" if pulse.name == CLOCK else "soon", way_on)
    if pulse.lag_s:
        return HealthLine(name, _("alive, {n} s behind").format(n=number(pulse.lag_s)), "soon")
    return HealthLine(name, _("alive"), "good")


def _letters(at: datetime) -> HealthLine:
    waiting, failed = letters_waiting(), letters_failed()
    if failed.count:
        said = _("{failed} did not go out, {waiting} wait").format(
            failed=up_to(failed.count, is_more=failed.is_more), waiting=up_to(waiting.count, is_more=waiting.is_more)
        )
        return HealthLine(_("Letters"), said, "failed", _("The worker’s log says what the mail server answered."))
    if waiting.oldest_at is not None and (at - waiting.oldest_at).total_seconds() > LONG_SILENCE_S:
        said = _("{waiting} wait, the oldest was written {when}").format(
            waiting=up_to(waiting.count, is_more=waiting.is_more), when=relative(waiting.oldest_at, at)
        )
        return HealthLine(_("Letters"), said, "soon")
    return HealthLine(_("Letters"), _("{waiting} wait").format(waiting=number(waiting.count)), "good")


def _database() -> HealthLine:
    return HealthLine(_("Database"), {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor], "good")


def _disk() -> HealthLine:
    try:
        free = shutil.disk_usage(settings.DATA).free
    except OSError:
        return HealthLine(_("Room on the disk"), _("could not be read"), "soon")
    state = _("{size} free").format(size=gigabytes(free))
    if free < LITTLE_ROOM_BYTES:
        return HealthLine(_("Room on the disk"), state, "failed", _("Without room nothing can be written any more."))
    return HealthLine(_("Room on the disk"), state, "good")


def health_of_audit(at: datetime) -> HealthLine:
    """What the last ./parley audit found, and when."""
    name, way_on = (
        _("The last audit"),
        _("Run ./parley audit: it reads every order and proves that nothing was changed."),
    )
    found = last_audit()
    if found is None:
        return HealthLine(name, _("nobody has run one"), "soon", way_on)
    when = relative(found.at, at)
    if found.problems:
        said = ngettext("{n} problem, {when}", "{n} problems, {when}", found.problems)
        return HealthLine(name, said.format(n=number(found.problems), when=when), "failed", way_on)
    said = ngettext("{n} order as it was written, {when}", "{n} orders as they were written, {when}", found.orders)
    is_old = (at - found.at).days >= AUDIT_OLD_DAYS
    return HealthLine(
        name, said.format(n=number(found.orders), when=when), "soon" if is_old else "good", way_on * is_old
    )
