"""Table of contents: every command that can be asked and every event that can happen."""

from __future__ import annotations

from parley.core.order.clock import RunOut
from parley.core.order.conversation import MessageSent, SendMessage
from parley.core.order.delivery import (
    Accept,
    Accepted,
    AcceptItems,
    Deliver,
    DeliverAgain,
    Delivered,
    DeliveredAgain,
    FilesOpened,
    ItemsAccepted,
    OpenFiles,
)
from parley.core.order.dispute import MakeStatement, StatementMade
from parley.core.order.funding import (
    Briefed,
    BriefSkipped,
    Fund,
    Funded,
    FundingLapsed,
    SkipBrief,
    SubmitBrief,
)
from parley.core.order.offer import (
    AcceptOffer,
    ClauseNoted,
    CounterOffer,
    DeclineOffer,
    Joined,
    JoinOrder,
    MakeOffer,
    NoteOnClause,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
    WithdrawOffer,
)
from parley.core.order.outcomes import (
    BriefAwaited,
    CaseOpened,
    CaseSentToDecision,
    DepositPaid,
    NoticeAnswered,
    Refunded,
    Released,
    Split,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.core.order.revision import (
    AnswerRequest,
    Asked,
    ExtraAsked,
    Redeliver,
    Redelivered,
    Reply,
    RequestAnswered,
    RequestContested,
    RequestRevision,
    RevisionRequested,
)
from parley.core.order.silence import (
    Channel,
    Cleared,
    ContactDeclared,
    DeclareContact,
    MarkedComplete,
    NoticeSent,
    Nudged,
    SendNotice,
)

AnyOfferCommand = CounterOffer | NoteOnClause | WithdrawOffer | DeclineOffer | JoinOrder | AcceptOffer
"""Asked of an offer that is still open."""

AnyMilestoneCommand = (
    Fund
    | SubmitBrief
    | SkipBrief
    | Deliver
    | DeliverAgain
    | OpenFiles
    | AcceptItems
    | Accept
    | RequestRevision
    | AnswerRequest
    | Redeliver
    | DeclareContact
    | SendNotice
    | MakeStatement
)
"""Asked of one milestone of an agreed order."""

AnyCommand = MakeOffer | AnyOfferCommand | AnyMilestoneCommand | SendMessage | RunOut

AnyOrderEvent = (
    Offered
    | OfferCountered
    | ClauseNoted
    | OfferWithdrawn
    | OfferDeclined
    | OfferExpired
    | Joined
    | OfferAccepted
    | MessageSent
)
"""Happens to the order as a whole."""

AnyMilestoneEvent = (
    Unlocked
    | Funded
    | FundingLapsed
    | BriefAwaited
    | Briefed
    | BriefSkipped
    | WorkStarted
    | DepositPaid
    | Delivered
    | DeliveredAgain
    | FilesOpened
    | ItemsAccepted
    | Accepted
    | RevisionRequested
    | ExtraAsked
    | RequestAnswered
    | RequestContested
    | Redelivered
    | ContactDeclared
    | NoticeSent
    | NoticeAnswered
    | MarkedComplete
    | Nudged
    | Released
    | Refunded
    | Split
    | Voided
    | Cleared
    | CaseOpened
    | CaseSentToDecision
    | StatementMade
)
"""Happens to one milestone."""

AnyEvent = AnyOrderEvent | AnyMilestoneEvent

__all__ = [
    "Accept",
    "AcceptItems",
    "AcceptOffer",
    "Accepted",
    "AnswerRequest",
    "AnyCommand",
    "AnyEvent",
    "AnyMilestoneCommand",
    "AnyMilestoneEvent",
    "AnyOfferCommand",
    "AnyOrderEvent",
    "Asked",
    "BriefAwaited",
    "BriefSkipped",
    "Briefed",
    "CaseOpened",
    "CaseSentToDecision",
    "Channel",
    "ClauseNoted",
    "Cleared",
    "ContactDeclared",
    "CounterOffer",
    "DeclareContact",
    "DeclineOffer",
    "Deliver",
    "DeliverAgain",
    "Delivered",
    "DeliveredAgain",
    "DepositPaid",
    "ExtraAsked",
    "FilesOpened",
    "Fund",
    "Funded",
    "FundingLapsed",
    "ItemsAccepted",
    "JoinOrder",
    "Joined",
    "MakeOffer",
    "MakeStatement",
    "MarkedComplete",
    "MessageSent",
    "NoteOnClause",
    "NoticeAnswered",
    "NoticeSent",
    "Nudged",
    "OfferAccepted",
    "OfferCountered",
    "OfferDeclined",
    "OfferExpired",
    "OfferWithdrawn",
    "Offered",
    "OpenFiles",
    "Redeliver",
    "Redelivered",
    "Refunded",
    "Released",
    "Reply",
    "RequestAnswered",
    "RequestContested",
    "RequestRevision",
    "RevisionRequested",
    "RunOut",
    "SendMessage",
    "SendNotice",
    "SkipBrief",
    "Split",
    "StatementMade",
    "SubmitBrief",
    "Unlocked",
    "Voided",
    "WithdrawOffer",
    "WorkStarted",
]
