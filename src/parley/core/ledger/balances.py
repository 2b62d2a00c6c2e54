"""Where an order's money is, added up from its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parley.core.ledger.accounts import Account
from parley.core.ledger.entry import Entry
from parley.core.money import Money, zero
from parley.core.order.state import Order

Balances = Mapping[tuple[Account, int], Money]


def balances(entries: Iterable[Entry]) -> dict[tuple[Account, int], Money]:
    """The balance of each account and milestone that was ever touched."""
    found: dict[tuple[Account, int], Money] = {}
    for entry in entries:
        for posting in entry.postings:
            key = posting.account, posting.milestone
            found[key] = found.get(key, zero(posting.amount.currency)) + posting.amount
    return found


def pending_of(order: Order) -> dict[int, Money]:
    """What each milestone's freelancer has waiting for clearance, as the state says it."""
    return {m.number: m.pending for m in order.milestones if m.pending}


def expected(order: Order) -> dict[tuple[Account, int], Money]:
    """The balances that the order's state implies, zeros left out; audit lays them beside the books."""
    found: dict[tuple[Account, int], Money] = {}
    for m in order.milestones:
        found[Account.HOLD, m.number] = m.held
        found[Account.PENDING, m.number] = m.pending
        found[Account.AVAILABLE, m.number] = m.available
        found[Account.PAID_OUT, m.number] = m.paid_out
        found[Account.OWED, m.number] = -m.owed
        found[Account.FEE, m.number] = m.fees
        disputed = m.chargeback.taken.total if m.chargeback is not None else m.held - m.held
        found[Account.CHARGEBACK, m.number] = disputed
        found[Account.BANK, m.number] = m.at_bank - disputed
        found[Account.RESERVE, m.number] = -m.covered
        found[Account.CLIENT, m.number] = -(m.held + m.released + m.fees + m.at_bank - m.covered)
    return {key: money for key, money in found.items() if money}
