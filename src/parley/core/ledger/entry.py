"""An entry is a balanced movement; a posting is one side of it."""

from __future__ import annotations

from dataclasses import dataclass

from parley.core.ledger.accounts import Account
from parley.core.money import Money


@dataclass(frozen=True, slots=True)
class Posting:
    """`amount` is added to the account; negative takes away. `milestone` is None only for accounts of the whole order."""

    account: Account
    amount: Money
    milestone: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The postings of one event, in the event's order; `seq` counts the events within what was booked together."""

    seq: int
    why: str
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        if sum(posting.amount.amount_minor for posting in self.postings) != 0:
            raise AssertionError(f"the entry for {self.why} does not balance")
        if len({posting.amount.currency for posting in self.postings}) != 1:
            raise AssertionError(f"the entry for {self.why} mixes currencies")
