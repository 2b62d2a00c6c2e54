"""Sealed words: offers in a case, which only the desk may lay side by side, and which are destroyed when their round ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from parley.core.machine import Step
from parley.core.order.bids import sealed_words
from parley.core.order.messages import AnyCommand, BidSealed, FinalOfferSealed, SealBid, SealFinal
from parley.core.order.state import Order
from parley.core.parties import PARTIES
from parley.core.texts import Commitment, Text
from parley.store.rows import TextRow
from parley.store.wording import texts_named


class BidIsGone(RuntimeError):
    """The other side's offer is part of the round and its words are not there: a broken invariant, or an erasure."""


def with_opposite(order: Order | None, command: AnyCommand) -> AnyCommand:
    """The command with the other side's sealed offer, where there is one. Whatever came from outside in its place is
    dropped. Raises BidIsGone."""
    if not isinstance(command, SealBid | SealFinal):
        return command
    return replace(command, opposite=_opposite(order, command))


def destroyed(before: Order | None, after: Order, steps: Sequence[Step]) -> frozenset[Commitment]:
    """Offers that were sealed before, or by these steps, and are not kept any more."""
    made = {event.bid for step in steps for event in step.events if isinstance(event, BidSealed | FinalOfferSealed)}
    return frozenset((_sealed(before) | made) - _sealed(after))


def trace(row: TextRow, at: datetime) -> TextRow:
    """What is left of words that were destroyed before they were ever kept."""
    return replace(row, salt=None, body=None, erased_at=at)


def _opposite(order: Order | None, command: SealBid | SealFinal) -> Text | None:
    if order is None or command.by not in PARTIES or not 1 <= command.milestone <= len(order.milestones):
        return None  # for the rules to refuse
    case = order.milestones[command.milestone - 1].case
    commitment = case.bids.get(command.by.other.value) if case is not None else None
    if commitment is None:
        return None
    row = texts_named([(order.id, commitment)]).get((order.id, commitment))
    if row is None or row.salt is None or row.body is None:
        raise BidIsGone(f"{order.id}: milestone {command.milestone}")
    return Text(row.body, row.salt, row.language)


def _sealed(order: Order | None) -> set[Commitment]:
    return (
        {words for milestone in order.milestones for words in sealed_words(milestone)} if order is not None else set()
    )
