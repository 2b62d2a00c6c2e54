"""Beside the form of a proposal with a sum: what a yes to exactly this sum would change, once there is one."""

from __future__ import annotations

from parley.core.money import BadAmount
from parley.core.order.messages import ProposeCancel, ProposeRefund, ProposeSplit
from parley.core.specimens import ID, WORDS
from parley.web.components.preview import Preview
from parley.web.orders.acts.page import Asked
from parley.web.orders.consequences import counts_of, slip_if_yes
from parley.words.money import read_amount

WithSum = type[ProposeRefund] | type[ProposeCancel] | type[ProposeSplit]


def sum_slips(asked: Asked, kind: WithSum, typed: str) -> tuple[Preview, ...]:
    """One slip for the sum that stands in the form; none where there is no sum yet, or where no rule would take it. Then the
    page shows what it shows for any act: what the asking alone would change."""
    visit = asked.visit
    try:
        amount = read_amount(typed, visit.order.terms.currency)
    except BadAmount:
        return ()
    command = kind(
        order_id=visit.order.id, id=ID, by=visit.role, milestone=asked.milestone.number, amount=amount, reason=WORDS
    )
    slip = slip_if_yes(visit, command, counts_of(visit))
    return (slip,) if slip is not None else ()
