"""The six steps as the freelancer reads them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.questions import MOST_CLARIFICATIONS
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.words.companion_facts import Question, SentBack, Step
from parley.words.companion_lines import (
    answered_line,
    at_instant,
    delivered_again,
    effort_line,
    kinds_line,
    last_resort,
    nothing_asked,
    scope_line,
)
from parley.words.locales import listed, number
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell


def freelancer_lines(step: Step, about: SentBack, telling: Telling) -> list[Sentence]:
    """What one step says now; what is empty is left out."""
    match step:
        case Step.BREATHE:
            return [_what_came(about, telling), _time_left(about, telling)]
        case Step.UNDERSTAND:
            return [kinds_line(about.checks), _question(about, telling)]
        case Step.SCOPE:
            return [scope_line(about.checks), effort_line(about), _may_be_outside(about), answered_line(about)]
        case Step.DELIVER:
            return [_to_do(about, telling), delivered_again(about, telling)]
        case Step.NO_PRESSURE:
            return [
                _they_look(about, telling),
                tell(_("Write about the work and about what comes next, and leave it at that.")),
            ]
        case Step.LAST_RESORT:
            return last_resort(about, telling)


def _what_came(about: SentBack, telling: Telling) -> Sentence:
    asked = len(about.checks)
    if not asked:
        return tell(_("The two of you see something differently. It can be talked over, one thing after the other."))
    text = ngettext("{name} asks for {n} thing.", "{name} asks for {n} things.", asked)
    return tell(text, name=strong(telling.name(Role.CLIENT)), n=number(asked))


def _time_left(about: SentBack, telling: Telling) -> Sentence:
    due_at, stage = about.milestone.due_at, about.milestone.stage
    if stage is not Stage.REVISING or due_at is None or due_at <= telling.now:
        return tell(_("Nothing has to be answered within the hour."))
    return tell(
        _("There is time until {instant}. Nothing has to be answered within the hour."),
        instant=at_instant(due_at, telling),
    )


def _question(about: SentBack, telling: Telling) -> Sentence:
    name, milestone = telling.name(Role.CLIENT), about.milestone
    match about.question:
        case Question.OPEN if milestone.stage is Stage.CLARIFY:
            text = _("Your question waits for {name} until {instant}. Without an answer the delivery stands.")
            return tell(text, name=name, instant=at_instant(milestone.ends_at, telling))
        case Question.OPEN:
            return tell(_("Your question waits for {name}. The due date moves with the answer."), name=name)
        case Question.ANSWERED:
            return tell(_("{name} has answered your question."), name=name)
        case Question.LAPSED:
            return tell(_("Your question was not answered in time, and the delivery stands."))
        case _ if about.checks and (about.is_answered or about.is_over):
            return NOTHING_MORE
        case _ if about.in_case or milestone.clarifications_used >= MOST_CLARIFICATIONS:
            return tell(_("Say back in your own words what you have read, and ask whether you got it right."))
        case _:
            text = _(
                "Say back in your own words what you have read, and ask whether you got it right. One question about the "
                "request rests the clock until its answer."
            )
            return tell(text)


def _may_be_outside(about: SentBack) -> Sentence:
    flagged = [number(place) for place, check in enumerate(about.checks, start=1) if check.may_be_outside]
    if not flagged:
        return NOTHING_MORE
    text = ngettext(
        "Item {items} takes at least as much as what it belongs to: it may be outside what was agreed.",
        "Items {items} take at least as much as what they belong to: they may be outside what was agreed.",
        len(flagged),
    )
    return tell(text, items=listed(flagged))


def _to_do(about: SentBack, telling: Telling) -> Sentence:
    milestone = about.milestone
    if about.redelivered_at is not None:
        return NOTHING_MORE
    if not about.checks:
        return nothing_asked()
    if milestone.request is None:
        return tell(_("Nothing of the request is left for you to do."))
    left = len(milestone.request.promised())
    if milestone.due_at is None or not left:
        return NOTHING_MORE
    if milestone.due_at <= telling.now:
        text = ngettext(
            "{n} item to do or to explain. It was due on {instant}.",
            "{n} items to do or to explain. They were due on {instant}.",
            left,
        )
    else:
        text = ngettext(
            "{n} item to do or to explain by {instant}.", "{n} items to do or to explain by {instant}.", left
        )
    return tell(text, n=strong(number(left)), instant=at_instant(milestone.due_at, telling))


def _they_look(about: SentBack, telling: Telling) -> Sentence:
    name = telling.name(Role.CLIENT)
    if about.milestone.stage is Stage.DELIVERED and about.milestone.ends_at is not None:
        text = _("{name} has until {instant} to look. Parley sends the reminders, so you need not.")
        return tell(text, name=name, instant=at_instant(about.milestone.ends_at, telling))
    return tell(_("Once it is delivered, let {name} look. Parley sends the reminders, so you need not."), name=name)
