"""Policies in tables: everything one sets, what differs from the ready-made one, and its versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.policies import Policy
from parley.core.provisions import PROVISIONS, values
from parley.people.policies import Version, Written
from parley.web.components.table import Cell, Column, Row, Table
from parley.words.dates import day_and_time
from parley.words.locales import listed, number
from parley.words.policies import groups, provision_meaning, provision_name, value_words


def everything(policy: Policy, shipped: Policy | None, shipped_title: str) -> tuple[Table, ...]:
    """A table for each group of provisions: what it is, what it sets, and beside it the ready-made policy, if one is given."""
    mine, theirs = values(policy), values(shipped) if shipped is not None else None
    head = (Column(_("What")), Column(_("This policy")), *((Column(shipped_title),) if theirs else ()))
    tables = []
    for heading, group in groups(PROVISIONS):
        rows = []
        for one in group:
            value = value_words(one, mine[one.name])
            cells = [Cell(provision_name(one), small=provision_meaning(one)), Cell(value)]
            if theirs is not None and mine[one.name] != theirs[one.name]:
                cells = [cells[0], Cell(value, label=_("This policy"))]
                cells.append(Cell(value_words(one, theirs[one.name]), label=shipped_title))
            elif theirs is not None:
                cells.append(Cell(_("The same"), label=shipped_title))
            rows.append(Row(tuple(cells)))
        tables.append(Table(heading, head, tuple(rows), caption_shown=True))
    return tuple(tables)


def changes(policy: Policy, shipped: Policy, title: str, shipped_title: str) -> Table | None:
    """What differs between the two; None where nothing does."""
    mine, theirs = values(policy), values(shipped)
    rows = tuple(
        Row(
            (
                Cell(provision_name(one)),
                Cell(value_words(one, mine[one.name]), label=title),
                Cell(value_words(one, theirs[one.name]), label=shipped_title),
            )
        )
        for one in PROVISIONS
        if mine[one.name] != theirs[one.name]
    )
    head = (Column(_("What")), Column(title), Column(shipped_title))
    return Table(_("What it sets differently"), head, rows) if rows else None


def versions(written: Written, at: datetime, address: str) -> Table:
    """All versions, the newest first: who wrote each and when, and what it changed."""
    zone = get_current_timezone_name()
    before = [*written.versions[1:], None]
    rows = tuple(
        Row(
            (
                Cell(number(one.number), href=f"{address}?version={one.number}"),
                Cell(one.written_by or _("Somebody who is gone"), small=day_and_time(one.written_at, zone, at)),
                Cell(_changed(one, earlier)),
            )
        )
        for one, earlier in zip(written.versions, before, strict=True)
    )
    return Table(_("Versions"), (Column(_("Version")), Column(_("Written by")), Column(_("Changed"))), rows)


def _changed(version: Version, before: Version | None) -> str:
    if before is None:
        return _("The first version")
    mine, theirs = values(version.policy), values(before.policy)
    changed = [provision_name(one) for one in PROVISIONS if mine[one.name] != theirs[one.name]]
    if version.title != before.title:
        changed.insert(0, _("Title"))
    return listed(_shortened(changed)) or _("Nothing")


def _shortened(names: Sequence[str], most: int = 5) -> list[str]:
    rest = len(names) - most
    return list(names) if rest <= 0 else [*names[:most], _("{n} more").format(n=number(rest))]
