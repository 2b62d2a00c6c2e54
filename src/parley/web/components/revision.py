"""A revision request as a list, not as an attack: each wish in the client's words, the clause it touches, a verdict.

RevisionRequest((RequestItem(1, "Warmer yellow", say(_("Agreed: {clause}"), clause=link("clause 2.2", "#clause-2-2")),
                             Verdict("in_scope", _("In scope")), "1 h"),
                 RequestItem(2, "Add a menu", ..., Verdict("outside", _("Outside scope")), "≈ 4 h", counted=False)),
                effort(say(_("{asked} asked within scope, of {worked} original work"), ...), "18 %", 180))
{% include "components/revision.html" with request_card=it %}     (a timeline entry shows its own)

A form's Group takes a LiveCheck, which draws a ScopeCheck: the verdict while one writes or answers, not after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.icons import Icon
from parley.web.components.sentence import Text
from parley.web.components.shares import WHOLE, percent

VerdictKind = Literal["in_scope", "outside", "question", "declined", "open", "waiting"]

VERDICT_ICONS: dict[VerdictKind, Icon] = {
    "in_scope": "check",
    "outside": "outside-scope",
    "question": "question",
    "declined": "cross",
    "open": "talk",
    "waiting": "hourglass",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Icon, word and colour; the word alone says it."""

    kind: VerdictKind
    label: str

    @property
    def icon(self) -> Icon:
        return VERDICT_ICONS[self.kind]


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One wish. `hours` is text; `counted` is False for what stays out of the sum and is only an estimate.

    `lines` are small ones under the clause, `advice` the one that stands out; `answer` is what the other side says to it,
    `reason` that in their own words.
    """

    number: int
    words: str
    clause: Text = ""
    verdict: Verdict | None = None
    hours: str = ""
    counted: bool = True
    lines: tuple[Text, ...] = ()
    advice: Text = ""
    answer: Text = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Effort:
    """Hours asked of hours worked. `width` is the bar's SVG length, `percent_text` the same as people read it."""

    sentence: Text
    percent_text: str
    width: str


@dataclass(frozen=True, slots=True)
class RevisionRequest:
    """The wishes in the client's order, what they come to, and where they stand as a table."""

    items: tuple[RequestItem, ...]
    effort: Effort | None = None
    table_href: str = ""
    table_label: str = ""


@dataclass(frozen=True, slots=True)
class ScopeCheck:
    """One wish beside what was agreed, while it is written or answered. `agreed` and `test` are the clause."""

    verdict: Verdict
    why: Text
    agreed: Text = ""
    test: Text = ""
    lines: tuple[Text, ...] = ()
    advice: Text = ""
    advice_note: Text = ""


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """Where a check stands in a form, and keeps up with it: when a field of the group changes, or somebody types into the
    box `typed` (an id), the form is asked at `address` how it stands now. `button` does the same without JavaScript."""

    id: str
    address: str
    check: ScopeCheck | None = None
    typed: str = ""
    button: str = ""
    says: Text = ""
    """A sentence in the place of a check of the scope, as under sums that must add up."""


def effort(sentence: Text, percent_text: str, share: int) -> Effort:
    """`share` is a permille of the original work; above the whole the bar is full and the figure says the rest."""
    return Effort(sentence, percent_text, percent(max(0, min(share, WHOLE))))
