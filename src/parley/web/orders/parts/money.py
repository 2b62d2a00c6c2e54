"""The money bar and the milestones under it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parley.core.money import Money, total
from parley.core.order.state import ENDS, PAID_ENDS, Milestone, Stage
from parley.core.parties import Role
from parley.web.components.facts import Fact
from parley.web.components.money_bar import MoneyBar, MoneyPart, money_bar
from parley.web.components.stepper import Mark, Step, Stepper, stepper
from parley.web.orders.door import Visit
from parley.web.orders.telling import telling
from parley.words.money import money
from parley.words.stages import milestone_state


def order_bar(visit: Visit) -> MoneyBar:
    """Where the order's money is. To the freelancer a release is what arrives, after the fee; the client sees the whole."""
    return _bar(visit, visit.order.milestones)


def milestone_bar(visit: Visit, milestone: Milestone) -> MoneyBar:
    """The same for the money of one milestone."""
    return _bar(visit, (milestone,))


def _bar(visit: Visit, milestones: Sequence[Milestone]) -> MoneyBar:
    currency = visit.order.terms.currency
    released = total([m.released for m in milestones], currency)
    fees = total([m.fees for m in milestones], currency)
    held = total([m.held for m in milestones], currency)
    refunded = total([m.refunded for m in milestones], currency)
    open_milestones = [m for m in milestones if m.stage in (Stage.LOCKED, Stage.UNFUNDED, Stage.LAPSED) and not m.held]
    to_fund = total([m.terms.price for m in open_milestones], currency)
    covered = total([m.covered for m in milestones], currency)
    disputed = total([m.chargeback.taken.total for m in milestones if m.chargeback is not None], currency)
    taken = total([m.at_bank for m in milestones], currency) - disputed
    is_freelancer = visit.role is Role.FREELANCER
    # Translators: sums of money, each beside its amount.
    label = _("Released to you") if is_freelancer else pgettext("money", "Released")
    back = pgettext("money", "Refunded") if is_freelancer else _("Refunded to you")
    if is_freelancer and fees:
        label = _("Released to you, after a fee of {fee}").format(fee=money(fees))
    # What the operator's reserve put in is the freelancer's, and was never the client's to pay.
    paid = released + fees if is_freelancer else released + fees - covered
    shown = released if is_freelancer else paid
    gone = taken - covered if is_freelancer else taken
    parts = [
        MoneyPart("released", label, money(shown), paid.amount_minor),
        _part("held", _("Held for this order"), held),
        _part("refunded", back, refunded),
        _part("at_bank", _("With the bank while it judges"), disputed),
        _part("at_bank", _("Taken back by the bank"), gone),
        _part("to_fund", _("To fund"), to_fund),
    ]
    return money_bar(parts, _("Where the money is"))


def payout_facts(visit: Visit) -> tuple[Fact, ...]:
    """What the freelancer can have paid out, has had, or owes; the client is told nothing of it."""
    if visit.role is not Role.FREELANCER:
        return ()
    milestones, currency = visit.order.milestones, visit.order.terms.currency
    if not any(m.cleared or m.paid_out for m in milestones):
        return ()
    lines = (
        (_("Not cleared yet"), total([m.pending for m in milestones], currency)),
        (_("Available to pay out"), total([m.available for m in milestones], currency)),
        (_("Paid out to you"), total([m.paid_out for m in milestones], currency)),
        # Translators: the bank took back what had been paid out already.
        (_("Owed, because the bank took it back"), total([m.owed for m in milestones], currency)),
    )
    return tuple(Fact(label, money(sum_)) for label, sum_ in lines if sum_)


def order_steps(visit: Visit) -> Stepper:
    order = visit.order
    told = telling(visit)
    steps = [
        Step(
            number=m.number,
            name=visit.page.milestone_name(m.number),
            state=milestone_state(m, order.terms, told),
            mark=_mark(m, visit),
            amount=money(m.terms.price),
            weight=m.terms.price.amount_minor,
            said=True,
        )
        for m in order.milestones
    ]
    return stepper(_("Milestones"), steps)


def _part(kind: str, label: str, sum_: Money) -> MoneyPart:
    return MoneyPart(kind, label, money(sum_), sum_.amount_minor)  # type: ignore[arg-type]


def _mark(milestone: Milestone, visit: Visit) -> Mark:
    if milestone.stage in PAID_ENDS:
        return "done"
    if milestone.stage in ENDS:
        return "ended"
    first_open = next((m.number for m in visit.order.milestones if not m.has_ended), 0)
    is_open = milestone.stage is not Stage.LOCKED
    return "now" if is_open or milestone.number == first_open else "later"
