"""Statements that bypass Django's cursors still show up where Django's would: in tests that count queries."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper


def note(connection: BaseDatabaseWrapper, statement: str) -> None:
    """Write the statement down if somebody listens (`CaptureQueriesContext`, `DEBUG`)."""
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": "0"})
