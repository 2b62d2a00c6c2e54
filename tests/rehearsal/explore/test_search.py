"""A small exploration finds nothing wrong, and finds what is: a guard that was taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parley.core import deadlines
from parley.core.order import evolve_work, outcomes, pause, rating, revision, silence, standstill
from parley.core.order.messages import Deliver, RequestRevision
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.policies import ORDER_PAGE, POLICIES, STANDARD, Policy
from parley.rehearsal.explore.acts import Act
from parley.rehearsal.explore.agreements import Deal
from parley.rehearsal.explore.runs import NO_WISH, REVISIONS, WORK, Run
from parley.rehearsal.explore.search import run_named, runs_of, searched

FEW = 40
"""Configurations of each run: the shortest ways come first."""


@pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
def test_the_first_steps_of_every_run_hold_every_invariant(policy: Policy) -> None:
    for run in runs_of(policy):
        found = searched(run, policy, budget=FEW)
        assert not found.shown, "\n".join([f"{v.invariant} {v.says} {v.way}" for v in found.shown])
        assert found.configurations > 2


def test_small_runs_come_to_their_end_and_hold_as_a_whole() -> None:
    for name in ("offer", "money"):
        found = searched(run_named(STANDARD, name), STANDARD)
        assert not found.cut
        assert not found.violations


def test_silence_takes_as_long_as_the_windows_say() -> None:
    delivered = searched(run_named(STANDARD, "nobody, delivered"), STANDARD)
    assert (delivered.delay_days, delivered.with_weekends) == (7 + 2 + 5, (14, 16))
    undelivered = searched(run_named(STANDARD, "nobody, undelivered"), STANDARD)
    assert undelivered.delay_days == 14
    assert searched(run_named(ORDER_PAGE, "nobody, delivered"), ORDER_PAGE).delay_days == 3


def test_the_same_run_finds_the_same() -> None:
    run = run_named(STANDARD, "rounds")
    assert searched(run, STANDARD, budget=80) == searched(run, STANDARD, budget=80)


def test_a_way_is_told_so_that_it_can_be_followed() -> None:
    (line, *_) = searched(run_named(STANDARD, "nobody, delivered"), STANDARD).way
    assert line == "day   0.00  client: Fund"


def test_the_table_names_what_moves_and_where_the_money_goes() -> None:
    rows = searched(run_named(STANDARD, "money"), STANDARD).rows
    assert ("unfunded", "Fund", "client", "funded", "client → hold") in rows
    assert ("working", "Deliver", "freelancer", "delivered", "") in rows
    assert ("working", "work_abandoned", "clock", "refunded", "fee + hold + pending → client") in rows


FUNDED, DELIVERED = (
    Act(role, what, milestone=1) for role, what in ((Role.CLIENT, "Fund"), (Role.FREELANCER, "Deliver"))
)
SMALL_ROUNDS = Run("small", "one request", WORK | REVISIONS, budgets={RequestRevision: 1}, left_out=NO_WISH)
"""Small enough to be looked at as a whole."""


def broken(run: Run, policy: Policy = STANDARD, budget: int | None = None) -> set[str]:
    return {violation.invariant for violation in searched(run, policy, budget=budget).shown}


def test_the_small_run_holds_before_anything_is_taken_away() -> None:
    assert not broken(SMALL_ROUNDS)


def test_money_that_is_not_booked_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = outcomes.Released

    def without_fee(**said: object) -> outcomes.Released:
        event = real(**said)  # type: ignore[arg-type]
        return replace(event, to_freelancer=event.to_freelancer - event.fee)

    monkeypatch.setattr(outcomes, "Released", without_fee)
    assert {"I1", "I2"} & broken(SMALL_ROUNDS)


def test_a_clock_that_nobody_armed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = deadlines._of_milestone

    def forgetful(terms, milestone):  # type: ignore[no-untyped-def]
        return (one for one in real(terms, milestone) if milestone.stage is not Stage.MARKED)

    monkeypatch.setattr(deadlines, "_of_milestone", forgetful)
    assert "I3" in broken(SMALL_ROUNDS)


def test_silence_that_refunds_what_was_delivered_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def refunds(order, milestone, at):  # type: ignore[no-untyped-def]
        return outcomes.refund(order, milestone, at, Role.CLOCK, "silence")

    monkeypatch.setattr(silence, "release_after_silence", refunds)
    assert "I4" in broken(SMALL_ROUNDS)


def test_rounds_without_end_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the budget of rounds and of defects, and without the long stop, one side can go round."""
    real = revision.request_revision

    def without_budgets(order, milestone, command, at):  # type: ignore[no-untyped-def]
        fresh = replace(milestone, rounds_used=0, free_requests_used=0)
        return real(order, fresh, command, at)

    def without_counting(milestone, event):  # type: ignore[no-untyped-def]
        return sent_back(replace(milestone, rounds_used=-1, free_requests_used=-1), event)

    sent_back = evolve_work._sent_back
    monkeypatch.setattr(revision, "request_revision", without_budgets)
    monkeypatch.setattr(evolve_work, "_sent_back", without_counting)
    monkeypatch.setattr(deadlines, "LONG_STOP_WATCHES", frozenset())
    alone = Run(
        "alone",
        "requests without end, redelivered at once",
        frozenset({RequestRevision}),
        left_out=NO_WISH | {("RequestRevision", "defect")},
        begins=(FUNDED, DELIVERED),
        prompt=((Role.FREELANCER, "Redeliver", "done"),),
        late=True,
        eves=True,
        most=300,
        must_end=True,
    )
    assert "I7" in broken(alone)


def test_taking_ones_own_proposal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def own_yes(order, milestone, command, at):  # type: ignore[no-untyped-def]
        return outcomes.release(order, milestone, at, command.by, "accepted")

    monkeypatch.setattr(silence, "send_notice", own_yes)
    assert "I8" in broken(run_named(STANDARD, "silence"), budget=300)


def test_a_pause_that_gives_a_whole_new_window_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = standstill.resume

    def anew(milestone, at, by, cause, least_hours=0):  # type: ignore[no-untyped-def]
        (resumed,) = real(milestone, at, by, cause, least_hours)
        return [replace(resumed, ends_at=at + timedelta(days=30))]

    monkeypatch.setattr(pause, "resume", anew)
    assert "I11" in broken(run_named(STANDARD, "pauses"), budget=200)


def test_a_rating_that_is_shown_too_soon_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = rating.rate

    def at_once(order, command, at):  # type: ignore[no-untyped-def]
        return [*real(order, command, at)[:1], rating.RatingsShown(at=at, by=Role.CLOCK)]

    monkeypatch.setattr(rating, "rate", at_once)
    assert "I14" in broken(run_named(STANDARD, "afterwards"), budget=120)


def test_a_provider_that_is_left_waiting_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    overdue = Run(
        "overdue",
        "everything at the last minute",
        frozenset({Deliver, RequestRevision}),
        Deal(hold_cap_days=50),
        budgets={RequestRevision: 1},
        left_out=NO_WISH,
        begins=(FUNDED,),
        eves=True,
        late=True,
    )
    assert not broken(overdue)
    monkeypatch.setattr(deadlines, "_of_cap", lambda *_: iter(()))
    assert "I16" in broken(overdue)
