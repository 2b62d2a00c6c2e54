"""Open proposals, each with what yes would do and what silence means."""

from __future__ import annotations

from parley.core.foresight import preview
from parley.core.order.messages import AcceptProposal, DeclineProposal, WithdrawProposal
from parley.core.order.state import Milestone
from parley.core.order.state import Proposal as Open
from parley.core.specimens import ID
from parley.web.components.action import Action
from parley.web.components.proposal import Proposal
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.door import Visit
from parley.web.orders.parts.moments import full
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.proposals import proposal_words


def open_proposals(visit: Visit) -> tuple[Proposal, ...]:
    """All that wait for an answer, milestone by milestone."""
    return tuple(_shown(visit, milestone, one) for milestone in visit.order.milestones for one in milestone.proposals)


def _shown(visit: Visit, milestone: Milestone, proposal: Open) -> Proposal:
    words = proposal_words(proposal, visit.order, milestone, telling(visit))
    is_own = proposal.by is visit.role
    yes = AcceptProposal(
        order_id=visit.order.id, id=ID, by=proposal.by.other, milestone=milestone.number, proposal=proposal.number
    )
    seen = preview(visit.order, yes, visit.at)
    return Proposal(
        title=words.title,
        words=visit.page.wording.words(proposal.reason),
        until=full(proposal.answer_by, visit.zone, visit.at),
        default=words.silence,
        preview=consequence_slip(visit, seen, milestone.number) if seen.refusal is None else None,
        accept=None if is_own else _action(visit, milestone, proposal, AcceptProposal),
        others=(_action(visit, milestone, proposal, WithdrawProposal if is_own else DeclineProposal),),
        id=f"proposal-{milestone.number}-{proposal.number}",
    )


def _action(
    visit: Visit,
    milestone: Milestone,
    proposal: Open,
    kind: type[AcceptProposal] | type[DeclineProposal] | type[WithdrawProposal],
) -> Action:
    words = act_words(kind, visit.order, milestone, telling(visit))
    href = f"{act_address(kind, visit.order.id, milestone.number)}?proposal={proposal.number}"
    return Action(words.label, href=href, weight="primary" if kind is AcceptProposal else "plain")
