"""Commands and events: what can be asked, and what can happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from parley.core.effects import READERS, TOLD_TO_THE_OTHER
from parley.core.order.base import Command, Event
from parley.core.order.gates import GATES, OFFER_GATES
from parley.core.order.messages import MakeOffer, Rate, RunOut, SendMessage
from parley.core.order.state import Stage
from parley.core.parties import PARTIES, Role
from parley.management.reference.classes import COMMANDS, EVENTS, carries, chapter, in_words, meaning
from parley.management.reference.markdown import code, codes, sections, table
from parley.management.reference.walks import walked


def commands() -> str:
    """Every command, chapter by chapter."""
    head = ("Command", "What it asks", "Who", "While", "Carries", "May bring")
    return sections((title, table(head, map(_command, kinds))) for title, kinds in _by_chapter(COMMANDS))


def events() -> str:
    """Every event, chapter by chapter."""
    head = ("Event", "What it means", "Carries", "Letter to", "Moves money")
    return sections((title, table(head, map(_event, kinds))) for title, kinds in _by_chapter(EVENTS))


def _by_chapter(kinds: Sequence[type[Any]]) -> Iterator[tuple[str, list[type[Any]]]]:
    in_order = list(dict.fromkeys(map(chapter, kinds)))
    for name, of_chapter in groupby(sorted(kinds, key=lambda kind: in_order.index(chapter(kind))), chapter):
        yield code(f"core/order/{name}.py"), list(of_chapter)


def _command(kind: type[Command]) -> tuple[str, ...]:
    brought = walked().brought.get(kind.__name__, set())
    return (
        code(kind.__name__),
        meaning(kind),
        _who(kind),
        _while(kind),
        carries(kind),
        "the outcome of its deadline" if kind is RunOut else codes(sorted(brought)),
    )


def _who(kind: type[Command]) -> str:
    if kind is RunOut:
        return Role.CLOCK.value
    if kind in (MakeOffer, SendMessage, Rate):
        return _roles(PARTIES)
    gate = next((gate for asked, gate in GATES.items() if asked is kind), None)
    return _roles(gate.roles if gate else next(roles for asked, roles in OFFER_GATES.items() if asked is kind))


def _while(kind: type[Command]) -> str:
    if kind is MakeOffer:
        return "there is no order yet"
    if kind is SendMessage:
        return "any stage"
    if kind is Rate:
        return "the order has closed"
    if kind is RunOut:
        return "the deadline has come"
    gate = next((gate for asked, gate in GATES.items() if asked is kind), None)
    if gate is None:
        return "the offer is open"
    return codes(stage.value for stage in Stage if stage in gate.stages)


def _event(kind: type[Event]) -> tuple[str, ...]:
    return (
        code(kind.__name__),
        meaning(kind) or f"{in_words(kind).capitalize()}.",
        carries(kind),
        _readers(kind),
        "yes" if kind.__name__ in walked().booked else "",
    )


def _readers(kind: type[Event]) -> str:
    if kind in TOLD_TO_THE_OTHER:
        return "the other side"
    return _roles(next((roles for told, roles in READERS.items() if told is kind), frozenset()))


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(role.value for role in roles))
