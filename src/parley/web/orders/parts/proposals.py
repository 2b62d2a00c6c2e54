"""Open proposals, each with what yes would do and what silence means."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.foresight import preview
from parley.core.order.messages import AcceptProposal, DeclineProposal, OfferExtra, WithdrawProposal
from parley.core.order.state import Milestone, ProposalKind
from parley.core.order.state import Proposal as Open
from parley.core.specimens import ID
from parley.core.statistics import Record
from parley.web.components.action import Action
from parley.web.components.money_bar import MoneyBar
from parley.web.components.preview import Preview
from parley.web.components.proposal import Proposal
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import consequence_slip, counts_of, with_statistics
from parley.web.orders.door import Visit
from parley.web.orders.parts.cases import division
from parley.web.orders.parts.extras import extra_table
from parley.web.orders.parts.moments import full
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.proposals import ProposalWords, proposal_words
from parley.words.reasons import cancel_code_told
from parley.words.resolution import if_yes
from parley.words.sentence import Text

COUNTERS = frozenset({ProposalKind.REFUND, ProposalKind.CANCEL, ProposalKind.SPLIT})
"""What either side may propose: one can be answered with one's own. Only the freelancer asks for more time or offers extra
work, so these are answered with a yes, a no, or words."""


def open_proposals(visit: Visit) -> tuple[Proposal, ...]:
    """All that wait for an answer, milestone by milestone."""
    record = counts_of(visit) if any(milestone.proposals for milestone in visit.order.milestones) else None
    return tuple(one for milestone in visit.order.milestones for one in proposals_of(visit, milestone, record))


def proposals_of(visit: Visit, milestone: Milestone, record: Record | None) -> tuple[Proposal, ...]:
    """Those of one milestone. `record` are the freelancer's counts, for what a yes would do to them."""
    return tuple(_shown(visit, milestone, one, record) for one in milestone.proposals)


def _shown(visit: Visit, milestone: Milestone, proposal: Open, record: Record | None) -> Proposal:
    words = proposal_words(proposal, visit.order, milestone, telling(visit))
    is_own = proposal.by is visit.role
    accepts = visit.is_party and proposal.kind is not ProposalKind.WISH
    extra = proposal.extra
    return Proposal(
        title=words.title,
        small=_small(proposal, words),
        words=_said(visit, proposal),
        until=full(proposal.answer_by, visit.zone, visit.at),
        default=words.silence,
        table=extra_table(visit, extra) if extra is not None else None,
        split=_split(visit, milestone, proposal),
        preview=_yes(visit, milestone, proposal, record) if accepts else None,
        accept=_accept(visit, milestone, proposal) if visit.is_party and not is_own else None,
        others=_others(visit, milestone, proposal) if visit.is_party else (),
        id=f"proposal-{milestone.number}-{proposal.number}",
    )


def _small(proposal: Open, words: ProposalWords) -> Text:
    """Of a wish what a yes leads to, of an end by consent which reason was chosen."""
    if proposal.kind is ProposalKind.WISH:
        return words.yes
    return cancel_code_told(proposal.code) if proposal.code is not None else ""


def _said(visit: Visit, proposal: Open) -> str:
    """The proposer's own words; an offer of extra work without any has those of its items, which are in its table."""
    extra = proposal.extra
    if extra is not None and proposal.reason == extra.items[0].what:
        return ""
    return visit.page.wording.words(proposal.reason)


def _split(visit: Visit, milestone: Milestone, proposal: Open) -> MoneyBar | None:
    """The hold as it would be divided; of an end by consent less what the freelancer has had already."""
    if proposal.amount is None or proposal.kind not in (ProposalKind.SPLIT, ProposalKind.CANCEL):
        return None
    paid = milestone.released + milestone.fees
    gross = proposal.amount if proposal.kind is ProposalKind.SPLIT else proposal.amount - paid
    return division(visit, milestone, gross)


def _yes(visit: Visit, milestone: Milestone, proposal: Open, record: Record | None) -> Preview | None:
    """What saying yes would change."""
    yes = AcceptProposal(
        order_id=visit.order.id, id=ID, by=proposal.by.other, milestone=milestone.number, proposal=proposal.number
    )
    seen = preview(visit.order, yes, visit.at)
    if seen.refusal is not None:
        return None
    caption = if_yes(telling(visit)) if proposal.by is visit.role else _("What changes if you say yes")
    slip = replace(consequence_slip(visit, seen, milestone.number), caption=caption)
    return with_statistics(visit, slip, seen, record)


def _accept(visit: Visit, milestone: Milestone, proposal: Open) -> Action:
    """A wish is answered with an offer of extra work; everything else with a yes."""
    if proposal.kind is not ProposalKind.WISH:
        return _action(visit, milestone, proposal, AcceptProposal)
    label = act_words(OfferExtra, visit.order, milestone, telling(visit)).label
    return Action(label, href=act_address(OfferExtra, visit.order.id, milestone.number), weight="primary")


def _others(visit: Visit, milestone: Milestone, proposal: Open) -> tuple[Action, ...]:
    if proposal.by is visit.role:
        return (_action(visit, milestone, proposal, WithdrawProposal),)
    decline = _action(visit, milestone, proposal, DeclineProposal)
    if proposal.kind not in COUNTERS:
        return (decline,)
    href = f"{reverse('counter-proposal', args=[visit.order.id, milestone.number])}?proposal={proposal.number}"
    return (Action(_("Answer with another sum"), href=href), decline)


def _action(
    visit: Visit,
    milestone: Milestone,
    proposal: Open,
    kind: type[AcceptProposal] | type[DeclineProposal] | type[WithdrawProposal],
) -> Action:
    words = act_words(kind, visit.order, milestone, telling(visit))
    href = f"{act_address(kind, visit.order.id, milestone.number)}?proposal={proposal.number}"
    return Action(words.label, href=href, weight="primary" if kind is AcceptProposal else "plain")
