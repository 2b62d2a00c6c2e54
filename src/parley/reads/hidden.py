"""Words that are in an order and not for everybody in it."""

from __future__ import annotations

from collections.abc import Iterable

from parley.core.order.bids import sealed_words
from parley.core.order.messages import AnyEvent, BidSealed, FinalOfferSealed, OutreachAsked, Paused, Rated
from parley.core.order.state import Order
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment


def hidden_words(order: Order, events: Iterable[AnyEvent], reader: Role) -> frozenset[Commitment]:
    """What `reader` must not see of the words that this order and these events mention.

    A sealed offer is for nobody, a last one neither. The words of a pause, and what somebody asked support to do, are for
    whoever wrote them and for those who run the desk. A review is for its writer alone until both are shown.
    """
    hidden = {words for milestone in order.milestones for words in sealed_words(milestone)}
    if not order.ratings_shown:
        hidden |= {words for role, words in order.ratings.items() if role != reader.value}
    for event in events:
        match event:
            case BidSealed(bid=words) | FinalOfferSealed(bid=words):
                hidden.add(words)
            case Paused(words=words) | OutreachAsked(words=words) if reader in PARTIES and reader is not event.by:
                hidden.add(words)
            case Rated(words=words) if not order.ratings_shown and reader is not event.by:
                hidden.add(words)
            case _:
                pass
    return frozenset(hidden)
