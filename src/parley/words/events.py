"""The timeline: for every event its sentence, the small line under it, and its drawing."""

from __future__ import annotations

from collections.abc import Mapping

from parley.core.order.messages import (
    Accepted,
    AnyEvent,
    BriefAwaited,
    Briefed,
    BriefSkipped,
    CancelledBeforeWork,
    CancelledLate,
    CaseOpened,
    CaseSentToDecision,
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
    ExtraAsked,
    FilesOpened,
    Funded,
    FundingLapsed,
    ItemsAccepted,
    Joined,
    MarkedComplete,
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
    PartlyRefunded,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    QuestionAnswered,
    QuestionAsked,
    Redelivered,
    Refunded,
    Released,
    RequestAnswered,
    RequestContested,
    Resigned,
    RevisionRequested,
    Split,
    StatementMade,
    Stopped,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.words.events_of_money import MoneyEvent, money_event_words
from parley.words.events_of_offers import order_event_words
from parley.words.events_of_proposals import ProposalEvent, proposal_event_words
from parley.words.events_of_questions import QuestionEvent, question_event_words
from parley.words.events_of_silence import CaseEvent, SilenceEvent, case_event_words, silence_event_words
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
    if isinstance(event, MoneyEvent):
        return money_event_words(event, telling)
    if isinstance(event, BeginningEvent):
        return beginning_event_words(event, telling, files_href)
    if isinstance(event, DeliveryEvent):
        return delivery_event_words(event, telling, files_href)
    if isinstance(event, RevisionEvent):
        return revision_event_words(event, telling)
    if isinstance(event, SilenceEvent):
        return silence_event_words(event, telling)
    if isinstance(event, CaseEvent):
        return case_event_words(event, telling)
    if isinstance(event, StoppingEvent):
        return stopping_event_words(event, telling)
    if isinstance(event, QuestionEvent):
        return question_event_words(event, telling)
    if isinstance(event, ProposalEvent):
        return proposal_event_words(event, telling)
    return order_event_words(event, telling)
