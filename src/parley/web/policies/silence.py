"""If nobody moves: each situation under a policy as a dated road down to the last payment, beside the ready-made policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.policies import Policy
from parley.core.situations import CannotBeOffered
from parley.core.what_if import WhatIf, what_if
from parley.web.components.silence_road import SilenceRoad, Stop
from parley.web.components.table import Cell, Column, Row, Table
from parley.words.policies import policy_title
from parley.words.refusals import RefusalWords, refusal_words
from parley.words.what_if_of_policies import (
    difference,
    last_payment,
    not_reached,
    outcome,
    situation_name,
    situation_start,
    stops_words,
)


@dataclass(frozen=True, slots=True)
class Road:
    """One road with what it comes to. `missing` says why there is none of its own."""

    road: SilenceRoad
    outcome: str
    missing: str


@dataclass(frozen=True, slots=True)
class SituationShown:
    """One situation. `same` is set where the ready-made policy leads the same way; then one road is enough."""

    id: str
    title: str
    start: str
    roads: tuple[Road, ...]
    same: str


@dataclass(frozen=True, slots=True)
class SilenceShown:
    """The context of policies/silence.html."""

    summary: Table
    situations: tuple[SituationShown, ...]


def silence(
    policy: Policy, title: str, shipped: Policy, at: datetime, fee_basis_points: int
) -> SilenceShown | RefusalWords:
    """Where silence leads with `policy`, from `at` on, beside `shipped`; with that one itself nothing is compared.

    Refusal words where no offer could ever be made with it."""
    zone = get_current_timezone_name()
    try:
        mine = what_if(policy, at, zone=zone, fee_basis_points=fee_basis_points)
    except CannotBeOffered as never:
        return refusal_words(never.refusal, zone, at)
    others = {one.situation: one for one in what_if(shipped, at, zone=zone, fee_basis_points=fee_basis_points)}
    compared = None if policy == shipped else policy_title(shipped.name)
    pairs = [(one, others.get(one.situation) if compared else None) for one in mine]
    return SilenceShown(
        _summary(pairs, title, compared),
        tuple(_situation(one, other, title, compared, zone) for one, other in pairs),
    )


def _summary(pairs: list[tuple[WhatIf, WhatIf | None]], title: str, compared: str | None) -> Table:
    columns = (Column(_("Situation")), Column(title), *((Column(compared),) if compared else ()))
    return Table(
        _("What it comes to"), columns, tuple(_summary_row(one, other, title, compared) for one, other in pairs)
    )


def _summary_row(one: WhatIf, other: WhatIf | None, title: str, compared: str | None) -> Row:
    name = Cell(situation_name(one.situation), href=f"#{one.situation.value}")
    paid = last_payment(one)
    if compared is None:
        return Row((name, Cell(outcome(one), small=paid)))
    if other is None:
        theirs = Cell(_("There it cannot happen"), label=compared)
    elif one.same_as(other):
        theirs = Cell(_("The same"), label=compared)
    else:
        theirs = Cell(outcome(other), small=last_payment(other), label=compared)
    apart = difference(one, other) if other is not None else ""
    smalls = " · ".join(filter(None, (apart, paid)))
    return Row((name, Cell(outcome(one), small=smalls, label=title), theirs))


def _situation(one: WhatIf, other: WhatIf | None, title: str, compared: str | None, zone: str) -> SituationShown:
    is_same = other is not None and one.same_as(other)
    roads = [_road(one, title, zone)]
    if compared and other is not None and not is_same:
        roads.append(_road(other, compared, zone))
    return SituationShown(
        id=one.situation.value,
        title=situation_name(one.situation),
        start=situation_start(one.situation),
        roads=tuple(roads),
        same=_("The same as with {name}.").format(name=compared) if is_same and compared else "",
    )


def _road(one: WhatIf, title: str, zone: str) -> Road:
    stops = tuple(
        Stop("future", stop.title, f"{stop.day} · {stop.when}", stop.detail, stop.iso)
        for stop in stops_words(one, zone)
    )
    return Road(SilenceRoad(stops, title), outcome(one), not_reached(one))
