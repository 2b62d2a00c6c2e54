"""What a policy sets, provision by provision: its unit, what it may hold, and a whole policy as plain values and back.

The list is read off the dataclasses: a window that is added to `Windows` is a provision at once, and its unit is in its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from parley.core.order.soundness import LONGEST_CAP_DAYS, MOST_MILESTONES, MOST_ROUNDS
from parley.core.order.terms import LONGEST_DAYS, LONGEST_HOURS, MOST_NUDGES, Terms, Windows
from parley.core.policies import Policy

Plain = int | str | list[int] | None
"""What a provision holds, as JSON has it: a number, a choice by its value, numbers in a row, or nothing."""


class Unit(Enum):
    COUNT = "count"
    PERCENT = "percent"
    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"


class Kind(Enum):
    """A number; a number or none at all; several numbers, each larger than the one before; one of a few."""

    NUMBER = "number"
    NUMBER_OR_NONE = "number_or_none"
    IN_A_ROW = "in_a_row"
    CHOICE = "choice"


class Fault(Enum):
    """Why a value cannot stand. IMPOSSIBLE is what only the terms themselves refuse."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    OUT_OF_ORDER = "out_of_order"
    NOT_A_CHOICE = "not_a_choice"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing a policy sets. `least` and `most` are in its own unit; `choices` are the values of a CHOICE."""

    name: str
    unit: Unit
    kind: Kind
    is_window: bool
    least: int
    most: int
    choices: tuple[str, ...] = ()


class BadPolicy(ValueError):
    """`faults` says by name what is wrong with each provision."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        self.faults = dict(faults)
        super().__init__(", ".join(f"{name}: {fault.value}" for name, fault in faults.items()))


def values(policy: Policy) -> dict[str, Plain]:
    """Everything the policy sets, by name, as plain values. `policy_of` reads them back."""
    found: dict[str, Plain] = {}
    for provision in PROVISIONS:
        value = getattr(policy.windows if provision.is_window else policy, provision.name)
        found[provision.name] = (
            list(value) if isinstance(value, tuple) else value.value if isinstance(value, Enum) else value
        )
    return found


def policy_of(name: str, given: Mapping[str, object]) -> Policy:
    """The policy with these plain values. A provision that is not named stands as the dataclass has it by default, so that a
    policy written before a window was invented still reads. Raises BadPolicy with everything that is wrong."""
    faults = {key: Fault.UNKNOWN for key in given if key not in BY_NAME}
    for provision in PROVISIONS:
        fault = _fault(provision, given)
        if fault is not None:
            faults[provision.name] = fault
    if not faults:
        faults = dict(_impossible(given))
    if faults:
        raise BadPolicy(faults)
    read = {
        provision.name: _read(provision, given[provision.name]) for provision in PROVISIONS if provision.name in given
    }
    windows = Windows(**{key: value for key, value in read.items() if BY_NAME[key].is_window})
    return Policy(
        name=name, windows=windows, **{key: value for key, value in read.items() if not BY_NAME[key].is_window}
    )


def in_terms(policy: Policy) -> dict[str, Any]:
    """What of a policy goes into the terms as it is: every field that both have."""
    return {"policy": policy.name, **{name: getattr(policy, name) for name in SHARED}}


def policy_in(terms: Terms, like: Policy | None = None) -> Policy:
    """The policy as these terms froze it. What terms do not keep comes from `like`, the policy as it is today."""
    frozen: dict[str, Any] = {name: getattr(terms, name) for name in SHARED}
    if like is not None:
        return replace(like, **frozen)
    return Policy(name=terms.policy, deposit_percent=0, **frozen)


# --- what a value may be


def _fault(provision: Provision, given: Mapping[str, object]) -> Fault | None:
    if provision.name not in given:
        return None if provision.is_window or provision.name in OPTIONAL else Fault.MISSING
    value = given[provision.name]
    match provision.kind:
        case Kind.NUMBER:
            return _fault_of_number(provision, value)
        case Kind.NUMBER_OR_NONE:
            return None if value is None else _fault_of_number(provision, value)
        case Kind.CHOICE:
            return None if value in provision.choices else Fault.NOT_A_CHOICE
        case Kind.IN_A_ROW:
            return _fault_of_row(provision, value)


