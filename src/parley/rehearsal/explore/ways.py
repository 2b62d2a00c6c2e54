"""The alphabet: each command in the few ways that make a difference.

What a command looks like comes from the core's specimens; here stand only its other ways. A command without an entry fails a
test, so that nothing new stays unexplored by oversight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from parley.core.money import Money
from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AcceptProposal,
    AcceptSuggestion,
    AnswerQuestion,
    AnswerRequest,
    AnyCommand,
    AnyMilestoneCommand,
    AnyOfferCommand,
    Appeal,
    AskClarify,
    AskClient,
    Asked,
    AskExtra,
    AskOutreach,
    CancelBeforeWork,
    CancelLate,
    ClaimPart,
    CloseChargeback,
    CorrectRecord,
    CounterOffer,
    DecideAppeal,
    DecideCase,
    DeclareContact,
    DeclineOffer,
    DeclineProposal,
    DeclineSuggestion,
    Deliver,
    DeliverAgain,
    DeliverPart,
    Escalate,
    ExtendReview,
    Fund,
    JoinOrder,
    LeaveCase,
    LiftPause,
    MakeStatement,
    NoteOnClause,
    OfferExtra,
    OpenCase,
    OpenChargeback,
    OpenFiles,
    PauseWork,
    PayOut,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    ProposeSplit,
    Redeliver,
    Reply,
    RequestRevision,
    Resign,
    SealBid,
    SealFinal,
    SendNotice,
    SendOutreach,
    SkipBrief,
    Stop,
    SubmitBrief,
    SuggestSplit,
    TakeCase,
    WithdrawCase,
    WithdrawOffer,
    WithdrawProposal,
)
from parley.core.order.records import ChargebackCode, CountsAs, ItemShare
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import DeliveredFile, Milestone, Order, Stage
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.core.texts import Text
from parley.rehearsal.explore.agreements import ID, WORDS, accept_offer

Ways = Callable[[Milestone, Any], Iterator[tuple[str, AnyMilestoneCommand]]]
"""From a milestone and the specimen to every way worth trying, each with a word that tells it from the others."""

EXTRA_PRICE = 30_01
MEDIATOR, OTHER_MEDIATOR, THIRD_MEDIATOR = "mediator", "another mediator", "a third mediator"


def _usual(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    yield "", usual


def _open_items(one: Milestone) -> list[int]:
    return [item.number for item in one.terms.items if item.number not in one.accepted_items]


def _requests(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """A change, a defect, both on different items, and something new."""
    for number in _open_items(one)[:1]:
        change, defect = (
            Asked(kind=kind, words=WORDS, scope_item=number) for kind in (ItemKind.CHANGE, ItemKind.DEFECT)
        )
        yield "change", replace(usual, items=(change,))
        yield "defect", replace(usual, items=(defect,))
    if len(_open_items(one)) > 1:
        change, defect = (
            Asked(kind=kind, words=WORDS, scope_item=number)
            for kind, number in zip((ItemKind.DEFECT, ItemKind.CHANGE), _open_items(one), strict=False)
        )
        yield "defect and change", replace(usual, items=(change, defect))
    yield "new", replace(usual, items=(Asked(kind=ItemKind.NEW, words=WORDS),))


def _answers(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """All will be done; nothing; a price is named; and the first will be done, the rest not."""
    numbers = [item.number for item in one.request.items] if one.request else []
    price = Money(1, one.held.currency)
    ways: dict[str, list[AnswerKind]] = {
        "will do": [AnswerKind.WILL_DO] * len(numbers),
        "outside": [AnswerKind.OUTSIDE] * len(numbers),
        "price": [AnswerKind.PRICE] * len(numbers),
    }
    if len(numbers) > 1:
        ways["first will do, rest outside"] = [AnswerKind.WILL_DO, *[AnswerKind.OUTSIDE] * (len(numbers) - 1)]
    for how, kinds in ways.items():
        answers = tuple(
            Reply(item=number, kind=kind, reason=WORDS, price=price if kind is AnswerKind.PRICE else None)
            for number, kind in zip(numbers, kinds, strict=True)
        )
        yield how, replace(usual, answers=answers)


def _other_version(one: Milestone, files: tuple[DeliveredFile, ...]) -> tuple[DeliveredFile, ...]:
    """The same files with other contents than those that stand delivered."""
    standing = {file.sha256 for file in one.files_now()}
    return tuple(replace(file, sha256=_unlike(file.sha256, standing)) for file in files)


def _unlike(sha256: str, standing: set[str]) -> str:
    other = f"{int(sha256, 16) + 2**16:064x}"
    return other if other not in standing else sha256


def _handed_in(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """New versions of all files: where items were accepted, they have to be looked at again."""
    yield "", replace(usual, files=_other_version(one, usual.files))
    if one.accepted_items and usual.files:
        yield "the same files", usual


def _redelivered(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    fresh = replace(usual, files=_other_version(one, usual.files))
    yield "done", fresh
    if usual.done:
        yield "explained", replace(fresh, done=(), explained=tuple((number, WORDS) for number in usual.done))


def _extensions(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """One that silence grants, and one that needs a yes."""
    due_on: date = one.due_at.date() if one.due_at else one.terms.due_on
    yield "two days", replace(usual, until=due_on + timedelta(days=2))
    yield "nine days", replace(usual, until=due_on + timedelta(days=9))


def _parts(whole: Money) -> dict[str, Money]:
    return {
        "nothing": Money(0, whole.currency),
        "half": Money(whole.amount_minor // 2, whole.currency),
        "all": whole,
    }


def _refunds(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    yield "half", replace(usual, amount=_parts(one.held)["half"])


def _cancels(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """The freelancer keeps what was paid, and nothing, half or all of the hold."""
    for how, more in _parts(one.held).items():
        yield how, replace(usual, amount=one.released + one.fees + more)


def _others_proposals(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    for proposal in one.proposals:
        if proposal.by is not usual.by:
            yield proposal.kind.value, replace(usual, proposal=proposal.number)


def _own_proposals(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    for proposal in one.proposals:
        if proposal.by is usual.by:
            yield proposal.kind.value, replace(usual, proposal=proposal.number)


def _part(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """The first item that was not handed in yet; the same once more makes no difference."""
    there = one.delivered_items()
    if not set(usual.items) <= there:
        yield "", usual
        return
    for item in one.terms.items:
        if item.number not in there:
            files = tuple(replace(file, item=item.number, sha256=f"{item.number:064x}") for file in usual.files)
            yield "the next", replace(usual, items=(item.number,), files=files)
            return


def _longest_review(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    yield "", replace(usual, days=3)


def _extras(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    for how, price_minor in (("priced", EXTRA_PRICE), ("free", 0)):
        price = Money(price_minor, usual.extra.price.currency)
        yield how, replace(usual, extra=replace(usual.extra, price=price))


def _splits(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    for how, amount in _parts(one.held).items():
        yield how, replace(usual, amount=amount)


def _suggestions(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    yield "half", replace(usual, person=MEDIATOR, amount=_parts(one.held)["half"])


def _bids(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """A low sum and a high one: they overlap where the client's is not below the freelancer's. The desk hands over the
    other's sealed words, which here are one of the two."""
    words = {how: Text(str(one.held.amount_minor * part // 4), "explored") for how, part in (("low", 1), ("high", 3))}
    sealed = one.case.bids.get(usual.by.other.value) if one.case else None
    opposite = next((text for text in words.values() if text.commitment == sealed), None)
    for how, text in words.items():
        yield how, replace(usual, bid=text, opposite=opposite)


def _taken(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """By whoever judges at this stage; the operator may give it to a third one, who then has it."""
    judging = OTHER_MEDIATOR if one.stage is Stage.APPEAL_FILED else MEDIATOR
    yield "to judge", replace(usual, person=judging)
    if usual.by is Role.OPERATOR:
        yield "a third", replace(usual, person=THIRD_MEDIATOR)


def _left(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    if one.case is not None and one.case.mediator:
        yield "", replace(usual, person=one.case.mediator)


def _judged(person: str) -> Ways:
    """Nothing, half and all to the freelancer, with what each says for the completion rate."""

    def ways(one: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
        counts = {"nothing": CountsAs.FREELANCER, "half": CountsAs.EXEMPT, "all": CountsAs.COMPLETED}
        for how, amount in _parts(one.held).items():
            shares = amount.split([item.effort_minutes for item in one.terms.items])
            arithmetic = tuple(
                ItemShare(item.number, share) for item, share in zip(one.terms.items, shares, strict=True)
            )
            yield how, replace(usual, person=person, amount=amount, counts_as=counts[how], arithmetic=arithmetic)

    return ways


def _outreach(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    """By the mediator, who can then not judge, and by somebody else."""
    yield "by the mediator", replace(usual, person=MEDIATOR)
    yield "by support", replace(usual, person="support")


def _chargebacks(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    for code in ChargebackCode:
        yield code.value, replace(usual, code=code)


def _verdicts(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    yield "won", replace(usual, won=True)
    yield "lost", replace(usual, won=False)


def _corrections(_: Milestone, usual: Any) -> Iterator[tuple[str, AnyMilestoneCommand]]:
    for counts_as in CountsAs:
        yield counts_as.value, replace(usual, counts_as=counts_as)


ALPHABET: Mapping[type[AnyMilestoneCommand], Ways] = {
    Fund: _usual,
    SubmitBrief: _usual,
    SkipBrief: _usual,
    Deliver: _handed_in,
    DeliverAgain: _handed_in,
    OpenFiles: _usual,
    AcceptItems: _usual,
    Accept: _usual,
    RequestRevision: _requests,
    AnswerRequest: _answers,
    Redeliver: _redelivered,
    DeclareContact: _usual,
    SendNotice: _usual,
    MakeStatement: _usual,
    CancelBeforeWork: _usual,
    CancelLate: _usual,
    Stop: _usual,
    Resign: _usual,
    AskClient: _usual,
    AskClarify: _usual,
    AnswerQuestion: _usual,
    ProposeExtension: _extensions,
    ProposeRefund: _refunds,
    ProposeCancel: _cancels,
    AcceptProposal: _others_proposals,
    DeclineProposal: _others_proposals,
    WithdrawProposal: _own_proposals,
    DeliverPart: _part,
    ClaimPart: _usual,
    ExtendReview: _longest_review,
    AskExtra: _usual,
    OfferExtra: _extras,
    PauseWork: _usual,
    LiftPause: _usual,
    AskOutreach: _usual,
    SendOutreach: _outreach,
    OpenCase: _usual,
    WithdrawCase: _usual,
    ProposeSplit: _splits,
    Escalate: _usual,
    SealBid: _bids,
    SealFinal: _bids,
    TakeCase: _taken,
    LeaveCase: _left,
    SuggestSplit: _suggestions,
    AcceptSuggestion: _usual,
    DeclineSuggestion: _usual,
    DecideCase: _judged(MEDIATOR),
    Appeal: _usual,
    DecideAppeal: _judged(OTHER_MEDIATOR),
    OpenChargeback: _chargebacks,
    CloseChargeback: _verdicts,
    PayOut: _usual,
    CorrectRecord: _corrections,
}
"""For each command of a milestone its ways. Add a line here with every new command."""


def _counters(order: Order, by: Role) -> Iterator[tuple[str, AnyCommand]]:
    """One round more, or the same again: a counter is a new version either way."""
    rounds = 1 if order.terms.rounds != 1 else 2
    changed = replace(order.terms, rounds=rounds)
    yield (
        "",
        CounterOffer(order_id=order.id, id=ID, by=by, terms=changed, wording=(WORDS,), seen=order.offer.version),
    )


def _notes(order: Order, by: Role) -> Iterator[tuple[str, AnyCommand]]:
    note = NoteOnClause(
        order_id=order.id, id=ID, by=by, clause=ClauseKey.WORK, note=WORDS, agreed=(), seen=order.offer.version
    )
    yield "", note


OFFER_ALPHABET: Mapping[type[AnyOfferCommand], Callable[[Order, Role], Iterator[tuple[str, AnyCommand]]]] = {
    CounterOffer: _counters,
    NoteOnClause: _notes,
    WithdrawOffer: lambda order, by: iter([("", WithdrawOffer(order_id=order.id, id=ID, by=by))]),
    DeclineOffer: lambda order, by: iter([("", DeclineOffer(order_id=order.id, id=ID, by=by))]),
    JoinOrder: lambda order, by: iter([("", JoinOrder(order_id=order.id, id=ID, by=by, person=f"{by.value}"))]),
    AcceptOffer: lambda order, by: iter([("", accept_offer(order, by))]),
}
