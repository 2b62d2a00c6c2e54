"""An order as a row of a list."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.foresight import if_nobody_moves
from parley.core.order.state import Milestone, OrderStage, Proposal, Stage
from parley.core.parties import Role
from parley.reads.desk import ListedOrder
from parley.web.components.desk_row import DeskRow
from parley.web.components.money_bar import MoneyKind
from parley.web.orders.parts.moments import short
from parley.words.dates import local_date
from parley.words.deadlines import default_in_short
from parley.words.money import money
from parley.words.proposals import proposal_words
from parley.words.telling import Telling
from parley.words.turns import desk_title, milestone_in_focus, turn_words


def desk_row(listed: ListedOrder, at: datetime) -> DeskRow:
    """One sentence, one date, what silence leads to, and the money it is about."""
    zone = get_current_timezone_name()
    order = listed.order
    told = telling_of(listed, zone, at)
    words = turn_words(order, told)
    road = if_nobody_moves(order, at)
    when = words.until
    kind, label, amount = _money(listed)
    asked = proposal_to_answer(listed)
    if asked is not None:
        milestone, proposal = asked
        when = proposal.answer_by
    return DeskRow(
        title=proposal_words(proposal, order, milestone, told).title.plain if asked else desk_title(order, told),
        href=reverse("order", args=[order.id]),
        order=listed.title,
        party=_party(listed),
        when=short(when, zone, at) if when else None,
        soon=when is not None and local_date(when, zone) == local_date(at, zone),
        default=default_in_short(road, told, milestone_in_focus(order, listed.role)) if road else "",
        amount=amount,
        money=kind,
        money_label=label,
    )


def proposal_to_answer(listed: ListedOrder) -> tuple[Milestone, Proposal] | None:
    """The oldest proposal that waits for this reader, with its milestone."""
    waiting = [
        (milestone, proposal)
        for milestone in listed.order.milestones
        for proposal in milestone.proposals
        if proposal.by is not listed.role
    ]
    return min(waiting, key=lambda pair: pair[1].answer_by, default=None)


def telling_of(listed: ListedOrder, zone: str, at: datetime) -> Telling:
    return Telling(
        viewer_role=listed.role,
        client_name=listed.names[Role.CLIENT].name,
        freelancer_name=listed.names[Role.FREELANCER].name,
        milestone_names={m.number: listed.wording.words(m.name) for m in listed.order.all_terms},
        zone=zone,
        now=at,
    )


def _party(listed: ListedOrder) -> str:
    if listed.role is Role.CLIENT:
        return _("with {name}; you are the client").format(name=listed.other)
    return _("with {name}").format(name=listed.other)


def _money(listed: ListedOrder) -> tuple[MoneyKind | None, str, str]:
    """What is at stake in the milestone that the row speaks of."""
    order = listed.order
    number = milestone_in_focus(order, listed.role)
    if number is None:
        label = _("offered") if order.stage is OrderStage.OFFERED else ""
        return None, label, money(order.terms.price)
    milestone = order.milestone(number)
    if milestone.held:
        label = _("held from you") if listed.role is Role.CLIENT else _("held")
        return "held", label, money(milestone.held)
    if milestone.stage in (Stage.UNFUNDED, Stage.LAPSED, Stage.LOCKED):
        return "to_fund", _("to fund"), money(milestone.terms.price)
    return None, "", money(milestone.terms.price)
