"""The timeline of proposals: made, answered, taken back, ended; and what a yes brought."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    Extended,
    ExtraAgreed,
    PartlyRefunded,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
)
from parley.core.order.state import Proposal, ProposalKind
from parley.core.parties import PARTIES, Role
from parley.words.dates import day_and_time
from parley.words.money import money
from parley.words.proposals_told import costs, proposal_name, strong_sum, with_name
from parley.words.reasons import cancel_code_told
from parley.words.sentence import Part, Sentence, strong
from parley.words.telling import EventWords, Telling, tell, told

ProposalEvent = (
    ProposalMade
    | ProposalAccepted
    | ProposalDeclined
    | ProposalWithdrawn
    | ProposalLapsed
    | Extended
    | PartlyRefunded
    | ExtraAgreed
)  # fmt: skip


def proposal_event_words(event: ProposalEvent, telling: Telling) -> EventWords:
    """What was asked, and how it was answered."""
    milestone = telling.milestone(event.milestone)
    match event:
        case ProposalMade():
            return EventWords(_made(event.proposal, milestone, telling), _why_and_by_when(event.proposal, telling))
        case ProposalAccepted():
            return EventWords(with_name(_accepted(event, telling), event.milestone, event.proposal, telling))
        case ProposalDeclined():
            you, they = _("*You* declined a proposal for {milestone}"), _("{name} declined a proposal for {milestone}")
            declined = told(telling, event.by, you, they, milestone=milestone)
            return EventWords(with_name(declined, event.milestone, event.proposal, telling), _as_agreed())
        case ProposalWithdrawn():
            you = _("*You* took a proposal for {milestone} back")
            they = _("{name} took a proposal for {milestone} back")
            withdrawn = told(telling, event.by, you, they, milestone=milestone)
            return EventWords(with_name(withdrawn, event.milestone, event.proposal, telling), _as_agreed())
        case ProposalLapsed():
            lapsed = tell(_("A proposal for {milestone} was not answered in time"), milestone=milestone)
            return EventWords(
                with_name(lapsed, event.milestone, event.proposal, telling),
                tell(_("Silence counts as no: everything stays as agreed.")),
            )
        case Extended():
            due = day_and_time(event.due_at, telling.zone, telling.now)
            return EventWords(
                tell(_("{milestone} has more time"), milestone=milestone),
                tell(_("It is due on {due} now."), due=due),
            )
        case PartlyRefunded():
            you, they = _("You got {amount} of {milestone} back"), _("{name} got {amount} of {milestone} back")
            amount = strong(money(event.amount))
            return EventWords(
                told(telling, Role.CLIENT, you, they, amount=amount, milestone=milestone),
                tell(_("The rest stays held, and all else stays as agreed.")),
            )
        case ExtraAgreed():
            return _extra_agreed(event, telling)
        case _:
            assert_never(event)


def _made(proposal: Proposal, milestone: Part, telling: Telling) -> Sentence:
    amount = strong_sum(proposal)
    until = strong(day_and_time(proposal.until or proposal.answer_by, telling.zone, telling.now))
    match proposal.kind, proposal.by:
        case ProposalKind.EXTENSION, _role:
            you = _("*You* asked for more time, until {until}, for {milestone}")
            they = _("{name} asked for more time, until {until}, for {milestone}")
        case ProposalKind.REFUND, Role.CLIENT:
            you, they = (
                _("*You* asked for {amount} of {milestone} back"),
                _("{name} asked for {amount} of {milestone} back"),
            )
        case ProposalKind.REFUND, _role:
            you = _("*You* offered to give {amount} of {milestone} back")
            they = _("{name} offered to give {amount} of {milestone} back")
        case ProposalKind.CANCEL, Role.CLIENT:
            return _end_proposed(milestone, amount, telling)
        case ProposalKind.CANCEL, _role:
            you = _("*You* proposed to end {milestone} and to keep {amount}")
            they = _("{name} proposed to end {milestone} and to keep {amount}")
        case ProposalKind.WISH, _role:
            you = _("*You* asked for a price for extra work beside {milestone}")
            they = _("{name} asked for a price for extra work beside {milestone}")
        case ProposalKind.EXTRA, _role if costs(proposal):
            you = _("*You* offered extra work beside {milestone} for {amount}")
            they = _("{name} offered extra work beside {milestone} for {amount}")
        case ProposalKind.EXTRA, _role:
            you = _("*You* offered extra work beside {milestone} at no charge")
            they = _("{name} offered extra work beside {milestone} at no charge")
        case ProposalKind.SPLIT, _role:
            return _settlement_proposed(proposal, milestone, telling)
        case _:
            assert_never(proposal.kind)
    return told(telling, proposal.by, you, they, milestone=milestone, amount=amount, until=until)


def _settlement_proposed(proposal: Proposal, milestone: Part, telling: Telling) -> Sentence:
    """Who wants to settle, and after a colon for what."""
    you, they = _("*You* offered to settle {milestone}"), _("{name} offered to settle {milestone}")
    offered = told(telling, proposal.by, you, they, milestone=milestone)
    return tell(_("{sentence}: {proposal}"), sentence=offered, proposal=proposal_name(proposal, telling))


def _extra_agreed(event: ExtraAgreed, telling: Telling) -> EventWords:
    """It is a milestone of the order from now on, and is told by its own name."""
    words = {"milestone": telling.milestone(event.milestone), "extra": telling.milestone(event.extra.number)}
    if not event.extra.price:
        return EventWords(
            tell(_("Extra work beside {milestone} was agreed: {extra}, at no charge"), **words),
            tell(_("It is a milestone of its own, and work on it begins.")),
        )
    sentence = _("Extra work beside {milestone} was agreed: {extra}, for {amount}")
    return EventWords(
        tell(sentence, amount=strong(money(event.extra.price)), **words),
        tell(_("It is a milestone of its own. Work on it begins once it is funded.")),
    )


def _end_proposed(milestone: Part, amount: Part, telling: Telling) -> Sentence:
    """By the client, who names what the freelancer keeps."""
    you = _("*You* proposed to end {milestone}: {freelancer} keeps {amount}")
    if telling.is_viewer(Role.FREELANCER):
        they = _("{name} proposed to end {milestone}: you keep {amount}")
    else:
        they = _("{name} proposed to end {milestone}: {freelancer} keeps {amount}")
    freelancer = telling.name(Role.FREELANCER)
    return told(telling, Role.CLIENT, you, they, milestone=milestone, amount=amount, freelancer=freelancer)


def _why_and_by_when(proposal: Proposal, telling: Telling) -> Sentence:
    by_when = _answer_by(proposal, telling)
    why = cancel_code_told(proposal.code) if proposal.code is not None else ""
    if not why:
        return by_when
    # Translators: two whole sentences, one after the other.
    return tell(_("{reason} {answer}"), reason=why, answer=by_when)


def _answer_by(proposal: Proposal, telling: Telling) -> Sentence:
    if proposal.silence_is_yes:
        you = _("Until {until} you can answer. Silence counts as yes.")
        they = _("Until {until} {name} can answer. Silence counts as yes.")
    else:
        you = _("Until {until} you can answer. Silence counts as no.")
        they = _("Until {until} {name} can answer. Silence counts as no.")
    until = day_and_time(proposal.answer_by, telling.zone, telling.now)
    return told(telling, proposal.by.other, you, they, until=until)


def _accepted(event: ProposalAccepted, telling: Telling) -> Sentence:
    milestone = telling.milestone(event.milestone)
    if event.by not in PARTIES:
        return tell(_("A proposal for {milestone} counts as accepted: silence is a yes here"), milestone=milestone)
    you, they = _("*You* accepted a proposal for {milestone}"), _("{name} accepted a proposal for {milestone}")
    return told(telling, event.by, you, they, milestone=milestone)


def _as_agreed() -> Sentence:
    return tell(_("Everything stays as agreed."))
