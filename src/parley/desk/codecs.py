"""How the core's values are kept as text: one codec for what happened, one for how an order stands, one for what was asked."""

from __future__ import annotations

from typing import Final

from parley.core.effects import Letter
from parley.core.order.messages import AnyCommand, AnyEvent
from parley.core.order.state import Order
from parley.store.codec import Codec

EVENTS: Final[Codec[AnyEvent]] = Codec(AnyEvent)
STATES: Final[Codec[Order]] = Codec(Order)
COMMANDS: Final[Codec[AnyCommand]] = Codec(AnyCommand)
LETTERS: Final[Codec[Letter]] = Codec(Letter)
