"""./parley test: bring what the tests need and run them on SQLite, and what is promised for both on PostgreSQL as well.

Whatever else is on the line goes to pytest: ./parley test -k sealed tests/core
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from parley.management.cli import HOME

ENGINES = ("sqlite", "postgresql")
PROCESSES = 2
BROWSER_PACKAGES = ("chromium", "fonts-dejavu-core")  # the font has Cyrillic, which a bare machine has no letters for
PASSED, FAILED, NOTHING_WAS_RUN = 0, 1, 5  # pytest's exit codes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=ENGINES, help="only this database (default: both, one after the other)")
    parser.epilog = "Everything else goes to pytest."
    parser.set_defaults(passed_on=())


def run(args: argparse.Namespace) -> int:
    if not _bring_what_is_missing():
        return 1
    codes: set[int] = set()
    counts = Counter[str]()
    for engine in [args.engine] if args.engine else ENGINES:
        say(f"parley: the tests on {'SQLite' if engine == 'sqlite' else 'PostgreSQL'}")
        code = _pytest(engine, args.passed_on, counts)
        if code not in (PASSED, FAILED, NOTHING_WAS_RUN):  # interrupted or wrongly called: no engine would fare better
            return code
        codes.add(code)
    print(closing_line(counts), flush=True)
    # What was chosen with pytest's arguments may be nothing for both engines; nothing at all is a failure.
    return next(code for code in (FAILED, PASSED, NOTHING_WAS_RUN) if code in codes)


def _pytest(engine: str, words: list[str], counts: Counter[str]) -> int:
    """Run pytest on one engine, add what it counted to `counts` and return its exit code."""
    command = [sys.executable, "-m", "pytest", f"--numprocesses={PROCESSES}", "--dist=loadgroup", *words]
    with tempfile.TemporaryDirectory(prefix="parley-tally-") as folder:
        tally = Path(folder) / "counts.json"
        environment = os.environ | {"PARLEY_TEST_ENGINE": engine, "PARLEY_TEST_TALLY": str(tally)}
        environment.pop(
            "DJANGO_SETTINGS_MODULE", None
        )  # tests/conftest.py names it, after it has made a place for data
        code = subprocess.run(command, cwd=HOME, env=environment, check=False).returncode
        if tally.exists():
            counts.update(json.loads(tally.read_text(encoding="utf-8")))
    return code


def closing_line(counts: Counter[str]) -> str:
    """Both engines in one line. A test that broke in its set-up has failed; an expected failure is a pass as agreed."""
    passed = counts["passed"] + counts["xfailed"]
    failed = counts["failed"] + counts["error"]
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    return f"{passed} passed, {failed} failed{skipped}"


def _bring_what_is_missing() -> bool:
    """Install the tools, a database and a browser where the machine has none. False when the tools could not be had.

    A missing database or browser does not stop the run: the tests that need one fail, and say what to install.
    """
    if not _install("requirements.lock", "requirements-dev.lock"):
        return False
    if not _has("tests.postgres"):
        _install("requirements-fallback.lock")
    if not _has("tests.chromium"):
        _install_browser()
    return True


def _install(*locks: str) -> bool:
    return subprocess.run([sys.executable, HOME / "bin" / "install", *locks], check=False).returncode == 0


def _has(what: str) -> bool:
    """Ask tests/postgres.py or tests/chromium.py whether they have a program to run."""
    asked = subprocess.run([sys.executable, "-m", what], cwd=HOME, capture_output=True, check=False)
    return asked.returncode == 0


def _install_browser() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    _with_patience("reading Debian's package lists", [*apt, "update"])
    _with_patience("installing Chromium", [*apt, "install", "--no-install-recommends", *BROWSER_PACKAGES])


def _with_patience(doing: str, command: list[str]) -> None:
    """Run a long command quietly, with a sign of life every ten seconds and its last words when it fails."""
    say(f"parley: {doing}")
    with tempfile.TemporaryFile("w+") as log:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)
        begun = time.monotonic()
        while process.poll() is None:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                say(f"  still {doing}, {time.monotonic() - begun:.0f} s")
        if process.returncode:
            log.seek(0)
            say(f"parley: that failed ({' '.join(command)}):", *log.read().splitlines()[-5:])


def say(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr, flush=True)
