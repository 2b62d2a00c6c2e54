"""What an act would change, for both: the real machine on a copy, in words."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from parley.core.foresight import Preview as Seen
from parley.web.components.preview import Preview, PreviewRow
from parley.web.orders.door import Visit
from parley.web.orders.telling import telling
from parley.words.previews import preview_words


def consequence_slip(visit: Visit, seen: Seen, milestone: int) -> Preview:
    """The slip inside an act on this milestone."""
    wording = visit.page.wording
    # The milestones as they would be then: extra work that is said yes to is called by its name already.
    names = {terms.number: wording.words(terms.name) for terms in seen.after.all_terms}
    said = preview_words(seen, replace(telling(visit), milestone_names=names), milestone)
    return Preview(
        caption=_("What changes if you do this now"),
        rows=tuple(PreviewRow(row.label, row.you, row.other) for row in said.rows),
        you=said.you,
        other=said.other,
        note=said.note,
    )
