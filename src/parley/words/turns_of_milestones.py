"""What a milestone asks of the reader, or of the other side, in each stage."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.state import CASE_STAGES, Milestone, Order, Stage
from parley.core.order.turns import WAITS_FOR
from parley.core.parties import Role
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell, told
from parley.words.turns_of_cases import (
    case_instruction,
    case_title_for_mediator,
    case_title_for_them,
    case_title_for_you,
)
from parley.words.turns_of_standstill import standstill_instruction, standstill_title
from parley.words.waiting import waited_for_by_stage


def milestone_instruction(milestone: Milestone, telling: Telling) -> tuple[Sentence, datetime | None]:
    """The words that lead up to an instant, and the instant; None where the words stand alone."""
    match milestone.stage:
        case Stage.UNFUNDED | Stage.LAPSED | Stage.FUNDED:
            return _before_work(milestone, telling), milestone.ends_at
        case Stage.WORKING | Stage.REVISING:
            return _work(milestone, telling), milestone.due_at
        case Stage.DELIVERED | Stage.NOTICED | Stage.MARKED | Stage.CLAIMED:
            return _review(milestone, telling), milestone.ends_at
        case Stage.CLARIFY:
            return _clarify(milestone, telling), milestone.ends_at
        case (
            Stage.CASE_TALK
            | Stage.CASE_SEALED
            | Stage.CASE_MEDIATION
            | Stage.CASE_DECISION
            | Stage.CASE_APPEAL
            | Stage.APPEAL_FILED
        ):
            return case_instruction(milestone, telling), milestone.ends_at
        case Stage.PAUSED | Stage.AT_BANK:
            return standstill_instruction(milestone, telling)
        case Stage.LOCKED | Stage.RELEASED | Stage.REFUNDED | Stage.SPLIT | Stage.VOID | Stage.REVERSED:
            return _at_rest(milestone, telling), None
        case _:
            assert_never(milestone.stage)


def milestone_title(order: Order, milestone: Milestone, telling: Telling) -> str:
    """The title of the milestone's row on the desk."""
    has_spoken = milestone.stage is Stage.CASE_TALK and telling.viewer_role in milestone.acted_in_case
    if telling.viewer_role in waited_for_by_stage(order, milestone) and not has_spoken:
        return _title_for_you(milestone, telling)
    return _title_for_them(milestone, telling)


def _before_work(milestone: Milestone, telling: Telling) -> Sentence:
    name = telling.milestone(milestone.number)
    match milestone.stage:
        case Stage.FUNDED:
            you, they = (
                _("Hand over the brief for {milestone} by"),
                _("{name} can hand over the brief for {milestone} until"),
            )
        case Stage.LAPSED:
            you, they = _("You can still fund {milestone} until"), _("{name} can still fund {milestone} until")
        case _:
            you, they = _("Fund {milestone} by"), _("{name} can fund {milestone} until")
    return told(telling, Role.CLIENT, you, they, milestone=name)


def _work(milestone: Milestone, telling: Telling) -> Sentence:
    name = telling.milestone(milestone.number)
    late = milestone.due_at is not None and milestone.due_at <= telling.now
    match milestone.stage, late:
        case Stage.REVISING, False:
            you, they = _("Deliver {milestone} again by"), _("{name} delivers {milestone} again by")
        case Stage.REVISING, True:
            you = _("Deliver {milestone} again. It was due on")
            they = _("{name} delivers {milestone} again. It was due on")
        case _, False:
            you, they = _("Deliver {milestone} by"), _("{name} delivers {milestone} by")
        case _:
            you, they = _("Deliver {milestone}. It was due on"), _("{name} delivers {milestone}. It was due on")
    return told(telling, Role.FREELANCER, you, they, milestone=name)


def _clarify(milestone: Milestone, telling: Telling) -> Sentence:
    you = _("Say what your request for {milestone} means by")
    they = _("{name} can say what the request for {milestone} means until")
    return told(telling, Role.CLIENT, you, they, milestone=telling.milestone(milestone.number))


