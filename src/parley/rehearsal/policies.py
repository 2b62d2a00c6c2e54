"""A policy rehearsed: where silence leads in each situation, in words and as plain values. In English, as telling.py is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import override

from parley.core.policies import Policy
from parley.core.provisions import values
from parley.core.situations import Situation
from parley.core.what_if import Stop, WhatIf
from parley.store.plain import Json, instant_text
from parley.words.policies import explained
from parley.words.what_if_of_policies import (
    last_payment,
    not_reached,
    outcome,
    situation_name,
    situation_start,
    stops_words,
)


def lines(policy: Policy, title: str, told: Sequence[WhatIf], zone: str) -> Iterator[str]:
    """Every situation with its stops down to the last payment."""
    with override("en"):
        yield f"{title} ({policy.name}) - {explained(policy)}"
        yield f"Specimen orders of this policy, left alone. Times are those of {zone}."
        for one in told:
            yield ""
            yield from _situation(one, zone)


def as_json(policy: Policy, title: str, told: Sequence[WhatIf]) -> dict[str, Json]:
    """The same for programs. Sums are decimal texts, instants are UTC; `days` are counted from `since`."""
    return {
        "policy": policy.name,
        "title": title,
        "sets": {name: _json(value) for name, value in values(policy).items()},
        "what_if": {_key(one.situation): _what_if(one) for one in told},
    }


def _situation(one: WhatIf, zone: str) -> Iterator[str]:
    yield f"{situation_name(one.situation)}. {situation_start(one.situation)}"
    if not one.is_reached:
        yield f"  {not_reached(one)}"
    for stop in stops_words(one, zone):
        detail = f" {stop.detail.plain}." if stop.detail else ""
        yield f"  {stop.day:>8}  {stop.when:>22}  {stop.title}.{detail}"
    if one.is_reached:
        paid = last_payment(one)
        yield f"  In the end: {outcome(one)}." + (f" {paid}." if paid else "")


def _what_if(one: WhatIf) -> Json:
    return {
        "reached": one.is_reached,
        "since": instant_text(one.since),
        "to_freelancer": str(one.earned().decimal()),
        "to_client": str(one.back().decimal()),
        "settled_on_day": one.settled_on(),
        "last_day": one.last_day(),
        "stops": [_stop(stop) for stop in one.stops],
    }


def _stop(stop: Stop) -> Json:
    moved = stop.movement
    return {
        "day": stop.days,
        "at": instant_text(stop.foreseen.at),
        "deadline": stop.foreseen.deadline.value,
        "milestone": stop.foreseen.milestone,
        "events": [type(event).__name__ for event in stop.foreseen.events],
        "to_client": str(moved.client_gets_back.decimal()),
        "to_freelancer": str(moved.freelancer_gets.decimal()),
        "fee": str(moved.fee.decimal()),
        "available": str(stop.available.decimal()),
    }


def _key(situation: Situation) -> str:
    return situation.value


def _json(value: object) -> Json:
    return [_json(one) for one in value] if isinstance(value, list) else value  # type: ignore[return-value]
