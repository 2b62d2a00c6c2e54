"""The timeline: for every event its sentence, the small line under it, and its drawing."""

from __future__ import annotations

from collections.abc import Mapping

from parley.core.order.messages import (
    Accepted,
    AnyEvent,
    AnyOrderEvent,
    AnySettlingEvent,
    AnyWorkEvent,
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
    ContactDeclared,
    Delivered,
    DeliveredAgain,
    DepositPaid,
    Extended,
    ExtraAgreed,
    ExtraAsked,
    FilesOpened,
    FinalOfferSealed,
    FinalOffersOpened,
    Funded,
    FundingLapsed,
    ItemsAccepted,
    Joined,
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
    ProposalAccepted,
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
    SealedRoundEnded,
    Split,
    SplitSuggested,
    StatementMade,
    Stopped,
    SuggestionAccepted,
    SuggestionDeclined,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.words.events_of_bank import BankEvent, bank_event_words
from parley.words.events_of_cases import CaseEvent, case_event_words
from parley.words.events_of_mediation import MediationEvent, mediation_event_words
from parley.words.events_of_money import MoneyEvent, money_event_words
from parley.words.events_of_offers import OfferEvent, offer_event_words
from parley.words.events_of_parts import PartEvent, part_event_words
from parley.words.events_of_pauses import PauseEvent, pause_event_words
from parley.words.events_of_proposals import proposal_event_words
from parley.words.events_of_questions import QuestionEvent, question_event_words
from parley.words.events_of_records import record_event_words
from parley.words.events_of_silence import SilenceEvent, silence_event_words
from parley.words.events_of_stopping import StoppingEvent, stopping_event_words
from parley.words.events_of_work import (
    BeginningEvent,
    DeliveryEvent,
    RevisionEvent,
    beginning_event_words,
    delivery_event_words,
    revision_event_words,
)
from parley.words.sentence import Sentence
from parley.words.telling import EventWords, Telling

ICONS: Mapping[type[AnyEvent], str] = {
    Offered: "leaf",
    OfferCountered: "pencil",
    ClauseNoted: "talk",
    OfferWithdrawn: "cross",
    OfferDeclined: "cross",
    OfferExpired: "hourglass",
    Joined: "person",
    OfferAccepted: "check",
    MessageSent: "dot",
    Unlocked: "flag",
    Funded: "coin",
    FundingLapsed: "hourglass",
    BriefAwaited: "clock",
    Briefed: "file",
    BriefSkipped: "chevron",
    WorkStarted: "pen",
    DepositPaid: "coin",
    Delivered: "package",
    DeliveredAgain: "package",
    FilesOpened: "file",
    ItemsAccepted: "check",
    Accepted: "check",
    RevisionRequested: "list",
    ExtraAsked: "outside-scope",
    RequestAnswered: "list",
    RequestContested: "refresh",
    Redelivered: "package",
    ContactDeclared: "person",
    NoticeSent: "envelope",
    NoticeAnswered: "talk",
    MarkedComplete: "hourglass",
    Nudged: "bell",
    Released: "coin",
    Refunded: "coin",
    Split: "coin",
    Voided: "cross",
    Cleared: "coin",
    CaseOpened: "talk",
    CaseSentToDecision: "clock",
    StatementMade: "pen",
    CancelledBeforeWork: "cross",
    CancelledLate: "hourglass",
    Stopped: "cross",
    Resigned: "cross",
    QuestionAsked: "question",
    QuestionAnswered: "talk",
    ClarificationAsked: "question",
    Clarified: "talk",
    ClarificationLapsed: "hourglass",
    ProposalMade: "leaf",
    ProposalAccepted: "check",
    ProposalDeclined: "cross",
    ProposalWithdrawn: "cross",
    ProposalLapsed: "hourglass",
    Extended: "clock",
    PartlyRefunded: "coin",
    ExtraAgreed: "plus",
    PartDelivered: "package",
    PartClaimed: "envelope",
    ClaimAnswered: "talk",
    ReviewExtended: "clock",
    Paused: "pause",
    Resumed: "chevron",
    OutreachAsked: "question",
    OutreachSent: "envelope",
    CaseEscalated: "chevron",
    SealedRoundBegan: "lock",
    BidSealed: "lock",
    SealedRoundEnded: "lock",
    MediationBegan: "person",
    CaseTaken: "person",
    CaseLeft: "person",
    FinalOfferSealed: "lock",
    FinalOffersOpened: "lock",
    SplitSuggested: "leaf",
    SuggestionAccepted: "check",
    SuggestionDeclined: "cross",
    CaseDecided: "flag",
    AppealFiled: "refresh",
    AppealDecided: "flag",
    ChargebackOpened: "pause",
    ChargebackJoined: "clock",
    ChargebackWon: "coin",
    ChargebackLost: "coin",
    BankAlarmed: "bell",
    PaidOut: "coin",
    Rated: "lock",
    RatingsShown: "list",
    RecordCorrected: "pencil",
}
"""Names of drawings. A test holds them against those there are."""


def event_sentence(event: AnyEvent, telling: Telling, files_href: str = "") -> Sentence:
    """What happened, as the reader sees it: "You delivered Logo drafts, delivery 1, with 4 files".

    With `files_href` the files of a brief or a delivery are a link. For a message it is the author's name alone.
    """
    return event_words(event, telling, files_href).sentence


def event_detail(event: AnyEvent, telling: Telling) -> Sentence:
    """The small line under the sentence: until when, for what reason, less which fee. Empty where nothing is to add."""
    return event_words(event, telling).detail


def event_icon(event: AnyEvent) -> str:
    """The name of the drawing beside the sentence."""
    return ICONS[type(event)]


def event_words(event: AnyEvent, telling: Telling, files_href: str = "") -> EventWords:
    """Sentence and small line together."""
    if isinstance(event, AnyOrderEvent):
        return _of_order(event, telling)
    if isinstance(event, AnySettlingEvent):
        return _of_settling(event, telling)
    return _of_work(event, telling, files_href)


def _of_order(event: AnyOrderEvent, telling: Telling) -> EventWords:
    if isinstance(event, OfferEvent):
        return offer_event_words(event, telling)
    return record_event_words(event, telling)


def _of_settling(event: AnySettlingEvent, telling: Telling) -> EventWords:
    if isinstance(event, CaseEvent):
        return case_event_words(event, telling)
    if isinstance(event, MediationEvent):
        return mediation_event_words(event, telling)
    if isinstance(event, PauseEvent):
        return pause_event_words(event, telling)
    if isinstance(event, BankEvent):
        return bank_event_words(event, telling)
    if isinstance(event, SilenceEvent):
        return silence_event_words(event, telling)
    return record_event_words(event, telling)


def _of_work(event: AnyWorkEvent, telling: Telling, files_href: str) -> EventWords:
    if isinstance(event, MoneyEvent):
        return money_event_words(event, telling)
    if isinstance(event, BeginningEvent):
        return beginning_event_words(event, telling, files_href)
    if isinstance(event, DeliveryEvent):
        return delivery_event_words(event, telling, files_href)
    if isinstance(event, PartEvent):
        return part_event_words(event, telling, files_href)
    if isinstance(event, RevisionEvent):
        return revision_event_words(event, telling)
    if isinstance(event, SilenceEvent):
        return silence_event_words(event, telling)
    if isinstance(event, StoppingEvent):
        return stopping_event_words(event, telling)
    if isinstance(event, QuestionEvent):
        return question_event_words(event, telling)
    return proposal_event_words(event, telling)
