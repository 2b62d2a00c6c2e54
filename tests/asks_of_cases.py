"""The vocabulary of the tests: what people ask in a case, and what the bank and the desk say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from parley.core.money import Money
from parley.core.order import messages as m
from parley.core.order.appeal import AppealGround
from parley.core.order.dispute import CaseReason
from parley.core.order.records import ChargebackCode, CountsAs, ItemShare
from parley.core.order.state import Order
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.core.texts import Commitment, Text
from tests.asks import CLIENT, FREELANCER, Ask, ask_of, new_id, there
from tests.deals import text

MEDIATOR, BANK, OPERATOR = Role.MEDIATOR, Role.BANK, Role.OPERATOR
MEDIATOR_PERSON, OTHER_MEDIATOR, OPERATOR_PERSON = "a-mediator", "another-mediator", "an-operator"


def open_case(by: Role = CLIENT, number: int = 1, words: str = "The colours are not those we agreed on") -> Ask:
    return partial(ask_of, m.OpenCase, by, number, reason=CaseReason.NOT_AS_AGREED, statement=text(words))


def withdraw_case(by: Role = CLIENT, number: int = 1) -> Ask:
    return partial(ask_of, m.WithdrawCase, by, number)


def propose_split(amount: Money, by: Role = FREELANCER, number: int = 1, words: str = "Half is fair") -> Ask:
    return partial(ask_of, m.ProposeSplit, by, number, amount=amount, reason=text(words))


def escalate(by: Role = CLIENT, number: int = 1) -> Ask:
    return partial(ask_of, m.Escalate, by, number)


def seal(amount: Money | str, by: Role = CLIENT, number: int = 1) -> Ask:
    """Seal this sum, with the other side's words handed over as the desk does it."""
    words = amount if isinstance(amount, str) else str(amount.amount_minor)

    def ask(order: Order | None) -> m.AnyCommand:
        known = there(order)
        case = known.milestones[number - 1].case if len(known.milestones) >= number else None
        opposite = case.bids.get(by.other.value) if case is not None else None
        bid = _sealed(f"{by.value} {words}", words)
        return ask_of(m.SealBid, by, number, order, bid=bid, opposite=_SEALED.get(opposite) if opposite else None)

    return ask


def seal_final(amount: Money | str, by: Role = CLIENT, number: int = 1) -> Ask:
    """Seal this as one's last sum, with the other side's handed over."""
    return lambda order: _as_final(seal(amount, by, number)(order))


def _as_final(bid: m.AnyCommand) -> m.AnyCommand:
    if not isinstance(bid, m.SealBid):
        raise TypeError("a last offer is made like any other")
    return m.SealFinal(
        order_id=bid.order_id, id=bid.id, by=bid.by, milestone=bid.milestone, bid=bid.bid, opposite=bid.opposite
    )


def take(number: int = 1, person: str = MEDIATOR_PERSON, by: Role = MEDIATOR, **but: Any) -> Ask:
    return partial(ask_of, m.TakeCase, by, number, person=person, **but)


def leave(number: int = 1, person: str = MEDIATOR_PERSON, by: Role = MEDIATOR) -> Ask:
    return partial(ask_of, m.LeaveCase, by, number, person=person)


def suggest(amount: Money, number: int = 1, person: str = MEDIATOR_PERSON) -> Ask:
    reasons = text("Two of three items were delivered as agreed")
    return partial(ask_of, m.SuggestSplit, MEDIATOR, number, person=person, amount=amount, reasons=reasons)


def accept_suggestion(by: Role = CLIENT, number: int = 1) -> Ask:
    return partial(ask_of, m.AcceptSuggestion, by, number)


def decline_suggestion(by: Role = CLIENT, number: int = 1) -> Ask:
    return partial(ask_of, m.DeclineSuggestion, by, number)


def decide(amount: Money, number: int = 1, person: str = MEDIATOR_PERSON, **but: Any) -> Ask:
    """A decision with everything that it must say, `but` for what is named."""
    return partial(_judged, m.DecideCase, amount, number, person, but)


def appeal(by: Role = CLIENT, number: int = 1, words: str = "The print proof was not looked at") -> Ask:
    return partial(ask_of, m.Appeal, by, number, ground=AppealGround.NEW_FACT, words=text(words))


def decide_appeal(amount: Money, number: int = 1, person: str = OTHER_MEDIATOR, **but: Any) -> Ask:
    return partial(_judged, m.DecideAppeal, amount, number, person, but)


def chargeback(
    code: ChargebackCode = ChargebackCode.SERVICE, number: int = 1, answer_by: datetime | None = None
) -> Ask:
    """The bank names a date a week after the milestone last moved, unless another is given."""

    def ask(order: Order | None) -> m.AnyCommand:
        known = there(order)
        since = known.milestones[number - 1].since if len(known.milestones) >= number else None
        by_then = answer_by or (since or known.offer.expires_at) + timedelta(days=7)
        return ask_of(m.OpenChargeback, BANK, number, order, code=code, answer_by=by_then)

    return ask


def bank_says(*, won: bool, number: int = 1) -> Ask:
    return partial(ask_of, m.CloseChargeback, BANK, number, won=won)


def pay_out(number: int = 1, by: Role = FREELANCER) -> Ask:
    return partial(ask_of, m.PayOut, by, number)


def correct(counts_as: CountsAs, number: int = 1, person: str = OPERATOR_PERSON) -> Ask:
    reason = text("The decision was wrong about the date")
    return partial(ask_of, m.CorrectRecord, OPERATOR, number, person=person, counts_as=counts_as, reason=reason)


def rate(by: Role = CLIENT, stars: int | str = 5, words: str = "Clear and on time") -> Ask:
    said = text(f"{stars}\n{words}")
    return lambda order: m.Rate(order_id=there(order).id, id=new_id(), by=by, words=said)


def outreach(by: Role = FREELANCER, number: int = 1) -> Ask:
    return partial(ask_of, m.AskOutreach, by, number, words=text("I get no answer since Monday"))


def write_for_support(number: int = 1, person: str = MEDIATOR_PERSON) -> Ask:
    words = text("Your freelancer is waiting for a word from you")
    return partial(ask_of, m.SendOutreach, MEDIATOR, number, person=person, words=words)


_SEALED: dict[Commitment, Text] = {}


@cache
def _sealed(salt: str, words: str) -> Text:
    found = replace(text(words), salt=salt)
    _SEALED[found.commitment] = found
    return found


def _judged(
    kind: type[m.DecideCase | m.DecideAppeal],
    amount: Money,
    number: int,
    person: str,
    but: dict[str, Any],
    order: Order | None,
) -> m.AnyCommand:
    items = [item.number for item in there(order).all_terms[number - 1].items]
    shares: Sequence[Money] = amount.split([1 for _ in items]) if amount.amount_minor >= 0 else [amount] * len(items)
    says = {
        "amount": amount,
        "counts_as": CountsAs.EXEMPT,
        "facts": text("The second item was never delivered"),
        "clauses": (ClauseKey.WORK,),
        "events": (1, 2),
        "files": (),
        "arithmetic": tuple(ItemShare(item, share) for item, share in zip(items, shares, strict=True)),
        "remedy": text("The hold is divided so"),
    }
    return ask_of(kind, MEDIATOR, number, order, person=person, **(says | but))
