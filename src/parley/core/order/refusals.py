"""Every way a rule can say no.

A refusal is a kind answer to a person, not an error: its code is stable, its words and next step are in the `words` room, and
nothing at all has been written when it is raised.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

Fact = str | int | datetime
"""What a refusal may mention: a name, a count, or an instant that the pages show in the reader's zone."""


class Code(Enum):
    """Stable codes, grouped by the conversation they belong to."""

    # who and when
    NOT_YOUR_ACT = "act.not_yours"
    NOT_NOW = "act.not_now"
    PAGE_STALE = "act.page_stale"
    NO_SUCH_MILESTONE = "act.no_such_milestone"
    NOT_DUE = "act.not_due"
    ALREADY_MADE = "act.already_made"
    # words and files
    TEXT_MISSING = "text.missing"
    TEXT_TOO_LONG = "text.too_long"
    FILE_EMPTY = "file.empty"
    FILE_REPEATED = "file.repeated"
    # the offer
    SAME_PERSON = "offer.same_person"
    NO_MILESTONES = "offer.no_milestones"
    NO_ITEMS = "offer.no_items"
    PRICE_NOT_POSITIVE = "offer.price_not_positive"
    WRONG_CURRENCY = "offer.wrong_currency"
    ITEMS_DO_NOT_ADD_UP = "offer.items_do_not_add_up"
    DEPOSIT_TOO_LARGE = "offer.deposit_too_large"
    PERCENT_OUT_OF_RANGE = "offer.percent_out_of_range"
    NUMBER_OUT_OF_RANGE = "offer.number_out_of_range"
    DATE_PASSED = "offer.date_passed"
    PREDECESSOR_UNKNOWN = "offer.predecessor_unknown"
    OFFER_YOURS = "offer.yours"
    OFFER_CHANGED = "offer.changed"
    NOTHING_CHANGED = "offer.nothing_changed"
    CLAUSE_UNKNOWN = "offer.clause_unknown"
    CLAUSES_OPEN = "offer.clauses_open"
    CLAUSE_IN_TALK = "offer.clause_in_talk"
    PLACE_TAKEN = "offer.place_taken"
    NOT_JOINED = "offer.not_joined"
    # ending early
    NO_KILL_FEE = "stopping.no_kill_fee"
    NOT_LATE_YET = "stopping.not_late_yet"
    EXTENSION_IN_TALK = "stopping.extension_in_talk"
    # questions
    QUESTION_OPEN = "question.open"
    QUESTIONS_USED = "question.used"
    NO_QUESTION = "question.none"
    # proposals
    PROPOSAL_OPEN = "proposal.open"
    PROPOSAL_YOURS = "proposal.yours"
    NO_PROPOSAL = "proposal.none"
    SUM_OUT_OF_RANGE = "proposal.sum_out_of_range"
    EXTENSION_TOO_LATE = "proposal.extension_too_late"
    EXTENSIONS_USED = "proposal.extensions_used"
    EXTENSION_NOT_LATER = "proposal.extension_not_later"
    EXTENSION_TOO_LONG = "proposal.extension_too_long"
    # extra work
    EXTRAS_USED = "extra.used"
    EXTRA_TOO_LATE = "extra.too_late"
    # parts of a milestone
    PART_EMPTY = "part.empty"
    PARTS_USED = "part.used"
    NO_PART = "part.none"
    PART_DELIVERED = "part.delivered"
    # a pause
    PAUSE_USED = "pause.used"
    PAUSE_YOURS = "pause.not_yours"
    PAUSE_SHORT = "pause.too_short"
    CAP_NEAR = "pause.cap_near"
    # outreach
    OUTREACH_OPEN = "outreach.open"
    OUTREACH_USED = "outreach.used"
    OUTREACH_NONE = "outreach.none"
    # the case
    CASE_USED = "case.used"
    CASE_NOT_YOURS = "case.not_yours"
    BID_SEALED = "case.bid_sealed"
    BID_MISSING = "case.bid_missing"
    NO_SUGGESTION = "case.no_suggestion"
    SUGGESTION_MADE = "case.suggestion_made"
    SUGGESTION_ANSWERED = "case.suggestion_answered"
    MEDIATOR_IS_PARTY = "case.mediator_is_party"
    MEDIATOR_WROTE = "case.mediator_wrote"
    MEDIATOR_DECIDED = "case.mediator_decided"
    MEDIATOR_SHARES = "case.mediator_shares"
    CASE_TAKEN = "case.taken"
    CASE_NOT_TAKEN = "case.not_taken"
    NOT_A_FINAL_OFFER = "case.not_a_final_offer"
    FACTS_MISSING = "case.facts_missing"
    CLAUSES_MISSING = "case.clauses_missing"
    EVIDENCE_MISSING = "case.evidence_missing"
    EVIDENCE_UNKNOWN = "case.evidence_unknown"
    ARITHMETIC_WRONG = "case.arithmetic_wrong"
    REMEDY_MISSING = "case.remedy_missing"
    # the bank
    NO_CHARGEBACK = "bank.no_chargeback"
    NOTHING_PAID = "bank.nothing_paid"
    # money out
    NOTHING_TO_PAY_OUT = "payout.nothing"
    AT_THE_BANK = "payout.at_bank"
    # reviews
    RATING_GIVEN = "rating.given"
    RATING_OVER = "rating.over"
    RATING_LOCKED = "rating.locked"
    STARS_OUT_OF_RANGE = "rating.stars_out_of_range"
    NOTHING_TO_RATE = "rating.nothing"
    # the record
    ALREADY_COUNTED = "record.already"
    # money
    AMOUNT_NOT_EXACT = "funding.amount_not_exact"
    FUND_LATER = "funding.later"
    BEYOND_CAP = "funding.beyond_cap"
    # delivery
    BRIEF_EMPTY = "brief.empty"
    FILES_MISSING = "delivery.files_missing"
    ITEM_UNKNOWN = "delivery.item_unknown"
    DELIVER_AGAIN_USED = "delivery.again_used"
    REVIEW_EXTENDED = "delivery.review_extended"
    REVIEW_DAYS_OUT_OF_RANGE = "delivery.review_days_out_of_range"
    NOTHING_DELIVERED = "delivery.nothing_delivered"
    ITEM_ACCEPTED = "delivery.item_accepted"
    # revision
    REQUEST_EMPTY = "revision.empty"
    CHANGE_WITHOUT_ITEM = "revision.change_without_item"
    ROUNDS_USED = "revision.rounds_used"
    DEFECTS_USED = "revision.defects_used"
    ANSWERS_INCOMPLETE = "revision.answers_incomplete"
    ANSWERED_ALREADY = "revision.answered_already"
    REASON_MISSING = "revision.reason_missing"
    WILL_DO_OPEN = "revision.will_do_open"
    # silence
    TOO_EARLY = "silence.too_early"
    CONTACTS_TOO_FEW = "silence.contacts_too_few"
    CALL_DECLARED = "silence.call_declared"


class Refusal(Exception):
    """A rule said no. `facts` are named values for the sentence, such as how many rounds there were."""

    def __init__(self, code: Code, **facts: Fact) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts
