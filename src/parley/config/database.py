"""Where the orders live: SQLite in one file, or PostgreSQL."""

from pathlib import Path
from typing import Any

import environ

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# An answered click must survive a power cut, so a commit waits for the disk (FULL); readers never wait for the writer (WAL).
# What is deleted is overwritten, so that words that were erased are not in the file any more.
SQLITE_AT_CONNECT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON"
)

# No statement of a page takes seconds: one that does is a lock pile-up and must not take every worker with it.
POSTGRESQL_LIMITS = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}


def database_settings(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for the database at `url`; an empty one means SQLite in the data folder.

    Raises ValueError for an address that is neither SQLite nor PostgreSQL.
    """
    if url and not url.startswith(("sqlite://", "postgresql://", "postgres://")):
        raise ValueError("it must begin with sqlite:// or postgresql://")
    config = dict(environ.Env.db_url_config(url)) if url else {"ENGINE": SQLITE, "NAME": str(data / "parley.sqlite3")}
    return sqlite(config) if config["ENGINE"] == SQLITE else postgresql(config)


def sqlite(config: dict[str, Any]) -> dict[str, Any]:
    return {
        "ENGINE": SQLITE,
        "NAME": config["NAME"],
        # A thread keeps its connection: opening one costs more than most of our statements.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that may write takes the write lock at once, so that it never fails half-way with "locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_AT_CONNECT,
        },
    }


def postgresql(config: dict[str, Any]) -> dict[str, Any]:
    options = dict(config.get("OPTIONS", {}))
    limits = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_LIMITS.items())
    # What the operator wrote into the address comes last and therefore wins.
    options["options"] = f"{limits} {options.get('options', '')}".strip()
    options.setdefault("application_name", "parley")
    return {
        **config,
        "CONN_MAX_AGE": config.get("CONN_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
