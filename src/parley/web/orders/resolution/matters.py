"""Both views, item by item: what was agreed, what was delivered, what was asked and answered, and what it counts for."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.core.order.files import ANY_FILE
from parley.core.order.requests import Answer, AnswerKind
from parley.core.order.state import Delivery, Milestone
from parley.core.order.terms import ScopeItem
from parley.core.order.valuation import shares
from parley.core.parties import Role
from parley.core.scope_check import ItemCheck, Reason, check_request, standing, standing_when_asked
from parley.core.texts import Commitment
from parley.reads.resolution import Exchange
from parley.web.components.matter import Matter, MatterExchange, Said, View
from parley.web.components.revision import Verdict, VerdictKind
from parley.web.orders.door import Visit
from parley.web.orders.parts.files import file_chip
from parley.web.orders.scope import shown_verdict
from parley.web.orders.telling import telling
from parley.words.dates import date_of, near
from parley.words.durations import effort
from parley.words.locales import number
from parley.words.money import money
from parley.words.resolution import ItemState, asked_as, counts_line, item_state, item_state_name, side_name
from parley.words.scope_check import advice, answer_line, reason_sentence, shares_line

STATES: dict[ItemState, VerdictKind] = {
    ItemState.ACCEPTED: "in_scope",
    ItemState.MISSING: "waiting",
    ItemState.IN_TALK: "open",
    ItemState.DELIVERED: "waiting",
}

SAID_BY_THE_KIND = frozenset({Reason.DEFECT, Reason.CHANGE, Reason.NEW})
"""Reasons that only repeat as what an item was asked; the others are worth a line."""


def matters(visit: Visit, milestone: Milestone, found: Sequence[Exchange]) -> tuple[Matter, ...]:
    """Every scope item of the milestone with what was said about it, then what was asked for beyond them."""
    worth = {share.item: share.amount for share in shares(milestone)}
    items = [_item(visit, milestone, item, worth[item.number], found) for item in milestone.terms.items]
    known = {item.number for item in milestone.terms.items}
    beyond = [one for one in found if one.item.scope_item not in known]
    return (*items, *([_beyond(visit, milestone, beyond)] if beyond else []))


def _item(visit: Visit, milestone: Milestone, item: ScopeItem, share: Money, found: Sequence[Exchange]) -> Matter:
    wording = visit.page.wording
    own = [one for one in found if one.item.scope_item == item.number]
    state = item_state(milestone, item.number)
    endings = [ending.upper() for ending in item.files if ending != ANY_FILE]
    price = money(item.price) if item.price is not None else ""
    decided = milestone.case is not None and milestone.case.decision is not None
    holds = bool(milestone.held) and not milestone.has_ended and not decided
    return Matter(
        id=f"item-{item.number}",
        number=number(item.number),
        what=wording.words(item.what, _("These words were erased.")),
        state=Verdict(STATES[state], item_state_name(state)),
        test=wording.words(item.test, _("These words were erased.")),
        size=" · ".join(filter(None, [effort(item.effort_minutes), price, ", ".join(endings)])),
        delivered=_delivered(visit, milestone, item),
        files=tuple(
            file_chip(visit, milestone.number, file) for file in milestone.files_now() if file.item == item.number
        ),
        counts=counts_line(milestone, item, share) if holds else "",
        exchanges=tuple(_exchange(visit, milestone, one) for one in own),
        quiet="" if own else _("Nobody has asked for anything about it."),
    )


def _beyond(visit: Visit, milestone: Milestone, found: Sequence[Exchange]) -> Matter:
    return Matter(
        id="beyond",
        number="",
        what=_("Beyond what was agreed"),
        state=Verdict("outside", _("Not part of it")),
        said=False,
        exchanges=tuple(_exchange(visit, milestone, one) for one in found),
    )


def _delivered(visit: Visit, milestone: Milestone, item: ScopeItem) -> str:
    """With which delivery it came last, and whether that was opened; an item without files came with the milestone."""
    holding = [one for one in milestone.deliveries if any(file.item == item.number for file in one.files)]
    if not holding and not item.files:
        holding = list(milestone.deliveries)
    parts = [one for one in milestone.parts if item.number in one.items]
    if holding and not (parts and parts[-1].at > holding[-1].at):
        return _of_delivery(visit, holding[-1])
    if parts:
        return _("Part {number}, {date}").format(
            number=number(parts[-1].number), date=date_of(parts[-1].at, visit.zone, visit.at)
        )
    return _("Nothing yet")


def _of_delivery(visit: Visit, delivery: Delivery) -> str:
    on = date_of(delivery.at, visit.zone, visit.at)
    if delivery.opened_at is None:
        return _("Delivery {number}, {date}, not opened yet").format(number=number(delivery.number), date=on)
    opened = near(delivery.opened_at, visit.zone, visit.at)
    return _("Delivery {number}, {date}, opened {opened}").format(
        number=number(delivery.number), date=on, opened=opened
    )


def _exchange(visit: Visit, milestone: Milestone, one: Exchange) -> MatterExchange:
    check = exchange_check(visit, milestone, one)
    lines = ["" if check.reason in SAID_BY_THE_KIND else reason_sentence(check), shares_line(check)]
    return MatterExchange(
        views=(_asked(visit, one), _answered(visit, one)),
        verdict=shown_verdict(check),
        lines=tuple(filter(None, lines)),
        advice=advice(check),
    )


def exchange_check(visit: Visit, milestone: Milestone, one: Exchange) -> ItemCheck:
    """An open request is judged as the order stands now, one that is over as it stood when it was asked."""
    stands = (standing if one.is_open else standing_when_asked)(visit.order, milestone)
    answers = (one.answer,) if one.answer is not None else ()
    return check_request(stands, (one.item,), answers).items[0]


def _asked(visit: Visit, one: Exchange) -> View:
    on = date_of(one.at, visit.zone, visit.at)
    label = asked_as(one.item.kind, one.request, on)
    return View(side_name(Role.CLIENT, telling(visit)), (said_words(visit, one.item.words, label),))


def _answered(visit: Visit, one: Exchange) -> View:
    name = side_name(Role.FREELANCER, telling(visit))
    said = []
    if one.answer is not None:
        label = _with_effort(one.answer)
        said.append(said_words(visit, one.answer.reason, label) if one.answer.reason else Said(label))
    if one.explained is not None:
        said.append(said_words(visit, one.explained, _("Said with the new delivery, instead of doing it")))
    elif one.is_done:
        said.append(Said(_("Done with the new delivery")))
    return View(name, tuple(said), _("No answer yet.") if one.is_open else _("No answer was given."))


def _with_effort(answer: Answer) -> str:
    said = answer_line(answer)
    if answer.effort_minutes is None:
        return said
    hours = effort(answer.effort_minutes)
    # What is not promised is only an estimate.
    return f"{said} · {hours if answer.kind is AnswerKind.WILL_DO else f'≈ {hours}'}"


def said_words(visit: Visit, words: Commitment, label: str) -> Said:
    """Words as they were written, with their language where it is not that of the page."""
    said = visit.page.wording.said(words)
    if said.words is None:
        return Said(label, note=_("These words were erased."))
    return Said(label, said.words, said.language if said.language != (get_language() or "") else "")
