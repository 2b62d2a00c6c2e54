"""The six steps mirrored: for the client who waits."""

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
from parley.words.locales import number
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell


def client_lines(step: Step, about: SentBack, telling: Telling) -> list[Sentence]:
    """What one step says now; what is empty is left out."""
    match step:
        case Step.BREATHE:
            return [_you_asked(about, telling), kinds_line(about.checks), _rounds(about)]
        case Step.UNDERSTAND:
            return [_their_question(about, telling)]
        case Step.SCOPE:
            return [scope_line(about.checks), effort_line(about), answered_line(about)]
        case Step.DELIVER:
            return [_they_deliver(about, telling), delivered_again(about, telling)]
        case Step.NO_PRESSURE:
            return [_you_look(about, telling)]
        case Step.LAST_RESORT:
            return last_resort(about, telling)


def _you_asked(about: SentBack, telling: Telling) -> Sentence:
    asked = len(about.checks)
    if not asked:
        return tell(_("The two of you see something differently. It can be talked over, one thing after the other."))
    text = ngettext("{n} thing, on {instant}.", "{n} things, on {instant}.", asked)
    return tell(text, n=strong(number(asked)), instant=at_instant(about.asked_at, telling))


def _rounds(about: SentBack) -> Sentence:
    left = about.order.terms.rounds - about.milestone.rounds_used
    # Translators: rounds of changes, as in "1 of 2".
    return tell(
        _("Rounds of changes left: {left} of {rounds}."), left=number(left), rounds=number(about.order.terms.rounds)
    )


def _their_question(about: SentBack, telling: Telling) -> Sentence:
    name, milestone = telling.name(Role.FREELANCER), about.milestone
    match about.question:
        case Question.OPEN if milestone.stage is Stage.CLARIFY:
            text = _(
                "{name} asks what is meant. With your answer by {instant} the work goes on; without one the delivery stands."
            )
            return tell(text, name=name, instant=at_instant(milestone.ends_at, telling))
        case Question.OPEN:
            return tell(_("{name} waits for an answer of yours."), name=name)
        case Question.ANSWERED:
            return tell(_("You answered the question that {name} asked."), name=name)
        case Question.LAPSED:
            return tell(_("A question about your request was not answered in time, and the delivery stands."))
        case _ if about.in_case or about.is_over or milestone.clarifications_used >= MOST_CLARIFICATIONS:
            return tell(_("Where a word can be read in two ways, an example helps most."))
        case _:
            return tell(_("{name} can ask once what you mean. An answer with an example helps most."), name=name)


def _they_deliver(about: SentBack, telling: Telling) -> Sentence:
    name, milestone = telling.name(Role.FREELANCER), about.milestone
    if about.redelivered_at is not None:
        return NOTHING_MORE
    if not about.checks:
        return nothing_asked()
    if about.is_over:
        return tell(_("The delivery stands as it is: nothing of the request will be handed in again."))
    if milestone.due_at is None:
        return NOTHING_MORE
    if milestone.due_at <= telling.now:
        return tell(
            _("It was due on {instant}. A word to {name} may be all that is needed."),
            name=name,
            instant=at_instant(milestone.due_at, telling),
        )
    return tell(
        _("{name} delivers again by {instant}. Until then you can rest."),
        name=name,
        instant=at_instant(milestone.due_at, telling),
    )


def _you_look(about: SentBack, telling: Telling) -> Sentence:
    if about.milestone.stage is Stage.DELIVERED and about.milestone.ends_at is not None:
        text = _("You have until {instant} to look, item by item. What is fine can be accepted by itself.")
        return tell(text, instant=at_instant(about.milestone.ends_at, telling))
    return tell(_("Look at it item by item, beside what you asked for. What is fine can be accepted by itself."))
