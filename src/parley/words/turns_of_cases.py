"""What a case asks of the reader, or of the others, in each of its stages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.state import Milestone, Stage
from parley.core.parties import PARTIES, Role
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell, told


def case_instruction(milestone: Milestone, telling: Telling) -> Sentence:
    """The words that lead up to the end of the case's present stage."""
    name = telling.milestone(milestone.number)
    mediates = telling.is_viewer(Role.MEDIATOR)
    match milestone.stage:
        case Stage.CASE_TALK:
            return _talk(milestone, telling)
        case Stage.CASE_SEALED:
            return _sealed(milestone, telling)
        case Stage.CASE_MEDIATION:
            return _mediation(milestone, telling)
        case Stage.CASE_APPEAL:
            you, others = (
                _("You can appeal against the decision about {milestone} until"),
                _("Both can appeal against the decision about {milestone} until"),
            )
            return tell(you if telling.is_party else others, milestone=name)
        case Stage.APPEAL_FILED:
            you = _("Decide the appeal about {milestone}, as another mediator, by")
            others = _("Another mediator decides the appeal about {milestone} by")
            return tell(you if mediates else others, milestone=name)
        case _:
            you, others = _("Decide about {milestone}, with reasons, by"), _("A decision about {milestone} is due by")
            return tell(you if mediates else others, milestone=name)


def case_title_for_you(stage: Stage) -> str:
    """The pattern of the desk's row where the case waits for the reader."""
    match stage:
        case Stage.CASE_SEALED:
            return _("Seal an offer for {milestone}")
        case Stage.CASE_MEDIATION:
            return _("Answer the mediator’s proposal for {milestone}")
        case _:
            return _("Say what happened with {milestone}")


def case_title_for_mediator(stage: Stage) -> str:
    """The same for a mediator."""
    match stage:
        case Stage.CASE_MEDIATION:
            return _("Propose a division of {milestone}")
        case Stage.APPEAL_FILED:
            return _("Decide the appeal about {milestone}")
        case _:
            return _("Decide about {milestone}")


def case_title_for_them(stage: Stage) -> str:
    """The same where it waits for somebody else."""
    match stage:
        case Stage.CASE_TALK:
            return _("{milestone}: in the resolution room")
        case Stage.CASE_SEALED:
            return _("{milestone}: sealed offers")
        case Stage.CASE_MEDIATION:
            return _("{milestone}: in mediation")
        case Stage.CASE_APPEAL:
            return _("{milestone}: decided, open to appeal")
        case Stage.APPEAL_FILED:
            return _("{milestone}: in appeal")
        case _:
            return _("{milestone}: a decision is due")


def _talk(milestone: Milestone, telling: Telling) -> Sentence:
    name = telling.milestone(milestone.number)
    if not telling.is_party:
        return tell(_("Both can say what happened with {milestone} until"), milestone=name)
    if telling.viewer_role in milestone.acted_in_case:
        return tell(_("There is time to talk about {milestone} until"), milestone=name)
    return tell(_("Say what happened with {milestone} by"), milestone=name)


def _sealed(milestone: Milestone, telling: Telling) -> Sentence:
    bids = milestone.case.bids if milestone.case is not None else {}
    missing = frozenset(role for role in PARTIES if role.value not in bids)
    you = _("Seal an offer for {milestone} by")
    they = _("{name} can seal an offer for {milestone} until")
    both = _("Both can seal an offer for {milestone} until")
    return _of_these(missing, milestone, telling, you, they, both)


def _mediation(milestone: Milestone, telling: Telling) -> Sentence:
    suggestion = milestone.case.suggestion if milestone.case is not None else None
    if suggestion is None:
        you = _("Propose a division of {milestone}, where it helps, by")
        others = _("The mediator can propose a division of {milestone} until")
        return tell(you if telling.is_viewer(Role.MEDIATOR) else others, milestone=telling.milestone(milestone.number))
    you = _("Answer the mediator’s proposal for {milestone} by")
    they = _("{name} can answer the mediator’s proposal for {milestone} until")
    both = _("Both can answer the mediator’s proposal for {milestone} until")
    return _of_these(PARTIES - suggestion.accepted, milestone, telling, you, they, both)


def _of_these(
    waiting: frozenset[Role], milestone: Milestone, telling: Telling, you: str, they: str, both: str
) -> Sentence:
    """`you` where the reader is among those who are waited for, else `they` for the one that is, or `both`."""
    name = telling.milestone(milestone.number)
    if telling.viewer_role in waiting:
        return tell(you, milestone=name)
    if len(waiting) == 1:
        return told(telling, next(iter(waiting)), you, they, milestone=name)
    return tell(both, milestone=name)
