"""A record as it is told in one language: to neither side, in the zone of the agreement, with people's words as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from django.utils.translation import get_language

from parley.casefile.paper.letters import in_line, shortened, shown
from parley.casefile.paper.model import Quote
from parley.casefile.record import Kept, Record
from parley.core.order.evolve import evolve
from parley.core.order.messages import AnyEvent
from parley.core.order.state import Milestone, Order
from parley.core.parties import Role
from parley.core.texts import LONGEST_LINE, Commitment
from parley.reads.mentions import mentioned
from parley.words.case_file_said import erased_words, nothing_written, private_words
from parley.words.dates import moment
from parley.words.events import event_words
from parley.words.proposals_told import proposals_made
from parley.words.sentence import Sentence
from parley.words.telling import EventWords, Telling

LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)
"""Dates are written with their year wherever it is not the reader's present one. A record has no present, so each has its
year."""

SHOWN_OF_A_HASH = 16


@dataclass(frozen=True)
class Scene:
    """Everything that a section asks for."""

    record: Record

    @cached_property
    def telling(self) -> Telling:
        names = {party.role: in_line(party.name) for party in self.record.parties}
        return Telling(
            viewer_role=None,
            client_name=names.get(Role.CLIENT, ""),
            freelancer_name=names.get(Role.FREELANCER, ""),
            milestone_names={
                terms.number: in_line(self.record.words(terms.name)) for terms in self.record.order.all_terms
            },
            zone=self.record.zone,
            now=LONG_AGO,
            proposals=proposals_made(self.record.events),
        )

    @cached_property
    def agreed_texts(self) -> frozenset[Commitment]:
        """Texts that stand among what was agreed."""
        order = self.record.order
        items = [item for milestone in order.all_terms for item in milestone.items]
        names = [milestone.name for milestone in order.all_terms]
        return frozenset({*order.terms.commitments(), *names, *(i.what for i in items), *(i.test for i in items)})

    @cached_property
    def writers(self) -> Mapping[Commitment, Role]:
        """Whose words each text is: an offer of extra work names what the other side asked for in the other side's words."""
        found: dict[Commitment, Role] = {}
        for event in self.record.events:
            for commitment in mentioned([event]).texts:
                found.setdefault(commitment, event.by)
        return found

    @cached_property
    def _orders(self) -> tuple[Order, ...]:
        """The order after each event."""
        found: list[Order] = []
        for event in self.record.events:
            found.append(evolve(found[-1] if found else None, self.record.order_id, event))
        return tuple(found)

    def before(self, seq: int) -> Order:
        """The order as it stood before this event, which is not the first."""
        return self._orders[seq - 2]

    def after(self, event: AnyEvent) -> Order:
        """The order as this event left it."""
        return next(order for order, one in zip(self._orders, self.record.events, strict=True) if one is event)

    def sentence_of(self, seq: int) -> Sentence:
        return self.told(self.record.events[seq - 1]).sentence

    @property
    def language(self) -> str:
        return get_language() or "en"

    def numbered(self) -> Iterator[tuple[int, AnyEvent]]:
        """Every event with its number in the order."""
        return ((row.seq, event) for row, event in zip(self.record.rows, self.record.events, strict=True))

    def told(self, event: AnyEvent) -> EventWords:
        return event_words(event, self.telling)

    def when(self, at: datetime) -> str:
        return moment(at, self.record.zone, LONG_AGO).text

    def iso(self, at: datetime) -> str:
        return moment(at, self.record.zone, LONG_AGO).iso

    def name(self, role: Role) -> str:
        return self.telling.name(role)

    def person(self, person_id: str) -> str:
        """Isolated, to stand in a sentence; empty for somebody whose name is not known any more."""
        return in_line(self.record.name_of(person_id))

    def quote(self, commitment: Commitment | None, label: str = "") -> Quote:
        """The words behind a commitment, or what became of them."""
        text = self.record.texts.get(commitment) if commitment is not None else None
        if commitment is None or text is None:
            return Quote(None, label=label, instead=nothing_written())
        if text.kept is Kept.PRIVATE:
            return Quote(None, label=label, instead=private_words(), fingerprint=commitment)
        if text.words is None:
            on = self.when(text.erased_at) if text.erased_at is not None else ""
            return Quote(None, label=label, instead=erased_words(on), fingerprint=commitment)
        return Quote(shown(text.words), text.language, label)

    def title(self) -> Quote:
        """The people's title of the order, on one line; of one that is blank that it is."""
        quote = self.quote(self.record.order.terms.title)
        if quote.words is None:
            return quote
        line = shortened(quote.words, LONGEST_LINE)
        return replace(quote, words=line) if line else Quote(None, instead=nothing_written())

    def inline(self, commitment: Commitment | None) -> str:
        """Words inside one of our sentences; what became of them where they are not there."""
        quote = self.quote(commitment)
        return in_line(quote.words) if quote.words else quote.instead

    def milestones(self) -> Sequence[Milestone]:
        return self.record.order.milestones

    def hash_of(self, seq: int) -> str:
        return self.record.rows[seq - 1].hash[:SHOWN_OF_A_HASH]

    def sides(self) -> tuple[Role, Role]:
        return (Role.CLIENT, Role.FREELANCER)
