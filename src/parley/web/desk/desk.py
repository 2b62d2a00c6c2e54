"""What waits for me, in the order of its deadlines; then what waits for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parley.core.order.state import OrderStage
from parley.core.parties import Role
from parley.desk.now import now
from parley.people.invitations import waiting_for
from parley.people.models import Person
from parley.reads.desk import PAGE, Listing, Purse, purses, waiting
from parley.web.components.action import Action, Link
from parley.web.components.desk_row import DeskGroup, DeskRow, DeskSection
from parley.web.components.empty_state import EmptyState
from parley.web.components.facts import Fact
from parley.web.components.next_card import Turn
from parley.web.components.pager import Pager
from parley.web.desk.keys import read_key, write_key
from parley.web.desk.rows import desk_row
from parley.words.dates import near
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Text

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The context of desk/desk.html."""

    title: str
    headline: str
    under: Text
    groups: tuple[DeskGroup, ...]
    money: tuple[Fact, ...]
    invitations: tuple[Link, ...]


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    at = now()
    mine = waiting(str(person.id), turn=True, after=read_key(request.GET.get("mine", "")))
    theirs = waiting(str(person.id), turn=False, after=read_key(request.GET.get("theirs", "")))
    rows = _rows(mine, at)
    others = _rows(theirs, at)
    page = DeskPage(
        title=_("Desk"),
        headline=_headline(rows, mine, person.name),
        under=_under(rows, at),
        groups=(
            _group("yours", _("Waits for you"), rows, mine, "mine", _nothing_waits(bool(others))),
            _group("theirs", _("Waits for others"), others, theirs, "theirs", None),
        ),
        money=_purse_facts(purses(str(person.id))),
        invitations=_invitations(person, at),
    )
    return render(request, "desk/desk.html", {"page": page})


def _rows(listing: Listing, at: datetime) -> list[DeskRow]:
    """By the instant that each row shows: the list is kept by the next clock, and that may be only a reminder. What has
    ended waits for nobody, even while its money is still clearing."""
    rows = [desk_row(listed, at) for listed in listing.orders if listed.order.stage is not OrderStage.CLOSED]
    return sorted(rows, key=lambda row: datetime.fromisoformat(row.when.iso) if row.when else LAST)


def _headline(rows: Sequence[DeskRow], listing: Listing, name: str) -> str:
    if not rows:
        return _("Nothing waits for you, {name}").format(name=name)
    if listing.next_key is not None:
        return _("More than {count} things wait for you, {name}").format(count=number(PAGE), name=name)
    text = ngettext("{count} thing waits for you, {name}", "{count} things wait for you, {name}", len(rows))
    return text.format(count=number(len(rows)), name=name)


def _under(rows: Sequence[DeskRow], at: datetime) -> str:
    """When the first is due: everything below it can wait."""
    zone = get_current_timezone_name()
    dated = [near(datetime.fromisoformat(row.when.iso), zone, at) for row in rows if row.when is not None]
    if not dated:
        return ""
    if len(dated) == 1:
        # Translators: {time} is "Thu 26 Nov, 18:00" or "today, 18:00".
        return _("The first is due {time}.").format(time=dated[0])
    # Translators: {first} and {second} are "Thu 26 Nov, 18:00" or "today, 18:00".
    text = _("The first is due {first}. Everything below it can wait until {second}.")
    return text.format(first=dated[0], second=dated[1])


def _group(
    turn: Turn, title: str, rows: Sequence[DeskRow], listing: Listing, key: str, empty: EmptyState | None
) -> DeskGroup:
    more = f"?{key}={write_key(listing.next_key)}" if listing.next_key else ""
    return DeskGroup(
        turn=turn,
        title=title,
        sections=(DeskSection("", tuple(rows)),) if rows else (),
        count=f"{number(len(rows))}+" if more else number(len(rows)),
        empty=empty
        or EmptyState(_("Nothing waits for others"), _("When it is somebody else’s turn, it is listed here.")),
        pager=Pager(older_href=more, older_label=_("Later ones")) if more else None,
    )


def _nothing_waits(has_others: bool) -> EmptyState:
    if has_others:
        return EmptyState(_("Nothing waits for you"), _("You can rest. What others have to do is below."))
    return EmptyState(
        _("Your desk is empty"),
        _("Write an offer to somebody, or wait for one: it will be here."),
        action=Action(_("Write an offer"), href=reverse("new_offer"), weight="primary"),
    )


def _purse_facts(found: dict[tuple[Role, str], Purse]) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for (role, _currency), purse in found.items():
        if role is Role.FREELANCER:
            facts += [Fact(_("Held for you"), money(purse.held), "held")] if purse.held else []
            facts += [Fact(_("Clearing"), money(purse.pending), "clearing")] if purse.pending else []
            facts += [Fact(_("Available"), money(purse.available), "released")] if purse.available else []
        elif purse.held:
            facts.append(Fact(_("Held from you"), money(purse.held), "held"))
    return tuple(facts)


def _invitations(person: Person, at: datetime) -> tuple[Link, ...]:
    """Offers that were sent to this person's address before there was an account."""
    return tuple(
        Link(
            _("Read an offer that was sent to {address}").format(address=person.email),
            reverse("invited", args=[i.order_id]),
        )
        for i in waiting_for(person, at)
    )
