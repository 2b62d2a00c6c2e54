"""The record that the parts of its page are made from, and how they speak of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parley.core.order.state import Delivery, Milestone, Part
from parley.core.texts import Commitment
from parley.reads.mediation_record import MediationRecord
from parley.web.components.moment import Moment
from parley.web.orders.door import Visit
from parley.web.orders.parts.moments import short
from parley.web.orders.telling import telling
from parley.words.record import language_name
from parley.words.telling import Telling


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's own words; `language` is its name in the reader's language, `lang` its code. Both are empty where nobody
    knows it. Erased words have no text."""

    text: str
    language: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A visit to the record of one milestone."""

    visit: Visit
    milestone: Milestone
    record: MediationRecord

    @property
    def telling(self) -> Telling:
        """With every proposal of this milestone, however long ago it was made."""
        proposals = {
            (self.milestone.number, made.past.proposal.number): made.past.proposal for made in self.record.made
        }
        return replace(telling(self.visit), proposals=proposals)

    def handed_in(self) -> list[Part | Delivery]:
        """Parts and deliveries as they came."""
        both: list[Part | Delivery] = [*self.milestone.parts, *self.milestone.deliveries]
        return sorted(both, key=lambda one: one.at)

    def href(self, seq: int) -> str:
        """The event in the record: on this page, or on the one that ends with it."""
        here = self.visit.page.records
        if here and here[0].seq <= seq <= here[-1].seq:
            return f"#event-{seq}"
        return f"?before={seq + 1}#event-{seq}"

    def when(self, at: datetime) -> Moment:
        return short(at, self.visit.zone, self.visit.at)

    def words(self, commitment: Commitment | None) -> Words | None:
        """None where there were none, or where they are not for this reader."""
        if commitment is None or commitment not in self.visit.page.wording.rows:
            return None
        said = self.visit.page.wording.said(commitment)
        return Words(said.words or "", language_name(said.language), said.language)
