"""Columns over time: nothing is drawn higher than the scale, and nothing that is there is left out."""

from __future__ import annotations

import pytest

from parley.web.components.table import Table
from parley.web.console.charts import PLOT_PX, TOP_PX, Columns, Series, columns, tick_step

EMPTY = Table("Figures", (), ())


def drawn(*series: tuple[int, ...]) -> Columns:
    dates = [str(number) for number in range(len(series[0]))]
    layers = [Series(str(number), "held", values) for number, values in enumerate(series)]
    return columns("it", "Title", "Description", dates, layers, EMPTY, str)


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 5), (100, 20), (101, 50), (999_999, 200_000)]
)
def test_a_scale_has_round_figures_and_few_of_them(highest: int, step: int) -> None:
    assert tick_step(highest) == step


@pytest.mark.parametrize("values", [(0, 0), (0, 7), (3, 10**15), (1, 1)])
def test_columns_stay_within_the_drawing(values: tuple[int, ...]) -> None:
    shown = drawn(values, values)
    for piece in shown.pieces:
        assert int(piece.y) >= TOP_PX
        assert int(piece.y) + int(piece.height) <= TOP_PX + PLOT_PX
    assert 2 <= len(shown.scale) <= 6


def test_layers_stand_on_each_other() -> None:
    low, high = drawn((4,), (6,)).pieces
    assert int(high.y) + int(high.height) == int(low.y)
    assert int(low.y) + int(low.height) == TOP_PX + PLOT_PX


def test_a_layer_of_nothing_is_not_drawn() -> None:
    assert len(drawn((0, 3), (2, 0)).pieces) == 2


def test_the_last_column_always_has_its_date() -> None:
    for count in range(1, 15):
        marks = drawn(tuple(range(count))).dates
        assert (marks[-1].words, marks[-1].anchor) == (str(count - 1), "end")
