"""What is published tells of no single order: every table is tried, and read by somebody who knows the rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.reads.small_counts import LEAST, LEAST_FOR_MEDIAN, LEAST_FOR_NINETIETH, median, ninetieth, shown


def published(table: tuple[int, ...]) -> tuple[object, ...]:
    """What a reader sees of it: the total, and each count or that it is not shown."""
    counts = shown(dict(enumerate(table)))
    return (sum(table), *(counts[place] for place in range(len(table))))


@pytest.mark.parametrize("cells", [2, 3])
def test_nobody_who_knows_the_rule_can_work_a_count_out_that_is_not_shown(cells: int) -> None:
    readings: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for table in product(range(4 * LEAST), repeat=cells):
        if sum(table) >= LEAST:
            readings[published(table)].append(table)
    for seen, tables in readings.items():
        for place, cell in enumerate(seen[1:]):
            could_be = {table[place] for table in tables}
            assert len(could_be) == 1 if cell is not None else len(could_be) > 1, (seen, tables)


@given(st.dictionaries(st.integers(), st.integers(0, 60), max_size=9))
def test_what_is_not_shown_comes_to_enough_together(counts: dict[int, int]) -> None:
    told = shown(counts)
    hidden = [counts[key] for key, count in told.items() if count is None]
    assert all(count is None or count == counts[key] >= LEAST for key, count in told.items())
    if hidden and len(hidden) < len(counts):
        assert sum(hidden) >= LEAST


def test_a_table_in_which_everything_ended_alike_is_not_shown() -> None:
    assert shown({"a": 30, "b": 0, "c": 0}) == {"a": None, "b": None, "c": None}
    assert shown({"a": 30, "b": 20, "c": 3, "d": 2}) == {"a": 30, "b": None, "c": None, "d": None}
    assert shown({"a": 30, "b": 12, "c": 2}) == {"a": 30, "b": None, "c": None}
    assert shown({"a": 30, "b": 12}) == {"a": 30, "b": 12}


@given(st.lists(st.integers(0, 900), max_size=120).map(sorted))
def test_a_length_of_time_has_enough_cases_on_each_side(values: list[int]) -> None:
    middle, most = median(values), ninetieth(values)
    assert (middle is None) == (len(values) < LEAST_FOR_MEDIAN)
    assert (most is None) == (len(values) < LEAST_FOR_NINETIETH)
    if middle is not None:
        assert sum(value <= middle for value in values) >= LEAST
        assert sum(value >= middle for value in values) >= LEAST
        assert sum(value <= middle for value in values) * 2 >= len(values)
    if most is not None:
        assert sum(value >= most for value in values) >= LEAST
        assert sum(value <= most for value in values) * 10 >= 9 * len(values)
