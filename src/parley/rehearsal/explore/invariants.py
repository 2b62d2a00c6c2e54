"""What must hold of every order and of every step, whatever came before. The numbers are those of the order machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from parley.core.deadlines import deadlines_for
from parley.core.foresight import movement, preview
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Step as Done
from parley.core.machine import decide_at
from parley.core.money import Money
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.evolve import fold
from parley.core.order.messages import (
    AcceptItems,
    AcceptProposal,
    AcceptSuggestion,
    AnyCommand,
    AskOutreach,
    CancelBeforeWork,
    CancelLate,
    CaseOpened,
    ChargebackOpened,
    CloseChargeback,
    CorrectRecord,
    DecideAppeal,
    DeclareContact,
    DeclineProposal,
    Deliver,
    DepositPaid,
    LeaveCase,
    OfferExtra,
    OpenChargeback,
    OpenFiles,
    Paused,
    PayOut,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    ProposeSplit,
    Rate,
    Resumed,
    SealBid,
    SealFinal,
    SendMessage,
    SendOutreach,
    Stop,
    TakeCase,
    WithdrawProposal,
)
from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Order, OrderStage, Stage
from parley.core.parties import PARTIES, Role
from parley.rehearsal.explore.walk import Move, Part

Found = Iterator[tuple[str, str]]
"""The invariant and what is wrong."""

WITHOUT_A_CLOCK = frozenset({Stage.LOCKED, Stage.AT_BANK})
"""A locked milestone waits for its predecessor's clock, and a bank for nobody's: its alarm calls the operator."""
BEFORE_MONEY = frozenset({Stage.LOCKED, Stage.UNFUNDED, Stage.LAPSED})
OWN_GAIN: Mapping[Role, frozenset[type[AnyCommand]]] = {
    Role.CLIENT: frozenset({CancelBeforeWork, CancelLate, Stop, AcceptProposal, SealBid, SealFinal, AcceptSuggestion}),
    Role.FREELANCER: frozenset({AcceptProposal, SealBid, SealFinal, AcceptSuggestion}),
}
"""Acts that may bring money to whoever does them: by a right that the terms give, or by a yes to what the other, or a
mediator, proposed."""
MAY_MOVE: Mapping[Role, frozenset[type[AnyCommand]]] = {
    Role.MEDIATOR: frozenset({DecideAppeal}),
    Role.BANK: frozenset({OpenChargeback, CloseChargeback}),
    Role.OPERATOR: frozenset({PayOut}),
}
"""What moves money by somebody who is no side of the order: a reasoned decision, the bank, a payout."""
CALLED_OFF = frozenset({Stage.NOTICED, Stage.MARKED, Stage.CLAIMED})
"""A pause calls these off: nobody comes back to find the last hours running."""
QUIET = (
    *(ProposeRefund, ProposeCancel, ProposeExtension, ProposeSplit, DeclineProposal, WithdrawProposal),
    *(OfferExtra, AcceptItems, OpenFiles, AskOutreach, SendOutreach, DeclareContact, PayOut, CorrectRecord),
    *(TakeCase, LeaveCase),
)
"""What moves no clock."""
HOURS_AFTER_CASE = 24
SUMS = frozenset({"held", "released", "fees", "clears_at"})
"""What a bank may move in a milestone that has ended: money, and when it clears, for it stood still meanwhile."""
UNTOUCHED = ("stage", "held", "released", "refunded", "fees", "clears_at", "cause", "deliveries", "accepted_items")
"""What no act changes once a milestone has ended."""


def of_order(order: Order, at: datetime) -> Found:
    """I1, I2, I3, I13: what can be seen without knowing how it came about."""
    for one in order.milestones:
        yield from _sums(one)
        yield from _end(one)
        yield from _within_cap(order, one, at)
    yield from _armed(order, at)
    yield from _ratings(order)


def _sums(one: Milestone) -> Found:
    sums = [m.amount_minor for m in (one.held, one.released, one.refunded, one.fees, one.at_bank)]
    if min(*sums, one.covered.amount_minor, one.paid_out.amount_minor) < 0:
        yield "I1", f"milestone {one.number} has a sum below zero"
    funded: int = sum(sums) - one.covered.amount_minor
    if funded and funded != one.terms.price.amount_minor:
        yield "I1", f"the sums of milestone {one.number} are not what was funded"
    if one.stage in (Stage.UNFUNDED, Stage.LAPSED, Stage.VOID) and any(sums):
        yield "I1", f"milestone {one.number} holds money while it is {one.stage.value}"


def _end(one: Milestone) -> Found:
    if one.has_ended and one.held:
        yield "I2", f"milestone {one.number} has ended and still holds money"
    if one.has_ended and not one.cause:
        yield "I13", f"milestone {one.number} has ended for no cause"
    is_free = not one.terms.price
    if not (one.has_ended or one.held or is_free) and one.stage not in (*BEFORE_MONEY, Stage.AT_BANK):
        yield "I1", f"milestone {one.number} is {one.stage.value} and holds nothing"


def _armed(order: Order, at: datetime) -> Found:
    armed = [deadline for deadline in deadlines_for(order) if not deadline.is_nudge]
    if any(deadline.at <= at for deadline in armed):
        yield "I3", "a deadline that has come was not applied"
    if order.stage is OrderStage.OFFERED and not armed:
        yield "I3", "the offer has no deadline"
    moving = {deadline.milestone for deadline in armed if deadline.kind is not DeadlineKind.PROPOSAL_ENDS}
    for one in order.milestones:
        if not one.has_ended and one.stage not in WITHOUT_A_CLOCK and one.number not in moving:
            yield "I3", f"milestone {one.number} is {one.stage.value} and nothing is armed"
        if one.has_ended and one.released and not one.cleared and not one.chargeback and one.number not in moving:
            yield "I3", f"released money of milestone {one.number} never clears"


def _within_cap(order: Order, one: Milestone, at: datetime) -> Found:
    cap = order.terms.hold_cap_days
    if cap is None or one.funded_at is None or not one.held:
        return
    if at > order.terms.calendar.after_days(one.funded_at, cap):
        yield "I16", f"milestone {one.number} ({one.stage.value}) is held longer than the provider allows"


def _ratings(order: Order) -> Found:
    if order.ratings and order.stage is not OrderStage.CLOSED and not order.ratings_shown:
        yield "I14", "somebody rated an order that is not over"


def of_move(move: Move, parts: Sequence[Part]) -> Found:
    """I1, I5, I8, I10, I11, I14, I15 of everything that one act or one clock brought, step by step."""
    order = move.before
    for before, step, after in parts:
        yield from _books(before, step, after)
        yield from _gains(before, step)
        yield from _ended(before, step, after)
        yield from _standing_still(before, step, after)
        yield from _shown(before, step, after)
        yield from _proposed(before, step, after)
        if isinstance(step.command, RunOut):
            yield from _by_silence(before, step, after)
        if isinstance(step.command, SendMessage):
            yield from _by_message(before, after)
        if any(event.at != move.at for event in step.events):
            yield "I12", "an event has another instant than the act that brought it"
        order = after
    if order != move.outcome.order and move.command is not None:
        yield "I12", "the events do not give the order that was decided"


def _books(before: Order, step: Done, after: Order) -> Found:
    """The entries of a step are exactly what the state changed by."""
    books = dict(expected(before))
    for entry in entries_for(step.events, pending_of(before)):
        if sum(posting.amount.amount_minor for posting in entry.postings):
            yield "I1", f"the entry for {entry.why} does not balance"
        for posting in entry.postings:
            key = posting.account, posting.milestone
            books[key] = posting.amount + books[key] if key in books else posting.amount
    if {key: money for key, money in books.items() if money} != expected(after):
        yield "I1", f"the books and the order disagree after {_name(step)}"


def _gains(before: Order, step: Done) -> Found:
    """Nobody takes money: what an act brings to its own side is given by the terms or by the other's yes."""
    by = step.command.by
    if by in MAY_MOVE and type(step.command) not in MAY_MOVE[by] and entries_for(step.events, pending_of(before)):
        yield "I8", f"the {by.value} moves money by {_name(step)}"
    if by not in PARTIES:
        return
    moved = movement(before, step.events)
    gain = moved.client_gets_back if by is Role.CLIENT else moved.freelancer_gets
    if gain.amount_minor <= 0 or type(step.command) in OWN_GAIN[by]:
        return
    if isinstance(step.command, Deliver) and gain == _deposit(step):
        return
    yield "I8", f"the {by.value} takes money by {_name(step)}"


