"""The console's counts of orders: where they stand, how their milestones end, and how long each step takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.order.state import OrderStage, Stage
from parley.core.statistics import Share
from parley.reads.operations_standing import Standing
from parley.reads.operations_steps import OFFER, Steps
from parley.web.components.shares import percent
from parley.web.components.table import Cell, Column, Row, Table
from parley.words.completion import permille_words
from parley.words.console import END_OF, end_name, hours_or_days
from parley.words.dates import date_only
from parley.words.locales import number
from parley.words.stages import order_stage_name, stage_name

FILLS = {"accepted": "released", "silence": "held", "agreed": "clearing", "bank": "at_bank"}
"""Patterns that tell the first ones apart without colour; the others are refunded's."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: words, its count and share in words, and the length of its bar as an SVG length."""

    name: str
    count: str
    share: str
    width: str
    pattern: str


def ends(found: Standing) -> tuple[Bar, ...]:
    """How milestones ended in the last 90 days, most often first."""
    counted: Counter[str] = Counter()
    for cause, count in found.ends.items():
        counted[END_OF.get(cause, "early")] += count
    return tuple(
        _bar(end_name(code), count, counted.total(), FILLS.get(code, "refunded"))
        for code, count in counted.most_common()
    )


def orders_by_stage(found: Standing) -> tuple[Bar, ...]:
    whole = sum(found.orders.values())
    return tuple(
        _bar(order_stage_name(stage), found.orders[stage], whole, "released")
        for stage in OrderStage
        if found.orders[stage]
    )


def milestones_by_stage(found: Standing) -> tuple[Bar, ...]:
    """Of orders that are not over."""
    whole = sum(found.milestones.values())
    return tuple(
        _bar(stage_name(stage), found.milestones[stage], whole, "held") for stage in Stage if found.milestones[stage]
    )


def steps_table(found: Steps) -> Table | None:
    """None where no step has ended within the window."""
    heads = (
        Column(_("Step")),
        Column(_("How often"), numeric=True),
        Column(_("Half of them took at most"), numeric=True),
        Column(_("Nine in ten took at most"), numeric=True),
    )
    named = [(OFFER, order_stage_name(OrderStage.OFFERED)), *((stage.value, stage_name(stage)) for stage in Stage)]
    rows = tuple(
        _step(name, lengths, [str(one.label) for one in heads])
        for code, name in named
        if (lengths := found.hours.get(code))
    )
    caption = _("Steps that ended in the 90 days before {day}").format(day=date_only(found.day))
    return Table(caption, heads, rows) if rows else None


def _step(name: str, lengths: tuple[int, ...], heads: list[str]) -> Row:
    middle = lengths[(len(lengths) - 1) // 2]
    most = lengths[-(-9 * len(lengths) // 10) - 1]
    figures: Iterable[str] = (number(len(lengths)), hours_or_days(middle), hours_or_days(most))
    return Row((Cell(name), *(Cell(figure, label=head) for figure, head in zip(figures, heads[1:], strict=True))))


def _bar(name: str, count: int, whole: int, pattern: str) -> Bar:
    permille = Share(count, whole).permille
    # Half a percent is the least that can be seen.
    return Bar(name, number(count), permille_words(permille), percent(max(permille, 5)), pattern)
