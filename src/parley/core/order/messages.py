"""Table of contents: every command that can be asked and every event that can happen."""

from __future__ import annotations

from parley.core.order.appeal import Appeal, AppealDecided, AppealFiled, AppealGround, DecideAppeal
from parley.core.order.cases import CaseOpened, CaseSentToDecision, MediationBegan, SealedRoundBegan
from parley.core.order.chargeback import (
    BankAlarmed,
    ChargebackJoined,
    ChargebackLost,
    ChargebackOpened,
    ChargebackWon,
    CloseChargeback,
    OpenChargeback,
)
from parley.core.order.clock import RunOut
from parley.core.order.conversation import MessageSent, SendMessage
from parley.core.order.correction import CorrectRecord, RecordCorrected
from parley.core.order.delivery import (
    Accept,
    Accepted,
    AcceptItems,
    Deliver,
    DeliverAgain,
    Delivered,
    DeliveredAgain,
    ExtendReview,
    FilesOpened,
    ItemsAccepted,
    OpenFiles,
    ReviewExtended,
)
from parley.core.order.dispute import (
    CaseEscalated,
    CaseReason,
    Escalate,
    MakeStatement,
    OpenCase,
    ProposeSplit,
    StatementMade,
    WithdrawCase,
)
from parley.core.order.extras import AskExtra, OfferExtra
from parley.core.order.final_offers import FinalOfferSealed, FinalOffersOpened, SealFinal
from parley.core.order.funding import Briefed, BriefSkipped, Fund, Funded, FundingLapsed, SkipBrief, SubmitBrief
from parley.core.order.mediation import (
    AcceptSuggestion,
    CaseDecided,
    DecideCase,
    DeclineSuggestion,
    SplitSuggested,
    SuggestionAccepted,
    SuggestionDeclined,
    SuggestSplit,
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
    ClaimAnswered,
    DepositPaid,
    NoticeAnswered,
    Refunded,
    Released,
    Split,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.core.order.outreach import AskOutreach, OutreachAsked, OutreachSent, SendOutreach
from parley.core.order.parts import ClaimPart, DeliverPart, PartClaimed, PartDelivered
from parley.core.order.pause import LiftPause, Paused, PauseWork
from parley.core.order.payout import PaidOut, PayOut
from parley.core.order.proposals import (
    AcceptProposal,
    DeclineProposal,
    Extended,
    PartlyRefunded,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalWithdrawn,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    WithdrawProposal,
)
from parley.core.order.proposed import ExtraAgreed, ProposalMade
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
from parley.core.order.rating import Rate, Rated, RatingsShown
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
from parley.core.order.sealed import BidSealed, SealBid, SealedRoundEnded
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
from parley.core.order.standstill import Resumed
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
from parley.core.order.taking import CaseLeft, CaseTaken, LeaveCase, TakeCase

AnyOfferCommand = CounterOffer | NoteOnClause | WithdrawOffer | DeclineOffer | JoinOrder | AcceptOffer
"""Asked of an offer that is still open."""

AnyWorkCommand = (
    Fund
    | SubmitBrief
    | SkipBrief
    | Deliver
    | DeliverAgain
    | DeliverPart
    | OpenFiles
    | ExtendReview
    | AcceptItems
    | Accept
    | RequestRevision
    | AnswerRequest
    | Redeliver
    | DeclareContact
    | SendNotice
    | ClaimPart
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
    | AskExtra
    | OfferExtra
    | PauseWork
    | LiftPause
    | AskOutreach
    | SendOutreach
)
"""Asked of one milestone while it is worked on, delivered, answered or ended early."""

AnyCaseCommand = (
    OpenCase
    | WithdrawCase
    | MakeStatement
    | ProposeSplit
    | Escalate
    | SealBid
    | SealFinal
    | TakeCase
    | LeaveCase
    | SuggestSplit
    | AcceptSuggestion
    | DeclineSuggestion
    | DecideCase
    | Appeal
    | DecideAppeal
)
"""Asked of one milestone that the two disagree about."""

AnyMoneyCommand = OpenChargeback | CloseChargeback | PayOut | CorrectRecord
"""Asked of one milestone's money and record, by the bank, the freelancer or the operator."""

AnyMilestoneCommand = AnyWorkCommand | AnyCaseCommand | AnyMoneyCommand
"""Asked of one milestone of an agreed order."""

AnyCommand = MakeOffer | AnyOfferCommand | AnyMilestoneCommand | SendMessage | Rate | RunOut

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
    | Rated
    | RatingsShown
)
"""Happens to the order as a whole."""

AnyWorkEvent = (
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
    | PartDelivered
    | FilesOpened
    | ReviewExtended
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
    | PartClaimed
    | ClaimAnswered
    | MarkedComplete
    | Nudged
    | Released
    | Refunded
    | Split
    | Voided
    | Cleared
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
    | ExtraAgreed
)
"""Happens to one milestone on its way from its funding to its end."""

