"""What somebody who runs the installation may do in an order beside an operator's own acts: mediate, and speak for the bank."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.gates import GATES
from parley.core.parties import Role
from parley.core.specimens import Possible, possible_acts
from parley.web.components.action import ActionRow
from parley.web.components.next_card import NextCard
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import Visit, refused
from parley.web.orders.telling import telling
from parley.words.acts import act_words


def desk_cards(visit: Visit) -> tuple[NextCard, ...]:
    """A second card beneath Next, or none where Next has every door already."""
    others = {Role.MEDIATOR: visit.person.may_mediate, Role.BANK: visit.person.is_operator}
    roles = [role for role, is_open in others.items() if is_open and role is not visit.role and not visit.is_party]
    acts = [act for role in roles for act in possible_acts(visit.order, role, visit.at)]
    rows = tuple(_row(visit, act) for act in acts if visit.role not in GATES[act.kind].roles)
    if not rows:
        return ()
    return (NextCard(turn="nobody", headline=_("For the desk you may"), rows=rows, id="next-desk"),)


def _row(visit: Visit, act: Possible) -> ActionRow:
    words = act_words(act.kind, visit.order, visit.order.milestone(act.milestone), telling(visit))
    name = f" · {visit.page.milestone_name(act.milestone)}" if len(visit.order.milestones) > 1 else ""
    if act.closed is not None:
        why = refused(act.closed, visit.zone, visit.at)
        return ActionRow(f"{words.label}{name}", words.small or why.words.says)
    href = act_address(act.kind, visit.order.id, act.milestone)
    return ActionRow(f"{words.label}{name}", words.small, href=href)
