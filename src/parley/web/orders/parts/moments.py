"""Instants for the components."""

from __future__ import annotations

from datetime import datetime

from parley.web.components.moment import Moment
from parley.words.dates import day_and_time, moment


def full(at: datetime, zone: str, now: datetime) -> Moment:
    """Day, date with year, time; how far away; and whose time it is."""
    said = moment(at, zone, now)
    return Moment(said.text, said.iso, said.relative, said.zone)


def short(at: datetime, zone: str, now: datetime) -> Moment:
    """Day and time, with the year only when it is another one."""
    said = moment(at, zone, now)
    return Moment(day_and_time(at, zone, now), said.iso, said.relative)
