"""What somebody thinks of doing: mostly what the moment offers, sometimes what nobody should ever ask for.

Which acts there are is read from the core: its gates say who may do what where, its specimens how an act looks. A new act is
tried as soon as it has both; one without is made from the types of its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any, get_args

from parley.core.order.base import Command, MilestoneCommand
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.gates import GATES
from parley.core.order.messages import (
    Accept,
    AcceptOffer,
    AnswerRequest,
    AnyCommand,
    AnyMilestoneCommand,
    AnyOfferCommand,
    Appeal,
    AskClarify,
    CounterOffer,
    DecideCase,
    DeclineOffer,
    Deliver,
    DeliverPart,
    Escalate,
    Fund,
    JoinOrder,
    MakeOffer,
    MakeStatement,
    NoteOnClause,
    OpenCase,
    Rate,
    RequestRevision,
    SealBid,
    SealFinal,
    SendMessage,
    SubmitBrief,
    WithdrawOffer,
)
from parley.core.order.state import Order, OrderStage, Stage
from parley.core.order.terms import Terms, clauses, terms_hash
from parley.core.parties import PARTIES, Role
from parley.rehearsal.simulate.agreements import agreement
from parley.rehearsal.simulate.forms import filled_in
from parley.rehearsal.simulate.variants import Setting, made, varied

ANYBODY = tuple(Role)
SIDES = (Role.CLIENT, Role.FREELANCER)
LIKES = (0, 1, 2, 2, 3, 3, 12)
"""How much somebody takes to an act. Each walk draws its own likes, so that some walks go where most never come."""
TRIES = 4
"""How often somebody looks for an open door before it says hello instead."""


WORK = (Fund, SubmitBrief)
CASE = (OpenCase, MakeStatement, MakeStatement)
WAYS: tuple[tuple[type[AnyMilestoneCommand], ...], ...] = (
    (),
    (),
    (*WORK, Deliver),
    (*WORK, Deliver, RequestRevision),
    (*WORK, Deliver, RequestRevision, AnswerRequest),
    (*WORK, Deliver, RequestRevision, AskClarify),
    (*WORK, DeliverPart),
    (*WORK, Deliver, *CASE),
    (*WORK, Deliver, *CASE, Escalate, SealBid, Escalate),
    (*WORK, Deliver, *CASE, Escalate, SealBid, Escalate, SealFinal, SealFinal),
    (*WORK, DeliverPart, OpenCase, Escalate, DecideCase, Appeal),
    (*WORK, Deliver, Accept),
)


@dataclass(slots=True)
class Temper:
    """What the people of one walk like to do; how often they do nonsense, and how often they wait for a clock (in percent)."""

    likes: Mapping[type[AnyMilestoneCommand], int]
    nonsense_percent: int
    waiting_percent: int
    way: list[type[AnyMilestoneCommand]]
    """What they set out to do first: a way that many have gone, to begin where most walks never come."""

    @classmethod
    def drawn(cls, chance: Random) -> Temper:
        likes = {kind: chance.choice(LIKES) for kind in GATES}
        way = list(chance.choice(WAYS))
        return cls(likes, chance.choice((3, 10, 25)), chance.choice((2, 5, 10, 30)), way)


@cache
def order_acts() -> tuple[type[Command], ...]:
    """Acts that concern a whole order that was agreed: whatever is neither an offer's nor a milestone's."""
    known = {MakeOffer, SendMessage, RunOut, *get_args(AnyOfferCommand), *get_args(AnyMilestoneCommand)}
    return tuple(kind for kind in get_args(AnyCommand) if kind not in known)


@cache
def _weight(role: Role, stage: Stage) -> int:
    """The two sides act most; whoever has no door here does not act. The clock weighs something, lest nobody does."""
    if role is Role.CLOCK:
        return 1
    return (12 if role in PARTIES else 1) if _open_to(stage, role) else 0


@cache
def _open_to(stage: Stage, role: Role) -> tuple[type[AnyMilestoneCommand], ...]:
    """As gates.doors says it, kept because it is asked at every step."""
    return tuple(kind for kind, gate in GATES.items() if role in gate.roles and stage in gate.stages)


@cache
def all_acts() -> tuple[type[Command], ...]:
    return tuple(kind for kind in get_args(AnyCommand) if kind is not MakeOffer)


def next_act(order: Order, setting: Setting, temper: Temper, asked: list[AnyCommand]) -> AnyCommand:
    """Something to ask now. `asked` is what was asked of this order before: some of it is asked again."""
    if setting.chance.randrange(100) < temper.nonsense_percent:
        return nonsense(order, setting, asked)
    return sensible(order, setting, temper)


def sensible(order: Order, setting: Setting, temper: Temper) -> AnyCommand:
    """What one of the people might do where things stand, with forms filled in well or not so well."""
    chance = setting.chance
    if order.stage is OrderStage.OFFERED:
        return of_offer(order, setting)
    while temper.way:
        next_on_way = on_the_way(order, temper.way.pop(0), setting)
        if next_on_way is not None:
            return next_on_way
    for _ in range(TRIES if order.milestones and chance.randrange(12) else 0):
        milestone = chance.choice(order.milestones)
        role = chance.choices(ANYBODY, [_weight(one, milestone.stage) for one in ANYBODY])[0]
        open_now = _open_to(milestone.stage, role)
        likes = [temper.likes.get(kind, 1) for kind in open_now]
        if any(likes):
            command = filled_in(chance.choices(open_now, likes)[0], milestone, order, role, setting)
            return varied(command, setting) if chance.randrange(4) == 0 else command
    if order_acts() and chance.randrange(2 if order.stage is OrderStage.CLOSED else 8) == 0:
        return of_whole(order, setting)
    return SendMessage(order_id=order.id, id=setting.uuid(), by=chance.choice(SIDES), text=setting.text("Hello"))


def on_the_way(order: Order, kind: type[AnyMilestoneCommand], setting: Setting) -> AnyCommand | None:
    """The next thing of a well-trodden way, by somebody who may, in the first milestone where it is possible."""
    gate = GATES[kind]
    for milestone in order.milestones:
        if milestone.stage in gate.stages:
            role = setting.chance.choice([one for one in Role if one in gate.roles])
            return filled_in(kind, milestone, order, role, setting)
    return None


def of_whole(order: Order, setting: Setting) -> AnyCommand:
    """What concerns a whole order that was agreed."""
    kind, by = setting.chance.choice(order_acts()), _somebody(setting.chance)
    if kind is Rate:
        words = setting.text(f"{setting.chance.choice('12345')}\nIt was good")
        return Rate(order_id=order.id, id=setting.uuid(), by=by, words=words)
    whole = made(kind, setting, order_id=order.id, id=setting.uuid(), by=by)
    if whole is None:
        raise AssertionError(f"{kind.__name__} has no values that can be made")
    return whole  # type: ignore[return-value]  # it is one of the union that lists them


def of_offer(order: Order, setting: Setting) -> AnyCommand:
    """Mostly a yes, after the empty place was taken; sometimes the talk before it."""
    chance, by = setting.chance, order.offer.by.other
    whose: dict[str, Any] = {"order_id": order.id, "id": setting.uuid()}
    for side in SIDES:
        if order.person(side) is None and chance.randrange(3):
            return JoinOrder(**whose, by=side, person=f"joined-{order.id.hex[:6]}")
    match chance.randrange(16):
        case 0:
            keys = [clause.key for clause in clauses(order.terms)]
            said = chance.choice(keys)
            agreed = tuple(key for key in keys if chance.randrange(2))
            return NoteOnClause(
                **whose, by=by, clause=said, note=setting.text(), agreed=agreed, seen=order.offer.version
            )
        case 1:
            return DeclineOffer(**whose, by=by, reason=None)
        case 2:
            return WithdrawOffer(**whose, by=order.offer.by)
        case 3 | 4:
            return counter(order, setting, chance.choice(SIDES))
        case 5:
            return SendMessage(**whose, by=chance.choice(SIDES), text=setting.text())
        case _ if order.offer.notes:
            return counter(order, setting, order.offer.by)
        case _:
            ticked = tuple(clause.key for clause in clauses(order.terms))
            return AcceptOffer(**whose, by=by, terms_hash=terms_hash(order.terms), ticked=ticked)


def counter(order: Order, setting: Setting, by: Role) -> CounterOffer:
    """The same terms, terms with one thing changed, or quite other ones."""
    whose: dict[str, Any] = {"order_id": order.id, "id": setting.uuid(), "by": by, "seen": order.offer.version}
    terms: Terms = order.terms
    match setting.chance.randrange(3):
        case 0:
            return CounterOffer(**whose, terms=replace(terms, rounds=terms.rounds + 1), wording=())
        case 1:
            new, wording = agreement(setting)
            return CounterOffer(**whose, terms=new, wording=wording)
        case _:
            return CounterOffer(**whose, terms=terms, wording=())


def nonsense(order: Order, setting: Setting, asked: list[AnyCommand]) -> AnyCommand:
    """Out of turn, twice, from a page of last week, by somebody else, by the clock's false twin, or with senseless values."""
    chance = setting.chance
    number = chance.randint(1, len(order.milestones) or 1)
    match chance.randrange(8):
        case 0 if asked:
            return chance.choice(asked)
        case 1 if asked:
            return replace(chance.choice(asked), by=chance.choice(ANYBODY))
        case 2:
            deadline = chance.choice(list(DeadlineKind))
            which = chance.choice((number, number, None, 99))
            return RunOut(order_id=order.id, id=setting.uuid(), by=Role.CLOCK, deadline=deadline, milestone=which)
        case 3 | 4 if order.milestones:
            milestone = order.milestones[number - 1]
            command = filled_in(chance.choice(list(GATES)), milestone, order, chance.choice(ANYBODY), setting)
            stale = chance.choice((None, None, milestone.version - 1, milestone.version + 1))
            return (
                varied(replace(command, seen=stale), setting) if chance.randrange(2) else replace(command, seen=stale)
            )
        case 5 if asked:
            return varied(chance.choice(asked), setting)
        case 6:
            return of_offer(order, setting)
        case _:
            kind = chance.choice(all_acts())
            given: dict[str, Any] = {"order_id": order.id, "id": setting.uuid(), "by": _somebody(chance)}
            if issubclass(kind, MilestoneCommand):
                given["milestone"] = chance.choice((number, number, 0, 99))
            command_or_none = made(kind, setting, **given)
            return command_or_none or of_offer(order, setting)  # type: ignore[return-value]


def _somebody(chance: Random) -> Role:
    return chance.choice(SIDES) if chance.randrange(5) else chance.choice(ANYBODY)
