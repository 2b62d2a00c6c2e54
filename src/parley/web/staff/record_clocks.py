"""Clocks and silences: where the milestone stood, for how long, and who was waited for; drawn, and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from parley.core.parties import Role
from parley.reads.spells import Spell
from parley.web.components.moment import Moment
from parley.web.staff.recorded import Recorded
from parley.words.record import in_all, length, waited_for
from parley.words.sentence import Text
from parley.words.stages import stage_name

THINNEST = 0.6
"""Percent of the width: a short time must still be seen."""
WHO = {frozenset({Role.CLIENT}): "client", frozenset({Role.FREELANCER}): "freelancer", frozenset(): "nobody"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One spell: `x` and `width` are its place in the whole time, in percent; `who` names its pattern."""

    stage: str
    waited: str
    who: str
    length: str
    began: Moment
    ended: Moment | None
    href: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Clocks:
    """`totals` add up how long each side was waited for; `last` says when each last did anything."""

    bars: tuple[Bar, ...]
    totals: tuple[str, ...]
    last: tuple[tuple[str, Moment, str], ...]
    whole: Text


def clocks(told: Recorded) -> Clocks:
    found, now = told.record.spells, told.visit.at
    if not found:
        return Clocks((), (), (), "")
    first = found[0].began_at
    whole = max((one.ended_at or now) for one in found) - first
    own = told.telling
    return Clocks(
        bars=tuple(_bar(told, one, one.began_at - first, whole) for one in found),
        totals=tuple(in_all(_sum(told, role), role, own) for role in (Role.CLIENT, Role.FREELANCER)),
        last=tuple(
            (own.name(role), told.when(newest.event.at), told.href(newest.seq))
            for role in (Role.CLIENT, Role.FREELANCER)
            if (newest := told.record.newest.get(role)) is not None
        ),
        whole=length(whole),
    )


def _sum(told: Recorded, role: Role) -> timedelta:
    """The times in which this side was waited for, alone or with the other."""
    return sum((one.lasted(told.visit.at) for one in told.record.spells if role in one.waits_for), timedelta())


def _bar(told: Recorded, spell: Spell, offset: timedelta, whole: timedelta) -> Bar:
    parties = spell.waits_for & {Role.CLIENT, Role.FREELANCER}
    return Bar(
        stage=stage_name(spell.stage),
        waited=waited_for(spell.waits_for, told.telling),
        who=WHO.get(spell.waits_for, "both" if len(parties) == 2 else "desk"),
        length=length(spell.lasted(told.visit.at)),
        began=told.when(spell.began_at),
        ended=told.when(spell.ended_at) if spell.ended_at else None,
        href=told.href(spell.seq),
        x=_percent(min(100 * (offset / whole), 100 - THINNEST)) if whole else "0%",
        width=_percent(max(100 * (spell.lasted(told.visit.at) / whole), THINNEST)) if whole else "100%",
    )


def _percent(share: float) -> str:
    """An SVG length. Only a picture: the words beside it are exact."""
    return f"{share:.2f}%"
