"""Open proposals, each with what yes would do and what silence means."""

from __future__ import annotations

from parley.core.foresight import preview
from parley.core.order.messages import AcceptProposal, DeclineProposal, OfferExtra, WithdrawProposal
from parley.core.order.state import Milestone, ProposalKind
from parley.core.order.state import Proposal as Open
from parley.core.specimens import ID
from parley.web.components.action import Action
from parley.web.components.preview import Preview
from parley.web.components.proposal import Proposal
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.door import Visit
from parley.web.orders.parts.cases import division
from parley.web.orders.parts.extras import extra_table
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
    accepts = visit.is_party and proposal.kind is not ProposalKind.WISH
    extra = proposal.extra
    return Proposal(
        title=words.title,
        small=words.yes if proposal.kind is ProposalKind.WISH else "",
        words=_said(visit, proposal),
        until=full(proposal.answer_by, visit.zone, visit.at),
        default=words.silence,
        table=extra_table(visit, extra) if extra is not None else None,
        split=division(visit, milestone, proposal.amount) if _divides(proposal) and proposal.amount else None,
        preview=_yes(visit, milestone, proposal) if accepts else None,
        accept=_accept(visit, milestone, proposal) if visit.is_party and not is_own else None,
        others=_others(visit, milestone, proposal) if visit.is_party else (),
        id=f"proposal-{milestone.number}-{proposal.number}",
    )


def _said(visit: Visit, proposal: Open) -> str:
    """The proposer's own words; an offer of extra work without any has those of its items, which are in its table."""
    extra = proposal.extra
    if extra is not None and proposal.reason == extra.items[0].what:
        return ""
    return visit.page.wording.words(proposal.reason)


def _divides(proposal: Open) -> bool:
    return proposal.kind is ProposalKind.SPLIT


def _yes(visit: Visit, milestone: Milestone, proposal: Open) -> Preview | None:
    """What saying yes would change."""
    yes = AcceptProposal(
        order_id=visit.order.id, id=ID, by=proposal.by.other, milestone=milestone.number, proposal=proposal.number
    )
    seen = preview(visit.order, yes, visit.at)
    return consequence_slip(visit, seen, milestone.number) if seen.refusal is None else None


def _accept(visit: Visit, milestone: Milestone, proposal: Open) -> Action:
    """A wish is answered with an offer of extra work; everything else with a yes."""
    if proposal.kind is not ProposalKind.WISH:
        return _action(visit, milestone, proposal, AcceptProposal)
    label = act_words(OfferExtra, visit.order, milestone, telling(visit)).label
    return Action(label, href=act_address(OfferExtra, visit.order.id, milestone.number), weight="primary")


def _others(visit: Visit, milestone: Milestone, proposal: Open) -> tuple[Action, ...]:
    if proposal.by is visit.role:
        return (_action(visit, milestone, proposal, WithdrawProposal),)
    return (_action(visit, milestone, proposal, DeclineProposal),)


def _action(
    visit: Visit,
    milestone: Milestone,
    proposal: Open,
    kind: type[AcceptProposal] | type[DeclineProposal] | type[WithdrawProposal],
) -> Action:
    words = act_words(kind, visit.order, milestone, telling(visit))
    href = f"{act_address(kind, visit.order.id, milestone.number)}?proposal={proposal.number}"
    return Action(words.label, href=href, weight="primary" if kind is AcceptProposal else "plain")
