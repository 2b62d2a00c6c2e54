"""The table of rules: what each sentence that is marked as a rule has to say, in whatever language it is written."""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("rules.toml")


class Actor(Enum):
    """Who acts. SYSTEM is what happens by itself: a clock, or the program."""

    CLIENT = "client"
    FREELANCER = "freelancer"
    EITHER = "either"
    MEDIATOR = "mediator"
    OPERATOR = "operator"
    SYSTEM = "system"


class Modality(Enum):
    """How binding it is."""

    MAY = "may"
    CAN_BE = "can-be"
    MUST = "must"
    MUST_NOT = "must-not"
    SHOULD = "should"
    WILL = "will"


class BadRules(ValueError):
    """The table cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`checked_by` names what of the core makes it true, as a dotted name below `parley.core`."""

    id: str
    actor: Actor
    modality: Modality
    meaning: str
    checked_by: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that articles name: where it comes from, as a dotted name below `parley`, or for an example its `value`. A
    share of an example is counted from its two numbers."""

    name: str
    meaning: str
    source: str = ""
    value: int = 0
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """By their ids and names."""

    rules: Mapping[str, Rule]
    figures: Mapping[str, Figure]


@lru_cache(maxsize=4)
def rules(path: Path | None = None) -> Rules:
    """Raises BadRules."""
    path = path or TABLE
    try:
        table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as bad:
        raise BadRules(f"{path.name}: {bad}") from None
    return Rules(
        {name: _rule(name, row) for name, row in table.get("rules", {}).items()},
        {name: _figure(name, row) for name, row in table.get("figures", {}).items()},
    )


def _rule(name: str, row: Mapping[str, Any]) -> Rule:
    try:
        return Rule(
            id=name,
            actor=Actor(row["actor"]),
            modality=Modality(row["modality"]),
            meaning=str(row["meaning"]),
            checked_by=str(row["checked_by"]),
            figures=tuple(map(str, row.get("figures", ()))),
        )
    except (KeyError, ValueError, TypeError) as bad:
        raise BadRules(f"rule {name}: {bad!r}") from None


def _figure(name: str, row: Mapping[str, Any]) -> Figure:
    try:
        part, whole = row.get("share", (0, 0))
        return Figure(
            name=name,
            meaning=str(row["meaning"]),
            source=str(row.get("from", "")),
            value=int(row.get("value", 0)),
            share=(int(part), int(whole)) if whole else None,
        )
    except (AttributeError, KeyError, ValueError, TypeError) as bad:
        raise BadRules(f"figure {name}: {bad!r}") from None


def exists(dotted: str) -> bool:
    """Whether there is such a thing as `parley.core.order.terms.Windows.review_days`."""
    path, _, field = dotted.rpartition(".")
    try:
        pkgutil.resolve_name(dotted)
    except (AttributeError, ImportError, ValueError):
        try:
            # A field without a default is no attribute of its class, but it is one of its fields.
            return field in getattr(pkgutil.resolve_name(path), "__dataclass_fields__", {})
        except (AttributeError, ImportError, ValueError):
            return False
    return True
