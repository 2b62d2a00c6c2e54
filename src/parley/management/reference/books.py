"""Where money is after each event that moves it: a few orders played through the real core, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import balances
from parley.core.ledger.bookings import entries_for
from parley.core.money import Money, zero
from parley.core.order.messages import (
    Accept,
    AnswerRequest,
    AnyMilestoneCommand,
    Asked,
    CloseChargeback,
    Deliver,
    Fund,
    MakeStatement,
    OpenChargeback,
    PayOut,
    Reply,
    RequestRevision,
    Stop,
    SubmitBrief,
)
from parley.core.order.records import ChargebackCode
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, STANDARD
from parley.core.specimens import specimen
from parley.management.reference.markdown import code, table
from parley.management.reference.plays import WORDS, Play, agreed, terms_of


def accepted() -> str:
    """One delivery, accepted."""
    play = _delivered(agreed(terms_of(ORDER_PAGE, [42_000])))
    return _told(_until_rest(_act(play, Accept, Role.CLIENT)))


def silent() -> str:
    """Two releases paid ahead, the first with a deposit; the client never answers the second delivery."""
    play = agreed(terms_of(ONE_TO_ONE, [60_000, 40_000], deposit=12_000, asks_brief=True))
    for milestone in (1, 2):
        play = _act(play, Fund, Role.CLIENT, milestone)
    play = _act(play, SubmitBrief, Role.CLIENT)
    play = _act(_act(play, Deliver, Role.FREELANCER), Accept, Role.CLIENT)
    play = _act(_act(play, SubmitBrief, Role.CLIENT, 2), Deliver, Role.FREELANCER, 2)
    return _told(_until_rest(play))


def refunded() -> str:
    """A deposit was paid when work began, and nothing was ever delivered."""
    play = agreed(terms_of(STANDARD, [30_000], deposit=5_000))
    return _told(_until_rest(_act(play, Fund, Role.CLIENT)))


def valued() -> str:
    """Three parts that do not divide evenly; one is contested in a case that nobody decides."""
    prices = (3_334, 3_333, 3_334)
    play = _delivered(agreed(terms_of(STANDARD, [sum(prices)], items=3, item_prices=prices)))
    for _ in range(2):
        change = Asked(kind=ItemKind.CHANGE, words=WORDS, scope_item=2)
        play = play.ask(RequestRevision, Role.CLIENT, items=(change,))
        outside = Reply(item=1, kind=AnswerKind.OUTSIDE, reason=WORDS)
        play = play.ask(AnswerRequest, Role.FREELANCER, answers=(outside,))
    play = play.ask(MakeStatement, Role.CLIENT, statement=WORDS)
    return _told(_until_rest(play))


def stopped() -> str:
    """The client stops before the first delivery: the kill fee, of which a deposit was paid before."""
    play = _act(agreed(terms_of(STANDARD, [40_000], deposit=5_000)), Fund, Role.CLIENT)
    return _told(_until_rest(_act(play, Stop, Role.CLIENT)))


def fraud() -> str:
    """Accepted, cleared and paid out; then the bank takes the payment back as a fraud and keeps it."""
    return _told(_taken_back(ChargebackCode.FRAUD))


def service() -> str:
    """The same, disputed as a matter of the service."""
    return _told(_taken_back(ChargebackCode.SERVICE))


def _taken_back(reason: ChargebackCode) -> Play:
    play = _act(_delivered(agreed(terms_of(STANDARD, [42_000]))), Accept, Role.CLIENT)
    play = _act(play.wait(), PayOut, Role.FREELANCER)
    play = play.ask(OpenChargeback, Role.BANK, code=reason, answer_by=play.at + timedelta(days=7))
    return _until_rest(play.ask(CloseChargeback, Role.BANK, won=False))


def _delivered(play: Play) -> Play:
    return _act(_act(play, Fund, Role.CLIENT), Deliver, Role.FREELANCER)


def _act(play: Play, kind: type[AnyMilestoneCommand], by: Role, milestone: int = 1) -> Play:
    return play.do(specimen(kind, play.order.milestone(milestone), play.order.id, by, play.at))


def _until_rest(play: Play) -> Play:
    """Nobody moves any more; every deadline comes."""
    while play.armed:
        play = play.wait()
    return play


def _told(play: Play) -> str:
    """A row for each event that moved money: what was asked, and every account of the order after it."""
    moved = entries_for([event for step in play.steps for event in step.events], {})
    used = {posting.account for entry in moved for posting in entry.postings}
    accounts = [account for account in Account if account in used]
    head = ("Event", "of milestone", *(code(account.value) for account in accounts))
    return table(head, _rows(play, accounts))


def _rows(play: Play, accounts: list[Account]) -> Iterator[tuple[str, ...]]:
    events = [event for step in play.steps for event in step.events]
    entries = entries_for(events, {})
    for count, entry in enumerate(entries, start=1):
        now = balances(entries[:count])
        sums = (
            sum((money for (of, _), money in now.items() if of is account), zero(play.order.terms.currency))
            for account in accounts
        )
        yield code(entry.why), str(entry.postings[0].milestone), *map(_amount, sums)


def _amount(money: Money) -> str:
    return f"{money.decimal()}" if money else "0"
