"""What the reader is asked to answer while the stage itself waits for the other side: a proposal, a question."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.order.state import Milestone, Proposal
from parley.core.order.turns import WAITS_FOR
from parley.core.parties import Role
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell


def to_answer(milestone: Milestone, telling: Telling) -> tuple[Sentence, datetime | None] | None:
    """Words that lead up to the instant by which to answer, or a sentence of its own with None; nothing where the reader
    has nothing to answer, or something more to do."""
    name = telling.milestone(milestone.number)
    if telling.viewer_role in WAITS_FOR[milestone.stage]:
        return None
    proposal = _proposed(milestone, telling)
    if proposal is not None:
        return tell(_("Answer the proposal for {milestone} by"), milestone=name), proposal.answer_by
    if _is_asked(milestone, telling):
        return tell(_("Answer the question about {milestone}. The due date moves until then."), milestone=name), None
    return None


def title_to_answer(milestone: Milestone, telling: Telling) -> str:
    """The title of the row on the desk, or "" where there is nothing to answer."""
    if telling.viewer_role in WAITS_FOR[milestone.stage]:
        return ""
    if _proposed(milestone, telling) is not None:
        pattern = _("Answer the proposal for {milestone}")
    elif _is_asked(milestone, telling):
        pattern = _("Answer the question about {milestone}")
    else:
        return ""
    return pattern.format(milestone=telling.milestone_name(milestone.number))


def _proposed(milestone: Milestone, telling: Telling) -> Proposal | None:
    """Of the other side's proposals the one whose time runs out first."""
    if telling.viewer_role is None:
        return None
    theirs = [proposal for proposal in milestone.proposals if proposal.by is telling.viewer_role.other]
    return min(theirs, key=lambda proposal: proposal.answer_by, default=None)


def _is_asked(milestone: Milestone, telling: Telling) -> bool:
    return milestone.asked_at is not None and telling.is_viewer(Role.CLIENT)
