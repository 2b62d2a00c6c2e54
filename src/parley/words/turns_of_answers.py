"""What the reader is asked to answer while the stage itself waits for the other side: a proposal, a question."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.order.state import Milestone, Order, Proposal, ProposalKind, Stage
from parley.core.parties import Role
from parley.words.sentence import Sentence, strong
from parley.words.telling import Telling, tell, told
from parley.words.waiting import waited_for_by_stage


def to_answer(order: Order, milestone: Milestone, telling: Telling) -> tuple[Sentence, datetime | None] | None:
    """Words that lead up to the instant by which to answer, or a sentence of its own with None; nothing where the reader
    has nothing to answer, or something more to do."""
    name = telling.milestone(milestone.number)
    if _has_more_to_do(order, milestone, telling):
        return None
    if _is_to_write(milestone, telling):
        return _write(milestone, telling), None
    proposal = _proposed(milestone, telling)
    if proposal is not None:
        return tell(_answer_by(proposal), milestone=name), proposal.answer_by
    if _is_asked(milestone, telling):
        return tell(_("Answer the question about {milestone}. The due date moves until then."), milestone=name), None
    if milestone.has_ended and milestone.proposals:
        return _awaited(milestone, telling)
    return None


def title_to_answer(order: Order, milestone: Milestone, telling: Telling) -> str:
    """The title of the row on the desk, or "" where there is nothing to answer."""
    if _has_more_to_do(order, milestone, telling):
        return ""
    proposal = _proposed(milestone, telling)
    if _is_to_write(milestone, telling):
        pattern = _("Write for support about {milestone}")
    elif proposal is not None:
        pattern = _title(proposal)
    elif milestone.has_ended and milestone.proposals:
        pattern = _("{milestone}: a proposal is open")
    elif _is_asked(milestone, telling):
        pattern = _("Answer the question about {milestone}")
    else:
        return ""
    return pattern.format(milestone=telling.milestone_name(milestone.number))


def _answer_by(proposal: Proposal) -> str:
    match proposal.kind:
        case ProposalKind.WISH:
            return _("Name a price for extra work beside {milestone}, or say no, by")
        case ProposalKind.EXTRA:
            return _("Answer the offer of extra work beside {milestone} by")
        case ProposalKind.SPLIT:
            return _("Answer the offer to settle {milestone} by")
        case _:
            return _("Answer the proposal for {milestone} by")


def _title(proposal: Proposal) -> str:
    match proposal.kind:
        case ProposalKind.WISH:
            return _("Name a price for extra work beside {milestone}")
        case ProposalKind.EXTRA:
            return _("Answer the offer of extra work beside {milestone}")
        case ProposalKind.SPLIT:
            return _("Answer the offer to settle {milestone}")
        case _:
            return _("Answer the proposal for {milestone}")


def _has_more_to_do(order: Order, milestone: Milestone, telling: Telling) -> bool:
    """Whether the stage waits for the reader. Who has spoken in a case has done what the talk asks for."""
    viewer = telling.viewer_role
    if milestone.stage is Stage.CASE_TALK and viewer in milestone.acted_in_case:
        return False
    return viewer in waited_for_by_stage(order, milestone)


def _is_to_write(milestone: Milestone, telling: Telling) -> bool:
    """Whether somebody asked support to write, and the reader may do it."""
    asked = milestone.outreach_asked_by is not None and not milestone.has_ended
    return asked and telling.viewer_role in (Role.MEDIATOR, Role.OPERATOR)


def _write(milestone: Milestone, telling: Telling) -> Sentence:
    by = milestone.outreach_asked_by
    if by is None:
        raise AssertionError(f"nobody asked support to write about milestone {milestone.number}")
    pattern = _("Write to {name} about {milestone}. Whoever does cannot decide a case of this order later.")
    return tell(pattern, name=strong(telling.name(by.other)), milestone=telling.milestone(milestone.number))


def _proposed(milestone: Milestone, telling: Telling) -> Proposal | None:
    """Of the other side's proposals the one whose time runs out first."""
    theirs = [one for one in milestone.proposals if telling.is_viewer(one.by.other)]
    return min(theirs, key=lambda proposal: proposal.answer_by, default=None)


def _awaited(milestone: Milestone, telling: Telling) -> tuple[Sentence, datetime]:
    """The work has ended, and only the proposal waits for somebody else."""
    first = min(milestone.proposals, key=lambda proposal: proposal.answer_by)
    you = _("Answer the proposal for {milestone} by")
    they = _("{name} can answer the proposal for {milestone} until")
    sentence = told(telling, first.by.other, you, they, milestone=telling.milestone(milestone.number))
    return sentence, first.answer_by


def _is_asked(milestone: Milestone, telling: Telling) -> bool:
    is_open = milestone.asked_at is not None and milestone.stage in (Stage.WORKING, Stage.REVISING)
    return is_open and telling.is_viewer(Role.CLIENT)
