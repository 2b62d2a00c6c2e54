"""A thousand ways to change what is stored, by chance: audit finds every one, and names it as the docs promise."""

from __future__ import annotations

from itertools import cycle
from random import Random

import pytest

from parley.reads.audit import audit
from tests.casefile.bases import played
from tests.casefile.table import rows
from tests.casefile.tampered_rows import ON_DISK, TABLES, Unchanged, tampered

pytestmark = pytest.mark.django_db(transaction=True)

HOW_MANY = 1_000


def test_a_thousand_changes_of_rows_and_files_are_found_and_named() -> None:
    order_ids = [played(name).order.id for name in ("demo-part-delivered.toml", "demo-clearing.toml")]
    assert audit().found == []
    table = rows("What finds what in the database")
    assert table.keys() == {*TABLES, ON_DISK}
    chance = Random(1)  # noqa: S311  (to be repeated)
    missed: list[str] = []
    done = 0
    for which in cycle(table):
        try:
            with tampered(chance, which, order_ids) as what:
                checks = {problem.check for problem in audit().found}
        except Unchanged:
            continue
        done += 1
        if not checks & (table[which].checks | {"row"}):
            missed.append(f"{what}: found by {checks or 'nothing'}")
        if done == HOW_MANY:
            break
    assert missed == []
    assert audit().found == []
