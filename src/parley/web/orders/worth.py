"""How the worth of what was delivered comes about, item by item."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parley.core.money import Money, total
from parley.core.order.records import ItemShare
from parley.core.order.state import Milestone
from parley.core.order.terms import ScopeItem
from parley.core.order.valuation import shares, weights
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.orders.door import Visit
from parley.words.durations import effort
from parley.words.money import money
from parley.words.resolution import counted, counted_name, counted_why
from parley.words.sentence import Sentence
from parley.words.telling import tell


def worth_table(visit: Visit, milestone: Milestone) -> Table:
    """The published valuation of the milestone as it stands: for each item its weight, for how much of it it counts and why,
    and what that comes to."""
    given = shares(milestone)
    of_item = {share.item: share.amount for share in given}
    sum_ = total([share.amount for share in given], milestone.held.currency)
    whole = _whole_shares(milestone)
    return Table(
        caption=_("What was delivered is worth"),
        columns=(Column(_("Item")), Column(_("It counts")), Column(_("For the freelancer"), numeric=True)),
        rows=tuple(
            _worth_row(visit, milestone, item, of_item[item.number], whole[item.number])
            for item in milestone.terms.items
        ),
        foot=Row((Cell(_("Together")), Cell(""), Cell(money(sum_)))),
        caption_shown=True,
    )


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


def _worth_row(visit: Visit, milestone: Milestone, item: ScopeItem, share: Money, whole: Money) -> Row:
    """The line of the sum: 8 h of 12 h, by half, €140.00 of €280.00."""
    how = counted(milestone, item)
    # Translators: the weight of an item among all, as in "8 h of 12 h" or "€40.00 of €100.00".
    weight = _("{part} of {whole}").format(part=_weight(item), whole=_whole(milestone))
    counts = Cell(counted_name(how), small=counted_why(milestone, item, how))
    # Translators: under a sum, the whole that it is a part of.
    of_whole = _("of {whole}").format(whole=money(whole))
    return Row((Cell(_named(visit, item), small=weight, said=True), counts, Cell(money(share), small=of_whole)))


def _whole_shares(milestone: Milestone) -> dict[int, Money]:
    """What each item would come to if all of them counted in full: its weight among all, of the price less what went back."""
    items, price = milestone.terms.items, milestone.terms.price - milestone.refunded
    parts = price.split(weights(milestone))
    return {item.number: part for item, part in zip(items, parts, strict=True)}


def _whole(milestone: Milestone) -> str:
    items = milestone.terms.items
    if all(item.price is None for item in items):
        return effort(milestone.terms.effort_minutes)
    return money(total([item.price for item in items if item.price is not None], milestone.held.currency))


def _weight(item: ScopeItem) -> str:
    return effort(item.effort_minutes) if item.price is None else money(item.price)


def _named(visit: Visit, item: ScopeItem) -> str:
    return f"{item.number}. {visit.page.wording.words(item.what)}"


def _row(visit: Visit, milestone: Milestone, item: ScopeItem, share: Money) -> Row:
    state = Cell(_standing(milestone, item.number))
    return Row((Cell(_named(visit, item), small=_weight(item), said=True), state, Cell(money(share))))


def _standing(milestone: Milestone, item: int) -> str:
    if item in milestone.accepted_items:
        return _("accepted")
    return _("delivered") if item in milestone.delivered_items() else _("not delivered")
