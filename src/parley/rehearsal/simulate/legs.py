"""A long run is played in legs, each from a seed of its own, so that any number of processes gives the same run."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import django

from parley.rehearsal.simulate.counts import Counts


@dataclass(frozen=True, slots=True)
class Leg:
    """One part of a run: `number` counts from 1."""

    seed: int
    number: int
    steps: int

    @property
    def name(self) -> str:
        return f"seed {self.seed}, leg {self.number}"


Player = Callable[[Leg], Counts]
"""Plays one leg. A function of a module, because it is called in another process."""


def legs_of(seed: int, steps: int, longest: int) -> list[Leg]:
    """So many steps in legs of at most `longest`."""
    starts = range(0, steps, longest)
    return [Leg(seed, number, min(longest, steps - start)) for number, start in enumerate(starts, start=1)]


def run(
    player: Player, legs: Sequence[Leg], processes: int = 1, tell: Callable[[int], None] = lambda _: None
) -> Counts:
    """Play all legs; `tell` hears after each how many steps were taken. What comes out does not depend on `processes`."""
    whole = Counts()
    with _hands(min(processes, len(legs))) as each:
        for counts in each(player, legs):
            whole.add(counts)
            tell(whole.steps)
    return whole


@contextmanager
def _hands(processes: int) -> Iterator[Callable[[Player, Sequence[Leg]], Iterator[Counts]]]:
    if processes <= 1:
        yield map
        return
    # A fork is ready at once; where forking is not safe, each process sets itself up anew.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        yield pool.map