def _deposit(step: Done) -> Money | None:
    return next((event.to_freelancer for event in step.events if isinstance(event, DepositPaid)), None)


def _ended(before: Order, step: Done, after: Order) -> Found:
    """What has ended stays ended; a bank alone moves its money again."""
    by_bank = step.command.by is Role.BANK
    names = [name for name in UNTOUCHED if not (by_bank and name in SUMS)]
    for was, now in zip(before.milestones, after.milestones, strict=False):
        changed = [name for name in names if was.has_ended and getattr(now, name) != getattr(was, name)]
        if changed:
            yield "I10", f"milestone {was.number} had ended, and {_name(step)} changes its {', '.join(changed)}"
        if was.has_ended and now.cleared < was.cleared:
            yield "I10", f"milestone {was.number} was cleared and is not any more"


def _standing_still(before: Order, step: Done, after: Order) -> Found:
    """What stands still goes on with what remained of it."""
    for event in step.events:
        if isinstance(event, Paused | ChargebackOpened | CaseOpened):
            was, now = before.milestone(event.milestone), after.milestone(event.milestone)
            called_off = isinstance(event, Paused) and was.stage in CALLED_OFF
            if now.back is None or was.back is now.back or called_off or was.ends_at is None:
                continue
            if now.back.stage is not was.stage or now.back.left_seconds != _seconds(was.ends_at - event.at):
                yield "I11", f"what remained of {was.stage.value} is not kept"
        if isinstance(event, Resumed):
            yield from _goes_on(before.milestone(event.milestone), event)


