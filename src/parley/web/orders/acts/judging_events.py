"""The evidence of a decision: what was ticked, wherever in the record it stands, and one page of the record to tick more.

However long the record is, the form lists no more than a page of it. The buttons under it turn the pages; they belong to the
form, so that nothing typed is lost, and what is ticked stays listed first.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.messages import AnyEvent, MessageSent, ProposalMade
from parley.core.texts import Commitment
from parley.reads.mediation_record import records_before, records_picked
from parley.reads.order_page import Record
from parley.web.components.form import Choice, Field
from parley.web.components.pager import Pager
from parley.web.orders.acts.page import Asked
from parley.web.orders.door import Visit
from parley.web.orders.parts.moments import short
from parley.web.orders.telling import telling
from parley.web.staff.ticks import read_ticks
from parley.words.events import event_words
from parley.words.locales import number
from parley.words.sentence import Text as Words

LISTED = 100
"""Events that the form lists beside those that are ticked."""
TURN = "before-"
"""A button that turns the page: what follows is the number of the event before which it goes on."""
QUOTED = 160
"""Characters of somebody's words beside an event."""
SAID_IN = ("text", "statement", "words", "note", "question", "answer", "reason")
"""The fields of an event that hold what somebody wrote with it."""


def events_field(asked: Asked, error: Words) -> Field:
    """What is ticked first, then a page of the record, newest first."""
    ticked = _ticked(asked)
    listed = [one for one in _page(asked) if one.seq not in ticked]
    chosen = [_choice(asked.visit, one, checked=True) for one in reversed(records_picked(asked.visit.order.id, ticked))]
    others = [_choice(asked.visit, one, checked=False) for one in reversed(listed)]
    return Field(
        "events",
        _("Evidence from the record"),
        kind="checkboxes",
        choices=(*chosen, *others),
        hint=_("What the decision rests on: tick at least one line of the record, or one file."),
        required=True,
        error=error,
    )


def events_pager(asked: Asked) -> Pager | None:
    """Values for the buttons of the form; None where the whole record is listed."""
    page = _page(asked)
    first = page[0].seq if page else 1
    newest = f"{TURN}{asked.visit.order.seq + 1}" if shown_before(asked) <= asked.visit.order.seq else ""
    older = f"{TURN}{first}" if first > 1 else ""
    if not older and not newest:
        return None
    last = page[-1].seq if page else first
    note = _("Listed here: events {first} to {last} of {all}.").format(
        first=number(first), last=number(last), all=number(asked.visit.order.seq)
    )
    return Pager(older, newest, _("List earlier events"), _("List the newest events"), note)


def shown_before(asked: Asked) -> int:
    """Where the listed page ends: the number after its last event."""
    turned, end = asked.typed.get("again", ""), asked.visit.order.seq + 1
    typed = turned.removeprefix(TURN) if turned.startswith(TURN) else asked.typed.get("before", "")
    return min(int(typed), end) if typed.isascii() and typed.isdigit() and len(typed) < 10 and int(typed) > 1 else end


def event_line(visit: Visit, record: Record) -> str:
    """An event of the record by its sentence, as the mediator reads it."""
    if isinstance(record.event, MessageSent):
        return _("{name} wrote").format(name=telling(visit).name(record.event.by))
    return event_words(record.event, telling(visit)).sentence.plain


def _page(asked: Asked) -> tuple[Record, ...]:
    return records_before(asked.visit.order.id, shown_before(asked), LISTED)


def _ticked(asked: Asked) -> frozenset[int]:
    """In the form; opened from the record, what was ticked there."""
    if not asked.typed:
        return frozenset(seq for seq in read_ticks(asked.request.GET).events if seq <= asked.visit.order.seq)
    typed = asked.typed.getlist("events")
    return frozenset(int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 10)


def _choice(visit: Visit, record: Record, *, checked: bool) -> Choice:
    # Translators: {n} is the number of an event in the record, {says} its sentence.
    line = _("{n}. {says}").format(n=number(record.seq), says=event_line(visit, record))
    return Choice(str(record.seq), line, _about(visit, record), checked=checked)


def _about(visit: Visit, record: Record) -> str:
    """When it was, and what was written with it."""
    when = short(record.event.at, visit.zone, visit.at).text
    words = visit.page.wording.words(_said_with(record.event))
    if not words:
        return str(when)
    quoted = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
    # Translators: {when} is an instant, {words} what somebody wrote.
    return _("{when}: “{words}”").format(when=when, words=quoted)


def _said_with(event: AnyEvent) -> Commitment | None:
    if isinstance(event, ProposalMade):
        return event.proposal.reason
    found = (getattr(event, name, None) for name in SAID_IN)
    return next((Commitment(words) for words in found if isinstance(words, str)), None)
