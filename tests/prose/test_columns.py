"""Adding packed rows is adding rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parley.prose.columns import pack, unpack

ROWS = st.lists(st.tuples(*[st.integers(-30_000, 30_000)] * 4), min_size=1, max_size=200)


@given(ROWS)
def test_a_sum_of_packed_rows_is_the_packed_sum(rows: list[tuple[int, ...]]) -> None:
    assert unpack(sum(map(pack, rows)), 4) == [sum(column) for column in zip(*rows, strict=True)]