def _review(milestone: Milestone, telling: Telling) -> Sentence:
    name = telling.milestone(milestone.number)
    match milestone.stage:
        case Stage.NOTICED:
            you = _("Last notice: accept {milestone}, ask for changes or answer by")
        case Stage.MARKED:
            you = _("{milestone} counts as complete. You can still accept or ask for changes until")
        case Stage.CLAIMED:
            you = _("Last notice: answer the claim for the delivered part of {milestone} by")
        case _:
            you = _("Look at {milestone}, then accept or ask for changes by")
    if milestone.stage is Stage.MARKED:
        they = _("{name} can still accept or ask for changes until")
    elif milestone.stage is Stage.CLAIMED:
        they = _("{name} can answer the claim for the delivered part of {milestone} until")
    else:
        they = _("{name} can accept, ask for changes or answer until")
    return told(telling, Role.CLIENT, you, they, milestone=name)


def _at_rest(milestone: Milestone, telling: Telling) -> Sentence:
    name = telling.milestone(milestone.number)
    if milestone.chargeback is not None:
        return tell(_("{milestone} has ended, and the bank looks at its payment again."), milestone=name)
    match milestone.stage:
        case Stage.LOCKED:
            return tell(_("{milestone} opens when the milestones before it are paid."), milestone=name)
        case Stage.RELEASED:
            return tell(_("{milestone} is accepted and paid."), milestone=name)
        case Stage.REFUNDED:
            you = _("{milestone} ended, and its money went back to you.")
            they = _("{milestone} ended, and its money went back to {name}.")
            return told(telling, Role.CLIENT, you, they, milestone=name)
        case Stage.SPLIT:
            return tell(_("{milestone} ended, and its money was divided."), milestone=name)
        case Stage.REVERSED:
            return tell(_("{milestone} ended, and the bank took its payment back."), milestone=name)
        case _:
            return tell(_("{milestone} ended without payment."), milestone=name)


def _title_for_you(milestone: Milestone, telling: Telling) -> str:
    match milestone.stage:
        case Stage.UNFUNDED | Stage.LAPSED:
            pattern = _("Fund {milestone}")
        case Stage.FUNDED:
            pattern = _("Hand over the brief for {milestone}")
        case Stage.WORKING:
            pattern = _("Deliver {milestone}")
        case Stage.REVISING:
            pattern = _("Deliver {milestone} again")
        case Stage.DELIVERED:
            pattern = _("Review {name}’s delivery of {milestone}")
        case Stage.CLARIFY:
            pattern = _("Answer the question about {milestone}")
        case Stage.NOTICED:
            pattern = _("Answer the last notice for {milestone}")
        case Stage.MARKED:
            pattern = _("Accept {milestone} or ask for changes")
        case Stage.CLAIMED:
            pattern = _("Answer the claim for a part of {milestone}")
        case _ if telling.is_viewer(Role.MEDIATOR):
            pattern = case_title_for_mediator(milestone.stage)
        case _:
            pattern = case_title_for_you(milestone.stage)
    return pattern.format(milestone=telling.milestone_name(milestone.number), name=telling.other_name)


def _title_for_them(milestone: Milestone, telling: Telling) -> str:
    waits_for = WAITS_FOR[milestone.stage]
    match milestone.stage:
        case Stage.UNFUNDED | Stage.LAPSED:
            pattern = _("{name}: fund {milestone}")
        case Stage.FUNDED:
            pattern = _("{name}: brief for {milestone}")
        case Stage.WORKING:
            pattern = _("{name}: deliver {milestone}")
        case Stage.REVISING:
            pattern = _("{name}: deliver {milestone} again")
        case Stage.DELIVERED:
            pattern = _("{name}: review {milestone}")
        case Stage.CLARIFY:
            pattern = _("{name}: question about {milestone}")
        case Stage.NOTICED:
            pattern = _("{name}: last notice running")
        case Stage.MARKED:
            pattern = _("{name}: asked to accept {milestone}")
        case Stage.CLAIMED:
            pattern = _("{name}: claim for a part running")
        case stage if stage in CASE_STAGES:
            pattern = case_title_for_them(stage)
        case Stage.PAUSED | Stage.AT_BANK:
            pattern = standstill_title(milestone.stage)
        case _:
            return _title_at_rest(milestone, telling)
    waiting = Role.FREELANCER if Role.FREELANCER in waits_for else Role.CLIENT
    return pattern.format(milestone=telling.milestone_name(milestone.number), name=telling.name(waiting))


def _title_at_rest(milestone: Milestone, telling: Telling) -> str:
    match milestone.stage:
        case Stage.LOCKED:
            pattern = _("{milestone} comes later")
        case Stage.RELEASED:
            pattern = _("{milestone} is released")
        case _:
            pattern = _("{milestone} has ended")
    return pattern.format(milestone=telling.milestone_name(milestone.number))