def _goes_on(was: Milestone, event: Resumed) -> Found:
    back = was.back
    if back is None:
        yield "I11", "something goes on that did not stand still"
        return
    least = HOURS_AFTER_CASE * 3600 if event.cause == "case_withdrawn" else 0
    left = None if back.left_seconds is None else max(back.left_seconds, least)
    goes_on = None if event.ends_at is None else _seconds(event.ends_at - event.at)
    if event.stage is not back.stage or goes_on != left:
        yield "I11", f"{back.stage.value} goes on with {goes_on} s instead of {left} s"
    due_at = was.due_at if back.beneath is None and was.due_at and was.due_at > back.at else None
    if due_at and event.due_at and event.due_at - event.at != due_at - back.at:
        yield "I11", "the due date does not go on with what remained"


def _seconds(length: timedelta) -> int:
    return -(-length // timedelta(seconds=1))


def _shown(before: Order, step: Done, after: Order) -> Found:
    """Ratings are seen by nobody before both are in or their time is over, and nobody writes one while money is disputed."""
    if after.ratings_shown and not before.ratings_shown:
        both = {role.value for role in PARTIES} <= set(after.ratings)
        by_clock = isinstance(step.command, RunOut) and step.command.deadline is DeadlineKind.RATINGS_END
        if not both and not by_clock:
            yield "I14", "a rating is shown before the other could be written"
    if isinstance(step.command, Rate):
        open_now = any(one.chargeback or not one.has_ended for one in before.milestones)
        if open_now or before.ratings_shown or step.command.by.value in before.ratings:
            yield "I14", "a rating is written while it may not be"


def _proposed(before: Order, step: Done, after: Order) -> Found:
    """I7: to propose, to take it back, to look and to ask for help stops no clock, so it may go round."""
    if not isinstance(step.command, QUIET):
        return
    for was, now in zip(before.milestones, after.milestones, strict=True):
        if (was.stage, was.ends_at, was.due_at, was.held) != (now.stage, now.ends_at, now.due_at, now.held):
            yield "I7", f"{_name(step)} moves a clock"


def _by_silence(before: Order, step: Done, after: Order) -> Found:
    """A clock spends nobody's new money and agrees to nothing: it ends windows, and pays out what is held."""
    if movement(before, step.events).client_pays:
        yield "I5", f"the client pays because nobody acted ({_name(step)})"
    if len(after.milestones) > len(before.milestones):
        yield "I5", f"there is more to do because nobody acted ({_name(step)})"
    for was, now in zip(before.milestones, after.milestones, strict=False):
        given = now.held.amount_minor > was.held.amount_minor
        calls_back = isinstance(step.command, RunOut) and step.command.deadline is DeadlineKind.WORK_ABANDONED
        if now.owed.amount_minor > was.owed.amount_minor and not calls_back:
            yield "I5", f"the freelancer owes money because nobody acted ({_name(step)})"
        earlier = was.due_at and now.due_at and now.due_at < was.due_at and was.stage is now.stage
        if given or earlier or now.accepted_items - was.accepted_items:
            yield "I5", f"{_name(step)} makes milestone {was.number} harder for somebody"


def _by_message(before: Order, after: Order) -> Found:
    for was, now in zip(before.milestones, after.milestones, strict=True):
        replied = was.stage in (Stage.NOTICED, Stage.CLAIMED) and not was.replied
        if not replied and (now.stage, now.ends_at, now.held) != (was.stage, was.ends_at, was.held):
            yield "I15", f"a message moved milestone {was.number}"


def of_refusal(move: Move) -> Found:
    """I6: no is no. Nothing is left of what was refused."""
    if move.outcome.steps or (move.outcome.order is not move.before and move.outcome.order != move.before):
        yield "I6", f"{move.act} was refused, and something changed"


def twice(move: Move) -> Found:
    """I6 and I9: the same question gets the same answer, and a clock that has come does not come again."""
    if move.command is None:
        return
    again = decide_at(move.before, move.command, move.at)
    if again.order != move.outcome.order or [step.events for step in again.steps] != [
        step.events for step in move.outcome.steps
    ]:
        yield "I6", f"{move.act} leads to two different orders"
    events = [event for step in move.outcome.steps for event in step.events]
    if fold(move.before, move.before.id, events) != move.outcome.order:
        yield "I12", f"the events of {move.act} do not give its order again"
    if isinstance(move.command, RunOut) and move.outcome.order is not None:
        after = decide_at(move.outcome.order, move.command, move.at)
        if after.refusal is None or after.refusal.code is not Code.NOT_DUE or after.order != move.outcome.order:
            yield "I9", f"{move.act} fires twice"


def foreseen(move: Move) -> Found:
    """I17: what a preview says is what happens, the money too."""
    if move.command is None or move.outcome.order is None:
        return
    seen = preview(move.before, move.command, move.at)
    events = tuple(event for step in move.outcome.steps for event in step.events)
    if seen.after != move.outcome.order or seen.events != events:
        yield "I17", f"the preview of {move.act} is not what happened"
    if seen.silence and seen.silence[0].at < move.at - timedelta(0):
        yield "I17", f"the preview of {move.act} foresees the past"
    paid = expected(move.outcome.order)
    before = expected(move.before)
    client = sum(m.amount_minor for (a, _), m in paid.items() if a is Account.CLIENT)
    client -= sum(m.amount_minor for (a, _), m in before.items() if a is Account.CLIENT)
    if client != seen.movement.client_gets_back.amount_minor - seen.movement.client_pays.amount_minor:
        yield "I17", f"the preview of {move.act} promises the client another sum"


def _name(step: Done) -> str:
    command = step.command
    return command.deadline.value if isinstance(command, RunOut) else type(command).__name__
