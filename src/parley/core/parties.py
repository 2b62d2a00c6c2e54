"""Who may act in an order."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """The part somebody plays in one order. Nobody is both client and freelancer of the same order."""

    CLIENT = "client"
    FREELANCER = "freelancer"
    CLOCK = "clock"
    """Parley itself, when a deadline runs out."""

    @property
    def other(self) -> Role:
        """The party on the other side of the table."""
        match self:
            case Role.CLIENT:
                return Role.FREELANCER
            case Role.FREELANCER:
                return Role.CLIENT
            case Role.CLOCK:
                raise ValueError("the clock has no other side")


PARTIES = frozenset({Role.CLIENT, Role.FREELANCER})
