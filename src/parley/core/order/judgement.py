"""What a decision must say before it can be saved: facts, clauses, evidence, arithmetic and remedy. Nothing may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money, total
from parley.core.order.base import some, within
from parley.core.order.neutral import ForTheDesk
from parley.core.order.records import CountsAs, Decision, ItemShare, Reasons
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.order.terms import ClauseKey, clauses
from parley.core.texts import Text

MOST_EVIDENCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge(ForTheDesk):
    """`person` decides that `amount` of the hold goes to the freelancer. `events` and `files` are the evidence:
    numbers of this order's events, and delivered files by their content. `arithmetic` gives each scope item its
    share."""

    amount: Money
    counts_as: CountsAs
    facts: Text
    clauses: tuple[ClauseKey, ...]
    events: tuple[int, ...]
    files: tuple[str, ...] = ()
    arithmetic: tuple[ItemShare, ...]
    remedy: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.facts, self.remedy)


def judge(order: Order, milestone: Milestone, command: Judge, at: datetime) -> Decision:
    """The decision, once everything is there that lets others check it."""
    if command.amount.currency != milestone.held.currency:
        raise Refusal(Code.WRONG_CURRENCY, milestone=milestone.number)
    if not 0 <= command.amount.amount_minor <= milestone.held.amount_minor:
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    _require_final_offer(milestone, command)
    if command.facts.is_blank:
        raise Refusal(Code.FACTS_MISSING)
    if command.remedy.is_blank:
        raise Refusal(Code.REMEDY_MISSING)
    _require_clauses(order, command)
    _require_evidence(order, milestone, command)
    _require_arithmetic(milestone, command)
    reasons = Reasons(
        facts=within(command.facts).commitment,
        clauses=command.clauses,
        events=command.events,
        files=command.files,
        arithmetic=command.arithmetic,
        remedy=within(command.remedy).commitment,
    )
    return Decision(command.person, at, command.amount, command.counts_as, reasons)


def _require_final_offer(milestone: Milestone, command: Judge) -> None:
    """Where both sides chose it, only their two last sums can be given."""
    offers = milestone.case.final_offers if milestone.case is not None else None
    if offers is not None and command.amount not in (offers.client, offers.freelancer):
        raise Refusal(Code.NOT_A_FINAL_OFFER)


def _require_clauses(order: Order, command: Judge) -> None:
    known = {clause.key for clause in clauses(order.terms)}
    if not command.clauses or not set(command.clauses) <= known:
        raise Refusal(Code.CLAUSES_MISSING)


def _require_evidence(order: Order, milestone: Milestone, command: Judge) -> None:
    if not 0 < len(command.events) + len(command.files) <= MOST_EVIDENCE:
        raise Refusal(Code.EVIDENCE_MISSING)
    files = [file for part in milestone.parts for file in part.files]
    files += [file for delivery in milestone.deliveries for file in delivery.files]
    delivered = {file.sha256 for file in files}
    unknown = [number for number in command.events if not 1 <= number <= order.seq]
    if unknown or not set(command.files) <= delivered:
        raise Refusal(Code.EVIDENCE_UNKNOWN)


def _require_arithmetic(milestone: Milestone, command: Judge) -> None:
    """One share for each scope item, none negative, and together exactly the sum."""
    shares = [share.amount for share in command.arithmetic]
    items = sorted(item.number for item in milestone.terms.items)
    if sorted(share.item for share in command.arithmetic) != items:
        raise Refusal(Code.ARITHMETIC_WRONG)
    if any(share.currency != command.amount.currency or share.amount_minor < 0 for share in shares):
        raise Refusal(Code.ARITHMETIC_WRONG)
    if total(shares, command.amount.currency) != command.amount:
        raise Refusal(Code.ARITHMETIC_WRONG)
