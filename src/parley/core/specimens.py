"""An act as it would look if it were done now with the least that the rules ask for.

The pages show what an act would change before anybody has filled in its form: they play the specimen on a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from parley.core.foresight import Preview, preview
from parley.core.money import Money
from parley.core.order.gates import doors
from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptProposal,
    AcceptSuggestion,
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    Appeal,
    AppealGround,
    AskClarify,
    AskClient,
    Asked,
    AskExtra,
    AskOutreach,
    CancelBeforeWork,
    CancelLate,
    CaseReason,
    Channel,
    ClaimPart,
    CloseChargeback,
    CorrectRecord,
    DecideAppeal,
    DecideCase,
    DeclareContact,
    DeclineProposal,
    DeclineSuggestion,
    Deliver,
    DeliverAgain,
    DeliverPart,
    Escalate,
    ExtendReview,
    Fund,
    LeaveCase,
    LiftPause,
    MakeStatement,
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
    WithdrawProposal,
)
from parley.core.order.records import ChargebackCode, CountsAs, ItemShare, PauseReason
from parley.core.order.refusals import Code, Refusal
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import DeliveredFile, Milestone, Order
from parley.core.order.terms import ClauseKey, MilestoneTerms, ScopeItem
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

WORDS = Text("…", "specimen")
NO_SUM = Text("0", "specimen")
MEDIATOR_PERSON = "specimen"
DAYS_FOR_THE_BANK = 7
ID = UUID(int=0)
SHUT = frozenset(
    {Code.NOT_NOW, Code.NOT_YOUR_ACT, Code.ANSWERED_ALREADY, Code.ITEM_UNKNOWN, Code.NOTHING_DELIVERED}
    | {Code.NO_QUESTION, Code.NO_PROPOSAL, Code.NO_SUGGESTION, Code.NO_PART, Code.OUTREACH_NONE}
    | {Code.SUGGESTION_ANSWERED, Code.PAUSE_YOURS, Code.CASE_NOT_YOURS, Code.NO_CHARGEBACK, Code.NOTHING_TO_PAY_OUT}
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
    """What this act would change in the first form that its rule accepts: where no rounds are left, defects may be.

    A sealed offer is played as if the other side had none: what would become of the two together is nobody's to know.
    """
    if kind in (SealBid, SealFinal) and milestone.case is not None:
        own = {by: bid for by, bid in milestone.case.bids.items() if by == role.value}
        order = order.with_milestone(replace(milestone, case=replace(milestone.case, bids=own)))
    usual = preview(order, specimen(kind, milestone, order.id, role, at), at)
    if usual.refusal is None or kind is not RequestRevision:
        return usual
    frames = (_Frame(order.id, role, milestone, at, wish) for wish in OTHER_WISHES)
    others = (preview(order, SPECIMENS[kind](frame), at) for frame in frames)
    return next((seen for seen in others if seen.refusal is None), usual)


def specimen(
    kind: type[AnyMilestoneCommand], milestone: Milestone, order_id: UUID, by: Role, at: datetime
) -> AnyMilestoneCommand:
    """A command of this kind that its rule would accept, as far as its form decides about that."""
    return SPECIMENS[kind](_Frame(order_id, by, milestone, at))


OTHER_WISHES = (ItemKind.DEFECT, ItemKind.NEW)


@dataclass(frozen=True, slots=True)
class _Frame:
    order_id: UUID
    by: Role
    milestone: Milestone
    at: datetime
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

    def extra(self) -> MilestoneTerms:
        """The least extra work: one item for the smallest sum, due as early as may be."""
        words = WORDS.commitment
        return MilestoneTerms(
            number=0,
            name=words,
            price=self.smallest_sum(),
            items=(ScopeItem(1, words, words, 60),),
            due_on=self.at.date() + timedelta(days=2),
            working_days=0,
            deposit=self.nothing(),
        )

    def nothing(self) -> Money:
        return self.milestone.held - self.milestone.held

    def given(self) -> Money:
        """The least that a decision may give: nothing, or the client's sum where one of two final offers must be taken."""
        offers = self.milestone.case.final_offers if self.milestone.case is not None else None
        return offers.client if offers is not None else self.nothing()

    def shares(self) -> tuple[ItemShare, ...]:
        """All of it for the first item."""
        items = [item.number for item in self.milestone.terms.items]
        return tuple(ItemShare(item, self.given() if item == items[0] else self.nothing()) for item in items)

    def mediator(self) -> str:
        """Whoever has taken the case, else somebody."""
        return (self.milestone.case.mediator if self.milestone.case is not None else "") or MEDIATOR_PERSON

    def first_item(self) -> ScopeItem:
        """The first item that was not accepted yet, else the first of all."""
        items = self.milestone.terms.items
        return next((item for item in items if item.number not in self.milestone.accepted_items), items[0])

    def files_of(self, item: ScopeItem) -> tuple[DeliveredFile, ...]:
        return tuple(file for file in self.files() if file.item == item.number)

    def open_items(self) -> tuple[int, ...]:
        return tuple(sorted(self.milestone.delivered_items() - self.milestone.accepted_items))[:1]


def _judged(f: _Frame) -> dict[str, Any]:
    """A decision with everything that one must say."""
    return {
        **_of(f),
        "person": f.mediator(),
        "amount": f.given(),
        "counts_as": CountsAs.EXEMPT,
        "facts": WORDS,
        "clauses": (ClauseKey.WORK,),
        "events": (1,),
        "arithmetic": f.shares(),
        "remedy": WORDS,
    }


