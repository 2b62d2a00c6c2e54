"""The small line under the acts that end a milestone early, ask and answer, and propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.messages import (
    AcceptProposal,
    AnswerQuestion,
    AskClarify,
    AskClient,
    CancelBeforeWork,
    CancelLate,
    DeclineProposal,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    Resign,
    Stop,
    WithdrawProposal,
)
from parley.core.order.proposals import MOST_EXTENSIONS, SHORT_EXTENSION_DAYS
from parley.core.order.questions import MOST_CLARIFICATIONS, MOST_QUESTIONS
from parley.core.order.state import Milestone, Order, ProposalKind, Stage
from parley.core.order.stopping import kill_fee_due, late_from
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.durations import business_days
from parley.words.locales import number
from parley.words.money import money
from parley.words.proposals import oldest_proposal, proposal_title
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell, told

Limit = Callable[[Order, Milestone, Telling], Sentence]


def limit_of_change(kind: type[object], order: Order, milestone: Milestone | None, telling: Telling) -> Sentence:
    """The small line of one of these acts, or nothing for any other."""
    if milestone is None or kind not in LIMITS:
        return NOTHING_MORE
    return LIMITS[kind](order, milestone, telling)


def _all_back(_order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    """Everything that was paid for it and has not come back yet, a deposit included."""
    whole = milestone.held + milestone.released + milestone.fees
    you, they = _("All of {amount} comes back to you"), _("{name} gets all of {amount} back")
    return told(telling, Role.CLIENT, you, they, amount=strong(money(whole)))


def _late(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    late_at = late_from(order, milestone)
    if telling.now < late_at:
        # Translators: an act becomes possible at this instant: "From Thu 3 Dec, 18:00".
        return tell(_("From {instant}"), instant=day_and_time(late_at, telling.zone, telling.now))
    if any(one.kind is ProposalKind.EXTENSION and one.at < (milestone.due_at or one.at) for one in milestone.proposals):
        return tell(_("Opens when more time is declined"))
    return _all_back(order, milestone, telling)


def _stop(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if milestone.stage is Stage.UNFUNDED:
        return tell(_("Nothing is held yet, so nothing is owed"))
    if order.terms.kill_fee_percent == 0:
        return tell(_("No kill fee was agreed, so it ends by consent alone"))
    paid = milestone.released + milestone.fees
    return tell(
        _("{name} keeps {amount} of {price}"),
        name=telling.name(Role.FREELANCER),
        amount=strong(money(kill_fee_due(order, milestone) + paid)),
        price=money(milestone.held + paid),
    )


def _resign(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    if milestone.stage is Stage.UNFUNDED:
        return tell(_("Nothing is held yet, so nothing is owed"))
    if milestone.deliveries:
        return tell(_("Something is delivered, so the hold stays until it is settled"))
    return tell(_("Nothing delivered: all of it goes back"))


def _ask_client(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    if milestone.asked_at is not None:
        return tell(_("A question waits for its answer already"))
    if milestone.questions_used >= MOST_QUESTIONS:
        return tell(_("Used {most} of {most} times"), most=number(MOST_QUESTIONS))
    # Translators: {n} is which question this would be, as in "1 of 2 questions".
    text = ngettext(
        "{n} of {most} question. The due date moves with the answer",
        "{n} of {most} questions. The due date moves with the answer",
        MOST_QUESTIONS,
    )
    return tell(text, n=number(milestone.questions_used + 1), most=number(MOST_QUESTIONS))


def _ask_clarify(order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    if milestone.clarifications_used >= MOST_CLARIFICATIONS:
        return tell(_("Asked once already"))
    # Translators: {days} is a length of time, as in "in 2 business days".
    pattern = _("Once. Without an answer in {days} the delivery stands")
    return tell(pattern, days=business_days(order.terms.windows.clarify_business_days))


def _answer(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if milestone.stage is not Stage.CLARIFY:
        return tell(_("The due date moves with your answer"))
    time = business_days(order.terms.windows.redelivery_business_days)
    return tell(_("{name} then has {days} to deliver again"), name=telling.name(Role.FREELANCER), days=time)


def _extension(_order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if _is_open(milestone, ProposalKind.EXTENSION):
        return tell(_("One waits for an answer already"))
    if milestone.extensions_granted >= MOST_EXTENSIONS:
        return tell(_("Granted once already"))
    if milestone.due_at is not None and telling.now >= milestone.due_at:
        return tell(_("Possible before the due date alone"))
    if milestone.extensions_asked:
        return tell(_("Asked once already: silence counts as no"))
    text = ngettext(
        "Once. Up to {n} day: silence counts as yes",
        "Once. Up to {n} days: silence counts as yes",
        SHORT_EXTENSION_DAYS,
    )
    return tell(text, n=number(SHORT_EXTENSION_DAYS))


def _refund(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    return _silence_is_no(milestone, ProposalKind.REFUND)


def _cancel(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    return _silence_is_no(milestone, ProposalKind.CANCEL)


def _silence_is_no(milestone: Milestone, kind: ProposalKind) -> Sentence:
    if _is_open(milestone, kind):
        return tell(_("One waits for an answer already"))
    return tell(_("Silence counts as no"))


def _theirs(_order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    return _named(milestone, telling, is_own=False)


def _own(_order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    return _named(milestone, telling, is_own=True)


def _named(milestone: Milestone, telling: Telling, *, is_own: bool) -> Sentence:
    """The proposal that the act is about: the oldest open one of the side concerned."""
    if telling.viewer_role is None:
        return NOTHING_MORE
    by = telling.viewer_role if is_own else telling.viewer_role.other
    proposal = oldest_proposal(milestone, by)
    return proposal_title(proposal, milestone.number, telling) if proposal else NOTHING_MORE


def _is_open(milestone: Milestone, kind: ProposalKind) -> bool:
    return any(proposal.kind is kind for proposal in milestone.proposals)


LIMITS: Mapping[type[object], Limit] = {
    CancelBeforeWork: _all_back,
    CancelLate: _late,
    Stop: _stop,
    Resign: _resign,
    AskClient: _ask_client,
    AskClarify: _ask_clarify,
    AnswerQuestion: _answer,
    ProposeExtension: _extension,
    ProposeRefund: _refund,
    ProposeCancel: _cancel,
    AcceptProposal: _theirs,
    DeclineProposal: _theirs,
    WithdrawProposal: _own,
}
