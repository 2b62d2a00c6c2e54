"""From a deed to the command that the core knows: parts, extra work, pauses, cases, the bank, pay-outs and reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parley.core.money import Money, zero
from parley.core.order.messages import (
    AcceptSuggestion,
    AnyCommand,
    Appeal,
    AskExtra,
    AskOutreach,
    ClaimPart,
    CloseChargeback,
    CorrectRecord,
    DecideAppeal,
    DecideCase,
    DeclineSuggestion,
    DeliverPart,
    Escalate,
    ExtendReview,
    LeaveCase,
    LiftPause,
    OfferExtra,
    OpenCase,
    OpenChargeback,
    PauseWork,
    PayOut,
    ProposeSplit,
    SealBid,
    SealFinal,
    SendOutreach,
    SuggestSplit,
    TakeCase,
    WithdrawCase,
)
from parley.core.order.records import ItemShare
from parley.core.order.terms import MilestoneTerms, ScopeItem
from parley.rehearsal.act import Act, OfMilestone
from parley.rehearsal.story import PlannedExtra
from parley.rehearsal.table import BadStory
from parley.rehearsal.when import local_day


def beside_the_work(act: Act, of: OfMilestone) -> AnyCommand | None:
    deed = act.deed
    match deed.do:
        case "deliver_part":
            files = tuple(kept.delivered for kept in act.kept)
            names = tuple(kept.name for kept in act.kept)
            return DeliverPart(**of, items=deed.items, files=files, names=names, note=act.maybe(deed.words))
        case "claim_part":
            return ClaimPart(**of, note=act.maybe(deed.words))
        case "extend_review":
            return ExtendReview(**of, days=deed.number)
        case "ask_extra":
            return AskExtra(**of, wish=act.text(deed.words))
        case "offer_extra" if deed.extra is not None:
            return _offer_extra(act, of, deed.extra)
        case "pause_work":
            return PauseWork(**of, reason=deed.pause, words=act.text(deed.words))
        case "lift_pause":
            return LiftPause(**of)
        case "ask_outreach":
            return AskOutreach(**of, words=act.text(deed.words))
        case "send_outreach":
            return SendOutreach(**of, person=_whose(act), words=act.text(deed.words))
        case "pay_out":
            return PayOut(**of)
        case _:
            return None


def in_a_case(act: Act, of: OfMilestone) -> AnyCommand | None:
    deed = act.deed
    match deed.do:
        case "open_case":
            return OpenCase(**of, reason=deed.case, statement=act.text(deed.words))
        case "withdraw_case":
            return WithdrawCase(**of)
        case "escalate":
            return Escalate(**of)
        case "propose_split" if deed.amount is not None:
            return ProposeSplit(**of, amount=deed.amount, reason=act.text(deed.words))
        case "seal_bid" if deed.amount is not None:
            return SealBid(**of, bid=act.text(str(deed.amount.amount_minor)))
        case "seal_final" if deed.amount is not None:
            return SealFinal(**of, bid=act.text(str(deed.amount.amount_minor)))
        case "accept_suggestion":
            return AcceptSuggestion(**of)
        case "decline_suggestion":
            return DeclineSuggestion(**of)
        case "appeal":
            return Appeal(**of, ground=deed.ground, words=act.text(deed.words))
        case _:
            return None


def by_the_desk(act: Act, of: OfMilestone) -> AnyCommand | None:
    """What mediators, the operator and the bank do."""
    deed = act.deed
    match deed.do:
        case "take_case":
            return TakeCase(**of, person=_whose(act))
        case "leave_case":
            return LeaveCase(**of, person=_whose(act))
        case "suggest_split" if deed.amount is not None:
            return SuggestSplit(**of, person=_whose(act), amount=deed.amount, reasons=act.text(deed.words))
        case "decide_case" if deed.amount is not None:
            return DecideCase(**_judged(act, of, deed.amount))
        case "decide_appeal" if deed.amount is not None:
            return DecideAppeal(**_judged(act, of, deed.amount))
        case "open_chargeback" if deed.until is not None:
            calendar = act.order.terms.calendar
            day = local_day(deed.until, calendar, start=act.at, played_at=act.played_at)
            return OpenChargeback(**of, code=deed.code, answer_by=calendar.end_of_work(day))
        case "close_chargeback":
            return CloseChargeback(**of, won=deed.won)
        case "correct_record":
            reason = act.text(deed.words)
            return CorrectRecord(**of, person=_whose(act), counts_as=deed.counts_as, reason=reason)
        case _:
            return None


def _whose(act: Act) -> str:
    if act.person is None:
        raise BadStory(act.deed.do, "`person` must be one of the people")
    return act.person


def _offer_extra(act: Act, of: OfMilestone, planned: PlannedExtra) -> OfferExtra:
    name, what, test = act.text(planned.name), act.text(planned.what), act.text(planned.test)
    extra = MilestoneTerms(
        number=0,
        name=name.commitment,
        price=planned.price,
        items=(ScopeItem(1, what.commitment, test.commitment, planned.effort_minutes),),
        due_on=local_day(planned.due_on, act.order.terms.calendar, start=act.at, played_at=act.played_at),
        working_days=planned.working_days,
        deposit=zero(planned.price.currency),
    )
    return OfferExtra(**of, extra=extra, wording=(name, what, test), recommended=act.maybe(act.deed.words))


def _judged(act: Act, of: OfMilestone, amount: Money) -> dict[str, Any]:
    """Where the story names no shares, each item gets the same."""
    judged = act.deed.judged
    if judged is None:
        raise BadStory(act.deed.do, "a decision says its reasons")
    items = [item.number for item in act.order.milestone(act.deed.milestone).terms.items]
    shares: Sequence[Money] = judged.shares if judged.shares is not None else amount.split([1 for _ in items])
    if len(shares) != len(items):
        raise BadStory(act.deed.do, f"`shares` are {len(items)} sums, one for each item")
    return {
        **of,
        "person": _whose(act),
        "amount": amount,
        "counts_as": judged.counts_as,
        "facts": act.text(act.deed.words),
        "clauses": judged.clauses,
        "events": judged.events,
        "arithmetic": tuple(ItemShare(item, share) for item, share in zip(items, shares, strict=True)),
        "remedy": act.text(judged.remedy),
    }
