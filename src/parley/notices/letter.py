"""What a letter is made from, and the letter itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from parley.core.order.messages import AnyEvent
from parley.core.order.state import Order, Proposal
from parley.core.parties import Role
from parley.core.texts import Commitment


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is for: the part they play, where they read mail, and how they read. `name` is "" for somebody
    without an account, `zone` an IANA name."""

    role: Role
    name: str
    address: str
    language: str
    zone: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything that one letter may say.

    `events` happened, oldest first: one, or several of a kind that are told together. `texts` are the words that
    these events and the terms commit to; erased ones are not among them. `names` are those of people with an account.
    `at` is the instant (UTC) at which the letter is written, `head` the order's last hash then. `effect_id` is the wish
    that the letter fulfils, for ever the same however often it is sent. `invitation` is the address of the page where
    somebody without an account reads the offer; "" for everybody else. `proposals` are those that were made before,
    by milestone and number: `events` may answer one of them.
    """

    effect_id: UUID
    reader: Reader
    order: Order
    events: tuple[AnyEvent, ...]
    names: Mapping[Role, str]
    texts: Mapping[Commitment, str]
    head: str
    at: datetime
    invitation: str = ""
    proposals: Mapping[tuple[int, int], Proposal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address, ready to be sent. `text` and `html` say the same."""

    address: str
    name: str
    language: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def message_id(self) -> str:
        return self.headers["Message-ID"]
