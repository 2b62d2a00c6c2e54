"""The real product on a port of its own: what a person starts, with a folder of its own and nothing taken away."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 10
FEE_PERCENT = "5"


@dataclass(frozen=True)
class Site:
    """A demo that answers at `address`."""

    address: str
    data: Path

    def audit(self) -> dict[str, Any]:
        """What `./parley audit --json` says."""
        done = parley(self.data, "audit", "--json", check=False)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def orders(self) -> list[dict[str, Any]]:
        """What `./parley orders --json` says."""
        return [json.loads(line) for line in parley(self.data, "orders", "--json").stdout.splitlines()]

    def events(self, order_id: str) -> list[tuple[str, str]]:
        """What happened in an order: kinds of events, and by whom."""
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'parley.sqlite3'}?mode=ro", uri=True)) as database:
            asked = "SELECT kind, \"by\" FROM journal WHERE replace(order_id, '-', '') = ? ORDER BY seq"
            return list(database.execute(asked, [order_id.replace("-", "")]))

    def kinds(self, order_id: str) -> list[str]:
        return [kind for kind, _ in self.events(order_id)]


def filled(folder: Path) -> Path:
    """Make the demo's people and orders in this folder, once, to be copied."""
    parley(folder, "fill")
    return folder


@contextlib.contextmanager
def served(filled_folder: Path, folder: Path) -> Iterator[Site]:
    """Serve a copy of a filled demo while the block runs. Fails when the server logged an error of its own."""
    shutil.copytree(filled_folder, folder)
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    log = folder / "web.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "parley", "serve", "--port", str(port), "--data", str(folder)]
        server = subprocess.Popen(
            command,
            env=environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        wait_until_it_answers(server, port, log)
        yield Site(f"http://localhost:{port}", folder)
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
    said = log.read_text(errors="replace")
    assert "Traceback" not in said, said[-4_000:]


def parley(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run one command of the product on this folder."""
    command = [sys.executable, "-m", "parley", *words, "--data", str(folder)]
    return subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=check)


def environment(folder: Path, port: int = 8000) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    return kept | {
        "PYTHONPATH": str(ROOT / "src"),
        "PARLEY_DEMO": "true",
        "PARLEY_BASE_URL": f"http://localhost:{port}",
        "PARLEY_EMAIL_URL": f"filemail://{folder}/mail",
        "PARLEY_OPERATOR_FEE_PERCENT": FEE_PERCENT,
    }


def wait_until_it_answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        if answers(port):
            return
        time.sleep(0.05)
    raise AssertionError(f"the server does not answer: {log.read_text(errors='replace')[-2_000:]}")


def answers(port: int) -> bool:
    with contextlib.closing(http.client.HTTPConnection("localhost", port, timeout=5)) as connection:
        try:
            connection.request("GET", "/healthz")
            with connection.getresponse() as answer:
                return answer.status == 200
        except (OSError, http.client.HTTPException):
            return False
