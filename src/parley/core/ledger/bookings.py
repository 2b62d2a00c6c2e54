"""The one place where an event becomes money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parley.core.ledger.accounts import Account
from parley.core.ledger.entry import Entry, Posting
from parley.core.money import Money, zero
from parley.core.order.messages import AnyEvent, Cleared, DepositPaid, Funded, PartlyRefunded, Refunded, Released, Split


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
        case _:
            return []
