"""Refusals about ending early, about questions and about proposals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.order.refusals import Code
from parley.words.refusal_facts import Facts, Said


def _not_late_yet(facts: Facts) -> Said:
    says = _("From {possible_from} on the money can be taken back, if nothing is delivered.").format(
        possible_from=facts.text("possible_from")
    )
    return says, _("Until then you can write a message, or propose to end the milestone by consent.")


def _questions_used(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "{most} question of this kind is possible in a milestone, and it is used.",
        "{most} questions of this kind are possible in a milestone, and they are used.",
        most,
    ).format(most=facts.text("most"))
    return says, _("You can still write a message. It does not move the due date.")


def _extensions_used(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "A milestone can be given more time {most} time, and that is used.",
        "A milestone can be given more time {most} times, and these are used.",
        most,
    ).format(most=facts.text("most"))
    return says, _("You can write a message, or propose to end the milestone by consent.")


def _extension_too_long(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "The new date can be at most {most} day after the present one.",
        "The new date can be at most {most} days after the present one.",
        most,
    ).format(most=facts.text("most"))
    return says, _("Choose an earlier day.")


PLAIN: Mapping[Code, tuple[Promise, Promise]] = {
    Code.NO_KILL_FEE: (
        gettext_lazy("No kill fee was agreed, so one side alone cannot stop this milestone."),
        gettext_lazy("You can propose to end it by consent."),
    ),
    Code.EXTENSION_IN_TALK: (
        gettext_lazy("More time was asked for before the due date, and that waits for an answer."),
        gettext_lazy("Answer the proposal first. After a no the money can be taken back."),
    ),
    Code.QUESTION_OPEN: (
        gettext_lazy("A question waits for its answer already."),
        gettext_lazy("The next one can be asked after that. A message can be written at any time."),
    ),
    Code.NO_QUESTION: (
        gettext_lazy("No question waits for an answer."),
        gettext_lazy("If you want to say something, write a message."),
    ),
    Code.PROPOSAL_OPEN: (
        gettext_lazy("A proposal of this kind waits for an answer already."),
        gettext_lazy("A new one can be made when that one is answered or taken back."),
    ),
    Code.PROPOSAL_YOURS: (
        gettext_lazy("This proposal is yours, so the answer is with the other side."),
        gettext_lazy("You can take it back."),
    ),
    Code.NO_PROPOSAL: (
        gettext_lazy("This proposal is not open any more."),
        gettext_lazy("Open the order to see what became of it."),
    ),
    Code.SUM_OUT_OF_RANGE: (
        gettext_lazy("This sum does not fit what is held for the milestone."),
        gettext_lazy("Choose a sum within the hold. What was paid out already counts as paid."),
    ),
    Code.EXTENSION_TOO_LATE: (
        gettext_lazy("More time can be asked for before the due date, and that has come."),
        gettext_lazy("Deliver as soon as you can, and write a message about when that will be."),
    ),
    Code.EXTENSION_NOT_LATER: (
        gettext_lazy("The new date is not later than the present one."),
        gettext_lazy("Choose a later day."),
    ),
}
"""Refusals that need no facts: what happened, and the way on."""

WORDS: Mapping[Code, Callable[[Facts], Said]] = {
    Code.NOT_LATE_YET: _not_late_yet,
    Code.QUESTIONS_USED: _questions_used,
    Code.EXTENSIONS_USED: _extensions_used,
    Code.EXTENSION_TOO_LONG: _extension_too_long,
}
"""Refusals with facts."""
