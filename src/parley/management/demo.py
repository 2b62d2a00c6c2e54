"""./parley demo: web pages and clock of a market of made-up people, in one call and stopped by one Ctrl-C.

The parts are processes of their own, started with the same commands that an operator uses, so that the demo shows the
product and not a likeness of it.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import IO, NamedTuple

from parley.management.address import add_address, refuse_taken
from parley.management.cli import CannotWork, writable_data

# Lies in a folder that the demo made. Without it a folder is somebody's, and the demo, where anybody can become
# anybody, neither opens nor empties it. It is also the lock that keeps two demos from one folder.
MARK = "demo"
MARK_TEXT = "Made-up people and orders of ./parley demo. ./parley demo --fresh empties this folder.\n"
FILLED = "All of them are here.\n"  # without this line the filling was cut off half-way, and is done again
# Whatever reads the settings makes a key in the default folder, an editor's type checker too: it alone is nobody's data.
NOBODYS = {MARK, "secret_key"}
# A demo has its own database and sends nothing, whatever the surroundings say.
PUT_ASIDE = ("PARLEY_DATABASE_URL", "PARLEY_EMAIL_URL", "PARLEY_EMAIL_FROM", "PARLEY_SECRET_KEY", "PARLEY_BASE_URL")
START_SECONDS = 60
STOP_SECONDS = 10
OPERATOR_FEE_PERCENT = "5"


class Part(NamedTuple):
    """A running process of the demo and the file it writes to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--fresh", action="store_true", help="throw the made-up data away and begin again")


def run(args: argparse.Namespace) -> int:
    refuse_taken(args.host, args.port)
    folder = writable_data()
    with _own(folder) as mark:
        if args.fresh or FILLED not in _reread(mark):
            _empty(folder)
            _rewrite(mark, MARK_TEXT)
        environment = _environment(folder, args.port)
        say("parley: preparing the demo in", folder)
        if _run_to_end(["fill"], environment, mark):
            return 1
        _rewrite(mark, MARK_TEXT + FILLED)
        with _stop_is_asked() as asked, contextlib.ExitStack() as running:
            address = ["--host", args.host, "--port", str(args.port)]
            parts = [
                running.enter_context(_part("web", ["serve", *address], folder, environment, mark)),
                running.enter_context(_part("clock", ["work"], folder, environment, mark)),
            ]
            return _watch(parts, asked, args.host, args.port)


def _watch(parts: list[Part], asked: Callable[[], bool], host: str, port: int) -> int:
    """Say the address as soon as it answers, then wait until a stop is asked for or a part ends by itself."""
    answers = False
    latest = time.monotonic() + START_SECONDS
    while not asked():
        for part in parts:
            if part.process.poll() is not None:
                say(f"parley demo: the {part.name} stopped by itself. Its last words ({part.log}):")
                say(*part.log.read_text(errors="replace").splitlines()[-15:], sep="\n")
                return 1
        if not answers and _answers(host, port):
            answers = True
            print(f"Parley is at http://{_reachable(host)}:{port}/  (Ctrl-C stops it)", flush=True)
        if not answers and time.monotonic() > latest:
            say(f"parley demo: no answer on port {port} after {START_SECONDS} s; see {parts[0].log}")
            return 1
        time.sleep(0.1)
    say("parley: stopping")
    return 0


@contextlib.contextmanager
def _part(name: str, words: list[str], folder: Path, environment: dict[str, str], mark: IO[str]) -> Iterator[Part]:
    """One process for as long as the block runs. A session of its own lets Ctrl-C reach it once, through us."""
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            _command(words),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            pass_fds=[mark.fileno()],  # as long as one part lives, even without us, the folder is taken
        )
    try:
        yield Part(name, process, log)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _run_to_end(words: list[str], environment: dict[str, str], mark: IO[str]) -> int:
    return subprocess.run(_command(words), env=environment, pass_fds=[mark.fileno()], check=False).returncode


def _command(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "parley", *words]


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in PUT_ASIDE}
    return kept | {
        "PARLEY_DATA": str(folder),
        "PARLEY_DEMO": "true",
        "PARLEY_BASE_URL": f"http://localhost:{port}",
        "PARLEY_EMAIL_URL": f"filemail://{folder}/mail",
        "PARLEY_OPERATOR_FEE_PERCENT": OPERATOR_FEE_PERCENT,
        "PYTHONUNBUFFERED": "1",
    }


@contextlib.contextmanager
def _own(folder: Path) -> Iterator[IO[str]]:
    """Hold the folder for this demo; raises CannotWork when it is another demo's, or no demo's at all."""
    mark = folder / MARK
    strangers = [entry for entry in folder.iterdir() if entry.name not in NOBODYS]
    if strangers and not mark.exists():
        raise CannotWork(
            f"{folder} has data that no demo made, and the demo leaves it alone. Choose another with --data."
        )
    with mark.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotWork(f"another demo runs in {folder}. Choose another folder with --data.") from None
        yield file


def _reread(mark: IO[str]) -> str:
    mark.seek(0)
    return mark.read()


def _rewrite(mark: IO[str], text: str) -> None:
    mark.truncate(0)
    mark.write(text)
    mark.flush()


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name == MARK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


@contextlib.contextmanager
def _stop_is_asked() -> Iterator[Callable[[], bool]]:
    """Notice SIGINT and SIGTERM instead of dying of them, so that the parts are always stopped, and together."""
    seen: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        seen.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(seen)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _reachable(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1", ""} else host  # noqa: S104 (compared, not bound)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(*words: object, sep: str = " ") -> None:
    print(*words, sep=sep, file=sys.stderr, flush=True)
