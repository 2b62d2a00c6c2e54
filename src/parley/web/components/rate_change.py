"""What an act would do to the freelancer's completion rate: two marks on one scale, and the sentence that says it.

    rate_change(_("Completion"), say(_("Your rate goes from {before} to {now}"), ...), before=960, after=923)
    {% include "components/rate_change.html" with change=it %}

The scale is hidden from screen readers, because the sentence says everything. In a slip that has no room for the drawing,
the sentence alone is a row: `change.row`.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.preview import PreviewRow
from parley.web.components.sentence import Text
from parley.web.components.shares import percent


@dataclass(frozen=True, slots=True)
class RateChange:
    """`before` and `after` are SVG lengths from the beginning of the scale, empty where there is no rate. `span` and `from_`
    are the stretch between them."""

    label: Text
    sentence: Text
    before: str
    after: str
    from_: str
    span: str

    @property
    def is_moved(self) -> bool:
        return self.before != self.after

    @property
    def row(self) -> PreviewRow:
        return PreviewRow(self.label, self.sentence)


def rate_change(label: Text, sentence: Text, before: int | None, after: int | None) -> RateChange:
    """Both rates in permille, None where there is none."""
    both = [rate for rate in (before, after) if rate is not None]
    is_stretch = len(both) == 2
    return RateChange(
        label=label,
        sentence=sentence,
        before=percent(before) if before is not None else "",
        after=percent(after) if after is not None else "",
        from_=percent(min(both)) if is_stretch else "0%",
        span=percent(max(both) - min(both)) if is_stretch else "0%",
    )
