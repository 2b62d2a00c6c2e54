"""Acts that need nothing typed, or at most a note."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.delivery import MOST_REVIEW_DAYS_MORE
from parley.core.order.messages import (
    Accept,
    AnyCommand,
    Channel,
    DeclareContact,
    ExtendReview,
    Fund,
    MakeStatement,
    PayOut,
    SendNotice,
    SkipBrief,
)
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.files import KeptFile
from parley.web.components.form import Choice, Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.stages import channel_name

Outcome = tuple[AnyCommand, Sequence[KeptFile]] | Sheet


def fund(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return Fund(**asked.envelope(), amount=asked.milestone.terms.price), ()

    return act_view(request, order_id, milestone, "fund", Fund, bare, read)


def begin(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return SkipBrief(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "begin", SkipBrief, bare, read)


def accept(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return Accept(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "accept", Accept, _accepting, read)


def notice(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        hint = _("Your own words go with the notice. The dates are added for you.")
        return Sheet(fields=(words_field(asked, "note", _("A few words"), hint=hint, required=False),))

    def read(asked: Asked) -> Outcome:
        return SendNotice(**asked.envelope(), note=asked.words("note")), ()

    return act_view(request, order_id, milestone, "notice", SendNotice, draw, read)


def contact(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("channel", "")
        channel = Channel(typed) if typed in {one.value for one in Channel} else Channel.OTHER
        return DeclareContact(**asked.envelope(), channel=channel, note=asked.words("note")), ()

    return act_view(request, order_id, milestone, "contact", DeclareContact, _contacting, read)


def statement(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        hint = _("Say what happened, in order. The other side reads it too.")
        return Sheet(fields=(words_field(asked, "statement", _("Your statement"), hint=hint, rows=10),))

    def read(asked: Asked) -> Outcome:
        return MakeStatement(**asked.envelope(), statement=asked.words("statement")), ()

    return act_view(request, order_id, milestone, "statement", MakeStatement, draw, read)


def more_time(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        chosen = asked.typed.get("days", str(MOST_REVIEW_DAYS_MORE))
        choices = tuple(
            Choice(str(n), _day(asked, n), checked=str(n) == chosen) for n in range(1, MOST_REVIEW_DAYS_MORE + 1)
        )
        return Sheet(fields=(Field("days", _("How much longer"), kind="radio", choices=choices, required=True),))

    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("days", "")
        days = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        return ExtendReview(**asked.envelope(), days=days), ()

    return act_view(request, order_id, milestone, "more-time", ExtendReview, draw, read)


def _day(asked: Asked, days: int) -> str:
    """Three days: until Thu 26 Nov, 18:00."""
    visit = asked.visit
    calendar = visit.order.terms.calendar
    until = day_and_time(calendar.after_days(asked.milestone.ends_at or visit.at, days), visit.zone, visit.at)
    text = ngettext("{n} day, until {until}", "{n} days, until {until}", days)
    return text.format(n=number(days), until=until)


def pay_out(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return PayOut(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "pay-out", PayOut, bare, read)


def words_field(asked: Asked, name: str, label: str, *, hint: str = "", required: bool = True, rows: int = 4) -> Field:
    """A text that the other side will read."""
    return Field(
        name,
        label,
        kind="textarea",
        hint=hint,
        value=asked.typed.get(name, ""),
        required=required,
        said=True,
        rows=rows,
        maxlength=LONGEST_MESSAGE,
        draft=f"{asked.visit.order.id}-{asked.visit.role.value}-{asked.milestone.number}-{asked.slug}-{name}",
    )


def bare(_asked: Asked) -> Sheet:
    """A page with nothing to type: what it would do, and the button."""
    return Sheet()


def _accepting(asked: Asked) -> Sheet:
    delivery = asked.milestone.last_delivery
    if delivery is None or delivery.opened_at is not None:
        return Sheet()
    unopened = Notice(
        "soon", "file", _("You have not opened the files of this delivery yet."), _("Accepting is final.")
    )
    return Sheet(notice=unopened)


def _contacting(asked: Asked) -> Sheet:
    chosen = asked.typed.get("channel", Channel.CALL.value)
    choices = tuple(Choice(one.value, channel_name(one), checked=one.value == chosen) for one in Channel)
    hint = _("When it was and what came of it. Messages you write here count by themselves.")
    return Sheet(
        fields=(
            Field("channel", _("How you tried"), kind="radio", choices=choices, required=True),
            words_field(asked, "note", _("What happened"), hint=hint),
        )
    )
