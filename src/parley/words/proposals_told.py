"""Proposals that events speak of by their number alone: which one it was, in a few words after a colon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import AnyEvent, ExtraAsked, ProposalMade
from parley.core.order.state import Proposal, ProposalKind
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.money import money
from parley.words.sentence import Part, Sentence, strong
from parley.words.telling import Telling, tell, told


def proposals_made(events: Iterable[AnyEvent]) -> Mapping[tuple[int, int], Proposal]:
    """Every proposal that these events bring, by milestone and number: what `Telling.proposals` takes."""
    found: dict[tuple[int, int], Proposal] = {}
    for event in events:
        match event:
            case ProposalMade():
                found[event.milestone, event.proposal.number] = event.proposal
            case ExtraAsked():
                found[event.milestone, event.number] = Proposal(
                    number=event.number,
                    kind=ProposalKind.WISH,
                    by=event.by,
                    at=event.at,
                    answer_by=event.answer_by,
                    reason=event.items[0].words,
                )
            case _:
                pass
    return found


def with_name(sentence: Sentence, milestone: int, number: int, telling: Telling) -> Sentence:
    """The sentence, and after a colon what the proposal asks for where the teller knows it."""
    proposal = telling.proposals.get((milestone, number))
    if proposal is None:
        return sentence
    # Translators: {sentence} says what became of a proposal, {proposal} is what it asks for, as "more time, until Friday".
    return tell(_("{sentence}: {proposal}"), sentence=sentence, proposal=proposal_name(proposal, telling))


def proposal_name(proposal: Proposal, telling: Telling) -> Sentence:
    """What is asked for, without a verb: it stands after a colon."""
    amount = strong_sum(proposal)
    match proposal.kind:
        case ProposalKind.EXTENSION:
            until = day_and_time(proposal.until or proposal.answer_by, telling.zone, telling.now)
            return tell(_("more time, until {until}"), until=strong(until))
        case ProposalKind.REFUND:
            return told(telling, Role.CLIENT, _("{amount} back to you"), _("{amount} back to {name}"), amount=amount)
        case ProposalKind.CANCEL:
            you, they = _("an end, with {amount} for you"), _("an end, with {amount} for {name}")
            return told(telling, Role.FREELANCER, you, they, amount=amount)
        case ProposalKind.WISH:
            return tell(_("a price for extra work"))
        case ProposalKind.EXTRA:
            return (
                tell(_("extra work for {amount}"), amount=amount)
                if costs(proposal)
                else tell(_("extra work at no charge"))
            )
        case ProposalKind.SPLIT:
            you = _("{amount} of the hold for you, the rest back to {client}")
            they = _("{amount} of the hold for {name}, the rest back to {client}")
            if telling.is_viewer(Role.CLIENT):
                they = _("{amount} of the hold for {name}, the rest back to you")
            client = strong(telling.name(Role.CLIENT))
            return told(telling, Role.FREELANCER, you, they, amount=amount, client=client)
        case _:
            assert_never(proposal.kind)


def strong_sum(proposal: Proposal) -> Part:
    """The sum that it names; of extra work its price."""
    sum_ = proposal.extra.price if proposal.extra is not None else proposal.amount
    return strong(money(sum_) if sum_ is not None else "")


def costs(proposal: Proposal) -> bool:
    """Whether extra work has a price."""
    return proposal.extra is not None and bool(proposal.extra.price)
