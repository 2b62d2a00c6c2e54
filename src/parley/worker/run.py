"""The worker: a clock, a courier, a keeper and whoever signs the days in one process, each in a thread of its own.

A mail server that answers slowly must not hold up a deadline, so none waits for another. They go on through errors: the
database may be away for a while, and a worker that gave up would be one more thing to start again.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from django.conf import settings
from django.db import close_old_connections, connections

from parley.worker.clock import Clock, never
from parley.worker.courier import Courier
from parley.worker.figures import Figures
from parley.worker.keeper import Keeper
from parley.worker.roots import Roots
from parley.worker.stamps import Stamps

log = logging.getLogger("parley.worker")

FIRST_WAIT_S, LONGEST_WAIT_S = 1, 30
"""After an error: a second, then twice as long each time."""
PATIENCE_S = 8
"""How long a stop waits for a letter that is on its way. What a mail server has not taken by then is sent again later."""


class Hand(Protocol):
    """Something that works in rounds."""

    @property
    def name(self) -> str: ...

    def round(self) -> float:
        """Do what is to be done; the seconds until it is worth looking again."""


def work_once() -> bool:
    """One round of each, to its end. False when one of them failed, or when the clock is not believed; the log says why."""
    clock = Clock()
    hands: list[Hand] = [clock, Courier(), Keeper(), Figures(), *_signing_hands(never)]
    went = [_went_well(hand) for hand in hands]
    return all(went) and clock.is_believed


def work() -> bool:
    """Go on until somebody asks for a stop (SIGTERM or SIGINT), then finish what is in hand. False when a hand was lost."""
    stop = threading.Event()
    hands: list[Hand] = [
        Clock(is_stopping=stop.is_set),
        Courier(is_stopping=stop.is_set),
        Keeper(is_stopping=stop.is_set),
        Figures(is_stopping=stop.is_set),
        *_signing_hands(stop.is_set),
    ]
    with _stop_on_signal(stop):
        return keep_going(hands, stop)


def _signing_hands(is_stopping: Callable[[], bool]) -> list[Hand]:
    """Who signs the days, and who has them stamped where the operator named an authority."""
    roots = Roots(is_stopping=is_stopping)
    return [roots, Stamps(is_stopping=is_stopping)] if settings.INSTALLATION.timestamp_url else [roots]


def keep_going(hands: Sequence[Hand], stop: threading.Event) -> bool:
    """Run each hand in a thread until `stop` is set. False when one of them ended by itself or did not come to its end."""
    threads = [threading.Thread(target=keep_at, args=(hand, stop), name=hand.name, daemon=True) for hand in hands]
    for thread in threads:
        thread.start()
    log.info("working: %s", ", ".join(hand.name for hand in hands))
    while not stop.wait(1):
        lost = [thread.name for thread in threads if not thread.is_alive()]
        if lost:
            log.critical("stopping, because this ended by itself: %s", ", ".join(lost))
            stop.set()
            return False
    for thread in threads:
        thread.join(PATIENCE_S)
    unfinished = [thread.name for thread in threads if thread.is_alive()]
    log.info("stopped%s", f", without waiting any longer for: {', '.join(unfinished)}" if unfinished else "")
    return True


def keep_at(hand: Hand, stop: threading.Event) -> None:
    """Round after round until `stop` is set."""
    failures = 0
    try:
        while not stop.is_set():
            try:
                close_old_connections()
                wait_s = hand.round()
                failures = 0
            except Exception:
                wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**failures)
                failures += 1
                log.exception("the %s failed; again in %d s", hand.name, wait_s)
                connections.close_all()
            stop.wait(wait_s)
    finally:
        connections.close_all()


def _went_well(hand: Hand) -> bool:
    try:
        while hand.round() == 0:
            pass
    except Exception:
        log.exception("the %s failed", hand.name)
        return False
    return True


@contextmanager
def _stop_on_signal(stop: threading.Event) -> Iterator[None]:
    def note(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {
        number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
