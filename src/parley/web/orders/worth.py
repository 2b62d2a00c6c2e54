"""How the worth of what was delivered comes about, item by item."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parley.core.money import Money, total
from parley.core.order.records import ItemShare
from parley.core.order.state import Milestone
from parley.core.order.terms import ScopeItem
from parley.core.order.valuation import shares
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.orders.door import Visit
from parley.words.durations import effort
from parley.words.money import money
from parley.words.sentence import Sentence
from parley.words.telling import tell


def worth_table(visit: Visit, milestone: Milestone) -> Table:
    """The published valuation of the milestone as it stands, with what each item counts for."""
    given = shares(milestone)
    return shares_table(visit, milestone, given, _("What was delivered is worth"))


def shares_table(visit: Visit, milestone: Milestone, given: Sequence[ItemShare], caption: str) -> Table:
    """Any sum that is given item by item: the valuation, or what a mediator gives."""
    of_item = {share.item: share.amount for share in given}
    nothing = milestone.held - milestone.held
    rows = tuple(_row(visit, milestone, item, of_item.get(item.number, nothing)) for item in milestone.terms.items)
    sum_ = total([share.amount for share in given], nothing.currency)
    return Table(
        caption=caption,
        columns=(Column(_("Item")), Column(_("How it stands")), Column(_("For the freelancer"), numeric=True)),
        rows=rows,
        foot=Row((Cell(_("Together")), Cell(""), Cell(money(sum_)))),
        caption_shown=True,
    )


def worth_explained(milestone: Milestone) -> Sentence:
    """The rule behind the table, and what was paid before."""
    paid = milestone.released + milestone.fees
    rule = _(
        "Each item weighs its price, or where it has none its effort. What was accepted, or delivered and not contested, "
        "counts in full; what is contested counts by half."
    )
    if not paid:
        return tell(rule)
    # Translators: {rule} is two whole sentences.
    return tell(_("{rule} A deposit of {paid} was paid before and is taken off."), rule=rule, paid=money(paid))


def _row(visit: Visit, milestone: Milestone, item: ScopeItem, share: Money) -> Row:
    what = f"{item.number}. {visit.page.wording.words(item.what)}"
    weight = effort(item.effort_minutes) if item.price is None else money(item.price)
    return Row((Cell(what, small=weight, said=True), Cell(_standing(milestone, item.number)), Cell(money(share))))


def _standing(milestone: Milestone, item: int) -> str:
    if item in milestone.accepted_items:
        return _("accepted")
    return _("delivered") if item in milestone.delivered_items() else _("not delivered")
