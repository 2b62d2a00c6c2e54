"""A proposal that is open: what is asked, what a yes and a no bring, and what silence counts as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.core.order.state import Milestone, Order, Proposal, ProposalKind
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.money import money
from parley.words.proposals_told import costs, strong_sum
from parley.words.sentence import Sentence, strong
from parley.words.telling import Telling, tell, told


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """Lines without a full stop. `said` says when it was made; the reason beside it is the person's own words.
    `yes`, `no` and `silence` say what each answer brings."""

    title: Sentence
    said: Sentence
    yes: Sentence
    no: Sentence
    silence: Sentence


def proposal_words(proposal: Proposal, order: Order, milestone: Milestone, telling: Telling) -> ProposalWords:
    """The words for one open proposal of this milestone."""
    return ProposalWords(
        title=proposal_title(proposal, milestone.number, telling),
        said=tell(_("Proposed on {instant}"), instant=_instant(proposal.at, telling)),
        yes=_yes(proposal, order, milestone, telling),
        no=_no(proposal, milestone, telling),
        silence=_silence(proposal, telling),
    )


def oldest_proposal(milestone: Milestone, by: Role) -> Proposal | None:
    """The proposal of this side that was made first and is still open."""
    own = [proposal for proposal in milestone.proposals if proposal.by is by]
    return min(own, key=lambda proposal: proposal.number, default=None)


def proposal_title(proposal: Proposal, number: int, telling: Telling) -> Sentence:
    """Who asks for what: "Ana asks for more time: until Fri 4 Dec, 18:00"."""
    match proposal.kind:
        case ProposalKind.EXTENSION:
            until = strong(_instant(proposal.until or proposal.answer_by, telling))
            you, they = _("You ask for more time: until {until}"), _("{name} asks for more time: until {until}")
            return told(telling, proposal.by, you, they, until=until)
        case ProposalKind.REFUND:
            return _refund_title(proposal, telling)
        case ProposalKind.CANCEL:
            return _cancel_title(proposal, number, telling)
        case ProposalKind.WISH | ProposalKind.EXTRA:
            return _extra_title(proposal, number, telling)
        case ProposalKind.SPLIT:
            return _split_title(proposal, telling)
        case _:
            assert_never(proposal.kind)


def _refund_title(proposal: Proposal, telling: Telling) -> Sentence:
    if proposal.by is Role.CLIENT:
        you, they = _("You ask for {amount} back"), _("{name} asks for {amount} back")
    else:
        you, they = _("You offer to give {amount} back"), _("{name} offers to give {amount} back")
    return told(telling, proposal.by, you, they, amount=strong_sum(proposal))


def _cancel_title(proposal: Proposal, number: int, telling: Telling) -> Sentence:
    milestone, amount = telling.milestone(number), strong_sum(proposal)
    if proposal.by is Role.FREELANCER:
        you = _("You propose to end {milestone} and to keep {amount}")
        they = _("{name} proposes to end {milestone} and to keep {amount}")
        return told(telling, proposal.by, you, they, milestone=milestone, amount=amount)
    you = _("You propose to end {milestone}: {freelancer} keeps {amount}")
    if telling.is_viewer(Role.FREELANCER):
        they = _("{name} proposes to end {milestone}: you keep {amount}")
    else:
        they = _("{name} proposes to end {milestone}: {freelancer} keeps {amount}")
    freelancer = telling.name(Role.FREELANCER)
    return told(telling, proposal.by, you, they, milestone=milestone, amount=amount, freelancer=freelancer)


def _extra_title(proposal: Proposal, number: int, telling: Telling) -> Sentence:
    if proposal.kind is ProposalKind.WISH:
        you = _("You ask for a price for extra work beside {milestone}")
        they = _("{name} asks for a price for extra work beside {milestone}")
    elif costs(proposal):
        you = _("You offer extra work beside {milestone} for {amount}")
        they = _("{name} offers extra work beside {milestone} for {amount}")
    else:
        you = _("You offer extra work beside {milestone} at no charge")
        they = _("{name} offers extra work beside {milestone} at no charge")
    milestone = telling.milestone(number)
    return told(telling, proposal.by, you, they, milestone=milestone, amount=strong_sum(proposal))


def _split_title(proposal: Proposal, telling: Telling) -> Sentence:
    """By either side: what the freelancer gets of the hold."""
    amount, freelancer = strong_sum(proposal), telling.name(Role.FREELANCER)
    if telling.is_viewer(Role.FREELANCER):
        you = _("You offer to settle: {amount} of the hold goes to you")
        they = _("{name} offers to settle: {amount} of the hold goes to you")
    else:
        you = _("You offer to settle: {amount} of the hold goes to {freelancer}")
        they = _("{name} offers to settle: {amount} of the hold goes to {freelancer}")
    return told(telling, proposal.by, you, they, amount=amount, freelancer=freelancer)


def _yes(proposal: Proposal, order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    match proposal.kind:
        case ProposalKind.EXTENSION:
            until = strong(_instant(proposal.until or proposal.answer_by, telling))
            return tell(_("The due date moves to {until}"), until=until)
        case ProposalKind.REFUND:
            you = _("You get {amount} back, and {rest} stays held")
            they = _("{name} gets {amount} back, and {rest} stays held")
            rest = milestone.held - _named(proposal, milestone)
            return told(telling, Role.CLIENT, you, they, amount=strong_sum(proposal), rest=money(rest))
        case ProposalKind.CANCEL:
            return _cancelled(_named(proposal, milestone), order, milestone, telling)
        case ProposalKind.WISH | ProposalKind.EXTRA:
            return _extra_agreed(proposal, telling)
        case ProposalKind.SPLIT:
            return _settled(_named(proposal, milestone), order, milestone, telling)
        case _:
            assert_never(proposal.kind)


def _extra_agreed(proposal: Proposal, telling: Telling) -> Sentence:
    """A wish is answered with a price; an offer with a price becomes a milestone that is paid for first."""
    if proposal.kind is ProposalKind.WISH:
        you, they = (
            _("You name a price, and nothing is agreed by it yet"),
            _("{name} names a price, and nothing is agreed by it yet"),
        )
        return told(telling, Role.FREELANCER, you, they)
    if not costs(proposal):
        return tell(_("It becomes a milestone of its own, and work on it begins"))
    you = _("It becomes a milestone of its own, which you fund with {amount} before work begins")
    they = _("It becomes a milestone of its own, which {name} funds with {amount} before work begins")
    return told(telling, Role.CLIENT, you, they, amount=strong_sum(proposal))


def _settled(gross: Money, order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    """The case ends. The freelancer reads of the fee, which comes off that part."""
    fee = gross.share(order.terms.fee_basis_points)
    if not telling.is_viewer(Role.FREELANCER):
        you = _("The case is settled: {back} comes back to you, and {freelancer} gets {gross}")
        they = _("The case is settled: {name} gets {back} back, and {freelancer} gets {gross}")
    elif fee:
        you, they = "", _("The case is settled: you get {gross} less the fee of {fee}, and {name} gets {back} back")
    else:
        you, they = "", _("The case is settled: you get {gross}, and {name} gets {back} back")
    return told(
        telling,
        Role.CLIENT,
        you,
        they,
        back=strong(money(milestone.held - gross)),
        gross=strong(money(gross)),
        fee=money(fee),
        freelancer=telling.name(Role.FREELANCER),
    )


def _cancelled(kept: Money, order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    """The freelancer reads of the fee too, which is taken off what was not paid out before."""
    paid = milestone.released + milestone.fees
    gross = kept - paid
    fee = gross.share(order.terms.fee_basis_points) + milestone.fees
    if not telling.is_viewer(Role.FREELANCER):
        you = _("It ends: {back} comes back to you, and {freelancer} keeps {kept}")
        they = _("It ends: {name} gets {back} back, and {freelancer} keeps {kept}")
    elif fee:
        you, they = "", _("It ends: you keep {kept} less the fee of {fee}, and {name} gets {back} back")
    else:
        you, they = "", _("It ends: you keep {kept}, and {name} gets {back} back")
    return told(
        telling,
        Role.CLIENT,
        you,
        they,
        back=strong(money(milestone.held - gross)),
        kept=strong(money(kept)),
        fee=money(fee),
        freelancer=telling.name(Role.FREELANCER),
    )


def _no(proposal: Proposal, milestone: Milestone, telling: Telling) -> Sentence:
    match proposal.kind:
        case ProposalKind.EXTENSION if milestone.due_at is not None:
            return tell(_("The due date stays {due}"), due=_instant(milestone.due_at, telling))
        case ProposalKind.REFUND:
            return tell(_("All of {amount} stays held"), amount=money(milestone.held))
        case ProposalKind.WISH | ProposalKind.EXTRA:
            return tell(_("Nothing is added, and everything stays as agreed"))
        case ProposalKind.SPLIT:
            return tell(_("The case goes on"))
        case _:
            return tell(_("Everything stays as agreed"))


def _silence(proposal: Proposal, telling: Telling) -> Sentence:
    until = _instant(proposal.answer_by, telling)
    if proposal.silence_is_yes:
        return tell(_("After {until} silence counts as *yes*"), until=until)
    return tell(_("After {until} silence counts as *no*"), until=until)


def _named(proposal: Proposal, milestone: Milestone) -> Money:
    """The sum that it names, which may be nothing at all."""
    return proposal.amount if proposal.amount is not None else milestone.held


def _instant(at: datetime, telling: Telling) -> str:
    return day_and_time(at, telling.zone, telling.now)
