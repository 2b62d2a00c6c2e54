"""The surroundings of every test: settings, a data folder in memory, one of the two engines, the order of the run.

PARLEY_TEST_ENGINE says which engine this run is on: sqlite (the default) or postgresql. On postgresql only the tests
that are for both engines run, because the others have run on SQLite already. `./parley test` runs one, then the other.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import django
import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from parley.config.catalogs import compile_catalogs
from tests.postgres import NoPostgres, memory, temporary_postgres

pytest_plugins = ["tests.chromium"]

HERE = Path(__file__).resolve().parent
ENGINE = os.environ.get("PARLEY_TEST_ENGINE", "sqlite")
ENGINES = ("sqlite", "postgresql")

# What answers soonest runs first: a broken rule is known before a browser has started. Other folders come between.
FIRST = ("core", "prose", "coach", "screen", "words")
LAST = ("journeys",)
# The longest of the last, so that it does not end alone.
LONGEST = "test_every_page.py"
# Whatever writes or reads an order's tables is promised on both engines.
BOTH_ENGINES = ("store", "desk", "reads", "worker", "casefile")

KEPT = {"PARLEY_CHROMIUM", "PARLEY_TEST_ENGINE", "PARLEY_TEST_FULL", "PARLEY_TEST_TALLY"}
_to_close = contextlib.ExitStack()


def _is_a_worker() -> bool:
    """Whether pytest-xdist started this process; then the first process has prepared the surroundings already."""
    return "PYTEST_XDIST_WORKER" in os.environ


def _prepare() -> None:
    """Put the installation's own settings aside and make a place for data, before Django reads the settings."""
    if ENGINE not in ENGINES:
        raise pytest.UsageError(f"PARLEY_TEST_ENGINE is {ENGINE!r}; it may be {' or '.join(ENGINES)}")
    for name in [name for name in os.environ if name.startswith("PARLEY_") and name not in KEPT]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="parley-test-", dir=memory())
    _to_close.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["PARLEY_DATA"] = folder
    compile_catalogs()
    if ENGINE == "postgresql":
        try:
            os.environ["PARLEY_DATABASE_URL"] = _to_close.enter_context(temporary_postgres())
        except NoPostgres as missing:
            raise pytest.UsageError(str(missing)) from None


def _move_in() -> None:
    """A folder for the data of this process alone: what one sweeps up is another's."""
    own = Path(os.environ["PARLEY_DATA"]) / os.environ["PYTEST_XDIST_WORKER"]
    own.mkdir(exist_ok=True)
    os.environ["PARLEY_DATA"] = str(own)


if _is_a_worker():
    _move_in()
else:
    _prepare()
os.environ["DJANGO_SETTINGS_MODULE"] = "parley.config.settings"
django.setup()
if str(settings.INSTALLATION.data) != os.environ["PARLEY_DATA"]:
    raise pytest.UsageError("the settings were read before this process had a folder of its own")
# Inherited, this name would have pytest-django read the settings in the other processes before they have moved in. Once
# they are there it comes back (pytest_collection_modifyitems), for the processes that tests start themselves.
SETTINGS = os.environ.pop("DJANGO_SETTINGS_MODULE")

hypothesis_settings.register_profile(
    "parley", deadline=None, database=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("parley")


def pytest_unconfigure() -> None:
    _to_close.close()


def _room(item: pytest.Item) -> str:
    """The first folder below tests/."""
    return item.path.relative_to(HERE).parts[0]


def _rank(item: pytest.Item) -> int:
    room = _room(item)
    if room in FIRST:
        return FIRST.index(room)
    return 100 + LAST.index(room) + (item.path.name != LONGEST) if room in LAST else 50


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Fast rooms first; on PostgreSQL only what is for both engines."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    for item in items:
        if _room(item) in BOTH_ENGINES:
            item.add_marker(pytest.mark.both_engines)
    if ENGINE != "sqlite":
        left_out = [item for item in items if item.get_closest_marker("both_engines") is None]
        items[:] = [item for item in items if item.get_closest_marker("both_engines") is not None]
        config.hook.pytest_deselected(items=left_out)
    items.sort(key=_rank)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Half a surrogate pair in what a test printed would end the whole run: pytest-xdist sends reports as UTF-8."""
    report = yield
    report.sections = [(name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections]
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Leave the counts for `./parley test`, which adds up the runs on both engines."""
    tally = os.environ.get("PARLEY_TEST_TALLY")
    if tally and not _is_a_worker():
        counts = {kind: len(reports) for kind, reports in terminalreporter.stats.items() if kind}
        Path(tally).write_text(json.dumps(counts), encoding="utf-8")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite each process tests on a file: in memory there is no WAL, and threads would share one connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        process = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["PARLEY_DATA"]) / f"test-{process}.sqlite3")
