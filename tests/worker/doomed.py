"""Couriers that are killed: `python -m tests.worker.doomed`.

Each line on its standard input names a point; a courier is forked that kills itself there with SIGKILL, as a machine that
loses its power would. The answer is the child's exit code. At the point "asleep" it only stops, and the answer is 0; the
line "wake" lets it go on, and then its exit code is BELIEVED or not. Forking a process that is set up already makes a hundred
of them affordable.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from parley.worker import courier  # noqa: E402
from parley.worker.courier import Courier  # noqa: E402
from tests.deals import MONDAY  # noqa: E402


def dies_before(owner: Any, name: str) -> None:
    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, die)


def dies_after(owner: Any, name: str) -> None:
    work: Callable[..., object] = getattr(owner, name)

    def die(*given: object, **named: object) -> None:
        work(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, die)


def sleeps_before_it_marks() -> None:
    work = courier._mark

    def sleep(*given: Any) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(BELIEVED if work(*given) else NOT_BELIEVED)

    courier._mark = sleep  # type: ignore[assignment]


BELIEVED, NOT_BELIEVED = 3, 4

POINTS: dict[str, Callable[[], None]] = {
    "found": lambda: dies_before(courier, "_lease"),
    "leased": lambda: dies_after(courier, "_lease"),
    "written": lambda: dies_after(courier, "render"),
    "half handed over": lambda: dies_before(smtplib.SMTP, "data"),
    "taken": lambda: dies_before(courier, "_mark"),
    "marked": lambda: dies_after(courier, "_mark"),
    "asleep": sleeps_before_it_marks,
}


def main() -> None:
    child = 0
    for line in sys.stdin:
        point = line.strip()
        if point == "wake":
            os.kill(child, signal.SIGCONT)
        else:
            child = os.fork()
        if child == 0:
            POINTS[point]()
            Courier(lambda: MONDAY).round()
            os._exit(0)
        _, status = os.waitpid(child, os.WUNTRACED)
        print(0 if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
