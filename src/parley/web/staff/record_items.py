"""Item by item: what was agreed, what was handed in for it, what was asked again and how that was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.order.requests import Answer, RequestItem
from parley.core.order.terms import ScopeItem
from parley.core.scope_check import ItemCheck
from parley.reads.mediation_record import Asking
from parley.web.components.revision import Verdict
from parley.web.orders.parts.revision import checked
from parley.web.orders.scope import shown_verdict
from parley.web.staff.recorded import Recorded, Words
from parley.words.dates import date_of
from parley.words.durations import effort
from parley.words.locales import number
from parley.words.money import money
from parley.words.scope_check import answer_line, reason_sentence, shares_line
from parley.words.stages import item_kind


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One thing that was asked for again. `effort` is its share of what was agreed, `reason` why it was answered so."""

    title: str
    href: str
    words: Words | None
    verdict: Verdict
    why: str
    effort: str
    answer: str
    answer_href: str
    reason: Words | None


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """A scope item; the last block of a milestone may be what was asked for and belongs to none (`number` 0)."""

    number: int
    what: Words | None
    test: str
    agreed: str
    delivered: str
    asked: tuple[AskedLine, ...]


def item_blocks(told: Recorded) -> Iterator[ItemBlock]:
    """In the order in which they were agreed; then what was asked for beside them."""
    for item in told.milestone.terms.items:
        yield _block(told, item)
    beside = tuple(_asked(told, None))
    if beside:
        yield ItemBlock(0, None, "", "", "", beside)


def _block(told: Recorded, item: ScopeItem) -> ItemBlock:
    weight = effort(item.effort_minutes)
    return ItemBlock(
        number=item.number,
        what=told.words(item.what),
        test=told.visit.page.wording.words(item.test),
        agreed=weight if item.price is None else f"{weight} · {money(item.price)}",
        delivered=_delivered(told, item),
        asked=tuple(_asked(told, item.number)),
    )


def _delivered(told: Recorded, item: ScopeItem) -> str:
    """When, each time; whether it was accepted."""
    milestone, visit = told.milestone, told.visit
    dates = [
        date_of(one.at, visit.zone, visit.at)
        for one in told.handed_in()
        if any(f.item == item.number for f in one.files)
    ]
    if dates:
        says = _("delivered: {dates}").format(dates=", ".join(dates))
    elif item.number in milestone.delivered_items():
        says = _("delivered, without a file of its own")
    else:
        says = _("not delivered")
    return _("{delivered}; accepted").format(delivered=says) if item.number in milestone.accepted_items else says


def _asked(told: Recorded, scope_item: int | None) -> Iterator[AskedLine]:
    known = {item.number for item in told.milestone.terms.items}
    for asking in told.record.askings:
        checks = checked(told.visit, told.milestone.number, asking.items, asking.answers).items
        for item, check in zip(asking.items, checks, strict=True):
            linked = item.scope_item if item.scope_item in known else None
            if linked == scope_item:
                yield _line(told, asking, item, check)


def _line(told: Recorded, asking: Asking, item: RequestItem, check: ItemCheck) -> AskedLine:
    answer = next((one for one in asking.answers if one.item == item.number), None)
    on = date_of(asking.at, told.visit.zone, told.visit.at)
    kind = item_kind(item.kind)
    title = _("{kind}, {date}").format(kind=kind, date=on)
    if asking.request:
        # Translators: {kind} is what was asked for, such as "a change".
        title = _("Request {n}, {date}: {kind}").format(n=number(asking.request), date=on, kind=kind)
    return AskedLine(
        title=title,
        href=told.href(asking.seq),
        words=told.words(item.words),
        verdict=shown_verdict(check),
        why=reason_sentence(check),
        effort=shares_line(check),
        answer=answer_line(answer) if answer is not None else _("not answered"),
        answer_href=told.href(asking.answer_seq) if answer is not None else "",
        reason=_reason(told, answer),
    )


def _reason(told: Recorded, answer: Answer | None) -> Words | None:
    return told.words(answer.reason) if answer is not None else None
