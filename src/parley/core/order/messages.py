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
from parley.core.order.proposals import (
    AcceptProposal,
    DeclineProposal,
    Extended,
    PartlyRefunded,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    WithdrawProposal,
)
from parley.core.order.questions import (
    AnswerQuestion,
    AskClarify,
    AskClient,
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    QuestionAnswered,
    QuestionAsked,
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
from parley.core.order.stopping import (
    CancelBeforeWork,
    CancelLate,
    CancelledBeforeWork,
    CancelledLate,
    Resign,
    Resigned,
    Stop,
    Stopped,
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
    | CancelBeforeWork
    | CancelLate
    | Stop
    | Resign
    | AskClient
    | AskClarify
    | AnswerQuestion
    | ProposeExtension
    | ProposeRefund
    | ProposeCancel
    | AcceptProposal
    | DeclineProposal
    | WithdrawProposal
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
    | CancelledBeforeWork
    | CancelledLate
    | Stopped
    | Resigned
    | QuestionAsked
    | QuestionAnswered
    | ClarificationAsked
    | Clarified
    | ClarificationLapsed
    | ProposalMade
    | ProposalAccepted
    | ProposalDeclined
    | ProposalWithdrawn
    | ProposalLapsed
    | Extended
    | PartlyRefunded
)
"""Happens to one milestone."""

AnyEvent = AnyOrderEvent | AnyMilestoneEvent

__all__ = [
    "Accept",
    "AcceptItems",
    "AcceptOffer",
    "AcceptProposal",
    "Accepted",
    "AnswerQuestion",
    "AnswerRequest",
    "AnyCommand",
    "AnyEvent",
    "AnyMilestoneCommand",
    "AnyMilestoneEvent",
    "AnyOfferCommand",
    "AnyOrderEvent",
    "AskClarify",
    "AskClient",
    "Asked",
    "BriefAwaited",
    "BriefSkipped",
    "Briefed",
    "CancelBeforeWork",
    "CancelLate",
    "CancelledBeforeWork",
    "CancelledLate",
    "CaseOpened",
    "CaseSentToDecision",
    "Channel",
    "ClarificationAsked",
    "ClarificationLapsed",
    "Clarified",
    "ClauseNoted",
    "Cleared",
    "ContactDeclared",
    "CounterOffer",
    "DeclareContact",
    "DeclineOffer",
    "DeclineProposal",
    "Deliver",
    "DeliverAgain",
    "Delivered",
    "DeliveredAgain",
    "DepositPaid",
    "Extended",
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
    "PartlyRefunded",
    "ProposalAccepted",
    "ProposalDeclined",
    "ProposalLapsed",
    "ProposalMade",
    "ProposalWithdrawn",
    "ProposeCancel",
    "ProposeExtension",
    "ProposeRefund",
    "QuestionAnswered",
    "QuestionAsked",
    "Redeliver",
    "Redelivered",
    "Refunded",
    "Released",
    "Reply",
    "RequestAnswered",
    "RequestContested",
    "RequestRevision",
    "Resign",
    "Resigned",
    "RevisionRequested",
    "RunOut",
    "SendMessage",
    "SendNotice",
    "SkipBrief",
    "Split",
    "StatementMade",
    "Stop",
    "Stopped",
    "SubmitBrief",
    "Unlocked",
    "Voided",
    "WithdrawOffer",
    "WithdrawProposal",
    "WorkStarted",
]
