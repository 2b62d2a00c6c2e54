"""/console/books: what is on every account, that it comes to nothing in all, and every posting, order by order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.ledger.accounts import Account
from parley.core.money import Money
from parley.desk.now import now
from parley.reads.operations_books import Key, Posting
from parley.reads.operations_books import books as read_books
from parley.reads.operations_standing import Standing, count_standing, standing
from parley.web.components.frame import NavItem
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.console.health import HealthLine, health_of_audit
from parley.web.console.nav import console_nav
from parley.web.policies.door import LOOK, operators_only
from parley.words.console import account_name
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.money import money, signed_money


@dataclass(frozen=True, slots=True)
class BooksPage:
    """The context of console/books.html."""

    nav: tuple[NavItem, ...]
    counted: str
    balances: tuple[Table, ...]
    audit: HealthLine
    postings: Table | None
    pager: Pager | None


@operators_only(*LOOK)
def books(request: HttpRequest) -> HttpResponse:
    at, zone = now(), get_current_timezone_name()
    count_standing(at)
    found = standing()
    before = read_key(request.GET.get("before", ""))
    listed = read_books(before)
    older = f"?before={write_key(listed.next_key)}" if listed.next_key is not None else ""
    newest = reverse("console_books") if before is not None else ""
    page = BooksPage(
        nav=console_nav(request),
        counted=_("As it stood {when}.").format(when=day_and_time(found.at, zone, at)) if found is not None else "",
        balances=tuple(_balances(found, currency) for currency in found.currencies) if found is not None else (),
        audit=health_of_audit(at),
        postings=_postings(listed.postings, zone, at) if listed.postings else None,
        pager=Pager(older_href=older, newest_href=newest) if older or newest else None,
    )
    return render(request, "console/books.html", {"page": page})


def write_key(key: Key) -> str:
    return "~".join(map(str, key))


def read_key(typed: str) -> Key | None:
    """None for no key and for one that nobody has written."""
    parts = typed.split("~")
    try:
        order_id, seq, line = UUID(parts[0]), int(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    return (order_id, seq, line) if 0 <= seq < 2**62 and 0 <= line < 2**15 else None


def _balances(found: Standing, currency: str) -> Table:
    def cell(amount_minor: int) -> Cell:
        return Cell(money(Money(amount_minor, currency)))

    rows = tuple(
        Row((Cell(account_name(account.value)), cell(amount)))
        for account in Account
        if (amount := found.sums.get((currency, account), 0))
    )
    # Translators: the sum over all accounts of the books, which must be nothing.
    foot = Row((Cell(_("All accounts together")), cell(found.trial_sum(currency))))
    return Table(currency, (Column(_("Account")), Column(_("Balance"), numeric=True)), rows, foot, caption_shown=True)


def _postings(rows: tuple[Posting, ...], zone: str, at: datetime) -> Table:
    heads = (Column(_("Order")), Column(_("Event"), numeric=True), Column(_("When")), Column(_("Account")),
             Column(_("Milestone"), numeric=True), Column(_("Amount"), numeric=True))  # fmt: skip
    return Table(_("Postings"), heads, tuple(_posting(row, zone, at) for row in rows))


def _posting(row: Posting, zone: str, at: datetime) -> Row:
    return Row(
        (
            Cell(short_id(row.order_id), href=reverse("order", args=[row.order_id])),
            Cell(number(row.seq), label=_("Event")),
            Cell(day_and_time(row.at, zone, at), iso=row.at.isoformat()),
            Cell(account_name(row.account)),
            Cell(number(row.milestone) if row.milestone is not None else "–", label=_("Milestone")),
            Cell(signed_money(Money(row.amount_minor, row.currency))),
        )
    )


def short_id(order_id: UUID) -> str:
    """The end of an id, which differs between orders made in the same moment."""
    return f"…{order_id.hex[-8:]}"
