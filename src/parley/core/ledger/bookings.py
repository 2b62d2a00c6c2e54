"""The one place where an event becomes money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parley.core.ledger.accounts import Account
from parley.core.ledger.entry import Entry, Posting
from parley.core.money import Money, zero
from parley.core.order.messages import (
    AnyEvent,
    ChargebackLost,
    ChargebackOpened,
    ChargebackWon,
    Cleared,
    DepositPaid,
    Funded,
    PaidOut,
    PartlyRefunded,
    Refunded,
    Released,
    Split,
)
from parley.core.order.records import Taken


def entries_for(events: Iterable[AnyEvent], pending: Mapping[int, Money], first_seq: int = 1) -> tuple[Entry, ...]:
    """What the books say about these events. `pending` is what each milestone's freelancer had waiting before them:
    clearance moves all of it. `first_seq` is the number of the first event."""
    waiting = dict(pending)
    entries: list[Entry] = []
    for seq, event in enumerate(events, start=first_seq):
        postings = tuple(posting for posting in _postings(event, waiting) if posting.amount)
        for posting in postings:
            if posting.account is Account.PENDING:
                had = waiting.get(posting.milestone, zero(posting.amount.currency))
                waiting[posting.milestone] = had + posting.amount
        if postings:
            entries.append(Entry(seq, type(event).__name__, postings))
    return tuple(entries)


def _postings(event: AnyEvent, waiting: Mapping[int, Money]) -> list[Posting]:
    match event:
        case Funded(milestone=m, amount=amount):
            return [Posting(Account.CLIENT, -amount, m), Posting(Account.HOLD, amount, m)]
        case DepositPaid(milestone=m, to_freelancer=paid, fee=fee) | Released(milestone=m, to_freelancer=paid, fee=fee):
            return [
                Posting(Account.HOLD, -(paid + fee), m),
                Posting(Account.PENDING, paid, m),
                Posting(Account.FEE, fee, m),
            ]
        case Refunded(milestone=m, to_client=held, deposit_back=deposit, fee_back=fee):
            return [
                Posting(Account.HOLD, -held, m),
                Posting(Account.PENDING, -deposit, m),
                Posting(Account.FEE, -fee, m),
                Posting(Account.CLIENT, held + deposit + fee, m),
            ]
        case PartlyRefunded(milestone=m, amount=amount):
            return [Posting(Account.HOLD, -amount, m), Posting(Account.CLIENT, amount, m)]
        case Split(milestone=m, to_client=back, to_freelancer=paid, fee=fee):
            return [
                Posting(Account.HOLD, -(back + paid + fee), m),
                Posting(Account.CLIENT, back, m),
                Posting(Account.PENDING, paid, m),
                Posting(Account.FEE, fee, m),
            ]
        case Cleared(milestone=m) if m in waiting:
            return [Posting(Account.PENDING, -waiting[m], m), Posting(Account.AVAILABLE, waiting[m], m)]
        case PaidOut(milestone=m, amount=amount):
            return [Posting(Account.AVAILABLE, -amount, m), Posting(Account.PAID_OUT, amount, m)]
        case ChargebackOpened(milestone=m, chargeback=chargeback):
            taken = chargeback.taken
            return [*_from_where_it_was(taken, m, -1), Posting(Account.CHARGEBACK, taken.total, m)]
        case ChargebackWon(milestone=m, taken=taken):
            return [Posting(Account.CHARGEBACK, -taken.total, m), *_from_where_it_was(taken, m, 1)]
        case ChargebackLost(milestone=m, taken=taken, covered=covered, ends=ends):
            return [
                Posting(Account.CHARGEBACK, -taken.total, m),
                Posting(Account.BANK, taken.total, m),
                Posting(Account.RESERVE, -covered, m),
                *_covered(taken, covered, m, ends=ends),
            ]
        case _:
            return []


def _from_where_it_was(taken: Taken, m: int, sign: int) -> list[Posting]:
    places = {
        Account.HOLD: taken.hold,
        Account.PENDING: taken.pending,
        Account.AVAILABLE: taken.available,
        Account.OWED: taken.owed,
        Account.FEE: taken.fee,
    }
    return [Posting(account, amount if sign > 0 else -amount, m) for account, amount in places.items()]


def _covered(taken: Taken, covered: Money, m: int, *, ends: bool) -> list[Posting]:
    """What the reserve gives goes where it was taken from; for a milestone that ends with it, it waits to be cleared."""
    if ends or not covered:
        return [Posting(Account.PENDING, covered, m)]
    return [
        Posting(Account.PENDING, taken.pending, m),
        Posting(Account.AVAILABLE, taken.available, m),
        Posting(Account.OWED, taken.owed, m),
    ]
