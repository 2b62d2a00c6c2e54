"""A test of the tests: each mistake that is planted on purpose is found, and nothing is found where none was planted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from parley.core.order.messages import Accept, AnswerQuestion, AskClient, Deliver, ExtendReview, Fund
from parley.core.policies import STANDARD
from parley.rehearsal.explore.runs import Run
from parley.rehearsal.explore.search import searched
from parley.rehearsal.simulate import crowd, pure
from parley.rehearsal.simulate.counts import Counts, Problem
from parley.rehearsal.simulate.legs import Leg
from parley.rehearsal.simulate.lodging import lodging
from tests.rehearsal.faults import AT_THE_DESK, BY_EXPLORING, FAULTS, IN_THE_CORE, Fault

pytestmark = pytest.mark.usefixtures("_a_desk_of_their_own")

SEED = 3
PLAYERS = {IN_THE_CORE: (pure.play, 400, 40), AT_THE_DESK: (crowd.play, 120, 14)}
"""Who plays in which place, the steps of a leg, and after how many legs nothing will be found any more."""


@pytest.fixture
def _a_desk_of_their_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The simulated desk brings its own database. Its empty tables are made before anything is planted."""
    with django_db_blocker.unblock():
        with lodging():
            pass
        yield


A_FEW_ACTS = Run(
    "a few acts",
    "a small part of the machine, searched to its end",
    frozenset({Fund, Deliver, ExtendReview, Accept, AskClient, AnswerQuestion}),
    most=150,
    must_end=True,
)
"""Some forty configurations, as long as every act that puts the end off has a budget."""


def explored() -> tuple[Problem | None, Counts]:
    """What a walk by chance hardly ever does is done here: one act over and over."""
    found = searched(A_FEW_ACTS, STANDARD)
    whole = Counts(steps=found.transitions, problems=found.violations)
    if not found.shown:
        return None, whole
    first = found.shown[0]
    return Problem(found.run, first.invariant, first.says, ()), whole


def first_problem(place: str) -> tuple[Problem | None, Counts]:
    if place == BY_EXPLORING:
        return explored()
    player, steps, most = PLAYERS[place]
    whole = Counts()
    for number in range(1, most + 1):
        whole.add(player(Leg(SEED, number, steps)))
        if whole.problems:
            return whole.found[0], whole
    return None, whole


@pytest.mark.parametrize("fault", FAULTS, ids=[one.name for one in FAULTS])
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as planted:
        fault.plant(planted)
        found, whole = first_problem(fault.place)
    assert found is not None, f"nobody noticed in {whole.steps} steps: {fault.says}"
    assert not fault.checks or found.check.startswith(fault.checks), f"{found.check}: {found.says}"


@pytest.mark.parametrize("place", PLAYERS)
def test_nothing_is_found_where_nothing_is_planted(place: str) -> None:
    player, steps, _ = PLAYERS[place]
    for number in (1, 2, 3):
        assert player(Leg(SEED, number, steps)).found == []


def test_exploring_finds_nothing_where_nothing_is_planted() -> None:
    assert explored()[0] is None


def test_there_are_at_least_a_dozen_faults_and_each_is_told_in_a_sentence() -> None:
    assert len(FAULTS) >= 12
    assert all(one.says.endswith(".") and one.says[0].isupper() for one in FAULTS)
    assert {one.place for one in FAULTS} == {IN_THE_CORE, AT_THE_DESK, BY_EXPLORING}
