"""Lines of the clauses about what may still change: late work, questions, proposals."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.outcomes import MOST_WAITING_BUSINESS_DAYS
from parley.core.order.proposals import SHORT_EXTENSION_DAYS
from parley.core.order.questions import MOST_QUESTIONS
from parley.core.order.terms import Terms
from parley.core.parties import Role
from parley.words.durations import business_days, hours
from parley.words.locales import number
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell, told


def late_line(terms: Terms, telling: Telling) -> Sentence:
    """From when the client can end a milestone in which nothing was delivered."""
    # Translators: {hours} is a length of time, as in "24 hours after its due date".
    you = _("If nothing is delivered {hours} after its due date, you can take the money back.")
    they = _("If nothing is delivered {hours} after its due date, {name} can take the money back.")
    return told(telling, Role.CLIENT, you, they, hours=hours(terms.windows.late_grace_hours))


def question_line(telling: Telling) -> Sentence:
    """Waiting for an answer is not the freelancer's time."""
    you = ngettext(
        "You can ask {n} question in each milestone. The due date moves by the time an answer takes, at most {days}.",
        "You can ask {n} questions in each milestone. The due date moves by the time an answer takes, at most {days}.",
        MOST_QUESTIONS,
    )
    they = ngettext(
        "{name} can ask {n} question in each milestone. The due date moves by the time an answer takes, at most {days}.",
        "{name} can ask {n} questions in each milestone. The due date moves by the time an answer takes, at most {days}.",
        MOST_QUESTIONS,
    )
    days = business_days(MOST_WAITING_BUSINESS_DAYS)
    return told(telling, Role.FREELANCER, you, they, n=number(MOST_QUESTIONS), days=days)


def clarification_line(terms: Terms, telling: Telling) -> Sentence:
    """What a request means can be asked, and has to be answered."""
    you = _("Once in each milestone you can ask what a request means. Without an answer in {days} the delivery stands.")
    they = _(
        "Once in each milestone {name} can ask what a request means. Without an answer in {days} the delivery stands."
    )
    days = business_days(terms.windows.clarify_business_days)
    return told(telling, Role.FREELANCER, you, they, days=days)


def proposal_line(terms: Terms) -> Sentence:
    """What both agree on can always change, and silence agrees to one thing alone."""
    pattern = ngettext(
        "More time, a partial refund or an end can be proposed. After {hours} silence counts as no, and as yes to a first"
        " wish for up to {n} more day.",
        "More time, a partial refund or an end can be proposed. After {hours} silence counts as no, and as yes to a first"
        " wish for up to {n} more days.",
        SHORT_EXTENSION_DAYS,
    )
    return tell(pattern, hours=hours(terms.windows.proposal_hours), n=number(SHORT_EXTENSION_DAYS))
