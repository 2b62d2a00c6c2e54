"""Several people at the same moment: threads that start together, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connections

T = TypeVar("T")

PATIENCE_S = 60


def at_once(works: Sequence[Callable[[], T]]) -> list[T | BaseException]:
    """Run all of them at the same moment. What each returned or raised, in their order."""
    together = threading.Barrier(len(works))
    outcomes: list[T | BaseException] = [AssertionError("it did not come back")] * len(works)

    def run(place: int, work: Callable[[], T]) -> None:
        try:
            together.wait(PATIENCE_S)
            outcomes[place] = work()
        except BaseException as error:  # noqa: BLE001  handed to the test
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one, daemon=True) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    return outcomes


def without_errors(outcomes: Sequence[T | BaseException]) -> list[T]:
    """The outcomes, when none of them is an error."""
    raised = [one for one in outcomes if isinstance(one, BaseException)]
    assert not raised, raised
    return [one for one in outcomes if not isinstance(one, BaseException)]
