"""The books of one milestone, movement by movement."""

from __future__ import annotations

from itertools import groupby

from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.reads.mediation_record import Movement
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.staff.recorded import Recorded
from parley.words.locales import listed
from parley.words.money import money
from parley.words.record import account_name


def money_table(told: Recorded) -> Table | None:
    """None before any money moved."""
    rows = [
        row for _seq, lines in groupby(told.record.movements, key=lambda one: one.seq) for row in _rows(told, [*lines])
    ]
    if not rows:
        return None
    columns = (Column(_("When")), Column(_("From")), Column(_("To")), Column(_("Amount"), numeric=True))
    return Table(caption=_("Money of this milestone"), columns=columns, rows=tuple(rows))


def _rows(told: Recorded, lines: list[Movement]) -> list[Row]:
    """A movement balances: what leaves some accounts comes to others."""
    left = listed([account_name(one.account) for one in lines if one.amount.amount_minor < 0])
    return [
        Row(
            (
                Cell(told.when(one.at).text, href=told.href(one.seq)),
                Cell(left),
                Cell(account_name(one.account)),
                Cell(money(Money(one.amount.amount_minor, one.amount.currency))),
            )
        )
        for one in lines
        if one.amount.amount_minor > 0
    ]
