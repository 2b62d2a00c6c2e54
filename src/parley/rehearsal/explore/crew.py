"""Several runs at once, each in a process of its own; the largest begin first."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing.queues import SimpleQueue

from parley.core.policies import POLICIES, Policy
from parley.rehearsal.explore.runs import Run
from parley.rehearsal.explore.search import Found, run_named, searched

ASKED_EVERY_S = 0.3


@dataclass(slots=True)
class Progress:
    """How far the runs are: how many of how many are done, and what was met and is still to be looked at by now."""

    runs: int
    done: int = 0
    met: dict[str, int] = field(default_factory=dict)
    ahead: dict[str, int] = field(default_factory=dict)


_told: SimpleQueue[tuple[str, int, int]] | None = None
"""Where a process says how far it is."""


def explore(
    policy: Policy,
    runs: Sequence[Run],
    tell: Callable[[Progress], None],
    *,
    processes: int = 2,
    budget: int | None = None,
) -> list[Found]:
    """Search all of them; the outcome comes in the order of `runs`."""
    progress = Progress(len(runs))
    context = multiprocessing.get_context()
    told: SimpleQueue[tuple[str, int, int]] = context.SimpleQueue()
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_listen, initargs=(told,)) as pool:
        waiting: set[Future[Found]] = set()
        futures = {run.name: pool.submit(_search, policy.name, run.name, budget) for run in _largest_first(runs)}
        waiting |= set(futures.values())
        while waiting:
            done, waiting = wait(waiting, ASKED_EVERY_S, FIRST_COMPLETED)
            while not told.empty():
                name, met, ahead = told.get()
                progress.met[name], progress.ahead[name] = met, ahead
            progress.done += len(done)
            tell(progress)
        return [futures[run.name].result() for run in runs]


def _largest_first(runs: Sequence[Run]) -> list[Run]:
    """As far as one can know before: with more kinds of acts there is more to try."""
    return sorted(runs, key=lambda run: -len(run.kinds))


def _listen(told: SimpleQueue[tuple[str, int, int]]) -> None:
    global _told  # noqa: PLW0603 - each process has one, and gets it when it is started
    _told = told


def _search(policy: str, name: str, budget: int | None) -> Found:
    """By their names: a run's terms are made where it is searched."""
    chosen = POLICIES[policy]

    def tell(met: int, ahead: int) -> None:
        if _told is not None:
            _told.put((name, met, ahead))

    return searched(run_named(chosen, name), chosen, tell, budget)
