"""Everything that a letter may say, gathered for the moment at which it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from parley.core.order.messages import (
    AnyEvent,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalWithdrawn,
)
from parley.core.order.state import Order, Proposal
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment
from parley.notices.letter import Occasion, Reader
from parley.notices.lines import one_line
from parley.notices.links import invitation_address
from parley.people.models import Person
from parley.people.zones import zone_or_utc
from parley.reads.hidden import hidden_words
from parley.store.chain import data_of
from parley.store.forms import EVENTS, STATES
from parley.store.queries import events_of, order_row, texts_of
from parley.words.proposals_told import proposals_made
from parley.worker.folding import Wish
from parley.worker.invited import link_token, open_invitation

ANSWERS = ProposalAccepted | ProposalDeclined | ProposalWithdrawn | ProposalLapsed
"""Events that name a proposal by its number alone."""


def occasion(wishes: Sequence[Wish], at: datetime) -> Occasion | None:
    """What one letter for these wishes of one order and one reader is about; None when there is nobody to write to.
    Raises invited.NotYet when somebody may be there soon.

    People are called as they are called now, and words that were erased are not there any more.
    """
    lead = wishes[0]
    row = order_row(lead.row.order_id)
    if row is None:
        return None
    order = STATES.from_text(row.state)
    people = _people(order)
    reader, invitation = _reader(order, lead.letter.to, people, at)
    if reader is None:
        return None
    events = tuple(_event(order.id, wish.letter.seq) for wish in wishes)
    hidden = hidden_words(order, events, reader.role)
    return Occasion(
        effect_id=lead.row.effect_id,
        reader=reader,
        order=order,
        events=events,
        names={role: one_line(person.name) for role, person in people.items()},
        texts={
            Commitment(key): text.body
            for key, text in texts_of(order.id).items()
            if text.body is not None and key not in hidden
        },
        head=row.head,
        at=at,
        invitation=invitation,
        proposals=_answered(order.id, events),
    )


def _reader(order: Order, role: Role, people: Mapping[Role, Person], at: datetime) -> tuple[Reader | None, str]:
    """Who plays this role and, for somebody who was invited and has not joined, where they read the offer."""
    person = people.get(role) if role in PARTIES else _on_the_desk(order, role)
    if person is not None:
        return Reader(role, one_line(person.name), person.email, _spoken(person.language), zone_or_utc(person.zone)), ""
    is_invited = role in PARTIES and order.person(role) is None
    invitation = open_invitation(order.id, role, at) if is_invited else None
    if invitation is None:
        return None, ""
    zone = order.terms.calendar.zone
    link = invitation_address(link_token(invitation))
    return Reader(role, "", invitation.email, _spoken(invitation.language), zone), link


def _people(order: Order) -> dict[Role, Person]:
    """Both sides, where they have an account that is in use."""
    named = {role: UUID(person) for role in PARTIES if (person := order.person(role))}
    found = {person.id: person for person in Person.objects.filter(id__in=named.values(), is_active=True)}
    return {role: found[person_id] for role, person_id in named.items() if person_id in found}


def _on_the_desk(order: Order, role: Role) -> Person | None:
    """Who works for the desk in this role, the longest there; never somebody who is a party of the order. A mediator who
    may not decide in it any more is asked last, after the operators."""
    operators = Person.objects.operators().order_by("id")
    found = [*Person.objects.mediators().order_by("id"), *operators] if role is Role.MEDIATOR else list(operators)
    neutral = [person for person in found if order.role_of(str(person.id)) is None]
    barred = _barred(order) if role is Role.MEDIATOR else frozenset()
    return min(neutral, key=lambda person: str(person.id) in barred, default=None)


def _barred(order: Order) -> frozenset[str]:
    """Who wrote to one side for the other, and who decided before."""
    wrote = {person for milestone in order.milestones for person in milestone.outreach_persons}
    cases = [milestone.case for milestone in order.milestones if milestone.case is not None]
    return frozenset(wrote | {case.decision.person for case in cases if case.decision is not None})


def _event(order_id: UUID, seq: int) -> AnyEvent:
    [row] = events_of(order_id, after_seq=seq - 1, limit=1)
    return EVENTS.from_json(data_of(row))


def _answered(order_id: UUID, events: Sequence[AnyEvent]) -> Mapping[tuple[int, int], Proposal]:
    """The proposals of this order, where one of these events is an answer to one: it knows only its number."""
    if not any(isinstance(event, ANSWERS) for event in events):
        return {}
    return proposals_made(EVENTS.from_json(data_of(row)) for row in events_of(order_id))


def _spoken(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
