"""The forms in which the core's values are kept: what happened, how an order stands, what was asked, whom to write to."""

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
