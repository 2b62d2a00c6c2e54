"""Random people in the core and at the desk: nothing goes wrong, every seed gives its own run, and always the same one."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from parley.rehearsal.simulate import crowd, pure
from parley.rehearsal.simulate.counts import Counts
from parley.rehearsal.simulate.legs import legs_of, run
from parley.rehearsal.simulate.weather import Manner
from tests.house.tree import ROOT


def parley(*words: str, data: Path, hash_seed: int = 0) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    return subprocess.run(
        [ROOT / "parley", "simulate", *words, "--data", data],
        env=kept | {"PYTHONHASHSEED": str(hash_seed)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def sound(counts: Counts) -> Counts:
    assert counts.found == []
    assert counts.problems == 0
    return counts


def test_nothing_goes_wrong_in_the_core_and_most_of_it_is_seen() -> None:
    counts = sound(run(pure.play, legs_of(11, 5_000, pure.LONGEST_LEG)))
    assert counts.steps == 5_000
    never = counts.never()
    assert len(never["stages"]) <= 4, never["stages"]
    assert len(never["acts"]) <= 10, never["acts"]


def test_nothing_goes_wrong_at_the_desk_whatever_the_weather(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        counts = sound(run(crowd.play, legs_of(12, 500, crowd.LONGEST_LEG)))
    assert counts.steps == 500
    for manner in (Manner.ERROR, Manner.DEATH, Manner.CUT, Manner.UNHEARD):
        assert counts.other[f"crashes_{manner.value}"] > 0
    for what in ("asked_again", "ids_used_twice", "strangers", "sweeps"):
        assert counts.other[what] > 0
    assert counts.other["audited_orders"] == counts.orders > 0


@pytest.mark.parametrize("place", ["--pure", "--desk"])
def test_the_same_seed_gives_the_same_run_to_the_byte_on_any_number_of_processors(place: str, tmp_path: Path) -> None:
    """Two legs, on one processor and on two, in processes whose sets and hashes are in different order."""
    steps = str(pure.LONGEST_LEG + 100) if place == "--pure" else str(crowd.LONGEST_LEG + 50)
    words = ("--seed", "5", "--steps", steps, place, "--json")
    alone = parley(*words, "--processes", "1", data=tmp_path, hash_seed=1)
    two = parley(*words, "--processes", "2", data=tmp_path, hash_seed=2)
    assert alone.returncode == 0, alone.stdout[-2000:]
    assert alone.stdout == two.stdout
    told: dict[str, Any] = json.loads(alone.stdout)
    assert (told["seed"], told["steps"], told["problems"]) == (5, int(steps), 0)
    assert sum(told["acts"].values()) >= int(steps) * 0.8
    assert "a second" in alone.stderr  # the speed is told, but not where it would make two runs differ


def test_another_seed_gives_another_run() -> None:
    traces = {run(pure.play, legs_of(seed, 100, pure.LONGEST_LEG)).trace for seed in range(4)}
    assert len(traces) == 4


def test_an_outcome_is_told_in_words_and_nothing_is_left_behind(tmp_path: Path) -> None:
    told = parley("--steps", "200", data=tmp_path)
    assert told.returncode == 0, told.stdout
    assert told.stdout.startswith("seed 1: 200 steps, ")
    assert "0 problems" in told.stdout
    assert not (tmp_path / "parley.sqlite3").exists()


@pytest.mark.parametrize("words", [("--steps", "0"), ("--pure", "--desk")])
def test_a_call_that_makes_no_sense_ends_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    assert parley(*words, data=tmp_path).returncode == 2


def test_kills_are_real_and_told(tmp_path: Path) -> None:
    told = parley("--kill", "3", "--json", data=tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr
    kills = json.loads(told.stdout)["kills"]
    assert kills["kills"] == 3
    assert kills["acknowledged"] >= 3
    assert kills["found"] == []
