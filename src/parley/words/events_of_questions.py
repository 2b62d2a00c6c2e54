"""The timeline of questions: asked, answered, or left until their time was over."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    QuestionAnswered,
    QuestionAsked,
)
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.sentence import Sentence
from parley.words.telling import EventWords, Telling, tell, told

QuestionEvent = QuestionAsked | QuestionAnswered | ClarificationAsked | Clarified | ClarificationLapsed


def question_event_words(event: QuestionEvent, telling: Telling) -> EventWords:
    """What was asked, and what it does to the clock."""
    milestone = telling.milestone(event.milestone)
    match event:
        case QuestionAsked():
            you, they = _("*You* asked a question about {milestone}"), _("{name} asked a question about {milestone}")
            line = tell(_("The due date moves by the time that the answer takes."))
        case QuestionAnswered():
            you = _("*You* answered the question about {milestone}")
            they = _("{name} answered the question about {milestone}")
            due = day_and_time(event.due_at, telling.zone, telling.now)
            line = tell(_("Because of the wait it is due on {due} now."), due=due)
        case ClarificationAsked():
            you = _("*You* asked what the request for {milestone} means")
            they = _("{name} asked what the request for {milestone} means")
            line = _answer_by(event, telling)
        case Clarified():
            you = _("*You* said what the request for {milestone} means")
            they = _("{name} said what the request for {milestone} means")
            due = day_and_time(event.due_at, telling.zone, telling.now)
            line = tell(_("The time began anew: the new delivery is due on {due} now."), due=due)
        case ClarificationLapsed():
            until = day_and_time(event.review_by, telling.zone, telling.now)
            return EventWords(
                tell(_("The question about {milestone} was not answered in time"), milestone=milestone),
                tell(_("The delivery stands, with time to look until {until}, and a round comes back."), until=until),
            )
        case _:
            assert_never(event)
    return EventWords(told(telling, event.by, you, they, milestone=milestone), line)


def _answer_by(event: ClarificationAsked, telling: Telling) -> Sentence:
    until = day_and_time(event.answer_by, telling.zone, telling.now)
    you = _("Until {until} you can answer. Without an answer the delivery stands.")
    they = _("Until {until} {name} can answer. Without an answer the delivery stands.")
    return told(telling, Role.CLIENT, you, they, until=until)
