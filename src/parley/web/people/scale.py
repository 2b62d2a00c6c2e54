"""The completion rate drawn: a scale from 0 to 100 %, a band for what the counts say of the long run, a mark for the rate.

{% include "people/rate_scale.html" with scale=page.scale %}

The picture is read out as one sentence; the table beside it has every figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.statistics import Share
from parley.web.components.shares import percent
from parley.words.completion import interval_words, permille_words


@dataclass(frozen=True, slots=True)
class Tick:
    """A figure under the scale; `anchor` is the SVG word for which side of it lies at `x`."""

    x: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class RateScale:
    """Positions are SVG lengths from the beginning of the scale."""

    mark: str
    low: str
    span: str
    ticks: tuple[Tick, ...]
    label: str


def rate_scale(rate: Share) -> RateScale:
    places = ((0, "start"), (250, "middle"), (500, "middle"), (750, "middle"), (1000, "end"))
    pattern = _("A scale from 0 to 100 %: the mark stands at {rate}, the band around it reaches from {interval}.")
    return RateScale(
        mark=percent(rate.permille),
        low=percent(rate.low_permille),
        span=percent(rate.high_permille - rate.low_permille),
        ticks=tuple(Tick(percent(place), anchor, permille_words(place)) for place, anchor in places),
        label=pattern.format(rate=permille_words(rate.permille), interval=interval_words(rate)),
    )
