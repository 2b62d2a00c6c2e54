"""One clause of an offer, in plain words, with its tick. On the phone the tick comes after the text, so that one reads first.

    Clause("3", _("Deposit of €60.00"), body, "agreed", tick=Tick("clause", "3", checked=True, form_id="accept"))
    {% include "components/clause.html" with clause=it %}      inside <div class="clauses">

Its id is `clause-<number>` with dots as dashes, so a revision item can link to "#clause-2-2".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.sentence import Text
from parley.web.components.table import Table


@dataclass(frozen=True, slots=True)
class Tick:
    """The box "I agree". It belongs to the form `form_id`, wherever that stands on the page."""

    name: str
    value: str
    checked: bool = False
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """What is in talk, in the words of who wrote it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """`body_said` if the words are a person's. `changed` marks what is new since the version before.

    Without `tick` the state is only shown. `talk_href` is the way to write a note about this clause.
    """

    number: str
    title: Text
    body: Text = ""
    state: Literal["agreed", "talk", "to_read"] = "to_read"
    body_said: bool = False
    table: Table | None = None
    items: tuple[Text, ...] = ()
    tick: Tick | None = None
    notes: tuple[ClauseNote, ...] = ()
    changed: Text = ""
    talk_href: str = ""

    @property
    def id(self) -> str:
        return "clause-" + self.number.replace(".", "-")