AnySettlingEvent = (
    Paused
    | Resumed
    | OutreachAsked
    | OutreachSent
    | CaseOpened
    | StatementMade
    | CaseEscalated
    | SealedRoundBegan
    | BidSealed
    | SealedRoundEnded
    | MediationBegan
    | CaseTaken
    | CaseLeft
    | FinalOfferSealed
    | FinalOffersOpened
    | SplitSuggested
    | SuggestionAccepted
    | SuggestionDeclined
    | CaseSentToDecision
    | CaseDecided
    | AppealFiled
    | AppealDecided
    | ChargebackOpened
    | ChargebackJoined
    | ChargebackWon
    | ChargebackLost
    | BankAlarmed
    | PaidOut
    | RecordCorrected
)
"""Happens to one milestone beside that way: it stands still, is disputed, is with the bank, is paid out or put right."""

AnyMilestoneEvent = AnyWorkEvent | AnySettlingEvent
"""Happens to one milestone."""

AnyEvent = AnyOrderEvent | AnyMilestoneEvent

__all__ = [
    "Accept", "AcceptItems", "AcceptOffer", "AcceptProposal", "AcceptSuggestion", "Accepted", "AnswerQuestion",
    "AnswerRequest", "AnyCaseCommand", "AnyCommand", "AnyEvent", "AnyMilestoneCommand", "AnyMilestoneEvent",
    "AnyMoneyCommand", "AnyOfferCommand", "AnyOrderEvent", "AnySettlingEvent", "AnyWorkCommand", "AnyWorkEvent",
    "Appeal", "AppealDecided", "AppealFiled", "AppealGround", "AskClarify", "AskClient", "AskExtra", "AskOutreach",
    "Asked", "BankAlarmed", "BidSealed", "BriefAwaited", "BriefSkipped", "Briefed", "CancelBeforeWork", "CancelLate",
    "CancelledBeforeWork", "CancelledLate", "CaseDecided", "CaseEscalated", "CaseLeft", "CaseOpened", "CaseReason",
    "CaseSentToDecision", "CaseTaken", "Channel", "ChargebackJoined", "ChargebackLost", "ChargebackOpened",
    "ChargebackWon", "ClaimAnswered", "ClaimPart", "ClarificationAsked", "ClarificationLapsed", "Clarified",
    "ClauseNoted", "Cleared", "CloseChargeback", "ContactDeclared", "CorrectRecord", "CounterOffer", "DecideAppeal",
    "DecideCase", "DeclareContact", "DeclineOffer", "DeclineProposal", "DeclineSuggestion", "Deliver", "DeliverAgain",
    "DeliverPart", "Delivered", "DeliveredAgain", "DepositPaid", "Escalate", "ExtendReview", "Extended", "ExtraAgreed",
    "ExtraAsked", "FilesOpened", "FinalOfferSealed", "FinalOffersOpened", "Fund", "Funded", "FundingLapsed",
    "ItemsAccepted", "JoinOrder", "Joined", "LeaveCase", "LiftPause", "MakeOffer", "MakeStatement", "MarkedComplete",
    "MediationBegan", "MessageSent", "NoteOnClause", "NoticeAnswered", "NoticeSent", "Nudged", "OfferAccepted",
    "OfferCountered", "OfferDeclined", "OfferExpired", "OfferExtra", "OfferWithdrawn", "Offered", "OpenCase",
    "OpenChargeback", "OpenFiles", "OutreachAsked", "OutreachSent", "PaidOut", "PartClaimed", "PartDelivered",
    "PartlyRefunded", "PauseWork", "Paused", "PayOut", "ProposalAccepted", "ProposalDeclined", "ProposalLapsed",
    "ProposalMade", "ProposalWithdrawn", "ProposeCancel", "ProposeExtension", "ProposeRefund", "ProposeSplit",
    "QuestionAnswered", "QuestionAsked", "Rate", "Rated", "RatingsShown", "RecordCorrected", "Redeliver", "Redelivered",
    "Refunded", "Released", "Reply", "RequestAnswered", "RequestContested", "RequestRevision", "Resign", "Resigned",
    "Resumed", "ReviewExtended", "RevisionRequested", "RunOut", "SealBid", "SealFinal", "SealedRoundBegan",
    "SealedRoundEnded", "SendMessage", "SendNotice", "SendOutreach", "SkipBrief", "Split", "SplitSuggested",
    "StatementMade", "Stop", "Stopped", "SubmitBrief", "SuggestSplit", "SuggestionAccepted", "SuggestionDeclined",
    "TakeCase", "Unlocked", "Voided", "WithdrawCase", "WithdrawOffer", "WithdrawProposal", "WorkStarted",
]  # fmt: skip
