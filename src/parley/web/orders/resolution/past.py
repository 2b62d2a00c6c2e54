"""What was asked and proposed before: questions with their answers and clocks, proposals with their outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.order.messages import AnswerQuestion, AnyEvent, ProposalMade
from parley.core.order.state import Milestone, Stage
from parley.core.parties import Role
from parley.reads.resolution import Became, PastProposal, Questioning, proposals, questions
from parley.web.components.matter import MatterExchange, Said, View
from parley.web.components.moment import Moment
from parley.web.components.proposal import Proposal
from parley.web.components.revision import Verdict, VerdictKind
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import Visit
from parley.web.orders.parts.moments import full
from parley.web.orders.resolution.matters import said_words
from parley.web.orders.telling import telling
from parley.words.dates import date_of, day_and_time
from parley.words.events import event_words
from parley.words.reasons import cancel_code_told
from parley.words.resolution import side_name
from parley.words.sentence import Text

OUTCOMES: dict[Became, VerdictKind] = {
    Became.OPEN: "open",
    Became.ACCEPTED: "in_scope",
    Became.BY_SILENCE: "in_scope",
    Became.DECLINED: "declined",
    Became.WITHDRAWN: "waiting",
    Became.LAPSED: "waiting",
    Became.OFFERED: "open",
    Became.OVERTAKEN: "waiting",
}


@dataclass(frozen=True, slots=True)
class AskedAndAnswered:
    """One question. While it is open: until when an answer helps, and what happens without one."""

    exchange: MatterExchange
    until: Moment | None = None
    default: Text = ""
    answer_href: str = ""


def past_questions(visit: Visit, milestone: Milestone, events: Sequence[AnyEvent]) -> tuple[AskedAndAnswered, ...]:
    """Oldest first; the open one is the last."""
    return tuple(_question(visit, milestone, one) for one in questions(events, milestone.number))


def past_proposals(visit: Visit, milestone: Milestone, events: Sequence[AnyEvent]) -> tuple[Proposal, ...]:
    """Newest first, without those that are still open."""
    over = [one for one in proposals(events, milestone) if one.became is not Became.OPEN]
    return tuple(_proposal(visit, milestone, one) for one in reversed(over))


def _question(visit: Visit, milestone: Milestone, one: Questioning) -> AskedAndAnswered:
    told = telling(visit)
    asked = _("Asked on {date}").format(date=date_of(one.at, visit.zone, visit.at))
    asking = View(side_name(Role.FREELANCER, told), (said_words(visit, one.question, asked),))
    said: tuple[Said, ...] = ()
    if one.answer is not None and one.answered_at is not None:
        label = _("Answered on {date}").format(date=date_of(one.answered_at, visit.zone, visit.at))
        said = (said_words(visit, one.answer, label),)
    empty = _("No answer yet.") if one.is_open else _("No answer came in time: the delivery stood.")
    answering = View(side_name(Role.CLIENT, told), said, empty)
    exchange = MatterExchange((asking, answering))
    if not one.is_open or (milestone.asked_at is None and milestone.stage is not Stage.CLARIFY):
        return AskedAndAnswered(exchange)
    until = milestone.ends_at if milestone.stage is Stage.CLARIFY else None
    rests = _("Without an answer the delivery stands, and the round comes back.")
    moves = _("The due date moves by the time that the answer takes.")
    can_answer = visit.role is Role.CLIENT and milestone.stage in (Stage.CLARIFY, Stage.WORKING, Stage.REVISING)
    return AskedAndAnswered(
        exchange,
        until=full(until, visit.zone, visit.at) if until is not None else None,
        default=rests if until is not None else moves,
        answer_href=act_address(AnswerQuestion, visit.order.id, milestone.number) if can_answer else "",
    )


def _proposal(visit: Visit, milestone: Milestone, one: PastProposal) -> Proposal:
    proposal = one.proposal
    why = cancel_code_told(proposal.code) if proposal.code is not None else ""
    made = ProposalMade(at=proposal.at, by=proposal.by, milestone=milestone.number, proposal=proposal)
    return Proposal(
        title=event_words(made, telling(visit)).sentence,
        small=" · ".join(filter(None, [day_and_time(proposal.at, visit.zone, visit.at), why])),
        words=visit.page.wording.words(proposal.reason),
        reply=visit.page.wording.words(one.reason),
        outcome=Verdict(OUTCOMES[one.became], _outcome(visit, one)),
        id=f"proposal-{milestone.number}-{proposal.number}",
    )


def _outcome(visit: Visit, one: PastProposal) -> str:
    on = date_of(one.ended_at, visit.zone, visit.at) if one.ended_at is not None else ""
    match one.became:
        case Became.ACCEPTED:
            return _("Accepted on {date}").format(date=on)
        case Became.BY_SILENCE:
            return _("Agreed by silence on {date}").format(date=on)
        case Became.DECLINED:
            return _("Declined on {date}").format(date=on)
        case Became.WITHDRAWN:
            return _("Taken back on {date}").format(date=on)
        case Became.LAPSED:
            return _("Not answered by {date}: a no").format(date=on)
        case Became.OFFERED:
            return _("Answered with an offer on {date}").format(date=on)
        case _ if on:
            return _("Ended with the case on {date}").format(date=on)
        case _:
            return _("Ended with what came after")
