"""One part of what was agreed, as both see it: the facts first, then each side's words beside the other's.

Matter("item-1", "1", "Logo in black", Verdict("open", _("Still open")), test=..., delivered=..., files=(FileChip(...),),
       exchanges=(MatterExchange(View(_("You"), (Said(...),)), View("Camille", (Said(...),)), verdict=..., lines=(...,)),))
{% include "components/matter.html" with matter=it %}

Both views are equal in width and weight; whoever asked comes first. On a phone they stand below each other, pair by pair.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.file_chip import FileChip
from parley.web.components.revision import Verdict
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Said:
    """Something that one side said or did. `words` are a person's, with their language where it is not the page's."""

    label: Text = ""
    words: str = ""
    lang: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class View:
    """One side of a pair; `empty` where it has said nothing."""

    name: str
    said: tuple[Said, ...] = ()
    empty: Text = ""


@dataclass(frozen=True, slots=True)
class MatterExchange:
    """What was asked and what was answered. Under it: how it stands beside what was agreed, and the effort."""

    views: tuple[View, View]
    verdict: Verdict | None = None
    lines: tuple[Text, ...] = ()
    advice: Text = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A part of the agreement, or what lies beyond it (then without `test`). `quiet` says that nobody asked anything."""

    id: str
    number: str
    what: str
    state: Verdict
    said: bool = True
    test: str = ""
    size: Text = ""
    delivered: Text = ""
    files: tuple[FileChip, ...] = ()
    counts: Text = ""
    exchanges: tuple[MatterExchange, ...] = ()
    quiet: Text = ""
