"""Which pieces of a record answer a bank, for each reason that a bank may name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from parley.casefile.record import Record
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    Accepted,
    AnyEvent,
    AppealDecided,
    AppealFiled,
    Briefed,
    CaseDecided,
    CaseOpened,
    ClauseNoted,
    ContactDeclared,
    Delivered,
    DeliveredAgain,
    ExtraAsked,
    FilesOpened,
    Funded,
    ItemsAccepted,
    Joined,
    MarkedComplete,
    MessageSent,
    NoticeSent,
    Nudged,
    OfferAccepted,
    OfferCountered,
    Offered,
    PartDelivered,
    PartlyRefunded,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    QuestionAnswered,
    Redelivered,
    Refunded,
    Released,
    RequestAnswered,
    RequestContested,
    RevisionRequested,
    Split,
    SplitSuggested,
    StatementMade,
)
from parley.core.order.records import ChargebackCode
from parley.core.order.state import ProposalKind
from parley.core.parties import Role
from parley.reads.mentions import mentioned


class Piece(Enum):
    """A kind of evidence that banks ask for."""

    ACCOUNT = "account"
    TERMS = "terms"
    PAYMENT = "payment"
    BRIEF = "brief"
    DELIVERY = "delivery"
    OPENED = "opened"
    ACCEPTANCE = "acceptance"
    CHANGES = "changes"
    MESSAGES = "messages"
    REFUNDS = "refunds"
    DISAGREEMENT = "disagreement"
    NETWORK = "network"
    """Banks ask for it where the card is said to be stolen, and Parley has never had it: said, so that nobody looks for it."""


ANSWERS: Mapping[ChargebackCode, tuple[Piece, ...]] = {
    # Somebody else used the card: what counts is that the person who agreed went on to work with what was paid.
    ChargebackCode.FRAUD: (
        *(Piece.ACCOUNT, Piece.TERMS, Piece.PAYMENT, Piece.BRIEF, Piece.MESSAGES, Piece.DELIVERY, Piece.OPENED),
        *(Piece.CHANGES, Piece.ACCEPTANCE, Piece.REFUNDS, Piece.NETWORK),
    ),
    # The service is disputed: what counts is what was sold, that it was handed over, and what was said about it.
    ChargebackCode.SERVICE: (
        *(Piece.TERMS, Piece.PAYMENT, Piece.DELIVERY, Piece.OPENED, Piece.ACCEPTANCE, Piece.CHANGES),
        *(Piece.MESSAGES, Piece.REFUNDS, Piece.DISAGREEMENT),
    ),
}
"""The strongest piece first, as a bank reads it."""

SHOWN_BY: Mapping[Piece, tuple[type[AnyEvent], ...]] = {
    Piece.ACCOUNT: (Joined, Offered, OfferAccepted),
    Piece.TERMS: (Offered, OfferCountered, ClauseNoted, OfferAccepted),
    Piece.PAYMENT: (Funded,),
    Piece.BRIEF: (Briefed, QuestionAnswered),
    Piece.DELIVERY: (PartDelivered, Delivered, DeliveredAgain, Redelivered),
    Piece.OPENED: (FilesOpened,),
    Piece.ACCEPTANCE: (ItemsAccepted, Accepted, ContactDeclared, Nudged, NoticeSent, MarkedComplete, Released),
    Piece.CHANGES: (RevisionRequested, ExtraAsked, RequestAnswered, RequestContested),
    Piece.MESSAGES: (MessageSent,),
    Piece.REFUNDS: (
        *(ProposalMade, ProposalAccepted, ProposalDeclined, ProposalWithdrawn, ProposalLapsed),
        *(PartlyRefunded, Refunded, Split),
    ),
    Piece.DISAGREEMENT: (CaseOpened, StatementMade, SplitSuggested, CaseDecided, AppealFiled, AppealDecided, Split),
    Piece.NETWORK: (),
}
GIVING_BACK = frozenset({ProposalKind.REFUND, ProposalKind.CANCEL, ProposalKind.SPLIT})
TAKEN = (ItemsAccepted, Accepted, MarkedComplete, Released)
"""Reminders alone show neither acceptance nor silence that counted."""


class NothingPaid(ValueError):
    """Nobody ever paid for this milestone, so there is nothing that a bank could take back."""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of evidence, as the record has it: `number` counts the pieces, `events` are the numbers of events. Without
    events it is missing."""

    number: int
    piece: Piece
    events: tuple[int, ...]
    files: int

    @property
    def is_missing(self) -> bool:
        return not self.events


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that answers this code for this milestone."""

    milestone: int
    code: ChargebackCode
    pieces: tuple[Found, ...]

    @property
    def found(self) -> tuple[Found, ...]:
        return tuple(one for one in self.pieces if not one.is_missing)

    @property
    def missing(self) -> tuple[Found, ...]:
        return tuple(one for one in self.pieces if one.is_missing)


def evidence_of(record: Record, milestone: int, code: ChargebackCode) -> Evidence:
    """The pieces in the order of `ANSWERS`, those that are there numbered first. Raises NothingPaid."""
    if not any(isinstance(event, Funded) and event.milestone == milestone for event in record.events):
        raise NothingPaid
    events = {piece: _events(record, milestone, piece) for piece in ANSWERS[code]}
    in_order = sorted(ANSWERS[code], key=lambda piece: not events[piece])
    pieces = tuple(
        Found(place, piece, events[piece], _files(record, events[piece]))
        for place, piece in enumerate(in_order, start=1)
    )
    return Evidence(milestone, code, pieces)


def _events(record: Record, milestone: int, piece: Piece) -> tuple[int, ...]:
    """Those of the milestone and those of the whole order that show it."""
    kinds = SHOWN_BY[piece]
    giving = {
        event.proposal.number
        for event in record.events
        if isinstance(event, ProposalMade) and event.milestone == milestone and event.proposal.kind in GIVING_BACK
    }
    found = [
        (row.seq, event)
        for row, event in zip(record.rows, record.events, strict=True)
        if isinstance(event, kinds)
        and (not isinstance(event, MilestoneEvent) or event.milestone == milestone)
        and _speaks(event, piece, giving)
    ]
    if piece is Piece.ACCEPTANCE:
        return _acceptance(record, milestone, found)
    return tuple(seq for seq, _ in found)


def _acceptance(record: Record, milestone: int, found: Sequence[tuple[int, AnyEvent]]) -> tuple[int, ...]:
    """From the first delivery on, and nothing where the work was neither taken nor let pass."""
    if not any(isinstance(event, TAKEN) for _, event in found):
        return ()
    handed_in = _events(record, milestone, Piece.DELIVERY)
    return tuple(seq for seq, _ in found if not handed_in or seq > handed_in[0])


def _speaks(event: AnyEvent, piece: Piece, giving: set[int]) -> bool:
    """Whether an event of the right kind is about the right thing."""
    match event:
        case ProposalMade(proposal=proposal):
            return proposal.kind in GIVING_BACK
        case ProposalAccepted() | ProposalDeclined() | ProposalWithdrawn() | ProposalLapsed():
            return event.proposal in giving
        case Joined() | Offered() | OfferAccepted() if piece is Piece.ACCOUNT:
            return event.by is Role.CLIENT
        case _:
            return True


def _files(record: Record, events: tuple[int, ...]) -> int:
    return len({file.sha256 for seq in events for file in mentioned([record.events[seq - 1]]).files})
