"""The timeline of proposals: made, answered, taken back, ended; and what a yes brought."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    Extended,
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
from parley.words.sentence import Part, Sentence, strong
from parley.words.telling import EventWords, Telling, tell, told

ProposalEvent = (
    ProposalMade | ProposalAccepted | ProposalDeclined | ProposalWithdrawn | ProposalLapsed | Extended | PartlyRefunded
)


def proposal_event_words(event: ProposalEvent, telling: Telling) -> EventWords:
    """What was asked, and how it was answered."""
    milestone = telling.milestone(event.milestone)
    match event:
        case ProposalMade():
            return EventWords(_made(event.proposal, milestone, telling), _answer_by(event.proposal, telling))
        case ProposalAccepted():
            return EventWords(_accepted(event, telling))
        case ProposalDeclined():
            you, they = _("*You* declined a proposal for {milestone}"), _("{name} declined a proposal for {milestone}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone), _as_agreed())
        case ProposalWithdrawn():
            you = _("*You* took a proposal for {milestone} back")
            they = _("{name} took a proposal for {milestone} back")
            return EventWords(told(telling, event.by, you, they, milestone=milestone), _as_agreed())
        case ProposalLapsed():
            return EventWords(
                tell(_("A proposal for {milestone} was not answered in time"), milestone=milestone),
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
        case _:
            assert_never(event)


def _made(proposal: Proposal, milestone: Part, telling: Telling) -> Sentence:
    amount = strong(money(proposal.amount) if proposal.amount is not None else "")
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
    return told(telling, proposal.by, you, they, milestone=milestone, amount=amount, until=until)


def _end_proposed(milestone: Part, amount: Part, telling: Telling) -> Sentence:
    """By the client, who names what the freelancer keeps."""
    you = _("*You* proposed to end {milestone}: {freelancer} keeps {amount}")
    if telling.is_viewer(Role.FREELANCER):
        they = _("{name} proposed to end {milestone}: you keep {amount}")
    else:
        they = _("{name} proposed to end {milestone}: {freelancer} keeps {amount}")
    freelancer = telling.name(Role.FREELANCER)
    return told(telling, Role.CLIENT, you, they, milestone=milestone, amount=amount, freelancer=freelancer)


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
