"""Which texts and files a value of the core mentions, found by the types of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from parley.core.order.messages import AnyEvent
from parley.core.order.state import DeliveredFile
from parley.core.texts import Commitment


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Commitments of texts, and files as they were handed in."""

    texts: frozenset[Commitment]
    files: frozenset[DeliveredFile]


def mentioned(events: Iterable[AnyEvent]) -> Mentioned:
    """Everything that these events mention."""
    found = [one for event in events for one in _in(event, type(event))]
    files = frozenset(one for one in found if isinstance(one, DeliveredFile))
    return Mentioned(frozenset(Commitment(one) for one in found if isinstance(one, str)), files)


def _in(value: Any, hint: Any) -> Iterator[Commitment | DeliveredFile]:
    if isinstance(value, DeliveredFile):
        yield value
    if isinstance(value, str):
        if hint is Commitment:
            yield Commitment(value)
    elif is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        for field in fields(value):
            yield from _in(getattr(value, field.name), hints[field.name])
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _in(one, get_args(hint)[1])
    elif isinstance(value, tuple | frozenset):
        for one in value:
            yield from _in(one, get_args(hint)[0])


@cache
def _hints(cls: type) -> dict[str, Any]:
    return {name: _without_none(hint) for name, hint in get_type_hints(cls).items()}


def _without_none(hint: Any) -> Any:
    """What is there when something is. A value that is None has nothing to look into."""
    held = [one for one in get_args(hint) if one is not NoneType]
    return held[0] if len(held) == 1 and NoneType in get_args(hint) else hint
