"""What would change, for both, before it is done: a slip on a blue ground inside the action.

    Preview(_("What changes if you offer “Menu card” at €140.00"), you=_("You"), other="Marc", rows=(
        PreviewRow(_("Now"), _("No money moves")),
        PreviewRow(_("He says yes"), say("{sum}, held", sum=strong("+€140.00")), say("pays {sum}", sum=strong("€140.00")))))
    {% include "components/preview.html" with preview=it %}

Every row is said, also "No money moves". Keep `label` short: translators have about fourteen letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A case and what it brings each side. Without `other` the words stand for both and span the columns."""

    label: Text
    you: Text
    other: Text = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Caption, the names of the two columns, the rows, and perhaps a closing line. Without names the columns have no heads."""

    caption: Text
    rows: tuple[PreviewRow, ...]
    you: str = ""
    other: str = ""
    note: Text = ""
