"""/briefs/<id>: what is wanted, and what the reader can do about it: answer, or for its author see what came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.board.answers import answers_of
from parley.board.content import content_of
from parley.board.judging import history
from parley.board.models import Brief
from parley.board.of_the_day import day_of
from parley.core.order.state import OfferEnd, Order
from parley.desk.now import now
from parley.people.models import Person
from parley.web.accounts.reader import person_of
from parley.web.briefs.answering import settle, standing_answer
from parley.web.briefs.card import budget_words, offers_words
from parley.web.briefs.door import brief_or_404
from parley.web.briefs.marked import Marked, marked
from parley.web.briefs.said import SaidShown, said_shown
from parley.web.briefs.standing import appeal_row, own_actions, stage_notice
from parley.web.components.action import Action, ActionRow
from parley.web.components.facts import Fact
from parley.web.components.notice import Notice
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.storefront.card import language_name
from parley.words.dates import date_only, day_and_time, local_date
from parley.words.money import money
from parley.words.trades import Trade, trade_name


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The context of briefs/brief.html. `offers` is for the author alone; `said` for the author and operators."""

    title: str
    marked: Marked
    language: str
    language_name: str
    trade: str
    chosen_for: str
    facts: tuple[Fact, ...]
    author: str
    author_href: str
    more_href: str
    notice: Notice | None
    actions: tuple[Action, ...]
    rows: tuple[ActionRow, ...]
    answer: Action | None
    offers: Table | None
    said: tuple[SaidShown, ...]
    is_own: bool


@require_safe
def brief_page(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    reader, at = person_of(request), now()
    return show_brief(request, brief_or_404(brief_id, reader, at), reader, at)


def show_brief(
    request: HttpRequest, brief: Brief, reader: Person | None, at: datetime, refused: str = "", status: int = 200
) -> HttpResponse:
    """`refused` says what was wrong with the author's appeal."""
    page = _page(brief, reader, at, request.POST.get("words", ""), refused)
    return render(request, "briefs/brief.html", {"title": page.title, "page": page}, status=status)


def _page(brief: Brief, reader: Person | None, at: datetime, typed: str, refused: str) -> BriefPage:
    is_own = brief.is_of(reader)
    answers = answers_of(brief) if is_own else []
    orders = settle(answers, at)
    if answers:
        brief.refresh_from_db(fields=["stage"])  # an offer may have been accepted
    of_the_desk = reader is not None and reader.is_operator
    day = day_of(brief)
    today = local_date(at, get_current_timezone_name())
    rows = [appeal_row(brief, typed, refused)] if is_own else []
    if of_the_desk and not is_own:
        rows = [ActionRow(_("Look at it for the desk"), href=reverse("moderate", args=[brief.id]))]
    return BriefPage(
        title=brief.title,
        marked=marked(brief, with_reasons=is_own or of_the_desk),
        language=brief.language,
        language_name=language_name(brief.language),
        trade=trade_name(Trade(brief.trade)),
        # Translators: {day} is "Fri 6 Nov".
        chosen_for=_("Brief of the day, {day}").format(day=date_only(day, today)) if day else "",
        facts=_facts(brief, at, len(answers) if is_own else brief.answers.count()),
        author=brief.author.name,
        author_href=reverse("person", args=[brief.author_id]) if reader is not None else "",
        more_href=f"{reverse('briefs')}?by={brief.author_id}",
        notice=stage_notice(brief, at, is_own=is_own),
        actions=own_actions(brief, at) if is_own else (),
        rows=tuple(row for row in rows if row is not None),
        answer=_answer(brief, reader, at) if not is_own else None,
        offers=_offers([(one.freelancer.name, one.made_at, orders.get(one.order_id)) for one in answers], at),
        said=said_shown(history(brief), at) if is_own or of_the_desk else (),
        is_own=is_own,
    )


def _facts(brief: Brief, at: datetime, offers: int) -> tuple[Fact, ...]:
    content, zone = content_of(brief), get_current_timezone_name()
    today = local_date(at, zone)
    facts = [
        Fact(_("Budget"), budget_words(content.budget) if content.budget else _("not named")),
        Fact(_("Wanted by"), date_only(content.wanted_by, today) if content.wanted_by else _("no date named")),
        Fact(_("Offers"), offers_words(offers)),
    ]
    if brief.published_at is not None:
        facts.append(Fact(_("Published"), day_and_time(brief.published_at, zone, at)))
    if brief.expires_at is not None and brief.is_open(at):
        facts.append(Fact(_("Open until"), day_and_time(brief.expires_at, zone, at)))
    return tuple(facts)


def _answer(brief: Brief, reader: Person | None, at: datetime) -> Action | None:
    if not brief.is_open(at):
        return None
    mine = standing_answer(brief, reader, at) if reader is not None else None
    if mine is not None:
        return Action(_("See your offer"), href=reverse("order", args=[mine.order_id]), weight="primary")
    note = "" if reader is not None else _("You sign in first, and come back here.")
    href = f"{reverse('new_offer')}?brief={brief.id}"
    return Action(_("Answer with an offer"), icon="pen", href=href, weight="primary", note=note)


def _offers(found: list[tuple[str, datetime, Order | None]], at: datetime) -> Table | None:
    """What came in, the newest first. One that is just being made is not there yet."""
    zone = get_current_timezone_name()
    rows = tuple(
        Row(
            (
                Cell(name, href=reverse("order", args=[order.id]), said=True),
                Cell(_standing(order)),
                Cell(day_and_time(made_at, zone, at), iso=made_at.isoformat()),
                Cell(money(order.terms.price)),
            )
        )
        for name, made_at, order in found
        if order is not None
    )
    head = (Column(_("From")), Column(_("Where it stands")), Column(_("Came in")), Column(_("Price"), numeric=True))
    return Table(_("Offers to this brief"), head, rows) if rows else None


def _standing(order: Order) -> str:
    match order.offer.end:
        case None:
            return _("on the table")
        case OfferEnd.ACCEPTED:
            return _("accepted")
        case OfferEnd.DECLINED:
            return _("declined")
        case OfferEnd.WITHDRAWN:
            return _("withdrawn")
        case OfferEnd.EXPIRED:
            return _("run out")