def _fault_of_row(provision: Provision, value: object) -> Fault | None:
    if not isinstance(value, list | tuple):
        return Fault.NOT_A_NUMBER
    for one in value:
        fault = _fault_of_number(provision, one)
        if fault is not None:
            return fault
    if len(value) > MOST_NUDGES:
        return Fault.TOO_MANY
    return None if list(value) == sorted(set(value)) else Fault.OUT_OF_ORDER


def _fault_of_number(provision: Provision, value: object) -> Fault | None:
    if type(value) is not int:
        return Fault.NOT_A_NUMBER
    if value < provision.least:
        return Fault.NEGATIVE if value < 0 else Fault.TOO_SMALL
    return Fault.TOO_LARGE if value > provision.most else None


def _impossible(given: Mapping[str, object]) -> Iterator[tuple[str, Fault]]:
    """Windows that the terms refuse, whatever their range: the terms have the last word."""
    for provision in PROVISIONS:
        if provision.is_window and provision.name in given:
            try:
                replace(Windows(), **{provision.name: _read(provision, given[provision.name])})
            except ValueError:
                yield provision.name, Fault.IMPOSSIBLE


def _read(provision: Provision, value: Any) -> Any:
    if provision.kind is Kind.IN_A_ROW:
        return tuple(value)
    return HINTS[provision.name](value) if provision.kind is Kind.CHOICE else value


# --- the list


def _provisions() -> Iterator[Provision]:
    for owner in (Policy, Windows):
        for field in fields(owner):
            if field.name not in ("name", "windows"):
                yield _provision(field.name, HINTS[field.name], is_window=owner is Windows)


def _provision(name: str, hint: Any, *, is_window: bool) -> Provision:
    unit = _unit(name)
    least, most = OF_THEIR_OWN.get(name, (0, LONGEST.get(unit, LONGEST_DAYS)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Provision(name, unit, Kind.CHOICE, is_window, 0, 0, tuple(str(one.value) for one in hint))
    if hint is int:
        kind = Kind.NUMBER
    elif get_origin(hint) is UnionType and set(get_args(hint)) == {int, NoneType}:
        kind = Kind.NUMBER_OR_NONE
    elif hint == tuple[int, ...]:
        kind = Kind.IN_A_ROW
    else:
        raise TypeError(f"a policy cannot hold {name}: {hint}")
    return Provision(name, unit, kind, is_window, least, most)


def _unit(name: str) -> Unit:
    """Names carry their units: `review_days`, `silent_hours_before_notice`."""
    words = name.split("_")
    if "percent" in words:
        return Unit.PERCENT
    if "hours" in words:
        return Unit.HOURS
    if "days" in words:
        return Unit.BUSINESS_DAYS if "business" in words else Unit.DAYS
    return Unit.COUNT


LONGEST = {Unit.HOURS: LONGEST_HOURS, Unit.DAYS: LONGEST_DAYS, Unit.BUSINESS_DAYS: LONGEST_DAYS, Unit.PERCENT: 100}
OF_THEIR_OWN = {
    "rounds": (0, MOST_ROUNDS),
    "most_milestones": (1, MOST_MILESTONES),
    "deposit_percent": (0, 99),
    "hold_cap_days": (1, LONGEST_CAP_DAYS),
}
"""Where least and most do not follow from the unit. A deposit is a part of the price: all of it would be none."""
HINTS: dict[str, Any] = {**get_type_hints(Policy), **get_type_hints(Windows)}
PROVISIONS: tuple[Provision, ...] = tuple(_provisions())
"""In the order of the dataclasses: the policy's own first, then the windows."""
BY_NAME: Mapping[str, Provision] = {provision.name: provision for provision in PROVISIONS}
OPTIONAL = frozenset(field.name for field in fields(Policy) if field.default is not MISSING)
SHARED = tuple(field.name for field in fields(Policy) if field.name in {one.name for one in fields(Terms)})
