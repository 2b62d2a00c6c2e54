"""The exploration that the docs tell of still fits the code."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import AnyCommand
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.policies import POLICIES
from parley.management.cli import main
from parley.management.reference.explored import FOLDER
from parley.rehearsal.explore.record import figures_in, rows_in
from parley.rehearsal.explore.search import runs_of, searched
from parley.rehearsal.explore.table import BY_ANOTHER

RENEW = "./parley explore --policy all --save src/parley/management/reference/explored, then bin/docs"


@pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
def test_what_a_small_exploration_meets_stands_in_the_table(policy) -> None:
    known = set(rows_in(FOLDER)[policy.name])
    for run in runs_of(policy):
        missing = searched(run, policy, budget=25).rows - known
        assert not missing, f"{RENEW}: {sorted(missing)[:3]}"


def test_the_table_names_only_what_there_is() -> None:
    commands = {kind.__name__ for kind in get_args(AnyCommand)}
    acts = commands | {kind.value for kind in DeadlineKind} | {BY_ANOTHER}
    stages, roles = {stage.value for stage in Stage}, {role.value for role in Role}
    for rows in rows_in(FOLDER).values():
        assert {row.act for row in rows} <= acts, RENEW
        assert {stage for row in rows for stage in (row.stage, row.to)} <= stages, RENEW
        assert {row.by for row in rows} <= roles


def test_nothing_was_found_wrong_and_enough_was_looked_at() -> None:
    figures = figures_in(FOLDER)
    assert set(figures) == set(POLICIES)
    for name, found in figures.items():
        runs = [one["run"] for one in (*found["runs"], *found["delays"])]
        assert runs == [run.name for run in runs_of(POLICIES[name])], RENEW
        assert found["violations"] == 0
        assert not any(one["days"] is None for one in found["delays"])
    assert figures["standard"]["configurations"] >= 100_000


def test_the_command_tells_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "--budget", "20", "--run", "money", "--run", "nobody, delivered", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["violations"] == 0
    assert [one["run"] for one in told["runs"]] == ["money"]
    assert [one["days"] for one in told["delays"]] == [14.0]


def test_the_command_tells_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "--budget", "20", "--run", "money", "--table"]) == 0
    told = capsys.readouterr().out
    assert "0 violations" in told
    assert "unfunded\tFund\tclient\tfunded\tclient → hold" in told


def test_a_run_that_does_not_exist_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "--run", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert main(["explore", "--budget", "0"]) == 2
