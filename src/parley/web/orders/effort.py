"""What a request takes, as a plain table for the two parties: to read, to print, to send along, to count with elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.core.money import Money, total
from parley.core.order.requests import Answer, RequestItem
from parley.core.order.state import Milestone
from parley.core.scope_check import ItemCheck, RequestCheck, Share
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import new_id
from parley.web.components.composer import Composer
from parley.web.components.empty_state import EmptyState
from parley.web.components.revision import Verdict
from parley.web.components.spreadsheet import spreadsheet
from parley.web.orders.askings import Asking, askings
from parley.web.orders.door import Visit, enter
from parley.web.orders.messages import FROM_ELSEWHERE
from parley.web.orders.parts.revision import checked
from parley.web.orders.scope import shown_verdict
from parley.words.dates import date_of
from parley.words.durations import effort as hours
from parley.words.locales import number
from parley.words.money import money
from parley.words.scope_check import Asked as AskedWords
from parley.words.scope_check import (
    Heads,
    advice,
    advice_explained,
    heads,
    message_draft,
    missing_line,
    percent,
    reason_sentence,
    test_line,
    verdict_name,
)
from parley.words.stages import answer_kind, item_kind

EVENTS_READ = 1_000
"""The newest events of the order in which requests are looked for: far more than orders have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it is read; empty text where there is nothing to say."""

    number: str
    words: str
    kind: str
    agreed: str
    test: str
    effort: str
    of_item: str
    of_delivery: str
    scope: Verdict
    note: str
    answer: str
    price: str


@dataclass(frozen=True, slots=True)
class Foot:
    """The sums: of all items, and of those in scope."""

    label: str
    effort: str
    of_delivery: str
    price: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One request as a table."""

    title: str
    rows: tuple[Row, ...]
    feet: tuple[Foot, ...]
    missing: str
    advice: str


@dataclass(frozen=True, slots=True)
class EffortPage:
    """The context of orders/effort.html. The newest request comes first."""

    visit: Visit
    milestone_name: str
    heads: Heads
    agreed: str
    sheets: tuple[Sheet, ...]
    csv_href: str
    composer: Composer | None
    empty: EmptyState | None


