"""The console's money: what is in flight now, and what was at the beginnings of the last weeks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.ledger.accounts import Account
from parley.core.money import Money
from parley.reads.operations_standing import IN_FLIGHT, Standing
from parley.web.components.facts import Fact
from parley.web.components.money_bar import MoneyKind
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.console.charts import Columns, Series, columns
from parley.words.console import about_money, account_name
from parley.words.dates import date_of
from parley.words.locales import number
from parley.words.money import money

MOST_DRAWN = 3
"""Currencies that get a drawing; the others are in the books."""
SHOWN = (*IN_FLIGHT, Account.OWED, Account.PAID_OUT, Account.FEE)
KINDS: dict[Account, MoneyKind] = {Account.HOLD: "held", Account.PENDING: "clearing", Account.CHARGEBACK: "at_bank"}


@dataclass(frozen=True, slots=True)
class CurrencyShown:
    """One currency: its drawing and where its money is."""

    title: str
    chart: Columns
    facts: tuple[Fact, ...]


def currencies_shown(found: Standing) -> tuple[CurrencyShown, ...]:
    return tuple(_shown(found, currency) for currency in found.currencies[:MOST_DRAWN])


def in_flight(found: Standing) -> list[str]:
    """In every currency that has any, the most used one in front."""
    flights = [Money(found.in_flight(currency), currency) for currency in found.currencies]
    return [money(one) for one in flights if one]


def orders_in_flight(found: Standing) -> str:
    orders = sum(found.funded.values())
    return ngettext("{n} order holds money", "{n} orders hold money", orders).format(n=number(orders))


def _shown(found: Standing, currency: str) -> CurrencyShown:
    total = money(Money(found.in_flight(currency), currency))
    return CurrencyShown(
        # Translators: {sum} is an amount of money: came in, and has not left for good.
        title=_("{sum} in flight").format(sum=total),
        chart=_chart(found, currency, total),
        facts=tuple(
            Fact(account_name(account.value), money(Money(amount, currency)), KINDS.get(account))
            for account in SHOWN
            if (amount := abs(found.sums.get((currency, account), 0)))
        ),
    )


def _chart(found: Standing, currency: str, total: str) -> Columns:
    zone = get_current_timezone_name()
    days = [date_of(instant, zone, found.at) for instant in found.instants]
    held, moving = zip(*found.history[currency], strict=True)
    named = (_("Held"), _("Released, cleared or disputed"))

    def told(amount_minor: int) -> str:
        return about_money(Money(amount_minor, currency))

    labels = (*named, _("In flight"))
    rows = tuple(
        Row(
            (
                Cell(day),
                *(
                    Cell(money(Money(one, currency)), label=head)
                    for one, head in zip((first, second, first + second), labels, strict=True)
                ),
            )
        )
        for day, first, second in zip(days, held, moving, strict=True)
    )
    heads = (Column(_("Day")), *(Column(name, numeric=True) for name in labels))
    before = money(Money(held[0] + moving[0], currency))
    return columns(
        f"money-{currency.lower()}",
        _("Money in flight, {currency}").format(currency=currency),
        _("At the beginning of each week and now: from {before} on {day} to {total}.").format(
            before=before, day=days[0], total=total
        ),
        days,
        # A column has no room below its ground: what the books owe is a figure, and not drawn.
        (
            Series(named[0], "held", tuple(max(one, 0) for one in held)),
            Series(named[1], "clearing", tuple(max(one, 0) for one in moving)),
        ),
        Table(_("Money in flight, {currency}").format(currency=currency), heads, rows),
        told,
    )
