"""What was said of a brief, as its author and operators read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.board.judging import Said
from parley.board.models import Ruling
from parley.words.dates import day_and_time
from parley.words.locales import number


@dataclass(frozen=True, slots=True)
class SaidShown:
    """One thing that was said. `words` are empty where their writer has left."""

    title: str
    words: str
    when: str
    iso: str


def said_shown(said: Iterable[Said], at: datetime) -> tuple[SaidShown, ...]:
    """The newest first."""
    zone = get_current_timezone_name()
    return tuple(
        SaidShown(_title(one), one.words, day_and_time(one.at, zone, at), one.at.isoformat())
        for one in reversed(tuple(said))
    )


def _title(one: Said) -> str:
    version = number(one.version)
    if one.is_authors:
        return _("Appeal against the block of version {version}").format(version=version)
    name = one.by.name if one.by is not None else _("Somebody who is gone")
    patterns = {
        Ruling.Kind.ALLOWED.value: _("{name} allowed version {version}"),
        Ruling.Kind.REFUSED.value: _("{name} refused version {version}"),
        Ruling.Kind.TAKEN_AWAY.value: _("{name} took version {version} away"),
    }
    return patterns[one.kind].format(name=name, version=version)
