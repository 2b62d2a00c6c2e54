"""Real workers: processes of their own on the database of the test."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.db import connection

from parley.worker.run import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT_S = 60


def environment(mail: Path, **more: str) -> dict[str, str]:
    """What a process needs to work on this test's database and to put its letters into the folder `mail`."""
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONWARNINGS": "ignore",  # what a library has to say is said where the tests run
        "PARLEY_DATABASE_URL": database_url(),
        "PARLEY_EMAIL_URL": f"filemail://{mail}",
        **more,
    }


def database_url() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _, host = os.environ["PARLEY_DATABASE_URL"].partition("?")
    return f"{server.rpartition('/')[0]}/{name}?{host}"


def once(environment: Mapping[str, str]) -> None:
    """./parley work --once, to its end."""
    done = subprocess.run([*WORK, "--once"], env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def worker(environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """./parley work for as long as the block runs, unless the test ends it before."""
    with log.open("ab") as out:
        process = subprocess.Popen(WORK, env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


WORK = [sys.executable, "-m", "parley", "work"]


def wait_until(is_so: Callable[[], bool], every_s: float = 0.005) -> None:
    end = time.monotonic() + LONGEST_WAIT_S
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(every_s)


def stopped(process: subprocess.Popen[bytes]) -> int:
    """Its exit code, after it was asked to stop."""
    return process.wait(PATIENCE_S + 10)


def letters(mail: Path) -> list[EmailMessage]:
    """What lies in the folder, also of a process that was killed while it wrote."""
    found: list[EmailMessage] = []
    for file in sorted(mail.glob("*")):
        for one in file.read_bytes().split(b"-" * 79 + b"\n"):
            read = message_from_bytes(one, policy=policy.default)
            if read["Message-ID"] is not None and isinstance(read, EmailMessage):
                found.append(read)
    return found
