"""Who may act in an order."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """The part somebody plays in one order. Nobody is both client and freelancer of the same order."""

    CLIENT = "client"
    FREELANCER = "freelancer"
    CLOCK = "clock"
    """Parley itself, when a deadline runs out."""
    MEDIATOR = "mediator"
    """Who proposes or decides in a case, and is no party of the order."""
    BANK = "bank"
    """The client's bank or the payment provider, when it takes a payment back."""
    OPERATOR = "operator"
    """Who runs the installation."""

    @property
    def other(self) -> Role:
        """The party on the other side of the table."""
        match self:
            case Role.CLIENT:
                return Role.FREELANCER
            case Role.FREELANCER:
                return Role.CLIENT
            case Role.CLOCK | Role.MEDIATOR | Role.BANK | Role.OPERATOR:
                raise ValueError(f"the {self.value} has no other side")


PARTIES = frozenset({Role.CLIENT, Role.FREELANCER})
