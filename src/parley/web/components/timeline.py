"""What happened, as sentences, day by day; messages stand between the facts in the voice of people.

    Timeline(days=(Day("Monday 23 November", "2026-11-23", (
        Entry(Moment("16:40", "2026-11-23T16:40+01:00"), "package", say(_("{who} delivered {what}"), ...), delivery=...),
        Entry(Moment(...), "dot", author, message=Message("I see. It sounds as if …")))),))
    {% include "components/timeline.html" with timeline=page.timeline %}

An entry is a fact (`sentence` alone) or a fact with one body: message, delivery or request. Repeated reminders are one
entry with `count`. `now` marks the only event that decides the state at this moment. Older days can lie in a Fold.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.file_chip import FileChip
from parley.web.components.icons import Icon
from parley.web.components.moment import Moment
from parley.web.components.pager import Pager
from parley.web.components.revision import RevisionRequest
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Message:
    """A person's own words. `lang` when it is not the page's language. `erased` on request: `text` then says so."""

    text: str
    lang: str = ""
    files: tuple[FileChip, ...] = ()
    note: Text = ""
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was handed in: files, and the freelancer's note."""

    files: tuple[FileChip, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The small line of record: "Event 14 · 3f9a 02c1"."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event or message. `id` makes it a link target. For a message `sentence` is the author's name."""

    time: Moment
    icon: Icon
    sentence: Text
    id: str = ""
    now: bool = False
    count: int = 0
    detail: Text = ""
    message: Message | None = None
    delivery: Delivery | None = None
    request: RevisionRequest | None = None
    receipt: Receipt | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A heading such as "Today, Tuesday 24 November" and what happened then, oldest first."""

    title: str
    iso: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Older days behind one line, as "12 earlier entries, 2 to 20 November"."""

    summary: Text
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days, oldest first, perhaps after a fold of older ones and a link to those that are not loaded."""

    days: tuple[Day, ...]
    folded: Fold | None = None
    older: Pager | None = None
    title: str = ""
