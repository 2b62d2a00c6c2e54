"""The clause about time: how long there is to look, what comes after it, and whose calendar counts."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.terms import Terms
from parley.core.parties import Role
from parley.words.dates import city
from parley.words.durations import business_days, days, hours
from parley.words.locales import listed, number
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell, told


def review_clause(terms: Terms, telling: Telling) -> tuple[Sentence, ...]:
    """A line for each thing that the clause says."""
    windows = terms.windows
    review = days(windows.review_days)
    if windows.notice_hours == 0 and windows.release_business_days == 0:
        you = _("You have {days} to answer a delivery. Without an answer the hold is then released.")
        they = _("{name} has {days} to answer a delivery. Without an answer the hold is then released.")
        return (told(telling, Role.CLIENT, you, they, days=review), *_reminders(terms, telling), calendar_line(terms))
    you, they = _("You have {days} to answer a delivery."), _("{name} has {days} to answer a delivery.")
    return (
        told(telling, Role.CLIENT, you, they, days=review),
        *_reminders(terms, telling),
        tell(_("Then comes a last notice of {hours}, to be sure."), hours=hours(windows.notice_hours)),
        tell(
            _("After it the milestone counts as complete, and {days} later the hold is released."),
            days=business_days(windows.release_business_days),
        ),
        *_early_notice(terms, telling),
        calendar_line(terms),
    )


def calendar_line(terms: Terms) -> Sentence:
    """Whose days count."""
    calendar = terms.calendar
    place = city(calendar.zone) if "/" in calendar.zone else calendar.zone
    if not calendar.rest_days:
        # Translators: {place} is a city or UTC.
        return tell(_("Business days are those of {place}, without weekends."), place=place)
    return tell(_("Business days are those of {place}, without weekends and public holidays."), place=place)


def _reminders(terms: Terms, telling: Telling) -> list[Sentence]:
    nudges = [days(day) for day in terms.windows.review_nudge_days if day < terms.windows.review_days]
    if not nudges:
        return []
    # Translators: {days} is one length of time or several, as in "after 2 days and 5 days". The form is by how many.
    you = ngettext("A kind reminder comes after {days}.", "Kind reminders come after {days}.", len(nudges))
    they = ngettext(
        "{name} gets a kind reminder after {days}.", "{name} gets kind reminders after {days}.", len(nudges)
    )
    return [told(telling, Role.CLIENT, you, they, days=listed(nudges))]


def _early_notice(terms: Terms, telling: Telling) -> list[Sentence]:
    """The freelancer need not wait for the whole window."""
    windows = terms.windows
    client, freelancer = telling.name(Role.CLIENT), telling.name(Role.FREELANCER)
    needed = windows.contacts_before_notice
    silent = hours(windows.silent_hours_before_notice)
    if needed == 0:
        you, they = (
            _("You can send the notice after {hours} of silence."),
            _("{name} can send it after {hours} of silence."),
        )
        return [told(telling, Role.FREELANCER, you, they, hours=silent)]
    if telling.is_viewer(Role.FREELANCER):
        pattern = ngettext(
            "You can send the notice earlier, after {hours} of silence and {n} attempt to reach {client}.",
            "You can send the notice earlier, after {hours} of silence and {n} attempts to reach {client}.",
            needed,
        )
    elif telling.is_viewer(Role.CLIENT):
        pattern = ngettext(
            "{freelancer} can send the notice earlier, after {hours} of silence and {n} attempt to reach you.",
            "{freelancer} can send the notice earlier, after {hours} of silence and {n} attempts to reach you.",
            needed,
        )
    else:
        pattern = ngettext(
            "{freelancer} can send the notice earlier, after {hours} of silence and {n} attempt to reach {client}.",
            "{freelancer} can send the notice earlier, after {hours} of silence and {n} attempts to reach {client}.",
            needed,
        )
    return [tell(pattern, hours=silent, n=number(needed), client=client, freelancer=freelancer)]