def _of(f: _Frame) -> dict[str, Any]:
    return {"order_id": f.order_id, "id": ID, "by": f.by, "milestone": f.number}


SPECIMENS: Mapping[type[AnyMilestoneCommand], Callable[[_Frame], AnyMilestoneCommand]] = {
    Fund: lambda f: Fund(**_of(f), amount=f.milestone.terms.price),
    SubmitBrief: lambda f: SubmitBrief(**_of(f), note=WORDS),
    SkipBrief: lambda f: SkipBrief(**_of(f)),
    Deliver: lambda f: Deliver(**_of(f), files=f.files()),
    DeliverAgain: lambda f: DeliverAgain(**_of(f), files=f.files()),
    OpenFiles: lambda f: OpenFiles(**_of(f)),
    AcceptItems: lambda f: AcceptItems(**_of(f), items=f.open_items()),
    Accept: lambda f: Accept(**_of(f)),
    RequestRevision: lambda f: RequestRevision(**_of(f), items=(f.asked(),)),
    AnswerRequest: lambda f: AnswerRequest(**_of(f), answers=f.replies()),
    Redeliver: lambda f: Redeliver(**_of(f), files=f.files(), done=f.promised()),
    DeclareContact: lambda f: DeclareContact(**_of(f), channel=Channel.CALL, note=WORDS),
    SendNotice: lambda f: SendNotice(**_of(f)),
    MakeStatement: lambda f: MakeStatement(**_of(f), statement=WORDS),
    CancelBeforeWork: lambda f: CancelBeforeWork(**_of(f)),
    CancelLate: lambda f: CancelLate(**_of(f)),
    Stop: lambda f: Stop(**_of(f)),
    Resign: lambda f: Resign(**_of(f), reason=WORDS),
    AskClient: lambda f: AskClient(**_of(f), question=WORDS),
    AskClarify: lambda f: AskClarify(**_of(f), question=WORDS),
    AnswerQuestion: lambda f: AnswerQuestion(**_of(f), answer=WORDS),
    ProposeExtension: lambda f: ProposeExtension(**_of(f), until=f.a_day_later(), reason=WORDS),
    ProposeRefund: lambda f: ProposeRefund(**_of(f), amount=f.smallest_sum(), reason=WORDS),
    ProposeCancel: lambda f: ProposeCancel(**_of(f), amount=f.paid(), reason=WORDS),
    AcceptProposal: lambda f: AcceptProposal(**_of(f), proposal=f.proposal_of(f.by.other)),
    DeclineProposal: lambda f: DeclineProposal(**_of(f), proposal=f.proposal_of(f.by.other)),
    WithdrawProposal: lambda f: WithdrawProposal(**_of(f), proposal=f.proposal_of(f.by)),
    DeliverPart: lambda f: DeliverPart(**_of(f), items=(f.first_item().number,), files=f.files_of(f.first_item())),
    ClaimPart: lambda f: ClaimPart(**_of(f)),
    ExtendReview: lambda f: ExtendReview(**_of(f), days=1),
    AskExtra: lambda f: AskExtra(**_of(f), wish=WORDS),
    OfferExtra: lambda f: OfferExtra(**_of(f), extra=f.extra(), wording=(WORDS,)),
    PauseWork: lambda f: PauseWork(**_of(f), reason=PauseReason.OTHER, words=WORDS),
    LiftPause: lambda f: LiftPause(**_of(f)),
    AskOutreach: lambda f: AskOutreach(**_of(f), words=WORDS),
    SendOutreach: lambda f: SendOutreach(**_of(f), person=MEDIATOR_PERSON, words=WORDS),
    OpenCase: lambda f: OpenCase(**_of(f), reason=CaseReason.OTHER, statement=WORDS),
    WithdrawCase: lambda f: WithdrawCase(**_of(f)),
    ProposeSplit: lambda f: ProposeSplit(**_of(f), amount=f.nothing(), reason=WORDS),
    Escalate: lambda f: Escalate(**_of(f)),
    SealBid: lambda f: SealBid(**_of(f), bid=NO_SUM),
    SealFinal: lambda f: SealFinal(**_of(f), bid=NO_SUM),
    TakeCase: lambda f: TakeCase(**_of(f), person=MEDIATOR_PERSON),
    LeaveCase: lambda f: LeaveCase(**_of(f), person=f.mediator()),
    SuggestSplit: lambda f: SuggestSplit(**_of(f), person=f.mediator(), amount=f.nothing(), reasons=WORDS),
    AcceptSuggestion: lambda f: AcceptSuggestion(**_of(f)),
    DeclineSuggestion: lambda f: DeclineSuggestion(**_of(f)),
    DecideCase: lambda f: DecideCase(**_judged(f)),
    Appeal: lambda f: Appeal(**_of(f), ground=AppealGround.ERROR, words=WORDS),
    DecideAppeal: lambda f: DecideAppeal(**_judged(f)),
    OpenChargeback: lambda f: OpenChargeback(
        **_of(f), code=ChargebackCode.SERVICE, answer_by=f.at + timedelta(days=DAYS_FOR_THE_BANK)
    ),
    CloseChargeback: lambda f: CloseChargeback(**_of(f), won=True),
    PayOut: lambda f: PayOut(**_of(f)),
    CorrectRecord: lambda f: CorrectRecord(**_of(f), person=MEDIATOR_PERSON, counts_as=CountsAs.EXEMPT, reason=WORDS),
}
