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
    FEE = "fee"
    """The operator's."""
