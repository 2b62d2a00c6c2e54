"""Extra work as it was offered or agreed: its items, its price, its date."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.terms import MilestoneTerms, ScopeItem
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.orders.door import Visit
from parley.words.dates import date_only
from parley.words.durations import effort
from parley.words.money import money


def extra_table(visit: Visit, extra: MilestoneTerms) -> Table:
    """Item by item what is done and how one sees it, then the price and when it is due."""
    name = visit.page.wording.words(extra.name)
    return Table(
        caption=name,
        columns=(Column(_("What")), Column(_("Done when")), Column(_("Price"), numeric=True)),
        rows=tuple(_row(visit, item) for item in extra.items),
        foot=Row(
            (Cell(_("Together, due {date}").format(date=date_only(extra.due_on))), Cell(""), Cell(money(extra.price)))
        ),
        caption_shown=True,
    )


def agreed_extras(visit: Visit) -> tuple[Table, ...]:
    """The extra milestones, which are no part of the terms that were agreed first."""
    first = len(visit.order.terms.milestones)
    return tuple(extra_table(visit, milestone.terms) for milestone in visit.order.milestones[first:])


def _row(visit: Visit, item: ScopeItem) -> Row:
    wording = visit.page.wording
    price = money(item.price) if item.price is not None else ""
    return Row(
        (
            Cell(f"{item.number}. {wording.words(item.what)}", small=effort(item.effort_minutes), said=True),
            Cell(wording.words(item.test), said=True),
            Cell(price),
        )
    )
