"""An act as it would look if it were done now with the least that the rules ask for.

The pages show what an act would change before anybody has filled in its form: they play the specimen on a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from parley.core.foresight import Preview, preview
from parley.core.money import Money
from parley.core.order.gates import doors
from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptProposal,
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    AskClarify,
    AskClient,
    Asked,
    CancelBeforeWork,
    CancelLate,
    Channel,
    DeclareContact,
    DeclineProposal,
    Deliver,
    DeliverAgain,
    Fund,
    MakeStatement,
    OpenFiles,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    Redeliver,
    Reply,
    RequestRevision,
    Resign,
    SendNotice,
    SkipBrief,
    Stop,
    SubmitBrief,
    WithdrawProposal,
)
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import AnswerKind, DeliveredFile, ItemKind, Milestone, Order
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

WORDS = Text("…", "specimen")
ID = UUID(int=0)
SHUT = frozenset(
    {Code.NOT_NOW, Code.NOT_YOUR_ACT, Code.ANSWERED_ALREADY, Code.ITEM_UNKNOWN, Code.NOTHING_DELIVERED}
    | {Code.NO_QUESTION, Code.NO_PROPOSAL}
)
"""Refusals that mean: this door is not here now. Any other one says why it is closed, and is shown."""


@dataclass(frozen=True, slots=True)
class Possible:
    """An act that this person may think of now. `closed` says why it is not open yet, or no longer."""

    kind: type[AnyMilestoneCommand]
    milestone: int
    preview: Preview

    @property
    def closed(self) -> Refusal | None:
        return self.preview.refusal


def possible_acts(order: Order, role: Role, at: datetime) -> tuple[Possible, ...]:
    """What `role` may do at `at`, milestone by milestone, each with what it would change."""
    found: list[Possible] = []
    for milestone in order.milestones:
        for kind in doors(milestone, role):
            seen = foreseen(order, kind, milestone, role, at)
            if seen.refusal is None or seen.refusal.code not in SHUT:
                found.append(Possible(kind, milestone.number, seen))
    return tuple(found)


def foreseen(order: Order, kind: type[AnyMilestoneCommand], milestone: Milestone, role: Role, at: datetime) -> Preview:
    """What this act would change in the first form that its rule accepts: where no rounds are left, defects may be."""
    usual = preview(order, specimen(kind, milestone, order.id, role), at)
    if usual.refusal is None or kind is not RequestRevision:
        return usual
    others = (preview(order, SPECIMENS[kind](_Frame(order.id, role, milestone, wish)), at) for wish in OTHER_WISHES)
    return next((seen for seen in others if seen.refusal is None), usual)


def specimen(kind: type[AnyMilestoneCommand], milestone: Milestone, order_id: UUID, by: Role) -> AnyMilestoneCommand:
    """A command of this kind that its rule would accept, as far as its form decides about that."""
    return SPECIMENS[kind](_Frame(order_id, by, milestone))


OTHER_WISHES = (ItemKind.DEFECT, ItemKind.NEW)


@dataclass(frozen=True, slots=True)
class _Frame:
    order_id: UUID
    by: Role
    milestone: Milestone
    wish: ItemKind = ItemKind.CHANGE

    @property
    def number(self) -> int:
        return self.milestone.number

    def files(self) -> tuple[DeliveredFile, ...]:
        """One file for each that was agreed."""
        wanted = [(item.number, ending) for item in self.milestone.terms.items for ending in item.files]
        return tuple(
            DeliveredFile(f"{position:064x}", 1, "application/octet-stream", ending, Commitment(""), item)
            for position, (item, ending) in enumerate(wanted)
        )

    def asked(self) -> Asked:
        """A wish for the first item that was not accepted yet; where all were, something new."""
        open_items = [i.number for i in self.milestone.terms.items if i.number not in self.milestone.accepted_items]
        if not open_items or self.wish is ItemKind.NEW:
            return Asked(kind=ItemKind.NEW, words=WORDS)
        return Asked(kind=self.wish, words=WORDS, scope_item=open_items[0])

    def replies(self) -> tuple[Reply, ...]:
        request = self.milestone.request
        return tuple(Reply(item=item.number, kind=AnswerKind.WILL_DO) for item in (request.items if request else ()))

    def promised(self) -> tuple[int, ...]:
        return self.milestone.request.promised() if self.milestone.request else ()

    def a_day_later(self) -> date:
        """Two days after the day on which it is due: a day that is later in every zone."""
        due_at = self.milestone.due_at
        return due_at.date() + timedelta(days=2) if due_at is not None else self.milestone.terms.due_on

    def smallest_sum(self) -> Money:
        return Money(1, self.milestone.held.currency)

    def paid(self) -> Money:
        return self.milestone.released + self.milestone.fees

    def proposal_of(self, role: Role) -> int:
        """The oldest open proposal of this side, 0 where there is none."""
        return next((proposal.number for proposal in self.milestone.proposals if proposal.by is role), 0)

    def open_items(self) -> tuple[int, ...]:
        return tuple(sorted(self.milestone.delivered_items() - self.milestone.accepted_items))[:1]


SPECIMENS: Mapping[type[AnyMilestoneCommand], Callable[[_Frame], AnyMilestoneCommand]] = {
    Fund: lambda f: Fund(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, amount=f.milestone.terms.price),
    SubmitBrief: lambda f: SubmitBrief(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, note=WORDS),
    SkipBrief: lambda f: SkipBrief(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    Deliver: lambda f: Deliver(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, files=f.files()),
    DeliverAgain: lambda f: DeliverAgain(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, files=f.files()),
    OpenFiles: lambda f: OpenFiles(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    AcceptItems: lambda f: AcceptItems(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, items=f.open_items()),
    Accept: lambda f: Accept(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    RequestRevision: lambda f: RequestRevision(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, items=(f.asked(),)
    ),
    AnswerRequest: lambda f: AnswerRequest(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, answers=f.replies()
    ),
    Redeliver: lambda f: Redeliver(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, files=f.files(), done=f.promised()
    ),
    DeclareContact: lambda f: DeclareContact(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, channel=Channel.CALL, note=WORDS
    ),
    SendNotice: lambda f: SendNotice(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    MakeStatement: lambda f: MakeStatement(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, statement=WORDS),
    CancelBeforeWork: lambda f: CancelBeforeWork(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    CancelLate: lambda f: CancelLate(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    Stop: lambda f: Stop(order_id=f.order_id, id=ID, by=f.by, milestone=f.number),
    Resign: lambda f: Resign(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, reason=WORDS),
    AskClient: lambda f: AskClient(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, question=WORDS),
    AskClarify: lambda f: AskClarify(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, question=WORDS),
    AnswerQuestion: lambda f: AnswerQuestion(order_id=f.order_id, id=ID, by=f.by, milestone=f.number, answer=WORDS),
    ProposeExtension: lambda f: ProposeExtension(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, until=f.a_day_later(), reason=WORDS
    ),
    ProposeRefund: lambda f: ProposeRefund(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, amount=f.smallest_sum(), reason=WORDS
    ),
    ProposeCancel: lambda f: ProposeCancel(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, amount=f.paid(), reason=WORDS
    ),
    AcceptProposal: lambda f: AcceptProposal(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, proposal=f.proposal_of(f.by.other)
    ),
    DeclineProposal: lambda f: DeclineProposal(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, proposal=f.proposal_of(f.by.other)
    ),
    WithdrawProposal: lambda f: WithdrawProposal(
        order_id=f.order_id, id=ID, by=f.by, milestone=f.number, proposal=f.proposal_of(f.by)
    ),
}
