"""What the world must do because of an event: who gets which letter. Wishes only; the courier carries them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    AnyEvent,
    AppealDecided,
    AppealFiled,
    BankAlarmed,
    BidSealed,
    BriefAwaited,
    Briefed,
    BriefSkipped,
    CancelledBeforeWork,
    CancelledLate,
    CaseDecided,
    CaseEscalated,
    CaseLeft,
    CaseOpened,
    CaseSentToDecision,
    CaseTaken,
    ChargebackJoined,
    ChargebackLost,
    ChargebackOpened,
    ChargebackWon,
    ClaimAnswered,
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    ClauseNoted,
    Cleared,
    Delivered,
    DeliveredAgain,
    Extended,
    ExtraAgreed,
    ExtraAsked,
    FinalOfferSealed,
    FinalOffersOpened,
    Funded,
    FundingLapsed,
    MarkedComplete,
    MediationBegan,
    MessageSent,
    NoticeAnswered,
    NoticeSent,
    Nudged,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
    OutreachAsked,
    OutreachSent,
    PaidOut,
    PartClaimed,
    PartDelivered,
    PartlyRefunded,
    Paused,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    QuestionAnswered,
    QuestionAsked,
    Rated,
    RatingsShown,
    RecordCorrected,
    Redelivered,
    Refunded,
    Released,
    RequestAnswered,
    RequestContested,
    Resigned,
    Resumed,
    ReviewExtended,
    RevisionRequested,
    SealedRoundBegan,
    Split,
    SplitSuggested,
    StatementMade,
    Stopped,
    SuggestionAccepted,
    SuggestionDeclined,
    Unlocked,
    Voided,
)
from parley.core.parties import PARTIES, Role


@dataclass(frozen=True, slots=True)
class Letter:
    """Write to `to` about the event number `seq`. `kind` names the event; the words are made when it is sent, in the
    reader's language. A letter to the mediator or the operator goes to somebody who does that work on this desk."""

    kind: str
    to: Role
    seq: int
    milestone: int | None = None


CLIENT = frozenset({Role.CLIENT})
FREELANCER = frozenset({Role.FREELANCER})
MEDIATOR = frozenset({Role.MEDIATOR})
OPERATOR = frozenset({Role.OPERATOR})

READERS: Mapping[type[AnyEvent], frozenset[Role]] = {
    Unlocked: CLIENT,
    FundingLapsed: PARTIES,
    BriefAwaited: CLIENT,
    Cleared: FREELANCER,
    CaseOpened: PARTIES,
    ClarificationLapsed: PARTIES,
    Extended: PARTIES,
    PartlyRefunded: PARTIES,
    ProposalLapsed: PARTIES,
    CaseSentToDecision: PARTIES | MEDIATOR,
    Delivered: CLIENT,
    DeliveredAgain: CLIENT,
    MarkedComplete: PARTIES,
    NoticeSent: PARTIES,
    Nudged: CLIENT,
    OfferExpired: PARTIES,
    Redelivered: CLIENT,
    Refunded: PARTIES,
    Released: PARTIES,
    Split: PARTIES,
    Voided: PARTIES,
    AppealDecided: PARTIES,
    AppealFiled: PARTIES | MEDIATOR,
    BankAlarmed: OPERATOR,
    CaseDecided: PARTIES,
    ChargebackJoined: PARTIES,
    ChargebackLost: PARTIES | OPERATOR,
    ChargebackOpened: PARTIES | OPERATOR,
    ChargebackWon: PARTIES | OPERATOR,
    ExtraAgreed: PARTIES,
    MediationBegan: PARTIES | MEDIATOR,
    OutreachAsked: MEDIATOR,
    OutreachSent: PARTIES,
    PaidOut: FREELANCER,
    PartClaimed: PARTIES,
    RatingsShown: PARTIES,
    RecordCorrected: PARTIES,
    Resumed: PARTIES,
    SealedRoundBegan: PARTIES,
    CaseTaken: PARTIES,
    CaseLeft: PARTIES | MEDIATOR,
    FinalOffersOpened: PARTIES | MEDIATOR,
    SplitSuggested: PARTIES,
}
"""Events that always have the same readers."""

TOLD_TO_THE_OTHER: frozenset[type[AnyEvent]] = frozenset(
    {
        Briefed,
        BriefSkipped,
        CancelledBeforeWork,
        CancelledLate,
        ClarificationAsked,
        Clarified,
        ProposalDeclined,
        ProposalMade,
        ProposalWithdrawn,
        QuestionAnswered,
        QuestionAsked,
        ClauseNoted,
        ExtraAsked,
        BidSealed,
        FinalOfferSealed,
        CaseEscalated,
        ClaimAnswered,
        PartDelivered,
        Paused,
        Rated,
        ReviewExtended,
        SuggestionAccepted,
        SuggestionDeclined,
        Funded,
        MessageSent,
        NoticeAnswered,
        OfferAccepted,
        OfferCountered,
        OfferDeclined,
        OfferWithdrawn,
        Offered,
        RequestAnswered,
        RequestContested,
        RevisionRequested,
        StatementMade,
        Resigned,
        Stopped,
    }
)
"""Events that the side which did not bring them hears of."""


def effects_for(events: Iterable[AnyEvent], first_seq: int) -> tuple[Letter, ...]:
    """The letters these events ask for; `first_seq` is the number of the first event."""
    return tuple(letter for seq, event in enumerate(events, start=first_seq) for letter in _letters(event, seq))


def _letters(event: AnyEvent, seq: int) -> Iterator[Letter]:
    milestone = event.milestone if isinstance(event, MilestoneEvent) else None
    for role in sorted(_readers(event), key=lambda reader: reader.value):
        yield Letter(type(event).__name__, role, seq, milestone)


def _readers(event: AnyEvent) -> frozenset[Role]:
    if isinstance(event, Unlocked) and event.fund_by is None:
        return frozenset()
    if type(event) in TOLD_TO_THE_OTHER and event.by in PARTIES:
        return frozenset({event.by.other})
    return READERS.get(type(event), frozenset())
