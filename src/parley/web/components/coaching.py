"""What the coach says of a draft, under the box in which it is written: quiet, for the writer alone, and never in the way.

    Coaching(box="composer-text", field="text", address="/orders/7F3K/coach", action="/orders/7F3K/coach#composer",
             findings=(Finding("accusation", "accusation:1f", "You never told me", _("Reads as blame."), why, wording),))
    {% include "components/coaching.html" with coaching=composer.coach %}        inside the form of the box

With scripts it keeps up with what is typed and a wording is put in place, where the browser can undo it. Without them
every button submits the form to `action`, and the page comes back with everything that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence reads as and why, and a better wording for it ("" where there is none). `quote` are the very words that
    hurt. It is `known_by` this mark while its sentence stays the same. `place` is the sentence and `mark` the quote, as a
    browser counts characters (UTF-16)."""

    label: str
    known_by: str
    quote: str
    reads_as: str
    why: Text
    wording: str = ""
    place: tuple[int, int] = (0, 0)
    mark: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist."""

    say: str
    done: bool


@dataclass(frozen=True, slots=True)
class Coaching:
    """`box` is the id of the text area and `field` its name; `address` answers while one types, and `action` takes the form
    from browsers without scripts. `kept` are findings that the writer wants to keep. `read` is the mark of a text that was
    shown once more before it goes. `told` is what a screen reader says; `note` a line of its own: nothing was found, or
    nothing could be read."""

    box: str
    field: str
    address: str
    action: str
    findings: tuple[Finding, ...] = ()
    points: tuple[Point, ...] = ()
    kept: tuple[str, ...] = ()
    read: str = ""
    told: str = ""
    note: str = ""
    milestone: str = ""
    """The number of the milestone that the page is about, where it is about one."""
    asks: bool = True
    """Whether browsers without scripts get a button: a form with files would lose them."""
    lang: str = ""
    """The language of the draft and so of the wordings; "" where nobody knows."""

    @property
    def id(self) -> str:
        return f"{self.box}-coach"

    @property
    def done(self) -> int:
        return sum(point.done for point in self.points)
