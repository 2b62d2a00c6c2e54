"""A demo of its own for the journeys: the product's processes, started as an operator starts them, and stopped again."""

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
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
START_S = 60
STOP_S = 30


class Demo:
    """`python -m parley demo`: pages, clock and courier, with the made-up people and orders, in a folder in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.at = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._log = folder.with_suffix(".log")

    def start(self) -> None:
        """Also again after a stop: at the same address, with the same data."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "parley", "demo", "--port", str(self.port), "--data", str(self.folder)],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        latest = time.monotonic() + START_S
        while not self._answers():
            assert self._process.poll() is None, f"the demo ended by itself:\n{self.log()}"
            assert time.monotonic() < latest, f"the demo does not answer:\n{self.log()}"
            time.sleep(0.05)

    def stop(self) -> None:
        """As Ctrl-C does it; nothing is left running, it says that all went well, and no part of it has met an error."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        assert code == 0, f"the demo ended with {code}:\n{self.log()}"
        assert "Traceback" not in self.log(), self.log()[-4_000:]

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Nobody answers while the block runs."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def log(self) -> str:
        parts = [self._log, self.folder / "web.log", self.folder / "clock.log"]
        return "\n".join(part.read_text("utf-8", errors="replace") for part in parts if part.exists())

    def audit(self) -> dict[str, Any]:
        """What `parley audit` says of everything that is stored here, while the pages are being served."""
        done = subprocess.run(
            [sys.executable, "-m", "parley", "audit", "--json", "--data", str(self.folder)],
            env=self._environment() | {"PARLEY_DEMO": "true"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        assert (done.returncode, found["found"]) == (0, [])
        return found

    def events(self, order: str) -> list[str]:
        """The kinds of events of the order at this address, as they stand in the journal."""
        order_id = order.rsplit("/", 1)[1].replace("-", "")
        where = f"file:{self.folder / 'parley.sqlite3'}?mode=ro"
        with contextlib.closing(sqlite3.connect(where, uri=True)) as database:
            rows = database.execute(
                "SELECT kind FROM journal WHERE replace(order_id, '-', '') = ? ORDER BY seq", [order_id]
            )
            return [kind for (kind,) in rows]

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
        return kept | {"PYTHONPATH": str(HOME / "src")}


@contextlib.contextmanager
def running_demo() -> Iterator[Demo]:
    """A demo for as long as the block runs."""
    # conftest.py made this folder in memory, and takes it away at the very end.
    folder = Path(tempfile.mkdtemp(prefix="demo-", dir=os.environ["PARLEY_DATA"]))
    demo = Demo(folder)
    try:
        demo.start()
        yield demo
    finally:
        try:
            demo.stop()
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port
