"""Every act there is, in the forms in which somebody who wanders through an order asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from parley.core.money import Money
from parley.core.order import messages as m
from parley.core.order.records import ChargebackCode, CountsAs
from parley.core.order.requests import Request
from parley.core.order.state import Milestone, Order
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    Ask,
    accept,
    accept_items,
    accept_proposal,
    answer,
    answer_question,
    ask_clarify,
    ask_client,
    asked_by,
    brief,
    cancel_before_work,
    cancel_late,
    change,
    contact,
    decline_proposal,
    defect,
    deliver,
    deliver_again,
    fund,
    new,
    notice,
    open_files,
    outside,
    priced,
    propose_cancel,
    propose_extension,
    propose_refund,
    redeliver,
    request,
    resign,
    skip_brief,
    statement,
    stop,
    there,
    will_do,
    withdraw_proposal,
)
from tests.asks_aside import ask_extra, claim_part, deliver_part, extend_review, lift, offer_extra, pause
from tests.asks_of_cases import (
    MEDIATOR_PERSON,
    OTHER_MEDIATOR,
    accept_suggestion,
    appeal,
    bank_says,
    chargeback,
    correct,
    decide,
    decide_appeal,
    decline_suggestion,
    escalate,
    leave,
    open_case,
    outreach,
    pay_out,
    propose_split,
    seal,
    seal_final,
    suggest,
    take,
    withdraw_case,
    write_for_support,
)


def requested(order: Order | None, number: int) -> Request | None:
    return there(order).milestone(number).request


def answering(reply: Callable[[int], m.Reply], number: int) -> Ask:
    def ask(order: Order | None) -> m.AnyCommand:
        open_request = requested(order, number)
        items = [item.number for item in open_request.items] if open_request else []
        return answer(*map(reply, items), number=number)(order)

    return ask


def price_of(number: int, order: Order | None) -> m.AnyCommand:
    currency = there(order).terms.currency
    return answering(lambda item: priced(item, Money(7, currency)), number)(order)


def part_of_hold(number: int, order: Order | None) -> m.AnyCommand:
    """A third of what is held, or the least there is, goes back."""
    held = there(order).milestone(number).held
    part = max(held.amount_minor // 3, 1)
    return propose_refund(Money(part, held.currency), number=number)(order)


def kept_of_price(halves: int, number: int, order: Order | None) -> m.AnyCommand:
    """An end by consent: the freelancer keeps what was paid and nothing, half or all of the hold."""
    one = there(order).milestone(number)
    more = Money(one.held.amount_minor * halves // 2, one.held.currency)
    return propose_cancel(one.released + one.fees + more, number=number)(order)


def share_of_hold(make: Callable[[Money], Ask], quarters: int, number: int, order: Order | None) -> m.AnyCommand:
    """What is made of so many quarters of the hold, rounded down."""
    held = there(order).milestone(number).held
    return make(Money(held.amount_minor * quarters // 4, held.currency))(order)


def dividing(make: Callable[[Money], Ask], number: int, *quarters: int) -> list[Ask]:
    return [partial(share_of_hold, make, some, number) for some in quarters]


def left_by_taker(number: int, order: Order | None) -> m.AnyCommand:
    """By whoever has the case; by the usual one where nobody has."""
    case = there(order).milestone(number).case
    return leave(number, person=(case.mediator if case is not None else "") or MEDIATOR_PERSON)(order)


def extra_for(minor: int, number: int, order: Order | None) -> m.AnyCommand:
    return offer_extra(Money(minor, there(order).terms.currency), number)(order)


WAYS: Mapping[type[m.AnyMilestoneCommand], Callable[[int], list[Ask]]] = {
    m.Fund: lambda n: [fund(n)],
    m.SubmitBrief: lambda n: [brief(number=n)],
    m.SkipBrief: lambda n: [skip_brief(n)],
    m.Deliver: lambda n: [deliver(n)],
    m.DeliverAgain: lambda n: [deliver_again(n, version="better"), deliver_again(n, version="first")],
    m.OpenFiles: lambda n: [open_files(n)],
    m.AcceptItems: lambda n: [accept_items(1, number=n), accept_items(1, 2, 3, number=n)],
    m.Accept: lambda n: [accept(n)],
    m.RequestRevision: lambda n: [
        request(change(), number=n),
        request(defect(), number=n),
        request(new(), number=n),
        request(change(item=2), defect(item=1), new(), number=n),
    ],
    m.AnswerRequest: lambda n: [
        answering(will_do, n),
        answering(outside, n),
        partial(price_of, n),
        answering(lambda item: will_do(item) if item == 1 else outside(item), n),
    ],
    m.Redeliver: lambda n: [redeliver(n), redeliver(n, version="third", explained={1: "Not possible", 2: "Nor this"})],
    m.DeclareContact: lambda n: [contact(number=n)],
    m.SendNotice: lambda n: [notice(n)],
    m.MakeStatement: lambda n: [statement(CLIENT, number=n)] * 2,
    m.CancelBeforeWork: lambda n: [cancel_before_work(number=n)],
    m.CancelLate: lambda n: [cancel_late(n)] * 4,
    m.Stop: lambda n: [stop(n)],
    m.Resign: lambda n: [resign(n)],
    m.AskClient: lambda n: [ask_client(number=n)],
    m.AskClarify: lambda n: [ask_clarify(number=n)] * 3,
    m.AnswerQuestion: lambda n: [answer_question(number=n)] * 3,
    m.ProposeExtension: lambda n: [propose_extension(2, n), propose_extension(9, n)],
    m.ProposeRefund: lambda n: [partial(part_of_hold, n)],
    m.ProposeCancel: lambda n: [partial(kept_of_price, halves, n) for halves in (0, 1, 2)],
    m.AcceptProposal: lambda n: [accept_proposal(number=n)],
    m.DeclineProposal: lambda n: [decline_proposal(number=n)],
    m.WithdrawProposal: lambda n: [withdraw_proposal(number=n)],
    m.DeliverPart: lambda n: [deliver_part(number=n), deliver_part(1, 2, number=n, version="other")],
    m.ClaimPart: lambda n: [claim_part(n)] * 3,
    m.ExtendReview: lambda n: [extend_review(3, n), extend_review(1, n)],
    m.AskExtra: lambda n: [ask_extra(number=n)],
    m.OfferExtra: lambda n: [partial(extra_for, minor, n) for minor in (0, 7, 900)],
    m.PauseWork: lambda n: [pause(number=n)],
    m.LiftPause: lambda n: [lift(number=n)],
    m.AskOutreach: lambda n: [outreach(number=n)],
    m.SendOutreach: lambda n: [write_for_support(n, person=OTHER_MEDIATOR)],
    m.OpenCase: lambda n: [open_case(number=n)],
    m.WithdrawCase: lambda n: [withdraw_case(number=n)],
    m.ProposeSplit: lambda n: dividing(partial(propose_split, number=n), n, 0, 1, 4),
    m.Escalate: lambda n: [escalate(number=n)],
    m.TakeCase: lambda n: [take(n, person=who) for who in ("a-third-mediator", MEDIATOR_PERSON, OTHER_MEDIATOR)],
    m.LeaveCase: lambda n: [partial(left_by_taker, n)],
    m.SuggestSplit: lambda n: dividing(partial(suggest, number=n), n, 0, 2, 4),
    m.AcceptSuggestion: lambda n: [accept_suggestion(number=n)],
    m.DeclineSuggestion: lambda n: [decline_suggestion(number=n)],
    m.DecideCase: lambda n: dividing(partial(decide, number=n), n, 0, 2, 4),
    m.Appeal: lambda n: [appeal(number=n)],
    m.DecideAppeal: lambda n: [
        *dividing(partial(decide_appeal, number=n, person="a-third-mediator"), n, 0, 3, 4),
        *dividing(partial(decide_appeal, number=n, person=OTHER_MEDIATOR), n, 1),
    ],
    m.OpenChargeback: lambda n: [chargeback(code, n) for code in ChargebackCode],
    m.CloseChargeback: lambda n: [bank_says(won=won, number=n) for won in (True, True, False)],
    m.PayOut: lambda n: [pay_out(n)],
    m.CorrectRecord: lambda n: [correct(counts_as, n) for counts_as in CountsAs],
}


def asks_for(kind: type[m.AnyMilestoneCommand], number: int, role: Role) -> Iterator[Ask]:
    """The forms of this act that `role` asks for. A sealed offer depends on who seals it: the other side's is handed over."""
    if kind is m.SealBid:
        yield from dividing(lambda sum_: seal(sum_, role, number), number, 0, 1, 2, 3, 4)
    elif kind is m.SealFinal:
        yield from dividing(lambda sum_: seal_final(sum_, role, number), number, 0, 1, 2, 3, 4)
    else:
        yield from (asked_by(role, ask) for ask in WAYS[kind](number))


RARELY = frozenset(
    {
        *(m.CancelBeforeWork, m.CancelLate, m.Stop, m.Resign, m.Accept),
        *(m.ProposeCancel, m.ProposeSplit),
        *(m.PauseWork, m.OpenCase, m.AskExtra, m.OfferExtra, m.AskOutreach, m.OpenChargeback, m.CorrectRecord),
    }
)
"""What ends an order early, or can be asked for anywhere: asked for as often as the rest, it would leave no long stories."""
SOMETIMES = frozenset({m.ProposeExtension, m.ProposeRefund, m.WithdrawCase, m.Escalate, m.DeclineSuggestion})
ANSWERS = frozenset({m.AcceptProposal, m.DeclineProposal, m.WithdrawProposal})


def how_often(kind: type[m.AnyMilestoneCommand], milestone: Milestone) -> int:
    if kind in ANSWERS:
        return 4 if milestone.proposals else 0
    if kind in SOMETIMES:
        return 3
    return 1 if kind in RARELY else 8
