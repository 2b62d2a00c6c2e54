"""The offer: proposed, talked over clause by clause, and accepted or not. Nothing here moves money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Command, Event, optional_words, require_words, said, some
from parley.core.order.outcomes import unlock
from parley.core.order.refusals import Code, Refusal
from parley.core.order.soundness import check_terms
from parley.core.order.state import Order, unstarted
from parley.core.order.terms import ClauseKey, Terms, TermsHash, clauses, terms_hash
from parley.core.parties import PARTIES, Role
from parley.core.texts import LONGEST_MESSAGE, Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeOffer(Command):
    """Propose an order. One side may be None: it was invited by mail and joins when it accepts."""

    client: str | None
    freelancer: str | None
    terms: Terms
    wording: tuple[Text, ...]

    def texts(self) -> tuple[Text, ...]:
        return self.wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterOffer(Command):
    """Answer with other terms: a new version, now for the first side to accept. `seen` is the version that was read."""

    terms: Terms
    wording: tuple[Text, ...]
    seen: int

    def texts(self) -> tuple[Text, ...]:
        return self.wording


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOnClause(Command):
    """Say what should be different about one clause, and which clauses are fine already."""

    clause: ClauseKey
    note: Text
    agreed: tuple[ClauseKey, ...]
    seen: int

    def texts(self) -> tuple[Text, ...]:
        return some(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOffer(Command):
    """Take one's own offer back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOffer(Command):
    """Say no to an offer."""

    reason: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinOrder(Command):
    """The invited person takes the empty place; `by` is the place."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptOffer(Command):
    """Say yes to exactly these terms, with every clause ticked."""

    terms_hash: TermsHash
    ticked: tuple[ClauseKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered(Event):
    """An order was proposed. `client` and `freelancer` are person ids, None for a side that was invited and has not
    joined. Unanswered it ends at `expires_at` (UTC)."""

    client: str | None
    freelancer: str | None
    terms: Terms
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCountered(Event):
    """Other terms, or the same again after notes: `version` counts from 1. The other side may answer until
    `expires_at` (UTC)."""

    terms: Terms
    version: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseNoted(Event):
    """`agreed` maps the clauses that are fine to their hashes, so that ticks stay on what does not change."""

    clause: ClauseKey
    note: Commitment
    agreed: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn(Event):
    """By the side that had made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined(Event):
    """By the side that was asked; `reason` if it gave one."""

    reason: Commitment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExpired(Event):
    """Nobody answered in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Event):
    """`by` is the place that was taken."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAccepted(Event):
    """Agreed: exactly the terms with this hash, every clause ticked. The milestones exist from now on."""

    terms_hash: TermsHash
    version: int


def make_offer(command: MakeOffer, at: datetime) -> list[Event]:
    """The only command that needs no order."""
    if command.client is not None and command.client == command.freelancer:
        raise Refusal(Code.SAME_PERSON)
    own_place = command.client if command.by is Role.CLIENT else command.freelancer
    if own_place is None or command.by not in PARTIES:
        raise Refusal(Code.NOT_YOUR_ACT)
    check_terms(command.terms, command.wording, at)
    return [
        Offered(
            at=at,
            by=command.by,
            client=command.client,
            freelancer=command.freelancer,
            terms=command.terms,
            expires_at=_expiry(command.terms, at),
        )
    ]


def counter_offer(order: Order, command: CounterOffer, at: datetime) -> list[Event]:
    """Either side may answer with a new version: the other side counters, the first side answers notes.

    The first side may answer notes by leaving everything as it is. Where it changes its own offer unasked, the time to
    answer does not begin again: nobody keeps an offer open alone.
    """
    _require_joined(order, command.by)
    if command.seen != order.offer.version:
        raise Refusal(Code.OFFER_CHANGED, version=order.offer.version)
    check_terms(command.terms, command.wording, at, known=order.terms.commitments())
    is_author = command.by is order.offer.by
    answers_notes = is_author and bool(order.offer.notes)
    if terms_hash(command.terms) == terms_hash(order.terms) and not answers_notes:
        raise Refusal(Code.NOTHING_CHANGED)
    version = order.offer.version + 1
    expires_at = order.offer.expires_at if is_author and not answers_notes else _expiry(command.terms, at)
    return [OfferCountered(at=at, by=command.by, terms=command.terms, version=version, expires_at=expires_at)]


def note_on_clause(order: Order, command: NoteOnClause, at: datetime) -> list[Event]:
    _require_other_side(order, command.by)
    if command.seen != order.offer.version:
        raise Refusal(Code.OFFER_CHANGED, version=order.offer.version)
    now = {clause.key: clause.hash for clause in clauses(order.terms)}
    if command.clause not in now:
        raise Refusal(Code.CLAUSE_UNKNOWN)
    note = require_words(command.note, LONGEST_MESSAGE)
    agreed = {key.value: now[key] for key in command.agreed if key in now and key is not command.clause}
    return [ClauseNoted(at=at, by=command.by, clause=command.clause, note=note.commitment, agreed=agreed)]


def withdraw_offer(order: Order, command: WithdrawOffer, at: datetime) -> list[Event]:
    if order.offer.by is not command.by:
        raise Refusal(Code.NOT_YOUR_ACT)
    return [OfferWithdrawn(at=at, by=command.by)]


def decline_offer(order: Order, command: DeclineOffer, at: datetime) -> list[Event]:
    _require_other_side(order, command.by)
    return [OfferDeclined(at=at, by=command.by, reason=said(optional_words(command.reason)))]


def join_order(order: Order, command: JoinOrder, at: datetime) -> list[Event]:
    if order.role_of(command.person) is not None:
        raise Refusal(Code.SAME_PERSON)
    if order.person(command.by) is not None:
        raise Refusal(Code.PLACE_TAKEN)
    return [Joined(at=at, by=command.by, person=command.person)]


def accept_offer(order: Order, command: AcceptOffer, at: datetime) -> list[Event]:
    """Agree: every clause of this very version ticked. The first milestones unlock."""
    _require_other_side(order, command.by)
    _require_joined(order, command.by)
    _require_joined(order, command.by.other)
    if command.terms_hash != terms_hash(order.terms):
        raise Refusal(Code.OFFER_CHANGED, version=order.offer.version)
    keys = [clause.key for clause in clauses(order.terms)]
    if order.offer.notes:
        raise Refusal(Code.CLAUSE_IN_TALK, count=len(order.offer.notes))
    missing = [key for key in keys if key not in command.ticked]
    if missing:
        raise Refusal(Code.CLAUSES_OPEN, missing=len(missing), of=len(keys))
    accepted = OfferAccepted(at=at, by=command.by, terms_hash=command.terms_hash, version=order.offer.version)
    first = [unstarted(terms) for terms in order.terms.milestones if not terms.after]
    return [accepted, *(event for milestone in first for event in unlock(order, milestone, at, Role.CLOCK))]


def expire_offer(at: datetime) -> list[Event]:
    return [OfferExpired(at=at, by=Role.CLOCK)]


def _require_other_side(order: Order, by: Role) -> None:
    if order.offer.by is by:
        raise Refusal(Code.OFFER_YOURS)


def _require_joined(order: Order, role: Role) -> None:
    if order.person(role) is None:
        raise Refusal(Code.NOT_JOINED)


def _expiry(terms: Terms, at: datetime) -> datetime:
    return terms.calendar.after_days(at, terms.windows.offer_days)
