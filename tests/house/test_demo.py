"""./parley demo as a newcomer meets it: one call, one address, one Ctrl-C, and the same people the next morning."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.xdist_group("demo")  # one at a time: each is three processes


@contextmanager
def demo(data: Path, port: int, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A demo that has said its address; killed at the end if the test has not stopped it."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    command = [str(ROOT / "parley"), "demo", "--port", str(port), "--data", str(data), *words]
    running = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        said = running.stdout.readline()
        assert f"http://localhost:{port}/" in said, said + stop(running)
        yield running
    finally:
        if running.poll() is None:
            stop(running)


def stop(running: subprocess.Popen[str], by: signal.Signals = signal.SIGTERM) -> str:
    """Ask it to stop; what it said on stderr."""
    running.send_signal(by)
    return running.communicate(timeout=30)[1]


def get(port: int, path: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("localhost", port, timeout=20)) as connection:
        connection.request("GET", path, headers={"Accept-Language": "en"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def is_free(port: int) -> bool:
    with closing(socket.socket()) as door:
        return door.connect_ex(("127.0.0.1", port)) != 0


def orders(data: Path) -> list[str]:
    """The demo's orders, in the order of their ids."""
    with closing(sqlite3.connect(f"file:{data / 'parley.sqlite3'}?mode=ro", uri=True)) as database:
        return [str(row[0]) for row in database.execute("SELECT order_id FROM orders ORDER BY order_id")]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def test_a_demo_is_there_gone_and_there_again_with_the_same_orders(tmp_path: Path, port: int) -> None:
    with demo(tmp_path, port) as running:
        assert get(port, "/")[0] == 200
        assert get(port, "/readyz")[0] == 200
        first = orders(tmp_path)
        stop(running, signal.SIGINT)
        assert running.returncode == 0
        assert is_free(port)
    assert first != []
    with demo(tmp_path, port) as running:
        assert set(first) <= set(orders(tmp_path))
        stop(running, signal.SIGTERM)
        assert running.returncode == 0
    with demo(tmp_path, port, "--fresh"):
        assert set(first) & set(orders(tmp_path)) == set()


def test_two_demos_do_not_share_a_folder(tmp_path: Path, port: int) -> None:
    with demo(tmp_path, port):
        with socket.create_server(("127.0.0.1", 0)) as door:
            other = int(door.getsockname()[1])
        command = [str(ROOT / "parley"), "demo", "--port", str(other), "--data", str(tmp_path)]
        second = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert second.returncode == 2
        assert "another demo runs" in second.stderr
        assert get(port, "/")[0] == 200


def test_when_a_part_dies_the_demo_stops_and_says_why(tmp_path: Path, port: int) -> None:
    with demo(tmp_path, port) as running:
        os.kill(child_of(running.pid, "work"), signal.SIGKILL)
        said = running.communicate(timeout=30)[1]
        assert running.returncode == 1
        assert "the clock stopped by itself" in said
        assert is_free(port)


def child_of(pid: int, word: str) -> int:
    """The process id of the demo's part that was started with this command."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return next(int(child) for child in children if word in Path(f"/proc/{child}/cmdline").read_text().split("\0"))