@login_required
@require_safe
def effort(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    """The effort of what was asked for, beside what was agreed; `?as=csv` gives the same to save."""
    visit = enter(request, order_id, shown=EVENTS_READ)
    of = visit.milestone(milestone)
    found = list(askings(visit, of))
    if request.GET.get("as") == "csv":
        return _download(visit, of, found)
    checks = [checked(visit, of.number, asking.items, asking.answers) for asking in found]
    sheets = tuple(_sheet(visit, asking, check) for asking, check in zip(found, checks, strict=True))
    page = EffortPage(
        visit=visit,
        milestone_name=visit.page.milestone_name(of.number),
        heads=heads(),
        agreed=_("Agreed for the whole delivery: {effort}").format(effort=hours(of.terms.effort_minutes)),
        sheets=sheets,
        csv_href="?as=csv",
        composer=_composer(visit, of, found[0], checks[0])
        if found and visit.is_party and visit.page.names[visit.other].person
        else None,
        empty=None if found else _nothing_yet(),
    )
    response = render(request, "orders/effort.html", {"page": page})
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _sheet(visit: Visit, asking: Asking, check: RequestCheck) -> Sheet:
    rows = tuple(
        _row(visit, item, one, asking.answer_to(item)) for item, one in zip(asking.items, check.items, strict=True)
    )
    missing = [item.number for item, one in zip(asking.items, check.items, strict=True) if one.effort_minutes is None]
    return Sheet(
        title=_title(visit, asking),
        rows=rows,
        feet=tuple(_feet(check, _prices(visit, asking))),
        missing=missing_line(missing if asking.answers else []),
        advice=advice_explained() if any(one.may_be_outside for one in check.items) else "",
    )


def _title(visit: Visit, asking: Asking) -> str:
    on = date_of(asking.at, visit.zone, visit.at)
    if not asking.request:
        return _("New items, asked for on {date}").format(date=on)
    return _("Request {number}, {date}").format(number=number(asking.request), date=on)


def _row(visit: Visit, item: RequestItem, check: ItemCheck, answer: Answer | None) -> Row:
    wording, agreed = visit.page.wording, check.agreed
    return Row(
        number=number(item.number),
        words=wording.words(item.words, _("These words were erased.")),
        kind=item_kind(check.kind),
        agreed=wording.words(agreed.what) if agreed is not None else "",
        test=test_line(wording.words(agreed.test)) if agreed is not None else "",
        effort=hours(check.effort_minutes) if check.effort_minutes is not None else "",
        of_item=_percent(check.of_item),
        of_delivery=_percent(check.of_delivery),
        scope=shown_verdict(check),
        note=advice(check) or reason_sentence(check),
        answer=answer_kind(answer.kind) if answer is not None else "",
        price=money(answer.price) if answer is not None and answer.price is not None else "",
    )


def _feet(check: RequestCheck, prices: Money) -> Iterator[Foot]:
    if check.of_delivery is not None or prices:
        together = check.of_delivery
        yield Foot(
            _("Together"),
            hours(together.minutes) if together is not None else "",
            _percent(together),
            money(prices) if prices else "",
        )
    if check.within is not None and check.within != check.of_delivery:
        yield Foot(_("Of this in scope"), hours(check.within.minutes), _percent(check.within))


def _prices(visit: Visit, asking: Asking) -> Money:
    named = [answer.price for answer in asking.answers if answer.price is not None]
    return total(named, visit.order.terms.currency)


def _percent(share: Share | None) -> str:
    return percent(share) if share is not None else ""


def _composer(visit: Visit, milestone: Milestone, asking: Asking, check: RequestCheck) -> Composer:
    """The newest request as a message that one may change before it goes. Words of fifty items may be more than a message
    holds: then the sums and the address of the table are enough."""
    address = visit.request.build_absolute_uri(reverse("effort", args=[visit.order.id, milestone.number]))
    name = visit.page.milestone_name(milestone.number)
    wording = visit.page.wording
    lines = [
        AskedWords(item.number, wording.words(item.words, _("These words were erased.")), one, asking.answer_to(item))
        for item, one in zip(asking.items, check.items, strict=True)
    ]
    draft = message_draft(name, lines, check, address)
    if len(draft) > LONGEST_MESSAGE:
        draft = message_draft(name, [], check, address)
    return Composer(
        label=_("Your message"),
        action=reverse("messages", args=[visit.order.id]),
        submit=_("Send the message"),
        value=draft,
        hint=_("A message stops no clock and moves no money."),
        hidden=(("command_id", str(new_id())), FROM_ELSEWHERE),
        maxlength=LONGEST_MESSAGE * 3,
    )


def _nothing_yet() -> EmptyState:
    return EmptyState(
        _("Nothing was asked for yet"),
        _("As soon as changes are asked for, each item stands here beside what was agreed."),
    )


def _download(visit: Visit, milestone: Milestone, found: Sequence[Asking]) -> HttpResponse:
    """Whole minutes, whole percent, sums as plain decimals; the reason's code is the same in every language."""
    said = heads()
    titles = [
        _("Request"), _("Time (UTC)"), _("Item"), said.item, said.kind, said.agreed, _("Agreed effort (minutes)"),
        _("Effort (minutes)"), _("Share of the item (%)"), _("Share of the delivery (%)"), said.scope, _("Reason"),
        _("May be outside"), said.answer, said.price, _("Currency"),
    ]  # fmt: skip
    name = f"effort-{str(visit.order.id).upper()[-4:]}-{milestone.number}.csv"
    return spreadsheet(titles, _all_cells(visit, milestone, found), name)


def _all_cells(visit: Visit, milestone: Milestone, found: Sequence[Asking]) -> Iterator[list[object]]:
    for asking in found:
        check = checked(visit, milestone.number, asking.items, asking.answers)
        for item, one in zip(asking.items, check.items, strict=True):
            yield _cells(visit, asking, item, one)


def _cells(visit: Visit, asking: Asking, item: RequestItem, check: ItemCheck) -> list[object]:
    wording, answer = visit.page.wording, asking.answer_to(item)
    price = answer.price if answer is not None else None
    return [
        asking.request or "",
        asking.at.astimezone(UTC).isoformat(timespec="seconds"),
        item.number,
        wording.words(item.words),
        item_kind(check.kind),
        wording.words(check.agreed.what) if check.agreed is not None else "",
        check.agreed.effort_minutes if check.agreed is not None else "",
        check.effort_minutes if check.effort_minutes is not None else "",
        check.of_item.percent if check.of_item is not None else "",
        check.of_delivery.percent if check.of_delivery is not None else "",
        verdict_name(check.verdict),
        check.reason.value,
        _("yes") if check.may_be_outside else _("no"),
        answer_kind(answer.kind) if answer is not None else "",
        format(price.decimal(), "f") if price is not None else "",
        price.currency if price is not None else "",
    ]
