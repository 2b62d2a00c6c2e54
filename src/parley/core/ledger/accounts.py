"""Where money is. Each account is one order's; `hold` has one for each milestone."""

from __future__ import annotations

from enum import Enum


class Account(Enum):
    """`CLIENT` is outside Parley and so goes below zero: it is where the money comes from."""

    CLIENT = "client"
    HOLD = "hold"
    PENDING = "pending"
    """The freelancer's, not yet cleared."""
    AVAILABLE = "available"
    """The freelancer's, cleared."""
    PAID_OUT = "paid_out"
    """Gone to the freelancer's own bank."""
    OWED = "owed"
    """What the freelancer was paid and a bank took back: below zero until it is made good."""
    CHARGEBACK = "chargeback"
    """With the client's bank while it judges."""
    BANK = "bank"
    """Outside: what a bank has taken back for good."""
    RESERVE = "reserve"
    """Outside: the operator's own money, which covers a fraud."""
    FEE = "fee"
    """The operator's."""
