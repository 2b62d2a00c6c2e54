"""What the clock may ask: that a deadline which has come brings what the terms say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from parley.core.order.base import Command


class DeadlineKind(Enum):
    """Every deadline there is. Its default outcome is the rule that `decide` calls for it."""

    OFFER_EXPIRES = "offer_expires"
    FUNDING_LAPSES = "funding_lapses"
    FUNDING_GIVEN_UP = "funding_given_up"
    BRIEF_GIVEN_UP = "brief_given_up"
    WORK_ABANDONED = "work_abandoned"
    REVIEW_ENDS = "review_ends"
    REDELIVERY_MISSING = "redelivery_missing"
    CLARIFICATION_ENDS = "clarification_ends"
    PROPOSAL_ENDS = "proposal_ends"
    NOTICE_ENDS = "notice_ends"
    RELEASE = "release"
    CLAIM_ENDS = "claim_ends"
    PAUSE_ENDS = "pause_ends"
    TALK_ENDS = "talk_ends"
    SEALED_ENDS = "sealed_ends"
    MEDIATION_ENDS = "mediation_ends"
    DECISION_MISSING = "decision_missing"
    APPEAL_ENDS = "appeal_ends"
    APPEAL_UNDECIDED = "appeal_undecided"
    LONG_STOP = "long_stop"
    CAP_NEARS = "cap_nears"
    CAP_ENDS = "cap_ends"
    BANK_SILENT = "bank_silent"
    RATINGS_END = "ratings_end"
    CLEARANCE = "clearance"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOut(Command):
    """This deadline has come. `milestone` is None where it belongs to the whole order: its offer, its ratings."""

    deadline: DeadlineKind
    milestone: int | None = None
