"""Reasons that are chosen from a list: for a pause, a case, an appeal; and what a bank or a mediator names."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from parley.core.order.messages import AppealGround, CaseReason
from parley.core.order.records import ChargebackCode, CountsAs, PauseReason
from parley.core.order.state import CancelCode

# Translators: kinds of reasons for a pause. The other side sees the kind, never the words beside it.
PAUSE_REASONS: Mapping[PauseReason, Promise] = {
    PauseReason.ILLNESS: pgettext_lazy("reason for a pause", "Illness"),
    PauseReason.BEREAVEMENT: pgettext_lazy("reason for a pause", "A death among those close to me"),
    PauseReason.DISASTER: pgettext_lazy("reason for a pause", "A disaster or an outage where I am"),
    PauseReason.FAMILY: pgettext_lazy("reason for a pause", "My family needs me"),
    PauseReason.OTHER: pgettext_lazy("reason for a pause", "Something else"),
}

# Translators: the same kinds as the other side reads them, each a whole sentence.
PAUSE_REASONS_TOLD: Mapping[PauseReason, Promise] = {
    PauseReason.ILLNESS: gettext_lazy("The reason is an illness."),
    PauseReason.BEREAVEMENT: gettext_lazy("The reason is a death in the family or among friends."),
    PauseReason.DISASTER: gettext_lazy("The reason is a disaster or an outage."),
    PauseReason.FAMILY: gettext_lazy("The reason is the family."),
    PauseReason.OTHER: gettext_lazy("The reason is private."),
}

# Translators: why somebody opens a case, as the one who opens it chooses it.
CASE_REASONS: Mapping[CaseReason, Promise] = {
    CaseReason.NOT_AS_AGREED: pgettext_lazy("reason for a case", "What was delivered is not what we agreed on"),
    CaseReason.OUT_OF_SCOPE: pgettext_lazy("reason for a case", "What is asked for goes beyond what we agreed on"),
    CaseReason.NOT_DELIVERED: pgettext_lazy("reason for a case", "Something was not delivered"),
    CaseReason.NO_ANSWER: pgettext_lazy("reason for a case", "I get no answer"),
    CaseReason.OUR_MISTAKE: pgettext_lazy("reason for a case", "I made a mistake and want to put it right with you"),
    CaseReason.OTHER: pgettext_lazy("reason for a case", "Something else"),
}

# Translators: why somebody proposes to end a milestone by consent, as the one who proposes it chooses it.
CANCEL_CODES: Mapping[CancelCode, Promise] = {
    CancelCode.NOT_NEEDED: pgettext_lazy("reason to end by consent", "The work is not needed any more"),
    CancelCode.WORK_CHANGED: pgettext_lazy("reason to end by consent", "It has become another work than we agreed on"),
    CancelCode.NO_TIME: pgettext_lazy("reason to end by consent", "There is not enough time for it"),
    CancelCode.NOT_POSSIBLE: pgettext_lazy("reason to end by consent", "It cannot be done as we agreed"),
    CancelCode.OUR_MISTAKE: pgettext_lazy("reason to end by consent", "I made a mistake"),
    CancelCode.NO_AGREEMENT: pgettext_lazy("reason to end by consent", "We do not agree on what is good"),
    CancelCode.OTHER: pgettext_lazy("reason to end by consent", "Something else"),
}

# Translators: the same as both read it afterwards, each a whole sentence.
CANCEL_CODES_TOLD: Mapping[CancelCode, Promise] = {
    CancelCode.NOT_NEEDED: gettext_lazy("The reason: the work is not needed any more."),
    CancelCode.WORK_CHANGED: gettext_lazy("The reason: it has become another work than was agreed."),
    CancelCode.NO_TIME: gettext_lazy("The reason: there is not enough time for it."),
    CancelCode.NOT_POSSIBLE: gettext_lazy("The reason: it cannot be done as agreed."),
    CancelCode.OUR_MISTAKE: gettext_lazy("The reason: a mistake of whoever proposes it."),
    CancelCode.NO_AGREEMENT: gettext_lazy("The reason: both see differently what is good."),
}

# Translators: what an appeal against a decision rests on.
APPEAL_GROUNDS: Mapping[AppealGround, Promise] = {
    AppealGround.NEW_FACT: pgettext_lazy("ground of an appeal", "A new fact"),
    AppealGround.ERROR: pgettext_lazy("ground of an appeal", "A mistake in the decision"),
}

# Translators: why a bank asks for a payment back, each a whole sentence.
CHARGEBACK_CODES: Mapping[ChargebackCode, Promise] = {
    ChargebackCode.FRAUD: gettext_lazy("The bank was told that somebody else made the payment."),
    ChargebackCode.SERVICE: gettext_lazy("The bank was told that the service is disputed."),
}

# Translators: what an ended milestone is for the freelancer's completion rate, each a whole sentence.
COUNTS: Mapping[CountsAs, Promise] = {
    CountsAs.COMPLETED: gettext_lazy("It counts as completed."),
    CountsAs.FREELANCER: gettext_lazy("It counts as ended on the freelancer’s side."),
    CountsAs.EXEMPT: gettext_lazy("It counts neither for nor against anybody."),
}


def pause_reason(reason: PauseReason) -> str:
    """For whoever chooses it in a form."""
    return str(PAUSE_REASONS[reason])


def pause_reason_told(reason: PauseReason) -> str:
    """A sentence for everybody: the kind of reason alone."""
    return str(PAUSE_REASONS_TOLD[reason])


def case_reason(reason: CaseReason) -> str:
    """For whoever chooses it in a form. What the others read is `cause_words`."""
    return str(CASE_REASONS[reason])


def cancel_code(code: CancelCode) -> str:
    """For whoever chooses it in a form."""
    return str(CANCEL_CODES[code])


def cancel_code_told(code: CancelCode) -> str:
    """A sentence for both, or nothing where none of the reasons was chosen."""
    return str(CANCEL_CODES_TOLD[code]) if code in CANCEL_CODES_TOLD else ""


def appeal_ground(ground: AppealGround) -> str:
    return str(APPEAL_GROUNDS[ground])


def chargeback_code(code: ChargebackCode) -> str:
    """A sentence: what the bank was told."""
    return str(CHARGEBACK_CODES[code])


def counts_as(what: CountsAs) -> str:
    """A sentence: what the end means for the completion rate."""
    return str(COUNTS[what])
