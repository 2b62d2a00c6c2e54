"""What is tried together. Everything at once would not end, so each run takes one part of the alphabet as far as it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AcceptProposal,
    AcceptSuggestion,
    AnswerQuestion,
    AnswerRequest,
    Appeal,
    AskClarify,
    AskClient,
    AskExtra,
    AskOutreach,
    CancelBeforeWork,
    CancelLate,
    ClaimPart,
    CloseChargeback,
    CorrectRecord,
    CounterOffer,
    DecideAppeal,
    DecideCase,
    DeclareContact,
    DeclineOffer,
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
    NoteOnClause,
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
    Rate,
    Redeliver,
    RequestRevision,
    Resign,
    SealBid,
    SealFinal,
    SendMessage,
    SendNotice,
    SendOutreach,
    SkipBrief,
    Stop,
    SubmitBrief,
    SuggestSplit,
    TakeCase,
    WithdrawCase,
    WithdrawOffer,
    WithdrawProposal,
)
from parley.core.parties import PARTIES, Role
from parley.core.policies import Policy
from parley.rehearsal.explore.acts import Act, Kind
from parley.rehearsal.explore.agreements import Deal

Kinds = frozenset[Kind]

OFFERING: Kinds = frozenset[Kind]({CounterOffer, NoteOnClause, WithdrawOffer, DeclineOffer, AcceptOffer})
FUNDING: Kinds = frozenset[Kind]({SubmitBrief, SkipBrief, CancelBeforeWork})
WORK: Kinds = frozenset[Kind]({Fund, Deliver, Accept})
ENDING_EARLY: Kinds = frozenset[Kind]({CancelLate, Stop, Resign})
REVISIONS: Kinds = frozenset[Kind]({RequestRevision, AnswerRequest, Redeliver})
SILENCE: Kinds = frozenset[Kind]({SendMessage, DeclareContact, SendNotice, DeliverAgain, ExtendReview})
ITEMS: Kinds = frozenset[Kind]({AcceptItems, OpenFiles, DeliverAgain})
PARTS: Kinds = frozenset[Kind]({DeliverPart, ClaimPart, SendMessage})
QUESTIONS: Kinds = frozenset[Kind]((AskClient, AskClarify, AnswerQuestion))
PROPOSALS: Kinds = frozenset[Kind]({ProposeExtension, ProposeRefund, ProposeCancel})
ANSWERS: Kinds = frozenset[Kind]({AcceptProposal, DeclineProposal, WithdrawProposal})
EXTRAS: Kinds = frozenset[Kind]({AskExtra, OfferExtra})
PAUSES: Kinds = frozenset[Kind]({PauseWork, LiftPause})
TALK: Kinds = frozenset[Kind]({OpenCase, WithdrawCase, MakeStatement, Escalate})
SEALED: Kinds = frozenset[Kind]({SealBid})
SUGGESTIONS: Kinds = frozenset[Kind]({SuggestSplit, AcceptSuggestion, DeclineSuggestion})
MEDIATION: Kinds = SUGGESTIONS | frozenset[Kind]({DecideCase})
LAST_OFFERS: Kinds = frozenset[Kind]({SealFinal})
TAKING: Kinds = frozenset[Kind]({TakeCase, LeaveCase})
APPEALS: Kinds = frozenset[Kind]({Appeal, DecideAppeal})
OUTREACH: Kinds = frozenset[Kind]({AskOutreach, SendOutreach})
BANK: Kinds = frozenset[Kind]({OpenChargeback, CloseChargeback})
AFTERWARDS: Kinds = frozenset[Kind]({PayOut, Rate, CorrectRecord})


Way = tuple[str, str]
"""A command by its name, and how."""
NO_WISH: frozenset[Way] = frozenset({("RequestRevision", "new")})
FEW_WAYS: frozenset[Way] = NO_WISH | {("AnswerRequest", "price"), ("Redeliver", "explained")}


@dataclass(frozen=True, slots=True)
class Run:
    """One breadth-first search.

    `budgets` says how often a kind may be asked for on one way; other kinds of the run may be asked for as often as the rules
    allow. `eves`: whatever can be done is also tried a minute before the next deadline. `late`: only then, or a minute before
    the work is due, as somebody does who puts things off.
    """

    name: str
    says: str
    kinds: frozenset[Kind]
    deal: Deal = field(default_factory=Deal)
    budgets: Mapping[Kind, int] = field(default_factory=dict)
    left_out: frozenset[Way] = frozenset()
    """Ways of acts that another run tries."""
    roles: frozenset[Role] = PARTIES
    begins: tuple[Act, ...] = ()
    """What was done before the search begins, each at once."""
    prompt: tuple[tuple[Role, str, str], ...] = ()
    """Acts (by whom, what, how) that are done at once wherever they can be, before anything else is tried."""
    from_the_offer: bool = False
    eves: bool = False
    late: bool = False
    most: int = 8_000
    """It goes no further than so many configurations, the shortest ways first."""
    must_end: bool = False
    """It has to come to its end before that: where it does not, something grows without end."""


EVERYBODY = frozenset(Role) - {Role.CLOCK}
TO_DELIVERY = (Act(Role.CLIENT, "Fund", milestone=1), Act(Role.FREELANCER, "Deliver", milestone=1))
IN_TALK = (
    *TO_DELIVERY,
    Act(Role.CLIENT, "OpenCase", milestone=1),
    Act(Role.FREELANCER, "MakeStatement", milestone=1),
)

RUNS: tuple[Run, ...] = (
    Run(
        "offer",
        "an offer until it is agreed or not",
        OFFERING,
        budgets={CounterOffer: 2},
        from_the_offer=True,
        eves=True,
    ),
    Run(
        "money",
        "funding, the brief, a deposit, every way to end early, and the payout",
        FUNDING | WORK | ENDING_EARLY | {PayOut},
        Deal(deposit=20_00, asks_brief=True, items=2),
        eves=True,
    ),
    Run(
        "rounds",
        "every round and every defect, and the case they may end in",
        WORK | REVISIONS | {MakeStatement},
        left_out=NO_WISH,
    ),
    Run(
        "silence",
        "tries to reach a silent client, the notice, its reply, and the release",
        WORK | SILENCE | {RequestRevision},
        budgets={RequestRevision: 1, DeliverAgain: 1},
    ),
    Run(
        "items",
        "items accepted one by one, files replaced, and requests about the rest",
        WORK | ITEMS | REVISIONS | {MakeStatement},
        Deal(items=2),
        budgets={RequestRevision: 1, DeliverAgain: 1},
        left_out=NO_WISH,
    ),
    Run(
        "parts",
        "items handed in one by one, claimed from a silent client, or left alone",
        WORK | PARTS | ENDING_EARLY | {AcceptItems, MakeStatement},
        Deal(items=2, deposit=20_00),
    ),
    Run(
        "questions",
        "questions, clarifications and extensions, while work is due",
        WORK | QUESTIONS | REVISIONS | ENDING_EARLY | ANSWERS | {ProposeExtension},
        budgets={RequestRevision: 1, ProposeExtension: 1},
        left_out=FEW_WAYS,
    ),
    Run(
        "proposals",
        "everything that one side proposes and the other answers",
        WORK | PROPOSALS | ANSWERS | REVISIONS,
        Deal(deposit=20_00),
        budgets={ProposeExtension: 1, ProposeRefund: 1, ProposeCancel: 1, RequestRevision: 1},
        left_out=FEW_WAYS,
    ),
    Run(
        "extras",
        "extra work, wished for and offered, beside the work and after it",
        WORK | EXTRAS | ANSWERS,
        budgets={AskExtra: 1, OfferExtra: 1},
    ),
    Run(
        "pauses",
        "a pause of each side, from wherever it may begin",
        WORK | PAUSES | REVISIONS | ENDING_EARLY | {DeliverPart, AskClient, AnswerQuestion, SubmitBrief},
        Deal(items=2, asks_brief=True),
        budgets={RequestRevision: 1, AskClient: 1},
        left_out=FEW_WAYS,
    ),
    Run(
        "case",
        "a case through all its stages: sealed offers, a mediator, a decision, an appeal",
        TALK - {WithdrawCase} | SEALED | MEDIATION | APPEALS,
        budgets={MakeStatement: 1},
        begins=TO_DELIVERY,
        roles=EVERYBODY,
    ),
    Run(
        "last offers",
        "two last offers, of which the decision must be one, beside all else that mediation may bring",
        frozenset[Kind]({Escalate, DecideCase}) | SUGGESTIONS | LAST_OFFERS | APPEALS,
        begins=IN_TALK,
        roles=EVERYBODY,
        eves=True,
    ),
    Run(
        "taking",
        "mediators who take a case, leave it, or are given it by the operator",
        frozenset[Kind]({Escalate, SuggestSplit, DecideCase}) | TAKING | APPEALS,
        budgets={TakeCase: 1, LeaveCase: 1},
        begins=IN_TALK,
        roles=EVERYBODY,
    ),
    Run(
        "settlement",
        "divisions of the hold that one side proposes in a case",
        WORK | TALK | ANSWERS | {ProposeSplit, DecideCase, Appeal, Stop, Resign, DeliverPart},
        Deal(items=2),
        budgets={ProposeSplit: 1},
        roles=EVERYBODY,
    ),
    Run(
        "pauses and cases",
        "cases opened from a pause or before it, withdrawn, and opened again",
        WORK | PAUSES | TALK | REVISIONS | {DecideCase},
        budgets={RequestRevision: 1, MakeStatement: 1},
        roles=EVERYBODY,
        left_out=FEW_WAYS,
    ),
    Run(
        "bank",
        "two chargebacks, before the end or after it, with payouts",
        WORK | BANK | PAUSES | {PayOut, Stop, RequestRevision, Redeliver},
        Deal(deposit=20_00),
        budgets={OpenChargeback: 2, RequestRevision: 1, PauseWork: 1},
        roles=EVERYBODY,
        left_out=FEW_WAYS,
    ),
    Run(
        "bank and cases",
        "a chargeback in every stage of a case",
        BANK | TALK | SEALED | MEDIATION | APPEALS,
        budgets={OpenChargeback: 1, MakeStatement: 1, OpenCase: 1},
        begins=TO_DELIVERY,
        roles=EVERYBODY,
    ),
    Run(
        "outreach",
        "support writes to a silent side, and whoever wrote does not judge",
        OUTREACH | {OpenCase, Escalate, DecideCase, Accept},
        budgets={OpenCase: 1},
        begins=TO_DELIVERY,
        roles=EVERYBODY,
    ),
    Run(
        "afterwards",
        "payout, ratings, corrections, and a bank that comes late",
        AFTERWARDS | BANK | {Accept, OpenCase, ProposeSplit, AcceptProposal},
        budgets={OpenChargeback: 1, CorrectRecord: 1, ProposeSplit: 1, OpenCase: 1},
        begins=TO_DELIVERY,
        roles=EVERYBODY,
    ),
    Run(
        "cap",
        "a payment provider that holds money for fifty days and no longer",
        WORK | PAUSES | REVISIONS | {OpenCase, DecideCase, Appeal},
        Deal(hold_cap_days=50),
        budgets={RequestRevision: 1, PauseWork: 1, OpenCase: 1},
        roles=EVERYBODY,
        left_out=FEW_WAYS,
        eves=True,
    ),
    Run(
        "cap and bank",
        "the same, with a bank that takes its time, and parts that were handed in",
        WORK | PAUSES | BANK | {OpenCase, DecideCase, DeliverPart},
        Deal(hold_cap_days=50, items=2),
        budgets={OpenChargeback: 1, PauseWork: 1, OpenCase: 1},
        roles=EVERYBODY,
    ),
    Run(
        "chain",
        "two milestones, the second after the first",
        WORK | ENDING_EARLY | FUNDING | {OpenCase, DecideCase, MakeStatement},
        Deal(milestones=2),
        roles=EVERYBODY,
    ),
)
"""The runs of every policy. Configurations are added up over them: one that two runs meet counts twice."""


def runs_for(policy: Policy) -> tuple[Run, ...]:
    """Those that make sense under this policy."""
    most = policy.most_milestones
    return tuple(run for run in RUNS if most is None or run.deal.milestones <= most)
